/* AVX2: int16 multiply-add (vpmaddwd), 3 rows x (4 gates x 8 cells) in 12 accumulators; then the
 * nonlinearities of 12 rows. */
#include "ocr/lstm_wide.h"

#if defined(__AVX2__)
#include <immintrin.h>
#include <string.h>

enum { LANES = 8, GROUP = 2, ROWS = 3, CELLS = 12 };
#define INLINE LSTM_INLINE

static void widen(const uint8_t *x, int32_t n, int16_t *out)
{
    for (int32_t i = 0; i < n; i += 16) {
        const __m256i v =
            _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)(const void *)(x + i)));
        _mm256_storeu_si256((__m256i *)(void *)(out + i),
                            _mm256_sub_epi16(v, _mm256_set1_epi16(128)));
    }
}

#define ROW_DOT(r)                                                                                 \
    if (R > r) {                                                                                   \
        int32_t two;                                                                               \
        memcpy(&two, x + r * stride + k, 4);                                                       \
        const __m256i v = _mm256_set1_epi32(two);                                                  \
        a##r##0 = _mm256_add_epi32(a##r##0, _mm256_madd_epi16(v, w[0]));                           \
        a##r##1 = _mm256_add_epi32(a##r##1, _mm256_madd_epi16(v, w[1]));                           \
        a##r##2 = _mm256_add_epi32(a##r##2, _mm256_madd_epi16(v, w[2]));                           \
        a##r##3 = _mm256_add_epi32(a##r##3, _mm256_madd_epi16(v, w[3]));                           \
    }
#define ROW_START(r)                                                                               \
    __m256i a##r##0 = start[0], a##r##1 = start[1], a##r##2 = start[2], a##r##3 = start[3]
#define ROW_STORE(r)                                                                               \
    if (R > r) {                                                                                   \
        acc[r][0] = a##r##0;                                                                       \
        acc[r][1] = a##r##1;                                                                       \
        acc[r][2] = a##r##2;                                                                       \
        acc[r][3] = a##r##3;                                                                       \
    }

INLINE void multiply(const int R, const __m256i *w, const __m256i *start, const int16_t *x,
                     ptrdiff_t stride, int32_t n, __m256i acc[ROWS][4])
{
    ROW_START(0);
    ROW_START(1);
    ROW_START(2);
    for (int32_t k = 0; k < n; k += GROUP, w += 4) {
        ROW_DOT(0)
        ROW_DOT(1)
        ROW_DOT(2)
    }
    ROW_STORE(0)
    ROW_STORE(1)
    ROW_STORE(2)
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
    uint64_t at[4];
    __m256 x, part;
};

INLINE void place(__m256 x, struct arg *p)
{
    const __m256 m = _mm256_andnot_ps(_mm256_set1_ps(-0.0f), x);
    const __m256 a = _mm256_min_ps(m, _mm256_set1_ps(LSTM_TABLE - 1));
    const __m256i i = _mm256_cvttps_epi32(a);
    _mm256_store_si256((__m256i *)(void *)p->at, i);
    p->x = x;
    p->part = _mm256_sub_ps(a, _mm256_cvtepi32_ps(i));
}

/* Eight loads of 8 bytes take less than half the time of the two gathers they replace. */
INLINE __m256 look_up(const float (*t)[2], const struct arg *a)
{
    const __m256 p = _mm256_insertf128_ps(_mm256_castps128_ps256(two_entries(t, a->at[0])),
                                          two_entries(t, a->at[2]), 1);
    const __m256 q = _mm256_insertf128_ps(_mm256_castps128_ps256(two_entries(t, a->at[1])),
                                          two_entries(t, a->at[3]), 1);
    const __m256 t0 = _mm256_shuffle_ps(p, q, 0x88), t1 = _mm256_shuffle_ps(p, q, 0xDD);
    return _mm256_add_ps(t0, _mm256_mul_ps(_mm256_sub_ps(t1, t0), a->part));
}

INLINE __m256 tanh_at(const struct arg *a)
{
    return _mm256_or_ps(look_up(lstm_tables.tanh2, a), _mm256_and_ps(a->x, _mm256_set1_ps(-0.0f)));
}

