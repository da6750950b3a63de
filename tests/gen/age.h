/* tests/gen/age.h -- a clean page to what a scanner, a fax or a telephone makes of it.
 *
 *   in     page image (RGB24 surface), its condition, a random stream, the reverse side (or NULL)
 *   out    interleaved 8-bit pixels of 1 or 3 channels; to_scan maps page pixels to scan pixels
 *   turned clockwise quarter turn that makes the scan upright; skew_deg the clockwise rotation
 * after it
 *
 * All in integers or in doubles evaluated in a fixed order, so equal seeds give equal bytes.
 * Threads: re-entrant. Source of the presets: tuned so that plain Tesseract 5.3 (vie) stays under
 * the word F1 written beside each in age.c. */
#ifndef GEN_AGE_H
#define GEN_AGE_H
#include <stdint.h>

#include "tests/gen/paper.h"

enum condition {
    COND_CLEAN,
    COND_OFFICE,
    COND_TURNED,
    COND_PHONE,
    COND_FAX,
    COND_POOR,
    CONDITIONS
};

struct raster {
    int w, h, channels, dpi;
    bool bilevel; /* every value is 0 or 255 */
    uint8_t *px;
};

struct aged {
    struct raster image;
    double to_scan[9];
    int turned;
    double skew_deg;
    int jpeg_quality;
};

/* What shines through: a page at a quarter of its size, grey, already mirrored. */
struct ghost {
    int w, h;
    uint8_t *px;
};

const char *condition_name(enum condition c);
int condition_of(const char *name); /* -1 when unknown */
struct ghost *ghost_of(const struct gen_page *p);
void ghost_release(struct ghost *g);
struct aged age_page(const struct gen_page *p, enum condition c, bool may_turn, struct rng *r,
                     const struct ghost *back);
void age_point(const double m[9], double x, double y, double *ox, double *oy);
#endif
