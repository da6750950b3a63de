#include "codes/grid.h"

#include <math.h>
#include <string.h>

enum {
    REACH = 2, /* modules: how far blur carries ink */
    WAYS = 6,  /* a module to itself, beside, aslant, two off, two and one off, two and two off */
    LIGHT = 3, /* even light and its slopes */
    TERMS = LIGHT + WAYS,
    ROUNDS = 3, /* of measuring the blur and deciding by it; the first by the known marks alone */
    SWEEPS = 12,
};
static const uint8_t way_of[REACH + 1][REACH + 1] = { { 0, 1, 3 }, { 1, 2, 4 }, { 3, 4, 5 } };

static int way(int32_t dx, int32_t dy)
{
    return way_of[dy < 0 ? -dy : dy][dx < 0 ? -dx : dx];
}

/* What explains the grey of a module: light, and the ink around by how far it is. False when
 * `sure` and some of the ink is not known. */
static bool terms_at(const struct grid *w, int32_t x, int32_t y, bool sure, double t[TERMS])
{
    memset(t, 0, TERMS * sizeof *t);
    t[0] = 1;
    t[1] = (double)x / w->n - 0.5;
    t[2] = (double)y / w->n - 0.5;
    for (int32_t v = y - REACH; v <= y + REACH; v++)
        for (int32_t u = x - REACH; u <= x + REACH; u++) {
            if (u < 0 || v < 0 || u >= w->n || v >= w->n)
                continue;
            if (sure && !w->known[v * w->n + u])
                return false;
            t[LIGHT + way(u - x, v - y)] += (double)w->ink[v * w->n + u];
        }
    return true;
}

bool grid_solve(int n, double *m, double *out)
{
    for (int i = 0; i < n; i++) {
        double *const pivot = m + (ptrdiff_t)i * (n + 1);
        pivot[i] += 1e-3;
        if (!(pivot[i] > 1e-6))
            return false;
        for (int k = i + 1; k < n; k++) {
            double *const row = m + (ptrdiff_t)k * (n + 1);
            const double by = row[i] / pivot[i];
            for (int c = i; c <= n; c++)
                row[c] -= by * pivot[c];
        }
    }
    for (int i = n - 1; i >= 0; i--) {
        const double *const pivot = m + (ptrdiff_t)i * (n + 1);
        out[i] = pivot[n];
        for (int c = i + 1; c < n; c++)
            out[i] -= pivot[c] * out[c];
        out[i] /= pivot[i];
    }
    return true;
}

/* The light and the blur that explain the greys best, least squares. */
static bool fit(const struct grid *w, bool sure, double weight[TERMS])
{
    double m[TERMS][TERMS + 1] = { { 0 } }, t[TERMS];

    for (int32_t y = 0; y < w->n; y++)
        for (int32_t x = 0; x < w->n; x++) {
            if (!terms_at(w, x, y, sure, t))
                continue;
            for (int i = 0; i < TERMS; i++) {
                for (int k = 0; k < TERMS; k++)
                    m[i][k] += t[i] * t[k];
                m[i][TERMS] += t[i] * (double)w->grey[y * w->n + x];
            }
        }
    return grid_solve(TERMS, m[0], weight) && weight[LIGHT] < 0; /* ink is darker */
}

/* One module's ink made what fits the greys around it best, given all others. */
static void settle(struct grid *w, int32_t x, int32_t y, const double weight[TERMS])
{
    const int32_t n = w->n, x0 = x < REACH ? 0 : x - REACH, y0 = y < REACH ? 0 : y - REACH,
                  x1 = x + REACH < n ? x + REACH : n - 1, y1 = y + REACH < n ? y + REACH : n - 1;
    float *const ink = &w->ink[y * n + x];
    double both = 0, own = 0;

    for (int32_t v = y0; v <= y1; v++)
        for (int32_t u = x0; u <= x1; u++) {
            const double by = weight[LIGHT + way(u - x, v - y)];
            both += by * (double)w->off[v * n + u];
            own += by * by;
        }
    double now = (double)*ink + both / own;
    now = now < 0 ? 0 : now > 1 ? 1 : now;
    const double change = now - (double)*ink;
    if (fabs(change) < 1e-3)
        return;
    for (int32_t v = y0; v <= y1; v++)
        for (int32_t u = x0; u <= x1; u++) {
            const double by = weight[LIGHT + way(u - x, v - y)];
            w->off[v * n + u] = (float)((double)w->off[v * n + u] - change * by);
        }
    *ink = (float)now;
}

