#include <endian.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomicfile.h"
#include "ocr/glyph.h"

static const char magic[] = "SOHOAGL1";
enum { HEAD = 16, SUM = 8, FILE_MAX = 1 << 20 };
static const float STEP_MAX = 1;

static uint32_t u32_at(const uint8_t *p)
{
    uint32_t v;

    memcpy(&v, p, sizeof v);
    return le32toh(v);
}

static bool step_at(const uint8_t *p, float *out)
{
    const uint32_t v = u32_at(p);

    memcpy(out, &v, sizeof v);
    return isfinite(*out) && *out > 0 && *out <= STEP_MAX;
}

static int32_t i16_at(const uint8_t *p)
{
    const int32_t v = p[0] | p[1] << 8;

    return v < 0x8000 ? v : v - 0x10000;
}

static bool bad(struct err *e, const char *what)
{
    return err_set(e, ERR_INPUT, "model of glyphs: %s", what);
}

static bool is_whole(const uint8_t *p, size_t len)
{
    uint8_t sum[SHA256_BYTES];

    sha256_mem(p, len - SUM, sum);
    return memcmp(sum, p + len - SUM, SUM) == 0;
}

static void find_alike(struct glyph_model *m)
{
    uint8_t at = GLYPH_CLASSES_MAX;

    for (uint32_t c = 0; c + 1 < m->classes; c++) {
        for (uint32_t k = 0; k + 1 < m->classes; k++)
            if (k != c && m->n_alike[c] < GLYPH_ALIKE &&
                glyph_shape(m->cp[k]) == glyph_shape(m->cp[c]))
                m->alike[c][m->n_alike[c]++] = (uint8_t)k;
        if (m->n_alike[c])
            m->own[c] = at < GLYPH_ROW ? at++ : at;
        if (m->own[c] == GLYPH_ROW) /* more than this file has */
            m->n_alike[c] = 0;
    }
}

static bool fill(struct glyph_model *m, const uint8_t *p, size_t len, struct err *e)
{
    float step, more;

    if (len < HEAD + SUM || memcmp(p, magic, 8) != 0)
        return bad(e, "no such file");
    m->hidden = u32_at(p + 8);
    m->classes = u32_at(p + 12);
    if (m->hidden == 0 || m->hidden > GLYPH_HIDDEN_MAX || m->hidden % 4 || m->classes < 2 ||
        m->classes > GLYPH_CLASSES_MAX)
        return bad(e, "another version, or damaged");
    const size_t first = (size_t)(GLYPH_INPUTS + 1) * m->hidden,
                 second = (size_t)(m->hidden + 1) * m->classes;
    if (len != HEAD + 4 * (size_t)m->classes + 8 + 2 * (first + second) + SUM)
        return bad(e, "damaged: its length is wrong");
    if (!is_whole(p, len))
        return bad(e, "damaged: its sum is wrong");
    p += HEAD;
    for (uint32_t c = 0; c < m->classes; c++, p += 4) {
        m->cp[c] = u32_at(p);
        if ((m->cp[c] == 0) != (c + 1 == m->classes) || m->cp[c] > 0x10FFFF)
            return bad(e, "damaged: no letters");
    }
    if (!step_at(p, &step) || !step_at(p + 4, &more))
        return bad(e, "damaged: no number");
    p += 8;
    find_alike(m);
    m->first = malloc(first * sizeof *m->first);
    m->second = calloc((size_t)(m->hidden + 1) * GLYPH_CLASSES_MAX, sizeof *m->second);
    if (!m->first || !m->second)
        return err_set(e, ERR_NOMEM, "model of glyphs: no memory");
    for (size_t i = 0; i < first; i++, p += 2)
        m->first[i] = (float)i16_at(p) * step;
    for (size_t i = 0; i < second; i++, p += 2)
        m->second[i / m->classes * GLYPH_CLASSES_MAX + i % m->classes] = (float)i16_at(p) * more;
    return true;
}

