/* Bilevel TIFF through libtiff: G4, G3, LZW, deflate, PackBits or plain; strips or tiles, both
 * polarities. Everything deeper than one bit goes through libvips. */
#include "image/planes.h"

#include <stdlib.h>
#include <string.h>

#include <tiffio.h>

struct memory {
    const uint8_t *b;
    size_t len, at;
    struct err *e;
};

static tmsize_t mem_read(thandle_t t, void *p, tmsize_t n)
{
    struct memory *m = t;
    const size_t left = m->len - m->at, want = n < 0 ? 0 : (size_t)n;
    const size_t take = want < left ? want : left;

    memcpy(p, m->b + m->at, take);
    m->at += take;
    return (tmsize_t)take;
}

static tmsize_t mem_write(thandle_t t, void *p, tmsize_t n)
{
    (void)t, (void)p, (void)n;
    return 0;
}

static toff_t mem_seek(thandle_t t, toff_t off, int whence)
{
    struct memory *m = t;
    const toff_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? m->at : m->len;

    if (off > m->len || base + off > m->len)
        return (toff_t)-1;
    m->at = (size_t)(base + off);
    return m->at;
}

static int mem_close(thandle_t t)
{
    (void)t;
    return 0;
}

static toff_t mem_size(thandle_t t)
{
    return ((struct memory *)t)->len;
}

static int on_error(TIFF *t, void *user, const char *module, const char *fmt, va_list ap)
{
    struct memory *m = user;
    char text[160];

    (void)t, (void)module;
    vsnprintf(text, sizeof text, fmt, ap);
    if (m->e->kind == ERR_NONE)
        (void)err_set(m->e, ERR_INPUT, "TIFF: %s", text);
    return 1; /* handled: nothing goes to the process-wide handler */
}

static int on_warning(TIFF *t, void *user, const char *module, const char *fmt, va_list ap)
{
    (void)t, (void)user, (void)module, (void)fmt, (void)ap;
    return 1;
}

static TIFF *tiff_open(struct memory *m)
{
    TIFFOpenOptions *o = TIFFOpenOptionsAlloc();

    if (!o)
        return NULL;
    TIFFOpenOptionsSetMaxSingleMemAlloc(o, (tmsize_t)1 << 28);
    TIFFOpenOptionsSetErrorHandlerExtR(o, on_error, m);
    TIFFOpenOptionsSetWarningHandlerExtR(o, on_warning, m);
    TIFF *t = TIFFClientOpenExt("page", "rm", m, mem_read, mem_write, mem_seek, mem_close, mem_size,
                                NULL, NULL, o);
    TIFFOpenOptionsFree(o);
    return t;
}

struct bits {
    TIFF *t;
    uint32_t w, h;
    bool zero_is_white;
};

static bool bits_open(struct bits *s, struct memory *m, uint64_t max_pixels, struct err *e)
{
    uint16_t depth = 1, samples = 1, photometric = PHOTOMETRIC_MINISWHITE;

    *s = (struct bits){ .t = tiff_open(m) };
    if (!s->t)
        return m->e->kind ? false : err_set(e, ERR_INPUT, "TIFF: the header is damaged");
    if (!TIFFGetField(s->t, TIFFTAG_IMAGEWIDTH, &s->w) ||
        !TIFFGetField(s->t, TIFFTAG_IMAGELENGTH, &s->h))
        return err_set(e, ERR_INPUT, "TIFF: no image size");
    TIFFGetFieldDefaulted(s->t, TIFFTAG_BITSPERSAMPLE, &depth);
    TIFFGetFieldDefaulted(s->t, TIFFTAG_SAMPLESPERPIXEL, &samples);
    TIFFGetFieldDefaulted(s->t, TIFFTAG_PHOTOMETRIC, &photometric);
    if (depth != 1 || samples != 1 || photometric > PHOTOMETRIC_MINISBLACK)
        return err_set(e, ERR_UNSUPPORTED, "TIFF: not a bilevel page");
    s->zero_is_white = photometric == PHOTOMETRIC_MINISWHITE;
    return pixels_check(s->w, s->h, max_pixels, e);
}

/* Calls back with one packed row, 1 = black, MSB first. */
typedef void row_sink(void *user, uint32_t y, const uint8_t *bits);

static bool cut_short(uint32_t y, uint32_t h, struct err *e)
{
    if ((double)y >= PLANES_MIN_SHARE * (double)h)
        return true;
    return err_set(e, ERR_INPUT, "the TIFF is damaged after %u of %u rows; scan it again", y, h);
}

static bool strips_read(struct bits *s, uint8_t *row, size_t bytes, row_sink *sink, void *user,
                        struct err *e)
{
    for (uint32_t y = 0; y < s->h; y++) {
        if (TIFFReadScanline(s->t, row, y, 0) < 0)
            return cut_short(y, s->h, e);
        for (size_t i = 0; !s->zero_is_white && i < bytes; i++)
            row[i] = (uint8_t)~row[i];
        sink(user, y, row);
    }
    return true;
}