static void set_off(struct grid *w, const double weight[TERMS])
{
    double t[TERMS];

    for (int32_t i = 0; i < w->n * w->n; i++) {
        double seen = (double)w->grey[i];
        (void)terms_at(w, i % w->n, i / w->n, false, t);
        for (int k = 0; k < TERMS; k++)
            seen -= weight[k] * t[k];
        w->off[i] = (float)seen;
    }
}

/* What all greys say of module (x, y) being the other: the change of the squares of what is off. */
static double cost_of(const struct grid *w, int32_t x, int32_t y, const double weight[TERMS])
{
    const int32_t n = w->n, x0 = x < REACH ? 0 : x - REACH, y0 = y < REACH ? 0 : y - REACH,
                  x1 = x + REACH < n ? x + REACH : n - 1, y1 = y + REACH < n ? y + REACH : n - 1;
    const double change = w->dark[y * n + x] ? -1 : 1;
    double sum = 0;

    for (int32_t v = y0; v <= y1; v++)
        for (int32_t u = x0; u <= x1; u++) {
            const double by = weight[LIGHT + way(u - x, v - y)];
            sum += by * by - 2 * change * by * (double)w->off[v * n + u];
        }
    return sum;
}

static void turn(struct grid *w, int32_t x, int32_t y, const double weight[TERMS])
{
    const int32_t n = w->n, x0 = x < REACH ? 0 : x - REACH, y0 = y < REACH ? 0 : y - REACH,
                  x1 = x + REACH < n ? x + REACH : n - 1, y1 = y + REACH < n ? y + REACH : n - 1;
    uint8_t *const dark = &w->dark[y * n + x];
    const double change = *dark ? -1 : 1;

    *dark = !*dark;
    w->ink[y * n + x] = (float)*dark;
    for (int32_t v = y0; v <= y1; v++)
        for (int32_t u = x0; u <= x1; u++)
            w->off[v * n + u] =
                (float)((double)w->off[v * n + u] - change * weight[LIGHT + way(u - x, v - y)]);
}

/* One by one, modules whose other choice fits better; then what each other choice would cost. */
static void polish(struct grid *w, const double weight[TERMS])
{
    const int32_t all = w->n * w->n;
    double left = 0;
    bool better = true;

    for (int32_t i = 0; i < all; i++)
        w->ink[i] = (float)w->dark[i];
    set_off(w, weight);
    for (int s = 0; better && s < SWEEPS; s++) {
        better = false;
        for (int32_t i = 0; i < all; i++)
            if (!w->known[i] && cost_of(w, i % w->n, i / w->n, weight) < 0) {
                turn(w, i % w->n, i / w->n, weight);
                better = true;
            }
    }
    for (int32_t i = 0; i < all; i++)
        left += (double)(w->off[i] * w->off[i]);
    for (int32_t i = 0; i < all; i++)
        w->cost[i] = w->known[i]
                         ? 1e9f
                         : (float)(cost_of(w, i % w->n, i / w->n, weight) / (2 * left / all + 1));
}

void grid_decide(struct grid *w)
{
    const int32_t all = w->n * w->n;
    double weight[TERMS] = { 0 };

    for (int32_t i = 0; i < all; i++) {
        w->dark[i] = w->known[i] ? w->dark[i] : 0;
        w->ink[i] = w->known[i] ? (float)w->dark[i] : 0.5f;
    }
    for (int round = 0; round < ROUNDS && fit(w, round == 0, weight); round++) {
        set_off(w, weight);
        for (int s = 0; s < SWEEPS; s++)
            for (int32_t i = 0; i < all; i++)
                if (!w->known[i])
                    settle(w, i % w->n, i / w->n, weight);
        for (int32_t i = 0; i < all; i++) {
            w->dark[i] = w->ink[i] > 0.5f;
            w->ink[i] = (float)w->dark[i];
        }
    }
    polish(w, weight);
}

double grid_exp(double x)
{
    const double t = x / 1024;
    double v = 1 + t * (1 + t / 2 * (1 + t / 3 * (1 + t / 4 * (1 + t / 5))));

    for (int i = 0; i < 10; i++)
        v *= v;
    return v;
}
