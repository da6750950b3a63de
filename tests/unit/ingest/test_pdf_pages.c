/* PDFs made of their parts: what is taken as it is, what as text, what is drawn. */
#include "collect.h"

#include <qpdf/qpdf-c.h>

#include "ingest/inner.h"

/* A baseline JPEG's header is all that is looked at; the rest must come out as it went in. */
#define JPEG_HEAD(n)                                                                               \
    "\xFF\xD8\xFF\xC0\x00\x11\x08\x00\xC8\x00\x96" n "\x01\x11\x00\x02\x11\x00\x03\x11\x00"        \
    "these bytes are kept\xFF\xD9"
static const char JPEG_RGB[] = JPEG_HEAD("\x03"), JPEG_CMYK[] = JPEG_HEAD("\x04");

enum { OBJECTS_MAX = 64 };
struct maker {
    struct buf out;
    size_t at[OBJECTS_MAX];
    int n;
};

static void begin(struct maker *m)
{
    *m = (struct maker){ 0 };
    buf_init(&m->out, 8 << 20);
    buf_puts(&m->out, "%PDF-1.7\n");
}

/* 1 is the catalog, 2 the page tree; both are written last. */
static int object(struct maker *m, const char *text)
{
    const int number = 3 + m->n;
    m->at[m->n++] = m->out.len;
    buf_printf(&m->out, "%d 0 obj\n%s\nendobj\n", number, text);
    return number;
}

static int stream(struct maker *m, const char *dict, const void *bytes, size_t len)
{
    const int number = 3 + m->n;
    m->at[m->n++] = m->out.len;
    buf_printf(&m->out, "%d 0 obj\n<< %s /Length %zu >>\nstream\n", number, dict, len);
    buf_add(&m->out, bytes, len);
    buf_puts(&m->out, "\nendstream\nendobj\n");
    return number;
}

/* c: the number of its content stream. */
static int page_of(struct maker *m, const char *more, int c, int image)
{
    char text[1024];
    snprintf(text, sizeof text,
             "<< /Type /Page /Parent 2 0 R /Contents %d 0 R /Resources << /XObject << /Im %d 0 R "
             ">> /Font << /F << "
             "/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> "
             "%s >>",
             c, image ? image : c, more);
    return object(m, text);
}

static int page(struct maker *m, const char *more, const char *content, int image)
{
    return page_of(m, more, stream(m, "", content, strlen(content)), image);
}

static void end(struct maker *m, const char *kids, int count, const char *catalog)
{
    const size_t root = m->out.len;
    buf_printf(&m->out, "1 0 obj\n<< /Type /Catalog /Pages 2 0 R %s >>\nendobj\n", catalog);
    const size_t tree = m->out.len;
    buf_printf(&m->out,
               "2 0 obj\n<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 360 480] >>\nendobj\n",
               kids, count);
    const size_t xref = m->out.len;
    buf_printf(&m->out, "xref\n0 %d\n0000000000 65535 f \n%010zu 00000 n \n%010zu 00000 n \n",
               m->n + 3, root, tree);
    for (int i = 0; i < m->n; i++)
        buf_printf(&m->out, "%010zu 00000 n \n", m->at[i]);
    buf_printf(&m->out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", m->n + 3,
               xref);
}

/* One page of one image, drawn by `content` ("/Im Do" in it). */
static void one_image(struct collect *c, const char *dict, const void *bytes, size_t len,
                      const char *page_more, const char *content, const struct ingest_opts *o)
{
    struct maker m;
    char kids[32];

    begin(&m);
    const int im = stream(&m, dict, bytes, len);
    snprintf(kids, sizeof kids, "%d 0 R", page(&m, page_more, content, im));
    end(&m, kids, 1, "");
    collect_bytes(c, m.out.ptr, m.out.len, "p.pdf", o);
    buf_release(&m.out);
}

#define DCT                                                                                        \
    "/Type /XObject /Subtype /Image /Width 150 /Height 200 /BitsPerComponent 8 /ColorSpace "       \
    "/DeviceRGB /Filter /DCTDecode"
#define FULL "q 360 0 0 480 0 0 cm /Im Do Q"
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

/* Three pages: text, nothing, text turned by /Rotate. */
static void make_text(struct maker *m, const char *catalog)
{
    char kids[64];

    begin(m);
    const int a = page(m, "", "BT /F 12 Tf 72 240 Td (Hello) Tj 0 -20 Td (two words) Tj ET", 0);
    const int b = page(m, "", "", 0);
    const int c = page(m, "/Rotate 90 /UserUnit 2", "BT /F 12 Tf 72 240 Td (Turned) Tj ET", 0);
    snprintf(kids, sizeof kids, "%d 0 R %d 0 R %d 0 R", a, b, c);
    end(m, kids, 3, catalog);
}

static void test_text(void **state)
{
    (void)state;
    const struct ingest_opts o = usual_opts();
    struct collect c = { 0 };
    struct maker m;

    make_text(&m, "");
    collect_bytes(&c, m.out.ptr, m.out.len, "t.pdf", &o);
    assert_true(c.ran);
    assert_int_equal(c.n_pages, 3);
    assert_int_equal(c.n_failed, 0);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(c.pages[i].format, IMAGE_PDF_TEXT);
        assert_true(c.pages[i].text);
        assert_false(c.pages[i].is_signed);
        assert_int_equal(c.pages[i].len, m.out.len);
        assert_int_equal(c.pages[i].source_len, m.out.len);
        assert_memory_equal(c.pages[i].source, m.out.ptr, m.out.len);
    }
    assert_string_equal(c.pages[0].words, "Hello|two words");
    assert_int_equal(c.pages[0].frame_w, 1000); /* 360 pt at 200 dpi */
    assert_int_equal(c.pages[0].frame_h, 1333);
    assert_in_range(c.pages[0].first_box.x0, 195, 205); /* 72 pt */
    assert_in_range(c.pages[0].first_box.y1, 655, 685); /* the base line is 240 pt down */
    assert_true(c.pages[1].blank);
    assert_string_equal(c.pages[2].words, "Turned");
    assert_int_equal(c.pages[2].frame_w, 2667);
    assert_int_equal(c.pages[2].frame_h, 2000);
    assert_in_range(c.pages[2].first_box.x0, 1270,
                    1345); /* 240 pt up is 240 from the left, times 2 */
    assert_in_range(c.pages[2].first_box.y0, 390, 410);
    collect_release(&c);
    buf_release(&m.out);
}

