/* Other numbers in the words and forms of ours: nothing of them is accepted. */
#include "ident_fixture.h"

struct row {
    const char *type, *text, *value; /* of any kind but `but` */
    int but;                         /* a kind that may be accepted; -1: none */
};

static void none_accepted(struct fixture *f, const struct row *rows, size_t n)
{
    int wrong = 0;

    for (size_t i = 0; i < n; i++) {
        fixture_read(f, rows[i].type, rows[i].text);
        for (uint32_t k = 0; k < f->n; k++)
            if (f->ids[k].accepted && strcmp(f->ids[k].value, rows[i].value) == 0) {
                print_error("accepted as %s (%s): %s in %s: %s\n", ident_kind_name(f->ids[k].kind),
                            f->ids[k].label, rows[i].value, rows[i].type, rows[i].text);
                wrong++;
            }
    }
    assert_int_equal(wrong, 0);
}

#define NONE_ACCEPTED(f, rows) none_accepted(f, rows, sizeof rows / sizeof *rows)

/* Telephones. */
static void no_telephones(void **state)
{
    static const struct row rows[] = {
        { "bien_lai_phi", "Số: 0912345678", "0912345678", -1 },
        { "bien_lai_phi", "Mã bưu gửi: 0912345678", "0912345678", -1 },
        { "bien_lai_phi", "Mã vận đơn 0912345678", "0912345678", -1 },
        { "bien_lai_phi", "Vận đơn: 0912345678", "0912345678", -1 },
        { "bien_lai_phi", "Bưu gửi số 0912345678", "0912345678", -1 },
        { "bien_lai_phi", "Mã khách hàng: 0912345678", "0912345678", -1 },
        { "bien_lai_phi", "Khách hàng: 0912345678", "0912345678", -1 },
        { "bien_lai_phi", "Số công tơ: 0912345678", "0912345678", -1 },
        { "bien_lai_phi", "Công tơ điện số 0912345678", "0912345678", -1 },
        { "bien_lai_phi", "Số hiệu đồng hồ nước 0912345678", "0912345678", -1 },
        { "bien_lai_phi", "Số máy móc: 0912345678", "0912345678", -1 },
        { "dang_ky_xe", "Số máy: 0912345678", "0912345678", -1 },
        { "dang_ky_xe", "Số khung: 0912345678", "0912345678", -1 },
        { "dang_ky_xe", "Số máy (Engine N0): 0912345678", "0912345678", -1 },
        { "dang_ky_xe", "Biển số: 0912345678", "0912345678", -1 },
        { "bien_lai_phi", "Số thẻ: 0912345678", "0912345678", -1 },
        { "bien_lai_phi", "Mã số: 0912345678", "0912345678", -1 },
        { "bien_lai_phi", "Mã đối soát: 0912345678", "0912345678", -1 },
        { "bien_lai_phi", "Số chứng từ: 0912345678", "0912345678", -1 },
        { "bien_lai_phi", "Số GD: 0912345678", "0912345678", -1 },
        { "bien_lai_phi", "Ref: 0912345678", "0912345678", -1 },
        { "bien_lai_phi", "Trace: 0912345678", "0912345678", -1 },
        { "bien_lai_phi", "TK: 0912345678 tại Ngân hàng A", "0912345678", -1 },
        { "bien_lai_phi", "Số tài khoản 0912 345 678 tại Agribank", "0912345678", -1 },
        { "bien_lai_phi", "Tài khoản: 0912.345.678 Vietcombank", "0912345678", -1 },
        { "bien_lai_phi", "chuyển khoản vào 0912345678", "0912345678", -1 },
        { "giay_kham_suc_khoe", "Mã bệnh nhân: 0912345678", "0912345678", -1 },
        { "giay_kham_suc_khoe", "Số hồ sơ bệnh án: 0912345678", "0912345678", -1 },
        { "giay_kham_suc_khoe", "Mã y tế: 0912345678", "0912345678", -1 },
        { "so_bhxh", "Mã hộ gia đình: 0912345678", "0912345678", -1 },
        { "giay_moi", "Mã cuộc họp: 0912345678", "0912345678", -1 },
        { "giay_moi", "ID phòng họp Zoom: 091 2345 678", "0912345678", -1 },
        { "giay_moi", "Meeting ID: 0912345678", "0912345678", -1 },
        { "ke_hoach", "Mật khẩu: 0912345678", "0912345678", -1 },
        { "bien_ban", "tem niêm phong số 0912345678", "0912345678", -1 },
        { "bien_ban", "Seri: 0912345678", "0912345678", -1 },
        { "bien_ban", "IMEI: 0912345678", "0912345678", -1 },
    };
    NONE_ACCEPTED(*state, rows);
}

