/* The sheet of paper on its ground. The page is taken at about 200 px and split into sheet and
 * ground, by tint where the ground has one (a shadow changes the brightness of both, not their
 * tint), else by brightness; the largest part is filled and a straight line fitted to each of its
 * four sides. Only a clean quadrilateral counts whose sides are steps: the soft edge of a shadow is
 * no side of a sheet. */
#include "image/pixels.h"
#include "image/rows.h"
#include "image/sheet_mask.h"
#include "image/sketch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SIDE_PX       200
#define MIN_CONTRAST  45 /* grey levels between sheet and ground */
#define TINT_CONTRAST 20 /* the same where their tints differ */
#define SURE_GROUND   80 /* a ground this much darker than the sheet is no part of the paper */
#define MIN_TINT      26 /* 1/256 of luma: tint between sheet and ground; wood 50, shadow 10 */
#define MOST_TINT     40 /* the same from grey: paper in lamp light 28; more is the ground itself */
/* Sides out of the picture; three leave a dark strip, an edge and no ground. */
#define MOST_OPEN  2
#define MIN_STEP   1.22 /* brightness across a side, 1.5 mm in and out; a shadow stays under it */
#define SIDE_SHARE 0.7  /* of a side's points show the step */
#define MAX_BEND   1.3  /* px at 200: median distance of a side's points from its line */
#define MIN_AREA   0.20 /* of the picture */
#define MIN_GROUND 50   /* one part in so many: less says nothing of a ground */

static int32_t otsu(const uint32_t hist[256])
{
    double total = 0, sum = 0, n = 0, part = 0, best = -1;
    int32_t cut = 127;

    for (int v = 0; v < 256; v++)
        total += hist[v], sum += (double)v * hist[v];
    for (int v = 0; v < 255; v++) {
        n += hist[v], part += (double)v * hist[v];
        if (n == 0 || n == total)
            continue;
        const double a = part / n, b = (sum - part) / (total - n);
        const double between = n * (total - n) * (a - b) * (a - b);
        if (between > best)
            best = between, cut = v;
    }
    return cut;
}

struct line {
    double a, b;    /* along = a * t + b for t across the side's own direction */
    bool at_border; /* the sheet leaves the picture here */
};

struct points {
    double t[SIDE_PX * 8], v[SIDE_PX * 8];
    int32_t n, border;
};

/* First sheet pixel seen from side 0 left, 1 right, 2 top, 3 bottom, along t. */
static int32_t edge_at(const struct mask *m, int side, int32_t t)
{
    const bool vertical = side < 2, back = side % 2;
    const int32_t n = vertical ? m->w : m->h;

    for (int32_t i = 0; i < n; i++) {
        const int32_t v = back ? n - 1 - i : i;
        if (mask_row(m, vertical ? t : v)[vertical ? v : t] == 2)
            return v;
    }
    return -1;
}

static void collect(const struct mask *m, int side, double from, double to, struct points *p)
{
    const int32_t n = side < 2 ? m->w : m->h, most = side < 2 ? m->h : m->w;
    const double trim = (to - from) * 0.08;

    p->n = p->border = 0;
    for (int32_t t = (int32_t)(from + trim); t <= (int32_t)(to - trim); t++) {
        if (t < 0 || t >= most)
            continue;
        const int32_t v = edge_at(m, side, t);
        if (v < 0)
            continue;
        p->border += v == 0 || v == n - 1;
        p->t[p->n] = t + 0.5;
        p->v[p->n++] = side % 2 ? v + 1 : v;
    }
}

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static void least_squares(const struct points *p, const bool *use, struct line *l)
{
    double n = 0, st = 0, sv = 0, stt = 0, stv = 0;

    for (int32_t i = 0; i < p->n; i++) {
        if (!use[i])
            continue;
        n++, st += p->t[i], sv += p->v[i], stt += p->t[i] * p->t[i], stv += p->t[i] * p->v[i];
    }
    const double det = n * stt - st * st;
    l->a = det > 1e-9 ? (n * stv - st * sv) / det : 0;
    l->b = n > 0 ? (sv - l->a * st) / n : 0;
}

