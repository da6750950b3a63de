#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "pdf/pdf_parts.h"

/* ISO 32000-1, 9.10.3: a bfrange may not cross the last byte, and at most 100 of them stand in one
 * block. U+0000, U+FEFF and U+FFFE may not be targets (ISO 19005-2, 6.2.11.7.2); D800-DFFF are no
 * characters. */
static void put_range(struct buf *b, unsigned from, unsigned to, unsigned *in_block)
{
    if (*in_block == 100) {
        buf_puts(b, "endbfrange\n");
        *in_block = 0;
    }
    if (*in_block == 0)
        buf_puts(b, "100 beginbfrange\n");
    buf_printf(b, "<%04X> <%04X> <%04X>\n", from, to, from);
    ++*in_block;
}

void font_to_unicode(struct buf *out)
{
    struct buf ranges;
    unsigned in_block = 0;

    buf_puts(out, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                  "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                  "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                  "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    buf_init(&ranges, 1 << 20);
    for (unsigned hi = 0; hi < 256; hi++) {
        if (hi >= 0xD8 && hi < 0xE0)
            continue;
        if (hi == 0xFE) {
            put_range(&ranges, 0xFE00, 0xFEFE, &in_block);
        } else if (hi == 0xFF) {
            put_range(&ranges, 0xFF00, 0xFFFD, &in_block);
            put_range(&ranges, 0xFFFF, 0xFFFF, &in_block);
        } else {
            put_range(&ranges, hi == 0 ? 1 : hi << 8, hi << 8 | 0xFF, &in_block);
        }
    }
    /* the last block says how many it really holds */
    char *last = ranges.failed ? NULL : memmem(ranges.ptr, ranges.len, "100 begin", 9);
    for (char *next = last; next;
         next = memmem(next + 1, ranges.len - (size_t)(next + 1 - ranges.ptr), "100 begin", 9))
        last = next;
    if (last) {
        buf_add(out, ranges.ptr, (size_t)(last - ranges.ptr));
        buf_printf(out, "%u", in_block);
        buf_puts(out, last + 3);
    }
    out->failed |= ranges.failed;
    buf_release(&ranges);
    buf_puts(out, "endbfrange\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}

void font_cid_to_gid(struct buf *out)
{
    for (int i = 0; i < 65536; i++)
        buf_add(out, "\0\1", 2);
}

void font_cid_set(struct buf *out)
{
    for (int i = 0; i < 65536 / 8; i++)
        buf_putc(out, (char)0xFF);
}

void pdf_date(int64_t t, char out[32])
{
    const time_t when = (time_t)t;
    struct tm tm = { 0 };

    gmtime_r(&when, &tm);
    strftime(out, 32, "D:%Y%m%d%H%M%SZ", &tm);
}

/* XML 1.0 text; what XML cannot say is left out. */
static void put_xml(struct buf *b, const char *s)
{
    const size_t len = strlen(s);

    for (size_t i = 0; i < len;) {
        const uint32_t cp = utf8_next(s, len, &i);
        char raw[4];
        if (cp == '&')
            buf_puts(b, "&amp;");
        else if (cp == '<')
            buf_puts(b, "&lt;");
        else if (cp == '>')
            buf_puts(b, "&gt;");
        else if (cp >= 0x20 && cp != 0xFFFE && cp != 0xFFFF)
            buf_add(b, raw, utf8_put(cp, raw));
    }
}

void xmp_packet(const struct pdf_opts *o, int part, struct buf *b)
{
    char date[32];

    clock_iso(o->date, date);
    buf_puts(b, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
    if (part)
        buf_printf(
            b,
            "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
            "<pdfaid:part>%d</pdfaid:part>\n<pdfaid:conformance>%s</pdfaid:conformance>\n</"
            "rdf:Description>\n",
            part, part == 1 ? "B" : "U");
    buf_puts(b, "<rdf:Description rdf:about=\"\" "
                "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<dc:title><rdf:Alt>"
                "<rdf:li xml:lang=\"x-default\">");
    put_xml(b, o->title ? o->title : "");
    buf_puts(b, "</rdf:li></rdf:Alt></dc:title>\n</rdf:Description>\n"
                "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n");
    buf_printf(b,
               "<xmp:CreateDate>%s</xmp:CreateDate>\n<xmp:ModifyDate>%s</xmp:ModifyDate>\n</"
               "rdf:Description>\n",
               date, date);
    buf_puts(b, "<rdf:Description rdf:about=\"\" "
                "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n<pdf:Producer>");
    put_xml(b, o->producer ? o->producer : "");
    buf_puts(
        b, "</pdf:Producer>\n</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
}
