#include "image/clean.h"
#include "image/pixels.h"

#include <stdlib.h>
#include <string.h>

/* About 4 mm: larger than a letter, smaller than a shadow. */
#define TILE_MM 4
#define TILE_PX 16 /* of the reduced page */

struct tiles {
    int32_t w, h;
    uint8_t *white; /* paper tone per tile */
};

/* Text covers well under a third of a tile of 4 mm: the 75th percentile is paper. */
static uint8_t tile_white(const struct grey *g, int32_t x0, int32_t y0, int32_t side)
{
    uint16_t hist[256] = { 0 };
    const int32_t x1 = x0 + side < g->w ? x0 + side : g->w;
    const int32_t y1 = y0 + side < g->h ? y0 + side : g->h;
    int32_t left = (x1 - x0) * (y1 - y0) / 4, v = 255;

    for (int32_t y = y0; y < y1; y++) {
        const uint8_t *row = grey_row(g, y);
        for (int32_t x = x0; x < x1; x++)
            hist[row[x]]++;
    }
    while (v > 0 && (left -= hist[v]) >= 0)
        v--;
    return (uint8_t)(v < 1 ? 1 : v);
}

static int32_t tile_most(const struct tiles *t, int32_t x, int32_t y, int32_t reach)
{
    int32_t most = 0;

    for (int32_t j = y - reach; j <= y + reach; j++) {
        for (int32_t i = x - reach; i <= x + reach; i++) {
            if (i >= 0 && j >= 0 && i < t->w && j < t->h && t->white[j * t->w + i] > most)
                most = t->white[j * t->w + i];
        }
    }
    return most;
}

/* Tiles under half of their neighbourhood are ink (bars, pictures), not shadow: paper is taken from
 * around them. Then 3 x 3 means, so that no tile border shows. */
static bool tiles_mend(struct tiles *t)
{
    const size_t n = (size_t)t->w * (size_t)t->h;
    uint8_t *fixed = malloc(n);

    if (!fixed)
        return false;
    for (int32_t y = 0; y < t->h; y++) {
        for (int32_t x = 0; x < t->w; x++) {
            const int32_t most = tile_most(t, x, y, 3), own = t->white[y * t->w + x];
            fixed[y * t->w + x] = (uint8_t)(own * 2 < most ? most : own);
        }
    }
    for (int32_t y = 0; y < t->h; y++) {
        for (int32_t x = 0; x < t->w; x++) {
            int32_t sum = 0, count = 0;
            for (int32_t j = y ? y - 1 : 0; j <= y + 1 && j < t->h; j++) {
                for (int32_t i = x ? x - 1 : 0; i <= x + 1 && i < t->w; i++)
                    sum += fixed[j * t->w + i], count++;
            }
            t->white[y * t->w + x] = (uint8_t)(sum / count);
        }
    }
    free(fixed);
    return true;
}

static bool tiles_measure(const struct grey *small, int32_t side, struct tiles *t)
{
    t->w = (small->w + side - 1) / side;
    t->h = (small->h + side - 1) / side;
    t->white = malloc((size_t)t->w * (size_t)t->h);
    if (!t->white)
        return false;
    for (int32_t y = 0; y < t->h; y++) {
        for (int32_t x = 0; x < t->w; x++)
            t->white[y * t->w + x] = tile_white(small, x * side, y * side, side);
    }
    return tiles_mend(t);
}

