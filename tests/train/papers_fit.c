#include <endian.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "paper/odds.h"
#include "tests/train/bytes.h"
#include "tests/train/must.h"
#include "tests/train/papers.h"

/* Errors among what is called sure, on wordings that were not trained on. */
static const double TYPE_ERRORS = 0.001, BOUND_ERRORS = 0.001;
static const float TYPE_LEAST = 0.80F, BOUND_LEAST = 0.75F, SURE_MOST = 0.99F;
/* Of all pages, those wrongly called sure to go on with the paper before. */
static const double ON_ERRORS = 0.0012;
static const double UNKNOWN_SHARE = 0.15; /* of all papers, in the fit */

/* Templates of a type that has several are left out in one fold, else dossiers. */
static bool left_out(const struct samples *s, const struct doc_sample *d, int fold)
{
    return (s->forms[d->type] >= 2 ? d->form : d->dossier) % PAPERS_FOLDS == fold;
}

/* ---- the file ---- */

static void put_class(struct buf *b, const char *slug, float scale, float bias)
{
    char name[MODEL_SLUG] = { 0 };

    snprintf(name, sizeof name, "%s", slug);
    buf_add(b, name, sizeof name);
    put_f32(b, scale);
    put_f32(b, bias);
}

/* w: [bucket * n + class]; every class has its own step, 127 of them to its largest weight. */
static void write_model(const struct paper_tables *t, const uint32_t *classes, uint32_t n,
                        const double *w, const double *bias, const float *signs,
                        const float *params, struct buf *out)
{
    const size_t buckets = (size_t)1 << TRAIN_BITS;
    double *step = must_calloc(n, sizeof *step);

    buf_add(out, "SOHOAPM1", 8);
    put_u32(out, n);
    put_u32(out, TRAIN_BITS);
    put_u32(out, SIGNS);
    put_u32(out, MODEL_PARAMS);
    for (uint32_t i = 0; i < MODEL_PARAMS; i++)
        put_f32(out, params[i]);
    for (uint32_t i = 0; i < SIGNS; i++)
        put_f32(out, signs[i]);
    for (uint32_t c = 0; c < n; c++) {
        for (size_t f = 0; f < buckets; f++)
            step[c] = fmax(step[c], fabs(w[f * n + c]));
        step[c] = (float)(step[c] > 0 ? step[c] / 127 : 1);
        put_class(out, t->types[classes[c]].pub.slug, (float)step[c], (float)bias[c]);
    }
    for (size_t f = 0; f < buckets; f++)
        for (uint32_t c = 0; c < n; c++) {
            const int8_t v = (int8_t)floor(w[f * n + c] / step[c] + 0.5);
            buf_add(out, &v, 1);
        }
    free(step);
}

/* ---- types ---- */

/* Trains on every second document that `fold` may see (-1: on all) and writes a model without its
 * other parts. */
static void train_types(const struct paper_tables *t, const struct samples *s, int fold,
                        const struct papers_tuning *p, const uint32_t *classes, uint32_t n_classes,
                        const float *signs, const float *params, struct buf *out)
{
    struct sample *list = must_calloc(s->n_docs, sizeof *list);
    double *bias = must_calloc(n_classes, sizeof *bias);
    size_t n = 0;

    for (size_t i = 0; i < s->n_docs; i++) {
        const struct doc_sample *d = &s->docs[i];
        if (fold >= 0 && (i % 2 == 1 || left_out(s, d, fold)))
            continue;
        uint32_t c = 0;
        while (classes[c] != d->type)
            c++;
        list[n++] = (struct sample){ d->ids, d->values, d->n, (int)c };
    }
    double *w = linear_train(list, n, 1U << TRAIN_BITS, (int)n_classes, p->c_types, p->positive,
                             p->seed, bias);
    write_model(t, classes, n_classes, w, bias, signs, params, out);
    free(w);
    free(bias);
    free(list);
}

static void margins_of(const struct paper_model *m, const struct doc_sample *d, float *margins)
{
    static struct gram_set g;

    memset(g.n, 0, sizeof g.n);
    for (uint32_t i = 0; i < d->n; i++)
        g.ids[d->kinds[i]][g.n[d->kinds[i]]++] = d->ids[i];
    grams_margins(m, &g, margins);
}

/* What a fold said of documents it had not seen. */
struct said {
    const struct doc_sample *d;
    float margins[MODEL_CLASSES_MAX];
};

