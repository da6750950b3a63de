#include "paper/rank_features.h"

#include <math.h>
#include <string.h>

/* Kinds of features: only that they differ matters. */
enum {
    F_BIAS = 1,
    F_BEFORE_1,
    F_BEFORE_2,
    F_BEFORE_3,
    F_BEFORE_TWO,
    F_BEFORE_THREE,
    F_NEAR,
    F_CLAUSE,
    F_AFTER_1,
    F_AFTER_TWO,
    F_AFTER,
    F_UNDER_1,
    F_UNDER_TWO,
    F_ABOVE,
    F_ABOVE_TWO,
    F_FIRST,
    F_FIRST_TWO,
    F_ALONE,
    F_ZONE,
    F_TITLE,
    F_HEIGHT,
    F_SIDE,
    F_SIGNED,
    F_SIGNED_ABOVE,
    F_PAGE,
    F_ROWS_LEFT,
    F_CERTIFIED,
    F_LINE,
    F_CLASS_ZONE,
    F_SLUG_ZONE,
    F_ALONE_SIGNED,
    F_NONE
};

uint32_t rank_hash(const char *s, size_t n)
{
    uint32_t h = 2166136261U;

    for (size_t i = 0; i < n; i++)
        h = (h ^ (uint8_t)s[i]) * 16777619U;
    return h;
}

void rank_put(struct rank_pen *p, uint32_t kind, uint32_t a, uint32_t b)
{
    uint32_t h = kind * 0x9E3779B1U ^ a * 0x85EBCA77U ^ (b + 0x1656667BU) * 0xC2B2AE3DU;

    if (p->x->n == RANK_FEATURES)
        return;
    h = (h ^ h >> 16) * 0x7FEB352DU;
    h = (h ^ h >> 15) * 0x846CA68BU;
    p->x->ids[p->x->n++] = (h ^ h >> 16) & ((1U << p->bits) - 1);
}

static bool letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Words of letters; digits by how many they are; one mark of punctuation a run of the same. */
static uint32_t words_of(const char *f, uint32_t from, uint32_t n, struct rank_word *out,
                         uint32_t max)
{
    uint32_t k = 0;

    for (uint32_t i = from; i < n && k < max;) {
        const uint32_t at = i;
        const char c = f[i];
        if (letter(c)) {
            while (i < n && letter(f[i]))
                i++;
            out[k++] = (struct rank_word){ rank_hash(f + at, i - at) | 0x100, at, i };
        } else if (digit(c)) {
            while (i < n && digit(f[i]))
                i++;
            out[k++] = (struct rank_word){ i - at <= 2 ? 2 : i - at == 4 ? 4 : 9, at, i };
        } else {
            while (i < n && f[i] == c)
                i++;
            if (c == '.' && i - at >= 3) /* leaders */
                continue;
            if (strchr(",:;()/.-", c) && c)
                out[k++] = (struct rank_word){ (uint32_t)(uint8_t)c, at, i };
        }
    }
    return k;
}

void rank_text_make(const struct view *v, const struct seg *s, struct rank_text *out)
{
    const struct seg *before = line_before(v, s), *under = line_under(v, s);
    const uint32_t line = s->len < RANK_TEXT ? s->len : RANK_TEXT;
    struct rank_word w[RANK_WORDS];

    memcpy(out->fold, s->fold, line);
    out->line = out->n = line;
    if (under && line == s->len) {
        const uint32_t n = under->len < RANK_TEXT ? under->len : RANK_TEXT;
        out->fold[out->n++] = ' ';
        memcpy(out->fold + out->n, under->fold, n);
        out->n += n;
    }
    out->fold[out->n] = '\0';
    out->n_words = words_of(out->fold, 0, out->n, out->words, RANK_WORDS);
    out->n_before = 0;
    if (!before)
        return;
    const uint32_t from = before->len > RANK_TEXT / 4 ? before->len - RANK_TEXT / 4 : 0;
    const uint32_t n = words_of(before->fold, from, before->len, w, RANK_WORDS);
    for (uint32_t i = n > 8 ? n - 8 : 0; i < n; i++)
        out->before[out->n_before++] = w[i];
}

/* Of the words before a candidate, nearest first: those of its line, then, where it is among the
 * first of them, those that lead to it. */
static uint32_t word_back(const struct rank_text *t, uint32_t first, uint32_t k)
{
    if (k < first)
        return t->words[first - 1 - k].hash;
    if (first > 2)
        return 1;
    k -= first;
    return k < t->n_before ? t->before[t->n_before - 1 - k].hash ^ 0x55550000U : 1;
}

