/* A line clip scaled to 36 rows exactly as Leptonica 1.82's pixScale() does (scale1.c, enhance.c):
 * below 0.7 area mapping in 1/16 px, then 3 x 3 unsharp of fraction 0.2 unless below 0.2; up to 1.4
 * linear interpolation in 1/16 px, then 5 x 5 unsharp of 0.4; above that interpolation alone.
 * Written separably: sums are exact integers, so the order of addition does not matter. Powers of
 * two have their own code in Leptonica; enlargement by 2 and 4 and reduction below 0.02 are left to
 * it. */
#include <stdlib.h>
#include <string.h>

#include "ocr/lstm_internal.h"

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

static void vertical_sums(const struct grey *page, struct box c, int32_t y, uint32_t top,
                          uint32_t bottom, int32_t dy, uint32_t *v)
{
    const int32_t w = c.x1 - c.x0;

    for (int32_t k = 0; k <= dy; k++) {
        const uint8_t *row = grey_row(page, c.y0 + y + k) + c.x0;
        const uint32_t weight = k == 0 ? top : k == dy ? bottom : 16;
        if (k == 0)
            for (int32_t x = 0; x < w; x++)
                v[x] = weight * row[x];
        else
            for (int32_t x = 0; x < w; x++)
                v[x] += weight * row[x];
    }
}

struct span {
    int32_t from, d;
    uint32_t first, last; /* weights of its ends in 1/16; inner ones weigh 16 */
    uint32_t width;       /* their sum; 0: too near the edge, the source pixel stands */
};

static struct span span_of(float sc, int32_t i, int32_t size)
{
    const int32_t u = (int32_t)(sc * (float)i), l = (int32_t)((double)sc * (i + 1.0));
    struct span s = { .from = u >> 4,
                      .d = (l >> 4) - (u >> 4),
                      .first = 16 - (uint32_t)(u & 15),
                      .last = (uint32_t)(l & 15) };
    s.width = l >> 4 > size - 2 ? 0 : s.first + 16 * (uint32_t)(s.d - 1) + s.last;
    return s;
}

static void area_row(const uint32_t *v, uint32_t height, const uint8_t *edge,
                     const struct span *spans, int32_t w, uint8_t *out)
{
    for (int32_t x = 0; x < w; x++) {
        const struct span *s = &spans[x];
        if (s->width == 0 || height == 0) {
            out[x] = edge[s->from];
            continue;
        }
        const uint32_t *p = v + s->from;
        uint32_t sum = s->first * p[0] + s->last * p[s->d], inner = 0;
        for (int32_t k = 1; k < s->d; k++)
            inner += p[k];
        out[x] = (uint8_t)((sum + 16 * inner + 128) / (s->width * height));
    }
}

static bool area_map(const struct grey *page, struct box c, uint8_t *out, int32_t w,
                     struct lstm_mem *tmp, struct err *e)
{
    const int32_t ws = c.x1 - c.x0, hs = c.y1 - c.y0;
    const float scx = (float)(16. * (double)(float)ws / (double)(float)w);
    const float scy = (float)(16. * (double)(float)hs / (double)(float)LSTM_HEIGHT);

    if (!lstm_mem_need(tmp, (size_t)ws * sizeof(uint32_t) + (size_t)w * sizeof(struct span), e))
        return false;
    struct span *spans = tmp->p;
    uint32_t *v = (uint32_t *)(void *)(spans + w);
    for (int32_t x = 0; x < w; x++)
        spans[x] = span_of(scx, x, ws);
    for (int32_t y = 0; y < LSTM_HEIGHT; y++) {
        const struct span s = span_of(scy, y, hs);
        if (s.width)
            vertical_sums(page, c, s.from, s.first, s.last, s.d, v);
        area_row(v, s.width, grey_row(page, c.y0 + s.from) + c.x0, spans, w,
                 out + (size_t)y * (size_t)w);
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
            for (int32_t x = 1; x < w - 1; x++)
                s[x] = (uint16_t)(p[x - 1] + p[x] + p[x + 1]);
        else
            for (int32_t x = 2; x < w - 2; x++)
                s[x] = (uint16_t)(p[x - 2] + p[x - 1] + p[x] + p[x + 1] + p[x + 2]);
    }
    for (int32_t y = r; y < LSTM_HEIGHT - r; y++) {
        uint8_t *p = px + (size_t)y * n;
        memset(column, 0, n * sizeof *column);
        for (int32_t k = -r; k <= r; k++)
            for (int32_t x = r; x < w - r; x++)
                column[x] = (uint16_t)(column[x] + sum[(size_t)(y + k) * n + (size_t)x]);
        for (int32_t x = r; x < w - r; x++) {
            const float low = norm * (float)column[x], s = (float)p[x];
            const int32_t v = (int32_t)((double)(s + fraction * (s - low)) + 0.5);
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
    if (h == 18 || h == 9 || (double)f < 0.02)
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
