/* The first word of a line: a list's dash, the number of a heading, "V/v". */
#include "words_drawn.h"

enum { CAPITAL = 28 };

/* Draws what stands on the paper: I a stroke, 1 one with a flag, V and H as wide as high, '.' a
 * full stop, '-' a dash, x a small letter, space a gap. Returns its right end. */
static int32_t draw(struct grey *page, const char *shapes, int32_t x)
{
    for (; *shapes; shapes++) {
        const int32_t wide = *shapes == 'I' || *shapes == '1' ? 10
                             : *shapes == '.'                 ? 5
                             : *shapes == '-'                 ? 9
                                                              : 26;
        if (*shapes == '1') {
            fill(page, x + 6, BASE - CAPITAL, x + wide, BASE, 0);
            fill(page, x, BASE - CAPITAL + 3, x + 6, BASE - CAPITAL + 7, 0);
        } else if (*shapes == '-')
            fill(page, x, BASE - 11, x + wide, BASE - 8, 0);
        else if (*shapes == '.')
            fill(page, x, BASE - 5, x + wide, BASE, 0);
        else if (*shapes != ' ')
            fill(page, x, BASE - (*shapes == 'x' ? X_HEIGHT : CAPITAL), x + wide, BASE, 0);
        x += (*shapes == ' ' ? 14 : wide) + (*shapes == '-' && shapes[1] == 'x' ? 1 : 5);
    }
    return x;
}

/* The characters of `text` share the width of `shapes`; what follows stands on solid ink. */
static void put(struct drawn *d, const char *text, int32_t x0, int32_t x1)
{
    const size_t len = strlen(text), count = utf8_count(text, len);
    int32_t k = 0;

    for (size_t i = 0; i < len; k++) {
        const size_t from = i;
        (void)utf8_next(text, len, &i);
        drawn_read(d, text + from, i - from, x0 + (x1 - x0) * k / (int32_t)count,
                   x0 + (x1 - x0) * (k + 1) / (int32_t)count, 0.9f);
    }
}

/* On the paper `shapes` and then a word of its own; read as `first` and `rest`. Returns the right
 * end of the first character then. */
static int32_t becomes(const char *shapes, const char *first, const char *rest, const char *want)
{
    static struct drawn d;

    drawn_begin(&d);
    const int32_t end = draw(&d.page, shapes, LEFT);
    put(&d, first, LEFT - 2, end - 2);
    put(&d, rest, end, draw(&d.page, "xxxxxxxx", end));
    drawn_tidy(&d);
    for (int32_t i = 0; i < d.read.n; i++)
        assert_true(d.read.chars[i].x1 > d.read.chars[i].x0);
    const int32_t first_end = d.read.chars[0].x1;
    drawn_end(&d);
    assert_string_equal(d.text, want);
    return first_end;
}

static void dashes_of_lists(void **state)
{
    (void)state;
    becomes("- ", "~", "Lưu: VT.", "- Lưu: VT.");
    becomes("- ", "-", "Lưu: VT.", "- Lưu: VT.");
    becomes("- ", "~-", "Lưu: VT.", "- Lưu: VT.");
    becomes("- ", "~- ", "Lưu: VT.", "- Lưu: VT.");
    becomes("- ", "- ", "Lưu: VT.", "- Lưu: VT.");
    /* no dash there, or one that hangs on its word */
    becomes("x", "~", "Lưu: VT.", "Lưu: VT.");
    becomes("-x ", "-", "Hlam", "-Hlam");
}

static void numbers_of_headings(void **state)
{
    (void)state;
    becomes("II. ", "1IL ", "BÊN ĐƯỢC", "II. BÊN ĐƯỢC");
    becomes("III. ", "IH. ", "NỘI DUNG", "III. NỘI DUNG");
    becomes("III. ", "II ", "NỘI DUNG", "III. NỘI DUNG");
    becomes("I. ", "IH.", "BÊN ỦY", "I. BÊN ỦY");
    becomes("IV. ", "1V. ", "CAM KẾT", "IV. CAM KẾT");
    becomes("IV. ", "IV.", "CAM KẾT", "IV. CAM KẾT");
    /* its letters touch: what was read stays */
    becomes("V. ", "IV.", "CAM KẾT", "IV. CAM KẾT");
    becomes("H. ", "II. ", "CAM KẾT", "II. CAM KẾT");
    becomes("I. ", "1. ", "CÔNG TÁC", "I. CÔNG TÁC");
    /* figures are figures, letters are letters */
    becomes("1. ", "1. ", "CÔNG TÁC", "1. CÔNG TÁC");
    becomes("I. ", "1. ", "công tác", "1. công tác");
    becomes("II. ", "11. ", "CAM KẾT", "11. CAM KẾT");
    becomes("H. ", "H. ", "SÓC SƠN", "H. SÓC SƠN");
    becomes("II. ", "1I. ", "cam kết", "1I. cam kết");
}

static void numbers_of_paragraphs(void **state)
{
    (void)state;
    becomes("x. ", "4..", "Cán bộ", "4. Cán bộ");
    becomes("x. ", "4.", "Cán bộ", "4. Cán bộ");
    becomes("x. ", "4.", "5 ha", "4.5 ha");
}

static void subjects(void **state)
{
    static const char *const read[] = { "VW ", "V% ", "VWv ", "V/ ", "V/4 ", "W ", "V/v " };

    (void)state;
    for (size_t i = 0; i < sizeof read / sizeof *read; i++)
        becomes("V ", read[i], "việc chi", "V/v việc chi");
    becomes("xV ", "(V%v ", "tăng lên", "(V/v tăng lên");
    becomes("V ", "VW ", "GOLF", "VW GOLF");
    becomes("V ", "V ", "việc chi", "V việc chi");
    becomes("V ", "V4 ", "1234", "V4 1234");
    /* it is as wide as what it was read from: three of four parts of "V " */
    assert_int_equal(becomes("V ", "VWv ", "việc chi", "V/v việc chi"), LEFT - 2 + 50 * 3 / 4);
}

static void dollars_are_no_place(void **state)
{
    (void)state;
    becomes("xxxx ", "xã ", "la Hrung", "xã Ia Hrung");
    becomes("xxxx ", "đô ", "la Mỹ", "đô la Mỹ");
}

static void capitals_read_twice(void **state)
{
    (void)state;
    becomes("xxxx ", "€CCCD ", "số 12", "CCCD số 12");
    becomes("xxxx ", "ŒCCD ", "số 12", "CCD số 12");
    becomes("xxxx ", "€500 ", "số 12", "€500 số 12");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dashes_of_lists),       cmocka_unit_test(numbers_of_headings),
        cmocka_unit_test(numbers_of_paragraphs), cmocka_unit_test(subjects),
        cmocka_unit_test(dollars_are_no_place),  cmocka_unit_test(capitals_read_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
