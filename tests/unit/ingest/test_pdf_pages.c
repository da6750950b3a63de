/* Pages of PDFs: what is taken as it is, what is drawn, what is refused. */
#include "ingest/inner.h"
#include "pdf_maker.h"

static const char JPEG_CMYK[] = JPEG_HEAD("\x04");
static const char HIDDEN[] =
    FULL " BT 3 Tr /F 12 Tf 100 200 Td (hidden words of an old reading) Tj ET";
static const char UNDER[] = "BT /F 12 Tf 100 200 Td (words below the picture) Tj ET " FULL;

static void test_jpeg_stays(void **state)
{
    (void)state;
    const struct ingest_opts o = usual_opts();
    static const struct {
        const char *more, *content;
        int32_t turn;
    } cases[] = {
        { "", FULL, 0 },
        { "", HIDDEN, 0 },
        { "", UNDER, 0 },
        { "", "1 1 1 rg 0 0 360 480 re f " FULL, 0 },
        { "/Rotate 90", FULL, 90 },
        { "/Rotate -90", FULL, 270 },
        /* The image lies on its side in the page and /Rotate sets it right again. */
        { "/MediaBox [0 0 480 360] /Rotate 90", "q 0 360 -480 0 480 0 cm /Im Do Q", 0 },
        { "/MediaBox [0 0 480 360]", "q 0 360 -480 0 480 0 cm /Im Do Q", 270 },
        { "/MediaBox [0 0 480 360]", "q 0 -360 480 0 0 360 cm /Im Do Q", 90 },
        { "", "q .5 0 0 .5 0 0 cm 720 0 0 960 0 0 cm /Im Do Q", 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct collect c = { 0 };
        one_image(&c, DCT, JPEG_RGB, sizeof JPEG_RGB - 1, cases[i].more, cases[i].content, &o);
        assert_int_equal(c.n_pages, 1);
        assert_int_equal(c.pages[0].format, IMAGE_JPEG);
        assert_int_equal(c.pages[0].len, sizeof JPEG_RGB - 1);
        assert_memory_equal(c.pages[0].bytes, JPEG_RGB, sizeof JPEG_RGB - 1);
        assert_int_equal(c.pages[0].turn, cases[i].turn);
        assert_int_equal(c.pages[0].dpi, 30);
        assert_false(c.pages[0].copy);
        assert_null(c.pages[0].source);
        assert_logged(&c, "page p.pdf p.pdf p.pdf 1 jpeg\n");
        collect_release(&c);
    }
}

static void test_identity(void **state)
{
    (void)state;
    const struct ingest_opts o = usual_opts();
    struct collect c = { 0 };
    struct maker m;
    char kids[32];

    begin(&m);
    const int im = stream(&m, DCT, JPEG_RGB, sizeof JPEG_RGB - 1);
    /* a filter that hands bytes through as they are (7.4.10) */
    const int content =
        stream(&m, "/Filter [/Crypt] /DecodeParms << /Name /Identity >>", FULL, sizeof FULL - 1);
    snprintf(kids, sizeof kids, "%d 0 R", page_of(&m, "", content, im));
    end(&m, kids, 1, "");
    collect_bytes(&c, m.out.ptr, m.out.len, "p.pdf", &o);
    buf_release(&m.out);
    assert_logged(&c, "page p.pdf p.pdf p.pdf 1 jpeg\n");
    collect_release(&c);
}

static uint32_t be32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void assert_png(const struct kept *k, uint32_t w, uint32_t h, int depth, int colour)
{
    assert_int_equal(k->format, IMAGE_PNG);
    assert_true(k->len > 33);
    assert_int_equal(be32(k->bytes + 16), w);
    assert_int_equal(be32(k->bytes + 20), h);
    assert_int_equal(k->bytes[24], depth);
    assert_int_equal(k->bytes[25], colour);
    assert_true(k->copy);
    assert_non_null(k->source);
}

/* Rows that only rendering shows rightly come out at least as large as the scan. */
static void test_drawn(void **state)
{
    (void)state;
    const struct ingest_opts o = usual_opts();
    static const char *const contents[] = {
        FULL " 1 0 0 rg 100 100 50 50 re f", /* something painted on top */
        "q 180 0 0 480 0 0 cm /Im Do Q q 180 0 0 480 180 0 cm /Im Do Q", /* two strips */
        "q 355 60 -60 475 0 0 cm /Im Do Q",                              /* askew */
        "q -360 0 0 480 360 0 cm /Im Do Q",                              /* mirrored */
        "q 200 0 0 480 0 0 cm /Im Do Q",                                 /* half a page */
        FULL
        " BT /F 10 Tf 100 200 Td (STAMPED) Tj ET", /* a word over a scan does not make it text */
        "0 0 100 100 re W n " FULL,                /* most of it clipped away */
    };
    uint8_t *const px = malloc(150 * 200 * 3);
    assert_non_null(px);
    for (size_t i = 0; i < 150 * 200 * 3; i++)
        px[i] = (uint8_t)(i * 7);
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        struct collect c = { 0 };
        one_image(&c,
                  "/Type /XObject /Subtype /Image /Width 150 /Height 200 /BitsPerComponent 8 "
                  "/ColorSpace /DeviceRGB",
                  px, 150 * 200 * 3, "", contents[i], &o);
        assert_int_equal(c.n_pages, 1);
        assert_int_equal(c.pages[0].format, IMAGE_PNG);
        assert_true(be32(c.pages[0].bytes + 16) >= 750);
        assert_true(c.pages[0].copy);
        assert_true(c.pages[0].dpi >= 150);
        collect_release(&c);
    }
    struct collect c = { 0 };
    one_image(&c,
              "/Type /XObject /Subtype /Image /Width 150 /Height 200 /BitsPerComponent 8 "
              "/ColorSpace /DeviceCMYK "
              "/Filter /DCTDecode",
              JPEG_CMYK, sizeof JPEG_CMYK - 1, "", FULL, &o);
    assert_int_equal(c.n_pages, 1);
    assert_int_equal(c.pages[0].format, IMAGE_PNG);
    collect_release(&c);
    free(px);
}

