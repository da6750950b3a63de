/* Dossiers: which are due, their pages for the understanding stages, their documents put back. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "index/normal.h"
#include "index/record.h"
#include "index/rows.h"
#include "index/vault.h"

#define DUE_ROWS                                                                                   \
    "SELECT a.name, d.key FROM dossiers d JOIN archives a ON a.id = d.archive "                    \
    "WHERE d.holds = 0 AND (d.readable > 0 OR d.documents > 0) AND d.understand_key "

/* Polled many times a run: what is due is given in portions. */
enum { DUE_MAX = 1024 };

struct due {
    const char *archive, *key;
    struct due *next;
};

/* Listed before anyone is called: the caller puts documents, which changes what is due. */
static bool due_list(struct store *s, const char *understand_key, struct arena *a,
                     struct due **head, struct err *e)
{
    sqlite3_stmt *q = db_once(s, DUE_ROWS "< ?1 UNION ALL " DUE_ROWS "> ?1 LIMIT ?2", e);
    struct due **tail = head;
    int r;

    *head = NULL;
    if (!q)
        return false;
    sqlite3_bind_text(q, 1, understand_key, -1, SQLITE_STATIC);
    sqlite3_bind_int(q, 2, DUE_MAX);
    while ((r = db_row(s, q, e)) == 1) {
        struct due *d = ARENA_NEW(a, struct due, 1);
        if (d) {
            d->archive = arena_strdup(a, (const char *)sqlite3_column_text(q, 0));
            d->key = arena_strdup(a, (const char *)sqlite3_column_text(q, 1));
        }
        if (!d || !d->archive || !d->key) {
            err_set(e, ERR_NOMEM, "store: no memory");
            r = -1;
            break;
        }
        *tail = d;
        tail = &d->next;
    }
    sqlite3_finalize(q);
    return r == 0;
}

bool store_dossiers_due(struct store *s, const char *understand_key, store_dossier_fn *fn,
                        void *ctx, struct err *e)
{
    struct arena a;
    struct due *d;

    arena_init(&a, (size_t)1 << 30);
    bool ok = due_list(s, understand_key, &a, &d, e);
    for (; ok && d; d = d->next)
        ok = fn(ctx, d->archive, d->key, e);
    arena_reset(&a);
    return ok;
}

static bool load_page(struct store *s, sqlite3_stmt *q, const char *archive, struct arena *a,
                      struct dossier_page *p, struct err *e)
{
    const int flags = sqlite3_column_int(q, 5);
    struct page_read *read = ARENA_NEW(a, struct page_read, 1);
    bool found;

    *p = (struct dossier_page){ .entry = arena_strdup(a, (const char *)sqlite3_column_text(q, 0)),
                                .page = sqlite3_column_int(q, 1),
                                .sha256 = arena_strdup(a, (const char *)sqlite3_column_text(q, 2)),
                                .format = (enum image_format)sqlite3_column_int(q, 3),
                                .dpi = sqlite3_column_int(q, 7),
                                .lossless_copy = flags & FLAG_LOSSLESS,
                                .signed_pdf = flags & FLAG_SIGNED,
                                .born_digital = flags & FLAG_BORN_DIGITAL,
                                .source_sha256 =
                                    arena_strdup(a, (const char *)sqlite3_column_text(q, 8)),
                                .read = read };
    if (!read || !p->entry || !p->sha256 || !p->source_sha256)
        return err_set(e, ERR_LIMIT, "dossier: more text than %zu bytes", a->ceiling);
    const struct result_at at = { sqlite3_column_int64(q, 6), archive, p->entry, p->page,
                                  (enum page_state)sqlite3_column_int(q, 4) };
    return result_load(s, &at, a, read, &found, e);
}

