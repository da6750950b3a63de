#include "report/scans_html.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomicfile.h"
#include "base/lang.h"

struct scans_html {
    char *path;
    struct buf out;
    bool in_document;
};

static const char head[] =
    "<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><style>"
    "body{font:15px/1.45 system-ui,sans-serif;margin:0 "
    "auto;max-width:1500px;padding:16px;color:#1c2330;background:#f4f5f7}"
    "section{background:#fff;border:1px solid #d9dde4;border-radius:8px;margin:0 0 "
    "18px;padding:14px 18px;display:grid;"
    "grid-template-columns:minmax(320px,440px) 1fr;gap:18px}"
    "h1{font-size:22px}h2{font-size:17px;margin:0 0 4px}p.where{color:#667;margin:0 0 "
    "10px;word-break:break-all}"
    "table{border-collapse:collapse;width:100%}td{padding:3px 8px 3px "
    "0;vertical-align:top;border-top:1px solid #eef0f3}"
    "td:first-child{color:#667;white-space:nowrap}.ok{color:#0a7a33}.no{color:#a85b00}.note{color:#"
    "889;font-size:13px}"
    ".pages{display:flex;flex-wrap:wrap;gap:12px}.page{position:relative;width:min(100%,560px)}"
    ".page img{width:100%;display:block;border:1px solid #c9ced6}.page "
    "svg{position:absolute;inset:0;width:100%;height:100%}"
    ".w{fill:none;stroke:#4a7bd0;stroke-width:1.2}.w.low{stroke:#d03a3a}.m{fill:#f5a62333;stroke:#"
    "c77700;stroke-width:3}"
    ".m.ok{fill:#1dbf5533;stroke:#0a7a33}body.plain .w{display:none}label{user-select:none}"
    "@media(max-width:900px){section{grid-template-columns:1fr}}</style>";

static void text(struct buf *b, const char *s)
{
    for (; *s; s++) {
        if (*s == '<')
            buf_puts(b, "&lt;");
        else if (*s == '>')
            buf_puts(b, "&gt;");
        else if (*s == '&')
            buf_puts(b, "&amp;");
        else if (*s == '"')
            buf_puts(b, "&quot;");
        else
            buf_putc(b, *s);
    }
}

bool scans_html_open(struct scans_html **out, const char *path, const char *title, struct err *e)
{
    struct scans_html *h = calloc(1, sizeof *h);

    *out = h;
    if (!h || !(h->path = strdup(path)))
        return err_set(e, ERR_NOMEM, "no memory");
    buf_init(&h->out, (size_t)1 << 30);
    buf_printf(&h->out, "<!doctype html><html lang=\"%s\">%s<title>",
               lang_get() == LANG_VI ? "vi" : "en", head);
    text(&h->out, title);
    buf_puts(&h->out, "</title><h1>");
    text(&h->out, title);
    buf_printf(
        &h->out,
        "</h1><p><label><input type=\"checkbox\" checked "
        "onchange=\"document.body.classList.toggle('plain',!this.checked)\"> %s</label></p>\n",
        T("show the words that were read (red: low confidence)"));
    return true;
}

static void end_document(struct scans_html *h)
{
    if (h->in_document)
        buf_puts(&h->out, "</div></section>\n");
    h->in_document = false;
}

void scans_html_document(struct scans_html *h, const char *where, const char *type_name,
                         float type_confidence, bool review)
{
    end_document(h);
    buf_puts(&h->out, "<section><div><h2>");
    text(&h->out, type_name);
    buf_printf(&h->out, " <span class=\"%s\">%.0f %%</span></h2><p class=\"where\">",
               review ? "no" : "ok", (double)type_confidence * 100);
    text(&h->out, where);
    buf_puts(&h->out, review ? " · " : "");
    text(&h->out, review ? T("for review") : "");
    buf_puts(&h->out, "</p><table>\n");
    h->in_document = true;
}

void scans_html_fact(struct scans_html *h, const char *name, const char *value, float confidence,
                     bool accepted, const char *note)
{
    buf_puts(&h->out, "<tr><td>");
    text(&h->out, name);
    buf_printf(&h->out, "<td class=\"%s\">", accepted ? "ok" : "no");
    text(&h->out, value);
    buf_printf(&h->out, " <span class=\"note\">%.2f ", (double)confidence);
    text(&h->out, note);
    buf_puts(&h->out, "</span></tr>\n");
}

