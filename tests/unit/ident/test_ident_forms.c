/* Labels read wrongly, people of several numbers, cells and copies. Invented numbers only. */
#include <stdio.h>

#include "tests/unit/ident/ident_fixture.h"

/* Labels with letters too many, too few or wrong, or grown together; the label of a neighbour. */
static void misread_labels(void **state)
{
    static const struct {
        const char *text;
        enum ident_kind kind;
        const char *value, *label;
    } rows[] = {
        { "SốCCCD: 019085000000", IDENT_ID12, "019085000000", "SốCCCD" },
        { "Số CCCTD: 019085000000", IDENT_ID12, "019085000000", NULL },
        { "ŒCCŒCD số: 019085000000", IDENT_ID12, "019085000000", NULL },
        { "CCD số 019085000000 cấp", IDENT_ID12, "019085000000", NULL },
        { "Sö djnh danh cá nhản: 019085000000", IDENT_ID12, "019085000000", NULL },
        { "Chứng mlnh nhăn dân số: 090000002", IDENT_ID9, "090000002", NULL },
        { "Mã số đăng ký hộ kinh doanh: 86D8042470", IDENT_HKD_CODE, "86D8042470", NULL },
        { "SốCMND: 090000002", IDENT_ID9, "090000002", NULL },
        { "OMND số: 090000002", IDENT_ID9, "090000002", NULL },
        { "Mã hờ so: H55.14 - 260105 - 0001", IDENT_DOSSIER_CODE, "H55.14-260105-0001", NULL },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture_read(f, "don_de_nghi", rows[i].text);
        const struct identifier *id = must(f, rows[i].kind, rows[i].value);
        assert_true(id->accepted);
        assert_true(*id->label);
        assert_true(!rows[i].label || strcmp(id->label, rows[i].label) == 0);
    }
    fixture_read(f, "trich_luc_ket_hon",
                 "@100 Số định danh cá nhân @900 075184000000 @1400 075159000000");
    assert_true(must(f, IDENT_ID12, "075159000000")->accepted);
    /* a telephone number behind a label that nobody has heard of, and what could be another's */
    fixture_read(f, "don_de_nghi", "Alô nhanh: 0912.345.678");
    assert_true(must(f, IDENT_PHONE, "0912345678")->accepted);
    fixture_read(f, "don_de_nghi", "Alô nhanh: 0912345678");
    assert_false(must(f, IDENT_PHONE, "0912345678")->accepted);
    assert_string_equal(must(f, IDENT_PHONE, "0912345678")->label, "Alô nhanh");
    fixture_read(f, "don_de_nghi", "Mã khách hàng: 0912345678\nA 0388741360");
    assert_false(must(f, IDENT_PHONE, "0912345678")->accepted);
    assert_false(must(f, IDENT_PHONE, "0388741360")->accepted);
    fixture_read(f, "don_de_nghi", "Số điện thoại: 0320.507,627");
    assert_true(must(f, IDENT_PHONE, "0320507627")->accepted);
    /* a short label of bare digits is none when a letter is wrong, nor is another number's label */
    fixture_read(f, "", "UBND số 090000002");
    assert_int_equal(f->n, 0);
    fixture_read(f, "", "Tài khoản số 019085000000, STK: 0912345678");
    assert_int_equal(f->n, 0);
}

