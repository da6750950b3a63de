/* cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "tests/unit/paper/fixture.h"

/* Days in sentences and behind labels that no table knows: shown, never accepted. */
static void a_day_in_any_sentence_is_found(void **state)
{
    static const struct {
        const char *title, *before, *line, *under, *value;
    } rows[] = {
        { "C BIÊN BẢN", "L Số trang: 3", "L I. Bắt đầu: 8 giờ 52, ngày 11 tháng 4 năm 2021.",
          "L Số tiền tạm ứng phải quyết toán xong trước ngày 11/05/2021.", "2021-04-11" },
        { "C GIẤY KHAI SINH", "L Sinh ngày: 26/09/2023",
          "L 8. Việc sinh được đăng ký lúc: ngày 23 "
          "tháng 3 năm 2024",
          "L Nơi sinh: Trạm Y tế xã", "2024-03-23" },
        { "C GIẤY CHỨNG NHẬN KẾT HÔN", "L đã tự nguyện kết hôn đúng Luật Hôn nhân và gia đình và",
          "L được ghi vào sổ ngày 16 tháng 3 năm 1989.", "L Vợ ký tên", "1989-03-16" },
        { "C TRÍCH LỤC KHAI TỬ", "L Từ trần ngày: 04/10/2023 hồi: 1 giờ 42",
          "L Trích lục ngày 15 tháng 10 năm 2023 tại Ủy ban nhân dân phường Ví Dụ",
          "L Người báo: Lê Văn Nam", "2023-10-15" },
        { "C GIẤY ỦY QUYỀN", "L Tôi là Lê Văn Nam, sinh ngày 10/08/1969, cấp 03/10/2021",
          "L Giấy viết ngày 16 tháng 10 năm 2023, dùng một lần.",
          "L Thời hạn đến hết ngày 21 tháng 9 năm 2025.", "2023-10-16" },
        { "C GIẤY KHAI SINH", "L Sinh ngày: 26/09/1987",
          "L Vào sổ tại Ủy ban nhân dân xã Cam Tân, ngày 08 tháng 11 năm", "L 1987.",
          "1987-11-08" },
        { "C TRÍCH LỤC KHAI SINH", "L Sinh ngày: 26/09/1995",
          "L Số: 161/TLKS-BS - trích ngày 28 tháng 8 năm 2026", "L Nơi sinh: xã Cam Tân",
          "2026-08-28" },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct document *d =
            only(f, SHEET(&f->a, MOTTO, rows[i].title, "-", rows[i].before, rows[i].line,
                          rows[i].under, "L Các nội dung trên là đúng sự thật."));
        const struct field *x = get(d, "issued_date");
        if (!x || strcmp(x->value, rows[i].value) != 0)
            fail_msg("%s (%s): %s", rows[i].line, d->type, x ? x->value : "missing");
    }
}

/* "Ví Dụ, ngày 27" of a narrow column goes on under it, whatever stands beside. */
static void a_day_of_two_lines_beside_another_column(void **state)
{
    static const char *const under[] = {
        "B hiện cư trú tại thôn Một của xã Ví Dụ, được biết rõ. | tháng 8 năm 2023",
        "L hiện cư trú tại thôn Một"
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < 2; i++) {
        const struct document *d = only(
            f, SHEET(&f->a, MOTTO, "C ĐƠN ĐỀ NGHỊ", "-", "L Tôi là Lê Văn Nam",
                     "L Gia đình dự kiến đi ngày 21/09/2023 và về trong tuần.", "-", "-", "-", "-",
                     "B Chữ ký trên là của ông Lê Văn Nam, công dân xã nhà, | Ví Dụ, ngày 27",
                     under[i], "-", "R Người đề nghị", "R Lê Văn Nam"));
        const struct field *x = get(d, "issued_date");
        assert_int_equal(x && strcmp(x->value, "2023-08-27") == 0, i == 0);
    }
}

static void days_of_other_matters_are_left_out(void **state)
{
    static const char *const lines[] = {
        "L Sinh ngày 16 tháng 3 năm 1989 tại xã Ví Dụ, tỉnh Quảng Trị",
        "L Căn cước số 012163346921 cấp ngày 16 tháng 3 năm 2021",
        "L Thời hạn đến hết ngày 16 tháng 3 năm 2025 hoặc đến khi xong việc.",
        "L Theo Quyết định số 12/QĐ-UBND ngày 16 tháng 3 năm 2021 của Ủy ban nhân dân xã",
        "L Ông mất hồi 14 giờ ngày 16 tháng 3 năm 2021 tại nhà",
        "L Bên A giao nhà trước ngày 16 tháng 3 năm 2021 cho bên B",
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const struct field *x =
            get(only(f, SHEET(&f->a, MOTTO, "C GIẤY ỦY QUYỀN", "-", "L Tôi là Lê Văn Nam",
                              "L Nhờ bà Trần Thị Lan thay tôi", "L làm thủ tục ở nơi có đất",
                              "L cho đến khi xong việc như sau:", lines[i],
                              "L Các nội dung trên là đúng sự thật.")),
                "issued_date");
        if (x)
            fail_msg("%s: %s", lines[i], x->value);
    }
}