/* Citizens' numbers, cards, passports. */
static void no_persons(void **state)
{
    static const struct row rows[] = {
        { "bien_lai_phi", "Số: 019085000000", "019085000000", -1 },
        { "bien_lai_phi", "Số hóa đơn: 019085000000", "019085000000", -1 },
        { "bien_lai_phi", "Số tài khoản: 019085000000", "019085000000", -1 },
        { "bien_lai_phi", "Tài khoản số 019085000000 tại Vietinbank", "019085000000", -1 },
        { "bien_lai_phi", "Mã giao dịch: 019085000000", "019085000000", -1 },
        { "bien_lai_phi", "Mã tham chiếu 019085000000", "019085000000", -1 },
        { "bien_lai_phi", "Mã khách hàng: 019085000000", "019085000000", -1 },
        { "bien_lai_phi", "Số lệnh: 019085000000", "019085000000", -1 },
        { "bien_lai_phi", "Mã số: 019085000000", "019085000000", -1 },
        { "bien_lai_phi", "Mã vạch: 019085000000", "019085000000", -1 },
        { "bien_lai_phi", "Mã số khách hàng: 019085000000", "019085000000", -1 },
        { "giay_phep_lai_xe", "Số/No: 019085000000", "019085000000", -1 },
        { "giay_phep_lai_xe", "GPLX số: 019085000000", "019085000000", -1 },
        { "giay_phep_lai_xe", "Giấy phép lái xe số 019085000000", "019085000000", -1 },
        { "don_de_nghi", "Giấy phép lái xe số 019085000000", "019085000000", -1 },
        { "don_de_nghi", "Số GPLX: 019085000000", "019085000000", -1 },
        { "so_yeu_ly_lich", "Số hiệu văn bằng 019085000000", "019085000000", -1 },
        { "so_yeu_ly_lich", "Mã định danh học sinh: 019085000000", "019085000000", -1 },
        { "don_de_nghi", "Mã định danh điện: PE019085000000", "019085000000", -1 },
        { "thong_bao", "Mã định danh cơ quan: 019085000000", "019085000000", -1 },
        { "thong_bao", "Mã định danh khoản nộp: 019085000000", "019085000000", -1 },
        { "thong_bao_thue", "ID khoản phải nộp: 019085000000", "019085000000", -1 },
        { "thong_bao_thue", "Mã định danh khoản phải nộp (ID): 019085000000", "019085000000", -1 },
        { "bien_lai_phi", "CMND số: 125000003, Số phiếu: 225000004", "225000004", -1 },
        { "bien_lai_phi", "Số phiếu thu: 125000003", "125000003", -1 },
        { "don_de_nghi", "CMND: số tiền 125000003", "125000003", -1 },
        { "giay_moi", "CMND/Thẻ nhà báo: 125000003", "1", -1 },
        { "don_de_nghi", "thẻ thương binh số 125000003", "125000003", -1 },
        { "don_de_nghi", "Thẻ Đảng viên số 125000003", "125000003", -1 },
        { "don_de_nghi", "Số thẻ hội viên: 125000003", "125000003", -1 },
        { "so_yeu_ly_lich", "Chứng minh quân đội số 125000003", "125000003", -1 },
        { "so_yeu_ly_lich", "Chứng minh thư QĐ số: 125000003", "125000003", -1 },
        { "so_yeu_ly_lich", "CMSQ số: 125000003", "125000003", -1 },
        { "don_de_nghi", "Giấy chứng minh sĩ quan số 125000003", "125000003", -1 },
        { "don_de_nghi", "Chứng minh Công an nhân dân số 125000003", "125000003", -1 },
        { "dang_ky_xe", "Số khung: B1234567", "B1234567", -1 },
        { "dang_ky_xe", "Hộ chiếu xe: B1234567", "1", -1 },
        { "don_de_nghi", "Visa số: B1234567", "B1234567", -1 },
        { "don_de_nghi", "Thẻ tạm trú số: B1234567", "B1234567", -1 },
        { "don_de_nghi", "Số văn bằng: B1234567", "B1234567", -1 },
        { "giay_gioi_thieu", "Số CMND cũ: 125000003", "1", -1 },
    };
    NONE_ACCEPTED(*state, rows);
}

