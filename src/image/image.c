#include "image/image.h"
#include "base/without.h"
#include "image/clean.h"
#include "image/pixels.h"
#include "image/planes.h"
#include "image/prepare.h"
#include "image/streak.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

struct image {
    struct image_opts o;
};

void image_default_opts(struct image_opts *o)
{
    *o = (struct image_opts){ .max_pixels = 200000000,
                              .max_skew_deg = 15,
                              .deskew = true,
                              .normalise = true,
                              .drop_colour = true,
                              .find_page = true };
}

void image_start(void)
{
    /* Planes of 5 to 25 MB come and go with every page. Left to itself malloc maps and unmaps each
     * one, and the page faults cost a fifth of the preparation; so they stay in the thread's heap.
     */
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
}

bool image_open(struct image **out, const struct image_opts *o, struct err *e)
{
    *out = malloc(sizeof **out);
    if (!*out)
        return err_set(e, ERR_NOMEM, "no memory for an image handle");
    (*out)->o = *o;
    return true;
}

void image_close(struct image *im)
{
    free(im);
}

void prepared_release(struct prepared *p)
{
    grey_release(&p->grey);
    grey_release(&p->raw);
    *p = (struct prepared){ 0 };
}

static bool load(const struct image_opts *o, enum image_format format, const uint8_t *bytes,
                 size_t len, int32_t dpi, struct planes *p, struct err *e)
{
    if (format == IMAGE_JPEG)
        return jpeg_load(bytes, len, o->max_pixels, dpi, p, e);
    if (format == IMAGE_BMP)
        return bmp_load(bytes, len, o->max_pixels, p, e);
    if (format == IMAGE_TIFF) {
        struct err mine = { 0 };
        if (tiff_load(bytes, len, o->max_pixels, p, &mine))
            return true;
        if (mine.kind != ERR_UNSUPPORTED) {
            *e = mine;
            return false;
        }
    }
    return vips_load(format, bytes, len, o->max_pixels, p, e);
}

bool image_prepare(struct image *im, enum image_format format, const uint8_t *bytes, size_t len,
                   int32_t dpi, int32_t turn, struct prepared *out, struct err *e)
{
    struct planes p = { 0 };

    *out = (struct prepared){ 0 };
    if (turn % 90 || turn < 0 || turn > 270)
        return err_set(e, ERR_USAGE, "a turn of %d degrees", turn);
    if (!load(&im->o, format, bytes, len, dpi, &p, e))
        return false;
    int32_t faults;
    const bool ok = (without("fault") || streak_repair(&p, &faults, e)) &&
                    prepare_page(&im->o, &p, dpi, turn, out, e);
    planes_release(&p);
    if (!ok)
        prepared_release(out);
    return ok;
}

bool image_turn(struct prepared *p, int32_t quarter_deg, struct err *e)
{
    struct grey grey = { 0 }, raw = { 0 };
    double map[9];

    if (quarter_deg % 90 || quarter_deg < 0 || quarter_deg > 270)
        return err_set(e, ERR_USAGE, "a turn of %d degrees", quarter_deg);
    if (quarter_deg == 0)
        return true;
    if (!grey_turn(&p->grey, quarter_deg, &grey, map, e))
        return false;
    if (p->raw.px && !grey_turn(&p->raw, quarter_deg, &raw, map, e)) {
        grey_release(&grey);
        return false;
    }
    grey_take(&p->grey, &grey);
    grey_take(&p->raw, &raw);
    map_multiply(p->to_scan, map, p->to_scan);
    p->turned = (p->turned + quarter_deg) % 360;
    return true;
}

bool image_decode_full(struct image *im, enum image_format format, const uint8_t *bytes, size_t len,
                       struct raster *out, struct err *e)
{
    if (format == IMAGE_BMP)
        return bmp_decode(bytes, len, im->o.max_pixels, out, e);
    if (format == IMAGE_TIFF) {
        struct err mine = { 0 };
        if (tiff_decode(bytes, len, im->o.max_pixels, out, &mine))
            return true;
        if (mine.kind != ERR_UNSUPPORTED) {
            *e = mine;
            return false;
        }
    }
    return vips_decode(format, bytes, len, im->o.max_pixels, out, e);
}

bool image_thumbnail(struct image *im, enum image_format format, const uint8_t *bytes, size_t len,
                     int32_t turn, int32_t side, struct buf *out_jpeg, struct err *e)
{
    struct raster r = { 0 };

    if (side < 1 || side > 10000 || turn % 90 || turn < 0 || turn > 270)
        return err_set(e, ERR_USAGE, "a thumbnail of %d px turned by %d", side, turn);
    if (format != IMAGE_BMP)
        return vips_thumb(format, bytes, len, im->o.max_pixels, turn, side, out_jpeg, e);
    if (!bmp_decode(bytes, len, im->o.max_pixels, &r, e))
        return false;
    const bool ok = vips_thumb_raster(&r, turn, side, out_jpeg, e);
    free(r.px);
    return ok;
}
