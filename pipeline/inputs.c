#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "pipeline/run.h"

/* The last `parts` components of a path. */
static const char *tail(const char *path, int parts)
{
    const char *p = path + strlen(path);
    while (p > path) {
        if (p[-1] == '/' && --parts == 0)
            break;
        p--;
    }
    return p;
}

static bool clashes(char *const *full, size_t n, size_t i, int parts)
{
    for (size_t k = 0; k < n; k++)
        if (k != i && strcmp(full[k], full[i]) != 0 &&
            strcmp(tail(full[k], parts), tail(full[i], parts)) == 0)
            return true;
    return false;
}

static int by_path(const void *a, const void *b)
{
    const struct run_input *x = a, *y = b;
    return strcmp(x->path, y->path);
}

/* The folder it lies in made absolute, its own name as given (a link keeps the name people know it
 * by); "." and the like are resolved whole. What is not there stays as it was typed. */
static char *full_path(const char *path)
{
    char dir[PATH_MAX], base[PATH_MAX], real[PATH_MAX], out[2 * PATH_MAX];

    if (strcmp(path, "-") == 0)
        return strdup("stdin");
    if (!*path || strlen(path) >= sizeof dir)
        return strdup(*path ? path : "?");
    memcpy(dir, path, strlen(path) + 1);
    memcpy(base, path, strlen(path) + 1);
    const char *name = basename(base);
    const bool dots = strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || strcmp(name, "/") == 0;
    if (!realpath(dots ? path : dirname(dir), real))
        return strdup(path);
    if (dots)
        return strdup(real);
    snprintf(out, sizeof out, "%s/%s", strcmp(real, "/") == 0 ? "" : real, name);
    return strdup(out);
}

/* Names are stored, printed as JSON and compared: they are text. */
static char *as_text(char *bytes)
{
    struct arena a;

    if (!bytes)
        return NULL;
    arena_init(&a, 1 << 20);
    const char *clean = utf8_nfc(&a, bytes, strlen(bytes));
    char *out = clean ? strdup(*clean ? clean : "?") : NULL;
    arena_reset(&a);
    free(bytes);
    return out;
}

static bool was_given(char *const *full, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(full[k], full[i]) == 0)
            return true;
    return false;
}

bool run_name_inputs(char *const *paths, size_t n, struct run_input *out, size_t *kept,
                     struct err *e)
{
    char **full = calloc(n + 1, sizeof *full);
    bool ok = full != NULL;

    *kept = 0;
    for (size_t i = 0; ok && i < n; i++)
        ok = (full[i] = as_text(full_path(paths[i]))) != NULL;
    for (size_t i = 0; ok && i < n; i++) {
        int parts = 1;
        if (was_given(full, i))
            continue;
        while (parts < 64 && clashes(full, n, i, parts))
            parts++;
        const char *name = tail(full[i], parts);
        while (*name == '/')
            name++;
        out[*kept] = (struct run_input){ .path = paths[i], .name = strdup(*name ? name : "?") };
        ok = out[*kept].name != NULL;
        *kept += ok;
    }
    for (size_t i = 0; full && i < n; i++)
        free(full[i]);
    free(full);
    if (!ok)
        return err_set(e, ERR_NOMEM, "no memory");
    qsort(out, *kept, sizeof *out, by_path);
    return true;
}
