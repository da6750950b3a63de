/* ocr/glyph.h -- numbers and symbols read glyph by glyph, by their shapes alone. Inside confirm.c,
 * its tests and the trainer only.
 *
 * Both readers of lines are recurrent networks: what comes before a digit decides with its pixels
 * what it is, letters are emitted twice or not at all, and both make the same mistakes. Here the
 * ink of one word is cut into pieces (parts of connected ink, wide ones cut where they are thin),
 * up to GLYPH_JOIN neighbours make one glyph, and a small network knows each by its picture and by
 * where it stands between the lines that capitals stand on and reach to. What is no whole glyph is
 * a class as well, so a text is worth what its glyphs are worth: the sum of natural logarithms of
 * their shares. Nothing but ink counts: no word, no language, no neighbour.
 *
 * In:      a grey plane and the frame of a word on it. Letters are capitals with the marks that
 *          symbols have (QĐ-UBND, TƯ); a text with others cannot be weighed.
 * Out:     the text that is worth most, and what any text is worth.
 * File:    little endian: "SOHOAGL1", u32 hidden, u32 classes; classes x u32 code point (0: no
 *          glyph, the last one); f32 steps of both layers; i16 weights [input][hidden],
 *          [hidden][class], the last row of each the bias; the first 8 bytes of the SHA-256 of all
 *          that. Trained by `make train` (tests/train/glyph_train.c).
 * Errors:  ERR_IO, ERR_INPUT (not such a file, or damaged), ERR_NOMEM. Ink that is no word (too
 *          much, too little, no contrast) is success without pieces.
 * Threads: a model is immutable; the rest is pure. Sums are in a fixed order: the same bits on
 *          every CPU.
 * Cost:    some 2 us a glyph and candidate, 0.3 ms a number of ten digits. */
#ifndef OCR_GLYPH_H
#define OCR_GLYPH_H
#include "doc/grey.h"
#include "doc/page.h"

enum {
    GLYPH_SIDE = 16, /* cells of a picture's side */
    GLYPH_SHAPE = 6, /* what its frame tells */
    GLYPH_INPUTS = GLYPH_SIDE * GLYPH_SIDE + GLYPH_SHAPE,
    GLYPH_HIDDEN_MAX = 128,
    GLYPH_CLASSES_MAX = 64,
    GLYPH_PIECES = 96, /* of one word */
    GLYPH_JOIN = 6,    /* pieces of one glyph */
    GLYPH_ALIKES = 8,  /* classes that have look-alikes */
    GLYPH_ROW = GLYPH_CLASSES_MAX + GLYPH_ALIKES,
    GLYPH_ALIKE = 2, /* other classes of one shape */
    GLYPH_TEXT = 64, /* glyphs of a text */
};

struct glyph_model {
    uint32_t hidden, classes; /* hidden: a multiple of 4 */
    uint32_t cp[GLYPH_CLASSES_MAX];
    uint8_t alike[GLYPH_CLASSES_MAX][GLYPH_ALIKE], n_alike[GLYPH_CLASSES_MAX];
    uint8_t own[GLYPH_CLASSES_MAX]; /* of those that have any: where their own share is */
    float *first, *second; /* [GLYPH_INPUTS + 1][hidden], [hidden + 1][GLYPH_CLASSES_MAX] */
};

MUST_USE bool glyph_model_open(struct glyph_model **out, const char *path, struct err *e);
MUST_USE bool glyph_model_parse(struct glyph_model **out, const void *bytes, size_t len,
                                struct err *e);
void glyph_model_close(struct glyph_model *m); /* NULL allowed */
/* One sign for all look-alikes: 0 for O and Q, 1 for I, a stop for a comma; others stay. */
uint32_t glyph_shape(uint32_t cp);
/* Which class a letter, digit or mark is of; -1: of none. */
int32_t glyph_class(const struct glyph_model *m, uint32_t cp);
/* Natural logarithms of the shares of all classes. */
void glyph_weigh(const struct glyph_model *m, const uint8_t in[GLYPH_INPUTS],
                 float out[GLYPH_CLASSES_MAX]);
