/* cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */
#include <string.h>

#include "pdf/pdf.h"
#include "pdf/pdf_sheet.h"

static const uint8_t chess[] = { 1, 0, 1, 0, 1, 0, 1, 0, 1 };

static struct sheet sheet_of(const struct sheet_line *lines, uint32_t n)
{
    return (struct sheet){ .modules = chess, .width = 3, .lines = lines, .n_lines = n };
}

static void pages_are_counted_and_bytes_the_same(void **state)
{
    const struct sheet_line lines[] = { { "TỜ PHÂN CÁCH", 34 },
                                        { "Sau tờ này là giấy tờ mới", 20 } };
    const struct sheet s = sheet_of(lines, 2);
    struct buf a, b;
    struct err e = { 0 };
    uint32_t pages = 0;

    (void)state;
    buf_init(&a, 1 << 20);
    buf_init(&b, 1 << 20);
    assert_true(pdf_sheets(&s, 7, &a, &e));
    assert_true(pdf_sheets(&s, 7, &b, &e));
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.ptr, b.ptr, a.len);
    assert_true(pdf_page_count((const uint8_t *)a.ptr, a.len, &pages, &e));
    assert_int_equal(pages, 7);
    buf_release(&a);
    buf_release(&b);
}

static size_t times(const char *s, const char *what)
{
    size_t n = 0;

    for (const char *at = strstr(s, what); at; at = strstr(at + 1, what))
        n++;
    return n;
}

/* Marks are strokes, letters stay letters: "Ế" is an E, a roof of two strokes and an acute. */
static void marks_are_drawn(void **state)
{
    static const struct {
        const char *text;
        size_t letters, curves;
    } rows[] = { { "E", 1, 0 }, { "Ế", 1, 3 },  { "ơ", 1, 1 }, { "ợ", 1, 2 }, { "đ", 1, 0 },
                 { "ì", 1, 1 }, { "漢", 0, 0 }, { " ", 0, 0 }, { "", 0, 0 } };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct sheet_line line = { rows[i].text, 20 };
        const struct sheet s = sheet_of(&line, 1);
        struct buf b;
        struct err e = { 0 };
        buf_init(&b, 1 << 20);
        assert_true(pdf_sheets(&s, 1, &b, &e));
        /* the head of the file has bytes over 127 but no NUL */
        if (times(b.ptr, " Tj") != rows[i].letters || times(b.ptr, "c S") != rows[i].curves)
            fail_msg("%s: %zu letters, %zu curves", rows[i].text, times(b.ptr, " Tj"),
                     times(b.ptr, "c S"));
        assert_int_equal(times(b.ptr, " re\n"), 3 * 5); /* five dark modules, three codes */
        buf_release(&b);
    }
}

static void limits_are_kept(void **state)
{
    const struct sheet s = sheet_of(NULL, 0);
    struct buf b;
    struct err e = { 0 };

    (void)state;
    buf_init(&b, 64 << 20);
    assert_false(pdf_sheets(&s, 0, &b, &e));
    assert_int_equal(e.kind, ERR_LIMIT);
    assert_false(pdf_sheets(&s, 10001, &b, &e));
    buf_release(&b);
    buf_init(&b, 100);
    assert_false(pdf_sheets(&s, 1, &b, &e));
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_counted_and_bytes_the_same),
        cmocka_unit_test(marks_are_drawn),
        cmocka_unit_test(limits_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
