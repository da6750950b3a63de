/* Readings that failed on papers of wordings nobody tuned on: numbers without their label, broken
 * over cells, of years to come, of other registers. Invented numbers only. */
#include "tests/unit/ident/ident_fixture.h"

static void nothing_of(struct fixture *f, enum ident_kind kind, const char *type, const char *text)
{
    fixture_read(f, type, text);
    for (uint32_t i = 0; i < f->n; i++)
        if (f->ids[i].kind == kind && f->ids[i].accepted)
            fail_msg("%s is accepted in: %s", f->ids[i].value, text);
}

static void numbers_of_civil_registers(void **state)
{
    static const struct {
        const char *text, *value;
        bool valid;
    } rows[] = {
        { "Số: 138 Quyển số: 1/1999", "1/1999", false }, /* 11, whose strokes ran into one */
        { "Số: 138 Quyển số: 01/1999", "01/1999", true },
        { "Số: 1/2021", "1/2021", false },
        { "Số: 138: Quyển số: 06/1996", "138", false }, /* a 1 may be read as a colon */
        { "Số: 358( Quyển số: 03/2001", "358", false },
        { "Số: 268! Quyển số: 10/1991", "268", false },
        { "Số: §0 Quyển số: 01/2006", "80", false },
        { "Số: 475 Quyển số: I 1/2005", "11/2005", false },
        { "Số: 308 Quyển 11/1999", "308", true },
        { "Số: 308 Quyển 11/1999", "11/1999", true },
        { "Số: 436/2021`", "436/2021", true },
        { "Số: 357/TLKH-BS'", "357/TLKH-BS", true },
        { "Số: 43§/TLCC-BS", "438/TLCC-BS", false },
        { "Sá: 330/2024", "330/2024", true },
        { "XÃ LÊ TRÌ\n114/2025:\nCỘNG HÒA", "114/2025", false }, /* no label at all */
        { "Số: 12/TLKT - BS", "12/TLKT-BS", true },
        { "Số: 136TLKT-BS -", "136/TLKT-BS", false }, /* its slash was not read */
        { "_§ố: 222/TLGH-BS", "222/TLGH-BS", true },
        { "$%ố:271/2021", "271/2021", false },
        { "ngày 03/09/2025, số: 3 1 1/2025.", "311/2025", false },
        { "Số: I78 Quyển số: 11/2007", "178", false },
        { "Số: 23I Quyển số: 07/2010", "231", false },
        { "Số đăng ký: 45; Quyển số: 01/2008", "45", true },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture_read(f, "trich_luc_khai_tu", rows[i].text);
        const struct identifier *id = must(f, IDENT_CIVIL_REG_NO, rows[i].value);
        if (id->accepted != rows[i].valid || (id->level == LEVEL_VALID) != rows[i].valid)
            fail_msg("%s: %s", rows[i].text, id->why);
    }
    nothing_of(f, IDENT_CIVIL_REG_NO, "van_ban_thua_ke",
               "Số công chứng: 1234, quyển số 01/2024 TP/CC-SCC/HĐGD");
    fixture_read(f, "ban_sao_chung_thuc", "Số chứng thực: 4360, quyền. số 03/2025 - SCT/BS");
    must(f, IDENT_CERT_NO, "4360,quyểnsố03/2025-SCT/BS");
    fixture_read(f, "hop_dong_chuyen_nhuong", "Số chứng thực: 1984, quyển số 02/2024 - SCT/HĐ");
    assert_false(must(f, IDENT_CERT_NO, "1984,quyểnsố02/2024-SCT/HĐ")->accepted);
    fixture_read(f, "hop_dong_chuyen_nhuong", "Số chứng thực 3117, quyển số 1/2023 - SCT/HĐ,GD");
    assert_false(must(f, IDENT_CERT_NO, "3117,quyểnsố1/2023-SCT/HĐ,GD")->accepted);
    fixture_read(f, "hop_dong_chuyen_nhuong", "Số chứng thực 31 17, quyển số 07/2023 - SCT/HĐ,GD");
    assert_false(must(f, IDENT_CERT_NO, "3117,quyểnsố07/2023-SCT/HĐ,GD")->accepted);
    fixture_read(f, "hop_dong_chuyen_nhuong", "Số chứng thực 2151, quyền số 01/2025 - SOT/HĐ,GD");
    assert_false(must(f, IDENT_CERT_NO, "2151,quyểnsố01/2025-SCT/HĐ,GD")->accepted);
}

