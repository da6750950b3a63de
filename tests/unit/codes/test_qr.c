/* A QR code that was drawn here is read here. */
/* cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */
#include <string.h>

#include "codes/codes.h"
#include "codes/codes_qr.h"

static void what_is_drawn_is_read(void **state)
{
    static const char *const texts[] = { "SOHOA-SEPARATOR", "SOHOA-SEPARATOR DOSSIER", "A" };
    enum { PX = 6, EDGE = 200, MAX = 4 };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena a;
        struct err e = { 0 };
        struct grey g;
        struct code found[MAX];
        uint8_t *modules;
        int32_t w;
        uint32_t n = 0;
        arena_init(&a, 8 << 20);
        assert_true(codes_qr(texts[i], &a, &modules, &w, &e));
        assert_in_range(w, 21, 177);
        assert_true(grey_init(&g, w * PX + 2 * EDGE, w * PX + 2 * EDGE, &e));
        memset(g.px, 255, g.stride * (size_t)g.h);
        for (int32_t y = 0; y < w * PX; y++)
            for (int32_t x = 0; x < w * PX; x++)
                if (modules[y / PX * w + x / PX])
                    grey_row(&g, y + EDGE)[x + EDGE] = 0;
        assert_true(codes_find(&g, NULL, false, &a, found, MAX, &n, &e));
        assert_int_equal(n, 1);
        assert_string_equal(found[0].text, texts[i]);
        grey_release(&g);
        arena_reset(&a);
    }
}

static void too_long_is_refused(void **state)
{
    char text[300];
    struct arena a;
    struct err e = { 0 };
    uint8_t *modules;
    int32_t w;

    (void)state;
    arena_init(&a, 8 << 20);
    memset(text, 'x', sizeof text);
    text[sizeof text - 1] = '\0';
    assert_false(codes_qr(text, &a, &modules, &w, &e));
    assert_int_equal(e.kind, ERR_LIMIT);
    arena_reset(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_drawn_is_read),
        cmocka_unit_test(too_long_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
