/* Lines drawn through pages as a scanner's dust would, and pages that only look as if. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <math.h>

#include <cmocka.h>

#include "draw.h"
#include "image/streak.h"

enum { DPI = 200, WIDE = 1654, HIGH = 2339, PAPER = 245 };

static struct planes page(bool colour)
{
    struct planes p = { .sub_x = 2, .sub_y = 2 };
    struct grey *const all[] = { &p.y, &p.cb, &p.cr };
    struct err e;

    for (int i = 0; i < (colour ? 3 : 1); i++) {
        assert_true(grey_init(all[i], i ? WIDE / 2 : WIDE, i ? HIGH / 2 + 1 : HIGH, &e));
        memset(all[i]->px, i ? 128 : PAPER, all[i]->stride * (size_t)all[i]->h);
    }
    return p;
}

/* Thick letters, no two lines beginning at one place, so that no gap goes on from line to line. */
static void write_text(struct planes *p)
{
    uint32_t seed = 77;

    for (int32_t y = 250; y < HIGH - 250; y += 55)
        for (int32_t x = 200 + (int32_t)(seed % 37); x < WIDE - 200;
             x += 29 + (int32_t)(seed >> 30)) {
            seed = seed * 1664525u + 1013904223u;
            if (seed >> 28)
                draw_glyph(&p->y, x, y, 5, glyphs[(seed >> 20) % 8], 25);
        }
}

static struct grey copy_of(const struct grey *g)
{
    struct grey c;
    struct err e;

    assert_true(grey_init(&c, g->w, g->h, &e));
    memcpy(c.px, g->px, g->stride * (size_t)g->h);
    return c;
}

/* How many pixels of a part are on the other side of half tone. */
static int32_t differ(const struct grey *a, const struct grey *b, int32_t x0, int32_t y0,
                      int32_t x1, int32_t y1)
{
    int32_t n = 0;

    for (int32_t y = y0; y < y1; y++)
        for (int32_t x = x0; x < x1; x++)
            n += (grey_row(a, y)[x] < 128) != (grey_row(b, y)[x] < 128);
    return n;
}

static int32_t repair(struct planes *p)
{
    int32_t n = -1;
    struct err e;

    assert_true(streak_repair(p, &n, &e));
    return n;
}

/* 1 to 5 px, of every tone, down and across: after the repair nearly all of the print is back. */
static void lines_go(void **state)
{
    static const uint8_t tones[] = { 20, 130, 255 };
    (void)state;
    for (int32_t thick = 1; thick <= 5; thick++)
        for (size_t t = 0; t < 3; t++)
            for (int turned = 0; turned < 2; turned++) {
                struct planes p = page(false);
                write_text(&p);
                struct grey clean = copy_of(&p.y);
                const int32_t at = turned ? 757 : 700 + 37 * thick + 11 * (int32_t)t;
                const int32_t x0 = turned ? 0 : at, y0 = turned ? at : 0,
                              x1 = turned ? WIDE : at + thick, y1 = turned ? at + thick : HIGH;
                draw_block(&p.y, x0, y0, x1 - x0, y1 - y0, tones[t]);
                const int32_t before = differ(&p.y, &clean, x0, y0, x1, y1);
                assert_int_equal(repair(&p), 1);
                const int32_t after = differ(&p.y, &clean, x0, y0, x1, y1);
                /* what crosses the fault is back; stems that it covered wholly are not */
                assert_true(after * 10 <= before * (t ? 7 : 3));
                assert_int_equal(
                    differ(&p.y, &clean, 0, 0, turned ? WIDE : at - 2, turned ? at - 2 : HIGH), 0);
                assert_int_equal(repair(&p), 0);
                grey_release(&clean);
                planes_release(&p);
            }
}

/* The scanner leveled the page, and so the fault leans. */
static void leaning_lines_go(void **state)
{
    static const double leans[] = { -0.02, -0.004, 0.006, 0.025 };
    (void)state;
    for (size_t i = 0; i < 4; i++)
        for (int turned = 0; turned < 2; turned++) {
            struct planes p = page(false);
            write_text(&p);
            struct grey clean = copy_of(&p.y);
            for (int32_t r = 0; r < (turned ? WIDE : HIGH); r++) {
                const int32_t c = 820 + (int32_t)lround(leans[i] * (r - 800));
                draw_block(&p.y, turned ? r : c, turned ? c : r, turned ? 1 : 3, turned ? 3 : 1,
                           70);
            }
            const int32_t before = differ(&p.y, &clean, 0, 0, WIDE, HIGH);
            assert_int_equal(repair(&p), 1);
            assert_true(differ(&p.y, &clean, 0, 0, WIDE, HIGH) * 10 <= before * 2);
            assert_int_equal(repair(&p), 0);
            grey_release(&clean);
            planes_release(&p);
        }
}

