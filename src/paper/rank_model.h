/* paper/rank_model.h -- models/rank.bin: what tells a paper's own date from the others it prints.
 *
 * One weight a hashed feature (rank.h), in whole numbers, so that sums are the same everywhere.
 * Trained by `make train` (tests/train/rank_train.c) on generated papers.
 *
 * File, little endian: "SOHOARK1", u32 hash bits, f32 scale (a sum times it is in natural
 * logarithms); then 2^bits weights, i16.
 * Everything is checked when it is opened; any weights are safe.
 *
 * Errors: ERR_IO, ERR_INPUT (not such a file, or damaged), ERR_NOMEM. Threads: a model
 * is immutable. */
#ifndef PAPER_RANK_MODEL_H
#define PAPER_RANK_MODEL_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { RANK_BITS_MAX = 18 };

struct rank_model {
    uint32_t bits;
    float scale;
    int16_t *weights; /* [bucket] */
};

MUST_USE bool rank_model_open(struct rank_model **out, const char *path, struct err *e);
MUST_USE bool rank_model_parse(struct rank_model **out, const void *bytes, size_t len,
                               struct err *e);
void rank_model_close(struct rank_model *m);
#endif
