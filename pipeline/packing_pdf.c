#include "pipeline/packing_pdf.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/version.h"
#include "pipeline/transcode.h"

/* Larger documents are made one at a time: their copies hold a PDF of tens of MB. */
enum { AT_ONCE_PAGES = 24 };
static const size_t PDF_BYTES = (size_t)4 << 30;
static const char WHAT[] = "making the PDF";

struct pdf_maker {
    const struct config *cfg;
    struct store *store;
    struct transcoder *transcoder;
};

struct job {
    struct pdf_maker *m;
    const struct pdf_copy *c;
    bool decodes; /* may use the transcoder */
};

bool pdf_maker_open(struct pdf_maker **out, const struct config *cfg, struct store *store,
                    struct err *e)
{
    struct pdf_maker *m = calloc(1, sizeof *m);

    *out = m;
    if (!m)
        return err_set(e, ERR_NOMEM, "no memory");
    m->cfg = cfg;
    m->store = store;
    return transcode_open(&m->transcoder, cfg, e);
}

void pdf_maker_close(struct pdf_maker *m)
{
    if (m)
        transcode_close(m->transcoder);
    free(m);
}

static bool give_blob(void *ctx, const char *sha256, struct buf *out, struct err *e)
{
    const struct job *j = ctx;

    return store_blob_get(j->m->store, sha256, out, e);
}

static bool decode(void *ctx, enum image_format format, const uint8_t *bytes, size_t len,
                   struct pdf_image *out, struct err *e)
{
    const struct job *j = ctx;
    struct transcoded t;

    if (!j->decodes)
        return err_set(e, ERR_UNSUPPORTED, "a page that has to be decoded first");
    if (!transcode_raster(j->m->transcoder, format, bytes, len, &t, e))
        return false;
    out->raster = t.px;
    out->w = t.w;
    out->h = t.h;
    out->channels = t.channels;
    out->bits = t.bits;
    return true;
}

/* In a copy of this process: the PDF, then one byte a page for keep_original. Of the store it only
 * reads blobs, which are plain files. */
static bool make_pdf(void *ctx, struct buf *out, struct err *e)
{
    struct job *j = ctx;
    const struct pdf_copy *c = j->c;
    const struct pdf_source src = { j, give_blob, decode };
    const struct pdf_opts o = { .title = c->title,
                                .producer = "sohoa " SOHOA_VERSION,
                                .date = clock_now() };
    bool *keep = calloc(c->n, sizeof *keep);

    if (!keep)
        return err_set(e, ERR_NOMEM, "no memory");
    const bool ok = pdf_document(&src, c->pages, c->n, &o, out, keep, e) &&
                    buf_ok(out, "the PDF of a document", e);
    for (uint32_t i = 0; ok && i < c->n; i++)
        buf_putc(out, keep[i] ? 1 : 0);
    free(keep);
    return ok;
}

static bool begin(struct pdf_maker *m, struct pdf_copy *c, bool decodes, struct err *e)
{
    const struct guard_limits limits = { m->cfg->page_seconds + 2 * (int64_t)c->n,
                                         m->cfg->memory_mb };
    struct job j = { m, c, decodes };

    pdf_load();
    return (!decodes || transcode_ready(m->transcoder, e)) &&
           guard_start(&c->guard, make_pdf, &j, &limits, PDF_BYTES, e);
}

static bool is_plain(const struct pdf_copy *c)
{
    for (uint32_t i = 0; i < c->n; i++)
        if (c->pages[i].format != IMAGE_JPEG && c->pages[i].format != IMAGE_PDF_TEXT)
            return false;
    return c->n <= AT_ONCE_PAGES;
}

bool pdf_copy_start(struct pdf_maker *m, struct pdf_copy *c, const struct pack_page *pages,
                    uint32_t n, const char *dossier, int32_t ordinal, struct arena *a,
                    struct err *e)
{
    *c = (struct pdf_copy){ .pages = ARENA_NEW(a, struct pdf_page, n), .n = n };
    if (!c->pages)
        return err_set(e, ERR_NOMEM, "no memory");
    for (uint32_t i = 0; i < n; i++) {
        const struct pack_page *from = &pages[i];
        c->pages[i] = (struct pdf_page){ .format = from->format,
                                         .sha256 = from->sha256,
                                         .source_sha256 = from->source_sha256,
                                         .page = from->page,
                                         .lossless_copy = from->lossless_copy,
                                         .signed_pdf = from->signed_pdf,
                                         .born_digital = from->born_digital,
                                         .read = from->read };
    }
    snprintf(c->title, sizeof c->title, "%s.%03d", dossier, ordinal);
    return !is_plain(c) || begin(m, c, false, e);
}

static bool finish(struct pdf_copy *c, struct buf *b, struct err *e)
{
    return guard_finish(&c->guard, WHAT, b, e) &&
           (b->len >= c->n || err_set(e, ERR_CHILD, "%s gave no result", WHAT));
}

bool pdf_copy_finish(struct pdf_maker *m, struct pdf_copy *c, struct buf *out, bool *keep_original,
                     struct err *e)
{
    struct buf b;

    buf_init(&b, PDF_BYTES);
    bool ok = c->guard.pid > 0 && finish(c, &b, e);
    if (!ok) {
        buf_clear(&b);
        ok = begin(m, c, true, e) && finish(c, &b, e);
        if (!ok)
            transcode_drop(m->transcoder);
    }
    if (!ok) {
        buf_release(&b);
        return false;
    }
    b.len -= c->n;
    for (uint32_t i = 0; i < c->n; i++)
        keep_original[i] = b.ptr[b.len + i] != 0;
    buf_release(out);
    *out = b;
    return true;
}

void pdf_copy_drop(struct pdf_copy *c)
{
    guard_drop(&c->guard);
}
