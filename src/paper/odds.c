#include "paper/odds.h"

#include <math.h>

double odds_exp(double x)
{
    /* ln 2 in two parts (fdlibm e_exp.c), so that k ln 2 is subtracted without loss */
    const double high = 6.93147180369123816490e-01, low = 1.90821492927058770002e-10;

    if (!(x > -700))
        return 0;
    if (x > 700)
        x = 700;
    const double k = floor(x * 1.44269504088896338700 + 0.5);
    const double r = (x - k * high) - k * low;
    double sum = 1;
    for (int i = 13; i >= 1; i--)
        sum = 1 + sum * r / i;
    return ldexp(sum, (int)k);
}

float odds_p(double x)
{
    return (float)(1 / (1 + odds_exp(-x)));
}
