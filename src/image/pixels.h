/* image/pixels.h -- whole-plane operations, integer arithmetic, one pass each.
 *
 * Maps are row-major 3x3 homographies in continuous coordinates: pixel i covers [i, i+1). Every
 * function that moves pixels also gives `map`, from its output to its input, so that callers only
 * multiply. dst must be empty ({0}); it is allocated and, on failure, empty again.
 * Errors: ERR_NOMEM, ERR_LIMIT. Threads: safe. Deterministic. */
#ifndef IMAGE_PIXELS_H
#define IMAGE_PIXELS_H
#include "doc/grey.h"

void map_identity(double m[9]);
void map_multiply(const double a[9], const double b[9],
                  double out[9]); /* a after b; out may alias */
void map_apply(const double m[9], double x, double y, double *ox, double *oy);
MUST_USE bool map_from_quad(const double quad[8], double w, double h,
                            double out[9]); /* rect -> quad */
MUST_USE bool map_invert(const double m[9], double out[9]);

/* Means of k x k blocks; incomplete blocks at the right and bottom average what is there. */
MUST_USE bool grey_reduce(const struct grey *src, int32_t k, struct grey *dst, double map[9],
                          struct err *e);
/* The row of them that begins at row y of src, into d; acc has src->w places. */
struct row_ops;
void grey_reduce_rows(const struct row_ops *ops, const struct grey *src, int32_t k, int32_t y,
                      uint16_t *acc, uint8_t *d);
/* k times larger, Catmull-Rom. */
MUST_USE bool grey_enlarge(const struct grey *src, int32_t k, struct grey *dst, double map[9],
                           struct err *e);
/* Clockwise by deg = 0 90 180 270 (0 copies). */
MUST_USE bool grey_turn(const struct grey *src, int32_t deg, struct grey *dst, double map[9],
                        struct err *e);
/* Told of each row of a new plane, from the top, as soon as it is written. */
struct row_watch {
    void (*row)(void *ctx, const struct grey *g, int32_t y);
    void *ctx;
};
/* Rotation for |deg| up to about 6: two shears in one pass, linear interpolation. `deg` is the
 * clockwise rotation; the plane grows so that nothing is cut off; new ground is `fill`.
 * watch: NULL allowed. */
MUST_USE bool grey_shear(const struct grey *src, double deg, uint8_t fill,
                         const struct row_watch *watch, struct grey *dst, double map[9],
                         struct err *e);
/* Any homography, bilinear: dst(x, y) = src(map(x, y)). */
MUST_USE bool grey_warp(const struct grey *src, const double map[9], int32_t w, int32_t h,
                        uint8_t fill, struct grey *dst, struct err *e);
/* How often each tone occurs in every step-th row, or in the rows added. */
void grey_histogram(const struct grey *g, int32_t step, uint32_t hist[256]);
struct histogram {
    uint32_t n[4][256];
};
void histogram_add(struct histogram *h, const uint8_t *row, int32_t w); /* from {0} */
void histogram_sum(const struct histogram *h, uint32_t hist[256]);
#endif
