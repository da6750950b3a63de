/* ocr/words_tidy.h -- marks the recogniser sees where the page has none. Inside src/ocr only.
 *
 * The network was trained on more alphabets than Vietnamese and with its marks: it takes the left
 * arm of a T for an apostrophe, the foot of a letter for a full stop, writes U+2044 for a slash and
 * has no raised 2 at all. Where the pixels say so, or Vietnamese has no such spelling, the
 * characters of a piece are put right here, before they become words:
 *   - a fraction slash becomes a slash, and one printed slash read as two is one;
 *   - a quote in front of a word that nothing closes, or that has no ink of its own, goes;
 *   - a full stop or comma behind a word goes when it has no ink of its own, or is one of the fine
 *     dots of a line to write on;
 *   - a full stop or comma behind a number whose ink is as tall as a digit makes both doubtful;
 *   - dots in a row inside a word become a space; marks no word begins or ends with go;
 *   - "m" with a raised mark behind it, read or not, is a square metre;
 *   - a stop behind digits goes when each piece of ink there is a digit's; marks in doubt at the
 *     edges of a word go;
 *   - a D with stroke or a T that came twice where the ink has room for one is one, as are two
 *     hyphens in doubt inside a word;
 *   - a typewriter's zero that came as a letter, once or twice, is one zero;
 *   - a slash with a word's space on both sides stands by itself;
 *   - a point between the capitals of a number's symbol that has its ink but was not read is put
 *     in: see ocr/words_symbol.h;
 *   - the groups of a telephone number stand together, "./." close to the last word of a text;
 *   - "la" before a name is "Ia", and "CT0I" form CT01;
 *   - a percent or dollar sign between a capital and a small letter goes ("S%ố:");
 *   - the first word of a line: see ocr/words_first.h.
 *
 * In and out: r->chars, changed in place, or elsewhere in the arena where spaces are made. A digit
 * never becomes another digit. Cost: a few pixels a word. Deterministic. Threads: safe. */
#ifndef OCR_WORDS_TIDY_H
#define OCR_WORDS_TIDY_H
#include "ocr/lines.h"
#include "ocr/lstm.h"

/* `level` is the page the piece was read on. False: the arena is full. */
MUST_USE bool words_tidy(const struct line_piece *p, const struct grey *level,
                         struct lstm_line_out *r, struct arena *a);
#endif
