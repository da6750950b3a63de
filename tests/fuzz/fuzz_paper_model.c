/* Any bytes as models/paper.bin; one that is accepted gives margins and boundary weights, too. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "paper/grams.h"
#include "paper/types.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct gram_set g;
    static struct paper_tables t;
    struct paper_model *m;
    struct err e = { 0 };
    float margins[MODEL_CLASSES_MAX];

    if (!model_parse(&m, data, size, &e))
        return 0;
    types_use_model(&t, m);
    for (uint32_t k = 0; k < GRAM_KINDS; k++)
        for (g.n[k] = 0; g.n[k] < 200; g.n[k]++)
            g.ids[k][g.n[k]] = (g.n[k] * 7919U + k) & ((1U << m->bits) - 1);
    grams_margins(m, &g, margins);
    for (uint32_t c = 0; c < m->n_classes; c++)
        if (!isfinite(margins[c]))
            abort();
    model_close(m);
    return 0;
}
