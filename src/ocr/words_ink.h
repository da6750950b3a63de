/* ocr/words_ink.h -- the characters of a line and the ink under them. Shared by words_*.c.
 *
 * Heights are in x-heights above the baseline, places in pixels of the level page. Threads: any. */
#ifndef OCR_WORDS_INK_H
#define OCR_WORDS_INK_H
#include "ocr/lines.h"
#include "ocr/lstm.h"

struct line_at {
    const struct line_piece *p;
    const struct grey *g;
    struct lstm_line_out *r;
};

bool char_is(const struct lstm_char *c, const char *text);
bool char_one_of(const struct lstm_char *c, const char *const *list); /* NULL ends it */
uint32_t char_letter(const struct lstm_char *c);                      /* 0: none */
bool char_digit(const struct lstm_char *c);
/* The digit that n bytes of text, one sign, are or are taken for; 0: none. */
char sign_digit(const char *text, size_t n);
bool char_upper(const struct lstm_char *c);
void char_drop(struct lstm_line_out *r, int32_t i);

bool ink_in(const struct line_at *a, int32_t x, int32_t y0, int32_t y1);
/* The first run of inked columns from x towards `to`, as [x0, x1); its rows as well. False when
 * there is none. */
bool ink_run(const struct line_at *a, int32_t x, int32_t to, int32_t y0, int32_t y1,
             struct box *run);
int32_t ink_row(const struct line_at *a, float above);
#endif
