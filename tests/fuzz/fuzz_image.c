/* Bytes as an image: image_probe, image_prepare, image_decode_full, image_thumbnail under a small
 * pixel limit. The first byte chooses the format, the second what the container says of turn and
 * dpi. */
#include <stdlib.h>

#include "base/buf.h"
#include "image/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct image *handle(void)
{
    static struct image *im;
    struct image_opts o;
    struct err e;

    if (im)
        return im;
    image_default_opts(&o);
    o.max_pixels = 1 << 20;
    image_start();
    if (!image_open(&im, &o, &e))
        abort();
    return im;
}

static void prepare(enum image_format f, const uint8_t *b, size_t len, uint8_t how)
{
    struct image *im = handle();
    struct prepared p;
    struct err e = { 0 };

    if (!image_prepare(im, f, b, len, how / 4 * 20, how % 4 * 90, &p, &e))
        return;
    if (p.grey.w < 1 || p.grey.h < 1 || (int64_t)p.scan_w * p.scan_h > 1 << 20)
        abort();
    if (image_turn(&p, 90, &e) && p.turned % 90)
        abort();
    prepared_release(&p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct image_info info;
    struct raster r;
    struct buf out;
    struct err e = { 0 };

    if (size < 3)
        return 0;
    const enum image_format f = (enum image_format)(data[0] % IMAGE_FORMATS);
    const uint8_t *b = data + 2;
    (void)!image_probe(f, b, size - 2, &info, &e);
    prepare(f, b, size - 2, data[1]);
    if (image_decode_full(handle(), f, b, size - 2, &r, &e))
        free(r.px);
    buf_init(&out, 1 << 20);
    (void)!image_thumbnail(handle(), f, b, size - 2, 90, 64, &out, &e);
    buf_release(&out);
    return 0;
}
