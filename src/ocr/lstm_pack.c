/* Weight matrices from file order to the order a kernel reads. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ocr/lstm_internal.h"

struct pack {
    const struct lstm_kernel *k;
    struct lstm_mat *m;
    const struct lstm_raw *g; /* per gate, or one matrix whose rows are dealt to 4 "gates" */
    bool dealt, linear;
};

/* Row of the file that computes output `lane` of `gate` in `block`; NULL: padding. */
static const int8_t *row_of(const struct pack *p, int32_t block, int32_t gate, int32_t lane,
                            double *scale)
{
    const int32_t lanes = p->k->lanes;
    const struct lstm_raw *g = p->dealt ? p->g : &p->g[gate];
    const int32_t row =
        p->dealt ? (block * p->m->gates + gate) * lanes + lane : block * lanes + lane;

    *scale = 0;
    if (row >= g->rows)
        return NULL;
    memcpy(scale, g->scales + 8 * (size_t)row, 8);
    return g->w + (size_t)row * (size_t)g->cols;
}

static bool alloc(struct lstm_mat *m, const struct lstm_kernel *k, struct err *e)
{
    const size_t outs = (size_t)(m->blocks * m->gates) * (size_t)k->lanes;
    const size_t bytes = outs * (size_t)(m->kx + m->kh) * (size_t)k->weight_bytes;

    m->w = aligned_alloc(64, (bytes + 63) / 64 * 64);
    m->start = aligned_alloc(64, (outs * 4 + 63) / 64 * 64);
    m->start_x = aligned_alloc(64, (outs * 4 + 63) / 64 * 64);
    m->scale = aligned_alloc(64, (outs * 4 + 63) / 64 * 64);
    if (!m->w || !m->start || !m->start_x || !m->scale)
        return err_set(e, ERR_NOMEM, "model: no memory for %zu bytes of weights", bytes);
    memset(m->w, 0, bytes);
    return true;
}

/* n weights of one output to bytes `from` on of [x ; h]; `at`: of byte 0. Returns their sum. */
static int32_t put(const struct pack *p, size_t at, int32_t from, const int8_t *v, int32_t n)
{
    const int32_t group = p->k->group;
    const size_t stride = (size_t)(p->m->gates * p->k->lanes * group);
    int32_t sum = 0;

    for (int32_t i = 0; i < n; i++) {
        const size_t to = at + (size_t)((from + i) / group) * stride + (size_t)((from + i) % group);
        sum += v[i];
        if (p->k->weight_bytes == 1)
            ((int8_t *)p->m->w)[to] = v[i];
        else
            ((int16_t *)p->m->w)[to] = v[i];
    }
    return sum;
}

static bool pack_output(const struct pack *p, int32_t block, int32_t gate, int32_t lane,
                        struct err *e)
{
    struct lstm_mat *m = p->m;
    const int32_t lanes = p->k->lanes, group = p->k->group, k_all = m->kx + m->kh;
    const size_t at = (size_t)block * (size_t)(k_all * m->gates * lanes) +
                      (size_t)((gate * lanes + lane) * group);
    const size_t o =
        ((size_t)block * (size_t)m->gates + (size_t)gate) * (size_t)lanes + (size_t)lane;
    double scale;
    const int8_t *row = row_of(p, block, gate, lane, &scale);
    int32_t sum_x = 0, sum_h = 0;

    /* The bound keeps sums * scale far from infinity, whose product with 0 would be NaN. */
    const float s = (float)(scale / 127);
    if (!(s >= 0 && s <= 1e6f))
        return err_set(e, ERR_INPUT,
                       "model: a scale of the weights is not a number between 0 and 1e6");
    if (row && memchr(row, 0x80, (size_t)(m->n_in + (m->kh ? m->n_out : 0))))
        return err_set(e, ERR_INPUT, "model: a weight is out of range (-128)");
    if (row && m->gates == 1) { /* the convolution's patches hold 4 bytes for every 3 inputs */
        for (int32_t i = 0; i < 3; i++)
            sum_x += put(p, at, 4 * i, row + 3 * i, 3);
    } else if (row) {
        sum_x = put(p, at, 0, row, m->n_in);
        sum_h = m->kh ? put(p, at, m->kx, row + m->n_in, m->n_out) : 0;
    }
    const int32_t bias = row ? row[(p->dealt ? p->g : &p->g[gate])->cols - 1] * 127 : 0;
    const int32_t shift = p->k->weight_bytes == 1 ? 128 : 0;
    m->start_x[o] = bias - shift * sum_x;
    m->start[o] = bias - shift * (sum_x + sum_h);
    m->scale[o] = p->linear ? s : s * LSTM_PER_ONE; /* exact: a power of two */
    return true;
}

static bool pack_all(const struct pack *p, struct err *e)
{
    struct lstm_mat *m = p->m;

    if (!alloc(m, p->k, e))
        return false;
    for (int32_t b = 0; b < m->blocks; b++)
        for (int32_t g = 0; g < m->gates; g++)
            for (int32_t l = 0; l < p->k->lanes; l++)
                if (!pack_output(p, b, g, l, e))
                    return false;
    return true;
}

bool lstm_pack_lstm(struct lstm_mat *out, const struct lstm_raw g[4], int32_t ni, int32_t ns,
                    const struct lstm_kernel *k, struct err *e)
{
    const int32_t wide = lstm_pad(ns, LSTM_PAD);
    *out = (struct lstm_mat){ .n_in = ni,
                              .n_out = ns,
                              .gates = 4,
                              .kx = lstm_pad(ni, LSTM_PAD),
                              .kh = wide,
                              .blocks = wide / k->lanes,
                              .out_stride = wide,
                              .macs = (uint64_t)4 * (uint64_t)ns * (uint64_t)(ni + ns) };
    const struct pack p = { k, out, g, false, false };
    return pack_all(&p, e);
}

bool lstm_pack_dense(struct lstm_mat *out, const struct lstm_raw *g, const struct lstm_kernel *k,
                     struct err *e)
{
    const int32_t wide = lstm_pad(g->rows, LSTM_OUT_PAD);
    *out = (struct lstm_mat){ .n_in = g->cols - 1,
                              .n_out = g->rows,
                              .gates = 4,
                              .kx = lstm_pad(g->cols - 1, LSTM_PAD),
                              .blocks = lstm_pad(g->rows, 4 * k->lanes) / (4 * k->lanes),
                              .out_stride = wide,
                              .macs = (uint64_t)g->rows * (uint64_t)(g->cols - 1) };
    const struct pack p = { k, out, g, true, true };
    return pack_all(&p, e);
}

bool lstm_pack_conv(struct lstm_mat *out, const struct lstm_raw *g, const struct lstm_kernel *k,
                    struct err *e)
{
    const int32_t wide = lstm_pad(g->rows, LSTM_PAD);
    *out = (struct lstm_mat){ .n_in = 9,
                              .n_out = g->rows,
                              .gates = 1,
                              .kx = LSTM_PATCH,
                              .blocks = wide / k->lanes,
                              .out_stride = wide,
                              .macs = (uint64_t)9 * (uint64_t)g->rows };
    const struct pack p = { k, out, g, true, false };
    return pack_all(&p, e);
}

void lstm_mat_release(struct lstm_mat *m)
{
    free(m->w);
    free(m->start);
    free(m->start_x);
    free(m->scale);
    *m = (struct lstm_mat){ 0 };
}
