/* Whose paper it is and when that person was born: readings of real sheets where tables, wrapped
 * labels and fonts that look like handwriting hid them. All persons and numbers are invented. */
/* cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */
#include "paper/fields.h"
#include "tests/unit/paper/wants.h"

static const struct wanted papers[] = {
    { PAPER(MOTTO, "C GIẤY CHỨNG NHẬN", "C QUYỀN SỬ DỤNG ĐẤT, QUYỀN SỞ HỮU TÀI SẢN GẮN LIỀN",
            "C VỚI ĐẤT", "-",
            "B 1. Người sử dụng đất, chủ sở hữu | Ông Nguyễn Quang Lộc, CCCD số: 094082132321",
            "B tài sản | Bà Lương Huyền Trâm, CCCD số: 094192913174",
            "B 2. Thửa đất | Thửa đất số: 666; tờ bản đồ số: 186", "B Diện tích | 479,7 m²"),
      { { "full_name", "Nguyễn Quang Lộc" } } },
    { PAPER(MOTTO, "C GIẤY CHỨNG NHẬN", "C QUYỀN SỬ DỤNG ĐẤT, QUYỀN SỞ HỮU TÀI SẢN GẮN LIỀN",
            "C VỚI ĐẤT", "-",
            "L 1. Người sử dụng đất, chủ sở hữu Ông Nguyễn Quang Lộc, CCCD số: 094082132321",
            "B tài sản | Bà Lương Huyền Trâm, CCCD số: 094192913174",
            "B 2. Thửa đất | Thửa đất số: 666; tờ bản đồ số: 186", "B Diện tích | 479,7 m²"),
      { { "full_name", "Nguyễn Quang Lộc" } } },
    { PAPER(MOTTO, "C GIẤY KHAI SINH", "R Số: 15/2021", "-",
            "L Họ, chữ đệm, tên người được CHU XUÂN BÁ CƯỜNG", "L khai sinh",
            "B Giới tính; dân tộc; quốc tịch | Nam; Kinh; Việt Nam",
            "B Ngày, tháng, năm sinh | 07/12/2020", "B Họ, chữ đệm, tên mẹ | PHẠM MINH YẾN",
            "B Họ, chữ đệm, tên cha | TỪ QUANG THIỆN",
            "B Ngày đăng ký | ngày 09 tháng 02 năm 2021"),
      { { "full_name", "CHU XUÂN BÁ CƯỜNG" }, { "birth_date", "2020-12-07" } } },
    { PAPER(OFFICE, "C XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ", "-",
            "L Người đề nghị: Ông MAI THIÊN MẠNH, sinh ngày 16/1 1/1997, giới tính Nam",
            "L Số ĐDCN: 080097949310", "L Quê quán: Ví Dụ", "R TUQ. TRƯỞNG CÔNG AN XÃ VÍ",
            "R             DỤ", "R PHÓ TRƯỞNG CÔNG AN", "-", "R Trần Hữu Tuấn"),
      { { "birth_date", "1997-11-16" }, { "signer", "Trần Hữu Tuấn" } } },
    { PAPER(MOTTO, "C GIẤY THỎA THUẬN PHÂN CHIA DI SẢN THỪA KẾ", "-",
            "I Hôm nay, ngày 06 tháng 3 năm 2026, tại nhà ông Trần Văn Nam ở Tổ dân phố 6,",
            "I anh em chúng tôi họp bàn và thống nhất:",
            "L 1) Cha (mẹ) chúng tôi là Lê Thị Cũ, sinh năm 1947, chết ngày 26/01/2022, để lại",
            "L thửa đất số 345, tờ bản đồ số 85.",
            "L 2) Chia như sau: Trần Văn Nam (CCCD 074079882247) hưởng 185 m²;"),
      { { "full_name", "Trần Văn Nam" } } },
    { PAPER("B BỘ QUỐC PHÒNG | " STATE, "B BỘ CHỈ HUY QUÂN SỰ TỈNH VÍ DỤ | " LIBERTY, "-",
            "C QUYẾT ĐỊNH XUẤT NGŨ", "B Đồng chí: TRẦN THỊ MAI | Sinh ngày: 10/07/1990",
            "L Quê quán: Hải Lăng, Quảng Trị", "R CHỈ HUY TRƯỞNG", "R (Đã ký)", "-",
            "R Trần Thị Tâm", "-", "C CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH",
            "L Số chứng thực: 359, quyển số 02/2022 - SCT/BS", "L Ngày 03/01/2022",
            "R TM. UBND XÃ HẢI LĂNG", "R CHỦ TỊCH", "-", "R Lê Văn Lộc"),
      { { "full_name", "TRẦN THỊ MAI" },
        { "issued_date", "2022-01-03" },
        { "signer", "Lê Văn Lộc" } } },
    { PAPER("L BẢN SAO", "B SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH VÍ DỤ | " STATE,
            "B TRƯỜNG TIỂU HỌC HẢI LĂNG | " LIBERTY, "-", "C HỌC BẠ",
            "B Họ và tên học sinh | TRẦN THỊ MAI", "B Ngày sinh | 10/07/2006",
            "B GIÁO VIÊN CHỦ NHIỆM | HIỆU TRƯỞNG", "-", "B Lê Thị Hoa | Trần Thị Tâm", "-",
            "C LỜI CHỨNG CỦA ỦY BAN NHÂN DÂN XÃ HẢI LĂNG",
            "L Bản sao này đúng với bản chính; gồm 6 trang. Số chứng thực: 359, quyển số",
            "L 02/2022 - SCT/BS.", "R Hải Lăng, ngày 03 tháng 01 năm 2022",
            "B Người kiểm tra | KT. CHỦ TỊCH", "B  | PHÓ CHỦ TỊCH", "-",
            "B Vũ Văn Tra | Lê Văn Lộc"),
      { { "copy_kind", "chung_thuc" },
        { "full_name", "TRẦN THỊ MAI" },
        { "issued_date", "2022-01-03" },
        { "signer", "Lê Văn Lộc" } } },
    { PAPER("B UBND HUYỆN VÍ DỤ | " STATE, "B UBND XÃ HẢI LĂNG | " LIBERTY, "L Số: 372/2024-BS",
            "-", "C TRÍCH LỤC", "C VIỆC NHẬN CHA, MẸ, CON",
            "I Ủy ban nhân dân xã Hải Lăng đã đăng ký việc bà TRẦN THỊ MAI, sinh ngày",
            "L 11/04/1990, căn cước số 045190934492 nhận cháu VŨ TỐ NGA, sinh ngày 04/10/2021,",
            "L là con đẻ của mình.", "R Hải Lăng, ngày 15 tháng 3 năm 2024",
            "B Công chức Tư pháp - Hộ tịch | NGƯỜI KÝ TRÍCH LỤC", "B | Chủ tịch", "-",
            "B Trần Thùy Linh | Lê Văn Lộc"),
      { { "full_name", "TRẦN THỊ MAI" },
        { "copy_kind", "trich_luc" },
        { "signer", "Lê Văn Lộc" } } },
    { PAPER(MOTTO, "C BẢO HIỂM XÃ HỘI VIỆT NAM", "C SỔ BẢO HIỂM XÃ HỘI", "-",
            "L Mã số BHXH: 0671687650", "L Họ, chữ đệm và tên: 7RJNH KHẮC VIỆT",
            "L Sinh ngày: 01/06/2000"),
      { { "full_name", "TRỊNH KHẮC VIỆT" } } },
    { PAPER(MOTTO, "C BẢO HIỂM XÃ HỘI VIỆT NAM", "C SỔ BẢO HIỂM XÃ HỘI", "-",
            "L Họ và tên: TRẦN VĂN LÂM", "L Ngày, tháng, năm sinh: J9/01/1972"),
      { { "birth_date", "1972-01-19" } } },
    { PAPER(MOTTO, "C BẢO HIỂM XÃ HỘI VIỆT NAM", "C SỔ BẢO HIỂM XÃ HỘI", "-",
            "L Họ và tên: TRẦN VĂN LÂM", "L Ngày, tháng, năm sinh: Ì 7/09/1958"),
      { { "birth_date", "1958-09-17" } } },
    { PAPER(MOTTO, "C BẢO HIỂM XÃ HỘI VIỆT NAM", "C SỔ BẢO HIỂM XÃ HỘI", "-",
            "L Họ và tên: TRẦN VĂN LÂM", "L Ngày, tháng, năm sinh: 21/101984"),
      { { "birth_date", "1984-10-21" } } },
    { PAPER(MOTTO, "C BẢO HIỂM XÃ HỘI VIỆT NAM", "C SỔ BẢO HIỂM XÃ HỘI", "-",
            "L Họ và tên: TRẦN VĂN LÂM", "L Ngày, tháng, năm sinh: 21/10/1984"),
      { { "birth_date", "1984-10-21" } } },
    { PAPER(MOTTO, "C ĐƠN ĐĂNG KÝ BIẾN ĐỘNG", "C ĐẤT ĐAI, TÀI SẢN GẮN LIỀN VỚI ĐẤT", "-",
            "L a) Tên: MA 7HJ LAN", "L Nhận chuyển nhượng quyền sử dụng đất từ bà Đỗ Thị Hoa"),
      { { "full_name", "MA THỊ LAN" } } },
    { PAPER("B ỦY BAN NHÂN DÂN | " STATE, "B XÃ HẢI LĂNG | " LIBERTY, "-", "C GIẤY CHỨNG NHẬN",
            "C HỘ NGHÈO, HỘ CẬN NGHÈO", "L Hộ gia đình ông: #OÀNG BÁ NAM", "L Dân tộc: Kinh"),
      { { "full_name", "HOÀNG BÁ NAM" } } },
    { PAPER("B UBND HUYỆN HẢI LĂNG | " STATE, "B PHÒNG TÀI CHÍNH - KẾ HOẠCH | " LIBERTY, "-",
            "C GIẤY CHỨNG NHẬN", "C ĐĂNG KÝ HỘ KINH DOANH", "L 1. Tên hộ kinh doanh: 7RJNH THỊ LAN",
            "L 5. Họ và tên cá nhân hoặc tên đại diện hộ gia đình: 7RJNH THỊ LAN",
            "L Giới tính: Nữ"),
      { { "full_name", "TRỊNH THỊ LAN" } } },
    { PAPER("B ỦY BAN NHÂN DÂN | " STATE, "B XÃ HẢI LĂNG | " LIBERTY, "L Số: 441/TLKS-BS", "-",
            "C TRÍCH LỤC KHAI SINH", "C (Bản sao)", "L I. NGƯỜI ĐƯỢC KHAI SINH",
            "L Họ, chữ đệm và tên: TRẦN THỊ MAI", "L Sinh ngày: J4 háng 10 năm 2021",
            "L (viết bằng chữ) Ngày mười bốn tháng mười năm hai nghìn không trăm hai", "L mươi mốt",
            "L Số ĐDCN: 045221760743"),
      { { "birth_date", "2021-10-14" } } },
    /* the end of the words is lost: they do not speak against the digits */
    { PAPER(MOTTO, "C GIẤY KHAI SINH", "R Số: 15/2022", "-", "L Họ và tên: TRẦN THỊ MAI",
            "L Sinh ngày: 06/10/2022", "L Bằng chữ: Ngày sáu tháng mười năm hai nghìn không trăm",
            "L Nơi sinh: Ví Dụ"),
      { { "birth_date", "2022-10-06" } } },
};

