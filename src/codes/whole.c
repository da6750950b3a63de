#include "codes/whole.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "codes/grid.h"
#include "codes/whole_path.h"

enum {
    TRIALS = 8, /* numbers of symbols and ways they lie that are looked at whole */
    DEVS = 4,
    ROUNDS = 4,
    EDGES = 24, /* of four symbols and the stop */
    BENDS = 3,  /* steps each way */
    BENT = 4,   /* trials that are bent */
    PARTS = 4,  /* of the code, where light and dark are looked at at first */
};
/* px: a module at least; of blur, as tried. */
static const double SMALLEST = 1.0, BLUR[DEVS] = { 0.75, 1.1, 1.5, 2.4 };
/* Modules that the middle lies beside where it should: a curved page, perspective. */
static const double BEND = 0.4;
static const float EVEN = 200;
/* Right readings of generated pages have a margin of 18 and more, wrong ones up to 7, and 25 where
 * the blur is wider than a module; theirs is 0.9 of one at most. */
static const float SURE = 20, BLURRED = 0.95f, FITS = 0.85f, HOPELESS = 0.6f, COARSE = 4;
/* Bins differ more than the pixels within each: of bars four times and more, of letters up to 2.5.
 */
static const double APART = 3;

struct ends {
    double x0, x1;
};

