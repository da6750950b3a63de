#include <endian.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "paper/odds.h"
#include "tests/gen/rng.h"
#include "tests/train/bytes.h"
#include "tests/train/must.h"
#include "tests/train/ranks.h"

/* A choice of one among the candidates of a paper and "none" (conditional logit), fitted by
 * AdaGrad: additions, products and roots in a fixed order, so that the same samples give the same
 * weights everywhere. In training every feature is left out now and then, so that none is relied on
 * alone: the words of unseen forms are others. */
enum { FOLDS = 4, EPOCHS = 3, DROP_PCT = 35 };
static const double RATE = 0.05, DECAY = 1e-5;
/* Errors among what is called sure, on wordings that were not trained on. */
static const double ERRORS = 0.01;

/* Templates of a type that has several are trained on in all folds but one. */
static int fold_of(const struct rank_samples *s, const struct rank_sample *x)
{
    return s->forms[x->type] >= 2 ? (x->form + (int)x->type) % FOLDS : -1;
}

static uint32_t start(const struct rank_sample *x, uint32_t i)
{
    return i ? x->ends[i - 1] : 0;
}

/* Believed of each candidate with these weights; kept: features that are not left out. */
static void believe(const struct rank_sample *x, const double *w, const bool *kept, double gain,
                    double *p)
{
    double most = -1e300, all = 0;

    for (uint32_t i = 0; i < x->n; i++) {
        double sum = 0;
        for (uint32_t k = start(x, i); k < x->ends[i]; k++)
            sum += kept && !kept[k] ? 0 : w[x->ids[k]];
        p[i] = gain * sum;
        most = p[i] > most ? p[i] : most;
    }
    for (uint32_t i = 0; i < x->n; i++)
        all += p[i] = odds_exp(p[i] - most);
    for (uint32_t i = 0; i < x->n; i++)
        p[i] /= all;
}

static void learn(const struct rank_sample *x, struct rng *r, double *w, double *sq)
{
    static bool kept[(RANK_MAX + 1) * RANK_FEATURES];
    double p[RANK_MAX + 1], right = 0;

    for (uint32_t k = 0; k < x->ends[x->n - 1]; k++)
        kept[k] = !rng_pct(r, DROP_PCT);
    believe(x, w, kept, 1, p);
    for (uint32_t i = 0; i < x->n; i++)
        right += x->right[i] ? p[i] : 0;
    if (right < 1e-9)
        right = 1e-9;
    for (uint32_t i = 0; i < x->n; i++) {
        const double slope = p[i] - (x->right[i] ? p[i] / right : 0);
        for (uint32_t k = start(x, i); k < x->ends[i]; k++) {
            const uint32_t id = x->ids[k];
            if (!kept[k])
                continue;
            const double g = slope + DECAY * w[id];
            sq[id] += g * g;
            w[id] -= RATE * g / (sqrt(sq[id]) + 1e-6);
        }
    }
}

static void train(const struct rank_samples *s, int fold, uint64_t seed, double *w)
{
    const size_t size = (size_t)1 << RANK_BITS;
    double *sq = must_calloc(size, sizeof *sq);
    size_t *order = must_calloc(s->n + 1, sizeof *order), n = 0;
    struct rng r = rng_make(seed * 16);

    for (size_t i = 0; i < s->n; i++)
        if (!s->list[i].lost && !(fold >= 0 && fold_of(s, &s->list[i]) == fold))
            order[n++] = i;
    memset(w, 0, size * sizeof *w);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        for (size_t i = n; i-- > 1;) {
            const size_t k = (size_t)(rng_u64(&r) % (i + 1)), was = order[i];
            order[i] = order[k];
            order[k] = was;
        }
        for (size_t i = 0; i < n; i++)
            learn(&s->list[order[i]], &r, w, sq);
    }
    free(order);
    free(sq);
}

struct choice {
    float p;
    bool right, none, lost, has;
};

/* Most believed of a value. */
static struct choice choose(const struct rank_sample *x, const double *p)
{
    double of[RANK_MAX + 1] = { 0 };
    uint32_t best = x->n - 1;
    struct choice c = { .lost = x->lost, .has = !x->right[x->n - 1] };

    for (uint32_t i = 0; i < x->n; i++)
        of[x->same[i]] += p[i];
    for (uint32_t i = 0; i < x->n; i++)
        if (of[i] > of[best])
            best = i;
    c.p = (float)of[best];
    c.right = x->right[best];
    c.none = best == x->n - 1;
    return c;
}

/* The scale of sums that makes beliefs come true, on a grid that is halved. */
static double fit_scale(const struct rank_samples *s, double *const *w)
{
    double best = INFINITY, at = 1, step = 0.5;

    for (int round = 0; round < 5; round++, step /= 2)
        for (int turn = -1; turn <= 1; turn++) {
            const double gain = at + turn * step;
            double loss = 0, p[RANK_MAX + 1];
            for (size_t i = 0; i < s->n && gain > 0.05; i++) {
                const struct rank_sample *x = &s->list[i];
                const int fold = fold_of(s, x);
                if (x->lost || fold < 0)
                    continue;
                double right = 0;
                believe(x, w[fold], NULL, gain, p);
                for (uint32_t k = 0; k < x->n; k++)
                    right += x->right[k] ? p[k] : 0;
                loss -= log(right > 1e-9 ? right : 1e-9);
            }
            if (gain > 0.05 && loss < best - 1e-9) {
                best = loss;
                at = gain;
                turn = 2;
            }
        }
    return at;
}

