#include "pack_fixture.h"

#include <dirent.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/atomicfile.h"

static char dir[128];

static int set_up(void **state)
{
    (void)state;
    setenv("SOURCE_DATE_EPOCH", "1767225600", 1);
    /* memory where there is some: the tests sync hundreds of files */
    snprintf(dir, sizeof dir, "%s/sohoa-pack-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : P_tmpdir);
    return mkdtemp(dir) ? 0 : -1;
}

static int tear_down(void **state)
{
    char cmd[256];
    (void)state;
    snprintf(cmd, sizeof cmd, "rm -rf '%s'", dir);
    return system(cmd);
}

static const char *sub(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    return path;
}

static void print_finding(void *ctx, const char *finding)
{
    (void)ctx;
    print_message("  %s\n", finding);
}

struct wanted {
    const char *text;
    bool found;
};

static void match_finding(void *ctx, const char *finding)
{
    struct wanted *w = ctx;
    w->found = w->found || strstr(finding, w->text) != NULL;
}

static bool verify(const char *path, bool loud, struct pack_check *c, struct err *e)
{
    *c = (struct pack_check){ .report = loud ? print_finding : NULL, .pdf_pages = fix_pdf_pages };
    return pack_verify(path, c, e);
}

static void load(const char *path, struct buf *b)
{
    struct err e;
    buf_init(b, 64 << 20);
    ok_or_print(file_read(path, b, &e), &e);
}

static int count_files(const char *path)
{
    DIR *d = opendir(path);
    int n = 0;
    for (struct dirent *x; d && (x = readdir(d));)
        n += x->d_name[0] != '.' || strncmp(x->d_name, ".tmp-", 5) == 0;
    if (d)
        closedir(d);
    return n;
}

static void run_shell(const char *fmt, ...) PRINTF_LIKE(1, 2);
static void run_shell(const char *fmt, ...)
{
    char cmd[1024];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(cmd, sizeof cmd, fmt, ap);
    va_end(ap);
    const int rc = system(cmd);
    if (rc != 0)
        fail_msg("%s: %d", cmd, rc);
}

static void check_format(enum pack_format format, const char *unpack)
{
    struct fix f;
    struct pack_totals t;
    struct pack_check c;
    struct buf one, two, text;
    struct err e = { 0 };
    char path[700], bag[400], name[64];

    fix_init(&f, sub(format == PACK_ZIP ? "zip" : "tar"));
    char out_dir[256];
    snprintf(out_dir, sizeof out_dir, "%s", f.opts.out_dir);
    f.opts.out_dir = out_dir;
    f.opts.format = format;
    ok_or_print(fix_run(&f, &t, &e), &e);
    assert_int_equal(t.packages, 1);
    assert_int_equal(t.docs, 4);
    assert_int_equal(t.pages, 7);
    assert_int_equal(count_files(out_dir), 1);
    snprintf(path, sizeof path, "%s", f.paths[0]);
    load(path, &one);
    assert_int_equal(one.len, t.bytes);
    ok_or_print(verify(path, true, &c, &e), &e);
    assert_int_equal(c.docs, 4);
    assert_int_equal(c.pages, 7);
    ok_or_print(fix_run(&f, &t, &e), &e); /* the same again: the same bytes under the same name */
    assert_string_equal(path, f.paths[0]);
    load(path, &two);
    assert_int_equal(one.len, two.len);
    assert_memory_equal(one.ptr, two.ptr, one.len);
    /* other tools read it, and the manifest is what coreutils understands */
    run_shell("mkdir -p %s/x && cd %s/x && f=%s && %s", out_dir, out_dir, path, unpack);
    snprintf(name, sizeof name, "%s", strrchr(path, '/') + 1);
    *strchr(name, '.') = '\0';
    snprintf(bag, sizeof bag, "%s/x/%s", out_dir, name);
    run_shell("cd %s && sha256sum --quiet --strict -c manifest-sha256.txt tagmanifest-sha256.txt",
              bag);
    ok_or_print(verify(bag, true, &c, &e), &e);
    buf_init(&text, 1 << 20);
    snprintf(path, sizeof path, "%s/data/HS-0001/HS-0001.002.txt", bag);
    ok_or_print(file_read(path, &text, &e), &e);
    assert_string_equal(text.ptr, "Số: 226/UBND\n");
    buf_clear(&text);
    snprintf(path, sizeof path, "%s/metadata/rejects.csv", bag);
    ok_or_print(file_read(path, &text, &e), &e);
    assert_non_null(strstr(text.ptr, "a.zip,HS-0001,HS-0001/scan9.jpg,1,,done,low_dpi"));
    assert_true(strstr(text.ptr, "scan9.jpg") < strstr(text.ptr, "scan10.jpg"));
    assert_non_null(strstr(text.ptr, "b.zip,lost,lost/x.bin,1,,quarantined,input: damaged"));
    buf_clear(&text);
    snprintf(path, sizeof path, "%s/metadata/giayto.csv", bag);
    ok_or_print(file_read(path, &text, &e), &e);
    assert_memory_equal(text.ptr, "\xEF\xBB\xBFTen,", 7);
    assert_non_null(strstr(text.ptr, "GIẤY KHAI SINH,,,,019085000000,\"226/UBND, số \"\"2\"\"\","));
    run_shell("test -f %s/data/HS-0001/original/scan200.png && test -f "
              "%s/data/Ho_so_Duong_so_2/Ho_so_Duong_so_2.001.pdf && "
              "ls -d %s/data/HS-0001-???????? >/dev/null && test $(ls %s/data | wc -l) = 3",
              bag, bag, bag, bag);
    run_shell("zstd -dc %s/data/HS-0001/HS-0001.001.alto.xml.zst | grep -q 'HPOS=\"60\" "
              "VPOS=\"10\" WIDTH=\"90\"'",
              bag);
    buf_release(&text);
    buf_release(&one);
    buf_release(&two);
}

static void test_zip(void **state)
{
    (void)state;
    check_format(PACK_ZIP, "unzip -q $f");
}

static void test_tar_zst(void **state)
{
    (void)state;
    check_format(PACK_TAR_ZST, "tar --zstd -xf $f");
}

/* Every flipped byte must be told. */
static void flip_all(enum pack_format format, size_t step, const char *where)
{
    struct fix f;
    struct pack_totals t;
    struct pack_check c;
    struct buf whole;
    struct err e = { 0 };
    char out_dir[256], path[300];
    size_t missed = 0;

    snprintf(out_dir, sizeof out_dir, "%s", sub(where));
    fix_init(&f, out_dir);
    f.opts.format = format;
    f.pdf_size = 50;
    ok_or_print(fix_run(&f, &t, &e), &e);
    load(f.paths[0], &whole);
    snprintf(path, sizeof path, "%s/flipped", out_dir);
    for (size_t i = 0; i < whole.len; i += step) {
        whole.ptr[i] ^= 0x10;
        ok_or_print(file_write_atomic(path, whole.ptr, whole.len, &e), &e);
        whole.ptr[i] ^= 0x10;
        if (verify(path, false, &c, &e)) {
            if (format == PACK_TAR_ZST) /* two codings of one content, as of a run of zeros */
                run_shell("cd %s && zstd -qdc *.tar.zst > a && zstd -qdc < flipped > b && cmp a b",
                          out_dir);
            else if (missed++ < 5)
                print_message("byte %zu of %zu flipped and not noticed\n", i, whole.len);
        } else {
            assert_int_equal(e.kind, ERR_INVALID);
        }
    }
    for (size_t cut = 1; cut < whole.len; cut += whole.len / 23) {
        ok_or_print(file_write_atomic(path, whole.ptr, whole.len - cut, &e), &e);
        assert_false(verify(path, false, &c, &e));
    }
    buf_add(&whole, "x", 1);
    ok_or_print(file_write_atomic(path, whole.ptr, whole.len, &e), &e);
    assert_false(verify(path, false, &c, &e));
    buf_release(&whole);
    assert_int_equal(missed, 0);
}

static void test_flips_zip(void **state)
{
    (void)state;
    flip_all(PACK_ZIP, 137, "flip-zip");
}

static void test_flips_tar(void **state)
{
    (void)state;
    flip_all(PACK_TAR_ZST, 41, "flip-tar");
}

static void test_splits(void **state)
{
    struct fix f;
    struct pack *p = NULL;
    struct pack_totals t;
    struct pack_check c;
    struct err e = { 0 };
    struct stat st;
    char out_dir[256], key[32];

    (void)state;
    snprintf(out_dir, sizeof out_dir, "%s", sub("split"));
    fix_init(&f, out_dir);
    f.opts.max_docs = 5;
    ok_or_print(pack_open(&p, &f.opts, &f.src, &e), &e);
    for (int d = 0; d < 4; d++) { /* dossiers of 3, 2, 3, 7 documents */
        static const int docs[] = { 3, 2, 3, 7 };
        snprintf(key, sizeof key, "HS-%04d", d);
        for (int i = 1; i <= docs[d]; i++)
            ok_or_print(fix_add(p, "a.zip", key, i, 1, i == 7 || i == 1, &e), &e);
    }
    ok_or_print(pack_finish(p, &t, &e), &e);
    pack_close(p);
    static const size_t want[] = { 5, 3, 5, 2 };
    assert_int_equal(f.n_packages, 4);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(f.docs_in[i], want[i]);
        ok_or_print(verify(f.paths[i], true, &c, &e), &e);
    }
    /* by size: no package over the limit */
    fix_init(&f, sub("split2"));
    snprintf(out_dir, sizeof out_dir, "%s", sub("split2"));
    f.opts.out_dir = out_dir;
    f.opts.max_bytes = 700000;
    f.pdf_size = 60000;
    ok_or_print(pack_open(&p, &f.opts, &f.src, &e), &e);
    for (int d = 0; d < 12; d++) {
        snprintf(key, sizeof key, "HS-%04d", d);
        ok_or_print(fix_add(p, "a.zip", key, 1, 2, false, &e), &e);
    }
    ok_or_print(pack_finish(p, &t, &e), &e);
    pack_close(p);
    assert_true(f.n_packages >= 3 && f.n_packages <= 6);
    for (int i = 0; i < f.n_packages; i++) {
        assert_int_equal(stat(f.paths[i], &st), 0);
        assert_true((uint64_t)st.st_size <= f.opts.max_bytes);
        ok_or_print(verify(f.paths[i], true, &c, &e), &e);
    }
}