/* What two readings agreed on all the same: a book for an entry, letters among digits, a piece. */
static void agreed_on_and_wrong(void **state)
{
    struct fixture *f = *state;

    nothing_of(f, IDENT_CIVIL_REG_NO, "van_ban_thua_ke",
               "Số chứng thực: 3028, quyền số 06/2025 -\nỆ\nỄ\nSCT/HĐ,GD");
    nothing_of(f, IDENT_CIVIL_REG_NO, "van_ban_thua_ke", "Chứng thực số: 3028 quyển số 06/2025");
    nothing_of(f, IDENT_CIVIL_REG_NO, "van_ban_thua_ke", "quyển số 06/2025 -\nSCT");
    fixture_read(f, "trich_luc_khai_tu", "GIẤY CHỨNG TỬ\nSố: 138 Quyển số: 12/2003");
    assert_true(must(f, IDENT_CIVIL_REG_NO, "12/2003")->accepted);
    assert_true(must(f, IDENT_CIVIL_REG_NO, "138")->accepted);
    fixture_page(f, "Số: 412\nQuyển số: 12/2003", 0.9378F);
    fixture_find(f, "trich_luc_khai_tu");
    assert_false(must(f, IDENT_CIVIL_REG_NO, "412")->accepted);
    assert_true(must(f, IDENT_CIVIL_REG_NO, "12/2003")->accepted);
    fixture_read(f, "don_dang_ky_bien_dong", "Số vào sổ cấp GCN: CSI7681");
    assert_false(must(f, IDENT_GCN_SERIAL, "CS17681")->accepted);
    fixture_read(f, "don_dang_ky_bien_dong", "Số vào sổ cấp GCN: CS7681");
    assert_false(must(f, IDENT_GCN_SERIAL, "CS7681")->accepted);
    fixture_read(f, "don_dang_ky_bien_dong", "Số vào sổ cấp GCN: CS17681");
    assert_true(must(f, IDENT_GCN_SERIAL, "CS17681")->accepted);
    nothing_of(f, IDENT_ID9, "nuoi_con_nuoi", "sinh ngày 13/09/1980, số giấy tờ 035080535 I35");
    nothing_of(f, IDENT_ID9, "nuoi_con_nuoi", "sinh ngày 13/09/1980, số giấy tờ O35 080535135");
    fixture_read(f, "nuoi_con_nuoi", "sinh ngày 13/09/1980, số giấy tờ 035080535 cấp 2010");
    assert_true(must(f, IDENT_ID9, "035080535")->accepted);
}

/* "035080535 I35": nine digits of twelve that another paper has whole. */
static void pieces_are_for_people(void **state)
{
    static const struct {
        const char *nine;
        bool stays;
    } rows[] = { { "035080535", false }, { "080535135", false }, { "035180535", true } };
    (void)state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct identifier a = { .value = rows[i].nine,
                                .why = "",
                                .label = "",
                                .level = LEVEL_VALID,
                                .kind = IDENT_ID9,
                                .accepted = true },
                          b = a;
        b.kind = IDENT_ID12;
        b.value = "035080535135";
        struct document docs[2] = { { .idents = &a, .n_idents = 1 },
                                    { .idents = &b, .n_idents = 1 } };
        ident_agree(docs, 2);
        assert_int_equal(a.accepted, rows[i].stays);
        assert_true(b.accepted);
    }
}

