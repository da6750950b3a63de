/* ocr/lines_chain.h -- letters to chains of neighbours. Inside lines_*.c only.
 *
 * Classifies the components of a page and links each letter with the one that follows it. A chain's
 * letters are order[start[i]] .. order[start[i + 1] - 1], left to right. */
#ifndef OCR_LINES_CHAIN_H
#define OCR_LINES_CHAIN_H
#include "ocr/lines_ink.h"

struct chains {
    struct comp **letter; /* by x0 */
    uint32_t n_letters;
    uint32_t *order, *start; /* n_letters, n + 1 */
    uint32_t n;
};

/* False when memory ran out; release in any case. */
MUST_USE bool chains_find(struct ink *k, struct chains *out);
void chains_release(struct chains *c);
/* Is there a vertical rule in (x0, x1) at height y? */
bool rule_between(const struct ink *k, int32_t x0, int32_t x1, int32_t y);
#endif
