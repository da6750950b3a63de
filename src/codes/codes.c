#include "codes/codes.h"

#include <string.h>

#include "base/utf8.h"
#include "codes/codes_zxing.h"

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

/* Modules of a card's QR are 2.6 px at 200 dpi, where the decoder needs 3 to 4: the upper part of
 * the page, where cards and forms carry theirs, is tried at twice the size. */
static bool upscaled(const struct grey *g, struct gather *to, struct err *e)
{
    const int32_t w = g->w, h = g->h < g->w ? g->h : g->w;
    struct grey big;

    if (!grey_init(&big, 2 * w, 2 * h, e))
        return false;
    for (int32_t y = 0; y < 2 * h; y++) {
        const int32_t y0 = y / 2, y1 = y0 + (y & 1) < h ? y0 + (y & 1) : y0;
        const uint8_t *a = grey_row(g, y0), *b = grey_row(g, y1);
        uint8_t *out = grey_row(&big, y);
        for (int32_t x = 0; x < w; x++) {
            const int32_t next = x + 1 < w ? x + 1 : x;
            const unsigned here = (unsigned)a[x] + b[x], beside = (unsigned)a[next] + b[next];
            out[2 * x] = (uint8_t)(here / 2);
            out[2 * x + 1] = (uint8_t)((here + beside) / 4);
        }
    }
    to->scale = 2;
    const int rc = codes_zxing_read(big.px, big.w, big.h, (int)big.stride, 1, keep, to);
    grey_release(&big);
    return rc >= 0 || err_set(e, ERR_LIBRARY, "zxing: cannot search %d x %d pixels", w, h);
}

bool codes_find(const struct grey *g, bool thorough, struct arena *a, struct code *out,
                uint32_t max, uint32_t *n, struct err *e)
{
    struct gather to = { .a = a, .out = out, .max = max, .n = n, .scale = 1 };
    const uint32_t before = *n;

    if (codes_zxing_read(g->px, g->w, g->h, (int)g->stride, thorough, keep, &to) < 0)
        return err_set(e, ERR_LIBRARY, "zxing: cannot search %d x %d pixels", g->w, g->h);
    if (*n == before && thorough && g->w < 1900 && !to.full && !upscaled(g, &to, e))
        return false;
    return !to.full || *n == max || err_set(e, ERR_NOMEM, "no memory for a code's text");
}
