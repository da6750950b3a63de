/* ocr/decode.h -- what a line says, by the network and by the language together. Inside src/ocr.
 *
 *   struct decode *d;  decode_open(&d, model, lm, e)      once a thread
 *   decode_begin(d, n)                                    once a page, n lines
 *   lstm_set_softmax_sink(l, decode_sink, d); lstm_read_lines(...)
 *   decode_line(d, i, follows, goes_on, &out[i], arena, e)  every line, in reading order
 *
 * The sink keeps what the network thought possible (outputs over 1e-5); decode_line then rewrites
 * out->chars. Stage 1 is a prefix beam search over the steps with the language model, for doubled,
 * lost and surplus letters; stage 2 chooses the marks of each letter among all letters of the same
 * base and case, because there the network is wrong without knowing it. How far stage 2 may go
 * against the network is scaled by the line's own quality: a clean line is hardly touched.
 *
 * A line in doubt may be read by a second network too. Then stages 1 and 2 run on both networks'
 * probabilities combined as well, and of the words in which the two results differ the one stays
 * that both networks and the language find likelier. Numbers (three digits and more) and the
 * digits of others stay as the first network read them.
 *
 * Guards, word by word, the first reading stays: words with a digit, unless it is one figure among
 * letters with marks; capitals that are no
 * syllables (abbreviations); other letters, unless that turns what is no syllable into syllables;
 * other marks, unless the new word is a syllable; another place of the same tone mark; names
 * (a capital that no sentence begins with) and "Tôi", unless the network itself was in doubt.
 *
 * A full stop between a word and a small letter is a comma, as far as the networks allow it: on
 * fax and copier pages its tail is lost.
 *
 * chars[].conf of what was weighed is the probability of the letter among its alternatives, network
 * and language together; chars[].changed tells a word that differs from the first reading.
 *
 * Memory: DECODE_KEEP_BYTES a page at most; lines beyond that stay as they are. Time: linear in
 * steps, bounded by the beams.
 * Integer costs and double products in fixed order, of libm what is exact (sqrtf, frexp): the same
 * on every CPU.
 * Errors: ERR_NOMEM, ERR_LIMIT (arena full). Threads: one owner at a time. */
#ifndef OCR_DECODE_H
#define OCR_DECODE_H
#include "ocr/lm.h"
#include "ocr/lstm.h"

enum { DECODE_KEEP_BYTES = 32 << 20 };

struct decode;
/* Both models are borrowed and outlive the decoder. */
MUST_USE bool decode_open(struct decode **out, const struct lstm_model *m, const struct lm *lm,
                          struct err *e);
void decode_close(struct decode *d); /* NULL allowed */
MUST_USE bool decode_begin(struct decode *d, size_t lines, struct err *e);
bool decode_sink(void *decode, size_t line, const struct lstm_softmax *view,
                 struct lstm_line_out *out, struct err *e);
/* Lines read once more by a second network of the same codes, between the first one and
 * decode_line: its sink. */
struct decode_second {
    struct decode *decode;
    const uint32_t *lines;            /* which line the i-th of this reading is */
    const struct lstm_line_out *read; /* the first readings, by line */
};
bool decode_second_sink(void *second, size_t i, const struct lstm_softmax *view,
                        struct lstm_line_out *out, struct err *e);
/* `follows`: the text goes on from the line that was decoded last; `goes_on`: the next line begins
 * with a small letter. */
MUST_USE bool decode_line(struct decode *d, size_t line, bool follows, bool goes_on,
                          struct lstm_line_out *out, struct arena *a, struct err *e);
#endif
