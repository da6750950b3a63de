#include "codes/evidence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "codes/codes_zxing.h"
#include "codes/pieces.h"

enum {
    TILE = 16,
    ROW_STEP = 3, /* a finder's middle of 2 px modules is 6 px high */
    FINDERS_MAX = 64,
    FINE = 28,           /* width of a finder, px: below 4 px a module the decoder fails at times */
    STRIPE_STEP = 4,     /* rows a tile is sampled in */
    STRIPE_ENERGY = 150, /* mean square of gradients: paper's grain has less */
    STRIPE_TILES = 10,   /* in one piece: 4 letters of Code 128 in bars of 2 px cover 9 x 2 */
    STRIPE_LONG = 6,     /* one way or the other */
    STRIPE_MARGIN = STRIPE_MARGIN_PX / TILE,
    GUESS_FAR = 25,         /* times the least distance, squared: squares of 70 modules */
    MATRIX_MAX = 700 * 700, /* px of a region: 40 mm at 300 dpi and its margins */
};
/* Share of a tile's gradients that point one way; letters have 0.1 to 0.5. */
static const float STRIPE_COHERENCE = 0.65f;

struct look {
    const struct grey *g;
    struct box b;
    int32_t nx, ny;                 /* tiles, the last of a row or column narrower */
    uint8_t *lo, *hi;               /* of tiles */
    uint8_t *threshold;             /* below it is ink */
    uint8_t *row, *col_lo, *col_hi; /* of the region's width */
    uint8_t *stripes;               /* tiles */
    int32_t *stack;
    void *memory;
    struct finder found[FINDERS_MAX];
    int n_found;
    bool full;
    struct evidence *out;
};

static bool look_init(struct look *p, const struct grey *g, const struct region *r, struct err *e)
{
    *p = (struct look){ .g = g, .b = r->box };
    p->nx = (p->b.x1 - p->b.x0 + TILE - 1) / TILE;
    p->ny = (p->b.y1 - p->b.y0 + TILE - 1) / TILE;
    const size_t n = (size_t)p->nx * (size_t)p->ny, w = (size_t)p->nx * TILE;
    p->memory = calloc(n * (sizeof(int32_t) + 4) + 3 * w, 1);
    if (!p->memory)
        return err_set(e, ERR_NOMEM, "no memory to look for codes");
    p->stack = p->memory;
    p->lo = (uint8_t *)(p->stack + n);
    p->hi = p->lo + n;
    p->threshold = p->hi + n;
    p->stripes = p->threshold + n;
    p->row = p->stripes + n;
    p->col_lo = p->row + w;
    p->col_hi = p->col_lo + w;
    return true;
}

/* Four pixels as one: grain and specks weigh less. The last row and column stand for themselves. */
static uint8_t soft(const struct look *p, int32_t x, int32_t y)
{
    const uint8_t *a = grey_row(p->g, y), *b = grey_row(p->g, y + 1 < p->g->h ? y + 1 : y);
    const int32_t next = x + 1 < p->g->w ? x + 1 : x;

    return (uint8_t)((a[x] + a[next] + b[x] + b[next]) / 4);
}

/* A row of them, as the compiler turns it into vectors. */
static void soft_row(const struct look *p, int32_t y, uint8_t *out)
{
    const uint8_t *a = grey_row(p->g, y) + p->b.x0,
                  *b = grey_row(p->g, y + 1 < p->g->h ? y + 1 : y) + p->b.x0;
    const int32_t w = p->b.x1 - p->b.x0, inner = p->b.x1 < p->g->w ? w : w - 1;

    for (int32_t x = 0; x < inner; x++)
        out[x] = (uint8_t)((a[x] + a[x + 1] + b[x] + b[x + 1]) / 4);
    if (inner < w)
        out[w - 1] = soft(p, p->b.x1 - 1, y);
}

