/* paper/model.h -- the trained part of separation and classification: models/paper.bin.
 *
 * One linear margin a type over hashed features of a document (grams.h), in whole numbers until the
 * last step, so that it is the same everywhere; one weight a sign of a boundary (signs.h); and the
 * few numbers that make probabilities of both. Trained by `make train` (tests/train/paper_train.c)
 * with liblinear on generated papers; types in configs/types.tsv that it has never seen have no
 * class in it and are told by their titles.
 *
 * File, little endian: "SOHOAPM1", u32 classes, u32 hash bits, u32 signs, u32 params; params and
 * sign weights as f32; a row of 48 bytes a class: slug (40, NUL padded), f32 scale, f32 bias; then
 * one byte a class of each of 2^bits buckets, bucket after bucket: the weight over scale.
 * Everything is checked when it is opened: exact length, slugs, finite numbers; any weights are
 * safe. Only the digest in models/MANIFEST says whether it is ours.
 *
 * Errors: ERR_MISSING, ERR_IO, ERR_INPUT (not such a file, or damaged), ERR_NOMEM. Threads: a model
 * is immutable. The file is mapped, not copied. */
#ifndef PAPER_MODEL_H
#define PAPER_MODEL_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { MODEL_SLUG = 40, MODEL_CLASSES_MAX = 256, MODEL_SIGNS_MAX = 128, MODEL_BITS_MAX = 16 };

enum model_param {
    MODEL_RULE,      /* weight of the rules' evidence (classify.c) */
    MODEL_MARGIN,    /* weight of the margin */
    MODEL_UNKNOWN,   /* strength of khong_ro */
    MODEL_UNSEEN,    /* margin a type without a class has when no rule speaks for it */
    MODEL_TYPE_SURE, /* a type of lower probability is left to people */
    MODEL_PLATT_A,   /* boundary: odds = A * sum + B */
    MODEL_PLATT_B,
    MODEL_BOUND_SURE, /* a boundary less sure than this is left to people */
    MODEL_ON_SURE,    /* that a page goes on with the paper before it, less sure than this, too */
    MODEL_PARAMS
};

struct model_class {
    char slug[MODEL_SLUG];
    float scale, bias;
};

struct paper_model {
    uint32_t n_classes, bits, n_signs;
    float params[MODEL_PARAMS];
    float signs[MODEL_SIGNS_MAX];
    struct model_class classes[MODEL_CLASSES_MAX];
    const int8_t *weights; /* [bucket * n_classes + class] */
    void *map;             /* what model_close unmaps, NULL for bytes of another owner */
    size_t map_len;
};

MUST_USE bool model_open(struct paper_model **out, const char *path, struct err *e);
/* The bytes must stay as long as the model. */
MUST_USE bool model_parse(struct paper_model **out, const void *bytes, size_t len, struct err *e);
void model_close(struct paper_model *m);
#endif
