#include <stdio.h>
#include <string.h>

#include "pdf/pdf_parts.h"

static uint32_t be16(const uint8_t *p)
{
    return (uint32_t)p[0] << 8 | p[1];
}

static uint32_t be32(const uint8_t *p)
{
    return be16(p) << 16 | be16(p + 2);
}

/* ---- JPEG (ITU T.81, annex B): baseline, extended or progressive Huffman, 8 bit, grey or colour
 * ---- */

struct jpeg_head {
    bool frame, scan, adobe;
    int32_t w, h, channels;
    uint8_t ids[3];
};

static bool jpeg_frame(const uint8_t *p, size_t len, struct jpeg_head *out)
{
    if (len < 6 || out->frame || p[0] != 8)
        return false;
    out->h = (int32_t)be16(p + 1);
    out->w = (int32_t)be16(p + 3);
    out->channels = p[5];
    if ((out->channels != 1 && out->channels != 3) || out->w == 0 || out->h == 0 ||
        len < 6 + 3 * (size_t)out->channels)
        return false;
    for (int i = 0; i < out->channels; i++)
        out->ids[i] = p[6 + 3 * i];
    return out->frame = true;
}

static bool jpeg_head(const uint8_t *p, size_t len, struct jpeg_head *out)
{
    *out = (struct jpeg_head){ 0 };
    if (len < 4 || p[0] != 0xFF || p[1] != 0xD8)
        return false;
    for (size_t i = 2; i + 4 <= len;) {
        if (p[i] != 0xFF)
            return false;
        const uint8_t marker = p[i + 1];
        if (marker == 0xFF) { /* fill byte */
            i++;
            continue;
        }
        if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD9))
            return false;
        const size_t n = be16(p + i + 2);
        if (n < 2 || n > len - i - 2)
            return false;
        const uint8_t *body = p + i + 4;
        if (marker == 0xC0 || marker == 0xC1 || marker == 0xC2) {
            if (!jpeg_frame(body, n - 2, out))
                return false;
        } else if (marker >= 0xC3 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8) {
            return false; /* lossless, hierarchical or arithmetic: DCTDecode knows none of them
                             (0xCC too) */
        } else if (marker == 0xEE && n >= 14 && memcmp(body, "Adobe", 5) == 0) {
            out->adobe = true;
        } else if (marker == 0xDA) {
            return out->frame;
        }
        i += 2 + n;
    }
    return false;
}

bool embed_jpeg(const uint8_t *p, size_t len, struct pdf_embed *out)
{
    struct jpeg_head head;

    if (!jpeg_head(p, len, &head))
        return false;
    *out = (struct pdf_embed){ .w = head.w,
                               .h = head.h,
                               .channels = head.channels,
                               .bits = 8,
                               .filter = "/DCTDecode",
                               .data = p,
                               .len = len };
    /* libjpeg takes components named R, G, B for RGB; a PDF reader would not without being told */
    if (head.channels == 3 && !head.adobe && memcmp(head.ids, "RGB", 3) == 0)
        snprintf(out->parms, sizeof out->parms, "<< /ColorTransform 0 >>");
    return true;
}

/* ---- JP2 (ISO 15444-1, annex I), as far as ISO 19005-2, 6.2.8.3 lets it in ---- */

static bool jp2_box(const uint8_t *p, size_t len, size_t *at, const uint8_t **body, size_t *n,
                    uint32_t *type)
{
    if (len - *at < 8)
        return false;
    uint64_t size = be32(p + *at);
    size_t head = 8;
    *type = be32(p + *at + 4);
    if (size == 1) {
        if (len - *at < 16)
            return false;
        size = (uint64_t)be32(p + *at + 8) << 32 | be32(p + *at + 12);
        head = 16;
    } else if (size == 0) {
        size = len - *at;
    }
    if (size < head || size > len - *at)
        return false;
    *body = p + *at + head;
    *n = (size_t)size - head;
    *at += (size_t)size;
    return true;
}

static bool jp2_header(const uint8_t *p, size_t len, struct pdf_embed *out)
{
    const uint8_t *body;
    uint32_t type, colour = 0;
    size_t n, at = 0;
    int colours = 0;
    bool size = false;

    while (at < len) {
        if (!jp2_box(p, len, &at, &body, &n, &type))
            return false;
        if (type == 0x69686472 && n >= 14) { /* ihdr */
            if (be32(body) == 0 || be32(body) > INT32_MAX || be32(body + 4) == 0 ||
                be32(body + 4) > INT32_MAX || body[10] != 7)
                return false;
            out->h = (int32_t)be32(body);
            out->w = (int32_t)be32(body + 4);
            out->channels = (int32_t)be16(body + 8);
            out->bits = 8;
            size = true;
        } else if (type == 0x636F6C72 && n >= 7) { /* colr */
            colours++;
            colour = body[0] == 1 ? be32(body + 3) : 0;
        } else if (type == 0x70636C72 || type == 0x636D6170 || type == 0x63646566 ||
                   type == 0x62706363) {
            return false; /* palette, mapping, channel definitions (alpha), mixed depths */
        }
    }
    /* exactly one colour space, and the plain one: 16 sRGB, 17 grey */
    return size && colours == 1 &&
           ((out->channels == 3 && colour == 16) || (out->channels == 1 && colour == 17));
}

