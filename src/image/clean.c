#include "image/clean.h"
#include "image/pixels.h"
#include "image/rows.h"

#include <stdlib.h>
#include <string.h>

/* About 4 mm: larger than a letter, smaller than a shadow. */
#define TILE_MM 4
#define TILE_PX 16 /* of the reduced page */
/* Dark stretches wider than this are a scanner's black, a hole, a fold, a rule: not the tone of
 * ink. */
#define STROKE_PX   12 /* of the reduced page: 2 mm */
#define STROKE_TONE 160

/* Text covers well under a third of a tile of 4 mm: the 75th percentile is paper. */
static uint8_t tile_white(const uint8_t *s, size_t stride, int32_t w, int32_t h)
{
    uint16_t hist[256] = { 0 };
    int32_t left = w * h / 4, v = 255;

    for (int32_t y = 0; y < h; y++, s += stride) {
        for (int32_t x = 0; x < w; x++)
            hist[s[x]]++;
    }
    while (v > 0 && (left -= hist[v]) >= 0)
        v--;
    return (uint8_t)(v < 1 ? 1 : v);
}

/* Sum of 16 bytes of at most 16 each. */
static uint32_t sum_16(const uint8_t *b)
{
    const uint64_t odd = 0x00ff00ff00ff00ff;
    uint64_t v[2];

    memcpy(v, b, sizeof v);
    v[0] += v[1];
    return (uint32_t)(((v[0] & odd) + (v[0] >> 8 & odd)) * 0x0001000100010001 >> 48);
}

/* tile_white of a row of n whole tiles at once, bit by bit: the largest tone that over a quarter of
 * the pixels reach. scratch: 2 x 16 n bytes. */
static void tiles_white(const struct row_ops *ops, const uint8_t *s, size_t stride, int32_t rows,
                        int32_t n, uint8_t *scratch, uint8_t *white)
{
    const size_t w = (size_t)n * TILE_PX;
    uint8_t *level = scratch, *at = scratch + w;
    const uint32_t left = (uint32_t)(TILE_PX * rows / 4);

    memset(white, 0, (size_t)n);
    for (int bit = 128; bit > 0; bit /= 2) {
        for (int32_t i = 0; i < n; i++)
            memset(level + i * TILE_PX, white[i] | bit, TILE_PX);
        memset(at, 0, w);
        ops->count_reaching(s, stride, rows, (int32_t)w, level, at);
        for (int32_t i = 0; i < n; i++)
            white[i] = (uint8_t)(white[i] | (sum_16(at + i * TILE_PX) > left ? bit : 0));
    }
    for (int32_t i = 0; i < n; i++)
        white[i] = white[i] < 1 ? 1 : white[i];
}

/* out[i] = the largest of n values `step` apart within `reach` of the i-th. */
static void most_near(const uint8_t *in, int32_t n, int32_t step, int32_t reach, uint8_t *out)
{
    for (int32_t i = 0; i < n; i++) {
        const int32_t from = i > reach ? i - reach : 0, to = i + reach < n ? i + reach : n - 1;
        uint8_t most = 0;
        for (int32_t j = from; j <= to; j++)
            most = in[j * step] > most ? in[j * step] : most;
        out[i * step] = most;
    }
}

/* Tiles under half of their neighbourhood (7 x 7) are ink (bars, pictures), not shadow: paper is
 * taken from around them. Then 3 x 3 means, so that no tile border shows. */
static bool tiles_mend(struct paper *t)
{
    const size_t n = (size_t)t->w * (size_t)t->h;
    uint8_t *across = malloc(2 * n), *fixed = across + n;

    if (!across)
        return false;
    for (int32_t y = 0; y < t->h; y++)
        most_near(t->white + y * t->w, t->w, 1, 3, across + y * t->w);
    for (int32_t x = 0; x < t->w; x++)
        most_near(across + x, t->h, t->w, 3, fixed + x);
    for (size_t i = 0; i < n; i++)
        fixed[i] = t->white[i] * 2 < fixed[i] ? fixed[i] : t->white[i];
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
    free(across);
    return true;
}

void paper_release(struct paper *p)
{
    grey_release(&p->band);
    free(p->white);
    free(p->acc);
    free(p->scratch);
    *p = (struct paper){ 0 };
}

