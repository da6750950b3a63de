/* tests/tools/scoring.h -- how far a reading is from the truth.
 *
 * Both texts are UTF-8. They are compared in NFC with white space collapsed, typographic quotes as
 * " and dashes as -, case-sensitive. Character error rate = edits (Levenshtein) / characters of the
 * truth: as they are; with tone placement folded (oà = òa: the tone counts at the end of its
 * syllable); with all marks removed (đ = d). Word F1 compares bags of words. */
#ifndef TESTS_SCORING_H
#define TESTS_SCORING_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct score {
    uint64_t chars, edits;           /* as they are */
    uint64_t tone_chars, tone_edits; /* tone placement folded */
    uint64_t bare_chars, bare_edits; /* marks removed */
    uint64_t words_truth, words_read, words_common;
};

/* Adds one pair to *s; false when memory ran out. */
bool score_add(struct score *s, const char *truth, size_t truth_len, const char *read,
               size_t read_len);
double score_cer(const struct score *s); /* 0 for an empty truth read as empty */
double score_cer_tone(const struct score *s);
double score_cer_bare(const struct score *s);
double score_f1(const struct score *s); /* 1 when both are empty */
/* Levenshtein distance of two strings of symbols; SIZE_MAX when memory ran out. */
size_t score_distance(const uint32_t *a, size_t n, const uint32_t *b, size_t m);
#endif
