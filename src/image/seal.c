#include "image/seal.h"
#include "image/pixels.h"

#include <math.h>
#include <stdlib.h>

/* Radii in mm; the second ring and the lettering lie inside the outermost. */
#define RADIUS_LEAST 9.5
#define RADIUS_MOST  21.5
#define CELL         4  /* px of the sketch: how exactly a first look tells a centre */
#define ROUND        96 /* places looked at on a ring */
#define INK          185
/* Of a centre, 3 x 3 cells: 880 and more of 90 seals but three (360, 400, 860), 860 and less of
 * print; the ring itself decides. */
#define VOTES_LEAST 500
#define ROUND_LEAST 72 /* places with ink: words and worn ink take some */
#define PEAKS       4  /* centres looked at */
/* Print and the seal must differ by this; between them, nearer to print, a pixel is the seal's. */
#define TONES_APART   24
#define DARK          128
#define FIT_TURNS     3
#define RING_REACH_MM 1.2
#define RING_THICK_MM 1.3
#define INNER_LEAST   0.6
#define TONE_MOST     215 /* what is lighter is gone already, or no ink */

/* cos and sin of 2 pi i / ROUND by turning a vector step by step. */
static void directions(double c[ROUND], double s[ROUND])
{
    const double c1 = 0.99785892323860348, s1 = 0.06540312923014306;

    c[0] = 1, s[0] = 0;
    for (int i = 1; i < ROUND; i++) {
        c[i] = c[i - 1] * c1 - s[i - 1] * s1;
        s[i] = s[i - 1] * c1 + c[i - 1] * s1;
    }
}

struct votes {
    int32_t w, h, r0, r1;
    uint16_t *at;
};

static void vote(struct votes *v, double x, double y, double dx, double dy)
{
    for (int32_t d = v->r0; d <= v->r1; d += 2) {
        const double cx = x + dx * d, cy = y + dy * d;
        if (cx < 0 || cy < 0)
            return;
        const int32_t i = (int32_t)cx / CELL, j = (int32_t)cy / CELL;
        if (i >= v->w || j >= v->h)
            return;
        v->at[j * v->w + i]++;
    }
}

/* The ends of a run lie on strokes' edges, whose normals are the gradients there. */
static void vote_edge(struct votes *v, const struct grey *g, int32_t x, int32_t y)
{
    if (x < 1 || y < 1 || x + 1 >= g->w || y + 1 >= g->h)
        return;
    const uint8_t *a = grey_row(g, y - 1) + x, *b = grey_row(g, y) + x, *c = grey_row(g, y + 1) + x;
    const double gx = (a[1] - a[-1]) + 2 * (b[1] - b[-1]) + (c[1] - c[-1]),
                 gy = (c[-1] - a[-1]) + 2 * (c[0] - a[0]) + (c[1] - a[1]);
    const double n = sqrt(gx * gx + gy * gy);
    if (n < 60)
        return;
    vote(v, x + 0.5, y + 0.5, gx / n, gy / n);
    vote(v, x + 0.5, y + 0.5, -gx / n, -gy / n);
}

/* A stretch of a ring, or anything that hangs on one. */
static bool may_be_ring(const struct part *p, int32_t dpi)
{
    const int32_t w = p->box.x1 - p->box.x0, h = p->box.y1 - p->box.y0;
    const int32_t low = w < h ? w : h, high = w < h ? h : w;

    return high * 254 >= dpi * 60 && low * 254 >= dpi * 15;
}

static bool ink_near(const struct grey *g, double x, double y)
{
    const int32_t x0 = (int32_t)floor(x - 0.5), y0 = (int32_t)floor(y - 0.5);

    for (int32_t j = y0; j <= y0 + 1; j++)
        for (int32_t i = x0; i <= x0 + 1; i++)
            if (i >= 0 && j >= 0 && i < g->w && j < g->h && grey_row(g, j)[i] < INK)
                return true;
    return false;
}

struct compass {
    double c[ROUND], s[ROUND];
};

