/* A small campaign of invented papers for the tests of the store. */
#ifndef TEST_INDEX_FIXTURE_H
#define TEST_INDEX_FIXTURE_H
#include <dirent.h>
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
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
#include "base/hash.h"
#include "index/store.h"

#define assert_ok(call)                                                                            \
    do {                                                                                           \
        if (!(call))                                                                               \
            fail_msg("%s: %s", #call, e.text);                                                     \
    } while (0)

static char root[256]; /* of everything this test program makes */

static inline void path_in(char out[512], const char *name)
{
    snprintf(out, 512, "%s/%s", root, name);
}

static inline void remove_tree(const char *path)
{
    DIR *d = opendir(path);

    for (struct dirent *f = d ? readdir(d) : NULL; f; f = readdir(d)) {
        char sub[2048];
        if (strcmp(f->d_name, ".") == 0 || strcmp(f->d_name, "..") == 0)
            continue;
        snprintf(sub, sizeof sub, "%.1700s/%s", path, f->d_name);
        if (unlink(sub) != 0)
            remove_tree(sub);
    }
    if (d)
        closedir(d);
    rmdir(path);
}

static inline int root_make(void **state)
{
    const char *base = getenv("TMPDIR");
    char key[512];

    (void)state;
    /* in memory where there is such a place: these tests sync hundreds of times */
    if (!base)
        base = access("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : P_tmpdir;
    snprintf(root, sizeof root, "%s/sohoa-index-XXXXXX", base);
    if (!mkdtemp(root))
        return -1;
    path_in(key, "config");
    setenv("XDG_CONFIG_HOME", key, 1);
    unsetenv("SOHOA_FAULT");
    return 0;
}

static inline int root_drop(void **state)
{
    (void)state;
    remove_tree(root);
    return 0;
}

/* Page reads of one line; words parted by spaces. */
static inline void packed(const char *text, struct buf *out)
{
    struct word words[64] = { 0 };
    char copy[1024], *save = NULL;
    uint32_t n = 0;

    snprintf(copy, sizeof copy, "%s", text);
    for (char *w = strtok_r(copy, " ", &save); w; w = strtok_r(NULL, " ", &save), n++)
        words[n] = (struct word){ w, { (int32_t)n * 10, 0, (int32_t)n * 10 + 9, 20 }, 0.97f, 0 };
    struct text_line line = { .count = n, .box = { 0, 0, 640, 20 }, .conf = 0.97f };
    struct page_read p = { .state = PAGE_DONE,
                           .scan_w = 2480,
                           .scan_h = 3508,
                           .frame_w = 2480,
                           .frame_h = 3508,
                           .to_scan = { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
                           .dpi = 300,
                           .skew_deg = -1.25f,
                           .text_confidence = 0.97f,
                           .engine = "fast",
                           .words = words,
                           .n_words = n,
                           .lines = &line,
                           .n_lines = n ? 1 : 0 };
    page_pack(&p, out);
}

struct sheet {
    const char *archive, *dossier, *entry;
    enum page_state state;
    const char *text;
};

/* Out of natural order on purpose; two identical sheets, a blank one, one that cannot be read. */
static const struct sheet sheets[] = {
    { "b.zip", "HS-0010", "HS-0010/scan10.jpg", PAGE_DONE, "Trang mười của hồ sơ" },
    { "b.zip", "HS-0010", "HS-0010/scan2.jpg", PAGE_DONE, "Nguyễn Văn Đường ở phường Điều Hòa" },
    { "b.zip", "HS-0010", "HS-0010/scan3.jpg", PAGE_BLANK, NULL },
    { "b.zip", "HS-0002", "HS-0002/scan1.jpg", PAGE_DONE, "Số định danh 019085000000 cấp lại" },
    { "b.zip", "HS-0002", "HS-0002/scan4.jpg", PAGE_QUARANTINED, NULL },
    { "a.zip", "HS-0001", "HS-0001/scan1.jpg", PAGE_DONE, "Ủy ban nhân dân xã Hoà Bình" },
    { "a.zip", "HS-0001", "HS-0001/scan2.jpg", PAGE_SEPARATOR, NULL },
};
enum { N_SHEETS = sizeof sheets / sizeof *sheets };

#define RESULT_KEY     "result-1"
#define UNDERSTAND_KEY "understand-1"

static inline void sheet_sha(const struct sheet *t, char hex[SHA256_HEX])
{
    uint8_t sum[SHA256_BYTES];

    sha256_mem(t->entry, strlen(t->entry), sum);
    hash_hex(sum, hex);
}

/* Ledger, blob and result of one sheet, as a run does it; nothing is repeated. */
static inline bool sheet_in(struct store *s, const struct sheet *t, const char *result_key,
                            struct err *e)
{
    struct store_page p = { .archive = t->archive,
                            .dossier = t->dossier,
                            .entry = t->entry,
                            .page = 1,
                            .format = IMAGE_JPEG,
                            .len = strlen(t->entry),
                            .dpi = 300,
                            .reason = "" };
    struct store_known known;
    struct buf read;

    sheet_sha(t, p.sha256);
    if (!store_page_known(s, t->archive, t->entry, 1, p.sha256, result_key, &known, e))
        return false;
    if (known.current)
        return true;
    p.archive = known.archive;
    buf_init(&read, 1 << 20);
    if (t->text)
        packed(t->text, &read);
    bool ok = store_blob_put(s, t->entry, strlen(t->entry), p.sha256, e) && store_begin(s, e);
    ok = ok && (known.known || store_page_add(s, &p, e)) &&
         store_page_done(s, known.archive, t->entry, 1, t->state,
                         t->state == PAGE_QUARANTINED ? "input: damaged" : "", 1, read.ptr,
                         read.len, result_key, e) &&
         store_commit(s, e);
    if (!ok)
        store_rollback(s);
    buf_release(&read);
    return ok;
}

/* One document a done page; the id12 and a name from its text when it has them. */
static inline bool understand(void *ctx, const char *archive, const char *key, struct err *e)
{
    struct store *s = ctx;
    struct arena a;
    struct dossier d;
    struct dossier_result r = { 0 };
    struct identifier id = { .kind = IDENT_ID12,
                             .value = "019085000000",
                             .raw = "019085000000",
                             .level = LEVEL_VALID,
                             .accepted = true,
                             .confidence = 0.998f,
                             .page = 1,
                             .box = { 20, 0, 39, 20 },
                             .label = "Số định danh",
                             .role = ROLE_SUBJECT,
                             .why = "" };
    struct field field = { .name = "full_name",
                           .value = "Nguyễn Văn Đường",
                           .confidence = 0.9f,
                           .accepted = true,
                           .page = 1,
                           .box = { 0, 0, 29, 20 } };
    const char *reason = "type_low";

    arena_init(&a, 1 << 24);
    bool ok = store_dossier_load(s, archive, key, &a, &d, e);
    r.docs = ok ? ARENA_NEW(&a, struct document, (size_t)d.n_pages + 1) : NULL;
    for (uint32_t i = 0; ok && i < d.n_pages; i++) {
        if (d.pages[i].read->state != PAGE_DONE)
            continue;
        struct document *doc = &r.docs[r.n_docs++];
        char name[600], hex[SHA256_HEX];
        uint8_t sum[SHA256_BYTES];
        snprintf(name, sizeof name, "%s/%s", archive, d.pages[i].entry);
        sha256_mem(name, strlen(name), sum);
        hash_hex(sum, hex);
        const char *text = page_text(d.pages[i].read, &a);
        *doc = (struct document){ .ordinal = (int32_t)r.n_docs,
                                  .pages = ARENA_NEW(&a, uint32_t, 1),
                                  .n_pages = 1,
                                  .type = "giay_khai_sinh",
                                  .type_confidence = 0.99f,
                                  .runner_up = "trich_luc_khai_sinh",
                                  .runner_up_confidence = 0.004f };
        memcpy(doc->id, hex, 32);
        doc->pages[0] = i;
        if (strstr(text, id.value))
            doc->idents = &id, doc->n_idents = 1;
        else
            doc->reasons = &reason, doc->n_reasons = 1;
        if (strstr(text, field.value))
            doc->fields = &field, doc->n_fields = 1;
    }
    ok = ok && store_dossier_put(s, &d, &r, UNDERSTAND_KEY, e);
    arena_reset(&a);
    return ok;
}

/* A whole run; the order of sheets is turned by `turn` places. */
static inline bool run_all(const char *dir, size_t turn, struct err *e)
{
    struct store *s;
    bool ok = store_open(&s, dir, STORE_RUN, true, e);

    for (size_t i = 0; ok && i < N_SHEETS; i++)
        ok = sheet_in(s, &sheets[(i + turn) % N_SHEETS], RESULT_KEY, e);
    ok = ok && store_entry_skipped(s, "a.zip", "HS-0001/Thumbs.db", e) &&
         store_archive_end(s, "a.zip", e) && store_archive_end(s, "b.zip", e) &&
         store_dossiers_due(s, UNDERSTAND_KEY, understand, s, e);
    store_close(s);
    return ok;
}

static inline bool add_json(void *ctx, const struct store_doc *d, struct err *e)
{
    (void)e;
    buf_printf(ctx, "%s %s\n", d->record_sha256, d->json);
    return true;
}

static inline bool add_page(void *ctx, const struct store_page *p, const char *id,
                            const struct page_read *read, struct err *e)
{
    (void)e;
    buf_printf(ctx, "%s %s %s %d %s %s %s %u\n", p->archive, p->dossier, p->entry, p->page,
               page_state_name(p->state), p->reason, id, read ? read->n_words : 0);
    return true;
}

/* Everything `list` and `list --pages` show. */
static inline void listing(const char *dir, struct buf *out)
{
    struct store *s;
    struct err e = { 0 };

    buf_init(out, 1 << 24);
    if (!store_open(&s, dir, STORE_SIDE, false, &e) || !store_docs(s, add_json, out, &e) ||
        !store_pages(s, true, add_page, out, &e))
        fail_msg("%s", e.text);
    store_close(s);
}
#endif
