/* paper/office.h -- standing names of offices, however they were read.
 *
 * "ỦY BẢAN NHÂN DÂN . XÃ ..." begins with a name that all of its kind bear: its letters are known,
 * so that marks, a doubled or lost letter and specks between the words do not change it. Behind it
 * everything stands as it was read. Where letters differed *fit falls under what is accepted; marks
 * and specks alone leave it. `names`: WORDS_OFFICE_NAME of configs/words.tsv. NULL: no memory.
 * Threads: pure. */
#ifndef PAPER_OFFICE_H
#define PAPER_OFFICE_H
#include "base/arena.h"
#include "paper/words.h"

char *office_mend(const struct word_set *names, const struct fold_map *m, struct arena *a,
                  const char *value, float *fit);
/* "ỦY BAN NHÂN PHƯỜNG ...": what begins the folded name is a standing name but for one or two words
 * that were not read. */
bool office_lacks_word(const struct word_set *names, const char *fold);

/* ---- office_hamlet.c ---- */
struct paper_tables;
struct seg;
/* "THÔN 13", "ẤP BÌNH TÂY": a hamlet or a quarter by its kind and its name, as the name is printed:
 * "BẢN8" has its blank; of one whose number was not read the kind is left. NULL: the line names
 * none. */
char *hamlet_line(const struct paper_tables *t, struct arena *a, const struct seg *s);
/* The body's name has a commune's, whose hamlets issue papers of their own. */
bool commune_named(const struct fold_map *m, const char *name);

/* ---- office_marks.c ---- */
/* "ĐIỆN LỤC": a word before the unit's name that names of bodies have with other marks alone. */
bool office_marks_doubted(const struct paper_tables *t, const char *value);
/* Such words as those names have them where they begin names or stand beside the same word: "BẠN
 * QUẢN LÝ", "TÔ TIẾP NHẬN", "THƯỜNG TRỤC", "KHU VỤC 4"; shown, never accepted. `value` itself where
 * nothing is mended. NULL: no memory. */
char *office_marks_mend(const struct paper_tables *t, struct arena *a, char *value, float *fit);
#endif
