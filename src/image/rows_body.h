/* image/rows_body.h -- the loops behind rows.h, included by each file that compiles them. Written
 * for the vectoriser: no branches inside, 8- and 16-bit lanes. Every file gets its own copies and
 * table. */
#ifndef IMAGE_ROWS_BODY_H
#define IMAGE_ROWS_BODY_H
#include "image/rows.h"

static inline uint16_t high(uint16_t a, uint16_t b)
{
    return (uint16_t)((uint32_t)a * b >> 16);
}

static void sum_rows(const uint8_t *restrict s, size_t stride, int32_t n, int32_t w,
                     uint16_t *restrict acc)
{
    const uint8_t *a = s, *b = s + stride, *c = s + 2 * stride;
    int32_t done = 1;

    if (n == 2) {
        for (int32_t x = 0; x < w; x++)
            acc[x] = (uint16_t)(a[x] + b[x]);
        return;
    }
    if (n >= 3) {
        for (int32_t x = 0; x < w; x++)
            acc[x] = (uint16_t)(a[x] + b[x] + c[x]);
        done = 3;
    } else {
        for (int32_t x = 0; x < w; x++)
            acc[x] = a[x];
    }
    for (; done < n; done++) {
        const uint8_t *more = s + (size_t)done * stride;
        for (int32_t x = 0; x < w; x++)
            acc[x] = (uint16_t)(acc[x] + more[x]);
    }
}

/* The mean of every place, of which each k-th is kept: cheaper than picking the sums apart. acc has
 * a place more than k MEANS. */
#define MEANS 64
static inline void means_of_2(const uint16_t *restrict acc, uint8_t *restrict d)
{
    uint8_t all[2 * MEANS];

    for (int32_t x = 0; x < 2 * MEANS; x++)
        all[x] = (uint8_t)((uint16_t)(acc[x] + acc[x + 1] + 2) >> 2);
    for (int32_t x = 0; x < MEANS; x++)
        d[x] = all[2 * x];
}

/* (sum + 4) 7282 / 65536 is the rounded ninth of every sum up to 9 x 255. */
static inline void means_of_3(const uint16_t *restrict acc, uint8_t *restrict d)
{
    uint8_t all[3 * MEANS];

    for (int32_t x = 0; x < 3 * MEANS; x++)
        all[x] = (uint8_t)high((uint16_t)(acc[x] + acc[x + 1] + acc[x + 2] + 4), 7282);
    for (int32_t x = 0; x < MEANS; x++)
        d[x] = all[3 * x];
}

static void square_means(const uint16_t *restrict acc, int32_t k, int32_t n, uint8_t *restrict d)
{
    uint16_t rest[3 * MEANS + 2] = { 0 };
    uint8_t last[MEANS];

    for (; n > MEANS; n -= MEANS, acc += k * MEANS, d += MEANS) {
        if (k == 2)
            means_of_2(acc, d);
        else
            means_of_3(acc, d);
    }
    for (int32_t x = 0; x < k * n; x++)
        rest[x] = acc[x];
    if (k == 2)
        means_of_2(rest, last);
    else
        means_of_3(rest, last);
    for (int32_t x = 0; x < n; x++)
        d[x] = last[x];
}

static void block_means(const uint16_t *restrict acc, int32_t k, int32_t rows, int32_t n,
                        uint8_t *restrict d)
{
    const uint32_t full = (uint32_t)(k * rows);
    const uint64_t inverse = ((1u << 24) + full / 2) / full;

    if (k == rows && (k == 2 || k == 3)) {
        square_means(acc, k, n, d);
        return;
    }
    for (int32_t x = 0; x < n; x++) {
        uint32_t sum = 0;
        for (int32_t i = 0; i < k; i++)
            sum += acc[x * k + i];
        d[x] = (uint8_t)((sum * inverse + (1u << 23)) >> 24);
    }
}

