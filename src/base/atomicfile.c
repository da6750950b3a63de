#include "base/atomicfile.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"

bool fd_write_all(int fd, const void *p, size_t len, struct err *e)
{
    const char *at = p;

    while (len > 0) {
        if (fault_hit(FAULT_WRITE))
            return err_set(e, ERR_IO, "cannot write");
        const ssize_t n = write(fd, at, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set(e, ERR_IO, "cannot write");
        at += n;
        len -= (size_t)n;
    }
    return true;
}

bool file_sync_dir(const char *path, struct err *e)
{
    const int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return err_set(e, ERR_IO, "%s", path);
    const bool ok = !fault_hit(FAULT_FSYNC) && fsync(fd) == 0;
    if (!ok)
        err_set(e, ERR_IO, "cannot sync %s", path);
    close(fd);
    return ok;
}

bool file_write_atomic(const char *path, const void *p, size_t len, struct err *e)
{
    static atomic_uint writes; /* threads may write the same path at once */
    char tmp[PATH_MAX], dir[PATH_MAX];
    const char *slash = strrchr(path, '/');
    const int dirlen = slash ? (int)(slash - path) : 1;
    struct stat st;
    bool ok = false;

    if (snprintf(dir, sizeof dir, "%.*s", dirlen ? dirlen : 1, slash ? path : ".") >=
            (int)sizeof dir ||
        snprintf(tmp, sizeof tmp, "%s/.tmp-%ld-%u-%s", dir, (long)getpid(),
                 atomic_fetch_add(&writes, 1), slash ? slash + 1 : path) >= (int)sizeof tmp)
        return err_set(e, ERR_INPUT, "path too long: %.100s", path);
    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) /* a device would be replaced */
        return errno = 0, err_set(e, ERR_IO, "%s is no plain file", path);
    const int fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_set(e, ERR_IO, "%s", path);
    if (!fd_write_all(fd, p, len, e)) {
        err_at(e, "%s", path);
    } else if (fault_hit(FAULT_FSYNC) || fsync(fd) != 0) {
        err_set(e, ERR_IO, "cannot sync %s", path);
    } else {
        ok = true;
    }
    close(fd);
    if (ok && (fault_hit(FAULT_RENAME) || rename(tmp, path) != 0))
        ok = err_set(e, ERR_IO, "cannot rename to %s", path);
    if (!ok) {
        unlink(tmp);
        return false;
    }
    return file_sync_dir(dir, e);
}

/* What the file has of `most` bytes, for which there is room, without a copy on the way. */
static bool read_into(int fd, struct buf *out, size_t most)
{
    while (most > 0) {
        const ssize_t n = read(fd, out->ptr + out->len, most);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        if (n == 0)
            break;
        out->len += (size_t)n;
        most -= (size_t)n;
    }
    out->ptr[out->len] = '\0';
    return true;
}

bool file_read(const char *path, struct buf *out, struct err *e)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    char chunk[65536];
    struct stat st;

    if (fd < 0)
        return err_set(e, ERR_IO, "%s", path);
    /* all at once: growing on the way touches three times the memory */
    if (fstat(fd, &st) == 0 && st.st_size > 0 && out->len < out->ceiling &&
        (uint64_t)st.st_size < out->ceiling - out->len && buf_reserve(out, (size_t)st.st_size) &&
        !read_into(fd, out, (size_t)st.st_size)) {
        err_set(e, ERR_IO, "%s", path);
        close(fd);
        return false;
    }
    for (;;) {
        const ssize_t n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            err_set(e, ERR_IO, "%s", path);
            close(fd);
            return false;
        }
        if (n == 0)
            break;
        buf_add(out, chunk, (size_t)n);
    }
    close(fd);
    return buf_ok(out, path, e);
}

bool file_sha256(const char *path, char hex[SHA256_HEX], struct err *e)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    char chunk[65536];
    uint8_t sum[SHA256_BYTES];
    ssize_t n;

    if (fd < 0)
        return err_set(e, ERR_IO, "%s", path);
    struct sha256 *h = sha256_new();
    while ((n = read(fd, chunk, sizeof chunk)) > 0 || (n < 0 && errno == EINTR))
        if (n > 0)
            sha256_add(h, chunk, (size_t)n);
    sha256_done(h, sum);
    hash_hex(sum, hex);
    if (n < 0)
        err_set(e, ERR_IO, "%s", path);
    close(fd);
    return n == 0;
}

bool file_mkdirs(const char *path, struct err *e)
{
    char part[PATH_MAX];
    const size_t len = strlen(path);

    if (len == 0 || len >= sizeof part)
        return err_set(e, ERR_USAGE, "bad folder name");
    memcpy(part, path, len + 1);
    for (size_t i = 1; i <= len; i++) {
        if (part[i] != '/' && part[i] != '\0')
            continue;
        const char keep = part[i];
        part[i] = '\0';
        if (mkdir(part, 0700) != 0 && errno != EEXIST)
            return err_set(e, ERR_IO, "cannot create folder %s", part);
        part[i] = keep;
    }
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
        return errno = ENOTDIR, err_set(e, ERR_IO, "%s", path);
    return true;
}

bool file_data_path(const char *name, char *out, size_t cap, struct err *e)
{
    const char *env = getenv("SOHOA_DATA");
    char exe[PATH_MAX];

    if (env && *env) {
        if (snprintf(out, cap, "%s/%s", env, name) < (int)cap && access(out, R_OK) == 0)
            return true;
        return err_set(e, ERR_MISSING, "%s not found under SOHOA_DATA", name);
    }
    const ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    if (n > 0) {
        exe[n] = '\0';
        /* build/sohoa, build/VARIANT/tests/x: walk up to the folder that holds the data; an
         * installation keeps it in ../share/sohoa beside bin. */
        for (char *slash = strrchr(exe, '/'); slash && slash != exe; slash = strrchr(exe, '/')) {
            *slash = '\0';
            if (snprintf(out, cap, "%s/%s", exe, name) < (int)cap && access(out, R_OK) == 0)
                return true;
            if (snprintf(out, cap, "%s/share/sohoa/%s", exe, name) < (int)cap &&
                access(out, R_OK) == 0)
                return true;
        }
    }
    return err_set(e, ERR_MISSING, "%s not found; set SOHOA_DATA to the folder that holds it",
                   name);
}
