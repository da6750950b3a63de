/* ident_fixture.h -- a page made from text, and what the rules find on it.
 *
 * Lines end with '\n', words with a blank; a word stands at 20 px a byte, a line every 40 px, all
 * words read with the given confidence, twice (WORD_AGREED). "@N " in front of a word puts it, and
 * what follows on its line, at column x = N. A line that begins with "^" is a block beside the one
 * before, at its height. */
#ifndef IDENT_FIXTURE_H
#define IDENT_FIXTURE_H
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ident/ident.h"

struct fixture {
    struct ident_tables *tables;
    struct arena arena;
    struct page_read page;
    struct dossier_page at;
    struct document doc;
    uint32_t order[1];
    struct field fields[4];
    struct identifier *ids;
    uint32_t n;
};

static inline int fixture_open(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct err e = { 0 };

    if (!f || !ident_open(&f->tables, &e)) {
        print_error("%s\n", e.text);
        return -1;
    }
    arena_init(&f->arena, 64 << 20);
    *state = f;
    return 0;
}

static inline int fixture_close(void **state)
{
    struct fixture *f = *state;
    ident_close(f->tables);
    arena_reset(&f->arena);
    free(f);
    return 0;
}

static inline void fixture_page(struct fixture *f, const char *text, float conf)
{
    const size_t cap = strlen(text) + 1;
    char *copy = arena_strdup(&f->arena, text);
    struct page_read *p = &f->page;

    *p = (struct page_read){ .state = PAGE_DONE,
                             .scan_w = 2480,
                             .scan_h = 3508,
                             .frame_w = 2480,
                             .frame_h = 3508,
                             .to_scan = { 1, 0, 0, 0, 1, 0, 0, 0, 1 } };
    p->words = ARENA_NEW(&f->arena, struct word, cap);
    p->lines = ARENA_NEW(&f->arena, struct text_line, cap);
    assert_non_null(p->words);
    int row = 0;
    for (char *line = copy, *next; line; line = next) {
        struct text_line *l = &p->lines[p->n_lines++];
        char *rest = NULL;
        int x = 0;

        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        row += *line != '^';
        line += *line == '^';
        *l = (struct text_line){ .first = p->n_words, .block = p->n_lines };
        for (char *w = strtok_r(line, " ", &rest); w; w = strtok_r(NULL, " ", &rest)) {
            const int y = row * 40, len = (int)strlen(w) * 20;
            if (*w == '@') {
                x = atoi(w + 1);
                continue;
            }
            p->words[p->n_words++] =
                (struct word){ w, { x, y, x + len, y + 30 }, conf, WORD_AGREED };
            l->count++;
            x += len + 20;
        }
    }
}

/* Finds on the page made last; `type` is the slug of its paper. */
static inline void fixture_find(struct fixture *f, const char *type)
{
    const struct dossier d = { .archive = "", .key = "", .pages = &f->at, .n_pages = 1 };
    struct err e = { 0 };

    f->at = (struct dossier_page){ .entry = "", .page = 1, .sha256 = "", .read = &f->page };
    f->doc.type = type;
    f->doc.pages = f->order;
    f->doc.n_pages = 1;
    f->doc.fields = f->fields;
    if (!ident_find(f->tables, &d, &f->doc, &f->arena, &f->ids, &f->n, &e))
        fail_msg("%s", e.text);
}

static inline void fixture_read(struct fixture *f, const char *type, const char *text)
{
    fixture_page(f, text, 0.995f);
    fixture_find(f, type);
}

static inline const struct identifier *fixture_get(const struct fixture *f, enum ident_kind kind,
                                                   const char *value)
{
    for (uint32_t i = 0; i < f->n; i++)
        if (f->ids[i].kind == kind && strcmp(f->ids[i].value, value) == 0)
            return &f->ids[i];
    return NULL;
}

/* The same, which must be there. */
static inline const struct identifier *must(const struct fixture *f, enum ident_kind kind,
                                            const char *value)
{
    const struct identifier *id = fixture_get(f, kind, value);
    if (!id)
        fail_msg("%s %s is not found", ident_kind_name(kind), value);
    return id;
}

static inline uint32_t fixture_count(const struct fixture *f, enum ident_kind kind,
                                     enum ident_level least)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->n; i++)
        n += f->ids[i].kind == kind && f->ids[i].level >= least;
    return n;
}
#endif