/* Shown for a person to put right, never accepted. */
static void signs_for_digits_are_shown(void **state)
{
    static const struct {
        enum ident_kind kind;
        const char *type, *text, *value;
    } rows[] = {
        { IDENT_PARCEL, "don_chuyen_muc_dich", "5. Diện tích (m²): 55Š,6 m²", "555,6" },
        { IDENT_PARCEL, "don_dang_ky_bien_dong", "Số tờ: 163. Diện tích: 509,§m2.", "509,8" },
        { IDENT_PARCEL, "don_tach_hop_thua", "Thửa đất 507 - số tờ bản đồ I 19 - DT 199,8 m²",
          "119" },
        { IDENT_PARCEL, "giay_phep_xay_dung", "thửa đất số 51 I, tờ bản đồ số 12, xã Ví Dụ", "51" },
        { IDENT_PARCEL, "giay_phep_xay_dung", "thửa đất số 51, tờ bản đồ số 12 |, xã Ví Dụ", "12" },
        { IDENT_PHONE, "don_dang_ky_bien_dong", "Điện thoại liên hệ (nếu có): 0887.533. 1óó",
          "0887533166" },
        { IDENT_ID9, "ho_chieu", "Số GCMNOĐ / !D card\n288072297\nCó gá trị đến", "288072297" },
        { IDENT_ID9, "ho_chieu", "Bình Thuận\n%Á CGCAIND : 1O caM\n056515094\ngái 9/4 đến",
          "056515094" },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture_read(f, rows[i].type, rows[i].text);
        assert_false(must(f, rows[i].kind, rows[i].value)->accepted);
    }
    /* the first "ó" is no digit, the last one is */
    nothing_of(f, IDENT_ID9, "don_de_nghi", "CMND Só:28807229ó");
    nothing_of(f, IDENT_ID12, "don_de_nghi", "CCCD Só:04519400820ó");
    nothing_of(f, IDENT_PHONE, "don_de_nghi", "Điện thoại Só:0887533ó66");
}

/* The number of the paper under its title; a cell under the head of another column. */
static void heads_and_titles(void **state)
{
    struct fixture *f = *state;

    nothing_of(f, IDENT_PARCEL, "trich_luc_ban_do", "TRÍCH LỤC BẢN ĐỒ ĐỊA CHÍNH\nSố: 154/TLĐC");
    nothing_of(f, IDENT_PARCEL, "trich_luc_ban_do", "TRÍCH LỤC BẢN ĐỒ ĐỊA CHÍNH\nSố: 154");
    nothing_of(f, IDENT_PARCEL, "bien_ban", "KIỂM TRA HIỆN TRẠNG THỬA ĐẤT\nSố: 47/BB-ĐCXD");
    fixture_read(f, "don_dang_ky_bien_dong", "tại thửa đất\nsố: 47, tờ bản đồ số 12");
    assert_true(must(f, IDENT_PARCEL, "47")->accepted);
    nothing_of(f, IDENT_GCN_SERIAL, "don_dang_ky_bien_dong",
               "Số thửa\nSố tờ\nVào sổ GCN\n412\n1\n401,0\nPhần 4");
    fixture_read(f, "don_dang_ky_bien_dong",
                 "Số phát hành\nVào sổ GCN\n412\n1\n401,0\nĐA 084684\nCS28574\nPhần 4");
    assert_false(must(f, IDENT_GCN_SERIAL, "CS28574")->accepted);
    fixture_read(f, "gcn_qsdd", "Số vào sổ\ncấp GCN: 001234");
    must(f, IDENT_GCN_SERIAL, "001234");
    nothing_of(f, IDENT_GCN_SERIAL, "gcn_qsdd",
               "Số vào sổ cấp giấy chứng nhận quyền sử\nhuyện Phú Bình, ngày 12 tháng 4 năm 2005");
    fixture_read(f, "don_de_nghi", "Giấy chứng nhận số BA 344700, số vào sổ cấp giấy: CS89949.");
    must(f, IDENT_GCN_SERIAL, "CS89949");
}

