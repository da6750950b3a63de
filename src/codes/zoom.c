#include "codes/zoom.h"

#include <string.h>

enum { SHARP = 5 }; /* eighths of the difference to four pixels */

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

/* Away from the mean of those two pixels off on each side, by a part of the difference. */
static void sharpen(const struct grey *from, const struct grey *to)
{
    for (int32_t y = 0; y < from->h; y++) {
        const uint8_t *up = grey_row(from, y > 1 ? y - 2 : y), *row = grey_row(from, y),
                      *down = grey_row(from, y + 2 < from->h ? y + 2 : y);
        uint8_t *out = grey_row(to, y);
        memcpy(out, row, (size_t)from->w);
        for (int32_t x = 2; x + 2 < from->w; x++) {
            const int32_t around = up[x] + down[x] + row[x - 2] + row[x + 2],
                          v = row[x] + (4 * row[x] - around) * SHARP / 8;
            out[x] = (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
        }
    }
}

bool zoom_twice(const struct grey *g, struct box b, bool sharp, struct grey *out, struct err *e)
{
    struct grey big;

    if (!grey_init(&big, 2 * (b.x1 - b.x0), 2 * (b.y1 - b.y0), e))
        return false;
    enlarge(g, b, &big);
    if (!sharp) {
        *out = big;
        return true;
    }
    if (!grey_init(out, big.w, big.h, e)) {
        grey_release(&big);
        return false;
    }
    sharpen(&big, out);
    grey_release(&big);
    return true;
}
