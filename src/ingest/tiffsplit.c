/* Multi-page TIFF to one-directory TIFFs: strips, tiles and tags copied as they are, never decoded.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

#include "ingest/inner.h"
#include "ingest/tiffmem.h"

/* Tags that change what the pixels mean, by how TIFFGetField hands them out. */
static const uint32_t tags_u16[] = {
    TIFFTAG_BITSPERSAMPLE, TIFFTAG_SAMPLESPERPIXEL,  TIFFTAG_PLANARCONFIG,   TIFFTAG_PHOTOMETRIC,
    TIFFTAG_FILLORDER,     TIFFTAG_ORIENTATION,      TIFFTAG_RESOLUTIONUNIT, TIFFTAG_SAMPLEFORMAT,
    TIFFTAG_PREDICTOR,     TIFFTAG_YCBCRPOSITIONING, TIFFTAG_INKSET,         TIFFTAG_THRESHHOLDING,
    TIFFTAG_CLEANFAXDATA,
};
static const uint32_t tags_float[] = { TIFFTAG_XRESOLUTION, TIFFTAG_YRESOLUTION };
static const uint32_t tags_text[] = { TIFFTAG_MAKE,
                                      TIFFTAG_MODEL,
                                      TIFFTAG_SOFTWARE,
                                      TIFFTAG_DATETIME,
                                      TIFFTAG_IMAGEDESCRIPTION,
                                      TIFFTAG_DOCUMENTNAME,
                                      TIFFTAG_PAGENAME };
#define COUNT(a) (sizeof(a) / sizeof *(a))

struct tiffpage {
    uint32_t w, h;
    uint16_t compression;
    int32_t dpi, turn;
};

static bool is_thumbnail(TIFF *t)
{
    uint32_t kind = 0;
    uint16_t old = 0;

    if (TIFFGetField(t, TIFFTAG_SUBFILETYPE, &kind))
        return (kind & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) != 0;
    return TIFFGetField(t, TIFFTAG_OSUBFILETYPE, &old) && old == OFILETYPE_REDUCEDIMAGE;
}

static int32_t dpi_of(TIFF *t)
{
    float x = 0;
    uint16_t unit = RESUNIT_INCH;

    if (!TIFFGetField(t, TIFFTAG_XRESOLUTION, &x))
        return 0;
    TIFFGetFieldDefaulted(t, TIFFTAG_RESOLUTIONUNIT, &unit);
    if (unit == RESUNIT_CENTIMETER)
        x *= 2.54F;
    return unit != RESUNIT_NONE && x >= 20 && x <= 10000 ? (int32_t)(x + 0.5F) : 0;
}

static bool look(TIFF *t, const struct ingest_limits *l, struct tiffpage *pg, struct err *e)
{
    static const int16_t turns[9] = { 0, 0, 0, 180, 180, 90, 90, 270, 270 };
    uint16_t orientation = ORIENTATION_TOPLEFT;

    *pg = (struct tiffpage){ .compression = COMPRESSION_NONE };
    if (!TIFFGetField(t, TIFFTAG_IMAGEWIDTH, &pg->w) ||
        !TIFFGetField(t, TIFFTAG_IMAGELENGTH, &pg->h) || !pg->w || !pg->h)
        return err_set(e, ERR_INPUT, "damaged TIFF: a page without a size");
    if (pg->w > INT_MAX || pg->h > INT_MAX || (uint64_t)pg->w * pg->h > l->max_pixels)
        return err_set(e, ERR_LIMIT, "a page of %u x %u pixels, limit %llu pixels", pg->w, pg->h,
                       (unsigned long long)l->max_pixels);
    TIFFGetField(t, TIFFTAG_COMPRESSION, &pg->compression);
    TIFFGetFieldDefaulted(t, TIFFTAG_ORIENTATION, &orientation);
    pg->turn = orientation <= 8 ? turns[orientation] : 0;
    pg->dpi = dpi_of(t);
    return true;
}

static void copy_arrays(TIFF *in, TIFF *out, uint16_t compression)
{
    uint16_t *r, *g, *b, n16 = 0, h = 0, v = 0;
    uint32_t n32 = 0, options = 0;
    float *f;
    void *p;

    if (TIFFGetField(in, TIFFTAG_COLORMAP, &r, &g, &b))
        TIFFSetField(out, TIFFTAG_COLORMAP, r, g, b);
    if (TIFFGetField(in, TIFFTAG_EXTRASAMPLES, &n16, &r))
        TIFFSetField(out, TIFFTAG_EXTRASAMPLES, n16, r);
    if (TIFFGetField(in, TIFFTAG_ICCPROFILE, &n32, &p))
        TIFFSetField(out, TIFFTAG_ICCPROFILE, n32, p);
    if (TIFFGetField(in, TIFFTAG_REFERENCEBLACKWHITE, &f))
        TIFFSetField(out, TIFFTAG_REFERENCEBLACKWHITE, f);
    if (TIFFGetField(in, TIFFTAG_YCBCRCOEFFICIENTS, &f))
        TIFFSetField(out, TIFFTAG_YCBCRCOEFFICIENTS, f);
    if (TIFFGetField(in, TIFFTAG_YCBCRSUBSAMPLING, &h, &v))
        TIFFSetField(out, TIFFTAG_YCBCRSUBSAMPLING, h, v);
    if (compression == COMPRESSION_CCITTFAX3 && TIFFGetField(in, TIFFTAG_GROUP3OPTIONS, &options))
        TIFFSetField(out, TIFFTAG_GROUP3OPTIONS, options);
    if (compression == COMPRESSION_CCITTFAX4 && TIFFGetField(in, TIFFTAG_GROUP4OPTIONS, &options))
        TIFFSetField(out, TIFFTAG_GROUP4OPTIONS, options);
    if (compression == COMPRESSION_JPEG && TIFFGetField(in, TIFFTAG_JPEGTABLES, &n32, &p) && n32 &&
        p)
        TIFFSetField(out, TIFFTAG_JPEGTABLES, n32, p);
}