static bool tiles_read(struct bits *s, row_sink *sink, void *user, struct err *e)
{
    uint32_t tw = 0, th = 0;
    uint8_t *tile = NULL, *band = NULL;
    size_t bytes;
    bool ok = false;

    TIFFGetField(s->t, TIFFTAG_TILEWIDTH, &tw);
    TIFFGetField(s->t, TIFFTAG_TILELENGTH, &th);
    if (tw == 0 || th == 0 || tw % 8 || tw > 65536 || th > 65536)
        return err_set(e, ERR_INPUT, "TIFF: tiles of %u x %u pixels", tw, th);
    const uint32_t across = (s->w + tw - 1) / tw;
    const size_t tile_row = tw / 8, band_row = tile_row * across;
    if (__builtin_mul_overflow(band_row, (size_t)th, &bytes) || bytes > (size_t)1 << 30)
        return err_set(e, ERR_LIMIT, "TIFF: tiles of %u x %u pixels", tw, th);
    band = calloc(bytes, 1);
    tile = calloc(th, tile_row);
    if (!band || !tile) {
        (void)err_set(e, ERR_NOMEM, "no memory for a row of tiles");
        goto done;
    }
    for (uint32_t y = 0; y < s->h; y += th) {
        for (uint32_t i = 0; i < across; i++) {
            if (TIFFReadTile(s->t, tile, i * tw, y, 0, 0) < 0) {
                ok = cut_short(y, s->h, e);
                goto done;
            }
            for (uint32_t j = 0; j < th; j++)
                memcpy(band + j * band_row + i * tile_row, tile + j * tile_row, tile_row);
        }
        for (size_t i = 0; !s->zero_is_white && i < bytes; i++)
            band[i] = (uint8_t)~band[i];
        for (uint32_t j = 0; j < th && y + j < s->h; j++)
            sink(user, y + j, band + j * band_row);
    }
    ok = true;
done:
    free(band);
    free(tile);
    return ok;
}

static bool rows_read(struct bits *s, row_sink *sink, void *user, struct err *e)
{
    const size_t bytes = ((size_t)s->w + 7) / 8;

    if (TIFFIsTiled(s->t))
        return tiles_read(s, sink, user, e);
    if (TIFFScanlineSize64(s->t) != bytes)
        return err_set(e, ERR_INPUT, "TIFF: rows of an unexpected size");
    uint8_t *row = calloc(bytes, 1);
    if (!row)
        return err_set(e, ERR_NOMEM, "no memory for a row of %u pixels", s->w);
    const bool ok = strips_read(s, row, bytes, sink, user, e);
    free(row);
    return ok;
}

static void grey_sink(void *user, uint32_t y, const uint8_t *bits)
{
    const struct grey *g = user;
    uint8_t *d = grey_row(g, (int32_t)y);

    for (int32_t x = 0; x < g->w; x += 8) {
        const int32_t n = x + 8 < g->w ? 8 : g->w - x;
        const uint8_t eight = bits[x / 8];
        if (n == 8 && (eight == 0 || eight == 0xff)) { /* most of a page */
            memset(d + x, eight ? 0 : 255, 8);
            continue;
        }
        for (int32_t i = 0; i < n; i++)
            d[x + i] = eight & (0x80 >> i) ? 0 : 255;
    }
}

static void pack_sink(void *user, uint32_t y, const uint8_t *bits)
{
    const struct raster *r = user;
    uint8_t *d = r->px + (size_t)y * r->stride;

    for (size_t i = 0; i < r->stride; i++)
        d[i] = (uint8_t)~bits[i];
}

bool tiff_load(const uint8_t *bytes, size_t len, uint64_t max_pixels, struct planes *out,
               struct err *e)
{
    struct err said = { 0 };
    struct memory m = { bytes, len, 0, &said };
    struct bits s = { 0 };
    bool ok = false;

    *out = (struct planes){ .bilevel = true, .sub_x = 1, .sub_y = 1 };
    if (!bits_open(&s, &m, max_pixels, &said) ||
        !grey_init(&out->y, (int32_t)s.w, (int32_t)s.h, &said))
        goto done;
    for (int32_t y = 0; y < out->y.h; y++)
        memset(grey_row(&out->y, y), 255, out->y.stride);
    ok = rows_read(&s, grey_sink, &out->y, &said);
done:
    if (s.t)
        TIFFClose(s.t);
    if (!ok) {
        *e = said;
        planes_release(out);
    }
    return ok;
}

bool tiff_decode(const uint8_t *bytes, size_t len, uint64_t max_pixels, struct raster *out,
                 struct err *e)
{
    struct err said = { 0 };
    struct memory m = { bytes, len, 0, &said };
    struct bits s = { 0 };
    bool ok = false;

    *out = (struct raster){ 0 };
    if (!bits_open(&s, &m, max_pixels, &said) ||
        !raster_init(out, (int32_t)s.w, (int32_t)s.h, 1, 1, &said))
        goto done;
    memset(out->px, 255, out->stride * (size_t)out->h);
    ok = rows_read(&s, pack_sink, out, &said);
done:
    if (s.t)
        TIFFClose(s.t);
    if (!ok) {
        *e = said;
        free(out->px);
        *out = (struct raster){ 0 };
    }
    return ok;
}
