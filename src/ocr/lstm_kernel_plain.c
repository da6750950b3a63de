/* The kernel that the others are checked against, in plain C; also the tables. */
#include <math.h>
#include <pthread.h>
#include <string.h>

#include "ocr/lstm_internal.h"

enum { LANES = 8, GROUP = 2 };

struct lstm_tables lstm_tables;
static pthread_once_t tables_once = PTHREAD_ONCE_INIT;

static void fill(float t[LSTM_TABLE][2], float (*f)(int))
{
    for (int i = 0; i + 1 < LSTM_TABLE; i++) {
        t[i][0] = f(i);
        t[i][1] = f(i + 1);
    }
    /* Tesseract answers 1 from the last entry on; arguments are clipped to it. */
    t[LSTM_TABLE - 1][0] = t[LSTM_TABLE - 1][1] = 1;
}

static float tanh_at(int i)
{
    return (float)tanh(i / 256.0);
}

static float logistic_at(int i)
{
    return (float)(1 / (1 + exp(-i / 256.0)));
}

static void tables_fill(void)
{
    fill(lstm_tables.tanh2, tanh_at);
    fill(lstm_tables.logistic2, logistic_at);
}

void lstm_tables_init(void)
{
    pthread_once(&tables_once, tables_fill);
}

static float look_up(const float (*t)[2], float a)
{
    a = a < LSTM_TABLE - 1 ? a : LSTM_TABLE - 1;
    const int i = (int)a;
    return t[i][0] + (t[i][1] - t[i][0]) * (a - (float)i);
}

/* Arguments are in entries of the table. */
static float tanh_of(float x)
{
    return x < 0 ? -look_up(lstm_tables.tanh2, -x) : look_up(lstm_tables.tanh2, x);
}

static float logistic_of(float x)
{
    return x < 0 ? 1 - look_up(lstm_tables.logistic2, -x) : look_up(lstm_tables.logistic2, x);
}

static uint8_t quantise(float v)
{
    v *= 127;
    return (uint8_t)(128 + (v >= 0 ? (int)(v + 0.5f) : -(int)(-v + 0.5f)));
}

static void widen(const uint8_t *x, int32_t n, int16_t *out)
{
    for (int32_t i = 0; i < n; i++)
        out[i] = (int16_t)(x[i] - 128);
}

/* acc[gate][lane] += w * x over n inputs */
static void multiply(const int16_t *w, const int16_t *x, int32_t n, int32_t gates,
                     int32_t acc[4][LANES])
{
    for (int32_t k = 0; k < n; k += GROUP)
        for (int32_t g = 0; g < gates; g++, w += LANES * GROUP)
            for (int32_t l = 0; l < LANES; l++)
                acc[g][l] += w[2 * l] * x[k] + w[2 * l + 1] * x[k + 1];
}

static void cells(const int32_t acc[4][LANES], const float *scale, bool first, float *c,
                  uint8_t *out)
{
    for (int32_t l = 0; l < LANES; l++) {
        const float g = tanh_of((float)acc[0][l] * scale[l]);
        const float i = logistic_of((float)acc[1][l] * scale[LANES + l]);
        const float f = logistic_of((float)acc[2][l] * scale[2 * LANES + l]);
        const float o = logistic_of((float)acc[3][l] * scale[3 * LANES + l]);
        float s = (first ? 0 : c[l]) * f;
        s += g * i;
        s = s < -100 ? -100 : s > 100 ? 100 : s;
        c[l] = s;
        out[l] = quantise(tanh_of(s * LSTM_PER_ONE) * o);
    }
}

static void step(const struct lstm_mat *m, const struct lstm_step *s)
{
    int16_t x[2 * LSTM_MAX_DIM];
    const int32_t k_all = m->kx + m->kh, used = s->first ? m->kx : k_all;
    const int32_t *start = s->first ? m->start_x : m->start;

    for (int32_t r = 0; r < s->n; r++) {
        widen(s->x[r], m->kx, x);
        if (!s->first)
            widen(s->h[r], m->kh, x + m->kx);
        for (int32_t b = 0; b < m->blocks; b++) {
            int32_t acc[4][LANES];
            memcpy(acc, start + b * 4 * LANES, sizeof acc);
            multiply((const int16_t *)m->w + (size_t)b * (size_t)k_all * 4 * LANES, x, used, 4,
                     acc);
            cells((const int32_t(*)[LANES])acc, m->scale + b * 4 * LANES, s->first,
                  s->c[r] + b * LANES, s->out[r] + b * LANES);
        }
    }
}