static void test_samples(void **state)
{
    (void)state;
    const struct ingest_opts o = usual_opts();
    uint8_t *const px = calloc(300 * 400, 6);
    struct collect c = { 0 };
    static const struct {
        const char *space;
        int bits, channels, depth, colour;
    } cases[] = {
        { "/DeviceGray", 8, 1, 8, 0 },
        { "/DeviceRGB", 8, 3, 8, 2 },
        { "[/Indexed /DeviceRGB 1 <FF0000 00FF00>]", 8, 1, 8, 2 },
        { "/DeviceGray", 4, 1, 8, 0 },
        { "/DeviceRGB", 16, 3, 16, 2 },
        { "[/Indexed /DeviceGray 3 <00 40 80 FF>]", 2, 1, 8, 0 },
    };
    assert_non_null(px);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char dict[256];
        snprintf(dict, sizeof dict,
                 "/Type /XObject /Subtype /Image /Width 300 /Height 400 /BitsPerComponent %d "
                 "/ColorSpace %s",
                 cases[i].bits, cases[i].space);
        one_image(&c, dict, px, (size_t)(300 * 400 * cases[i].channels * cases[i].bits / 8), "",
                  FULL, &o);
        assert_int_equal(c.n_pages, 1);
        assert_png(&c.pages[0], 300, 400, cases[i].depth, cases[i].colour);
        assert_int_equal(c.pages[0].dpi, 60);
        collect_release(&c);
    }
    /* Too few samples: the renderer fills up what is missing. */
    one_image(&c,
              "/Type /XObject /Subtype /Image /Width 300 /Height 400 /BitsPerComponent 8 "
              "/ColorSpace /DeviceGray",
              px, 300 * 200, "", FULL, &o);
    assert_int_equal(c.n_pages, 1);
    assert_png(&c.pages[0], 750, 1000, 8, 0);
    collect_release(&c);
    /* A size that would need terabytes is refused by its numbers. */
    one_image(&c,
              "/Type /XObject /Subtype /Image /Width 1500000 /Height 2000000 /BitsPerComponent 8 "
              "/ColorSpace /DeviceGray",
              px, 1000, "", FULL, &o);
    assert_int_equal(c.n_pages, 0);
    assert_logged(&c, "failed p.pdf p.pdf p.pdf 1 limit: PDF: a page of 1500000 x 2000000 pixels");
    collect_release(&c);
    free(px);
}

