/* codes/whole.h -- a Code 128 decided as a whole, from the line of greys across its bars.
 *
 * Bars of 1.2 to 2 px run into each other: no threshold parts them, but of all symbols that could
 * stand there one row, blurred as much, gives the greys that were seen. Where the code begins and
 * ends is seen; how many symbols lie between, the blur, the light and how far ink spreads are what
 * fits best; symbols are the likeliest path of which the check symbol comes out right.
 *
 * In:  a profile (codes/bars.h). Out: the text, when it is that and nothing else: the likeliest
 *      other path with a right check must fit far worse, and the greys must look like the bars.
 * Errors: ERR_NOMEM. Threads: safe. Cost: 5 to 15 ms. Source: ISO/IEC 15417. */
#ifndef CODES_WHOLE_H
#define CODES_WHOLE_H
#include "codes/bars.h"

enum { WHOLE_TEXT = 128 };
struct whole {
    bool found;
    char text[WHOLE_TEXT];
    float from, to; /* px from the profile's middle: where the code begins and ends */
    float module;   /* px */
    float blur;     /* its deviation, modules */
    /* in nats: how much worse the next path with a right check fits, and how much better the best
     * path of all; and the share of the greys' square that the bars explain */
    float margin, given, fit;
};
MUST_USE bool whole_read(const struct profile *p, struct whole *out, struct err *e);
#endif
