/* What is coloured and larger than text is a mark to be dropped; coloured print is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "image/clean.h"
#include "image/planes.h"

#define DPI 300

static struct planes page(void)
{
    struct planes p = { .sub_x = 2, .sub_y = 2 };
    struct err e;

    assert_true(grey_init(&p.y, 2400, 1600, &e) && grey_init(&p.cb, 1200, 800, &e) &&
                grey_init(&p.cr, 1200, 800, &e));
    memset(p.y.px, 235, p.y.stride * (size_t)p.y.h);
    memset(p.cb.px, 128, p.cb.stride * (size_t)p.cb.h);
    memset(p.cr.px, 128, p.cr.stride * (size_t)p.cr.h);
    return p;
}

static void blue(struct planes *p, int32_t x, int32_t y, int32_t w, int32_t h)
{
    for (int32_t i = y; i < y + h; i++) {
        memset(grey_row(&p->cb, i) + x, 170, (size_t)w);
        memset(grey_row(&p->cr, i) + x, 110, (size_t)w);
    }
}

static int32_t marks_of(struct planes *p)
{
    struct marks m;
    struct err e;

    assert_true(marks_find(p, DPI, &m, &e));
    grey_release(&p->y);
    grey_release(&p->cb);
    grey_release(&p->cr);
    return m.n;
}

/* Two lines, marks and feet of letters between them everywhere. */
static void close_lines_of_print_are_no_mark(void **state)
{
    struct planes p = page();

    (void)state;
    for (int32_t x = 100; x < 1000; x += 16) {
        blue(&p, x, 200, 10, 20);
        blue(&p, x, 228, 10, 22);
        if (x % 3 == 0)
            blue(&p, x, 218, 10, 12);
    }
    assert_int_equal(marks_of(&p), 0);
}

/* The same on a page that lies on its side; the second line is shorter. */
static void lines_may_stand(void **state)
{
    struct planes p = page();

    (void)state;
    for (int32_t y = 100; y < 460; y += 16) {
        blue(&p, 200, y, 22, 10);
        if (y > 180 && y < 360)
            blue(&p, 232, y, 24, 10);
    }
    blue(&p, 218, 200, 16, 6);
    assert_int_equal(marks_of(&p), 0);
}

static void a_signature_is_a_mark(void **state)
{
    struct planes p = page();

    (void)state;
    for (int32_t x = 100; x < 300; x++)
        blue(&p, x, 200 + (x % 60 < 30 ? x % 30 * 3 : 90 - x % 30 * 3), 3, 4);
    assert_int_equal(marks_of(&p), 1);
}

/* Words of 24 x 9 mm, as the titles of certificates have them, and a short one between; lying on
 * their side too. */
static void words_of_a_large_heading_are_no_marks(void **state)
{
    struct planes p = page();

    (void)state;
    for (int32_t i = 0; i < 3; i++) {
        blue(&p, 100 + i * 180, 100, 140, 53);
        blue(&p, 1000, 100 + i * 180, 53, 140);
        blue(&p, 100 + i * (140 + 120), 300, 140, 53);
    }
    blue(&p, 280, 310, 40, 43);
    blue(&p, 540, 310, 40, 43);
    assert_int_equal(marks_of(&p), 0);
}

static void ring(struct planes *p, int32_t x, int32_t y, int32_t w, int32_t h)
{
    for (int32_t i = 0; i < w; i += 20)
        blue(p, x + i, y, 4, h);
    for (int32_t i = 0; i < h; i += 20)
        blue(p, x, y + i, w, 4);
}

/* Six words of 24 x 9 mm and a seal of 30 mm at their end: the seal goes, they stay. */
static void a_seal_beside_words_is_a_mark(void **state)
{
    struct planes p = page();

    (void)state;
    for (int32_t i = 0; i < 5; i++)
        blue(&p, 20 + i * 165, 160, 140, 53);
    ring(&p, 850, 100, 177, 177);
    assert_int_equal(marks_of(&p), 1);
}

/* Three signatures of 25 x 12 mm and four thumbprints of 14 x 18 mm, as minutes have them. */
static void rows_of_signatures_are_marks(void **state)
{
    struct planes p = page();

    (void)state;
    for (int32_t i = 0; i < 3; i++)
        ring(&p, 50 + i * 240, 100, 148, 71);
    for (int32_t i = 0; i < 4; i++)
        blue(&p, 50 + i * 200, 300, 83, 106);
    assert_int_equal(marks_of(&p), 7);
}

/* A page written in blue has more words than are looked at; the seal under it is found. */
static void many_words_hide_no_seal(void **state)
{
    struct planes p = page();

    (void)state;
    for (int32_t y = 10; y < 500; y += 40)
        for (int32_t x = 10; x < 1100; x += 40)
            blue(&p, x, y, 26, 26);
    ring(&p, 500, 600, 177, 177);
    assert_int_equal(marks_of(&p), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(close_lines_of_print_are_no_mark),
        cmocka_unit_test(lines_may_stand),
        cmocka_unit_test(a_signature_is_a_mark),
        cmocka_unit_test(words_of_a_large_heading_are_no_marks),
        cmocka_unit_test(a_seal_beside_words_is_a_mark),
        cmocka_unit_test(rows_of_signatures_are_marks),
        cmocka_unit_test(many_words_hide_no_seal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
