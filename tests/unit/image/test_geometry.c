/* Property: a point drawn on the page is found in the frame where to_scan says, whatever was done
 * to the page on its way to the scanner, and turned and skew_deg say what it was. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "draw.h"
#include "image/image.h"

static const double disc[4][2] = { { 0.06, 0.05 }, { 0.94, 0.05 }, { 0.94, 0.95 }, { 0.06, 0.95 } };

static void fill(struct grey *g, uint8_t v)
{
    for (int32_t y = 0; y < g->h; y++)
        memset(grey_row(g, y), v, g->stride);
}

/* An upright page of 7 x 9 inches with four discs at its corners. */
static void draw_page(struct grey *g, int32_t dpi)
{
    struct err e = { 0 };

    assert_true(grey_init(g, 7 * dpi, 9 * dpi, &e));
    fill(g, 235);
    draw_lines(g, dpi, dpi, 8 * dpi);
    for (int i = 0; i < 4; i++)
        draw_disc(g, disc[i][0] * g->w, disc[i][1] * g->h, dpi * 0.06);
}

/* The scan shows the page through `map` (scan -> page) on a ground of the given tone. */
static void photograph(const struct grey *page, const double map[9], int32_t w, int32_t h,
                       uint8_t ground, struct grey *scan)
{
    struct err e = { 0 };
    assert_true(grey_warp(page, map, w, h, ground, scan, &e));
}

static void prepare(const struct grey *scan, int32_t dpi, int32_t turn, struct prepared *out)
{
    struct err e = { 0 };
    struct image *im;
    struct image_opts o;
    size_t len;
    uint8_t *bmp = bmp_of(scan, dpi, &len);

    image_default_opts(&o);
    assert_true(image_open(&im, &o, &e));
    if (!image_prepare(im, IMAGE_BMP, bmp, len, dpi, turn, out, &e))
        fail_msg("%s", e.text);
    image_close(im);
    free(bmp);
}

/* Every disc's place in the scan is mapped into the frame; the disc must be there. */
static void check_discs(const struct grey *page, const double map[9], const struct prepared *p,
                        double tolerance)
{
    double to_frame[9], to_scan[9];

    assert_true(map_invert(p->to_scan, to_frame));
    assert_true(map_invert(map, to_scan));
    for (int i = 0; i < 4; i++) {
        double sx, sy, fx, fy, cx, cy, bx, by;
        map_apply(to_scan, disc[i][0] * page->w, disc[i][1] * page->h, &sx, &sy);
        map_apply(to_frame, sx, sy, &fx, &fy);
        const double reach = 0.1 * p->dpi * hypot(to_frame[0], to_frame[3]) + 6;
        if (!disc_centre(&p->grey, fx, fy, reach, &cx, &cy))
            fail_msg("disc %d is not at %.0f,%.0f of the frame", i, fx, fy);
        map_apply(p->to_scan, cx, cy, &bx, &by);
        if (hypot(bx - sx, by - sy) > tolerance)
            fail_msg("disc %d: %.2f,%.2f in the scan, to_scan says %.2f,%.2f", i, sx, sy, bx, by);
    }
}

/* scan -> page for a page turned clockwise by `deg` about its middle, in a scan of w x h. */
static void rotation(double deg, const struct grey *page, int32_t w, int32_t h, double map[9])
{
    const double a = deg * M_PI / 180, c = cos(a), s = sin(a);
    const double m[9] = { c,  s, page->w / 2.0 - (c * w + s * h) / 2,
                          -s, c, page->h / 2.0 - (-s * w + c * h) / 2,
                          0,  0, 1 };
    memcpy(map, m, sizeof m);
}

static void turned_and_skewed(int32_t dpi, int32_t lies, double skew)
{
    struct grey page = { 0 }, scan = { 0 };
    struct prepared p;
    double map[9];

    draw_page(&page, dpi);
    /* room for the corners of a page that lies askew */
    const int32_t room = (int32_t)(fabs(skew) * page.h / 60);
    const int32_t w = (lies % 180 ? page.h : page.w) + room;
    const int32_t h = (lies % 180 ? page.w : page.h) + room;
    rotation(lies + skew, &page, w, h, map);
    photograph(&page, map, w, h, 235, &scan);
    prepare(&scan, dpi, (360 - lies) % 360, &p);
    check_discs(&page, map, &p, 1.0);
    assert_int_equal(p.turned, (360 - lies) % 360);
    if (fabs(p.skew_deg + skew) > 0.1)
        fail_msg("a page skewed by %.2f is levelled by %.2f", skew, p.skew_deg);
    prepared_release(&p);
    grey_release(&page);
    grey_release(&scan);
}

