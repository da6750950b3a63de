/* Stage 2: the marks of each letter; and how probable what was chosen is. */
#include <string.h>

#include "ocr/decode_internal.h"

static const double PRUNE = 1e-7;
/* On a line without doubt the floor is 0, and what was read may be among no step's kept outputs. */
static const double OWN_LEAST = 1e-6;
/* Another letter altogether is worth a question when the network gives it so much. */
static const float OTHER_MIN = 0.02f;
enum { RATE_AHEAD = LM_ORDER - 1 };
static const float RATE_BELOW = 0.98f;

struct alternative {
    double p;
    uint16_t code;
};

struct way {
    struct lm_context context;
    double score;
    int32_t node;
};

struct try_ {
    uint64_t context;
    double score;
    int32_t way;
    uint16_t code;
};

static void add_alternative(struct alternative *alts, int32_t *n, int32_t code, double p)
{
    for (int32_t i = 0; i < *n; i++)
        if (alts[i].code == code) {
            alts[i].p = p > alts[i].p ? p : alts[i].p;
            return;
        }
    if (*n < DECODE_ALTS)
        alts[(*n)++] = (struct alternative){ p, (uint16_t)code };
}

/* The slot's own code first. Digits and marks have no alternatives. */
static int32_t alternatives(const struct decode *d, const struct kept_line *k, const struct slot *s,
                            double floor, struct alternative *alts)
{
    const struct code_info *c = &d->info[s->code];
    int32_t n = 0;

    add_alternative(alts, &n, s->code, floor > OWN_LEAST ? floor : OWN_LEAST);
    for (int32_t i = 0; c->letter && i < c->n_alts; i++)
        add_alternative(alts, &n, d->alts[c->alts + i], floor);
    for (int32_t t = s->t0; t < s->t1 && t < k->steps; t++) {
        size_t m;
        const struct output *o = decode_step(d, k, t, &m);
        for (size_t j = 0; j < m; j++) {
            const struct code_info *other = &d->info[o[j].code];
            const bool letter = c->letter && other->letter && o[j].p > OTHER_MIN;
            for (int32_t i = 0; i < n; i++)
                if (alts[i].code == o[j].code && (double)o[j].p + floor > alts[i].p)
                    alts[i].p = (double)o[j].p + floor;
            if (letter)
                add_alternative(alts, &n, o[j].code, (double)o[j].p + floor);
        }
    }
    return n;
}

/* Keeps the DECODE_BEAM best, one a context; falling. */
static void offer(struct try_ *best, int32_t *n, struct try_ t)
{
    int32_t at;

    for (at = 0; at < *n && best[at].context != t.context; at++)
        ;
    if (at < *n) {
        if (best[at].score >= t.score)
            return;
    } else if (*n < DECODE_BEAM) {
        at = (*n)++;
    } else if (best[--at].score >= t.score) {
        return;
    }
    for (; at > 0 && best[at - 1].score < t.score; at--)
        best[at] = best[at - 1];
    best[at] = t;
}

static bool step(struct decode *d, struct way *ways, int32_t *n_ways,
                 const struct alternative *alts, int32_t n_alts, struct err *e)
{
    struct try_ best[DECODE_BEAM];
    struct way next[DECODE_BEAM];
    int32_t n = 0;

    for (int32_t w = 0; w < *n_ways; w++)
        for (int32_t i = 0; i < n_alts; i++) {
            const double p = ways[w].score * alts[i].p;
            const double least = n == DECODE_BEAM ? best[n - 1].score : 0;
            if (n && (p <= least || p < best[0].score * PRUNE))
                continue;
            const uint32_t symbol = d->info[alts[i].code].symbol;
            const double score = p * d->mark_weight[lm_cost(d->lm, &ways[w].context, symbol)];
            if (n == 0 || score >= best[0].score * PRUNE)
                offer(
                    best, &n,
                    (struct try_){ (ways[w].context.last << 8 | symbol) & UINT64_C(0xFFFFFFFFFFFF),
                                   score, w, alts[i].code });
        }
    if (!decode_need((void **)&d->nodes, &d->cap_nodes, d->n_nodes + (size_t)n, sizeof *d->nodes,
                     e))
        return false;
    for (int32_t i = 0; i < n; i++) {
        next[i] = ways[best[i].way];
        d->nodes[d->n_nodes] = (struct node){ next[i].node, best[i].code };
        next[i].node = (int32_t)d->n_nodes++;
        next[i].score = best[i].score / best[0].score;
        lm_push(d->lm, &next[i].context, d->info[best[i].code].symbol);
    }
    memcpy(ways, next, (size_t)n * sizeof *ways);
    *n_ways = n;
    return true;
}

