/* base/err.h -- the one error type.
 *
 * Fallible functions return MUST_USE bool and take struct err * last. err_set() returns false, so
 * `return err_set(e, ERR_IO, "...")` is one line. The kind says what happened; what it costs (page,
 * dossier, run) is decided once, in pipeline/policy.c. Whoever detects speaks, whoever forwards
 * adds only where (err_at). Text is English: it is stored with pages and must not depend on the
 * language of the operator; the command line translates. Texts never hold page text, names or
 * identifiers. Threads: a struct err belongs to one caller's stack. */
#ifndef BASE_ERR_H
#define BASE_ERR_H
#include <stdbool.h>
#include <stddef.h>

#define MUST_USE          __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))

enum err_kind {
    ERR_NONE,
    ERR_INPUT,       /* the bytes are damaged or are not what they claim to be */
    ERR_LIMIT,       /* over a configured limit */
    ERR_UNSUPPORTED, /* a format or feature nobody here reads */
    ERR_ENCRYPTED,   /* a password is needed or wrong */
    ERR_IO,          /* reading or writing failed; sys holds errno */
    ERR_FULL,        /* no space left: worth trying again later */
    ERR_LOCKED,      /* held by another process */
    ERR_NOMEM,
    ERR_LIBRARY, /* a foreign library gave up without saying why */
    ERR_CONFIG,  /* the user's configuration is wrong */
    ERR_USAGE,   /* the user's command line is wrong */
    ERR_MISSING, /* a program, model or table is not installed */
    ERR_CHILD,   /* a child process crashed or hung beyond repair */
    ERR_INVALID, /* our own output does not pass its check */
    ERR_CANCELLED,
};

struct err {
    enum err_kind kind;
    int sys; /* errno or 0 */
    char text[240];
};

/* Sets kind and text; errno is kept in sys for ERR_IO, and ENOSPC/EDQUOT turn ERR_IO into ERR_FULL.
 */
bool err_set(struct err *e, enum err_kind kind, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* Puts "where: " in front of the text; keeps the kind. Always false. */
bool err_at(struct err *e, const char *fmt, ...) PRINTF_LIKE(2, 3);
#ifdef __clang_analyzer__ /* it does not look into other files for what they return */
#define err_set(...) ((void)err_set(__VA_ARGS__), false)
#define err_at(...)  ((void)err_at(__VA_ARGS__), false)
#endif
/* Stable lower-case slug, used in `reason` of quarantined pages ("input", "limit", ...). */
const char *err_slug(enum err_kind kind);
#endif
