/* Which drawn pages are two pages of an open book, and that each is read by itself. */
#include "lines_drawn.h"
#include "ocr/spread.h"

enum { WIDE = 3000, HIGH = 2100 };

static bool parted(const struct grey *g, int32_t *x)
{
    struct lines l = find(g);
    const bool yes = spread_gutter(&l, g->w, g->h, x);

    lines_release(&l);
    return yes;
}

/* Text at both sides, each leaning by itself, with a fold that is dark. */
static void draw_book(struct grey *g, int n, double left, double right)
{
    for (int i = 0; i < n; i++) {
        text(g, 200, 300 + 64 * i, 45, left);
        text(g, 1700, 300 + 64 * i + 30, 45 - i % 3, right);
    }
    for (int32_t y = 0; y < g->h; y++)
        memset(grey_row(g, y) + 1490, 90, 12);
}

static void two_pages(void **state)
{
    static const double leans[][2] = {
        { 0, 0 }, { 0.012, 0.012 }, { -0.008, 0.01 }, { 0.0, -0.012 }
    };
    (void)state;
    for (size_t i = 0; i < sizeof leans / sizeof *leans; i++) {
        struct grey g = blank(WIDE, HIGH);
        int32_t x = 0;
        draw_book(&g, 20, leans[i][0], leans[i][1]);
        assert_true(parted(&g, &x));
        assert_in_range(x, 1350, 1680);
        grey_release(&g);
    }
}

/* A right page that is nearly empty, and a book that does not lie in the middle of the glass. */
static void uneven_pages(void **state)
{
    struct grey g = blank(WIDE, HIGH), wide = blank(WIDE + 600, HIGH);
    int32_t x = 0;
    (void)state;
    draw_book(&g, 4, 0, 0);
    for (int i = 4; i < 24; i++)
        text(&g, 200, 300 + 64 * i, 45, 0);
    assert_true(parted(&g, &x));
    assert_in_range(x, 1350, 1680);
    draw_book(&wide, 20, 0, 0);
    assert_true(parted(&wide, &x));
    assert_in_range(x, 1350, 1680);
    grey_release(&g);
    grey_release(&wide);
}

/* High pages, a title over both columns, full lines: one page. */
static void single_pages(void **state)
{
    struct grey high = blank(HIGH, WIDE), title = blank(WIDE, HIGH), full = blank(WIDE, HIGH);
    int32_t x;
    (void)state;
    for (int i = 0; i < 30; i++) {
        text(&high, 150, 300 + 64 * i, 32, 0);
        text(&high, 1200, 300 + 64 * i, 32, 0);
    }
    draw_book(&title, 20, 0, 0);
    text(&title, 1200, 200, 25, 0);
    for (int i = 0; i < 20; i++)
        text(&full, 200, 300 + 64 * i, 110, 0);
    assert_false(parted(&high, &x));
    assert_false(parted(&title, &x));
    assert_false(parted(&full, &x));
    grey_release(&high);
    grey_release(&title);
    grey_release(&full);
}

/* Rows of 100 px; columns at the given places, a word in each cell. */
static void draw_table(struct grey *g, const int32_t *column, int n, int rows, int32_t pitch)
{
    for (int r = 0; r <= rows; r++)
        fill(g, column[0], 300 + pitch * r, column[n - 1] + 4, 304 + pitch * r, 0);
    for (int c = 0; c < n; c++)
        fill(g, column[c], 300, column[c] + 4, 304 + pitch * rows, 0);
    for (int r = 0; r < rows; r++)
        for (int c = 0; c + 1 < n; c++)
            text(g, column[c] + 30, 300 + pitch * r + 65, (column[c + 1] - column[c] - 60) / 26, 0);
}

static const int32_t narrow[] = { 150, 350, 700, 1100, 1420 }, other[] = { 1580, 2100, 2350, 2850 },
                     same[] = { 1580, 1780, 2130, 2530, 2850 },
                     whole[] = { 150, 700, 1100, 1350, 1760, 2300, 2850 };

