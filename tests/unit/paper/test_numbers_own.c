/* A paper's own number in the heads that offices print, and numbers that papers only cite. */
/* cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "tests/unit/paper/fixture.h"

#define OFFICE_NO(no)                                                                              \
    "B ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",                                      \
        "B XÃ VÍ DỤ | Độc lập - Tự do - Hạnh phúc", "B " no " | Ví Dụ, ngày 12 tháng 3 năm 2024"
#define DESK_NO(no)                                                                                \
    "B UBND XÃ VÍ DỤ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",                                        \
        "B BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ | Độc lập - Tự do - Hạnh phúc",                        \
        "B " no " | Ví Dụ, ngày 12 tháng 3 năm 2024"
#define POLICE_NO(no)                                                                              \
    "B CÔNG AN TỈNH VÍ DỤ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",                                   \
        "B CÔNG AN XÃ VÍ DỤ | Độc lập - Tự do - Hạnh phúc",                                        \
        "B " no " | Ví Dụ, ngày 12 tháng 3 năm 2024"
#define CLINIC_NO(no)                                                                              \
    "B SỞ Y TẾ TỈNH VÍ DỤ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",                                   \
        "B BỆNH VIỆN ĐA KHOA VÍ DỤ | Độc lập - Tự do - Hạnh phúc",                                 \
        "B " no " | Ví Dụ, ngày 12 tháng 3 năm 2024"
#define STATE_C "C CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "C Độc lập - Tự do - Hạnh phúc"
#define PERSON  "L Họ và tên: NGUYỄN THỊ MẪU", "L Ngày sinh: 12/03/1985"
#define BODY                                                                                       \
    "I Thực hiện nhiệm vụ được giao, Ủy ban nhân dân xã Ví Dụ đề nghị các đơn vị phối hợp.",       \
        "I Các nội dung trên đã được kiểm tra và chịu trách nhiệm."

enum { LINES = 14 };

struct head {
    const char *lines[LINES], *own; /* NULL: it has none */
    bool shown;                     /* not accepted */
};

static void check(struct fixture *f, const struct head *rows, size_t n)
{
    size_t bad = 0;

    for (size_t i = 0; i < n; i++) {
        const struct document *d = only(f, sheet(&f->a, rows[i].lines));
        const struct field *got = get(d, "doc_number");
        const char *value = got ? got->value : "-", *own = rows[i].own ? rows[i].own : "-";
        if (strcmp(value, own) == 0 && (!got || got->accepted == !rows[i].shown))
            continue;
        bad++;
        print_error("%zu %s: %s%s, not %s%s\n", i, d->type, value,
                    got && got->accepted ? " accepted" : "", own, rows[i].shown ? " shown" : "");
    }
    if (bad)
        fail_msg("%zu of %zu heads", bad, n);
}

