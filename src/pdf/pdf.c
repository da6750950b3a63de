#include "pdf/pdf.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomicfile.h"
#include "pdf/pdf_parts.h"

enum {
    MAX_PART = 64 << 20,  /* font, profile, XMP, one page's text */
    MAX_RASTER = 1 << 30, /* one compressed raster */
    MAX_FOREIGN = 64,     /* PDFs a document takes pages from */
};

struct foreign {
    qpdf_data q;
    uint8_t *bytes;
    size_t len;
};

struct pdf {
    qpdf_data q;
    struct pdf_opts o;
    char *title, *producer;
    int font; /* object number */
    uint32_t n_pages;
    bool claims; /* PDF/A: false once a foreign page is in */
    struct foreign foreign[MAX_FOREIGN];
    uint32_t n_foreign;
};

static bool fail(qpdf_data q, const char *what, struct err *e)
{
    if (qpdf_has_error(q)) {
        qpdf_error error = qpdf_get_error(q);
        const bool locked = qpdf_get_error_code(q, error) == qpdf_e_password;
        return err_set(e, locked ? ERR_ENCRYPTED : ERR_LIBRARY, "pdf: %s: %s", what,
                       locked ? "a password is needed" : qpdf_get_error_message_detail(q, error));
    }
    return err_set(e, ERR_LIBRARY, "pdf: %s", what);
}

static void put(qpdf_data q, qpdf_oh dict, const char *key, qpdf_oh value)
{
    qpdf_oh_replace_key(q, dict, key, value);
}

static void put_source(qpdf_data q, qpdf_oh dict, const char *key, const char *source)
{
    put(q, dict, key, qpdf_oh_parse(q, source));
}

/* An indirect stream; dictionary entries are the caller's. */
static qpdf_oh add_stream(qpdf_data q, const void *data, size_t len, const char *filter,
                          const char *parms)
{
    const qpdf_oh s = qpdf_oh_new_stream(q);

    qpdf_oh_replace_stream_data(q, s, data, len,
                                filter ? qpdf_oh_parse(q, filter) : qpdf_oh_new_null(q),
                                parms && *parms ? qpdf_oh_parse(q, parms) : qpdf_oh_new_null(q));
    return s;
}

typedef void part_fn(struct buf *out);

static qpdf_oh add_part(qpdf_data q, part_fn *fn, bool *ok)
{
    struct buf b;

    buf_init(&b, MAX_PART);
    fn(&b);
    *ok = *ok && !b.failed;
    const qpdf_oh s = add_stream(q, b.ptr, b.len, NULL, NULL);
    buf_release(&b);
    return s;
}

static qpdf_oh add_font_file(qpdf_data q, bool *ok, struct err *e)
{
    char path[4096];
    struct buf b;

    buf_init(&b, MAX_PART);
    *ok = *ok && file_data_path("models/pdf.ttf", path, sizeof path, e) && file_read(path, &b, e);
    const qpdf_oh s = add_stream(q, b.ptr ? b.ptr : "", b.len, NULL, NULL);
    put(q, qpdf_oh_get_dict(q, s), "/Length1", qpdf_oh_new_integer(q, (long long)b.len));
    buf_release(&b);
    return s;
}

/* Tesseract's glyphless font: one empty glyph half an em wide, Unicode through the ToUnicode map.
 */
