#include "ocr/lines_ink.h"

#include <stdlib.h>
#include <string.h>

#include "ocr/lines_codes.h"
#include "ocr/lines_rules.h"
#include "ocr/lines_small.h"

enum {
    RUNS_MAX = 2000000,     /* a dense page has 150 000 */
    REDUCED_MAX = 12000000, /* px */
    HEIGHT_BINS = 512,
    DARK = 96,
    TILE = 32, /* reduced px: 5 mm, so that a line of print leaves some of it white */
    PART = 8,
    TILE_PARTS = TILE / PART,
    FAINT_RANK = 3,   /* of the parts' minima: specks are fewer */
    PAPER_RANK = 13,  /* three parts of a tile of print are paper */
    FAINT_ROOM = 30,  /* below the threshold: print at its edge breaks */
    FAINT_MOST = 205, /* lighter is the reverse side */
    PAPER_LEAST = 236,
    FAINT_TILES = 20,
    FAINT_PART = 6, /* of the print, on paper whose grain was smoothed */
    FEW = 4,        /* components of one height: a picture's */
    CROWD = 20,
};

/* None of eight px is below DARK. */
static bool all_light(const uint8_t *px)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t v;

    memcpy(&v, px, 8);
    return ((((v & ones * 0x7F) + ones * (0x80 - DARK)) | v) & ones * 0x80) == ones * 0x80;
}

/* Otsu's threshold on every few rows, kept where print on a normalised page can lie: a page of
 * nothing but paper texture must not be split into two greys. Black wider than strokes are, a
 * scanner's margin, does not count: it would take grey print for paper. */
static int32_t find_threshold(const struct grey *g, bool *faint)
{
    /* Paper is all one value: its counter alone would wait for itself. */
    uint32_t part[4][256] = { { 0 } }, hist[256];
    double white = 0, total = 0, sum = 0, below = 0, below_sum = 0, best = -1;
    const int32_t step = g->h / 800 + 1, wide = g->w / 64 < 24 ? 24 : g->w / 64;
    int32_t at = 128;

    for (int32_t y = 0; y < g->h; y += step) {
        const uint8_t *row = grey_row(g, y);
        for (int32_t x = 0, run = 0; x < g->w; x++) {
            while (x + 8 <= g->w && all_light(row + x)) {
                for (int32_t i = 0; i < 8; i++)
                    part[i % 4][row[x + i]]++;
                x += 8;
                run = 0;
            }
            if (x == g->w)
                break;
            part[0][row[x]]++;
            run = row[x] < DARK ? run + 1 : 0;
            for (int32_t i = run == wide ? wide : run > wide; i > 0; i--)
                part[0][row[x - i + 1]]--;
        }
    }
    for (int i = 0; i < 256; i++) {
        hist[i] = part[0][i] + part[1][i] + part[2][i] + part[3][i];
        total += hist[i];
        white += i >= 230 ? hist[i] : 0;
        sum += (double)hist[i] * i;
    }
    for (int i = 0; i < 255; i++) {
        below += hist[i];
        below_sum += (double)hist[i] * i;
        const double above = total - below;
        if (below <= 0 || above <= 0)
            continue;
        const double d = below_sum / below - (sum - below_sum) / above;
        if (below * above * d * d > best) {
            best = below * above * d * d;
            at = i + 1;
        }
    }
    /* On clean white paper print may fade far. */
    const int32_t least = white * 10 > total * 8 ? 150 : 110;
    double dark = 0, grey = 0;

    at = at < least ? least : at > 200 ? 200 : at;
    for (int32_t i = 0; i <= FAINT_MOST; i++)
        *(i < at - FAINT_ROOM ? &dark : &grey) += hist[i];
    *faint = 4 * grey > 3 * dark; /* edges of dark print are half its insides */
    return at;
}

static uint32_t block_sum(const uint8_t *a, size_t stride, int32_t side)
{
    uint32_t sum = 0;

    for (int32_t y = 0; y < side; y++, a += stride)
        for (int32_t x = 0; x < side; x++)
            sum += a[x];
    return sum;
}

