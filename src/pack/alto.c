#include <libxml/xmlwriter.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "pack/pack_parts.h"

/* ALTO 4.2 (Library of Congress): one Page a page, TextBlock a block, boxes in pixels of the scan.
 */
static const char NAMESPACE[] = "http://www.loc.gov/standards/alto/ns-v4#";

#define XML(s) ((const xmlChar *)(s))

static void attribute(xmlTextWriterPtr w, const char *name, const char *fmt, ...) PRINTF_LIKE(3, 4);
static void attribute(xmlTextWriterPtr w, const char *name, const char *fmt, ...)
{
    char text[64];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    xmlTextWriterWriteAttribute(w, XML(name), XML(text));
}

/* Text XML 1.0 can hold. */
static void text_attribute(xmlTextWriterPtr w, const char *name, const char *s)
{
    const size_t len = strlen(s);
    struct buf clean;

    buf_init(&clean, 1 << 20);
    for (size_t i = 0; i < len;) {
        char raw[4];
        const uint32_t cp = utf8_next(s, len, &i);
        if (cp >= 0x20 && cp != 0xFFFE && cp != 0xFFFF)
            buf_add(&clean, raw, utf8_put(cp, raw));
    }
    xmlTextWriterWriteAttribute(w, XML(name), XML(clean.ptr ? clean.ptr : ""));
    buf_release(&clean);
}

static void box_attributes(xmlTextWriterPtr w, const struct page_read *r, struct box frame)
{
    const struct box b = page_box_to_scan(r, frame);

    attribute(w, "HPOS", "%d", b.x0);
    attribute(w, "VPOS", "%d", b.y0);
    attribute(w, "WIDTH", "%d", b.x1 > b.x0 ? b.x1 - b.x0 : 0);
    attribute(w, "HEIGHT", "%d", b.y1 > b.y0 ? b.y1 - b.y0 : 0);
}

/* 0..1 with three decimals, no locale. */
static void confidence(xmlTextWriterPtr w, float v)
{
    const int n = v <= 0 ? 0 : v >= 1 ? 1000 : (int)(v * 1000 + 0.5f);

    attribute(w, "WC", "%d.%03d", n / 1000, n % 1000);
}

static void put_line(xmlTextWriterPtr w, const struct page_read *r, const struct text_line *line,
                     uint32_t page, uint32_t n)
{
    if (line->count == 0)
        return; /* the schema wants a String in every TextLine */
    xmlTextWriterStartElement(w, XML("TextLine"));
    attribute(w, "ID", "p%u_l%u", page, n);
    box_attributes(w, r, line->box);
    for (uint32_t i = 0; i < line->count && line->first + i < r->n_words; i++) {
        const struct word *word = &r->words[line->first + i];
        if (i > 0)
            xmlTextWriterWriteElement(w, XML("SP"), NULL);
        xmlTextWriterStartElement(w, XML("String"));
        attribute(w, "ID", "p%u_w%u", page, line->first + i + 1);
        box_attributes(w, r, word->box);
        confidence(w, word->conf);
        text_attribute(w, "CONTENT", word->text);
        xmlTextWriterEndElement(w);
    }
    xmlTextWriterEndElement(w);
}

static void put_page(xmlTextWriterPtr w, const struct pack_page *page, uint32_t number)
{
    const struct page_read *r = page->read;
    uint32_t blocks = 0;

    xmlTextWriterStartElement(w, XML("Page"));
    attribute(w, "ID", "p%u", number);
    attribute(w, "PHYSICAL_IMG_NR", "%u", number);
    attribute(w, "HEIGHT", "%d", r ? r->scan_h : 0);
    attribute(w, "WIDTH", "%d", r ? r->scan_w : 0);
    xmlTextWriterStartElement(w, XML("PrintSpace"));
    attribute(w, "HPOS", "0");
    attribute(w, "VPOS", "0");
    attribute(w, "WIDTH", "%d", r ? r->scan_w : 0);
    attribute(w, "HEIGHT", "%d", r ? r->scan_h : 0);
    for (uint32_t l = 0; r && l < r->n_lines;) {
        uint32_t end = l;
        struct box box = { 0, 0, 0, 0 };
        while (end < r->n_lines && r->lines[end].block == r->lines[l].block)
            box = box_union(box, r->lines[end++].box);
        xmlTextWriterStartElement(w, XML("TextBlock"));
        attribute(w, "ID", "p%u_b%u", number, ++blocks);
        box_attributes(w, r, box);
        for (; l < end; l++)
            put_line(w, r, &r->lines[l], number, l + 1);
        xmlTextWriterEndElement(w);
    }
    xmlTextWriterEndElement(w);
    xmlTextWriterEndElement(w);
}

static bool put_document(xmlTextWriterPtr w, const struct pack_doc *d, const char *software)
{
    bool ok = xmlTextWriterStartDocument(w, "1.0", "UTF-8", NULL) >= 0;

    xmlTextWriterStartElement(w, XML("alto"));
    xmlTextWriterWriteAttribute(w, XML("xmlns"), XML(NAMESPACE));
    xmlTextWriterStartElement(w, XML("Description"));
    xmlTextWriterWriteElement(w, XML("MeasurementUnit"), XML("pixel"));
    xmlTextWriterStartElement(w, XML("sourceImageInformation"));
    xmlTextWriterWriteElement(w, XML("documentIdentifier"), XML(d->id));
    xmlTextWriterEndElement(w);
    xmlTextWriterStartElement(w, XML("Processing"));
    attribute(w, "ID", "ocr");
    xmlTextWriterStartElement(w, XML("processingSoftware"));
    xmlTextWriterWriteElement(w, XML("softwareName"), XML(software));
    xmlTextWriterEndElement(w);
    xmlTextWriterEndElement(w);
    xmlTextWriterEndElement(w);
    xmlTextWriterStartElement(w, XML("Layout"));
    for (uint32_t i = 0; i < d->n_pages; i++)
        put_page(w, &d->pages[i], i + 1);
    return ok && xmlTextWriterEndDocument(w) >= 0 && xmlTextWriterFlush(w) >= 0;
}

bool alto_write(const struct pack_doc *d, const char *software, struct buf *out, struct err *e)
{
    xmlBufferPtr memory = xmlBufferCreate();
    xmlTextWriterPtr w = memory ? xmlNewTextWriterMemory(memory, 0) : NULL;
    bool ok = w && put_document(w, d, software);

    if (w)
        xmlFreeTextWriter(w); /* flushes into memory */
    if (ok)
        buf_add(out, xmlBufferContent(memory), (size_t)xmlBufferLength(memory));
    else
        err_set(e, ERR_LIBRARY, "ALTO: libxml2 gave up");
    if (memory)
        xmlBufferFree(memory);
    return ok && buf_ok(out, "ALTO", e);
}
