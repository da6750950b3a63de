#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

#include "pdf/pdf_parts.h"

/* libtiff writes a file; this one is a buffer. */
struct memory {
    struct buf *out;
    size_t base, at;
};

static tmsize_t mem_read(thandle_t h, void *p, tmsize_t n)
{
    struct memory *m = h;
    const size_t len = m->out->len - m->base, left = m->at < len ? len - m->at : 0;
    const size_t take = (size_t)n < left ? (size_t)n : left;

    memcpy(p, m->out->ptr + m->base + m->at, take);
    m->at += take;
    return (tmsize_t)take;
}

static tmsize_t mem_write(thandle_t h, void *p, tmsize_t n)
{
    struct memory *m = h;
    const size_t len = m->out->len - m->base;

    while (!m->out->failed &&
           m->out->len - m->base < m->at + (size_t)n) /* written behind the end: zeros between */
        buf_putc(m->out, 0);
    if (m->out->failed || m->at > len + (size_t)n)
        return -1;
    memcpy(m->out->ptr + m->base + m->at, p, (size_t)n);
    m->at += (size_t)n;
    return n;
}

static toff_t mem_seek(thandle_t h, toff_t to, int whence)
{
    struct memory *m = h;
    const size_t len = m->out->len - m->base;

    m->at = (size_t)to + (whence == SEEK_CUR ? m->at : whence == SEEK_END ? len : 0);
    return m->at;
}

static toff_t mem_size(thandle_t h)
{
    const struct memory *m = h;
    return m->out->len - m->base;
}

static int mem_close(thandle_t h)
{
    (void)h;
    return 0;
}

static int quiet(TIFF *t, void *ctx, const char *module, const char *fmt, va_list ap)
{
    (void)t, (void)ctx, (void)module, (void)fmt, (void)ap;
    return 1;
}

static TIFF *open_memory(struct memory *m)
{
    TIFFOpenOptions *o = TIFFOpenOptionsAlloc();
    TIFF *t = NULL;

    if (o) {
        TIFFOpenOptionsSetErrorHandlerExtR(o, quiet, NULL);
        TIFFOpenOptionsSetWarningHandlerExtR(o, quiet, NULL);
        t = TIFFClientOpenExt("g4", "wl", m, mem_read, mem_write, mem_seek, mem_close, mem_size,
                              NULL, NULL, o);
        TIFFOpenOptionsFree(o);
    }
    return t;
}

static bool write_rows(TIFF *t, const struct pdf_image *img)
{
    const size_t row_bytes = ((size_t)img->w + 7) / 8;
    uint8_t *row = malloc(row_bytes);
    bool ok = row && TIFFSetField(t, TIFFTAG_IMAGEWIDTH, (uint32_t)img->w) &&
              TIFFSetField(t, TIFFTAG_IMAGELENGTH, (uint32_t)img->h) &&
              TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, 1) &&
              TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, 1) &&
              TIFFSetField(t, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4) &&
              TIFFSetField(t, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE) &&
              TIFFSetField(t, TIFFTAG_ROWSPERSTRIP, (uint32_t)img->h);

    for (int32_t y = 0; ok && y < img->h; y++) {
        for (size_t i = 0; i < row_bytes; i++) /* ink is 1 in a fax, 0 in the raster */
            row[i] = (uint8_t)~img->raster[(size_t)y * row_bytes + i];
        ok = TIFFWriteScanline(t, row, (uint32_t)y, 0) == 1;
    }
    free(row);
    return ok;
}

bool g4_raster(const struct pdf_image *img, struct buf *out, struct pdf_embed *how)
{
    struct memory m = { .out = out, .base = out->len };
    TIFF *t;

    if (img->w <= 0 || img->h <= 0 || img->channels != 1 || img->bits != 1 ||
        !(t = open_memory(&m)))
        return false;
    const bool ok = write_rows(t, img);
    TIFFClose(t);
    return ok && !out->failed &&
           embed_tiff((const uint8_t *)out->ptr + m.base, out->len - m.base, how);
}
