/* ocr/confirm.h -- numbers read a second time, by another model on other pixels.
 *
 * A number has no spelling that could betray a wrong digit, so before one is accepted without a
 * person it is read twice: here every word that holds three digits or more, and shorter ones behind
 * "số" or in cells of a page that speaks of parcels, are cut out by themselves, rid of boxes and of
 * dots in zeros (confirm_cut.h), and read with the accurate model (trained apart from the fast one)
 * on the plane before cleaning. Words whose letters and digits agree get WORD_AGREED; a decimal
 * comma that the second reading lost is looked for in the ink. Where they differ the surer reading
 * stands, or the second when the first saw dotted zeros. One or two capitals before six or eight
 * digits, a serial's, are read again together with them. Punctuation at the edges is not compared,
 * nor the size of letters that look alike. Where the second reader doubted a digit, it reads the
 * number larger and smaller too, and nobody agreed unless all saw the same digits.
 *
 * Numbers with symbols and dates on which they differ only by a lost slash stand with it; where
 * they differ more the first reader sees the cut by itself, and what two networks had stands
 * (confirm_vote.h).
 *
 * Both readers of lines are networks of one kind and make mistakes of one kind. So the ink of every
 * such word is cut into glyphs as well and each known by its shape (glyph.h): readings that the ink
 * rules out have nobody's agreement, and where it bears one out that one stands (confirm_glyphs.h
 * says what is evidence of what).
 *
 * Days, months and years of dates are read again among the numbers that can stand there
 * (confirm_days.h): what was lost or read as letters is put in. One that a single reading saw, or
 * the first doubted, is read three times more (larger, smaller, by the first reader's network); it
 * is sure when all say the same.
 *
 * Lines that say what a paper is about are read again whole; words of those that are the same
 * letter for letter get WORD_TWICE (confirm_text.h).
 *
 * In:      the frame's plane, the page as read; its words are changed.
 * Errors:  ERR_MISSING (the model), those of ocr/lstm.h. No numbers is success.
 * Threads: one struct confirm a thread; the model is shared between handles of a process.
 * Cost:    1 to 4 ms for the 10 to 40 numbers of a form, and 0.3 ms a number for its glyphs. */
#ifndef OCR_CONFIRM_H
#define OCR_CONFIRM_H
#include "doc/grey.h"
#include "doc/page.h"

struct confirm;
/* The second reader's model, and that of the first, which reads doubtful days by themselves; one
 * that ocr/lstm.h does not read does without. glyphs_path: models/glyph.bin. */
MUST_USE bool confirm_open(struct confirm **out, const char *model_path, const char *first_path,
                           const char *glyphs_path, struct err *e);
void confirm_close(struct confirm *c); /* NULL allowed */
MUST_USE bool confirm_numbers(struct confirm *c, const struct grey *plane, struct page_read *page,
                              struct arena *a, struct err *e);
/* Same letters and digits, edge punctuation left out? Exposed for tests. */
bool confirm_same(const char *a, const char *b);
#endif
