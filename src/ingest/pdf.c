/* PDF entries: which pages are scans, which carry their own text, which must be drawn.
 *
 *   nothing on it                                   -> blank
 *   visible text in the middle of the page          -> born digital: its text is taken
 *   one opaque upright image, >= 95 % of the page   -> its stream as it is, or rewrapped losslessly
 *   anything else                                   -> drawn by pdftocairo at the images' own
 * resolution
 *
 * A few words over a full-page scan (an arrival stamp, a page number) do not make it born digital.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ingest/inner.h"
#include "ingest/pdfread.h"

enum {
    TEXT_CHUNK_PAGES = 32, /* a call of pdftotext costs 10-50 ms however few its pages */
    TEXT_BYTES_MAX = 256 << 20,
    TEXT_ARENA_MAX = 256 << 20,
    STAMP_GLYPHS_MAX = 200,
    DPI_MIN = 150,
    DPI_MAX = 600,
    DPI_VECTOR = 300,
    DPI_FLOOR = 50,
    DRAW_PIXELS_MAX = 80000000, /* A3 at 600 dpi, A1 at 300; drawing holds some 10 bytes a pixel */
};
static const double COVER_MIN = 0.95, SHOWN_MIN = 0.9, SCAN_COVER = 0.5, ASPECT_MAX = 1.2;

enum plan { PLAN_BLANK, PLAN_TEXT, PLAN_EXTRACT, PLAN_DRAW };

struct pdf_entry {
    struct walk *w;
    const struct place *p;
    const uint8_t *bytes; /* what is kept: as it came, or without the password it needed */
    size_t len;
    const struct blob *came;
    struct pdfread *r;
    struct pdfread_info info;
    struct buf plain; /* decrypted bytes, empty unless made */
    int fd;           /* for children, -1 until needed */
    bool fd_own;
    /* pages of text fetched ahead */
    struct buf xhtml;
    size_t xhtml_at;
    int32_t text_next, text_last;
};

static bool child_fd(struct pdf_entry *d, struct err *e)
{
    if (d->fd >= 0)
        return true;
    /* poppler's tools would want a password on their command line, and honour "no copying". */
    if (d->info.encrypted && !d->plain.len && !pdfread_decrypted(d->r, &d->plain, e))
        return false;
    d->fd_own = d->plain.len || d->came->fd < 0;
    if (d->plain.len)
        d->fd = spool_memfd(d->plain.ptr, d->plain.len, e);
    else
        d->fd = d->fd_own ? spool_memfd(d->bytes, d->len, e) : d->came->fd;
    return d->fd >= 0;
}

static void fill_common(const struct pdf_entry *d, int32_t page, struct ingest_page *pg)
{
    *pg = (struct ingest_page){ .page = page, .signed_pdf = d->info.is_signed };
    if (d->info.is_signed) {
        pg->source = d->bytes;
        pg->source_len = d->len;
    }
}

static void keep_source(const struct pdf_entry *d, struct ingest_page *pg)
{
    pg->lossless_copy = true;
    pg->source = d->bytes;
    pg->source_len = d->len;
}

/* A scan fills the page, whatever lies on it. */
static bool scan_fills_page(const struct pdf_page_info *i)
{
    const double aspect = i->dpi_x > i->dpi_y ? i->dpi_x / i->dpi_y : i->dpi_y / i->dpi_x;

    return i->images && i->cover >= COVER_MIN && i->shown >= SHOWN_MIN && i->plain &&
           aspect <= ASPECT_MAX;
}

static bool only_a_scan(const struct pdf_page_info *i)
{
    return i->images == 1 && !i->glyphs && !i->paints && !i->annotations && !i->unclear &&
           scan_fills_page(i);
}

static enum plan choose(const struct pdf_page_info *i)
{
    if (!i->glyphs && !i->images && !i->paints && !i->annotations && !i->unclear)
        return PLAN_BLANK;
    if (i->inner_glyphs && !(i->cover >= SCAN_COVER && i->glyphs < STAMP_GLYPHS_MAX))
        return PLAN_TEXT;
    return only_a_scan(i) ? PLAN_EXTRACT : PLAN_DRAW;
}

