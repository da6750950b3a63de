#include "ocr/confirm_vote.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "ocr/confirm_internal.h"

enum { LETTERS_LEAST = 2, DIGITS_MOST = 5, DAY_BYTES = 10 };

static bool counts(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (utf8_is_letter(cp) && !(cp >= 0x2B0 && cp < 0x300));
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Slashes and dashes of all kinds as one. */
static uint32_t mark_of(uint32_t cp)
{
    if (cp == '/' || cp == 0x2044 || cp == 0x2215)
        return '/';
    return cp == '-' || cp == 0x2013 || cp == 0x2014 ? '-' : 0;
}

/* Eth for the letter it looks like. */
static uint32_t as_letter(uint32_t cp)
{
    return cp == 0xD0 ? 0x110 : cp;
}

/* Without what stands at its ends, marks once each and as ASCII, stops gone; how many marks there
 * are. 0: too long, or other signs between. No symbol has "0Đ": that is QĐ. */
static size_t inner(const char *s, char out[VOTE_BYTES], size_t *marks)
{
    const size_t len = strlen(s);
    uint32_t mark = 0;
    bool odd = false;
    size_t n = 0;

    *marks = 0;
    out[0] = '\0';
    for (size_t i = 0; i < len;) {
        const uint32_t cp = as_letter(utf8_next(s, len, &i));
        if (!counts(cp)) {
            mark = mark_of(cp) ? mark_of(cp) : mark;
            odd |= !mark_of(cp) && !(cp < 128 && strchr(" .,", (int)cp));
            continue;
        }
        if (n + 8 > VOTE_BYTES || (odd && n > 0)) { /* "8%/GBT": who knows what stands there */
            out[0] = '\0';
            return 0;
        }
        if (mark && n > 0) {
            out[n++] = (char)mark;
            ++*marks;
        }
        if (cp == 0x110 && !mark && n > 1 && out[n - 1] == '0' && !digit(out[n - 2]))
            out[n - 1] = 'Q';
        mark = 0;
        odd = false;
        n += utf8_put(cp, out + n);
    }
    out[n] = '\0';
    return n;
}

/* 04/11/2021 */
static bool is_day(const char *s, size_t n)
{
    if (n != DAY_BYTES)
        return false;
    for (size_t i = 0; i < n; i++)
        if (i == 2 || i == 5 ? s[i] != '/' : !digit(s[i]))
            return false;
    const int d = (s[0] - '0') * 10 + s[1] - '0', m = (s[3] - '0') * 10 + s[4] - '0';
    return d >= 1 && d <= 31 && m >= 1 && m <= 12 && (s[6] == '1' || s[6] == '2');
}

/* Identifiers of others: the civil register's, books of certification. */
static bool is_others(const char *s)
{
    return strstr(s, "/TL") || strstr(s, "SCT");
}

static size_t capitals(const char *s, size_t n)
{
    size_t k = 0;

    for (size_t i = 0; i < n;) {
        const uint32_t cp = utf8_next(s, n, &i);
        k += utf8_is_letter(cp) && utf8_is_upper(cp);
    }
    return k;
}

/* Digits, a mark, capitals; no part goes on with letters behind a digit. */
static bool is_symbol(const char *s, size_t n)
{
    const size_t digits = strspn(s, "0123456789");

    if (digits == 0 || digits > DIGITS_MOST || !(s[digits] == '/' || s[digits] == '-') ||
        is_others(s))
        return false;
    for (size_t i = digits; i + 1 < n; i++)
        if (digit(s[i]) && !digit(s[i + 1]) && s[i + 1] != '/' && s[i + 1] != '-')
            return false;
    return capitals(s, n) >= LETTERS_LEAST;
}

bool vote_wanted(const char *text)
{
    char s[VOTE_BYTES];
    size_t marks;
    const size_t n = inner(text, s, &marks), digits = strspn(s, "0123456789");

    if (n == 0 || digits == 0 || is_others(s))
        return false;
    if (digits <= DIGITS_MOST && capitals(s, n) >= LETTERS_LEAST)
        return true;
    return marks > 0 && n >= DAY_BYTES - 1 && n <= DAY_BYTES + 1 && strspn(s, "0123456789/") == n;
}

static bool next(const char *s, size_t len, size_t *i, uint32_t *cp)
{
    while (*i < len)
        if (counts(*cp = utf8_next(s, len, i)))
            return true;
    return false;
}

bool vote_alike(const char *a, const char *b)
{
    const size_t la = strlen(a), lb = strlen(b);
    size_t i = 0, k = 0;

    for (;;) {
        uint32_t x = 0, y = 0;
        const bool more = next(a, la, &i, &x), other = next(b, lb, &k, &y);
        if (!more || !other)
            return more == other;
        if (x != y)
            return false;
    }
}

bool vote_points(const char *text)
{
    const size_t n = strlen(text);
    const char *slash = strchr(text, '/');
    uint32_t before = 0, last = 0;

    for (size_t i = slash ? (size_t)(slash - text) : n; i < n;) {
        const uint32_t cp = utf8_next(text, n, &i);
        if (last == '.' && utf8_is_upper(before) && utf8_is_upper(cp))
            return true;
        before = last;
        last = cp;
    }
    return false;
}

bool vote_pointed(const char *text, const char *voted)
{
    const size_t n = strlen(text), len = strlen(voted);
    const char *slash = strchr(text, '/');
    const size_t symbol = slash ? (size_t)(slash - text) : n;
    uint32_t before = 0;
    bool any = false;

    for (size_t i = 0, k = 0; i < n;) {
        size_t after = i;
        const uint32_t cp = as_letter(utf8_next(text, n, &after));
        size_t next = after;
        const uint32_t behind = next < n ? utf8_next(text, n, &next) : 0;
        const bool point =
            cp == '.' && i > symbol && utf8_is_upper(before) && utf8_is_upper(behind);
        i = after;
        before = cp;
        any |= point;
        if (point)
            continue;
        if (k == len)
            return any && !counts(cp); /* what stands at its end */
        if (as_letter(utf8_next(voted, len, &k)) != cp)
            return false;
    }
    return any;
}

/* Of two that are alike the one with more marks, if it is a number or a date. */
static bool fuller(const char *a, const char *b, char out[VOTE_BYTES])
{
    char other[VOTE_BYTES];
    size_t marks, more;

    if (!vote_alike(a, b))
        return false;
    (void)inner(a, out, &marks);
    (void)inner(b, other, &more);
    if (more > marks)
        memcpy(out, other, sizeof other);
    const size_t n = strlen(out);
    return is_day(out, n) || is_symbol(out, n);
}

/* Letters and digits: a reader loses one ("572" for 1572), none makes one. */
static size_t length(const char *s)
{
    const size_t len = strlen(s);
    size_t n = 0;

    for (size_t i = 0; i < len;)
        n += counts(utf8_next(s, len, &i));
    return n;
}

/* Its rest stands in the next word: "11/QĐ-" before "UB". */
static bool goes_on(const char *s)
{
    size_t n = strlen(s);

    while (n > 0 && strchr(" .,", s[n - 1]))
        n--;
    return n > 0 && strchr("-/", s[n - 1]);
}

bool vote_number(const char *first, const char *second, const char *third, char out[VOTE_BYTES])
{
    char a[VOTE_BYTES], b[VOTE_BYTES], c[VOTE_BYTES];
    size_t marks;

    out[0] = '\0';
    if (goes_on(first) || inner(first, a, &marks) == 0 || inner(second, b, &marks) == 0)
        return false;
    if (fuller(a, b, out))
        return true;
    if (!third || inner(third, c, &marks) == 0)
        return false;
    if (fuller(b, c, out)) /* another whole date is no slip */
        return length(a) == length(out) && !is_day(a, strlen(a));
    return confirm_same_digits(a, b) && fuller(a, c, out) && is_symbol(out, strlen(out));
}
