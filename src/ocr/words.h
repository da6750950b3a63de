/* ocr/words.h -- collects the words and lines of a page. Inside src/ocr only.
 *
 * words_line() begins a line, words_add() puts a word into it, words_finish() copies everything
 * into the page's arena, drops lines without words, and derives line boxes, line confidence and the
 * page's text_confidence (mean of the words', weighted by their letters). A builder that runs out
 * of memory turns failed; words_finish reports it. Threads: one owner. */
#ifndef OCR_WORDS_H
#define OCR_WORDS_H
#include "doc/page.h"

struct words {
    struct word *words;
    struct text_line *lines;
    uint32_t n_words, cap_words, n_lines, cap_lines;
    struct arena *arena; /* of the page: strings */
    bool failed;
};

void words_init(struct words *w, struct arena *a);
void words_release(struct words *w);
void words_line(struct words *w, uint32_t block, int32_t baseline_y, float x_height);
/* Copies text as NFC without white space; a text that is empty then is not added. conf is clamped.
 */
void words_add(struct words *w, const char *text, size_t len, struct box box, float conf);
/* Blocks are renumbered 0, 1, .. in order of appearance. Sets words, lines, text_confidence. */
MUST_USE bool words_finish(struct words *w, struct page_read *out, struct err *e);
#endif
