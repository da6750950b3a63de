/* tests/train/must.h -- how the trainer fails: it says why and ends with 1. */
#ifndef TRAIN_MUST_H
#define TRAIN_MUST_H
#include <stddef.h>

_Noreturn void die(const char *what);
void *must_calloc(size_t n, size_t size); /* n may be 0 */
#endif
