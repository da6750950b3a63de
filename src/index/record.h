/* index/record.h -- one document as `sohoa list` prints it.
 *
 * record_write appends compact JSON, keys in the contract's order, no newline. Texts are NFC; paths
 * are kept as they are but for bytes that are no UTF-8 (U+FFFD). Numbers have at most 4 decimals,
 * trailing zeros dropped, written without the locale; what is not finite is 0. Of fields of one
 * name the first accepted one is taken, else the first. record_text is the document's text alone.
 * Errors: ERR_LIMIT (larger than `out` may become), ERR_NOMEM. Threads: safe. */
#ifndef INDEX_RECORD_H
#define INDEX_RECORD_H
#include "base/buf.h"
#include "doc/document.h"

MUST_USE bool record_write(const struct dossier *d, const struct document *doc, const char *text,
                           struct buf *out, struct err *e);
char *record_text(const struct dossier *d, const struct document *doc,
                  struct arena *a); /* NULL: arena full */
#endif
