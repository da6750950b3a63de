/* SSE2, which every x86-64 has: as with AVX2 (pmaddwd), in halves of 4 cells: 2 rows x 2 gates of 8
 * cells in 8 accumulators, twice. */
#include "ocr/lstm_wide.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#include <string.h>

enum { LANES = 8, GROUP = 2, HALF = 4, ROWS = 2, CELLS = 6 };
#define INLINE LSTM_INLINE

static void widen(const uint8_t *x, int32_t n, int16_t *out)
{
    const __m128i zero = _mm_setzero_si128(), off = _mm_set1_epi16(128);

    for (int32_t i = 0; i < n; i += 16) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(x + i));
        __m128i *to = (__m128i *)(void *)(out + i);
        _mm_storeu_si128(to, _mm_sub_epi16(_mm_unpacklo_epi8(v, zero), off));
        _mm_storeu_si128(to + 1, _mm_sub_epi16(_mm_unpackhi_epi8(v, zero), off));
    }
}

INLINE __m128i two_of(const int16_t *x)
{
    int32_t two;
    memcpy(&two, x, 4);
    return _mm_set1_epi32(two);
}

#define ROW_DOT(r)                                                                                 \
    if (R > r) {                                                                                   \
        const __m128i v = two_of(x + r * stride + k);                                              \
        a##r##0 = _mm_add_epi32(a##r##0, _mm_madd_epi16(w0, v));                                   \
        a##r##1 = _mm_add_epi32(a##r##1, _mm_madd_epi16(w1, v));                                   \
        a##r##2 = _mm_add_epi32(a##r##2, _mm_madd_epi16(w2, v));                                   \
        a##r##3 = _mm_add_epi32(a##r##3, _mm_madd_epi16(w3, v));                                   \
    }
#define ROW_START(r)                                                                               \
    __m128i a##r##0 = start[0], a##r##1 = start[1], a##r##2 = start[2], a##r##3 = start[3]
#define ROW_STORE(r)                                                                               \
    if (R > r) {                                                                                   \
        acc[r][part] = a##r##0;                                                                    \
        acc[r][part + 1] = a##r##1;                                                                \
        acc[r][part + 2] = a##r##2;                                                                \
        acc[r][part + 3] = a##r##3;                                                                \
    }

/* Outputs of a block: acc[row][2 * gate + half]. */
INLINE void multiply(const int R, const __m128i *weights, const __m128i *starts, const int16_t *x,
                     ptrdiff_t stride, int32_t n, __m128i acc[ROWS][8])
{
    for (int part = 0; part < 8; part += 4) {
        const __m128i *w = weights + part, *start = starts + part;
        ROW_START(0);
        ROW_START(1);
        for (int32_t k = 0; k < n; k += GROUP, w += 8) {
            const __m128i w0 = w[0], w1 = w[1], w2 = w[2], w3 = w[3];
            ROW_DOT(0)
            ROW_DOT(1)
        }
        ROW_STORE(0)
        ROW_STORE(1)
    }
}

/* Entries of two indices, side by side. */
INLINE __m128 two_entries(const float (*t)[2], uint64_t i)
{
    return _mm_loadh_pi(_mm_castpd_ps(_mm_load_sd((const double *)(const void *)t[(uint32_t)i])),
                        (const __m64 *)(const void *)t[i >> 32]);
}

/* An argument of a nonlinearity, in entries of its table: the index and how far it is to the next
 * one. */
struct arg {
    uint64_t at[2];
    __m128 x, part;
};

INLINE void place(__m128 x, struct arg *p)
{
    const __m128 m = _mm_andnot_ps(_mm_set1_ps(-0.0f), x);
    const __m128 a = _mm_min_ps(m, _mm_set1_ps(LSTM_TABLE - 1));
    const __m128i i = _mm_cvttps_epi32(a);
    _mm_store_si128((__m128i *)(void *)p->at, i);
    p->x = x;
    p->part = _mm_sub_ps(a, _mm_cvtepi32_ps(i));
}

INLINE __m128 look_up(const float (*t)[2], const struct arg *a)
{
    const __m128 p = two_entries(t, a->at[0]), q = two_entries(t, a->at[1]);
    const __m128 t0 = _mm_shuffle_ps(p, q, 0x88), t1 = _mm_shuffle_ps(p, q, 0xDD);
    return _mm_add_ps(t0, _mm_mul_ps(_mm_sub_ps(t1, t0), a->part));
}

INLINE __m128 tanh_at(const struct arg *a)
{
    return _mm_or_ps(look_up(lstm_tables.tanh2, a), _mm_and_ps(a->x, _mm_set1_ps(-0.0f)));
}