/* The strip of a G4 TIFF as written by tiff_write_g4: libtiff puts it right behind the header. */
static void test_bilevel(void **state)
{
    (void)state;
    const struct ingest_opts o = usual_opts();
    uint8_t px[400 * 38];
    struct buf tiff, again;
    struct err e;
    struct collect c = { 0 };

    for (size_t i = 0; i < sizeof px; i++)
        px[i] = (uint8_t)(i % 11 ? 0 : 0xF0); /* mostly white: 1 is black */
    buf_init(&tiff, 1 << 20);
    assert_true(tiff_write_g4(&tiff, px, 38, 300, 400, false, 60, &e));
    const uint8_t *const t = (const uint8_t *)tiff.ptr;
    const size_t ifd = (size_t)t[4] | (size_t)t[5] << 8 | (size_t)t[6] << 16;
    const uint8_t *const strip = t + 8;
    const size_t strip_len = ifd - 8;
    static const struct {
        const char *dict;
        uint8_t photometric;
    } cases[] = {
        { "/ColorSpace /DeviceGray /DecodeParms << /K -1 /Columns 300 >>", 0 },
        { "/ColorSpace /DeviceGray /DecodeParms << /K -1 /Columns 300 /BlackIs1 true >>", 1 },
        { "/ColorSpace /DeviceGray /Decode [1 0] /DecodeParms << /K -1 /Columns 300 /BlackIs1 true "
          ">>",
          0 },
        { "/ImageMask true /DecodeParms << /K -1 /Columns 300 >>", 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char dict[512];
        snprintf(
            dict, sizeof dict,
            "/Type /XObject /Subtype /Image /Width 300 /Height 400 /BitsPerComponent 1 /Filter "
            "/CCITTFaxDecode %s",
            cases[i].dict);
        one_image(&c, dict, strip, strip_len, "", FULL, &o);
        assert_int_equal(c.n_pages, 1);
        assert_int_equal(c.pages[0].format, IMAGE_TIFF);
        assert_int_equal(c.pages[0].dpi, 60);
        assert_true(c.pages[0].len > strip_len);
        assert_memory_equal(c.pages[0].bytes + 8, strip, strip_len);
        buf_init(&again, 1 << 20);
        assert_true(tiff_wrap_ccitt(&again, strip, strip_len, 300, 400, -1,
                                    cases[i].photometric == 0, 60, &e));
        assert_int_equal(c.pages[0].len, again.len);
        assert_memory_equal(c.pages[0].bytes, again.ptr, again.len);
        buf_release(&again);
        collect_release(&c);
    }
    /* Plain 1-bit samples, 0 black: inverted they are the rows above, and G4 has one spelling. */
    for (size_t i = 0; i < sizeof px; i++)
        px[i] = (uint8_t)~px[i];
    one_image(&c,
              "/Type /XObject /Subtype /Image /Width 300 /Height 400 /BitsPerComponent 1 "
              "/ColorSpace /DeviceGray",
              px, sizeof px, "", FULL, &o);
    assert_int_equal(c.n_pages, 1);
    assert_int_equal(c.pages[0].len, tiff.len);
    assert_memory_equal(c.pages[0].bytes, tiff.ptr, tiff.len);
    collect_release(&c);
    /* A stencil in another colour than black is drawn. */
    one_image(
        &c,
        "/Type /XObject /Subtype /Image /Width 300 /Height 400 /BitsPerComponent 1 /ImageMask true",
        px, sizeof px, "", "1 0 0 rg " FULL, &o);
    assert_int_equal(c.n_pages, 1);
    assert_int_equal(c.pages[0].format, IMAGE_PNG);
    collect_release(&c);
    buf_release(&tiff);
}

static void test_damaged(void **state)
{
    (void)state;
    struct ingest_opts o = usual_opts();
    struct collect c = { 0 };
    struct maker m;
    char kids[64];

    /* A page that cannot be had costs itself only. */
    begin(&m);
    const int im = stream(&m, DCT, JPEG_RGB, sizeof JPEG_RGB - 1);
    const int a = page(&m, "", FULL, im);
    const int huge =
        page(&m, "/MediaBox [0 0 14400 14400] /UserUnit 1000", "1 0 0 rg 0 0 9 9 re f", 0);
    snprintf(kids, sizeof kids, "%d 0 R %d 0 R %d 0 R", a, huge, a);
    end(&m, kids, 3, "");
    collect_bytes(&c, m.out.ptr, m.out.len, "d.pdf", &o);
    assert_int_equal(c.n_pages, 2);
    assert_int_equal(c.n_failed, 1);
    assert_logged(&c, "failed d.pdf d.pdf d.pdf 2 limit: a page of");
    collect_release(&c);
    o.limits.max_pages = 2;
    collect_bytes(&c, m.out.ptr, m.out.len, "d.pdf", &o);
    assert_int_equal(c.n_pages, 0);
    assert_logged(&c, "failed d.pdf d.pdf d.pdf 1 limit: PDF: 3 pages, limit 2");
    collect_release(&c);
    o.limits.max_pages = 10;
    for (size_t cut = 9; cut < m.out.len; cut += 41) {
        collect_bytes(&c, m.out.ptr, cut, "d.pdf", &o);
        assert_true(c.n_pages + c.n_failed >= 1);
        collect_release(&c);
    }
    buf_release(&m.out);
}

/* A form that draws itself twice, thirty deep, and one that never ends. */
static void test_forms(void **state)
{
    (void)state;
    const struct ingest_opts o = usual_opts();
    struct collect c = { 0 };
    struct maker m;
    char kids[32], form[256];

    begin(&m);
    snprintf(
        form, sizeof form,
        "/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /Im 3 0 R >> >>");
    stream(&m, form, "/Im Do /Im Do", 13);
    snprintf(kids, sizeof kids, "%d 0 R", page(&m, "", "/Im Do", 3));
    end(&m, kids, 1, "");
    collect_bytes(&c, m.out.ptr, m.out.len, "f.pdf", &o);
    assert_int_equal(c.n_pages + c.n_failed, 1);
    collect_release(&c);
    buf_release(&m.out);
    /* A scan inside a form with a matrix of its own is a scan all the same. */
    begin(&m);
    const int im = stream(&m, DCT, JPEG_RGB, sizeof JPEG_RGB - 1);
    snprintf(form, sizeof form,
             "/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Matrix [360 0 0 480 0 0] /Resources "
             "<< /XObject << /Im %d 0 R >> >>",
             im);
    const int f = stream(&m, form, "/Im Do", 6);
    snprintf(kids, sizeof kids, "%d 0 R", page(&m, "", "/Im Do", f));
    end(&m, kids, 1, "");
    collect_bytes(&c, m.out.ptr, m.out.len, "f.pdf", &o);
    assert_int_equal(c.n_pages, 1);
    assert_int_equal(c.pages[0].format, IMAGE_JPEG);
    assert_memory_equal(c.pages[0].bytes, JPEG_RGB, sizeof JPEG_RGB - 1);
    collect_release(&c);
    buf_release(&m.out);
}

/* A renderer that never ends, or crashes, costs its page. */
static void test_children(void **state)
{
    (void)state;
    struct ingest_opts o = usual_opts();
    struct collect c = { 0 };
    char dir[] = P_tmpdir "/ingest-path-XXXXXX", tool[64], old[4096];
    static const struct {
        const char *script, *reason;
    } cases[] = {
        { "#!/bin/sh\nexec /bin/sleep 100\n", "crash" },
        { "#!/bin/sh\nkill -SEGV $$\n", "crash" },
        { "#!/bin/sh\nexit 0\n", "crash" },
        { "#!/bin/sh\necho no TIFF\n", "input" },
        { NULL, "missing" },
    };

    snprintf(old, sizeof old, "%s", getenv("PATH") ? getenv("PATH") : "");
    assert_non_null(mkdtemp(dir));
    snprintf(tool, sizeof tool, "%s/pdftocairo", dir);
    o.limits.child_seconds = 1;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (cases[i].script) {
            FILE *const f = fopen(tool, "w");
            assert_non_null(f);
            fputs(cases[i].script, f);
            fclose(f);
            chmod(tool, 0755);
        } else {
            unlink(tool);
        }
        setenv("PATH", dir, 1);
        one_image(&c, DCT, JPEG_RGB, sizeof JPEG_RGB - 1, "", FULL " 1 0 0 rg 0 0 99 99 re f", &o);
        setenv("PATH", old, 1);
        assert_int_equal(c.n_pages, 0);
        assert_int_equal(c.n_failed, 1);
        char line[64];
        snprintf(line, sizeof line, "failed p.pdf p.pdf p.pdf 1 %s: ", cases[i].reason);
        assert_logged(&c, line);
        collect_release(&c);
    }
    rmdir(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_jpeg_stays), cmocka_unit_test(test_identity),
        cmocka_unit_test(test_drawn),      cmocka_unit_test(test_samples),
        cmocka_unit_test(test_bilevel),    cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_forms),      cmocka_unit_test(test_children),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
