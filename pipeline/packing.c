#include "pipeline/packing.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/log.h"
#include "base/utf8.h"
#include "base/version.h"
#include "paper/paper.h"
#include "pdf/pdf.h"
#include "pipeline/guard.h"
#include "pipeline/page.h"
#include "pipeline/policy.h"
#include "pipeline/transcode.h"

enum { RECORD_BYTES = 256 << 20, DOSSIER_BYTES = 1 << 30 };

struct wanted {
    char id[33];
    char sha[65];
    char *archive, *dossier;
    int32_t ordinal;
};

struct packing {
    const struct config *cfg;
    struct store *store;
    struct transcoder *transcoder;
    struct paper_tables *paper;
    struct pack *pack;
    struct arena arena;
    struct wanted *docs;
    size_t n, cap;
    char *json; /* the record of the document that is being added */
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

static bool decode(void *ctx, enum image_format format, const uint8_t *bytes, size_t len,
                   struct pdf_image *out, struct err *e)
{
    struct packing *p = ctx;
    struct transcoded t;

    if (!transcode_raster(p->transcoder, format, bytes, len, &t, e))
        return false;
    out->raster = t.px;
    out->w = t.w;
    out->h = t.h;
    out->channels = t.channels;
    out->bits = t.bits;
    return true;
}

struct pdf_job {
    struct packing *p;
    const struct pdf_page *pages;
    uint32_t n;
    const struct pdf_opts *o;
};

/* In a copy of this process: one byte a page for keep_original, then the PDF. Of the store it only
 * reads blobs, which are plain files. */
static bool make_pdf(void *ctx, struct buf *out, struct err *e)
{
    const struct pdf_job *j = ctx;
    const struct pdf_source src = { j->p, give_blob, decode };
    bool *keep = calloc(j->n, sizeof *keep);

    if (!keep)
        return err_set(e, ERR_NOMEM, "no memory");
    for (uint32_t i = 0; i < j->n; i++)
        buf_putc(out, 0);
    const bool ok = pdf_document(&src, j->pages, j->n, j->o, out, keep, e) &&
                    buf_ok(out, "the PDF of a document", e);
    for (uint32_t i = 0; ok && i < j->n; i++)
        out->ptr[i] = keep[i];
    free(keep);
    return ok;
}

/* A PDF holds a JPEG as it is, but for a few odd kinds. */
static bool wants_decoder(const struct pdf_job *j)
{
    for (uint32_t i = 0; i < j->n; i++)
        if (j->pages[i].format != IMAGE_JPEG && j->pages[i].format != IMAGE_PDF_TEXT)
            return true;
    return false;
}

/* The copy cannot start the process that decodes: it has to be there before, or is given on a
 * second try. Both have loaded qpdf before they part. */
static bool copied_pdf(struct pdf_job *j, struct buf *b, struct err *e)
{
    const struct guard_limits limits = { j->p->cfg->page_seconds + 2 * (int64_t)j->n,
                                         j->p->cfg->memory_mb };
    const bool decoder = wants_decoder(j);

    pdf_load();
    if (decoder && !transcode_ready(j->p->transcoder, e))
        return false;
    if (guard_run(make_pdf, j, &limits, "making the PDF", b, e))
        return true;
    if (decoder) {
        transcode_drop(j->p->transcoder);
        return false;
    }
    buf_clear(b);
    if (!transcode_ready(j->p->transcoder, e))
        return false;
    const bool ok = guard_run(make_pdf, j, &limits, "making the PDF", b, e);
    if (!ok)
        transcode_drop(j->p->transcoder);
    return ok;
}

static bool guarded_pdf(struct pdf_job *j, struct buf *out, bool *keep_original, struct err *e)
{
    struct buf b;

    buf_init(&b, out->ceiling);
    bool ok = copied_pdf(j, &b, e);
    ok = ok && (b.len >= j->n || err_set(e, ERR_CHILD, "making the PDF gave no result"));
    for (uint32_t i = 0; ok && i < j->n; i++)
        keep_original[i] = b.ptr[i] != 0;
    if (ok)
        buf_add(out, b.ptr + j->n, b.len - j->n);
    ok = ok && buf_ok(out, "the PDF of a document", e);
    buf_release(&b);
    return ok;
}

static bool give_pdf(void *ctx, const struct pack_doc *doc, struct buf *out, bool *keep_original,
                     struct err *e)
{
    struct packing *p = ctx;
    char title[256];
    struct pdf_page *pages = ARENA_NEW(&p->arena, struct pdf_page, doc->n_pages);

