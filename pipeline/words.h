/* pipeline/words.h -- the slugs of records (identifiers, fields, roles, reasons for review) in
 * words for people, in the language of messages. What is stored, listed or packed keeps the slugs.
 *
 * A slug without words is given back as it is; the pointers live as long as their slug.
 * Errors: none. Threads: any. */
#ifndef PIPELINE_WORDS_H
#define PIPELINE_WORDS_H
#include <stddef.h>

const char *words_of(const char *slug);
/* "id12_suspect" as "personal identification number: ...". Cut at cap. */
void words_of_reason(const char *slug, char *out, size_t cap);
#endif
