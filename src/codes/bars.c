#include "codes/bars.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINES = 24,
    STEPS_MAX = 8192,
    ROWS = 12,  /* of the line repeated: the decoder wants some */
    TILTS = 6,  /* each way, of TILT */
    BESIDE = 3, /* steps */
    LOWEST = 8, /* px along the bars, at least */
    ROWS_MORE = 24,
    ROWS_MAX = 512,
    STEP = 4, /* half px */
};
static const double TILT = 0.004; /* a quarter of a degree */
/* Share of the gradients that point one way, with text around. */
static const double COHERENT = 0.35;
/* Of rows of bars, to their mean: those of generated pages, faxes too, 0.94 and more. */
static const double ALIKE = 0.85;

struct across {
    const struct grey *g;
    double x, y, ux, uy; /* middle of the bars, and the way across them */
    double high;         /* px along the bars that are looked at */
    int32_t steps;
};

static bool find_way(const struct grey *g, struct box b, struct across *a)
{
    double xx = 0, yy = 0, xy = 0;

    for (int32_t y = b.y0 + 1; y < b.y1 - 1; y++) {
        const uint8_t *above = grey_row(g, y - 1), *row = grey_row(g, y),
                      *below = grey_row(g, y + 1);
        int64_t rx = 0, ry = 0, rxy = 0;
        for (int32_t x = b.x0 + 1; x < b.x1 - 1; x++) {
            const int32_t dx = row[x + 1] - row[x - 1], dy = below[x] - above[x];
            rx += dx * dx;
            ry += dy * dy;
            rxy += dx * dy;
        }
        xx += (double)rx;
        yy += (double)ry;
        xy += (double)rxy;
    }
    const double off = xx - yy, both = 2 * xy, size = sqrt(off * off + both * both);
    if (size < COHERENT * (xx + yy) || size < 1)
        return false;
    /* half of the angle of (off, both) */
    const double c = sqrt((1 + off / size) / 2), s = sqrt((1 - off / size) / 2);
    a->ux = c;
    a->uy = both < 0 ? -s : s;
    return true;
}

/* The grey of step k on line `l` when the bars lean by `tilt`; to 64ths of a px. */
static uint8_t look_line(const struct across *a, int32_t k, int l, double tilt)
{
    const double v = a->high * ((l + 0.5) / LINES - 0.5), u = (k - a->steps / 2) * 0.5 + tilt * v;
    const double x = a->x + u * a->ux - v * a->uy, y = a->y + u * a->uy + v * a->ux;
    const double grey = grey_between(a->g, floor(x * 64) / 64, floor(y * 64) / 64);

    return grey < 0 ? 255 : (uint8_t)(grey + 0.5);
}

/* How much the mean line changes from step to step: most when bars are looked at along. */
static int64_t crispness(const struct across *a, double tilt)
{
    int64_t sum = 0;
    int32_t before = 0;

    for (int32_t k = 0; k < a->steps; k += 2) {
        int32_t now = 0;
        for (int l = 0; l < LINES; l += 3)
            now += look_line(a, k, l, tilt);
        sum += k ? (int64_t)(now - before) * (now - before) : 0;
        before = now;
    }
    return sum;
}

static uint8_t median(const uint8_t *of, int n)
{
    uint8_t v[LINES];

    for (int i = 0; i < n; i++) { /* a few, mostly alike */
        int k = i;
        for (; k > 0 && v[k - 1] > of[i]; k--)
            v[k] = v[k - 1];
        v[k] = of[i];
    }
    return v[n / 2];
}

static void draw(const struct across *a, double tilt, const struct grey out[3])
{
    enum { HALF = LINES / 2 };

    for (int32_t k = 0; k < a->steps; k++) {
        uint8_t v[LINES];
        for (int l = 0; l < LINES; l++)
            v[l] = look_line(a, k, l, tilt);
        grey_row(&out[0], 0)[k] = median(v, LINES);
        grey_row(&out[1], 0)[k] = median(v, HALF);
        grey_row(&out[2], 0)[k] = median(v + HALF, HALF);
    }
    for (int i = 0; i < 3; i++)
        for (int32_t y = 1; y < ROWS; y++)
            memcpy(grey_row(&out[i], y), grey_row(&out[i], 0), (size_t)a->steps);
}

