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
    { PAPER("C ỦY BAN NHÂN DÂN XÃ VĨNH KIÊN", "C BIÊN LAI THU PHÍ, LỆ PHÍ",
            "C Ký hiệu: 24AB-25E - Số biên lai: 4651762", "L Người nộp tiền: Thái Thị Mai",
            "L Tổng số tiền: 119.000 đồng", "R ngày 03 tháng 6 năm 2021", "R NGƯỜI THU TIỀN"),
      { { "doc_number", "4651762" } } },
    { PAPER(MOTTO, "C GIẤY CHỨNG NHẬN KẾT HÔN", "L Số: I78          Quyển số: 01/2007",
            "L Họ và tên chồng: Trần Văn Nam", "L Họ và tên vợ: Lê Thị Hoa"),
      { { "doc_number", "178" } } },
    /* days said in sentences */
    { PAPER(MOTTO, "C GIẤY CHỨNG NHẬN NUÔI CON NUÔI", "L Số: 310/2023",
            "L Họ, chữ đệm, tên: ĐINH THỊ THIÊN HƯƠNG", "L Sinh ngày: 23 tháng 09 năm 2017",
            "L Ông: Trần Bá Minh", "L Bà: Triệu Nhã Mai", "L Năm sinh: 1993",
            "I Việc nuôi con nuôi có hiệu lực kể từ ngày 02 tháng 3 năm 2023.",
            "R TM. ỦY BAN NHÂN DÂN XÃ TÂN LẬP", "R         CHỦ TỊCH", "-", "-",
            "R         Phan Quang Tuấn"),
      { { "issued_date", "2023-03-02" } } },
    { PAPER(MOTTO, "C HỢP ĐỒNG ỦY QUYỀN",
            "I Chúng tôi ký tên dưới đây, tại Ủy ban nhân dân xã Đông Thọ, ngày 24 tháng 6 năm",
            "L 2022:", "L Bên ủy quyền (A): Nguyễn Bá Luận", "L Sinh năm: 1977"),
      { { "issued_date", "2022-06-24" } } },
    { PAPER(MOTTO, "C VĂN BẢN TỪ CHỐI NHẬN DI SẢN",
            "I Tại Ủy ban nhân dân thị trấn An Châu, ngày 22 tháng 7 năm",
            "L 2023, tôi là người có tên dưới đây:", "L Họ và tên: VŨ TÂM LINH"),
      { { "issued_date", "2023-07-22" } } },
    { PAPER(MOTTO, "C PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "L Thủ tục: Đăng ký khai sinh",
            "L Hội Nông dân xã Mỹ Thủy Lãnh đạo ký 9 giờ 17 09/05/2026", "-",
            "R Mỹ Thủy, ngày 07 tháng 5 năm 2026"),
      { { "issued_date", "2026-05-07" } } },
    { PAPER(MOTTO, "C ĐƠN ĐỀ NGHỊ", "L Kính gửi: Ủy ban nhân dân xã An Châu",
            "L Tôi xin trình bày như sau.", "-", "R An Châu, ngày l6 tháng 8 năm 2022",
            "R          NGƯỜI LÀM ĐƠN"),
      { { "issued_date", "2022-08-16" } } },
    { PAPER(MOTTO, "C ĐƠN ĐỀ NGHỊ", "L Kính gửi: Ủy ban nhân dân xã An Châu",
            "L Tôi xin trình bày như sau.", "-", "R An Châu, ngày †7 tháng 8 năm 2022",
            "R          NGƯỜI LÀM ĐƠN"),
      { { "issued_date", "2022-08-17" } } },
    { PAPER(MOTTO, "C TỜ KHAI ĐỀ NGHỊ TRỢ GIÚP XÃ HỘI", "L 1. Họ và tên: TỪ KHẮC THÀNH", "-", "-",
            "R Tam Xuân 1, ngày 02 tháng 5 năm 2024", "R       NGƯỜI KHAI", "-",
            "R      Từ Khắc Thành"),
      { { "issued_date", "2024-05-02" } } },
    { PAPER("L ỦY BAN NHÂN DÂN", "L XÃ LỘC NINH", "-", "C BIÊN LAI THU PHÍ, LỆ PHÍ",
            "C Ngày 03/05/2025", "-", "L Người nộp: Đoàn Bình Dân", "L Số tiền: 350.000 đồng"),
      { { "issued_date", "2025-05-03" } } },
    /* subjects that begin as sentences of the text do, and those whose last word stands alone */
    { PAPER("B UBND XÃ BẮC QUANG | " STATE, "B   | " LIBERTY,
            "B Số: 45/HD-UBND | Bắc Quang, ngày 10 tháng 7 năm 2025", "-", "C HƯỚNG DẪN",
            "C Thực hiện hỗ trợ xóa nhà tạm", "-", SUBJECT_TEXT),
      { { "subject", "Thực hiện hỗ trợ xóa nhà tạm" } } },
    { PAPER("B UBND XÃ BẮC QUANG | " STATE, "B   | " LIBERTY,
            "B Số: 45/BC-UBND | Bắc Quang, ngày 10 tháng 7 năm 2025", "-", "C BÁO CÁO",
            "C Sở kết công tác trồng cây đầu xuân", "-", SUBJECT_TEXT),
      { { "subject", "Sơ kết công tác trồng cây đầu xuân" } } },
    { PAPER("B UBND HUYỆN BẢO YÊN | " STATE, "B UBND XÃ BẢO HÀ | " LIBERTY,
            "B Số: 541/UBND-VHXH | Bảo Hà, ngày 24 tháng 6 năm 2023",
            "B V/v:cử người tham gia tổng điều tra, tuổi I7, vận - | ", "B chuyển kinh | ",
            "B tế | ", "-", "C Kính gửi: Phòng Kinh tế.", SUBJECT_TEXT),
      { { "subject", "cử người tham gia tổng điều tra, tuổi 17, vận chuyển kinh tế" } } },
    { PAPER("B ĐẢNG BỘ HUYỆN HẢI LĂNG | " STATE, "B ĐẢNG ỦY XÃ HẢI LĂNG | " LIBERTY,
            "B Số: 5-CT/ĐU | Hải Lăng, ngày 05 tháng 7 năm 2024", "-", "C CHỈ THỊ",
            "C CỦA BAN THƯỜNG VỤ ĐẢNG ỦY", "C về công tác tuyển quân năm 2024", "-", SUBJECT_TEXT),
      { { "subject", "về công tác tuyển quân năm 2024" } } },
    /* bodies of any name behind a unit; papers without a motto */
    { PAPER("B ỦY BAN NHÂN DÂN | " STATE, "B XÃ HẢI LĂNG | " LIBERTY, "B KHO TƯ LIỆU | ",
            "B Số: 12/TB-KTL | Hải Lăng, ngày 05 tháng 7 năm 2024", "-", "C THÔNG BÁO",
            "C Về việc nộp lưu tài liệu", "-", SUBJECT_TEXT),
      { { "issuer", "KHO TƯ LIỆU" }, { "superior", "ỦY BAN NHÂN DÂN XÃ HẢI LĂNG" } } },
    { PAPER("C UBND HUYỆN HẢI LĂNG", "C TRƯỜNG THCS XÃ HẢI LĂNG",
            "C Địa chỉ: thôn 3, xã Hải Lăng - Điện thoại: 0233 3873 123", "-", "C GIẤY GIỚI THIỆU",
            "L Giới thiệu ông: Phạm Tùng Quang", SUBJECT_TEXT),
      { { "issuer", "TRƯỜNG THCS XÃ HẢI LĂNG" }, { "superior", "UBND HUYỆN HẢI LĂNG" } } },
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

    for (size_t i = 8; i < 14; i++) {
        const struct field *n = get(only(f, sheet(&f->a, papers[i].lines)), "doc_number");
        const bool clean = strcmp(n->value, "4651762") == 0; /* behind its series, read twice */
        if (n->accepted != clean)
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
