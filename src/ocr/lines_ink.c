#include "ocr/lines_ink.h"

#include <stdlib.h>
#include <string.h>

enum {
    RUNS_MAX = 2000000,     /* a dense page has 150 000 */
    REDUCED_MAX = 12000000, /* px */
    HEIGHT_BINS = 512,
};

struct run {
    int32_t y, x0, x1;
    uint32_t parent; /* index of a run of the same component, the first is its own */
};

struct runs {
    struct run *at;
    uint32_t n, cap;
    bool crowded;
};

/* Otsu's threshold on every few rows, kept where print on a normalised page can lie: a page of
 * nothing but paper texture must not be split into two greys. */
static int32_t find_threshold(const struct grey *g)
{
    uint32_t hist[256] = { 0 };
    double total = 0, sum = 0, below = 0, below_sum = 0, best = -1;
    const int32_t step = g->h / 800 + 1;
    int32_t at = 128;

    for (int32_t y = 0; y < g->h; y += step) {
        const uint8_t *row = grey_row(g, y);
        for (int32_t x = 0; x < g->w; x++)
            hist[row[x]]++;
    }
    for (int i = 0; i < 256; i++) {
        total += hist[i];
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
    return at < 110 ? 110 : at > 200 ? 200 : at;
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
                    (uint8_t)((uint32_t)a[2 * x] + a[2 * x + 1] + b[2 * x] + b[2 * x + 1] < limit);
        } else {
            for (int32_t x = 0; x < w; x++) {
                uint32_t s = 0;
                for (int32_t j = 0; j < r; j++)
                    for (int32_t i = 0; i < r; i++)
                        s += a[(size_t)j * g->stride + (size_t)(x * r + i)];
                to[x] = s < limit;
            }
        }
    }
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

static bool row_runs(struct runs *r, const uint8_t *row, int32_t w, int32_t y)
{
    for (int32_t x = 0; x < w;) {
        uint64_t eight;
        while (x + 8 <= w && (memcpy(&eight, row + x, 8), eight == 0))
            x += 8;
        while (x < w && !row[x])
            x++;
        const int32_t x0 = x;
        while (x < w && row[x])
            x++;
        if (x > x0 && !push_run(r, y, x0, x))
            return false;
    }
    return true;
}

static uint32_t root_of(struct run *at, uint32_t i)
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
            const uint32_t a = root_of(at, i), b = root_of(at, j);
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
            id[i] = id[root_of(r->at, i)];
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

static bool find_comps(const uint8_t *px, int32_t w, int32_t h, int32_t min_area, struct runs *r,
                       struct comps *out)
{
    r->n = 0;
    r->crowded = false;
    return find_runs(px, w, h, r) && runs_to_comps(r, min_area, out);
}

/* The height at which most letter-like ink lies. */
static float usual_height(const struct comps *c)
{
    double bins[HEIGHT_BINS + HEIGHT_BINS / 8] = { 0 }, best = 0;
    int32_t at = 0;

    for (uint32_t i = 0; i < c->n; i++) {
        const struct comp *p = &c->at[i];
        const int32_t w = p->x1 - p->x0, h = p->y1 - p->y0;
        if (h < 4 || h > HEIGHT_BINS - 8 || w > 6 * h || w * 6 < h || p->area * 8 < w * h)
            continue;
        bins[h] += p->area < 4 * h * h ? p->area : 4 * h * h;
    }
    for (int32_t h = 4; h < HEIGHT_BINS - 8; h++) {
        double s = 0;
        const int32_t spread = 1 + h / 14;
        for (int32_t i = h - spread; i <= h + spread; i++)
            s += bins[i];
        s /= 2 * spread + 1;
        if (s > best) {
            best = s;
            at = h;
        }
    }
    return (float)at;
}

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

/* Moves vertical runs of at least `len` px that are thin to `to`. `len_at` has w entries, zeroed.
 */
static void take_long_columns(struct ink *k, int32_t len, int32_t thick, uint8_t *to,
                              uint16_t *len_at)
{
    for (int32_t y = 0; y <= k->h; y++) {
        const uint8_t *row = y < k->h ? k->px + (size_t)y * (size_t)k->w : NULL;
        for (int32_t x = 0; x < k->w; x++) {
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

/* Ruled lines leave the map and become rules; the components are found anew without them. */
static bool take_rules(struct ink *k, struct runs *r)
{
    const size_t size = (size_t)k->w * (size_t)k->h;
    const int32_t len = (int32_t)(5 * k->x_height), thick = (int32_t)(k->x_height * 0.6f) + 1;
    uint8_t *map = calloc(size, 1);
    uint16_t *len_at = calloc((size_t)k->w, sizeof *len_at);
    struct runs other = { 0 };
    bool ok = map && len_at;

    if (ok) {
        take_long_columns(k, len, thick, map, len_at);
        ok = find_comps(map, k->w, k->h, len, &other, &k->vrules);
    }
    if (ok) {
        memset(map, 0, size);
        take_long_runs(r, len, k->w, k->px, map);
        ok = find_comps(map, k->w, k->h, len, &other, &k->hrules);
    }
    if (ok) {
        free(k->comps.at);
        k->comps.at = NULL;
        ok = find_comps(k->px, k->w, k->h, 3, r, &k->comps);
    }
    free(other.at);
    free(map);
    free(len_at);
    return ok;
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
    reduce_rows(page, k);
    if (!find_comps(k->px, k->w, k->h, 3, r, &k->comps))
        return false;
    k->crowded = r->crowded;
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

    *out = (struct ink){ .threshold = find_threshold(page) };
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
        ok = take_rules(out, &r);
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
    free(k->comps.at);
    free(k->hrules.at);
    free(k->vrules.at);
    *k = (struct ink){ 0 };
}
