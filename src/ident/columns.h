/* ident/columns.h -- private to the room: what the head of a column, or the value beside, says of a
 * value that has no label of its own.
 *
 * A register goes on over pages without its head; the columns stay where they are. The first column
 * of a kind under a head that named it is kept, for the document. Only for kinds whose structure
 * says much (telephones, persons' numbers). Threads: re-entrant; one struct a document. */
#ifndef IDENT_COLUMNS_H
#define IDENT_COLUMNS_H
#include "ident/view.h"

struct ident_columns {
    struct ident_column {
        enum ident_kind kind;
        double x0, x1; /* parts of the frame's width */
        const char *label;
    } of[4];
    size_t n;
};
/* [start, end): the value in the text of this page; label: as printed, kept as long as *c. */
void ident_column_keep(struct ident_columns *c, const struct ident_view *v, enum ident_kind kind,
                       size_t start, size_t end, const char *label);
/* The head over that value's place; NULL: none was kept. */
const char *ident_column_head(const struct ident_columns *c, const struct ident_view *v,
                              enum ident_kind kind, size_t start, size_t end);
/* Is [start, end) what stands between two telephones of one person ("/", "hoặc")? */
bool ident_joins_telephones(const struct ident_view *v, size_t start, size_t end);
#endif
