#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "paper/fields.h"

/* How surely the words of a date were read: twice the same, or of strokes alone. */

static const float ELEVEN_LEAST = 0.5F;

/* A single stroke: of two digits "11" only one is read oftenest. */
static bool is_stroke(const struct word *w)
{
    static const char *const strokes[] = { "I", "l", "1", "!", "|", "i", "Ì", "Í", "†" };

    for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++)
        if (strcmp(w->text, strokes[i]) == 0)
            return !((w->flags & WORD_AGREED) && w->conf > DATE_GUESS_SURE);
    return false;
}

static float gap_before(const struct view *v, const struct seg *s, uint32_t i)
{
    return (float)v->page->words[s->words[i]].box.x0 -
           (float)v->page->words[s->words[i - 1]].box.x1;
}

/* Between its neighbours there is room for two digits: what is left of it without the narrowest
 * blanks of the line. */
static bool room_for_two(const struct view *v, const struct seg *s, uint32_t i)
{
    static const float TWO_DIGITS = 0.7F;
    float blank = -1;
    uint32_t n = 0;

    for (uint32_t k = 1; k < s->count; k++)
        if (k != i && k != i + 1 && gap_before(v, s, k) > 0) {
            const float gap = gap_before(v, s, k);
            blank = n++ == 0 ? gap : blank + gap;
        }
    const float slot = (float)v->page->words[s->words[i + 1]].box.x0 -
                       (float)v->page->words[s->words[i - 1]].box.x1;
    return n >= 2 && slot - 2 * blank / (float)n > TWO_DIGITS * v->em;
}

/* "ngày 11 tháng 3": a network that writes one sign for a run of equal strokes has 1 for it, so
 * that the two never agree on it; where there is room for two digits it is what it was read as. */
static bool is_eleven(const struct view *v, const struct seg *s, uint32_t i)
{
    return i > 0 && i + 1 < s->count && strcmp(v->page->words[s->words[i]].text, "11") == 0 &&
           v->page->words[s->words[i]].conf >= ELEVEN_LEAST && room_for_two(v, s, i);
}

/* Its numbers in the words of a line that begins at *at of the text it was found in. */
static bool numbers_sure(const struct view *v, const struct seg *s, const struct date *d,
                         size_t *at, float *least)
{
    bool sure = true;

    for (uint32_t i = 0; i < s->count && *at < d->to; i++) {
        const struct word *w = &v->page->words[s->words[i]];
        const size_t end = *at + utf8_count(w->text, strlen(w->text));
        if (end > d->from && strpbrk(w->text, "0123456789")) {
            const bool eleven = is_eleven(v, s, i);
            sure &= (w->flags & WORD_AGREED) || w->conf >= 1 || eleven;
            *least = fminf(*least < 0 ? 1 : *least, eleven ? 1 : w->conf);
        }
        *at = end + 1;
    }
    return sure;
}

bool date_read(const struct view *v, const struct seg *s, const struct date *d, float *least)
{
    size_t at = 0;

    *least = -1;
    bool sure = numbers_sure(v, s, d, &at, least);
    if (at < d->to) { /* it goes on in the next line */
        const struct seg *next = line_under(v, s);
        sure = next && numbers_sure(v, next, d, &at, least) && sure && at >= d->to;
    }
    return sure && *least >= 0;
}

bool date_sure(const struct view *v, const struct seg *s, const struct date *d)
{
    float least;

    return date_read(v, s, d, &least);
}

void date_strokes(const struct view *v, const struct seg *s, struct date *d)
{
    size_t at = 0;
    int32_t *of = NULL;

    for (uint32_t i = 0; i < s->count && at < d->to; i++) {
        const struct word *w = &v->page->words[s->words[i]];
        const size_t end = at + utf8_count(w->text, strlen(w->text));
        if (at >= d->from && of && *of == 1 && i > 0 && i + 1 < s->count && is_stroke(w) &&
            room_for_two(v, s, i)) {
            *of = 11;
            d->guessed = true;
            d->guessed_day &= of != &d->d;
        }
        of = at < d->from                                                  ? NULL
             : end - at >= 4 && memcmp(s->fold + end - 4, "ngay", 4) == 0  ? &d->d
             : end - at >= 5 && memcmp(s->fold + end - 5, "thang", 5) == 0 ? &d->m
                                                                           : NULL;
        at = end + 1;
    }
}
