/* Parcels, sheets and areas as ten offices word them: in sentences, in forms, in tables. */
#include "ident_fixture.h"

struct wording {
    const char *type, *text, *values[8];
};

static void all_found(struct fixture *f, enum ident_kind kind, const struct wording *rows, size_t n)
{
    int missing = 0;

    for (size_t i = 0; i < n; i++) {
        fixture_read(f, rows[i].type, rows[i].text);
        for (size_t k = 0; k < 8 && rows[i].values[k]; k++)
            if (!fixture_get(f, kind, rows[i].values[k])) {
                print_error("no %s in: %s\n", rows[i].values[k], rows[i].text);
                missing++;
            }
    }
    assert_int_equal(missing, 0);
}

#define ALL_FOUND(f, kind, rows) all_found(f, kind, rows, sizeof rows / sizeof *rows)

static void sentences(void **state)
{
    static const struct wording rows[] = {
        { "hop_dong_chuyen_nhuong",
          "thửa đất số 276, tờ bản đồ số 100, diện tích 808,7 m2 (bằng chữ: tám trăm lẻ tám phẩy "
          "bảy "
          "mét vuông)",
          { "276", "100", "808,7" } },
        { "hop_dong_chuyen_nhuong",
          "Thửa đất: 276\nTờ bản đồ: 100\nDiện tích: 808,7m2 (Bằng chữ: Tám trăm lẻ tám phẩy bảy)",
          { "276", "100", "808,7" } },
        { "hop_dong_chuyen_nhuong",
          "- Thửa đất số: 276; - Tờ bản đồ số: 100; - Diện tích: 808.7 m²",
          { "276", "100", "808,7" } },
        { "don_chuyen_muc_dich",
          "thửa số 276 thuộc tờ bản đồ 100, diện tích là 808,7 mét vuông",
          { "276", "100", "808,7" } },
        { "di_chuc",
          "phần đất có diện tích 808,7 m2, thuộc thửa 276, tờ bản đồ số 100",
          { "276", "100", "808,7" } },
        { "di_chuc",
          "mảnh đất rộng 808,7 m2 tại thửa số 276, tờ bản đồ số 100",
          { "276", "100", "808,7" } },
        { "gcn_qsdd",
          "a) Thửa đất số: 276, tờ bản đồ số: 100\nc) Diện tích: 808,7 m2, (bằng chữ: tám trăm)",
          { "276", "100", "808,7" } },
        { "van_ban_thua_ke",
          "tại thửa đất số 276 tờ bản đồ số 100 với diện tích 808,7 m2",
          { "276", "100", "808,7" } },
        { "don_dang_ky_dat_dai",
          "Thửa đất số: 276 Tờ bản đồ số: 100 Diện tích: 1.808,7 m2",
          { "276", "100", "1.808,7" } },
        { "don_dang_ky_dat_dai",
          "a) Thửa đất số (nếu có): 276 Tờ bản đồ số (nếu có): 100\nDiện tích: 808,7 m2",
          { "276", "100", "808,7" } },
        { "don_dang_ky_dat_dai",
          "Thửa đất số (1): 276; Tờ bản đồ số (2): 100; Diện tích (3): 808,7 m2",
          { "276", "100", "808,7" } },
        { "don_dang_ky_dat_dai",
          "2.1. Thửa đất số: ....276....; 2.2. Tờ bản đồ số: ....100....",
          { "276", "100" } },
        { "hop_dong_chuyen_nhuong",
          "Số thửa: 276, số tờ: 100, tổng diện tích: 808,7 m2",
          { "276", "100", "808,7" } },
        { "hop_dong_chuyen_nhuong",
          "diện tích chuyển nhượng: 208,7 m2 trong tổng diện tích 808,7 m2 của thửa "
          "276 tờ 100",
          { "208,7", "808,7", "276", "100" } },
        { "thong_bao",
          "đối với thửa đất số 276, tờ bản đồ địa chính số 100, diện tích 808,7 m2",
          { "276", "100", "808,7" } },
        { "thong_bao",
          "đất tại thửa 276-1, tờ 100 (bản đồ địa chính), diện tích: 808,7 m²",
          { "276-1", "100", "808,7" } },
        { "don_tach_hop_thua",
          "xin tách thửa đất số 276, tờ bản đồ số 100 thành 02 thửa: thửa thứ nhất diện "
          "tích 120,5 m2; thửa thứ hai diện tích 88,2 m2",
          { "276", "100", "120,5", "88,2" } },
        { "don_tach_hop_thua",
          "Hợp thửa 276 và thửa 277 cùng tờ bản đồ số 100",
          { "276", "277", "100" } },
        { "don_tach_hop_thua",
          "Tách thửa đất số 276, tờ bản đồ số 100 thành hai thửa: thửa số 301, diện tích "
          "120,5 m2 và thửa số 302, diện tích 88,2 m2",
          { "276", "100", "301", "120,5", "302", "88,2" } },
        { "giay_phep_xay_dung",
          "Trên thửa đất: Lô đất số 276, tờ bản đồ số 100. Diện tích 808,7 m2",
          { "276", "100", "808,7" } },
        { "giay_phep_xay_dung",
          "Địa điểm xây dựng: lô đất số 276, diện tích 808,7 m2",
          { "276", "808,7" } },
        { "bien_ban",
          "thửa đất số 276, mảnh bản đồ số 100, diện tích đo đạc thực tế: 808,7 m2",
          { "276", "100", "808,7" } },
        { "quyet_dinh",
          "cho phép chuyển mục đích 208,7 m2 đất vườn tại thửa đất số 276, tờ bản đồ số 100",
          { "276", "100" } },
        { "trich_luc_ban_do",
          "1. Số hiệu thửa đất: 276\n2. Số hiệu tờ bản đồ: 100\n3. Diện tích thửa đất: 808,7 m2",
          { "276", "100", "808,7" } },
        { "trich_luc_ban_do",
          "Số thứ tự thửa đất: 276; Tờ bản đồ số: 100; Xã: A",
          { "276", "100" } },
        { "hop_dong_chuyen_nhuong", "Diện tích: 0,5 ha; thửa đất số 276", { "276" } },
        { "hop_dong_chuyen_nhuong",
          "Hình thức sử dụng: + Sử dụng riêng: 808,7 m2 + Sử dụng chung: 12,5 m2\nThửa đất số 276",
          { "808,7", "12,5", "276" } },
        { "gcn_qsdd",
          "Thửa đất số 276\nMục đích sử dụng: Đất ở 200,0 m2; đất trồng cây lâu năm 608,7 m2",
          { "276", "200,0", "608,7" } },
    };
    ALL_FOUND(*state, IDENT_PARCEL, rows);
}