static void words_before(struct rank_pen *p, const struct rank_text *t, uint32_t first)
{
    enum { NEAR = 6, CLAUSE = 14 };
    const uint32_t a = word_back(t, first, 0), b = word_back(t, first, 1),
                   c = word_back(t, first, 2);

    rank_put(p, F_BEFORE_1, a, 0);
    rank_put(p, F_BEFORE_2, b, 0);
    rank_put(p, F_BEFORE_3, c, 0);
    rank_put(p, F_BEFORE_TWO, b, a);
    rank_put(p, F_BEFORE_THREE, c * 31 + b, a);
    for (uint32_t k = 0; k < CLAUSE && k < first; k++) {
        const uint32_t h = t->words[first - 1 - k].hash;
        if (h == ';' || (h == '.' && k > 0) || h == 4)
            break; /* another clause; a year ends another date */
        if (h >= 0x100)
            rank_put(p, k < NEAR ? F_NEAR : F_CLAUSE, h, 0);
    }
    if (first <= 2 && t->n_before > 0) {
        for (uint32_t k = 0; k < 4 && k < t->n_before; k++)
            rank_put(p, F_ABOVE, t->before[t->n_before - 1 - k].hash, 0);
        if (t->n_before > 1)
            rank_put(p, F_ABOVE_TWO, t->before[t->n_before - 2].hash,
                     t->before[t->n_before - 1].hash);
    }
}

static void words_after(struct rank_pen *p, const struct rank_text *t, uint32_t behind)
{
    uint32_t in = behind, under;

    while (in < t->n_words && t->words[in].at < t->line)
        in++;
    under = in;
    const uint32_t a = behind < in ? t->words[behind].hash : 1,
                   b = behind + 1 < in ? t->words[behind + 1].hash : 1;
    rank_put(p, F_AFTER_1, a, 0);
    rank_put(p, F_AFTER_TWO, a, b);
    for (uint32_t k = behind; k < in && k < behind + 5; k++)
        if (t->words[k].hash >= 0x100)
            rank_put(p, F_AFTER, t->words[k].hash, 0);
    const uint32_t u = under < t->n_words ? t->words[under].hash : 1,
                   w = under + 1 < t->n_words ? t->words[under + 1].hash : 1;
    rank_put(p, F_UNDER_1, u, 0);
    rank_put(p, F_UNDER_TWO, u, w);
}

void rank_words_around(struct rank_pen *p, const struct rank_text *t, uint32_t from, uint32_t to,
                       uint32_t *last)
{
    uint32_t first = 0, behind = 0;

    while (first < t->n_words && t->words[first].end <= from)
        first++;
    behind = first;
    while (behind < t->n_words && t->words[behind].at < to)
        behind++;
    words_before(p, t, first);
    words_after(p, t, behind);
    if (first > 0 && t->n_words > 0) {
        rank_put(p, F_FIRST, t->words[0].hash, 0);
        rank_put(p, F_FIRST_TWO, t->words[0].hash, first > 1 ? t->words[1].hash : 1);
    }
    *last = word_back(t, first, 0);
}

/* Before it nothing, a place's name and a comma, or words; behind it nothing or words. */
static uint32_t alone_of(const struct seg *s, uint32_t from, uint32_t to)
{
    uint32_t end = from, letters = 0, others = 0;

    while (end > 0 && strchr(" .,", s->fold[end - 1]))
        end--;
    const bool comma = end < from && memchr(s->fold + end, ',', from - end);
    for (uint32_t i = 0; i < end; i++) {
        letters += letter(s->fold[i]);
        others += digit(s->fold[i]) || s->fold[i] == ':' || s->fold[i] == ';';
    }
    const bool place = comma && !s->lower_first && others == 0 && end <= 50 && letters > 1 &&
                       find_phrase(s->fold, end, "ngay", 0) == SIZE_MAX;
    const uint32_t before = letters < 2 ? 0 : place ? 1 : comma ? 2 : 3;
    uint32_t behind = 0;
    for (uint32_t i = to; i < s->len; i++)
        behind += letter(s->fold[i]) || digit(s->fold[i]);
    return before * 3 + (behind < 3 ? 0 : behind < 20 ? 1 : 2);
}

static bool signs(const struct word_lists *w, const struct seg *q)
{
    return words_start(&w->set[WORDS_AUTHORITY], q->fold) ||
           words_start(&w->set[WORDS_OFFICE], q->fold) ||
           words_start(&w->set[WORDS_CITIZEN], q->fold) || starts_with(q->fold, "nguoi ");
}

/* How near below somebody signs, in its column (0-2) or beside it (3-5); 6: nobody does. */
static uint32_t signed_below(const struct word_lists *w, const struct view *v, const struct seg *s)
{
    uint32_t best = 6;

    for (uint32_t i = v->row_first[s->row + 1]; i < v->n_segs; i++) {
        const struct seg *q = &v->segs[i];
        const float far = (seg_cy(q) - seg_cy(s)) / fmaxf(v->em, 1);
        if (far > 16)
            break;
        if (q->letters > 50 || !signs(w, q))
            continue;
        const bool column = fabsf(seg_cx(q) - seg_cx(s)) < 0.16F * (v->right - v->left);
        const uint32_t step = (column ? 0U : 3U) + (far <= 3 ? 0U : far <= 6 ? 1U : 2U);
        best = step < best ? step : best;
    }
    return best;
}

