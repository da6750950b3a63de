/* ingest/pdfread.h -- what a PDF page is made of, and its image streams; libqpdf behind a C face.
 *
 * The content stream is walked with the graphics state that decides what is seen: matrix, text
 * render mode, clip box, fill colour, transparency, form XObjects with their own /Matrix and
 * /Resources. An opaque image that covers the page hides what was drawn before it. Bounded: content
 * bytes, operators, form nesting and visits; beyond a bound the page counts as `unclear`.
 * Units: points after /UserUnit; the page as shown (CropBox, /Rotate).
 * Errors: ERR_ENCRYPTED, ERR_INPUT (qpdf's words), ERR_LIMIT, ERR_UNSUPPORTED, ERR_NOMEM. No C++
 * exception leaves. Threads: one struct pdfread a thread. Source: ISO
 * 32000-1, 7.8, 8.3-8.9, 9.3, 12.7, 12.8. */
#ifndef INGEST_PDFREAD_H
#define INGEST_PDFREAD_H
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#include "base/buf.h"

struct pdfread;
struct pdfread_info {
    int32_t pages;
    bool is_signed;      /* a signature field holds a signature with a /ByteRange */
    bool wants_password; /* opened only with the password given */
    bool encrypted;
};
/* bytes are borrowed until close. */
MUST_USE bool pdfread_open(struct pdfread **out, const uint8_t *bytes, size_t len,
                           const char *password, struct pdfread_info *info, struct err *e);
void pdfread_close(struct pdfread *p); /* NULL allowed */

enum pdf_ink { INK_NONE, INK_MONO, INK_GREY, INK_COLOUR };
struct pdf_page_info {
    double w_pt, h_pt;
    int32_t rotate; /* /Rotate: 0 90 180 270 */
    uint32_t glyphs, inner_glyphs,
        hidden_glyphs; /* about one a character; inner: in the middle 75 % */
    uint32_t paints;   /* vector painting and shading operators */
    uint32_t images;   /* not hidden by a later one; inline ones too */
    bool annotations;  /* visible ones with an appearance, links aside */
    bool legacy_font;  /* text in a .Vn or VNI font: its codes are no Unicode */
    bool unclear;
    enum pdf_ink ink;
    double max_dpi; /* of the images; 0 none */
    /* The largest image: */
    double cover; /* share of the page */
    double shown; /* share of the image that the page shows */
    bool plain;   /* opaque, upright to 0.5 degrees, not mirrored, no soft mask */
    int32_t img_w, img_h,
        turn;            /* px; clockwise quarter turn that makes it upright, /Rotate included */
    double dpi_x, dpi_y; /* along the image's own axes */
};
MUST_USE bool pdfread_page(struct pdfread *p, int32_t page, struct pdf_page_info *out,
                           struct err *e);

enum pdf_stream { PDF_DCT, PDF_JPX, PDF_CCITT, PDF_SAMPLES };
struct pdf_image_data {
    enum pdf_stream kind;
    int32_t w, h;
    int32_t channels,
        bits;      /* PDF_SAMPLES: 1 x 1, 1 x 8, 3 x 8, 1 x 16, 3 x 16, rows tightly packed */
    int32_t k;     /* PDF_CCITT */
    bool inverted; /* PDF_CCITT: a black run shows white; PDF_SAMPLES 1 bit: 1 is black */
};
/* The largest image of the page last given to pdfread_page(). ERR_UNSUPPORTED: only rasterising
 * shows it rightly (CMYK, JBIG2, odd colour spaces, ...). */
MUST_USE bool pdfread_image(struct pdfread *p, uint64_t max_bytes, uint64_t max_pixels,
                            struct pdf_image_data *out, struct buf *data, struct err *e);
/* The same document without encryption. */
MUST_USE bool pdfread_decrypted(struct pdfread *p, struct buf *out, struct err *e);

#ifdef __cplusplus
}
#endif
#endif