INLINE __m256 logistic_at(const struct arg *a)
{
    const __m256 y = look_up(lstm_tables.logistic2, a);
    const __m256 negative = _mm256_cmp_ps(a->x, _mm256_setzero_ps(), _CMP_LT_OQ);
    return _mm256_blendv_ps(y, _mm256_sub_ps(_mm256_set1_ps(1), y), negative);
}

INLINE void quantise(__m256 v, uint8_t *out)
{
    const __m256 q = _mm256_mul_ps(v, _mm256_set1_ps(127));
    const __m256 half = _mm256_or_ps(_mm256_and_ps(q, _mm256_set1_ps(-0.0f)), _mm256_set1_ps(0.5f));
    const __m256i i =
        _mm256_add_epi32(_mm256_cvttps_epi32(_mm256_add_ps(q, half)), _mm256_set1_epi32(128));
    const __m128i w = _mm_packus_epi32(_mm256_castsi256_si128(i), _mm256_extracti128_si256(i, 1));
    _mm_storel_epi64((__m128i *)(void *)out, _mm_packus_epi16(w, w));
}

INLINE __m256 scaled(__m256i acc, const float *scale)
{
    return _mm256_mul_ps(_mm256_cvtepi32_ps(acc), _mm256_load_ps(scale));
}

/* In three passes, so that the long way to a value is gone by all rows at a time. */
INLINE void cells(int32_t n, __m256i (*acc)[4], const float *scale, bool first, float *const *c,
                  uint8_t *const *out, int32_t at)
{
    _Alignas(32) struct arg v[CELLS][4];

    for (int r = 0; r < n; r++)
        for (int g = 0; g < 4; g++)
            place(scaled(acc[r][g], scale + g * LANES), &v[r][g]);
    for (int r = 0; r < n; r++) {
        const __m256 g = tanh_at(&v[r][0]), i = logistic_at(&v[r][1]), f = logistic_at(&v[r][2]);
        __m256 s = first ? _mm256_setzero_ps() : _mm256_mul_ps(_mm256_load_ps(c[r] + at), f);
        s = _mm256_add_ps(s, _mm256_mul_ps(g, i));
        s = _mm256_min_ps(_mm256_max_ps(s, _mm256_set1_ps(-100)), _mm256_set1_ps(100));
        _mm256_store_ps(c[r] + at, s);
        place(_mm256_mul_ps(s, _mm256_set1_ps(LSTM_PER_ONE)), &v[r][0]);
    }
    for (int r = 0; r < n; r++)
        quantise(_mm256_mul_ps(tanh_at(&v[r][0]), logistic_at(&v[r][3])), out[r] + at);
}

/* Rows r0 .. r0 + n - 1 of a step, n <= CELLS, of one block. */
static void step_rows(const struct lstm_mat *m, const struct lstm_step *s, int32_t b, int32_t r0,
                      int32_t n, const int16_t *x)
{
    __m256i acc[CELLS][4];
    const int32_t k_all = m->kx + m->kh, used = s->first ? m->kx : k_all;
    const int32_t *from = (s->first ? m->start_x : m->start) + b * 4 * LANES;
    const __m256i *start = (const __m256i *)(const void *)from;
    const __m256i *w = (const __m256i *)m->w + (size_t)b * (size_t)(k_all / GROUP) * 4;
    int32_t r = 0;

    for (; r + ROWS <= n; r += ROWS)
        multiply(3, w, start, x + r * k_all, k_all, used, acc + r);
    if (n - r == 2)
        multiply(2, w, start, x + r * k_all, k_all, used, acc + r);
    else if (n - r == 1)
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
    __m256i acc[ROWS][4];

    multiply(R, (const __m256i *)m->w + (size_t)b * (size_t)(m->kx / GROUP) * 4,
             (const __m256i *)(const void *)(m->start + b * 4 * LANES), x, m->kx, m->kx, acc);
    for (int r = 0; r < R; r++)
        for (int g = 0; g < 4; g++)
            _mm256_store_ps(out + (size_t)r * (size_t)m->out_stride + (b * 4 + g) * LANES,
                            scaled(acc[r][g], m->scale + (b * 4 + g) * LANES));
}

