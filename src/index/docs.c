/* Reading what a store holds: counts, pages and documents in their order. Listings run in one read
 * transaction, so a run beside them cannot tear them. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "index/rows.h"
#include "index/vault.h"

_Static_assert(PAGE_WAITING == 0 && PAGE_DONE == 1 && PAGE_QUARANTINED == 4 && PAGE_STATES == 5,
               "states are numbers in stores");

static bool count_pages(struct store *s, struct store_counts *out, struct err *e)
{
    sqlite3_stmt *q =
        db_stmt(s, Q_COUNT_PAGES,
                /* in a document: done; read but in none yet: waiting */
                "SELECT CASE WHEN document IS NOT NULL THEN 1 WHEN state = 1 THEN 0 ELSE state END,"
                " count(*) FROM pages GROUP BY 1",
                e);
    uint64_t by_state[PAGE_STATES] = { 0 };
    int r;

    if (!q)
        return false;
    while ((r = db_row(s, q, e)) == 1) {
        const int state = sqlite3_column_int(q, 0);
        const uint64_t n = (uint64_t)sqlite3_column_int64(q, 1);
        if (state >= 0 && state < PAGE_STATES)
            by_state[state] = n;
        out->in += n;
    }
    out->waiting = by_state[PAGE_WAITING];
    out->done = by_state[PAGE_DONE];
    out->blank = by_state[PAGE_BLANK];
    out->separator = by_state[PAGE_SEPARATOR];
    out->quarantined = by_state[PAGE_QUARANTINED];
    return r == 0;
}

static bool count_rest(struct store *s, struct store_counts *out, struct err *e)
{
    sqlite3_stmt *docs =
        db_stmt(s, Q_COUNT_DOCS, "SELECT count(*), ifnull(sum(review), 0) FROM documents", e);
    sqlite3_stmt *skipped =
        docs ? db_stmt(s, Q_COUNT_SKIPPED, "SELECT count(*) FROM skipped", e) : NULL;
    sqlite3_stmt *speed =
        skipped ? db_stmt(s, Q_NOTE_GET,
                          "SELECT CAST(value AS REAL) FROM run_notes WHERE key = 'pages_per_s'", e)
                : NULL;
    int r;

    if (!speed || db_row(s, docs, e) != 1)
        return false;
    out->documents = (uint64_t)sqlite3_column_int64(docs, 0);
    out->review = (uint64_t)sqlite3_column_int64(docs, 1);
    sqlite3_reset(docs);
    if (db_row(s, skipped, e) != 1)
        return false;
    out->skipped = (uint64_t)sqlite3_column_int64(skipped, 0);
    sqlite3_reset(skipped);
    if ((r = db_row(s, speed, e)) == 1)
        out->pages_per_s = sqlite3_column_double(speed, 0);
    sqlite3_reset(speed);
    return r >= 0;
}

bool store_counts(struct store *s, struct store_counts *out, struct err *e)
{
    bool outer;

    *out = (struct store_counts){ 0 };
    if (!db_view(s, &outer, e))
        return false;
    const bool ok = count_pages(s, out, e) && count_rest(s, out, e);
    db_view_end(s, outer);
    return ok;
}

bool store_run_note(struct store *s, const char *key, const char *value, struct err *e)
{
    sqlite3_stmt *q = db_stmt(s, Q_NOTE_PUT, "INSERT OR REPLACE INTO run_notes VALUES(?1, ?2)", e);

    if (!q)
        return false;
    sqlite3_bind_text(q, 1, key, -1, SQLITE_STATIC);
    sqlite3_bind_text(q, 2, value, -1, SQLITE_STATIC);
    return db_run(s, q, e);
}

/* ---- pages ---- */

static const char *text_at(sqlite3_stmt *q, int column)
{
    const char *t = (const char *)sqlite3_column_text(q, column);

    return t ? t : "";
}