static void no_taxes_and_insurance(void **state)
{
    static const struct row rows[] = {
        { "bien_lai_phi", "Mã số đơn vị sử dụng ngân sách: 9900000009", "9900000009", -1 },
        { "bien_lai_phi", "Mã QHNS: 9900000009", "9900000009", -1 },
        { "bien_lai_phi", "Mã số đơn vị: 9900000009", "9900000009", -1 },
        { "bien_lai_phi", "Số: 9900000009", "9900000009", -1 },
        { "bien_lai_phi", "Mã tra cứu: 9900000009", "9900000009", -1 },
        { "bien_lai_phi", "Mã số thuế thửa đất phi nông nghiệp: 9900000009", "1", -1 },
        { "so_bhxh", "Số: 0190000001", "1", -1 },
        { "so_bhxh", "Mã số đơn vị: 1990000002", "1990000002", -1 },
        { "so_bhxh", "Số quyết định: 1990000002", "1990000002", -1 },
        { "so_bhxh", "Số điện thoại: 1990000002", "1990000002", -1 },
        { "the_bhyt", "Mã số đơn vị: 1990000002", "1990000002", -1 },
        { "the_bhyt", "Mã nơi KCB: 1990000002", "1990000002", -1 },
        { "the_bhyt", "Mã số hộ: 1990000002", "1990000002", -1 },
        { "don_de_nghi", "Sổ bảo hiểm xã hội tự nguyện, mã hộ số: 1990000002", "1", -1 },
        { "don_de_nghi", "Thẻ BHYT: mã nơi khám chữa bệnh 1990000002", "1990000002", -1 },
    };
    NONE_ACCEPTED(*state, rows);
}

