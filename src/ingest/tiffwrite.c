/* Lossless TIFFs of one bit a pixel, and pdftocairo's TIFFs turned into something smaller. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

#include "ingest/inner.h"
#include "ingest/tiffmem.h"

static void set_common(TIFF *t, int32_t w, int32_t h, uint16_t compression, uint16_t photometric,
                       int32_t dpi)
{
    TIFFSetField(t, TIFFTAG_IMAGEWIDTH, (uint32_t)w);
    TIFFSetField(t, TIFFTAG_IMAGELENGTH, (uint32_t)h);
    TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, 1);
    TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, 1);
    TIFFSetField(t, TIFFTAG_COMPRESSION, compression);
    TIFFSetField(t, TIFFTAG_PHOTOMETRIC, photometric);
    TIFFSetField(t, TIFFTAG_FILLORDER, FILLORDER_MSB2LSB);
    TIFFSetField(t, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(t, TIFFTAG_ROWSPERSTRIP, (uint32_t)h);
    if (dpi > 0) {
        TIFFSetField(t, TIFFTAG_XRESOLUTION, (double)dpi);
        TIFFSetField(t, TIFFTAG_YRESOLUTION, (double)dpi);
        TIFFSetField(t, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    }
}

static bool finish(TIFF *t, struct tiffmem *m, bool ok, struct err *e)
{
    if (ok && !TIFFWriteDirectory(t))
        ok = false;
    TIFFClose(t);
    if (ok && buf_ok(m->out, "a page as TIFF", e))
        return true;
    return m->out->failed ? false : err_set(e, ERR_LIBRARY, "cannot write a TIFF: %.120s", m->said);
}

bool tiff_write_g4(struct buf *out, const uint8_t *px, size_t stride, int32_t w, int32_t h,
                   bool zero_is_black, int32_t dpi, struct err *e)
{
    struct tiffmem m;
    TIFF *const t = tiffmem_write(&m, out, e);
    const size_t row = ((size_t)w + 7) / 8;
    uint8_t *const line = malloc(row ? row : 1);
    bool ok = t && line;

    if (!ok) {
        free(line);
        if (t)
            TIFFClose(t);
        return err_set(e, ERR_NOMEM, "no memory to write a TIFF");
    }
    /* G4 is short when white is the long run, which in CCITT terms is the bit 0. */
    set_common(t, w, h, COMPRESSION_CCITTFAX4, PHOTOMETRIC_MINISWHITE, dpi);
    for (int32_t y = 0; ok && y < h; y++) {
        memcpy(line, px + (size_t)y * stride, row);
        for (size_t i = 0; zero_is_black && i < row; i++)
            line[i] = (uint8_t)~line[i];
        ok = TIFFWriteScanline(t, line, (uint32_t)y, 0) == 1;
    }
    free(line);
    return finish(t, &m, ok, e);
}

static bool decodes(const struct buf *tiff)
{
    struct tiffmem m;
    struct err e;
    TIFF *const t = tiffmem_read(&m, (const uint8_t *)tiff->ptr, tiff->len, 0, &e);
    uint32_t h = 0;

    if (!t)
        return false;
    TIFFGetField(t, TIFFTAG_IMAGELENGTH, &h);
    uint8_t *const line = malloc((size_t)TIFFScanlineSize(t) + 1);
    bool ok = line != NULL;
    for (uint32_t y = 0; ok && y < h; y++)
        ok = TIFFReadScanline(t, line, y, 0) == 1;
    free(line);
    TIFFClose(t);
    return ok && !m.said[0];
}

