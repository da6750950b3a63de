#include "codes/regions.h"

#include <stdlib.h>
#include <string.h>

#include "codes/pieces.h"

enum {
    TILE = 16,
    /* Between the lightest and the darkest pixel of a window: of 255, and per cent of the page's.
     */
    CONTRAST_MIN = 40,
    CONTRAST_PERCENT = 45,
    CONTRAST_CAP = 75,
    DENSE_MIN = 32, /* per cent of ink in a window: bold headings have up to 30 */
    DENSE_MAX = 80,
    COUNT_MIN = 8,    /* tiles of a candidate; a code of 21 modules of 3 px has 9 */
    COUNT_GRAIN = 24, /* where grain makes too many of them; a card's code at 200 dpi has 25 */
    SOLID_MIN = 4,    /* tiles: both sides of something thick */
    FILL_PERCENT = 45,
    MARGIN = 4, /* tiles around: what the window loses at an edge, and a quiet zone */
    WHOLE_PERCENT = 60,
    CORE_MIN = 3, /* tiles a side: 4 are 10 mm at 150 dpi */
    CORE_MAX = 26,
    CORE_PERCENT = 60,
    CORE_MARGIN = 24, /* px: a tile may begin where a finder does */
    /* What a tile of small modules has by itself: per cent of the contrast asked for, and of ink.
     */
    MIXED_CONTRAST = 60,
    MIXED_MIN = 20,
    MIXED_MAX = 85,
    MIXED_SIDE = 5, /* tiles of a core of them */
};

struct tiles {
    int32_t nx, ny;
    uint8_t *lo, *hi, *dense;
    uint16_t *mean;
    int32_t *stack;
    void *memory;
};

static bool tiles_init(struct tiles *t, const struct grey *g, struct err *e)
{
    t->nx = g->w / TILE;
    t->ny = g->h / TILE;
    const size_t n = (size_t)t->nx * (size_t)t->ny;
    uint8_t *p = calloc(n + 1, sizeof(int32_t) + sizeof(uint16_t) + 3);

    t->memory = p;
    if (!p)
        return err_set(e, ERR_NOMEM, "no memory to look for codes");
    t->stack = (int32_t *)(void *)p;
    t->mean = (uint16_t *)(void *)(p + n * sizeof(int32_t));
    t->lo = p + n * (sizeof(int32_t) + sizeof(uint16_t));
    t->hi = t->lo + n;
    t->dense = t->hi + n;
    return true;
}

/* One row of tiles: column by column first, which the compiler turns into vectors. Pixels are
 * looked at in pairs of rows and columns, so that grain and specks weigh less. */
static void measure_row(const struct grey *g, int32_t ty, uint8_t *lo, uint8_t *hi, uint16_t *sum,
                        struct tiles *t)
{
    const int32_t w = t->nx * TILE;

    memset(lo, 255, (size_t)w);
    memset(hi, 0, (size_t)w);
    memset(sum, 0, (size_t)w * sizeof *sum);
    for (int32_t y = ty * TILE; y < (ty + 1) * TILE; y += 2) {
        const uint8_t *a = grey_row(g, y), *b = grey_row(g, y + 1);
        for (int32_t x = 0; x < w - 1; x++) {
            const uint16_t four = (uint16_t)(a[x] + a[x + 1] + b[x] + b[x + 1]);
            const uint8_t v = (uint8_t)(four >> 2);
            lo[x] = v < lo[x] ? v : lo[x];
            hi[x] = v > hi[x] ? v : hi[x];
            sum[x] = (uint16_t)(sum[x] + v);
        }
    }
    lo[w - 1] = lo[w - 2];
    hi[w - 1] = hi[w - 2];
    sum[w - 1] = sum[w - 2];
    for (int32_t tx = 0; tx < t->nx; tx++) {
        const size_t i = (size_t)ty * (size_t)t->nx + (size_t)tx;
        uint32_t all = 0;
        uint8_t min = 255, max = 0;
        for (int32_t x = tx * TILE; x < (tx + 1) * TILE; x++) {
            all += sum[x];
            min = lo[x] < min ? lo[x] : min;
            max = hi[x] > max ? hi[x] : max;
        }
        t->lo[i] = min;
        t->hi[i] = max;
        t->mean[i] = (uint16_t)(all / (TILE / 2));
    }
}

