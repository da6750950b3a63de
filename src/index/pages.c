/* The ledger of pages. pages.state is what became of the page itself; pages.document says whether a
 * document holds it by now. Every change here keeps the counters of its dossier in step. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "index/db.h"
#include "index/rows.h"
#include "index/vault.h"

enum { MAX_VARIANTS = 10000, NAME_FULL = 480, NAME_KEPT = 400 };

/* The name an archive is kept under: its own, or, when deep nesting made that longer than struct
 * store_known holds, its beginning and a hash of all of it. */
static const char *kept_name(const char *archive, char out[512])
{
    uint8_t sum[SHA256_BYTES];
    char hex[SHA256_HEX];
    size_t n = NAME_KEPT;

    if (strlen(archive) < NAME_FULL)
        return archive;
    sha256_mem(archive, strlen(archive), sum);
    hash_hex(sum, hex);
    while (n > 0 && ((unsigned char)archive[n] & 0xC0) == 0x80)
        n--;
    snprintf(out, 512, "%.*s#%.32s", (int)n, archive, hex);
    return out;
}

bool page_find(struct store *s, const char *archive, const char *entry, int32_t page,
               const char *result_key, struct page_row *out, bool *found, struct err *e)
{
    sqlite3_stmt *q =
        db_stmt(s, Q_PAGE_FIND,
                "SELECT p.id, p.dossier, p.state, p.sha256, p.result_key = ?4 FROM archives a "
                "JOIN pages p ON p.archive = a.id "
                "WHERE a.name = ?1 AND p.entry = ?2 AND p.page = ?3",
                e);
    if (!q)
        return false;
    sqlite3_bind_text(q, 1, archive, -1, SQLITE_STATIC);
    sqlite3_bind_text(q, 2, entry, -1, SQLITE_STATIC);
    sqlite3_bind_int(q, 3, page);
    sqlite3_bind_text(q, 4, result_key, -1, SQLITE_STATIC);
    const int r = db_row(s, q, e);
    *found = r == 1;
    if (r == 1) {
        *out = (struct page_row){ .id = sqlite3_column_int64(q, 0),
                                  .dossier = sqlite3_column_int64(q, 1),
                                  .state = (enum page_state)sqlite3_column_int(q, 2),
                                  .same_key = sqlite3_column_int(q, 4) };
        snprintf(out->sha256, sizeof out->sha256, "%s", (const char *)sqlite3_column_text(q, 3));
    }
    sqlite3_reset(q);
    return r >= 0;
}

bool store_page_known(struct store *s, const char *archive, const char *entry, int32_t page,
                      const char *sha256, const char *result_key, struct store_known *out,
                      struct err *e)
{
    struct page_row row;
    char name[512];
    bool found = true;

    *out = (struct store_known){ 0 };
    archive = kept_name(archive, name);
    for (int n = 1; n < MAX_VARIANTS; n++) {
        const int len = n == 1 ? snprintf(out->archive, sizeof out->archive, "%s", archive)
                               : snprintf(out->archive, sizeof out->archive, "%s~%d", archive, n);
        if (len >= (int)sizeof out->archive)
            return err_set(e, ERR_LIMIT, "the name of an archive is longer than %zu bytes",
                           sizeof out->archive - 1);
        if (!page_find(s, out->archive, entry, page, result_key, &row, &found, e))
            return false;
        /* A row without content is an entry that could not be read then; content takes its place.
         */
        if (!found || (row.sha256[0] == '\0' && sha256[0] != '\0'))
            return true;
        out->held = row.sha256[0] != '\0';
        if (strcmp(row.sha256, sha256) == 0) {
            out->known = true;
            out->current = row.state != PAGE_WAITING && row.same_key;
            out->outdated = row.state != PAGE_WAITING && !row.same_key;
            return true;
        }
        if (sha256[0] == '\0') { /* cannot be read today, was once: the content at hand stands */
            out->known = true;
            out->current = row.state != PAGE_WAITING && row.same_key;
            return true;
        }
    }
    return err_set(e, ERR_LIMIT, "a page changed more than %d times", MAX_VARIANTS);
}