/* a (256 - f) + b f is 256 a + (b - a) f, which fits 16 bits whatever the sign of the last term. */
static inline uint8_t blend(uint8_t a, uint8_t b, uint16_t f)
{
    const uint16_t lift = (uint16_t)((uint16_t)(b - a) * f);
    return (uint8_t)((uint16_t)((a << 8) + lift + 128) >> 8);
}

static void blend_each(const uint8_t *restrict a, const uint8_t *restrict b,
                       const uint16_t *restrict f, int32_t n, uint8_t *restrict d)
{
    for (; n >= ROW_LANES;
         n -= ROW_LANES, a += ROW_LANES, b += ROW_LANES, f += ROW_LANES, d += ROW_LANES) {
        for (int32_t x = 0; x < ROW_LANES; x++)
            d[x] = blend(a[x], b[x], f[x]);
    }
    for (int32_t x = 0; x < n; x++)
        d[x] = blend(a[x], b[x], f[x]);
}

static void blend_all(const uint8_t *restrict a, const uint8_t *restrict b, uint16_t f, int32_t n,
                      uint8_t *restrict d)
{
    for (int32_t x = 0; x < n; x++)
        d[x] = blend(a[x], b[x], f);
}

/* As above: 256 l + (r - l) f is the mean of two in 16 bits, before it is rounded. */
static void blend_four(const uint16_t *restrict top, const uint16_t *restrict low,
                       const int32_t *restrict u, const int32_t *restrict v, int32_t n,
                       uint8_t *restrict d)
{
    for (int32_t x = 0; x < n; x++) {
        const uint16_t tl = top[x] & 255, tr = top[x] >> 8, ll = low[x] & 255, lr = low[x] >> 8;
        const uint16_t right = (uint16_t)(u[x] & 255);
        const uint16_t t = (uint16_t)((tl << 8) + (uint16_t)(tr - tl) * right);
        const uint16_t l = (uint16_t)((ll << 8) + (uint16_t)(lr - ll) * right);
        d[x] = (uint8_t)((t * 256 + (l - t) * (v[x] & 255) + 32768) >> 16);
    }
}

static void ramp(int32_t from, int32_t by, int32_t *d)
{
    for (int32_t i = 0; i < ROW_RAMP; i++)
        d[i] = from + by * i / ROW_RAMP;
}

/* A quotient of integers is a whole number or at least 1 / by away from one: for by up to 256 the
 * error of the inverse is far less, and half a millionth lifts whole ones over it. Quotients of
 * integers under 2^31 by doubles round down exactly. */
static void gains(const int32_t *restrict paper, int32_t n, int32_t by, int32_t one,
                  uint16_t *restrict gain)
{
    const double inverse = 1.0 / by;

    for (int32_t i = 0; i < n; i++) {
        const int32_t v = (int32_t)(paper[i] * inverse + 0.5e-6);
        const int32_t g = (int32_t)((double)one / (v < 1 ? 1 : v));
        gain[i] = (uint16_t)(2 * (g > 32767 ? 32767 : g));
    }
}

/* In short pieces, so that each step has lanes as narrow as it can. */
#define PIECE 128
static void clean_row(const uint8_t *restrict s, const uint16_t *restrict gain, int32_t w,
                      uint8_t dark, uint16_t k, uint8_t *restrict d)
{
    uint8_t t[PIECE];
    uint16_t g[PIECE];

    for (int32_t from = 0; from < w; from += PIECE, s += PIECE, d += PIECE, gain += PIECE / 8) {
        const int32_t n = w - from < PIECE ? w - from : PIECE;
        for (int32_t i = 0; 8 * i < n; i++) {
            for (int32_t j = 0; j < 8; j++)
                g[8 * i + j] = gain[i];
        }
        for (int32_t x = 0; x < n; x++) {
            const uint16_t v = high((uint16_t)(s[x] << 8), g[x]);
            t[x] = (uint8_t)(v < 255 ? v : 255);
        }
        for (int32_t x = 0; x < n; x++)
            t[x] = (uint8_t)((t[x] > dark ? t[x] : dark) - dark);
        for (int32_t x = 0; x < n; x++) {
            const uint16_t u = high((uint16_t)(t[x] << 8), k);
            d[x] = (uint8_t)(u < 255 ? u : 255);
        }
    }
}

