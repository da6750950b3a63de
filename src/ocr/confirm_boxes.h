/* ocr/confirm_boxes.h -- rows of little boxes that a number is written into, one digit each. Inside
 * confirm.c and its tests only.
 *
 * Digits sit low in their boxes and touch the rule below; where pages lean, lines lose some or all
 * of them. A row of boxes is told by its upright rules, evenly spaced and of one height, right of a
 * word. Its digits are cut out box by box, rid of rules, levelled, and set side by side as a number
 * is printed.
 *
 * Errors: ERR_NOMEM. Threads: safe. Cost: some 100 px looked at a word that nothing follows; 0.1 ms
 * a row of boxes. */
#ifndef OCR_CONFIRM_BOXES_H
#define OCR_CONFIRM_BOXES_H
#include "doc/grey.h"
#include "doc/page.h"

enum { BOXES_LEAST = 9, BOXES_MOST = 20 };

struct box_rule {
    int32_t x0, x1; /* px of the plane it takes over its whole length */
    int32_t y0, y1; /* half open */
};
struct box_row {
    struct box_rule rules[BOXES_MOST + 1];
    uint32_t n, faint; /* boxes; rules that were looked for because they had to be there */
    struct box box;
    int32_t high;        /* of a digit, about */
    int32_t paper, dark; /* grey levels */
};
/* Is there a row of boxes right of `word`? `high`: how high digits are on the page. */
bool boxes_right_of(const struct grey *plane, struct box word, int32_t high, struct box_row *out);
/* The digits side by side, `above` px of paper over and under them; *n of the boxes hold one, *dash
 * of them before a box that holds a dash, 0 when none does. An empty picture when fewer than
 * BOXES_LEAST hold a digit, or one is empty between others. grey_release frees. */
MUST_USE bool boxes_cut(const struct grey *plane, const struct box_row *row, int32_t above,
                        struct grey *out, uint32_t *n, uint32_t *dash, struct err *e);
#endif