/* Least squares, then twice again without the points that lie off: a thumb, a folded corner. */
static bool fit(const struct points *p, int32_t border, struct line *l)
{
    bool use[SIDE_PX * 8];
    double off[SIDE_PX * 8];

    if (p->n < 12)
        return false;
    *l = (struct line){ 0 };
    if (p->border * 2 > p->n) {
        *l = (struct line){ 0, border, true };
        return true;
    }
    memset(use, 1, sizeof use);
    for (int round = 0; round < 4; round++) {
        least_squares(p, use, l);
        for (int32_t i = 0; i < p->n; i++)
            off[i] = fabs(p->v[i] - l->a * p->t[i] - l->b);
        double sorted[SIDE_PX * 8];
        memcpy(sorted, off, (size_t)p->n * sizeof off[0]);
        qsort(sorted, (size_t)p->n, sizeof sorted[0], by_value);
        const double limit = fmax(1.0, sorted[p->n * 6 / 10]);
        if (round == 3)
            return sorted[p->n * 6 / 10] <= MAX_BEND;
        for (int32_t i = 0; i < p->n; i++)
            use[i] = off[i] <= limit;
    }
    return false;
}

/* x = a y + b of a vertical side with y = a x + b of a level one. */
static bool cross(const struct line *vertical, const struct line *level, double *x, double *y)
{
    const double det = 1 - vertical->a * level->a;

    if (fabs(det) < 0.2)
        return false;
    *x = (vertical->a * level->b + vertical->b) / det;
    *y = level->a * *x + level->b;
    return true;
}

/* The outermost sheet pixels along the diagonals: rough corners, good for leans under 45 degrees.
 */
static void rough_corners(const struct mask *m, double q[8])
{
    int32_t best[4] = { INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX };

    for (int32_t y = 0; y < m->h; y++) {
        for (int32_t x = 0; x < m->w; x++) {
            if (mask_row(m, y)[x] != 2)
                continue;
            const int32_t far[4] = { x + y, y - x, -x - y, x - y };
            for (int i = 0; i < 4; i++) {
                if (far[i] < best[i])
                    best[i] = far[i], q[2 * i] = x, q[2 * i + 1] = y;
            }
        }
    }
}

static double quad_area(const double q[8])
{
    double s = 0;
    for (int i = 0; i < 4; i++) {
        const int j = (i + 1) % 4;
        s += q[2 * i] * q[2 * j + 1] - q[2 * j] * q[2 * i + 1];
    }
    return s / 2;
}

static bool angles_fit(const double q[8])
{
    for (int i = 0; i < 4; i++) {
        const int p = (i + 3) % 4, n = (i + 1) % 4;
        const double ax = q[2 * p] - q[2 * i], ay = q[2 * p + 1] - q[2 * i + 1];
        const double bx = q[2 * n] - q[2 * i], by = q[2 * n + 1] - q[2 * i + 1];
        const double c = (ax * bx + ay * by) / (hypot(ax, ay) * hypot(bx, by));
        if (!(fabs(c) < 0.5)) /* 60 to 120 degrees */
            return false;
    }
    return true;
}

static bool corners_fit(struct mask *m, int32_t area, int32_t most_open, double q[8])
{
    struct points p;
    struct line l[4];
    double rough[8] = { 0 };
    int32_t open = 0;

    rough_corners(m, rough);
    const double from[4] = { rough[1], rough[3], rough[0], rough[6] };
    const double to[4] = { rough[7], rough[5], rough[2], rough[4] };
    const int32_t border[4] = { 0, m->w, 0, m->h };
    for (int i = 0; i < 4; i++) {
        collect(m, i, from[i], to[i], &p);
        if (!fit(&p, border[i], &l[i]))
            return false;
        open += l[i].at_border;
    }
    if (open > most_open)
        return false;
    if (!cross(&l[0], &l[2], &q[0], &q[1]) || !cross(&l[1], &l[2], &q[2], &q[3]) ||
        !cross(&l[1], &l[3], &q[4], &q[5]) || !cross(&l[0], &l[3], &q[6], &q[7]))
        return false;
    /* a corner may lie a little outside of the picture, where the sheet leaves it */
    for (int i = 0; i < 8; i++) {
        const double most = i % 2 ? m->h : m->w;
        if (q[i] < -0.05 * most || q[i] > 1.05 * most)
            return false;
    }
    const double a = quad_area(q);
    return a > 0 && angles_fit(q) && area > 0.94 * a && area < 1.06 * a;
}

