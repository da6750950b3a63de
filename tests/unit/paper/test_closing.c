/* Who a paper comes from and who signs it, where forms differ from what the Decree shows: sheets of
 * certification, second parts of forms, confirmed statements, health certificates, covers of
 * booklets. All persons and numbers are invented. */
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
    { PAPER("B UBND XÃ VÍ DỤ | " STATE, "B HTX DỊCH VỤ NÔNG NGHIỆP | " LIBERTY,
            "B Số: 70/TB-HTX | Ví Dụ, ngày 23 tháng 02 năm 2026", "-", "C THÔNG BÁO",
            "C Lịch lấy nước vụ mùa 2026", "L Kính gửi: Toàn thể các hộ xã viên",
            "I Bà con có ý kiến đề nghị nói rõ hơn về mức đóng góp.", "-", "R TM. HĐQT",
            "R CHỦ NHIỆM"),
      { { "issuer", "HTX DỊCH VỤ NÔNG NGHIỆP" }, { "superior", "UBND XÃ VÍ DỤ" } } },
    { PAPER("B UBND PHƯỜNG VÍ DỤ | " STATE, "B BAN CHỈ HUY | " LIBERTY, "B PHÒNG THỦ DÂN SỰ |  ",
            "B Số: 11/CĐ-BCHPTDS | Ví Dụ, ngày 01 tháng 8 năm 2023", "-", "C CÔNG ĐIỆN",
            "C Ứng phó với bão số 4", "C TRƯỞNG BAN CHỈ HUY PHÒNG THỦ DÂN SỰ PHƯỜNG VÍ DỤ ĐIỆN:",
            "L - Thành viên Ban Chỉ huy;", "I 1. Trường hợp vượt thẩm quyền thì báo cáo ngay."),
      { { "issuer", "BAN CHỈ HUY PHÒNG THỦ DÂN SỰ" }, { "subject", "Ứng phó với bão số 4" } } },
    { PAPER("B huyện Ví Dụ | " STATE, "B Xã Hải Lăng | " LIBERTY, "B Số: 363 |  ", "-",
            "C GIẤY KHAI SINH", "L Họ tên: TRẦN THỊ MAI", "L Sinh ngày: 28 tháng 12 năm 1986",
            "L Họ tên cha: Trần Văn Nam", "L Họ tên mẹ: Lê Thị Hoa",
            "R Hải Lăng, ngày 08 tháng 02 năm 1987"),
      { { "issuer", "Xã Hải Lăng" } } },
    { PAPER("B SỞ Y TẾ TỈNH QUẢNG TRỊ | " STATE, "B TRUNG TÂM Y TẾ HẢI LĂNG | " LIBERTY,
            "B Số: 823/GKSK-TTYT | Quảng Trị, ngày 19 tháng 4 năm 2024", "-",
            "C GIẤY KHÁM SỨC KHỎE", "L Họ và tên (chữ in hoa): TRẦN THỊ MAI",
            "B Nội khoa | BS Đặng Văn Nguyên", "B Mắt | BS Trần Thảo Vy",
            "L IV. KẾT LUẬN: Phân loại sức khỏe: loại I", "R      NGƯỜI KẾT LUẬN", "-", "-",
            "R      BS Lê Văn Tâm"),
      { { "signer", "Lê Văn Tâm" } } },
    { PAPER("B UBND TỈNH QUẢNG TRỊ | " STATE, "B UBND XÃ HẢI LĂNG | " LIBERTY,
            "B Số: 128/UBND-TTPVHCC | Hải Lăng, ngày 23 tháng 01 năm 2026",
            "B V/v xin lỗi do giải quyết hồ sơ quá hạn |  ", "-",
            "C VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN", "L Kính gửi: Bà Trần Thị Mai, thôn 3",
            "I Hồ sơ của bà nộp ngày 24/12/2025 đến hạn trả ngày 21/01/2026."),
      { { "subject", "xin lỗi do giải quyết hồ sơ quá hạn" } } },
};

static void heads_and_signers_are_read(void **state)
{
    expect_all(*state, papers, sizeof papers / sizeof *papers);
}

