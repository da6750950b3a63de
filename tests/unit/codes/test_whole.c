/* Bars that run into each other, decided as a whole; what is no code, or fits two, gives nothing.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "codes/codes.h"
#include "codes/symbols.h"
#include "codes/whole.h"

enum { WIDE = 520, HIGH = 200, TOP = 64, BOTTOM = 128, LEFT = 60, MODULES_MAX = 640 };

static uint32_t seed;
static double lot(void)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) / 16777216.0;
}
static double grain(double amplitude)
{
    return (lot() + lot() + lot() - 1.5) * 2 * amplitude;
}

/* Set B. The number of modules. */
static int encode(const char *text, uint8_t *out)
{
    int values[64] = { 104 }, n = 1, sum = 104, k = 0;

    for (const char *c = text; *c; c++, n++) {
        values[n] = *c - ' ';
        sum += n * values[n];
    }
    values[n++] = sum % 103;
    for (int i = 0; i < n; i++)
        for (int j = SYMBOL_MODULES - 1; j >= 0; j--)
            out[k++] = symbol_modules(values[i]) >> j & 1;
    for (int j = STOP_MODULES - 1; j >= 0; j--)
        out[k++] = STOP_PATTERN >> j & 1;
    return k;
}

static void blank(struct grey *g, uint8_t paper)
{
    struct err e;
    assert_true(grey_init(g, WIDE, HIGH, &e));
    memset(g->px, paper, g->stride * (size_t)g->h);
}

/* Modules of `m` px from LEFT on, blurred by `dev` px, with grain; 0 and 255 alone when `fax`. */
static void draw(struct grey *g, const uint8_t *modules, int n, double m, double dev,
                 double amplitude, bool fax)
{
    for (int32_t x = 0; x < WIDE; x++) {
        double ink = 0, all = 0;
        for (double t = -4; t <= 4; t += 0.125) {
            const double at = (x + t * dev - LEFT) / m, by = exp(-t * t / 2);
            ink += at >= 0 && at < n && modules[(int)at] ? by : 0;
            all += by;
        }
        for (int32_t y = TOP - 40; y < BOTTOM + 40; y++) {
            const bool inside = y >= TOP && y < BOTTOM;
            double v = 225 - (inside ? 185 * ink / all : 0) + grain(amplitude);
            v = fax ? (v < 128 ? 0 : 255) : v < 0 ? 0 : v > 255 ? 255 : v;
            grey_row(g, y)[x] = (uint8_t)v;
        }
    }
}

static struct whole decide(const struct grey *g, struct box b)
{
    struct profile p;
    struct whole w = { .found = false };
    struct err e;
    bool found;

    assert_true(bars_profile(g, b, &p, &found, &e));
    if (found)
        assert_true(whole_read(&p, &w, &e));
    profile_release(&p);
    return w;
}

static void test_narrow(void **state)
{
    static const struct {
        double m, dev, amplitude;
        bool fax;
    } of[] = { { 1.27, 0.8, 12, false },
               { 1.27, 0.95, 4, false },
               { 1.7, 1.1, 25, false },
               { 3, 1.5, 20, false } };
    uint8_t modules[MODULES_MAX];
    (void)state;
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        struct grey g;
        const int n = encode(of[i].m > 2 ? "HS-26-0101" : "H05.11-230114-0049", modules);
        seed = (uint32_t)i + 1;
        blank(&g, 225);
        draw(&g, modules, n, of[i].m, of[i].dev, of[i].amplitude, of[i].fax);
        const struct whole w = decide(&g, (struct box){ 112, 64, 256, 128 });
        assert_true(w.found);
        assert_string_equal(w.text, of[i].m > 2 ? "HS-26-0101" : "H05.11-230114-0049");
        grey_release(&g);
    }
}

/* Two modules' difference each, and the check still right: never taken for another. */
static void test_too_blurred(void **state)
{
    uint8_t modules[MODULES_MAX];
    const int n = encode("H05.11-230114-0049", modules);
    (void)state;
    for (uint32_t i = 0; i < 24; i++) {
        struct grey g;
        seed = i;
        blank(&g, 225);
        draw(&g, modules, n, 1.27, 1.0 + 0.05 * (i % 8), 6.0 + 8 * (i / 8), false);
        const struct whole w = decide(&g, (struct box){ 112, 64, 256, 128 });
        assert_true(!w.found || !strcmp(w.text, "H05.11-230114-0049"));
        grey_release(&g);
    }
}

