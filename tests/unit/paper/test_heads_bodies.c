/* Heads of those who issue under an office: hamlets, the Youth Union, associations, schools. All
 * persons and numbers are invented. */
/* cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "tests/unit/paper/wants.h"

#define MEETING                                                                                    \
    "C BIÊN BẢN", "C Họp nhân dân bàn việc làm đường", "-",                                        \
        "I Hôm nay, ngày 12 tháng 5 năm 2024, tại nhà văn hóa, chúng tôi gồm có:",                 \
        "L 1. Ông Lê Văn Tâm - chủ trì", "L 2. Bà Trần Thị Mai - thư ký"
#define TEXT                                                                                       \
    "I Thực hiện chương trình công tác năm, Ban Chấp hành xây dựng kế hoạch như sau:",             \
        "L Các chi đoàn chịu trách nhiệm thi hành kể từ ngày ký."

static const struct wanted papers[] = {
    /* a hamlet or a quarter under its commune */
    { PAPER("B UBND XÃ HẢI LĂNG | " STATE, "B THÔN 7 | " LIBERTY, "-", MEETING),
      { { "issuer", "THÔN 7" }, { "superior", "UBND XÃ HẢI LĂNG" } } },
    { PAPER("B ỦY BAN NHÂN DÂN | " STATE, "B XÃ TRUNG AN | " LIBERTY, "B ẤP 2 - |  ", "-", MEETING),
      { { "issuer", "ẤP 2" }, { "superior", "ỦY BAN NHÂN DÂN XÃ TRUNG AN" } } },
    { PAPER("B UBND PHƯỜNG ĐÔNG HÀ | " STATE, "B BẢN12 | " LIBERTY, "-", MEETING),
      { { "issuer", "BẢN 12" } } },
    { PAPER("B UBND THỊ TRẤN DIÊN SANH | " STATE, "B KHÓM 4 | " LIBERTY, "-", MEETING),
      { { "issuer", "KHÓM 4" } } },
    { PAPER("B UBND PHƯỜNG ĐÔNG HÀ | " STATE, "B KHU PHỐ TÂY TRÌ | " LIBERTY, "-", MEETING),
      { { "issuer", "KHU PHỐ TÂY TRÌ" }, { "superior", "UBND PHƯỜNG ĐÔNG HÀ" } } },
    { PAPER("B UBND XÃ EA KAO | " STATE, "B BUÔN CƯ ÊBUR | " LIBERTY, "-", MEETING),
      { { "issuer", "BUÔN CƯ ÊBUR" } } },
    { PAPER("B UBND XÃ HẢI LĂNG | " STATE, "B LÀNG MAI ĐÀN | " LIBERTY, "-", MEETING),
      { { "issuer", "LÀNG MAI ĐÀN" } } },
    { PAPER("B UBND PHƯỜNG ĐÔNG HÀ | " STATE, "B TỔ DÂN PHỐ SỐ 5 | " LIBERTY, "-", MEETING),
      { { "issuer", "TỔ DÂN PHỐ SỐ 5" } } },
    /* a body of the hamlet is one name with it */
    { PAPER("B UBND XÃ HẢI LĂNG | " STATE, "B BAN NHÂN DÂN THÔN 7 | " LIBERTY, "-", MEETING),
      { { "issuer", "BAN NHÂN DÂN THÔN 7" }, { "superior", "UBND XÃ HẢI LĂNG" } } },
    { PAPER("B MẶT TRẬN TỔ QUỐC XÃ HẢI LĂNG | " STATE, "B BAN CÔNG TÁC MẶT TRẬN | " LIBERTY,
            "B THÔN 7 |  ", "-", MEETING),
      { { "issuer", "BAN CÔNG TÁC MẶT TRẬN THÔN 7" } } },
    /* no hamlet: a board, a name that goes on */
    { PAPER("B UBND XÃ HẢI LĂNG | " STATE, "B BAN HÒA GIẢI | " LIBERTY, "-", MEETING),
      { { "issuer", "BAN HÒA GIẢI" } } },
    { PAPER("B UBND XÃ | " STATE, "B BẢN NGUYÊN | " LIBERTY, "-", MEETING),
      { { "issuer", "UBND XÃ BẢN NGUYÊN" } } },
    /* each line names a unit alone */
    { PAPER("B TỈNH QUẢNG TRỊ | " STATE, "B HUYỆN HẢI LĂNG | " LIBERTY, "B XÃ HẢI LĂNG |  ", "-",
            MEETING),
      { { "issuer", "XÃ HẢI LĂNG" }, { "superior", "HUYỆN HẢI LĂNG" } } },
    /* an office of two bodies; a dash at a line's beginning, and none where none is printed */
    { PAPER("B ỦY BAN NHÂN DÂN | " STATE, "B HUYỆN HẢI LĂNG | " LIBERTY, "B VĂN PHÒNG |  ",
            "B HĐND VÀ UBND |  ", "-", MEETING),
      { { "issuer", "VĂN PHÒNG HĐND VÀ UBND" },
        { "superior", "ỦY BAN NHÂN DÂN HUYỆN HẢI LĂNG" } } },
    { PAPER("B SỞ Y TẾ TỈNH QUẢNG TRỊ | " STATE, "B TRUNG TÂM NỘI TIẾT | " LIBERTY,
            "B - THẬN NHÂN TẠO |  ", "-", MEETING),
      { { "issuer", "TRUNG TÂM NỘI TIẾT - THẬN NHÂN TẠO" } } },
    { PAPER("B UBND HUYỆN HẢI LĂNG | " STATE, "B PHÒNG TÀI CHÍNH | " LIBERTY, "B KẾ HOẠCH |  ", "-",
            MEETING),
      { { "issuer", "PHÒNG TÀI CHÍNH KẾ HOẠCH" } } },
    { PAPER("B UBND HUYỆN HẢI LĂNG | " STATE, "B HỘI ĐỒNG BỒI THƯỜNG | " LIBERTY,
            "B HỖ TRỢ VÀ TÁI ĐỊNH CƯ |  ", "-", MEETING),
      { { "issuer", "HỘI ĐỒNG BỒI THƯỜNG, HỖ TRỢ VÀ TÁI ĐỊNH CƯ" } } },
    { PAPER("B HỘI NÔNG DÂN | " STATE, "B Tuân Tức | " LIBERTY, "-", MEETING),
      { { "issuer", "HỘI NÔNG DÂN Tuân Tức" } } },
    { PAPER("B UBND XÃ TÂN HÒA | " STATE, "B BỘ PHẬN \"MỘT CỬA\" | " LIBERTY, "-", MEETING),
      { { "issuer", "BỘ PHẬN \"MỘT CỬA\"" } } },
    /* bodies whose own name stands where others have the motto */
    { PAPER("B HUYỆN ĐOÀN HẢI LĂNG | ĐOÀN TNCS HỒ CHÍ MINH", "B BCH ĐOÀN XÃ HẢI LĂNG |  ",
            "B Số: 07-KH/ĐTN | Hải Lăng, ngày 05 tháng 3 năm 2024", "-", "C KẾ HOẠCH",
            "C Ra quân dọn vệ sinh đường làng", "-", TEXT),
      { { "issuer", "BCH ĐOÀN XÃ HẢI LĂNG" },
        { "subject", "Ra quân dọn vệ sinh đường làng" },
        { "doc_number", "07-KH/ĐTN" },
        { "issued_date", "2024-03-05" } } },
    { PAPER("B ĐOÀN PHƯỜNG ĐÔNG HÀ | ĐOÀN THANH NIÊN CỘNG SẢN HỒ CHÍ MINH", "B *** |  ",
            "B CHI ĐOÀN KHU PHỐ 2 | Đông Hà, ngày 05 tháng 3 năm 2024", "-", "C BÁO CÁO",
            "C Kết quả hiến máu đợt một", "-", TEXT),
      { { "subject", "Kết quả hiến máu đợt một" }, { "issued_date", "2024-03-05" } } },
    { PAPER("B XÃ ĐOÀN HẢI LĂNG | ĐỘI TNTP HỒ CHÍ MINH", "B HỘI ĐỒNG ĐỘI XÃ HẢI LĂNG |  ",
            "B Số: 3-TB/HĐĐ | Hải Lăng, ngày 05 tháng 3 năm 2024", "-", "C THÔNG BÁO",
            "C Về việc tập huấn phụ trách chi đội", "-", TEXT),
      { { "issuer", "HỘI ĐỒNG ĐỘI XÃ HẢI LĂNG" },
        { "subject", "Về việc tập huấn phụ trách chi đội" } } },
    { PAPER("B BCH ĐOÀN TNCS HỒ CHÍ MINH | ĐOÀN TNCS HỒ CHÍ MINH", "B XÃ HẢI LĂNG |  ", "B *** |  ",
            "B Số: 21-CV/ĐTN | Hải Lăng, ngày 05 tháng 3 năm 2024", "B V/v cử đoàn viên dự hội |  ",
            "B thao huyện |  ", "-", "C Kính gửi: Bí thư các chi đoàn", TEXT),
      { { "issuer", "BCH ĐOÀN TNCS HỒ CHÍ MINH XÃ HẢI LĂNG" } } },
    { PAPER("B TỈNH ĐOÀN QUẢNG TRỊ | ĐOÀN TNC5 HỒ CHÍ MINH", "B BAN THƯỜNG VỤ |  ",
            "B HUYỆN ĐOÀN HẢI LĂNG |  ", "B *** |  ",
            "B Số: 9-HD/ĐTN | Hải Lăng, ngày 05 tháng 3 năm 2024", "-", "C HƯỚNG DẪN",
            "C Công tác kết nạp đoàn viên, tổ chức cắm trại", "C năm", "C 2024", "-", TEXT),
      { { "issuer", "BAN THƯỜNG VỤ HUYỆN ĐOÀN HẢI LĂNG" },
        { "subject", "Công tác kết nạp đoàn viên, tổ chức cắm trại năm 2024" } } },
    { PAPER("B HỘI LHPN HUYỆN HẢI LĂNG | " STATE, "B HỘI LIÊN HIỆP PHỤ NỮ | " LIBERTY,
            "B XÃ HẢI LĂNG |  ", "B Số: 9/BC-HPN | Hải Lăng, ngày 05 tháng 3 năm 2024", "-",
            "C BÁO CÁO", "C Kết quả mô hình nuôi heo đất", "-", TEXT),
      { { "issuer", "HỘI LIÊN HIỆP PHỤ NỮ XÃ HẢI LĂNG" } } },
    { PAPER("B HĐND XÃ HẢI LĂNG | " STATE, "B THƯỜNG TRỤC HĐND | " LIBERTY,
            "B Số: 9/BC-TTHĐND | Hải Lăng, ngày 05 tháng 3 năm 2024", "-", "C BÁO CÁO",
            "C Kết quả giám sát chợ đêm", "-", TEXT),
      { { "issuer", "THƯỜNG TRỰC HĐND" } } },
    /* the motto stands: the Union's name is the issuer's */
    { PAPER("B ĐOÀN TNCS HỒ CHÍ MINH | " STATE, "B BCH ĐOÀN XÃ HẢI LĂNG | " LIBERTY,
            "B Số: 08-CV/ĐTN | Hải Lăng, ngày 05 tháng 3 năm 2024", "-",
            "C Kính gửi: Ban Giám hiệu các trường", TEXT),
      { { "issuer", "BCH ĐOÀN XÃ HẢI LĂNG" } } },
    /* words of standing names whose marks noise took */
    { PAPER("B PHÒNG GD&ĐT HẢI LĂNG | " STATE, "B TRƯƠNG MẦM NON HOA MAI | " LIBERTY,
            "B Số: 5/TTr-MN | Hải Lăng, ngày 05 tháng 3 năm 2024", "-", "C TỜ TRÌNH",
            "C V/y xin sửa mái nhà bếp", "-", "C Kính gửi: UBND xã Hải Lăng", TEXT),
      { { "issuer", "TRƯỜNG MẦM NON HOA MAI" }, { "subject", "xin sửa mái nhà bếp" } } },
    { PAPER("B UBND HUYỆN HẢI LĂNG | " STATE, "B PHÒNG KINH TẾ - HẠ TÂNG | " LIBERTY,
            "B Số: 5/BC-KTHT | Hải Lăng, ngày 05 tháng 3 năm 2024", "-", "C BÁO CÁO",
            "C Kết quả dọn cống", "-", TEXT),
      { { "issuer", "PHÒNG KINH TẾ - HẠ TẦNG" } } },
    { PAPER("B HỘI CỰU CHIẾN BINH HUYỆN HẢI LĂNG | " STATE, "B HỘI CỰU CHIẾN BỊNH | " LIBERTY,
            "B XÃ HẢI LĂNG |  ", "B Số: 5/BC-CCB | Hải Lăng, ngày 05 tháng 3 năm 2024", "-",
            "C BÁO CÁO", "C Kết quả thăm viếng nghĩa trang", "-", TEXT),
      { { "issuer", "HỘI CỰU CHIẾN BINH XÃ HẢI LĂNG" } } },
};