static int32_t best_end(const struct decode *d, const struct way *ways, int32_t n)
{
    int32_t best = ways[0].node;
    double best_score = -1;

    for (int32_t i = 0; i < n; i++) {
        const uint32_t space = lm_cost(d->lm, &ways[i].context, LM_SPACE),
                       end = lm_cost(d->lm, &ways[i].context, LM_BOUNDARY);
        const double s = ways[i].score * d->mark_weight[space < end ? space : end];
        if (s > best_score) {
            best_score = s;
            best = ways[i].node;
        }
    }
    return best;
}

bool decode_marks(struct decode *d, const struct kept_line *k, const struct lm_context *before,
                  struct slots *s, struct err *e)
{
    const double floor = decode_floor(d);
    struct alternative alts[DECODE_ALTS];
    struct way ways[DECODE_BEAM] = { { .context = *before, .score = 1, .node = -1 } };
    int32_t n_ways = 1;

    d->n_nodes = 0;
    for (int32_t i = 0; i < s->n; i++) {
        const int32_t n = alternatives(d, k, &s->p[i], floor, alts);
        if (!step(d, ways, &n_ways, alts, n, e))
            return false;
    }
    int32_t node = s->n ? best_end(d, ways, n_ways) : -1;
    for (int32_t i = s->n - 1; i >= 0; i--, node = d->nodes[node].parent)
        s->p[i].code = d->nodes[node].code;
    return true;
}

/* ---- probabilities ---- */

/* Language weight of the characters after slot i, which the choice there has to live with. */
static double ahead(const struct decode *d, const struct slots *s, int32_t i,
                    struct lm_context context)
{
    double w = 1;

    for (int32_t j = i + 1; j < s->n && j <= i + RATE_AHEAD; j++) {
        const uint32_t symbol = d->info[s->p[j].code].symbol;
        w *= d->mark_weight[lm_cost(d->lm, &context, symbol)];
        lm_push(d->lm, &context, symbol);
    }
    if (s->n <= i + RATE_AHEAD) {
        const uint32_t space = lm_cost(d->lm, &context, LM_SPACE),
                       end = lm_cost(d->lm, &context, LM_BOUNDARY);
        w *= d->mark_weight[space < end ? space : end];
    }
    return w;
}

static float rate(const struct decode *d, const struct kept_line *k, int32_t i, double floor,
                  const struct lm_context *context)
{
    const struct slots *s = &d->last;
    struct alternative alts[DECODE_ALTS];
    const int32_t n = alternatives(d, k, &s->p[i], floor, alts);
    double all = 0, own = 0, known = 0;

    for (int32_t j = 0; j < n; j++)
        known += alts[j].p;
    for (int32_t j = 0; j < n; j++) {
        struct lm_context c = *context;
        const uint32_t symbol = d->info[alts[j].code].symbol;
        double w = alts[j].p * d->mark_weight[lm_cost(d->lm, &c, symbol)];
        lm_push(d->lm, &c, symbol);
        w *= ahead(d, s, i, c);
        all += w;
        own += j == 0 ? w : 0;
    }
    /* What the network gave to anything else stays doubt. */
    return all > 0 ? (float)(own / all * (known < 1 ? known : 1)) : 0;
}

void decode_rate(struct decode *d, const struct kept_line *k, const struct lm_context *before)
{
    const double floor = decode_floor(d);
    struct lm_context c = *before;

    for (int32_t i = 0; i < d->last.n; i++) {
        struct slot *s = &d->last.p[i];
        if (d->info[s->code].letter && !s->fixed && (s->changed || s->conf < RATE_BELOW))
            s->conf = rate(d, k, i, floor, &c);
        lm_push(d->lm, &c, d->info[s->code].symbol);
    }
}
