/* image/sheet_mask.h -- a small picture in two kinds of pixels, sheet and ground.
 *
 * The pixels lie within a border of one that belongs to neither, so that no neighbour needs a
 * check. Pixels are 0 or 1 until mask_keep_largest, then 0 or 2. Threads: safe, one owner. */
#ifndef IMAGE_SHEET_MASK_H
#define IMAGE_SHEET_MASK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define MASK_REACH 3 /* px */

struct mask {
    int32_t w, h, stride;
    uint8_t *all;
    uint8_t *px; /* of the first pixel; 1 bright, 2 the sheet */
    int32_t *stack;
    uint8_t *tmp;
};

/* False without memory; mask_release in both cases. Pixels are undefined. */
MUST_USE bool mask_init(struct mask *m, int32_t w, int32_t h);
void mask_release(struct mask *m);
static inline uint8_t *mask_row(const struct mask *m, int32_t y)
{
    return m->px + (ptrdiff_t)y * m->stride;
}
/* Bright (want 1) or dark (0) pixels grow by MASK_REACH in both directions: first one, then the
 * other closes text inside the sheet, so that it is one part. */
void mask_spread(struct mask *m, uint8_t want);
/* Marks the largest bright part 2, everything else 0; returns its area. */
int32_t mask_keep_largest(struct mask *m);
/* Ground that the sheet encloses is something printed on it: 2 too. Returns the area. */
int32_t mask_fill_holes(struct mask *m);
#endif
