/* Every format is read, measured from its header, and refused with a reason when damaged or too
 * large. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include <tiffio.h>
#include <turbojpeg.h>
#include <vips/vips.h>

#include "base/buf.h"
#include "draw.h"
#include "image/bytes.h"
#include "image/image.h"

#define W 1240
#define H 1754

static struct image *handle(uint64_t max_pixels)
{
    struct err e = { 0 };
    struct image *im;
    struct image_opts o;

    image_default_opts(&o);
    if (max_pixels)
        o.max_pixels = max_pixels;
    assert_true(image_open(&im, &o, &e));
    return im;
}

static void drawing(struct grey *g)
{
    struct err e = { 0 };

    assert_true(grey_init(g, W, H, &e));
    for (int32_t y = 0; y < H; y++)
        memset(grey_row(g, y), 255, g->stride);
    for (int32_t i = 0; i < 8 * 17; i++) /* a page large enough to be left as it is */
        draw_glyph(g, 120 + i % 17 * 60, 160 + i / 17 * 180, 8, glyphs[i * 5 % 8], 20);
}

/* What the loader made of it, as the caller sees it: no step changes the pixels. */
static void check_same(enum image_format f, const uint8_t *b, size_t len, const struct grey *want,
                       double tolerance)
{
    struct err e = { 0 };
    struct image_opts o;
    struct image *im;
    struct prepared p;
    double off = 0;

    image_default_opts(&o);
    o.deskew = o.normalise = o.drop_colour = o.find_page = false;
    assert_true(image_open(&im, &o, &e));
    if (!image_prepare(im, f, b, len, 200, 0, &p, &e))
        fail_msg("format %d: %s", (int)f, e.text);
    assert_int_equal(p.scan_w, want->w);
    assert_int_equal(p.scan_h, want->h);
    assert_int_equal(p.grey.w, want->w);
    for (int32_t y = 0; y < want->h; y++) {
        for (int32_t x = 0; x < want->w; x++)
            off += abs(grey_row(&p.grey, y)[x] - grey_row(want, y)[x]);
    }
    if (off / want->w / want->h > tolerance)
        fail_msg("format %d: pixels differ by %.2f on average", (int)f, off / want->w / want->h);
    prepared_release(&p);
    image_close(im);
}

static void check_probe(enum image_format f, const uint8_t *b, size_t len, int32_t dpi)
{
    struct err e = { 0 };
    struct image_info info;

    if (!image_probe(f, b, len, &info, &e))
        fail_msg("format %d: %s", (int)f, e.text);
    assert_int_equal(info.w, W);
    assert_int_equal(info.h, H);
    assert_int_equal(info.dpi, dpi);
}

static void check_refused(enum image_format f, const uint8_t *b, size_t len, uint64_t max_pixels,
                          enum err_kind kind)
{
    struct err e = { 0 };
    struct image *im = handle(max_pixels);
    struct prepared p;

    if (image_prepare(im, f, b, len, 200, 0, &p, &e))
        fail_msg("format %d: read although damaged", (int)f);
    assert_int_equal(e.kind, kind);
    assert_null(p.grey.px);
    image_close(im);
}

/* flags: 1 colour, 2 progressive */
static uint8_t *jpeg_of(const struct grey *g, int flags, size_t *len)
{
    tjhandle t = tjInitCompress();
    unsigned char *out = NULL;
    unsigned long n = 0;
    uint8_t *rgb = malloc((size_t)g->w * (size_t)g->h * 3);

    for (int32_t i = 0; i < g->w * g->h; i++)
        memset(rgb + 3 * i, grey_row(g, i / g->w)[i % g->w], 3);
    assert_int_equal(tjCompress2(t, rgb, g->w, 0, g->h, TJPF_RGB, &out, &n,
                                 flags & 1 ? TJSAMP_420 : TJSAMP_GRAY, 90,
                                 flags & 2 ? TJFLAG_PROGRESSIVE : 0),
                     0);
    uint8_t *copy = malloc(n);
    memcpy(copy, out, n);
    free(rgb);
    tjFree(out);
    tjDestroy(t);
    *len = n;
    return copy;
}

