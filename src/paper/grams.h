/* paper/grams.h -- a document as a set of hashed features: what the trained model looks at.
 *
 * Four kinds, each a set of bucket numbers without repeats: folded words and word pairs of the
 * first page; letters by fours, and words, of what is printed large or in capitals where a title
 * stands; words of the pages behind; and facts of the layout (sizes, marks of the head, titles that
 * were found and how well). Digits are told apart only in short numbers ("Mẫu số 03").
 *
 * A kind counts GRAM_WEIGHT / sqrt(its size), so that long papers weigh as much as short ones.
 * Cost: one pass over at most GRAM_TEXT bytes a page. Threads: pure. */
#ifndef PAPER_GRAMS_H
#define PAPER_GRAMS_H
#include "paper/classify.h"
#include "paper/model.h"

enum gram_kind { GRAM_WORDS, GRAM_TITLE, GRAM_LATER, GRAM_LAYOUT, GRAM_KINDS };
enum { GRAM_MAX = 3000, GRAM_TEXT = 12000 };

struct gram_set {
    uint32_t ids[GRAM_KINDS][GRAM_MAX];
    uint32_t n[GRAM_KINDS];
};

void grams_of(const struct paper_tables *t, const struct doc_view *d, uint32_t bits,
              struct gram_set *out);
float gram_value(enum gram_kind kind, uint32_t n); /* of each feature of a kind with n of them */
/* The margin of every class of the model. */
void grams_margins(const struct paper_model *m, const struct gram_set *g, float *margins);
#endif
