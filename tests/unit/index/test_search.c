/* Full text, looking people up, what is in the clear, and the index of a package. */
#include "fixture.h"

#include <sqlite3.h>

static char dir[512];

static int search_make(void **state)
{
    struct err e = { 0 };

    if (root_make(state) != 0)
        return -1;
    path_in(dir, "store");
    return run_all(dir, 0, &e) ? 0 : -1;
}

struct found {
    char ids[2048], snippets[2048];
    double last;
    int n;
};

static bool on_hit(void *ctx, const char *id, const char *dossier, const char *archive,
                   const char *type, const char *snippet, double rank, struct err *e)
{
    struct found *f = ctx;

    (void)id;
    (void)e;
    assert_true(f->n == 0 || rank <= f->last);
    assert_string_equal(type, "giay_khai_sinh");
    snprintf(f->ids + strlen(f->ids), sizeof f->ids - strlen(f->ids), "%s/%s ", archive, dossier);
    snprintf(f->snippets + strlen(f->snippets), sizeof f->snippets - strlen(f->snippets), "%s|",
             snippet);
    f->last = rank;
    f->n++;
    return true;
}

static struct found look(struct store *s, const char *text)
{
    struct found f = { 0 };
    struct err e = { 0 };

    assert_ok(store_search(s, text, 10, on_hit, &f, &e));
    return f;
}

static void test_words_with_and_without_marks(void **state)
{
    static const char *const hit[] = { "duong",     "dieu",     "đường",
                                       "ĐƯỜNG",     "Dieu Hoa", "điều hòa",
                                       "điều hoà",  "Đieu",     "\"o phuong dieu\"",
                                       "đường điều" };
    struct store *s;
    struct err e = { 0 };

    (void)state;
    assert_ok(store_open(&s, dir, STORE_SIDE, false, &e));
    for (size_t i = 0; i < sizeof hit / sizeof *hit; i++) {
        struct found f = look(s, hit[i]);
        if (f.n != 1 || strcmp(f.ids, "b.zip/HS-0010 ") != 0)
            fail_msg("%s: %d hits: %s", hit[i], f.n, f.ids);
    }
    assert_string_equal(look(s, "uy ban nhan dan").ids, "a.zip/HS-0001 ");
    assert_int_equal(look(s, "\"phuong o\"").n, 0);
    assert_int_equal(look(s, "đường ủy").n, 0);
    assert_int_equal(look(s, "khong\" OR \"co").n,
                     0); /* nothing of the query language gets through */
    store_close(s);
}

static void test_closest_reading_first(void **state)
{
    struct store *s;
    struct err e = { 0 };

    (void)state;
    assert_ok(store_open(&s, dir, STORE_SIDE, false, &e));
    /* one text has "Hòa", the other "Hoà": both are found, the one as typed first */
    assert_string_equal(look(s, "hòa").ids, "b.zip/HS-0010 a.zip/HS-0001 ");
    assert_string_equal(look(s, "hoà").ids, "a.zip/HS-0001 b.zip/HS-0010 ");
    assert_int_equal(look(s, "hóa").n, 2); /* another tone: folded */
    store_close(s);
}

static void test_identifiers_are_not_full_text(void **state)
{
    struct store *s;
    struct err e = { 0 };
    struct found f = { 0 };

    (void)state;
    assert_ok(store_open(&s, dir, STORE_SIDE, false, &e));
    assert_false(store_search(s, "019085000000", 10, on_hit, &f, &e));
    assert_int_equal(e.kind, ERR_USAGE);
    assert_null(strstr(e.text, "0190"));
    f = look(s, "so dinh danh");
    assert_int_equal(f.n, 1);
    assert_string_equal(f.snippets, "Số định danh ••• cấp lại|");
    store_close(s);
}

static bool count_doc(void *ctx, const struct store_doc *d, struct err *e)
{
    (void)e;
    assert_string_equal(d->dossier, "HS-0002");
    ++*(int *)ctx;
    return true;
}

static void sql_text(const char *store, const char *sql, char out[512])
{
    char path[600];
    sqlite3 *db;
    sqlite3_stmt *q;

    snprintf(path, sizeof path, "%s/store.sqlite", store);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &q, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    snprintf(out, 512, "%s", (const char *)sqlite3_column_text(q, 0));
    sqlite3_finalize(q);
    sqlite3_close(db);
}