/* Each write, fsync and rename fails once, in a child of its own: nothing or a whole package is
 * there. */
static void test_faults(void **state)
{
    static const char *const points[] = { "write", "fsync", "rename" };
    struct pack_check c;
    struct err e;
    char out_dir[256], spec[32];
    int failures = 0;

    (void)state;
    for (size_t k = 0; k < 3; k++) {
        bool clean = false;
        for (int n = 1; !clean; n += n < 8 ? 1 : 29) {
            snprintf(out_dir, sizeof out_dir, "%s/fault-%zu-%d", dir, k, n);
            snprintf(spec, sizeof spec, "%s:%d", points[k], n);
            const pid_t pid = fork();
            if (pid == 0) {
                struct fix f;
                struct pack_totals t;
                setenv("SOHOA_FAULT", spec, 1);
                fix_init(&f, out_dir);
                f.opts.format = n % 2 ? PACK_ZIP : PACK_TAR_ZST;
                _exit(fix_run(&f, &t, &e) ? 0 : e.kind == ERR_FULL ? 1 : 2);
            }
            int status = 0;
            assert_int_equal(waitpid(pid, &status, 0), pid);
            assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= 1);
            clean = WEXITSTATUS(status) == 0;
            failures += !clean;
            DIR *d = opendir(out_dir);
            assert_non_null(d);
            for (struct dirent *x; (x = readdir(d));) {
                char path[600];
                if (x->d_name[0] == '.' && strncmp(x->d_name, ".tmp-", 5) != 0)
                    continue;
                assert_int_not_equal(strncmp(x->d_name, ".tmp-", 5), 0);
                snprintf(path, sizeof path, "%s/%s", out_dir, x->d_name);
                ok_or_print(verify(path, true, &c, &e), &e);
            }
            closedir(d);
        }
    }
    assert_true(failures >= 10); /* else the faults were not asked for */
}

