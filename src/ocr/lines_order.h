/* ocr/lines_order.h -- rows to printed lines, columns and reading order. Inside lines_*.c only. */
#ifndef OCR_LINES_ORDER_H
#define OCR_LINES_ORDER_H
#include "ocr/lines_rows.h"

/* What became of a row. */
struct row_place {
    uint32_t line;  /* rises in reading order; rows of one printed line of a column share it */
    uint32_t block; /* rises with line */
    uint32_t row;   /* index into rows */
};

/* place[0 .. rows->n) in reading order. False when memory ran out. */
MUST_USE bool order_find(const struct ink *k, const struct rows *rows, struct row_place *place);
#endif
