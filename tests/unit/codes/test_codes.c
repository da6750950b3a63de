/* Codes drawn on invented pages: found where they stand, turned, noisy, small; nothing elsewhere.
 */
#include <malloc.h>
#include <math.h>
#include <qrencode.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "codes/codes.h"
#include "codes/codes_zxing.h"
#include "codes/evidence.h"
#include "codes/pixels.h"
#include "codes/regions.h"

enum { MAX = 4, PAGE_W = 1240, PAGE_H = 1754 };
/* As long as what an identity card holds: 45 modules a side. */
static const char CARD[] = "001099000001|123456789|Nguyễn Văn Thử|01021999|Nam|Thôn 3, xã Thử "
                           "Nghiệm, huyện Mẫu, tỉnh Mẫu|03042021";
/* Code 128 B of HS-2026-01: widths of bars and spaces, start, check and stop included. */
static const char BARS[] =
    "2112142311132131131221322232111231222232112231121221321231221232214211122331112";

static uint32_t seed;
static int noise(int amplitude)
{
    seed = seed * 1664525u + 1013904223u;
    const int a = (int)(seed >> 16 & 0xff), b = (int)(seed >> 24);
    return (a + b - 255) * amplitude / 255;
}

static void blank(struct grey *g, int32_t w, int32_t h, uint8_t paper)
{
    struct err e;
    assert_true(grey_init(g, w, h, &e));
    memset(g->px, paper, g->stride * (size_t)h);
}

static void ink(const struct grey *g, int32_t x0, int32_t y0, int32_t w, int32_t h, uint8_t v)
{
    for (int32_t y = y0; y < y0 + h; y++)
        memset(grey_row(g, y) + x0, v, (size_t)w);
}

/* Strokes as letters have them: a fifth ink in bands of x-height, white between the lines. */
static void write_lines(const struct grey *g, int32_t pitch)
{
    for (int32_t y = pitch; y < g->h - 2 * pitch; y += pitch)
        for (int32_t x = pitch * 2; x < g->w - pitch * 2; x += pitch / 4)
            if (noise(100) > -40)
                ink(g, x, y, pitch / 12 + 1, pitch * 2 / 5, 30);
}

/* One module is `m` px, turned by `deg` about (x, y), its top left corner when level. */
static void draw_qr(const struct grey *g, const char *text, double x, double y, double m,
                    double deg)
{
    QRcode *q = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    assert_non_null(q);
    const double c = cos(deg * 3.14159265358979 / 180), s = sin(deg * 3.14159265358979 / 180);
    for (int32_t py = 0; py < g->h; py++)
        for (int32_t px = 0; px < g->w; px++) {
            int dark = 0, in = 0;
            for (int k = 0; k < 9; k++) { /* 3 x 3 samples a pixel */
                const double dx = px + (k % 3) / 3.0 + 1 / 6.0 - x,
                             dy = py + (double)(k / 3) / 3.0 + 1 / 6.0 - y;
                const double u = (c * dx + s * dy) / m, v = (c * dy - s * dx) / m;
                if (u < -4 || v < -4 || u >= q->width + 4 || v >= q->width + 4)
                    continue;
                in++;
                if (u >= 0 && v >= 0 && u < q->width && v < q->width)
                    dark += q->data[(int)v * q->width + (int)u] & 1;
            }
            if (in)
                grey_row(g, py)[px] = (uint8_t)(230 - dark * 200 / 9);
        }
    QRcode_free(q);
}

static void draw_bars(const struct grey *g, int32_t x, int32_t y, int32_t m, int32_t h)
{
    for (int i = 0; BARS[i]; i++) {
        if (i % 2 == 0)
            ink(g, x, y, (BARS[i] - '0') * m, h, 20);
        x += (BARS[i] - '0') * m;
    }
}

