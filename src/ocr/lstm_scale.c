/* A line clip scaled to 36 rows exactly as Leptonica 1.82's pixScale() does (scale1.c, enhance.c):
 * below 0.7 area mapping in 1/16 px, then 3 x 3 unsharp of fraction 0.2 unless below 0.2; up to 1.4
 * linear interpolation in 1/16 px, then 5 x 5 unsharp of 0.4; above that interpolation alone.
 * Written separably: sums are exact integers, so the order of addition does not matter. Powers of
 * two have their own code in Leptonica; enlargement by 2 and 4 and reduction below 0.02 are left to
 * it. */
#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "ocr/lstm_internal.h"

/* Up to here 16-bit column sums and float quotients are exact; higher lines are left to Leptonica.
 */
enum { MAX_AREA_HEIGHT = 384 };

bool lstm_mem_need(struct lstm_mem *m, size_t n, struct err *e)
{
    if (m->n >= n)
        return true;
    const size_t want = (n + n / 4 + 63) / 64 * 64;
    free(m->p);
    m->p = aligned_alloc(64, want);
    m->n = m->p ? want : 0;
    return m->p || err_set(e, ERR_NOMEM, "line recogniser: no memory for %zu bytes", want);
}

void lstm_mem_release(struct lstm_mem *m)
{
    free(m->p);
    *m = (struct lstm_mem){ 0 };
}

static float factor_of(int32_t h)
{
    return (float)LSTM_HEIGHT / (float)h;
}

/* Halvings Leptonica does in its own way; 0 for all other heights. */
static int32_t halvings(int32_t h)
{
    return h == 72 ? 1 : h == 144 ? 2 : h == 288 ? 3 : h == 576 ? 4 : 0;
}

int32_t lstm_scaled_width(int32_t w, int32_t h)
{
    if (h == LSTM_HEIGHT)
        return w;
    if (halvings(h))
        return w >> halvings(h);
    return (int32_t)(factor_of(h) * (float)w + 0.5);
}

/* Sums of 16ths of rows y .. y + dy; they fit 16 bits up to MAX_AREA_HEIGHT. */
static void vertical_sums(const struct grey *page, struct box c, int32_t y, uint16_t top,
                          uint16_t bottom, int32_t dy, uint16_t *v)
{
    const int32_t w = c.x1 - c.x0;
    const int32_t k1 = dy < 1 ? 0 : 1, k2 = dy < 2 ? k1 : 2;
    const uint16_t w1 = k1 == 0    ? 0
                        : k1 == dy ? bottom
                                   : 16,
                   w2 = k2 == k1   ? 0
                        : k2 == dy ? bottom
                                   : 16;
    const uint8_t *r0 = grey_row(page, c.y0 + y) + c.x0, *r1 = grey_row(page, c.y0 + y + k1) + c.x0,
                  *r2 = grey_row(page, c.y0 + y + k2) + c.x0;

    /* Most lines are done with three rows. */
#pragma omp simd
    for (int32_t x = 0; x < w; x++)
        v[x] = (uint16_t)(top * r0[x] + w1 * r1[x] + w2 * r2[x]);
    for (int32_t k = 3; k <= dy; k++) {
        const uint8_t *row = grey_row(page, c.y0 + y + k) + c.x0;
        const uint16_t weight = k == dy ? bottom : 16;
#pragma omp simd
        for (int32_t x = 0; x < w; x++)
            v[x] = (uint16_t)(v[x] + weight * row[x]);
    }
}

struct span {
    int32_t from, to;
    uint32_t first, last; /* weights of its ends in 1/16; inner ones weigh 16 */
    uint32_t width;       /* their sum; 0: too near the edge, the source pixel stands */
};

static struct span span_of(float sc, int32_t i, int32_t size)
{
    const int32_t u = (int32_t)(sc * (float)i), l = (int32_t)((double)sc * (i + 1.0));
    struct span s = { u >> 4, l >> 4, 16 - (uint32_t)(u & 15), (uint32_t)(l & 15), 0 };
    if (s.to <= size - 2)
        s.width = s.first + 16 * (uint32_t)(s.to - s.from - 1) + s.last;
    return s;
}

enum { TAPS = 4, TAPS_AT_ONCE = 4 };

/* What makes a destination pixel of at most TAPS columns; none of them is behind the last. */
struct taps {
    int16_t weight[TAPS];
};

