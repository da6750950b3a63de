#include <sqlite3.h>

#include "index/db.h"

bool store_packed_known(struct store *s, const char *document_id, const char *record_sha256,
                        bool *same, struct err *e)
{
    sqlite3_stmt *q = db_stmt(
        s, Q_PACKED_GET, "SELECT 1 FROM packed WHERE document_id = ?1 AND record_sha256 = ?2", e);

    *same = false;
    if (!q)
        return false;
    sqlite3_bind_text(q, 1, document_id, -1, SQLITE_STATIC);
    sqlite3_bind_text(q, 2, record_sha256, -1, SQLITE_STATIC);
    const int r = db_row(s, q, e);
    *same = r == 1;
    sqlite3_reset(q);
    return r >= 0;
}

bool store_packed_add(struct store *s, const char *document_id, const char *record_sha256,
                      const char *package, struct err *e)
{
    sqlite3_stmt *q =
        db_stmt(s, Q_PACKED_PUT, "INSERT OR REPLACE INTO packed VALUES(?1, ?2, ?3)", e);

    if (!q)
        return false;
    sqlite3_bind_text(q, 1, document_id, -1, SQLITE_STATIC);
    sqlite3_bind_text(q, 2, record_sha256, -1, SQLITE_STATIC);
    sqlite3_bind_text(q, 3, package, -1, SQLITE_STATIC);
    return db_run(s, q, e);
}
