#include "ocr/confirm_cut.h"

#include <stdlib.h>
#include <string.h>

enum {
    CONTRAST = 40,        /* between paper and ink, below which nothing is told apart */
    CUT_PX_MAX = 1 << 20, /* a longer word is no number */
    STACK = 4096,         /* px of one dot or stroke under way */
};

/* Ink of a cut: 1 where it is darker than half-way between paper and ink. */
struct ink {
    uint8_t *at;
    int32_t w, h;
    uint8_t paper;
};

static bool is_ink(const struct ink *k, int32_t x, int32_t y)
{
    return k->at[y * k->w + x] != 0;
}

/* False when there is nothing to tell apart, or no memory (then the cut is read as it is). */
static bool find_ink(const struct grey *plane, struct box b, struct ink *k)
{
    uint32_t hist[256] = { 0 };

    *k = (struct ink){ .w = b.x1 - b.x0, .h = b.y1 - b.y0 };
    if (k->w < 4 || k->h < 4 || (int64_t)k->w * k->h > CUT_PX_MAX || b.x0 < 0 || b.y0 < 0 ||
        b.x1 > plane->w || b.y1 > plane->h)
        return false;
    for (int32_t y = b.y0; y < b.y1; y++)
        for (int32_t x = b.x0; x < b.x1; x++)
            hist[grey_row(plane, y)[x]]++;
    const uint32_t n = (uint32_t)(k->w * k->h);
    const int32_t paper = histogram_part(hist, 256, 60, 100),
                  dark = histogram_part(hist, 256, 4, 100);
    if (paper - dark < CONTRAST || !(k->at = malloc(n)))
        return false;
    k->paper = (uint8_t)paper;
    for (int32_t y = 0; y < k->h; y++)
        for (int32_t x = 0; x < k->w; x++)
            k->at[y * k->w + x] = grey_row(plane, b.y0 + y)[b.x0 + x] < (paper + dark) / 2;
    return true;
}

/* Longest run of ink along column (or row) `at`. */
static int32_t longest_run(const struct ink *k, bool vertical, int32_t at)
{
    const int32_t n = vertical ? k->h : k->w;
    int32_t run = 0, best = 0;

    for (int32_t i = 0; i < n; i++) {
        run = (vertical ? is_ink(k, at, i) : is_ink(k, i, at)) ? run + 1 : 0;
        best = run > best ? run : best;
    }
    return best;
}

static void paint(struct ink *k, struct grey *g, int32_t x, int32_t y)
{
    if (x < 0 || y < 0 || x >= k->w || y >= k->h)
        return;
    grey_row(g, y)[x] = k->paper;
    k->at[y * k->w + x] = 0;
}

/* Columns of ink longer than a digit is high, rows longer than three digits are wide. */
static bool has_rules(const struct ink *k, int32_t high, uint8_t *columns, uint8_t *rows)
{
    bool any = false;

    for (int32_t x = 0; x < k->w; x++)
        any |= columns[x] = longest_run(k, true, x) * 8 > high * 9;
    for (int32_t y = 0; y < k->h; y++)
        any |= rows[y] = longest_run(k, false, y) > high * 5 / 2;
    return any;
}

static void paint_rules(struct ink *k, struct grey *g, const uint8_t *columns, const uint8_t *rows)
{
    enum { EDGE = 2 }; /* a rule's own px are darkest in its middle */

    for (int32_t x = 0; x < k->w; x++)
        for (int32_t y = 0; columns[x] && y < k->h; y++)
            for (int32_t d = -EDGE; d <= EDGE; d++)
                paint(k, g, x + d, y);
    for (int32_t y = 0; y < k->h; y++)
        for (int32_t x = 0; rows[y] && x < k->w; x++)
            for (int32_t d = -EDGE; d <= EDGE; d++)
                paint(k, g, x, y + d);
}

static bool blank_column(const struct ink *k, int32_t x)
{
    for (int32_t y = 0; y < k->h; y++)
        if (is_ink(k, x, y))
            return false;
    return true;
}

/* Digits in boxes stand so far apart that the network takes the paper between for characters:
 * gaps keep a quarter of the height. */