static double loss(const struct paper_tables *t, const struct said *list, size_t n,
                   const double *weight, const float *params)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++) {
        double all = 0, own = 0;
        for (uint32_t k = 0; k < t->n_types; k++) {
            if (t->types[k].pub.cls == '-' && k != t->unknown)
                continue;
            const double z = (double)classify_strength(
                t, k, list[i].d->rules[k], classify_margin(t, k, list[i].margins), params);
            all += odds_exp(z - 20);
            if (k == list[i].d->type)
                own = z - 20;
        }
        sum += weight[i] * (log(all) - own);
    }
    return sum;
}

/* The rules' weight has a floor: generated papers repeat their words more than real ones do, and
 * leave too little for a title that a paper of other words bears. */
static const float RULE_LEAST = 0.75F;

/* Coordinate search on a grid that is halved: three numbers, and the grid keeps them round. */
static void fit_types(const struct paper_tables *t, const struct said *list, size_t n,
                      const double *weight, float *params)
{
    static const enum model_param which[] = { MODEL_RULE, MODEL_MARGIN, MODEL_UNKNOWN };
    float step[] = { 0.25F, 1.0F, 1.0F };
    double best = loss(t, list, n, weight, params);

    for (int round = 0; round < 5; round++) {
        bool better = true;
        for (int turn = 0; better && turn < 8; turn++) {
            better = false;
            for (size_t k = 0; k < 3; k++)
                for (int sign = -1; sign <= 1; sign += 2) {
                    float *at = &params[which[k]];
                    const float old = *at;
                    *at += (float)sign * step[k];
                    const float least = which[k] == MODEL_RULE ? RULE_LEAST : 0;
                    const double now =
                        *at < least && k < 2 ? INFINITY : loss(t, list, n, weight, params);
                    if (now < best - 1e-9) {
                        best = now;
                        better = true;
                    } else {
                        *at = old;
                    }
                }
        }
        for (size_t k = 0; k < 3; k++)
            step[k] *= 0.5F;
    }
}

struct guess {
    uint32_t want, got;
    float p;
};

static struct guess guess(const struct paper_tables *t, const struct said *s, const float *params)
{
    struct guess g = { .want = s->d->type, .got = t->unknown };
    double all = 0, best = -1;

    for (uint32_t k = 0; k < t->n_types; k++) {
        if (t->types[k].pub.cls == '-' && k != t->unknown)
            continue;
        const double w = odds_exp((double)classify_strength(
            t, k, s->d->rules[k], classify_margin(t, k, s->margins), params));
        all += w;
        if (w > best) {
            best = w;
            g.got = k;
        }
    }
    g.p = (float)(best / all);
    return g;
}

struct judged {
    float p;
    bool right, begins; /* what was said of a boundary */
    double weight;
};

static int cmp_judged(const void *a, const void *b)
{
    const struct judged *x = a, *y = b;
    return x->p != y->p           ? (x->p < y->p) - (x->p > y->p)
           : x->right != y->right ? x->right - y->right
                                  : (x->weight > y->weight) - (x->weight < y->weight);
}

/* Lowest probability above which at most this share is wrong, rounded up to thousandths. */
static float threshold(struct judged *list, size_t n, double errors, float least)
{
    double wrong = 0, all = 0;
    float at = SURE_MOST;

    qsort(list, n, sizeof *list, cmp_judged);
    for (size_t i = 0; i < n; i++) {
        all += list[i].weight;
        wrong += list[i].right ? 0 : list[i].weight;
        if (wrong <= errors * all && (i + 1 == n || list[i + 1].p < list[i].p))
            at = list[i].p;
    }
    at = ceilf(at * 1000) / 1000;
    return at < least ? least : at > SURE_MOST ? SURE_MOST : at;
}

static void tune_types(struct paper_tables *t, const struct said *list, size_t n, FILE *report,
                       float *params)
{
    double *weight = must_calloc(n, sizeof *weight);
    size_t unknown = 0, sure = 0;
    uint32_t *want = must_calloc(n, sizeof *want), *got = must_calloc(n, sizeof *got);
    float *p = must_calloc(n, sizeof *p);
    struct judged *j = must_calloc(n, sizeof *j);

    for (size_t i = 0; i < n; i++)
        unknown += list[i].d->type == t->unknown;
    for (size_t i = 0; i < n; i++)
        weight[i] = list[i].d->type == t->unknown && unknown
                        ? UNKNOWN_SHARE * (double)n / (double)unknown
                        : 1;
    fit_types(t, list, n, weight, params);
    for (size_t i = 0; i < n; i++) {
        const struct guess g = guess(t, &list[i], params);
        want[i] = g.want;
        got[i] = g.got;
        p[i] = g.p;
        if (g.got != t->unknown)
            j[sure++] = (struct judged){ g.p, g.got == g.want, true, 1 };
    }
    params[MODEL_TYPE_SURE] = threshold(j, sure, TYPE_ERRORS, TYPE_LEAST);
    report_confusion(report, t, want, got, p, n, params[MODEL_TYPE_SURE]);
    free(weight);
    free(want);
    free(got);
    free(p);
    free(j);
}

