/* base/without.h -- steps left out, to measure what each one brings (scripts/eval --ablation).
 *
 * SOHOA_WITHOUT="edges,rules" in the environment leaves these steps out of the reading of pages; it
 * is for measurements, not for work, and so no option. What is read so has a key of its own
 * (page_models), a store never mixes both. Steps with an option (--no-deskew, --no-normalise,
 * --no-drop-colour, --no-find-page, --no-lm) are left out by it instead. Names:
 *   edges     dark strips along the edges become white       image/prepare.c
 *   bilevel   fax and copier pages smoothed                  image/prepare.c
 *   rules     ruled lines painted over before reading        ocr/lines.c
 *   tidy      marks without ink taken out of words           ocr/engine_fast.c
 *   turn      other ways up tried                            pipeline/page.c
 *   again     doubtful lines read by two networks            pipeline/page.c
 *   second    numbers read a second time                     pipeline/page.c
 *   glyphs    numbers' glyphs known by their shapes      ocr/confirm_glyphs.c
 *   spread    the two pages of an open book apart            ocr/spread.c
 *   fault     lines a scanner drew through a page repaired   image/image.c
 *   seals     grey seals faded, rings erased                 image/prepare.c
 * A step that is not among these is refused by without_check.
 * Threads: any; the environment is only read. */
#ifndef BASE_WITHOUT_H
#define BASE_WITHOUT_H
#include "base/err.h"

bool without(const char *step);
const char *without_text(void);             /* the list as given, "" for none */
MUST_USE bool without_check(struct err *e); /* ERR_CONFIG: a step nobody knows */
#endif
