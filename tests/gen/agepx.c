#include "tests/gen/agepx.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "doc/map.h"

enum { GRID = 17 }; /* points of a coarse field, a side */

/* A smooth random field over the image, values about 0..1, read by bilinear steps. */
struct field {
    float v[GRID * GRID];
};

static void field_make(struct field *f, struct rng *r, int octaves)
{
    memset(f, 0, sizeof *f);
    for (int o = 0; o < octaves; o++) {
        const double fx = rng_real(r, -2.2, 2.2) * (o + 1), fy = rng_real(r, -2.2, 2.2) * (o + 1),
                     ph = rng_real(r, 0, 6.28), a = 1.0 / (o + 1);
        for (int i = 0; i < GRID * GRID; i++)
            f->v[i] +=
                (float)(a *
                        (0.5 + 0.5 * sin(ph + fx * (i % GRID) / GRID + fy * (i / GRID) / GRID)));
    }
    float lo = f->v[0], hi = f->v[0];
    for (int i = 0; i < GRID * GRID; i++) {
        lo = MIN(lo, f->v[i]);
        hi = MAX(hi, f->v[i]);
    }
    for (int i = 0; i < GRID * GRID; i++) /* the whole range, whatever was drawn */
        f->v[i] = (f->v[i] - lo) / (hi - lo + 0.001F);
}

/* One row of the field at the image's resolution, as 8.8 fixed point. */
static void field_row(const struct field *f, int y, int w, int h, int16_t *row)
{
    const float fy = (float)y * (GRID - 1) / (float)h;
    const int gy = MIN((int)fy, GRID - 2);
    const float ty = fy - (float)gy;
    float c[GRID];

    for (int i = 0; i < GRID; i++)
        c[i] = f->v[gy * GRID + i] * (1 - ty) + f->v[(gy + 1) * GRID + i] * ty;
    for (int g = 0, x = 0; g < GRID - 1; g++) {
        const int end = g == GRID - 2 ? w : (g + 1) * w / (GRID - 1);
        const int n = end - x;
        int32_t v = (int32_t)(c[g] * 16777216),
                step = n ? (int32_t)((c[g + 1] - c[g]) * 16777216) / n : 0;
        for (; x < end; x++, v += step)
            row[x] = (int16_t)(v >> 16);
    }
}

/* ---- warp ---- */

/* What lies beside the paper. */
static void desk(const struct agepx *a, int x, int y, uint8_t *d)
{
    if (a->phone) { /* a wooden table */
        const int grain = (y * 3 + (x >> 5) + ((y * y) >> 9)) & 31;
        d[0] = (uint8_t)(112 + grain);
        d[1] = (uint8_t)(80 + grain);
        d[2] = (uint8_t)(52 + grain);
        return;
    }
    d[0] = d[1] = d[2] = a->border ? 22 : 250;
}

static void sample(const uint8_t *s, int stride, int x, int y, int fx, int fy, uint8_t *d)
{
    const uint8_t *p = s + (ptrdiff_t)y * stride + 4 * (ptrdiff_t)x, *q = p + stride;
    const int a = (256 - fx) * (256 - fy), b = fx * (256 - fy), c = (256 - fx) * fy, e = fx * fy;

    for (int k = 0; k < 3; k++)
        d[2 - k] = (uint8_t)((p[k] * a + p[4 + k] * b + q[k] * c + q[4 + k] * e + 32768) >> 16);
}

static int ghost_at(const struct ghost *g, int sx, int sy)
{
    const int x = sx >> 2, y = sy >> 2;

    return x < g->w && y < g->h ? 255 - g->px[(size_t)y * (size_t)g->w + (size_t)x] : 0;
}

/* Most of a page is white paper that nothing shines through: it stays 255 whatever the ink does.
 * Source pixels in cells of 16 x 16. */
enum { CELL = 16, STRETCH = 64 };
struct empty {
    uint8_t *cells;
    int w, h;
};

