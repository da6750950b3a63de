/* Windows bitmaps, read here because libvips would hand them to ImageMagick, which stays blocked.
 * BITMAPCOREHEADER to BITMAPV5HEADER; 1, 4, 8, 16, 24, 32 bpp uncompressed or with bit masks, RLE8.
 * Source: Microsoft, "Bitmap Storage" and "Bitmap Compression" (wingdi.h). */
#include "image/bytes.h"
#include "image/planes.h"

#include <stdlib.h>
#include <string.h>

struct bmp {
    const uint8_t *b;
    size_t len, data, stride;
    uint32_t compression, colours;
    int32_t w, h, bpp;
    bool top_down, grey;
    uint32_t mask[3];
    uint8_t palette[256][3]; /* RGB */
    uint8_t *indexed;        /* RLE8 unpacked, else NULL */
};

enum { BI_RGB, BI_RLE8, BI_RLE4, BI_BITFIELDS };

static bool read_palette(struct bmp *m, uint32_t header, uint32_t used, size_t entry, struct err *e)
{
    const uint32_t most = 1u << m->bpp;

    m->colours = used == 0 || used > most ? most : used;
    const size_t at = 14 + (size_t)header;
    if (at + m->colours * entry > m->len)
        return err_set(e, ERR_INPUT, "BMP: the palette lies outside the file");
    m->grey = true;
    for (uint32_t i = 0; i < m->colours; i++) {
        const uint8_t *s = m->b + at + i * entry;
        m->palette[i][0] = s[2], m->palette[i][1] = s[1], m->palette[i][2] = s[0];
        m->grey = m->grey && s[0] == s[1] && s[1] == s[2];
    }
    return true;
}

static bool read_masks(struct bmp *m, uint32_t header, struct err *e)
{
    m->mask[0] = m->bpp == 16 ? 0x7c00 : 0xff0000;
    m->mask[1] = m->bpp == 16 ? 0x03e0 : 0x00ff00;
    m->mask[2] = m->bpp == 16 ? 0x001f : 0x0000ff;
    if (m->compression != BI_BITFIELDS)
        return true;
    if (54 + 12 > m->len || header < 40)
        return err_set(e, ERR_INPUT, "BMP: the colour masks lie outside the file");
    for (size_t i = 0; i < 3; i++) {
        m->mask[i] = le32(m->b + 54 + 4 * i);
        if (!m->mask[i])
            return err_set(e, ERR_INPUT, "BMP: an empty colour mask");
    }
    return true;
}

static bool read_size(struct bmp *m, uint32_t header, struct err *e)
{
    int64_t w, h;

    if (header == 12) {
        w = le16(m->b + 18), h = le16(m->b + 20);
        m->bpp = le16(m->b + 24);
    } else {
        w = (int32_t)le32(m->b + 18), h = (int32_t)le32(m->b + 22);
        m->bpp = le16(m->b + 28);
        m->compression = le32(m->b + 30);
    }
    m->top_down = h < 0;
    h = h < 0 ? -h : h;
    if (w <= 0 || h <= 0 || w > INT32_MAX || h > INT32_MAX)
        return err_set(e, ERR_INPUT, "BMP: a size of %lld x %lld pixels", (long long)w,
                       (long long)h);
    m->w = (int32_t)w, m->h = (int32_t)h;
    return true;
}

static bool bmp_header(struct bmp *m, struct err *e)
{
    if (m->len < 26 || m->b[0] != 'B' || m->b[1] != 'M')
        return err_set(e, ERR_INPUT, "BMP: the header is cut short");
    const uint32_t header = le32(m->b + 14);
    if ((header != 12 && header < 40) || header > 4096 || 14 + (size_t)header > m->len)
        return err_set(e, ERR_INPUT, "BMP: the header is damaged");
    m->data = le32(m->b + 10);
    return read_size(m, header, e);
}

static bool bmp_open(struct bmp *m, const uint8_t *bytes, size_t len, uint64_t max_pixels,
                     struct err *e)
{
    *m = (struct bmp){ .b = bytes, .len = len };
    if (!bmp_header(m, e) || !pixels_check((uint64_t)m->w, (uint64_t)m->h, max_pixels, e))
        return false;
    const uint32_t header = le32(bytes + 14);
    const int32_t d = m->bpp;
    const bool rle = m->compression == BI_RLE8 && d == 8;
    const bool masks = m->compression == BI_BITFIELDS && (d == 16 || d == 32);
    if ((d != 1 && d != 4 && d != 8 && d != 16 && d != 24 && d != 32) ||
        (m->compression != BI_RGB && !rle && !masks))
        return err_set(e, ERR_UNSUPPORTED, "BMP: %d bits with compression %u is not read", d,
                       m->compression);
    if (d <= 8 &&
        !read_palette(m, header, header == 12 ? 0 : le32(bytes + 46), header == 12 ? 3 : 4, e))
        return false;
    if (d > 8 && !read_masks(m, header, e))
        return false;
    m->stride = ((size_t)m->w * (size_t)d + 31) / 32 * 4;
    if (m->data > len)
        return err_set(e, ERR_INPUT, "BMP: the pixels lie outside the file");
    if (!rle && (double)(len - m->data) < PLANES_MIN_SHARE * (double)m->stride * (double)m->h)
        return err_set(e, ERR_INPUT, "BMP: the file is cut short; scan it again");
    return true;
}

