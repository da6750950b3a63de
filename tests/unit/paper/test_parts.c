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

#include "paper/fields.h"
#include "tests/unit/paper/pages.h"

static uint32_t seed = 20261125;

static uint32_t dice(uint32_t n)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % n;
}

/* The textbook table: smallest distance of p to any substring of t. */
static uint32_t naive(const char *p, size_t m, const char *t, size_t n)
{
    uint32_t row[2][32] = { { 0 } }, best;

    for (size_t i = 0; i <= m; i++)
        row[0][i] = (uint32_t)i;
    best = (uint32_t)m;
    for (size_t j = 1; j <= n; j++) {
        uint32_t *now = row[j & 1], *old = row[(j - 1) & 1];
        now[0] = 0;
        for (size_t i = 1; i <= m; i++) {
            const uint32_t sub = old[i - 1] + (p[i - 1] != t[j - 1]), del = old[i] + 1,
                           ins = now[i - 1] + 1;
            now[i] = sub < del ? (sub < ins ? sub : ins) : (del < ins ? del : ins);
        }
        if (now[m] < best)
            best = now[m];
    }
    return best;
}

static void search_agrees_with_the_textbook(void **state)
{
    (void)state;
    for (int round = 0; round < 3000; round++) {
        char p[24], t[80];
        const size_t m = 1 + dice(20), n = dice(70);
        struct pattern pat;
        for (size_t i = 0; i < m; i++)
            p[i] = (char)('a' + dice(3));
        for (size_t i = 0; i < n; i++)
            t[i] = (char)('a' + dice(3));
        pattern_init(&pat, p, m);
        const struct hit h = pattern_search(&pat, t, n);
        if (h.dist != naive(p, m, t, n))
            fail_msg("round %d: %u, not %u", round, h.dist, naive(p, m, t, n));
    }
}

static void letters_off_are_counted(void **state)
{
    static const struct {
        const char *a, *b;
        size_t off;
    } rows[] = {
        { "ubnd", "ubnd", 0 }, { "ubnd", "uhnd", 1 }, { "ubnd", "ubd", 1 }, { "ubnd", "ubnnd", 1 },
        { "ubnd", "bund", 2 }, { "aa", "aaa", 1 },    { "", "", 0 },        { "", "abc", 3 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const size_t na = strlen(rows[i].a), nb = strlen(rows[i].b);
        assert_int_equal(text_off(rows[i].a, na, rows[i].b, nb), rows[i].off);
        assert_int_equal(text_off(rows[i].b, nb, rows[i].a, na), rows[i].off);
    }
}

static void dates_of_the_rules(void **state)
{
    static const struct {
        const char *text, *iso;
        bool valid;
    } rows[] = {
        { "ngay 05 thang 01 nam 2020", "2020-01-05", true },
        { "ngay thang 5 nam 2026", "2026-05", true },
        { "06/5/2026", "2026-05-06", true },
        { "15.05.1985", "1985-05-15", true },
        { "01-07-2025", "2025-07-01", true },
        { "ngay .... thang .... nam 2026", "2026", true },
        { "31/02/2020", "2020-02-31", false },
        { "00/05/2020", "2020-05", false },
        { "12/13/2020", "2020-13-12", false },
        { "29/02/2024", "2024-02-29", true },
        { "29/02/2023", "2023-02-29", false },
        { "05/2026", "2026-05", true },
        { "20/03//1999", "1999-03-20", true },
        { "95/01/2016", "2016-01-05", true }, /* a 9 for a 0: guessed */
        { "03/19/1978", "1978-10-03", true },
        { "ngay 07 thang 1! nam 2022", "2022-11-07", true },
        { "ha noi, ngay17 thane 9 nam 2025", "2025-09-17", true },
    };
    static const char *const none[] = {
        "05/01/20", "ngay 05 thang 01", "12/5/20261", "so 226/ubnd", "", "1.001193", "hang ngay lam"
    };
    char iso[16];
    struct date d;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!date_any(rows[i].text, strlen(rows[i].text), 0, &d))
            fail_msg("%s: no date", rows[i].text);
        date_iso(&d, iso);
        assert_string_equal(iso, rows[i].iso);
        assert_int_equal(d.valid, rows[i].valid);
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (date_any(none[i], strlen(none[i]), 0, &d))
            fail_msg("%s: a date", none[i]);
}

