#include "paper/grams.h"

#include <math.h>
#include <string.h>

enum { WORD_MAX = 24, TITLE_ROWS = 12, TITLE_LETTERS = 200, LATER_PAGES = 3, GRAM_LETTERS = 4 };

static const float GRAM_WEIGHT[GRAM_KINDS] = { 1.0F, 1.0F, 0.5F, 1.0F };

/* Sets of buckets, a bit each, so that nothing counts twice. */
struct gathering {
    struct gram_set *out;
    uint32_t bits;
    uint64_t seen[((size_t)1 << MODEL_BITS_MAX) / 64];
};

static uint32_t mix(uint32_t h, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        h = (h ^ (uint8_t)s[i]) * 16777619U;
    return h;
}

static uint32_t mix_number(uint32_t h, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        h = (h ^ (v >> 8 * i & 0xFF)) * 16777619U;
    return h;
}

static void put(struct gathering *g, enum gram_kind kind, uint32_t h)
{
    h = (h ^ h >> 16) * 0x7FEB352DU;
    h = (h ^ h >> 15) * 0x846CA68BU;
    const uint32_t id = (h ^ h >> 16) & ((1U << g->bits) - 1);

    if (g->seen[id / 64] >> id % 64 & 1 || g->out->n[kind] == GRAM_MAX)
        return;
    g->seen[id / 64] |= (uint64_t)1 << id % 64;
    g->out->ids[kind][g->out->n[kind]++] = id;
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* The word at *at, moved behind it; its hash, 0 at the end. Long numbers are all the same. */
static uint32_t next_word(const char *s, size_t n, size_t *at, bool *number)
{
    size_t i = *at;
    uint32_t digits = 0;

    while (i < n && !letter(s[i]))
        i++;
    const size_t from = i;
    for (; i < n && letter(s[i]); i++)
        digits += s[i] <= '9';
    *at = i;
    if (i == from)
        return 0;
    *number = digits == i - from && digits > 2;
    const size_t len = i - from < WORD_MAX ? i - from : WORD_MAX;
    return *number ? 1 : mix(2166136261U, s + from, len) | 2;
}

static void words_of(struct gathering *g, const char *s, size_t n, enum gram_kind kind, bool pairs)
{
    const uint32_t salt = mix_number(77, (uint32_t)kind);
    uint32_t last = 0, h;
    bool number = false;

    n = n < GRAM_TEXT ? n : GRAM_TEXT;
    for (size_t at = 0; (h = next_word(s, n, &at, &number)) != 0; last = h) {
        if (!number)
            put(g, kind, mix_number(salt, h));
        if (pairs && last)
            put(g, kind, mix_number(mix_number(salt + 1, last), h));
    }
}

/* What stands where a title does, and looks like one: letters by fours stand noise. */
static void title_of(struct gathering *g, const struct view *v, const struct layout *l)
{
    char sq[TITLE_LETTERS];

    for (uint32_t i = 0; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        const int32_t row = (int32_t)s->row;
        if (row <= l->head_end)
            continue;
        if (row > l->head_end + TITLE_ROWS)
            break;
        if (s->letters < 4 || !(s->caps >= 0.7F || s->height >= 1.3F * v->em))
            continue;
        words_of(g, s->fold, s->len, GRAM_TITLE, true);
        const size_t n = squash(s->fold, s->len < sizeof sq ? s->len : sizeof sq, sq, NULL);
        for (size_t k = 0; k + GRAM_LETTERS <= n; k++)
            put(g, GRAM_TITLE, mix(4242, sq + k, GRAM_LETTERS));
    }
}

static void fact(struct gathering *g, uint32_t what, uint32_t value)
{
    put(g, GRAM_LAYOUT, mix_number(mix_number(99, what), value));
}

static uint32_t log2_of(uint32_t n)
{
    uint32_t b = 0;

    while (n > 1) {
        n >>= 1;
        b++;
    }
    return b;
}

/* Inches to the papers that are common: card, A5, A4, larger. */
static uint32_t size_class(float inches)
{
    return inches <= 0 ? 0 : inches < 4.6F ? 1 : inches < 7 ? 2 : inches < 9.3F ? 3 : 4;
}

static void titles_found(const struct paper_tables *t, struct gathering *g, const struct layout *l)
{
    static const float steps[] = { 0.4F, 0.7F, 0.9F };

    fact(g, 1, l->n_hits == 0);
    fact(g, 2, l->caps_title + 2U * (l->n_hits == 0));
    for (uint32_t i = 0; i < l->n_hits; i++) {
        const char *slug = t->types[l->hits[i].type].pub.slug;
        const uint32_t name = mix(i == 0 ? 31 : 37, slug, strlen(slug));
        fact(g, 3, name);
        for (uint32_t k = 0; k < 3; k++)
            if (l->hits[i].quality >= steps[k])
                fact(g, 4 + k, name);
    }
}

static void layout_of(const struct paper_tables *t, struct gathering *g, const struct doc_view *d)
{
    const struct layout *l = &d->layouts[0];
    const bool marks[] = { l->motto_seg >= 0,
                           l->motto_top,
                           l->two_columns,
                           l->number_seg >= 0,
                           l->date_seg >= 0,
                           l->to_row >= 0,
                           l->subject_seg >= 0,
                           l->recipients,
                           l->signature,
                           l->end_mark,
                           l->card_front,
                           l->card_back,
                           l->mrz,
                           l->form_top,
                           l->begins_lower,
                           l->certified };

    titles_found(t, g, l);
    for (uint32_t i = 0; i < sizeof marks / sizeof *marks; i++)
        fact(g, 10 + i, marks[i]);
    fact(g, 40, d->n_pages < 6 ? d->n_pages : 6);
    fact(g, 41, log2_of(l->n_words));
    fact(g, 42, (uint32_t)(fminf(fmaxf(l->aspect, 0), 4) * 8));
    fact(g, 43, size_class(l->width_in));
    fact(g, 44,
         (l->motto_top ? 1U : 0) + (l->two_columns ? 2U : 0) + (l->number_seg >= 0 ? 4U : 0));
}

void grams_of(const struct paper_tables *t, const struct doc_view *d, uint32_t bits,
              struct gram_set *out)
{
    struct gathering g = { .out = out, .bits = bits };

    memset(out->n, 0, sizeof out->n);
    if (d->n == 0)
        return;
    title_of(&g, &d->views[0], &d->layouts[0]);
    layout_of(t, &g, d);
    words_of(&g, d->views[0].fold, d->views[0].fold_len, GRAM_WORDS, true);
    for (uint32_t i = 1; i < d->n && i <= LATER_PAGES; i++)
        words_of(&g, d->views[i].fold, d->views[i].fold_len, GRAM_LATER, false);
}

float gram_value(enum gram_kind kind, uint32_t n)
{
    return n ? GRAM_WEIGHT[kind] / sqrtf((float)n) : 0;
}

void grams_margins(const struct paper_model *m, const struct gram_set *g, float *margins)
{
    float sums[MODEL_CLASSES_MAX] = { 0 };

    for (uint32_t k = 0; k < GRAM_KINDS; k++) {
        int32_t whole[MODEL_CLASSES_MAX] = { 0 };
        for (uint32_t i = 0; i < g->n[k]; i++) {
            const int8_t *row = m->weights + (size_t)g->ids[k][i] * m->n_classes;
            for (uint32_t c = 0; c < m->n_classes; c++)
                whole[c] += row[c];
        }
        const float v = gram_value((enum gram_kind)k, g->n[k]);
        for (uint32_t c = 0; c < m->n_classes; c++)
            sums[c] += v * (float)whole[c];
    }
    for (uint32_t c = 0; c < m->n_classes; c++)
        margins[c] = m->classes[c].bias + m->classes[c].scale * sums[c];
}