/* All folds, and what each says of the other documents that it did not see. */
static void fit_classes(struct paper_tables *t, const struct samples *s,
                        const struct papers_tuning *p, const uint32_t *classes, uint32_t n_classes,
                        FILE *report, float *params)
{
    const float signs[SIGNS] = { 0 };
    struct said *list = must_calloc(s->n_docs, sizeof *list);
    size_t n = 0;

    for (int fold = 0; fold < PAPERS_FOLDS; fold++) {
        struct buf b;
        struct paper_model *m;
        struct err e = { 0 };
        buf_init(&b, (size_t)32 << 20);
        train_types(t, s, fold, p, classes, n_classes, signs, params, &b);
        if (!model_parse(&m, b.ptr, b.len, &e))
            die(e.text);
        types_use_model(t, m);
        for (size_t i = 1; i < s->n_docs; i += 2) {
            const struct doc_sample *d = &s->docs[i];
            /* an attestation decides, see classify.c */
            if (d->type == t->certified || !left_out(s, d, fold))
                continue;
            list[n].d = d;
            margins_of(m, d, list[n++].margins);
        }
        t->model = NULL;
        model_close(m);
        buf_release(&b);
    }
    tune_types(t, list, n, report, params);
    free(list);
}

/* ---- boundaries ---- */

static double *train_bounds(const struct samples *s, int half, const struct papers_tuning *p)
{
    struct sample *list = must_calloc(s->n_bounds, sizeof *list);
    uint32_t *ids = must_calloc(s->n_bounds * SIGNS, sizeof *ids);
    float *values = must_calloc(s->n_bounds * SIGNS, sizeof *values);
    double bias[2];
    size_t n = 0, at = 0;

    for (size_t i = 0; i < s->n_bounds; i++) {
        const struct bound_sample *b = &s->bounds[i];
        if (half >= 0 && b->half == half)
            continue;
        list[n] = (struct sample){ ids + at, values + at, 0, b->begins };
        for (uint32_t k = 1; k < SIGNS; k++)
            if (b->x[k] != 0) {
                ids[at] = k;
                values[at++] = b->x[k];
                list[n].n++;
            }
        n++;
    }
    double *two = linear_train(list, n, SIGNS, 2, p->c_bounds, 1, p->seed, bias),
           *w = must_calloc(SIGNS, sizeof *w);
    for (uint32_t k = 1; k < SIGNS; k++)
        w[k] = two[(size_t)k * 2];
    w[0] = bias[0];
    free(two);
    free(list);
    free(ids);
    free(values);
    return w;
}

static double sum_of(const double *w, const struct bound_sample *b)
{
    double sum = 0;

    for (uint32_t k = 0; k < SIGNS; k++)
        sum += (double)(float)w[k] * (double)b->x[k];
    return sum;
}

static double platt_loss(const double *sums, const struct samples *s, double a, double b)
{
    double sum = 0;

    for (size_t i = 0; i < s->n_bounds; i++) {
        const double z = a * sums[i] + b, y = s->bounds[i].begins ? z : -z;
        sum += y > 30 ? 0 : s->bounds[i].weight * log(1 + odds_exp(-y));
    }
    return sum;
}

static void fit_platt(const double *sums, const struct samples *s, float *params)
{
    double a = 2, b = 0, best = platt_loss(sums, s, a, b), step = 0.5;

    for (int round = 0; round < 6; round++, step /= 2)
        for (int turn = 0; turn < 12; turn++)
            for (int k = 0; k < 4; k++) {
                const double na = a + (k == 0   ? step
                                       : k == 1 ? -step
                                                : 0),
                             nb = b + (k == 2   ? step
                                       : k == 3 ? -step
                                                : 0),
                             now = na > 0 ? platt_loss(sums, s, na, nb) : INFINITY;
                if (now < best - 1e-9) {
                    best = now;
                    a = na;
                    b = nb;
                }
            }
    params[MODEL_PLATT_A] = (float)a;
    params[MODEL_PLATT_B] = (float)b;
}

