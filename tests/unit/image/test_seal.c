/* A seal of a grey scan goes, of a dark one its rings; the print under it stays. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "prepare_drawn.h"

#define DPI    200
#define CX     1100
#define CY     1700
#define RADIUS 120 /* 15 mm */

static void ring(struct grey *g, int32_t r, int32_t thick, uint8_t v)
{
    for (int32_t y = CY - r - thick; y <= CY + r + thick; y++)
        for (int32_t x = CX - r - thick; x <= CX + r + thick; x++) {
            const double d = sqrt((x - CX) * (x - CX) + (y - CY) * (y - CY));
            if (fabs(d - r) * 2 <= thick && grey_row(g, y)[x] > v)
                grey_row(g, y)[x] = v;
        }
}

/* Lines of text, one of them across the foot of the ring. */
static void page(struct grey *g, uint8_t seal)
{
    struct err e = { 0 };

    assert_true(grey_init(g, DPI * 827 / 100, DPI * 1169 / 100, &e));
    memset(g->px, 250, g->stride * (size_t)g->h);
    for (int32_t i = 0; i < 18; i++)
        for (int32_t j = 0; j < 50; j++)
            draw_glyph(g, 150 + j * 26, 200 + i * 70, 3, glyphs[(i + j) % 8], 25);
    ring(g, RADIUS, 6, seal);
    ring(g, RADIUS - 12, 3, seal);
    ring(g, RADIUS * 6 / 10, 3, seal);
    for (int32_t j = 0; j < 14; j++)
        draw_glyph(g, CX - 60 + j * 26, CY + RADIUS - 25, 3, glyphs[j % 8], 25);
}

static int32_t dark_in(const struct prepared *p, int32_t x0, int32_t y0, int32_t x1, int32_t y1)
{
    int32_t n = 0;

    for (int32_t y = y0; y < y1; y++)
        for (int32_t x = x0; x < x1; x++)
            n += grey_row(&p->grey, y)[x] < 128;
    return n;
}

static void test_grey_seal_goes(void **state)
{
    struct grey g = { 0 }, bare = { 0 };

    (void)state;
    page(&g, 120);
    struct prepared p = prepare_drawn(&g, DPI);
    page(&bare, 250);
    struct prepared q = prepare_drawn(&bare, DPI);
    assert_int_equal(dark_in(&p, CX - 140, CY - 140, CX + 140, CY + 85), 0);
    const int32_t words = dark_in(&q, CX - 70, CY + 85, CX + 310, CY + 130);
    const int32_t left = dark_in(&p, CX - 70, CY + 85, CX + 310, CY + 130);
    assert_true(words > 1000);
    if (left < words * 97 / 100 || left > words * 112 / 100)
        fail_msg("%d dark px of %d", left, words);
    prepared_release(&p);
    prepared_release(&q);
}

/* As dark as print: its rings go, print that crosses them stays. */
static void test_dark_rings_go(void **state)
{
    struct grey g = { 0 }, bare = { 0 };

    (void)state;
    page(&g, 25);
    struct prepared p = prepare_drawn(&g, DPI);
    page(&bare, 250);
    struct prepared q = prepare_drawn(&bare, DPI);
    const int32_t ring_px = 2 * 314 * RADIUS * 6 / 100;
    assert_true(dark_in(&p, CX - 140, CY - 140, CX + 140, CY + 85) < ring_px / 20);
    const int32_t words = dark_in(&q, CX - 70, CY + 85, CX + 310, CY + 130);
    const int32_t left = dark_in(&p, CX - 70, CY + 85, CX + 310, CY + 130);
    if (left < words * 9 / 10 || left > words * 13 / 10)
        fail_msg("%d dark px of %d", left, words);
    prepared_release(&p);
    prepared_release(&q);
}

/* Grey print that is in no ring is print. */
static void test_grey_print_stays(void **state)
{
    struct grey g = { 0 };

    (void)state;
    page(&g, 250);
    for (int32_t j = 0; j < 10; j++)
        draw_glyph(&g, CX - 100 + j * 26, CY, 3, glyphs[j % 8], 120);
    struct prepared p = prepare_drawn(&g, DPI);
    assert_true(dark_in(&p, CX - 110, CY - 5, CX + 170, CY + 30) > 1000);
    prepared_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grey_seal_goes),
        cmocka_unit_test(test_dark_rings_go),
        cmocka_unit_test(test_grey_print_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
