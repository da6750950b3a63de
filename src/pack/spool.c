#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/atomicfile.h"
#include "pack/pack_parts.h"

enum { CHUNK = 1 << 16 };

bool spool_open(struct spool *s, const char *dir, struct err *e)
{
    char path[PATH_MAX];

    s->end = 0;
    s->fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (s->fd >= 0)
        return true;
    if (snprintf(path, sizeof path, "%s/.tmp-spool-XXXXXX", dir) >= (int)sizeof path)
        return err_set(e, ERR_INPUT, "path too long: %.100s", dir);
    s->fd = mkostemp(path, O_CLOEXEC); /* a file system that knows no O_TMPFILE */
    if (s->fd < 0)
        return err_set(e, ERR_IO, "cannot create a temporary file in %s", dir);
    unlink(path);
    return true;
}

void spool_close(struct spool *s)
{
    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
}

static bool seek_end(struct spool *s, struct err *e)
{
    if (lseek(s->fd, (off_t)s->end, SEEK_SET) < 0)
        return err_set(e, ERR_IO, "spool: cannot seek");
    return true;
}

bool spool_add(struct spool *s, const void *p, size_t len, struct piece *out, struct err *e)
{
    *out = (struct piece){ .at = s->end, .len = len };
    sha256_mem(p, len, out->sha256);
    if (!seek_end(s, e) || !fd_write_all(s->fd, p, len, e))
        return err_at(e, "spool");
    s->end += len;
    return true;
}

bool spool_add_file(struct spool *s, const char *path, struct piece *out, struct err *e)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    struct sha256 *h;
    char chunk[CHUNK];
    bool ok = true;

    *out = (struct piece){ .at = s->end };
    if (fd < 0)
        return err_set(e, ERR_IO, "%s", path);
    h = sha256_new();
    ok = seek_end(s, e);
    while (ok) {
        const ssize_t n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            ok = err_set(e, ERR_IO, "%s", path);
        if (n <= 0)
            break;
        sha256_add(h, chunk, (size_t)n);
        ok = fd_write_all(s->fd, chunk, (size_t)n, e);
        out->len += (uint64_t)n;
    }
    sha256_done(h, out->sha256);
    close(fd);
    if (ok)
        s->end += out->len;
    return ok;
}

bool spool_read(const struct spool *s, const struct piece *p, uint64_t from, void *out, size_t len,
                struct err *e)
{
    char *at = out;

    while (len > 0) {
        const ssize_t n = pread(s->fd, at, len, (off_t)(p->at + from));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return err_set(e, ERR_IO, "spool: cannot read back");
        at += n;
        from += (uint64_t)n;
        len -= (size_t)n;
    }
    return true;
}

bool spool_get(const struct spool *s, const struct piece *p, struct buf *out, struct err *e)
{
    char chunk[CHUNK];

    for (uint64_t at = 0; at < p->len;) {
        const size_t n = p->len - at < sizeof chunk ? (size_t)(p->len - at) : sizeof chunk;
        if (!spool_read(s, p, at, chunk, n, e))
            return false;
        buf_add(out, chunk, n);
        at += n;
    }
    return buf_ok(out, "spool", e);
}

bool spool_cut(struct spool *s, uint64_t end, struct err *e)
{
    if (ftruncate(s->fd, (off_t)end) != 0)
        return err_set(e, ERR_IO, "spool: cannot truncate");
    s->end = end;
    return true;
}

void spool_free_before(struct spool *s, uint64_t at)
{
    if (at > 0)
        (void)!fallocate(s->fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, (off_t)at);
}

void row_release(struct row *r)
{
    for (uint32_t i = 0; i < r->n_originals; i++)
        free(r->originals[i].leaf);
    free(r->originals);
    free(r->id);
    free(r->record_sha256);
    free(r->archive);
    free(r->dossier);
    free(r->engine);
    *r = (struct row){ 0 };
}
