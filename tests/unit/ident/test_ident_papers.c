/* The wordings of forms, certificates, contracts and decisions around each kind of number: what is
 * printed, and what must be found and accepted in it. Invented numbers only. */
#include "tests/unit/ident/ident_fixture.h"

struct wording {
    const char *type, *text;
    const char *values[4]; /* all of the kind that is asked for, in any order */
};

/* Each value is found and accepted when all words are read twice, and no other of its kind is. */
static void all_found(struct fixture *f, enum ident_kind kind, const struct wording *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t want = 0;
        fixture_read(f, rows[i].type, rows[i].text);
        for (; want < 4 && rows[i].values[want]; want++) {
            const struct identifier *id = fixture_get(f, kind, rows[i].values[want]);
            if (!id || !id->accepted)
                fail_msg("%s is %s in: %s", rows[i].values[want], id ? id->why : "not found",
                         rows[i].text);
        }
        if (fixture_count(f, kind, LEVEL_SUSPECT) != want)
            fail_msg("more than %u in: %s", want, rows[i].text);
    }
}
#define ALL_FOUND(f, kind, rows) all_found(f, kind, rows, sizeof(rows) / sizeof(rows)[0])

static void parcels_in_sentences(void **state)
{
    static const struct wording rows[] = {
        { "cong_van", "thửa đất số 12, tờ bản đồ số 34", { "12", "34" } },
        { "cong_van", "tờ bản đồ số 34, thửa số 12", { "12", "34" } },
        { "cong_dien", "thửa số 12 tờ 34", { "12", "34" } },
        { "cong_dien", "tại thửa đất 112, tờ bản đồ 5", { "112", "5" } },
        { "quyet_dinh", "thửa 112 tờ bản đồ số 5", { "112", "5" } },
        { "quyet_dinh", "tờ bản đồ: 5, thửa: 112", { "112", "5" } },
        { "quyet_dinh", "tờ số 5 thửa số 112 đo năm 2005", { "112", "5" } },
        { "quyet_dinh", "thửa đất có số thửa 112, số tờ 5", { "112", "5" } },
        { "quyet_dinh", "thửa đất mang số 112, tờ bản đồ mang số 5", { "112", "5" } },
        { "quyet_dinh", "số thửa là 112, tờ bản đồ là 5", { "112", "5" } },
        { "quyet_dinh", "thửa đất số 112, TBĐ 5, diện tích 250,5 m2", { "112", "5", "250,5" } },
        { "quyet_dinh",
          "các thửa đất số 12, 13 và 14 thuộc tờ bản đồ số 5",
          { "12", "13", "14", "5" } },
        { "quyet_dinh",
          "thửa đất số 112 mảnh trích đo địa chính số 01-2023",
          { "112", "01-2023" } },
        { "quyet_dinh", "Thửa đất\nsố 112 tờ\nbản đồ số 5", { "112", "5" } },
        { "quyet_dinh", "thửa đất số 12; 13 thuộc tờ bản đồ số 34", { "12", "13", "34" } },
        { "quyet_dinh", "các thửa 12, 13 trên tờ bản đồ số 34", { "12", "13", "34" } },
        { "quyet_dinh", "thửa 12 của tờ bản đồ số 34", { "12", "34" } },
        { "quyet_dinh", "thửa đất số 12, 3 Điều 5", { "12" } },
        { "gcn_qsdd", "Được quyền sử dụng 707,2 m² đất tại xã A", { "707,2" } },
        { "cong_van", "Được quyền sử dụng 707,2 m² đất tại xã A", { NULL } },
        { "huong_dan", "thửa đất số 112 tờ bản đồ 299 số 5", { "112", "5" } },
        { "huong_dan", "có 12 thửa đất, 5 tờ bản đồ", { NULL } },
        { "huong_dan", "thửa đất số 112,5 m", { NULL } },
        { "giay_phep_xay_dung", "Lô đất số 112 (thửa 112), tờ bản đồ 5", { "112", "5" } },
        { "giay_phep_xay_dung", "Diện tích xây dựng: 80,5 m2", { NULL } },
    };
    ALL_FOUND(*state, IDENT_PARCEL, rows);
}

