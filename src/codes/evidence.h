/* codes/evidence.h -- where in a region of a page a code may stand, and of which kind.
 *
 * In: a grey frame and one of its regions (codes/regions.h). Out: the places worth a search, each
 * with what to search for (kinds, bits of codes_zxing.h). The decoder takes 10 ms a megapixel for
 * each kind of code on a grainy page; these questions take 1 ms:
 *
 *   QR          three finder patterns, alike and at the corners of a square: 1:1:3:1:1 of dark and
 *               light along a row, and again along the column through the middle, at any angle
 *   Code 128    a block of tiles whose gradients point one way: stripes, straight or turned
 *   DataMatrix  all of a region that is thick both ways and no larger than such a code is printed:
 *               it has no mark that is quicker to find
 *
 * A region with more candidates than there is room for is one place, searched for everything.
 * The squares that three finders make are given too: where a code is laid module by module.
 * Errors: ERR_NOMEM. Threads: safe. Cost: one pass over the region and one over a part of its rows.
 */
#ifndef CODES_EVIDENCE_H
#define CODES_EVIDENCE_H
#include "codes/regions.h"

enum {
    PLACES_MAX = 16,
    SQUARES_MAX = 24,
    GUESSES_MAX = 96,
    STRIPES_MAX = 16,
    STRIPE_MARGIN_PX = 80, /* around stripes: what the piece lacks at its ends, and a quiet zone */
};
struct finder {
    double x, y, width; /* px: its middle and how wide it is */
};
/* Finders of one code: at its first corner, along its rows from there and down its columns. */
struct square {
    struct finder corner, along, down;
};
struct place {
    struct box box; /* px, quiet zone included */
    int kinds;
    bool fine; /* modules of a few pixels, which the decoder may need enlarged */
};
/* What a region gave: places, the squares of finders in the order they were found, those that two
 * finders make whose third is written or stamped over, and the largest blocks of stripes by
 * themselves. */
struct evidence {
    struct place places[PLACES_MAX];
    struct square squares[SQUARES_MAX], guesses[GUESSES_MAX];
    struct box stripes[STRIPES_MAX];
    uint32_t n_places, n_squares, n_guesses, n_stripes;
};
MUST_USE bool evidence_find(const struct grey *g, const struct region *r, struct evidence *out,
                            struct err *e);
#endif
