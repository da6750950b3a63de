/* paper/agree_parts.h -- private to the files agree*.c: what they share (agree.h has the whole).
 * False of those that must be used: no memory. Threads: as agree.h. */
#ifndef PAPER_AGREE_PARTS_H
#define PAPER_AGREE_PARTS_H
#include "paper/agree.h"

enum { AGREE_MENTIONS_MAX = 2048, AGREE_TAIL_MIN = 4 };

/* Well formed, and of words that the tables of names have. */
bool agree_fits(const struct paper_tables *t, const char *name);
/* Begins or ends where no name does. */
bool agree_cut_wrongly(const struct paper_tables *t, const char *name);
/* Keys of one name: equal, or long and one letter apart. */
bool agree_same(const char *a, const char *b);

/* agree_signer.c: a signer whom the paper is about is none; what a seal left of one is completed.
 */
void agree_drop_signer(const struct paper_tables *t, struct document *doc);
MUST_USE bool agree_complete_signer(const struct name_pool *p, const struct paper_tables *t,
                                    struct document *doc, uint32_t d, struct arena *a);
/* Whose name stands where who signed is named: an official's, as like as not. */
void agree_doubt_signed(const struct name_pool *p, struct document *doc, uint32_t d);
/* agree_born.c: days of birth that papers of the same name have otherwise are for review. */
MUST_USE bool agree_births(struct document *docs, uint32_t n_docs, struct arena *a);
#endif
