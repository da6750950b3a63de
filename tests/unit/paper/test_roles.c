/* cmocka needs these before it */
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

/* Lê Văn Nam's dossier: an application and a certificate have his name, so it is read surely. */
#define ASKS                                                                                       \
    MOTTO, "C ĐƠN ĐỀ NGHỊ", "C Kính gửi: Ủy ban nhân dân xã Ví Dụ", "-",                           \
        "I Tôi tên là: Lê Văn Nam", "I Sinh ngày: 01/02/1980",                                     \
        "I Nay tôi làm đơn này đề nghị giải quyết chế độ.", "-", "R NGƯỜI LÀM ĐƠN", "-",           \
        "R Lê Văn Nam"
#define HIS                                                                                        \
    OFFICE, "C GIẤY XÁC NHẬN", "-",                                                                \
        "I Xác nhận ông Lê Văn Nam, sinh năm 1980, đang cư trú tại xã Ví Dụ."

static const struct document *beside(struct fixture *f, const char *const *lines)
{
    add(f, SHEET(&f->a, ASKS));
    add(f, SHEET(&f->a, HIS));
    add(f, sheet(&f->a, lines));
    understand(f, false);
    return f->r.n_docs ? &f->r.docs[f->r.n_docs - 1] : NULL;
}

/* That he is named on them, and on the dossier's other papers, does not make them his. */
static void papers_that_name_the_applicant_are_not_about_him(void **state)
{
    const struct {
        const char *type;
        const char *const *lines;
    } said[] = {
        { "so_ho_khau", PAPER(MOTTO, "C SỔ HỘ KHẨU", "C Số: 123456789", "-",
                              "L Nơi thường trú: Thôn Một, xã Ví Dụ", "L Họ và tên: Lê Văn Nam",
                              "L Quan hệ với chủ hộ: Con") },
        { "so_ho_khau", PAPER(MOTTO, "C SỔ HỘ KHẨU", "-", "L NHỮNG NGƯỜI TRONG HỘ",
                              "L 1. Họ và tên: Lê Văn Nam", "L Nghề nghiệp: làm ruộng") },
        { "so_ho_khau", PAPER(MOTTO, "C SỔ HỘ KHẨU GIA ĐÌNH", "-", "L Hộ khẩu thường trú: xã Ví Dụ",
                              "L Ông: Lê Văn Nam", "L Bà: Trần Thị Lan") },
        { "giay_chung_sinh", PAPER(MOTTO, "C GIẤY CHỨNG SINH", "-", "L Họ và tên: Lê Văn Nam",
                                   "L Là bố của bé gái sinh lúc 8 giờ ngày 03/05/2019",
                                   "L Số con trong lần sinh này: 1") },
        { "so_yeu_ly_lich", PAPER(MOTTO, "C SƠ YẾU LÝ LỊCH", "C (Tự thuật)", "-", "L I. BẢN THÂN",
                                  "L Họ và tên: Lê Thị Hoa", "L Sinh ngày: 03/05/2001",
                                  "L II. QUAN HỆ GIA ĐÌNH", "L 1. Họ và tên: Lê Văn Nam",
                                  "L Nghề nghiệp: làm ruộng", "L 2. Họ và tên: Trần Thị Lan") },
        { "van_ban_thua_ke", PAPER(MOTTO, "C VĂN BẢN THỎA THUẬN PHÂN CHIA DI SẢN THỪA KẾ", "-",
                                   "I Hôm nay, tại trụ sở Ủy ban nhân dân xã Ví Dụ, chúng tôi là:",
                                   "I Bà Trần Thị Lan, sinh năm 1950, thường trú tại xã Ví Dụ.",
                                   "I Ông Lê Văn Nam, sinh năm 1980, thường trú tại xã Ví Dụ.") },
        { "van_ban_thua_ke",
          PAPER(MOTTO, "C VĂN BẢN THỎA THUẬN PHÂN CHIA DI SẢN THỪA KẾ", "-",
                "I Hôm nay, tại trụ sở Ủy ban nhân dân xã Ví Dụ, chúng tôi gồm:",
                "I Các con của ông Lê Văn Nam, sinh năm 1980, nay không còn nữa.") },
        { "van_ban_thua_ke",
          PAPER(MOTTO, "C VĂN BẢN THỎA THUẬN PHÂN CHIA DI SẢN THỪA KẾ", "-",
                "I Những người thừa kế:",
                "I Ông Lê Văn Nam, sinh năm 1980, nay không còn nữa, nên con cháu hưởng.") },
        { "hop_dong_chuyen_nhuong",
          PAPER(MOTTO, "C HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT", "-",
                "L Bên được nhận đất:", "L Ông: Lê Văn Nam", "L Sinh năm: 1980",
                "L Bên có đất:", "L Bà: Trần Thị Lan", "L Sinh năm: 1950") },
        { "trich_luc_nhan_cha_me_con",
          PAPER(MOTTO, "C TRÍCH LỤC ĐĂNG KÝ NHẬN CHA, MẸ, CON", "-",
                "L Họ, chữ đệm, tên: Lê Văn Nam", "L Ngày, tháng, năm sinh: 01/02/1980",
                "L Họ, chữ đệm, tên: Lê Thị Hoa", "L Ngày, tháng, năm sinh: 03/05/2001") },
        { "to_khai_ho_tich", PAPER(MOTTO, "C TỜ KHAI ĐĂNG KÝ KHAI SINH", "-",
                                   "L Đăng ký khai sinh cho:", "L Họ, chữ đệm, tên: Lê Văn Nam",
                                   "L Ngày, tháng, năm sinh: 01/02/1980") },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        const struct document *d = beside(f, said[i].lines);
        assert_non_null(d);
        assert_string_equal(d->type, said[i].type);
        const struct field *x = get(d, "full_name");
        if (x && x->accepted && strcmp(x->value, "Lê Văn Nam") == 0)
            fail_msg("%s (%zu): %s is accepted", said[i].type, i, x->value);
    }
}

