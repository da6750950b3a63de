/* Days of birth of one person on several papers of a dossier. */
#include <string.h>

#include "paper/agree_parts.h"

/* 1994-02-21 and 1994-02-27. */
static bool one_digit_off(const char *a, const char *b)
{
    size_t off = 0;

    if (strlen(a) != 10 || strlen(b) != 10)
        return false;
    for (size_t i = 0; i < 10; i++)
        off += a[i] != b[i];
    return off == 1;
}

struct birth {
    const char *name;
    struct field *born;
};

/* A day of birth that as many papers of a person of this name have, but for one digit, may be read
 * wrongly here. */
static bool born_otherwise(const struct birth *all, uint32_t n, const struct birth *own)
{
    uint32_t same = 0, other = 0;

    for (uint32_t i = 0; i < n; i++) {
        const bool equal = strcmp(all[i].born->value, own->born->value) == 0;
        if ((!equal && !one_digit_off(all[i].born->value, own->born->value)) ||
            !name_same(all[i].name, own->name))
            continue;
        same += equal;
        other += !equal;
    }
    return other > 0 && other >= same;
}

bool agree_births(struct document *docs, uint32_t n_docs, struct arena *a)
{
    struct birth *all = ARENA_NEW(a, struct birth, AGREE_MENTIONS_MAX);
    bool *doubt = ARENA_NEW(a, bool, AGREE_MENTIONS_MAX);
    uint32_t n = 0;

    if (!all || !doubt)
        return false;
    for (uint32_t d = 0; d < n_docs; d++) {
        const struct field *name = document_field(&docs[d], "full_name");
        struct field *born = document_field(&docs[d], "birth_date");
        if (!name || !born || !born->accepted)
            continue;
        if (n == AGREE_MENTIONS_MAX)
            born->accepted = false; /* nothing was compared with it */
        else
            all[n++] = (struct birth){ name->value, born };
    }
    for (uint32_t i = 0; i < n; i++)
        doubt[i] = born_otherwise(all, n, &all[i]);
    for (uint32_t i = 0; i < n; i++) /* only when all are judged */
        all[i].born->accepted = !doubt[i];
    return true;
}
