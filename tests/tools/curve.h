/* tests/tools/curve.h -- what a threshold on confidence would let through.
 *
 * A reading is right or wrong and has a confidence; at a threshold, those at or over it are
 * accepted. Review share: printed values that are not accepted right. Error share: wrong among the
 * accepted, with its upper 95 % bound (bound.h). */
#ifndef TESTS_CURVE_H
#define TESTS_CURVE_H
#include <stdbool.h>
#include <stddef.h>

struct reading {
    double conf;
    bool right;
};
struct curve {
    char name[40];
    struct reading *at; /* malloc'ed; sorted by curve_sort */
    size_t n, cap;
    long printed;
};
struct at_threshold {
    double threshold;
    long accepted, wrong;
    double review, bound; /* shares, 0..1 */
};

bool curve_add(struct curve *c, double conf, bool right); /* false: no memory */
void curve_sort(struct curve *c);                         /* surest first */
struct at_threshold curve_at(const struct curve *c, double threshold);
/* The lowest threshold (two decimals, from 0.5) that keeps the bound at or under rate; where there
 * are too few readings for that, the lowest with an observed error share at or under it, and
 * *proven is false. Over 1 when there is none. */
double curve_choose(const struct curve *c, double rate, bool *proven);

/* An SVG of 760 pixels: review share across, the bound of the error share upwards (logarithmic).
 */
bool curve_chart(const char *path, const char *title, const char *under, double rate,
                 const struct curve *const *curves, size_t n);
#endif
