#include "pdf/pdf_sheet.h"

#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

/* A4 in points; a millimetre in points. */
static const double PAGE_W = 595.276, PAGE_H = 841.89, MM = 72 / 25.4;

/* Advance widths of Helvetica from ' ' to '~', thousandths of the size (Adobe's font metrics). */
static const short advance[] = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584,
};

/* Strokes of a mark, thousandths, x from the letter's middle, y from its top; a curve's two control
 * points follow its start. */
struct stroke {
    short x0, y0, x1, y1, x2, y2, x3, y3;
};
struct mark {
    uint32_t cp; /* combining character */
    bool below;
    uint32_t n;
    struct stroke strokes[2];
};
static const struct mark marks[] = {
    { 0x300, false, 1, { { -110, 190, -60, 150, -20, 110, 20, 60 } } },
    { 0x301, false, 1, { { 110, 190, 60, 150, 20, 110, -20, 60 } } },
    { 0x302,
      false,
      2,
      { { -130, 50, -90, 90, -40, 140, 0, 170 }, { 0, 170, 40, 140, 90, 90, 130, 50 } } },
    { 0x303,
      false,
      2,
      { { -150, 70, -130, 170, -50, 160, 0, 110 }, { 0, 110, 50, 60, 130, 50, 150, 150 } } },
    { 0x306, false, 1, { { -130, 170, -100, 30, 100, 30, 130, 170 } } },
    { 0x309,
      false,
      2,
      { { -50, 220, 10, 260, 90, 220, 60, 150 }, { 60, 150, 50, 120, 0, 120, 0, 60 } } },
    { 0x31B, false, 0, { { 0 } } }, /* the horn: drawn at the letter's shoulder */
    { 0x323, true, 1, { { -15, -150, -5, -150, 5, -150, 15, -150 } } },
};

static const struct mark *mark_of(uint32_t cp)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].cp == cp)
            return &marks[i];
    return NULL;
}

/* Numbers by hand: printf follows the locale. */
static void put_number(struct buf *b, double x)
{
    const long v = (long)(x * 100 + (x < 0 ? -0.5 : 0.5)), whole = v < 0 ? -v : v;

    buf_printf(b, "%s%ld.%02ld ", v < 0 ? "-" : "", whole / 100, whole % 100);
}

struct pen {
    struct buf *out;
    double x, y, size; /* of the letter being set: left end on the base line */
};

static void put_point(const struct pen *p, double x, double y)
{
    put_number(p->out, p->x + x * p->size / 1000);
    put_number(p->out, p->y + y * p->size / 1000);
}

static void put_stroke(const struct pen *p, double x, double y, const struct stroke *s)
{
    put_point(p, x + s->x0, y + s->y0);
    buf_puts(p->out, "m ");
    put_point(p, x + s->x1, y + s->y1);
    put_point(p, x + s->x2, y + s->y2);
    put_point(p, x + s->x3, y + s->y3);
    buf_puts(p->out, "c S\n");
}

/* A letter without marks and what is drawn beside it. */
struct letter {
    char base; /* ASCII, 1: an i without its dot */
    bool upper, bar;
    uint32_t marks[4], n;
};

static bool take_apart(uint32_t cp, struct letter *out)
{
    utf8proc_int32_t parts[8];
    int last = 0;
    const utf8proc_ssize_t n =
        utf8proc_decompose_char((utf8proc_int32_t)cp, parts, 8, UTF8PROC_DECOMPOSE, &last);

    *out = (struct letter){ 0 };
    if (cp == 0x110 || cp == 0x111) {
        *out =
            (struct letter){ .base = cp == 0x110 ? 'D' : 'd', .upper = cp == 0x110, .bar = true };
        return true;
    }
    if (n < 1 || n > 4 || parts[0] < ' ' || parts[0] > '~')
        return false;
    out->base = (char)parts[0];
    out->upper = out->base >= 'A' && out->base <= 'Z';
    bool above = false;
    for (utf8proc_ssize_t i = 1; i < n; i++) {
        out->marks[out->n++] = (uint32_t)parts[i];
        const struct mark *m = mark_of((uint32_t)parts[i]);
        above |= m && !m->below && m->n > 0;
    }
    if (out->base == 'i' && above)
        out->base = 1;
    return true;
}

static int letter_width(const struct letter *l)
{
    return advance[(l->base == 1 ? 'i' : l->base) - ' '];
}

/* A vowel's roof stands over its middle, a second mark beside it and higher. */
static void put_marks(const struct pen *p, const struct letter *l)
{
    const double mid = letter_width(l) / 2.0, top = l->upper ? 730 : 540;
    const struct stroke horn = { -60, -20, 30, -10, 60, 40, 30, 90 };
    uint32_t above = 0;

    for (uint32_t i = 0; i < l->n; i++) {
        const struct mark *m = mark_of(l->marks[i]);
        if (!m)
            continue;
        if (m->cp == 0x31B) {
            put_stroke(p, letter_width(l) - (l->base == 'u' ? 40 : 80), top - 30, &horn);
            continue;
        }
        for (uint32_t k = 0; k < m->n; k++)
            put_stroke(p, mid + (above && !m->below ? 120 : 0),
                       m->below ? 0 : top + (above ? 90 : 0), &m->strokes[k]);
        above += !m->below;
    }
    if (l->bar) {
        const double y = l->upper ? 360 : 600, from = l->upper ? 0 : 260, to = l->upper ? 330 : 580;
        put_point(p, from, y);
        buf_puts(p->out, "m ");
        put_point(p, to, y);
        buf_puts(p->out, "l S\n");
    }
}

static double text_width(const char *text, double size)
{
    const size_t len = strlen(text);
    double w = 0;

    for (size_t i = 0; i < len;) {
        struct letter l;
        if (take_apart(utf8_next(text, len, &i), &l))
            w += letter_width(&l) * size / 1000;
    }
    return w;
}