struct area {
    const struct span *spans; /* `inside` of them are wide, then come those at the edge */
    int32_t w, inside;
    uint16_t *v; /* TAPS more than columns */
    uint32_t *prefix;
    float *num, *width;
    struct taps *taps;
};

/* Quotients by float division: both are below 2^23, so a quotient cannot round up to the next
 * integer. */
static void area_row(const struct area *a, int32_t ws, uint32_t height, uint8_t *out)
{
    a->prefix[0] = 0;
    for (int32_t x = 0; x < ws; x++)
        a->prefix[x + 1] = a->prefix[x] + a->v[x];
    for (int32_t x = 0; x < a->inside; x++) {
        const struct span *s = &a->spans[x];
        const uint32_t inner = a->prefix[s->to] - a->prefix[s->from + 1];
        a->num[x] =
            (float)(int32_t)(s->first * a->v[s->from] + s->last * a->v[s->to] + 16 * inner + 128);
    }
    const float h = (float)height;
#pragma omp simd
    for (int32_t x = 0; x < a->inside; x++)
        out[x] = (uint8_t)(int32_t)(a->num[x] / (a->width[x] * h));
}

#ifdef __SSE2__
static __m128i two_spans(const struct area *a, int32_t x)
{
    const __m128i lo = _mm_loadl_epi64((const void *)(a->v + a->spans[x].from)),
                  hi = _mm_loadl_epi64((const void *)(a->v + a->spans[x + 1].from));
    return _mm_madd_epi16(_mm_unpacklo_epi64(lo, hi), _mm_loadu_si128((const void *)&a->taps[x]));
}

static int32_t four_spans(const struct area *a, int32_t x, __m128 h)
{
    const __m128 p = _mm_castsi128_ps(two_spans(a, x)), q = _mm_castsi128_ps(two_spans(a, x + 2));
    const __m128i sum = _mm_add_epi32(_mm_castps_si128(_mm_shuffle_ps(p, q, 0x88)),
                                      _mm_castps_si128(_mm_shuffle_ps(p, q, 0xDD)));
    const __m128 num = _mm_cvtepi32_ps(_mm_add_epi32(sum, _mm_set1_epi32(128)));
    const __m128i v = _mm_cvttps_epi32(_mm_div_ps(num, _mm_mul_ps(_mm_loadu_ps(a->width + x), h)));
    return _mm_cvtsi128_si32(_mm_packus_epi16(_mm_packs_epi32(v, v), v));
}

/* The same with few columns to a pixel; sums of rows fit int16. */
static void area_row_taps(const struct area *a, uint32_t height, uint8_t *out)
{
    const __m128 h = _mm_set1_ps((float)height);
    int32_t x = 0, four;

    for (; x + TAPS_AT_ONCE <= a->inside; x += TAPS_AT_ONCE) {
        four = four_spans(a, x, h);
        memcpy(out + x, &four, sizeof four);
    }
    if (x < a->inside) {
        four = four_spans(a, x, h);
        memcpy(out + x, &four, (size_t)(a->inside - x));
    }
}
#else
static void area_row_taps(const struct area *a, uint32_t height, uint8_t *out)
{
    for (int32_t x = 0; x < a->inside; x++) {
        const uint16_t *v = a->v + a->spans[x].from;
        int32_t sum = 128;
        for (int32_t k = 0; k < TAPS; k++)
            sum += a->taps[x].weight[k] * v[k];
        out[x] = (uint8_t)(int32_t)((float)sum / (a->width[x] * (float)height));
    }
}
#endif

/* False: more than TAPS columns. */
static bool taps_of(const struct span *s, struct taps *t)
{
    const int32_t n = s->to - s->from;

    *t = (struct taps){ { 0 } };
    if (n >= TAPS)
        return false;
    for (int32_t k = 1; k < n; k++)
        t->weight[k] = 16;
    t->weight[0] = (int16_t)s->first;
    t->weight[n] = (int16_t)(t->weight[n] + (int32_t)s->last - (n == 0 ? 16 : 0));
    return true;
}