/* Lowest probability of going on above which at most this share of all pages is called so wrongly;
 * `list` as threshold left it. */
static float on_threshold(const struct judged *list, size_t n, double errors)
{
    double all = 0, wrong = 0;
    float at = 1;

    for (size_t i = 0; i < n; i++)
        all += list[i].weight;
    for (size_t i = 0; i < n; i++) {
        wrong += list[i].begins || list[i].right ? 0 : list[i].weight;
        if (wrong > errors * all)
            break;
        at = list[i].p;
    }
    at = ceilf(at * 1000) / 1000;
    return at < BOUND_LEAST ? BOUND_LEAST : at;
}

/* By what is said of a page, at the shares of an office: how many are sure and of these wrong. */
static void report_bounds(FILE *f, const struct judged *j, size_t n, bool begins, float sure)
{
    double all = 0, at = 0, wrong = 0;

    for (size_t i = 0; i < n; i++) {
        const double weight = j[i].begins == begins && j[i].p >= sure ? j[i].weight : 0;
        all += j[i].weight;
        at += weight;
        wrong += j[i].right ? 0 : weight;
    }
    fprintf(f, "boundaries: %s, %.3f and above: %.2f %% of %zu pages, %.3f %% of these wrong\n",
            begins ? "begins a paper" : "goes on", (double)sure, 100 * at / all, n,
            at > 0 ? 100 * wrong / at : 0);
}

static void fit_bounds(const struct samples *s, const struct papers_tuning *p, FILE *report,
                       float *signs, float *params)
{
    double *half[2] = { train_bounds(s, 0, p), train_bounds(s, 1, p) },
           *all = train_bounds(s, -1, p), *sums = must_calloc(s->n_bounds, sizeof *sums);
    struct judged *j = must_calloc(s->n_bounds, sizeof *j);
    size_t found = 0, listed = 0, real = 0;

    for (size_t i = 0; i < s->n_bounds; i++)
        sums[i] = sum_of(half[s->bounds[i].half], &s->bounds[i]);
    fit_platt(sums, s, params);
    for (size_t i = 0; i < s->n_bounds; i++) {
        const float q =
            odds_p((double)params[MODEL_PLATT_A] * sums[i] + (double)params[MODEL_PLATT_B]);
        const bool says = q >= 0.5F;
        j[i] = (struct judged){ says ? q : 1 - q, says == s->bounds[i].begins, says,
                                s->bounds[i].weight };
        found += says && s->bounds[i].begins;
        listed += says;
        real += s->bounds[i].begins;
    }
    params[MODEL_BOUND_SURE] = threshold(j, s->n_bounds, BOUND_ERRORS, BOUND_LEAST);
    params[MODEL_ON_SURE] = on_threshold(j, s->n_bounds, ON_ERRORS);
    static const float steps[] = { 0.5F, 0.7F, 0.8F, 0.9F, 0.95F };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        for (int begins = 1; begins >= 0; begins--)
            report_bounds(report, j, s->n_bounds, begins, steps[i]);
    report_bounds(report, j, s->n_bounds, true, params[MODEL_BOUND_SURE]);
    report_bounds(report, j, s->n_bounds, false, params[MODEL_ON_SURE]);
    fprintf(report, "boundaries: F1 %.2f %%\n", 200.0 * (double)found / (double)(listed + real));
    for (uint32_t k = 0; k < SIGNS; k++)
        signs[k] = (float)all[k];
    free(half[0]);
    free(half[1]);
    free(all);
    free(sums);
    free(j);
}

void papers_fit(struct paper_tables *t, const struct samples *s, const struct papers_tuning *p,
                FILE *report, struct buf *out)
{
    uint32_t classes[TYPES_MAX], n_classes = 0;
    float signs[SIGNS], params[MODEL_PARAMS] = {
        [MODEL_RULE] = 1, [MODEL_MARGIN] = 4, [MODEL_UNKNOWN] = 4, [MODEL_UNSEEN] = -1
    };

    for (uint32_t i = 0; i < t->n_types; i++)
        if (s->forms[i] > 0)
            classes[n_classes++] = i;
    fit_bounds(s, p, report, signs, params);
    fit_classes(t, s, p, classes, n_classes, report, params);
    train_types(t, s, -1, p, classes, n_classes, signs, params, out);
    for (uint32_t i = 0; i < MODEL_PARAMS; i++)
        fprintf(report, "%s%.4g", i ? " " : "params: ", (double)params[i]);
    fprintf(report, "\n%u classes, %zu documents, %zu bytes\n", n_classes, s->n_docs, out->len);
}
