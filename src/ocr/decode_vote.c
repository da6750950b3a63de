/* Two readings of a line, word by word: the one both networks and the language find likelier. */
#include <math.h>
#include <string.h>

#include "ocr/decode_internal.h"

enum { WORD_MAX = 64, NUMBER_DIGITS = 3 };
/* Of a code a network did not think of. */
static const double LEAST = 1e-6;
/* Of a word the readings differ in: none such is sure. */
static const float DISPUTED = 0.98f;

/* A product of many probabilities: part * 2^power. */
struct likelihood {
    double part;
    int64_t power;
};

static void times(struct likelihood *l, double p)
{
    int power;

    l->part = frexp(l->part * p, &power);
    l->power += power;
}

static bool likelier(const struct likelihood *a, const struct likelihood *b)
{
    if (a->part <= 0 || b->part <= 0)
        return a->part > b->part;
    return a->power != b->power ? a->power > b->power : a->part > b->part;
}

/* Characters from .. to - 1 of a reading, with the spaces around them where there are any. */
struct piece {
    const struct slots *s;
    int32_t from, to;
};

static const struct code_info *code(const struct decode *d, const struct piece *p, int32_t i)
{
    return &d->info[p->s->p[i].code];
}

static int32_t state_code(const struct decode *d, const struct piece *p, int32_t state)
{
    return state & 1 ? p->s->p[p->from + state / 2].code : d->null_code;
}

static double step_p(const struct decode *d, const struct kept_line *k, int32_t t, int32_t code)
{
    const float p = decode_peak(d, k, code, t, t + 1);

    return p > 0 ? (double)p : LEAST;
}

/* All alignments of the piece to steps t0 .. t1 - 1 of one network. */
static void read_as(const struct decode *d, const struct kept_line *k, const struct piece *p,
                    int32_t t0, int32_t t1, struct likelihood *l)
{
    enum { STATES = 2 * (WORD_MAX + 2) + 1 };
    double col[STATES] = { 0 };
    const int32_t states = 2 * (p->to - p->from) + 1;

    for (int32_t t = t0; t < t1; t++) {
        double most = 0;
        for (int32_t i = states - 1; i >= 0; i--) {
            double from = t > t0 ? col[i] : i < 2;
            if (t > t0 && i > 0)
                from += col[i - 1];
            if (t > t0 && (i & 1) && i > 1 && state_code(d, p, i) != state_code(d, p, i - 2))
                from += col[i - 2];
            col[i] = from > 0 ? from * step_p(d, k, t, state_code(d, p, i)) : 0;
            most = col[i] > most ? col[i] : most;
        }
        for (int32_t i = 0; i < states; i++)
            col[i] /= most;
        times(l, most);
    }
    times(l, col[states - 1] + (states > 1 ? col[states - 2] : 0));
}

static void spoken(const struct decode *d, const struct piece *p, struct lm_context context,
                   struct likelihood *l)
{
    for (int32_t i = p->from; i < p->to; i++) {
        const uint32_t symbol = code(d, p, i)->symbol;
        times(l, d->mark_weight[lm_cost(d->lm, &context, symbol)]);
        lm_push(d->lm, &context, symbol);
    }
    if (p->to == p->s->n) {
        const uint32_t space = lm_cost(d->lm, &context, LM_SPACE),
                       end = lm_cost(d->lm, &context, LM_BOUNDARY);
        times(l, d->mark_weight[space < end ? space : end]);
    }
}

static int32_t digits(const struct decode *d, const struct piece *p)
{
    int32_t n = 0;

    for (int32_t i = p->from; i < p->to; i++)
        n += code(d, p, i)->digit;
    return n;
}

static bool same(const struct piece *a, const struct piece *b)
{
    bool same = a->to - a->from == b->to - b->from;

    for (int32_t i = 0; same && i < a->to - a->from; i++)
        same = a->s->p[a->from + i].code == b->s->p[b->from + i].code;
    return same;
}

/* With the spaces at both ends, which both readings have. */
static struct piece widened(const struct piece *p)
{
    return (struct piece){ p->s, p->from > 0 ? p->from - 1 : 0,
                           p->to < p->s->n ? p->to + 1 : p->to };
}

/* Dashes and quotes are alike. */
static bool alike(const struct code_info *x, const struct code_info *y)
{
    return x == y || (!x->letter && !x->digit && x->symbol != LM_OTHER && x->symbol == y->symbol);
}

/* Do they differ in spaces only? *spaces: how many more the second has. */
static bool same_but_spaces(const struct decode *d, const struct piece *a, const struct piece *b,
                            int32_t *spaces)
{
    int32_t i = a->from, j = b->from;

    *spaces = 0;
    for (;;) {
        for (; i < a->to && code(d, a, i)->space; i++)
            --*spaces;
        for (; j < b->to && code(d, b, j)->space; j++)
            ++*spaces;
        if (i == a->to || j == b->to)
            return i == a->to && j == b->to;
        if (!alike(code(d, a, i++), code(d, b, j++)))
            return false;
    }
}