    if (!pages)
        return err_set(e, ERR_NOMEM, "no memory");
    for (uint32_t i = 0; i < doc->n_pages; i++) {
        const struct pack_page *from = &doc->pages[i];
        pages[i] = (struct pdf_page){ .format = from->format,
                                      .sha256 = from->sha256,
                                      .source_sha256 = from->source_sha256,
                                      .page = from->page,
                                      .lossless_copy = from->lossless_copy,
                                      .signed_pdf = from->signed_pdf,
                                      .born_digital = from->born_digital,
                                      .read = from->read };
    }
    snprintf(title, sizeof title, "%s.%03d", doc->dossier, doc->ordinal);
    const struct pdf_opts o = { .title = title,
                                .producer = "sohoa " SOHOA_VERSION,
                                .date = clock_now() };
    struct pdf_job job = { p, pages, doc->n_pages, &o };
    return guarded_pdf(&job, out, keep_original, e);
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
    for (size_t i = 0; i < n; i++)
        if (!store_packed_add(p->store, ids[i], record_sha256[i], name, e))
            return false;
    return true;
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

static bool add_document(struct packing *p, const struct dossier *d, const struct wanted *w,
                         struct err *e)
{
    json_t *record, *list, *page;
    size_t i;

    if (!store_doc_one(p->store, w->id, keep_json, p, e))
        return false;
    record = json_loads(p->json, 0, NULL);
    list = json_object_get(record, "pages");
    const size_t n = json_array_size(list);
    struct pack_page *pages = ARENA_NEW(&p->arena, struct pack_page, n);
    bool ok =
        (record && pages) || err_set(e, ERR_INVALID, "a document record in the store is damaged");
    json_array_foreach(list, i, page) {
        const char *entry = json_string_value(json_object_get(page, "entry"));
        const json_int_t no = json_integer_value(json_object_get(page, "page"));
        const struct dossier_page *from = NULL;
        for (uint32_t k = 0; ok && entry && k < d->n_pages; k++)
            if (d->pages[k].page == no && strcmp(d->pages[k].entry, entry) == 0)
                from = &d->pages[k];
        if (ok && !from)
            ok = err_set(e, ERR_INVALID, "a document names a page its dossier does not have");
        if (ok)
            pages[i] = (struct pack_page){ .entry = from->entry,
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
    const struct pack_doc doc = { .id = w->id,
                                  .archive = w->archive,
                                  .dossier = w->dossier,
                                  .ordinal = w->ordinal,
                                  .json = p->json,
                                  .record_sha256 = w->sha,
                                  .pages = pages,
                                  .n_pages = (uint32_t)n };
    return ok && pack_add(p->pack, &doc, e);
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

static bool add_all(struct packing *p, struct err *e)
{
    struct dossier d;

    for (size_t i = 0; i < p->n;) {
        arena_reset(&p->arena);
        if (!store_dossier_load(p->store, p->docs[i].archive, p->docs[i].dossier, &p->arena, &d, e))
            return false;
        const size_t first = i;
        for (; i < p->n && same_dossier(&p->docs[first], p->docs[i].archive, p->docs[i].dossier);
             i++)
            if (!add_document(p, &d, &p->docs[i], e) && !leave_out(p, &p->docs[i], e))
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

bool packing_run(const struct config *cfg, const char *operator_name, struct pack_totals *out,
                 uint64_t *left_out, struct err *e)
{
    struct packing p = { .cfg = cfg };
    const struct store_access who = { operator_name, cfg->unit, "pack", "pack" };

    *out = (struct pack_totals){ 0 };
    arena_init(&p.arena, DOSSIER_BYTES);
    bool ok = store_open(&p.store, cfg->store, STORE_SIDE, false, e) && paper_open(&p.paper, e) &&
              transcode_open(&p.transcoder, cfg, e) && store_docs(p.store, want, &p, e);
    ok = ok && (p.n == 0 || pack_documents(&p, operator_name, out, e));
    ok = ok && store_log_access(p.store, &who, "", p.n - p.left_out, e);
    *left_out = p.left_out;
    for (size_t i = 0; i < p.n; i++) {
        free(p.docs[i].archive);
        free(p.docs[i].dossier);
    }
    free(p.docs);
    free(p.json);
    arena_reset(&p.arena);
    transcode_close(p.transcoder);
    paper_close(p.paper);
    store_close(p.store);
    return ok;
}
