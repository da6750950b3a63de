#include <stdio.h>
#include <string.h>

#include "doc/calendar.h"
#include "paper/fields.h"

enum { LOOKED_AT = 4000 };

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static int32_t days_in(int32_t m, int32_t y)
{
    const int32_t days = calendar_days(y, m);

    return days ? days : 31;
}

/* A 0 is read as 9 in some faces, as 6 or 8 of a worn typewriter: "95" is no day and "19" no month,
 * "05" and "10" are. */
static bool without_nine(int32_t *v, int32_t max)
{
    const int32_t tens = *v / 10, ones = *v % 10;

    if (*v <= max || *v > 99)
        return false;
    if ((tens == 9 || tens == 8 || tens == 6) && ones > 0)
        *v = ones;
    else if (ones == 9 && tens > 0 && tens * 10 <= max)
        *v = tens * 10;
    else
        return false;
    return true;
}

static void check(struct date *d)
{
    d->guessed |= without_nine(&d->m, 12);
    d->guessed |= without_nine(&d->d, 31);
    d->valid = (d->y == 0 || (d->y >= 1900 && d->y <= 2099)) && d->m >= 0 && d->m <= 12 &&
               d->d >= 0 && d->d <= days_in(d->m, d->y);
    d->whole = d->y && d->m && d->d;
}

/* A word that was "want", one letter may be wrong or missing. */
static bool word_like(const char *s, size_t n, const char *want)
{
    const size_t len = strlen(want);
    size_t same = 0;

    if (n + 1 < len || n > len + 1 || n == 0)
        return false;
    while (same < n && same < len && s[same] == want[same])
        same++;
    if (n == len)
        return same == len || strncmp(s + same + 1, want + same + 1, len - same - 1) == 0;
    return n < len ? strncmp(s + same, want + same + 1, n - same) == 0
                   : strncmp(s + same + 1, want + same, len - same) == 0;
}

struct token {
    uint32_t at, n;
};

/* Runs of digits or of letters; leaders and punctuation fall between. */
static uint32_t tokens(const char *f, size_t n, size_t from, struct token *t, uint32_t max)
{
    uint32_t k = 0;

    for (size_t i = from; i < n && k < max;) {
        const bool d = digit(f[i]), l = f[i] >= 'a' && f[i] <= 'z';
        const size_t start = i;
        if (!d && !l) {
            i++;
            continue;
        }
        while (i < n && (d ? digit(f[i]) : f[i] >= 'a' && f[i] <= 'z'))
            i++;
        t[k++] = (struct token){ (uint32_t)start, (uint32_t)(i - start) };
    }
    return k;
}

static bool is_word(const char *f, struct token t, const char *word)
{
    return t.n == strlen(word) && memcmp(f + t.at, word, t.n) == 0;
}

static int32_t number(const char *f, struct token t, uint32_t max)
{
    int32_t v = 0;

    if (t.n == 0 || t.n > max || !digit(f[t.at]))
        return 0;
    for (uint32_t i = 0; i < t.n; i++)
        v = v * 10 + (f[t.at + i] - '0');
    return v;
}

/* The digit a letter looks like; c itself where it is none. */
static char like_digit(char c)
{
    static const char letters[] = "lijtosbzgqd!|][", digits[] = "111105829901111";
    const char *at = c ? strchr(letters, c) : NULL;

    return at ? digits[at - letters] : c;
}

/* Length of an English word of date that cards print beside ours ("ngày/date"), with the slash
 * before it; 0: none stands at `at`. */
static size_t english(const char *f, size_t at, size_t to)
{
    static const char *const words[] = { "date", "day", "month", "year" };
    const size_t slash = at < to && f[at] == '/';

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const size_t n = strlen(words[i]), end = at + slash + n;
        if (end <= to && memcmp(f + at + slash, words[i], n) == 0 &&
            (end == to || !(f[end] >= 'a' && f[end] <= 'z')) &&
            (slash || at == 0 || !(f[at - 1] >= 'a' && f[at - 1] <= 'z')))
            return slash + n;
    }
    return 0;
}

