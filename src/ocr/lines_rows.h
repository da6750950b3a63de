/* ocr/lines_rows.h -- letters to rows. Inside lines_*.c only.
 *
 * A row is a stretch of one printed line without a wide gap or a ruled line in it. Units: px of the
 * reduced page; after rows_find the components, rules and rows are straightened by *slope. */
#ifndef OCR_LINES_ROWS_H
#define OCR_LINES_ROWS_H
#include "ocr/lines_ink.h"

struct row {
    struct box ink;
    float base;           /* y, at the middle */
    float base_l, base_r; /* at its ends: paper is not flat */
    float height;         /* median of its letters */
    uint32_t letters;
    float area;     /* of the letters */
    bool boxed;     /* single digits, each in a box of its own */
    bool small;     /* print smaller than the page's */
    uint32_t index; /* scratch of sorting */
    bool dead;
};

struct rows {
    struct row *at;
    uint32_t n;
    double slope; /* down to the right is positive */
};

MUST_USE bool rows_find(struct ink *k, struct rows *out, struct err *e);
void rows_release(struct rows *r);
#endif