static bool load_pages(struct store *s, int64_t dossier, struct arena *a, struct dossier *out,
                       struct err *e)
{
    sqlite3_stmt *q =
        db_stmt(s, Q_DOSSIER_PAGES,
                "SELECT p.entry, p.page, p.sha256, p.format, p.state, p.flags, p.id, p.dpi,"
                " p.source, d.readable FROM pages p JOIN dossiers d ON d.id = p.dossier "
                "WHERE p.dossier = ?1 AND p.state IN (?2, ?3, ?4) "
                "ORDER BY p.entry COLLATE natural_sort, p.page",
                e);
    struct dossier_page *pages = NULL;
    int64_t room = 0;
    int r;

    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, dossier);
    sqlite3_bind_int(q, 2, PAGE_DONE);
    sqlite3_bind_int(q, 3, PAGE_BLANK);
    sqlite3_bind_int(q, 4, PAGE_SEPARATOR);
    out->is_signed_pdf = true;
    while ((r = db_row(s, q, e)) == 1) {
        if (!pages) {
            room = sqlite3_column_int64(q, 9);
            pages = ARENA_NEW(a, struct dossier_page, (size_t)(room > 0 ? room : 0));
        }
        if (!pages || out->n_pages >= room) {
            err_set(e, pages ? ERR_INVALID : ERR_LIMIT, "dossier: too many pages");
            r = -1;
            break;
        }
        struct dossier_page *p = &pages[out->n_pages];
        if (!load_page(s, q, out->archive, a, p, e)) {
            r = -1;
            break;
        }
        /* Signed as a whole, or (a folder of several files made one dossier) to be split. */
        out->is_signed_pdf =
            out->is_signed_pdf && p->signed_pdf && strcmp(pages[0].entry, p->entry) == 0;
        out->n_pages++;
    }
    sqlite3_reset(q);
    out->pages = pages;
    out->is_signed_pdf = out->is_signed_pdf && out->n_pages > 0;
    return r == 0;
}

static bool dossier_id(struct store *s, const char *archive, const char *key, int64_t *id,
                       struct err *e)
{
    int64_t a;
    bool ended;

    *id = 0;
    if (!archive_find(s, archive, &a, &ended, e) || (a && !dossier_find(s, a, key, id, e)))
        return false;
    return *id != 0 || err_set(e, ERR_INVALID, "store: no such dossier");
}

bool store_dossier_load(struct store *s, const char *archive, const char *key, struct arena *a,
                        struct dossier *out, struct err *e)
{
    int64_t id;

    *out = (struct dossier){ .archive = arena_strdup(a, archive), .key = arena_strdup(a, key) };
    if (!out->archive || !out->key)
        return err_set(e, ERR_LIMIT, "dossier: no memory");
    return dossier_id(s, archive, key, &id, e) && load_pages(s, id, a, out, e);
}

/* ---- documents out ---- */

static bool run_with(struct store *s, enum db_slot slot, const char *sql, int64_t id, struct err *e)
{
    sqlite3_stmt *q = db_stmt(s, slot, sql, e);

    return q && (sqlite3_bind_int64(q, 1, id), db_run(s, q, e));
}

/* A contentless FTS5 table forgets a row only when told its text again. */
static bool fts_change(struct store *s, bool add, int64_t document, const char *text, struct err *e)
{
    struct arena a;

    arena_init(&a, (size_t)2 * DB_MAX_BLOB);
    const char *clean = normal_scrub(&a, text, strlen(text), " ");
    sqlite3_stmt *q =
        add ? db_stmt(s, Q_FTS_ADD, "INSERT INTO search(rowid, text) VALUES(?1, ?2)", e)
            : db_stmt(s, Q_FTS_DROP,
                      "INSERT INTO search(search, rowid, text) VALUES('delete', ?1, ?2)", e);
    bool ok = q && (clean || err_set(e, ERR_NOMEM, "store: no memory"));
    if (ok) {
        sqlite3_bind_int64(q, 1, document);
        sqlite3_bind_text64(q, 2, clean, strlen(clean), SQLITE_STATIC, SQLITE_UTF8);
        ok = db_run(s, q, e);
    }
    arena_reset(&a);
    return ok;
}

static bool document_drop(struct store *s, int64_t id, const char *document_id, struct err *e)
{
    const char *text = "";
    struct arena a;
    struct buf json;

    arena_init(&a, DB_MAX_BLOB);
    buf_init(&json, DB_MAX_BLOB);
    bool ok =
        record_load(s, id, document_id, &json, e) && record_text_of(s, &json, &a, &text, e) &&
        fts_change(s, false, id, text, e) &&
        run_with(s, Q_IDENT_DROP, "DELETE FROM identifiers WHERE document = ?1", id, e) &&
        run_with(s, Q_RECORD_DROP, "DELETE FROM records WHERE document = ?1", id, e) &&
        run_with(s, Q_DOC_DROP, "DELETE FROM documents WHERE id = ?1", id, e) &&
        run_with(
            s, Q_PAGE_UNPLACE,
            /* all states named: the index on (state, document) finds the rows */
            "UPDATE pages SET document = NULL WHERE state IN (0, 1, 2, 3, 4) AND document = ?1", id,
            e);
    buf_release(&json);
    arena_reset(&a);
    return ok;
}

