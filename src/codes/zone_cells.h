/* codes/zone_cells.h -- a line of a machine readable zone cut in cells, and what each looks like.
 *
 * zone_fit: from the box of a text line to the place of its cells: pitch, slant, height of capital
 * letters. False when the ink is no row of that many cells. zone_likeness: how like each character
 * a cell is, the correlation with its picture in one face, -1 to 1, the best of small shifts.
 * Threads: safe. */
#ifndef CODES_ZONE_CELLS_H
#define CODES_ZONE_CELLS_H
#include "codes/zone_shapes.h"
#include "doc/grey.h"
#include "doc/page.h"

enum { ZONE_CELLS = 30, ZONE_CELLS_TD3 = 44 }; /* of a card's line, of a passport's */
struct zone_line {
    int cells;
    double x, pitch, bend; /* px: left end of the first cell; of cells; what each has more */
    double slant;          /* px down for one to the right */
    double top, cap;       /* px at x: upper end of capital letters, and their height */
};
double zone_x(const struct zone_line *l, double cell); /* px of its left end */
bool zone_fit(const struct grey *g, struct box b, int cells, struct zone_line *out);
/* Brings the pictures of a face to what zone_likeness compares with. */
struct zone_face {
    float shape[ZONE_CLASSES][ZONE_W * ZONE_H];
};
void zone_face_init(struct zone_face *f, int face);
void zone_likeness(const struct grey *g, const struct zone_line *l, int cell,
                   const struct zone_face *f, const char *classes, float out[ZONE_CLASSES]);
int zone_class(char c); /* its place among the pictures; -1 for none */
#endif