static void test_turns_and_skews(void **state)
{
    (void)state;
    turned_and_skewed(150, 0, 0);
    turned_and_skewed(150, 0, 1.37);
    turned_and_skewed(150, 90, -2.6);
    turned_and_skewed(150, 180, 4.2);
    turned_and_skewed(150, 270, -0.7);
    turned_and_skewed(150, 0, 11.3);
}

static void test_scales(void **state)
{
    (void)state;
    turned_and_skewed(75, 0, 1.2);
    turned_and_skewed(600, 90, -1.1);
}

static void test_sideways_is_seen(void **state)
{
    struct grey page = { 0 }, scan = { 0 };
    struct prepared p;
    double map[9];

    (void)state;
    draw_page(&page, 150);
    rotation(270 + 1.5, &page, page.h, page.w, map);
    photograph(&page, map, page.h, page.w, 235, &scan);
    prepare(&scan, 150, 0, &p);
    check_discs(&page, map, &p, 1.0);
    assert_int_equal(p.turned, 90);
    assert_true(fabs(p.skew_deg + 1.5) < 0.1);
    struct err e = { 0 };
    assert_true(image_turn(&p, 180, &e));
    assert_int_equal(p.turned, 270);
    check_discs(&page, map, &p, 1.0);
    prepared_release(&p);
    grey_release(&page);
    grey_release(&scan);
}

/* A list of papers: rows of two lines in columns that are flush left and, but for one, alike from
 * row to row. */
static void draw_table(struct grey *g, int32_t dpi)
{
    static const struct {
        double left; /* inches */
        int32_t letters;
    } column[] = { { 0.6, 1 }, { 0.9, 8 }, { 1.7, 10 }, { 2.7, 28 }, { 5.3, 12 }, { 7.0, 2 } };
    const int32_t dot = dpi / 75;

    for (int32_t y = dpi * 3 / 2; y < g->h - dpi; y += dpi / 2) {
        for (int32_t i = 0; i < 12; i++) {
            const int32_t c = i / 2, line = i % 2;
            const int32_t n = line ? column[c].letters / 2 : column[c].letters;
            uint32_t seed = (uint32_t)(c * 97777 + line * 31337 + (c == 3 ? y : 0));
            for (int32_t j = 0; j < n; j++) {
                seed = seed * 1664525u + 1013904223u;
                if (seed >> 28 || n <= 12)
                    draw_glyph(g, (int32_t)(column[c].left * dpi) + 6 * dot * j, y + line * dpi / 6,
                               dot, glyphs[(seed >> 20) % 8], 20);
            }
        }
    }
}

static void test_table_on_its_side(void **state)
{
    struct err e = { 0 };

    (void)state;
    for (int32_t lies = 0; lies < 360; lies += 90) {
        struct grey page = { 0 }, scan = { 0 };
        struct prepared p;
        double map[9];
        assert_true(grey_init(&page, 1240, 1700, &e));
        fill(&page, 235);
        draw_table(&page, 150);
        const int32_t w = lies % 180 ? page.h : page.w, h = lies % 180 ? page.w : page.h;
        rotation(lies + 0.8, &page, w, h, map);
        photograph(&page, map, w, h, 235, &scan);
        prepare(&scan, 150, 0, &p);
        assert_int_equal(p.turned % 180, lies % 180);
        prepared_release(&p);
        grey_release(&page);
        grey_release(&scan);
    }
}

static void test_perspective(void **state)
{
    static const double corners[8] = { 160, 130, 1130, 210, 1190, 1480, 90, 1420 };
    struct grey page = { 0 }, scan = { 0 };
    struct prepared p;
    double to_scan[9], map[9];

    (void)state;
    draw_page(&page, 150);
    assert_true(map_from_quad(corners, page.w, page.h, to_scan));
    assert_true(map_invert(to_scan, map));
    photograph(&page, map, 1280, 1600, 60, &scan);
    prepare(&scan, 0, 0, &p);
    check_discs(&page, map, &p, 1.5);
    /* The ground is gone: the frame is about as wide as the sheet is. */
    double x0, y0, x1, y1;
    map_apply(p.to_scan, 0, p.grey.h / 2.0, &x0, &y0);
    map_apply(p.to_scan, p.grey.w, p.grey.h / 2.0, &x1, &y1);
    assert_true(x0 > 90 && x1 < 1200);
    prepared_release(&p);
    grey_release(&page);
    grey_release(&scan);
}