static int cmp_choice(const void *a, const void *b)
{
    const struct choice *x = a, *y = b;
    return x->p != y->p ? (x->p < y->p) - (x->p > y->p) : x->right - y->right;
}

static void report_choices(FILE *f, struct choice *list, size_t n)
{
    size_t wrong = 0, right = 0, has = 0, lost = 0, none = 0, sure = 0;
    float at = 1;

    qsort(list, n, sizeof *list, cmp_choice);
    for (size_t i = 0; i < n; i++) {
        has += list[i].has;
        lost += list[i].lost;
        right += list[i].right && list[i].has;
        none += !list[i].right && !list[i].has;
        if (list[i].lost)
            continue;
        wrong += !list[i].right && !list[i].none;
        if ((double)wrong <= ERRORS * (double)(i + 1) &&
            (i + 1 == n || list[i + 1].p < list[i].p)) {
            at = list[i].p;
            sure = i + 1;
        }
    }
    at = ceilf(at * 1000) / 1000;
    fprintf(
        f,
        "issued_date: of %zu papers %zu print one, %zu of them not as read; %zu chosen (%.2f %%), "
        "%zu of %zu without one given one; %.1f %% sure above %.3f\n",
        n, has, lost, right, 100.0 * (double)right / (double)(has - lost ? has - lost : 1), none,
        n - has, 100.0 * (double)sure / (double)(n ? n : 1), (double)at);
}

static void by_type(FILE *f, const struct rank_samples *s, const size_t *which,
                    const struct choice *list, size_t n)
{
    for (uint32_t t = 0; t < TYPES_MAX; t++) {
        size_t all = 0, wrong = 0;
        for (size_t i = 0; i < n; i++)
            if (s->list[which[i]].type == t && !list[i].lost) {
                all++;
                wrong += !list[i].right;
            }
        if (wrong * 20 > all)
            fprintf(f, "  %s: %zu of %zu wrong\n", s->slugs[t], wrong, all);
    }
}

void ranks_fit(const struct rank_samples *s, uint64_t seed, FILE *report, struct buf *out)
{
    const size_t size = (size_t)1 << RANK_BITS;
    double *w[FOLDS], *all = must_calloc(size, sizeof *all), most = 0, p[RANK_MAX + 1];
    struct choice *list = must_calloc(s->n + 1, sizeof *list);
    size_t *which = must_calloc(s->n + 1, sizeof *which), n = 0;

    for (int k = 0; k < FOLDS; k++) {
        w[k] = must_calloc(size, sizeof *w[k]);
        train(s, k, seed, w[k]);
    }
    const double gain = fit_scale(s, w);
    for (size_t i = 0; i < s->n; i++) {
        const int fold = fold_of(s, &s->list[i]);
        if (fold < 0)
            continue;
        believe(&s->list[i], w[fold], NULL, gain, p);
        which[n] = i;
        list[n++] = choose(&s->list[i], p);
    }
    by_type(report, s, which, list, n);
    report_choices(report, list, n);
    train(s, -1, seed, all);
    for (size_t i = 0; i < size; i++)
        most = fmax(most, fabs(all[i]));
    const double step = most > 0 ? most / 32767 : 1;
    buf_add(out, "SOHOARK1", 8);
    put_u32(out, RANK_BITS);
    put_f32(out, (float)(step * gain));
    for (size_t i = 0; i < size; i++) {
        const uint16_t v = htole16((uint16_t)(int16_t)floor(all[i] / step + 0.5));
        buf_add(out, &v, sizeof v);
    }
    for (int k = 0; k < FOLDS; k++)
        free(w[k]);
    free(all);
    free(list);
    free(which);
}

void ranks_test(const struct rank_samples *s, const struct buf *model, FILE *report)
{
    const size_t size = (size_t)1 << RANK_BITS;
    struct rank_model *m;
    struct err e = { 0 };
    double *w = must_calloc(size, sizeof *w), p[RANK_MAX + 1];
    struct choice *list = must_calloc(s->n + 1, sizeof *list);
    size_t *which = must_calloc(s->n + 1, sizeof *which);

    if (!rank_model_parse(&m, model->ptr, model->len, &e))
        die(e.text);
    for (size_t i = 0; i < size; i++)
        w[i] = m->weights[i];
    for (size_t i = 0; i < s->n; i++) {
        believe(&s->list[i], w, NULL, (double)m->scale, p);
        which[i] = i;
        list[i] = choose(&s->list[i], p);
    }
    fprintf(report, "elsewhere:\n");
    by_type(report, s, which, list, s->n);
    report_choices(report, list, s->n);
    rank_model_close(m);
    free(list);
    free(which);
    free(w);
}
