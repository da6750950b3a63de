/* codes/grid.h -- the modules of a QR code whose finder patterns are known.
 *
 * What a library's thresholds lose, where a module is 1.5 to 3 px and blurred into its neighbours:
 * the grid is laid through all marks a QR code has at places that are known (finders, timing,
 * alignment), its four corners moved until these stand out most, and then dark and light are
 * chosen so that, blurred as its known marks are, they give the greys that were seen.
 *
 * In: a grey frame and the finders. Out: n * n modules. False when there is no such code: the
 * modules between the finders do not alternate. What is returned is a guess that only the code's
 * error correction can confirm. Codes of at most GRID_MAX modules a side. No memory of its own but
 * `work`. Threads: safe. Cost: 4 ms for 49 modules, 20 us when it is no code. */
#ifndef CODES_GRID_H
#define CODES_GRID_H
#include "codes/evidence.h"

enum { GRID_MAX = 101, GRID_CELLS = GRID_MAX * GRID_MAX };
struct mark {
    uint8_t x, y;
    bool dark;
};
struct grid {
    int32_t n;
    double corner[4][2]; /* px: middles of the finders (first, along, down) and what is opposite */
    struct box box;
    uint8_t dark[GRID_CELLS];
    /* of the other choice: how much worse it fits the greys; hardly ever below 0 */
    float cost[GRID_CELLS];
    /* inside the room */
    uint8_t known[GRID_CELLS];
    float grey[GRID_CELLS], off[GRID_CELLS], ink[GRID_CELLS];
    struct mark marks[3 * 64 + 2 * GRID_MAX + 25 * 25];
    int32_t n_marks, first_timing, first_alignment;
};

/* From modules (their middles whole numbers) to px: rows of a homography. */
void grid_map(const struct grid *w, double m[9]);
bool grid_lay(const struct grey *g, const struct square *s, struct grid *work);
/* Moves the corners to where the modules as decided stand out most. */
void grid_settle(const struct grey *g, struct grid *w);
/* The second half: from work->grey to work->dark and work->cost; modules that are known stay. */
void grid_decide(struct grid *work);
/* Solves m * out = v for n terms, m and v the n rows of n + 1; m is used up. False when the terms
 * do not tell. Of least squares: a thousandth of nought is mixed in. */
bool grid_solve(int n, double *m, double *out);
/* e to the power of x, |x| up to 60: the same bits on every CPU, which a C library's need not be.
 */
double grid_exp(double x);
#endif
