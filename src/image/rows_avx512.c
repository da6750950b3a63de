#include "image/rows.h"

#if defined(__AVX512BW__)
#include "image/rows_body.h"

static const struct row_ops ops = ROW_OPS;

const struct row_ops *row_ops_avx512(void)
{
    return &ops;
}
#else
const struct row_ops *row_ops_avx512(void)
{
    return NULL;
}
#endif
