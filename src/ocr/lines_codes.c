#include "ocr/lines_codes.h"

#include <stdlib.h>

enum {
    BARS_MIN = 12,    /* of a barcode; the shortest in use has 20 */
    FINDERS_MAX = 64, /* squares in squares on one page */
    RINGS_MAX = 512,  /* candidates for such squares */
    REGIONS_MAX = 32,
};

static int32_t width(const struct comp *c)
{
    return c->x1 - c->x0;
}

static int32_t height(const struct comp *c)
{
    return c->y1 - c->y0;
}

static int by_x(const void *a, const void *b)
{
    const struct comp *p = a, *q = b;

    if (p->x0 != q->x0)
        return p->x0 < q->x0 ? -1 : 1;
    return p->y0 < q->y0 ? -1 : p->y0 > q->y0;
}

static bool is_bar(const struct comp *c)
{
    return height(c) >= 16 && height(c) >= 4 * width(c) && 4 * c->area >= 3 * width(c) * height(c);
}

/* Bars of one height side by side, close together. `bar` is sorted by x0. */
static uint32_t find_barcodes(const struct comp *bar, uint32_t n, bool *used, struct box *region,
                              uint32_t cap)
{
    uint32_t found = 0;

    for (uint32_t i = 0; i < n && found < cap; i++) {
        struct box b = { bar[i].x0, bar[i].y0, bar[i].x1, bar[i].y1 };
        const int32_t h = height(&bar[i]), slack = h / 6 + 2;
        uint32_t len = 1;
        int32_t y = bar[i].y0;
        if (used[i])
            continue;
        for (uint32_t j = i + 1; j < n && bar[j].x0 - b.x1 <= h; j++) {
            if (used[j] || abs(bar[j].y0 - y) > slack || abs(height(&bar[j]) - h) > slack)
                continue;
            b = box_union(b, (struct box){ bar[j].x0, bar[j].y0, bar[j].x1, bar[j].y1 });
            y = bar[j].y0;
            used[j] = true;
            len++;
        }
        if (len >= BARS_MIN && (float)(b.x1 - b.x0) < 0.4f * (float)h * (float)len)
            region[found++] = b;
    }
    return found;
}

/* A frame one seventh of its side thick, as the corners of a QR code have. */
static bool is_ring(const struct comp *c)
{
    const int32_t w = width(c), h = height(c);

    return h >= 10 && abs(w - h) * 8 <= h + 8 && c->area * 100 >= w * h * 33 &&
           c->area * 100 <= w * h * 66;
}

static bool is_core(const struct comp *ring, const struct comp *c)
{
    const int32_t s = height(ring), w = width(c), h = height(c);

    return c->x0 > ring->x0 && c->x1 < ring->x1 && c->y0 > ring->y0 && c->y1 < ring->y1 &&
           w * 10 >= s * 3 && w * 10 <= s * 6 && h * 10 >= s * 3 && h * 10 <= s * 6 &&
           c->area * 10 >= w * h * 6 && abs(c->x0 + c->x1 - ring->x0 - ring->x1) * 3 <= s &&
           abs(c->y0 + c->y1 - ring->y0 - ring->y1) * 3 <= s;
}

static uint32_t find_finders(const struct comps *all, struct comp *out)
{
    uint32_t n = 0, rings = 0;

    for (uint32_t i = 0; i < all->n && n < FINDERS_MAX && rings < RINGS_MAX; i++) {
        const struct comp *ring = &all->at[i];
        if (!is_ring(ring))
            continue;
        rings++;
        /* Components come by their top row, a core soon after its ring. */
        for (uint32_t j = i + 1; j < all->n && all->at[j].y0 < ring->y1; j++)
            if (is_core(ring, &all->at[j])) {
                out[n++] = *ring;
                break;
            }
    }
    return n;
}

/* Three of one size at the corners of a square: left top, and from it right and down. */
static bool is_corner(const struct comp *a, const struct comp *right, const struct comp *down)
{
    const int32_t s = height(a), dx = right->x0 - a->x0, dy = down->y0 - a->y0;

    return dx >= 3 * s / 2 && dx <= 24 * s && abs(dx - dy) * 6 <= dx &&
           abs(right->y0 - a->y0) <= s && abs(down->x0 - a->x0) <= s &&
           abs(height(right) - s) * 3 <= s && abs(height(down) - s) * 3 <= s;
}

static uint32_t find_matrices(const struct comp *f, uint32_t n, struct box *region, uint32_t cap)
{
    uint32_t found = 0;

    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < n; j++)
            for (uint32_t m = 0; m < n && found < cap; m++)
                if (i != j && j != m && is_corner(&f[i], &f[j], &f[m]))
                    region[found++] = (struct box){ f[i].x0, f[i].y0, f[j].x1, f[m].y1 };
    return found;
}

static bool is_in(const struct comp *c, const struct box *b)
{
    const int32_t x = (c->x0 + c->x1) / 2, y = (c->y0 + c->y1) / 2, m = (b->y1 - b->y0) / 24 + 1;

    return x >= b->x0 - m && x < b->x1 + m && y >= b->y0 - m && y < b->y1 + m &&
           width(c) <= b->x1 - b->x0 + 2 * m && height(c) <= b->y1 - b->y0 + 2 * m;
}

bool codes_drop(struct ink *k)
{
    struct comp *bar = malloc((k->comps.n + 1) * sizeof *bar), finder[FINDERS_MAX];
    bool *used = calloc(k->comps.n + 1, sizeof *used);
    struct box region[REGIONS_MAX];
    uint32_t n = 0, regions = 0, kept = 0;

    for (uint32_t i = 0; bar && used && i < k->comps.n; i++)
        if (is_bar(&k->comps.at[i]))
            bar[n++] = k->comps.at[i];
    if (n >= BARS_MIN && n < 4000) {
        qsort(bar, n, sizeof *bar, by_x);
        regions = find_barcodes(bar, n, used, region, REGIONS_MAX);
    }
    free(bar);
    free(used);
    n = find_finders(&k->comps, finder);
    regions += find_matrices(finder, n, region + regions, REGIONS_MAX - regions);
    for (uint32_t i = 0; i < k->comps.n; i++) {
        bool drop = false;
        for (uint32_t j = 0; !drop && j < regions; j++)
            drop = is_in(&k->comps.at[i], &region[j]);
        if (!drop)
            k->comps.at[kept++] = k->comps.at[i];
    }
    k->comps.n = kept;
    return regions > 0;
}
