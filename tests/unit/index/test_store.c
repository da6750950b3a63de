#include "fixture.h"

static void check_sum(struct store *s)
{
    struct store_counts c;
    struct err e = { 0 };

    assert_ok(store_counts(s, &c, &e));
    assert_int_equal(c.in, c.done + c.blank + c.separator + c.quarantined + c.waiting);
}

static void test_counts_hold_at_every_step(void **state)
{
    char dir[512];
    struct store *s;
    struct err e = { 0 };
    struct store_counts c;

    (void)state;
    path_in(dir, "counts");
    assert_ok(store_open(&s, dir, STORE_RUN, true, &e));
    for (size_t i = 0; i < N_SHEETS; i++) {
        assert_ok(sheet_in(s, &sheets[i], RESULT_KEY, &e));
        check_sum(s);
    }
    assert_ok(store_counts(s, &c, &e));
    /* read but in no document yet */
    assert_int_equal(c.in, N_SHEETS);
    assert_int_equal(c.waiting, 4);
    assert_int_equal(c.done, 0);
    assert_ok(store_archive_end(s, "a.zip", &e));
    assert_ok(store_dossiers_due(s, UNDERSTAND_KEY, understand, s, &e));
    assert_ok(store_counts(s, &c, &e));
    assert_int_equal(c.done, 1); /* b.zip is still coming in */
    assert_ok(store_archive_end(s, "b.zip", &e));
    assert_ok(store_dossiers_due(s, UNDERSTAND_KEY, understand, s, &e));
    assert_ok(store_run_note(s, "pages_per_s", "12.5", &e));
    assert_ok(store_counts(s, &c, &e));
    assert_int_equal(c.done, 4);
    assert_int_equal(c.blank, 1);
    assert_int_equal(c.separator, 1);
    assert_int_equal(c.quarantined, 1);
    assert_int_equal(c.waiting, 0);
    assert_int_equal(c.documents, 4);
    assert_int_equal(c.review, 3);
    assert_true(c.pages_per_s > 12.4 && c.pages_per_s < 12.6);
    check_sum(s);
    store_close(s);
}

static bool count_due(void *ctx, const char *archive, const char *key, struct err *e)
{
    (void)archive;
    (void)key;
    (void)e;
    ++*(int *)ctx;
    return true;
}

static int due(struct store *s, const char *key)
{
    struct err e = { 0 };
    int n = 0;

    assert_ok(store_dossiers_due(s, key, count_due, &n, &e));
    return n;
}

static void test_keys_decide_what_is_repeated(void **state)
{
    char dir[512], sha[SHA256_HEX];
    struct store *s;
    struct err e = { 0 };
    struct store_known k;
    const struct sheet *t = &sheets[1];

    (void)state;
    path_in(dir, "keys");
    assert_ok(run_all(dir, 0, &e));
    assert_ok(store_open(&s, dir, STORE_RUN, true, &e));
    assert_int_equal(due(s, UNDERSTAND_KEY), 0);
    assert_int_equal(due(s, "understand-0"), 3);
    assert_int_equal(due(s, "understand-2"), 3);
    sheet_sha(t, sha);
    assert_ok(store_page_known(s, t->archive, t->entry, 1, sha, RESULT_KEY, &k, &e));
    assert_true(k.known && k.current);
    assert_ok(store_page_known(s, t->archive, t->entry, 1, sha, "result-2", &k, &e));
    assert_true(k.known && !k.current);
    /* the same result under another key: the documents stand */
    assert_ok(sheet_in(s, t, "result-2", &e));
    assert_int_equal(due(s, UNDERSTAND_KEY), 0);
    /* another result: its dossier, and only that, is due again */
    struct sheet other = *t;
    other.text = "Nguyễn Văn Đương";
    assert_ok(sheet_in(s, &other, "result-3", &e));
    assert_int_equal(due(s, UNDERSTAND_KEY), 1);
    check_sum(s);
    assert_ok(store_dossiers_due(s, UNDERSTAND_KEY, understand, s, &e));
    assert_int_equal(due(s, UNDERSTAND_KEY), 0);
    check_sum(s);
    store_close(s);
}