/* Mean tone inside the sheet and outside it. */
static double contrast(const struct mask *m, const struct grey *g)
{
    double in = 0, out = 0;
    int32_t n_in = 0, n_out = 0;

    for (int32_t y = 0; y < m->h; y++) {
        const uint8_t *row = grey_row(g, y);
        for (int32_t x = 0; x < m->w; x++) {
            if (mask_row(m, y)[x] == 2)
                in += row[x], n_in++;
            else
                out += row[x], n_out++;
        }
    }
    return n_in && n_out * MIN_GROUND > m->w * m->h ? in / n_in - out / n_out : 0;
}

static double tone_at(const struct grey *g, double x, double y)
{
    const int32_t ix = (int32_t)x, iy = (int32_t)y;

    return ix < 0 || iy < 0 || ix >= g->w || iy >= g->h ? -1 : grey_row(g, iy)[ix];
}

/* Mean of three pixels across the side at (x, y), going in by 1 or out by -1; -1 outside of the
 * picture. */
static double across(const struct grey *g, double x, double y, double nx, double ny, int way)
{
    double sum = 0;

    for (int i = 0; i < 3; i++) {
        const double v = tone_at(g, x + way * (i + 2) * nx, y + way * (i + 2) * ny);
        if (v < 0)
            return -1;
        sum += v;
    }
    return sum / 3;
}

/* Is the side from a to b a step in the picture? The line is good to a pixel of the small mask, so
 * the step is looked for within k px. */
static bool side_sharp(const struct grey *g, const double *a, const double *b, int32_t k)
{
    const double len = hypot(b[0] - a[0], b[1] - a[1]);
    const double ux = (b[0] - a[0]) / len, uy = (b[1] - a[1]) / len;
    int32_t seen = 0, steps = 0;

    for (int i = 3; i <= 60; i++) {
        const double px = a[0] + ux * len * i / 63, py = a[1] + uy * len * i / 63;
        double best = 0;
        for (int32_t d = -k; d <= k; d++) {
            const double in = across(g, px - d * uy, py + d * ux, -uy, ux, 1);
            const double out = across(g, px - d * uy, py + d * ux, -uy, ux, -1);
            if (in >= 0 && out >= 0)
                best = fmax(best, (in + 2) / (out + 2));
        }
        seen += best > 0;
        steps += best >= MIN_STEP;
    }
    return steps >= SIDE_SHARE * seen; /* nothing seen: the side is the picture's own border */
}

static bool sides_sharp(const struct grey *g, const double q[8], int32_t k)
{
    for (int i = 0; i < 4; i++) {
        if (!side_sharp(g, q + 2 * i, q + 2 * ((i + 1) % 4), k))
            return false;
    }
    return true;
}

/* The picture, small. */
struct view {
    const struct grey *g; /* as given */
    struct grey tiny;     /* k times smaller */
    int32_t k;
    uint8_t *tint; /* of each tiny pixel, away from the sheet's: 1/256 of its luma; NULL grey */
    struct mask m;
};

/* One way of splitting the picture is in m->px; takes the sheet when it is a better one. */
static double judge(struct view *v, double least_contrast, int32_t most_open, double best,
                    struct sheet *out)
{
    double q[8];

