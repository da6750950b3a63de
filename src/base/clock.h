/* base/clock.h -- the one door time comes through.
 * clock_now() is SOURCE_DATE_EPOCH when set (reproducible output), else the wall clock; seconds
 * since 1970 UTC. clock_mono_ms() is for deadlines and speeds only, never stored. Threads: safe. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H
#include <stddef.h>
#include <stdint.h>

int64_t clock_now(void);
int64_t clock_mono_ms(void);
/* "2026-05-06T07:08:09Z" */
void clock_iso(int64_t t, char out[32]);
#endif
