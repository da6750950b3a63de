#include "tests/gen/rng.h"

static uint64_t mix(uint64_t z)
{
    z += 0x9E3779B97F4A7C15u; /* splitmix64 */
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

struct rng rng_make(uint64_t seed)
{
    const uint64_t s = mix(seed);
    return (struct rng){ s ? s : 1 };
}

struct rng rng_fork(const struct rng *r, uint64_t salt)
{
    return rng_make(r->s ^ mix(salt));
}

uint64_t rng_u64(struct rng *r)
{
    r->s ^= r->s >> 12;
    r->s ^= r->s << 25;
    r->s ^= r->s >> 27;
    return r->s * 0x2545F4914F6CDD1Du;
}

int rng_int(struct rng *r, int lo, int hi)
{
    if (hi <= lo)
        return lo;
    return lo + (int)((rng_u64(r) >> 33) % (uint64_t)(hi - lo + 1));
}

double rng_real(struct rng *r, double lo, double hi)
{
    return lo + (hi - lo) * (double)(rng_u64(r) >> 11) * 0x1p-53;
}

bool rng_pct(struct rng *r, int percent)
{
    return rng_int(r, 0, 99) < percent;
}

double rng_gauss(struct rng *r)
{
    double s = 0;

    for (int i = 0; i < 12; i++)
        s += rng_real(r, 0, 1);
    return s - 6;
}