/* "02" behind a speck that was read as its 0 once more: "O02". */
static size_t doubled_zero(const char *f, size_t from, size_t to)
{
    while (from < to && f[from] == ' ')
        from++;
    return from + 2 < to && (f[from] == 'o' || f[from] == '0') && f[from + 1] == '0' &&
                   digit(f[from + 2])
               ? from + 1
               : 0;
}

/* Number between two words: the digits there; else the letters there that look like digits; 0 where
 * it was left blank or not read. */
static int32_t between(const char *f, size_t from, size_t to, uint32_t max, bool *guessed,
                       bool *hand)
{
    int32_t v = 0;
    uint32_t n = 0, strokes = 0;
    bool letters = false;
    const size_t doubled = doubled_zero(f, from, to);

    if (doubled) {
        *guessed = *hand = true;
        from = doubled;
    }
    for (size_t i = from; i < to; i++) {
        const char c = f[i];
        const size_t word = n == 0 ? english(f, i, to) : 0;
        if (word) {
            i += word - 1;
            continue;
        }
        const bool letter = (c >= 'a' && c <= 'z') || (c && strchr("!|][", c));
        if (!digit(c) && !letter) {
            *hand |= !strchr(" .,:;_-", c); /* "4@": a hand wrote more than was made out */
            if (n > 0 && i + 1 < to && (digit(f[i + 1]) || (f[i + 1] >= 'a' && f[i + 1] <= 'z')))
                return 0; /* two things */
            continue;
        }
        letters |= letter;
        strokes += letter && like_digit(c) == '1' && c != 't' && c != 'j';
        if (!digit(like_digit(c)) || ++n > max)
            return 0;
        v = v * 10 + (like_digit(c) - '0');
    }
    /* "l4": a 1 of print; a stroke alone may be anything */
    *hand |= letters && (strokes == 0 || n < 2);
    *guessed |= letters || *hand;
    return v;
}

/* Where "ngày" stands next, or what was read for it before a day and "tháng"; n for nowhere. */
static size_t day_word(const char *f, size_t n, size_t from)
{
    struct token t[3];
    /* a number may be glued on: "ngày17 tháng" */
    const char *hit = from < n ? memmem(f + from, n - from, "ngay", 4) : NULL;
    const size_t exact = hit ? (size_t)(hit - f) : n;

    for (size_t at = from; at < exact;) {
        const uint32_t k = tokens(f, n, at, t, 3);
        if (k < 3 || t[0].at >= exact)
            break;
        if (t[0].n >= 3 && t[0].n <= 5 && word_like(f + t[0].at, t[0].n, "ngay") &&
            number(f, t[1], 2) > 0 && word_like(f + t[2].at, t[2].n, "thang"))
            return t[0].at;
        at = t[0].at + t[0].n;
    }
    return exact;
}

