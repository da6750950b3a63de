/* tests/train/glyph_fit.h -- the network of ocr/glyph.h out of samples: plain gradient descent with
 * momentum, one thread, sums in a fixed order. */
#ifndef TRAIN_GLYPH_FIT_H
#define TRAIN_GLYPH_FIT_H
#include "base/buf.h"
#include "ocr/glyph.h"
#include "tests/gen/rng.h"

struct glyph_samples {
    uint8_t (*in)[GLYPH_INPUTS];
    uint8_t *class;
    uint32_t n;
};

/* m: hidden, classes and cp are set. Appends the file. */
void glyph_fit(const struct glyph_model *m, const struct glyph_samples *s, int rounds,
               struct rng *r, struct buf *out);
#endif
