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
#define COMMUNE "B UBND XÃ BÌNH LƯ | " STATE, "B PHÒNG KINH TẾ | " LIBERTY
#define COMPANY                                                                                    \
    "-", "C GIẤY CHỨNG NHẬN", "C ĐĂNG KÝ DOANH NGHIỆP", "C Mã số doanh nghiệp: 1129363932",        \
        "L Người đại diện: Nguyễn Thị Thu"

/* Where subjects and the names of bodies end, and what stands beside or under them. */
static const struct wanted papers[] = {
    { PAPER(COMMUNE, "B Số: 18/TTr-PKT | Bình Lư, ngày 12 tháng 1 năm 2026", "-", "C TỜ TRÌNH",
            "C Về việc công nhận quyền sử dụng đất", "C cho 8 hộ gia đình", "-",
            "C Kính gửi: Chủ tịch UBND xã Bình Lư", SUBJECT_TEXT),
      { { "subject", "Về việc công nhận quyền sử dụng đất cho 8 hộ gia đình" } } },
    { PAPER(COMMUNE, "B Số: 2176/QĐ-UBND | Bình Lư, ngày 23 tháng 02 năm 2022", "-", "C QUYẾT ĐỊNH",
            "C Điều động viên chức", "C giữa các trường học", "-", "C CHỦ TỊCH ỦY BAN NHÂN DÂN",
            "I Căn cứ Luật Viên chức;", "C QUYẾT ĐỊNH",
            "I Điều 1. Điều động ông Trần Văn Nam về trường Mầm non."),
      { { "subject", "Điều động viên chức giữa các trường học" } } },
    { PAPER(COMMUNE, "B Số: 01/CĐ-UBND | Bình Lư, ngày 01 tháng 4 năm 2024", "-",
            "C CÔNG ĐIỆN HỎA TỐC", "C Úng phó áp thấp nhiệt đới gần bờ",
            "C TRƯỞNG BAN CHỈ HUY điện:", "L - Hội Cựu chiến binh xã;", SUBJECT_TEXT),
      { { "subject", "Ứng phó áp thấp nhiệt đới gần bờ" } } },
    { PAPER("B UBND THÀNH PHỐ CẦN THƠ | " STATE, "B UBND PHƯỜNG PHƯỚC THỚI | " LIBERTY,
            "B Số: 664/UBND-KTN | Phước Thới, ngày 25 tháng 3 năm 2022",
            "B V/v kế hoạch kết nối phần mềm | ", "B những tháng cuối năm 2022 | ", "B ĐẾN | ",
            "B Số đến: 699 | ", "-", "C Kính gửi: Bộ phận Tài chính - Kế toán.", SUBJECT_TEXT),
      { { "subject", "kế hoạch kết nối phần mềm những tháng cuối năm 2022" } } },
    /* which of several units of one name */
    { PAPER("B SỞ TÀI CHÍNH TỈNH QUẢNG TRỊ | " STATE, "B PHÒNG ĐĂNG KÝ KINH DOANH | " LIBERTY,
            "B SỐ3 | ", COMPANY),
      { { "issuer", "PHÒNG ĐĂNG KÝ KINH DOANH SỐ 3" } } },
    { PAPER("B SỞ TÀI CHÍNH TỈNH QUẢNG TRỊ | " STATE, "B PHÒNG ĐĂNG KÝ KINH DOANH | " LIBERTY,
            "B sỐ 2 | ", COMPANY),
      { { "issuer", "PHÒNG ĐĂNG KÝ KINH DOANH SỐ 2" } } },
    { PAPER("B SỞ Y TẾ TỈNH LÂM ĐỒNG | " STATE, "B TRUNG TÂM Y TẾ | " LIBERTY, "B KHU VỤC 4 | ",
            "B Số: 30/GBT-TTYT | Lâm Đồng, ngày 01 tháng 4 năm 2026", "-", "C GIẤY BÁO TỬ",
            "L Họ và tên người chết: NGUYỄN HỒNG PHÁT"),
      { { "issuer", "TRUNG TÂM Y TẾ KHU VỰC 4" } } },
    /* the motto, read as the end of the left column */
    { PAPER("L              UBND THÀNH PHỐ HỒ CHÍ MINHOỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "B UBND XÃ TRUNG AN | " LIBERTY,
            "B Số: 361/BC-UBND | Trung An, ngày 24 tháng 02 năm 2021", "-", "C BÁO CÁO",
            "C Tổng kết mùa mưa bão năm 2021", "-", "C Kính gửi: UBND huyện Củ Chi", SUBJECT_TEXT),
      { { "issuer", "UBND XÃ TRUNG AN" },
        { "superior", "UBND THÀNH PHỐ HỒ CHÍ MINH" },
        { "subject", "Tổng kết mùa mưa bão năm 2021" } } },
    /* the office behind whatever label */
    { PAPER(MOTTO, "C TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ", "C Nơi gửi: Công an xã Ia Hrung",
            "L 1) Người khai: LƯƠNG HOA TIÊN 2) Sinh: 02/02/1979", "L 4) Số ĐDCN: 064179738476",
            "R Ia Hrung, ngày 19 tháng 4 năm 2021", "R      NGƯỜI KHAI"),
      { { "receiving_org", "Công an xã Ia Hrung" } } },
};

static void ends_are_found(void **state)
{
    expect_all(*state, papers, sizeof papers / sizeof *papers);
}

/* All words of the page were read twice, letter for letter. */
static struct page_read *twice(struct page_read *p)
{
    for (uint32_t i = 0; i < p->n_words; i++)
        p->words[i].flags |= WORD_TWICE;
    return p;
}

