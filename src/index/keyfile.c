#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/atomicfile.h"
#include "index/vault.h"

static bool key_folder(char *out, size_t cap, struct err *e)
{
    const char *xdg = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    int n;

    if (xdg &&
        xdg[0] == '/') /* a relative one is to be ignored: XDG Base Directory Specification */
        n = snprintf(out, cap, "%s/sohoa", xdg);
    else if (home && *home)
        n = snprintf(out, cap, "%s/.config/sohoa", home);
    else
        return err_set(e, ERR_CONFIG, "no place for the key: set HOME or XDG_CONFIG_HOME");
    return (n > 0 && (size_t)n < cap) || err_set(e, ERR_CONFIG, "the path of the key is too long");
}

/* Linked, not renamed, into place: of two processes that make a key at once, one wins and the other
 * uses the winner's; a key in use is never replaced. */
static bool key_make(const char *dir, const char *path, struct err *e)
{
    static const char digits[] = "0123456789abcdef";
    char tmp[PATH_MAX], hex[2 * VAULT_KEY + 1];
    uint8_t key[VAULT_KEY];

    if (!file_mkdirs(dir, e))
        return err_at(e, "key");
    if (getrandom(key, sizeof key, 0) != sizeof key)
        return err_set(e, ERR_IO, "cannot get random bytes for the key");
    for (size_t i = 0; i < sizeof key; i++) {
        hex[2 * i] = digits[key[i] >> 4];
        hex[2 * i + 1] = digits[key[i] & 15];
    }
    hex[sizeof hex - 1] = '\n';
    if (snprintf(tmp, sizeof tmp, "%s/.key-XXXXXX", dir) >= (int)sizeof tmp)
        return err_set(e, ERR_CONFIG, "the path of the key is too long");
    const int fd = mkostemp(tmp, O_CLOEXEC); /* mode 0600 */
    if (fd < 0)
        return err_set(e, ERR_IO, "cannot create the key in %s", dir);
    bool ok = fd_write_all(fd, hex, sizeof hex, e) &&
              (fsync(fd) == 0 || err_set(e, ERR_IO, "cannot sync the key"));
    close(fd);
    if (ok && link(tmp, path) != 0 && errno != EEXIST)
        ok = err_set(e, ERR_IO, "cannot create %s", path);
    unlink(tmp);
    explicit_bzero(key, sizeof key);
    explicit_bzero(hex, sizeof hex);
    return ok && file_sync_dir(dir, e);
}

static bool key_parse(const char *s, size_t len, uint8_t key[VAULT_KEY])
{
    while (len > 0 && (s[len - 1] == '\n' || s[len - 1] == '\r' || s[len - 1] == ' '))
        len--;
    if (len != 2 * (size_t)VAULT_KEY)
        return false;
    for (size_t i = 0; i < len; i++) {
        const char c = s[i];
        const int v = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (v < 0)
            return false;
        key[i / 2] = (uint8_t)(i % 2 ? key[i / 2] | v : v << 4);
    }
    return true;
}

bool keyfile_load(bool create, uint8_t key[VAULT_KEY], struct err *e)
{
    char dir[PATH_MAX], path[PATH_MAX];
    struct buf b;

    if (!key_folder(dir, sizeof dir, e))
        return false;
    if (snprintf(path, sizeof path, "%s/key", dir) >= (int)sizeof path)
        return err_set(e, ERR_CONFIG, "the path of the key is too long");
    if (access(path, F_OK) != 0 && errno == ENOENT) {
        if (!create)
            return err_set(e, ERR_CONFIG, "the key of this store is missing: put it back at %s",
                           path);
        if (!key_make(dir, path, e))
            return false;
    }
    buf_init(&b, 4096);
    bool ok = file_read(path, &b, e);
    if (ok && !key_parse(b.ptr ? b.ptr : "", b.len, key))
        ok = err_set(e, ERR_CONFIG, "%s is not a key: 64 hex digits expected", path);
    if (b.ptr)
        explicit_bzero(b.ptr, b.len);
    buf_release(&b);
    return ok;
}
