/* ocr/words_symbol.h -- points in the symbol of a number that the network passed over: "95/QĐ.UB"
 * of a typewriter. Inside src/ocr, for words_tidy. */
#ifndef OCR_WORDS_SYMBOL_H
#define OCR_WORDS_SYMBOL_H
#include "ocr/words_ink.h"

/* Between two capitals behind the slash of a number, in the word from .. *to - 1 or across the
 * blank behind it, one dot stands on the baseline with room on both sides: it is put in, in doubt.
 * False: the arena is full. */
MUST_USE bool symbol_points(const struct line_at *a, int32_t from, int32_t *to,
                            struct arena *arena);
#endif
