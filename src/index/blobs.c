#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/atomicfile.h"
#include "base/hash.h"
#include "index/db.h"

static bool is_hash(const char *s)
{
    return strlen(s) == SHA256_HEX - 1 && strspn(s, "0123456789abcdef") == SHA256_HEX - 1;
}

static bool blob_path(const struct store *s, const char *sha256, char out[PATH_MAX], struct err *e)
{
    if (!is_hash(sha256))
        return err_set(e, ERR_INVALID, "blob: not a SHA-256");
    if (snprintf(out, PATH_MAX, "%s/blobs/%.2s/%s", s->dir, sha256, sha256 + 2) >= PATH_MAX)
        return err_set(e, ERR_IO, "path of the store is too long");
    return true;
}

bool blobs_create(const struct store *s, struct err *e)
{
    char path[PATH_MAX];

    if (snprintf(path, sizeof path, "%s/blobs", s->dir) >= (int)sizeof path)
        return err_set(e, ERR_IO, "path of the store is too long");
    return file_mkdirs(path, e);
}

/* One of 256 folders, when its first blob comes: it lasts once its parent is synced. All at once
 * would cost a new store 20 to 40 ms (ext4), and most small stores need a dozen. */
static bool make_dir(const struct store *s, const char *dir, struct err *e)
{
    char blobs[PATH_MAX];

    if (access(dir, F_OK) == 0)
        return true;
    snprintf(blobs, sizeof blobs, "%.*s", (int)(strrchr(dir, '/') - dir), dir);
    /* a copy of a store may leave out empty folders */
    if (access(blobs, F_OK) != 0 && (!blobs_create(s, e) || !file_sync_dir(s->dir, e)))
        return false;
    if (mkdir(dir, 0700) != 0 && errno != EEXIST)
        return err_set(e, ERR_IO, "cannot create folder %s", dir);
    if (file_sync_dir(blobs, e))
        return true;
    rmdir(dir); /* what is there has been synced */
    return false;
}

bool store_blob_put(struct store *s, const void *p, size_t len, const char *sha256, struct err *e)
{
    char path[PATH_MAX], dir[PATH_MAX];
    struct stat st;

    if (!blob_path(s, sha256, path, e))
        return false;
    if (stat(path, &st) == 0 && S_ISREG(st.st_mode) && (uint64_t)st.st_size == len)
        return true;
    snprintf(dir, sizeof dir, "%.*s", (int)(strrchr(path, '/') - path), path);
    if (!make_dir(s, dir, e))
        return false;
    if (file_write_atomic(path, p, len, e))
        return true;
    unlink(path); /* what is there has been synced */
    return false;
}

bool store_blob_get(struct store *s, const char *sha256, struct buf *out, struct err *e)
{
    const size_t at = out->len;
    uint8_t hash[SHA256_BYTES];
    char path[PATH_MAX], hex[SHA256_HEX];

    if (!blob_path(s, sha256, path, e) || !file_read(path, out, e))
        return false;
    sha256_mem(out->ptr ? out->ptr + at : "", out->len - at, hash);
    hash_hex(hash, hex);
    if (strcmp(hex, sha256) != 0)
        return err_set(e, ERR_INVALID, "%s is damaged: its hash is another", path);
    return true;
}

/* What is there has been synced: the run that was cut off may not have come to it. */
static bool sweep_dir(const char *path, struct err *e)
{
    DIR *d = opendir(path);

    if (!d)
        return errno == ENOENT || err_set(e, ERR_IO, "%s", path);
    for (struct dirent *f = readdir(d); f; f = readdir(d))
        if (strncmp(f->d_name, ".tmp-", 5) == 0)
            unlinkat(dirfd(d), f->d_name, 0);
    closedir(d);
    return file_sync_dir(path, e);
}

bool blobs_sweep(const struct store *s, struct err *e)
{
    char path[PATH_MAX];

    for (unsigned i = 0; i < 256; i++) {
        if (snprintf(path, sizeof path, "%s/blobs/%02x", s->dir, i) >= (int)sizeof path)
            return err_set(e, ERR_IO, "path of the store is too long");
        if (!sweep_dir(path, e))
            return false;
    }
    *strrchr(path, '/') = '\0';
    return sweep_dir(path, e);
}
