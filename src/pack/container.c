#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/atomicfile.h"
#include "base/fault.h"
#include "pack/pack_parts.h"

enum {
    CHUNK = 1 << 16,
    /* 1980-01-01: the earliest a ZIP can say. Written to tar only: left unset, libarchive's ZIP
     * date is that same day in every time zone, while a set one goes through the local one. */
    MEMBER_TIME = 315532800,
};

struct sink {
    int fd;
    struct zst_stream *zst; /* NULL: bytes go straight to fd */
    struct err *e;
    bool told; /* e says what happened */
};

static la_ssize_t sink_write(struct archive *a, void *ctx, const void *p, size_t len)
{
    struct sink *s = ctx;

    if (s->zst ? zst_add(s->zst, p, len, s->e) : fd_write_all(s->fd, p, len, s->e))
        return (la_ssize_t)len;
    s->told = true;
    archive_set_error(a, EIO, "write failed");
    return -1;
}

static bool gave_up(struct archive *a, struct sink *s)
{
    if (s->told)
        return false;
    return err_set(s->e, ERR_LIBRARY, "libarchive: %s",
                   archive_error_string(a) ? archive_error_string(a) : "unknown error");
}

static bool write_member(struct archive *a, struct archive_entry *entry, const struct spool *spool,
                         const char *name, const struct member *m, struct sink *s)
{
    char chunk[CHUNK], path[512];

    if (snprintf(path, sizeof path, "%s/%s", name, m->path) >= (int)sizeof path)
        return err_set(s->e, ERR_LIMIT, "pack: path too long in the package");
    archive_entry_clear(entry);
    archive_entry_set_pathname(entry, path);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, (la_int64_t)m->bytes.len);
    if (s->zst)
        archive_entry_set_mtime(entry, MEMBER_TIME, 0);
    if (archive_write_header(a, entry) != ARCHIVE_OK)
        return gave_up(a, s);
    for (uint64_t at = 0; at < m->bytes.len;) {
        const size_t n =
            m->bytes.len - at < sizeof chunk ? (size_t)(m->bytes.len - at) : sizeof chunk;
        if (!spool_read(spool, &m->bytes, at, chunk, n, s->e))
            return false;
        if (archive_write_data(a, chunk, n) != (la_ssize_t)n)
            return gave_up(a, s);
        at += n;
    }
    if (archive_write_finish_entry(a) != ARCHIVE_OK)
        return gave_up(a, s);
    return !s->zst || zst_frame(s->zst, s->e);
}

/* Tag files first, so that a reader of the stream knows the manifest before the payload. */
static bool write_members(struct archive *a, struct archive_entry *entry, const struct members *m,
                          const struct spool *spool, const char *name, struct sink *s)
{
    for (int payload = 0; payload < 2; payload++)
        for (size_t i = 0; i < m->n; i++)
            if ((strncmp(m->v[i].path, "data/", 5) == 0) == payload &&
                !write_member(a, entry, spool, name, &m->v[i], s))
                return false;
    return true;
}

static bool set_up(struct archive *a, enum pack_format format, struct sink *s)
{
    const int rc = format == PACK_ZIP ? archive_write_set_format_zip(a)
                                      : archive_write_set_format_pax_restricted(a);

    if (rc != ARCHIVE_OK ||
        (format == PACK_ZIP && archive_write_zip_set_compression_store(a) != ARCHIVE_OK) ||
        archive_write_add_filter_none(a) != ARCHIVE_OK ||
        archive_write_set_bytes_per_block(a, 0) != ARCHIVE_OK ||
        archive_write_open(a, s, NULL, sink_write, NULL) != ARCHIVE_OK)
        return gave_up(a, s);
    return true;
}

static bool write_all(const struct members *m, const struct spool *spool, enum pack_format format,
                      int fd, const char *name, struct err *e)
{
    struct sink s = { .fd = fd, .e = e };
    struct archive *a = archive_write_new();
    struct archive_entry *entry = archive_entry_new();
    bool ok = a && entry;

    if (!ok)
        err_set(e, ERR_NOMEM, "pack: no memory");
    ok = ok && (format == PACK_ZIP || zst_open(&s.zst, fd, e));
    ok = ok && set_up(a, format, &s) && write_members(a, entry, m, spool, name, &s);
    if (ok && archive_write_close(a) != ARCHIVE_OK)
        ok = gave_up(a, &s);
    ok = ok && (!s.zst || zst_frame(s.zst, e));
    if (a && !ok)
        archive_write_fail(a); /* no trailer on the way out */
    archive_entry_free(entry);
    archive_write_free(a);
    zst_close(s.zst);
    return ok;
}

bool container_write(const struct members *m, const struct spool *spool, enum pack_format format,
                     const char *dir, const char *name, char *path, size_t cap, uint64_t *bytes,
                     struct err *e)
{
    const char *ext = format == PACK_ZIP ? ".zip" : ".tar.zst";
    char tmp[4096];
    struct stat st;

    if (snprintf(path, cap, "%s/%s%s", dir, name, ext) >= (int)cap ||
        snprintf(tmp, sizeof tmp, "%s/.tmp-%s%s", dir, name, ext) >= (int)sizeof tmp)
        return err_set(e, ERR_INPUT, "path too long: %.100s", dir);
    const int fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return err_set(e, ERR_IO, "cannot create a package in %s", dir);
    bool ok = write_all(m, spool, format, fd, name, e);
    if (ok && (fault_hit(FAULT_FSYNC) || fsync(fd) != 0 || fstat(fd, &st) != 0))
        ok = err_set(e, ERR_IO, "cannot sync %s", path);
    close(fd);
    if (ok && (fault_hit(FAULT_RENAME) || rename(tmp, path) != 0))
        ok = err_set(e, ERR_IO, "cannot rename to %s", path);
    if (!ok) {
        unlink(tmp);
        return false;
    }
    *bytes = (uint64_t)st.st_size;
    return file_sync_dir(dir, e);
}
