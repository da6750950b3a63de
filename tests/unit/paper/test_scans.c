/* What recognisers make of real sheets: specks, ruled lines, doubled letters, lost slashes, small
 * print, names half under a seal. cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */
#include <stdio.h>

#include "paper/fields.h"
#include "tests/unit/paper/fixture.h"

#define HEAD                                                                                       \
    "B ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",                                      \
        "B XÃ VÍ DỤ | Độc lập - Tự do - Hạnh phúc"

static void specks_rules_and_echoes_go(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        only(f, SHEET(&f->a, HEAD, "B _ Số: 12/QĐĐ-UBND | 'Ví Dụ, ngày 05 tháng 01 năm 2026", "-",
                      "C QUYẾT ĐỊNH", "C Về ề việc công nhận hộ nghèo", "-",
                      "I Căn cứ Luật Tổ chức chính quyền địa phương;", "L ~ Như trên;", "-",
                      "R “CHỦ TỊCH", "-", "-", "R “Hoàng Văn Thử"));

    assert_string_equal(d->type, "quyet_dinh");
    expect(d, "doc_number", "12/QĐ-UBND");
    expect(d, "place", "Ví Dụ");
    expect(d, "subject", "Về việc công nhận hộ nghèo");
    expect(d, "signer", "Hoàng Văn Thử");
}

static void cells_of_a_ruled_table_are_apart(void **state)
{
    struct fixture *f = *state;
    const struct document *d = only(f, SHEET(&f->a, MOTTO, "C TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ",
                                             "-", "L |Họ, chữ đệm và tên: | NGUYỄN THỊ MẪU | 2 |",
                                             "L | Ngày sinh | -17/1/1972 |"));

    expect(d, "full_name", "NGUYỄN THỊ MẪU");
    expect(d, "birth_date", "1972-01-17");
}

static void a_letter_is_known_by_a_torn_mark(void **state)
{
    static const char *const marks[] = { "'V/v", "V⁄v", "V#/", "VWw", "Viv" };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        char line[96];
        snprintf(line, sizeof line, "B %s rà soát hồ sơ tồn đọng |  ", marks[i]);
        const struct document *d =
            only(f, SHEET(&f->a, HEAD, "B Số: 812/UBND-VHXH | Ví Dụ, ngày 02 tháng 8 năm 2024",
                          arena_strdup(&f->a, line), "-", "L CÔNG VĂN ĐẾN", "-", "-",
                          "C Kính gửi: Sở Tư pháp", "-", "I Thực hiện nhiệm vụ được giao."));
        assert_string_equal(d->type, "cong_van");
        expect(d, "subject", "rà soát hồ sơ tồn đọng");
    }
}

static void a_lost_slash_is_shown_never_accepted(void **state)
{
    static const struct {
        const char *printed, *value;
        bool accepted;
    } rows[] = {
        { "223UBND-HCC", "223/UBND-HCC", false }, { "135/TT-UBND", "135/TT-UBND", false },
        { "135/TTr-UBND", "135/TTr-UBND", true }, { "135/KH-UBND", "135/KH-UBND", false },
        { "9/TTR-UBND", "9/TTr-UBND", false },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char line[96];
        snprintf(line, sizeof line, "B Số: %s | Ví Dụ, ngày 02 tháng 8 năm 2024", rows[i].printed);
        const struct document *d =
            only(f, SHEET(&f->a, HEAD, arena_strdup(&f->a, line), "-", "C TỜ TRÌNH",
                          "C Về việc số hóa hồ sơ", "-", "C Kính gửi: Sở Tư pháp"));
        expect(d, "doc_number", rows[i].value);
        assert_int_equal(get(d, "doc_number")->accepted, rows[i].accepted);
        assert_int_equal(reason(d, "number_doubtful"), !rows[i].accepted);
    }
}

