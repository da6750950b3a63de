/* Looking people up, and the log of it: who, for which unit, why, when, how many; what was looked
 * for only as a keyed hash. Rows of the log cannot be changed or deleted through SQL. */
#include <sqlite3.h>
#include <string.h>

#include "base/clock.h"
#include "index/normal.h"
#include "index/rows.h"
#include "index/vault.h"

static bool has_reason(const struct store_access *who, struct err *e)
{
    const char *r = who->reason ? who->reason : "";

    if (r[strspn(r, " \t\n")] != '\0')
        return true;
    return err_set(e, ERR_USAGE, "a reason is needed: it is kept in the access log");
}

static void bind_or_empty(sqlite3_stmt *q, int i, const char *text)
{
    sqlite3_bind_text(q, i, text ? text : "", -1, SQLITE_STATIC);
}

static bool log_row(struct store *s, const struct store_access *who, const uint8_t what[VAULT_MAC],
                    const char *reason, uint64_t hits, struct err *e)
{
    sqlite3_stmt *q =
        db_stmt(s, Q_LOG_ADD,
                "INSERT INTO access_log(at, operator, unit, action, reason, what, hits) "
                "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                e);
    char at[32];

    if (!q)
        return false;
    clock_iso(clock_now(), at);
    bind_or_empty(q, 1, at);
    bind_or_empty(q, 2, who->operator_name);
    bind_or_empty(q, 3, who->unit);
    bind_or_empty(q, 4, who->action);
    bind_or_empty(q, 5, reason);
    sqlite3_bind_blob(q, 6, what, VAULT_MAC, SQLITE_STATIC);
    sqlite3_bind_int64(q, 7, (sqlite3_int64)hits);
    return db_run(s, q, e);
}

bool store_log_access(struct store *s, const struct store_access *who, const char *what,
                      uint64_t hits, struct err *e)
{
    const char *given = who->reason ? who->reason : "";
    uint8_t hash[VAULT_MAC];
    struct arena a;

    arena_init(&a, 1 << 24);
    const char *normal = normal_ident(&a, what, false);
    const char *reason = normal_scrub(&a, given, strlen(given), "•••");
    const bool ok =
        ((normal && reason) || err_set(e, ERR_USAGE, "the reason or value is too long")) &&
        vault_lookup(s->vault, "plain", normal, hash, e) && log_row(s, who, hash, reason, hits, e);
    arena_reset(&a);
    return ok;
}

/* Both ways an identifier can be kept; a value without '/' and '-' may be either. */
struct lookups {
    uint8_t plain[VAULT_MAC], marks[VAULT_MAC];
};

static bool lookups_of(struct store *s, const char *value, struct lookups *l, struct err *e)
{
    struct arena a;

    arena_init(&a, 1 << 20);
    const char *plain = normal_ident(&a, value, false), *marks = normal_ident(&a, value, true);
    bool ok = (plain && marks && *plain) ||
              err_set(e, ERR_USAGE, "nothing to look for: give an identifier");
    ok = ok && vault_lookup(s->vault, "plain", plain, l->plain, e) &&
         vault_lookup(s->vault, "marks", marks, l->marks, e);
    arena_reset(&a);
    return ok;
}

#define HOLDS "c.id IN (SELECT document FROM identifiers WHERE lookup IN (?1, ?2)) "

static sqlite3_stmt *find_rows(struct store *s, const struct lookups *l, const char *sql,
                               struct err *e)
{
    sqlite3_stmt *q = db_once(s, sql, e);

    if (q) {
        sqlite3_bind_blob(q, 1, l->plain, VAULT_MAC, SQLITE_STATIC);
        sqlite3_bind_blob(q, 2, l->marks, VAULT_MAC, SQLITE_STATIC);
    }
    return q;
}

static bool find_logged(struct store *s, const char *value, const struct lookups *l,
                        const struct store_access *who, struct err *e)
{
    sqlite3_stmt *q = find_rows(s, l, "SELECT count(*) FROM documents c WHERE " HOLDS, e);
    const bool ok = q && db_row(s, q, e) == 1;
    const uint64_t hits = ok ? (uint64_t)sqlite3_column_int64(q, 0) : 0;

    sqlite3_finalize(q);
    return ok && store_log_access(s, who, value, hits, e);
}

bool store_find(struct store *s, const char *value, const struct store_access *who,
                store_doc_fn *fn, void *ctx, struct err *e)
{
    struct lookups l;
    bool outer;

    if (!has_reason(who, e) || !lookups_of(s, value, &l, e))
        return false;
    /* Committed before anything is shown: what was seen is in the log even if the power goes. */
    if (!db_enter(s, &outer, e) || !db_leave(s, outer, find_logged(s, value, &l, who, e), e) ||
        !db_view(s, &outer, e))
        return false;
    sqlite3_stmt *q = find_rows(s, &l, DOC_ROWS "WHERE " HOLDS DOC_ORDER, e);
    const bool ok = q && docs_give(s, q, fn, ctx, e);
    sqlite3_finalize(q);
    db_view_end(s, outer);
    return ok;
}