static void no_codes(void **state)
{
    static const struct row rows[] = {
        { "quyet_dinh", "giá 1.001193 đồng", "1.001193", -1 },
        { "bao_cao", "hệ số 1.001193", "1.001193", -1 },
        { "bao_cao", "tỷ lệ 2.000635 %", "2.000635", -1 },
        { "trich_luc_ban_do", "1 1.001193 2.000635", "1.001193", -1 },
        { "trich_luc_ban_do", "X(m) Y(m)\n1.012345 2.013456", "1.012345", -1 },
        { "bien_ban", "Văn bản số H55.14-260105-0001/BC-UBND", "H55.14-260105-0001", -1 },
        { "cong_van", "Mã văn bản: H55.14-260105-0001", "1", -1 },
        { "don_de_nghi", "Biển số 51G8012345", "51G8012345", -1 },
        { "dang_ky_xe", "Biển kiểm soát: 51G80123456", "1", -1 },
        { "dang_ky_xe", "Biển số đăng ký: 29H8 001.234", "29H8001234", -1 },
        { "dang_ky_xe", "29H8001234", "29H8001234", -1 },
        { "don_de_nghi", "xe mang BKS 29H8001234", "29H8001234", -1 },
        { "bien_ban", "Bằng lái số 29H8001234", "29H8001234", -1 },
        { "don_dang_ky_bien_dong", "Hóa đơn ký hiệu AB 123456", "AB123456", -1 },
        { "hop_dong_chuyen_nhuong", "Biên lai số AB 123456 ngày 5/5/2020", "AB123456", -1 },
        { "hop_dong_chuyen_nhuong", "xe ô tô số khung AB 123456", "AB123456", -1 },
        { "hop_dong_chuyen_nhuong", "hộ chiếu số AB 123456", "AB123456", -1 },
        { "van_ban_thua_ke", "sổ tiết kiệm số AB 123456 tại Agribank", "AB123456", -1 },
        { "van_ban_thua_ke", "sổ tiết kiệm AA 12345678", "AA12345678", -1 },
        { "van_ban_thua_ke", "Giấy chứng nhận cổ phần số AB 123456", "AB123456", -1 },
        { "van_ban_thua_ke", "giấy đăng ký xe số AB 123456", "AB123456", -1 },
        { "di_chuc", "sổ tiết kiệm số seri AB 123456", "AB123456", -1 },
        { "di_chuc", "Giấy chứng nhận đăng ký xe ô tô số 123456", "1", -1 },
        { "hop_dong_chuyen_nhuong", "Giấy chứng nhận đăng ký kết hôn số AB 123456", "AB123456",
          -1 },
        { "giay_phep_xay_dung", "Chứng chỉ hành nghề số AB 123456", "AB123456", -1 },
        { "giay_phep_xay_dung", "Giấy phép quy hoạch số KT 123456", "KT123456", -1 },
        { "thong_bao_thue", "Vào sổ công văn đến: 12345", "12345", -1 },
        { "gcn_qsdd", "Vào sổ đăng ký giao dịch bảo đảm số 12345", "12345", -1 },
        { "gcn_qsdd", "Đăng ký thế chấp, vào sổ số 12345", "12345", -1 },
        { "hop_dong_chuyen_nhuong", "vào sổ công chứng số 12345", "12345", -1 },
        { "don_dang_ky_dat_dai", "Vào sổ tiếp nhận hồ sơ số 12345", "12345", -1 },
        { "don_dang_ky_dat_dai", "Vào sổ theo dõi: quyển 3, số thứ tự 12345", "12345", -1 },
    };
    NONE_ACCEPTED(*state, rows);
}

static void no_parcels(void **state)
{
    static const struct row rows[] = {
        { "hop_dong_chuyen_nhuong", "thửa đất giáp thửa số 276 về phía Đông", "276", -1 },
        { "trich_luc_ban_do", "Phía Bắc giáp thửa đất số 276", "276", -1 },
        { "hop_dong_chuyen_nhuong", "Diện tích sàn: 808,7 m2", "808,7", -1 },
        { "hop_dong_chuyen_nhuong", "Diện tích xây dựng: 808,7 m2", "808,7", -1 },
        { "hop_dong_chuyen_nhuong", "Diện tích sử dụng nhà: 808,7 m2", "808,7", -1 },
        { "giay_phep_xay_dung", "Tổng diện tích sàn xây dựng: 808,7 m2", "808,7", -1 },
        { "giay_phep_xay_dung", "Diện tích tầng 1: 808,7 m2", "808,7", -1 },
        { "gcn_qsdd", "Nhà ở: diện tích 808,7 m2; số tầng 2", "808,7", -1 },
        { "gcn_qsdd", "Diện tích căn hộ: 808,7 m2", "808,7", -1 },
        { "ct01", "Diện tích nhà ở: 808,7 m2", "808,7", -1 },
        { "to_khai_tro_giup_xa_hoi", "Diện tích nhà ở bình quân 808,7 m2", "808,7", -1 },
        { "xac_nhan_tinh_trang_hon_nhan", "cư trú tại thửa 276, tổ 12", "12", -1 },
        { "bao_cao", "số thửa đất được cấp giấy: 276", "276", -1 },
        { "bao_cao", "Đã cấp cho 276 thửa đất, tổng số tờ bản đồ: 112", "112", -1 },
        { "bao_cao", "Tổng số thửa đất số hóa: 276", "276", -1 },
        { "bao_cao", "số thửa: 276, số hộ: 112", "276", -1 },
        { "bao_cao", "Số thửa đã đăng ký: 276", "276", -1 },
        { "bao_cao", "Số tờ bản đồ đã số hóa: 276", "276", -1 },
        { "bao_cao", "diện tích: 808,7 m2", "1", -1 },
        { "bao_cao", "diện tích rừng trồng mới: 808,7 m2", "808,7", -1 },
        { "bao_cao",
          "@100 Thôn @400 Số thửa @700 Số tờ @1000 Diện tích\n@100 A @410 276 @710 112 @1000 808,7",
          "276", -1 },
        { "thong_bao", "Tờ khai số 112", "112", -1 },
        { "thong_bao", "Tờ trình số 112", "112", -1 },
        { "thong_bao", "Tờ rơi: 112 tờ", "112", -1 },
    };
    NONE_ACCEPTED(*state, rows);
}

