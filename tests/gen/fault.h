/* tests/gen/fault.h -- a line through the whole scan, along its feed or across it, 1 to 5 px wide:
 * white, black or coloured, covering what is printed under it. Dust on the glass of a feeder stays
 * where it is while the paper passes, so the line is straight along the scan however the paper
 * lies. Threads: re-entrant. */
#ifndef GEN_FAULT_H
#define GEN_FAULT_H
#include "tests/gen/age.h"

void age_fault(struct raster *im, struct rng *r);
#endif
