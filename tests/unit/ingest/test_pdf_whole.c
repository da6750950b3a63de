/* PDFs that are kept whole: with text of their own, signed, encrypted. */
#include <qpdf/qpdf-c.h>

#include "pdf_maker.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_signed),
        cmocka_unit_test(test_encrypted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
