#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif
#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n)   __asan_poison_memory_region((p), (n))
#define UNPOISON(p, n) __asan_unpoison_memory_region((p), (n))
#else
#define POISON(p, n)   ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

enum { CHUNK_BYTES = 64 * 1024 };

struct arena_chunk {
    struct arena_chunk *next;
    size_t size, used;
    alignas(max_align_t) unsigned char data[];
};

void arena_init(struct arena *a, size_t ceiling)
{
    *a = (struct arena){ .ceiling = ceiling };
}

void arena_reset(struct arena *a)
{
    while (a->head) {
        struct arena_chunk *next = a->head->next;
        UNPOISON(a->head->data, a->head->size);
        free(a->head);
        a->head = next;
    }
    a->used = 0;
}

void *arena_alloc(struct arena *a, size_t n, size_t size)
{
    size_t want;

    if (__builtin_mul_overflow(n, size, &want) || want > SIZE_MAX / 2)
        return NULL;
    want = (want + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
    if (want == 0)
        want = alignof(max_align_t);
    struct arena_chunk *c = a->head;
    if (!c || c->size - c->used < want) {
        const size_t bytes = want > CHUNK_BYTES ? want : CHUNK_BYTES;
        if (bytes > a->ceiling || a->used > a->ceiling - bytes)
            return NULL;
        c = malloc(sizeof *c + bytes);
        if (!c)
            return NULL;
        c->next = a->head;
        c->size = bytes;
        c->used = 0;
        POISON(c->data, bytes);
        a->head = c;
        a->used += bytes;
    }
    unsigned char *p = c->data + c->used;
    c->used += want;
    UNPOISON(p, want);
    memset(p, 0, want);
    return p;
}

char *arena_strndup(struct arena *a, const char *s, size_t len)
{
    char *p = arena_alloc(a, len + 1, 1);
    if (p && len)
        memcpy(p, s, len);
    return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
    return arena_strndup(a, s, strlen(s));
}
