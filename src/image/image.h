/* image/image.h -- one encoded page to an upright, level, clean grey copy for reading.
 *
 * The stored page is never touched; everything here makes the copy that is read. One handle a
 * thread. Formats and routes: JPEG through libjpeg-turbo straight to grey plus a reduced colour
 * plane, G4/1-bit TIFF through libtiff, everything else through libvips with untrusted loaders
 * blocked but JPEG 2000. Pixel counts are checked from the header before anything is allocated.
 *
 * Steps of image_prepare: decode; lines of the scanner's repaired (image/streak.h); EXIF/container
 * turn; page found on a darker desk (photos) and its perspective corrected when the evidence is
 * strong; text axis (0/90) from projection profiles; skew within +-15 degrees; background
 * normalised to white; seals and blue ink dropped from the reading copy while black under them
 * stays, grey seals as well (image/seal.h); ruled lines and dotted leaders left to ocr/lines.
 * Up/down (0/180, 90/270) cannot be told without reading: image_turn() makes the other candidate
 * cheaply.
 *
 * Blank: image_prepare reports ink statistics; `blank` is true only when the page holds no printed
 * words, though dirt, punch holes, folds, shadows or a seal shining through may be there. A page
 * with a few words is never blank.
 *
 * Errors: ERR_INPUT damaged, ERR_LIMIT too many pixels, ERR_UNSUPPORTED, ERR_LIBRARY, ERR_NOMEM.
 * Memory: out planes belong to the caller (prepared_release). Threads: one struct image a thread;
 * image_start() once per process before the first. Deterministic: same bytes in, same pixels out,
 * whatever the CPU (image/rows.h).
 */
#ifndef IMAGE_IMAGE_H
#define IMAGE_IMAGE_H
#include "doc/grey.h"
#include "doc/page.h"

struct image;
struct image_opts {
    uint64_t max_pixels;
    float max_skew_deg;
    bool deskew, normalise, drop_colour, find_page; /* for ablation; all true by default */
};

struct prepared {
    struct grey grey; /* the frame: what is read */
    struct grey
        raw; /* same frame, before normalisation, for barcodes and second readings; may be empty */
    int32_t scan_w, scan_h;
    double to_scan[9]; /* frame -> scan, see doc/page.h */
    int32_t dpi; /* of the scan; estimated from the paper size when the file says nothing usable */
    int32_t turned; /* of the frame against the scan, clockwise, includes the container's turn */
    float skew_deg, skew_conf;
    bool colour;  /* more than 0.1 % of pixels clearly coloured */
    bool bilevel; /* the scan is 1 bit */
    bool blank;
    float ink; /* share of dark pixels after normalisation */
};

void image_default_opts(struct image_opts *o);
void image_start(void); /* how this process keeps its memory */
MUST_USE bool image_open(struct image **out, const struct image_opts *o, struct err *e);
void image_close(struct image *im); /* NULL allowed */
/* dpi: from the container, 0 unknown. turn: the container's clockwise quarter turn, EXIF's
 * included: nothing in the bytes turns the page a second time. */
MUST_USE bool image_prepare(struct image *im, enum image_format format, const uint8_t *bytes,
                            size_t len, int32_t dpi, int32_t turn, struct prepared *out,
                            struct err *e);
/* Turns the frame by a further clockwise quarter turn, keeping to_scan and turned true. */
MUST_USE bool image_turn(struct prepared *p, int32_t quarter_deg, struct err *e);
void prepared_release(struct prepared *p);

/* Size and resolution from the header alone. */
struct image_info {
    int32_t w, h, dpi, exif_turn, channels, bits;
};
MUST_USE bool image_probe(enum image_format format, const uint8_t *bytes, size_t len,
                          struct image_info *out, struct err *e);

/* Lossless pixels for formats PDF/A cannot hold as they are (PNG with alpha, LZW TIFF, WebP, HEIC,
 * BMP, CMYK JPEG): interleaved 8-bit grey or RGB rows, or 1-bit rows (bits = 1, 0 black, MSB
 * first). sRGB, alpha over white, EXIF orientation *not* applied. The caller frees px. */
struct raster {
    uint8_t *px;
    int32_t w, h, channels, bits;
    size_t stride;
};
MUST_USE bool image_decode_full(struct image *im, enum image_format format, const uint8_t *bytes,
                                size_t len, struct raster *out, struct err *e);
/* A small JPEG or PNG for HTML pages and review: longest side at most `side` px, upright by `turn`.
 */
MUST_USE bool image_thumbnail(struct image *im, enum image_format format, const uint8_t *bytes,
                              size_t len, int32_t turn, int32_t side, struct buf *out_jpeg,
                              struct err *e);
#endif
