/* The learned choice of a paper's own date: its model's file, hostile bytes, the same features
 * again, and what it does beside the rules. */
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

#include "base/atomicfile.h"
#include "base/buf.h"
#include "base/hash.h"
#include "paper/rank.h"
#include "paper/types.h"
#include "tests/unit/paper/fixture.h"

static void read_data(const char *name, struct buf *b)
{
    char path[4096];
    struct err e = { 0 };

    buf_init(b, (size_t)8 << 20);
    if (!file_data_path(name, path, sizeof path, &e) || !file_read(path, b, &e))
        fail_msg("%s", e.text);
}

static bool parses(const char *p, size_t len)
{
    struct rank_model *m;
    struct err e = { 0 };
    const bool ok = rank_model_parse(&m, p, len, &e);

    assert_true(ok == (m != NULL));
    assert_true(ok || e.kind == ERR_INPUT);
    rank_model_close(m);
    return ok;
}

static void the_file_is_the_one_of_the_manifest(void **state)
{
    struct buf model, manifest;
    uint8_t sum[SHA256_BYTES];
    char line[SHA256_HEX + 16], hex[SHA256_HEX];

    (void)state;
    read_data("models/rank.bin", &model);
    read_data("models/MANIFEST", &manifest);
    assert_true(model.len < 5000000);
    sha256_mem(model.ptr, model.len, sum);
    hash_hex(sum, hex);
    snprintf(line, sizeof line, "rank.bin\t%s\t", hex);
    assert_non_null(strstr(manifest.ptr, line));
    buf_release(&model);
    buf_release(&manifest);
}

static void damaged_bytes_are_refused(void **state)
{
    struct buf b;
    struct rank_model *m;
    struct err e = { 0 };

    (void)state;
    read_data("models/rank.bin", &b);
    assert_true(parses(b.ptr, b.len));
    assert_false(parses(b.ptr, 0));
    assert_false(parses(b.ptr, 15));
    assert_false(parses(b.ptr, b.len - 1));
    for (size_t i = 0; i < 12; i++) { /* magic, bits */
        b.ptr[i] ^= 0x55;
        assert_false(parses(b.ptr, b.len));
        b.ptr[i] ^= 0x55;
    }
    for (int i = 0; i < 4; i++) /* no number */
        b.ptr[12 + i] = (char)0xFF;
    assert_false(parses(b.ptr, b.len));
    buf_release(&b);
    assert_false(rank_model_open(&m, "/nonexistent/rank.bin", &e));
    assert_int_equal(e.kind, ERR_IO);
}

/* Weights of any size: sums stay whole numbers, beliefs probabilities. */
static void any_weights_are_safe(void **state)
{
    enum { BITS = 4, HEAD = 16, LEN = HEAD + (1 << BITS) * 2 };
    static struct ranking r;
    char bytes[LEN];
    struct rank_model *m;
    struct err e = { 0 };
    const float scale = 1000;

    (void)state;
    memcpy(bytes, "SOHOARK1\4\0\0\0", 12);
    memcpy(bytes + 12, &scale, 4);
    for (int i = HEAD; i < LEN; i += 2) {
        bytes[i] = (char)(i % 4 ? 0xFF : 0);
        bytes[i + 1] = (char)(i % 4 ? 0x7F : 0x80);
    }
    assert_true(rank_model_parse(&m, bytes, sizeof bytes, &e));
    r.n = RANK_MAX;
    for (uint32_t i = 0; i < r.n; i++) {
        snprintf(r.list[i].value, sizeof r.list[i].value, "%u", i / 2);
        for (r.list[i].x.n = 0; r.list[i].x.n < RANK_FEATURES; r.list[i].x.n++)
            r.list[i].x.ids[r.list[i].x.n] = i & 15;
    }
    rank_weigh(m, &r);
    for (uint32_t i = 0; i < r.n; i++)
        assert_true(r.list[i].p >= 0 && r.list[i].p <= 1);
    assert_true(r.p_none >= 0 && r.p_none <= 1);
    assert_float_equal(rank_of_value(&r, "3"), r.list[7].p, 0);
    assert_true(rank_of_value(&r, "none") < 0);
    rank_model_close(m);
}

