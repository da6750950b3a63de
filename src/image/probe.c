/* Size, resolution and turn from headers. JPEG, PNG, TIFF, BMP, WebP and JPEG 2000 are read here,
 * byte by byte with every offset checked: no library allocates anything on a forged header's word.
 * HEIF's nested boxes are left to libheif. Sources: ITU-T T.81 B.2, JFIF 1.02, Exif 2.32 4.6,
 * PNG (ISO 15948) 11.2-11.3, TIFF 6.0, RFC 9649, ISO 15444-1 A.5 and I.5. */
#include "image/bytes.h"
#include "image/planes.h"

#include <math.h>
#include <string.h>

/* Outside this range a resolution is a default or a slip, not a measurement. */
#define DPI_MIN 50
#define DPI_MAX 1300

static int32_t sane_dpi(double dpi)
{
    return dpi >= DPI_MIN && dpi <= DPI_MAX ? (int32_t)lround(dpi) : 0;
}

static int32_t exif_to_turn(uint32_t orientation)
{
    return orientation == 3 ? 180 : orientation == 6 ? 90 : orientation == 8 ? 270 : 0;
}

struct ifd {
    const uint8_t *b;
    size_t len;
    bool big;
};

static uint32_t get16(const struct ifd *d, size_t at)
{
    return at + 2 > d->len ? 0 : d->big ? be16(d->b + at) : le16(d->b + at);
}

static uint32_t get32(const struct ifd *d, size_t at)
{
    return at + 4 > d->len ? 0 : d->big ? be32(d->b + at) : le32(d->b + at);
}

static double get_ratio(const struct ifd *d, size_t at)
{
    const uint32_t num = get32(d, at), den = at + 8 <= d->len ? get32(d, at + 4) : 0;
    return den ? (double)num / den : 0;
}

struct tags {
    uint32_t w, h, bits, samples, orientation, unit;
    double xres;
};

static bool ifd_open(struct ifd *d, const uint8_t *b, size_t len)
{
    *d = (struct ifd){ b, len, false };
    if (len < 8 || (memcmp(b, "II*\0", 4) && memcmp(b, "MM\0*", 4)))
        return false;
    d->big = b[0] == 'M';
    return true;
}

/* The first directory; fields that are absent or out of bounds stay at their defaults. */
static bool ifd_read(const uint8_t *b, size_t len, struct tags *t)
{
    struct ifd d;

    *t = (struct tags){ .bits = 1, .samples = 1, .unit = 2 };
    if (!ifd_open(&d, b, len))
        return false;
    const size_t at = get32(&d, 4);
    if (at + 2 > len)
        return false;
    const uint32_t n = get16(&d, at);
    for (uint32_t i = 0; i < n; i++) {
        const size_t f = at + 2 + (size_t)i * 12;
        if (f + 12 > len)
            break;
        const uint32_t tag = get16(&d, f), type = get16(&d, f + 2), count = get32(&d, f + 4);
        const uint32_t v = type == 3 ? get16(&d, f + 8) : get32(&d, f + 8);
        if (tag == 256)
            t->w = v;
        else if (tag == 257)
            t->h = v;
        else if (tag == 258) /* more than two SHORTs live elsewhere in the file */
            t->bits = type == 3 && count > 2 ? get16(&d, get32(&d, f + 8)) : v;
        else if (tag == 277)
            t->samples = v;
        else if (tag == 274)
            t->orientation = v;
        else if (tag == 282 && type == 5)
            t->xres = get_ratio(&d, v);
        else if (tag == 296)
            t->unit = v;
    }
    return true;
}

static double tags_dpi(const struct tags *t)
{
    return t->unit == 3 ? t->xres * 2.54 : t->unit == 2 ? t->xres : 0;
}

static bool is_sof(uint8_t m)
{
    return m >= 0xc0 && m <= 0xcf && m != 0xc4 && m != 0xc8 && m != 0xcc;
}

static void jpeg_app(const uint8_t *s, size_t n, uint8_t marker, struct image_info *out)
{
    struct tags t;

    if (marker == 0xe0 && n >= 12 && !memcmp(s, "JFIF", 5)) {
        const double x = be16(s + 8);
        out->dpi = s[7] == 1 ? sane_dpi(x) : s[7] == 2 ? sane_dpi(x * 2.54) : 0;
    } else if (marker == 0xe1 && n > 6 && !memcmp(s, "Exif\0", 6) && ifd_read(s + 6, n - 6, &t)) {
        out->exif_turn = exif_to_turn(t.orientation);
        if (!out->dpi)
            out->dpi = sane_dpi(tags_dpi(&t));
    }
}