static void dense(const struct lstm_mat *m, const uint8_t *in, int32_t rows, float *out)
{
    int16_t x[LSTM_MAX_DIM];

    for (int32_t r = 0; r < rows; r++, in += m->kx, out += m->out_stride) {
        widen(in, m->kx, x);
        for (int32_t b = 0; b < m->blocks; b++) {
            int32_t acc[4][LANES];
            memcpy(acc, m->start + b * 4 * LANES, sizeof acc);
            multiply((const int16_t *)m->w + (size_t)b * (size_t)m->kx * 4 * LANES, x, m->kx, 4,
                     acc);
            for (int32_t i = 0; i < 4 * LANES; i++)
                out[b * 4 * LANES + i] =
                    (float)acc[i / LANES][i % LANES] * m->scale[b * 4 * LANES + i];
        }
    }
}

static void patch_at(const struct lstm_view *v, int32_t i, int32_t y, int16_t x[LSTM_PATCH])
{
    for (int32_t dx = 0; dx < 3; dx++)
        widen(y == 0                 ? v->edge[i][0] + 4 * dx
              : y == LSTM_HEIGHT - 1 ? v->edge[i][1] + 4 * dx
                                     : v->col[i][dx] + (ptrdiff_t)y * v->step[i],
              4, x + 4 * dx);
}

static void conv(const struct lstm_mat *m, const struct lstm_view *v, uint8_t *out)
{
    for (int32_t p = 0; p < LSTM_ROWS; p++, out += m->out_stride)
        for (int32_t b = 0; b < m->blocks; b++) {
            int32_t best[LANES];
            for (int32_t i = 0; i < LSTM_POOL * LSTM_POOL; i++) {
                int16_t x[LSTM_PATCH];
                int32_t acc[4][LANES] = { { 0 } };
                memcpy(acc[0], m->start + b * LANES, sizeof acc[0]);
                patch_at(v, i % LSTM_POOL, p * LSTM_POOL + i / LSTM_POOL, x);
                multiply((const int16_t *)m->w + (size_t)b * LSTM_PATCH * LANES, x, LSTM_PATCH, 1,
                         acc);
                for (int32_t l = 0; l < LANES; l++)
                    best[l] = i == 0 || acc[0][l] > best[l] ? acc[0][l] : best[l];
            }
            for (int32_t l = 0; l < LANES; l++)
                out[b * LANES + l] = quantise(tanh_of((float)best[l] * m->scale[b * LANES + l]));
        }
}

/* exp for -86 <= x <= 0, within 1 ulp: 2^n * e^r with the polynomial of Cephes expf. */
static float exp_of(float x)
{
    const float n = (x * 1.44269504f + 12582912.0f) - 12582912.0f; /* rounds to an integer */
    float r = x - n * 0.693359375f;
    r = r - n * -2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = (p * (r * r) + r) + 1;
    const uint32_t bits = (uint32_t)((int32_t)n + 127) << 23;
    float two_n;
    memcpy(&two_n, &bits, sizeof two_n);
    return p * two_n;
}

static int32_t softmax(float *row, int32_t n, int32_t padded)
{
    float max = row[0], sum[16] = { 0 };

    for (int32_t i = 1; i < n; i++)
        max = row[i] > max ? row[i] : max;
    for (int32_t i = 0; i < n; i++) {
        const float x = row[i] - max;
        row[i] = exp_of(x < -86 ? -86 : x);
        sum[i % 16] += row[i]; /* 16 sums, then a tree: the order of the widest kernel */
    }
    for (int32_t w = 8; w; w /= 2)
        for (int32_t i = 0; i < w; i++)
            sum[i] += sum[i + w];
    for (int32_t i = 0; i < n; i++)
        row[i] /= sum[0];
    for (int32_t i = n; i < padded; i++)
        row[i] = 0;
    int32_t best = 0;
    for (int32_t i = 1; i < n; i++)
        best = row[i] > row[best] ? i : best;
    return best;
}

const struct lstm_kernel lstm_kernel_plain = {
    .name = "plain",
    .lanes = LANES,
    .group = GROUP,
    .weight_bytes = 2,
    .step = step,
    .dense = dense,
    .conv = conv,
    .softmax = softmax,
};