/* Grain and a shadow that darkens towards the right. */
static void spoil(const struct grey *g, int grain, double shadow)
{
    for (int32_t y = 0; y < g->h; y++)
        for (int32_t x = 0; x < g->w; x++) {
            uint8_t *p = grey_row(g, y) + x;
            const int v = (int)(*p * (1 - shadow * x / g->w)) + noise(grain);
            *p = (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
        }
}

static uint32_t find(const struct grey *g, struct arena *a, struct code out[MAX], uint32_t max)
{
    struct err e = { 0 };
    uint32_t n = 0;
    arena_reset(a);
    assert_true(codes_find(g, NULL, true, a, out, max, &n, &e));
    return n;
}

static void expect_card(const struct grey *g, int32_t cx, int32_t cy)
{
    struct arena a;
    struct code c[MAX];
    arena_init(&a, 1 << 20);
    assert_int_equal(find(g, &a, c, MAX), 1);
    assert_int_equal(c[0].kind, CODE_QR);
    assert_string_equal(c[0].text, CARD);
    assert_in_range((c[0].box.x0 + c[0].box.x1) / 2, (unsigned)cx - 12, (unsigned)cx + 12);
    assert_in_range((c[0].box.y0 + c[0].box.y1) / 2, (unsigned)cy - 12, (unsigned)cy + 12);
    arena_reset(&a);
}

/* 2.1 px: 12 mm at 200 dpi. 12 px: a code that fills a separator sheet. */
static void test_sizes(void **state)
{
    static const double sizes[] = { 2.1, 2.6, 3.1, 5, 12 };
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct grey g;
        blank(&g, PAGE_W, PAGE_H, 230);
        seed = 1;
        write_lines(&g, 50);
        draw_qr(&g, CARD, 301, 407, sizes[i], 0);
        expect_card(&g, (int32_t)(301 + 22.5 * sizes[i]), (int32_t)(407 + 22.5 * sizes[i]));
        grey_release(&g);
    }
}

static void test_turned(void **state)
{
    static const double turns[] = { 2, -5, 33, 90, 180 };
    (void)state;
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        struct grey g;
        const double t = turns[i] * 3.14159265358979 / 180, half = 22.5 * 4;
        blank(&g, PAGE_W, PAGE_H, 230);
        draw_qr(&g, CARD, 600, 800, 4, turns[i]);
        expect_card(&g, (int32_t)(600 + half * (cos(t) - sin(t))),
                    (int32_t)(800 + half * (sin(t) + cos(t))));
        grey_release(&g);
    }
}

/* Each pixel the mean of nine, as often as told: a lens out of focus, a copy of a copy. */
static void blur(const struct grey *g, int times)
{
    for (int t = 0; t < times; t++)
        for (int way = 0; way < 2; way++)
            for (int32_t k = 0; k < (way ? g->w : g->h); k++) {
                uint8_t *p = way ? g->px + k : grey_row(g, k);
                const size_t step = way ? g->stride : 1;
                int before = p[0];
                for (int32_t i = 1; i + 1 < (way ? g->h : g->w); i++) {
                    const int own = p[(size_t)i * step];
                    p[(size_t)i * step] =
                        (uint8_t)((before + own + p[((size_t)i + 1) * step] + 1) / 3);
                    before = own;
                }
            }
}

/* Modules that run into each other, where thresholds of greys find none of their own. */
static void test_blurred(void **state)
{
    static const struct {
        double m, deg;
        int times, grain;
    } cases[] = { { 2.5, 0.7, 2, 16 }, { 2.5, -2, 2, 30 },  { 2.9, 1.3, 3, 10 }, { 1.9, 1, 1, 6 },
                  { 2.1, 1, 2, 6 },    { 1.7, 0.6, 1, 14 }, { 1.8, -0.8, 1, 16 } };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const double t = cases[i].deg * 3.14159265358979 / 180, half = 22.5 * cases[i].m;
        struct grey g;
        blank(&g, PAGE_W, PAGE_H, 230);
        seed = 21;
        write_lines(&g, 50);
        draw_qr(&g, CARD, 700.3, 500.6, cases[i].m, cases[i].deg);
        blur(&g, cases[i].times);
        spoil(&g, cases[i].grain, 0.2);
        expect_card(&g, (int32_t)(700 + half * (cos(t) - sin(t))),
                    (int32_t)(500 + half * (sin(t) + cos(t))));
        grey_release(&g);
    }
}

/* Memory as a page before may have left it: what is not written must not be read. */
static void use_memory(int with)
{
    enum { BLOCKS = 128, BYTES = 1 << 18 };
    /* or the compiler would leave it out, before free */
    static void *(*const volatile set)(void *, int, size_t) = memset;
    void *p[BLOCKS];
    (void)mallopt(M_MMAP_THRESHOLD, BLOCKS / 4 * BYTES);
    (void)mallopt(M_TRIM_THRESHOLD, 2 * BLOCKS * BYTES);
    for (int i = 0; i < BLOCKS; i++) {
        assert_non_null(p[i] = malloc(BYTES));
        set(p[i], with, BYTES); /* of 0xFF floats are no numbers */
    }
    for (int i = 0; i < BLOCKS; i++)
        free(p[i]);
}

