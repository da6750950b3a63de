#include "ocr/confirm_boxes.h"

#include <stdlib.h>
#include <string.h>

enum {
    CONTRAST = 40, /* between paper and ink, below which nothing is told apart */
    MARGIN = 8,    /* px of the page's edge at which nothing is looked for */
    INSIDE = 2,    /* px of grey beside a rule */
};

/* What is darker is a rule: those are fainter than digits. */
static int32_t rule_level(const struct box_row *r)
{
    const int32_t third = (r->paper - r->dark) * 3 / 10;

    return r->paper - (third > CONTRAST / 2 ? third : CONTRAST / 2);
}

static int32_t digit_level(const struct box_row *r)
{
    return (r->paper + r->dark) / 2;
}

/* Grey level that `share` of 100 of every second px of b are darker than. */
static void find_levels(const struct grey *g, struct box b, int32_t *paper, int32_t *dark)
{
    uint32_t hist[256] = { 0 };

    for (int32_t y = b.y0; y < b.y1; y += 2)
        for (int32_t x = b.x0; x < b.x1; x += 2)
            hist[grey_row(g, y)[x]]++;
    *paper = histogram_part(hist, 256, 65, 100);
    *dark = histogram_part(hist, 256, 3, 100);
}

static bool is_dark(const struct grey *g, int32_t x, int32_t y, int32_t level)
{
    return grey_row(g, y)[x] < level;
}

/* From (x, y) on by `step`, a px aside at most at a time, `most` px: where the stroke ends. */
static int32_t follow(const struct grey *g, int32_t *x, int32_t y, int32_t step, int32_t most,
                      int32_t level)
{
    int32_t gap = 0, end = y;

    for (int32_t i = 1; i <= most; i++) {
        const int32_t at = y + step * i;
        if (at < 0 || at >= g->h)
            break;
        if (!is_dark(g, *x, at, level)) {
            if (is_dark(g, *x - 1, at, level)) {
                --*x;
            } else if (is_dark(g, *x + 1, at, level)) {
                ++*x;
            } else if (++gap > 1) {
                break;
            } else {
                continue;
            }
        }
        gap = 0;
        end = at;
    }
    return end;
}

/* Dark px through (x, y) in its row, `most` + 1 at most. */
static int32_t wide_at(const struct grey *g, int32_t x, int32_t y, int32_t most, int32_t level)
{
    int32_t a = x, b = x;

    while (b - a < most && a > 0 && is_dark(g, a - 1, y, level))
        a--;
    while (b - a < most && b + 1 < g->w && is_dark(g, b + 1, y, level))
        b++;
    return b - a + 1;
}

/* The upright rule through (x, y): thin, higher than a digit. */
static bool rule_at(const struct grey *g, const struct box_row *r, int32_t x, int32_t y,
                    struct box_rule *out)
{
    const int32_t level = rule_level(r), most = 3 * r->high, thick = r->high / 6 + 3;
    int32_t up = x, down = x;

    if (!is_dark(g, x, y, level))
        return false;
    out->y0 = follow(g, &up, y, -1, most, level);
    out->y1 = follow(g, &down, y, 1, most, level) + 1;
    const int32_t high = out->y1 - out->y0;
    if (high * 20 < r->high * 23 || high > most || abs(up - down) > 2 + high / 12)
        return false;
    int32_t thin = 0, most_wide = 1;
    for (int32_t i = 1; i <= 4; i++) {
        const int32_t at = out->y0 + high * i / 5, mid = up + (down - up) * i / 5;
        const int32_t wide = is_dark(g, mid, at, level) ? wide_at(g, mid, at, thick, level) : 0;
        if (wide == 0 || wide > thick)
            continue;
        most_wide = wide > most_wide ? wide : most_wide;
        thin++;
    }
    out->x0 = (up < down ? up : down) - most_wide / 2;
    out->x1 = (up > down ? up : down) + most_wide / 2 + 1;
    return thin >= 3;
}

