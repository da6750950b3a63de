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
    static const char *const start[] = {
        OFFICE,
        "C THÔNG BÁO",
        "C Về việc dừng giải quyết hồ sơ",
        "-",
        "I Hồ sơ H59.53-251217-0043 (Thay đổi, cải chính, bổ sung thông tin hộ tịch)",
        "L của Triệu Đình Trung được dừng theo đề nghị của người nộp.",
        NULL
    };
    static const char *const carried[] = {
        OFFICE,
        "C THÔNG BÁO",
        "C Về việc dừng giải quyết hồ sơ",
        "-",
        "I Hồ sơ H37.23-260810-0073 (Cấp Giấy xác nhận tình trạng hôn nhân) của",
        "L Triệu Đình Trung được dừng theo đề nghị của người nộp.",
        NULL
    };
    const struct wanted papers[] = { { carried, { { "full_name", "Triệu Đình Trung" } } },
                                     { number, { { "full_name", "Triệu Đình Trung" } } },
                                     { above, { { "full_name", "Triệu Đình Trung" } } },
                                     { start, { { "full_name", "Triệu Đình Trung" } } } };

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

/* "Phạm Duy" ends a line, "Long CCCD" begins the next. */
static void a_card_behind_is_no_name(void **state)
{
    static const char *const lines[] = {
        MOTTO,
        "C HỢP ĐỒNG CHUYỂN NHƯỢNG",
        "C QUYỀN SỬ DỤNG ĐẤT",
        "-",
        "I Tại Văn phòng công chứng, chúng tôi gồm có: bên chuyển nhượng ông Phạm Duy",
        "L Long CCCD 075075714360; bên nhận chuyển nhượng bà Từ Thị Vân.",
        NULL
    };
    const struct wanted papers[] = { { lines, { { "full_name", "Phạm Duy Long" } } } };

    expect_all(*state, papers, 1);
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
    static const char *const born[] = { OFFICE,
                                        "C GIẤY CHỨNG SINH",
                                        "-",
                                        "L Bà mẹ: TẠ THỊ HẰNG Sinh ngày: 26/04/1995",
                                        "L Trú tại: Xóm 4, xã Ví Dụ",
                                        NULL };
    static const char *const refused[] = {
        OFFICE,
        "C PHIẾU TỪ CHỐI TIẾP NHẬN HỒ SƠ",
        "-",
        "L Người nộp: Thân Bình Dân Việc: Đăng ký nhận cha, mẹ, con",
        "L Lý do không nhận: thiếu tờ khai",
        NULL
    };
    const struct wanted papers[] = { { lines, { { "full_name", "HUỲNH TRÍ DŨNG" } } },
                                     { born, { { "full_name", "TẠ THỊ HẰNG" } } },
                                     { refused, { { "full_name", "Thân Bình Dân" } } } };

    expect_all(*state, papers, sizeof papers / sizeof *papers);
}

static const char *number_of(struct fixture *f, const char *line, const char *title, bool *accepted)
{
    const char *const lines[] = {
        "B UBND XÃ VÍ DỤ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", line, title, "-",
        "I Ủy ban nhân dân xã Ví Dụ thông báo đến các hộ dân.", NULL
    };
    const struct field *x = get(only(f, sheet(&f->a, lines)), "doc_number");

    *accepted = x && x->accepted;
    return x ? x->value : "";
}

/* The sign for an 8: shown as one, never accepted. */
static void eights_that_were_not_made_out(void **state)
{
    static const struct {
        const char *line, *value;
    } rows[] = {
        { "B Số: §07/TB-UBND | Độc lập - Tự do - Hạnh phúc", "807/TB-UBND" },
        { "B Số: 15§/TB-UBND | Độc lập - Tự do - Hạnh phúc", "158/TB-UBND" },
        { "B Số: §8/TB-UBND | Độc lập - Tự do - Hạnh phúc", "88/TB-UBND" },
        { "B Số: 18§81/TB-UBND | Độc lập - Tự do - Hạnh phúc", "1881/TB-UBND" },
        { "B §ố: 1454/TB-UBND | Độc lập - Tự do - Hạnh phúc", "1454/TB-UBND" },
    };
    static const struct {
        const char *line, *value;
    } codes[] = { { "L Mã số hộ kinh doanh: 35E8§099514", "35E8099514" },
                  { "L Mã số hộ kinh doanh: 46H§078507", "46H8078507" } };
    bool accepted;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(number_of(*state, rows[i].line, "C THÔNG BÁO", &accepted),
                            rows[i].value);
        assert_true(!accepted || i == 4);
    }
    assert_string_equal(number_of(*state, "B Số: 4# TB-UBND | Độc lập - Tự do - Hạnh phúc",
                                  "C THÔNG BÁO", &accepted),
                        ""); /* a hand's 42 */
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        const char *const lines[] = { MOTTO,
                                      "C GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH",
                                      "-",
                                      codes[i].line,
                                      "L Tên hộ kinh doanh: Mai Lan",
                                      NULL };
        const struct field *x =
            get(only(*state, sheet(&((struct fixture *)*state)->a, lines)), "doc_number");
        assert_non_null(x);
        assert_string_equal(x->value, codes[i].value);
        assert_false(x->accepted);
    }
}

