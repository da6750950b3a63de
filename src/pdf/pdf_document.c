#include <stdlib.h>
#include <string.h>

#include "pdf/pdf.h"

/* Memory of one blob; the store holds nothing larger (ingest's max_entry_bytes is below). */
static const size_t MAX_BLOB = (size_t)4 << 30;

static const char *source_of(const struct pdf_page *p)
{
    return p->source_sha256 && *p->source_sha256 ? p->source_sha256 : p->sha256;
}

/* A born-digital page's blob is the PDF entry itself; a signed or rasterised one names it as
 * source. */
static bool one_source(const struct pdf_page *pages, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++)
        if (strcmp(source_of(&pages[i]), source_of(&pages[0])) != 0)
            return false;
    return true;
}

static bool all_foreign(const struct pdf_page *pages, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (pages[i].format != IMAGE_PDF_TEXT || pages[i].page < 1)
            return false;
    return true;
}

static bool whole_entry(const struct pdf_page *pages, uint32_t n, const struct buf *pdf,
                        bool *whole, struct err *e)
{
    uint32_t total;

    if (!pdf_page_count((const uint8_t *)pdf->ptr, pdf->len, &total, e))
        return false;
    *whole = total == n;
    for (uint32_t i = 0; *whole && i < n; i++)
        *whole = pages[i].page == (int32_t)i + 1;
    return true;
}

static bool extract_pages(const struct pdf_page *pages, uint32_t n, const struct buf *pdf,
                          struct buf *out, struct err *e)
{
    uint32_t *wanted = calloc(n, sizeof *wanted);

    if (!wanted)
        return err_set(e, ERR_NOMEM, "pdf: no memory");
    for (uint32_t i = 0; i < n; i++)
        wanted[i] = (uint32_t)pages[i].page - 1;
    const bool ok = pdf_extract((const uint8_t *)pdf->ptr, pdf->len, wanted, n, out, e);
    free(wanted);
    return ok;
}

/* Signed, or born digital throughout, from one PDF. */
static bool carry(const struct pdf_source *src, const struct pdf_page *pages, uint32_t n,
                  struct buf *out, bool *keep, struct err *e)
{
    struct buf pdf;
    bool whole = true;

    buf_init(&pdf, MAX_BLOB);
    bool ok = src->blob(src->ctx, source_of(&pages[0]), &pdf, e);
    if (ok && !pages[0].signed_pdf)
        ok = whole_entry(pages, n, &pdf, &whole, e);
    if (ok && whole) {
        buf_add(out, pdf.ptr, pdf.len);
        ok = buf_ok(out, "pdf", e);
    } else if (ok) {
        ok = extract_pages(pages, n, &pdf, out, e);
        for (uint32_t i = 0; i < n; i++)
            keep[i] = true;
    }
    buf_release(&pdf);
    return ok;
}

static bool add_one(const struct pdf_source *src, struct pdf *p, const struct pdf_page *page,
                    bool *keep, struct err *e)
{
    struct pdf_image image = { .format = page->format };
    struct buf blob;

    buf_init(&blob, MAX_BLOB);
    bool ok = src->blob(src->ctx, page->sha256, &blob, e);
    const uint8_t *bytes = (const uint8_t *)blob.ptr;
    if (ok && page->format == IMAGE_PDF_TEXT) {
        *keep = true;
        ok = page->page >= 1 ? pdf_add_page(p, bytes, blob.len, (uint32_t)page->page - 1, e)
                             : err_set(e, ERR_INPUT, "pdf: page number %d", page->page);
    } else if (ok && pdf_holds(page->format, bytes, blob.len)) {
        image.bytes = bytes;
        image.len = blob.len;
        *keep = page->lossless_copy;
        ok = pdf_add(p, &image, page->read, e);
    } else if (ok) {
        *keep = true;
        ok = src->decode(src->ctx, page->format, bytes, blob.len, &image, e);
        if (ok)
            ok = pdf_add(p, &image, page->read, e);
        free((void *)(uintptr_t)image.raster);
    }
    buf_release(&blob);
    return ok;
}

bool pdf_document(const struct pdf_source *src, const struct pdf_page *pages, uint32_t n,
                  const struct pdf_opts *o, struct buf *out, bool *keep_original, struct err *e)
{
    struct pdf *p;
    bool ok;

    if (n == 0)
        return err_set(e, ERR_INPUT, "pdf: a document without pages");
    if (one_source(pages, n) && (pages[0].signed_pdf || all_foreign(pages, n)))
        return carry(src, pages, n, out, keep_original, e);
    if (!pdf_begin(&p, o, e))
        return false;
    ok = true;
    for (uint32_t i = 0; ok && i < n; i++)
        if (!add_one(src, p, &pages[i], &keep_original[i], e))
            ok = err_at(e, "page %u", (unsigned)i + 1);
    ok = ok && pdf_end(p, out, e);
    pdf_close(p);
    return ok;
}
