/* What errors cost, what inputs are called, when a paper may be used again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "pipeline/guard.h"
#include "pipeline/policy.h"
#include "pipeline/reuse.h"
#include "pipeline/run.h"

static void test_exit_codes(void **state)
{
    static const int expected[] = {
        [ERR_NONE] = 0,      [ERR_INPUT] = 2,   [ERR_LIMIT] = 2,   [ERR_UNSUPPORTED] = 2,
        [ERR_ENCRYPTED] = 8, [ERR_IO] = 5,      [ERR_FULL] = 75,   [ERR_LOCKED] = 5,
        [ERR_NOMEM] = 75,    [ERR_LIBRARY] = 7, [ERR_CONFIG] = 9,  [ERR_USAGE] = 1,
        [ERR_MISSING] = 3,   [ERR_CHILD] = 7,   [ERR_INVALID] = 4, [ERR_CANCELLED] = 130,
    };

    (void)state;
    assert_int_equal(sizeof expected / sizeof *expected, ERR_CANCELLED + 1);
    for (int k = 0; k <= ERR_CANCELLED; k++)
        assert_int_equal(policy_exit((enum err_kind)k), expected[k]);
}

static void test_costs(void **state)
{
    (void)state;
    /* what will be as wrong for the next page ends the run; what is the page's own does not */
    assert_int_equal(policy_page_cost(ERR_FULL), COST_RUN);
    assert_int_equal(policy_page_cost(ERR_MISSING), COST_RUN);
    assert_int_equal(policy_page_cost(ERR_INPUT), COST_PAGE);
    assert_int_equal(policy_page_cost(ERR_CHILD), COST_PAGE);
    assert_int_equal(policy_page_cost(ERR_NOMEM), COST_PAGE);
    assert_int_equal(policy_dossier_cost(ERR_LIMIT), COST_PAGE);
    assert_int_equal(policy_dossier_cost(ERR_FULL), COST_RUN);
    assert_int_equal(policy_dossier_cost(ERR_LOCKED), COST_RUN);
    assert_int_equal(policy_dossier_cost(ERR_CANCELLED), COST_RUN);
    /* crash: alone, cheap, no more; hang: cheap, no more */
    assert_int_equal(policy_retry(1, false), RETRY_ALONE);
    assert_int_equal(policy_retry(2, false), RETRY_CHEAP);
    assert_int_equal(policy_retry(3, false), RETRY_NO);
    assert_int_equal(policy_retry(1, true), RETRY_CHEAP);
    assert_int_equal(policy_retry(2, true), RETRY_NO);
    assert_int_equal(policy_retry(100, false), RETRY_NO);
}

static char root[64];

static void name(const char *const *paths, size_t n, struct run_input *out, size_t *kept)
{
    struct err e = { 0 };
    char *copy[8];

    for (size_t i = 0; i < n; i++)
        copy[i] = (char *)(uintptr_t)paths[i];
    assert_true(run_name_inputs(copy, n, out, kept, &e));
}

static void forget(struct run_input *in, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free((char *)(uintptr_t)in[i].name);
}

