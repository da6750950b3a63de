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
};

/* How the lists spell a word without marks. */
struct spelling {
    bool known;   /* one of them has it as it was read */
    bool other;   /* one has it with other marks */
    bool several; /* beside such neighbours they have it with more than one other set */
    char
        near[WORD_MAX]; /* such a one: where it begins names, or has the same neighbour; "": none */
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

static void spell_row(const struct fold_map *m, const struct word_row *r, bool begins,
                      const struct word_read *word, struct spelling *out)
{
    bool near = begins && word->first;

    for (int i = 0; i < 2; i++)
        near |= word->with[i][0] && find_phrase(r->fold, r->len, word->with[i], 0) != SIZE_MAX;
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
            spell_by(name, word->own, near, out);
    }
}

/* The kind of a unit stands before its name. */
static struct spelling spell(const struct paper_tables *t, const struct word_read *word,
                             bool before_name)
{
    static const enum word_list lists[] = { WORDS_BODY,      WORDS_OFFICE_NAME, WORDS_BODY_ON,
                                            WORDS_BODY_HEAD, WORDS_BODY_PART,   WORDS_BODY_MORE };
    static const char *const units[] = { "xã",   "phường", "thị", "trấn", "huyện",
                                         "quận", "thành",  "phố", "tỉnh", "đặc",
                                         "khu",  "đảng",   "bộ",  "an",   "số" };
    struct spelling out = { 0 };
    char its[WORD_MAX];

    for (size_t i = 0; word->fold[0] && i < sizeof units / sizeof *units; i++)
        if (folded(&t->fold, units[i], strlen(units[i]), its) > 0 && strcmp(its, word->fold) == 0)
            spell_by(units[i], word->own, before_name, &out);
    for (size_t i = 0; word->fold[0] && i < sizeof lists / sizeof *lists; i++) {
        const struct word_set *list = &t->words.set[lists[i]];
        for (uint32_t k = 0; k < list->n; k++)
            spell_row(&t->fold, &list->list[k], lists[i] == WORDS_BODY, word, &out);
        if (lists[i] == WORDS_BODY && word->first && out.near[0])
            break; /* "BẠN" is in other names, but begins none */
    }
    const struct word_set *hamlets = &t->words.set[WORDS_HAMLET]; /* "BẢN 12" is no "BAN" */
    for (uint32_t k = 0; word->first && k < hamlets->n; k++)
        out.known |= name_same(hamlets->list[k].text, word->own);
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

/* The word of n bytes at value[at]. */
static struct word_read word_at(const struct paper_tables *t, const char *value, size_t at,
                                size_t n)
{
    struct word_read w = { .first = true };
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
    const char *next = value + at + n + strspn(value + at + n, between);
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
        const struct word_read w = word_at(t, value, at, n);
        const struct spelling s = spell(t, &w, false);
        if (at + n <= end && s.other && !s.known)
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
    const size_t end = before_unit(t, value), len = strlen(value), size = 2 * len + WORD_MAX;
    char *out = arena_alloc(a, size, 1);
    size_t w = 0, at = 0;
    bool any = false;

    if (!out)
        return NULL;
    while (at < end) {
        const size_t blank = strspn(value + at, between), n = strcspn(value + at + blank, between);
        memcpy(out + w, value + at, blank);
        w += blank;
        at += blank;
        const struct word_read word = word_at(t, value, at, at + n <= end ? n : 0);
        const struct spelling s =
            spell(t, &word, end < len && at + n + strspn(value + at + n, between) >= end);
        if (s.known || s.several || !s.near[0] || w + 2 * strlen(s.near) + (len - at) >= size) {
            memcpy(out + w, value + at, n);
            w += n;
        } else {
            w += put_like(s.near, value + at, n, out + w);
            any = true;
        }
        at += n;
        if (n == 0)
            break;
    }
    memcpy(out + w, value + at, len - at + 1);
    if (any && *fit > 0.9F)
        *fit = 0.9F;
    return any ? out : value;
}
