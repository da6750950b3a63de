/* Labels, roles, repairs and doubts on small pages. Invented numbers only. */
#include "tests/unit/ident/ident_fixture.h"

#include <stdio.h>

#include "base/clock.h"

struct printed {
    const char *text;
    enum ident_kind kind;
    const char *value;
};

static void spaced_digits(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "ct07", "Số CCCD: 0190 8500 0000 cấp ngày 01/01/2022");
    const struct identifier *id = must(f, IDENT_ID12, "019085000000");
    assert_string_equal(id->raw, "0190 8500 0000");
    assert_string_equal(id->label, "Số CCCD");
    assert_true(id->accepted);
    assert_int_equal(f->n, 1);
    fixture_read(f, "ct07", "4. Số định danh cá nhân: 0 1 9 0 8 5 0 0 0 0 0 0");
    assert_true(must(f, IDENT_ID12, "019085000000")->accepted);
    fixture_read(f, "ct07", "Số định danh cá nhân: 0 1 9 0 8 5 0 0 0 0 0 0 7"); /* 13 boxes */
    assert_int_equal(fixture_count(f, IDENT_ID12, LEVEL_SUSPECT), 0);
    fixture_read(f, "ct07", "Số CCCD: ０１９０８５００００００");
    id = must(f, IDENT_ID12, "019085000000");
    assert_string_equal(id->raw, "０１９０８５００００００");
}

