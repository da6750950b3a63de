/* tests/train/lm_text.h -- typed texts to distinct paragraphs for the language model.
 *
 * Files are taken in byte order of their paths, so the same folders give the same paragraphs.
 * Markup, links, table bars and rulers are cut away; a paragraph counts once however often it
 * occurs. A paragraph that shares more than 5 % of its 8-word runs with a page that is scored is
 * left out. Exits with a message when a folder cannot be read: this is a tool, not the product. */
#ifndef TRAIN_LM_TEXT_H
#define TRAIN_LM_TEXT_H
#include <stdint.h>

#include "base/buf.h"

struct lm_text {
    struct buf paragraphs; /* NFC, one a line */
    uint64_t files, taken, repeated, withheld;
    uint64_t *seen, *scored; /* hash sets: paragraphs; 8-word runs of scored pages */
};

void lm_text_init(struct lm_text *t);
void lm_text_release(struct lm_text *t);
/* Before any text: pages that are scored (.txt, .json), all files below `dir`. */
void lm_text_scored(struct lm_text *t, const char *dir);
/* All .txt and .md below `dir`. False: there is no such folder. */
bool lm_text_folder(struct lm_text *t, const char *dir);
/* Values of `key` in a JSON file, or every line of a text file (key NULL): `times` paragraphs each.
 */
bool lm_text_names(struct lm_text *t, const char *path, const char *key, int times);
/* Whole names: every surname with `each` of the given names, another stretch of the list for each
 * surname; `middle` between them, NULL for none. */
bool lm_text_people(struct lm_text *t, const char *surnames, const char *middle, const char *given,
                    size_t each);
#endif