static void test_names(void **state)
{
    char a[128], b[128], dots[128], slash[128], link_path[128], bad[128];
    struct run_input in[8];
    size_t kept;

    (void)state;
    snprintf(a, sizeof a, "%s/a/x.zip", root);
    snprintf(b, sizeof b, "%s/b/x.zip", root);
    snprintf(dots, sizeof dots, "%s/a/../a/./x.zip", root);
    snprintf(slash, sizeof slash, "%s/a/", root);
    snprintf(link_path, sizeof link_path, "%s/ten-goi", root);
    snprintf(bad, sizeof bad, "%s/h\xFFo", root);
    assert_int_equal(symlink(a, link_path), 0);

    name((const char *[]){ a }, 1, in, &kept);
    assert_string_equal(in[0].name, "x.zip");
    forget(in, kept);
    /* two of one name take in their folders; one given twice, however spelt, is one */
    name((const char *[]){ b, a, dots, b }, 4, in, &kept);
    assert_int_equal(kept, 2);
    assert_string_equal(in[0].name, "a/x.zip");
    assert_string_equal(in[1].name, "b/x.zip");
    assert_string_equal(in[1].path, b);
    forget(in, kept);
    /* the same two in another order have the same names and order */
    name((const char *[]){ a, b }, 2, in, &kept);
    assert_string_equal(in[0].name, "a/x.zip");
    assert_string_equal(in[1].name, "b/x.zip");
    forget(in, kept);
    name((const char *[]){ slash }, 1, in, &kept);
    assert_string_equal(in[0].name, "a");
    forget(in, kept);
    name((const char *[]){ link_path }, 1, in, &kept);
    assert_string_equal(in[0].name, "ten-goi");
    forget(in, kept);
    /* what is missing has a name too, and does not stop the others */
    name((const char *[]){ "/no/such/thing.zip", "-", a, "-" }, 4, in, &kept);
    assert_int_equal(kept, 3);
    assert_string_equal(in[0].name, "stdin");
    assert_string_equal(in[1].name, "thing.zip");
    forget(in, kept);
    name((const char *[]){ "", "/" }, 2, in, &kept);
    for (size_t i = 0; i < kept; i++)
        assert_true(in[i].name[0] != '\0');
    forget(in, kept);
    /* names are text whatever the file system holds */
    name((const char *[]){ bad }, 1, in, &kept);
    assert_string_equal(in[0].name, "h\xEF\xBF\xBDo");
    forget(in, kept);
    unlink(link_path);
}

static const char *reuse(const char *type, const char *fields, const char *idents,
                         const char *reasons)
{
    static char out[4096];
    struct reuse_rules *rules = NULL;
    char record[2048];
    struct err e = { 0 };
    struct buf b;

    snprintf(record, sizeof record,
             "{\"type\":{\"slug\":\"%s\"},\"identifiers\":[%s],\"fields\":{%s},"
             "\"review\":{\"reasons\":[%s]}}",
             type, idents, fields, reasons);
    assert_true(reuse_open(&rules, &e));
    buf_init(&b, 1 << 20);
    assert_true(reuse_add(rules, record, "001 204 000 000", &b, &e));
    /* the record's own bytes come first and unchanged */
    assert_memory_equal(b.ptr, record, strlen(record) - 1);
    snprintf(out, sizeof out, "%s", b.ptr + strlen(record) - 1);
    buf_release(&b);
    reuse_close(rules);
    return out;
}

#define OWNER     "{\"value\":\"001204000000\",\"accepted\":true,\"role\":\"subject\"}"
#define ISSUED(d) "\"issued_date\":{\"value\":\"" d "\"}"

static void said(const char *out, const char *what)
{
    if (!strstr(out, what))
        fail_msg("%s does not say %s", out, what);
}

