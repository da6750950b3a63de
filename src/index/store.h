/* index/store.h -- the folder where one campaign keeps everything: store.sqlite and blobs/.
 *
 * store.sqlite (WAL, synchronous=FULL, schema versioned by migrations) holds inputs, pages with
 * their results, dossiers with their documents, identifiers, full text, human decisions, the access
 * log; blobs/ab/cdef... the bytes of pages as they came, named by SHA-256, written (temporary name,
 * fsync, rename) before the row that names them, never changed. Reading commands open it beside a
 * run.
 *
 * A page is (archive, entry, page). Its result is keyed by content hash + `result_key` (hash of
 * configuration and models): the same key is never computed twice, a changed result_key makes the
 * page wanted again. A page whose content changed in place is kept under "ARCHIVE~2", nothing is
 * lost.
 *
 * One commit per page (or several at once) and one per dossier. Sealed at rest: page results,
 * document records and identifier values are AES-256-GCM under the key in the user's configuration
 * folder
 * ($XDG_CONFIG_HOME/sohoa/key, made on first use, 0600); identifiers are looked up by HMAC-SHA-256.
 * Nonces derive from content, so the same input gives the same rows.
 *
 * Errors: ERR_IO (no store there, or not accessible), ERR_FULL, ERR_LOCKED (another run, or busy
 * for 30 s), ERR_INVALID (not a store, newer schema, another key, damaged), ERR_CONFIG (key missing
 * or unreadable), ERR_LIMIT, ERR_NOMEM. After an error inside store_begin..store_commit roll back;
 * each call alone is done completely or not at all. Threads and processes: a struct store belongs
 * to one thread; open one per thread. A forked child must not touch its parent's store. The lock of
 * STORE_RUN goes with the process that took it, even while children live. */
#ifndef INDEX_STORE_H
#define INDEX_STORE_H
#include "base/buf.h"
#include "doc/document.h"

struct store;
enum store_mode {
    STORE_RUN,  /* read and write, the one run: takes the lock */
    STORE_SIDE, /* beside a run: list, status, find, pack; may write its own tables (access log,
                   packages) */
};
MUST_USE bool store_open(struct store **out, const char *dir, enum store_mode mode, bool create,
                         struct err *e);
void store_close(struct store *s);

/* ---- pages ---- */
struct store_page {
    const char *archive, *dossier, *entry;
    int32_t page;
    char sha256[65];
    enum image_format format;
    uint64_t len;
    int32_t dpi, exif_turn;
    bool lossless_copy, signed_pdf, born_digital;
    char source_sha256[65]; /* "" or the blob of the whole entry */
    enum page_state state;  /* of the page itself: a done page may still wait for its document */
    const char *reason;     /* "slug: text" when quarantined, else "" */
    int32_t attempts;
};
struct store_known { /* answer to "do you have this page?" */
    bool known;      /* this content at this place is in the ledger */
    bool current;  /* and its result is final for result_key (done, blank, separator or quarantined)
                    */
    bool outdated; /* or was final for another key */
    bool held;     /* bytes are held at this place, these or others */
    char archive[512]; /* where it is kept: the asked name, or NAME~2 ... when content differs */
};
MUST_USE bool store_page_known(struct store *s, const char *archive, const char *entry,
                               int32_t page, const char *sha256, const char *result_key,
                               struct store_known *out, struct err *e);
/* Writes a blob unless it is there. */
MUST_USE bool store_blob_put(struct store *s, const void *p, size_t len, const char *sha256,
                             struct err *e);
MUST_USE bool store_blob_get(struct store *s, const char *sha256, struct buf *out, struct err *e);
MUST_USE bool store_begin(struct store *s, struct err *e);
MUST_USE bool store_commit(struct store *s, struct err *e);
void store_rollback(struct store *s);
/* Ledger row of a page that came in (state waiting), or of one that failed before it could be read
 * (sha256 "" and quarantined; content that comes later takes its place). Adding the same page again
 * changes nothing, except that it moves to another dossier when the dossier rule changed. Another
 * content at a place that has one is refused: ask store_page_known for the name to keep it under.
 */
MUST_USE bool store_page_add(struct store *s, const struct store_page *p, struct err *e);
/* Result of a page: state, packed read (page_pack) or reason. Marks its dossier as changed, unless
 * state and result are what they were. */
MUST_USE bool store_page_done(struct store *s, const char *archive, const char *entry, int32_t page,
                              enum page_state state, const char *reason, int32_t attempts,
                              const void *read, size_t len, const char *result_key, struct err *e);
MUST_USE bool store_entry_skipped(struct store *s, const char *archive, const char *entry,
                                  struct err *e);
/* An input is completely in, with all its NAME~2 variants; dossiers become due only then. Resumed
 * runs may still walk it, its hash of (size, mtime) is kept. */
