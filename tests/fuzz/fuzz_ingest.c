/* Any bytes as an input: no crash, no page or failure under a name that is not clean UTF-8,
 * absolute or climbing, none told twice, and every input accounted for. Small limits keep a run
 * short. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/atomicfile.h"
#include "base/utf8.h"
#include "ingest/ingest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct seen {
    struct buf keys; /* "\narchive\tentry\tpage\n" */
    uint64_t told;
    bool stop;
};

static void check(struct seen *s, const char *archive, const char *entry, int32_t page)
{
    struct buf key;
    const size_t len = strlen(entry);

    for (size_t i = 0; i < len;) {
        const size_t at = i;
        const uint32_t cp = utf8_next(entry, len, &i);
        if ((cp == 0xFFFD && i - at == 1) || cp < 32)
            abort();
    }
    if (!len || entry[0] == '/' || !strcmp(entry, "..") || !strncmp(entry, "../", 3) ||
        strstr(entry, "/../") || page < 1)
        abort();
    buf_init(&key, 1 << 22);
    buf_printf(&key, "\n%s\t%s\t%d\n", archive, entry, page);
    if (key.ptr && s->keys.ptr && memmem(s->keys.ptr, s->keys.len, key.ptr, key.len))
        abort();
    if (key.ptr)
        buf_add(&s->keys, key.ptr, key.len);
    buf_release(&key);
    /* Looking for doubles is quadratic: enough is enough. */
    s->stop = ++s->told > 500;
}

static bool on_entry(void *ctx, uint64_t seq, const char *archive, const char *entry)
{
    (void)seq, (void)archive, (void)entry;
    return !((struct seen *)ctx)->stop;
}

static bool on_page(void *ctx, const struct ingest_page *p, struct err *e)
{
    volatile uint8_t sum = 0;

    (void)e;
    for (size_t i = 0; i < p->len; i += 4096)
        sum = (uint8_t)(sum + p->bytes[i]);
    if (p->text && (p->text->frame_w < 1 || p->text->frame_h < 1))
        abort();
    check(ctx, p->archive, p->entry, p->page);
    return true;
}

static bool on_failed(void *ctx, const char *archive, const char *dossier, const char *entry,
                      int32_t page, const struct err *why)
{
    if (why->kind == ERR_NONE || !why->text[0] || !dossier[0])
        abort();
    check(ctx, archive, entry, page);
    return true;
}

static bool on_end(void *ctx, const char *archive)
{
    (void)ctx, (void)archive;
    return true;
}

static bool on_skipped(void *ctx, const char *archive, const char *entry)
{
    (void)archive, (void)entry;
    ((struct seen *)ctx)->told++;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct seen s = { 0 };
    const struct ingest_sink sink = { &s, on_entry, on_page, on_failed, on_end, on_skipped };
    struct ingest_opts o = { .password = "mat khau" };
    struct err e = { 0 };
    char path[64];
    const int fd = memfd_create("fuzz", MFD_CLOEXEC);

    if (fd < 0 || !fd_write_all(fd, data, size, &e))
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    buf_init(&s.keys, 64 << 20);
    ingest_default_limits(&o.limits);
    o.limits.max_pixels = 4000000;
    o.limits.max_pages = 20;
    o.limits.max_entry_bytes = o.limits.spool_mem_bytes = 16 << 20;
    o.limits.child_seconds = 5;
    const bool ran = ingest_run(path, "input", &o, &sink, &e);
    if (!s.told || (!ran && e.kind == ERR_NONE))
        abort();
    buf_release(&s.keys);
    close(fd);
    return 0;
}