/* Escapes: 0 end of line, 1 end of bitmap, 2 delta, n >= 3 literal run padded to 16 bits. */
static bool unpack_rle8(struct bmp *m, struct err *e)
{
    const size_t w = (size_t)m->w, h = (size_t)m->h;
    size_t at = m->data, x = 0, y = 0;

    m->indexed = calloc(w, h);
    if (!m->indexed)
        return err_set(e, ERR_NOMEM, "no memory for %d x %d pixels", m->w, m->h);
    while (y < h && at + 2 <= m->len) {
        const uint8_t n = m->b[at], v = m->b[at + 1];
        at += 2;
        if (n > 0) {
            for (uint8_t i = 0; i < n && x < w; i++)
                m->indexed[y * w + x++] = v;
        } else if (v == 0) {
            x = 0, y++;
        } else if (v == 1) {
            return true;
        } else if (v == 2) {
            if (at + 2 > m->len)
                break;
            x += m->b[at], y += m->b[at + 1];
            at += 2;
        } else {
            if (at + v > m->len)
                break;
            for (uint8_t i = 0; i < v && x < w; i++)
                m->indexed[y * w + x++] = m->b[at + i];
            at += v + (v & 1u);
        }
    }
    if ((double)y < PLANES_MIN_SHARE * (double)h)
        return err_set(e, ERR_INPUT, "BMP: the file is cut short; scan it again");
    return true;
}

static uint8_t masked(uint32_t v, uint32_t mask)
{
    const int shift = __builtin_ctz(mask);
    const uint32_t top = mask >> shift;
    return (uint8_t)((uint64_t)((v & mask) >> shift) * 255 / top);
}

static void row_rgb(const struct bmp *m, int32_t y, uint8_t *rgb)
{
    const size_t from = (size_t)(m->top_down ? y : m->h - 1 - y);
    const size_t at = m->data + from * m->stride;

    if (!m->indexed && at + m->stride > m->len) { /* the missing rest of an accepted file */
        memset(rgb, 255, (size_t)m->w * 3);
        return;
    }
    const uint8_t *s = m->indexed ? m->indexed + from * (size_t)m->w : m->b + at;
    for (int32_t x = 0; x < m->w; x++, rgb += 3) {
        if (m->bpp <= 8) {
            const size_t bit = (size_t)x * (size_t)m->bpp;
            const unsigned shift = 8u - (unsigned)m->bpp - (unsigned)(bit % 8);
            const unsigned v = m->indexed ? s[x] : (s[bit / 8] >> shift) & ((1u << m->bpp) - 1);
            memcpy(rgb, m->palette[v], 3);
        } else if (m->bpp == 24) {
            rgb[0] = s[3 * x + 2], rgb[1] = s[3 * x + 1], rgb[2] = s[3 * x];
        } else {
            const uint32_t v = m->bpp == 16 ? le16(s + 2 * x) : le32(s + 4 * x);
            for (int i = 0; i < 3; i++)
                rgb[i] = masked(v, m->mask[i]);
        }
    }
}

bool bmp_load(const uint8_t *bytes, size_t len, uint64_t max_pixels, struct planes *out,
              struct err *e)
{
    struct bmp m;
    uint8_t *row = NULL;
    bool ok = false;

    *out = (struct planes){ 0 };
    if (!bmp_open(&m, bytes, len, max_pixels, e))
        return false;
    if (m.compression == BI_RLE8 && !unpack_rle8(&m, e))
        goto done;
    row = malloc((size_t)m.w * 3);
    if (!row) {
        (void)err_set(e, ERR_NOMEM, "no memory for a row of %d pixels", m.w);
        goto done;
    }
    if (!planes_init_rgb(out, m.w, m.h, !m.grey, e))
        goto done;
    for (int32_t y = 0; y < m.h; y++) {
        row_rgb(&m, y, row);
        planes_put_rgb(out, y, row, 3);
    }
    out->bilevel = m.bpp == 1 && m.grey;
    ok = true;
done:
    free(m.indexed);
    free(row);
    return ok;
}

bool bmp_decode(const uint8_t *bytes, size_t len, uint64_t max_pixels, struct raster *out,
                struct err *e)
{
    struct bmp m;
    uint8_t *row = NULL;
    bool ok = false;

    *out = (struct raster){ 0 };
    if (!bmp_open(&m, bytes, len, max_pixels, e))
        return false;
    if (m.compression == BI_RLE8 && !unpack_rle8(&m, e))
        goto done;
    row = malloc((size_t)m.w * 3);
    if (!row) {
        (void)err_set(e, ERR_NOMEM, "no memory for a row of %d pixels", m.w);
        goto done;
    }
    if (!raster_init(out, m.w, m.h, m.grey ? 1 : 3, 8, e))
        goto done;
    for (int32_t y = 0; y < m.h; y++) {
        uint8_t *d = out->px + (size_t)y * out->stride;
        row_rgb(&m, y, m.grey ? row : d);
        for (int32_t x = 0; m.grey && x < m.w; x++)
            d[x] = row[3 * x];
    }
    ok = true;
done:
    free(m.indexed);
    free(row);
    return ok;
}