static void a_number_under_the_title_leaves_the_title(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        only(f, SHEET(&f->a, "B UBND HUYỆN VÍ DỤ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                      "B PHÒNG KINH TẾ | Độc lập - Tự do - Hạnh phúc", "-",
                      "C GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH", "C Số: 01A8000000",
                      "C Đăng ký lần đầu, ngày 16 tháng 8 năm 2024", "-",
                      "L 1. Tên hộ kinh doanh: HỘ KINH DOANH MẪU",
                      "L 2. Họ và tên chủ hộ kinh doanh: NGUYỄN THỊ MẪU"));

    assert_string_equal(d->type, "gcn_ho_kinh_doanh");
    expect(d, "doc_number", "01A8000000");
    expect(d, "issued_date", "2024-08-16");
    expect(d, "full_name", "NGUYỄN THỊ MẪU");
}

static void a_number_is_found_by_its_place(void **state)
{
    static const char *const heads[] = {
        "B 269/KH-UBND | Ví Dụ, ngày 19 tháng 02 năm 2024",
        "B $ố:269/KH-UBND | Ví Dụ, ngày 19 tháng 02 năm 2024",
        "B Số hiệu: 269/KH-UBND | Ví Dụ, ngày 19 tháng 02 năm 2024",
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        expect(only(f, SHEET(&f->a, HEAD, heads[i], "-", "C KẾ HOẠCH", "C Về việc rà soát hồ sơ")),
               "doc_number", "269/KH-UBND");
    expect(only(f, SHEET(&f->a, MOTTO, "C GIẤY KHAI SINH", "R           Số:298/2021",
                         "L Họ, chữ đệm, tên: NGUYỄN THỊ MẪU")),
           "doc_number", "298/2021");
}

static void contracts_say_today_and_who(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        only(f, SHEET(&f->a, MOTTO, "C HỢP ĐỒNG ỦY QUYỀN", "-",
                      "I Hôm nay, ngày 06 tháng 8 năm 2026, tại trụ sở UBND xã Ví Dụ, gồm có:",
                      "L 1. Ông Hoàng Văn Thử, sinh năm 1970, thường trú tại xã Ví Dụ;",
                      "L 2. Bà Nguyễn Thị Mẫu, sinh năm 1975, thường trú tại xã Ví Dụ."));

    expect(d, "issued_date", "2026-08-06");
    expect(d, "full_name", "Hoàng Văn Thử");
    d = only(f,
             SHEET(&f->a, MOTTO, "C DI CHÚC", "-",
                   "I Hôm nay, ngày 01 tháng 4 năm 2021, tôi là Võ Thị Thử, sinh ngày 23/06/1934,",
                   "L số: 001134000000, trong trạng thái minh mẫn lập di chúc này."));
    expect(d, "full_name", "Võ Thị Thử");
    assert_null(get(d, "doc_number"));
}

static void a_card_without_its_small_print(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        only(f, SHEET(&f->a, MOTTO, "C SOCLAL IST REPUBLIC OF VET NAM", "L Số /No.: 001091000000",
                      "L Họ vè tên / Ful name", "L NGUYỄN DUY MẪU",
                      "L Ngày sính / Date of bứth: 08/08/1991",
                      "L Giới tính / Sex: Nam   Quốc tịch / Nationalty: Việt Nam",
                      "L Quê quán / Place of ongin: Ví Dụ, Hà Nội", "L 08/08/2031"));

    assert_string_equal(d->type, "the_cccd");
    expect(d, "full_name", "NGUYỄN DUY MẪU");
    expect(d, "birth_date", "1991-08-08");
    assert_null(get(d, "doc_number"));
    /* a form that names the card is none */
    d = only(f, SHEET(&f->a, HEAD, "B Số: 176/2021 | Ví Dụ, ngày 17 tháng 12 năm 2021", "-",
                      "C GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "-", "L Họ và tên: NGUYỄN DUY MẪU",
                      "L Căn cước công dân số: 001091000000"));
    expect(d, "doc_number", "176/2021");
}

static void a_stamp_of_certification_wraps_the_paper(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        only(f, SHEET(&f->a, HEAD, "B Số: 197/2023 | Ví Dụ, ngày 07 tháng 11 năm 2023", "-",
                      "C TRÍCH LỤC KHAI SINH", "-", "L Họ, chữ đệm, tên: NGUYỄN THỊ MẪU",
                      "L Ngày, tháng, năm sinh: 18/06/1989", "R CHỦ TỊCH", "-", "R Hoàng Văn Thử",
                      "-", "C CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH",
                      "L Số chứng thực: 1149, quyển số 02/2023 - SCT/BS", "R CHỦ TỊCH", "-",
                      "R Lê Văn Ví Dụ"));

    assert_string_equal(d->type, "ban_sao_chung_thuc");
    assert_string_equal(d->runner_up, "trich_luc_khai_sinh");
    expect(d, "wrapped_type", "trich_luc_khai_sinh");
    expect(d, "copy_kind", "chung_thuc");
    expect(d, "signer", "Lê Văn Ví Dụ");
    expect(d, "birth_date", "1989-06-18");
    /* a plan that talks of certification is none */
    d = only(f, SHEET(&f->a, HEAD, "B Số: 19/KH-UBND | Ví Dụ, ngày 07 tháng 11 năm 2023", "-",
                      "C KẾ HOẠCH", "C Về việc rà soát hồ sơ", "-",
                      "I Rà soát việc chứng thực bản sao đúng với bản chính tại Bộ phận Một cửa."));
    assert_string_equal(d->type, "ke_hoach");
}

static void half_a_name_is_not_accepted(void **state)
{
    static const struct {
        const char *name;
        float fit;
    } rows[] = { { "Trịnh Văn Hòa", 1 }, { "Văn Hòa", 0.9F },     { "Trân Văn Hòa", 0.9F },
                 { "TRẦN VĂN HÒA", 1 },  { "Số CCCD", 0 },        { "CÁN BỘ TIẾP NHẬN", 0 },
                 { "Xtz Văn Hòa", 0 },   { "Rmah Van Hoa", 0.8F } };
    struct fold_map m;

    (void)state;
    fold_map_init(&m);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (name_fit(&m, rows[i].name) != rows[i].fit)
            fail_msg("%s: %g, not %g", rows[i].name, (double)name_fit(&m, rows[i].name),
                     (double)rows[i].fit);
}

static void misread_days_are_shown_in_doubt(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        only(f, SHEET(&f->a, HEAD, "B Số: 19/KH-UBND | Ví Dụ, ngòy 12 tháng TI năm 2023", "-",
                      "C KẾ HOẠCH", "C Về việc rà soát hồ sơ"));

    expect(d, "issued_date", "2023-11-12");
    assert_false(get(d, "issued_date")->accepted);
    assert_true(reason(d, "date_doubtful"));
}

static void what_two_readers_saw_is_not_mended(void **state)
{
    static const struct {
        const char *title, *printed;
    } rows[] = {
        { "C GIẤY GIỚI THIỆU", "464/GT-UBND" },                  /* the decree has GGT */
        { "C GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "185/XNTTHN" }, /* six letters, no dash lost */
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char line[96];
        snprintf(line, sizeof line, "B Số: %s | Ví Dụ, ngày 02 tháng 8 năm 2024", rows[i].printed);
        const struct document *d = only(f, SHEET(&f->a, HEAD, arena_strdup(&f->a, line), "-",
                                                 rows[i].title, "-", "L Họ và tên: NGUYỄN THỊ MẪU",
                                                 "-", "R CHỦ TỊCH", "-", "R Hoàng Văn Thử"));
        expect(d, "doc_number", rows[i].printed);
        assert_true(get(d, "doc_number")->accepted);
        assert_false(reason(d, "number_doubtful"));
    }
}

static void papers_without_a_number_miss_none(void **state)
{
    struct fixture *f = *state;
    const struct document *d = only(
        f, SHEET(&f->a, HEAD, "-", "C BIÊN NHẬN HỒ SƠ", "-", "L Họ tên người nộp: NGUYỄN THỊ MẪU"));

    assert_string_equal(d->type, "giay_tiep_nhan_hen_tra");
    assert_false(reason(d, "number_unread"));
    d = only(f, SHEET(&f->a, HEAD, "-", "C KẾ HOẠCH", "C Về việc rà soát hồ sơ"));
    assert_true(reason(d, "number_unread"));
    d = only(f, SHEET(&f->a, "B BỘ CÔNG AN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                      "B CÔNG AN TỈNH VÍ DỤ | Độc lập - Tự do - Hạnh phúc",
                      "C CHỨNG NHẬN ĐĂNG KÝ XE Ô TÔ", "C CAR REGISTRATION CERTIFICATE",
                      "L Tên chủ xe: NGUYỄN THỊ MẪU | Số/No: 867657"));
    expect(d, "doc_number", "867657");
    assert_false(reason(d, "number_missing"));
}

static void numbers_of_a_register_are_bare(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        only(f, SHEET(&f->a, MOTTO, "C GIẤY CHỨNG NHẬN KẾT HÔN", "L Số: 172   Quyển số: 01/2007",
                      "L Họ và tên vợ: NGUYỄN THỊ MẪU"));

    expect(d, "doc_number", "172");
    assert_true(get(d, "doc_number")->accepted);
}

/* Nobody knows of a lone date in an unusual place whose it is; of several the last is the paper's.
 */
static void the_last_date_is_the_papers(void **state)
{
    static const char *const told[] = { "L Theo văn bản ngày 12/05/2021 của Sở Tư pháp.",
                                        "L Hẹn trả ngày 12/05/2026.", "L Không có." };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        const struct document *d =
            only(f, SHEET(&f->a, MOTTO, "C VĂN BẢN THỎA THUẬN PHÂN CHIA DI SẢN", "-",
                          "I Ngày 06 tháng 8 năm 2025, tại trụ sở UBND xã Ví Dụ, chúng tôi gồm có:",
                          "L 1. Ông Hoàng Văn Thử, sinh năm 1970.", told[i]));
        expect(d, "issued_date", "2025-08-06");
        assert_int_equal(get(d, "issued_date")->accepted, i == 0);
    }
}

static void offices_keep_their_words(void **state)
{
    struct fixture *f = *state;
    const struct document *d = only(
        f, SHEET(&f->a, "B UBND XÃ VÍ DỤ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                 "B BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUÁ | Độc lập - Tự do - Hạnh phúc",
                 "B Số: 854/TNHS | Ví Dụ, ngày 05 tháng 9 năm 2024", "-",
                 "C GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "C Mã hồ sơ: H01.22-240905-0041",
                 "L Ông/Bà: Nguyễn Thị Mẫu", "L Nội dung yêu cầu giải quyết: Đăng ký khai sinh"));

    expect(d, "issuer", "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ");
    expect(d, "full_name", "Nguyễn Thị Mẫu");
    expect(d, "subject", "Đăng ký khai sinh");
    /* a name that was not read to its end is shown, not accepted */
    d = only(f, SHEET(&f->a, "B ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                      "B    | Độc lập - Tự do - Hạnh phúc",
                      "B Số: 19/KH-UBND | Ví Dụ, ngày 07 tháng 11 năm 2023", "-", "C KẾ HOẠCH",
                      "C Về việc rà soát hồ sơ"));
    expect(d, "issuer", "ỦY BAN NHÂN DÂN");
    assert_false(get(d, "issuer")->accepted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(specks_rules_and_echoes_go),
        cmocka_unit_test(cells_of_a_ruled_table_are_apart),
        cmocka_unit_test(a_letter_is_known_by_a_torn_mark),
        cmocka_unit_test(a_lost_slash_is_shown_never_accepted),
        cmocka_unit_test(a_number_under_the_title_leaves_the_title),
        cmocka_unit_test(a_number_is_found_by_its_place),
        cmocka_unit_test(contracts_say_today_and_who),
        cmocka_unit_test(a_card_without_its_small_print),
        cmocka_unit_test(a_stamp_of_certification_wraps_the_paper),
        cmocka_unit_test(half_a_name_is_not_accepted),
        cmocka_unit_test(misread_days_are_shown_in_doubt),
        cmocka_unit_test(what_two_readers_saw_is_not_mended),
        cmocka_unit_test(papers_without_a_number_miss_none),
        cmocka_unit_test(numbers_of_a_register_are_bare),
        cmocka_unit_test(the_last_date_is_the_papers),
        cmocka_unit_test(offices_keep_their_words),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