static uint32_t steps(int32_t n, const int32_t *edges, uint32_t count)
{
    uint32_t k = 0;

    while (k < count && n > edges[k])
        k++;
    return k;
}

/* Where the title ends; -1: none was found. */
static int32_t title_row(const struct layout *l)
{
    return l->n_hits ? l->hits[0].last_row : -1;
}

static uint32_t zone_of(const struct rank_paper *paper, uint32_t k, const struct seg *s)
{
    const struct layout *l = &paper->d->layouts[k];
    const int32_t row = (int32_t)s->row, title = title_row(l);

    if (l->certified && l->certified_row >= 0)
        return row >= l->certified_row ? 1 : 2;
    if (k == 0 && row <= l->head_end)
        return l->date_seg >= 0 && s == &paper->d->views[0].segs[l->date_seg] ? 3 : 4;
    if (k == 0 && title >= 0 && row < title)
        return 5;
    if (k == 0 && title >= 0 && row <= title + 3)
        return 6;
    return k + 1 == paper->d->n ? 7 : 8;
}

void rank_place(struct rank_pen *p, const struct rank_paper *paper, uint32_t k, const struct seg *s,
                uint32_t from, uint32_t to, uint32_t *zone)
{
    static const int32_t title_steps[] = { -8, -1, 0, 1, 3, 8, 16 }, left_steps[] = { 0, 2, 5, 10 };
    const struct view *v = &paper->d->views[k];
    const struct layout *l = &paper->d->layouts[k];
    const struct paper_type *type = &paper->t->types[paper->type].pub;
    const uint32_t slug = paper->certified ? 7 : rank_hash(type->slug, strlen(type->slug)),
                   cls = paper->certified ? 1 : (uint32_t)(uint8_t)type->cls,
                   alone = alone_of(s, from < s->len ? from : s->len, to < s->len ? to : s->len),
                   below = signed_below(&paper->t->words, v, s);
    const float width = fmaxf(v->right - v->left, 1), tall = fmaxf(v->bottom - v->top, 1);
    const float x = (seg_cx(s) - v->left) / width, y = (seg_cy(s) - v->top) / tall;
    const bool right = x > 0.6F, low = y > 0.55F;
    bool above = false;

    for (uint32_t i = 0; i < v->row_first[s->row] && !above; i++)
        above = v->segs[i].letters < 40 && low && seg_cy(&v->segs[i]) - v->top > 0.4F * tall &&
                signs(&paper->t->words, &v->segs[i]);
    *zone = zone_of(paper, k, s);
    rank_put(p, F_BIAS, 0, 0);
    rank_put(p, F_ALONE, alone, 0);
    rank_put(p, F_ALONE, alone, 1 + *zone);
    rank_put(p, F_ZONE, *zone, 0);
    if (k == 0 && title_row(l) >= 0)
        rank_put(p, F_TITLE, steps((int32_t)s->row - title_row(l), title_steps, 7), 0);
    rank_put(p, F_HEIGHT, (uint32_t)(fminf(fmaxf(y, 0), 0.99F) * 6), k + 1 == paper->d->n);
    rank_put(p, F_SIDE, right, x < 0.4F);
    rank_put(p, F_SIGNED, below, 0);
    rank_put(p, F_SIGNED_ABOVE, above, 0);
    rank_put(p, F_ALONE_SIGNED, alone, below);
    rank_put(p, F_PAGE, k == 0, k + 1 == paper->d->n);
    rank_put(p, F_ROWS_LEFT, steps((int32_t)(v->n_rows - s->row) - 1, left_steps, 4), low);
    rank_put(p, F_LINE, s->lower_first, s->letters < 30 ? 0 : s->letters < 60 ? 1 : 2);
    rank_put(p, F_CLASS_ZONE, cls, *zone);
    rank_put(p, F_CLASS_ZONE, cls, 100 + alone);
    rank_put(p, F_CLASS_ZONE, cls, 200 + below);
    rank_put(p, F_SLUG_ZONE, slug, *zone);
}

void rank_none(struct rank_pen *p, const struct rank_paper *paper, uint32_t n)
{
    const struct paper_type *type = &paper->t->types[paper->type].pub;
    const struct layout *l = &paper->d->layouts[0];

    rank_put(p, F_NONE, 0, 0);
    rank_put(p, F_NONE, 1, (uint32_t)(uint8_t)type->cls);
    rank_put(p, F_NONE, 2, rank_hash(type->slug, strlen(type->slug)));
    rank_put(p, F_NONE, 3, n < 5 ? n : 5);
    rank_put(p, F_NONE, 4, paper->certified);
    rank_put(p, F_NONE, 5, paper->d->n > 0 && l->date_seg >= 0);
    rank_put(p, F_NONE, 6, paper->d->n > 0 && (l->card_front || l->card_back));
}
