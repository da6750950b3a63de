#include "codes/whole_path.h"

#include <math.h>
#include <string.h>

#include "codes/grid.h"

static void set_bell(struct whole_work *w)
{
    double sum = 0;

    for (int i = 0; i < WHOLE_BELLS + 2; i++) {
        w->bell[i] = (float)sum;
        const double t = (i + 0.5) / WHOLE_BELL;
        sum += grid_exp(-t * t / 2);
    }
    for (int i = 0; i < WHOLE_BELLS + 2; i++)
        w->bell[i] = (float)((double)w->bell[i] * 0.5 / sum);
}

void whole_begin(struct whole_work *w, const struct profile *p)
{
    w->p = p;
    set_bell(w);
    for (int v = 0; v < SYMBOLS; v++) {
        w->shape[v] = symbol_modules(v);
        w->ends[v] = w->shape[v] >> 1 & (WHOLE_CLASSES - 1);
    }
}

/* How much of an edge's step is behind it, t deviations on. */
static float step_of(const struct whole_work *w, float t)
{
    const float a = t < 0 ? -t : t;

    if (a >= WHOLE_BELLS / WHOLE_BELL)
        return t < 0 ? 0 : 1;
    const int i = (int)(a * WHOLE_BELL);
    const float v = w->bell[i] + (w->bell[i + 1] - w->bell[i]) * (a * WHOLE_BELL - (float)i);
    return t < 0 ? 0.5f - v : 0.5f + v;
}

/* Modules from the code's beginning. */
static double module_of(const struct whole_model *q, double at)
{
    const double all = SYMBOL_MODULES * q->symbols + STOP_MODULES, u = (at - q->x0) / q->m,
                 t = u / all;

    return u + q->bend * 4 * t * (1 - t);
}

/* The ink that each window of five modules gives `f` modules into its middle one. */
struct edges {
    float rise[4], fall[4];
};
static void set_edges(const struct whole_work *w, const struct whole_model *q, double f,
                      struct edges *e)
{
    for (int k = 0; k < 4; k++) {
        e->rise[k] = step_of(w, (float)((f - (k - 1) + q->gain / 2) / q->dev));
        e->fall[k] = step_of(w, (float)((f - (k - 1) - q->gain / 2) / q->dev));
    }
}

static float ink_of(const struct edges *e, unsigned window)
{
    float v = (float)(window >> 4);

    for (int k = 0; k < 4; k++) {
        const unsigned before = window >> (4 - k) & 1, after = window >> (3 - k) & 1;
        if (before != after)
            v += after ? e->rise[k] : -e->fall[k];
    }
    return v;
}

static double power_of(const double *by, int n, double at)
{
    double sum = 0;

    for (int k = n - 1; k >= 0; k--)
        sum = sum * at + by[k];
    return sum;
}

static void terms_of(const struct whole_model *q, double u, double ink, double t[WHOLE_TERMS])
{
    const double at = u / (SYMBOL_MODULES * q->symbols + STOP_MODULES) - 0.5;

    t[0] = 1;
    for (int k = 1; k < WHOLE_LIGHT; k++)
        t[k] = t[k - 1] * at;
    for (int k = 0; k < WHOLE_INK; k++)
        t[WHOLE_LIGHT + k] = -ink * t[k];
}

/* What each window would leave unexplained around each module; only of modules `first` to `last`.
 */
static void set_energy(struct whole_work *w, const struct whole_model *q, int first, int last)
{
    const struct profile *p = w->p;
    const double all = SYMBOL_MODULES * q->symbols + STOP_MODULES;

    memset(w->energy[first + WHOLE_BEFORE], 0, (size_t)(last - first) * sizeof *w->energy);
    for (int32_t i = w->from; i < w->to; i++) {
        if (!(p->weight[i] > 0))
            continue;
        const double u = module_of(q, (double)p->at[i]);
        if (u < first || u >= last)
            continue;
        const int j = (int)(u + WHOLE_BEFORE) - WHOLE_BEFORE;
        const double at = u / all - 0.5, light = power_of(q->light, WHOLE_LIGHT, at),
                     ink = power_of(q->light + WHOLE_LIGHT, WHOLE_INK, at);
        const float off = (float)((double)p->grey[i] - light), by = (float)ink,
                    cap = 0.5f * by * by;
        struct edges e;
        set_edges(w, q, u - j, &e);
        for (unsigned k = 0; k < WHOLE_WINDOW; k++) {
            const float d = off + by * ink_of(&e, k), dd = d * d;
            w->energy[j + WHOLE_BEFORE][k] += p->weight[i] * (dd < cap ? dd : cap);
        }
    }
}