static bool same_height(const struct box_row *r, const struct box_rule *a, const struct box_rule *b)
{
    const int32_t slack = r->high / 5 + 2;

    return abs(a->y0 - b->y0) <= slack && abs(a->y1 - b->y1) <= slack;
}

static int32_t middle(const struct box_rule *a)
{
    return (a->x0 + a->x1) / 2;
}

/* Grey levels of the box beside rule `a`. */
static void level_at(const struct grey *g, struct box_row *r, const struct box_rule *a,
                     int32_t step)
{
    const int32_t x = middle(a), far = r->high * 5 / 2;
    const struct box b = box_clip(
        (struct box){ step > 0 ? x - 4 : x - far, a->y0, step > 0 ? x + far : x + 4, a->y1 }, g->w,
        g->h);

    if (b.x1 > b.x0 && b.y1 > b.y0)
        find_levels(g, b, &r->paper, &r->dark);
}

/* The next rule right of `a` (left: `step` -1) of a's height, `from` to `to` px away. */
static bool next_rule(const struct grey *g, const struct box_row *r, const struct box_rule *a,
                      int32_t step, int32_t from, int32_t to, struct box_rule *out)
{
    const int32_t y = (a->y0 + a->y1) / 2;

    for (int32_t d = from; d <= to; d++) {
        const int32_t x = middle(a) + step * d;
        if (x < MARGIN || x >= g->w - MARGIN)
            return false;
        if (rule_at(g, r, x, y, out) && same_height(r, a, out))
            return true;
    }
    return false;
}

/* A faint or broken rule where one must stand: most of its px are dark. */
static bool faint_rule(const struct grey *g, const struct box_row *r, const struct box_rule *a,
                       int32_t step, int32_t pitch, struct box_rule *out)
{
    const int32_t down = r->n < 3 ? 0 : (r->rules[r->n].y0 - r->rules[0].y0) * step / (int32_t)r->n;
    const int32_t y0 = a->y0 + down, y1 = a->y1 + down, slack = pitch / 8 + 2;
    int32_t best = 0, at = 0;

    if (y0 < MARGIN || y1 > g->h - MARGIN)
        return false;
    for (int32_t x = middle(a) + step * pitch - slack; x <= middle(a) + step * pitch + slack; x++) {
        int32_t n = 0;
        if (x < MARGIN || x >= g->w - MARGIN)
            return false;
        for (int32_t y = y0; y < y1; y++)
            n += is_dark(g, x, y, rule_level(r));
        at = n > best ? x : at;
        best = n > best ? n : best;
    }
    *out = (struct box_rule){ at - 1, at + 2, y0, y1 };
    return best * 10 >= (y1 - y0) * 7;
}

/* Of the first rule all that follow on one side, as far apart as the first two. */
static void walk(const struct grey *g, struct box_row *r, int32_t step, int32_t *pitch)
{
    while (r->n < BOXES_MOST) {
        const struct box_rule *a = step > 0 ? &r->rules[r->n] : &r->rules[0];
        level_at(g, r, a, step); /* shadows lie across a row */
        const int32_t slack = *pitch / 8 + 2;
        const int32_t from = *pitch ? *pitch - slack : r->high * 6 / 10 + 2,
                      to = *pitch ? *pitch + slack : r->high * 5 / 2;
        struct box_rule b;
        if (!next_rule(g, r, a, step, from, to, &b) &&
            !(r->n > 1 && 3 * r->faint++ < r->n && faint_rule(g, r, a, step, *pitch, &b)))
            return;
        if (!*pitch)
            *pitch = middle(&b) - middle(a);
        if (step < 0)
            memmove(r->rules + 1, r->rules, (r->n + 1) * sizeof *r->rules);
        r->n++;
        r->rules[step > 0 ? r->n : 0] = b;
    }
}

