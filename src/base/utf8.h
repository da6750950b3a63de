/* base/utf8.h -- Vietnamese text: NFC, folding, comparison.
 *
 * All text inside sohoa is UTF-8 in NFC (TCVN 6909:2001); it is normalised once, where it enters.
 * Folding (search keys, labels): NFD, drop U+0300-036F, đ -> d, lower case, squeeze white space.
 * utf8proc's STRIPMARK leaves đ, so it is mapped here.
 * Threads: safe. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* Next code point of s[*i..len), advancing *i; U+FFFD for a bad byte (one byte consumed). */
uint32_t utf8_next(const char *s, size_t len, size_t *i);
size_t utf8_put(uint32_t cp, char out[4]); /* bytes written */
size_t utf8_count(const char *s, size_t len);
/* NFC copy; invalid bytes become U+FFFD, controls other than \n and \t and U+200B/FEFF go, NBSP
 * becomes a space, Ð/ð become Đ/đ. NULL when the arena is full. */
char *utf8_nfc(struct arena *a, const char *s, size_t len);
/* Search key as above; one byte per letter for Vietnamese, so offsets are not those of s. */
char *utf8_fold(struct arena *a, const char *s, size_t len);
/* The same with tone placement unified (hoà -> hòa, thuý -> thúy), marks kept. */
char *utf8_tone_fold(struct arena *a, const char *s, size_t len);
uint32_t utf8_lower(uint32_t cp);
uint32_t utf8_upper(uint32_t cp);
uint32_t utf8_base(uint32_t cp); /* letter without marks: Ộ -> O, đ -> d */
bool utf8_is_letter(uint32_t cp);
bool utf8_is_upper(uint32_t cp);
/* Page order people expect: digit runs compare as numbers (scan2 < scan10), else bytes; a total
 * order (equal only when the strings are equal). */
int utf8_natural_cmp(const char *a, const char *b);
#endif
