/* codes/codes.h -- QR codes, Code128 and DataMatrix on a grey frame, through zxing-cpp.
 * Appends found codes to `out` (at most `max`) from the top, texts UTF-8 in the arena, boxes in
 * frame px. Only the places that look like a code (codes/regions.h, codes/evidence.h) are searched,
 * each for what it looks like; with `thorough` QR codes whose finder patterns gave nothing are read
 * module by module (codes/grid.h, pixels.h) and their errors mended (mend.h), also where one of the
 * three is written over, small or grainy ones are found by the likeness of their finders (match.h),
 * those of a few px a module are enlarged and those of a hand's breadth reduced. None
 * found is success. `clean`, NULL or the same frame without seals, is searched where a thorough
 * search of the first found nothing in what may be a code. Errors: ERR_NOMEM, ERR_LIBRARY. Threads:
 * safe (no state). Cost: 1 to 5 ms a page without a code, 8 with the code of a card, up to 150
 * where it can hardly be read; after 64 rounds of its codes' pixels, and 64 of the reduced ones, a
 * page gets no more.
 */
#ifndef CODES_CODES_H
#define CODES_CODES_H
#include "doc/grey.h"
#include "doc/page.h"

MUST_USE bool codes_find(const struct grey *g, const struct grey *clean, bool thorough,
                         struct arena *a, struct code *out, uint32_t max, uint32_t *n,
                         struct err *e);
#endif
