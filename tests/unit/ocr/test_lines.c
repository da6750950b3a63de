/* Line finding on drawn pages: letters are filled boxes, so nothing is recognised here. */
#include "lines_drawn.h"

static void plain_lines(void **state)
{
    struct grey g = blank(1600, 800);
    (void)state;
    for (int i = 0; i < 10; i++)
        text(&g, 100, 100 + 60 * i, 50, 0);
    struct lines l = find(&g);
    assert_int_equal(l.n, 10);
    for (uint32_t i = 0; i < l.n; i++) {
        const struct line_piece *p = &l.pieces[i];
        assert_int_equal(p->line, i);
        assert_int_equal(p->block, 0);
        assert_in_range(p->baseline, 97 + 60 * i, 103 + 60 * i);
        assert_true(p->clip.y0 <= 68 + 60 * (int32_t)i); /* the marks are in */
        assert_true(p->clip.y0 > 40 + 60 * (int32_t)i && p->clip.y1 < 120 + 60 * (int32_t)i);
        assert_true(p->clip.x0 >= 85 && p->clip.x0 <= 100);
    }
    assert_true(l.slope == 0 && !l.doubtful);
    lines_release(&l);
    grey_release(&g);
}

/* A typewriter's "1." and "-" are far from the words. */
static void typed_numbers_stand_in_their_line(void **state)
{
    struct grey g = blank(1600, 800);
    (void)state;
    for (int i = 0; i < 6; i++) {
        const int32_t y = 100 + 60 * i;
        fill(&g, 100, y - 30, 114, y, 0);
        fill(&g, 124, y - 6, 130, y, 0);
        text(&g, 166, y, 40, 0);
    }
    fill(&g, 100, 508, 116, 511, 0);
    text(&g, 154, 520, 40, 0);
    struct lines l = find(&g);
    assert_int_equal(l.n, 7);
    assert_int_equal(l.pieces[0].ink.x0, 100);
    assert_true(l.pieces[0].ink.x1 > 900);
    assert_int_equal(l.pieces[6].ink.x0, 100);
    lines_release(&l);
    grey_release(&g);
}

/* One width for all letters, two spaces between words of an even line: still one line. A printed
 * page has columns that far apart. */
static void typed_lines_have_wide_gaps(void **state)
{
    (void)state;
    for (int typed = 0; typed <= 1; typed++) {
        struct grey g = blank(1600, 800);
        for (int i = 0; i < 6; i++)
            for (int word = 0, x = 100; word < 5; word++, x += 45)
                for (int k = 0; k < 5; k++) {
                    const int32_t w = typed ? 14 : 4 + 9 * (k / 2), y = 100 + 60 * i;
                    fill(&g, x, y - 20, x + w, y, 0);
                    x += k == 4 ? w : w + 10;
                }
        struct lines l = find(&g);
        assert_int_equal(l.n, typed ? 6 : 30);
        lines_release(&l);
        grey_release(&g);
    }
}

/* Two heads side by side, a line over the full width, two columns at the foot. */
static void heads_and_feet(void **state)
{
    struct grey g = blank(1600, 900);
    (void)state;
    for (int i = 0; i < 3; i++) {
        text(&g, 100, 100 + 60 * i, 18, 0);
        text(&g, 700, 100 + 60 * i, 28, 0);
        text(&g, 100, 400 + 60 * i, 50, 0);
        text(&g, 100, 650 + 60 * i, 18, 0);
        text(&g, 900, 650 + 60 * i, 18, 0);
    }
    struct lines l = find(&g);
    assert_int_equal(l.n, 15);
    static const struct {
        int32_t left, top;
    } want[5] = { { 100, 100 }, { 700, 100 }, { 100, 400 }, { 100, 650 }, { 900, 650 } };
    for (uint32_t i = 0; i < l.n; i++) {
        assert_in_range(l.pieces[i].ink.x0, want[i / 3].left - 3, want[i / 3].left + 3);
        const int32_t y = want[i / 3].top + 60 * (int32_t)(i % 3);
        assert_in_range(l.pieces[i].baseline, y - 3, y + 3);
    }
    assert_true(l.pieces[3].block > l.pieces[2].block);
    assert_true(l.pieces[12].block > l.pieces[11].block);
    lines_release(&l);
    grey_release(&g);
}

