/* ident/view.h -- private to the room: one page's words as one text, and the way back to them.
 *
 * text: words of a line joined by one space, lines by '\n'. fold: the same without marks and in
 * lower case, one byte a character (other scripts become '?'), fold_of[i] the offset in fold of
 * byte i of text. Everything in the arena. */
#ifndef IDENT_VIEW_H
#define IDENT_VIEW_H
#include "ident/tables.h"

struct ident_view {
    const struct page_read *read;
    char *text, *fold;
    size_t len, fold_len;
    uint32_t *fold_of;    /* len + 1 */
    uint32_t *word_start; /* n_words: offset in text */
};
MUST_USE bool ident_view_make(const struct page_read *p, struct arena *a, struct ident_view *v,
                              struct err *e);
/* Words that [start, end) of the text touches. */
void ident_view_words(const struct ident_view *v, size_t start, size_t end, uint32_t *first,
                      uint32_t *last);
/* Box on the scan and lowest confidence of those words. */
struct box ident_view_box(const struct ident_view *v, size_t start, size_t end, float *conf);
#endif