/* Places with ink on a circle, every step-th; 0 as soon as ROUND_LEAST of ROUND are out of reach.
 */
static int32_t around(const struct grey *g, const struct compass *k, double x, double y, double r,
                      int32_t step)
{
    int32_t left = (ROUND - ROUND_LEAST) / step, n = 0;

    for (int32_t i = 0; i < ROUND; i += step) {
        if (ink_near(g, x + r * k->c[i], y + r * k->s[i]))
            n++;
        else if (--left < 0)
            return 0;
    }
    return n;
}

/* Is there paper beyond the ring? What is dark all over is none. */
static bool is_apart(const struct grey *g, const struct compass *k, const struct seal *m)
{
    int32_t n = 0;

    for (int32_t i = 0; i < ROUND; i++)
        n += ink_near(g, m->x + (m->r * 1.05 + 3) * k->c[i], m->y + (m->r * 1.05 + 3) * k->s[i]);
    return n <= ROUND / 2;
}

/* The best ring about (x, y), of those in reach; a ring further out is worth more than the second
 * one inside it. r stays 0 without one. */
static struct seal best_ring(const struct grey *g, const struct compass *k, double x, double y,
                             int32_t reach, int32_t step, const struct votes *v)
{
    struct seal best = { 0 };
    int32_t most = 0;

    for (int32_t dy = -reach; dy <= reach; dy += step)
        for (int32_t dx = -reach; dx <= reach; dx += step)
            for (int32_t r = v->r1; r >= v->r0; r--) {
                if (!around(g, k, x + dx, y + dy, r, 4))
                    continue;
                const int32_t n = around(g, k, x + dx, y + dy, r, 1);
                if (n && n + r / 2 > most) {
                    most = n + r / 2;
                    best = (struct seal){ x + dx, y + dy, r };
                }
            }
    return best;
}

static struct seal look_closer(const struct grey *g, const struct compass *k, double x, double y,
                               const struct votes *v)
{
    struct seal m = best_ring(g, k, x, y, 4, 2, v);

    if (m.r > 0)
        m = best_ring(g, k, m.x, m.y, 1, 1, v);
    if (m.r > 0 && !is_apart(g, k, &m))
        m.r = 0;
    return m;
}

static int32_t votes_at(const struct votes *v, int32_t i, int32_t j)
{
    const uint16_t *p = v->at + j * v->w + i;

    return p[-v->w - 1] + p[-v->w] + p[-v->w + 1] + p[-1] + p[0] + p[1] + p[v->w - 1] + p[v->w] +
           p[v->w + 1];
}

static int32_t votes_peak(const struct votes *v, int32_t *x, int32_t *y)
{
    int32_t most = 0;

    for (int32_t j = 1; j + 1 < v->h; j++)
        for (int32_t i = 1; i + 1 < v->w; i++) {
            if (v->at[j * v->w + i] * 9 < VOTES_LEAST)
                continue;
            const int32_t n = votes_at(v, i, j);
            if (n > most)
                most = n, *x = i, *y = j;
        }
    return most;
}

static void votes_clear(struct votes *v, int32_t x, int32_t y, int32_t reach)
{
    for (int32_t j = y - reach; j <= y + reach; j++)
        for (int32_t i = x - reach; i <= x + reach; i++)
            if (i >= 0 && j >= 0 && i < v->w && j < v->h)
                v->at[j * v->w + i] = 0;
}

