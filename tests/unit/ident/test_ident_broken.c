/* Values that narrow cells broke over their lines, and telephones side by side. */
#include <stdio.h>

#include "ident_fixture.h"

/* Rows of a register as they were read: the code of three lines, other columns between. */
#define ROW(no, middle, tail, phone, digit)                                                        \
    "@0 " no " @100 H37.59-2 @400 1.004859 Thay @800 Xóm 7,\n"                                    \
    "@100 " middle " @400 đổi, cải @800 " phone "\n"                                               \
    "@100 " tail " @400 chính @800 " digit "\n\n\n"
#define HEAD "@0 TT @100 Mã hồ sơ @400 Tên thủ tục @800 ĐT\n\n"

static void test_codes_of_three_lines(void **state)
{
    struct fixture *f = *state;
    static const char *const codes[] = { "H37.59-220506-0012", "H37.59-220506-0067",
                                         "H37.59-220506-0061", "H37.59-220506-0027" };

    fixture_read(f, "so_theo_doi",
                 HEAD ROW("1", "20506-00", "12", "094947237", "6")
                     ROW("2", "20506-00", "67", "036941517", "1")
                         ROW("3", "20506-00", "61", "070681642", "3")
                             ROW("4", "20506-00", "27", "0812.355.94", "7"));
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        const struct identifier *id = fixture_get(f, IDENT_DOSSIER_CODE, codes[i]);
        assert_non_null(id);
        assert_true(id->accepted);
        assert_int_equal(id->box.y1 - id->box.y0, 110); /* all three lines */
    }
    assert_int_equal(fixture_count(f, IDENT_DOSSIER_CODE, LEVEL_INVALID), 4);
    assert_string_equal(fixture_get(f, IDENT_DOSSIER_CODE, codes[0])->raw, "H37.59-2 20506-00 12");
}

static void test_telephones(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "so_theo_doi",
                 HEAD ROW("1", "20506-00", "12", "094947237", "6")
                     ROW("2", "20506-00", "67", "036941517", "1,"));
    assert_true(fixture_get(f, IDENT_PHONE, "0949472376")->accepted);
    assert_true(fixture_get(f, IDENT_PHONE, "0369415171")->accepted);
    assert_int_equal(fixture_count(f, IDENT_PHONE, LEVEL_INVALID), 2);
    fixture_read(f, "so_theo_doi", "@800 Điện thoại\n@800 +84 351 877\n@800 646\n");
    assert_true(fixture_get(f, IDENT_PHONE, "+84351877646")->accepted);
}

/* A code alone on its page may have lost a digit where it was broken. */
static void test_lonely_code_waits(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "so_theo_doi", HEAD ROW("1", "20506-00", "12", "x", "y"));
    const struct identifier *id = fixture_get(f, IDENT_DOSSIER_CODE, "H37.59-220506-0012");
    assert_non_null(id);
    assert_int_equal(id->level, LEVEL_SUSPECT);
    assert_false(id->accepted);
}

/* Letters for digits in the second line, and the rule under it. */
static void test_signs_in_second_line(void **state)
{
    static const struct {
        const char *tail, *code;
    } rows[] = { { "@100 5S", "H37.59-220506-0055" },
                 { "@100 6Il", "H37.59-220506-0061" },
                 { "@40 ___46 -", "H37.59-220506-0046" } };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[200];
        snprintf(text, sizeof text, HEAD "@0 1 @100 H37.59-220506-00 @800 An\n%s\n", rows[i].tail);
        fixture_read(f, "so_theo_doi", text);
        const struct identifier *id = fixture_get(f, IDENT_DOSSIER_CODE, rows[i].code);
        if (!id || id->accepted)
            fail_msg("%s is not found, or accepted", rows[i].code);
    }
}

static void test_hyphen_before_and_lost(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "so_theo_doi",
                 "@100 Mã hồ sơ\n@100 H45.10-230101\n@100 -0081\n\n\n"
                 "@100 H45.10-230101\n@100 0044\n");
    assert_non_null(fixture_get(f, IDENT_DOSSIER_CODE, "H45.10-230101-0081"));
    const struct identifier *id = fixture_get(f, IDENT_DOSSIER_CODE, "H45.10-230101-0044");
    assert_non_null(id);
    assert_false(id->accepted);
    /* specks where the lines end */
    fixture_read(f, "so_theo_doi",
                 "@100 Mã hồ sơ\n@100 H40.18-26032:\n@100 4-0080.\n\n\n"
                 "@100 H40.18-26032.\n@100 4-0081|\n\n\n"
                 "@100 H40:18-26032\n@100 4-0082\n\n\n"
                 "@100 H40.40-26\n@100 0728:006\n@100 3\n");
    id = fixture_get(f, IDENT_DOSSIER_CODE, "H40.40-260728-0063");
    assert_non_null(id);
    assert_int_equal(id->level, LEVEL_SUSPECT);
    assert_non_null(fixture_get(f, IDENT_DOSSIER_CODE, "H40.18-260324-0080"));
    assert_non_null(fixture_get(f, IDENT_DOSSIER_CODE, "H40.18-260324-0081"));
    id = fixture_get(f, IDENT_DOSSIER_CODE, "H40.18-260324-0082");
    assert_non_null(id);
    assert_int_equal(id->level, LEVEL_SUSPECT);
}

