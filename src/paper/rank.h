/* paper/rank.h -- which of the dates a paper prints is its own: a learned choice.
 *
 * Every date of a document is a candidate with hashed features: the words before and
 * behind it and of the lines above and under it, where it stands (head, title, signature, page),
 * its rank among the others, and the paper's class and type, crossed with few of these so that
 * types which only the configuration knows work too. "None of them" is a candidate with features of
 * its own. One linear model (rank_model.h) gives each a whole number, and a softmax of those what
 * is believed of each value.
 *
 * A choice, not a reading: what it alone finds is shown for review and never accepted, and what the
 * rules found is not accepted where a sure choice says another value. Where a weak rule and a sure
 * choice have the same value, it is accepted when its numbers were read twice (fields_rank.c).
 *
 * Cost: one pass over the lines with digits. Errors: none; of more than RANK_MAX candidates the
 * last ones give way. Threads: pure. */
#ifndef PAPER_RANK_H
#define PAPER_RANK_H
#include "paper/fields.h"
#include "paper/rank_model.h"

enum { RANK_MAX = 48, RANK_FEATURES = 160, RANK_VALUE = 64 };

struct rank_features {
    uint32_t ids[RANK_FEATURES], n;
};

struct rank_candidate {
    const struct seg *seg;
    uint32_t view, from, to; /* in the seg's fold; behind its end: in the line under it too */
    struct date day;
    char value[RANK_VALUE]; /* "": it could not be read */
    struct rank_features x;
    float p; /* of its value: that of all candidates with it */
};

struct ranking {
    struct rank_candidate list[RANK_MAX];
    uint32_t n;
    struct rank_features none;
    float p_none;
};

/* The paper a ranking is of. */
struct rank_paper {
    const struct paper_tables *t;
    const struct doc_view *d;
    uint32_t type; /* of a certified copy: what it wraps */
    bool certified;
};

/* The candidates with their features, for a model of so many hash bits. */
void rank_dates(const struct rank_paper *p, uint32_t bits, struct ranking *out);
/* Fills p and p_none. */
void rank_weigh(const struct rank_model *m, struct ranking *r);
/* The likeliest candidate, the first of equals; NULL: there is none. */
const struct rank_candidate *rank_best(const struct ranking *r);
/* What is believed of a value; -1: no candidate has it. */
float rank_of_value(const struct ranking *r, const char *value);
#endif
