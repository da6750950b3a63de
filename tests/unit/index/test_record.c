/* The record's form: order of keys, numbers, escapes; and the forms of identifiers. */
#include "fixture.h"

#include <locale.h>
#include <math.h>

#include "index/normal.h"
#include "index/record.h"

static void test_order_numbers_escapes(void **state)
{
    struct field fields[] = {
        { .name = "zz_other", .value = "z", .confidence = NAN, .page = 1 },
        { .name = "full_name", .value = "I\xCC\x80", .confidence = 0.99996f, .page = 1 },
        { .name = "aa_other",
          .value = "a\"\\\n\x01",
          .confidence = 1e-9f,
          .page = 2,
          .box = { 1, 2, 3, 4 } },
        { .name = "doc_number", .value = "no", .confidence = 0.5f, .page = 1 },
        { .name = "doc_number", .value = "yes", .confidence = 0.25f, .accepted = true, .page = 1 },
    };
    struct page_read read = { .state = PAGE_DONE,
                              .skew_deg = -0.00001f,
                              .dpi = 200,
                              .turned = 90,
                              .text_confidence = 0.123456f };
    const struct dossier_page page = {
        .entry = "d\xFF/1.jpg", .page = 3, .sha256 = "ab", .read = &read
    };
    const struct dossier d = {
        .archive = "x.zip!/y.zip", .key = "d", .pages = &page, .n_pages = 1
    };
    uint32_t index = 0;
    const char *reasons[] = { "type_low", "id12_suspect" };
    struct document doc = { .id = "0123456789abcdef0123456789abcdef",
                            .ordinal = 2,
                            .pages = &index,
                            .n_pages = 1,
                            .type = "khong_ro",
                            .fields = fields,
                            .n_fields = 5,
                            .reasons = reasons,
                            .n_reasons = 2 };
    struct buf out;
    struct err e = { 0 };

    (void)state;
    setlocale(LC_ALL, "de_DE.UTF-8"); /* a decimal comma must not get in, where the locale exists */
    buf_init(&out, 1 << 16);
    assert_ok(record_write(&d, &doc, "t", &out, &e));
    setlocale(LC_ALL, "C");
    assert_string_equal(
        out.ptr,
        "{\"document_id\":\"0123456789abcdef0123456789abcdef\",\"dossier\":\"d\",\"archive\":\"x."
        "zip!/y.zip\",\"ordinal\":2,"
        "\"pages\":[{\"entry\":\"d\xEF\xBF\xBD/"
        "1.jpg\",\"page\":3,\"sha256\":\"ab\",\"dpi\":200,\"turned\":90,"
        "\"skew_deg\":0,\"text_confidence\":0.1235}],"
        "\"type\":{\"slug\":\"khong_ro\",\"confidence\":0,\"runner_up\":null},\"identifiers\":[],"
        "\"fields\":{"
        "\"doc_number\":{\"value\":\"yes\",\"confidence\":0.25,\"accepted\":true,\"page\":1,\"box_"
        "px\":[0,0,0,0]},"
        "\"full_name\":{\"value\":\"\xC3\x8C\",\"confidence\":1,\"accepted\":false,\"page\":1,"
        "\"box_px\":[0,0,0,0]},"
        "\"aa_other\":{\"value\":\"a\\\"\\\\\\n\",\"confidence\":0,\"accepted\":false,\"page\":2,"
        "\"box_px\":[1,2,3,4]},"
        "\"zz_other\":{\"value\":\"z\",\"confidence\":0,\"accepted\":false,\"page\":1,\"box_px\":["
        "0,0,0,0]}},"
        "\"text\":\"t\",\"review\":{\"needed\":true,\"reasons\":[\"type_low\",\"id12_suspect\"]}}");
    buf_release(&out);
}

static void test_forms_of_identifiers(void **state)
{
    struct arena a;

    (void)state;
    arena_init(&a, 1 << 20);
    assert_string_equal(normal_ident(&a, "000.00.00.h56-260506-0001", false),
                        "0000000H562605060001");
    assert_string_equal(normal_ident(&a, " 226/2015 \xE2\x80\x93 \xC4\x91", true),
                        "226/2015-\xC4\x90");
    assert_string_equal(normal_ident(&a, "\xFF", false), "");
    arena_reset(&a);
}

static void test_scrub(void **state)
{
    static const char *const rows[][2] = {
        { "019085000000", "*" },
        { "so 0190 8500 0000.", "so *." },
        { "B0000001 x", "* x" },
        { "ngày 05/06/2026, 12 trang", "ngày 05/06/2026, 12 trang" },
        { "226/UBND-HCC 1.250", "226/UBND-HCC 1.250" },
        { "12 34", "12 34" },
        { "", "" },
    };
    struct arena a;

    (void)state;
    arena_init(&a, 1 << 20);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(normal_scrub(&a, rows[i][0], strlen(rows[i][0]), "*"), rows[i][1]);
    arena_reset(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_numbers_escapes),
        cmocka_unit_test(test_forms_of_identifiers),
        cmocka_unit_test(test_scrub),
    };
    return cmocka_run_group_tests(tests, root_make, root_drop);
}