static bool area_map(const struct grey *page, struct box c, uint8_t *out, int32_t w,
                     struct lstm_mem *tmp, struct err *e)
{
    const int32_t ws = c.x1 - c.x0, hs = c.y1 - c.y0;
    const float scx = (float)(16. * (double)(float)ws / (double)(float)w);
    const float scy = (float)(16. * (double)(float)hs / (double)(float)LSTM_HEIGHT);
    const size_t sw = (size_t)ws, dw = (size_t)w,
                 room = (dw + TAPS_AT_ONCE - 1) / TAPS_AT_ONCE * TAPS_AT_ONCE;
    bool narrow = true;

    if (!lstm_mem_need(tmp,
                       room * (sizeof(struct span) + sizeof(struct taps) + 8) + (sw + 1) * 4 +
                           (sw + TAPS) * 2,
                       e))
        return false;
    struct span *spans = tmp->p;
    struct area a = { .spans = spans, .w = w, .taps = (struct taps *)(void *)(spans + room) };
    a.num = (float *)(void *)(a.taps + room);
    a.width = a.num + room;
    a.prefix = (uint32_t *)(void *)(a.width + room);
    a.v = (uint16_t *)(void *)(a.prefix + ws + 1);
    memset(a.v + ws, 0, TAPS * sizeof *a.v);
    for (int32_t x = 0; x < w; x++) {
        spans[x] = span_of(scx, x, ws);
        a.width[x] = spans[x].width ? (float)spans[x].width : 1;
        a.inside += spans[x].width > 0;
        narrow = taps_of(&spans[x], &a.taps[x]) && narrow;
    }
    for (size_t x = dw; x < room; x++) {
        spans[x] = spans[0];
        a.taps[x] = a.taps[0];
        a.width[x] = 1;
    }
    for (int32_t y = 0; y < LSTM_HEIGHT; y++) {
        const struct span s = span_of(scy, y, hs);
        const uint8_t *edge = grey_row(page, c.y0 + s.from) + c.x0;
        uint8_t *o = out + (size_t)y * dw;
        if (s.width) {
            vertical_sums(page, c, s.from, (uint16_t)s.first, (uint16_t)s.last, s.to - s.from, a.v);
            if (narrow && s.width * 255 <= INT16_MAX)
                area_row_taps(&a, s.width, o);
            else
                area_row(&a, ws, s.width, o);
        }
        for (int32_t x = s.width ? a.inside : 0; x < w; x++)
            o[x] = edge[spans[x].from];
    }
    return true;
}

static void halve(const uint8_t *src, size_t stride, int32_t w, int32_t h, uint8_t *dst)
{
    for (int32_t y = 0; y < h; y++) {
        const uint8_t *a = src + (size_t)(2 * y) * stride, *b = a + stride;
        for (int32_t x = 0; x < w; x++)
            dst[(size_t)y * (size_t)w + (size_t)x] =
                (uint8_t)((a[2 * x] + a[2 * x + 1] + b[2 * x] + b[2 * x + 1]) >> 2);
    }
}

static bool halve_down(const struct grey *page, struct box c, uint8_t *out, struct lstm_mem *tmp,
                       struct err *e)
{
    const int32_t n = halvings(c.y1 - c.y0);
    const uint8_t *src = grey_row(page, c.y0) + c.x0;
    size_t stride = page->stride;
    int32_t w = c.x1 - c.x0, h = c.y1 - c.y0;
    const size_t half = (size_t)(w / 2 + 1) * (size_t)(h / 2);

    if (!lstm_mem_need(tmp, 2 * half, e))
        return false;
    for (int32_t i = 0; i < n; i++) {
        uint8_t *dst = i == n - 1 ? out : (uint8_t *)tmp->p + (i % 2 ? half : 0);
        w /= 2;
        h /= 2;
        halve(src, stride, w, h, dst);
        src = dst;
        stride = (size_t)w;
    }
    return true;
}

static bool interpolate(const struct grey *page, struct box c, uint8_t *out, int32_t w,
                        struct lstm_mem *tmp, struct err *e)
{
    const int32_t ws = c.x1 - c.x0, hs = c.y1 - c.y0;
    const float scx = (float)(16. * (double)(float)ws / (double)(float)w);
    const float scy = (float)(16. * (double)(float)hs / (double)(float)LSTM_HEIGHT);

