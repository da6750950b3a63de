/* tests/tools/tally.h -- what evaluate counts: readings by condition, papers by condition, type,
 * kind and field. One struct evaluation a run: tally_pages.c and tally_papers.c fill it,
 * tally_print.c shows it. */
#ifndef TESTS_TALLY_H
#define TESTS_TALLY_H
#include <stdio.h>

#include "tests/tools/facts.h"
#include "tests/tools/scoring.h"

enum { CONDITIONS_MAX = 64, ROWS_MAX = 256, BINS = 9, NAME_MAX_ = 48 };
extern const double tally_edges[BINS + 1]; /* of the bins of confidence */

/* How often a confidence was deserved. */
struct trust {
    long words[BINS], right[BINS];
    double sum[BINS]; /* of confidence */
    long right_words; /* of all bins */
};

struct tally {
    char name[NAME_MAX_];
    struct score ordered, free; /* blocks in the order read, and in any */
    struct score other;         /* another program's text of the same pages, blocks in any order */
    struct trust trust;
    long pages, missing, kinds_right, text_pages, other_pages;
    long bounds, bounds_found, bounds_listed;
    long docs, typed, sure, sure_right, unknown, unknown_right;
    long idents, ident_hits, accepted, accepted_wrong;
    long fields, field_hits, field_sure, field_sure_wrong;
};

/* Of one kind of identifier, one field, one type, or one confusion. */
struct row {
    char name[2 * NAME_MAX_];
    long all, hits, accepted, wrong;
};
struct rows {
    struct row at[ROWS_MAX];
    size_t n;
};

struct evaluation {
    struct tally by[CONDITIONS_MAX], all;
    size_t n;
    struct rows kinds, fields, types, type_fields, confused, codes;
    FILE *misses, *words; /* or NULL; words: those of the readings that are wrong */
    bool each;            /* a row a page instead of a row a condition */
    bool set_page_numbers_aside;
    const char *other; /* folder of ID.txt, or NULL */
    bool papers;       /* documents were looked at too */
};

struct tally *tally_of(struct evaluation *v, const char *condition);
struct row *row_of(struct rows *r, const char *name);
/* Pages of one dossier; pages: what pagewords says of it, NULL when it is missing. */
void tally_pages(struct evaluation *v, struct tally *t, const json_t *dossier, const json_t *pages);
/* Its documents as `sohoa list` prints them. */
void tally_papers(struct evaluation *v, struct tally *t, const json_t *dossier, const json_t *docs);
void tally_sum(struct evaluation *v); /* fills all */
void tally_print(const struct evaluation *v);
/* The same figures, one JSON object a line; set goes into each. */
void tally_json(const struct evaluation *v, const char *set, FILE *to);
#endif
