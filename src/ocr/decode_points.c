/* Points and commas between words. On a page of black and white pixels the tail of a comma is one
 * pixel or none, and the network is sure of a full stop. */
#include <math.h>

#include "base/utf8.h"
#include "ocr/decode_internal.h"

/* Of 25 MB of acts and codified law a word of letters and one full stop stands before a small
 * letter ten times, before a comma's 160,000. */
static const double STOP_INSIDE = 1e-4;
enum { WORD_LETTERS = 2, CAPITALS = 2 }; /* "IV. ký", "TP. mới" */

static const struct code_info *info(const struct decode *d, int32_t i)
{
    return &d->info[d->last.p[i].code];
}

static int32_t code_of(const struct decode *d, uint32_t cp)
{
    for (int32_t c = 0; c < d->codes; c++)
        if (d->info[c].cp == cp && !d->info[c].text[1])
            return c;
    return -1;
}

static bool is_syllable(const struct decode *d, int32_t from, int32_t to)
{
    char text[64];
    size_t len = 0;

    for (int32_t i = from; i < to && len + 4 < sizeof text; i++)
        len += utf8_put(utf8_lower(info(d, i)->cp), text + len);
    return lm_knows(d->lm, text, len);
}

/* Before the mark at i: a word of letters that is no abbreviation or Roman number, or a number that
 * no item begins with. */
static bool word_before(const struct decode *d, int32_t i)
{
    int32_t letters = 0, digits = 0, from = i;

    while (from > 0 && !info(d, from - 1)->space) {
        from--;
        letters += info(d, from)->letter;
        digits += info(d, from)->digit;
        if (info(d, from)->cp == '.' && !digits)
            return false; /* "v.v.", "...." */
    }
    if (from == i)
        return false;
    if (info(d, i - 1)->digit)
        return from > 1 && (info(d, from - 2)->letter || info(d, from - 2)->cp == ':');
    return letters == i - from && letters >= WORD_LETTERS &&
           (!info(d, i - 1)->upper || (from > 0 && letters > CAPITALS && is_syllable(d, from, i)));
}

static double peak(const struct decode *d, const struct kept_line *k, const struct kept_line *also,
                   int32_t code, const struct slot *s)
{
    const double p = (double)decode_peak(d, k, code, s->t0, s->t1), floor = decode_floor(d);

    if (also->steps != k->steps)
        return p + floor;
    return sqrt((p + floor) * ((double)decode_peak(d, also, code, s->t0 - 1, s->t1 + 1) + floor));
}

/* A small letter follows the mark at i, and no "c)". */
static bool goes_on(const struct decode *d, int32_t i, bool line_goes_on)
{
    const int32_t next = i + 2, second = i + 3;

    if (i + 1 < d->last.n && !info(d, i + 1)->space)
        return false;
    if (next >= d->last.n)
        return line_goes_on;
    return info(d, next)->letter && !info(d, next)->upper &&
           (second == d->last.n || info(d, second)->letter || info(d, second)->space);
}

void decode_points(struct decode *d, const struct kept_line *k, const struct kept_line *also,
                   bool line_goes_on)
{
    static const char others[] = ",;:";

    for (int32_t i = 1; i < d->last.n; i++) {
        struct slot *s = &d->last.p[i];
        if (info(d, i)->cp != '.' || !goes_on(d, i, line_goes_on) || !word_before(d, i))
            continue;
        const double stop = peak(d, k, also, s->code, s) * STOP_INSIDE;
        double best = stop, all = stop;
        int32_t code = s->code;
        for (const char *o = others; *o; o++) {
            const int32_t c = code_of(d, (uint32_t)*o);
            const double p = c < 0 ? 0 : peak(d, k, also, c, s);
            all += p;
            if (p > best)
                best = p, code = c;
        }
        if (code == s->code)
            continue;
        s->code = code;
        s->changed = true;
        s->conf = (float)(best / all);
    }
}
