#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>
#include <turbojpeg.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/atomicfile.h"
#include "pdf/pdf.h"

enum { W = 600, H = 800, DPI = 100 };
static const struct pdf_opts OPTS = { .title = "HS-0001.001",
                                      .producer = "sohoa test",
                                      .date = 1767225600 };
static char dir[] = P_tmpdir "/sohoa-pdf-XXXXXX";

static int make_dir(void **state)
{
    (void)state;
    return mkdtemp(dir) ? 0 : -1;
}

static int drop_dir(void **state)
{
    char cmd[128];
    (void)state;
    snprintf(cmd, sizeof cmd, "rm -r '%s'", dir);
    return system(cmd);
}

static void ok_or_print(bool ok, const struct err *e)
{
    if (!ok)
        fail_msg("%s: %s", err_slug(e->kind), e->text);
}

/* Runs a command on a file of the test folder; its output, or -1 when the command failed. */
static int run(const char *cmd, const void *bytes, size_t len, struct buf *out)
{
    char path[128], line[1024];
    struct err e;

    snprintf(path, sizeof path, "%s/x.pdf", dir);
    ok_or_print(file_write_atomic(path, bytes, len, &e), &e);
    snprintf(line, sizeof line, "cd '%s' && %s", dir, cmd);
    FILE *f = popen(line, "r");
    assert_non_null(f);
    for (size_t n; (n = fread(line, 1, sizeof line, f)) > 0;)
        buf_add(out, line, n);
    return pclose(f);
}

static bool have(const char *program)
{
    char cmd[128];
    snprintf(cmd, sizeof cmd, "command -v %s >/dev/null 2>&1", program);
    return system(cmd) == 0;
}

static unsigned char *make_jpeg(int channels, unsigned long *len)
{
    unsigned char *px = malloc((size_t)W * H * 3), *out = NULL;
    tjhandle tj = tjInitCompress();

    assert_non_null(px);
    for (int i = 0; i < W * H * channels; i++)
        px[i] = (unsigned char)(255 - (i % 97) / 4);
    assert_int_equal(tjCompress2(tj, px, W, 0, H, channels == 3 ? TJPF_RGB : TJPF_GRAY, &out, len,
                                 channels == 3 ? TJSAMP_420 : TJSAMP_GRAY, 80, 0),
                     0);
    tjDestroy(tj);
    free(px);
    return out;
}

/* The frame is the scan turned upright by `turned` and level after `deg`; words stand in it. */
static struct word words[] = {
    { "ỦY", { 50, 100, 90, 130 }, 1, 0 },     { "BAN", { 100, 100, 150, 130 }, 1, 0 },
    { "NHÂN", { 160, 100, 230, 130 }, 1, 0 }, { "DÂN", { 240, 100, 290, 130 }, 1, 0 },
    { "Số:", { 50, 150, 90, 175 }, 1, 0 },    { "226/UBND", { 100, 150, 200, 175 }, 1, 0 },
    { "đường", { 50, 300, 130, 330 }, 1, 0 },
};
static struct text_line lines[] = {
    { 0, 4, { 50, 100, 290, 130 }, 124, 18, 0, 1 },
    { 4, 2, { 50, 150, 200, 175 }, 170, 15, 0, 1 },
    { 6, 1, { 50, 300, 130, 330 }, 324, 18, 1, 1 },
};

static struct page_read make_read(int turned, double deg)
{
    const double a = deg * 3.14159265358979 / 180, c = cos(a), s = sin(a);
    const bool lies = turned == 90 || turned == 270;
    const double fw = lies ? H : W, fh = lies ? W : H;
    /* frame -> upright: rotation about the middle; upright -> scan: quarter turn back */
    const double r[6] = { c, -s, fw / 2 - c * fw / 2 + s * fh / 2,
                          s, c,  fh / 2 - s * fw / 2 - c * fh / 2 };
    struct page_read p = { .state = PAGE_DONE,
                           .scan_w = W,
                           .scan_h = H,
                           .frame_w = (int32_t)fw,
                           .frame_h = (int32_t)fh,
                           .dpi = DPI,
                           .turned = turned,
                           .words = words,
                           .n_words = 7,
                           .lines = lines,
                           .n_lines = 3 };
    const double back[4][6] = {
        { 1, 0, 0, 0, 1, 0 }, { 0, 1, 0, -1, 0, H }, { -1, 0, W, 0, -1, H }, { 0, -1, W, 1, 0, 0 }
    };
    const double *q = back[turned / 90];
    for (int i = 0; i < 2; i++) {
        p.to_scan[i * 3 + 0] = q[i * 3] * r[0] + q[i * 3 + 1] * r[3];
        p.to_scan[i * 3 + 1] = q[i * 3] * r[1] + q[i * 3 + 1] * r[4];
        p.to_scan[i * 3 + 2] = q[i * 3] * r[2] + q[i * 3 + 1] * r[5] + q[i * 3 + 2];
    }
    p.to_scan[8] = 1;
    return p;
}

