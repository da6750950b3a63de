#include "paper/view_turn.h"

#include <stdlib.h>
#include <string.h>

#include "paper/match.h"

/* Of words this long those that stand are higher than wide. */
enum { LONG_WORD = 4, LEAST_WORDS = 5 };

static const float STANDING = 1.4F, MOST = 0.6F;

static int32_t width(struct box b)
{
    return b.x1 - b.x0;
}

static int32_t height(struct box b)
{
    return b.y1 - b.y0;
}

static uint32_t letters_of(const char *text)
{
    uint32_t n = 0;

    for (; *text; text++)
        n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}

/* Most letters of long words stand: the page is read sideways. */
static bool stands(const struct page_read *p, uint32_t n_words)
{
    uint32_t all = 0, standing = 0, words = 0;

    for (uint32_t i = 0; i < n_words; i++) {
        const uint32_t n = letters_of(p->words[i].text);
        const struct box b = p->words[i].box;
        if (n < LONG_WORD)
            continue;
        all += n;
        if ((float)height(b) > STANDING * (float)width(b)) {
            standing += n;
            words++;
        }
    }
    return words >= LEAST_WORDS && (float)standing > MOST * (float)all;
}

/* How often the next word of a line stands under the one before, less how often above. */
static int32_t downwards(const struct page_read *p, uint32_t n_words)
{
    int32_t down = 0;

    for (uint32_t k = 0; k < p->n_lines; k++) {
        const struct text_line *l = &p->lines[k];
        if (l->first >= n_words || l->count > n_words - l->first)
            continue;
        for (uint32_t i = l->first + 1; i < l->first + l->count; i++) {
            const struct box a = p->words[i - 1].box, b = p->words[i].box;
            if (b.y0 >= a.y1 - height(a) / 4)
                down++;
            else if (b.y1 <= a.y0 + height(a) / 4)
                down--;
        }
    }
    return down;
}

static struct box turn(struct box b, bool down, int32_t w, int32_t h)
{
    return down ? (struct box){ b.y0, w - b.x1, b.y1, w - b.x0 }
                : (struct box){ h - b.y1, b.x0, h - b.y0, b.x1 };
}

bool view_turn(struct page_read *p, uint32_t n_words, struct arena *a)
{
    const int32_t w = p->frame_w, h = p->frame_h;

    if (!stands(p, n_words))
        return true;
    const int32_t way = downwards(p, n_words);
    struct text_line *lines = ARENA_NEW(a, struct text_line, (size_t)p->n_lines + 1);
    if (way == 0)
        return true;
    if (!lines)
        return false;
    const bool down = way > 0;
    if (p->n_lines)
        memcpy(lines, p->lines, p->n_lines * sizeof *lines);
    for (uint32_t i = 0; i < p->n_lines; i++)
        lines[i].box = turn(lines[i].box, down, w, h);
    for (uint32_t i = 0; i < n_words; i++)
        p->words[i].box = turn(p->words[i].box, down, w, h);
    /* x = w - y', y = x' where text runs downwards; x = y', y = h - x' where it runs upwards */
    for (int r = 0; r < 9; r += 3) {
        const double x = p->to_scan[r], y = p->to_scan[r + 1];
        p->to_scan[r] = down ? y : -y;
        p->to_scan[r + 1] = down ? -x : x;
        p->to_scan[r + 2] += down ? x * w : y * h;
    }
    p->lines = lines;
    p->frame_w = h;
    p->frame_h = w;
    p->turned = (p->turned + 90) % 360;
    return true;
}
