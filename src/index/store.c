#include "index/store.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/atomicfile.h"
#include "index/db.h"
#include "index/vault.h"

/* A record lock, not flock(): the system takes it back the moment this process dies, though
 * children that inherited the descriptor may live a little longer. */
static bool lock_take(struct store *s, struct err *e)
{
    struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    char path[PATH_MAX];

    if (snprintf(path, sizeof path, "%s/store.lock", s->dir) >= (int)sizeof path)
        return err_set(e, ERR_IO, "path of the store is too long");
    s->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (s->lock_fd < 0)
        return err_set(e, ERR_IO, "%s", path);
    if (fcntl(s->lock_fd, F_SETLK, &whole) == 0)
        return true;
    if (errno == EACCES || errno == EAGAIN)
        return err_set(e, ERR_LOCKED, "%s is in use by another run; wait until it ends", s->dir);
    return err_set(e, ERR_IO, "cannot lock %s", path);
}

/* The folder and an empty database of mode 0600, from which SQLite takes the mode of its side
 * files. */
static bool file_make(struct store *s, const char *path, struct err *e)
{
    if (!file_mkdirs(s->dir, e))
        return err_at(e, "store");
    if (chmod(s->dir, 0700) != 0)
        return err_set(e, ERR_IO, "cannot protect %s", s->dir);
    const int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_set(e, ERR_IO, "%s", path);
    close(fd);
    return blobs_create(s, e) && file_sync_dir(s->dir, e);
}

static bool key_open(struct store *s, bool create, struct err *e)
{
    uint8_t key[VAULT_KEY];
    const bool ok = keyfile_load(create, key, e) && vault_open(&s->vault, key, e);

    explicit_bzero(key, sizeof key);
    return ok;
}

/* The store remembers a fingerprint of its key, so that a wrong one is noticed before it does harm.
 */
static bool key_check(struct store *s, struct err *e)
{
    uint8_t print[VAULT_MAC];
    bool ok = false;

    if (!vault_lookup(s->vault, "store", "fingerprint", print, e))
        return false;
    sqlite3_stmt *put = db_once(s, "INSERT OR IGNORE INTO meta VALUES('key', ?1)", e);
    sqlite3_stmt *get = put ? db_once(s, "SELECT value = ?1 FROM meta WHERE key = 'key'", e) : NULL;
    if (get) {
        sqlite3_bind_blob(put, 1, print, sizeof print, SQLITE_STATIC);
        sqlite3_bind_blob(get, 1, print, sizeof print, SQLITE_STATIC);
        int r = db_row(s, get, e);
        if (r == 0 && db_run(s, put, e))
            r = db_row(s, get, e);
        ok = r == 1 &&
             (sqlite3_column_int(get, 0) ||
              err_set(e, ERR_INVALID,
                      "the store was made with another key than this user's; put that key back"));
        if (r == 0)
            ok = err_set(e, ERR_INVALID, "store: damaged");
    }
    sqlite3_finalize(put);
    sqlite3_finalize(get);
    return ok;
}

static bool schema_open(struct store *s, struct err *e)
{
    int64_t version, application, objects;

    if (!db_int(s, "PRAGMA user_version", &version, e) ||
        !db_int(s, "PRAGMA application_id", &application, e) ||
        !db_int(s, "SELECT count(*) FROM sqlite_schema", &objects, e))
        return e->kind == ERR_INVALID
                   ? err_set(e, ERR_INVALID, "%s/store.sqlite is no store or damaged", s->dir)
                   : false;
    /* An empty file is a store whose making was cut off; it is made now, whoever asks. */
    if ((objects > 0 || version > 0) && application != SCHEMA_APPLICATION)
        return err_set(e, ERR_INVALID, "%s/store.sqlite is not a store", s->dir);
    if (version > SCHEMA_VERSION)
        return err_set(e, ERR_INVALID,
                       "%s was made by a newer sohoa (schema %lld, this one knows %d)", s->dir,
                       (long long)version, SCHEMA_VERSION);
    if (!key_open(s, version == 0, e))
        return false;
    if (version < SCHEMA_VERSION &&
        (!db_exec(s, "PRAGMA journal_mode=WAL", e) || !schema_migrate(s, version, e)))
        return false;
    return key_check(s, e);
}

/* Set while a run has the store open; found set, the last run was cut off and left its rubbish. */
static bool run_begin(struct store *s, struct err *e)
{
    int64_t cut_off;

    if (!db_int(s, "SELECT count(*) FROM meta WHERE key = 'running'", &cut_off, e))
        return false;
    if (cut_off)
        return blobs_sweep(s, e);
    return db_exec(s, "INSERT INTO meta VALUES('running', 1)", e);
}

static bool store_start(struct store *s, bool create, struct err *e)
{
    char path[PATH_MAX];

    if (snprintf(path, sizeof path, "%s/store.sqlite", s->dir) >= (int)sizeof path)
        return err_set(e, ERR_IO, "path of the store is too long");
    if (access(path, F_OK) != 0) {
        if (errno != ENOENT && errno != ENOTDIR)
            return err_set(e, ERR_IO, "%s", path);
        if (!create)
            return errno = ENOENT,
                   err_set(e, ERR_IO, "%s is not a store; `sohoa run --store` makes one", s->dir);
        if (!file_make(s, path, e))
            return false;
    }
    if (s->mode == STORE_RUN && !lock_take(s, e))
        return false;
    return db_open(s, path, e) && schema_open(s, e) && (s->mode != STORE_RUN || run_begin(s, e));
}

bool store_open(struct store **out, const char *dir, enum store_mode mode, bool create,
                struct err *e)
{
    struct store *s = calloc(1, sizeof *s);

    *out = NULL;
    if (!s)
        return err_set(e, ERR_NOMEM, "store: no memory");
    s->lock_fd = -1;
    s->mode = mode;
    s->dir = strdup(dir);
    if (s->dir ? store_start(s, create, e) : err_set(e, ERR_NOMEM, "store: no memory")) {
        *out = s;
        return true;
    }
    s->mode = STORE_SIDE; /* nothing to unmark */
    store_close(s);
    return false;
}

void store_close(struct store *s)
{
    if (!s)
        return;
    if (s->db) {
        store_rollback(s);
        if (s->mode == STORE_RUN)
            sqlite3_exec(s->db, "DELETE FROM meta WHERE key = 'running'", NULL, NULL, NULL);
    }
    db_close(s);
    vault_close(s->vault);
    if (s->lock_fd >= 0)
        close(s->lock_fd);
    free(s->dir);
    free(s);
}

bool store_begin(struct store *s, struct err *e)
{
    return db_exec(s, "BEGIN IMMEDIATE", e);
}

bool store_commit(struct store *s, struct err *e)
{
    if (sqlite3_get_autocommit(s->db))
        return err_set(e, ERR_INVALID, "store: the transaction was lost after an error");
    return db_leave(s, true, true, e);
}

void store_rollback(struct store *s)
{
    if (!sqlite3_get_autocommit(s->db))
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}
