#include "ocr/lines_rules.h"

#include <stdlib.h>
#include <string.h>

#include "ocr/lines_codes.h"

enum {
    BREAK = 3,  /* px of a ruled line that noise may take */
    BLOCK = 16, /* columns at a time */
};

/* Moves horizontal runs of at least `len` px to `to`. */
static void take_long_runs(const struct runs *r, int32_t len, int32_t w, uint8_t *px, uint8_t *to)
{
    for (uint32_t i = 0; i < r->n; i++) {
        const struct run *u = &r->at[i];
        if (u->x1 - u->x0 < len)
            continue;
        memset(px + (size_t)u->y * (size_t)w + u->x0, 0, (size_t)(u->x1 - u->x0));
        memset(to + (size_t)u->y * (size_t)w + u->x0, 1, (size_t)(u->x1 - u->x0));
    }
}

static void take_column(uint8_t *px, uint8_t *to, int32_t w, int32_t x, int32_t y0, int32_t y1)
{
    for (int32_t y = y0; y < y1; y++) {
        const size_t at = (size_t)y * (size_t)w + (size_t)x;
        px[at] = 0;
        to[at] = 1;
    }
}

/* Is the black stretch through (x, y) at most `thick` px wide? */
static bool is_thin(const uint8_t *px, const uint8_t *taken, int32_t w, int32_t x, int32_t y,
                    int32_t thick)
{
    const size_t row = (size_t)y * (size_t)w;
    int32_t a = x, b = x;

    while (a > 0 && b - a <= thick && (px[row + (size_t)a - 1] || taken[row + (size_t)a - 1]))
        a--;
    while (b + 1 < w && b - a <= thick && (px[row + (size_t)b + 1] || taken[row + (size_t)b + 1]))
        b++;
    return b - a + 1 <= thick;
}

/* Columns x0 .. x1 - 1 of take_long_columns() at row y; `row` is NULL below the last one. */
static void end_columns(struct ink *k, int32_t len, int32_t thick, uint8_t *to, uint16_t *len_at,
                        const uint8_t *row, int32_t y, int32_t x0, int32_t x1)
{
    for (int32_t x = x0; x < x1; x++) {
        const uint16_t n = len_at[x];
        if (row && row[x]) {
            len_at[x] = n < UINT16_MAX ? (uint16_t)(n + 1) : n;
            continue;
        }
        len_at[x] = 0;
        if (n >= len && (is_thin(k->px, to, k->w, x, y - n / 2 - 1, thick) ||
                         is_thin(k->px, to, k->w, x, y - n / 4 - 1, thick)))
            take_column(k->px, to, k->w, x, y - n, y);
    }
}

/* BLOCK columns where no run of `len` px ends; false when one does. */
static bool grow_columns(uint16_t *len_at, const uint8_t *row, uint16_t len)
{
    uint16_t ends = 0;

#pragma omp simd reduction(| : ends)
    for (int32_t i = 0; i < BLOCK; i++)
        ends |= (uint16_t)((len_at[i] >= len) & !row[i]);
    if (ends)
        return false;
#pragma omp simd
    for (int32_t i = 0; i < BLOCK; i++)
        len_at[i] = row[i] ? (uint16_t)(len_at[i] + (len_at[i] < UINT16_MAX)) : 0;
    return true;
}

/* Moves vertical runs of at least `len` px that are thin to `to`. `len_at` has w entries, zeroed.
 */
static void take_long_columns(struct ink *k, int32_t len, int32_t thick, uint8_t *to,
                              uint16_t *len_at)
{
    if (len > UINT16_MAX)
        return;
    for (int32_t y = 0; y < k->h; y++) {
        const uint8_t *row = k->px + (size_t)y * (size_t)k->w;
        int32_t x = 0;
        for (; x + BLOCK <= k->w; x += BLOCK)
            if (!grow_columns(len_at + x, row + x, (uint16_t)len))
                end_columns(k, len, thick, to, len_at, row, y, x, x + BLOCK);
        end_columns(k, len, thick, to, len_at, row, y, x, k->w);
    }
    end_columns(k, len, thick, to, len_at, NULL, k->h, 0, k->w);
}

