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
#include <string.h>

#include "paper/agree.h"

struct world {
    struct paper_tables *t;
    struct arena arena;
    struct name_pool *pool;
};

static int open_world(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    struct err e = { 0 };

    arena_init(&w->arena, 64 << 20);
    w->pool = calloc(1, sizeof *w->pool);
    if (!paper_open(&w->t, &e))
        fprintf(stderr, "%s\n", e.text);
    *state = w;
    return w->t && w->pool ? 0 : -1;
}

static int close_world(void **state)
{
    struct world *w = *state;

    paper_close(w->t);
    arena_reset(&w->arena);
    free(w->pool);
    free(w);
    return 0;
}

static void family_names_are_mended(void **state)
{
    static const char *const rows[][2] = {
        { "Định Văn An", "Đinh Văn An" },  { "NGUYÊN VĂN AN", "NGUYỄN VĂN AN" },
        { "ũ Trung An", "Vũ Trung An" },   { "luỳnh Đức Nam", "Huỳnh Đức Nam" },
        { "“PHAM VĂN AN", "PHẠM VĂN AN" }, { "kiều Huy An", "Kiều Huy An" },
        { "Lẽ Thị An", "Lê Thị An" },      { "ĐĂNG THỊ AN", "ĐẶNG THỊ AN" },
    };
    /* right as they are, or nobody knows */
    static const char *const stay[] = { "Nguyễn Văn Mẫu", "Đặng Văn An", "Vi Văn An",
                                        "Xyz Văn An",     "Hồ",          "",
                                        "Thị Kim An",     "Nguyễn" };
    const struct world *w = *state;
    char out[NAME_BYTES];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!name_mend(&w->t->fold, rows[i][0], out))
            fail_msg("%s was left", rows[i][0]);
        assert_string_equal(out, rows[i][1]);
    }
    for (size_t i = 0; i < sizeof stay / sizeof *stay; i++)
        if (name_mend(&w->t->fold, stay[i], out))
            fail_msg("%s became %s", stay[i], out);
}

static struct field name_of(const char *field, const char *value, float conf)
{
    return (struct field){ .name = field,
                           .value = value,
                           .confidence = conf,
                           .accepted = conf >= TEXT_ACCEPT,
                           .page = 1 };
}

static void agree(struct world *w, struct document *docs, uint32_t n)
{
    struct err e = { 0 };

    assert_true(names_agree(w->pool, w->t, docs, n, &w->arena, &e));
}

static void a_name_read_twice_has_one_spelling(void **state)
{
    struct world *w = *state;
    struct field a[] = { name_of("full_name", "Nguyễn Văn Bình", 0.95F) },
                 b[] = { name_of("owner", "NGUYỄN VĂN BÌNH", 0.95F) },
                 c[] = { name_of("full_name", "NGUYỄN VĂN BINH", 0.99F) },
                 d[] = { name_of("full_name", "Nguyễn Vẵn Bình", 0.90F) },
                 other[] = { name_of("full_name", "Nguyễn Văn Thọ", 0.95F) };
    struct document docs[] = { { .fields = a, .n_fields = 1 },
                               { .fields = b, .n_fields = 1 },
                               { .fields = c, .n_fields = 1 },
                               { .fields = d, .n_fields = 1 },
                               { .fields = other, .n_fields = 1 } };

    memset(w->pool, 0, sizeof *w->pool);
    agree(w, docs, 5);
    assert_string_equal(a[0].value, "Nguyễn Văn Bình");
    assert_string_equal(b[0].value, "NGUYỄN VĂN BÌNH");
    assert_string_equal(c[0].value, "NGUYỄN VĂN BÌNH"); /* in its own case */
    assert_string_equal(d[0].value, "Nguyễn Văn Bình");
    assert_string_equal(other[0].value, "Nguyễn Văn Thọ");
    assert_true(a[0].accepted && b[0].accepted);
    assert_false(c[0].accepted || d[0].accepted); /* what was changed never is */
    assert_false(other[0].accepted);              /* read once, not surely */
}

