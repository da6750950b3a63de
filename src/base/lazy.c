#include "base/lazy.h"

#include <dlfcn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

enum { STATUS_MISSING = 3 };

void *lazy_bind(struct lazy_symbol *s)
{
    /* opened again for each function: a handle counts its users, and it is never closed */
    void *library = dlopen(s->library, RTLD_LAZY | RTLD_LOCAL);
    void *f = library ? dlsym(library, s->name) : NULL;

    if (!f) {
        fprintf(stderr, "sohoa: %s\n", dlerror());
        _exit(STATUS_MISSING);
    }
    atomic_store_explicit(&s->target, f, memory_order_release);
    return f;
}