/* Where the paper says so itself, it is his. */
static void papers_that_say_so_are_his(void **state)
{
    const char *const *const said[] = {
        PAPER(MOTTO, "C SỔ HỘ KHẨU", "C Số: 123456789", "-", "L Họ và tên chủ hộ: Lê Văn Nam",
              "L Nơi thường trú: Thôn Một, xã Ví Dụ"),
        PAPER(MOTTO, "C SỔ HỘ KHẨU", "-", "L Nơi thường trú: Thôn Một, xã Ví Dụ",
              "L Hồ sơ hộ khẩu số: 123", "L Tờ số: 12", "-", "L CHỦ HỘ", "L Họ và tên: Lê Văn Nam",
              "L Họ và tên gọi khác (nếu có): Không"),
        PAPER(MOTTO, "C SƠ YẾU LÝ LỊCH", "-", "L Họ và tên: Lê Văn Nam", "L Sinh ngày: 01/02/1980",
              "L Họ và tên cha: Lê Văn Bảo", "L Họ và tên mẹ: Trần Thị Lan",
              "L Họ và tên vợ: Đỗ Thị Hoa", "-", "R NGƯỜI KHAI", "-", "R Lê Văn Nam"),
        PAPER(MOTTO, "C HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT", "-",
              "L BÊN CHUYỂN NHƯỢNG (BÊN A):", "L Ông: Lê Văn Nam", "L Sinh năm: 1980",
              "L Cùng vợ là bà: Đỗ Thị Hoa",
              "L BÊN NHẬN CHUYỂN NHƯỢNG (BÊN B):", "L Bà: Trần Thị Lan", "L Sinh năm: 1950"),
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        const struct field *x = get(beside(f, said[i]), "full_name");
        if (!x || !x->accepted || strcmp(x->value, "Lê Văn Nam") != 0)
            fail_msg("%zu: %s%s", i, x ? x->value : "nobody", x && x->accepted ? "" : " (review)");
    }
}

/* His card's code spells his name; the household book is another's all the same. */
static void codes_tell_how_not_whose(void **state)
{
    struct fixture *f = *state;
    static struct code code = { CODE_QR,
                                "079080000000|024000001|Lê Văn Nam|01021980|Nam|Thôn Một, Xã Ví "
                                "Dụ|03042021",
                                { 10, 10, 200, 200 } };
    struct page_read *card =
        SHEET(&f->a, MOTTO, "C CĂN CƯỚC CÔNG DÂN", "-", "L Số/No.: 079080000000",
              "L Họ và tên: LÊ VĂN NAM", "L Ngày sinh: 01/02/1980", "L Giới tính: Nam");

    card->codes = &code;
    card->n_codes = 1;
    add(f, card);
    add(f, SHEET(&f->a, MOTTO, "C SỔ HỘ KHẨU", "C Số: 123456789", "-",
                 "L Nơi thường trú: Thôn Một, xã Ví Dụ", "L Họ và tên: Lê Văn Nam",
                 "L Quan hệ với chủ hộ: Con"));
    understand(f, false);
    assert_int_equal(f->r.n_docs, 2);
    expect(&f->r.docs[0], "full_name", "Lê Văn Nam");
    assert_true(get(&f->r.docs[0], "full_name")->accepted);
    const struct field *x = get(&f->r.docs[1], "full_name");
    assert_non_null(x);
    assert_false(x->accepted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(papers_that_name_the_applicant_are_not_about_him),
        cmocka_unit_test(papers_that_say_so_are_his),
        cmocka_unit_test(codes_tell_how_not_whose),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
