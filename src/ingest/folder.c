/* Folders, in the order people expect; nothing that is not a plain file or folder is followed. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "ingest/inner.h"

enum { MAX_FOLDER_DEPTH = 64, FOLDER_CEILING = 256 << 20 };

struct folder_walk {
    struct walk *w;
    const char *archive;
    struct nameset names;
};

static int by_name(const void *a, const void *b)
{
    return utf8_natural_cmp(*(char *const *)a, *(char *const *)b);
}

/* Names of one folder, sorted; *n of them in arena a. */
static char **list_names(DIR *d, struct arena *a, size_t *n, struct err *e)
{
    char **names = NULL;
    size_t cap = 0;

    *n = 0;
    for (;;) {
        errno = 0;
        const struct dirent *const de = readdir(d);
        if (!de && errno) {
            err_set(e, ERR_IO, "cannot read a folder");
            break;
        }
        if (!de) {
            if (names)
                qsort(names, *n, sizeof *names, by_name);
            return names ? names : calloc(1, sizeof *names);
        }
        if (!strcmp(de->d_name, ".") || !strcmp(de->d_name, ".."))
            continue;
        if (*n == cap) {
            cap = cap ? cap * 2 : 256;
            char **const more = realloc(names, cap * sizeof *names);
            if (!more) {
                err_set(e, ERR_NOMEM, "no memory for the names of a folder");
                break;
            }
            names = more;
        }
        names[*n] = arena_strdup(a, de->d_name);
        if (!names[*n]) {
            err_set(e, ERR_LIMIT, "a folder holds too many names");
            break;
        }
        ++*n;
    }
    free(names);
    return NULL;
}

static bool refuse(struct folder_walk *fw, const struct place *p, const struct err *e)
{
    enum turn t;

    if (!walk_next(fw->w, p, &t))
        return false;
    return t != TURN_OPEN || walk_fail(fw->w, p, false, 1, e);
}

static bool open_file(struct folder_walk *fw, int dirfd, const char *name, const struct place *p)
{
    struct err e = { 0 };
    struct stat st;
    struct feed f;
    enum turn t;
    bool go;

    if (name_is_leftover(p->entry))
        return walk_leftover(fw->w, p);
    if (!walk_next(fw->w, p, &t))
        return false;
    const int fd = openat(dirfd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) != 0) {
        err_set(&e, ERR_IO, "cannot open the file");
        if (fd >= 0)
            close(fd);
        return t != TURN_OPEN || walk_fail(fw->w, p, false, 1, &e);
    }
    if (S_ISREG(st.st_mode)) {
        feed_from_fd(&f, fd, (uint64_t)st.st_size);
        go = entry_open(fw->w, p, &f, NULL, t);
        feed_release(&f);
    } else {
        err_set(&e, ERR_UNSUPPORTED, "not a regular file");
        go = t != TURN_OPEN || walk_fail(fw->w, p, false, 1, &e);
    }
    close(fd);
    return go;
}

static bool walk_into(struct folder_walk *fw, int dirfd, const char *prefix, unsigned depth);

static bool one_name(struct folder_walk *fw, int dirfd, const char *prefix, const char *name,
                     unsigned depth)
{
    struct buf path;
    struct err e = { 0 };
    struct stat st;
    bool go;

    buf_init(&path, 1 << 20);
    buf_printf(&path, "%s%s%s", prefix, *prefix ? "/" : "", name);
    if (!buf_ok(&path, "a path", &e)) {
        buf_release(&path);
        return walk_stop(fw->w, &e);
    }
    const bool known = fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
    if (known && S_ISDIR(st.st_mode) && depth < MAX_FOLDER_DEPTH) {
        const int sub = openat(dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (sub >= 0) {
            go = walk_into(fw, sub, path.ptr, depth + 1);
            buf_release(&path);
            return go;
        }
    }
    /* From here on it is an entry; the name shown is cleaned, the one opened is not. */
    struct arena a;
    bool climbs;
    arena_init(&a, 8 << 20);
    char *const clean = name_clean(&a, path.ptr, path.len, &climbs);
    const char *const entry = clean ? nameset_unique(&fw->names, clean) : NULL;
    const struct place p = { fw->archive, entry ? entry : "(unnamed)", false };
    if (!entry) {
        err_set(&e, ERR_NOMEM, "no memory for the names of a folder");
        go = walk_stop(fw->w, &e);
    } else if (known && S_ISREG(st.st_mode)) {
        go = open_file(fw, dirfd, name, &p);
    } else {
        if (!known)
            err_set(&e, ERR_IO, "cannot be looked at");
        else if (S_ISLNK(st.st_mode))
            err_set(&e, ERR_UNSUPPORTED,
                    "a symbolic link: links are not followed, copy the file itself");
        else if (S_ISDIR(st.st_mode) && depth >= MAX_FOLDER_DEPTH)
            err_set(&e, ERR_LIMIT, "folders nested deeper than %d", MAX_FOLDER_DEPTH);
        else if (S_ISDIR(st.st_mode))
            err_set(&e, ERR_IO, "the folder cannot be opened");
        else
            err_set(&e, ERR_UNSUPPORTED, "a device, pipe or socket, not a file");
        go = refuse(fw, &p, &e);
    }
    arena_reset(&a);
    buf_release(&path);
    return go;
}

static bool walk_into(struct folder_walk *fw, int dirfd, const char *prefix, unsigned depth)
{
    DIR *const d = fdopendir(dirfd);
    struct arena a;
    struct err e = { 0 };
    size_t n = 0;
    bool go = true;

    if (!d) {
        err_set(&e, ERR_IO, "cannot read a folder");
        close(dirfd);
        return walk_stop(fw->w, &e);
    }
    arena_init(&a, FOLDER_CEILING);
    char **const names = list_names(d, &a, &n, &e);
    if (names) {
        for (size_t i = 0; go && i < n; i++)
            go = one_name(fw, dirfd, prefix, names[i], depth);
        free(names);
    } else {
        const struct place p = { fw->archive, *prefix ? prefix : fw->archive, false };
        go = refuse(fw, &p, &e);
    }
    arena_reset(&a);
    closedir(d);
    return go;
}

bool folder_walk(struct walk *w, int dirfd, const char *archive)
{
    struct folder_walk fw = { .w = w, .archive = archive };

    nameset_init(&fw.names);
    const bool go = walk_into(&fw, dirfd, "", 0);
    nameset_release(&fw.names);
    return go;
}