static bool cell_empty(const struct agepx *a, int cx, int cy, bool bleed)
{
    const uint8_t *src = cairo_image_surface_get_data(a->page->image);
    const int stride = cairo_image_surface_get_stride(a->page->image);
    const int x1 = MIN((cx + 1) * CELL, cairo_image_surface_get_width(a->page->image)),
              y1 = MIN((cy + 1) * CELL, cairo_image_surface_get_height(a->page->image));
    uint32_t all = 0xffffff;

    for (int y = cy * CELL; y < y1; y++)
        for (int x = cx * CELL; x < x1; x++) {
            uint32_t v;
            memcpy(&v, src + (ptrdiff_t)y * stride + 4 * (ptrdiff_t)x, sizeof v);
            all &= v;
        }
    for (int y = cy * CELL; bleed && all == 0xffffff && y < y1; y += 4)
        for (int x = cx * CELL; x < x1; x += 4)
            if (ghost_at(a->back, x, y))
                all = 0;
    return all == 0xffffff;
}

static void find_empty(const struct agepx *a, bool bleed, struct empty *e)
{
    e->w = (cairo_image_surface_get_width(a->page->image) + CELL - 1) / CELL;
    e->h = (cairo_image_surface_get_height(a->page->image) + CELL - 1) / CELL;
    e->cells = g_malloc((gsize)e->w * (gsize)e->h);
    for (int y = 0; y < e->h; y++)
        for (int x = 0; x < e->w; x++)
            e->cells[y * e->w + x] = cell_empty(a, x, y, bleed);
}

/* Whether all that lies between two points of the source, and a pixel around, is empty. */
static bool stretch_empty(const struct empty *e, double x0, double y0, double x1, double y1, int sw,
                          int sh)
{
    const double lx = MIN(x0, x1) - 1, hx = MAX(x0, x1) + 2, ly = MIN(y0, y1) - 1,
                 hy = MAX(y0, y1) + 2;

    if (!(lx >= 0 && ly >= 0 && hx < sw && hy < sh))
        return false;
    for (int cy = (int)ly / CELL; cy <= (int)hy / CELL; cy++)
        for (int cx = (int)lx / CELL; cx <= (int)hx / CELL; cx++)
            if (!e->cells[cy * e->w + cx])
                return false;
    return true;
}

static void warp_pixel(const struct agepx *a, int x, int y, double fx, double fy, int lift,
                       int bleed, uint8_t *d)
{
    const int sw = cairo_image_surface_get_width(a->page->image),
              sh = cairo_image_surface_get_height(a->page->image);
    const int px = (int)fx, py = (int)fy, ix = px >> 8, iy = py >> 8;

    if (ix < 0 || iy < 0 || ix >= sw - 1 || iy >= sh - 1) {
        desk(a, x, y, d);
        return;
    }
    sample(cairo_image_surface_get_data(a->page->image),
           cairo_image_surface_get_stride(a->page->image), ix, iy, px & 255, py & 255, d);
    if (lift) /* 8.8 share: worn or pale ink rises towards the paper */
        for (int c = 0; c < 3; c++)
            d[c] = (uint8_t)(d[c] + ((255 - d[c]) * lift >> 8));
    if (bleed && a->back) {
        const int g = ghost_at(a->back, ix, iy) * bleed >> 8;
        for (int c = 0; c < 3; c++)
            d[c] = (uint8_t)(d[c] * (256 - g) >> 8);
    }
}