/* ---- drawing ---- */

static bool raster_size(const struct pdf_page_info *i, uint64_t max_pixels, struct raster_job *j,
                        struct err *e)
{
    double dx = i->max_dpi > 0 ? i->max_dpi : DPI_VECTOR, dy;

    if (dx < DPI_VECTOR && (i->glyphs || i->paints || i->unclear || i->annotations))
        dx = DPI_VECTOR;
    dy = dx = dx < DPI_MIN ? DPI_MIN : dx > DPI_MAX ? DPI_MAX : dx;
    /* A scan that cannot be taken out, or has a stamp or a watermark on it, is drawn on its own
     * grid: nothing of it is resampled. */
    if (scan_fills_page(i) && fmin(i->dpi_x, i->dpi_y) >= DPI_MIN &&
        fmax(i->dpi_x, i->dpi_y) <= DPI_MAX) {
        const bool swap = i->turn % 180 != 0;
        dx = swap ? i->dpi_y : i->dpi_x;
        dy = swap ? i->dpi_x : i->dpi_y;
    }
    if (max_pixels > DRAW_PIXELS_MAX)
        max_pixels = DRAW_PIXELS_MAX;
    const double pixels = i->w_pt * dx / 72 * (i->h_pt * dy / 72);
    if (pixels > (double)max_pixels) {
        const double shrink = sqrt((double)max_pixels / pixels) * 0.999;
        dx *= shrink;
        dy *= shrink;
    }
    if (dx < DPI_FLOOR)
        return err_set(e, ERR_LIMIT,
                       "a page of %.0f x %.0f mm has too many pixels to draw, limit %llu",
                       i->w_pt * 25.4 / 72, i->h_pt * 25.4 / 72, (unsigned long long)max_pixels);
    j->w = (int32_t)fmax(1, floor(i->w_pt * dx / 72 + 0.5));
    j->h = (int32_t)fmax(1, floor(i->h_pt * dy / 72 + 0.5));
    j->dpi = (int32_t)(dx + 0.5);
    j->depth = i->ink >= INK_COLOUR || i->unclear || i->annotations ? RASTER_COLOUR
               : i->ink == INK_MONO && only_a_scan(i)               ? RASTER_MONO
                                                                    : RASTER_GREY;
    return true;
}

static bool draw(struct pdf_entry *d, int32_t page, const struct pdf_page_info *info)
{
    const struct ingest_limits *const l = &d->w->o->limits;
    struct raster_job j = { .page = page };
    struct ingest_page pg;
    struct buf out;
    struct err e = { 0 };
    bool go;

    fill_common(d, page, &pg);
    keep_source(d, &pg);
    buf_init(&out, (size_t)l->max_page_bytes);
    if (raster_size(info, l->max_pixels, &j, &e) && child_fd(d, &e) &&
        poppler_raster(d->fd, &j, l, &out, &pg.format, &e)) {
        pg.bytes = (const uint8_t *)out.ptr;
        pg.len = out.len;
        pg.dpi = j.dpi;
        go = walk_page(d->w, d->p, true, &pg);
    } else {
        go = walk_fail(d->w, d->p, true, page, &e);
    }
    buf_release(&out);
    return go;
}

/* ---- image streams ---- */

static bool encode(const struct pdf_image_data *im, const struct buf *data, int32_t dpi,
                   struct ingest_page *pg, struct buf *out, struct err *e)
{
    const uint8_t *const px = (const uint8_t *)data->ptr;

