/* What the language may change, word by word. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ocr/decode_internal.h"

enum {
    SPACE_DRIFT = 2,
    WORD_MAX = 64,
    TEXT_MAX = 4 * WORD_MAX + 1,
    HEADING_WORDS = 5,
    LONG_WORD = 8
};
/* A name's marks are chosen by the network; the language only decides where that was in doubt. */
static const float NAME_MIN = 0.05f;
/* Of a letter the network took for a figure. */
static const float FIGURE_MIN = 0.01f;
/* A word the network is that sure of letter by letter keeps its letters, known or foreign. */
static const float SURE = 0.98f;

/* Characters from .. to - 1 of a line. */
struct span {
    const struct slots *s;
    int32_t from, to;
};

struct syllable {
    int32_t from, to; /* characters */
};

static const struct code_info *at(const struct decode *d, const struct span *w, int32_t i)
{
    return &d->info[w->s->p[i].code];
}

static bool same(const struct span *a, const struct span *b)
{
    if (a->to - a->from != b->to - b->from)
        return false;
    for (int32_t i = 0; i < a->to - a->from; i++)
        if (a->s->p[a->from + i].code != b->s->p[b->from + i].code)
            return false;
    return true;
}

/* The next run of letters; false when there is none. */
static bool next_syllable(const struct decode *d, const struct span *w, int32_t from,
                          struct syllable *y)
{
    while (from < w->to && !at(d, w, from)->letter)
        from++;
    y->from = y->to = from;
    while (y->to < w->to && at(d, w, y->to)->letter)
        y->to++;
    return y->to > y->from;
}

static bool known(const struct decode *d, const struct span *w, const struct syllable *y)
{
    char text[TEXT_MAX];
    size_t len = 0;

    for (int32_t i = y->from; i < y->to; i++)
        len += utf8_put(utf8_lower(at(d, w, i)->cp), text + len);
    return lm_knows(d->lm, text, len);
}

static bool all_known(const struct decode *d, const struct span *w)
{
    struct syllable y;

    for (int32_t i = w->from; next_syllable(d, w, i, &y); i = y.to)
        if (!known(d, w, &y))
            return false;
    return true;
}

static int32_t count_syllables(const struct decode *d, const struct span *w)
{
    struct syllable y;
    int32_t n = 0;

    for (int32_t i = w->from; next_syllable(d, w, i, &y); i = y.to)
        n++;
    return n;
}

static int32_t count_letters(const struct decode *d, const struct span *w)
{
    int32_t n = 0;

    for (int32_t i = w->from; i < w->to; i++)
        n += at(d, w, i)->letter;
    return n;
}

/* A letter may be doubled or lost, a word may not. */
static bool similar_length(const struct decode *d, const struct span *a, const struct span *b)
{
    const int32_t n = count_letters(d, a), more = count_letters(d, b) - n;

    return abs(more) <= (n < LONG_WORD ? 2 : 3);
}

static bool unsure(const struct span *w)
{
    for (int32_t i = w->from; i < w->to; i++)
        if (w->s->p[i].conf < SURE)
            return true;
    return false;
}

static bool has_digit(const struct decode *d, const struct span *w)
{
    for (int32_t i = w->from; i < w->to; i++)
        if (at(d, w, i)->digit)
            return true;
    return false;
}

/* "UBND", "QĐ-TTg", "a@b": several capitals in a word that is not made of syllables. Vowels with
 * marks are in no abbreviation: there a letter was read twice, or wrong. */
static bool is_code(const struct decode *d, const struct span *w)
{
    int32_t capitals = 0, marked = 0;

    for (int32_t i = w->from; i < w->to; i++) {
        const struct code_info *c = at(d, w, i);
        marked += c->letter && c->base != c->cp && c->base != 'D' && c->base != 'd';
        if (c->cp == '@' || c->cp == '_' || c->cp == '\\')
            return true;
        capitals += c->upper;
    }
    return capitals > 1 && !marked && !all_known(d, w);
}

/* Letters without marks, and everything else as it is. */
static bool same_base(const struct decode *d, const struct span *a, const struct span *b)
{
    if (a->to - a->from != b->to - b->from)
        return false;
    for (int32_t i = 0; i < a->to - a->from; i++)
        if (at(d, a, a->from + i)->base != at(d, b, b->from + i)->base)
            return false;
    return true;
}

