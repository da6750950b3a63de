/* Words of bodies' names whose marks were read otherwise than any such name has them. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "paper/names.h"
#include "paper/office.h"
#include "paper/places.h"
#include "paper/types.h"

enum { WORD_MAX = 64 };

struct word_read {
    char own[WORD_MAX];
    char fold[WORD_MAX];        /* "": none, or longer than any */
    char with[2][2 * WORD_MAX]; /* behind the word before it, and before the one behind it */
    bool first;
    bool before_unit, in_unit; /* right before what names the unit; part of it */
};

/* How the lists spell a word without marks. */
struct spelling {
    bool known;   /* one of them has it as it was read */
    bool kept;    /* a near one does */
    bool other;   /* one has it with other marks */
    bool several; /* near ones do not agree */
    bool goes_on; /* a near one is of words that names go on with, its neighbour too */
    /* where it begins names, has the same neighbour or is a unit's kind before the name; "": none
     */
    char near[WORD_MAX];
};

static size_t folded(const struct fold_map *m, const char *s, size_t n, char out[WORD_MAX])
{
    uint32_t none = 0;
    const size_t k = n < WORD_MAX ? fold_text(m, s, n, out, &none, &none) : 0;

    out[k] = '\0';
    return k;
}

static void spell_by(const char *name, const char *own, bool near, struct spelling *out)
{
    if (name_same(name, own)) {
        out->known = true;
        out->kept |= near;
        return;
    }
    out->other = true;
    if (!near)
        return;
    if (out->near[0])
        out->several |= !name_same(name, out->near);
    else
        memcpy(out->near, name, strlen(name) + 1);
}

/* Whether the row has the word beside the same neighbour. */
static bool spell_row(const struct fold_map *m, const struct word_row *r, bool near,
                      const struct word_read *word, struct spelling *out)
{
    bool pair = false;

    if (find_phrase(r->fold, r->len, word->fold, 0) == SIZE_MAX)
        return false;
    for (int i = 0; i < 2; i++)
        pair |= word->with[i][0] && find_phrase(r->fold, r->len, word->with[i], 0) != SIZE_MAX;
    const char *w = r->text;
    for (size_t len; *w; w += len) {
        char its[WORD_MAX], name[WORD_MAX];
        w += strspn(w, " ,-_");
        len = strcspn(w, " ,-_");
        if (len == 0 || len >= sizeof name)
            continue;
        memcpy(name, w, len);
        name[len] = '\0';
        if (folded(m, w, len, its) > 0 && strcmp(its, word->fold) == 0)
            spell_by(name, word->own, near || pair, out);
    }
    return pair;
}

/* "BẢN 12" is no "BAN", and "SỐ 3" no "SỞ". */
static bool is_plain_word(const struct paper_tables *t, const struct word_read *word)
{
    const struct word_set *hamlets = &t->words.set[WORDS_HAMLET];
    bool plain = name_same("số", word->own);

    for (uint32_t i = 0; word->first && i < hamlets->n && !plain; i++)
        plain = name_same(hamlets->list[i].text, word->own);
    return plain;
}

/* Of what names the unit only the words that names go on with are spelled: "THANH PHÔ HUẾ". */
static struct spelling spell(const struct paper_tables *t, const struct word_read *word)
{
    static const enum word_list lists[] = { WORDS_BODY,      WORDS_OFFICE_NAME, WORDS_BODY_ON,
                                            WORDS_BODY_HEAD, WORDS_BODY_PART,   WORDS_BODY_MORE };
    const bool plain = !word->fold[0] || is_plain_word(t, word);
    struct spelling out = { .known = plain };

    for (size_t i = 0; !plain && i < sizeof lists / sizeof *lists; i++) {
        const struct word_set *list = &t->words.set[lists[i]];
        const bool begins = lists[i] == WORDS_BODY && word->first,
                   kind = lists[i] == WORDS_BODY_ON && word->before_unit;
        for (uint32_t k = 0; k < list->n && (!word->in_unit || lists[i] == WORDS_BODY_ON); k++) {
            const bool pair = spell_row(&t->fold, &list->list[k], begins || kind, word, &out);
            out.goes_on |= pair && lists[i] == WORDS_BODY_ON;
        }
        if (begins && out.near[0])
            break; /* "BẠN" is in other names, but begins none */
    }
    return out;
}