static void under_the_office(void **state)
{
    static const struct head rows[] = {
        { { OFFICE_NO("Số: 12/QĐ-UBND"), "C QUYẾT ĐỊNH", "C Về việc giải quyết hồ sơ", BODY },
          "12/QĐ-UBND",
          false },
        { { OFFICE_NO("Số: 1204/QĐ-CTUBND"), "C QUYẾT ĐỊNH", "C Về việc cử cán bộ", BODY },
          "1204/QĐ-CTUBND",
          false },
        { { OFFICE_NO("Số: 77/QĐ-XPVPHC"), "C QUYẾT ĐỊNH", "C Xử phạt vi phạm hành chính", BODY },
          "77/QĐ-XPVPHC",
          false },
        { { OFFICE_NO("Số: 05/NQ-HĐND"), "C NGHỊ QUYẾT", "C Về dự toán ngân sách", BODY },
          "05/NQ-HĐND",
          false },
        { { OFFICE_NO("Số:45/TB-UBND"), "C THÔNG BÁO", "C Về việc niêm yết", BODY },
          "45/TB-UBND",
          false },
        { { OFFICE_NO("Số 45/TB-UBND"), "C THÔNG BÁO", "C Về việc niêm yết", BODY },
          "45/TB-UBND",
          false },
        { { OFFICE_NO("Số : 45 /TB - UBND"), "C THÔNG BÁO", "C Về việc niêm yết", BODY },
          "45/TB-UBND",
          false },
        { { OFFICE_NO("Số hiệu: 45/TB-UBND"), "C THÔNG BÁO", "C Về việc niêm yết", BODY },
          "45/TB-UBND",
          false },
        { { OFFICE_NO("45/TB-UBND"), "C THÔNG BÁO", "C Về việc niêm yết", BODY },
          "45/TB-UBND",
          false },
        { { OFFICE_NO("Số: 45a/TB-UBND"), "C THÔNG BÁO", "C Về việc niêm yết", BODY },
          "45a/TB-UBND",
          false },
        { { OFFICE_NO("Số: 45/2024/TB-UBND"), "C THÔNG BÁO", "C Về việc niêm yết", BODY },
          "45/2024/TB-UBND",
          false },
        { { OFFICE_NO("Số: 03/2024/QĐ-UBND"), "C QUYẾT ĐỊNH", "C Ban hành quy chế", BODY },
          "03/2024/QĐ-UBND",
          false },
        { { OFFICE_NO("Số: 88/BC-UBND"), "C BÁO CÁO", "C Kết quả số hóa", BODY },
          "88/BC-UBND",
          false },
        { { OFFICE_NO("Số: 88/BG-UBND"), "C BÁO CÁO", "C Kết quả số hóa", BODY },
          "88/BC-UBND",
          true },
        { { OFFICE_NO("Số: 19/TTr-UBND"), "C TỜ TRÌNH", "C Về việc phân bổ", BODY },
          "19/TTr-UBND",
          false },
        { { OFFICE_NO("Số: 19/KH-UBND"), "C KẾ HOẠCH", "C Rà soát hồ sơ", BODY },
          "19/KH-UBND",
          false },
        { { OFFICE_NO("Số: 19/KH-HĐND"), "C KẾ HOẠCH", "C Giám sát", BODY }, "19/KH-HĐND", false },
        { { OFFICE_NO("Số: 2/CT-UBND"), "C CHỈ THỊ", "C Về tăng cường quản lý", BODY },
          "2/CT-UBND",
          false },
        { { OFFICE_NO("Số: 06/CĐ-UBND"), "C CÔNG ĐIỆN", "C Ứng phó bão số 3", BODY },
          "06/CĐ-UBND",
          false },
        { { OFFICE_NO("Số: 06/CĐ-BCH"), "C CÔNG ĐIỆN", "C Ứng phó bão số 3", BODY },
          "06/CĐ-BCH",
          false },
        { { OFFICE_NO("Số: 31/HD-UBND"), "C HƯỚNG DẪN", "C Thực hiện thủ tục", BODY },
          "31/HD-UBND",
          false },
        { { OFFICE_NO("Số: 120/GM-UBND"), "C GIẤY MỜI", "C Dự họp", BODY }, "120/GM-UBND", false },
        { { OFFICE_NO("Số: 120/GM-UR"), "C GIẤY MỜI", "C Dự họp", BODY }, "120/GM-UR", true },
        { { OFFICE_NO("Số: 11/GGT-UBND"), "C GIẤY GIỚI THIỆU", PERSON, BODY },
          "11/GGT-UBND",
          false },
        { { OFFICE_NO("Số: 11/GT-UB"), "C GIẤY GIỚI THIỆU", PERSON, BODY }, "11/GT-UB", false },
        { { OFFICE_NO("Số: 64/BB-UBND"), "C BIÊN BẢN", "C Làm việc", BODY }, "64/BB-UBND", false },
        { { OFFICE_NO("Số: 64/BB-TKT"), "C BIÊN BẢN", "C Kiểm tra", BODY }, "64/BB-TKT", false },
        { { OFFICE_NO("Số: 7/PC-UBND"), "C PHIẾU CHUYỂN ĐƠN", PERSON, BODY }, "7/PC-UBND", false },
        { { OFFICE_NO("Số: 214/XN-UBND"), "C GIẤY XÁC NHẬN", PERSON, BODY }, "214/XN-UBND", false },
        { { OFFICE_NO("Số: 214/GXN-UBND"), "C GIẤY XÁC NHẬN", PERSON, BODY },
          "214/GXN-UBND",
          false },
        { { OFFICE_NO("Số: 214/UBND-XN"), "C GIẤY XÁC NHẬN", PERSON, BODY }, "214/UBND-XN", false },
        { { OFFICE_NO("Số: 31/XNTTHN"), "C GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", PERSON, BODY },
          "31/XNTTHN",
          false },
        { { OFFICE_NO("Số: 31/UBND-XNTTHN"), "C GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", PERSON, BODY },
          "31/UBND-XNTTHN",
          false },
        { { OFFICE_NO("Số: 31/GXNHN-UBND"), "C GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", PERSON, BODY },
          "31/GXNHN-UBND",
          false },
        { { OFFICE_NO("Số: 90/GCN-HN.HCN"), "C GIẤY CHỨNG NHẬN HỘ NGHÈO NĂM 2024", PERSON, BODY },
          "90/GCN-HN.HCN",
          false },
        { { OFFICE_NO("Số: 90/GCNHN"), "C GIẤY CHỨNG NHẬN HỘ NGHÈO NĂM 2024", PERSON, BODY },
          "90/GCNHN",
          false },
        { { OFFICE_NO("Số: 90/GCN-HNHCN"), "C GIẤY CHỨNG NHẬN HỘ NGHÈO NĂM 2024", PERSON, BODY },
          "90/GCN-HNHCN",
          true },
        { { OFFICE_NO("Số: 15/XNKT"), "C GIẤY XÁC NHẬN KHUYẾT TẬT", PERSON, BODY },
          "15/XNKT",
          false },
        { { OFFICE_NO("Số: 15/GXN-KT"), "C GIẤY XÁC NHẬN KHUYẾT TẬT", PERSON, BODY },
          "15/GXN-KT",
          false },
        { { OFFICE_NO("Số: 8/TLKS-BS"), "C TRÍCH LỤC KHAI SINH", "C (BẢN SAO)", PERSON, BODY },
          "8/TLKS-BS",
          false },
        { { OFFICE_NO("Số: 8/TLKT-BS"), "C TRÍCH LỤC KHAI TỬ", "C (BẢN SAO)", PERSON, BODY },
          "8/TLKT-BS",
          false },
        { { OFFICE_NO("Số: 8/TLTĐCC-BS"), "C TRÍCH LỤC", "C CẢI CHÍNH HỘ TỊCH", "C (BẢN SAO)",
            PERSON, BODY },
          "8/TLTĐCC-BS",
          false },
        { { OFFICE_NO("Số: 8/TUTĐCC-BS"), "C TRÍCH LỤC", "C CẢI CHÍNH HỘ TỊCH", "C (BẢN SAO)",
            PERSON, BODY },
          "8/TLTĐCC-BS",
          true },
        { { OFFICE_NO("Số: 41/QĐUB"), "C QUYẾT ĐỊNH", "C Về việc cấp đất", BODY },
          "41/QĐUB",
          true },
    };

    check(*state, rows, sizeof rows / sizeof *rows);
}