static void people_are_found(void **state)
{
    expect_all(*state, papers, sizeof papers / sizeof *papers);
}

static void days_in_words_are_read(void **state)
{
    static const struct {
        const char *text, *iso;
    } rows[] = {
        { "ngay bay thang muoi hai nam hai nghin khong tram hai muoi", "2020-12-07" },
        { "(bang chu: ngay muoi lam thang nam nam mot nghin chin tram chin muoi lam)",
          "1995-05-15" },
        { "ngay ba muoi mot thang muoi nam hai nghin", "2000-10-31" },
        { "ngay mong mot thang gieng nam hai nghin khong tram le ba", "2003-01-01" },
        { "ngay muoi thang tu nam hai ngan muoi chin", "2019-04-10" },
        { "ngay ba muoi thang hai nam hai nghin", "" },
        { "ngay nao thang nao", "" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct date d = { 0 };
        char iso[16] = "";
        if (date_words(rows[i].text, strlen(rows[i].text), &d))
            date_iso(&d, iso);
        assert_string_equal(iso, rows[i].iso);
    }
}

/* Two sides of a card on one sheet, read sideways: its lines are right, their boxes stand. Its
 * fields are found, and where they stand on the scan. */
static void a_page_read_sideways_is_turned(void **state)
{
    for (int down = 0; down < 2; down++) {
        struct fixture *f = *state;
        struct page_read *p =
            SHEET(&f->a, "C CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "C Độc lập - Tự do - Hạnh phúc",
                  "C CĂN CƯỚC CÔNG DÂN", "L Số: 045097726513", "L Họ và tên: TRẦN THỊ MAI",
                  "L Ngày, tháng, năm sinh: 20/09/1997", "L Giới tính: Nữ Quốc tịch: Việt Nam",
                  "L Quê quán: Hải Lăng, Quảng Trị", "L Nơi thường trú: Thôn 8, xã Hải Lăng");
        const int32_t w = p->frame_w, h = p->frame_h;
        struct box name = { 0 };
        for (uint32_t i = 0; i < p->n_words; i++) {
            struct box *b = &p->words[i].box;
            *b = down ? (struct box){ h - b->y1, b->x0, h - b->y0, b->x1 }
                      : (struct box){ b->y0, w - b->x1, b->y1, w - b->x0 };
            if (strcmp(p->words[i].text, "TRẦN") == 0)
                name = *b;
        }
        p->frame_w = p->scan_w = h;
        p->frame_h = p->scan_h = w;
        const struct document *d = only(f, p);
        assert_string_equal(get(d, "full_name")->value, "TRẦN THỊ MAI");
        assert_string_equal(get(d, "birth_date")->value, "1997-09-20");
        const struct box at = get(d, "full_name")->box;
        assert_true(box_overlap(at, page_box_to_scan(p, name)));
        assert_true(at.x1 - at.x0 < at.y1 - at.y0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_are_found),
        cmocka_unit_test(days_in_words_are_read),
        cmocka_unit_test(a_page_read_sideways_is_turned),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