static void test_reuse(void **state)
{
    (void)state;
    setenv("SOURCE_DATE_EPOCH", "1772323200", 1); /* 2026-03-01 */
    said(reuse("giay_khai_sinh", "", OWNER, ""), "\"usable\":true,\"valid_until\":\"permanent\"");
    said(reuse("no_such_type", "", OWNER, ""), "no_validity_rule");
    said(reuse("giay_khai_sinh", "", OWNER, "\"type_low\""), "\"usable\":false");
    /* accepted as somebody else's, and the owner's but not accepted: neither makes it usable */
    const char *mixed =
        reuse("giay_khai_sinh", "",
              "{\"value\":\"001204000000\",\"accepted\":true,\"role\":\"father\"},"
              "{\"value\":\"001204000000\",\"accepted\":false,\"role\":\"subject\"}",
              "");
    said(mixed, "\"usable\":false");
    said(mixed, "not_the_owner");
    said(reuse("giay_khai_sinh", "",
               "{\"value\":\"001204000001\",\"accepted\":true,\"role\":"
               "\"subject\"}",
               ""),
         "identifier_not_accepted");
    /* six months: the last day of a shorter month, leap years, the turn of the year */
    static const struct {
        const char *issued, *until;
    } months[] = {
        { ISSUED("2025-08-31"), "2026-02-28" },
        { ISSUED("2023-08-31"), "2024-02-29" },
        { ISSUED("1999-08-31"), "2000-02-29" },
        { ISSUED("2099-08-31"), "2100-02-28" },
        { ISSUED("2025-06-30"), "2025-12-30" },
        { ISSUED("2025-07-01"), "2026-01-01" },
        { ISSUED("2025-12-31"), "2026-06-30" },
        { ISSUED("2025"), "\"valid_until\":\"\"" },
        { ISSUED("2025-13-01"), "\"valid_until\":\"\"" },
        { ISSUED("2025--1-05"), "\"valid_until\":\"\"" },
        { ISSUED("2025-00-05"), "\"valid_until\":\"\"" },
        { "", "\"valid_until\":\"\"" },
    };
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        said(reuse("xac_nhan_tinh_trang_hon_nhan", months[i].issued, OWNER, ""), months[i].until);
    said(reuse("xac_nhan_tinh_trang_hon_nhan", ISSUED("2025-08-31"), OWNER, ""), "expired");
    /* the last valid day is still valid */
    said(reuse("xac_nhan_tinh_trang_hon_nhan", ISSUED("2025-09-01"), OWNER, ""),
         "\"usable\":true,\"valid_until\":\"2026-03-01\"");
    struct reuse_rules *rules = NULL;
    struct err e = { 0 };
    struct buf b;
    assert_true(reuse_open(&rules, &e));
    buf_init(&b, 100);
    assert_false(reuse_add(rules, "{\"type\":", "x", &b, &e));
    assert_int_equal(e.kind, ERR_INVALID);
    buf_release(&b);
    reuse_close(rules);
}

static bool does(void *ctx, struct buf *out, struct err *e)
{
    switch (*(const char *)ctx) {
    case 'g':
        buf_puts(out, "good");
        return true;
    case 'e':
        return err_set(e, ERR_LIMIT, "its own words");
    case 'c':
        abort();
    case 'h':
        pause();
    }
    _exit(3);
}

static void test_guard(void **state)
{
    const struct guard_limits limits = { 1, 512 };
    struct err e = { 0 };
    struct buf b;

    (void)state;
    buf_init(&b, 100);
    assert_true(guard_run(does, (void *)(uintptr_t) "g", &limits, "it", &b, &e));
    assert_string_equal(b.ptr, "good");
    assert_false(guard_run(does, (void *)(uintptr_t) "e", &limits, "it", &b, &e));
    assert_int_equal(e.kind, ERR_LIMIT);
    assert_string_equal(e.text, "its own words");
    assert_false(guard_run(does, (void *)(uintptr_t) "c", &limits, "it", &b, &e));
    assert_int_equal(e.kind, ERR_CHILD);
    assert_non_null(strstr(e.text, "signal"));
    assert_false(guard_run(does, (void *)(uintptr_t) "h", &limits, "it", &b, &e));
    assert_non_null(strstr(e.text, "too long"));
    assert_false(guard_run(does, (void *)(uintptr_t) "x", &limits, "it", &b, &e));
    assert_int_equal(e.kind, ERR_CHILD);
    buf_release(&b);
}

static int set_up(void **state)
{
    char path[128];
    (void)state;
    snprintf(root, sizeof root, "/tmp/sohoa-test-XXXXXX");
    if (!mkdtemp(root))
        return -1;
    for (const char *d = "ab"; *d; d++) {
        snprintf(path, sizeof path, "%s/%c", root, *d);
        if (mkdir(path, 0700) != 0)
            return -1;
    }
    return 0;
}

static int tear_down(void **state)
{
    char path[128];
    (void)state;
    for (const char *d = "ab"; *d; d++) {
        snprintf(path, sizeof path, "%s/%c", root, *d);
        rmdir(path);
    }
    return rmdir(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exit_codes), cmocka_unit_test(test_costs),
        cmocka_unit_test(test_names),      cmocka_unit_test(test_reuse),
        cmocka_unit_test(test_guard),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
