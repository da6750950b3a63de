#include "paper/office.h"

#include <string.h>

#include "base/utf8.h"
#include "paper/names.h"

enum { OFFICE_MAX = 400 };

static bool alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Words without a letter or digit go, but for the dash of "BÀ RỊA - VŨNG TÀU". */
static void drop_specks(const struct fold_map *m, const char *s, char out[OFFICE_MAX])
{
    size_t n = 0;

    while (*s) {
        char fold[OFFICE_MAX];
        uint32_t none = 0;
        const size_t len = strcspn(s, " ");
        const size_t k = fold_text(m, s, len, fold, &none, &none);
        bool word = len == 1 && *s == '-' && n > 0;
        for (size_t i = 0; i < k; i++)
            word |= alnum(fold[i]);
        if (word) {
            if (n > 0)
                out[n++] = ' ';
            memcpy(out + n, s, len);
            n += len;
        }
        s += len + strspn(s + len, " ");
    }
    out[n] = '\0';
}

/* The end in `fold` of an office's name that it begins with, and how many letters differ; 0: none.
 */
static size_t begins_with(const char *want, size_t n_want, const char *squashed, size_t n,
                          const uint32_t *map, const char *fold, uint32_t *off)
{
    struct pattern p;

    pattern_init(&p, want, n_want);
    /* no further than the name with what may be added: the same words come again in some names */
    const struct hit h = pattern_search(&p, squashed, n < n_want + 3 ? n : n_want + 3);
    const uint32_t most = n_want >= 20 ? 2 : 1;
    if (h.dist > most || h.to + most < n_want || h.to == 0 || h.from > h.dist)
        return 0;
    size_t end = map[h.to - 1] + 1;
    *off = h.dist;
    /* a letter more belongs to the word, as in "KẾT QUẢẢ" */
    for (uint32_t i = h.to; i < n && map[i] == end && alnum(fold[end]); i++, end++)
        ++*off;
    return *off <= most ? end : 0;
}

/* As many dashes between words: "SỞ LAO ĐỘNG TBXH" may be printed without. */
static bool dashes_alike(const char *read, size_t n, const char *name)
{
    static const char dash[] = " - ";
    size_t own = 0, its = 0;

    for (size_t i = 0; i + sizeof dash - 1 <= n; i++)
        own += memcmp(read + i, dash, sizeof dash - 1) == 0;
    for (const char *at = strstr(name, dash); at; at = strstr(at + 1, dash))
        its++;
    return own == its;
}

/* The same but for where tones are put. */
static bool starts_same(const char *read, size_t n, const char *name)
{
    char own[OFFICE_MAX];

    if (n >= sizeof own)
        return false;
    memcpy(own, read, n);
    own[n] = '\0';
    return name_same(own, name);
}

static void drop_quotes(char *s)
{
    char *to = s;

    for (const char *at = s; *at;) {
        const size_t n = starts_with(at, "“") || starts_with(at, "”") ? 3 : *at == '"' ? 1 : 0;
        at += n;
        if (n == 0)
            *to++ = *at++;
    }
    *to = '\0';
}

static void drop_dashes(char *s)
{
    for (char *at = strstr(s, " - "); at; at = strstr(at, " - "))
        memmove(at, at + 2, strlen(at + 2) + 1);
}

/* The same but for its dashes, which it may be printed without ("PHÒNG TÀI CHÍNH / KẾ HOẠCH"), or
 * in quotation marks (BỘ PHẬN "MỘT CỬA"). */
static bool has_other_marks(const char *read, size_t n, const char *name)
{
    char own[OFFICE_MAX], its[OFFICE_MAX];

    if (n >= sizeof own || strlen(name) >= sizeof its)
        return false;
    memcpy(own, read, n);
    own[n] = '\0';
    drop_quotes(own);
    memcpy(its, name, strlen(name) + 1);
    if (!strstr(own, " - "))
        drop_dashes(its);
    return name_same(own, its);
}

/* "KHU PHỐ 1I": one stroke among digits is a digit. */
static bool put_ones(char *s)
{
    bool any = false;

    while (*s) {
        const size_t len = strcspn(s, " "), run = strspn(s, "0123456789I");
        char *one = memchr(s, 'I', len);
        if (one && run == len && len > 1 && !memchr(one + 1, 'I', len - (size_t)(one + 1 - s))) {
            *one = '1';
            any = true;
        }
        s += len + strspn(s + len, " ");
    }
    return any;
}

