#include "codes/pixels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "doc/map.h"

enum {
    REACH = 2, /* modules: how far ink is carried */
    TAPS = 2 * REACH + 1,
    PIXELS_MAX = 180 * 180,
    TERMS = 6, /* light and its slopes, ink and its slopes */
    ROUNDS = 3,
    SWEEPS = 12,
    WIDTHS = 9,
    FINE = 64, /* steps of a module, and how many to the farthest place that ink is carried to */
    SHARES = FINE * (REACH + 2),
};
/* Deviations of the blur, modules. */
static const double NARROWEST = 0.25, WIDER = 1.17;
/* A module of so many px shows as much in every second. */
static const double COARSE = 2.9;

struct pixel {
    float along[TAPS], down[TAPS]; /* shares of the columns and rows of modules around */
    float u, v;                    /* modules, from the middle of the code, of its width */
    float grey, ink, weight, off;  /* seen; of the ink around; light a whole of it takes; left */
    int16_t i, j;                  /* nearest module */
};

struct drawing {
    struct grid *w;
    struct pixel *px;
    int32_t x0, y0, nx, ny;
    int32_t step;                   /* px from one pixel looked at to the next */
    double to_px[9], module, reach; /* px of a module; steps around its middle that ink reaches */
    int width;                      /* which deviation fits, of WIDTHS */
    double light[TERMS], left;      /* mean square of what they do not explain */
};

/* Where the pixels lie among the modules. Those outside have no nearest module. */
static bool place(struct drawing *d, const struct grey *g)
{
    const struct box b = d->w->box;
    double inv[9];

    grid_map(d->w, d->to_px);
    if (!(fabs(map_adjugate(d->to_px, inv)) > 1e-12))
        return false;
    for (int32_t y = 0; y < d->ny; y++)
        for (int32_t x = 0; x < d->nx; x++) {
            struct pixel *p = &d->px[y * d->nx + x];
            const double fx = b.x0 + d->step * x, fy = b.y0 + d->step * y,
                         k = inv[6] * fx + inv[7] * fy + inv[8];
            const double u = (inv[0] * fx + inv[1] * fy + inv[2]) / k,
                         v = (inv[3] * fx + inv[4] * fy + inv[5]) / k;
            p->i = p->j = -1;
            p->off = 0;
            if (!(u > -0.9 && v > -0.9 && u < d->w->n - 0.1 && v < d->w->n - 0.1))
                continue;
            p->i = (int16_t)(u < 0 ? 0 : lround(u));
            p->j = (int16_t)(v < 0 ? 0 : lround(v));
            p->i = p->i >= d->w->n ? (int16_t)(d->w->n - 1) : p->i;
            p->j = p->j >= d->w->n ? (int16_t)(d->w->n - 1) : p->j;
            p->u = (float)u;
            p->v = (float)v;
            p->grey = grey_row(g, b.y0 + d->step * y)[b.x0 + d->step * x];
        }
    return true;
}

/* Of a module's width, blurred by `dev`, what reaches places from its middle on: sums of the bell
 * between half a module before and behind. */
static void set_shares(double dev, float share[SHARES])
{
    double bell[SHARES + FINE], sum[SHARES + FINE]; /* from the middle on, in the middle of steps */

    for (int i = 0; i < SHARES + FINE; i++) {
        const double t = (i + 0.5) / FINE / dev;
        bell[i] = t < 10 ? grid_exp(-t * t / 2) : 0;
        sum[i] = bell[i] + (i > 0 ? sum[i - 1] : 0);
    }
    const double all = 2 * sum[SHARES + FINE - 1];
    for (int i = 0; i < SHARES; i++) { /* to the right end, less to the left one, signs minded */
        const int to = i + FINE / 2, from = i - FINE / 2, mirrored = from < 0 ? -from : from;
        const double left = mirrored ? sum[mirrored - 1] : 0;
        share[i] = (float)((sum[to - 1] - (from < 0 ? -left : left)) / all);
    }
}

static void blur(struct drawing *d, double dev)
{
    float share[SHARES];

    set_shares(dev, share);
    d->reach = (0.9 + 2.5 * dev) * d->module / d->step;
    for (int32_t at = 0; at < d->nx * d->ny; at++) {
        struct pixel *p = &d->px[at];
        for (int k = 0; p->i >= 0 && k < TAPS; k++) {
            p->along[k] = share[(int)(fabsf(p->u - (float)(p->i + k - REACH)) * FINE + 0.5f)];
            p->down[k] = share[(int)(fabsf(p->v - (float)(p->j + k - REACH)) * FINE + 0.5f)];
        }
    }
}

