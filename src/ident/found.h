/* ident/found.h -- private to the room: the list that find.c, mrz.c and qr.c fill, and what
 * decide.c makes of it. */
#ifndef IDENT_FOUND_H
#define IDENT_FOUND_H
#include "ident/view.h"

/* Of one page and of one document; a register's page holds some 40, its book thousands. What comes
 * after is left out. */
enum { IDENT_MAX_PAGE = 400, IDENT_MAX_FOUND = 4000 };

struct ident_found {
    const struct ident_tables *tables;
    struct arena *arena;
    struct identifier *items;
    uint32_t n, cap;
    const struct ident_view *views; /* of all pages of the document */
    uint32_t n_views;
    bool years_made;
    uint8_t year[300]; /* how often the document prints it, from 1800 on (decide.c) */
};
/* Adds unless the list is full; false only when memory ran out. */
MUST_USE bool ident_add(struct ident_found *f, const struct identifier *id, struct err *e);

/* Why a value waits (decide.c) that another paper's reading of it would do for (numbers_agree.c).
 * Kept as pointers: identifier.why is one of these only where they are set. */
extern const char ident_lonely[], ident_disputed[], ident_unlabelled[], ident_faint[];

/* Edit distance of two short numbers; IDENT_NUMBER_LONGEST when one is longer than that
 * (numbers_agree.c). */
enum { IDENT_NUMBER_LONGEST = 32 };
uint32_t ident_distance(const char *a, size_t na, const char *b, size_t nb);

/* QR payloads and barcodes of a page of a paper of `type` (qr.c), MRZ lines (mrz.c). `page` is
 * 1-based in the document.
 */
MUST_USE bool ident_from_codes(struct ident_found *f, const struct ident_view *v, const char *type,
                               int32_t page, struct err *e);
MUST_USE bool ident_from_zone(struct ident_found *f, const struct page_read *p,
                              const struct code *c, int32_t page, struct err *e);
MUST_USE bool ident_from_mrz(struct ident_found *f, const struct ident_view *v, int32_t page,
                             struct err *e);

struct mrz_td1 {
    char id12[13], birth[7], expiry[7], sex; /* YYMMDD; sex M or F */
    bool all_checks;                         /* every check digit and cross-check of both lines */
    bool number_sure; /* those of the first line alone, which hold the number twice */
};
/* The first two lines of 30 characters ("" when the second was not read), position-wise classes
 * forced first; false: not a TD1 of Viet Nam. The third holds the name, which has no check. */
bool mrz_parse_td1(const char *l1, const char *l2, struct mrz_td1 *out);
/* No digits that look alike could have been taken for each other with all checks as they are. */
bool mrz_is_unmistakable(const char *id12);

/* Cross-checks over the whole document, acceptance, one entry a value (decide.c). */
void ident_decide(struct ident_found *f, const struct document *doc);
#endif
