/* tests/train/noise.h -- what reading does to printed words: letters mistaken or lost, specks read
 * as stops, words lost, boxes that jump, lines that do not run level.
 *
 * `level` is the share of letters that come out wrong; words and specks come at a part of it.
 * Threads: one stream of random numbers an owner. */
#ifndef TRAIN_NOISE_H
#define TRAIN_NOISE_H
#include "base/arena.h"
#include "doc/page.h"
#include "tests/gen/rng.h"

struct noise {
    double level, scale, slope; /* scale: px a px of the truth; slope of lines */
    int jitter;                 /* px */
};

struct noise noise_pick(struct rng *r);
/* Adds a word of the truth to the page as it might have been read, or leaves it out. */
void noise_word(const struct noise *n, struct rng *r, struct arena *a, struct page_read *p,
                const char *text, struct box box);
#endif
