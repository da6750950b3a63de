/* pdf/pdf.h -- pages and words to one searchable PDF/A-2u.
 *
 * The image bytes that came are embedded unchanged where PDF/A holds them (baseline/progressive
 * grey or RGB JPEG, JPEG 2000, G4 TIFF strips); other formats come in as lossless rasters (Flate
 * with PNG predictors). The page is upright by the image matrix, its MediaBox the physical size (px
 * / dpi), the text layer invisible (Tr 3) and carried back by the page's to_scan. Deterministic
 * bytes. Source: ISO 19005-2; glyphless font of Tesseract (Apache-2.0). Threads: one struct pdf a
 * thread. Errors: ERR_INPUT, ERR_NOMEM, ERR_LIBRARY (qpdf's message). */
#ifndef PDF_PDF_H
#define PDF_PDF_H
#include "base/buf.h"
#include "doc/page.h"

struct pdf_image {            /* exactly one of the two forms */
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
/* Loads the libraries that every PDF takes, which are otherwise loaded when first called: before
 * this process is copied many times for pieces of its work. */
void pdf_load(void);
MUST_USE bool pdf_begin(struct pdf **out, const struct pdf_opts *o, struct err *e);
MUST_USE bool pdf_add(struct pdf *p, const struct pdf_image *img, const struct page_read *read,
                      struct err *e);
MUST_USE bool pdf_end(struct pdf *p, struct buf *out, struct err *e); /* p stays to be closed */
/* A page of another PDF (0-based), as it is; the output then claims no PDF/A part. bytes are
 * copied. */
MUST_USE bool pdf_add_page(struct pdf *p, const uint8_t *bytes, size_t len, uint32_t page,
                           struct err *e);
void pdf_close(struct pdf *p); /* NULL allowed */
/* Can these bytes be embedded as they are? (false: ask image_decode_full for a raster) */
bool pdf_holds(enum image_format format, const uint8_t *bytes, size_t len);
/* Pages [first, first+n) of an existing unsigned PDF as a PDF of their own, content untouched.
 * 0-based. */
MUST_USE bool pdf_extract(const uint8_t *bytes, size_t len, const uint32_t *pages, uint32_t n,
                          struct buf *out, struct err *e);

/* How many pages; ERR_INPUT when it is no PDF, ERR_ENCRYPTED. */
MUST_USE bool pdf_page_count(const uint8_t *bytes, size_t len, uint32_t *pages, struct err *e);

/* ---- a whole document ----
 * The rules of a package, in one call: a signed PDF is carried bit for bit; born-digital pages come
 * from their PDF (bit for bit when the document is that whole PDF, its pages else); images as
 * pdf_add does, those that PDF/A does not hold as rasters from `decode`. keep_original[i] is set
 * where the page's source is not in the output unchanged. A document that carries foreign pages
 * claims no PDF/A part. */
struct pdf_page {
    enum image_format format;  /* IMAGE_PDF_TEXT: blob is the PDF entry, `page` its page */
    const char *sha256;        /* of the blob */
    const char *source_sha256; /* "" or the whole entry */
    int32_t page;              /* 1-based inside the entry */
    bool lossless_copy, signed_pdf, born_digital;
    const struct page_read *read;
};
struct pdf_source {
    void *ctx;
    bool (*blob)(void *ctx, const char *sha256, struct buf *out, struct err *e); /* appends */
    /* Pixels of an image that pdf_holds() refuses: fills raster, w, h, channels, bits of `out`; the
     * bytes are freed with free(). Foreign decoders may crash: run them where that is survived. */
    bool (*decode)(void *ctx, enum image_format format, const uint8_t *bytes, size_t len,
                   struct pdf_image *out, struct err *e);
};
MUST_USE bool pdf_document(const struct pdf_source *src, const struct pdf_page *pages, uint32_t n,
                           const struct pdf_opts *o, struct buf *out, bool *keep_original,
                           struct err *e);
#endif