/* Do the rules over and under the boxes go on at this end, where none was found to end another? */
static bool goes_on(const struct grey *g, struct box_row *r, const struct box_rule *end,
                    int32_t step)
{
    level_at(g, r, end, step);
    const int32_t pitch = (middle(&r->rules[r->n]) - middle(&r->rules[0])) / (int32_t)r->n;
    const int32_t from = middle(end) + (step > 0 ? 4 : -pitch / 2), to = from + pitch / 2 - 4;
    const int32_t at[] = { end->y0, end->y1 - 1 };

    for (int32_t k = 0; k < 2; k++) {
        int32_t n = 0;
        for (int32_t x = from; x < to; x++) {
            bool dark = false;
            for (int32_t y = at[k] - 3; y <= at[k] + 3; y++)
                dark |= x > 0 && x < g->w && y > 0 && y < g->h && is_dark(g, x, y, rule_level(r));
            n += dark;
        }
        if (n * 10 < (to - from) * 8)
            return false;
    }
    return true;
}

bool boxes_right_of(const struct grey *plane, struct box word, int32_t high, struct box_row *out)
{
    const int32_t y = (word.y0 + word.y1) / 2;
    const struct box b =
        box_clip((struct box){ word.x1 - 2 * high, y - high, word.x1 + 4 * high, y + high },
                 plane->w, plane->h);
    int32_t pitch = 0;

    *out = (struct box_row){ .high = high };
    if (high < 8 || b.x0 < MARGIN || b.y0 < MARGIN || b.x1 <= b.x0 || b.y1 <= b.y0 ||
        b.x1 > plane->w - MARGIN || b.y1 > plane->h - MARGIN)
        return false;
    find_levels(plane, b, &out->paper, &out->dark);
    if (out->paper - out->dark < CONTRAST)
        return false;
    for (int32_t x = word.x1; x < word.x1 + 3 * high && x < b.x1 && !out->n; x++) {
        if (!rule_at(plane, out, x, y, &out->rules[0]))
            continue;
        x = out->rules[0].x1 > x ? out->rules[0].x1 : x; /* ")" ends left of its middle */
        pitch = 0;
        walk(plane, out, 1, &pitch);
        if (out->n < BOXES_LEAST / 2)
            out->n = 0;
    }
    if (!out->n)
        return false;
    walk(plane, out, -1, &pitch);
    if (out->n < BOXES_LEAST || goes_on(plane, out, &out->rules[0], -1) ||
        goes_on(plane, out, &out->rules[out->n], 1))
        return false;
    out->box =
        (struct box){ out->rules[0].x0, out->rules[0].y0, out->rules[out->n].x1, out->rules[0].y1 };
    for (uint32_t i = 1; i <= out->n; i++) {
        const struct box_rule *a = &out->rules[i];
        out->box = box_union(out->box, (struct box){ a->x0, a->y0, a->x1, a->y1 });
    }
    return true;
}

/* Of a row of a box, is it the rule over or under it? */
static bool is_level_rule(const struct grey *g, int32_t x0, int32_t x1, int32_t y, int32_t level)
{
    int32_t n = 0;

    for (int32_t x = x0; x < x1; x++)
        n += is_dark(g, x, y, level);
    return n * 10 >= (x1 - x0) * 7;
}

/* Dark px among those up to `far` px off (x, y), within `in`. */
static int32_t dark_near(const struct grey *g, const struct box *in, int32_t x, int32_t y,
                         int32_t far, int32_t level)
{
    const struct box b = { x - far > in->x0 ? x - far : in->x0, y - far > in->y0 ? y - far : in->y0,
                           x + far + 1 < in->x1 ? x + far + 1 : in->x1,
                           y + far + 1 < in->y1 ? y + far + 1 : in->y1 };
    int32_t n = 0;

    for (int32_t j = b.y0; j < b.y1; j++)
        for (int32_t i = b.x0; i < b.x1; i++)
            n += is_dark(g, i, j, level);
    return n;
}

