/* A drawn line and what was read on it, for the tests of words_*.c. */
#ifndef TESTS_WORDS_DRAWN_H
#define TESTS_WORDS_DRAWN_H
#include "lines_drawn.h"

#include <stdio.h>

#include "base/utf8.h"
#include "ocr/words_tidy.h"

enum { LEFT = 20, BASE = 60, X_HEIGHT = 20, CHARS = 64 };

struct drawn {
    struct grey page;
    struct lstm_char chars[CHARS];
    char store[CHARS][8];
    struct lstm_line_out read;
    struct arena arena;
    char text[512]; /* tidied */
};

static inline void drawn_begin(struct drawn *d)
{
    *d = (struct drawn){ .page = blank(800, 100), .read = { .chars = d->chars } };
    arena_init(&d->arena, 1 << 16);
}

static inline void drawn_end(struct drawn *d)
{
    grey_release(&d->page);
    arena_reset(&d->arena);
}

/* One character more was read over x0 to x1. */
static inline void drawn_read(struct drawn *d, const char *text, size_t len, int32_t x0, int32_t x1,
                              float conf)
{
    char *own = d->store[d->read.n];

    memcpy(own, text, len);
    own[len] = '\0';
    d->chars[d->read.n++] =
        (struct lstm_char){ .text = own, .x0 = x0, .x1 = x1, .conf = conf, .space = *own == ' ' };
    d->read.steps = d->read.n;
}

static inline void drawn_tidy(struct drawn *d)
{
    const struct line_piece piece = { .clip = { 10, 20, 790, 80 },
                                      .ink = { 20, 30, 780, 70 },
                                      .baseline = BASE,
                                      .x_height = X_HEIGHT,
                                      .threshold = 128 };
    size_t len = 0;

    assert_true(words_tidy(&piece, &d->page, &d->read, &d->arena));
    for (int32_t i = 0; i < d->read.n; i++)
        len += (size_t)snprintf(d->text + len, sizeof d->text - len, "%s", d->read.chars[i].text);
}
#endif