/* Whose birth year and sex a number is held against is known where one number has the role only. */
static void other_people(void **state)
{
    struct fixture *f = *state;

    fixture_page(f, "Số định danh cá nhân: 006320000000\nsinh ngày 05/6/2020", 0.995f);
    f->fields[0] = (struct field){ .name = "birth_date", .value = "1983-01-02" };
    f->fields[1] = (struct field){ .name = "sex", .value = "Nam" };
    f->doc.n_fields = 1;
    fixture_find(f, "giam_ho");
    assert_true(must(f, IDENT_ID12, "006320000000")->accepted);
    fixture_page(f, "Số CCCD: 082083000000\nSố CCCD: 082184000000\n1983 1984", 0.995f);
    f->doc.n_fields = 2;
    fixture_find(f, "nuoi_con_nuoi");
    assert_true(must(f, IDENT_ID12, "082083000000")->accepted);
    assert_true(must(f, IDENT_ID12, "082184000000")->accepted);
    fixture_page(f, "Số CCCD: 082184000000\nsinh năm 1983", 0.995f);
    fixture_find(f, "nuoi_con_nuoi");
    assert_int_equal(must(f, IDENT_ID12, "082184000000")->level, LEVEL_SUSPECT);
    /* the owner of the house has a number, too; one that is nearly the subject's was read wrongly
     */
    f->doc.n_fields = 1;
    fixture_read(f, "ct01",
                 "Số định danh cá nhân: 067083621873\n"
                 "Chủ sở hữu chỗ ở: Tô Thị San, ĐDCN 019195817083.");
    assert_true(must(f, IDENT_ID12, "067083621873")->accepted);
    assert_true(must(f, IDENT_ID12, "019195817083")->accepted);
    fixture_read(f, "ct01", "Số định danh cá nhân: 067083621873\nsố định danh 067085621873");
    assert_int_equal(must(f, IDENT_ID12, "067085621873")->level, LEVEL_SUSPECT);
    f->doc.n_fields = 0;
}

/* Sentences that say to call, and others. */
static void numbers_to_call(void **state)
{
    static const struct {
        const char *text, *value;
        bool accepted;
    } rows[] = {
        { "Vướng gì xin gọi Trần Thị Thu, số 0973738899.", "0973738899", true },
        { "Vắng mặt phải báo trước\ntheo số 02323527697.", "02323527697", true },
        { "nhận được phải thực hiện liền, báo về số\n0987087190./.", "0987087190", true },
        { "Mọi phản ánh xin gửi về số 0965028045", "0965028045", true },
        { "Khi cần liên hệ bà Mẫu qua số 0334346150", "0334346150", true },
        { "Cần biết thêm, nhắn tin Zalo số 0334346150", "0334346150", true },
        { "Xã đã báo. Đề nghị nộp vào số 0334346150", "0334346150", false },
        { "Báo có tài khoản số 0334346150", "0334346150", false },
        { "Báo cáo về hồ sơ số 0334346150", "0334346150", false },
        { "Công ty có mã số 0700123456 gọi là", "0700123456", false },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture_read(f, "giay_moi", rows[i].text);
        const struct identifier *id = fixture_get(f, IDENT_PHONE, rows[i].value);
        if ((id && id->accepted) != rows[i].accepted)
            fail_msg("%s: %s", rows[i].text, id ? id->why : "not found");
    }
}

