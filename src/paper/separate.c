#include "paper/separate.h"

#include <math.h>
#include <string.h>

#include "paper/odds.h"
#include "paper/signs.h"

/* The first page of a dossier begins a paper; what would be said of it if it need not: natural log
 * odds, so that a page that reads like a continuation is looked at (a first page missing). */
static const float FIRST = 6.0F, FIRST_HEADED = 1.0F, FIRST_LOWER = -4.1F, FIRST_LATER_NO = -5.0F;

/* That a card's front begins a paper, whose back came before; and a side of another card. */
static const float TURNED_CARD = 0.005F, OTHER_CARD = 0.995F;

/* What attests the copy before it, or goes on with what is before it. */
static const float ATTESTATION = 0.001F, GOES_ON = 0.001F;

static float first_page(const struct layout *l)
{
    const bool headed = l->motto_top || l->card_front || (l->n_hits && l->hits[0].quality > 0.5F);

    return odds_p(FIRST + (headed ? FIRST_HEADED : 0) + (l->begins_lower ? FIRST_LOWER : 0) +
                  (l->page_no >= 2 ? FIRST_LATER_NO : 0));
}

static float begins(const struct paper_tables *t, const struct layout *l,
                    const struct sign_context *c)
{
    const struct paper_model *m = t->model;
    float x[SIGNS], sum = 0;

    signs_of(t, l, c, x);
    for (uint32_t i = 0; i < SIGNS; i++)
        sum += m->signs[i] * x[i];
    return odds_p(m->params[MODEL_PLATT_A] * sum + m->params[MODEL_PLATT_B]);
}

/* A sheet that says nothing but that the copy before it is true (Decree 23/2015/NĐ-CP: of a copy of
 * several sheets the words stand on or behind the last) begins no paper; the motto may head it. */
static bool attests_before(const struct paper_tables *t, const struct layout *prev,
                           const struct layout *l)
{
    enum { TOP_ROWS = 6, WORDS = 120 };

    return l->certified && l->certified_row < TOP_ROWS && l->n_words < WORDS &&
           (!l->motto_top || l->number_seg < 0) &&
           (l->n_hits == 0 || l->hits[0].type == t->certified || l->hits[0].quality < 0.2F) &&
           !l->card_front && !l->card_back && !prev->certified;
}

/* The words above the text that were above the page before: a running header, not the head that
 * papers of one office share. */
static bool same_header(const struct layout *prev, const struct layout *l)
{
    enum { TEXT_WORDS = 150 };

    return l->top_text && l->top_text == prev->top_text && l->n_words >= TEXT_WORDS &&
           l->number_seg < 0 && !l->form_top && !(l->n_hits && l->hits[0].quality > 0.6F);
}

/* Nothing but "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH" and who that is: whatever is signed so stands before,
 * though others signed there too. */
static bool only_signs(const struct layout *l)
{
    enum { WORDS = 20 };

    return ((l->signs_first && l->n_words < WORDS && l->n_hits == 0) || l->signed_only) &&
           l->number_seg < 0 && !l->card_front && !l->card_back && !l->form_top;
}

/* Whom it goes to, or who certifies what others signed: never a paper's first words. */
static bool only_closes(const struct layout *l)
{
    return l->closes && l->number_seg < 0 && !l->form_top &&
           !(l->n_hits && l->hits[0].quality > 0.6F);
}

/* "II. XÁC NHẬN CỦA ..." and no head above it: a form goes on; so do a list and what stands under a
 * running header. */
static bool goes_on(const struct layout *prev, const struct layout *l)
{
    return (l->later_part || l->begins_dash || same_header(prev, l) || only_signs(l) ||
            only_closes(l)) &&
           !l->motto_top && !prev->card_front && !prev->card_back;
}

/* Two sides of cards in a row: behind both sides of one comes another; of two with a number that
 * was decoded, one card, also when it was scanned from behind, or two. 0 where the signs have to
 * say. */
static float card_begins(const struct layout *prev, const struct layout *l, uint32_t so_far)
{
    /* a front behind a card's two sides is another card, or the same one scanned again */
    if (so_far == 2 && prev->card_back && !prev->card_front && l->card_front && !l->card_back)
        return OTHER_CARD;
    if (!prev->id_coded || !l->id_coded)
        return 0;
    if (strcmp(prev->id12, l->id12) != 0)
        return OTHER_CARD;
    return so_far == 1 && prev->card_back && !prev->card_front && l->card_front && !l->card_back
               ? TURNED_CARD
               : 0;
}

float separate_sure(const struct paper_tables *t)
{
    return t->model->params[MODEL_BOUND_SURE];
}

float separate_goes_on(const struct paper_tables *t)
{
    return 1 - t->model->params[MODEL_ON_SURE];
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
        const struct sign_context c = {
            .first = first == UINT32_MAX ? NULL : &facts[first],
            .prev = prev == UINT32_MAX ? NULL : &facts[prev],
            .so_far = so_far,
            .blank = blank,
            .other_file = prev != UINT32_MAX && sign_other_file(&d->pages[prev], &d->pages[i])
        };
        if (d->is_signed_pdf)
            out[i].p = prev == UINT32_MAX ? 1.0F : 0.0F;
        else if (separator)
            out[i].p = 0.995F;
        else if (prev == UINT32_MAX)
            out[i].p = first_page(l);
        else if (card_begins(&facts[prev], l, so_far) > 0)
            out[i].p = card_begins(&facts[prev], l, so_far);
        else if (attests_before(t, &facts[prev], l))
            out[i].p = ATTESTATION;
        else if (goes_on(&facts[prev], l) ||
                 (so_far == 1 && !c.other_file && layout_is_cover(t, &facts[prev], l)))
            out[i].p = fminf(GOES_ON, begins(t, l, &c));
        else
            out[i].p = begins(t, l, &c);
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
