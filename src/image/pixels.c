#include "image/pixels.h"
#include "image/rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void map_scale(double m[9], double k)
{
    map_identity(m);
    m[0] = m[4] = k;
}

void grey_reduce_rows(const struct row_ops *ops, const struct grey *src, int32_t k, int32_t y,
                      uint16_t *acc, uint8_t *d)
{
    const int32_t rows = y + k <= src->h ? k : src->h - y, whole = src->w / k;

    ops->sum_rows(grey_row(src, y), src->stride, rows, src->w, acc);
    ops->block_means(acc, k, rows, whole, d);
    if (whole * k < src->w) {
        uint32_t sum = 0;
        for (int32_t x = whole * k; x < src->w; x++)
            sum += acc[x];
        d[whole] = (uint8_t)(sum / (uint32_t)((src->w - whole * k) * rows));
    }
}

bool grey_reduce(const struct grey *src, int32_t k, struct grey *dst, double map[9], struct err *e)
{
    map_scale(map, k);
    if (!grey_init(dst, (src->w + k - 1) / k, (src->h + k - 1) / k, e))
        return false;
    if (k == 1) {
        for (int32_t y = 0; y < src->h; y++)
            memcpy(grey_row(dst, y), grey_row(src, y), (size_t)src->w);
        return true;
    }
    const struct row_ops *ops = row_ops();
    uint16_t *acc = malloc((size_t)src->w * sizeof *acc);
    if (!acc) {
        grey_release(dst);
        return err_set(e, ERR_NOMEM, "no memory to reduce a page");
    }
    for (int32_t y = 0; y < dst->h; y++)
        grey_reduce_rows(ops, src, k, y * k, acc, grey_row(dst, y));
    free(acc);
    return true;
}

/* Catmull-Rom taps in 1/256 for output phase i of k; the four taps sum to 256. */
static void cubic_taps(int32_t i, int32_t k, int32_t *first, int32_t t[4])
{
    const double at = (i + 0.5) / k - 0.5, f = at - floor(at);

    *first = (int32_t)floor(at) - 1;
    t[0] = (int32_t)lround(128 * (-f * f * f + 2 * f * f - f));
    t[2] = (int32_t)lround(128 * (-3 * f * f * f + 4 * f * f + f));
    t[3] = (int32_t)lround(128 * (f * f * f - f * f));
    t[1] = 256 - t[0] - t[2] - t[3];
}

