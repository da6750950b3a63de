#include "index/db.h"

#include <stdio.h>

/* migrations[v] takes a store from version v to v + 1; released ones are never edited.
 *
 * dossiers.holds: waiting pages, plus one while the archive is still coming in.
 * dossiers.understand_key: '' when the documents are missing or older than the pages.
 * pages.document: the document that holds the page; pages.flags: 1 lossless copy, 2 signed PDF,
 * 4 born digital. Big sealed values have tables of their own, so that ledgers stay small to scan.
 * documents.id never comes back (AUTOINCREMENT), so a full-text row can only mean its own document.
 */
static const char *const migrations[SCHEMA_VERSION] = {
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE archives(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, asked TEXT NOT NULL,"
    " ended INTEGER NOT NULL DEFAULT 0);"
    "CREATE INDEX archives_asked ON archives(asked);"
    "CREATE TABLE skipped(archive INTEGER NOT NULL, entry TEXT NOT NULL, PRIMARY KEY(archive, "
    "entry)) WITHOUT ROWID;"
    "CREATE TABLE dossiers(id INTEGER PRIMARY KEY, archive INTEGER NOT NULL, key TEXT NOT NULL,"
    " holds INTEGER NOT NULL, readable INTEGER NOT NULL DEFAULT 0, documents INTEGER NOT NULL "
    "DEFAULT 0,"
    " understand_key TEXT NOT NULL DEFAULT '', UNIQUE(archive, key));"
    "CREATE INDEX dossiers_due ON dossiers(understand_key) WHERE holds = 0 AND (readable > 0 OR "
    "documents > 0);"
    "CREATE TABLE pages(id INTEGER PRIMARY KEY, archive INTEGER NOT NULL, dossier INTEGER NOT NULL,"
    " entry TEXT NOT NULL, page INTEGER NOT NULL, sha256 TEXT NOT NULL, format INTEGER NOT NULL,"
    " len INTEGER NOT NULL, dpi INTEGER NOT NULL, exif_turn INTEGER NOT NULL, flags INTEGER NOT "
    "NULL,"
    " source TEXT NOT NULL, state INTEGER NOT NULL, reason TEXT NOT NULL, attempts INTEGER NOT "
    "NULL,"
    " result_key TEXT NOT NULL DEFAULT '', document INTEGER, UNIQUE(archive, entry, page));"
    "CREATE INDEX pages_dossier ON pages(dossier);"
    "CREATE INDEX pages_state ON pages(state, document);"
    "CREATE TABLE results(page INTEGER PRIMARY KEY, sealed BLOB NOT NULL);"
    "CREATE TABLE documents(id INTEGER PRIMARY KEY AUTOINCREMENT, document_id TEXT NOT NULL UNIQUE,"
    " dossier INTEGER NOT NULL, ordinal INTEGER NOT NULL, type TEXT NOT NULL, review INTEGER NOT "
    "NULL,"
    " record_sha256 TEXT NOT NULL);"
    "CREATE INDEX documents_dossier ON documents(dossier, ordinal);"
    "CREATE INDEX documents_review ON documents(review);"
    "CREATE TABLE records(document INTEGER PRIMARY KEY, sealed BLOB NOT NULL);"
    "CREATE TABLE identifiers(lookup BLOB NOT NULL, document INTEGER NOT NULL, kind TEXT NOT NULL,"
    " PRIMARY KEY(lookup, document, kind)) WITHOUT ROWID;"
    "CREATE INDEX identifiers_document ON identifiers(document);"
    "CREATE VIRTUAL TABLE search USING fts5(text, content='', tokenize='sohoa');"
    "CREATE TABLE packed(document_id TEXT PRIMARY KEY, record_sha256 TEXT NOT NULL, package TEXT "
    "NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE run_notes(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE access_log(id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, operator TEXT "
    "NOT NULL,"
    " unit TEXT NOT NULL, action TEXT NOT NULL, reason TEXT NOT NULL, what BLOB NOT NULL, hits "
    "INTEGER NOT NULL);"
    "CREATE TRIGGER access_log_fixed BEFORE UPDATE ON access_log BEGIN SELECT RAISE(ABORT, "
    "'kept'); END;"
    "CREATE TRIGGER access_log_kept BEFORE DELETE ON access_log BEGIN SELECT RAISE(ABORT, 'kept'); "
    "END;",
};

bool schema_migrate(struct store *s, int64_t from, struct err *e)
{
    char sql[96];
    bool outer;

    if (!db_enter(s, &outer, e))
        return false;
    /* Another process may have been quicker while this one waited for the transaction. */
    bool ok = db_int(s, "PRAGMA user_version", &from, e);
    for (; ok && from < SCHEMA_VERSION; from++) {
        snprintf(sql, sizeof sql, "PRAGMA application_id=%d; PRAGMA user_version=%lld",
                 SCHEMA_APPLICATION, (long long)from + 1);
        ok = db_exec(s, migrations[from], e) && db_exec(s, sql, e);
    }
    return db_leave(s, outer, ok, e);
}
