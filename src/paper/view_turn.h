/* paper/view_turn.h -- a page whose words stand, set upright for the view.
 *
 * Cards scanned two on a sheet are sometimes read sideways: every line is right, its box stands.
 * Then words, lines, frame and the way to the scan are turned by a quarter, so that rows are rows;
 * places on the scan stay what they were. In: a copy of the page with words of its own. False: the
 * arena is full. Threads: pure. */
#ifndef PAPER_VIEW_TURN_H
#define PAPER_VIEW_TURN_H
#include "doc/page.h"

struct arena;
bool view_turn(struct page_read *p, uint32_t n_words, struct arena *a);
#endif