static void repairs_are_suspect(void **state)
{
    static const struct printed rows[] = {
        { "Số CCCD: 0190850O0000", IDENT_ID12, "019085000000" },
        { "Số CCCD: O1908S0000B0", IDENT_ID12, "019085000080" },
        { "Số CCCD: 19085000000", IDENT_ID12, "019085000000" },
        { "Số CCCD: |0|1|9|o|8|5l0l0[0|0|0|0|", IDENT_ID12, "019085000000" },
        { "CMND số: 09000000Z", IDENT_ID9, "090000002" },
        { "Mã số thuế: 990000OO09", IDENT_MST, "9900000009" },
        { "Mã hồ sơ: N55.14-260105-0001", IDENT_DOSSIER_CODE, "H55.14-260105-0001" },
        { "Mã hồ sơ: H55,14-260105-O001", IDENT_DOSSIER_CODE, "H55.14-260105-0001" },
        { "Mã hồ sơ: 000.35..21.H40 -181013-0089", IDENT_DOSSIER_CODE,
          "000.35.21.H40-181013-0089" },
        { "Mã thủ tục: 1.01417", IDENT_TTHC_CODE, "1.014170" },
        { "Mã thủ tục: 1,010817", IDENT_TTHC_CODE, "1.010817" },
        { "Điện thoại: 912345678", IDENT_PHONE, "0912345678" },
        { "Diện tích: 538.0 m2", IDENT_PARCEL, "538,0" },
        { "Số CCCD: 01085000000", IDENT_ID12, "001085000000" },
        { "Điện thoại: 9912345678", IDENT_PHONE, "0912345678" },
        { "Mã thủ tục: 2:000635", IDENT_TTHC_CODE, "2.000635" },
        { "Số CCCD: 991085000000", IDENT_ID12, "091085000000" },
        { "Số CCCD: 998085000000", IDENT_ID12, "008085000000" },
        { "Số CCCD: 9083196000000", IDENT_ID12, "083196000000" },
        { "Số CCCD: 0983196000000", IDENT_ID12, "083196000000" },
        { "Điện thoại: 09362.279. 331", IDENT_PHONE, "0362279331" },
        { "Điện thoại: 90362279331", IDENT_PHONE, "0362279331" },
        { "Số định danh cá nhân: |0]64097011960", IDENT_ID12, "064097011960" },
        { "Mã số hộ kinh doanh: 86E8I41S56", IDENT_HKD_CODE, "86E8141556" },
        { "Số: 86EB141556", IDENT_HKD_CODE, "86E8141556" },
        { "Mã kết quả: KQ.615.000032", IDENT_RESULT_CODE, "KQ.G15.000032" },
        { "Số vào sổ cấp GCN: Cs56688", IDENT_GCN_SERIAL, "CS56688" },
        { "Số vào sổ cấp GCN: .cso8363", IDENT_GCN_SERIAL, "CS08363" },
        { "tờ bản đồ số: 18§6. Nay", IDENT_PARCEL, "186" },
        { "tờ bản đồ số: 18§6. Nay", IDENT_PARCEL, "1886" }, /* either way */
        { "thửa đất số: 7§83, tờ bản đồ số: 173", IDENT_PARCEL, "783" },
        { "tờ bản đồ số: §, cốt nền", IDENT_PARCEL, "8" },
        { "thửa đất số: 52I, tờ bản đồ số: 122", IDENT_PARCEL, "521" },
        { "thửa đất số: 652, tờ bản đồ số: I00\ntheo", IDENT_PARCEL, "100" },
        { "Thửa đất số I 17, tờ bản đồ số 140", IDENT_PARCEL, "117" },
        { "thửa đất số: 51 I, tờ bản đồ số: 47.", IDENT_PARCEL, "511" },
        { "tờ bản đồ số: I I1, diện tích: 814.6 m", IDENT_PARCEL, "111" },
        { "tờ bản đồ số I8I đã được đo", IDENT_PARCEL, "181" },
        { "tờ bản đồ\nõ: 174\n", IDENT_PARCEL, "174" },
        { "thửa đất số: 581, tờ bản đồ số:\n55.\nTT", IDENT_PARCEL, "55" },
        { "diện tích: 761.3 m²\nLoại đất", IDENT_PARCEL, "761,3" },
        { "diện tích: 86,I m²", IDENT_PARCEL, "86,1" },
        { "diện tích: I 16.6 m²", IDENT_PARCEL, "116,6" },
        { "diện tích: 454.2\nLoại đất", IDENT_PARCEL, "454,2" },
        { "Số CCCD: 09408§9862460", IDENT_ID12, "094089862460" },
        { "Số CCCD: 0511908§9004", IDENT_ID12, "051190889004" },
        { "Số CCCD: 0441714885§3", IDENT_ID12, "044171488583" },
        { "Số CCCD: 0I 1193644589", IDENT_ID12, "011193644589" },
        { "Số CCCD: 00207134: 3651 „", IDENT_ID12, "002071343651" },
        { "Số định danh: 0242/9012195", IDENT_ID12, "024219012195" },
        { "Số định danh: 09/.321786827", IDENT_ID12, "091321786827" },
        { "Số CCCD: 05121648957 71\nHọ", IDENT_ID12, "051216489571" },
        { "Số CCCD: 0075199852739.", IDENT_ID12, "075199852739" },
        { "CMND số: /67545103", IDENT_ID9, "167545103" },
        { "Số CMND: 3/5/30399", IDENT_ID9, "315130399" },
        { "Số CMND: 0I 1098297", IDENT_ID9, "011098297" },
        { "Đường dây nóng\n0973213§48 để", IDENT_PHONE, "0973213848" },
        { "mã hồ sơ:\nHI6.32-251 125-0045.", IDENT_DOSSIER_CODE, "H16.32-251125-0045" },
        { "mã hồ sơ: H5 1.42-250913-0049.", IDENT_DOSSIER_CODE, "H51.42-250913-0049" },
        { "mã hồ sơ: H16.23-25] 109-0058", IDENT_DOSSIER_CODE, "H16.23-251109-0058" },
        { "mã hồ sơ: H1 1.34-2608 19-0004.", IDENT_DOSSIER_CODE, "H11.34-260819-0004" },
        { "đã nhận hồ sơ HI1.34-260819-0004 của", IDENT_DOSSIER_CODE, "H11.34-260819-0004" },
        { "đã nhận hồ sơ H58§.9-230522-0011 của", IDENT_DOSSIER_CODE, "H58.9-230522-0011" },
        { "đã nhận hồ sơ H35S. 3-241218-0075 của", IDENT_DOSSIER_CODE, "H35.3-241218-0075" },
        { "5 HI16.7-230121-0080 2.001035", IDENT_DOSSIER_CODE, "H16.7-230121-0080" },
        { "mã hồ sơ: Hï6.12-220625-0005.", IDENT_DOSSIER_CODE, "H16.12-220625-0005" },
        { "giám hộ (1.0048§37)", IDENT_TTHC_CODE, "1.004837" },
        { "kết hôn (I.000894)", IDENT_TTHC_CODE, "1.000894" },
        { "H35.2-250623-0006\n1:000656 Đăng ký", IDENT_TTHC_CODE, "1.000656" },
        { "4 2,001035 Chứng thực", IDENT_TTHC_CODE, "2.001035" },
        { "Mã số hộ kinh doanh: 35E8§099514", IDENT_HKD_CODE, "35E8099514" },
        { "Mã số hộ kinh doanh: 46H§078507", IDENT_HKD_CODE, "46H8078507" },
        { "Thẻ BHYT: TEI828262117787", IDENT_BHYT, "TE1828262117787" },
        { "Bảo hiểm y tế: /1S4121274626120\n", IDENT_BHYT, "HS4121274626120" },
        { "Bảo hiểm y tế: 1T3606054546114\n", IDENT_BHYT, "HT3606054546114" },
        { "Bảo hiểm y tế: D\\N4929269756286\n", IDENT_BHYT, "DN4929269756286" },
        { "Mã thẻ: QX4929269756286\n", IDENT_BHYT, "QX4929269756286" },
        { "Diện tích: 672/7 m²\n", IDENT_PARCEL, "672,7" },
        { "Diện tích: 862,/7 m²\n", IDENT_PARCEL, "862,7" },
        { "- Diện tích 283,2-m2, sử dụng", IDENT_PARCEL, "283,2" },
        { "Giấy chứng nhận AA 038§91978 với giá", IDENT_GCN_SERIAL, "AA03891978" },
        { "Thửa đất số: 5§6, tờ bản đồ số: 104. Thửa đất số: 5§6.", IDENT_PARCEL, "586" },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture_read(f, "gcn_qsdd", rows[i].text);
        const struct identifier *id = must(f, rows[i].kind, rows[i].value);
        assert_int_equal(id->level, LEVEL_SUSPECT);
        assert_false(id->accepted);
        assert_true(*id->why);
    }
}

