/* paper/rank_features.h -- what is said of a candidate of rank.h, as hashed features.
 *
 * rank_text is a line with what leads to it and with the line under it, in words; the features of
 * words are the same for dates and numbers. Threads: pure. */
#ifndef PAPER_RANK_FEATURES_H
#define PAPER_RANK_FEATURES_H
#include "paper/rank.h"

enum { RANK_WORDS = 200, RANK_TEXT = 800 };

struct rank_word {
    uint32_t hash, at, end; /* in rank_text.fold */
};

struct rank_text {
    char fold[2 * RANK_TEXT + 4]; /* the line, a blank, the line under it */
    uint32_t n, line;             /* bytes of all and of the line itself */
    struct rank_word words[RANK_WORDS];
    uint32_t n_words;
    struct rank_word before[8]; /* the last words of what leads to the line */
    uint32_t n_before;
};

void rank_text_make(const struct view *v, const struct seg *s, struct rank_text *out);

/* Adds feature `kind` with a value, in `bits`; beyond RANK_FEATURES nothing. */
struct rank_pen {
    struct rank_features *x;
    uint32_t bits;
};
void rank_put(struct rank_pen *p, uint32_t kind, uint32_t a, uint32_t b);
uint32_t rank_hash(const char *s, size_t n);

/* The words around fold[from..to) of the text. *last is the hash of the word right before. */
void rank_words_around(struct rank_pen *p, const struct rank_text *t, uint32_t from, uint32_t to,
                       uint32_t *last);
/* Where fold[from..to) of segs[seg] of a page stands; *zone sums it up for crossing. */
void rank_place(struct rank_pen *p, const struct rank_paper *paper, uint32_t view,
                const struct seg *s, uint32_t from, uint32_t to, uint32_t *zone);
/* Of "none of them", with n candidates. */
void rank_none(struct rank_pen *p, const struct rank_paper *paper, uint32_t n);
#endif
