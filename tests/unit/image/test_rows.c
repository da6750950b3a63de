/* Every compiled copy of the row loops against arithmetic written down plainly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/cpu.h"
#include "image/rows.h"

enum { MOST = 700, ROWS = 16 };

struct given {
    uint8_t a[ROWS][MOST], b[MOST];
    uint16_t part[MOST], words[MOST];
    int32_t sums[MOST + 3];
    uint32_t seed;
};

static uint32_t next(struct given *g)
{
    g->seed = g->seed * 1664525u + 1013904223u;
    return g->seed >> 8;
}

/* Full range, and now and then rows of paper or ink only. */
static void fill(struct given *g)
{
    const uint32_t kind = next(g) % 4;

    for (int32_t x = 0; x < MOST; x++) {
        for (int32_t y = 0; y < ROWS; y++)
            g->a[y][x] = (uint8_t)(kind == 0 ? 255 : kind == 1 ? next(g) % 3 : next(g));
        g->b[x] = (uint8_t)(kind == 2 ? 0 : next(g));
        g->part[x] = (uint16_t)(next(g) % 256);
        g->words[x] = (uint16_t)next(g);
        g->sums[x] = (int32_t)(next(g) % 2000000);
    }
    for (int32_t x = MOST; x < MOST + 3; x++)
        g->sums[x] = (int32_t)(next(g) % 2000000);
}

static int32_t within(int32_t v)
{
    return v < 0 ? 0 : v > 255 ? 255 : v;
}

static void means(const struct row_ops *ops, const struct given *g, int32_t w)
{
    static const int32_t sides[] = { 1, 2, 3, 4, 5, 8, 16 };
    uint16_t acc[MOST];
    uint8_t d[MOST];

    for (size_t s = 0; s < sizeof sides / sizeof *sides; s++) {
        const int32_t k = sides[s], n = w / k;
        for (int32_t rows = 1; rows <= k; rows++) {
            const uint32_t full = (uint32_t)(k * rows);
            ops->sum_rows(g->a[0], MOST, rows, w, acc);
            ops->block_means(acc, k, rows, n, d);
            for (int32_t i = 0; i < n; i++) {
                uint32_t sum = 0;
                for (int32_t y = 0; y < rows; y++) {
                    for (int32_t x = 0; x < k; x++)
                        sum += g->a[y][i * k + x];
                }
                const uint64_t inverse = ((1u << 24) + full / 2) / full;
                assert_int_equal(d[i], (sum * inverse + (1u << 23)) >> 24);
            }
        }
    }
}

static void blends(const struct row_ops *ops, const struct given *g, int32_t w)
{
    uint8_t each[MOST], all[MOST], four[MOST];
    uint16_t other[MOST];
    const uint16_t f = g->part[0];
    const int32_t by = g->sums[1] - g->sums[2];
    int32_t climb[ROW_RAMP];

    for (int32_t x = 0; x < w; x++)
        other[x] = (uint16_t)(g->words[w - 1 - x] ^ (x % 3 ? 0 : 0xff00));

    ops->blend_each(g->a[0], g->a[1], g->part, w, each);
    ops->blend_all(g->a[0], g->a[1], f, w, all);
    ops->blend_four(g->words, other, g->sums, g->sums + 1, w, four);
    ops->ramp(g->sums[0], by, climb);
    for (int32_t i = 0; i < ROW_RAMP; i++)
        assert_int_equal(climb[i], g->sums[0] + by * i / ROW_RAMP);
    for (int32_t x = 0; x < w; x++) {
        const int32_t a = g->a[0][x], b = g->a[1][x], p = g->part[x];
        assert_int_equal(each[x], (a * (256 - p) + b * p + 128) >> 8);
        const int32_t right = g->sums[x] & 255, down = g->sums[x + 1] & 255;
        const int32_t top = (g->words[x] & 255) * (256 - right) + (g->words[x] >> 8) * right;
        const int32_t low = (other[x] & 255) * (256 - right) + (other[x] >> 8) * right;
        assert_int_equal(all[x], (a * (256 - f) + b * f + 128) >> 8);
        assert_int_equal(four[x], (top * (256 - down) + low * down + 32768) >> 16);
    }
}

