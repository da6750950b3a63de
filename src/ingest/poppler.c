/* poppler's tools as children: GPL code stays outside, and a hostile page costs one child.
 *
 * The PDF is their standard input and the answer their standard output, both plain descriptors: no
 * name of a file, no password and no page text ever shows in a process list. A child gets limits on
 * memory, time and output, dies with us (PR_SET_PDEATHSIG), and is killed at its deadline. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "ingest/inner.h"

struct child {
    const char *const *argv;
    int in, out;
    uint32_t seconds;
    uint64_t max_memory, max_output; /* bytes */
};

static void limit(int what, uint64_t value)
{
    const struct rlimit r = { value, value };

    (void)setrlimit(what, &r);
}

/* Between fork and exec: async-signal-safe calls only. */
static _Noreturn void become(const struct child *c, int alive, pid_t parent)
{
    sigset_t none;

    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
        _exit(126);
    const int null = open("/dev/null", O_RDWR);
    if (dup2(c->in, 0) < 0 || dup2(c->out, 1) < 0 || null < 0 || dup2(null, 2) < 0)
        _exit(126);
    /* The write end of the pipe stays open as 3: its closing tells the parent that we ended. */
    if (alive != 3 && dup2(alive, 3) < 0)
        _exit(126);
    (void)fcntl(3, F_SETFD, 0);
    (void)close_range(4, ~0u, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, c->seconds + 1);
    limit(RLIMIT_AS, c->max_memory);
    limit(RLIMIT_FSIZE, c->max_output);
    sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
    (void)signal(SIGPIPE, SIG_DFL);
    (void)nice(0);
    execvp(c->argv[0], (char *const *)(uintptr_t)c->argv);
    _exit(127);
}

/* False when the deadline came first. */
static bool wait_until_closed(int fd, uint32_t seconds)
{
    const int64_t end = clock_mono_ms() + (int64_t)seconds * 1000;

    for (;;) {
        struct pollfd p = { .fd = fd, .events = POLLIN };
        const int64_t left = end - clock_mono_ms();
        if (left <= 0)
            return false;
        const int r = poll(&p, 1, left > 60000 ? 60000 : (int)left);
        if (r > 0)
            return true;
        if (r < 0 && errno != EINTR)
            return false;
    }
}

static bool verdict(const struct child *c, int status, bool late, struct err *e)
{
    const char *const tool = c->argv[0];

    if (late)
        return err_set(e, ERR_CHILD, "%s took longer than %u seconds", tool, c->seconds);
    if (WIFSIGNALED(status))
        return err_set(e, ERR_CHILD, "%s died of signal %d", tool, WTERMSIG(status));
    switch (WEXITSTATUS(status)) {
    case 0:
        return true;
    case 127:
        return err_set(e, ERR_MISSING, "%s is not installed (package poppler-utils)", tool);
    case 1:
    case 3:
        return err_set(e, ERR_INPUT, "%s cannot open the PDF", tool);
    default:
        return err_set(e, ERR_CHILD, "%s failed with code %d", tool, WEXITSTATUS(status));
    }
}

static bool run(const struct child *c, struct err *e)
{
    int ends[2], status = 0;
    const pid_t parent = getpid();

    /* One descriptor serves all calls, and its position is shared with the children. */
    if (lseek(c->in, 0, SEEK_SET) != 0 || pipe2(ends, O_CLOEXEC) != 0)
        return err_set(e, ERR_IO, "cannot prepare a child process");
    const pid_t pid = fork();
    if (pid == 0)
        become(c, ends[1], parent);
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return err_set(e, ERR_IO, "cannot start %s", c->argv[0]);
    }
    const bool late = !wait_until_closed(ends[0], c->seconds);
    close(ends[0]);
    if (late)
        kill(pid, SIGKILL);
    pid_t got;
    do
        got = waitpid(pid, &status, 0);
    while (got < 0 && errno == EINTR);
    if (got != pid)
        return err_set(e, ERR_CHILD, "%s was lost", c->argv[0]);
    return verdict(c, status, late, e);
}

/* Everything a child wrote, mapped; empty is an error. */
static void *map_output(int fd, size_t *len, const char *tool, struct err *e)
{
    const off_t end = lseek(fd, 0, SEEK_END);
    void *p = MAP_FAILED;

    if (end > 0)
        p = mmap(NULL, (size_t)end, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED) {
        err_set(e, ERR_CHILD, "%s wrote nothing", tool);
        return NULL;
    }
    *len = (size_t)end;
    return p;
}

bool poppler_raster(int pdf_fd, const struct raster_job *j, const struct ingest_limits *l,
                    struct buf *out, enum image_format *format, struct err *e)
{
    char page[16], w[16], h[16];
    const char *argv[20] = {
        "pdftocairo", "-q", "-tiff", "-tiffcompression", "none", "-singlefile", "-cropbox", "-f",
        page,         "-l", page,    "-scale-to-x",      w,      "-scale-to-y", h
    };
    size_t n = 15, len = 0;
    const uint64_t pixels = (uint64_t)j->w * (uint64_t)j->h;
    bool ok = false;

    if (j->depth == RASTER_MONO)
        argv[n++] = "-mono";
    else if (j->depth == RASTER_GREY)
        argv[n++] = "-gray";
    argv[n++] = "-";
    argv[n] = "-";
    snprintf(page, sizeof page, "%d", j->page);
    snprintf(w, sizeof w, "%d", j->w);
    snprintf(h, sizeof h, "%d", j->h);
    const int fd = spool_memfd("", 0, e);
    if (fd < 0)
        return false;
    /* cairo holds 4 bytes a pixel, twice where a page blends; decoded images come on top. */
    const struct child c = {
        argv, pdf_fd, fd, l->child_seconds, (2048ull << 20) + 16 * pixels, pixels * 4 + (16u << 20)
    };
    void *p = NULL;
    if (run(&c, e) && (p = map_output(fd, &len, argv[0], e))) {
        ok = tiff_recode(out, p, len, l->max_pixels, j->dpi, format, e);
        munmap(p, len);
    }
    close(fd);
    return ok;
}

bool poppler_text(int pdf_fd, int32_t first, int32_t last, const struct ingest_limits *l,
                  struct buf *out, struct err *e)
{
    char from[16], to[16];
    const char *const argv[] = { "pdftotext", "-q", "-bbox-layout", "-cropbox", "-enc", "UTF-8",
                                 "-f",        from, "-l",           to,         "-",    "-",
                                 NULL };
    size_t len = 0;
    bool ok = false;

    snprintf(from, sizeof from, "%d", first);
    snprintf(to, sizeof to, "%d", last);
    const int fd = spool_memfd("", 0, e);
    if (fd < 0)
        return false;
    const struct child c = { argv, pdf_fd, fd, l->child_seconds, 2048ull << 20, out->ceiling };
    void *p = NULL;
    if (run(&c, e) && (p = map_output(fd, &len, argv[0], e))) {
        buf_add(out, p, len);
        ok = buf_ok(out, "the text layer of a PDF", e);
        munmap(p, len);
    }
    close(fd);
    return ok;
}
