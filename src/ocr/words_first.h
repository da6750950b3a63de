/* ocr/words_first.h -- the first word of a line, put right by its ink and by what stands there in
 * official papers: a list's dash that touches its word ("~Lưu:" for "- Lưu:"), Roman numbers of
 * headings ("1IL BÊN" for "II. BÊN"; a lone 1 is an I where it has no flag), "V/v" before a subject
 * (Decree 30/2020, annex I), labels of lists. Inside src/ocr, for words_tidy.
 *
 * The characters of a->r are changed; more of them, where a space has to be made, come from
 * `arena`. False: it is full. Threads: any. */
#ifndef OCR_WORDS_FIRST_H
#define OCR_WORDS_FIRST_H
#include "ocr/words_ink.h"

MUST_USE bool words_first(const struct line_at *a, struct arena *arena);
#endif
