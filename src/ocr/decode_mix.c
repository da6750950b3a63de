/* Two networks' probabilities made one, and what that reads without the language. */
#include <math.h>

#include "ocr/decode_internal.h"

/* What a network leaves out weighs that much: less, and one network alone could forbid. */
static const float LEAST = 3e-6f;
enum { SPACE = 0 };

/* Normalised geometric mean: the arithmetic one is worse, as two networks do not peak at the same
 * step. Spaces are narrow, and would be lost by it: there the surer network is right. */
static bool mix_step(struct decode *d, const struct kept_line *a, const struct kept_line *b,
                     int32_t t, struct err *e)
{
    size_t n, m, i = 0, j = 0;
    float sum = 0;

    (void)decode_step(d, a, t, &n);
    (void)decode_step(d, b, t, &m);
    if (!decode_need((void **)&d->outputs, &d->cap_outputs, d->n_outputs + n + m,
                     sizeof *d->outputs, e))
        return false;
    const struct output *o = decode_step(d, a, t, &n), *q = decode_step(d, b, t, &m);
    const float sa = decode_peak(d, a, SPACE, t, t + 1), sb = decode_peak(d, b, SPACE, t, t + 1),
                space = sa > sb ? sa : sb;
    if (space > 0)
        d->outputs[d->n_outputs++] = (struct output){ space, SPACE };
    const size_t others = d->n_outputs;
    while (i < n || j < m) {
        const uint16_t code = j == m || (i < n && o[i].code < q[j].code) ? o[i].code : q[j].code;
        const float x = i < n && o[i].code == code ? o[i++].p : LEAST,
                    y = j < m && q[j].code == code ? q[j++].p : LEAST;
        if (code == SPACE)
            continue;
        d->outputs[d->n_outputs++] = (struct output){ sqrtf(x * y), code };
        sum += d->outputs[d->n_outputs - 1].p;
    }
    for (size_t k = others; k < d->n_outputs; k++)
        d->outputs[k].p *= (1 - space) / sum;
    return true;
}

bool decode_mix(struct decode *d, const struct kept_line *a, const struct kept_line *b,
                struct kept_line *mixed, struct err *e)
{
    *mixed = *a;
    mixed->from = d->n_ends;
    if (!decode_need((void **)&d->ends, &d->cap_ends, d->n_ends + (size_t)a->steps, sizeof *d->ends,
                     e))
        return false;
    for (int32_t t = 0; t < a->steps; t++) {
        if (!mix_step(d, a, b, t, e))
            return false;
        d->ends[d->n_ends++] = d->n_outputs;
    }
    return true;
}

static struct output best_of(const struct decode *d, const struct kept_line *k, int32_t t)
{
    struct output best = { -1, 0 };
    size_t n;
    const struct output *o = decode_step(d, k, t, &n);

    best.code = (uint16_t)d->null_code;
    for (size_t i = 0; i < n; i++)
        if (o[i].p > best.p)
            best = o[i];
    return best;
}

bool decode_greedy(struct decode *d, const struct kept_line *k, struct err *e)
{
    d->first.n = 0;
    for (int32_t t = 0, end; t < k->steps; t = end) {
        struct output b = best_of(d, k, t), next;
        for (end = t + 1; end < k->steps && (next = best_of(d, k, end)).code == b.code; end++)
            b.p = next.p > b.p ? next.p : b.p;
        if (b.code != d->null_code && d->info[b.code].cp &&
            !decode_push(
                &d->first,
                (struct slot){ .code = b.code, .t0 = t, .t1 = end, .conf = b.p, .old = -1 }, e))
            return false;
    }
    return true;
}