static void parcels_in_forms(void **state)
{
    static const struct wording rows[] = {
        { "gcn_qsdd", "Thửa đất số .......12......, tờ bản đồ số ......34......", { "12", "34" } },
        { "gcn_qsdd", "Thửa đất số: … 428 …, tờ bản đồ số: … 264 …", { "428", "264" } },
        { "gcn_qsdd", "a) Thửa đất số:\n428, tờ bản đồ số: 264", { "428", "264" } },
        { "gcn_qsdd", "Thửa đất s6: 112, tờ bản đồ s6: 5", { "112", "5" } },
        { "gcn_qsdd", "Thửa đẩtsố: 112, tờbảnđồ số: 5", { "112", "5" } },
        { "trich_luc_ban_do", "1. Số tờ: 5\n2. Số thửa: 112", { "112", "5" } },
        { "trich_luc_ban_do", "Mảnh bản đồ địa chính số: 5; thửa đất số 112", { "112", "5" } },
        { "don_chuyen_muc_dich", "3. Diện tích (m2): 250,5", { "250,5" } },
        { "don_chuyen_muc_dich", "Diện tích: ....250,5.... mét vuông", { "250,5" } },
        { "don_tach_hop_thua",
          "thừa thứ nhất: 530,7 m²; thửa thứ hai: 981,6 m².",
          { "530,7", "981,6" } },
        { "trich_luc_ban_do",
          "hứa đất số: 572; Tờ bản đồ số: 74; Diện tích: 458,1",
          { "572", "74", "458,1" } },
        { "hop_dong_chuyen_nhuong", "diện : tích: 360,9 m², thửa số: 290,", { "360,9", "290" } },
        { "don_dang_ky_dat_dai", "Diện tích: 777,1 n; sử dụng riêng: 777,1 m²", { "777,1" } },
        { "don_dang_ky_dat_dai", "Diện tích: 3,5 ha", { NULL } },
        /* nothing was filled in: the next item's number is none of the parcel's */
        { "don_chuyen_muc_dich", "Thửa đất số: ........\n3. Địa chỉ: Xóm 5", { NULL } },
        { "don_chuyen_muc_dich", "Tờ bản đồ số:\n4) Mục đích", { NULL } },
    };
    ALL_FOUND(*state, IDENT_PARCEL, rows);
}

static void not_accepted(struct fixture *f, const char *type, const char *text, const char *value)
{
    fixture_read(f, type, text);
    const struct identifier *id = fixture_get(f, IDENT_PARCEL, value);
    if (id && id->accepted)
        fail_msg("%s is accepted as %s in: %s", value, id->label, text);
}

static void accepted(struct fixture *f, const char *type, const char *text, const char *value)
{
    fixture_read(f, type, text);
    const struct identifier *id = must(f, IDENT_PARCEL, value);
    if (!id->accepted)
        fail_msg("%s is not accepted (%s) in: %s", value, id->why, text);
}

#define HEADS "@100 Số thửa @600 Số tờ bản đồ @1100 Diện tích (m2)\n"

/* A parcel's number has no check digit: a cell is believed only in a row with its sheet. */
static void cells_without_a_row(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *text, *value;
    } doubted[] = {
        /* the columns are numbered */
        { HEADS "@130 1 @660 2 @1200 3\n@130 264 @660 428 @1200 1250,5", "1" },
        { HEADS "@130 1 @660 2 @1200 3\n@130 264 @660 428 @1200 1250,5", "2" },
        { "@20 STT @200 Số thửa @600 Số tờ bản đồ @1100 Diện tích\n@30 1 @230 2 @660 3 @1200 4",
          "2" },
        /* the last row counts and sums up */
        { HEADS "@130 264 @660 428 @1200 1250,5\n@20 Tổng @150 12 @660 14 @1200 1250,5", "12" },
        /* neighbours on a sketch under the table, and the lengths of its sides */
        { HEADS "@130 264 @660 428 @1200 1250,5\n@300 Sơ đồ thửa đất\n@130 98", "98" },
        { HEADS "@130 264 @660 428 @1200 1250,5\n@300 Sơ đồ thửa đất\n@1200 12,50", "12,50" },
        { HEADS "@130 264 @660 428 @1200 1250,5\n@300 Sơ đồ\n@130 98 @1200 12,50", "98" },
        /* parts of one that was divided, by their order */
        { "@100 Thửa đất @600 Diện tích (m2)\n@130 11 @660 120,5", "11" },
        /* how many */
        { "Tổng số thửa: 12", "12" },
        { "Tổng số thửa đất: 12", "12" },
        { "Số thửa: 12 thửa", "12" },
        { "Số thửa đất: 12 thửa, diện tích 300,5 m2", "12" },
        { "Số tờ bản đồ: 12 tờ", "12" },
        { "Số thửa đất xin tách: 12", "12" },
        { "Số thửa đất còn lại: 12", "12" },
        { "Số lượng thửa: 12", "12" },
        { "giáp thửa đất số 12 về phía Bắc", "12345" },
    };
    for (size_t i = 0; i < sizeof doubted / sizeof *doubted; i++)
        not_accepted(f, "trich_luc_ban_do", doubted[i].text, doubted[i].value);
    /* two parcels of one certificate: seen on certificates of 1994 to 2004 */
    accepted(f, "gcn_qsdd", HEADS "@130 802 @660 145 @1200 214,2\n@130 646 @660 145 @1200 199,0",
             "646");
}

