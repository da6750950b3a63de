/* The sheet of paper on a darker ground. The page is taken at about 200 px, its largest bright part
 * filled, and a straight line fitted to each of its four sides; only a clean quadrilateral with a
 * clearly darker surrounding counts. */
#include "image/pixels.h"
#include "image/sketch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SIDE_PX      200
#define MIN_CONTRAST 45   /* grey levels between sheet and ground */
#define MAX_BEND     1.3  /* px at 200: median distance of a side's points from its line */
#define MIN_AREA     0.20 /* of the picture */

struct mask {
    int32_t w, h;
    uint8_t *px; /* 1 bright, 2 the sheet */
    int32_t *stack;
};

/* Dilate, then erode: text inside the sheet closes, so that it is one part. */
static void close_rows(uint8_t *px, int32_t n, size_t step, int32_t reach, uint8_t want,
                       uint8_t *tmp)
{
    int32_t left = 0;

    for (int32_t i = 0; i < n; i++)
        tmp[i] = px[(size_t)i * step];
    for (int32_t i = 0; i < n; i++) {
        left = tmp[i] == want ? reach + 1 : left - (left > 0);
        if (left)
            px[(size_t)i * step] = want;
    }
    left = 0;
    for (int32_t i = n - 1; i >= 0; i--) {
        left = tmp[i] == want ? reach + 1 : left - (left > 0);
        if (left)
            px[(size_t)i * step] = want;
    }
}

static void spread(struct mask *m, int32_t reach, uint8_t want, uint8_t *tmp)
{
    for (int32_t y = 0; y < m->h; y++)
        close_rows(m->px + (size_t)y * (size_t)m->w, m->w, 1, reach, want, tmp);
    for (int32_t x = 0; x < m->w; x++)
        close_rows(m->px + x, m->h, (size_t)m->w, reach, want, tmp);
}

static int32_t flood(struct mask *m, int32_t start, uint8_t from, uint8_t to)
{
    int32_t n = 0, area = 0;

    m->stack[n++] = start;
    m->px[start] = to;
    while (n > 0) {
        const int32_t at = m->stack[--n], x = at % m->w, y = at / m->w;
        const int32_t next[4] = { x > 0 ? at - 1 : -1, x + 1 < m->w ? at + 1 : -1,
                                  y > 0 ? at - m->w : -1, y + 1 < m->h ? at + m->w : -1 };
        area++;
        for (int i = 0; i < 4; i++) {
            if (next[i] >= 0 && m->px[next[i]] == from) {
                m->px[next[i]] = to;
                m->stack[n++] = next[i];
            }
        }
    }
    return area;
}

/* Marks the largest bright part 2, everything else 0. */
static int32_t keep_largest(struct mask *m)
{
    int32_t best = 0, best_at = -1;
    const int32_t n = m->w * m->h;

    for (int32_t i = 0; i < n; i++) {
        if (m->px[i] != 1)
            continue;
        const int32_t area = flood(m, i, 1, 3);
        if (area > best)
            best = area, best_at = i;
    }
    if (best_at >= 0)
        flood(m, best_at, 3, 2);
    for (int32_t i = 0; i < n; i++)
        m->px[i] = m->px[i] == 2 ? 2 : 0;
    return best;
}

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
        if (m->px[vertical ? t * m->w + v : v * m->w + t] == 2)
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
            if (m->px[y * m->w + x] != 2)
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

static bool corners_fit(struct mask *m, int32_t area, double q[8])
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
    if (open >= 3) /* a dark strip at one side: an edge, not a ground */
        return false;
    if (!cross(&l[0], &l[2], &q[0], &q[1]) || !cross(&l[1], &l[2], &q[2], &q[3]) ||
        !cross(&l[1], &l[3], &q[4], &q[5]) || !cross(&l[0], &l[3], &q[6], &q[7]))
        return false;
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
            if (m->px[y * m->w + x] == 2)
                in += row[x], n_in++;
            else
                out += row[x], n_out++;
        }
    }
    return n_in && n_out * 50 > m->w * m->h ? in / n_in - out / n_out : 0;
}

static bool search(const struct grey *g, struct mask *m, uint8_t *tmp, double quad[8],
                   double *tones)
{
    uint32_t hist[256];

    grey_histogram(g, 1, hist);
    const int32_t cut = otsu(hist);
    for (int32_t y = 0; y < m->h; y++) {
        for (int32_t x = 0; x < m->w; x++)
            m->px[y * m->w + x] = grey_row(g, y)[x] > cut;
    }
    spread(m, 3, 1, tmp);
    spread(m, 3, 0, tmp);
    const int32_t area = keep_largest(m);
    *tones = contrast(m, g);
    return area > MIN_AREA * m->w * m->h && *tones >= MIN_CONTRAST && corners_fit(m, area, quad);
}

bool sheet_find(const struct grey *g, double quad[8], double *tones, bool *found, struct err *e)
{
    struct grey tiny = { 0 };
    double unused[9];
    const int32_t longest = g->w > g->h ? g->w : g->h;
    const int32_t k = longest / SIDE_PX > 1 ? longest / SIDE_PX : 1;

    *found = false;
    if (longest < SIDE_PX / 2 || longest / 8 > (g->w < g->h ? g->w : g->h))
        return true;
    if (!grey_reduce(g, k, &tiny, unused, e))
        return false;
    const size_t n = (size_t)tiny.w * (size_t)tiny.h;
    struct mask m = { tiny.w, tiny.h, malloc(n), malloc(n * sizeof(int32_t)) };
    uint8_t *tmp = malloc((size_t)(tiny.w > tiny.h ? tiny.w : tiny.h));
    const bool ok = m.px && m.stack && tmp;
    if (ok)
        *found = search(&tiny, &m, tmp, quad, tones);
    for (int i = 0; i < 8 && *found; i++)
        quad[i] *= k;
    free(m.px);
    free(m.stack);
    free(tmp);
    grey_release(&tiny);
    return ok || err_set(e, ERR_NOMEM, "no memory to look for the sheet");
}
