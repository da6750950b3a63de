#include <math.h>
#include <string.h>

#include "paper/fields.h"

/* full_name of whom the type is about first of all: head_name of a household's book, where members
 * are named behind "Họ và tên" alone. */
static bool prevails(const struct field_list *f, const struct copy_row *c)
{
    const struct main_row *r = persons_main(f->t, f->type);
    const char *role = r ? f->t->persons.roles[r->roles[0]] : "";
    const size_t n = strlen(role);

    return n > 0 && strcmp(c->to, "full_name") == 0 && strncmp(c->from, role, n) == 0 &&
           strcmp(c->from + n, "_name") == 0;
}

/* Whoever signs for himself signs only where nobody else does: that is known at the end. */
static bool of_signer(const struct copy_row *c)
{
    return strcmp(c->to, "signer") == 0;
}

void fields_general(struct field_list *f)
{
    for (uint32_t i = 0; i < f->t->n_copies; i++) {
        const struct copy_row *c = &f->t->copies[i];
        if (of_signer(c))
            continue;
        const struct field *from = field_get(f, c->from), *own = field_get(f, c->to);
        if (from && own && prevails(f, c) && c->types[f->type / 64] >> f->type % 64 & 1) {
            f->list[own - f->list] = *from;
            f->fit[own - f->list] = f->fit[from - f->list];
            f->list[own - f->list].name = c->to;
        }
        if (!from || own || !(c->types[f->type / 64] >> f->type % 64 & 1) || f->n == FIELDS_MAX)
            continue;
        f->list[f->n] = *from;
        f->fit[f->n] = f->fit[from - f->list];
        f->list[f->n++].name = c->to;
    }
}

/* Under what a second paper with the same name would accept. */
static const float HIMSELF = 0.85F;

void signer_himself(struct field_list *f)
{
    for (uint32_t i = 0; i < f->t->n_copies; i++) {
        const struct copy_row *c = &f->t->copies[i];
        const struct field *from = field_get(f, c->from);
        if (!of_signer(c) || !from || !(c->types[f->type / 64] >> f->type % 64 & 1) ||
            field_get(f, c->to) || field_get(f, "signer_title") || f->n == FIELDS_MAX)
            continue;
        f->list[f->n] = *from;
        f->fit[f->n] = f->fit[from - f->list];
        f->list[f->n].name = c->to;
        /* an official who confirms it may stand on a sheet that was not read */
        f->list[f->n].confidence = fminf(f->list[f->n].confidence, HIMSELF);
        f->list[f->n++].accepted = false;
    }
}
