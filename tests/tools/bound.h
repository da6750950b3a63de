/* tests/tools/bound.h -- what k faults among n tell of the rate behind them.
 *
 * bound_upper: the exact one-sided upper limit of Clopper and Pearson (1934): the highest rate that
 * gives k faults or fewer in at least `risk` of all samples of n. With no fault it is
 * 1 - risk^(1/n), at 95 % about 3/n ("rule of three"). 1 when n is 0. */
#ifndef TESTS_BOUND_H
#define TESTS_BOUND_H
double bound_upper(long k, long n, double risk); /* risk: 0.05 for 95 % */
/* How many without a fault prove a rate: 2,995 for 1 in 1,000 at 95 %. */
long bound_least(double rate, double risk);
#endif