INLINE __m128 logistic_at(const struct arg *a)
{
    const __m128 y = look_up(lstm_tables.logistic2, a);
    const __m128 negative = _mm_cmplt_ps(a->x, _mm_setzero_ps());
    return _mm_or_ps(_mm_andnot_ps(negative, y),
                     _mm_and_ps(negative, _mm_sub_ps(_mm_set1_ps(1), y)));
}

INLINE void quantise(__m128 v, uint8_t *out)
{
    const __m128 q = _mm_mul_ps(v, _mm_set1_ps(127));
    const __m128 half = _mm_or_ps(_mm_and_ps(q, _mm_set1_ps(-0.0f)), _mm_set1_ps(0.5f));
    const __m128i i = _mm_add_epi32(_mm_cvttps_epi32(_mm_add_ps(q, half)), _mm_set1_epi32(128));
    const __m128i w = _mm_packs_epi32(i, i);
    const int32_t four = _mm_cvtsi128_si32(_mm_packus_epi16(w, w));
    memcpy(out, &four, 4);
}

INLINE __m128 scaled(__m128i acc, const float *scale)
{
    return _mm_mul_ps(_mm_cvtepi32_ps(acc), _mm_load_ps(scale));
}

/* In three passes, so that the long way to a value is gone by all rows at a time. */
INLINE void cells(int32_t n, __m128i (*acc)[8], const float *scale, bool first, float *const *c,
                  uint8_t *const *out, int32_t at)
{
    struct arg v[CELLS][8];

    for (int r = 0; r < n; r++)
        for (int g = 0; g < 8; g++)
            place(scaled(acc[r][g], scale + g * HALF), &v[r][g]);
    for (int r = 0; r < n; r++)
        for (int h = 0; h < 2; h++) {
            float *cell = c[r] + at + h * HALF;
            const __m128 g = tanh_at(&v[r][h]), i = logistic_at(&v[r][2 + h]),
                         f = logistic_at(&v[r][4 + h]);
            __m128 s = first ? _mm_setzero_ps() : _mm_mul_ps(_mm_load_ps(cell), f);
            s = _mm_add_ps(s, _mm_mul_ps(g, i));
            s = _mm_min_ps(_mm_max_ps(s, _mm_set1_ps(-100)), _mm_set1_ps(100));
            _mm_store_ps(cell, s);
            place(_mm_mul_ps(s, _mm_set1_ps(LSTM_PER_ONE)), &v[r][h]);
        }
    for (int r = 0; r < n; r++)
        for (int h = 0; h < 2; h++)
            quantise(_mm_mul_ps(tanh_at(&v[r][h]), logistic_at(&v[r][6 + h])),
                     out[r] + at + h * HALF);
}

/* Rows r0 .. r0 + n - 1 of a step, n <= CELLS, of one block. */
static void step_rows(const struct lstm_mat *m, const struct lstm_step *s, int32_t b, int32_t r0,
                      int32_t n, const int16_t *x)
{
    __m128i acc[CELLS][8];
    const int32_t k_all = m->kx + m->kh, used = s->first ? m->kx : k_all;
    const int32_t *from = (s->first ? m->start_x : m->start) + b * 4 * LANES;
    const __m128i *start = (const __m128i *)(const void *)from;
    const __m128i *w = (const __m128i *)m->w + (size_t)b * (size_t)(k_all / GROUP) * 8;
    int32_t r = 0;

    for (; r + ROWS <= n; r += ROWS)
        multiply(2, w, start, x + r * k_all, k_all, used, acc + r);
    if (r < n)
        multiply(1, w, start, x + r * k_all, k_all, used, acc + r);
    cells(n, acc, m->scale + b * 4 * LANES, s->first, s->c + r0, s->out + r0, b * LANES);
}

static const struct lstm_wide wide = {
    .widen = widen, .step_rows = step_rows, .rows = ROWS, .cells = CELLS
};

static void step(const struct lstm_mat *m, const struct lstm_step *s)
{
    lstm_wide_step(wide, m, s);
}

INLINE void dense_rows(const int R, const struct lstm_mat *m, const int16_t *x, float *out,
                       int32_t b)
{
    __m128i acc[ROWS][8];

    multiply(R, (const __m128i *)m->w + (size_t)b * (size_t)(m->kx / GROUP) * 8,
             (const __m128i *)(const void *)(m->start + b * 4 * LANES), x, m->kx, m->kx, acc);
    for (int r = 0; r < R; r++)
        for (int g = 0; g < 8; g++)
            _mm_store_ps(out + (size_t)r * (size_t)m->out_stride + (b * 8 + g) * HALF,
                         scaled(acc[r][g], m->scale + (b * 8 + g) * HALF));
}

