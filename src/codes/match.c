#include "codes/match.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MODULE = 2,        /* px of a module in the scaled box */
    SIDE = 9 * MODULE, /* of the picture: a finder and a module of light around */
    ALL = SIDE * SIDE, /* its pixels; dark and light ones: */
    DARK = (9 + 49 - 25) * MODULE * MODULE,
    LIGHT = ALL - DARK,
    SIZES = 14,
    LIKE_MAX = 16,    /* finders kept */
    MODULES_MAX = 61, /* of a small code */
};
static const double SMALLEST = 1.4, STEP = 1.14; /* px a module */
static const double FILLED = 0.4;                /* of a box, by the code in it */
static const float LIKENESS = 0.55f, CONTRAST = 10;

/* Between two pixels: 64ths of the way from `at` to the next. */
struct between {
    int32_t at;
    uint32_t part;
};
struct likely {
    struct finder at;
    float like;
};

struct search {
    const struct grey *g;
    struct box b;
    uint32_t *sum, *square; /* (w + 1) * (h + 1): of all above and left */
    float *like;
    struct between *column;
    int32_t w, h;
    struct likely found[LIKE_MAX];
    int n;
};

static struct between place_of(int32_t from, int32_t k, double per, int32_t size)
{
    const double x = from + (k + 0.5) * per - 0.5;

    if (x <= 0)
        return (struct between){ 0, 0 };
    const int32_t at = (int32_t)x;
    return at > size - 2 ? (struct between){ size - 2, 64 }
                         : (struct between){ at, (uint32_t)((x - at) * 64) };
}

/* The box at `per` px of the frame a pixel, summed up. */
static void scale(struct search *s, double per)
{
    const int32_t wide = s->w + 1;

    memset(s->sum, 0, (size_t)wide * sizeof *s->sum);
    memset(s->square, 0, (size_t)wide * sizeof *s->square);
    for (int32_t x = 0; x < s->w; x++)
        s->column[x] = place_of(s->b.x0, x, per, s->g->w);
    for (int32_t y = 0; y < s->h; y++) {
        const struct between r = place_of(s->b.y0, y, per, s->g->h);
        const uint8_t *above = grey_row(s->g, r.at), *below = grey_row(s->g, r.at + 1);
        uint32_t *to = s->sum + (ptrdiff_t)(y + 1) * wide,
                 *to2 = s->square + (ptrdiff_t)(y + 1) * wide, row = 0, row2 = 0;
        to[0] = to2[0] = 0;
        for (int32_t x = 0; x < s->w; x++) {
            const struct between c = s->column[x];
            const uint32_t left = above[c.at] * (64 - r.part) + below[c.at] * r.part,
                           right = above[c.at + 1] * (64 - r.part) + below[c.at + 1] * r.part,
                           v = (left * (64 - c.part) + right * c.part + 2048) >> 12;
            row += v;
            row2 += v * v;
            to[x + 1] = to[x + 1 - wide] + row;
            to2[x + 1] = to2[x + 1 - wide] + row2;
        }
    }
}

/* Sums over the square of 2 * r pixels a side around the corner (x, y); they wrap, differences
 * do not. */
static uint32_t over(const uint32_t *sum, ptrdiff_t wide, ptrdiff_t r)
{
    return sum[r * wide + r] - sum[r * wide - r] - sum[-r * wide + r] + sum[-r * wide - r];
}

/* How like the picture every place is: the correlation, 0 where there is hardly any contrast. */
static void liken(struct search *s)
{
    const ptrdiff_t wide = s->w + 1;
    const float least = CONTRAST * LIGHT * DARK;

    memset(s->like, 0, (size_t)wide * (size_t)(s->h + 1) * sizeof *s->like);
    for (int32_t y = SIDE / 2; y <= s->h - SIDE / 2; y++) {
        const uint32_t *sum = s->sum + y * wide, *square = s->square + y * wide;
        float *out = s->like + y * wide;
        for (int32_t x = SIDE / 2; x <= s->w - SIDE / 2; x++) {
            const int32_t s3 = (int32_t)over(sum + x, wide, 3),
                          s5 = (int32_t)over(sum + x, wide, 5),
                          s7 = (int32_t)over(sum + x, wide, 7),
                          s9 = (int32_t)over(sum + x, wide, 9);
            const float dark = (float)(s3 + s7 - s5), light = (float)(s5 - s3 + s9 - s7),
                        all = (float)s9,
                        spread = (float)ALL * (float)over(square + x, wide, 9) - all * all,
                        apart = light * DARK - dark * LIGHT;
            out[x] = apart > least ? apart / sqrtf((float)(LIGHT * DARK) * spread) : 0;
        }
    }
}

/* Kept unless a likelier one stands there; the least likely gives way. */
static void keep(struct search *s, struct likely l)
{
    int worst = 0;

    for (int i = 0; i < s->n; i++) {
        const struct likely *o = &s->found[i];
        const double near = 0.4 * fmax(o->at.width, l.at.width);
        if (fabs(o->at.x - l.at.x) < near && fabs(o->at.y - l.at.y) < near) {
            if (l.like > o->like)
                s->found[i] = l;
            return;
        }
        worst = o->like < s->found[worst].like ? i : worst;
    }
    if (s->n < LIKE_MAX)
        s->found[s->n++] = l;
    else if (l.like > s->found[worst].like)
        s->found[worst] = l;
}

