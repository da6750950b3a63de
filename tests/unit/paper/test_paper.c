/* cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */
#include <math.h>
#include <stdio.h>

#include "tests/unit/paper/fixture.h"

static struct page_read *birth(struct fixture *f)
{
    return SHEET(
        &f->a, "B ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "B XÃ VÍ DỤ | Độc lập - Tự do - Hạnh phúc", "B Số: 12/2021 |  ", "-", "C GIẤY KHAI SINH",
        "-", "L Họ, chữ đệm, tên: ....NGUYỄN VĂN MẪU....",
        "L Ngày, tháng, năm sinh: 28/02/2021          Giới tính: Nam",
        "L Dân tộc: Kinh          Quốc tịch: Việt Nam", "L Họ, chữ đệm, tên người mẹ: TRẦN THỊ MẪU",
        "L Năm sinh: 1990          Dân tộc: Tày          Quốc tịch: Việt Nam",
        "L Họ, chữ đệm, tên người cha: NGUYỄN VĂN VÍ DỤ", "L Năm sinh: 1985          Dân tộc: Kinh",
        "L Nơi đăng ký khai sinh: Ủy ban nhân dân xã Ví Dụ",
        "L Ngày, tháng, năm đăng ký: 15/03/2021", "-", "R NGƯỜI KÝ GIẤY KHAI SINH",
        "R           CHỦ TỊCH", "-", "-", "-", "R        Lê Văn Thử");
}

static struct page_read *letter(struct fixture *f, const char *number, const char *date)
{
    char head[200];

    snprintf(head, sizeof head, "B %s | %s", number, date);
    return SHEET(
        &f->a, "B ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "B PHƯỜNG VÍ DỤ | Độc lập - Tự do - Hạnh phúc", "-", arena_strdup(&f->a, head),
        "B V/v rà soát hồ sơ |  ", "B tồn đọng năm 2025 |  ", "-", "C Kính gửi: Các phòng, ban",
        "-",
        "I Căn cứ Công văn số 5355/UBND-TTPVHCC ngày 06 tháng 5 năm 2026 của Ủy ban nhân dân tỉnh,",
        "L Ủy ban nhân dân phường đề nghị các đơn vị rà soát hồ sơ còn tồn đọng để số hóa theo quy "
        "định./.",
        "B Nơi nhận: | KT. CHỦ TỊCH", "B - Như trên; | PHÓ CHỦ TỊCH", "B - Lưu: VT. |  ", "-", "-",
        "R           Phạm Thị Thử");
}

/* Behind a label no less than in a head. */
static void a_birth_date_is_read_twice(void **state)
{
    static const struct {
        float conf;
        uint32_t flags;
        bool accepted;
    } rows[] = { { 0.99F, 0, false }, { 0.93F, 0, false }, { 0.93F, WORD_AGREED, true } };

    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        struct fixture *f = *state;
        struct page_read *p = birth(f);
        uint32_t n = 0;
        for (uint32_t i = 0; i < p->n_words; i++)
            if (strcmp(p->words[i].text, "28/02/2021") == 0) {
                p->words[i].conf = rows[k].conf;
                p->words[i].flags = rows[k].flags;
                n++;
            }
        assert_int_equal(n, 1);
        const struct document *d = only(f, p);
        expect(d, "birth_date", "2021-02-28");
        assert_int_equal(get(d, "birth_date")->accepted, rows[k].accepted);
    }
}

/* Whoever was of age when the paper was issued is no adopted child, but a parent. */
static void no_parent_is_the_adopted_child(void **state)
{
    static const char *const days[] = { "28/02/2021", "28/02/1991" };

    for (size_t k = 0; k < sizeof days / sizeof *days; k++) {
        struct fixture *f = *state;
        struct page_read *p =
            SHEET(&f->a, "B ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                  "B XÃ VÍ DỤ | Độc lập - Tự do - Hạnh phúc", "-",
                  "C GIẤY CHỨNG NHẬN NUÔI CON NUÔI", "-", "L Họ và tên: NGUYỄN VĂN MẪU",
                  "L Ngày, tháng, năm sinh: 28/02/2021", "R Ví Dụ, ngày 05 tháng 3 năm 2022");
        for (uint32_t i = 0; i < p->n_words; i++)
            if (strcmp(p->words[i].text, "28/02/2021") == 0) {
                p->words[i].text = days[k];
                p->words[i].conf = 0.99F;
                p->words[i].flags |= WORD_AGREED;
            }
        const struct document *d = only(f, p);
        assert_string_equal(d->type, "nuoi_con_nuoi");
        assert_non_null(get(d, "birth_date"));
        assert_int_equal(get(d, "birth_date")->accepted, k == 0);
    }
}