static void test_locks_and_sweeps(void **state)
{
    struct fix f;
    struct pack *a = NULL, *b = NULL;
    struct err e = { 0 };
    char out_dir[256], path[300];

    (void)state;
    snprintf(out_dir, sizeof out_dir, "%s", sub("lock"));
    fix_init(&f, out_dir);
    ok_or_print(file_mkdirs(out_dir, &e), &e);
    snprintf(path, sizeof path, "%s/.tmp-sohoa-000000000000.zip", out_dir);
    run_shell("echo half > %s && touch %s/keep.txt", path, out_dir);
    ok_or_print(pack_open(&a, &f.opts, &f.src, &e), &e);
    assert_int_not_equal(access(path, F_OK), 0);
    assert_int_equal(count_files(out_dir), 1);
    assert_false(pack_open(&b, &f.opts, &f.src, &e));
    assert_int_equal(e.kind, ERR_LOCKED);
    pack_close(a);
    ok_or_print(pack_open(&b, &f.opts, &f.src, &e), &e);
    ok_or_print(pack_finish(b, NULL, &e), &e); /* nothing to pack is no error and no package */
    pack_close(b);
    assert_int_equal(count_files(out_dir), 1);
}

static bool pdf_fails(void *ctx, const struct pack_doc *d, struct buf *out, bool *keep,
                      struct err *e)
{
    buf_puts(out, "half a PDF");
    return d->ordinal == 2 ? err_set(e, ERR_CHILD, "decoder crashed")
                           : fix_pdf(ctx, d, out, keep, e);
}

