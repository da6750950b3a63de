/* ocr/confirm_cut.h -- a number cut out of its page, without what is no part of it. Inside
 * confirm.c and its tests only.
 *
 * The second reading sees the plane before cleaning, where the sides of boxes and of table cells
 * are read as digits ("|0|1|9|") and the dot in a typewriter's zero makes a nine of it. Both are
 * painted over in a copy; a cut that has neither is read from the plane itself.
 *
 * Errors: ERR_NOMEM. Threads: safe. Cost: some 20 us a number of twelve digits. */
#ifndef OCR_CONFIRM_CUT_H
#define OCR_CONFIRM_CUT_H
#include "doc/grey.h"
#include "doc/page.h"

struct confirm_cut {
    struct box box;    /* px of the plane */
    struct grey clean; /* its copy; px is NULL when nothing had to go */
    int32_t high;      /* of the word, px */
    uint32_t dots;     /* of zeros, painted over */
    bool boxes;        /* upright rules were painted over, and the gaps between digits closed */
    bool cell;         /* a short number in a line of its own (confirm_cells); set by who cuts */
};
/* Margins of a cut, px: at most `left` and `right` at its sides; above and below. */
struct confirm_room {
    int32_t left, right, above;
};
/* confirm_cut_release frees. */
MUST_USE bool confirm_cut_make(const struct grey *plane, struct box word, struct confirm_room room,
                               struct confirm_cut *out, struct err *e);
void confirm_cut_release(struct confirm_cut *c);
/* Is there ink of a comma's shape and place: under the line the digits stand on, with `behind`
 * digits to the right of it? */
bool confirm_cut_has_comma(const struct grey *plane, struct box word, int32_t behind);
#endif
