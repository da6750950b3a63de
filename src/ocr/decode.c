#include "ocr/decode.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ocr/decode_internal.h"

/* A line that poor is dropped as no text (ocr/words_lines.c); giving it words would hide that. */
static const float LINE_MIN = 0.65f;
static const float KEEP_MIN = 1e-5f;
/* exp(-0.6 / LM_NAT) and exp(-0.7 / LM_NAT): the weights of the language in the two stages, from
 * ten real pages set apart for it. Above 1 stage 1 swallows letters. */
static const double READ_STEP = 0.96319441772082264, MARK_STEP = 0.95719322586971830;

bool decode_need(void **p, size_t *cap, size_t n, size_t size, struct err *e)
{
    if (n <= *cap)
        return true;
    size_t to = *cap ? *cap : 64;
    while (to < n)
        to *= 2;
    void *q = to > SIZE_MAX / size ? NULL : realloc(*p, to * size);
    if (!q)
        return err_set(e, ERR_NOMEM, "no memory to decode a page");
    *p = q;
    *cap = to;
    return true;
}

bool decode_push(struct slots *s, struct slot slot, struct err *e)
{
    size_t cap = (size_t)s->cap;

    if (!decode_need((void **)&s->p, &cap, (size_t)s->n + 1, sizeof *s->p, e))
        return false;
    s->cap = (int32_t)cap;
    s->p[s->n++] = slot;
    return true;
}

/* ---- what codes are ---- */

static struct code_info describe(const char *text)
{
    const size_t len = strlen(text);
    struct code_info c = { .text = text, .symbol = LM_OTHER };
    size_t i = 0;

    if (!len)
        return c;
    c.cp = utf8_next(text, len, &i);
    c.base = c.cp;
    if (i < len)
        return c; /* several letters in one: no alternatives */
    c.symbol = (uint8_t)lm_symbol(c.cp);
    c.letter = utf8_is_letter(c.cp);
    c.upper = utf8_is_upper(c.cp);
    c.digit = c.cp >= '0' && c.cp <= '9';
    c.space = c.symbol == LM_SPACE;
    if (c.letter)
        c.base = utf8_base(c.cp);
    return c;
}

static bool same_marks_class(const struct code_info *a, const struct code_info *b)
{
    return a == b || (a->letter && b->letter && a->base == b->base && a->upper == b->upper &&
                      a->symbol != LM_OTHER && b->symbol != LM_OTHER);
}

static bool describe_codes(struct decode *d, const struct lstm_model *m, struct err *e)
{
    size_t n = 0;

    d->codes = lstm_model_codes(m);
    d->null_code = lstm_model_null(m);
    d->info = calloc((size_t)d->codes, sizeof *d->info);
    d->alts = calloc((size_t)d->codes * DECODE_ALTS, sizeof *d->alts);
    if (!d->info || !d->alts || d->codes > UINT16_MAX / DECODE_ALTS)
        return err_set(e, ERR_NOMEM, "no memory for a decoder");
    for (int32_t i = 0; i < d->codes; i++)
        d->info[i] = describe(lstm_model_text(m, i));
    for (int32_t i = 0; i < d->codes; i++) {
        struct code_info *c = &d->info[i];
        c->alts = (uint16_t)n;
        for (int32_t j = 0; c->cp && j < d->codes && c->n_alts < DECODE_ALTS; j++)
            if (same_marks_class(c, &d->info[j])) {
                d->alts[n++] = (uint16_t)j;
                c->n_alts++;
            }
    }
    return true;
}

static void fill_weights(double *w, double step)
{
    w[0] = 1;
    for (int i = 1; i <= LM_COST_MAX; i++)
        w[i] = w[i - 1] * step;
}

bool decode_open(struct decode **out, const struct lstm_model *m, const struct lm *lm,
                 struct err *e)
{
    struct decode *d = calloc(1, sizeof *d);

    *out = NULL;
    if (!d)
        return err_set(e, ERR_NOMEM, "no memory for a decoder");
    d->lm = lm;
    fill_weights(d->read_weight, READ_STEP);
    fill_weights(d->mark_weight, MARK_STEP);
    if (!describe_codes(d, m, e)) {
        decode_close(d);
        return false;
    }
    *out = d;
    return true;
}

void decode_close(struct decode *d)
{
    if (!d)
        return;
    free(d->info);
    free(d->alts);
    free(d->lines);
    free(d->second);
    free(d->kept.p);
    free(d->voted.p);
    free(d->outputs);
    free(d->ends);
    free(d->first.p);
    free(d->read.p);
    free(d->plain.p);
    free(d->last.p);
    free(d->nodes);
    free(d->back);
    free(d);
}

/* ---- keeping the softmax ---- */

bool decode_begin(struct decode *d, size_t lines, struct err *e)
{
    d->n_outputs = d->n_ends = 0;
    d->n_lines = 0;
    if (!decode_need((void **)&d->lines, &d->cap_lines, lines + 1, sizeof *d->lines, e) ||
        !decode_need((void **)&d->second, &d->cap_second, lines + 1, sizeof *d->second, e))
        return false;
    memset(d->lines, 0, (lines + 1) * sizeof *d->lines);
    memset(d->second, 0, (lines + 1) * sizeof *d->second);
    d->n_lines = lines;
    d->ended_upper = false;
    lm_start(d->lm, &d->tail);
    return true;
}