/* A document whose image kills the decoder is refused alone. */
static void test_one_bad_document(void **state)
{
    struct fix f;
    struct pack *p = NULL;
    struct pack_totals t;
    struct pack_check c;
    struct err e = { 0 };
    char out_dir[256];

    (void)state;
    snprintf(out_dir, sizeof out_dir, "%s", sub("bad"));
    fix_init(&f, out_dir);
    f.src.pdf = pdf_fails;
    ok_or_print(pack_open(&p, &f.opts, &f.src, &e), &e);
    ok_or_print(fix_add(p, "a.zip", "HS-0001", 1, 1, false, &e), &e);
    assert_false(fix_add(p, "a.zip", "HS-0001", 2, 1, false, &e));
    assert_int_equal(e.kind, ERR_CHILD);
    ok_or_print(fix_add(p, "a.zip", "HS-0001", 3, 1, true, &e), &e);
    assert_false(fix_add(p, "a.zip", "HS-0001", 3, 1, true, &e)); /* the same ordinal again */
    ok_or_print(pack_finish(p, &t, &e), &e);
    pack_close(p);
    assert_int_equal(t.docs, 2);
    c = (struct pack_check){ .report = print_finding };
    ok_or_print(pack_verify(f.paths[0], &c, &e), &e);
    assert_int_equal(c.docs, 2);
}

