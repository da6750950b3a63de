#include "ocr/words_dots.h"

#include <string.h>

#include "base/utf8.h"
#include "ocr/words_ink.h"

/* In x-heights under the baseline: past the foot of the letter, as deep as a dot, and the height of
 * what may be one: more than the blur of a foot, less than the smallest dot. */
static const float FOOT = 0.05F, DEPTH = 0.75F, DOT = 0.1F;

/* Letters with a descender too, as "ỵ", have ink there in any case. */
static bool has_dot(const struct lstm_char *c)
{
    static const char *const dotted[] = { "ạ", "ặ", "ậ", "ẹ", "ệ", "ị", "ọ", "ộ", "ợ", "ụ", "ự" };
    const uint32_t cp = utf8_lower(char_letter(c));

    for (size_t i = 0; cp && i < sizeof dotted / sizeof *dotted; i++) {
        size_t at = 0;
        if (utf8_next(dotted[i], strlen(dotted[i]), &at) == cp)
            return true;
    }
    return false;
}

static bool dot_seen(const struct line_at *a, const struct lstm_char *c)
{
    const int32_t from = a->p->baseline + (int32_t)(FOOT * a->p->x_height) + 1,
                  to = a->p->baseline + (int32_t)(DEPTH * a->p->x_height);

    const float least = DOT * a->p->x_height;
    int32_t rows = 0;

    for (int32_t y = from; y < to; y++)
        for (int32_t x = c->x0 > 0 ? c->x0 : 0; x < c->x1 && x < a->g->w; x++)
            if (ink_in(a, x, y, y + 1)) {
                rows++;
                break;
            }
    return (float)rows >= least;
}

bool dots_missing(const struct line_piece *p, const struct grey *g, const struct lstm_line_out *r,
                  int32_t from, int32_t to)
{
    const struct line_at a = { .p = p, .g = g };

    for (int32_t i = from; i < to; i++)
        if (has_dot(&r->chars[i]) && !dot_seen(&a, &r->chars[i]))
            return true;
    return false;
}
