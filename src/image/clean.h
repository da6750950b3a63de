/* image/clean.h -- what turns a photographed or photocopied page into dark on white, and what takes
 * seals and signatures out of the copy that is read.
 *
 * clean_paper: the paper's brightness is estimated per tile (about 4 mm), every pixel divided by it
 * and stretched so that paper, its grain and the reverse side shining through become white. A clean
 * page has nothing to stretch and keeps its noise as it is. dst must be empty.
 *
 * Errors: ERR_NOMEM. Threads: safe. */
#ifndef IMAGE_CLEAN_H
#define IMAGE_CLEAN_H
#include "image/planes.h"

struct tones {
    /* after division by the paper: the ink's own tone, and what becomes white */
    int32_t dark, light;
    uint64_t ink; /* px under half tone in what was cleaned */
};

MUST_USE bool clean_paper(const struct grey *src, int32_t dpi, struct grey *dst,
                          struct tones *tones, struct err *e);
/* The same in two steps, so that the paper is measured while the rows of a plane come into being
 * and are still at hand: paper_row when row y of it, rising from 0 to the last, has been written.
 * Nothing to release after a failed paper_begin. */
struct row_ops;
struct paper {
    const struct row_ops *ops;
    int32_t src_w, src_h;
    int32_t k, w, h; /* reduction; tiles */
    uint8_t *white;  /* tone of the paper per tile */
    struct grey band;
    uint16_t *acc;
    uint8_t *scratch;
};
MUST_USE bool paper_begin(int32_t w, int32_t h, int32_t dpi, struct paper *p, struct err *e);
void paper_row(struct paper *p, const struct grey *g, int32_t y);
MUST_USE bool paper_clean(struct paper *p, const struct grey *src, struct grey *dst,
                          struct tones *tones, struct err *e);
void paper_release(struct paper *p);
/* Takes single black and white pixels off a bilevel page and softens its steps. */
MUST_USE bool clean_bilevel(struct grey *g, struct err *e);
/* Dark strips along the edges (scanner lid, desk left by the cut) become white. Returns how many
 * pixels that were, all of them under half tone. */
uint64_t clean_edges(struct grey *g, int32_t dpi);
/* Pixels under half tone. */
uint64_t clean_ink(const struct grey *g);

/* Coloured marks of a page: seals and signatures, found on chroma alone. */
struct mark {
    struct box box; /* scan px */
};
#define MARKS_MAX 64
struct marks {
    struct mark at[MARKS_MAX];
    int32_t n;
    int32_t cb0, cr0; /* chroma of the paper */
    bool colour;      /* more than 0.1 % of the pixels are clearly coloured */
};
/* dpi of the scan. Only marks larger than text count: coloured words stay, also where they are
 * words of a heading in large letters. */
MUST_USE bool marks_find(const struct planes *p, int32_t dpi, struct marks *out, struct err *e);
/* Whitens coloured pixels inside the marks; black under them stays. to_scan: frame -> scan. Returns
 * how many pixels rose over half tone. */
uint64_t marks_drop(const struct marks *m, const struct planes *p, const double to_scan[9],
                    const struct grey *raw, struct grey *frame);
#endif
