/* pdf/pdf_parts.h -- the pieces pdf.c puts together; private to this room.
 *
 * Everything here is pure: bytes in, bytes out, no library state. Buffers are appended to and
 * checked by the caller with buf_ok(). */
#ifndef PDF_PDF_PARTS_H
#define PDF_PDF_PARTS_H
#include "pdf/pdf.h"

/* How an image goes into its XObject. */
struct pdf_embed {
    int32_t w, h, channels, bits;
    const char *filter; /* "/DCTDecode" ...; NULL: none */
    char parms[96];     /* DecodeParms dictionary or "" */
    const uint8_t *data;
    size_t len; /* the stream's bytes, inside the image's bytes */
};
/* False: these bytes cannot go in as they are. */
bool embed_jpeg(const uint8_t *p, size_t len, struct pdf_embed *out);
bool embed_jp2(const uint8_t *p, size_t len, struct pdf_embed *out);
bool embed_tiff(const uint8_t *p, size_t len, struct pdf_embed *out);

/* Rows to a Flate stream with PNG predictors; fills `out` but for data and len, which are buf's. */
MUST_USE bool flate_raster(const struct pdf_image *img, struct buf *out, struct pdf_embed *how,
                           struct err *e);

/* A 1-bit raster as T.6 (G4); false when it cannot be. data points into out. */
bool g4_raster(const struct pdf_image *img, struct buf *out, struct pdf_embed *how);

/* Where a page stands: points, upright. */
struct pdf_place {
    double width, height; /* of the page */
    double scale;         /* points a scan pixel */
    int32_t turned, w, h; /* scan px */
};
void place_page(struct pdf_place *p, int32_t w, int32_t h, int32_t dpi, int32_t turned);
/* Content stream: the image, then the words, invisible. `read` may be NULL. */
void content_stream(const struct pdf_place *p, const struct page_read *read, struct buf *out);
void put_number(struct buf *b, double v); /* four decimals at most, no locale */

/* Constants of the text font: CID = UTF-16 unit, every CID shows glyph 1. */
void font_to_unicode(struct buf *out);
void font_cid_to_gid(struct buf *out);
void font_cid_set(struct buf *out); /* PDF/A-1 asks for one */

/* The XMP packet; part 0 claims nothing. */
void xmp_packet(const struct pdf_opts *o, int part, struct buf *out);
void pdf_date(int64_t t, char out[32]); /* D:20260506070809Z */

/* sRGB profile, version 4.2 or 2.1 (PDF/A-1 knows only ICC 2). */
void srgb_load(void); /* the library */
MUST_USE bool srgb_profile(bool v2, struct buf *out, struct err *e);
#endif
