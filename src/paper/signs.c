#include "paper/signs.h"

#include <math.h>
#include <string.h>

/* What no first page of a paper is without: nothing of it is there. */
static bool is_bare(const float *x)
{
    return x[SIGN_MOTTO] <= 0 && x[SIGN_TITLE] <= 0 && x[SIGN_FORM] <= 0 && x[SIGN_LETTER] <= 0 &&
           x[SIGN_FRONT] <= 0 && x[SIGN_BOTH_SIDES] <= 0;
}

/* By more than an eighth: other paper, other document. */
static bool sizes_differ(float a, float b)
{
    return a > 0 && b > 0 && (a > 1.125F * b || b > 1.125F * a);
}

/* A side of an identity card, or both. */
static bool is_card(const struct layout *l)
{
    return l->card_front || l->card_back || l->mrz;
}

/* Or one is not known. */
static bool same_number(const struct layout *a, const struct layout *b)
{
    return !a->id12[0] || !b->id12[0] || strcmp(a->id12, b->id12) == 0;
}

/* Share of the smaller vocabulary that the other page has too. */
static float shared(const struct layout *a, const struct layout *b)
{
    int both = 0, na = 0, nb = 0;

    for (size_t i = 0; i < sizeof a->sketch / sizeof *a->sketch; i++) {
        both += __builtin_popcountll(a->sketch[i] & b->sketch[i]);
        na += __builtin_popcountll(a->sketch[i]);
        nb += __builtin_popcountll(b->sketch[i]);
    }
    const int least = na < nb ? na : nb;
    return least > 0 ? (float)both / (float)least : 0;
}

static float ratio_off(float a, float b)
{
    return a > 0 && b > 0 ? fminf(fabsf(a / b - 1) * 4, 1) : 0.5F;
}

bool sign_other_file(const struct dossier_page *a, const struct dossier_page *b)
{
    return strcmp(a->entry, b->entry) != 0 &&
           (a->page > 1 || b->format == IMAGE_PDF_TEXT || a->format == IMAGE_PDF_TEXT);
}

/* The type that the first page's title names for sure; n_types: none. */
static uint32_t sure_type(const struct paper_tables *t, const struct layout *first)
{
    return first->n_hits && first->hits[0].quality > 0.6F ? first->hits[0].type : t->n_types;
}

static float yes(bool x)
{
    return x ? 1.0F : 0.0F;
}

static void own_signs(const struct layout *l, float *x)
{
    const float q = l->n_hits ? l->hits[0].quality : 0;
    const bool title = q > 0.2F, headed = l->motto_top || l->number_seg >= 0 || is_card(l);

    x[SIGN_MOTTO] = yes(l->motto_top);
    x[SIGN_TITLE] = title ? q : 0;
    x[SIGN_TITLE_HEADED] = title && headed ? q : 0;
    x[SIGN_TITLE_BARE] = title && !headed ? q : 0;
    x[SIGN_CAPS_HEADED] = yes(!title && l->caps_title && l->motto_top);
    x[SIGN_CAPS_BARE] = yes(!title && l->caps_title && !l->motto_top);
    x[SIGN_HEAD] = yes(l->motto_top && (l->number_seg >= 0 || l->date_seg >= 0));
    x[SIGN_LETTER] = yes(l->motto_top && l->two_columns &&
                         (l->subject_seg >= 0 || (l->to_row >= 0 && l->to_row <= l->head_end + 5)));
    x[SIGN_FIRST_NO] = yes(l->page_no == 1);
    x[SIGN_NO_HEAD] = yes(!l->motto_top && !title && !l->caps_title && !is_card(l));
    x[SIGN_FRONT] = yes(l->card_front && !l->card_back);
    x[SIGN_BOTH_SIDES] = yes(l->card_front && l->card_back);
    x[SIGN_BACK] = yes(l->card_back && !l->card_front);
    x[SIGN_MRZ] = yes(l->mrz);
    x[SIGN_LOWER] = yes(l->begins_lower);
    x[SIGN_FORM] = yes(l->form_top);
    x[SIGN_TOP_LOW] = yes(l->top_rel > 0.25F);
    x[SIGN_SHORT] = yes(l->n_words < 40);
    x[SIGN_LONG] = yes(l->n_words > 250);
}

static void number_signs(const struct layout *l, const struct sign_context *c, float *x)
{
    const struct layout *prev = c->prev;
    const bool next =
        l->page_no >= 2 && (l->page_no == prev->page_no + 1 ||
                            (prev->page_no == 0 && l->page_no == (int32_t)c->so_far + 1));

    x[SIGN_NEXT_NO] = yes(next);
    x[SIGN_LATER_NO] = yes(l->page_no >= 2 && !next);
    x[SIGN_NO_NUMBER_AFTER] = yes(l->page_no == 0 && prev->page_no >= 2);
    x[SIGN_CLOSED_LAST] = yes(prev->page_of > 0 && prev->page_no == prev->page_of);
}