static bool add_font(struct pdf *p, struct err *e)
{
    const qpdf_data q = p->q;
    bool ok = true;
    const qpdf_oh file = add_font_file(q, &ok, e);
    const qpdf_oh descriptor = qpdf_make_indirect_object(
        q,
        qpdf_oh_parse(
            q,
            "<< /Type /FontDescriptor /FontName /GlyphLessFont /Flags 5 /FontBBox [0 0 500 1000] "
            "/ItalicAngle 0 /Ascent 1000 /Descent -1 /CapHeight 1000 /StemV 80 >>"));
    const qpdf_oh cid = qpdf_make_indirect_object(
        q, qpdf_oh_parse(
               q, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /GlyphLessFont /DW 500 "
                  "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"));
    const qpdf_oh font = qpdf_make_indirect_object(
        q,
        qpdf_oh_parse(
            q, "<< /Type /Font /Subtype /Type0 /BaseFont /GlyphLessFont /Encoding /Identity-H >>"));

    if (!ok)
        return false;
    put(q, descriptor, "/FontFile2", file);
    if (p->o.a1b_twin)
        put(q, descriptor, "/CIDSet", add_part(q, font_cid_set, &ok));
    put(q, cid, "/FontDescriptor", descriptor);
    put(q, cid, "/CIDToGIDMap", add_part(q, font_cid_to_gid, &ok));
    put(q, font, "/DescendantFonts", qpdf_oh_wrap_in_array(q, cid));
    put(q, font, "/ToUnicode", add_part(q, font_to_unicode, &ok));
    p->font = qpdf_oh_get_object_id(q, font);
    return ok ? true : err_set(e, ERR_NOMEM, "pdf: no memory for the font");
}

void pdf_load(void)
{
    (void)qpdf_get_qpdf_version();
    srgb_load();
}

bool pdf_begin(struct pdf **out, const struct pdf_opts *o, struct err *e)
{
    struct pdf *p = calloc(1, sizeof *p);

    *out = NULL;
    if (!p)
        return err_set(e, ERR_NOMEM, "pdf: no memory");
    p->o = *o;
    p->claims = true;
    p->title = strdup(o->title ? o->title : "");
    p->producer = strdup(o->producer ? o->producer : "");
    p->q = qpdf_init();
    if (!p->title || !p->producer || !p->q) {
        pdf_close(p);
        return err_set(e, ERR_NOMEM, "pdf: no memory");
    }
    p->o.title = p->title;
    p->o.producer = p->producer;
    qpdf_silence_errors(p->q);
    qpdf_set_suppress_warnings(p->q, QPDF_TRUE);
    if (qpdf_empty_pdf(p->q) & QPDF_ERRORS) {
        fail(p->q, "cannot begin", e);
        pdf_close(p);
        return false;
    }
    if (!add_font(p, e)) {
        pdf_close(p);
        return false;
    }
    if (qpdf_has_error(p->q)) {
        fail(p->q, "cannot write the font", e);
        pdf_close(p);
        return false;
    }
    qpdf_oh_release_all(p->q);
    *out = p;
    return true;
}

/* Bilevel pages are smaller as a fax, but for halftones. */
static bool choose_raster(const struct pdf_image *img, struct buf *room, struct pdf_embed *how,
                          struct err *e)
{
    struct pdf_embed fax;
    struct buf other;

    if (!flate_raster(img, room, how, e))
        return false;
    how->data = (const uint8_t *)room->ptr;
    how->len = room->len;
    buf_init(&other, MAX_RASTER);
    if (img->bits == 1 && g4_raster(img, &other, &fax) && fax.len < how->len) {
        const size_t at = (size_t)(fax.data - (const uint8_t *)other.ptr);
        buf_release(room);
        *room = other;
        *how = fax;
        how->data = (const uint8_t *)room->ptr + at;
        return true;
    }
    buf_release(&other);
    return true;
}

static bool choose_form(const struct pdf_image *img, struct buf *room, struct pdf_embed *how,
                        struct err *e)
{
    if (img->raster)
        return choose_raster(img, room, how, e);
    if (img->bytes && ((img->format == IMAGE_JPEG && embed_jpeg(img->bytes, img->len, how)) ||
                       (img->format == IMAGE_JP2 && embed_jp2(img->bytes, img->len, how)) ||
                       (img->format == IMAGE_TIFF && embed_tiff(img->bytes, img->len, how))))
        return true;
    return err_set(e, ERR_INPUT, "pdf: this image cannot be embedded as it is; give its raster");
}