/* A parcel or sheet that a blank cuts would lose digits: the whole is proposed. */
static void cut_parcels_are_joined(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "gcn_qsdd", "Thửa đất số: 42 8, tờ bản đồ số: 1 41;");
    assert_int_equal(f->n, 2);
    assert_int_equal(must(f, IDENT_PARCEL, "428")->level, LEVEL_SUSPECT);
    assert_int_equal(must(f, IDENT_PARCEL, "141")->level, LEVEL_SUSPECT);
    fixture_read(f, "gcn_qsdd", "Thửa đất số: 42 2. Tờ bản đồ số: 14 3) Diện tích");
    must(f, IDENT_PARCEL, "42");
    must(f, IDENT_PARCEL, "14");
}

/* What a blank, a speck or a misread unit does not change. */
static void spread_forms_are_valid(void **state)
{
    static const struct printed rows[] = {
        { "Mã hồ sơ: H54. 11-260819 -0043", IDENT_DOSSIER_CODE, "H54.11-260819-0043" },
        { "Mã thủ tục: 2. 000635", IDENT_TTHC_CODE, "2.000635" },
        { "Giấy chứng nhận số: AA_01437543", IDENT_GCN_SERIAL, "AA01437543" },
        { "Diện tích; 720,5 m²", IDENT_PARCEL, "720,5" },
        { "Diện tích: 407,7n?", IDENT_PARCEL, "407,7" },
        { "thửa đất số 3, tử bản đồ số: 128", IDENT_PARCEL, "128" },
        { "thửa đất số 3, tờ bản đồ số:\n141, diện tích", IDENT_PARCEL, "141" },
        { "Số chứng thực: 769, quyển số 05/2025 - SCT/HĐ.GD", IDENT_CERT_NO,
          "769,quyểnsố05/2025-SCT/HĐ,GD" },
        { "Số chứng thự: 1958, quyển số 01/2024 - SCT/HĐ,GD", IDENT_CERT_NO,
          "1958,quyểnsố01/2024-SCT/HĐ,GD" },
        { "Số chứng thực 105, quyển số 04/2022 - SCT/HĐ,GD.\n2\nNGƯỜI", IDENT_CERT_NO,
          "105,quyểnsố04/2022-SCT/HĐ,GD" }, /* the number of the page */
        { "CMNND số: 253634040", IDENT_ID9, "253634040" },
        { "mã hồ sơ: H37.29-2411 16-0070.", IDENT_DOSSIER_CODE, "H37.29-241116-0070" },
        { ".H16.25-210207-0039", IDENT_DOSSIER_CODE, "H16.25-210207-0039" },
        { "Mã số hộ kinh doanh: 46 A 8000 001", IDENT_HKD_CODE, "46A8000001" },
        { "AA 02543785, vào sổ số cấp GCN: CS83248\n4. Lý do", IDENT_GCN_SERIAL, "CS83248" },
        { "Diện tích: 925,6 m²2", IDENT_PARCEL, "925,6" },
        { "Diện tích: 765,4 mỶ;", IDENT_PARCEL, "765,4" },
        { "Diện tích: 97,8 mh2", IDENT_PARCEL, "97,8" },
        { "diện tích thửa đất đo đạc thực tế: 120,5 m2", IDENT_PARCEL, "120,5" },
        { "Số thửa: 41; tờ 7", IDENT_PARCEL, "41" },
        { "thửa số 41, tờ số 7", IDENT_PARCEL, "7" },
        { "Số hiệu tờ bản đồ: 12", IDENT_PARCEL, "12" },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture_read(f, "gcn_qsdd", rows[i].text);
        assert_int_equal(must(f, rows[i].kind, rows[i].value)->level, LEVEL_VALID);
    }
}