static void reduce_rows(const struct grey *g, struct ink *k)
{
    const int32_t r = k->reduce, w = k->w;
    /* A thin stroke fills half a block or less: the mean is compared nearer to white. */
    const int32_t t = r == 1 ? k->threshold : k->threshold + (255 - k->threshold) / 4;
    const uint32_t limit = (uint32_t)(t * r * r);

    for (int32_t y = 0; y < k->h; y++) {
        uint8_t *to = k->px + (size_t)y * (size_t)w;
        const uint8_t *a = grey_row(g, y * r);
        if (r == 1) {
#pragma omp simd
            for (int32_t x = 0; x < w; x++)
                to[x] = a[x] < limit;
        } else if (r == 2) {
            const uint8_t *b = a + g->stride;
#pragma omp simd
            for (int32_t x = 0; x < w; x++)
                to[x] =
                    (uint16_t)(a[2 * x] + a[2 * x + 1] + b[2 * x] + b[2 * x + 1]) < (uint16_t)limit;
        } else {
            for (int32_t x = 0; x < w; x++)
                to[x] = block_sum(a + (size_t)x * (size_t)r, g->stride, r) < limit;
        }
    }
}

/* Each px with its neighbours, near ones more: grain goes, strokes stay. */
static void smooth_row(const struct grey *g, int32_t y, uint8_t *to)
{
    const uint8_t *a = grey_row(g, y ? y - 1 : 0), *b = grey_row(g, y),
                  *c = grey_row(g, y + 1 < g->h ? y + 1 : y);
    const int32_t last = g->w - 1;

    to[0] = b[0];
    to[last] = b[last];
#pragma omp simd
    for (int32_t x = 1; x < last; x++) {
        const uint32_t side = (uint32_t)a[x - 1] + a[x + 1] + c[x - 1] + c[x + 1],
                       near = (uint32_t)a[x] + c[x] + b[x - 1] + b[x + 1];
        to[x] = (uint8_t)((side + 2 * near + 4 * b[x]) >> 4);
    }
}

/* Means of blocks of `reduce` px; every px of a grainy page with its neighbours. */
static void reduce_means(const struct grey *g, struct ink *k)
{
    const int32_t r = k->reduce, w = k->w;

    for (int32_t y = 0; y < k->h; y++) {
        uint8_t *to = k->px + (size_t)y * (size_t)w;
        const uint8_t *a = grey_row(g, y * r);
        if (r == 1 && k->grain) {
            smooth_row(g, y, to);
        } else if (r == 1) {
            memcpy(to, a, (size_t)w);
        } else if (r == 2) {
            const uint8_t *b = a + g->stride;
#pragma omp simd
            for (int32_t x = 0; x < w; x++)
                to[x] =
                    (uint8_t)(((uint32_t)a[2 * x] + a[2 * x + 1] + b[2 * x] + b[2 * x + 1]) >> 2);
        } else {
            for (int32_t x = 0; x < w; x++)
                to[x] = (uint8_t)(block_sum(a + (size_t)x * (size_t)r, g->stride, r) /
                                  (uint32_t)(r * r));
        }
    }
}

/* The darkest px of each of a tile's parts, rising. */
static void tile_minima(const struct ink *k, int32_t x0, int32_t y0,
                        uint8_t least[TILE_PARTS * TILE_PARTS])
{
    uint8_t at[TILE_PARTS * TILE_PARTS];

    memset(at, 255, sizeof at);
    for (int32_t y = 0; y < TILE; y++) {
        const uint8_t *row = k->px + (size_t)(y0 + y) * (size_t)k->w + (size_t)x0;
        uint8_t *part = at + y / PART * TILE_PARTS;
        for (int32_t i = 0; i < TILE_PARTS; i++)
            for (int32_t x = i * PART; x < (i + 1) * PART; x++)
                part[i] = row[x] < part[i] ? row[x] : part[i];
    }
    for (int32_t i = 0; i < TILE_PARTS * TILE_PARTS; i++) {
        int32_t j = i;
        for (; j > 0 && least[j - 1] > at[i]; j--)
            least[j] = least[j - 1];
        least[j] = at[i];
    }
}

enum tile_kind { TILE_BARE, TILE_PRINT, TILE_FAINT };

/* Print too faint for the page's threshold wants its own, half-way to the paper, where there is
 * clean paper beside it. Grain would be dark everywhere. */
static enum tile_kind look_at_tile(const uint8_t least[TILE_PARTS * TILE_PARTS], int32_t t,
                                   uint8_t *half)
{
    const int32_t dark = least[FAINT_RANK], own = (dark + 255) / 2;
    *half = (uint8_t)t;
    if (dark > FAINT_MOST || least[PAPER_RANK] < PAPER_LEAST)
        return TILE_BARE;
    if (dark < t - FAINT_ROOM)
        return TILE_PRINT;
    *half = (uint8_t)(own > t ? own : t);
    return TILE_FAINT;
}