static void cleans(const struct row_ops *ops, const struct given *g, int32_t w)
{
    const int32_t n = (w + 7) / 8, dark = g->b[0] % 101, k = 255 * 256 / (255 - dark);
    int32_t paper[MOST];
    uint16_t gain[MOST];
    uint8_t d[MOST];

    for (int32_t i = 0; i < n; i++)
        paper[i] = g->sums[i] * (g->b[i] < 64 ? 0 : 8);
    ops->gains(paper, n, 64, 255 * 128 * 64, gain);
    ops->clean(g->a[0], gain, w, (uint8_t)dark, (uint16_t)k, d);
    for (int32_t x = 0; x < w; x++) {
        const int32_t tone = paper[x / 8] / 64, one = 255 * 128 * 64 / (tone < 1 ? 1 : tone);
        const int32_t v = within(g->a[0][x] * (one > 32767 ? 32767 : one) >> 7);
        assert_int_equal(gain[x / 8], 2 * (one > 32767 ? 32767 : one));
        assert_int_equal(d[x], v < dark ? 0 : within((v - dark) * k >> 8));
    }
}

static void counts(const struct row_ops *ops, const struct given *g, int32_t w)
{
    const uint8_t limit = g->b[0];
    uint8_t mark[MOST], at[MOST] = { 0 };
    uint16_t far[MOST] = { 0 };
    uint32_t below = 0, off = 0;

    ops->mark_below(g->a[0], w, limit, mark);
    ops->count_reaching(g->a[0], MOST, ROWS, w, g->b, at);
    const uint32_t far_n = ops->count_far(g->a[0], limit, g->b, 128, 16, w, far);
    for (int32_t x = 0; x < w; x++) {
        const bool is = abs(g->a[0][x] - limit) > 16 || abs(g->b[x] - 128) > 16;
        int32_t reach = 0;
        for (int32_t y = 0; y < ROWS; y++)
            reach += g->a[y][x] >= g->b[x];
        below += g->a[0][x] < limit;
        off += is;
        assert_int_equal(mark[x], g->a[0][x] < limit ? 255 : 0);
        assert_int_equal(at[x], reach);
        assert_int_equal(far[x], is);
    }
    assert_int_equal(ops->count_below(g->a[0], w, limit), below);
    assert_int_equal(far_n, off);
}

static void sums(const struct row_ops *ops, const struct given *g, int32_t w)
{
    uint16_t words[MOST];
    int64_t wide = 0, narrow = 0;

    for (int32_t x = 0; x < w; x++)
        words[x] = g->part[x];
    ops->add_words(words, g->words, w);
    for (int32_t x = 0; x < w; x++) {
        assert_int_equal(words[x], (uint16_t)(g->part[x] + g->words[x]));
        const int64_t d = (int64_t)g->sums[x] + g->sums[x + 1] - g->sums[x + 2] - g->sums[x + 3];
        wide += d * d;
        if (x + 3 < w) {
            const int64_t s = g->words[x] + g->words[x + 1] - g->words[x + 2] - g->words[x + 3];
            narrow += s * s;
        }
    }
    assert_true(ops->steps(g->sums, w) == wide);
    assert_true(w < 4 || ops->steps_words(g->words, w - 3) == narrow);
}

static void check(const struct row_ops *ops)
{
    struct given *g = calloc(1, sizeof *g);

    assert_non_null(g);
    g->seed = 20;
    for (int round = 0; round < 40; round++) {
        fill(g);
        const int32_t w = round < 4 ? round + 1 : (int32_t)(next(g) % (MOST - 1)) + 1;
        means(ops, g, w);
        blends(ops, g, w);
        cleans(ops, g, w);
        counts(ops, g, w);
        sums(ops, g, w);
    }
    free(g);
}

static void portable(void **state)
{
    (void)state;
    check(&row_ops_portable);
}

static void avx2(void **state)
{
    (void)state;
    if (!row_ops_avx2() || cpu_level() < CPU_AVX2)
        skip();
    check(row_ops_avx2());
}

static void avx512(void **state)
{
    (void)state;
    if (!row_ops_avx512() || cpu_level() < CPU_AVX512)
        skip();
    check(row_ops_avx512());
}

static void forced(void **state)
{
    (void)state;
    setenv("SOHOA_CPU", "portable", 1);
    assert_ptr_equal(row_ops(), &row_ops_portable);
    setenv("SOHOA_CPU", "avx2", 1);
    if (row_ops_avx2() && cpu_level() == CPU_AVX2)
        assert_ptr_equal(row_ops(), row_ops_avx2());
    unsetenv("SOHOA_CPU");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(portable),
        cmocka_unit_test(avx2),
        cmocka_unit_test(avx512),
        cmocka_unit_test(forced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