float glyph_exp(float x); /* the same bits on every CPU; x <= 0 */
float glyph_log(float x); /* x >= 1 */

/* The ink of a word. Pieces are in the order of their middles, as upright print has them. */
/* Beside the word's frame: as near as its own glyphs are; so far that a neighbour begins there. */
enum glyph_side { GLYPH_IN, GLYPH_NEAR, GLYPH_FAR };
struct glyph_piece {
    struct box box;      /* px of the cut */
    int32_t left, right; /* sheared upright, px */
    int32_t area;
    enum glyph_side side;
};
struct glyph_ink {
    uint8_t *dark, *label; /* 0 paper to 255 ink; piece + 1, 0 none */
    int32_t w, h, x0, y0;  /* the cut on the plane */
    int32_t cap, top,
        base; /* height of capitals; the lines they reach to and stand on, px of cut */
    struct glyph_piece pieces[GLYPH_PIECES];
    uint32_t n;
};
/* glyph_ink_release frees. */
MUST_USE bool glyph_ink_find(const struct grey *plane, struct box word, struct glyph_ink *out,
                             struct err *e);
void glyph_ink_release(struct glyph_ink *k);
/* Pieces [from, from + n) as one glyph: its frame and what the network sees. False: too wide for
 * one. */
bool glyph_join(const struct glyph_ink *k, uint32_t from, uint32_t n, struct box *b);
void glyph_picture(const struct glyph_ink *k, uint32_t from, uint32_t n, struct box b,
                   uint8_t out[GLYPH_INPUTS]);

/* What each candidate is worth. Look-alikes (0, O and Q; 1 and I; stop and comma) are one: many
 * faces hardly tell them apart. */
struct glyph_lattice {
    const struct glyph_model *model;
    uint32_t n; /* pieces */
    /* [piece * GLYPH_JOIN + pieces - 1][class]; [0] is 1: no candidate. Behind the classes what
     * look-alikes are worth each. */
    float (*worth)[GLYPH_ROW];
    float skip[GLYPH_PIECES]; /* what it costs to take a piece for dirt, or for a neighbour's */
    bool far[GLYPH_PIECES];
};
/* Its memory is for any number of words, one after the other. */
MUST_USE bool glyph_lattice_init(struct glyph_lattice *l, const struct glyph_model *m,
                                 struct arena *a, struct err *e);
void glyph_lattice_fill(struct glyph_lattice *l, const struct glyph_ink *k);
struct glyph_text {
    char text[4 * GLYPH_TEXT + 1];
    uint32_t cp[GLYPH_TEXT]; /* the same; but which of its look-alikes one is where it is clear */
    uint32_t n;
    float worth; /* <= 0; of the whole text */
    float least; /* of the glyph that is worth least */
};
/* What may stand in a text: all; no letters; nor slashes and dashes. */
enum glyph_kind { GLYPH_ANY, GLYPH_MARKS, GLYPH_DIGITS };
/* What the ink says, of look-alikes the digit or the stop; no pieces: no text. */
void glyph_best(const struct glyph_lattice *l, enum glyph_kind kind, struct glyph_text *out);
/* What this text is worth, <= 0; whatever marks at its ends are there. Signs that no number has (8
 * read as a paragraph's) stand for any glyph, at a price. False: it has small letters, too many
 * such signs, or cannot stand there. */
bool glyph_text_worth(const struct glyph_lattice *l, const char *text, float *worth);
/* How much more the text is worth with another digit in place of one, of those that networks take
 * for it: where the rest is hard to know, what one glyph is may be plain. 0: nothing better, or no
 * worth.
 */
float glyph_text_slip(const struct glyph_lattice *l, const char *text);
/* The same glyphs, look-alikes for one and marks at the ends left out? */
bool glyph_same(const char *a, const char *b);
/* The glyphs between marks at the ends: dashes and slashes of all kinds as one; 0 when they are too
 * many. */
uint32_t glyph_inner(const char *text, uint32_t out[GLYPH_TEXT]);
#endif