static void tables(void **state)
{
    struct grey across = blank(WIDE, HIGH), meet = blank(WIDE, HIGH), twice = blank(WIDE, HIGH),
                apart = blank(WIDE, HIGH), cells = blank(WIDE, HIGH);
    int32_t x;
    (void)state;
    /* one table whose column without words is over the middle */
    draw_table(&across, whole, 7, 14, 100);
    for (int r = 0; r < 14; r++)
        for (int32_t y = 306 + 100 * r; y < 398 + 100 * r; y++)
            memset(grey_row(&across, y) + 1360, 255, 390);
    assert_false(parted(&across, &x));
    /* a register whose rows fill both pages, then one form twice, then rows of other heights */
    draw_table(&meet, narrow, 5, 14, 100);
    draw_table(&meet, other, 4, 14, 100);
    assert_false(parted(&meet, &x));
    draw_table(&twice, narrow, 5, 14, 100);
    draw_table(&twice, same, 5, 14, 100);
    assert_true(parted(&twice, &x));
    draw_table(&apart, narrow, 5, 14, 100);
    draw_table(&apart, other, 4, 11, 126);
    assert_true(parted(&apart, &x));
    assert_in_range(x, 1420, 1600);
    /* a list without ruled lines */
    for (int i = 0; i < 20; i++)
        for (int c = 0; c < 5; c++)
            text(&cells, 200 + 560 * c + (c > 2) * 100, 300 + 64 * i, 8 + (i + c) % 4, 0);
    assert_false(parted(&cells, &x));
    grey_release(&across);
    grey_release(&meet);
    grey_release(&twice);
    grey_release(&apart);
    grey_release(&cells);
}

/* What reads a half here: one word a line, at half of the line's height. */
static bool read_lines(void *engine, const struct grey *half, int32_t dpi, struct arena *a,
                       struct page_read *out, struct err *e)
{
    uint32_t *calls = engine;
    struct lines l;

    (*calls)++;
    if (!lines_find(half, dpi, &l, e))
        return false;
    out->words = ARENA_NEW(a, struct word, l.n + 1);
    out->lines = ARENA_NEW(a, struct text_line, l.n + 1);
    assert_true(out->words && out->lines);
    out->n_words = out->n_lines = l.n;
    for (uint32_t i = 0; i < l.n; i++) {
        out->words[i] =
            (struct word){ .text = *calls == 1 ? "l" : "r", .box = l.pieces[i].ink, .conf = 1 };
        out->lines[i] = (struct text_line){ .first = i, .count = 1, .box = l.pieces[i].ink };
        out->lines[i].block = l.pieces[i].block;
    }
    out->text_confidence = *calls == 1 ? 1.0F : 0.5F;
    out->engine = "drawn";
    lines_release(&l);
    return true;
}

static void left_before_right(void **state)
{
    struct grey g = blank(WIDE, HIGH);
    struct page_read p = { 0 };
    struct arena a;
    struct err e;
    uint32_t calls = 0, left = 0;
    int32_t x = 0;
    (void)state;
    draw_book(&g, 20, -0.006, 0.008);
    assert_true(parted(&g, &x));
    arena_init(&a, 16 << 20);
    assert_true(spread_read(read_lines, &calls, &g, x, 300, &a, &p, &e));
    assert_int_equal(p.n_words, 40);
    assert_int_equal(p.n_lines, 40);
    for (uint32_t i = 0; i < p.n_lines; i++) {
        assert_int_equal(p.lines[i].first, i);
        assert_true(i == 0 || p.lines[i].block >= p.lines[i - 1].block);
        assert_string_equal(p.words[i].text, i < 20 ? "l" : "r");
        assert_int_equal(p.words[i].box.x0, p.lines[i].box.x0);
        left += p.words[i].box.x1 <= x;
        assert_true(i < 20 ? p.words[i].box.x1 <= x : p.words[i].box.x0 >= 1690);
    }
    assert_int_equal(left, 20);
    assert_true(p.lines[20].block > p.lines[19].block);
    assert_float_equal(p.text_confidence, 0.75, 1e-6);
    arena_reset(&a);
    grey_release(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_pages),         cmocka_unit_test(uneven_pages),
        cmocka_unit_test(single_pages),      cmocka_unit_test(tables),
        cmocka_unit_test(left_before_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
