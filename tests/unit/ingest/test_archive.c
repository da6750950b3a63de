/* Archives, folders and their traps. */
#include "collect.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>

static const char JPEG[] = "\xFF\xD8\xFF\xE0 not much of a picture";
enum { JPEG_LEN = sizeof JPEG - 1 };

struct packer {
    struct archive *a;
    char *block;
    size_t cap, used;
};

static void pack_begin(struct packer *p, int format, int filter, const char *options,
                       const char *password)
{
    p->cap = 4 << 20;
    p->used = 0;
    p->block = malloc(p->cap);
    p->a = archive_write_new();
    assert_int_equal(archive_write_set_format(p->a, format), ARCHIVE_OK);
    if (filter)
        assert_int_equal(archive_write_add_filter(p->a, filter), ARCHIVE_OK);
    if (options)
        assert_int_equal(archive_write_set_options(p->a, options), ARCHIVE_OK);
    if (password)
        assert_int_equal(archive_write_set_passphrase(p->a, password), ARCHIVE_OK);
    archive_write_set_bytes_in_last_block(p->a, 1);
    assert_int_equal(archive_write_open_memory(p->a, p->block, p->cap, &p->used), ARCHIVE_OK);
}

static struct archive_entry *file_entry(const char *name, size_t len)
{
    struct archive_entry *const e = archive_entry_new();
    archive_entry_set_pathname(e, name);
    archive_entry_set_size(e, (la_int64_t)len);
    archive_entry_set_filetype(e, AE_IFREG);
    archive_entry_set_perm(e, 0644);
    return e;
}

static void pack_file(struct packer *p, const char *name, const void *bytes, size_t len)
{
    struct archive_entry *const e = file_entry(name, len);
    assert_true(archive_write_header(p->a, e) >= ARCHIVE_WARN);
    assert_int_equal(archive_write_data(p->a, bytes, len), (la_ssize_t)len);
    archive_entry_free(e);
}

static void pack_special(struct packer *p, const char *name, unsigned type, const char *symlink,
                         const char *hardlink)
{
    struct archive_entry *const e = file_entry(name, 0);
    archive_entry_set_filetype(e, type);
    if (symlink)
        archive_entry_set_symlink(e, symlink);
    if (hardlink)
        archive_entry_set_hardlink(e, hardlink);
    assert_true(archive_write_header(p->a, e) >= ARCHIVE_WARN);
    archive_entry_free(e);
}

static void pack_end(struct packer *p)
{
    assert_int_equal(archive_write_close(p->a), ARCHIVE_OK);
    archive_write_free(p->a);
    p->a = NULL;
}

static void test_tar_members(void **state)
{
    (void)state;
    const struct ingest_opts o = usual_opts();
    struct collect c = { 0 };
    struct packer p;

    pack_begin(&p, ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_ZSTD, NULL, NULL);
    pack_special(&p, "HS-0001/", AE_IFDIR, NULL, NULL);
    pack_file(&p, "HS-0001/scan10.jpg", JPEG, JPEG_LEN);
    pack_file(&p, "HS-0001/scan2.jpg", JPEG, JPEG_LEN);
    pack_file(&p, "HS-0001/scan2.jpg", JPEG, JPEG_LEN);
    pack_file(&p, "HS-0001/scan2.jpg", JPEG, JPEG_LEN);
    pack_file(&p, "__MACOSX/HS-0001/._scan2.jpg", JPEG, JPEG_LEN);
    pack_file(&p, "HS-0001/THUMBS.DB", JPEG, JPEG_LEN);
    pack_file(&p, "loose.jpg", JPEG, JPEG_LEN);
    pack_file(&p, "/etc/absolute.jpg", JPEG, JPEG_LEN);
    pack_file(&p, "C:\\scan\\win.jpg", JPEG, JPEG_LEN);
    pack_file(&p, "a/../../evil.jpg", JPEG, JPEG_LEN);
    pack_file(&p, "notes.txt", "hello there, this is text\n", 26);
    pack_file(&p, "empty.jpg", "", 0);
    pack_special(&p, "sym.jpg", AE_IFLNK, "/etc/passwd", NULL);
    pack_special(&p, "hard.jpg", AE_IFREG, NULL, "loose.jpg");
    pack_special(&p, "fifo.jpg", AE_IFIFO, NULL, NULL);
    pack_end(&p);
    collect_bytes(&c, p.block, p.used, "a.tar.zst", &o);
    assert_true(c.ran);
    assert_int_equal(c.n_pages, 7);
    assert_int_equal(c.n_failed, 6);
    assert_int_equal(c.pages[0].len, JPEG_LEN);
    assert_memory_equal(c.pages[0].bytes, JPEG, JPEG_LEN);
    assert_logged(&c, "skipped a.tar.zst HS-0001\n");
    assert_logged(&c, "page a.tar.zst HS-0001 HS-0001/scan10.jpg 1 jpeg\n");
    assert_logged(&c, "page a.tar.zst HS-0001 HS-0001/scan2.jpg 1 jpeg\n");
    assert_logged(&c, "page a.tar.zst HS-0001 HS-0001/scan2.jpg~2 1 jpeg\n");
    assert_logged(&c, "page a.tar.zst HS-0001 HS-0001/scan2.jpg~3 1 jpeg\n");
    assert_logged(&c, "skipped a.tar.zst HS-0001/THUMBS.DB\n");
    assert_logged(&c, "page a.tar.zst a.tar.zst loose.jpg 1 jpeg\n");
    assert_logged(&c, "page a.tar.zst etc etc/absolute.jpg 1 jpeg\n");
    assert_logged(&c, "page a.tar.zst scan scan/win.jpg 1 jpeg\n");
    assert_logged(&c, "failed a.tar.zst a/__/__ a/__/__/evil.jpg 1 input: its path climbs");
    assert_logged(&c, "notes.txt 1 unsupported: not a page image, PDF or archive: text/plain");
    assert_logged(&c, "empty.jpg 1 input: the file is empty");
    assert_logged(&c, "sym.jpg 1 unsupported: a symbolic link");
    assert_logged(&c, "hard.jpg 1 unsupported: a link");
    assert_logged(&c, "fifo.jpg 1 unsupported: a device");
    assert_logged(&c, "end a.tar.zst\n");
    collect_release(&c);
    free(p.block);
}

