/* codes/bars.h -- the bars of a Code 128 as one line of greys, each the middle one of all heights.
 *
 * Along a bar nothing changes but grain, specks and what was stamped over it: across some dozen
 * lines through the bars the median keeps the bars alone, where each line by itself is too grainy
 * for bars of 2 px, or broken by a seal.
 *
 * In:  a grey frame and a place of stripes (codes/evidence.h): bars across its middle, turned any
 *      way; margin: px around them. Out: three such lines, of all heights, the upper and the lower
 *      half, half a pixel a step, each repeated for some rows in a frame of its own (grey_release
 *      all, found or not). *found is false when the place's edges agree on no direction.
 * Errors: ERR_NOMEM, ERR_LIMIT. Threads: safe. Cost: 2 ms for 800 x 100 px. */
#ifndef CODES_BARS_H
#define CODES_BARS_H
#include "doc/grey.h"
#include "doc/page.h"

MUST_USE bool bars_flatten(const struct grey *g, struct box b, int32_t margin, struct grey out[3],
                           bool *found, struct err *e);
/* The bars as every pixel across them says, none looked at between others, which would blur: means
 * of half pixels along the line through the middle of a block of stripes (no margin), and of what
 * lies on both sides of it: the whole of a code of which the block is a part. *found is false, too,
 * when the rows of the block are not alike. */
struct profile {
    int32_t n;
    float *at, *grey, *weight; /* px from the middle; pixels, 0 where there are none */
    float *square;             /* of greys, the mean */
    float inner;               /* px each way from the middle that the place itself takes */
    double x, y, ux, uy, high; /* the middle, the way across the bars, and px along them */
};
MUST_USE bool bars_profile(const struct grey *g, struct box b, struct profile *out, bool *found,
                           struct err *e);
void profile_release(struct profile *p); /* found or not */
/* Gives back what blur took from narrow bars: away from the greys 1.5 px beside by `halves` of the
 * difference. to: a frame of the same size. */
void bars_sharpen(const struct grey *from, int halves, const struct grey *to);
#endif
