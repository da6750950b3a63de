/* image/planes.h -- a decoded page as the reading copy needs it: full-size luma, chroma as it
 * comes.
 *
 * Each loader takes the encoded bytes and a pixel limit and fills `struct planes`; the size is
 * checked from the header before anything is allocated. Luma is full range (JFIF). Chroma planes
 * are present for colour pages only; one chroma sample covers sub_x x sub_y pixels and rests at
 * 128.
 *
 * Errors: ERR_INPUT (damaged, or less than PLANES_MIN_SHARE of the rows arrived), ERR_LIMIT,
 * ERR_UNSUPPORTED, ERR_NOMEM, ERR_LIBRARY. On failure *out is empty. Threads: safe. */
#ifndef IMAGE_PLANES_H
#define IMAGE_PLANES_H
#include "image/image.h"

/* A truncated page is read when at least this share of its rows arrived: the foot of a page below
 * the last line is white on practically every paper; above it words would be lost unnoticed. */
#define PLANES_MIN_SHARE 0.95

struct planes {
    struct grey y, cb, cr;
    int32_t sub_x, sub_y;
    bool bilevel;
    /* luma as means of small_k x small_k px, where the loader made it; else empty */
    struct grey small;
    int32_t small_k;
};

/* The reduction of a w x h page on which decisions about it are made; dpi as the file gives it. A
 * loader that makes it while rows are at hand saves a pass over the page. */
int32_t planes_reduction(int32_t dpi, int32_t w, int32_t h);

void planes_release(struct planes *p);
/* Empty chroma planes of the size that fits y, for loaders that start from RGB rows (2 x 2 px). */
MUST_USE bool planes_init_rgb(struct planes *p, int32_t w, int32_t h, bool colour, struct err *e);
/* One row of 8-bit RGB (channels 3 or more apart by `step`) into y; even rows also into chroma. */
void planes_put_rgb(struct planes *p, int32_t row, const uint8_t *rgb, int32_t step);

MUST_USE bool pixels_check(uint64_t w, uint64_t h, uint64_t max_pixels, struct err *e);

/* dpi: as the container gives it, for planes_reduction. */
MUST_USE bool jpeg_load(const uint8_t *bytes, size_t len, uint64_t max_pixels, int32_t dpi,
                        struct planes *out, struct err *e);
MUST_USE bool bmp_load(const uint8_t *bytes, size_t len, uint64_t max_pixels, struct planes *out,
                       struct err *e);
/* 1-bit TIFF only; ERR_UNSUPPORTED sends the caller to vips_load. */
MUST_USE bool tiff_load(const uint8_t *bytes, size_t len, uint64_t max_pixels, struct planes *out,
                        struct err *e);
MUST_USE bool vips_load(enum image_format format, const uint8_t *bytes, size_t len,
                        uint64_t max_pixels, struct planes *out, struct err *e);

/* Packed rows for image_decode_full. */
MUST_USE bool bmp_decode(const uint8_t *bytes, size_t len, uint64_t max_pixels, struct raster *out,
                         struct err *e);
MUST_USE bool tiff_decode(const uint8_t *bytes, size_t len, uint64_t max_pixels, struct raster *out,
                          struct err *e);
MUST_USE bool vips_decode(enum image_format format, const uint8_t *bytes, size_t len,
                          uint64_t max_pixels, struct raster *out, struct err *e);
MUST_USE bool vips_probe(enum image_format format, const uint8_t *bytes, size_t len,
                         struct image_info *out, struct err *e);
/* A raster (1, 3 channels of 8 bit, or 1 bit) made small, turned and written as JPEG. */
MUST_USE bool vips_thumb_raster(const struct raster *in, int32_t turn, int32_t side,
                                struct buf *out, struct err *e);
MUST_USE bool vips_thumb(enum image_format format, const uint8_t *bytes, size_t len,
                         uint64_t max_pixels, int32_t turn, int32_t side, struct buf *out,
                         struct err *e);
MUST_USE bool raster_init(struct raster *r, int32_t w, int32_t h, int32_t channels, int32_t bits,
                          struct err *e);
#endif