/* How the bars lean: as is crispest. */
static double find_tilt(const struct across *a)
{
    int64_t best = -1;
    double tilt = 0;

    for (int k = -TILTS; k <= TILTS; k++) {
        const int64_t now = crispness(a, k * TILT);
        if (now > best) {
            best = now;
            tilt = k * TILT;
        }
    }
    return tilt;
}

/* The way across the bars, and how they lean. */
static bool lay_across(const struct grey *g, struct box b, int32_t margin, struct across *a,
                       double *along, double *tilt)
{
    const double w = b.x1 - b.x0, h = b.y1 - b.y0;

    *a = (struct across){ .g = g, .x = (b.x0 + b.x1) / 2.0, .y = (b.y0 + b.y1) / 2.0 };
    if (!find_way(g, b, a))
        return false;
    const double ax = fabs(a->ux), ay = fabs(a->uy);
    *along = ax > ay ? w / ax : h / ay;
    const double high = (ax > ay ? h : w) - 2 * margin - fabs(ax > ay ? a->uy : a->ux) * *along / 2;
    a->high = 0.7 * fmax(high, margin ? margin / 4 : LOWEST);
    a->steps = 2 * *along < STEPS_MAX ? (int32_t)(2 * *along) : STEPS_MAX;
    *tilt = find_tilt(a);
    return true;
}

bool bars_flatten(const struct grey *g, struct box b, int32_t margin, struct grey out[3],
                  bool *found, struct err *e)
{
    struct across a;
    double along = 0, tilt = 0;

    memset(out, 0, 3 * sizeof *out);
    *found = lay_across(g, b, margin, &a, &along, &tilt);
    if (!*found)
        return true;
    for (int i = 0; i < 3; i++)
        if (!grey_init(&out[i], a.steps, ROWS, e))
            return false;
    draw(&a, tilt, out);
    return true;
}

/* Where a pixel lies: px along the line and off it, as the bars lean. */
struct strip {
    const struct grey *g;
    double x, y, ux, uy, tilt, half; /* the line's middle; px each way of it */
    double reach, within;            /* px each way: what there is room for, what is looked at */
};
static struct box strip_box(const struct strip *s)
{
    const double ax = fabs(s->ux), ay = fabs(s->uy), rx = s->within * ax + s->half * ay,
                 ry = s->within * ay + s->half * ax;

    return box_clip((struct box){ (int32_t)(s->x - rx), (int32_t)(s->y - ry),
                                  (int32_t)(s->x + rx) + 1, (int32_t)(s->y + ry) + 1 },
                    s->g->w, s->g->h);
}

static bool strip_at(const struct strip *s, int32_t x, int32_t y, double *u, double *v)
{
    const double dx = x - s->x, dy = y - s->y;

    *v = dy * s->ux - dx * s->uy;
    *u = dx * s->ux + dy * s->uy - s->tilt * *v;
    return *v >= -s->half && *v <= s->half && *u > -s->within && *u < s->within - 1;
}

static void add_pixels(const struct strip *s, struct profile *p)
{
    const struct box b = strip_box(s);
    const size_t n = (size_t)p->n;
    double u, v;

    memset(p->at, 0, 4 * n * sizeof *p->at);
    for (int32_t y = b.y0; y < b.y1; y++)
        for (int32_t x = b.x0; x < b.x1; x++) {
            if (!strip_at(s, x, y, &u, &v))
                continue;
            const int32_t k = (int32_t)((u + s->reach) * 2);
            const float grey = grey_row(s->g, y)[x];
            p->grey[k] += grey;
            p->square[k] += grey * grey;
            p->at[k] += (float)u;
            p->weight[k]++;
        }
    for (size_t i = 0; i < n; i++)
        if (p->weight[i] > 0) {
            p->grey[i] /= p->weight[i];
            p->at[i] /= p->weight[i];
            p->square[i] /= p->weight[i];
        }
}

/* How grey changes along the line, which uneven light does not. */
static double slope_at(const struct strip *s, int32_t x, int32_t y)
{
    const bool level = fabs(s->ux) > fabs(s->uy);
    const int32_t dx = level ? STEP / 2 : 0, dy = level ? 0 : STEP / 2;

    if (x < dx || y < dy || x + dx >= s->g->w || y + dy >= s->g->h)
        return 0;
    const int32_t by = grey_row(s->g, y + dy)[x + dx] - grey_row(s->g, y - dy)[x - dx];
    return level ? (s->ux > 0 ? by : -by) : (s->uy > 0 ? by : -by);
}