    mask_spread(&v->m, 1);
    mask_spread(&v->m, 0);
    const int32_t all = v->m.w * v->m.h, largest = mask_keep_largest(&v->m);
    if (largest <= MIN_AREA * all || (all - largest) * MIN_GROUND <= all)
        return best;
    const int32_t area = mask_fill_holes(&v->m);
    const double tones = contrast(&v->m, &v->tiny);
    if (area <= best || tones < least_contrast || !corners_fit(&v->m, area, most_open, q))
        return best;
    for (int i = 0; i < 8; i++)
        q[i] *= v->k;
    if (!sides_sharp(v->g, q, v->k))
        return best;
    memcpy(out->quad, q, sizeof q);
    out->found = true;
    out->sure = tones >= SURE_GROUND;
    return area;
}

static void split_by_tone(struct view *v, int32_t cut)
{
    for (int32_t y = 0; y < v->m.h; y++) {
        const uint8_t *from = grey_row(&v->tiny, y);
        uint8_t *row = mask_row(&v->m, y);
        for (int32_t x = 0; x < v->m.w; x++)
            row[x] = from[x] > cut;
    }
}

struct span {
    int32_t from, to;
};

/* The rows or columns of a colour plane that lie under pixel i of n. */
static struct span under(int32_t i, int32_t n, int32_t full)
{
    const int32_t from = (int32_t)((int64_t)i * full / n),
                  to = (int32_t)((int64_t)(i + 1) * full / n), end = to > from ? to : from + 1;

    return (struct span){ from, end < full ? end : full };
}

/* Means of the colour plane over each pixel of tiny row y, 1/16 of a level from neutral. span: the
 * columns under each pixel; sum: a place a column. */
static void colour_row(const struct row_ops *ops, const struct grey *c, const struct grey *tiny,
                       int32_t y, const struct span *span, uint16_t *sum, int32_t *out)
{
    struct span rows = under(y, tiny->h, c->h);

    if (rows.to - rows.from > 257) /* what sum_rows can; colours are never that much larger */
        rows.to = rows.from + 257;
    ops->sum_rows(grey_row(c, rows.from), c->stride, rows.to - rows.from, c->w, sum);
    for (int32_t x = 0; x < tiny->w; x++) {
        int32_t total = 0;
        for (int32_t i = span[x].from; i < span[x].to; i++)
            total += sum[i];
        const int32_t n = (span[x].to - span[x].from) * (rows.to - rows.from);
        out[x] = n > 0 ? (total - 128 * n) * 16 / n : 0;
    }
}

/* u (at u[0], u[2], ...) or v of each pixel: chroma by luma in 1/256, held within a byte around
 * 128.
 */
static bool measure_chroma(const struct view *v, const struct grey *c, uint8_t *u)
{
    const struct row_ops *ops = row_ops();
    const int32_t w = v->tiny.w;
    uint16_t *sum = malloc((size_t)c->w * sizeof *sum);
    int32_t *colour = malloc((size_t)w * sizeof *colour);
    struct span *span = malloc((size_t)w * sizeof *span);
    const bool ok = sum && colour && span;

    for (int32_t x = 0; ok && x < w; x++)
        span[x] = under(x, w, c->w);
    for (int32_t y = 0; ok && y < v->tiny.h; y++, u += 2 * w) {
        const uint8_t *luma = grey_row(&v->tiny, y);
        colour_row(ops, c, &v->tiny, y, span, sum, colour);
        for (int32_t x = 0; x < w; x++) {
            const int32_t t = 128 + colour[x] * 16 / (luma[x] < 24 ? 24 : luma[x]);
            u[2 * x] = (uint8_t)(t < 0 ? 0 : t > 255 ? 255 : t);
        }
    }
    free(sum);
    free(colour);
    free(span);
    return ok;
}

/* The tint's distance from what the bright pixels have, into v->tint; own: how far that is from
 * grey. */