MUST_USE bool store_archive_end(struct store *s, const char *archive, struct err *e);
/* All that never ended: their reader was lost for good, or an earlier run was cut off and its input
 * did not come back. */
MUST_USE bool store_archives_end(struct store *s, struct err *e);

/* ---- dossiers ---- */
/* Calls fn for every dossier of a finished archive whose pages all have results and whose documents
 * are missing or older than its pages or were made under another understand_key. At most 1024 a
 * call: ask again until there are none. Cheap when there is nothing. fn may put dossiers. */
typedef bool store_dossier_fn(void *ctx, const char *archive, const char *key, struct err *e);
MUST_USE bool store_dossiers_due(struct store *s, const char *understand_key, store_dossier_fn *fn,
                                 void *ctx, struct err *e);
/* Pages of a dossier in natural order (entry, page), results unpacked into the arena; quarantined
 * ones left out. */
MUST_USE bool store_dossier_load(struct store *s, const char *archive, const char *key,
                                 struct arena *a, struct dossier *out, struct err *e);
/* Replaces all documents of the dossier. Each id must be 32 hex digits and unlike those of every
 * other dossier (so it must depend on archive and key too); each page at most once. Pages that came
 * in since the load keep the dossier due. */
MUST_USE bool store_dossier_put(struct store *s, const struct dossier *d,
                                const struct dossier_result *r, const char *understand_key,
                                struct err *e);

/* ---- reading ----
 * A listing is one consistent view, also beside a run. Inside its callback only reading calls are
 * allowed. Texts and structs given to a callback live until it returns. */
/* in = done + blank + separator + quarantined + waiting at any moment: done pages are those of the
 * documents, what was read but is in no document yet counts as waiting. */
struct store_counts {
    uint64_t in, done, blank, separator, quarantined, waiting, skipped, documents, review;
    double pages_per_s; /* of the last or running run: its note "pages_per_s" */
};
MUST_USE bool store_counts(struct store *s, struct store_counts *out, struct err *e);
MUST_USE bool store_run_note(struct store *s, const char *key, const char *value,
                             struct err *e); /* run statistics */
/* Every page, ordered (archive, dossier, entry natural, page). read is NULL unless asked for. */
typedef bool store_page_fn(void *ctx, const struct store_page *p, const char *document_id,
                           const struct page_read *read, struct err *e);
MUST_USE bool store_pages(struct store *s, bool with_read, store_page_fn *fn, void *ctx,
                          struct err *e);
/* Every document, ordered (archive, dossier natural, ordinal): the record of `sohoa list` as
 * compact JSON (keys in the contract's order), without newline. */
struct store_doc {
    const char *id, *archive, *dossier, *json;
    int32_t ordinal;
    const char *record_sha256; /* of json: what pack compares to know what changed */
};
typedef bool store_doc_fn(void *ctx, const struct store_doc *d, struct err *e);
MUST_USE bool store_docs(struct store *s, store_doc_fn *fn, void *ctx, struct err *e);
MUST_USE bool store_doc_one(struct store *s, const char *id, store_doc_fn *fn, void *ctx,
                            struct err *e);
/* Documents that hold this identifier value (any kind it can be). Logs the access first; refuses an
 * empty reason with ERR_USAGE. */
struct store_access {
    const char *operator_name, *unit, *reason, *action;
};
MUST_USE bool store_find(struct store *s, const char *value, const struct store_access *who,
                         store_doc_fn *fn, void *ctx, struct err *e);
MUST_USE bool store_log_access(struct store *s, const struct store_access *who, const char *what,
                               uint64_t hits, struct err *e);
/* Full text: words with or without marks; quoted phrases; all must occur. Exact hits come before
 * those that differ in tone placement (hoà, hòa), then folded ones; rank falls. Numbers that could
 * be identifiers are not in the index and are masked in snippets. ERR_USAGE when there is no word.
 * limit 0 is no limit. */
typedef bool store_hit_fn(void *ctx, const char *document_id, const char *dossier,
                          const char *archive, const char *type, const char *snippet, double rank,
                          struct err *e);
MUST_USE bool store_search(struct store *s, const char *text, uint32_t limit, store_hit_fn *fn,
                           void *ctx, struct err *e);

/* ---- packages ---- */
/* What the last pack wrote: document id -> record hash. */
MUST_USE bool store_packed_known(struct store *s, const char *document_id,
                                 const char *record_sha256, bool *same, struct err *e);
MUST_USE bool store_packed_add(struct store *s, const char *document_id, const char *record_sha256,
                               const char *package, struct err *e);
/* Snapshot for a package: the given documents only, plain (no key needed): tables documents, pages,
 * identifiers, fields and the FTS5 table search(text, folded). Same documents, same bytes. Replaces
 * path; it is complete when this returns true and gone when false. */
MUST_USE bool store_snapshot(struct store *s, const char *const *ids, size_t n, const char *path,
                             struct err *e);
#endif