static void labels_of_forms(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "trich_luc_khai_sinh", "Số trích lục: 408/TLKS-BS");
    must(f, IDENT_CIVIL_REG_NO, "408/TLKS-BS");
    fixture_read(f, "xac_nhan_tinh_trang_hon_nhan",
                 "8. Số Giấy chứng nhận kết hôn (nếu có): 55/2025\n9. Lý do");
    must(f, IDENT_CIVIL_REG_NO, "55/2025");
    fixture_read(f, "giay_uy_quyen", "Số chứng thực: 527, quyền số 06/2025 - SCT/\ncK");
    must(f, IDENT_CERT_NO, "527,quyểnsố06/2025-SCT/CK");
    fixture_read(f, "gcn_ho_kinh_doanh", "Mã số hộ kinh doanh: 9900000009");
    must(f, IDENT_MST, "9900000009");
    fixture_read(f, "bien_lai_phi", "Mã số đơn vị: H23.21");
    must(f, IDENT_ORG_CODE, "H23.21");
    fixture_read(f, "don_chuyen_muc_dich",
                 "Diện tích xin chuyển: 480,7 m² trong tổng số 658,9 m² của thửa đất số 438");
    must(f, IDENT_PARCEL, "658,9");
    fixture_read(f, "giay_phep_xay_dung", "Giấy tờ về quyền sử dụng đất: BA 7 21421");
    must(f, IDENT_GCN_SERIAL, "BA721421");
}

/* Many have their account under the number of their telephone. */
static void accounts(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "to_khai_tro_giup_xa_hoi", "Tài khoản ngân hàng - 0900.989.599");
    assert_int_equal(must(f, IDENT_PHONE, "0900989599")->level, LEVEL_SUSPECT);
    fixture_read(f, "to_khai_tro_giup_xa_hoi", "Mã vạch: 0900989599");
    assert_null(fixture_get(f, IDENT_PHONE, "0900989599"));
    fixture_read(f, "gcn_ho_kinh_doanh", "3. Điện thoại 0337.540:458");
    assert_false(must(f, IDENT_PHONE, "0337540458")->accepted);
}

/* A dot that was lost, a slant one. */
static void procedures(void **state)
{
    static const struct {
        const char *text, *value;
    } rows[] = {
        { "Mã TTHC: 2001406", "2.001406" },
        { "MãTTHC: 1004837", "1.004837" },
        { "Mã TTHC: 7.004873", "1.004873" },
        { "Mã TTHC: /.004859", "1.004859" },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture_read(f, "giay_tiep_nhan_hen_tra", rows[i].text);
        assert_int_equal(must(f, IDENT_TTHC_CODE, rows[i].value)->level, LEVEL_SUSPECT);
    }
}

/* 2022 read as 2032: there are no such papers, unless the paper says so twice. */
static void years_to_come(void **state)
{
    struct fixture *f = *state;

    nothing_of(f, IDENT_CIVIL_REG_NO, "giay_khai_sinh", "Số: 173/2032");
    nothing_of(f, IDENT_DOSSIER_CODE, "phieu_xin_loi", "Mã hồ sơ: H31.35-331011-0075");
    nothing_of(f, IDENT_ID12, "giay_khai_sinh", "Số định danh cá nhân: 019333000000");
    fixture_read(f, "giay_khai_sinh", "Số: 173/2032\nngày 12 tháng 3 năm 2032");
    assert_true(must(f, IDENT_CIVIL_REG_NO, "173/2032")->accepted);
    fixture_read(f, "phieu_xin_loi", "Mã hồ sơ: H31.35-331011-0075\nngày 11/10/2033");
    assert_true(must(f, IDENT_DOSSIER_CODE, "H31.35-331011-0075")->accepted);
}