static bool measure(const struct grey *g, struct tiles *t, struct err *e)
{
    const size_t w = (size_t)t->nx * TILE;
    uint16_t *sum = malloc(w * (sizeof *sum + 2) + 1);

    if (!sum)
        return err_set(e, ERR_NOMEM, "no memory to look for codes");
    uint8_t *lo = (uint8_t *)(sum + w), *hi = lo + w;
    for (int32_t ty = 0; ty < t->ny; ty++)
        measure_row(g, ty, lo, hi, sum, t);
    free(sum);
    return true;
}

struct window {
    int32_t contrast, ink; /* ink: 0 .. contrast * 9 * TILE */
};

static struct window window_at(const struct tiles *t, int32_t tx, int32_t ty)
{
    int32_t lo = 255, hi = 0, sum = 0;

    for (int32_t y = ty - 1; y <= ty + 1; y++)
        for (int32_t x = tx - 1; x <= tx + 1; x++) {
            const size_t i = (size_t)y * (size_t)t->nx + (size_t)x;
            lo = t->lo[i] < lo ? t->lo[i] : lo;
            hi = t->hi[i] > hi ? t->hi[i] : hi;
            sum += t->mean[i];
        }
    return (struct window){ hi - lo, hi * 9 * TILE - sum };
}

static int32_t percentile(const size_t histogram[256], size_t percent)
{
    size_t all = 0, below;
    int32_t v = 0;

    for (int i = 0; i < 256; i++)
        all += histogram[i];
    for (below = histogram[0]; v < 255 && below * 100 < all * percent;)
        below += histogram[++v];
    return v;
}

/* What a window of print has at least: a share of the page's own contrast, from the darkest tiles
 * to the paper of most, and clearly more than its blank parts, which are grain or the sheet behind.
 */
static int32_t contrast_min(const struct tiles *t)
{
    const size_t n = (size_t)t->nx * (size_t)t->ny;
    size_t lo[256] = { 0 }, hi[256] = { 0 }, windows[256] = { 0 };

    for (size_t i = 0; i < n; i++) {
        lo[t->lo[i]]++;
        hi[t->hi[i]]++;
    }
    for (int32_t y = 1; y < t->ny - 1; y++)
        for (int32_t x = 1; x < t->nx - 1; x++)
            windows[window_at(t, x, y).contrast]++;
    const int32_t page = percentile(hi, 50) - percentile(lo, 2), blank = percentile(windows, 10);
    int32_t least = page * CONTRAST_PERCENT / 100;
    least = blank * 3 / 2 > least ? blank * 3 / 2 : least;
    least = least > page * CONTRAST_CAP / 100 ? page * CONTRAST_CAP / 100 : least;
    return least > CONTRAST_MIN ? least : CONTRAST_MIN;
}

static bool is_dense(const struct tiles *t, int32_t tx, int32_t ty, int32_t least)
{
    const struct window w = window_at(t, tx, ty);

    return w.contrast >= least && w.ink * 100 >= DENSE_MIN * w.contrast * 9 * TILE &&
           w.ink * 100 <= DENSE_MAX * w.contrast * 9 * TILE;
}

/* Adds a region, swallowing what it overlaps until nothing does. False when there is no room. */
static bool add(struct region *out, uint32_t *n, struct region r)
{
    for (uint32_t i = 0; i < *n;) {
        if (!box_overlap(out[i].box, r.box)) {
            i++;
            continue;
        }
        r.box = box_union(out[i].box, r.box);
        r.solid |= out[i].solid;
        memmove(&out[i], &out[i + 1], (size_t)(--*n - i) * sizeof *out);
        i = 0;
    }
    if (*n == REGIONS_MAX)
        return false;
    out[(*n)++] = r;
    return true;
}

static struct region region_of(struct box tiles, int32_t count, const struct grey *g)
{
    const int32_t tw = tiles.x1 - tiles.x0, th = tiles.y1 - tiles.y0;
    const struct box b = { (tiles.x0 - MARGIN) * TILE, (tiles.y0 - MARGIN) * TILE,
                           (tiles.x1 + MARGIN) * TILE, (tiles.y1 + MARGIN) * TILE };

    return (struct region){ box_clip(b, g->w, g->h),
                            tw >= SOLID_MIN && th >= SOLID_MIN && tw <= 4 * th && th <= 4 * tw &&
                                count * 100 >= FILL_PERCENT * tw * th,
                            0 };
}

