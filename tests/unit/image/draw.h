/* A drawn page for tests: lines of blocky letters on white, seen through any homography, as a BMP.
 */
#ifndef TESTS_IMAGE_DRAW_H
#define TESTS_IMAGE_DRAW_H
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "image/pixels.h"

/* 5 x 7 letters of "Trang 2" and fillers, one bit a pixel, top row first. */
static const uint8_t glyphs[][7] = {
    { 31, 4, 4, 4, 4, 4, 4 },       { 0, 0, 22, 25, 16, 16, 16 },   { 0, 0, 14, 1, 15, 17, 15 },
    { 0, 0, 30, 17, 17, 17, 17 },   { 0, 0, 15, 17, 15, 1, 14 },    { 14, 17, 1, 2, 4, 8, 31 },
    { 17, 17, 31, 17, 17, 17, 17 }, { 14, 17, 16, 16, 16, 17, 14 },
};

struct drawing {
    struct grey page;
    int32_t mm10; /* px a centimetre */
};

static inline void draw_block(struct grey *g, int32_t x, int32_t y, int32_t w, int32_t h, uint8_t v)
{
    for (int32_t j = y; j < y + h; j++) {
        for (int32_t i = x; i < x + w; i++) {
            if (i >= 0 && j >= 0 && i < g->w && j < g->h)
                grey_row(g, j)[i] = v;
        }
    }
}

static inline void draw_glyph(struct grey *g, int32_t x, int32_t y, int32_t dot,
                              const uint8_t rows[7], uint8_t v)
{
    for (int32_t j = 0; j < 7; j++) {
        for (int32_t i = 0; i < 5; i++) {
            if (rows[j] >> (4 - i) & 1)
                draw_block(g, x + i * dot, y + j * dot, dot, dot, v);
        }
    }
}

/* Ragged lines of words, 4.5 mm letters' pitch as in office papers of 13 pt. */
static inline void draw_lines(struct grey *g, int32_t dpi, int32_t from, int32_t to)
{
    const int32_t dot = dpi / 75 > 1 ? dpi / 75 : 1, pitch = dpi / 4, left = dpi;
    uint32_t seed = 12345;

    for (int32_t y = from; y + pitch < to; y += pitch) {
        const int32_t right = g->w - dpi - (int32_t)(seed % (uint32_t)dpi);
        for (int32_t x = left; x < right; x += 6 * dot) {
            seed = seed * 1664525u + 1013904223u;
            if (seed >> 28 == 0) /* a gap between words */
                continue;
            draw_glyph(g, x, y, dot, glyphs[(seed >> 20) % 8], 20);
        }
    }
}

static inline void put32(uint8_t *p, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        p[i] = (uint8_t)(v >> (8 * i));
}

/* An 8-bit grey BMP of g; free() it. */
static inline uint8_t *bmp_of(const struct grey *g, int32_t dpi, size_t *len)
{
    const size_t stride = ((size_t)g->w + 3) / 4 * 4, head = 54 + 1024;
    uint8_t *b = calloc(1, head + stride * (size_t)g->h);

    *len = head + stride * (size_t)g->h;
    b[0] = 'B', b[1] = 'M';
    put32(b + 10, (uint32_t)head);
    put32(b + 14, 40);
    put32(b + 18, (uint32_t)g->w);
    put32(b + 22, (uint32_t)g->h);
    b[26] = 1, b[28] = 8;
    put32(b + 38, (uint32_t)((double)dpi / 0.0254 + 0.5));
    for (uint32_t i = 0; i < 256; i++)
        put32(b + 54 + 4 * i, i | i << 8 | i << 16);
    for (int32_t y = 0; y < g->h; y++)
        memcpy(b + head + stride * (size_t)(g->h - 1 - y), grey_row(g, y), (size_t)g->w);
    return b;
}

/* Middle of the dark pixels of a disc near (x, y): the disc is the only thing within reach. */
static inline int disc_centre(const struct grey *g, double x, double y, double reach, double *cx,
                              double *cy)
{
    double n = 0, sx = 0, sy = 0;

    for (int32_t j = (int32_t)(y - reach); j <= (int32_t)(y + reach); j++) {
        for (int32_t i = (int32_t)(x - reach); i <= (int32_t)(x + reach); i++) {
            if (i < 0 || j < 0 || i >= g->w || j >= g->h)
                continue;
            const double v = 255 - grey_row(g, j)[i];
            if (v > 64)
                n += v, sx += v * (i + 0.5), sy += v * (j + 0.5);
        }
    }
    *cx = n > 0 ? sx / n : 0, *cy = n > 0 ? sy / n : 0;
    return n > 0;
}

static inline void draw_disc(struct grey *g, double x, double y, double r)
{
    for (int32_t j = (int32_t)(y - r) - 1; j <= (int32_t)(y + r) + 1; j++) {
        for (int32_t i = (int32_t)(x - r) - 1; i <= (int32_t)(x + r) + 1; i++) {
            const double dx = i + 0.5 - x, dy = j + 0.5 - y;
            if (dx * dx + dy * dy <= r * r && i >= 0 && j >= 0 && i < g->w && j < g->h)
                grey_row(g, j)[i] = 10;
        }
    }
}
#endif