bool tiff_wrap_ccitt(struct buf *out, const uint8_t *p, size_t len, int32_t w, int32_t h, int32_t k,
                     bool white_is_zero, int32_t dpi, struct err *e)
{
    struct tiffmem m;
    TIFF *const t = tiffmem_write(&m, out, e);

    if (!t)
        return false;
    set_common(t, w, h, k < 0 ? COMPRESSION_CCITTFAX4 : COMPRESSION_CCITTFAX3,
               white_is_zero ? PHOTOMETRIC_MINISWHITE : PHOTOMETRIC_MINISBLACK, dpi);
    if (k >= 0)
        TIFFSetField(t, TIFFTAG_GROUP3OPTIONS, (uint32_t)(k > 0 ? GROUP3OPT_2DENCODING : 0));
    const bool ok = len <= INT_MAX &&
                    TIFFWriteRawStrip(t, 0, (void *)(uintptr_t)p, (tmsize_t)len) == (tmsize_t)len;
    if (!finish(t, &m, ok, e))
        return false;
    if (decodes(out))
        return true;
    return err_set(e, ERR_UNSUPPORTED, "a fax stream libtiff does not read to its end");
}

struct layout {
    uint32_t w, h;
    uint16_t bits, channels, planar, photometric;
};

static bool read_layout(TIFF *t, struct layout *l, uint64_t max_pixels, struct err *e)
{
    *l = (struct layout){ .bits = 1, .channels = 1, .planar = PLANARCONFIG_CONTIG };
    if (!TIFFGetField(t, TIFFTAG_IMAGEWIDTH, &l->w) || !TIFFGetField(t, TIFFTAG_IMAGELENGTH, &l->h))
        return err_set(e, ERR_CHILD, "pdftocairo wrote a page without a size");
    TIFFGetFieldDefaulted(t, TIFFTAG_BITSPERSAMPLE, &l->bits);
    TIFFGetFieldDefaulted(t, TIFFTAG_SAMPLESPERPIXEL, &l->channels);
    TIFFGetFieldDefaulted(t, TIFFTAG_PLANARCONFIG, &l->planar);
    TIFFGetField(t, TIFFTAG_PHOTOMETRIC, &l->photometric);
    const bool one = l->bits == 1 && l->channels == 1;
    const bool eight = l->bits == 8 && (l->channels == 1 || l->channels == 3);
    if ((!one && !eight) || l->planar != PLANARCONFIG_CONTIG || TIFFIsTiled(t) ||
        l->w > INT32_MAX || l->h > INT32_MAX)
        return err_set(e, ERR_CHILD, "pdftocairo wrote a TIFF of %u x %u bits", l->channels,
                       l->bits);
    if (!l->w || !l->h || (uint64_t)l->w * l->h > max_pixels)
        return err_set(e, ERR_LIMIT, "a page of %u x %u pixels, limit %llu pixels", l->w, l->h,
                       (unsigned long long)max_pixels);
    return true;
}

bool tiff_recode(struct buf *out, const uint8_t *p, size_t len, uint64_t max_pixels, int32_t dpi,
                 enum image_format *format, struct err *e)
{
    struct tiffmem m;
    TIFF *const t = tiffmem_read(&m, p, len, 0, e);
    struct layout l;
    uint8_t *px = NULL;
    bool ok = false;

    if (!t)
        return false;
    if (!read_layout(t, &l, max_pixels, e))
        goto done;
    const size_t stride = ((size_t)l.w * l.bits * l.channels + 7) / 8;
    px = malloc(stride * l.h);
    if (!px) {
        err_set(e, ERR_NOMEM, "no memory for a page of %u x %u pixels", l.w, l.h);
        goto done;
    }
    for (uint32_t y = 0; y < l.h; y++)
        if (TIFFReadScanline(t, px + (size_t)y * stride, y, 0) != 1) {
            err_set(e, ERR_CHILD, "pdftocairo left a page incomplete");
            goto done;
        }
    if (l.bits == 1) {
        *format = IMAGE_TIFF;
        ok = tiff_write_g4(out, px, stride, (int32_t)l.w, (int32_t)l.h,
                           l.photometric == PHOTOMETRIC_MINISBLACK, dpi, e);
    } else {
        *format = IMAGE_PNG;
        ok = png_write(out, px, stride, (int32_t)l.w, (int32_t)l.h, l.channels, 8, dpi, e);
    }
done:
    free(px);
    TIFFClose(t);
    return ok;
}
