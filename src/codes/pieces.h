/* codes/pieces.h -- a map of tiles, some of which are marked, and the pieces they hang together in.
 *
 * map: nx * ny tiles by rows, not 0 where marked. Threads: safe, one owner. */
#ifndef CODES_PIECES_H
#define CODES_PIECES_H
#include <stddef.h>

#include "doc/page.h"

/* Leaves the tiles that belong to a square of 2 x 2 marked ones: rules of tables, edges of sheets
 * and frames are thinner, and would tie distant places together. */
void pieces_open(uint8_t *map, int32_t nx, int32_t ny);
/* The tiles in one piece with tile `at`, which is marked; they are taken off the map. Out: their
 * bounds in tiles and their number. stack: nx * ny places. */
struct box pieces_take(uint8_t *map, int32_t nx, int32_t ny, int32_t *stack, int32_t at,
                       int32_t *count);
#endif
