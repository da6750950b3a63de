/* paper/lines.h -- the lines of a table in configs/, cut at their tabs.
 *
 * Lines starting with # and empty lines are skipped, \r at the end goes. Errors: ERR_NOMEM;
 * ERR_CONFIG, with file and line number, for more than LINE_COLUMNS columns or LINES_MAX lines, and
 * whatever `fn` returns. Threads: pure. */
#ifndef PAPER_LINES_H
#define PAPER_LINES_H
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

enum { LINE_COLUMNS = 6, LINES_MAX = 20000 };

struct line {
    const char *name;
    uint32_t no;
    char *col[LINE_COLUMNS];
    uint32_t n;
};

typedef bool line_fn(void *ctx, const struct line *l, struct err *e);

MUST_USE bool lines_each(struct arena *a, const char *name, const char *text, size_t len,
                         line_fn *fn, void *ctx, struct err *e);
MUST_USE bool line_fail(const struct line *l, struct err *e, const char *what); /* false */
/* Room for a row a line: lines of text, and no more than LINES_MAX + 1. */
size_t lines_count(const char *text, size_t len);
#endif
