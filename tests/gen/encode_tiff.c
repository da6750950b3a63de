#include <stdio.h>
#include <string.h>
#include <tiffio.h>

#include "tests/gen/encode.h"

/* libtiff on memory. */
struct mem {
    GByteArray *b;
    toff_t at;
};

static tsize_t mem_read(thandle_t h, tdata_t p, tsize_t n)
{
    struct mem *m = h;
    const toff_t left = m->at < m->b->len ? m->b->len - m->at : 0, k = MIN((toff_t)n, left);

    memcpy(p, m->b->data + m->at, (size_t)k);
    m->at += k;
    return (tsize_t)k;
}

static tsize_t mem_write(thandle_t h, tdata_t p, tsize_t n)
{
    struct mem *m = h;
    const toff_t end = m->at + (toff_t)n;

    if (end > m->b->len) {
        const guint old = m->b->len;
        g_byte_array_set_size(m->b, (guint)end);
        if (m->at > old)
            memset(m->b->data + old, 0, (size_t)(m->at - old));
    }
    memcpy(m->b->data + m->at, p, (size_t)n);
    m->at = end;
    return n;
}

static toff_t mem_seek(thandle_t h, toff_t off, int whence)
{
    struct mem *m = h;

    m->at = whence == SEEK_SET ? off : whence == SEEK_CUR ? m->at + off : m->b->len + off;
    return m->at;
}

static int mem_close(thandle_t h)
{
    (void)h;
    return 0;
}

static toff_t mem_size(thandle_t h)
{
    return ((struct mem *)h)->b->len;
}

static void pack_bits(const struct raster *im, int y, uint8_t *row)
{
    const uint8_t *p = im->px + (size_t)y * (size_t)im->w;

    memset(row, 0, (size_t)(im->w + 7) / 8);
    for (int x = 0; x < im->w; x++)
        if (p[x] < 128)
            row[x >> 3] |= (uint8_t)(0x80 >> (x & 7));
}

static void write_page(TIFF *t, const struct raster *im, int quality)
{
    TIFFSetField(t, TIFFTAG_IMAGEWIDTH, im->w);
    TIFFSetField(t, TIFFTAG_IMAGELENGTH, im->h);
    TIFFSetField(t, TIFFTAG_XRESOLUTION, (double)im->dpi);
    TIFFSetField(t, TIFFTAG_YRESOLUTION, (double)im->dpi);
    TIFFSetField(t, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    TIFFSetField(t, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    if (im->bilevel) {
        uint8_t *row = g_malloc((gsize)im->w / 8 + 1);
        TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, 1);
        TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, 1);
        TIFFSetField(t, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
        TIFFSetField(t, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
        TIFFSetField(t, TIFFTAG_ROWSPERSTRIP, im->h);
        for (int y = 0; y < im->h; y++) {
            pack_bits(im, y, row);
            TIFFWriteScanline(t, row, (uint32_t)y, 0);
        }
        g_free(row);
    } else {
        TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, 8);
        TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, im->channels);
        TIFFSetField(t, TIFFTAG_COMPRESSION, COMPRESSION_JPEG);
        TIFFSetField(t, TIFFTAG_JPEGQUALITY, quality);
        TIFFSetField(t, TIFFTAG_PHOTOMETRIC,
                     im->channels == 1 ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_YCBCR);
        if (im->channels == 3)
            TIFFSetField(t, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
        TIFFSetField(t, TIFFTAG_ROWSPERSTRIP, 256);
        for (int y = 0; y < im->h; y++)
            TIFFWriteScanline(t, im->px + (size_t)y * (size_t)im->w * (size_t)im->channels,
                              (uint32_t)y, 0);
    }
    if (!TIFFWriteDirectory(t))
        gen_die("libtiff refuses a page");
}

struct tiff_writer {
    struct mem m;
    TIFF *t;
};

struct tiff_writer *tiff_open(void)
{
    struct tiff_writer *w = g_new0(struct tiff_writer, 1);

    w->m.b = g_byte_array_new();
    w->t = TIFFClientOpen("mem", "wm", &w->m, mem_read, mem_write, mem_seek, mem_close, mem_size,
                          NULL, NULL);
    if (!w->t)
        gen_die("libtiff cannot open memory");
    return w;
}

void tiff_add(struct tiff_writer *w, const struct raster *im, int quality)
{
    write_page(w->t, im, quality);
}

GByteArray *tiff_close(struct tiff_writer *w)
{
    GByteArray *b = w->m.b;

    TIFFClose(w->t);
    g_free(w);
    return b;
}

GByteArray *encode_g4(const struct raster *im)
{
    struct tiff_writer *w = tiff_open();
    tiff_add(w, im, 0);
    struct mem m = { tiff_close(w), 0 };
    TIFF *t = TIFFClientOpen("mem", "rm", &m, mem_read, mem_write, mem_seek, mem_close, mem_size,
                             NULL, NULL);

    if (!t)
        gen_die("libtiff cannot read its own page");
    const tmsize_t size = (tmsize_t)TIFFRawStripSize(t, 0);
    GByteArray *out = g_byte_array_new();
    g_byte_array_set_size(out, (guint)size);
    TIFFReadRawStrip(t, 0, out->data, size);
    TIFFClose(t);
    g_byte_array_free(m.b, TRUE);
    return out;
}
