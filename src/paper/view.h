/* paper/view.h -- one page as a reader of forms sees it: rows of pieces.
 *
 * Recognisers join the two columns of a head into one line, or split one line in two. A `seg` is a
 * run of words of one line without a wide gap; segs that stand beside each other share a row.
 * Everything the room knows about a page is said in segs: their text, their fold (match.h), where
 * they stand.
 *
 * In: struct page_read (any words and boxes: hostile ones too). Out: everything in the arena.
 * Units: frame px. Errors: ERR_NOMEM (arena full). At most VIEW_WORDS words are looked at: no paper
 * has more, and it bounds the time. Threads: pure. */
#ifndef PAPER_VIEW_H
#define PAPER_VIEW_H
#include "doc/page.h"
#include "paper/match.h"

enum { VIEW_WORDS = 12000 };

struct seg {
    const char *text, *fold;
    uint32_t len;          /* bytes of fold */
    const uint32_t *words; /* of the page, left to right */
    uint32_t count;
    struct box box;
    uint32_t row;
    float conf;   /* half mean, half lowest of its words: one bad word spoils a value */
    float caps;   /* upper-case share of its letters */
    float height; /* median word height, px */
    uint32_t letters;
    bool bold, lower_first; /* begins with a small letter */
    bool gave_back;         /* without letters of its last word, which are the motto's beside it */
};

struct view {
    const struct page_read *page;
    struct seg *segs; /* row by row, left to right */
    uint32_t n_segs;
    uint32_t *row_first; /* n_rows + 1 entries */
    uint32_t n_rows;
    float em;    /* median word height: about the height of a capital plus descender */
    float pitch; /* median distance of rows */
    float left, right, top, bottom; /* of the text: robust margins */
    const char *fold;               /* all segs, \n between rows */
    uint32_t fold_len;
};

MUST_USE bool view_make(const struct fold_map *m, const struct page_read *p, struct arena *a,
                        struct view *out, struct err *e);
/* Raw text of fold[from..to) of a seg; NULL when the arena is full. */
char *seg_slice(struct arena *a, const struct seg *s, size_t from, size_t to);
/* Is the letter at `at` of the fold a capital? */
bool seg_capital(const struct seg *s, size_t at);
/* Union of the boxes, and confidence (as seg.conf), of the words that fold[from..to) touches. */
struct box seg_box(const struct view *v, const struct seg *s, size_t from, size_t to, float *conf);
/* Confidence of the words with digits among them: the rest of a date says nothing; 0 without. */
float seg_digits(const struct view *v, const struct seg *s, size_t from, size_t to);
float seg_cx(const struct seg *s); /* centre */
float seg_cy(const struct seg *s);
#endif