/* hoa with its tone on either vowel is the same word; typists differ and the page decides. */
static bool same_but_for_place(const struct decode *d, const struct span *a, const struct span *b)
{
    char text[2][TEXT_MAX];
    const struct span *w[2] = { a, b };
    struct arena arena;
    const char *folded[2];

    arena_init(&arena, 1 << 16);
    for (int k = 0; k < 2; k++) {
        size_t len = 0;
        for (int32_t i = w[k]->from; i < w[k]->to; i++)
            len += utf8_put(at(d, w[k], i)->cp, text[k] + len);
        folded[k] = utf8_tone_fold(&arena, text[k], len);
    }
    const bool is = folded[0] && folded[1] && strcmp(folded[0], folded[1]) == 0;
    arena_reset(&arena);
    return is;
}

/* A word of capitals: more than one, and nothing smaller. */
static bool is_capitals(const struct decode *d, const struct span *w)
{
    int32_t capitals = 0;

    for (int32_t i = w->from; i < w->to; i++) {
        if (at(d, w, i)->letter && !at(d, w, i)->upper)
            return false;
        capitals += at(d, w, i)->upper;
    }
    return capitals > 1;
}

/* The word before (-1) or after (+1) w; empty at the ends of the line. */
static struct span neighbour(const struct decode *d, const struct span *w, int32_t way)
{
    struct span n = *w;

    if (way < 0) {
        n.to = w->from > 0 ? w->from - 1 : 0;
        for (n.from = n.to; n.from > 0 && !at(d, w, n.from - 1)->space; n.from--)
            ;
    } else {
        n.from = w->to < w->s->n ? w->to + 1 : w->s->n;
        for (n.to = n.from; n.to < w->s->n && !at(d, w, n.to)->space; n.to++)
            ;
    }
    return n;
}

/* Names have up to four words; more capitals in a row are a heading. */
static bool in_heading(const struct decode *d, const struct span *w)
{
    int32_t run = 1;

    for (int32_t way = -1; way <= 1; way += 2)
        for (struct span n = neighbour(d, w, way); is_capitals(d, &n); n = neighbour(d, &n, way))
            run++;
    return run >= HEADING_WORDS;
}

/* "Quyển số", "- Đẩy mạnh": a sentence begins with it and goes on in small letters. A line may
 * begin with the end of a name, though. */
static bool begins_sentence(const struct decode *d, const struct span *w)
{
    const struct span before = neighbour(d, w, -1), after = neighbour(d, w, 1);
    struct syllable y;

    if (!next_syllable(d, w, w->from, &y) || y.to < w->to ||
        next_syllable(d, &before, before.from, &y))
        return false;
    return (w->from > 0 || !d->name_open) && after.to > after.from &&
           at(d, &after, after.from)->letter && !at(d, &after, after.from)->upper;
}

static bool is_name(const struct decode *d, const struct span *w)
{
    struct syllable y;

    if (!next_syllable(d, w, w->from, &y) || !at(d, w, y.from)->upper || begins_sentence(d, w))
        return false;
    return !is_capitals(d, w) || !in_heading(d, w);
}

static bool network_doubts(const struct decode *d, const struct kept_line *k, const struct span *a,
                           const struct span *b)
{
    for (int32_t i = 0; i < a->to - a->from; i++) {
        const struct slot *was = &a->s->p[a->from + i], *is = &b->s->p[b->from + i];
        if (was->code != is->code && decode_peak(d, k, is->code, was->t0, was->t1) < NAME_MIN)
            return false;
    }
    return true;
}

/* "nuô1", "Thá1": one figure among letters of which one has a mark is in no number and no code.
 * Where the network thought of the letter, and that makes a syllable, it was one. */
static bool figure_for_letter(const struct decode *d, const struct kept_line *k,
                              const struct span *was, const struct span *is)
{
    int32_t figures = 0, marked = 0, letters = 0;

    if (was->to - was->from != is->to - is->from || has_digit(d, is) || !all_known(d, is) ||
        count_syllables(d, is) != 1)
        return false;
    for (int32_t i = 0; i < was->to - was->from; i++) {
        const struct code_info *a = at(d, was, was->from + i), *b = at(d, is, is->from + i);
        const struct slot *s = &was->s->p[was->from + i];
        letters += a->letter;
        marked += a->letter && a->base != a->cp && a->base != 'D' && a->base != 'd';
        if (a->digit && b->letter &&
            decode_peak(d, k, is->s->p[is->from + i].code, s->t0, s->t1) >= FIGURE_MIN)
            figures++;
        else if (a != b)
            return false;
    }
    return figures == 1 && marked && letters > 1;
}