static bool probe_jpeg(const uint8_t *b, size_t len, struct image_info *out, struct err *e)
{
    size_t at = 2;

    if (len < 4 || b[0] != 0xff || b[1] != 0xd8)
        return err_set(e, ERR_INPUT, "not a JPEG");
    while (at + 4 <= len) {
        if (b[at] != 0xff) {
            at++;
            continue;
        }
        const uint8_t m = b[at + 1];
        if (m == 0xff || m == 0 || m == 1 || (m >= 0xd0 && m <= 0xd8)) {
            at += m == 0xff ? 1 : 2;
            continue;
        }
        if (m == 0xd9 || m == 0xda)
            break;
        const size_t n = be16(b + at + 2);
        if (n < 2 || at + 2 + n > len)
            break;
        const uint8_t *s = b + at + 4;
        if (is_sof(m) && n >= 8) {
            out->bits = s[0];
            out->h = be16(s + 1), out->w = be16(s + 3);
            out->channels = s[5];
            return true;
        }
        jpeg_app(s, n - 2, m, out);
        at += 2 + n;
    }
    return err_set(e, ERR_INPUT, "the JPEG ends before its size is given");
}

static bool probe_png(const uint8_t *b, size_t len, struct image_info *out, struct err *e)
{
    static const uint8_t channels[7] = { 1, 0, 3, 1, 2, 0, 4 };
    struct tags t;

    if (len < 33 || memcmp(b, "\x89PNG\r\n\x1a\n", 8) || memcmp(b + 12, "IHDR", 4))
        return err_set(e, ERR_INPUT, "not a PNG");
    if (be32(b + 16) > INT32_MAX || be32(b + 20) > INT32_MAX || b[25] > 6 || !channels[b[25]])
        return err_set(e, ERR_INPUT, "PNG: the header is damaged");
    out->w = (int32_t)be32(b + 16), out->h = (int32_t)be32(b + 20);
    out->bits = b[24];
    out->channels = b[25] == 3 ? 3 : channels[b[25]];
    for (size_t at = 33; at + 12 <= len;) {
        const size_t n = be32(b + at);
        const uint8_t *type = b + at + 4;
        if (n > len - at - 12 || !memcmp(type, "IDAT", 4))
            break;
        if (!memcmp(type, "pHYs", 4) && n == 9 && b[at + 16] == 1)
            out->dpi = sane_dpi(be32(b + at + 8) * 0.0254);
        if (!memcmp(type, "eXIf", 4) && ifd_read(b + at + 8, n, &t))
            out->exif_turn = exif_to_turn(t.orientation);
        at += n + 12;
    }
    return true;
}

static bool probe_tiff(const uint8_t *b, size_t len, struct image_info *out, struct err *e)
{
    struct tags t;

    if (!ifd_read(b, len, &t))
        return err_set(e, ERR_INPUT, "TIFF: the header is damaged");
    if (t.w == 0 || t.h == 0 || t.w > INT32_MAX || t.h > INT32_MAX || t.samples > 64 || t.bits > 64)
        return err_set(e, ERR_INPUT, "TIFF: the directory is damaged");
    out->w = (int32_t)t.w, out->h = (int32_t)t.h;
    out->bits = (int32_t)t.bits;
    out->channels = (int32_t)t.samples;
    out->dpi = sane_dpi(tags_dpi(&t));
    out->exif_turn = exif_to_turn(t.orientation);
    return true;
}

static bool probe_bmp(const uint8_t *b, size_t len, struct image_info *out, struct err *e)
{
    if (len < 26 || b[0] != 'B' || b[1] != 'M')
        return err_set(e, ERR_INPUT, "not a BMP");
    const bool core = le32(b + 14) == 12;
    if (!core && len < 54)
        return err_set(e, ERR_INPUT, "BMP: the header is cut short");
    const int64_t w = core ? le16(b + 18) : (int32_t)le32(b + 18);
    const int64_t h = core ? le16(b + 20) : (int32_t)le32(b + 22);
    const int bpp = core ? le16(b + 24) : le16(b + 28);
    if (w <= 0 || h == 0 || h == INT32_MIN)
        return err_set(e, ERR_INPUT, "BMP: the header is damaged");
    out->w = (int32_t)w, out->h = (int32_t)(h < 0 ? -h : h);
    out->channels = bpp == 1 ? 1 : 3;
    out->bits = bpp == 1 ? 1 : 8;
    out->dpi = core ? 0 : sane_dpi(le32(b + 38) * 0.0254);
    return true;
}