static void test_find_is_logged(void **state)
{
    struct store_access who = { "lan", "P01", " ", "find" };
    struct store *s;
    struct err e = { 0 };
    char row[512];
    int n = 0;

    (void)state;
    assert_ok(store_open(&s, dir, STORE_SIDE, false, &e));
    assert_false(store_find(s, "019085000000", &who, count_doc, &n, &e));
    assert_int_equal(e.kind, ERR_USAGE);
    who.reason = "cấp lại cho 019085000000";
    assert_ok(store_find(s, "0190 8500-0000", &who, count_doc, &n, &e));
    assert_int_equal(n, 1);
    assert_ok(store_find(s, "019085000001", &who, count_doc, &n, &e));
    assert_int_equal(n, 1);
    assert_false(store_find(s, " ", &who, count_doc, &n, &e));
    store_close(s);
    sql_text(dir, "SELECT count(*) FROM access_log", row);
    assert_string_equal(row, "2");
    sql_text(dir,
             "SELECT operator || unit || action || reason || hits || length(what) FROM access_log "
             "WHERE id = 1",
             row);
    assert_string_equal(row, "lanP01findcấp lại cho •••132");
}

static void test_nothing_personal_in_the_clear(void **state)
{
    static const char *const files[] = { "store.sqlite", "store.sqlite-wal" };
    static const char *const secrets[] = { "019085000000", "019085", "Nguyễn Văn", "Trang mười" };

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        char path[600];
        struct buf b;
        struct err e = { 0 };
        snprintf(path, sizeof path, "%s/%s", dir, files[i]);
        buf_init(&b, 1 << 26);
        if (access(path, F_OK) != 0)
            continue;
        assert_ok(file_read(path, &b, &e));
        for (size_t k = 0; k < sizeof secrets / sizeof *secrets; k++)
            if (memmem(b.ptr, b.len, secrets[k], strlen(secrets[k])))
                fail_msg("secret %zu is in the clear", k);
        buf_release(&b);
    }
}

static void test_documents_leave_no_trace(void **state)
{
    char other[512];
    struct store *s;
    struct err e = { 0 };
    struct sheet changed = sheets[1];

    (void)state;
    path_in(other, "other");
    assert_ok(run_all(other, 0, &e));
    assert_ok(store_open(&s, other, STORE_RUN, false, &e));
    changed.text = "Lê Thị Mận";
    assert_ok(sheet_in(s, &changed, "result-2", &e));
    changed = sheets[3];
    changed.text = "Không còn số nào";
    assert_ok(sheet_in(s, &changed, "result-2", &e));
    assert_ok(store_dossiers_due(s, UNDERSTAND_KEY, understand, s, &e));
    assert_int_equal(look(s, "duong").n, 0);
    assert_int_equal(look(s, "man").n, 1);
    assert_int_equal(look(s, "trang").n, 1);
    store_close(s);
    char n[512];
    sql_text(other, "SELECT count(*) FROM search_docsize", n);
    assert_string_equal(n, "4");
    sql_text(other, "SELECT count(*) FROM identifiers", n);
    assert_string_equal(n, "0");
    sql_text(other, "SELECT count(*) FROM records", n);
    assert_string_equal(n, "4");
    sql_text(other, "SELECT count(*) FROM pages WHERE document IS NOT NULL", n);
    assert_string_equal(n, "4");
}

struct ids {
    char id[8][33];
    const char *list[8];
    size_t n;
};

static bool add_id(void *ctx, const struct store_doc *d, struct err *e)
{
    struct ids *l = ctx;

    (void)e;
    snprintf(l->id[l->n], 33, "%s", d->id);
    l->list[l->n] = l->id[l->n];
    l->n++;
    return true;
}

static void snapshot(const char *store, const char *path, size_t skip, struct buf *out)
{
    struct store *s;
    struct err e = { 0 };
    struct ids l = { 0 };

    assert_ok(store_open(&s, store, STORE_SIDE, false, &e));
    assert_ok(store_docs(s, add_id, &l, &e));
    assert_int_equal(l.n, 4);
    assert_ok(store_snapshot(s, l.list + skip, l.n - skip, path, &e));
    const char *unknown = "00000000000000000000000000000000";
    char lost[600];
    snprintf(lost, sizeof lost, "%s.lost", path);
    assert_false(store_snapshot(s, &unknown, 1, lost, &e));
    assert_int_not_equal(access(lost, F_OK), 0);
    store_close(s);
    buf_init(out, 1 << 26);
    assert_ok(file_read(path, out, &e));
}

