/* Names behind forms of address, and labels that share a line: as offices' papers of wordings
 * nobody had tabled were read. All persons are invented. */
/* cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */
#include "tests/unit/paper/wants.h"

#define SLIP                                                                                       \
    "C TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ VÍ DỤ",                                                \
        "C PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "-"
#define TRADE                                                                                      \
    OFFICE, "C GIẤY CHỨNG NHẬN ĐĂNG KÝ", "C HỘ KINH DOANH", "L Mã số đăng ký: 60K8000001", "-",    \
        "L 1. Tên hộ kinh doanh | HỘ KINH DOANH HOA SEN"
#define ADOPTION                                                                                   \
    OFFICE, "C GIẤY CHỨNG NHẬN NUÔI CON NUÔI", "-",                                                \
        "L Ông Trần Văn Lâm, sinh ngày 24/03/1987, dân tộc Kinh;", "L được nhận làm con nuôi:"
#define DEED                                                                                       \
    MOTTO, "C GIẤY CHỨNG NHẬN", "C QUYỀN SỬ DỤNG ĐẤT", "C QUYỀN SỞ HỮU TÀI SẢN GẮN LIỀN VỚI ĐẤT",  \
        "-", "L I. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất:"
#define POWER MOTTO, "C HỢP ĐỒNG ỦY QUYỀN", "-"

