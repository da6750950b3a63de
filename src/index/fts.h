/* index/fts.h -- full text that finds Vietnamese with and without marks.
 *
 * The tokenizer "sohoa" wraps FTS5's unicode61 (remove_diacritics 2), which folds every tone and
 * vowel mark but leaves đ; here đ becomes d. Per word of a text it emits the folded form and, at
 * the same place, the word as written (marker 1) and with the tone moved to its new-style place
 * (marker 2) where they differ. A query is tokenized for one tier: as written, tone place ignored,
 * or folded; a word typed without marks is its own folded form and so agrees with anything in every
 * tier.
 *
 * fts_query turns what a person typed into an FTS5 expression: all words and quoted phrases must
 * occur. *units is how many there are; *marked tells whether the stricter tiers differ from folded.
 * fts_snippet: the surroundings of the first query word in the text, identifiers masked.
 * Source: SQLite FTS5 manual, section 7.1.1 "Synonym Support", method 3. */
#ifndef INDEX_FTS_H
#define INDEX_FTS_H
#include "base/arena.h"
#include "base/buf.h"

struct store;
MUST_USE bool fts_register(struct store *s, struct err *e);
MUST_USE bool fts_query(struct arena *a, const char *typed, struct buf *out, uint32_t *units,
                        bool *marked, struct err *e);
char *fts_snippet(struct arena *a, const char *text, const char *typed); /* NULL: arena full */
#endif