static void close_gaps(const struct ink *k, struct grey *g, int32_t high)
{
    const int32_t most = high / 4 > 2 ? high / 4 : 2;
    int32_t to = 0, gap = 0;

    for (int32_t x = 0; x < k->w; x++) {
        gap = blank_column(k, x) ? gap + 1 : 0;
        if (gap > most)
            continue;
        for (int32_t y = 0; y < k->h; y++)
            grey_row(g, y)[to] = grey_row(g, y)[x];
        to++;
    }
    g->w = to;
}

/* The connected ink at (x, y), marked as seen with 2. False when it is larger than a glyph. */
static bool walk(struct ink *k, int32_t x, int32_t y, struct box *b)
{
    int32_t stack[STACK], n = 0;

    *b = (struct box){ x, y, x + 1, y + 1 };
    k->at[y * k->w + x] = 2;
    stack[n++] = y * k->w + x;
    while (n > 0) {
        const int32_t at = stack[--n], cx = at % k->w, cy = at / k->w;
        b->x0 = cx < b->x0 ? cx : b->x0;
        b->y0 = cy < b->y0 ? cy : b->y0;
        b->x1 = cx >= b->x1 ? cx + 1 : b->x1;
        b->y1 = cy >= b->y1 ? cy + 1 : b->y1;
        for (int32_t i = 0; i < 9; i++) {
            const int32_t nx = cx + i % 3 - 1, ny = cy + i / 3 - 1;
            if (nx < 0 || ny < 0 || nx >= k->w || ny >= k->h || k->at[ny * k->w + nx] != 1)
                continue;
            if (n == STACK)
                return false;
            k->at[ny * k->w + nx] = 2;
            stack[n++] = ny * k->w + nx;
        }
    }
    return true;
}

/* Is `dot` the dot in the middle of the zero `o`? */
static bool is_dot_of(const struct box *dot, const struct box *o, int32_t high)
{
    const int32_t w = o->x1 - o->x0, h = o->y1 - o->y0, dw = dot->x1 - dot->x0,
                  dh = dot->y1 - dot->y0;

    if (h * 3 < high * 2 || h * 3 > high * 4 || w * 3 < h || w > h)
        return false;
    if (dw * 2 > w || dh * 2 > h || dw < 1)
        return false;
    const int32_t off_x = dot->x0 + dot->x1 - o->x0 - o->x1,
                  off_y = dot->y0 + dot->y1 - o->y0 - o->y1; /* twice the distance of the middles */
    return dot->x0 > o->x0 + 1 && dot->x1 < o->x1 - 1 && abs(off_x) * 4 <= w && abs(off_y) * 4 <= h;
}

enum { BLOBS_MAX = 256 };

static uint32_t find_blobs(struct ink *k, struct box blobs[BLOBS_MAX])
{
    uint32_t n = 0;

    for (int32_t x = 0; x < k->w && n < BLOBS_MAX; x++)
        for (int32_t y = 0; y < k->h && n < BLOBS_MAX; y++)
            if (k->at[y * k->w + x] == 1 && walk(k, x, y, &blobs[n]))
                n++;
    return n;
}

/* Dots of zeros, as indices of blobs. */
static uint32_t find_dots(const struct box *blobs, uint32_t n, int32_t high, uint32_t *dots)
{
    uint32_t n_dots = 0;

    for (uint32_t i = 0; i < n; i++)
        for (uint32_t o = 0; o < n; o++)
            if (i != o && is_dot_of(&blobs[i], &blobs[o], high)) {
                dots[n_dots++] = i;
                break;
            }
    return n_dots;
}

static bool copy_box(const struct grey *plane, struct box b, struct grey *out, struct err *e)
{
    if (out->px)
        return true;
    if (!grey_init(out, b.x1 - b.x0, b.y1 - b.y0, e))
        return false;
    for (int32_t y = b.y0; y < b.y1; y++)
        memcpy(grey_row(out, y - b.y0), grey_row(plane, y) + b.x0, (size_t)(b.x1 - b.x0));
    return true;
}

static bool drop_rules(const struct grey *plane, struct confirm_cut *c, struct ink *k,
                       struct err *e)
{
    const size_t n = (size_t)k->w + (size_t)k->h;
    uint8_t *columns = calloc(n, 1), *rows = columns ? columns + k->w : NULL;
    bool ok = columns || err_set(e, ERR_NOMEM, "no memory");