static struct finder finder_at(double u, double v, double m, double deg)
{
    const double t = deg * 3.14159265358979 / 180, c = m * cos(t), d = m * sin(t);
    return (struct finder){ 700 + u * c - v * d, 500 + u * d + v * c, 7 * m };
}

/* The same modules and the same doubts, whatever memory held before. */
static void test_memory_tells_nothing(void **state)
{
    const double m = 2.5, deg = -2.5;
    const struct square s = { finder_at(3.5, 3.5, m, deg), finder_at(41.5, 3.5, m, deg),
                              finder_at(3.5, 41.5, m, deg) };
    struct grid *grids = calloc(2, sizeof *grids);
    struct grey g;
    (void)state;
    assert_non_null(grids);
    blank(&g, PAGE_W, PAGE_H, 230);
    seed = 21;
    draw_qr(&g, CARD, 700, 500, m, deg);
    blur(&g, 2);
    spoil(&g, 16, 0.2);
    for (int i = 0; i < 2; i++) {
        assert_true(grid_lay(&g, &s, &grids[i]));
        use_memory(i ? 0xFF : 0);
        assert_true(pixels_decide(&g, &grids[i]));
    }
    assert_memory_equal(grids[0].dark, grids[1].dark, sizeof grids[0].dark);
    assert_memory_equal(grids[0].cost, grids[1].cost, sizeof grids[0].cost);
    free(grids);
    grey_release(&g);
}

static void test_noise_and_shadow(void **state)
{
    struct grey g;
    (void)state;
    blank(&g, PAGE_W, PAGE_H, 230);
    seed = 7;
    write_lines(&g, 40);
    draw_qr(&g, CARD, 900, 100, 3.1, 1);
    spoil(&g, 40, 0.5);
    expect_card(&g, 968, 171);
    grey_release(&g);
}

static void expect_text(const struct grey *g, const char *text)
{
    struct arena a;
    struct code c[MAX];
    arena_init(&a, 1 << 20);
    assert_int_equal(find(g, &a, c, MAX), 1);
    assert_string_equal(c[0].text, text);
    arena_reset(&a);
}

/* A line of a form that runs into the code: one of its three finders is no finder any more. */
static void test_one_finder_written_over(void **state)
{
    static const double at[][2] = { { 3.5, 3.5 }, { 21.5, 3.5 }, { 3.5, 21.5 } };
    static const double turns[] = { 0.6, 180.4 };
    (void)state;
    for (size_t i = 0; i < 6; i++) {
        const double t = turns[i / 3] * 3.14159265358979 / 180, c = 7 * cos(t), d = 7 * sin(t);
        const double u = at[i % 3][0], v = at[i % 3][1];
        struct grey g;
        blank(&g, PAGE_W, PAGE_H, 230);
        draw_qr(&g, "H35.46-230905-0072", 600, 600, 7, turns[i / 3]);
        for (int k = -4; k < 4; k++) /* strokes of letters */
            ink(&g, (int32_t)(600 + u * c - v * d) + 8 * k, (int32_t)(600 + u * d + v * c) - 10, 4,
                22, 20);
        seed = 9;
        spoil(&g, 20, 0.2);
        expect_text(&g, "H35.46-230905-0072");
        grey_release(&g);
    }
}

/* A separator sheet in the shadow of a book: modules as large as the thresholds' windows, paper
 * there darker than half way between ink and light. */
static void test_large_in_shadow(void **state)
{
    struct grey g;
    (void)state;
    blank(&g, 2480, 3508, 230);
    draw_qr(&g, "SOHOA-SEPARATOR", 780, 820, 36.7, 1.4);
    for (int32_t y = 0; y < g.h; y++)
        for (int32_t x = 0; x < g.w; x++) {
            const double off = (x - 950) / 700.0, dark = off * off < 1 ? 0.67 * (1 - off * off) : 0;
            uint8_t *p = grey_row(&g, y) + x;
            *p = (uint8_t)(*p * (1 - dark));
        }
    seed = 11;
    spoil(&g, 24, 0.1);
    expect_text(&g, "SOHOA-SEPARATOR");
    grey_release(&g);
}

/* A card scanned at 300 dpi and enlarged: grain breaks the runs of rows, modules are not small. */
static void test_grainy(void **state)
{
    struct grey g;
    (void)state;
    blank(&g, PAGE_W, PAGE_H, 230);
    draw_qr(&g, CARD, 600, 300, 5.2, 0.3);
    blur(&g, 3);
    seed = 13;
    spoil(&g, 180, 0.2);
    expect_text(&g, CARD);
    grey_release(&g);
}