bool date_long(const char *f, size_t n, size_t from, struct date *out)
{
    struct token t[10];

    if (n > from + LOOKED_AT) /* a date stands early in a line, hostile lines are long */
        n = from + LOOKED_AT;
    for (size_t at = from; at < n;) {
        const size_t start = day_word(f, n, at);
        if (start >= n)
            return false;
        const bool exact = n - start >= 4 && memcmp(f + start, "ngay", 4) == 0;
        for (at = start + (exact ? 4 : 1); !exact && at < n && f[at] >= 'a' && f[at] <= 'z';)
            at++;
        if ((start > 0 && f[start - 1] >= 'a' && f[start - 1] <= 'z') ||
            (at < n && f[at] >= 'a' && f[at] <= 'z'))
            continue;
        const uint32_t k = tokens(f, n, start, t, 10);
        uint32_t month = 0, year = 0, again = 1;
        while (again < k && again <= 3 && !is_word(f, t[again], "ngay") &&
               !is_word(f, t[again], "thang"))
            again++;
        if (again < k && again <= 3 &&
            is_word(f, t[again], "ngay")) { /* "Đăng ký ngày: ngày 03 ..." */
            at = t[again].at;
            continue;
        }
        for (uint32_t i = 1; i < k && i <= 6; i++) {
            if (!month && i <= 3 && word_like(f + t[i].at, t[i].n, "thang"))
                month = i;
            else if (month && !year && i <= month + 3 && word_like(f + t[i].at, t[i].n, "nam"))
                year = i;
        }
        if (!month || !year)
            continue;
        *out = (struct date){ .from = (uint32_t)start };
        bool hand = false;
        out->d = between(f, t[0].at + t[0].n, t[month].at, 2, &out->guessed, &out->guessed_day);
        out->m = between(f, t[month].at + t[month].n, t[year].at, 2, &out->guessed, &hand);
        if (year + 1 < k && english(f, t[year + 1].at, n) > 0)
            year++;
        out->y = year + 1 < k ? number(f, t[year + 1], 4) : 0;
        const uint32_t last = out->y ? year + 1 : year;
        out->to = t[last].at + t[last].n;
        if (out->y && out->y < 1000)
            out->y = 0;
        check(out);
        if (!out->y && !out->m)
            continue;
        return true;
    }
    return false;
}

/* "16/1 1/1997": a blank between the two digits of the month. */
static bool month_torn(const char *f, size_t n, size_t j, uint32_t k, uint32_t len)
{
    return k == 1 && len == 1 && j + 2 < n && f[j - 1] == '1' && f[j] == ' ' && digit(f[j + 1]) &&
           f[j + 1] <= '2' && f[j + 2] == '/';
}

bool date_short(const char *f, size_t n, size_t from, struct date *out)
{
    for (size_t i = from; i < n; i++) {
        int32_t v[3] = { 0 };
        uint32_t len[3] = { 0 }, k = 0;
        size_t j = i, end = i;
        bool torn = false;
        if (!digit(f[i]) || (i > 0 && (digit(f[i - 1]) || f[i - 1] == '/' || f[i - 1] == '-')))
            continue;
        for (;;) {
            for (; j < n && digit(f[j]) && len[k] < 5; j++, len[k]++)
                v[k] = v[k] * 10 + (f[j] - '0');
            if (month_torn(f, n, j, k, len[k])) {
                v[k] = v[k] * 10 + (f[j + 1] - '0');
                len[k]++;
                j += 2;
                torn = true;
            }
            if (len[k] == 0)
                break;
            end = j;
            if (++k == 3)
                break;
            while (j < n && f[j] == ' ')
                j++;
            if (j >= n || (f[j] != '/' && f[j] != '.' && f[j] != '-'))
                break;
            j++;
            while (j < n && (f[j] == ' ' || (f[j] == '/' && f[j - 1] == '/'))) /* read double */
                j++;
        }
        const bool ymd = k == 3 && len[0] <= 2 && len[1] <= 2 && len[2] == 4;
        const bool ym = k == 2 && len[0] <= 2 && len[1] == 4;
        const bool more = end < n && (f[end] == '/' || f[end] == '-') && end + 1 < n &&
                          (digit(f[end + 1]) || f[end] == '/');
        if ((ymd || ym) && !more && (end >= n || !digit(f[end]))) {
            *out = ymd ? (struct date){ .d = v[0], .m = v[1], .y = v[2] }
                       : (struct date){ .m = v[0], .y = v[1] };
            out->from = (uint32_t)i;
            out->to = (uint32_t)end;
            out->guessed = torn;
            check(out);
            out->valid &= out->m > 0 && (ym || out->d > 0);
            return true;
        }
        while (i + 1 < n && digit(f[i + 1]))
            i++;
    }
    return false;
}

