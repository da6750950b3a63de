#include "pipeline/packing.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/log.h"
#include "base/utf8.h"
#include "base/version.h"
#include "paper/paper.h"
#include "pipeline/packing_pdf.h"
#include "pipeline/page.h"
#include "pipeline/policy.h"

enum {
    DOSSIER_BYTES = 1 << 30,
    AHEAD_MAX = 16, /* documents whose PDFs are made at once */
    LOADED_MAX = AHEAD_MAX + 1,
    AHEAD_PAGES = 500, /* of a dossier, beside which the next one is loaded */
};

struct wanted {
    char id[33];
    char sha[65];
    char *archive, *dossier;
    int32_t ordinal;
};

struct loaded { /* a dossier, and what its documents need until they are added */
    struct arena arena;
    struct dossier d;
};

struct upcoming {
    char *json;
    struct pack_page *pages;
    uint32_t n;
    struct pdf_copy pdf;
    struct err why; /* it cannot be added */
};

struct packing {
    const struct config *cfg;
    struct store *store;
    struct pdf_maker *maker;
    struct paper_tables *paper;
    struct pack *pack;
    struct wanted *docs;
    size_t n, cap;
    size_t begun, added, ahead;          /* documents: [added, begun) are on their way */
    size_t dossiers;                     /* begun */
    struct loaded loaded[LOADED_MAX];    /* by number of the dossier */
    struct upcoming upcoming[AHEAD_MAX]; /* by number of the document */
    char *json;                          /* the record that is being read */
    uint64_t left_out;
};

static bool want(void *ctx, const struct store_doc *d, struct err *e)
{
    struct packing *p = ctx;
    bool same = false;

    if (!p->cfg->all && !store_packed_known(p->store, d->id, d->record_sha256, &same, e))
        return false;
    if (same)
        return true;
    if (p->n == p->cap) {
        p->cap = p->cap ? 2 * p->cap : 256;
        struct wanted *grown = realloc(p->docs, p->cap * sizeof *grown);
        if (!grown)
            return err_set(e, ERR_NOMEM, "no memory");
        p->docs = grown;
    }
    struct wanted *w = &p->docs[p->n++];
    *w = (struct wanted){ .ordinal = d->ordinal,
                          .archive = strdup(d->archive),
                          .dossier = strdup(d->dossier) };
    snprintf(w->id, sizeof w->id, "%s", d->id);
    snprintf(w->sha, sizeof w->sha, "%s", d->record_sha256);
    return (w->archive && w->dossier) || err_set(e, ERR_NOMEM, "no memory");
}

static bool keep_json(void *ctx, const struct store_doc *d, struct err *e)
{
    struct packing *p = ctx;
    free(p->json);
    p->json = strdup(d->json);
    return p->json || err_set(e, ERR_NOMEM, "no memory");
}

/* ---- what pack/ asks for ---- */
static bool give_blob(void *ctx, const char *sha256, struct buf *out, struct err *e)
{
    struct packing *p = ctx;
    return store_blob_get(p->store, sha256, out, e);
}

static bool give_pdf(void *ctx, const struct pack_doc *doc, struct buf *out, bool *keep_original,
                     struct err *e)
{
    struct packing *p = ctx;

    (void)doc; /* it is the one that is being added */
    return pdf_copy_finish(p->maker, &p->upcoming[p->added % AHEAD_MAX].pdf, out, keep_original, e);
}

static bool give_snapshot(void *ctx, const char *const *ids, size_t n, const char *path,
                          struct err *e)
{
    struct packing *p = ctx;
    return store_snapshot(p->store, ids, n, path, e);
}

static const char *type_name(void *ctx, const char *slug, char *cls)
{
    const struct packing *p = ctx;
    const struct paper_type *t = paper_type_find(p->paper, slug);
    if (!t)
        return NULL;
    *cls = t->cls;
    return t->name_vi;
}

static bool note_packed(void *ctx, const char *path, const char *name, const char *const *ids,
                        const char *const *record_sha256, size_t n, struct err *e)
{
    struct packing *p = ctx;

    (void)path;
    bool ok = store_begin(p->store, e);
    for (size_t i = 0; ok && i < n; i++)
        ok = store_packed_add(p->store, ids[i], record_sha256[i], name, e);
    ok = ok && store_commit(p->store, e);
    if (!ok)
        store_rollback(p->store);
    return ok;
}

/* ---- what goes in ---- */
struct ledger {
    struct packing *p;
    size_t at;
};

static bool same_dossier(const struct wanted *w, const char *archive, const char *dossier)
{
    return strcmp(w->archive, archive) == 0 && strcmp(w->dossier, dossier) == 0;
}

/* Documents and pages come in the same order (archive, dossier, both natural): one merge. */
static int by_dossier(const struct wanted *w, const struct store_page *row)
{
    const int c = utf8_natural_cmp(w->archive, row->archive);
    return c ? c : utf8_natural_cmp(w->dossier, row->dossier);
}