bool embed_jp2(const uint8_t *p, size_t len, struct pdf_embed *out)
{
    static const uint8_t signature[12] = { 0, 0, 0, 12, 'j', 'P', ' ', ' ', 13, 10, 0x87, 10 };
    const uint8_t *body;
    size_t at = sizeof signature, n;
    uint32_t type;
    bool head = false, stream = false;

    *out = (struct pdf_embed){ .filter = "/JPXDecode", .data = p, .len = len };
    if (len < sizeof signature || memcmp(p, signature, sizeof signature) != 0)
        return false;
    while (at < len) {
        if (!jp2_box(p, len, &at, &body, &n, &type))
            return false;
        if (type == 0x6A703268) { /* jp2h */
            if (head || !jp2_header(body, n, out))
                return false;
            head = true;
        } else if (type == 0x6A703263) { /* jp2c */
            stream = true;
        }
    }
    return head && stream;
}

/* ---- TIFF 6.0: one directory, one strip, T.6 (G4) ---- */

struct tiff {
    const uint8_t *p;
    size_t len;
    bool big;
};

static uint32_t tiff_16(const struct tiff *t, size_t at)
{
    return t->big ? be16(t->p + at) : (uint32_t)t->p[at] | (uint32_t)t->p[at + 1] << 8;
}

static uint32_t tiff_32(const struct tiff *t, size_t at)
{
    return t->big ? be32(t->p + at) : tiff_16(t, at) | tiff_16(t, at + 2) << 16;
}

struct tiff_tags {
    uint32_t w, h, bits, compression, photometric, fill, samples, offset, bytes, rows, options;
};

/* One directory entry: a single SHORT or LONG; false for a tag that rules the plain form out. */
static bool tiff_tag(const struct tiff *t, size_t at, struct tiff_tags *v)
{
    const uint32_t tag = tiff_16(t, at), type = tiff_16(t, at + 2), count = tiff_32(t, at + 4);
    uint32_t *slot = NULL;

    switch (tag) {
    case 256:
        slot = &v->w;
        break;
    case 257:
        slot = &v->h;
        break;
    case 258:
        slot = &v->bits;
        break;
    case 259:
        slot = &v->compression;
        break;
    case 262:
        slot = &v->photometric;
        break;
    case 266:
        slot = &v->fill;
        break;
    case 273:
        slot = &v->offset;
        break;
    case 277:
        slot = &v->samples;
        break;
    case 278:
        slot = &v->rows;
        break;
    case 279:
        slot = &v->bytes;
        break;
    case 293:
        slot = &v->options;
        break;
    case 322: /* tiles */
    case 324:
        return false;
    default:
        return true;
    }
    if (count != 1 || (type != 3 && type != 4))
        return false;
    *slot = type == 3 ? tiff_16(t, at + 8) : tiff_32(t, at + 8);
    return true;
}

bool embed_tiff(const uint8_t *p, size_t len, struct pdf_embed *out)
{
    struct tiff t = { p, len, false };
    struct tiff_tags v = {
        .bits = 1, .samples = 1, .fill = 1, .rows = UINT32_MAX, .photometric = 2
    };

    if (len < 8 || !((p[0] == 'I' && p[1] == 'I') || (p[0] == 'M' && p[1] == 'M')))
        return false;
    t.big = p[0] == 'M';
    const size_t dir = tiff_32(&t, 4);
    if (tiff_16(&t, 2) != 42 || dir < 8 || dir > len - 2)
        return false;
    const size_t n = tiff_16(&t, dir);
    if (n == 0 || (len - dir - 2) / 12 < n || len - dir - 2 - n * 12 < 4 ||
        tiff_32(&t, dir + 2 + n * 12) != 0)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!tiff_tag(&t, dir + 2 + i * 12, &v))
            return false;
    if (v.compression != 4 || v.bits != 1 || v.samples != 1 || v.fill != 1 || v.photometric > 1 ||
        v.options != 0 || v.w == 0 || v.h == 0 || v.w > INT32_MAX || v.h > INT32_MAX ||
        v.rows < v.h || v.bytes == 0 || v.offset > len || v.bytes > len - v.offset)
        return false;
    *out = (struct pdf_embed){ .w = (int32_t)v.w,
                               .h = (int32_t)v.h,
                               .channels = 1,
                               .bits = 1,
                               .filter = "/CCITTFaxDecode",
                               .data = p + v.offset,
                               .len = v.bytes };
    /* T.6 white is 1 in a PDF unless BlackIs1; in TIFF it is 0, which photometric 1 shows black */
    snprintf(out->parms, sizeof out->parms, "<< /K -1 /Columns %d /Rows %d /BlackIs1 %s >>", out->w,
             out->h, v.photometric == 1 ? "true" : "false");
    return true;
}

bool pdf_holds(enum image_format format, const uint8_t *bytes, size_t len)
{
    struct pdf_embed how;

    return (format == IMAGE_JPEG && embed_jpeg(bytes, len, &how)) ||
           (format == IMAGE_JP2 && embed_jp2(bytes, len, &how)) ||
           (format == IMAGE_TIFF && embed_tiff(bytes, len, &how));
}