static void those_under_an_office_issue(void **state)
{
    expect_all(*state, papers, sizeof papers / sizeof *papers);
}

/* Which hamlet hangs on one digit, and a name without its unit may have lost it. */
static void hamlets_and_names_without_unit_are_shown_in_doubt(void **state)
{
    static const char *const lines[] = { "B THÔN 7 | " LIBERTY, "B BẢN § | " LIBERTY,
                                         "B TỔ DÂN PHỐ 5 | " LIBERTY, "B HỘI NÔNG DÂN | " LIBERTY };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const struct document *d =
            only(f, SHEET(&f->a, "B UBND XÃ HẢI LĂNG | " STATE, lines[i], "-", MEETING,
                          "L Bản, thôn 7, tổ dân phố 5 nhất trí; Hội Nông dân ghi nhận."));
        assert_non_null(get(d, "issuer"));
        expect(d, "superior", "UBND XÃ HẢI LĂNG");
        assert_false(get(d, "issuer")->accepted);
    }
}

#define BOOK "L Họ và tên chủ hộ: TRẦN VĂN MẪU", "L Nơi thường trú: thôn 3, xã Hải Lăng"

/* Above and under a motto over the whole width. */
static const struct wanted whole_width[] = {
    { PAPER("C CÔNG AN TỈNH QUẢNG TRỊ", "C CÔNG AN HUYỆN HẢI LĂNG", MOTTO, "C SỔ HỘ KHẨU",
            "C Số: 296128981", "-", BOOK, "R TRƯỞNG CÔNG AN", "-", "R Lê Văn Tâm"),
      { { "issuer", "CÔNG AN HUYỆN HẢI LĂNG" }, { "superior", "CÔNG AN TỈNH QUẢNG TRỊ" } } },
    { PAPER(MOTTO, "C ỦY BAN NHÂN DÂN XÃ HẢI LĂNG", "C GIẤY CHỨNG NHẬN NUÔI CON NUÔI",
            "C Số: 395/2025", "-", "L Họ và tên con nuôi: TRẦN VĂN MẪU", "R CHỦ TỊCH", "-",
            "R Lê Văn Tâm"),
      { { "issuer", "ỦY BAN NHÂN DÂN XÃ HẢI LĂNG" } } },
    { PAPER(MOTTO, "L Ủy ban nhân dân xã Hải Lăng", "L Huyện Hải Lăng", "L Tỉnh Quảng Trị", "-",
            "C GIẤY CHỨNG NHẬN KẾT HÔN", "L Họ và tên chồng: TRẦN VĂN MẪU",
            "L Họ và tên vợ: LÊ THỊ HOA", "R CHỦ TỊCH", "-", "R Lê Văn Tâm"),
      { { "issuer", "Ủy ban nhân dân xã Hải Lăng" } } },
};

static void those_over_and_under_a_wide_motto_issue(void **state)
{
    expect_all(*state, whole_width, sizeof whole_width / sizeof *whole_width);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(those_under_an_office_issue),
        cmocka_unit_test(those_over_and_under_a_wide_motto_issue),
        cmocka_unit_test(hamlets_and_names_without_unit_are_shown_in_doubt),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