static void letters_and_slips(void **state)
{
    static const struct head rows[] = {
        { { OFFICE_NO("Số: 226/UBND-HCC"), "L V/v rà soát hồ sơ", "C Kính gửi: Sở Tư pháp", BODY },
          "226/UBND-HCC",
          false },
        { { OFFICE_NO("Số: 226/UBND-VHXH"), "L V/v rà soát hồ sơ", "C Kính gửi: Sở Tư pháp", BODY },
          "226/UBND-VHXH",
          false },
        { { OFFICE_NO("Số: 226/UBND-KTHTĐT"), "L V/v rà soát hồ sơ", "C Kính gửi: Sở Tư pháp",
            BODY },
          "226/UBND-KTHTĐT",
          false },
        { { OFFICE_NO("Số: 226/UBND-NC"), "L V/v rà soát hồ sơ", "C Kính gửi: Sở Tư pháp", BODY },
          "226/UBND-NC",
          false },
        { { OFFICE_NO("Số: 226/CV-UB"), "L V/v rà soát hồ sơ", "C Kính gửi: Sở Tư pháp", BODY },
          "226/CV-UB",
          false },
        { { OFFICE_NO("Số: 226/UBND-QXZ"), "L V/v rà soát hồ sơ", "C Kính gửi: Sở Tư pháp", BODY },
          "226/UBND-QXZ",
          true },
        { { DESK_NO("Số: 854/TNHS"), "C GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", PERSON, BODY },
          "854/TNHS",
          false },
        { { DESK_NO("Số: 854/BPMC-TNHS"), "C GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", PERSON,
            BODY },
          "854/BPMC-TNHS",
          false },
        { { DESK_NO("Số: 854/TNHSHTKQ"), "C GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", PERSON,
            BODY },
          "854/TNHSHTKQ",
          false },
        { { DESK_NO("Số: 854/BN-TNTKQ"), "C BIÊN NHẬN HỒ SƠ", PERSON, BODY },
          "854/BN-TNTKQ",
          false },
        { { DESK_NO("Số: 854/GTN-TTPVHCC"), "C GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", PERSON,
            BODY },
          "854/GTN-TTPVHCC",
          false },
        { { DESK_NO("Số: 13/TCTN"), "C PHIẾU TỪ CHỐI", "C TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ", PERSON,
            BODY },
          "13/TCTN",
          false },
        { { DESK_NO("Số: 13/TGTN"), "C PHIẾU TỪ CHỐI", "C TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ", PERSON,
            BODY },
          "13/TCTN",
          true },
        { { DESK_NO("Số: 13/KSQTGQ"), "C PHIẾU KIỂM SOÁT QUÁ TRÌNH", "C GIẢI QUYẾT HỒ SƠ", PERSON,
            BODY },
          "13/KSQTGQ",
          false },
        { { DESK_NO("Số: 13/KSOTGO"), "C PHIẾU KIỂM SOÁT QUÁ TRÌNH", "C GIẢI QUYẾT HỒ SƠ", PERSON,
            BODY },
          "13/KSQTGQ",
          true },
        { { DESK_NO("Số: 13/PBS-BPMC"), "C PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", PERSON, BODY },
          "13/PBS-BPMC",
          false },
        { { DESK_NO("Số: 13/PYC-TTHCC"), "C PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", PERSON,
            BODY },
          "13/PYC-TTHCC",
          false },
        { { DESK_NO("Số: 13/XL-UBND"), "C PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", PERSON,
            BODY },
          "13/XL-UBND",
          false },
        { { DESK_NO("Số: 13/TB-UBND"), "C THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", PERSON, BODY },
          "13/TB-UBND",
          false },
        { { POLICE_NO("Số: 987/XNCT-CA"), "C XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ", PERSON, BODY },
          "987/XNCT-CA",
          false },
        { { POLICE_NO("Số: 987/XNGT-CA"), "C XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ", PERSON, BODY },
          "987/XNCT-CA",
          true },
        { { POLICE_NO("Số: 987/XNCTCA"), "C XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ", PERSON, BODY },
          "987/XNCT-CA",
          true },
        { { POLICE_NO("Số: 987/XN-CAX"), "C XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ", PERSON, BODY },
          "987/XN-CAX",
          false },
        { { POLICE_NO("Số: 987/CAT-PV06"), "C PHIẾU LÝ LỊCH TƯ PHÁP SỐ 1", PERSON, BODY },
          "987/CAT-PV06",
          false },
        { { POLICE_NO("Số: 987/LLTP"), "C PHIẾU LÝ LỊCH TƯ PHÁP SỐ 1", PERSON, BODY },
          "987/LLTP",
          false },
        { { "B UBND TỈNH VÍ DỤ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "B SỞ TƯ PHÁP | Độc lập - Tự do - Hạnh phúc",
            "B Số: 76746/LLTP-STP | Ví Dụ, ngày 12 tháng 3 năm 2024",
            "C PHIẾU LÝ LỊCH TƯ PHÁP SỐ 1", PERSON, BODY },
          "76746/LLTP-STP",
          false },
        { { "B UBND TỈNH VÍ DỤ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "B SỞ TƯ PHÁP | Độc lập - Tự do - Hạnh phúc",
            "B Số: 76746/LLUTP-STP | Ví Dụ, ngày 12 tháng 3 năm 2024",
            "C PHIẾU LÝ LỊCH TƯ PHÁP SỐ 1", PERSON, BODY },
          "76746/LLTP-STP",
          true },
        { { CLINIC_NO("Số: 104/GBT-BVĐK"), "C GIẤY BÁO TỬ", PERSON, BODY }, "104/GBT-BVĐK", false },
        { { CLINIC_NO("Số: 104/GBT-BVĐKVD"), "C GIẤY BÁO TỬ", PERSON, BODY },
          "104/GBT-BVĐKVD",
          false },
        { { CLINIC_NO("Số: 104/CS-KS"), "C GIẤY CHỨNG SINH", PERSON, BODY }, "104/CS-KS", false },
        { { CLINIC_NO("Số: 104/GCS"), "C GIẤY CHỨNG SINH", PERSON, BODY }, "104/GCS", false },
        { { CLINIC_NO("Số: 104/GKSK-BV"), "C GIẤY KHÁM SỨC KHỎE", PERSON, BODY },
          "104/GKSK-BV",
          false },
        { { "B SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "B VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI | Độc lập - Tự do - Hạnh phúc",
            "B Số: 3752/TĐĐC | Ví Dụ, ngày 12 tháng 3 năm 2024", "C TRÍCH LỤC BẢN ĐỒ ĐỊA CHÍNH",
            "L 1. Thửa đất số: 753", BODY },
          "3752/TĐĐC",
          false },
        { { "B SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "B VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI | Độc lập - Tự do - Hạnh phúc",
            "B Số: 3752/TĐC | Ví Dụ, ngày 12 tháng 3 năm 2024", "C TRÍCH LỤC BẢN ĐỒ ĐỊA CHÍNH",
            "L 1. Thửa đất số: 753", BODY },
          "3752/TĐĐC",
          true },
        { { "B SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "B CHI NHÁNH VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI | Độc lập - Tự do - Hạnh phúc",
            "B Số: 52/TL-CNVPĐKĐĐ | Ví Dụ, ngày 12 tháng 3 năm 2024",
            "C TRÍCH LỤC BẢN ĐỒ ĐỊA CHÍNH", "L 1. Thửa đất số: 753", BODY },
          "52/TL-CNVPĐKĐĐ",
          false },
        { { "B TỔNG CỤC THUẾ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "B CHI CỤC THUẾ HUYỆN VÍ DỤ | Độc lập - Tự do - Hạnh phúc",
            "B Số: 5520/TB-CCT | Ví Dụ, ngày 12 tháng 3 năm 2024", "C THÔNG BÁO NỘP TIỀN",
            "C Về lệ phí trước bạ nhà, đất", PERSON, BODY },
          "5520/TB-CCT",
          false },
    };

    check(*state, rows, sizeof rows / sizeof *rows);
}