static const struct wanted papers[] = {
    /* labels on one line, parted by strokes */
    { PAPER(SLIP, "L Mã hồ sơ: H07.19-260108-0009 - Người nộp: Trần Văn Lâm - Thủ tục: Khai sinh",
            "-", "L Bước | Bên giao | Bên nhận", "L Tiếp nhận | Người nộp | Đỗ Bá Nam"),
      { { "full_name", "Trần Văn Lâm" } } },
    { PAPER(SLIP,
            "L Mã hồ sơ: H07.19-260108-0009 / Người nộp: Trần Văn Lâm / Ngày nhận: 08/01/2026", "-",
            "L Tiếp nhận | Người nộp | Đỗ Bá Nam"),
      { { "full_name", "Trần Văn Lâm" } } },
    { PAPER(SLIP,
            "L Mã hồ sơ: H07.19-260108-0009 - Người nộp: Trần Thị Lan - Thủ tục: Cấp bản sao trích "
            "lục",
            "L hộ tịch", "-", "L Tiếp nhận | Người nộp | Đỗ Bá Nam"),
      { { "full_name", "Trần Thị Lan" } } },
    { PAPER(SLIP, "L Chủ hồ sơ: Trần Văn Lâm – Điện thoại: 0903000001", "-",
            "L Tiếp nhận | Người nộp | Đỗ Bá Nam"),
      { { "full_name", "Trần Văn Lâm" } } },
    /* several things in a cell */
    { PAPER(TRADE, "L 5. Chủ hộ | TRẦN THỊ LAN - Nữ - sinh ngày 04/05/1990"),
      { { "full_name", "TRẦN THỊ LAN" } } },
    { PAPER(TRADE, "L 5. Chủ hộ kinh doanh | TRẦN THỊ LAN / Nữ / 04/05/1990"),
      { { "full_name", "TRẦN THỊ LAN" } } },
    { PAPER(TRADE, "L 5. Chủ hộ | TRẦN THỊ LAN (nữ, sinh ngày 04/05/1990)"),
      { { "full_name", "TRẦN THỊ LAN" } } },
    { PAPER(TRADE, "L 5. Chủ hộ | TRẦN THỊ LAN, Nữ, sinh ngày 04/05/1990"),
      { { "full_name", "TRẦN THỊ LAN" } } },
    /* forms of address, with their marks and without */
    { PAPER(ADOPTION, "L Cháu PHAN THỊ HẠNH, Nữ, sinh ngày 11/05/2025, dân tộc Kinh"),
      { { "full_name", "PHAN THỊ HẠNH" } } },
    { PAPER(ADOPTION, "L Châu PHAN THỊ HẠNH, Nữ, sinh ngày 11/05/2025, dân tộc Kinh"),
      { { "full_name", "PHAN THỊ HẠNH" } } },
    { PAPER(ADOPTION, "L Cháu PHAN THỊ HẠNH Nữ sinh ngày 11/05/2025, dân tộc Kinh"),
      { { "full_name", "PHAN THỊ HẠNH" } } },
    { PAPER(ADOPTION, "L Cháu bé PHAN THỊ HẠNH, Nữ, sinh ngày 11/05/2025"),
      { { "full_name", "PHAN THỊ HẠNH" } } },
    { PAPER(ADOPTION, "L Cháu Phan Thị Hạnh, Nữ, sinh ngày 11/05/2025"),
      { { "full_name", "Phan Thị Hạnh" } } },
    { PAPER(ADOPTION, "L Bé PHAN THỊ HẠNH, Nữ, sinh ngày 11/05/2025"),
      { { "full_name", "PHAN THỊ HẠNH" } } },
    /* family names that read like one stay, and nothing is cut */
    { PAPER(ADOPTION, "L CHÂU THỊ HẠNH, Nữ, sinh ngày 11/05/2025"),
      { { "full_name", "CHÂU THỊ HẠNH" } } },
    { PAPER(OFFICE, "C GIẤY XÁC NHẬN", "-", "L Họ và tên: BẾ VĂN NAM", "L Sinh ngày: 05/01/1983"),
      { { "full_name", "BẾ VĂN NAM" } } },
    { PAPER(OFFICE, "C GIẤY XÁC NHẬN", "-", "L Họ và tên: CỒ HUY HOÀNG", "L Sinh ngày: 05/01/1983"),
      { { "full_name", "CỒ HUY HOÀNG" } } },
    { PAPER(OFFICE, "C GIẤY XÁC NHẬN", "-", "L Họ và tên: HO BA TRUNG", "L Sinh ngày: 05/01/1983"),
      { { "full_name", "HỒ BA TRUNG" } } },
    { PAPER(OFFICE, "C GIẤY XÁC NHẬN", "-", "L Họ và tên: HÔ VĨNH HƯNG", "L Sinh ngày: 05/01/1983"),
      { { "full_name", "HỒ VĨNH HƯNG" } } },
    { PAPER(OFFICE, "C GIẤY XÁC NHẬN", "-", "L Họ và tên: Hộ ông Trần Văn Lâm"),
      { { "full_name", "Trần Văn Lâm" } } },
    { PAPER(OFFICE, "C GIẤY XÁC NHẬN", "-", "L Họ và tên: 7Trần Hương Lan", "L Sinh: 05/01/1983"),
      { { "full_name", "Trần Hương Lan" } } },
    /* several given into power together */
    { PAPER(POWER, "I Bên ủy quyền: vợ chồng bà TRẦN THỊ LAN (CCCD 001177000001) và",
            "L ông ĐỖ BÁ NAM (CCCD 001094000001), cư trú tại thôn Một, xã Ví Dụ.",
            "I Bên được ủy quyền: bà LÊ THỊ HOA (CCCD 001182000001)"),
      { { "full_name", "TRẦN THỊ LAN" } } },
    { PAPER(POWER, "I Bên ủy quyền: hai vợ chồng ông TRẦN VĂN LÂM (CCCD 001077000001) và",
            "L bà ĐỖ THỊ HOA (CCCD 001194000001), cư trú tại thôn Một, xã Ví Dụ.",
            "I Bên được ủy quyền: bà LÊ THỊ HOA (CCCD 001182000001)"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    /* whose birth it is stands over the parents' columns */
    { PAPER(OFFICE, "C GIẤY KHAI SINH", "C Số: 355", "-",
            "L Họ và tên người được khai sinh: TRẦN VĂN LÂM", "L Nam hay nữ: Nam", "-",
            "L . | CHA | MẸ", "L Họ tên | Trần Bá Nam | Đỗ Thị Hoa", "L Sinh năm | 1970 | 1976",
            "-", "L Người khai: Trần Bá Nam, số giấy chứng minh nhân dân 139000001"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    { PAPER(OFFICE, "C GIẤY KHAI SINH", "C Số: 355", "-", "L Họ tên trẻ: TRẦN VĂN LÂM",
            "L Nam hay nữ: Nam", "-", "L Họ tên cha: Trần Bá Nam", "L Họ tên mẹ: Đỗ Thị Hoa",
            "L Người khai: Trần Bá Nam, số giấy chứng minh nhân dân 139000001"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    /* the form of address ends the line, the name begins the next */
    { PAPER(OFFICE, "C PHIẾU TỪ CHỐI", "C TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "-",
            "L Bộ phận tiếp nhận và trả kết quả xã Ví Dụ tiếp nhận toàn bộ hồ sơ của: Ông",
            "L TRẦN VĂN LÂM", "L Địa chỉ: thôn Một, xã Ví Dụ"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    { PAPER(OFFICE, "C PHIẾU TỪ CHỐI", "C TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "-",
            "L Bộ phận tiếp nhận và trả kết quả xã Ví Dụ tiếp nhận toàn bộ hồ sơ của: Bà",
            "L TRẦN THỊ LAN", "L Địa chỉ: thôn Một, xã Ví Dụ"),
      { { "full_name", "TRẦN THỊ LAN" } } },
    /* whose heir somebody is */
    { PAPER(MOTTO, "C VĂN BẢN KHAI NHẬN DI SẢN THỪA KẾ", "-",
            "L Tại trụ sở UBND xã Ví Dụ, tôi là:", "L Bà: | TRẦN THỊ LAN", "L CMND số: | 193000001",
            "I Tôi là người thừa kế duy nhất theo pháp luật của ông ĐỖ BÁ NAM, sinh năm 1933,",
            "L chết ngày 07/01/2009.", "-", "R NGƯỜI KHAI NHẬN DI SẢN", "R Trần Thị Lan"),
      { { "full_name", "TRẦN THỊ LAN" } } },
    /* whose column it is stands over it */
    { PAPER(OFFICE, "C GIẤY CHỨNG NHẬN KẾT HÔN", "-", "L . | NGƯỜI CHỒNG | NGƯỜI VỢ",
            "L Họ và tên | TRẦN VĂN LÂM | ĐỖ THỊ HOA",
            "L Sinh ngày, tháng, năm | 05/10/1964 | 21/08/1968"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    { PAPER(OFFICE, "C TRÍCH LỤC ĐĂNG KÝ", "C NHẬN CHA, MẸ, CON", "-",
            "L Nội dung | Cha | Con | Mẹ của con",
            "L Họ và tên | TRẦN VĂN LÂM | ĐỖ BÁ NAM | ĐỖ THỊ HOA",
            "L Sinh ngày | 05/10/1984 | 21/08/2018 | 01/02/1990"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    /* two cells read as one */
    { PAPER(OFFICE, "C TRÍCH LỤC ĐĂNG KÝ", "C NHẬN CHA, MẸ, CON", "-",
            "L Nội dung kê khai | Cha | Con | Mẹ của con",
            "L Họ và tên | TRẦN VĂN LÂM  ĐỖ BÁ NAM | ĐỖ THỊ HOA",
            "L Sinh ngày | 05/10/1984 | 21/08/2018 | 01/02/1990"),
      { { "full_name", "TRẦN VĂN LÂM" }, { "birth_date", "1984-10-05" } } },
    /* no stroke between a name and what is said of it */
    { PAPER(DEED, "L Bà TRẦN THỊ LAN căn cước số 001170000001; ông ĐỖ BÁ NAM, căn cước",
            "L số 001059000001; địa chỉ: thôn Một, xã Ví Dụ."),
      { { "full_name", "TRẦN THỊ LAN" } } },
    { PAPER(DEED, "L ông TRẦN VĂN LÂM năm sinh 1994, CMND số 111800001, và bà ĐỖ THỊ HOA,",
            "L năm sinh 1983, CMND số 049000001. Địa chỉ thường trú: thôn Một."),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    { PAPER(DEED, "L Ông TRẦN VĂN LÂM và bà ĐỖ THỊ HOA, sinh năm 1983",
            "L Địa chỉ thường trú: thôn Một."),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    { PAPER(DEED, "L Hộ ông Trần Văn Lâm sinh năm 1960 và vợ là bà Đỗ Thị Hoa sinh năm 1962"),
      { { "full_name", "Trần Văn Lâm" } } },
    { PAPER(MOTTO, "C ĐƠN ĐĂNG KÝ ĐẤT ĐAI", "-", "L 1.1. Tên TRẦN THỊ LAN và ông ĐỖ BÁ NAM",
            "L 1.3. Địa chỉ: thôn Một, xã Ví Dụ"),
      { { "full_name", "TRẦN THỊ LAN" } } },
};

static void names_behind_forms_of_address(void **state)
{
    expect_all(*state, papers, sizeof papers / sizeof *papers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_behind_forms_of_address),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