static void reads_a_birth_certificate(void **state)
{
    struct fixture *f = *state;
    const struct document *d = only(f, birth(f));

    assert_string_equal(d->type, "giay_khai_sinh");
    assert_true(d->type_confidence > 0.95F && d->runner_up_confidence < 0.05F);
    assert_true(d->boundary_confidence > 0.9F);
    expect(d, "doc_number", "12/2021");
    expect(d, "issuer", "ỦY BAN NHÂN DÂN XÃ VÍ DỤ");
    expect(d, "full_name", "NGUYỄN VĂN MẪU");
    expect(d, "birth_date", "2021-02-28");
    expect(d, "sex", "Nam");
    expect(d, "ethnicity", "Kinh");
    expect(d, "mother_name", "TRẦN THỊ MẪU");
    expect(d, "mother_birth", "1990");
    expect(d, "mother_ethnicity", "Tày");
    expect(d, "father_name", "NGUYỄN VĂN VÍ DỤ");
    expect(d, "father_birth", "1985");
    expect(d, "issued_date", "2021-03-15");
    expect(d, "signer", "Lê Văn Thử");
    assert_true(get(d, "issued_date")->accepted);
    /* read once, and a given name that no list holds */
    assert_false(get(d, "full_name")->accepted);
    assert_int_equal(d->n_reasons, 0);
}

