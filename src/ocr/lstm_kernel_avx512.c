/* AVX-512 VNNI: 6 rows x (4 gates x 16 cells) in 24 accumulators, nonlinearities on the block just
 * computed. */
#include "ocr/lstm_internal.h"

#if defined(__AVX512VNNI__) && defined(__AVX512DQ__) && defined(__AVX512VL__) &&                   \
    defined(__AVX512BW__)
#include <immintrin.h>
#include <string.h>

enum { LANES = 16, GROUP = 4, ROWS = 6 };
#define INLINE static inline __attribute__((always_inline))

/* As an instruction of its own: gcc 12 spills the accumulators of the intrinsic. */
#define DOT(acc, x, w) __asm__("vpdpbusd %2, %1, %0" : "+v"(acc) : "v"(x), "v"(w))

/* acc += w * row for the 4 * 16 outputs of a block and R rows, over n bytes of each row. */
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
#define ROW_LOAD(r)                                                                                \
    __m512i a##r##0 = acc[r < R ? r : 0][0], a##r##1 = acc[r < R ? r : 0][1],                      \
            a##r##2 = acc[r < R ? r : 0][2], a##r##3 = acc[r < R ? r : 0][3]
#define ROW_STORE(r)                                                                               \
    if (R > r) {                                                                                   \
        acc[r][0] = a##r##0;                                                                       \
        acc[r][1] = a##r##1;                                                                       \
        acc[r][2] = a##r##2;                                                                       \
        acc[r][3] = a##r##3;                                                                       \
    }

