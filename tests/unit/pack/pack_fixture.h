/* Invented documents and the callbacks of a store that does not exist. */
#ifndef TESTS_PACK_FIXTURE_H
#define TESTS_PACK_FIXTURE_H
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sqlite3.h>

#include "base/hash.h"
#include "pack/pack.h"

enum { FIX_MAX_PACKAGES = 32 };
struct fix {
    struct pack_opts opts;
    struct pack_source src;
    char paths[FIX_MAX_PACKAGES][256];
    size_t docs_in[FIX_MAX_PACKAGES];
    int n_packages;
    size_t pdf_size; /* bytes of a page in the stand-in PDF */
};

static void ok_or_print(bool ok, const struct err *e)
{
    if (!ok)
        fail_msg("%s: %s", err_slug(e->kind), e->text);
}

static bool fix_blob(void *ctx, const char *sha256, struct buf *out, struct err *e)
{
    (void)ctx;
    buf_printf(out, "bytes of %s", sha256);
    return buf_ok(out, "blob", e);
}

/* A stand-in: "PDF" and one byte a page count, so that the page counter below can tell. */
static bool fix_pdf(void *ctx, const struct pack_doc *d, struct buf *out, bool *keep, struct err *e)
{
    const struct fix *f = ctx;
    uint32_t seed = (uint32_t)d->ordinal * 2654435761u + 12345;

    buf_puts(out, "PDF");
    buf_putc(out, (char)d->n_pages);
    for (size_t i = 0; i < f->pdf_size * d->n_pages; i++) {
        seed = seed * 1664525u + 1013904223u;
        buf_putc(out, (char)(seed >> 24));
    }
    for (uint32_t i = 0; i < d->n_pages; i++)
        keep[i] = d->pages[i].format == IMAGE_PNG;
    return buf_ok(out, "pdf", e);
}

static bool fix_pdf_pages(void *ctx, const void *bytes, size_t len, uint32_t *pages, struct err *e)
{
    (void)ctx;
    if (len < 4 || memcmp(bytes, "PDF", 3) != 0)
        return err_set(e, ERR_INPUT, "no PDF");
    *pages = ((const uint8_t *)bytes)[3];
    return true;
}

static bool fix_snapshot(void *ctx, const char *const *ids, size_t n, const char *path,
                         struct err *e)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *st = NULL;
    bool ok = sqlite3_open(path, &db) == SQLITE_OK &&
              sqlite3_exec(db,
                           "PRAGMA synchronous=OFF; CREATE TABLE documents(id INTEGER PRIMARY KEY, "
                           "document_id TEXT NOT NULL)",
                           NULL, NULL, NULL) == SQLITE_OK &&
              sqlite3_prepare_v2(db, "INSERT INTO documents(document_id) VALUES(?)", -1, &st,
                                 NULL) == SQLITE_OK;

    (void)ctx;
    for (size_t i = 0; ok && i < n; i++)
        ok = sqlite3_reset(st) == SQLITE_OK &&
             sqlite3_bind_text(st, 1, ids[i], -1, SQLITE_STATIC) == SQLITE_OK &&
             sqlite3_step(st) == SQLITE_DONE;
    sqlite3_finalize(st);
    sqlite3_close(db);
    return ok || err_set(e, ERR_IO, "snapshot");
}

static const char *fix_type(void *ctx, const char *slug, char *cls)
{
    (void)ctx;
    *cls = strcmp(slug, "giay_khai_sinh") == 0 ? 'R' : 'C';
    return strcmp(slug, "giay_khai_sinh") == 0 ? "GIẤY KHAI SINH" : NULL;
}

static bool fix_packed(void *ctx, const char *path, const char *name, const char *const *ids,
                       const char *const *records, size_t n, struct err *e)
{
    struct fix *f = ctx;

    (void)e;
    assert_true(f->n_packages < FIX_MAX_PACKAGES);
    assert_non_null(strstr(path, name));
    assert_true(n > 0 && strlen(ids[n - 1]) == 32 && strlen(records[n - 1]) == 64);
    snprintf(f->paths[f->n_packages], sizeof f->paths[0], "%s", path);
    f->docs_in[f->n_packages++] = n;
    return true;
}

static void fix_init(struct fix *f, const char *dir)
{
    *f = (struct fix){ .pdf_size = 1000 };
    f->opts = (struct pack_opts){ .out_dir = dir,
                                  .unit = "H56.24",
                                  .operator_name = "cb01",
                                  .config_json = "{\"jobs\":2}\n",
                                  .software = "sohoa test" };
    f->src = (struct pack_source){ f, fix_blob, fix_pdf, fix_snapshot, fix_type, fix_packed };
}