    if (ok && has_rules(k, c->high, columns, rows)) {
        ok = copy_box(plane, c->box, &c->clean, e);
        if (ok)
            paint_rules(k, &c->clean, columns, rows);
        c->boxes = memchr(columns, 1, (size_t)k->w);
    }
    free(columns);
    return ok;
}

/* With the grey round it, up to the ring. */
static void paint_dot(struct ink *k, struct grey *g, const struct box *b)
{
    enum { HALO = 2 };

    for (int32_t y = b->y0 - HALO; y < b->y1 + HALO; y++)
        for (int32_t x = b->x0 - HALO; x < b->x1 + HALO; x++) {
            const bool inside = x >= b->x0 && x < b->x1 && y >= b->y0 && y < b->y1;
            if (x >= 0 && y >= 0 && x < k->w && y < k->h && (inside || !is_ink(k, x, y)))
                paint(k, g, x, y);
        }
}

static bool drop_dots(const struct grey *plane, struct confirm_cut *c, struct ink *k, struct err *e)
{
    struct box blobs[BLOBS_MAX];
    uint32_t dots[BLOBS_MAX];

    c->dots = find_dots(blobs, find_blobs(k, blobs), c->high, dots);
    if (c->dots && !copy_box(plane, c->box, &c->clean, e))
        return false;
    for (uint32_t i = 0; i < c->dots; i++)
        paint_dot(k, &c->clean, &blobs[dots[i]]);
    return true;
}

bool confirm_cut_make(const struct grey *plane, struct box word, struct confirm_room room,
                      struct confirm_cut *out, struct err *e)
{
    const struct box b = box_clip((struct box){ word.x0 - room.left, word.y0 - room.above,
                                                word.x1 + room.right, word.y1 + room.above },
                                  plane->w, plane->h);
    struct ink k;

    *out = (struct confirm_cut){ .box = b, .high = word.y1 - word.y0 };
    if (!find_ink(plane, b, &k))
        return true;
    const bool ok = drop_rules(plane, out, &k, e) && drop_dots(plane, out, &k, e);
    if (ok && out->boxes)
        close_gaps(&k, &out->clean, out->high);
    free(k.at);
    if (!ok)
        confirm_cut_release(out);
    return ok;
}

void confirm_cut_release(struct confirm_cut *c)
{
    grey_release(&c->clean);
}

static int by_number(const void *a, const void *b)
{
    return *(const int32_t *)a - *(const int32_t *)b;
}

/* Lowest ink of each column, -1 without any; the line most of them stand on, -1 when there is
 * none. */
static int32_t find_base(const struct ink *k, int32_t *lowest)
{
    int32_t *sorted = malloc((size_t)k->w * sizeof *sorted), n = 0, base = -1;

    for (int32_t x = 0; x < k->w; x++) {
        lowest[x] = -1;
        for (int32_t y = 0; y < k->h; y++)
            lowest[x] = is_ink(k, x, y) ? y : lowest[x];
        if (sorted && lowest[x] >= 0)
            sorted[n++] = lowest[x];
    }
    if (n > 0) {
        qsort(sorted, (size_t)n, sizeof *sorted, by_number);
        base = sorted[n * 2 / 3];
    }
    free(sorted);
    return base;
}

bool confirm_cut_has_comma(const struct grey *plane, struct box word, int32_t behind)
{
    const int32_t h = word.y1 - word.y0, deep = h / 12 > 2 ? h / 12 : 2;
    struct box b = { word.x0, word.y0, word.x1, word.y1 + h / 4 };
    struct ink k;

    b.y1 = b.y1 > plane->h ? plane->h : b.y1;
    if (!find_ink(plane, b, &k))
        return false;
    int32_t *lowest = malloc((size_t)k.w * sizeof *lowest), width = 0;
    const int32_t base = lowest ? find_base(&k, lowest) : -1;
    /* a digit is half to two thirds as wide as it is high, blank included up to 0.9 */
    const int32_t from = k.w - (behind + 1) * h * 9 / 10, to = k.w - behind * h * 2 / 5;
    for (int32_t x = from > 0 ? from : 0; base >= 0 && x < to; x++)
        width += lowest[x] >= base + deep;
    free(lowest);
    free(k.at);
    return width >= 2 && width * 3 <= h;
}
