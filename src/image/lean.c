/* Which way the lines run and how far they lean: the ink is summed along lines at every candidate
 * angle; at the right one the sums jump between lines and gaps. Postl (1986), as in Leptonica's
 * pixFindSkew: the score is the sum of squared differences of neighbouring row sums. */
#include "image/rows.h"
#include "image/sketch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Measured on 60 real pages: level lines are 0.86 to 0.96 sharp, the same pages sideways under
 * 0.75; sideways ones lead by 3 and more, upright ones stay under 1. */
#define SIDEWAYS_LEAD 2
#define COLUMNS       4
#define LEVEL_CONF    0.88
#define SIDEWAYS_CONF 0.5 /* lines of text sum up at least this sharply */
/* Cells of a table, flush left and alike from row to row, sum up to steps across too, and nearly as
 * much; but then its lines are as sharp as level ones, and blur by less than what is across. Of
 * 1,003 generated pages those that lie right blur 0.97 times as much at most, and tables on their
 * side, of which the lead misses a few, 1.77 times and more. */
#define TABLE_BLUR 1.1
#define STRIP      4 /* px: within a strip a line rises by no more than one pixel at 15 degrees */

struct profile {
    int32_t strips, rows, pad;
    int32_t stride;   /* rows and what fills them up to whole vectors: nought */
    uint16_t *strip;  /* strips x rows: ink of each row of each strip */
    uint16_t *column; /* COLUMNS x rows and their margins */
    int32_t *sum;
    const struct row_ops *ops;
};

static void profile_release(struct profile *p)
{
    free(p->strip);
    free(p->column);
    free(p->sum);
}

/* Rules, grids, pictures and what the border cuts lean as they like. Letters count, and so do
 * blocks of them that a coarse picture has run together: neither as hollow as a grid nor as full as
 * a picture. */
static bool counts(const struct sketch *s, const struct part *p)
{
    const int64_t w = p->box.x1 - p->box.x0, h = p->box.y1 - p->box.y0, all = w * h;

    if (p->box.x0 == 0 || p->box.y0 == 0 || p->box.x1 == s->w || p->box.y1 == s->h)
        return false;
    return p->text || (w > 3 && h > 3 && p->area * 5LL > all && p->area * 4LL < 3 * all);
}

static bool profile_make(const struct sketch *s, bool sideways, double max_deg, struct profile *p)
{
    const int32_t across = sideways ? s->h : s->w;

    *p = (struct profile){ .strips = (across + STRIP - 1) / STRIP,
                           .rows = sideways ? s->w : s->h,
                           .ops = row_ops() };
    p->pad = (int32_t)ceil(across * tan((max_deg + 1) * M_PI / 180) / 2) + 2;
    p->stride = (p->rows + ROW_LANES - 1) / ROW_LANES * ROW_LANES;
    const size_t room = (size_t)p->rows + 2 * (size_t)p->pad + 4;
    p->strip = calloc((size_t)p->strips * (size_t)p->stride, sizeof *p->strip);
    p->column = malloc((room * COLUMNS + ROW_LANES) * sizeof *p->column);
    p->sum = malloc(room * sizeof *p->sum);
    if (!p->strip || !p->column || !p->sum)
        return false;
    int shift = 3; /* a column's sum fits 16 bits; over 8,000 px across with coarser ink */
    while ((p->strips + COLUMNS - 1) / COLUMNS * STRIP * (255 >> shift) > UINT16_MAX)
        shift++;
    for (int32_t i = 0; i < s->n_runs; i++) {
        const struct run *r = &s->runs[i];
        if (!counts(s, &s->parts[r->part]))
            continue;
        const uint8_t *row = grey_row(s->grey, r->y);
        for (int32_t x = r->x0; x < r->x1; x++) {
            /* turned clockwise by 90: across = h - 1 - y, down = x */
            const int32_t a = sideways ? s->h - 1 - r->y : x, d = sideways ? x : r->y;
            uint16_t *at = &p->strip[(size_t)(a / STRIP) * (size_t)p->stride + (size_t)d];
            *at = (uint16_t)(*at + ((255 - row[x]) >> shift));
        }
    }
    return true;
}

/* deg: clockwise rotation that would level the lines; they now fall by -deg along the row. part,
 * when given, takes the score of each column of the page by itself: the sum of squared differences
 * of row sums of two, two apart, so that single-pixel texture does not count. */