/* Takes what is in `taken` out of the map; both hold 0 and 1. */
static void take_out(struct ink *k, const uint8_t *taken)
{
    const size_t size = (size_t)k->w * (size_t)k->h;
    uint8_t *px = k->px;

#pragma omp simd
    for (size_t i = 0; i < size; i++)
        px[i] = (uint8_t)(px[i] & (taken[i] ^ 1));
}

/* The black stretch of row y through x: [*a, *b). False when it is longer than `cap`. */
static bool stretch_at(const struct ink *k, const uint8_t *taken, int32_t x, int32_t y, int32_t cap,
                       int32_t *a, int32_t *b)
{
    const uint8_t *row = k->px + (size_t)y * (size_t)k->w;
    const uint8_t *other = taken + (size_t)y * (size_t)k->w;

    for (*a = x; *a > 0 && x - *a <= cap && (row[*a - 1] || other[*a - 1]);)
        --*a;
    for (*b = x + 1; *b < k->w && *b - x <= cap && (row[*b] || other[*b]);)
        ++*b;
    return *b - *a <= cap;
}

/* Where a side of a cell leads that leaves a ruled line at (x, y): the row of the ruled line it
 * ends at, or -1. at[i] gets its stretch in row y + i, empty where a letter touches it. */
struct side {
    int32_t x0, x1;
};

static int32_t follow_side(const struct ink *k, const uint8_t *h, int32_t x, int32_t y,
                           int32_t thick, int32_t cap, struct side *at)
{
    int32_t wide = 0, gap = 0, mid = x;

    for (int32_t i = 0; i < cap && y + i < k->h; i++) {
        const size_t row = (size_t)(y + i) * (size_t)k->w;
        int32_t a = mid, b = mid;
        at[i] = (struct side){ 0, 0 };
        if (h[row + (size_t)mid])
            return y + i;
        for (int32_t d = 0; d < 3; d++) { /* straight on before aside */
            const int32_t at_x = mid + (d == 1 ? -1 : d == 2 ? 1 : 0);
            if (at_x < 0 || at_x >= k->w || !k->px[row + (size_t)at_x])
                continue;
            if (stretch_at(k, h, at_x, y + i, thick, &a, &b)) {
                at[i] = (struct side){ a, b };
                mid = (a + b) / 2;
            } else {
                wide++;
            }
            gap = -1;
            break;
        }
        /* Ink may fail for a few rows; letters may touch a fifth of the side. */
        if (++gap > BREAK || wide * 5 > i + 10 || abs(mid - x) > 2 + i / 24)
            return -1;
    }
    return -1;
}

/* A ruled line is above (x, y), with no more than a break between. */
static bool hangs_from(const struct ink *k, const uint8_t *h, int32_t x, int32_t y)
{
    for (int32_t i = 1; i <= BREAK && i <= y; i++)
        if (h[(size_t)(y - i) * (size_t)k->w + (size_t)x])
            return true;
    return false;
}

/* Sides of cells: thin, upright, from one ruled line to the next. `h` holds the ruled lines, which
 * are out of the map. */
