/* ocr/confirm_vote.h -- numbers with symbols and short dates on which two readings differ. Inside
 * confirm.c and its tests only.
 *
 * "54/GBT-TYT" and "04/11/2021" are told apart from bare numbers: their form says what is digit,
 * letter and mark. Of 2,300 of generated papers the readers lost marks ("136TLKT-BS", "24/062021")
 * and never made one, so where letters and digits are the same, the reading with more marks stands.
 * Where letters or digits differ the first reader sees the cut by itself: two networks that read
 * the same stand; so does what the first read twice when the second had its digits. Numbers of the
 * civil register and of certification are identifiers: they are left as they are.
 *
 * Errors: none. Threads: pure. */
#ifndef OCR_CONFIRM_VOTE_H
#define OCR_CONFIRM_VOTE_H
#include <stdbool.h>
#include <stddef.h>

enum { VOTE_BYTES = 96 };

/* A number with its symbol, or day, month and year with marks between? */
bool vote_wanted(const char *text);
/* The same letters and digits in the same order, whatever marks. */
bool vote_alike(const char *a, const char *b);
/* A point between capitals of the symbol. */
bool vote_points(const char *text);
/* Is `text` what was voted for, with points between capitals of its symbol? */
bool vote_pointed(const char *text, const char *voted);
/* What stands of two readings that differ, `third` the first reader's of the cut (NULL: not asked
 * yet): its letters, digits and marks without those at its ends. False: nobody knows. */
bool vote_number(const char *first, const char *second, const char *third, char out[VOTE_BYTES]);
#endif