static bool measure_tint(struct view *v, const struct grey *cb, const struct grey *cr, int32_t cut,
                         int32_t *own)
{
    const size_t n = (size_t)v->tiny.w * (size_t)v->tiny.h;
    uint8_t *u = malloc(2 * n);
    uint32_t hu[256] = { 0 }, hv[256] = { 0 };

    if (!u || !(v->tint = malloc(n)) || !measure_chroma(v, cb, u) ||
        !measure_chroma(v, cr, u + 1)) {
        free(u);
        return false;
    }
    const uint8_t *at = u;
    for (int32_t y = 0; y < v->tiny.h; y++) {
        const uint8_t *luma = grey_row(&v->tiny, y);
        for (int32_t x = 0; x < v->tiny.w; x++, at += 2) {
            if (luma[x] > cut)
                hu[at[0]]++, hv[at[1]]++;
        }
    }
    const int32_t u0 = histogram_part(hu, 256, 1, 2), v0 = histogram_part(hv, 256, 1, 2);
    *own = abs(u0 - 128) + abs(v0 - 128);
    for (size_t i = 0; i < n; i++) {
        const int32_t d = abs(u[2 * i] - u0) + abs(u[2 * i + 1] - v0);
        v->tint[i] = (uint8_t)(d > 255 ? 255 : d);
    }
    free(u);
    return true;
}

/* Splits by tint where that tells two kinds of pixels apart. */
static bool split_by_tint(struct view *v, int32_t bright)
{
    uint32_t hist[256] = { 0 };
    double sum[2] = { 0 }, n[2] = { 0 };

    for (int32_t i = 0; i < v->m.w * v->m.h; i++)
        hist[v->tint[i]]++;
    const int32_t cut = otsu(hist);
    for (int32_t i = 0; i < 256; i++)
        sum[i > cut] += (double)i * hist[i], n[i > cut] += hist[i];
    if (n[0] == 0 || n[1] == 0 || sum[1] / n[1] - sum[0] / n[0] < MIN_TINT)
        return false;
    const uint8_t *tint = v->tint;
    for (int32_t y = 0; y < v->m.h; y++, tint += v->m.w) {
        const uint8_t *luma = grey_row(&v->tiny, y);
        for (int32_t x = 0; x < v->m.w; x++) /* in the dark a tint is noise */
            mask_row(&v->m, y)[x] = tint[x] <= cut && luma[x] * 4 > bright;
    }
    return true;
}

/* By tint; else by brightness, between all and between the darker ones, of which the larger sheet
 * is right: a part in shadow belongs to it. */
static bool search(struct view *v, const struct grey *cb, const struct grey *cr, struct sheet *out)
{
    uint32_t hist[256];
    double best = 0;

    grey_histogram(&v->tiny, 1, hist);
    const int32_t cut = otsu(hist);
    if (cb->px && cr->px) {
        int32_t own;
        if (!measure_tint(v, cb, cr, cut, &own))
            return false;
        if (own <= MOST_TINT && split_by_tint(v, cut))
            best = judge(v, TINT_CONTRAST, MOST_OPEN, 0, out);
        if (out->found) {
            out->sure = true;
            return true;
        }
    }
    split_by_tone(v, cut);
    best = judge(v, MIN_CONTRAST, MOST_OPEN, best, out);
    memset(hist + cut + 1, 0, (size_t)(255 - cut) * sizeof hist[0]);
    split_by_tone(v, otsu(hist));
    (void)judge(v, MIN_CONTRAST, 0, best, out);
    return true;
}

bool sheet_find(const struct grey *g, const struct grey *cb, const struct grey *cr,
                struct sheet *out, struct err *e)
{
    struct view v = { .g = g };
    double unused[9];
    const int32_t longest = g->w > g->h ? g->w : g->h;

    *out = (struct sheet){ 0 };
    v.k = longest / SIDE_PX > 1 ? longest / SIDE_PX : 1;
    if (longest < SIDE_PX / 2 || longest / 8 > (g->w < g->h ? g->w : g->h))
        return true;
    if (!grey_reduce(g, v.k, &v.tiny, unused, e))
        return false;
    const bool ok = mask_init(&v.m, v.tiny.w, v.tiny.h) && search(&v, cb, cr, out);
    mask_release(&v.m);
    free(v.tint);
    grey_release(&v.tiny);
    return ok || err_set(e, ERR_NOMEM, "no memory to look for the sheet");
}