/* One document of `pages` pages; the last page is a PNG when `png`. */
static bool fix_add(struct pack *p, const char *archive, const char *dossier, int ordinal,
                    uint32_t pages, bool png, struct err *e)
{
    static struct word words[2] = { { "Số:", { 10, 10, 50, 30 }, 0.99f, 0 },
                                    { "226/UBND", { 60, 10, 150, 30 }, 0.9f, 0 } };
    static struct text_line lines[1] = { { 0, 2, { 10, 10, 150, 30 }, 26, 12, 0, 0.95f } };
    static const struct page_read read = { .state = PAGE_DONE,
                                           .scan_w = 600,
                                           .scan_h = 800,
                                           .frame_w = 600,
                                           .frame_h = 800,
                                           .to_scan = { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
                                           .dpi = 300,
                                           .engine = "fast",
                                           .words = words,
                                           .n_words = 2,
                                           .lines = lines,
                                           .n_lines = 1 };
    struct pack_page list[16] = { 0 };
    char entries[16][64], sums[16][SHA256_HEX], id[SHA256_HEX], sum[SHA256_HEX];
    uint8_t raw[SHA256_BYTES];
    struct buf json;

    assert_true(pages <= 16);
    buf_init(&json, 1 << 20);
    buf_printf(&json, "%s/%s/%d", archive, dossier, ordinal);
    sha256_mem(json.ptr, json.len, raw);
    hash_hex(raw, id);
    id[32] = '\0';
    buf_clear(&json);
    buf_printf(
        &json,
        "{\"document_id\":\"%s\",\"dossier\":\"%s\",\"archive\":\"%s\",\"ordinal\":%d,\"pages\":[",
        id, dossier, archive, ordinal);
    for (uint32_t i = 0; i < pages; i++) {
        snprintf(entries[i], sizeof entries[i], "%.40s/scan%d%02u.%s", dossier, ordinal, i,
                 png && i + 1 == pages ? "png" : "jpg");
        sha256_mem(entries[i], strlen(entries[i]), raw);
        hash_hex(raw, sums[i]);
        list[i] = (struct pack_page){ .entry = entries[i],
                                      .page = 1,
                                      .sha256 = sums[i],
                                      .format = png && i + 1 == pages ? IMAGE_PNG : IMAGE_JPEG,
                                      .dpi = 300,
                                      .source_sha256 = "",
                                      .read = &read };
        buf_printf(&json,
                   "%s{\"entry\":\"%s\",\"page\":1,\"sha256\":\"%s\",\"dpi\":300,\"text_"
                   "confidence\":0.97}",
                   i ? "," : "", entries[i], sums[i]);
    }
    buf_printf(
        &json,
        "],\"type\":{\"slug\":\"giay_khai_sinh\",\"confidence\":0.99},\"identifiers\":[{\"kind\":"
        "\"id12\","
        "\"value\":\"019085000000\",\"raw\":\"019085000000\",\"level\":\"valid\",\"accepted\":true,"
        "\"role\":\"subject\"}],"
        "\"fields\":{\"doc_number\":{\"value\":\"226/UBND, số \\\"2\\\"\",\"accepted\":true}},"
        "\"text\":\"Số: 226/UBND\",\"review\":{\"needed\":false,\"reasons\":[]}}");
    sha256_mem(json.ptr, json.len, raw);
    hash_hex(raw, sum);
    const struct pack_doc doc = { .id = id,
                                  .archive = archive,
                                  .dossier = dossier,
                                  .ordinal = ordinal,
                                  .json = json.ptr,
                                  .record_sha256 = sum,
                                  .pages = list,
                                  .n_pages = pages };
    const bool ok = pack_add(p, &doc, e);
    buf_release(&json);
    return ok;
}

static void fix_ledger(struct pack *p, const char *archive, const char *dossier, const char *entry,
                       enum page_state state, int dpi)
{
    struct err e;
    const struct pack_ledger_page page = {
        archive, dossier, entry, 1,
        dpi,     "",      state, state == PAGE_QUARANTINED ? "input: damaged" : ""
    };
    ok_or_print(pack_ledger(p, &page, &e), &e);
}

/* Two archives, three dossiers, four documents, every kind of page. */
static bool fix_run(struct fix *f, struct pack_totals *totals, struct err *e)
{
    struct pack *p = NULL;

    f->n_packages = 0;
    if (!pack_open(&p, &f->opts, &f->src, e))
        return false;
    fix_ledger(p, "a.zip", "HS-0001", "HS-0001/scan100.jpg", PAGE_DONE, 300);
    fix_ledger(p, "a.zip", "HS-0001", "HS-0001/scan10.jpg", PAGE_QUARANTINED, 0);
    fix_ledger(p, "a.zip", "HS-0001", "HS-0001/scan9.jpg", PAGE_DONE, 150);
    fix_ledger(p, "a.zip", "HS-0001", "HS-0001/scan8.jpg", PAGE_BLANK, 300);
    fix_ledger(p, "b.zip", "lost", "lost/x.bin", PAGE_QUARANTINED, 0);
    const bool ok = fix_add(p, "a.zip", "HS-0001", 1, 2, false, e) &&
                    fix_add(p, "a.zip", "HS-0001", 2, 1, true, e) &&
                    fix_add(p, "a.zip", "Hồ sơ/Đường số 2.pdf", 1, 3, false, e) &&
                    fix_add(p, "b.zip", "HS-0001", 1, 1, false, e) && pack_finish(p, totals, e);
    pack_close(p);
    return ok;
}
#endif
