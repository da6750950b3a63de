/* Scaled grey to what the convolution reads. Source: Tesseract 5.3.0 networkio.cpp
 * (ComputeBlackWhite, SetPixel), statistc.cpp (ile), convolve.cpp. */
#include <string.h>

#include "ocr/lstm_internal.h"

struct histogram {
    int32_t n[256], total;
};

/* The value below which `fraction` of the counts lie, interpolated inside its bucket. */
static double quantile(const struct histogram *h, double fraction)
{
    double target = fraction * h->total;
    int32_t sum = 0, i = 0;

    if (target < 1)
        target = 1;
    while (i < 256 && sum < target)
        sum += h->n[i++];
    return i > 0 ? i - ((double)sum - target) / h->n[i - 1] : 0;
}

/* Local extremes of the middle row: ink and paper as the line shows them. */
static void black_white(const uint8_t *row, int32_t w, bool invert, float *black, float *white)
{
    struct histogram min = { 0 }, max = { 0 };
    const uint8_t flip = invert ? 255 : 0;

    for (int32_t x = 1; x + 1 < w; x++) {
        const int prev = row[x - 1] ^ flip, curr = row[x] ^ flip, next = row[x + 1] ^ flip;
        if ((curr < prev && curr <= next) || (curr <= prev && curr < next))
            min.n[curr]++, min.total++;
        if ((curr > prev && curr >= next) || (curr >= prev && curr > next))
            max.n[curr]++, max.total++;
    }
    if (!min.total)
        min.n[0] = min.total = 1;
    if (!max.total)
        max.n[255] = max.total = 1;
    *black = (float)quantile(&min, 0.25);
    *white = (float)quantile(&max, 0.75);
}

static void value_table(float black, float white, bool invert, uint8_t table[256])
{
    float contrast = (white - black) / 2.0f;

    if (contrast <= 0)
        contrast = 1;
    for (int p = 0; p < 256; p++) {
        const int seen = invert ? 255 - p : p;
        float v = 128 * (((float)seen - black) / contrast - 1.0f);
        /* Far outside the range the cast to int below would be undefined. */
        v = v < -1000 ? -1000 : v > 1000 ? 1000 : v;
        const int q = v >= 0 ? (int)(v + 0.5f) : -(int)(-v + 0.5f);
        table[p] = (uint8_t)(128 + (q < -127 ? -127 : q > 127 ? 127 : q));
    }
}

void lstm_normalise(const uint8_t *grey, int32_t w, bool invert, uint8_t *columns)
{
    float black, white;
    uint8_t table[256];

    black_white(grey + (size_t)(LSTM_HEIGHT / 2) * (size_t)w, w, invert, &black, &white);
    value_table(black, white, invert, table);
    /* In strips, so that the columns written stay in the first-level cache. */
    for (int32_t x0 = 0; x0 < w; x0 += 64) {
        const int32_t x1 = x0 + 64 < w ? x0 + 64 : w;
        for (int32_t y = 0; y < LSTM_HEIGHT; y++) {
            const uint8_t *src = grey + (size_t)y * (size_t)w;
            uint8_t *dst = columns + 1 + y;
            for (int32_t x = x0; x < x1; x++)
                dst[(size_t)x * LSTM_COLUMN] = table[src[x]];
        }
        for (int32_t x = x0; x < x1; x++) {
            uint8_t *col = columns + (size_t)x * LSTM_COLUMN;
            col[0] = col[LSTM_HEIGHT + 1] = col[LSTM_HEIGHT + 2] = col[LSTM_HEIGHT + 3] = 128;
        }
    }
}

/* How many draws are consumed before position (x, y), in the order y, x, x offset, y offset. A row
 * at the top or bottom draws 1 for each of its 3 columns inside, 3 for a column outside; inner rows
 * draw only at their ends. w >= 3. */
static size_t draws_before(int32_t w, int32_t x, int32_t y)
{
    const size_t row = 3 * (size_t)w + 4; /* 2 corners of 5, else 3 */
    size_t n = y > 0 ? row + (size_t)(y - 1) * 6 : 0;

    if (y == 0 || y == LSTM_HEIGHT - 1)
        return n + (x > 0 ? 3 * (size_t)x + 2 : 0);
    return n + (x > 0 ? 3 : 0);
}

/* The patch at (x, y), of which some pixels lie outside. */
static void border_patch(const struct lstm_model *m, const uint8_t *columns, int32_t w, int32_t x,
                         int32_t y, uint8_t *const patch[3])
{
    const uint8_t *draw = m->noise + draws_before(w, x, y);

    for (int32_t dx = 0; dx < 3; dx++) {
        const int32_t sx = x + dx - 1;
        patch[dx][3] = 128;
        for (int32_t dy = 0; dy < 3; dy++) {
            const int32_t sy = y + dy - 1;
            const bool out = sx < 0 || sx >= w || sy < 0 || sy >= LSTM_HEIGHT;
            patch[dx][dy] = out ? *draw++ : columns[(size_t)sx * LSTM_COLUMN + 1 + (size_t)sy];
        }
    }
}

/* The same for the first or last row, away from the ends: three pixels lie outside. */
static void edge_patch(const struct lstm_model *m, const uint8_t *columns, int32_t w, int32_t x,
                       int32_t y, uint8_t *patch)
{
    const uint8_t *draw = m->noise + draws_before(w, x, y);

    for (int32_t dx = 0; dx < 3; dx++) {
        memcpy(patch + 4 * dx, columns + (size_t)(x + dx - 1) * LSTM_COLUMN + y, 4);
        patch[4 * dx + (y == 0 ? 0 : 2)] = draw[dx];
    }
}

void lstm_look(const struct lstm_model *m, const uint8_t *columns, int32_t w, int32_t t,
               struct lstm_view *v)
{
    for (int32_t i = 0; i < LSTM_POOL; i++) {
        const int32_t x = t * LSTM_POOL + i;
        const bool end = x == 0 || x == w - 1;
        v->step[i] = end ? 4 : 1;
        for (int32_t dx = 0; dx < 3; dx++)
            v->col[i][dx] = end ? v->end[i][dx] : columns + (size_t)(x + dx - 1) * LSTM_COLUMN;
        for (int32_t y = 0; end && y < LSTM_HEIGHT; y++) {
            uint8_t *const at[3] = { v->end[i][0] + 4 * y, v->end[i][1] + 4 * y,
                                     v->end[i][2] + 4 * y };
            border_patch(m, columns, w, x, y, at);
        }
        for (int32_t k = 0; k < 2; k++) {
            uint8_t *const p = v->edge[i][k], *const at[3] = { p, p + 4, p + 8 };
            if (end)
                border_patch(m, columns, w, x, k * (LSTM_HEIGHT - 1), at);
            else
                edge_patch(m, columns, w, x, k * (LSTM_HEIGHT - 1), p);
        }
    }
}
