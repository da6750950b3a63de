/* cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "tests/unit/paper/wants.h"

#define SUBJECT_TEXT                                                                               \
    "I Giao Văn phòng tổng hợp kết quả của từng đơn vị, trình Chủ tịch xem xét vào ngày 25.",      \
        "L Các đơn vị chịu trách nhiệm thi hành kể từ ngày ký."

/* Heads and bodies worded as offices word them, beside the forms of the law. */
static const struct wanted papers[] = {
    { PAPER("B UBND TỈNH CÀ MAU | " STATE, "B CHỦ TỊCH | " LIBERTY,
            "B ỦY BAN NHÂN DÂN XÃ AN TRẠCH | ",
            "B Số: 1676/QĐ-CTUBND | An Trạch, ngày 23 tháng 8 năm 2025", "-", "C QUYẾT ĐỊNH",
            "C Về việc kiện toàn Hội đồng nghĩa vụ quân sự", "-", SUBJECT_TEXT),
      { { "issuer", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN TRẠCH" },
        { "superior", "UBND TỈNH CÀ MAU" },
        { "doc_number", "1676/QĐ-CTUBND" } } },
    { PAPER("B UBND TỈNH LÂM ĐỒNG | " STATE, "B CHỦ TỊCH UBND XÃ PHAN SƠN | " LIBERTY,
            "B Số: 8/CT-CTUBND | Phan Sơn, ngày 05 tháng 7 năm 2025", "-", "C CHỈ THỊ",
            "C Về chấn chỉnh kỷ luật, kỷ cương hành chính", "-", SUBJECT_TEXT),
      { { "issuer", "CHỦ TỊCH UBND XÃ PHAN SƠN" }, { "superior", "UBND TỈNH LÂM ĐỒNG" } } },
    { PAPER("B HỘI ĐỒNG NHÂN DÂN | " STATE, "B XÃ HẢI LĂNG | " LIBERTY, "B THƯỜNG TRỰC HĐND | ",
            "B Số: 12/TB-TTHĐND | Hải Lăng, ngày 05 tháng 7 năm 2024", "-", "C THÔNG BÁO",
            "C Về việc triệu tập kỳ họp", "-", SUBJECT_TEXT),
      { { "issuer", "THƯỜNG TRỰC HĐND" }, { "superior", "HỘI ĐỒNG NHÂN DÂN XÃ HẢI LĂNG" } } },
    /* a speck behind the last line of the agency */
    { PAPER("B UBND HUYỆN THƯỜNG XUÂN | " STATE, "B CHỦ TỊCH UBND XÃ XUÂN LỘC : | " LIBERTY,
            "B Số: 10/CT-CTUBND | Xuân Lộc, ngày 16 tháng 6 năm 2023", "-", "C CHỈ THỊ",
            "C Về chấn chỉnh kỷ luật, kỷ cương hành chính", "-", SUBJECT_TEXT),
      { { "issuer", "CHỦ TỊCH UBND XÃ XUÂN LỘC" }, { "superior", "UBND HUYỆN THƯỜNG XUÂN" } } },
    /* Quy Nhơn begins like "Quỹ", and is the city's name */
    { PAPER("B BỘ Y TẾ | " STATE, "B BỆNH VIỆN ĐA KHOA THÀNH PHỐ | " LIBERTY, "B QUY NHƠN | ",
            "B Số: 3818/GCS | Bình Định, ngày 07 tháng 9 năm 2022", "-", "C GIẤY CHỨNG SINH",
            "L Họ tên mẹ: NGÔ THỊ LOAN"),
      { { "issuer", "BỆNH VIỆN ĐA KHOA THÀNH PHỐ QUY NHƠN" } } },
    /* two letters alone in the last line */
    { PAPER("B SỞ Y TẾ TỈNH PHÚ YÊN | " STATE, "B BỆNH VIỆN ĐA KHOA HUYỆN TUY | " LIBERTY,
            "B AN | ", "B Số: 5198/GKSK | Phú Yên, ngày 18 tháng 02 năm 2023", "-",
            "C GIẤY KHÁM SỨC KHỎE", "L Họ và tên: VI HỮU TÂM"),
      { { "issuer", "BỆNH VIỆN ĐA KHOA HUYỆN TUY AN" } } },
    { PAPER("B UBND XÃ BÌNH LƯ | " STATE, "B BỘ PHẬN MỘT CỦA | " LIBERTY,
            "B Số: 1209/TN-BPMC | Bình Lư, ngày 07 tháng 02 năm 2021", "-",
            "C GIẤY TIẾP NHẬN HỒ SƠ", "C VÀ HẸN TRẢ KẾT QUẢ", "L Thủ tục: Đăng ký kết hôn"),
      { { "issuer", "BỘ PHẬN MỘT CỬA" } } },
    /* a number is what is printed: the decree's GGT is no reason to change GT */
    { PAPER("B UBND XÃ BẮC QUANG | " STATE, "B   | " LIBERTY,
            "B Số: 114/GT-UBND | Bắc Quang, ngày 01 tháng 7 năm 2025", "-", "C GIẤY GIỚI THIỆU",
            "L Giới thiệu ông: Phạm Tùng Quang", "L Chức danh: Công chức Văn phòng"),
      { { "doc_number", "114/GT-UBND" } } },
    { PAPER("B TRUNG TÂM Y TẾ HUYỆN CỦ CHI | " STATE, "B TRẠM Y TẾ XÃ TRUNG AN | " LIBERTY,
            "B Số: 22/GBTTYT | Trung An, ngày 28 tháng 11 năm 2024", "-", "C GIẤY BÁO TỬ",
            "L Họ và tên người chết: NGUYỄN HỒNG PHÁT"),
      { { "doc_number", "22/GBT-TYT" } } },
    { PAPER("B UBND XÃ QUANG PHONG | " STATE, "B   | " LIBERTY,
            "B Số: 2/CTCTUBND | Quang Phong, ngày 05 tháng 7 năm 2025", "-", "C CHỈ THỊ",
            "C Về chấn chỉnh kỷ luật, kỷ cương hành chính", "-", SUBJECT_TEXT),
      { { "doc_number", "2/CT-CTUBND" } } },
    { PAPER("B UBND XÃ PHI TÔ | " STATE, "B   | " LIBERTY,
            "B Số: 226/0Đ-ỤB | Phi Tô, ngày 10 tháng 02 năm 2002", "-", "C QUYẾT ĐỊNH",
            "C Về việc cử cán bộ trực bão", "-", SUBJECT_TEXT),
      { { "doc_number", "226/QĐ-UB" } } },
    { PAPER("B UBND XÃ DIÊN PHÚ | " STATE, "B   | " LIBERTY,
            "B Số: 200/XL:UBND | Diên Phú, ngày 02 tháng 12 năm 2021", "-", "C PHIẾU XIN LỖI",
            "C VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "L Gửi: Bà Phạm Thị Xuân Uyên"),
      { { "doc_number", "200/XL-UBND" } } },
    { PAPER("C ỦY BAN NHÂN DÂN XÃ VĨNH KIÊN", "C BIÊN LAI THU PHÍ, LỆ PHÍ",
            "C Ký hiệu:22AA/22E Số: 24801", "L Người nộp tiền: Thái Thị Mai",
            "L Tổng số tiền: 119.000 đồng", "R ngày 03 tháng 6 năm 2021", "R NGƯỜI THU TIỀN"),
      { { "doc_number", "24801" } } },
    { PAPER(MOTTO, "C GIẤY CHỨNG NHẬN KẾT HÔN", "L Số: I78          Quyển số: 01/2007",
            "L Họ và tên chồng: Trần Văn Nam", "L Họ và tên vợ: Lê Thị Hoa"),
      { { "doc_number", "178" } } },
};

static void heads_as_offices_word_them(void **state)
{
    expect_all(*state, papers, sizeof papers / sizeof *papers);
}

static void a_chairman_is_accepted_as_his_body_is(void **state)
{
    struct fixture *f = *state;
    const struct document *d = only(f, sheet(&f->a, papers[0].lines));

    assert_true(get(d, "issuer")->accepted);
    d = only(f, SHEET(&f->a, "B UBND-PHƯỜNG ĐA MAI | " STATE, "B   | " LIBERTY,
                      "B Số: 12/TB-UBND | Đa Mai, ngày 05 tháng 7 năm 2024", "-", "C THÔNG BÁO",
                      "C Về việc họp dân", "-", SUBJECT_TEXT));
    expect(d, "issuer", "UBND PHƯỜNG ĐA MAI");
    assert_false(get(d, "issuer")->accepted); /* the dash was no dash, perhaps */
}

static void mended_numbers_are_not_accepted(void **state)
{
    struct fixture *f = *state;

    for (size_t i = 8; i < sizeof papers / sizeof *papers; i++) {
        const struct field *n = get(only(f, sheet(&f->a, papers[i].lines)), "doc_number");
        if (n->accepted)
            fail_msg("%s accepted", n->value);
    }
    const char *const *said = papers[7].lines; /* as it stands there */
    assert_true(get(only(f, sheet(&f->a, said)), "doc_number")->accepted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heads_as_offices_word_them),
        cmocka_unit_test(a_chairman_is_accepted_as_his_body_is),
        cmocka_unit_test(mended_numbers_are_not_accepted),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
