/* index/db.h -- inside of the store: one SQLite connection, its statements, its transactions.
 *
 * For the files of this room only. Statements live in slots and are prepared on first use;
 * db_stmt() gives one reset and unbound. Every step goes through db_row()/db_run(), where failures
 * are translated to struct err (SQLite's fixed texts only, never values) and rehearsed (FAULT_SQL).
 * Bound text and blobs must live until the statement is reset.
 *
 * db_enter/db_leave bracket what must happen completely or not at all: an own transaction when none
 * is open, else a savepoint in the caller's. db_leave(ok = false) undoes and always answers false.
 */
#ifndef INDEX_DB_H
#define INDEX_DB_H
#include "index/store.h"

struct sqlite3;
struct sqlite3_stmt;
struct vault;

enum db_slot {
    Q_ARCHIVE_FIND,
    Q_ARCHIVE_ADD,
    Q_ARCHIVE_OPEN,
    Q_ARCHIVE_CLOSE,
    Q_SKIP_ADD,
    Q_PAGE_FIND,
    Q_PAGE_ADD,
    Q_PAGE_REPLACE,
    Q_PAGE_MOVE,
    Q_PAGE_DONE,
    Q_PAGE_PLACE,
    Q_PAGE_UNPLACE,
    Q_RESULT_GET,
    Q_RESULT_PUT,
    Q_RESULT_DROP,
    Q_DOSSIER_FIND,
    Q_DOSSIER_ADD,
    Q_DOSSIER_TOUCH,
    Q_DOSSIER_DONE,
    Q_DOSSIER_PAGES,
    Q_DOC_OF_DOSSIER,
    Q_DOC_ADD,
    Q_DOC_DROP,
    Q_DOC_ONE,
    Q_RECORD_GET,
    Q_RECORD_PUT,
    Q_RECORD_DROP,
    Q_JSON_TEXT,
    Q_IDENT_ADD,
    Q_IDENT_DROP,
    Q_FTS_ADD,
    Q_FTS_DROP,
    Q_LOG_ADD,
    Q_NOTE_PUT,
    Q_NOTE_GET,
    Q_COUNT_PAGES,
    Q_COUNT_DOCS,
    Q_COUNT_SKIPPED,
    Q_PACKED_GET,
    Q_PACKED_PUT,
    Q_SLOTS
};

/* How strictly a query word must agree with a word of the text; see index/fts.h. */
enum fts_tier { TIER_FOLDED, TIER_TONE, TIER_EXACT };

struct store {
    struct sqlite3 *db;
    struct sqlite3_stmt *q[Q_SLOTS];
    struct vault *vault;
    char *dir;
    int lock_fd; /* -1 unless STORE_RUN */
    enum store_mode mode;
    enum fts_tier tier; /* of the query being tokenized */
};

/* Ceiling of one record, page result or text, bytes: SQLite refuses blobs of 10^9. */
enum { DB_MAX_BLOB = 900000000 };

MUST_USE bool db_open(struct store *s, const char *path, struct err *e);
void db_close(struct store *s);
/* NULL on failure. */
struct sqlite3_stmt *db_stmt(struct store *s, enum db_slot slot, const char *sql, struct err *e);
/* Prepared for one use; the caller finalizes. For iterations during which slots may be used again.
 */
struct sqlite3_stmt *db_once(struct store *s, const char *sql, struct err *e);
/* 1: a row, 0: no more (statement reset), -1: error (statement reset). */
int db_row(struct store *s, struct sqlite3_stmt *q, struct err *e);
MUST_USE bool db_run(struct store *s, struct sqlite3_stmt *q,
                     struct err *e); /* to its end, then reset */
MUST_USE bool db_exec(struct store *s, const char *sql, struct err *e);
MUST_USE bool db_int(struct store *s, const char *sql, int64_t *out, struct err *e);
bool db_fail(struct store *s, struct err *e); /* err from the connection; always false */
MUST_USE bool db_enter(struct store *s, bool *outer, struct err *e);
bool db_leave(struct store *s, bool outer, bool ok, struct err *e);
/* One consistent view for several statements; a caller's transaction serves as well. */
MUST_USE bool db_view(struct store *s, bool *outer, struct err *e);
void db_view_end(struct store *s, bool outer);

MUST_USE bool schema_migrate(struct store *s, int64_t from, struct err *e);
enum { SCHEMA_VERSION = 1, SCHEMA_APPLICATION = 0x536F486F /* "SoHo" */ };

/* Leftovers of a run that was cut off: goes, or is synced. */
MUST_USE bool blobs_sweep(const struct store *s, struct err *e);
MUST_USE bool blobs_create(const struct store *s, struct err *e);
#endif
