/* ocr/words_names.h -- marks of surnames. Inside src/ocr only.
 *
 * A surname's marks cannot be told from the language around it, but there are few surnames: where a
 * line, or what follows a label's colon, is a person's name (three or four capitalised words up to
 * the line's end) and its first word, read with doubt, is no surname but has the letters of exactly
 * one, it becomes that. Such a word is WORD_FOLDED.
 *
 * Source of the list: the surnames of tests/train/lm-surnames.txt and those of the ethnic groups of
 * the northern mountains; a name missing from it is left as it was read.
 * In and out: words of `p`. Errors: ERR_LIMIT (arena full). Deterministic. */
#ifndef OCR_WORDS_NAMES_H
#define OCR_WORDS_NAMES_H
#include "base/arena.h"
#include "doc/page.h"

MUST_USE bool words_surnames(struct page_read *p, struct arena *a, struct err *e);
#endif