bool seals_find(const struct sketch *s, struct seals *out, struct err *e)
{
    struct votes v = { .w = s->w / CELL + 1,
                       .h = s->h / CELL + 1,
                       .r0 = (int32_t)(s->dpi * RADIUS_LEAST / 25.4),
                       .r1 = (int32_t)(s->dpi * RADIUS_MOST / 25.4) };
    struct compass k;
    bool any = false;
    int32_t x = 0, y = 0;

    *out = (struct seals){ 0 };
    for (int32_t i = 0; i < s->n_parts && !any; i++)
        any = may_be_ring(&s->parts[i], s->dpi);
    if (!any || s->dpi < 50)
        return true;
    v.at = calloc((size_t)v.w * (size_t)v.h, sizeof *v.at);
    if (!v.at)
        return err_set(e, ERR_NOMEM, "no memory to look for seals");
    for (int32_t i = 0; i < s->n_runs; i++) {
        const struct run *r = &s->runs[i];
        if (!may_be_ring(&s->parts[r->part], s->dpi))
            continue;
        vote_edge(&v, s->grey, r->x0, r->y);
        vote_edge(&v, s->grey, r->x1 - 1, r->y);
    }
    directions(k.c, k.s);
    for (int32_t n = 0; n < PEAKS && out->n < SEALS_MAX && votes_peak(&v, &x, &y) >= VOTES_LEAST;
         n++) {
        const struct seal found = look_closer(s->grey, &k, (x + 0.5) * CELL, (y + 0.5) * CELL, &v);
        if (found.r > 0)
            out->at[out->n++] = found;
        votes_clear(&v, x, y, found.r > 0 ? v.r0 / CELL : 3);
    }
    free(v.at);
    return true;
}

/* The darkest pixel across the ring at one place: a stroke's own tone, not that of its edges. */
static uint8_t ring_tone(const struct grey *g, const struct seal *m, double c, double s,
                         double reach)
{
    uint8_t dark = 255;

    for (double d = -reach; d <= reach; d += 0.5) {
        const int32_t x = (int32_t)floor(m->x + (m->r + d) * c),
                      y = (int32_t)floor(m->y + (m->r + d) * s);
        if (x >= 0 && y >= 0 && x < g->w && y < g->h && grey_row(g, y)[x] < dark)
            dark = grey_row(g, y)[x];
    }
    return dark;
}

static int by_tone(const void *a, const void *b)
{
    return *(const uint8_t *)a - *(const uint8_t *)b;
}

/* Between the print's tone and the seal's; 0 when they are the same. */
static int32_t seal_cut(const struct grey *g, const struct seal *m, const struct compass *k,
                        int32_t dpi, int32_t print)
{
    uint8_t tone[ROUND];

    for (int32_t i = 0; i < ROUND; i++)
        tone[i] = ring_tone(g, m, k->c[i], k->s[i], dpi * 0.8 / 25.4);
    qsort(tone, ROUND, 1, by_tone);
    /* nearly half of the ring may lie on print */
    const int32_t dark = tone[ROUND / 2];
    return dark - print < TONES_APART || dark > TONE_MOST ? 0 : print + (dark - print) * 2 / 3;
}

/* The tone of most print on the page: a third of what is dark is darker. */
static int32_t print_tone(const struct grey *g)
{
    uint32_t hist[256];

    grey_histogram(g, 4, hist);
    return histogram_part(hist, 128, 1, 3);
}

/* keep: 1 where a pixel or one beside it is print. */
static void mark_print(const struct grey *g, struct box b, int32_t cut, uint8_t *keep)
{
    const int32_t w = b.x1 - b.x0;

    for (int32_t y = b.y0; y < b.y1; y++)
        for (int32_t x = b.x0; x < b.x1; x++) {
            if (grey_row(g, y)[x] >= cut)
                continue;
            for (int32_t j = y > b.y0 ? y - 1 : y; j <= y + 1 && j < b.y1; j++)
                for (int32_t i = x > b.x0 ? x - 1 : x; i <= x + 1 && i < b.x1; i++)
                    keep[(size_t)(j - b.y0) * (size_t)w + (size_t)(i - b.x0)] = 1;
        }
}

static uint64_t fade(struct grey *g, const struct seal *m, struct box b, double r,
                     const uint8_t *keep)
{
    const size_t w = (size_t)(b.x1 - b.x0);
    uint64_t gone = 0;

    for (int32_t y = b.y0; y < b.y1; y++) {
        const double dy = y + 0.5 - m->y;
        uint8_t *row = grey_row(g, y);
        for (int32_t x = b.x0; x < b.x1; x++) {
            const double dx = x + 0.5 - m->x;
            if (keep[(size_t)(y - b.y0) * w + (size_t)(x - b.x0)] || dx * dx + dy * dy > r * r)
                continue;
            gone += row[x] < 128;
            row[x] = 255;
        }
    }
    return gone;
}

