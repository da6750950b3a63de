/* Which title is whose: wordings of other offices, and papers that are none of ours. */
/* cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "tests/unit/paper/wants.h"

static const struct {
    const char *const *lines;
} strange[] = {
    /* words of a tax notice, and no notice */
    { PAPER("L Mẫu số: 01/LPTB", MOTTO, "C TỜ KHAI", "C LỆ PHÍ TRƯỚC BẠ NHÀ, ĐẤT", "-",
            "L [01] Kỳ tính thuế: theo từng lần phát sinh", "L [04] Người nộp thuế: NGUYỄN VĂN MẪU",
            "L [05] Mã số thuế: không có", "L [06] Địa chỉ: xã Ví Dụ, tỉnh Ví Dụ",
            "L 1. Đất: giá trị chuyển giao 900.000.000 đồng", "-", "R NGƯỜI NỘP THUẾ", "-",
            "R Nguyễn Văn Mẫu") },
    /* "GIẤY BÁO TỬ" but for three letters */
    { PAPER("B SỞ GIÁO DỤC VÀ ĐÀO TẠO | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "B TRƯỜNG CAO ĐẲNG VÍ DỤ | Độc lập - Tự do - Hạnh phúc", "-", "C GIẤY BÁO TRÚNG TUYỂN",
            "-", "L Báo cho thí sinh: Nguyễn Văn Mẫu", "L Đã trúng tuyển ngành điện công nghiệp",
            "L Có mặt tại trường lúc 8 giờ để làm thủ tục nhập học, mang theo học bạ.", "-",
            "R HIỆU TRƯỞNG", "-", "R Lê Văn Thử") },
    /* "... ĐĂNG KÝ XE" but for its last word */
    { PAPER(OFFICE, "C GIẤY CHỨNG NHẬN ĐĂNG KÝ NGHĨA VỤ QUÂN SỰ", "-",
            "L Họ và tên: Nguyễn Văn Mẫu", "L Quê quán: xã Ví Dụ, tỉnh Ví Dụ",
            "L Đã đăng ký nghĩa vụ quân sự tại Ban Chỉ huy quân sự xã.", "-", "R CHỈ HUY TRƯỞNG",
            "-", "R Lê Văn Thử") },
    /* "BÊN BÁN" is no "BIÊN BẢN" */
    { PAPER(MOTTO, "C HỢP ĐỒNG MUA BÁN MÁY CÀY", "-", "C BÊN BÁN: CỬA HÀNG VÍ DỤ",
            "L Đại diện: bà Trần Thị Lan", "C BÊN MUA: ÔNG NGUYỄN VĂN MẪU",
            "L Bên bán giao cho bên mua một máy cày đã qua sử dụng, giá 25.000.000 đồng.",
            "L Bên mua trả tiền trong ba mươi ngày kể từ ngày nhận máy.", "-",
            "B ĐẠI DIỆN BÊN BÁN | ĐẠI DIỆN BÊN MUA", "-", "B Trần Thị Lan | Nguyễn Văn Mẫu") },
    { PAPER("C CỬA HÀNG ĐIỆN MÁY VÍ DỤ", "C GIẤY BIÊN NHẬN", "C (Nhận máy sửa chữa, bảo hành)", "-",
            "L Khách hàng: Nguyễn Văn Mẫu", "L Máy: tủ lạnh. Tình trạng: không lạnh",
            "L Hẹn trả máy sau năm ngày. Tạm thu: 200.000 đồng", "-", "R NGƯỜI NHẬN MÁY") },
    /* an office's, of kinds that are none of ours */
    { PAPER(OFFICE, "C GIẤY NGHỈ PHÉP", "-",
            "I Xét đơn đề nghị nghỉ phép ngày 22/11/2022 của ông Nguyễn Văn Mẫu,",
            "I Thủ trưởng đơn vị cấp cho:", "L Ông: Nguyễn Văn Mẫu", "L Chức vụ: Nhân viên văn thư",
            "L Được nghỉ phép năm 2022, số ngày: 05 ngày", "-", "R CHỦ TỊCH", "-",
            "R Lê Văn Thử") },
    { PAPER(OFFICE, "C PHƯƠNG ÁN", "C Phòng, chống lụt bão, úng ngập năm 2023", "-",
            "L I. ĐẶC ĐIỂM TÌNH HÌNH", "I Xã Ví Dụ có 15 km kênh tiêu; có 6 điểm dễ xảy ra sự cố.",
            "L II. PHƯƠNG CHÂM, LỰC LƯỢNG", "I Thực hiện phương châm bốn tại chỗ.", "-",
            "R CHỦ TỊCH", "-", "R Lê Văn Thử") },
    { PAPER(OFFICE, "C KẾT LUẬN THANH TRA", "C Về việc quản lý, sử dụng ngân sách tại xã Ví Dụ",
            "-", "I Thực hiện Quyết định thanh tra ngày 03/09/2025 của Chánh Thanh tra, Đoàn thanh",
            "L tra đã tiến hành thanh tra tại xã Ví Dụ.", "L I. KHÁI QUÁT CHUNG", "-",
            "R CHÁNH THANH TRA", "-", "R Lê Văn Thử") },
    { PAPER("C BƯU CỤC VÍ DỤ", "C PHIẾU CHUYỂN PHÁT NHANH", "-",
            "L Bên gửi: Nguyễn Văn Mẫu, xã Ví Dụ", "L Bên nhận: Trần Thị Lan, phường Ví Dụ",
            "L Trọng lượng: 500 g. Cước: 30.000 đồng. Thu hộ: 0 đồng", "L Bưu tá: Lê Văn Thử") },
};

