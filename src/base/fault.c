#include "base/fault.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static atomic_long counters[FAULT_POINTS];

bool fault_hit(enum fault_point point)
{
    static const char *const names[FAULT_POINTS] = { "write", "fsync", "rename",
                                                     "sql",   "crash", "hang" };
    const char *spec = getenv("SOHOA_FAULT");

    if (!spec)
        return false;
    const size_t len = strlen(names[point]);
    if (strncmp(spec, names[point], len) != 0 || spec[len] != ':')
        return false;
    char *end;
    const long at = strtol(spec + len + 1, &end, 10);
    const long now = 1 + atomic_fetch_add(&counters[point], 1);
    if (now != at && !(*end == '+' && now > at))
        return false;
    errno = ENOSPC;
    return true;
}
