/* Papers of many pages of running text, whose later pages have no head; as they were read. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */
#include <stdio.h>

#include "paper/layout.h"
#include "tests/unit/paper/fixture.h"

#define CLAUSE                                                                                     \
    "L tổ chức, cá nhân tham gia hoạt động phải tuân thủ trình tự, bảo đảm công khai, minh bạch",  \
        "L và chịu trách nhiệm trước pháp luật về tính chính xác của thông tin mà mình cung cấp",  \
        "L cho cơ quan có thẩm quyền; trường hợp hồ sơ chưa đầy đủ thì trong thời hạn quy định",   \
        "L cơ quan tiếp nhận thông báo bằng văn bản và nêu rõ lý do để hoàn thiện, bổ sung."
#define MUCH CLAUSE, CLAUSE, CLAUSE

static void expect_one(struct fixture *f, uint32_t pages)
{
    understand(f, false);
    assert_int_equal(f->r.n_docs, 1);
    assert_int_equal(f->r.docs[0].n_pages, pages);
    assert_false(reason(&f->r.docs[0], "boundary_low"));
}

/* A circular: no page number is printed, nothing but its items says that it goes on. */
static void items_count_on(void **state)
{
    struct fixture *f = *state;

    add(f, SHEET(&f->a, "B BỘ TÀI CHÍNH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                 "B Số: 02/2021/TT-BTC | Độc lập - Tự do - Hạnh phúc",
                 "B   | Hà Nội, ngày 08 tháng 01 năm 2021", "-", "C THÔNG TƯ",
                 "C Quy định mức thu, chế độ thu, nộp, quản lý và sử dụng phí kiểm định", "-",
                 "I Điều 1. Phạm vi điều chỉnh", MUCH, "I Điều 2. Người nộp phí", MUCH,
                 "I Điều 3. Tổ chức thu phí", CLAUSE));
    add(f, SHEET(&f->a, "I Điều 4. Mức thu phí", "I 1. Mức thu phí thực hiện theo quy định", MUCH,
                 "I 2. Mức thu phí đối với từng loại", MUCH, "I 3. Trường hợp khác", CLAUSE));
    add(f, SHEET(&f->a, "I 4. Việc kiểm tra được thực hiện định kỳ", MUCH,
                 "I Điều 5. Quản lý và sử dụng phí", MUCH, "I Điều 6. Tổ chức thực hiện", CLAUSE));
    expect_one(f, 3);
}

/* The gazette: running headers, the number at the outer edge. */
static void headers_run_on(void **state)
{
    struct fixture *f = *state;
    struct layout even;
    struct view v;
    struct err e = { 0 };

    add(f, SHEET(&f->a, "B   CÔNG BÁO/Số 1535 + 1536/Ngày 30-12-2024 | 21", "-", "C QUỐC HỘI",
                 "C LUẬT", "C Phòng cháy, chữa cháy", "-", "I Điều 1. Phạm vi điều chỉnh", MUCH,
                 MUCH, MUCH));
    const struct page_read *left =
        SHEET(&f->a, "B 22 | CÔNG BÁO/Số 1535 + 1536/Ngày 30-12-2024", "-",
              "I Tổ chức, cá nhân nước ngoài thì áp dụng quy định của điều ước quốc tế.", MUCH,
              MUCH, MUCH);
    add(f, left);
    add(f, SHEET(&f->a, "B   CÔNG BÁO/Số 1535 + 1536/Ngày 30-12-2024 | 23", "-",
                 "I Lực lượng phòng cháy của cơ sở được bố trí theo ca.", MUCH, MUCH, MUCH, MUCH,
                 MUCH));
    expect_one(f, 3);
    assert_true(view_make(&f->t->fold, left, &f->a, &v, &e));
    layout_find(f->t, &v, &even);
    assert_int_equal(even.page_no, 22);
}

/* A contract whose last sheet holds nothing but who attested it; a book of residence, whose pages
 * have no heads. */
static void what_has_no_head_goes_on(void **state)
{
    struct fixture *f = *state;

    add(f, SHEET(&f->a, MOTTO, "C HỢP ĐỒNG ỦY QUYỀN", "-",
                 "I Bên ủy quyền: ông Lê Văn Nam, sinh năm 1970, cư trú tại xã Ví Dụ", MUCH, MUCH,
                 "I Các bên đã đọc lại và đồng ý với toàn bộ nội dung của hợp đồng này."));
    add(f, SHEET(&f->a, "L Chuyên viên", "-", "-", "R TUQ. CHỦ TỊCH", "R PHÓ GIÁM ĐỐC", "-",
                 "R Lê Thị Hoa"));
    expect_one(f, 2);
    /* others signed on the sheet before */
    add(f, SHEET(&f->a, MOTTO, "C GIẤY ỦY QUYỀN", "-", "L Họ và tên: LÊ VĂN NAM", MUCH, "-",
                 "B Người được ủy quyền | Người ủy quyền",
                 "B (Ký, ghi rõ họ tên) | (Ký, ghi rõ họ tên)", "-", "B Trần Thị Hoa | Lê Văn Nam",
                 "C Chứng thực chữ ký của người ủy quyền",
                 "L Xã Ví Dụ, ngày 16 tháng 7 năm 2024. Ủy ban nhân dân xã Ví Dụ chứng thực.",
                 "L Số chứng thực: 2028, quyển số 03/2024 - SCT/CK"));
    add(f, SHEET(&f->a, "R KT. CHỦ TỊCH", "R PHÓ CHỦ TỊCH", "-", "R Trần Văn Mẫu"));
    expect_one(f, 2);
    add(f, SHEET(&f->a, MOTTO, "C SỔ HỘ KHẨU", "-", "L Số: 340012345",
                 "L Họ và tên chủ hộ: LÊ VĂN NAM", "L Nơi thường trú: Thôn 2, xã Ví Dụ", "-",
                 "R TRƯỞNG CÔNG AN HUYỆN", "R Trần Văn Mẫu"));
    add(f, SHEET(&f->a, "C QUAN HỆ VỚI CHỦ HỘ", "-", "L Họ và tên: LÊ THỊ HOA",
                 "L Ngày, tháng, năm sinh: 12/03/1975", "L Nguyên quán: xã Ví Dụ",
                 "L Nơi thường trú trước khi chuyển đến: xã Ví Dụ"));
    expect_one(f, 2);
}