/* A dossier's code in which a digit was read as a letter has the signs of a health card; the groups
 * and the hyphens of a code are no card's, no person's and no telephone's. */
static void a_dossier_is_no_card(void **state)
{
    static const char *const texts[] = {
        "Mã số: HI1.17-250108-0050\nHồ sơ gồm",
        "Số thẻ BHYT: HI1.17-250108-0050",
        "Mã số: HO1.17.25-250108-00500",
        "Thẻ BHYT: HS4.56-569442-9640",
        "Số CCCD: 01-250108-0050",
        "Điện thoại: 09-250108-0050",
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        fixture_read(f, "phieu_kiem_soat", texts[i]);
        for (uint32_t k = 0; k < f->n; k++)
            if (f->ids[k].accepted)
                fail_msg("%s: %s", texts[i], f->ids[k].value);
    }
    fixture_read(f, "phieu_kiem_soat", texts[0]);
    assert_null(fixture_get(f, IDENT_BHYT, "HI1172501080050"));
    assert_int_equal(must(f, IDENT_DOSSIER_CODE, "H11.17-250108-0050")->level, LEVEL_SUSPECT);
    fixture_read(f, "to_khai_tro_giup_xa_hoi", "Thẻ BHYT: HS4.56-5694429640");
    assert_true(must(f, IDENT_BHYT, "HS4565694429640")->accepted);
    fixture_read(f, "to_khai_tro_giup_xa_hoi", "Thẻ BHYT: HS45.6-5694429640");
    assert_int_equal(must(f, IDENT_BHYT, "HS4565694429640")->level, LEVEL_SUSPECT);
}

/* A word of calling right before it says what a number is; where none stands it waits. */
static void numbers_to_call(void **state)
{
    static const struct {
        const char *text;
        bool accepted;
    } rows[] = {
        { "hỏi kết quả, xin gọi 02537370 0323737", false },
        { "hỏi kết quả, xin gọi 0323737074 hoặc đến", true },
        { "tỉnh Bắc Kạn; máy bàn\n02083632951; di động", true },
        { "thắc mắc gọi số 0909268150 giờ hành chính", true },
        { "về số trực 0943432817", true },
        { "Trà Vinh, máy 0390012408.", true },
        { "kho 4 giá 0390012408", false },
        { "hàng may 0100109106", false }, /* a tax code */
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool accepted = false;
        fixture_read(f, "thong_bao", rows[i].text);
        for (uint32_t k = 0; k < f->n; k++)
            accepted |= f->ids[k].kind == IDENT_PHONE && f->ids[k].accepted;
        if (accepted != rows[i].accepted)
            fail_msg("%s", rows[i].text);
    }
    fixture_read(f, "ct07", "Tên và mã định danh chủ hộ\nNguyễn Thị Quyên - 036174913847");
    assert_true(must(f, IDENT_ID12, "036174913847")->accepted);
}

/* Of a register's entry, named by the register; of one whose label was not read. */
static void entries_of_registers(void **state)
{
    static const struct {
        const char *type, *text, *value;
        bool accepted;
    } rows[] = {
        { "trich_luc_khai_tu", "Người khai tử: Phùng Chi\nSố vào Sổ khai tử: 191/2023\nTrích lục",
          "191/2023", true },
        { "trich_luc_khai_tu", "Người khai tử: Phùng Chi Số vào sổ gốc: 65/2023", "65/2023", true },
        { "trich_luc_khai_tu", "Giới: Nam\n26/TLKT-BS\nQuốc tịch", "26/TLKT-BS", false },
        { "trich_luc_khai_tu", "huyện Dương Minh Châu\n431 Quyển\n54/2005", "431", false },
        { "giay_khai_sinh", "Số : 467 Quyển số: 03⁄1 991", "03/1991", false },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture_read(f, rows[i].type, rows[i].text);
        assert_int_equal(must(f, IDENT_CIVIL_REG_NO, rows[i].value)->accepted, rows[i].accepted);
    }
    fixture_read(f, "giay_chung_nhan_ket_hon", "tỉnh Phú Yên, dân số 280272592;\nđã tự nguyện");
    assert_true(must(f, IDENT_ID9, "280272592")->accepted);
    fixture_read(f, "giay_chung_nhan_ket_hon", "Sơn Hòa, tỉnh\n241591870;\nPhú Yên, giấy chứng");
    assert_false(must(f, IDENT_ID9, "241591870")->accepted);
    fixture_read(f, "don_de_nghi", "Căn cước 075182426403. Máy: +84\n904 235 305. Sự việc");
    must(f, IDENT_PHONE, "+84904235305");
}