/* Capitals and digits get the room that letters with ascenders and descenders have. */
static void capitals_have_room(void **state)
{
    struct grey g = blank(1200, 500);

    (void)state;
    text(&g, 100, 100, 40, 0);
    for (int i = 0; i < 16; i++)
        fill(&g, 100 + 24 * i, 270, 114 + 24 * i, 300, 0);
    struct lines l = find(&g);
    assert_int_equal(l.n, 2);
    assert_in_range(l.pieces[1].clip.y0, 300 - 36 - 8, 300 - 36);
    assert_in_range(l.pieces[1].clip.y1, 300 + 9, 300 + 9 + 8);
    lines_release(&l);
    grey_release(&g);
}

/* A grid of three by three cells reads row by row, and the copy to be read has no rules. */
static void ruled_table(void **state)
{
    struct grey g = blank(1600, 700), level;
    struct err e;
    bool made;
    (void)state;
    for (int i = 0; i < 4; i++) {
        fill(&g, 100, 100 + 90 * i, 1444, 104 + 90 * i, 0);
        fill(&g, 100 + 447 * i, 100, 104 + 447 * i, 374, 0);
    }
    for (int row = 0; row < 3; row++)
        for (int col = 0; col < 3; col++)
            text(&g, 120 + 447 * col, 160 + 90 * row, 12, 0);
    struct lines l = find(&g);
    assert_int_equal(l.n, 9);
    for (uint32_t i = 0; i < 9; i++) {
        assert_in_range(l.pieces[i].ink.x0, 117 + 447 * (i % 3), 123 + 447 * (i % 3));
        assert_in_range(l.pieces[i].baseline, 157 + 90 * (i / 3), 163 + 90 * (i / 3));
    }
    assert_true(l.n_rules >= 8);
    assert_true(lines_straighten(&l, &g, &level, &made, &e) && made);
    assert_int_equal(dark(&level, (struct box){ 110, 98, 540, 106 }), 0);
    assert_int_equal(dark(&level, (struct box){ 98, 110, 106, 190 }), 0);
    assert_int_equal(dark(&level, l.pieces[4].ink), dark(&g, l.pieces[4].ink));
    grey_release(&level);
    lines_release(&l);
    grey_release(&g);
}

/* Three columns of short cells without rules read row by row, a page number above comes first. */
static void open_table(void **state)
{
    struct grey g = blank(1600, 800);
    (void)state;
    text(&g, 790, 80, 1, 0);
    text(&g, 100, 180, 50, 0);
    for (int row = 0; row < 4; row++) {
        text(&g, 100, 260 + 60 * row, 20, 0);
        text(&g, 900, 260 + 60 * row, 3, 0);
        text(&g, 1300, 260 + 60 * row, 3, 0);
    }
    struct lines l = find(&g);
    assert_int_equal(l.n, 14);
    assert_true(l.pieces[0].baseline < 100 && l.pieces[1].baseline < 200);
    for (uint32_t i = 2; i < l.n; i++)
        assert_in_range(l.pieces[i].baseline, 257 + 60 * ((i - 2) / 3), 263 + 60 * ((i - 2) / 3));
    lines_release(&l);
    grey_release(&g);
}

/* Descenders that touch the letter below them: every line is found whole. */
static void touching_lines(void **state)
{
    struct grey g = blank(1600, 500);
    (void)state;
    for (int i = 0; i < 5; i++) {
        const int32_t y = 100 + 34 * i;
        text(&g, 100, y, 50, 0);
        for (int32_t x = 140 + 114 * (i % 2); i < 4 && x < 1200; x += 228) /* third letters */
            fill(&g, x, y - 5, x + 5, y + 16, 0);
    }
    struct lines l = find(&g);
    assert_int_equal(l.n, 5);
    for (uint32_t i = 0; i < l.n; i++)
        assert_in_range(l.pieces[i].baseline, 97 + 34 * i, 103 + 34 * i);
    lines_release(&l);
    grey_release(&g);
}

