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

/* All 256 folders at once: making one on the way would need its parent synced with a page. */
bool blobs_create(struct store *s, struct err *e)
{
    char path[PATH_MAX];

    for (unsigned i = 0; i < 256; i++) {
        if (snprintf(path, sizeof path, "%s/blobs/%02x", s->dir, i) >= (int)sizeof path)
            return err_set(e, ERR_IO, "path of the store is too long");
        if (!file_mkdirs(path, e))
            return false;
    }
    snprintf(path, sizeof path, "%s/blobs", s->dir);
    return file_sync_dir(path, e);
}

bool store_blob_put(struct store *s, const void *p, size_t len, const char *sha256, struct err *e)
{
    char path[PATH_MAX], dir[PATH_MAX];
    struct stat st;

    if (!blob_path(s, sha256, path, e))
        return false;
    if (stat(path, &st) == 0 && S_ISREG(st.st_mode) && (uint64_t)st.st_size == len)
        return true;
    /* Folders may be gone after a copy of the store that left out empty ones. */
    snprintf(dir, sizeof dir, "%.*s", (int)(strrchr(path, '/') - path), path);
    if (access(dir, F_OK) != 0 && !blobs_create(s, e))
        return false;
    return file_write_atomic(path, p, len, e);
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

void blobs_sweep(struct store *s)
{
    char path[PATH_MAX];

    for (unsigned i = 0; i < 256; i++) {
        if (snprintf(path, sizeof path, "%s/blobs/%02x", s->dir, i) >= (int)sizeof path)
            return;
        DIR *d = opendir(path);
        if (!d)
            continue;
        for (struct dirent *f = readdir(d); f; f = readdir(d))
            if (strncmp(f->d_name, ".tmp-", 5) == 0)
                unlinkat(dirfd(d), f->d_name, 0);
        closedir(d);
    }
}
