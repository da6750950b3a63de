/* ocr/lm.h -- how likely a Vietnamese character is after the ones before it. Inside src/ocr, and
 * for the trainer in tests/train.
 *
 * A character 7-gram, interpolated Witten-Bell, over symbols: letters without case, all digits one
 * symbol, dashes and quotes unified, a boundary symbol between paragraphs. And a lexicon: syllables
 * of official texts, given names and place names.
 *
 *   struct lm *m;           lm_open(&m, path, e)     once a process and path; shared, counted
 *   struct lm_context c;    lm_start(m, &c)          a paragraph begins
 *   lm_cost(m, &c, s)       -log p(s | c) in 1/LM_NAT nat, 1 .. LM_COST_MAX
 *   lm_push(m, &c, s)       s was seen
 *
 * File, little endian: "SOHOALM1", u32 buckets, u32 lexicon entries, then buckets of 16 u32 slots,
 * then the lexicon's u32 hashes, rising. A slot is fingerprint << 16 | cost << 8 | back-off cost, 0
 * when empty; an n-gram lies in bucket hash % buckets or, where that is full, in one of the
 * LM_PROBES - 1 after it. A foreign n-gram passes for a known one about once in 5000 questions.
 * There is nothing in a file that could point outside of it: any bytes of the right length are
 * safe, and only their digest says whether they are ours (models/MANIFEST).
 *
 * Costs are integers and nothing else is computed here, so answers are the same everywhere.
 * Errors: ERR_MISSING, ERR_IO, ERR_LIMIT, ERR_INPUT (not such a file, or damaged), ERR_NOMEM.
 * Threads: a model is immutable; open and close may be called from any thread.
 * Source: Witten & Bell 1991, method C, interpolated; order 7, pruning below 4 and 8-bit costs are
 * what lost nothing on real scans. */
#ifndef OCR_LM_H
#define OCR_LM_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum {
    LM_ORDER = 7,
    LM_NAT = 16,
    LM_COST_MAX = 255,
    LM_BUCKET = 16,
    LM_PROBES = 16,
    LM_FILE_MAX = 32 << 20,
};
/* Symbols; letters and marks follow. 0 is no symbol. */
enum { LM_BOUNDARY = 1, LM_SPACE, LM_DIGIT, LM_OTHER, LM_FIRST };

struct lm;
struct lm_context {
    uint64_t last;              /* symbols, newest in the lowest byte; 0 before the boundary */
    uint8_t known;              /* how many of them the model has seen in a row */
    uint8_t back_off[LM_ORDER]; /* cost of giving up the n-th symbol */
};

MUST_USE bool lm_open(struct lm **out, const char *path, struct err *e);
MUST_USE bool lm_parse(struct lm **out, const void *bytes, size_t len, struct err *e);
void lm_close(struct lm *m); /* NULL allowed */

uint32_t lm_symbol(uint32_t cp); /* case is dropped; never 0 or LM_BOUNDARY */
uint32_t lm_symbols(void);       /* they are 1 .. lm_symbols() - 1 */
void lm_start(const struct lm *m, struct lm_context *c);
uint32_t lm_cost(const struct lm *m, const struct lm_context *c, uint32_t symbol);
void lm_push(const struct lm *m, struct lm_context *c, uint32_t symbol);
/* Lower case, NFC. */
bool lm_knows(const struct lm *m, const char *word, size_t len);

/* For the trainer: n symbols in a key, oldest highest; where it lies and how it is told apart. */
uint64_t lm_hash(uint64_t key);
uint32_t lm_word_hash(const char *word, size_t len);
#endif