static void names_of_unsure_papers_are_not_accepted(void **state)
{
    struct world *w = *state;
    static const char *low[] = { "boundary_low" };
    struct field a[] = { name_of("full_name", "Nguyễn Văn Bình", 0.99F) },
                 b[] = { name_of("full_name", "Nguyễn Văn Bình", 0.99F) };
    struct document docs[] = { { .fields = a, .n_fields = 1, .reasons = low, .n_reasons = 1 },
                               { .fields = b, .n_fields = 1 } };

    memset(w->pool, 0, sizeof *w->pool);
    agree(w, docs, 2);
    assert_false(a[0].accepted);
    assert_true(b[0].accepted);
}

/* Faxes of one dossier read NGHI, which was printed, as NGHỊ seven times and as Nghi twice. */
static void other_marks_read_twice_are_for_people(void **state)
{
    struct world *w = *state;

    for (uint32_t others = 0; others <= 2; others++) {
        struct field f[9];
        struct document docs[9];
        for (uint32_t i = 0; i < 9; i++) {
            f[i] = i < 9 - others ? name_of("full_name", "TẠ THỊ UYỂN NGHỊ", 0.99F)
                                  : name_of("full_name", "Tạ Thị Uyển Nghi", 0.97F);
            docs[i] = (struct document){ .fields = &f[i], .n_fields = 1 };
        }
        memset(w->pool, 0, sizeof *w->pool);
        agree(w, docs, 9);
        assert_int_equal(f[0].accepted, others < 2);
        assert_false(others && f[8].accepted);
    }
}

/* TUYỂN, for TUYỀN that was printed, in all papers that have the name. */
static void few_papers_that_agree_must_be_sure(void **state)
{
    struct world *w = *state;

    for (uint32_t papers = 2; papers <= 4; papers++) {
        struct field f[4];
        struct document docs[4];
        for (uint32_t i = 0; i < papers; i++) {
            f[i] = name_of("full_name", "TRẦN VĂN TUYỂN", i ? 0.97F : 0.91F);
            docs[i] = (struct document){ .fields = &f[i], .n_fields = 1 };
        }
        memset(w->pool, 0, sizeof *w->pool);
        agree(w, docs, papers);
        assert_int_equal(f[0].accepted, papers > 3);
        assert_true(f[1].accepted);
    }
}

/* A day of birth that other papers of the same person have with another digit. */
static void days_of_birth_agree(void **state)
{
    struct world *w = *state;
    static const struct {
        const char *others[2];
        bool accepted;
    } rows[] = {
        { { "1984-02-21", "1984-02-21" }, false },
        { { "1984-02-21", "1984-02-27" }, true }, /* most papers have it */
        { { "1984-02-21", "1984" }, false },      /* one against one */
        { { "1961-11-04", "1961-11-04" }, true }, /* another person of this name */
        { { "1984-02-27", "1984-02-27" }, true },
    };

    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        struct field f[3][2];
        struct document docs[3];
        for (uint32_t i = 0; i < 3; i++) {
            f[i][0] = name_of("full_name", "Trần Văn Nam", 0.99F);
            f[i][1] = name_of("birth_date", i ? rows[r].others[i - 1] : "1984-02-27", 0.99F);
            docs[i] = (struct document){ .fields = f[i], .n_fields = 2 };
        }
        memset(w->pool, 0, sizeof *w->pool);
        agree(w, docs, 3);
        if (f[0][1].accepted != rows[r].accepted)
            fail_msg("row %zu", r);
    }
}

