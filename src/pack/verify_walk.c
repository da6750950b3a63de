#include <archive.h>
#include <archive_entry.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "pack/verify_parts.h"

enum { CHUNK = 1 << 16 };
static const uint64_t FREE_BYTES = (uint64_t)256 << 20; /* what any package may unfold to */

struct walk {
    const struct visitor *v;
    uint64_t budget, files;
};

static bool count_file(struct walk *w, struct err *e)
{
    return ++w->files <= VERIFY_FILES ||
           err_set(e, ERR_INVALID, "more than %d files: this is no package of ours", VERIFY_FILES);
}

static bool spend(struct walk *w, uint64_t n, struct err *e)
{
    if (n > w->budget)
        return err_set(e, ERR_INVALID,
                       "unfolds to more than %d times its size: not read any further",
                       VERIFY_RATIO);
    w->budget -= n;
    return true;
}

static bool member_data(struct archive *a, struct walk *w, const char *path, struct err *e)
{
    char chunk[CHUNK], what[200];

    for (;;) {
        const la_ssize_t n = archive_read_data(a, chunk, sizeof chunk);
        if (n == 0)
            return w->v->end(w->v->ctx, e);
        if (n < 0) {
            const char *why = archive_error_string(a);
            snprintf(what, sizeof what, "cannot be read: %.150s", why ? why : "damaged");
            return w->v->odd(w->v->ctx, path, what, e) && w->v->end(w->v->ctx, e);
        }
        if (!spend(w, (uint64_t)n, e) || !w->v->data(w->v->ctx, chunk, (size_t)n, e))
            return false;
    }
}

static bool one_member(struct archive *a, struct archive_entry *entry, struct walk *w,
                       struct err *e)
{
    const char *path = archive_entry_pathname_utf8(entry);

    if (!path)
        path = archive_entry_pathname(entry);
    if (!count_file(w, e))
        return false;
    if (!path || strlen(path) >= VERIFY_PATH)
        return w->v->odd(w->v->ctx, "(a member)", "has no usable name", e);
    if (archive_entry_filetype(entry) == AE_IFDIR)
        return true;
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) ||
        archive_entry_symlink(entry))
        return w->v->odd(w->v->ctx, path, "is a link or special file", e);
    return w->v->begin(w->v->ctx, path, e) && member_data(a, w, path, e);
}

static bool members(struct archive *a, struct walk *w, struct err *e)
{
    struct archive_entry *entry;
    char what[200];

    for (;;) {
        const int rc = archive_read_next_header(a, &entry);
        if (rc == ARCHIVE_EOF)
            return true;
        if (rc < ARCHIVE_WARN) { /* RETRY and FAILED leave nothing to go on with either */
            const char *why = archive_error_string(a);
            snprintf(what, sizeof what, "cannot be read: %.150s", why ? why : "damaged");
            return w->v->odd(w->v->ctx, "(the package)", what, e);
        }
        if (!one_member(a, entry, w, e))
            return false;
    }
}

/* What lies behind the end marker of a tar stream is no part of it. */
static bool nothing_behind(struct archive *a, uint64_t size, struct walk *w, struct err *e)
{
    const la_int64_t used = archive_filter_bytes(a, -1);

    if (archive_format(a) == ARCHIVE_FORMAT_ZIP || used < 0 || (uint64_t)used >= size)
        return true;
    return w->v->odd(w->v->ctx, "(the package)", "has bytes behind its end", e);
}

bool walk_archive(const char *path, const struct visitor *v, struct err *e)
{
    struct walk w = { .v = v };
    struct stat st;
    struct archive *a;
    char what[160];

    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) != 0) {
        err_set(e, ERR_IO, "%s", path);
        if (fd >= 0)
            close(fd);
        return false;
    }
    const uint64_t size = (uint64_t)st.st_size;
    w.budget = FREE_BYTES + (size < UINT64_MAX / VERIFY_RATIO / 2 ? size * VERIFY_RATIO : size);
    bool ok = (zip_check(fd, size, what, sizeof what) != ZIP_ODD &&
               zst_check(fd, size, what, sizeof what) != ZIP_ODD) ||
              v->odd(v->ctx, "(the package)", what, e);
    a = archive_read_new();
    if (!ok) {
        archive_read_free(a);
        close(fd);
        return false;
    }
    ok = a && lseek(fd, 0, SEEK_SET) == 0 && archive_read_support_format_zip(a) == ARCHIVE_OK &&
         archive_read_support_format_tar(a) == ARCHIVE_OK &&
         archive_read_support_filter_zstd(a) == ARCHIVE_OK &&
         archive_read_open_fd(a, fd, CHUNK) == ARCHIVE_OK;
    if (!ok)
        err_set(e, ERR_INVALID, "is neither a ZIP nor a tar.zst package");
    ok = ok && members(a, &w, e) && nothing_behind(a, size, &w, e);
    archive_read_free(a);
    close(fd);
    return ok;
}

/* ---- an unpacked bag ---- */

static bool file_data(int fd, const char *path, struct walk *w, struct err *e)
{
    char chunk[CHUNK];

    if (!w->v->begin(w->v->ctx, path, e))
        return false;
    for (;;) {
        const ssize_t n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return w->v->odd(w->v->ctx, path, "cannot be read", e) && w->v->end(w->v->ctx, e);
        if (n == 0)
            return w->v->end(w->v->ctx, e);
        if (!w->v->data(w->v->ctx, chunk, (size_t)n, e))
            return false;
    }
}

static bool folder(int dir, const char *prefix, int depth, struct walk *w, struct err *e);

static bool one_file(int dir, const char *name, const char *path, int depth, struct walk *w,
                     struct err *e)
{
    struct stat st;
    bool ok;
    const int fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

    if (fd < 0 || fstat(fd, &st) != 0) {
        ok = w->v->odd(w->v->ctx, path,
                       errno == ELOOP ? "is a link or special file" : "cannot be read", e);
        if (fd >= 0)
            close(fd);
        return ok;
    }
    if (S_ISDIR(st.st_mode))
        return folder(fd, path, depth + 1, w, e); /* closes fd */
    ok = S_ISREG(st.st_mode) ? file_data(fd, path, w, e)
                             : w->v->odd(w->v->ctx, path, "is a link or special file", e);
    close(fd);
    return ok;
}

static bool folder(int fd, const char *prefix, int depth, struct walk *w, struct err *e)
{
    char path[VERIFY_PATH];
    DIR *d = fdopendir(fd);
    bool ok = true;

    if (!d) {
        close(fd);
        return err_set(e, ERR_IO, "cannot read a folder of the package");
    }
    if (depth > VERIFY_DEPTH)
        ok = w->v->odd(w->v->ctx, prefix, "lies too deep", e);
    for (struct dirent *entry; ok && depth <= VERIFY_DEPTH && (entry = readdir(d));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (!count_file(w, e))
            ok = false;
        else if (snprintf(path, sizeof path, "%s%s%s", prefix, *prefix ? "/" : "", entry->d_name) >=
                 (int)sizeof path)
            ok = w->v->odd(w->v->ctx, prefix, "holds a path that is too long", e);
        else
            ok = one_file(dirfd(d), entry->d_name, path, depth, w, e);
    }
    closedir(d);
    return ok;
}

bool walk_folder(const char *path, const struct visitor *v, struct err *e)
{
    struct walk w = { .v = v };
    const int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return err_set(e, ERR_IO, "%s", path);
    return folder(fd, "", 0, &w, e);
}
