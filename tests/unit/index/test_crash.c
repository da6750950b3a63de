/* A run that is cut off at any of its steps, and the same run again. */
#include "fixture.h"

static void copy_flat(const char *from, const char *to)
{
    struct err e = { 0 };
    DIR *d = opendir(from);

    assert_non_null(d);
    assert_ok(file_mkdirs(to, &e));
    for (struct dirent *f = readdir(d); f; f = readdir(d)) {
        char a[1024], b[1024];
        struct stat st;
        struct buf bytes;
        snprintf(a, sizeof a, "%.500s/%.255s", from, f->d_name);
        snprintf(b, sizeof b, "%.500s/%.255s", to, f->d_name);
        if (stat(a, &st) != 0 || !S_ISREG(st.st_mode))
            continue;
        buf_init(&bytes, 1 << 26);
        assert_ok(file_read(a, &bytes, &e));
        assert_ok(file_write_atomic(b, bytes.ptr ? bytes.ptr : "", bytes.len, &e));
        buf_release(&bytes);
    }
    closedir(d);
}

/* True when the child came through. At its first error it dies on the spot, nothing closed. */
static bool child_run(const char *dir, const char *fault)
{
    const pid_t child = fork();
    int status;

    assert_true(child >= 0);
    if (child == 0) {
        struct err e = { 0 };
        setenv("SOHOA_FAULT", fault, 1);
        if (!run_all(dir, 0, &e))
            kill(getpid(), SIGKILL);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
    return !WIFSIGNALED(status);
}

static void sum_holds(const char *dir)
{
    struct store *s;
    struct store_counts c;
    struct err e = { 0 };

    if (!store_open(&s, dir, STORE_SIDE, false, &e)) {
        assert_int_equal(e.kind, ERR_IO); /* cut off before it was a store */
        assert_non_null(strstr(e.text, "store"));
        return;
    }
    assert_ok(store_counts(s, &c, &e));
    assert_int_equal(c.in, c.done + c.blank + c.separator + c.quarantined + c.waiting);
    store_close(s);
}

static void every_step(const char *point, int from, int stride)
{
    char whole[512], dir[512], fault[32];
    struct err e = { 0 };
    struct buf expect, got;
    int steps = 0;

    path_in(whole, "whole");
    assert_ok(run_all(whole, 0, &e));
    listing(whole, &expect);
    for (int n = from;; n += stride, steps++) {
        path_in(dir, "cut");
        snprintf(fault, sizeof fault, "%s:%d", point, n);
        const bool through = child_run(dir, fault);
        sum_holds(dir);
        /* what a power cut leaves: the files as they are, without anybody closing them */
        char again[512];
        path_in(again, "again");
        copy_flat(dir, again);
        sum_holds(again);
        assert_ok(run_all(dir, 0, &e));
        listing(dir, &got);
        assert_string_equal(expect.ptr, got.ptr);
        buf_release(&got);
        remove_tree(dir);
        remove_tree(again);
        if (through)
            break;
    }
    assert_true(steps > 2);
    buf_release(&expect);
    remove_tree(whole);
}

static void test_cut_at_sql_steps(void **state)
{
    (void)state;
    every_step("sql", 1, 7);
}

static void test_cut_at_writes(void **state)
{
    (void)state;
    every_step("write", 1, 2);
}

static void test_cut_at_renames(void **state)
{
    (void)state;
    every_step("rename", 1, 2);
}

/* An error that passes (a full disk) leaves a store the same process can go on with. */
static void test_error_is_undone(void **state)
{
    char dir[512];
    struct store *s;
    struct err e = { 0 };
    struct buf a, b;
    int refused = 0;

    (void)state;
    path_in(dir, "blip");
    assert_ok(run_all(dir, 0, &e));
    listing(dir, &a);
    assert_ok(store_open(&s, dir, STORE_RUN, false, &e));
    for (int n = 1; n < 40; n++) {
        char fault[32];
        const pid_t child = fork();
        int status;
        if (child == 0) { /* counters of faults start anew in a process of its own */
            struct store *c;
            if (!store_open(&c, dir, STORE_SIDE, false, &e))
                _exit(2);
            snprintf(fault, sizeof fault, "sql:%d", n);
            setenv("SOHOA_FAULT", fault, 1);
            const bool ok = understand(c, "b.zip", "HS-0010", &e);
            unsetenv("SOHOA_FAULT");
            if (!ok && e.kind != ERR_FULL)
                _exit(3);
            if (!ok && !understand(c, "b.zip", "HS-0010", &e))
                _exit(4);
            store_close(c);
            _exit(ok ? 0 : 1);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= 1);
        refused += WEXITSTATUS(status);
    }
    store_close(s);
    assert_true(refused > 10);
    listing(dir, &b);
    assert_string_equal(a.ptr, b.ptr);
    buf_release(&a);
    buf_release(&b);
}

/* Puts a blob in a process of its own, as faults are counted, that dies without closing the store.
 * A blob that could not be synced must not stay: it would pass for a synced one. */
static bool blob_kept(const char *dir, const char *fault)
{
    static const char text[] = "a page";
    uint8_t sum[SHA256_BYTES];
    char sha[SHA256_HEX], path[700];
    const pid_t child = fork();
    int status;

    sha256_mem(text, sizeof text, sum);
    hash_hex(sum, sha);
    if (child == 0) {
        struct store *s;
        struct err e = { 0 };
        if (!store_open(&s, dir, STORE_RUN, true, &e))
            _exit(2);
        setenv("SOHOA_FAULT", fault, 1);
        _exit(store_blob_put(s, text, sizeof text, sha, &e) ? 0 : e.kind == ERR_FULL ? 1 : 3);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= 1);
    snprintf(path, sizeof path, "%s/blobs/%.2s/%s", dir, sha, sha + 2);
    assert_int_equal(access(path, F_OK), WEXITSTATUS(status) == 0 ? 0 : -1);
    return WEXITSTATUS(status) == 0;
}

static void test_unsynced_blob_is_none(void **state)
{
    char dir[512], fault[32];
    int n = 1;

    (void)state;
    for (;; n++) {
        path_in(dir, "unsynced");
        snprintf(fault, sizeof fault, "fsync:%d", n);
        const bool kept = blob_kept(dir, fault);
        remove_tree(dir);
        if (kept)
            break;
    }
    assert_int_equal(n, 4); /* the new folder, the file, its name */
}

/* After a run that was cut off, what it left is synced before anybody builds on it. */
static void test_sweep_syncs(void **state)
{
    char dir[512];
    struct store *s;
    struct err e = { 0 };

    (void)state;
    path_in(dir, "swept");
    assert_true(blob_kept(dir, "none:1"));
    for (int n = 1; n <= 2; n++) {
        const pid_t child = fork();
        char fault[32];
        int status;
        if (child == 0) {
            snprintf(fault, sizeof fault, "fsync:%d", n);
            setenv("SOHOA_FAULT", fault, 1);
            _exit(store_open(&s, dir, STORE_RUN, false, &e) ? 0 : e.kind == ERR_FULL ? 1 : 2);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 1);
    }
    assert_ok(store_open(&s, dir, STORE_RUN, false, &e));
    store_close(s);
    remove_tree(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cut_at_sql_steps),      cmocka_unit_test(test_cut_at_writes),
        cmocka_unit_test(test_cut_at_renames),        cmocka_unit_test(test_error_is_undone),
        cmocka_unit_test(test_unsynced_blob_is_none), cmocka_unit_test(test_sweep_syncs),
    };
    return cmocka_run_group_tests(tests, root_make, root_drop);
}
