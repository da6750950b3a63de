/* ocr/confirm_internal.h -- what the parts of confirm.c share. */
#ifndef OCR_CONFIRM_INTERNAL_H
#define OCR_CONFIRM_INTERNAL_H
#include "ocr/confirm.h"
#include "ocr/lstm.h"

enum { TEXT_BYTES = 256 };

struct confirm {
    struct lstm *lstm;
    const struct lstm_model *model;
    struct lstm *first; /* NULL: the page's reader is none of these */
    const struct lstm_model *first_model;
};

/* A letter or digit: what is compared. */
bool confirm_counts(uint32_t cp);
/* Digits of two readings, in their order: the same? */
bool confirm_same_digits(const char *a, const char *b);
/* A reading as a word: its text without spaces, and its confidence as words have it (the mean of
 * the characters' average and their minimum). */
float confirm_join(const struct lstm_line_out *l, char out[TEXT_BYTES]);
/* Days, months and years; lines that say what the paper is about: read again. */
MUST_USE bool confirm_days(struct confirm *c, const struct grey *plane, struct page_read *page,
                           struct arena *a, struct err *e);
MUST_USE bool confirm_text(struct confirm *c, const struct grey *plane, struct page_read *page,
                           struct arena *a, struct err *e);
#endif