/* A pale card whose code lies close beside what is dark all over: the scanner's open lid. */
static void test_beside_dark(void **state)
{
    struct grey g;
    (void)state;
    blank(&g, 1480, 990, 230);
    seed = 15;
    write_lines(&g, 60);
    ink(&g, 1100, 60, 380, 340, 230);
    draw_qr(&g, CARD, 1150, 110, 3.4, 0.4);
    for (int32_t y = 0; y < g.h; y++)
        for (int32_t x = 0; x < g.w; x++)
            grey_row(&g, y)[x] = (uint8_t)(66 + grey_row(&g, y)[x] * 9 / 20);
    ink(&g, 1312, 0, 168, 990, 8);
    ink(&g, 0, 0, 1480, 30, 8);
    ink(&g, 0, 960, 1480, 30, 8);
    blur(&g, 2);
    spoil(&g, 32, 0);
    struct region regions[REGIONS_MAX];
    struct cores cores;
    uint32_t n;
    struct err e;
    assert_true(regions_find(&g, regions, &n, &cores, &e));
    bool found = false;
    for (uint32_t i = 0; i < cores.n; i++)
        found |= cores.box[i].x0 <= 1150 && cores.box[i].y0 <= 110 && cores.box[i].x1 >= 1303 &&
                 cores.box[i].y1 >= 263 && cores.box[i].x1 - cores.box[i].x0 < 250;
    assert_true(found);
    expect_text(&g, CARD);
    grey_release(&g);
}

static void test_bars(void **state)
{
    struct grey g;
    struct arena a;
    struct code c[MAX];
    (void)state;
    arena_init(&a, 1 << 20);
    for (int32_t m = 2; m <= 4; m++) {
        blank(&g, PAGE_W, PAGE_H, 230);
        draw_bars(&g, 150, 201, m, 75);
        seed = 3;
        spoil(&g, 20, 0.2);
        assert_int_equal(find(&g, &a, c, MAX), 1);
        assert_int_equal(c[0].kind, CODE_CODE128);
        assert_string_equal(c[0].text, "HS-2026-01");
        assert_true(c[0].box.y0 >= 195 && c[0].box.y1 <= 280);
        grey_release(&g);
    }
    arena_reset(&a);
}

/* Too grainy for any line of pixels by itself: the middle grey of all heights is not. */
static void test_grainy_bars(void **state)
{
    struct grey g;
    struct arena a;
    struct code c[MAX];
    (void)state;
    arena_init(&a, 1 << 20);
    blank(&g, PAGE_W, PAGE_H, 230);
    draw_bars(&g, 150, 201, 2, 110);
    seed = 5;
    spoil(&g, 150, 0.2);
    assert_int_equal(find(&g, &a, c, MAX), 1);
    assert_string_equal(c[0].text, "HS-2026-01");
    grey_release(&g);
    arena_reset(&a);
}

/* What a seal hides is read in the plane that lacks the seal. */
static void test_bars_under_a_seal(void **state)
{
    struct grey g, clean;
    struct arena a;
    struct code c[MAX];
    struct err e;
    uint32_t n = 0;
    (void)state;
    arena_init(&a, 1 << 20);
    blank(&g, PAGE_W, PAGE_H, 230);
    blank(&clean, PAGE_W, PAGE_H, 230);
    draw_bars(&g, 150, 201, 3, 110);
    draw_bars(&clean, 150, 201, 3, 110);
    for (int32_t y = 176; y < 336; y++)
        for (int32_t x = 220; x < 380; x++)
            if ((x - 300) * (x - 300) + (y - 256) * (y - 256) < 6400 && (x + y) % 9 < 6)
                grey_row(&g, y)[x] = 20;
    assert_int_equal(find(&g, &a, c, MAX), 0);
    assert_true(codes_find(&g, &clean, true, &a, c, MAX, &n, &e));
    assert_int_equal(n, 1);
    assert_string_equal(c[0].text, "HS-2026-01");
    grey_release(&g);
    grey_release(&clean);
    arena_reset(&a);
}