static qpdf_oh add_image(qpdf_data q, const struct pdf_embed *how)
{
    const qpdf_oh image = add_stream(q, how->data, how->len, how->filter, how->parms);
    const qpdf_oh dict = qpdf_oh_get_dict(q, image);

    put_source(q, dict, "/Type", "/XObject");
    put_source(q, dict, "/Subtype", "/Image");
    put(q, dict, "/Width", qpdf_oh_new_integer(q, how->w));
    put(q, dict, "/Height", qpdf_oh_new_integer(q, how->h));
    put(q, dict, "/BitsPerComponent", qpdf_oh_new_integer(q, how->bits));
    put_source(q, dict, "/ColorSpace", how->channels == 3 ? "/DeviceRGB" : "/DeviceGray");
    return image;
}

static bool add_page(struct pdf *p, const struct pdf_embed *how, const struct pdf_place *place,
                     const struct buf *content, struct err *e)
{
    const qpdf_data q = p->q;
    struct buf box;

    buf_init(&box, 256);
    buf_puts(&box, "[0 0 ");
    put_number(&box, place->width);
    put_number(&box, place->height);
    buf_puts(&box, "]");
    const qpdf_oh page = qpdf_oh_parse(q, "<< /Type /Page >>");
    const qpdf_oh resources = qpdf_oh_parse(q, "<< /XObject << >> /Font << >> >>");
    put_source(q, page, "/MediaBox", box.ptr);
    buf_release(&box);
    put(q, qpdf_oh_get_key(q, resources, "/XObject"), "/Im", add_image(q, how));
    put(q, qpdf_oh_get_key(q, resources, "/Font"), "/F", qpdf_get_object_by_id(q, p->font, 0));
    put(q, page, "/Resources", resources);
    put(q, page, "/Contents", add_stream(q, content->ptr, content->len, NULL, NULL));
    const bool ok =
        !(qpdf_add_page(q, q, qpdf_make_indirect_object(q, page), QPDF_FALSE) & QPDF_ERRORS);
    if (!ok || qpdf_has_error(q))
        return fail(q, "cannot add a page", e);
    qpdf_oh_release_all(q);
    p->n_pages++;
    return true;
}

bool pdf_add(struct pdf *p, const struct pdf_image *img, const struct page_read *read,
             struct err *e)
{
    struct pdf_embed how = { 0 };
    struct pdf_place place;
    struct buf room, content;

    buf_init(&room, MAX_RASTER);
    buf_init(&content, MAX_PART);
    bool ok = choose_form(img, &room, &how, e);
    if (ok) {
        place_page(&place, how.w, how.h, read ? read->dpi : 0, read ? read->turned : 0);
        content_stream(&place, read, &content);
        ok = buf_ok(&content, "pdf: text of a page", e) && add_page(p, &how, &place, &content, e);
    }
    buf_release(&content);
    buf_release(&room);
    return ok;
}

/* ---- pages of other PDFs ---- */

static bool open_foreign(const uint8_t *bytes, size_t len, qpdf_data *out, struct err *e)
{
    const qpdf_data q = qpdf_init();

    *out = NULL;
    if (!q)
        return err_set(e, ERR_NOMEM, "pdf: no memory");
    qpdf_silence_errors(q);
    qpdf_set_suppress_warnings(q, QPDF_TRUE);
    if (qpdf_read_memory(q, "input", (const char *)bytes, len, NULL) & QPDF_ERRORS) {
        fail(q, "cannot be read", e);
        if (e->kind == ERR_LIBRARY)
            e->kind = ERR_INPUT;
        qpdf_data drop = q;
        qpdf_cleanup(&drop);
        return false;
    }
    *out = q;
    return true;
}

