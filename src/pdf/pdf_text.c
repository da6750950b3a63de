#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "pdf/pdf_parts.h"

enum {
    DPI_UNKNOWN = 200, /* the least the rules allow; a page never shrinks below its paper */
    MIN_PT = 3,        /* ISO 19005-2, 6.1.13: page sides of 3 to 14400 units */
    MAX_PT = 14400,
};
static const double GLYPH_WIDTH = 0.5; /* em; /DW 500 */

void put_number(struct buf *b, double v)
{
    char text[32];
    size_t n = 0;

    if (!isfinite(v) || fabs(v) > 1e9)
        v = 0;
    const long long scaled = llround(v * 10000);
    unsigned long long rest =
        scaled < 0 ? 0ULL - (unsigned long long)scaled : (unsigned long long)scaled;
    unsigned frac = (unsigned)(rest % 10000);
    rest /= 10000;
    if (frac > 0) {
        for (int digits = 4; digits > 0; digits--, frac /= 10)
            if (n > 0 || frac % 10 > 0)
                text[n++] = (char)('0' + frac % 10);
        text[n++] = '.';
    }
    do
        text[n++] = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (scaled < 0)
        text[n++] = '-';
    while (n > 0)
        buf_putc(b, text[--n]);
    buf_putc(b, ' ');
}

static void put_numbers(struct buf *b, const double *v, int n, const char *operator)
{
    for (int i = 0; i < n; i++)
        put_number(b, v[i]);
    buf_puts(b, operator);
}

void place_page(struct pdf_place *p, int32_t w, int32_t h, int32_t dpi, int32_t turned)
{
    const double longest = w > h ? w : h;

    *p = (struct pdf_place){ .turned = turned, .w = w, .h = h };
    p->scale = 72.0 / (dpi > 0 ? dpi : DPI_UNKNOWN);
    if (longest * p->scale > MAX_PT)
        p->scale = MAX_PT / longest;
    const bool lies = turned == 90 || turned == 270;
    p->width = fmax((lies ? h : w) * p->scale, MIN_PT);
    p->height = fmax((lies ? w : h) * p->scale, MIN_PT);
}

/* The unit square of an image, origin bottom left, onto the upright page. */
static void image_matrix(const struct pdf_place *p, double m[6])
{
    const double W = p->width, H = p->height;
    const double all[4][6] = {
        { W, 0, 0, H, 0, 0 }, { 0, -H, W, 0, 0, H }, { -W, 0, 0, -H, W, H }, { 0, H, -W, 0, W, 0 }
    };
    memcpy(m, all[p->turned / 90 & 3], sizeof all[0]);
}

/* A point of the frame to points on the page, origin bottom left. */
static void frame_to_page(const struct pdf_place *p, const struct page_read *r, double x, double y,
                          double *px, double *py)
{
    double m[6], sx, sy;

    image_matrix(p, m);
    page_point_to_scan(r, x, y, &sx, &sy);
    const double u = sx / r->scan_w, v = 1 - sy / r->scan_h;
    *px = m[0] * u + m[2] * v + m[4];
    *py = m[1] * u + m[3] * v + m[5];
}

/* One word's codes as a hex string with the space behind it; returns how many before the space.
 * U+0000, U+FEFF and U+FFFE have no place in a ToUnicode map, and there are no codes beyond 16
 * bits. */
static size_t put_word(struct buf *b, const char *text)
{
    const size_t len = strlen(text);
    size_t codes = 0;

    buf_putc(b, '<');
    for (size_t i = 0; i < len;) {
        uint32_t cp = utf8_next(text, len, &i);
        if (cp == 0 || cp == 0xFEFF || cp == 0xFFFE)
            continue;
        if (cp > 0xFFFF || (cp >= 0xD800 && cp < 0xE000))
            cp = 0xFFFD;
        buf_printf(b, "%04X", (unsigned)cp);
        codes++;
    }
    buf_puts(b, "0020>");
    return codes;
}

struct pen { /* what the text state holds, to leave out what does not change */
    double size, stretch;
};

static void put_line_word(struct buf *b, const struct pdf_place *p, const struct page_read *r,
                          const struct text_line *line, const struct word *w, struct pen *pen)
{
    struct buf string;
    double x0, y0, x1, y1, xt, yt;
    double base = line->baseline_y;

    if (base <= w->box.y0 ||
        base > w->box.y1 + (w->box.y1 - w->box.y0)) /* no baseline, or of another line */
        base = w->box.y1;
    frame_to_page(p, r, w->box.x0, base, &x0, &y0);
    frame_to_page(p, r, w->box.x1, base, &x1, &y1);
    frame_to_page(p, r, w->box.x0, base - (line->box.y1 - line->box.y0), &xt, &yt);
    const double length = sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
    const double size = sqrt((xt - x0) * (xt - x0) + (yt - y0) * (yt - y0));

    buf_init(&string, 1 << 20);
    const size_t codes = put_word(&string, w->text);
    if (codes > 0 && length > 1e-3 && size > 1e-3 && !string.failed) {
        const double tm[6] = {
            (x1 - x0) / length, (y1 - y0) / length, -(y1 - y0) / length, (x1 - x0) / length, x0, y0
        };
        const double stretch = 100 * length / ((double)codes * GLYPH_WIDTH * size);
        if (fabs(size - pen->size) > 1e-4) {
            buf_puts(b, "/F ");
            put_numbers(b, &size, 1, "Tf\n");
        }
        if (fabs(stretch - pen->stretch) > 1e-4)
            put_numbers(b, &stretch, 1, "Tz ");
        put_numbers(b, tm, 6, "Tm ");
        buf_add(b, string.ptr, string.len);
        buf_puts(b, "Tj\n");
        *pen = (struct pen){ size, stretch };
    }
    buf_release(&string);
}

void content_stream(const struct pdf_place *p, const struct page_read *r, struct buf *out)
{
    struct pen pen = { 0, 0 };
    double m[6];

    image_matrix(p, m);
    buf_puts(out, "q ");
    put_numbers(out, m, 6, "cm /Im Do Q\n");
    if (!r || r->n_words == 0 || r->scan_w <= 0 || r->scan_h <= 0)
        return;
    buf_puts(out, "BT 3 Tr\n");
    for (uint32_t l = 0; l < r->n_lines; l++) {
        const struct text_line *line = &r->lines[l];
        for (uint32_t i = 0; i < line->count && line->first + i < r->n_words; i++)
            put_line_word(out, p, r, line, &r->words[line->first + i], &pen);
    }
    buf_puts(out, "ET\n");
}