/* A narrow cell breaks a code anywhere behind its agency; the rest is the next line of the cell. */
static void broken_cells(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "so_theo_doi", "@200 H55.14-260105-00\n@200 37\n@900 Nguyễn");
    f->page.lines[1].block = f->page.lines[0].block;
    for (uint32_t w = 1; w < f->page.n_words; w++) { /* a line further down */
        f->page.words[w].box.y0 += 25;
        f->page.words[w].box.y1 += 25;
    }
    fixture_find(f, "so_theo_doi");
    must(f, IDENT_DOSSIER_CODE, "H55.14-260105-0037");
    fixture_read(f, "so_theo_doi", "@200 H55.14-2601\n@200 05-0037\n@900 Nguyễn");
    assert_int_equal(must(f, IDENT_DOSSIER_CODE, "H55.14-260105-0037")->level, LEVEL_SUSPECT);
    fixture_read(f, "so_theo_doi", "@200 H55.14-260105-00\n@200 T5\n@900 Nguyễn");
    assert_int_equal(must(f, IDENT_DOSSIER_CODE, "H55.14-260105-0075")->level, LEVEL_SUSPECT);
    /* codes of one agency and one length lost nothing in their cells */
    fixture_read(f, "so_theo_doi",
                 "@200 H55.14-260105-00\n@200 37\n@900 A\n@200 H55.14-260105-00\n@200 41\n@900 B\n"
                 "@200 H55.14-260105-0052\n@900 C\n@200 H55.14-260105-0063\n@900 D");
    assert_true(must(f, IDENT_DOSSIER_CODE, "H55.14-260105-0037")->accepted);
    fixture_read(f, "so_theo_doi",
                 "@200 H55.14-260105-00\n@200 37\n@900 A\n@200 H55.14-260105-00041\n@900 B\n"
                 "@200 H55.14-260105-00052\n@900 C\n@200 H55.14-260105-00063\n@900 D");
    assert_false(must(f, IDENT_DOSSIER_CODE, "H55.14-260105-0037")->accepted);
    /* parcels in a table, under heads that stand side by side */
    fixture_read(f, "gcn_qsdd",
                 "@100 Thửa đất số @700 Tờ bản đồ số @1300 Diện tích (m2)\n@130 41\n@760 7\n@1330 "
                 "120,5");
    must(f, IDENT_PARCEL, "41");
    must(f, IDENT_PARCEL, "7");
    must(f, IDENT_PARCEL, "120,5");
    fixture_read(f, "gcn_qsdd", "@100 Diện tích\n@130 41");
    assert_int_equal(f->n, 0);
    /* values at the left of wide cells, whose heads stand in the middle */
    fixture_read(f, "khong_ro",
                 "@200 Thửa đất số @850 Tờ bản đồ số @1500 Diện tích (m²)\n@250 619 @720 167 @1370 "
                 "670,9");
    must(f, IDENT_PARCEL, "619");
    assert_int_equal(must(f, IDENT_PARCEL, "167")->level, LEVEL_SUSPECT);
    assert_int_equal(must(f, IDENT_PARCEL, "670,9")->level, LEVEL_SUSPECT);
    assert_false(must(f, IDENT_PARCEL, "167")->accepted);
    /* the number of a row stands under its own head */
    fixture_read(f, "khong_ro",
                 "@100 STT @350 Tờ bản đồ số @950 Thửa đất số\n@130 1 @230 189 "
                 "@1000 491");
    must(f, IDENT_PARCEL, "189");
    assert_null(fixture_get(f, IDENT_PARCEL, "1"));
    /* another value stands under the head: whose this is, is not known */
    fixture_read(f, "khong_ro",
                 "@850 Tờ bản đồ số @1500 Diện tích (m²)\n@720 167 @900 12 @1550 7,9");
    assert_null(fixture_get(f, IDENT_PARCEL, "167"));
}

/* A copy of a civil paper, whatever type it was taken for. */
static void civil_titles(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "ban_sao_chung_thuc", "Số: 134/2024\nGIẤY XÁC NHẬN\nHọ và tên: A");
    must(f, IDENT_CIVIL_REG_NO, "134/2024");
    fixture_read(f, "giam_ho", "Số: 326/2023'");
    must(f, IDENT_CIVIL_REG_NO, "326/2023");
    fixture_read(f, "trich_luc_khai_tu", "Sñ: 377\nQuyền số; 03/20 12");
    must(f, IDENT_CIVIL_REG_NO, "377");
    must(f, IDENT_CIVIL_REG_NO, "03/2012");
    fixture_read(f, "giay_chung_nhan_ket_hon", "Số: 241]\nQuyển số: 01/2008");
    must(f, IDENT_CIVIL_REG_NO, "241");
    /* an area of land that a report counts is no parcel's */
    fixture_read(f, "bao_cao", "diện tích đất được rà soát là 7802,3 m2");
    assert_int_equal(f->n, 0);
}

/* The year of a number is lost on blurred print: without it a number needs the book that older
 * registers printed beside it. */