bool date_any(const char *f, size_t n, size_t from, struct date *out)
{
    struct date s, l;
    const bool has_s = date_short(f, n, from, &s), has_l = date_long(f, n, from, &l);

    if (!has_s && !has_l)
        return false;
    *out = has_l && (!has_s || l.from <= s.from) ? l : s;
    return true;
}

bool date_damaged(const char *f, size_t n, size_t from, struct date *out)
{
    size_t i = from, k = 0;
    int32_t tens = 0;
    char v[9] = "";

    while (i < n && f[i] == ' ')
        i++;
    const size_t first = i;
    const char stroke = i < n && !digit(f[i]) ? like_digit(f[i]) : 0;
    if (stroke == '1') { /* "J9/01/1972", "l 7/09/1958" */
        tens = 10;
        i += i + 1 < n && f[i + 1] == ' ' ? 2 : 1;
    }
    const size_t day = i;
    while (i < n && digit(f[i]) && i < day + 2)
        i++;
    if (i == day || i >= n || f[i] != '/' || (tens > 0 && i != day + 1))
        return false;
    const int32_t d = tens + (i == day + 1 ? f[day] - '0' : (f[day] - '0') * 10 + f[day + 1] - '0');
    for (i++; i < n && (digit(f[i]) || (f[i] == '/' && k == 2 && tens > 0)) && k < 8; i++)
        if (digit(f[i]))
            v[k++] = f[i];
    if (k != 6 || (i < n && (digit(f[i]) || f[i] == '/')))
        return false;
    *out = (struct date){ .d = d,
                          .m = (v[0] - '0') * 10 + v[1] - '0',
                          .y = (v[2] - '0') * 1000 + (v[3] - '0') * 100 + (v[4] - '0') * 10 + v[5] -
                               '0',
                          .from = (uint32_t)first,
                          .to = (uint32_t)i,
                          .guessed = true };
    check(out);
    out->valid &= out->d > 0 && out->m > 0;
    return out->valid;
}

static bool number_at(const char *f, size_t n, size_t *i, uint32_t most, int32_t *value)
{
    uint32_t digits = 0;

    *value = 0;
    while (*i < n && f[*i] == ' ')
        ++*i;
    while (*i < n && digit(f[*i]) && digits < most) {
        *value = *value * 10 + (f[*i] - '0');
        ++*i;
        digits++;
    }
    return digits > 0 && !(*i < n && digit(f[*i]));
}

static bool word_next(const char *f, size_t n, size_t *i, const char *word)
{
    const size_t len = strlen(word);

    while (*i < n && f[*i] == ' ')
        ++*i;
    if (*i + len > n || memcmp(f + *i, word, len) != 0)
        return false;
    *i += len;
    return true;
}

bool date_unnamed(const char *f, size_t n, size_t from, struct date *out)
{
    size_t i = from;
    int32_t d, m, y;

    if (!number_at(f, n, &i, 2, &d) || !word_next(f, n, &i, "thang") ||
        !number_at(f, n, &i, 2, &m) || !word_next(f, n, &i, "nam") || !number_at(f, n, &i, 4, &y))
        return false;
    *out = (struct date){ .y = y, .m = m, .d = d, .from = (uint32_t)from, .to = (uint32_t)i };
    out->valid = y >= 1850 && y <= 2100 && m >= 1 && m <= 12 && d >= 1 && d <= days_in(m, y);
    out->whole = out->valid;
    return true;
}

void date_iso(const struct date *d, char out[16])
{
    const int y = (int)(d->y % 10000), m = (int)(d->m % 100), day = (int)(d->d % 100);

    out[0] = '\0';
    if (!d->y)
        return;
    if (d->m && d->d)
        snprintf(out, 16, "%04d-%02d-%02d", y, m, day);
    else if (d->m)
        snprintf(out, 16, "%04d-%02d", y, m);
    else
        snprintf(out, 16, "%04d", y);
}
