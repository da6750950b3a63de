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
};

static void people_are_found(void **state)
{
    expect_all(*state, papers, sizeof papers / sizeof *papers);
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
        cmocka_unit_test(a_page_read_sideways_is_turned),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
