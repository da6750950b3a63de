/* measure OUT COMMAND [ARG...] -- runs a command, writes what it cost to OUT ("-": stdout):
 *
 *   {"wall_s","cpu_s","user_s","sys_s","peak_rss_mb","peak_tree_mb","exit"}
 *
 * CPU time is user and system of the command and of everything it started, orphans included (this
 * process adopts and waits for them). peak_rss_mb is the largest single process, from the kernel;
 * peak_tree_mb the highest sum over all processes alive at once, each counted by its proportional
 * share of pages (Pss), sampled ten times a second, so very short peaks can be missed. A command
 * that dies of a signal exits 128 + signal. */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SAMPLE_MS = 100, TREE_MAX = 4096 };

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static long pss_kb(long pid)
{
    char path[64], line[256];
    long kb = 0;
    snprintf(path, sizeof path, "/proc/%ld/smaps_rollup", pid);
    FILE *f = fopen(path, "r");
    while (f && fgets(line, sizeof line, f))
        if (sscanf(line, "Pss: %ld", &kb) == 1)
            break;
    if (f)
        fclose(f);
    return kb;
}

static long tree_kb(long pid, int depth, int *seen);

/* The children one thread of a process has started. */
static long children_kb(long pid, const char *thread, int depth, int *seen)
{
    char path[320];
    long kb = 0, child;

    snprintf(path, sizeof path, "/proc/%ld/task/%s/children", pid, thread);
    FILE *f = fopen(path, "r");
    while (f && fscanf(f, "%ld", &child) == 1)
        kb += pss_kb(child) + tree_kb(child, depth + 1, seen);
    if (f)
        fclose(f);
    return kb;
}

/* All descendants of a process, itself left out. */
static long tree_kb(long pid, int depth, int *seen)
{
    char path[64];
    struct dirent *d;
    long kb = 0;

    snprintf(path, sizeof path, "/proc/%ld/task", pid);
    DIR *dir = depth < 64 ? opendir(path) : NULL;
    while (dir && (d = readdir(dir)) && *seen < TREE_MAX)
        if (d->d_name[0] != '.') {
            ++*seen;
            kb += children_kb(pid, d->d_name, depth, seen);
        }
    if (dir)
        closedir(dir);
    return kb;
}

/* Waits for all descendants; the exit code of `first`. */
static int wait_all(pid_t first, long *peak_kb)
{
    int code = 127;

    for (;;) {
        int status;
        const pid_t got = waitpid(-1, &status, WNOHANG);
        if (got < 0 && errno == ECHILD)
            return code;
        if (got == first)
            code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
        if (got)
            continue;
        int seen = 0;
        const long kb = tree_kb((long)getpid(), 0, &seen);
        *peak_kb = kb > *peak_kb ? kb : *peak_kb;
        /* SIGCHLD is blocked: the wait ends at once when a child does */
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGCHLD);
        sigtimedwait(&set, NULL, &(struct timespec){ 0, SAMPLE_MS * 1000000L });
    }
}

static bool report(const char *to, double wall, long peak_kb, int code)
{
    struct rusage r;
    FILE *f = strcmp(to, "-") ? fopen(to, "w") : stdout;

    if (!f || getrusage(RUSAGE_CHILDREN, &r))
        return false;
    const double user = seconds(r.ru_utime), sys = seconds(r.ru_stime);
    fprintf(f,
            "{\"wall_s\":%.3f,\"cpu_s\":%.3f,\"user_s\":%.3f,\"sys_s\":%.3f,\"peak_rss_mb\":%.1f,"
            "\"peak_tree_mb\":%.1f,\"exit\":%d}\n",
            wall, user + sys, user, sys, (double)r.ru_maxrss / 1024, (double)peak_kb / 1024, code);
    return (f == stdout ? fflush(f) : fclose(f)) == 0;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: measure OUT COMMAND [ARG...]\n", stderr);
        return 2;
    }
    sigset_t set, old;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, &old);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    const double from = now_s();
    const pid_t pid = fork();
    if (pid == 0) {
        sigprocmask(SIG_SETMASK, &old, NULL);
        execvp(argv[2], argv + 2);
        fprintf(stderr, "measure: %s: %s\n", argv[2], strerror(errno));
        _exit(127);
    }
    if (pid < 0) {
        perror("measure: fork");
        return 1;
    }
    long peak_kb = 0;
    const int code = wait_all(pid, &peak_kb);
    if (!report(argv[1], now_s() - from, peak_kb, code)) {
        fprintf(stderr, "measure: %s: %s\n", argv[1], strerror(errno));
        return 1;
    }
    return code;
}