static int by_grey(const void *a, const void *b)
{
    const float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* The grey of a share of the bins from `from` to `to`. */
static float grey_at_share(const struct profile *p, int32_t from, int32_t to, float *memory,
                           double share)
{
    size_t n = 0;

    for (int32_t i = from; i < to; i++)
        if (p->weight[i] > 0)
            memory[n++] = p->grey[i];
    if (!n)
        return 255;
    qsort(memory, n, sizeof *memory, by_grey);
    return memory[(size_t)((double)(n - 1) * share)];
}

/* Lightest and darkest of the bins around each, grain smoothed. */
struct around {
    float *smooth, *dark, *light;
    float contrast; /* of most of the place */
};
static void look_around(const struct profile *p, int32_t reach, struct around *a)
{
    int32_t last = -1;

    for (int32_t i = 0; i < p->n; i++) { /* empty bins as those before */
        float sum = 0, weight = 0;
        for (int32_t k = i - 1; k <= i + 1; k++)
            if (k >= 0 && k < p->n && p->weight[k] > 0) {
                sum += p->grey[k] * p->weight[k];
                weight += p->weight[k];
            }
        a->smooth[i] = weight > 0 ? sum / weight : last >= 0 ? a->smooth[last] : 255;
        last = i;
    }
    for (int32_t i = 0; i < p->n; i++) {
        const int32_t from = i < reach ? 0 : i - reach,
                      to = i + reach < p->n ? i + reach : p->n - 1;
        float lo = 255, hi = 0;
        for (int32_t k = from; k <= to; k++) {
            lo = a->smooth[k] < lo ? a->smooth[k] : lo;
            hi = a->smooth[k] > hi ? a->smooth[k] : hi;
        }
        a->dark[i] = lo;
        a->light[i] = hi;
    }
}

/* Ink: dark as a half of what lies around, where there is contrast at all. */
static bool is_ink(const struct around *a, int32_t i)
{
    return a->light[i] - a->dark[i] > 0.4f * a->contrast &&
           a->smooth[i] < a->light[i] - 0.4f * (a->light[i] - a->dark[i]);
}

/* px from the middle. */
static double place_of(const struct profile *p, int32_t bin)
{
    return (bin + 0.5) / 2 - p->n / 4.0;
}

/* From the middle outwards to the last bar before a gap wider than any within a code. */
static int32_t find_end(const struct profile *p, const struct around *a, int way, double gap)
{
    int32_t last = p->n / 2;

    for (int32_t i = last; i >= 0 && i < p->n; i += way) {
        if (is_ink(a, i))
            last = i;
        else if (abs(i - last) > 2 * gap)
            break;
    }
    return last;
}

/* px from one edge to the next, on average, and the contrast of the place. */
static double run_of(const struct profile *p, struct around *a)
{
    const int32_t middle = p->n / 2, reach = (int32_t)(1.6 * (double)p->inner);
    int edges = 1;
    double sum = 0;
    int32_t n = 0;
    bool dark = false;

    a->contrast = 0;
    for (int32_t i = middle - reach; i < middle + reach; i++)
        if (i >= 0 && i < p->n) {
            sum += (double)(a->light[i] - a->dark[i]);
            n++;
        }
    a->contrast = (float)(n ? sum / n : 0);
    for (int32_t i = middle - reach; i < middle + reach; i++) {
        if (i < 0 || i >= p->n)
            continue;
        edges += is_ink(a, i) != dark;
        dark = is_ink(a, i);
    }
    return n / 2.0 / edges;
}

/* How much more the bins differ from each other than the pixels within each: bars do not change
 * along themselves, letters do. */
static double how_apart(const struct profile *p, int32_t from, int32_t to)
{
    double within = 1, weight = 1e-9, sum = 0, squares = 0;

    for (int32_t i = from; i < to; i++) {
        const double by = (double)p->weight[i], grey = (double)p->grey[i];
        within += by * ((double)p->square[i] - grey * grey);
        weight += by;
        sum += by * grey;
        squares += by * grey * grey;
    }
    return (squares - sum * sum / weight) / within;
}

static struct ends find_ends(const struct profile *p, struct around *a, int32_t *reach, int *edges,
                             double *apart)
{
    look_around(p, 24, a);
    double run = run_of(p, a);
    *reach = (int32_t)fmin(fmax(12 * run, 24), 120);
    look_around(p, *reach, a);
    run = run_of(p, a);
    const double gap = fmax(4.2 * run, 9);
    const int32_t from = find_end(p, a, -1, gap), to = find_end(p, a, 1, gap);
    *edges = 2;
    for (int32_t i = from + 1; i <= to; i++)
        *edges += is_ink(a, i) != is_ink(a, i - 1);
    *apart = how_apart(p, from, to + 1);
    return (struct ends){ place_of(p, from) - 0.25, place_of(p, to) + 0.25 };
}

/* Makes light even: as light as the lightest around, over both sides alike. What was smooth is not
 * any more. */
static void even_light(const struct profile *p, const struct around *a, int32_t reach, float *out)
{
    double sum = 0;

    a->smooth[0] = 0; /* sums of all before */
    for (int32_t i = 0; i + 1 < p->n; i++) {
        sum += (double)a->light[i];
        a->smooth[i + 1] = (float)sum;
    }
    for (int32_t i = 0; i < p->n; i++) {
        const int32_t from = i < reach ? 0 : i - reach,
                      to = i + reach < p->n ? i + reach : p->n - 1;
        const float light = to > from ? (a->smooth[to] - a->smooth[from]) / (float)(to - from) : 0;
        out[i] = light > 1 ? p->grey[i] * EVEN / light : p->grey[i];
    }
}

/* Light and dark along the code, from its parts. */
struct half {
    double light[WHOLE_INK], dark[WHOLE_INK];
};
static bool find_half(const struct profile *p, struct ends at, float *memory, struct half *h)
{
    double m[2][WHOLE_INK][WHOLE_INK + 1] = { { { 0 } } };

    for (int k = 0; k < PARTS; k++) {
        const double t = (k + 0.5) / PARTS - 0.5, wide = at.x1 - at.x0,
                     x0 = at.x0 + k * wide / PARTS, x1 = x0 + wide / PARTS;
        int32_t from = (int32_t)(x0 * 2 + p->n / 2.0), to = (int32_t)(x1 * 2 + p->n / 2.0);
        from = from < 0 ? 0 : from;
        to = to > p->n ? p->n : to;
        const double v[2] = { (double)grey_at_share(p, from, to, memory, 0.95),
                              (double)grey_at_share(p, from, to, memory, 0.05) },
                     power[WHOLE_INK] = { 1, t, t * t };
        if (v[0] - v[1] < 15)
            return false;
        for (int s = 0; s < 2; s++)
            for (int i = 0; i < WHOLE_INK; i++) {
                for (int j = 0; j < WHOLE_INK; j++)
                    m[s][i][j] += power[i] * power[j];
                m[s][i][WHOLE_INK] += power[i] * v[s];
            }
    }
    return grid_solve(WHOLE_INK, m[0][0], h->light) && grid_solve(WHOLE_INK, m[1][0], h->dark);
}

struct trial {
    struct whole_model q;
    float score;
};

static void keep_trial(struct trial *all, int *n, const struct trial *t)
{
    int to = *n < TRIALS ? (*n)++ : TRIALS;

    for (; to > 0 && all[to - 1].score > t->score; to--)
        if (to < TRIALS)
            all[to] = all[to - 1];
    if (to < TRIALS)
        all[to] = *t;
}

static void find_trials(struct whole_work *w, const struct half *h, struct ends at,
                        struct trial *all, int *n)
{
    for (int symbols = WHOLE_LEAST; symbols <= WHOLE_MOST; symbols++)
        for (int k = 0; k < 2 * DEVS; k++) {
            const double m = (at.x1 - at.x0) / (SYMBOL_MODULES * symbols + STOP_MODULES);
            if (m < SMALLEST)
                return;
            struct trial t = {
                .q = { .x0 = k % 2 ? at.x1 : at.x0, .m = k % 2 ? -m : m, .symbols = symbols }
            };
            t.q.dev = BLUR[k / 2] / m;
            if (t.q.dev > 1.2)
                continue;
            for (int i = 0; i < WHOLE_INK; i++) {
                const double way = k % 2 && i % 2 ? -1 : 1;
                t.q.light[i] = way * h->light[i];
                t.q.light[WHOLE_LIGHT + i] = way * (h->light[i] - h->dark[i]);
            }
            t.score = whole_score_ends(w, &t.q);
            keep_trial(all, n, &t);
        }
}

/* How well the trial's best path fits when its middle lies up to `bends` steps beside. */
static void try_bends(struct whole_work *w, struct trial *t, int bends)
{
    const struct whole_model straight = t->q;

    t->score = WHOLE_FAR;
    for (int k = -bends; k <= bends; k++) {
        struct whole_model q = straight;
        q.bend = k * BEND;
        whole_set_energy(w, &q);
        const float e = whole_best_path(w, &q);
        if (e < t->score) {
            t->score = e;
            t->q = q;
        }
    }
}

static void decide(struct whole_work *w, struct whole_model *q, struct whole *out)
{
    double left = -1, spread = 1;
    uint8_t before[WHOLE_MOST];

    for (int round = 0; round < ROUNDS; round++) {
        whole_set_energy(w, q);
        (void)whole_best_path(w, q);
        if (round > 0 && memcmp(before, w->path, (size_t)q->symbols) == 0)
            break;
        memcpy(before, w->path, sizeof before);
        left = whole_refine(w, q, &spread);
        if (left < 0)
            return;
    }
    out->fit = (float)(1 - left / (spread + 1e-9));
    out->module = (float)fabs(q->m);
    out->blur = (float)q->dev;
    if (out->fit < FITS || out->blur > BLURRED)
        return;
    float other;
    whole_set_energy(w, q);
    const float free_path = whole_best_path(w, q), best = whole_checked_path(w, q, &other);
    if (best >= WHOLE_FAR)
        return;
    left = whole_fit(w, q, &spread);
    /* bins of half a pixel tell half as much as they are many; weights are rows */
    const double rows = (double)w->weight / (w->to - w->from), per = 2 * (left + 1) * rows * 2;
    out->margin = (float)((double)(other - best) / per);
    out->given = (float)((double)(best - free_path) / per);
    out->fit = (float)(1 - left / (spread + 1e-9));
    const double end = q->x0 + q->m * (SYMBOL_MODULES * q->symbols + STOP_MODULES);
    out->from = (float)(q->m > 0 ? q->x0 : end);
    out->to = (float)(q->m > 0 ? end : q->x0);
    out->found = left >= 0 && symbols_text(w->path, q->symbols - 1, out->text, sizeof out->text);
}

/* The trial that fits best; unless it is sure, the best of each when bent. */
static void search(struct whole_work *w, struct trial *trials, int n, struct whole *out)
{
    struct trial order[TRIALS];
    int left = 0;

    for (int bends = 0; bends <= BENDS; bends += BENDS) {
        left = 0;
        for (int i = 0; i < n && (bends == 0 || i < BENT); i++) {
            struct trial t = trials[i];
            try_bends(w, &t, bends);
            keep_trial(order, &left, &t);
        }
        for (int i = 0; i < left && i < (bends ? BENT : 1); i++) {
            decide(w, &order[i].q, out);
            out->found = out->found && out->fit >= FITS && out->blur <= BLURRED &&
                         out->margin - 2 * out->given >= SURE;
            if (out->found || (bends == 0 && (out->fit < HOPELESS || out->module > COARSE)))
                return;
        }
    }
}

bool whole_read(const struct profile *p, struct whole *out, struct err *e)
{
    struct trial trials[TRIALS];
    struct half h;
    int n = 0;

    memset(out, 0, sizeof *out);
    struct whole_work *w = malloc(sizeof *w + 4 * (size_t)p->n * sizeof(float));
    if (!w)
        return err_set(e, ERR_NOMEM, "no memory to decide bars");
    whole_begin(w, p);
    float *const memory = (float *)(w + 1);
    struct around around = { memory, memory + p->n, memory + 2 * (size_t)p->n, 0 };
    int32_t reach;
    int edges;
    double apart;
    const struct ends at = find_ends(p, &around, &reach, &edges, &apart);
    even_light(p, &around, reach, memory + 3 * (size_t)p->n);
    w->even = *p;
    w->even.grey = memory + 3 * (size_t)p->n;
    p = w->p = &w->even;
    if (edges >= EDGES && apart >= APART && find_half(p, at, memory, &h)) {
        const double beside = 8 + 0.1 * (at.x1 - at.x0);
        w->from = (int32_t)((at.x0 - beside) * 2 + p->n / 2.0);
        w->to = (int32_t)((at.x1 + beside) * 2 + p->n / 2.0);
        w->from = w->from < 0 ? 0 : w->from;
        w->to = w->to > p->n ? p->n : w->to;
        w->weight = 0;
        for (int32_t i = w->from; i < w->to; i++)
            w->weight += p->weight[i];
        find_trials(w, &h, at, trials, &n);
        search(w, trials, n, out);
    }
    free(w);
    return true;
}