static void reads_a_letter_and_never_a_cited_number(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        only(f, letter(f, "Số: 226 /UBND-HCC", "Ví Dụ, ngày 06 tháng 5 năm 2026"));

    assert_string_equal(d->type, "cong_van");
    expect(d, "doc_number", "226/UBND-HCC");
    expect(d, "issued_date", "2026-05-06");
    expect(d, "place", "Ví Dụ");
    expect(d, "issuer", "ỦY BAN NHÂN DÂN PHƯỜNG VÍ DỤ");
    expect(d, "subject", "rà soát hồ sơ tồn đọng năm 2025");
    expect(d, "signer", "Phạm Thị Thử");
    expect(d, "signer_title", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH");
    expect(d, "signer_authority", "KT.");
    expect(d, "recipients", "Như trên; Lưu: VT");
}

static void handwriting_is_found_not_guessed(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        only(f, letter(f, "Số: 4‡##. /UBND-HCC", "Ví Dụ, ngày 4@ tháng 5 năm 2026"));

    assert_null(get(d, "doc_number"));
    assert_true(reason(d, "number_unread"));
    assert_false(get(d, "issued_date")->accepted);
    assert_true(reason(d, "date_doubtful"));
    /* the body's abbreviation a letter off is mended, and left to people */
    d = only(f, letter(f, "Số: 226/TN-TTPVHCG", "Ví Dụ, ngày 06 tháng 5 năm 2026"));
    expect(d, "doc_number", "226/TN-TTPVHCC");
    assert_false(get(d, "doc_number")->accepted);
}

static void empty_number_and_day_are_said_not_guessed(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        only(f, letter(f, "Số:        /UBND-HCC", "Ví Dụ, ngày       tháng 5 năm 2026"));

    assert_null(get(d, "doc_number"));
    assert_true(reason(d, "number_missing"));
    expect(d, "issued_date", "2026-05");
    assert_false(get(d, "issued_date")->accepted);
    assert_true(reason(d, "date_partial"));
    d = only(f, letter(f, "Số: 7/UBND-HCC", "Ví Dụ, ngày 31 tháng 02 năm 2026"));
    assert_null(get(d, "issued_date"));
    assert_true(reason(d, "date_invalid"));
}

static void titles_survive_misreadings_and_near_namesakes(void **state)
{
    static const struct {
        const char *title, *type;
    } rows[] = {
        { "C GIẤY KHAl SlNH", "giay_khai_sinh" },
        { "C GIẦY KHAI SINH (BẢN SA0)", "giay_khai_sinh" },
        { "C TRÍCH LỤC KHAI SINH (BẢN SAO)", "trich_luc_khai_sinh" },
        { "C TRÍCH LUC KHAI TỪ", "trich_luc_khai_tu" },
        { "C GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "xac_nhan_tinh_trang_hon_nhan" },
        { "C TỜ KHAI CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "to_khai_ho_tich" },
        { "C GIẤY XÁC NHẬN", "giay_xac_nhan" },
        { "C GIẤY XÁC NHẬN KHUYẾT TẬT", "giay_xn_khuyet_tat" },
        { "C ĐƠN ĐỀ NGHỊ", "don_de_nghi" },
        { "C ĐƠN ĐỀ NGHỊ TÁCH THỬA ĐẤT, HỢP THỬA ĐẤT", "don_tach_hop_thua" },
        { "C G I Ấ Y   C H Ứ N G   S I N H", "giay_chung_sinh" },
        { "C PHIẾU XIN LỖl VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "phieu_xin_loi" },
        { "C HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT", "hop_dong_chuyen_nhuong" },
        { "C DI CHÚC", "di_chuc" },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct document *d =
            only(f, SHEET(&f->a, MOTTO, rows[i].title, "-",
                          "L Tôi là người khai những điều dưới đây và chịu trách nhiệm."));
        if (strcmp(d->type, rows[i].type) != 0)
            fail_msg("%s: %s, not %s", rows[i].title, d->type, rows[i].type);
    }
}

static void what_fits_nothing_is_unknown(void **state)
{
    struct fixture *f = *state;
    const struct document *d = only(
        f, SHEET(&f->a, "L Thực đơn hôm nay có cơm, rau và cá kho.",
                 "L Món thứ hai là canh chua, món thứ ba là thịt luộc.",
                 "L Căn cứ Quyết định số 12/QĐ-UBND và giấy khai sinh đã nộp thì không thu tiền."));

    assert_string_equal(d->type, "khong_ro");
    assert_true(reason(d, "type_unknown"));
    assert_null(get(d, "doc_number"));
    d = only(f, SHEET(&f->a, MOTTO, "C PHIẾU KHẢO SÁT MỨC ĐỘ HÀI LÒNG", "-",
                      "L Ông bà vui lòng đánh dấu vào ô phù hợp."));
    assert_string_equal(d->type, "khong_ro");
}

static void stacks_are_cut_where_papers_begin(void **state)
{
    struct fixture *f = *state;
    struct page_read blank = { .state = PAGE_BLANK };

    add(f, birth(f));
    add(f, &blank);
    add(f, letter(f, "Số: 226/UBND-HCC", "Ví Dụ, ngày 06 tháng 5 năm 2026"));
    add(f, SHEET(&f->a, "C QUYẾT ĐỊNH", "C Về việc thành lập tổ số hóa", "-",
                 "L không có quốc hiệu và không có số."));
    add(f, SHEET(&f->a, MOTTO, "C ĐƠN ĐỀ NGHỊ", "C Về việc cấp lại giấy tờ",
                 "L Tôi tên là: Trần Thị Mẫu",
                 "L đề nghị Ủy ban nhân dân phường xem xét cấp lại cho tôi giấy tờ đã bị mất trong "
                 "trận lũ và"));
    add(f, SHEET(&f->a, "C 2", "L các giấy tờ khác có liên quan.", "R Người làm đơn", "-", "-",
                 "R Trần Thị Mẫu"));
    understand(f, false);
    assert_int_equal(f->r.n_docs, 4);
    assert_string_equal(f->r.docs[0].type, "giay_khai_sinh");
    assert_int_equal(f->r.docs[0].n_pages, 1);
    assert_string_equal(f->r.docs[1].type, "cong_van");
    assert_int_equal(f->r.docs[1].pages[0], 2);
    assert_string_equal(f->r.docs[3].type, "don_de_nghi");
    assert_int_equal(f->r.docs[3].n_pages, 2);
    assert_int_equal(f->r.docs[3].pages[1], 5);
    assert_int_equal(f->r.docs[3].ordinal, 4);
}

static void separators_and_signed_files_decide_alone(void **state)
{
    struct fixture *f = *state;
    struct page_read separator = { .state = PAGE_SEPARATOR };
    struct page_read *text = SHEET(&f->a, "L một trang chỉ có chữ thường và không có dấu hiệu gì.");

    add(f, text);
    add(f, text);
    add(f, &separator);
    add(f, text);
    understand(f, false);
    assert_int_equal(f->r.n_docs, 2);
    assert_int_equal(f->r.docs[1].pages[0], 3);
    add(f, birth(f));
    add(f, birth(f));
    understand(f, true);
    assert_int_equal(f->r.n_docs, 1);
    assert_int_equal(f->r.docs[0].n_pages, 2);
    add(f, &separator);
    understand(f, false);
    assert_int_equal(f->r.n_docs, 0);
}

static void an_attestation_stays_with_its_paper(void **state)
{
    struct fixture *f = *state;

    add(f, birth(f));
    add(f, SHEET(&f->a, "C Chứng thực bản sao đúng với bản chính",
                 "L Số chứng thực: 125, quyển số 01/2026 - SCT/BS", "L Ngày 05 tháng 01 năm 2026",
                 "R TM. ỦY BAN NHÂN DÂN", "R CHỦ TỊCH", "-", "-", "R Hoàng Văn Thử"));
    understand(f, false);
    assert_int_equal(f->r.n_docs, 1);
    assert_string_equal(f->r.docs[0].type, "ban_sao_chung_thuc");
    assert_string_equal(f->r.docs[0].runner_up, "giay_khai_sinh");
    expect(&f->r.docs[0], "wrapped_type", "giay_khai_sinh");
    assert_false(reason(&f->r.docs[0], "type_low")); /* the words of certification decide */
    expect(&f->r.docs[0], "copy_kind", "chung_thuc");
    assert_int_equal(get(&f->r.docs[0], "copy_kind")->page, 2);
}

/* Papers by other words of their titles: who asks for a first certificate of land; a ward's notice
 * of a tax is no notice of what somebody owes. */
static void other_titles(void **state)
{
    struct fixture *f = *state;

    add(f, SHEET(&f->a, "C CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "C Độc lập - Tự do - Hạnh phúc",
                 "C ĐƠN XIN ĐĂNG KÝ QUYỀN SỬ DỤNG ĐẤT",
                 "C Kính gửi: Ủy ban nhân dân xã An Bình, huyện Phú Giáo", "L I. CHỦ SỬ DỤNG ĐẤT",
                 "L Họ tên chủ hộ: TRẦN VĂN MẪU", "L II. ĐẤT ĐANG SỬ DỤNG",
                 "R An Bình, ngày 27 tháng 7 năm 2004", "R CHỦ SỬ DỤNG ĐẤT KÝ TÊN", "-",
                 "R Trần Văn Mẫu"));
    add(f, SHEET(&f->a, "B UBND HUYỆN HẢI LĂNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                 "B UBND XÃ HẢI AN | Độc lập - Tự do - Hạnh phúc",
                 "B Số: 171/TB-UBND | Hải An, ngày 07 tháng 9 năm 2009", "C THÔNG BÁO",
                 "C (V/v nộp thuế nhà đất đợt I)",
                 "L Ủy ban nhân dân xã Hải An thông báo đến bà con các tổ dân phố:",
                 "L 1- Thời gian: từ 8 giờ đến 16 giờ, các ngày 10/09/2009 và 11/09/2009.",
                 "L 2- Địa điểm: trụ sở khu phố",
                 "L 3- Khi đi mang theo hộ khẩu, giấy báo và biên lai cũ.",
                 "B Nơi nhận: | TM. ỦY BAN NHÂN DÂN", "B - Lưu | CHỦ TỊCH", "-", "R Tô Vũ Minh"));
    understand(f, false);
    assert_int_equal(f->r.n_docs, 2);
    assert_string_equal(f->r.docs[0].type, "don_dang_ky_dat_dai");
    assert_string_equal(f->r.docs[1].type, "thong_bao");
}

/* A sheet of certification that the motto heads. */
static void a_headed_attestation_stays_with_its_paper(void **state)
{
    struct fixture *f = *state;

    add(f, birth(f));
    add(f, SHEET(&f->a, "C CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "L LỜI CHỨNG",
                 "L Chứng thực bản sao đúng với bản chính, gồm 1 tờ.",
                 "L Ngày chứng thực: ngày 10 tháng 7 năm 2026",
                 "L Số chứng thực: 4036, quyển số 05/2026 - SCT/BS", "R TUQ. CHỦ TỊCH",
                 "R CÔNG CHỨC TƯ PHÁP - HỘ TỊCH", "-", "-", "R Nguyễn Thị Bích Loan"));
    understand(f, false);
    assert_int_equal(f->r.n_docs, 1);
    assert_string_equal(f->r.docs[0].type, "ban_sao_chung_thuc");
    expect(&f->r.docs[0], "copy_kind", "chung_thuc");
    expect(&f->r.docs[0], "signer", "Nguyễn Thị Bích Loan");
    expect(&f->r.docs[0], "issued_date", "2026-07-10");
}

static void card_sides_are_paired(void **state)
{
    struct fixture *f = *state;

    for (int i = 0; i < 2; i++) {
        add(f, SHEET(&f->a, "C CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "C Độc lập - Tự do - Hạnh phúc",
                     "C CĂN CƯỚC CÔNG DÂN", "C Citizen Identity Card", "L Số / No.: 019085000000",
                     "L Họ và tên / Full name:", "L NGUYỄN VĂN MẪU",
                     "L Ngày sinh / Date of birth: 28/02/1985", "L Giới tính / Sex: Nam",
                     "L Có giá trị đến / Date of expiry: 28/02/2045"));
        add(f, SHEET(&f->a, "L Đặc điểm nhân dạng / Personal identification:",
                     "L Ngày, tháng, năm / Date, month, year: 01/01/2022",
                     "L CỤC TRƯỞNG CỤC CẢNH SÁT", "L IDVNM0850000009019085000000<<1",
                     "L 8502289M4502281VNM<<<<<<<<<<<6", "L NGUYEN<<VAN<MAU<<<<<<<<<<<<<<<"));
    }
    understand(f, false);
    assert_int_equal(f->r.n_docs, 2);
    assert_string_equal(f->r.docs[1].type, "the_cccd");
    assert_int_equal(f->r.docs[1].n_pages, 2);
    expect(&f->r.docs[0], "full_name", "NGUYỄN VĂN MẪU");
    expect(&f->r.docs[0], "birth_date", "1985-02-28");
    expect(&f->r.docs[0], "expiry_date", "2045-02-28");
    expect(&f->r.docs[0], "issued_date", "2022-01-01");
}

/* A side of somebody's card, with what its code says. */
static void add_side(struct fixture *f, bool front, bool mau, struct code *code)
{
    const char *qr = mau ? "019085000000||Nguyễn Văn Mẫu|28021985|Nam|Bách Quang|01012022"
                         : "024199000000||Trần Thị Mẫu|15011999|Nữ|Chũ|02022023",
               *zone = mau ? "IDVNM0850000009019085000000<<1" : "IDVNM1990000003024199000000<<3";
    struct page_read *p =
        front ? SHEET(&f->a, "C CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                      "C Độc lập - Tự do - Hạnh phúc", "C CĂN CƯỚC CÔNG DÂN",
                      "C Citizen Identity Card", "L Họ và tên / Full name:", "L NGƯỜI CÓ THẺ",
                      "L Giới tính / Sex:", "L Có giá trị đến / Date of expiry: 28/02/2045")
              : SHEET(&f->a, "L Đặc điểm nhân dạng / Personal identification:",
                      "L Ngày, tháng, năm / Date, month, year: 01/01/2022",
                      "L CỤC TRƯỞNG CỤC CẢNH SÁT", "L IDVNM08S0O00009O1908S000000<<1");

    *code = (struct code){ front ? CODE_QR : CODE_ZONE, front ? qr : zone, { 0, 0, 9, 9 } };
    p->codes = code;
    p->n_codes = 1;
    add(f, p);
}

/* Whichever side comes first; sides of two people are two papers, however alike they are. */
static void card_sides_are_paired_by_number(void **state)
{
    struct fixture *f = *state;
    struct code codes[4];

    add_side(f, false, true, &codes[0]);
    add_side(f, true, true, &codes[1]);
    add_side(f, false, false, &codes[2]);
    add_side(f, true, false, &codes[3]);
    understand(f, false);
    assert_int_equal(f->r.n_docs, 2);
    assert_string_equal(f->r.docs[0].type, "the_cccd");
    assert_int_equal(f->r.docs[0].n_pages, 2);
    assert_true(get(&f->r.docs[0], "issued_date")->accepted); /* its code says the day */
    add_side(f, true, true, &codes[0]);
    add_side(f, false, false, &codes[1]);
    understand(f, false);
    assert_int_equal(f->r.n_docs, 2);
    add_side(f, false, true, &codes[0]);
    add_side(f, true, false, &codes[1]);
    understand(f, false);
    assert_int_equal(f->r.n_docs, 2);
}

/* The small print of a passport is lost: its zone's cells say the day, a line of capitals who. */
static void passports_are_read_by_their_zones(void **state)
{
    struct fixture *f = *state;
    struct page_read *p =
        SHEET(&f->a, "C HỘ CHIẾU", "C PASSPORT", "-", "L CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
              "L SOCIALIST REPUBLIC OF VIET NAM", "L VNM", "L NGUYỄN VĂN MẪU",
              "L VIỆT NAM / VIETNAMESE", "L 28/02/1985", "L Nam", "L Cục Quản lý xuất nhập cảnh");
    struct code zone = { CODE_ZONE,
                         "B0000001<0VNM8502289M2802286<<<<<<<<<<<<<<<4",
                         { 0, 0, 9, 9 } };

    p->codes = &zone;
    p->n_codes = 1;
    const struct document *d = only(f, p);
    assert_string_equal(d->type, "ho_chieu");
    assert_string_equal(get(d, "birth_date")->value, "1985-02-28");
    assert_string_equal(get(d, "full_name")->value, "NGUYỄN VĂN MẪU");
    assert_false(get(d, "full_name")->accepted);
}

static void boxes_are_on_the_scan(void **state)
{
    struct fixture *f = *state;
    struct page_read *p = birth(f);
    const struct document *d = only(f, p);
    const struct box upright = get(d, "full_name")->box;

    /* the scan lies on its side and at twice the size: x' = 2 (H - y), y' = 2 x */
    p->scan_w = 2 * SHEET_H;
    p->scan_h = 2 * SHEET_W;
    p->turned = 270;
    const double m[9] = { 0, -2, 2 * SHEET_H, 2, 0, 0, 0, 0, 1 };
    memcpy(p->to_scan, m, sizeof m);
    d = only(f, p);
    const struct box b = get(d, "full_name")->box;
    assert_int_equal(b.x0, 2 * (SHEET_H - upright.y1));
    assert_int_equal(b.y0, 2 * upright.x0);
    assert_int_equal(b.y1 - b.y0, 2 * (upright.x1 - upright.x0));
}

static void same_pages_same_answer(void **state)
{
    struct fixture *f = *state;
    const struct page_read *p = birth(f);
    const struct document *a = only(f, p);
    const struct document *b = only(f, p);

    assert_int_equal(a->n_fields, b->n_fields);
    assert_memory_equal(&a->type_confidence, &b->type_confidence, sizeof a->type_confidence);
    for (uint32_t i = 0; i < a->n_fields; i++) {
        assert_string_equal(a->fields[i].value, b->fields[i].value);
        assert_memory_equal(&a->fields[i].confidence, &b->fields[i].confidence, sizeof(float));
    }
}

static void every_type_has_a_name(void **state)
{
    static const char *const some[] = { "giay_khai_sinh", "khong_ro", "trang_trang", "phan_cach",
                                        "phieu_chuyen",   "muc_luc",  "bia_ho_so",   "so_bhxh" };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof some / sizeof *some; i++)
        assert_non_null(paper_type_find(f->t, some[i]));
    assert_int_equal(paper_type_find(f->t, "quyet_dinh")->cls, 'R');
    assert_int_equal(paper_type_find(f->t, "phieu_tu_choi")->cls, 'P');
    assert_null(paper_type_find(f->t, "giay_gi_do"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_birth_certificate),
        cmocka_unit_test(a_birth_date_is_read_twice),
        cmocka_unit_test(no_parent_is_the_adopted_child),
        cmocka_unit_test(reads_a_letter_and_never_a_cited_number),
        cmocka_unit_test(handwriting_is_found_not_guessed),
        cmocka_unit_test(empty_number_and_day_are_said_not_guessed),
        cmocka_unit_test(titles_survive_misreadings_and_near_namesakes),
        cmocka_unit_test(what_fits_nothing_is_unknown),
        cmocka_unit_test(stacks_are_cut_where_papers_begin),
        cmocka_unit_test(separators_and_signed_files_decide_alone),
        cmocka_unit_test(an_attestation_stays_with_its_paper),
        cmocka_unit_test(other_titles),
        cmocka_unit_test(a_headed_attestation_stays_with_its_paper),
        cmocka_unit_test(card_sides_are_paired),
        cmocka_unit_test(card_sides_are_paired_by_number),
        cmocka_unit_test(passports_are_read_by_their_zones),
        cmocka_unit_test(boxes_are_on_the_scan),
        cmocka_unit_test(same_pages_same_answer),
        cmocka_unit_test(every_type_has_a_name),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
