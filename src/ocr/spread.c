#include "ocr/spread.h"

#include <stdlib.h>
#include <string.h>

#include "base/without.h"

enum {
    BINS = 1024, /* over the width of the page */
    LEVELS_MAX = 512,
    LINES_LEAST = 4, /* of a side */
    ACROSS = 2,      /* ruled lines over both sides; the edges of the paper are outside the text */
    MEET = 4,        /* rows of a table, at least */
};
/* In x-heights (2.1 mm in body text). Pages of a book leave 10 mm and more to the fold, spaces of a
 * justified line and those between the columns of a list stay under 8. */
#define GUTTER_LEAST 5.0F
/* A4 on its side has 140, two A6 pages 100; cards, with columns of their own, under 70. */
#define WIDTH_LEAST 75.0F

static bool is_line(const struct line_piece *p)
{
    return p->letters >= 3 || p->boxed;
}

struct gutter {
    int32_t x0, x1;  /* px */
    struct box text; /* of all lines */
    float xh;        /* x-height */
    const struct lines *l;
};

static int32_t mid_x(const struct box *b)
{
    return b->x0 + (b->x1 - b->x0) / 2;
}

/* The widest empty band that reaches into the middle fifth of [lo, hi). */
static bool widest_band(const uint8_t *covered, double bin, int32_t lo, int32_t hi,
                        struct gutter *g)
{
    const double from = lo + 0.4 * (hi - lo), to = lo + 0.6 * (hi - lo);
    bool found = false;

    for (int32_t i = 0, j; i < BINS; i = j) {
        for (j = i; j < BINS && !covered[j];)
            j++;
        const double x0 = i * bin, x1 = j * bin;
        const double inside = (x1 < to ? x1 : to) - (x0 > from ? x0 : from);
        if (inside >= (double)(GUTTER_LEAST * g->xh) &&
            (!found || x1 - x0 > (double)(g->x1 - g->x0))) {
            g->x0 = (int32_t)x0;
            g->x1 = (int32_t)x1;
            found = true;
        }
        j += j == i;
    }
    return found;
}

static bool find_band(const struct lines *l, int32_t w, struct gutter *g)
{
    uint8_t covered[BINS] = { 0 };
    const double bin = (double)w / BINS;
    uint32_t left = 0, right = 0;

    for (uint32_t i = 0; i < l->n; i++) {
        const struct line_piece *p = &l->pieces[i];
        if (!is_line(p))
            continue;
        const int32_t a = (int32_t)(p->ink.x0 / bin), b = (int32_t)((p->ink.x1 - 1) / bin);
        for (int32_t j = a < 0 ? 0 : a; j <= b && j < BINS; j++)
            covered[j] = 1;
        g->text = g->text.x1 > g->text.x0 ? box_union(g->text, p->ink) : p->ink;
    }
    if (!widest_band(covered, bin, g->text.x0, g->text.x1, g) &&
        !widest_band(covered, bin, 0, w, g))
        return false;
    for (uint32_t i = 0; i < l->n; i++) {
        left += is_line(&l->pieces[i]) && l->pieces[i].ink.x1 <= g->x1;
        right += is_line(&l->pieces[i]) && l->pieces[i].ink.x0 >= g->x0;
    }
    return left >= LINES_LEAST && right >= LINES_LEAST && left + right >= 3 * LINES_LEAST;
}

struct levels {
    int32_t at[LEVELS_MAX];
    uint32_t n;
};

static void add_level(struct levels *s, int32_t v)
{
    if (s->n < LEVELS_MAX)
        s->at[s->n++] = v;
}