static uint32_t count_below(const uint8_t *s, int32_t w, uint8_t limit)
{
    uint32_t n = 0;

    while (w >= PIECE) {
        uint8_t part[PIECE] = { 0 };
        for (int32_t r = 0; r < 255 && w >= PIECE; r++, s += PIECE, w -= PIECE) {
            for (int32_t i = 0; i < PIECE; i++)
                part[i] = (uint8_t)(part[i] + (s[i] < limit));
        }
        for (int32_t i = 0; i < PIECE; i++)
            n += part[i];
    }
    for (int32_t i = 0; i < w; i++)
        n += s[i] < limit;
    return n;
}

static void mark_below(const uint8_t *restrict s, int32_t w, uint8_t limit, uint8_t *restrict d)
{
    for (int32_t x = 0; x < w; x++)
        d[x] = s[x] < limit ? 255 : 0;
}

static void count_reaching(const uint8_t *restrict s, size_t stride, int32_t rows, int32_t w,
                           const uint8_t *restrict level, uint8_t *restrict at)
{
    for (int32_t y = 0; y < rows; y++, s += stride) {
        for (int32_t x = 0; x < w; x++)
            at[x] = (uint8_t)(at[x] + (s[x] >= level[x]));
    }
}

static inline uint8_t apart(uint8_t a, uint8_t b)
{
    return (uint8_t)(a > b ? a - b : b - a);
}

static uint32_t count_far(const uint8_t *restrict a, uint8_t a0, const uint8_t *restrict b,
                          uint8_t b0, uint8_t far, int32_t w, uint16_t *restrict acc)
{
    uint32_t total = 0;

    for (int32_t from = 0; from < w; from += PIECE, a += PIECE, b += PIECE, acc += PIECE) {
        const int32_t n = w - from < PIECE ? w - from : PIECE;
        uint8_t is[PIECE], any = 0;
        for (int32_t x = 0; x < n; x++) {
            const uint8_t da = apart(a[x], a0), db = apart(b[x], b0);
            is[x] = (da > db ? da : db) > far;
        }
        for (int32_t x = 0; x < n; x++)
            any |= is[x];
        if (!any)
            continue;
        for (int32_t x = 0; x < n; x++)
            acc[x] = (uint16_t)(acc[x] + is[x]);
        for (int32_t x = 0; x < n; x++)
            total += is[x];
    }
    return total;
}

static void add_words(uint16_t *restrict acc, const uint16_t *restrict s, int32_t n)
{
    for (int32_t i = 0; i < n; i++)
        acc[i] = (uint16_t)(acc[i] + s[i]);
}

#define STEPS(name, type)                                                                          \
    static int64_t name(const type *s, int32_t n)                                                  \
    {                                                                                              \
        int64_t total = 0;                                                                         \
                                                                                                   \
        for (int32_t i = 0; i < n; i++) {                                                          \
            const int32_t d = s[i] + s[i + 1] - s[i + 2] - s[i + 3];                               \
            total += (int64_t)d * d;                                                               \
        }                                                                                          \
        return total;                                                                              \
    }
STEPS(steps, int32_t)
STEPS(steps_words, uint16_t)

#define ROW_OPS                                                                                    \
    {                                                                                              \
        .sum_rows = sum_rows, .block_means = block_means, .blend_each = blend_each,                \
        .blend_all = blend_all, .blend_four = blend_four, .ramp = ramp, .gains = gains,            \
        .clean = clean_row, .count_below = count_below, .mark_below = mark_below,                  \
        .count_reaching = count_reaching, .count_far = count_far, .add_words = add_words,          \
        .steps = steps, .steps_words = steps_words                                                 \
    }
#endif