/* Of each row of a strip, how like the means it is. */
struct row {
    double n, x, y, xx, yy, xy;
};
static double likeness(const struct row *r)
{
    const double a = r->n * r->xx - r->x * r->x, b = r->n * r->yy - r->y * r->y;

    return a > 0 && b > 0 ? (r->n * r->xy - r->x * r->y) / sqrt(a * b) : 0;
}

/* Moves the strip to the rows that are like what most of it shows, and half as like at least as the
 * likeliest. */
static double find_rows(struct strip *s, const struct profile *p)
{
    struct strip wide = *s;
    wide.half = s->half * 1.5 + ROWS_MORE;
    const struct box b = strip_box(&wide);
    struct row rows[ROWS_MAX] = { { 0 } };
    double u, v, best = 0;
    int at = ROWS_MAX / 2;

    for (int32_t y = b.y0; y < b.y1; y++)
        for (int32_t x = b.x0; x < b.x1; x++) {
            if (!strip_at(&wide, x, y, &u, &v) || fabs(v) >= ROWS_MAX / 2 - 1)
                continue;
            struct row *r = &rows[(int)(v + ROWS_MAX / 2)];
            const int32_t k = (int32_t)((u + s->reach) * 2);
            const double g = slope_at(s, x, y),
                         m = p->weight[k - STEP] > 0 && p->weight[k + STEP] > 0
                                 ? (double)(p->grey[k + STEP] - p->grey[k - STEP])
                                 : 0;
            r->n++;
            r->x += g;
            r->y += m;
            r->xx += g * g;
            r->yy += m * m;
            r->xy += g * m;
        }
    for (int k = 1; k < ROWS_MAX - 1; k++) {
        const double now = likeness(&rows[k - 1]) + likeness(&rows[k]) + likeness(&rows[k + 1]);
        if (now > best) {
            best = now;
            at = k;
        }
    }
    int from = at, to = at;
    while (from > 1 && likeness(&rows[from - 1]) + likeness(&rows[from - 2]) > best / 3)
        from--;
    while (to < ROWS_MAX - 2 && likeness(&rows[to + 1]) + likeness(&rows[to + 2]) > best / 3)
        to++;
    const double middle = (from + to + 1) / 2.0 - ROWS_MAX / 2;
    s->x -= middle * s->uy;
    s->y += middle * s->ux;
    s->half = fmax(0.45 * (to + 1 - from), LOWEST / 2);
    return best / 3;
}

void profile_release(struct profile *p)
{
    free(p->at);
    p->at = NULL;
}

bool bars_profile(const struct grey *g, struct box b, struct profile *out, bool *found,
                  struct err *e)
{
    struct across a;
    double along = 0, tilt = 0;

    *out = (struct profile){ .n = 0 };
    *found = lay_across(g, b, 0, &a, &along, &tilt);
    if (!*found)
        return true;
    const double inner = along / 2, reach = 5 * inner + 200;
    out->n = 4 * reach < STEPS_MAX ? (int32_t)(4 * reach) : STEPS_MAX;
    if (!(out->at = calloc(4 * (size_t)out->n, sizeof *out->at)))
        return err_set(e, ERR_NOMEM, "no memory for the line of a bar code");
    out->grey = out->at + out->n;
    out->weight = out->grey + out->n;
    out->square = out->weight + out->n;
    struct strip s = { g, a.x, a.y, a.ux, a.uy, tilt, a.high / 2, out->n / 4.0, inner };
    add_pixels(&s, out);
    *found = find_rows(&s, out) >= ALIKE;
    if (!*found)
        return true;
    a.x = s.x;
    a.y = s.y;
    a.high = 2 * s.half;
    s.tilt = find_tilt(&a);
    s.within = s.reach;
    add_pixels(&s, out);
    out->inner = (float)inner;
    out->x = s.x;
    out->y = s.y;
    out->ux = s.ux;
    out->uy = s.uy;
    out->high = 2 * s.half;
    return true;
}

void bars_sharpen(const struct grey *from, int halves, const struct grey *to)
{
    const uint8_t *p = grey_row(from, 0);
    uint8_t *out = grey_row(to, 0);

    memcpy(out, p, (size_t)from->w);
    for (int32_t x = BESIDE; x < from->w - BESIDE; x++) {
        const int32_t v = p[x] + halves * (2 * p[x] - p[x - BESIDE] - p[x + BESIDE]) / 4;
        out[x] = (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
    }
    for (int32_t y = 1; y < to->h; y++)
        memcpy(grey_row(to, y), out, (size_t)from->w);
}