/* The name under which an archive was asked for: "a.zip" of "a.zip~2", if there is one. */
static void asked_name(struct store *s, const char *name, char out[512], struct err *e)
{
    const char *tilde = strrchr(name, '~');
    int64_t id = 0;
    bool ended;

    snprintf(out, 512, "%s", name);
    if (!tilde || tilde == name || strspn(tilde + 1, "0123456789") != strlen(tilde + 1) ||
        !tilde[1])
        return;
    snprintf(out, 512, "%.*s", (int)(tilde - name), name);
    if (!archive_find(s, out, &id, &ended, e) || id == 0)
        snprintf(out, 512, "%s", name);
}

bool archive_find(struct store *s, const char *name, int64_t *id, bool *ended, struct err *e)
{
    sqlite3_stmt *q =
        db_stmt(s, Q_ARCHIVE_FIND, "SELECT id, ended FROM archives WHERE name = ?1", e);

    *id = 0;
    *ended = false;
    if (!q)
        return false;
    sqlite3_bind_text(q, 1, name, -1, SQLITE_STATIC);
    const int r = db_row(s, q, e);
    if (r == 1) {
        *id = sqlite3_column_int64(q, 0);
        *ended = sqlite3_column_int(q, 1);
    }
    sqlite3_reset(q);
    return r >= 0;
}

static bool archive_need(struct store *s, const char *name, int64_t *id, bool *ended, struct err *e)
{
    char asked[512];

    if (strlen(name) >= sizeof asked)
        return err_set(e, ERR_LIMIT, "the name of an archive is longer than %zu bytes",
                       sizeof asked - 1);
    if (!archive_find(s, name, id, ended, e) || *id != 0)
        return *id != 0;
    asked_name(s, name, asked, e);
    sqlite3_stmt *q =
        db_stmt(s, Q_ARCHIVE_ADD, "INSERT INTO archives(name, asked) VALUES(?1, ?2)", e);
    if (!q)
        return false;
    sqlite3_bind_text(q, 1, name, -1, SQLITE_STATIC);
    sqlite3_bind_text(q, 2, asked, -1, SQLITE_STATIC);
    if (!db_run(s, q, e))
        return false;
    *id = sqlite3_last_insert_rowid(s->db);
    return true;
}

bool dossier_find(struct store *s, int64_t archive, const char *key, int64_t *id, struct err *e)
{
    sqlite3_stmt *q =
        db_stmt(s, Q_DOSSIER_FIND, "SELECT id FROM dossiers WHERE archive = ?1 AND key = ?2", e);

    *id = 0;
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, archive);
    sqlite3_bind_text(q, 2, key, -1, SQLITE_STATIC);
    const int r = db_row(s, q, e);
    if (r == 1)
        *id = sqlite3_column_int64(q, 0);
    sqlite3_reset(q);
    return r >= 0;
}

static bool dossier_need(struct store *s, int64_t archive, bool ended, const char *key, int64_t *id,
                         struct err *e)
{
    if (!dossier_find(s, archive, key, id, e) || *id != 0)
        return *id != 0;
    sqlite3_stmt *q = db_stmt(s, Q_DOSSIER_ADD,
                              "INSERT INTO dossiers(archive, key, holds) VALUES(?1, ?2, ?3)", e);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, archive);
    sqlite3_bind_text(q, 2, key, -1, SQLITE_STATIC);
    sqlite3_bind_int(q, 3, !ended);
    if (!db_run(s, q, e))
        return false;
    *id = sqlite3_last_insert_rowid(s->db);
    return true;
}

static bool is_readable(enum page_state st)
{
    return st == PAGE_DONE || st == PAGE_BLANK || st == PAGE_SEPARATOR;
}

/* A page of the dossier left one state (PAGE_STATES: it is new here) for another (it went away):
 * the counters follow and the documents are out of date. */
static bool dossier_touch(struct store *s, int64_t dossier, enum page_state from,
                          enum page_state to, struct err *e)
{
    sqlite3_stmt *q = db_stmt(
        s, Q_DOSSIER_TOUCH,
        "UPDATE dossiers SET holds = holds + ?2, readable = readable + ?3, understand_key = '' "
        "WHERE id = ?1",
        e);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, dossier);
    sqlite3_bind_int(q, 2, (to == PAGE_WAITING) - (from == PAGE_WAITING));
    sqlite3_bind_int(q, 3, is_readable(to) - is_readable(from));
    return db_run(s, q, e);
}