/* What the order of the text's blocks parts: proposed, never accepted. */
static void labels_of_other_blocks(void **state)
{
    struct fixture *f = *state;

    /* a page cut into two blocks: "..., sinh năm 1984, CMND số" ends the row above */
    fixture_page(f,
                 "@100 chuyển nhượng: Mai Văn Trung,\n@100 031786727, thường trú Tổ 11,\n"
                 "@100 thành phố\n@900 sinh năm 1984, CMND số\n@900 xã Trung An, huyện",
                 0.995f);
    for (uint32_t i = 3; i < 5; i++) /* the right block begins where the left one does */
        for (uint32_t k = 0; k < f->page.lines[i].count; k++) {
            struct box *b = &f->page.words[f->page.lines[i].first + k].box;
            b->y0 -= 120;
            b->y1 -= 120;
        }
    fixture_find(f, "hop_dong_chuyen_nhuong");
    assert_false(must(f, IDENT_ID9, "031786727")->accepted);
    /* nine of twelve digits: "093303968144" */
    fixture_read(f, "giay_chung_sinh", "Số CMND/CCCD/Hộ chiếu: 093303968:44");
    const struct identifier *id = fixture_get(f, IDENT_ID9, "093303968");
    assert_false(id && id->accepted);
    fixture_read(f, "to_khai_tro_giup_xa_hoi", "Số CMND/CCCD: 051084964.66234");
    id = fixture_get(f, IDENT_ID9, "051084964");
    assert_false(id && id->accepted);
    fixture_read(f, "trich_luc_khai_tu", "S%ố:468 Quyển số: 08/2005");
    must(f, IDENT_CIVIL_REG_NO, "468");
    fixture_read(f, "gcn_qsdd", HEADS "@130 145 @660 802 @1200 301.4");
    assert_int_equal(must(f, IDENT_PARCEL, "301,4")->level, LEVEL_SUSPECT);
    /* a price is no parcel */
    fixture_read(f, "gcn_qsdd", HEADS "@130 145,5 @660 802 @1200 301,4");
    assert_null(fixture_get(f, IDENT_PARCEL, "145,5"));
}

/* "Trích lục bản đồ địa chính" is no extract of a civil register, and "số" is the parcel's. */
static void extracts_of_maps(void **state)
{
    static const struct wording rows[] = {
        { "trich_luc_ban_do",
          "MẢNH TRÍCH ĐO BẢN ĐỒ ĐỊA CHÍNH\nTRÍCH LỤC BẢN ĐỒ ĐỊA CHÍNH THỬA ĐẤT\nSố 2-2023; xã Bắc "
          "Hưng\nThửa đất số: 559\nTờ bản đồ số: 32\nDiện tích: 787,4 m²",
          { "559", "32", "787,4" } },
        { "khong_ro",
          "CỘNG HÒA\nTRÍCH LỤC HỒ SƠ ĐỊA CHÍNH\nThửa đất số: 559\nTờ bản đồ số: 32",
          { "559", "32" } },
        { "van_ban_thua_ke", "Thửa đất số: 559; Tờ bản đồ số: 32", { "559", "32" } },
    };
    ALL_FOUND(*state, IDENT_PARCEL, rows);
}

