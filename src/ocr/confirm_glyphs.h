/* ocr/confirm_glyphs.h -- what the glyphs of a number say of its readings. Inside confirm.c and its
 * tests only.
 *
 * The ink's text counts where every glyph is known (glyph.h): a reading that is worth much less
 * than it is not what stands there, though both networks agreed. What it says:
 *
 *   doubt    both readings may be wrong: nobody agreed, whatever they said
 *   choose   one reading, or one with a single glyph mended, is what stands there; where the
 *            networks disagreed, what the ink has; for people to look at
 *   choose, agreed   one network and the ink have it, and the ink rules out what the other network
 *            saw, which saw no more letters: two of three independent readers
 *   agree    the same, of the reading that stands already
 *
 * Ink that is part of the reading says nothing: the word's frame was too narrow. Serials whose
 * letters stand before them are only doubted.
 *
 * Errors: none. Threads: pure. */
#ifndef OCR_CONFIRM_GLYPHS_H
#define OCR_CONFIRM_GLYPHS_H
#include "ocr/confirm_internal.h"

enum { GLYPH_BYTES = 4 * GLYPH_TEXT + 1 };
enum glyph_says { GLYPHS_NOTHING, GLYPHS_DOUBT, GLYPHS_CHOOSE, GLYPHS_CHOOSE_AGREED, GLYPHS_AGREE };

/* The ink is plainly another number than `text`, a day, month or year, though readings agreed. */
bool glyphs_rule_out(const struct glyph_lattice *l, const char *text);
/* Of `text`, as it stands after two readings. out: what is chosen. */
enum glyph_says glyphs_say(const struct glyph_lattice *l, const char *text, bool agreed,
                           const struct two_read *two, char out[GLYPH_BYTES]);
#endif
