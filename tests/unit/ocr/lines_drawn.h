/* Drawn pages for the tests of line finding: letters are filled boxes. */
#ifndef TESTS_LINES_DRAWN_H
#define TESTS_LINES_DRAWN_H
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ocr/lines.h"

static inline struct grey blank(int32_t w, int32_t h)
{
    struct grey g;
    struct err e;

    assert_true(grey_init(&g, w, h, &e));
    memset(g.px, 255, g.stride * (size_t)h);
    return g;
}

/* Clipped to the page; y grows with x by `lean`. */
static inline void fill(struct grey *g, int32_t x0, int32_t y0, int32_t x1, int32_t y1, double lean)
{
    for (int32_t x = x0 < 0 ? 0 : x0; x < x1 && x < g->w; x++) {
        const int32_t d = (int32_t)lround(lean * x);
        for (int32_t y = y0 + d; y < y1 + d; y++)
            if (y >= 0 && y < g->h)
                grey_row(g, y)[x] = 0;
    }
}

/* n letters of x-height 20 on baseline y from x, a word space after every fifth; every third has an
 * ascender, every seventh a mark on top. Returns the right end. */
static inline int32_t text(struct grey *g, int32_t x, int32_t y, int n, double lean)
{
    for (int i = 0; i < n; i++) {
        fill(g, x, y - (i % 3 == 1 ? 30 : 20), x + 5, y, lean);
        fill(g, x, y - 20, x + 14, y - 15, lean);
        fill(g, x + 9, y - 20, x + 14, y, lean);
        if (i % 7 == 2)
            fill(g, x + 3, y - 32, x + 11, y - 26, lean);
        x += i % 5 == 4 ? 34 : 20;
    }
    return x - 20;
}

static inline struct lines find(const struct grey *g)
{
    struct lines l;
    struct err e;

    assert_true(lines_find(g, 300, &l, &e));
    return l;
}

static inline uint32_t dark(const struct grey *g, struct box b)
{
    uint32_t n = 0;

    for (int32_t y = b.y0; y < b.y1; y++)
        for (int32_t x = b.x0; x < b.x1; x++)
            n += grey_row(g, y)[x] < 128;
    return n;
}

#endif
