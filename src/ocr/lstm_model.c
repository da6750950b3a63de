/* A .traineddata file: uint32 count, then that many int64 offsets (-1: absent), then the
 * components. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/atomicfile.h"
#include "base/cpu.h"
#include "ocr/lstm_internal.h"

enum { PART_LSTM = 17, PART_UNICHARSET = 21, PART_RECODER = 22, MAX_PARTS = 1000 };
static const size_t max_file_bytes = 64u << 20;

/* flags after the tree */
enum { TRAINED_INT = 1, TRAINED_RECODED = 64 };

static const struct lstm_kernel *choose_kernel(void)
{
    const struct lstm_kernel *wide = lstm_kernel_avx512(), *mid = lstm_kernel_avx2(),
                             *narrow = lstm_kernel_sse2();
    const enum cpu_level level = cpu_level();

    return wide && level >= CPU_AVX512_VNNI  ? wide
           : mid && level >= CPU_AVX2        ? mid
           : narrow && level >= CPU_PORTABLE ? narrow
                                             : &lstm_kernel_plain;
}

static uint64_t u64(const uint8_t *p)
{
    uint64_t v = 0;
    for (int i = 7; i >= 0; i--)
        v = v << 8 | p[i];
    return v;
}

/* A component reaches to the next present one. */
static bool find_part(const uint8_t *p, size_t len, uint32_t part, struct lstm_bytes *out,
                      struct err *e)
{
    struct lstm_bytes b = { p, p + len, false };
    const uint32_t n = lstm_u32(&b);
    const uint8_t *table = n <= MAX_PARTS ? lstm_take(&b, (size_t)n * 8) : NULL;

    if (!table)
        return err_set(e, ERR_INPUT, "model: this is not a .traineddata file, or it is cut short");
    const uint64_t from = part < n ? u64(table + 8 * (size_t)part) : UINT64_MAX;
    if (from == UINT64_MAX)
        return err_set(e, ERR_UNSUPPORTED,
                       "model: no LSTM component %u in the .traineddata (an old model?); "
                       "use the tesseract engine",
                       part);
    uint64_t to = len;
    for (uint32_t i = part + 1; i < n; i++)
        if (u64(table + 8 * (size_t)i) != UINT64_MAX) {
            to = u64(table + 8 * (size_t)i);
            break;
        }
    if (from > to || to > len)
        return err_set(e, ERR_INPUT,
                       "model: the table of the .traineddata points outside the file");
    *out = (struct lstm_bytes){ p + from, p + to, false };
    return true;
}

/* Tesseract 5.3.0 seeds std::minstd_rand per line and discards one draw; the draws of all lines are
 * the same, only their number differs. */
static bool make_noise(struct lstm_model *m, int32_t sample_iteration, struct err *e)
{
    const uint64_t seed = (uint64_t)((int64_t)sample_iteration * 0x10000001);
    uint64_t x = seed % 2147483647u;

    m->noise = malloc(LSTM_NOISE);
    if (!m->noise)
        return err_set(e, ERR_NOMEM, "model: no memory for its padding");
    if (x == 0)
        x = 1;
    x = x * 48271 % 2147483647u;
    for (int32_t i = 0; i < LSTM_NOISE; i++) {
        x *= 48271; /* modulo 2^31 - 1, without a division and, below, without a guess of signs */
        x = (x & 2147483647u) + (x >> 31);
        x -= x >= 2147483647u ? 2147483647u : 0;
        const double v = 127 * 2.0 * (double)(int64_t)x / 2147483647.0 - 127;
        m->noise[i] = (uint8_t)(128 + (int)(v + copysign(0.5, v)));
    }
    return true;
}

static bool read_tail(struct lstm_model *m, struct lstm_bytes *b, struct err *e)
{
    const uint32_t n = lstm_u32(b);
    const uint8_t *spec = lstm_take(b, n);
    const uint32_t flags = lstm_u32(b);
    lstm_u32(b);
    const int32_t sample_iteration = (int32_t)lstm_u32(b);
    m->null_code = (int32_t)lstm_u32(b);
    lstm_take(b, 12);
    if (b->bad || n > 4096 || m->null_code < 0 || m->null_code >= m->codes)
        return err_set(e, ERR_INPUT,
                       "model: the end of the LSTM component is damaged or cut short; "
                       "install the .traineddata again");
    if (!(flags & TRAINED_INT) || !(flags & TRAINED_RECODED))
        return err_set(e, ERR_UNSUPPORTED,
                       "model: float or without a recoder (flags %u); use the tesseract engine",
                       flags);
    m->spec = strndup((const char *)spec, n);
    if (!m->spec)
        return err_set(e, ERR_NOMEM, "model: no memory");
    return make_noise(m, sample_iteration, e);
}

static bool parse(struct lstm_model *m, const uint8_t *p, size_t len, struct err *e)
{
    struct lstm_bytes net, unicharset, recoder;

    return find_part(p, len, PART_LSTM, &net, e) &&
           find_part(p, len, PART_UNICHARSET, &unicharset, e) &&
           find_part(p, len, PART_RECODER, &recoder, e) && lstm_tree_read(m, &net, e) &&
           read_tail(m, &net, e) && lstm_charset_read(m, &unicharset, &recoder, e);
}

bool lstm_model_parse(struct lstm_model **out, const void *bytes, size_t len, struct err *e)
{
    struct lstm_model *m = calloc(1, sizeof *m);

    *out = NULL;
    if (!m)
        return err_set(e, ERR_NOMEM, "model: no memory");
    lstm_tables_init();
    m->k = choose_kernel();
    if (!parse(m, bytes, len, e)) {
        lstm_model_close(m);
        return false;
    }
    *out = m;
    return true;
}

bool lstm_model_open(struct lstm_model **out, const char *path, struct err *e)
{
    struct buf b;
    struct stat st;

    *out = NULL;
    if (stat(path, &st) != 0 && errno == ENOENT)
        return err_set(e, ERR_MISSING, "%s: model not installed", path);
    buf_init(&b, max_file_bytes);
    const bool ok =
        (file_read(path, &b, e) && lstm_model_parse(out, b.ptr, b.len, e)) || err_at(e, "%s", path);
    buf_release(&b);
    return ok;
}

void lstm_model_close(struct lstm_model *m)
{
    if (!m)
        return;
    lstm_mat_release(&m->conv);
    lstm_mat_release(&m->column);
    lstm_mat_release(&m->out);
    for (int32_t i = 0; i < m->n_layers; i++)
        lstm_mat_release(&m->layers[i].m);
    free(m->spec);
    free(m->texts);
    free(m->text);
    free(m->noise);
    free(m);
}

int lstm_model_codes(const struct lstm_model *m)
{
    return m->codes;
}

int lstm_model_null(const struct lstm_model *m)
{
    return m->null_code;
}

const char *lstm_model_text(const struct lstm_model *m, int code)
{
    return code >= 0 && code < m->codes ? m->text[code] : "";
}

const char *lstm_model_cpu(const struct lstm_model *m)
{
    return m->k->name;
}

const char *lstm_model_spec(const struct lstm_model *m)
{
    return m->spec;
}
