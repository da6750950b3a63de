/* tests/train/papers.h -- samples of the paper model, and what is made of them.
 *
 * papers_gather runs the paper room's own eyes (view, layout, grams, signs) over generated stacks.
 * Samples know their dossier and their template, so that what is said about unseen wordings is
 * measured on wordings that were not trained on. Threads: one owner. */
#ifndef TRAIN_PAPERS_H
#define TRAIN_PAPERS_H
#include <stdio.h>

#include "base/buf.h"
#include "paper/grams.h"
#include "paper/signs.h"
#include "tests/train/linear.h"

struct doc_sample {
    uint32_t *ids, n;
    uint8_t *kinds;        /* enum gram_kind of each id */
    float *values, *rules; /* rules: a score a type */
    uint32_t type;
    int form, dossier;
};

struct bound_sample {
    float x[SIGNS];
    bool begins;
    int half;
    double weight;
};

struct samples {
    struct doc_sample *docs;
    struct bound_sample *bounds;
    size_t n_docs, n_bounds, doc_room, bound_room;
    int forms[TYPES_MAX]; /* templates of a type */
};

enum { TRAIN_BITS = 15, PAPERS_FOLDS = 4 };

/* Every dossier of a truth file of `sohoa-gen --texts`, `rounds` times with other noise. */
void papers_gather(const struct paper_tables *t, const char *path, int rounds, uint64_t seed,
                   struct samples *s);
void papers_release(struct samples *s);

/* papers_fit.c: trains on folds, fits the probabilities on what each fold had not seen, trains on
 * all, and writes the file's bytes. What was measured goes to `report`. */
struct papers_tuning {
    double c_types, c_bounds, positive;
    unsigned seed;
};
void papers_fit(struct paper_tables *t, const struct samples *s, const struct papers_tuning *p,
                FILE *report, struct buf *out);

/* papers_report.c */
void report_confusion(FILE *f, const struct paper_tables *t, const uint32_t *want,
                      const uint32_t *got, const float *p, size_t n, float sure);
#endif
