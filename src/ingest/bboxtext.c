/* `pdftotext -bbox-layout` to words, lines and blocks. Its XHTML is machine-made and flat, so a
 * scan for five tags is all the parsing there is; anything unexpected is skipped. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ingest/inner.h"

enum { TEXT_DPI = 200, WORDS_MAX = 200000 };

struct scan {
    const char *at, *end;
    double scale_x, scale_y; /* the tool's points to frame px */
    struct page_read *read;
    struct arena *a;
    uint32_t cap_words, cap_lines, block;
    bool in_line, full;
};

static double attribute(const char *tag, const char *end, const char *name)
{
    const char *const p = memmem(tag, (size_t)(end - tag), name, strlen(name));
    char number[32];
    size_t n = 0;

    if (!p)
        return NAN;
    /* strtod follows the locale; these digits do not. */
    const char *s = p + strlen(name);
    while (s < end && n + 1 < sizeof number && (strchr("-.", *s) || (*s >= '0' && *s <= '9')))
        number[n++] = *s++;
    number[n] = '\0';
    double value = 0, place = 1;
    bool point = false, digits = false;
    for (const char *d = number + (number[0] == '-'); *d; d++) {
        if (*d == '.') {
            point = true;
            continue;
        }
        digits = true;
        value = value * 10 + (*d - '0');
        place *= point ? 10 : 1;
    }
    value /= place;
    return !digits ? NAN : number[0] == '-' ? -value : value;
}

static int32_t clip_px(double v, int32_t max)
{
    const double r = floor(v + 0.5);
    return !(r > 0) ? 0 : r > max ? max : (int32_t)r;
}

static bool box_attributes(const struct scan *s, const char *tag, const char *end, struct box *b)
{
    const double x0 = attribute(tag, end, "xMin=\""), y0 = attribute(tag, end, "yMin=\"");
    const double x1 = attribute(tag, end, "xMax=\""), y1 = attribute(tag, end, "yMax=\"");

    b->x0 = clip_px(x0 * s->scale_x, s->read->frame_w);
    b->y0 = clip_px(y0 * s->scale_y, s->read->frame_h);
    b->x1 = clip_px(x1 * s->scale_x, s->read->frame_w);
    b->y1 = clip_px(y1 * s->scale_y, s->read->frame_h);
    /* Words outside the page are not on it; thin ones still have a pixel. */
    if (!(x1 > 0 && y1 > 0) || b->x0 >= s->read->frame_w || b->y0 >= s->read->frame_h)
        return false;
    b->x1 = b->x1 > b->x0 ? b->x1 : b->x0 + 1;
    b->y1 = b->y1 > b->y0 ? b->y1 : b->y0 + 1;
    return true;
}

