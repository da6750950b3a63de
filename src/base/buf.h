/* base/buf.h -- a byte buffer that grows up to a ceiling given at birth.
 *
 * A buffer that would outgrow its ceiling, or finds no memory, turns failed and stays so: writers
 * go on, the one who takes the result asks buf_ok() once. ptr is always NUL-terminated once
 * non-empty. Threads: one owner at a time. */
#ifndef BASE_BUF_H
#define BASE_BUF_H
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct buf {
    char *ptr;
    size_t len, cap, ceiling;
    bool failed;
};

void buf_init(struct buf *b, size_t ceiling);
void buf_release(struct buf *b);
void buf_clear(struct buf *b); /* keeps the memory */
/* Room for `more` bytes behind len; who fills it raises len. False, and failed, when there is none.
 */
MUST_USE bool buf_reserve(struct buf *b, size_t more);
void buf_add(struct buf *b, const void *p, size_t len);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
void buf_vprintf(struct buf *b, const char *fmt, va_list ap);
MUST_USE bool buf_ok(const struct buf *b, const char *what,
                     struct err *e); /* ERR_LIMIT / ERR_NOMEM */
#endif
