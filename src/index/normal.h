/* index/normal.h -- forms under which values are kept and looked up, and what must not be shown.
 *
 * normal_ident: the letters and digits of an identifier in upper case, everything else dropped;
 * with `marks` '/' and '-' stay (civil register numbers and parcels, where 1/23 is not 12/3).
 * normal_scrub: a copy in which what could be an identifier in the clear is replaced by `mask`:
 * runs of digits, also grouped by single spaces, dots or dashes, of 9 and more, and single tokens
 * with 7 and more digits (a passport is a letter and 7). Full text, snippets and reasons in the
 * access log pass here. NULL when the arena is full. Threads: safe. */
#ifndef INDEX_NORMAL_H
#define INDEX_NORMAL_H
#include "doc/document.h"

char *normal_ident(struct arena *a, const char *value, bool marks);
bool normal_has_marks(enum ident_kind k);
char *normal_scrub(struct arena *a, const char *s, size_t len, const char *mask);
#endif