/* Outputs looked at together: four SSE2 vectors of floats. */
enum { BLOCK = 16 };

static bool all_small(const float *p)
{
    int some = 0;
#pragma omp simd reduction(| : some)
    for (int32_t i = 0; i < BLOCK; i++)
        some |= p[i] > KEEP_MIN;
    return !some;
}

static bool keep_line(struct decode *d, struct kept_line *lines, size_t line,
                      const struct lstm_softmax *v, struct err *e)
{
    const size_t steps = (size_t)v->steps;

    if (line >= d->n_lines || v->codes != d->codes ||
        (d->n_outputs + steps * (size_t)v->codes) * sizeof *d->outputs > DECODE_KEEP_BYTES)
        return true;
    if (!decode_need((void **)&d->ends, &d->cap_ends, d->n_ends + steps, sizeof *d->ends, e))
        return false;
    lines[line] = (struct kept_line){
        .from = d->n_ends, .steps = v->steps, .x0 = v->x0, .step_px = v->step_px
    };
    for (int32_t t = 0; t < v->steps; t++) {
        const float *row = v->p + (size_t)t * v->stride;
        if (!decode_need((void **)&d->outputs, &d->cap_outputs, d->n_outputs + (size_t)v->codes,
                         sizeof *d->outputs, e))
            return false;
        for (int32_t c = 0; c < v->codes; c++) {
            while (c + BLOCK <= v->codes && all_small(row + c)) /* nearly all of them are */
                c += BLOCK;
            if (c < v->codes && row[c] > KEEP_MIN)
                d->outputs[d->n_outputs++] = (struct output){ row[c], (uint16_t)c };
        }
        d->ends[d->n_ends++] = d->n_outputs;
    }
    return true;
}

bool decode_sink(void *decode, size_t line, const struct lstm_softmax *v, struct lstm_line_out *out,
                 struct err *e)
{
    struct decode *d = decode;

    (void)out;
    return keep_line(d, d->lines, line, v, e);
}

bool decode_second_sink(void *second, size_t i, const struct lstm_softmax *v,
                        struct lstm_line_out *out, struct err *e)
{
    const struct decode_second *s = second;

    /* light on dark for one of them only: they did not see the same */
    return out->inverted != s->read[s->lines[i]].inverted ||
           keep_line(s->decode, s->decode->second, s->lines[i], v, e);
}

const struct output *decode_step(const struct decode *d, const struct kept_line *k, int32_t t,
                                 size_t *n)
{
    const size_t at = k->from + (size_t)t, from = at ? d->ends[at - 1] : 0;

    *n = d->ends[at] - from;
    return d->outputs + from;
}

float decode_peak(const struct decode *d, const struct kept_line *k, int32_t code, int32_t t0,
                  int32_t t1)
{
    float peak = 0;

    for (int32_t t = t0 < 0 ? 0 : t0; t < t1 && t < k->steps; t++) {
        size_t n;
        const struct output *o = decode_step(d, k, t, &n);
        for (size_t i = 0; i < n; i++)
            if (o[i].code == code && o[i].p > peak)
                peak = o[i].p;
    }
    return peak;
}

/* ---- a line ---- */

static bool take_first(struct decode *d, const struct lstm_line_out *out, float *mean,
                       struct err *e)
{
    double sum = 0;
    int32_t n = 0;

    d->first.n = 0;
    for (int32_t i = 0; i < out->n; i++) {
        const struct lstm_char *c = &out->chars[i];
        if (!c->space) {
            sum += (double)c->conf;
            n++;
        }
        const struct slot s = {
            .code = c->code, .t0 = c->t0, .t1 = c->t1, .conf = c->conf, .old = i
        };
        if (!decode_push(&d->first, s, e))
            return false;
    }
    *mean = n ? (float)(sum / n) : 0;
    return true;
}

double decode_floor(const struct decode *d)
{
    double doubt = 0, n = 0;

    for (int32_t i = 0; i < d->first.n; i++)
        if (d->info[d->first.p[i].code].letter) {
            doubt += 1 - (double)d->first.p[i].conf;
            n++;
        }
    const double x = n > 0 ? doubt / n / 0.02 : 0;
    return 1e-4 * (x < 1 ? x * x : 1);
}

static int32_t page_x(const struct kept_line *k, double step)
{
    return (int32_t)((double)k->x0 + step * (double)k->step_px + 0.5);
}

/* Characters of the first reading keep their place; new ones reach half-way to their neighbours. */
static void place(const struct kept_line *k, const struct slots *s, int32_t i,
                  const struct lstm_char *old, struct lstm_char *c)
{
    const struct slot *at = &s->p[i];

    if (at->old >= 0) {
        c->x0 = old[at->old].x0;
        c->x1 = old[at->old].x1;
        return;
    }
    const int32_t before = i ? s->p[i - 1].t1 : at->t0 - 2;
    const int32_t after = i + 1 < s->n ? s->p[i + 1].t0 : at->t1 + 2;
    c->x0 = page_x(k, (before + at->t0) / 2.0);
    c->x1 = page_x(k, (after + at->t1) / 2.0);
    c->x1 = c->x1 > c->x0 ? c->x1 : c->x0 + 1;
}

