#include <string.h>

#include "base/utf8.h"
#include "ocr/confirm_internal.h"

/* Small letters that look like their capitals but for their size, which a word by itself does not
 * show; slashes of all kinds. */
static uint32_t alike(uint32_t cp)
{
    if (cp && cp < 128 && strchr("cosuvwxz", (int)cp))
        return cp - 'a' + 'A';
    return cp == 0x2044 || cp == 0x2215 ? '/' : cp;
}

bool confirm_counts(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || utf8_is_letter(cp);
}

/* The next letter or digit of s, or of a mark inside (a date's slash, a code's dot), 0 at the end.
 * Marks at the edges do not count: a neighbour's comma is cut in or out with the box. */
static uint32_t next_inner(const char *s, size_t len, size_t *i, bool *begun)
{
    while (*i < len) {
        const uint32_t cp = utf8_next(s, len, i);
        if (confirm_counts(cp)) {
            *begun = true;
            return cp;
        }
        if (!*begun || cp == ' ')
            continue;
        for (size_t k = *i; k < len;) /* a mark counts when something follows it */
            if (confirm_counts(utf8_next(s, len, &k)))
                return cp == 0x2013 || cp == 0x2014 ? '-' : cp;
        return 0;
    }
    return 0;
}

bool confirm_same(const char *a, const char *b)
{
    const size_t la = strlen(a), lb = strlen(b);
    size_t i = 0, k = 0;
    bool begun_a = false, begun_b = false;

    if (word_hides_digit(a) || word_hides_digit(b)) /* from both readers, perhaps */
        return false;
    for (;;) {
        const uint32_t x = next_inner(a, la, &i, &begun_a), y = next_inner(b, lb, &k, &begun_b);
        if (alike(x) != alike(y))
            return false;
        if (x == 0)
            return begun_a && begun_b;
    }
}

bool confirm_same_digits(const char *a, const char *b)
{
    static const char digits[] = "0123456789";

    for (;; a++, b++) {
        a += strcspn(a, digits);
        b += strcspn(b, digits);
        if (*a != *b)
            return false;
        if (!*a)
            return true;
    }
}
