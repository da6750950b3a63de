/* pipeline/slots.h -- the fixed set of page slots every process of a run shares.
 *
 * One memfd holds `n` slots of `in_cap` bytes for an encoded page and `out_cap` bytes for a result.
 * A slot is owned by exactly one party at a time; who owns it is said by messages (proto.h), never
 * by the memory itself, so a dying child cannot corrupt the bookkeeping. Memory in use is at most
 * n * (in_cap + out_cap); slots_recycle gives back what a large page left behind.
 * Threads: different slots may be used by different threads at once. */
#ifndef PIPELINE_SLOTS_H
#define PIPELINE_SLOTS_H
#include <stdint.h>

#include "base/err.h"

struct slots {
    int fd;
    uint32_t n;
    size_t in_cap, out_cap;
    uint8_t *map;
};

MUST_USE bool slots_create(struct slots *s, uint32_t n, size_t in_cap, size_t out_cap,
                           struct err *e);
MUST_USE bool slots_attach(struct slots *s, int fd, uint32_t n, size_t in_cap, size_t out_cap,
                           struct err *e);
void slots_close(struct slots *s);
uint8_t *slots_in(const struct slots *s, uint32_t i);
uint8_t *slots_out(const struct slots *s, uint32_t i);
void slots_recycle(const struct slots *s, uint32_t i, size_t in_used, size_t out_used);
#endif
