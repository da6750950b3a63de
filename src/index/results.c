/* Results of pages, sealed. A result is bound to the place of its page. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "index/rows.h"
#include "index/vault.h"

static char *bind_name(const struct result_at *at, struct err *e)
{
    const size_t cap = strlen(at->archive) + strlen(at->entry) + 32;
    char *name = malloc(cap);

    if (name)
        snprintf(name, cap, "page\n%s\n%s\n%d", at->archive, at->entry, at->page);
    else
        err_set(e, ERR_NOMEM, "store: no memory");
    return name;
}

bool result_seal(struct store *s, const struct result_at *at, const void *read, size_t len,
                 struct buf *out, struct err *e)
{
    char *bind = len ? bind_name(at, e) : NULL;
    const bool ok = len == 0 || (bind && vault_seal(s->vault, bind, read, len, out, e));

    free(bind);
    return ok;
}

static bool unseal(struct store *s, const struct result_at *at, const void *sealed, size_t len,
                   struct arena *a, struct page_read *out, struct err *e)
{
    struct buf plain;
    char *bind = bind_name(at, e);

    buf_init(&plain, DB_MAX_BLOB);
    const bool ok = bind && vault_unseal(s->vault, bind, sealed, len, &plain, e) &&
                    page_unpack(plain.ptr, plain.len, a, out, e);
    if (plain.ptr)
        explicit_bzero(plain.ptr, plain.len);
    buf_release(&plain);
    free(bind);
    return ok;
}

bool result_load(struct store *s, const struct result_at *at, struct arena *a,
                 struct page_read *out, bool *found, struct err *e)
{
    sqlite3_stmt *q = db_stmt(s, Q_RESULT_GET, RESULT_GET, e);
    bool ok = true;

    *found = false;
    *out = (struct page_read){ .state = at->state,
                               .to_scan = { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
                               .engine = "" };
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, at->id);
    const int r = db_row(s, q, e);
    *found = r == 1;
    if (*found)
        ok =
            unseal(s, at, sqlite3_column_blob(q, 0), (size_t)sqlite3_column_bytes(q, 0), a, out, e);
    sqlite3_reset(q);
    return ok && r >= 0;
}

bool result_same(struct store *s, int64_t id, const struct buf *sealed, bool *same, struct err *e)
{
    sqlite3_stmt *q = db_stmt(s, Q_RESULT_GET, RESULT_GET, e);

    *same = false;
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, id);
    const int r = db_row(s, q, e);
    if (r == 1)
        *same = (size_t)sqlite3_column_bytes(q, 0) == sealed->len && sealed->len > 0 &&
                memcmp(sqlite3_column_blob(q, 0), sealed->ptr, sealed->len) == 0;
    else
        *same = r == 0 && sealed->len == 0;
    sqlite3_reset(q);
    return r >= 0;
}

bool result_put(struct store *s, int64_t id, const struct buf *sealed, struct err *e)
{
    sqlite3_stmt *q =
        sealed->len ? db_stmt(s, Q_RESULT_PUT, "INSERT OR REPLACE INTO results VALUES(?1, ?2)", e)
                    : db_stmt(s, Q_RESULT_DROP, "DELETE FROM results WHERE page = ?1", e);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, id);
    if (sealed->len)
        sqlite3_bind_blob64(q, 2, sealed->ptr, sealed->len, SQLITE_STATIC);
    return db_run(s, q, e);
}