static qpdf_data find_foreign(struct pdf *p, const uint8_t *bytes, size_t len, struct err *e)
{
    for (uint32_t i = 0; i < p->n_foreign; i++)
        if (p->foreign[i].len == len && memcmp(p->foreign[i].bytes, bytes, len) == 0)
            return p->foreign[i].q;
    if (p->n_foreign == MAX_FOREIGN) {
        err_set(e, ERR_LIMIT, "pdf: pages of more than %d PDFs in one document", MAX_FOREIGN);
        return NULL;
    }
    struct foreign *f = &p->foreign[p->n_foreign];
    *f = (struct foreign){ .bytes = malloc(len ? len : 1), .len = len };
    if (!f->bytes) {
        err_set(e, ERR_NOMEM, "pdf: no memory for %zu bytes", len);
        return NULL;
    }
    memcpy(f->bytes, bytes, len);
    if (!open_foreign(f->bytes, len, &f->q, e)) {
        free(f->bytes);
        return NULL;
    }
    p->n_foreign++;
    return f->q;
}

bool pdf_add_page(struct pdf *p, const uint8_t *bytes, size_t len, uint32_t page, struct err *e)
{
    const qpdf_data from = find_foreign(p, bytes, len, e);

    if (!from)
        return false;
    const int n = qpdf_get_num_pages(from);
    if (n < 0 || page >= (uint32_t)n)
        return err_set(e, ERR_INPUT, "pdf: no page %u of %d", (unsigned)page + 1, n);
    const bool ok =
        !(qpdf_add_page(p->q, from, qpdf_get_page_n(from, page), QPDF_FALSE) & QPDF_ERRORS);
    if (!ok || qpdf_has_error(p->q) || qpdf_has_error(from))
        return fail(qpdf_has_error(p->q) ? p->q : from, "cannot take over a page", e);
    qpdf_oh_release_all(from);
    qpdf_oh_release_all(p->q);
    p->claims = false;
    p->n_pages++;
    return true;
}

bool pdf_page_count(const uint8_t *bytes, size_t len, uint32_t *pages, struct err *e)
{
    qpdf_data q;

    *pages = 0;
    if (!open_foreign(bytes, len, &q, e))
        return false;
    const int n = qpdf_get_num_pages(q);
    const bool ok = n >= 0 && !qpdf_has_error(q);
    if (ok)
        *pages = (uint32_t)n;
    else
        err_set(e, ERR_INPUT, "pdf: its page tree cannot be read");
    qpdf_cleanup(&q);
    return ok;
}

/* ---- the end ---- */

static void put_info(struct pdf *p)
{
    const qpdf_data q = p->q;
    const qpdf_oh info = qpdf_make_indirect_object(q, qpdf_oh_new_dictionary(q));
    char date[32];

    pdf_date(p->o.date, date);
    put(q, info, "/Title", qpdf_oh_new_unicode_string(q, p->title));
    put(q, info, "/Producer", qpdf_oh_new_unicode_string(q, p->producer));
    put(q, info, "/CreationDate", qpdf_oh_new_string(q, date));
    put(q, info, "/ModDate", qpdf_oh_new_string(q, date));
    put(q, qpdf_get_trailer(q), "/Info", info);
}

static bool put_intent(struct pdf *p, struct err *e)
{
    const qpdf_data q = p->q;
    struct buf icc;

    buf_init(&icc, MAX_PART);
    const bool ok = srgb_profile(p->o.a1b_twin, &icc, e);
    if (ok) {
        const qpdf_oh profile = add_stream(q, icc.ptr, icc.len, NULL, NULL);
        put(q, qpdf_oh_get_dict(q, profile), "/N", qpdf_oh_new_integer(q, 3));
        const qpdf_oh intent = qpdf_oh_parse(
            q,
            "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) "
            "/Info (sRGB IEC61966-2.1) >>");
        put(q, intent, "/DestOutputProfile", profile);
        put(q, qpdf_get_root(q), "/OutputIntents",
            qpdf_oh_wrap_in_array(q, qpdf_make_indirect_object(q, intent)));
    }
    buf_release(&icc);
    return ok;
}