/* A digit's strokes are wider than a speck. */
static bool is_stroke(const struct grey *g, const struct box *in, int32_t x, int32_t y,
                      int32_t high, int32_t level)
{
    const int32_t far = high / 24 + 1, least = (2 * far + 1) * (far + 1);

    return is_dark(g, x, y, level) && dark_near(g, in, x, y, 2 * far, level) > least + far;
}

/* One box without its rules, and the ink in it: empty when it holds none. */
static void look_into(const struct grey *g, const struct box_row *row, uint32_t i, struct box *in,
                      struct box *ink)
{
    struct box_row own = { .high = row->high, .paper = row->paper, .dark = row->dark };
    const struct box_row *r = &own;
    const struct box_rule *a = &row->rules[i], *b = a + 1;
    const int32_t near = r->high / 5 + 2;
    int32_t dots = 0;

    *in = box_clip(
        (struct box){ a->x1 + INSIDE, (a->y0 + b->y0) / 2, b->x0 - INSIDE, (a->y1 + b->y1) / 2 },
        g->w, g->h);
    *ink = (struct box){ 0 };
    if (in->x1 - in->x0 < 4)
        return;
    find_levels(g, *in, &own.paper, &own.dark);
    if (own.paper - own.dark < CONTRAST)
        return;
    const int32_t top = in->y0, bottom = in->y1, level = rule_level(r);
    for (int32_t y = top; y < top + near && y < bottom; y++)
        if (is_level_rule(g, in->x0, in->x1, y, level))
            in->y0 = y + 1;
    for (int32_t y = bottom - 1; y >= bottom - near && y > in->y0; y--)
        if (is_level_rule(g, in->x0, in->x1, y, level))
            in->y1 = y;
    for (int32_t y = in->y0; y < in->y1; y++)
        for (int32_t x = in->x0; x < in->x1; x++) {
            if (!is_stroke(g, in, x, y, r->high, digit_level(r)))
                continue;
            const struct box px = { x, y, x + 1, y + 1 };
            *ink = dots++ ? box_union(*ink, px) : px;
        }
    if (ink->y1 - ink->y0 < r->high / 2)
        *ink = (struct box){ 0 };
}

/* A box without a digit whose only ink is a short level stroke at half height: the dash before a
 * branch's digits ("0101234567-001"). */
static bool look_for_dash(const struct grey *g, const struct box_row *row, const struct box *in,
                          struct box *ink)
{
    struct box_row own = { 0 };
    const int32_t high = in->y1 - in->y0;
    int32_t n = 0;

    *ink = (struct box){ 0 };
    if (in->x1 - in->x0 < 4 || high < 8)
        return false;
    find_levels(g, *in, &own.paper, &own.dark);
    own.dark = own.dark < row->dark ? own.dark : row->dark; /* so little ink tells no tone */
    for (int32_t y = in->y0 + high / 8; y < in->y1 - high / 8; y++)
        for (int32_t x = in->x0; x < in->x1; x++) {
            const struct box px = { x, y, x + 1, y + 1 };
            if (is_dark(g, x, y, digit_level(&own)))
                *ink = n++ ? box_union(*ink, px) : px;
        }
    const int32_t wide = ink->x1 - ink->x0, thick = ink->y1 - ink->y0;
    const bool dash = n && wide * 5 >= row->high && wide < row->high && thick * 4 <= row->high &&
                      n * 2 >= wide * thick && ink->y0 * 3 > 2 * in->y0 + in->y1 &&
                      ink->y1 * 4 < in->y0 + 3 * in->y1;
    if (!dash)
        *ink = (struct box){ 0 };
    return dash;
}

