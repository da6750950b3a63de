/* Numbers behind the labels that other offices print, and those that are no paper's own. */
/* cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
/* clang-format on */

#include "tests/unit/paper/wants.h"

#define REST "L Nội dung trên đã được cơ quan có thẩm quyền kiểm tra và chịu trách nhiệm."

struct labelled {
    const char *title, *line;
    const char *number; /* "": none may be shown */
};

/* Under the title: label and number in one line, or in two cells. */
static const struct labelled labels[] = {
    { "C SỔ TẠM TRÚ", "B Sổ số | 60644201", "60644201" },
    { "C BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ", "L Quyển 62 - Số: 132931", "132931" },
    { "C BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ", "L Quyển 62 - Số: 132931.", "132931" },
    { "C BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ", "L Quyển số: 62, số 132931 đồng", "" },
    { "C SỔ TẠM TRÚ", "B Số số | 37078473", "37078473" },
    { "C SỔ TẠM TRÚ", "B Số sổ: | 37078473", "37078473" },
    { "C SỔ TẠM TRÚ", "L Sổ số: 37078473", "37078473" },
    { "C SỔ TẠM TRÚ", "L Số sổ tạm trú: 37078473", "37078473" },
    { "C SỔ HỘ KHẨU", "B Số | 13918-855", "13918-855" },
    { "C SỔ HỘ KHẨU", "L Số hộ khẩu gia đình: 240512345", "" }, /* a person's household, perhaps */
    { "C TRÍCH LỤC KHAI SINH", "B Số trích lục | 14/TLKS-BS", "14/TLKS-BS" },
    { "C TRÍCH LỤC KHAI SINH", "B Số trích iục | 14/TLKS-BS", "14/TLKS-BS" },
    { "C TRÍCH LỤC KHAI SINH", "B Số bản sao | 14/TLKS-BS", "14/TLKS-BS" },
    { "C TRÍCH LỤC KHAI SINH", "L Số trích lục: 14/TLKS-BS", "14/TLKS-BS" },
    { "C TRÍCH LỤC KHAI SINH", "L Trích lục số: 14/TLKS-BS", "14/TLKS-BS" },
    { "C TRÍCH LỤC KẾT HÔN", "B Số hiệu | 27/TLKH-BS", "27/TLKH-BS" },
    { "C GIẤY BÁO TỬ", "L Giấy báo tử số: 12/GBT-TYT", "12/GBT-TYT" },
    { "C GIẤY CHỨNG SINH", "L Số giấy chứng sinh: 3818/GCS", "3818/GCS" },
    { "C GIẤY XÁC NHẬN KHUYẾT TẬT", "B Số hiệu giấy | 171/2025/XNKT", "171/2025/XNKT" },
    { "C GIẤY CHỨNG NHẬN HỘ NGHÈO", "B Mã số giấy | 896/GCNHN", "896/GCNHN" },
    { "C GIẤY PHÉP XÂY DỰNG", "B Số GPXD | 15/GPXD-UBND", "15/GPXD-UBND" },
    { "C GIẤY PHÉP XÂY DỰNG", "L Số giấy phép: 15/GPXD", "15/GPXD" },
    { "C GIẤY PHÉP LÁI XE", "L SốNG. 294055928251", "294055928251" },
    { "C GIẤY PHÉP LÁI XE", "L SóNG 294055928251", "294055928251" },
    { "C GIẤY PHÉP LÁI XE", "L SAo. 294055928251.", "294055928251" },
    { "C GIẤY PHÉP LÁI XE", "L Số/Nọ: 294055928251", "294055928251" },
    { "C GIẤY PHÉP LÁI XE", "L No: 294055928251", "294055928251" },
    { "C GIẤY PHÉP LÁI XE", "L GPLX số: 294055928251", "294055928251" },
    { "C GIẤY PHÉP LÁI XE", "L Giấy phép lái xe số 294055928251", "294055928251" },
    { "C GIẤY PHÉP LÁI XE", "B Số / No. | 294055928251", "294055928251" },
    { "C GIẤY PHÉP LÁI XE", "C 294055928251", "294055928251" },
    { "C GIẤY PHÉP LÁI XE", "L Số CCCD: 001085123456", "" },
    { "C GIẤY PHÉP LÁI XE", "B Số định danh cá nhân | 001085123456", "" },
    { "C GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH", "B Mã số HKD | 41X8000003", "41X8000003" },
    { "C GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH", "C 41X8000003", "41X8000003" },
    { "C GIẤY CHỨNG TỬ", "L 472 Quyển số: 01/1992", "472" },
    { "C GIẤY CHỨNG TỬ", "B 431 | Quyển số: 54/2005", "431" },
    { "C BIÊN LAI THU PHÍ, LỆ PHÍ", "L No: 0012345", "0012345" },
    { "C BIÊN LAI THU PHÍ, LỆ PHÍ", "L Số chứng từ: 0012345", "0012345" },
    { "C THÔNG BÁO NỘP TIỀN", "L Thông báo số: 1234/TB-CCT", "1234/TB-CCT" },
    { "C GIẤY KHAI SINH", "L Vào sổ số: 45/2019", "45/2019" },
    { "C GIẤY KHAI SINH", "L Số định danh cá nhân: 001219000123", "" },
    { "C GIẤY CHỨNG NHẬN KẾT HÔN", "L Chứng nhận kết hôn số: 45/2019", "45/2019" },
    { "C GIẤY CHỨNG NHẬN HỘ NGHÈO", "R Số: 123/GCN-HN.HCN", "123/GCN-HN.HCN" },
    { "C GIẤY CHỨNG NHẬN HỘ NGHÈO", "L Mã số hộ: 0123456", "" },
    { "C CHỨNG NHẬN ĐĂNG KÝ XE MÔ TÔ", "L Số: B17847", "817847" },
    { "C CHỨNG NHẬN ĐĂNG KÝ XE MÔ TÔ", "L SđINo: 620022", "620022" },
    { "C CHỨNG NHẬN ĐĂNG KÝ XE MÔ TÔ", "L SM: 1234567", "" },
    { "C CHỨNG NHẬN ĐĂNG KÝ XE MÔ TÔ", "L Số máy: 1234567", "" },
    { "C PHIẾU TIẾP NHẬN", "L Số thứ tự: 15", "" },
    { "C SỔ HỘ KHẨU", "L Sổ hộ khẩu số: 240512345", "240512345" },
    { "C GIẤY CHỨNG NHẬN KẾT HÔN", "L Vào sổ đăng ký kết hôn số: 143", "143" },
    { "C GIẤY CHỨNG NHẬN KẾT HÔN", "B Vào sổ đăng ký kết hôn số: 72 | Quyển: 10/2009", "72" },
    { "C GIẤY CHỨNG NHẬN KẾT HÔN", "B Vào sổ đăng ký kết hôn số: | 77", "77" },
    { "C GIẤY CHỨNG NHẬN KẾT HÔN", "L Số đăng ký kết hôn: 116_", "116" },
    { "C GIẤY KHAI SINH", "L Vào sổ gốc số: 45 Quyển số: 01/1999", "45" },
    { "C GIẤY CHỨNG NHẬN KẾT HÔN", "L Vào sổ đăng ký kết hôn ngày 12/5/2009", "" },
    { "C GIẤY BÁO TỬ", "C Số/No.: 269/GBT-BVNDGĐ", "269/GBT-BVNDGĐ" },
    { "C GIẤY BÁO TỬ", "C Số hiệu/Number: 269/GBT-BV", "269/GBT-BV" },
    { "C GIẤY BÁO TỬ", "C Số/Ref. No.: 269/GBT-BV", "269/GBT-BV" },
    { "C GIẤY BÁO TỬ", "C Số / Ref No: 269/GBT-BV", "269/GBT-BV" },
    { "C GIẤY BÁO TỬ", "C Mã số/No.: 269/GBT-BV", "269/GBT-BV" },
    { "C TRÍCH LỤC BẢN ĐỒ ĐỊA CHÍNH", "C Trích lục số 6097-2023/TLBĐ", "6097-2023/TLBĐ" },
    { "C XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ", "L Số xác nhận: 3475/XN", "3475/XN" },
    { "C HƯỚNG DẪN", "L Số ký hiệu: 12/HD-UBND", "12/HD-UBND" },
    /* a title's own line is no citation */
    { "C QUYẾT ĐỊNH", "C SỐ: 15/QĐ-UB", "15/QĐ-UB" },
    { "C PHIẾU LÝ LỊCH TƯ PHÁP SỐ 1", "L Số phiếu: 22754/PLLTP", "22754/PLLTP" },
    { "C PHIẾU LÝ LỊCH TƯ PHÁP SỐ 1", "-", "" },
    /* others' numbers */
    { "C QUYẾT ĐỊNH", "L Căn cứ Nghị quyết số 12/NQ-HĐND của Hội đồng nhân dân xã;", "" },
    { "C QUYẾT ĐỊNH", "L Thực hiện văn bản số 12/UBND-VP của huyện;", "" },
    { "C THÔNG BÁO", "L Kèm theo Tờ trình số: 12/TTr-UBND", "" },
    { "C BIÊN BẢN", "L Phúc đáp văn bản số: 12/UBND-VP", "" },
};

