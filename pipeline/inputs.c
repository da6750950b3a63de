#include <limits.h>
#include <stdlib.h>
#include <string.h>

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

bool run_name_inputs(char *const *paths, size_t n, struct run_input *out, struct err *e)
{
    char **full = calloc(n, sizeof *full);
    bool ok = full != NULL || err_set(e, ERR_NOMEM, "no memory");

    for (size_t i = 0; ok && i < n; i++) {
        full[i] = strcmp(paths[i], "-") == 0 ? strdup("stdin") : realpath(paths[i], NULL);
        if (!full[i])
            ok = err_set(e, ERR_INPUT, "cannot open %s", paths[i]);
    }
    for (size_t i = 0; ok && i < n; i++) {
        int parts = 1;
        while (parts < 64 && clashes(full, n, i, parts))
            parts++;
        out[i] = (struct run_input){ .path = paths[i], .name = strdup(tail(full[i], parts)) };
        ok = out[i].name || err_set(e, ERR_NOMEM, "no memory");
    }
    for (size_t i = 0; full && i < n; i++)
        free(full[i]);
    free(full);
    if (ok)
        qsort(out, n, sizeof *out, by_path);
    return ok;
}
