/* A file is the old one or the new one, whichever call fails. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/atomicfile.h"

static char folder[64];

static void path_of(char out[128], const char *name)
{
    snprintf(out, 128, "%s/%s", folder, name);
}

static int files_in_folder(void)
{
    DIR *d = opendir(folder);
    int n = 0;
    for (struct dirent *f = readdir(d); f; f = readdir(d))
        n += f->d_name[0] != '.' || strncmp(f->d_name, ".tmp-", 5) == 0;
    closedir(d);
    return n;
}

/* Faults are counted by process: each try has its own. Exit: 0 written, 1 refused as full, 2 else.
 */
static int write_with_fault(const char *path, const char *text, const char *fault)
{
    int status;
    const pid_t pid = fork();

    assert_true(pid >= 0);
    if (pid == 0) {
        struct err e = { 0 };
        setenv("SOHOA_FAULT", fault, 1);
        if (file_write_atomic(path, text, strlen(text), &e))
            _exit(0);
        _exit(e.kind == ERR_FULL && e.text[0] ? 1 : 2);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void test_faults(void **state)
{
    static const char *const faults[] = { "write:1", "fsync:1", "rename:1", "fsync:2" };
    char path[128];
    struct err e = { 0 };
    struct buf b;

    (void)state;
    path_of(path, "f");
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        assert_true(file_write_atomic(path, "old", 3, &e));
        assert_int_equal(write_with_fault(path, "newer", faults[i]), 1);
        assert_int_equal(files_in_folder(), 1); /* no leftovers */
        buf_init(&b, 100);
        assert_true(file_read(path, &b, &e));
        /* only when the folder could not be synced is the new one there already */
        assert_string_equal(b.ptr, i == 3 ? "newer" : "old");
        buf_release(&b);
    }
    assert_int_equal(write_with_fault(path, "newer", "write:2"), 0);
    assert_int_equal(write_with_fault(path, "newer", "fsync:3"), 0);
}

static void test_limits(void **state)
{
    char path[128], deep[256], hex[SHA256_HEX];
    struct stat st;
    struct err e = { 0 };
    struct buf b;

    (void)state;
    path_of(path, "g");
    assert_true(file_write_atomic(path, "0123456789", 10, &e));
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_true(file_sha256(path, hex, &e));
    assert_string_equal(hex, "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882");
    buf_init(&b, 10); /* one byte is the NUL's */
    assert_false(file_read(path, &b, &e));
    assert_int_equal(e.kind, ERR_LIMIT);
    buf_release(&b);
    buf_init(&b, 11);
    assert_true(file_read(path, &b, &e));
    buf_release(&b);
    snprintf(deep, sizeof deep, "%s/missing/file", folder);
    assert_false(file_write_atomic(deep, "x", 1, &e));
    assert_int_equal(e.kind, ERR_IO);
    assert_false(file_read(deep, &b, &e));
    assert_false(file_sha256(deep, hex, &e));
    snprintf(deep, sizeof deep, "%s/g/sub", folder); /* a file in the way */
    assert_false(file_mkdirs(deep, &e));
    assert_int_equal(e.kind, ERR_IO);
    assert_false(file_mkdirs("", &e));
    unlink(path);
}

static int set_up(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/sohoa-test-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    char path[128];
    (void)state;
    path_of(path, "f");
    unlink(path);
    return rmdir(folder);
}

static void test_plain_files_only(void **state)
{
    char pipe[128], link[128];
    struct err e = { 0 };
    struct stat st;

    (void)state;
    path_of(pipe, "pipe");
    path_of(link, "link");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_int_equal(symlink("/dev/null", link), 0);
    assert_false(file_write_atomic(pipe, "x", 1, &e));
    assert_int_equal(e.kind, ERR_IO);
    assert_int_equal(lstat(pipe, &st), 0);
    assert_true(S_ISFIFO(st.st_mode));
    assert_false(file_write_atomic(link, "x", 1, &e));
    assert_int_equal(lstat(link, &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    unlink(pipe);
    unlink(link);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_faults),
                                        cmocka_unit_test(test_limits),
                                        cmocka_unit_test(test_plain_files_only) };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
