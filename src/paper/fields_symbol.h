/* paper/fields_symbol.h -- the symbol behind the slash of a number: "QĐ-UBND" of 12/QĐ-UBND.
 *
 * A value is what is printed: a table mends what was not read for sure and what only one reading
 * is possible for, and what it mends is shown, never accepted (fields_number.c). Each says whether
 * it changed the token. In: tokens of NUMBER_MAX bytes. Threads: pure. */
#ifndef PAPER_FIELDS_SYMBOL_H
#define PAPER_FIELDS_SYMBOL_H
#include "paper/fields.h"

enum { NUMBER_MAX = 120 };

/* First token of s with the blanks around / and - taken out, dashes of print as '-'; *mended where
 * a sign was taken for another (fields_number.c, like the next). */
void number_token(const char *s, char out[NUMBER_MAX], bool *mended);
/* 1: 226/UBND-HCC, 45/2020/NĐ-CP, 02-KH/BCĐTW, 12/2021, 07/2022-BS; 0.6: a bare number; less: else.
 */
float number_form(const struct fold_map *m, const char *s);
/* What was misread put right where only one reading is possible, beginning with `token`, which
 * begins at `from` of the seg; true: something was. */
bool number_mend(const struct field_list *f, const struct seg *s, uint32_t from,
                 char token[NUMBER_MAX]);
/* All its digits were read twice the same, and none was torn off. */
bool number_agreed(const struct field_list *f, const struct seg *s, uint32_t from,
                   const char *token);
/* That, and what stands behind its slash is known apart from the reading (fields_vouch.c); *kind:
 * as papers of this type bear it. */
bool number_vouched(const struct field_list *f, const struct seg *s, uint32_t from,
                    const char *token, bool *kind);
/* Where the head has none: behind labels under the title and in cells (fields_label.c). */
void number_elsewhere(struct field_list *f);

/* "ĐĐ" of land that was read as one letter; true: it was mended. "QĐĐ" becomes "QĐ", for which the
 * table vouches. */
bool symbol_double(const struct field_list *f, char token[NUMBER_MAX]);
bool symbol_plain(const struct fold_map *m, char token[NUMBER_MAX]); /* no tones */
/* The type's abbreviation where it was misread; `sure`: what was read is no misreading; `agreed`:
 * twice, so that it stands though a letter may be lost, and is doubted: true all the same. */
bool symbol_type(const struct field_list *f, char token[NUMBER_MAX], bool sure, bool agreed);
bool symbol_sure(const struct view *v, const struct seg *s); /* the word that holds it */
/* The kind of paper in the first part, by configs/words.tsv: but for a letter that looks alike. */
bool symbol_kind(const struct field_list *f, char token[NUMBER_MAX], bool sure);
bool symbol_begins(const struct field_list *f, const char *symbol); /* with a kind of the tables */
bool symbol_like(const struct field_list *f, const char *symbol);   /* but for its marks */
bool symbol_s(char token[NUMBER_MAX]);                              /* a section sign is an S */
bool symbol_body(const struct field_list *f, char token[NUMBER_MAX]); /* a known body's */
/* Between kind and body; agreed: two readers saw what stands there. */
bool symbol_dash(const struct field_list *f, char token[NUMBER_MAX], bool agreed);
/* Why what is there may be wrong: a letter off a known body, a copy's without TL, no symbol's form.
 */
bool symbol_near_body(const struct field_list *f, const char *token);
bool symbol_odd_copy(const char *token);
bool symbol_odd(const struct field_list *f, const char *token, bool listed);
/* Letters that readers take for one another. */
bool letters_alike(char a, char b);

/* fields_vouch.c: is every part of the symbol known apart from its reading? LISTED: by the tables;
 * DERIVED: some are the first letters of words that the head prints. *kind: one of them is a kind
 * that papers of this type bear. */
enum vouch { VOUCH_NONE, VOUCH_DERIVED, VOUCH_LISTED };
enum vouch symbol_vouched(const struct field_list *f, const char *token, bool *kind);
bool symbol_is_there(const char *token);           /* letters behind the slash */
bool symbol_has_kinds(const struct field_list *f); /* the tables have some for the type */
/* The kind of this type's that an unknown part is but for letters that look alike, a doubled one or
 * one more or less: "BG-UBND" of a report, "LLUTP-STP". What two readings agree in stands where it
 * is letters of the type's name, and is doubted: true all the same. */
bool symbol_own(const struct field_list *f, char token[NUMBER_MAX], bool agreed);
/* Its kind is that of papers of another type: a number that is cited. */
bool symbol_of_others(const struct field_list *f, const char *token);

/* A part that no table knows has a letter with which hardly a word begins. */
bool symbol_doubted(const struct field_list *f, const char *token);
#endif
