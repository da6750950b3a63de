/* What the first bytes are: our own signatures for what we read, libmagic for the rest. */
#include <magic.h>
#include <stdio.h>
#include <string.h>

#include "ingest/inner.h"

struct signature {
    uint16_t at;
    uint8_t len;
    char bytes[12];
    uint8_t what, format;
};
#define SIG(at, s, what, format)                                                                   \
    {                                                                                              \
        at, sizeof(s) - 1, s, what, format                                                         \
    }

static const struct signature signatures[] = {
    SIG(0, "\xFF\xD8\xFF", CONTENT_IMAGE, IMAGE_JPEG),
    SIG(0, "\x89PNG\r\n\x1A\n", CONTENT_IMAGE, IMAGE_PNG),
    SIG(0, "\0\0\0\x0CjP  \r\n\x87\n", CONTENT_IMAGE, IMAGE_JP2),
    SIG(0, "\xFF\x4F\xFF\x51", CONTENT_IMAGE, IMAGE_JP2),
    SIG(0, "II*\0", CONTENT_TIFF, IMAGE_TIFF),
    SIG(0, "MM\0*", CONTENT_TIFF, IMAGE_TIFF),
    SIG(0, "II+\0", CONTENT_TIFF, IMAGE_TIFF),
    SIG(0, "MM\0+", CONTENT_TIFF, IMAGE_TIFF),
    SIG(0, "PK\x03\x04", CONTENT_SEEK, 0),
    SIG(0, "PK\x05\x06", CONTENT_SEEK, 0),
    SIG(0, "PK\x07\x08", CONTENT_SEEK, 0),
    SIG(0, "PK00PK\x03\x04", CONTENT_SEEK, 0),
    SIG(0, "7z\xBC\xAF\x27\x1C", CONTENT_SEEK, 0),
    SIG(0, "Rar!\x1A\x07", CONTENT_SEEK, 0),
    SIG(0, "MSCF\0\0\0\0", CONTENT_SEEK, 0),
    SIG(32769, "CD001", CONTENT_SEEK, 0),
    SIG(257, "ustar", CONTENT_STREAM, 0),
    SIG(0, "070701", CONTENT_STREAM, 0),
    SIG(0, "070702", CONTENT_STREAM, 0),
    SIG(0, "070707", CONTENT_STREAM, 0),
    SIG(0, "\x1F\x8B\x08", CONTENT_COMPRESSED, 0),
    SIG(0,
        "\xFD"
        "7zXZ\0",
        CONTENT_COMPRESSED, 0),
    SIG(0, "\x28\xB5\x2F\xFD", CONTENT_COMPRESSED, 0),
    SIG(0, "BZh", CONTENT_COMPRESSED, 0),
    SIG(0, "\x04\x22\x4D\x18", CONTENT_COMPRESSED, 0),
    SIG(0, "LZIP\x01", CONTENT_COMPRESSED, 0),
    SIG(0, "\x1F\x9D", CONTENT_COMPRESSED, 0),
};