static void test_jpeg(void **state)
{
    struct grey g = { 0 };
    size_t len;

    (void)state;
    drawing(&g);
    for (int flags = 0; flags < 4; flags++) {
        uint8_t *b = jpeg_of(&g, flags, &len);
        check_same(IMAGE_JPEG, b, len, &g, 2.0);
        check_probe(IMAGE_JPEG, b, len, 0);
        check_refused(IMAGE_JPEG, b, len / 2, 0, ERR_INPUT);
        check_refused(IMAGE_JPEG, b, len, W * H - 1, ERR_LIMIT);
        check_refused(IMAGE_JPEG, b, 30, 0, ERR_INPUT);
        if (!(flags & 2)) /* the last rows are white paper: few bytes, many rows */
            check_same(IMAGE_JPEG, b, len - 2, &g, 2.0);
        free(b);
    }
    grey_release(&g);
}

static void test_exif_and_density(void **state)
{
    static const uint8_t exif[] = {
        0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8,
        0,    1,    1, 18, 0,   3,   0,   0,   0, 1, 0,   6,   0, 0,  0, 0, 0, 0,
    };
    struct grey g = { 0 };
    struct err e = { 0 };
    struct image_info info;
    size_t len;

    (void)state;
    drawing(&g);
    uint8_t *b = jpeg_of(&g, 1, &len), *with = malloc(len + sizeof exif);
    memcpy(with, b, 20); /* SOI and JFIF */
    with[13] = 1, with[14] = 0, with[15] = 240;
    memcpy(with + 20, exif, sizeof exif);
    memcpy(with + 20 + sizeof exif, b + 20, len - 20);
    assert_true(image_probe(IMAGE_JPEG, with, len + sizeof exif, &info, &e));
    assert_int_equal(info.dpi, 240);
    assert_int_equal(info.exif_turn, 90);
    with[14] = 0xff; /* 65520 dpi is a slip */
    assert_true(image_probe(IMAGE_JPEG, with, len + sizeof exif, &info, &e));
    assert_int_equal(info.dpi, 0);
    free(with);
    free(b);
    grey_release(&g);
}

static void test_cmyk_becomes_rgb(void **state)
{
    static uint8_t px[64 * 64 * 4];
    tjhandle t = tjInitCompress();
    struct err e = { 0 };
    struct image *im = handle(0);
    struct raster r;
    unsigned char *out = NULL;
    unsigned long n = 0;

    (void)state;
    memset(px, 255, sizeof px); /* Adobe's inverted order: no ink */
    assert_int_equal(tjCompress2(t, px, 64, 0, 64, TJPF_CMYK, &out, &n, TJSAMP_444, 95, 0), 0);
    if (!image_decode_full(im, IMAGE_JPEG, out, n, &r, &e))
        fail_msg("%s", e.text);
    assert_int_equal(r.channels, 3);
    assert_true(r.px[0] > 240 && r.px[1] > 240 && r.px[2] > 240);
    free(r.px);
    tjFree(out);
    tjDestroy(t);
    image_close(im);
}