static void numbers_without_a_year(void **state)
{
    static const struct {
        const char *type, *text;
        bool accepted;
    } rows[] = {
        { "ban_sao_chung_thuc", "Số: 222\nTRÍCH LỤC KHAI SINH\nHọ và tên: A", false },
        { "trich_luc_khai_sinh", "Số: 222\nTRÍCH LỤC KHAI SINH", false },
        { "giay_khai_sinh", "Số: 222'\nGIẤY KHAI SINH", false },
        { "giay_khai_sinh", "Số: 222\nGIẤY KHAI SINH\nSố: 222\nHọ và tên: A", false },
        { "giay_khai_sinh", "Số: 222\nQuyển số: 01/2008\nGIẤY KHAI SINH", true },
        { "giay_khai_sinh", "Số: 222, Quyển số: 01/2008\nGIẤY KHAI SINH", true },
        { "giay_chung_sinh", "GIẤY CHỨNG SINH\nSố 222 Quyển số: 12/2018\nHọ tên", true },
        /* under the text of a certificate, its book far right or nowhere */
        { "giay_chung_nhan_ket_hon",
          "GIẤY CHỨNG NHẬN KẾT HÔN\nHọ và tên chồng: A\nVào sổ đăng ký kết hôn số: 222\nChữ ký của "
          "vợ",
          false },
        { "giay_chung_nhan_ket_hon", "GIẤY CHỨNG NHẬN KẾT HÔN\nSố đăng ký kết hôn: 222_\nA",
          false },
        { "giay_khai_sinh", "GIẤY KHAI SINH\nHọ và tên: A\nSố vào sổ: 222\n", false },
        { "giay_khai_sinh", "GIẤY KHAI SINH\nVào sổ gốc số 222 ngày 12/5/1999", false },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture_read(f, rows[i].type, rows[i].text);
        if (must(f, IDENT_CIVIL_REG_NO, "222")->accepted != rows[i].accepted)
            fail_msg("%s: %s", rows[i].accepted ? "not accepted" : "accepted", rows[i].text);
    }
    fixture_read(f, "trich_luc_khai_sinh", "Số: 222/2026\nTRÍCH LỤC KHAI SINH");
    assert_true(must(f, IDENT_CIVIL_REG_NO, "222/2026")->accepted);
}

/* Behind the symbol of a certification and its full stop the signature may begin. */
static void certified_above_the_signature(void **state)
{
    static const char *const behind[] = {
        "\nKT. CHỦ TỊCH", "\nTM. ỦY BAN NHÂN DÂN", "\nTô Văn Trụ", "\n4", "", "\nQ. CHỦ TỊCH"
    };
    struct fixture *f = *state;
    char text[128];

    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
        snprintf(text, sizeof text, "Số chứng thực: 3681, quyển số 04/2022 - SCT/HĐ,GD.%s",
                 behind[i]);
        fixture_read(f, "hop_dong_chuyen_nhuong", text);
        must(f, IDENT_CERT_NO, "3681,quyểnsố04/2022-SCT/HĐ,GD");
    }
    fixture_read(f, "hop_dong_chuyen_nhuong",
                 "Số chứng thực: 3681, quyển số 04/2022 - SCT/HĐ,\nG0");
    assert_null(fixture_get(f, IDENT_CERT_NO, "3681,quyểnsố04/2022-SCT/HĐ"));
}

/* A line set to both margins breaks into cells: every word of the label stands for itself. */
static void labels_of_spread_lines(void **state)
{
    static const char *const rows[] = {
        "bà HÀ KIM LOAN, dân tộc Kinh,\n^@800 chứng\n^@990 minh\n^@1120 nhân\n^@1270 "
        "dân\n^@1400 số\n067774528, nghề nghiệp đi biển",
        "bà HÀ KIM LOAN, dân tộc Kinh,\n^@800 chứng @985 minh @1115 nhân\n^@1270 "
        "dân\n^@1405 SỐ\n067774528, nghề nghiệp đi biển",
        "bà HÀ KIM LOAN, dân tộc Kinh,\n^@800 chứng @985 minh @1110 nhân @1255 dân\n^@1385 "
        "số\n067774528, nghề nghiệp đi biển",
        "Nay công nhận bà HÀ KIM LOAN, dân tộc Kinh, chứng\nminh nhân dân số 067774528, nghề",
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture_read(f, "giam_ho", rows[i]);
        must(f, IDENT_ID9, "067774528");
    }
}