static void papers_of_no_type_are_unknown(void **state)
{
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
        const struct document *d = only(f, sheet(&f->a, strange[i].lines));
        if (strcmp(d->type, "khong_ro") != 0)
            fail_msg("paper %zu is said to be %s (%.2f)", i, d->type, (double)d->type_confidence);
    }
}

/* A board whose name has the letters of such a title; whom a paper goes to. */
static void boards_are_no_titles(void **state)
{
    struct fixture *f = *state;
    const struct document *d = only(
        f, SHEET(&f->a, OFFICE, "C BAN AN TOÀN GIAO THÔNG", "C GIẤY MỜI", "C Họp giao ban", "-",
                 "I Kính mời: Ông Nguyễn Văn Mẫu", "L Đúng 8 giờ, ngày 05 tháng 3 năm 2024",
                 "L Tại hội trường Ủy ban nhân dân xã", "-", "R TRƯỞNG BAN", "-", "R Lê Văn Thử"));
    assert_string_equal(d->type, "giay_moi");
    d = only(f, SHEET(&f->a, OFFICE, "C HƯỚNG DẪN", "C Khung thời vụ năm 2024", "-",
                      "C Kính gửi:", "C PHƯỜNG AN LẠC", "-",
                      "I Phòng Kinh tế hướng dẫn các hộ chăm sóc cây trồng như sau:", "-",
                      "R TRƯỞNG PHÒNG", "-", "R Lê Văn Thử"));
    assert_string_equal(d->type, "huong_dan");
}