static void labels_of_other_offices(void **state)
{
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        const struct labelled *x = &labels[i];
        const struct field *n = get(
            only(f, SHEET(&f->a, MOTTO, x->title, "-", x->line, "-", REST, REST)), "doc_number");
        if (strcmp(n ? n->value : "", x->number) != 0)
            fail_msg("%s, %s: '%s', not '%s'", x->title, x->line, n ? n->value : "", x->number);
        const bool known =
            strchr(x->number, '/') || strstr(x->line, " số |") || strstr(x->line, "Số sổ");
        if (n && x->line[0] == 'B' && n->accepted && !known)
            fail_msg("%s accepted", x->line);
    }
}

/* As read in a head, and what is made of it; `accepted`: nothing was. */
static const struct {
    const char *title, *read, *number;
    bool accepted;
} heads[] = {
    { "C QUYẾT ĐỊNH", "95/QĐ.UB", "95/QĐ.UB", true },
    { "C QUYẾT ĐỊNH", "95/QĐUB", "95/QĐUB", false }, /* a point may have been lost */
    { "C GIẤY XÁC NHẬN", "380/XNUB", "380/XNUB", false },
    { "C GIẤY XÁC NHẬN", "380/XN.UB", "380/XN.UB", true },
    { "C NGHỊ QUYẾT", "8/NQ.HĐND", "8/NQ.HĐND", false }, /* as printed, or the rest of a dash */
    { "C QUYẾT ĐỊNH", "207/QĐ UB", "207/QĐ", false },    /* what stands there between them? */
    { "C QUYẾT ĐỊNH", "99/0Đ.UB", "99/QĐ.UB", false },
    { "C QUYẾT ĐỊNH", "22 1/QĐ-UBND", "221/QĐ-UBND", false },
    { "C QUYẾT ĐỊNH", "2827 QD-BGDĐT", "2827/QĐ-BGDĐT", false },
    { "C QUYẾT ĐỊNH", "893 QĐ-UBND", "893/QĐ-UBND", false },
    { "C CÔNG VĂN", "574 UBND-KTTH", "574/UBND-KTTH", false },
    { "C QUYẾT ĐỊNH", "4† QĐ-UBND", "", false },
    { "C QUYẾT ĐỊNH", "Đ†4/UBND-KTTH", "", false },
    { "C GIẤY XÁC NHẬN", "!03/GXN-VHXH", "103/GXN-VHXH", false },
    { "C CÔNG VĂN", "2193/VPĐK-TTLT", "2193/VPĐK-TTLT", false },
    { "C CHỈ THỊ", "II/CT-UBND", "11/CT-UBND", false },
    { "C TỜ TRÌNH", "I/TTr-UBND", "1/TTr-UBND", false },
    { "C GIẤY XÁC NHẬN", "4ó/GXN-VHXH", "46/GXN-VHXH", false },
    { "C GIẤY CHỨNG SINH", "3ó4", "364", false },
    { "C BIÊN BẢN", ".83⁄BB-HG", "83/BB-HG", false },
    { "C BIÊN NHẬN HỒ SƠ", "T224/BN", "7224/BN", false },
    { "C BIÊN NHẬN HỒ SƠ", "I7966/TNHS-TTPVHCC", "17966/TNHS-TTPVHCC", false },
    { "C BIÊN NHẬN HỒ SƠ", "26703/TNHS-:TTPVHCC", "26703/TNHS-TTPVHCC", false },
    { "C BIÊN NHẬN HỒ SƠ", "10141/7TNHS-TTPVHCC", "10141/TNHS-TTPVHCC", false },
    { "C BIÊN NHẬN HỒ SƠ", "211817TNHS-TTPVHCC", "21181/TNHS-TTPVHCC", false },
    { "C BIÊN NHẬN HỒ SƠ", "10141/TNHS-TTPVHCC", "10141/TNHS-TTPVHCC", true },
    { "C GIẤY XÁC NHẬN KHUYẾT TẬT", "17172025/XNKT", "171/2025/XNKT", false },
    { "C THÔNG BÁO", "680.TB-UBND", "680/TB-UBND", false },
    { "C TRÍCH LỤC ĐĂNG KÝ NHẬN CHA, MẸ, CON", "197/TLNGMC-BS", "197/TLNCMC-BS", false },
    /* what two readings agree in is what is printed, whatever the tables have */
    { "C TỜ TRÌNH", "57/TT-BVĐ", "57/TT-BVĐ", false },
    { "C TRÍCH LỤC ĐĂNG KÝ NHẬN CHA, MẸ, CON", "118/TLCMC-BS", "118/TLCMC-BS", true },
    { "C TRÍCH LỤC KHAI TỬ", "71/TLKTBS", "71/TLKT-BS", false },
    { "C TRÍCH LỤC THAY ĐỔI, CẢI CHÍNH, BỔ SUNG HỘ TỊCH", "35/TL.CC-BS", "35/TLCC-BS", false },
    { "C GIẤY CHỨNG SINH", "52§9/GC§-BVPS", "5289/GCS-BVPS", false },
    { "C GIẤY CHỨNG SINH", "5289/GCS-BVPS", "5289/GCS-BVPS", true },
};