static void dense(const struct lstm_mat *m, const uint8_t *in, int32_t rows, float *out)
{
    _Alignas(32) int16_t x[LSTM_WIDE_BATCH];
    const int32_t most = LSTM_WIDE_BATCH / m->kx / ROWS * ROWS;

    for (int32_t r0 = 0; r0 < rows; r0 += most, in += (size_t)most * (size_t)m->kx,
                 out += (size_t)most * (size_t)m->out_stride) {
        const int32_t n = rows - r0 < most ? rows - r0 : most;
        widen(in, n * m->kx, x);
        for (int32_t b = 0; b < m->blocks; b++) {
            int32_t r = 0;
            for (; r + ROWS <= n; r += ROWS)
                dense_rows(3, m, x + r * m->kx, out + (size_t)r * (size_t)m->out_stride, b);
            for (; r < n; r++)
                dense_rows(1, m, x + r * m->kx, out + (size_t)r * (size_t)m->out_stride, b);
        }
    }
}

struct taps {
    __m256i w[LSTM_PATCH / GROUP];
};

INLINE __m256i two_of(const int16_t *x)
{
    int32_t two;
    memcpy(&two, x, 4);
    return _mm256_set1_epi32(two);
}

INLINE __m256i tap(const struct taps *t, const int16_t *x0, const int16_t *x1, const int16_t *x2)
{
    const __m256i a = _mm256_add_epi32(_mm256_madd_epi16(two_of(x0), t->w[0]),
                                       _mm256_madd_epi16(two_of(x0 + 2), t->w[1]));
    const __m256i b = _mm256_add_epi32(_mm256_madd_epi16(two_of(x1), t->w[2]),
                                       _mm256_madd_epi16(two_of(x1 + 2), t->w[3]));
    const __m256i c = _mm256_add_epi32(_mm256_madd_epi16(two_of(x2), t->w[4]),
                                       _mm256_madd_epi16(two_of(x2 + 2), t->w[5]));
    return _mm256_add_epi32(_mm256_add_epi32(a, b), c);
}

/* The greatest of n rows of patches from y0 on, and of best. */
INLINE __m256i pool(const struct taps *t, const struct lstm_wide_view *v, const int32_t y0,
                    const int32_t n, __m256i best)
{
    for (int32_t i = 0; i < LSTM_POOL; i++) {
        const int32_t step = v->step[i];
        const int16_t *x0 = v->col[i][0] + y0 * step, *x1 = v->col[i][1] + y0 * step,
                      *x2 = v->col[i][2] + y0 * step;
        for (int32_t k = 0; k < n; k++, x0 += step, x1 += step, x2 += step)
            best = _mm256_max_epi32(best, tap(t, x0, x1, x2));
    }
    return best;
}

INLINE __m256i edge(const struct taps *t, const int16_t x[LSTM_POOL][16])
{
    __m256i best = _mm256_set1_epi32(INT32_MIN);
    for (int32_t i = 0; i < LSTM_POOL; i++)
        best = _mm256_max_epi32(best, tap(t, x[i], x[i] + 4, x[i] + 8));
    return best;
}

static void conv(const struct lstm_mat *m, const struct lstm_view *view, uint8_t *out)
{
    struct lstm_wide_view v;

    lstm_wide_view(wide, view, &v);
    for (int32_t b = 0; b < m->blocks; b++) {
        const __m256i *w = (const __m256i *)m->w + b * (LSTM_PATCH / GROUP);
        const __m256i start =
            _mm256_load_si256((const __m256i *)(const void *)(m->start + b * LANES));
        const struct taps t = { { w[0], w[1], w[2], w[3], w[4], w[5] } };
        __m256i best[LSTM_ROWS];
        struct arg a[LSTM_ROWS];
        best[0] = pool(&t, &v, 1, 2, edge(&t, v.edge[0]));
        for (int32_t p = 1; p + 1 < LSTM_ROWS; p++)
            best[p] = pool(&t, &v, p * LSTM_POOL, 3, _mm256_set1_epi32(INT32_MIN));
        best[LSTM_ROWS - 1] = pool(&t, &v, LSTM_HEIGHT - 3, 2, edge(&t, v.edge[1]));
        for (int32_t p = 0; p < LSTM_ROWS; p++)
            place(scaled(_mm256_add_epi32(best[p], start), m->scale + b * LANES), &a[p]);
        for (int32_t p = 0; p < LSTM_ROWS; p++)
            quantise(tanh_at(&a[p]), out + p * m->out_stride + b * LANES);
    }
}

