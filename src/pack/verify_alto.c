#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#include "pack/verify_parts.h"

static const uint64_t MAX_ALTO = (uint64_t)1 << 30;

/* Counts "<Page " across chunk borders; `state` is how much of it has matched. */
static uint64_t count_pages(const char *p, size_t len, size_t *state)
{
    static const char tag[] = "<Page ";
    uint64_t n = 0;

    for (size_t i = 0; i < len; i++) {
        *state = p[i] == tag[*state] ? *state + 1 : p[i] == '<' ? 1 : 0;
        if (*state == sizeof tag - 1) {
            n++;
            *state = 0;
        }
    }
    return n;
}

int64_t alto_pages(const void *p, size_t len)
{
    ZSTD_DStream *z = ZSTD_createDStream();
    ZSTD_inBuffer in = { p, len, 0 };
    const size_t cap = ZSTD_DStreamOutSize();
    char *room = malloc(cap);
    uint64_t pages = 0, total = 0;
    size_t state = 0, left = 1;
    bool ok = z && room && !ZSTD_isError(ZSTD_DCtx_setParameter(z, ZSTD_d_windowLogMax, 27));

    while (ok && (in.pos < in.size || left != 0)) {
        ZSTD_outBuffer out = { room, cap, 0 };
        const size_t before = in.pos;
        left = ZSTD_decompressStream(z, &out, &in);
        total += out.pos;
        ok = !ZSTD_isError(left) && total <= MAX_ALTO &&
             (out.pos > 0 || in.pos > before || left == 0);
        if (ok)
            pages += count_pages(room, out.pos, &state);
    }
    free(room);
    ZSTD_freeDStream(z);
    return ok ? (int64_t)pages : -1;
}
