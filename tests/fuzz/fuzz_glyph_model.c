/* Any bytes as models/glyph.bin; one that is accepted weighs ink, too. The sum of the bytes is put
 * right, else no other byte would ever be looked at. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "ocr/glyph.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { SUM = 8, SIZE_MAX_TRIED = 1 << 20 };
    static uint8_t in[GLYPH_INPUTS];
    uint8_t sum[SHA256_BYTES], *copy = size > SUM && size < SIZE_MAX_TRIED ? malloc(size) : NULL;
    float out[GLYPH_CLASSES_MAX];
    struct glyph_model *m;
    struct err e = { 0 };

    if (!copy)
        return 0;
    memcpy(copy, data, size);
    sha256_mem(copy, size - SUM, sum);
    memcpy(copy + size - SUM, sum, SUM);
    if (glyph_model_parse(&m, copy, size, &e)) {
        for (size_t i = 0; i < GLYPH_INPUTS; i++)
            in[i] = (uint8_t)(i * 37);
        glyph_weigh(m, in, out);
        glyph_model_close(m);
    }
    free(copy);
    return 0;
}
