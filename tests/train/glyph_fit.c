#include "tests/train/glyph_fit.h"

#include <endian.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "tests/train/must.h"

enum { BATCH = 32, WIDE = GLYPH_CLASSES_MAX };
static const float RATE = 0.06F, MOMENTUM = 0.9F, DECAY = 1e-5F;

/* Weights of a layer [inputs + 1][outputs], the last row the bias; what a batch says of them. */
struct layer {
    uint32_t inputs, outputs;
    float *w, *grad, *speed;
};

static void layer_make(struct layer *l, uint32_t inputs, uint32_t outputs, uint32_t used,
                       struct rng *r)
{
    const size_t n = (size_t)(inputs + 1) * outputs;
    const double dev = sqrt(2.0 / inputs);

    *l = (struct layer){ inputs, outputs, must_calloc(n, sizeof(float)),
                         must_calloc(n, sizeof(float)), must_calloc(n, sizeof(float)) };
    for (size_t i = 0; i < (size_t)inputs * outputs; i++)
        l->w[i] = i % outputs < used ? (float)(rng_gauss(r) * dev) : 0;
}

static void layer_step(struct layer *l, float rate)
{
    const size_t n = (size_t)(l->inputs + 1) * l->outputs;

    for (size_t i = 0; i < n; i++) {
        l->speed[i] = l->speed[i] * MOMENTUM - rate * (l->grad[i] / BATCH + DECAY * l->w[i]);
        l->w[i] += l->speed[i];
        l->grad[i] = 0;
    }
}

static void layer_free(struct layer *l)
{
    free(l->w);
    free(l->grad);
    free(l->speed);
}

struct net {
    struct layer first, second;
    uint32_t hidden, classes;
};

/* One sample forth and back; its loss. */
static float learn(struct net *n, const uint8_t in[GLYPH_INPUTS], uint32_t class)
{
    const uint32_t hidden = n->hidden;
    float x[GLYPH_INPUTS], h[GLYPH_HIDDEN_MAX], o[WIDE], dh[GLYPH_HIDDEN_MAX], most, sum = 0;

    memcpy(h, n->first.w + (size_t)GLYPH_INPUTS * hidden, hidden * sizeof *h);
    for (uint32_t i = 0; i < GLYPH_INPUTS; i++) {
        const float *w = n->first.w + (size_t)i * hidden;
        x[i] = (float)in[i] / 255;
        if (in[i])
            for (uint32_t k = 0; k < hidden; k++)
                h[k] += x[i] * w[k];
    }
    memcpy(o, n->second.w + (size_t)hidden * WIDE, sizeof o);
    for (uint32_t k = 0; k < hidden; k++) {
        const float *w = n->second.w + (size_t)k * WIDE;
        if (h[k] > 0)
            for (uint32_t c = 0; c < WIDE; c++)
                o[c] += h[k] * w[c];
    }
    most = o[0];
    for (uint32_t c = 1; c < n->classes; c++)
        most = o[c] > most ? o[c] : most;
    for (uint32_t c = 0; c < n->classes; c++)
        sum += o[c] = glyph_exp(o[c] - most);
    for (uint32_t c = 0; c < WIDE; c++)
        o[c] = c < n->classes ? o[c] / sum : 0;
    const float loss = o[class] < 1e-12F ? 27 : glyph_log(1 / o[class]);
    o[class] -= 1;
    for (uint32_t k = 0; k < hidden; k++) {
        float *g = n->second.grad + (size_t)k * WIDE;
        const float *w = n->second.w + (size_t)k * WIDE;
        dh[k] = 0;
        if (h[k] <= 0)
            continue;
        for (uint32_t c = 0; c < WIDE; c++)
            g[c] += h[k] * o[c];
        for (uint32_t c = 0; c < n->classes; c++)
            dh[k] += w[c] * o[c];
    }
    float *bias = n->second.grad + (size_t)hidden * WIDE;
    for (uint32_t c = 0; c < WIDE; c++)
        bias[c] += o[c];
    bias = n->first.grad + (size_t)GLYPH_INPUTS * hidden;
    for (uint32_t k = 0; k < hidden; k++)
        bias[k] += dh[k];
    for (uint32_t i = 0; i < GLYPH_INPUTS; i++) {
        float *g = n->first.grad + (size_t)i * hidden;
        if (in[i])
            for (uint32_t k = 0; k < hidden; k++)
                g[k] += x[i] * dh[k];
    }
    return loss;
}

static void shuffle(uint32_t *order, uint32_t n, struct rng *r)
{
    for (uint32_t i = n; i > 1; i--) {
        const uint32_t k = (uint32_t)(rng_u64(r) % i), t = order[i - 1];
        order[i - 1] = order[k];
        order[k] = t;
    }
}

/* ---- the file ---- */

static void put32(struct buf *b, uint32_t v)
{
    v = htole32(v);
    buf_add(b, &v, sizeof v);
}

static float step_of(const struct layer *l, uint32_t used)
{
    float most = 1e-6F;

    for (size_t i = 0; i < (size_t)(l->inputs + 1) * l->outputs; i++)
        if (i % l->outputs < used && fabsf(l->w[i]) > most)
            most = fabsf(l->w[i]);
    return most / 32767;
}

static void put_step(struct buf *b, float step)
{
    uint32_t v;

    memcpy(&v, &step, sizeof v);
    put32(b, v);
}

static void put_layer(struct buf *b, const struct layer *l, uint32_t used, float step)
{
    for (size_t i = 0; i < (size_t)(l->inputs + 1) * l->outputs; i++) {
        if (i % l->outputs >= used)
            continue;
        const uint16_t v = htole16((uint16_t)(int16_t)lroundf(l->w[i] / step));
        buf_add(b, &v, sizeof v);
    }
}

static void put_model(struct buf *out, const struct glyph_model *m, const struct net *n)
{
    const float first = step_of(&n->first, n->hidden), second = step_of(&n->second, n->classes);
    uint8_t sum[SHA256_BYTES];

    buf_add(out, "SOHOAGL1", 8);
    put32(out, m->hidden);
    put32(out, m->classes);
    for (uint32_t c = 0; c < m->classes; c++)
        put32(out, m->cp[c]);
    put_step(out, first);
    put_step(out, second);
    put_layer(out, &n->first, n->hidden, first);
    put_layer(out, &n->second, n->classes, second);
    sha256_mem(out->ptr, out->len, sum);
    buf_add(out, sum, 8);
}

void glyph_fit(const struct glyph_model *m, const struct glyph_samples *s, int rounds,
               struct rng *r, struct buf *out)
{
    struct net n = { .hidden = m->hidden, .classes = m->classes };
    uint32_t *order = must_calloc(s->n, sizeof *order);

    layer_make(&n.first, GLYPH_INPUTS, m->hidden, m->hidden, r);
    layer_make(&n.second, m->hidden, WIDE, m->classes, r);
    for (uint32_t i = 0; i < s->n; i++)
        order[i] = i;
    for (int round = 0; round < rounds; round++) {
        const float left = 1 - (float)round / (float)rounds, rate = RATE * left * left;
        double loss = 0;
        shuffle(order, s->n, r);
        for (uint32_t i = 0; i + BATCH <= s->n; i += BATCH) {
            for (uint32_t k = i; k < i + BATCH; k++)
                loss += (double)learn(&n, s->in[order[k]], s->class[order[k]]);
            layer_step(&n.first, rate);
            layer_step(&n.second, rate);
        }
        printf("round %d: loss %.4f\n", round + 1, loss / s->n);
    }
    put_model(out, m, &n);
    layer_free(&n.first);
    layer_free(&n.second);
    free(order);
}
