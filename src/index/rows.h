/* index/rows.h -- rows that more than one file of this room reads. Room-internal. */
#ifndef INDEX_ROWS_H
#define INDEX_ROWS_H
#include "index/db.h"

/* pages.flags */
enum { FLAG_LOSSLESS = 1, FLAG_SIGNED = 2, FLAG_BORN_DIGITAL = 4 };

struct page_row {
    int64_t id, dossier;
    enum page_state state;
    bool same_key; /* result was made under the key asked for */
    char sha256[65];
};
MUST_USE bool page_find(struct store *s, const char *archive, const char *entry, int32_t page,
                        const char *result_key, struct page_row *out, bool *found, struct err *e);
/* id is 0 when there is none. */
MUST_USE bool archive_find(struct store *s, const char *name, int64_t *id, bool *ended,
                           struct err *e);
MUST_USE bool dossier_find(struct store *s, int64_t archive, const char *key, int64_t *id,
                           struct err *e);
/* What a page's result is sealed to. */
void page_bind_name(char out[], size_t cap, const char *archive, const char *entry, int32_t page);
/* The record of a document, unsealed: JSON, appended to out. */
MUST_USE bool record_load(struct store *s, int64_t document, const char *document_id,
                          struct buf *out, struct err *e);
/* "text" of a record, in the arena. */
MUST_USE bool record_text_of(struct store *s, const struct buf *json, struct arena *a,
                             const char **text, struct err *e);
/* Unpacks a sealed page result; a page without one gets an empty read of its state. */
MUST_USE bool read_unseal(struct store *s, const char *bind, const void *sealed, size_t len,
                          enum page_state state, struct arena *a, struct page_read *out,
                          struct err *e);
/* Documents as struct store_doc wants them; `c` is documents, DOC_ORDER the order of every listing.
 */
#define DOC_ROWS                                                                                   \
    "SELECT c.id, c.document_id, a.name, d.key, c.ordinal, c.record_sha256 FROM documents c "      \
    "JOIN dossiers d ON d.id = c.dossier JOIN archives a ON a.id = d.archive "
#define DOC_ORDER "ORDER BY a.name COLLATE NATURAL, d.key COLLATE NATURAL, c.ordinal"
/* Steps a statement of DOC_ROWS to its end; the caller finalizes it. */
MUST_USE bool docs_give(struct store *s, struct sqlite3_stmt *q, store_doc_fn *fn, void *ctx,
                        struct err *e);
#endif