static void names_look_like_names(void **state)
{
    static const char *const good[] = { "Nguyễn Văn Mẫu", "TRẦN THỊ MẪU", "Lê Hoàng Ví Dụ" };
    static const char *const bad[] = {
        "Mẫu", "nguyễn văn mẫu", "Nguyễn 2 Văn", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",
        "",    "Nguyễn Văn, Mẫu"
    };
    struct fold_map m;

    (void)state;
    fold_map_init(&m);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(name_fit(&m, good[i]) == 1);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_true(name_fit(&m, bad[i]) < 1);
}

static void values_lose_leaders_only(void **state)
{
    struct arena a;

    (void)state;
    arena_init(&a, 1 << 20);
    assert_string_equal(
        value_trim(&a, "....Nguyễn Văn Mẫu.....", strlen("....Nguyễn Văn Mẫu.....")),
        "Nguyễn Văn Mẫu");
    assert_string_equal(value_trim(&a, "……Ấp 1…", strlen("……Ấp 1…")), "Ấp 1");
    assert_string_equal(value_trim(&a, "xã A..... huyện B", strlen("xã A..... huyện B")),
                        "xã A huyện B");
    assert_string_equal(value_trim(&a, "..", 2), "");
    arena_reset(&a);
}

static void tables_name_file_and_line(void **state)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        { "type\ta\tX\t1\tA\n", "t line 1" },
        { "# c\n\ntitle\tnobody\tGIẤY GÌ ĐÓ\t-\t-\n", "t line 3" },
        { "type\ta\tR\t1\tA\ntype\ta\tR\t1\tA\n", "t line 2" },
        { "type\ta\tR\tviele\tA\n", "t line 1" },
        { "type\ta\tR\t1\tA\ntitle\ta\tAB\t-\t-\n", "t line 2" },
        { "type\ta\tR\t1\tA\nbody\ta\tx\tchữ\n", "t line 2" },
        { "type\ta\tR\t1\tA\n", "khong_ro" },
        { "type\ta\tR\t1\tA\t\t\t\n", "t line 1" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct paper_tables *t = calloc(1, sizeof *t);
        struct err e = { 0 };
        assert_non_null(t);
        assert_false(types_load(t, "t", rows[i].text, strlen(rows[i].text), &e));
        assert_int_equal(e.kind, ERR_CONFIG);
        if (!strstr(e.text, rows[i].want))
            fail_msg("%zu: %s", i, e.text);
        paper_close(t);
    }
}

static void a_head_in_one_line_is_two_columns(void **state)
{
    struct fold_map m;
    struct arena a;
    struct view v;
    struct err e = { 0 };

    (void)state;
    fold_map_init(&m);
    arena_init(&a, 8 << 20);
    /* the two columns of the second line stand one blank apart */
    struct page_read *p =
        sheet(&a, (const char *const[]){ "B BỘ CÔNG AN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                                         "L CỤC CẢNH SÁT Độc lập - Tự do", NULL });
    assert_true(view_make(&m, p, &a, &v, &e));
    assert_int_equal(v.n_rows, 2);
    assert_int_equal(v.n_segs, 4);
    assert_string_equal(v.segs[2].text, "CỤC CẢNH SÁT");
    assert_string_equal(v.segs[3].text, "Độc lập - Tự do");
    assert_string_equal(v.segs[3].fold, "doc lap - tu do");
    arena_reset(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(search_agrees_with_the_textbook),
        cmocka_unit_test(letters_off_are_counted),
        cmocka_unit_test(dates_of_the_rules),
        cmocka_unit_test(names_look_like_names),
        cmocka_unit_test(values_lose_leaders_only),
        cmocka_unit_test(tables_name_file_and_line),
        cmocka_unit_test(a_head_in_one_line_is_two_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
