/* ocr/words_lines.h -- characters of the recogniser to words on the page. Inside src/ocr only.
 *
 * Splits at spaces, tightens each word's box to its ink, turns boxes back to the page that was
 * given to lines_find, and leaves out what the recogniser itself does not believe to be text:
 * pieces whose mean confidence is below 0.65, but for a stretch of sure words in them, unsure
 * tokens at the ends of a piece, runs of marks without letters, specks, strokes of signatures
 * (unsure consonants by themselves, unsure words with marks that no word has), and letters that the
 * piece before has at its end already. The last digits of a number that a narrow cell broke stay,
 * however unsure. A word's confidence is the mean of its characters' mean and of the worst of them.
 */
#ifndef OCR_WORDS_LINES_H
#define OCR_WORDS_LINES_H
#include "ocr/lines.h"
#include "ocr/lstm.h"

struct words_stats {
    uint32_t kept, dropped; /* characters */
};

/* read[i] belongs to l->pieces[i]; `level` is the page they were read on. */
MUST_USE bool words_of_lines(const struct lines *l, const struct lstm_line_out *read,
                             const struct grey *level, struct arena *a, struct page_read *out,
                             struct words_stats *stats, struct err *e);
/* The longest stretch of words, of eight letters or more, that was read with conviction in a line
 * that as a whole was not: dots to write on and strokes behind print are read as anything. n = 0:
 * none. Borrows the characters of r. */
struct lstm_line_out words_print_of(const struct lstm_line_out *r);
#endif