/* Lightest and darkest of a row of tiles: column by column first. */
static void measure_tiles(struct look *p, int32_t ty)
{
    const int32_t w = p->b.x1 - p->b.x0, y0 = p->b.y0 + ty * TILE,
                  y1 = y0 + TILE < p->b.y1 ? y0 + TILE : p->b.y1;

    memset(p->col_lo, 255, (size_t)w);
    memset(p->col_hi, 0, (size_t)w);
    for (int32_t y = y0; y < y1; y += 2) {
        soft_row(p, y, p->row);
        for (int32_t x = 0; x < w; x++) {
            p->col_lo[x] = p->row[x] < p->col_lo[x] ? p->row[x] : p->col_lo[x];
            p->col_hi[x] = p->row[x] > p->col_hi[x] ? p->row[x] : p->col_hi[x];
        }
    }
    for (int32_t tx = 0; tx < p->nx; tx++) {
        uint8_t lo = 255, hi = 0;
        for (int32_t x = tx * TILE; x < (tx + 1) * TILE && x < w; x++) {
            lo = p->col_lo[x] < lo ? p->col_lo[x] : lo;
            hi = p->col_hi[x] > hi ? p->col_hi[x] : hi;
        }
        p->lo[ty * p->nx + tx] = lo;
        p->hi[ty * p->nx + tx] = hi;
    }
}

/* Half way between the lightest and the darkest around; where all is even (inside a large module)
 * half way between those of the whole region. */
static void set_thresholds(struct look *p, int32_t contrast)
{
    uint8_t all_lo = 255, all_hi = 0;

    for (int32_t ty = 0; ty < p->ny; ty++)
        measure_tiles(p, ty);
    for (int32_t i = 0; i < p->nx * p->ny; i++) {
        all_lo = p->lo[i] < all_lo ? p->lo[i] : all_lo;
        all_hi = p->hi[i] > all_hi ? p->hi[i] : all_hi;
    }
    for (int32_t ty = 0; ty < p->ny; ty++)
        for (int32_t tx = 0; tx < p->nx; tx++) {
            int32_t lo = 255, hi = 0;
            for (int32_t y = ty > 0 ? ty - 1 : 0; y <= ty + 1 && y < p->ny; y++)
                for (int32_t x = tx > 0 ? tx - 1 : 0; x <= tx + 1 && x < p->nx; x++) {
                    lo = p->lo[y * p->nx + x] < lo ? p->lo[y * p->nx + x] : lo;
                    hi = p->hi[y * p->nx + x] > hi ? p->hi[y * p->nx + x] : hi;
                }
            p->threshold[ty * p->nx + tx] =
                (uint8_t)(hi - lo >= contrast ? (lo + hi) / 2 : (all_lo + all_hi) / 2);
        }
}

static bool is_ink(const struct look *p, int32_t x, int32_t y)
{
    const int32_t tx = (x - p->b.x0) / TILE, ty = (y - p->b.y0) / TILE;
    return soft(p, x, y) < p->threshold[ty * p->nx + tx];
}

/* ---- finder patterns of QR ---- */
/* Runs of 1:1:3:1:1, each off by at most half a module and what blur and pixels take. */
static bool is_finder(const int32_t run[5])
{
    const int32_t all = run[0] + run[1] + run[2] + run[3] + run[4]; /* 7 modules */

    if (all < 12)
        return false;
    /* in fourteenths: a module is 2 * all */
    for (int k = 0; k < 5; k++) {
        const int32_t off = abs(14 * run[k] - (k == 2 ? 6 : 2) * all);
        if (off > (k == 2 ? 2 : 1) * all + 10)
            return false;
    }
    return true;
}

struct step {
    int32_t x, y;
};

/* Pixels of one kind from `at` on, at most `max`; moves `at` behind them. */
static int32_t run_along(const struct look *p, struct step *at, struct step by, bool ink,
                         int32_t max)
{
    int32_t n = 0;

    while (at->x >= p->b.x0 && at->x < p->b.x1 && at->y >= p->b.y0 && at->y < p->b.y1 && n <= max &&
           is_ink(p, at->x, at->y) == ink) {
        n++;
        at->x += by.x;
        at->y += by.y;
    }
    return n;
}

/* The runs through `from` along `by`; *middle is that of the dark one in between. */
static bool is_finder_along(const struct look *p, struct step from, struct step by, int32_t width,
                            struct step *middle)
{
    const struct step back = { -by.x, -by.y };
    struct step a = from, b = { from.x + by.x, from.y + by.y };
    int32_t run[5];

