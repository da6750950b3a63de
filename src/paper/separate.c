#include "paper/separate.h"

#include <math.h>
#include <string.h>

#include "paper/odds.h"
#include "paper/signs.h"

/* Weights in log odds, set by hand on office papers: one strong sign (motto and title) must
 * outweigh the usual drift of continuation, two weak ones must not. */
static const float W_NONE = -2.2F, W_MOTTO = 3.6F, W_TITLE = 4.0F, W_CAPS = 0.6F, W_HEAD = 1.2F,
                   W_FIRST = 0.8F, W_LETTER = 1.5F, W_NEXT = -4.5F, W_LATER = -2.5F,
                   W_CLOSED = 1.2F, W_OPEN = -2.2F, W_LOWER = -1.6F, W_SIZE = 1.2F, W_CARD = 3.5F,
                   W_PAIR = -7.0F, W_CERTIFIED = -3.5F, W_ENTRY = 5.0F, W_BLANK = 0.3F,
                   W_TYPE_PAGES = 0.7F, RULES_SURE = 0.85F;

static float title_quality(const struct layout *l)
{
    return l->n_hits ? l->hits[0].quality : 0;
}

/* Signs of the page by itself. */
static float start_signs(const struct layout *l)
{
    const float q = title_quality(l);
    float s = 0;

    if (l->motto_top)
        s += W_MOTTO;
    if (q > 0.2F)
        s += W_TITLE * q * (l->motto_top || l->number_seg >= 0 || sign_card(l) ? 1.0F : 0.75F);
    else if (l->caps_title && l->motto_top)
        s += W_CAPS;
    if (l->motto_top && (l->number_seg >= 0 || l->date_seg >= 0))
        s += W_HEAD;
    if (l->motto_top && l->two_columns &&
        (l->subject_seg >= 0 || (l->to_row >= 0 && l->to_row <= l->head_end + 5)))
        s += W_LETTER; /* what a letter has in place of a title */
    if (l->page_no == 1)
        s += W_FIRST;
    if (l->card_front && !l->card_back)
        s += W_CARD;
    if (l->begins_lower)
        s += W_LOWER;
    return s;
}

/* Signs of the page against the one before. */
static float against(const struct paper_tables *t, const struct layout *prev,
                     const struct layout *l, uint32_t so_far, uint32_t prev_type)
{
    float s = 0;

    if (l->page_no >= 2)
        s += l->page_no == prev->page_no + 1 ||
                     (prev->page_no == 0 && l->page_no == (int32_t)so_far + 1)
                 ? W_NEXT
                 : W_LATER;
    if (prev->recipients || prev->signature || prev->end_mark ||
        (prev->page_of > 0 && prev->page_no == prev->page_of))
        s += W_CLOSED;
    if (prev->ends_open)
        s += l->motto_top ? 0.5F * W_OPEN : W_OPEN;
    if (sign_sizes_differ(prev->aspect, l->aspect))
        s += W_SIZE;
    else if (sign_sizes_differ(prev->width_in, l->width_in))
        s += W_SIZE * 0.7F;
    if (sign_card(l) != sign_card(prev))
        s += sign_card(l) && !l->card_front ? 0.5F * W_CARD : W_CARD * 0.6F;
    if (prev->card_front && prev->card_back && sign_card(l)) /* that card is complete */
        s += W_CARD;
    if (prev->card_front && !prev->card_back && l->card_back && !l->card_front && so_far == 1)
        s += sign_same_number(prev, l) ? W_PAIR : W_CARD;
    if (l->certified &&
        title_quality(l) < 0.2F + (l->n_hits && l->hits[0].type == t->certified ? 1.0F : 0) &&
        !l->motto_top)
        s += W_CERTIFIED;
    if (prev_type < t->n_types && t->types[prev_type].pages_max == 1 && !l->certified)
        s += W_TYPE_PAGES;
    return s;
}

/* What the signs sum up to, as a probability: with the trained weights, else with those above. */
static float begins(const struct paper_tables *t, const struct layout *l,
                    const struct sign_context *c)
{
    const struct paper_model *m = t->model;
    float x[SIGNS], sum = 0;

    if (!m)
        return odds_p(W_NONE + start_signs(l) +
                      against(t, c->prev, l, c->so_far, sign_type(t, c->first)) +
                      (c->blank ? W_BLANK : 0) + (c->other_file ? W_ENTRY : 0));
    signs_of(t, l, c, x);
    for (uint32_t i = 0; i < SIGNS; i++)
        sum += m->signs[i] * x[i];
    return odds_p(m->params[MODEL_PLATT_A] * sum + m->params[MODEL_PLATT_B]);
}

float separate_sure(const struct paper_tables *t)
{
    return t->model ? t->model->params[MODEL_BOUND_SURE] : RULES_SURE;
}

void separate_pages(const struct paper_tables *t, const struct dossier *d,
                    const struct layout *facts, struct boundary *out)
{
    uint32_t prev = UINT32_MAX, first = UINT32_MAX, so_far = 0;
    bool separator = false, blank = false;

    for (uint32_t i = 0; i < d->n_pages; i++) {
        const struct layout *l = &facts[i];
        const enum page_state state = d->pages[i].read->state;
        out[i] = (struct boundary){ 0 };
        separator |= state == PAGE_SEPARATOR;
        blank |= state == PAGE_BLANK;
        if (state != PAGE_DONE)
            continue;
        if (d->is_signed_pdf)
            out[i].p = prev == UINT32_MAX ? 1.0F : 0.0F;
        else if (separator)
            out[i].p = 0.995F;
        else if (prev == UINT32_MAX)
            out[i].p = odds_p(3.5F + fminf(start_signs(l), 2) + (l->page_no >= 2 ? W_LATER : 0));
        else
            out[i].p = begins(t, l,
                              &(struct sign_context){
                                  .first = &facts[first],
                                  .prev = &facts[prev],
                                  .so_far = so_far,
                                  .blank = blank,
                                  .other_file = sign_other_file(&d->pages[prev], &d->pages[i]) });
        out[i].starts = prev == UINT32_MAX || out[i].p >= 0.5F;
        if (out[i].starts) {
            so_far = 0;
            first = i;
        }
        so_far++;
        prev = i;
        separator = blank = false;
    }
}