/* Where the name of the unit begins, which is not spelled by these lists. */
static size_t before_unit(const struct paper_tables *t, const char *value)
{
    struct place_reading r;

    if (t->places && places_read(t->places, value, NULL, "", &r) && r.level != PLACE_ANY)
        return text_offset(value, r.from);
    return strlen(value);
}

static const char between[] = " ,-.";

/* The word of n bytes at value[at]; the unit's name begins at value[unit]. */
static struct word_read word_at(const struct paper_tables *t, const char *value, size_t at,
                                size_t n, size_t unit)
{
    const char *next = value + at + n + strspn(value + at + n, between);
    struct word_read w = { .first = true,
                           .before_unit = at < unit && *next && next >= value + unit,
                           .in_unit = at + n > unit };
    char other[WORD_MAX];
    size_t from = at;

    if (n == 0 || folded(&t->fold, value + at, n, w.fold) == 0)
        return w;
    memcpy(w.own, value + at, n);
    w.own[n] = '\0';
    while (from > 0 && strchr(between, value[from - 1]))
        from--;
    const size_t end = from;
    while (from > 0 && !strchr(between, value[from - 1]))
        from--;
    w.first = end == 0;
    if (folded(&t->fold, value + from, end - from, other) > 0)
        snprintf(w.with[0], sizeof w.with[0], "%s %s", other, w.fold);
    if (folded(&t->fold, next, strcspn(next, between), other) > 0)
        snprintf(w.with[1], sizeof w.with[1], "%s %s", w.fold, other);
    return w;
}

bool office_marks_doubted(const struct paper_tables *t, const char *value)
{
    const size_t end = before_unit(t, value);

    for (size_t at = 0, n; at < end; at += n) {
        at += strspn(value + at, between);
        n = strcspn(value + at, between);
        const struct word_read w = word_at(t, value, at, n, end);
        const struct spelling s = spell(t, &w);
        if (!w.in_unit && s.other && !s.known)
            return true;
        if (n == 0)
            break;
    }
    return false;
}

/* `name` in the case of the n bytes at `own`: both have the same letters. */
static size_t put_like(const char *name, const char *own, size_t n, char *out)
{
    size_t w = 0;

    for (size_t i = 0, k = 0; name[i];) {
        const bool upper = k < n && utf8_is_upper(utf8_next(own, n, &k));
        const uint32_t cp = utf8_next(name, strlen(name), &i);
        w += utf8_put(upper ? utf8_upper(cp) : utf8_lower(cp), out + w);
    }
    return w;
}

char *office_marks_mend(const struct paper_tables *t, struct arena *a, char *value, float *fit)
{
    const size_t unit = before_unit(t, value), len = strlen(value), size = 2 * len + WORD_MAX;
    char *out = arena_alloc(a, size, 1);
    size_t w = 0, at = 0;
    bool any = false;

    if (!out)
        return NULL;
    while (value[at]) {
        const size_t blank = strspn(value + at, between), n = strcspn(value + at + blank, between);
        memcpy(out + w, value + at, blank);
        w += blank;
        at += blank;
        const struct word_read word = word_at(t, value, at, n, unit);
        const struct spelling s = spell(t, &word);
        /* "TIẾP NHÂN": "nhân" is a word of other names, but names go on with "tiếp nhận" */
        const bool mend =
            s.near[0] && !s.several && !s.kept && (s.goes_on || (!s.known && !word.in_unit));
        if (!mend || w + 2 * strlen(s.near) + (len - at) >= size) {
            memcpy(out + w, value + at, n);
            w += n;
        } else {
            w += put_like(s.near, value + at, n, out + w);
            any = true;
        }
        at += n;
    }
    memcpy(out + w, value + at, len - at + 1);
    if (any && *fit > 0.9F)
        *fit = 0.9F;
    return any ? out : value;
}
