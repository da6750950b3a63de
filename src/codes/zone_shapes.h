/* codes/zone_shapes.h -- pictures of the characters of machine readable zones: 0-9, A-Z, <, in the
 * faces they are printed in. Each is ZONE_W x ZONE_H letters by rows, a (paper) to p (ink): a cell
 * of one pitch, capital letters on ZONE_CAP rows from ZONE_TOP on, blurred as a scanner does.
 * Source: OCR-B of Norbert Schwarz and Matthew Skala (public domain, fonts-ocr-b), the face ICAO
 * 9303 part 3 prescribes; Cousine (Apache-2.0) and TeX Gyre Cursor (GUST) beside. Made by
 * tests/train/zone_make. */
#ifndef CODES_ZONE_SHAPES_H
#define CODES_ZONE_SHAPES_H
enum { ZONE_W = 12, ZONE_H = 16, ZONE_TOP = 2, ZONE_CAP = 12, ZONE_CLASSES = 37, ZONE_FACES = 3 };
extern const char *const zone_shapes[ZONE_FACES][ZONE_CLASSES];
#endif