static bool put_metadata(struct pdf *p, struct err *e)
{
    const qpdf_data q = p->q;
    struct buf xmp;

    buf_init(&xmp, MAX_PART);
    xmp_packet(&p->o, p->claims ? (p->o.a1b_twin ? 1 : 2) : 0, &xmp);
    const bool ok = buf_ok(&xmp, "pdf: XMP", e);
    if (ok) {
        const qpdf_oh stream = add_stream(q, xmp.ptr, xmp.len, NULL, NULL);
        put_source(q, qpdf_oh_get_dict(q, stream), "/Type", "/Metadata");
        put_source(q, qpdf_oh_get_dict(q, stream), "/Subtype", "/XML");
        put(q, qpdf_get_root(q), "/Metadata", stream);
    }
    buf_release(&xmp);
    return ok;
}

static bool write_out(qpdf_data q, const char *version, struct buf *out, struct err *e)
{
    if (qpdf_has_error(q) || (qpdf_init_write_memory(q) & QPDF_ERRORS))
        return fail(q, "cannot write", e);
    qpdf_set_minimum_pdf_version(q, version);
    qpdf_set_newline_before_endstream(q, QPDF_TRUE);
    qpdf_set_deterministic_ID(q, QPDF_TRUE);
    qpdf_set_decode_level(q, qpdf_dl_none);
    qpdf_set_stream_data_mode(q, qpdf_s_compress);
    qpdf_set_object_stream_mode(q, qpdf_o_disable);
    if ((qpdf_write(q) & QPDF_ERRORS) || qpdf_has_error(q))
        return fail(q, "cannot write", e);
    buf_add(out, qpdf_get_buffer(q), qpdf_get_buffer_length(q));
    return buf_ok(out, "pdf", e);
}

bool pdf_end(struct pdf *p, struct buf *out, struct err *e)
{
    if (p->n_pages == 0)
        return err_set(e, ERR_INPUT, "pdf: no pages");
    put_info(p);
    if ((p->claims && !put_intent(p, e)) || !put_metadata(p, e))
        return false;
    return write_out(p->q, p->o.a1b_twin ? "1.4" : "1.7", out, e);
}

void pdf_close(struct pdf *p)
{
    if (!p)
        return;
    if (p->q)
        qpdf_cleanup(&p->q);
    for (uint32_t i = 0; i < p->n_foreign; i++) {
        qpdf_cleanup(&p->foreign[i].q);
        free(p->foreign[i].bytes);
    }
    free(p->title);
    free(p->producer);
    free(p);
}

bool pdf_extract(const uint8_t *bytes, size_t len, const uint32_t *pages, uint32_t n,
                 struct buf *out, struct err *e)
{
    qpdf_data from, to = qpdf_init();
    bool ok = false;

    if (!to)
        return err_set(e, ERR_NOMEM, "pdf: no memory");
    if (!open_foreign(bytes, len, &from, e)) {
        qpdf_cleanup(&to);
        return false;
    }
    qpdf_silence_errors(to);
    qpdf_set_suppress_warnings(to, QPDF_TRUE);
    const int total = qpdf_get_num_pages(from);
    if (n == 0 || total < 0) {
        err_set(e, ERR_INPUT, "pdf: no pages");
    } else if (qpdf_empty_pdf(to) & QPDF_ERRORS) {
        fail(to, "cannot begin", e);
    } else {
        ok = true;
        for (uint32_t i = 0; ok && i < n; i++) {
            if (pages[i] >= (uint32_t)total)
                ok = err_set(e, ERR_INPUT, "pdf: no page %u of %d", (unsigned)pages[i] + 1, total);
            else if (qpdf_add_page(to, from, qpdf_get_page_n(from, pages[i]), QPDF_FALSE) &
                     QPDF_ERRORS)
                ok = fail(to, "cannot take over a page", e);
        }
        ok = ok && write_out(to, "1.4", out, e);
    }
    qpdf_cleanup(&to);
    qpdf_cleanup(&from);
    return ok;
}
