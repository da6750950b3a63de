/* Bytes of one entry, from wherever they come to one pointer: memory first, an unlinked file after.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/atomicfile.h"
#include "ingest/inner.h"

void blob_init(struct blob *b)
{
    *b = (struct blob){ .fd = -1 };
}

void blob_release(struct blob *b)
{
    if (b->map)
        munmap(b->map, b->len);
    if (b->keeps)
        close(b->fd);
    if (b->charged)
        *b->charged -= b->len;
    free(b->owned);
    blob_init(b);
}

void feed_init(struct feed *f)
{
    *f = (struct feed){ .fd = -1, .size = FEED_UNKNOWN };
}

void feed_release(struct feed *f)
{
    free(f->head);
    feed_init(f);
}

static bool read_fd(void *ctx, uint8_t *to, size_t cap, size_t *got, struct err *e)
{
    const struct feed *f = ctx;
    ssize_t n;

    do
        n = read(f->fd, to, cap);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return err_set(e, ERR_IO, "cannot read the file");
    *got = (size_t)n;
    return true;
}

void feed_from_fd(struct feed *f, int fd, uint64_t size)
{
    feed_init(f);
    f->fd = fd;
    f->size = size;
    f->read = read_fd;
    f->ctx = f;
}

static bool read_nothing(void *ctx, uint8_t *to, size_t cap, size_t *got, struct err *e)
{
    (void)ctx, (void)to, (void)cap, (void)e;
    *got = 0;
    return true;
}

void feed_from_mem(struct feed *f, const uint8_t *p, size_t len)
{
    feed_init(f);
    f->mem = p;
    f->size = len;
    f->read = read_nothing;
}

bool feed_peek(struct feed *f, struct err *e)
{
    if (f->head || f->ended)
        return true;
    f->head = malloc(PEEK_BYTES);
    if (!f->head)
        return err_set(e, ERR_NOMEM, "no memory for the first bytes of an entry");
    if (f->mem) {
        f->head_len = f->size < PEEK_BYTES ? (size_t)f->size : PEEK_BYTES;
        memcpy(f->head, f->mem, f->head_len);
        return true;
    }
    while (f->head_len < PEEK_BYTES && !f->ended) {
        size_t got = 0;
        if (!f->read(f->ctx, f->head + f->head_len, PEEK_BYTES - f->head_len, &got, e))
            return false;
        f->head_len += got;
        f->ended = got == 0;
    }
    return true;
}

bool feed_read(struct feed *f, uint8_t *to, size_t cap, size_t *got, struct err *e)
{
    const size_t left = f->head_len - f->head_at;

    *got = 0;
    if (left) {
        *got = left < cap ? left : cap;
        memcpy(to, f->head + f->head_at, *got);
        f->head_at += *got;
        return true;
    }
    if (f->ended)
        return true;
    if (!f->read(f->ctx, to, cap, got, e))
        return false;
    f->ended = *got == 0;
    return true;
}

int spool_memfd(const void *p, size_t len, struct err *e)
{
    const int fd = memfd_create("ingest", MFD_CLOEXEC);

    if (fd < 0) {
        err_set(e, ERR_IO, "cannot make a memory file");
        return -1;
    }
    if (!fd_write_all(fd, p, len, e)) {
        close(fd);
        return -1;
    }
    return fd;
}

static int unlinked_file(const char *dir, struct err *e)
{
    char path[4096];
    int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

    if (fd >= 0)
        return fd;
    /* Not every file system knows O_TMPFILE. */
    const int n = snprintf(path, sizeof path, "%s/.tmp-spool-XXXXXX", dir);
    if (n < 0 || (size_t)n >= sizeof path) {
        errno = ENAMETOOLONG;
        err_set(e, ERR_IO, "spool folder");
        return -1;
    }
    fd = mkostemp(path, O_CLOEXEC);
    if (fd < 0)
        err_set(e, ERR_IO, "cannot make a spool file");
    else
        unlink(path);
    return fd;
}

static bool map_file(struct blob *b, int fd, bool keeps, uint64_t len, struct err *e)
{
    void *const p = mmap(NULL, (size_t)len, PROT_READ, MAP_PRIVATE, fd, 0);

    if (p == MAP_FAILED) {
        if (keeps)
            close(fd);
        return err_set(e, ERR_IO, "cannot map an entry of %llu bytes", (unsigned long long)len);
    }
    *b = (struct blob){ .ptr = p, .map = p, .len = (size_t)len, .fd = fd, .keeps = keeps };
    return true;
}