/* THI, which was printed, was read THỊ in three papers and Thi in the text of one of them. */
static void other_marks_weigh_as_much_as_a_few(void **state)
{
    struct world *w = *state;

    for (uint32_t others = 0; others <= 1; others++) {
        struct field f[4];
        struct document docs[4];
        for (uint32_t i = 0; i < 4; i++) {
            f[i] = i < 4 - others ? name_of("full_name", "TRẦN THỊ LAN", 0.99F)
                                  : name_of("applicant_name", "Trần Thi Lan", 0.5F);
            docs[i] = (struct document){ .fields = &f[i], .n_fields = 1 };
        }
        memset(w->pool, 0, sizeof *w->pool);
        agree(w, docs, 4);
        assert_int_equal(f[0].accepted, others == 0);
    }
}

/* The rest of a name stands in the next line, its beginning under a stroke: other papers have it.
 */
static void part_of_a_name_is_made_whole(void **state)
{
    static const struct {
        const char *read, *becomes;
    } rows[] = { { "TRẦN BÁ LAM", "TRẦN BÁ LAM SƠN" },
                 { "BÁ LAM SƠN", "TRẦN BÁ LAM SƠN" },
                 { "LAM SƠN", "TRẦN BÁ LAM SƠN" },
                 { "LÊ BÁ LAM", "LÊ BÁ LAM" } };
    struct world *w = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct field a[] = { name_of("full_name", "Trần Bá Lam Sơn", 0.99F) },
                     b[] = { name_of("owner", "TRẦN BÁ LAM SƠN", 0.99F) },
                     part[] = { name_of("full_name", rows[i].read, 0.99F) };
        struct document docs[] = { { .fields = a, .n_fields = 1 },
                                   { .fields = b, .n_fields = 1 },
                                   { .fields = part, .n_fields = 1 } };
        memset(w->pool, 0, sizeof *w->pool);
        agree(w, docs, 3);
        assert_string_equal(part[0].value, rows[i].becomes);
        assert_false(part[0].accepted);
        assert_true(a[0].accepted && b[0].accepted);
    }
}

/* A dot below without ink was read because the language has it, unless another print shows it. */
static void dots_without_ink_are_for_people(void **state)
{
    struct world *w = *state;

    for (uint32_t seen = 0; seen <= 3; seen++) {
        struct field f[3];
        struct document docs[3];
        for (uint32_t i = 0; i < 3; i++) {
            f[i] = name_of("full_name", "TRẦN THỊ LAN", seen == 3 && i == 2 ? 0.7F : 0.99F);
            f[i].dot_unseen = seen == 0 || i != 2;
            docs[i] = (struct document){ .fields = &f[i], .n_fields = 1 };
        }
        memset(w->pool, 0, sizeof *w->pool);
        agree(w, docs, 3);
        assert_int_equal(f[0].accepted, seen == 1 || seen == 2);
    }
}

/* "TRIỆU VĂN BÀO", printed once, was read BẢO at 0.999. */
static void a_name_of_one_print_is_for_people(void **state)
{
    static const char *const names[][2] = { { "TRIỆU VĂN BẢO", "Triệu Văn Bảo" },
                                            { "VŨ LAN", "Vũ Lan" } };
    struct world *w = *state;

    for (uint32_t k = 0; k < 6; k++) {
        const uint32_t prints = k % 3;
        struct field a[] = { name_of("full_name", names[k / 3][0], 0.999F),
                             name_of("applicant_name", names[k / 3][1], 0.999F) };
        struct document doc = { .fields = a };
        a[0].accepted = a[1].accepted = true;
        a[1].box.x0 = prints == 2 ? 7 : a[0].box.x0; /* else two fields of one print */
        doc.n_fields = prints ? 2 : 1;
        memset(w->pool, 0, sizeof *w->pool);
        agree(w, &doc, 1);
        /* a name of two short words is of many people: never accepted */
        assert_int_equal(a[0].accepted, prints == 2 && k < 3);
    }
}

