/* ident/ident.h -- identifiers of Vietnamese papers: found, checked, explained.
 *
 * ident_find walks the text of one document (its pages in order) and returns every candidate of the
 * sixteen kinds with value, raw, level, role, label, box and, where it is not `valid`, the reason.
 * QR payloads and MRZ lines come first and are believed over OCR; an OCR value that disagrees with
 * them is kept, suspect, with the reason. Structure, check digits, tables (provinces, prefixes) and
 * cross-checks (birth date and sex against id12, agreement between mentions) decide `level`;
 * `accepted` is decided by ident_accept with the thresholds of configs/accept.tsv and is never
 * true for a value that was repaired or folded (O -> 0).
 *
 * In:      one document's pages (doc/document.h). Out: arrays and strings in `a`.
 * Errors:  ERR_NOMEM, ERR_LIMIT. Nothing found is success. Every regex has a match limit.
 * Threads: struct ident_tables is immutable after ident_open and shared; ident_find is re-entrant.
 * Source:  domain rules: QĐ 124/2004, TT 105/2020 (tax code check digit), ICAO 9303 (MRZ), TT
 * 10/2024 ... */
#ifndef IDENT_IDENT_H
#define IDENT_IDENT_H
#include "doc/document.h"

struct ident_tables;
MUST_USE bool ident_open(struct ident_tables **out, struct err *e); /* loads configs/ tables */
void ident_close(struct ident_tables *t);

MUST_USE bool ident_find(const struct ident_tables *t, const struct dossier *d,
                         const struct document *doc, struct arena *a, struct identifier **out,
                         uint32_t *n, struct err *e);
/* The check of one value by itself: what `find` uses to know which kinds a typed value can be. */
enum ident_level ident_check(const struct ident_tables *t, enum ident_kind kind, const char *value,
                             struct arena *a, const char **why);
/* Comparable form (no spaces, dots or dashes where the kind ignores them, upper case). NULL: arena
 * full. */
char *ident_normalise(enum ident_kind kind, const char *value, struct arena *a);
/* Agreement across a dossier: accepts what several documents read alike; holds back a person's
 * number or a telephone that another document has but for one digit. */
void ident_agree(struct document *docs, uint32_t n_docs);
#endif
