/* Pages typeset from a few lines of text, for tests: no recogniser, no fonts.
 *
 * One string a line of the page: "L text", "R text", "C text" put it left, into the right column,
 * in the middle; "I text" indents the first line of a paragraph; "B text | text" sets two columns
 * of a head side by side; "-" leaves a gap. Letters are 11 px wide and 20 high on 1240 x 1754.
 * Numbers were read twice the same. */
#ifndef TESTS_UNIT_PAPER_PAGES_H
#define TESTS_UNIT_PAPER_PAGES_H
#include <string.h>

#include "base/utf8.h"
#include "doc/document.h"

enum {
    SHEET_W = 1240,
    SHEET_H = 1754,
    GLYPH = 11,
    LINE_H = 20,
    PITCH = 32,
    LEFT = 150,
    RIGHT = 1090
};

static inline void sheet_run(struct arena *a, struct page_read *p, const char *text, size_t len,
                             int32_t x, int32_t y)
{
    for (size_t i = 0; i < len;) {
        const size_t n = strcspn(text + i, " ") < len - i ? strcspn(text + i, " ") : len - i;
        if (n > 0) {
            const int32_t w = GLYPH * (int32_t)utf8_count(text + i, n);
            const char *word = arena_strndup(a, text + i, n);
            p->words[p->n_words++] =
                (struct word){ .text = word,
                               .box = { x, y, x + w, y + LINE_H },
                               .conf = 0.99F,
                               .flags = strpbrk(word, "0123456789") ? WORD_AGREED : 0 };
            x += w;
        }
        x += GLYPH;
        i += n + 1;
    }
}

static inline void sheet_line(struct arena *a, struct page_read *p, const char *s, int32_t y)
{
    const char *t = s + 2, *bar = s[0] == 'B' ? strstr(t, " | ") : NULL;
    const size_t len = bar ? (size_t)(bar - t) : strlen(t);
    const int32_t w = GLYPH * (int32_t)utf8_count(t, len);
    const uint32_t first = p->n_words;
    int32_t x = s[0] == 'R'   ? 640
                : s[0] == 'C' ? (LEFT + RIGHT - w) / 2
                : s[0] == 'I' ? LEFT + 50
                              : LEFT;

    if (bar)
        x = LEFT + (400 - w) / 2 > LEFT ? LEFT + (400 - w) / 2 : LEFT;
    sheet_run(a, p, t, len, x, y);
    if (bar) {
        const int32_t rw = GLYPH * (int32_t)utf8_count(bar + 3, strlen(bar + 3));
        sheet_run(a, p, bar + 3, strlen(bar + 3), 620 + (470 - rw) / 2, y);
    }
    p->lines[p->n_lines++] =
        (struct text_line){ .first = first, .count = p->n_words - first, .conf = 0.99F };
}

static inline struct page_read *sheet(struct arena *a, const char *const *lines)
{
    struct page_read *p = ARENA_NEW(a, struct page_read, 1);
    int32_t y = 100;

    *p = (struct page_read){ .state = PAGE_DONE,
                             .scan_w = SHEET_W,
                             .scan_h = SHEET_H,
                             .frame_w = SHEET_W,
                             .frame_h = SHEET_H,
                             .to_scan = { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
                             .dpi = 150,
                             .text_confidence = 0.99F,
                             .engine = "fast",
                             .colour = true };
    p->words = ARENA_NEW(a, struct word, 2000);
    p->lines = ARENA_NEW(a, struct text_line, 200);
    for (; *lines; lines++) {
        if (**lines == '-') {
            y += PITCH;
            continue;
        }
        sheet_line(a, p, *lines, y);
        y += PITCH;
    }
    return p;
}
#endif
