#include "tests/tools/bound.h"

#include <math.h>

/* Probability of k or fewer of n at rate p. */
static double at_most(long k, long n, double p)
{
    const double nn = (double)n;
    double sum = 0;

    for (long i = 0; i <= k; i++) {
        const double ii = (double)i;
        sum += exp(lgamma(nn + 1) - lgamma(ii + 1) - lgamma(nn - ii + 1) + ii * log(p) +
                   (nn - ii) * log1p(-p));
    }
    return sum;
}

double bound_upper(long k, long n, double risk)
{
    double lo = n > 0 ? (double)k / (double)n : 1, hi = 1;

    if (n <= 0 || k >= n)
        return 1;
    for (int i = 0; i < 60; i++) {
        const double mid = (lo + hi) / 2;
        if (mid <= 0 || at_most(k, n, mid) > risk)
            lo = mid;
        else
            hi = mid;
    }
    return hi;
}

long bound_least(double rate, double risk)
{
    return (long)ceil(log(risk) / log1p(-rate));
}
