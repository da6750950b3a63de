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
#define RESULT_GET "SELECT sealed FROM results WHERE page = ?1" /* of slot Q_RESULT_GET */
/* Where a result belongs; id is the row of its page. */
struct result_at {
    int64_t id;
    const char *archive, *entry;
    int32_t page;
    enum page_state state;
};
/* Nothing read (len 0) is sealed as nothing. */
MUST_USE bool result_seal(struct store *s, const struct result_at *at, const void *read, size_t len,
                          struct buf *out, struct err *e);
MUST_USE bool result_same(struct store *s, int64_t page, const struct buf *sealed, bool *same,
                          struct err *e);
MUST_USE bool result_put(struct store *s, int64_t page, const struct buf *sealed, struct err *e);
/* Into the arena; a page without a result gets an empty read of its state, *found false. */
MUST_USE bool result_load(struct store *s, const struct result_at *at, struct arena *a,
                          struct page_read *out, bool *found, struct err *e);
/* The record of a document, unsealed: JSON, appended to out. */
MUST_USE bool record_load(struct store *s, int64_t document, const char *document_id,
                          struct buf *out, struct err *e);
/* "text" of a record, in the arena. */
MUST_USE bool record_text_of(struct store *s, const struct buf *json, struct arena *a,
                             const char **text, struct err *e);
/* Documents as struct store_doc wants them; `c` is documents, DOC_ORDER the order of every listing.
 */
#define DOC_ROWS                                                                                   \
    "SELECT c.id, c.document_id, a.name, d.key, c.ordinal, c.record_sha256 FROM documents c "      \
    "JOIN dossiers d ON d.id = c.dossier JOIN archives a ON a.id = d.archive "
#define DOC_ORDER "ORDER BY a.name COLLATE natural_sort, d.key COLLATE natural_sort, c.ordinal"
/* Steps a statement of DOC_ROWS to its end; the caller finalizes it. */
MUST_USE bool docs_give(struct store *s, struct sqlite3_stmt *q, store_doc_fn *fn, void *ctx,
                        struct err *e);
#endif
