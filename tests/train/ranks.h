/* tests/train/ranks.h -- samples of the choice of a paper's own date, and what is made of them.
 *
 * ranks_gather runs the paper room's own eyes over generated stacks. A sample is one paper: all its
 * candidates, and which of them are right. Threads: one owner. */
#ifndef TRAIN_RANKS_H
#define TRAIN_RANKS_H
#include <stdio.h>

#include "base/buf.h"
#include "paper/rank.h"
#include "paper/types.h"

struct rank_sample {
    uint32_t *ids, *ends; /* features of candidate i end at ends[i]; the last one is "none" */
    uint32_t *same;       /* the first candidate with its value */
    bool *right;
    uint32_t n; /* with "none" */
    bool lost;  /* its value was not read: no candidate is right */
    uint32_t type;
    int form;
};

struct rank_samples {
    struct rank_sample *list;
    size_t n, room;
    int forms[TYPES_MAX];
    char slugs[TYPES_MAX][48];
};

enum { RANK_BITS = 16 };

void ranks_gather(const struct paper_tables *t, const char *path, int rounds, uint64_t seed,
                  struct rank_samples *s);
void ranks_release(struct rank_samples *s);

/* ranks_fit.c */
void ranks_fit(const struct rank_samples *s, uint64_t seed, FILE *report, struct buf *out);
void ranks_test(const struct rank_samples *s, const struct buf *model, FILE *report);
#endif
