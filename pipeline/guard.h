/* pipeline/guard.h -- a piece of work on foreign bytes that may cost at most itself.
 *
 * guard_run runs fn in a copy of this process (fork) with its address space, its time and its
 * system calls limited (sandbox.h); what fn wrote to `out` and its error come back through a memory
 * file. A crash or a hang is ERR_CHILD with `what` in the text. fn must leave this process's
 * database, locks and children alone; reading files is fine. The copy dies with us. For libraries
 * that have to parse in the process that holds the store (qpdf while packing and verifying); what
 * reads pages runs in processes of its own (child.h). Threads: call only while there is one. Costs
 * about a millisecond. */
#ifndef PIPELINE_GUARD_H
#define PIPELINE_GUARD_H
#include "base/buf.h"

typedef bool guard_fn(void *ctx, struct buf *out, struct err *e);
struct guard_limits {
    int64_t seconds, memory_mb; /* memory: beyond what is mapped already */
};
MUST_USE bool guard_run(guard_fn *fn, void *ctx, const struct guard_limits *limits,
                        const char *what, struct buf *out, struct err *e);
#endif
