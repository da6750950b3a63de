/* base/lazy.h -- binds a function of a library that is loaded when first called.
 *
 * For the stubs that scripts/lazy-stubs writes; nothing else calls it. lazy_bind loads the library,
 * keeps the address of the function in the symbol and returns it. It cannot report an error (its
 * caller is any call of a foreign function): a library that is not there ends the process with
 * status 3, "a missing dependency", after a line on stderr. Threads: safe. */
#ifndef BASE_LAZY_H
#define BASE_LAZY_H

struct lazy_symbol { /* laid out by scripts/lazy-stubs */
    void *_Atomic target;
    const char *name, *library;
};
void *lazy_bind(struct lazy_symbol *s);
#endif
