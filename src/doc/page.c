#include "doc/page.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

void page_point_to_scan(const struct page_read *p, double x, double y, double *sx, double *sy)
{
    const double *m = p->to_scan;
    double w = m[6] * x + m[7] * y + m[8];

    if (fabs(w) < 1e-9)
        w = 1;
    *sx = (m[0] * x + m[1] * y + m[2]) / w;
    *sy = (m[3] * x + m[4] * y + m[5]) / w;
}

static int32_t clip(double v, int32_t limit)
{
    return v <= 0 || isnan(v) ? 0 : v >= limit ? limit : (int32_t)v;
}

struct box page_box_to_scan(const struct page_read *p, struct box f)
{
    const double xs[4] = { f.x0, f.x1, f.x0, f.x1 }, ys[4] = { f.y0, f.y0, f.y1, f.y1 };
    double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;

    for (int i = 0; i < 4; i++) {
        double x, y;
        page_point_to_scan(p, xs[i], ys[i], &x, &y);
        x0 = fmin(x0, x);
        x1 = fmax(x1, x);
        y0 = fmin(y0, y);
        y1 = fmax(y1, y);
    }
    /* the small slack keeps a box that maps onto whole pixels from growing by rounding noise */
    return (struct box){ clip(floor(x0 + 1e-3), p->scan_w), clip(floor(y0 + 1e-3), p->scan_h),
                         clip(ceil(x1 - 1e-3), p->scan_w), clip(ceil(y1 - 1e-3), p->scan_h) };
}

struct box box_union(struct box a, struct box b)
{
    if (a.x1 <= a.x0 || a.y1 <= a.y0)
        return b;
    if (b.x1 <= b.x0 || b.y1 <= b.y0)
        return a;
    return (struct box){ a.x0 < b.x0 ? a.x0 : b.x0, a.y0 < b.y0 ? a.y0 : b.y0,
                         a.x1 > b.x1 ? a.x1 : b.x1, a.y1 > b.y1 ? a.y1 : b.y1 };
}

struct box box_clip(struct box b, int32_t w, int32_t h)
{
    return (struct box){ b.x0 < 0 ? 0 : b.x0, b.y0 < 0 ? 0 : b.y0, b.x1 > w ? w : b.x1,
                         b.y1 > h ? h : b.y1 };
}

