#include "tests/gen/fault.h"

#include <string.h>

/* What a grain of dust on the glass, or a dead cell of the sensor, leaves on every line. */
static void pick_colour(struct rng *r, const struct raster *im, uint8_t c[3])
{
    static const uint8_t coloured[][3] = { { 205, 60, 80 }, { 60, 170, 90 }, { 70, 90, 200 } };
    const int kind = rng_int(r, 0, 2);

    if (kind == 2 && !im->bilevel) {
        memcpy(c, coloured[rng_int(r, 0, 2)], 3);
        if (im->channels == 1)
            c[0] = (uint8_t)((c[0] * 77 + c[1] * 151 + c[2] * 28) >> 8);
        return;
    }
    const int v = kind == 0 ? 255 : rng_int(r, 10, 70);
    memset(c, im->bilevel && kind ? 0 : v, 3);
}

/* share: of 256, how much of the pixel the line covers */
static void cover(const struct raster *im, int x, int y, const uint8_t c[3], int share, int noise)
{
    uint8_t *p = im->px + ((size_t)y * (size_t)im->w + (size_t)x) * (size_t)im->channels;

    for (int k = 0; k < im->channels; k++) {
        const int v = (p[k] * (256 - share) + c[k] * share) >> 8;
        p[k] = im->bilevel ? c[k] : (uint8_t)CLAMP(v + noise, 0, 255);
    }
}

void age_fault(struct raster *im, struct rng *r)
{
    const bool down = rng_pct(r, 75);
    const int across = down ? im->w : im->h, along = down ? im->h : im->w;
    const int thick = rng_int(r, 1, 5), at = rng_int(r, across / 6, across * 5 / 6);
    const int edge = rng_int(r, 0, 160); /* the next pixel is touched, too */
    uint8_t c[3];

    pick_colour(r, im, c);
    for (int i = 0; i < along; i++) {
        const int noise = (int)(rng_u64(r) & 7) - 4;
        for (int t = 0; t <= (im->bilevel ? thick - 1 : thick); t++)
            cover(im, down ? at + t : i, down ? i : at + t, c, t == thick ? edge : 256, noise);
    }
}