static void the_last_change_dates_a_certificate(void **state)
{
    struct fixture *f = *state;
    const struct document *d = only(
        f, SHEET(&f->a, MOTTO, "C GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP",
                 "C Đăng ký lần đầu ngày 04/11/2021 - Đăng ký thay đổi ngày 05 tháng 10 năm 2023",
                 "-", "L Tên công ty: CÔNG TY TNHH VÍ DỤ"));

    expect(d, "issued_date", "2023-10-05");
}

static const struct document *symbol(struct fixture *f, const char *head)
{
    return only(f, SHEET(&f->a, OFFICE, head, "-", "C TRÍCH LỤC BẢN ĐỒ ĐỊA CHÍNH", "-",
                         "L Thửa đất số: 12"));
}

static void letters_of_symbols_stand_as_printed(void **state)
{
    struct fixture *f = *state;
    const struct document *d = symbol(f, "B Số: 140/TLBĐĐC | Ví Dụ, ngày 05 tháng 01 năm 2026");

    expect(d, "doc_number", "140/TLBĐĐC");
    assert_true(get(d, "doc_number")->accepted);
    d = symbol(f, "B Số: 140/TĐĐC | Ví Dụ, ngày 05 tháng 01 năm 2026");
    expect(d, "doc_number", "140/TĐĐC");
    /* was KSQT */
    d = symbol(f, "B Số: 2892/KSOT | Ví Dụ, ngày 05 tháng 01 năm 2026");
    assert_false(get(d, "doc_number")->accepted);
    d = symbol(f, "B Số: 12/TLBĐ-QLĐĐ | Ví Dụ, ngày 05 tháng 01 năm 2026");
    expect(d, "doc_number", "12/TLBĐ-QLĐĐ");
}

static void numbers_behind_other_labels_are_shown(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        only(f, SHEET(&f->a, "L BỘ NỘI VỤ", "L CÔNG AN TỈNH GIA LAI", "C SỔ HỘ KHẨU", "C GIA ĐÌNH",
                      "L Số số: 98424-791", "L Họ tên chủ hộ: LƯƠNG HOA TIÊN",
                      "L Số nhà, thôn, xóm: Thôn 2"));

    expect(d, "doc_number", "98424-791");
    assert_false(get(d, "doc_number")->accepted);
    d = only(f, SHEET(&f->a, "L Mẫu HT2/P3", "-", "L Xã, phường: Cam Tân", "L Thuộc: huyện Cam Lâm",
                      "L Tỉnh, thành phố: Khánh Hòa", "L Số: 307 Quyển số: 10/1987",
                      "L (Theo sổ đăng ký khai sinh)", MOTTO, "C GIẤY KHAI SINH",
                      "L Họ và tên: VI VÂN QUYÊN", "L Sinh ở đâu: Bệnh xá xã Cam Tân"));
    expect(d, "doc_number", "307");
    d = only(f, SHEET(&f->a, MOTTO, "C TRÍCH LỤC KHAI SINH", "L Tên đầy đủ: VI VÂN QUYÊN",
                      "L Số ĐDCN: 056321659020", "L Sinh lúc: Ngày 01/09/2021",
                      "L Nơi sinh: Xã Cam Lâm", "L Họ tên mẹ: Kiều Thị Thu",
                      "L Họ tên bố: Nghiêm Duy Pháp", "L Nơi ở của bố mẹ: Thôn 18",
                      "L Số: 361/TLKS-BS - trích ngày 27 tháng 11 năm 2025"));
    expect(d, "doc_number", "361/TLKS-BS");
    d = only(f, SHEET(&f->a, OFFICE, "C GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
                      "C Số: 445/TNHS-TTPVHCC - Mã hồ sơ: H20.15-260110-0031", "-",
                      "L Tiếp nhận hồ sơ của: LƯƠNG HOA TIÊN", "L Nơi ở: thôn 2, xã Ví Dụ"));
    expect(d, "doc_number", "445/TNHS-TTPVHCC");
    d = only(f, SHEET(&f->a, OFFICE, "C KẾ HOẠCH", "C Tổ chức thực hiện Nghị quyết",
                      "L số 11-NQ/TW ngày 03/6/2017 của Hội nghị lần thứ Năm", "-",
                      "L Các đơn vị thực hiện theo Nghị quyết số 99/NQ-CP ngày 03/10/2017."));
    assert_null(get(d, "doc_number"));
    d = only(f, SHEET(&f->a, MOTTO, "C CHỨNG NHẬN ĐĂNG KÝ XE MÔ TÔ, XE GẮN MÁY",
                      "C MOTORCYCLE REGISTRATION CERTIFICATE", "L Số/ Number: 91526",
                      "L Chủ xe/ Owner: VÕ THỊ XUÂN", "L Số khung/ Chassis: RLH4193"));
    expect(d, "doc_number", "91526");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_in_any_sentence_is_found),
        cmocka_unit_test(a_day_of_two_lines_beside_another_column),
        cmocka_unit_test(days_of_other_matters_are_left_out),
        cmocka_unit_test(the_last_change_dates_a_certificate),
        cmocka_unit_test(letters_of_symbols_stand_as_printed),
        cmocka_unit_test(numbers_behind_other_labels_are_shown),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