bool box_overlap(struct box a, struct box b)
{
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

char *page_text(const struct page_read *p, struct arena *a)
{
    size_t len = 1;

    for (uint32_t i = 0; i < p->n_words; i++)
        len += strlen(p->words[i].text) + 1;
    len += 2 * (size_t)p->n_lines;
    char *out = arena_alloc(a, len, 1), *at = out;
    if (!out)
        return NULL;
    for (uint32_t l = 0; l < p->n_lines; l++) {
        const struct text_line *line = &p->lines[l];
        if (l > 0)
            *at++ = '\n';
        if (l > 0 && line->block != p->lines[l - 1].block)
            *at++ = '\n';
        for (uint32_t w = 0; w < line->count; w++) {
            const char *t = p->words[line->first + w].text;
            const size_t n = strlen(t);
            if (w > 0)
                *at++ = ' ';
            memcpy(at, t, n);
            at += n;
        }
    }
    *at = '\0';
    return out;
}

/* Wire form, all little endian:
 *   "SHP1" | state u8 flags u8 engine str | scan_w h frame_w h i32 x4 | to_scan f64 x9 |
 *   dpi turned i32 x2 | skew conf f32 x2 | n_words n_lines n_codes u32 x3 |
 *   words: str box conf f32 flags u32 | lines: first count u32, box, baseline i32, x_height f32,
 *   block u32, conf f32 | codes: kind u8 str box
 *   str = u16 length + bytes; box = i32 x4 */
enum { WIRE_MAX_ITEMS = 200000, WIRE_MAX_PLACE = 1 << 24 };
static const char wire_magic[4] = { 'S', 'H', 'P', '1' };

static void put_u32(struct buf *b, uint32_t v)
{
    const unsigned char raw[4] = { (unsigned char)v, (unsigned char)(v >> 8),
                                   (unsigned char)(v >> 16), (unsigned char)(v >> 24) };
    buf_add(b, raw, 4);
}

static void put_i32(struct buf *b, int32_t v)
{
    put_u32(b, (uint32_t)v);
}

static void put_f32(struct buf *b, float v)
{
    uint32_t u;
    memcpy(&u, &v, 4);
    put_u32(b, u);
}

static void put_f64(struct buf *b, double v)
{
    uint64_t u;
    memcpy(&u, &v, 8);
    put_u32(b, (uint32_t)u);
    put_u32(b, (uint32_t)(u >> 32));
}

static void put_str(struct buf *b, const char *s)
{
    size_t n = strlen(s);
    if (n > 65535) {
        n = 65535;
        while (n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80)
            n--;
    }
    buf_putc(b, (char)(n & 255));
    buf_putc(b, (char)(n >> 8));
    buf_add(b, s, n);
}

static void put_box(struct buf *b, struct box x)
{
    put_i32(b, x.x0);
    put_i32(b, x.y0);
    put_i32(b, x.x1);
    put_i32(b, x.y1);
}

void page_pack(const struct page_read *p, struct buf *b)
{
    buf_add(b, wire_magic, 4);
    buf_putc(b, (char)p->state);
    buf_putc(b, (char)((p->colour ? 1 : 0) | (p->born_digital ? 2 : 0)));
    put_str(b, p->engine ? p->engine : "");
    put_i32(b, p->scan_w);
    put_i32(b, p->scan_h);
    put_i32(b, p->frame_w);
    put_i32(b, p->frame_h);
    for (int i = 0; i < 9; i++)
        put_f64(b, p->to_scan[i]);
    put_i32(b, p->dpi);
    put_i32(b, p->turned);
    put_f32(b, p->skew_deg);
    put_f32(b, p->text_confidence);
    put_u32(b, p->n_words);
    put_u32(b, p->n_lines);
    put_u32(b, p->n_codes);
    for (uint32_t i = 0; i < p->n_words; i++) {
        put_str(b, p->words[i].text);
        put_box(b, p->words[i].box);
        put_f32(b, p->words[i].conf);
        put_u32(b, p->words[i].flags);
    }
    for (uint32_t i = 0; i < p->n_lines; i++) {
        const struct text_line *l = &p->lines[i];
        put_u32(b, l->first);
        put_u32(b, l->count);
        put_box(b, l->box);
        put_i32(b, l->baseline_y);
        put_f32(b, l->x_height);
        put_u32(b, l->block);
        put_f32(b, l->conf);
    }
    for (uint32_t i = 0; i < p->n_codes; i++) {
        buf_putc(b, (char)p->codes[i].kind);
        put_str(b, p->codes[i].text);
        put_box(b, p->codes[i].box);
    }
}

struct wire {
    const unsigned char *at, *end;
    bool bad;
};

static uint32_t get_u8(struct wire *w)
{
    if (w->bad || w->at >= w->end) {
        w->bad = true;
        return 0;
    }
    return *w->at++;
}

static uint32_t get_u32(struct wire *w)
{
    if (w->bad || w->end - w->at < 4) {
        w->bad = true;
        return 0;
    }
    const uint32_t v = (uint32_t)w->at[0] | (uint32_t)w->at[1] << 8 | (uint32_t)w->at[2] << 16 |
                       (uint32_t)w->at[3] << 24;
    w->at += 4;
    return v;
}

static int32_t get_i32(struct wire *w)
{
    return (int32_t)get_u32(w);
}

static float get_f32(struct wire *w)
{
    const uint32_t u = get_u32(w);
    float v;
    memcpy(&v, &u, 4);
    return isfinite(v) ? v : 0;
}

static double get_f64(struct wire *w)
{
    const uint64_t low = get_u32(w), u = low | (uint64_t)get_u32(w) << 32;
    double v;
    memcpy(&v, &u, 8);
    return isfinite(v) ? v : 0;
}

static const char *get_str(struct wire *w, struct arena *a)
{
    const uint32_t low = get_u8(w);
    const size_t n = low | get_u8(w) << 8;
    if (w->bad || (size_t)(w->end - w->at) < n) {
        w->bad = true;
        return "";
    }
    const char *s = (const char *)w->at;
    for (size_t i = 0; i < n;) {
        const size_t before = i;
        /* U+FFFD itself is a letter like any other: what became of bytes nobody could read */
        if (s[i] == '\0' || (utf8_next(s, n, &i) == 0xFFFD && i - before == 1)) {
            w->bad = true;
            return "";
        }
    }
    char *out = arena_strndup(a, s, n);
    w->at += n;
    if (!out)
        w->bad = true;
    return out ? out : "";
}

/* Far outside of every page, and far from overflow in whatever is computed with it. */
static int32_t get_place(struct wire *w)
{
    const int32_t v = get_i32(w);
    return v < -WIRE_MAX_PLACE ? -WIRE_MAX_PLACE : v > WIRE_MAX_PLACE ? WIRE_MAX_PLACE : v;
}

static struct box get_box(struct wire *w)
{
    struct box b;
    b.x0 = get_place(w);
    b.y0 = get_place(w);
    b.x1 = get_place(w);
    b.y1 = get_place(w);
    if (b.x1 < b.x0)
        b.x1 = b.x0;
    if (b.y1 < b.y0)
        b.y1 = b.y0;
    return b;
}

static bool sides_are_sane(const struct page_read *p)
{
    return p->scan_w >= 0 && p->scan_h >= 0 && p->frame_w >= 0 && p->frame_h >= 0 &&
           p->scan_w <= WIRE_MAX_PLACE && p->scan_h <= WIRE_MAX_PLACE &&
           p->frame_w <= WIRE_MAX_PLACE && p->frame_h <= WIRE_MAX_PLACE && p->dpi >= 0 &&
           p->dpi <= WIRE_MAX_PLACE;
}

static float unit(float v)
{
    return v < 0 ? 0 : v > 1 ? 1 : v;
}

bool page_unpack(const void *bytes, size_t len, struct arena *a, struct page_read *p, struct err *e)
{
    struct wire w = { bytes, (const unsigned char *)bytes + len, false };

    *p = (struct page_read){ 0 };
    if (len < 4 || memcmp(bytes, wire_magic, 4) != 0)
        return err_set(e, ERR_INPUT, "page record: not one");
    w.at += 4;
    const uint32_t state = get_u8(&w), flags = get_u8(&w);
    p->state = (enum page_state)state;
    p->colour = flags & 1;
    p->born_digital = flags & 2;
    p->engine = get_str(&w, a);
    p->scan_w = get_i32(&w);
    p->scan_h = get_i32(&w);
    p->frame_w = get_i32(&w);
    p->frame_h = get_i32(&w);
    for (int i = 0; i < 9; i++)
        p->to_scan[i] = get_f64(&w);
    p->dpi = get_i32(&w);
    p->turned = get_i32(&w);
    p->skew_deg = get_f32(&w);
    p->text_confidence = unit(get_f32(&w));
    const uint32_t n_words = get_u32(&w), n_lines = get_u32(&w), n_codes = get_u32(&w);
    if (w.bad || state >= PAGE_STATES || n_words > WIRE_MAX_ITEMS || n_lines > WIRE_MAX_ITEMS ||
        n_codes > WIRE_MAX_ITEMS || !sides_are_sane(p) ||
        (p->turned != 0 && p->turned != 90 && p->turned != 180 && p->turned != 270))
        return err_set(e, ERR_INPUT, "page record: damaged head");
    p->words = ARENA_NEW(a, struct word, n_words);
    p->lines = ARENA_NEW(a, struct text_line, n_lines);
    p->codes = ARENA_NEW(a, struct code, n_codes);
    if (!p->words || !p->lines || !p->codes)
        return err_set(e, ERR_NOMEM, "page record: no memory");
    for (uint32_t i = 0; i < n_words && !w.bad; i++) {
        p->words[i].text = get_str(&w, a);
        p->words[i].box = get_box(&w);
        p->words[i].conf = unit(get_f32(&w));
        p->words[i].flags = get_u32(&w);
    }
    uint32_t next = 0;
    for (uint32_t i = 0; i < n_lines && !w.bad; i++) {
        struct text_line *l = &p->lines[i];
        l->first = get_u32(&w);
        l->count = get_u32(&w);
        l->box = get_box(&w);
        l->baseline_y = get_place(&w);
        l->x_height = get_f32(&w);
        l->block = get_u32(&w);
        l->conf = unit(get_f32(&w));
        if (l->first != next || l->count > n_words - next)
            w.bad = true;
        else
            next += l->count;
    }
    for (uint32_t i = 0; i < n_codes && !w.bad; i++) {
        const uint32_t kind = get_u8(&w);
        if (kind >= CODE_KINDS)
            w.bad = true;
        p->codes[i].kind = (enum code_kind)kind;
        p->codes[i].text = get_str(&w, a);
        p->codes[i].box = get_box(&w);
    }
    if (w.bad || next != n_words || w.at != w.end) {
        *p = (struct page_read){ 0 };
        return err_set(e, ERR_INPUT, "page record: damaged");
    }
    p->n_words = n_words;
    p->n_lines = n_lines;
    p->n_codes = n_codes;
    return true;
}

bool word_hides_digit(const char *text)
{
    const size_t len = strlen(text);

    for (size_t i = 0; i < len;) {
        const uint32_t cp = utf8_next(text, len, &i);
        if ((cp < 128 && cp && strchr("!?&|[]{}\\$<>^~", (int)cp)) || (cp >= 0xA2 && cp <= 0xA9) ||
            cp == 0xAE || cp == 0xB0 || cp == 0x20AC || cp == 0x2020 || cp == 0x2021)
            return true;
    }
    return false;
}

bool page_digit_touches(const struct page_read *p, uint32_t first, uint32_t last, struct box b)
{
    const int32_t high = b.y1 - b.y0;

    for (uint32_t i = 0; i < p->n_words; i++) {
        const struct word *w = &p->words[i];
        const int32_t top = w->box.y0 > b.y0 ? w->box.y0 : b.y0,
                      low = w->box.y1 < b.y1 ? w->box.y1 : b.y1;
        if ((i < first || i > last) && w->text[0] >= '0' && w->text[0] <= '9' &&
            2 * (low - top) > high && w->box.x0 >= b.x1 - high / 4 && w->box.x0 < b.x1 + high / 4)
            return true;
    }
    return false;
}
