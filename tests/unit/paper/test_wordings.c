/* cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */
#include <stdio.h>

#include "tests/unit/paper/fixture.h"

/* Wordings as offices print them, beside those of the forms of the law. */
static const struct {
    const char *title, *line, *field, *value;
} said[] = {
    { "C XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ", "L Theo đề nghị của ông/bà: Nguyễn Văn Hùng", "full_name",
      "Nguyễn Văn Hùng" },
    { "C XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ", "L Người được xác nhận: NGUYỄN VĂN HÙNG", "full_name",
      "NGUYỄN VĂN HÙNG" },
    { "C GIẤY XÁC NHẬN", "I Xác nhận ông (bà): Trần Thị Lan, sinh năm 1970", "full_name",
      "Trần Thị Lan" },
    { "C GIẤY XÁC NHẬN", "I Theo đơn đề nghị của bà Trần Thị Lan về việc nêu trên.", "full_name",
      "Trần Thị Lan" },
    { "C ĐƠN ĐĂNG KÝ BIẾN ĐỘNG ĐẤT ĐAI, TÀI SẢN GẮN LIỀN VỚI ĐẤT",
      "L 1. Người đăng ký biến động: Hộ ông Hồ Văn Nam", "full_name", "Hồ Văn Nam" },
    { "C ĐƠN XIN CHUYỂN MỤC ĐÍCH SỬ DỤNG ĐẤT", "L Họ và tên người làm đơn: Lê Văn Nam", "full_name",
      "Lê Văn Nam" },
    { "C GIẤY CHỨNG SINH", "L Họ và tên sản phụ: TRẦN THỊ LAN", "mother_name", "TRẦN THỊ LAN" },
    { "C GIẤY CHỨNG SINH", "L Họ và tên sản phụ: TRẦN THỊ LAN", "full_name", "TRẦN THỊ LAN" },
    { "C GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH", "L Cá nhân thành lập hộ kinh doanh: Lê Văn Nam",
      "full_name", "Lê Văn Nam" },
    { "C PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "L Tên tổ chức, cá nhân: Lê Văn Nam", "owner",
      "Lê Văn Nam" },
    { "C TRÍCH LỤC ĐĂNG KÝ NHẬN CHA, MẸ, CON", "L Họ, chữ đệm, tên người nhận: LÊ VĂN NAM",
      "full_name", "LÊ VĂN NAM" },
    { "C TRÍCH LỤC CẢI CHÍNH HỘ TỊCH", "L Người được cải chính hộ tịch: LÊ VĂN NAM", "full_name",
      "LÊ VĂN NAM" },
    { "C TRÍCH LỤC KẾT HÔN", "L Bên nam: LÊ VĂN NAM", "full_name", "LÊ VĂN NAM" },
    { "C TRÍCH LỤC GIÁM HỘ", "L Người giám hộ: LÊ VĂN NAM", "full_name", "LÊ VĂN NAM" },
    { "C THÔNG BÁO NỘP THUẾ SỬ DỤNG ĐẤT PHI NÔNG NGHIỆP", "C Kính gửi: Bà Trần Thị Lan", "payer",
      "Trần Thị Lan" },
    { "C HỢP ĐỒNG ỦY QUYỀN", "L Bên ủy quyền (Bên A): Ông Lê Văn Nam, sinh năm 1970", "full_name",
      "Lê Văn Nam" },
    { "C GIẤY ỦY QUYỀN", "L Người ủy quyền: Lê Văn Nam", "full_name", "Lê Văn Nam" },
    { "C DI CHÚC", "L Người lập di chúc: Lê Văn Nam", "full_name", "Lê Văn Nam" },
    { "C GIẤY XÁC NHẬN KHUYẾT TẬT", "L Họ và tên người khuyết tật: Lê Văn Nam", "full_name",
      "Lê Văn Nam" },
    { "C GIẤY PHÉP XÂY DỰNG", "L Cấp cho hộ gia đình ông (bà): Lê Văn Nam", "full_name",
      "Lê Văn Nam" },
    { "C GIẤY CHỨNG NHẬN HỘ NGHÈO", "L Đại diện hộ gia đình: Lê Văn Nam", "full_name",
      "Lê Văn Nam" },
    { "C GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "L Người được cấp giấy xác nhận: LÊ VĂN NAM",
      "full_name", "LÊ VĂN NAM" },
};

static void persons_of_many_wordings(void **state)
{
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        const struct document *d = paper_with(f, said[i].title, said[i].line);
        const struct field *x = get(d, said[i].field);
        if (!x || strcmp(x->value, said[i].value) != 0)
            fail_msg("%s (%s): %s %s", said[i].line, d->type, said[i].field,
                     x ? x->value : "missing");
        if (x->accepted) /* one paper that says it is not enough */
            fail_msg("%s: accepted", said[i].line);
    }
}

