#include <string.h>

#include "paper/rank.h"

/* What is believed of a value that the rules did not find: that it is shown at all; that it is
 * shown instead of what a weak rule found, and of what any rule found. On wordings that were not
 * trained on, a value believed in by more than a half was right wherever the rules said another. */
static const float SHOWN = 0.4F, CHOSEN = 0.7F, OVERRULES = 0.8F;
/* Under this a rule shows a value and does not accept it: its place or label is no usual one. */
static const float RULE_WEAK = 0.9F;
/* The rules' own value is accepted only where at least so much is believed of it. */
static const float BELIEVED = 0.2F;
/* Another value that is believed in more: the rules' own is not accepted. */
static const float DOUBTS = 0.5F;
static const float FIT_CHOSEN = 0.7F;
/* A rule found it where papers of its kind seldom have theirs, and without the rule it is believed
 * in so much: accepted where its numbers were read twice with this confidence. On wordings that
 * were not trained on the two had the same wrong day in 4 of 685 papers, three of which have none.
 */
static const float EARNED = 0.9F, EARNED_READ = 0.95F;

static void drop(struct field_list *f, const struct field *x)
{
    const uint32_t at = (uint32_t)(x - f->list);

    memmove(f->list + at, f->list + at + 1, (f->n - at - 1) * sizeof *f->list);
    memmove(f->fit + at, f->fit + at + 1, (f->n - at - 1) * sizeof *f->fit);
    f->n--;
}

/* The same day, as far as both were read. */
static bool same_day(const char *a, const char *b)
{
    const size_t na = strlen(a), nb = strlen(b), n = na < nb ? na : nb;

    return strncmp(a, b, n) == 0;
}

/* A day that is said in full, every number of it read twice the same. */
static bool is_read(const struct field_list *f, const struct rank_candidate *c)
{
    float least;

    return c->day.valid && c->day.whole && !c->day.guessed && c->day.y <= DATE_YEAR_MOST &&
           date_read(&f->d->views[c->view], c->seg, &c->day, &least) && least >= EARNED_READ;
}

static void earn(const struct field_list *f, const struct ranking *r, struct field *own)
{
    if (rank_of_value(r, own->value) < EARNED)
        return;
    for (uint32_t i = 0; i < r->n && !own->accepted; i++)
        own->accepted = strcmp(r->list[i].value, own->value) == 0 && is_read(f, &r->list[i]);
}

static void choose_date(struct field_list *f, const struct ranking *r)
{
    static const char name[] = "issued_date";
    const struct rank_candidate *best = rank_best(r);
    struct field *own = NULL;

    for (uint32_t i = 0; i < f->n; i++)
        if (strcmp(f->list[i].name, name) == 0)
            own = &f->list[i];
    if (own && f->day_settled)
        return;
    /* what a card prints besides its codes is read by its rules (fields_card.c) */
    for (uint32_t k = 0; k < f->d->n; k++)
        if (f->d->layouts[k].card_front || f->d->layouts[k].card_back || f->d->layouts[k].mrz)
            return;
    if (own && best && best->value[0] && same_day(own->value, best->value)) {
        if (!own->accepted)
            earn(f, r, own);
        return;
    }
    if (own && (rank_of_value(r, own->value) < BELIEVED || (best && best->p > DOUBTS)))
        own->accepted = false;
    if (!best || !best->value[0])
        return;
    if (own) {
        const bool weak = f->fit[own - f->list] < RULE_WEAK;
        if (best->p < (weak ? CHOSEN : OVERRULES))
            return;
        drop(f, own);
    } else if (best->p < SHOWN || (best->p < OVERRULES && day_of_others(&f->d->views[best->view],
                                                                        best->seg, best->from))) {
        return;
    }
    add_date(f, name, &best->day, best->seg, best->view, FIT_CHOSEN);
}

void fields_rank(struct field_list *f, struct arena *scratch)
{
    const struct rank_paper p = { f->t, f->d, f->type, f->certified };
    struct ranking *r = f->t->ranks ? ARENA_NEW(scratch, struct ranking, 1) : NULL;

    if (!f->t->ranks)
        return;
    if (!r) {
        f->failed = true;
        return;
    }
    rank_dates(&p, f->t->ranks->bits, r);
    rank_weigh(f->t->ranks, r);
    choose_date(f, r);
}