/* Where the digits go: those of one row stand on one line, whatever the page leans. */
struct layout {
    struct box in[BOXES_MOST], ink[BOXES_MOST];
    uint32_t first, end;
    uint32_t dash;      /* box that holds one; 0: none, a number begins with a digit */
    int32_t wide, high; /* of all, without margins */
};

static bool lay_out(const struct grey *g, const struct box_row *r, int32_t gap, struct layout *l)
{
    *l = (struct layout){ .first = r->n };
    for (uint32_t i = 0; i < r->n; i++) {
        look_into(g, r, i, &l->in[i], &l->ink[i]);
        if (l->ink[i].x1 <= l->ink[i].x0) {
            if (l->dash || !l->end || l->end != i || !look_for_dash(g, r, &l->in[i], &l->ink[i]))
                continue;
            l->dash = i;
        }
        if (l->first == r->n)
            l->first = i;
        else if (l->end != i) /* one is empty between others */
            return false;
        l->end = i + 1;
        l->wide += l->ink[i].x1 - l->ink[i].x0 + gap;
        const int32_t high = l->in[i].y1 - l->ink[i].y0;
        l->high = high > l->high ? high : l->high;
    }
    /* nothing behind it: what looked like a dash is dirt */
    return l->first + BOXES_LEAST + (l->dash > 0) <= l->end && (!l->dash || l->dash + 1 < l->end);
}

static int32_t clip_grey(int32_t v)
{
    return v < 0 ? 0 : v > 255 ? 255 : v;
}

/* A digit with the grey round it; where it touches the rule below, its foot is in there. */
static void paste(const struct grey *g, const struct layout *l, uint32_t i, int32_t paper,
                  struct grey *out, int32_t x, int32_t bottom)
{
    const struct box in = l->in[i], ink = l->ink[i];
    const struct box from = { ink.x0 - INSIDE > in.x0 ? ink.x0 - INSIDE : in.x0,
                              ink.y0 - INSIDE > in.y0 ? ink.y0 - INSIDE : in.y0,
                              ink.x1 + INSIDE < in.x1 ? ink.x1 + INSIDE : in.x1,
                              in.y1 + INSIDE < g->h ? in.y1 + INSIDE : g->h };
    struct box_row own = { 0 };

    find_levels(g, in, &own.paper, &own.dark);
    for (int32_t y = from.y0; y < from.y1; y++)
        for (int32_t k = from.x0; k < from.x1; k++) {
            const int32_t to = bottom - (in.y1 - y), v = grey_row(g, y)[k] + paper - own.paper;
            if (y >= in.y1 ? !is_dark(g, k, in.y1 - 1, digit_level(&own))
                           : !dark_near(g, &in, k, y, INSIDE, digit_level(&own)))
                continue;
            if (to >= 0 && to < out->h && x + k - ink.x0 >= 0 && x + k - ink.x0 < out->w)
                grey_row(out, to)[x + k - ink.x0] = (uint8_t)clip_grey(v);
        }
}

bool boxes_cut(const struct grey *plane, const struct box_row *row, int32_t above, struct grey *out,
               uint32_t *n, uint32_t *dash, struct err *e)
{
    const int32_t gap = row->high / 5 > 2 ? row->high / 5 : 2, side = row->high / 3 + 2;
    struct layout l;

    *out = (struct grey){ 0 };
    *n = *dash = 0;
    if (!lay_out(plane, row, gap, &l))
        return true;
    if (!grey_init(out, l.wide + 2 * side, l.high + 2 * above, e))
        return false;
    for (int32_t y = 0; y < out->h; y++)
        memset(grey_row(out, y), row->paper, (size_t)out->w);
    int32_t x = side;
    for (uint32_t i = l.first; i < l.end; i++) {
        paste(plane, &l, i, row->paper, out, x, out->h - above);
        x += l.ink[i].x1 - l.ink[i].x0 + gap;
    }
    *n = l.end - l.first - (l.dash > 0);
    *dash = l.dash ? l.dash - l.first : 0;
    return true;
}
