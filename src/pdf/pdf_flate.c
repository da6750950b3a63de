#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "pdf/pdf_parts.h"

enum { FILTERS = 5, LEVEL = 6 };

static uint8_t paeth(int a, int b, int c)
{
    const int p = a + b - c, pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);

    return (uint8_t)(pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
}

/* One row under one PNG filter (PNG 1.2, 6); returns its cost, the sum of absolute differences. */
static uint64_t filter_row(int filter, const uint8_t *row, const uint8_t *up, size_t n, size_t step,
                           uint8_t *out)
{
    uint64_t cost = 0;

    for (size_t i = 0; i < n; i++) {
        const int a = i >= step ? row[i - step] : 0, b = up[i], c = i >= step ? up[i - step] : 0;
        int guess = 0;
        switch (filter) {
        case 1:
            guess = a;
            break;
        case 2:
            guess = b;
            break;
        case 3:
            guess = (a + b) / 2;
            break;
        case 4:
            guess = paeth(a, b, c);
            break;
        default:
            break;
        }
        out[i] = (uint8_t)(row[i] - guess);
        cost += out[i] < 128 ? out[i] : 256u - out[i];
    }
    return cost;
}

struct press {
    z_stream z;
    struct buf *out;
    bool on, ok;
};

static void press_add(struct press *p, const uint8_t *data, size_t len, int flush)
{
    uint8_t chunk[65536];

    p->z.next_in = (Bytef *)(uintptr_t)data;
    p->z.avail_in = (uInt)len;
    do {
        p->z.next_out = chunk;
        p->z.avail_out = sizeof chunk;
        const int rc = deflate(&p->z, flush);
        if (rc != Z_OK && rc != Z_STREAM_END && rc != Z_BUF_ERROR) {
            p->ok = false;
            return;
        }
        buf_add(p->out, chunk, sizeof chunk - p->z.avail_out);
    } while (p->z.avail_out == 0);
}

/* Bilevel rows gain nothing from predictors that mix whole bytes but "up". */
static void press_rows(struct press *p, const struct pdf_image *img, size_t row_bytes, size_t step,
                       uint8_t *work)
{
    uint8_t *zero = work, *best = work + row_bytes, *trial = best + row_bytes + 1;

    for (int32_t y = 0; y < img->h && p->ok; y++) {
        const uint8_t *row = img->raster + (size_t)y * row_bytes, *up = y ? row - row_bytes : zero;
        uint64_t least = UINT64_MAX;
        for (int f = 0; f < FILTERS; f++) {
            if (img->bits == 1 && f != 0 && f != 2)
                continue;
            const uint64_t cost = filter_row(f, row, up, row_bytes, step, trial + 1);
            if (cost < least) {
                uint8_t *swap = best;
                trial[0] = (uint8_t)f;
                best = trial;
                trial = swap;
                least = cost;
            }
        }
        press_add(p, best, row_bytes + 1, Z_NO_FLUSH);
    }
    press_add(p, zero, 0, Z_FINISH);
}

bool flate_raster(const struct pdf_image *img, struct buf *out, struct pdf_embed *how,
                  struct err *e)
{
    uint64_t row_bits;
    size_t total;

    if (img->w <= 0 || img->h <= 0 || (img->channels != 1 && img->channels != 3) ||
        !(img->bits == 8 || (img->bits == 1 && img->channels == 1)))
        return err_set(e, ERR_INPUT, "pdf: raster of %d x %d, %d x %d bit", img->w, img->h,
                       img->channels, img->bits);
    row_bits = (uint64_t)img->w * (uint64_t)img->channels * (uint64_t)img->bits;
    const size_t row_bytes = (size_t)((row_bits + 7) / 8);
    if (row_bytes > UINT32_MAX / 2 || __builtin_mul_overflow(row_bytes, (size_t)img->h, &total))
        return err_set(e, ERR_LIMIT, "pdf: raster too large");
    uint8_t *work = calloc(3, row_bytes + 1);
    struct press p = { .out = out, .ok = true };
    if (!work)
        return err_set(e, ERR_NOMEM, "pdf: no memory for a row");
    p.on = deflateInit(&p.z, LEVEL) == Z_OK;
    if (p.on)
        press_rows(&p, img, row_bytes, img->bits == 1 ? 1 : (size_t)img->channels, work);
    const bool ok = p.on && p.ok;
    if (p.on)
        deflateEnd(&p.z);
    free(work);
    if (!ok)
        return err_set(e, ERR_LIBRARY, "pdf: zlib gave up");
    *how = (struct pdf_embed){ .w = img->w,
                               .h = img->h,
                               .channels = img->channels,
                               .bits = img->bits,
                               .filter = "/FlateDecode" };
    snprintf(how->parms, sizeof how->parms,
             "<< /Predictor 15 /Colors %d /BitsPerComponent %d /Columns %d >>", img->channels,
             img->bits, img->w);
    return buf_ok(out, "pdf: compressed raster", e);
}