INLINE __m256 exp_of(__m256 x)
{
    const __m256 big = _mm256_set1_ps(12582912.0f);
    const __m256 n =
        _mm256_sub_ps(_mm256_add_ps(_mm256_mul_ps(x, _mm256_set1_ps(1.44269504f)), big), big);
    __m256 r = _mm256_sub_ps(x, _mm256_mul_ps(n, _mm256_set1_ps(0.693359375f)));
    r = _mm256_sub_ps(r, _mm256_mul_ps(n, _mm256_set1_ps(-2.12194440e-4f)));
    __m256 p = _mm256_set1_ps(1.9875691500e-4f);
    p = _mm256_add_ps(_mm256_mul_ps(p, r), _mm256_set1_ps(1.3981999507e-3f));
    p = _mm256_add_ps(_mm256_mul_ps(p, r), _mm256_set1_ps(8.3334519073e-3f));
    p = _mm256_add_ps(_mm256_mul_ps(p, r), _mm256_set1_ps(4.1665795894e-2f));
    p = _mm256_add_ps(_mm256_mul_ps(p, r), _mm256_set1_ps(1.6666665459e-1f));
    p = _mm256_add_ps(_mm256_mul_ps(p, r), _mm256_set1_ps(5.0000001201e-1f));
    p = _mm256_add_ps(_mm256_add_ps(_mm256_mul_ps(p, _mm256_mul_ps(r, r)), r), _mm256_set1_ps(1));
    const __m256i e = _mm256_add_epi32(_mm256_cvttps_epi32(n), _mm256_set1_epi32(127));
    return _mm256_mul_ps(p, _mm256_castsi256_ps(_mm256_slli_epi32(e, 23)));
}

static int32_t softmax(float *row, int32_t n, int32_t padded)
{
    const __m256i count = _mm256_set_epi32(7, 6, 5, 4, 3, 2, 1, 0);
    float max = row[0], s[16];
    __m256 sum[2] = { _mm256_setzero_ps(), _mm256_setzero_ps() };

    __m256 most = _mm256_set1_ps(row[0]);
    for (int32_t i = 0; i + LANES <= n; i += LANES)
        most = _mm256_max_ps(most, _mm256_load_ps(row + i));
    _mm256_storeu_ps(s, most);
    for (int32_t i = 0; i < LANES; i++)
        max = s[i] > max ? s[i] : max;
    for (int32_t i = n / LANES * LANES; i < n; i++)
        max = row[i] > max ? row[i] : max;
    for (int32_t i = 0; i < n; i += LANES) {
        const __m256 x = _mm256_sub_ps(_mm256_load_ps(row + i), _mm256_set1_ps(max));
        const __m256 inside =
            _mm256_castsi256_ps(_mm256_cmpgt_epi32(_mm256_set1_epi32(n - i), count));
        const __m256 y = _mm256_and_ps(exp_of(_mm256_max_ps(x, _mm256_set1_ps(-86))), inside);
        __m256 *half = &sum[i / LANES % 2];
        *half = _mm256_add_ps(*half, y);
        _mm256_store_ps(row + i, y);
    }
    _mm256_storeu_ps(s, sum[0]);
    _mm256_storeu_ps(s + LANES, sum[1]);
    for (int32_t w = LANES; w; w /= 2)
        for (int32_t i = 0; i < w; i++)
            s[i] += s[i + w];
    /* exp(0) is 1, so the winner has 1 / s, as may others that round to it: the first counts. */
    const __m256 total = _mm256_set1_ps(s[0]), top = _mm256_set1_ps(1 / s[0]);
    int32_t best = -1;
    for (int32_t i = 0; i < n; i += LANES) {
        const __m256 p = _mm256_div_ps(_mm256_load_ps(row + i), total);
        const int k = _mm256_movemask_ps(_mm256_cmp_ps(p, top, _CMP_EQ_OQ));
        _mm256_store_ps(row + i, p);
        if (k && best < 0)
            best = i + __builtin_ctz((unsigned)k);
    }
    for (int32_t i = (n + LANES - 1) / LANES * LANES; i < padded; i++)
        row[i] = 0;
    return best;
}

const struct lstm_kernel *lstm_kernel_avx2(void)
{
    static const struct lstm_kernel k = {
        .name = "avx2",
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
const struct lstm_kernel *lstm_kernel_avx2(void)
{
    return NULL;
}
#endif