static bool take_sides(struct ink *k, const uint8_t *h, uint8_t *v)
{
    const int32_t thick = (int32_t)(k->x_height * 0.3f) + 2;
    const int32_t least = (int32_t)(1.15f * k->x_height), cap = (int32_t)(12 * k->x_height);
    struct side *at = malloc(((size_t)cap + 1) * sizeof *at);
    int32_t below = BREAK; /* rows since one that holds a ruled line */

    if (!at)
        return false;
    for (int32_t y = 1; y < k->h; y++) {
        const uint8_t *row = k->px + (size_t)y * (size_t)k->w;
        below = memchr(h + (size_t)(y - 1) * (size_t)k->w, 1, (size_t)k->w) ? 0 : below + 1;
        if (below >= BREAK)
            continue;
        for (int32_t x = 0; x < k->w; x++) {
            int32_t a, b;
            if (!row[x] || !hangs_from(k, h, x, y) || !stretch_at(k, h, x, y, thick, &a, &b))
                continue;
            const int32_t end = follow_side(k, h, (a + b) / 2, y, thick, cap, at);
            for (int32_t i = 0; end - y >= least && i < end - y; i++)
                for (int32_t j = at[i].x0; j < at[i].x1; j++)
                    v[(size_t)(y + i) * (size_t)k->w + (size_t)j] = 1;
            x = b; /* the rows below it are taken, or start anew: BREAK rows at most */
        }
    }
    take_out(k, v);
    free(at);
    return true;
}

/* The box of each component of `r`, at its root. */
static void find_boxes(struct runs *r, struct box *at)
{
    for (uint32_t i = 0; i < r->n; i++) {
        const struct run *u = &r->at[i];
        const struct box add = { u->x0, u->y, u->x1, u->y + 1 };
        struct box *b = &at[runs_root(r->at, i)];
        *b = b->x1 > b->x0 ? box_union(*b, add) : add;
    }
}

/* Part of a run in its segments; `all`: the box of its line. */
static void add_to_segments(struct segment *at, const struct run *u, const struct box *all,
                            bool vertical, int32_t tile)
{
    for (int32_t x0 = u->x0, x1 = u->x1; x0 < u->x1; x0 = x1, x1 = u->x1) {
        const int32_t t = vertical ? (u->y - all->y0) / tile : (x0 - all->x0) / tile;
        if (!vertical && all->x0 + (t + 1) * tile < x1)
            x1 = all->x0 + (t + 1) * tile;
        const struct box add = { x0, u->y, x1, u->y + 1 };
        struct box *b = &at[t].box;
        at[t].vertical = vertical;
        *b = b->x1 > b->x0 ? box_union(*b, add) : add;
    }
}

/* Cuts the ruled lines whose runs `r` holds into stretches of `tile` px. */
static bool add_segments(struct segments *out, struct runs *r, bool vertical, int32_t tile)
{
    struct box *all = calloc((size_t)r->n + 1, sizeof *all);
    uint32_t *first = malloc(((size_t)r->n + 1) * sizeof *first), n = out->n;
    struct segment *at = NULL;

    if (all && first) {
        find_boxes(r, all);
        for (uint32_t i = 0; i < r->n; i++) {
            const struct box *b = &all[i];
            first[i] = n;
            if (r->at[i].parent == i)
                n += (uint32_t)((vertical ? b->y1 - b->y0 : b->x1 - b->x0) / tile + 1);
        }
        at = realloc(out->at, ((size_t)n + 1) * sizeof *at);
    }
    if (at) {
        out->at = at;
        memset(at + out->n, 0, (n - out->n) * sizeof *at);
        out->n = n;
        for (uint32_t i = 0; i < r->n; i++) {
            const uint32_t root = runs_root(r->at, i);
            add_to_segments(at + first[root], &r->at[i], &all[root], vertical, tile);
        }
    }
    free(all);
    free(first);
    return at != NULL;
}

/* Bars too high and thin for a letter are ruled lines that noise has cut off. */
static bool take_bars(struct ink *k)
{
    struct comp *v = realloc(k->vrules.at, (k->vrules.n + k->comps.n + 1) * sizeof *v);
    struct segment *s =
        v ? realloc(k->segments.at, (k->segments.n + k->comps.n + 1) * sizeof *s) : NULL;
    uint32_t n = 0;

    if (v)
        k->vrules.at = v;
    if (!s)
        return false;
    k->segments.at = s;
    for (uint32_t i = 0; i < k->comps.n; i++) {
        const struct comp c = k->comps.at[i];
        const int32_t w = c.x1 - c.x0, h = c.y1 - c.y0;
        if ((float)h >= 1.7f * k->x_height && w * 9 <= h) {
            v[k->vrules.n++] = c;
            s[k->segments.n++] = (struct segment){ { c.x0, c.y0, c.x1, c.y1 }, true };
        } else {
            k->comps.at[n++] = c;
        }
    }
    k->comps.n = n;
    return true;
}