static void view_of(struct fixture *f, const struct page_read *p, struct doc_view *v)
{
    struct err e = { 0 };

    memset(v, 0, sizeof *v);
    v->n = v->n_pages = 1;
    assert_true(view_make(&f->t->fold, p, &f->a, &v->views[0], &e));
    layout_find(f->t, &v->views[0], &v->layouts[0]);
}

static void every_date_is_a_candidate_once(void **state)
{
    static struct doc_view v;
    static struct ranking r, again;
    struct fixture *f = *state;

    view_of(f,
            SHEET(&f->a, MOTTO, "C GIẤY ỦY QUYỀN", "-",
                  "L Tôi là Lê Văn Nam, sinh ngày 10/08/1969, căn cước cấp ngày 03/10/2021",
                  "L Giấy viết ngày 16 tháng 10 năm 2023, có giá trị đến ngày 31 tháng 02 năm",
                  "L 2024, ngày ký: ngày 21 tháng 9 năm", "L 2025."),
            &v);
    const struct rank_paper p = { f->t, &v, type_index(f->t, "giay_uy_quyen"), false };
    rank_dates(&p, 16, &r);
    assert_int_equal(r.n, 5);
    assert_string_equal(r.list[0].value, "1969-08-10");
    assert_string_equal(r.list[1].value, "2021-10-03");
    assert_string_equal(r.list[2].value, "2023-10-16");
    assert_string_equal(r.list[3].value, ""); /* no such day */
    assert_string_equal(r.list[4].value, "2025-09-21");
    assert_true(r.list[4].to > r.list[4].seg->len); /* goes on in the next line */
    rank_dates(&p, 16, &again);
    for (uint32_t i = 0; i < r.n; i++) {
        assert_int_equal(r.list[i].x.n, again.list[i].x.n);
        assert_true(r.list[i].x.n > 20 && r.list[i].x.n <= RANK_FEATURES);
        assert_memory_equal(r.list[i].x.ids, again.list[i].x.ids, 4 * r.list[i].x.n);
        for (uint32_t k = 0; k < r.list[i].x.n; k++)
            assert_true(r.list[i].x.ids[k] < 1U << 16);
    }
}

static void more_dates_than_there_is_room_for(void **state)
{
    static struct doc_view v;
    static struct ranking r;
    struct fixture *f = *state;
    const char *line = "L 01/02/2003; 02/02/2003; 03/02/2003; 04/02/2003; 05/02/2003; 06/02/2003";

    view_of(f,
            SHEET(&f->a, MOTTO, "C BIÊN BẢN", line, line, line, line, line, line, line, line, line,
                  line),
            &v);
    const struct rank_paper p = { f->t, &v, f->t->unknown, true };
    rank_dates(&p, 16, &r);
    assert_int_equal(r.n, RANK_MAX);
    rank_weigh(f->t->ranks, &r);
    assert_true(r.p_none >= 0 && r.p_none <= 1);
}

/* Forms no list of cues has: their day is found, for review. */
static void days_in_unseen_forms_are_shown(void **state)
{
    static const struct {
        const char *title, *before, *line, *under, *value;
    } rows[] = {
        { "C TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ", "L Họ tên: Lê Văn Nam, sinh ngày 04/05/1980",
          "R Ví Dụ, 14/03/2022", "R NGƯỜI KÊ KHAI", "2022-03-14" },
        { "C GIẤY KHAI SINH", "L Ngày sinh: 26/09/2023, nơi sinh: xã Ví Dụ",
          "L Đã vào Sổ hộ tịch của Ủy ban nhân dân xã Ví Dụ hôm 23 tháng 3 năm 2024",
          "R Ví Dụ, ngày 23 tháng 3 năm 2024", "2024-03-23" },
        { "C GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH", "L Tên hộ kinh doanh: VÍ DỤ",
          "L Ngày cấp: 11 tháng 02 năm 2021", "R TRƯỞNG PHÒNG", "" },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct field *x =
            get(only(f, SHEET(&f->a, MOTTO, rows[i].title, "-", rows[i].before,
                              "L Các nội dung trên là đúng sự thật.", rows[i].line, rows[i].under)),
                "issued_date");
        if (rows[i].value[0] && (!x || strcmp(x->value, rows[i].value) != 0))
            fail_msg("%s: %s", rows[i].line, x ? x->value : "missing");
    }
}

