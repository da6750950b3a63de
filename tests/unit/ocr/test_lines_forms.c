/* Line finding on what forms and cards hold: cells, boxes, codes, small print, scribbles. */
#include "lines_drawn.h"
#include "ocr/lines_order.h"

/* A form's thin rules lean, fail for a pixel here and there, and stand close to their text. */
static void leaning_grid(void **state)
{
    struct grey g = blank(1600, 700), level;
    const double lean = 0.008;
    struct err e;
    bool made;
    (void)state;
    for (int i = 0; i < 4; i++) {
        fill(&g, 100, 100 + 70 * i, 1444, 103 + 70 * i, lean);
        fill(&g, 100 + 447 * i, 100 + (int32_t)(lean * 447 * i), 103 + 447 * i,
             312 + (int32_t)(lean * 447 * i), lean);
    }
    for (int32_t y = 0; y < g.h; y++)
        for (int32_t x = 150; x < 1440; x += 37)
            memset(grey_row(&g, y) + x, 255, 4);
    for (int row = 0; row < 3; row++)
        for (int col = 0; col < 3; col++)
            text(&g, 110 + 447 * col, 160 + 70 * row, 12, lean);
    struct lines l = find(&g);
    assert_int_equal(l.n, 9);
    for (uint32_t i = 0; i < 9; i++) {
        assert_in_range(l.pieces[i].ink.x0, 107 + 447 * (i % 3), 113 + 447 * (i % 3));
        assert_true(l.pieces[i].clip.y1 - l.pieces[i].clip.y0 < 56);
    }
    assert_true(lines_straighten(&l, &g, &level, &made, &e) && made);
    struct box gap = { l.pieces[0].ink.x1 + 4, 90, 100 + 447 - 12, 330 };
    assert_true(dark(&level, gap) * 20 < dark(&g, gap));
    grey_release(&level);
    lines_release(&l);
    grey_release(&g);
}

static void digit(struct grey *g, int32_t x, int32_t y)
{
    fill(g, x, y - 28, x + 16, y - 24, 0);
    fill(g, x, y - 28, x + 4, y, 0);
    fill(g, x + 12, y - 28, x + 16, y, 0);
    fill(g, x, y - 4, x + 16, y, 0);
}

/* Three lines; beside the first, twelve digits in boxes that have no upper side yet. */
static void open_boxes(struct grey *g)
{
    for (int i = 0; i < 3; i++)
        text(g, 100, 100 + 160 * i, 15, 0);
    fill(g, 480, 110, 483 + 12 * 46, 113, 0);
    for (int i = 0; i <= 12; i++)
        fill(g, 480 + 46 * i, 60, 483 + 46 * i, 113, 0);
    for (int i = 0; i < 12; i++)
        digit(g, 496 + 46 * i, 101);
}

/* Twelve digits, each in its box, are one number on the line of their label. */
static void boxed_number(void **state)
{
    struct grey g = blank(1600, 500), level;
    struct err e;
    bool made;
    (void)state;
    open_boxes(&g);
    fill(&g, 480, 60, 483 + 12 * 46, 63, 0);
    struct lines l = find(&g);
    assert_int_equal(l.n, 4);
    assert_false(l.pieces[0].boxed);
    assert_true(l.pieces[1].boxed);
    assert_int_equal(l.pieces[1].line, l.pieces[0].line);
    assert_int_equal(l.pieces[1].letters, 12);
    assert_in_range(l.pieces[1].ink.x0, 492, 500);
    assert_in_range(l.pieces[1].ink.x1, 1014, 1022);
    assert_true(lines_straighten(&l, &g, &level, &made, &e) && made);
    assert_int_equal(dark(&level, (struct box){ 522, 56, 532, 116 }), 0);
    assert_int_equal(dark(&level, l.pieces[1].ink), 12 * (16 * 4 * 2 + 20 * 4 * 2));
    grey_release(&level);
    lines_release(&l);
    grey_release(&g);
}

/* The upper side of the last box is too short to be a ruled line by itself: it goes on where
 * the long one ends. */
static void boxes_with_broken_sides(void **state)
{
    struct grey g = blank(1600, 500), level;
    struct err e;
    bool made;
    (void)state;
    open_boxes(&g);
    fill(&g, 480, 60, 480 + 11 * 46 - 2, 63, 0);
    fill(&g, 482 + 11 * 46, 62, 483 + 12 * 46, 65, 0);
    struct lines l = find(&g);
    assert_int_equal(l.n, 4);
    assert_true(l.pieces[1].boxed);
    assert_int_equal(l.pieces[1].letters, 12);
    assert_true(lines_straighten(&l, &g, &level, &made, &e) && made);
    assert_int_equal(dark(&level, l.pieces[1].ink), 12 * (16 * 4 * 2 + 20 * 4 * 2));
    grey_release(&level);
    lines_release(&l);
    grey_release(&g);
}

