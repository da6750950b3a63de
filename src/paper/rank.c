#include "paper/rank.h"

#include <string.h>

#include "paper/odds.h"

static int32_t sum_of(const struct rank_model *m, const struct rank_features *x)
{
    int32_t sum = 0;

    for (uint32_t i = 0; i < x->n; i++)
        sum += m->weights[x->ids[i]];
    return sum;
}

void rank_weigh(const struct rank_model *m, struct ranking *r)
{
    int32_t sums[RANK_MAX + 1];
    double odds[RANK_MAX + 1], all = 0;

    int32_t most = sums[r->n] = sum_of(m, &r->none);
    for (uint32_t i = 0; i < r->n; i++) {
        sums[i] = sum_of(m, &r->list[i].x);
        most = sums[i] > most ? sums[i] : most;
    }
    for (uint32_t i = 0; i <= r->n; i++)
        all += odds[i] = odds_exp((double)m->scale * ((double)sums[i] - (double)most));
    for (uint32_t i = 0; i < r->n; i++) {
        double p = 0;
        for (uint32_t k = 0; k < r->n; k++)
            if (strcmp(r->list[i].value, r->list[k].value) == 0)
                p += odds[k];
        r->list[i].p = (float)(p / all);
    }
    r->p_none = (float)(odds[r->n] / all);
}

const struct rank_candidate *rank_best(const struct ranking *r)
{
    const struct rank_candidate *best = NULL;

    for (uint32_t i = 0; i < r->n; i++)
        if (!best || r->list[i].p > best->p)
            best = &r->list[i];
    return best;
}

float rank_of_value(const struct ranking *r, const char *value)
{
    for (uint32_t i = 0; i < r->n; i++)
        if (strcmp(r->list[i].value, value) == 0)
            return r->list[i].p;
    return -1;
}
