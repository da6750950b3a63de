/* ocr/confirm_text.h -- what a paper is about, read a second time. Inside confirm.c and its tests
 * only.
 *
 * The lines behind "V/v" and "Về việc", and those under a title in capitals, are few and in the
 * upper part of a page with a head: they are read again whole, by the other network on the plane
 * before cleaning. Where both have the same letters, digits and marks, blanks and what stands at
 * the ends apart, all words get WORD_TWICE.
 *
 * Errors: none. Threads: pure. Cost: two lines or so of a page that has a head. */
#ifndef OCR_CONFIRM_TEXT_H
#define OCR_CONFIRM_TEXT_H
#include "doc/page.h"

struct text_run {
    uint32_t first, n; /* its words */
    struct box box;
};
/* Up to `max` runs of words of a page of that many px. */
uint32_t text_runs(const struct page_read *p, int32_t page_wide, int32_t page_high,
                   struct text_run *out, uint32_t max);
bool text_same(const struct page_read *p, const struct text_run *r, const char *second);
#endif