static void finder(struct grey *g, int32_t x, int32_t y, int32_t m)
{
    fill(g, x, y, x + 7 * m, y + m, 0);
    fill(g, x, y + 6 * m, x + 7 * m, y + 7 * m, 0);
    fill(g, x, y, x + m, y + 7 * m, 0);
    fill(g, x + 6 * m, y, x + 7 * m, y + 7 * m, 0);
    fill(g, x + 2 * m, y + 2 * m, x + 5 * m, y + 5 * m, 0);
}

static void codes_are_no_text(void **state)
{
    struct grey g = blank(1600, 700);
    uint32_t seed = 7;
    (void)state;
    for (int i = 0; i < 3; i++)
        text(&g, 100, 400 + 100 * i, 30, 0);
    for (int i = 0, x = 100; i < 40; i++) {
        seed = seed * 1664525u + 1013904223u;
        const int32_t w = 3 + 3 * (int32_t)(seed >> 30);
        fill(&g, x, 100, x + w, 180, 0);
        x += w + 3 + 3 * (int32_t)(seed >> 28 & 3);
    }
    const int32_t m = 6, x0 = 1200, y0 = 60, n = 25;
    for (int32_t r = 0; r < n; r++)
        for (int32_t c = 0; c < n; c++) {
            seed = seed * 1664525u + 1013904223u;
            const bool corner = (r < 8 && (c < 8 || c >= n - 8)) || (r >= n - 8 && c < 8);
            if (!corner && seed >> 31)
                fill(&g, x0 + c * m, y0 + r * m, x0 + (c + 1) * m, y0 + (r + 1) * m, 0);
        }
    finder(&g, x0, y0, m);
    finder(&g, x0 + (n - 7) * m, y0, m);
    finder(&g, x0, y0 + (n - 7) * m, m);
    struct lines l = find(&g);
    assert_int_equal(l.n, 3);
    assert_in_range(l.pieces[0].baseline, 396, 404);
    lines_release(&l);
    grey_release(&g);
}

/* Labels half as high as the values under them are lines, not marks of the values. */
static void small_print(void **state)
{
    struct grey g = blank(1240, 700);
    struct err e;
    struct lines l;
    (void)state;
    for (int i = 0; i < 4; i++) {
        for (int c = 0; c < 24; c++) {
            const int32_t x = 100 + 11 * c, y = 100 + 120 * i;
            fill(&g, x, y - 9, x + 3, y, 0);
            fill(&g, x, y - 9, x + 8, y - 6, 0);
            fill(&g, x + 5, y - 9, x + 8, y, 0);
        }
        text(&g, 100, 138 + 120 * i, 20, 0);
    }
    assert_true(lines_find(&g, 150, &l, &e));
    assert_int_equal(l.n, 8);
    for (uint32_t i = 0; i < l.n; i++) {
        assert_in_range(l.pieces[i].baseline, (i % 2 ? 135 : 97) + 120 * (i / 2),
                        (i % 2 ? 141 : 103) + 120 * (i / 2));
        assert_true(l.pieces[i].clip.y1 - l.pieces[i].clip.y0 < (i % 2 ? 56 : 28));
    }
    lines_release(&l);
    grey_release(&g);
}

/* Grey print on white beside a scanner's black margin keeps its strokes. */
static void black_margin(void **state)
{
    struct grey g = blank(1600, 700);
    (void)state;
    for (int i = 0; i < 3; i++)
        text(&g, 100, 100 + 100 * i, 40, 0);
    for (int32_t y = 0; y < g.h; y++)
        for (int32_t x = 0; x < g.w; x++)
            if (!grey_row(&g, y)[x])
                grey_row(&g, y)[x] = 170;
    fill(&g, 1200, 0, 1600, 700, 0);
    struct lines l = find(&g);
    assert_int_equal(l.n, 3);
    for (uint32_t i = 0; i < l.n; i++)
        assert_true(l.pieces[i].letters >= 40);
    lines_release(&l);
    grey_release(&g);
}

static void scribbles_and_holes(void **state)
{
    struct grey g = blank(1600, 900);
    (void)state;
    for (int i = 0; i < 4; i++)
        text(&g, 200, 100 + 100 * i, 40, 0);
    for (int32_t t = 0; t < 200; t++) { /* one thin stroke up and down */
        const int32_t x = 300 + t, y = 600 + (int32_t)(32 * sin(t / 16.0));
        fill(&g, x, y - 3, x + 3, y + 3, 0);
    }
    for (int32_t y = -30; y <= 30; y++) {
        const int32_t w = (int32_t)sqrt(900.0 - y * y);
        fill(&g, 60 - w, 300 + y, 60 + w, 301 + y, 0);
    }
    text(&g, 300, 720, 10, 0);
    struct lines l = find(&g);
    assert_int_equal(l.n, 5);
    assert_in_range(l.pieces[4].baseline, 716, 724);
    lines_release(&l);
    grey_release(&g);
}