static bool probe_webp(const uint8_t *b, size_t len, struct image_info *out, struct err *e)
{
    struct tags t;

    if (len < 30 || memcmp(b, "RIFF", 4) || memcmp(b + 8, "WEBP", 4))
        return err_set(e, ERR_INPUT, "not a WebP");
    out->bits = 8, out->channels = 3;
    if (!memcmp(b + 12, "VP8 ", 4)) {
        out->w = le16(b + 26) & 0x3fff, out->h = le16(b + 28) & 0x3fff;
    } else if (!memcmp(b + 12, "VP8L", 4)) {
        const uint32_t v = le32(b + 21);
        out->w = (int32_t)(v & 0x3fff) + 1, out->h = (int32_t)(v >> 14 & 0x3fff) + 1;
    } else if (!memcmp(b + 12, "VP8X", 4)) {
        out->w = (b[24] | b[25] << 8 | b[26] << 16) + 1;
        out->h = (b[27] | b[28] << 8 | b[29] << 16) + 1;
        out->channels = b[20] & 0x10 ? 4 : 3;
        for (size_t at = 30; at + 8 <= len;) {
            const size_t n = le32(b + at + 4);
            if (n > len - at - 8)
                break;
            const size_t skip = n > 6 && !memcmp(b + at + 8, "Exif\0", 6) ? 6 : 0;
            if (!memcmp(b + at, "EXIF", 4) && ifd_read(b + at + 8 + skip, n - skip, &t))
                out->exif_turn = exif_to_turn(t.orientation);
            at += 8 + n + (n & 1);
        }
    } else {
        return err_set(e, ERR_INPUT, "WebP: the header is damaged");
    }
    return true;
}

static void jp2_resolution(const uint8_t *b, size_t at, size_t end, struct image_info *out)
{
    for (; at + 18 <= end; at += be32(b + at) < 8 ? 8 : be32(b + at)) {
        if (memcmp(b + at + 4, "resc", 4) && memcmp(b + at + 4, "resd", 4))
            continue;
        const double num = be16(b + at + 12), den = be16(b + at + 14);
        const double per_m = den > 0 ? num / den * pow(10, (int8_t)b[at + 17]) : 0;
        out->dpi = sane_dpi(per_m * 0.0254);
    }
}

static bool probe_codestream(const uint8_t *b, size_t len, struct image_info *out, struct err *e)
{
    if (len < 42 || be32(b) != 0xff4fff51)
        return err_set(e, ERR_INPUT, "JPEG 2000: the header is damaged");
    const int64_t w = (int64_t)be32(b + 8) - be32(b + 16), h = (int64_t)be32(b + 12) - be32(b + 20);
    if (w <= 0 || h <= 0 || w > INT32_MAX || h > INT32_MAX)
        return err_set(e, ERR_INPUT, "JPEG 2000: the header is damaged");
    out->w = (int32_t)w, out->h = (int32_t)h;
    out->channels = be16(b + 40);
    out->bits = len > 42 ? (b[42] & 0x7f) + 1 : 8;
    return true;
}

static bool probe_jp2(const uint8_t *b, size_t len, struct image_info *out, struct err *e)
{
    if (len >= 4 && be32(b) == 0xff4fff51)
        return probe_codestream(b, len, out, e);
    for (size_t at = 0; at + 8 <= len;) {
        size_t n = be32(b + at);
        const uint8_t *type = b + at + 4;
        if (n == 0)
            n = len - at;
        if (n < 8 || (n > len - at && memcmp(type, "jp2c", 4)))
            break;
        if (!memcmp(type, "jp2c", 4))
            return probe_codestream(b + at + 8, len - at - 8, out, e);
        if (!memcmp(type, "jp2h", 4)) { /* res is a superbox inside it */
            for (size_t in = at + 8; in + 8 <= at + n;) {
                const size_t k = be32(b + in);
                if (k < 8 || k > at + n - in)
                    break;
                if (!memcmp(b + in + 4, "res ", 4))
                    jp2_resolution(b, in + 8, in + k, out);
                in += k;
            }
        }
        at += n;
    }
    return err_set(e, ERR_INPUT, "JPEG 2000: no image in the file");
}

bool image_probe(enum image_format format, const uint8_t *bytes, size_t len, struct image_info *out,
                 struct err *e)
{
    *out = (struct image_info){ 0 };
    switch (format) {
    case IMAGE_JPEG:
        return probe_jpeg(bytes, len, out, e);
    case IMAGE_PNG:
        return probe_png(bytes, len, out, e);
    case IMAGE_TIFF:
        return probe_tiff(bytes, len, out, e);
    case IMAGE_JP2:
        return probe_jp2(bytes, len, out, e);
    case IMAGE_WEBP:
        return probe_webp(bytes, len, out, e);
    case IMAGE_BMP:
        return probe_bmp(bytes, len, out, e);
    case IMAGE_HEIF:
        return vips_probe(format, bytes, len, out, e);
    case IMAGE_UNKNOWN:
    case IMAGE_PDF_TEXT:
    case IMAGE_FORMATS:
        break;
    }
    return err_set(e, ERR_UNSUPPORTED, "no reader for this image format");
}