bool paper_begin(int32_t w, int32_t h, int32_t dpi, struct paper *p, struct err *e)
{
    const int32_t tile = dpi > 50 ? dpi * TILE_MM * 10 / 254 : 16;
    const int32_t k = tile / TILE_PX < 1 ? 1 : tile / TILE_PX > 8 ? 8 : tile / TILE_PX;
    const int32_t small_w = (w + k - 1) / k, small_h = (h + k - 1) / k;

    *p = (struct paper){ .ops = row_ops(),
                         .src_w = w,
                         .src_h = h,
                         .k = k,
                         .w = (small_w + TILE_PX - 1) / TILE_PX,
                         .h = (small_h + TILE_PX - 1) / TILE_PX };
    if (!grey_init(&p->band, small_w, TILE_PX, e))
        return false;
    p->white = malloc((size_t)p->w * (size_t)p->h);
    p->acc = malloc((size_t)w * sizeof *p->acc);
    p->scratch = malloc(2 * p->band.stride);
    if (p->white && p->acc && p->scratch)
        return true;
    paper_release(p);
    return err_set(e, ERR_NOMEM, "no memory to clean a page");
}

/* One row of tiles out of `rows` rows at s. */
static void measure_tiles(struct paper *p, const uint8_t *s, size_t stride, int32_t rows,
                          int32_t tile_y)
{
    const int32_t whole = p->band.w / TILE_PX, rest = p->band.w % TILE_PX;
    uint8_t *white = p->white + (size_t)tile_y * (size_t)p->w;

    tiles_white(p->ops, s, stride, rows, whole, p->scratch, white);
    if (rest)
        white[whole] = tile_white(s + whole * TILE_PX, stride, rest, rows);
}

void paper_row(struct paper *p, const struct grey *g, int32_t y)
{
    const bool last = y + 1 == p->src_h;
    const int32_t small_y = y / p->k, in_band = small_y % TILE_PX;

    if ((y + 1) % p->k && !last)
        return;
    if (p->k > 1)
        grey_reduce_rows(p->ops, g, p->k, small_y * p->k, p->acc, grey_row(&p->band, in_band));
    if (in_band + 1 < TILE_PX && !last)
        return;
    const struct grey *from = p->k > 1 ? &p->band : g;
    const uint8_t *top = grey_row(from, p->k > 1 ? 0 : y - in_band);
    measure_tiles(p, top, from->stride, in_band + 1, small_y / TILE_PX);
}

/* Gain in 1/256 that brings the paper to 255, for one row, one every 8 px: the paper does not
 * change within half a millimetre. */
static void gain_row(const struct paper *t, int32_t y, int32_t *tone, uint16_t *gain)
{
    const int32_t span = t->k * TILE_PX; /* px a tile */
    const int32_t fy = 2 * y - span + 1, ty = fy < 0 ? 0 : fy / (2 * span);
    const int32_t wy = fy < 0 ? 0 : fy % (2 * span), n = (t->src_w + 7) / 8;
    const uint8_t *a = t->white + (size_t)(ty < t->h ? ty : t->h - 1) * (size_t)t->w;
    const uint8_t *b = t->white + (size_t)(ty + 1 < t->h ? ty + 1 : t->h - 1) * (size_t)t->w;
    int32_t at = 0;

    for (int32_t i = -1; at < n; i++) {
        const int32_t l = i < 0 ? 0 : i < t->w ? i : t->w - 1, r = i + 1 < t->w ? i + 1 : t->w - 1;
        const int32_t lv = a[l] * (2 * span - wy) + b[l] * wy,
                      rv = a[r] * (2 * span - wy) + b[r] * wy;
        const int32_t end = (2 * i + 3) * t->k < n ? (2 * i + 3) * t->k : n;
        for (; at < end; at++) {
            const int32_t f = 16 * at - (2 * i + 1) * span;
            tone[at] = lv * (2 * span - f) + rv * f; /* at most 255 x 256^2 */
        }
    }
    t->ops->gains(tone, n, 2 * span, 255 * 128 * 2 * span, gain);
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
    *t = (struct tones){ .light = 240 };
    const int32_t ink = histogram_part(hist, cut + 1, 1, 3);
    if (n * 2000 < total || ink > 170) /* under 0.05 %: specks, not ink */
        return;
    t->dark = ink * 3 / 4 < 100 ? ink * 3 / 4 : 100;
    t->light = 255 - (255 - ink) * 10 / 100;
}