static int32_t block_threshold(const struct ink *k)
{
    const int32_t room = 255 - k->threshold;

    if (k->reduce == 1)
        return k->threshold + (k->grain == GRAIN_FINE ? room / 6 : 0);
    /* A thin stroke fills half a block or less: the mean is compared nearer to white. */
    return k->threshold + room / 4;
}

/* Tiles have thresholds of their own only where much of the page's print is faint: elsewhere the
 * faint is what shines through, dirt, the edge of a word. True: most of the page is grain. */
static bool find_tiles(struct ink *k, int32_t across, int32_t down)
{
    const int32_t t = block_threshold(k);
    uint32_t print = 0, faint = 0, grainy = 0;

    memset(k->tiles, t, (size_t)(across + 1) * (size_t)(down + 1));
    for (int32_t j = 0; j < down; j++)
        for (int32_t i = 0; i < across; i++) {
            uint8_t least[TILE_PARTS * TILE_PARTS];
            tile_minima(k, i * TILE, j * TILE, least);
            const enum tile_kind kind = look_at_tile(least, t, &k->tiles[j * (across + 1) + i]);
            print += kind == TILE_PRINT;
            faint += kind == TILE_FAINT;
            grainy += least[PAPER_RANK] < PAPER_LEAST;
        }
    if (faint < FAINT_TILES || faint * (k->grain == GRAIN_FINE ? FAINT_PART : 1) < print)
        memset(k->tiles, t, (size_t)(across + 1) * (size_t)(down + 1));
    return grainy * 2 > (uint32_t)(across * down);
}

/* 1 where the mean is below the threshold. */
static bool mark_dark(const struct grey *page, struct ink *k)
{
    const int32_t across = k->w / TILE, down = k->h / TILE;

    free(k->tiles);
    k->tiles = malloc((size_t)(across + 1) * (size_t)(down + 1));
    if (!k->tiles)
        return false;
    k->grain = GRAIN_NONE;
    reduce_means(page, k);
    if (find_tiles(k, across, down) && k->reduce == 1) {
        k->grain = GRAIN_FINE;
        reduce_means(page, k);
        if (find_tiles(k, across, down)) {
            k->grain = GRAIN_COARSE;
            (void)find_tiles(k, across, down);
        }
    }
    for (int32_t y = 0; y < k->h; y++) {
        uint8_t *row = k->px + (size_t)y * (size_t)k->w;
        const uint8_t *tile = k->tiles + (size_t)(y / TILE) * (size_t)(across + 1);
        for (int32_t i = 0; i <= across; i++) {
            const int32_t end = i < across ? (i + 1) * TILE : k->w;
            const uint8_t limit = tile[i];
#pragma omp simd
            for (int32_t x = i * TILE; x < end; x++)
                row[x] = row[x] < limit;
        }
    }
    return true;
}

int32_t ink_threshold(const struct ink *k, struct box b)
{
    const int32_t across = k->w / TILE, down = k->h / TILE;
    int32_t x = (b.x0 + b.x1) / 2 / TILE, y = (b.y0 + b.y1) / 2 / TILE;

    x = x < 0 ? 0 : x > across ? across : x;
    y = y < 0 ? 0 : y > down ? down : y;
    const int32_t t = k->tiles ? k->tiles[y * (across + 1) + x] : 0;
    return t > block_threshold(k) ? t : k->threshold;
}

static bool push_run(struct runs *r, int32_t y, int32_t x0, int32_t x1)
{
    if (r->n == r->cap) {
        const uint32_t cap = r->cap ? r->cap * 2 : 1 << 16;
        struct run *p = realloc(r->at, cap * sizeof *p);
        if (!p)
            return false;
        r->at = p;
        r->cap = cap;
    }
    r->at[r->n] = (struct run){ .y = y, .x0 = x0, .x1 = x1, .parent = r->n };
    r->n++;
    return true;
}

