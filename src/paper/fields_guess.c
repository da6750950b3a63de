/* Whose paper it is where its wording is unknown. */
#include <string.h>

#include "paper/person_scan.h"

/* What speaks for a person, and how much at least has to. Values are shown for review only. */
enum {
    OF_TYPE = 5, /* a role that full_name has on papers of the type */
    OF_SELF = 3, /* no more than a name or a form of address says */
    OF_ASKING = 2,
    OF_RELATED = -2,
    OF_OFFICE = -8,
    BORN = 2,
    FIRST = 2,
    AGAIN = 1, /* named once more, up to AGAIN_MOST times */
    AGAIN_MOST = 3,
    SIGNS = 2,
    ENOUGH = 4,
};

static const float FIT_GUESS = 0.6F;

static bool any_of(const char *role, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(role, words[i]) == 0)
            return true;
    return false;
}

static int role_points(const struct field_list *f, const struct main_row *r, uint32_t role)
{
    static const char *const office[] = { "official", "witness", "neighbour", "giver" };
    static const char *const asking[] = { "comrade", "applicant", "owner",   "payer", "first",
                                          "subject", "head",      "decided", "fined", "testator",
                                          "heir",    "addressee", "deceased" };
    const char *word = f->t->persons.roles[role];

    if (any_of(word, office, sizeof office / sizeof *office))
        return OF_OFFICE;
    for (uint32_t k = 0; r && k < r->n; k++)
        if (r->roles[k] == role)
            return OF_TYPE - (k > 2 ? 2 : (int)k);
    if (role == ROLE_SELF)
        return OF_SELF;
    if (!any_of(word, asking, sizeof asking / sizeof *asking))
        return OF_RELATED;
    /* where the type knows whom it is about, who asks is somebody else */
    return !r || r->n < 2 || f->certified ? OF_ASKING : 0;
}

static bool same(const struct mention *a, const struct mention *b)
{
    return name_same(a->name, b->name) || name_begins(a->name, b->name) ||
           name_begins(b->name, a->name);
}

/* Of all that the paper says of the person of x->list[i], who is named there first. */
static int points(const struct field_list *f, const struct persons *x, const struct main_row *r,
                  uint32_t i, bool first)
{
    int best = -2 * OF_TYPE, worst = OF_TYPE, again = 0;
    bool born = false, signs = false;

    for (uint32_t k = i; k < x->n; k++) {
        const struct mention *m = &x->list[k];
        if (!same(&x->list[i], m))
            continue;
        const int p = role_points(f, r, m->role);
        best = p > best ? p : best;
        worst = p < worst ? p : worst;
        born |= m->born;
        signs |= m->sign;
        again += k > i && !m->sign;
    }
    if (worst == OF_OFFICE || best <= 0)
        return OF_OFFICE;
    return best + (first ? FIRST : 0) + (born ? BORN : 0) + (signs ? SIGNS : 0) +
           AGAIN * (again < AGAIN_MOST ? again : AGAIN_MOST);
}

void fields_guess(struct field_list *f, const struct persons *x, const struct main_row *r)
{
    const struct mention *best = NULL;
    int most = ENOUGH - 1;
    bool any = false;

    for (uint32_t i = 0; i < x->n; i++) {
        const struct mention *m = &x->list[i];
        bool known = false;
        for (uint32_t k = 0; k < i && !known; k++)
            known = same(&x->list[k], m);
        if (known)
            continue;
        const int p = points(f, x, r, i, !any && !m->sign);
        any |= p > OF_RELATED && !m->sign;
        if (p > most) {
            most = p;
            best = m;
        }
    }
    if (!best)
        return;
    for (uint32_t i = 0; i < x->n; i++) /* its whole name, where one of its lines ended */
        if (name_begins(best->name, x->list[i].name))
            best = &x->list[i];
    float conf;
    const struct box box =
        seg_box(&f->d->views[best->view], best->seg, best->from, best->to, &conf);
    field_add(f, "full_name", best->name, conf, FIT_GUESS, best->view, box);
    fields_born(f, x, best);
}
