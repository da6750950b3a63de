/* Names that lines break, and values that stand beside their labels' lines; as they were read. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */
#include <stdio.h>
#include <stdlib.h>

#include "tests/unit/paper/wants.h"

/* A slip names the file's owner behind its number or its matter. */
static void files_have_owners(void **state)
{
    static const char *const number[] = {
        OFFICE,
        "C PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "-",
        "I Trung tâm đã nhận hồ sơ H59.25-260310-0084 của Triệu Đình Trung. Hồ sơ còn",
        "L thiếu, đề nghị bổ sung:",
        "L - Tờ khai chưa ghi đầy đủ thông tin",
        NULL
    };
    static const char *const above[] = {
        OFFICE,
        "C THÔNG BÁO",
        "C Về việc dừng giải quyết hồ sơ",
        "-",
        "I Hồ sơ H59.25-260310-0084 (Đăng ký biến động quyền sử dụng đất, tài",
        "L sản) của Triệu Đình Trung được dừng theo đề nghị của người nộp.",
        NULL
    };
    const struct wanted papers[] = { { number, { { "full_name", "Triệu Đình Trung" } } },
                                     { above, { { "full_name", "Triệu Đình Trung" } } } };

    expect_all(*state, papers, sizeof papers / sizeof *papers);
}

/* "ông Giáp" ends a line, "Bửu Diệp" begins the next; "bên nhận chuyển nhượng" ends one, "bà ..."
 * begins the next. */
static void lines_break_names_and_labels(void **state)
{
    static const char *const name[] = {
        MOTTO,
        "C HỢP ĐỒNG CHUYỂN NHƯỢNG",
        "C QUYỀN SỬ DỤNG ĐẤT",
        "-",
        "I Tại Văn phòng công chứng, chúng tôi gồm có: bên chuyển nhượng, là ông Giáp",
        "L Văn Minh, CCCD 048203579364; bên nhận chuyển nhượng ông Trần Duy Minh, CCCD",
        "L 048085551751.",
        NULL
    };
    static const char *const label[] = {
        MOTTO,
        "C HỢP ĐỒNG CHUYỂN NHƯỢNG",
        "C QUYỀN SỬ DỤNG ĐẤT",
        "-",
        "I Tại Văn phòng công chứng, chúng tôi gồm có đủ: bên chuyển nhượng là chính bà",
        "L Trần Thị Phước, CCCD 027178946073; là một bên và sau đây bên nhận chuyển nhượng",
        "L bà Võ Thị Duyên, CCCD 027186901721.",
        NULL
    };
    const struct wanted papers[] = { { name, { { "full_name", "Giáp Văn Minh" } } },
                                     { label, { { "full_name", "Trần Thị Phước" } } } };

    expect_all(*state, papers, sizeof papers / sizeof *papers);
}

/* "Họ tên: HUỲNH TRÍ DŨNG Sinh: ..." whose colon was lost. */
static void names_have_one_case(void **state)
{
    static const char *const lines[] = { MOTTO,
                                         "C SƠ YẾU LÝ LỊCH",
                                         "-",
                                         "L Họ tên: HUỲNH TRÍ DŨNG Sinh 20/08/1980 Quê quán",
                                         "L Dân tộc: Kinh",
                                         NULL };
    const struct wanted papers[] = { { lines, { { "full_name", "HUỲNH TRÍ DŨNG" } } } };

    expect_all(*state, papers, 1);
}

/* A typewriter did not meet the form's lines: the value is higher than its label. */
static void values_stand_above_their_lines(void **state)
{
    struct fixture *f = *state;
    struct page_read *p = SHEET(&f->a, MOTTO, "C GIẤY KHAI SINH", "-", "R TẠ TRÚC QUÂN",
                                "L Họ, chữ đệm và tên:", "L Sinh ngày: 28/03/2019",
                                "L Dân tộc: Kinh", "L Nơi sinh: Xã Na Sang");

    for (uint32_t i = 0; i < p->n_words; i++) {
        struct word *w = &p->words[i];
        if (strcmp(w->text, "TẠ") && strcmp(w->text, "TRÚC") && strcmp(w->text, "QUÂN"))
            continue;
        w->box.y0 += PITCH - 12;
        w->box.y1 += PITCH - 12;
    }
    expect(only(f, p), "full_name", "TẠ TRÚC QUÂN");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_have_owners),
        cmocka_unit_test(lines_break_names_and_labels),
        cmocka_unit_test(names_have_one_case),
        cmocka_unit_test(values_stand_above_their_lines),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