/* &amp; &lt; &gt; &quot; &apos; &#NN; &#xHH; in place; returns the new length. */
static size_t unescape(char *s, size_t len)
{
    static const struct {
        const char *name;
        char c;
    } names[] = {
        { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' }
    };
    size_t to = 0;

    for (size_t i = 0; i < len;) {
        size_t used = 0;
        for (size_t k = 0; s[i] == '&' && k < sizeof names / sizeof *names && !used; k++) {
            const size_t n = strlen(names[k].name);
            if (len - i >= n && !memcmp(s + i, names[k].name, n)) {
                s[to++] = names[k].c;
                used = n;
            }
        }
        if (!used && s[i] == '&' && i + 3 < len && s[i + 1] == '#') {
            char *stop;
            const bool hex = s[i + 2] == 'x';
            const unsigned long cp = strtoul(s + i + 2 + hex, &stop, hex ? 16 : 10);
            if (*stop == ';' && cp > 31 && cp < 0x110000) { /* at most as long as its spelling */
                to += utf8_put((uint32_t)cp, s + to);
                used = (size_t)(stop + 1 - (s + i));
            }
        }
        if (!used) {
            s[to++] = s[i];
            used = 1;
        }
        i += used;
    }
    return to;
}

static void *more(struct scan *s, void *old, uint32_t used, uint32_t *cap, size_t size)
{
    if (used < *cap)
        return old;
    const uint32_t grown = *cap ? *cap * 2 : 256;
    void *const p = used < WORDS_MAX ? arena_alloc(s->a, grown, size) : NULL;
    if (!p) {
        s->full = true;
        return old;
    }
    if (used)
        memcpy(p, old, used * size);
    *cap = grown;
    return p;
}

static void add_word(struct scan *s, const char *tag, const char *tag_end, const char *text,
                     size_t len)
{
    struct page_read *const r = s->read;
    struct box b;

    if (!box_attributes(s, tag, tag_end, &b))
        return;
    char *const copy = arena_strndup(s->a, text, len);
    char *const nfc = copy ? utf8_nfc(s->a, copy, unescape(copy, len)) : NULL;
    if (!nfc) {
        s->full = true;
        return;
    }
    for (char *c = nfc; *c; c++)
        if (*c == '\n' || *c == '\t')
            *c = ' ';
    if (nfc[strspn(nfc, " ")] == '\0')
        return;
    r->words = more(s, r->words, r->n_words, &s->cap_words, sizeof *r->words);
    if (!s->in_line)
        r->lines = more(s, r->lines, r->n_lines, &s->cap_lines, sizeof *r->lines);
    if (s->full)
        return;
    r->words[r->n_words] = (struct word){ .text = nfc, .box = b, .conf = 1 };
    if (!s->in_line) {
        r->lines[r->n_lines++] =
            (struct text_line){ .first = r->n_words, .box = b, .block = s->block, .conf = 1 };
        s->in_line = true;
    }
    struct text_line *const line = &r->lines[r->n_lines - 1];
    line->count++;
    line->box = box_union(line->box, b);
    r->n_words++;
}

/* poppler's boxes run from ascent to descent; in usual text faces the base line lies about 0.78
 * down and an x is about 0.42 of the whole high. */
static void finish_lines(struct page_read *r)
{
    for (uint32_t i = 0; i < r->n_lines; i++) {
        struct text_line *const l = &r->lines[i];
        const struct box *const w = &r->words[l->first + l->count / 2].box;
        const double h = w->y1 - w->y0;
        l->baseline_y = (int32_t)(w->y0 + 0.78 * h + 0.5);
        l->x_height = (float)(0.42 * h);
    }
}

static void judge(struct text_layer *t)
{
    for (uint32_t i = 0; i < t->read.n_words; i++) {
        const char *const s = t->read.words[i].text;
        const size_t len = strlen(s);
        for (size_t at = 0; at < len;) {
            const uint32_t cp = utf8_next(s, len, &at);
            t->glyphs++;
            t->bad += cp == 0xFFFD || (cp >= 0xE000 && cp <= 0xF8FF) || cp < 32;
            t->vietnamese |=
                (cp >= 0x1EA0 && cp <= 0x1EF9) || cp == 0x111 || cp == 0x1A1 || cp == 0x1B0;
        }
    }
}

void text_layer_blank(double w_pt, double h_pt, struct text_layer *out)
{
    *out = (struct text_layer){ 0 };
    struct page_read *const r = &out->read;
    const double px = TEXT_DPI / 72.0;

    r->frame_w = r->scan_w = clip_px(w_pt * px, 1000000) + (w_pt * px < 1);
    r->frame_h = r->scan_h = clip_px(h_pt * px, 1000000) + (h_pt * px < 1);
    r->to_scan[0] = r->to_scan[4] = r->to_scan[8] = 1;
    r->dpi = TEXT_DPI;
    r->state = PAGE_BLANK;
    r->born_digital = true;
    r->engine = "pdf";
    r->text_confidence = 1;
}

static bool starts(const char *p, const char *end, const char *word)
{
    const size_t n = strlen(word);
    return (size_t)(end - p) >= n && !memcmp(p, word, n);
}

static void scan_page(struct scan *s)
{
    while (s->at < s->end && !s->full) {
        const char *const tag = memchr(s->at, '<', (size_t)(s->end - s->at));
        const char *const close = tag ? memchr(tag, '>', (size_t)(s->end - tag)) : NULL;
        if (!close) {
            s->at = s->end;
            return;
        }
        s->at = close + 1;
        if (starts(tag, s->end, "</page"))
            return;
        if (starts(tag, s->end, "<line"))
            s->in_line = false;
        else if (starts(tag, s->end, "<block"))
            s->block++;
        if (!starts(tag, s->end, "<word "))
            continue;
        const char *const stop = memmem(s->at, (size_t)(s->end - s->at), "</word>", 7);
        if (!stop)
            continue;
        add_word(s, tag, close, s->at, (size_t)(stop - s->at));
        s->at = stop + 7;
    }
}

bool bbox_next_page(const struct buf *xhtml, size_t *at, double w_pt, double h_pt, struct arena *a,
                    struct text_layer *out, struct err *e)
{
    const char *const end = xhtml->ptr + xhtml->len;
    const char *const tag = memmem(xhtml->ptr + *at, xhtml->len - *at, "<page ", 6);
    const char *const close = tag ? memchr(tag, '>', (size_t)(end - tag)) : NULL;

    text_layer_blank(w_pt, h_pt, out);
    if (!close)
        return err_set(e, ERR_CHILD, "pdftotext left out a page");
    const double pw = attribute(tag, close, "width=\""), ph = attribute(tag, close, "height=\"");
    if (!(pw > 0 && ph > 0))
        return err_set(e, ERR_CHILD, "pdftotext wrote a page without a size");
    struct scan s = { .at = close + 1, .end = end, .read = &out->read, .a = a };
    /* The tool gives the size before /Rotate and knows no /UserUnit; its words are as shown. */
    const bool turned =
        fabs(log(w_pt / h_pt) - log(pw / ph)) > fabs(log(w_pt / h_pt) - log(ph / pw));
    s.scale_x = out->read.frame_w / (turned ? ph : pw);
    s.scale_y = out->read.frame_h / (turned ? pw : ph);
    scan_page(&s);
    *at = (size_t)(s.at - xhtml->ptr);
    if (s.full)
        return err_set(e, ERR_LIMIT, "a text layer of more words than fit");
    finish_lines(&out->read);
    judge(out);
    out->read.state = out->read.n_words ? PAGE_DONE : PAGE_BLANK;
    return true;
}
