#include <string.h>

#include "paper/layout.h"

/* Decree 30/2020/NĐ-CP, Annex I: points in the order of the alphabet without f, j, w and z. The
 * fold makes "đ)" a second "d)". */
static const char points[] = "abcdeghiklmnopqrstuvxy";

enum {
    ITEM_LETTERS = 4, /* with fewer it is a cell of a table */
    ITEM_MAX = 999,
    TOP_LETTERS = 10
};

static uint32_t digits_at(const char *f, uint32_t *k)
{
    uint32_t no = 0;

    for (; f[*k] >= '0' && f[*k] <= '9' && no <= ITEM_MAX; ++*k)
        no = no * 10 + (uint32_t)(f[*k] - '0');
    return no <= ITEM_MAX ? no : 0;
}

/* "Điều 7.", "7.", "b)": the kind and number of the item that a row begins; ITEM_KINDS: none. */
static enum item_kind item_of(const char *f, uint16_t *no)
{
    const bool article = starts_with(f, "dieu ");
    uint32_t k = article ? 5 : 0;
    const uint32_t n = digits_at(f, &k);

    *no = (uint16_t)n;
    if (n > 0 && (f[k] == '.' || f[k] == ':') && (f[k + 1] == ' ' || f[k + 1] == '\0'))
        return article ? ITEM_ARTICLE : ITEM_CLAUSE;
    const char *at = f[0] ? strchr(points, f[0]) : NULL;
    if (!article && at && f[1] == ')') {
        *no = (uint16_t)(at - points + 1);
        return ITEM_POINT;
    }
    return ITEM_KINDS;
}

static void find_items(const struct view *v, struct layout *l)
{
    for (uint32_t r = 0; r < v->n_rows; r++) {
        const struct seg *s = &v->segs[v->row_first[r]];
        uint16_t no;
        const enum item_kind kind = s->letters >= ITEM_LETTERS ? item_of(s->fold, &no) : ITEM_KINDS;
        if (kind == ITEM_KINDS)
            continue;
        /* Clauses begin anew in every article, points in every clause: the first of a page goes on
         * only when nothing above it has begun. */
        bool inner = false;
        for (uint32_t i = 0; i <= (uint32_t)kind; i++)
            inner |= l->item_first[i] > 0;
        if (!inner)
            l->item_first[kind] = no;
        l->item_last[kind] = no;
        for (uint32_t i = kind + 1; i < ITEM_KINDS; i++)
            l->item_last[i] = 0;
    }
}

/* FNV-1a of the letters of the first row that has some; page numbers and dates do not count. */
static void find_top(const struct view *v, struct layout *l)
{
    uint32_t h = 2166136261U, letters = 0;

    for (uint32_t i = 0; i < v->n_segs && v->segs[i].row < 2; i++) {
        const struct seg *s = &v->segs[i];
        if (letters > 0 && s->row != v->segs[i - 1].row)
            break;
        for (uint32_t k = 0; k < s->len; k++)
            if (s->fold[k] >= 'a' && s->fold[k] <= 'z') {
                h = (h ^ (uint8_t)s->fold[k]) * 16777619U;
                letters++;
            }
    }
    l->top_text = letters >= TOP_LETTERS ? h : 0;
}

bool layout_goes_on(const struct layout *prev, const struct layout *l)
{
    const uint16_t *last = prev->item_last, *first = l->item_first;

    for (uint32_t i = 0; i < ITEM_KINDS; i++) {
        if (first[i] < 2 || last[i] == 0)
            continue;
        if (first[i] == last[i] + 1 || (i == ITEM_POINT && first[i] == last[i] && first[i] == 4))
            return true;
    }
    return false;
}

void layout_on(const struct view *v, struct layout *l)
{
    find_items(v, l);
    find_top(v, l);
}

/* Motto and title and nothing that a whole paper has, before a page without either that has words
 * of the type: certificates of land before 2004. */
static bool is_titled_cover(const struct layout *cover, const struct layout *next)
{
    const uint32_t type = cover->hits[0].type;

    return cover->motto_top && cover->date_seg < 0 && cover->page_no == 0 && !next->motto_top &&
           next->number_seg < 0 && !next->form_top && !next->card_front && !next->card_back &&
           next->page_no < 3 &&
           (next->n_hits == 0 || next->hits[0].quality < 0.5F || next->hits[0].type == type) &&
           next->speaks[type / 64] >> type % 64 & 1;
}

/* The title alone, before a page that has it too. */
static bool is_bare_cover(const struct layout *cover, const struct layout *next)
{
    return !cover->motto_top && next->n_hits > 0 && cover->hits[0].type == next->hits[0].type;
}

bool layout_is_cover(const struct paper_tables *t, const struct layout *cover,
                     const struct layout *next)
{
    enum { WORDS = 40 };

    return cover->n_words < WORDS && cover->n_hits > 0 && cover->hits[0].quality > 0.5F &&
           t->types[cover->hits[0].type].pages_min > 1 && cover->number_seg < 0 &&
           !cover->signature && next->n_words > 2 * cover->n_words &&
           (is_titled_cover(cover, next) || is_bare_cover(cover, next));
}
