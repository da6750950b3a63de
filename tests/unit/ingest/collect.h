/* A sink that writes down what it is told, one line a call, and a few bytes of pages to compare. */
#ifndef TESTS_INGEST_COLLECT_H
#define TESTS_INGEST_COLLECT_H
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "doc/document.h"
#include "ingest/ingest.h"

enum { KEPT_MAX = 64 };

struct kept {
    enum image_format format;
    uint8_t *bytes, *source;
    size_t len, source_len;
    int32_t dpi, turn, page;
    bool copy, is_signed, text, blank;
    int32_t frame_w, frame_h;
    char words[2048];
    struct box first_box;
};

struct collect {
    struct buf log;
    struct kept pages[KEPT_MAX];
    size_t n_pages, n_failed, stop_at;
    bool ran;
    struct err err;
};

static bool c_entry(void *ctx, uint64_t seq, const char *archive, const char *entry)
{
    struct collect *const c = ctx;
    buf_printf(&c->log, "entry %llu %s %s\n", (unsigned long long)seq, archive, entry);
    return true;
}

static uint8_t *c_copy(const void *p, size_t len)
{
    uint8_t *const copy = malloc(len + 1);
    if (copy && len)
        memcpy(copy, p, len);
    return copy;
}

static void c_text(struct kept *k, const struct page_read *t)
{
    size_t n = 0;

    k->text = true;
    k->blank = t->state == PAGE_BLANK;
    k->frame_w = t->frame_w;
    k->frame_h = t->frame_h;
    if (t->n_words)
        k->first_box = t->words[0].box;
    for (uint32_t i = 0; i < t->n_lines && n < sizeof k->words; i++)
        for (uint32_t j = 0; j < t->lines[i].count && n < sizeof k->words; j++)
            n += (size_t)snprintf(k->words + n, sizeof k->words - n, "%s%s",
                                  n ? (j ? " " : "|") : "", t->words[t->lines[i].first + j].text);
}

static bool c_page(void *ctx, const struct ingest_page *p, struct err *e)
{
    struct collect *const c = ctx;

    if (c->stop_at && c->n_pages + 1 == c->stop_at)
        return err_set(e, ERR_FULL, "the store is full");
    buf_printf(&c->log, "page %s %s %s %d %s\n", p->archive, p->dossier, p->entry, p->page,
               image_format_name(p->format));
    if (c->n_pages < KEPT_MAX) {
        struct kept *const k = &c->pages[c->n_pages];
        *k = (struct kept){
            .format = p->format, .len = p->len, .dpi = p->dpi, .turn = p->exif_turn, .page = p->page
        };
        k->copy = p->lossless_copy;
        k->is_signed = p->signed_pdf;
        k->bytes = c_copy(p->bytes, p->len);
        k->source = p->source ? c_copy(p->source, p->source_len) : NULL;
        k->source_len = p->source_len;
        if (p->text)
            c_text(k, p->text);
    }
    c->n_pages++;
    return true;
}

static bool c_failed(void *ctx, const char *archive, const char *dossier, const char *entry,
                     int32_t page, const struct err *why)
{
    struct collect *const c = ctx;
    c->n_failed++;
    buf_printf(&c->log, "failed %s %s %s %d %s: %s\n", archive, dossier, entry, page,
               err_slug(why->kind), why->text);
    return true;
}

static bool c_end(void *ctx, const char *archive)
{
    struct collect *const c = ctx;
    buf_printf(&c->log, "end %s\n", archive);
    return true;
}

static bool c_skipped(void *ctx, const char *archive, const char *entry)
{
    struct collect *const c = ctx;
    buf_printf(&c->log, "skipped %s %s\n", archive, entry);
    return true;
}

static void collect_release(struct collect *c)
{
    for (size_t i = 0; i < c->n_pages && i < KEPT_MAX; i++) {
        free(c->pages[i].bytes);
        free(c->pages[i].source);
    }
    buf_release(&c->log);
    *c = (struct collect){ 0 };
}

static inline struct ingest_opts usual_opts(void)
{
    struct ingest_opts o = { .spool_dir = getenv("TMPDIR") ? getenv("TMPDIR") : P_tmpdir };
    ingest_default_limits(&o.limits);
    return o;
}

static void collect_path(struct collect *c, const char *path, const char *name,
                         const struct ingest_opts *o)
{
    const struct ingest_sink sink = { c, c_entry, c_page, c_failed, c_end, c_skipped };

    buf_init(&c->log, 64 << 20);
    buf_puts(&c->log, "");
    c->ran = ingest_run(path, name, o, &sink, &c->err);
}

/* Bytes as an input of that name. */
static void collect_bytes(struct collect *c, const void *p, size_t len, const char *name,
                          const struct ingest_opts *o)
{
    char path[] = P_tmpdir "/ingest-test-XXXXXX";
    const int fd = mkstemp(path);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, p, len), (ssize_t)len);
    close(fd);
    collect_path(c, path, name, o);
    unlink(path);
}

static inline void assert_logged(const struct collect *c, const char *line)
{
    if (!strstr(c->log.ptr, line))
        fail_msg("\"%s\" is not in:\n%s", line, c->log.ptr);
}

static inline void assert_not_logged(const struct collect *c, const char *line)
{
    if (strstr(c->log.ptr, line))
        fail_msg("\"%s\" is in:\n%s", line, c->log.ptr);
}
#endif
