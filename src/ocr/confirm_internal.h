/* ocr/confirm_internal.h -- what the parts of confirm.c share. */
#ifndef OCR_CONFIRM_INTERNAL_H
#define OCR_CONFIRM_INTERNAL_H
#include "ocr/confirm.h"
#include "ocr/confirm_cut.h"
#include "ocr/glyph.h"
#include "ocr/lstm.h"

enum { TEXT_BYTES = 256, EDGE_BYTES = 16 };

struct confirm {
    struct lstm *lstm;
    const struct lstm_model *model;
    struct lstm *first; /* NULL: the page's reader is none of these */
    const struct lstm_model *first_model;
    struct glyph_model *glyphs;
};

/* A number's two readings; `doubt`: the second was not sure of a digit; `serial`: it has the
 * letters before the number as well. */
struct two_read {
    const char *first, *second;
    bool doubt, serial;
};

/* A letter or digit: what is compared. */
bool confirm_counts(uint32_t cp);
/* Digits of two readings, in their order: the same? */
bool confirm_same_digits(const char *a, const char *b);
/* A reading as a word: its text without spaces, and its confidence as words have it (the mean of
 * the characters' average and their minimum). */
float confirm_join(const struct lstm_line_out *l, char out[TEXT_BYTES]);
/* `text` with the marks that stand behind `line`: these are the line's to know. `out` holds
 * TEXT_BYTES + EDGE_BYTES. */
void confirm_edges(const char *line, const char *text, char *out, size_t size);
/* Days, months and years; lines that say what the paper is about: read again. */
MUST_USE bool confirm_days(struct confirm *c, const struct grey *plane, struct page_read *page,
                           struct arena *a, struct err *e);
MUST_USE bool confirm_text(struct confirm *c, const struct grey *plane, struct page_read *page,
                           struct arena *a, struct err *e);
/* Words that were read twice against their glyphs (confirm.h says what follows). */
MUST_USE bool confirm_glyphs(struct confirm *c, const struct grey *plane, struct page_read *page,
                             const uint32_t *which, const struct confirm_cut *cuts,
                             const struct two_read *two, size_t n, struct arena *a, struct err *e);
/* One to three digits, or signs that digits are taken for; `digits`: what it is then. */
enum { CELL_DIGITS = 3 };
bool confirm_short_number(const char *text, char digits[CELL_DIGITS + 1]);
/* Which of the words, an element each, are such numbers in lines of their own, on a page that
 * speaks of parcels (confirm_cells.c). */
void confirm_cells(const struct page_read *p, bool *cell);
/* A number that stands by itself: *out: the ink is plainly another. */
MUST_USE bool confirm_ruled_out(struct glyph_lattice *l, const struct grey *plane, struct box b,
                                const char *text, bool *out, struct err *e);
#endif