static void other_numbers(void **state)
{
    struct fixture *f = *state;

    nothing_of(f, IDENT_MST, "thong_bao_thue", "MST: 9900000009 0012");
    nothing_of(f, IDENT_GCN_SERIAL, "giay_tiep_nhan_hen_tra", "Biên lai số seri AB 123456");
    fixture_read(f, "gcn_qsdd", "Số seri: AB 123456");
    assert_true(must(f, IDENT_GCN_SERIAL, "AB123456")->accepted);
    fixture_read(f, "giay_uy_quyen", "Sổ đỏ số BK 123456");
    must(f, IDENT_GCN_SERIAL, "BK123456");
    fixture_read(f, "don_dang_ky_bien_dong", "Trên Giấy chứng nhận CT 31 1307");
    must(f, IDENT_GCN_SERIAL, "CT311307");
    fixture_read(f, "don_dang_ky_bien_dong", "1 Giấy chứng nhận BK 123456 01 Bản chính");
    assert_null(fixture_get(f, IDENT_GCN_SERIAL, "BK12345601"));
    must(f, IDENT_GCN_SERIAL, "BK123456");
    fixture_read(f, "gcn_ho_kinh_doanh", "Mã số hộ kinh doanh: 31G801 1438");
    must(f, IDENT_HKD_CODE, "31G8011438");
    /* papers that always hold one: proposed, never taken */
    nothing_of(f, IDENT_ID9, "so_tam_tru", "thành phố\nHà Nội.\n: 243192452\n\nngày 25 tháng 3");
    must(f, IDENT_ID9, "243192452");
    nothing_of(f, IDENT_BHXH, "so_bhxh", "Số số:\n@900 ĐINH QUANG\n@900 2750683166\nNgày");
    must(f, IDENT_BHXH, "2750683166");
    fixture_read(f, "cong_van", "kinh phí\n243192452\nđồng");
    assert_int_equal(f->n, 0);
}

static void parcels_of_forms(void **state)
{
    static const struct {
        const char *text, *value;
    } rows[] = {
        { "Thửa đất số (2): 428; tờ bản đồ số (3): 264", "264" },
        { "Số hiệu thửa đất : 428 - Tờ BĐ số : 264", "264" },
        { "Thửa đất số: 428\nDiện tích đo đạc: 538,0 m²", "538,0" },
        { "Thửa đất số 557, tờ bản.đồ số 121 đã được", "121" },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture_read(f, "trich_luc_ban_do", rows[i].text);
        assert_true(must(f, IDENT_PARCEL, rows[i].value)->accepted);
    }
}

/* The name of a procedure confirms its code, read once; or tells that it was read wrongly. */
static void named_procedures(void **state)
{
    static const char text[] = "Thủ tục: Chứng thực hợp đồng, giao dịch liên quan (2.001035)\n"
                               "1.004859 Thay đổi, cải\nchính hộ tịch\n1.009999 Việc khác";
    struct fixture *f = *state;

    fixture_page(f, text, 0.99f);
    for (uint32_t i = 0; i < f->page.n_words; i++)
        f->page.words[i].flags = 0;
    fixture_find(f, "giay_tiep_nhan_hen_tra");
    assert_true(must(f, IDENT_TTHC_CODE, "2.001035")->accepted);
    assert_true(must(f, IDENT_TTHC_CODE, "1.004859")->accepted);
    assert_false(must(f, IDENT_TTHC_CODE, "1.009999")->accepted);
    fixture_read(f, "giay_tiep_nhan_hen_tra", "Chứng thực hợp đồng, giao dịch (2.001085)");
    assert_int_equal(must(f, IDENT_TTHC_CODE, "2.001085")->level, LEVEL_SUSPECT);
    for (uint32_t i = 0; i < f->page.n_words; i++)
        f->page.words[i].flags = 0;
    fixture_find(f, "giay_tiep_nhan_hen_tra");
    const struct identifier *id = must(f, IDENT_TTHC_CODE, "2.001035");
    assert_int_equal(id->level, LEVEL_SUSPECT);
    assert_string_equal(id->raw, "2.001085");
    fixture_read(f, "giay_tiep_nhan_hen_tra", "Việc khác (2.001085)");
    assert_true(must(f, IDENT_TTHC_CODE, "2.001085")->accepted);
}