static uint8_t byte_of(int32_t v)
{
    return (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
}

static void cubic_rows(const uint8_t *a, const uint8_t *b, const uint8_t *c, const uint8_t *d,
                       const int32_t t[4], int32_t w, uint8_t *restrict out)
{
    for (int32_t x = 0; x < w; x++)
        out[x] = byte_of((a[x] * t[0] + b[x] * t[1] + c[x] * t[2] + d[x] * t[3] + 128) >> 8);
}

static int32_t within(int32_t v, int32_t n)
{
    return v < 0 ? 0 : v >= n ? n - 1 : v;
}

/* One row, already enlarged downwards, enlarged to the right; `mid` has 2 px of margin each side.
 */
static void cubic_across(const uint8_t *mid, int32_t w, int32_t k, int32_t phase, uint8_t *out)
{
    int32_t t[4], first;

    cubic_taps(phase, k, &first, t);
    const uint8_t *s = mid + 2 + first;
    for (int32_t x = 0; x < w; x++, s++)
        out[x * k + phase] =
            byte_of((s[0] * t[0] + s[1] * t[1] + s[2] * t[2] + s[3] * t[3] + 128) >> 8);
}

bool grey_enlarge(const struct grey *src, int32_t k, struct grey *dst, double map[9], struct err *e)
{
    map_scale(map, 1.0 / k);
    if (src->w > INT32_MAX / k || src->h > INT32_MAX / k)
        return err_set(e, ERR_LIMIT, "a page too large to enlarge");
    if (!grey_init(dst, src->w * k, src->h * k, e))
        return false;
    uint8_t *mid = malloc((size_t)src->w + 6);
    if (!mid) {
        grey_release(dst);
        return err_set(e, ERR_NOMEM, "no memory to enlarge a page");
    }
    for (int32_t y = 0; y < dst->h; y++) {
        int32_t t[4], first;
        cubic_taps(y % k, k, &first, t);
        const int32_t at = y / k + first;
        cubic_rows(grey_row(src, within(at, src->h)), grey_row(src, within(at + 1, src->h)),
                   grey_row(src, within(at + 2, src->h)), grey_row(src, within(at + 3, src->h)), t,
                   src->w, mid + 2);
        memset(mid, mid[2], 2);
        memset(mid + 2 + src->w, mid[1 + src->w], 4);
        for (int32_t p = 0; p < k; p++)
            cubic_across(mid, src->w, k, p, grey_row(dst, y));
    }
    free(mid);
    return true;
}

/* 32 x 32 blocks keep both sides of the transposition in cache. */
static void turn_quarter(const struct grey *s, struct grey *d, bool clockwise)
{
    for (int32_t y0 = 0; y0 < s->h; y0 += 32) {
        for (int32_t x0 = 0; x0 < s->w; x0 += 32) {
            const int32_t y1 = y0 + 32 < s->h ? y0 + 32 : s->h;
            const int32_t x1 = x0 + 32 < s->w ? x0 + 32 : s->w;
            for (int32_t x = x0; x < x1; x++) {
                uint8_t *row = grey_row(d, clockwise ? x : s->w - 1 - x);
                const uint8_t *from = grey_row(s, y0) + x;
                for (int32_t y = y0; y < y1; y++, from += s->stride)
                    row[clockwise ? s->h - 1 - y : y] = *from;
            }
        }
    }
}

static void turn_half(const struct grey *s, struct grey *d)
{
    for (int32_t y = 0; y < s->h; y++) {
        const uint8_t *from = grey_row(s, s->h - 1 - y);
        uint8_t *row = grey_row(d, y);
        for (int32_t x = 0; x < s->w; x++)
            row[x] = from[s->w - 1 - x];
    }
}

bool grey_turn(const struct grey *src, int32_t deg, struct grey *dst, double map[9], struct err *e)
{
    const double w = src->w, h = src->h;
    const double maps[4][9] = { { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
                                { 0, 1, 0, -1, 0, h, 0, 0, 1 },
                                { -1, 0, w, 0, -1, h, 0, 0, 1 },
                                { 0, -1, w, 1, 0, 0, 0, 0, 1 } };
    const int32_t q = deg / 90 % 4;

    memcpy(map, maps[q], sizeof maps[q]);
    if (!grey_init(dst, q % 2 ? src->h : src->w, q % 2 ? src->w : src->h, e))
        return false;
    if (q == 0) {
        for (int32_t y = 0; y < src->h; y++)
            memcpy(grey_row(dst, y), grey_row(src, y), (size_t)src->w);
    } else if (q == 2) {
        turn_half(src, dst);
    } else {
        turn_quarter(src, dst, q == 1);
    }
    return true;
}

/* Columns that step down by the same whole number of rows. */
struct stretch {
    int32_t x0, x1, step;
};

struct shear {
    const struct grey *src;
    int32_t pad_x, pad_y;
    struct stretch *stretch;
    int32_t n;
    uint16_t *part; /* what each column steps down beyond that, in 1/256 row */
    uint8_t *blank, *mid;
    double across;
};

#define AHEAD 12 /* rows */
/* Row y of the vertically sheared plane, into mid[pad ..]. */
static void shear_down(const struct row_ops *ops, const struct shear *s, int32_t y)
{
    const struct grey *g = s->src;

    for (int32_t i = 0; i < s->n; i++) {
        const struct stretch *t = &s->stretch[i];
        const int32_t r = y - s->pad_y + t->step;
        const uint8_t *a = r >= 0 && r < g->h ? grey_row(g, r) : s->blank;
        const uint8_t *b = r + 1 >= 0 && r + 1 < g->h ? grey_row(g, r + 1) : s->blank;
        /* Rows change from stretch to stretch: no prefetcher sees what comes. */
        for (int32_t x = t->x0; r + AHEAD < g->h && r + AHEAD >= 0 && x < t->x1; x += 64)
            __builtin_prefetch(grey_row(g, r + AHEAD) + x);
        /* the next stretch covers what this one writes too much */
        const int32_t n = (t->x1 - t->x0 + ROW_LANES - 1) / ROW_LANES * ROW_LANES;
        ops->blend_each(a + t->x0, b + t->x0, s->part + t->x0, n < g->w - t->x0 ? n : g->w - t->x0,
                        s->mid + s->pad_x * 2 + 1 + t->x0);
    }
}

static bool shear_begin(struct shear *s, const struct grey *src, double down, uint8_t fill)
{
    const size_t w = (size_t)src->w, mid = w + 4 * (size_t)s->pad_x + 4;
    /* a stretch a row of the climb, and at most one a column */
    const size_t most = (size_t)s->pad_y * 2 + 3 < w ? (size_t)s->pad_y * 2 + 3 : w;

    s->stretch = malloc(most * sizeof *s->stretch);
    s->part = malloc(w * sizeof *s->part);
    s->blank = malloc(w);
    s->mid = malloc(mid);
    if (!s->stretch || !s->part || !s->blank || !s->mid)
        return false;
    memset(s->blank, fill, w);
    memset(s->mid, fill, mid);
    for (int32_t x = 0; x < src->w; x++) {
        const long v = lround(down * (x - (src->w - 1) / 2.0) * 256);
        const int32_t step = (int32_t)(v >> 8);
        s->part[x] = (uint16_t)(v & 255);
        if (s->n == 0 || s->stretch[s->n - 1].step != step)
            s->stretch[s->n++] = (struct stretch){ x, x, step };
        s->stretch[s->n - 1].x1 = x + 1;
    }
    return true;
}

bool grey_shear(const struct grey *src, double deg, uint8_t fill, const struct row_watch *watch,
                struct grey *dst, double map[9], struct err *e)
{
    /* The frame's x axis lies at -deg in the source (y down, clockwise positive). */
    const double down = tan(-deg * M_PI / 180), across = -down;
    const struct row_ops *ops = row_ops();
    struct shear s = { .src = src, .across = across };
    bool ok = false;

    s.pad_y = (int32_t)ceil(fabs(down) * src->w / 2);
    s.pad_x = (int32_t)ceil(fabs(across) * (src->h + 2 * s.pad_y) / 2);
    if (!grey_init(dst, src->w + 2 * s.pad_x, src->h + 2 * s.pad_y, e))
        return false;
    if (!shear_begin(&s, src, down, fill)) {
        (void)err_set(e, ERR_NOMEM, "no memory to level a page");
        grey_release(dst);
        goto done;
    }
    const double mid_y = (dst->h - 1) / 2.0;
    for (int32_t y = 0; y < dst->h; y++) {
        shear_down(ops, &s, y);
        const long v = lround(across * (y - mid_y) * 256);
        const uint8_t *from = s.mid + s.pad_x + 1 + (v >> 8);
        ops->blend_all(from, from + 1, (uint16_t)(v & 255), dst->w, grey_row(dst, y));
        if (watch)
            watch->row(watch->ctx, dst, y);
    }
    /* index maps: X = x - pad_x + across (y - mid_y); Y = y - pad_y + down (X - mid_x) */
    const double mid_x = (src->w - 1) / 2.0;
    const double cx = -s.pad_x - across * mid_y, cy = -s.pad_y + down * (cx - mid_x);
    const double m[9] = { 1, across, cx, down, 1 + down * across, cy, 0, 0, 1 };
    const double half[9] = { 1, 0, 0.5, 0, 1, 0.5, 0, 0, 1 },
                 back[9] = { 1, 0, -0.5, 0, 1, -0.5, 0, 0, 1 };
    map_multiply(m, back, map);
    map_multiply(half, map, map);
    ok = true;
done:
    free(s.stretch);
    free(s.part);
    free(s.blank);
    free(s.mid);
    return ok;
}

static uint8_t sample(const struct grey *g, int32_t u, int32_t v, uint8_t fill)
{
    const int32_t x = u >> 8, y = v >> 8, fx = u & 255, fy = v & 255;

    if (x < 0 || y < 0 || x + 1 >= g->w || y + 1 >= g->h) {
        const int32_t nx = (u + 128) >> 8, ny = (v + 128) >> 8;
        return nx < 0 || ny < 0 || nx >= g->w || ny >= g->h ? fill : grey_row(g, ny)[nx];
    }
    const uint8_t *a = grey_row(g, y) + x, *b = a + g->stride;
    const int32_t top = a[0] * (256 - fx) + a[1] * fx, low = b[0] * (256 - fx) + b[1] * fx;
    return (uint8_t)((top * (256 - fy) + low * fy + 32768) >> 16);
}

/* Coordinates are exact every SPAN pixels and linear between: under 0.05 px off for any page view.
 */
#define SPAN ROW_RAMP

/* 1/256 px; halves away from zero, as lround, but in line. */
static int32_t fixed(double v)
{
    const double far = 1 << 20, at = 256 * (v < -far ? -far : v > far ? far : v);
    const int32_t whole = (int32_t)at;

    return whole + (at - whole >= 0.5) - (at - whole <= -0.5);
}

struct warp {
    const struct grey *src;
    uint8_t fill;
    int32_t *u, *v;      /* where each pixel of a row comes from */
    uint16_t *top, *low; /* the four pixels around it, two and two */
};

static bool warp_begin(struct warp *p, const struct grey *src, uint8_t fill, int32_t w)
{
    const size_t n = ((size_t)w + SPAN - 1) / SPAN * SPAN;

    *p = (struct warp){ .src = src, .fill = fill, .u = malloc(n * 2 * sizeof *p->u) };
    p->top = malloc(n * 2 * sizeof *p->top);
    if (!p->u || !p->top)
        return false;
    p->v = p->u + n;
    p->low = p->top + n;
    return true;
}

static void warp_end(struct warp *p)
{
    free(p->u);
    free(p->top);
}

/* All pixels from x0 to x1 have four neighbours. */
static void warp_inside(struct warp *p, const struct row_ops *ops, int32_t x0, int32_t x1,
                        uint8_t *row)
{
    const struct grey *g = p->src;
    const uint8_t *px = g->px;
    const size_t stride = g->stride, ahead = AHEAD * stride;
    const int32_t *u = p->u, *v = p->v;
    uint16_t *top = p->top, *low = p->low;

    for (int32_t x = x0; x < x1;) {
        const int32_t end = x + 64 < x1 ? x + 64 : x1;
        if ((v[x] >> 8) + AHEAD < g->h)
            __builtin_prefetch(px + (size_t)(v[x] >> 8) * stride + (u[x] >> 8) + ahead);
        for (; x < end; x++) {
            const uint8_t *a = px + (size_t)(v[x] >> 8) * stride + (u[x] >> 8), *b = a + stride;
            top[x] = (uint16_t)(a[0] | a[1] << 8);
            low[x] = (uint16_t)(b[0] | b[1] << 8);
        }
    }
    ops->blend_four(top + x0, low + x0, u + x0, v + x0, x1 - x0, row + x0);
}

static void warp_outside(struct warp *p, int32_t x0, int32_t x1, int32_t du, int32_t dv, int32_t ua,
                         int32_t va, uint8_t *row)
{
    for (int32_t i = 0; x0 + i < x1; i++)
        row[x0 + i] = sample(p->src, (int32_t)(ua + (int64_t)du * i / SPAN),
                             (int32_t)(va + (int64_t)dv * i / SPAN), p->fill);
}

static bool has_neighbours(const struct grey *g, int32_t u, int32_t v)
{
    return u >= 0 && v >= 0 && u >> 8 < g->w - 1 && v >> 8 < g->h - 1;
}

static void warp_row(struct warp *p, const struct row_ops *ops, const double map[9], int32_t y,
                     int32_t w, uint8_t *row)
{
    double u1, v1;
    int32_t from = 0; /* of the pixels inside that wait */

    map_apply(map, 0.5, y + 0.5, &u1, &v1);
    int32_t ub = fixed(u1 - 0.5), vb = fixed(v1 - 0.5);
    for (int32_t x = 0; x < w; x += SPAN) {
        const int32_t ua = ub, va = vb, end = x + SPAN < w ? x + SPAN : w;
        map_apply(map, x + SPAN + 0.5, y + 0.5, &u1, &v1);
        ub = fixed(u1 - 0.5), vb = fixed(v1 - 0.5);
        /* both ends are inside, then so is what lies between */
        if (has_neighbours(p->src, ua, va) && has_neighbours(p->src, ub, vb)) {
            ops->ramp(ua, ub - ua, p->u + x);
            ops->ramp(va, vb - va, p->v + x);
            continue;
        }
        if (from < x)
            warp_inside(p, ops, from, x, row);
        warp_outside(p, x, end, ub - ua, vb - va, ua, va, row);
        from = end;
    }
    if (from < w)
        warp_inside(p, ops, from, w, row);
}

bool grey_warp(const struct grey *src, const double map[9], int32_t w, int32_t h, uint8_t fill,
               struct grey *dst, struct err *e)
{
    const struct row_ops *ops = row_ops();
    struct warp p;

    if (!grey_init(dst, w, h, e))
        return false;
    const bool ok = warp_begin(&p, src, fill, w);
    for (int32_t y = 0; ok && y < h; y++)
        warp_row(&p, ops, map, y, w, grey_row(dst, y));
    warp_end(&p);
    if (ok)
        return true;
    grey_release(dst);
    return err_set(e, ERR_NOMEM, "no memory to flatten a page");
}

void grey_histogram(const struct grey *g, int32_t step, uint32_t hist[256])
{
    struct histogram h = { 0 };

    for (int32_t y = step / 2; y < g->h; y += step)
        histogram_add(&h, grey_row(g, y), g->w);
    histogram_sum(&h, hist);
}

/* Neighbours are often equal: counting them in one place would wait for itself. */
void histogram_add(struct histogram *h, const uint8_t *row, int32_t w)
{
    int32_t x = 0;

    for (; x + 4 <= w; x += 4) {
        h->n[0][row[x]]++;
        h->n[1][row[x + 1]]++;
        h->n[2][row[x + 2]]++;
        h->n[3][row[x + 3]]++;
    }
    for (; x < w; x++)
        h->n[0][row[x]]++;
}

void histogram_sum(const struct histogram *h, uint32_t hist[256])
{
    for (int32_t v = 0; v < 256; v++)
        hist[v] = h->n[0][v] + h->n[1][v] + h->n[2][v] + h->n[3][v];
}
