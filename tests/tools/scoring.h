/* tests/tools/scoring.h -- how far a reading is from the truth.
 *
 * Both texts are UTF-8. They are compared in NFC with white space collapsed, typographic quotes as
 * " and dashes as -, case-sensitive. Character error rate = edits (Levenshtein) / characters of the
 * truth: as they are; with tone placement folded (oà = òa: the tone counts at the end of its
 * syllable); with all marks removed (đ = d). Word F1 compares bags of words.
 *
 * The order of blocks (columns, heads, cells of a form) is a matter of taste, and a typed text has
 * one line a paragraph: score_add_free charges for characters only. Runs of two words and more that
 * both texts have are laid over each other wherever they stand, longest first; the pieces between
 * are compared with the piece that has the same neighbour, then with the most similar one left;
 * what is left without a partner counts whole. On texts in the same order it is Levenshtein's
 * distance, give or take a character where two alignments are as good. */
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

/* Which words of a reading are right; flags is malloc'ed, the caller frees it. */
struct score_right {
    bool *flags;
    size_t n;
};

/* Adds one pair to *s; false when memory ran out. */
bool score_add(struct score *s, const char *truth, size_t truth_len, const char *read,
               size_t read_len);
/* The same, with blocks in any order; right (NULL, or one flag for each word of read in its order)
 * says which words of the reading are in the truth: those of the runs, then each other word as long
 * as the truth has it left over. */
bool score_add_free(struct score *s, const char *truth, size_t truth_len, const char *read,
                    size_t read_len, struct score_right *right);
void score_merge(struct score *to, const struct score *from);
double score_cer(const struct score *s); /* 0 for an empty truth read as empty */
double score_cer_tone(const struct score *s);
double score_cer_bare(const struct score *s);
double score_f1(const struct score *s); /* 1 when both are empty */
/* Levenshtein distance of two strings of symbols; SIZE_MAX when memory ran out. */
size_t score_distance(const uint32_t *a, size_t n, const uint32_t *b, size_t m);
#endif