static int by_value(const void *a, const void *b)
{
    const int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

/* Values that lie within `near` of their neighbours become one level, their mean. */
static void close_levels(struct levels *s, float near)
{
    uint32_t n = 0;

    qsort(s->at, s->n, sizeof *s->at, by_value);
    for (uint32_t i = 0, j; i < s->n; i = j) {
        int64_t sum = s->at[i];
        for (j = i + 1; j < s->n && (float)(s->at[j] - s->at[j - 1]) <= near; j++)
            sum += s->at[j];
        s->at[n++] = (int32_t)(sum / (int64_t)(j - i));
    }
    s->n = n;
}

/* How many of a have a level of b within `near`, after moving b by `by`. */
static uint32_t count_like(const struct levels *a, const struct levels *b, int32_t by, float near)
{
    uint32_t n = 0;

    for (uint32_t i = 0, j = 0; i < a->n; i++) {
        while (j < b->n && (float)(b->at[j] + by) < (float)a->at[i] - near)
            j++;
        n += j < b->n && (float)(b->at[j] + by) <= (float)a->at[i] + near;
    }
    return n;
}

static int32_t mid_of(const struct gutter *g)
{
    return g->x0 + (g->x1 - g->x0) / 2;
}

static bool inside_text(const struct gutter *g, int32_t y)
{
    return y > g->text.y0 && y < g->text.y1;
}

/* Does a ruled line run over the whole band at height y? */
static bool crosses(const struct gutter *g, int32_t y)
{
    uint8_t at[64] = { 0 };
    const double step = (double)(g->x1 - g->x0) / 64;
    uint32_t gap = 0, most = 0;

    for (uint32_t i = 0; i < g->l->n_rules; i++) {
        const struct line_rule *r = &g->l->rules[i];
        if (r->vertical || (float)abs((r->box.y0 + r->box.y1) / 2 - y) > 0.7F * g->xh)
            continue;
        for (int32_t j = 0; j < 64; j++) {
            const double x = g->x0 + (j + 0.5) * step;
            at[j] |= x >= r->box.x0 - step / 2 && x < r->box.x1 + step / 2;
        }
    }
    for (int32_t j = 0; j < 64; j++) {
        gap = at[j] ? 0 : gap + 1;
        most = gap > most ? gap : most;
    }
    return most * step < 1.5 * (double)g->xh;
}

static bool rules_cross(const struct gutter *g)
{
    struct levels y = { .n = 0 };
    uint32_t n = 0;

    for (uint32_t i = 0; i < g->l->n_rules; i++) {
        const struct line_rule *r = &g->l->rules[i];
        const int32_t mid = (r->box.y0 + r->box.y1) / 2;
        if (!r->vertical && r->box.x0 < g->x1 && r->box.x1 > g->x0 && inside_text(g, mid))
            add_level(&y, mid);
    }
    close_levels(&y, 0.5F * g->xh);
    for (uint32_t i = 0; i < y.n; i++)
        n += crosses(g, y.at[i]);
    return n >= ACROSS;
}

/* Heights of the ruled lines that end near the band at its left or right. */
static void ends_of_rules(const struct gutter *g, bool right, struct levels *out)
{
    const int32_t mid = mid_of(g), reach = (int32_t)(25 * g->xh);
    const int32_t lo = right ? mid : g->x0 - reach, hi = right ? g->x1 + reach : mid;

    out->n = 0;
    for (uint32_t i = 0; i < g->l->n_rules; i++) {
        const struct line_rule *r = &g->l->rules[i];
        if (!r->vertical && mid_x(&r->box) >= lo && mid_x(&r->box) < hi)
            add_level(out, (r->box.y0 + r->box.y1) / 2);
    }
    close_levels(out, 0.5F * g->xh);
}

/* Places of the sides of columns. */
static void columns_of(const struct gutter *g, bool right, struct levels *out)
{
    const int32_t mid = mid_of(g);

    out->n = 0;
    for (uint32_t i = 0; i < g->l->n_rules; i++) {
        const struct line_rule *r = &g->l->rules[i];
        if (r->vertical && (mid_x(&r->box) >= mid) == right && r->box.y1 > g->text.y0 &&
            r->box.y0 < g->text.y1)
            add_level(out, mid_x(&r->box));
    }
    close_levels(out, 0.7F * g->xh);
}

/* Do tables meet at the band row by row? */
static bool rules_meet(const struct gutter *g)
{
    struct levels a, b;

    ends_of_rules(g, false, &a);
    ends_of_rules(g, true, &b);
    const uint32_t most = a.n > b.n ? a.n : b.n;
    return a.n >= MEET && b.n >= MEET && count_like(&a, &b, 0, 0.7F * g->xh) * 5 >= most * 4;
}

/* Baselines of a side; *many: those with more than one piece. */
static void baselines_of(const struct gutter *g, bool right, struct levels *out, uint32_t *many)
{
    const int32_t mid = mid_of(g);

    out->n = 0;
    for (uint32_t i = 0; i < g->l->n; i++)
        if (is_line(&g->l->pieces[i]) && (mid_x(&g->l->pieces[i].ink) >= mid) == right)
            add_level(out, g->l->pieces[i].baseline);
    const struct levels all = *out;
    close_levels(out, 0.4F * g->xh);
    *many = 0;
    for (uint32_t i = 0; i < out->n; i++) {
        uint32_t n = 0;
        for (uint32_t j = 0; j < all.n; j++)
            n += (float)abs(all.at[j] - out->at[i]) <= 0.4F * g->xh;
        *many += n > 1;
    }
}

/* Cells without ruled lines: most baselines hold several pieces, and go on at the other side. */
static bool cells_run_on(const struct gutter *g)
{
    struct levels a, b;
    uint32_t many_a, many_b;

    baselines_of(g, false, &a, &many_a);
    baselines_of(g, true, &b, &many_b);
    const uint32_t least = a.n < b.n ? a.n : b.n;
    return many_a * 5 >= a.n * 3 && many_b * 5 >= b.n * 3 &&
           count_like(&a, &b, 0, 0.5F * g->xh) * 4 >= least * 3;
}

static bool rows_run_across(const struct gutter *g)
{
    struct levels a, b;

    if (rules_cross(g))
        return true;
    columns_of(g, false, &a);
    columns_of(g, true, &b);
    if (a.n < 3 || b.n < 3) /* at most frames: no tables, or a notebook's lines */
        return cells_run_on(g);
    /* the same form twice, or one row over both */
    const bool alike =
        a.n == b.n && count_like(&a, &b, a.at[0] - b.at[0], 2 * g->xh) * 5 >= a.n * 4;
    return !alike && rules_meet(g);
}

bool spread_gutter(const struct lines *l, int32_t w, int32_t h, int32_t *x)
{
    struct gutter g = { .xh = l->x_height, .l = l };

    if (w < h + h / 8 || !(l->x_height > 0) || (float)w < WIDTH_LEAST * l->x_height || l->crowded ||
        without("spread") || !find_band(l, w, &g))
        return false;
    if (rows_run_across(&g))
        return false;
    /* where the fold should be, as far as the text lets it */
    const int32_t clear = (int32_t)(GUTTER_LEAST * g.xh / 2);
    const int32_t middle = mid_x(&g.text), lo = g.x0 + clear, hi = g.x1 - clear;
    *x = middle < lo ? lo : middle > hi ? hi : middle;
    return true;
}

static struct grey part_of(const struct grey *page, int32_t x0, int32_t x1)
{
    return (struct grey){ .px = page->px + x0, .w = x1 - x0, .h = page->h, .stride = page->stride };
}

static double letters(const struct page_read *p)
{
    double n = 0;

    for (uint32_t i = 0; i < p->n_words; i++)
        n += (double)strlen(p->words[i].text);
    return n;
}

static bool join(const struct page_read *l, const struct page_read *r, int32_t x, struct arena *a,
                 struct page_read *out, struct err *e)
{
    const uint32_t n_words = l->n_words + r->n_words, n_lines = l->n_lines + r->n_lines;
    const uint32_t block = l->n_lines ? l->lines[l->n_lines - 1].block + 1 : 0;
    const double weight = letters(l), all = weight + letters(r);

    out->words = ARENA_NEW(a, struct word, n_words + 1);
    out->lines = ARENA_NEW(a, struct text_line, n_lines + 1);
    if (!out->words || !out->lines)
        return err_set(e, ERR_LIMIT, "the words of a page need more memory than a page may use");
    out->n_words = n_words;
    out->n_lines = n_lines;
    for (uint32_t i = 0; i < n_words; i++) {
        const bool left = i < l->n_words;
        out->words[i] = left ? l->words[i] : r->words[i - l->n_words];
        out->words[i].box.x0 += left ? 0 : x;
        out->words[i].box.x1 += left ? 0 : x;
    }
    for (uint32_t i = 0; i < n_lines; i++) {
        const bool left = i < l->n_lines;
        out->lines[i] = left ? l->lines[i] : r->lines[i - l->n_lines];
        if (left)
            continue;
        out->lines[i].first += l->n_words;
        out->lines[i].block += block;
        out->lines[i].box.x0 += x;
        out->lines[i].box.x1 += x;
    }
    out->text_confidence =
        all > 0 ? (float)((l->text_confidence * weight + r->text_confidence * (all - weight)) / all)
                : 0;
    out->engine = l->n_words ? l->engine : r->engine;
    return true;
}

bool spread_read(spread_reader read, void *engine, const struct grey *page, int32_t x, int32_t dpi,
                 struct arena *a, struct page_read *out, struct err *e)
{
    const struct grey left = part_of(page, 0, x), right = part_of(page, x, page->w);
    struct page_read l = *out, r = *out;

    return read(engine, &left, dpi, a, &l, e) && read(engine, &right, dpi, a, &r, e) &&
           join(&l, &r, x, a, out, e);
}
