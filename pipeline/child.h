/* pipeline/child.h -- the processes that touch foreign bytes, and how they are started and ended.
 *
 * A child is this program executed anew (fresh address space: it never sees the vault key) with a
 * socket, the page slots and the effective configuration as text. It dies with its parent
 * (PR_SET_PDEATHSIG), may not gain privileges, has its address space and its system calls limited
 * (sandbox.h) and writes nothing but its spool. Standard input is its own only where "-" is walked.
 * child_main is what the hidden commands call.
 *
 *   __reader SLOTS IN OUT SKIP PATH NAME     walks one input (reader.c); SKIP "12+": entry 12 again
 *   __worker SLOTS IN OUT THREADS            reads pages (worker.c); THREADS 0: only decodes
 *
 * Threads: start and stop from the parent's one thread. */
#ifndef PIPELINE_CHILD_H
#define PIPELINE_CHILD_H
#include <stdbool.h>
#include <sys/types.h>

#include "pipeline/config.h"
#include "pipeline/slots.h"

struct child {
    pid_t pid; /* 0: none */
    int fd;    /* our end of the socket */
};

MUST_USE bool child_start(struct child *c, const char *role, const struct config *cfg,
                          const struct slots *s, const char *const *args, struct err *e);
/* Has it ended by itself? It still has to be reaped. */
bool child_ended(const struct child *c);
/* Ends it now, without waiting for it to be gone: giving back what it holds takes the system a
 * while. It still has to be reaped (child_kill). */
void child_end(struct child *c);
/* Ends it now and reaps it. */
void child_kill(struct child *c);
/* Reaps a child that has closed its socket; how it ended, as words for a reason. True when it gave
 * up before it did anything (it could not be executed or set up): trying again is of no use. */
bool child_reap(struct child *c, char *how, size_t cap);

bool child_is_role(const char *arg);
int child_main(int argc, char **argv); /* exit status */

/* What the two roles run. */
int reader_main(const struct config *cfg, const struct slots *s, int fd, const char *skip,
                const char *path, const char *name);
int worker_main(const struct config *cfg, const struct slots *s, int fd, uint32_t threads);
#endif
