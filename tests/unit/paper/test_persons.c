/* cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */
#include <stdio.h>
#include <stdlib.h>

#include "paper/types.h"
#include "tests/unit/paper/fixture.h"

/* Labels no line of fields.tsv has: the words of a label say whose name it is. */
static void labels_nobody_wrote_down(void **state)
{
    static const struct {
        const char *title, *line, *name;
    } said[] = {
        { "C GIẤY CHỨNG SINH", "L Tên người sinh con (ghi chữ in hoa): TRẦN THỊ LAN",
          "TRẦN THỊ LAN" },
        { "C GIẤY CHỨNG SINH", "L Dự định đặt tên con là: Lê Văn Nam", NULL },
        { "C TRÍCH LỤC KHAI TỬ", "L Tên của người quá cố: LÊ VĂN NAM", "LÊ VĂN NAM" },
        { "C TRÍCH LỤC KHAI TỬ", "L Người đi đăng ký việc tử: LÊ VĂN NAM", NULL },
        { "C SỔ HỘ KHẨU", "L Tên của chủ hộ gia đình này: LÊ VĂN NAM", "LÊ VĂN NAM" },
        { "C GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH",
          "L Người thành lập và là chủ cơ sở: Lê Văn Nam", "Lê Văn Nam" },
        { "C GIẤY PHÉP XÂY DỰNG", "L Giấy phép được trao cho chủ công trình là ông Hồ Văn Nam",
          "Hồ Văn Nam" },
        { "C ĐƠN XIN CHUYỂN MỤC ĐÍCH SỬ DỤNG ĐẤT", "L Bản thân tôi là Lê Văn Nam, sinh năm 1970",
          "Lê Văn Nam" },
        { "C GIẤY XÁC NHẬN", "I Xác nhận tại xã có công dân Lê Văn Nam, sinh năm 1970.",
          "Lê Văn Nam" },
        { "C GIẤY XÁC NHẬN", "I Địa chỉ liên hệ tại đường Trần Hưng Đạo, số 5.", NULL },
        { "C GIẤY XÁC NHẬN", "I Người tiếp nhận và hướng dẫn là đồng chí Lê Văn Nam, công chức.",
          NULL },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        const struct document *d = paper_with(f, said[i].title, said[i].line);
        const struct field *x = get(d, "full_name");
        if (x && x->accepted)
            fail_msg("%s: accepted", said[i].line);
        if (said[i].name ? !x || strcmp(x->value, said[i].name) != 0 : x != NULL)
            fail_msg("%s (%s): %s", said[i].line, d->type, x ? x->value : "nobody");
    }
}

/* The head "VỢ" over the first of two was lost: nothing says that she is not the husband. */
static void a_lost_head_makes_no_husband(void **state)
{
    struct fixture *f = *state;

    for (int round = 0; round < 2; round++) {
        const struct document *d =
            only(f, SHEET(&f->a, OFFICE, "C GIẤY CHỨNG NHẬN KẾT HÔN", "-", round ? "L CHỒNG" : "-",
                          "L Họ, chữ đệm, tên: LỤC XUÂN TÂM", "L Ngày, tháng, năm sinh: 26/11/1985",
                          round ? "L VỢ" : "L CHỒNG", "L Họ, chữ đệm, tên: HỒ THỊ LUẬN",
                          "L Ngày, tháng, năm sinh: 04/08/1988", "L Đăng ký ngày: 16/02/2023"));
        const struct field *x = get(d, "full_name");
        assert_non_null(x);
        if (round) {
            assert_string_equal(x->value, "LỤC XUÂN TÂM");
            assert_true(x->confidence >= 0.9F);
        } else {
            assert_false(x->accepted);
            assert_true(strcmp(x->value, "LỤC XUÂN TÂM") != 0 || x->confidence < 0.9F);
        }
    }
}

/* Real readings: of two with equal claim the paper's first is meant; who is somebody's guardian is
 * not the ward; a decision's person, a fined one. */
static void of_two_the_role_tells(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        only(f, SHEET(&f->a, OFFICE, "C TRÍCH LỤC KẾT HÔN", "C BẢN SAO", "-", "L VỢ | CHỒNG",
                      "L Họ, chữ đệm, tên: NÔNG THỊ TRÂM", "L Sinh ngày 14/10/1981", "L CHỒNG",
                      "L Họ, chữ đệm, tên: TRIỆU ĐỨC LONG", "L Sinh ngày 24/02/1996"));
    const struct field *x = get(d, "full_name");

    assert_non_null(x);
    assert_string_equal(x->value, "NÔNG THỊ TRÂM");
    d = only(f, SHEET(&f->a, OFFICE, "C QUYẾT ĐỊNH", "C Công nhận việc giám hộ", "-",
                      "I Điều 1. Công nhận bà TẠ YẾN TRÂM, sinh năm 1983, CMND số",
                      "L 119295279, thường trú tại Tổ dân phố 17, phường Minh Nông, thành",
                      "L phố Việt Trì, tỉnh Phú Thọ là người giám hộ của QUÁCH THỊ ANH,",
                      "L sinh ngày 26/04/2013."));
    x = get(d, "full_name");
    assert_true(!x || strcmp(x->value, "QUÁCH THỊ ANH") != 0);
    d = only(f, SHEET(&f->a, OFFICE, "C QUYẾT ĐỊNH", "C Xử phạt vi phạm hành chính", "-",
                      "I Điều 1. Xử phạt Bà Ma Thị Phi, sinh ngày 16/03/1994, CCCD số",
                      "L 093194708747, do đã có hành vi lấn chiếm lòng lề đường."));
    expect(d, "full_name", "Ma Thị Phi");
}