static void what_is_no_person_is_left_out(void **state)
{
    static const struct {
        const char *title, *line;
    } rows[] = {
        { "C GIẤY XÁC NHẬN", "I Theo đề nghị của Trưởng Công An xã về việc nêu trên." },
        { "C GIẤY CHỨNG NHẬN HỘ NGHÈO", "L Đại diện hộ gia đình: đã ký" },
        { "C GIẤY PHÉP XÂY DỰNG", "L Cấp cho: Công ty Cổ phần Ví Dụ" },
        { "C DI CHÚC", "R NGƯỜI LẬP DI CHÚC" },
        { "C HỢP ĐỒNG ỦY QUYỀN", "L Bên được ủy quyền (Bên B): Ông Lê Văn Nam" },
        { "C THÔNG BÁO NỘP THUẾ SỬ DỤNG ĐẤT PHI NÔNG NGHIỆP", "C Kính gửi: Hộ Kinh Doanh Ví Dụ" },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct field *x = get(paper_with(f, rows[i].title, rows[i].line), "full_name");
        if (x)
            fail_msg("%s: %s", rows[i].line, x->value);
    }
}

static void who_asks_is_not_whom_it_is_about(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        only(f, SHEET(&f->a, MOTTO, "C GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "-",
                      "I Xét đề nghị của ông/bà: Lê Văn Nam",
                      "L về việc cấp giấy xác nhận tình trạng hôn nhân cho bà Trần Thị Lan,"));

    expect(d, "full_name", "Trần Thị Lan");
    expect(d, "applicant_name", "Lê Văn Nam");
    d = only(f, SHEET(&f->a, MOTTO, "C GIẤY XÁC NHẬN", "-", "L Theo đề nghị của ông: Lê Văn Nam",
                      "L Người được xác nhận: Trần Thị Lan"));
    expect(d, "full_name", "Trần Thị Lan");
    d = only(f, SHEET(&f->a, MOTTO, "C XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ", "-",
                      "L Họ và tên chủ hộ: Lê Văn Nam", "L Người được xác nhận: Trần Thị Lan"));
    expect(d, "full_name", "Trần Thị Lan");
}

static void a_second_paper_confirms_a_person(void **state)
{
    struct fixture *f = *state;

    for (int i = 0; i < 2; i++)
        add(f,
            SHEET(&f->a, "B ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                  "B XÃ VÍ DỤ | Độc lập - Tự do - Hạnh phúc", "-",
                  i ? "C GIẤY XÁC NHẬN KHUYẾT TẬT" : "C GIẤY ỦY QUYỀN", "-",
                  i ? "L Họ và tên người khuyết tật: Lê Văn Nam" : "L Người ủy quyền: Lê Văn Nam",
                  "-", "L Các nội dung trên đã được kiểm tra và chịu trách nhiệm."));
    understand(f, false);
    assert_int_equal(f->r.n_docs, 2);
    assert_true(get(&f->r.docs[0], "full_name")->accepted);
    assert_true(get(&f->r.docs[1], "full_name")->accepted);
}

static void numbers_that_stand_in_the_text(void **state)
{
    struct fixture *f = *state;
    const char *title = "C GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH";
    const struct document *d = paper_with(f, title, "C Mã số đăng ký hộ kinh doanh: 38B8041341");

    expect(d, "doc_number", "38B8041341");
    assert_false(get(d, "doc_number")->accepted); /* its letter has no check */
    /* type 9, a digit less: no such number */
    assert_null(get(paper_with(f, title, "C Mã số hộ kinh doanh: 38B9041341"), "doc_number"));
    assert_null(get(paper_with(f, title, "C Mã số hộ kinh doanh: 38B804134"), "doc_number"));
    assert_null(get(paper_with(f, title, "L Thay cho giấy 38B8041341 đã cấp"), "doc_number"));
}

static const struct field *vehicle_number(struct fixture *f, uint32_t flags, double scale)
{
    struct page_read *p =
        SHEET(&f->a, "C CÔNG AN TỈNH VÍ DỤ", "C CHỨNG NHẬN ĐĂNG KÝ XE MÔ TÔ, XE MÁY", "-",
              "L Số máy (Engine No): 123456", "L Số (Number): 045678",
              "L Tên chủ xe (Owner's full name): LÊ VĂN NAM");

    for (uint32_t i = 0; i < p->n_words; i++)
        if (strcmp(p->words[i].text, "045678") == 0)
            p->words[i].flags = flags;
    p->to_scan[0] = p->to_scan[4] = scale;
    const struct document *d = only(f, p);
    assert_string_equal(d->type, "dang_ky_xe");
    expect(d, "doc_number", "045678");
    expect(d, "full_name", "LÊ VĂN NAM");
    return get(d, "doc_number");
}

/* 353467 of a card at 150 dpi was 353487 to both readers. */
static void vehicles_have_their_number_beside_engine_and_frame(void **state)
{
    struct fixture *f = *state;

    assert_true(vehicle_number(f, WORD_AGREED, 1)->accepted);
    assert_false(vehicle_number(f, 0, 1)->accepted); /* read once */
    assert_false(vehicle_number(f, WORD_AGREED, 0.6)->accepted);
}

