#include "base/cpu.h"

#include <stdlib.h>
#include <string.h>

enum cpu_level cpu_level(void)
{
    const char *want = getenv("SOHOA_CPU");

    if (want && strcmp(want, "plain") == 0)
        return CPU_PLAIN;
#if defined(__x86_64__)
    if (want && strcmp(want, "portable") == 0)
        return CPU_PORTABLE;
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2"))
        return CPU_PORTABLE;
    if ((want && *want && strcmp(want, "avx512") != 0) || !__builtin_cpu_supports("avx512f") ||
        !__builtin_cpu_supports("avx512bw") || !__builtin_cpu_supports("avx512dq") ||
        !__builtin_cpu_supports("avx512vl"))
        return CPU_AVX2;
    return __builtin_cpu_supports("avx512vnni") ? CPU_AVX512_VNNI : CPU_AVX512;
#else
    return CPU_PORTABLE;
#endif
}
