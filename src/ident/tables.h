/* ident/tables.h -- private to the room: tables of configs/ and the compiled patterns. */
#ifndef IDENT_TABLES_H
#define IDENT_TABLES_H
#include "ident/ident.h"

enum { IDENT_MAX_PHRASES = 512 };
struct ident_phrase {
    bool is_role;
    enum ident_kind kind;
    enum ident_role role;
    char text[64]; /* folded */
    size_t len;
};
struct ident_patterns;
struct ident_tables {
    bool province[1000]; /* by 3-digit code */
    struct ident_phrase phrases[IDENT_MAX_PHRASES];
    size_t n_phrases;
    struct ident_patterns *patterns;
};

/* One pattern of a kind: where its value lies in the match. */
enum ident_part { PART_WHOLE, PART_GROUP1 };
MUST_USE bool ident_patterns_open(struct ident_patterns **out, struct err *e);
void ident_patterns_close(struct ident_patterns *p);
typedef bool ident_match_fn(void *ctx, enum ident_kind kind, unsigned flags, size_t start,
                            size_t end, size_t value_start, size_t value_end);
enum ident_pattern_flag {
    PATTERN_LABEL = 1,     /* only behind a label of its kind */
    PATTERN_FOLDED = 2,    /* tolerant of letters read for digits: never more than suspect */
    PATTERN_CIVIL = 4,     /* only in civil status papers */
    PATTERN_LAND = 8,      /* only in land papers unless labelled */
    PATTERN_REPAIRED = 16, /* a digit is missing and was put back */
    PATTERN_IN_LABEL = 32, /* the pattern holds its own label */
};
/* Every match of every pattern over text; false when fn stopped or memory ran out. */
MUST_USE bool ident_patterns_run(const struct ident_patterns *p, const char *text, size_t len,
                                 ident_match_fn *fn, void *ctx, struct err *e);
#endif
