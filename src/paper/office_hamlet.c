/* Hamlets and quarters, which keep records under a head of their own. */
#include <string.h>

#include "base/utf8.h"
#include "paper/names.h"
#include "paper/office.h"
#include "paper/types.h"
#include "paper/view.h"

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

bool commune_named(const struct fold_map *m, const char *name)
{
    static const char *const kinds[] = { " xa ", " phuong ", " thi tran ", " tt " };
    char fold[400];
    uint32_t none = 0;
    const size_t len = strlen(name);

    if (len >= sizeof fold)
        return false;
    fold[fold_text(m, name, len, fold, &none, &none)] = '\0';
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *at = strstr(fold, kinds[i]);
        if (at && at[strlen(kinds[i])])
            return true;
    }
    return false;
}

/* The first `n` letters at `at` are the kind's, marks and all: "BAN" is no "BẢN". */
static bool kind_marked(const char *at, const struct word_row *kind)
{
    char own[64];
    const size_t n = text_offset(at, kind->len);

    if (n >= sizeof own)
        return false;
    memcpy(own, at, n);
    own[n] = '\0';
    return name_same(own, kind->text);
}

char *hamlet_line(const struct paper_tables *t, struct arena *a, const struct seg *s)
{
    const struct word_set *kinds = &t->words.set[WORDS_HAMLET];
    const size_t from = strcspn(s->fold, "abcdefghijklmnopqrstuvwxyz");
    const char *fold = s->fold + from, *text = s->text + text_offset(s->text, from);
    const struct word_row *best = NULL;

    for (uint32_t i = 0; i < kinds->n; i++) {
        const struct word_row *k = &kinds->list[i];
        const char *rest = starts_with(fold, k->fold) ? fold + k->len : NULL;
        /* with a number behind it it is none but a hamlet, whatever its marks */
        const bool numbered = rest && digit(rest[*rest == ' ']),
                   named = rest && (*rest == ' ' || !*rest); /* "BẢN §": or its number was lost */
        if ((numbered || (named && kind_marked(text, k))) && (!best || k->len > best->len))
            best = k;
    }
    if (!best)
        return NULL;
    const char *rest = text + text_offset(text, best->len);
    rest += strspn(rest, " ");
    const size_t n = strlen(best->text);
    char *out = arena_alloc(a, n + strlen(rest) + 2, 1);
    if (!out)
        return NULL;
    memcpy(out, best->text, n);
    out[n] = ' ';
    memcpy(out + n + 1, rest, strlen(rest) + 1);
    return out;
}