/* What was read around the last digits of a code; a box that holds ink of the line above, beside
 * the number of its row. */
static void test_signs_around(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "so_theo_doi",
                 "@100 Mã hồ sơ\n@100 H11.10-260315-\n@100 -0071\n\n\n"
                 "@100 H11.10-260315-00\n@100 7I\n\n\n"
                 "@100 H11.10-260315-001\n@100 -8-\n");
    must(f, IDENT_DOSSIER_CODE, "H11.10-260315-0071");
    must(f, IDENT_DOSSIER_CODE, "H11.10-260315-0018");
    fixture_page(f, "@200 Mã hồ sơ\n\n@130 3 @200 H11.10-260315\n@200 -0047\n", 0.995f);
    f->page.words[4].box.y0 -= 40;
    fixture_find(f, "so_theo_doi");
    must(f, IDENT_DOSSIER_CODE, "H11.10-260315-0047");
}

/* The column goes on to the right: the number was not broken for want of room. */
static void test_room_left(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "so_theo_doi",
                 "@800 Điện thoại\n@800 Khu phố An Bình, phường\n"
                 "@800 094947237\n@800 6\n");
    const struct identifier *id = fixture_get(f, IDENT_PHONE, "0949472376");
    assert_true(!id || !id->accepted);
}

/* A short piece that was read but once, and not surely. */
static void test_unsure_piece(void **state)
{
    struct fixture *f = *state;

    fixture_page(f, "@800 Điện thoại\n@800 094947237\n@800 6\n", 0.995f);
    f->page.words[3].flags = 0;
    f->page.words[3].conf = 0.9f;
    fixture_find(f, "so_theo_doi");
    const struct identifier *id = fixture_get(f, IDENT_PHONE, "0949472376");
    assert_non_null(id);
    assert_false(id->accepted);
}

/* Rows under one another, each a value or none, are not parts of one. */
static void test_rows_are_not_joined(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "so_theo_doi",
                 "@800 Điện thoại\n@800 0949472376\n@800 0369415171\n"
                 "@100 0949 @400 472\n@100 12 @400 376\n");
    assert_int_equal(fixture_count(f, IDENT_PHONE, LEVEL_INVALID), 2);
}

/* The next page of a register has no head: what is joined there is for a person to see. */
static void test_no_head(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "so_theo_doi", "@800 Tổ 14,\n@800 070220827\n@800 3\n");
    const struct identifier *id = fixture_get(f, IDENT_PHONE, "0702208273");
    assert_non_null(id);
    assert_false(id->accepted);
}

/* The column goes on over the page's end; what stands elsewhere there has no head. */
static void test_column_goes_on(void **state)
{
    struct fixture *f = *state;
    struct page_read first, second;
    struct dossier_page pages[2] = { { .entry = "", .page = 1, .sha256 = "", .read = &first },
                                     { .entry = "", .page = 2, .sha256 = "", .read = &second } };
    const struct dossier d = { .archive = "", .key = "", .pages = pages, .n_pages = 2 };
    uint32_t order[2] = { 0, 1 };
    const struct document doc = { .type = "so_theo_doi", .pages = order, .n_pages = 2 };
    struct err e = { 0 };

    fixture_page(f, "@800 Điện thoại @1200 Ngày\n@0 Xóm 7 @800 0949472376\n", 0.995f);
    first = f->page;
    fixture_page(f, "@0 0369415171 @800 0702208273\n@800 086394575\n@800 9\n", 0.995f);
    second = f->page;
    if (!ident_find(f->tables, &d, &doc, &f->arena, &f->ids, &f->n, &e))
        fail_msg("%s", e.text);
    assert_true(fixture_get(f, IDENT_PHONE, "0702208273")->accepted);
    assert_true(fixture_get(f, IDENT_PHONE, "0863945759")->accepted);
    assert_false(fixture_get(f, IDENT_PHONE, "0369415171")->accepted);
}

static void test_side_by_side(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "giay_tiep_nhan_hen_tra",
                 "điện thoại số 0861.697.373/0963982636\nĐT: 0799931668/0811809960 -\n"
                 "Liên hệ: 0257 3822 123-0912345678,0397 741 754\n");
    static const char *const all[] = { "0861697373",  "0963982636", "0799931668", "0811809960",
                                       "02573822123", "0912345678", "0397741754" };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (!fixture_get(f, IDENT_PHONE, all[i]))
            fail_msg("%s", all[i]);
    fixture_read(f, "cong_van",
                 "Điện thoại: 0912345678 hoặc 02573822123\n"
                 "Số tài khoản của người hưởng là số 0987654321\n");
    assert_true(fixture_get(f, IDENT_PHONE, "02573822123")->accepted);
    const struct identifier *id = fixture_get(f, IDENT_PHONE, "0987654321");
    assert_true(!id || !id->accepted);
    fixture_read(f, "cong_van", "Số tài khoản 1230912345678/09 và 12/0912345678/2020\n");
    assert_int_equal(fixture_count(f, IDENT_PHONE, LEVEL_VALID), 0);
}