static void add_strokes(struct histogram *h, const uint8_t *row, int32_t w, int32_t wide)
{
    histogram_add(h, row, w);
    for (int32_t x = 0, from; x < w; x++) {
        if (row[x] >= STROKE_TONE)
            continue;
        for (from = x; x < w && row[x] < STROKE_TONE; x++)
            ;
        for (int32_t i = x - from > wide ? from : x; i < x; i++)
            h->n[0][row[i]]--; /* the sum over n is what counts */
    }
}

bool paper_clean(struct paper *p, const struct grey *src, struct grey *dst, struct tones *tones,
                 struct err *e)
{
    const size_t n = ((size_t)src->w + 7) / 8;
    uint32_t hist[256];
    struct histogram h = { 0 };
    const int32_t wide = p->k * STROKE_PX;
    int32_t *tone = malloc(n * sizeof *tone);
    uint16_t *gain = malloc(n * sizeof *gain);
    bool ok = false;

    if (!grey_init(dst, src->w, src->h, e))
        goto done;
    if (!tone || !gain || !tiles_mend(p)) {
        (void)err_set(e, ERR_NOMEM, "no memory to clean a page");
        grey_release(dst);
        goto done;
    }
    /* first a sample of rows for the tones, then all of them */
    for (int32_t y = 4; y < src->h; y += 8) {
        gain_row(p, y, tone, gain);
        p->ops->clean(grey_row(src, y), gain, src->w, 0, 256, grey_row(dst, y));
        add_strokes(&h, grey_row(dst, y), src->w, wide);
    }
    histogram_sum(&h, hist);
    tones_measure(hist, tones);
    const uint16_t stretch = (uint16_t)(255 * 256 / (tones->light - tones->dark));
    for (int32_t y = 0; y < src->h; y++) {
        if (y % 8 == 0)
            gain_row(p, y, tone, gain);
        p->ops->clean(grey_row(src, y), gain, src->w, (uint8_t)tones->dark, stretch,
                      grey_row(dst, y));
        tones->ink += p->ops->count_below(grey_row(dst, y), src->w, 128);
    }
    ok = true;
done:
    free(tone);
    free(gain);
    return ok;
}

bool clean_paper(const struct grey *src, int32_t dpi, struct grey *dst, struct tones *tones,
                 struct err *e)
{
    struct paper p;

    if (!paper_begin(src->w, src->h, dpi, &p, e))
        return false;
    for (int32_t y = 0; y < src->h; y++)
        paper_row(&p, src, y);
    const bool ok = paper_clean(&p, src, dst, tones, e);
    paper_release(&p);
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

uint64_t clean_edges(struct grey *g, int32_t dpi)
{
    const int32_t most = dpi > 0 ? dpi / 2 : 150;
    const int32_t mx = most < g->w / 8 ? most : g->w / 8, my = most < g->h / 8 ? most : g->h / 8;
    const ptrdiff_t down = (ptrdiff_t)g->stride;
    uint64_t gone = 0;

    for (int32_t y = 0; y < g->h; y++) {
        uint8_t *row = grey_row(g, y);
        const int32_t l = dark_run(row, 1, mx), r = dark_run(row + g->w - 1, -1, mx);
        memset(row, 255, (size_t)l);
        memset(row + g->w - r, 255, (size_t)r);
        gone += (uint64_t)(l + r);
    }
    for (int32_t x = 0; x < g->w; x++) {
        uint8_t *top = g->px + x, *low = grey_row(g, g->h - 1) + x;
        const int32_t t = dark_run(top, down, my), b = dark_run(low, -down, my);
        for (int32_t n = t; n > 0; n--)
            top[(n - 1) * down] = 255;
        for (int32_t n = b; n > 0; n--)
            low[-(n - 1) * down] = 255;
        gone += (uint64_t)(t + b);
    }
    return gone;
}

uint64_t clean_ink(const struct grey *g)
{
    const struct row_ops *ops = row_ops();
    uint64_t n = 0;

    for (int32_t y = 0; y < g->h; y++)
        n += ops->count_below(grey_row(g, y), g->w, 128);
    return n;
}
