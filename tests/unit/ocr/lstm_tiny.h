/* A complete .traineddata of a few hundred weights, so that the reader and the kernels can be
 * tested without an installed model; and grey planes of invented strokes. Included by the lstm
 * tests only. */
#ifndef TESTS_LSTM_TINY_H
#define TESTS_LSTM_TINY_H
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "doc/grey.h"

static uint32_t tiny_seed = 1;

static inline uint32_t tiny_random(void)
{
    tiny_seed = tiny_seed * 1664525u + 1013904223u;
    return tiny_seed >> 8;
}

static inline void tiny_u32(struct buf *b, uint32_t v)
{
    const char p[4] = { (char)v, (char)(v >> 8), (char)(v >> 16), (char)(v >> 24) };
    buf_add(b, p, 4);
}

static inline void tiny_u64(struct buf *b, uint64_t v)
{
    tiny_u32(b, (uint32_t)v);
    tiny_u32(b, (uint32_t)(v >> 32));
}

static inline void tiny_string(struct buf *b, const char *s)
{
    tiny_u32(b, (uint32_t)strlen(s));
    buf_puts(b, s);
}

static inline void tiny_head(struct buf *b, const char *type, uint32_t flags, uint32_t ni,
                             uint32_t no)
{
    buf_putc(b, 0);
    tiny_string(b, type);
    buf_add(b, "\1\1", 2);
    tiny_u32(b, flags);
    tiny_u32(b, ni);
    tiny_u32(b, no);
    tiny_u32(b, 0);
    tiny_string(b, "a layer");
}

static inline void tiny_matrix(struct buf *b, uint32_t rows, uint32_t cols, double scale)
{
    buf_putc(b, (char)0x85);
    tiny_u32(b, rows);
    tiny_u32(b, cols);
    buf_putc(b, 0);
    for (uint32_t i = 0; i < rows * cols; i++)
        buf_putc(b, (char)(int8_t)((int32_t)(tiny_random() % 255) - 127));
    tiny_u32(b, rows + 3); /* padded, as real files are */
    for (uint32_t i = 0; i < rows + 3; i++) {
        const double s = i < rows ? scale * (1 + (tiny_random() % 100) / 100.0) : 0;
        uint64_t bits;
        memcpy(&bits, &s, 8);
        tiny_u64(b, bits);
    }
}

static inline void tiny_lstm(struct buf *b, const char *type, uint32_t ni, uint32_t ns)
{
    tiny_head(b, type, 0xC0, ni, ns);
    tiny_u32(b, ni + ns);
    for (int i = 0; i < 4; i++)
        tiny_matrix(b, ns, ni + ns + 1, 0.02);
}

static inline void tiny_rates(struct buf *b, uint32_t n)
{
    tiny_u32(b, n);
    for (uint32_t i = 0; i < n; i++)
        tiny_u32(b, 0);
}

/* Sizes chosen to be multiples of nothing. */
enum { TINY_CONV = 5, TINY_COLUMN = 7, TINY_A = 19, TINY_B = 33, TINY_CODES = 6 };