static void warp_row(const struct agepx *a, const double inv[9], int y, uint8_t *out,
                     const int16_t *ink, int bleed, const struct empty *empty)
{
    const int sw = cairo_image_surface_get_width(a->page->image),
              sh = cairo_image_surface_get_height(a->page->image), ch = a->im->channels;
    const bool affine = inv[6] == 0 && inv[7] == 0;
    const double iw = 1 / (affine ? inv[8] : 1);
    double nx = inv[1] * y + inv[2], ny = inv[4] * y + inv[5], nw = inv[7] * y + inv[8];

    for (int x = 0; x < a->im->w;) {
        const int end = MIN(x + STRETCH, a->im->w), last = end - 1 - x;
        const double k0 = affine ? iw : 1 / nw, k1 = affine ? iw : 1 / (nw + last * inv[6]);
        if (stretch_empty(empty, nx * k0, ny * k0, (nx + last * inv[0]) * k1,
                          (ny + last * inv[3]) * k1, sw, sh)) {
            memset(out + (ptrdiff_t)x * ch, 255, (size_t)(end - x) * (size_t)ch);
            for (; x < end; x++) /* one by one: sums round as they do below */
                nx += inv[0], ny += inv[3], nw += inv[6];
            continue;
        }
        for (; x < end; x++, nx += inv[0], ny += inv[3], nw += inv[6]) {
            const double k = affine ? iw : 1 / nw;
            uint8_t d[3];
            warp_pixel(a, x, y, nx * k * 256, ny * k * 256, ink[x], bleed, d);
            if (ch == 1)
                out[x] = (uint8_t)((d[0] * 77 + d[1] * 151 + d[2] * 28) >> 8);
            else
                memcpy(out + 3 * (ptrdiff_t)x, d, 3);
        }
    }
}

static void warp(const struct agepx *a)
{
    const size_t row = (size_t)a->im->w * (size_t)a->im->channels;
    double inv[9];
    struct field worn;
    struct empty empty;
    int16_t *ink = g_new0(int16_t, (gsize)a->im->w);
    const int base = (int)(a->ink * 256 / 255), swing = a->wear ? 100 : base / 2,
              bleed = (int)(a->bleed * 256);

    (void)map_adjugate(a->to_scan, inv);
    if (inv[6] == 0 && inv[7] == 0)
        inv[6] = inv[7] = 0;
    field_make(&worn, a->r, 4);
    find_empty(a, bleed && a->back, &empty);
    for (int y = 0; y < a->im->h; y++) {
        field_row(&worn, y, a->im->w, a->im->h, ink);
        for (int x = 0; x < a->im->w; x++)
            ink[x] = (int16_t)CLAMP(base + ((ink[x] - 128) * swing >> 7), 0, 150);
        warp_row(a, inv, y, a->im->px + (size_t)y * row, ink, bleed, &empty);
    }
    g_free(empty.cells);
    g_free(ink);
}

/* ---- blur: five taps each way ---- */

static void blur(struct raster *im, double dev)
{
    double g[3], sum;

    for (int i = 0; i < 3; i++)
        g[i] = exp(-i * i / (2 * dev * dev));
    sum = g[0] + 2 * g[1] + 2 * g[2];
    const unsigned k1 = (unsigned)(g[1] / sum * 256 + 0.5), k2 = (unsigned)(g[2] / sum * 256 + 0.5),
                   k0 = 256 - 2 * k1 - 2 * k2;
    const size_t n = (size_t)im->w * (size_t)im->channels, ch = (size_t)im->channels;
    uint8_t *ring = g_malloc(n * 5), *line = g_malloc(n + 4 * ch);

    for (int y = -2; y < im->h + 2; y++) {
        const int sy = CLAMP(y, 0, im->h - 1);
        uint8_t *restrict to = ring + n * (size_t)((y + 5) % 5);
        if (y < im->h) { /* horizontal pass of row y, from the pixels not yet overwritten */
            memcpy(line + 2 * ch, im->px + n * (size_t)sy, n);
            for (size_t c = 0; c < 2 * ch; c++) {
                line[c] = line[2 * ch + c % ch];
                line[n + 2 * ch + c] = line[n + ch + c % ch];
            }
            const uint8_t *restrict p = line;
            for (size_t i = 0; i < n; i++)
                to[i] = (uint8_t)((p[i + 2 * ch] * k0 + (p[i + ch] + p[i + 3 * ch]) * k1 +
                                   (p[i] + p[i + 4 * ch]) * k2 + 128) >>
                                  8);
        } else {
            memcpy(to, ring + n * (size_t)((im->h - 1 + 5) % 5), n);
        }
        if (y < 2)
            continue;
        const int cy = y - 2;
        const uint8_t *restrict r0 = ring + n * (size_t)((cy + 3) % 5), *restrict r1 =
                                                                            ring +
                                                                            n * (size_t)((cy + 4) %
                                                                                         5);
        const uint8_t *restrict r2 = ring + n * (size_t)((cy + 5) % 5), *restrict r3 =
                                                                            ring +
                                                                            n * (size_t)((cy + 6) %
                                                                                         5);
        const uint8_t *restrict r4 = ring + n * (size_t)((cy + 7) % 5);
        uint8_t *restrict d = im->px + n * (size_t)cy;
        for (size_t i = 0; i < n; i++)
            d[i] = (uint8_t)((r2[i] * k0 + (r1[i] + r3[i]) * k1 + (r0[i] + r4[i]) * k2 + 128) >> 8);
    }
    g_free(ring);
    g_free(line);
}

