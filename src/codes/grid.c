#include "codes/grid.h"

#include <math.h>
#include <string.h>

enum {
    WIDTH_PERCENT = 25, /* a finder's width is known to that, and with it how many modules */
    TIMING_PERCENT = 3, /* of the finders' contrast: blur leaves 6 of it at 1.3 px a module */
    CORNER_REACH = 6,   /* half modules the fourth corner is searched in: perspective */
    CLIMBS = 8,         /* rounds of a step, at most */
};
/* Of a module, where it is looked at around its middle: grain weighs less. */
static const double SPREAD = 0.1;

struct view {
    double a, b, c, d, e, f, g, h; /* unit square to px */
    double from, per;              /* modules to the unit square */
};

static struct view view_of(const struct grid *w)
{
    const double(*q)[2] = w->corner;
    const double x0 = q[0][0], y0 = q[0][1], x1 = q[1][0], y1 = q[1][1], x2 = q[3][0], y2 = q[3][1],
                 x3 = q[2][0], y3 = q[2][1];
    const double dx1 = x1 - x2, dx2 = x3 - x2, dx3 = x0 - x1 + x2 - x3, dy1 = y1 - y2,
                 dy2 = y3 - y2, dy3 = y0 - y1 + y2 - y3, det = dx1 * dy2 - dx2 * dy1;
    struct view v = { .from = 3, .per = 1.0 / (w->n - 7) };

    if (fabs(det) > 1e-9) {
        v.g = (dx3 * dy2 - dx2 * dy3) / det;
        v.h = (dx1 * dy3 - dx3 * dy1) / det;
    }
    v.a = x1 - x0 + v.g * x1;
    v.b = x3 - x0 + v.h * x3;
    v.c = x0;
    v.d = y1 - y0 + v.g * y1;
    v.e = y3 - y0 + v.h * y3;
    v.f = y0;
    return v;
}

void grid_map(const struct grid *w, double m[9])
{
    const struct view v = view_of(w);
    const double k = v.per, o = -v.from * v.per;

    m[0] = v.a * k;
    m[1] = v.b * k;
    m[2] = v.c + (v.a + v.b) * o;
    m[3] = v.d * k;
    m[4] = v.e * k;
    m[5] = v.f + (v.d + v.e) * o;
    m[6] = v.g * k;
    m[7] = v.h * k;
    m[8] = 1 + (v.g + v.h) * o;
}

/* The grey at the middle of module (mx, my); -1 outside the frame. */
static double look_at(const struct grey *g, const struct view *v, double mx, double my)
{
    const double x = (mx - v->from) * v->per, y = (my - v->from) * v->per,
                 w = v->g * x + v->h * y + 1;
    if (!(w > 0.2))
        return -1;
    return grey_between(g, (v->a * x + v->b * y + v->c) / w, (v->d * x + v->e * y + v->f) / w);
}

/* How much lighter the light ones of some marks are than the dark ones. */
static double contrast_of(const struct grey *g, const struct grid *w, int32_t from, int32_t to)
{
    const struct view v = view_of(w);
    double sum[2] = { 0 };
    int32_t n[2] = { 0 };

    for (int32_t i = from; i < to; i++) {
        const struct mark *m = &w->marks[i];
        const double grey = look_at(g, &v, m->x, m->y);
        if (grey < 0)
            return -1;
        sum[m->dark] += grey;
        n[m->dark]++;
    }
    return n[0] && n[1] ? sum[0] / n[0] - sum[1] / n[1] : -1;
}

static void put_mark(struct grid *w, int32_t x, int32_t y, bool dark)
{
    if (x < 0 || y < 0 || x >= w->n || y >= w->n)
        return;
    w->marks[w->n_marks++] = (struct mark){ (uint8_t)x, (uint8_t)y, dark };
    w->known[y * w->n + x] = 1;
    w->dark[y * w->n + x] = dark;
}

