#include "pipeline/proto.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct wire_head {
    uint32_t kind, slot;
    int32_t i[MSG_INTS];
    uint64_t u64[2];
    uint32_t len[4];
};

bool proto_pair(int fds[2], struct err *e)
{
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds) != 0)
        return err_set(e, ERR_IO, "cannot make a socket pair");
    const int room = 512 * 1024;
    for (int k = 0; k < 2; k++)
        (void)setsockopt(fds[k], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    return true;
}

/* Cuts at a character boundary: a name longer than the limit is told apart by its hash upstream. */
static uint32_t bounded(const char *s)
{
    size_t n = s ? strnlen(s, MSG_STRING_MAX + 1) : 0;
    if (n > MSG_STRING_MAX) {
        n = MSG_STRING_MAX;
        while (n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80)
            n--;
    }
    return (uint32_t)n;
}

bool proto_send(int fd, const struct msg *m, struct err *e)
{
    struct wire_head h = { .kind = m->kind, .slot = m->slot };
    struct iovec parts[5] = { { &h, sizeof h } };

    memcpy(h.i, m->i, sizeof h.i);
    memcpy(h.u64, m->u64, sizeof h.u64);
    for (int k = 0; k < 4; k++) {
        h.len[k] = bounded(m->s[k]);
        parts[k + 1] = (struct iovec){ (void *)(uintptr_t)(m->s[k] ? m->s[k] : ""), h.len[k] };
    }
    const struct msghdr mh = { .msg_iov = parts, .msg_iovlen = 5 };
    for (;;) {
        const ssize_t n = sendmsg(fd, &mh, MSG_NOSIGNAL);
        if (n >= 0)
            return true;
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            return err_set(e, ERR_CHILD, "the other process does not listen");
        if (errno != EINTR)
            return err_set(e, ERR_CHILD, "the other process is gone");
    }
}

int proto_recv(int fd, struct msg *m, struct inbox *in, bool wait, struct err *e)
{
    struct wire_head h;
    struct iovec parts[2] = { { &h, sizeof h }, { in->bytes, sizeof in->bytes - 4 } };
    struct msghdr mh = { .msg_iov = parts, .msg_iovlen = 2 };
    ssize_t n;

    /* A peer that ended with messages of ours unread is told once as a reset, before what it had
     * sent, which is still to be had. */
    do
        n = recvmsg(fd, &mh, wait ? 0 : MSG_DONTWAIT);
    while (n < 0 && ((errno == EINTR && wait) || errno == ECONNRESET));
    if (n < 0)
        return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? -1 : 0;
    if (n == 0)
        return 0;
    size_t at = 0, total = (size_t)n - (n >= (ssize_t)sizeof h ? sizeof h : 0);
    if ((size_t)n < sizeof h || (mh.msg_flags & MSG_TRUNC)) {
        err_set(e, ERR_CHILD, "a malformed message");
        return 0;
    }
    *m = (struct msg){ .kind = h.kind, .slot = h.slot };
    memcpy(m->i, h.i, sizeof h.i);
    memcpy(m->u64, h.u64, sizeof h.u64);
    /* the four strings lie back to back; give each its NUL by moving them apart, last first */
    size_t end = 0;
    for (int k = 0; k < 4; k++) {
        if (h.len[k] > MSG_STRING_MAX) {
            err_set(e, ERR_CHILD, "a malformed message");
            return 0;
        }
        end += h.len[k];
    }
    if (end != total) {
        err_set(e, ERR_CHILD, "a malformed message");
        return 0;
    }
    for (int k = 3; k >= 0; k--) {
        at = end - h.len[k];
        memmove(in->bytes + at + (size_t)k, in->bytes + at, h.len[k]);
        in->bytes[at + (size_t)k + h.len[k]] = '\0';
        m->s[k] = in->bytes + at + (size_t)k;
        end = at;
    }
    return 1;
}
