/* ocr/spread.h -- an open book: two pages in one scan, each read by itself. Inside src/ocr only.
 *
 * A frame is a spread when it is wider than high and some empty band near the middle of its text,
 * wider than any space between words, runs from the first line to the last: no line of text crosses
 * it, and both sides hold several lines. It is none when the rows of one table run across: ruled
 * lines that cross the band without a break, or that meet at it at like heights from tables of
 * unlike columns (a register whose rows fill both pages), or, without ruled lines, cells on like
 * baselines at both sides. Two pages of one form have like heights and like columns: a spread.
 * A title over both halves makes one page of it.
 *
 * The page stays one page: its left half is read wholly before its right half, each with a skew of
 * its own, and no line crosses the band. Errors: ERR_LIMIT, those of the reader. Threads: safe. */
#ifndef OCR_SPREAD_H
#define OCR_SPREAD_H
#include "ocr/lines.h"

/* The lines found on a page of w x h px. *x: where to part it. */
bool spread_gutter(const struct lines *l, int32_t w, int32_t h, int32_t *x);

typedef bool (*spread_reader)(void *engine, const struct grey *half, int32_t dpi, struct arena *a,
                              struct page_read *out, struct err *e);
/* Fills words, lines, text_confidence and engine of `out` from both sides of x. */
MUST_USE bool spread_read(spread_reader read, void *engine, const struct grey *page, int32_t x,
                          int32_t dpi, struct arena *a, struct page_read *out, struct err *e);
#endif
