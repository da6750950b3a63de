#include "index/db.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/utf8.h"
#include "index/fts.h"

/* Other commands write short transactions of their own (access log, packages), so a wait ends soon;
 * a checkpoint on a slow disk may take seconds. */
enum { BUSY_MS = 30000 };

bool db_fail(struct store *s, struct err *e)
{
    const int rc = sqlite3_errcode(s->db) & 0xff;
    const char *why = sqlite3_errstr(rc);

    switch (rc) {
    case SQLITE_FULL:
        return errno = ENOSPC, err_set(e, ERR_IO, "store");
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
        errno = sqlite3_system_errno(s->db);
        return err_set(e, ERR_IO, "store: %s", why);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return err_set(e, ERR_LOCKED, "store: busy for %d s; another command is writing to it",
                       BUSY_MS / 1000);
    case SQLITE_NOMEM:
        return err_set(e, ERR_NOMEM, "store: no memory");
    case SQLITE_TOOBIG:
        return err_set(e, ERR_LIMIT, "store: %s", why);
    default:
        return err_set(e, ERR_INVALID, "store: %s", why);
    }
}

static int natural(void *ctx, int na, const void *a, int nb, const void *b)
{
    char sa[1024], sb[1024], *pa = sa, *pb = sb;
    int c = 0;

    (void)ctx;
    if ((size_t)na >= sizeof sa)
        pa = malloc((size_t)na + 1);
    if ((size_t)nb >= sizeof sb)
        pb = malloc((size_t)nb + 1);
    if (pa && pb) {
        memcpy(pa, a, (size_t)na);
        memcpy(pb, b, (size_t)nb);
        pa[na] = pb[nb] = '\0';
        c = utf8_natural_cmp(pa, pb);
    }
    if (pa != sa)
        free(pa);
    if (pb != sb)
        free(pb);
    return c;
}

bool db_open(struct store *s, const char *path, struct err *e)
{
    /* The file is there already, made by store_open with the right mode. */
    if (sqlite3_open_v2(path, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
        SQLITE_OK)
        return s->db ? db_fail(s, e) : err_set(e, ERR_NOMEM, "store: no memory");
    sqlite3_busy_timeout(s->db, BUSY_MS);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (sqlite3_create_collation_v2(s->db, "natural_sort", SQLITE_UTF8, NULL, natural, NULL) !=
        SQLITE_OK)
        return db_fail(s, e);
    /* No temporary files: they would hold in the clear what is sealed in the store. */
    return db_exec(s,
                   "PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384;"
                   "PRAGMA journal_size_limit=67108864; PRAGMA secure_delete=ON",
                   e) &&
           fts_register(s, e);
}

void db_close(struct store *s)
{
    for (int i = 0; i < Q_SLOTS; i++)
        sqlite3_finalize(s->q[i]);
    sqlite3_close(s->db);
    s->db = NULL;
}

/* The message of a failed prepare speaks of our own SQL, never of values. */
static void prepare_failed(struct store *s, struct err *e)
{
    if (sqlite3_errcode(s->db) == SQLITE_ERROR)
        err_set(e, ERR_INVALID, "store: %s", sqlite3_errmsg(s->db));
    else
        db_fail(s, e);
}

struct sqlite3_stmt *db_once(struct store *s, const char *sql, struct err *e)
{
    sqlite3_stmt *q = NULL;

    if (sqlite3_prepare_v2(s->db, sql, -1, &q, NULL) != SQLITE_OK) {
        prepare_failed(s, e);
        sqlite3_finalize(q);
        return NULL;
    }
    return q;
}

struct sqlite3_stmt *db_stmt(struct store *s, enum db_slot slot, const char *sql, struct err *e)
{
    sqlite3_stmt **q = &s->q[slot];

    if (*q) {
        sqlite3_reset(*q);
        sqlite3_clear_bindings(*q);
        return *q;
    }
    if (sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, q, NULL) != SQLITE_OK)
        prepare_failed(s, e);
    return *q;
}

int db_row(struct store *s, struct sqlite3_stmt *q, struct err *e)
{
    int rc = SQLITE_ERROR;

    if (fault_hit(FAULT_SQL)) {
        err_set(e, ERR_IO, "store");
    } else {
        rc = sqlite3_step(q);
        if (rc == SQLITE_ROW)
            return 1;
        if (rc != SQLITE_DONE)
            db_fail(s, e);
    }
    sqlite3_reset(q);
    return rc == SQLITE_DONE ? 0 : -1;
}

bool db_run(struct store *s, struct sqlite3_stmt *q, struct err *e)
{
    int r;

    while ((r = db_row(s, q, e)) == 1)
        ;
    return r == 0;
}

bool db_exec(struct store *s, const char *sql, struct err *e)
{
    if (fault_hit(FAULT_SQL))
        return err_set(e, ERR_IO, "store");
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK || db_fail(s, e);
}

bool db_int(struct store *s, const char *sql, int64_t *out, struct err *e)
{
    sqlite3_stmt *q = db_once(s, sql, e);
    const int r = q ? db_row(s, q, e) : -1;

    *out = r == 1 ? sqlite3_column_int64(q, 0) : 0;
    sqlite3_finalize(q);
    return r >= 0;
}

bool db_enter(struct store *s, bool *outer, struct err *e)
{
    *outer = sqlite3_get_autocommit(s->db);
    return db_exec(s, *outer ? "BEGIN IMMEDIATE" : "SAVEPOINT part", e);
}

bool db_leave(struct store *s, bool outer, bool ok, struct err *e)
{
    if (ok && db_exec(s, outer ? "COMMIT" : "RELEASE part", e))
        return true;
    /* A full disk may have ended the transaction already; then these find nothing to do. */
    sqlite3_exec(s->db, outer ? "ROLLBACK" : "ROLLBACK TO part; RELEASE part", NULL, NULL, NULL);
    return false;
}

bool db_view(struct store *s, bool *outer, struct err *e)
{
    *outer = sqlite3_get_autocommit(s->db);
    return !*outer || db_exec(s, "BEGIN", e);
}

void db_view_end(struct store *s, bool outer)
{
    if (outer)
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}
