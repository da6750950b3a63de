/* The ink of a word in pieces, and pieces as pictures. */
#include <stdlib.h>
#include <string.h>

#include "ocr/glyph.h"

enum {
    CONTRAST = 40,        /* between paper and ink, below which nothing is told apart */
    CUT_PX_MAX = 1 << 19, /* a longer word is no number */
    BLOBS = 250,
    SHEARS = 7, /* sixteenths of its height that the top of print leans to the right */
    COLUMNS_MAX = 4096,
};

struct blob {
    struct box box;
    int32_t area;
    bool gone;
};

struct parts {
    struct glyph_ink *k;
    uint8_t *blob; /* of each px, + 1 */
    struct blob blobs[BLOBS];
    uint32_t n;
    int32_t shear;
    struct box word; /* px of the cut */
};

/* How dark each px is; blob: 255 where it is ink. False: nothing to tell apart. */
static bool find_dark(const struct grey *plane, struct box b, struct parts *p)
{
    struct glyph_ink *k = p->k;
    uint32_t hist[256] = { 0 };
    uint8_t dark_of[256];

    for (int32_t y = b.y0; y < b.y1; y++)
        for (int32_t x = b.x0; x < b.x1; x++)
            hist[grey_row(plane, y)[x]]++;
    const int32_t paper = histogram_part(hist, 256, 60, 100),
                  dark = histogram_part(hist, 256, 4, 100);
    if (paper - dark < CONTRAST)
        return false;
    for (int32_t g = 0; g < 256; g++) {
        const int32_t d = (paper - g) * 255 / (paper - dark);
        dark_of[g] = (uint8_t)(d < 0 ? 0 : d > 255 ? 255 : d);
    }
    for (int32_t y = 0; y < k->h; y++)
        for (int32_t x = 0; x < k->w; x++) {
            const uint8_t g = grey_row(plane, b.y0 + y)[b.x0 + x];
            k->dark[y * k->w + x] = dark_of[g];
            p->blob[y * k->w + x] = 2 * g < paper + dark ? 255 : 0;
        }
    return true;
}

/* The connected ink at px `at`, marked with `mark`. */
static void walk(struct parts *p, int32_t at, uint8_t mark, int32_t *stack, struct blob *b)
{
    const int32_t w = p->k->w, h = p->k->h;
    int32_t n = 0;

    *b = (struct blob){ .box = { at % w, at / w, at % w + 1, at / w + 1 } };
    p->blob[at] = mark;
    stack[n++] = at;
    while (n > 0) {
        at = stack[--n];
        const int32_t cx = at % w, cy = at / w;
        b->area++;
        b->box.x0 = cx < b->box.x0 ? cx : b->box.x0;
        b->box.y0 = cy < b->box.y0 ? cy : b->box.y0;
        b->box.x1 = cx >= b->box.x1 ? cx + 1 : b->box.x1;
        b->box.y1 = cy >= b->box.y1 ? cy + 1 : b->box.y1;
        for (int32_t y = cy > 0 ? cy - 1 : 0; y <= cy + 1 && y < h; y++)
            for (int32_t x = cx > 0 ? cx - 1 : 0; x <= cx + 1 && x < w; x++) {
                if (p->blob[y * w + x] != 255)
                    continue;
                p->blob[y * w + x] = mark;
                stack[n++] = y * w + x;
            }
    }
}

/* False: more than any word has. */
static bool find_blobs(struct parts *p, int32_t *stack)
{
    const int32_t n = p->k->w * p->k->h;

    for (int32_t x = 0; x < p->k->w; x++)
        for (int32_t at = x; at < n; at += p->k->w) {
            if (p->blob[at] != 255)
                continue;
            if (p->n == BLOBS)
                return false;
            walk(p, at, (uint8_t)(p->n + 1), stack, &p->blobs[p->n]);
            p->n++;
        }
    return true;
}