/* Ink around every pixel; -1 where some of it is not known and `sure`. */
static void spread(struct drawing *d, bool sure)
{
    const struct grid *w = d->w;

    for (int32_t at = 0; at < d->nx * d->ny; at++) {
        struct pixel *p = &d->px[at];
        p->ink = 0;
        for (int b = 0; p->i >= 0 && p->ink >= 0 && b < TAPS; b++)
            for (int a = 0; a < TAPS; a++) {
                const int32_t i = p->i + a - REACH, j = p->j + b - REACH;
                if (i < 0 || j < 0 || i >= w->n || j >= w->n)
                    continue;
                const float by = p->along[a] * p->down[b];
                if (sure && !w->known[j * w->n + i] && by > 0.004f) {
                    p->ink = -1;
                    break;
                }
                p->ink += by * w->ink[j * w->n + i];
            }
    }
}

static void terms(const struct drawing *d, const struct pixel *p, double t[TERMS])
{
    const double u = (double)p->u / d->w->n - 0.5, v = (double)p->v / d->w->n - 0.5,
                 ink = (double)p->ink;
    const double all[TERMS] = { 1, u, v, ink, ink * u, ink * v };

    memcpy(t, all, sizeof all);
}

/* Light and ink that fit the pixels best; the mean square of what is left, below 0 when none do. */
static double fit(const struct drawing *d, double light[TERMS])
{
    double m[TERMS][TERMS + 1] = { { 0 } }, t[TERMS], left = 0;
    int32_t n = 0;

    for (int32_t at = 0; at < d->nx * d->ny; at++) {
        const struct pixel *p = &d->px[at];
        if (p->i < 0 || p->ink < 0)
            continue;
        terms(d, p, t);
        for (int i = 0; i < TERMS; i++) {
            for (int k = 0; k < TERMS; k++)
                m[i][k] += t[i] * t[k];
            m[i][TERMS] += t[i] * (double)p->grey;
        }
    }
    if (!grid_solve(TERMS, m[0], light) || !(light[3] < -4))
        return -1;
    for (int32_t at = 0; at < d->nx * d->ny; at++) {
        const struct pixel *p = &d->px[at];
        if (p->i < 0 || p->ink < 0)
            continue;
        double off = (double)p->grey;
        terms(d, p, t);
        for (int i = 0; i < TERMS; i++)
            off -= light[i] * t[i];
        left += off * off;
        n++;
    }
    return n ? left / n : -1;
}

static double width_of(int k)
{
    double dev = NARROWEST;

    for (int i = 0; i < k; i++)
        dev *= WIDER;
    return dev;
}

/* The width of the blur that fits best, and the light with it: among all, later those beside. */
static bool focus(struct drawing *d, bool sure)
{
    const int from = sure ? 0 : d->width - 1, to = sure ? WIDTHS : d->width + 2;
    double best = -1, light[TERMS];

    for (int k = from < 0 ? 0 : from; k < to && k < WIDTHS; k++) {
        blur(d, width_of(k));
        spread(d, sure);
        const double left = fit(d, light);
        if (left < 0 || (best >= 0 && left >= best))
            continue;
        best = left;
        d->width = k;
        memcpy(d->light, light, sizeof light);
    }
    if (best < 0)
        return false;
    d->left = best;
    blur(d, width_of(d->width));
    spread(d, false);
    return true;
}

static void set_off(struct drawing *d)
{
    double t[TERMS];

    for (int32_t at = 0; at < d->nx * d->ny; at++) {
        struct pixel *p = &d->px[at];
        if (p->i < 0)
            continue;
        terms(d, p, t);
        double off = (double)p->grey;
        for (int i = 0; i < TERMS; i++)
            off -= d->light[i] * t[i];
        p->off = (float)off;
        const double weight = d->light[3] + d->light[4] * t[1] + d->light[5] * t[2];
        p->weight = (float)(weight < 0 ? weight : 0);
    }
}

/* The pixels around a module. */
static struct box around(const struct drawing *d, int32_t i, int32_t j)
{
    const double *m = d->to_px, k = m[6] * i + m[7] * j + m[8],
                 x = ((m[0] * i + m[1] * j + m[2]) / k - d->x0) / d->step,
                 y = ((m[3] * i + m[4] * j + m[5]) / k - d->y0) / d->step;

    return box_clip((struct box){ (int32_t)(x - d->reach), (int32_t)(y - d->reach),
                                  (int32_t)(x + d->reach) + 1, (int32_t)(y + d->reach) + 1 },
                    d->nx, d->ny);
}

