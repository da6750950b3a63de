/* codes/pixels.h -- dark and light of a laid QR code's modules, told from every pixel of it.
 *
 * One grey a module (codes/grid.h) wastes what the pixels around say, and where a module is 1.5 to
 * 3 px these stand now at its middle, now at its edge. Here the picture is drawn: light, less the
 * ink of modules, each a square blurred by a lens of some width; width, light and ink are those
 * that fit the known marks best, then all that was decided; modules are those that fit the pixels.
 *
 * In:  the frame and the grid as laid; modules that are known stay. Out: grid.dark and grid.cost.
 *      False when the code has too many pixels, or no width fits.
 * Errors: none but false when there is no memory. Threads: safe. Cost: 10 to 30 ms. */
#ifndef CODES_PIXELS_H
#define CODES_PIXELS_H
#include "codes/grid.h"

bool pixels_decide(const struct grey *g, struct grid *w);
#endif