/* Reads until the end or until *len reaches cap_max. */
static bool fill_memory(struct feed *f, uint8_t **block, size_t *len, size_t cap_max, bool *more,
                        bool *own, struct err *e)
{
    const uint64_t guess = f->size < cap_max ? f->size + 1 : PEEK_BYTES;
    size_t cap = guess < cap_max ? (size_t)guess : cap_max;

    *more = false;
    *block = malloc(cap ? cap : 1);
    for (;;) {
        size_t got = 0;
        if (!*block) {
            *own = true;
            return err_set(e, ERR_NOMEM, "no memory for an entry of more than %zu bytes", *len);
        }
        if (*len == cap_max) {
            *more = true;
            return true;
        }
        if (*len == cap) {
            cap = cap > cap_max / 2 ? cap_max : cap * 2;
            uint8_t *const p = realloc(*block, cap);
            if (!p)
                free(*block);
            *block = p;
            continue;
        }
        if (!feed_read(f, *block + *len, cap - *len, &got, e))
            return false;
        if (!got)
            return true;
        *len += got;
    }
}

static bool too_big(uint64_t max, struct err *e)
{
    return err_set(e, ERR_LIMIT, "the entry is larger than the limit of %llu bytes",
                   (unsigned long long)max);
}

static bool spill(struct spool *s, struct feed *f, uint64_t max, const uint8_t *block, size_t len,
                  struct blob *out, bool *own, struct err *e)
{
    uint8_t *const chunk = malloc(PEEK_BYTES);
    uint64_t total = len;
    int fd = -1;
    bool ok = false;

    *own = true;
    if (!chunk) {
        err_set(e, ERR_NOMEM, "no memory to spool an entry");
        goto done;
    }
    fd = unlinked_file(s->dir, e);
    if (fd < 0 || !fd_write_all(fd, block, len, e))
        goto done;
    for (;;) {
        size_t got = 0;
        *own = false;
        if (!feed_read(f, chunk, PEEK_BYTES, &got, e))
            goto done;
        if (!got)
            break;
        total += got;
        if (total > max) {
            too_big(max, e);
            goto done;
        }
        if (total > s->file_bytes - s->used) {
            err_set(e, ERR_LIMIT,
                    "the entry needs more than the %llu bytes of the spool: raise the limit or "
                    "unpack it",
                    (unsigned long long)s->file_bytes);
            goto done;
        }
        *own = true;
        if (!fd_write_all(fd, chunk, got, e))
            goto done;
    }
    *own = true;
    if (!map_file(out, fd, true, total, e)) {
        fd = -1;
        goto done;
    }
    fd = -1;
    s->used += total;
    out->charged = &s->used;
    ok = true;
done:
    if (fd >= 0)
        close(fd);
    free(chunk);
    return ok;
}

bool spool_all(struct spool *s, struct feed *f, uint64_t max, struct blob *out, bool *own,
               struct err *e)
{
    uint8_t *block = NULL;
    size_t len = 0;
    bool more = false;

    blob_init(out);
    *own = false;
    if (f->size != FEED_UNKNOWN && f->size > max)
        return too_big(max, e);
    if (f->mem) {
        out->ptr = f->mem;
        out->len = (size_t)f->size;
        return true;
    }
    /* A regular file is its own spool. Should somebody cut it short while it is mapped, the fault
     * costs this entry like any other crash. */
    if (f->fd >= 0 && f->size > s->mem_bytes)
        return map_file(out, f->fd, false, f->size, e);
    const uint64_t in_memory = max < s->mem_bytes ? max : s->mem_bytes;
    if (!fill_memory(f, &block, &len, (size_t)in_memory, &more, own, e)) {
        free(block);
        return false;
    }
    if (!more) {
        *out = (struct blob){ .ptr = block, .len = len, .owned = block, .fd = -1 };
        return true;
    }
    bool ok;
    if (in_memory == max) { /* exactly at the limit, or beyond */
        uint8_t extra;
        size_t got = 0;
        ok = feed_read(f, &extra, 1, &got, e) && (!got || too_big(max, e));
        if (ok) {
            *out = (struct blob){ .ptr = block, .len = len, .owned = block, .fd = -1 };
            return true;
        }
    } else if (!s->dir) {
        ok = err_set(e, ERR_LIMIT, "the entry needs a spool file, and no spool folder is set");
    } else {
        ok = spill(s, f, max, block, len, out, own, e);
    }
    free(block);
    return ok;
}
