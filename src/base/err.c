#include "base/err.h"
#undef err_set
#undef err_at

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool err_set(struct err *e, enum err_kind kind, const char *fmt, ...)
{
    const int sys = errno;
    va_list ap;

    if (!e)
        return false;
    e->kind = kind;
    e->sys = 0;
    if (kind == ERR_IO) {
        e->sys = sys;
        if (sys == ENOSPC || sys == EDQUOT)
            e->kind = ERR_FULL;
    }
    va_start(ap, fmt);
    vsnprintf(e->text, sizeof e->text, fmt, ap);
    va_end(ap);
    if (e->sys) {
        const size_t used = strlen(e->text);
        char why[96];
        snprintf(e->text + used, sizeof e->text - used, ": %s",
                 strerror_r(e->sys, why, sizeof why));
    }
    return false;
}

bool err_at(struct err *e, const char *fmt, ...)
{
    char old[sizeof e->text];
    va_list ap;

    if (!e)
        return false;
    memcpy(old, e->text, sizeof old);
    old[sizeof old - 1] = '\0';
    va_start(ap, fmt);
    const int n = vsnprintf(e->text, sizeof e->text, fmt, ap);
    va_end(ap);
    const size_t used = n < 0 ? 0 : (size_t)n < sizeof e->text ? (size_t)n : sizeof e->text - 1;
    snprintf(e->text + used, sizeof e->text - used, ": %.*s", (int)(sizeof e->text - used), old);
    return false;
}

const char *err_slug(enum err_kind kind)
{
    static const char *const slugs[] = {
        [ERR_NONE] = "none",           [ERR_INPUT] = "input",
        [ERR_LIMIT] = "limit",         [ERR_UNSUPPORTED] = "unsupported",
        [ERR_ENCRYPTED] = "encrypted", [ERR_IO] = "io",
        [ERR_FULL] = "full",           [ERR_LOCKED] = "locked",
        [ERR_NOMEM] = "memory",        [ERR_LIBRARY] = "library",
        [ERR_CONFIG] = "config",       [ERR_USAGE] = "usage",
        [ERR_MISSING] = "missing",     [ERR_CHILD] = "crash",
        [ERR_INVALID] = "invalid",     [ERR_CANCELLED] = "cancelled",
    };
    return (size_t)kind < sizeof slugs / sizeof *slugs ? slugs[kind] : "unknown";
}
