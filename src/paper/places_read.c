#include <string.h>

#include "paper/names.h"
#include "paper/places_internal.h"

enum { TEXT_MAX = 400, MENTIONS = 8 };

static const struct kind_word kind_words[] = {
    { "phuong ", "P", LEVEL_C },
    { "xa ", "X", LEVEL_C },
    { "thi tran ", "TT", LEVEL_C },
    { "dac khu ", "DK", LEVEL_C },
    { "quan ", "Q", LEVEL_D },
    { "huyen ", "H", LEVEL_D },
    { "thi xa ", "TX", LEVEL_D },
    { "thanh pho ", "TP", LEVEL_P | LEVEL_D },
    { "tinh ", "T", LEVEL_P },
    { "tp.", "TP", LEVEL_P | LEVEL_D },
    { "tp ", "TP", LEVEL_P | LEVEL_D },
    { "tx.", "TX", LEVEL_D },
    { "tt.", "TT", LEVEL_C },
    { "p.", "P", LEVEL_C },
    { "x.", "X", LEVEL_C },
    { "q.", "Q", LEVEL_D },
    { "h.", "H", LEVEL_D },
    { "t.", "T", LEVEL_P },
};

const struct kind_word *place_kind_at(const char *fold, size_t n, size_t at, size_t *len)
{
    if (at > 0 && ((fold[at - 1] >= 'a' && fold[at - 1] <= 'z') ||
                   (fold[at - 1] >= '0' && fold[at - 1] <= '9')))
        return NULL;
    for (size_t i = 0; i < sizeof kind_words / sizeof *kind_words; i++) {
        const size_t k = strlen(kind_words[i].fold);
        if (n - at <= k || memcmp(fold + at, kind_words[i].fold, k) != 0)
            continue;
        *len = k;
        while (at + *len < n && fold[at + *len] == ' ')
            (*len)++;
        return &kind_words[i];
    }
    return NULL;
}

/* A name in the text and the lines it can be, of one era. */
struct mention {
    size_t from, to; /* in the fold */
    unsigned levels;
    const char *kind;
    bool marked; /* a kind word stands before it */
};

struct text {
    char fold[TEXT_MAX];
    size_t n;
    const char *raw;
    struct mention list[MENTIONS];
    uint32_t n_list;
};

static bool ends_part(char c)
{
    return c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || c == '/';
}

static void trim(const char *fold, size_t *from, size_t *to)
{
    while (*from < *to && (fold[*from] == ' ' || fold[*from] == '.' || fold[*from] == '-'))
        (*from)++;
    while (*from < *to && (fold[*to - 1] == ' ' || fold[*to - 1] == '.' || fold[*to - 1] == '-'))
        (*to)--;
}

static bool known(const struct places *p, const struct text *t, const struct mention *m)
{
    uint32_t line;

    return places_lines(p, t->fold + m->from, m->to - m->from, m->levels, m->kind, PLACE_BOTH,
                        &line, 1) > 0;
}

/* Behind a kind word: the longest name that is one, up to the part's end or the next kind word
 * ("Phường Quán Thánh" holds a kind word itself); else up to the next kind word. */
static size_t name_end(const struct places *p, const struct text *t, struct mention *m, size_t end)
{
    size_t first = end, len;

    for (size_t i = end; i > m->from; i--) {
        if (i < end &&
            !(i > m->from && t->fold[i - 1] == ' ' && place_kind_at(t->fold, end, i, &len)))
            continue;
        size_t from = m->from, to = i;
        trim(t->fold, &from, &to);
        struct mention got = *m;
        got.from = from;
        got.to = to;
        if (to > from && known(p, t, &got)) {
            *m = got;
            return i;
        }
        first = i;
    }
    m->to = first;
    trim(t->fold, &m->from, &m->to);
    return first;
}

static void part_read(const struct places *p, struct text *t, size_t from, size_t end)
{
    const uint32_t had = t->n_list;
    size_t len;

    for (size_t i = from; i < end && t->n_list < MENTIONS; i++) {
        const struct kind_word *w = place_kind_at(t->fold, end, i, &len);
        if (!w)
            continue;
        struct mention m = { i + len, end, w->levels, w->kind, true };
        i = name_end(p, t, &m, end) - 1;
        if (m.to > m.from)
            t->list[t->n_list++] = m;
    }
    if (t->n_list > had || t->n_list == MENTIONS)
        return;
    struct mention m = { from, end, LEVEL_P | LEVEL_D | LEVEL_C, "", false };
    trim(t->fold, &m.from, &m.to);
    if (m.to > m.from && known(p, t, &m))
        t->list[t->n_list++] = m;
}

