/* pdf/pdf_sheet.h -- sheets to be printed: a few lines of large text and a code, A4.
 *
 * Nothing is embedded: letters are Helvetica, which every printer and viewer has, and Vietnamese
 * marks, which its encoding lacks, are drawn as strokes over them. Modules are 1 mm squares, so
 * that 150 dpi and a poor copier still resolve them (six pixels each); the code stands three times,
 * for a torn corner or a stamp costs one.
 *
 * In: UTF-8 text (letters of Vietnamese, digits, ASCII punctuation; others are left out), lines
 * that fit the width at their size are not broken. Out: a PDF of `count` equal pages, appended; the
 * same input gives the same bytes. Errors: ERR_LIMIT, ERR_NOMEM (through buf). Threads: safe. */
#ifndef PDF_PDF_SHEET_H
#define PDF_PDF_SHEET_H
#include "base/buf.h"

struct sheet_line {
    const char *text;
    int size; /* points */
};
struct sheet {
    const uint8_t *modules; /* width * width, 1 = dark */
    int32_t width;
    const struct sheet_line *lines;
    uint32_t n_lines;
    bool framed; /* a thick frame: the second kind of sheet is told from the first at a glance */
};
MUST_USE bool pdf_sheets(const struct sheet *s, uint32_t count, struct buf *out, struct err *e);
#endif
