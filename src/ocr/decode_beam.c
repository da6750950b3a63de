/* Stage 1: prefix beam search over the steps, and where its characters lie. */
#include <string.h>

#include "ocr/decode_internal.h"

static const float OUTPUT_MIN = 1e-3f;
/* A prefix that far below the best does not come back. */
static const double PRUNE = 1e-7;
enum { NEXT_MAX = DECODE_BEAM * 64, CELLS_MAX = 1 << 20 };

/* A prefix: all alignments of one text. Its language cost is in both sums. */
struct prefix {
    uint64_t text; /* hash of the codes */
    struct lm_context context;
    double blank, letter; /* sums over alignments that end in the null code, or not */
    int32_t node, last;   /* last: its last code, -1 at the start */
    int32_t made;         /* codes added in this step need a node: parent + code */
};

struct beam {
    struct prefix now[DECODE_BEAM], next[NEXT_MAX];
    int32_t n, n_next;
};

static struct prefix *next_of(struct beam *b, uint64_t text)
{
    for (int32_t i = 0; i < b->n_next; i++)
        if (b->next[i].text == text)
            return &b->next[i];
    return NULL;
}

static struct prefix *keep(struct beam *b, const struct prefix *from)
{
    struct prefix *p = next_of(b, from->text);

    if (!p && b->n_next < NEXT_MAX) {
        p = &b->next[b->n_next++];
        *p = *from;
        p->blank = p->letter = 0;
        p->made = -1;
    }
    return p;
}

static struct prefix *extend(struct beam *b, const struct prefix *from, int32_t code)
{
    const uint64_t text = lm_hash(from->text * 1021 + (uint64_t)code + 1);
    struct prefix *p = next_of(b, text);

    if (!p && b->n_next < NEXT_MAX) {
        p = &b->next[b->n_next++];
        *p = *from; /* context and node become its own if it survives */
        p->text = text;
        p->blank = p->letter = 0;
        p->last = code;
        p->made = code;
    }
    return p;
}

static void advance(const struct decode *d, struct beam *b, const struct prefix *h,
                    const struct output *o)
{
    const double all = h->blank + h->letter, p = (double)o->p;
    struct prefix *to;

    if (o->code == d->null_code) {
        if ((to = keep(b, h)) != NULL)
            to->blank += all * p;
        return;
    }
    if (o->code == h->last && (to = keep(b, h)) != NULL)
        to->letter += h->letter * p;
    const double from = o->code == h->last ? h->blank : all;
    const struct code_info *info = &d->info[o->code];
    if (!info->cp || from <= 0 || (to = extend(b, h, o->code)) == NULL)
        return;
    to->letter += from * p * d->read_weight[lm_cost(d->lm, &h->context, info->symbol)];
}

static double sum(const struct prefix *p)
{
    return p->blank + p->letter;
}

/* Same future: the better of two prefixes will stay the better one. */
static bool twins(const struct prefix *a, uint64_t a_context, const struct prefix *b,
                  uint64_t b_context)
{
    return a->last == b->last && a_context == b_context;
}

static uint64_t context_of(const struct decode *d, const struct prefix *p)
{
    return p->made < 0 ? p->context.last : p->context.last << 8 | d->info[p->made].symbol;
}

/* The best of the next prefixes become the present ones, scaled so that the best is 1. */
static bool select_best(struct decode *d, struct beam *b, struct err *e)
{
    uint64_t contexts[DECODE_BEAM];
    double best = 0;

    b->n = 0;
    while (b->n < DECODE_BEAM) {
        int32_t at = -1;
        for (int32_t i = 0; i < b->n_next; i++)
            if (sum(&b->next[i]) > 0 && (at < 0 || sum(&b->next[i]) > sum(&b->next[at])))
                at = i;
        if (at < 0 || sum(&b->next[at]) < best * PRUNE)
            break;
        struct prefix p = b->next[at];
        const uint64_t context = context_of(d, &p) & UINT64_C(0xFFFFFFFFFFFF);
        bool twin = false;
        b->next[at].blank = b->next[at].letter = 0;
        for (int32_t i = 0; i < b->n && !twin; i++)
            twin = twins(&b->now[i], contexts[i], &p, context);
        if (twin)
            continue;
        best = b->n ? best : sum(&p);
        contexts[b->n] = context;
        b->now[b->n++] = p;
    }
    b->n_next = 0;
    for (int32_t i = 0; i < b->n; i++) {
        struct prefix *p = &b->now[i];
        p->blank /= best;
        p->letter /= best;
        if (p->made < 0)
            continue;
        if (!decode_need((void **)&d->nodes, &d->cap_nodes, d->n_nodes + 1, sizeof *d->nodes, e))
            return false;
        d->nodes[d->n_nodes] = (struct node){ p->node, (uint16_t)p->made };
        p->node = (int32_t)d->n_nodes++;
        lm_push(d->lm, &p->context, d->info[p->made].symbol);
        p->made = -1;
    }
    return true;
}