static void leaning_page(void **state)
{
    struct grey g = blank(2000, 900), level;
    struct err e;
    bool made;
    (void)state;
    for (int i = 0; i < 8; i++)
        text(&g, 100, 100 + 50 * i, 80, 0.012);
    struct lines l = find(&g);
    assert_int_equal(l.n, 8);
    assert_true(fabs(l.slope - 0.012) < 0.0015);
    for (uint32_t i = 0; i < l.n; i++)
        assert_true(l.pieces[i].clip.y1 - l.pieces[i].clip.y0 < 55);
    assert_true(lines_straighten(&l, &g, &level, &made, &e) && made);
    /* The ink of a line lies in its box there. */
    const struct box b = l.pieces[3].clip;
    assert_true(dark(&level, b) * 10 > dark(&g, (struct box){ 0, 0, g.w, g.h }) / 8 * 9);
    grey_release(&level);
    lines_release(&l);
    grey_release(&g);
}

static void leaders_are_left_out(void **state)
{
    struct grey g = blank(1600, 500);
    (void)state;
    for (int i = 0; i < 4; i++) {
        const int32_t end = text(&g, 100, 100 + 80 * i, 15, 0);
        for (int32_t x = end + 12; x < 1400; x += 12)
            fill(&g, x, 96 + 80 * i, x + 5, 101 + 80 * i, 0);
    }
    struct lines l = find(&g);
    assert_int_equal(l.n, 4);
    for (uint32_t i = 0; i < l.n; i++)
        assert_true(l.pieces[i].clip.x1 < 520);
    lines_release(&l);
    grey_release(&g);
}

static void nothing_there(void **state)
{
    (void)state;
    for (int32_t size = 1; size < 12; size++) {
        struct grey g = blank(size, 13 - size);
        struct lines l = find(&g);
        assert_int_equal(l.n, 0);
        lines_release(&l);
        grey_release(&g);
    }
    struct grey g = blank(1200, 1700);
    struct lines l = find(&g);
    assert_int_equal(l.n, 0);
    lines_release(&l);
    memset(g.px, 0, g.stride * (size_t)g.h);
    l = find(&g);
    assert_int_equal(l.n, 0);
    lines_release(&l);
    grey_release(&g);
}

/* Whatever the pixels are, the boxes stay on the page and the clip area stays bounded. */
static void noise_is_bounded(void **state)
{
    uint32_t seed = 1;
    (void)state;
    for (int kind = 0; kind < 4; kind++) {
        struct grey g = blank(1240, 1754), level;
        struct err e;
        bool made;
        for (int32_t y = 0; y < g.h; y++)
            for (int32_t x = 0; x < g.w; x++) {
                seed = seed * 1664525u + 1013904223u;
                const uint32_t v = seed >> 24;
                const uint32_t at =
                    kind == 3 ? (uint32_t)(x / 9 * 7919 + y / 13 * 104729) * 2654435761u >> 24 : v;
                grey_row(&g, y)[x] = kind == 0 ? (uint8_t)v : at < (kind == 2 ? 8u : 90u) ? 0 : 255;
            }
        struct lines l = find(&g);
        double squares = 0;
        for (uint32_t i = 0; i < l.n; i++) {
            const struct box b = l.pieces[i].clip;
            assert_true(b.x0 >= 0 && b.y0 >= 0 && b.x1 <= g.w && b.y1 <= g.h && b.x0 < b.x1 &&
                        b.y0 < b.y1);
            squares += (double)(b.x1 - b.x0) / (b.y1 - b.y0);
        }
        assert_true(squares < 9000);
        assert_true(lines_straighten(&l, &g, &level, &made, &e));
        grey_release(&level);
        lines_release(&l);
        grey_release(&g);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_lines),
        cmocka_unit_test(typed_numbers_stand_in_their_line),
        cmocka_unit_test(typed_lines_have_wide_gaps),
        cmocka_unit_test(heads_and_feet),
        cmocka_unit_test(ruled_table),
        cmocka_unit_test(leaning_page),
        cmocka_unit_test(open_table),
        cmocka_unit_test(touching_lines),
        cmocka_unit_test(leaders_are_left_out),
        cmocka_unit_test(nothing_there),
        cmocka_unit_test(noise_is_bounded),
        cmocka_unit_test(capitals_have_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