/* Gain in 1/128 that brings the paper to 255, for one row; span px a tile. */
static void gain_row(const struct tiles *t, int32_t span, int32_t y, int32_t w, uint16_t *gain)
{
    const int32_t fy = 2 * y - span + 1, ty = fy < 0 ? 0 : fy / (2 * span);
    const int32_t wy = fy < 0 ? 0 : fy % (2 * span);
    const uint8_t *a = t->white + (size_t)(ty < t->h ? ty : t->h - 1) * (size_t)t->w;
    const uint8_t *b = t->white + (size_t)(ty + 1 < t->h ? ty + 1 : t->h - 1) * (size_t)t->w;
    int32_t x = 0;

    for (int32_t i = -1; x < w; i++) {
        const int32_t l = i < 0 ? 0 : i < t->w ? i : t->w - 1, r = i + 1 < t->w ? i + 1 : t->w - 1;
        const int32_t lv = a[l] * (2 * span - wy) + b[l] * wy,
                      rv = a[r] * (2 * span - wy) + b[r] * wy;
        const int32_t end = (2 * i + 3) * span / 2 < w ? (2 * i + 3) * span / 2 : w;
        /* 8 px steps: the paper does not change within half a millimetre */
        for (; x < end;) {
            const int32_t stop = x + 8 < end ? x + 8 : end;
            const int32_t f = 2 * x - (2 * i + 1) * span;
            const int64_t v = ((int64_t)lv * (2 * span - f) + (int64_t)rv * f) / (2 * span);
            const int64_t g = (int64_t)255 * 128 * 2 * span / (v < 1 ? 1 : v);
            for (; x < stop; x++)
                gain[x] = (uint16_t)(g > 32767 ? 32767 : g);
        }
    }
}

/* Divided by the paper, then dark..light stretched to 0..255; k in 1/256. */
static void clean_row(const uint8_t *s, const uint16_t *gain, int32_t w, int32_t dark, int32_t k,
                      uint8_t *d)
{
    for (int32_t x = 0; x < w; x++) {
        const int32_t v = (s[x] * gain[x]) >> 7, u = (((v > 255 ? 255 : v) - dark) * k) >> 8;
        d[x] = (uint8_t)(u < 0 ? 0 : u > 255 ? 255 : u);
    }
}

/* Two tones by Otsu (1979) on the divided page; a page without two of them is left alone. */
static void tones_measure(const uint32_t hist[256], struct tones *t)
{
    uint64_t total = 0, sum = 0, n = 0, part = 0;
    double best = -1;
    int32_t cut = 0;

    for (int32_t v = 0; v < 256; v++)
        total += hist[v], sum += (uint64_t)v * hist[v];
    for (int32_t v = 0; v < 255; v++) {
        n += hist[v], part += (uint64_t)v * hist[v];
        if (n == 0 || n == total)
            continue;
        const double a = (double)part / (double)n, b = (double)(sum - part) / (double)(total - n);
        const double between = (double)n * (double)(total - n) * (a - b) * (a - b);
        if (between > best)
            best = between, cut = v;
    }
    n = 0;
    for (int32_t v = 0; v <= cut; v++)
        n += hist[v];
    *t = (struct tones){ 0, 240 };
    uint64_t seen = 0;
    int32_t ink = 0;
    for (; ink < cut && (seen += hist[ink]) * 3 < n; ink++) {
    }
    if (n * 2000 < total || ink > 170) /* under 0.05 %: specks, not ink */
        return;
    t->dark = ink * 3 / 4 < 100 ? ink * 3 / 4 : 100;
    t->light = 255 - (255 - ink) * 10 / 100;
}

static void count_row(const uint8_t *row, int32_t w, uint32_t hist[256])
{
    for (int32_t x = 0; x < w; x++)
        hist[row[x]]++;
}

bool clean_paper(const struct grey *src, int32_t dpi, struct grey *dst, struct tones *tones,
                 struct err *e)
{
    struct grey small = { 0 };
    struct tiles t = { 0 };
    uint16_t *gain = NULL;
    uint32_t hist[256] = { 0 };
    double unused[9];
    bool ok = false;