/* Ruled px in a part of the map. */
static int32_t count_rule(const struct ink *k, const uint8_t *h, const uint8_t *v, struct box b)
{
    int32_t n = 0;

    for (int32_t y = b.y0 < 0 ? 0 : b.y0; y < b.y1 && y < k->h; y++)
        for (int32_t x = b.x0 < 0 ? 0 : b.x0; x < b.x1 && x < k->w; x++) {
            const size_t at = (size_t)y * (size_t)k->w + (size_t)x;
            n += h[at] | v[at];
        }
    return n;
}

/* What is left where ruled lines cross or end, and slivers along them. */
static bool is_crumb(const struct ink *k, const uint8_t *h, const uint8_t *v, const struct comp *c)
{
    const int32_t small = (int32_t)(0.28f * k->x_height) + 1, thin = small / 2 + 1;
    const int32_t wide = c->x1 - c->x0, high = c->y1 - c->y0;
    const struct box around = { c->x0 - 1, c->y0 - 1, c->x1 + 1, c->y1 + 1 };

    if (wide <= small && high <= small)
        return count_rule(k, h, v, around) > 0;
    if (high <= thin || wide <= thin)
        return count_rule(k, h, v, around) * 2 > (wide > high ? wide : high);
    return false;
}

static void drop_crumbs(struct ink *k, const uint8_t *h, const uint8_t *v)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < k->comps.n; i++)
        if (!is_crumb(k, h, v, &k->comps.at[i]))
            k->comps.at[n++] = k->comps.at[i];
    k->comps.n = n;
}

/* Black, or of a ruled line that was taken before. */
static bool is_black(const struct ink *k, const uint8_t *h, int32_t x, int32_t y)
{
    const size_t at = (size_t)y * (size_t)k->w + (size_t)x;

    return k->px[at] || h[at];
}

/* Height of the black stretch through (x, y), and its middle. */
static int32_t height_at(const struct ink *k, const uint8_t *h, int32_t x, int32_t y, int32_t cap,
                         int32_t *mid)
{
    int32_t a = y, b = y + 1;

    while (a > 0 && y - a <= cap && is_black(k, h, x, a - 1))
        a--;
    while (b < k->h && b - y <= cap && is_black(k, h, x, b))
        b++;
    *mid = (a + b - 1) / 2;
    return b - a;
}

/* The line at column `to`, and between it and `from`, the column it was last seen at. */
static void mark_line(const struct ink *k, uint8_t *h, int32_t from, int32_t to, int32_t mid,
                      int32_t high)
{
    for (int32_t x = from; x != to; x += from < to ? 1 : -1)
        h[(size_t)mid * (size_t)k->w + (size_t)x] = 1;
    for (int32_t y = mid - high / 2 - 1; y <= mid + high / 2 + 1; y++)
        if (y >= 0 && y < k->h && k->px[(size_t)y * (size_t)k->w + (size_t)to])
            h[(size_t)y * (size_t)k->w + (size_t)to] = 1;
}

/* Follows a thin line from (x, y) to one side, at most `len` px, through what of it is in `h`
 * already, and marks it there when asked to; how far it goes. */