/* Between three likenesses: where the top is, in steps from the middle. */
static double top(float before, float here, float after)
{
    const float bend = before - 2 * here + after;
    return bend < 0 ? 0.5 * (double)((before - after) / bend) : 0;
}

static void find_tops(struct search *s, double per)
{
    const ptrdiff_t wide = s->w + 1;

    for (int32_t y = SIDE / 2; y <= s->h - SIDE / 2; y++) {
        const float *l = s->like + y * wide;
        for (int32_t x = SIDE / 2; x <= s->w - SIDE / 2; x++) {
            const float v = l[x];
            if (v < LIKENESS || v < l[x - 1] || v < l[x + 1] || v < l[x - wide] ||
                v < l[x + wide] || v < l[x - wide - 1] || v < l[x - wide + 1] ||
                v < l[x + wide - 1] || v < l[x + wide + 1])
                continue;
            const double fx = x + top(l[x - 1], v, l[x + 1]),
                         fy = y + top(l[x - wide], v, l[x + wide]);
            keep(s,
                 (struct likely){
                     { s->b.x0 + fx * per - 0.5, s->b.y0 + fy * per - 0.5, 7 * MODULE * per }, v });
        }
    }
}

struct ranked {
    struct square square;
    float like;
};

/* b and c at the ends of sides alike and upright on each other, 14 to 94 modules from a. */
static bool makes_square(const struct finder *a, const struct finder *b, const struct finder *c)
{
    const double bx = b->x - a->x, by = b->y - a->y, cx = c->x - a->x, cy = c->y - a->y;
    const double bb = bx * bx + by * by, cc = cx * cx + cy * cy, bc = bx * cx + by * cy,
                 module = (a->width + b->width + c->width) / 21;

    return bb > 12 * 12 * module * module && bb < 100 * 100 * module * module && bb < 1.2 * cc &&
           cc < 1.2 * bb && bc * bc < 0.015 * bb * cc && bx * cy - by * cx > 0;
}

static bool alike(const struct finder *a, const struct finder *b)
{
    return 3 * a->width <= 4 * b->width && 3 * b->width <= 4 * a->width;
}

static uint32_t rank(const struct search *s, struct square *out, uint32_t max)
{
    struct ranked best[SQUARES_MAX];
    uint32_t n = 0;

    for (int i = 0; i < s->n; i++)
        for (int k = 0; k < s->n; k++)
            for (int m = 0; m < s->n; m++) {
                const struct likely *a = &s->found[i], *b = &s->found[k], *c = &s->found[m];
                if (i == k || i == m || k == m || !alike(&a->at, &b->at) ||
                    !alike(&a->at, &c->at) || !alike(&b->at, &c->at) ||
                    !makes_square(&a->at, &b->at, &c->at))
                    continue;
                const struct ranked r = { { a->at, b->at, c->at }, a->like + b->like + c->like };
                uint32_t to = n < SQUARES_MAX ? n++ : n;
                for (; to > 0 && best[to - 1].like < r.like; to--)
                    if (to < SQUARES_MAX)
                        best[to] = best[to - 1];
                if (to < SQUARES_MAX)
                    best[to] = r;
            }
    n = n < max ? n : max;
    for (uint32_t i = 0; i < n; i++)
        out[i] = best[i].square;
    return n;
}

bool match_squares(const struct grey *g, struct box b, struct square *out, uint32_t max,
                   uint32_t *n, struct err *e)
{
    struct search s = { .g = g, .b = b };
    const int32_t bw = b.x1 - b.x0, bh = b.y1 - b.y0;
    const size_t cap = (size_t)(bw * MODULE / SMALLEST + 2) * (size_t)(bh * MODULE / SMALLEST + 2);
    double module = SMALLEST;
    const int32_t least = bw < bh ? bw : bh;

    *n = 0;
    if (g->w < 2 || g->h < 2 || bw < 1 || bh < 1)
        return true;
    s.sum = malloc(cap * (2 * sizeof *s.sum + sizeof *s.like) +
                   (size_t)(bw * MODULE / SMALLEST + 2) * sizeof *s.column);
    if (!s.sum)
        return err_set(e, ERR_NOMEM, "no memory to look for finder patterns");
    s.square = s.sum + cap;
    s.like = (float *)(s.square + cap);
    s.column = (struct between *)(s.like + cap);
    for (int k = 0; k < SIZES; k++, module *= STEP) {
        const double per = module / MODULE;
        if (module * MODULES_MAX < least * FILLED)
            continue;
        s.w = (int32_t)(bw / per);
        s.h = (int32_t)(bh / per);
        if (s.w < 21 * MODULE || s.h < 21 * MODULE)
            break;
        scale(&s, per);
        liken(&s);
        find_tops(&s, per);
    }
    free(s.sum);
    *n = rank(&s, out, max);
    return true;
}
