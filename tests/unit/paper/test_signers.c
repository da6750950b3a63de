/* cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "tests/unit/paper/wants.h"

#define HEAD                                                                                       \
    "B UBND TỈNH ĐỒNG THÁP | " STATE, "B UBND XÃ TÂN HỘI | " LIBERTY,                              \
        "B Số: 125/TB-UBND | Tân Hội, ngày 06 tháng 5 năm 2026", "-", "C THÔNG BÁO",               \
        "C Về việc cắt điện", "-", "I Điện lực cắt điện để sửa chữa đường dây trong ngày.",        \
        "L Đề nghị bà con biết và thu xếp việc nhà, việc sản xuất cho hợp.", "-"

/* Titles of office over several lines, and the name under them. */
static const struct wanted papers[] = {
    { PAPER(HEAD, "R          TL. CHỦ TỊCH", "R    TRƯỞNG PHÒNG KINH TẾ,",
            "R     HẠ TẦNG VÀ ĐÔ THỊ", "-", "-", "-", "-", "-", "R         Chu Bá Nam"),
      { { "signer", "Chu Bá Nam" },
        { "signer_title", "TL. CHỦ TỊCH TRƯỞNG PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ" } } },
    { PAPER(HEAD, "R          TL. GIÁM ĐỐC", "R     CÔNG CHỨC TIẾP NHẬN", "-", "-", "-", "-", "-",
            "R        Nguyễn Quang Sử"),
      { { "signer", "Nguyễn Quang Sử" } } },
    { PAPER(HEAD, "R          TL. GIÁM ĐỐC", "R     NÔNG CỤ LIÊN NGÀNH", "-", "-", "-", "-", "-",
            "R        Nguyễn Quang Sử"),
      { { "signer", "Nguyễn Quang Sử" } } },
    { PAPER(HEAD, "R TM. ỦY BAN NHÂN DÂN HUYỆN TRI", "R             TÔN", "R        KT. CHỦ TỊCH",
            "R       PHÓ CHỦ TỊCH", "-", "-", "-", "-", "R     Đặng Đình Thanh Tịnh"),
      { { "signer", "Đặng Đình Thanh Tịnh" } } },
    /* the column was too narrow for the title */
    { PAPER(HEAD, "B NGƯỜI TIẾP NHẬN HỒ SƠ | NGƯỜI THỰC HIỆN CHỨNG", "B   | THỰC", "-", "-",
            "B Lê Văn Thử | Chu Bá Nam"),
      { { "signer", "Chu Bá Nam" }, { "signer_title", "NGƯỜI THỰC HIỆN CHỨNG THỰC" } } },
    /* a stroke of the sheet before it */
    { PAPER(HEAD, "R    - GIÁM ĐỐC TRUNG TÂM", "-", "-", "R         Chu Bá Nam"),
      { { "signer", "Chu Bá Nam" }, { "signer_title", "GIÁM ĐỐC TRUNG TÂM" } } },
    /* a name in capitals is one */
    { PAPER(HEAD, "R          KT. CHỦ TỊCH", "R          PHÓ CHỦ TỊCH", "-", "-", "-",
            "R         ĐINH VĂN HÒA"),
      { { "signer", "ĐINH VĂN HÒA" } } },
    { PAPER(HEAD, "R           CHỦ TỊCH", "R            (Đã ký)", "R         Vi Bá Hòa"),
      { { "signer", "Vi Bá Hòa" } } },
};

static void signers_are_found(void **state)
{
    expect_all(*state, papers, sizeof papers / sizeof *papers);
}

/* The text of one paper names who signs another, of whom a seal left the end. */
static void a_form_of_address_completes_no_name(void **state)
{
    struct fixture *f = *state;

    add(f, SHEET(&f->a, HEAD, "L Người được mời: Ông Nguyễn Kiên Bình, sinh năm 1971.",
                 "R           CHỦ TỊCH", "-", "-", "R         Vi Bá Hòa"));
    add(f, SHEET(&f->a, HEAD, "R           CHỦ TỊCH", "-", "-", "R         Kiên Bình"));
    understand(f, false);
    assert_int_equal(f->r.n_docs, 2);
    assert_string_equal(get(&f->r.docs[1], "signer")->value, "Nguyễn Kiên Bình");
    assert_false(get(&f->r.docs[1], "signer")->accepted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signers_are_found),
        cmocka_unit_test(a_form_of_address_completes_no_name),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