static bool text_read(const struct places *p, const char *raw, struct text *t)
{
    const size_t len = strlen(raw);
    uint32_t none = 0;

    t->raw = raw;
    t->n_list = 0;
    if (len == 0 || len >= TEXT_MAX)
        return false;
    t->n = fold_text(places_fold(p), raw, len, t->fold, &none, &none);
    for (size_t from = 0; from < t->n;) {
        size_t end = from;
        while (end < t->n && !ends_part(t->fold[end]) &&
               !(t->fold[end] == '-' && end > 0 && t->fold[end - 1] == ' '))
            end++;
        part_read(p, t, from, end);
        from = end + 1;
    }
    return t->n_list > 0;
}

/* One of the mention's units holds the line; a name that neither era knows says nothing. */
static bool holds(const struct places *p, const struct text *t, const struct mention *m,
                  enum place_era era, uint32_t line)
{
    uint32_t lines[PLACE_SAME];
    const uint32_t n = places_lines(p, t->fold + m->from, m->to - m->from, m->levels, m->kind, era,
                                    lines, PLACE_SAME);

    for (uint32_t i = 0; i < n && i < PLACE_SAME; i++)
        if (places_within(p, line, lines[i]))
            return true;
    return n == 0 && !known(p, t, m);
}

static bool fits(const struct places *p, const struct text *t, uint32_t from, enum place_era era,
                 uint32_t line)
{
    for (uint32_t i = from; i < t->n_list; i++)
        if (!holds(p, t, &t->list[i], era, line))
            return false;
    return true;
}

static void try_era(const struct places *p, const struct text *t, const struct text *around,
                    enum place_era era, struct place_reading *out)
{
    const struct mention *m = &t->list[0];
    uint32_t lines[PLACE_SAME];
    uint32_t n = places_lines(p, t->fold + m->from, m->to - m->from, m->levels, m->kind, era, lines,
                              PLACE_SAME);
    const size_t at = text_offset(t->raw, m->from), end = text_offset(t->raw, m->to);
    char own[TEXT_MAX];

    memcpy(own, t->raw + at, end - at);
    own[end - at] = '\0';
    n = n < PLACE_SAME ? n : PLACE_SAME;
    for (uint32_t i = 0; i < n; i++) {
        struct place unit;
        if (!fits(p, t, 1, era, lines[i]) || !fits(p, around, 0, era, lines[i]))
            continue;
        places_line(p, lines[i], &unit);
        out->spelled |= name_same(own, unit.name);
        if (out->n++ == 0) {
            out->unit = unit;
            out->one_spelling = true;
        } else if (!name_same(unit.name, out->unit.name)) {
            out->one_spelling = false;
        }
    }
}

/* Not known as it was read: the one name that is a letter away, in the wider unit if one is named.
 */
static void try_near(const struct places *p, const struct text *t, const struct text *around,
                     enum place_era era, struct place_reading *out)
{
    const struct mention *m = &t->list[0], *w = t->n_list > 1    ? &t->list[1]
                                                : around->n_list ? &around->list[0]
                                                                 : NULL;
    const char *fold = t->n_list > 1 ? t->fold : around->fold;
    uint32_t outer = UINT32_MAX;

    if (known(p, t, m) || (w && places_lines(p, fold + w->from, w->to - w->from, w->levels, w->kind,
                                             era, &outer, 1) != 1))
        return;
    const uint32_t line =
        places_near(p, t->fold + m->from, m->to - m->from, m->levels, m->kind, era, outer);
    if (line == UINT32_MAX)
        return;
    places_line(p, line, &out->unit);
    out->n = 1;
    out->one_spelling = true;
    out->near = true;
}

bool places_read(const struct places *p, const char *text, const char *around, const char *date,
                 struct place_reading *out)
{
    static const enum place_era before_first[] = { PLACE_BEFORE, PLACE_NOW },
                                now_first[] = { PLACE_NOW, PLACE_BEFORE };
    struct text t, wide = { .n_list = 0 };

    *out = (struct place_reading){ 0 };
    if (!text_read(p, text, &t))
        return false;
    if (around)
        (void)text_read(p, around, &wide);
    const struct mention *m = &t.list[0];
    out->from = m->from;
    out->to = m->to;
    const enum place_era *era = strcmp(date, "2025-07") >= 0 ? now_first : before_first;
    for (int i = 0; i < 2 && out->n == 0; i++)
        try_era(p, &t, &wide, era[i], out);
    for (int i = 0; i < 2 && out->n == 0 && m->marked; i++)
        try_near(p, &t, &wide, era[i], out);
    out->level = out->n                ? out->unit.level
                 : m->levels & LEVEL_C ? PLACE_COMMUNE
                 : m->levels & LEVEL_D ? PLACE_DISTRICT
                                       : PLACE_PROVINCE;
    return true;
}
