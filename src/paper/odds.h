/* paper/odds.h -- exp and the logistic function with the same bits on every CPU.
 *
 * libm chooses its expf at run time by instruction set (with and without fused multiply-add), and
 * the variants differ in the last bit; probabilities are stored and compared, so they are computed
 * here in plain double arithmetic in fixed order. Error under 1e-13 relative for |x| <= 700.
 * Threads: pure. */
#ifndef PAPER_ODDS_H
#define PAPER_ODDS_H

double odds_exp(double x);
float odds_p(double x); /* 1 / (1 + exp(-x)) */
#endif
