/* ocr/bilevel.h -- how sure a word of a page of black and white pixels is.
 *
 * The network learned on grey letters, and of pixels that a threshold has made it is sure of what
 * is wrong: on faxes 3.6 of 100 words it gives 0.99 to 0.999 are. bilevel_rate puts the share of
 * right words in the place of each word's confidence, by the confidence it had, by the least one of
 * its two neighbours (where one word suffered the next did) and by its shape. A word with a digit
 * keeps at least 0.975 of what it had: numbers are read twice, and what is asked of them
 * (configs/accept.tsv) is counted in the network's measure. Nothing becomes surer.
 *
 * Once a page, after whatever else asks for confidence. Threads: safe. */
#ifndef OCR_BILEVEL_H
#define OCR_BILEVEL_H
#include "doc/page.h"

void bilevel_rate(struct page_read *p);
#endif
