/* ocr/words_dots.h -- whether the dot that a letter was read with is there. Inside src/ocr only.
 *
 * The networks know the language they were trained on and read "THỊ", which half of all women are
 * called, where "THI" is printed. A dot below stands alone under its letter: without ink there it
 * may have faded, or never was. Such a word keeps its text and is WORD_DOTLESS.
 *
 * Cost: a few pixels a letter. Deterministic. Threads: any. */
#ifndef OCR_WORDS_DOTS_H
#define OCR_WORDS_DOTS_H
#include "ocr/lines.h"
#include "ocr/lstm.h"

/* Of the characters from .. to - 1 one has a dot below that the page has no ink for. */
bool dots_missing(const struct line_piece *p, const struct grey *g, const struct lstm_line_out *r,
                  int32_t from, int32_t to);
#endif
