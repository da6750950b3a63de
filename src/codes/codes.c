#include "codes/codes.h"

#include <string.h>

#include "base/utf8.h"
#include "codes/codes_zxing.h"
#include "codes/regions.h"

/* Pixels: what is larger has modules enough as it is; less so on a page scanned at 200 dpi, or on a
 * card cut out of its sheet. */
enum { UPSCALED_MAX = 320 * 320, UPSCALED_SMALL_PAGE = 1000 * 1000, SMALL_PAGE_W = 1900 };

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

static int search(const struct grey *g, struct box b, bool thorough, struct gather *to)
{
    return codes_zxing_read(grey_row(g, b.y0) + b.x0, b.x1 - b.x0, b.y1 - b.y0, (int)g->stride,
                            thorough, keep, to);
}

/* Modules of a card's QR are 2.1 px at 200 dpi, where the decoder needs 3 to 4. */
static bool upscaled(const struct grey *g, struct box b, struct gather *to, struct err *e)
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
    const int rc = search(&big, (struct box){ 0, 0, big.w, big.h }, true, to);
    to->scale = 1;
    grey_release(&big);
    return rc >= 0 ||
           err_set(e, ERR_LIBRARY, "zxing: cannot search %d x %d pixels", b.x1 - b.x0, b.y1 - b.y0);
}

static bool search_region(const struct grey *g, const struct region *r, bool thorough,
                          struct gather *to, struct err *e)
{
    const uint32_t before = *to->n;
    const int64_t area = (int64_t)(r->box.x1 - r->box.x0) * (r->box.y1 - r->box.y0);

    to->dx = r->box.x0;
    to->dy = r->box.y0;
    if (search(g, r->box, thorough, to) < 0)
        return err_set(e, ERR_LIBRARY, "zxing: cannot search %d x %d pixels", r->box.x1 - r->box.x0,
                       r->box.y1 - r->box.y0);
    if (!thorough || !r->solid || *to->n != before || to->full ||
        area > (g->w < SMALL_PAGE_W ? UPSCALED_SMALL_PAGE : UPSCALED_MAX))
        return true;
    return upscaled(g, r->box, to, e);
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
    return !to.full || *n == max || err_set(e, ERR_NOMEM, "no memory for a code's text");
}