/* ---- light, noise, and the marks of use ---- */

static void noise_table(struct rng *r, double dev, int8_t *t)
{
    for (int i = 0; i < 4096; i++)
        t[i] = (int8_t)CLAMP((int)lround(rng_gauss(r) * dev), -127, 127);
}

/* What a pixel keeps of its light, in 256ths, and its grain; once for each channel. */
struct grain {
    int16_t *gain, *noise;
};

static void row_grain(const struct agepx *a, const int16_t *light, const int8_t *noise, int depth,
                      const struct grain *g)
{
    /* Telephones see lamp light: blue fades first. */
    static const int warm[2][3] = { { 256, 256, 256 }, { 256, 244, 214 } };
    const int *tint = warm[a->phone], ch = a->im->channels;
    uint64_t bits = 0;
    int left = 0;

    for (int x = 0; x < a->im->w; x++) {
        const int gain = 256 - (light[x] * depth >> 8);
        if (left == 0) {
            bits = rng_u64(a->r);
            left = 5;
        }
        const int16_t nz = noise[bits & 4095];
        bits >>= 12;
        left--;
        for (int c = 0; c < ch; c++) {
            g->gain[ch * x + c] = (int16_t)(ch == 1 ? gain : gain * tint[c] >> 8);
            g->noise[ch * x + c] = nz;
        }
    }
}

static void finish_row(uint8_t *restrict row, size_t n, const int16_t *restrict gain,
                       const int16_t *restrict noise)
{
    for (size_t i = 0; i < n; i++) {
        const int v = (row[i] * gain[i] >> 8) + noise[i];
        row[i] = (uint8_t)CLAMP(v, 0, 255);
    }
}

static void shade(const struct agepx *a)
{
    struct field f;
    int8_t noise[4096];
    int16_t *light = g_new0(int16_t, (gsize)a->im->w);
    const size_t n = (size_t)a->im->w * (size_t)a->im->channels;
    const struct grain g = { g_new(int16_t, n), g_new(int16_t, n) };

    field_make(&f, a->r, a->phone ? 2 : 3);
    noise_table(a->r, a->noise, noise);
    for (int y = 0; y < a->im->h; y++) {
        field_row(&f, y, a->im->w, a->im->h, light);
        row_grain(a, light, noise, (int)(a->light * 256 / 255), &g);
        finish_row(a->im->px + n * (size_t)y, n, g.gain, g.noise);
    }
    g_free(g.gain);
    g_free(g.noise);
    g_free(light);
}