/* "31" whose 1 was read as a letter is not sheet 3. */
static void letters_do_not_end_a_number(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "gcn_qsdd", "thửa đất số: 303, tờ bản đồ số: 3I");
    assert_null(fixture_get(f, IDENT_PARCEL, "3"));
    must(f, IDENT_PARCEL, "303");
}

/* The desk enters applications into a book of its own. */
static void the_book_of_the_desk_is_not_the_land_register(void **state)
{
    static const char *const rows[] = { "Vào sổ tiếp nhận hồ sơ ngày 06/5/2024, quyển số 3",
                                        "Vào số tiếp nhận hồ sơ ngày 20/12/2023",
                                        "Vào Sổ theo dõi hồ sơ, số thứ tự: 214",
                                        "vào sổ cấp GCN ngày 15/10/2019" };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture_read(f, "don_dang_ky_bien_dong", rows[i]);
        for (uint32_t k = 0; k < f->n; k++)
            assert_int_not_equal(f->ids[k].kind, IDENT_GCN_SERIAL);
    }
}

static void titles_are_no_labels(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "trich_luc_ban_do",
                 "TRÍCH LỤC BẢN ĐỒ ĐỊA CHÍNH\n1. Tờ bản đồ số: 12\n2. Diện tích: 80,5 m²");
    must(f, IDENT_PARCEL, "12");
    must(f, IDENT_PARCEL, "80,5");
    assert_int_equal(f->n, 2);
}

static void cross_checks(void **state)
{
    static const struct {
        const char *text, *birth, *sex, *issued;
        bool fits;
    } rows[] = {
        { "Số CCCD: 019085000000", "1985-02-28", "Nam", "2022-01-01", true },
        { "Số CCCD: 019085000000", "1985", "", "", true },
        { "Số CCCD: 019085000000", "1986-02-28", "", "", false },
        { "Số CCCD: 019085000000", "2085", "", "", false },
        { "Số CCCD: 019085000000", "", "Nữ", "", false },
        { "Số CCCD: 001306000000", "", "", "2005-01-01", false },
        { "Họ và tên mẹ: A\nSố CCCD: 019085000000", "", "", "", false },
        { "Họ và tên cha: A\nSố CCCD: 019085000000", "1950", "Nữ", "", true },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        f->fields[0] = (struct field){ .name = "birth_date", .value = rows[i].birth };
        f->fields[1] = (struct field){ .name = "sex", .value = rows[i].sex };
        f->fields[2] = (struct field){ .name = "issued_date", .value = rows[i].issued };
        f->doc.n_fields = 3;
        fixture_read(f, "ct07", rows[i].text);
        assert_int_equal(f->n, 1);
        if (f->ids[0].accepted != rows[i].fits)
            fail_msg("row %zu: %s", i, f->ids[0].why);
        assert_int_equal(f->ids[0].level, rows[i].fits ? LEVEL_VALID : LEVEL_SUSPECT);
    }
    f->doc.n_fields = 0;
}

