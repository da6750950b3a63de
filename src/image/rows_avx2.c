#include "image/rows.h"

#if defined(__AVX2__)
#include "image/rows_body.h"

static const struct row_ops ops = ROW_OPS;

const struct row_ops *row_ops_avx2(void)
{
    return &ops;
}
#else
const struct row_ops *row_ops_avx2(void)
{
    return NULL;
}
#endif