/* Cells in a row, each under its head; the words of a sentence stand too near each other for it. */
static void rows_of_tables(void **state)
{
    static const struct wording rows[] = {
        { "gcn_qsdd",
          "@100 Số thửa @600 Số tờ bản đồ @1100 Diện tích (m2)\n@130 264 @660 428 @1200 1250,5",
          { "264", "428", "1250,5" } },
        { "gcn_qsdd",
          "@100 Số thửa @600 Số tờ bản đồ @1100 Diện tích (m2)\n@100 Các 264 ông 428 bà 1250 ở",
          { NULL } },
        /* at the left of a column whose head is centred */
        { "trich_luc_ban_do",
          "@100 Thửa đất số @600 Tờ bản đồ @1000 Diện tích (m²)\n@130 725 @600 181. @920 948,0",
          { "725", "181", "948,0" } },
        /* a cell at the left of its column reaches under the first letter of a centred head; what
         * stands right over it higher up heads no column */
        { "don_dang_ky_dat_dai",
          "@300 II. Đề nghị đăng ký, cấp Giấy chứng nhận\n"
          "@100 Thửa đất số @600 Tờ bản đồ số @1100 Diện tích (m²) @1600 Vào mục đích\n"
          "@130 60 @660 133 @1020 753,1 @1600 Đất ở, từ năm 1981",
          { "60", "133", "753,1" } },
        /* a title is no head of a table, and the year of a date no parcel */
        { "don_tach_hop_thua",
          "@300 ĐƠN ĐỀ NGHỊ TÁCH THỬA ĐẤT, HỢP THỬA ĐẤT\n@900 ngày 02 tháng 4 năm\n@750 2019",
          { NULL } },
        { "hop_dong_chuyen_nhuong",
          "@100 diện tích: 121,2 m², @1000 thửa số:\n@100 Lập ngày 26 tháng 8 năm @1020 2008",
          { "121,2" } },
    };
    ALL_FOUND(*state, IDENT_PARCEL, rows);
}

static void registers(void **state)
{
    static const struct wording rows[] = {
        { "giay_khai_sinh", "Số 45, quyển số 01/2008", { "45", "01/2008" } },
        { "giay_khai_sinh", "Số: ...45.... Quyển số: ...01/2008...", { "45", "01/2008" } },
        { "giay_khai_sinh", "Số: 12 Quyển: 01/2008", { "12", "01/2008" } },
        { "giay_khai_sinh", "Số (No): 38/2026", { "38/2026" } },
        { "giay_khai_sinh", "Số đăng ký khai sinh: .......38/2026", { "38/2026" } },
        { "giay_khai_sinh", "Số. 38/2026", { "38/2026" } },
        { "giay_khai_sinh", "S6: 38/2026", { "38/2026" } },
        { "giay_khai_sinh", "Số: 38/KS", { NULL } },
        { "giay_khai_sinh", "Số: '38/2026_", { "38/2026" } },
        { "giay_khai_sinh", "Số: 38/2026 -B5", { NULL } },
        { "trich_luc_khai_tu", "Số: 12/TLKT -8S", { NULL } },
        { "giay_khai_sinh", "Quyển số: 09⁄/1998", { "09/1998" } },
        { "trich_luc_khai_tu", "Số: 12/2023/TLKT", { NULL } },
        { "trich_luc_khai_tu", "Số: 12/TLKT", { NULL } },
        { "van_ban_thua_ke", "theo Giấy chứng tử số 87, quyển số 01/2010", { "87", "01/2010" } },
        { "don_de_nghi", "theo Giấy khai sinh số 45/2010 do xã cấp", { "45/2010" } },
        { "don_de_nghi", "theo Đơn đề nghị số 45/2010 do xã cấp", { NULL } },
        { "don_de_nghi", "Số: 45/2010", { NULL } },
        /* a copy whose title was not read */
        { "ban_sao_chung_thuc", "XÃ A\nSố: 38/2026\nHọ, chữ đệm, tên: B", { "38/2026" } },
        { "ban_sao_chung_thuc", "XÃ A\nSố: 38/2026 -\nHọ, chữ đệm, tên: B", { "38/2026" } },
        { "ban_sao_chung_thuc", "XÃ A\nSố: 12\nQuyển số: 01/2008", { "12", "01/2008" } },
        { "ban_sao_chung_thuc", "XÃ A\nSố: 38/2026/QĐ-UBND\nCăn cứ", { NULL } },
        { "ban_sao_chung_thuc", "Số 125, quyển số 01/2026 - SCT/BS", { NULL } },
    };
    ALL_FOUND(*state, IDENT_CIVIL_REG_NO, rows);
    /* a point behind it may be what is left of a digit */
    fixture_read(*state, "giay_khai_sinh", "GIẤY KHAI SINH\nSố: 428.\nHọ và tên: LÊ A");
    assert_false(must(*state, IDENT_CIVIL_REG_NO, "428")->accepted);
}