/* One head of two labels over numbers of two kinds; words of two heads are no third. */
static void heads_of_columns(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "ct01",
                 "@100 STT @200 Họ tên @900 Số ĐDCN/CMND @1500 Quan hệ\n"
                 "@100 1 @200 A @900 019085000000 @1500 Con\n@100 2 @200 B @900 090000002");
    assert_true(must(f, IDENT_ID12, "019085000000")->accepted);
    assert_true(must(f, IDENT_ID9, "090000002")->accepted);
    fixture_read(f, "don_dang_ky_dat_dai", "@100 Số thửa @600 Số tờ bản đồ\n@130 264 @660 428");
    assert_string_equal(must(f, IDENT_PARCEL, "264")->label, "Số thửa");
    assert_string_equal(must(f, IDENT_PARCEL, "428")->label, "Số tờ bản đồ");
}

/* Rules of a table beside a broken code, and the agency that all entries have. */
static void registers(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "so_theo_doi", "@100 |.5 [H51.58-210704-\n@180 |0029\n");
    must(f, IDENT_DOSSIER_CODE, "H51.58-210704-0029");
    fixture_read(f, "so_theo_doi",
                 "@200 H16.9-210802-0035 @900 A\n\n@200 H16.9-210802-0058 @900 B\n\n"
                 "@200 H16.9-210802-0039 @900 C\n\n@200 H16.0-210802-0026 @900 D\n");
    const struct identifier *id = must(f, IDENT_DOSSIER_CODE, "H16.9-210802-0026");
    assert_int_equal(id->level, LEVEL_SUSPECT);
    assert_string_equal(id->raw, "H16.0-210802-0026");
    assert_true(must(f, IDENT_DOSSIER_CODE, "H16.9-210802-0058")->accepted);
    fixture_read(f, "so_theo_doi", "H16.9-210802-0035\n\nH16.0-210802-0026\n");
    assert_true(must(f, IDENT_DOSSIER_CODE, "H16.0-210802-0026")->accepted); /* one of two */
}

/* Departments of one office, one entry each: none is a wrong reading of another. */
static void agencies_side_by_side(void **state)
{
    static const char *const codes[] = { "H51.1-210704-0029", "H51.2-210704-0031",
                                         "H51.3-210705-0007", "H51.4-210705-0012" };
    struct fixture *f = *state;

    fixture_read(f, "so_theo_doi",
                 "@200 H51.1-210704-0029 @900 A\n\n@200 H51.2-210704-0031 @900 B\n\n"
                 "@200 H51.3-210705-0007 @900 C\n\n@200 H51.4-210705-0012 @900 D\n");
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        assert_true(must(f, IDENT_DOSSIER_CODE, codes[i])->accepted);
}

/* The last digit of a number stands in another block, right at its end. */
static void torn_numbers(void **state)
{
    struct fixture *f = *state;

    for (int32_t gap = 2; gap < 100; gap += 60) {
        fixture_page(f, "Số: 357/2021\n7", 0.995f);
        struct word *w = f->page.words;
        assert_int_equal(f->page.n_words, 3);
        w[2].box =
            (struct box){ w[1].box.x1 + gap, w[1].box.y0, w[1].box.x1 + gap + 20, w[1].box.y1 };
        fixture_find(f, "giay_khai_sinh");
        const struct identifier *id = must(f, IDENT_CIVIL_REG_NO, "357/2021");
        assert_int_equal(id->accepted, gap > 2);
        assert_int_equal(id->level, gap > 2 ? LEVEL_VALID : LEVEL_SUSPECT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_civil_registers),
        cmocka_unit_test(agreed_on_and_wrong),
        cmocka_unit_test(pieces_are_for_people),
        cmocka_unit_test(signs_for_digits_are_shown),
        cmocka_unit_test(heads_and_titles),
        cmocka_unit_test(labels_of_forms),
        cmocka_unit_test(accounts),
        cmocka_unit_test(procedures),
        cmocka_unit_test(years_to_come),
        cmocka_unit_test(other_numbers),
        cmocka_unit_test(parcels_of_forms),
        cmocka_unit_test(named_procedures),
        cmocka_unit_test(heads_of_columns),
        cmocka_unit_test(registers),
        cmocka_unit_test(agencies_side_by_side),
        cmocka_unit_test(torn_numbers),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
