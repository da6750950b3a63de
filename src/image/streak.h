/* image/streak.h -- lines that a scanner drew through the whole page: dust on the glass of a
 * feeder, a dead cell. They are repaired in the copy that is read, so that the text under them is
 * read.
 *
 * A fault is 1 to 5 px wide (8 with its blur), straight, and runs through the margins too, which no
 * ruled line does. It lies along the scan, whatever the skew of the paper, or, where the scanner
 * leveled the page, leans by up to 3 degrees; a straight crease is treated alike. Dark and coloured
 * ones are told by their tone, down and across; white ones, down, by letters that are cut through
 * at one place from the first line to the last, and across only where they are brighter than the
 * paper: a gap over a whole line of text may be that of its underline. Pixels of a fault become
 * what lies at its two sides, along the direction in which these agree best; what shows through a
 * pale one stays. Chroma is mended too.
 *
 * streak_repair: p->y, cb, cr in place; p->small is dropped when anything changed. Cost: bands of
 * 256 rows and columns are looked at, places that may be faults wholly. Errors: ERR_NOMEM.
 * Threads: safe. Deterministic. Sources of the constants: generated pages with faults, and that
 * none is found on pages without. */
#ifndef IMAGE_STREAK_H
#define IMAGE_STREAK_H
#include "image/planes.h"

/* *n: how many lines were repaired. */
MUST_USE bool streak_repair(struct planes *p, int32_t *n, struct err *e);
#endif