static void roles(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "giay_khai_sinh",
                 "Họ, chữ đệm, tên: A\nSố định danh cá nhân: 001306000000\n"
                 "Họ, chữ đệm, tên người mẹ: B\nCCCD số 024199000000\n"
                 "Họ, chữ đệm, tên người cha: C\nCCCD số 019085000000\n"
                 "Họ, chữ đệm, tên người đi khai sinh: D\nGiấy tờ tùy thân: CCCD số 048068000000\n"
                 "Số điện thoại: 0912345678");
    assert_int_equal(must(f, IDENT_ID12, "001306000000")->role, ROLE_SUBJECT);
    assert_int_equal(must(f, IDENT_ID12, "024199000000")->role, ROLE_MOTHER);
    assert_int_equal(must(f, IDENT_ID12, "019085000000")->role, ROLE_FATHER);
    assert_int_equal(must(f, IDENT_ID12, "048068000000")->role, ROLE_APPLICANT);
    assert_int_equal(must(f, IDENT_PHONE, "0912345678")->role, ROLE_APPLICANT);
    fixture_read(f, "giay_tiep_nhan_hen_tra", "Ông/Bà: A\nSố CCCD: 048068000000");
    assert_int_equal(f->ids[0].role, ROLE_APPLICANT);
    fixture_read(f, "hop_dong_uy_quyen",
                 "Bên ủy quyền: A, CCCD số: 048068000000\nBên được ủy quyền: B, CCCD số: "
                 "019085000000");
    assert_int_equal(must(f, IDENT_ID12, "048068000000")->role, ROLE_SUBJECT);
    assert_int_equal(must(f, IDENT_ID12, "019085000000")->role, ROLE_NONE);
    fixture_read(f, "cong_van", "Số CCCD: 048068000000");
    assert_int_equal(f->ids[0].role, ROLE_NONE);
}

static void tables(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "ct01",
                 "@100 TT @300 Họ và tên @1200 Số định danh cá @1900 Quan hệ\n@1200 nhân\n"
                 "@100 1 @300 Nguyễn Văn Mẫu\n@1200 019085000000\n@1900 Con\n"
                 "@100 2 @300 Trần Thị Mẫu\n@1200 024199000000\n@1900 Vợ");
    const struct identifier *id = must(f, IDENT_ID12, "024199000000");
    assert_string_equal(id->label, "Số định danh");
    assert_true(id->accepted);
    assert_int_equal(id->role, ROLE_NONE);
    assert_true(must(f, IDENT_ID12, "019085000000")->accepted);
    /* a column of something else, and no column at all */
    fixture_read(f, "ct01", "@100 Ghi chú @1200 Số CCCD\n@100 x\n@100 019085000000");
    id = must(f, IDENT_ID12, "019085000000");
    assert_false(id->accepted);
    assert_string_equal(id->why, "no label beside it");
    fixture_read(f, "ct01", "@100 CMND số: 090000002\n@100 Số tài khoản\n@100 123456789");
    assert_null(fixture_get(f, IDENT_ID9, "123456789"));
}

static void places_of_labels(void **state)
{
    struct fixture *f = *state;

    /* the line before, and broken in two */
    fixture_read(f, "the_can_cuoc",
                 "Số định danh cá nhân / Personal identification number:\n019085000000");
    assert_true(must(f, IDENT_ID12, "019085000000")->accepted);
    fixture_read(f, "don_de_nghi", "sinh ngày 01/01/1985, Số định danh cá\nnhân: 019085000000");
    assert_true(must(f, IDENT_ID12, "019085000000")->accepted);
    /* two columns on one line */
    fixture_read(f, "don_tach_hop_thua", "Số CCCD: 019085000000 @1300 Điện thoại: 0912.345.678");
    assert_true(must(f, IDENT_ID12, "019085000000")->accepted);
    assert_true(must(f, IDENT_PHONE, "0912345678")->accepted);
    assert_int_equal(f->n, 2);
    fixture_read(f, "don_de_nghi", "Điện thoại:.0966. 143..400 Số quyết định: 1⁄2");
    assert_true(must(f, IDENT_PHONE, "0966143400")->accepted);
    /* another value stands between, or too much else */
    fixture_read(f, "", "CMND số: 090000002 Số khác 125000003");
    assert_null(fixture_get(f, IDENT_ID9, "125000003"));
    fixture_read(f, "", "CMND\nmột\nhai\n@900 090000002");
    assert_int_equal(f->n, 0);
    /* letters around a label make another word of it */
    fixture_read(f, "", "XCMNDX 090000002");
    assert_int_equal(f->n, 0);
}

static void who_owns_a_number(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "", "Mã số thuế: 0100000000\nĐiện thoại: 0387654321");
    assert_null(fixture_get(f, IDENT_MST, "0387654321"));
    assert_true(must(f, IDENT_PHONE, "0387654321")->accepted);
    /* a tax code read wrongly is no telephone */
    fixture_read(f, "", "Mã số thuế: 0900000004");
    assert_null(fixture_get(f, IDENT_PHONE, "0900000004"));
    for (uint32_t i = 0; i < f->n; i++)
        assert_false(f->ids[i].accepted);
    fixture_read(f, "so_bhxh", "Mã số BHXH: 0900000004\nSố điện thoại: 0912345678");
    assert_null(fixture_get(f, IDENT_PHONE, "0900000004"));
    must(f, IDENT_PHONE, "0912345678");
    /* a bare number proves nothing */
    fixture_read(f, "", "0912345678 và 019085000000");
    assert_int_equal(f->n, 2);
    assert_false(f->ids[0].accepted || f->ids[1].accepted);
    /* sums, dates and coordinates are no identifiers */
    fixture_read(f, "gcn_qsdd",
                 "Số tiền: 1.054.345.000 đồng\n2469318,280 428159,114\nngày 01/01/2022\n"
                 "2.500.000 đồng 45/2020/NĐ-CP 22 m2 1.234.567,89");
    assert_int_equal(f->n, 0);
}

