/* The person of a paper in wordings of real forms, as sentences and as labels. All persons are
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
    { PAPER(OFFICE, "C PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "-", "I Hồ sơ của: Trần Thị Lan",
            "I Nội dung yêu cầu giải quyết: cấp đổi giấy"),
      { { "full_name", "Trần Thị Lan" } } },
    { PAPER(OFFICE, "C PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "-",
            "I Sau khi kiểm tra hồ sơ, đề nghị ông/bà Trần Thị Lan, địa chỉ tại thôn Một,",
            "I bổ sung các giấy tờ sau:"),
      { { "full_name", "Trần Thị Lan" } } },
    { PAPER(OFFICE, "C PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "-",
            "I Yêu cầu bà Trần Thị Lan hoàn thiện hồ sơ gồm những nội dung sau:"),
      { { "full_name", "Trần Thị Lan" } } },
    { PAPER(OFFICE, "C PHIẾU YÊU CẦU BỔ SUNG HỒ SƠ", "-",
            "I Ngày 02/03/2024, Bộ phận Một cửa đã tiếp nhận hồ sơ do bà Trần Thị Lan nộp.",
            "I Hồ sơ còn thiếu bản sao giấy khai sinh."),
      { { "full_name", "Trần Thị Lan" } } },
    { PAPER(OFFICE, "C THÔNG BÁO", "C Về việc dừng giải quyết hồ sơ", "-",
            "I Tạm dừng giải quyết hồ sơ của bà Trần Thị Lan vì lý do sau:"),
      { { "full_name", "Trần Thị Lan" } } },
    { PAPER(OFFICE, "C THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "-",
            "I Thông báo để ông (bà) Trần Thị Lan được biết: hồ sơ dừng giải quyết."),
      { { "full_name", "Trần Thị Lan" } } },
    { PAPER(OFFICE, "C THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "C Kính gửi: Bà Trần Thị Lan", "-",
            "I Hồ sơ đề nghị xin cấp giấy phép đã dừng giải quyết."),
      { { "full_name", "Trần Thị Lan" } } },
    { PAPER(OFFICE, "C THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "-",
            "I Theo đơn xin rút hồ sơ của công dân Trần Thị Lan, trú tại thôn Một, Ủy ban",
            "I nhân dân xã dừng giải quyết hồ sơ."),
      { { "full_name", "Trần Thị Lan" } } },
    { PAPER(OFFICE, "C TRÍCH LỤC", "C ĐĂNG KÝ NHẬN CHA, MẸ, CON", "-", "L NGƯỜI NHẬN LÀ CHA:",
            "L Họ, chữ đệm, tên: TRẦN VĂN LÂM", "L Ngày, tháng, năm sinh: 01/02/1980",
            "L NGƯỜI ĐƯỢC NHẬN LÀ CON:", "L Họ, chữ đệm, tên: TRẦN THỊ LAN",
            "L Ngày, tháng, năm sinh: 01/02/2010"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    { PAPER(OFFICE, "C TRÍCH LỤC ĐĂNG KÝ NHẬN CHA, MẸ, CON", "-",
            "L Họ, chữ đệm, tên người nhận cha/mẹ/con: TRẦN VĂN LÂM",
            "L Họ, chữ đệm, tên người được nhận là cha/mẹ/con: TRẦN THỊ LAN"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    { PAPER(OFFICE, "C TRÍCH LỤC ĐĂNG KÝ NHẬN CHA, MẸ, CON", "-", "L Bên nhận: TRẦN VĂN LÂM",
            "L Bên được nhận: TRẦN THỊ LAN"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    { PAPER(OFFICE, "C TRÍCH LỤC ĐĂNG KÝ NHẬN CHA, MẸ, CON", "-",
            "I Công nhận ông TRẦN VĂN LÂM là cha đẻ của cháu TRẦN THỊ LAN"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    { PAPER(OFFICE, "C TRÍCH LỤC ĐĂNG KÝ NHẬN CHA, MẸ, CON", "-",
            "L Họ, chữ đệm, tên cha: TRẦN VĂN LÂM", "L Họ, chữ đệm, tên con: TRẦN THỊ LAN"),
      { { "full_name", "TRẦN VĂN LÂM" } } },
    { PAPER(MOTTO, "C ĐƠN XIN CHUYỂN MỤC ĐÍCH SỬ DỤNG ĐẤT", "C Kính gửi: UBND huyện Ví Dụ", "-",
            "L 1. Người xin phép: Trần Thị Lan", "L 2. Địa chỉ liên hệ: thôn Một"),
      { { "full_name", "Trần Thị Lan" } } },
    { PAPER(MOTTO, "C ĐƠN ĐỀ NGHỊ CHUYỂN MỤC ĐÍCH SỬ DỤNG ĐẤT", "C Kính gửi: UBND xã Ví Dụ", "-",
            "L 1. Hộ gia đình, cá nhân: Bà Trần Thị Lan", "L 2. Địa chỉ: thôn Một"),
      { { "full_name", "Trần Thị Lan" } } },
    { PAPER(MOTTO, "C ĐƠN XIN CHUYỂN MỤC ĐÍCH SỬ DỤNG ĐẤT", "-",
            "L 1. Người sử dụng đất xin chuyển mục đích: Trần Thị Lan", "L 2. Địa chỉ: thôn Một"),
      { { "full_name", "Trần Thị Lan" } } },
    { PAPER(MOTTO, "C SƠ YẾU LÝ LỊCH", "-",
            "L 1. Họ và tên khai sinh (viết chữ in hoa): TRẦN THỊ LAN", "L 2. Bí danh: Không",
            "L 3. Họ tên bố: Trần Văn Lâm", "L 4. Họ tên mẹ: Đỗ Thị Hoa"),
      { { "full_name", "TRẦN THỊ LAN" } } },
    { PAPER(MOTTO, "C SƠ YẾU LÝ LỊCH", "C TỰ THUẬT", "-",
            "L Họ và tên (chữ in): TRẦN THỊ LAN  Nam, nữ: Nữ", "L Sinh ngày 01 tháng 02 năm 1990"),
      { { "full_name", "TRẦN THỊ LAN" } } },
    { PAPER(MOTTO, "C VĂN BẢN KHAI NHẬN DI SẢN THỪA KẾ", "-",
            "I Tôi là: Trần Thị Lan, sinh năm 1950, thường trú tại xã Ví Dụ.",
            "I Là vợ của ông Lê Văn Cũ, đã chết ngày 01/02/2010."),
      { { "full_name", "Trần Thị Lan" } } },
    { PAPER(MOTTO, "C VĂN BẢN TỪ CHỐI NHẬN DI SẢN", "-",
            "I Người lập văn bản: Bà Trần Thị Lan, sinh năm 1950",
            "I Tôi là con của cụ Lê Văn Cũ, mất ngày 01/02/2010."),
      { { "full_name", "Trần Thị Lan" } } },
    { PAPER(MOTTO, "C VĂN BẢN KHAI NHẬN DI SẢN THỪA KẾ", "-",
            "L Hôm nay, ngày 12 tháng 5 năm 2012, tại trụ sở Ủy ban nhân dân xã Ví Dụ của ta, tôi",
            "L là: TRẦN THỊ LAN, sinh ngày 22/01/1957, hộ khẩu thường trú tại thôn Một.",
            "L Bà Lê Thị Mai chết ngày 11/05/2010.",
            "L Giấy chứng nhận quyền sử dụng đất số CD 000034 đứng tên Lê Thị Mai"),
      { { "full_name", "TRẦN THỊ LAN" } } },
    { PAPER(MOTTO, "C VĂN BẢN THỎA THUẬN PHÂN CHIA DI SẢN THỪA KẾ", "-",
            "I Người để lại di sản: Ông Lê Văn Cũ, sinh năm 1930, mất năm 2010",
            "I Những người thừa kế gồm:", "I 1. Bà Trần Thị Lan, sinh năm 1950",
            "I 2. Ông Lê Văn Nam, sinh năm 1980"),
      { { "full_name", "Trần Thị Lan" } } },
    { PAPER(MOTTO, "C SỔ HỘ KHẨU", "C Số: 123456789", "-", "L Tên chủ hộ: TRẦN THỊ LAN",
            "L Nơi thường trú: thôn Một"),
      { { "full_name", "TRẦN THỊ LAN" } } },
    { PAPER(MOTTO, "C SỔ HỘ KHẨU", "-", "L Chủ hộ (ông, bà): TRẦN THỊ LAN",
            "L Họ và tên: TRẦN VĂN LÂM", "L Quan hệ với chủ hộ: Con"),
      { { "full_name", "TRẦN THỊ LAN" } } },
    { PAPER("C BẢO HIỂM XÃ HỘI VIỆT NAM", "-", "C SỔ BẢO HIỂM XÃ HỘI", "-",
            "L Họ và tên: TRẦN THỊ LAN", "L Mã số BHXH: 7912345678"),
      { { "full_name", "TRẦN THỊ LAN" } } },
    { PAPER(MOTTO, "C TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ", "C Kính gửi: Công an xã Ví Dụ", "-",
            "L 1. Họ, chữ đệm và tên người đề nghị: TRẦN THỊ LAN",
            "L 2. Họ, chữ đệm và tên chủ hộ: TRẦN VĂN LÂM", "L 3. Quan hệ với chủ hộ: Con"),
      { { "full_name", "TRẦN THỊ LAN" } } },
};

static void persons_in_other_wordings(void **state)
{
    expect_all(*state, papers, sizeof papers / sizeof *papers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(persons_in_other_wordings),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