static void copy_tags(TIFF *in, TIFF *out, const struct tiffpage *pg)
{
    uint16_t u16;
    uint32_t u32, tw, th;
    float f;
    char *s;

    TIFFSetField(out, TIFFTAG_COMPRESSION, pg->compression);
    TIFFSetField(out, TIFFTAG_IMAGEWIDTH, pg->w);
    TIFFSetField(out, TIFFTAG_IMAGELENGTH, pg->h);
    for (size_t i = 0; i < COUNT(tags_u16); i++)
        if (TIFFGetField(in, tags_u16[i], &u16))
            TIFFSetField(out, tags_u16[i], u16);
    for (size_t i = 0; i < COUNT(tags_float); i++)
        if (TIFFGetField(in, tags_float[i], &f))
            TIFFSetField(out, tags_float[i], f);
    for (size_t i = 0; i < COUNT(tags_text); i++)
        if (TIFFGetField(in, tags_text[i], &s))
            TIFFSetField(out, tags_text[i], s);
    if (TIFFIsTiled(in)) {
        if (TIFFGetField(in, TIFFTAG_TILEWIDTH, &tw) && TIFFGetField(in, TIFFTAG_TILELENGTH, &th)) {
            TIFFSetField(out, TIFFTAG_TILEWIDTH, tw);
            TIFFSetField(out, TIFFTAG_TILELENGTH, th);
        }
    } else if (TIFFGetFieldDefaulted(in, TIFFTAG_ROWSPERSTRIP, &u32)) {
        TIFFSetField(out, TIFFTAG_ROWSPERSTRIP, u32 > pg->h ? pg->h : u32);
    }
    copy_arrays(in, out, pg->compression);
}

/* Strips or tiles, which libtiff numbers alike. */
static bool copy_pieces(TIFF *in, TIFF *out, size_t file_len, struct err *e)
{
    const bool tiled = TIFFIsTiled(in) != 0;
    const uint32_t n = tiled ? TIFFNumberOfTiles(in) : TIFFNumberOfStrips(in);
    uint8_t *piece = NULL;
    size_t cap = 0, total = 0;
    bool ok = true;

    if (!n || n > file_len)
        return err_set(e, ERR_INPUT, "damaged TIFF: a page without pixels");
    for (uint32_t i = 0; ok && i < n; i++) {
        const uint64_t size = TIFFGetStrileByteCount(in, i);
        if (!size) /* a hole: allowed, stays one */
            continue;
        /* Pieces may overlap in a hostile file; a page is never larger than its file. */
        if (size > file_len || size > INT_MAX || (total += (size_t)size) > file_len) {
            ok = err_set(e, ERR_INPUT, "damaged TIFF: a strip runs past the end of the file");
            break;
        }
        if (size > cap) {
            uint8_t *const more = realloc(piece, (size_t)size);
            if (!more) {
                ok = err_set(e, ERR_NOMEM, "no memory for a strip of a TIFF");
                break;
            }
            piece = more;
            cap = (size_t)size;
        }
        const tmsize_t want = (tmsize_t)size;
        const tmsize_t got =
            tiled ? TIFFReadRawTile(in, i, piece, want) : TIFFReadRawStrip(in, i, piece, want);
        if (got != want)
            ok = err_set(e, ERR_INPUT, "damaged TIFF: a strip cannot be read");
        else if ((tiled ? TIFFWriteRawTile(out, i, piece, want)
                        : TIFFWriteRawStrip(out, i, piece, want)) != want)
            ok = err_set(e, ERR_LIBRARY, "a TIFF page cannot be copied");
    }
    free(piece);
    return ok;
}

/* JPEG of the withdrawn kind (compression 6) hangs on offsets into its file: it alone is decoded.
 */
