/* ident/view.h -- private to the room: one page's words as one text, and the ways back.
 *
 * text: words of a line joined by one space, lines by '\n', with full-width characters as ASCII,
 * every dash as '-' and every slash as '/'. fold: the same without marks and in lower case, one
 * byte a character (other scripts become '?'). fold_of[i] is the offset in fold of byte i of text,
 * text_of[i] the offset in text of byte i of fold. Everything in the arena.
 *
 * "§" beside a digit is an 8; beside an 8 it is nothing, that 8 was read twice ("18§6" is 186,
 * "5§6" 586). "ó" behind a digit is a 6. All are seldom wrong and always doubted
 * (ident_view_mended). */
#ifndef IDENT_VIEW_H
#define IDENT_VIEW_H
#include "ident/tables.h"

struct ident_view {
    const struct page_read *read;
    char *text, *fold;
    size_t len, fold_len;
    uint32_t *fold_of, *text_of; /* len + 1, fold_len + 1 */
    uint32_t *word_start;        /* n_words: offset in text */
    bool eights;                 /* "8§" is 88 here */
    bool has_eights;             /* there is one */
};
MUST_USE bool ident_view_make(const struct page_read *p, bool eights, struct arena *a,
                              struct ident_view *v, struct err *e);
/* Words that [start, end) of the text touches. */
void ident_view_words(const struct ident_view *v, size_t start, size_t end, uint32_t *first,
                      uint32_t *last);
/* Box in the frame and lowest confidence of those words. */
struct box ident_view_frame(const struct ident_view *v, size_t start, size_t end, float *conf);
/* Did the second reader agree on every word of [start, end) that holds three digits or more, and
 * are shorter ones beside it sure? */
bool ident_view_agreed(const struct ident_view *v, size_t start, size_t end);
/* "số 538 QSDĐ/12": does an entry of an old land register go on behind `end`? */
bool ident_view_register_goes_on(const struct ident_view *v, size_t end);
/* Is what stands at `at` of the fold a part of "ngày 26 tháng 8 năm 2008", however wide the blanks?
 */
bool ident_view_in_date(const struct ident_view *v, size_t at);
/* Is one of the words of [start, end) word_hides_digit (doc/page.h)? */
bool ident_view_hides_digit(const struct ident_view *v, size_t start, size_t end);
/* Does one of those words hold a sign or letter that was taken for a digit? */
bool ident_view_mended(const struct ident_view *v, size_t start, size_t end);
/* A word of few digits beside or under one that was read twice: agreed on, or sure. */
bool ident_view_sure(const struct word *w);
/* That box on the scan. */
struct box ident_view_box(const struct ident_view *v, size_t start, size_t end, float *conf);
/* What was read there, before any change. NULL: arena full. */
char *ident_view_raw(const struct ident_view *v, size_t start, size_t end, struct arena *a);
/* Blanks wider than those between words on both sides: a cell, alone in its line or in a row. */
bool ident_view_apart(const struct ident_view *v, size_t start, size_t end);
/* Where the cell ends whose value ends at `end`: behind the unit of an area ("134,2 m2"), and what
 * was read of a line of the table. */
size_t ident_view_cell_end(const struct ident_view *v, size_t end);
/* Do these words stand in fold[from..to), at word edges, over a line's end too? */
bool ident_view_says(const struct ident_view *v, size_t from, size_t to, const char *words);
/* Does one of these n? */
bool ident_view_says_any(const struct ident_view *v, size_t from, size_t to,
                         const char *const *words, size_t n);
#define SAYS_ANY(v, from, to, words)                                                               \
    ident_view_says_any(v, from, to, words, sizeof words / sizeof *words)
#endif
