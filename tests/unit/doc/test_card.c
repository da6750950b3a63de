/* What cards say to machines: each part in its place, and nothing of what is no card's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "doc/card.h"

static void test_code(void **state)
{
    static const char text[] =
        "019085000000|090000002|Nguyễn Văn Mẫu|28021985|Nam|Tổ 1, Bách Quang|01012022|more";
    struct card_code c;
    (void)state;
    assert_true(card_code_parse(text, &c));
    assert_true(c.complete && c.agrees);
    assert_int_equal(c.len[CARD_ID12], 12);
    assert_memory_equal(c.part[CARD_ID9], "090000002", 9);
    assert_int_equal(c.len[CARD_NAME], strlen("Nguyễn Văn Mẫu"));
    assert_memory_equal(c.part[CARD_NAME], "Nguyễn Văn Mẫu", c.len[CARD_NAME]);
    assert_memory_equal(c.part[CARD_RESIDENCE], "Tổ 1, Bách Quang", c.len[CARD_RESIDENCE]);
    assert_string_equal(c.birth, "1985-02-28");
    assert_string_equal(c.issued, "2022-01-01");
    assert_true(card_code_parse("024199000000|Trần Thị Mẫu|15011999|Nữ|Chũ|02022023", &c));
    assert_true(c.agrees && !c.complete && c.len[CARD_ID9] == 0);
    assert_memory_equal(c.part[CARD_NAME], "Trần Thị Mẫu", c.len[CARD_NAME]);
}

static void test_no_code(void **state)
{
    static const char *const disagree[] = { "019085000000||A B|28021986|Nam|x|01012022",
                                            "019085000000||A B|28021985|Nữ|x|01012022",
                                            "019285000000||A B|28021985|Nam|x|01012022" };
    static const char *const bad[] = {
        "",
        "|",
        "||||||",
        "019085000000||A B|28021985|Nam|x",
        "01908500000||A B|28021985|Nam|x|01012022",
        "0190850000x0||A B|28021985|Nam|x|01012022",
        "019085000000||A B|29021985|Nam|x|01012022",
        "019085000000||A B|1985-02-28|Nam|x|01012022",
        "019085000000||A B|28021985|M|x|01012022",
        "019085000000||A B|28021985|Nam|x|0101202",
        "019085000000||A B|28020000|Nam|x|01012022",
    };
    struct card_code c;
    (void)state;
    for (size_t i = 0; i < sizeof disagree / sizeof *disagree; i++) {
        assert_true(card_code_parse(disagree[i], &c));
        assert_false(c.agrees);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (card_code_parse(bad[i], &c))
            fail_msg("%s", bad[i]);
}

static void test_zone(void **state)
{
    struct card_zone z;
    (void)state;
    assert_true(card_zone_parse("8502289M4502281VNM<<<<<<<<<<<6", &z));
    assert_string_equal(z.birth, "1985-02-28");
    assert_string_equal(z.expiry, "2045-02-28");
    assert_true(!z.female && !z.forever);
    assert_true(card_zone_parse("0609300f3109306vnm", &z));
    assert_string_equal(z.birth, "2006-09-30");
    assert_true(z.female);
    assert_true(card_zone_parse("1609307M3009303VNM", &z)); /* a child's ends at fourteen */
    assert_string_equal(z.birth, "2016-09-30");
    assert_true(card_zone_parse("6812311M9912315VNM<<<<<<<<<<<0", &z));
    assert_string_equal(z.birth, "1968-12-31");
    assert_true(z.forever);
    assert_string_equal(z.expiry, "");
}

static void test_no_zone(void **state)
{
    static const char good[] = "8502289M4502281VNM";
    struct card_zone z;
    (void)state;
    for (size_t i = 0; i < sizeof good - 1; i++) { /* any one place another */
        char line[sizeof good];
        memcpy(line, good, sizeof line);
        line[i] = i == 7 ? 'X' : i > 14 ? 'Q' : line[i] == '9' ? '0' : (char)(line[i] + 1);
        assert_false(card_zone_parse(line, &z));
        line[i] = '\0';
        assert_false(card_zone_parse(line, &z));
    }
    assert_false(card_zone_parse("8513285M4502281VNM", &z)); /* no thirteenth month */
}

static void test_check_digit(void **state)
{
    (void)state;
    assert_int_equal(card_check_digit("520727", 6), 3); /* ICAO 9303 part 3, appendix A */
    assert_int_equal(card_check_digit("AB2134<<<", 9), 5);
    assert_int_equal(card_check_digit("", 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_code),        cmocka_unit_test(test_no_code),
        cmocka_unit_test(test_zone),        cmocka_unit_test(test_no_zone),
        cmocka_unit_test(test_check_digit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