static void test_two_and_room_for_one(void **state)
{
    struct grey g;
    struct arena a;
    struct code c[MAX];
    (void)state;
    arena_init(&a, 1 << 20);
    blank(&g, PAGE_W, PAGE_H, 255);
    draw_bars(&g, 150, 100, 3, 100);
    draw_qr(&g, "SOHOA-SEPARATOR", 500, 900, 6, 0);
    assert_int_equal(find(&g, &a, c, MAX), 2);
    assert_string_equal(c[0].text, "HS-2026-01"); /* from the top */
    assert_string_equal(c[1].text, "SOHOA-SEPARATOR");
    assert_int_equal(find(&g, &a, c, 1), 1);
    grey_release(&g);
    arena_reset(&a);
}

static void test_text_is_no_candidate(void **state)
{
    struct grey g;
    struct region r[REGIONS_MAX];
    struct cores cores;
    struct err e;
    uint32_t n = 9;
    (void)state;
    for (int32_t pitch = 24; pitch <= 60; pitch += 12) {
        blank(&g, PAGE_W, PAGE_H, 230);
        seed = 5;
        write_lines(&g, pitch);
        spoil(&g, 20, 0.3);
        assert_true(regions_find(&g, r, &n, &cores, &e));
        assert_int_equal(n, 0);
        grey_release(&g);
    }
}

static int kinds_of(const struct grey *g, struct box around)
{
    const struct region r = { around, false, 40 };
    struct evidence ev;
    struct err e;
    int kinds = 0;

    assert_true(evidence_find(g, &r, &ev, &e));
    for (uint32_t i = 0; i < ev.n_places; i++)
        kinds |= ev.places[i].kinds;
    return kinds;
}

/* What is asked of the decoder is what stands there; of text and grain, nothing. */
static void test_evidence(void **state)
{
    struct grey g;
    (void)state;
    blank(&g, PAGE_W, PAGE_H, 230);
    seed = 9;
    write_lines(&g, 40);
    ink(&g, 600, 600, 400, 900, 230);
    draw_qr(&g, CARD, 700, 700, 3.1, 7);
    draw_bars(&g, 650, 1200, 2, 75);
    spoil(&g, 30, 0.3);
    assert_int_equal(kinds_of(&g, (struct box){ 620, 620, 980, 920 }), CODES_ZXING_QR);
    assert_int_equal(kinds_of(&g, (struct box){ 620, 1100, 980, 1400 }), CODES_ZXING_BARS);
    assert_int_equal(kinds_of(&g, (struct box){ 0, 0, 590, PAGE_H }), 0);
    grey_release(&g);
}

/* Frames of any size, of one grey and of pure noise: an answer, and boxes inside the frame. */
static void test_odd_frames(void **state)
{
    static const int32_t sizes[][2] = { { 1, 1 },    { 1, 3000 },  { 3000, 1 },
                                        { 15, 17 },  { 33, 50 },   { 47, 48 },
                                        { 49, 900 }, { 640, 641 }, { 1301, 97 } };
    struct arena a;
    struct code c[MAX];
    struct region r[REGIONS_MAX];
    struct cores cores;
    struct err e;
    uint32_t n;
    (void)state;
    arena_init(&a, 1 << 20);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (int grain = 0; grain <= 255; grain += 255) {
            struct grey g;
            blank(&g, sizes[i][0], sizes[i][1], 128);
            seed = 11;
            spoil(&g, grain, 0);
            assert_true(regions_find(&g, r, &n, &cores, &e));
            assert_true(n <= REGIONS_MAX);
            for (uint32_t k = 0; k < n; k++)
                assert_true(r[k].box.x0 >= 0 && r[k].box.y0 >= 0 && r[k].box.x0 < r[k].box.x1 &&
                            r[k].box.x1 <= g.w && r[k].box.y0 < r[k].box.y1 && r[k].box.y1 <= g.h);
            assert_int_equal(find(&g, &a, c, MAX), 0);
            grey_release(&g);
        }
    arena_reset(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_turned),
        cmocka_unit_test(test_blurred),
        cmocka_unit_test(test_memory_tells_nothing),
        cmocka_unit_test(test_noise_and_shadow),
        cmocka_unit_test(test_one_finder_written_over),
        cmocka_unit_test(test_large_in_shadow),
        cmocka_unit_test(test_grainy),
        cmocka_unit_test(test_beside_dark),
        cmocka_unit_test(test_bars),
        cmocka_unit_test(test_grainy_bars),
        cmocka_unit_test(test_bars_under_a_seal),
        cmocka_unit_test(test_two_and_room_for_one),
        cmocka_unit_test(test_text_is_no_candidate),
        cmocka_unit_test(test_evidence),
        cmocka_unit_test(test_odd_frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