/* Darkens (amount > 0) a pixel by hand. */
static void touch(const struct agepx *a, int x, int y, int amount)
{
    if (x < 0 || y < 0 || x >= a->im->w || y >= a->im->h)
        return;
    uint8_t *p = a->im->px + ((size_t)y * (size_t)a->im->w + (size_t)x) * (size_t)a->im->channels;
    for (int c = 0; c < a->im->channels; c++)
        p[c] = (uint8_t)CLAMP(p[c] - amount, 0, 255);
}

static void disc(const struct agepx *a, int cx, int cy, int radius, int amount)
{
    for (int y = -radius; y <= radius; y++)
        for (int x = -radius; x <= radius; x++)
            if (x * x + y * y <= radius * radius)
                touch(a, cx + x, cy + y, amount);
}

static void marks(const struct agepx *a)
{
    struct rng *r = a->r;
    const int w = a->im->w, h = a->im->h, mm = MAX(1, a->im->dpi * 10 / 254);

    if (a->holes)
        for (int i = 0; i < 2; i++)
            disc(a, w / 30 + 4, h / 2 + (i ? 40 : -40) * mm, 3 * mm, 190);
    if (a->fold) {
        const int y0 = h / 2 + rng_int(r, -h / 20, h / 20), tilt = rng_int(r, -12, 12);
        for (int x = 0; x < w; x++)
            for (int t = -mm / 2; t <= mm / 2; t++)
                touch(a, x, y0 + tilt * x / w + t, t == 0 ? 70 : 40 - 60 * abs(t) / mm);
    }
    if (a->fault) {
        const int x0 = rng_int(r, w / 8, w - w / 8), thick = rng_int(r, 1, 3);
        for (int y = 0; y < h; y++)
            for (int t = 0; t < thick; t++)
                touch(a, x0 + t, y, 120);
    }
    if (a->specks)
        for (int n = rng_int(r, 60, 420); n > 0; n--)
            disc(a, rng_int(r, 0, w - 1), rng_int(r, 0, h - 1), rng_int(r, 0, a->im->dpi / 130),
                 rng_int(r, 60, 200));
    if (a->border) {
        const int bw = rng_int(r, 1, 6) * mm;
        const bool right = rng_pct(r, 50);
        for (int y = 0; y < h; y++)
            for (int x = 0; x < bw; x++)
                touch(a, right ? w - 1 - x : x, y, 225);
    }
}

/* A hand or the telephone itself keeps the light off a part of the page. */
static void shadow(const struct agepx *a)
{
    struct rng *r = a->r;
    const double ang = rng_real(r, 0, 6.28), nx = cos(ang), ny = sin(ang),
                 soft = rng_real(r, 40, 200) * a->im->dpi / 300;
    const double at = nx * a->im->w * rng_real(r, 0.3, 0.7) + ny * a->im->h * rng_real(r, 0.3, 0.7);
    const int deep = (int)(rng_real(r, 0.15, 0.36) * 256);
    const size_t n = (size_t)a->im->w * (size_t)a->im->channels;

    for (int y = 0; y < a->im->h; y++) {
        uint8_t *row = a->im->px + n * (size_t)y;
        for (int x = 0; x < a->im->w; x++) {
            const double d = (nx * x + ny * y - at) / soft;
            if (d <= 0)
                continue;
            const int gain = 256 - (int)(deep * MIN(d, 1.0));
            for (int c = 0; c < a->im->channels; c++)
                row[a->im->channels * x + c] = (uint8_t)(row[a->im->channels * x + c] * gain >> 8);
        }
    }
}

static void threshold(struct raster *im, int cut)
{
    const size_t n = (size_t)im->w * (size_t)im->h;

    for (size_t i = 0; i < n; i++)
        im->px[i] = im->px[i] < cut ? 0 : 255;
}

void agepx_run(struct agepx *a)
{
    warp(a);
    if (a->blur > 0.3)
        blur(a->im, a->blur);
    if (a->phone && rng_pct(a->r, 70))
        shadow(a);
    marks(a);
    shade(a);
    if (a->fax)
        threshold(a->im, rng_int(a->r, 130, 175));
}
