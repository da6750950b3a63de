/* paper/separate.h -- where in a stack of pages a new document begins.
 *
 * Every page gets a score in natural-logarithm odds that a document begins with it, a plain sum of
 * signs (signs.h) with trained weights (model.h), and from it a probability, calibrated on stacks
 * that the weights were not trained on. The tables must have a model (paper_open sees to it). Rules
 * that are certain (separator sheets, signed PDFs) give fixed probabilities. In: page facts in
 * dossier order. Out: starts[i] for done pages; blank and separator pages never start. Threads:
 * pure. */
#ifndef PAPER_SEPARATE_H
#define PAPER_SEPARATE_H
#include "doc/document.h"
#include "paper/layout.h"

struct boundary {
    bool starts;
    float p; /* probability that a document begins here */
};

/* Below this a boundary is left to people; above the other, that a page begins no document. */
float separate_sure(const struct paper_tables *t);
float separate_goes_on(const struct paper_tables *t);
void separate_pages(const struct paper_tables *t, const struct dossier *d,
                    const struct layout *facts, struct boundary *out);
#endif