/* The last word of an indented paragraph, under the indent, comes after its first line. */
static void word_under_an_indent(void **state)
{
    struct grey g = blank(1600, 600);
    (void)state;
    text(&g, 300, 200, 60, 0);
    text(&g, 100, 250, 5, 0);
    text(&g, 100, 300, 60, 0);
    struct lines l = find(&g);
    assert_int_equal(l.n, 3);
    for (uint32_t i = 0; i < 3; i++)
        assert_in_range(l.pieces[i].baseline, 196 + 50 * i, 204 + 50 * i);
    lines_release(&l);
    grey_release(&g);
}

/* Two strokes above each other are in nobody's right: every row has its place all the same. */
static void rows_that_overlap_have_their_places(void **state)
{
    struct row at[2] = {
        { .ink = { 100, 60, 104, 100 }, .base = 100, .base_l = 100, .base_r = 100, .height = 40 },
        { .ink = { 99, 70, 105, 101 }, .base = 101, .base_l = 101, .base_r = 101, .height = 31 },
    };
    const struct rows rows = { .at = at, .n = 2 };
    const struct ink ink = { .w = 300, .h = 300, .reduce = 1, .x_height = 20 };
    struct row_place place[2] = { { .row = UINT32_MAX }, { .row = UINT32_MAX } };

    (void)state;
    assert_true(order_find(&ink, &rows, place));
    assert_int_equal(place[0].row + place[1].row, 1);
    assert_true(place[0].row < 2 && place[1].row < 2);
}

/* A passport's page: hair and shoulders are more ink than the few words beside them. */
static void photographs_set_no_height(void **state)
{
    struct grey g = blank(1600, 1100);

    (void)state;
    for (int32_t i = 0; i < 2; i++) {
        const int32_t y = 250 + 320 * i;
        fill(&g, 100, y, 420, y + 60, 0);
        fill(&g, 100, y + 60, 180, y + 160, 0);
        fill(&g, 340, y + 60, 420, y + 160, 0);
    }
    for (int32_t i = 0; i < 4; i++)
        text(&g, 700, 300 + 120 * i, 9, 0);
    struct lines l = find(&g);
    uint32_t letters = 0;
    for (uint32_t i = 0; i < l.n; i++)
        letters += l.pieces[i].clip.x0 > 600 ? l.pieces[i].letters : 0;
    assert_int_equal(letters, 36);
    lines_release(&l);
    grey_release(&g);
}

/* A letter of fine strokes. */
static void thin_letter(struct grey *g, int32_t x, int32_t y)
{
    fill(g, x, y - 16, x + 3, y, 0);
    fill(g, x, y - 16, x + 12, y - 13, 0);
    fill(g, x + 9, y - 16, x + 12, y, 0);
}

/* Half the page typed with a fresh ribbon, half with a worn one, on grainy paper. */
static void faint_print_on_grain(void **state)
{
    struct grey g = blank(1200, 900);
    struct lines l;
    struct err e;
    uint32_t seed = 5, letters = 0;

    (void)state;
    for (int32_t y = 100; y < 860; y += 50)
        for (int32_t x = 100; x < 1100; x += 20)
            thin_letter(&g, x, y);
    for (int32_t y = 0; y < g.h; y++)
        for (int32_t x = 0; x < g.w; x++) {
            int32_t grain = 0;
            for (int i = 0; i < 4; i++) {
                seed = seed * 1664525u + 1013904223u;
                grain += (int32_t)(seed >> 8) % 24 - 12;
            }
            const int32_t tone = (grey_row(&g, y)[x] ? 250 : y < 480 ? 90 : 175) + grain;
            grey_row(&g, y)[x] = (uint8_t)(tone > 255 ? 255 : tone);
        }
    assert_true(lines_find(&g, 150, &l, &e));
    for (uint32_t i = 0; i < l.n; i++)
        letters += l.pieces[i].letters;
    assert_int_equal(letters, 16 * 50);
    lines_release(&l);
    grey_release(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaning_grid),
        cmocka_unit_test(boxed_number),
        cmocka_unit_test(boxes_with_broken_sides),
        cmocka_unit_test(codes_are_no_text),
        cmocka_unit_test(small_print),
        cmocka_unit_test(photographs_set_no_height),
        cmocka_unit_test(faint_print_on_grain),
        cmocka_unit_test(black_margin),
        cmocka_unit_test(scribbles_and_holes),
        cmocka_unit_test(word_under_an_indent),
        cmocka_unit_test(rows_that_overlap_have_their_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
