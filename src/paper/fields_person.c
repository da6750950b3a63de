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

/* Place of the role among those full_name may have without a look; r->n: none of them. */
static uint32_t rank_of(const struct main_row *r, uint32_t role)
{
    uint32_t i = 0;

    while (i < r->n && (r->roles[i] != role || !r->sure[i]))
        i++;
    return i;
}

/* Nothing but "bà" or "người khai" says of `o` who that is; `m`, named before it, has a better
 * claim: the first of two owners, his label read in one line with his name; behind a label, whom
 * papers of the type are about first of all. */
static bool gives_way(const struct main_row *r, const struct mention *m, const struct mention *o)
{
    return m && m < o && m->sure >= 0.9F && o->role == ROLE_SELF &&
           (o->sure < 1 || (m->sure >= 1 && m->told && rank_of(r, m->role) == 0)) &&
           rank_of(r, m->role) < rank_of(r, o->role);
}

/* "Người làm chứng" over the same name: whom the text names beside others it is not about. */
static bool in_office(const struct person_table *t, const struct persons *x, const char *name)
{
    for (uint32_t i = 0; i < x->n; i++)
        if (has_office(t, &x->list[i]) && name_same(x->list[i].name, name))
            return true;
    return false;
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
    const bool office = m && m->sure >= 1 && in_office(&f->t->persons, x, own->value);
    for (uint32_t i = 0; i < x->n; i++) {
        const struct mention *o = &x->list[i];
        const bool part = name_begins(own->value, o->name);
        if (!part && !name_same(o->name, own->value))
            continue;
        if (!office && in_main(r, o->role) && !part && !gives_way(r, m, o) &&
            (role_accepted(r, o->role) || !m || !told_surely(r, m)))
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
    for (uint32_t k = 0; k < r->n && k < rank; k++)
        if (x->unread >> r->roles[k] & 1)
            return false;
    if (rank < r->n)
        return others > rank && !(self < rank && self_too) &&
               (twice || !must_sign(t, r->roles[rank]));
    if (named && (twice || alone))
        return true;
    return labelled && others > self && !self_too;
}

/* A parent, a carer or an official elsewhere on the paper, where full_name is none of these: who
 * declares a birth is not who was born. */
static bool related(const struct person_table *t, const struct persons *x, const struct main_row *r,
                    const char *name)
{
    static const char *const roles[] = { "father", "mother", "carer", "member", "giver" };

    for (uint32_t i = 0; i < x->n; i++) {
        const struct mention *o = &x->list[i];
        if (in_main(r, o->role) || !same_person(o->name, name))
            continue;
        for (size_t k = 0; k < sizeof roles / sizeof *roles; k++)
            if (strcmp(t->roles[o->role], roles[k]) == 0)
                return true;
    }
    return false;
}

static void stay_for_review(struct field_list *f)
{
    for (uint32_t i = 0; i < f->n; i++)
        if (strcmp(f->list[i].name, "full_name") == 0)
            f->list[i].accepted = false;
    if (f->pool)
        name_of_stranger(f->pool);
}

/* The dead sign nothing: who signs as the one who declares is another. */
static bool signs_for_dead(const struct person_table *t, const struct persons *x,
                           const struct main_row *r, const char *name)
{
    bool signs = false;

    if (strcmp(t->roles[r->roles[0]], "deceased") != 0)
        return false;
    for (uint32_t i = 0; i < x->n; i++)
        signs |= x->list[i].sign && same_person(x->list[i].name, name);
    return signs;
}

static void vouch(struct field_list *f, const struct persons *x, const struct main_row *r)
{
    const struct field *own = field_get(f, "full_name");

    if (own && (related(&f->t->persons, x, r, own->value) ||
                signs_for_dead(&f->t->persons, x, r, own->value) ||
                !vouched(&f->t->persons, x, r, rank_copied(f, r, own), own->value)))
        stay_for_review(f);
}

/* ---- two with equal claim ---- */

/* By what stands over them, beside them or over their signature: the role of that name, of those
 * with equal claim; r->n: the paper does not say, or says both. */
static uint32_t even_role(const struct persons *x, const struct main_row *r, const char *name)
{
    uint32_t role = r->n;

    for (uint32_t i = 0; i < x->n; i++)
        for (uint32_t k = 0; k < r->n; k++) {
            if (!r->even[k] || x->list[i].role != r->roles[k] || !name_same(x->list[i].name, name))
                continue;
            if (role != r->n && role != k)
                return r->n;
            role = k;
        }
    return role;
}

static bool beside(const struct field_list *f, const struct mention *a, const struct mention *b)
{
    return a->view == b->view &&
           fabsf(seg_cy(a->seg) - seg_cy(b->seg)) < 1.2F * f->d->views[a->view].em;
}

/* Those that the paper introduces by their roles, as they stand on it: from left to right, from top
 * to bottom. */
static bool even_pair(const struct field_list *f, const struct persons *x, const struct main_row *r,
                      bool sign, const struct mention *pair[2])
{
    pair[0] = pair[1] = NULL;
    for (uint32_t i = 0; i < x->n; i++) {
        const struct mention *m = &x->list[i];
        bool even = m->role == ROLE_SELF && !sign;
        for (uint32_t k = 0; k < r->n; k++)
            even |= r->even[k] && r->roles[k] == m->role;
        if (m->sign != sign || (m->sure < 0.9F && !sign) || !even)
            continue;
        if (!pair[0])
            pair[0] = m;
        else if (!pair[1] && !same_person(pair[0]->name, m->name))
            pair[1] = m;
    }
    if (pair[1] && beside(f, pair[0], pair[1]) && pair[1]->seg->box.x0 < pair[0]->seg->box.x0) {
        const struct mention *m = pair[0];
        pair[0] = pair[1];
        pair[1] = m;
    }
    return pair[1] != NULL;
}

/* husband_name: the field that a label gave this role says the same, or there is none. */
static bool even_agrees(const struct field_list *f, uint32_t role, const char *name)
{
    const char *word = f->t->persons.roles[role];
    const size_t n = strlen(word);

    for (uint32_t i = 0; i < f->n; i++)
        if (strncmp(f->list[i].name, word, n) == 0 && strcmp(f->list[i].name + n, "_name") == 0 &&
            !same_person(f->list[i].value, name))
            return false;
    return true;
}

static void drop(struct field_list *f, const struct field *x)
{
    const uint32_t i = (uint32_t)(x - f->list);

    memmove(&f->list[i], &f->list[i + 1], (f->n - i - 1) * sizeof *f->list);
    f->n--;
}

/* The name of the other was not read well enough to be known for one, and its label gave it: the
 * paper names first who is known by her role above it. For review. */
static void first_of_even(struct field_list *f, const struct persons *x, const struct main_row *r)
{
    const struct field *own = field_get(f, "full_name");
    const struct mention *m = NULL;

    for (uint32_t i = 0; i < x->n && !m; i++)
        for (uint32_t k = 0; k < r->n; k++)
            if (r->even[k] && r->roles[k] == x->list[i].role && !x->list[i].sign &&
                x->list[i].sure >= 1)
                m = &x->list[i];
    if (!own || !m || (int32_t)m->view != own->page - 1 || same_person(own->value, m->name) ||
        m->seg->box.y1 > own->box.y0)
        return;
    float conf;
    const struct box box = seg_box(&f->d->views[m->view], m->seg, m->from, m->to, &conf);
    drop(f, own);
    field_add(f, "full_name", m->name, conf, FIT_SHOWN, m->view, box);
}

/* Wife and husband: full_name is the one the paper names first. Who that is has to be plain: both
 * are there, each by a role of the two, and stand in the table's order; else it is for review. */
static void find_even(struct field_list *f, const struct persons *x, const struct main_row *r)
{
    const struct mention *pair[2];
    const struct field *own = field_get(f, "full_name");

    const bool text = even_pair(f, x, r, false, pair);
    if (!text && !even_pair(f, x, r, true, pair)) {
        first_of_even(f, x, r);
        stay_for_review(f);
        return;
    }
    const struct mention *m = pair[0];
    const uint32_t a = even_role(x, r, m->name), b = even_role(x, r, pair[1]->name);
    /* the other way round the paper may be either one's: nothing on it says so */
    const bool plain = text && a < b && b < r->n && r->sure[a] && r->sure[b] &&
                       even_agrees(f, r->roles[a], m->name) &&
                       even_agrees(f, r->roles[b], pair[1]->name);
    if (own && !name_same(own->value, m->name)) {
        drop(f, own);
        own = NULL;
    }
    if (!own) {
        float conf;
        const struct box box = seg_box(&f->d->views[m->view], m->seg, m->from, m->to, &conf);
        field_add(f, "full_name", m->name, conf, plain && !m->joined ? FIT_SURE : FIT_SHOWN,
                  m->view, box);
    }
    if (!plain) {
        for (uint32_t i = 0; i < f->n; i++)
            if (strcmp(f->list[i].name, "full_name") == 0)
                f->list[i].confidence *= FIT_SHOWN;
        stay_for_review(f);
    }
}

/* What is copied may be any paper: the first that a label names, else the first behind "ông" whose
 * particulars follow, shown for review. */
static void named_first(struct field_list *f, const struct persons *x)
{
    for (uint32_t i = 0; i < 2 * x->n && !field_get(f, "full_name"); i++) {
        const struct mention *m = &x->list[i % x->n];
        float conf;
        if (m->sign ||
            (i < x->n ? m->sure < 1 : m->sure < 0.9F || !m->born || has_office(&f->t->persons, m)))
            continue;
        const struct box box = seg_box(&f->d->views[m->view], m->seg, m->from, m->to, &conf);
        field_add(f, "full_name", m->name, conf, FIT_SHOWN, m->view, box);
        stay_for_review(f);
    }
}

static void find_main(struct field_list *f, struct persons *x, const struct main_row *r)
{
    float conf, most = 1;

    if (r->even[0]) {
        find_even(f, x, r);
        return;
    }
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
    const struct main_row *r = persons_main(f->t, f->type);
    struct persons *x = r || f->certified ? ARENA_NEW(f->a, struct persons, 1) : NULL;

    if (!x) {
        f->failed |= r || f->certified;
        stay_for_review(f); /* papers of the type are about nobody */
        return;
    }
    persons_scan(f, x);
    if (r)
        find_main(f, x, r);
    if (f->certified)
        named_first(f, x);
    if (!field_get(f, "full_name")) {
        fields_guess(f, x, r);
        stay_for_review(f);
    }
    fields_born_named(f, x);
}