bool glyph_model_parse(struct glyph_model **out, const void *bytes, size_t len, struct err *e)
{
    struct glyph_model *m = calloc(1, sizeof *m);

    *out = NULL;
    if (!m)
        return err_set(e, ERR_NOMEM, "model of glyphs: no memory");
    if (!fill(m, bytes, len, e)) {
        glyph_model_close(m);
        return false;
    }
    *out = m;
    return true;
}

bool glyph_model_open(struct glyph_model **out, const char *path, struct err *e)
{
    struct buf b;

    *out = NULL;
    buf_init(&b, FILE_MAX);
    const bool ok = file_read(path, &b, e) && glyph_model_parse(out, b.ptr, b.len, e);
    buf_release(&b);
    return ok;
}

void glyph_model_close(struct glyph_model *m)
{
    if (!m)
        return;
    free(m->first);
    free(m->second);
    free(m);
}

/* Many faces hardly tell them apart, or by a tail alone. */
uint32_t glyph_shape(uint32_t cp)
{
    return cp == 'O' || cp == 'Q' ? '0' : cp == 'I' ? '1' : cp == ',' ? '.' : cp;
}

int32_t glyph_class(const struct glyph_model *m, uint32_t cp)
{
    for (uint32_t c = 0; c + 1 < m->classes; c++)
        if (m->cp[c] == cp)
            return (int32_t)c;
    return -1;
}

/* 2^n by n and a polynomial of what is left (Taylor to the sixth order: 1e-7). */
float glyph_exp(float x)
{
    if (x < -80)
        return 0;
    const int n = (int)(x * 1.44269504F - 0.5F);
    const float r = x - (float)n * 0.69314718F;
    const float p =
        1 + r * (1 + r * (0.5F + r * (1 / 6.0F + r * (1 / 24.0F + r * (1 / 120.0F + r / 720)))));
    return ldexpf(p, n);
}

/* Its exponent and the series of atanh: log(m) = 2 atanh((m - 1) / (m + 1)). */
float glyph_log(float x)
{
    int n;
    const float m = frexpf(x, &n), t = (m - 0.70710678F) / (m + 0.70710678F), q = t * t;

    return ((float)n - 0.5F) * 0.69314718F +
           2 * t * (1 + q * (1 / 3.0F + q * (0.2F + q * (1 / 7.0F + q / 9))));
}

/* Most cells of a picture are paper: those are left out. */
void glyph_weigh(const struct glyph_model *m, const uint8_t in[GLYPH_INPUTS],
                 float out[GLYPH_CLASSES_MAX])
{
    float h[GLYPH_HIDDEN_MAX], most, sum = 0;
    const uint32_t hidden = m->hidden;

    memcpy(h, m->first + (size_t)GLYPH_INPUTS * hidden, hidden * sizeof *h);
    for (uint32_t i = 0; i < GLYPH_INPUTS; i++) {
        const float v = (float)in[i] / 255, *w = m->first + (size_t)i * hidden;
        if (in[i])
            for (uint32_t k = 0; k < hidden; k++)
                h[k] += v * w[k];
    }
    memcpy(out, m->second + (size_t)hidden * GLYPH_CLASSES_MAX, GLYPH_CLASSES_MAX * sizeof *out);
    for (uint32_t k = 0; k < hidden; k++) {
        const float v = h[k], *w = m->second + (size_t)k * GLYPH_CLASSES_MAX;
        if (v > 0)
            for (uint32_t c = 0; c < GLYPH_CLASSES_MAX; c++)
                out[c] += v * w[c];
    }
    most = out[0];
    for (uint32_t c = 1; c < m->classes; c++)
        most = out[c] > most ? out[c] : most;
    for (uint32_t c = 0; c < m->classes; c++)
        sum += glyph_exp(out[c] - most);
    const float all = most + glyph_log(sum);
    for (uint32_t c = 0; c < m->classes; c++)
        out[c] -= all;
}
