#include <string.h>

#include "doc/calendar.h"
#include "paper/fields.h"

/* A day written in words, as certificates say it once more: "Ngày bảy tháng mười hai năm hai nghìn
 * không trăm hai mươi". */

struct scan {
    const char *fold;
    size_t n, at;
};

static bool letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* The word that begins at s->at or behind it; its bytes, 0 at the end. */
static size_t word(struct scan *s)
{
    size_t n = 0;

    while (s->at < s->n && !letter(s->fold[s->at]))
        s->at++;
    while (s->at + n < s->n && letter(s->fold[s->at + n]))
        n++;
    return n;
}

static bool next_is(struct scan *s, const char *want)
{
    const size_t n = word(s);

    if (n != strlen(want) || memcmp(s->fold + s->at, want, n) != 0)
        return false;
    s->at += n;
    return true;
}

static int32_t unit(const struct scan *s, size_t n)
{
    static const struct {
        const char *word;
        int32_t value;
    } units[] = { { "khong", 0 }, { "mot", 1 }, { "hai", 2 }, { "ba", 3 },
                  { "bon", 4 },   { "tu", 4 },  { "nam", 5 }, { "lam", 5 },
                  { "sau", 6 },   { "bay", 7 }, { "tam", 8 }, { "chin", 9 } };

    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (n == strlen(units[i].word) && memcmp(s->fold + s->at, units[i].word, n) == 0)
            return units[i].value;
    return -1;
}

/* Behind "mười": "năm" says year there, five is "lăm". */
static int32_t ones(struct scan *s)
{
    const size_t n = word(s);
    const int32_t v = n && !(n == 3 && memcmp(s->fold + s->at, "nam", 3) == 0) ? unit(s, n) : -1;

    if (v > 0)
        s->at += n;
    return v > 0 ? v : 0;
}

/* "hai mươi mốt", "mười", "linh năm": under a hundred; -1: no number stands there. */
static int32_t tens(struct scan *s)
{
    struct scan was = *s;
    size_t n = word(s);

    if (next_is(s, "mung") || next_is(s, "mong") || next_is(s, "linh") || next_is(s, "le"))
        n = word(s);
    if (next_is(s, "muoi"))
        return 10 + ones(s);
    const int32_t first = n ? unit(s, n) : -1;
    if (first < 0) {
        *s = was;
        return -1;
    }
    s->at += n;
    was = *s;
    if (first >= 2 && next_is(s, "muoi"))
        return first * 10 + ones(s);
    *s = was;
    return first;
}

static bool year(struct scan *s, int32_t *y)
{
    const bool two = next_is(s, "hai");

    if (!two && !next_is(s, "mot"))
        return false;
    if (!next_is(s, "nghin") && !next_is(s, "ngan"))
        return false;
    const struct scan was = *s;
    const int32_t hundreds = tens(s);
    if (hundreds >= 0 && hundreds <= 9 && next_is(s, "tram")) {
        const int32_t rest = tens(s);
        *y = (two ? 2000 : 1000) + hundreds * 100 + (rest > 0 ? rest : 0);
    } else {
        *s = was;
        const int32_t rest = tens(s);
        *y = (two ? 2000 : 1000) + (rest > 0 ? rest : 0);
    }
    return *y >= 1900 && *y <= 2099;
}

bool date_words(const char *fold, size_t n, struct date *out)
{
    for (size_t from = find_phrase(fold, n, "ngay", 0); from != SIZE_MAX;
         from = find_phrase(fold, n, "ngay", from + 1)) {
        struct scan s = { fold, n, from + 4 };
        int32_t y;
        const int32_t d = tens(&s);
        if (d < 1 || !next_is(&s, "thang"))
            continue;
        const int32_t m = next_is(&s, "gieng") ? 1 : next_is(&s, "chap") ? 12 : tens(&s);
        if (m < 1 || m > 12 || !next_is(&s, "nam") || !year(&s, &y) || d > calendar_days(y, m))
            continue;
        while (!letter(fold[s.at - 1])) /* looked for more behind the blanks */
            s.at--;
        *out = (struct date){ .y = y,
                              .m = m,
                              .d = d,
                              .from = (uint32_t)from,
                              .to = (uint32_t)s.at,
                              .valid = true,
                              .whole = true };
        return true;
    }
    return false;
}
