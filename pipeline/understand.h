/* pipeline/understand.h -- a dossier's pages to its documents: separate, classify, fields,
 * identifiers. Text only, bounded. Threads: one struct understander a thread. */
#ifndef PIPELINE_UNDERSTAND_H
#define PIPELINE_UNDERSTAND_H
#include "index/store.h"

struct understander;
MUST_USE bool understander_open(struct understander **out, struct err *e);
void understander_close(struct understander *u);
/* Loads, understands and stores one dossier (inside the caller's transaction). */
MUST_USE bool understand_dossier(struct understander *u, struct store *s, const char *archive,
                                 const char *key, const char *understand_key, struct err *e);
/* Raised whenever the same pages could be understood differently with the same tables. */
enum { UNDERSTAND_VERSION = 158 };
#endif
