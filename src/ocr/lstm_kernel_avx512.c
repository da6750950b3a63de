/* AVX-512 VNNI: 6 rows x (4 gates x 16 cells) in 24 accumulators; then the nonlinearities of 12
 * rows. */
#include "ocr/lstm_internal.h"

#if defined(__AVX512VNNI__) && defined(__AVX512DQ__) && defined(__AVX512VL__) &&                   \
    defined(__AVX512BW__)
#include <immintrin.h>
#include <string.h>

enum { LANES = 16, GROUP = 4, ROWS = 6, CELLS = 12 };
#define INLINE static inline __attribute__((always_inline))

/* As an instruction of its own: gcc 12 spills the accumulators of the intrinsic. */
#define DOT(acc, x, w) __asm__("vpdpbusd %2, %1, %0" : "+v"(acc) : "v"(x), "v"(w))

#define ROW_DOT(r)                                                                                 \
    if (R > r) {                                                                                   \
        int32_t four;                                                                              \
        memcpy(&four, row[r] + k, 4);                                                              \
        const __m512i x = _mm512_set1_epi32(four);                                                 \
        DOT(a##r##0, x, w0);                                                                       \
        DOT(a##r##1, x, w1);                                                                       \
        DOT(a##r##2, x, w2);                                                                       \
        DOT(a##r##3, x, w3);                                                                       \
    }
#define ROW_START(r) __m512i a##r##0 = s0, a##r##1 = s1, a##r##2 = s2, a##r##3 = s3
#define ROW_STORE(r)                                                                               \
    if (R > r) {                                                                                   \
        acc[r][0] = a##r##0;                                                                       \
        acc[r][1] = a##r##1;                                                                       \
        acc[r][2] = a##r##2;                                                                       \
        acc[r][3] = a##r##3;                                                                       \
    }

/* Outputs of a block, 4 * 16, for R rows in two parts of nx and nh bytes: one set of accumulators
 * for both. */
INLINE void multiply(const int R, const int8_t *w, const int32_t *start,
                     const uint8_t *const *x_row, int32_t nx, const uint8_t *const *h_row,
                     int32_t nh, __m512i acc[ROWS][4])
{
    const __m512i s0 = _mm512_load_si512(start), s1 = _mm512_load_si512(start + LANES),
                  s2 = _mm512_load_si512(start + 2 * LANES),
                  s3 = _mm512_load_si512(start + 3 * LANES);
    const uint8_t *const *row = x_row;
    int32_t n = nx;
    ROW_START(0);
    ROW_START(1);
    ROW_START(2);
    ROW_START(3);
    ROW_START(4);
    ROW_START(5);
    for (int part = 0; part < 2; part++, row = h_row, n = nh)
        for (int32_t k = 0; k < n; k += GROUP, w += 4 * LANES * GROUP) {
            const __m512i w0 = _mm512_load_si512(w), w1 = _mm512_load_si512(w + 64),
                          w2 = _mm512_load_si512(w + 128), w3 = _mm512_load_si512(w + 192);
            ROW_DOT(0)
            ROW_DOT(1)
            ROW_DOT(2)
            ROW_DOT(3)
            ROW_DOT(4)
            ROW_DOT(5)
        }
    ROW_STORE(0)
    ROW_STORE(1)
    ROW_STORE(2)
    ROW_STORE(3)
    ROW_STORE(4)
    ROW_STORE(5)
}

/* Entries of two indices, side by side. */
INLINE __m128 two_entries(const float (*t)[2], uint64_t i)
{
    return _mm_loadh_pi(_mm_castpd_ps(_mm_load_sd((const double *)(const void *)t[(uint32_t)i])),
                        (const __m64 *)(const void *)t[i >> 32]);
}

INLINE __m512 eight_entries(const float (*t)[2], uint64_t i0, uint64_t i1, uint64_t i2, uint64_t i3)
{
    const __m256 lo =
        _mm256_insertf128_ps(_mm256_castps128_ps256(two_entries(t, i0)), two_entries(t, i1), 1);
    const __m256 hi =
        _mm256_insertf128_ps(_mm256_castps128_ps256(two_entries(t, i2)), two_entries(t, i3), 1);
    return _mm512_insertf32x8(_mm512_castps256_ps512(lo), hi, 1);
}

/* An argument of a nonlinearity, in entries of its table: the index and how far it is to the next
 * one. */
struct arg {
    uint64_t at[8];
    __m512 x, part;
};

INLINE void place(__m512 x, struct arg *p)
{
    const __m512 a = _mm512_min_ps(_mm512_abs_ps(x), _mm512_set1_ps(LSTM_TABLE - 1));
    const __m512i i = _mm512_cvttps_epi32(a);
    _mm512_store_si512(p->at, i);
    p->x = x;
    p->part = _mm512_sub_ps(a, _mm512_cvtepi32_ps(i));
}

/* Sixteen loads of 8 bytes take two thirds of the time of the gathers they replace. */
INLINE __m512 look_up(const float (*t)[2], const struct arg *a)
{
    const uint64_t *i = a->at;
    const __m512 p = eight_entries(t, i[0], i[2], i[4], i[6]),
                 q = eight_entries(t, i[1], i[3], i[5], i[7]);
    const __m512 t0 = _mm512_shuffle_ps(p, q, 0x88), t1 = _mm512_shuffle_ps(p, q, 0xDD);
    return _mm512_add_ps(t0, _mm512_mul_ps(_mm512_sub_ps(t1, t0), a->part));
}

INLINE __m512 tanh_at(const struct arg *a)
{
    const __m512 y = look_up(lstm_tables.tanh2, a);
    return _mm512_or_ps(y, _mm512_and_ps(a->x, _mm512_set1_ps(-0.0f)));
}

INLINE __m512 logistic_at(const struct arg *a)
{
    const __m512 y = look_up(lstm_tables.logistic2, a);
    const __mmask16 negative = _mm512_cmp_ps_mask(a->x, _mm512_setzero_ps(), _CMP_LT_OQ);
    return _mm512_mask_sub_ps(y, negative, _mm512_set1_ps(1), y);
}

INLINE void quantise(__m512 v, uint8_t *out)
{
    const __m512 q = _mm512_mul_ps(v, _mm512_set1_ps(127));
    const __m512 half = _mm512_or_ps(_mm512_and_ps(q, _mm512_set1_ps(-0.0f)), _mm512_set1_ps(0.5f));
    const __m512i i = _mm512_cvttps_epi32(_mm512_add_ps(q, half));
    _mm_storeu_si128((__m128i *)(void *)out,
                     _mm512_cvtepi32_epi8(_mm512_add_epi32(i, _mm512_set1_epi32(128))));
}

INLINE __m512 scaled(__m512i acc, const float *scale)
{
    return _mm512_mul_ps(_mm512_cvtepi32_ps(acc), _mm512_load_ps(scale));
}

/* In three passes, so that the long way to a value is gone by all rows at a time. */
INLINE void cells(int32_t n, __m512i (*acc)[4], const float *scale, bool first, float *const *c,
                  uint8_t *const *out, int32_t at)
{
    struct arg v[CELLS][4];

    for (int r = 0; r < n; r++)
        for (int g = 0; g < 4; g++)
            place(scaled(acc[r][g], scale + g * LANES), &v[r][g]);
    for (int r = 0; r < n; r++) {
        const __m512 g = tanh_at(&v[r][0]), i = logistic_at(&v[r][1]), f = logistic_at(&v[r][2]);
        __m512 s = first ? _mm512_setzero_ps() : _mm512_mul_ps(_mm512_load_ps(c[r] + at), f);
        s = _mm512_add_ps(s, _mm512_mul_ps(g, i));
        s = _mm512_min_ps(_mm512_max_ps(s, _mm512_set1_ps(-100)), _mm512_set1_ps(100));
        _mm512_store_ps(c[r] + at, s);
        place(_mm512_mul_ps(s, _mm512_set1_ps(LSTM_PER_ONE)), &v[r][0]);
    }
    for (int r = 0; r < n; r++)
        quantise(_mm512_mul_ps(tanh_at(&v[r][0]), logistic_at(&v[r][3])), out[r] + at);
}

INLINE void sums(const int R, const struct lstm_mat *m, const struct lstm_step *s, int32_t b,
                 int32_t r0, __m512i (*acc)[4])
{
    multiply(R, (const int8_t *)m->w + (size_t)b * (size_t)(m->kx + m->kh) * 4 * LANES,
             (s->first ? m->start_x : m->start) + b * 4 * LANES, s->x + r0, m->kx, s->h + r0,
             s->first ? 0 : m->kh, acc);
}

/* The first part of n in parts of at most `most`, about equally large: a row or two alone would
 * wait for their own sums. */
static int32_t share(int32_t n, int32_t most)
{
    const int32_t parts = (n + most - 1) / most;
    return (n + parts - 1) / parts;
}

/* Rows r0 .. r0 + n - 1 of a step, n <= CELLS, of one block. */
static void step_rows(const struct lstm_mat *m, const struct lstm_step *s, int32_t b, int32_t r0,
                      int32_t n)
{
    __m512i acc[CELLS][4];

    for (int32_t r = 0, now; r < n; r += now) {
        now = share(n - r, ROWS);
        switch (now) {
        case 1:
            sums(1, m, s, b, r0 + r, acc + r);
            break;
        case 2:
            sums(2, m, s, b, r0 + r, acc + r);
            break;
        case 3:
            sums(3, m, s, b, r0 + r, acc + r);
            break;
        case 4:
            sums(4, m, s, b, r0 + r, acc + r);
            break;
        case 5:
            sums(5, m, s, b, r0 + r, acc + r);
            break;
        default:
            sums(6, m, s, b, r0 + r, acc + r);
            break;
        }
    }
    cells(n, acc, m->scale + b * 4 * LANES, s->first, s->c + r0, s->out + r0, b * LANES);
}

static void step(const struct lstm_mat *m, const struct lstm_step *s)
{
    for (int32_t i = 0; i < m->blocks; i++)
        for (int32_t r = 0, now; r < s->n; r += now) {
            now = share(s->n - r, CELLS);
            step_rows(m, s, lstm_block(m, s, i), r, now);
        }
}

INLINE void dense_rows(const int R, const struct lstm_mat *m, const uint8_t *x, float *out,
                       int32_t b)
{
    __m512i acc[ROWS][4];
    const uint8_t *row[ROWS];

    for (int r = 0; r < R; r++)
        row[r] = x + (size_t)r * (size_t)m->kx;
    multiply(R, (const int8_t *)m->w + (size_t)b * (size_t)m->kx * 4 * LANES,
             m->start + b * 4 * LANES, row, m->kx, row, 0, acc);
    for (int r = 0; r < R; r++)
        for (int g = 0; g < 4; g++)
            _mm512_store_ps(out + (size_t)r * (size_t)m->out_stride + (b * 4 + g) * LANES,
                            scaled(acc[r][g], m->scale + (b * 4 + g) * LANES));
}

static void dense(const struct lstm_mat *m, const uint8_t *x, int32_t rows, float *out)
{
    for (int32_t b = 0; b < m->blocks; b++) {
        int32_t r = 0;
        for (; r + ROWS <= rows; r += ROWS)
            dense_rows(6, m, x + (size_t)r * (size_t)m->kx, out + (size_t)r * (size_t)m->out_stride,
                       b);
        for (; r < rows; r++)
            dense_rows(1, m, x + (size_t)r * (size_t)m->kx, out + (size_t)r * (size_t)m->out_stride,
                       b);
    }
}

INLINE __m512i four_of(const uint8_t *x)
{
    int32_t four;
    memcpy(&four, x, 4);
    return _mm512_set1_epi32(four);
}

struct taps {
    __m512i start, w[3];
};

INLINE __m512i tap(const struct taps *t, const uint8_t *x0, const uint8_t *x1, const uint8_t *x2)
{
    __m512i acc = t->start;
    DOT(acc, four_of(x0), t->w[0]);
    DOT(acc, four_of(x1), t->w[1]);
    DOT(acc, four_of(x2), t->w[2]);
    return acc;
}

/* The greatest of n rows of patches from y0 on, and of best. */
INLINE __m512i pool(const struct taps *t, const struct lstm_view *v, const int32_t y0,
                    const int32_t n, __m512i best)
{
    for (int32_t i = 0; i < LSTM_POOL; i++) {
        const ptrdiff_t step = v->step[i], from = y0 * step;
        const uint8_t *x0 = v->col[i][0] + from, *x1 = v->col[i][1] + from,
                      *x2 = v->col[i][2] + from;
        for (int32_t k = 0; k < n; k++, x0 += step, x1 += step, x2 += step)
            best = _mm512_max_epi32(best, tap(t, x0, x1, x2));
    }
    return best;
}

INLINE __m512i edge(const struct taps *t, const struct lstm_view *v, int32_t k)
{
    __m512i best = _mm512_set1_epi32(INT32_MIN);
    for (int32_t i = 0; i < LSTM_POOL; i++) {
        const uint8_t *x = v->edge[i][k];
        best = _mm512_max_epi32(best, tap(t, x, x + 4, x + 8));
    }
    return best;
}

static void conv(const struct lstm_mat *m, const struct lstm_view *v, uint8_t *out)
{
    for (int32_t b = 0; b < m->blocks; b++) {
        const int8_t *w = (const int8_t *)m->w + (size_t)b * LSTM_PATCH * LANES;
        const struct taps t = { _mm512_load_si512(m->start + b * LANES),
                                { _mm512_load_si512(w), _mm512_load_si512(w + 64),
                                  _mm512_load_si512(w + 128) } };
        __m512i best[LSTM_ROWS];
        struct arg a[LSTM_ROWS];
        best[0] = pool(&t, v, 1, 2, edge(&t, v, 0));
        for (int32_t p = 1; p + 1 < LSTM_ROWS; p++)
            best[p] = pool(&t, v, p * LSTM_POOL, 3, _mm512_set1_epi32(INT32_MIN));
        best[LSTM_ROWS - 1] = pool(&t, v, LSTM_HEIGHT - 3, 2, edge(&t, v, 1));
        for (int32_t p = 0; p < LSTM_ROWS; p++)
            place(scaled(best[p], m->scale + b * LANES), &a[p]);
        for (int32_t p = 0; p < LSTM_ROWS; p++)
            quantise(tanh_at(&a[p]), out + p * m->out_stride + b * LANES);
    }
}

INLINE __m512 exp_of(__m512 x)
{
    const __m512 big = _mm512_set1_ps(12582912.0f);
    const __m512 n =
        _mm512_sub_ps(_mm512_add_ps(_mm512_mul_ps(x, _mm512_set1_ps(1.44269504f)), big), big);
    __m512 r = _mm512_sub_ps(x, _mm512_mul_ps(n, _mm512_set1_ps(0.693359375f)));
    r = _mm512_sub_ps(r, _mm512_mul_ps(n, _mm512_set1_ps(-2.12194440e-4f)));
    __m512 p = _mm512_set1_ps(1.9875691500e-4f);
    p = _mm512_add_ps(_mm512_mul_ps(p, r), _mm512_set1_ps(1.3981999507e-3f));
    p = _mm512_add_ps(_mm512_mul_ps(p, r), _mm512_set1_ps(8.3334519073e-3f));
    p = _mm512_add_ps(_mm512_mul_ps(p, r), _mm512_set1_ps(4.1665795894e-2f));
    p = _mm512_add_ps(_mm512_mul_ps(p, r), _mm512_set1_ps(1.6666665459e-1f));
    p = _mm512_add_ps(_mm512_mul_ps(p, r), _mm512_set1_ps(5.0000001201e-1f));
    p = _mm512_add_ps(_mm512_add_ps(_mm512_mul_ps(p, _mm512_mul_ps(r, r)), r), _mm512_set1_ps(1));
    const __m512i e = _mm512_add_epi32(_mm512_cvttps_epi32(n), _mm512_set1_epi32(127));
    return _mm512_mul_ps(p, _mm512_castsi512_ps(_mm512_slli_epi32(e, 23)));
}

static int32_t softmax(float *row, int32_t n, int32_t padded)
{
    const int32_t whole = n / LANES * LANES;
    const __mmask16 rest = (__mmask16)((1u << (n - whole)) - 1);
    __m512 max = _mm512_set1_ps(row[0]), sum = _mm512_setzero_ps();

    for (int32_t i = 0; i < whole; i += LANES)
        max = _mm512_max_ps(max, _mm512_load_ps(row + i));
    max = _mm512_mask_max_ps(max, rest, max, _mm512_maskz_load_ps(rest, row + whole));
    max = _mm512_set1_ps(_mm512_reduce_max_ps(max));
    for (int32_t i = 0; i < n; i += LANES) {
        const __mmask16 k = i < whole ? 0xFFFF : rest;
        const __m512 x = _mm512_sub_ps(_mm512_maskz_load_ps(k, row + i), max);
        const __m512 y = _mm512_maskz_mov_ps(k, exp_of(_mm512_max_ps(x, _mm512_set1_ps(-86))));
        sum = _mm512_add_ps(sum, y);
        _mm512_store_ps(row + i, y);
    }
    float s[LANES];
    _mm512_storeu_ps(s, sum);
    for (int32_t w = LANES / 2; w; w /= 2)
        for (int32_t i = 0; i < w; i++)
            s[i] += s[i + w];
    /* exp(0) is 1, so the winner has 1 / s, as may others that round to it: the first counts. */
    const __m512 total = _mm512_set1_ps(s[0]), top = _mm512_set1_ps(1 / s[0]);
    int32_t best = -1;
    for (int32_t i = 0; i < n; i += LANES) {
        const __m512 p = _mm512_div_ps(_mm512_load_ps(row + i), total);
        const __mmask16 k = _mm512_cmp_ps_mask(p, top, _CMP_EQ_OQ);
        _mm512_store_ps(row + i, p);
        if (k && best < 0)
            best = i + __builtin_ctz(k);
    }
    for (int32_t i = (n + LANES - 1) / LANES * LANES; i < padded; i++)
        row[i] = 0;
    return best;
}

const struct lstm_kernel *lstm_kernel_avx512(void)
{
    static const struct lstm_kernel k = {
        .name = "avx512",
        .lanes = LANES,
        .group = GROUP,
        .weight_bytes = 1,
        .step = step,
        .dense = dense,
        .conv = conv,
        .softmax = softmax,
    };
    return &k;
}
#else
const struct lstm_kernel *lstm_kernel_avx512(void)
{
    return NULL;
}
#endif
