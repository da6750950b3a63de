/* ocr/lines.h -- where the text lines of a prepared page are.
 *
 * In: a grey page, upright, background near white, skew left over up to about 1 degree, 150..600
 * dpi (dpi <= 0: guessed from an A4 width). Out: pieces -- stretches of one printed line without a
 * wide gap -- in reading order, with the box the recogniser is to see.
 *
 * The page is thresholded once, reduced so that letters stay at least 7 px high, cut into connected
 * components; ruled lines, table grids (also leaning or broken), barcodes and QR codes, dotted
 * leaders, specks, scribbles and pictures are set aside; small print gets a scale of its own;
 * letters are chained to their neighbours, chains of one baseline joined, marks and punctuation
 * given to the row they belong to. Reading order is a topological one: above before below where
 * columns overlap, left column before right column unless something (a full-width line, a ruled
 * line) parts them. All boxes are on the *straightened* page: y' = y - slope * (x - w/2), see
 * lines_straighten.
 *
 * Bounded whatever the pixels: components, pieces and clip area are capped (`doubtful` says when).
 * Errors: ERR_NOMEM. Threads: safe. Deterministic. */
#ifndef OCR_LINES_H
#define OCR_LINES_H
#include "doc/grey.h"
#include "doc/page.h"

struct line_piece {
    struct box clip;   /* for the recogniser: ink, ascenders, stacked marks, a little padding */
    struct box ink;    /* of its letters and marks */
    int32_t baseline;  /* px */
    float x_height;    /* px; capital height where a line has nothing but capitals */
    uint32_t letters;  /* components of letter size */
    uint32_t line;     /* pieces of one printed line in one column share it; rises */
    uint32_t block;    /* rises in reading order */
    int32_t threshold; /* grey below which a px of it is ink */
    bool boxed;        /* digits in boxes of their own: one number, however far apart */
};

/* A stretch of a ruled line, short enough to be straight. */
struct line_rule {
    struct box box; /* px of the straightened page */
    bool vertical;
};

struct lines {
    struct line_piece *pieces;
    uint32_t n;
    struct line_rule *rules;
    uint32_t n_rules;
    double slope;   /* 0: the page needs no straightening */
    float x_height; /* of most of the page, px; 0 when it holds no letters */
    int32_t threshold;
    bool crowded;  /* more components than text has: noise or pictures */
    bool doubtful; /* limits were met, or most ink is in no line */
};

MUST_USE bool lines_find(const struct grey *page, int32_t dpi, struct lines *out, struct err *e);
void lines_release(struct lines *l);
/* Makes the copy the boxes lie on: columns moved by the slope, ruled lines painted white where no
 * letter crosses them. *made is false, and out empty, when the page itself will do. */
MUST_USE bool lines_straighten(const struct lines *l, const struct grey *page, struct grey *out,
                               bool *made, struct err *e);
#endif