static void no_registers(void **state)
{
    static const struct row rows[] = {
        { "giay_khai_sinh", "Số: 12/2010 đường Lê Lợi", "12/2010", -1 },
        { "trich_luc_khai_tu", "Giấy báo tử số 12/2010 do Bệnh viện cấp", "12/2010", -1 },
        { "giay_khai_sinh", "Mã số 12/2010", "12/2010", -1 },
        { "trich_luc_khai_sinh", "Quyết định số 12/2010 về việc đổi tên", "12/2010", -1 },
        { "giam_ho", "Hợp đồng số 12/2010", "12/2010", -1 },
        { "nuoi_con_nuoi", "Công văn số 12/2010", "12/2010", -1 },
        { "giay_chung_nhan_ket_hon", "Bản án ly hôn số 12/2010", "12/2010", -1 },
        { "giay_chung_nhan_ket_hon", "Trích lục ghi chú ly hôn số 12/2010", "1", -1 },
        { "van_ban_thua_ke", "Số công chứng: 12/2010, quyển số 01/2010", "01/2010", -1 },
        { "van_ban_thua_ke", "Sổ hộ khẩu số 12/2010", "12/2010", -1 },
        { "van_ban_thua_ke", "Giấy phép số 12/2010", "12/2010", -1 },
        { "van_ban_thua_ke", "Di chúc số 12/2010 lập tại Văn phòng công chứng", "12/2010", -1 },
        { "van_ban_thua_ke", "Giấy chứng nhận số 12/2010", "12/2010", -1 },
        { "van_ban_thua_ke", "Biên bản số 12/2010", "12/2010", -1 },
        { "giay_bao_tu", "Số bệnh án: 12/2010", "12/2010", -1 },
        { "giay_bao_tu", "Số lưu trữ: 12/2010", "12/2010", -1 },
        { "giay_chung_sinh", "Số hồ sơ: 12/2010", "12/2010", -1 },
        { "giay_chung_sinh", "Số nhập viện 12/2010", "12/2010", -1 },
        { "xac_nhan_tinh_trang_hon_nhan", "Quyết định thuận tình ly hôn số 12/2010", "12/2010",
          -1 },
        { "xac_nhan_tinh_trang_hon_nhan", "Thông tư số 04/2020", "04/2020", -1 },
        { "to_khai_ho_tich", "Ban hành kèm theo Thông tư số 04/2020", "04/2020", -1 },
        { "to_khai_ho_tich", "Mẫu số 12/2010", "12/2010", -1 },
        { "trich_luc_khai_sinh", "Biểu mẫu số 12/2010", "12/2010", -1 },
        { "trich_luc_khai_sinh", "Biên lai thu lệ phí số 12/2010", "12/2010", -1 },
        { "trich_luc_khai_sinh", "Phiếu hẹn số 12/2010", "12/2010", -1 },
        { "trich_luc_khai_sinh", "ký tháng số 12/2010", "12/2010", -1 },
        { "giay_khai_sinh", "Sổ lưu bản sao số 12/2010", "1", -1 },
        { "giay_khai_sinh", "Số sổ hộ khẩu: 12/2010", "12/2010", -1 },
        { "giay_khai_sinh", "Quyển số 01/2010 - SCT/BS", "01/2010", -1 },
    };
    NONE_ACCEPTED(*state, rows);
}