static void in_other_places(void **state)
{
    static const struct head rows[] = {
        { { STATE_C, "C GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "C (Số: 1256/TNHS)", PERSON,
            BODY },
          "1256/TNHS",
          false },
        { { STATE_C, "C GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "C Số: 1256/TNHS", PERSON, BODY },
          "1256/TNHS",
          false },
        { { STATE_C, "C GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "C Số/No: 1256/TNHS", PERSON,
            BODY },
          "1256/TNHS",
          false },
        { { STATE_C, "C GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "C Số biên nhận: 1256/BN", PERSON,
            BODY },
          "1256/BN",
          false },
        { { STATE_C, "C GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "C Số phiếu: 1256/PTN", PERSON,
            BODY },
          "1256/PTN",
          false },
        { { STATE_C, "C TRÍCH LỤC KHAI SINH", "C Số: 14/TLKS-BS", PERSON, BODY },
          "14/TLKS-BS",
          false },
        { { STATE_C, "C TRÍCH LỤC KHAI SINH", "C (BẢN SAO)", "C Số: 14/TLKS-BS", PERSON, BODY },
          "14/TLKS-BS",
          false },
        { { STATE_C, "C TRÍCH LỤC KHAI SINH", "R Số: 14/TLKS-BS", PERSON, BODY },
          "14/TLKS-BS",
          false },
        { { STATE_C, "R Số: 298/2021", "C GIẤY KHAI SINH", PERSON, BODY }, "298/2021", false },
        { { STATE_C, "C GIẤY KHAI SINH", "L Số: 172   Quyển số: 01/2007", PERSON, BODY },
          "172",
          false },
        { { STATE_C, "C BÁO CÁO", "C Số: 88/BC-UBND", BODY }, "88/BC-UBND", false },
        { { STATE_C, "C QUYẾT ĐỊNH SỐ 15/QĐ-UB", "C Về việc cấp đất", BODY }, "15/QĐ-UB", false },
        { { STATE_C, "C XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ", "L Số: 12/XN", PERSON, BODY },
          "12/XN",
          false },
        { { STATE_C, "C GIẤY PHÉP XÂY DỰNG", "C Số: 88/GPXD", PERSON, BODY }, "88/GPXD", false },
    };

    check(*state, rows, sizeof rows / sizeof *rows);
}

/* Numbers of other papers, of persons, of things. */
static void cited_ones_never(void **state)
{
    static const struct head rows[] = {
        { { STATE_C, "C VĂN BẢN THỎA THUẬN PHÂN CHIA DI SẢN",
            "I Hôm nay, ngày 06 tháng 8 năm 2025, chúng tôi gồm có:",
            "L 1. Ông Hoàng Văn Thử, sinh năm 1970, chết theo trích lục khai tử",
            "L số: 37/TLKT-BS do UBND xã Ví Dụ cấp." },
          NULL,
          false },
        { { STATE_C, "C VĂN BẢN THỎA THUẬN PHÂN CHIA DI SẢN",
            "I Hôm nay, ngày 06 tháng 8 năm 2025, chúng tôi gồm có:",
            "L 1. Ông Hoàng Văn Thử, sinh năm 1970", "L Số: 37/TLKT-BS", "L cấp tại UBND xã" },
          NULL,
          false },
        { { STATE_C, "C DI CHÚC", "L Tờ số: 1", "I Tôi là Võ Thị Thử, sinh ngày 23/06/1934,",
            "L lập di chúc này." },
          NULL,
          false },
        { { STATE_C, "C DI CHÚC", "L Trang số 1", "I Tôi là Võ Thị Thử, sinh ngày 23/06/1934,",
            "L lập di chúc này." },
          NULL,
          false },
        { { STATE_C, "C TỜ KHAI ĐĂNG KÝ KHAI SINH", "L Họ và tên: NGUYỄN THỊ MẪU",
            "L Giấy tờ tùy thân số: 001085000001", BODY },
          NULL,
          false },
        { { STATE_C, "C ĐƠN ĐỀ NGHỊ", "C Kính gửi: UBND xã Ví Dụ", "L Tôi là: NGUYỄN THỊ MẪU",
            "L Căn cứ Quyết định số 12/QĐ-UBND ngày 01/02/2024 của UBND xã", BODY },
          NULL,
          false },
        { { OFFICE_NO("Số: 45/TB-UBND"), "C THÔNG BÁO", "C Về việc niêm yết",
            "I Căn cứ Công văn số 812/STP-HCTP ngày 01/02/2024 của Sở Tư pháp;", BODY },
          "45/TB-UBND",
          false },
        { { OFFICE_NO("Số: /TB-UBND"), "C THÔNG BÁO", "C Về việc niêm yết",
            "I Căn cứ Công văn số 812/STP-HCTP ngày 01/02/2024 của Sở Tư pháp;", BODY },
          NULL,
          false },
        { { OFFICE_NO("Số: ....../TB-UBND"), "C THÔNG BÁO", "C Về việc niêm yết",
            "I Căn cứ Công văn số 812/STP-HCTP ngày 01/02/2024 của Sở Tư pháp;", BODY },
          NULL,
          false },
        { { OFFICE_NO("Số: ……/2024/QĐ-UBND"), "C QUYẾT ĐỊNH", "C Ban hành quy chế",
            "I Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ;", BODY },
          NULL,
          false },
        { { OFFICE_NO(" "), "C QUYẾT ĐỊNH", "C Về việc giải quyết hồ sơ",
            "I Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ;", BODY },
          NULL,
          false },
        { { OFFICE_NO(" "), "C QUYẾT ĐỊNH", "C Về việc giải quyết hồ sơ", "I Xét Tờ trình",
            "L số 12/TTr-VP ngày 01/02/2024 của Văn phòng;", BODY },
          NULL,
          false },
        { { STATE_C, "C HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT",
            "L Giấy chứng nhận số: AB 123456, số vào sổ: CH 00012", PERSON, BODY },
          NULL,
          false },
        { { STATE_C, "C HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT",
            "L Ông HOÀNG VĂN HIẾU, sinh năm 1955, CMND số 113293394", PERSON, BODY },
          NULL,
          false },
        { { STATE_C, "C GIẤY ỦY QUYỀN", "L Họ và tên: HOÀNG VĂN THỬ", "L Hộ chiếu số: B1234567",
            BODY },
          NULL,
          false },
    };

    check(*state, rows, sizeof rows / sizeof *rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(under_the_office),
        cmocka_unit_test(letters_and_slips),
        cmocka_unit_test(in_other_places),
        cmocka_unit_test(cited_ones_never),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
