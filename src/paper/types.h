/* paper/types.h -- the tables of configs/ in memory: types.tsv and fields.tsv here, others beside.
 *
 * The files explain their lines at their top. Every phrase is folded once here (match.h). A line
 * that cannot be used is ERR_CONFIG with file and line number; nothing is guessed. Immutable once
 * open. Threads: shared freely. */
#ifndef PAPER_TYPES_H
#define PAPER_TYPES_H
#include "paper/match.h"
#include "paper/model.h"
#include "paper/names.h"
#include "paper/paper.h"
#include "paper/persons.h"
#include "paper/places.h"
#include "paper/rank_model.h"
#include "paper/words.h"

enum { TYPES_MAX = TYPE_WORDS * 64 };
#define NO_CLASS UINT32_MAX

struct phrase_set { /* folded words, any of them; n = 0: none asked */
    const char **list;
    uint32_t n;
};

/* Must papers of a type bear a number in their head? */
enum type_number { NUMBER_ALWAYS, NUMBER_SOME, NUMBER_NONE };

struct type_row {
    struct paper_type pub;
    enum type_number number;
    int32_t pages_min, pages_max;
};

struct title_row {
    uint32_t type;
    const char *fold; /* with its spaces */
    struct pattern pattern;
    uint32_t len; /* squashed, uncut */
    bool open;    /* may go on on the paper */
    struct phrase_set need, not ;
};

struct body_row {
    uint32_t type;
    float weight;
    const char *fold;
    struct pattern pattern;
};

struct form_row {
    uint32_t type;
    const char *fold;
};

struct abbr_row {
    uint32_t type;
    const char *text; /* NFC, as printed */
};

struct kind_row { /* what else stands there for papers of the type */
    uint32_t type;
    const char *list; /* NFC, blanks between */
};

enum field_kind {
    FIELD_NAME,   /* a person's name */
    FIELD_DATE,   /* ISO, partial dates partial */
    FIELD_YEAR,   /* a year or a date */
    FIELD_SEX,    /* Nam, Nữ */
    FIELD_WORD,   /* at most four words of letters: dân tộc, quốc tịch */
    FIELD_NUMBER, /* digits with / and letters: numbers of registers */
    FIELD_AREA,   /* m2 */
    FIELD_TEXT,
    FIELD_WHO, /* a person behind a label of free wording: stricter (fields_who.c) */
    FIELD_KINDS
};

struct label_row {
    const char *field;
    enum field_kind kind;
    const char *section; /* "" = any; else only behind that section's heading */
    const char *fold;
    uint32_t len;
    uint64_t types[TYPE_WORDS]; /* bit per type */
};

struct section_row {
    const char *section, *fold;
};

struct copy_row { /* `to` has the value of `from` where it has none of its own */
    const char *to, *from;
    uint64_t types[TYPE_WORDS];
};

struct paper_tables {
    struct arena arena;
    struct fold_map fold;
    struct type_row types[TYPES_MAX];
    uint32_t n_types, unknown, cong_van,
        certified; /* indices of khong_ro, cong_van, ban_sao_chung_thuc */
    struct title_row *titles;
    uint32_t n_titles;
    struct body_row *bodies;
    uint32_t n_bodies;
    struct form_row *forms;
    uint32_t n_forms;
    struct abbr_row *abbrs;
    uint32_t n_abbrs;
    struct kind_row *kinds;
    uint32_t n_kinds;
    struct label_row *labels; /* longest fold first */
    uint32_t n_labels;
    struct section_row *sections;
    uint32_t n_sections;
    struct copy_row *copies;
    uint32_t n_copies;
    struct name_table names;     /* empty in tables made from memory */
    struct person_table persons; /* likewise */
    struct word_lists words;     /* likewise */
    struct places *places;       /* paper/places.h; NULL in tables made from memory */
    struct pattern motto, tieu_ngu, certified_copy;
    struct paper_model *model;    /* NULL in tables made from memory */
    struct rank_model *ranks;     /* likewise */
    uint32_t class_of[TYPES_MAX]; /* class of a type in the model; NO_CLASS: it never saw one */
};

/* Hands the model over: it is closed with the tables. */
void types_use_model(struct paper_tables *t, struct paper_model *m);

/* The tables of configs/ without the trained models: for who trains them. */
MUST_USE bool types_open(struct paper_tables **out, struct err *e);
uint32_t type_index(const struct paper_tables *t, const char *slug); /* n_types: unknown */
struct line;
/* Bits of the types that a column names, commas between; "*": all. */
MUST_USE bool types_parse(const struct paper_tables *t, const struct line *l, char *col,
                          uint64_t types[TYPE_WORDS], struct err *e);
bool phrase_any(const struct phrase_set *s, const char *fold, size_t n);
/* One table from memory: for tests and fuzzing; `name` is what errors call it. */
MUST_USE bool types_load(struct paper_tables *t, const char *name, const char *text, size_t len,
                         struct err *e);
MUST_USE bool labels_load(struct paper_tables *t, const char *name, const char *text, size_t len,
                          struct err *e);
#endif