INLINE void multiply(const int R, const int8_t *w, const uint8_t *const *row, int32_t n,
                     __m512i acc[ROWS][4])
{
    ROW_LOAD(0);
    ROW_LOAD(1);
    ROW_LOAD(2);
    ROW_LOAD(3);
    ROW_LOAD(4);
    ROW_LOAD(5);
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

INLINE __m512 look_up(const float (*t)[2], __m512 x)
{
    const __m512 m = _mm512_abs_ps(x);
    const __m512 a =
        _mm512_min_ps(_mm512_mul_ps(m, _mm512_set1_ps(256)), _mm512_set1_ps(LSTM_TABLE - 1));
    const __m512i i = _mm512_cvttps_epi32(a);
    const __m512 f = _mm512_sub_ps(a, _mm512_cvtepi32_ps(i));
    const __m512 lo = _mm512_castpd_ps(_mm512_i32gather_pd(_mm512_castsi512_si256(i), t, 8));
    const __m512 hi = _mm512_castpd_ps(_mm512_i32gather_pd(_mm512_extracti64x4_epi64(i, 1), t, 8));
    const __m512i even =
        _mm512_set_epi32(30, 28, 26, 24, 22, 20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0);
    const __m512i odd = _mm512_set_epi32(31, 29, 27, 25, 23, 21, 19, 17, 15, 13, 11, 9, 7, 5, 3, 1);
    const __m512 t0 = _mm512_permutex2var_ps(lo, even, hi),
                 t1 = _mm512_permutex2var_ps(lo, odd, hi);
    return _mm512_add_ps(t0, _mm512_mul_ps(_mm512_sub_ps(t1, t0), f));
}

INLINE __m512 tanh_of(__m512 x)
{
    const __m512 y = look_up(lstm_tables.tanh2, x);
    return _mm512_or_ps(y, _mm512_and_ps(x, _mm512_set1_ps(-0.0f)));
}

INLINE __m512 logistic_of(__m512 x)
{
    const __m512 y = look_up(lstm_tables.logistic2, x);
    const __mmask16 negative = _mm512_cmp_ps_mask(x, _mm512_setzero_ps(), _CMP_LT_OQ);
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

INLINE void cells(const __m512i acc[4], const float *scale, bool first, float *c, uint8_t *out)
{
    const __m512 g = tanh_of(scaled(acc[0], scale));
    const __m512 i = logistic_of(scaled(acc[1], scale + LANES));
    const __m512 f = logistic_of(scaled(acc[2], scale + 2 * LANES));
    const __m512 o = logistic_of(scaled(acc[3], scale + 3 * LANES));
    __m512 s = first ? _mm512_setzero_ps() : _mm512_mul_ps(_mm512_load_ps(c), f);
    s = _mm512_add_ps(s, _mm512_mul_ps(g, i));
    s = _mm512_min_ps(_mm512_max_ps(s, _mm512_set1_ps(-100)), _mm512_set1_ps(100));
    _mm512_store_ps(c, s);
    quantise(_mm512_mul_ps(tanh_of(s), o), out);
}

INLINE void start_all(const int R, const int32_t *start, __m512i acc[ROWS][4])
{
    for (int r = 0; r < R; r++)
        for (int g = 0; g < 4; g++)
            acc[r][g] = _mm512_load_si512(start + g * LANES);
}

INLINE void step_rows(const int R, const struct lstm_mat *m, const struct lstm_step *s, int32_t b,
                      int32_t r0)
{
    __m512i acc[ROWS][4];
    const int8_t *w = (const int8_t *)m->w + (size_t)b * (size_t)(m->kx + m->kh) * 4 * LANES;

    start_all(R, (s->first ? m->start_x : m->start) + b * 4 * LANES, acc);
    multiply(R, w, s->x + r0, m->kx, acc);
    if (!s->first)
        multiply(R, w + (size_t)m->kx * 4 * LANES, s->h + r0, m->kh, acc);
    for (int r = 0; r < R; r++)
        cells(acc[r], m->scale + b * 4 * LANES, s->first, s->c[r0 + r] + b * LANES,
              s->out[r0 + r] + b * LANES);
}

static void step(const struct lstm_mat *m, const struct lstm_step *s)
{
    for (int32_t b = 0; b < m->blocks; b++) {
        int32_t r = 0;
        for (; r + ROWS <= s->n; r += ROWS)
            step_rows(6, m, s, b, r);
        switch (s->n - r) {
        case 1:
            step_rows(1, m, s, b, r);
            break;
        case 2:
            step_rows(2, m, s, b, r);
            break;
        case 3:
            step_rows(3, m, s, b, r);
            break;
        case 4:
            step_rows(4, m, s, b, r);
            break;
        case 5:
            step_rows(5, m, s, b, r);
            break;
        default:
            break;
        }
    }
}

INLINE void dense_rows(const int R, const struct lstm_mat *m, const uint8_t *x, float *out,
                       int32_t b)
{
    __m512i acc[ROWS][4];
    const uint8_t *row[ROWS];

    for (int r = 0; r < R; r++)
        row[r] = x + (size_t)r * (size_t)m->kx;
    start_all(R, m->start + b * 4 * LANES, acc);
    multiply(R, (const int8_t *)m->w + (size_t)b * (size_t)m->kx * 4 * LANES, row, m->kx, acc);
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

static void conv(const struct lstm_mat *m, const uint8_t *patches, uint8_t *out)
{
    for (int32_t b = 0; b < m->blocks; b++) {
        const int8_t *w = (const int8_t *)m->w + (size_t)b * LSTM_PATCH * LANES;
        const __m512i w0 = _mm512_load_si512(w), w1 = _mm512_load_si512(w + 64),
                      w2 = _mm512_load_si512(w + 128);
        const __m512i start = _mm512_load_si512(m->start + b * LANES);
        const uint8_t *x = patches;
        for (int32_t p = 0; p < LSTM_ROWS; p++) {
            __m512i best = _mm512_set1_epi32(INT32_MIN);
            for (int32_t i = 0; i < 9; i++, x += LSTM_PATCH) {
                int32_t four[3];
                memcpy(four, x, sizeof four);
                __m512i acc = start;
                DOT(acc, _mm512_set1_epi32(four[0]), w0);
                DOT(acc, _mm512_set1_epi32(four[1]), w1);
                DOT(acc, _mm512_set1_epi32(four[2]), w2);
                best = _mm512_max_epi32(best, acc);
            }
            quantise(tanh_of(scaled(best, m->scale + b * LANES)),
                     out + p * m->out_stride + b * LANES);
        }
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
