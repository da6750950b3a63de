/* Buffers and arenas keep their ceilings; errors keep their kinds. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"

static void test_buf_ceiling(void **state)
{
    struct buf b;
    struct err e = { 0 };

    (void)state;
    for (size_t ceiling = 0; ceiling < 40; ceiling++) {
        size_t fits = 0;
        buf_init(&b, ceiling);
        while (fits < 100) {
            buf_putc(&b, 'x');
            if (b.failed)
                break;
            fits++;
            assert_int_equal(b.ptr[b.len], '\0');
        }
        assert_int_equal(fits, ceiling ? ceiling - 1 : 0); /* one byte is the NUL's */
        assert_false(buf_ok(&b, "it", &e));
        assert_int_equal(e.kind, ERR_LIMIT);
        buf_puts(&b, ""); /* stays failed */
        assert_true(b.failed);
        assert_int_equal(b.len, fits);
        buf_release(&b);
    }
    buf_init(&b, 1000);
    buf_add(&b, "x", SIZE_MAX); /* checked before memory is asked for */
    assert_true(b.failed);
    buf_clear(&b);
    buf_printf(&b, "%d-%s", 7, "x");
    assert_string_equal(b.ptr, "7-x");
    assert_true(buf_ok(&b, "it", &e));
    buf_release(&b);
}

static void test_arena_ceiling(void **state)
{
    struct arena a;
    size_t got = 0;

    (void)state;
    arena_init(&a, 1 << 20);
    while (arena_alloc(&a, 1, 4096))
        got += 4096;
    assert_true(got <= 1 << 20);
    assert_true(got > 1 << 19);
    arena_reset(&a);
    assert_null(arena_alloc(&a, SIZE_MAX / 2, 4));
    assert_null(arena_alloc(&a, SIZE_MAX, 1));
    assert_null(arena_alloc(&a, (1 << 20) + 1, 1));
    unsigned char *p = arena_alloc(&a, 300, 1); /* zeroed, also on memory used before */
    assert_non_null(p);
    for (int i = 0; i < 300; i++)
        assert_int_equal(p[i], 0);
    assert_non_null(arena_alloc(&a, 0, 8));
    assert_string_equal(arena_strndup(&a, "abcdef", 3), "abc");
    arena_reset(&a);
}

static void test_errors(void **state)
{
    struct err e;

    (void)state;
    errno = ENOSPC;
    assert_false(err_set(&e, ERR_IO, "x"));
    assert_int_equal(e.kind, ERR_FULL);
    errno = EIO;
    (void)err_set(&e, ERR_IO, "x");
    assert_int_equal(e.kind, ERR_IO);
    assert_int_equal(e.sys, EIO);
    errno = ENOSPC; /* only what is an I/O error means a full disk */
    (void)err_set(&e, ERR_INPUT, "%0300d", 1);
    assert_int_equal(e.kind, ERR_INPUT);
    assert_int_equal(strlen(e.text), sizeof e.text - 1);
    (void)err_at(&e, "%0300d", 2);
    assert_int_equal(e.kind, ERR_INPUT);
    assert_int_equal(strlen(e.text), sizeof e.text - 1);
    assert_string_equal(err_slug((enum err_kind)999), "unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_buf_ceiling),
                                        cmocka_unit_test(test_arena_ceiling),
                                        cmocka_unit_test(test_errors) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
