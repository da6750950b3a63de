#include "codes/grid.h"

#include <math.h>
#include <string.h>

enum {
    TERMS = 6, /* even light, its slopes, a module's own ink, its neighbours', the diagonal ones' */
    ROUNDS = 4, /* of measuring the blur by what is thought dark, and deciding by the blur */
    SWEEPS = 3,
    AROUND = 3, /* modules: how far the first guess looks for light and dark */
};

static int dark_at(const struct grid *w, int32_t x, int32_t y)
{
    return x >= 0 && y >= 0 && x < w->n && y < w->n && w->dark[y * w->n + x];
}

static void terms_at(const struct grid *w, int32_t x, int32_t y, double t[TERMS])
{
    t[0] = 1;
    t[1] = (double)x / w->n - 0.5;
    t[2] = (double)y / w->n - 0.5;
    t[3] = dark_at(w, x, y);
    t[4] =
        dark_at(w, x - 1, y) + dark_at(w, x + 1, y) + dark_at(w, x, y - 1) + dark_at(w, x, y + 1);
    t[5] = dark_at(w, x - 1, y - 1) + dark_at(w, x + 1, y - 1) + dark_at(w, x - 1, y + 1) +
           dark_at(w, x + 1, y + 1);
}

/* Solves m * out = v, the last column of m; false when the terms do not tell. */
static bool solve(double m[TERMS][TERMS + 1], double out[TERMS])
{
    for (int i = 0; i < TERMS; i++) {
        if (!(m[i][i] > 1e-6))
            return false;
        for (int k = i + 1; k < TERMS; k++) {
            const double by = m[k][i] / m[i][i];
            for (int c = i; c <= TERMS; c++)
                m[k][c] -= by * m[i][c];
        }
    }
    for (int i = TERMS - 1; i >= 0; i--) {
        out[i] = m[i][TERMS];
        for (int c = i + 1; c < TERMS; c++)
            out[i] -= m[i][c] * out[c];
        out[i] /= m[i][i];
    }
    return true;
}

/* The blur and the light that explain the greys best, given what is thought dark; least squares. */
static bool fit(const struct grid *w, double weight[TERMS])
{
    double m[TERMS][TERMS + 1] = { { 0 } }, t[TERMS];

    for (int32_t y = 0; y < w->n; y++)
        for (int32_t x = 0; x < w->n; x++) {
            terms_at(w, x, y, t);
            for (int i = 0; i < TERMS; i++) {
                for (int k = 0; k < TERMS; k++)
                    m[i][k] += t[i] * t[k];
                m[i][TERMS] += t[i] * (double)w->grey[y * w->n + x];
            }
        }
    return solve(m, weight);
}

/* Lighter or darker than the modules around, the blur undone by the four beside it. */
static void guess(struct grid *w)
{
    const int32_t n = w->n;

    for (int32_t y = 0; y < n; y++)
        for (int32_t x = 0; x < n; x++) {
            double sum = 0, beside = 0;
            int32_t count = 0, sides = 0;
            if (w->known[y * n + x])
                continue;
            for (int32_t v = y - AROUND; v <= y + AROUND; v++)
                for (int32_t u = x - AROUND; u <= x + AROUND; u++) {
                    if (u < 0 || v < 0 || u >= n || v >= n)
                        continue;
                    const double grey = (double)w->grey[v * n + u];
                    sum += grey;
                    count++;
                    if ((u == x && (v == y - 1 || v == y + 1)) ||
                        (v == y && (u == x - 1 || u == x + 1))) {
                        beside += grey;
                        sides++;
                    }
                }
            const double own = (double)w->grey[y * n + x];
            w->dark[y * n + x] = own - sum / count + 0.7 * (own - beside / sides) < 0;
        }
}

/* By how much the square error grows when module (x, y) changes by `sign`; `apply` changes it. */
static double change(struct grid *w, int32_t x, int32_t y, const double weight[TERMS], bool apply)
{
    const int32_t n = w->n;
    const double sign = w->dark[y * n + x] ? -1 : 1;
    double grows = 0;

    for (int32_t v = y > 0 ? y - 1 : 0; v <= y + 1 && v < n; v++)
        for (int32_t u = x > 0 ? x - 1 : 0; u <= x + 1 && u < n; u++) {
            const double by = sign * weight[3 + (u != x) + (v != y)];
            float *off = &w->off[v * n + u];
            grows += by * (by - 2 * (double)*off);
            if (apply)
                *off = (float)((double)*off - by);
        }
    if (apply)
        w->dark[y * n + x] ^= 1;
    return grows;
}

void grid_decide(struct grid *w)
{
    const int32_t n = w->n;
    double weight[TERMS], t[TERMS];

    guess(w);
    for (int round = 0; round < ROUNDS && fit(w, weight); round++) {
        bool moved = false;
        if (!(weight[3] < 0)) /* ink is darker */
            return;
        for (int32_t i = 0; i < n * n; i++) {
            double seen = (double)w->grey[i];
            terms_at(w, i % n, i / n, t);
            for (int k = 0; k < TERMS; k++)
                seen -= weight[k] * t[k];
            w->off[i] = (float)seen;
        }
        for (int s = 0; s < SWEEPS; s++)
            for (int32_t i = 0; i < n * n; i++)
                if (!w->known[i] && change(w, i % n, i / n, weight, false) < 0) {
                    change(w, i % n, i / n, weight, true);
                    moved = true;
                }
        if (!moved)
            return;
    }
}
