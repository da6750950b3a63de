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
        { "don_chuyen_muc_dich", "Diện tích đề nghị chuyển mục đích: 250,5 m2", { "250,5" } },
        { "don_tach_hop_thua",
          "tách thửa: thừa thứ nhất: 530,7 m²; thửa thứ hai: 981,6 m².",
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
          "@100 Thửa đất số @600 Tờ bản đồ @1000 Diện tích (m²)\n@130 725\n@600 181.\n@920 948,0",
          { "725", "181", "948,0" } },
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
        { "giay_khai_sinh", "Số: 38/KS", { "38/KS" } },
        { "giay_khai_sinh", "Số: '38/2026_", { "38/2026" } },
        { "giay_khai_sinh", "Số: 38/2026 -B5", { NULL } },
        { "trich_luc_khai_tu", "Số: 12/TLKT -8S", { NULL } },
        { "giay_khai_sinh", "Quyển số: 09⁄/1998", { "09/1998" } },
        { "trich_luc_khai_tu", "Số: 12/2023/TLKT", { "12/2023/TLKT" } },
        { "trich_luc_khai_tu", "Số: 12/TLKT", { "12/TLKT" } },
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
        cmocka_unit_test(parcels_in_sentences), cmocka_unit_test(parcels_in_forms),
        cmocka_unit_test(rows_of_tables),       cmocka_unit_test(registers),
        cmocka_unit_test(certifications),       cmocka_unit_test(codes_in_groups),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