static const struct {
    const char *title, *type;
} titles[] = {
    { "C ĐƠN XIN HỢP THỬA ĐẤT", "don_tach_hop_thua" },
    { "C ĐƠN ĐỀ NGHỊ TÁCH, HỢP THỬA ĐẤT", "don_tach_hop_thua" },
    { "C ĐƠN XIN CHIA TÁCH THỬA ĐẤT Ở", "don_tach_hop_thua" },
    { "C ĐƠN XIN ĐĂNG KÝ BIẾN ĐỘNG QUYỀN SỬ DỤNG ĐẤT", "don_dang_ky_bien_dong" },
    { "C ĐƠN ĐỀ NGHỊ ĐĂNG KÝ BIẾN ĐỘNG ĐẤT ĐAI", "don_dang_ky_bien_dong" },
    { "C ĐƠN XIN PHÉP CHUYỂN MỤC ĐÍCH SỬ DỤNG ĐẤT", "don_chuyen_muc_dich" },
    { "C ĐƠN ĐỀ NGHỊ CHO PHÉP CHUYỂN MỤC ĐÍCH SỬ DỤNG ĐẤT", "don_chuyen_muc_dich" },
    { "C ĐƠN XIN CẤP LẠI GIẤY TỜ", "don_de_nghi" },
    { "C TRÍCH LỤC NHẬN CON", "trich_luc_nhan_cha_me_con" },
    { "C TRÍCH LỤC ĐĂNG KÝ NHẬN CHA", "trich_luc_nhan_cha_me_con" },
    { "C QUYẾT ĐỊNH CÔNG NHẬN NUÔI CON NUÔI", "nuoi_con_nuoi" },
    { "C QUYẾT ĐỊNH CHO PHÉP CẢI CHÍNH HỘ TỊCH", "trich_luc_cai_chinh" },
    { "C GIẤY CHỨNG NHẬN TÌNH TRẠNG HÔN NHÂN", "xac_nhan_tinh_trang_hon_nhan" },
    { "C GIẤY CHỨNG NHẬN ĐĂNG KÝ KẾT HÔN", "giay_chung_nhan_ket_hon" },
    { "C GIẤY CHỨNG NHẬN ĐĂNG KÝ XE MÁY", "dang_ky_xe" },
    { "C HỢP ĐỒNG CHUYỂN ĐỔI QUYỀN SỬ DỤNG ĐẤT NÔNG NGHIỆP", "hop_dong_chuyen_nhuong" },
    { "C VĂN BẢN THỎA THUẬN PHÂN CHIA THỪA KẾ", "van_ban_thua_ke" },
    { "C THÔNG BÁO NGHĨA VỤ TÀI CHÍNH VỀ ĐẤT ĐAI", "thong_bao_thue" },
    { "C PHIẾU HẸN LẠI NGÀY TRẢ KẾT QUẢ", "phieu_xin_loi" },
    { "C THÔNG BÁO TẠM DỪNG GIẢI QUYẾT HỒ SƠ", "thong_bao_dung" },
    { "C THÔNG BÁO VỀ VIỆC TỪ CHỐI TIẾP NHẬN HỒ SƠ", "phieu_tu_choi" },
    { "C PHIẾU THEO DÕI QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "phieu_kiem_soat" },
    { "C BIÊN BẢN", "bien_ban" },
    { "C BIỂN BAN", "bien_ban" }, /* misread */
};

static void titles_of_other_offices(void **state)
{
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        const struct document *d =
            paper_with(f, titles[i].title, "L Hôm nay, ngày 12 tháng 5 năm 2020, tại trụ sở xã:");
        if (strcmp(d->type, titles[i].type) != 0)
            fail_msg("%s is said to be %s (%.2f)", titles[i].title, d->type,
                     (double)d->type_confidence);
    }
}

/* Cards and books whose number stands under a title that is right of the middle, left of the
 * motto's own: the title belongs to no head. */
static const struct {
    const char *type;
    const char *const *lines;
} aside[] = {
    { "giay_phep_lai_xe",
      PAPER("B BỘ GIAO THÔNG VẬN TẢI | " STATE, "B SỞ GTVT VÍ DỤ | " LIBERTY,
            "R     GIẤY PHÉP LÁI XE", "R   Số: 010203040506", "L Họ tên: NGUYỄN VĂN MẪU",
            "L Ngày sinh: 01/02/1980     Quốc tịch: Việt Nam",
            "L Nơi cư trú: thôn 3, xã Ví Dụ, huyện Ví Dụ, tỉnh Ví Dụ - nhà ông Lê Văn Thử ở cuối "
            "đường",
            "L Hạng: A1", "R Ví Dụ, ngày 12 tháng 5 năm 2005", "R GIÁM ĐỐC", "-", "R Trần Văn Thử",
            "-", "L CÁC LOẠI XE ĐƯỢC PHÉP ĐIỀU KHIỂN", "L Xe mô tô hai bánh từ 50 cm3") },
    { "so_ho_khau",
      PAPER("B CÔNG AN TỈNH VÍ DỤ | " STATE, "B Huyện Ví Dụ | " LIBERTY, "-", "R   SỔ HỘ KHẨU",
            "R   Số: 120000345", "-", "L Họ và tên chủ hộ: NGUYỄN VĂN MẪU",
            "L Nơi thường trú: thôn 3, xã Ví Dụ, huyện Ví Dụ, tỉnh Ví Dụ - nhà ông Lê Văn Thử ở "
            "cuối đường",
            "R Ví Dụ, ngày 12 tháng 5 năm 1995", "R TRƯỞNG CÔNG AN HUYỆN", "-", "R Lê Văn Thử") },
};