/* More names than are compared: what was compared with nothing is for people. */
static void names_beyond_counting_are_for_people(void **state)
{
    enum { MANY = 2100 };
    struct world *w = *state;
    struct field *a = calloc(MANY, sizeof *a);
    struct document doc = { .fields = a, .n_fields = MANY };

    assert_non_null(a);
    for (int i = 0; i < MANY; i++) {
        a[i] = name_of("full_name", "Triệu Văn Bảo", 0.999F);
        a[i].accepted = true;
        a[i].box.x0 = i;
    }
    memset(w->pool, 0, sizeof *w->pool);
    agree(w, &doc, 1);
    assert_true(a[0].accepted);
    assert_false(a[MANY - 1].accepted);
    free(a);
}

/* A seal took the family name of both prints of the first; "Sinh" of the second is the next
 * label's.
 */
static void a_name_cut_wrongly_is_not_accepted(void **state)
{
    static const struct {
        const char *name;
        bool accepted;
    } rows[] = { { "Phùng Văn Hoài", true },
                 { "Văn Sĩ Hoàng", false },
                 { "LÝ ĐÌNH HIẾU", true },
                 { "LÝ ĐÌNH HIẾU Sinh", false } };
    struct world *w = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct field a[] = { name_of("signer", rows[i].name, 0.99F) },
                     b[] = { name_of("signer", rows[i].name, 0.99F) };
        struct document docs[] = { { .fields = a, .n_fields = 1 }, { .fields = b, .n_fields = 1 } };
        memset(w->pool, 0, sizeof *w->pool);
        agree(w, docs, 2);
        assert_int_equal(a[0].accepted && b[0].accepted, rows[i].accepted);
    }
}

static void add_tail(struct world *w, uint32_t doc, const char *text)
{
    w->pool->doc = doc;
    tail_add(w->pool, w->t, text, 1, (struct box){ 0, 0, 10, 10 }, 0.9F);
}

/* What a seal left of a signature is completed where one known signer ends so. */
static void signers_are_completed(void **state)
{
    struct world *w = *state;
    struct field signed_[] = { name_of("signer", "Giáp Quang Khánh", 0.97F) },
                 about[] = { name_of("full_name", "Trần Thị Hạnh", 0.97F),
                             name_of("signer", "Quang Khánh", 0.97F) };
    /* cut before its middle name, it is no whole name either */
    struct field cut[] = { name_of("signer", "Thị Bích Hường", 0.97F) },
                 whole[] = { name_of("signer", "Tô Thị Bích Hường", 0.97F) };
    struct document docs[] = {
        { .fields = signed_, .n_fields = 1 }, { .n_fields = 0 },
        { .fields = about, .n_fields = 2 },   { .n_fields = 0 },
        { .fields = cut, .n_fields = 1 },     { .fields = whole, .n_fields = 1 }
    };

    memset(w->pool, 0, sizeof *w->pool);
    add_tail(w, 4, "T6 Thị Bích Hường");
    add_tail(w, 1, "xBiáp Qưang Khánh");
    add_tail(w, 2, "Quang Khánh");
    add_tail(w, 3, "ị Hạnh"); /* a citizen's, and too little */
    agree(w, docs, 6);
    assert_string_equal(cut[0].value, "Tô Thị Bích Hường");
    assert_false(cut[0].accepted);
    assert_int_equal(docs[1].n_fields, 1);
    assert_string_equal(docs[1].fields[0].name, "signer");
    assert_string_equal(docs[1].fields[0].value, "Giáp Quang Khánh");
    assert_false(docs[1].fields[0].accepted);
    assert_string_equal(docs[2].fields[1].value, "Giáp Quang Khánh");
    assert_false(docs[2].fields[1].accepted);
    assert_int_equal(docs[3].n_fields, 0);
}