static void bind_page(sqlite3_stmt *q, const struct store_page *p)
{
    sqlite3_bind_text(q, 1, p->entry, -1, SQLITE_STATIC);
    sqlite3_bind_int(q, 2, p->page);
    sqlite3_bind_text(q, 3, p->sha256, -1, SQLITE_STATIC);
    sqlite3_bind_int(q, 4, (int)p->format);
    sqlite3_bind_int64(q, 5, (sqlite3_int64)p->len);
    sqlite3_bind_int(q, 6, p->dpi);
    sqlite3_bind_int(q, 7, p->exif_turn);
    sqlite3_bind_int(q, 8,
                     (p->lossless_copy ? FLAG_LOSSLESS : 0) | (p->signed_pdf ? FLAG_SIGNED : 0) |
                         (p->born_digital ? FLAG_BORN_DIGITAL : 0));
    sqlite3_bind_text(q, 9, p->source_sha256, -1, SQLITE_STATIC);
    sqlite3_bind_int(q, 10, (int)p->state);
    sqlite3_bind_text(q, 11, p->reason ? p->reason : "", -1, SQLITE_STATIC);
    sqlite3_bind_int(q, 12, p->attempts);
}

static bool page_insert(struct store *s, const struct store_page *p, int64_t archive,
                        int64_t dossier, struct err *e)
{
    sqlite3_stmt *q = db_stmt(
        s, Q_PAGE_ADD,
        "INSERT INTO pages(entry, page, sha256, format, len, dpi, exif_turn, flags, source, state,"
        " reason, attempts, archive, dossier) "
        "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        e);
    if (!q)
        return false;
    bind_page(q, p);
    sqlite3_bind_int64(q, 13, archive);
    sqlite3_bind_int64(q, 14, dossier);
    return db_run(s, q, e) && dossier_touch(s, dossier, PAGE_STATES, p->state, e);
}

/* The same place again: content where there was none, the same failure, or the same page that may
 * have moved to another dossier because the dossier rule was changed. */
static bool page_again(struct store *s, const struct store_page *p, const struct page_row *row,
                       int64_t dossier, struct err *e)
{
    const bool replace = row->sha256[0] == '\0';

    if (!replace && p->sha256[0] == '\0')
        return true;
    if (!replace && strcmp(row->sha256, p->sha256) != 0)
        return err_set(e, ERR_INVALID, "store: another content is kept at this place already");
    if (!replace && row->dossier == dossier)
        return true;
    sqlite3_stmt *q =
        replace ? db_stmt(s, Q_PAGE_REPLACE,
                          "UPDATE pages SET entry = ?1, page = ?2, sha256 = ?3, format = ?4, len = "
                          "?5, dpi = ?6,"
                          " exif_turn = ?7, flags = ?8, source = ?9, state = ?10, reason = ?11, "
                          "attempts = ?12,"
                          " result_key = '', dossier = ?13 WHERE id = ?14",
                          e)
                : db_stmt(s, Q_PAGE_MOVE, "UPDATE pages SET dossier = ?13 WHERE id = ?14", e);
    if (!q)
        return false;
    if (replace)
        bind_page(q, p);
    sqlite3_bind_int64(q, 13, dossier);
    sqlite3_bind_int64(q, 14, row->id);
    const enum page_state now = replace ? p->state : row->state;
    if (!db_run(s, q, e))
        return false;
    if (row->dossier == dossier)
        return dossier_touch(s, dossier, row->state, now, e);
    return dossier_touch(s, row->dossier, row->state, PAGE_STATES, e) &&
           dossier_touch(s, dossier, PAGE_STATES, now, e);
}

static bool page_add(struct store *s, const struct store_page *p, struct err *e)
{
    int64_t archive, dossier;
    struct page_row row;
    bool ended, found;

    if (!archive_need(s, p->archive, &archive, &ended, e) ||
        !dossier_need(s, archive, ended, p->dossier, &dossier, e) ||
        !page_find(s, p->archive, p->entry, p->page, "", &row, &found, e))
        return false;
    return found ? page_again(s, p, &row, dossier, e) : page_insert(s, p, archive, dossier, e);
}

bool store_page_add(struct store *s, const struct store_page *p, struct err *e)
{
    struct store_page kept = *p;
    char name[512];
    bool outer;

    kept.archive = kept_name(p->archive, name);
    return db_enter(s, &outer, e) && db_leave(s, outer, page_add(s, &kept, e), e);
}

struct outcome {
    enum page_state state;
    const char *reason, *result_key;
    int32_t attempts;
};

static bool page_update(struct store *s, const struct page_row *row, const struct outcome *o,
                        const struct buf *sealed, struct err *e)
{
    sqlite3_stmt *q = db_stmt(
        s, Q_PAGE_DONE,
        "UPDATE pages SET state = ?2, reason = ?3, attempts = ?4, result_key = ?5 WHERE id = ?1",
        e);
    bool same = false;

    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, row->id);
    sqlite3_bind_int(q, 2, (int)o->state);
    sqlite3_bind_text(q, 3, o->reason ? o->reason : "", -1, SQLITE_STATIC);
    sqlite3_bind_int(q, 4, o->attempts);
    sqlite3_bind_text(q, 5, o->result_key, -1, SQLITE_STATIC);
    if (!db_run(s, q, e) || !result_same(s, row->id, sealed, &same, e))
        return false;
    /* The same result under a new key leaves the dossier's documents as they are. */
    if (same && row->state == o->state)
        return true;
    return (same || result_put(s, row->id, sealed, e)) &&
           dossier_touch(s, row->dossier, row->state, o->state, e);
}

