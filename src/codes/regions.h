/* codes/regions.h -- where on a page a printed code may stand.
 *
 * In: a grey frame, any resolution. Out: disjoint boxes (px, half open, clipped to the frame, quiet
 * zone included) in order from the top; at most REGIONS_MAX. A page that looks like a code nearly
 * everywhere, or has more candidates, is one box: the whole frame.
 *
 * What gives a code away is that about half of any small window of it is ink, in every direction,
 * over some millimetres; of text it is a fifth, and a white gap follows within a line. Windows of
 * three by three tiles of 16 px are judged against their own lightest and darkest pixel, so that
 * faded print and shadow cost nothing. Headings, photos and stamps are candidates too; they cost
 * the reading of a small box. No code is lost but those of modules below 2 px, which nobody reads,
 * and those smaller than a window.
 *
 * No candidate is success with *n = 0. Errors: ERR_NOMEM. Threads: safe. Cost: one pass over the
 * pixels, about 1 ms a 300-dpi page. */
#ifndef CODES_REGIONS_H
#define CODES_REGIONS_H
#include "doc/grey.h"
#include "doc/page.h"

enum { REGIONS_MAX = 64 };
struct region {
    struct box box;
    bool solid;   /* thick both ways: no line of bold letters */
    int contrast; /* between the lightest and the darkest pixel of 3 x 3 tiles of it, at least */
};
/* Pieces that are thick both ways by themselves, before they are joined to regions: as large as a
 * small code is. From the top; those beyond CORES_MAX are left out. */
enum { CORES_MAX = 24 };
struct cores {
    struct box box[CORES_MAX];
    uint32_t n;
};
MUST_USE bool regions_find(const struct grey *g, struct region out[REGIONS_MAX], uint32_t *n,
                           struct cores *cores, struct err *e);
#endif
