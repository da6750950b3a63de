/* Marks of surnames where a line is a name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "ocr/words_names.h"

/* One line whose words are read with `conf`. */
static void becomes(const char *line, float conf, const char *want)
{
    char store[256], got[256] = "";
    struct word words[16];
    uint32_t n = 0;
    size_t len = 0;
    struct arena a;
    struct err e;

    assert_true((size_t)snprintf(store, sizeof store, "%s", line) < sizeof store);
    for (char *save = NULL, *w = strtok_r(store, " ", &save); w; w = strtok_r(NULL, " ", &save))
        words[n++] = (struct word){ .text = w, .conf = conf };
    struct text_line one = { .first = 0, .count = n };
    struct page_read p = { .words = words, .n_words = n, .lines = &one, .n_lines = 1 };
    arena_init(&a, 1 << 16);
    assert_true(words_surnames(&p, &a, &e));
    for (uint32_t i = 0; i < n; i++)
        len += (size_t)snprintf(got + len, sizeof got - len, i ? " %s" : "%s", words[i].text);
    assert_string_equal(got, want);
    arena_reset(&a);
}

static void a_doubtful_surname_has_its_marks(void **state)
{
    (void)state;
    becomes("Đỉnh Công Đình", 0.8f, "Đinh Công Đình");
    becomes("Ông/Bà: Định Thị Hoa", 0.8f, "Ông/Bà: Đinh Thị Hoa");
    becomes("NGUYÊN VĂN AN", 0.8f, "NGUYỄN VĂN AN");
}

static void others_stay_as_read(void **state)
{
    (void)state;
    becomes("Định Công Đình", 0.99f, "Định Công Đình"); /* no doubt */
    becomes("Định Quán", 0.8f, "Định Quán");            /* a place has two words */
    becomes("Định mức chi phí", 0.8f, "Định mức chi phí");
    becomes("Định Công Đình đã ký", 0.8f, "Định Công Đình đã ký");
    becomes("Vị Văn An", 0.8f, "Vị Văn An"); /* Vi and Vì are both surnames */
    becomes("Lục Văn An", 0.8f, "Lục Văn An");
    becomes("Abcdefghijkl Văn An", 0.8f, "Abcdefghijkl Văn An");
    becomes("1. Định 2", 0.8f, "1. Định 2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_doubtful_surname_has_its_marks),
        cmocka_unit_test(others_stay_as_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