static bool give(struct decode *d, const struct kept_line *k, struct lstm_line_out *out,
                 struct arena *a, struct err *e)
{
    const struct slots *s = &d->last;
    struct lstm_char *c = ARENA_NEW(a, struct lstm_char, (size_t)s->n);

    if (!c)
        return err_set(e, ERR_LIMIT, "line decoder: a page of more text than its memory holds");
    for (int32_t i = 0; i < s->n; i++) {
        const struct code_info *info = &d->info[s->p[i].code];
        c[i] = (struct lstm_char){ .text = info->text,
                                   .code = s->p[i].code,
                                   .t0 = s->p[i].t0,
                                   .t1 = s->p[i].t1,
                                   .conf = s->p[i].conf,
                                   .space = info->space,
                                   .changed = s->p[i].changed };
        place(k, s, i, out->chars, &c[i]);
    }
    out->chars = c;
    out->n = s->n;
    return true;
}

/* After "." ";" ":" a line begins a paragraph as far as the language can tell. */
static struct lm_context context_before(struct decode *d, bool follows)
{
    static const char ends[] = ".;:";
    struct lm_context c = d->tail;

    for (size_t i = 0; follows && ends[i]; i++)
        if ((c.last & 0xFF) == lm_symbol((uint8_t)ends[i]))
            follows = false;
    if (!follows || c.last == LM_BOUNDARY)
        lm_start(d->lm, &c);
    else
        lm_push(d->lm, &c, LM_SPACE);
    return c;
}

static void remember(struct decode *d, const struct slots *s)
{
    int32_t word = s->n;

    while (word > 0 && !d->info[s->p[word - 1].code].space)
        word--;
    d->ended_upper = s->n > 0 && word < s->n && d->info[s->p[word].code].upper &&
                     d->info[s->p[s->n - 1].code].letter;
    lm_start(d->lm, &d->tail);
    for (int32_t i = s->n > LM_ORDER ? s->n - LM_ORDER : 0; i < s->n; i++)
        lm_push(d->lm, &d->tail, d->info[s->p[i].code].symbol);
}

/* Where stage 1 changed the line, stage 2 gets the first reading as well: a word whose change is
 * not allowed may still have its marks put right. */
static bool set_apart(struct decode *d, struct err *e)
{
    const struct slots *f = &d->first, *r = &d->read;
    bool same = f->n == r->n;

    d->plain.n = 0;
    for (int32_t i = 0; same && i < f->n; i++)
        same = f->p[i].code == r->p[i].code;
    for (int32_t i = 0; !same && i < f->n; i++)
        if (!decode_push(&d->plain, f->p[i], e))
            return false;
    return true;
}

/* What one network and the language make of a line, to d->last. */
static bool read_by(struct decode *d, const struct kept_line *k, const struct lm_context *before,
                    struct err *e)
{
    if (!decode_beam(d, k, before, e) || !set_apart(d, e) ||
        !decode_marks(d, k, before, &d->read, e) || !decode_marks(d, k, before, &d->plain, e) ||
        !decode_guard(d, k, e))
        return false;
    decode_rate(d, k, before);
    return true;
}

static void swap(struct slots *a, struct slots *b)
{
    const struct slots s = *a;

    *a = *b;
    *b = s;
}

/* The same by both networks together, and d->last becomes the better of both, word by word. */
static bool ask_second(struct decode *d, size_t line, const struct lm_context *before,
                       struct err *e)
{
    const struct vote v = { &d->lines[line], &d->second[line] };
    const size_t ends = d->n_ends, outputs = d->n_outputs;
    struct kept_line mixed;

    if (v.second->steps != v.first->steps)
        return true;
    swap(&d->kept, &d->last);
    if (!decode_mix(d, v.first, v.second, &mixed, e) || !decode_greedy(d, &mixed, e) ||
        !read_by(d, &mixed, before, e) || !decode_vote(d, &v, before, e))
        return false;
    swap(&d->last, &d->voted);
    d->n_ends = ends;
    d->n_outputs = outputs;
    return true;
}

bool decode_line(struct decode *d, size_t line, bool follows, bool goes_on,
                 struct lstm_line_out *out, struct arena *a, struct err *e)
{
    const struct kept_line *k = line < d->n_lines ? &d->lines[line] : NULL;
    const struct lm_context before = context_before(d, follows);
    float mean;

    d->name_open = d->ended_upper;
    if (!take_first(d, out, &mean, e))
        return false;
    if (!k || !k->steps || k->steps != out->steps || mean < LINE_MIN) {
        remember(d, &d->first);
        return true;
    }
    if (!read_by(d, k, &before, e) || !ask_second(d, line, &before, e))
        return false;
    decode_points(d, k, &d->second[line], goes_on);
    remember(d, &d->last);
    return give(d, k, out, a, e);
}