static bool add_ledger(void *ctx, const struct store_page *row, const char *document_id,
                       const struct page_read *read, struct err *e)
{
    struct ledger *l = ctx;
    const struct packing *p = l->p;

    (void)document_id;
    (void)read;
    while (l->at < p->n && by_dossier(&p->docs[l->at], row) < 0)
        l->at++;
    const bool packed_now = l->at < p->n && by_dossier(&p->docs[l->at], row) == 0;
    if (!packed_now && row->state != PAGE_QUARANTINED)
        return true;
    const struct pack_ledger_page page = { row->archive, row->dossier, row->entry, row->page,
                                           row->dpi,     row->sha256,  row->state, row->reason };
    return pack_ledger(p->pack, &page, e);
}

/* ---- documents on their way ---- */
/* The pages of the record, as its dossier holds them. */
static bool find_pages(struct upcoming *u, const struct loaded *l, struct arena *a, struct err *e)
{
    json_t *page;
    size_t i;
    json_t *record = json_loads(u->json, 0, NULL), *list = json_object_get(record, "pages");
    const size_t n = json_array_size(list);

    u->pages = ARENA_NEW(a, struct pack_page, n);
    u->n = (uint32_t)n;
    bool ok = (record && u->pages) ||
              err_set(e, ERR_INVALID, "a document record in the store is damaged");
    json_array_foreach(list, i, page) {
        const char *entry = json_string_value(json_object_get(page, "entry"));
        const json_int_t no = json_integer_value(json_object_get(page, "page"));
        const struct dossier_page *from = NULL;
        for (uint32_t k = 0; ok && entry && k < l->d.n_pages; k++)
            if (l->d.pages[k].page == no && strcmp(l->d.pages[k].entry, entry) == 0)
                from = &l->d.pages[k];
        if (ok && !from)
            ok = err_set(e, ERR_INVALID, "a document names a page its dossier does not have");
        if (ok)
            u->pages[i] = (struct pack_page){ .entry = from->entry,
                                              .page = from->page,
                                              .sha256 = from->sha256,
                                              .format = from->format,
                                              .dpi = from->read->dpi,
                                              .lossless_copy = from->lossless_copy,
                                              .signed_pdf = from->signed_pdf,
                                              .born_digital = from->born_digital,
                                              .source_sha256 = from->source_sha256,
                                              .read = from->read };
    }
    json_decref(record);
    return ok;
}

static bool prepare(struct packing *p, struct upcoming *u, const struct wanted *w, struct loaded *l,
                    struct err *e)
{
    if (!store_doc_one(p->store, w->id, keep_json, p, e))
        return false;
    u->json = arena_strdup(&l->arena, p->json);
    if (!u->json)
        return err_set(e, ERR_NOMEM, "no memory");
    return find_pages(u, l, &l->arena, e) &&
           pdf_copy_start(p->maker, &u->pdf, u->pages, u->n, w->dossier, w->ordinal, &l->arena, e);
}

static bool same_dossier_as_last(const struct packing *p)
{
    return p->begun > 0 && same_dossier(&p->docs[p->begun - 1], p->docs[p->begun].archive,
                                        p->docs[p->begun].dossier);
}

/* Loads what the next document needs and begins its PDF. What is wrong with it is told at its turn.
 */
static bool begin_next(struct packing *p, struct err *e)
{
    const struct wanted *w = &p->docs[p->begun];
    struct upcoming *u = &p->upcoming[p->begun % AHEAD_MAX];

    if (!same_dossier_as_last(p)) {
        struct loaded *l = &p->loaded[++p->dossiers % LOADED_MAX];
        arena_reset(&l->arena);
        if (!store_dossier_load(p->store, w->archive, w->dossier, &l->arena, &l->d, e))
            return false;
    }
    *u = (struct upcoming){ 0 };
    (void)!prepare(p, u, w, &p->loaded[p->dossiers % LOADED_MAX], &u->why);
    p->begun++;
    return true;
}

static bool add_next(struct packing *p, struct err *e)
{
    const struct wanted *w = &p->docs[p->added];
    const struct upcoming *u = &p->upcoming[p->added % AHEAD_MAX];
    const struct pack_doc doc = { .id = w->id,
                                  .archive = w->archive,
                                  .dossier = w->dossier,
                                  .ordinal = w->ordinal,
                                  .json = u->json,
                                  .record_sha256 = w->sha,
                                  .pages = u->pages,
                                  .n_pages = u->n };

    if (u->why.kind == ERR_NONE)
        return pack_add(p->pack, &doc, e);
    *e = u->why;
    return false;
}

/* What is wrong with one document costs it alone; pack/ stays usable then. */
static bool leave_out(struct packing *p, const struct wanted *w, struct err *e)
{
    if (policy_dossier_cost(e->kind) == COST_RUN && e->kind != ERR_CHILD)
        return false;
    p->left_out++;
    log_say(LOG_ERROR, T("left out: document %s of %s: %s"), w->id, w->archive, e->text);
    log_event(LOG_ERROR, "document_left_out", "document_id", w->id, "why", e->text, NULL);
    return true;
}

