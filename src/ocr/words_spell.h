/* ocr/words_spell.h -- what a line's characters must be by their spelling alone, no ink looked at.
 * Inside src/ocr, for words_tidy, whose header lists it all.
 *
 * A word is the characters [from, *to) of r, *to moves with what goes or parts. Threads: any. */
#ifndef OCR_WORDS_SPELL_H
#define OCR_WORDS_SPELL_H
#include "ocr/lstm.h"

/* Dots of a line to write on, specks, marks in doubt, slashes. */
void spell_marks(struct lstm_line_out *r, int32_t from, int32_t *to);
/* Telephone numbers, "Ia" of the Central Highlands, forms of residence, digits read as
 * other marks, the head of a card's machine readable zone. */
void spell_terms(struct lstm_line_out *r, int32_t from, int32_t *to);
/* "./." at the end of a text. */
void spell_end(struct lstm_line_out *r);
#endif