/* Of the symbol at module `at`: modules two before it to two before its end, by how the one before
 * ended. */
static void set_parts(struct whole_work *w, int at)
{
    const float(*const e)[WHOLE_WINDOW] =
        (const float(*)[WHOLE_WINDOW])w->energy + at + WHOLE_BEFORE;

    for (int p = 0; p < SYMBOLS; p++) {
        const unsigned s = w->shape[p];
        float sum = 0;
        for (int j = 2; j <= 8; j++)
            sum += e[j][s >> (8 - j) & (WHOLE_WINDOW - 1)];
        for (unsigned c = 0; c < WHOLE_CLASSES; c++) {
            const unsigned all = c << (SYMBOL_MODULES + 1) | s;
            float more = sum;
            for (int j = -2; j <= 1; j++)
                more += e[j][all >> (8 - j) & (WHOLE_WINDOW - 1)];
            w->part[c][p] = more;
        }
    }
}

static float stop_part(const struct whole_work *w, int at, unsigned before)
{
    const float(*const e)[WHOLE_WINDOW] =
        (const float(*)[WHOLE_WINDOW])w->energy + at + WHOLE_BEFORE;
    const unsigned all = (before << (STOP_MODULES + 1) | STOP_PATTERN) << 4;
    float sum = 0;

    for (int j = -2; j < STOP_MODULES + 2; j++)
        sum += e[j][all >> (STOP_MODULES + 1 - j) & (WHOLE_WINDOW - 1)];
    return sum;
}

void whole_set_energy(struct whole_work *w, const struct whole_model *q)
{
    set_energy(w, q, -WHOLE_BEFORE, SYMBOL_MODULES * q->symbols + STOP_MODULES + WHOLE_BEFORE);
}

float whole_score_ends(struct whole_work *w, const struct whole_model *q)
{
    const int stop = SYMBOL_MODULES * q->symbols;
    float best = WHOLE_FAR;

    set_energy(w, q, -2, SYMBOL_MODULES - 2);
    set_energy(w, q, stop - 2, stop + STOP_MODULES + 2);
    for (int p = SYMBOL_STARTS; p < SYMBOLS; p++) {
        const unsigned s = w->shape[p];
        float sum = 0;
        for (int j = -2; j <= 8; j++)
            sum += w->energy[j + WHOLE_BEFORE][s >> (8 - j) & (WHOLE_WINDOW - 1)];
        best = sum < best ? sum : best;
    }
    float least = WHOLE_FAR;
    for (unsigned c = 0; c < WHOLE_CLASSES; c++) {
        const float now = stop_part(w, stop, c);
        least = now < least ? now : least;
    }
    return (best + least) / (float)fabs(q->m);
}

/* Start symbols come first, and nowhere else. */
static int first_at(int i)
{
    return i ? 0 : SYMBOL_STARTS;
}

static int end_at(int i)
{
    return i ? SYMBOL_STARTS : SYMBOLS;
}

float whole_best_path(struct whole_work *w, const struct whole_model *q)
{
    float now[WHOLE_CLASSES], next[WHOLE_CLASSES];
    int at = 0;

    for (int c = 0; c < WHOLE_CLASSES; c++)
        now[c] = c ? WHOLE_FAR : 0;
    for (int i = 0; i < q->symbols; i++, at += SYMBOL_MODULES) {
        set_parts(w, at);
        for (int c = 0; c < WHOLE_CLASSES; c++)
            next[c] = WHOLE_FAR;
        for (int p = first_at(i); p < end_at(i); p++) {
            float best = WHOLE_FAR;
            int from = 0;
            for (int c = 0; c < WHOLE_CLASSES; c++)
                if (now[c] + w->part[c][p] < best) {
                    best = now[c] + w->part[c][p];
                    from = c;
                }
            if (best < next[w->ends[p]]) {
                next[w->ends[p]] = best;
                w->came[i + 1][w->ends[p]] = (uint8_t)p;
                w->came_class[i + 1][w->ends[p]] = (uint8_t)from;
            }
        }
        memcpy(now, next, sizeof now);
    }
    float best = WHOLE_FAR;
    int c = 0;
    for (int k = 0; k < WHOLE_CLASSES; k++)
        if (now[k] < WHOLE_FAR && now[k] + stop_part(w, at, (unsigned)k) < best) {
            best = now[k] + stop_part(w, at, (unsigned)k);
            c = k;
        }
    for (int i = q->symbols; i > 0; i--) {
        w->path[i - 1] = w->came[i][c];
        c = w->came_class[i][c];
    }
    return best;
}