/* ---- rings as dark as print ---- */

static bool dark_at(const struct grey *g, double x, double y)
{
    const int32_t i = (int32_t)floor(x), j = (int32_t)floor(y);

    return i >= 0 && j >= 0 && i < g->w && j < g->h && grey_row(g, j)[i] < DARK;
}

/* The middle and the length of the outermost dark stretch across a circle, within reach; false
 * where none begins and ends there. */
static bool stroke_across(const struct grey *g, const struct seal *m, double c, double s,
                          double reach, double *at, double *thick)
{
    double d = reach, end;

    while (d > -reach && !dark_at(g, m->x + (m->r + d) * c, m->y + (m->r + d) * s))
        d -= 0.5;
    end = d;
    while (d > -reach && dark_at(g, m->x + (m->r + d) * c, m->y + (m->r + d) * s))
        d -= 0.5;
    *at = (end + d) / 2, *thick = end - d;
    return end < reach && d > -reach;
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

/* Moves a circle onto the stroke it was found on: the sketch is too coarse for that. Returns the
 * stroke's thickness, 0 when there is none. */
static double fit(const struct grey *g, const struct compass *k, double reach, struct seal *m)
{
    double thick[ROUND], off[ROUND], usual = 0;
    bool has[ROUND];

    for (int turn = 0; turn < FIT_TURNS; turn++, reach *= 0.7) {
        double sorted[ROUND], sc = 0, ss = 0, so = 0, n = 0;
        int32_t found = 0;
        for (int32_t i = 0; i < ROUND; i++) {
            has[i] = stroke_across(g, m, k->c[i], k->s[i], reach, &off[i], &thick[i]);
            if (has[i])
                sorted[found++] = thick[i];
        }
        if (found < ROUND / 2)
            return 0;
        qsort(sorted, (size_t)found, sizeof *sorted, by_size);
        usual = sorted[found / 2];
        /* off = dr + dx c + dy s; opposite places weigh alike, so that sums nearly part */
        for (int32_t i = 0; i < ROUND / 2; i++) {
            const int32_t j = i + ROUND / 2;
            if (!has[i] || !has[j] || thick[i] > 2 * usual || thick[j] > 2 * usual)
                continue;
            sc += (off[i] - off[j]) * k->c[i], ss += (off[i] - off[j]) * k->s[i];
            so += off[i] + off[j];
            n += 2;
        }
        if (n < ROUND / 4.0)
            return 0;
        m->x += 2 * sc / n, m->y += 2 * ss / n, m->r += so / n;
    }
    return usual;
}

/* Share of places with ink on a circle. */
static double share_round(const struct grey *g, const struct seal *m, const struct compass *k,
                          double r)
{
    int32_t n = 0;

    for (int32_t i = 0; i < ROUND; i++)
        n += dark_at(g, m->x + r * k->c[i], m->y + r * k->s[i]);
    return (double)n / ROUND;
}

/* Dark pixels in a row from (x, y) along (c, s), at most `most`. */
static int32_t dark_run(const struct grey *g, double x, double y, double c, double s, int32_t most)
{
    int32_t n = 0;

    while (n < most && dark_at(g, x + (n + 1) * c, y + (n + 1) * s))
        n++;
    return n;
}

/* Whitens a stroke about the circle of this radius where nothing crosses it: there the way through
 * the ink is no longer than the stroke is thick. */
static uint64_t erase(const struct grey *from, const struct seal *m, double r, double thick,
                      struct box b, struct grey *to)
{
    const int32_t most = (int32_t)(thick * 1.1 + 2);
    const double reach = thick / 2 + 1.5;
    uint64_t gone = 0;

    for (int32_t y = b.y0; y < b.y1; y++)
        for (int32_t x = b.x0; x < b.x1; x++) {
            const double dx = x + 0.5 - m->x, dy = y + 0.5 - m->y, d = sqrt(dx * dx + dy * dy);
            if (fabs(d - r) > reach || d < 1)
                continue;
            const double c = dx / d, s = dy / d;
            if (grey_row(from, y)[x] < DARK &&
                1 + dark_run(from, x + 0.5, y + 0.5, c, s, most) +
                        dark_run(from, x + 0.5, y + 0.5, -c, -s, most) >
                    most)
                continue;
            gone += grey_row(to, y)[x] < DARK;
            grey_row(to, y)[x] = 255;
        }
    return gone;
}

/* The rings of a seal, its lettering stays: the lines of print beside and under it come apart from
 * it. */
static bool erase_rings(struct grey *g, const struct seal *found, const struct compass *k,
                        int32_t dpi, uint64_t *gone, struct err *e)
{
    struct seal m = *found;
    struct grey was = { 0 };
    double unused[9];
    const double thick = fit(g, k, dpi * RING_REACH_MM / 25.4, &m);
    const double side = m.r + thick + 3;
    const struct box b = { (int32_t)fmax(0, floor(m.x - side)), (int32_t)fmax(0, floor(m.y - side)),
                           (int32_t)fmin(g->w, ceil(m.x + side)),
                           (int32_t)fmin(g->h, ceil(m.y + side)) };

    if (thick <= 0 || thick > dpi * RING_THICK_MM / 25.4 || b.x1 <= b.x0 || b.y1 <= b.y0)
        return true;
    const struct grey part = { grey_row(g, b.y0), g->w, b.y1 - b.y0, g->stride };
    if (!grey_turn(&part, 0, &was, unused, e))
        return false;
    const struct box rows = { b.x0, 0, b.x1, b.y1 - b.y0 };
    struct grey to = part;
    m.y -= b.y0;
    *gone += erase(&was, &m, m.r, thick, rows, &to);
    for (double r = m.r - thick - 1; r > m.r / 2; r -= 1) { /* the rings inside it */
        double next = r;
        if (share_round(&was, &m, k, r) < INNER_LEAST)
            continue;
        while (next > m.r / 2 && share_round(&was, &m, k, next - 1) >= INNER_LEAST)
            next -= 1;
        if (r - next < thick + 2)
            *gone += erase(&was, &m, (r + next) / 2, r - next + 1, rows, &to);
        r = next;
    }
    grey_release(&was);
    return true;
}

bool seals_fade(const struct seals *m, int32_t dpi, struct grey *frame, uint64_t *gone,
                struct err *e)
{
    struct compass k;

    *gone = 0;
    directions(k.c, k.s);
    const int32_t print = m->n ? print_tone(frame) : 0;
    for (int32_t i = 0; i < m->n; i++) {
        const struct seal *s = &m->at[i];
        const int32_t cut = seal_cut(frame, s, &k, dpi, print);
        const double r = s->r + dpi * 1.2 / 25.4; /* worn edges, a centre a little beside */
        const struct box b = { (int32_t)fmax(0, floor(s->x - r)), (int32_t)fmax(0, floor(s->y - r)),
                               (int32_t)fmin(frame->w, ceil(s->x + r)),
                               (int32_t)fmin(frame->h, ceil(s->y + r)) };
        if (!cut && !erase_rings(frame, s, &k, dpi, gone, e))
            return false;
        if (!cut || b.x1 <= b.x0 || b.y1 <= b.y0)
            continue;
        uint8_t *keep = calloc((size_t)(b.x1 - b.x0), (size_t)(b.y1 - b.y0));
        if (!keep)
            return err_set(e, ERR_NOMEM, "no memory to take a seal out of a page");
        mark_print(frame, b, cut, keep);
        *gone += fade(frame, s, b, r, keep);
        free(keep);
    }
    return true;
}
