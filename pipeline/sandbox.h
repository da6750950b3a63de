/* pipeline/sandbox.h -- what a child that holds foreign bytes may no longer ask of the system.
 *
 * A seccomp filter answers EPERM to calls no decoder needs: sockets, tracing other processes,
 * mounting, namespaces, kernel modules, keyrings, BPF, io_uring, user-supplied page faults, setting
 * the clock. SANDBOX_ALONE also takes away starting programs and processes (threads stay);
 * SANDBOX_WITH_TOOLS leaves that for pdftocairo, which inherits the filter. Needs no privilege;
 * what the kernel or the processor does not offer is left out silently: this is the second wall,
 * the first is that a child has nothing worth taking. Threads: call before the first one starts.
 * Source: seccomp(2); linux/seccomp.h. */
#ifndef PIPELINE_SANDBOX_H
#define PIPELINE_SANDBOX_H

enum sandbox { SANDBOX_ALONE, SANDBOX_WITH_TOOLS };
void sandbox_enter(enum sandbox how);
#endif
