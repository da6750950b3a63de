/* Runs a fuzz target over files: what a fuzzer has found once is a test from then on. With --smash
 * N it also runs N mutations of each file (seeded, so a failure can be repeated). */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_BYTES = 1 << 20 };

static uint64_t state = 88172645463325252u;

static uint32_t next(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 32);
}

/* A few flipped bits, a cut, or a run of one byte. */
static size_t mutate(uint8_t *p, size_t n)
{
    if (n == 0)
        return 0;
    for (uint32_t i = 1 + next() % 4; i > 0; i--)
        p[next() % n] ^= (uint8_t)(1u << next() % 8);
    if (next() % 4 == 0) {
        const size_t at = next() % n, len = 1 + next() % 16;
        memset(p + at, next() % 2 ? 0xFF : 0, len < n - at ? len : n - at);
    }
    return next() % 4 == 0 ? next() % n : n;
}

int main(int argc, char **argv)
{
    uint8_t *file = malloc(MAX_BYTES), *copy = malloc(MAX_BYTES);
    long smash = 0, runs = 0;

    for (int i = 1; file && copy && i < argc; i++) {
        if (strcmp(argv[i], "--smash") == 0 && i + 1 < argc) {
            smash = strtol(argv[++i], NULL, 10);
            continue;
        }
        FILE *f = fopen(argv[i], "rb");
        if (!f) {
            perror(argv[i]);
            return 1;
        }
        const size_t n = fread(file, 1, MAX_BYTES, f);
        fclose(f);
        for (long k = 0; k <= smash; k++, runs++) {
            memcpy(copy, file, n);
            const size_t len = k ? mutate(copy, n) : n;
            uint8_t *exact = malloc(len ? len : 1); /* so that a read past the end is seen */
            if (!exact)
                return 1;
            memcpy(exact, copy, len);
            (void)LLVMFuzzerTestOneInput(exact, len);
            free(exact);
        }
    }
    free(file);
    free(copy);
    printf("%ld inputs\n", runs);
    return runs > 0 ? 0 : 1;
}