/* The steps of both pieces with the spaces around them. */
static void find_steps(const struct vote *v, const struct piece *a, const struct piece *b,
                       int32_t *t0, int32_t *t1)
{
    const struct slot *sa = a->s->p, *sb = b->s->p;

    *t0 = 0;
    *t1 = v->first->steps;
    if (a->from > 0 && b->from > 0)
        *t0 = sa[a->from - 1].t0 < sb[b->from - 1].t0 ? sa[a->from - 1].t0 : sb[b->from - 1].t0;
    if (a->to < a->s->n && b->to < b->s->n)
        *t1 = sa[a->to].t1 > sb[b->to].t1 ? sa[a->to].t1 : sb[b->to].t1;
}

static bool other_digits(const struct decode *d, const struct piece *a, const struct piece *b)
{
    int32_t i = a->from, j = b->from;

    for (;;) {
        while (i < a->to && !code(d, a, i)->digit)
            i++;
        while (j < b->to && !code(d, b, j)->digit)
            j++;
        if (i == a->to || j == b->to)
            return i != a->to || j != b->to;
        if (code(d, a, i++) != code(d, b, j++))
            return true;
    }
}

/* Numbers are read a second time by themselves (ocr/confirm.h): that must find the first reading as
 * it was. Of two other digits nobody knows which it is. */
static bool is_number(const struct decode *d, const struct piece *a, const struct piece *b)
{
    const int32_t na = digits(d, a), nb = digits(d, b);

    return na >= NUMBER_DIGITS || nb >= NUMBER_DIGITS ||
           (na > 0 && nb > 0 && other_digits(d, a, b));
}

/* Is the second reading of a word the better one? */
static bool outvoted(const struct decode *d, const struct vote *v, const struct piece *a,
                     const struct piece *b, const struct lm_context *context)
{
    const struct piece pa = widened(a), pb = widened(b);
    struct likelihood la = { 1, 0 }, lb = { 1, 0 };
    int32_t spaces, t0, t1;

    if (pa.to - pa.from > WORD_MAX || pb.to - pb.from > WORD_MAX || is_number(d, a, b))
        return false;
    if (same_but_spaces(d, a, b, &spaces))
        return spaces > 0;
    find_steps(v, a, b, &t0, &t1);
    read_as(d, v->first, &pa, t0, t1, &la);
    read_as(d, v->second, &pa, t0, t1, &la);
    read_as(d, v->first, &pb, t0, t1, &lb);
    read_as(d, v->second, &pb, t0, t1, &lb);
    if (!digits(d, a) && !digits(d, b)) {
        spoken(d, a, *context, &la);
        spoken(d, b, *context, &lb);
    }
    return likelier(&lb, &la);
}

/* agreed: the same word of the other reading, or NULL; most: its confidence is no higher. */
static bool take(struct decode *d, const struct piece *p, const struct piece *agreed, float most,
                 struct lm_context *context, struct err *e)
{
    for (int32_t i = p->from; i < p->to; i++) {
        struct slot s = p->s->p[i];
        const float also = agreed ? agreed->s->p[agreed->from + i - p->from].conf : 0;
        s.conf = also > s.conf ? also : s.conf;
        s.conf = s.conf > most ? most : s.conf;
        s.changed = s.changed || p->s != &d->kept;
        lm_push(d->lm, context, d->info[s.code].symbol);
        if (!decode_push(&d->voted, s, e))
            return false;
    }
    return true;
}

bool decode_vote(struct decode *d, const struct vote *v, const struct lm_context *before,
                 struct err *e)
{
    const struct slots *a = &d->kept, *b = &d->last;
    struct lm_context context = *before;
    int32_t i = 0, j = 0;

    d->voted.n = 0;
    for (;;) {
        struct piece was = { a, i, i }, is = { b, j, j };
        decode_next_space(d, a, b, &was.to, &is.to);
        const bool agreed = same(&was, &is);
        const bool second = !agreed && outvoted(d, v, &was, &is, &context);
        const bool sure = agreed || digits(d, &was) >= NUMBER_DIGITS;
        if (!take(d, second ? &is : &was, agreed ? &is : NULL, sure ? 1 : DISPUTED, &context, e))
            return false;
        if (was.to >= a->n && is.to >= b->n)
            return true;
        const struct piece space = { a, was.to, was.to + 1 };
        if (!take(d, &space, NULL, 1, &context, e))
            return false;
        i = was.to + 1;
        j = is.to + 1;
    }
}
