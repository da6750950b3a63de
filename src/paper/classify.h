/* paper/classify.h -- which paper this is, and how sure.
 *
 * Rules: evidence in natural logarithms is summed a type: title, form number, type abbreviation of
 * the number, words of the body, page count, absence of a title (công văn). A trained model
 * (model.h) adds a margin a type it knows; a type that only the configuration knows gets a neutral
 * one where its title stands. Both are weighed as training found on papers of wordings the model
 * had not seen, so that the softmax over all types is a probability (a title whose words are
 * those of other papers is told apart from that: words_doubt); khong_ro has a margin and a
 * constant of its own: what fits nothing goes there. The tables must have a model (paper_open sees
 * to it). The first page decides; the others add words. A paper with an attestation "chứng thực bản
 * sao đúng với bản chính" on it or behind it is a ban_sao_chung_thuc; the paper itself is `wrapped`
 * then, and the runner-up. Threads: pure. */
#ifndef PAPER_CLASSIFY_H
#define PAPER_CLASSIFY_H
#include "paper/layout.h"

enum { DOC_VIEWS = 12 };

/* A document's pages as far as they are looked at: the first nine and the last three. */
struct doc_view {
    struct view views[DOC_VIEWS];
    struct layout layouts[DOC_VIEWS];
    uint32_t page[DOC_VIEWS]; /* 0-based in the document */
    uint32_t n, n_pages;
};

struct verdict {
    uint32_t type, second;
    float p, p_second;
    uint32_t wrapped; /* type of the paper under a certified copy's attestation; n_types: none */
    float p_wrapped;
    bool words_doubt; /* its title says so alone: the words are as near to another type */
};

/* What the rules say, a score a type: for the trainer. */
void classify_rules(const struct paper_tables *t, const struct doc_view *d, float *score);
/* The margin of a type's class; of khong_ro's for a type without one. */
float classify_margin(const struct paper_tables *t, uint32_t type, const float *margins);
/* Evidence and margin of a type as one strength; of khong_ro too. */
float classify_strength(const struct paper_tables *t, uint32_t type, float rules, float margin,
                        const float params[MODEL_PARAMS]);
float classify_sure(const struct paper_tables *t); /* a lower probability is left to people */
struct verdict classify_document(const struct paper_tables *t, const struct doc_view *d);
#endif