static int count_in(const char *path, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *q;

    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &q, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    const int n = sqlite3_column_int(q, 0);
    sqlite3_finalize(q);
    sqlite3_close(db);
    return n;
}

static void test_snapshot(void **state)
{
    char path[512], path2[512], turned[512];
    struct buf a, b;
    struct err e = { 0 };

    (void)state;
    path_in(turned, "turned");
    assert_ok(run_all(turned, 3, &e));
    path_in(path, "index.sqlite");
    path_in(path2, "index2.sqlite");
    snapshot(dir, path, 0, &a);
    snapshot(turned, path2, 0, &b);
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.ptr, b.ptr, a.len);
    buf_release(&b);
    assert_int_equal(count_in(path, "SELECT count(*) FROM documents"), 4);
    assert_int_equal(
        count_in(path, "SELECT count(*) FROM pages WHERE dpi = 300 AND skew_deg = -1.25"), 4);
    assert_int_equal(
        count_in(path, "SELECT count(*) FROM identifiers WHERE value = '019085000000' AND x1 = 39"),
        1);
    assert_int_equal(
        count_in(path, "SELECT count(*) FROM fields WHERE name = 'full_name' AND accepted = 1"), 1);
    assert_int_equal(count_in(path, "SELECT count(*) FROM search WHERE search MATCH 'duong'"), 1);
    assert_int_equal(count_in(path, "SELECT count(*) FROM search WHERE search MATCH 'đường'"), 1);
    snapshot(dir, path2, 1, &b);
    assert_int_equal(count_in(path2, "SELECT count(*) FROM documents"), 3);
    buf_release(&a);
    buf_release(&b);
}

static void test_packed(void **state)
{
    struct store *s;
    struct err e = { 0 };
    bool same;

    (void)state;
    assert_ok(store_open(&s, dir, STORE_SIDE, false, &e));
    assert_ok(store_packed_known(s, "d1", "h1", &same, &e));
    assert_false(same);
    assert_ok(store_packed_add(s, "d1", "h1", "P-1", &e));
    assert_ok(store_packed_known(s, "d1", "h1", &same, &e));
    assert_true(same);
    assert_ok(store_packed_known(s, "d1", "h2", &same, &e));
    assert_false(same);
    store_close(s);
}

static void test_key(void **state)
{
    char config[512], key[600], other[600];
    struct store *s;
    struct err e = { 0 };
    struct stat st;

    (void)state;
    path_in(config, "config");
    snprintf(key, sizeof key, "%s/sohoa/key", config);
    snprintf(other, sizeof other, "%s/sohoa/kept", config);
    assert_int_equal(stat(key, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(st.st_size, 65);
    assert_int_equal(rename(key, other), 0);
    /* absent: said, and no new one is made for a store that has its own */
    assert_false(store_open(&s, dir, STORE_SIDE, false, &e));
    assert_int_equal(e.kind, ERR_CONFIG);
    assert_int_not_equal(access(key, F_OK), 0);
    char wrong[65];
    memset(wrong, 'a', 64);
    wrong[64] = '\n';
    assert_ok(file_write_atomic(key, wrong, sizeof wrong, &e));
    assert_false(store_open(&s, dir, STORE_SIDE, false, &e));
    assert_int_equal(e.kind, ERR_INVALID);
    assert_non_null(strstr(e.text, "another key"));
    assert_ok(file_write_atomic(key, "abc", 3, &e));
    assert_false(store_open(&s, dir, STORE_SIDE, false, &e));
    assert_int_equal(e.kind, ERR_CONFIG);
    assert_int_equal(rename(other, key), 0);
    assert_ok(store_open(&s, dir, STORE_SIDE, false, &e));
    store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_with_and_without_marks),
        cmocka_unit_test(test_closest_reading_first),
        cmocka_unit_test(test_identifiers_are_not_full_text),
        cmocka_unit_test(test_find_is_logged),
        cmocka_unit_test(test_nothing_personal_in_the_clear),
        cmocka_unit_test(test_documents_leave_no_trace),
        cmocka_unit_test(test_snapshot),
        cmocka_unit_test(test_packed),
        cmocka_unit_test(test_key),
    };
    return cmocka_run_group_tests(tests, search_make, root_drop);
}