static void numbers_of_heads_as_read(void **state)
{
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        char line[128];
        snprintf(line, sizeof line, "B Số: %s | Ví Dụ, ngày 05 tháng 7 năm 2024", heads[i].read);
        const struct field *n =
            get(only(f, SHEET(&f->a, OFFICE, line, "-", heads[i].title, "-", REST, REST)),
                "doc_number");
        if (strcmp(n ? n->value : "", heads[i].number) != 0)
            fail_msg("%s: '%s', not '%s'", heads[i].read, n ? n->value : "", heads[i].number);
        if (n && n->accepted != heads[i].accepted)
            fail_msg("%s: %s", heads[i].read, n->accepted ? "accepted" : "not accepted");
    }
}

/* A register's certificate of which a change is printed: which day is its own differs between
 * offices: none is accepted. */
static const struct {
    const char *first, *second, *day;
    bool accepted;
} changes[] = {
    { "C Đăng ký lần đầu: ngày 03 tháng 11 năm 2022", "-", "2022-11-03", true },
    { "C Đăng ký lần đầu ngày 03 tháng 11 năm 2022; đăng ký thay đổi lần thứ 1,",
      "C ngày 01/07/2023", "2022-11-03", false },
    { "C Đăng ký lần đầu: ngày 03 tháng 11 năm 2022",
      "C Đăng ký thay đổi lần thứ hai: ngày 01 tháng 7 năm 2023", "2022-11-03", false },
    { "C Đăng ký lần đầu: ngày 03 tháng 11 năm 2022", "C Thay đổi lần thứ: 2, ngày 01/07/2023",
      "2022-11-03", false },
    { "C Đăng ký lần đầu: ngày 03 tháng 11 năm 2022", "C Đăng ký thay đổi lần thứ 2, ngày 0I/x7/20",
      "2022-11-03", false },
    { "C Đăng ký lần đầu: ngày", "C Đăng ký thay đổi lần thứ 2, ngày 01/07/2023", "2023-07-01",
      false },
    { "C Đăng ký lần đầu: ngày 03 tháng 11 năm 2022",
      "C Đăng ký thay đổi lần thứ: ..... ngày ..... tháng .....", "2022-11-03", true },
};

static void days_of_changed_registers(void **state)
{
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        const struct field *d =
            get(only(f, SHEET(&f->a, OFFICE, "-", "C GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH",
                              "C Số: 41X8000003", changes[i].first, changes[i].second, "-",
                              "L Tên hộ kinh doanh: TẠP HÓA AN BÌNH", REST)),
                "issued_date");
        if (strcmp(d ? d->value : "", changes[i].day) != 0)
            fail_msg("%s: '%s', not '%s'", changes[i].second, d ? d->value : "", changes[i].day);
        if (d->accepted != changes[i].accepted)
            fail_msg("%s: %s", changes[i].second, d->accepted ? "accepted" : "not accepted");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_of_other_offices),
        cmocka_unit_test(numbers_of_heads_as_read),
        cmocka_unit_test(days_of_changed_registers),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
