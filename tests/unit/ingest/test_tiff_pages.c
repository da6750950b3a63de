/* Multi-page TIFFs: every page alone, its pixels unchanged. */
#include "collect.h"

#include <tiffio.h>

#include "ingest/tiffmem.h"

struct kind {
    uint16_t compression, photometric, bits, channels;
    uint32_t w, h;
    bool tiled;
};
static const struct kind kinds[] = {
    { COMPRESSION_CCITTFAX4, PHOTOMETRIC_MINISWHITE, 1, 1, 170, 220, false },
    { COMPRESSION_LZW, PHOTOMETRIC_RGB, 8, 3, 90, 40, false },
    { COMPRESSION_ADOBE_DEFLATE, PHOTOMETRIC_MINISBLACK, 8, 1, 100, 100, true },
    { COMPRESSION_JPEG, PHOTOMETRIC_YCBCR, 8, 3, 128, 64, false },
    { COMPRESSION_PACKBITS, PHOTOMETRIC_PALETTE, 8, 1, 33, 21, false },
    { COMPRESSION_NONE, PHOTOMETRIC_MINISBLACK, 16, 1, 20, 20, false },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static void write_page(TIFF *t, const struct kind *k, int seed)
{
    uint16_t map[3][256];
    uint8_t row[1024];

    TIFFSetField(t, TIFFTAG_IMAGEWIDTH, k->w);
    TIFFSetField(t, TIFFTAG_IMAGELENGTH, k->h);
    TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, k->bits);
    TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, k->channels);
    TIFFSetField(t, TIFFTAG_COMPRESSION, k->compression);
    TIFFSetField(t, TIFFTAG_PHOTOMETRIC, k->photometric);
    TIFFSetField(t, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(t, TIFFTAG_XRESOLUTION, 200.0);
    TIFFSetField(t, TIFFTAG_YRESOLUTION, 200.0);
    TIFFSetField(t, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    if (k->compression == COMPRESSION_JPEG)
        TIFFSetField(t, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    if (k->compression == COMPRESSION_LZW)
        TIFFSetField(t, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
    for (int i = 0; i < 256; i++)
        map[0][i] = map[1][i] = (uint16_t)(i * 257), map[2][i] = (uint16_t)((255 - i) * 257);
    if (k->photometric == PHOTOMETRIC_PALETTE)
        TIFFSetField(t, TIFFTAG_COLORMAP, map[0], map[1], map[2]);
    if (k->tiled) {
        uint8_t tile[64 * 64];
        TIFFSetField(t, TIFFTAG_TILEWIDTH, 64);
        TIFFSetField(t, TIFFTAG_TILELENGTH, 64);
        for (uint32_t i = 0; i < TIFFNumberOfTiles(t); i++) {
            for (size_t b = 0; b < sizeof tile; b++)
                tile[b] = (uint8_t)(b * (i + 3) / 5);
            assert_true(TIFFWriteEncodedTile(t, i, tile, sizeof tile) > 0);
        }
    } else {
        TIFFSetField(t, TIFFTAG_ROWSPERSTRIP, 16);
        for (uint32_t y = 0; y < k->h; y++) {
            for (size_t b = 0; b < sizeof row; b++)
                row[b] = (uint8_t)((b * 3 + y * 5) / (size_t)(seed + 2));
            assert_int_equal(TIFFWriteScanline(t, row, y, 0), 1);
        }
    }
    assert_int_equal(TIFFWriteDirectory(t), 1);
}

static void make(struct buf *out, size_t pages, size_t first)
{
    struct tiffmem m;
    struct err e;

    buf_init(out, 4 << 20);
    TIFF *const t = tiffmem_write(&m, out, &e);
    assert_non_null(t);
    for (size_t i = 0; i < pages; i++)
        write_page(t, &kinds[(first + i) % KINDS], (int)i);
    TIFFClose(t);
}

static uint32_t *pixels(const uint8_t *p, size_t len, tdir_t dir, uint32_t w, uint32_t h,
                        size_t *dirs)
{
    struct tiffmem m;
    struct err e;
    uint32_t *const out = calloc((size_t)w * h, sizeof *out);
    TIFF *const t = tiffmem_read(&m, p, len, 0, &e);

    assert_non_null(out);
    assert_non_null(t);
    *dirs = TIFFNumberOfDirectories(t);
    assert_int_equal(TIFFSetDirectory(t, dir), 1);
    assert_int_equal(TIFFReadRGBAImageOriented(t, w, h, out, ORIENTATION_TOPLEFT, 1), 1);
    TIFFClose(t);
    return out;
}

static void test_split(void **state)
{
    (void)state;
    const struct ingest_opts o = usual_opts();
    struct collect c = { 0 };
    struct buf all;

    make(&all, KINDS, 0);
    collect_bytes(&c, all.ptr, all.len, "m.tif", &o);
    assert_true(c.ran);
    assert_int_equal(c.n_pages, KINDS);
    assert_int_equal(c.n_failed, 0);
    for (size_t i = 0; i < KINDS; i++) {
        const struct kept *const k = &c.pages[i];
        size_t dirs, all_dirs;
        assert_int_equal(k->format, IMAGE_TIFF);
        assert_int_equal(k->page, i + 1);
        assert_int_equal(k->dpi, 200);
        uint32_t *const a =
            pixels((const uint8_t *)all.ptr, all.len, (tdir_t)i, kinds[i].w, kinds[i].h, &all_dirs);
        uint32_t *const b = pixels(k->bytes, k->len, 0, kinds[i].w, kinds[i].h, &dirs);
        assert_int_equal(dirs, 1);
        assert_int_equal(all_dirs, KINDS);
        assert_memory_equal(a, b, (size_t)kinds[i].w * kinds[i].h * 4);
        free(a);
        free(b);
    }
    assert_logged(&c, "page m.tif m.tif m.tif 6 tiff\n");
    collect_release(&c);
    buf_release(&all);
}

static void test_one_page_untouched(void **state)
{
    (void)state;
    const struct ingest_opts o = usual_opts();

    for (size_t i = 0; i < KINDS; i++) {
        struct collect c = { 0 };
        struct buf one;
        make(&one, 1, i);
        collect_bytes(&c, one.ptr, one.len, "o.tif", &o);
        assert_int_equal(c.n_pages, 1);
        assert_int_equal(c.pages[0].len, one.len);
        assert_memory_equal(c.pages[0].bytes, one.ptr, one.len);
        assert_false(c.pages[0].copy);
        collect_release(&c);
        buf_release(&one);
    }
}

/* Where the last directory's link to the next one lies. */
static size_t last_link(const struct buf *b)
{
    const uint8_t *const p = (const uint8_t *)b->ptr;
    size_t at = 4;

    for (;;) {
        const size_t ifd = (size_t)p[at] | (size_t)p[at + 1] << 8 | (size_t)p[at + 2] << 16;
        if (!ifd)
            return at;
        at = ifd + 2 + 12 * ((size_t)p[ifd] | (size_t)p[ifd + 1] << 8);
    }
}

static void test_traps(void **state)
{
    (void)state;
    struct ingest_opts o = usual_opts();
    struct collect c = { 0 };
    struct buf b;

    make(&b, 3, 0);
    memcpy(b.ptr + last_link(&b), b.ptr + 4, 4); /* back to the first */
    collect_bytes(&c, b.ptr, b.len, "l.tif", &o);
    assert_int_equal(c.n_pages, 3);
    collect_release(&c);
    buf_release(&b);
    make(&b, 3, 0);
    memcpy(b.ptr + last_link(&b), "\xFF\xFF\xFF\x7F", 4); /* beyond the end */
    collect_bytes(&c, b.ptr, b.len, "l.tif", &o);
    assert_int_equal(c.n_pages, 3);
    assert_logged(&c, "failed l.tif l.tif l.tif 4 input: damaged TIFF, its further pages are lost");
    collect_release(&c);
    o.limits.max_pages = 2;
    collect_bytes(&c, b.ptr, b.len, "l.tif", &o);
    assert_int_equal(c.n_pages, 0);
    assert_logged(&c, "1 limit: more than 2 pages");
    collect_release(&c);
    o.limits.max_pages = 9;
    o.limits.max_pixels = 100 * 100;
    collect_bytes(&c, b.ptr, b.len, "l.tif", &o);
    assert_int_equal(c.n_pages, 2);
    assert_logged(&c, "failed l.tif l.tif l.tif 1 limit: a page of 170 x 220 pixels, limit 10000");
    collect_release(&c);
    o = usual_opts();
    for (size_t cut = 8; cut < b.len; cut += b.len / 97 + 1) {
        collect_bytes(&c, b.ptr, cut, "l.tif", &o);
        assert_true(c.n_pages + c.n_failed >= 1);
        collect_release(&c);
    }
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_split),
                                        cmocka_unit_test(test_one_page_untouched),
                                        cmocka_unit_test(test_traps) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
