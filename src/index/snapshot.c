/* The index of a package: plain, readable with any SQLite that has FTS5, the same bytes for the
 * same documents. Built from the records alone, in the order of every listing. Its full text uses
 * the stock tokenizer, which leaves đ: column `folded` has d for it, column `text` is as written,
 * so both "đường" and "duong" are found: SELECT d.* FROM search s JOIN documents d ON d.id =
 * s.rowid WHERE search MATCH 'duong'; */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "index/rows.h"

enum { N_FILL = 6 };

static const char schema[] =
    "PRAGMA page_size=4096; PRAGMA auto_vacuum=NONE; PRAGMA journal_mode=OFF; PRAGMA "
    "synchronous=OFF;"
    "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA application_id=1399801967; PRAGMA "
    "user_version=1;"
    "BEGIN;"
    "CREATE TABLE documents(id INTEGER PRIMARY KEY, document_id TEXT NOT NULL UNIQUE, archive TEXT "
    "NOT NULL,"
    " dossier TEXT NOT NULL, ordinal INTEGER NOT NULL, type TEXT NOT NULL, type_confidence REAL "
    "NOT NULL,"
    " review INTEGER NOT NULL, reasons TEXT NOT NULL, text TEXT NOT NULL);"
    "CREATE TABLE pages(document INTEGER NOT NULL, position INTEGER NOT NULL, entry TEXT NOT NULL, "
    "page INTEGER NOT NULL,"
    " sha256 TEXT NOT NULL, dpi INTEGER, turned INTEGER, skew_deg REAL, text_confidence REAL,"
    " PRIMARY KEY(document, position)) WITHOUT ROWID;"
    "CREATE TABLE identifiers(document INTEGER NOT NULL, position INTEGER NOT NULL, kind TEXT NOT "
    "NULL,"
    " value TEXT NOT NULL, raw TEXT, level TEXT NOT NULL, accepted INTEGER NOT NULL, confidence "
    "REAL, source TEXT,"
    " page INTEGER, x0 INTEGER, y0 INTEGER, x1 INTEGER, y1 INTEGER, label TEXT, role TEXT,"
    " PRIMARY KEY(document, position)) WITHOUT ROWID;"
    "CREATE TABLE fields(document INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, "
    "confidence REAL,"
    " accepted INTEGER NOT NULL, page INTEGER, x0 INTEGER, y0 INTEGER, x1 INTEGER, y1 INTEGER,"
    " PRIMARY KEY(document, name)) WITHOUT ROWID;"
    "CREATE VIRTUAL TABLE search USING fts5(text, folded, content='', tokenize='unicode61 "
    "remove_diacritics 2');";

/* ?1 the record, ?2 the row of its document */
static const char *const fill[N_FILL] = {
    "INSERT INTO documents SELECT ?2, r->>'document_id', r->>'archive', r->>'dossier', "
    "r->>'ordinal', r->>'$.type.slug',"
    " r->>'$.type.confidence', r->>'$.review.needed', r->'$.review.reasons', r->>'text' FROM "
    "(SELECT ?1 AS r)",
    "INSERT INTO pages SELECT ?2, key + 1, value->>'entry', value->>'page', value->>'sha256', "
    "value->>'dpi',"
    " value->>'turned', value->>'skew_deg', value->>'text_confidence' FROM json_each(?1, "
    "'$.pages')",
    "INSERT INTO identifiers SELECT ?2, key + 1, value->>'kind', value->>'value', value->>'raw', "
    "value->>'level',"
    " value->>'accepted', value->>'confidence', value->>'source', value->>'page', "
    "value->>'$.box_px[0]',"
    " value->>'$.box_px[1]', value->>'$.box_px[2]', value->>'$.box_px[3]', value->>'label', "
    "value->>'role'"
    " FROM json_each(?1, '$.identifiers')",
    "INSERT INTO fields SELECT ?2, key, value->>'value', value->>'confidence', value->>'accepted', "
    "value->>'page',"
    " value->>'$.box_px[0]', value->>'$.box_px[1]', value->>'$.box_px[2]', value->>'$.box_px[3]'"
    " FROM json_each(?1, '$.fields')",
    "INSERT INTO search(rowid, text, folded) SELECT ?2, t, replace(replace(t, 'đ', 'd'), 'Đ', 'D')"
    " FROM (SELECT json_extract(?1, '$.text') AS t)",
    NULL,
};

struct snapshot {
    sqlite3 *db;
    sqlite3_stmt *fill[N_FILL];
    sqlite3_stmt *wanted; /* on the store */
    const char *const *ids;
    size_t n_ids;
    int64_t row;
};