/* A contract names two, its heads say which is which; the label alone does not. */
static void heads_say_whose_names_follow(void **state)
{
    struct fixture *f = *state;

    expect(only(f, SHEET(&f->a, MOTTO, "C GIẤY ỦY QUYỀN", "-", "L NGƯỜI ĐƯỢC ỦY QUYỀN",
                         "L Họ tên: Lê Văn Nam", "L Sinh ngày: 01/02/1980", "L NGƯỜI ỦY QUYỀN",
                         "L Họ tên: Trần Thị Lan", "L Sinh ngày: 03/04/1950")),
           "full_name", "Trần Thị Lan");
    expect(only(f, SHEET(&f->a, MOTTO, "C HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT", "-",
                         "I Chúng tôi gồm có:", "L BÊN MUA:", "I Ông Lê Văn Nam, sinh năm 1980",
                         "L BÊN BÁN:", "I Bà Trần Thị Lan, sinh năm 1950")),
           "full_name", "Trần Thị Lan");
}

static void the_dead_and_offices_are_no_heirs(void **state)
{
    struct fixture *f = *state;

    expect(only(f, SHEET(&f->a, MOTTO, "C VĂN BẢN THỎA THUẬN PHÂN CHIA DI SẢN", "-",
                         "I Ông Vũ Văn Cũ, chết ngày 01/02/2010, có để lại di sản.",
                         "I Trước mặt chủ tịch Đỗ Văn Chức, chúng tôi gồm có:",
                         "I 1. Bà Trần Thị Lan, sinh năm 1950, thường trú tại xã Ví Dụ;",
                         "I 2. Ông Lê Văn Nam, sinh năm 1980, thường trú tại xã Ví Dụ.")),
           "full_name", "Trần Thị Lan");
    expect(only(f, SHEET(&f->a, OFFICE, "C GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN",
                         "C CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ VÍ DỤ", "-",
                         "I Xét đề nghị của bà Võ Thị Ánh, về việc cấp Giấy xác nhận",
                         "I cho bà Trần Thị Lan,",
                         "C XÁC NHẬN:", "L Họ, chữ đệm, tên: TRẦN THỊ LAN", "L Giới tính: Nữ")),
           "full_name", "TRẦN THỊ LAN");
}

/* Who signs an application is who makes it. */
static void signatures_speak_for_names(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        only(f, SHEET(&f->a, MOTTO, "C ĐƠN ĐỀ NGHỊ", "C Kính gửi: Ủy ban nhân dân xã Ví Dụ", "-",
                      "I Nhà ở bị hư hỏng, xin được xem xét hỗ trợ.", "-", "R NGƯỜI LÀM ĐƠN",
                      "R (Ký, ghi rõ họ tên)", "-", "R Lê Văn Nam"));

    expect(d, "full_name", "Lê Văn Nam");
    assert_false(get(d, "full_name")->accepted);
}

/* "Võ Hoài" at the end of a line is half of Võ Hoài Giang. */
static void names_go_on_in_the_next_line(void **state)
{
    struct fixture *f = *state;
    const struct document *d =
        only(f, SHEET(&f->a, MOTTO, "C GIẤY XÁC NHẬN", "-",
                      "I Ủy ban nhân dân xã Ví Dụ xác nhận công dân có tên là bà Võ Hoài",
                      "I Giang đã kê khai đầy đủ các nội dung theo yêu cầu của cơ quan."));
    const struct field *x = get(d, "full_name");

    assert_non_null(x);
    assert_string_equal(x->value, "Võ Hoài Giang");
    assert_false(x->accepted);
    d = only(f, SHEET(&f->a, "C SỔ TẠM TRÚ", "-", "L Họ và tên", "L KIỀU XUÂN TRUNG", "L LỰC",
                      "L Nơi tạm trú: xã Ví Dụ"));
    x = get(d, "full_name");
    assert_non_null(x);
    assert_string_equal(x->value, "KIỀU XUÂN TRUNG LỰC");
    assert_false(x->accepted);
}