static void a_department_is_not_part_of_its_superior(void **state)
{
    static const char *const parts[] = { "KHOA PHỤ SẢN", "PHÒNG TỔ CHỨC", "TRẠM Y TẾ VÍ DỤ",
                                         "ĐỘI CẢNH SÁT", "TỔ TIẾP NHẬN",  "CHI NHÁNH VÍ DỤ" };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char line[200];
        snprintf(line, sizeof line, "B %s | Độc lập - Tự do - Hạnh phúc", parts[i]);
        const struct document *d =
            only(f, SHEET(&f->a, "B BỆNH VIỆN ĐA KHOA VÍ DỤ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                          line, "B Số: 12/GXN |  ", "-", "C GIẤY XÁC NHẬN", "-",
                          "L Xác nhận nội dung trên là đúng."));
        expect(d, "issuer", parts[i]);
        expect(d, "superior", "BỆNH VIỆN ĐA KHOA VÍ DỤ");
    }
    const struct document *d =
        only(f, SHEET(&f->a, "B BỆNH VIỆN ĐA | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                      "B KHOA VÍ DỤ | Độc lập - Tự do - Hạnh phúc", "B Số: 12/GXN |  ", "-",
                      "C GIẤY XÁC NHẬN", "-", "L Xác nhận nội dung trên là đúng."));
    expect(d, "issuer", "BỆNH VIỆN ĐA KHOA VÍ DỤ");
    d = only(f, SHEET(&f->a, "B BỆNH VIỆN VÍ DỤ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                      "B LABO XÉT NGHIỆM | Độc lập - Tự do - Hạnh phúc", "B Số: 12/GXN |  ", "-",
                      "C GIẤY XÁC NHẬN", "-", "L Xác nhận nội dung trên là đúng."));
    assert_false(get(d, "issuer")->accepted); /* what begins like no body may be one */
    d = only(f, SHEET(&f->a, "B TRUNG TÂM Y TẾ HUYỆN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                      "B PHÚ GIÁO | Độc lập - Tự do - Hạnh phúc", "B Số: 12/GXN |  ", "-",
                      "C GIẤY XÁC NHẬN", "-", "L Xác nhận nội dung trên là đúng."));
    expect(d, "issuer", "TRUNG TÂM Y TẾ HUYỆN PHÚ GIÁO");
    assert_true(get(d, "issuer")->accepted); /* a district without its name is not whole */
}

static const struct document *decision(struct fixture *f, const char *a, const char *b,
                                       const char *c)
{
    return only(f,
                SHEET(&f->a, "B ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                      "B XÃ VÍ DỤ | Độc lập - Tự do - Hạnh phúc",
                      "B Số: 125/QĐ-UBND | Ví Dụ, ngày 06 tháng 5 năm 2026", "-", "C QUYẾT ĐỊNH", a,
                      b, "-", c, "-", "I Căn cứ Luật Tổ chức chính quyền địa phương năm 2025;"));
}

static void a_subject_goes_on_with_a_body_or_a_small_letter(void **state)
{
    struct fixture *f = *state;
    const char *chair = "C CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ VÍ DỤ";

    expect(
        decision(f, "C Về việc thành lập tổ giúp việc của", "C Hội đồng nhân dân xã Ví Dụ", chair),
        "subject", "Về việc thành lập tổ giúp việc của Hội đồng nhân dân xã Ví Dụ");
    expect(decision(f, "C Về việc công nhận hộ thoát nghèo", "C theo chuẩn nghèo đa chiều", chair),
           "subject", "Về việc công nhận hộ thoát nghèo theo chuẩn nghèo đa chiều");
    /* not centred: left out, and then the rest is not accepted */
    const struct document *d =
        decision(f, "C Về việc công nhận hộ thoát nghèo", "L theo chuẩn nghèo đa chiều", chair);
    expect(d, "subject", "Về việc công nhận hộ thoát nghèo");
    assert_false(get(d, "subject")->accepted);
    d = decision(f, "C Về việc công nhận hộ thoát nghèo", "C trên địa bàn xã Ví Dụ", chair);
    expect(d, "subject", "Về việc công nhận hộ thoát nghèo trên địa bàn xã Ví Dụ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(persons_of_many_wordings),
        cmocka_unit_test(what_is_no_person_is_left_out),
        cmocka_unit_test(who_asks_is_not_whom_it_is_about),
        cmocka_unit_test(a_second_paper_confirms_a_person),
        cmocka_unit_test(numbers_that_stand_in_the_text),
        cmocka_unit_test(vehicles_have_their_number_beside_engine_and_frame),
        cmocka_unit_test(a_department_is_not_part_of_its_superior),
        cmocka_unit_test(a_subject_goes_on_with_a_body_or_a_small_letter),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