static int32_t follow_line(const struct ink *k, int32_t x, int32_t y, int32_t step, int32_t len,
                           int32_t thick, uint8_t *h, bool mark)
{
    int32_t gap = 0, last = 0, thin = 0;
    float at = (float)y;

    for (int32_t i = 1; last < len && x + step * i >= 0 && x + step * i < k->w; i++) {
        const int32_t cx = x + step * i, cy = (int32_t)(at + 0.5f);
        int32_t found = -1, mid = cy;
        for (int32_t d = 0; d < 3 && found < 0; d++) {
            const int32_t ty = cy + (d == 1 ? -1 : d == 2 ? 1 : 0);
            if (ty >= 0 && ty < k->h && is_black(k, h, cx, ty))
                found = ty;
        }
        if (found < 0 && ++gap > BREAK)
            break;
        if (thin * 4 < 3 * i - 4 * thick)
            break;
        if (found < 0)
            continue;
        gap = 0;
        const int32_t high = height_at(k, h, cx, found, thick, &mid);
        if (high > thick) /* a letter on the line, or its crossing with another */
            continue;
        at += 0.5f * ((float)mid - at);
        thin++;
        if (mark)
            mark_line(k, h, x + step * last, cx, mid, high);
        last = i;
    }
    return last;
}

/* Ruled lines that lean or that noise has broken: thin stretches that go on for long, by themselves
 * or as one that is in `h` already. */
static void take_broken_lines(struct ink *k, const struct runs *r, int32_t len, uint8_t *h)
{
    const int32_t thick = (int32_t)(k->x_height * 0.2f) + 2, seed = (int32_t)(1.2f * k->x_height);

    for (uint32_t i = 0; i < r->n; i++) {
        const struct run *u = &r->at[i];
        const int32_t x = (u->x0 + u->x1) / 2;
        int32_t mid;
        if (u->x1 - u->x0 < seed || u->x1 - u->x0 >= len ||
            h[(size_t)u->y * (size_t)k->w + (size_t)x] ||
            !k->px[(size_t)u->y * (size_t)k->w + (size_t)x] ||
            height_at(k, h, x, u->y, thick, &mid) > thick)
            continue;
        if (follow_line(k, x, mid, -1, len, thick, h, false) +
                follow_line(k, x, mid, 1, len, thick, h, false) <
            len)
            continue;
        (void)follow_line(k, x + 1, mid, -1, k->w, thick, h, true);
        (void)follow_line(k, x, mid, 1, k->w, thick, h, true);
    }
    take_out(k, h);
}

static bool find_rules(struct ink *k, struct runs *r, uint8_t *h, uint8_t *v, struct runs *other)
{
    const int32_t len = (int32_t)(5 * k->x_height), tile = (int32_t)(4 * k->x_height) + 1;
    const int32_t thick = (int32_t)(k->x_height * 0.6f) + 1;
    uint16_t *len_at = calloc((size_t)k->w, sizeof *len_at);

    if (!len_at)
        return false;
    take_long_columns(k, len, thick, v, len_at);
    free(len_at);
    take_long_runs(r, len, k->w, k->px, h);
    take_broken_lines(k, r, len, h);
    return runs_find_comps(h, k->w, k->h, len, other, &k->hrules) &&
           add_segments(&k->segments, other, false, tile) && take_sides(k, h, v) &&
           runs_find_comps(v, k->w, k->h, (int32_t)k->x_height, other, &k->vrules) &&
           add_segments(&k->segments, other, true, tile);
}

bool rules_take(struct ink *k, struct runs *r)
{
    const size_t size = (size_t)k->w * (size_t)k->h;
    uint8_t *h = calloc(size, 1), *v = calloc(size, 1);
    struct runs other = { 0 };
    bool ok = h && v && find_rules(k, r, h, v, &other);

    if (ok) {
        free(k->comps.at);
        k->comps.at = NULL;
        ok = runs_find_comps(k->px, k->w, k->h, 3, r, &k->comps) && take_bars(k);
    }
    if (ok)
        drop_crumbs(k, h, v);
    if (ok)
        (void)codes_drop(k);
    free(other.at);
    free(h);
    free(v);
    return ok;
}
