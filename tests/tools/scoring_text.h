/* tests/tools/scoring_text.h -- texts as scoring.h compares them. scoring*.c only. */
#ifndef TESTS_SCORING_TEXT_H
#define TESTS_SCORING_TEXT_H
#include "tests/tools/scoring.h"

struct symbols {
    uint32_t *at;
    size_t n;
};

/* NFC, white space collapsed, quotes and dashes unified; at is malloc'ed. */
bool text_normalise(const char *s, size_t len, struct symbols *out);
/* Tones at the end of their syllables; at is malloc'ed. */
bool text_fold_tones(const struct symbols *in, struct symbols *out);
/* Views into s; the array is malloc'ed. */
struct symbols *text_words(const struct symbols *s, size_t *n);
int text_compare(const struct symbols *a, const struct symbols *b);
#endif