/* a.tgz { b.zip { HS/x.jpg }, c.tar { d.jpg } }: the ZIP is held, the tar streamed. */
static void nest(struct packer *outer)
{
    struct packer zip, tar;

    pack_begin(&zip, ARCHIVE_FORMAT_ZIP, 0, NULL, NULL);
    pack_file(&zip, "HS/x.jpg", JPEG, JPEG_LEN);
    pack_end(&zip);
    pack_begin(&tar, ARCHIVE_FORMAT_TAR_USTAR, 0, NULL, NULL);
    pack_file(&tar, "d.jpg", JPEG, JPEG_LEN);
    pack_end(&tar);
    pack_begin(outer, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, NULL, NULL);
    pack_file(outer, "in/b.zip", zip.block, zip.used);
    pack_file(outer, "c.tar", tar.block, tar.used);
    pack_file(outer, "z.jpg", JPEG, JPEG_LEN);
    pack_end(outer);
    free(zip.block);
    free(tar.block);
}

static void test_nested(void **state)
{
    (void)state;
    struct ingest_opts o = usual_opts();
    struct collect c = { 0 };
    struct packer p;

    nest(&p);
    collect_bytes(&c, p.block, p.used, "a.tgz", &o);
    assert_true(c.ran);
    assert_int_equal(c.n_pages, 3);
    assert_int_equal(c.n_failed, 0);
    assert_logged(&c, "page a.tgz!/in/b.zip HS HS/x.jpg 1 jpeg\n");
    assert_logged(&c, "end a.tgz!/in/b.zip\n");
    assert_logged(&c, "page a.tgz!/c.tar a.tgz!/c.tar d.jpg 1 jpeg\n");
    assert_logged(&c, "page a.tgz a.tgz z.jpg 1 jpeg\n");
    collect_release(&c);
    o.limits.max_depth = 0;
    collect_bytes(&c, p.block, p.used, "a.tgz", &o);
    assert_true(c.ran);
    assert_int_equal(c.n_pages, 1);
    assert_logged(&c, "failed a.tgz in in/b.zip 1 limit: archives nested deeper");
    collect_release(&c);
    free(p.block);
}

static void test_restart(void **state)
{
    (void)state;
    struct ingest_opts o = usual_opts();
    struct packer p;

    nest(&p);
    /* 0 a.tgz, 1 b.zip, 2 x.jpg, 3 c.tar, 4 d.jpg, 5 z.jpg; the last one announced crashed. */
    static const size_t pages_left[] = { 3, 0, 2, 2, 1, 1, 0 };
    for (uint64_t skip = 0; skip <= 6; skip++) {
        struct collect c = { 0 };
        char first[32];
        o.skip_entries = skip;
        collect_bytes(&c, p.block, p.used, "a.tgz", &o);
        assert_true(c.ran);
        assert_int_equal(c.n_pages, pages_left[skip]);
        snprintf(first, sizeof first, "entry %llu ", (unsigned long long)skip);
        if (pages_left[skip] && skip != 2) /* b.zip crashed: its member was never announced */
            assert_logged(&c, first);
        if (skip) {
            snprintf(first, sizeof first, "entry %llu ", (unsigned long long)skip - 1);
            assert_not_logged(&c, first);
        }
        collect_release(&c);
    }
    free(p.block);
}