static bool decode_page(TIFF *in, const struct tiffpage *pg, struct buf *out, struct err *e)
{
    const size_t pixels = (size_t)pg->w * pg->h;
    uint32_t *const rgba = malloc(pixels * sizeof *rgba);
    uint8_t *const px = (uint8_t *)rgba;
    bool ok = false;

    if (!rgba)
        return err_set(e, ERR_NOMEM, "no memory for a page of %u x %u pixels", pg->w, pg->h);
    uint16_t orientation = ORIENTATION_TOPLEFT;
    TIFFGetFieldDefaulted(in, TIFFTAG_ORIENTATION, &orientation);
    if (!TIFFReadRGBAImageOriented(in, pg->w, pg->h, rgba, orientation, 1)) {
        err_set(e, ERR_INPUT, "damaged TIFF: a page cannot be decoded");
    } else {
        for (size_t i = 0; i < pixels; i++) {
            const uint32_t v = rgba[i]; /* read before its bytes are overwritten: 3 i <= 4 i */
            px[3 * i] = (uint8_t)TIFFGetR(v);
            px[3 * i + 1] = (uint8_t)TIFFGetG(v);
            px[3 * i + 2] = (uint8_t)TIFFGetB(v);
        }
        ok =
            png_write(out, px, (size_t)pg->w * 3, (int32_t)pg->w, (int32_t)pg->h, 3, 8, pg->dpi, e);
    }
    free(rgba);
    return ok;
}

static bool copy_page(TIFF *in, const struct tiffpage *pg, size_t file_len, struct buf *out,
                      struct err *e)
{
    struct tiffmem m;
    TIFF *const t = tiffmem_write(&m, out, e);

    if (!t)
        return false;
    copy_tags(in, t, pg);
    bool ok = copy_pieces(in, t, file_len, e);
    if (ok && !TIFFWriteDirectory(t))
        ok = err_set(e, ERR_LIBRARY, "a TIFF page cannot be copied: %.120s", m.said);
    TIFFClose(t);
    return ok && buf_ok(out, "a TIFF page", e);
}

static bool one_page(struct walk *w, const struct place *p, const struct blob *b, TIFF *in,
                     int32_t page, bool only)
{
    struct ingest_page out = { .page = page, .format = IMAGE_TIFF };
    struct tiffpage pg;
    struct buf bytes;
    struct err e = { 0 };
    bool ok, go;

    buf_init(&bytes, (size_t)w->o->limits.max_page_bytes);
    ok = look(in, &w->o->limits, &pg, &e);
    if (ok && pg.compression == COMPRESSION_OJPEG) {
        ok = decode_page(in, &pg, &bytes, &e);
        out.format = IMAGE_PNG;
        out.lossless_copy = true;
        out.source = b->ptr;
        out.source_len = b->len;
    } else if (ok && only) {
        if (b->len > w->o->limits.max_page_bytes)
            ok = err_set(&e, ERR_LIMIT, "the page is larger than the limit of %llu bytes",
                         (unsigned long long)w->o->limits.max_page_bytes);
    } else if (ok) {
        ok = copy_page(in, &pg, b->len, &bytes, &e);
    }
    out.bytes = bytes.ptr ? (const uint8_t *)bytes.ptr : b->ptr;
    out.len = bytes.ptr ? bytes.len : b->len;
    out.dpi = pg.dpi;
    out.exif_turn = pg.turn;
    go = ok ? walk_page(w, p, true, &out) : walk_fail(w, p, true, page, &e);
    buf_release(&bytes);
    return go;
}

bool tiff_walk(struct walk *w, const struct place *p, const struct blob *b)
{
    struct tiffmem m;
    struct err e = { 0 };
    TIFF *const t = tiffmem_read(&m, b->ptr, b->len, (size_t)w->o->limits.max_entry_bytes, &e);
    const uint64_t max = w->o->limits.max_pages < UINT16_MAX ? w->o->limits.max_pages : UINT16_MAX;
    uint64_t dirs = 0, full = 0;

    if (!t)
        return walk_fail(w, p, true, 1, &e);
    bool lost = false;
    /* libtiff refuses a directory it has seen, so a loop ends. */
    for (;;) {
        dirs++;
        full += !is_thumbnail(t);
        m.said[0] = '\0';
        if (dirs > max || TIFFLastDirectory(t))
            break;
        if (!TIFFReadDirectory(t)) {
            lost = true;
            break;
        }
    }
    if (dirs > max) {
        TIFFClose(t);
        err_set(&e, ERR_LIMIT, "more than %llu pages: split the file or raise the limit",
                (unsigned long long)max);
        return walk_fail(w, p, true, 1, &e);
    }
    char said[sizeof m.said];
    memcpy(said, m.said, sizeof said);
    int32_t page = 0;
    bool go = true;
    for (uint64_t i = 0; go && i < dirs; i++) {
        if (!TIFFSetDirectory(t, (tdir_t)i))
            break;
        if (full && is_thumbnail(t))
            continue;
        go = one_page(w, p, b, t, ++page, dirs == 1 && !lost);
    }
    TIFFClose(t);
    if (go && lost) {
        err_set(&e, ERR_INPUT, "damaged TIFF, its further pages are lost: %.120s",
                said[0] ? said : "no further directory");
        go = walk_fail(w, p, true, page + 1, &e);
    }
    return go;
}
