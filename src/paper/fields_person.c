#include <math.h>
#include <string.h>

#include "paper/agree.h"
#include "paper/person_scan.h"

/* What comes of a name (agree.h): accepted with a second paper; alone, where the signature says it
 * too; never. */
static const float FIT_SURE = 0.96F, FIT_TWICE = 1, FIT_SHOWN = 0.85F;

static bool in_main(const struct main_row *r, uint32_t role)
{
    for (uint32_t i = 0; i < r->n; i++)
        if (r->roles[i] == role)
            return true;
    return false;
}

static const struct mention *main_person(const struct persons *x, const struct main_row *r,
                                         bool sign)
{
    const struct mention *best = NULL;

    for (uint32_t k = 0; k < r->n && !best; k++)
        for (uint32_t i = 0; i < x->n; i++) {
            const struct mention *m = &x->list[i];
            if (m->role != r->roles[k] || m->sign != sign)
                continue;
            if (!best || (best->sure < 0.9F && m->sure > best->sure))
                best = m;
        }
    return best;
}

static bool has_office(const struct person_table *t, const struct mention *m)
{
    const char *role = t->roles[m->role];

    return strcmp(role, "official") == 0 || strcmp(role, "witness") == 0;
}

static bool role_accepted(const struct main_row *r, uint32_t role)
{
    for (uint32_t i = 0; i < r->n; i++)
        if (r->roles[i] == role)
            return r->sure[i];
    return false;
}

static float main_fit(const struct person_table *t, const struct persons *x,
                      const struct main_row *r, const struct mention *m)
{
    const bool second = m->role != r->roles[0] && m->role != ROLE_SELF;
    bool twice = false, others = false;

    for (uint32_t i = 0; i < x->n; i++) {
        const struct mention *o = &x->list[i];
        if (name_same(o->name, m->name))
            twice |= o->sign && !m->sign && in_main(r, o->role);
        else if (!o->sign && !has_office(t, o))
            others |= second || (o->role == m->role && o->sure >= m->sure);
    }
    if (m->joined || others || m->sign || m->sure < 0.9F || !role_accepted(r, m->role))
        return FIT_SHOWN;
    return twice ? FIT_TWICE : FIT_SURE;
}

/* By a role that its type takes without a look: the head of a household book, where a member's
 * name stands behind "Họ và tên" alone. */
static bool told_surely(const struct main_row *r, const struct mention *m)
{
    return m->role != ROLE_SELF && m->sure >= 0.9F && !m->joined && role_accepted(r, m->role);
}

/* True when full_name is to be found: what a label gave is no name, or the paper says that it is
 * somebody else's. It goes if there is another, else it is for review. */
static bool stands_aside(struct field_list *f, const struct persons *x, const struct main_row *r,
                         const struct mention *m)
{
    const struct field *own = field_get(f, "full_name");
    bool other = false;

    if (!own)
        return true;
    if (m && (m->sign || name_same(own->value, m->name)))
        return false;
    for (uint32_t i = 0; i < x->n; i++) {
        const struct mention *o = &x->list[i];
        const bool part = name_begins(own->value, o->name);
        if (!part && !name_same(o->name, own->value))
            continue;
        if (in_main(r, o->role) && !part && (role_accepted(r, o->role) || !m || !told_surely(r, m)))
            return false;
        other = true;
    }
    if (!other && name_fit(&f->t->fold, own->value) >= FAMILY_SEEN)
        return false;
    const uint32_t i = (uint32_t)(own - f->list);
    if (!m) {
        f->list[i].confidence *= FIT_SHOWN;
        f->list[i].accepted = false;
        return false;
    }
    memmove(&f->list[i], &f->list[i + 1], (f->n - i - 1) * sizeof *f->list);
    f->n--;
    return true;
}

/* ---- whether the paper itself says that it is about that person ---- */

/* Place of the role among those full_name may have without a look; r->n: none of them. */
static uint32_t rank_of(const struct main_row *r, uint32_t role)
{
    uint32_t i = 0;

    while (i < r->n && (r->roles[i] != role || !r->sure[i]))
        i++;
    return i;
}

/* Several of one party stand in their order: the first is meant. */
static bool in_order(const struct person_table *t, uint32_t role)
{
    return strcmp(t->roles[role], "first") == 0;
}

/* The dead is named among the heirs, in words nobody foresees; but does not sign. */
static bool must_sign(const struct person_table *t, uint32_t role)
{
    return strcmp(t->roles[role], "heir") == 0;
}

static bool same_person(const char *a, const char *b)
{
    return name_same(a, b) || name_begins(a, b) || name_begins(b, a);
}

/* husband_name, owner: fields whose label names the role. Of full_name, copied from one: its rank.
 */
static uint32_t rank_copied(const struct field_list *f, const struct main_row *r,
                            const struct field *own)
{
    uint32_t rank = r->n;

    for (uint32_t i = 0; i < f->n; i++) {
        const struct field *o = &f->list[i];
        if (o == own || o->page != own->page || memcmp(&o->box, &own->box, sizeof o->box) != 0 ||
            !name_same(o->value, own->value))
            continue;
        for (uint32_t k = 0; k < r->n; k++) {
            const char *role = f->t->persons.roles[r->roles[k]];
            const size_t n = strlen(role);
            if (r->sure[k] && k < rank && strncmp(o->name, role, n) == 0 &&
                (o->name[n] == '\0' || strcmp(o->name + n, "_name") == 0))
                rank = k;
        }
    }
    return rank;
}

/* What the paper says of the person, best first: a role of its type, behind a label, a heading or
 * a signature's title; else that nobody else can be meant. */