    if (!lstm_mem_need(tmp, ((size_t)ws + 1) * sizeof(uint32_t) + (size_t)w * sizeof(uint32_t), e))
        return false;
    uint32_t *at = tmp->p, *v = at + w;
    for (int32_t x = 0; x < w; x++)
        at[x] = (uint32_t)(scx * (float)x);
    for (int32_t y = 0; y < LSTM_HEIGHT; y++) {
        const int32_t m = (int32_t)(scy * (float)y), yp = m >> 4;
        const uint32_t f = (uint32_t)m & 15;
        const uint8_t *a = grey_row(page, c.y0 + yp) + c.x0;
        const uint8_t *b = yp > hs - 2 ? a : grey_row(page, c.y0 + yp + 1) + c.x0;
        for (int32_t x = 0; x < ws; x++)
            v[x] = (16 - f) * a[x] + f * b[x];
        v[ws] = v[ws - 1];
        uint8_t *o = out + (size_t)y * (size_t)w;
        for (int32_t x = 0; x < w; x++) {
            const uint32_t xp = at[x] >> 4, g = at[x] & 15;
            o[x] = (uint8_t)(((16 - g) * v[xp] + g * v[xp + 1] + 128) / 256);
        }
    }
    return true;
}

/* The border of `r` pixels stays as it is. */
static bool unsharp(uint8_t *px, int32_t w, int32_t r, float fraction, struct lstm_mem *tmp,
                    struct err *e)
{
    const float norm = (float)(r == 1 ? 1.0 / 9.0 : 1.0 / 25.0);
    const size_t n = (size_t)w;

    if (w < 2 * r + 1)
        return true;
    if (!lstm_mem_need(tmp, (LSTM_HEIGHT + 1) * n * sizeof(uint16_t), e))
        return false;
    uint16_t *sum = tmp->p, *column = sum + LSTM_HEIGHT * n;
    for (int32_t y = 0; y < LSTM_HEIGHT; y++) {
        const uint8_t *p = px + (size_t)y * n;
        uint16_t *s = sum + (size_t)y * n;
        if (r == 1)
#pragma omp simd
            for (int32_t x = 1; x < w - 1; x++)
                s[x] = (uint16_t)(p[x - 1] + p[x] + p[x + 1]);
        else
#pragma omp simd
            for (int32_t x = 2; x < w - 2; x++)
                s[x] = (uint16_t)(p[x - 2] + p[x - 1] + p[x] + p[x + 1] + p[x + 2]);
    }
    for (int32_t y = r; y < LSTM_HEIGHT - r; y++) {
        uint8_t *p = px + (size_t)y * n;
        memset(column, 0, n * sizeof *column);
        for (int32_t k = -r; k <= r; k++) {
            const uint16_t *s = sum + (size_t)(y + k) * n;
#pragma omp simd
            for (int32_t x = r; x < w - r; x++)
                column[x] = (uint16_t)(column[x] + s[x]);
        }
#pragma omp simd
        for (int32_t x = r; x < w - r; x++) {
            const float low = norm * (float)column[x], s = (float)p[x];
            const float sharp = s + fraction * (s - low);
            /* int((double)sharp + 0.5), clipped, without the double */
            const int32_t whole = (int32_t)sharp,
                          v = whole + (sharp - (float)whole >= 0.5f ? 1 : 0);
            p[x] = (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
        }
    }
    return true;
}

bool lstm_scale(const struct grey *page, struct box c, uint8_t *out, int32_t w,
                struct lstm_mem *tmp, struct err *e)
{
    const int32_t h = c.y1 - c.y0;
    const float f = factor_of(h);

    if (h == LSTM_HEIGHT) {
        for (int32_t y = 0; y < h; y++)
            memcpy(out + (size_t)y * (size_t)w, grey_row(page, c.y0 + y) + c.x0, (size_t)w);
        return true;
    }
    if (h == 18 || h == 9 || (h > MAX_AREA_HEIGHT && !halvings(h)))
        return lstm_scale_lept(page, c, out, w, e);
    if (halvings(h)) {
        if (!halve_down(page, c, out, tmp, e))
            return false;
    } else if (!((double)f < 0.7 ? area_map(page, c, out, w, tmp, e)
                                 : interpolate(page, c, out, w, tmp, e))) {
        return false;
    }
    /* The bounds are doubles in Leptonica: a float compared with 0.7, not with 0.7f. */
    if ((double)f < 0.7)
        return (double)f > 0.2 ? unsharp(out, w, 1, 0.2f, tmp, e) : true;
    return (double)f < 1.4 ? unsharp(out, w, 2, 0.4f, tmp, e) : true;
}
