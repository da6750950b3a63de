/* codes/zone.h -- the first two lines of an identity card's machine readable zone, and the second
 * of a passport's, cell by cell.
 *
 * A second reading beside the recogniser's, on the plane before cleaning and without its network:
 * the line is cut in thirty cells of one pitch, each is compared with pictures of the characters
 * its place can hold, and of all numbers whose check digits agree that is taken which looks most
 * like the cells. The first line holds nine digits twice and two check digits over them: any other
 * number that agrees differs in four cells at least. It is given only when no such number comes
 * near, every cell taken looks nearly as much like its character as like any other, and all look
 * like characters at all. A passport's number stands there once, under one check digit: two cells
 * tell it from the next, so who reads it wants a second reading beside.
 *
 * In:  the frame's plane and the page as read (its lines, to know where; no letter of them is
 *      taken over but its head, by which a zone is known, two of five wrong at most).
 * Out: one code a zone, CODE_ZONE: its first line, \n, and its second, left out when that cannot
 *      be told so surely; of a passport its second line alone. None is success.
 * Errors: ERR_NOMEM. Threads: safe. Cost: nothing without a zone, 10 ms with one; no more than
 * 16 lines of a page are tried.
 * Source: ICAO 9303 parts 3 to 5, TD1 and TD3; thresholds measured on generated cards. */
#ifndef CODES_ZONE_H
#define CODES_ZONE_H
#include "doc/grey.h"
#include "doc/page.h"

MUST_USE bool zone_find(const struct grey *g, const struct page_read *read, struct arena *a,
                        struct code *out, uint32_t max, uint32_t *n, struct err *e);
#endif