/* Letter by letter, so that marks and letters agree on where they are. */
static void put_line(struct buf *b, const char *text, double size, double y)
{
    struct pen p = { b, (PAGE_W - text_width(text, size)) / 2, y, size };
    const size_t len = strlen(text);

    put_number(b, size * 0.07);
    buf_puts(b, "w 1 J 1 j\n");
    for (size_t i = 0; i < len;) {
        struct letter l;
        if (!take_apart(utf8_next(text, len, &i), &l))
            continue;
        if (l.base != ' ') {
            buf_puts(b, "BT /F ");
            put_number(b, size);
            buf_puts(b, "Tf ");
            put_number(b, p.x);
            put_number(b, p.y);
            buf_printf(b, "Td <%02X> Tj ET\n", (unsigned)(unsigned char)l.base);
            put_marks(&p, &l);
        }
        p.x += letter_width(&l) * size / 1000;
    }
}

static void put_code(struct buf *b, const struct sheet *s, double left, double top)
{
    for (int32_t y = 0; y < s->width; y++)
        for (int32_t x = 0, run; x < s->width; x += run) {
            run = 1;
            if (!s->modules[y * s->width + x])
                continue;
            while (x + run < s->width && s->modules[y * s->width + x + run])
                run++;
            put_number(b, left + x * MM);
            put_number(b, top - (y + 1) * MM);
            put_number(b, run * MM);
            put_number(b, MM);
            buf_puts(b, "re\n");
        }
    buf_puts(b, "f\n");
}

static void put_page(struct buf *b, const struct sheet *s)
{
    const double side = s->width * MM, margin = 20 * MM;
    double y = PAGE_H - margin - side - 30 * MM;

    if (s->framed) {
        put_number(b, 3 * MM);
        buf_puts(b, "w 0 j ");
        put_number(b, margin / 2);
        put_number(b, margin / 2);
        put_number(b, PAGE_W - margin);
        put_number(b, PAGE_H - margin);
        buf_puts(b, "re S\n");
    }
    put_code(b, s, margin, PAGE_H - margin);
    put_code(b, s, PAGE_W - margin - side, PAGE_H - margin);
    put_code(b, s, (PAGE_W - side) / 2, margin + side);
    for (uint32_t i = 0; i < s->n_lines; i++) {
        put_line(b, s->lines[i].text, s->lines[i].size, y);
        y -= s->lines[i].size * 1.7;
    }
}

enum { OBJ_CATALOG = 1, OBJ_PAGES, OBJ_FONT, OBJ_CONTENT, OBJ_FIRST_PAGE, COUNT_MAX = 10000 };

struct offsets {
    size_t at[OBJ_FIRST_PAGE + COUNT_MAX];
    size_t base;
};

static void obj(struct buf *b, struct offsets *o, uint32_t id)
{
    o->at[id] = b->len - o->base;
    buf_printf(b, "%u 0 obj\n", id);
}

bool pdf_sheets(const struct sheet *s, uint32_t count, struct buf *out, struct err *e)
{
    struct buf page;
    static const char head[] = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n";

    if (count < 1 || count > COUNT_MAX)
        return err_set(e, ERR_LIMIT, "%u sheets; 1 to %d at a time", count, COUNT_MAX);
    struct arena a;
    arena_init(&a, 1 << 20);
    struct offsets *o = ARENA_NEW(&a, struct offsets, 1);
    buf_init(&page, 4 << 20);
    if (!o)
        return err_set(e, ERR_NOMEM, "sheets: no memory");
    put_page(&page, s);
    o->base = out->len;
    buf_add(out, head, sizeof head - 1);
    obj(out, o, OBJ_CATALOG);
    buf_printf(out, "<</Type/Catalog/Pages %d 0 R>>\nendobj\n", OBJ_PAGES);
    obj(out, o, OBJ_PAGES);
    buf_printf(out, "<</Type/Pages/Count %u/MediaBox[0 0 595.276 841.89]/Kids[", count);
    for (uint32_t i = 0; i < count; i++)
        buf_printf(out, "%u 0 R ", OBJ_FIRST_PAGE + i);
    buf_puts(out, "]>>\nendobj\n");
    obj(out, o, OBJ_FONT);
    buf_puts(out, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding"
                  "/BaseEncoding/WinAnsiEncoding/Differences[1/dotlessi]>>>>\nendobj\n");
    obj(out, o, OBJ_CONTENT);
    buf_printf(out, "<</Length %zu>>\nstream\n", page.len);
    buf_add(out, page.ptr, page.len);
    buf_puts(out, "\nendstream\nendobj\n");
    for (uint32_t i = 0; i < count; i++) {
        obj(out, o, OBJ_FIRST_PAGE + i);
        buf_printf(out,
                   "<</Type/Page/Parent %d 0 R/Resources<</Font<</F %d 0 R>>>>"
                   "/Contents %d 0 R>>\nendobj\n",
                   OBJ_PAGES, OBJ_FONT, OBJ_CONTENT);
    }
    const size_t xref = out->len - o->base;
    buf_printf(out, "xref\n0 %u\n0000000000 65535 f \n", OBJ_FIRST_PAGE + count);
    for (uint32_t i = 1; i < OBJ_FIRST_PAGE + count; i++)
        buf_printf(out, "%010zu 00000 n \n", o->at[i]);
    buf_printf(out, "trailer\n<</Size %u/Root %d 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
               OBJ_FIRST_PAGE + count, OBJ_CATALOG, xref);
    const bool ok = buf_ok(&page, "a sheet", e) && buf_ok(out, "sheets", e);
    buf_release(&page);
    arena_reset(&a);
    return ok;
}
