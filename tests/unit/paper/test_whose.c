/* Whose paper it is, and when that person was born, as papers of wordings nobody had tabled were
 * read. All persons are invented. */
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
    { PAPER(MOTTO, "C PHIẾU YÊU CẦU", "C BỔ SUNG, HOÀN THIỆN HỒ SƠ", "C Số: 514/PYCBS", "-",
            "I Thưa bà Trần Thị Lan (ĐDCN 001190000001, ĐT 0903 000 001),",
            "I Hồ sơ của bà nộp ngày 23/04/2026 còn những điểm sau cần bổ sung:",
            "I a) Biên nhận nộp thuế, lệ phí trước bạ",
            "I Người thụ lý: Đỗ Văn Nam, quầy số 2, điện thoại 02603811868."),
      { { "full_name", "Trần Thị Lan" } } },
    { PAPER(OFFICE, "C TRÍCH LỤC", "C ĐĂNG KÝ NHẬN CHA, MẸ, CON", "C (Bản sao)", "-",
            "I Ủy ban nhân dân xã Ví Dụ trích lục: ngày 26/10/2023, ông TRẦN VĂN LÂM, sinh ngày",
            "L 21/10/1984, dân tộc Kinh, cư trú tại thôn Một, xã Ví Dụ, đã được đăng ký",
            "L nhận con là cháu TRẦN THỊ LAN, sinh ngày 08/07/2022, giới tính Nữ, có mẹ",
            "L là bà Đỗ Thị Hoa, sinh năm 1992."),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    { PAPER("C CÔNG AN HUYỆN VÍ DỤ", "C CÔNG AN XÃ VÍ DỤ", "-", "C SỔ TẠM TRÚ", "C (Loại KT3)", "-",
            "L Người đứng tên sổ: TRẦN VĂN LÂM", "L Ngày sinh: 03/12/1979",
            "L Chủ nhà trọ: Đỗ Thị Hoa", "L Thời hạn: 28/07/2014 - 26/07/2016"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    { PAPER(MOTTO, "C GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP",
            "C CÔNG TY TNHH HAI THÀNH VIÊN TRỞ LÊN", "C Mã số doanh nghiệp: 0100000001", "-",
            "L 4. Danh sách thành viên góp vốn",
            "L 5. Người đại diện theo pháp luật: TRẦN THỊ LAN, Giám đốc, sinh ngày 07/03/1977"),
      { { "full_name", "TRẦN THỊ LAN" } } },
    { PAPER("C BẢN SAO", MOTTO, "C BẰNG TỐT NGHIỆP", "C TRUNG HỌC CƠ SỞ", "-",
            "L Cho: TRẦN THỊ LAN", "L Sinh ngày: 14/02/1995", "-", "C LỜI CHỨNG",
            "L Chứng thực bản sao đúng với bản chính.",
            "L Số chứng thực: 1793, quyển số 02/2021 - SCT/BS"),
      { { "full_name", "TRẦN THỊ LAN" } } },
    { PAPER(
          OFFICE, "C GIẤY KHAI SINH", "-", "L Tên khai sinh (họ, chữ đệm, tên): TRẦN VĂN LÂM",
          "L Chào đời: Ngày hai mươi bốn tháng bảy năm hai nghìn không trăm mười bảy (tức ngày 24",
          "L tháng 07 năm 2017)", "L Giới tính Nam; dân tộc Kinh; quốc tịch Việt Nam",
          "L CHA: TRẦN VĂN NAM", "L Sinh năm 1987, dân tộc Kinh, Việt Nam"),
      { { "birth_date", "2017-07-24" } } },
    { PAPER(MOTTO, "C PHIẾU LÝ LỊCH TƯ PHÁP SỐ 2", "C Số: 36578/PLLTP", "-",
            "I Theo hồ sơ lý lịch tư pháp đang quản lý, xác nhận ông TRẦN VĂN LÂM, sinh",
            "L ngày 15 tháng 02 năm 1972, giới tính Nam, nơi sinh Lai Châu, quốc tịch Việt Nam:",
            "L I. Án tích: KHÔNG CÓ ÁN TÍCH"),
      { { "full_name", "TRẦN VĂN LÂM" }, { "birth_date", "1972-02-15" } } },
    { PAPER(MOTTO, "C TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ", "C Kính gửi: CÔNG AN XÃ VÍ DỤ", "-",
            "I 1. Họ, chữ đệm và tên: TRẦN THỊ LAN; 2. Ngày, tháng, năm sinh:",
            "L 26/09/1987; 3. Giới tính: Nữ", "L 5. Điện thoại liên hệ: 0905000001"),
      { { "full_name", "TRẦN THỊ LAN" }, { "birth_date", "1987-09-26" } } },
    { PAPER(MOTTO, "C PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ", "C Số: 12/PTC-TTPVHCC", "-",
            "I Trung tâm không thể tiếp nhận hồ sơ của ông Trần Văn Lâm, số định danh",
            "L 001080000001, ngụ tại thôn Một, về thủ tục đăng ký nhận cha, mẹ, con."),
      { { "full_name", "Trần Văn Lâm" } } },
};

static void whose_and_when_born(void **state)
{
    expect_all(*state, papers, sizeof papers / sizeof *papers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whose_and_when_born),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