static bool documents_drop(struct store *s, int64_t dossier, struct err *e)
{
    for (;;) {
        sqlite3_stmt *q =
            db_stmt(s, Q_DOC_OF_DOSSIER,
                    "SELECT id, document_id FROM documents WHERE dossier = ?1 LIMIT 1", e);
        char document_id[33] = "";
        if (!q)
            return false;
        sqlite3_bind_int64(q, 1, dossier);
        const int r = db_row(s, q, e);
        if (r <= 0)
            return r == 0;
        const int64_t id = sqlite3_column_int64(q, 0);
        snprintf(document_id, sizeof document_id, "%s", (const char *)sqlite3_column_text(q, 1));
        sqlite3_reset(q);
        if (!document_drop(s, id, document_id, e))
            return false;
    }
}

/* ---- documents in ---- */

static bool document_row(struct store *s, int64_t dossier, const struct document *doc,
                         const struct buf *json, int64_t *id, struct err *e)
{
    sqlite3_stmt *q =
        db_stmt(s, Q_DOC_ADD,
                "INSERT INTO documents(document_id, dossier, ordinal, type, review, record_sha256) "
                "VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
                e);
    uint8_t hash[SHA256_BYTES];
    char hex[SHA256_HEX];

    if (!q)
        return false;
    sha256_mem(json->ptr, json->len, hash);
    hash_hex(hash, hex);
    sqlite3_bind_text(q, 1, doc->id, -1, SQLITE_STATIC);
    sqlite3_bind_int64(q, 2, dossier);
    sqlite3_bind_int(q, 3, doc->ordinal);
    sqlite3_bind_text(q, 4, doc->type, -1, SQLITE_STATIC);
    sqlite3_bind_int(q, 5, doc->n_reasons > 0);
    sqlite3_bind_text(q, 6, hex, -1, SQLITE_STATIC);
    if (!db_run(s, q, e))
        return e->kind == ERR_INVALID ? err_at(e, "document id in use by another dossier") : false;
    *id = sqlite3_last_insert_rowid(s->db);
    return true;
}

static bool record_seal(struct store *s, int64_t id, const char *document_id,
                        const struct buf *json, struct err *e)
{
    char bind[64];
    struct buf sealed;

    snprintf(bind, sizeof bind, "record\n%s", document_id);
    buf_init(&sealed, DB_MAX_BLOB);
    bool ok = vault_seal(s->vault, bind, json->ptr, json->len, &sealed, e);
    sqlite3_stmt *q = ok ? db_stmt(s, Q_RECORD_PUT, "INSERT INTO records VALUES(?1, ?2)", e) : NULL;
    if (q) {
        sqlite3_bind_int64(q, 1, id);
        sqlite3_bind_blob64(q, 2, sealed.ptr, sealed.len, SQLITE_STATIC);
    }
    ok = q && db_run(s, q, e);
    buf_release(&sealed);
    return ok;
}

static bool idents_put(struct store *s, int64_t id, const struct document *doc, struct err *e)
{
    bool ok = true;

    for (uint32_t i = 0; ok && i < doc->n_idents; i++) {
        const struct identifier *n = &doc->idents[i];
        const bool marks = normal_has_marks(n->kind);
        uint8_t lookup[VAULT_MAC];
        struct arena a;
        arena_init(&a, 1 << 20);
        const char *normal = normal_ident(&a, n->value, marks);
        sqlite3_stmt *q =
            db_stmt(s, Q_IDENT_ADD, "INSERT OR IGNORE INTO identifiers VALUES(?1, ?2, ?3)", e);
        ok = q && (normal || err_set(e, ERR_LIMIT, "an identifier is too long"));
        if (ok && *normal) {
            ok = vault_lookup(s->vault, marks ? "marks" : "plain", normal, lookup, e);
            sqlite3_bind_blob(q, 1, lookup, sizeof lookup, SQLITE_STATIC);
            sqlite3_bind_int64(q, 2, id);
            sqlite3_bind_text(q, 3, ident_kind_name(n->kind), -1, SQLITE_STATIC);
            ok = ok && db_run(s, q, e);
        }
        arena_reset(&a);
    }
    return ok;
}

