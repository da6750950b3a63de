#include "pipeline/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/atomicfile.h"
#include "pipeline/proto.h"
#include "pipeline/sandbox.h"

enum { FD_SOCKET = 3, FD_SLOTS = 4, FD_CONFIG = 5, FD_FIRST_FREE = 6, MAX_ARGS = 12 };
enum { STATUS_UNFIT = 3 /* what child_main ends with when it could not begin */ };

static int config_fd(const struct config *cfg, struct err *e)
{
    struct buf text;
    buf_init(&text, 1 << 20);
    config_text(cfg, OPT_IN_FILE, &text);
    if (cfg->password_file && *cfg->password_file)
        buf_printf(&text, "password-file: %s\n", cfg->password_file);
    if (cfg->store)
        buf_printf(&text, "store: %s\n", cfg->store);
    const int fd = memfd_create("sohoa-config", MFD_CLOEXEC);
    if (fd < 0 || !buf_ok(&text, "the configuration", e) ||
        !fd_write_all(fd, text.ptr, text.len, e) || lseek(fd, 0, SEEK_SET) != 0) {
        if (fd >= 0)
            close(fd);
        buf_release(&text);
        err_set(e, ERR_IO, "cannot hand the configuration on");
        return -1;
    }
    buf_release(&text);
    return fd;
}

/* In the child, between fork and exec: only what is safe there. */
static void become(int sock, int slots, int conf, pid_t parent, bool noisy, bool keep_stdin,
                   char *const argv[])
{
    sigset_t none;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(127);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    setpgid(0, 0); /* a Ctrl-C on the terminal is the parent's to answer */
    /* out of the way of the target numbers first */
    const int a = fcntl(sock, F_DUPFD, 20), b = fcntl(slots, F_DUPFD, 20),
              c = fcntl(conf, F_DUPFD, 20);
    const int null = open("/dev/null", O_RDWR);
    if (a < 0 || b < 0 || c < 0 || null < 0 || dup2(null, 1) < 0 ||
        (!keep_stdin && dup2(null, 0) < 0))
        _exit(127);
    if (!noisy)
        dup2(null, 2);
    if (dup2(a, FD_SOCKET) < 0 || dup2(b, FD_SLOTS) < 0 || dup2(c, FD_CONFIG) < 0)
        _exit(127);
    close_range(FD_FIRST_FREE, ~0U, 0);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL); /* the parent takes its signals from a descriptor */
    execv("/proc/self/exe", argv);
    _exit(127);
}

bool child_start(struct child *c, const char *role, const struct config *cfg, const struct slots *s,
                 const char *const *args, struct err *e)
{
    int pair[2];
    char n[3][24];
    char *argv[MAX_ARGS + 1] = { (char *)(uintptr_t) "sohoa", (char *)(uintptr_t)role, n[0], n[1],
                                 n[2] };
    int argc = 5;
    bool keep_stdin = false;

    *c = (struct child){ .fd = -1 };
    snprintf(n[0], sizeof n[0], "%u", s->n);
    snprintf(n[1], sizeof n[1], "%zu", s->in_cap);
    snprintf(n[2], sizeof n[2], "%zu", s->out_cap);
    for (; *args && argc < MAX_ARGS; args++) {
        keep_stdin |= strcmp(*args, "-") == 0;
        argv[argc++] = (char *)(uintptr_t)*args;
    }
    const int conf = config_fd(cfg, e);
    if (conf < 0)
        return false;
    if (!proto_pair(pair, e)) {
        close(conf);
        return false;
    }
    (void)fcntl(pair[0], F_SETFL, O_NONBLOCK);
    const pid_t parent = getpid(), pid = fork();
    if (pid == 0)
        become(pair[1], s->fd, conf, parent, cfg->verbose, keep_stdin, argv);
    close(pair[1]);
    close(conf);
    if (pid < 0) {
        close(pair[0]);
        return err_set(e, ERR_IO, "cannot start a process");
    }
    *c = (struct child){ pid, pair[0] };
    return true;
}

bool child_ended(const struct child *c)
{
    siginfo_t info = { 0 };

    return waitid(P_PID, (id_t)c->pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid != 0;
}

void child_end(struct child *c)
{
    if (c->pid > 0)
        kill(c->pid, SIGKILL);
}

void child_kill(struct child *c)
{
    if (c->pid > 0) {
        kill(c->pid, SIGKILL);
        while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    if (c->fd >= 0 && c->pid > 0)
        close(c->fd);
    *c = (struct child){ .fd = -1 };
}

bool child_reap(struct child *c, char *how, size_t cap)
{
    int status = 0;
    /* It closed its socket; give it a moment to end by itself so that its status can be told. */
    for (int i = 0; i < 200; i++) {
        const pid_t r = waitpid(c->pid, &status, WNOHANG);
        if (r == c->pid) {
            if (WIFSIGNALED(status))
                snprintf(how, cap, "signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
            else
                snprintf(how, cap, "exit status %d", WEXITSTATUS(status));
            close(c->fd);
            *c = (struct child){ .fd = -1 };
            return WIFEXITED(status) &&
                   (WEXITSTATUS(status) == STATUS_UNFIT || WEXITSTATUS(status) == 127);
        }
        usleep(10000);
    }
    snprintf(how, cap, "no answer");
    child_kill(c);
    return false;
}

bool child_is_role(const char *arg)
{
    return strcmp(arg, "__reader") == 0 || strcmp(arg, "__worker") == 0;
}

static void limit_memory(const struct config *cfg, uint32_t jobs, const struct slots *s)
{
#if !defined(__SANITIZE_ADDRESS__)
    const uint64_t own = s->n * (uint64_t)(s->in_cap + s->out_cap);
    const rlim_t bytes =
        (rlim_t)(((uint64_t)cfg->memory_mb + 1024u * (uint64_t)jobs) * 1024 * 1024 + own);
    const struct rlimit as = { bytes, bytes };
    (void)setrlimit(RLIMIT_AS, &as);
#else
    (void)cfg;
    (void)jobs;
    (void)s;
#endif
    const struct rlimit core = { 0, 0 };
    (void)setrlimit(RLIMIT_CORE, &core);
}

int child_main(int argc, char **argv)
{
    struct config cfg;
    struct slots s;
    struct buf text;
    struct err e = { 0 };
    int status = STATUS_UNFIT;

    if (argc < 6)
        return 1;
    buf_init(&text, 1 << 20);
    if (!config_init(&cfg, &e) || !file_read("/proc/self/fd/5", &text, &e) ||
        !opt_read_lines(config_table, &cfg, text.ptr ? text.ptr : "", &e) ||
        !slots_attach(&s, FD_SLOTS, (uint32_t)strtoul(argv[2], NULL, 10),
                      strtoul(argv[3], NULL, 10), strtoul(argv[4], NULL, 10), &e))
        return STATUS_UNFIT;
    close(FD_CONFIG);
    buf_release(&text);
    const uint32_t jobs = (uint32_t)strtoul(argv[5], NULL, 10);
    if (strcmp(argv[1], "__worker") == 0) {
        limit_memory(&cfg, jobs, &s);
        sandbox_enter(SANDBOX_ALONE);
        status = worker_main(&cfg, &s, FD_SOCKET, jobs);
    } else if (argc >= 8) {
        limit_memory(&cfg, 1, &s);
        sandbox_enter(SANDBOX_WITH_TOOLS);
        status = reader_main(&cfg, &s, FD_SOCKET, argv[5], argv[6], argv[7]);
    }
    slots_close(&s);
    config_release(&cfg);
    return status;
}
