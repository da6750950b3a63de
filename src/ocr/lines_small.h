/* ocr/lines_small.h -- print much smaller than most of the page. Inside lines_*.c only. */
#ifndef OCR_LINES_SMALL_H
#define OCR_LINES_SMALL_H
#include "ocr/lines_ink.h"

/* Gives the components of small print the height of their own letters (comp.scale); without it they
 * would pass for marks of the big letters beside them. False when memory ran out. */
MUST_USE bool small_print_find(struct ink *k);
#endif
