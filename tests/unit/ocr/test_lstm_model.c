/* Reading .traineddata: a good file, every way of cutting it short, damage, layers nobody knows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ocr/lstm.h"
#include "tests/unit/ocr/lstm_tiny.h"

static struct buf tiny;

static int setup(void **state)
{
    (void)state;
    buf_init(&tiny, 1 << 20);
    tiny_model(&tiny);
    return tiny.failed;
}

static int teardown(void **state)
{
    (void)state;
    buf_release(&tiny);
    return 0;
}

/* An exact copy, so that AddressSanitizer sees a read beyond the end. */
static bool parse_copy(const char *p, size_t len, struct err *e)
{
    struct lstm_model *m;
    char *copy = malloc(len ? len : 1);

    assert_non_null(copy);
    if (len)
        memcpy(copy, p, len);
    const bool ok = lstm_model_parse(&m, copy, len, e);
    free(copy);
    if (ok)
        lstm_model_close(m);
    else
        assert_null(m);
    return ok;
}

static void reads_a_model(void **state)
{
    (void)state;
    struct err e = { 0 };
    struct lstm_model *m;

    assert_true(lstm_model_parse(&m, tiny.ptr, tiny.len, &e));
    assert_int_equal(lstm_model_codes(m), TINY_CODES);
    assert_int_equal(lstm_model_null(m), 5);
    assert_string_equal(lstm_model_text(m, 0), " ");
    assert_string_equal(lstm_model_text(m, 1), "a");
    assert_string_equal(lstm_model_text(m, 3), "\xE1\xBB\x99");
    assert_string_equal(lstm_model_text(m, 5), "");
    assert_string_equal(lstm_model_text(m, 6), "");
    assert_string_equal(lstm_model_text(m, -1), "");
    assert_non_null(strstr(lstm_model_spec(m), "Lfys7"));
    lstm_model_close(m);
}

static void every_cut_is_an_error(void **state)
{
    (void)state;
    for (size_t len = 0; len < tiny.len; len++) {
        struct err e = { 0 };
        if (parse_copy(tiny.ptr, len, &e))
            fail_msg("a model of %zu bytes was read from its first %zu", tiny.len, len);
        assert_true(e.kind == ERR_INPUT);
    }
}

static void damage_never_crashes(void **state)
{
    (void)state;
    static const char values[] = { 0, 1, 127, -128, -1 };
    char *p = malloc(tiny.len);

    assert_non_null(p);
    memcpy(p, tiny.ptr, tiny.len);
    for (size_t i = 0; i < tiny.len; i += i < 600 ? 1 : 29)
        for (size_t k = i % 2; k < sizeof values; k += 2) {
            struct err e = { 0 };
            p[i] = values[k];
            if (!parse_copy(p, tiny.len, &e))
                assert_true(e.kind == ERR_INPUT || e.kind == ERR_UNSUPPORTED);
            p[i] = tiny.ptr[i];
        }
    free(p);
}

/* The error a model gets after `from` became `to` (same length). */
static enum err_kind after_change(const char *from, const char *to, size_t len)
{
    struct err e = { 0 };
    char *p = malloc(tiny.len), *at;

    assert_non_null(p);
    memcpy(p, tiny.ptr, tiny.len);
    at = memmem(p, tiny.len, from, len);
    assert_non_null(at);
    memcpy(at, to, len);
    const bool ok = parse_copy(p, tiny.len, &e);
    free(p);
    return ok ? ERR_NONE : e.kind;
}

static void unknown_models_are_refused(void **state)
{
    (void)state;
    assert_int_equal(after_change("Tanh", "Relu", 4), ERR_UNSUPPORTED);
    assert_int_equal(after_change("RTLReversed", "TTBReversed", 11), ERR_UNSUPPORTED);
    assert_int_equal(after_change("Softmax", "Softmix", 7), ERR_UNSUPPORTED);
    /* float weights: bit 0 of the mode */
    assert_int_equal(after_change("\x85\5\0\0\0\n", "\x84\5\0\0\0\n", 6), ERR_UNSUPPORTED);
    /* a Maxpool of 3 x 2 */
    assert_int_equal(after_change("a layer\3\0\0\0\3", "a layer\3\0\0\0\2", 12), ERR_UNSUPPORTED);
    /* two-dimensional: na = ni + 2 ns */
    assert_int_equal(after_change("a layer\x1A\0\0\0\x85", "a layer\x2D\0\0\0\x85", 12),
                     ERR_UNSUPPORTED);
    /* a code beyond the softmax, a character of two codes */
    assert_int_equal(after_change("\1\1\0\0\0\4\0\0\0", "\1\1\0\0\0\7\0\0\0", 9), ERR_INPUT);
    assert_int_equal(after_change("\1\1\0\0\0\2\0\0\0", "\1\2\0\0\0\2\0\0\0", 9), ERR_UNSUPPORTED);
    /* text that is not UTF-8 */
    assert_int_equal(after_change("\xC4\x91 0", "\xC4\xC4 0", 4), ERR_INPUT);
}

static void missing_file(void **state)
{
    (void)state;
    struct err e = { 0 };
    struct lstm_model *m;

    assert_false(lstm_model_open(&m, "/nowhere/vie.traineddata", &e));
    assert_int_equal(e.kind, ERR_MISSING);
    assert_null(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_model),        cmocka_unit_test(every_cut_is_an_error),
        cmocka_unit_test(damage_never_crashes), cmocka_unit_test(unknown_models_are_refused),
        cmocka_unit_test(missing_file),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