void scans_html_reason(struct scans_html *h, const char *words)
{
    buf_puts(&h->out, "<tr class=\"why\"><td>");
    text(&h->out, T("for review"));
    buf_puts(&h->out, "<td class=\"no\">");
    text(&h->out, words);
    buf_puts(&h->out, "</tr>\n");
}

static void base64(struct buf *b, const struct buf *bytes)
{
    unsigned char enc[4096 / 3 * 4 + 8];
    const size_t step = 3 * 1024;

    for (size_t at = 0; at < bytes->len; at += step) {
        const size_t n = bytes->len - at < step ? bytes->len - at : step;
        const int len = EVP_EncodeBlock(enc, (const unsigned char *)bytes->ptr + at, (int)n);
        buf_add(b, enc, (size_t)len);
    }
}

/* A point of the scan on the upright picture. */
static void upright(const struct page_read *p, double x, double y, double *ux, double *uy)
{
    const double w = p->scan_w, h = p->scan_h;
    const double at[4][2] = { { x, y }, { h - y, x }, { w - x, h - y }, { y, w - x } };
    *ux = at[p->turned / 90 % 4][0];
    *uy = at[p->turned / 90 % 4][1];
}

static void polygon(struct buf *b, const struct page_read *p, const double xy[8], const char *cls)
{
    buf_printf(b, "<polygon class=\"%s\" points=\"", cls);
    for (int i = 0; i < 4; i++) {
        double ux, uy;
        upright(p, xy[2 * i], xy[2 * i + 1], &ux, &uy);
        buf_printf(b, "%.0f,%.0f ", ux, uy);
    }
    buf_puts(b, "\"/>");
}

static void word_box(struct buf *b, const struct page_read *p, const struct word *w)
{
    const int32_t fx[4] = { w->box.x0, w->box.x1, w->box.x1, w->box.x0 },
                  fy[4] = { w->box.y0, w->box.y0, w->box.y1, w->box.y1 };
    double xy[8];

    for (int i = 0; i < 4; i++)
        page_point_to_scan(p, fx[i], fy[i], &xy[2 * i], &xy[2 * i + 1]);
    buf_puts(b, "<g><title>");
    text(b, w->text);
    buf_printf(b, " %.2f</title>", (double)w->conf);
    polygon(b, p, xy, w->conf < 0.8f ? "w low" : "w");
    buf_puts(b, "</g>");
}

void scans_html_page(struct scans_html *h, const struct page_read *read, const struct buf *jpeg,
                     const struct scans_mark *marks, uint32_t n_marks)
{
    const bool lies = read->turned == 90 || read->turned == 270;
    const int32_t w = lies ? read->scan_h : read->scan_w, ht = lies ? read->scan_w : read->scan_h;

    buf_puts(&h->out, "<div class=\"page\"><img alt=\"\" src=\"data:image/jpeg;base64,");
    base64(&h->out, jpeg);
    buf_printf(&h->out, "\"><svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\">", w, ht);
    for (uint32_t i = 0; i < read->n_words; i++)
        word_box(&h->out, read, &read->words[i]);
    for (uint32_t i = 0; i < n_marks; i++) {
        const struct box *m = &marks[i].box;
        const double xy[8] = { m->x0, m->y0, m->x1, m->y0, m->x1, m->y1, m->x0, m->y1 };
        buf_puts(&h->out, "<g><title>");
        text(&h->out, marks[i].label);
        buf_puts(&h->out, "</title>");
        polygon(&h->out, read, xy, marks[i].accepted ? "m ok" : "m");
        buf_puts(&h->out, "</g>");
    }
    buf_puts(&h->out, "</svg></div>\n");
}

void scans_html_facts_end(struct scans_html *h)
{
    buf_puts(&h->out, "</table></div><div class=\"pages\">\n");
}

bool scans_html_close(struct scans_html *h, struct err *e)
{
    end_document(h);
    const bool ok =
        buf_ok(&h->out, h->path, e) && file_write_atomic(h->path, h->out.ptr, h->out.len, e);
    buf_release(&h->out);
    free(h->path);
    free(h);
    return ok;
}