static void numbers_in_their_papers(void **state)
{
    struct fixture *f = *state;

    /* number and book stand in civil papers only; a cited decision is no entry of a book */
    fixture_read(f, "quyet_dinh", "Số: 12/2021");
    assert_int_equal(f->n, 0);
    fixture_read(f, "giay_khai_sinh", "Theo Quyết định số 123/2015/QĐ-TTg\nSố: 12/2021");
    assert_int_equal(f->n, 1);
    must(f, IDENT_CIVIL_REG_NO, "12/2021");
    /* a dossier code that is cited inside a sentence, and one that a narrow cell broke */
    fixture_read(f, "phieu_xin_loi", "đã nhận hồ sơ mã H55.14-260105-0001, nay xin lỗi");
    assert_true(must(f, IDENT_DOSSIER_CODE, "H55.14-260105-0001")->accepted);
    fixture_read(f, "so_theo_doi", "@200 H55.14-260105-0001\n@200 2\n@900 Nguyễn Văn Mẫu");
    const struct identifier *id = must(f, IDENT_DOSSIER_CODE, "H55.14-260105-0001");
    assert_int_equal(id->level, LEVEL_SUSPECT);
    fixture_read(f, "so_theo_doi", "@200 H55.14-260105-00\n@900 Nguyễn Văn Mẫu\n@200 37");
    assert_null(fixture_get(f, IDENT_DOSSIER_CODE, "H55.14-260105-0037")); /* a line too low */
    fixture_read(f, "so_theo_doi", "@200 H55.14-260105-00\n@200 37\n@900 Nguyễn Văn Mẫu");
    id = must(f, IDENT_DOSSIER_CODE, "H55.14-260105-0037");
    assert_int_equal(id->level, LEVEL_SUSPECT);
    /* a driving licence has twelve digits behind "Số/No" as well */
    fixture_read(f, "giay_phep_lai_xe", "Số/No: 019085000000");
    assert_false(f->n > 0 && f->ids[0].accepted);
    /* the certification, however its label was read or typed */
    fixture_read(f, "ban_sao_chung_thuc", "Số chứng thực: 3631, quyến sỗ 05/2021 -\nSCT/\nCK");
    assert_true(must(f, IDENT_CERT_NO, "3631,quyểnsố05/2021-SCT/CK")->accepted);
    assert_string_equal(ident_normalise(IDENT_CERT_NO, "3631 quyen so 05/2021 SCT/CK", &f->arena),
                        "3631,quyểnsố05/2021-SCT/CK");
}

static void confidence_decides(void **state)
{
    struct fixture *f = *state;

    fixture_page(f, "Số CCCD: 019085000000", 0.5f);
    fixture_find(f, "ct07");
    assert_int_equal(f->ids[0].level, LEVEL_VALID);
    assert_false(f->ids[0].accepted);
    assert_string_equal(f->ids[0].why, "read with too little confidence");
    /* the least sure of its words counts */
    fixture_page(f, "Số CCCD: 0190 8500 0000", 0.995f);
    f->page.words[3].conf = 0.4f;
    fixture_find(f, "ct07");
    assert_float_equal(f->ids[0].confidence, 0.4, 1e-6);
    assert_false(f->ids[0].accepted);
}

/* The number of the next item is no last digit of a serial. */
static void digits_apart_are_doubted(void **state)
{
    struct fixture *f = *state;

    fixture_page(f, "Số vào sổ cấp GCN: CS43153 2.2. Số phát hành: AB 123456", 0.995f);
    fixture_find(f, "don_dang_ky_bien_dong");
    const struct identifier *joined = fixture_get(f, IDENT_GCN_SERIAL, "CS431532");
    assert_true(!joined || !joined->accepted);
    const struct identifier *id = fixture_get(f, IDENT_GCN_SERIAL, "AB123456");
    assert_non_null(id);
    assert_true(id->accepted);
}