static int by_number(const void *a, const void *b)
{
    return *(const int32_t *)a - *(const int32_t *)b;
}

static int32_t middle_of(int32_t *v, uint32_t n)
{
    qsort(v, n, sizeof *v, by_number);
    return v[n / 2];
}

/* The lines that most tall blobs of the word stand on and reach to. */
static void find_lines(struct parts *p)
{
    int32_t tops[BLOBS], bases[BLOBS], high = p->word.y1 - p->word.y0;
    uint32_t n = 0;

    for (uint32_t i = 0; i < p->n; i++) {
        const struct box b = p->blobs[i].box;
        const int32_t h = b.y1 - b.y0, x = (b.x0 + b.x1) / 2, y = (b.y0 + b.y1) / 2;
        if (20 * h < 9 * high || 10 * h > 13 * high || x < p->word.x0 || x >= p->word.x1 ||
            y < p->word.y0 || y >= p->word.y1)
            continue;
        tops[n] = b.y0;
        bases[n++] = b.y1;
    }
    p->k->top = n ? middle_of(tops, n) : p->word.y0;
    p->k->base = n ? middle_of(bases, n) : p->word.y1;
    p->k->cap = p->k->base - p->k->top;
}

/* Dirt, rules, leaders, and what lines above and below have in the cut. False: a glyph may be part
 * of what would go (it touches a rule), so nothing can be said of the word. */
static bool drop_blobs(struct parts *p)
{
    const int32_t cap = p->k->cap, least = cap * cap / 256;

    for (uint32_t i = 0; i < p->n; i++) {
        struct blob *b = &p->blobs[i];
        const int32_t w = b->box.x1 - b->box.x0, h = b->box.y1 - b->box.y0,
                      y = (b->box.y0 + b->box.y1) / 2;
        b->gone = b->area <= least || 10 * h > 17 * cap || (2 * w > 5 * cap && 4 * h < cap) ||
                  2 * y < 2 * p->k->top - cap || 5 * y > 5 * p->k->base + 2 * cap;
        if (b->gone && 2 * h > cap && b->box.y0 < p->k->base - cap / 4 &&
            b->box.y1 > p->k->top + cap / 4 && b->box.x0 < p->word.x1 && b->box.x1 > p->word.x0)
            return false;
    }
    return true;
}

static int32_t upright(const struct parts *p, int32_t x, int32_t y, int32_t shear)
{
    return x + ((y - p->k->base) * shear + (p->k->h << 4)) / 16; /* never negative */
}

/* The lean at which columns are fullest and emptiest. */
static int32_t find_shear(const struct parts *p)
{
    const struct glyph_ink *k = p->k;
    const int32_t wide = k->w + 2 * k->h;
    int32_t columns[SHEARS][COLUMNS_MAX], best = 0;
    int64_t most = -1;

    for (int32_t s = 0; s < SHEARS; s++)
        memset(columns[s], 0, (size_t)wide * sizeof **columns);
    for (int32_t y = 0; y < k->h; y++) {
        const uint8_t *row = p->blob + y * k->w;
        int32_t *at[SHEARS];
        for (int32_t s = 0; s < SHEARS; s++)
            at[s] = columns[s] + upright(p, 0, y, s);
        for (int32_t x = 0; x < k->w; x++)
            for (int32_t s = 0; row[x] && !p->blobs[row[x] - 1].gone && s < SHEARS; s++)
                at[s][x]++;
    }
    for (int32_t s = 0; s < SHEARS; s++) {
        int64_t sum = 0;
        for (int32_t x = 0; x < wide; x++)
            sum += (int64_t)columns[s][x] * columns[s][x];
        if (sum > most) {
            most = sum;
            best = s;
        }
    }
    return best;
}

/* ---- pieces ---- */

