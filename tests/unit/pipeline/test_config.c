/* The configuration file: what is wrong is told with line and column. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/atomicfile.h"
#include "pipeline/config.h"
#include "pipeline/run.h"

static bool load(struct config *c, const char *yaml, struct err *e)
{
    char path[] = "/tmp/sohoa-test-XXXXXX";
    const int fd = mkstemp(path);

    *e = (struct err){ 0 };
    assert_true(fd >= 0);
    assert_int_equal(write(fd, yaml, strlen(yaml)), (ssize_t)strlen(yaml));
    close(fd);
    assert_true(config_init(c, e));
    const bool ok = config_load(c, path, e);
    unlink(path);
    return ok;
}

static void test_good(void **state)
{
    struct config c;
    struct err e;

    (void)state;
    assert_true(load(&c,
                     "# comment\njobs: 3\nmax-skew: 2.5\nengine: tesseract\ndeskew: false\n"
                     "unit: 'H55.14: một'\n",
                     &e));
    assert_int_equal(c.jobs, 3);
    assert_true(c.max_skew == 2.5 && c.engine == 1 && !c.deskew);
    assert_string_equal(c.unit, "H55.14: một");
    config_release(&c);
    assert_true(load(&c, "", &e));
    config_release(&c);
}

static void test_bad(void **state)
{
    static const struct {
        const char *yaml, *says;
    } rows[] = {
        { "jobs: 1\nmax_skew: wide\n", "line 2, column 11" },
        { "jobs: 1\n\n  \nno_such_key: 1\n", "line 4, column 1" },
        { "jobs: 1025\n", "line 1, column 7" },
        { "jobs:\n", "line 1" },
        { "jobs: [1]\n", "line 1, column 7" },
        { "jobs: {a: 1}\n", "line 1, column 7" },
        { "- jobs\n", "line 1, column 1" },
        { "jobs\n", "line 1, column 1" },
        { "? {jobs: 2}\n: 1\n", "line 1, column 3" },
        { "? [jobs]\n: 1\n", "line 1, column 3" },
        { "jobs: 1\n---\njobs: 2\n", "line 3, column 1" },
        { "jobs: 'open\n", "line 2" },
        { "jobs: *a\n", "line 1" },
        { "store: x\n", "line 1, column 1" }, /* not a key of files */
        { "\tjobs: 1\n", "line 1" },
        { "engine: slow\n", "line 1, column 9" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct config c;
        struct err e;
        if (load(&c, rows[i].yaml, &e))
            fail_msg("taken: %s", rows[i].yaml);
        assert_int_equal(e.kind, ERR_CONFIG);
        if (!strstr(e.text, rows[i].says))
            fail_msg("'%s' does not say '%s'", e.text, rows[i].says);
        config_release(&c);
    }
}

/* What is handed to children reads back as itself; only what changes readings is in the key. */
static void test_text(void **state)
{
    struct config a, b;
    struct err e = { 0 };
    struct buf text, again;
    char key[2][65];

    (void)state;
    assert_true(load(&a, "jobs: 5\nmax_skew: 3.25\nfind_page: false\nformat: tar.zst\n", &e));
    buf_init(&text, 1 << 20);
    buf_init(&again, 1 << 20);
    config_text(&a, OPT_IN_FILE, &text);
    assert_true(config_init(&b, &e));
    assert_true(opt_read_lines(config_table, &b, text.ptr, &e));
    config_text(&b, OPT_IN_FILE, &again);
    assert_string_equal(text.ptr, again.ptr);
    if (!run_result_key(&a, key[0], &e))
        skip(); /* the model is not installed */
    b.jobs = 9;
    b.page_seconds = 7;
    assert_true(run_result_key(&b, key[1], &e));
    assert_string_equal(key[0], key[1]);
    b.deskew = false;
    assert_true(run_result_key(&b, key[1], &e));
    assert_string_not_equal(key[0], key[1]);
    buf_release(&text);
    buf_release(&again);
    config_release(&a);
    config_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_good), cmocka_unit_test(test_bad),
                                        cmocka_unit_test(test_text) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