static void a_subject_of_uncertain_end_is_not_accepted(void **state)
{
    struct fixture *f = *state;
    const struct document *d = only(f, twice(sheet(&f->a, papers[0].lines)));

    assert_true(get(d, "subject")->accepted);
    /* lines set two heights apart */
    struct page_read *wide = twice(sheet(&f->a, papers[0].lines));
    for (uint32_t i = 0; i < wide->n_words; i++) {
        struct box *b = &wide->words[i].box;
        b->y0 = b->y0 * 13 / 10;
        b->y1 = b->y0 + LINE_H;
    }
    expect(only(f, wide), "subject", papers[0].wants[0].value);
    /* the line under it may be its second one */
    d = only(f, twice(SHEET(&f->a, COMMUNE, "B Số: 18/TB-DGQ | Bình Lư, ngày 12 tháng 1 năm 2026",
                            "-", "C THÔNG BÁO", "C Dừng giải quyết hồ sơ",
                            "C Thủ tục hành chính của bà con", "-", SUBJECT_TEXT)));
    assert_false(get(d, "subject")->accepted);
}

static void a_body_is_not_accepted_without_its_number(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        only(f, SHEET(&f->a, "B SỞ Y TẾ TỈNH LÂM ĐỒNG | " STATE, "B TRUNG TÂM Y TẾ | " LIBERTY,
                      "B KHU VỰC § | ", "B Số: 30/GBT-TTYT | Lâm Đồng, ngày 01 tháng 4 năm 2026",
                      "-", "C GIẤY BÁO TỬ", "L Họ và tên người chết: NGUYỄN HỒNG PHÁT",
                      "I Trung tâm Y tế khu vực thông báo để gia đình làm thủ tục."));

    assert_false(get(d, "issuer")->accepted);
    d = only(f, SHEET(&f->a, "B SỞ TÀI CHÍNH | " STATE, "B PHÒNG TƯ PHÁP | " LIBERTY, "B SỐ | ",
                      COMPANY));
    assert_false(get(d, "issuer")->accepted);
    d = only(f, SHEET(&f->a, "B TÒA ÁN NHÂN DÂN KHU VỰC | " STATE, "B TỈNH QUẢNG TRỊ | " LIBERTY,
                      "B Số: 30/2026/QĐ-TA | Quảng Trị, ngày 01 tháng 4 năm 2026", "-",
                      "C QUYẾT ĐỊNH", "L Xét đơn của ông Trần Văn Nam,", SUBJECT_TEXT));
    assert_false(get(d, "issuer")->accepted);
    d = only(f, SHEET(&f->a, "B SỞ GIÁO DỤC VÀ ĐÀO TẠO | " STATE,
                      "B TRƯỜNG TRUNG HỌC PHỔ THÔNG | " LIBERTY,
                      "B Số: 30/GXN | Quảng Trị, ngày 01 tháng 4 năm 2026", "-", "C GIẤY XÁC NHẬN",
                      SUBJECT_TEXT));
    assert_false(get(d, "issuer")->accepted);
    /* mended marks, and letters that were another word's */
    assert_false(get(only(f, sheet(&f->a, papers[6].lines)), "issuer")->accepted);
    assert_false(get(only(f, sheet(&f->a, papers[7].lines)), "superior")->accepted);
}

/* The table knows one spelling, and the paper prints two. */
static void a_stroke_that_comes_and_goes_is_not_accepted(void **state)
{
    static const char *const said[] = { "I Đài truyền thanh xã Đak Lua thông báo tới bà con.",
                                        "I Đài truyền thanh xã Dak Lua thông báo tới bà con." };
    struct fixture *f = *state;

    for (int i = 0; i < 2; i++) {
        const struct document *d =
            only(f, SHEET(&f->a, "B UBND TỈNH ĐỒNG NAI | " STATE, "B UBND XÃ ĐAK LUA | " LIBERTY,
                          "B Số: 30/TB-UBND | Đak Lua, ngày 01 tháng 4 năm 2026", "-",
                          "C THÔNG BÁO", "C Về việc cắt điện", "-", said[i]));
        assert_int_equal(get(d, "issuer")->accepted, i == 0);
    }
}

static void words_of_a_certifier_fill_several_lines(void **state)
{
    struct fixture *f = *state;
    const struct document *d = only(
        f, SHEET(&f->a, "B BỘ QUỐC PHÒNG | " STATE, "B BỘ CHỈ HUY QUÂN SỰ TỈNH CÀ MAU | " LIBERTY,
                 "-", "C QUYẾT ĐỊNH", "C XUẤT NGŨ",
                 "L Điều 1. Cho đồng chí Võ Thị Linh Giang, sinh năm 1973, được phục viên.",
                 "R CHỈ HUY TRƯỞNG", "R Đặng Xuân Ân", "-", "-",
                 "C LỜI CHỨNG CỦA CHỦ TỊCH UBND XÃ KHÁNH LỘC", "-",
                 "I Tôi: Đỗ Hoài Phương, Chủ tịch UBND xã Khánh Lộc, chứng thực bản sao này có",
                 "L nội dung đúng với bản chính do ông Tạ Văn Sinh xuất trình.",
                 "L Số chứng thực: 729, quyển số 03/2022", "R Khánh Lộc, ngày 19 tháng 11 năm 2022",
                 "R          CHỦ TỊCH", "-", "R       Đỗ Hoài Phương"));

    assert_string_equal(d->type, "ban_sao_chung_thuc");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_are_found),
        cmocka_unit_test(a_subject_of_uncertain_end_is_not_accepted),
        cmocka_unit_test(a_body_is_not_accepted_without_its_number),
        cmocka_unit_test(a_stroke_that_comes_and_goes_is_not_accepted),
        cmocka_unit_test(words_of_a_certifier_fill_several_lines),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