static void certifications(void **state)
{
    static const char *const texts[] = {
        "Số chứng thực: 125; quyển số: 01/2026 - SCT/BS",
        "Số chứng thực: ....125.... quyển số ..01/2026.. - SCT/BS",
        "Số chứng thực 125, quyển số 01/2026/SCT/BS",
        "Chứng thực số: 125, quyển số 01/2026 - SCT/BS",
        "Số chứng thực: 125, quyển số-01/2026 - SCT/BS",
        "Số 125 , quyển số 01 / 2026 – SCT / BS",
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        fixture_read(f, "ban_sao_chung_thuc", texts[i]);
        const struct identifier *id = fixture_get(f, IDENT_CERT_NO, "125,quyểnsố01/2026-SCT/BS");
        if (!id || !id->accepted)
            fail_msg("%s", texts[i]);
    }
}

static void codes_in_groups(void **state)
{
    static const struct wording serials[] = {
        { "hop_dong_chuyen_nhuong", "số phát hành CD-079036", { "CD079036" } },
        { "hop_dong_chuyen_nhuong", "Số seri: CD 079 036", { "CD079036" } },
        { "don_dang_ky_bien_dong", "số vào sổ cấp GCN:\nCS11001;", { "CS11001" } },
        { "don_dang_ky_bien_dong", "số vào sổ cấp GCN:\n12 ngày", { NULL } },
    };
    static const struct wording cards[] = {
        { "to_khai_tro_giup_xa_hoi", "Số thẻ: HS-4-56-56-944-29640", { "HS4565694429640" } },
        { "to_khai_tro_giup_xa_hoi", "Số thẻ BHYT: HS.4.56.5694429640", { "HS4565694429640" } },
        { "giay_chung_sinh", "Thẻ BHYT số: H S 4 5 6 5 6 9 4 4 2 9 6 4 0", { "HS4565694429640" } },
    };
    static const struct wording insured[] = {
        { "the_bhyt", "Mã số: 5694429640", { "5694429640" } }
    };
    static const struct wording traders[] = {
        { "gcn_ho_kinh_doanh", "Giấy CNĐKHKD số: 46A.8000001", { "46A8000001" } },
        { "gcn_ho_kinh_doanh", "Số ĐKKD: 46-A-8000001", { "46A8000001" } },
    };
    static const struct wording persons[] = {
        { "don_de_nghi", "Số CC: 019085000000", { "019085000000" } },
        { "don_de_nghi", "Số định danh cá nhân: 019085-000000", { "019085000000" } },
    };
    static const struct wording old[] = {
        { "don_de_nghi", "Chứng minh thư số 090000002", { "090000002" } },
        { "don_de_nghi", "Số CMND 9 số: 090000002", { "090000002" } },
    };
    ALL_FOUND(*state, IDENT_GCN_SERIAL, serials);
    ALL_FOUND(*state, IDENT_BHYT, cards);
    ALL_FOUND(*state, IDENT_BHXH, insured);
    ALL_FOUND(*state, IDENT_HKD_CODE, traders);
    ALL_FOUND(*state, IDENT_ID12, persons);
    ALL_FOUND(*state, IDENT_ID9, old);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parcels_in_sentences),
        cmocka_unit_test(parcels_in_forms),
        cmocka_unit_test(rows_of_tables),
        cmocka_unit_test(cells_without_a_row),
        cmocka_unit_test(extracts_of_maps),
        cmocka_unit_test(labels_of_other_blocks),
        cmocka_unit_test(registers),
        cmocka_unit_test(certifications),
        cmocka_unit_test(codes_in_groups),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
