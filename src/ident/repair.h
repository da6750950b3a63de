/* ident/repair.h -- private to the room: values as they must have been printed.
 *
 * Each changes a value in place and says whether it did (repair_boxed, repair_wreck: whether
 * something that can be a value is left). What was changed is never more than suspect. */
#ifndef IDENT_REPAIR_H
#define IDENT_REPAIR_H
#include <stdbool.h>
#include <stddef.h>

#include "ident/ident.h"

/* Letters that stand where digits belong, from byte `from` on; false when fewer than 7 in 10 were
 * digits. */
bool repair_digits(char *v, size_t from);
bool repair_boxed(char *v);
bool repair_dossier_code(char *v);
bool repair_tthc(char *v);    /* with room for one byte more */
bool repair_extract(char *v); /* likewise */
/* The symbol of an extract, of whose letters one or two were read wrongly: the one of the table
 * that is so near; false for none, several and the thing itself. With room for so many bytes more.
 */
enum { IDENT_SYMBOL_ROOM = 3 };
bool repair_symbol(const struct ident_tables *t, char *v);
void repair_cert(char *v);
bool repair_register(char *v);
bool repair_result_code(char *v);
bool repair_hkd_code(char *v);
/* Zeros in front that were read as nines, or as a nine and a zero. */
void repair_first_zero(char *v, enum ident_kind kind);
bool repair_wreck(char *v, enum ident_kind kind);
/* "H23 15-210820-0003": the point of a dossier's code was not read. */
void repair_blank(char *v);
/* An entry of the land register; false when it has no mistake that can be put right. `parted`: a
 * blank stood in it. */
bool repair_entry(char *v, bool parted);
/* Digits whatever they were read as ("0I 1193644589", "0242/9012195", "7Š516"), of a value of
 * digits alone; commas and letters of a civil book, an area or a dossier's code stay. False when
 * too few were digits. With room for one byte more. */
bool repair_loose(char *v, enum ident_kind kind);
/* One of two like digits side by side is left out, where that gives the one value of the kind. */
bool repair_doubled(const struct ident_tables *t, char *v, enum ident_kind kind, struct arena *a);
#endif