/* "Nơi nhận:" ends a page, the rest of the list stands alone on the next. */
static void recipients_run_over(void **state)
{
    struct fixture *f = *state;

    add(f, SHEET(&f->a, OFFICE, "C QUYẾT ĐỊNH", "C Về việc ban hành Quy chế làm việc", "-",
                 "I Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.", MUCH, "-",
                 "B Nơi nhận: | KT. CHỦ TỊCH", "B - Ban Bí thư Trung ương Đảng; | PHÓ CHỦ TỊCH",
                 "B - Thủ tướng Chính phủ; |  ", "B - Văn phòng Tổng Bí thư; | Vũ Thị Mai"));
    add(f, SHEET(&f->a, "L - Văn phòng Quốc hội;", "L - Văn phòng Chủ tịch nước;",
                 "L - Viện Kiểm sát nhân dân tối cao;", "L - Lưu: VT."));
    expect_one(f, 2);
}

/* To whom a paper goes and who signs it, or who certifies what others signed, on a page of its own:
 * also where those before look closed. */
static void what_closes_goes_on(void **state)
{
    struct fixture *f = *state;

    add(f, SHEET(&f->a, OFFICE, "C KẾ HOẠCH", "C Diễn tập ứng phó bão năm 2025", "-",
                 "L III. KINH PHÍ", MUCH, "L Các đơn vị báo cáo kết quả trước ngày 17/06/2025./."));
    add(f, SHEET(&f->a, "C 2", "-", "B Nơi nhận: | TM. ỦY BAN NHÂN DÂN",
                 "B - Ủy ban nhân dân tỉnh (để b/c); | CHỦ TỊCH",
                 "B - Thường trực Đảng ủy, HĐND; |  ", "B - Lưu: VT. | Vũ Thị Mai"));
    expect_one(f, 2);
    add(f,
        SHEET(&f->a, MOTTO, "C GIẤY ỦY QUYỀN", "-", "L Họ và tên: LÊ VĂN NAM", MUCH, "-",
              "B Người được ủy quyền | Người ủy quyền",
              "B (Ký, ghi rõ họ tên) | (Ký, ghi rõ họ tên)", "-", "B Trần Thị Hoa | Lê Văn Nam"));
    add(f, SHEET(&f->a, "L Ủy ban nhân dân xã Ví Dụ chứng thực ông Lê Văn Nam, giấy tờ nêu trên,",
                 "L cam đoan đã hiểu nội dung và đã ký trước mặt người tiếp nhận hồ sơ.",
                 "L Số chứng thực: 1817, quyển số 09/2024 - SCT/CK", "-", "R CHỦ TỊCH", "-",
                 "R Trần Văn Mẫu"));
    expect_one(f, 2);
}

/* A paper with a head of its own begins, whatever its items count. */
static void heads_begin(void **state)
{
    struct fixture *f = *state;

    add(f, SHEET(&f->a, OFFICE, "C QUYẾT ĐỊNH", "C Về việc ban hành Quy chế làm việc", "-",
                 "I Điều 1. Ban hành Quy chế làm việc.", CLAUSE, "-", "B   | CHỦ TỊCH", "-",
                 "B   | Vũ Thị Mai"));
    add(f, SHEET(&f->a, OFFICE, "C THÔNG BÁO", "C Kết luận cuộc họp", "-",
                 "I Điều 2. Các đơn vị báo cáo kết quả.", CLAUSE, "-", "B   | CHỦ TỊCH", "-",
                 "B   | Vũ Thị Mai"));
    understand(f, false);
    assert_int_equal(f->r.n_docs, 2);
}

static void items_have_order(void **state)
{
    static const struct {
        uint16_t last[ITEM_KINDS], first[ITEM_KINDS];
        bool on;
    } cases[] = {
        { { 6, 0, 0 }, { 7, 0, 0 }, true },  { { 6, 2, 3 }, { 0, 3, 0 }, true },
        { { 6, 2, 3 }, { 0, 0, 4 }, true },  { { 6, 2, 4 }, { 0, 0, 4 }, true }, /* d) and đ) */
        { { 6, 2, 3 }, { 8, 0, 0 }, false }, { { 6, 2, 3 }, { 1, 0, 0 }, false },
        { { 0, 0, 0 }, { 0, 1, 0 }, false }, { { 6, 2, 3 }, { 0, 5, 0 }, false },
        { { 6, 2, 3 }, { 0, 0, 3 }, false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct layout a = { .motto_seg = -1 }, b = a;
        memcpy(a.item_last, cases[i].last, sizeof a.item_last);
        memcpy(b.item_first, cases[i].first, sizeof b.item_first);
        if (layout_goes_on(&a, &b) != cases[i].on)
            fail_msg("case %zu", i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_count_on),
        cmocka_unit_test(headers_run_on),
        cmocka_unit_test(recipients_run_over),
        cmocka_unit_test(what_closes_goes_on),
        cmocka_unit_test(heads_begin),
        cmocka_unit_test(items_have_order),
        cmocka_unit_test(what_has_no_head_goes_on),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
