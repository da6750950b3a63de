#include "codes/codes.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "codes/codes_zxing.h"
#include "codes/evidence.h"
#include "codes/regions.h"

/* Pixels of a place that is enlarged: a code of 177 modules of 4 px. */
enum { UPSCALED_MAX = 800 * 800 };

struct gather {
    struct arena *a;
    struct code *out;
    uint32_t max, *n;
    int scale; /* boxes are divided by it */
    int32_t dx, dy;
    bool full;
};

static int keep(void *ctx, int kind, const char *text, size_t len, const int box[4])
{
    struct gather *g = ctx;
    char *t = len < 8192 ? utf8_nfc(g->a, text, len) : NULL;

    if (*g->n == g->max || (len < 8192 && !t)) {
        g->full = true;
        return 0;
    }
    if (!t || !*t)
        return 1;
    g->out[(*g->n)++] = (struct code){
        .kind = kind <= 2 ? (enum code_kind)kind : CODE_OTHER,
        .text = t,
        .box = { box[0] / g->scale + g->dx, box[1] / g->scale + g->dy,
                 box[2] / g->scale + 1 + g->dx, box[3] / g->scale + 1 + g->dy },
    };
    return 1;
}

static int search(const struct grey *g, struct box b, int kinds, bool thorough, struct gather *to)
{
    return codes_zxing_read(grey_row(g, b.y0) + b.x0, b.x1 - b.x0, b.y1 - b.y0, (int)g->stride,
                            kinds, thorough, keep, to);
}

/* Modules of a card's QR are 2.1 px at 200 dpi, where the decoder needs 3 to 4. */
static bool upscaled(const struct grey *g, struct box b, int kinds, struct gather *to,
                     struct err *e)
{
    struct grey big;

    if (!grey_init(&big, 2 * (b.x1 - b.x0), 2 * (b.y1 - b.y0), e))
        return false;
    for (int32_t y = 0; y < big.h; y++) {
        const int32_t y0 = b.y0 + y / 2, y1 = y0 + (y & 1) < b.y1 ? y0 + (y & 1) : y0;
        const uint8_t *above = grey_row(g, y0), *below = grey_row(g, y1);
        uint8_t *out = grey_row(&big, y);
        for (int32_t x = b.x0; x < b.x1; x++) {
            const int32_t next = x + 1 < b.x1 ? x + 1 : x, at = 2 * (x - b.x0);
            const unsigned here = (unsigned)above[x] + below[x],
                           beside = (unsigned)above[next] + below[next];
            out[at] = (uint8_t)(here / 2);
            out[at + 1] = (uint8_t)((here + beside) / 4);
        }
    }
    to->scale = 2;
    const int rc = search(&big, (struct box){ 0, 0, big.w, big.h }, kinds, true, to);
    to->scale = 1;
    grey_release(&big);
    return rc >= 0 ||
           err_set(e, ERR_LIBRARY, "zxing: cannot search %d x %d pixels", b.x1 - b.x0, b.y1 - b.y0);
}

static bool search_place(const struct grey *g, const struct place *p, bool thorough,
                         struct gather *to, struct err *e)
{
    const uint32_t before = *to->n;
    const int64_t area = (int64_t)(p->box.x1 - p->box.x0) * (p->box.y1 - p->box.y0);

    to->dx = p->box.x0;
    to->dy = p->box.y0;
    if (search(g, p->box, p->kinds, thorough, to) < 0)
        return err_set(e, ERR_LIBRARY, "zxing: cannot search %d x %d pixels", p->box.x1 - p->box.x0,
                       p->box.y1 - p->box.y0);
    if (!thorough || !p->fine || *to->n != before || to->full || area > UPSCALED_MAX)
        return true;
    return upscaled(g, p->box, p->kinds, to, e);
}

static bool search_region(const struct grey *g, const struct region *r, bool thorough,
                          struct gather *to, struct err *e)
{
    struct place places[PLACES_MAX];
    uint32_t n;

    if (!evidence_find(g, r, places, &n, e))
        return false;
    for (uint32_t i = 0; i < n && !to->full; i++)
        if (!search_place(g, &places[i], thorough, to, e))
            return false;
    return true;
}

/* From the top, then from the left: whatever the order of the search. */
static int by_place(const void *a, const void *b)
{
    const struct box *x = &((const struct code *)a)->box, *y = &((const struct code *)b)->box;
    const int rows = (x->y0 > y->y0) - (x->y0 < y->y0), cols = (x->x0 > y->x0) - (x->x0 < y->x0);
    const int kinds = (int)((const struct code *)a)->kind - (int)((const struct code *)b)->kind;

    return rows ? rows : cols ? cols : kinds;
}

bool codes_find(const struct grey *g, bool thorough, struct arena *a, struct code *out,
                uint32_t max, uint32_t *n, struct err *e)
{
    struct gather to = { .a = a, .out = out, .max = max, .n = n, .scale = 1 };
    struct region regions[REGIONS_MAX];
    uint32_t found;

    if (!regions_find(g, regions, &found, e))
        return false;
    for (uint32_t i = 0; i < found && !to.full; i++)
        if (!search_region(g, &regions[i], thorough, &to, e))
            return false;
    qsort(out, *n, sizeof *out, by_place);
    return !to.full || *n == max || err_set(e, ERR_NOMEM, "no memory for a code's text");
}
