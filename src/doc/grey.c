#include "doc/grey.h"

#include <stdlib.h>

bool grey_init(struct grey *g, int32_t w, int32_t h, struct err *e)
{
    size_t bytes;

    *g = (struct grey){ 0 };
    if (w <= 0 || h <= 0)
        return err_set(e, ERR_INPUT, "an image of %d x %d pixels", w, h);
    const size_t stride = ((size_t)w + 63) / 64 * 64;
    if (__builtin_mul_overflow(stride, (size_t)h, &bytes))
        return err_set(e, ERR_LIMIT, "an image of %d x %d pixels", w, h);
    g->px = aligned_alloc(64, bytes);
    if (!g->px)
        return err_set(e, ERR_NOMEM, "no memory for %d x %d pixels", w, h);
    g->w = w;
    g->h = h;
    g->stride = stride;
    return true;
}

void grey_release(struct grey *g)
{
    free(g->px);
    *g = (struct grey){ 0 };
}

void grey_take(struct grey *dst, struct grey *src)
{
    grey_release(dst);
    *dst = *src;
    *src = (struct grey){ 0 };
}

int32_t histogram_part(const uint32_t *hist, int32_t bins, uint32_t part, uint32_t of)
{
    uint64_t total = 0, seen = 0;
    int32_t i = 0;

    for (int32_t k = 0; k < bins; k++)
        total += hist[k];
    while (i < bins - 1 && (seen += hist[i]) * of < total * part)
        i++;
    return i;
}
