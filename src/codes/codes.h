/* codes/codes.h -- QR codes, Code128 and DataMatrix on a grey frame, through zxing-cpp.
 * Appends found codes to `out` (at most `max`), texts UTF-8 in the arena, boxes in frame px. A
 * second pass at 2x over promising regions only when the first found nothing and `thorough` is set.
 * None found is success. Errors: ERR_NOMEM, ERR_LIBRARY. Threads: safe (no state). Cost: about 10
 * ms a 300-dpi page on average. */
#ifndef CODES_CODES_H
#define CODES_CODES_H
#include "doc/grey.h"
#include "doc/page.h"

MUST_USE bool codes_find(const struct grey *g, bool thorough, struct arena *a, struct code *out,
                         uint32_t max, uint32_t *n, struct err *e);
#endif