static void test_changed_content_is_kept_beside(void **state)
{
    char dir[512], sha[SHA256_HEX];
    struct store *s;
    struct err e = { 0 };
    struct store_known k;
    struct store_counts c;
    const struct sheet *t = &sheets[5];

    (void)state;
    path_in(dir, "changed");
    assert_ok(run_all(dir, 0, &e));
    assert_ok(store_open(&s, dir, STORE_RUN, true, &e));
    sheet_sha(t, sha);
    sha[0] = sha[0] == '0' ? '1' : '0';
    assert_ok(store_page_known(s, t->archive, t->entry, 1, sha, RESULT_KEY, &k, &e));
    assert_false(k.known);
    assert_string_equal(k.archive, "a.zip~2");
    struct store_page p = {
        .archive = k.archive, .dossier = t->dossier, .entry = t->entry, .page = 1, .reason = ""
    };
    memcpy(p.sha256, sha, sizeof sha);
    assert_ok(store_page_add(s, &p, &e));
    assert_ok(store_page_add(s, &p, &e)); /* twice is once */
    assert_ok(
        store_page_done(s, k.archive, t->entry, 1, PAGE_DONE, "", 1, NULL, 0, RESULT_KEY, &e));
    assert_int_equal(due(s, UNDERSTAND_KEY), 0);
    assert_ok(
        store_archive_end(s, "a.zip", &e)); /* the name that was asked for ends all its variants */
    assert_int_equal(due(s, UNDERSTAND_KEY), 1);
    assert_ok(store_counts(s, &c, &e));
    assert_int_equal(c.in, N_SHEETS + 1);
    assert_ok(store_page_known(s, t->archive, t->entry, 1, sha, RESULT_KEY, &k, &e));
    assert_true(k.known && k.current);
    /* a row where another content is kept is never overwritten */
    p.archive = "a.zip";
    assert_false(store_page_add(s, &p, &e));
    assert_int_equal(e.kind, ERR_INVALID);
    /* an entry that could not be read gives way to its content */
    struct store_page bad = { .archive = "a.zip",
                              .dossier = "x.pdf",
                              .entry = "x.pdf",
                              .page = 1,
                              .state = PAGE_QUARANTINED,
                              .reason = "input: damaged" };
    assert_ok(store_page_add(s, &bad, &e));
    assert_ok(store_page_add(s, &bad, &e));
    memcpy(bad.sha256, sha, sizeof sha);
    assert_ok(store_page_known(s, "a.zip", "x.pdf", 1, sha, RESULT_KEY, &k, &e));
    assert_false(k.known);
    assert_string_equal(k.archive, "a.zip");
    bad.state = PAGE_WAITING;
    assert_ok(store_page_add(s, &bad, &e));
    assert_ok(store_counts(s, &c, &e));
    assert_int_equal(c.in, N_SHEETS + 2);
    assert_int_equal(c.quarantined, 1);
    check_sum(s);
    store_close(s);
}

static void test_late_pages_keep_a_dossier_due(void **state)
{
    char dir[512];
    struct store *s;
    struct err e = { 0 };
    struct arena a;
    struct dossier d;
    struct sheet late = sheets[5];
    const struct dossier_result none = { 0 };

    (void)state;
    path_in(dir, "late");
    assert_ok(run_all(dir, 0, &e));
    assert_ok(store_open(&s, dir, STORE_RUN, true, &e));
    late.entry = "HS-0001/scan7.jpg";
    arena_init(&a, 1 << 24);
    assert_ok(store_dossier_load(s, "a.zip", "HS-0001", &a, &d, &e));
    assert_int_equal(d.n_pages, 2);
    assert_ok(sheet_in(s, &late, RESULT_KEY, &e));
    assert_ok(store_dossier_put(s, &d, &none, UNDERSTAND_KEY, &e));
    assert_int_equal(due(s, UNDERSTAND_KEY), 1);
    check_sum(s);
    /* a page twice is refused, and nothing is half done */
    uint32_t twice[2] = { 0, 0 };
    struct document doc = { .id = "0123456789abcdef0123456789abcdef",
                            .ordinal = 1,
                            .pages = twice,
                            .n_pages = 2,
                            .type = "x" };
    const struct dossier_result bad = { &doc, 1 };
    assert_false(store_dossier_put(s, &d, &bad, UNDERSTAND_KEY, &e));
    assert_int_equal(e.kind, ERR_INVALID);
    arena_reset(&a);
    store_close(s);
}

