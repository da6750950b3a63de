/* pipeline/packing_pdf.h -- the PDFs of documents, made in guarded copies of this process
 * (guard.h).
 *
 * pdf_copy_start begins one and is back at once; pdf_copy_finish gives it. Documents of many pages,
 * and those whose pages have to be decoded (transcode.h has one child for all), are made only when
 * asked for. A copy that failed is tried once more with the decoder at hand: a PDF holds a JPEG as
 * it is, but for a few odd kinds. Threads: call only while there is one. */
#ifndef PIPELINE_PACKING_PDF_H
#define PIPELINE_PACKING_PDF_H
#include "index/store.h"
#include "pack/pack.h"
#include "pdf/pdf.h"
#include "pipeline/config.h"
#include "pipeline/guard.h"

struct pdf_maker;
MUST_USE bool pdf_maker_open(struct pdf_maker **out, const struct config *cfg, struct store *store,
                             struct err *e);
void pdf_maker_close(struct pdf_maker *m); /* NULL allowed */

struct pdf_copy {
    struct pdf_page *pages;
    uint32_t n;
    char title[256];
    struct guard guard;
};
/* pages and a stay the caller's until pdf_copy_finish or pdf_copy_drop. */
MUST_USE bool pdf_copy_start(struct pdf_maker *m, struct pdf_copy *c, const struct pack_page *pages,
                             uint32_t n, const char *dossier, int32_t ordinal, struct arena *a,
                             struct err *e);
/* As pack_source's pdf (pack/pack.h); `out` is empty before. */
MUST_USE bool pdf_copy_finish(struct pdf_maker *m, struct pdf_copy *c, struct buf *out,
                              bool *keep_original, struct err *e);
void pdf_copy_drop(struct pdf_copy *c);
#endif
