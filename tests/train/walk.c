#include "tests/train/walk.h"

#include <stdlib.h>
#include <string.h>

#include "tests/train/must.h"

/* Most papers are whole. */
enum { HARM_EVERY = 4 };

void walk_stacks(const struct paper_tables *t, const char *path, int rounds, uint64_t seed,
                 walk_fn *fn, void *ctx)
{
    struct stack_lines *lines = stack_lines_load(path);
    struct stack *k = must_calloc(1, sizeof *k);
    struct arena a;
    struct err e = { 0 };

    arena_init(&a, (size_t)1 << 30);
    for (int round = 0; round < rounds; round++)
        for (size_t i = 0; i < stack_lines_count(lines); i++) {
            struct rng base = rng_make(seed + (uint64_t)round), r = rng_fork(&base, i);
            stack_make(lines, i, round % HARM_EVERY == HARM_EVERY - 1, NULL, &r, &a, k);
            const uint32_t n = k->dossier.n_pages;
            struct view *views = ARENA_NEW(&a, struct view, (size_t)n + 1);
            struct layout *facts = ARENA_NEW(&a, struct layout, (size_t)n + 1);
            if (!views || !facts)
                die("no memory");
            for (uint32_t p = 0; p < n; p++) {
                facts[p] = (struct layout){ .motto_seg = -1 };
                if (k->pages[p].read->state != PAGE_DONE)
                    continue;
                if (!view_make(&t->fold, k->pages[p].read, &a, &views[p], &e))
                    die(e.text);
                layout_find(t, &views[p], &facts[p]);
            }
            fn(ctx, t, k, views, facts, i);
            arena_reset(&a);
        }
    free(k);
    stack_lines_free(lines);
}

bool walk_document(const struct stack *k, const struct view *views, const struct layout *facts,
                   int doc, struct doc_view *v)
{
    memset(v, 0, sizeof *v);
    for (uint32_t i = 0; i < k->dossier.n_pages; i++) {
        if (k->doc_of[i] != doc || k->pages[i].read->state != PAGE_DONE)
            continue;
        if (v->n < DOC_VIEWS) {
            v->views[v->n] = views[i];
            v->layouts[v->n] = facts[i];
            v->page[v->n++] = v->n_pages;
        }
        v->n_pages++;
    }
    return v->n > 0;
}
