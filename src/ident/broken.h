/* ident/broken.h -- private to the room: values that a narrow cell broke over its lines.
 *
 * A code or number may be broken anywhere: inside a group, after its hyphen or dot, or before it.
 * The lines of the cell need not follow one another in the text: what stands under a line is found
 * by its place, aligned with it to the left or by its middle and less than a line away (two, where
 * its block says that it is the same cell). What is joined has the whole structure of its kind
 * (check.c), and none of its pieces has that of any.
 *
 * In:      a page's view. Out: strings in `a`; fn for every value, in the order of the page.
 * Errors:  ERR_NOMEM, or what fn returns. Threads: re-entrant. */
#ifndef IDENT_BROKEN_H
#define IDENT_BROKEN_H
#include "ident/view.h"

enum { IDENT_PIECES = 4 };
struct ident_broken {
    enum ident_kind kind;
    const char *value; /* normalised */
    struct ident_piece {
        size_t start, end; /* in the text */
    } pieces[IDENT_PIECES];
    size_t n_pieces;
    /* Each line but the last reaches so near to the right side of its column that what follows had
     * no room in it. */
    bool full;
    bool repaired; /* other signs were read than a code has */
};
typedef bool ident_broken_fn(void *ctx, const struct ident_broken *b);
MUST_USE bool ident_broken_run(const struct ident_tables *t, const struct ident_view *v,
                               struct arena *a, ident_broken_fn *fn, void *ctx, struct err *e);
/* Box in the frame and lowest confidence of all pieces; did the second reader agree on every word
 * of three digits or more, and are the shorter ones sure? */
struct box ident_broken_frame(const struct ident_view *v, const struct ident_broken *b,
                              float *conf);
bool ident_broken_agreed(const struct ident_view *v, const struct ident_broken *b);
#endif
