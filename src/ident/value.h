/* ident/value.h -- private to the room: what stands for a value, normalised and put right.
 *
 * In:      a candidate with its flags (tables.h), the view of its page.
 * Out:     strings in `a`. Errors: ERR_NOMEM. Threads: re-entrant. */
#ifndef IDENT_VALUE_H
#define IDENT_VALUE_H
#include "ident/doubt.h"

/* c->value, put right where the pattern says that it may be (c->flags then say so too); *raw as it
 * was read; *nothing when that leads nowhere. */
MUST_USE bool ident_make_value(const struct ident_tables *t, const struct ident_view *v,
                               struct ident_candidate *c, struct arena *a, char **raw,
                               bool *nothing, struct err *e);
/* `before` and `value` joined, with zeros behind up to `want` characters. NULL: arena full. */
char *ident_join(struct arena *a, const char *value, const char *before, size_t want);
/* With room for signs that were not read. NULL: arena full. */
char *ident_with_room(struct arena *a, const char *value);
/* "761.3 m2" and "2,001035" are printed with the other sign. */
bool ident_swap_point(const struct ident_candidate *c, char *value);
#endif
