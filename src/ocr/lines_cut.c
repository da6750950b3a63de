#include "ocr/lines_cut.h"

#include <stdlib.h>
#include <string.h>

enum { CUTS_MAX = 4096, LINES_OF_ONE = 6 };

/* The lowest row whose baseline runs through the component well above its foot, with another row's
 * letters below it; -1 when there is none. */
static int32_t cut_at(const struct comp *c, const struct rows *rows, const uint32_t *near,
                      uint32_t n)
{
    int32_t cut = -1;
    bool below = false;

    for (uint32_t i = n; i-- > 0;) {
        const struct row *r = &rows->at[near[i]];
        const float h = r->height;
        if (r->letters < 4 || (float)c->x0 > (float)r->ink.x1 + 3 * h ||
            (float)c->x1 < (float)r->ink.x0 - 3 * h)
            continue;
        /* The row below reaches up into the component... */
        if (r->base > (float)c->y0 + 1.5f * h && r->base - 0.5f * h < (float)c->y1) {
            if (below && (float)c->y1 > r->base + 0.6f * h && cut < 0)
                cut = (int32_t)(r->base + 0.25f * h);
            below = true;
        } else if (below && r->base > (float)c->y0 + 0.4f * h &&
                   (float)c->y1 > r->base + 0.6f * h && cut < 0) {
            /* ...and the row above ends in it. */
            cut = (int32_t)(r->base + 0.25f * h);
        }
    }
    return cut > c->y0 && cut < c->y1 ? cut : -1;
}

static uint32_t rows_near(const struct comp *c, const struct rows *rows, float reach,
                          uint32_t *near, uint32_t cap)
{
    uint32_t lo = 0, hi = rows->n, n = 0;

    while (lo < hi) {
        const uint32_t mid = (lo + hi) / 2;
        if (rows->at[mid].base < (float)c->y0)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < rows->n && n < cap && rows->at[lo].base <= (float)c->y1 + reach; lo++)
        near[n++] = lo;
    return n;
}

bool rows_cut_tall(struct ink *k, const struct rows *rows, uint32_t *cuts)
{
    const float tall = 1.9f * k->x_height, wide = 8 * k->x_height;
    uint32_t near[256];
    struct comp *more = realloc(k->comps.at, (k->comps.n + CUTS_MAX + 1) * sizeof *more);

    *cuts = 0;
    if (!more)
        return false;
    k->comps.at = more;
    for (uint32_t i = 0; i < k->comps.n && *cuts < CUTS_MAX; i++) {
        struct comp *c = &k->comps.at[i];
        const float h = (float)(c->y1 - c->y0);
        if (h < tall || h > LINES_OF_ONE * 3 * k->x_height || (float)(c->x1 - c->x0) > wide)
            continue;
        const uint32_t n = rows_near(c, rows, k->x_height, near, sizeof near / sizeof *near);
        const int32_t y = cut_at(c, rows, near, n);
        if (y < 0)
            continue;
        struct comp *low = &k->comps.at[k->comps.n];
        *low = *c;
        low->y1 = y;
        c->y0 = y;
        const int32_t area = c->area;
        low->area = (int32_t)((float)area * (float)(low->y1 - low->y0) / h);
        c->area = area - low->area;
        k->comps.n++;
        (*cuts)++;
        i--; /* what is above may hold another line */
    }
    return true;
}
