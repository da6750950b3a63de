/* tests/train/glyph_page.h -- pages of numbers and symbols, aged like scans, with the frame of
 * every glyph on them.
 *
 *   in     a random stream, faces, a condition of tests/gen/age.h, dpi
 *   out    a JPEG, its words, and glyphs as the corners of their ink on the scan
 *
 * glyph_page_release frees. Errors: a library that refuses ends the program. */
#ifndef TRAIN_GLYPH_PAGE_H
#define TRAIN_GLYPH_PAGE_H
#include <stddef.h>
#include <stdint.h>

#include "tests/gen/rng.h"

enum { GLYPH_CONDITIONS = 6 };

struct drawn_glyph {
    uint32_t cp;
    double x[4], y[4]; /* px of the scan, clockwise from the top left */
};
struct drawn_word {
    uint32_t first, n; /* its glyphs */
};
struct drawn_page {
    uint8_t *jpeg;
    size_t len;
    int dpi;
    struct drawn_glyph *glyphs;
    struct drawn_word *words;
    uint32_t n_glyphs, n_words;
};

void glyph_faces_check(void); /* every face trained on is installed, or the program ends */
/* faces: 0 those that readers are tuned on, 1 those kept apart for scoring. */
void glyph_page_make(struct rng *r, int faces, int condition, int dpi, struct drawn_page *out);
void glyph_page_release(struct drawn_page *p);
const char *glyph_condition(int condition);
#endif