static int32_t column_range(const struct parts *p, uint32_t blob, int32_t *columns, int32_t *from)
{
    const struct glyph_ink *k = p->k;
    const struct box b = p->blobs[blob].box;
    int32_t lo = COLUMNS_MAX, hi = -1;

    memset(columns, 0, (size_t)(k->w + 2 * k->h) * sizeof *columns);
    for (int32_t y = b.y0; y < b.y1; y++)
        for (int32_t x = b.x0; x < b.x1; x++) {
            if (p->blob[y * k->w + x] != blob + 1)
                continue;
            const int32_t at = upright(p, x, y, p->shear);
            columns[at]++;
            lo = at < lo ? at : lo;
            hi = at > hi ? at : hi;
        }
    *from = lo;
    return hi + 1 - lo;
}

/* Where a wide blob is thin: the thinnest columns first, none near another. */
static uint32_t find_cuts(const int32_t *columns, int32_t from, int32_t wide, int32_t cap,
                          int32_t *cuts, uint32_t max)
{
    const int32_t apart = cap * 3 / 16 + 1;
    uint32_t n = 0;

    if (5 * wide <= 3 * cap)
        return 0;
    for (int32_t thin = 0; 20 * thin <= 9 * cap; thin++)
        for (int32_t x = from + apart; x + apart <= from + wide; x++) {
            int32_t end = x;
            bool near = columns[x] != thin || columns[x - 1] < thin;
            while (end < from + wide && columns[end] == thin)
                end++;
            const int32_t middle = (x + end) / 2;
            near |= columns[end] < thin || columns[x - 1] == thin;
            for (uint32_t i = 0; i < n && !near; i++)
                near = abs(cuts[i] - middle) < apart;
            if (!near && n < max)
                cuts[n++] = middle;
        }
    qsort(cuts, n, sizeof *cuts, by_number);
    return n;
}

/* The pieces of one blob, labelled. */
static bool add_pieces(struct parts *p, uint32_t blob)
{
    enum { CUTS = 40 };
    struct glyph_ink *k = p->k;
    const struct box b = p->blobs[blob].box;
    int32_t columns[COLUMNS_MAX], cuts[CUTS], from;
    const int32_t wide = column_range(p, blob, columns, &from);
    const uint32_t n = find_cuts(columns, from, wide, k->cap, cuts, CUTS), first = k->n;

    if (k->n + n + 1 > GLYPH_PIECES)
        return false;
    for (uint32_t i = 0; i <= n; i++)
        k->pieces[k->n++] = (struct glyph_piece){ .left = COLUMNS_MAX };
    for (int32_t y = b.y0; y < b.y1; y++)
        for (int32_t x = b.x0; x < b.x1; x++) {
            if (p->blob[y * k->w + x] != blob + 1)
                continue;
            const int32_t at = upright(p, x, y, p->shear);
            uint32_t i = 0;
            while (i < n && at >= cuts[i])
                i++;
            struct glyph_piece *q = &k->pieces[first + i];
            if (q->area == 0)
                q->box = (struct box){ x, y, x, y };
            q->box.x0 = x < q->box.x0 ? x : q->box.x0;
            q->box.x1 = x >= q->box.x1 ? x + 1 : q->box.x1;
            q->box.y1 = y + 1;
            q->left = at < q->left ? at : q->left;
            q->right = at >= q->right ? at + 1 : q->right;
            q->area++;
            k->label[y * k->w + x] = (uint8_t)(first + i + 1);
        }
    return true;
}

struct place {
    int32_t middle;
    uint32_t piece;
};

static int by_place(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    return x->middle != y->middle ? (x->middle > y->middle) - (x->middle < y->middle)
                                  : (x->piece > y->piece) - (x->piece < y->piece);
}

