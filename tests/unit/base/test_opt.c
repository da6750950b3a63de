/* One table: command line, file lines, help. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/opt.h"

struct values {
    char *text;
    int64_t n;
    double real;
    bool flag, on;
    int choice;
};
static const struct opt table[] = {
    { "some-text", 't', OPT_TEXT, offsetof(struct values, text), NULL, 0, 0, "T", OPT_IN_FILE, 1,
      "" },
    { "jobs", 'j', OPT_INT, offsetof(struct values, n), "4", 0, 64, "N", OPT_IN_FILE, 1, "" },
    { "real", 0, OPT_REAL, offsetof(struct values, real), "1.5", -1, 2, "R", OPT_IN_FILE, 1, "" },
    { "flag", 'f', OPT_FLAG, offsetof(struct values, flag), NULL, 0, 0, NULL, 0, 1, "" },
    { "on", 0, OPT_FLAG, offsetof(struct values, on), "true", 0, 0, NULL, OPT_IN_FILE | OPT_NEGATE,
      1, "" },
    { "choice", 0, OPT_CHOICE, offsetof(struct values, choice), "red", 0, 0, "red|green|re",
      OPT_IN_FILE, 1, "" },
    { "other", 0, OPT_FLAG, offsetof(struct values, flag), NULL, 0, 0, NULL, 0, 2, "" },
    { 0 },
};

enum { MAX = 12 };
struct parsed {
    struct values v;
    char *rest[MAX];
    int n;
    struct err e;
};

/* Twice, as the command line is when there is a configuration file: the second time must find what
 * the first one found. */
static bool parse(struct parsed *p, const char *const *args)
{
    char *argv[MAX] = { NULL }, copy[MAX][64];
    int argc = 1;

    *p = (struct parsed){ 0 };
    assert_true(opt_defaults(table, &p->v, &p->e));
    for (; args[argc - 1]; argc++) {
        snprintf(copy[argc], sizeof copy[argc], "%s", args[argc - 1]);
        argv[argc] = copy[argc];
    }
    const bool first = opt_parse(table, 1, &p->v, argc, argv, p->rest, &p->n, &p->e);
    const bool second = opt_parse(table, 1, &p->v, argc, argv, p->rest, &p->n, &p->e);
    assert_true(first == second);
    for (int i = 0; i < p->n; i++) /* the caller's texts outlive ours */
        p->rest[i] = (char *)(uintptr_t)args[(p->rest[i] - copy[0]) / 64 - 1];
    return first;
}
#define PARSE(p, ...) parse(p, (const char *const[]){ __VA_ARGS__, NULL })

static void test_good(void **state)
{
    struct parsed p;

    (void)state;
    assert_true(PARSE(&p, "--jobs=2", "a", "--some-text", "x=y", "-f", "b"));
    assert_int_equal(p.v.n, 2);
    assert_string_equal(p.v.text, "x=y");
    assert_true(p.v.flag && p.v.on);
    assert_int_equal(p.n, 2);
    assert_string_equal(p.rest[0], "a");
    assert_string_equal(p.rest[1], "b");
    free(p.v.text);
    assert_true(PARSE(&p, "-fj7", "--no-on", "--choice=re", "-", "--", "--jobs"));
    assert_int_equal(p.v.n, 7);
    assert_false(p.v.on);
    assert_int_equal(p.v.choice, 2);
    assert_int_equal(p.n, 2);
    assert_string_equal(p.rest[0], "-");
    assert_string_equal(p.rest[1], "--jobs");
    assert_true(PARSE(&p, "--some_text", "last", "--some-text=", "--real", "-1"));
    assert_string_equal(p.v.text, "");
    assert_true(p.v.real == -1);
    free(p.v.text);
}

static void test_bad(void **state)
{
    struct parsed p;
    static const char *const bad[] = {
        "--jobs=65",  "--jobs=-1",  "--jobs=4x",    "--jobs=",
        "--real=nan", "--real=2.1", "--choice=gre", "--nothing",
        "--other",    "--no-flag",  "--on=maybe",   "-x",
        "--jobs",     "-j",         "--=1",         "--jobs=99999999999999999999"
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (PARSE(&p, bad[i]))
            fail_msg("%s was taken", bad[i]);
        assert_int_equal(p.e.kind, ERR_USAGE);
        assert_true(p.e.text[0] != '\0');
    }
}

static void test_lines_round_trip(void **state)
{
    struct parsed p;
    struct values back = { 0 };
    struct buf out;

    (void)state;
    assert_true(PARSE(&p, "--some-text=a: b", "--real=0.1", "--no-on", "--choice=green"));
    buf_init(&out, 4096);
    opt_print(table, &p.v, OPT_IN_FILE, &out);
    assert_true(opt_read_lines(table, &back, out.ptr, &p.e));
    assert_string_equal(back.text, "a: b");
    assert_true(back.real == 0.1 && back.n == 4 && !back.on && back.choice == 1);
    free(back.text);
    free(p.v.text);
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_good), cmocka_unit_test(test_bad),
                                        cmocka_unit_test(test_lines_round_trip) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