static void tables(void **state)
{
    static const struct wording rows[] = {
        { "don_tach_hop_thua",
          "@300 hiện sử dụng hai thửa đất liền nhau, @1300 nay đề nghị hợp thành một thửa\n"
          "@100 STT\n^@300 Tờ bản đồ số\n^@700 Thửa đất số\n^@1200 Diện tích (m²)\n^@1800 Số phát "
          "hành GCN\n"
          "@110 1\n^@300 121\n^@690 689\n^@1120 310,7\n^@1750 AA 04394997\n"
          "@110 2\n^@300 121\n^@690 672\n^@1120 903,7\n^@1750 BM 565240",
          { "121", "689", "310,7", "672", "903,7" } },
        { "don_dang_ky_dat_dai",
          "@100 TT\n^@200 Tờ bản\n@240 đề\n@500 Số thửa\n^@900 Diện tích\n@930 (m²)\n@110 1\n^@210 "
          "183\n^@510 669\n"
          "^@900 134,2",
          { "183", "669", "134,2" } },
        { "don_dang_ky_dat_dai",
          "@100 Thửa @400 Tờ @700 DT (m2) @1200 Loại đất\n@110 669 @410 18 @700 134,2 @1200 LUC",
          { "669", "18", "134,2" } },
        { "don_dang_ky_dat_dai",
          "@100 Số thửa @400 Số tờ @700 D.tích (m2) @1200 MĐSD\n@110 669 @410 18 @700 134,2 @1200 "
          "LUC",
          { "669", "18", "134,2" } },
        { "don_dang_ky_dat_dai",
          "@100 Tờ BĐ @400 Thửa @700 Diện tích\n@110 18 @410 669 @700 1.134\n@110 18 @410 670 @700 "
          "1.134,5",
          { "669", "18", "1.134", "670", "1.134,5" } },
        { "thong_bao",
          "@100 Họ tên @700 Số thửa @1000 Số tờ @1300 Diện tích\n@100 Lê A @700 669 @1000 18 @1300 "
          "134,2 m2",
          { "669", "18", "134,2" } },
        { "thong_bao",
          "@100 STT @300 Thửa đất số @700 Tờ bản đồ số @1200 Diện tích\n@110 1 @310 5I @700 I69 "
          "@1200 727/1",
          { "51", "169", "727,1" } },
        { "van_ban_thua_ke",
          "@100 Thửa đất số\n^@800 276\n@100 Tờ bản đồ số\n^@800 100\n@100 Diện tích\n^@800 808,7 "
          "m2",
          { "276", "100", "808,7" } },
        { "van_ban_thua_ke",
          "@100 Thửa đất số\n@100 Tờ bản đồ số\n@100 Diện tích\n^@800 808,7 m2",
          { "808,7" } },
    };
    ALL_FOUND(*state, IDENT_PARCEL, rows);
}

