/* pdf/pdf.h -- pages and words to one searchable PDF/A-2u.
 *
 * The image bytes that came are embedded unchanged where PDF/A holds them (baseline/progressive grey
 * or RGB JPEG, JPEG 2000, G4 TIFF strips); other formats come in as lossless rasters (Flate with PNG
 * predictors). The page is upright by the image matrix, its MediaBox the physical size (px / dpi),
 * the text layer invisible (Tr 3) and carried back by the page's to_scan. Deterministic bytes.
 * Source: ISO 19005-2; glyphless font of Tesseract (Apache-2.0).
 * Threads: one struct pdf a thread. Errors: ERR_INPUT, ERR_NOMEM, ERR_LIBRARY (qpdf's message). */
#ifndef PDF_PDF_H
#define PDF_PDF_H
#include "base/buf.h"
#include "doc/page.h"

struct pdf_image { /* exactly one of the two forms */
    enum image_format format; /* IMAGE_JPEG, IMAGE_JP2, IMAGE_TIFF (G4): bytes used as they are */
    const uint8_t *bytes;
    size_t len;
    const uint8_t *raster; /* or rows: w * channels * bits / 8 bytes, tightly packed */
    int32_t w, h, channels, bits;
};

struct pdf_opts {
    const char *title;    /* dc:title */
    const char *producer; /* "sohoa 0.1.0" */
    int64_t date;         /* seconds since 1970; base/clock */
    bool a1b_twin;        /* same page as PDF/A-1b, for validators that only know that part */
};

struct pdf;
MUST_USE bool pdf_begin(struct pdf **out, const struct pdf_opts *o, struct err *e);
MUST_USE bool pdf_add(struct pdf *p, const struct pdf_image *img, const struct page_read *read, struct err *e);
MUST_USE bool pdf_end(struct pdf *p, struct buf *out, struct err *e); /* p stays to be closed */
void pdf_close(struct pdf *p);
/* Can these bytes be embedded as they are? (false: ask image_decode_full for a raster) */
bool pdf_holds(enum image_format format, const uint8_t *bytes, size_t len);
/* Pages [first, first+n) of an existing unsigned PDF as a PDF of their own, content untouched. 0-based. */
MUST_USE bool pdf_extract(const uint8_t *bytes, size_t len, const uint32_t *pages, uint32_t n, struct buf *out, struct err *e);
#endif
