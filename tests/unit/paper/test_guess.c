/* Whose paper it is in wordings no table foresees: found, and never accepted. All persons are
 * invented. */
/* cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */
#include "tests/unit/paper/wants.h"

static const struct wanted papers[] = {
    { PAPER(OFFICE, "C QUYẾT ĐỊNH", "C (V/v cho thuê mặt nước nuôi cá)", "-",
            "I Xét đơn của bà Trần Thị Lan và đề nghị của Ban Tài chính xã;", "C QUYẾT ĐỊNH",
            "I Điều I: Cho bà Trần Thị Lan thuê theo biên bản ngày 13/06/1993.",
            "I Điều II: Bà Trần Thị Lan có trách nhiệm chấp hành."),
      { { "full_name", "Trần Thị Lan" } } },
    { PAPER(MOTTO, "C TỜ KHAI ĐĂNG KÝ KẾT HÔN", "-", "L Chúng tôi gồm, nam: TRẦN VĂN LÂM",
            "L Sinh ngày: 21/01/1978", "L và nữ: ĐỖ THỊ LAN", "L Sinh ngày: 05/09/1985"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    { PAPER(MOTTO, "C TỜ KHAI", "C ĐỀ NGHỊ TRỢ GIÚP XÃ HỘI", "-", "L Mục I. Người hưởng",
            "L Tên: TRẦN THỊ LAN", "L Dân tộc: Kinh", "L Mục III. Người chăm sóc",
            "L Đỗ Văn Nam, sinh năm 1960, là con rể"),
      { { "full_name", "TRẦN THỊ LAN" } } },
    { PAPER(MOTTO, "C GIẤY ỦY QUYỀN", "-",
            "I Tôi tên TRẦN THỊ LAN, sinh 10/08/1969, căn cước 001169000001, ở thôn Một.",
            "I Nhờ người quen tôi là ĐỖ VĂN NAM, sinh 26/02/1987, thay tôi ký nhận tiền."),
      { { "full_name", "TRẦN THỊ LAN" } } },
    { PAPER(MOTTO, "C VĂN BẢN THỎA THUẬN", "C PHÂN CHIA DI SẢN THỪA KẾ", "-",
            "L Người để lại di sản", "I Ông Lê Văn Cũ, sinh năm 1930, mất ngày 03/11/2022",
            "L Người thừa kế", "L (1) TRẦN THỊ LAN, 24/03/1994, căn cước 001194000001",
            "L (2) LÊ VĂN NAM, 03/07/1989, căn cước 001089000001"),
      { { "full_name", "TRẦN THỊ LAN" } } },
};

static void persons_of_unknown_wordings(void **state)
{
    expect_all(*state, papers, sizeof papers / sizeof *papers);
}

static void a_guess_is_never_accepted(void **state)
{
    struct fixture *f = *state;
    const struct document *d = only(f, sheet(&f->a, papers[0].lines));

    assert_non_null(get(d, "full_name"));
    assert_false(get(d, "full_name")->accepted);
}

/* The child's name and birth were not read: neither the mother who declares it nor the day it was
 * registered is the child's. */
static void who_declares_a_birth_is_not_who_was_born(void **state)
{
    struct fixture *f = *state;
    const struct document *d = only(
        f, SHEET(&f->a, OFFICE, "C GIẤY KHAI SINH", "-",
                 "L 1. Tên khai sinh (đủ họ, chữ đệm): A / A", "L 2. Ngày sinh: 20 háng 0ó năm",
                 "L Mẹ: ĐỖ THỊ LAN", "L 8. Việc sinh được đăng ký lúc: ngày 08 tháng 01 năm 2023",
                 "L 10. Người khai: bà Đỗ Thị Lan, là mẹ"));
    const struct field *name = get(d, "full_name");

    assert_true(!name || !name->accepted);
    assert_null(get(d, "birth_date"));
}

static void an_extract_by_its_title(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        only(f, SHEET(&f->a, OFFICE, "C TRÍCH LỤC", "C ĐĂNG KÝ VIỆC GIÁM HỘ", "C Số: 28/2023", "-",
                      "I Bà TRẦN THỊ LAN, sinh năm 1995, nhận làm người giám hộ.",
                      "I Trích từ Sổ đăng ký giám hộ của Ủy ban nhân dân xã Ví Dụ."));

    assert_string_equal(d->type, "giam_ho");
    assert_string_equal(get(d, "copy_kind")->value, "trich_luc");
    assert_false(get(d, "copy_kind")->accepted);
}

/* Whose decision it is stands between its word and what it is about. */
static void a_decision_that_names_its_body(void **state)
{
    struct fixture *f = *state;
    const struct document *d = only(
        f, SHEET(&f->a, OFFICE, "B Số: 70/QĐ-UB | Ví Dụ, ngày 07 tháng 12 năm 2003", "-",
                 "C QUYẾT ĐỊNH", "C CỦA ỦY BAN NHÂN DÂN XÃ VÍ DỤ", "C V/v công nhận việc giám hộ",
                 "-", "I Xét đơn yêu cầu đăng ký việc giám hộ đề ngày 29/11/2003,", "C QUYẾT ĐỊNH",
                 "I Điều 1: Nay công nhận bà Trần Thị Lan là người giám hộ cho trẻ:"));

    assert_string_equal(d->type, "giam_ho");
    assert_string_equal(get(d, "subject")->value, "công nhận việc giám hộ");
}

static void certified_in_words_over_two_lines(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        only(f, SHEET(&f->a, OFFICE, "C QUYẾT ĐỊNH", "C THÔI PHỤC VỤ TẠI NGŨ", "-",
                      "I Điều 1. Cho đồng chí Trần Văn Lâm, sinh năm 1980, được xuất ngũ.", "-",
                      "C LỜI CHỨNG CỦA CHỦ TỊCH UBND XÃ VÍ DỤ",
                      "I Tôi: Lê Văn Nam, Chủ tịch UBND xã Ví Dụ, chứng thực bản sao này có",
                      "I nội dung đúng với bản chính do bà Đỗ Thị Lan xuất trình.",
                      "L Số chứng thực: 729, quyển số 03/2022 - SCT/BS",
                      "L Bản sao gồm 3 trang; lệ phí 14.000 đồng"));

    assert_string_equal(get(d, "copy_kind")->value, "chung_thuc");
    assert_string_equal(get(d, "full_name")->value, "Trần Văn Lâm");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(persons_of_unknown_wordings),
        cmocka_unit_test(a_guess_is_never_accepted),
        cmocka_unit_test(who_declares_a_birth_is_not_who_was_born),
        cmocka_unit_test(an_extract_by_its_title),
        cmocka_unit_test(a_decision_that_names_its_body),
        cmocka_unit_test(certified_in_words_over_two_lines),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