static void sort_pieces(struct glyph_ink *k)
{
    struct glyph_piece sorted[GLYPH_PIECES];
    struct place place[GLYPH_PIECES];
    uint8_t to[256] = { 0 };

    for (uint32_t i = 0; i < k->n; i++)
        place[i] = (struct place){ k->pieces[i].left + k->pieces[i].right, i };
    qsort(place, k->n, sizeof *place, by_place);
    for (uint32_t i = 0; i < k->n; i++) {
        sorted[i] = k->pieces[place[i].piece];
        to[place[i].piece + 1] = (uint8_t)(i + 1);
    }
    memcpy(k->pieces, sorted, k->n * sizeof *sorted);
    for (int32_t i = 0; i < k->w * k->h; i++)
        k->label[i] = to[k->label[i]];
}

/* The pieces of the word, and what stands as near to it as its own glyphs do; what stands a little
 * further off may be its own too, behind the wide paper that a 1 has at its sides. */
static void keep_word(struct glyph_ink *k, struct box word)
{
    const int32_t near = k->cap * 3 / 10, far = k->cap * 11 / 20, aside = k->cap / 10;
    uint32_t from = k->n, to = 0;
    enum glyph_side side = GLYPH_NEAR;
    uint8_t label[256] = { 0 };

    for (uint32_t i = 0; i < k->n; i++) {
        const int32_t x = (k->pieces[i].box.x0 + k->pieces[i].box.x1) / 2;
        if (x < word.x0 - aside || x >= word.x1 + aside)
            continue;
        from = i < from ? i : from;
        to = i + 1;
    }
    if (from >= to) {
        k->n = 0;
        return;
    }
    for (; from > 0 && k->pieces[from].left - k->pieces[from - 1].right <= far; from--) {
        side = k->pieces[from].left - k->pieces[from - 1].right > near ? GLYPH_FAR : side;
        k->pieces[from - 1].side = side;
    }
    side = GLYPH_NEAR;
    for (; to < k->n && k->pieces[to].left - k->pieces[to - 1].right <= far; to++) {
        side = k->pieces[to].left - k->pieces[to - 1].right > near ? GLYPH_FAR : side;
        k->pieces[to].side = side;
    }
    for (uint32_t i = from; i < to; i++)
        label[i + 1] = (uint8_t)(i - from + 1);
    memmove(k->pieces, k->pieces + from, (to - from) * sizeof *k->pieces);
    k->n = to - from;
    for (int32_t i = 0; i < k->w * k->h; i++)
        k->label[i] = label[k->label[i]];
}

static void find_pieces(struct parts *p, const struct grey *plane, struct box cut, int32_t *stack)
{
    struct glyph_ink *k = p->k;

    if (!find_dark(plane, cut, p) || !find_blobs(p, stack))
        return;
    find_lines(p);
    if (k->cap < 6 || !drop_blobs(p))
        return;
    p->shear = find_shear(p);
    for (uint32_t i = 0; i < p->n; i++)
        if (!p->blobs[i].gone && !add_pieces(p, i)) {
            k->n = 0;
            return;
        }
    sort_pieces(k);
    keep_word(k, p->word);
}

bool glyph_ink_find(const struct grey *plane, struct box word, struct glyph_ink *out, struct err *e)
{
    const int32_t h = word.y1 - word.y0, side = h * 3 / 5 + 2, above = h / 4 + 2;
    const struct box cut =
        box_clip((struct box){ word.x0 - side, word.y0 - above, word.x1 + side, word.y1 + above },
                 plane->w, plane->h);
    struct parts p = { .k = out };

    *out = (struct glyph_ink){
        .w = cut.x1 - cut.x0, .h = cut.y1 - cut.y0, .x0 = cut.x0, .y0 = cut.y0
    };
    if (h < 6 || out->w < 4 || out->h < 6 || (int64_t)out->w * out->h > CUT_PX_MAX ||
        out->w + 2 * out->h >= COLUMNS_MAX)
        return true;
    p.word = (struct box){ word.x0 - cut.x0, word.y0 - cut.y0, word.x1 - cut.x0, word.y1 - cut.y0 };
    const size_t n = (size_t)(out->w * out->h);
    int32_t *stack = malloc(n * sizeof *stack);
    out->dark = malloc(n);
    out->label = calloc(n, 1);
    p.blob = malloc(n);
    const bool ok = stack && out->dark && out->label && p.blob;
    if (ok)
        find_pieces(&p, plane, cut, stack);
    free(stack);
    free(p.blob);
    if (ok)
        return true;
    glyph_ink_release(out);
    return err_set(e, ERR_NOMEM, "no memory");
}

