/* The dot under a letter, read and printed, or only read. */
#include "words_drawn.h"

#include "ocr/words_dots.h"

enum { FAR = 60 };

/* A letter that stands on the line, ink under it from y0 to y1, read as `text`. */
static bool missing(const char *text, int32_t y0, int32_t y1)
{
    static struct drawn d;
    const struct line_piece piece = {
        .clip = { 10, 20, 790, 80 }, .baseline = BASE, .x_height = X_HEIGHT, .threshold = 128
    };

    drawn_begin(&d);
    fill(&d.page, LEFT, BASE - X_HEIGHT, LEFT + 16, BASE + 1, 0); /* its foot is blurred */
    if (y1 > y0)
        fill(&d.page, LEFT + 6, BASE + y0, LEFT + 10, BASE + y1, 0);
    fill(&d.page, LEFT + FAR, BASE + 3, LEFT + FAR + 4, BASE + 7, 0); /* another letter's */
    drawn_read(&d, text, strlen(text), LEFT - 1, LEFT + 17, 0.99F);
    const bool is = dots_missing(&piece, &d.page, &d.read, 0, d.read.n);
    drawn_end(&d);
    return is;
}

static void dots_have_ink(void **state)
{
    (void)state;
    assert_false(missing("ị", 3, 7));
    assert_false(missing("Ộ", 4, 8));
    assert_true(missing("ị", 0, 0));
    assert_true(missing("Ệ", 0, 0));
    assert_true(missing("ự", 5, 6)); /* a speck */
    assert_false(missing("i", 0, 0));
    assert_false(missing("ỵ", 0, 0)); /* has a tail in any case */
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(dots_have_ink) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
