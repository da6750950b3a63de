#include "ocr/words_symbol.h"

#include <string.h>

/* In x-heights. Dots are 0.2 to 0.36 wide; specks between letters are smaller, and letters that
 * have a point between them stand further apart than others. */
#define POINT_LEAST  0.12F
#define POINT_MOST   0.42F
#define POINT_OFF    0.25F /* of its lower edge from the baseline */
#define POINT_ROOM   0.4F  /* between the letters on both sides */
#define POINT_MARGIN 0.04F /* between it and each */
#define POINT_SHAPE  2     /* no side longer than so many times the other */

/* What was seen in the ink alone is shown, never accepted. */
static const float POINT_SEEN = 0.9F;

/* The slash between digits and capitals of the word. */
static int32_t number_slash(const struct lstm_char *c, int32_t from, int32_t to)
{
    for (int32_t i = from + 1; i + 2 < to; i++)
        if (char_is(&c[i], "/") && char_digit(&c[i - 1]) && char_upper(&c[i + 1]))
            return i;
    return to;
}

static bool is_point(const struct line_at *a, const struct box *b)
{
    const float xh = a->p->x_height, w = (float)(b->x1 - b->x0), h = (float)(b->y1 - b->y0),
                off = (float)(b->y1 - a->p->baseline);

    return w >= POINT_LEAST * xh && w <= POINT_MOST * xh && h >= POINT_LEAST * xh &&
           h <= POINT_MOST * xh && off <= POINT_OFF * xh && off >= -POINT_OFF * xh &&
           w <= POINT_SHAPE * h && h <= POINT_SHAPE * w;
}

/* From the middle of one letter to that of the other: the end of the first, one point, the
 * beginning of the second. */
static bool point_between(const struct line_at *a, const struct lstm_char *one,
                          const struct lstm_char *two, struct box *point)
{
    const int32_t from = (one->x0 + one->x1) / 2, to = (two->x0 + two->x1) / 2;
    const float xh = a->p->x_height;
    int32_t points = 0, left = -1, right = -1;
    struct box b = { 0 };

    for (int32_t x = from; x < to && ink_run(a, x, to, a->p->clip.y0, a->p->clip.y1, &b);
         x = b.x1) {
        if (is_point(a, &b)) {
            *point = b;
            points++;
        } else if (points == 0) {
            left = b.x1;
        } else if (right < 0) {
            right = b.x0;
        }
    }
    return points == 1 && left >= 0 && right >= 0 && (float)(right - left) >= POINT_ROOM * xh &&
           (float)(point->x0 - left) >= POINT_MARGIN * xh &&
           (float)(right - point->x1) >= POINT_MARGIN * xh;
}

/* Behind character `at`. */
static bool put_point(struct lstm_line_out *r, int32_t at, const struct box *b, struct arena *arena)
{
    struct lstm_char *more = ARENA_NEW(arena, struct lstm_char, (size_t)r->n + 1);

    if (!more)
        return false;
    memcpy(more, r->chars, (size_t)(at + 1) * sizeof *more);
    memcpy(more + at + 2, r->chars + at + 1, (size_t)(r->n - at - 1) * sizeof *more);
    more[at + 1] = more[at];
    more[at + 1].text = ".";
    more[at + 1].x0 = more[at].x1 = b->x0;
    more[at + 1].x1 = more[at + 2].x0 = b->x1;
    more[at + 1].conf = POINT_SEEN;
    r->chars = more;
    r->n++;
    return true;
}

bool symbol_points(const struct line_at *a, int32_t from, int32_t *to, struct arena *arena)
{
    struct lstm_line_out *r = a->r;
    struct box b = { 0 };

    for (int32_t i = number_slash(r->chars, from, *to) + 1; i < *to; i++) {
        struct lstm_char *c = r->chars;
        const bool blank = i + 2 < r->n && c[i + 1].space;
        const int32_t next = i + 1 + blank;
        if (next >= r->n || (i + 1 == *to && !blank) || !char_upper(&c[i]) ||
            !char_upper(&c[next]) || !point_between(a, &c[i], &c[next], &b))
            continue;
        if (blank) {
            c[i + 1].text = ".";
            c[i + 1].space = false;
            c[i + 1].conf = POINT_SEEN;
            while (*to < r->n && !r->chars[*to].space)
                ++*to;
        } else {
            if (!put_point(r, i, &b, arena))
                return false;
            ++*to;
        }
        i++;
    }
    return true;
}