/* "Tôi" of petitions; the language is that of acts, which speak of "tội". */
static bool is_oneself(const struct decode *d, const struct span *w)
{
    static const uint32_t said[] = { 't', 0xF4, 'i' };
    struct syllable y;

    if (!next_syllable(d, w, w->from, &y) || y.to - y.from != 3)
        return false;
    for (int32_t i = 0; i < 3; i++)
        if (utf8_lower(at(d, w, y.from + i)->cp) != said[i])
            return false;
    return true;
}

/* May `is` stand where the network read `was`? */
static bool allowed(const struct decode *d, const struct kept_line *k, const struct span *was,
                    const struct span *is)
{
    if (was->to - was->from > WORD_MAX || is->to - is->from > WORD_MAX)
        return false;
    if (figure_for_letter(d, k, was, is))
        return true;
    if (has_digit(d, was) || has_digit(d, is) || is_code(d, was))
        return false;
    if (!all_known(d, is))
        return false;
    if (!same_base(d, was, is))
        return similar_length(d, was, is) && unsure(was) && !all_known(d, was);
    if (same_but_for_place(d, was, is))
        return false;
    return !(is_name(d, was) || is_oneself(d, was)) || network_doubts(d, k, was, is);
}

static bool copy(struct decode *d, const struct slots *s, int32_t from, int32_t to, bool changed,
                 struct err *e)
{
    for (int32_t i = from; i < to; i++) {
        struct slot c = s->p[i];
        c.changed = changed;
        if (!decode_push(&d->last, c, e))
            return false;
    }
    return true;
}

/* The language knows words, the network sees marks: those around a single word stay. */
static bool copy_changed(struct decode *d, const struct span *was, const struct span *is,
                         struct err *e)
{
    struct syllable a, b;

    if (has_digit(d, was) || count_syllables(d, was) != 1 || count_syllables(d, is) != 1)
        return copy(d, is->s, is->from, is->to, true, e);
    (void)next_syllable(d, was, was->from, &a);
    (void)next_syllable(d, is, is->from, &b);
    return copy(d, was->s, was->from, a.from, true, e) && copy(d, is->s, b.from, b.to, true, e) &&
           copy(d, was->s, a.to, was->to, true, e);
}

static bool choose(struct decode *d, const struct kept_line *k, const struct span *was,
                   const struct span *is, struct err *e)
{
    const struct span plain = { &d->plain, was->from, was->to };

    if (!same(was, is) && !allowed(d, k, was, is) && d->plain.n)
        is = &plain;
    if (same(was, is) || !allowed(d, k, was, is)) {
        const int32_t first = d->last.n;
        const bool fixed = has_digit(d, was) || is_code(d, was);
        if (!copy(d, was->s, was->from, was->to, false, e))
            return false;
        for (int32_t i = first; i < d->last.n; i++)
            d->last.p[i].fixed = fixed;
        return true;
    }
    return copy_changed(d, was, is, e);
}

void decode_next_space(const struct decode *d, const struct slots *f, const struct slots *r,
                       int32_t *i, int32_t *j)
{
    while (*i < f->n && *j < r->n) {
        if (!d->info[f->p[*i].code].space)
            ++*i;
        else if (!d->info[r->p[*j].code].space || r->p[*j].t0 < f->p[*i].t0 - SPACE_DRIFT)
            ++*j;
        else if (r->p[*j].t0 > f->p[*i].t0 + SPACE_DRIFT)
            ++*i;
        else
            return;
    }
    *i = f->n;
    *j = r->n;
}

bool decode_guard(struct decode *d, const struct kept_line *k, struct err *e)
{
    const struct slots *f = &d->first, *r = &d->read;
    int32_t i = 0, j = 0;

    d->last.n = 0;
    for (;;) {
        struct span was = { f, i, i }, is = { r, j, j };
        decode_next_space(d, f, r, &was.to, &is.to);
        if (!choose(d, k, &was, &is, e))
            return false;
        if (was.to >= f->n && is.to >= r->n)
            return true;
        if (!copy(d, f, was.to, was.to + 1, false, e))
            return false;
        i = was.to + 1;
        j = is.to + 1;
    }
}