static void make_pdf(const struct pdf_image *img, const struct page_read *reads, int n,
                     const struct pdf_opts *o, struct buf *out)
{
    struct pdf *p = NULL;
    struct err e = { 0 };

    buf_init(out, 64 << 20);
    ok_or_print(pdf_begin(&p, o, &e), &e);
    for (int i = 0; i < n; i++)
        ok_or_print(pdf_add(p, img, &reads[i], &e), &e);
    ok_or_print(pdf_end(p, out, &e), &e);
    pdf_close(p);
}

static void test_jpeg_words_and_turns(void **state)
{
    struct page_read reads[5];
    const int turns[5] = { 0, 90, 180, 270, 0 };
    struct buf pdf, again, got;
    unsigned long len = 0;
    unsigned char *jpeg = make_jpeg(3, &len);
    const struct pdf_image img = { .format = IMAGE_JPEG, .bytes = jpeg, .len = len };

    (void)state;
    assert_true(pdf_holds(IMAGE_JPEG, jpeg, len));
    for (int i = 0; i < 5; i++)
        reads[i] = make_read(turns[i], i == 4 ? 3.0 : 0.5);
    make_pdf(&img, reads, 5, &OPTS, &pdf);
    make_pdf(&img, reads, 5, &OPTS, &again);
    assert_int_equal(pdf.len, again.len);
    assert_memory_equal(pdf.ptr, again.ptr, pdf.len);
    assert_non_null(memmem(pdf.ptr, pdf.len, jpeg, len)); /* the scanned bytes, unchanged */
    assert_non_null(memmem(pdf.ptr, pdf.len, "<pdfaid:part>2</pdfaid:part>", 28));
    buf_init(&got, 1 << 20);
    if (have("qpdf")) {
        assert_int_equal(run("qpdf --check x.pdf 2>&1", pdf.ptr, pdf.len, &got), 0);
        assert_null(strstr(got.ptr, "WARNING"));
    }
    if (have("pdftotext"))
        for (int i = 1; i <= 5; i++) {
            char cmd[80];
            buf_clear(&got);
            snprintf(cmd, sizeof cmd, "pdftotext -f %d -l %d x.pdf -", i, i);
            assert_int_equal(run(cmd, pdf.ptr, pdf.len, &got), 0);
            for (char *c = got.ptr; *c; c++)
                if (*c == '\n' || *c == '\f')
                    *c = ' ';
            assert_non_null(strstr(got.ptr, "ỦY BAN NHÂN DÂN"));
            assert_non_null(strstr(got.ptr, "Số: 226/UBND"));
            assert_non_null(strstr(got.ptr, "đường"));
        }
    else
        print_message("pdftotext is not installed: words not checked\n");
    buf_release(&got);
    buf_release(&pdf);
    buf_release(&again);
    tjFree(jpeg);
}