static inline void tiny_network(struct buf *b)
{
    tiny_head(b, "Series", 0xC0, 36, TINY_CODES);
    tiny_u32(b, 7);
    tiny_head(b, "Input", 0xC0, 36, 1);
    const uint32_t shape[5] = { 1, 36, 0, 1, 0 };
    for (int i = 0; i < 5; i++)
        tiny_u32(b, shape[i]);
    tiny_head(b, "Series", 0xC0, 1, TINY_CONV);
    tiny_u32(b, 2);
    tiny_head(b, "Convolve", 0xC0, 1, 9);
    tiny_u32(b, 1);
    tiny_u32(b, 1);
    tiny_head(b, "Tanh", 0xC0, 9, TINY_CONV);
    tiny_matrix(b, TINY_CONV, 10, 0.1);
    tiny_rates(b, 2);
    tiny_head(b, "Maxpool", 0xC0, TINY_CONV, TINY_CONV);
    tiny_u32(b, 3);
    tiny_u32(b, 3);
    tiny_head(b, "XYTranspose", 0xC0, TINY_CONV, TINY_COLUMN);
    tiny_u32(b, 1);
    tiny_lstm(b, "SummLSTM", TINY_CONV, TINY_COLUMN);
    tiny_rates(b, 1);
    tiny_lstm(b, "LSTM", TINY_COLUMN, TINY_A);
    tiny_head(b, "RTLReversed", 0xC0, TINY_A, TINY_B);
    tiny_u32(b, 1);
    tiny_lstm(b, "LSTM", TINY_A, TINY_B);
    tiny_rates(b, 1);
    tiny_head(b, "Softmax", 0xC0, TINY_B, TINY_CODES);
    tiny_matrix(b, TINY_CODES, TINY_B + 1, 0.005);
    tiny_rates(b, 7);
    tiny_string(b, "[1,36,0,1 Ct3,3,5 Mp3,3 Lfys7 Lfx19 Lrx33 O1c6]");
    tiny_u32(b, 65);
    tiny_u32(b, 100);
    tiny_u32(b, 200);
    tiny_u32(b, TINY_CODES - 1);
    for (int i = 0; i < 3; i++)
        tiny_u32(b, 0);
}

static inline void tiny_model(struct buf *b)
{
    static const char *const texts[] = { "NULL",         "Joined", "|Broken|0|1", "a", "\xC4\x91",
                                         "\xE1\xBB\x99", "x" };
    static const uint32_t codes[] = { 0, 5, 5, 1, 2, 3, 4 };
    struct buf part[3];

    tiny_seed = 20240501;
    for (int i = 0; i < 3; i++)
        buf_init(&part[i], 1 << 20);
    tiny_network(&part[0]);
    buf_puts(&part[1], "7\n");
    tiny_u32(&part[2], 7);
    for (int i = 0; i < 7; i++) {
        buf_printf(&part[1], "%s 0 Common %d\n", texts[i], i);
        buf_putc(&part[2], 1);
        tiny_u32(&part[2], 1);
        tiny_u32(&part[2], codes[i]);
    }
    tiny_u32(b, 24);
    uint64_t at = 4 + 24 * 8;
    for (int i = 0, k = 0; i < 24; i++) {
        const bool there = i == 17 || i == 21 || i == 22;
        tiny_u64(b, there ? at : UINT64_MAX);
        if (there)
            at += part[k++].len;
    }
    for (int i = 0; i < 3; i++) {
        buf_add(b, part[i].ptr, part[i].len);
        buf_release(&part[i]);
    }
}

/* Paper with noise, dark strokes of a pen; or its negative. */
static inline void tiny_strokes(struct grey *g, uint32_t seed, bool negative)
{
    tiny_seed = seed;
    for (int32_t y = 0; y < g->h; y++)
        for (int32_t x = 0; x < g->w; x++)
            grey_row(g, y)[x] = (uint8_t)(225 + tiny_random() % 20);
    for (int32_t n = g->w * g->h / 400 + 1; n > 0; n--) {
        int32_t x = (int32_t)(tiny_random() % (uint32_t)g->w),
                y = (int32_t)(tiny_random() % (uint32_t)g->h);
        const int32_t dx = (int32_t)(tiny_random() % 3) - 1, dy = (int32_t)(tiny_random() % 3) - 1;
        for (int32_t i = 0; i < g->h / 3 + 1; i++, x += dx, y += dy)
            for (int32_t k = 0; k < 9; k++) {
                const int32_t px = x + k % 3, py = y + k / 3;
                if (px >= 0 && px < g->w && py >= 0 && py < g->h)
                    grey_row(g, py)[px] = (uint8_t)(20 + tiny_random() % 40);
            }
    }
    for (int32_t y = 0; negative && y < g->h; y++)
        for (int32_t x = 0; x < g->w; x++)
            grey_row(g, y)[x] ^= 255;
}
#endif
