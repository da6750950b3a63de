/* Any bytes as a .traineddata; one that is accepted reads a small page, too. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ocr/lstm.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lstm_model *m;
    struct lstm *l;
    struct arena a;
    struct grey g = { 0 };
    struct lstm_line_out out[3];
    struct err e = { 0 };

    if (!lstm_model_parse(&m, data, size, &e))
        return 0;
    arena_init(&a, 1 << 20);
    if (lstm_open(&l, m, &e) && grey_init(&g, 64, 80, &e)) {
        for (int32_t y = 0; y < g.h; y++)
            for (int32_t x = 0; x < g.w; x++)
                grey_row(&g, y)[x] = (uint8_t)(x * 37 ^ y * 11);
        const struct lstm_line_in in[3] = { { &g, { 0, 0, 64, 36 } },
                                            { &g, { 3, 1, 50, 61 } },
                                            { &g, { 60, 2, 62, 80 } } };
        if (!lstm_read_lines(l, in, 3, &a, out, &e) && e.kind == ERR_NONE)
            abort();
    }
    lstm_close(l);
    lstm_model_close(m);
    grey_release(&g);
    arena_reset(&a);
    return 0;
}