static bool vouched(const struct person_table *t, const struct persons *x, const struct main_row *r,
                    uint32_t rank, const char *name)
{
    const uint32_t self = rank_of(r, ROLE_SELF);
    uint32_t others = r->n;
    bool labelled = false, named = false, twice = false, alone = true, self_too = false;

    for (uint32_t i = 0; i < x->n; i++) {
        const struct mention *o = &x->list[i];
        const uint32_t k = rank_of(r, o->role);
        const bool stands = !o->sign && o->sure >= 0.9F;
        const bool says = stands && (o->told || o->sure < 1); /* not a heading alone */
        if (has_office(t, o))
            continue;
        if (!same_person(o->name, name)) {
            alone = false;
            self_too |= stands && o->role == ROLE_SELF;
            if (!o->sign && k < others && o->role != ROLE_SELF &&
                !(k == rank && in_order(t, o->role)))
                others = k;
            continue;
        }
        twice |= o->sign && k < r->n;
        if (k < rank && o->role != ROLE_SELF && (says || o->sign)) {
            rank = k;
        } else if (stands && o->role == ROLE_SELF && self < r->n) {
            labelled |= o->told && o->sure >= 1;
            named = true;
        }
    }
    if (rank < r->n)
        return others > rank && !(self < rank && self_too) &&
               (twice || !must_sign(t, r->roles[rank]));
    if (named && (twice || alone))
        return true;
    return labelled && others > self && !self_too;
}

static void stay_for_review(struct field_list *f)
{
    for (uint32_t i = 0; i < f->n; i++)
        if (strcmp(f->list[i].name, "full_name") == 0)
            f->list[i].accepted = false;
    if (f->pool)
        name_of_stranger(f->pool);
}

static void vouch(struct field_list *f, const struct persons *x, const struct main_row *r)
{
    const struct field *own = field_get(f, "full_name");

    if (own && !vouched(&f->t->persons, x, r, rank_copied(f, r, own), own->value))
        stay_for_review(f);
}

/* The line holds one of these words and no other letters. */
static bool is_head_of(const struct seg *s, const char *const *heads, size_t n)
{
    size_t from = 0, to = s->len;

    while (from < to && (s->fold[from] < 'a' || s->fold[from] > 'z'))
        from++;
    while (to > from && (s->fold[to - 1] < 'a' || s->fold[to - 1] > 'z'))
        to--;
    for (size_t i = 0; i < n; i++)
        if (strlen(heads[i]) == to - from && memcmp(s->fold + from, heads[i], to - from) == 0)
            return true;
    return false;
}

/* Where this name stands first: is "CHỒNG" the last head above it, or in its label? */
static bool under_husband(const struct field_list *f, const char *name)
{
    static const char *const his[] = { "chong", "nguoi chong", "ben nam", "ben chong" },
                             *const her[] = { "vo", "nguoi vo", "ben nu", "ben vo" };
    char fold[NAME_BYTES * 2];
    uint32_t none = 0;
    bool man = false;

    if (strlen(name) >= NAME_BYTES)
        return false;
    fold[fold_text(&f->t->fold, name, strlen(name), fold, &none, &none)] = '\0';
    for (uint32_t k = 0; k < f->d->n; k++)
        for (uint32_t i = 0; i < f->d->views[k].n_segs; i++) {
            const struct seg *s = &f->d->views[k].segs[i];
            if (is_head_of(s, his, sizeof his / sizeof *his))
                man = true;
            else if (is_head_of(s, her, sizeof her / sizeof *her))
                man = false;
            const size_t at = find_phrase(s->fold, s->len, fold, 0);
            if (at == SIZE_MAX)
                continue;
            for (size_t h = 0; h < sizeof his / sizeof *his; h++)
                man |= find_phrase(s->fold, at, his[h], 0) != SIZE_MAX;
            return man;
        }
    return false;
}

/* A marriage certificate names two behind one label, and the head of the first is easily lost: who
 * does not stand under the husband's head, nor is he by his own label, may be the wife. */
static void doubt_spouse(struct field_list *f)
{
    const struct field *own = field_get(f, "full_name"), *husband = field_get(f, "husband_name");
    const char *slug = f->t->types[f->type].pub.slug;

    if (!own ||
        (strcmp(slug, "giay_chung_nhan_ket_hon") != 0 && strcmp(slug, "trich_luc_ket_hon") != 0))
        return;
    if ((husband && name_same(own->value, husband->value)) || under_husband(f, own->value))
        return;
    f->list[own - f->list].confidence *= FIT_SHOWN;
    stay_for_review(f);
}

static void find_person(struct field_list *f)
{
    const struct main_row *r = persons_main(f->t, f->type);
    struct persons *x = r ? ARENA_NEW(f->a, struct persons, 1) : NULL;
    float conf, most = 1;

    if (!x) {
        f->failed |= r != NULL;
        return;
    }
    persons_scan(f, x);
    const struct mention *m = main_person(x, r, false);
    if (!m)
        m = main_person(x, r, true);
    if (field_get(f, "full_name"))
        most = FIT_SHOWN; /* label and paper say different things */
    const bool wanted = stands_aside(f, x, r, m);
    if (!m) {
        vouch(f, x, r);
        return;
    }
    if (wanted) {
        const struct box box = seg_box(&f->d->views[m->view], m->seg, m->from, m->to, &conf);
        field_add(f, "full_name", m->name, conf, fminf(main_fit(&f->t->persons, x, r, m), most),
                  m->view, box);
    }
    vouch(f, x, r);
    fields_born(f, x, m);
}

void fields_person(struct field_list *f)
{
    find_person(f);
    doubt_spouse(f);
}