static void test_signed(void **state)
{
    (void)state;
    const struct ingest_opts o = usual_opts();
    struct collect c = { 0 };
    struct maker m;
    char kids[32];

    make_text(&m, "/AcroForm << /SigFlags 3 /Fields [<< /T (a) /FT /Tx >> << /T (b) /FT /Sig /Kids "
                  "[<< /T (c) /V << /Type /Sig "
                  "/ByteRange [0 1 2 3] /Contents <00> >> >>] >>] >>");
    collect_bytes(&c, m.out.ptr, m.out.len, "t.pdf", &o);
    assert_int_equal(c.n_pages, 3);
    assert_true(c.pages[0].is_signed && c.pages[1].is_signed && c.pages[2].is_signed);
    collect_release(&c);
    buf_release(&m.out);
    /* A field still to be signed is no signature. */
    make_text(&m, "/AcroForm << /Fields [<< /T (b) /FT /Sig >>] >>");
    collect_bytes(&c, m.out.ptr, m.out.len, "t.pdf", &o);
    assert_false(c.pages[0].is_signed);
    collect_release(&c);
    buf_release(&m.out);
    /* A signed scan: its picture is there to be read, the file to be kept. */
    begin(&m);
    const int im = stream(&m, DCT, JPEG_RGB, sizeof JPEG_RGB - 1);
    snprintf(kids, sizeof kids, "%d 0 R", page(&m, "", FULL, im));
    end(&m, kids, 1, "/AcroForm << /Fields [<< /FT /Sig /V << /ByteRange [0 1 2 3] >> >>] >>");
    collect_bytes(&c, m.out.ptr, m.out.len, "s.pdf", &o);
    assert_int_equal(c.n_pages, 1);
    assert_true(c.pages[0].is_signed);
    assert_int_equal(c.pages[0].format, IMAGE_JPEG);
    assert_int_equal(c.pages[0].source_len, m.out.len);
    collect_release(&c);
    buf_release(&m.out);
}

static void encrypt(const struct buf *plain, const char *user, struct buf *out)
{
    const qpdf_data q = qpdf_init();

    qpdf_silence_errors(q);
    assert_int_equal(qpdf_read_memory(q, "t", plain->ptr, plain->len, NULL) & QPDF_ERRORS, 0);
    qpdf_init_write_memory(q);
    qpdf_set_r6_encryption_parameters2(q, user, "owner", QPDF_FALSE, QPDF_FALSE, QPDF_FALSE,
                                       QPDF_FALSE, QPDF_FALSE, QPDF_FALSE, qpdf_r3p_none,
                                       QPDF_TRUE);
    assert_int_equal(qpdf_write(q) & QPDF_ERRORS, 0);
    buf_init(out, 1 << 20);
    buf_add(out, qpdf_get_buffer(q), qpdf_get_buffer_length(q));
    qpdf_data gone = q;
    qpdf_cleanup(&gone);
}

static void test_encrypted(void **state)
{
    (void)state;
    struct ingest_opts o = usual_opts();
    struct collect c = { 0 };
    struct maker m;
    struct buf locked;

    make_text(&m, "");
    encrypt(&m.out, "", &locked); /* opens without a password, forbids copying */
    collect_bytes(&c, locked.ptr, locked.len, "e.pdf", &o);
    assert_int_equal(c.n_pages, 3);
    assert_string_equal(c.pages[0].words, "Hello|two words");
    assert_int_equal(c.pages[0].source_len, locked.len);
    assert_memory_equal(c.pages[0].source, locked.ptr, locked.len);
    collect_release(&c);
    buf_release(&locked);
    encrypt(&m.out, "mo ra", &locked);
    collect_bytes(&c, locked.ptr, locked.len, "e.pdf", &o);
    assert_false(c.ran);
    assert_int_equal(c.err.kind, ERR_ENCRYPTED);
    assert_int_equal(c.n_pages, 0);
    collect_release(&c);
    o.password = "sai";
    collect_bytes(&c, locked.ptr, locked.len, "e.pdf", &o);
    assert_int_equal(c.err.kind, ERR_ENCRYPTED);
    collect_release(&c);
    o.password = "mo ra";
    collect_bytes(&c, locked.ptr, locked.len, "e.pdf", &o);
    assert_true(c.ran);
    assert_int_equal(c.n_pages, 3);
    assert_string_equal(c.pages[0].words, "Hello|two words");
    assert_null(memmem(c.pages[0].source, c.pages[0].source_len, "/Encrypt",
                       8)); /* whoever opens it has no password */
    collect_release(&c);
    buf_release(&locked);
    buf_release(&m.out);
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
        cmocka_unit_test(test_bilevel),    cmocka_unit_test(test_text),
        cmocka_unit_test(test_signed),     cmocka_unit_test(test_encrypted),
        cmocka_unit_test(test_damaged),    cmocka_unit_test(test_forms),
        cmocka_unit_test(test_children),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