/* Archives in archives in archives: any length of name is kept, and found again. */
static void test_long_archive_names(void **state)
{
    char dir[512], sha[SHA256_HEX];
    char *deep = malloc(9001);
    struct store *s;
    struct err e = { 0 };
    struct store_known k;

    (void)state;
    assert_non_null(deep);
    for (int i = 0; i < 9000; i += 3)
        memcpy(deep + i, "\xE1\xBB\x99", 3);
    deep[9000] = '\0';
    path_in(dir, "long");
    assert_ok(store_open(&s, dir, STORE_RUN, true, &e));
    struct sheet t = sheets[0];
    t.archive = deep;
    assert_ok(sheet_in(s, &t, RESULT_KEY, &e));
    sheet_sha(&t, sha);
    assert_ok(store_page_known(s, deep, t.entry, 1, sha, RESULT_KEY, &k, &e));
    assert_true(k.known && k.current);
    deep[8999] = 'x'; /* not the same name */
    assert_ok(store_page_known(s, deep, t.entry, 1, sha, RESULT_KEY, &k, &e));
    assert_false(k.known);
    deep[8999] = '\x99';
    assert_ok(store_archive_end(s, deep, &e));
    assert_ok(store_dossiers_due(s, UNDERSTAND_KEY, understand, s, &e));
    check_sum(s);
    assert_int_equal(due(s, UNDERSTAND_KEY), 0);
    store_close(s);
    free(deep);
}

static void test_listing_ignores_the_order_of_commits(void **state)
{
    char dir[512];
    struct err e = { 0 };
    struct buf first, other;

    (void)state;
    path_in(dir, "order0");
    assert_ok(run_all(dir, 0, &e));
    listing(dir, &first);
    const char *a = strstr(first.ptr, "HS-0001/scan1.jpg"),
               *b2 = strstr(first.ptr, "HS-0002/scan1.jpg"),
               *b10a = strstr(first.ptr, "HS-0010/scan2.jpg"),
               *b10b = strstr(first.ptr, "HS-0010/scan10.jpg");
    assert_true(a && b2 && b10a && b10b && a < b2 && b2 < b10a && b10a < b10b);
    for (size_t turn = 1; turn < N_SHEETS; turn += 2) {
        char name[32];
        snprintf(name, sizeof name, "order%zu", turn);
        path_in(dir, name);
        assert_ok(run_all(dir, turn, &e));
        listing(dir, &other);
        assert_string_equal(first.ptr, other.ptr);
        buf_release(&other);
    }
    buf_release(&first);
}

static void test_record_is_the_contracts(void **state)
{
    char dir[512], expect[2048], sha[SHA256_HEX];
    struct store *s;
    struct err e = { 0 };
    struct buf b;
    const struct store_access who = { "lan", "P01", "cấp lại giấy", "find" };

    (void)state;
    path_in(dir, "order0");
    assert_ok(store_open(&s, dir, STORE_SIDE, false, &e));
    buf_init(&b, 1 << 20);
    assert_ok(store_find(s, "0190 8500.0000", &who, add_json, &b, &e));
    sheet_sha(&sheets[3], sha);
    snprintf(
        expect, sizeof expect,
        "\"dossier\":\"HS-0002\",\"archive\":\"b.zip\",\"ordinal\":1,\"pages\":[{\"entry\":\"HS-"
        "0002/scan1.jpg\","
        "\"page\":1,\"sha256\":\"%s\",\"dpi\":300,\"turned\":0,\"skew_deg\":-1.25,\"text_"
        "confidence\":0.97}],"
        "\"type\":{\"slug\":\"giay_khai_sinh\",\"confidence\":0.99,\"runner_up\":{\"slug\":\"trich_"
        "luc_khai_sinh\","
        "\"confidence\":0.004}},\"identifiers\":[{\"kind\":\"id12\",\"value\":\"019085000000\","
        "\"raw\":\"019085000000\",\"level\":\"valid\",\"accepted\":true,\"confidence\":0.998,"
        "\"source\":\"ocr\","
        "\"page\":1,\"box_px\":[20,0,39,20],\"label\":\"Số định "
        "danh\",\"role\":\"subject\"}],\"fields\":{},"
        "\"text\":\"Số định danh 019085000000 cấp "
        "lại\",\"review\":{\"needed\":false,\"reasons\":[]}}\n",
        sha);
    assert_int_equal(strncmp(b.ptr + SHA256_HEX, "{\"document_id\":\"", 16), 0);
    assert_string_equal(strstr(b.ptr, "\"dossier\""), expect);
    buf_release(&b);
    store_close(s);
}