/* pdftotext -bbox sees upright points: the first word's box is its frame box times 72 / dpi. */
static void test_word_places(void **state)
{
    unsigned long len = 0;
    unsigned char *jpeg = make_jpeg(1, &len);
    const struct pdf_image img = { .format = IMAGE_JPEG, .bytes = jpeg, .len = len };

    (void)state;
    if (!have("pdftotext")) {
        tjFree(jpeg);
        print_message("pdftotext is not installed: skipped\n");
        skip();
    }
    for (int turned = 0; turned < 360; turned += 90) {
        const struct page_read read = make_read(turned, 0);
        struct buf pdf, got;
        double x0 = 0, x1 = 0, y1 = 0, w = 0, h = 0;

        make_pdf(&img, &read, 1, &OPTS, &pdf);
        buf_init(&got, 1 << 20);
        assert_int_equal(run("pdftotext -bbox x.pdf -", pdf.ptr, pdf.len, &got), 0);
        const char *page = strstr(got.ptr, "<page "), *word = strstr(got.ptr, "<word ");
        assert_non_null(page);
        assert_non_null(word);
        assert_int_equal(sscanf(page, "<page width=\"%lf\" height=\"%lf\"", &w, &h), 2);
        assert_int_equal(sscanf(word, "<word xMin=\"%lf\" yMin=\"%*f\" xMax=\"%lf\" yMax=\"%lf\"",
                                &x0, &x1, &y1),
                         3);
        assert_true(fabs(w - (turned % 180 ? H : W) * 0.72) < 0.1 &&
                    fabs(h - (turned % 180 ? W : H) * 0.72) < 0.1);
        assert_true(fabs(x0 - 50 * 0.72) < 0.5 && fabs(x1 - 90 * 0.72) < 0.5 &&
                    fabs(y1 - 124 * 0.72) < 8);
        buf_release(&got);
        buf_release(&pdf);
    }
    tjFree(jpeg);
}

