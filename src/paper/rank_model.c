#include "paper/rank_model.h"

#include <endian.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomicfile.h"

static const char magic[] = "SOHOARK1";
enum { HEAD = 16, FILE_MAX = 4 << 20 };
static const float SCALE_MAX = 1000;

static uint32_t u32_at(const uint8_t *p)
{
    uint32_t v;

    memcpy(&v, p, sizeof v);
    return le32toh(v);
}

static bool f32_at(const uint8_t *p, float *out)
{
    const uint32_t v = u32_at(p);

    memcpy(out, &v, sizeof v);
    return isfinite(*out) && *out >= 0 && *out <= SCALE_MAX;
}

static bool bad(struct err *e, const char *what)
{
    return err_set(e, ERR_INPUT, "rank model: %s", what);
}

static bool fill(struct rank_model *m, const uint8_t *p, size_t len, struct err *e)
{
    if (len < HEAD || memcmp(p, magic, 8) != 0)
        return bad(e, "no such file");
    m->bits = u32_at(p + 8);
    if (m->bits == 0 || m->bits > RANK_BITS_MAX)
        return bad(e, "another version, or damaged");
    const size_t n = (size_t)1 << m->bits;
    if (len != HEAD + 2 * n)
        return bad(e, "damaged: its length is wrong");
    if (!f32_at(p + 12, &m->scale))
        return bad(e, "damaged: no number");
    p += HEAD;
    m->weights = malloc(n * sizeof *m->weights);
    if (!m->weights)
        return err_set(e, ERR_NOMEM, "rank model: no memory");
    for (size_t i = 0; i < n; i++, p += 2) {
        const uint32_t v = p[0] | (uint32_t)p[1] << 8;
        m->weights[i] = (int16_t)(v < 0x8000 ? (int32_t)v : (int32_t)v - 0x10000);
    }
    return true;
}

bool rank_model_parse(struct rank_model **out, const void *bytes, size_t len, struct err *e)
{
    struct rank_model *m = calloc(1, sizeof *m);

    *out = NULL;
    if (!m)
        return err_set(e, ERR_NOMEM, "rank model: no memory");
    if (!fill(m, bytes, len, e)) {
        rank_model_close(m);
        return false;
    }
    *out = m;
    return true;
}

bool rank_model_open(struct rank_model **out, const char *path, struct err *e)
{
    struct buf b;

    *out = NULL;
    buf_init(&b, FILE_MAX);
    const bool ok = file_read(path, &b, e) && rank_model_parse(out, b.ptr, b.len, e);
    buf_release(&b);
    return ok;
}

void rank_model_close(struct rank_model *m)
{
    if (!m)
        return;
    free(m->weights);
    free(m);
}
