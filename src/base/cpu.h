/* base/cpu.h -- how wide this processor's vectors are, for loops compiled once for each width.
 *
 * SOHOA_CPU=plain, portable, avx2 or avx512 in the environment allows no more than that. Every
 * level includes those before it; other processors than x86-64 have no more than portable. It costs
 * a look into the environment: not for inner loops. Threads: safe. */
#ifndef BASE_CPU_H
#define BASE_CPU_H

enum cpu_level {
    CPU_PLAIN,    /* what the compiler makes of C: for tests */
    CPU_PORTABLE, /* and what every processor of the family has: SSE2 */
    CPU_AVX2,
    CPU_AVX512,      /* F, BW, DQ, VL */
    CPU_AVX512_VNNI, /* and 8-bit dot products */
};
enum cpu_level cpu_level(void);
#endif