    if (im->kind == PDF_CCITT) {
        pg->format = IMAGE_TIFF;
        return tiff_wrap_ccitt(out, px, data->len, im->w, im->h, im->k, !im->inverted, dpi, e);
    }
    if (im->bits == 1) {
        pg->format = IMAGE_TIFF;
        return tiff_write_g4(out, px, ((size_t)im->w + 7) / 8, im->w, im->h, !im->inverted, dpi, e);
    }
    pg->format = IMAGE_PNG;
    const size_t stride = (size_t)im->w * (size_t)im->channels * (size_t)im->bits / 8;
    return png_write(out, px, stride, im->w, im->h, im->channels, im->bits, dpi, e);
}

/* Samples of a page at the pixel limit, 6 bytes each at most, are still allowed: what counts is the
 * encoded page. */
static size_t stream_ceiling(const struct ingest_limits *l)
{
    const uint64_t samples = l->max_pixels > SIZE_MAX / 8 ? SIZE_MAX / 2 : l->max_pixels * 6 + 1;
    return (size_t)(samples > l->max_page_bytes ? samples : l->max_page_bytes);
}

static bool extract(struct pdf_entry *d, int32_t page, const struct pdf_page_info *info)
{
    const struct ingest_limits *const l = &d->w->o->limits;
    struct pdf_image_data im;
    struct ingest_page pg;
    struct buf data, out;
    struct err e = { 0 };
    bool go;

    fill_common(d, page, &pg);
    pg.exif_turn = info->turn;
    pg.dpi = (int32_t)((info->dpi_x + info->dpi_y) / 2 + 0.5);
    buf_init(&data, stream_ceiling(l));
    buf_init(&out, (size_t)l->max_page_bytes);
    bool ok = pdfread_image(d->r, l->max_page_bytes, l->max_pixels, &im, &data, &e);
    if (ok && (im.kind == PDF_DCT || im.kind == PDF_JPX)) {
        pg.format = im.kind == PDF_DCT ? IMAGE_JPEG : IMAGE_JP2;
        pg.bytes = (const uint8_t *)data.ptr;
        pg.len = data.len;
    } else if (ok) {
        keep_source(d, &pg);
        ok = encode(&im, &data, pg.dpi, &pg, &out, &e);
        pg.bytes = (const uint8_t *)out.ptr;
        pg.len = out.len;
    }
    if (ok)
        go = walk_page(d->w, d->p, true, &pg);
    else if (e.kind == ERR_LIMIT || e.kind == ERR_NOMEM)
        go = walk_fail(d->w, d->p, true, page, &e);
    else
        go = draw(d, page, info);
    buf_release(&data);
    buf_release(&out);
    return go;
}

/* ---- text layers ---- */

static bool fetch_text(struct pdf_entry *d, int32_t first, int32_t last, struct err *e)
{
    buf_clear(&d->xhtml);
    d->xhtml_at = 0;
    d->text_next = d->text_last = 0;
    if (!child_fd(d, e) || !poppler_text(d->fd, first, last, &d->w->o->limits, &d->xhtml, e))
        return false;
    d->text_next = first;
    d->text_last = last;
    return true;
}

/* Text of one page; pages are asked for in rising order. */
static bool page_text_layer(struct pdf_entry *d, int32_t page, const struct pdf_page_info *info,
                            struct arena *a, struct text_layer *t, struct err *e)
{
    if (page > d->text_last || page < d->text_next) {
        const int32_t ahead = page + TEXT_CHUNK_PAGES - 1;
        if (!fetch_text(d, page, ahead < d->info.pages ? ahead : d->info.pages, e) &&
            !fetch_text(d, page, page, e))
            return false;
    }
    for (; d->text_next < page; d->text_next++) {
        const char *const tag =
            memmem(d->xhtml.ptr + d->xhtml_at, d->xhtml.len - d->xhtml_at, "</page>", 7);
        if (!tag)
            return err_set(e, ERR_CHILD, "pdftotext left out a page");
        d->xhtml_at = (size_t)(tag + 7 - d->xhtml.ptr);
    }
    d->text_next++;
    return bbox_next_page(&d->xhtml, &d->xhtml_at, info->w_pt, info->h_pt, a, t, e);
}

