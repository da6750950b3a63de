#include "ocr/lines.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/without.h"
#include "ocr/lines_order.h"

/* Clip area of a page in squares of its line heights: the recogniser's time is in proportion. A
 * dense A4 page has 900, a page of a newspaper 5000. */
enum { SQUARES_MAX = 8000 };
/* Reduced px. Around small print the network wants more white; more than that it fills with marks.
 */
#define SMALL 13
/* Row heights that a clip reaches above and below the baseline at least: the network was trained on
 * lines with room for ascenders and descenders, and sees capitals and digits that fill the height
 * larger than any it knows ("HI16" for "H16"). Of 0.1 to 0.4 and 1.0 to 1.3 these read best, real
 * scans too: 7 % fewer words missed on 1,392 generated pages. */
#define ABOVE_LEAST 1.2f
#define BELOW_LEAST 0.3f

static struct box up(struct box b, int32_t r)
{
    return (struct box){ b.x0 * r, b.y0 * r, b.x1 * r, b.y1 * r };
}

static float at_least(float a, float b)
{
    return a > b ? a : b;
}

static float at_most(float a, float b)
{
    return a < b ? a : b;
}

/* Rows above and below that share columns with row i say how far its box may reach. */
static void find_limits(const struct rows *rows, uint32_t i, float *top, float *bottom)
{
    const struct row *a = &rows->at[i];

    for (int dir = -1; dir <= 1; dir += 2)
        for (uint32_t j = i + (uint32_t)dir; j < rows->n; j += (uint32_t)dir) {
            const struct row *b = &rows->at[j];
            if (fabsf(b->base - a->base) > 4 * a->height)
                break;
            if (b->dead || b->letters < 3 || b->ink.x0 >= a->ink.x1 || b->ink.x1 <= a->ink.x0)
                continue;
            if (b->base < a->base - (b->small ? 1.1f : 1.3f) * a->height)
                *top = at_least(*top, b->base + 0.1f * b->height);
            else if (b->base > a->base + a->height)
                *bottom = at_most(*bottom, b->base - 1.05f * b->height);
        }
}

static struct box clip_of(const struct rows *rows, uint32_t i, const struct ink *k)
{
    const struct row *a = &rows->at[i];
    const float h = a->height, pad = (h < SMALL ? 0.2f : 0.14f) * h + 0.5f;
    const float lean = fabsf(a->base_l - a->base_r);
    float top = a->base - 2.1f * h - lean, bottom = a->base + 0.65f * h + lean;

    top = at_least(top, (float)a->ink.y0);
    bottom = at_most(bottom, (float)a->ink.y1);
    top = at_most(top, a->base - ABOVE_LEAST * h);
    bottom = at_least(bottom, a->base + BELOW_LEAST * h);
    find_limits(rows, i, &top, &bottom);
    top = at_most(top, a->base - h) - pad;
    bottom = at_least(bottom, a->base) + pad;
    return (struct box){
        .x0 = (int32_t)floorf(at_least((float)a->ink.x0 - pad - 1, 0)),
        .y0 = (int32_t)floorf(at_least(top, 0)),
        .x1 = (int32_t)ceilf(at_most((float)a->ink.x1 + pad + 1, (float)k->w)),
        .y1 = (int32_t)ceilf(at_most(bottom, (float)k->h)),
    };
}

/* A signature, a frame: few, big, thin lines about nothing. */
static bool is_drawing(const struct row *a, float x_height)
{
    const float w = (float)(a->ink.x1 - a->ink.x0), h = (float)(a->ink.y1 - a->ink.y0);

    return a->letters <= 2 && a->height > 2 * x_height && w > 2 * x_height &&
           a->area < 0.2f * w * h;
}

static bool is_text(const struct row *a)
{
    const float w = (float)(a->ink.x1 - a->ink.x0);

    return !a->dead && a->letters > 0 && a->height >= 4 && w >= 0.15f * a->height;
}

static void add_piece(struct lines *l, const struct ink *k, const struct rows *rows,
                      const struct row_place *p)
{
    const struct row *a = &rows->at[p->row];
    const struct box clip = clip_of(rows, p->row, k);

    if (!is_text(a) || is_drawing(a, k->x_height) || clip.x1 - clip.x0 < 2 || clip.y1 - clip.y0 < 3)
        return;
    l->pieces[l->n++] = (struct line_piece){
        .clip = up(clip, k->reduce),
        .ink = up(a->ink, k->reduce),
        .baseline = (int32_t)lroundf(a->base * (float)k->reduce),
        .x_height = a->height * (float)k->reduce,
        .letters = a->letters,
        .line = p->line,
        .block = p->block,
        .threshold = ink_threshold(k, a->ink),
        .boxed = a->boxed,
    };
}

static double squares(const struct line_piece *p)
{
    return (double)(p->clip.x1 - p->clip.x0) / (p->clip.y1 - p->clip.y0);
}

/* Where there is more than a page can hold, the shortest pieces are noise. */
static void keep_bounded(struct lines *l)
{
    for (uint32_t letters = 1; letters < 1000; letters++) {
        double sum = 0;
        uint32_t n = 0;
        for (uint32_t i = 0; i < l->n; i++)
            sum += squares(&l->pieces[i]);
        if (sum <= SQUARES_MAX)
            return;
        l->doubtful = true;
        for (uint32_t i = 0; i < l->n; i++)
            if (l->pieces[i].letters > letters)
                l->pieces[n++] = l->pieces[i];
        l->n = n;
    }
    l->n = 0;
}