/* The same in tables and over lines. */
static void none_elsewhere(void **state)
{
    static const struct row rows[] = {
        { "bien_lai_phi",
          "@100 Khoản thu @700 Số biên lai @1300 Số tiền\n@100 Phí @700 0912345678 @1300 20.000",
          "0912345678", -1 },
        { "so_theo_doi",
          "@100 STT @300 Số tài khoản @900 Điện thoại\n@100 1 @300 0912345678 @900 0387654321",
          "0912345678", -1 },
        { "so_theo_doi",
          "@100 STT @300 Mã khách hàng @900 Họ tên\n@100 1 @300 0912345678 @900 Lê A", "0912345678",
          -1 },
        { "bien_lai_phi", "@100 Mã giao dịch\n^@800 0912345678", "0912345678", -1 },
        { "giay_kham_suc_khoe", "@100 Mã số bệnh nhân\n^@800 0912345678", "0912345678", -1 },
        { "giay_kham_suc_khoe", "Mã BN\n0912345678", "0912345678", -1 },
        { "bien_lai_phi", "Số tham chiếu\n0912345678", "0912345678", -1 },
        { "don_de_nghi", "nộp vào tài khoản của ông A, số\n0912345678 tại Ngân hàng", "0912345678",
          -1 },
        { "don_de_nghi", "tài khoản 3901.0.1054123.00000 và 0912345678", "0912345678", -1 },
        { "thong_bao_thue", "Tài khoản thu ngân sách: 7111, mã chương 0912345678", "0912345678",
          -1 },
        { "thong_bao_thue", "Mã cơ quan thu: 0912345678", "0912345678", -1 },
        { "thong_bao", "Fanpage: facebook.com/0912345678", "0912345678", -1 },
        { "giay_moi", "Mã tin nhắn: 0912345678", "0912345678", -1 },
        { "bien_ban", "giấy phép số 0912345678", "0912345678", -1 },
        { "bien_lai_phi", "Mẫu số 01 ký hiệu 0912345678", "0912345678", -1 },
        { "so_theo_doi",
          "@100 STT @300 Số CCCD @900 Số GPLX\n@100 1 @300 019085000000 @900 024199000000",
          "024199000000", -1 },
        { "so_theo_doi", "@100 STT @300 Số tài khoản @900 Ghi chú\n@100 1 @300 019085000000 @900 x",
          "019085000000", -1 },
        { "so_theo_doi", "@100 STT @300 Mã định danh hồ sơ\n@100 1 @300 019085000000",
          "019085000000", -1 },
        { "bien_lai_phi", "Căn cước công dân\nSố biên lai: 019085000000", "019085000000", -1 },
        { "bien_lai_phi", "Nộp bằng thẻ căn cước; mã giao dịch 019085000000", "019085000000", -1 },
        { "giay_phep_lai_xe", "Số: 019085000000", "019085000000", -1 },
        { "giay_phep_lai_xe", "No: 019085000000", "019085000000", -1 },
        { "dang_ky_xe", "Căn cước: 019085000000 Số máy: 024199000000", "024199000000", -1 },
        { "the_bhyt", "Mã thẻ ngân hàng: 019085000000", "019085000000", -1 },
        { "don_de_nghi", "Mã số sổ hộ khẩu: 019085000000", "019085000000", -1 },
        { "don_de_nghi", "Số sổ tiết kiệm: 019085000000", "019085000000", -1 },
        { "don_de_nghi", "CCCD gắn chíp, số sê ri 019085000000", "019085000000", -1 },
        { "don_de_nghi", "mã vạch trên thẻ căn cước 019085000000", "019085000000", -1 },
        { "don_de_nghi", "Số điện kế 019085000000", "019085000000", -1 },
        { "don_de_nghi", "CMND số: 125000003 (cũ), số sổ 225000004", "225000004", -1 },
        { "so_ho_khau", "Số hồ sơ hộ khẩu: 125000003", "125000003", -1 },
        { "so_ho_khau", "Sổ hộ khẩu số: 125000003", "125000003", -1 },
        { "so_ho_khau", "Hồ sơ hộ khẩu số: 125000003", "125000003", -1 },
        { "so_ho_khau", "Số: 125000003", "125000003", -1 },
        { "so_tam_tru", "Số: 125000003", "125000003", -1 },
        { "cmnd", "Số sê ri: 125000003", "125000003", -1 },
        { "giay_chung_nhan_ket_hon", "Số seri: 125000003", "125000003", -1 },
        { "so_bhxh", "Số sổ: 0190000001 Số tờ rời: 0190000009", "0190000009", -1 },
        { "so_bhxh", "Mã số tổ chức: 0190000001", "0190000001", -1 },
        { "so_bhxh", "Mã số thuế: 0190000001", "0190000001", -1 },
        { "so_bhxh", "Số tài khoản: 0190000001", "0190000001", -1 },
        { "so_bhxh", "Mã hồ sơ số 0190000001", "0190000001", -1 },
        { "the_bhyt", "Mã số cơ sở KCB: 0190000001", "0190000001", -1 },
        { "the_bhyt", "Mã số thuế đơn vị: 0190000001", "0190000001", -1 },
        { "thong_bao_thue", "MST người bán: 9900000009", "1", -1 },
        { "gcn_ho_kinh_doanh", "Số: 29H8001234/GP", "29H8001234", -1 },
        { "hop_dong_chuyen_nhuong", "Số công chứng: 1234, quyển số 01/2023 TP/CC-SCC/HĐGD", "1",
          -1 },
        { "ban_sao_chung_thuc", "Số vào sổ gốc cấp văn bằng: 12345", "12345", -1 },
        { "ban_sao_chung_thuc", "Số hiệu: AB 123456", "AB123456", -1 },
        { "ban_sao_chung_thuc", "Số hiệu bằng: AB 123456\nGiấy chứng nhận", "AB123456", -1 },
        { "ban_sao_chung_thuc", "GIẤY CHỨNG NHẬN TỐT NGHIỆP\nSố: AB 123456", "AB123456", -1 },
        { "ban_sao_chung_thuc", "GIẤY CHỨNG NHẬN HUẤN LUYỆN số AB 123456", "AB123456", -1 },
        { "van_ban_thua_ke", "@100 Tài sản @700 Số hiệu\n@100 Sổ tiết kiệm @700 AB 123456",
          "AB123456", -1 },
        { "van_ban_thua_ke", "Một xe ô tô theo Giấy chứng nhận đăng ký số AB 123456", "AB123456",
          -1 },
        { "van_ban_thua_ke", "Cổ phần theo Giấy chứng nhận sở hữu cổ phần AB 123456", "AB123456",
          -1 },
        { "don_dang_ky_dat_dai", "Tờ khai mã AB 123456", "AB123456", -1 },
        { "gcn_qsdd", "Mẫu in AB 123456", "AB123456", -1 },
        { "giay_phep_xay_dung", "Bản vẽ số KT 123456", "KT123456", -1 },
        { "giay_phep_xay_dung", "ký hiệu thiết kế: KT 123456", "KT123456", -1 },
        { "trich_luc_ban_do", "Mốc giới M 123456", "M123456", -1 },
        { "trich_luc_ban_do", "Tọa độ X: 123456 Y 654321", "Y654321", -1 },
        { "trich_luc_ban_do", "@100 Điểm @400 X @900 Y\n@100 A @400 A 123456 @900 B 654321",
          "A123456", -1 },
        { "don_chuyen_muc_dich", "QĐ 123456 của UBND", "QĐ123456", -1 },
        { "hop_dong_chuyen_nhuong", "ngân hàng A, số TK AB 123456", "AB123456", -1 },
        { "trich_luc_ban_do",
          "@100 Điểm @400 Cạnh (m) @900 Thửa giáp ranh\n@100 1 @400 12,5 @900 276", "276", -1 },
        { "trich_luc_ban_do",
          "@100 Thửa giáp ranh @600 Tờ @900 Chủ sử dụng\n@100 276 @600 112 @900 Lê A", "276", -1 },
        { "trich_luc_ban_do",
          "@100 Số hiệu đỉnh thửa @600 Chiều dài @900 Tờ\n@100 276 @600 12,5 @900 112", "276", -1 },
        { "don_tach_hop_thua", "tách thành 276 thửa đất", "276", -1 },
        { "don_tach_hop_thua", "gồm thửa số 1, thửa số 2", "1", -1 },
        { "hop_dong_chuyen_nhuong", "giá đất 808,7 m2", "808,7", -1 },
        { "quyet_dinh", "thu hồi diện tích 808,7 m2 rừng", "1", -1 },
        { "ct01", "@100 Diện tích nhà @500 Tờ @800 Thửa\n@100 808,7 @500 112 @800 276", "808,7",
          -1 },
        { "giay_khai_sinh", "Đăng ký lại từ Giấy khai sinh\nSố: 12/2010/QĐ-UBND", "12/2010", -1 },
        { "giay_khai_sinh", "Số: 12/2010/GCS", "12/2010", -1 },
        { "giay_khai_sinh", "Theo Quyết định ngày 5/5/2010\nsố 12/2010", "12/2010", -1 },
        { "trich_luc_khai_tu", "Số giấy tờ tùy thân: 12/2010", "12/2010", -1 },
        { "trich_luc_khai_tu", "Địa chỉ: số 12/2010 Lê Lợi", "12/2010", -1 },
        { "trich_luc_ket_hon", "Số nhà 12/2010", "12/2010", -1 },
        { "trich_luc_khai_sinh", "Số phiếu: 12/2010", "12/2010", -1 },
        { "trich_luc_khai_sinh", "STT 12/2010", "12/2010", -1 },
        { "trich_luc_khai_sinh", "Số thứ tự: 12/2010", "12/2010", -1 },
        { "trich_luc_khai_sinh", "Tháng, năm: 12/2010", "12/2010", -1 },
        { "trich_luc_khai_sinh", "Kỳ họp số 12/2010", "12/2010", -1 },
        { "nuoi_con_nuoi", "Giấy phép hoạt động số 12/2010", "12/2010", -1 },
        { "nuoi_con_nuoi", "Hồ sơ số 12/2010", "12/2010", -1 },
        { "giam_ho", "Giấy ủy quyền số 12/2010", "12/2010", -1 },
        { "van_ban_thua_ke", "Giấy chứng nhận đăng ký xe số 12/2010", "12/2010", -1 },
        { "giay_bao_tu", "Số: 12/2010/GBT-BV", "12/2010", -1 },
        { "quyet_dinh", "số 1.001193 đồng", "1.001193", -1 },
        { "bao_cao", "thu lệ phí thủ tục là 1.001193 nghìn", "1.001193", -1 },
        { "cong_van", "Phiên bản 1.001193", "1.001193", -1 },
    };
    NONE_ACCEPTED(*state, rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_telephones),
        cmocka_unit_test(no_persons),
        cmocka_unit_test(no_taxes_and_insurance),
        cmocka_unit_test(no_codes),
        cmocka_unit_test(no_parcels),
        cmocka_unit_test(no_registers),
        cmocka_unit_test(none_elsewhere),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