static uint32_t le32(const uint8_t *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static bool is_webp(const uint8_t *p, size_t len)
{
    return len >= 16 && !memcmp(p, "RIFF", 4) && !memcmp(p + 8, "WEBPVP8", 7);
}

/* ISO BMFF: the major brand or one of the compatible ones is a still picture of libheif's. */
static bool is_heif(const uint8_t *p, size_t len)
{
    static const char brands[][5] = { "heic", "heix", "heim", "heis", "hevc",
                                      "hevx", "mif1", "msf1", "avif", "avis" };

    if (len < 16 || memcmp(p + 4, "ftyp", 4) != 0)
        return false;
    const size_t box = (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];
    const size_t end = box < len ? box : len;
    for (size_t at = 8; at + 4 <= end; at += at == 8 ? 8 : 4)
        for (size_t i = 0; i < sizeof brands / sizeof *brands; i++)
            if (!memcmp(p + at, brands[i], 4))
                return true;
    return false;
}

static bool is_bmp(const uint8_t *p, size_t len)
{
    if (len < 26 || p[0] != 'B' || p[1] != 'M')
        return false;
    const uint32_t header = le32(p + 14);
    return header == 12 || (header >= 40 && header <= 124 && le32(p + 10) >= 26);
}

/* Readers take a PDF whose header lies anywhere in the first 1024 bytes (ISO 32000-1, annex H). */
static bool is_pdf(const uint8_t *p, size_t len)
{
    return memmem(p, len < 1029 ? len : 1029, "%PDF-", 5) != NULL;
}

/* Old tar headers carry no magic; their sum of bytes is one. */
static bool is_old_tar(const uint8_t *p, size_t len)
{
    unsigned sum = 8 * ' ', stored = 0;

    if (len < 512 || !p[0])
        return false;
    for (size_t i = 0; i < 512; i++)
        sum += i < 148 || i >= 156 ? p[i] : 0;
    size_t at = 148;
    while (at < 156 && p[at] == ' ')
        at++;
    if (at == 156 || p[at] < '0' || p[at] > '7')
        return false;
    for (; at < 156 && p[at] >= '0' && p[at] <= '7'; at++)
        stored = stored * 8 + (unsigned)(p[at] - '0');
    return sum == stored;
}

/* Office files are ZIPs of XML: unpacked they would be a heap of rejects. The first member tells.
 */
static const char *office_zip(const uint8_t *p, size_t len)
{
    static const char *const ooxml[] = {
        "[Content_Types].xml", "_rels/", "docProps/", "word/", "xl/", "ppt/"
    };

    if (len < 38 || memcmp(p, "PK\x03\x04", 4) != 0)
        return NULL;
    const size_t n = (size_t)p[26] | (size_t)p[27] << 8;
    const char *const name = (const char *)p + 30;
    if (n > len - 30)
        return NULL;
    for (size_t i = 0; i < sizeof ooxml / sizeof *ooxml; i++)
        if (n >= strlen(ooxml[i]) && !memcmp(name, ooxml[i], strlen(ooxml[i])))
            return "an Office document (OOXML)";
    if (n == 8 && !memcmp(name, "mimetype", 8)) {
        const uint8_t *const at = memmem(p, len < 256 ? len : 256, "application/", 12);
        return at ? "an OpenDocument or EPUB file" : NULL;
    }
    return NULL;
}

static const char *magic_mime(const uint8_t *p, size_t len)
{
    static _Thread_local magic_t cookie;

    if (!cookie) {
        cookie = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_CDF);
        if (cookie && magic_load(cookie, NULL) != 0) {
            magic_close(cookie);
            cookie = NULL;
        }
    }
    const char *const mime = cookie ? magic_buffer(cookie, p, len) : NULL;
    return mime ? mime : "unknown content";
}

static enum content by_mime(const char *mime)
{
    static const struct {
        const char *mime;
        enum content what;
    } map[] = {
        { "application/x-tar", CONTENT_STREAM },         { "application/x-cpio", CONTENT_STREAM },
        { "application/x-lzma", CONTENT_COMPRESSED },    { "application/zip", CONTENT_SEEK },
        { "application/x-iso9660-image", CONTENT_SEEK }, { "application/pdf", CONTENT_PDF },
    };
    for (size_t i = 0; i < sizeof map / sizeof *map; i++)
        if (!strcmp(mime, map[i].mime))
            return map[i].what;
    return CONTENT_UNKNOWN;
}

static enum content known(const uint8_t *p, size_t len, enum image_format *format)
{
    *format = IMAGE_UNKNOWN;
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        const struct signature *const s = &signatures[i];
        if (len >= (size_t)s->at + s->len && !memcmp(p + s->at, s->bytes, s->len)) {
            *format = (enum image_format)s->format;
            return (enum content)s->what;
        }
    }
    if (is_webp(p, len))
        *format = IMAGE_WEBP;
    else if (is_heif(p, len))
        *format = IMAGE_HEIF;
    else if (is_bmp(p, len))
        *format = IMAGE_BMP;
    if (*format)
        return CONTENT_IMAGE;
    if (is_pdf(p, len))
        return CONTENT_PDF;
    return is_old_tar(p, len) ? CONTENT_STREAM : CONTENT_UNKNOWN;
}

enum content content_of(const uint8_t *p, size_t len, enum image_format *format, char *why,
                        size_t cap)
{
    enum content c = known(p, len, format);
    const char *what = office_zip(p, len);

    snprintf(why, cap, "%s", what ? what : "");
    if (what)
        return CONTENT_UNKNOWN;
    if (c == CONTENT_SEEK && len >= 4 && !memcmp(p, "PK", 2)) {
        what = magic_mime(p, len);
        if (strstr(what, "officedocument") || strstr(what, "opendocument") ||
            strstr(what, "epub")) {
            snprintf(why, cap, "an Office document (%.60s)", what);
            return CONTENT_UNKNOWN;
        }
    }
    if (c != CONTENT_UNKNOWN)
        return c;
    if (len >= 8 && !memcmp(p, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))
        what = "an old Office document or another OLE file";
    else
        what = magic_mime(p, len);
    snprintf(why, cap, "%.90s", what);
    return by_mime(what);
}

enum image_format ingest_sniff(const void *bytes, size_t len)
{
    enum image_format format;

    (void)known(bytes, len, &format);
    return format;
}