static double score(struct profile *p, double deg, double part[COLUMNS])
{
    const double slope = tan(-deg * M_PI / 180), mid = (p->strips - 1) / 2.0;
    const int32_t n = p->rows + 2 * p->pad, room = n + 4;

    memset(p->column, 0, ((size_t)room * COLUMNS + ROW_LANES) * sizeof *p->column);
    memset(p->sum, 0, (size_t)room * sizeof *p->sum);
    for (int32_t i = 0; i < p->strips; i++) {
        const int32_t down = (int32_t)lround(slope * (i - mid) * STRIP);
        const int32_t column = i * COLUMNS / p->strips;
        p->ops->add_words(p->column + column * room + p->pad - down,
                          p->strip + (size_t)i * (size_t)p->stride, p->stride);
    }
    for (int32_t k = 0; part && k < COLUMNS; k++)
        part[k] = (double)p->ops->steps_words(p->column + k * room, n);
    for (int32_t k = 0; k < COLUMNS; k++) {
        for (int32_t i = 0; i < room; i++)
            p->sum[i] += p->column[k * room + i];
    }
    return (double)p->ops->steps(p->sum, n);
}

struct sweep {
    double deg, best, mean;
    double column[COLUMNS], column_mean[COLUMNS]; /* best and mean of each column */
};

static void sweep_angles(struct profile *p, double from, double to, double step, struct sweep *w)
{
    const int32_t count = (int32_t)lround((to - from) / step) + 1;

    *w = (struct sweep){ .best = -1 };
    for (int32_t i = 0; i < count; i++) {
        double part[COLUMNS];
        const double a = from + step * i, v = score(p, a, part);
        w->mean += v / count;
        if (v > w->best)
            w->best = v, w->deg = a;
        for (int k = 0; k < COLUMNS; k++) {
            w->column_mean[k] += part[k] / count;
            w->column[k] = fmax(w->column[k], part[k]);
        }
    }
}

static double sharpness(double best, double mean)
{
    return best > 0 && best > mean ? 1 - mean / best : 0;
}

/* How much speaks for this direction. Each column may lean by itself: the lines of a page held in
 * the hand are curved. Edges of text columns sum up to steps as well, but not as sharply at one
 * angle. */
static double evidence(const struct sweep *w)
{
    double total = 0;

    for (int k = 0; k < COLUMNS; k++) {
        const double sharp = sharpness(w->column[k], w->column_mean[k]);
        total += w->column[k] * sharp * sharp;
    }
    return total;
}

static bool is_sideways(const struct sweep *level, const struct sweep *upright)
{
    const double e0 = evidence(level), e1 = evidence(upright);
    const double s0 = sharpness(level->best, level->mean);
    const double s1 = sharpness(upright->best, upright->mean);

    return (s1 >= SIDEWAYS_CONF && e1 > SIDEWAYS_LEAD * e0) ||
           (s1 >= LEVEL_CONF && e1 > e0 && 1 - s0 > TABLE_BLUR * (1 - s1));
}

/* The peak of the parabola through the best of three equal steps. */
static double refine(struct profile *p, double deg, double step)
{
    const double a = score(p, deg - step, NULL), b = score(p, deg, NULL);
    const double c = score(p, deg + step, NULL), bend = a - 2 * b + c;

    return bend < 0 && b >= a && b >= c ? deg + step * (a - c) / (2 * bend) : deg;
}

bool sketch_lean(const struct sketch *s, float max_deg, struct lean *out, struct err *e)
{
    struct profile level = { 0 }, upright = { 0 };
    struct sweep w[2] = { 0 }, fine;
    bool ok = false;

    *out = (struct lean){ 0 };
    if (s->n_text < 12)
        return true;
    if (!profile_make(s, false, max_deg, &level))
        goto done;
    const double coarse = 0.5, span = floor(max_deg / coarse) * coarse;
    sweep_angles(&level, -span, span, coarse, &w[0]);
    /* Lines this sharp leave no doubt; else the other direction must be clearly better. */
    if (s->n_text >= 30 && sharpness(w[0].best, w[0].mean) < LEVEL_CONF) {
        if (!profile_make(s, true, max_deg, &upright))
            goto done;
        sweep_angles(&upright, -span, span, coarse, &w[1]);
        out->sideways = is_sideways(&w[0], &w[1]);
    }
    struct profile *p = out->sideways ? &upright : &level;
    const struct sweep *best = &w[out->sideways];
    sweep_angles(p, best->deg - 0.5, best->deg + 0.5, 0.1, &fine);
    const double deg = refine(p, fine.deg, 0.1);
    out->conf = (float)sharpness(fine.best, best->mean);
    out->deg = (float)deg;
    if (fabs(deg) > span - coarse) /* the true angle may lie beyond */
        *out = (struct lean){ .sideways = out->sideways };
    ok = true;
done:
    profile_release(&level);
    profile_release(&upright);
    return ok || err_set(e, ERR_NOMEM, "no memory to find the lines' direction");
}
