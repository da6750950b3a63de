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
    /* "I. Người cha nhận con" over the father, a stamp between */
    { PAPER(OFFICE, "C TRÍCH LỤC ĐĂNG KÝ NHẬN CHA, MẸ, CON", "-", "L I. Người cha nhận con",
            "C BẢN SAO", "L TRẦN VĂN LÂM - sinh ngày 25/05/1990 - Kinh - Việt Nam",
            "L Số định danh/Hộ chiếu: 001090000001 - Nơi cư trú: thôn Một, xã Ví Dụ",
            "L II. Người con được nhận",
            "L TRẦN VĂN NAM - sinh ngày 02/08/2020 - Nam - Kinh - Việt Nam",
            "L Đã khai sinh số 276/2020 theo lời khai của mẹ là Đỗ Thị Hoa"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    /* no spouse of somebody: one of the two the paper is about */
    { PAPER(OFFICE, "C TRÍCH LỤC KẾT HÔN", "-",
            "L Chồng là TRẦN VĂN LÂM, sinh ngày 05/03/1990, dân tộc Kinh,",
            "L quốc tịch Việt Nam, nơi cư trú thôn Một, xã Ví Dụ.",
            "L Vợ là ĐỖ THỊ HOA, sinh ngày 16/01/1991, dân tộc Nùng, quốc tịch Việt Nam.",
            "L Đã đăng ký kết hôn tại Ủy ban nhân dân xã Ví Dụ, số 163/2023"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    { PAPER(OFFICE, "C TRÍCH LỤC KHAI SINH", "C (Bản sao)", "-",
            "L Họ, chữ đệm, tên người được khai sinh: TRẦN THỊ LAN", "L Ngày 12 tháng 05 năm 2020",
            "L Ghi bằng chữ: Ngày mười hai tháng năm năm hai nghìn không trăm hai mươi",
            "L Giới tính: Nữ", "L Người mẹ: ĐỖ THỊ HOA, năm sinh 1997, dân tộc Kinh"),
      { { "birth_date", "2020-05-12" } } },
    /* whose signature the line over it asks for is no name */
    { PAPER(OFFICE, "C PHIẾU YÊU CẦU", "C BỔ SUNG, HOÀN THIỆN HỒ SƠ", "-", "L Của: TRẦN VĂN LÂM",
            "L Ngụ tại: thôn Một, xã Ví Dụ", "L Về việc: Đăng ký giám hộ",
            "L NGƯỜI NỘP ĐÃ NHẬN PHIẾU", "L Trần Văn Lâm"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    { PAPER(MOTTO, "C ĐƠN ĐỀ NGHỊ", "C HỖ TRỢ CHI PHÍ HỌC TẬP", "C Kính gửi: Phòng Văn hóa", "-",
            "L Người đề nghị: TRẦN VĂN LÂM", "L Ngày sinh: 04/06/1980"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    { PAPER("C (Trang 1 của bản sao)", "C TRƯỜNG ĐẠI HỌC VÍ DỤ", MOTTO, "C BẢNG ĐIỂM TOÀN KHÓA",
            "-", "L Sinh viên: TRẦN THỊ LAN", "L Ngày sinh: 21/09/1995", "-",
            "C CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH",
            "L Số chứng thực: 2808, quyển số 04/2022 - SCT/BS"),
      { { "full_name", "TRẦN THỊ LAN" } } },
};

/* The label of the dead was lost: who declares, and signs, is not the dead. */
static const char *const death[] = {
    MOTTO,
    "C GIẤY CHỨNG TỬ",
    "L Họ tên người: chết : ĐỖ THỊ HOA",
    "L Sanh ngày: 26/09/1942",
    "L Chết lúc: 16 giờ ngày 07/12/1997",
    "L Người khai tử: Trần Văn Lâm",
    "L Người khai",
    "-",
    "L Trần Văn Lâm",
    NULL,
};
static const char *const death_plain[] = {
    MOTTO,
    "C GIẤY CHỨNG TỬ",
    "L Họ tên ngưoi: chết : ĐO THỊ HOA",
    "L Sanh ngày: 26/09/1942",
    "L Người đứng khai: Trần Văn Lâm",
    NULL,
};

static void who_declares_is_not_the_dead(void **state)
{
    struct fixture *f = *state;
    const char *const *const pages[] = { death, death_plain };

    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        const struct document *d = only(f, sheet(&f->a, pages[i]));
        const struct field *got = get(d, "full_name");
        assert_true(!got || !got->accepted);
    }
}

/* Who is accepted as, or shown for, whom the paper is about. */
static const struct wanted named[] = {
    { PAPER("C Cổng Dịch vụ công - biểu mẫu điện tử", MOTTO, "C TỜ KHAI",
            "C CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "-",
            "B Họ, chữ đệm, tên người yêu | TRẦN THỊ LAN", "L cầu",
            "B Ngày sinh, giới tính | 10/10/1986, Nữ", "B Dân tộc, quốc tịch | Kinh, Việt Nam",
            "B Tình trạng hôn nhân | Độc thân từ trước đến nay",
            "B Dùng để | Kết hôn với ông Đỗ Văn Nam, sinh", "R năm 1961", "-",
            "L Nhận bản điện tử.", "R NGƯỜI KHAI", "R Trần Thị Lan"),
      { { "full_name", "TRẦN THỊ LAN" } } },
    { PAPER(MOTTO, "C THỦ TƯỚNG CHÍNH PHỦ TẶNG", "C BẰNG", "C TỔ QUỐC GHI CÔNG", "C Liệt sĩ",
            "C TRẦN VĂN LÂM", "C Nguyên quán: Ví Dụ, Mẫu, Thử", "R KT. THỦ TƯỚNG",
            "R PHÓ THỦ TƯỚNG", "R (đã ký và đóng dấu)", "R Đỗ Văn Nam", "-",
            "C CHỨNG THỰC BẢN SAO ĐÚNG VỚI", "C BẢN CHÍNH",
            "L Số chứng thực: 3989, quyển số 09/2010 - SCT/BS", "L Người nộp: Lý Hoài Vỹ"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    { PAPER(OFFICE, "C TRÍCH LỤC", "C THAY ĐỔI, CẢI CHÍNH, BỔ SUNG THÔNG TIN HỘ TỊCH", "-",
            "L Của: TRẦN VĂN LÂM", "L Sinh ngày: 06/05/1997", "L Quốc tịch: Việt Nam"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    { PAPER(MOTTO, "C ĐƠN XIN XÁC NHẬN", "C Kính gửi: Ủy ban nhân dân xã Ví Dụ", "-",
            "I Tôi đứng tên dưới đây là TRẦN VĂN LÂM, sinh năm 1945, trú tại thôn Một.",
            "I Thời gian ấy có ông Đỗ Văn Nam và bà Đỗ Thị Hoa cùng thời biết rõ.", "-",
            "L Người làm chứng", "L Đỗ Văn Nam", "-", "R Người đứng đơn", "R Trần Văn Lâm"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
};

static void whom_it_names(void **state)
{
    expect_all(*state, named, sizeof named / sizeof *named);
}

static void whose_and_when_born(void **state)
{
    expect_all(*state, papers, sizeof papers / sizeof *papers);
}

/* "CẤP SỐ NHÀ" is near "CẤP SỔ ĐỎ", "TÌNH TRẠNG NHÀ, ĐẤT" near "TÌNH TRẠNG HÔN NHÂN". */
static void a_near_title_is_another_paper(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        only(f, sheet(&f->a, PAPER(MOTTO, "C ĐƠN XIN CẤP SỐ NHÀ", "C Kính gửi: UBND xã Ví Dụ", "-",
                                   "L Người đứng đơn: TRẦN VĂN LÂM", "L Năm sinh: 1979",
                                   "L Vị trí nhà xin cấp số: thôn Một, xã Ví Dụ")));
    assert_string_equal(d->type, "don_de_nghi");
    d = only(f, sheet(&f->a, PAPER(OFFICE, "C GIẤY XÁC NHẬN", "C TÌNH TRẠNG NHÀ, ĐẤT", "-",
                                   "I Theo đơn của ông TRẦN VĂN LÂM, qua kiểm tra bản đồ địa",
                                   "L chính, Ủy ban nhân dân xã Ví Dụ xác nhận:",
                                   "L 1. Vị trí: thửa đất số 717, tờ bản đồ số 132.",
                                   "L 2. Hiện không có đơn tranh chấp.")));
    assert_string_equal(d->type, "giay_xac_nhan");
    d = only(f, sheet(&f->a, PAPER(MOTTO, "C ĐƠN XIN CẤP SỔ ĐỎ", "C Kính gửi: UBND xã Ví Dụ", "-",
                                   "L Tôi là: TRẦN VĂN LÂM", "L Thửa đất số 12, tờ bản đồ số 3",
                                   "L Nguồn gốc sử dụng: cha mẹ để lại")));
    assert_string_equal(d->type, "don_dang_ky_dat_dai");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whose_and_when_born),
        cmocka_unit_test(whom_it_names),
        cmocka_unit_test(who_declares_is_not_the_dead),
        cmocka_unit_test(a_near_title_is_another_paper),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
