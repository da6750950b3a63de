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