static float weight_of(const struct pixel *p, int32_t i, int32_t j)
{
    const int32_t a = i - p->i + REACH, b = j - p->j + REACH;

    return p->i < 0 || a < 0 || b < 0 || a >= TAPS || b >= TAPS
               ? 0
               : p->weight * p->along[a] * p->down[b];
}

/* What ink of a module does to all pixels: the squares of it, and its product with what is off. */
struct pull {
    double own, both;
};
static struct pull pull_of(const struct drawing *d, int32_t i, int32_t j, struct box b)
{
    struct pull s = { 1e-6, 0 };

    for (int32_t y = b.y0; y < b.y1; y++)
        for (int32_t x = b.x0; x < b.x1; x++) {
            const struct pixel *p = &d->px[y * d->nx + x];
            const float by = weight_of(p, i, j);
            s.own += (double)(by * by);
            s.both += (double)(by * p->off);
        }
    return s;
}

static void change_ink(struct drawing *d, int32_t i, int32_t j, struct box b, double change)
{
    for (int32_t y = b.y0; y < b.y1; y++)
        for (int32_t x = b.x0; x < b.x1; x++) {
            struct pixel *p = &d->px[y * d->nx + x];
            p->off -= (float)change * weight_of(p, i, j);
        }
    d->w->ink[j * d->w->n + i] += (float)change;
}

/* Ink between none and all, one module after the other made what fits best. */
static void settle(struct drawing *d)
{
    struct grid *w = d->w;

    for (int s = 0; s < SWEEPS; s++)
        for (int32_t j = 0; j < w->n; j++)
            for (int32_t i = 0; i < w->n; i++) {
                const int32_t at = j * w->n + i;
                if (w->known[at])
                    continue;
                const struct box b = around(d, i, j);
                const struct pull f = pull_of(d, i, j, b);
                double now = (double)w->ink[at] + f.both / f.own;
                now = now < 0 ? 0 : now > 1 ? 1 : now;
                if (fabs(now - (double)w->ink[at]) > 2e-3)
                    change_ink(d, i, j, b, now - (double)w->ink[at]);
            }
}

/* Whole ink, one module after the other as long as its other choice fits better. */
static void polish(struct drawing *d)
{
    struct grid *w = d->w;
    bool better = true;

    for (int s = 0; better && s < SWEEPS; s++) {
        better = false;
        for (int32_t j = 0; j < w->n; j++)
            for (int32_t i = 0; i < w->n; i++) {
                const int32_t at = j * w->n + i;
                const double change = w->dark[at] ? -1 : 1;
                if (w->known[at]) {
                    w->cost[at] = 1e9f;
                    continue;
                }
                const struct box b = around(d, i, j);
                const struct pull f = pull_of(d, i, j, b);
                w->cost[at] = (float)((f.own - 2 * change * f.both) / (2 * d->left + 1));
                if (w->cost[at] >= 0)
                    continue;
                change_ink(d, i, j, b, change);
                w->dark[at] = !w->dark[at];
                w->cost[at] = -w->cost[at];
                better = true;
            }
    }
}

static bool decide(struct drawing *d)
{
    struct grid *w = d->w;
    const int32_t all = w->n * w->n;

    for (int32_t i = 0; i < all; i++)
        w->ink[i] = w->known[i] ? (float)w->dark[i] : 0.5f;
    for (int round = 0; round < ROUNDS; round++) {
        if (!focus(d, round == 0))
            return false;
        set_off(d);
        settle(d);
        for (int32_t i = 0; i < all; i++) {
            w->dark[i] = w->ink[i] > 0.5f;
            w->ink[i] = (float)w->dark[i];
        }
    }
    spread(d, false);
    set_off(d);
    polish(d);
    return true;
}

bool pixels_decide(const struct grey *g, struct grid *w)
{
    const double x = w->corner[1][0] - w->corner[0][0], y = w->corner[1][1] - w->corner[0][1];
    struct drawing d = { .w = w, .x0 = w->box.x0, .y0 = w->box.y0 };

    d.module = sqrt(x * x + y * y) / (w->n - 7);
    d.step = d.module > COARSE ? 2 : 1;
    d.nx = (w->box.x1 - w->box.x0) / d.step;
    d.ny = (w->box.y1 - w->box.y0) / d.step;
    if (d.nx < 1 || d.ny < 1 || (int64_t)d.nx * d.ny > PIXELS_MAX ||
        !(d.px = malloc((size_t)d.nx * (size_t)d.ny * sizeof *d.px)))
        return false;
    const bool ok = place(&d, g) && decide(&d);
    free(d.px);
    return ok;
}
