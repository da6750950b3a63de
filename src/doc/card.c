#include "doc/card.h"

#include <stdio.h>
#include <string.h>

#include "doc/calendar.h"

static int number(const char *s, size_t n)
{
    int v = 0;

    for (size_t i = 0; i < n; i++)
        v = 10 * v + s[i] - '0';
    return v;
}

static bool digits(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] < '0' || s[i] > '9')
            return false;
    return true;
}

static bool day(int y, int m, int d, char iso[11])
{
    if (y < 1 || y > 9999 || d < 1 || d > calendar_days(y, m))
        return false;
    snprintf(iso, 11, "%04d-%02d-%02d", y % 10000, m % 100, d % 100);
    return true;
}

static bool part_day(const char *s, size_t n, char iso[11])
{
    return n == 8 && digits(s, 8) && day(number(s + 4, 4), number(s + 2, 2), number(s, 2), iso);
}

static bool part_is(const struct card_code *c, enum card_part i, const char *word)
{
    return c->len[i] == strlen(word) && memcmp(c->part[i], word, c->len[i]) == 0;
}

/* Slices; how many there are, CARD_PARTS at most. */
static int split(const char *text, struct card_code *c)
{
    int n = 0;

    for (const char *at = text; n < CARD_PARTS; at++) {
        c->part[n] = at;
        c->len[n] = strcspn(at, "|");
        at += c->len[n++];
        if (!*at)
            break;
    }
    return n;
}

bool card_code_parse(const char *text, struct card_code *c)
{
    *c = (struct card_code){ .complete = true };
    const int n = split(text, c);

    if (n == CARD_PARTS - 1) {
        memmove(c->part + 2, c->part + 1, (CARD_PARTS - 2) * sizeof *c->part);
        memmove(c->len + 2, c->len + 1, (CARD_PARTS - 2) * sizeof *c->len);
        c->part[CARD_ID9] = "";
        c->len[CARD_ID9] = 0;
        c->complete = false;
    }
    if (n < CARD_PARTS - 1 || c->len[CARD_ID12] != 12 || !digits(c->part[CARD_ID12], 12) ||
        !part_day(c->part[CARD_BIRTH], c->len[CARD_BIRTH], c->birth) ||
        !part_day(c->part[CARD_ISSUED], c->len[CARD_ISSUED], c->issued) ||
        (!part_is(c, CARD_SEX, "Nam") && !part_is(c, CARD_SEX, "Nữ")))
        return false;
    const int century = c->part[CARD_ID12][3] - '0';
    c->agrees = number(c->birth, 2) == 19 + century / 2 &&
                memcmp(c->part[CARD_ID12] + 4, c->birth + 2, 2) == 0 &&
                (century % 2 == 0) == part_is(c, CARD_SEX, "Nam");
    return true;
}

int card_check_digit(const char *s, size_t n)
{
    static const int weights[] = { 7, 3, 1 };
    int sum = 0;

    for (size_t i = 0; i < n; i++) {
        const char c = s[i];
        const int v = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 0;
        sum += v * weights[i % 3];
    }
    return sum % 10;
}

/* The century of a card's birth year: a card is given from birth on, expires in this century and
 * after it, and never for those of sixty and more, whose zone says 99. */
static int century(int birth, int expiry)
{
    return birth > expiry || expiry == 99 ? 1900 : 2000;
}

static bool zone_day(const char *s, int from, char iso[11])
{
    return day(from + number(s, 2), number(s + 2, 2), number(s + 4, 2), iso);
}

bool card_zone_parse(const char *line, struct card_zone *out)
{
    enum { SEX = 7, EXPIRY = 8, COUNTRY = 15, END = 18 };
    static const char country[] = "vnm";

    *out = (struct card_zone){ .birth = "" };
    if (strlen(line) < END || !digits(line, SEX) || !digits(line + EXPIRY, COUNTRY - EXPIRY) ||
        !strchr("MFmf", line[SEX]) || line[6] != '0' + card_check_digit(line, 6) ||
        line[14] != '0' + card_check_digit(line + EXPIRY, 6))
        return false;
    for (int i = 0; i < END - COUNTRY; i++)
        if ((line[COUNTRY + i] | 0x20) != country[i])
            return false;
    out->female = (line[SEX] | 0x20) == 'f';
    out->forever = memcmp(line + EXPIRY, "991231", 6) == 0;
    if (out->forever || !zone_day(line + EXPIRY, 2000, out->expiry))
        out->expiry[0] = '\0';
    return zone_day(line, century(number(line, 2), number(line + EXPIRY, 2)), out->birth);
}
