#include "pipeline/guard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/atomicfile.h"
#include "base/clock.h"
#include "pipeline/sandbox.h"

struct answer { /* what the memory file begins with; written last */
    uint64_t len;
    bool complete, ok;
    struct err why;
};

static void limit(const struct guard_limits *limits)
{
    const struct rlimit core = { 0, 0 };
    (void)setrlimit(RLIMIT_CORE, &core);
#if !defined(__SANITIZE_ADDRESS__)
    unsigned long long pages = 0;
    FILE *f = fopen("/proc/self/statm", "re");
    if (f && fscanf(f, "%llu", &pages) == 1) {
        const rlim_t bytes =
            (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + ((rlim_t)limits->memory_mb << 20);
        const struct rlimit as = { bytes, bytes };
        (void)setrlimit(RLIMIT_AS, &as);
    }
    if (f)
        fclose(f);
#else
    (void)limits;
#endif
}

static _Noreturn void be_the_copy(guard_fn *fn, void *ctx, const struct guard_limits *limits,
                                  pid_t parent, int memory, size_t ceiling)
{
    struct answer a = { 0 };
    struct buf out;
    struct err e = { 0 };

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    limit(limits);
    sandbox_enter(SANDBOX_ALONE);
    buf_init(&out, ceiling);
    a.ok = fn(ctx, &out, &a.why) && buf_ok(&out, "the result", &a.why);
    a.len = a.ok ? out.len : 0;
    a.complete = lseek(memory, sizeof a, SEEK_SET) == sizeof a &&
                 fd_write_all(memory, out.ptr ? out.ptr : "", a.len, &e);
    if (!a.complete || pwrite(memory, &a, sizeof a, 0) != sizeof a)
        _exit(1);
    _exit(0);
}

/* False when the deadline came first; the pipe closes when the copy ends. */
static bool wait_for(int fd, int64_t until_ms)
{
    for (;;) {
        struct pollfd p = { .fd = fd, .events = POLLIN };
        const int64_t left = until_ms - clock_mono_ms();
        if (poll(&p, 1, left < 0 ? 0 : left < 60000 ? (int)left : 60000) > 0)
            return true;
        if (left <= 0)
            return false;
    }
}

static bool take_answer(int memory, struct buf *out, const char *what, struct err *e)
{
    struct answer a;

    if (pread(memory, &a, sizeof a, 0) != sizeof a || !a.complete)
        return err_set(e, ERR_CHILD, "%s gave no result", what);
    if (!a.ok) {
        a.why.text[sizeof a.why.text - 1] = '\0';
        const bool known = a.why.kind > ERR_NONE && a.why.kind <= ERR_CANCELLED;
        *e = a.why;
        e->kind = known ? a.why.kind : ERR_CHILD;
        return false;
    }
    if (!buf_reserve(out, a.len))
        return buf_ok(out, what, e);
    for (uint64_t at = 0; at < a.len;) {
        const ssize_t n =
            pread(memory, out->ptr + out->len, (size_t)(a.len - at), (off_t)(sizeof a + at));
        if (n <= 0)
            return err_set(e, ERR_CHILD, "%s gave no result", what);
        out->len += (size_t)n;
        at += (uint64_t)n;
    }
    out->ptr[out->len] = '\0';
    return true;
}

static bool how_it_ended(pid_t pid, bool late, const char *what, struct err *e)
{
    int status = 0;

    if (late)
        kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return err_set(e, ERR_CHILD, "%s was lost", what);
    if (late)
        return err_set(e, ERR_CHILD, "%s took too long", what);
    if (WIFSIGNALED(status))
        return err_set(e, ERR_CHILD, "%s ended with signal %d (%s)", what, WTERMSIG(status),
                       strsignal(WTERMSIG(status)));
    return WEXITSTATUS(status) == 0 ||
           err_set(e, ERR_CHILD, "%s ended with exit status %d", what, WEXITSTATUS(status));
}

bool guard_start(struct guard *g, guard_fn *fn, void *ctx, const struct guard_limits *limits,
                 size_t ceiling, struct err *e)
{
    int ends[2];
    const int memory = memfd_create("sohoa-guard", MFD_CLOEXEC);
    const pid_t parent = getpid();

    *g = (struct guard){ 0 };
    if (memory < 0)
        return err_set(e, ERR_IO, "cannot make a memory file");
    if (pipe2(ends, O_CLOEXEC) != 0) {
        err_set(e, ERR_IO, "cannot make a pipe");
        close(memory);
        return false;
    }
    const pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        be_the_copy(fn, ctx, limits, parent, memory, ceiling);
    }
    close(ends[1]);
    if (pid < 0) {
        err_set(e, ERR_IO, "cannot start a process");
        close(ends[0]);
        close(memory);
        return false;
    }
    *g = (struct guard){ pid, ends[0], memory, clock_mono_ms() + limits->seconds * 1000 };
    return true;
}

static void release(struct guard *g)
{
    close(g->end);
    close(g->memory);
    *g = (struct guard){ 0 };
}

bool guard_finish(struct guard *g, const char *what, struct buf *out, struct err *e)
{
    const bool ok = how_it_ended(g->pid, !wait_for(g->end, g->until_ms), what, e) &&
                    take_answer(g->memory, out, what, e);

    release(g);
    return ok;
}

void guard_drop(struct guard *g)
{
    struct err ignored;

    if (g->pid <= 0)
        return;
    (void)!how_it_ended(g->pid, true, "", &ignored);
    release(g);
}

bool guard_run(guard_fn *fn, void *ctx, const struct guard_limits *limits, const char *what,
               struct buf *out, struct err *e)
{
    struct guard g;

    return guard_start(&g, fn, ctx, limits, out->ceiling, e) && guard_finish(&g, what, out, e);
}
