#include "ingest/tiffmem.h"

#include <stdio.h>
#include <string.h>
#include <tiffio.h>

static int note(TIFF *t, void *ctx, const char *module, const char *fmt, va_list ap)
{
    struct tiffmem *const m = ctx;

    (void)t, (void)module;
    if (!m->said[0])
        vsnprintf(m->said, sizeof m->said, fmt, ap);
    return 1;
}

static int ignore(TIFF *t, void *ctx, const char *module, const char *fmt, va_list ap)
{
    (void)t, (void)ctx, (void)module, (void)fmt, (void)ap;
    return 1;
}

static size_t length(const struct tiffmem *m)
{
    return m->out ? m->out->len : m->in_len;
}

static tmsize_t mem_read(thandle_t h, void *to, tmsize_t n)
{
    struct tiffmem *const m = h;
    const uint8_t *const from = m->out ? (const uint8_t *)m->out->ptr : m->in;

    if (n <= 0 || m->at >= length(m))
        return 0;
    const size_t left = length(m) - m->at;
    const size_t take = (size_t)n < left ? (size_t)n : left;
    memcpy(to, from + m->at, take);
    m->at += take;
    return (tmsize_t)take;
}

static tmsize_t mem_write(thandle_t h, void *from, tmsize_t n)
{
    struct tiffmem *const m = h;

    if (!m->out || n < 0)
        return 0;
    size_t done = 0;
    while (m->at > m->out->len && !m->out->failed)
        buf_putc(m->out, 0);
    if (m->at < m->out->len) { /* libtiff goes back to patch offsets */
        done = m->out->len - m->at;
        done = done < (size_t)n ? done : (size_t)n;
        memcpy(m->out->ptr + m->at, from, done);
    }
    buf_add(m->out, (const uint8_t *)from + done, (size_t)n - done);
    if (m->out->failed)
        return 0;
    m->at += (size_t)n;
    return n;
}

static toff_t mem_seek(thandle_t h, toff_t off, int whence)
{
    struct tiffmem *const m = h;
    const size_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? m->at : length(m);
    size_t to;

    /* A seek far beyond the end would have to be filled with zeros on the next write. */
    if (__builtin_add_overflow(base, (size_t)off, &to) || to > length(m) + (64u << 20))
        return (toff_t)-1;
    m->at = to;
    return to;
}

static int mem_close(thandle_t h)
{
    (void)h;
    return 0;
}

static toff_t mem_size(thandle_t h)
{
    return length(h);
}

static int mem_map(thandle_t h, void **base, toff_t *size)
{
    const struct tiffmem *const m = h;

    if (m->out)
        return 0;
    *base = (void *)(uintptr_t)m->in;
    *size = m->in_len;
    return 1;
}

static void mem_unmap(thandle_t h, void *base, toff_t size)
{
    (void)h, (void)base, (void)size;
}

static struct tiff *open_mem(struct tiffmem *m, const char *mode, size_t max_alloc, struct err *e)
{
    TIFFOpenOptions *const o = TIFFOpenOptionsAlloc();

    if (!o) {
        err_set(e, ERR_NOMEM, "no memory to open a TIFF");
        return NULL;
    }
    TIFFOpenOptionsSetErrorHandlerExtR(o, note, m);
    TIFFOpenOptionsSetWarningHandlerExtR(o, ignore, m);
    if (max_alloc)
        TIFFOpenOptionsSetMaxSingleMemAlloc(o, (tmsize_t)max_alloc);
    TIFF *const t = TIFFClientOpenExt("page", mode, m, mem_read, mem_write, mem_seek, mem_close,
                                      mem_size, mem_map, mem_unmap, o);
    TIFFOpenOptionsFree(o);
    if (!t)
        err_set(e, ERR_INPUT, "damaged TIFF: %.120s", m->said[0] ? m->said : "no directory");
    return t;
}

struct tiff *tiffmem_read(struct tiffmem *m, const uint8_t *p, size_t len, size_t max_alloc,
                          struct err *e)
{
    *m = (struct tiffmem){ .in = p, .in_len = len };
    return open_mem(m, "r", max_alloc, e);
}

struct tiff *tiffmem_write(struct tiffmem *m, struct buf *out, struct err *e)
{
    *m = (struct tiffmem){ .out = out };
    return open_mem(m, "wl", 0, e); /* little endian on any machine: same bytes everywhere */
}