/* Most steps leave no choice: one output, and it is the null code. */
static bool only_null(const struct decode *d, struct beam *b, const struct output *o, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (o[i].p > OUTPUT_MIN && o[i].code != d->null_code)
            return false;
    for (int32_t i = 0; i < b->n; i++) {
        b->now[i].blank = sum(&b->now[i]);
        b->now[i].letter = 0;
    }
    return true;
}

static const struct prefix *best_end(const struct decode *d, const struct beam *b)
{
    const struct prefix *best = NULL;
    double best_sum = -1;

    for (int32_t i = 0; i < b->n; i++) {
        const struct lm_context *c = &b->now[i].context;
        const uint32_t space = lm_cost(d->lm, c, LM_SPACE), end = lm_cost(d->lm, c, LM_BOUNDARY);
        const double s = sum(&b->now[i]) * d->read_weight[space < end ? space : end];
        if (s > best_sum) {
            best_sum = s;
            best = &b->now[i];
        }
    }
    return best;
}

/* The text of a node into d->read, places unknown. */
static bool spell(struct decode *d, int32_t node, struct err *e)
{
    d->read.n = 0;
    for (; node >= 0; node = d->nodes[node].parent)
        if (!decode_push(&d->read, (struct slot){ .code = d->nodes[node].code, .old = -1 }, e))
            return false;
    for (int32_t i = 0, j = d->read.n - 1; i < j; i++, j--) {
        const struct slot s = d->read.p[i];
        d->read.p[i] = d->read.p[j];
        d->read.p[j] = s;
    }
    return true;
}

static bool copy_first(struct decode *d, struct err *e)
{
    d->read.n = 0;
    for (int32_t i = 0; i < d->first.n; i++)
        if (!decode_push(&d->read, d->first.p[i], e))
            return false;
    return true;
}

/* ---- alignment ---- */

static double step_p(const struct decode *d, const struct kept_line *k, int32_t t, int32_t code)
{
    size_t n;
    const struct output *o = decode_step(d, k, t, &n);

    for (size_t i = 0; i < n; i++)
        if (o[i].code == code)
            return (double)o[i].p;
    return 1e-6;
}

/* Most probable alignment of n characters to steps t0 .. t1 - 1. States are blank, s[0], blank,
 * s[1], .. blank; `back` says how many states a step came up. False: they do not fit. */
static bool align(struct decode *d, const struct kept_line *k, struct slot *s, int32_t n,
                  int32_t t0, int32_t t1, double *col, uint8_t *back)
{
    const int32_t states = 2 * n + 1, steps = t1 - t0;

    if (n == 0)
        return true;
    memset(col, 0, (size_t)states * sizeof *col);
    for (int32_t t = 0; t < steps; t++) {
        const double blank = step_p(d, k, t0 + t, d->null_code);
        double best = 0;
        for (int32_t i = states - 1; i >= 0; i--) {
            const bool letter = i & 1;
            double from = t ? col[i] : i < 2;
            uint8_t up = 0;
            if (t && i > 0 && col[i - 1] > from) {
                from = col[i - 1];
                up = 1;
            }
            if (t && letter && i > 1 && s[i / 2].code != s[i / 2 - 1].code && col[i - 2] > from) {
                from = col[i - 2];
                up = 2;
            }
            col[i] = from > 0 ? from * (letter ? step_p(d, k, t0 + t, s[i / 2].code) : blank) : 0;
            back[(size_t)t * (size_t)states + (size_t)i] = up;
            best = col[i] > best ? col[i] : best;
        }
        for (int32_t i = 0; i < states; i++)
            col[i] /= best;
    }
    int32_t at = states - 1;
    if (col[states - 2] > col[at])
        at--;
    if (!(col[at] > 0))
        return false;
    for (int32_t i = 0; i < n; i++)
        s[i].t0 = s[i].t1 = -1;
    for (int32_t t = steps - 1; t >= 0; t--) {
        if (at & 1) {
            s[at / 2].t0 = t0 + t;
            s[at / 2].t1 = s[at / 2].t1 < 0 ? t0 + t + 1 : s[at / 2].t1;
        }
        at -= back[(size_t)t * (size_t)states + (size_t)at];
    }
    for (int32_t i = 0; i < n; i++)
        if (s[i].t0 < 0)
            return false;
    return true;
}

