#include "pipeline/sandbox.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define NATIVE AUDIT_ARCH_X86_64
enum { FIRST_FOREIGN = 0x40000000 /* the x32 calls */ };
#elif defined(__aarch64__)
#define NATIVE AUDIT_ARCH_AARCH64
#endif

enum { MAX_RULES = 160, MAX_FILES = 1024 };

#ifdef NATIVE
static const uint32_t refused[] = {
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_listen,
    SYS_accept,
    SYS_accept4,
#if !defined(__SANITIZE_ADDRESS__)
    SYS_ptrace, /* the leak checker stops its own threads with it */
#endif
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_pidfd_getfd,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_userfaultfd,
    SYS_io_uring_setup,
    SYS_io_uring_enter,
    SYS_io_uring_register,
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_chroot,
    SYS_open_tree,
    SYS_move_mount,
    SYS_fsopen,
    SYS_fsmount,
    SYS_setns,
    SYS_unshare,
    SYS_open_by_handle_at,
    SYS_kexec_load,
    SYS_kexec_file_load,
    SYS_init_module,
    SYS_finit_module,
    SYS_delete_module,
    SYS_reboot,
    SYS_swapon,
    SYS_swapoff,
    SYS_quotactl,
    SYS_acct,
    SYS_add_key,
    SYS_request_key,
    SYS_keyctl,
    SYS_settimeofday,
    SYS_clock_settime,
    SYS_adjtimex,
    SYS_sethostname,
    SYS_setdomainname,
    SYS_personality,
};
static const uint32_t starting[] = {
    SYS_execve,
    SYS_execveat,
#ifdef SYS_fork
    SYS_fork,
    SYS_vfork,
#endif
};

struct rules {
    struct sock_filter list[MAX_RULES];
    unsigned short n;
};

static void add(struct rules *r, struct sock_filter f)
{
    if (r->n < MAX_RULES)
        r->list[r->n++] = f;
}

static void answer_if(struct rules *r, uint32_t call, uint32_t answer)
{
    add(r, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1));
    add(r, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, answer));
}

static void load(struct rules *r, size_t offset)
{
    add(r, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset));
}

static void install(enum sandbox how)
{
    struct rules r = { .n = 0 };
    const uint32_t no = SECCOMP_RET_ERRNO | EPERM, yes = SECCOMP_RET_ALLOW;

    load(&r, offsetof(struct seccomp_data, arch));
    add(&r, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE, 1, 0));
    add(&r, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, no));
    load(&r, offsetof(struct seccomp_data, nr));
#if defined(__x86_64__)
    add(&r, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, FIRST_FOREIGN, 0, 1));
    add(&r, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, no));
#endif
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        answer_if(&r, refused[i], no);
    if (how == SANDBOX_ALONE) {
        for (size_t i = 0; i < sizeof starting / sizeof *starting; i++)
            answer_if(&r, starting[i], no);
        /* clone3 keeps its flags in memory, where a filter cannot look: told that there is none,
         * the C library takes clone, which may start threads only */
        answer_if(&r, SYS_clone3, SECCOMP_RET_ERRNO | ENOSYS);
        add(&r, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 3));
        load(&r, offsetof(struct seccomp_data, args[0])); /* low half: little endian */
        add(&r, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0));
        add(&r, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, no));
    }
    add(&r, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, yes));
    const struct sock_fprog program = { r.n, r.list };
    if (r.n < MAX_RULES && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
        (void)prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
#endif

void sandbox_enter(enum sandbox how)
{
    struct rlimit files;

    /* No limit on the number of processes: the system counts all of this user's, not ours. */
    if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_max > MAX_FILES) {
        files = (struct rlimit){ MAX_FILES, MAX_FILES };
        (void)setrlimit(RLIMIT_NOFILE, &files);
    }
#ifdef NATIVE
    install(how);
#else
    (void)how;
#endif
}