/* As people and offices write them. */
static void test_forms_of_telephones(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *text, *value;
    } all[] = {
        { "SĐT0912345678", "0912345678" },
        { "Điện thoại0912345678", "0912345678" },
        { "ĐT:0912.345.678.", "0912345678" },
        { "ĐTDĐ0912345678.", "0912345678" },
        { "Điện thoại: 0912345678.........", "0912345678" },
        { "Điện thoại:......0912345678......", "0912345678" },
        { "Điện thoại: ......0912 345 678......Email: a@b.vn", "0912345678" },
        { "Điện thoại ..0912345678.. Email", "0912345678" },
        { "Điện thoại: 0912345678…………", "0912345678" },
        { "Điện thoại: …0912345678…", "0912345678" },
        { "Điện thoại: (0257) 3 822 123", "02573822123" },
        { "Điện thoại: (0257)3822123", "02573822123" },
        { "Điện thoại: 0257.3822.123", "02573822123" },
        { "Điện thoại: 0257-3822123", "02573822123" },
        { "Điện thoại: (024) 3825 1234", "02438251234" },
        { "Điện thoại: +84 912 345 678", "+84912345678" },
        { "Điện thoại: +84912345678", "+84912345678" },
        { "Điện thoại: (+84) 912 345 678", "+84912345678" },
        { "Điện thoại: +84-912-345-678", "+84912345678" },
        { "Điện thoại: (0912345678)", "0912345678" },
        { "Nguyễn Văn Mẫu (0912.345.678)", "0912345678" },
        { "ĐT/Zalo: 0912345678", "0912345678" },
        { "Điện thoại: 091 234 5678", "0912345678" },
        { "Điện thoại: 09 12 34 56 78", "0912345678" },
        { "Điện thoại: 0912345678,email:mau@vi.vn", "0912345678" },
        { "Điện thoại:0912345678;Email:", "0912345678" },
        { "Điện thoại: 0912345678_____", "0912345678" },
        { "Điện thoại: 0912345678-Email", "0912345678" },
        { "Điện thoại: 0912345678 hoặc 0987654321", "0987654321" },
        { "Điện thoại: 0912345678 - 0987654321", "0987654321" },
        { "Điện thoại: 0912345678; 0987654321", "0987654321" },
        { "Điện thoại: 0912345678;0987654321", "0987654321" },
        { "Điện thoại: 0912345678|0987654321", "0987654321" },
        { "Số điện thoại\n0912345678 Email", "0912345678" },
        { "Điện thoại: 0912\n345678", "0912345678" },
        { "đt 0912345678.Địa chỉ", "0912345678" },
        { "Điện thoại: 1900 0912345678", "0912345678" },
        { "Điện thoại: 0912.345.678 (gặp ông Mẫu)", "0912345678" },
        { "Điện thoại: 0912.345678", "0912345678" },
        { "Điện thoại: 0912,345,678", "0912345678" },
        { "Điện thoại: 0912 345678.0987654321", "0912345678" },
        { "Điện thoại: 091.2345.678", "0912345678" },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        fixture_read(f, "giay_tiep_nhan_hen_tra", all[i].text);
        const struct identifier *id = fixture_get(f, IDENT_PHONE, all[i].value);
        if (!id || id->level != LEVEL_VALID)
            fail_msg("%s: %s", all[i].text, id ? id->why : "not found");
    }
}

/* "thông tin" over a telephone is no label of a tax code; eleven digits under "giấy tờ tùy thân"
 * are a telephone. */
static void test_words_over_telephones(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "so_theo_doi", "@800 Điện thoại\n@400 cải chính thông tin\n@800 0813657402\n");
    assert_non_null(fixture_get(f, IDENT_PHONE, "0813657402"));
    fixture_read(f, "giay_tiep_nhan_hen_tra",
                 "@0 bản sao giấy tờ tùy thân\n\n"
                 "Liên hệ số 0975887826 hoặc 02233654355 khi cần\n");
    assert_non_null(fixture_get(f, IDENT_PHONE, "02233654355"));
    assert_int_equal(fixture_count(f, IDENT_ID12, LEVEL_INVALID), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_codes_of_three_lines),
        cmocka_unit_test(test_telephones),
        cmocka_unit_test(test_lonely_code_waits),
        cmocka_unit_test(test_signs_in_second_line),
        cmocka_unit_test(test_hyphen_before_and_lost),
        cmocka_unit_test(test_signs_around),
        cmocka_unit_test(test_room_left),
        cmocka_unit_test(test_unsure_piece),
        cmocka_unit_test(test_rows_are_not_joined),
        cmocka_unit_test(test_no_head),
        cmocka_unit_test(test_side_by_side),
        cmocka_unit_test(test_column_goes_on),
        cmocka_unit_test(test_forms_of_telephones),
        cmocka_unit_test(test_words_over_telephones),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
