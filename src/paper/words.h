/* paper/words.h -- configs/words.tsv in memory: words that heads and closing blocks are known by.
 *
 * The file explains its lists at its top. Phrases are compared folded (match.h) unless a list says
 * otherwise; "_" at an end of one is a blank that must be there. The lists are sets: the order of
 * lines does not matter. A line that cannot be used is ERR_CONFIG with file and line number. Tables
 * made from memory have empty lists. Threads: immutable once loaded, shared freely. */
#ifndef PAPER_WORDS_H
#define PAPER_WORDS_H
#include "base/arena.h"
#include "base/err.h"
#include "paper/match.h"

enum word_list {
    WORDS_TODAY,        /* sentences that say the day a contract or a record was made */
    WORDS_DATE_LABEL,   /* what stands before the day a paper was made */
    WORDS_NUMBER_LABEL, /* what stands before its number, "Số" alone apart */
    WORDS_CITING,       /* before a number they say that it is another paper's */
    WORDS_BODY_JOINS,   /* as printed, in capitals: behind these no other body begins */
    WORDS_BODY,         /* begin the name of a body */
    WORDS_BODY_HEAD,   /* who of a body issues in its stead: its chairman, its standing committee */
    WORDS_BODY_PART,   /* begin a part of one, which some names go on with */
    WORDS_BODY_ON,     /* go on with one in its next line */
    WORDS_BODY_NOT,    /* as printed, in capitals: begin lines of a head that name no body */
    WORDS_BODY_MORE,   /* as printed, in capitals: behind these there must be more */
    WORDS_BODY_CUT,    /* end a name that was not read to its end */
    WORDS_HAMLET,      /* as printed, in capitals: kinds of hamlets and quarters */
    WORDS_BODY_SYMBOL, /* as printed: bodies at the end of numbers */
    WORDS_KIND_SYMBOL, /* as printed: kinds of papers in numbers, beside those of types.tsv */
    WORDS_PART_SYMBOL, /* as printed: bodies, units and remarks in numbers, beside body_symbol */
    WORDS_SUBJECT_FIRST, /* as printed: begin subjects, whatever else they begin */
    WORDS_SUBJECT_STOP,  /* end a subject */
    WORDS_SUBJECT_BODY,  /* bodies and offices a subject may name in ordinary print */
    WORDS_SUBJECT_PAIR,  /* stand side by side in subjects and are no others with other marks */
    WORDS_AUTHORITY,     /* in whose stead is signed: TM., KT. */
    WORDS_OFFICE,        /* begin the title of an office-holder */
    WORDS_OFFICE_END,    /* what a seal leaves of one: its end */
    WORDS_CITIZEN,       /* begin the title of whoever signs for himself */
    WORDS_RANK,          /* as printed: ranks before a name */
    WORDS_OTHER_TITLE,   /* begin or are titles of papers that are none of the types */
    WORDS_OFFICE_NAME,   /* as printed: standing names of offices */
    WORDS_LISTS
};

struct word_row {
    const char *text, *fold; /* text: NFC, "_" a blank, as in the file */
    const char *torn;        /* folded and squashed: what is left without its first word, "" none */
    uint32_t len;            /* bytes of fold */
};
struct word_set {
    struct word_row *list;
    uint32_t n;
};
struct word_lists {
    struct word_set set[WORDS_LISTS];
};

MUST_USE bool words_load(struct word_lists *w, const struct fold_map *m, struct arena *a,
                         const char *name, const char *text, size_t len, struct err *e);
bool words_start(const struct word_set *s, const char *fold);
bool words_end(const struct word_set *s, const char *fold, size_t n);
#endif