static void test_vips_formats(void **state)
{
    static const struct {
        const char *suffix;
        enum image_format format;
        double tolerance;
    } rows[] = { { ".png", IMAGE_PNG, 0 },
                 { ".webp[lossless]", IMAGE_WEBP, 0.1 },
                 { ".tif[compression=lzw]", IMAGE_TIFF, 0 },
                 { ".tif[compression=jpeg,Q=90]", IMAGE_TIFF, 3 },
                 { ".jp2[lossless]", IMAGE_JP2, 0.1 } };
    struct grey g = { 0 };

    (void)state;
    drawing(&g);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        VipsImage *im = vips_image_new_from_memory_copy(g.px, g.stride * (size_t)g.h, (int)g.stride,
                                                        H, 1, VIPS_FORMAT_UCHAR);
        VipsImage *cut = NULL;
        void *b = NULL;
        size_t len = 0;
        assert_int_equal(vips_crop(im, &cut, 0, 0, W, H, NULL), 0);
        if (vips_image_write_to_buffer(cut, rows[i].suffix, &b, &len, NULL))
            fail_msg("%s: %s", rows[i].suffix, vips_error_buffer());
        check_same(rows[i].format, b, len, &g, rows[i].tolerance);
        check_refused(rows[i].format, b, len / 2, 0, ERR_INPUT);
        check_refused(rows[i].format, b, len, W * H - 1, ERR_LIMIT);
        struct image_info info;
        struct err e = { 0 };
        assert_true(image_probe(rows[i].format, b, len, &info, &e));
        assert_int_equal(info.w, W);
        assert_int_equal(info.h, H);
        g_free(b);
        g_object_unref(cut);
        g_object_unref(im);
    }
    grey_release(&g);
}

static void write_tiff(const char *path, const struct grey *g, uint16_t photometric,
                       uint16_t compression)
{
    TIFF *t = TIFFOpen(path, "w");
    uint8_t row[(W + 7) / 8];

    assert_non_null(t);
    TIFFSetField(t, TIFFTAG_IMAGEWIDTH, W);
    TIFFSetField(t, TIFFTAG_IMAGELENGTH, H);
    TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, 1);
    TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, 1);
    TIFFSetField(t, TIFFTAG_ROWSPERSTRIP, 64);
    TIFFSetField(t, TIFFTAG_PHOTOMETRIC, photometric);
    TIFFSetField(t, TIFFTAG_COMPRESSION, compression);
    TIFFSetField(t, TIFFTAG_XRESOLUTION, 204.0);
    TIFFSetField(t, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    for (uint32_t y = 0; y < H; y++) {
        memset(row, 0, sizeof row);
        for (int32_t x = 0; x < W; x++) {
            const bool black = grey_row(g, (int32_t)y)[x] < 128;
            if (black == (photometric == PHOTOMETRIC_MINISWHITE))
                row[x / 8] = (uint8_t)(row[x / 8] | 0x80 >> x % 8);
        }
        assert_int_equal(TIFFWriteScanline(t, row, y, 0), 1);
    }
    TIFFClose(t);
}

static uint8_t *slurp(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    uint8_t *b = malloc(1 << 20);

    assert_non_null(f);
    *len = fread(b, 1, 1 << 20, f);
    fclose(f);
    return b;
}

/* A PNG of black and white pixels is a bilevel page at any depth, one with a single grey is not. */
static void test_bilevel_png(void **state)
{
    struct grey g = { 0 };

    (void)state;
    drawing(&g);
    for (int32_t y = 0; y < H; y++) {
        for (int32_t x = 0; x < W; x++)
            grey_row(&g, y)[x] = grey_row(&g, y)[x] < 128 ? 0 : 255;
    }
    for (int i = 0; i < 3; i++) {
        struct image *im = handle(0);
        struct prepared p;
        struct err e = { 0 };
        void *b = NULL;
        size_t len = 0;
        grey_row(&g, H / 2)[W / 2] = i < 2 ? 255 : 128;
        VipsImage *all = vips_image_new_from_memory_copy(g.px, g.stride * (size_t)g.h,
                                                         (int)g.stride, H, 1, VIPS_FORMAT_UCHAR);
        VipsImage *cut = NULL;
        assert_int_equal(vips_crop(all, &cut, 0, 0, W, H, NULL), 0);
        assert_int_equal(
            vips_image_write_to_buffer(cut, i ? ".png" : ".png[bitdepth=1]", &b, &len, NULL), 0);
        assert_true(image_prepare(im, IMAGE_PNG, b, len, 200, 0, &p, &e));
        assert_int_equal(p.bilevel, i < 2);
        prepared_release(&p);
        g_free(b);
        g_object_unref(cut);
        g_object_unref(all);
        image_close(im);
    }
    grey_release(&g);
}

