/* Any bytes as models/rank.bin; one that is accepted gives beliefs, too. */
#include <stdint.h>
#include <stdlib.h>

#include "paper/rank.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct ranking r;
    struct rank_model *m;
    struct err e = { 0 };

    if (!rank_model_parse(&m, data, size, &e))
        return 0;
    r.n = 7;
    for (uint32_t i = 0; i < r.n; i++) {
        r.list[i].value[0] = (char)('a' + i / 2);
        for (r.list[i].x.n = 0; r.list[i].x.n < RANK_FEATURES; r.list[i].x.n++)
            r.list[i].x.ids[r.list[i].x.n] = (r.list[i].x.n * 7919U + i) & ((1U << m->bits) - 1);
    }
    rank_weigh(m, &r);
    for (uint32_t i = 0; i < r.n; i++)
        if (!(r.list[i].p >= 0 && r.list[i].p <= 1))
            abort();
    rank_model_close(m);
    return 0;
}