/* A coloured line leaves no colour behind; the reduced page is made anew. */
static void colour_goes(void **state)
{
    struct planes p = page(true);
    struct err e;
    (void)state;
    write_text(&p);
    draw_block(&p.y, 801, 0, 3, HIGH, 110);
    draw_block(&p.cr, 400, 0, 2, HIGH / 2 + 1, 210);
    assert_true(grey_init(&p.small, 16, 16, &e));
    assert_int_equal(repair(&p), 1);
    assert_null(p.small.px);
    for (int32_t y = 0; y < p.cr.h; y++)
        for (int32_t x = 395; x < 407; x++)
            assert_int_equal(grey_row(&p.cr, y)[x], 128);
    planes_release(&p);
}

/* What shows through a pale line is not overwritten. */
static void pale_lines(void **state)
{
    struct planes p = page(false);
    (void)state;
    write_text(&p);
    draw_block(&p.y, 900, 400, 3, 1200, 25); /* a stem under the line */
    for (int32_t y = 0; y < HIGH; y++)
        for (int32_t x = 900; x < 903; x++)
            if (grey_row(&p.y, y)[x] > 100)
                grey_row(&p.y, y)[x] = 150;
    assert_int_equal(repair(&p), 1);
    for (int32_t y = 400; y < 1600; y++)
        assert_true(grey_row(&p.y, y)[901] < 128);
    planes_release(&p);
}

/* A table that fills the page between its margins, double rules, an underlined line, typewriting
 * whose gaps are one under the other, the shadow of a page's edge: left as they are. */
static void print_stays(void **state)
{
    struct planes p = page(false);
    (void)state;
    write_text(&p);
    for (int32_t i = 0; i < 6; i++)
        draw_block(&p.y, 120 + 280 * i, 120, 3, HIGH - 240, 20);
    for (int32_t i = 0; i < 20; i++)
        draw_block(&p.y, 120, 120 + 110 * i, WIDE - 240, 3, 20);
    draw_block(&p.y, 606, 120, 3, HIGH - 240, 20);
    draw_block(&p.y, 600, 120, 3, HIGH - 240, 20);
    draw_block(&p.y, 200, 250 + 37, WIDE - 400, 3, 20);
    struct grey clean = copy_of(&p.y);
    assert_int_equal(repair(&p), 0);
    assert_memory_equal(clean.px, p.y.px, p.y.stride * HIGH);
    grey_release(&clean);
    planes_release(&p);

    struct planes typed = page(false);
    draw_lines(&typed.y, DPI, 250, HIGH - 250);
    assert_int_equal(repair(&typed), 0);
    planes_release(&typed);
}

/* Digits one under the other, as in the list of a register: round, so that they end before the gap.
 */
static void numbers_stay(void **state)
{
    static const int32_t half[20] = { 2, 4, 5, 6, 7, 7, 8, 8, 8, 8, 8, 8, 8, 8, 7, 7, 6, 5, 4, 2 };
    struct planes p = page(false);
    (void)state;
    for (int32_t line = 0; line < 34; line++)
        for (int32_t d = 0; d < 3; d++)
            for (int32_t y = 0; y < 20; y++)
                draw_block(&p.y, 800 + 20 * d - half[y], 250 + 55 * line + y, 2 * half[y], 1, 25);
    assert_int_equal(repair(&p), 0);
    planes_release(&p);
}

/* Any bytes, and pages too small to be one. */
static void any_pixels(void **state)
{
    struct planes p = page(false), small = { 0 };
    uint32_t seed = 5;
    struct err e;
    (void)state;
    for (size_t i = 0; i < p.y.stride * HIGH; i++) {
        seed = seed * 1664525u + 1013904223u;
        p.y.px[i] = (uint8_t)(seed >> 24);
    }
    assert_int_equal(repair(&p), 0);
    assert_true(grey_init(&small.y, 5, 3000, &e));
    memset(small.y.px, 0, small.y.stride * 3000);
    assert_int_equal(repair(&small), 0);
    planes_release(&small);
    planes_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_go),    cmocka_unit_test(leaning_lines_go),
        cmocka_unit_test(colour_goes), cmocka_unit_test(pale_lines),
        cmocka_unit_test(print_stays), cmocka_unit_test(numbers_stay),
        cmocka_unit_test(any_pixels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
