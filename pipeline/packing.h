/* pipeline/packing.h -- from a store to packages: what is new or changed, dossier by dossier.
 * Memory: as many dossiers and documents as there are jobs (one at a time when they are large),
 * plus the names of the documents to pack. PDFs are made in a guarded copy of this process
 * (guard.h): a paper whose bytes crash a library, or cannot be had, is left out, said and counted;
 * the others are packed, and the next pack tries it again. */
#ifndef PIPELINE_PACKING_H
#define PIPELINE_PACKING_H
#include "index/store.h"
#include "pack/pack.h"
#include "pipeline/config.h"

MUST_USE bool packing_run(const struct config *cfg, const char *operator_name,
                          struct pack_totals *out, uint64_t *left_out, struct err *e);
#endif