static void test_zip_password(void **state)
{
    (void)state;
    struct ingest_opts o = usual_opts();
    struct collect c = { 0 };
    struct packer p;

    pack_begin(&p, ARCHIVE_FORMAT_ZIP, 0, "encryption=aes256", "mat khau");
    pack_file(&p, "HS/x.jpg", JPEG, JPEG_LEN);
    pack_end(&p);
    collect_bytes(&c, p.block, p.used, "s.zip", &o);
    assert_false(c.ran);
    assert_int_equal(c.err.kind, ERR_ENCRYPTED);
    assert_logged(&c, "failed s.zip HS HS/x.jpg 1 encrypted: give its password");
    collect_release(&c);
    o.password = "sai";
    collect_bytes(&c, p.block, p.used, "s.zip", &o);
    assert_false(c.ran);
    assert_int_equal(c.err.kind, ERR_ENCRYPTED);
    assert_logged(&c, "the password given does not open it");
    collect_release(&c);
    o.password = "mat khau";
    collect_bytes(&c, p.block, p.used, "s.zip", &o);
    assert_true(c.ran);
    assert_int_equal(c.n_pages, 1);
    assert_memory_equal(c.pages[0].bytes, JPEG, JPEG_LEN);
    collect_release(&c);
    free(p.block);
}

static void zeros(struct packer *p, const char *name, const char *start, size_t len)
{
    uint8_t *const block = calloc(1, 1 << 20);
    struct archive_entry *const e = file_entry(name, len);

    assert_non_null(block);
    assert_true(archive_write_header(p->a, e) >= ARCHIVE_WARN);
    memcpy(block, start, strlen(start));
    for (size_t done = 0; done < len; done += 1 << 20) {
        assert_int_equal(archive_write_data(p->a, block, 1 << 20), 1 << 20);
        memset(block, 0, 8);
    }
    archive_entry_free(e);
    free(block);
}

static void test_bombs(void **state)
{
    (void)state;
    const struct ingest_opts o = usual_opts();
    struct collect c = { 0 };
    struct packer inner, p;

    /* One picture that unpacks to 80 MB; what lies behind it is lost, and said to be. */
    pack_begin(&inner, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_ZSTD, NULL, NULL);
    zeros(&inner, "bomb.jpg", JPEG, 80 << 20);
    pack_file(&inner, "after.jpg", JPEG, JPEG_LEN);
    pack_end(&inner);
    pack_begin(&p, ARCHIVE_FORMAT_TAR_USTAR, 0, NULL, NULL);
    pack_file(&p, "b.tar.zst", inner.block, inner.used);
    pack_file(&p, "x.jpg", JPEG, JPEG_LEN);
    pack_end(&p);
    collect_bytes(&c, p.block, p.used, "a.tar", &o);
    assert_true(c.ran || c.n_failed);
    assert_logged(&c, "failed a.tar!/b.tar.zst a.tar!/b.tar.zst bomb.jpg 1 limit: unpacks to more "
                      "than 250 times");
    assert_not_logged(&c, "after.jpg 1 jpeg");
    collect_release(&c);
    free(p.block);
    free(inner.block);
    /* Members nobody reads count as well. */
    pack_begin(&p, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, NULL, NULL);
    pack_file(&p, "x.jpg", JPEG, JPEG_LEN);
    zeros(&p, "Thumbs.db", "", 120 << 20);
    zeros(&p, "more/Thumbs.db", "", 120 << 20);
    pack_end(&p);
    collect_bytes(&c, p.block, p.used, "a.tgz", &o);
    assert_true(c.ran);
    assert_logged(&c, "failed a.tgz a.tgz a.tgz 1 limit: unpacks to more than");
    collect_release(&c);
    free(p.block);
}

