/* pipeline/proto.h -- what the processes of a run tell each other.
 *
 * Small messages over a SOCK_SEQPACKET pair; pages travel in slots. A message is a fixed head plus
 * up to four strings. The parent checks every number and string of a received message: its peers
 * hold foreign bytes and may be hostile; its end never blocks, so one that does not listen cannot
 * stop it. proto_recv: 1 message, 0 peer gone or a malformed message (e is set), -1 nothing to read
 * now. */
#ifndef PIPELINE_PROTO_H
#define PIPELINE_PROTO_H
#include <stdint.h>

#include "base/err.h"

enum msg_kind {
    /* reader -> parent */
    MSG_ENTRY,  /* u64[0] seq; s[0] archive s[1] entry */
    MSG_PAGE,   /* slot; i[] below; s[0] archive s[1] dossier s[2] entry s[3] source sha256 or "" */
    MSG_FAILED, /* i[PAGE_NO], i[ERR_KIND]; s[0] archive s[1] dossier s[2] entry s[3] text */
    MSG_SKIPPED,     /* s[0] archive s[1] entry */
    MSG_ARCHIVE_END, /* s[0] archive */
    MSG_SOURCE, /* slot; part of a whole entry to be kept: u64[0] bytes in this part, u64[1] total,
                   s[3] sha256 */
    MSG_INPUT_END, /* i[ERR_KIND] (0 fine), s[3] text */
    /* parent -> reader */
    MSG_SLOT, /* slot is yours to fill */
    /* parent -> worker */
    MSG_JOB, /* slot; i[JOB_KIND] ...; u64[0] encoded bytes */
    /* worker -> parent */
    MSG_DONE,  /* slot; u64[1] result bytes; i[STATE], i[ERR_KIND]; s[3] text */
    MSG_READY, /* a thread of the worker has its models; i[ERR_KIND] when it has not, s[3] text */
};
enum msg_int { PAGE_NO, FORMAT, DPI, TURN, FLAGS, ERR_KIND, STATE, JOB_KIND, SIDE, MSG_INTS };
enum msg_flag { FLAG_LOSSLESS = 1, FLAG_SIGNED = 2, FLAG_TEXT = 4, FLAG_CHEAP = 8 };
enum job_kind { JOB_READ, JOB_RASTER, JOB_THUMBNAIL };

enum { MSG_NO_SLOT = 0xFFFFFFFF, MSG_STRING_MAX = 16 * 1024 };

struct msg {
    uint32_t kind, slot;
    int32_t i[MSG_INTS];
    uint64_t u64[2];
    const char
        *s[4]; /* never NULL after proto_recv; valid until the next call with the same inbox */
};
struct inbox {
    char bytes[4 * MSG_STRING_MAX + 256];
};

MUST_USE bool proto_send(int fd, const struct msg *m, struct err *e);
int proto_recv(int fd, struct msg *m, struct inbox *in, bool wait, struct err *e);
MUST_USE bool proto_pair(int fds[2], struct err *e);
#endif
