/* Numbers behind a label that are not what it names, and numbers whose label or signs were read
 * amiss: the first are never accepted, the second are found and left to a person. Invented numbers.
 */
#include "tests/unit/ident/ident_fixture.h"

static void expect_none(struct fixture *f, const char *type, const char *text)
{
    fixture_read(f, type, text);
    for (uint32_t k = 0; k < f->n; k++)
        if (f->ids[k].accepted)
            fail_msg("accepted %s in: %s", f->ids[k].value, text);
}

static void no_parcel(void **state)
{
    static const struct {
        const char *type, *text;
    } rows[] = {
        /* differences of areas */
        { "trich_luc_ban_do", "so với giấy tờ pháp lý của thửa đất: diện tích tăng 25,4 m2" },
        { "trich_luc_ban_do", "Thay đổi của thửa đất: diện tích đất tăng: 25,4\nm2 do sai số đo" },
        { "don_dang_ky_dat_dai", "Phần đất tăng thêm có diện tích: 25,4 m2" },
        { "don_dang_ky_dat_dai", "Chênh lệch diện tích: 25,4 m2" },
        { "don_dang_ky_dat_dai", "Sai số diện tích: 25,4 m2" },
        /* a part beside the whole */
        { "don_chuyen_muc_dich", "Diện tích đất:\nDiện tích đề nghị chuyển: 25,4 m2" },
        { "don_chuyen_muc_dich", "Diện tích: 25,4 m2 trong tổng số đã cấp" },
        { "don_tach_hop_thua", "Diện tích: như sổ; diện tích xin tách: 25,4 m2" },
        { "don_dang_ky_dat_dai", "Thửa đất bị giảm diện tích 25,4 m2" },
        { "trich_luc_ban_do", "Phần lấn chiếm có diện tích 25,4 m2" },
        { "don_dang_ky_dat_dai", "Diện tích đất giảm (m2): 25,4" },
        { "don_dang_ky_dat_dai", "@100 Thửa đất số @500 Diện tích tăng (m2)\n@600 25,4" },
        /* of houses, ways, crops; limits */
        { "hop_dong_chuyen_nhuong", "Nhà ở: loại nhà riêng lẻ, diện tích: 80,5 m2" },
        { "hop_dong_chuyen_nhuong", "Căn hộ số 5; diện tích: 80,5 m2" },
        { "hop_dong_chuyen_nhuong", "Nhà ở\nDiện tích: 80,5 m2" },
        { "hop_dong_chuyen_nhuong", "đất có nhà bếp, chuồng trại, diện tích 30,5 m2" },
        { "hop_dong_chuyen_nhuong", "lối đi có diện tích 12,5 m2" },
        { "don_dang_ky_dat_dai", "phải bảo đảm tối thiểu về diện tích: 60,5 m2" },
        { "gcn_ho_kinh_doanh", "Diện tích: 12,5 m2" },
        /* how many there are */
        { "don_dang_ky_dat_dai", "Số thửa: 02" },
        { "don_dang_ky_dat_dai", "Số thửa đất: 1" },
        { "don_dang_ky_dat_dai", "Tổng số tờ: 3, số thửa: 4" },
        { "don_dang_ky_dat_dai", "Tờ bản đồ: 03 bản" },
        { "don_dang_ky_dat_dai", "Tờ bản đồ số: 02 bản sao" },
        { "don_dang_ky_dat_dai", "@100 Số tờ @1100 Số trang\n@120 2 @1120 5" },
        { "bao_cao", "@100 Số thửa @1100 Diện tích\n@120 12 @1120 345,6" },
        { "don_dang_ky_dat_dai", "đối diện thửa đất số 12, tờ bản đồ số 5" },
        { "don_de_nghi", "trên đất có biển hiệu, diện tích: 5,5 m2" },
        /* items of a list, of a form that nobody filled in, of another table */
        { "don_dang_ky_dat_dai", "1. Thửa đất số: 2. Tờ bản đồ số: 3. Diện tích: 4. Loại đất" },
        { "don_dang_ky_dat_dai", "Thửa đất số: 1) Tờ bản đồ số: 2)" },
        { "don_dang_ky_dat_dai", "Thửa đất số 1/ tờ bản đồ số 2/" },
        { "don_dang_ky_dat_dai", "a) Thửa đất số:\n2 Tờ bản đồ số:" },
        { "giay_tiep_nhan_hen_tra",
          "@100 Thửa đất số @900 Tờ bản đồ số\n@100 Giấy tờ gồm có\n@100 "
          "x\n@100 TT\n^@900 Bản chính\n@120 1\n^@930 2\n@120 2\n^@930 1" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_none(*state, rows[i].type, rows[i].text);
}

/* Words about an area that are none of a whole parcel's: found, for a person to see. */
static void areas_of_what_else(void **state)
{
    static const char *const rows[] = {
        "Diện tích đề nghị chuyển mục đích: 225,4 m2",
        "Diện tích thu hồi: 225,4 m2",
        "diện tích tặng cho: 225,4 m2",
        "Diện tích đất chuyển nhượng: 225,4 m2",
        "một phần diện tích 225,4 m2",
        "Diện tích còn lại: 225,4 m2",
        "Diện tích thửa đất số 12: 225,4 m2 đất ở",
        "Tổng diện tích: 225,4 m2",
        "Diện tích sử dụng: 225,4 m2",
        "Diện tích tính thuế: 225,4 m2",
        "Diện tích: 225,4 m2 hành lang đường bộ",
        "Diện tích: 225,4 m2\nđất ở, 300 m2 đất vườn",
        "Diện tích: 225,4 m2, đất ở",
        "Diện tích: 225,4 m2 (đất ở)",
        "Diện tích đất ở: 225,4 m2",
        "Diện tích sử dụng chung: 225,4 m2",
        "Diện tích ba thửa: 225,4 m2",
        "Diện tích: 225,4 m2 tái định cư",
        "Quyền sử dụng đất có diện tích sử dụng: 225,4 m2",
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture_read(*state, "don_chuyen_muc_dich", rows[i]);
        const struct identifier *id = fixture_get(*state, IDENT_PARCEL, "225,4");
        if (!id || id->accepted)
            fail_msg("%s: %s", id ? "accepted" : "not found", rows[i]);
    }
}

/* Numbers of the rows of a table under a label that has its value beside it, in another block. */
static void under_a_label(void **state)
{
    fixture_read(*state, "giay_tiep_nhan_hen_tra",
                 "@100 Thửa đất số:\n^@900 Tờ bản đồ số:\n^@600 195\n^@1500 156\n@100 TT\n^@900 "
                 "Bản chính\n@120 1\n^@930 2\n@120 3\n^@930 1");
    for (int i = 1; i < 4; i++) {
        const char value[] = { (char)('0' + i), '\0' };
        const struct identifier *id = fixture_get(*state, IDENT_PARCEL, value);
        assert_false(id && id->accepted);
    }
}

/* The same words where they say nothing of the kind. */
static void parcels(void **state)
{
    static const struct {
        const char *type, *value, *text;
    } rows[] = {
        { "hop_dong_chuyen_nhuong", "225,4", "Thửa đất có diện tích: 225,4 m2" },
        { "don_dang_ky_dat_dai", "225,4", "2.4. Diện tích thửa đất (m²): 225,4" },
        { "gcn_qsdd", "225,4", "b) Diện tích: 225,4 m² (bằng chữ: hai trăm hai mươi lăm)" },
        { "gcn_qsdd", "225,4", "c) Diện tích: 225,4 m² 3. Loại đất: ở" },
        { "gcn_qsdd", "225,4", "tờ bản đồ số 5, diện tích 225,4 mét vuông tại xã Tân Lập" },
        { "don_dang_ky_dat_dai", "12", "1. Thửa đất số: 12. Tờ bản đồ số: 5. Diện tích: 90,5 m2" },
        { "don_dang_ky_dat_dai", "5", "1. Thửa đất số: 12. Tờ bản đồ số: 5. Diện tích: 90,5 m2" },
        { "don_dang_ky_dat_dai", "12", "Số thửa: 12; số tờ bản đồ: 5" },
        { "hop_dong_chuyen_nhuong", "90,5",
          "căn nhà trên thửa đất số 12, tờ bản đồ số 5, diện tích 90,5 m2" },
        { "don_dang_ky_dat_dai", "133", "- Thửa số: 265, tờ bản đồ.số: 133, tại xã" },
        { "don_dang_ky_dat_dai", "348", "- Thửa sế: 348, tờ bản đồ số: 154, tại xã" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture_read(*state, rows[i].type, rows[i].text);
        const struct identifier *id = fixture_get(*state, IDENT_PARCEL, rows[i].value);
        if (!id || !id->accepted)
            fail_msg("%s is not accepted in: %s", rows[i].value, rows[i].text);
    }
}

static void no_other_number(void **state)
{
    static const struct {
        const char *type, *text;
    } rows[] = {
        { "thong_bao_thue", "Số thuế phải nộp: 0100109106" },
        { "thong_bao_thue", "Số thuế được miễn giảm: 0100109106" },
        { "thong_bao_thue", "Mã số thuế:\nSố tờ khai 0100109106" },
        { "thong_bao_thue", "Mã số thuế theo Thông báo số 0100109106" },
        { "thong_bao_thue", "MST: .......... Điện thoại: 0100109106" },
        { "thong_bao_thue", "Mã số thuế (nếu có): Số đăng ký 0100109106" },
        { "don_dang_ky_dat_dai", "Giấy chứng nhận tốt nghiệp số AB 123456" },
        { "don_dang_ky_dat_dai", "Giấy chứng nhận sức khỏe AB 123456" },
        { "don_dang_ky_dat_dai", "Giấy chứng nhận gia đình liệt sĩ AB 123456" },
        { "hop_dong_chuyen_nhuong", "Giấy chứng nhận hộ nghèo số AB 123456" },
        { "don_dang_ky_dat_dai", "Số seri tờ tiền AB 123456" },
        { "don_dang_ky_dat_dai", "số vào sổ cấp GCN: 12 tháng 5" },
        { "don_dang_ky_dat_dai", "số vào sổ cấp GCN số 2015 ngày 12/05/2015" },
        { "danh_sach", "@100 Họ tên @900 Số tiền @1500 Mã số\n@100 Lê An @900 0100109106 @1500 "
                       "1637657518" },
        { "don_de_nghi", "Số máy bơm: 0912345678" },
        { "don_de_nghi", "Liên hệ hợp đồng 0912345678" },
        { "don_de_nghi", "CMND và sổ hộ khẩu số 172345678" },
        { "don_de_nghi", "CMND/Hộ chiếu: Giấy phép lao động 172345678" },
        { "don_de_nghi", "Giấy tờ tùy thân: thẻ sinh viên 172345678" },
        { "don_de_nghi", "Giấy tờ tùy thân: sổ đoàn viên 172345678" },
        { "don_de_nghi", "Giấy tờ tùy thân: thẻ ngành 172345678" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_none(*state, rows[i].type, rows[i].text);
}

/* Strokes and letters for digits, labels apart or spoiled. */
static void found_and_doubted(void **state)
{
    static const struct {
        const char *type;
        enum ident_kind kind;
        const char *value, *text;
    } rows[] = {
        { "ho_chieu", IDENT_ID9, "132345678",
          "@100 Số CMND / ID card N°:\n^@900 05/10/1972\n^@640 132345678" },
        { "ho_chieu", IDENT_ID9, "156345678", "@100 Số CMND7ID cụ NhU°”\n^@900 _156345678" },
        { "gcn_ho_kinh_doanh", IDENT_ID9, "156345678",
          "@100 Chứng minh nhân dân số:\n^@1400 ngày 05/10/1972\n^@900 156345678" },
        { "ho_chieu", IDENT_PASSPORT, "B7001234", "@100 / N\", B7001234" },
        { "giay_tiep_nhan_hen_tra", IDENT_PARCEL, "755",
          "@100 TNNa đất số: 755\n^@900 Tờ bản đồ số: 32" },
        { "don_dang_ky_dat_dai", IDENT_PARCEL, "160",
          "@100 Tờ bản đồ @500 Số thửa @900 Diện tích\n@100 93 @500 784 @900 138,3\n@100 -160 @500 "
          "194 @900 829„9" },
        { "don_dang_ky_dat_dai", IDENT_PARCEL, "829,9",
          "@100 Tờ bản đồ @500 Số thửa @900 Diện tích\n@100 93 @500 784 @900 138,3\n@100 -160 @500 "
          "194 @900 829„9" },
        { "di_chuc", IDENT_PARCEL, "161,3", "một căn nhà lá cất trên đất 161,3 m2, thửa số 5" },
        { "di_chuc", IDENT_PARCEL, "135,5",
          "nhà cấp 4 xây trên 135,5 m2 đất, số thửa 478, số tờ 5" },
        { "don_de_nghi", IDENT_PARCEL, "104,6", "mảnh đất rộng 104,6 m2 (thửa 861, tờ bản đồ 6)" },
        { "quyet_dinh", IDENT_PARCEL, "154,9",
          "được sử dụng 154,9 m2 đất vườn tạp để làm nhà ở, thuộc thửa số 9, tờ bản đồ số 7" },
        { "giay_tiep_nhan_hen_tra", IDENT_ID9, "098778466",
          "Giấy tờ chứng minh nhân thân\n098778466 I." },
        { "thong_bao", IDENT_GCN_SERIAL, "AA048841", "Giấy chứng nhận số phát hành AA 048841 18." },
        { "so_theo_doi", IDENT_PHONE, "0862123456", "Bùi An, Tổ dân phố\n1,0862.123.456" },
        { "thong_bao_thue", IDENT_MST, "1637657518", "2. Mã số thuế: /637657518" },
        { "trich_luc_nhan_cha_me_con", IDENT_CIVIL_REG_NO, "176/2025",
          "TRÍCH LỤC\nGhi vào Sổ đăng ký nhận cha, mẹ, con số: số / 76/2025" },
        { "hop_dong_chuyen_nhuong", IDENT_GCN_SERIAL, "CD123456",
          "Giấy chứng nhận quyền sử:dụng đất số: CD:123456 do UBND" },
        { "hop_dong_chuyen_nhuong", IDENT_PARCEL, "460,6",
          "Diện tích đất chuyển nhượng:::460;6¿m2; loại đất" },
        { "don_chuyen_muc_dich", IDENT_PARCEL, "295,4", "5. Diện tích (m2): 295.4" },
        { "don_tach_hop_thua", IDENT_ID12, "025052895031",
          "b) Giấy tờ nhân thân/pháp nhân: 025192333253; 02505289503 I" },
        { "ct01", IDENT_ID12, "031073818811", "Số định danh cá nhân: 0310738188H" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture_read(*state, rows[i].type, rows[i].text);
        const struct identifier *id = fixture_get(*state, rows[i].kind, rows[i].value);
        if (!id || id->level == LEVEL_INVALID)
            fail_msg("%s is not found in: %s", rows[i].value, rows[i].text);
        if (id->accepted)
            fail_msg("%s is accepted in: %s", rows[i].value, rows[i].text);
    }
}

/* A number of an old register whose label was read with its first letter as a sign, and the second
 * of two persons. */
static void beside_a_cell(void **state)
{
    fixture_read(*state, "danh_sach",
                 "@100 Họ tên @900 Mã số thuế @1500 Số tiền\n@100 Lê An @900 0100109106 @1500 "
                 "1637657518");
    assert_true(must(*state, IDENT_MST, "0100109106")->accepted);
    assert_null(fixture_get(*state, IDENT_MST, "1637657518"));
}

static void found_and_accepted(void **state)
{
    fixture_read(*state, "giay_khai_sinh", "GIẤY KHAI SINH\n%ố:234 Quyển số: 10/2008");
    assert_true(must(*state, IDENT_CIVIL_REG_NO, "234")->accepted);
    fixture_read(*state, "don_tach_hop_thua",
                 "b) Giấy tờ nhân thân/pháp nhân: 025192333253; 025052895031");
    assert_true(must(*state, IDENT_ID12, "025052895031")->accepted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_parcel),         cmocka_unit_test(areas_of_what_else),
        cmocka_unit_test(under_a_label),     cmocka_unit_test(parcels),
        cmocka_unit_test(no_other_number),   cmocka_unit_test(beside_a_cell),
        cmocka_unit_test(found_and_doubted), cmocka_unit_test(found_and_accepted),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
