/* codes/match.h -- finder patterns of small modules, by likeness to their picture.
 *
 * Where a module is below 2 px or blurred into its neighbours no row has runs of 1:1:3:1:1 any
 * more. The picture of a finder with the light around it still stands out of what lies beside: it
 * is laid over every place of a box at sizes of 1.4 to 8 px a module, by sums over squares.
 *
 * In:  a grey frame and a box within it. Out: the squares that three finders make, the likeliest
 *      first; at most `max`. None is success. Level codes only, up to a few degrees.
 * Errors: ERR_NOMEM. Threads: safe. Cost: 5 ms for 250 x 250 px. */
#ifndef CODES_MATCH_H
#define CODES_MATCH_H
#include "codes/evidence.h"

MUST_USE bool match_squares(const struct grey *g, struct box b, struct square *out, uint32_t max,
                            uint32_t *n, struct err *e);
#endif