/* Squares within squares: a finder and the light around it, or an alignment mark. */
static void put_rings(struct grid *w, int32_t x, int32_t y, int32_t reach)
{
    for (int32_t dy = -reach; dy <= reach; dy++)
        for (int32_t dx = -reach; dx <= reach; dx++) {
            const int32_t ax = dx < 0 ? -dx : dx, ay = dy < 0 ? -dy : dy, ring = ax > ay ? ax : ay;
            put_mark(w, x + dx, y + dy, reach == 4 ? ring != 2 && ring != 4 : ring != 1);
        }
}

/* The marks of a code of n modules (ISO/IEC 18004): finders, timing, alignment, in this order. */
static void set_marks(struct grid *w, int32_t n)
{
    const int32_t version = (n - 17) / 4, count = version / 7 + 2,
                  step = (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2;

    w->n = n;
    w->n_marks = 0;
    memset(w->known, 0, (size_t)n * (size_t)n);
    put_rings(w, 3, 3, 4);
    put_rings(w, n - 4, 3, 4);
    put_rings(w, 3, n - 4, 4);
    w->first_timing = w->n_marks;
    for (int32_t i = 8; i < n - 8; i++) {
        put_mark(w, i, 6, i % 2 == 0);
        put_mark(w, 6, i, i % 2 == 0);
    }
    w->first_alignment = w->n_marks;
    for (int32_t j = 0; version > 1 && j < count; j++)
        for (int32_t i = 0; i < count; i++) {
            const int32_t x = i ? n - 7 - (count - 1 - i) * step : 6,
                          y = j ? n - 7 - (count - 1 - j) * step : 6;
            if ((i || j) && !(i == count - 1 && j == 0) && !(i == 0 && j == count - 1))
                put_rings(w, x, y, 2);
        }
}

static double distance(const struct finder *a, const struct finder *b)
{
    const double x = b->x - a->x, y = b->y - a->y;
    return sqrt(x * x + y * y);
}

/* How many modules: as many as make those between the finders alternate most. */
static bool count_modules(const struct grey *g, const struct square *s, struct grid *w)
{
    const double side = (distance(&s->corner, &s->along) + distance(&s->corner, &s->down)) / 2,
                 width = (s->corner.width + s->along.width + s->down.width) / 21.0,
                 guess = side / width;
    double best = 0;
    int32_t n = 0;

    for (int32_t k = 21; k <= GRID_MAX; k += 4) {
        if (fabs(k - 7 - guess) * 100 > WIDTH_PERCENT * guess)
            continue;
        set_marks(w, k);
        const double finders = contrast_of(g, w, 0, w->first_timing),
                     timing = contrast_of(g, w, w->first_timing, w->first_alignment);
        if (finders < 8 || timing * 100 < TIMING_PERCENT * finders || timing <= best)
            continue;
        best = timing;
        n = k;
    }
    if (n)
        set_marks(w, n);
    return n > 0;
}

/* Some marks against the finders; no marks of a kind do. */
static bool stands_out(const struct grey *g, const struct grid *w, int32_t from, int32_t to)
{
    return from == to || contrast_of(g, w, from, to) * 100 >=
                             TIMING_PERCENT * contrast_of(g, w, 0, w->first_timing);
}

/* The fourth corner has no finder: where the alignment marks stand out most. */
static void find_corner(const struct grey *g, struct grid *w)
{
    const int32_t from = w->first_alignment, to = w->n_marks;
    const double per = 0.5 / (w->n - 7), (*q)[2] = w->corner;
    const double ax = (q[1][0] - q[0][0]) * per, ay = (q[1][1] - q[0][1]) * per,
                 dx = (q[2][0] - q[0][0]) * per, dy = (q[2][1] - q[0][1]) * per;
    const double x = q[3][0], y = q[3][1];
    double best = -1, at[2] = { x, y };

    for (int32_t j = -CORNER_REACH; from < to && j <= CORNER_REACH; j++)
        for (int32_t i = -CORNER_REACH; i <= CORNER_REACH; i++) {
            w->corner[3][0] = x + i * ax + j * dx;
            w->corner[3][1] = y + i * ay + j * dy;
            const double c = contrast_of(g, w, from, to);
            if (c > best) {
                best = c;
                at[0] = w->corner[3][0];
                at[1] = w->corner[3][1];
            }
        }
    w->corner[3][0] = at[0];
    w->corner[3][1] = at[1];
}

static double of_marks(const struct grey *g, const struct grid *w)
{
    return contrast_of(g, w, 0, w->n_marks);
}

/* Moves the corners as long as that stands out more. */
static void climb(const struct grey *g, struct grid *w, double module,
                  double (*stand_out)(const struct grey *, const struct grid *))
{
    double best = stand_out(g, w);

    for (double step = module / 2; step > module / 20; step /= 2) {
        bool better = true;
        for (int round = 0; better && round < CLIMBS; round++) {
            better = false;
            for (int k = 0; k < 16; k++) {
                double *at = &w->corner[k / 4][k % 2];
                const double was = *at;
                *at += k % 4 < 2 ? step : -step;
                const double now = stand_out(g, w);
                if (now > best) {
                    best = now;
                    better = true;
                } else {
                    *at = was;
                }
            }
        }
    }
}

static bool sample(const struct grey *g, struct grid *w)
{
    static const double dx[] = { 0, -1, 1, 0, 0 }, dy[] = { 0, 0, 0, -1, 1 };
    const struct view v = view_of(w);

    for (int32_t y = 0; y < w->n; y++)
        for (int32_t x = 0; x < w->n; x++) {
            double sum = 0;
            for (int k = 0; k < 5; k++) {
                const double one = look_at(g, &v, x + SPREAD * dx[k], y + SPREAD * dy[k]);
                if (one < 0)
                    return false;
                sum += one;
            }
            w->grey[y * w->n + x] = (float)(sum / 5);
        }
    return true;
}

static struct box bounds(const struct grey *g, const struct grid *w)
{
    double x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;

    for (int i = 0; i < 4; i++) {
        x0 = fmin(x0, w->corner[i][0]);
        y0 = fmin(y0, w->corner[i][1]);
        x1 = fmax(x1, w->corner[i][0]);
        y1 = fmax(y1, w->corner[i][1]);
    }
    const double m = 3.5 * (x1 - x0) / (w->n - 7);
    return (struct box){ (int32_t)fmax(x0 - m, 0), (int32_t)fmax(y0 - m, 0),
                         (int32_t)fmin(x1 + m + 1, g->w), (int32_t)fmin(y1 + m + 1, g->h) };
}

/* Against the greys of all modules as they were decided. */
static double apart(const struct grey *g, const struct grid *w)
{
    const struct view v = view_of(w);
    double sum[2] = { 0 };
    int32_t n[2] = { 0 };

    for (int32_t y = 0; y < w->n; y++)
        for (int32_t x = 0; x < w->n; x++) {
            const uint8_t dark = w->dark[y * w->n + x];
            const double grey = look_at(g, &v, x, y);
            if (grey < 0)
                return -1;
            sum[dark] += grey;
            n[dark]++;
        }
    return n[0] && n[1] ? sum[0] / n[0] - sum[1] / n[1] : -1;
}

void grid_settle(const struct grey *g, struct grid *w)
{
    const double x = w->corner[1][0] - w->corner[0][0], y = w->corner[1][1] - w->corner[0][1];

    climb(g, w, sqrt(x * x + y * y) / (w->n - 7) / 2, apart);
}

bool grid_lay(const struct grey *g, const struct square *s, struct grid *w)
{
    const struct finder *const f[] = { &s->corner, &s->along, &s->down };

    w->n = 0;
    for (int i = 0; i < 3; i++) {
        w->corner[i][0] = f[i]->x;
        w->corner[i][1] = f[i]->y;
    }
    for (int k = 0; k < 2; k++)
        w->corner[3][k] = w->corner[1][k] + w->corner[2][k] - w->corner[0][k];
    if (!count_modules(g, s, w))
        return false;
    find_corner(g, w);
    climb(g, w, distance(f[0], f[1]) / (w->n - 7), of_marks);
    if (!stands_out(g, w, w->first_timing, w->first_alignment) ||
        !stands_out(g, w, w->first_alignment, w->n_marks) || !sample(g, w))
        return false;
    w->box = bounds(g, w);
    grid_decide(w);
    return true;
}
