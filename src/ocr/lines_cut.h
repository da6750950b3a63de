/* ocr/lines_cut.h -- letters of two lines that touch. Inside lines_*.c only.
 *
 * A descender that touches the mark below it makes one tall component of two letters, which fits no
 * row. Where the rows around it are known it is cut between them. */
#ifndef OCR_LINES_CUT_H
#define OCR_LINES_CUT_H
#include "ocr/lines_rows.h"

/* Counts the cuts made; the rows are out of date then. False when memory ran out. */
MUST_USE bool rows_cut_tall(struct ink *k, const struct rows *rows, uint32_t *cuts);
#endif