static bool pages_place(struct store *s, const struct dossier *d, const struct document *doc,
                        int64_t id, struct err *e)
{
    for (uint32_t i = 0; i < doc->n_pages; i++) {
        const struct dossier_page *p = &d->pages[doc->pages[i]];
        struct page_row row;
        bool found;
        if (!page_find(s, d->archive, p->entry, p->page, "", &row, &found, e))
            return false;
        sqlite3_stmt *q =
            found ? db_stmt(s, Q_PAGE_PLACE, "UPDATE pages SET document = ?2 WHERE id = ?1", e)
                  : NULL;
        if (!q)
            return found
                       ? false
                       : err_set(e, ERR_INVALID, "store: a document has a page that never came in");
        sqlite3_bind_int64(q, 1, row.id);
        sqlite3_bind_int64(q, 2, id);
        if (!db_run(s, q, e))
            return false;
    }
    return true;
}

static bool document_put(struct store *s, int64_t dossier, const struct dossier *d,
                         const struct document *doc, struct err *e)
{
    struct arena a;
    struct buf json;
    int64_t id = 0;

    arena_init(&a, DB_MAX_BLOB);
    buf_init(&json, DB_MAX_BLOB);
    const char *text = record_text(d, doc, &a);
    bool ok = (text || err_set(e, ERR_LIMIT, "the text of a document is too long")) &&
              record_write(d, doc, text, &json, e) &&
              document_row(s, dossier, doc, &json, &id, e) &&
              record_seal(s, id, doc->id, &json, e) && idents_put(s, id, doc, e) &&
              pages_place(s, d, doc, id, e) && fts_change(s, true, id, text, e);
    buf_release(&json);
    arena_reset(&a);
    return ok;
}

/* Every page at most once, every index inside: what the ledger's sums rest on. */
static bool result_check(const struct dossier *d, const struct dossier_result *r, struct err *e)
{
    bool *seen = calloc((size_t)d->n_pages + 1, sizeof *seen), ok = seen != NULL;

    if (!ok)
        err_set(e, ERR_NOMEM, "store: no memory");
    for (uint32_t i = 0; ok && i < r->n_docs; i++) {
        const struct document *doc = &r->docs[i];
        if (strspn(doc->id, "0123456789abcdef") != 32 || doc->id[32] != '\0')
            ok = err_set(e, ERR_INVALID, "document %u: its id is not 32 hex digits", i + 1);
        for (uint32_t k = 0; ok && k < doc->n_pages; k++) {
            const uint32_t page = doc->pages[k];
            if (page >= d->n_pages || seen[page])
                ok = err_set(e, ERR_INVALID, "document %u: a page twice or not of its dossier",
                             i + 1);
            else
                seen[page] = true;
        }
    }
    free(seen);
    return ok;
}

static bool dossier_put(struct store *s, const struct dossier *d, const struct dossier_result *r,
                        const char *understand_key, struct err *e)
{
    int64_t id;

    if (!dossier_id(s, d->archive, d->key, &id, e) || !documents_drop(s, id, e))
        return false;
    for (uint32_t i = 0; i < r->n_docs; i++)
        if (!document_put(s, id, d, &r->docs[i], e))
            return false;
    /* Pages that came in since the dossier was loaded keep it due. */
    sqlite3_stmt *q =
        db_stmt(s, Q_DOSSIER_DONE,
                "UPDATE dossiers SET documents = ?2, understand_key = CASE WHEN holds = 0 AND"
                " readable = ?3 THEN ?4 ELSE '' END WHERE id = ?1",
                e);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, id);
    sqlite3_bind_int64(q, 2, r->n_docs);
    sqlite3_bind_int64(q, 3, d->n_pages);
    sqlite3_bind_text(q, 4, understand_key, -1, SQLITE_STATIC);
    return db_run(s, q, e);
}

bool store_dossier_put(struct store *s, const struct dossier *d, const struct dossier_result *r,
                       const char *understand_key, struct err *e)
{
    bool outer;

    return result_check(d, r, e) && db_enter(s, &outer, e) &&
           db_leave(s, outer, dossier_put(s, d, r, understand_key, e), e);
}
