/* Which way the lines run and how far they lean: the ink is summed along lines at every candidate
 * angle; at the right one the sums jump between lines and gaps. Postl (1986), as in Leptonica's
 * pixFindSkew: the score is the sum of squared differences of neighbouring row sums. */
#include "image/sketch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STRIP 4 /* px: within a strip a line rises by no more than one pixel at 15 degrees */

struct profile {
    int32_t strips, rows, pad;
    uint16_t *strip; /* strips x rows: ink of each row of each strip */
    int32_t *sum;
    uint64_t ink;
};

static void profile_release(struct profile *p)
{
    free(p->strip);
    free(p->sum);
}

/* Only parts of a letter's size: rules, seals, pictures and edges lean as they like. */
static bool profile_make(const struct sketch *s, bool sideways, double max_deg, struct profile *p)
{
    const int32_t across = sideways ? s->h : s->w;

    *p = (struct profile){ .strips = (across + STRIP - 1) / STRIP, .rows = sideways ? s->w : s->h };
    p->pad = (int32_t)ceil(across * tan((max_deg + 1) * M_PI / 180) / 2) + 2;
    p->strip = calloc((size_t)p->strips * (size_t)p->rows, sizeof *p->strip);
    p->sum = malloc(((size_t)p->rows + 2 * (size_t)p->pad + 4) * sizeof *p->sum);
    if (!p->strip || !p->sum)
        return false;
    for (int32_t i = 0; i < s->n_runs; i++) {
        const struct run *r = &s->runs[i];
        if (!s->parts[r->part].text)
            continue;
        for (int32_t x = r->x0; x < r->x1; x++) {
            /* turned clockwise by 90: across = h - 1 - y, down = x */
            const int32_t a = sideways ? s->h - 1 - r->y : x, d = sideways ? x : r->y;
            p->strip[(size_t)(a / STRIP) * (size_t)p->rows + (size_t)d]++;
        }
        p->ink += (uint64_t)(r->x1 - r->x0);
    }
    return true;
}

static void add_strip(int32_t *restrict sum, const uint16_t *restrict s, int32_t n)
{
    for (int32_t i = 0; i < n; i++)
        sum[i] += s[i];
}

/* deg: clockwise rotation that would level the lines; they now fall by -deg along the row. */
static double score(struct profile *p, double deg)
{
    const double slope = tan(-deg * M_PI / 180), mid = (p->strips - 1) / 2.0;
    const int32_t n = p->rows + 2 * p->pad;
    double total = 0;

    memset(p->sum, 0, ((size_t)n + 4) * sizeof *p->sum);
    for (int32_t i = 0; i < p->strips; i++) {
        const int32_t down = (int32_t)lround(slope * (i - mid) * STRIP);
        add_strip(p->sum + p->pad - down, p->strip + (size_t)i * (size_t)p->rows, p->rows);
    }
    /* neighbours two apart of sums of two: single-pixel texture does not count */
    for (int32_t i = 0; i < n; i++) {
        const double d = p->sum[i] + p->sum[i + 1] - p->sum[i + 2] - p->sum[i + 3];
        total += d * d;
    }
    return total;
}

static void sweep(struct profile *p, double from, double to, double step, double *deg, double *best,
                  double *mean)
{
    double sum = 0;
    int32_t n = 0;
    const int32_t count = (int32_t)lround((to - from) / step);

    *best = -1;
    for (int32_t i = 0; i <= count; i++) {
        const double a = from + step * i, v = score(p, a);
        sum += v, n++;
        if (v > *best)
            *best = v, *deg = a;
    }
    *mean = sum / n;
}

/* The peak of the parabola through the best of three equal steps. */
static double refine(struct profile *p, double deg, double step)
{
    const double a = score(p, deg - step), b = score(p, deg), c = score(p, deg + step);
    const double bend = a - 2 * b + c;

    return bend < 0 && b >= a && b >= c ? deg + step * (a - c) / (2 * bend) : deg;
}

bool sketch_lean(const struct sketch *s, float max_deg, struct lean *out, struct err *e)
{
    struct profile level = { 0 }, upright = { 0 };
    double deg[2] = { 0 }, best[2] = { 0 }, mean[2] = { 0 };
    bool ok = false;

    *out = (struct lean){ 0 };
    if (s->n_text < 8)
        return true;
    if (!profile_make(s, false, max_deg, &level) || !profile_make(s, true, max_deg, &upright)) {
        (void)err_set(e, ERR_NOMEM, "no memory to find the lines' direction");
        goto done;
    }
    const double coarse = 0.5, span = floor(max_deg / coarse) * coarse;
    sweep(&level, -span, span, coarse, &deg[0], &best[0], &mean[0]);
    sweep(&upright, -span, span, coarse, &deg[1], &best[1], &mean[1]);
    /* Pages are upright unless the other way is clearly better. */
    out->sideways = best[1] > best[0] * 1.3;
    struct profile *p = out->sideways ? &upright : &level;
    const int k = out->sideways;
    double fine = 0, top, unused;
    sweep(p, deg[k] - 0.5, deg[k] + 0.5, 0.1, &fine, &top, &unused);
    fine = refine(p, fine, 0.1);
    const double conf = top > 0 ? 1 - mean[k] / top : 0;
    out->conf = (float)(conf < 0 ? 0 : conf);
    out->deg = (float)fine;
    if (fabs(fine) > max_deg)
        *out = (struct lean){ .sideways = out->sideways };
    ok = true;
done:
    profile_release(&level);
    profile_release(&upright);
    return ok;
}