char *office_mend(const struct word_set *names, const struct fold_map *m, struct arena *a,
                  const char *value, float *fit)
{
    char clean[OFFICE_MAX], fold[OFFICE_MAX + 1], squashed[OFFICE_MAX];
    uint32_t map[OFFICE_MAX], letters = 0, upper = 0, off = 0;

    if (strlen(value) >= OFFICE_MAX)
        return arena_strdup(a, value);
    drop_specks(m, value, clean);
    if (put_ones(clean) && *fit > 0.9F)
        *fit = 0.9F;
    const size_t n = fold_text(m, clean, strlen(clean), fold, &letters, &upper);
    fold[n] = '\0';
    const size_t k = squash(fold, n, squashed, map);
    /* small letters are running text, and "UỶ" the other way to place the mark */
    if (upper * 10 < letters * 7 || starts_with(clean, "UỶ"))
        return arena_strdup(a, clean);
    /* a name that fits to the letter before one that all but does: "BỘ TÀI CHÍNH" is no "SỞ" */
    for (uint32_t i = 0; i < 2 * names->n; i++) {
        const struct word_row *o = &names->list[i % names->n];
        const bool first = i < names->n;
        char want[OFFICE_MAX];
        if (o->len >= OFFICE_MAX)
            continue;
        size_t end =
            begins_with(want, squash(o->fold, o->len, want, NULL), squashed, k, map, fold, &off);
        if (first && (end == 0 || off > 0))
            continue;
        if (end == 0 && o->torn[0] && k >= strlen(o->torn) &&
            memcmp(squashed, o->torn, strlen(o->torn)) == 0) {
            end = map[strlen(o->torn) - 1] + 1;
            off = 2;
        }
        if (end == 0 || (end < n && fold[end] != ' ' && alnum(fold[end])))
            continue;
        while (end < n && fold[end] != ' ')
            end++;
        const char *rest = clean + text_offset(clean, end);
        const size_t own = (size_t)(rest - clean);
        const bool same = starts_same(clean, own, o->text); /* "TỔ HOÀ GIẢI" as printed */
        if (same || has_other_marks(clean, own, o->text)) {
            if (!same && *fit > 0.9F) /* it may have one that was not read */
                *fit = 0.9F;
            return arena_strdup(a, clean);
        }
        char *out = arena_alloc(a, strlen(o->text) + strlen(rest) + 1, 1);
        if (!out)
            return NULL;
        memcpy(out, o->text, strlen(o->text));
        memcpy(out + strlen(o->text), rest, strlen(rest) + 1);
        if ((off > 0 || !dashes_alike(clean, (size_t)(rest - clean), o->text)) && *fit > 0.9F)
            *fit = 0.9F;
        return out;
    }
    return arena_strdup(a, clean);
}

/* The next word of a fold: its length; *at behind the blanks before it. */
static size_t next_word(const char *s, const char **at)
{
    *at = s + strspn(s, " ,.-");
    return strcspn(*at, " ,.-");
}

static bool begins_with_words(const char *fold, const char *name)
{
    for (;;) {
        const char *a, *b;
        const size_t k = next_word(name, &b), n = next_word(fold, &a);
        if (k == 0)
            return true;
        if (n != k || memcmp(a, b, n) != 0)
            return false;
        fold = a + n;
        name = b + k;
    }
}

static bool unit_word(const char *s, size_t n)
{
    static const char *const units[] = { "xa",   "phuong", "thi", "huyen", "quan",
                                         "tinh", "thanh",  "dac", "tp" };

    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strlen(units[i]) == n && memcmp(units[i], s, n) == 0)
            return true;
    return false;
}

/* Words of fold, up to its unit or end, that are the name's in order, one or two left out. */
static bool leaves_out(const char *fold, const char *name)
{
    uint32_t kept = 0, out = 0;

    for (;;) {
        const char *a, *b;
        const size_t k = next_word(name, &b), n = next_word(fold, &a);
        const bool same = n > 0 && n == k && memcmp(a, b, n) == 0;
        if (k == 0 || (!same && (n == 0 || unit_word(a, n)))) {
            for (const char *w = name; next_word(w, &b) > 0; w = b + next_word(w, &b))
                out++;
            return kept >= 2 && out >= 1 && out <= 2 && (n == 0 || unit_word(a, n));
        }
        if (same) {
            fold = a + n;
            kept++;
        } else {
            out++;
        }
        name = b + k;
    }
}

bool office_lacks_word(const struct word_set *names, const char *fold)
{
    bool lacks = false;

    for (uint32_t i = 0; i < names->n; i++) {
        if (begins_with_words(fold, names->list[i].fold))
            return false;
        lacks |= leaves_out(fold, names->list[i].fold);
    }
    return lacks;
}