    run[2] = run_along(p, &a, back, true, width) + run_along(p, &b, by, true, width);
    *middle = (struct step){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
    run[1] = run_along(p, &a, back, false, width);
    run[0] = run_along(p, &a, back, true, width);
    run[3] = run_along(p, &b, by, false, width);
    run[4] = run_along(p, &b, by, true, width);
    const int32_t all = run[0] + run[1] + run[2] + run[3] + run[4];
    return is_finder(run) && 5 * all >= 3 * width && 3 * all <= 5 * width;
}

/* Along the column, and one of the diagonals at least, as squares within squares have it however
 * they are turned. */
static bool is_finder_all_round(const struct look *p, int32_t x, int32_t y, int32_t width,
                                int32_t *mid)
{
    struct step middle, ignored;

    if (!is_finder_along(p, (struct step){ x, y }, (struct step){ 0, 1 }, width, &middle))
        return false;
    *mid = middle.y;
    return is_finder_along(p, middle, (struct step){ 1, 1 }, width, &ignored) ||
           is_finder_along(p, middle, (struct step){ 1, -1 }, width, &ignored);
}

static void keep_finder(struct look *p, int32_t x, int32_t y, int32_t width)
{
    for (int i = 0; i < p->n_found; i++)
        if (fabs(p->found[i].x - x) < width && fabs(p->found[i].y - y) < width)
            return;
    p->full |= p->n_found == FINDERS_MAX;
    if (!p->full)
        p->found[p->n_found++] = (struct finder){ x, y, width };
}

static void finders_of_row(struct look *p, int32_t y)
{
    const int32_t w = p->b.x1 - p->b.x0;
    int32_t run[5] = { 0 }, n = 0, from = 0;

    soft_row(p, y, p->row);
    for (int32_t tx = 0; tx < p->nx; tx++) {
        const uint8_t t = p->threshold[(y - p->b.y0) / TILE * p->nx + tx];
        const int32_t x1 = (tx + 1) * TILE < w ? (tx + 1) * TILE : w;
        for (int32_t x = tx * TILE; x < x1; x++)
            p->row[x] = p->row[x] < t;
    }
    for (int32_t x = 1; x <= w; x++) {
        if (x < w && p->row[x] == p->row[x - 1])
            continue;
        memmove(run, run + 1, 4 * sizeof *run);
        run[4] = x - from;
        from = x;
        n++;
        if (n < 5 || !p->row[x - 1] || !is_finder(run))
            continue;
        const int32_t all = run[0] + run[1] + run[2] + run[3] + run[4];
        const int32_t middle = p->b.x0 + x - run[4] - run[3] - run[2] / 2;
        int32_t mid;
        if (is_finder_all_round(p, middle, y, all, &mid))
            keep_finder(p, middle, mid, all);
    }
}

static bool alike(const struct finder *a, const struct finder *b)
{
    return 3 * a->width <= 5 * b->width && 3 * b->width <= 5 * a->width;
}

static bool near_alike(const struct finder *a, const struct finder *b)
{
    return 4 * a->width <= 5 * b->width && 4 * b->width <= 5 * a->width;
}

/* Adds a place, joined with those of its kind that it overlaps. */
static void add_place(struct look *p, struct place new)
{
    struct box *b = &new.box;

    b->x0 = b->x0 < p->b.x0 ? p->b.x0 : b->x0;
    b->y0 = b->y0 < p->b.y0 ? p->b.y0 : b->y0;
    b->x1 = b->x1 > p->b.x1 ? p->b.x1 : b->x1;
    b->y1 = b->y1 > p->b.y1 ? p->b.y1 : b->y1;
    struct place *const all = p->out->places;
    uint32_t *const n = &p->out->n_places;
    for (uint32_t i = 0; i < *n;) {
        const struct place *o = &all[i];
        if (o->kinds != new.kinds || !box_overlap(o->box, *b)) {
            i++;
            continue;
        }
        *b = box_union(o->box, *b);
        new.fine |= o->fine;
        memmove(&all[i], &all[i + 1], (--*n - i) * sizeof *all);
        i = 0;
    }
    p->full |= *n == PLACES_MAX;
    if (!p->full)
        all[(*n)++] = new;
}

/* a at the corner, b and c at the ends of two sides of a square of 21 to 177 modules, which may be
 * turned, skewed and seen from the side. */
static void try_square(struct look *p, const struct finder *a, const struct finder *b,
                       const struct finder *c)
{
    const double bx = b->x - a->x, by = b->y - a->y, cx = c->x - a->x, cy = c->y - a->y;
    const double bb = bx * bx + by * by, cc = cx * cx + cy * cy, bc = bx * cx + by * cy;
    const double least = 2.5 * a->width * a->width; /* 14 modules are 2 widths */

    if (bb < least || cc < least || bb > 256 * least || bb > 2 * cc || cc > 2 * bb ||
        8 * bc * bc > bb * cc)
        return;
    const double xs[] = { a->x, b->x, c->x, b->x + c->x - a->x },
                 ys[] = { a->y, b->y, c->y, b->y + c->y - a->y };
    struct box box = { (int32_t)a->x, (int32_t)a->y, (int32_t)a->x, (int32_t)a->y };
    for (int i = 1; i < 4; i++) {
        const int32_t x = (int32_t)xs[i], y = (int32_t)ys[i];
        box = (struct box){ x < box.x0 ? x : box.x0, y < box.y0 ? y : box.y0,
                            x > box.x1 ? x : box.x1, y > box.y1 ? y : box.y1 };
    }
    if (p->out->n_squares < SQUARES_MAX) /* b and c are named so that the code is no mirror's */
        p->out->squares[p->out->n_squares++] =
            bx * cy - by * cx > 0 ? (struct square){ *a, *b, *c } : (struct square){ *a, *c, *b };
    const int32_t margin = (int32_t)(a->width * 3 / 2) + 8;
    add_place(
        p, (struct place){ { box.x0 - margin, box.y0 - margin, box.x1 + margin, box.y1 + margin },
                           CODES_ZXING_QR,
                           a->width <= FINE });
}

static void find_finders(struct look *p)
{
    for (int32_t y = p->b.y0; y < p->b.y1 && !p->full; y += ROW_STEP)
        finders_of_row(p, y);
    for (int i = 0; i < p->n_found; i++)
        for (int k = 0; k < p->n_found; k++)
            for (int m = 0; m < k; m++)
                if (k != i && m != i && alike(&p->found[i], &p->found[k]) &&
                    alike(&p->found[i], &p->found[m]) && alike(&p->found[k], &p->found[m]))
                    try_square(p, &p->found[i], &p->found[k], &p->found[m]);
}

static void guess(struct evidence *out, struct finder corner, struct finder along,
                  struct finder down)
{
    if (out->n_guesses < GUESSES_MAX)
        out->guesses[out->n_guesses++] = (struct square){ corner, along, down };
}

/* Each of the three places the third may have, b after a and a after b. */
static void guess_third(struct evidence *out, const struct finder *a, const struct finder *b)
{
    const double dx = b->x - a->x, dy = b->y - a->y, w = (a->width + b->width) / 2;
    const struct finder down = { a->x - dy, a->y + dx, w }, along = { a->x + dy, a->y - dx, w },
                        corner = { a->x + (dx - dy) / 2, a->y + (dy + dx) / 2, w };

    guess(out, *a, *b, down);
    guess(out, *a, along, *b);
    guess(out, corner, *a, *b);
}

/* Of two finders that no square has both of. */
static void guess_squares(struct look *p)
{
    for (int i = 0; i < p->n_found; i++)
        for (int k = 0; k < i; k++) {
            const struct finder *a = &p->found[i], *b = &p->found[k];
            const double dx = b->x - a->x, dy = b->y - a->y, dd = dx * dx + dy * dy,
                         least = 2.5 * a->width * a->width;
            if (!near_alike(a, b) || dd < least || dd > GUESS_FAR * least)
                continue;
            guess_third(p->out, a, b);
            guess_third(p->out, b, a);
        }
}

/* ---- stripes ---- */
static bool is_striped(const struct look *p, int32_t tx, int32_t ty)
{
    const int32_t x0 = p->b.x0 + tx * TILE, y0 = p->b.y0 + ty * TILE;
    int32_t xx = 0, yy = 0, xy = 0, n = 0;

    if (x0 < 1 || y0 < 1 || x0 + TILE >= p->g->w || y0 + TILE >= p->g->h)
        return false;
    for (int32_t y = y0; y < y0 + TILE; y += STRIPE_STEP) {
        const uint8_t *above = grey_row(p->g, y - 1), *row = grey_row(p->g, y),
                      *below = grey_row(p->g, y + 1);
        for (int32_t x = x0; x < x0 + TILE; x++) {
            const int32_t dx = row[x + 1] - row[x - 1], dy = below[x] - above[x];
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }
        n += TILE;
    }
    const float sum = (float)(xx + yy), off = (float)(xx - yy), both = 2 * (float)xy;
    return xx + yy >= STRIPE_ENERGY * n &&
           off * off + both * both >= STRIPE_COHERENCE * STRIPE_COHERENCE * sum * sum;
}

static int64_t area_of(struct box b)
{
    return (int64_t)(b.x1 - b.x0) * (b.y1 - b.y0);
}

/* The largest first. */
static void add_stripes(struct evidence *out, struct box b)
{
    uint32_t to = out->n_stripes < STRIPES_MAX ? out->n_stripes++ : STRIPES_MAX;

    for (; to > 0 && area_of(out->stripes[to - 1]) < area_of(b); to--)
        if (to < STRIPES_MAX)
            out->stripes[to] = out->stripes[to - 1];
    if (to < STRIPES_MAX)
        out->stripes[to] = b;
}

static void find_stripes(struct look *p)
{
    for (int32_t ty = 0; ty < p->ny; ty++)
        for (int32_t tx = 0; tx < p->nx; tx++)
            p->stripes[ty * p->nx + tx] = is_striped(p, tx, ty);
    pieces_open(p->stripes, p->nx, p->ny);
    for (int32_t i = 0; i < p->nx * p->ny && !p->full; i++) {
        int32_t count;
        if (!p->stripes[i])
            continue;
        const struct box t = pieces_take(p->stripes, p->nx, p->ny, p->stack, i, &count);
        if (count < STRIPE_TILES || (t.x1 - t.x0 < STRIPE_LONG && t.y1 - t.y0 < STRIPE_LONG))
            continue;
        add_stripes(p->out, box_clip((struct box){ p->b.x0 + t.x0 * TILE, p->b.y0 + t.y0 * TILE,
                                                   p->b.x0 + t.x1 * TILE, p->b.y0 + t.y1 * TILE },
                                     p->g->w, p->g->h));
        add_place(p, (struct place){ { p->b.x0 + (t.x0 - STRIPE_MARGIN) * TILE,
                                       p->b.y0 + (t.y0 - STRIPE_MARGIN) * TILE,
                                       p->b.x0 + (t.x1 + STRIPE_MARGIN) * TILE,
                                       p->b.y0 + (t.y1 + STRIPE_MARGIN) * TILE },
                                     CODES_ZXING_BARS,
                                     false });
    }
}

bool evidence_find(const struct grey *g, const struct region *r, struct evidence *out,
                   struct err *e)
{
    const int64_t area = (int64_t)(r->box.x1 - r->box.x0) * (r->box.y1 - r->box.y0);
    struct look p;

    out->n_places = out->n_squares = out->n_guesses = out->n_stripes = 0;
    if (!look_init(&p, g, r, e))
        return false;
    p.out = out;
    set_thresholds(&p, r->contrast);
    find_finders(&p);
    guess_squares(&p);
    find_stripes(&p);
    if (r->solid && area <= MATRIX_MAX)
        add_place(&p, (struct place){ r->box, CODES_ZXING_MATRIX, false });
    if (p.full) {
        out->n_places = 1;
        out->places[0] =
            (struct place){ r->box, CODES_ZXING_QR | CODES_ZXING_BARS | CODES_ZXING_MATRIX, true };
    }
    free(p.memory);
    return true;
}
