#include "codes/zoom.h"

static void enlarge(const struct grey *g, struct box b, const struct grey *big)
{
    for (int32_t y = 0; y < big->h; y++) {
        const int32_t y0 = b.y0 + y / 2, y1 = y0 + (y & 1) < b.y1 ? y0 + (y & 1) : y0;
        const uint8_t *above = grey_row(g, y0), *below = grey_row(g, y1);
        uint8_t *out = grey_row(big, y);
        for (int32_t x = b.x0; x < b.x1; x++) {
            const int32_t next = x + 1 < b.x1 ? x + 1 : x, at = 2 * (x - b.x0);
            const unsigned here = (unsigned)above[x] + below[x],
                           beside = (unsigned)above[next] + below[next];
            out[at] = (uint8_t)(here / 2);
            out[at + 1] = (uint8_t)((here + beside) / 4);
        }
    }
}

bool zoom_twice(const struct grey *g, struct box b, struct grey *out, struct err *e)
{
    if (!grey_init(out, 2 * (b.x1 - b.x0), 2 * (b.y1 - b.y0), e))
        return false;
    enlarge(g, b, out);
    return true;
}

/* Four rows as one, column by column first, which the compiler turns into vectors. */
bool zoom_quarter(const struct grey *g, struct box b, struct grey *out, struct err *e)
{
    const int32_t w = (b.x1 - b.x0) / 4, h = (b.y1 - b.y0) / 4;

    if (w < 1 || h < 1)
        return err_set(e, ERR_LIMIT, "nothing to reduce");
    if (!grey_init(out, w, h, e))
        return false;
    for (int32_t y = 0; y < h; y++) {
        const uint8_t *r0 = grey_row(g, b.y0 + 4 * y) + b.x0, *r1 = r0 + g->stride,
                      *r2 = r1 + g->stride, *r3 = r2 + g->stride;
        uint8_t *to = grey_row(out, y);
        for (int32_t x = 0; x < w; x++) {
            unsigned sum = 8;
            for (int32_t k = 4 * x; k < 4 * x + 4; k++)
                sum += (unsigned)r0[k] + r1[k] + r2[k] + r3[k];
            to[x] = (uint8_t)(sum / 16);
        }
    }
    return true;
}