    const int32_t tile = dpi > 50 ? dpi * TILE_MM * 10 / 254 : 16;
    const int32_t k = tile / TILE_PX < 1 ? 1 : tile / TILE_PX > 8 ? 8 : tile / TILE_PX;
    if (!grey_reduce(src, k, &small, unused, e))
        return false;
    if (!grey_init(dst, src->w, src->h, e))
        goto done;
    gain = malloc((size_t)src->w * sizeof *gain);
    if (!gain || !tiles_measure(&small, TILE_PX, &t)) {
        (void)err_set(e, ERR_NOMEM, "no memory to clean a page");
        goto done;
    }
    /* first a sample of rows for the tones, then all of them */
    for (int32_t y = 4; y < src->h; y += 8) {
        gain_row(&t, k * TILE_PX, y, src->w, gain);
        clean_row(grey_row(src, y), gain, src->w, 0, 256, grey_row(dst, y));
        count_row(grey_row(dst, y), src->w, hist);
    }
    tones_measure(hist, tones);
    const int32_t stretch = 255 * 256 / (tones->light - tones->dark);
    for (int32_t y = 0; y < src->h; y++) {
        if (y % 8 == 0)
            gain_row(&t, k * TILE_PX, y, src->w, gain);
        clean_row(grey_row(src, y), gain, src->w, tones->dark, stretch, grey_row(dst, y));
    }
    ok = true;
done:
    if (!ok)
        grey_release(dst);
    grey_release(&small);
    free(t.white);
    free(gain);
    return ok;
}

/* 3 x 3 binomial: steps of one pixel become slopes, a lone pixel loses three quarters of its tone.
 */
static void binomial_row(const uint8_t *a, const uint8_t *b, const uint8_t *c, int32_t w,
                         uint16_t *restrict sum, uint8_t *restrict d)
{
    for (int32_t x = 0; x < w; x++)
        sum[x + 1] = (uint16_t)(a[x] + 2 * b[x] + c[x]);
    sum[0] = sum[1];
    sum[w + 1] = sum[w];
    for (int32_t x = 0; x < w; x++)
        d[x] = (uint8_t)((sum[x] + 2 * sum[x + 1] + sum[x + 2] + 8) >> 4);
}

bool clean_bilevel(struct grey *g, struct err *e)
{
    const size_t w = (size_t)g->w;
    uint8_t *keep = malloc(2 * w);
    uint16_t *sum = malloc((w + 2) * sizeof *sum);

    if (!keep || !sum) {
        free(keep);
        free(sum);
        return err_set(e, ERR_NOMEM, "no memory to smooth a page");
    }
    memcpy(keep, grey_row(g, 0), w);
    for (int32_t y = 0; y < g->h; y++) {
        uint8_t *above = keep + (size_t)(y + 1) % 2 * w, *here = keep + (size_t)y % 2 * w;
        memcpy(here, grey_row(g, y), w);
        binomial_row(y ? above : here, here, y + 1 < g->h ? grey_row(g, y + 1) : here, g->w, sum,
                     grey_row(g, y));
    }
    free(keep);
    free(sum);
    return true;
}

static int32_t dark_run(const uint8_t *p, ptrdiff_t step, int32_t most)
{
    int32_t n = 0;
    while (n < most && p[n * step] < 128)
        n++;
    return n;
}

void clean_edges(struct grey *g, int32_t dpi)
{
    const int32_t most = dpi > 0 ? dpi / 2 : 150;
    const int32_t mx = most < g->w / 8 ? most : g->w / 8, my = most < g->h / 8 ? most : g->h / 8;
    const ptrdiff_t down = (ptrdiff_t)g->stride;

    for (int32_t y = 0; y < g->h; y++) {
        uint8_t *row = grey_row(g, y);
        const int32_t l = dark_run(row, 1, mx), r = dark_run(row + g->w - 1, -1, mx);
        memset(row, 255, (size_t)l);
        memset(row + g->w - r, 255, (size_t)r);
    }
    for (int32_t x = 0; x < g->w; x++) {
        uint8_t *top = g->px + x, *low = grey_row(g, g->h - 1) + x;
        for (int32_t n = dark_run(top, down, my); n > 0; n--)
            top[(n - 1) * down] = 255;
        for (int32_t n = dark_run(low, -down, my); n > 0; n--)
            low[-(n - 1) * down] = 255;
    }
}

float clean_ink(const struct grey *g)
{
    uint64_t n = 0;

    for (int32_t y = 0; y < g->h; y++) {
        const uint8_t *row = grey_row(g, y);
        uint32_t here = 0;
        for (int32_t x = 0; x < g->w; x++)
            here += row[x] < 128;
        n += here;
    }
    return (float)((double)n / ((double)g->w * g->h));
}