/* May the next document be begun before the one that is to be added? Not beside a large dossier. */
static bool may_begin(const struct packing *p)
{
    return p->begun < p->n &&
           (p->begun == p->added || (p->begun - p->added < p->ahead &&
                                     p->loaded[p->dossiers % LOADED_MAX].d.n_pages <= AHEAD_PAGES));
}

static bool add_all(struct packing *p, struct err *e)
{
    for (; p->added < p->n; p->added++) {
        while (may_begin(p))
            if (!begin_next(p, e))
                return false;
        const bool ok = add_next(p, e) || leave_out(p, &p->docs[p->added], e);
        pdf_copy_drop(&p->upcoming[p->added % AHEAD_MAX].pdf);
        if (!ok)
            return false;
    }
    return true;
}

static bool describe(const struct config *cfg, struct buf *json, struct err *e)
{
    struct buf text, models;
    buf_init(&text, 1 << 20);
    buf_init(&models, 1 << 20);
    config_text(cfg, OPT_READING | OPT_UNDERSTAND, &text);
    bool ok = page_models(cfg, &models, e);
    json_t *o = ok ? json_pack("{s:s,s:s,s:s}", "software", "sohoa " SOHOA_VERSION, "configuration",
                               text.ptr, "models", models.ptr)
                   : NULL;
    char *dump = o ? json_dumps(o, JSON_COMPACT) : NULL;
    if (dump)
        buf_puts(json, dump);
    else if (ok)
        ok = err_set(e, ERR_NOMEM, "no memory");
    free(dump);
    json_decref(o);
    buf_release(&text);
    buf_release(&models);
    return ok;
}

static bool pack_documents(struct packing *p, const char *operator_name, struct pack_totals *out,
                           struct err *e)
{
    const struct pack_source src = {
        p, give_blob, give_pdf, give_snapshot, type_name, note_packed
    };
    struct buf json;
    struct ledger l = { p, 0 };

    buf_init(&json, 1 << 20);
    bool ok = describe(p->cfg, &json, e);
    const struct pack_opts o = { .format = p->cfg->format ? PACK_TAR_ZST : PACK_ZIP,
                                 .out_dir = p->cfg->out,
                                 .unit = p->cfg->unit,
                                 .operator_name = operator_name,
                                 .max_bytes = (uint64_t)p->cfg->package_mb << 20,
                                 .max_docs = (uint32_t)p->cfg->package_docs,
                                 .config_json = json.ptr,
                                 .software = "sohoa " SOHOA_VERSION };
    ok = ok && pack_open(&p->pack, &o, &src, e) &&
         store_pages(p->store, false, add_ledger, &l, e) && add_all(p, e) &&
         pack_finish(p->pack, out, e);
    pack_close(p->pack);
    buf_release(&json);
    return ok;
}

static struct packing *packing_new(const struct config *cfg, struct err *e)
{
    struct packing *p = calloc(1, sizeof *p);

    if (!p) {
        err_set(e, ERR_NOMEM, "no memory");
        return NULL;
    }
    p->cfg = cfg;
    for (size_t i = 0; i < LOADED_MAX; i++)
        arena_init(&p->loaded[i].arena, DOSSIER_BYTES);
    p->ahead = config_jobs(cfg, AHEAD_MAX);
    return p;
}

static void packing_free(struct packing *p)
{
    for (size_t i = 0; i < AHEAD_MAX; i++)
        pdf_copy_drop(&p->upcoming[i].pdf);
    for (size_t i = 0; i < LOADED_MAX; i++)
        arena_reset(&p->loaded[i].arena);
    for (size_t i = 0; i < p->n; i++) {
        free(p->docs[i].archive);
        free(p->docs[i].dossier);
    }
    free(p->docs);
    free(p->json);
    pdf_maker_close(p->maker);
    paper_close(p->paper);
    store_close(p->store);
    free(p);
}

bool packing_run(const struct config *cfg, const char *operator_name, struct pack_totals *out,
                 uint64_t *left_out, struct err *e)
{
    const struct store_access who = { operator_name, cfg->unit, "pack", "pack" };
    struct packing *p = packing_new(cfg, e);

    *out = (struct pack_totals){ 0 };
    *left_out = 0;
    if (!p)
        return false;
    bool ok = store_open(&p->store, cfg->store, STORE_SIDE, false, e) && paper_open(&p->paper, e) &&
              pdf_maker_open(&p->maker, cfg, p->store, e) && store_docs(p->store, want, p, e);
    ok = ok && (p->n == 0 || pack_documents(p, operator_name, out, e));
    ok = ok && store_log_access(p->store, &who, "", p->n - p->left_out, e);
    *left_out = p->left_out;
    packing_free(p);
    return ok;
}