/* What both texts share at either end keeps its place; the middle is aligned. */
static bool find_places(struct decode *d, const struct kept_line *k, struct err *e)
{
    struct slots *r = &d->read;
    const struct slots *f = &d->first;
    int32_t head = 0, tail = 0;

    while (head < r->n && head < f->n && r->p[head].code == f->p[head].code)
        head++;
    while (tail < r->n - head && tail < f->n - head &&
           r->p[r->n - 1 - tail].code == f->p[f->n - 1 - tail].code)
        tail++;
    for (int32_t i = 0; i < head; i++)
        r->p[i] = f->p[i];
    for (int32_t i = 1; i <= tail; i++)
        r->p[r->n - i] = f->p[f->n - i];
    const int32_t n = r->n - head - tail, t0 = head ? f->p[head - 1].t1 : 0,
                  t1 = tail ? f->p[f->n - tail].t0 : k->steps;
    const size_t states = 2 * (size_t)n + 1, cells = states * (size_t)(t1 > t0 ? t1 - t0 : 0);
    const size_t bytes = states * sizeof(double) + cells;
    if (n == 0)
        return true;
    if (cells == 0 || cells > CELLS_MAX)
        return copy_first(d, e);
    if (!decode_need((void **)&d->back, &d->cap_back, bytes, 1, e))
        return false;
    if (!align(d, k, r->p + head, n, t0, t1, (double *)(void *)d->back,
               d->back + states * sizeof(double)))
        return copy_first(d, e);
    for (int32_t i = head; i < head + n; i++)
        r->p[i].conf = decode_peak(d, k, r->p[i].code, r->p[i].t0, r->p[i].t1);
    return true;
}

/* A character both texts have over the same steps is the same character. */
static void match_old(struct decode *d)
{
    struct slots *r = &d->read;
    int32_t j = 0;

    for (int32_t i = 0; i < r->n; i++) {
        struct slot *s = &r->p[i];
        if (s->old >= 0)
            continue;
        while (j < d->first.n && d->first.p[j].t1 <= s->t0)
            j++;
        if (j < d->first.n && d->first.p[j].code == s->code && d->first.p[j].t0 < s->t1)
            *s = d->first.p[j];
    }
}

bool decode_beam(struct decode *d, const struct kept_line *k, const struct lm_context *before,
                 struct err *e)
{
    struct beam b;

    b.n = 1;
    b.n_next = 0;
    b.now[0] = (struct prefix){
        .text = 1, .context = *before, .blank = 1, .node = -1, .last = -1, .made = -1
    };
    d->n_nodes = 0;
    for (int32_t t = 0; t < k->steps && b.n; t++) {
        size_t n;
        const struct output *o = decode_step(d, k, t, &n);
        if (only_null(d, &b, o, n))
            continue;
        for (size_t i = 0; i < n; i++)
            if (o[i].p > OUTPUT_MIN)
                for (int32_t h = 0; h < b.n; h++)
                    advance(d, &b, &b.now[h], &o[i]);
        if (!select_best(d, &b, e))
            return false;
    }
    const struct prefix *best = best_end(d, &b);
    if (!best)
        return copy_first(d, e);
    if (!spell(d, best->node, e) || !find_places(d, k, e))
        return false;
    match_old(d);
    return true;
}
