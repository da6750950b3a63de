/* ocr/lstm_wide.h -- what the kernels that multiply int16 two by two (AVX2, SSE2) have in common:
 * bytes are widened first, a batch of rows or a view at a time. Inside those two files only.
 *
 * A kernel passes its own functions and sizes; all of it is inlined into the kernel, in its
 * instructions. */
#ifndef OCR_LSTM_WIDE_H
#define OCR_LSTM_WIDE_H
#include "ocr/lstm_internal.h"

#define LSTM_INLINE static inline __attribute__((always_inline))

enum { LSTM_WIDE_BATCH = 12 * LSTM_MAX_DIM / 2 }; /* int16 of a batch of rows */

struct lstm_wide {
    void (*widen)(const uint8_t *x, int32_t n, int16_t *out); /* minus 128; n rounded up to 16 */
    /* Rows r0 .. r0 + n - 1 of a step, n <= cells, of block b; x: row r0 of the batch. */
    void (*step_rows)(const struct lstm_mat *m, const struct lstm_step *s, int32_t b, int32_t r0,
                      int32_t n, const int16_t *x);
    int32_t rows, cells; /* multiplied together; whose nonlinearities are taken together */
};

/* Rows are widened to int16 a batch at a time, then all blocks of weights pass over the batch. */
LSTM_INLINE void lstm_wide_step(const struct lstm_wide k, const struct lstm_mat *m,
                                const struct lstm_step *s)
{
    _Alignas(32) int16_t x[LSTM_WIDE_BATCH];
    const int32_t k_all = m->kx + m->kh, most = LSTM_WIDE_BATCH / k_all / k.rows * k.rows;

    for (int32_t r0 = 0; r0 < s->n; r0 += most) {
        const int32_t n = lstm_least(most, s->n - r0);
        for (int32_t r = 0; r < n; r++) {
            k.widen(s->x[r0 + r], m->kx, x + r * k_all);
            if (!s->first)
                k.widen(s->h[r0 + r], m->kh, x + r * k_all + m->kx);
        }
        for (int32_t i = 0; i < m->blocks; i++)
            for (int32_t r = 0; r < n; r += k.cells)
                k.step_rows(m, s, lstm_block(m, s, i), r0 + r, lstm_least(k.cells, n - r),
                            x + r * k_all);
    }
}

/* The columns of a view as int16, which takes a small part of the time of the products. */
struct lstm_wide_view {
    int16_t col[LSTM_POOL][3][LSTM_VIEW_COLUMN];
    int16_t edge[2][LSTM_POOL][16];
    int32_t step[LSTM_POOL];
};

LSTM_INLINE void lstm_wide_view(const struct lstm_wide k, const struct lstm_view *v,
                                struct lstm_wide_view *to)
{
    for (int32_t i = 0; i < LSTM_POOL; i++) {
        to->step[i] = v->step[i];
        for (int32_t dx = 0; dx < 3; dx++)
            k.widen(v->col[i][dx], (LSTM_HEIGHT - 1) * v->step[i] + 4, to->col[i][dx]);
        for (int32_t n = 0; n < LSTM_PATCH; n++)
            for (int32_t e = 0; e < 2; e++)
                to->edge[e][i][n] = (int16_t)(v->edge[i][e][n] - 128);
    }
}
#endif
