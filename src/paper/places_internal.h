/* paper/places_internal.h -- between places.c, which searches the table, and places_read.c, which
 * takes texts apart. Lines are indices into the table. */
#ifndef PAPER_PLACES_INTERNAL_H
#define PAPER_PLACES_INTERNAL_H
#include "paper/places.h"

/* Bits: levels that a kind word may mean. */
enum { LEVEL_P = 1 << PLACE_PROVINCE, LEVEL_D = 1 << PLACE_DISTRICT, LEVEL_C = 1 << PLACE_COMMUNE };

struct kind_word {
    const char *fold, *kind; /* kind: as in the table behind its sign, TP for C too */
    unsigned levels;
};
/* The kind word that begins at fold[at..n) with something behind it; its length to *len. NULL:
 * none. */
const struct kind_word *place_kind_at(const char *fold, size_t n, size_t at, size_t *len);

/* Lines of this folded name and era whose level is in `levels`; those of `kind` alone if any are.
 */
uint32_t places_lines(const struct places *p, const char *fold, size_t n, unsigned levels,
                      const char *kind, enum place_era era, uint32_t *out, uint32_t cap);
/* The one name of this kind, and in `within` (a line; UINT32_MAX: anywhere), that differs from
 * fold[0..n) by one letter wrong, missing or added; UINT32_MAX for none or several. Looks at all.
 */
uint32_t places_near(const struct places *p, const char *fold, size_t n, unsigned levels,
                     const char *kind, enum place_era era, uint32_t within);
void places_line(const struct places *p, uint32_t line, struct place *out);
const struct fold_map *places_fold(const struct places *p);
/* `inner` lies in `outer` (or is it), both of one era. */
bool places_within(const struct places *p, uint32_t inner, uint32_t outer);
#endif
