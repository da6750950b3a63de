/* Blank is true for dirt, holes, folds and seals shining through, and never for a page with words.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/atomicfile.h"
#include "prepare_drawn.h"

#define DPI 200

static uint32_t seed;

static uint32_t next(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

static void paper(struct grey *g)
{
    struct err e = { 0 };

    assert_true(grey_init(g, DPI * 827 / 100, DPI * 1169 / 100, &e));
    for (int32_t y = 0; y < g->h; y++) {
        for (int32_t x = 0; x < g->w; x++)
            grey_row(g, y)[x] = (uint8_t)(228 + next(16));
    }
}

static bool is_blank(struct grey *g, bool *colour)
{
    struct prepared p = prepare_drawn(g, DPI);
    const bool blank = p.blank;

    *colour = p.colour;
    prepared_release(&p);
    return blank;
}

static void test_dirty_back_is_blank(void **state)
{
    struct grey g = { 0 };
    bool colour;

    (void)state;
    seed = 7;
    paper(&g);
    draw_disc(&g, 60, 900, 22); /* punch holes */
    draw_disc(&g, 60, 1400, 22);
    draw_block(&g, 0, 1150, g.w, 2, 120); /* a fold */
    for (int i = 0; i < 150; i++)         /* specks */
        draw_disc(&g, next(1600), next(2300), 1 + next(3));
    draw_block(&g, 0, 0, 18, g.h, 5); /* the lid */
    for (int i = 0; i < 360; i++)     /* a grey seal shining through */
        draw_block(&g, 900 + (int32_t)(140 * cos(i * M_PI / 180)),
                   1600 + (int32_t)(140 * sin(i * M_PI / 180)), 4, 4, 205);
    assert_true(is_blank(&g, &colour));
    assert_false(colour);
}

/* The reverse side, mirrored and pale. */
static void test_show_through_is_blank(void **state)
{
    struct grey g = { 0 };
    bool colour;

    (void)state;
    seed = 9;
    paper(&g);
    for (int32_t y = 300; y < 2000; y += 50) {
        for (int32_t x = 250; x < 1400; x += 18) {
            if (next(6))
                draw_glyph(&g, x, y, 3, glyphs[next(8)], 218);
        }
    }
    assert_true(is_blank(&g, &colour));
}

static void lay_on_its_side(struct grey *g)
{
    struct err e = { 0 };
    struct grey side = { 0 };

    assert_true(grey_init(&side, g->h, g->w, &e));
    for (int32_t y = 0; y < g->h; y++) {
        for (int32_t x = 0; x < g->w; x++)
            grey_row(&side, x)[g->h - 1 - y] = grey_row(g, y)[x];
    }
    grey_release(g);
    *g = side;
}

static void few_words(int32_t x, int32_t y, int32_t dot, uint8_t tone, bool aside)
{
    static const uint8_t word[] = { 0, 1, 2, 3, 4, 255, 5 }; /* Trang 2 */
    struct grey g = { 0 };
    bool colour;

    seed = 11;
    paper(&g);
    for (size_t i = 0; i < sizeof word; i++) {
        if (word[i] != 255)
            draw_glyph(&g, x + (int32_t)i * 7 * dot, y, dot, glyphs[word[i]], tone);
    }
    if (aside)
        lay_on_its_side(&g);
    if (is_blank(&g, &colour))
        fail_msg("words at %d,%d, dots of %d px, tone %d, side %d are taken for a blank page", x, y,
                 dot, tone, aside);
}

static void test_few_words_are_not_blank(void **state)
{
    (void)state;
    for (int aside = 0; aside < 2; aside++) {
        few_words(800, 120, 3, 20, aside);
        few_words(800, 2200, 2, 40, aside);
        few_words(300, 1000, 4, 70, aside);
        few_words(1200, 1700, 3, 100, aside); /* faint toner */
    }
}

static bool prepare_jpeg(const uint8_t *b, size_t len, struct prepared *p)
{
    struct err e = { 0 };
    struct image *im;
    struct image_opts o;

    image_default_opts(&o);
    assert_true(image_open(&im, &o, &e));
    const bool ok = image_prepare(im, IMAGE_JPEG, b, len, 300, 0, p, &e);
    image_close(im);
    return ok;
}

/* Pages of a scanner's PDF are its large JPEG streams, in order. */
static void check_pdf(const char *path, const bool *blank, int pages)
{
    struct err e = { 0 };
    struct buf b;
    int n = 0;

    buf_init(&b, 64 << 20);
    if (!file_read(path, &b, &e))
        fail_msg("%s", e.text);
    for (char *at = b.ptr; (at = memmem(at, (size_t)(b.ptr + b.len - at), "\xff\xd8\xff", 3));) {
        char *end = memmem(at, (size_t)(b.ptr + b.len - at), "endstream", 9);
        struct image_info info;
        struct prepared p;
        if (!end)
            break;
        if (image_probe(IMAGE_JPEG, (uint8_t *)at, (size_t)(end - at), &info, &e) &&
            info.w > 1000 && n < pages) {
            assert_true(prepare_jpeg((uint8_t *)at, (size_t)(end - at), &p));
            if (p.blank != blank[n])
                fail_msg("page %d of the scan: blank is %d", n + 1, p.blank);
            prepared_release(&p);
            n++;
        }
        at = end;
    }
    assert_int_equal(n, pages);
    buf_release(&b);
}

static void test_real_backs(void **state)
{
    static const char *const names[] = { "299 UB.signed_20250510_124908.pdf",
                                         "574 UB.signed_20250510_124908.pdf" };
    static const bool blank[] = { false, true };
    const char *root = getenv("SOHOA_CORPORA") ? getenv("SOHOA_CORPORA") : "../shared/corpora";
    char path[1024];

    (void)state;
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/scans/province/%s", root, names[i]);
        FILE *f = fopen(path, "rb");
        if (!f) {
            print_message("skipped: no corpora at %s\n", root);
            skip();
        }
        fclose(f);
        check_pdf(path, blank, 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dirty_back_is_blank),
        cmocka_unit_test(test_show_through_is_blank),
        cmocka_unit_test(test_few_words_are_not_blank),
        cmocka_unit_test(test_real_backs),
    };
    image_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
