/* Frames as Leptonica's pictures and back, for the tests that ask libtesseract. */
#ifndef TESTS_TESS_PIX_H
#define TESTS_TESS_PIX_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <allheaders.h>

#include "doc/grey.h"
#include "doc/page.h"

/* The caller's (pixDestroy). */
static inline PIX *pix_of(const struct grey *g, struct box b)
{
    PIX *p = pixCreate(b.x1 - b.x0, b.y1 - b.y0, 8);

    assert_non_null(p);
    for (int32_t y = b.y0; y < b.y1; y++)
        for (int32_t x = b.x0; x < b.x1; x++)
            SET_DATA_BYTE(pixGetData(p) + (size_t)(y - b.y0) * (size_t)pixGetWpl(p), x - b.x0,
                          grey_row(g, y)[x]);
    pixSetResolution(p, 300, 300);
    return p;
}

/* p: 8 bits a pixel. The caller's (grey_release). */
static inline struct grey grey_of(PIX *p)
{
    struct grey g;
    struct err e;

    assert_true(grey_init(&g, pixGetWidth(p), pixGetHeight(p), &e));
    for (int32_t y = 0; y < g.h; y++)
        for (int32_t x = 0; x < g.w; x++)
            grey_row(&g, y)[x] =
                (uint8_t)GET_DATA_BYTE(pixGetData(p) + (size_t)y * (size_t)pixGetWpl(p), x);
    return g;
}
#endif
