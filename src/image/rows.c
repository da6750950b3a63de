#include "image/rows.h"

#include "base/cpu.h"
#include "image/rows_body.h"

const struct row_ops row_ops_portable = ROW_OPS;

const struct row_ops *row_ops(void)
{
    const struct row_ops *wide = row_ops_avx512(), *mid = row_ops_avx2();
    const enum cpu_level level = cpu_level();

    return wide && level >= CPU_AVX512 ? wide : mid && level >= CPU_AVX2 ? mid : &row_ops_portable;
}
