/* tests/gen/rng.h -- seeded numbers for invented papers: xorshift64*, the same on every machine.
 *
 * rng_fork gives an independent stream for a part (a dossier, a page), so that adding a number to
 * one part changes no other. Errors: none. Threads: one owner at a time. */
#ifndef GEN_RNG_H
#define GEN_RNG_H
#include <stdbool.h>
#include <stdint.h>

struct rng {
    uint64_t s;
};

struct rng rng_make(uint64_t seed);
struct rng rng_fork(const struct rng *r, uint64_t salt);
uint64_t rng_u64(struct rng *r);
int rng_int(struct rng *r, int lo, int hi); /* lo..hi, both included */
double rng_real(struct rng *r, double lo, double hi);
bool rng_pct(struct rng *r, int percent);
double rng_gauss(struct rng *r); /* mean 0, deviation 1, sum of 12 */
#endif
