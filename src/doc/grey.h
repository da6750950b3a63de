/* doc/grey.h -- one 8-bit grey plane: 0 black, 255 white, rows of `stride` bytes.
 * grey_init takes w, h in pixels, checks the product, leaves the pixels undefined. Owned
 * explicitly, moved with grey_take (empties src). Threads: one owner at a time. */
#ifndef DOC_GREY_H
#define DOC_GREY_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct grey {
    uint8_t *px;
    int32_t w, h;
    size_t stride; /* bytes, >= w, a multiple of 64 */
};

MUST_USE bool grey_init(struct grey *g, int32_t w, int32_t h,
                        struct err *e); /* ERR_NOMEM, ERR_LIMIT */
void grey_release(struct grey *g);
void grey_take(struct grey *dst, struct grey *src);
static inline uint8_t *grey_row(const struct grey *g, int32_t y)
{
    return g->px + (size_t)y * g->stride;
}
/* The grey between the four pixels around (x, y), of which (0, 0) is the first; -1 outside. */
static inline double grey_between(const struct grey *g, double x, double y)
{
    if (!(x >= 0 && y >= 0 && x < g->w - 1 && y < g->h - 1))
        return -1;
    const int32_t ix = (int32_t)x, iy = (int32_t)y;
    const double fx = x - ix, fy = y - iy;
    const uint8_t *r = grey_row(g, iy) + ix, *s = grey_row(g, iy + 1) + ix;
    return (r[0] * (1 - fx) + r[1] * fx) * (1 - fy) + (s[0] * (1 - fx) + s[1] * fx) * fy;
}
/* The first bin with which `part` of `of` parts of all that is counted lie; the last one at most.
 */
int32_t histogram_part(const uint32_t *hist, int32_t bins, uint32_t part, uint32_t of);
#endif