static const struct document *two(struct fixture *f, const char *const *a, const char *const *b)
{
    f->n = 0;
    add(f, sheet(&f->a, a));
    add(f, sheet(&f->a, b));
    understand(f, false);
    assert_int_equal(f->r.n_docs, 1);
    return &f->r.docs[0];
}

/* The copy and, on a sheet behind it, the words of who certified it: one paper. */
static void a_sheet_of_certification_begins_none(void **state)
{
    const struct document *d = two(
        *state,
        PAPER("L BẢN SAO", "B BỘ TÀI CHÍNH | " STATE, "B BẢO HIỂM XÃ HỘI TỈNH QUẢNG TRỊ | " LIBERTY,
              "-", "C GIẤY XÁC NHẬN QUÁ TRÌNH ĐÓNG BẢO HIỂM", "L Họ và tên: TRẦN THỊ MAI",
              "L Số CCCD: 045192767702", "L Đã đóng: 12 năm 1 tháng", "R    PHÓ GIÁM ĐỐC",
              "R    (Đã ký)", "R    Lê Văn Tâm"),
        PAPER("C LỜI CHỨNG CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH",
              "L Chứng thực bản sao đúng với bản chính.",
              "L Số chứng thực 4737, quyển số 05/2024 - SCT/BS", "L Ngày 26/03/2024",
              "R NGƯỜI THỰC HIỆN CHỨNG THỰC", "R     TUQ. CHỦ TỊCH",
              "R CÔNG CHỨC TƯ PHÁP - HỘ TỊCH", "-", "R     Nguyễn Văn Lộc"));
    assert_string_equal(d->type, "ban_sao_chung_thuc");
    assert_string_equal(get(d, "copy_kind")->value, "chung_thuc");
    assert_string_equal(get(d, "issuer")->value, "BẢO HIỂM XÃ HỘI TỈNH QUẢNG TRỊ");
    assert_string_equal(get(d, "signer")->value, "Nguyễn Văn Lộc");
    assert_string_equal(get(d, "issued_date")->value, "2024-03-26");
}

/* Heads of small posts sign on the right, whoever wrote the paper on the left; what is printed
 * before a name is none of it. */
