#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "pack/verify_parts.h"

/* RFC 8878, 3.1.1. The checksum of a frame covers what it unfolds to, not its header, and decoders
 * pass over unused bits, too large windows and skippable frames. */
static bool get(int fd, uint64_t at, uint8_t *out, size_t len)
{
    ssize_t n;

    do
        n = pread(fd, out, len, (off_t)at);
    while (n < 0 && errno == EINTR);
    return n == (ssize_t)len;
}

/* Header of a frame: its length, 0 when it is none of ours. */
static uint64_t frame_head(int fd, uint64_t at, uint8_t head[2])
{
    static const uint8_t magic[4] = { 0x28, 0xB5, 0x2F, 0xFD }, id_bytes[4] = { 0, 1, 2, 4 },
                         size_bytes[4] = { 0, 2, 4, 8 };
    uint8_t p[6];

    if (!get(fd, at, p, sizeof p) || memcmp(p, magic, sizeof magic) != 0)
        return 0;
    const bool single = p[4] & 0x20;
    const uint64_t size = single && p[4] >> 6 == 0 ? 1 : size_bytes[p[4] >> 6];
    head[0] = p[4];
    head[1] = single ? 0 : p[5];
    return p[4] & 0x18 ? 0 : 5u + !single + id_bytes[p[4] & 3] + size;
}

/* Behind the frame that begins at `at`, 0 when its blocks run out of the file. */
static uint64_t frame_end(int fd, uint64_t at, uint64_t size, uint8_t head[2])
{
    uint64_t next = frame_head(fd, at, head);
    uint8_t p[3];

    if (next == 0)
        return 0;
    at += next;
    for (bool last = false; !last;) {
        if (!get(fd, at, p, sizeof p))
            return 0;
        const uint32_t word = (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16;
        last = word & 1;
        at += 3 + ((word >> 1 & 3) == 1 ? 1 : word >> 3);
    }
    at += head[0] & 4 ? 4 : 0;
    return at <= size ? at : 0;
}

enum zip_answer zst_check(int fd, uint64_t size, char *what, size_t cap)
{
    static const uint8_t magic[4] = { 0x28, 0xB5, 0x2F, 0xFD };
    uint8_t first[4], head[2], now[2];
    uint64_t at;

    if (!get(fd, 0, first, sizeof first) || memcmp(first, magic, sizeof magic) != 0)
        return ZIP_UNREADABLE;
    for (at = frame_end(fd, 0, size, head); at > 0 && at < size;) {
        at = frame_end(fd, at, size, now);
        if (at > 0 && memcmp(head, now, sizeof head) != 0)
            at = 0;
    }
    if (at == size)
        return ZIP_SOUND;
    snprintf(what, cap, "has a damaged zstd frame, or bytes that belong to none");
    return ZIP_ODD;
}