static void half_a_name_is_not_accepted(void **state)
{
    struct fixture *f = *state;

    for (int i = 0; i < 3; i++)
        add(f, SHEET(&f->a, OFFICE, i == 2 ? "C GIẤY XÁC NHẬN KHUYẾT TẬT" : "C GIẤY XÁC NHẬN", "-",
                     i == 2 ? "L Họ và tên: LÊ VĂN NAM ANH" : "L Họ và tên: LÊ VĂN NAM", "-",
                     "L Các nội dung trên đã được kiểm tra và chịu trách nhiệm."));
    understand(f, false);
    assert_int_equal(f->r.n_docs, 3);
    assert_false(get(&f->r.docs[0], "full_name")->accepted);
    assert_false(get(&f->r.docs[1], "full_name")->accepted);
}

/* Without a label of its own, and never another person's. */
static void birth_dates_stand_behind_their_names(void **state)
{
    struct fixture *f = *state;
    const struct document *d = only(
        f, SHEET(&f->a, OFFICE, "C GIẤY XÁC NHẬN", "-",
                 "I Người xin xác nhận là bà Trần Thị Lan, sinh hồi 05 tháng 07 năm 1962 tại xã,",
                 "I con là Lê Văn Nam, sinh ngày 01/02/1990."));

    expect(d, "full_name", "Trần Thị Lan");
    expect(d, "birth_date", "1962-07-05");
    d = only(f, SHEET(&f->a, OFFICE, "C GIẤY XÁC NHẬN", "-",
                      "I Người xin xác nhận là bà Trần Thị Lan, thường trú tại xã Ví Dụ;",
                      "I con là Lê Văn Nam, sinh hồi 01/02/1990."));
    expect(d, "full_name", "Trần Thị Lan");
    assert_null(get(d, "birth_date"));
    d = only(f, SHEET(&f->a, OFFICE, "C GIẤY KHAI SINH", "-", "L Họ, chữ đệm, tên: LÊ VĂN NAM",
                      "L Ngày, tháng, năm sinh: 09 tháng 07 năm 2002"));
    expect(d, "birth_date", "2002-07-09");
}

static void copies_say_what_they_are(void **state)
{
    static const struct {
        const char *title, *mark, *end, *kind;
    } rows[] = {
        { "C TRÍCH LỤC KHAI SINH", "C (Bản sao)", "-", "trich_luc" },
        { "C TRÍCH LỤC KHAI SINH", "-", "-", "trich_luc" },
        { "C GIẤY KHAI SINH", "C (BẢN SAO)", "-", "trich_luc" },
        { "C GIẤY KHAI SINH", "C (Bản chính)", "-", "ban_chinh" },
        { "C QUYẾT ĐỊNH", "C Về việc cấp bản sao trích lục hộ tịch cho công dân trong xã", "-",
          "ban_chinh" },
        { "C QUYẾT ĐỊNH", "-", "L SAO Y BẢN CHÍNH", "sao_y" },
        { "C QUYẾT ĐỊNH", "-", "L SAO LỤC", "sao_y" },
        { "C QUYẾT ĐỊNH", "-", "L Trích sao quyết định này gửi các bộ phận để biết.", "ban_chinh" },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct document *d =
            only(f, SHEET(&f->a, OFFICE, rows[i].title, rows[i].mark, "-",
                          "L Họ và tên: LÊ VĂN NAM", "L Các nội dung đã được kiểm tra.", "-", "-",
                          "-", "-", "-", "-", rows[i].end));
        const struct field *x = get(d, "copy_kind");
        if (!x || strcmp(x->value, rows[i].kind) != 0)
            fail_msg("%s %s %s: %s", rows[i].title, rows[i].mark, rows[i].end,
                     x ? x->value : "nothing");
    }
}

static void tables_that_cannot_be_used(void **state)
{
    static const char *const bad[] = {
        "cue\tself",           "cue\tself\tx",
        "sign\tself\ttôi\tlà", "main\tno_such_type\tself",
        "word\tself\ttôi là",  "main\t*\ta b c d e f g h i j k l m"
    };
    static struct paper_tables t;
    struct fixture *f = *state;
    struct err e = { 0 };

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        memcpy(t.types, f->t->types, sizeof t.types);
        t.n_types = f->t->n_types;
        t.fold = f->t->fold;
        arena_init(&t.arena, 1 << 20);
        assert_false(persons_load(&t, "persons.tsv", bad[i], strlen(bad[i]), &e));
        assert_int_equal(e.kind, ERR_CONFIG);
        assert_non_null(strstr(e.text, "persons.tsv line 1"));
        arena_reset(&t.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_nobody_wrote_down),
        cmocka_unit_test(heads_say_whose_names_follow),
        cmocka_unit_test(a_lost_head_makes_no_husband),
        cmocka_unit_test(of_two_the_role_tells),
        cmocka_unit_test(the_dead_and_offices_are_no_heirs),
        cmocka_unit_test(signatures_speak_for_names),
        cmocka_unit_test(names_go_on_in_the_next_line),
        cmocka_unit_test(half_a_name_is_not_accepted),
        cmocka_unit_test(birth_dates_stand_behind_their_names),
        cmocka_unit_test(copies_say_what_they_are),
        cmocka_unit_test(tables_that_cannot_be_used),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