static bool give_text(struct pdf_entry *d, int32_t page, const struct text_layer *t)
{
    struct ingest_page pg;

    fill_common(d, page, &pg);
    pg.format = IMAGE_PDF_TEXT;
    pg.bytes = pg.source = d->bytes;
    pg.len = pg.source_len = d->len;
    pg.dpi = t->read.dpi;
    pg.text = &t->read;
    return walk_page(d->w, d->p, true, &pg);
}

/* Codes that mean no characters: unmapped glyphs, or Vietnamese in a font of before Unicode. */
static bool is_readable(const struct text_layer *t, const struct pdf_page_info *info)
{
    return t->read.n_words && t->bad * 5 <= t->glyphs && (!info->legacy_font || t->vietnamese);
}

static bool text_or_draw(struct pdf_entry *d, int32_t page, const struct pdf_page_info *info)
{
    struct arena a;
    struct text_layer t;
    struct err e = { 0 };
    bool go;

    arena_init(&a, TEXT_ARENA_MAX);
    if (page_text_layer(d, page, info, &a, &t, &e) && is_readable(&t, info))
        go = give_text(d, page, &t);
    else
        go = draw(d, page, info);
    arena_reset(&a);
    return go;
}

/* ---- the entry ---- */

static bool one_page(struct pdf_entry *d, int32_t page)
{
    struct pdf_page_info info;
    struct text_layer blank;
    struct err e = { 0 };

    if (!pdfread_page(d->r, page, &info, &e)) {
        if (!(info.w_pt > 0))
            return walk_fail(d->w, d->p, true, page, &e);
        info.unclear = true; /* its content cannot be followed; poppler may still draw it */
    }
    switch (choose(&info)) {
    case PLAN_BLANK:
        text_layer_blank(info.w_pt, info.h_pt, &blank);
        return give_text(d, page, &blank);
    case PLAN_TEXT:
        return text_or_draw(d, page, &info);
    case PLAN_EXTRACT:
        return extract(d, page, &info);
    case PLAN_DRAW:
        break;
    }
    return draw(d, page, &info);
}

static bool all_pages(struct pdf_entry *d)
{
    const uint64_t max = d->w->o->limits.max_pages;
    struct err e = { 0 };

    if (d->info.pages < 1) {
        err_set(&e, ERR_INPUT, "PDF: no page in it");
        return walk_fail(d->w, d->p, true, 1, &e);
    }
    if ((uint64_t)d->info.pages > max) {
        err_set(&e, ERR_LIMIT, "PDF: %d pages, limit %llu: split the file or raise the limit",
                d->info.pages, (unsigned long long)max);
        return walk_fail(d->w, d->p, true, 1, &e);
    }
    /* Who opens the package has no password; a signature only holds over the bytes that came. */
    if (d->info.wants_password && !d->info.is_signed) {
        if (!pdfread_decrypted(d->r, &d->plain, &e))
            return walk_fail(d->w, d->p, true, 1, &e);
        d->bytes = (const uint8_t *)d->plain.ptr;
        d->len = d->plain.len;
    }
    for (int32_t page = 1; page <= d->info.pages; page++)
        if (!one_page(d, page))
            return false;
    return true;
}

bool pdf_walk(struct walk *w, const struct place *p, const struct blob *b)
{
    struct pdf_entry d = { .w = w, .p = p, .bytes = b->ptr, .len = b->len, .came = b, .fd = -1 };
    struct err e = { 0 };
    bool go;

    buf_init(&d.plain, (size_t)w->o->limits.max_entry_bytes);
    buf_init(&d.xhtml, TEXT_BYTES_MAX);
    if (pdfread_open(&d.r, b->ptr, b->len, w->o->password, &d.info, &e))
        go = all_pages(&d);
    else
        go = walk_fail(w, p, true, 1, &e);
    pdfread_close(d.r);
    if (d.fd_own && d.fd >= 0)
        close(d.fd);
    buf_release(&d.plain);
    buf_release(&d.xhtml);
    return go;
}
