/* Two readings of a number compared, and what is painted over before the second. */
#include "tests/unit/ocr/lines_drawn.h"

#include "ocr/confirm.h"
#include "ocr/confirm_cut.h"

static void same_numbers(void **state)
{
    static const struct {
        const char *a, *b;
        bool same;
    } rows[] = {
        { "019085000000", "019085000000.", true },
        { "CS69788", "Cs69788", true },
        { "CS69788", "CS69768", false },
        { "01/2003", "01⁄2003", true },
        { "12/2021", "122021", false },
        { "529,5", "5295", false },
        { "46E8000001", "46F8000001", false },
        { "a1", "A1", false },
        { "63§,", "63§,", false }, /* 638: neither reader made the 8 out */
        { "63§,", "63", false },
        { "12|", "12|", false },
        { "(0912)", "0912", true },
        { "", "", false },
    };
    (void)state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(confirm_same(rows[i].a, rows[i].b), rows[i].same);
}

/* The ring of a zero, 30 high and 18 wide, perhaps with its dot. */
static void zero(struct grey *g, int32_t x, int32_t y, bool dot)
{
    fill(g, x, y, x + 18, y + 30, 0);
    for (int32_t row = y + 4; row < y + 26; row++)
        memset(grey_row(g, row) + x + 4, 255, 10);
    if (dot)
        fill(g, x + 7, y + 13, x + 11, y + 17, 0);
}

static uint32_t black(const struct grey *g, struct box b)
{
    uint32_t n = 0;
    for (int32_t y = b.y0; y < b.y1; y++)
        for (int32_t x = b.x0; x < b.x1; x++)
            n += grey_row(g, y)[x] < 128;
    return n;
}

static struct confirm_cut cut(const struct grey *g, struct box word)
{
    struct confirm_cut c;
    struct err e;

    assert_true(confirm_cut_make(g, word, 12, 12, &c, &e));
    return c;
}

static void dots_go(void **state)
{
    struct grey g = blank(200, 80);
    struct box word = { 50, 20, 110, 50 };
    (void)state;

    zero(&g, 50, 20, false);
    zero(&g, 90, 20, false);
    struct confirm_cut c = cut(&g, word);
    assert_null(c.clean.px);
    const uint32_t plain = black(&g, c.box);
    confirm_cut_release(&c);
    zero(&g, 90, 20, true);
    c = cut(&g, word);
    assert_int_equal(c.dots, 1);
    assert_int_equal(black(&c.clean, (struct box){ 0, 0, c.clean.w, c.clean.h }), plain);
    assert_int_equal(black(&g, c.box), plain + 16); /* the page stays as it was */
    confirm_cut_release(&c);
    /* a full stop beside a digit, and a stroke too large to be a dot */
    struct grey other = blank(200, 80);
    zero(&other, 50, 20, false);
    fill(&other, 72, 46, 76, 50, 0);
    zero(&other, 90, 20, false);
    fill(&other, 96, 28, 102, 44, 0);
    c = cut(&other, word);
    assert_int_equal(c.dots, 0);
    confirm_cut_release(&c);
    grey_release(&g);
    grey_release(&other);
}

static void boxes_go(void **state)
{
    struct grey g = blank(300, 100);
    const struct box word = { 60, 30, 160, 60 };
    (void)state;

    for (int32_t i = 0; i < 3; i++)
        zero(&g, 62 + 40 * i, 30, false);
    fill(&g, 135, 30, 139, 60, 0); /* a one is no higher than the rest */
    struct confirm_cut c = cut(&g, word);
    assert_null(c.clean.px);
    const uint32_t digits = black(&g, c.box);
    confirm_cut_release(&c);
    for (int32_t x = 50; x <= 170; x += 40)
        fill(&g, x, 22, x + 2, 70, 0);
    fill(&g, 50, 24, 172, 26, 0);
    c = cut(&g, word);
    assert_non_null(c.clean.px);
    assert_true(c.boxes);
    assert_int_equal(c.dots, 0);
    assert_true(c.clean.w < c.box.x1 - c.box.x0 - 20); /* the digits stand together */
    assert_int_equal(black(&c.clean, (struct box){ 0, 0, c.clean.w, c.clean.h }), digits);
    confirm_cut_release(&c);
    grey_release(&g);
}

static void commas(void **state)
{
    struct grey g = blank(300, 100);
    const struct box word = { 60, 30, 150, 66 };
    (void)state;

    for (int32_t i = 0; i < 3; i++)
        zero(&g, 60 + 22 * i, 30, false);
    zero(&g, 132, 30, false);
    assert_false(confirm_cut_has_comma(&g, word, 1));
    fill(&g, 124, 56, 128, 60, 0); /* a full stop */
    assert_false(confirm_cut_has_comma(&g, word, 1));
    fill(&g, 124, 56, 128, 66, 0);
    assert_true(confirm_cut_has_comma(&g, word, 1));
    assert_false(confirm_cut_has_comma(&g, word, 3)); /* not where one would stand */
    grey_release(&g);
}

/* Cuts at the edges of a page, of nothing, and of one grey. */
static void odd_cuts(void **state)
{
    struct grey g = blank(40, 20);
    static const struct box words[] = {
        { 0, 0, 40, 20 }, { 38, 18, 40, 20 }, { 5, 5, 5, 5 }, { 0, 0, 2, 20 }, { 0, 19, 40, 20 },
    };
    (void)state;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct confirm_cut c = cut(&g, words[i]);
        assert_null(c.clean.px);
        assert_true(c.box.x0 >= 0 && c.box.y0 >= 0 && c.box.x1 <= 40 && c.box.y1 <= 20);
        assert_false(confirm_cut_has_comma(&g, words[i], 1));
        confirm_cut_release(&c);
    }
    for (int32_t y = 0; y < 20; y++)
        for (int32_t x = 0; x < 40; x++)
            grey_row(&g, y)[x] = (uint8_t)((x * 7 + y * 13) % 256);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct confirm_cut c = cut(&g, words[i]);
        (void)confirm_cut_has_comma(&g, words[i], 2);
        confirm_cut_release(&c);
    }
    grey_release(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_numbers), cmocka_unit_test(dots_go),  cmocka_unit_test(boxes_go),
        cmocka_unit_test(commas),       cmocka_unit_test(odd_cuts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
