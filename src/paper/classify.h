/* paper/classify.h -- which paper this is, and how sure.
 *
 * Evidence in natural logarithms is summed a type: title, form number, type abbreviation of the
 * number, words of the body, page count, absence of a title (công văn). Sources are functions in
 * one table (classify.c), so that a trained linear model is one more row. Softmax over all types,
 * with khong_ro as a type of constant strength: what fits nothing goes there. The first page
 * decides; the others add words. A paper with an attestation "chứng thực bản sao đúng với bản
 * chính" on it or behind it is a ban_sao_chung_thuc; the paper itself is `wrapped` then, and the
 * runner-up. Threads: pure. */
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
};

struct verdict classify_document(const struct paper_tables *t, const struct doc_view *d);
#endif
