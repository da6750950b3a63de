/* ident/tables.h -- private to the room: tables of configs/ and the compiled patterns. */
#ifndef IDENT_TABLES_H
#define IDENT_TABLES_H
#include "ident/ident.h"

enum {
    IDENT_MAX_PHRASES = 640,
    IDENT_MAX_DEFAULTS = 128,
    IDENT_MAX_ALWAYS = 16,
    IDENT_MAX_WORDS = 384,
    IDENT_MAX_PROCEDURES = 64,
    IDENT_MAX_AGAINST = 256
};
/* What the words of a row "word" are for (configs/ident.tsv). */
enum ident_set {
    SET_CITED,
    SET_CIVIL,
    SET_LAND,
    SET_REGISTER,
    SET_OTHER,
    SET_SYMBOL,
    SET_HKD,
    SET_BHYT,
    SET_CALL,
    SET_CALLING,
    SET_NUMBERED,
    SET_AREA,
    SET_BEHIND,
    SETS
};
struct ident_phrase {
    bool is_role;
    enum ident_kind kind; /* IDENT_KINDS: of numbers that are none of these */
    enum ident_role role;
    char text[64]; /* folded */
    char type[32]; /* only in papers whose type begins so; "" everywhere */
    size_t len;
};
/* Whose numbers a paper holds whose type begins so. */
struct ident_default {
    enum ident_role role;
    char type[40];
};
/* Least confidence of the words (0..1) at which a valid value may be reused unseen. Over 1: never.
 */
struct ident_accept {
    float labelled; /* behind its label, or of a form that nothing else has */
    float agreed;   /* read twice, or confirmed by another value of the paper */
};
struct ident_patterns;
struct ident_tables {
    bool province[1000]; /* by 3-digit code */
    struct ident_phrase phrases[IDENT_MAX_PHRASES];
    size_t n_phrases;
    size_t first[256]; /* first phrase that begins with this byte; phrases are sorted */
    struct ident_default defaults[IDENT_MAX_DEFAULTS];
    size_t n_defaults;
    struct ident_always {
        enum ident_kind kind;
        char type[40];
    } always[IDENT_MAX_ALWAYS]; /* papers that hold a number of that kind, whatever is read */
    size_t n_always;
    struct ident_against {
        enum ident_kind kind;
        char text[28];
    } against[IDENT_MAX_AGAINST]; /* words before a value that say that it is no such number */
    size_t n_against;
    struct ident_procedure {
        char code[12], name[40]; /* words of its name, folded */
    } procedures[IDENT_MAX_PROCEDURES];
    size_t n_procedures;
    struct ident_word {
        enum ident_set set;
        char text[20];
    } words[IDENT_MAX_WORDS];
    size_t n_words;
    struct ident_accept accept[IDENT_KINDS];
    struct ident_patterns *patterns;
};

/* Is [word, word + n) one of that set of the table? */
bool ident_word_in(const struct ident_tables *t, enum ident_set set, const char *word, size_t n);

/* One pattern of a kind: its value is group 1 where there is one, else the whole match. */
MUST_USE bool ident_patterns_open(struct ident_patterns **out, struct err *e);
void ident_patterns_close(struct ident_patterns *p);
enum ident_pattern_flag {
    PATTERN_LABEL = 1,      /* only behind a label of its kind */
    PATTERN_CIVIL = 2,      /* only in civil status papers */
    PATTERN_LAND = 4,       /* only in land papers unless labelled */
    PATTERN_IN_LABEL = 8,   /* the pattern holds its own label */
    PATTERN_ON_FOLD = 16,   /* runs over the text without marks and case */
    PATTERN_REGISTER = 64,  /* an entry of a land register: nothing but its form can be checked */
    PATTERN_AREA = 128,     /* whole square metres may have lost their comma */
    PATTERN_WRECK = 256,    /* digits too many, too few, or others among them: always invalid */
    PATTERN_CELL = 16384,   /* alone in its line, under the head of its column */
    PATTERN_ALONE = 131072, /* at a line's end, in a paper that has one: its label was not read */
    /* never more than suspect: */
    PATTERN_BARE = 32,          /* in the head of the first page, no year and no book beside it */
    PATTERN_FOLDED = 512,       /* tolerant of letters read for digits */
    PATTERN_REPAIRED = 1024,    /* a zero is missing and was put back */
    PATTERN_BOXED = 2048,       /* digits in boxes, their sides read too */
    PATTERN_BROKEN = 4096,      /* goes on in the next line of its cell */
    PATTERN_FIRST_ZERO = 8192,  /* the zero in front was read as another digit */
    PATTERN_DOUBLED = 32768,    /* a digit was read twice */
    PATTERN_ACROSS = 262144,    /* other cells stand between its label and it */
    PATTERN_SHOWN = 524288,     /* in words that nobody knows for its label */
    PATTERN_CUT_YEAR = 1048576, /* its year lost its last digit */
    PATTERN_LOOSE = 65536,      /* signs for digits, and blanks inside, whatever they are */
};
/* Offsets are in the text that the pattern ran over. */
struct ident_match {
    enum ident_kind kind;
    unsigned flags;
    size_t start, end, value_start, value_end;
};
typedef bool ident_match_fn(void *ctx, const struct ident_match *m);
/* Every match of every pattern over text and fold; false when fn stopped or memory ran out. */
MUST_USE bool ident_patterns_run(const struct ident_patterns *p, const char *text, size_t len,
                                 const char *fold, size_t fold_len, ident_match_fn *fn, void *ctx,
                                 struct err *e);
#endif