/* A notice by its title whose words are a process slip's is looked at; one whose words are a
 * notice's is not. */
static void a_title_against_its_words_is_doubted(void **state)
{
    struct fixture *f = *state;
    const struct document *d = only(
        f,
        SHEET(&f->a, "B UBND XÃ VÍ DỤ | " STATE, "B BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ | " LIBERTY,
              "B Số: 12/TB-BPTNTKQ | Ví Dụ, ngày 02 tháng 3 năm 2024", "-", "C THÔNG BÁO", "-",
              "C Kính gửi: Ông Trần Văn Nam", "L Mã hồ sơ: 000.12.34.H38-240226-0012",
              "L Thủ tục hành chính: Đăng ký biến động quyền sử dụng đất",
              "L Ngày tiếp nhận: 26/02/2024. Ngày hẹn trả: 15/03/2024",
              "I Qua kiểm tra, hồ sơ của ông không đủ điều kiện giải quyết theo quy định. Bộ phận",
              "L Tiếp nhận và Trả kết quả dừng giải quyết hồ sơ, trả lại hồ sơ cho ông.",
              "L Lý do: thửa đất đang có tranh chấp.",
              "I Đề nghị ông đến nhận lại hồ sơ đã nộp tại Bộ phận một cửa.", "-",
              "R CÁN BỘ TIẾP NHẬN", "-", "R Lê Văn Tâm"));

    assert_string_equal(d->type, "thong_bao");
    assert_true(reason(d, "type_low"));
    d = only(f, SHEET(&f->a, OFFICE, "C THÔNG BÁO", "C Về việc nghỉ Tết Nguyên đán năm 2024", "-",
                      "I Thực hiện chỉ đạo của cấp trên, Ủy ban nhân dân xã thông báo lịch nghỉ "
                      "Tết Nguyên đán",
                      "L năm 2024 đến toàn thể cán bộ, công chức và nhân dân trên địa bàn xã.",
                      "I Vậy Ủy ban nhân dân xã thông báo để nhân dân được biết và thực hiện.",
                      "B Nơi nhận: | TM. ỦY BAN NHÂN DÂN", "B - Như trên; | CHỦ TỊCH",
                      "L - Lưu: VT.", "-", "R Lê Văn Tâm"));
    assert_string_equal(d->type, "thong_bao");
    assert_false(reason(d, "type_low"));
}

static void titles_beside_the_middle(void **state)
{
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof aside / sizeof *aside; i++) {
        const struct document *d = only(f, sheet(&f->a, aside[i].lines));
        if (strcmp(d->type, aside[i].type) != 0 || d->type_confidence < 0.95F)
            fail_msg("%s is said to be %s (%.2f)", aside[i].type, d->type,
                     (double)d->type_confidence);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(papers_of_no_type_are_unknown),
                                        cmocka_unit_test(boards_are_no_titles),
                                        cmocka_unit_test(titles_of_other_offices),
                                        cmocka_unit_test(a_title_against_its_words_is_doubted),
                                        cmocka_unit_test(titles_beside_the_middle) };

    return cmocka_run_group_tests(tests, setup, teardown);
}