static void test_bilevel_tiff(void **state)
{
    static const uint16_t compressions[] = { COMPRESSION_CCITTFAX4, COMPRESSION_CCITTFAX3,
                                             COMPRESSION_LZW, COMPRESSION_NONE };
    struct err e = { 0 };
    struct grey g = { 0 };
    char path[] = "/tmp/test_load_XXXXXX";
    const int fd = mkstemp(path);

    (void)state;
    assert_true(fd >= 0);
    close(fd);
    drawing(&g);
    for (int32_t y = 0; y < H; y++) {
        for (int32_t x = 0; x < W; x++)
            grey_row(&g, y)[x] = grey_row(&g, y)[x] < 128 ? 0 : 255;
    }
    for (size_t i = 0; i < 8; i++) {
        size_t len;
        struct raster r;
        struct image *im = handle(0);
        write_tiff(path, &g, i % 2 ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_MINISWHITE,
                   compressions[i / 2]);
        uint8_t *b = slurp(path, &len);
        check_probe(IMAGE_TIFF, b, len, 204);
        check_same(IMAGE_TIFF, b, len, &g, 0);
        assert_true(image_decode_full(im, IMAGE_TIFF, b, len, &r, &e));
        assert_int_equal(r.bits, 1);
        for (int32_t x = 0; x < W; x++) {
            const bool white = r.px[100 * r.stride + (size_t)x / 8] >> (7 - x % 8) & 1;
            assert_int_equal(white, grey_row(&g, 100)[x] == 255);
        }
        free(r.px);
        free(b);
        image_close(im);
    }
    unlink(path);
    grey_release(&g);
}

static void test_bmp(void **state)
{
    struct grey g = { 0 };
    size_t len;

    (void)state;
    drawing(&g);
    uint8_t *b = bmp_of(&g, 200, &len);
    check_probe(IMAGE_BMP, b, len, 200);
    check_same(IMAGE_BMP, b, len, &g, 0);
    check_refused(IMAGE_BMP, b, len / 2, 0, ERR_INPUT);
    check_refused(IMAGE_BMP, b, 40, 0, ERR_INPUT);
    put32(b + 18, 0x7fffffff);
    check_refused(IMAGE_BMP, b, len, 0, ERR_LIMIT);
    put32(b + 18, W);
    put32(b + 30, 4); /* a JPEG inside */
    check_refused(IMAGE_BMP, b, len, 0, ERR_UNSUPPORTED);
    free(b);
    grey_release(&g);
}

/* Runs of the same tone, literal runs, ends of line. */
static void test_bmp_rle8(void **state)
{
    struct grey g = { 0 };
    struct err e = { 0 };
    size_t len, n = 54 + 1024;

    (void)state;
    assert_true(grey_init(&g, 60, 40, &e));
    for (int32_t y = 0; y < 40; y++) {
        memset(grey_row(&g, y), 200, g.stride);
        memset(grey_row(&g, y) + 10, 30 + y, 5);
        grey_row(&g, y)[50] = 90;
    }
    uint8_t *b = bmp_of(&g, 200, &len);
    b = realloc(b, n + 40 * 64);
    put32(b + 30, 1);
    for (int32_t y = 39; y >= 0; y--) {
        const uint8_t row[] = { 10,  200, 5, (uint8_t)(30 + y), 35, 200, 0, 3, 90, 200, 200, 0, 7,
                                200, 0,   0 };
        memcpy(b + n, row, sizeof row);
        n += sizeof row;
    }
    struct raster r;
    struct image *im = handle(0);
    if (!image_decode_full(im, IMAGE_BMP, b, n, &r, &e))
        fail_msg("%s", e.text);
    assert_int_equal(r.channels, 1);
    for (int32_t y = 0; y < 40; y++)
        assert_memory_equal(r.px + (size_t)y * r.stride, grey_row(&g, y), 60);
    free(r.px);
    image_close(im);
    free(b);
    grey_release(&g);
}

