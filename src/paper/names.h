/* paper/names.h -- people's names: which words can be one, and what a misread one was.
 *
 * Family names stand in names.c, commonest first; syllables of given names in configs/names.tsv.
 * Both keep their marks: "Định" is no family name, "Đinh" is. Only family names are mended; what is
 * mended is shown and never accepted.
 * In: NFC. Threads: a loaded table is never changed and can be shared; the rest is pure. */
#ifndef PAPER_NAMES_H
#define PAPER_NAMES_H
#include "base/err.h"
#include "paper/match.h"

enum { GIVEN_MAX = 1024, SYLLABLE_MAX = 16, NAME_BYTES = 96 };

struct given_name {
    char text[SYLLABLE_MAX]; /* lower case */
};
struct name_table {
    struct given_name given[GIVEN_MAX]; /* sorted */
    uint32_t n_given;
};
MUST_USE bool names_load(struct name_table *t, const char *name, const char *text, size_t len,
                         struct err *e);

/* 2: a family name as it is written, 1: but for its marks, 0: none. Any case. */
int family_name(const struct fold_map *m, const char *word, size_t len);

/* A person's name: two to six words, letters only, each with a capital. 0 no, 0.8 yes, 0.9 with a
 * family name but for its marks, or of two words, 1 with one as it is written; less with specks. */
float name_fit(const struct fold_map *m, const char *text);

/* Every syllable behind the family name is one of given names, marks and all. */
bool name_known(const struct name_table *t, const char *name);

/* A syllable of given names, marks and all; any case. */
bool given_name(const struct name_table *t, const char *word);

/* What `name` was if its first word is a family name misread: with other marks, one letter off, or
 * without its first letters. Specks before it go. Given names stand as they were read: their list
 * is long, not whole. True when out differs from name and fits better. */
bool name_mend(const struct fold_map *m, const char *name, char out[NAME_BYTES]);

/* Letters of a name without marks, case and blanks; returns how many. */
size_t name_key(const struct fold_map *m, const char *name, char out[NAME_BYTES]);
/* The same letters and marks, but for case and where the tone is put. */
bool name_same(const char *a, const char *b);
/* "Võ Hoài" is what a line's end left of "Võ Hoài Giang": the first words of a longer name. */
bool name_begins(const char *part, const char *whole);
#endif