static void test_limits(void **state)
{
    (void)state;
    struct ingest_opts o = usual_opts();
    struct collect c = { 0 };
    struct packer p;

    pack_begin(&p, ARCHIVE_FORMAT_TAR_USTAR, 0, NULL, NULL);
    pack_file(&p, "1.jpg", JPEG, JPEG_LEN);
    pack_file(&p, "2.jpg", JPEG, JPEG_LEN);
    pack_file(&p, "3.jpg", JPEG, JPEG_LEN);
    pack_end(&p);
    o.limits.max_entries = 2;
    collect_bytes(&c, p.block, p.used, "a.tar", &o);
    assert_int_equal(c.n_pages, 2);
    assert_logged(&c, "failed a.tar a.tar a.tar 1 limit: more than 2 members");
    collect_release(&c);
    o.limits.max_entries = 3;
    o.limits.max_page_bytes = JPEG_LEN - 1;
    collect_bytes(&c, p.block, p.used, "a.tar", &o);
    assert_int_equal(c.n_pages, 0);
    assert_int_equal(c.n_failed, 3);
    assert_logged(&c, "1.jpg 1 limit: the entry is larger");
    collect_release(&c);
    /* Held in a file instead of memory, the bytes are the same. */
    o = usual_opts();
    o.limits.spool_mem_bytes = 5;
    collect_bytes(&c, p.block, p.used, "a.tar", &o);
    assert_int_equal(c.n_pages, 3);
    assert_memory_equal(c.pages[2].bytes, JPEG, JPEG_LEN);
    collect_release(&c);
    o.limits.spool_bytes = 10;
    collect_bytes(&c, p.block, p.used, "a.tar", &o);
    assert_int_equal(c.n_pages, 0);
    assert_logged(&c, "1.jpg 1 limit: the entry needs more than the 10 bytes of the spool");
    collect_release(&c);
    free(p.block);
}

static void test_truncated(void **state)
{
    (void)state;
    const struct ingest_opts o = usual_opts();
    struct packer p;
    char *const noise = malloc(100000);

    assert_non_null(noise);
    memcpy(noise, JPEG, JPEG_LEN);
    for (size_t i = JPEG_LEN; i < 100000; i++)
        noise[i] = (char)(i * i * 2654435761u >> 13);
    static const int formats[] = { ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FORMAT_ZIP };
    for (size_t f = 0; f < 2; f++) {
        struct collect c = { 0 };
        pack_begin(&p, formats[f], f ? 0 : ARCHIVE_FILTER_GZIP, NULL, NULL);
        pack_file(&p, "1.jpg", noise, 100000);
        pack_file(&p, "2.jpg", noise, 100000);
        pack_file(&p, "3.jpg", noise, 100000);
        pack_end(&p);
        collect_bytes(&c, p.block, p.used / 2, "t", &o);
        assert_true(c.ran);
        assert_int_equal(c.n_pages, 1);
        assert_int_equal(c.n_failed, 1);
        assert_logged(&c, "failed t t 2.jpg 1 input: damaged archive, the rest of it is lost");
        collect_release(&c);
        for (size_t cut = 0; cut < 600; cut += 7) { /* no crash, no page made up */
            collect_bytes(&c, p.block, cut, "t", &o);
            assert_int_equal(c.n_pages, 0);
            collect_release(&c);
        }
        free(p.block);
    }
    free(noise);
}

static void test_names(void **state)
{
    (void)state;
    const struct ingest_opts o = usual_opts();
    struct collect c = { 0 };
    struct packer p;

    pack_begin(&p, ARCHIVE_FORMAT_ZIP, 0, NULL, NULL);
    pack_file(&p, "Gi\xE2\xECy khai sinh/\xF0\xF5n.jpg", JPEG, JPEG_LEN); /* CP1258 */
    pack_file(&p, "M\x81ller/s\x8Fr.jpg", JPEG, JPEG_LEN);                /* CP437 */
    pack_file(&p, "H\xE1\xBB\x93 s\xC6\xA1/1.jpg", JPEG, JPEG_LEN);       /* UTF-8 */
    pack_file(&p, "Ho\xCC\x82\xCC\x80 so\xCC\x9B/1.jpg", JPEG,
              JPEG_LEN); /* UTF-8, decomposed: the same name */
    pack_file(&p, "a//./b/../c\n.jpg", JPEG, JPEG_LEN);
    pack_end(&p);
    collect_bytes(&c, p.block, p.used, "n.zip", &o);
    assert_true(c.ran);
    assert_int_equal(c.n_pages, 4);
    assert_logged(&c, "page n.zip Giấy khai sinh Giấy khai sinh/đơn.jpg 1 jpeg\n");
    assert_logged(&c, "page n.zip Müller Müller/sÅr.jpg 1 jpeg\n");
    assert_logged(&c, "page n.zip Hồ sơ Hồ sơ/1.jpg 1 jpeg\n");
    assert_logged(&c, "page n.zip Hồ sơ Hồ sơ/1.jpg~2 1 jpeg\n");
    assert_logged(&c, "failed n.zip a/b/__ a/b/__/c .jpg 1 input: its path climbs");
    collect_release(&c);
    free(p.block);
}