/* Eight px, each 0 or 1, as eight bits, the first the lowest. */
static uint64_t eight_px(const uint8_t *px)
{
    uint64_t v;

    memcpy(&v, px, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    v = __builtin_bswap64(v);
#endif
    return v * 0x0102040810204080u >> 56;
}

/* Up to 64 px as bits. */
static uint64_t word_px(const uint8_t *px, int32_t n)
{
    uint64_t bits = 0;
    int32_t i = 0;

    for (; i + 8 <= n; i += 8)
        bits |= eight_px(px + i) << i;
    for (; i < n; i++)
        bits |= (uint64_t)px[i] << i;
    return bits;
}

static bool row_runs(struct runs *r, const uint8_t *row, int32_t w, int32_t y)
{
    uint64_t last = 0; /* the px before the word */
    int32_t x0 = -1;

    for (int32_t x = 0; x < w; x += 64) {
        const uint64_t bits = word_px(row + x, w - x < 64 ? w - x : 64);
        for (uint64_t turns = bits ^ (bits << 1 | last); turns; turns &= turns - 1) {
            const int32_t at = x + __builtin_ctzll(turns);
            if (x0 >= 0 && !push_run(r, y, x0, at))
                return false;
            x0 = x0 < 0 ? at : -1;
        }
        last = bits >> 63;
    }
    return x0 < 0 || push_run(r, y, x0, w);
}

uint32_t runs_root(struct run *at, uint32_t i)
{
    while (at[i].parent != i) {
        at[i].parent = at[at[i].parent].parent;
        i = at[i].parent;
    }
    return i;
}

static void join_rows(struct run *at, uint32_t above, uint32_t mid, uint32_t end)
{
    uint32_t i = above, j = mid;

    while (i < mid && j < end) {
        if (at[i].x0 <= at[j].x1 && at[j].x0 <= at[i].x1) { /* eight-connected */
            const uint32_t a = runs_root(at, i), b = runs_root(at, j);
            if (a < b)
                at[b].parent = a;
            else
                at[a].parent = b;
        }
        if (at[i].x1 < at[j].x1)
            i++;
        else
            j++;
    }
}

/* Runs of the whole map, joined. Stops at RUNS_MAX with `crowded`. */
static bool find_runs(const uint8_t *px, int32_t w, int32_t h, struct runs *r)
{
    uint32_t above = 0, mid = 0;

    for (int32_t y = 0; y < h && !r->crowded; y++) {
        if (!row_runs(r, px + (size_t)y * (size_t)w, w, y))
            return false;
        join_rows(r->at, above, mid, r->n);
        above = mid;
        mid = r->n;
        r->crowded = r->n > RUNS_MAX;
    }
    return true;
}

static void add_run(struct comp *c, const struct run *r)
{
    c->x0 = r->x0 < c->x0 ? r->x0 : c->x0;
    c->x1 = r->x1 > c->x1 ? r->x1 : c->x1;
    c->y1 = r->y + 1;
    c->area += r->x1 - r->x0;
}

/* Components of at least min_area px, in order of their first run. */
static bool runs_to_comps(struct runs *r, int32_t min_area, struct comps *out)
{
    uint32_t n = 0, kept = 0;

    /* Roots come before their runs, so parents can be renumbered in one pass. */
    for (uint32_t i = 0; i < r->n; i++)
        n += r->at[i].parent == i;
    *out = (struct comps){ .at = malloc((n ? n : 1) * sizeof *out->at), .n = n };
    uint32_t *id = malloc((r->n ? r->n : 1) * sizeof *id);
    if (!out->at || !id) {
        free(id);
        return false;
    }
    n = 0;
    for (uint32_t i = 0; i < r->n; i++) {
        const struct run *u = &r->at[i];
        if (u->parent == i) {
            out->at[n] =
                (struct comp){ .x0 = u->x0, .x1 = u->x1, .y0 = u->y, .y1 = u->y + 1, .row = -1 };
            id[i] = n++;
        } else {
            id[i] = id[runs_root(r->at, i)];
        }
        add_run(&out->at[id[i]], u);
    }
    free(id);
    for (uint32_t i = 0; i < n; i++)
        if (out->at[i].area >= min_area)
            out->at[kept++] = out->at[i];
    out->n = kept;
    return true;
}

bool runs_find_comps(const uint8_t *px, int32_t w, int32_t h, int32_t min_area, struct runs *r,
                     struct comps *out)
{
    r->n = 0;
    r->crowded = false;
    return find_runs(px, w, h, r) && runs_to_comps(r, min_area, out);
}

/* Components that are about h high. */
static int32_t height_count(const int32_t *count, int32_t h)
{
    int32_t n = 0;

    for (int32_t i = h - 1 - h / 14; h && i <= h + 1 + h / 14; i++)
        n += count[i];
    return n;
}

/* Of the heights that at least so many components share, the one at which most ink lies; 0: none.
 */
static int32_t height_of_most(const double *bins, const int32_t *count, int32_t least)
{
    double best = 0;
    int32_t at = 0;

    for (int32_t h = 4; h < HEIGHT_BINS - 8; h++) {
        double s = 0;
        const int32_t spread = 1 + h / 14;
        for (int32_t i = h - spread; i <= h + spread; i++)
            s += bins[i];
        s /= 2 * spread + 1;
        if (s > best && height_count(count, h) >= least) {
            best = s;
            at = h;
        }
    }
    return at;
}

/* The height at which most letter-like ink lies; the shapes of a photograph are too few to set it
 * where there is a crowd of letters. */
static float usual_height(const struct comps *c)
{
    double bins[HEIGHT_BINS + HEIGHT_BINS / 8] = { 0 };
    int32_t count[HEIGHT_BINS + HEIGHT_BINS / 8] = { 0 };

    for (uint32_t i = 0; i < c->n; i++) {
        const struct comp *p = &c->at[i];
        const int32_t w = p->x1 - p->x0, h = p->y1 - p->y0;
        if (h < 4 || h > HEIGHT_BINS - 8 || w > 6 * h || w * 6 < h || p->area * 8 < w * h)
            continue;
        if (h >= 24 && w * 3 > h && p->area * 20 > w * h * 17)
            continue; /* solid: a margin, a patch */
        bins[h] += p->area < 4 * h * h ? p->area : 4 * h * h;
        count[h]++;
    }
    const int32_t at = height_of_most(bins, count, 0), crowd = height_of_most(bins, count, CROWD);
    return (float)(crowd && height_count(count, at) < FEW ? crowd : at);
}

static bool any_big(const struct ink *k)
{
    const float big = 5 * k->x_height;

    for (uint32_t i = 0; i < k->comps.n; i++) {
        const struct comp *c = &k->comps.at[i];
        if ((float)(c->x1 - c->x0) >= big || (float)(c->y1 - c->y0) >= big)
            return true;
    }
    return false;
}

static bool find_at(const struct grey *page, int32_t reduce, struct ink *k, struct runs *r)
{
    free(k->px);
    free(k->comps.at);
    k->comps = (struct comps){ 0 };
    k->reduce = reduce;
    k->w = page->w / reduce;
    k->h = page->h / reduce;
    k->px = malloc((size_t)k->w * (size_t)k->h + 1);
    if (!k->px)
        return false;
    if (!k->faint)
        reduce_rows(page, k);
    else if (!mark_dark(page, k))
        return false;
    if (!runs_find_comps(k->px, k->w, k->h, 3, r, &k->comps))
        return false;
    k->crowded = r->crowded;
    if (!k->crowded)
        (void)codes_drop(k);
    k->x_height = usual_height(&k->comps);
    return true;
}

static int32_t first_reduction(const struct grey *page, int32_t dpi)
{
    const int32_t guess = dpi >= 70 && dpi <= 2400 ? dpi : (int32_t)(page->w / 8.27);
    int32_t r = guess / 150;

    r = r < 1 ? 1 : r > 8 ? 8 : r;
    while (r < 64 && (int64_t)(page->w / r) * (page->h / r) > REDUCED_MAX)
        r++;
    while (r > 1 && (page->w / r < 8 || page->h / r < 8))
        r--;
    return r;
}

bool ink_find(const struct grey *page, int32_t dpi, struct ink *out, struct err *e)
{
    struct runs r = { 0 };
    int32_t reduce = first_reduction(page, dpi);
    bool ok;

    *out = (struct ink){ 0 };
    out->threshold = find_threshold(page, &out->faint);
    ok = find_at(page, reduce, out, &r);
    /* Small letters need every pixel; noise of single pixels needs fewer. */
    if (ok && out->x_height < 7 && reduce > 1 && !out->crowded &&
        (int64_t)page->w * page->h * 4 <= (int64_t)REDUCED_MAX * reduce * reduce) {
        reduce = reduce / 2;
        ok = find_at(page, reduce, out, &r);
    }
    while (ok && out->crowded && reduce < 8 && page->w / reduce > 64 && page->h / reduce > 64)
        ok = find_at(page, ++reduce, out, &r);
    if (ok && out->x_height > 0 && any_big(out))
        ok = rules_take(out, &r);
    ok = ok && (!(out->x_height > 0) || small_print_find(out));
    free(r.at);
    if (!ok) {
        ink_release(out);
        return err_set(e, ERR_NOMEM, "no memory to find the lines of a page");
    }
    return true;
}

void ink_release(struct ink *k)
{
    free(k->px);
    free(k->tiles);
    free(k->comps.at);
    free(k->hrules.at);
    free(k->vrules.at);
    free(k->segments.at);
    *k = (struct ink){ 0 };
}
