#include "paper/lines.h"

#include <string.h>

bool line_fail(const struct line *l, struct err *e, const char *what)
{
    return err_set(e, ERR_CONFIG, "%s line %u: %s", l->name, l->no, what);
}

bool lines_each(struct arena *a, const char *name, const char *text, size_t len, line_fn *fn,
                void *ctx, struct err *e)
{
    struct line l = { .name = name };
    char *copy = arena_strndup(a, text, len);

    if (!copy)
        return err_set(e, ERR_NOMEM, "%s: no memory", name);
    for (char *at = copy, *next; at && *at; at = next) {
        next = strchr(at, '\n');
        if (next)
            *next++ = '\0';
        l.no++;
        l.n = 0;
        const size_t n = strlen(at);
        if (n > 0 && at[n - 1] == '\r')
            at[n - 1] = '\0';
        if (*at == '#' || *at == '\0')
            continue;
        for (char *c = at; c; l.n++) {
            if (l.n == LINE_COLUMNS)
                return line_fail(&l, e, "too many columns");
            l.col[l.n] = c;
            c = strchr(c, '\t');
            if (c)
                *c++ = '\0';
        }
        if (l.no > LINES_MAX)
            return line_fail(&l, e, "more than 20000 lines");
        if (!fn(ctx, &l, e))
            return false;
    }
    return true;
}

size_t lines_count(const char *text, size_t len)
{
    size_t n = 1;

    for (size_t i = 0; i < len; i++)
        n += text[i] == '\n';
    return n < LINES_MAX ? n + 1 : LINES_MAX + 1;
}