static void test_single_file(void **state)
{
    (void)state;
    const struct ingest_opts o = usual_opts();
    struct collect c = { 0 };
    struct packer p;

    pack_begin(&p, ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP, NULL, NULL);
    pack_file(&p, "x", JPEG, JPEG_LEN);
    pack_end(&p);
    collect_bytes(&c, p.block, p.used, "x.jpg.gz", &o);
    assert_true(c.ran);
    assert_string_equal(
        c.log.ptr,
        "entry 0 x.jpg.gz x.jpg.gz\npage x.jpg.gz x.jpg.gz x.jpg.gz 1 jpeg\nend x.jpg.gz\n");
    assert_memory_equal(c.pages[0].bytes, JPEG, JPEG_LEN);
    collect_release(&c);
    free(p.block);
    collect_bytes(&c, "", 0, "e", &o);
    assert_false(c.ran);
    assert_int_equal(c.err.kind, ERR_INPUT);
    collect_release(&c);
    collect_path(&c, "/nowhere/at/all", "all", &o);
    assert_false(c.ran);
    assert_int_equal(c.err.kind, ERR_INPUT);
    assert_int_equal(c.n_failed, 0);
    collect_release(&c);
    c.stop_at = 1;
    collect_bytes(&c, JPEG, JPEG_LEN, "j", &o);
    assert_false(c.ran);
    assert_int_equal(c.err.kind, ERR_FULL);
    collect_release(&c);
}

static void test_7z(void **state)
{
    (void)state;
    const struct ingest_opts o = usual_opts();
    struct collect c = { 0 };
    struct packer p;

    pack_begin(&p, ARCHIVE_FORMAT_7ZIP, 0, NULL, NULL);
    pack_file(&p, "HS/x.jpg", JPEG, JPEG_LEN);
    pack_file(&p, "HS/y.jpg", JPEG, JPEG_LEN);
    pack_end(&p);
    collect_bytes(&c, p.block, p.used, "a.7z", &o);
    assert_true(c.ran);
    assert_int_equal(c.n_pages, 2);
    collect_release(&c);
    free(p.block);
}

static void write_file(const char *dir, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    const int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, JPEG, JPEG_LEN), JPEG_LEN);
    close(fd);
}

static void test_folder(void **state)
{
    (void)state;
    struct ingest_opts o = usual_opts();
    struct collect c = { 0 };
    char dir[] = P_tmpdir "/ingest-folder-XXXXXX", path[512];

    assert_non_null(mkdtemp(dir));
    snprintf(path, sizeof path, "%s/HS-10", dir);
    assert_int_equal(mkdir(path, 0700), 0);
    write_file(path, "1.jpg");
    snprintf(path, sizeof path, "%s/HS-2", dir);
    assert_int_equal(mkdir(path, 0700), 0);
    write_file(path, "scan10.jpg");
    write_file(path, "scan2.jpg");
    write_file(path, ".DS_Store");
    snprintf(path, sizeof path, "%s/up", dir);
    assert_int_equal(symlink("/", path), 0);
    snprintf(path, sizeof path, "%s/pipe", dir);
    assert_int_equal(mkfifo(path, 0600), 0);
    write_file(dir, "top.jpg");
    collect_path(&c, dir, "lo", &o);
    assert_true(c.ran);
    assert_non_null(strstr(c.log.ptr,
                           "page lo HS-2 HS-2/scan2.jpg 1 jpeg\nentry 2 lo HS-2/scan10.jpg\n"
                           "page lo HS-2 HS-2/scan10.jpg 1 jpeg\nentry 3 lo HS-10/1.jpg\n"
                           "page lo HS-10 HS-10/1.jpg 1 jpeg\n"));
    assert_logged(&c, "skipped lo HS-2/.DS_Store\n");
    assert_logged(&c, "failed lo lo up 1 unsupported: a symbolic link");
    assert_logged(&c, "failed lo lo pipe 1 unsupported: a device");
    assert_logged(&c, "page lo lo top.jpg 1 jpeg\n");
    collect_release(&c);
    snprintf(path, sizeof path, "rm -r %s", dir);
    assert_int_equal(system(path), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tar_members), cmocka_unit_test(test_nested),
        cmocka_unit_test(test_restart),     cmocka_unit_test(test_zip_password),
        cmocka_unit_test(test_bombs),       cmocka_unit_test(test_limits),
        cmocka_unit_test(test_truncated),   cmocka_unit_test(test_names),
        cmocka_unit_test(test_single_file), cmocka_unit_test(test_7z),
        cmocka_unit_test(test_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
