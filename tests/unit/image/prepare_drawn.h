/* What image_prepare makes of a drawn page, saved as a BMP of so many dpi; the page is released. */
#ifndef TESTS_IMAGE_PREPARE_DRAWN_H
#define TESTS_IMAGE_PREPARE_DRAWN_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "draw.h"
#include "image/image.h"

static inline struct prepared prepare_drawn(struct grey *g, int32_t dpi)
{
    struct err e = { 0 };
    struct image *im;
    struct image_opts o;
    struct prepared p;
    size_t len;
    uint8_t *bmp = bmp_of(g, dpi, &len);

    image_default_opts(&o);
    assert_true(image_open(&im, &o, &e));
    if (!image_prepare(im, IMAGE_BMP, bmp, len, dpi, 0, &p, &e))
        fail_msg("%s", e.text);
    image_close(im);
    grey_release(g);
    free(bmp);
    return p;
}
#endif