bool store_page_done(struct store *s, const char *archive, const char *entry, int32_t page,
                     enum page_state state, const char *reason, int32_t attempts, const void *read,
                     size_t len, const char *result_key, struct err *e)
{
    char name[512];
    const struct outcome o = { state, reason, result_key, attempts };
    const struct result_at at = { 0, kept_name(archive, name), entry, page, state };
    struct page_row row;
    struct buf sealed;
    bool outer, found;

    buf_init(&sealed, DB_MAX_BLOB);
    bool ok = result_seal(s, &at, read, len, &sealed, e);
    if (ok && (ok = db_enter(s, &outer, e))) {
        ok = page_find(s, at.archive, entry, page, "", &row, &found, e) &&
             (found || err_set(e, ERR_INVALID, "store: a result for a page that never came in")) &&
             page_update(s, &row, &o, &sealed, e);
        ok = db_leave(s, outer, ok, e);
    }
    buf_release(&sealed);
    return ok;
}

static bool entry_skip(struct store *s, const char *archive, const char *entry, struct err *e)
{
    int64_t id;
    bool ended;

    if (!archive_need(s, archive, &id, &ended, e))
        return false;
    sqlite3_stmt *q =
        db_stmt(s, Q_SKIP_ADD, "INSERT OR IGNORE INTO skipped(archive, entry) VALUES(?1, ?2)", e);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, id);
    sqlite3_bind_text(q, 2, entry, -1, SQLITE_STATIC);
    return db_run(s, q, e);
}

bool store_entry_skipped(struct store *s, const char *archive, const char *entry, struct err *e)
{
    char name[512];
    bool outer;

    archive = kept_name(archive, name);
    return db_enter(s, &outer, e) && db_leave(s, outer, entry_skip(s, archive, entry, e), e);
}

static bool archive_end(struct store *s, const char *archive, struct err *e)
{
    int64_t id;
    bool ended;

    if (!archive_need(s, archive, &id, &ended, e))
        return false;
    sqlite3_stmt *open =
        db_stmt(s, Q_ARCHIVE_OPEN,
                "UPDATE dossiers SET holds = holds - 1 WHERE archive IN "
                "(SELECT id FROM archives WHERE (name = ?1 OR asked = ?1) AND ended = 0)",
                e);
    sqlite3_stmt *close =
        open
            ? db_stmt(s, Q_ARCHIVE_CLOSE,
                      "UPDATE archives SET ended = 1 WHERE (name = ?1 OR asked = ?1) AND ended = 0",
                      e)
            : NULL;
    if (!close)
        return false;
    sqlite3_bind_text(open, 1, archive, -1, SQLITE_STATIC);
    sqlite3_bind_text(close, 1, archive, -1, SQLITE_STATIC);
    return db_run(s, open, e) && db_run(s, close, e);
}

bool store_archive_end(struct store *s, const char *archive, struct err *e)
{
    char name[512];
    bool outer;

    archive = kept_name(archive, name);
    return db_enter(s, &outer, e) && db_leave(s, outer, archive_end(s, archive, e), e);
}

bool store_archives_end(struct store *s, struct err *e)
{
    bool outer;

    return db_enter(s, &outer, e) &&
           db_leave(s, outer,
                    db_exec(s,
                            "UPDATE dossiers SET holds = holds - 1 WHERE archive IN "
                            "(SELECT id FROM archives WHERE ended = 0);"
                            "UPDATE archives SET ended = 1 WHERE ended = 0",
                            e),
                    e);
}
