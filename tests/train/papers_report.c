#include <stdio.h>
#include <stdlib.h>

#include "tests/train/must.h"
#include "tests/train/papers.h"

enum { LINES = 40 };

struct confusion {
    uint32_t want, got;
    int n;
};

static int cmp(const void *a, const void *b)
{
    const struct confusion *x = a, *y = b;
    return x->n != y->n         ? (x->n < y->n) - (x->n > y->n)
           : x->want != y->want ? (x->want > y->want) - (x->want < y->want)
                                : (x->got > y->got) - (x->got < y->got);
}

void report_confusion(FILE *f, const struct paper_tables *t, const uint32_t *want,
                      const uint32_t *got, const float *p, size_t n, float sure)
{
    int *table = must_calloc((size_t)t->n_types * t->n_types, sizeof *table);
    struct confusion *list = must_calloc((size_t)t->n_types * t->n_types, sizeof *list);
    size_t right = 0, sure_n = 0, sure_right = 0, unknown = 0, unknown_right = 0, k = 0;

    for (size_t i = 0; i < n; i++) {
        table[want[i] * t->n_types + got[i]]++;
        right += want[i] == got[i];
        unknown += want[i] == t->unknown;
        unknown_right += want[i] == t->unknown && got[i] == t->unknown;
        if (got[i] != t->unknown && p[i] >= sure) {
            sure_n++;
            sure_right += want[i] == got[i];
        }
    }
    fprintf(f,
            "types, of wordings not trained on where there are several: %zu documents, %.2f %% "
            "right; unknown %zu of %zu; %.2f %% sure at %.3f, of these %.3f %% right\n",
            n, 100.0 * (double)right / (double)n, unknown_right, unknown,
            100.0 * (double)sure_n / (double)n, (double)sure,
            sure_n ? 100.0 * (double)sure_right / (double)sure_n : 0.0);
    for (uint32_t a = 0; a < t->n_types; a++)
        for (uint32_t b = 0; b < t->n_types; b++)
            if (a != b && table[a * t->n_types + b])
                list[k++] = (struct confusion){ a, b, table[a * t->n_types + b] };
    qsort(list, k, sizeof *list, cmp);
    for (size_t i = 0; i < k && i < LINES; i++)
        fprintf(f, "  %4d  %s -> %s\n", list[i].n, t->types[list[i].want].pub.slug,
                t->types[list[i].got].pub.slug);
    free(table);
    free(list);
}
