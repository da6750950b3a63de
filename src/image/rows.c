#include "image/rows.h"

#include "image/rows_body.h"

#include <stdlib.h>
#include <string.h>

const struct row_ops row_ops_portable = ROW_OPS;

const struct row_ops *row_ops(void)
{
    const char *want = getenv("SOHOA_CPU");
    const struct row_ops *wide = row_ops_avx512(), *mid = row_ops_avx2();

    if (!want || !*want)
        want = "avx512";
    if (strcmp(want, "portable") == 0)
        return &row_ops_portable;
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (wide && strcmp(want, "avx512") == 0 && __builtin_cpu_supports("avx512f") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl"))
        return wide;
    if (mid && __builtin_cpu_supports("avx2"))
        return mid;
#endif
    (void)wide;
    (void)mid;
    return &row_ops_portable;
}
