#include "ocr/confirm_text.h"

#include <string.h>

#include "base/utf8.h"

enum { RUNS = 160, LEAST_LETTERS = 6, CAPS_LETTERS = 4, CHAIN = 3, LINE_BYTES = 1024 };

/* Heights of a line: a gap between columns; from a title, from the line above. */
static const float COLUMN = 2.5F, UNDER_TITLE = 1.8F, UNDER = 1.1F;
/* Of the page: where such lines end, how wide they are, how far their middle is from the one above.
 */
static const float UPPER = 0.6F, WIDE = 0.65F, ASIDE = 0.06F;

struct run {
    struct text_run r;
    uint32_t letters, upper;
    bool wanted;
};

static void count(struct run *x, const char *text)
{
    const size_t len = strlen(text);

    for (size_t i = 0; i < len;) {
        const uint32_t cp = utf8_next(text, len, &i);
        x->letters += utf8_is_letter(cp);
        x->upper += utf8_is_letter(cp) && utf8_is_upper(cp);
    }
}

static int32_t high(struct box b)
{
    return b.y1 - b.y0;
}

/* The words of a line between gaps as wide as those of columns. */
static uint32_t runs_of_line(const struct page_read *p, const struct text_line *l, struct run *out,
                             uint32_t max)
{
    uint32_t n = 0;

    for (uint32_t i = l->first; i < l->first + l->count; i++) {
        const struct word *w = &p->words[i];
        const bool more = n > 0 && i > l->first &&
                          (float)(w->box.x0 - w[-1].box.x1) <= COLUMN * (float)high(l->box);
        if (!more && n == max)
            break;
        if (!more)
            out[n++] = (struct run){ .r = { i, 0, w->box } };
        struct run *x = &out[n - 1];
        x->r.box = box_union(x->r.box, w->box);
        x->r.n++;
        count(x, w->text);
    }
    return n;
}

static bool says_about(const char *text)
{
    static const char *const words[] = { "V/v", "v/v", "V/V", "Về", "VỀ" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(text, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

/* b stands under a, no further than that many of its heights. */
static bool under(struct box a, struct box b, float heights)
{
    const int32_t x0 = a.x0 > b.x0 ? a.x0 : b.x0, x1 = a.x1 < b.x1 ? a.x1 : b.x1, wa = a.x1 - a.x0,
                  wb = b.x1 - b.x0;
    const float gap = (float)(b.y0 - a.y1), h = (float)high(b);

    return 2 * (x1 - x0) > (wa < wb ? wa : wb) && gap > -0.5F * h && gap < heights * h &&
           b.y0 > a.y0 + high(a) / 2;
}

static bool has_head(const struct page_read *p, int32_t page_high)
{
    static const char *const words[] = { "Độc", "CỘNG" };

    for (uint32_t i = 0; i < p->n_words; i++)
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (strcmp(p->words[i].text, words[k]) == 0 && p->words[i].box.y1 < page_high / 3)
                return true;
    return false;
}

static bool in_capitals(const struct run *x)
{
    return x->letters >= CAPS_LETTERS && x->upper == x->letters;
}

static bool centred(struct box a, struct box b, float width)
{
    const float d = (float)(a.x0 + a.x1 - b.x0 - b.x1) / 2;

    return d < ASIDE * width && -d < ASIDE * width;
}

/* No label, not the motto, not over the whole width. */
static bool can_be(const struct page_read *p, const struct run *x, float width)
{
    for (uint32_t i = x->r.first; i < x->r.first + x->r.n; i++)
        if (strchr(p->words[i].text, ':') || strcmp(p->words[i].text, "Độc") == 0)
            return false;
    return x->letters > 0 && !in_capitals(x) && (float)(x->r.box.x1 - x->r.box.x0) < WIDE * width;
}

uint32_t text_runs(const struct page_read *p, int32_t page_wide, int32_t page_high,
                   struct text_run *out, uint32_t max)
{
    const float width = (float)page_wide;
    struct run x[RUNS];
    uint32_t n = 0, k = 0;

    if (!has_head(p, page_high))
        return 0;
    for (uint32_t l = 0; l < p->n_lines && n < RUNS; l++)
        if ((float)p->lines[l].box.y1 < UPPER * (float)page_high)
            n += runs_of_line(p, &p->lines[l], x + n, RUNS - n);
    for (uint32_t i = 0; i < n; i++) {
        const bool text = x[i].letters >= LEAST_LETTERS && can_be(p, &x[i], width);
        x[i].wanted = text && says_about(p->words[x[i].r.first].text);
        for (uint32_t j = 0; j < n && text && !x[i].wanted; j++)
            x[i].wanted = in_capitals(&x[j]) && x[j].r.box.y0 > page_high / 12 &&
                          under(x[j].r.box, x[i].r.box, UNDER_TITLE) &&
                          centred(x[j].r.box, x[i].r.box, width);
    }
    for (uint32_t t = 0; t < CHAIN; t++)
        for (uint32_t i = 0; i < n; i++)
            for (uint32_t j = 0; j < n && !x[i].wanted && can_be(p, &x[i], width); j++)
                x[i].wanted = x[j].wanted && under(x[j].r.box, x[i].r.box, UNDER) &&
                              centred(x[j].r.box, x[i].r.box, width);
    for (uint32_t i = 0; i < n && k < max; i++)
        if (x[i].wanted)
            out[k++] = x[i].r;
    return k;
}

/* Letters, digits and marks as they are compared: dashes as one, no blanks, nothing that is no
 * letter or digit at the end. */
static size_t plain(const char *s, size_t len, uint32_t *out, size_t n, size_t max)
{
    for (size_t i = 0; i < len && n < max;) {
        const uint32_t cp = utf8_next(s, len, &i);
        if (cp != ' ' && cp != 0xA0)
            out[n++] = cp == 0x2013 || cp == 0x2014 ? '-' : cp == 0x2044 ? '/' : cp;
    }
    return n;
}

static bool counts(uint32_t cp)
{
    return utf8_is_letter(cp) || (cp >= '0' && cp <= '9');
}

static size_t trim(uint32_t **s, size_t n)
{
    while (n > 0 && !counts((*s)[n - 1]))
        n--;
    while (n > 0 && !counts(**s)) {
        ++*s;
        n--;
    }
    return n;
}

bool text_same(const struct page_read *p, const struct text_run *r, const char *second)
{
    uint32_t a[LINE_BYTES], b[LINE_BYTES], *x = a, *y = b;
    size_t n = 0;

    for (uint32_t i = r->first; i < r->first + r->n; i++)
        n = plain(p->words[i].text, strlen(p->words[i].text), a, n, LINE_BYTES);
    size_t m = plain(second, strlen(second), b, 0, LINE_BYTES);
    if (n == LINE_BYTES || m == LINE_BYTES)
        return false;
    n = trim(&x, n);
    m = trim(&y, m);
    return n > 0 && n == m && memcmp(x, y, n * sizeof *x) == 0;
}