static int sum_after(int i, int symbols, int sum, int p)
{
    if (i == 0)
        return p - SYMBOL_STARTS;
    if (i == symbols - 1)
        return sum == p ? 0 : -1;
    return (sum + i * p) % WHOLE_SUMS;
}

/* Forward: the least energy of every state before each symbol, and how it came about. */
static void go_forward(struct whole_work *w, int n)
{
    for (int i = 0; i <= n; i++)
        for (int s = 0; s < WHOLE_STATES; s++)
            w->forward[i][s] = WHOLE_FAR;
    w->forward[0][0] = 0;
    for (int i = 0; i < n; i++) {
        set_parts(w, i * SYMBOL_MODULES);
        for (int s = 0; s < WHOLE_STATES; s++) {
            const float so_far = w->forward[i][s];
            if (so_far >= WHOLE_FAR)
                continue;
            for (int p = first_at(i); p < end_at(i); p++) {
                const int sum = sum_after(i, n, s % WHOLE_SUMS, p);
                const int to = w->ends[p] * WHOLE_SUMS + (sum < 0 ? 0 : sum);
                const float e = so_far + w->part[s / WHOLE_SUMS][p];
                if (sum < 0 || e >= w->forward[i + 1][to])
                    continue;
                w->forward[i + 1][to] = e;
                w->came[i + 1][to] = (uint8_t)p;
                w->came_class[i + 1][to] = (uint8_t)(s / WHOLE_SUMS);
            }
        }
    }
}

/* The path that came to class `c` after all symbols: sums undone one by one. */
static void trace(struct whole_work *w, int n, int c)
{
    int sum = 0;

    for (int i = n; i > 0; i--) {
        const int p = w->came[i][c * WHOLE_SUMS + sum],
                  from = w->came_class[i][c * WHOLE_SUMS + sum];
        w->path[i - 1] = (uint8_t)p;
        if (i == n)
            sum = p;
        else
            sum = i > 1 ? ((sum - (i - 1) * p) % WHOLE_SUMS + WHOLE_SUMS) % WHOLE_SUMS : 0;
        c = from;
    }
}

/* Backwards before symbol i: the least energy on from state s, and by another symbol than the
 * path's. */
static float go_back(const struct whole_work *w, int i, int n, int s, const float *back,
                     float *other)
{
    float least = WHOLE_FAR;

    *other = WHOLE_FAR;
    for (int p = first_at(i); p < end_at(i); p++) {
        const int sum = sum_after(i, n, s % WHOLE_SUMS, p);
        if (sum < 0)
            continue;
        const float e = w->part[s / WHOLE_SUMS][p] + back[w->ends[p] * WHOLE_SUMS + sum];
        least = e < least ? e : least;
        if (p != w->path[i])
            *other = e < *other ? e : *other;
    }
    return least;
}

float whole_checked_path(struct whole_work *w, const struct whole_model *q, float *other)
{
    const int n = q->symbols;
    float *back = w->back[0], *before = w->back[1], best = WHOLE_FAR;
    int at = 0;

    go_forward(w, n);
    for (int s = 0; s < WHOLE_STATES; s++) {
        back[s] = s % WHOLE_SUMS == 0 ? stop_part(w, n * SYMBOL_MODULES, (unsigned)(s / WHOLE_SUMS))
                                      : WHOLE_FAR;
        if (w->forward[n][s] < WHOLE_FAR && w->forward[n][s] + back[s] < best) {
            best = w->forward[n][s] + back[s];
            at = s;
        }
    }
    *other = WHOLE_FAR;
    if (best >= WHOLE_FAR)
        return WHOLE_FAR;
    trace(w, n, at / WHOLE_SUMS);
    for (int i = n - 1; i >= 0; i--) {
        set_parts(w, i * SYMBOL_MODULES);
        for (int s = 0; s < WHOLE_STATES; s++) {
            float by_other = WHOLE_FAR;
            before[s] =
                w->forward[i][s] < WHOLE_FAR ? go_back(w, i, n, s, back, &by_other) : WHOLE_FAR;
            if (w->forward[i][s] + by_other < *other)
                *other = w->forward[i][s] + by_other;
        }
        float *const swap = back;
        back = before;
        before = swap;
    }
    return best;
}