static void heads_of_small_posts_sign(void **state)
{
    static const struct {
        const char *title, *name, *read;
    } rows[] = {
        { "B NGƯỜI LẬP GIẤY | TRẠM TRƯỞNG", "B Nguyễn Huệ Hồng | BS. Bùi Đức Phương Nam",
          "Bùi Đức Phương Nam" },
        { "B NGƯỜI LẬP GIẤY | TRẠM TRƯỞNG", "B Nguyễn Huệ Hồng | ThS.BS. Bùi Đức Nam",
          "Bùi Đức Nam" },
        { "B NGƯỜI LẬP GIẤY | QUẢN ĐỐC", "B Nguyễn Huệ Hồng | BS CKII Bùi Đức Nam", "Bùi Đức Nam" },
        { "B NGƯỜI LẬP GIẤY | HẠT TRƯỞNG", "B Nguyễn Huệ Hồng | KS.Bùi Đức Nam", "Bùi Đức Nam" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture *f = *state;
        const struct document *d = only(
            f, SHEET(&f->a, "B TRUNG TÂM Y TẾ HUYỆN HẢI LĂNG | " STATE,
                     "B TRẠM Y TẾ XÃ HẢI LĂNG | " LIBERTY,
                     "B Số: 54/GBT-TYT | Hải Lăng, ngày 27 tháng 7 năm 2021", "-", "C GIẤY BÁO TỬ",
                     "L Họ và tên người chết: TẠ MỘNG VÂN", "L Người báo tin: Tạ Cường Thịnh",
                     "L Giấy này để gia đình làm thủ tục đăng ký khai tử.", rows[i].title, "-",
                     rows[i].name));
        assert_string_equal(get(d, "signer")->value, rows[i].read);
    }
}

/* "II. XÁC NHẬN CỦA ..." without a head goes on with the form. */
static void a_second_part_begins_none(void **state)
{
    const struct document *d = two(
        *state,
        PAPER(MOTTO, "C ĐƠN ĐĂNG KÝ, CẤP GIẤY CHỨNG NHẬN", "C QUYỀN SỬ DỤNG ĐẤT",
              "L Kính gửi: UBND huyện Hải Lăng", "L I. PHẦN KÊ KHAI CỦA NGƯỜI ĐĂNG KÝ",
              "L 1.1. Tên (viết chữ in hoa): TRẦN THỊ MAI", "L 3.1. Thửa đất số: 402;",
              "L Tôi cam đoan nội dung kê khai trên đơn là đúng sự thật.",
              "R Hải Lăng, ngày 27 tháng 7 năm 2024", "R Người viết đơn", "-", "R Trần Thị Mai"),
        PAPER("L II. XÁC NHẬN CỦA ỦY BAN NHÂN DÂN XÃ, PHƯỜNG, THỊ TRẤN",
              "L 1. Nội dung kê khai so với hiện trạng: phù hợp",
              "L 2. Nguồn gốc sử dụng đất: đúng như kê khai",
              "L 4. Tình trạng tranh chấp: không; 5. Phù hợp quy hoạch: có", "R         TM. UBND",
              "R       KT. CHỦ TỊCH", "R       PHÓ CHỦ TỊCH", "-", "R       Nguyễn Văn Lộc"));
    assert_string_equal(d->type, "don_dang_ky_dat_dai");
    assert_string_equal(get(d, "signer")->value, "Nguyễn Văn Lộc");
}

/* The last sheet of a contract holds who certified it and no more. */
static void a_sheet_of_one_signature(void **state)
{
    const struct document *d =
        two(*state,
            PAPER(MOTTO, "C HỢP ĐỒNG TẶNG CHO", "C QUYỀN SỬ DỤNG ĐẤT", "L Bên tặng cho (Bên A)",
                  "L Họ và tên: TRẦN THỊ MAI", "L Bên được tặng cho (Bên B)",
                  "L Họ và tên: TRẦN VĂN NAM", "I Bên A tặng cho bên B toàn bộ thửa đất số: 559.",
                  "B BÊN A | BÊN B", "-", "B Trần Thị Mai | Trần Văn Nam", "L LỜI CHỨNG",
                  "L Số chứng thực: 4809, quyển số 02/2023 - SCT/HĐ,GD. Ngày 19/03/2023"),
            PAPER("R         CHỦ TỊCH", "-", "R      Nguyễn Văn Lộc"));
    assert_string_equal(get(d, "signer")->value, "Nguyễn Văn Lộc");
}

/* So does one of many signatures, though it says who confirms them. */
static void a_sheet_of_signatures(void **state)
{
    const struct document *d = two(
        *state,
        PAPER(MOTTO, "C TRÍCH LỤC BẢN ĐỒ ĐỊA CHÍNH", "-", "L 1. Số thứ tự thửa đất: 559",
              "L 2. Tờ bản đồ số: 32", "L 3. Diện tích: 787,4 m²",
              "L Bản mô tả lập thành 01 bản, những người ký tên đã được nghe đọc lại."),
        PAPER("C Người dẫn đạc", "C (Trưởng thôn)", "C Trần Văn Nam", "C Chủ sử dụng đất",
              "C (Ký, ghi rõ họ tên)", "C Trần Thị Mai", "C Cán bộ đo đạc", "C (Ký, ghi rõ họ tên)",
              "C Lê Văn Tâm", "R XÁC NHẬN CỦA UBND XÃ", "R PHÓ CHỦ TỊCH", "-", "R Nguyễn Văn Lộc"));
    assert_string_equal(d->type, "trich_luc_ban_do");
}

/* Whoever makes the record of an offence has an office; it is about another. */
static void who_makes_a_record_acts_for_the_office(void **state)
{
    struct fixture *f = *state;
    const struct document *d = only(
        f, SHEET(&f->a, OFFICE, "C BIÊN BẢN VI PHẠM HÀNH CHÍNH", "-",
                 "I Hôm nay, ngày 18 tháng 10 năm 2023, tại xã Ví Dụ, chúng tôi gồm:",
                 "L 1. Họ và tên: Lê Văn Tâm", "L Chức vụ: Công chức Địa chính - Xây dựng",
                 "L Tiến hành lập biên bản vi phạm hành chính đối với:",
                 "L Họ và tên: Trần Thị Mai", "L Ngày, tháng, năm sinh: 14/04/1984",
                 "L Nghề nghiệp: Làm ruộng", "-", "R NGƯỜI LẬP BIÊN BẢN", "-", "R Lê Văn Tâm"));
    const struct field *name = get(d, "full_name");
    assert_string_equal(d->type, "bien_ban");
    assert_true(!name || strcmp(name->value, "Lê Văn Tâm") != 0);
    assert_false(name && name->accepted);
    assert_string_equal(get(d, "signer")->value, "Lê Văn Tâm");
}

/* A statement that an office confirms is signed by that office; by whom it is about only where
 * nobody else signs, and never accepted. */
static void statements_are_signed_by_who_confirms_them(void **state)
{
    struct fixture *f = *state;
    const struct document *d = only(
        f, SHEET(&f->a, MOTTO, "C SƠ YẾU LÝ LỊCH", "C TỰ THUẬT",
                 "L 1. Họ và tên khai sinh: TRẦN THỊ MAI", "L 2. Sinh ngày: 17/05/1994",
                 "L 7. Số CCCD: 045194008207 cấp ngày 11/01/2023",
                 "L Tôi xin cam đoan lời khai trên là đúng sự thật.", "R Hải Lăng, ngày 07/01/2023",
                 "B Người khai ký tên | XÁC NHẬN CỦA UBND XÃ HẢI LĂNG", "B   | CHỦ TỊCH", "-",
                 "B Trần Thị Mai | Nguyễn Văn Lộc"));
    assert_string_equal(get(d, "signer")->value, "Nguyễn Văn Lộc");
    d = only(f, SHEET(&f->a, MOTTO, "C SƠ YẾU LÝ LỊCH", "C TỰ THUẬT",
                      "L 1. Họ và tên khai sinh: TRẦN THỊ MAI", "L 2. Sinh ngày: 17/05/1994",
                      "L 7. Số CCCD: 045194008207 cấp ngày 11/01/2023",
                      "L Tôi xin cam đoan lời khai trên là đúng sự thật."));
    assert_string_equal(get(d, "signer")->value, "TRẦN THỊ MAI");
    assert_false(get(d, "signer")->accepted);
}

static void a_cover_is_of_the_book_behind_it(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        two(f,
            PAPER("C BỘ CÔNG AN", "-", "-", "C SỔ HỘ KHẨU", "-", "-",
                  "C Mẫu HK08 ban hành theo TT số 36/2014/TT-BCA"),
            PAPER(MOTTO, "C SỔ HỘ KHẨU", "C Số: 296128981", "-", "L Họ và tên chủ hộ: TRẦN VĂN MẪU",
                  "L Nơi thường trú: thôn 3, xã Ví Dụ, huyện Hải Lăng, tỉnh Quảng Trị",
                  "R Hải Lăng, ngày 08 tháng 02 năm 2007", "R TRƯỞNG CÔNG AN HUYỆN", "-", "-",
                  "R Lê Văn Tâm"));

    assert_string_equal(d->type, "so_ho_khau");
    assert_int_equal(d->n_pages, 2);
    assert_string_equal(get(d, "doc_number")->value, "296128981");
    assert_int_equal(get(d, "doc_number")->page, 2);
    /* motto, title and the law's day, and no day of its own */
    d = two(f,
            PAPER(MOTTO, "C GIẤY CHỨNG NHẬN", "C QUYỀN SỬ DỤNG ĐẤT",
                  "C (Theo Luật Đất đai ngày 14 tháng 7 năm 1993)", "-", "R E 311747"),
            PAPER("L ỦY BAN NHÂN DÂN", "L HUYỆN HẢI LĂNG", "C CHỨNG NHẬN",
                  "L Ông (bà): TRẦN VĂN MẪU", "L Thường trú tại: thôn 3, xã Ví Dụ",
                  "L Được quyền sử dụng đất tại: xã Ví Dụ",
                  "L Số tờ bản đồ: 12. Số thửa: 360. Diện tích: 587,7 m2",
                  "R Hải Lăng, ngày 07 tháng 7 năm 1997", "R TM. ỦY BAN NHÂN DÂN", "R CHỦ TỊCH",
                  "-", "-", "R Lê Văn Tâm"));
    assert_string_equal(d->type, "gcn_qsdd");
    assert_int_equal(d->n_pages, 2);
    assert_string_equal(get(d, "issued_date")->value, "1997-07-07");
    assert_string_equal(get(d, "signer")->value, "Lê Văn Tâm");
}

/* What comes in another file and has none of the certificate's words is not its second page. */
static void what_is_behind_a_cover_may_be_another_paper(void **state)
{
    struct fixture *f = *state;

    add(f, SHEET(&f->a, MOTTO, "C GIẤY CHỨNG NHẬN", "C QUYỀN SỬ DỤNG ĐẤT", "-", "R E 311747"));
    add(f,
        SHEET(&f->a, "B ĐẢNG ỦY XÃ VÍ DỤ | ĐẢNG CỘNG SẢN VIỆT NAM",
              "B CHI BỘ THÔN 3 | Ví Dụ, ngày 12 tháng 3 năm 2022", "-", "C DANH SÁCH",
              "C Đảng viên được tặng Huy hiệu", "-", "L 1. Nguyễn Văn Mẫu, sinh năm 1951, 40 năm",
              "L 2. Trần Thị Mai, sinh năm 1949, 50 năm tuổi Đảng", "R T/M CHI BỘ", "R BÍ THƯ", "-",
              "R Lê Văn Tâm"));
    f->pages[1].entry = "HS/khac.pdf";
    f->pages[1].format = IMAGE_PDF_TEXT;
    understand(f, false);
    assert_int_equal(f->r.n_docs, 2);
}

static void copies_are_told_by_their_heading(void **state)
{
    static const char *const headings[] = { "C CHỨNG THỰC SAO Y BẢN CHÍNH", "C CHỨNG THỰC BẢN SAO",
                                            "C (Bản lưu tại xã)" };

    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
        struct fixture *f = *state;
        f->n = 0;
        add(f, SHEET(&f->a, MOTTO, "C GIẤY KHAI SINH", "L Họ và tên: TRẦN THỊ MAI",
                     "L Sinh ngày: 20/09/2003", "L Nơi sinh: Trạm y tế xã Ví Dụ",
                     "L Họ tên cha: Trần Văn Nam", "L Họ tên mẹ: Lê Thị Hoa", "-", headings[i],
                     "L Số chứng thực: 2899, quyển số 08/2005 - SCT/BS",
                     "R Ví Dụ, ngày 20 tháng 5 năm 2005", "R CHỦ TỊCH", "-", "R Lê Văn Tâm"));
        understand(f, false);
        assert_int_equal(f->r.n_docs, 1);
        assert_int_equal(strcmp(f->r.docs[0].type, "ban_sao_chung_thuc") == 0, i < 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cover_is_of_the_book_behind_it),
        cmocka_unit_test(what_is_behind_a_cover_may_be_another_paper),
        cmocka_unit_test(copies_are_told_by_their_heading),
        cmocka_unit_test(heads_and_signers_are_read),
        cmocka_unit_test(a_sheet_of_certification_begins_none),
        cmocka_unit_test(heads_of_small_posts_sign),
        cmocka_unit_test(a_second_part_begins_none),
        cmocka_unit_test(a_sheet_of_one_signature),
        cmocka_unit_test(a_sheet_of_signatures),
        cmocka_unit_test(who_makes_a_record_acts_for_the_office),
        cmocka_unit_test(statements_are_signed_by_who_confirms_them),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
