/* A PDF as a scanner writes it: one image a page, the JPEG or G4 stream as it is. */
#include <string.h>

#include "tests/gen/encode.h"

struct pdf_writer {
    GByteArray *out;
    GArray *at; /* guint: offset of object i + 1; the catalog and the page tree come last */
    GString *kids;
};

static void put(struct pdf_writer *p, const char *fmt, ...) G_GNUC_PRINTF(2, 3);
static void put(struct pdf_writer *p, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    char *s = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    g_byte_array_append(p->out, (const guint8 *)s, (guint)strlen(s));
    g_free(s);
}

static void object(struct pdf_writer *p)
{
    g_array_append_val(p->at, p->out->len);
    put(p, "%u 0 obj\n", p->at->len);
}

void pdf_add(struct pdf_writer *p, const struct raster *im, int quality)
{
    GByteArray *data = im->bilevel ? encode_g4(im) : encode_jpeg(im, quality);
    const int cw = im->w * 7200 / im->dpi, ch = im->h * 7200 / im->dpi; /* 1/100 pt */
    char body[128];

    snprintf(body, sizeof body, "q %d.%02d 0 0 %d.%02d 0 0 cm /Im0 Do Q", cw / 100, cw % 100,
             ch / 100, ch % 100);
    object(p);
    const guint self = p->at->len;
    g_string_append_printf(p->kids, "%u 0 R ", self);
    put(p,
        "<</Type/Page/Parent 1 0 R/MediaBox[0 0 %d.%02d %d.%02d]/Contents %u 0 "
        "R/Resources<</XObject<</Im0 %u 0 R>>>>>>\nendobj\n",
        cw / 100, cw % 100, ch / 100, ch % 100, self + 1, self + 2);
    object(p);
    put(p, "<</Length %zu>>\nstream\n%s\nendstream\nendobj\n", strlen(body), body);
    object(p);
    put(p, "<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent %d",
        im->w, im->h, im->channels == 3 ? "DeviceRGB" : "DeviceGray", im->bilevel ? 1 : 8);
    if (im->bilevel)
        put(p, "/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns %d/Rows %d>>", im->w, im->h);
    else
        put(p, "/Filter/DCTDecode");
    put(p, "/Length %u>>\nstream\n", data->len);
    g_byte_array_append(p->out, data->data, data->len);
    put(p, "\nendstream\nendobj\n");
    g_byte_array_free(data, TRUE);
}

struct pdf_writer *pdf_open(void)
{
    struct pdf_writer *p = g_new0(struct pdf_writer, 1);
    const guint later = 0;

    p->out = g_byte_array_new();
    p->at = g_array_new(FALSE, FALSE, sizeof(guint));
    p->kids = g_string_new(NULL);
    put(p, "%%PDF-1.4\n%%\xe2\xe3\xcf\xd3\n");
    g_array_append_val(p->at,
                       later); /* object 1 is the page tree, written when its kids are known */
    return p;
}

GByteArray *pdf_close(struct pdf_writer *p, const char *title)
{
    g_array_index(p->at, guint, 0) = p->out->len;
    put(p, "1 0 obj\n<</Type/Pages/Count %u/Kids[%s]>>\nendobj\n", (p->at->len - 1) / 3,
        p->kids->str);
    object(p);
    const guint root = p->at->len;
    put(p, "<</Type/Catalog/Pages 1 0 R>>\nendobj\n");
    object(p);
    put(p, "<</Producer(Scan Station 2.1)/Title(%s)>>\nendobj\n", title);
    const guint xref = p->out->len;
    put(p, "xref\n0 %u\n0000000000 65535 f \n", p->at->len + 1);
    for (guint i = 0; i < p->at->len; i++)
        put(p, "%010u 00000 n \n", g_array_index(p->at, guint, i));
    put(p, "trailer\n<</Size %u/Root %u 0 R/Info %u 0 R>>\nstartxref\n%u\n%%%%EOF\n",
        p->at->len + 1, root, root + 1, xref);
    GByteArray *out = p->out;
    g_array_free(p->at, TRUE);
    g_string_free(p->kids, TRUE);
    g_free(p);
    return out;
}
