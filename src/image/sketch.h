/* image/sketch.h -- the page as connected components of ink at about 100 dpi: enough to tell which
 * way lines run, how far they lean, how tall letters are, and whether there are words at all.
 *
 * sketch_make takes a small grey page whose paper is already white. Units are its pixels; angles
 * are degrees, clockwise positive. Errors: ERR_NOMEM, ERR_LIMIT. Threads: safe. Deterministic. */
#ifndef IMAGE_SKETCH_H
#define IMAGE_SKETCH_H
#include "doc/grey.h"
#include "doc/page.h"

struct run {
    int32_t y, x0, x1;
    int32_t part;
};

struct part {
    struct box box;
    int32_t area; /* ink px */
    bool text;    /* of a letter's or word's size */
};

struct sketch {
    int32_t w, h, dpi;
    const struct grey *grey; /* borrowed: outlives the sketch */
    struct run *runs;
    int32_t n_runs;
    struct part *parts;
    int32_t n_parts, n_text;
};

MUST_USE bool sketch_make(const struct grey *g, int32_t dpi, uint8_t below, struct sketch *out,
                          struct err *e);
void sketch_release(struct sketch *s);

struct lean {
    bool sideways; /* lines run from top to bottom: turn by 90 */
    float deg;     /* clockwise rotation that makes them level, after that turn */
    float conf;    /* 0 cannot tell .. 1 */
};
MUST_USE bool sketch_lean(const struct sketch *s, float max_deg, struct lean *out, struct err *e);
/* Typical height of lower-case letters, px; 0 when there is too little text. */
float sketch_x_height(const struct sketch *s, bool sideways);
/* Are there printed words? `least` letters of like height side by side are enough, or one below the
 * other: two words are too few to tell which way their lines run. */
MUST_USE bool sketch_has_words(const struct sketch *s, int32_t least, bool *words, struct err *e);

/* The sheet on a darker or more colourful ground. */
struct sheet {
    double quad[8]; /* top left, top right, bottom right, bottom left, px of the picture given */
    bool found;     /* only when the evidence is strong */
    bool sure;      /* the ground is no paper: what looks like words there is its texture */
};
/* g: any small copy of the page; cb and cr: its colours at any size, 128 neutral, or empty. With
 * colours a sheet is known by its own tint, which a shadow across it does not change. */
MUST_USE bool sheet_find(const struct grey *g, const struct grey *cb, const struct grey *cr,
                         struct sheet *out, struct err *e);
#endif
