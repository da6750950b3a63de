/* tests/train/walk.h -- every dossier of a file of texts, several times spoilt in other ways, with
 * what the rules see on its pages.
 *
 * Errors end the program: this is a tool. Threads: one owner. */
#ifndef TRAIN_WALK_H
#define TRAIN_WALK_H
#include "paper/classify.h"
#include "tests/train/stack.h"

/* `i` is the dossier's line in the file; views and facts are a page each, of pages that were read.
 */
typedef void walk_fn(void *ctx, const struct paper_tables *t, const struct stack *k,
                     const struct view *views, const struct layout *facts, size_t i);
void walk_stacks(const struct paper_tables *t, const char *path, int rounds, uint64_t seed,
                 walk_fn *fn, void *ctx);
/* The pages of one of its documents that were read; false: none was. */
bool walk_document(const struct stack *k, const struct view *views, const struct layout *facts,
                   int doc, struct doc_view *v);
#endif
