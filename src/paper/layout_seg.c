/* What one line of a head is, by its words alone. */
#include <string.h>

#include "paper/fields.h"
#include "paper/layout.h"

bool seg_number(const struct seg *s)
{
    const char *f = s->fold + strspn(s->fold, ":.,;'- %*#_~^\1"); /* specks before it */
    size_t i = 2;

    if (strlen(f) < 3 || (!starts_with(f, "so") && !starts_with(f, "s6") && !starts_with(f, "sd") &&
                          !(starts_with(f, "o:") && /* "§ố:", "ố:14/GGT-UBND" */
                            (f > s->fold || (f[2] >= '0' && f[2] <= '9'))) &&
                          !(f[1] == 'o' && f[2] == ':' && (f[0] < 'a' || f[0] > 'z'))))
        return false;
    if (starts_with(f, "so hieu"))
        i = 7;
    while (f[i] == ' ' || f[i] == '.')
        i++;
    return f[i] == ':' || f[i] == '/' || f[i] == ';' || (f[i] >= '0' && f[i] <= '9') ||
           f[i - 1] == ':';
}

bool seg_bare_number(const struct seg *s)
{
    const size_t digits = strspn(s->fold, "0123456789");

    return digits >= 1 && digits <= 5 && s->fold[digits] == '/' && s->count <= 2 && s->len <= 30 &&
           s->letters >= 2 && s->caps > 0.6F;
}

bool seg_cites_law(const struct seg *s)
{
    static const char *const laws[] = { "nghi dinh", "thong tu", "phap lenh", "ban hanh kem",
                                        "ban hanh theo" };
    static const char *const begin[] = { "theo ", "luat " };
    const char *first = s->fold + strspn(s->fold, "( ");
    bool cites = false;

    for (size_t i = 0; i < sizeof begin / sizeof *begin && !cites; i++)
        cites = starts_with(first, begin[i]);
    for (size_t i = 0; i < sizeof laws / sizeof *laws && !cites; i++)
        cites = find_phrase(s->fold, s->len, laws[i], 0) != SIZE_MAX;
    return cites;
}

bool seg_date(const struct seg *s)
{
    const char *d = memmem(s->fold, s->len, "ngay", 4);
    struct date date;

    if (!d && date_long(s->fold, s->len, 0, &date)) /* its "ngày" misread */
        d = s->fold + date.from;

    if (!d || d - s->fold > 45 || s->letters > 60 || memmem(s->fold, s->len, "can cu", 6) ||
        memmem(s->fold, s->len, " so ", 4) || memmem(s->fold, s->len, "/nd", 3) || seg_cites_law(s))
        return false;
    const size_t left = s->len - (size_t)(d - s->fold);
    return left < 40 && (memmem(d, left, " thang", 6) || memmem(d, left, " nam", 4) ||
                         memmem(d, left, "thang ", 6));
}

/* And its misreadings ("V⁄", "V#/", "Viv", "VWw"). */
uint32_t subject_mark(const struct seg *s)
{
    static const char *const marks[] = { "viv ", "vv ", "vlv ", "v ", "y/ " };
    const uint32_t specks = (uint32_t)strspn(s->fold, " -.,'(\1");
    const char *fold = s->fold + specks;
    uint32_t n = 0;
    bool odd = false, strokes = true;

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (starts_with(fold, marks[i]))
            return specks + (uint32_t)strlen(marks[i]);
    if (fold[0] != 'v')
        return 0;
    while (specks + n < s->len && n < 5 && fold[n] != ' ' && fold[n] != ':') {
        odd |= fold[n] < 'a' || fold[n] > 'z';
        strokes &= n == 0 || strchr("vwyl", fold[n]) != NULL;
        n++;
    }
    odd |= strokes && (n >= 3 || starts_with(fold, "vw "));
    if (!odd || n < 2 || n > 4 || (fold[n] != ' ' && fold[n] != ':'))
        return 0;
    return specks + n + (uint32_t)strspn(fold + n, ": ");
}
