/* PNG of packed rows: lossless and quick. libpng's default effort costs seconds on scan noise;
 * level 1 behind one good filter is within a few percent of it in size. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "ingest/inner.h"

static void put32(uint8_t *p, uint32_t v)
{
    p[0] = (uint8_t)(v >> 24);
    p[1] = (uint8_t)(v >> 16);
    p[2] = (uint8_t)(v >> 8);
    p[3] = (uint8_t)v;
}

static void chunk(struct buf *out, const char type[4], const void *data, size_t len)
{
    uint8_t word[4];

    put32(word, (uint32_t)len);
    buf_add(out, word, 4);
    buf_add(out, type, 4);
    buf_add(out, data, len);
    uLong crc = crc32(crc32(0, (const Bytef *)type, 4), data, (uInt)len);
    put32(word, (uint32_t)crc);
    buf_add(out, word, 4);
}

static void header(struct buf *out, int32_t w, int32_t h, int32_t channels, int32_t bits,
                   int32_t dpi)
{
    uint8_t ihdr[13] = { 0 }, phys[9];

    buf_add(out, "\x89PNG\r\n\x1A\n", 8);
    put32(ihdr, (uint32_t)w);
    put32(ihdr + 4, (uint32_t)h);
    ihdr[8] = (uint8_t)bits;
    ihdr[9] = channels == 3 ? 2 : 0;
    chunk(out, "IHDR", ihdr, sizeof ihdr);
    if (dpi > 0) {
        const uint32_t per_metre = (uint32_t)((double)dpi / 0.0254 + 0.5);
        put32(phys, per_metre);
        put32(phys + 4, per_metre);
        phys[8] = 1;
        chunk(out, "pHYs", phys, sizeof phys);
    }
}

/* Sub or Up, whichever leaves the smaller sum of differences (RFC 2083, 9.6). */
static void filter_row(uint8_t *to, const uint8_t *row, const uint8_t *above, size_t len,
                       size_t step, uint8_t *spare)
{
    uint64_t sub = 0, up = 0;

    for (size_t i = 0; i < len; i++) {
        to[1 + i] = (uint8_t)(row[i] - (i >= step ? row[i - step] : 0));
        sub += (uint64_t)abs((int8_t)to[1 + i]);
        spare[i] = (uint8_t)(row[i] - (above ? above[i] : 0));
        up += (uint64_t)abs((int8_t)spare[i]);
    }
    to[0] = up < sub ? 2 : 1;
    if (up < sub)
        memcpy(to + 1, spare, len);
}

/* Feeds z and empties its output into IDAT chunks. */
static bool push(z_stream *z, uint8_t *block, size_t cap, int flush, struct buf *out)
{
    int r;

    do {
        r = deflate(z, flush);
        if (z->avail_out == 0 || (flush == Z_FINISH && r == Z_STREAM_END)) {
            chunk(out, "IDAT", block, cap - z->avail_out);
            z->next_out = block;
            z->avail_out = (uInt)cap;
        }
        if (r != Z_OK && r != Z_STREAM_END && r != Z_BUF_ERROR)
            return false;
    } while (z->avail_in || (flush == Z_FINISH && r != Z_STREAM_END));
    return true;
}

bool png_write(struct buf *out, const uint8_t *px, size_t stride, int32_t w, int32_t h,
               int32_t channels, int32_t bits, int32_t dpi, struct err *e)
{
    enum { BLOCK = 256 * 1024 };
    const size_t step = (size_t)channels * (size_t)bits / 8;
    const size_t row = (size_t)w * step;
    uint8_t *const work = row < INT_MAX ? malloc(2 * row + 1 + BLOCK) : NULL;
    z_stream z = { 0 };
    bool ok = true;

    if (!work || deflateInit(&z, 1) != Z_OK) {
        free(work);
        return err_set(e, ERR_NOMEM, "no memory to write a PNG of %d x %d pixels", w, h);
    }
    uint8_t *const line = work, *const spare = work + row + 1, *const block = spare + row;
    header(out, w, h, channels, bits, dpi);
    z.next_out = block;
    z.avail_out = BLOCK;
    for (int32_t y = 0; ok && y < h && !out->failed; y++) {
        const uint8_t *const p = px + (size_t)y * stride;
        filter_row(line, p, y ? p - stride : NULL, row, step, spare);
        z.next_in = line;
        z.avail_in = (uInt)(row + 1);
        ok = push(&z, block, BLOCK, Z_NO_FLUSH, out);
    }
    ok = ok && push(&z, block, BLOCK, Z_FINISH, out);
    deflateEnd(&z);
    free(work);
    chunk(out, "IEND", "", 0);
    if (!ok)
        return err_set(e, ERR_LIBRARY, "zlib gave up on a PNG of %d x %d pixels", w, h);
    return buf_ok(out, "a page as PNG", e);
}