static void dense(const struct lstm_mat *m, const uint8_t *in, int32_t rows, float *out)
{
    _Alignas(16) int16_t x[LSTM_WIDE_BATCH];
    const int32_t most = LSTM_WIDE_BATCH / m->kx / ROWS * ROWS;

    for (int32_t r0 = 0; r0 < rows; r0 += most, in += (size_t)most * (size_t)m->kx,
                 out += (size_t)most * (size_t)m->out_stride) {
        const int32_t n = rows - r0 < most ? rows - r0 : most;
        widen(in, n * m->kx, x);
        for (int32_t b = 0; b < m->blocks; b++) {
            int32_t r = 0;
            for (; r + ROWS <= n; r += ROWS)
                dense_rows(2, m, x + r * m->kx, out + (size_t)r * (size_t)m->out_stride, b);
            for (; r < n; r++)
                dense_rows(1, m, x + r * m->kx, out + (size_t)r * (size_t)m->out_stride, b);
        }
    }
}

/* Of 4 cells. */
struct taps {
    __m128i w[LSTM_PATCH / GROUP];
};

INLINE __m128i tap(const struct taps *t, const int16_t *x0, const int16_t *x1, const int16_t *x2)
{
    const __m128i a =
        _mm_add_epi32(_mm_madd_epi16(two_of(x0), t->w[0]), _mm_madd_epi16(two_of(x0 + 2), t->w[1]));
    const __m128i b =
        _mm_add_epi32(_mm_madd_epi16(two_of(x1), t->w[2]), _mm_madd_epi16(two_of(x1 + 2), t->w[3]));
    const __m128i c =
        _mm_add_epi32(_mm_madd_epi16(two_of(x2), t->w[4]), _mm_madd_epi16(two_of(x2 + 2), t->w[5]));
    return _mm_add_epi32(_mm_add_epi32(a, b), c);
}

INLINE __m128i greater(__m128i a, __m128i b)
{
    const __m128i more = _mm_cmpgt_epi32(a, b);
    return _mm_or_si128(_mm_and_si128(more, a), _mm_andnot_si128(more, b));
}

/* The greatest of n rows of patches from y0 on, and of best. */
INLINE __m128i pool(const struct taps *t, const struct lstm_wide_view *v, const int32_t y0,
                    const int32_t n, __m128i best)
{
    for (int32_t i = 0; i < LSTM_POOL; i++) {
        const int32_t step = v->step[i];
        const int16_t *x0 = v->col[i][0] + y0 * step, *x1 = v->col[i][1] + y0 * step,
                      *x2 = v->col[i][2] + y0 * step;
        for (int32_t k = 0; k < n; k++, x0 += step, x1 += step, x2 += step)
            best = greater(best, tap(t, x0, x1, x2));
    }
    return best;
}

INLINE __m128i edge(const struct taps *t, const int16_t x[LSTM_POOL][16])
{
    __m128i best = _mm_set1_epi32(INT32_MIN);
    for (int32_t i = 0; i < LSTM_POOL; i++)
        best = greater(best, tap(t, x[i], x[i] + 4, x[i] + 8));
    return best;
}

static void conv(const struct lstm_mat *m, const struct lstm_view *view, uint8_t *out)
{
    struct lstm_wide_view v;

    lstm_wide_view(wide, view, &v);
    for (int32_t b = 0; b < m->blocks; b++)
        for (int32_t h = 0; h < 2; h++) {
            const __m128i *w = (const __m128i *)m->w + b * (LSTM_PATCH / GROUP) * 2 + h;
            const int32_t at = b * LANES + h * HALF;
            const __m128i start = _mm_load_si128((const __m128i *)(const void *)(m->start + at));
            const struct taps t = { { w[0], w[2], w[4], w[6], w[8], w[10] } };
            __m128i best[LSTM_ROWS];
            struct arg a[LSTM_ROWS];
            best[0] = pool(&t, &v, 1, 2, edge(&t, v.edge[0]));
            for (int32_t p = 1; p + 1 < LSTM_ROWS; p++)
                best[p] = pool(&t, &v, p * LSTM_POOL, 3, _mm_set1_epi32(INT32_MIN));
            best[LSTM_ROWS - 1] = pool(&t, &v, LSTM_HEIGHT - 3, 2, edge(&t, v.edge[1]));
            for (int32_t p = 0; p < LSTM_ROWS; p++)
                place(scaled(_mm_add_epi32(best[p], start), m->scale + at), &a[p]);
            for (int32_t p = 0; p < LSTM_ROWS; p++)
                quantise(tanh_at(&a[p]), out + p * m->out_stride + at);
        }
}

