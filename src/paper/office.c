#include "paper/office.h"

#include <string.h>

#include "base/utf8.h"

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

char *office_mend(const struct word_set *names, const struct fold_map *m, struct arena *a,
                  const char *value, float *fit)
{
    char clean[OFFICE_MAX], fold[OFFICE_MAX + 1], squashed[OFFICE_MAX];
    uint32_t map[OFFICE_MAX], letters = 0, upper = 0, off = 0;

    if (strlen(value) >= OFFICE_MAX)
        return arena_strdup(a, value);
    drop_specks(m, value, clean);
    const size_t n = fold_text(m, clean, strlen(clean), fold, &letters, &upper);
    fold[n] = '\0';
    const size_t k = squash(fold, n, squashed, map);
    /* small letters are running text, and "UỶ" the other way to place the mark */
    if (upper * 10 < letters * 7 || starts_with(clean, "UỶ"))
        return arena_strdup(a, clean);
    for (uint32_t i = 0; i < names->n; i++) {
        const struct word_row *o = &names->list[i];
        char want[OFFICE_MAX];
        if (o->len >= OFFICE_MAX)
            continue;
        size_t end =
            begins_with(want, squash(o->fold, o->len, want, NULL), squashed, k, map, fold, &off);
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
        char *out = arena_alloc(a, strlen(o->text) + strlen(rest) + 1, 1);
        if (!out)
            return NULL;
        memcpy(out, o->text, strlen(o->text));
        memcpy(out + strlen(o->text), rest, strlen(rest) + 1);
        if (off > 0 && *fit > 0.9F)
            *fit = 0.9F;
        return out;
    }
    return arena_strdup(a, clean);
}