/* Stripes by lot, as wide as those of a code. */
static void test_stripes_of_no_code(void **state)
{
    uint8_t modules[MODULES_MAX] = { 0 };
    (void)state;
    for (uint32_t i = 0; i < 100; i++) {
        struct grey g;
        int n = 0;
        seed = i;
        for (int bar = 1; n < 200; bar = !bar)
            for (int k = 1 + (int)(lot() * 3.5); k > 0; k--)
                modules[n++] = (uint8_t)bar;
        blank(&g, 225);
        draw(&g, modules, n, 1.3 + 0.01 * i, 0.9, 10, i % 4 == 0);
        assert_false(decide(&g, (struct box){ 112, 64, 256, 128 }).found);
        grey_release(&g);
    }
}

/* One symbol another: the check is wrong, whatever the greys say. */
static void test_wrong_check(void **state)
{
    uint8_t modules[MODULES_MAX];
    const int n = encode("H05.11-230114-0049", modules);
    struct grey g;
    (void)state;
    for (int j = 0; j < SYMBOL_MODULES; j++)
        modules[5 * SYMBOL_MODULES + j] = symbol_modules('7' - ' ') >> (SYMBOL_MODULES - 1 - j) & 1;
    blank(&g, 225);
    draw(&g, modules, n, 1.7, 0.8, 5, false);
    assert_false(decide(&g, (struct box){ 112, 64, 256, 128 }).found);
    grey_release(&g);
}

static void test_text(void **state)
{
    static const uint8_t c[] = { 105, 12, 34, 100, 'a' - ' ', 99, 56 },
                         shift[] = { 103, 'A' - ' ', 98, 'b' - ' ', 'C' - ' ' },
                         control[] = { 103, 70 }, function[] = { 104, 'A' - ' ', 97 },
                         none[] = { 104 };
    char out[16];
    (void)state;
    assert_true(symbols_text(c, 7, out, sizeof out));
    assert_string_equal(out, "1234a56");
    assert_true(symbols_text(shift, 5, out, sizeof out));
    assert_string_equal(out, "AbC");
    assert_false(symbols_text(control, 2, out, sizeof out));
    assert_false(symbols_text(function, 3, out, sizeof out));
    assert_false(symbols_text(none, 1, out, sizeof out));
    assert_false(symbols_text(c, 7, out, 7));
}

/* A card's bars, enlarged: the block of stripes and its margin end before the first symbol does. */
static void test_page(void **state)
{
    uint8_t modules[MODULES_MAX];
    const int n = encode("037089419469", modules);
    struct grey g;
    struct arena a;
    struct code found[4];
    struct err e;
    uint32_t count = 0;
    (void)state;
    arena_init(&a, 1 << 20);
    assert_true(grey_init(&g, 1500, 1000, &e));
    memset(g.px, 210, g.stride * 1000);
    seed = 9;
    for (int32_t y = 0; y < 1000; y++)
        for (int32_t x = 0; x < 1500; x++) {
            const int at = (int)floor((x - 170) / 6.8);
            const bool ink = y >= 740 && y < 850 && at >= 0 && at < n && modules[at];
            const double v = (ink ? 60 : 210) - 60.0 * x / 1500 + grain(12);
            grey_row(&g, y)[x] = (uint8_t)v;
        }
    assert_true(codes_find(&g, NULL, true, &a, found, 4, &count, &e));
    assert_int_equal(count, 1);
    assert_string_equal(found[0].text, "037089419469");
    assert_true(found[0].box.x0 > 150 && found[0].box.x0 < 190 && found[0].box.y1 <= 856);
    grey_release(&g);
    arena_reset(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_narrow),
        cmocka_unit_test(test_too_blurred),
        cmocka_unit_test(test_stripes_of_no_code),
        cmocka_unit_test(test_wrong_check),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
