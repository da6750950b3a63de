#include "paper/persons.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "paper/lines.h"
#include "paper/types.h"

/* The role's number; a new one is made of a word that has none. ROLES_MAX: no room. */
static uint32_t role_of(struct paper_tables *t, const char *word)
{
    struct person_table *p = &t->persons;
    uint32_t i = 0;

    while (i < p->n_roles && strcmp(p->roles[i], word) != 0)
        i++;
    if (i == p->n_roles && i < ROLES_MAX) {
        p->roles[i] = arena_strdup(&t->arena, word);
        if (!p->roles[i])
            return ROLES_MAX;
        p->n_roles++;
    }
    return i;
}

static bool add_cue(struct paper_tables *t, const struct line *l, struct cue_list *to,
                    const char *role, const char *phrase, struct err *e)
{
    struct cue_row *r = &to->list[to->n];
    const char *nfc = utf8_nfc(&t->arena, phrase, strlen(phrase));
    char *fold = nfc ? arena_alloc(&t->arena, strlen(nfc) + 1, 1) : NULL;
    uint32_t letters = 0, upper = 0;

    if (!fold)
        return err_set(e, ERR_NOMEM, "%s: no memory", l->name);
    fold[fold_text(&t->fold, nfc, strlen(nfc), fold, &letters, &upper)] = '\0';
    if (letters < 2)
        return line_fail(l, e, "a phrase needs at least 2 letters");
    *r = (struct cue_row){ .role = role ? role_of(t, role) : ROLE_SELF,
                           .fold = fold,
                           .letters = letters,
                           .at_end = strchr(fold, ' ') == NULL };
    if (r->role == ROLES_MAX)
        return line_fail(l, e, "too many roles");
    to->n++;
    return true;
}

static bool add_main(struct paper_tables *t, const struct line *l, struct err *e)
{
    struct main_row *m = &t->persons.mains[t->persons.n_mains];
    bool doubt = false;

    *m = (struct main_row){ 0 };
    if (!types_parse(t, l, l->col[1], m->types, e))
        return false;
    for (char *save = NULL, *p = strtok_r(l->col[2], " ", &save); p && strcmp(p, "-") != 0;
         p = strtok_r(NULL, " ", &save)) {
        doubt |= strcmp(p, "?") == 0;
        if (strcmp(p, "?") == 0)
            continue;
        const bool alone = *p == '?', even = *p == '=';
        const uint32_t role = role_of(t, p + (alone || even));
        if (m->n == MAIN_ROLES || role == ROLES_MAX)
            return line_fail(l, e, "too many roles");
        m->sure[m->n] = !doubt && !alone;
        m->even[m->n] = even;
        m->roles[m->n++] = role;
    }
    t->persons.n_mains++;
    return true;
}

static bool add_line(void *ctx, const struct line *l, struct err *e)
{
    struct paper_tables *t = ctx;
    struct person_table *p = &t->persons;
    const char *what = l->col[0];

    if (l->n == 2 && strcmp(what, "noun") == 0)
        return add_cue(t, l, &p->nouns, NULL, l->col[1], e);
    if (l->n == 2 && strcmp(what, "none") == 0) {
        if (!add_cue(t, l, &p->none, NULL, l->col[1], e))
            return false;
        p->none.list[p->none.n - 1].at_end = true; /* right before the name alone */
        return true;
    }
    if (l->n == 3 && strcmp(what, "cue") == 0)
        return add_cue(t, l, &p->cues, l->col[1], l->col[2], e);
    if (l->n == 3 && strcmp(what, "after") == 0)
        return add_cue(t, l, &p->after, l->col[1], l->col[2], e);
    if (l->n == 3 && strcmp(what, "sign") == 0)
        return add_cue(t, l, &p->signs, l->col[1], l->col[2], e);
    if (l->n == 3 && strcmp(what, "main") == 0)
        return add_main(t, l, e);
    return line_fail(l, e,
                     "lines are cue, after, sign or main with 3 columns, noun or none with 2");
}

static int cmp_cue(const void *a, const void *b)
{
    const struct cue_row *x = a, *y = b;

    if (x->letters != y->letters)
        return (x->letters < y->letters) - (x->letters > y->letters);
    const int c = strcmp(x->fold, y->fold);
    return c ? c : (x->role > y->role) - (x->role < y->role);
}

static bool tables_new(struct paper_tables *t, size_t lines)
{
    struct person_table *p = &t->persons;
    struct cue_list *const all[] = { &p->cues, &p->after, &p->nouns, &p->none, &p->signs };
    bool ok = true;

    *p = (struct person_table){ .roles = { "self", "other" }, .n_roles = 2 };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        all[i]->list = ARENA_NEW(&t->arena, struct cue_row, lines);
        ok = ok && all[i]->list;
    }
    p->mains = ARENA_NEW(&t->arena, struct main_row, lines);
    return ok && p->mains;
}

bool persons_load(struct paper_tables *t, const char *name, const char *text, size_t len,
                  struct err *e)
{
    struct person_table *p = &t->persons;
    struct cue_list *const all[] = { &p->cues, &p->after, &p->nouns, &p->none, &p->signs };

    if (!tables_new(t, lines_count(text, len)))
        return err_set(e, ERR_NOMEM, "%s: no memory", name);
    if (!lines_each(&t->arena, name, text, len, add_line, t, e))
        return false;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        qsort(all[i]->list, all[i]->n, sizeof *all[i]->list, cmp_cue);
    return true;
}

const struct main_row *persons_main(const struct paper_tables *t, uint32_t type)
{
    const struct person_table *p = &t->persons;

    for (uint32_t i = p->n_mains; i-- > 0;)
        if (p->mains[i].types[type / 64] >> type % 64 & 1)
            return p->mains[i].n ? &p->mains[i] : NULL;
    return NULL;
}