static void page_of(sqlite3_stmt *q, struct store_page *p)
{
    const int flags = sqlite3_column_int(q, 9);

    *p = (struct store_page){ .archive = text_at(q, 0),
                              .dossier = text_at(q, 1),
                              .entry = text_at(q, 2),
                              .page = sqlite3_column_int(q, 3),
                              .format = (enum image_format)sqlite3_column_int(q, 5),
                              .len = (uint64_t)sqlite3_column_int64(q, 6),
                              .dpi = sqlite3_column_int(q, 7),
                              .exif_turn = sqlite3_column_int(q, 8),
                              .lossless_copy = flags & FLAG_LOSSLESS,
                              .signed_pdf = flags & FLAG_SIGNED,
                              .born_digital = flags & FLAG_BORN_DIGITAL,
                              .state = (enum page_state)sqlite3_column_int(q, 11),
                              .reason = text_at(q, 12),
                              .attempts = sqlite3_column_int(q, 13) };
    snprintf(p->sha256, sizeof p->sha256, "%s", text_at(q, 4));
    snprintf(p->source_sha256, sizeof p->source_sha256, "%s", text_at(q, 10));
}

static bool page_give(struct store *s, sqlite3_stmt *q, bool with_read, store_page_fn *fn,
                      void *ctx, struct err *e)
{
    struct store_page p;
    struct page_read read;
    struct arena a;
    bool found = false;

    page_of(q, &p);
    const struct result_at at = { sqlite3_column_int64(q, 15), p.archive, p.entry, p.page,
                                  p.state };
    arena_init(&a, (size_t)1 << 30);
    const bool ok = (!with_read || result_load(s, &at, &a, &read, &found, e)) &&
                    fn(ctx, &p, text_at(q, 14), found ? &read : NULL, e);
    arena_reset(&a);
    return ok;
}

/* Listings go dossier by dossier: only dossiers are sorted as a whole, so that the memory a listing
 * of millions of pages takes stays small. `inner` lists one dossier (?1) and lives as long as the
 * listing; slots could be taken by the callback. */
struct walk {
    const char *inner;
    bool (*give)(struct walk *w, struct store *s, sqlite3_stmt *q, struct err *e);
    bool with_read;
    store_page_fn *page_fn;
    store_doc_fn *doc_fn;
    void *ctx;
};

static bool walk_dossiers(struct store *s, struct walk *w, struct err *e)
{
    sqlite3_stmt *outer =
        db_once(s,
                "SELECT d.id FROM dossiers d JOIN archives a ON a.id = d.archive "
                "ORDER BY a.name COLLATE natural_sort, d.key COLLATE natural_sort",
                e);
    sqlite3_stmt *inner = outer ? db_once(s, w->inner, e) : NULL;
    int r = inner ? 1 : -1;

    while (r == 1 && (r = db_row(s, outer, e)) == 1) {
        sqlite3_bind_int64(inner, 1, sqlite3_column_int64(outer, 0));
        if (!w->give(w, s, inner, e))
            r = -1;
        sqlite3_reset(inner);
    }
    sqlite3_finalize(inner);
    sqlite3_finalize(outer);
    return r == 0;
}

static bool walk(struct store *s, struct walk *w, struct err *e)
{
    bool outer;

    if (!db_view(s, &outer, e))
        return false;
    const bool ok = walk_dossiers(s, w, e);
    db_view_end(s, outer);
    return ok;
}

static bool pages_give(struct walk *w, struct store *s, sqlite3_stmt *q, struct err *e)
{
    int r;

    while ((r = db_row(s, q, e)) == 1)
        if (!page_give(s, q, w->with_read, w->page_fn, w->ctx, e))
            return false;
    return r == 0;
}

bool store_pages(struct store *s, bool with_read, store_page_fn *fn, void *ctx, struct err *e)
{
    static const char rows[] =
        "SELECT a.name, d.key, p.entry, p.page, p.sha256, p.format, p.len, p.dpi, p.exif_turn,"
        " p.flags, p.source, p.state, p.reason, p.attempts, c.document_id, p.id FROM pages p "
        "JOIN archives a ON a.id = p.archive JOIN dossiers d ON d.id = p.dossier "
        "LEFT JOIN documents c ON c.id = p.document WHERE p.dossier = ?1 "
        "ORDER BY p.entry COLLATE natural_sort, p.page";
    struct walk w = {
        .inner = rows, .give = pages_give, .with_read = with_read, .page_fn = fn, .ctx = ctx
    };

    return walk(s, &w, e);
}

