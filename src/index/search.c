/* Full-text search: the strict tiers first, each ordered by bm25, then by place, so that equal hits
 * come in the same order in every store of the same content. */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "index/fts.h"
#include "index/rows.h"

enum { MAX_HITS = 100000 };

struct hits {
    const char *typed;
    const char *query;
    int64_t *seen;
    uint32_t n, limit;
    store_hit_fn *fn;
    void *ctx;
};

static bool hit_seen(const struct hits *h, int64_t id)
{
    for (uint32_t i = 0; i < h->n; i++)
        if (h->seen[i] == id)
            return true;
    return false;
}

static bool hit_give(struct store *s, struct hits *h, sqlite3_stmt *q, struct err *e)
{
    const char *id = (const char *)sqlite3_column_text(q, 1), *text;
    /* bm25 is negative, better is smaller; folded into (0, 1) it orders within its tier. */
    const double score = -sqlite3_column_double(q, 6);
    const double rank = (double)s->tier + (score > 0 ? score / (1 + score) : 0);
    struct arena a;
    struct buf json;

    arena_init(&a, (size_t)2 * DB_MAX_BLOB);
    buf_init(&json, DB_MAX_BLOB);
    bool ok = record_load(s, sqlite3_column_int64(q, 0), id, &json, e) &&
              record_text_of(s, &json, &a, &text, e);
    const char *snippet = ok ? fts_snippet(&a, text, h->typed) : NULL;
    ok = ok && (snippet || err_set(e, ERR_NOMEM, "search: no memory")) &&
         h->fn(h->ctx, id, (const char *)sqlite3_column_text(q, 3),
               (const char *)sqlite3_column_text(q, 2), (const char *)sqlite3_column_text(q, 5),
               snippet, rank, e);
    buf_release(&json);
    arena_reset(&a);
    return ok;
}

static bool search_tier(struct store *s, struct hits *h, struct err *e)
{
    sqlite3_stmt *q = db_once(
        s,
        "SELECT c.id, c.document_id, a.name, d.key, c.ordinal, c.type, f.rank FROM search f "
        "JOIN documents c ON c.id = f.rowid JOIN dossiers d ON d.id = c.dossier "
        "JOIN archives a ON a.id = d.archive WHERE f.search MATCH ?1 "
        "ORDER BY f.rank, a.name COLLATE natural_sort, d.key COLLATE natural_sort, c.ordinal LIMIT "
        "?2",
        e);
    int r = q ? 1 : -1;

    if (q) {
        sqlite3_bind_text(q, 1, h->query, -1, SQLITE_STATIC);
        sqlite3_bind_int64(q, 2, h->limit);
    }
    while (r == 1 && h->n < h->limit && (r = db_row(s, q, e)) == 1) {
        const int64_t id = sqlite3_column_int64(q, 0);
        if (hit_seen(h, id))
            continue;
        h->seen[h->n++] = id;
        if (!hit_give(s, h, q, e))
            r = -1;
    }
    sqlite3_finalize(q);
    return r >= 0;
}

bool store_search(struct store *s, const char *text, uint32_t limit, store_hit_fn *fn, void *ctx,
                  struct err *e)
{
    struct arena a;
    struct buf query;
    uint32_t units = 0;
    bool outer, marked;
    struct hits h = { .typed = text, .fn = fn, .ctx = ctx };

    arena_init(&a, 1 << 20);
    buf_init(&query, 1 << 20);
    bool ok =
        fts_query(&a, text, &query, &units, &marked, e) &&
        (units > 0 ||
         err_set(e, ERR_USAGE,
                 "give a word to search for; numbers of identifiers are looked up with find"));
    h.limit = limit == 0 || limit > MAX_HITS ? MAX_HITS : limit;
    h.query = query.ptr;
    h.seen = ok ? calloc(h.limit, sizeof *h.seen) : NULL;
    ok = ok && (h.seen || err_set(e, ERR_NOMEM, "search: no memory")) && db_view(s, &outer, e);
    if (ok) {
        for (int tier = marked ? TIER_EXACT : TIER_FOLDED; ok && tier >= TIER_FOLDED; tier--) {
            s->tier = (enum fts_tier)tier;
            ok = search_tier(s, &h, e);
        }
        db_view_end(s, outer);
    }
    free(h.seen);
    buf_release(&query);
    arena_reset(&a);
    return ok;
}