/* E and F of blurred print are taken for one another by both readers. */
static void letters_alike(void **state)
{
    struct fixture *f = *state;

    fixture_read(f, "gcn_ho_kinh_doanh", "Số: 46A8000001");
    assert_true(must(f, IDENT_HKD_CODE, "46A8000001")->accepted);
    fixture_read(f, "gcn_ho_kinh_doanh", "Số: 67E8029341");
    assert_false(must(f, IDENT_HKD_CODE, "67E8029341")->accepted);
    fixture_read(f, "gcn_ho_kinh_doanh", "Số: 67Đ8029341");
    assert_false(must(f, IDENT_HKD_CODE, "67Đ8029341")->accepted);
    fixture_read(f, "gcn_ho_kinh_doanh", "Số: 67E8029341\nMã số: 67E8029341");
    assert_true(must(f, IDENT_HKD_CODE, "67E8029341")->accepted);
}

/* Has the page a value of this kind, accepted? */
static bool accepts(const struct fixture *f, enum ident_kind kind)
{
    for (uint32_t i = 0; i < f->n; i++)
        if (f->ids[i].kind == kind && f->ids[i].accepted)
            return true;
    return false;
}

/* Numbers of other papers, registers, houses, accounts and amounts are never accepted as one of
 * ours, however surely they were read. */
static void numbers_of_others(void **state)
{
    static const struct {
        const char *type, *text;
        enum ident_kind kind;
    } rows[] = {
        /* "Số" in front of an entry is no part of it */
        { "so_theo_doi", "Số vào sổ Số797", IDENT_GCN_SERIAL },
        { "gcn_qsdd", "Số vào sổ cấp GCN: Số797", IDENT_GCN_SERIAL },
        { "gcn_qsdd", "Số vào sổ cấp GCN: No 797", IDENT_GCN_SERIAL },
        { "gcn_qsdd", "Vào sổ cấp GCN: 00123/QSDĐ/A1", IDENT_GCN_SERIAL },
        { "gcn_qsdd", "Vào sổ cấp giấy chứng nhận\nsố 538 QSDĐ", IDENT_GCN_SERIAL },
        /* the year under a title that names parcels twice */
        { "don_tach_hop_thua", "@300 TÁCH THỬA ĐẤT, HỢP THỬA ĐẤT\n@500 2021", IDENT_PARCEL },
        /* registers of diplomas, letters and civil status */
        { "so_yeu_ly_lich", "Số vào sổ cấp bằng: 797", IDENT_GCN_SERIAL },
        { "so_yeu_ly_lich", "Số vào sổ: 797", IDENT_GCN_SERIAL },
        { "van_ban_thua_ke", "Vào sổ chứng thực: 1797", IDENT_GCN_SERIAL },
        { "xac_nhan_tinh_trang_hon_nhan", "đã ly hôn theo Bản án số 45/2019 ngày 05/6/2019",
          IDENT_CIVIL_REG_NO },
        { "xac_nhan_tinh_trang_hon_nhan", "Quyết định công nhận thuận tình ly hôn\nsố 45/2019 ngày",
          IDENT_CIVIL_REG_NO },
        { "trich_luc_khai_sinh", "Căn cứ Luật Hộ tịch số 60/2014", IDENT_CIVIL_REG_NO },
        { "trich_luc_khai_sinh", "Nghị định số 123/2015 của Chính phủ", IDENT_CIVIL_REG_NO },
        { "giay_khai_sinh", "Giấy chứng sinh số 45/2019 do bệnh viện cấp", IDENT_CIVIL_REG_NO },
        { "giay_khai_sinh", "Nơi cư trú: số 12/1998 đường Lê Lợi", IDENT_CIVIL_REG_NO },
        { "giay_khai_sinh", "Số: 12/2099", IDENT_CIVIL_REG_NO },
        { "trich_luc_khai_sinh", "Số: 343/TLKSS-BS", IDENT_CIVIL_REG_NO },
        { "", "Mã hồ sơ: H55.14-990105-0001", IDENT_DOSSIER_CODE },
        /* coordinates and amounts */
        { "trich_luc_ban_do", "X (m) Y (m)\n1.234567 2.345678", IDENT_TTHC_CODE },
        { "don_de_nghi", "CMND số tiền 125.000.003 đồng", IDENT_ID9 },
        /* ten digits behind a label that nobody knows */
        { "bien_lai_phi", "Biên lai: 0912345678", IDENT_PHONE },
        { "bien_lai_phi", "Số tham chiếu: 0912345678", IDENT_PHONE },
        { "don_de_nghi", "Danh bộ nước: 0912345678", IDENT_PHONE },
        { "don_de_nghi", "Agribank: 0912345678", IDENT_PHONE },
        { "don_de_nghi", "Lệnh chi: 0912345678", IDENT_PHONE },
        { "giay_kham_suc_khoe", "Bệnh án: 0912345678", IDENT_PHONE },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture_read(f, rows[i].type, rows[i].text);
        if (accepts(f, rows[i].kind))
            fail_msg("accepted: %s", rows[i].text);
    }
    fixture_read(f, "trich_luc_nhan_cha_me_con", "Số: 343/TLCMC-BS");
    assert_true(must(f, IDENT_CIVIL_REG_NO, "343/TLCMC-BS")->accepted);
    fixture_read(f, "thong_bao_thue", "số vào sổ cấp GCN: CS00123");
    assert_true(must(f, IDENT_GCN_SERIAL, "CS00123")->accepted);
    fixture_read(f, "trich_luc_cai_chinh", "Quyết định cải chính Giấy khai sinh số 296/2012");
    assert_true(must(f, IDENT_CIVIL_REG_NO, "296/2012")->accepted);
    fixture_read(f, "giam_ho", "QUYẾT ĐỊNH\nSố: 12/2008");
    assert_true(must(f, IDENT_CIVIL_REG_NO, "12/2008")->accepted);
}

