/* tests/train/stack.h -- truth.jsonl of `sohoa-gen --texts` as dossiers that might have been read.
 *
 * Pages may be cut at the top (a title lost) or missing, as they are in backlogs. Errors end the
 * program: this is a tool. Threads: one owner. */
#ifndef TRAIN_STACK_H
#define TRAIN_STACK_H
#include "doc/document.h"
#include "tests/gen/rng.h"
#include "tests/train/noise.h"

enum { STACK_PAGES = 400, STACK_DOCS = 100 };

struct stack_doc {
    char slug[48];
    int form; /* which template of the slug */
};

struct stack {
    struct dossier dossier;
    struct dossier_page pages[STACK_PAGES];
    int doc_of[STACK_PAGES]; /* index in docs; -1: blank or separator */
    struct stack_doc docs[STACK_DOCS];
    int n_docs;
    bool harmed;
};

struct stack_lines; /* all dossiers of a file */
struct stack_lines *stack_lines_load(const char *path);
size_t stack_lines_count(const struct stack_lines *l);
void stack_lines_free(struct stack_lines *l);
/* Dossier i with this noise (NULL: picked by r); everything in `a`. harm: cut and drop pages too.
 */
void stack_make(const struct stack_lines *l, size_t i, bool harm, const struct noise *as_read,
                struct rng *r, struct arena *a, struct stack *out);
#endif