/* Strokes at the ends of lines: of an office, of a subject, of a day of birth. */
static void specks_are_no_words(void **state)
{
    static const char *const order[] = { "B ỦY BAN NHÂN DÂN - | " STATE,
                                         "B XÃ VÍ DỤ | " LIBERTY,
                                         "B Số: 36/CĐ-UBND | Ví Dụ, ngày 19 tháng 10 năm 2025",
                                         "-",
                                         "C CÔNG ĐIỆN",
                                         "C Về việc triển khai",
                                         "C - lập danh sách hộ nghèo, hộ cận nghèo",
                                         "-",
                                         "I Chủ tịch yêu cầu các đơn vị thực hiện.",
                                         NULL };
    static const char *const card[] = { MOTTO,
                                        "C THẺ BẢO HIỂM Y TẾ",
                                        "-",
                                        "L Mã số: HC4515137648924",
                                        "L Họ và tên: LÊ VĂN NAM",
                                        "L Ngày sinh: 12/01/1968- Giới tính: Nam",
                                        NULL };
    const struct wanted papers[] = {
        { order,
          { { "issuer", "ỦY BAN NHÂN DÂN XÃ VÍ DỤ" },
            { "subject", "Về việc triển khai lập danh sách hộ nghèo, hộ cận nghèo" } } },
        { card, { { "birth_date", "1968-01-12" } } }
    };

    expect_all(*state, papers, sizeof papers / sizeof *papers);
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
    /* with another label in its row */
    p = SHEET(&f->a, MOTTO, "C GIẤY KHAI TỬ", "-", "L Số: 253 Quyển số: 12/1994", "R KIỀU THỊ THƯ",
              "L Họ và tên người chết:                                        Giới:",
              "L Chết ngày: 25/09/1994", "L Sinh năm: 1935");
    for (uint32_t i = 0; i < p->n_words; i++) {
        struct word *w = &p->words[i];
        if (strcmp(w->text, "KIỀU") && strcmp(w->text, "THỊ") && strcmp(w->text, "THƯ"))
            continue;
        w->box.y0 += PITCH - 12;
        w->box.y1 += PITCH - 12;
    }
    expect(only(f, p), "full_name", "KIỀU THỊ THƯ");
}

/* "Tôi tên" before a short family name is no "Tôi tên là"; the head of a household's book stands
 * above a member's "Họ và tên". */
static void names_keep_their_first_word(void **state)
{
    static const char *const asks[] = {
        MOTTO,
        "C ĐƠN ĐỀ NGHỊ CHUYỂN MỤC ĐÍCH SỬ DỤNG ĐẤT",
        "C Kính gửi: Ủy ban nhân dân xã Ví Dụ",
        "I Tôi tên Tạ Định Siêu CCCD 017074056632, ở Tổ dân phố 6, xã Ví Dụ. Đề nghị cho phép",
        "L chuyển 92 mét vuông đất vườn sang đất ở nông thôn.",
        NULL
    };
    static const char *const book[] = { "C BỘ CÔNG AN",
                                        "-",
                                        "C SỔ HỘ KHẨU",
                                        "-",
                                        "L Họ và tên chủ hộ: NGUYỄN CÔNG THỊNH",
                                        "L Nơi thường trú: Xóm 5, xã Ví Dụ",
                                        "-",
                                        "L Họ và tên: TRIỆU ĐỨC DU",
                                        "L Quan hệ với chủ hộ: Con",
                                        NULL };
    const struct wanted papers[] = { { asks, { { "full_name", "Tạ Định Siêu" } } },
                                     { book, { { "full_name", "NGUYỄN CÔNG THỊNH" } } } };

    expect_all(*state, papers, sizeof papers / sizeof *papers);
}

/* Who gives a child away is not the child whose name was not read. */
static void givers_are_not_the_child(void **state)
{
    struct fixture *f = *state;
    const struct document *d = only(f, SHEET(&f->a, OFFICE, "C GIẤY CHỨNG NHẬN NUÔI CON NUÔI", "-",
                                             "L Con nuôi: TRJNH KIM T1YẾT", "L Sinh: 24/11/2020",
                                             "L Cha nuôi: NGHIÊM HỮU PHONG, CCCD 067072862507",
                                             "L Mẹ nuôi: GIÁP THỊ SAN, CCCD 038166597735",
                                             "L Người giao con nuôi: Ngô Thị Cương"));
    const struct field *x = get(d, "full_name");

    assert_true(!x || (!x->accepted && strcmp(x->value, "Ngô Thị Cương") != 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_have_owners),
        cmocka_unit_test(lines_break_names_and_labels),
        cmocka_unit_test(a_card_behind_is_no_name),
        cmocka_unit_test(names_have_one_case),
        cmocka_unit_test(eights_that_were_not_made_out),
        cmocka_unit_test(specks_are_no_words),
        cmocka_unit_test(givers_are_not_the_child),
        cmocka_unit_test(names_keep_their_first_word),
        cmocka_unit_test(values_stand_above_their_lines),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