/* Signs read in numbers of other kinds: proposed as they must have been printed, never accepted. */
static void signs(void **state)
{
    static const struct {
        enum ident_kind kind;
        const char *type, *text, *value;
    } rows[] = {
        { IDENT_GCN_SERIAL, "don_dang_ky_bien_dong", "Số vào sổ cấp GCN: CS1I5174", "CS15174" },
        { IDENT_GCN_SERIAL, "hop_dong_chuyen_nhuong", "số vào sổ cấp GCN: CS31 185. Diện tích",
          "CS31185" },
        { IDENT_GCN_SERIAL, "hop_dong_chuyen_nhuong", "số vào số cấp GCN: C§34940. Diện",
          "CS34940" },
        { IDENT_GCN_SERIAL, "hop_dong_chuyen_nhuong", "số vào sổ cấp GCN: CS§44575. Diện",
          "CS44575" },
        { IDENT_GCN_SERIAL, "hop_dong_chuyen_nhuong", "số vào sổ cấp GCN:\nC€S47414. Diện tích",
          "CS47414" },
        { IDENT_GCN_SERIAL, "don_dang_ky_bien_dong", "Số vào sổ cấp GCN: C§S86487", "CS86487" },
        { IDENT_GCN_SERIAL, "don_dang_ky_bien_dong", "số vào sổ cấp GCN:\n\"CS85089\n3. Nội dung",
          "CS85089" },
        { IDENT_GCN_SERIAL, "don_tach_hop_thua", "số vào số:\n'CS17293; số phát hành", "CS17293" },
        { IDENT_GCN_SERIAL, "gcn_qsdd", "Số vào sổ cấp Giấy chứng nhận:\n-CS72245", "CS72245" },
        { IDENT_GCN_SERIAL, "gcn_qsdd", "Số vào sổ cấp GCN:\n\n—_C§04222", "CS04222" },
        { IDENT_CIVIL_REG_NO, "trich_luc_nhan_cha_me_con", "xã Hoàng Mai sá, 125/2024",
          "125/2024" },
        { IDENT_CIVIL_REG_NO, "trich_luc_khai_sinh", "Số: 36.3/2020", "363/2020" },
        { IDENT_CIVIL_REG_NO, "to_khai_ho_tich", "Đã đăng ký tại:\n51/2020\nHà", "51/2020" },
        { IDENT_CERT_NO, "van_ban_thua_ke", "Số chứng thực: 1238, quyển số 05/201 1 - SCT/HĐ,GD",
          "1238,quyểnsố05/2011-SCT/HĐ,GD" },
        { IDENT_ID9, "cmnd", "GIẤY CHỨNG MINH NHÂN DÂN\nSỐ 27559533L", "275595331" },
        { IDENT_ID9, "trich_luc_ket_hon", "CMND số I 10376003", "110376003" },
        { IDENT_BHYT, "to_khai_tro_giup_xa_hoi", "mã thẻ: H$4919126226980", "HS4919126226980" },
        { IDENT_GCN_SERIAL, "gcn_qsdd",
          "Số vào sổ cấp Giấy chứng nhận: TL. GIÁM ĐỐC SỞ NÔNG NGHIỆP\nCS24848\nVÀ MÔI TRƯỜNG",
          "CS24848" },
        { IDENT_GCN_SERIAL, "gcn_qsdd",
          "Số vào sổ cấp Giấy chứng\nThác Bà, ngày 02 tháng 10 năm 2026\nnhận: CS26513\nTL. GIÁM "
          "ĐỐC",
          "CS26513" },
        { IDENT_GCN_SERIAL, "hop_dong_uy_quyen", "Giấy chứng nhận số: ĐẠ 215896.", "ĐA215896" },
        { IDENT_GCN_SERIAL, "gcn_qsdd", "Số phát hành: AA 006.30656", "AA00630656" },
        { IDENT_TTHC_CODE, "giay_tiep_nhan_hen_tra", "Đăng ký khai sinh (mã 1.001 193)",
          "1.001193" },
        { IDENT_DOSSIER_CODE, "quyet_dinh", "hồ sơ mã\nH31_12-260214-0035,", "H31.12-260214-0035" },
        { IDENT_DOSSIER_CODE, "so_theo_doi", "Mã hồ sơ: Hô60.25-210308-0044",
          "H60.25-210308-0044" },
        { IDENT_DOSSIER_CODE, "so_theo_doi", "Mã hồ sơ: H23 15-210820-0003", "H23.15-210820-0003" },
        { IDENT_BHYT, "giay_chung_sinh", "mã thẻ BHYT HN2I 11136179812", "HN2111136179812" },
        { IDENT_BHXH, "so_bhxh", "Mã số BHXH: 5I 12789189", "5112789189" },
        { IDENT_CERT_NO, "ban_sao_chung_thuc", "Số chứng thực: !31, quyển số 08/2022 - SCT/BS",
          "131,quyểnsố08/2022-SCT/BS" },
        { IDENT_CERT_NO, "hop_dong_uy_quyen",
          "Số chứng thực 1 I18, quyển số 04/2025 -\nẾ\nSCT/HĐ,GD",
          "1118,quyểnsố04/2025-SCT/HĐ,GD" },
        { IDENT_CIVIL_REG_NO, "trich_luc_cai_chinh", "Số: 141/7TLCC-BS", "141/TLCC-BS" },
        { IDENT_PHONE, "giay_tiep_nhan_hen_tra", "vui lòng gọi ()974783259.", "0974783259" },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture_read(f, rows[i].type, rows[i].text);
        const struct identifier *id = fixture_get(f, rows[i].kind, rows[i].value);
        if (!id || id->accepted)
            fail_msg("%s: %s", id ? "accepted" : "not found", rows[i].text);
    }
}

