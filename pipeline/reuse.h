/* pipeline/reuse.h -- can a held paper be used instead of asking for it again?
 *
 * Adds `reuse` to a record of `sohoa list`: usable, until when it is valid, and why not. A paper is
 * usable when the value looked for is accepted in it in the role of its owner, its type is known,
 * it needs no review of its type, and today lies inside its validity. Rules by type in
 * configs/validity.tsv: permanent, a number of months from the date of issue, or a date field of
 * the paper; types without a row are "unknown" and not usable without a look. Source:
 * NQ 66.7/2025/NQ-CP art. 4; NĐ 123/2015 art. 23 (marital status: 6 months). Errors: ERR_MISSING,
 * ERR_CONFIG, ERR_INVALID (the record is not one). */
#ifndef PIPELINE_REUSE_H
#define PIPELINE_REUSE_H
#include "base/buf.h"

struct reuse_rules;
MUST_USE bool reuse_open(struct reuse_rules **out, struct err *e);
void reuse_close(struct reuse_rules *r);
MUST_USE bool reuse_add(const struct reuse_rules *r, const char *record, const char *value,
                        struct buf *out, struct err *e);
#endif