static void add_rules(struct lines *l, const struct ink *k)
{
    for (uint32_t i = 0; i < k->segments.n; i++)
        l->rules[l->n_rules++] = (struct line_rule){ .box = up(k->segments.at[i].box, k->reduce),
                                                     .vertical = k->segments.at[i].vertical };
}

/* Ink in letters that no line took, against all: a page whose layout went wrong. */
static bool is_lossy(const struct ink *k)
{
    double all = 0, lost = 0;

    for (uint32_t i = 0; i < k->comps.n; i++) {
        const struct comp *c = &k->comps.at[i];
        if (c->kind != COMP_LETTER && c->kind != COMP_SMALL)
            continue;
        all += c->area;
        lost += c->row < 0 ? c->area : 0;
    }
    return lost > 0.25 * all;
}

static bool fill(struct lines *out, const struct ink *k, const struct rows *rows)
{
    struct row_place *place = malloc((rows->n + 1) * sizeof *place);
    bool ok;

    out->pieces = malloc((rows->n + 1) * sizeof *out->pieces);
    out->rules = malloc((k->segments.n + 1) * sizeof *out->rules);
    ok = place && out->pieces && out->rules && order_find(k, rows, place);
    for (uint32_t i = 0; ok && i < rows->n; i++)
        add_piece(out, k, rows, &place[i]);
    if (ok) {
        add_rules(out, k);
        out->slope = rows->slope;
        out->x_height = k->x_height * (float)k->reduce;
        out->threshold = k->threshold;
        out->crowded = k->crowded;
        out->doubtful = k->crowded || is_lossy(k);
        keep_bounded(out);
    }
    free(place);
    return ok;
}

bool lines_find(const struct grey *page, int32_t dpi, struct lines *out, struct err *e)
{
    struct ink k;
    struct rows rows = { 0 };
    bool ok;

    *out = (struct lines){ 0 };
    if (page->w < 8 || page->h < 8)
        return true;
    if (!ink_find(page, dpi, &k, e))
        return false;
    ok = rows_find(&k, &rows, e);
    if (ok && !fill(out, &k, &rows))
        ok = err_set(e, ERR_NOMEM, "no memory to find the lines of a page");
    rows_release(&rows);
    ink_release(&k);
    if (!ok)
        lines_release(out);
    return ok;
}

void lines_release(struct lines *l)
{
    free(l->pieces);
    free(l->rules);
    *l = (struct lines){ 0 };
}

/* Row by row; the shift is constant over stretches of columns. */
static void copy_sheared(const struct grey *page, double slope, struct grey *out)
{
    for (int32_t x0 = 0, x1; x0 < page->w; x0 = x1) {
        const int32_t d = (int32_t)lround(slope * (x0 - page->w / 2.0));
        for (x1 = x0 + 1; x1 < page->w && lround(slope * (x1 - page->w / 2.0)) == d;)
            x1++;
        for (int32_t y = 0; y < page->h; y++) {
            const int32_t from = y + d;
            uint8_t *to = grey_row(out, y) + x0;
            if (from >= 0 && from < page->h)
                memcpy(to, grey_row(page, from) + x0, (size_t)(x1 - x0));
            else
                memset(to, 255, (size_t)(x1 - x0));
        }
    }
}

static bool is_dark(const struct grey *g, int32_t x, int32_t y, int32_t threshold)
{
    return x >= 0 && x < g->w && y >= 0 && y < g->h && grey_row(g, y)[x] < threshold;
}

/* One column of a horizontal rule (or row of a vertical one): white, unless ink goes on at both
 * sides. */
static void paint_across(struct grey *g, bool vertical, int32_t along, int32_t lo, int32_t hi,
                         int32_t threshold)
{
    const int32_t far = (hi - lo) / 2 + 2;
    bool crossed = true;

    for (int32_t i = 1; crossed && i <= far; i++)
        crossed =
            vertical
                ? is_dark(g, lo - i, along, threshold) && is_dark(g, hi - 1 + i, along, threshold)
                : is_dark(g, along, lo - i, threshold) && is_dark(g, along, hi - 1 + i, threshold);
    if (crossed)
        return;
    for (int32_t i = lo; i < hi; i++) {
        if (vertical && i >= 0 && i < g->w && along < g->h)
            grey_row(g, along)[i] = 255;
        else if (!vertical && i >= 0 && i < g->h && along < g->w)
            grey_row(g, i)[along] = 255;
    }
}

static void paint_rules(const struct lines *l, struct grey *g)
{
    for (uint32_t i = 0; i < l->n_rules; i++) {
        const struct box *b = &l->rules[i].box;
        const bool v = l->rules[i].vertical;
        const int32_t lo = (v ? b->x0 : b->y0) - 2, hi = (v ? b->x1 : b->y1) + 2;
        if ((float)(hi - lo) > 1.2f * l->x_height + 4)
            continue; /* bent: its box holds more than the rule */
        for (int32_t at = v ? b->y0 : b->x0; at < (v ? b->y1 : b->x1); at++)
            if (at >= 0)
                paint_across(g, v, at, lo, hi, l->threshold);
    }
}

bool lines_straighten(const struct lines *l, const struct grey *page, struct grey *out, bool *made,
                      struct err *e)
{
    *made = l->slope < 0 || l->slope > 0 || l->n_rules;
    *out = (struct grey){ 0 };
    if (!*made)
        return true;
    if (!grey_init(out, page->w, page->h, e))
        return false;
    copy_sheared(page, l->slope, out);
    if (!without("rules"))
        paint_rules(l, out);
    return true;
}
