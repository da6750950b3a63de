/* paper/match.h -- tolerant matching of folded Vietnamese text.
 *
 * Folded here means: exactly one byte per code point of the NFC text, so that an offset into the
 * fold is a code point index into the text. Letters lose their marks and case, dash variants become
 * '-', an ellipsis '.', whatever else is not ASCII becomes 0x01. Titles are compared squashed:
 * letters and digits only, so that letter-spaced titles and lost spaces cost nothing.
 *
 * pattern_search is Myers' bit-parallel approximate search (J. ACM 46(3), 1999): the smallest edit
 * distance of the pattern to any substring of the text, one step a character. Patterns longer than
 * 64 characters are cut; the head of a title decides. Threads: all pure. */
#ifndef PAPER_MATCH_H
#define PAPER_MATCH_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PATTERN_MAX = 64, SYMBOLS = 36, FOLD_TABLE = 0x2200 };

enum fold_class { FOLD_LETTER = 1, FOLD_UPPER = 2 };

struct fold_map {
    uint8_t byte[FOLD_TABLE], cls[FOLD_TABLE];
};
void fold_map_init(struct fold_map *m);
/* Folds NFC text into out (room for len bytes); returns the bytes written = code points. Letters
 * and upper-case letters are added to the two counters. */
size_t fold_text(const struct fold_map *m, const char *s, size_t len, char *out, uint32_t *letters,
                 uint32_t *upper);
/* Letters and digits of fold[0..n) to out; map[i] = offset in fold of out[i] (map may be NULL). */
size_t squash(const char *fold, size_t n, char *out, uint32_t *map);

struct pattern {
    uint64_t eq[SYMBOLS];
    uint32_t len;
};
void pattern_init(struct pattern *p, const char *squashed, size_t len);

struct hit {
    uint32_t dist;
    uint32_t from, to; /* in the squashed text; from is exact for dist 0, else within dist */
};
/* Best place of p in squashed text; the first of equals. dist is p->len when nothing fits. */
struct hit pattern_search(const struct pattern *p, const char *text, size_t n);
float hit_similarity(const struct pattern *p, const struct hit *h); /* 1 - dist / length, >= 0 */

/* Byte offset in text of its cp-th code point (text is valid UTF-8; past the end: its length). */
size_t text_offset(const char *text, size_t cp);
/* Needle at a word boundary of fold; SIZE_MAX when absent. */
size_t find_phrase(const char *fold, size_t n, const char *needle, size_t from);
/* Folded phrase at fold[at..n): letters and digits compared, one wrong, missing or added in eight
 * allowed but for the first; no colon inside. The offset behind it, 0 for no. */
uint32_t phrase_at(const char *fold, uint32_t n, uint32_t at, const char *phrase);
bool starts_with(const char *s, const char *prefix);
/* Letters of the longer one between the beginning and the end that both share. 0: they are equal;
 * 1: one letter is wrong, missing or added. */
size_t text_off(const char *a, size_t na, const char *b, size_t nb);
#endif