INLINE __m128 exp_of(__m128 x)
{
    const __m128 big = _mm_set1_ps(12582912.0f);
    const __m128 n = _mm_sub_ps(_mm_add_ps(_mm_mul_ps(x, _mm_set1_ps(1.44269504f)), big), big);
    __m128 r = _mm_sub_ps(x, _mm_mul_ps(n, _mm_set1_ps(0.693359375f)));
    r = _mm_sub_ps(r, _mm_mul_ps(n, _mm_set1_ps(-2.12194440e-4f)));
    __m128 p = _mm_set1_ps(1.9875691500e-4f);
    p = _mm_add_ps(_mm_mul_ps(p, r), _mm_set1_ps(1.3981999507e-3f));
    p = _mm_add_ps(_mm_mul_ps(p, r), _mm_set1_ps(8.3334519073e-3f));
    p = _mm_add_ps(_mm_mul_ps(p, r), _mm_set1_ps(4.1665795894e-2f));
    p = _mm_add_ps(_mm_mul_ps(p, r), _mm_set1_ps(1.6666665459e-1f));
    p = _mm_add_ps(_mm_mul_ps(p, r), _mm_set1_ps(5.0000001201e-1f));
    p = _mm_add_ps(_mm_add_ps(_mm_mul_ps(p, _mm_mul_ps(r, r)), r), _mm_set1_ps(1));
    const __m128i e = _mm_add_epi32(_mm_cvttps_epi32(n), _mm_set1_epi32(127));
    return _mm_mul_ps(p, _mm_castsi128_ps(_mm_slli_epi32(e, 23)));
}

static int32_t softmax(float *row, int32_t n, int32_t padded)
{
    const __m128i count = _mm_set_epi32(3, 2, 1, 0);
    float max = row[0], s[16];
    __m128 sum[4] = { _mm_setzero_ps(), _mm_setzero_ps(), _mm_setzero_ps(), _mm_setzero_ps() };

    __m128 most = _mm_set1_ps(row[0]);
    for (int32_t i = 0; i + HALF <= n; i += HALF)
        most = _mm_max_ps(most, _mm_load_ps(row + i));
    _mm_storeu_ps(s, most);
    for (int32_t i = 0; i < HALF; i++)
        max = s[i] > max ? s[i] : max;
    for (int32_t i = n / HALF * HALF; i < n; i++)
        max = row[i] > max ? row[i] : max;
    for (int32_t i = 0; i < n; i += HALF) {
        const __m128 x = _mm_sub_ps(_mm_load_ps(row + i), _mm_set1_ps(max));
        const __m128 inside = _mm_castsi128_ps(_mm_cmpgt_epi32(_mm_set1_epi32(n - i), count));
        const __m128 y = _mm_and_ps(exp_of(_mm_max_ps(x, _mm_set1_ps(-86))), inside);
        __m128 *quarter = &sum[i / HALF % 4];
        *quarter = _mm_add_ps(*quarter, y);
        _mm_store_ps(row + i, y);
    }
    for (int32_t i = 0; i < 4; i++)
        _mm_storeu_ps(s + i * HALF, sum[i]);
    for (int32_t w = 8; w; w /= 2)
        for (int32_t i = 0; i < w; i++)
            s[i] += s[i + w];
    /* exp(0) is 1, so the winner has 1 / s, as may others that round to it: the first counts. */
    const __m128 total = _mm_set1_ps(s[0]), top = _mm_set1_ps(1 / s[0]);
    int32_t best = -1;
    for (int32_t i = 0; i < n; i += HALF) {
        const __m128 p = _mm_div_ps(_mm_load_ps(row + i), total);
        const int k = _mm_movemask_ps(_mm_cmpeq_ps(p, top));
        _mm_store_ps(row + i, p);
        if (k && best < 0)
            best = i + __builtin_ctz((unsigned)k);
    }
    for (int32_t i = (n + HALF - 1) / HALF * HALF; i < padded; i++)
        row[i] = 0;
    return best;
}

const struct lstm_kernel *lstm_kernel_sse2(void)
{
    static const struct lstm_kernel k = {
        .name = "sse2",
        .lanes = LANES,
        .group = GROUP,
        .weight_bytes = 2,
        .step = step,
        .dense = dense,
        .conv = conv,
        .softmax = softmax,
    };
    return &k;
}
#else
const struct lstm_kernel *lstm_kernel_sse2(void)
{
    return NULL;
}
#endif
