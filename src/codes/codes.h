/* codes/codes.h -- QR codes, Code128 and DataMatrix on a grey frame, through zxing-cpp.
 * Appends found codes to `out` (at most `max`) from the top, texts UTF-8 in the arena, boxes in
 * frame px. Only the places that look like a code (codes/regions.h, codes/evidence.h) are searched,
 * each for what it looks like; with `thorough` QR codes whose finder patterns gave nothing are read
 * module by module (codes/grid.h), and those of small modules are searched at twice the size.
 * None found is success. Errors: ERR_NOMEM, ERR_LIBRARY. Threads: safe (no state). Cost: 2 to 4 ms
 * a 300-dpi page of text, 6 ms on the grainiest (searching all of a page: 35 to 50).
 */
#ifndef CODES_CODES_H
#define CODES_CODES_H
#include "doc/grey.h"
#include "doc/page.h"

MUST_USE bool codes_find(const struct grey *g, bool thorough, struct arena *a, struct code *out,
                         uint32_t max, uint32_t *n, struct err *e);
#endif