void glyph_ink_release(struct glyph_ink *k)
{
    free(k->dark);
    free(k->label);
    k->dark = k->label = NULL;
    k->n = 0;
}

/* ---- pictures ---- */

bool glyph_join(const struct glyph_ink *k, uint32_t from, uint32_t n, struct box *b)
{
    int32_t right = 0;

    for (uint32_t i = from; i < from + n; i++) {
        const struct glyph_piece *q = &k->pieces[i];
        if (i > from && 10 * (q->left - right) > 3 * k->cap)
            return false;
        right = i == from || q->right > right ? q->right : right;
        *b = i == from ? q->box : box_union(*b, q->box);
    }
    return 20 * (b->x1 - b->x0) <= 29 * k->cap;
}

static uint8_t share(int32_t part, int32_t whole, int32_t scale)
{
    const int32_t v = part * scale / whole;

    return (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
}

/* Overlap of [a0, a1) with px `at`, in 1/256 px. */
static int32_t part_of(int32_t a0, int32_t a1, int32_t at)
{
    const int32_t lo = a0 > at * 256 ? a0 : at * 256,
                  hi = a1 < at * 256 + 256 ? a1 : at * 256 + 256;

    return hi - lo;
}

void glyph_picture(const struct glyph_ink *k, uint32_t from, uint32_t n, struct box b,
                   uint8_t out[GLYPH_INPUTS])
{
    const int32_t w = b.x1 - b.x0, h = b.y1 - b.y0, least = k->cap * 2 / 5;
    int32_t side = w > h ? w : h;
    uint32_t ink = 0;

    side = side > least ? side : least;
    /* 1/256 px; the picture is a square round the middle of the glyph */
    const int32_t left = (b.x0 + b.x1) * 128 - side * 128, top = (b.y0 + b.y1) * 128 - side * 128,
                  step = side * 256 / GLYPH_SIDE;
    for (int32_t cy = 0; cy < GLYPH_SIDE; cy++)
        for (int32_t cx = 0; cx < GLYPH_SIDE; cx++) {
            const int32_t x0 = left + cx * step, y0 = top + cy * step;
            int64_t sum = 0;
            const int32_t py0 = y0 >> 8 > b.y0 ? y0 >> 8 : b.y0,
                          px0 = x0 >> 8 > b.x0 ? x0 >> 8 : b.x0;
            for (int32_t y = py0; y < b.y1 && y * 256 < y0 + step; y++) {
                const int32_t dy = part_of(y0, y0 + step, y);
                for (int32_t x = px0; x < b.x1 && x * 256 < x0 + step; x++) {
                    const int32_t l = k->label[y * k->w + x];
                    if (l == 0 || ((uint32_t)l > from && (uint32_t)l <= from + n))
                        sum += (int64_t)k->dark[y * k->w + x] * dy * part_of(x0, x0 + step, x);
                }
            }
            const uint8_t v = (uint8_t)(sum / ((int64_t)step * step));
            out[cy * GLYPH_SIDE + cx] = v;
            ink += v;
        }
    uint8_t *s = out + GLYPH_SIDE * GLYPH_SIDE;
    s[0] = share(h, k->cap, 160);
    s[1] = share(w, k->cap, 160);
    s[2] = share(k->base - b.y1 + k->cap / 2, k->cap, 128);
    s[3] = share(b.y0 - k->top + k->cap / 2, k->cap, 128);
    s[4] = (uint8_t)(ink / (GLYPH_SIDE * GLYPH_SIDE));
    s[5] = n > 1 ? 255 : 0;
}