static void test_thumbnail(void **state)
{
    struct grey g = { 0 };
    struct err e = { 0 };
    struct image *im = handle(0);
    struct image_info info;
    struct buf out;
    size_t len;

    (void)state;
    drawing(&g);
    uint8_t *j = jpeg_of(&g, 1, &len);
    buf_init(&out, 1 << 20);
    if (!image_thumbnail(im, IMAGE_JPEG, j, len, 90, 200, &out, &e))
        fail_msg("%s", e.text);
    assert_true(image_probe(IMAGE_JPEG, (uint8_t *)out.ptr, out.len, &info, &e));
    assert_int_equal(info.w, 200);
    assert_true(info.h > 130 && info.h < 150);
    buf_clear(&out);
    free(j);
    uint8_t *b = bmp_of(&g, 200, &len);
    assert_true(image_thumbnail(im, IMAGE_BMP, b, len, 0, 100, &out, &e));
    assert_true(image_probe(IMAGE_JPEG, (uint8_t *)out.ptr, out.len, &info, &e));
    assert_int_equal(info.h, 100);
    free(b);
    buf_release(&out);
    image_close(im);
    grey_release(&g);
}

/* Red goes, the black under it stays. */
static void test_seal_is_dropped(void **state)
{
    static uint8_t rgb[900 * 900 * 3];
    struct err e = { 0 };
    struct image *im = handle(0);
    struct prepared p;
    tjhandle t = tjInitCompress();
    unsigned char *b = NULL;
    unsigned long n = 0;

    (void)state;
    memset(rgb, 250, sizeof rgb);
    for (int y = 0; y < 900; y++) {
        for (int x = 0; x < 900; x++) {
            uint8_t *s = rgb + 3 * (y * 900 + x);
            const double r = hypot(x - 450, y - 450);
            if ((r > 170 && r < 190) || r < 60)
                s[0] = 215, s[1] = 35, s[2] = 45;
            if (y > 440 && y < 452 && x > 200 && x < 700)
                s[0] = s[1] = s[2] = 15;
        }
    }
    assert_int_equal(tjCompress2(t, rgb, 900, 0, 900, TJPF_RGB, &b, &n, TJSAMP_420, 90, 0), 0);
    if (!image_prepare(im, IMAGE_JPEG, b, n, 300, 0, &p, &e))
        fail_msg("%s", e.text);
    assert_true(p.colour);
    assert_int_equal(p.grey.w, 900);
    assert_true(grey_row(&p.grey, 420)[450] > 235);
    assert_true(grey_row(&p.grey, 270)[450] > 235);
    assert_true(grey_row(&p.raw, 270)[450] < 130);
    for (int x = 230; x < 680; x++) {
        if (grey_row(&p.grey, 446)[x] > 90)
            fail_msg("the black line has a hole at %d: %d", x, grey_row(&p.grey, 446)[x]);
    }
    prepared_release(&p);
    tjFree(b);
    tjDestroy(t);
    image_close(im);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_jpeg),         cmocka_unit_test(test_exif_and_density),
        cmocka_unit_test(test_vips_formats), cmocka_unit_test(test_cmyk_becomes_rgb),
        cmocka_unit_test(test_bilevel_png),  cmocka_unit_test(test_bilevel_tiff),
        cmocka_unit_test(test_bmp),          cmocka_unit_test(test_bmp_rle8),
        cmocka_unit_test(test_thumbnail),    cmocka_unit_test(test_seal_is_dropped),
    };
    image_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
