/* pipeline/guard.h -- a piece of work on foreign bytes that may cost at most itself.
 *
 * guard_start runs fn in a copy of this process (fork) with its address space, its time and its
 * system calls limited (sandbox.h); guard_finish waits for it: what fn wrote to `out` and its error
 * come back through a memory file. A crash or a hang is ERR_CHILD with `what` in the text. What ctx
 * points to may be freed or changed once guard_start is back: the copy has its own. fn must leave
 * this process's database, locks and children alone; reading files is fine. Copies die with us.
 * For libraries that have to parse in the process that holds the store (qpdf while packing and
 * verifying); what reads pages runs in processes of its own (child.h). Threads: call only while
 * there is one. Costs about a millisecond. */
#ifndef PIPELINE_GUARD_H
#define PIPELINE_GUARD_H
#include <sys/types.h>

#include "base/buf.h"

typedef bool guard_fn(void *ctx, struct buf *out, struct err *e);
struct guard_limits {
    int64_t seconds, memory_mb; /* memory: beyond what is mapped already */
};
struct guard {
    pid_t pid; /* 0: not running */
    int end, memory;
    int64_t until_ms;
};
/* ceiling: of what fn writes, bytes. */
MUST_USE bool guard_start(struct guard *g, guard_fn *fn, void *ctx,
                          const struct guard_limits *limits, size_t ceiling, struct err *e);
MUST_USE bool guard_finish(struct guard *g, const char *what, struct buf *out, struct err *e);
void guard_drop(struct guard *g); /* ends it; nothing when it is not running */

/* Both at once. */
MUST_USE bool guard_run(guard_fn *fn, void *ctx, const struct guard_limits *limits,
                        const char *what, struct buf *out, struct err *e);
#endif
