#include "index/normal.h"

#include <string.h>

#include "base/utf8.h"

enum { HIDE_GROUPED = 9, HIDE_TOKEN = 7 };

bool normal_has_marks(enum ident_kind k)
{
    return k == IDENT_CIVIL_REG_NO || k == IDENT_PARCEL;
}

char *normal_ident(struct arena *a, const char *value, bool marks)
{
    char *nfc = utf8_nfc(a, value, strlen(value));
    const size_t len = nfc ? strlen(nfc) : 0;
    char *out = nfc ? arena_alloc(a, 4 * len + 1, 1) : NULL; /* upper case may need more bytes */
    size_t used = 0;

    for (size_t i = 0; out && i < len;) {
        uint32_t cp = utf8_next(nfc, len, &i);
        if (cp == 0x2010 || cp == 0x2011 || cp == 0x2012 || cp == 0x2013 || cp == 0x2014 ||
            cp == 0x2212)
            cp = '-';
        if ((cp >= '0' && cp <= '9') || (marks && (cp == '/' || cp == '-')))
            out[used++] = (char)cp;
        else if (cp != 0xFFFD && utf8_is_letter(cp))
            used += utf8_put(utf8_upper(cp), out + used);
    }
    return out;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alnum(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Length of the token at s; its digits in *digits. */
static size_t token(const char *s, size_t len, size_t *digits)
{
    size_t n = 0;

    for (*digits = 0; n < len && is_alnum(s[n]); n++)
        *digits += is_digit(s[n]);
    return n;
}

/* Length of what begins at s and is hidden or kept as one: a token, or number groups in a row. */
static size_t unit(const char *s, size_t len, bool *hide)
{
    size_t digits, sum, n = token(s, len, &digits);

    *hide = digits >= HIDE_TOKEN;
    if (digits != n)
        return n;
    for (sum = digits; n + 1 < len && strchr(" .-\n", s[n]) && is_digit(s[n + 1]);) {
        const size_t k = token(s + n + 1, len - n - 1, &digits);
        if (k != digits)
            break;
        *hide = *hide || digits >= HIDE_TOKEN;
        sum += digits;
        n += 1 + k;
    }
    *hide = *hide || sum >= HIDE_GROUPED;
    return n;
}

char *normal_scrub(struct arena *a, const char *s, size_t len, const char *mask)
{
    const size_t mask_len = strlen(mask);
    /* A hidden unit has at least HIDE_TOKEN bytes, a mask may have up to 9. */
    char *out = arena_alloc(a, 2 * len + 16, 1);
    size_t used = 0;

    for (size_t i = 0; out && i < len;) {
        bool hide = false;
        const size_t n = is_alnum(s[i]) ? unit(s + i, len - i, &hide) : 1;
        memcpy(out + used, hide ? mask : s + i, hide ? mask_len : n);
        used += hide ? mask_len : n;
        i += n;
    }
    return out;
}
