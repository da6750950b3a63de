#include "tests/train/linear.h"

#include <linear.h>
#include <stdlib.h>

#include "tests/train/must.h"

static void silent(const char *s)
{
    (void)s;
}

/* liblinear wants indices from 1, ascending, ended by -1, and the bias as a last feature. */
static struct feature_node *nodes_of(const struct sample *s, uint32_t n_features)
{
    struct feature_node *x = must_calloc((size_t)s->n + 2, sizeof *x);

    for (uint32_t i = 0; i < s->n; i++)
        x[i] = (struct feature_node){ (int)s->ids[i] + 1, (double)s->values[i] };
    x[s->n] = (struct feature_node){ (int)n_features + 1, 1.0 };
    x[s->n + 1].index = -1;
    return x;
}

double *linear_train(const struct sample *s, size_t n, uint32_t n_features, int n_classes, double c,
                     double positive, unsigned seed, double *bias)
{
    struct problem prob = { .l = (int)n, .n = (int)n_features + 1, .bias = 1 };
    struct parameter par = { .solver_type = L2R_L2LOSS_SVC_DUAL, .eps = 0.1, .C = c };
    double *out = must_calloc((size_t)n_features * (size_t)n_classes, sizeof *out);

    prob.y = must_calloc(n, sizeof *prob.y);
    prob.x = must_calloc(n, sizeof *prob.x);
    par.weight_label = must_calloc((size_t)n_classes, sizeof *par.weight_label);
    par.weight = must_calloc((size_t)n_classes, sizeof *par.weight);
    for (size_t i = 0; i < n; i++) {
        prob.y[i] = s[i].label;
        prob.x[i] = nodes_of(&s[i], n_features);
    }
    for (size_t i = 0; i < n; i++) { /* only labels that are there */
        int k = 0;
        while (k < par.nr_weight && par.weight_label[k] != s[i].label)
            k++;
        if (k == par.nr_weight) {
            par.weight_label[k] = s[i].label;
            par.weight[k] = positive;
            par.nr_weight++;
        }
    }
    set_print_string_function(silent);
    srand(seed);
    struct model *m = train(&prob, &par);
    const int cols = m->nr_class == 2 ? 1 : m->nr_class;
    for (int k = 0; k < n_classes; k++)
        bias[k] = -1;
    for (int k = 0; k < cols; k++) {
        const int label = m->nr_class == 2 ? 0 : m->label[k];
        const double sign = m->nr_class == 2 && m->label[0] == 0 ? -1 : 1;
        for (uint32_t f = 0; f < n_features; f++)
            out[(size_t)f * (size_t)n_classes + (size_t)label] =
                sign * m->w[f * (uint32_t)cols + (uint32_t)k];
        bias[label] = sign * m->w[n_features * (uint32_t)cols + (uint32_t)k];
    }
    free_and_destroy_model(&m);
    for (size_t i = 0; i < n; i++)
        free(prob.x[i]);
    free(prob.x);
    free(prob.y);
    free(par.weight);
    free(par.weight_label);
    return out;
}