/* What is no parcel's is not accepted as one, whatever stands near. */
static void others(void **state)
{
    static const struct {
        const char *type, *text, *value;
    } rows[] = {
        { "don_tach_hop_thua",
          "@300 nay đề nghị được hợp thành một\n@100 thửa:\n@100 STT\n^@300 Tờ bản đồ số\n"
          "^@700 Thửa đất số\n^@1200 Diện tích (m²)\n@110 121\n^@310 144\n^@710 188\n^@1200 744,0",
          "121" },
        { "hop_dong_chuyen_nhuong", "thửa đất số 276, tổ 125, phường Quang Trung", "125" },
        { "hop_dong_chuyen_nhuong", "thửa đất số 276 tổ dân phố số 125, phường Quang Trung",
          "125" },
        { "don_dang_ky_dat_dai", "Thửa đất số: 276, Tổ số 125, khu phố 3", "125" },
        { "don_dang_ky_dat_dai",
          "@100 Số thửa @400 Tổ @700 Diện tích\n@110 669 @410 125 @700 134,2", "125" },
        { "don_dang_ky_dat_dai",
          "@100 Số thửa @400 Số tổ @700 Diện tích\n@110 669 @410 125 @700 134,2", "125" },
        /* the raised 2 of "m²" as a line of its own */
        { "hop_dong_chuyen_nhuong",
          "cho bên B thửa đất số 462, tờ bản đồ số\n@900 2\n136, diện tích 905,1 m ở xã", "2" },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture_read(f, rows[i].type, rows[i].text);
        const struct identifier *id = fixture_get(f, IDENT_PARCEL, rows[i].value);
        if (id && id->accepted)
            fail_msg("accepted %s in: %s", rows[i].value, rows[i].text);
    }
}

/* Known as areas by what stands over them, though not surely. */
static void cells_without_their_unit(void **state)
{
    fixture_read(*state, "thong_bao_thue",
                 "Thửa đất số: 661\nDiện tích đất tính thuế\n564,7m\n2\nMục đích");
    must(*state, IDENT_PARCEL, "564,7");
    fixture_read(*state, "thong_bao_thue", "Diện tích đất tính lệ phí\n564,7 m²\nGiá đất");
    assert_false(must(*state, IDENT_PARCEL, "564,7")->accepted);
    fixture_read(*state, "thong_bao_thue", "Diện tích đất trong hạn mức\n564,7 m²\nMục đích");
    assert_false(must(*state, IDENT_PARCEL, "564,7")->accepted);
    fixture_read(*state, "thong_bao_thue", "Diện tích nhà tính thuế\n564,7 m²\nMục đích");
    const struct identifier *id = fixture_get(*state, IDENT_PARCEL, "564,7");
    assert_true(!id || !id->accepted);
    fixture_read(*state, "trich_luc_ban_do", "Thửa đất số: 661\nCạnh 1-2\n564,7m\n2\nMục đích");
    assert_null(fixture_get(*state, IDENT_PARCEL, "564,7"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences),
        cmocka_unit_test(tables),
        cmocka_unit_test(signs),
        cmocka_unit_test(others),
        cmocka_unit_test(cells_without_their_unit),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