static void test_lock(void **state)
{
    char dir[512];
    struct store *s;
    struct err e = { 0 };
    int pipe_fd[2];
    char ready;

    (void)state;
    path_in(dir, "lock");
    assert_int_equal(pipe(pipe_fd), 0);
    const pid_t child = fork();
    if (child == 0) {
        if (store_open(&s, dir, STORE_RUN, true, &e) && write(pipe_fd[1], "x", 1) == 1)
            pause();
        _exit(1);
    }
    assert_int_equal(read(pipe_fd[0], &ready, 1), 1);
    assert_false(store_open(&s, dir, STORE_RUN, true, &e));
    assert_int_equal(e.kind, ERR_LOCKED);
    assert_ok(store_open(&s, dir, STORE_SIDE, false, &e)); /* reading goes on beside it */
    store_close(s);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    assert_ok(store_open(&s, dir, STORE_RUN, true, &e));
    store_close(s);
    close(pipe_fd[0]);
    close(pipe_fd[1]);
}

static void test_what_is_no_store(void **state)
{
    char dir[512], path[600];
    struct store *s;
    struct err e = { 0 };

    (void)state;
    path_in(dir, "nothing");
    assert_false(store_open(&s, dir, STORE_SIDE, false, &e));
    assert_int_equal(e.kind, ERR_IO);
    assert_int_not_equal(access(dir, F_OK), 0); /* asking makes nothing */
    assert_ok(file_mkdirs(dir, &e));
    snprintf(path, sizeof path, "%s/store.sqlite", dir);
    char junk[8192];
    memset(junk, 'x', sizeof junk);
    assert_ok(file_write_atomic(path, junk, sizeof junk, &e));
    assert_false(store_open(&s, dir, STORE_RUN, true, &e));
    assert_int_equal(e.kind, ERR_INVALID);
}

static void test_folder_is_private(void **state)
{
    char dir[512], path[600];
    struct stat st;

    (void)state;
    path_in(dir, "order0");
    assert_int_equal(stat(dir, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    snprintf(path, sizeof path, "%s/store.sqlite", dir);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

static void test_blobs(void **state)
{
    char dir[512], sha[SHA256_HEX], path[700];
    struct store *s;
    struct err e = { 0 };
    struct buf b;

    (void)state;
    path_in(dir, "order0");
    assert_ok(store_open(&s, dir, STORE_RUN, true, &e));
    sheet_sha(&sheets[0], sha);
    buf_init(&b, 1 << 20);
    assert_ok(store_blob_get(s, sha, &b, &e));
    assert_string_equal(b.ptr, sheets[0].entry);
    /* a cut-off copy is written again, a changed one is noticed */
    snprintf(path, sizeof path, "%s/blobs/%.2s/%s", dir, sha, sha + 2);
    assert_int_equal(truncate(path, 3), 0);
    buf_clear(&b);
    assert_false(store_blob_get(s, sha, &b, &e));
    assert_int_equal(e.kind, ERR_INVALID);
    assert_ok(store_blob_put(s, sheets[0].entry, strlen(sheets[0].entry), sha, &e));
    buf_clear(&b);
    assert_ok(store_blob_get(s, sha, &b, &e));
    assert_false(store_blob_put(s, "x", 1, "../../etc/passwd", &e));
    buf_release(&b);
    store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts_hold_at_every_step),
        cmocka_unit_test(test_keys_decide_what_is_repeated),
        cmocka_unit_test(test_changed_content_is_kept_beside),
        cmocka_unit_test(test_long_archive_names),
        cmocka_unit_test(test_late_pages_keep_a_dossier_due),
        cmocka_unit_test(test_listing_ignores_the_order_of_commits),
        cmocka_unit_test(test_record_is_the_contracts),
        cmocka_unit_test(test_lock),
        cmocka_unit_test(test_what_is_no_store),
        cmocka_unit_test(test_folder_is_private),
        cmocka_unit_test(test_blobs),
    };
    return cmocka_run_group_tests(tests, root_make, root_drop);
}
