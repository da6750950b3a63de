/* pipeline/showing.h -- documents of a store as one HTML page of scans with what was read on them.
 */
#ifndef PIPELINE_SHOWING_H
#define PIPELINE_SHOWING_H
#include "index/store.h"
#include "pipeline/config.h"

/* ids: the documents to show, n = 0 for all. */
MUST_USE bool showing_html(const struct config *cfg, struct store *s, const char *path,
                           char *const *ids, size_t n, struct err *e);
#endif