/* A register's number is not of a year after its paper. */
static void years_after_the_paper(void **state)
{
    struct fixture *f = *state;

    fixture_page(f, "Số: 12/2024", 0.995f);
    f->fields[0] = (struct field){ .name = "issued_date", .value = "2021-03-04" };
    f->doc.n_fields = 1;
    fixture_find(f, "giay_khai_sinh");
    assert_false(must(f, IDENT_CIVIL_REG_NO, "12/2024")->accepted);
    f->fields[0].value = "2024-03-04";
    fixture_find(f, "giay_khai_sinh");
    assert_true(must(f, IDENT_CIVIL_REG_NO, "12/2024")->accepted);
    f->doc.n_fields = 0;
    /* nor of one that the paper does not print, though it prints years */
    fixture_read(f, "giay_khai_sinh", "Quyển số: 02/1983\nĐăng ký ngày 21 tháng 7 năm 1989");
    assert_false(must(f, IDENT_CIVIL_REG_NO, "02/1983")->accepted);
    fixture_read(f, "giay_khai_sinh", "Quyển số: 02/1989\nĐăng ký ngày 21 tháng 7 năm 1989");
    assert_true(must(f, IDENT_CIVIL_REG_NO, "02/1989")->accepted);
}

/* What other print makes of a number's signs: shown for a person, never accepted. */
static void misread_signs(void **state)
{
    static const struct {
        const char *type, *text;
        enum ident_kind kind;
        const char *value;
    } cases[] = {
        { "giay_khai_sinh", "Số 194\nGIẤY KHAI SINH", IDENT_CIVIL_REG_NO, "194" },
        { "giay_khai_sinh", "Số ......96......\nGIẤY KHAI SINH", IDENT_CIVIL_REG_NO, "96" },
        { "giay_chung_nhan_ket_hon", "SỐ 32.\nGIẤY CHỨNG NHẬN KẾT HÔN", IDENT_CIVIL_REG_NO, "32" },
        { "giay_khai_sinh", "Số: 121-\nGIẤY KHAI SINH", IDENT_CIVIL_REG_NO, "121" },
        { "giam_ho", "Số: I88/TLGH-BS\n", IDENT_CIVIL_REG_NO, "188/TLGH-BS" },
        { "giay_chung_nhan_ket_hon", "Quyển số: 0172004\n", IDENT_CIVIL_REG_NO, "01/2004" },
        { "di_chuc", "Số chứng thực: 3433, quyển số 08/2001 - SC1/CK\nCHỦ TỊCH", IDENT_CERT_NO,
          "3433,quyểnsố08/2001-SCT/CK" },
        { "di_chuc", "Số chứng thực: 2513, quyển số09/2012 - SCTACK\nCHỦ TỊCH", IDENT_CERT_NO,
          "2513,quyểnsố09/2012-SCT/CK" },
        { "di_chuc", "Số chiêng thực: 1088, quyển số06/2002 - SCT/CK\n", IDENT_CERT_NO,
          "1088,quyểnsố06/2002-SCT/CK" },
        { "ban_sao_chung_thuc", "chứng thực: 3487, quyển số 03/2008 - SCT/BS\n", IDENT_CERT_NO,
          "3487,quyểnsố03/2008-SCT/BS" },
        { "ban_sao_chung_thuc", "2419, quyển số 08/2022 - SCT/BS\n", IDENT_CERT_NO,
          "2419,quyểnsố08/2022-SCT/BS" },
        { "giay_tiep_nhan_hen_tra", "H48 .30-220709.0029\n", IDENT_DOSSIER_CODE,
          "H48.30-220709-0029" },
        { "giay_tiep_nhan_hen_tra", "000.20.59.H05- 190703-0086 II\n", IDENT_DOSSIER_CODE,
          "000.20.59.H05-190703-0086" },
        { "to_khai_ho_tich", "Mã hồ sơ: H40.23-2608 13-005 1\n", IDENT_DOSSIER_CODE,
          "H40.23-260813-0051" },
        { "phieu_bo_sung", "Hồ sơ mã: /31.49-26 1020-0023\n", IDENT_DOSSIER_CODE,
          "H31.49-261020-0023" },
        { "to_khai_ho_tich", "Số CMND/Hộ chiếu: J39950918\n", IDENT_ID9, "139950918" },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture_read(f, cases[i].type, cases[i].text);
        const struct identifier *id = must(f, cases[i].kind, cases[i].value);
        assert_int_equal(id->level, LEVEL_SUSPECT);
        assert_false(id->accepted);
        assert_int_equal(fixture_count(f, cases[i].kind, LEVEL_INVALID), 1);
    }
    fixture_read(f, "giay_khai_sinh", "Quyển số:: 08/1994\n"); /* two colons hurt no number */
    assert_int_equal(must(f, IDENT_CIVIL_REG_NO, "08/1994")->level, LEVEL_VALID);
    /* a passport of seven digits, words and lines that are no numbers of a register */
    fixture_read(f, "to_khai_ho_tich", "Số CMND/Hộ chiếu: J3995091\n");
    assert_non_null(fixture_get(f, IDENT_PASSPORT, "J3995091"));
    fixture_read(f, "giay_khai_sinh", "Mẫu số 1\nSố nhà 96\nSố 3 đường Lê Lợi\nKhóa số 12\n");
    assert_int_equal(fixture_count(f, IDENT_CIVIL_REG_NO, LEVEL_INVALID), 0);
    fixture_read(f, "cong_van", "Số 96\n"); /* of an office's paper */
    assert_int_equal(fixture_count(f, IDENT_CIVIL_REG_NO, LEVEL_INVALID), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(misread_labels),
        cmocka_unit_test(other_people),
        cmocka_unit_test(numbers_to_call),
        cmocka_unit_test(broken_cells),
        cmocka_unit_test(civil_titles),
        cmocka_unit_test(letters_alike),
        cmocka_unit_test(numbers_of_others),
        cmocka_unit_test(years_after_the_paper),
        cmocka_unit_test(certified_above_the_signature),
        cmocka_unit_test(labels_of_spread_lines),
        cmocka_unit_test(numbers_without_a_year),
        cmocka_unit_test(misread_signs),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
