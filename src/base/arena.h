/* base/arena.h -- memory that dies together.
 *
 * Text, words and identifiers of one page or dossier live in one arena and go with it. Allocation
 * is a pointer bump in chunks; nothing is freed singly. The ceiling is given at birth: an arena
 * that would outgrow it returns NULL, which callers report as ERR_LIMIT or ERR_NOMEM. Memory is
 * zeroed and aligned for any type. Under AddressSanitizer the unused rest of a chunk is poisoned.
 * Threads: one owner at a time. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H
#include <stddef.h>

struct arena_chunk;
struct arena {
    struct arena_chunk *head;
    size_t used, ceiling; /* bytes */
};

void arena_init(struct arena *a, size_t ceiling);
/* Frees everything; the arena can be used again with the same ceiling. */
void arena_reset(struct arena *a);
void *arena_alloc(struct arena *a, size_t n, size_t size); /* n * size, checked; NULL on failure */
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t len);
#define ARENA_NEW(a, type, n) ((type *)arena_alloc((a), (n), sizeof(type)))
#endif