static bool failed(struct snapshot *p, struct err *e)
{
    if (sqlite3_errcode(p->db) == SQLITE_FULL)
        return err_set(e, ERR_FULL, "package index: no space left");
    return err_set(e, ERR_IO, "package index: %s", sqlite3_errstr(sqlite3_errcode(p->db)));
}

static bool snapshot_open(struct snapshot *p, const char *path, struct err *e)
{
    if (unlink(path) != 0 && access(path, F_OK) == 0)
        return err_set(e, ERR_IO, "cannot replace %s", path);
    if (sqlite3_open_v2(path, &p->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK ||
        sqlite3_exec(p->db, schema, NULL, NULL, NULL) != SQLITE_OK)
        return failed(p, e);
    for (int i = 0; i < N_FILL && fill[i]; i++)
        if (sqlite3_prepare_v2(p->db, fill[i], -1, &p->fill[i], NULL) != SQLITE_OK)
            return failed(p, e);
    return true;
}

static bool snapshot_doc(void *ctx, const struct store_doc *d, struct err *e)
{
    struct snapshot *p = ctx;

    p->row++;
    for (int i = 0; i < N_FILL && p->fill[i]; i++) {
        sqlite3_stmt *q = p->fill[i];
        sqlite3_bind_text64(q, 1, d->json, strlen(d->json), SQLITE_STATIC, SQLITE_UTF8);
        sqlite3_bind_int64(q, 2, p->row);
        const int rc = sqlite3_step(q);
        sqlite3_reset(q);
        if (rc != SQLITE_DONE)
            return failed(p, e);
    }
    return true;
}

/* The ids in a temporary table of the store's connection: one ordered query instead of one per id.
 */
static bool list_wanted(struct store *s, struct snapshot *p, struct err *e)
{
    if (!db_exec(s,
                 "CREATE TEMP TABLE IF NOT EXISTS wanted(id TEXT PRIMARY KEY) WITHOUT ROWID; "
                 "DELETE FROM temp.wanted",
                 e))
        return false;
    sqlite3_stmt *q = db_once(s, "INSERT OR IGNORE INTO temp.wanted VALUES(?1)", e);
    bool ok = q != NULL;
    for (size_t i = 0; ok && i < p->n_ids; i++) {
        sqlite3_bind_text(q, 1, p->ids[i], -1, SQLITE_STATIC);
        ok = db_run(s, q, e);
    }
    sqlite3_finalize(q);
    return ok;
}

static bool copy_wanted(struct store *s, struct snapshot *p, struct err *e)
{
    sqlite3_stmt *q =
        db_once(s, DOC_ROWS "WHERE c.document_id IN (SELECT id FROM temp.wanted) " DOC_ORDER, e);
    int64_t wanted = 0;
    const bool ok = q && docs_give(s, q, snapshot_doc, p, e) &&
                    db_int(s, "SELECT count(*) FROM temp.wanted", &wanted, e);

    sqlite3_finalize(q);
    if (ok && wanted != p->row)
        return err_set(e, ERR_INVALID, "package index: %lld documents are no longer in the store",
                       (long long)(wanted - p->row));
    return ok;
}

static bool snapshot_close(struct snapshot *p, bool ok, struct err *e)
{
    static const char finish[] = "CREATE INDEX identifiers_value ON identifiers(value);"
                                 "INSERT INTO search(search) VALUES('optimize'); COMMIT";

    for (int i = 0; i < N_FILL; i++)
        sqlite3_finalize(p->fill[i]);
    if (ok && sqlite3_exec(p->db, finish, NULL, NULL, NULL) != SQLITE_OK)
        ok = failed(p, e);
    sqlite3_close(p->db);
    return ok;
}

static bool sync_file(const char *path, struct err *e)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    const bool ok = fd >= 0 && fsync(fd) == 0;

    if (!ok)
        err_set(e, ERR_IO, "cannot sync %s", path);
    if (fd >= 0)
        close(fd);
    return ok;
}

bool store_snapshot(struct store *s, const char *const *ids, size_t n, const char *path,
                    struct err *e)
{
    struct snapshot p = { .ids = ids, .n_ids = n };
    bool outer = false, view = false;

    bool ok = snapshot_open(&p, path, e) && list_wanted(s, &p, e) && (view = db_view(s, &outer, e));
    ok = ok && copy_wanted(s, &p, e);
    if (view)
        db_view_end(s, outer);
    ok = snapshot_close(&p, ok, e) && sync_file(path, e);
    if (!ok)
        unlink(path);
    return ok;
}