/* What verify says of bags that were tampered with file by file. */
static void test_findings(void **state)
{
    static const struct {
        const char *harm, *finding;
    } cases[] = {
        { "rm data/HS-0001/HS-0001.001.pdf", "data/HS-0001/HS-0001.001.pdf: is missing" },
        { "echo x >> data/HS-0001/HS-0001.001.txt",
          "data/HS-0001/HS-0001.001.txt: does not have the SHA-256" },
        { "echo x > data/HS-0001/extra.txt", "data/HS-0001/extra.txt: is in no manifest" },
        { "echo x > metadata/extra.txt", "metadata/extra.txt: is in no manifest" },
        { "sed -i s/cb01/cb02/ bag-info.txt", "bag-info.txt: does not have the SHA-256" },
        { "rm bagit.txt", "bagit.txt is missing" },
        { "ln -s /etc/passwd data/HS-0001/link.txt", "link.txt is a link or special file" },
        { "mkfifo data/HS-0001/pipe", "pipe is a link or special file" },
        { "rm metadata/index.sqlite", "metadata/index.sqlite: is missing" },
        /* the manifests made to fit again: only the contents tell */
        { "sed -i 1d metadata/documents.jsonl; MAKE", "no record names it" },
        { "sed -i '1s/\"file_sha256\":\"./\"file_sha256\":\"_/' metadata/documents.jsonl; MAKE",
          "line 1 lacks" },
        { "sed -i 2d metadata/giayto.csv; MAKE",
          "metadata/giayto.csv: has 3 rows, the records make 4" },
        { "sed -i 2d metadata/hoso.csv; MAKE",
          "metadata/hoso.csv: has 2 rows, the records make 3" },
        { "head -c 5000 metadata/index.sqlite > q; mv q metadata/index.sqlite; MAKE",
          "metadata/index.sqlite: is a damaged" },
        { "cp data/HS-0001/HS-0001.001.alto.xml.zst data/HS-0001/HS-0001.002.alto.xml.zst; MAKE",
          "has 2 pages, its record says 1" },
        { "sed -i s/^Payload.*/Payload-Oxum:\\ 1.1/ bag-info.txt; MAKE",
          "Payload-Oxum says 1 bytes in 1 files" },
    };
    struct fix f;
    struct pack_totals t;
    struct pack_check c;
    struct err e = { 0 };
    char out_dir[256], name[64];

    (void)state;
    snprintf(out_dir, sizeof out_dir, "%s", sub("findings"));
    fix_init(&f, out_dir);
    ok_or_print(fix_run(&f, &t, &e), &e);
    snprintf(name, sizeof name, "%s", strrchr(f.paths[0], '/') + 1);
    *strchr(name, '.') = '\0';
    run_shell("cd %s && mkdir y && cd y && unzip -q %s", out_dir, f.paths[0]);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char harm[256], bag[400];
        const char *make = strstr(cases[i].harm, "MAKE");
        snprintf(harm, sizeof harm, "%.*s", make ? (int)(make - cases[i].harm) : 255,
                 cases[i].harm);
        run_shell("cd %s && rm -rf x && cp -r y x && cd x/%s && { %s%s; }", out_dir, name, harm,
                  make ? " find data -type f | LC_ALL=C sort | xargs -d '\\n' sha256sum > "
                         "manifest-sha256.txt; "
                         "{ find metadata -type f; echo bagit.txt; echo bag-info.txt; echo "
                         "manifest-sha256.txt; } | "
                         "xargs -d '\\n' sha256sum > tagmanifest-sha256.txt"
                       : "");
        snprintf(bag, sizeof bag, "%s/x/%s", out_dir, name);
        struct wanted w = { .text = cases[i].finding };
        c = (struct pack_check){ .ctx = &w, .report = match_finding };
        assert_false(pack_verify(bag, &c, &e));
        assert_int_equal(e.kind, ERR_INVALID);
        if (!w.found)
            fail_msg("%s: said \"%s\", not \"%s\"", cases[i].harm, e.text, w.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zip),
        cmocka_unit_test(test_tar_zst),
        cmocka_unit_test(test_splits),
        cmocka_unit_test(test_findings),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_locks_and_sweeps),
        cmocka_unit_test(test_one_bad_document),
        cmocka_unit_test(test_flips_zip),
        cmocka_unit_test(test_flips_tar),
    };
    return cmocka_run_group_tests_name("pack", tests, set_up, tear_down);
}
