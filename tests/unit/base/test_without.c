/* Steps left out by name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/without.h"

static void names_are_whole_words(void **state)
{
    (void)state;
    struct err e = { 0 };

    unsetenv("SOHOA_WITHOUT");
    assert_false(without("rules"));
    assert_string_equal(without_text(), "");
    assert_true(without_check(&e));
    setenv("SOHOA_WITHOUT", "edges,rules", 1);
    assert_true(without("rules") && without("edges"));
    assert_false(without("rule") || without("turn") || without("edges,rules"));
    assert_true(without_check(&e));
    setenv("SOHOA_WITHOUT", "rules,colours", 1);
    assert_false(without_check(&e));
    assert_int_equal(e.kind, ERR_CONFIG);
    assert_non_null(strstr(e.text, "'colours'"));
    setenv("SOHOA_WITHOUT", "rules,,edges,", 1);
    assert_false(without_check(&e));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_whole_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
