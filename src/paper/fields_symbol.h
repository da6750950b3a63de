/* paper/fields_symbol.h -- the symbol behind the slash of a number: "QĐ-UBND" of 12/QĐ-UBND.
 *
 * A value is what is printed: a table mends what was not read for sure and what only one reading
 * is possible for, and what it mends is shown, never accepted (fields_number.c). Each says whether
 * it changed the token. In: tokens of NUMBER_MAX bytes. Threads: pure. */
#ifndef PAPER_FIELDS_SYMBOL_H
#define PAPER_FIELDS_SYMBOL_H
#include "paper/fields.h"

enum { NUMBER_MAX = 120 };

/* "ĐĐ" of land that was read as one letter; true: it was mended. "QĐĐ" becomes "QĐ", for which the
 * table vouches. */
bool symbol_double(const struct field_list *f, char token[NUMBER_MAX]);
bool symbol_plain(const struct fold_map *m, char token[NUMBER_MAX]); /* no tones */
/* The type's abbreviation where it was misread; `sure`: what was read is no misreading. */
bool symbol_type(const struct field_list *f, char token[NUMBER_MAX], bool sure);
bool symbol_sure(const struct view *v, const struct seg *s);          /* the word that holds it */
bool symbol_body(const struct field_list *f, char token[NUMBER_MAX]); /* a known body's */
bool symbol_dash(const struct field_list *f, char token[NUMBER_MAX]); /* between kind and body */
/* Why what is there may be wrong: a letter off a known body, a copy's without TL, no symbol's form.
 */
bool symbol_near_body(const struct field_list *f, char *token);
bool symbol_odd_copy(const char *token);
bool symbol_odd(const struct field_list *f, const char *token);
/* A part that no table knows has a letter with which hardly a word begins. */
bool symbol_doubted(const struct field_list *f, const char *token);
#endif
