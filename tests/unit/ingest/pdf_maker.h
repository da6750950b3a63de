/* PDFs made of their parts, object by object. */
#ifndef TESTS_INGEST_PDF_MAKER_H
#define TESTS_INGEST_PDF_MAKER_H
#include "collect.h"

/* A baseline JPEG's header is all that is looked at; the rest must come out as it went in. */
#define JPEG_HEAD(n)                                                                               \
    "\xFF\xD8\xFF\xC0\x00\x11\x08\x00\xC8\x00\x96" n "\x01\x11\x00\x02\x11\x00\x03\x11\x00"        \
    "these bytes are kept\xFF\xD9"
static const char JPEG_RGB[] = JPEG_HEAD("\x03");

enum { OBJECTS_MAX = 64 };
struct maker {
    struct buf out;
    size_t at[OBJECTS_MAX];
    int n;
};

static inline void begin(struct maker *m)
{
    *m = (struct maker){ 0 };
    buf_init(&m->out, 8 << 20);
    buf_puts(&m->out, "%PDF-1.7\n");
}

/* 1 is the catalog, 2 the page tree; both are written last. */
static inline int object(struct maker *m, const char *text)
{
    const int number = 3 + m->n;
    m->at[m->n++] = m->out.len;
    buf_printf(&m->out, "%d 0 obj\n%s\nendobj\n", number, text);
    return number;
}

static inline int stream(struct maker *m, const char *dict, const void *bytes, size_t len)
{
    const int number = 3 + m->n;
    m->at[m->n++] = m->out.len;
    buf_printf(&m->out, "%d 0 obj\n<< %s /Length %zu >>\nstream\n", number, dict, len);
    buf_add(&m->out, bytes, len);
    buf_puts(&m->out, "\nendstream\nendobj\n");
    return number;
}

/* c: the number of its content stream. */
static inline int page_of(struct maker *m, const char *more, int c, int image)
{
    char text[1024];
    snprintf(text, sizeof text,
             "<< /Type /Page /Parent 2 0 R /Contents %d 0 R /Resources << /XObject << /Im %d 0 R "
             ">> /Font << /F << "
             "/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> "
             "%s >>",
             c, image ? image : c, more);
    return object(m, text);
}

static inline int page(struct maker *m, const char *more, const char *content, int image)
{
    return page_of(m, more, stream(m, "", content, strlen(content)), image);
}

static inline void end(struct maker *m, const char *kids, int count, const char *catalog)
{
    const size_t root = m->out.len;
    buf_printf(&m->out, "1 0 obj\n<< /Type /Catalog /Pages 2 0 R %s >>\nendobj\n", catalog);
    const size_t tree = m->out.len;
    buf_printf(&m->out,
               "2 0 obj\n<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 360 480] >>\nendobj\n",
               kids, count);
    const size_t xref = m->out.len;
    buf_printf(&m->out, "xref\n0 %d\n0000000000 65535 f \n%010zu 00000 n \n%010zu 00000 n \n",
               m->n + 3, root, tree);
    for (int i = 0; i < m->n; i++)
        buf_printf(&m->out, "%010zu 00000 n \n", m->at[i]);
    buf_printf(&m->out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", m->n + 3,
               xref);
}

/* One page of one image, drawn by `content` ("/Im Do" in it). */
static inline void one_image(struct collect *c, const char *dict, const void *bytes, size_t len,
                             const char *page_more, const char *content,
                             const struct ingest_opts *o)
{
    struct maker m;
    char kids[32];

    begin(&m);
    const int im = stream(&m, dict, bytes, len);
    snprintf(kids, sizeof kids, "%d 0 R", page(&m, page_more, content, im));
    end(&m, kids, 1, "");
    collect_bytes(c, m.out.ptr, m.out.len, "p.pdf", o);
    buf_release(&m.out);
}

#define DCT                                                                                        \
    "/Type /XObject /Subtype /Image /Width 150 /Height 200 /BitsPerComponent 8 /ColorSpace "       \
    "/DeviceRGB /Filter /DCTDecode"
#define FULL "q 360 0 0 480 0 0 cm /Im Do Q"
#endif
