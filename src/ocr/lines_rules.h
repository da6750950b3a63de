/* ocr/lines_rules.h -- ruled lines, table grids, boxes for digits. Inside lines_*.c only. */
#ifndef OCR_LINES_RULES_H
#define OCR_LINES_RULES_H
#include "ocr/lines_ink.h"

/* Ruled lines leave the map and become k->hrules, k->vrules and k->segments; the components are
 * found anew without them. `r`: the runs of the map. False when memory ran out. */
MUST_USE bool rules_take(struct ink *k, struct runs *r);
#endif