static void make_tiff(const char *path, const uint8_t *rows, uint32_t rows_per_strip)
{
    TIFF *t = TIFFOpen(path, "w");
    uint8_t row[W / 8];

    assert_non_null(t);
    TIFFSetField(t, TIFFTAG_IMAGEWIDTH, W);
    TIFFSetField(t, TIFFTAG_IMAGELENGTH, H);
    TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, 1);
    TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, 1);
    TIFFSetField(t, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
    TIFFSetField(t, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
    TIFFSetField(t, TIFFTAG_ROWSPERSTRIP, rows_per_strip);
    for (int y = 0; y < H; y++) {
        memcpy(row, rows + (size_t)y * sizeof row, sizeof row);
        assert_int_equal(TIFFWriteScanline(t, row, (uint32_t)y, 0), 1);
    }
    TIFFClose(t);
}

/* The same picture as a G4 strip and as a raster must render alike; several strips are refused. */
static void test_bilevel_forms(void **state)
{
    static uint8_t ink[W / 8 * H], paper[W / 8 * H];
    char path[128];
    struct buf tiff, pdf, a, b;
    struct err e;
    const struct page_read read = make_read(0, 0);

    (void)state;
    for (size_t i = 0; i < sizeof ink; i++) {
        ink[i] = (uint8_t)(i % 75 < 20 && i / 75 % 40 < 9 ? 0xF0 : 0); /* 1 = black */
        paper[i] = (uint8_t)~ink[i];
    }
    snprintf(path, sizeof path, "%s/x.tif", dir);
    buf_init(&tiff, 1 << 20);
    buf_init(&a, 4 << 20);
    buf_init(&b, 4 << 20);
    make_tiff(path, ink, 64);
    ok_or_print(file_read(path, &tiff, &e), &e);
    assert_false(pdf_holds(IMAGE_TIFF, (uint8_t *)tiff.ptr, tiff.len));
    buf_clear(&tiff);
    make_tiff(path, ink, H);
    ok_or_print(file_read(path, &tiff, &e), &e);
    assert_true(pdf_holds(IMAGE_TIFF, (uint8_t *)tiff.ptr, tiff.len));
    for (size_t n = 0; n < tiff.len; n += 7) /* cut anywhere: an answer, no crash */
        (void)pdf_holds(IMAGE_TIFF, (uint8_t *)tiff.ptr, n);
    if (!have("pdftoppm")) {
        print_message("pdftoppm is not installed: rendering not compared\n");
    } else {
        const struct pdf_image strip = { .format = IMAGE_TIFF,
                                         .bytes = (uint8_t *)tiff.ptr,
                                         .len = tiff.len };
        const struct pdf_image raster = {
            .raster = paper, .w = W, .h = H, .channels = 1, .bits = 1
        };
        make_pdf(&strip, &read, 1, &OPTS, &pdf);
        assert_int_equal(run("pdftoppm -r 100 -gray x.pdf", pdf.ptr, pdf.len, &a), 0);
        buf_release(&pdf);
        make_pdf(&raster, &read, 1, &OPTS, &pdf);
        assert_int_equal(run("pdftoppm -r 100 -gray x.pdf", pdf.ptr, pdf.len, &b), 0);
        buf_release(&pdf);
        assert_int_equal(a.len, W * H + 15);
        assert_int_equal(a.len, b.len);
        assert_memory_equal(a.ptr, b.ptr, a.len);
        assert_int_equal((unsigned char)a.ptr[15 + 2], 0); /* black where the ink was */
        assert_int_equal((unsigned char)a.ptr[15 + 300], 255);
    }
    buf_release(&tiff);
    buf_release(&a);
    buf_release(&b);
}

/* Every pixel of a colour raster comes back through the predictors. */
static void test_raster_is_lossless(void **state)
{
    enum { RW = 61, RH = 47 };
    static uint8_t px[RW * RH * 3];
    const struct pdf_image img = { .raster = px, .w = RW, .h = RH, .channels = 3, .bits = 8 };
    struct page_read read = {
        .scan_w = RW, .scan_h = RH, .dpi = 72, .to_scan = { 1, 0, 0, 0, 1, 0, 0, 0, 1 }
    };
    struct buf pdf, got;
    uint32_t seed = 7;

    (void)state;
    if (!have("pdfimages")) {
        print_message("pdfimages is not installed: skipped\n");
        skip();
    }
    for (size_t i = 0; i < sizeof px; i++) {
        seed = seed * 1664525u + 1013904223u;
        px[i] = (uint8_t)(i / 3 % RW * 3 + (seed >> 28));
    }
    make_pdf(&img, &read, 1, &OPTS, &pdf);
    buf_init(&got, 1 << 20);
    assert_int_equal(run("pdfimages x.pdf img && cat img-000.ppm", pdf.ptr, pdf.len, &got), 0);
    assert_int_equal(got.len, sizeof px + 13); /* "P6\n61 47\n255\n" */
    assert_memory_equal(got.ptr + 13, px, sizeof px);
    buf_release(&got);
    buf_release(&pdf);
}

/* The same for one bit a pixel: wavering strokes, which a fax holds best, and noise, which it holds
 * worst. The width fills no byte. */
static void test_bilevel_is_lossless(void **state)
{
    enum { RW = 301, RH = 200, ROW = (RW + 7) / 8 };
    static uint8_t px[ROW * RH];
    const struct pdf_image img = { .raster = px, .w = RW, .h = RH, .channels = 1, .bits = 1 };
    struct page_read read = {
        .scan_w = RW, .scan_h = RH, .dpi = 72, .to_scan = { 1, 0, 0, 0, 1, 0, 0, 0, 1 }
    };
    struct buf pdf, got;
    uint32_t seed = 7;
    int left[10];

    (void)state;
    if (!have("pdfimages")) {
        print_message("pdfimages is not installed: skipped\n");
        skip();
    }
    for (int noise = 0; noise < 2; noise++) {
        memset(px, 0, sizeof px);
        for (int k = 0; k < 10; k++)
            left[k] = 12 + 30 * k;
        for (int y = 0; y < RH; y++) {
            for (int k = 0; k < 10; k++) {
                seed = seed * 1664525u + 1013904223u;
                left[k] += (int)(seed >> 30) % 3 - 1;
            }
            for (int x = 0; x < RW; x++) {
                seed = seed * 1664525u + 1013904223u;
                const int from = x - left[x / 30 < 10 ? x / 30 : 9];
                if (noise ? seed >> 31 : from < 0 || from > 5)
                    px[y * ROW + x / 8] |= (uint8_t)(0x80 >> x % 8);
            }
        }
        make_pdf(&img, &read, 1, &OPTS, &pdf);
        assert_true((memmem(pdf.ptr, pdf.len, "/CCITTFaxDecode", 15) == NULL) == (noise == 1));
        buf_init(&got, 1 << 20);
        assert_int_equal(run("pdfimages x.pdf img && cat img-000.pbm", pdf.ptr, pdf.len, &got), 0);
        assert_int_equal(got.len, sizeof px + 11); /* "P4\n301 200\n", 1 = black */
        for (int i = 0; i < RW * RH; i++) {
            const size_t at = (size_t)(i / RW * ROW + i % RW / 8);
            const int bit = 0x80 >> i % RW % 8;
            assert_int_equal(!(got.ptr[11 + at] & bit), !!(px[at] & bit));
        }
        buf_release(&got);
        buf_release(&pdf);
    }
}

static void test_refuses(void **state)
{
    unsigned long len = 0;
    unsigned char *jpeg = make_jpeg(3, &len), *px = calloc(W * 4, H), *cmyk = NULL;
    tjhandle tj = tjInitCompress();
    unsigned long n = 0;

    (void)state;
    assert_int_equal(tjCompress2(tj, px, W, 0, H, TJPF_CMYK, &cmyk, &n, TJSAMP_444, 80, 0), 0);
    assert_false(pdf_holds(IMAGE_JPEG, cmyk, n));
    for (size_t i = 0; i < 200; i++)
        assert_false(pdf_holds(IMAGE_JPEG, jpeg, i)); /* no frame and scan within */
    assert_false(pdf_holds(IMAGE_PNG, jpeg, len));
    assert_false(pdf_holds(IMAGE_JP2, jpeg, len));
    tjDestroy(tj);
    tjFree(cmyk);
    tjFree(jpeg);
    free(px);
}

static void test_preflight_twin(void **state)
{
    static const char cmd[] =
        "J=/usr/share/java; java -cp $J/preflight.jar:$J/pdfbox2.jar:$J/xmpbox.jar:$J/fontbox2.jar:"
        "$J/commons-logging.jar:$J/javax.activation.jar:$J/jaxb-api.jar "
        "org.apache.pdfbox.preflight.Validator_A1b x.pdf 2>&1";
    const struct page_read reads[2] = { make_read(0, 1), make_read(90, -2) };
    struct pdf_opts twin = OPTS;
    struct buf pdf, got;
    unsigned long len = 0;
    unsigned char *jpeg = make_jpeg(3, &len);
    const struct pdf_image img = { .format = IMAGE_JPEG, .bytes = jpeg, .len = len };

    (void)state;
    if (!have("java") || access("/usr/share/java/preflight.jar", R_OK) != 0) {
        tjFree(jpeg);
        print_message("java or PDFBox Preflight is not installed: skipped\n");
        skip();
    }
    twin.a1b_twin = true;
    twin.title = "Hồ sơ số 1 <&>";
    make_pdf(&img, reads, 2, &twin, &pdf);
    buf_init(&got, 1 << 20);
    const int rc = run(cmd, pdf.ptr, pdf.len, &got);
    if (rc != 0)
        fail_msg("Preflight: %s", got.ptr);
    buf_clear(&got);
    /* and it does refuse: the same file whose XMP says something else */
    char *part = memmem(pdf.ptr, pdf.len, "<pdfaid:part>1", 14);
    assert_non_null(part);
    part[13] = '7';
    assert_int_not_equal(run(cmd, pdf.ptr, pdf.len, &got), 0);
    buf_release(&got);
    buf_release(&pdf);
    tjFree(jpeg);
}

/* ---- whole documents ---- */

struct shelf {
    const void *jpeg;
    size_t jpeg_len;
    struct buf pdf;
    int decoded;
};

static bool shelf_blob(void *ctx, const char *sha256, struct buf *out, struct err *e)
{
    struct shelf *s = ctx;
    if (strcmp(sha256, "pdf") == 0)
        buf_add(out, s->pdf.ptr, s->pdf.len);
    else
        buf_add(out, s->jpeg, s->jpeg_len);
    return buf_ok(out, "blob", e);
}

static bool shelf_decode(void *ctx, enum image_format f, const uint8_t *bytes, size_t len,
                         struct pdf_image *out, struct err *e)
{
    struct shelf *s = ctx;
    (void)f, (void)bytes, (void)len, (void)e;
    s->decoded++;
    uint8_t *px = calloc(W, H);
    *out = (struct pdf_image){ .raster = px, .w = W, .h = H, .channels = 1, .bits = 8 };
    return px != NULL;
}

static void test_document_rules(void **state)
{
    unsigned long len = 0;
    unsigned char *jpeg = make_jpeg(1, &len);
    struct page_read reads[3] = { make_read(0, 0), make_read(90, 0), make_read(0, 0) };
    const struct pdf_image img = { .format = IMAGE_JPEG, .bytes = jpeg, .len = len };
    struct shelf shelf = { .jpeg = jpeg, .jpeg_len = len };
    const struct pdf_source src = { &shelf, shelf_blob, shelf_decode };
    struct pdf_page pages[3];
    struct buf out;
    struct err e = { 0 };
    uint32_t n = 0;

    (void)state;
    make_pdf(&img, reads, 3, &OPTS, &shelf.pdf);
    buf_init(&out, 64 << 20);
    for (int i = 0; i < 3; i++)
        pages[i] =
            (struct pdf_page){ IMAGE_PDF_TEXT, "pdf", "", i + 1, false, false, true, &reads[i] };
    { /* the whole born-digital PDF: bit for bit */
        bool keep[3] = { 0 };
        ok_or_print(pdf_document(&src, pages, 3, &OPTS, &out, keep, &e), &e);
        assert_int_equal(out.len, shelf.pdf.len);
        assert_memory_equal(out.ptr, shelf.pdf.ptr, out.len);
        assert_false(keep[0] || keep[1] || keep[2]);
    }
    { /* two of its pages: a PDF of two pages, the original kept */
        bool keep[2] = { 0 };
        buf_clear(&out);
        ok_or_print(pdf_document(&src, pages + 1, 2, &OPTS, &out, keep, &e), &e);
        ok_or_print(pdf_page_count((uint8_t *)out.ptr, out.len, &n, &e), &e);
        assert_int_equal(n, 2);
        assert_true(keep[0] && keep[1]);
    }
    { /* signed: bit for bit whatever its pages are */
        bool keep[2] = { 0 };
        struct pdf_page two[2] = { { IMAGE_JPEG, "jpeg", "pdf", 1, false, true, false, &reads[0] },
                                   { IMAGE_JPEG, "jpeg", "pdf", 2, false, true, false,
                                     &reads[1] } };
        buf_clear(&out);
        ok_or_print(pdf_document(&src, two, 2, &OPTS, &out, keep, &e), &e);
        assert_int_equal(out.len, shelf.pdf.len);
        assert_memory_equal(out.ptr, shelf.pdf.ptr, out.len);
    }
    { /* a JPEG, a PNG, a page of a PDF: three pages, two originals kept, no PDF/A claimed */
        bool keep[3] = { 0 };
        struct pdf_page mixed[3] = { { IMAGE_JPEG, "jpeg", "", 1, false, false, false, &reads[0] },
                                     { IMAGE_PNG, "png", "", 1, false, false, false, &reads[1] },
                                     { IMAGE_PDF_TEXT, "pdf", "", 2, false, false, true,
                                       &reads[2] } };
        buf_clear(&out);
        ok_or_print(pdf_document(&src, mixed, 3, &OPTS, &out, keep, &e), &e);
        ok_or_print(pdf_page_count((uint8_t *)out.ptr, out.len, &n, &e), &e);
        assert_int_equal(n, 3);
        assert_int_equal(shelf.decoded, 1);
        assert_true(!keep[0] && keep[1] && keep[2]);
        assert_null(memmem(out.ptr, out.len, "pdfaid:part", 11));
    }
    { /* a page that is not there, bytes that are no PDF */
        bool keep[1] = { 0 };
        pages[0].page = 9;
        buf_clear(&out);
        assert_false(pdf_document(&src, pages, 1, &OPTS, &out, keep, &e));
        assert_false(pdf_page_count(jpeg, len, &n, &e));
        assert_int_equal(e.kind, ERR_INPUT);
    }
    buf_release(&out);
    buf_release(&shelf.pdf);
    tjFree(jpeg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_jpeg_words_and_turns), cmocka_unit_test(test_word_places),
        cmocka_unit_test(test_bilevel_forms),        cmocka_unit_test(test_raster_is_lossless),
        cmocka_unit_test(test_bilevel_is_lossless),  cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_document_rules),       cmocka_unit_test(test_preflight_twin),
    };
    return cmocka_run_group_tests_name("pdf", tests, make_dir, drop_dir);
}
