#include "image/planes.h"

#include <stdlib.h>
#include <string.h>

void planes_release(struct planes *p)
{
    grey_release(&p->y);
    grey_release(&p->cb);
    grey_release(&p->cr);
    grey_release(&p->small);
    *p = (struct planes){ 0 };
}

bool pixels_check(uint64_t w, uint64_t h, uint64_t max_pixels, struct err *e)
{
    if (w == 0 || h == 0)
        return err_set(e, ERR_INPUT, "the image has no pixels (%llu x %llu)", (unsigned long long)w,
                       (unsigned long long)h);
    /* 65500 px is libjpeg's own limit; larger sides only come from forged headers. */
    if (w > 65500 || h > 65500 || w * h > max_pixels)
        return err_set(
            e, ERR_LIMIT,
            "the image claims %llu x %llu pixels, the limit is %llu; raise max_mpixels if "
            "it is genuine",
            (unsigned long long)w, (unsigned long long)h, (unsigned long long)max_pixels);
    return true;
}

bool planes_init_rgb(struct planes *p, int32_t w, int32_t h, bool colour, struct err *e)
{
    *p = (struct planes){ .sub_x = 2, .sub_y = 2 };
    if (!grey_init(&p->y, w, h, e))
        return false;
    if (colour && (!grey_init(&p->cb, (w + 1) / 2, (h + 1) / 2, e) ||
                   !grey_init(&p->cr, (w + 1) / 2, (h + 1) / 2, e))) {
        planes_release(p);
        return false;
    }
    return true;
}

static uint8_t clamp_byte(int32_t v)
{
    return (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
}

/* JFIF (ITU-R BT.601 full range) weights in 16.16. */
void planes_put_rgb(struct planes *p, int32_t row, const uint8_t *rgb, int32_t step)
{
    uint8_t *y = grey_row(&p->y, row);
    for (int32_t x = 0; x < p->y.w; x++) {
        const uint8_t *s = rgb + (size_t)x * (size_t)step;
        y[x] = (uint8_t)((19595 * s[0] + 38470 * s[1] + 7471 * s[2] + 32768) >> 16);
    }
    if (!p->cb.px || row % 2)
        return;
    uint8_t *cb = grey_row(&p->cb, row / 2), *cr = grey_row(&p->cr, row / 2);
    for (int32_t x = 0; x < p->cb.w; x++) {
        const uint8_t *s = rgb + (size_t)x * 2 * (size_t)step;
        const uint8_t *t = x * 2 + 1 < p->y.w ? s + step : s;
        const int32_t r = s[0] + t[0], g = s[1] + t[1], b = s[2] + t[2];
        cb[x] = clamp_byte(128 + ((-11059 * r - 21709 * g + 32768 * b) >> 17));
        cr[x] = clamp_byte(128 + ((32768 * r - 27439 * g - 5329 * b) >> 17));
    }
}

bool raster_init(struct raster *r, int32_t w, int32_t h, int32_t channels, int32_t bits,
                 struct err *e)
{
    size_t stride, bytes;

    *r = (struct raster){ .w = w, .h = h, .channels = channels, .bits = bits };
    if (w <= 0 || h <= 0 || channels <= 0)
        return err_set(e, ERR_INPUT, "an image of %d x %d pixels", w, h);
    stride = bits == 1 ? ((size_t)w + 7) / 8 : (size_t)w * (size_t)channels;
    if (__builtin_mul_overflow(stride, (size_t)h, &bytes))
        return err_set(e, ERR_LIMIT, "an image of %d x %d pixels", w, h);
    r->px = malloc(bytes);
    if (!r->px)
        return err_set(e, ERR_NOMEM, "no memory for %d x %d pixels", w, h);
    r->stride = stride;
    return true;
}