static void set_bits(struct whole_work *w, const struct whole_model *q)
{
    int k = WHOLE_BEFORE;

    memset(w->bits, 0, sizeof w->bits);
    for (int i = 0; i < q->symbols; i++)
        for (int j = SYMBOL_MODULES - 1; j >= 0; j--)
            w->bits[k++] = w->shape[w->path[i]] >> j & 1;
    for (int j = STOP_MODULES - 1; j >= 0; j--)
        w->bits[k++] = STOP_PATTERN >> j & 1;
}

static double fit(const struct whole_work *w, struct whole_model *q, double *spread)
{
    const struct profile *p = w->p;
    const int all = SYMBOL_MODULES * q->symbols + STOP_MODULES;
    double m[WHOLE_TERMS][WHOLE_TERMS + 1] = { { 0 } }, t[WHOLE_TERMS], yy = 0, y1 = 0, weight = 0;

    for (int32_t i = w->from; i < w->to; i++) {
        if (!(p->weight[i] > 0))
            continue;
        const double u = module_of(q, (double)p->at[i]);
        if (u < -2 || u >= all + 2)
            continue;
        const int j = (int)(u + WHOLE_BEFORE);
        unsigned window = 0;
        struct edges e;
        for (int k = -2; k <= 2; k++)
            window = window << 1 | w->bits[j + k];
        set_edges(w, q, u + WHOLE_BEFORE - j, &e);
        terms_of(q, u, (double)ink_of(&e, window), t);
        const double y = (double)p->grey[i], by = (double)p->weight[i];
        for (int a = 0; a < WHOLE_TERMS; a++) {
            for (int b = 0; b < WHOLE_TERMS; b++)
                m[a][b] += by * t[a] * t[b];
            m[a][WHOLE_TERMS] += by * t[a] * y;
        }
        yy += by * y * y;
        y1 += by * y;
        weight += by;
    }
    double solve[WHOLE_TERMS][WHOLE_TERMS + 1], left = yy;
    memcpy(solve, m, sizeof m);
    if (!(weight > 0) || !grid_solve(WHOLE_TERMS, solve[0], q->light) ||
        !(q->light[WHOLE_LIGHT] > 5))
        return -1;
    for (int a = 0; a < WHOLE_TERMS; a++) {
        left -= 2 * q->light[a] * m[a][WHOLE_TERMS];
        for (int b = 0; b < WHOLE_TERMS; b++)
            left += q->light[a] * q->light[b] * m[a][b];
    }
    *spread = yy / weight - y1 * y1 / weight / weight;
    return left / weight;
}

double whole_fit(struct whole_work *w, struct whole_model *q, double *spread)
{
    set_bits(w, q);
    return fit(w, q, spread);
}

double whole_refine(struct whole_work *w, struct whole_model *q, double *spread)
{
    const double all = SYMBOL_MODULES * q->symbols + STOP_MODULES;
    double best = whole_fit(w, q, spread);
    double steps[] = { 0.3, 0.3, 0.3, 0.15, 0.15 };

    for (int halving = 0; best >= 0 && halving < 4; halving++) {
        bool better = true;
        for (int round = 0; better && round < 6; round++) {
            better = false;
            for (int k = 0; k < 10; k++) {
                struct whole_model t = *q;
                const double by = k % 2 ? -steps[k / 2] : steps[k / 2];
                double now_spread;
                if (k / 2 == 0) { /* the beginning, the end stays */
                    t.x0 += by * t.m;
                    t.m -= by * t.m / all;
                } else if (k / 2 == 1) {
                    t.m += by * t.m / all;
                } else if (k / 2 == 2) {
                    t.bend += by;
                } else if (k / 2 == 3) {
                    t.dev *= 1 + by;
                } else {
                    t.gain += by;
                }
                if (!(t.dev > 0.08 && t.dev < 1.25 && fabs(t.gain) < 0.6 && fabs(t.bend) < 3))
                    continue;
                const double now = fit(w, &t, &now_spread);
                if (now >= 0 && now < best) {
                    best = now;
                    *q = t;
                    *spread = now_spread;
                    better = true;
                }
            }
        }
        for (int k = 0; k < 5; k++)
            steps[k] /= 2;
    }
    return best;
}
