/* codes/mend.h -- the errors of a QR code's modules mended by its own error correction.
 *
 * A library is given modules and mends what it can of them: so many wrong code words a block. Here
 * the doubt of each module is known too (grid.cost): code words that hold the most doubtful modules
 * are given up beforehand, and twice as many of these can be mended as of unexpected ones. Modules
 * of blocks that came out right are known from then on: those beside them can be decided anew.
 *
 * In:  a grid that was laid and decided. Out: its modules (dark), without a fault. Every block
 * keeps two check words more than its mending used up wherever words were given up, and in short
 * blocks where bits are drawn by lot: a block of noise passes less than once in a million times.
 * Threads: safe. No memory of its own but `work`. Cost: 0.1 ms. Source: ISO/IEC 18004 (places of
 * code words, blocks, format), tables 7 to 9. */
#ifndef CODES_MEND_H
#define CODES_MEND_H
#include "codes/grid.h"

enum { MEND_WORDS = 1156 /* of version 21 */ };
struct mend_work {
    uint16_t at[8 * MEND_WORDS + 8]; /* modules in the order of bits */
    uint8_t of_block[MEND_WORDS], place[MEND_WORDS];
    uint8_t right[25];                               /* blocks: 25 at most */
    int left;                                        /* blocks that are not */
    int level, mask, words, checks, blocks, shorter; /* its form; `shorter` blocks lack a word */
};
/* The code's form out of a grid just laid; false when there is none that it could have. */
bool mend_begin(struct grid *g, struct mend_work *work);
/* Mends the blocks that can be; false when none of those left can. Done when work->left is 0. */
bool mend_blocks(struct grid *g, struct mend_work *work);

/* Reed-Solomon over GF(256), 0x11d, roots from alpha^0, as QR has it: `words` of which the last
 * `checks` are check words, at most 255 and 30. lost: places given up, n_lost at most `checks`.
 * Mends in place; the number of words changed or given up, -1 when there are too many (words are
 * spoilt then). */
int mend_block(uint8_t *words, int n, int checks, const uint8_t *lost, int n_lost);
#endif
