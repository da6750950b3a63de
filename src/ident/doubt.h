/* ident/doubt.h -- private to the room: why a value of the right form is not believed as it was
 * read.
 *
 * In:      a candidate with its label, where it has one (find.c), and the view of its page.
 * Out:     level suspect, and why, never more. Threads: re-entrant. */
#ifndef IDENT_DOUBT_H
#define IDENT_DOUBT_H
#include "ident/broken.h"
#include "ident/found.h"

struct ident_candidate {
    enum ident_kind kind;
    unsigned flags;
    size_t start, end; /* of the value in the text */
    bool labelled, in_table;
    bool lone;                     /* in a column of parcels, but in no row of them */
    bool aside;                    /* its head stands further right, not over it */
    bool across;                   /* its label stands in another block, by the places of both */
    bool unnamed;                  /* words that nobody knows and a colon are its label */
    bool called;                   /* a word of calling is its label: it says not whose it is */
    bool account;                  /* a telephone where the number of an account belongs */
    size_t label_start, label_end; /* in fold */
    const char *value;             /* normalised */
    const char *head;              /* of its column, on a page before; NULL */
    const struct ident_broken *broken; /* over several lines of a cell, by their places; NULL */
};

/* What was put right: never more than suspect, and nothing at all where it leads nowhere. */
enum {
    IDENT_REPAIRED = PATTERN_FOLDED | PATTERN_REPAIRED | PATTERN_BOXED | PATTERN_BROKEN |
                     PATTERN_FIRST_ZERO | PATTERN_DOUBLED | PATTERN_LOOSE | PATTERN_CUT_YEAR
};
/* One of the reasons; another number of the dossier may show what was printed (decide.c). */
extern const char ident_odd_zero[];
/* NULL: nothing speaks against it. */
const char *ident_doubt(const struct ident_view *v, const struct ident_candidate *c);
/* The same of the words around it, in a paper of `type`: they name another number (against.c), or
 * none says that it is one of its kind. */
const char *ident_against(const struct ident_tables *t, const struct ident_view *v,
                          const char *type, const struct ident_candidate *c);
/* The same of areas, in the words fold[from..to) about it, and of parcels and their sheets
 * (parcels.c). */
const char *ident_area_against(const struct ident_tables *t, const struct ident_view *v,
                               const char *type, const struct ident_candidate *c, size_t from,
                               size_t to);
const char *ident_parcel_against(const struct ident_view *v, const char *type,
                                 const struct ident_candidate *c);
/* Codes that broken cells were joined to are believed after all where several others of the
 * document have their agency and their length: a register whose cells lost nothing. */
void ident_trust_joined(struct ident_found *f);
/* A register is of one agency: where three of its codes have one, another code whose agency is but
 * one letter off was read wrongly. It is proposed with theirs. */
bool ident_same_agency(struct ident_found *f, struct err *e);
#endif