/* The rules took the label of another day: what is plainly the paper's own is another, and so
 * neither is accepted. */
static void disagreement_is_not_accepted(void **state)
{
    struct fixture *f = *state;
    struct field_list *list = calloc(1, sizeof *list);
    static struct doc_view v;
    struct arena scratch;

    view_of(f,
            SHEET(&f->a, MOTTO, "C ĐƠN ĐỀ NGHỊ", "-", "L Kính gửi: Ủy ban nhân dân xã Ví Dụ",
                  "L Tôi là Lê Văn Nam, sinh ngày 10/08/1969, căn cước cấp ngày 03/10/2021",
                  "L Nay đề nghị xác nhận nơi ở.", "-", "R Ví Dụ, ngày 16 tháng 10 năm 2023",
                  "R NGƯỜI LÀM ĐƠN"),
            &v);
    arena_init(&scratch, 1 << 20);
    *list = (struct field_list){
        .t = f->t, .d = &v, .a = &f->a, .type = type_index(f->t, "don_de_nghi")
    };
    /* the same value: nothing changes */
    field_add(list, "issued_date", "2023-10-16", 0.99F, 1, 0, (struct box){ 0 });
    fields_rank(list, &scratch);
    assert_int_equal(list->n, 1);
    assert_true(list->list[0].accepted);
    /* another: however sure the rule was */
    list->n = 0;
    field_add(list, "issued_date", "2021-10-03", 0.99F, 1, 0, (struct box){ 0 });
    assert_true(list->list[0].accepted);
    fields_rank(list, &scratch);
    assert_int_equal(list->n, 1);
    assert_false(list->list[0].accepted);
    /* a weak one gives way */
    list->n = 0;
    field_add(list, "copy_kind", "ban_chinh", 0.99F, 1, 0, (struct box){ 0 });
    field_add(list, "issued_date", "2021-10-03", 0.99F, 0.7F, 0, (struct box){ 0 });
    field_add(list, "signer", "Lê Văn Nam", 0.99F, 1, 0, (struct box){ 0 });
    fields_rank(list, &scratch);
    assert_int_equal(list->n, 3);
    assert_string_equal(field_get(list, "issued_date")->value, "2023-10-16");
    assert_false(field_get(list, "issued_date")->accepted);
    assert_true(field_get(list, "signer")->accepted);
    /* a rule that seldom finds it and the choice agree: accepted when its numbers were read twice
     */
    for (int twice = 0; twice < 2; twice++) {
        list->n = 0;
        for (uint32_t i = 0; i < v.views[0].page->n_words; i++)
            if (strcmp(v.views[0].page->words[i].text, "16") == 0)
                v.views[0].page->words[i].flags = twice ? WORD_AGREED : 0;
        field_add(list, "issued_date", "2023-10-16", 0.99F, 0.7F, 0, (struct box){ 0 });
        fields_rank(list, &scratch);
        assert_int_equal(list->list[0].accepted, twice);
    }
    /* a value that stands nowhere as a date */
    list->n = 0;
    field_add(list, "issued_date", "2019-01-01", 0.99F, 1, 0, (struct box){ 0 });
    fields_rank(list, &scratch);
    assert_false(list->list[0].accepted);
    arena_reset(&scratch);
    free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_file_is_the_one_of_the_manifest),
        cmocka_unit_test(damaged_bytes_are_refused),
        cmocka_unit_test(any_weights_are_safe),
        cmocka_unit_test(every_date_is_a_candidate_once),
        cmocka_unit_test(more_dates_than_there_is_room_for),
        cmocka_unit_test(days_in_unseen_forms_are_shown),
        cmocka_unit_test(disagreement_is_not_accepted),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
