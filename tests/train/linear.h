/* tests/train/linear.h -- linear classes through liblinear: L2-loss support vector machines, one
 * class against the rest, solved in the dual (solver 1). That solver adds and multiplies only, in
 * an order its seeded random numbers give, so that the same samples give the same weights
 * everywhere; the others ask BLAS or exp, which differ from machine to machine. */
#ifndef TRAIN_LINEAR_H
#define TRAIN_LINEAR_H
#include <stddef.h>
#include <stdint.h>

struct sample {
    const uint32_t *ids; /* rising or not, each once */
    const float *values; /* a value an id */
    uint32_t n;
    int label; /* 0 .. n_classes - 1 */
};

/* c: the cost of an error; positive: times that for samples of the class itself.
 * Weights [feature * n_classes + class] and biases, for the caller to free; classes without samples
 * have weights of 0 and a bias of -1. Labels of two classes give one column with the sign of class
 * 1. */
double *linear_train(const struct sample *s, size_t n, uint32_t n_features, int n_classes, double c,
                     double positive, unsigned seed, double *bias);
#endif