/* ---- documents ---- */

bool record_load(struct store *s, int64_t document, const char *document_id, struct buf *out,
                 struct err *e)
{
    sqlite3_stmt *q = db_stmt(s, Q_RECORD_GET, "SELECT sealed FROM records WHERE document = ?1", e);
    char bind[64];

    if (!q)
        return false;
    snprintf(bind, sizeof bind, "record\n%s", document_id);
    sqlite3_bind_int64(q, 1, document);
    const int r = db_row(s, q, e);
    const bool ok =
        r == 1 ? vault_unseal(s->vault, bind, sqlite3_column_blob(q, 0),
                              (size_t)sqlite3_column_bytes(q, 0), out, e)
               : r == 0 && err_set(e, ERR_INVALID, "store: a document has lost its record");
    sqlite3_reset(q);
    return ok;
}

bool record_text_of(struct store *s, const struct buf *json, struct arena *a, const char **text,
                    struct err *e)
{
    sqlite3_stmt *q = db_stmt(s, Q_JSON_TEXT, "SELECT json_extract(?1, '$.text')", e);

    if (!q)
        return false;
    sqlite3_bind_text64(q, 1, json->ptr, json->len, SQLITE_STATIC, SQLITE_UTF8);
    const int r = db_row(s, q, e);
    *text = r == 1 ? arena_strdup(a, text_at(q, 0)) : NULL;
    sqlite3_reset(q);
    sqlite3_clear_bindings(q);
    return r == 1 ? *text || err_set(e, ERR_NOMEM, "store: no memory") : false;
}

bool docs_give(struct store *s, struct sqlite3_stmt *q, store_doc_fn *fn, void *ctx, struct err *e)
{
    struct buf json;
    int r;

    buf_init(&json, DB_MAX_BLOB);
    while ((r = db_row(s, q, e)) == 1) {
        struct store_doc d = { .id = text_at(q, 1),
                               .archive = text_at(q, 2),
                               .dossier = text_at(q, 3),
                               .ordinal = sqlite3_column_int(q, 4),
                               .record_sha256 = text_at(q, 5) };
        buf_clear(&json);
        if (!record_load(s, sqlite3_column_int64(q, 0), d.id, &json, e)) {
            r = -1;
            break;
        }
        d.json = json.ptr;
        if (!fn(ctx, &d, e)) {
            r = -1;
            break;
        }
    }
    if (json.ptr)
        explicit_bzero(json.ptr, json.cap);
    buf_release(&json);
    return r == 0;
}

static bool docs_of_dossier(struct walk *w, struct store *s, sqlite3_stmt *q, struct err *e)
{
    return docs_give(s, q, w->doc_fn, w->ctx, e);
}

bool store_docs(struct store *s, store_doc_fn *fn, void *ctx, struct err *e)
{
    struct walk w = { .inner = DOC_ROWS "WHERE c.dossier = ?1 ORDER BY c.ordinal",
                      .give = docs_of_dossier,
                      .doc_fn = fn,
                      .ctx = ctx };

    return walk(s, &w, e);
}

bool store_doc_one(struct store *s, const char *id, store_doc_fn *fn, void *ctx, struct err *e)
{
    bool outer;

    if (!db_view(s, &outer, e))
        return false;
    sqlite3_stmt *q = db_once(s, DOC_ROWS "WHERE c.document_id = ?1", e);
    if (q)
        sqlite3_bind_text(q, 1, id, -1, SQLITE_STATIC);
    const bool ok = q && docs_give(s, q, fn, ctx, e);
    sqlite3_finalize(q);
    db_view_end(s, outer);
    return ok;
}