/* The official who signs a licence whose own label was not read is not whose it is. */
static void whose_name_is_signed_is_for_people(void **state)
{
    struct world *w = *state;

    for (int signed_ = 0; signed_ < 2; signed_++) {
        struct field a[] = { name_of("full_name", "Giáp Quang Khánh", 0.99F) },
                     b[] = { name_of("signer", "Giáp Quang Khánh", 0.99F) };
        struct document docs[] = { { .fields = a, .n_fields = 1 }, { .fields = b, .n_fields = 1 } };
        a[0].box = (struct box){ 2, 2, 8, 8 };
        memset(w->pool, 0, sizeof *w->pool);
        if (signed_)
            add_tail(w, 0, "Giáp Quang Khánh");
        agree(w, docs, 2);
        assert_int_equal(docs[0].fields[0].accepted, !signed_);
        assert_true(b[0].accepted);
    }
}

static void two_signers_that_end_alike_stay_apart(void **state)
{
    struct world *w = *state;
    struct field a[] = { name_of("signer", "Giáp Quang Khánh", 0.97F) },
                 b[] = { name_of("signer", "Trần Quang Khánh", 0.97F) };
    struct document docs[] = { { .fields = a, .n_fields = 1 },
                               { .fields = b, .n_fields = 1 },
                               { .n_fields = 0 } };

    memset(w->pool, 0, sizeof *w->pool);
    add_tail(w, 2, "Quang Khánh");
    agree(w, docs, 3);
    assert_int_equal(docs[2].n_fields, 0);
    assert_string_equal(a[0].value, "Giáp Quang Khánh");
    assert_string_equal(b[0].value, "Trần Quang Khánh");
}

static void bad_lists_are_refused(void **state)
{
    static const char *const bad[] = { "an\n", "\t3\n", "một-âm-tiết-quá-dài-quá-dài\t1\n" };
    struct name_table *t = calloc(1, sizeof *t);
    struct err e = { 0 };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(names_load(t, "t", bad[i], strlen(bad[i]), &e));
        assert_int_equal(e.kind, ERR_CONFIG);
    }
    const char *good = "# x\nbình\t3\nan\t1";
    assert_true(names_load(t, "t", good, strlen(good), &e));
    assert_true(name_known(t, "Lê An Bình"));
    assert_false(name_known(t, "Lê An Bính"));
    free(t);
}

static void half_a_name_is_told_from_another(void **state)
{
    (void)state;
    assert_true(name_begins("Võ Hoài", "VÕ HOÀI GIANG"));
    assert_true(name_begins("Kiều Xuân Trung", "Kiều Xuân Trung Lực"));
    assert_false(name_begins("Võ Hoài", "Võ Hoài"));
    assert_false(name_begins("Võ Hoa", "Võ Hoài Giang"));
    assert_false(name_begins("Võ Hoài", "Võ Hoàiang"));
    assert_false(name_begins("Võ Hoài Giang", "Võ Hoài"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(family_names_are_mended),
        cmocka_unit_test(a_name_read_twice_has_one_spelling),
        cmocka_unit_test(names_of_unsure_papers_are_not_accepted),
        cmocka_unit_test(other_marks_read_twice_are_for_people),
        cmocka_unit_test(few_papers_that_agree_must_be_sure),
        cmocka_unit_test(days_of_birth_agree),
        cmocka_unit_test(other_marks_weigh_as_much_as_a_few),
        cmocka_unit_test(dots_without_ink_are_for_people),
        cmocka_unit_test(part_of_a_name_is_made_whole),
        cmocka_unit_test(a_name_of_one_print_is_for_people),
        cmocka_unit_test(names_beyond_counting_are_for_people),
        cmocka_unit_test(a_name_cut_wrongly_is_not_accepted),
        cmocka_unit_test(signers_are_completed),
        cmocka_unit_test(whose_name_is_signed_is_for_people),
        cmocka_unit_test(two_signers_that_end_alike_stay_apart),
        cmocka_unit_test(bad_lists_are_refused),
        cmocka_unit_test(half_a_name_is_told_from_another),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