/* A 24-bit BMP of the page on a tinted ground; light: the share of it that falls there. */
static uint8_t *photo_bmp(const struct grey *page, const double map[9], int32_t w, int32_t h,
                          const uint8_t ground[3], double (*light)(double x, double y), size_t *len)
{
    const size_t row = ((size_t)w * 3 + 3) / 4 * 4;
    *len = 54 + row * (size_t)h;
    uint8_t *b = calloc(1, *len);

    assert_non_null(b);
    b[0] = 'B', b[1] = 'M', b[26] = 1, b[28] = 24;
    put32(b + 2, (uint32_t)*len), put32(b + 10, 54), put32(b + 14, 40);
    put32(b + 18, (uint32_t)w), put32(b + 22, (uint32_t)h);
    for (int32_t y = 0; y < h; y++) {
        uint8_t *d = b + 54 + row * (size_t)(h - 1 - y);
        for (int32_t x = 0; x < w; x++) {
            double px, py;
            map_apply(map, x + 0.5, y + 0.5, &px, &py);
            const bool on = px >= 0 && py >= 0 && px < page->w && py < page->h;
            const double l = light((double)x / w, (double)y / h);
            for (int c = 0; c < 3; c++) {
                const double v = on ? grey_row(page, (int32_t)py)[(int32_t)px] : ground[2 - c];
                d[3 * x + c] = (uint8_t)lround(v * l);
            }
        }
    }
    return b;
}

/* A hand's shadow over the upper part, its edge aslant and soft. */
static double hand(double x, double y)
{
    const double d = (0.45 + 0.15 * x - y) / 0.06;
    return 1 - 0.42 * (d < 0 ? 0 : d > 1 ? 1 : d);
}

static void photo_in_shadow(const uint8_t ground[3], bool must_flatten)
{
    static const double corners[8] = { 160, 130, 1130, 210, 1190, 1480, 90, 1420 };
    struct grey page = { 0 };
    struct prepared p;
    struct image *im;
    struct image_opts o;
    struct err e = { 0 };
    double to_scan[9], map[9];
    size_t len;

    draw_page(&page, 150);
    assert_true(map_from_quad(corners, page.w, page.h, to_scan));
    assert_true(map_invert(to_scan, map));
    uint8_t *bmp = photo_bmp(&page, map, 1280, 1600, ground, hand, &len);
    image_default_opts(&o);
    assert_true(image_open(&im, &o, &e));
    if (!image_prepare(im, IMAGE_BMP, bmp, len, 0, 0, &p, &e))
        fail_msg("%s", e.text);
    check_discs(&page, map, &p, 1.5);
    if (must_flatten) {
        double x0, y0, x1, y1;
        map_apply(p.to_scan, 0, 0, &x0, &y0);
        map_apply(p.to_scan, p.grey.w, p.grey.h, &x1, &y1);
        assert_true(hypot(x0 - 160, y0 - 130) < 20 && hypot(x1 - 1190, y1 - 1480) < 20);
    }
    image_close(im);
    free(bmp);
    prepared_release(&p);
    grey_release(&page);
}

/* The shaded sheet is as dark as the lit ground: what lies in the shadow stays. */
static void test_shadow(void **state)
{
    static const uint8_t wood[3] = { 170, 128, 84 }, concrete[3] = { 150, 150, 150 },
                         slate[3] = { 70, 72, 75 };
    (void)state;
    photo_in_shadow(wood, true);
    photo_in_shadow(concrete, false);
    photo_in_shadow(slate, true);
}

static void test_maps_compose(void **state)
{
    static const double quad[8] = { 3, 5, 90, 11, 101, 160, -4, 150 };
    double m[9], back[9], one[9];

    (void)state;
    assert_true(map_from_quad(quad, 50, 80, m));
    assert_true(map_invert(m, back));
    map_multiply(m, back, one);
    for (int i = 0; i < 9; i++)
        assert_true(fabs(one[i] - (i % 4 == 0)) < 1e-9);
    double x, y;
    map_apply(m, 50, 80, &x, &y);
    assert_true(fabs(x - 101) < 1e-9 && fabs(y - 160) < 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_maps_compose),
        cmocka_unit_test(test_turns_and_skews),
        cmocka_unit_test(test_scales),
        cmocka_unit_test(test_sideways_is_seen),
        cmocka_unit_test(test_perspective),
        cmocka_unit_test(test_shadow),
        cmocka_unit_test(test_table_on_its_side),
    };
    image_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