static void codes_beat_reading(void **state)
{
    static struct code code = { CODE_QR, "019085000000||A B|28021985|Nam|x|01012022", { 0 } };
    struct fixture *f = *state;

    fixture_page(f, "Số/No: 019085000006\nSố hồ sơ", 0.995f);
    f->page.codes = &code;
    f->page.n_codes = 1;
    fixture_find(f, "the_cccd");
    assert_true(must(f, IDENT_ID12, "019085000000")->accepted);
    const struct identifier *id = must(f, IDENT_ID12, "019085000006");
    assert_int_equal(id->level, LEVEL_SUSPECT);
    assert_false(id->accepted);
}

/* Boxes are on the scan, however the frame was turned. */
static void boxes(void **state)
{
    struct fixture *f = *state;
    const double turn[9] = { 0, -2, 5000, 2, 0, 10, 0, 0, 1 };

    fixture_page(f, "Số CCCD: 0190 8500 0000 hết", 0.995f);
    f->page.scan_w = 5200;
    f->page.scan_h = 5200;
    memcpy(f->page.to_scan, turn, sizeof turn);
    fixture_find(f, "ct07");
    struct box b = box_union(f->page.words[2].box, f->page.words[4].box);
    b = page_box_to_scan(&f->page, b);
    assert_int_equal(f->n, 1);
    assert_memory_equal(&f->ids[0].box, &b, sizeof b);
    assert_true(b.y1 - b.y0 > b.x1 - b.x0);
}

/* A lost comma makes ten times the area, and two readers lose it alike. */
static void areas(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "gcn_qsdd", "Thửa đất số: 12, Diện tích: 5380 m²");
    const struct identifier *id = must(f, IDENT_PARCEL, "5380");
    assert_int_equal(id->level, LEVEL_SUSPECT);
    assert_false(id->accepted);
    assert_true(must(f, IDENT_PARCEL, "12")->accepted);
    fixture_page(f, "Thửa đất số: 12, Diện tích: 538,0 m²", 0.99f);
    for (uint32_t i = 0; i < f->page.n_words; i++)
        f->page.words[i].flags = 0;
    fixture_find(f, "gcn_qsdd");
    assert_false(must(f, IDENT_PARCEL, "12")->accepted); /* one reading: may be cut short */
    assert_false(must(f, IDENT_PARCEL, "538,0")->accepted);
}

/* A page of 10,000 words that are all candidates, or labels, or one run of digits. */
static void hostile_pages(void **state)
{
    static const char *const words[] = { "019085000000",
                                         "Số ",
                                         "CMND số 090000002 ",
                                         "0",
                                         "l",
                                         "so so so ",
                                         "H55.14-260105-0001\n",
                                         "AA 000001 ",
                                         "(",
                                         "1.",
                                         "Số vào sổ " };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (int blanks = 0; blanks < 2; blanks++) {
            char *text = malloc(260000);
            size_t n = 0;
            for (int k = 0; k < 10000; k++)
                n += (size_t)snprintf(text + n, 260000 - n, "%s%s", words[i], blanks ? " " : "");
            fixture_page(f, text, 0.99f);
            const int64_t t0 = clock_mono_ms();
            fixture_find(f, "gcn_qsdd");
            const int64_t ms = clock_mono_ms() - t0;
            if (ms > 3000)
                fail_msg("\"%s\" takes %d ms", words[i], (int)ms);
            free(text);
            arena_reset(&f->arena);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spaced_digits),
        cmocka_unit_test(cut_parcels_are_joined),
        cmocka_unit_test(repairs_are_suspect),
        cmocka_unit_test(spread_forms_are_valid),
        cmocka_unit_test(letters_do_not_end_a_number),
        cmocka_unit_test(a_dossier_is_no_card),
        cmocka_unit_test(entries_of_registers),
        cmocka_unit_test(numbers_to_call),
        cmocka_unit_test(the_book_of_the_desk_is_not_the_land_register),
        cmocka_unit_test(titles_are_no_labels),
        cmocka_unit_test(cross_checks),
        cmocka_unit_test(roles),
        cmocka_unit_test(tables),
        cmocka_unit_test(places_of_labels),
        cmocka_unit_test(who_owns_a_number),
        cmocka_unit_test(numbers_in_their_papers),
        cmocka_unit_test(confidence_decides),
        cmocka_unit_test(digits_apart_are_doubted),
        cmocka_unit_test(codes_beat_reading),
        cmocka_unit_test(boxes),
        cmocka_unit_test(areas),
        cmocka_unit_test(hostile_pages),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
