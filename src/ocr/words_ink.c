#include "ocr/words_ink.h"

#include <string.h>

#include "base/utf8.h"

bool char_is(const struct lstm_char *c, const char *text)
{
    return strcmp(c->text, text) == 0;
}

bool char_one_of(const struct lstm_char *c, const char *const *list)
{
    for (; *list; list++)
        if (char_is(c, *list))
            return true;
    return false;
}

uint32_t char_letter(const struct lstm_char *c)
{
    size_t i = 0;
    const size_t len = strlen(c->text);
    const uint32_t cp = len ? utf8_next(c->text, len, &i) : 0;

    return cp && i == len && utf8_is_letter(cp) ? cp : 0;
}

bool char_digit(const struct lstm_char *c)
{
    return c->text[0] >= '0' && c->text[0] <= '9' && !c->text[1];
}

char sign_digit(const char *text, size_t n)
{
    static const struct {
        const char *sign;
        char digit;
    } like[] = { { "§", '8' }, { "B", '8' }, { "S", '5' }, { "Š", '5' }, { "O", '0' },
                 { "o", '0' }, { "T", '7' }, { "I", '1' }, { "l", '1' }, { "i", '1' },
                 { "|", '1' }, { "!", '1' }, { "]", '1' }, { "Z", '2' }, { "z", '2' } };

    if (n == 1 && *text >= '0' && *text <= '9')
        return *text;
    for (size_t i = 0; i < sizeof like / sizeof *like; i++)
        if (strlen(like[i].sign) == n && strncmp(text, like[i].sign, n) == 0)
            return like[i].digit;
    return '\0';
}

bool char_upper(const struct lstm_char *c)
{
    return utf8_is_upper(char_letter(c));
}

void char_drop(struct lstm_line_out *r, int32_t i)
{
    memmove(r->chars + i, r->chars + i + 1, (size_t)(r->n - i - 1) * sizeof *r->chars);
    r->n--;
}

bool ink_in(const struct line_at *a, int32_t x, int32_t y0, int32_t y1)
{
    for (int32_t y = y0 < 0 ? 0 : y0; y < y1 && y < a->g->h; y++)
        if (grey_row(a->g, y)[x] < a->p->threshold)
            return true;
    return false;
}

bool ink_run(const struct line_at *a, int32_t x, int32_t to, int32_t y0, int32_t y1,
             struct box *run)
{
    const int32_t way = to < x ? -1 : 1;
    int32_t from;

    while (x != to && (x < 0 || x >= a->g->w || !ink_in(a, x, y0, y1)))
        x += way;
    if (x == to)
        return false;
    for (from = x; x != to && x >= 0 && x < a->g->w && ink_in(a, x, y0, y1);)
        x += way;
    *run = way > 0 ? (struct box){ from, y0, x, y1 } : (struct box){ x + 1, y0, from + 1, y1 };
    for (bool any = false; run->y0 < run->y1 && !any; run->y0 += !any)
        for (int32_t i = run->x0; i < run->x1 && !any; i++)
            any = ink_in(a, i, run->y0, run->y0 + 1);
    for (bool any = false; run->y1 > run->y0 && !any; run->y1 -= !any)
        for (int32_t i = run->x0; i < run->x1 && !any; i++)
            any = ink_in(a, i, run->y1 - 1, run->y1);
    return true;
}

int32_t ink_row(const struct line_at *a, float above)
{
    return a->p->baseline - (int32_t)(above * a->p->x_height);
}