static void add_core(struct cores *out, struct box t, int32_t count, const struct grey *g)
{
    const int32_t tw = t.x1 - t.x0, th = t.y1 - t.y0;

    if (out->n < CORES_MAX && tw >= CORE_MIN && th >= CORE_MIN && tw <= CORE_MAX &&
        th <= CORE_MAX && tw <= 2 * th && th <= 2 * tw && count * 100 >= CORE_PERCENT * tw * th)
        out->box[out->n++] =
            box_clip((struct box){ t.x0 * TILE - CORE_MARGIN, t.y0 * TILE - CORE_MARGIN,
                                   t.x1 * TILE + CORE_MARGIN, t.y1 * TILE + CORE_MARGIN },
                     g->w, g->h);
}

static bool gather(struct tiles *t, int32_t count_min, const struct grey *g, struct region *out,
                   uint32_t *n, struct cores *cores)
{
    int64_t area = 0;
    bool room = true;

    *n = cores->n = 0;
    for (int32_t at = 0; at < t->nx * t->ny; at++) {
        if (!t->dense[at])
            continue;
        int32_t count;
        const struct box b = pieces_take(t->dense, t->nx, t->ny, t->stack, at, &count);
        if (count < count_min)
            continue;
        add_core(cores, b, count, g);
        room = room && add(out, n, region_of(b, count, g));
    }
    for (uint32_t i = 0; i < *n; i++)
        area += (int64_t)(out[i].box.x1 - out[i].box.x0) * (out[i].box.y1 - out[i].box.y0);
    return room && area * 100 <= (int64_t)WHOLE_PERCENT * g->w * g->h;
}

/* Marks the tiles that may be part of a code. */
static void mark(struct tiles *t, int32_t least)
{
    memset(t->dense, 0, (size_t)t->nx * (size_t)t->ny);
    for (int32_t y = 1; y < t->ny - 1; y++)
        for (int32_t x = 1; x < t->nx - 1; x++)
            t->dense[(size_t)y * (size_t)t->nx + (size_t)x] = is_dense(t, x, y, least);
    pieces_open(t->dense, t->nx, t->ny);
}

static bool is_mixed(const struct tiles *t, size_t i, int32_t least)
{
    const int32_t contrast = t->hi[i] - t->lo[i], ink = t->hi[i] * TILE - t->mean[i];

    return contrast * 100 >= least * MIXED_CONTRAST && ink * 100 >= MIXED_MIN * contrast * TILE &&
           ink * 100 <= MIXED_MAX * contrast * TILE;
}

/* Cores beside what is dark all over, as the lid of a scanner beside a card: windows that reach
 * into it tell nothing, tiles by themselves do. */
static void add_mixed_cores(struct tiles *t, int32_t least, const struct grey *g, struct cores *out)
{
    for (size_t i = 0; i < (size_t)t->nx * (size_t)t->ny; i++)
        t->dense[i] = is_mixed(t, i, least);
    pieces_open(t->dense, t->nx, t->ny);
    for (int32_t at = 0; at < t->nx * t->ny; at++) {
        int32_t count;
        bool known = false;
        if (!t->dense[at])
            continue;
        const struct box b = pieces_take(t->dense, t->nx, t->ny, t->stack, at, &count);
        const struct box px = { b.x0 * TILE, b.y0 * TILE, b.x1 * TILE, b.y1 * TILE };
        for (uint32_t i = 0; i < out->n; i++)
            known |= box_overlap(out->box[i], px);
        if (!known && b.x1 - b.x0 >= MIXED_SIDE && b.y1 - b.y0 >= MIXED_SIDE)
            add_core(out, b, count, g);
    }
}

bool regions_find(const struct grey *g, struct region out[REGIONS_MAX], uint32_t *n,
                  struct cores *cores, struct err *e)
{
    struct tiles t = { 0 };

    *n = cores->n = 0;
    if (g->w < 3 * TILE || g->h < 3 * TILE)
        return true;
    if (!tiles_init(&t, g, e))
        return false;
    const bool ok = measure(g, &t, e);
    const int32_t least = ok ? contrast_min(&t) : 0;
    for (int32_t count = COUNT_MIN; ok; count = COUNT_GRAIN) {
        mark(&t, least);
        if (gather(&t, count, g, out, n, cores))
            break;
        if (count == COUNT_GRAIN) {
            *n = 1;
            out[0] = (struct region){ { 0, 0, g->w, g->h }, true, least };
            break;
        }
    }
    if (ok)
        add_mixed_cores(&t, least, g, cores);
    for (uint32_t i = 0; i < *n; i++)
        out[i].contrast = least;
    free(t.memory);
    return ok;
}
