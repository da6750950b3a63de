/* ident/labels.h -- private to the room: where the phrases of configs/ident.tsv stand on a page.
 *
 * One pass over the folded text finds every phrase at word edges (a line's end counts as a space).
 * Hits are in order of their start. Lookups go back a bounded number of characters. */
#ifndef IDENT_LABELS_H
#define IDENT_LABELS_H
#include "ident/view.h"

struct ident_hit {
    uint32_t start, end; /* in fold */
    const struct ident_phrase *phrase;
    struct box box;  /* frame */
    struct box head; /* with the labels that it goes on in: "Số ĐDCN/CMND" */
    bool part;       /* of a longer label, or of the one behind it: "Số" of "Số ĐDCN" */
    bool column;     /* a parcel's: stands apart and is short, and another beside it is so too */
    bool lone;       /* none is */
};
struct ident_labels {
    const struct ident_view *view;
    struct ident_hit *hits;
    uint32_t n;
};
MUST_USE bool ident_labels_make(const struct ident_tables *t, const struct ident_view *v,
                                const char *type, struct arena *a, struct ident_labels *out,
                                struct err *e);

/* The label of `kind` that belongs to a value at fold offset `at`: before it in the text, with at
 * most a line's end and a few words without digits between. NULL when there is none. */
const struct ident_hit *ident_label_before(const struct ident_labels *l, enum ident_kind kind,
                                           size_t at);
/* The same in a table: the head of the column over the value's box. */
const struct ident_hit *ident_label_above(const struct ident_labels *l, enum ident_kind kind,
                                          struct box value);
/* The same where no head stands over it: the value begins the cell whose head stands in the middle,
 * further right, with no other value under it. Which column that is, is not sure. */
const struct ident_hit *ident_label_aside(const struct ident_labels *l, enum ident_kind kind,
                                          struct box value);
/* The same where the text parts them: the label ends right before the value in its row, or the row
 * right above ends in it and the value begins the next. With `more`, other words may end it. */
const struct ident_hit *ident_label_across(const struct ident_labels *l, enum ident_kind kind,
                                           struct box value, bool more);
/* Another label of that kind stands beside this one: both are heads of one table. */
bool ident_label_beside(const struct ident_labels *l, const struct ident_hit *head);
/* Nothing stands right before it: the head of a column, not words of a title or a sentence. */
bool ident_label_apart(const struct ident_labels *l, const struct ident_hit *head);
/* The row of a value under `head`, a label of a parcel, its sheet or its area: another number
 * stands in it under the head of the parcel or of the sheet. */
bool ident_label_row(const struct ident_labels *l, const struct ident_hit *head, struct box cell);
/* Is it a parcel's label, of its area? */
bool ident_label_of_area(const struct ident_hit *h);
/* A label of another kind stands nearer to `at` than fold offset `own_end` (0: no own label) and
 * `can_be` says that the value could be of that kind. */
bool ident_label_claims(const struct ident_labels *l, enum ident_kind kind, size_t at,
                        const struct ident_hit *own,
                        bool (*can_be)(void *ctx, enum ident_kind kind), void *ctx);
/* Is the nearest label that of an account? */
bool ident_label_account(const struct ident_labels *l, size_t at);
/* A label of `kind` that was read with letters too many, too few or wrong ("SốCCCTD: 0190..."),
 * nearer to its phrase than to any of another kind; *start and *end in fold (fuzzy.c). */
bool ident_label_like(const struct ident_tables *tables, const struct ident_view *v,
                      const char *type, enum ident_kind kind, size_t at, uint32_t *start,
                      uint32_t *end);
/* Words and a colon right before `at` that are no label of any kind known, nor of another number:
 * what stands there is the value of a field. */
bool ident_label_unknown(const struct ident_tables *t, const struct ident_view *v, size_t at,
                         uint32_t *start, uint32_t *end);
/* Right before `at` stands a word of calling ("gọi 0912 345 678", "máy bàn"; cited.c). */
bool ident_label_call(const struct ident_tables *t, const struct ident_view *v, size_t at,
                      uint32_t *start, uint32_t *end);
/* What looks like a number of a civil register is another paper's, or of a house, by the words
 * before it in its line (cited.c). */
bool ident_is_cited(const struct ident_tables *t, const struct ident_view *v, size_t at);
/* "Diện tích xây dựng: 80,5 m2": an area of a house, of its floors, by the words before `at`, and
 * by those from `behind` the value on (cited.c). */
bool ident_is_of_building(const struct ident_view *v, size_t at, size_t behind);
/* "Số chứng thực: 3028, quyển số 06/2025 -": is that label, of a book, one of certifications, whose
 * symbol was read in another line or not at all? */
bool ident_is_book_of_desk(const struct ident_view *v, size_t label);
/* An entry of a register, whose label begins at `label` in fold, is of that of land: no other is
 * named, and the paper is about land or the words before say so. */
bool ident_is_land_register(const struct ident_tables *t, const struct ident_view *v,
                            bool land_paper, size_t label, size_t at);
/* Whose a value is by the nearest phrase before `at`; false when none is near. */
bool ident_role_before(const struct ident_labels *l, size_t at, enum ident_role *role);
#endif
