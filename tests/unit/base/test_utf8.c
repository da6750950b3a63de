/* Vietnamese text: what is searched, compared and ordered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

static struct arena arena;

static const char *folded(const char *s)
{
    return utf8_fold(&arena, s, strlen(s));
}

static const char *toned(const char *s)
{
    return utf8_tone_fold(&arena, s, strlen(s));
}

static const char *nfc(const char *s, size_t len)
{
    return utf8_nfc(&arena, s, len);
}

static void test_fold(void **state)
{
    (void)state;
    assert_string_equal(folded("Độc  lập –\tTự do\n"), "doc lap – tu do");
    assert_string_equal(folded("ĐƯỜNG Số 5"), "duong so 5");
    assert_string_equal(folded("  "), "");
    assert_string_equal(folded(""), "");
    /* composed and decomposed spelling are one */
    assert_string_equal(folded("Tie\xCC\x82\xCC\x81ng"), folded("Tiếng"));
    /* Icelandic eth is what some fonts print for the letter */
    assert_string_equal(folded("\xC3\x90inh"), "dinh");
}

static void test_tone_fold(void **state)
{
    (void)state;
    assert_string_equal(toned("hoà"), "hòa");
    assert_string_equal(toned("hòa"), "hòa");
    assert_string_equal(toned("THUÝ"), "THÚY");
    assert_string_equal(toned("khoẻ"), "khỏe");
    /* the u of qu is part of the consonant; a closed syllable keeps its place */
    assert_string_equal(toned("quý"), "quý");
    assert_string_equal(toned("hoàng"), "hoàng");
    assert_string_equal(toned("Hoà, thuỷ"), "Hòa, thủy");
    assert_string_equal(toned(""), "");
}

static void test_nfc(void **state)
{
    (void)state;
    assert_string_equal(nfc("e\xCC\x82\xCC\x81", 5), "ế");
    assert_string_equal(nfc("a\xFF"
                            "b",
                            3),
                        "a\xEF\xBF\xBD"
                        "b");
    assert_string_equal(nfc("a\x01\x7F\xE2\x80\x8B"
                            "b\tc\n",
                            10),
                        "ab\tc\n");
    assert_string_equal(nfc("1\xC2\xA0"
                            "000",
                            6),
                        "1 000");
    assert_string_equal(nfc("\xC3\x90", 2), "Đ");
    /* every lone byte gives text */
    for (int i = 0; i < 256; i++) {
        const char c = (char)i;
        const char *s = nfc(&c, 1);
        assert_non_null(s);
        for (size_t at = 0; s[at];)
            if (utf8_next(s, strlen(s), &at) == 0xFFFD)
                assert_string_equal(s, "\xEF\xBF\xBD");
    }
}

static void test_natural_order(void **state)
{
    static const char *const sorted[] = { "",
                                          "1",
                                          "01",
                                          "2",
                                          "10",
                                          "10a",
                                          "a",
                                          "scan2",
                                          "scan02",
                                          "scan3",
                                          "scan10",
                                          "scan99999999999999999998",
                                          "scan99999999999999999999",
                                          "scan100000000000000000000",
                                          "scana" };
    enum { N = sizeof sorted / sizeof *sorted };

    (void)state;
    /* total: for each pair exactly one of <, =, >, and = only for equal strings */
    for (size_t i = 0; i < N; i++)
        for (size_t k = 0; k < N; k++) {
            const int c = utf8_natural_cmp(sorted[i], sorted[k]);
            assert_int_equal(c, -utf8_natural_cmp(sorted[k], sorted[i]));
            assert_true((c == 0) == (i == k));
        }
    assert_true(utf8_natural_cmp("scan2", "scan10") < 0);
    assert_true(utf8_natural_cmp("scan2.jpg", "scan02.jpg") != 0);
    assert_true(utf8_natural_cmp("a99999999999999999998", "a99999999999999999999") < 0);
    assert_true(utf8_natural_cmp("a99999999999999999999", "a100000000000000000000") < 0);
    /* transitive, leading zeros included */
    for (size_t i = 0; i < N; i++)
        for (size_t k = 0; k < N; k++)
            for (size_t m = 0; m < N; m++)
                if (utf8_natural_cmp(sorted[i], sorted[k]) < 0 &&
                    utf8_natural_cmp(sorted[k], sorted[m]) < 0)
                    assert_true(utf8_natural_cmp(sorted[i], sorted[m]) < 0);
}

static void test_decode(void **state)
{
    size_t i = 0;

    (void)state;
    assert_int_equal(utf8_next("\xE1\xBB\x87", 3, &i), 0x1EC7);
    assert_int_equal(i, 3);
    i = 0; /* cut off: one byte at a time, never beyond the end */
    assert_int_equal(utf8_next("\xE1\xBB\x87", 2, &i), 0xFFFD);
    assert_int_equal(i, 1);
    assert_int_equal(utf8_count("Hồ sơ", strlen("Hồ sơ")), 5);
    assert_int_equal(utf8_base(0x1ED8), 'O');
    assert_int_equal(utf8_base(0x111), 'd');
}

static int tear_down(void **state)
{
    (void)state;
    arena_reset(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fold),   cmocka_unit_test(test_tone_fold),
        cmocka_unit_test(test_nfc),    cmocka_unit_test(test_natural_order),
        cmocka_unit_test(test_decode),
    };
    arena_init(&arena, 1 << 20);
    return cmocka_run_group_tests(tests, NULL, tear_down);
}
