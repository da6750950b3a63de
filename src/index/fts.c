#include "index/fts.h"

#include <sqlite3.h>
#include <string.h>

#include "base/utf8.h"
#include "index/db.h"

/* Longer words are noise of the recogniser; they are kept folded only. */
enum { MAX_WORD = 120, AS_WRITTEN = 1, TONE_MOVED = 2 };

struct wrapped {
    fts5_tokenizer inner;
    Fts5Tokenizer *handle;
    struct store *store;
};

/* One call of the tokenizer. */
struct pass {
    struct wrapped *w;
    const char *text;
    void *ctx;
    int flags;
    int (*emit)(void *, int, const char *, int, int, int);
    struct arena arena; /* moved tones */
};

static int emit_marked(struct pass *p, int flags, char marker, const char *s, int start, int end)
{
    char word[2 * MAX_WORD + 16];
    const size_t len = strlen(s);

    if (len + 1 > sizeof word)
        return SQLITE_OK;
    word[0] = marker;
    memcpy(word + 1, s, len);
    return p->emit(p->ctx, flags, word, (int)len + 1, start, end);
}

static int emit_folded(struct pass *p, const char *token, int n, int start, int end)
{
    char word[MAX_WORD];
    int used = 0;

    if (n >= MAX_WORD)
        return p->emit(p->ctx, 0, token, n, start, end);
    for (int i = 0; i < n; i++) {
        if (i + 1 < n && (unsigned char)token[i] == 0xC4 && (unsigned char)token[i + 1] == 0x91) {
            word[used++] = 'd';
            i++;
        } else {
            word[used++] = token[i];
        }
    }
    return p->emit(p->ctx, 0, word, used, start, end);
}

/* Lower-case copy; false when the word has no letter outside ASCII, so nothing to tell apart. */
static bool lower(const char *s, size_t len, char out[2 * MAX_WORD])
{
    bool marked = false;
    size_t used = 0;

    if (len >= MAX_WORD)
        return false;
    for (size_t i = 0; i < len;) {
        const uint32_t cp = utf8_lower(utf8_next(s, len, &i));
        marked = marked || cp >= 0x80;
        if (used + 5 > 2 * MAX_WORD)
            return false;
        used += utf8_put(cp, out + used);
    }
    out[used] = '\0';
    return marked;
}

static int on_token(void *ctx, int flags, const char *token, int n, int start, int end)
{
    struct pass *p = ctx;
    char written[2 * MAX_WORD];
    const bool query = p->flags & FTS5_TOKENIZE_QUERY;
    const enum fts_tier tier = p->w->store->tier;

    (void)flags;
    if ((query && tier == TIER_FOLDED) || !lower(p->text + start, (size_t)(end - start), written))
        return emit_folded(p, token, n, start, end);
    const char *moved = utf8_tone_fold(&p->arena, written, strlen(written));
    if (!moved)
        return SQLITE_NOMEM;
    if (query) {
        if (tier == TIER_EXACT)
            return emit_marked(p, 0, AS_WRITTEN, written, start, end);
        const int rc = emit_marked(p, 0, AS_WRITTEN, moved, start, end);
        return rc ? rc : emit_marked(p, FTS5_TOKEN_COLOCATED, TONE_MOVED, moved, start, end);
    }
    int rc = emit_folded(p, token, n, start, end);
    if (rc == SQLITE_OK)
        rc = emit_marked(p, FTS5_TOKEN_COLOCATED, AS_WRITTEN, written, start, end);
    if (rc == SQLITE_OK && strcmp(moved, written) != 0)
        rc = emit_marked(p, FTS5_TOKEN_COLOCATED, TONE_MOVED, moved, start, end);
    return rc;
}

static int tokenize(Fts5Tokenizer *t, void *ctx, int flags, const char *text, int len,
                    int (*emit)(void *, int, const char *, int, int, int))
{
    struct wrapped *w = (struct wrapped *)t;
    struct pass p = { .w = w, .text = text, .ctx = ctx, .flags = flags, .emit = emit };

    arena_init(&p.arena, (size_t)64 * 1024 + 64 * (size_t)len);
    const int rc = w->inner.xTokenize(w->handle, &p, flags, text, len, on_token);
    arena_reset(&p.arena);
    return rc;
}

static void delete (Fts5Tokenizer *t)
{
    struct wrapped *w = (struct wrapped *)t;

    if (w->handle)
        w->inner.xDelete(w->handle);
    sqlite3_free(w);
}

static fts5_api *api_of(sqlite3 *db)
{
    sqlite3_stmt *q = NULL;
    fts5_api *api = NULL;

    if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &q, NULL) == SQLITE_OK) {
        sqlite3_bind_pointer(q, 1, &api, "fts5_api_ptr", NULL);
        sqlite3_step(q);
    }
    sqlite3_finalize(q);
    return api;
}

static int create(void *ctx, const char **args, int n_args, Fts5Tokenizer **out)
{
    static const char *inner_args[] = { "remove_diacritics", "2" };
    struct store *s = ctx;
    fts5_api *api = api_of(s->db);
    struct wrapped *w = sqlite3_malloc(sizeof *w);
    void *inner_ctx = NULL;

    (void)args;
    (void)n_args;
    *out = NULL;
    if (!w || !api) {
        sqlite3_free(w);
        return SQLITE_NOMEM;
    }
    *w = (struct wrapped){ .store = s };
    int rc = api->xFindTokenizer(api, "unicode61", &inner_ctx, &w->inner);
    if (rc == SQLITE_OK)
        rc = w->inner.xCreate(inner_ctx, inner_args, 2, &w->handle);
    if (rc != SQLITE_OK) {
        w->handle = NULL;
        delete ((Fts5Tokenizer *)w);
        return rc;
    }
    *out = (Fts5Tokenizer *)w;
    return SQLITE_OK;
}

bool fts_register(struct store *s, struct err *e)
{
    fts5_tokenizer ours = { create, delete, tokenize };
    fts5_api *api = api_of(s->db);

    if (!api)
        return err_set(e, ERR_MISSING, "this SQLite has no FTS5");
    return api->xCreateTokenizer(api, "sohoa", s, &ours, NULL) == SQLITE_OK || db_fail(s, e);
}