static void closing_signs(const struct layout *l, const struct sign_context *c, float *x)
{
    const struct layout *prev = c->prev;
    const bool closed =
        prev->recipients || prev->signature || prev->end_mark || x[SIGN_CLOSED_LAST] > 0;

    x[SIGN_CLOSED_RECIPIENTS] = yes(prev->recipients);
    x[SIGN_CLOSED_SIGNATURE] = yes(prev->signature);
    x[SIGN_CLOSED_MARK] = yes(prev->end_mark);
    x[SIGN_CLOSED_ANY] = yes(closed);
    x[SIGN_CLOSED_NONE] = yes(!closed && !is_card(prev));
    x[SIGN_OPEN] = yes(prev->ends_open);
    x[SIGN_OPEN_HEADED] = yes(prev->ends_open && l->motto_top);
    x[SIGN_PREV_FULL] = yes(prev->bottom_rel > 0.85F);
    x[SIGN_PREV_SHORT] = yes(prev->bottom_rel < 0.6F);
    x[SIGN_CONTINUES] = yes(prev->ends_open && l->begins_lower);
}

static void card_signs(const struct layout *l, const struct sign_context *c, float *x)
{
    const struct layout *prev = c->prev;
    const bool pair =
        prev->card_front && !prev->card_back && l->card_back && !l->card_front && c->so_far == 1;
    const bool same = same_number(prev, l);

    x[SIGN_CARD_IN] = yes(is_card(l) && !is_card(prev));
    x[SIGN_CARD_OUT] = yes(!is_card(l) && is_card(prev));
    x[SIGN_CARD_DONE] = yes(prev->card_front && prev->card_back && is_card(l));
    x[SIGN_PAIR] = yes(pair && same);
    x[SIGN_PAIR_OTHER] = yes(pair && !same);
}

static void type_signs(const struct paper_tables *t, const struct layout *l,
                       const struct sign_context *c, float *x)
{
    const uint32_t type = sure_type(t, c->first);
    const float q = l->n_hits ? l->hits[0].quality : 0;

    x[SIGN_CERTIFIED] = yes(l->certified && !l->motto_top &&
                            (q < 0.2F || (l->n_hits && l->hits[0].type == t->certified)));
    x[SIGN_AFTER_CERTIFIED] = yes(c->prev->certified);
    x[SIGN_FIRST_PAGE] = yes(c->so_far == 1);
    if (type == t->n_types)
        return;
    const struct type_row *r = &t->types[type];
    x[SIGN_ONE_PAGE_TYPE] = yes(r->pages_max == 1 && !l->certified);
    x[SIGN_UNDER_MIN] = yes((int32_t)c->so_far < r->pages_min);
    x[SIGN_OVER_MAX] = yes((int32_t)c->so_far >= r->pages_max);
    x[SIGN_SAME_TYPE] = yes(q > 0.6F && l->hits[0].type == type);
}

static void likeness_signs(const struct paper_tables *t, const struct layout *l,
                           const struct sign_context *c, float *x)
{
    const struct layout *prev = c->prev;
    const float s = shared(prev, l);

    x[SIGN_ASPECT] = yes(sizes_differ(prev->aspect, l->aspect));
    x[SIGN_WIDTH] = yes(sizes_differ(prev->width_in, l->width_in));
    x[SIGN_COUNTS_ON] = yes(layout_goes_on(prev, l));
    x[SIGN_TEXT_ON] = yes(x[SIGN_NO_HEAD] > 0 && x[SIGN_LONG] > 0 && x[SIGN_CLOSED_NONE] > 0);
    x[SIGN_SHARED] = s;
    x[SIGN_SHARED_FIRST] = shared(c->first, l);
    x[SIGN_UNLIKE] = yes(s < 0.12F);
    x[SIGN_TEXT_SIZE] = ratio_off(prev->em_rel, l->em_rel);
    x[SIGN_MARGIN] = fminf(fabsf(prev->left_rel - l->left_rel) * 10, 1);
    /* who signs a paper that nobody signed so far; a later page of what has several */
    x[SIGN_SIGNED_ON] =
        yes(is_bare(x) && x[SIGN_CLOSED_NONE] > 0 && (l->signature || l->signs_first));
    x[SIGN_PART] =
        yes(is_bare(x) && x[SIGN_UNDER_MIN] > 0 && x[SIGN_ASPECT] <= 0 && x[SIGN_WIDTH] <= 0);
    const uint32_t type = sure_type(t, c->first); /* a later page has words of its type */
    x[SIGN_SPEAKS_ON] =
        yes(is_bare(x) && type < t->n_types && l->speaks[type / 64] >> type % 64 & 1);
    x[SIGN_BLANK] = yes(c->blank);
    x[SIGN_OTHER_FILE] = yes(c->other_file);
}

void signs_of(const struct paper_tables *t, const struct layout *l, const struct sign_context *c,
              float out[SIGNS])
{
    memset(out, 0, SIGNS * sizeof *out);
    out[SIGN_BIAS] = 1;
    own_signs(l, out);
    number_signs(l, c, out);
    closing_signs(l, c, out);
    card_signs(l, c, out);
    type_signs(t, l, c, out);
    likeness_signs(t, l, c, out);
}
