/* What recognisers make of letters and digits, put right. */
#include "ident/repair.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "ident/found.h"

static char fold_digit(char c)
{
    static const char from[] = "OoQDIl|!iZzSsBGbqgTA", to[] = "00001111122558669974";
    const char *at = c ? strchr(from, c) : NULL;
    return at ? to[at - from] : c;
}

/* Letters that stand where digits belong, put right; false when fewer than 7 in 10 were digits. */
bool repair_digits(char *v, size_t from)
{
    size_t digits = 0, all = 0;
    for (char *c = v + from; *c; c++, all++) {
        digits += (size_t)(isdigit((unsigned char)*c) != 0);
        *c = *c == 'J' ? '1' : fold_digit(*c); /* a one in slant print */
    }
    return all > 0 && digits * 10 >= all * 7 && digits < all;
}

/* Digits in boxes without the sides of the boxes; false when they are not twelve, or no sides were
 * there. */
bool repair_boxed(char *v)
{
    const size_t all = utf8_count(v, strlen(v));
    size_t n = 0;
    for (size_t i = 0, len = strlen(v); i < len;) {
        const uint32_t cp = utf8_next(v, len, &i);
        if (cp == 0xD8 || cp == 0xF8)
            v[n++] = '0';
        else if (cp < 128 && !strchr("|Il![]J", (int)cp))
            v[n++] = fold_digit((char)cp);
    }
    v[n] = '\0';
    return n == 12 && all > n;
}

/* The organisation's letter, separators, and O for 0: N and M are read for H, 6 and C for G. */
bool repair_dossier_code(char *v)
{
    bool changed = false, seen_org = false;
    size_t n = 0;

    for (const char *c = v; *c; c++) {
        const char was = *c;
        char is = was;
        if (was == 'O' || was == 'o')
            is = '0';
        else if (was == 'I' || was == 'l')
            is = '1';
        else if (was == ',' || was == ':')
            is = '.';
        else if (was == '_' || was == '~')
            is = '-';
        else if (!seen_org && (was == 'N' || was == 'M'))
            is = 'H';
        else if (!seen_org && was == 'C')
            is = 'G';
        seen_org |= is == 'H' || is == 'G';
        changed |= was != is || (is == '.' && n > 0 && v[n - 1] == '.');
        if (is != '.' || n == 0 || v[n - 1] != '.')
            v[n++] = is;
    }
    v[n] = '\0';
    return changed;
}

/* "2:000635" of a procedure: whatever stands behind the first digit is its dot; of "2000635", with
 * room for one more, it is missing. */
bool repair_tthc(char *v)
{
    if (strlen(v) == 7) {
        memmove(v + 2, v + 1, 7);
        v[1] = ' ';
    }
    if (strlen(v) != 8 || isdigit((unsigned char)v[1]))
        return false;
    v[1] = '.';
    return true;
}

/* "136TLKT-BS" of an extract, with room for one more: its slash was not read. */
bool repair_extract(char *v)
{
    const size_t digits = strspn(v, "0123456789");

    if (v[digits] == '/' && (v[digits + 1] == '7' || v[digits + 1] == '1')) { /* "451/7TLNCMC-BS" */
        if (toupper((unsigned char)v[digits + 2]) == 'T')
            memmove(v + digits + 1, v + digits + 2, strlen(v + digits + 1));
        else
            v[digits + 1] = 'T';
        return true;
    }
    memmove(v + digits + 1, v + digits, strlen(v + digits) + 1);
    v[digits] = '/';
    return true;
}

/* "147/TLNOMC-BS", "366/TUTĐCC-BS": no extract is called so, and but one symbol is near. With room
 * for IDENT_SYMBOL_ROOM bytes more. */
bool repair_symbol(const struct ident_tables *t, char *v)
{
    enum { NEAR = 2 };
    char *slash = strchr(v, '/'), *sign = slash ? slash + 1 : v, *end = strstr(sign, "-BS");
    const size_t n = end ? (size_t)(end - sign) : strlen(sign);
    const char *best = NULL;
    uint32_t least = NEAR + 1;
    bool several = false;

    if (!slash || n < 3 || isdigit((unsigned char)*sign))
        return false;
    for (size_t i = 0; i < t->n_words; i++) {
        char whole[sizeof t->words->text + 3] = "TL";
        if (t->words[i].set != SET_SYMBOL)
            continue;
        memcpy(whole + 2, t->words[i].text, strlen(t->words[i].text) + 1);
        const uint32_t apart = ident_distance(sign, n, whole, strlen(whole));
        several = apart == least || (several && apart > least);
        if (apart < least) {
            least = apart;
            best = t->words[i].text;
        }
    }
    if (!best || least == 0 || several || strlen(best) + 2 > n + IDENT_SYMBOL_ROOM)
        return false;
    char tail[4] = "";
    memcpy(tail, end ? "-BS" : "", end ? sizeof tail : 1);
    memcpy(sign, "TL", 2);
    memcpy(sign + 2, best, strlen(best));
    memcpy(sign + 2 + strlen(best), tail, strlen(tail) + 1);
    return true;
}

/* Behind "SCT/" nothing changes; "SOT/", "S0T/", "SC1/", "SCTA" are that. */
void repair_cert(char *v)
{
    char *sign = NULL;

    for (char *c = v; *c; c++)
        if (strchr("sS", *c) && c[1] && strchr("cCoOeEgG0", c[1]) && c[2] && c[3])
            sign = c;

    for (char *c = v; *c && !strchr(",;qQ", *c); c++) /* "1 I18, quyển số" */
        *c = fold_digit(*c);
    if (!sign)
        return;
    memcpy(sign, "SCT", 3);
    sign += 3 + strspn(sign + 3, " \n");
    if (*sign)
        *sign = '/';
    for (char *c = sign; *c; c++) /* "SCT/HĐ,6D" */
        if (strchr(",. ", *c) && (c[1] == '6' || c[1] == 'C') && c[2] == 'D')
            c[1] = 'G';
}

/* Entries of the land register bear capitals; "Cs56688" was read wrongly. */
bool repair_register(char *v)
{
    bool changed = false;

    /* no entry begins with three letters: the third is a zero ("CSO8363") */
    if (isalpha((unsigned char)v[0]) && isalpha((unsigned char)v[1]) && (v[2] | 32) == 'o') {
        v[2] = '0';
        changed = true;
    }
    for (; *v && *v != '/'; v++)
        if (islower((unsigned char)*v)) {
            *v = (char)toupper((unsigned char)*v);
            changed = true;
        }
    return changed;
}

/* "46f8000001", "46FB00O001". */
bool repair_hkd_code(char *v)
{
    const size_t n = strlen(v);
    bool changed = false;

    if (n != 10)
        return false;
    for (size_t i = 0; i < n; i++) {
        const char was = v[i];
        v[i] = i == 2 ? (char)toupper((unsigned char)was) : fold_digit(was);
        changed |= v[i] != was;
    }
    return changed;
}

/* "KQ.615.000032": the agency's letter stands where a digit was read. */
bool repair_result_code(char *v)
{
    if (strlen(v) < 4)
        return false;
    v[3] = 'G';
    return true;
}

/* A zero with a dot in it is read as a nine, or as a nine and a zero: "994..." is 094..., "9083..."
 * of thirteen is 083.... Two nines of a person's number are two zeros where no province is 09 and
 * the third digit. */
void repair_first_zero(char *v, enum ident_kind kind)
{
    const size_t n = strlen(v), want = kind == IDENT_ID12 ? 12 : 10;

    if (n == want + 1) /* two digits were read for the zero */
        memmove(v, v + 1, n);
    v[0] = '0';
    if (kind == IDENT_ID12 && v[1] == '9' && (v[2] == '0' || v[2] > '6'))
        v[1] = '0';
}

/* The digits of a wreck; false when they are too few to be more than chance. */
bool repair_wreck(char *v, enum ident_kind kind)
{
    size_t n = 0, all = 0;

    if (kind == IDENT_DOSSIER_CODE) { /* its letter and signs are part of it */
        for (const char *c = v; *c; c++)
            n += isdigit((unsigned char)*c) != 0;
        for (size_t len = strlen(v); len > 0 && v[len - 1] == '.';)
            v[--len] = '\0';
        return n >= 10 && n <= 24 && strchr(v, '-');
    }
    if (kind == IDENT_BHYT)
        return true; /* its letters are part of it */
    for (const char *c = v; *c; c++) {
        all += ((unsigned char)*c & 0xC0) != 0x80;
        if (isdigit((unsigned char)*c))
            v[n++] = *c;
    }
    v[n] = '\0';
    return n >= (kind == IDENT_ID12 ? 9U : 8U) && n * 10 >= all * 7;
}

/* What a character of a number was printed as; '\0': no digit, nor a sign that looks like one. */
static char digit_of(uint32_t cp)
{
    const uint32_t base = utf8_base(cp);

    if (base == '/' || base == ']' || base == '[' || base == 0xA1 || base == 'J' || base == 'L')
        return '1';
    if (base == '$')
        return '5';
    const char c = base < 128 ? fold_digit((char)base) : '\0';
    return isdigit((unsigned char)c) ? c : '\0';
}

void repair_blank(char *v)
{
    char *blank = strchr(v, ' '), *dash = strpbrk(v, "-_~");

    if (blank && dash && blank < dash && !memchr(v, '.', (size_t)(dash - v)) &&
        isdigit((unsigned char)blank[1]))
        *blank = '.';
}

/* The agency's letter, dots and hyphens of a dossier's code; a point in its date is a speck. */
static void straighten_code(char *v)
{
    bool dash = false;
    size_t n = 0;
    char *low = strchr(v, '_');

    if (v[0] == 'H' && v[1] == 'H') /* read twice */
        memmove(v, v + 1, strlen(v));
    /* "Hô60.25", "H156.12": a digit read twice, or a piece of the H */
    const size_t odd = v[1] ? 1 + (size_t)((v[1] & 0x80) != 0) : 0;
    if (odd && (v[1] == '1' || !isdigit((unsigned char)v[1])) && v[1 + odd] && v[2 + odd] &&
        isdigit((unsigned char)fold_digit(v[1 + odd])) && isdigit((unsigned char)v[2 + odd]) &&
        v[3 + odd] == '.')
        memmove(v + 1, v + 1 + odd, strlen(v + odd));
    const size_t own = strspn(v + 1, "0123456789"); /* "H5612-240315-0042": its dot was not read */
    if (own >= 3 && own <= 5 && v[1 + own] == '-') {
        memmove(v + 4, v + 3, strlen(v + 2));
        v[3] = '.';
    }
    for (char *c = v; *c && *c != '-'; c++)
        if (c[0] == '5' && c[1] == 'S') /* read twice, too */
            memmove(c + 1, c + 2, strlen(c + 1));
    if (low && strspn(low + 1, "0123456789") <= 3 && strspn(low + 1, "0123456789") > 0 &&
        low[1 + strspn(low + 1, "0123456789")] == '-') /* "H31_12-260214-0035" */
        *low = '.';

    char *day = strchr(v, '-'), *dot = day ? strpbrk(day, ".:") : NULL;
    if (dot && dot == day + 7 && strspn(day + 1, "0123456789") == 6 &&
        strspn(dot + 1, "0123456789") >= 4 && !dot[1 + strspn(dot + 1, "0123456789")])
        *dot = '-'; /* "H48.30-220709.0029" */
    v[0] = *v == 'N' || *v == 'M' || *v == '/' ? 'H' : *v == '6' || *v == 'C' ? 'G' : v[0];
    if (strlen(v) > 4 && strchr("Il|!", v[1]) && v[2] == '1' && isdigit((unsigned char)v[3]))
        memmove(v + 1, v + 2, strlen(v + 1)); /* "HI16": the one was read twice */
    if (strlen(v) > 4 && isalpha((unsigned char)v[3]) && v[4] == '.')
        memmove(v + 3, v + 4, strlen(v + 3));
    for (const char *c = v; *c; c++) {
        const char is = strchr(",:", *c) ? '.' : strchr("_~", *c) ? '-' : *c;
        dash |= is == '-';
        if (is != '.' || (!dash && n > 0 && v[n - 1] != '.'))
            v[n++] = is;
    }
    v[n] = '\0';
}

/* "/1S4121...", "1T3606...", "D\N4929...": letters of slant print in pieces; an H is taken for a
 * one. */
static bool repair_group(char *v)
{
    const size_t len = strlen(v);
    char letters[2];
    size_t n = 0;
    bool one = false;

    if (isupper((unsigned char)*v) && v[1] == '$' && len == 15) {
        v[1] = 'S';
        return true;
    }
    if (strncmp(v, "7E", 2) == 0 && len == 15) {
        v[0] = 'T';
        return true;
    }
    if (len < 14 || len > 17)
        return false;
    if (len == 14 && strncmp(v, "TE", 2) == 0) { /* with room for one more */
        memmove(v + 3, v + 2, len - 1);
        v[2] = '1';
        return true;
    }
    for (size_t i = 0; i + 13 < len; i++) {
        one |= v[i] == '1';
        if (!isupper((unsigned char)v[i]))
            continue;
        if (n == 2)
            return false;
        letters[n++] = v[i];
    }
    if (n == 0 || (n == 1 && !one && len > 14))
        return false;
    if (n == 1) {
        letters[1] = letters[0];
        letters[0] = 'H';
    }
    memmove(v + 2, v + len - 13, 14); /* of 14, with room for one more */
    memcpy(v, letters, 2);
    return true;
}

/* "CS1I5174", "C834940", "CS§44575", "C€S47414": the letters of an entry of the land register and
 * its five digits, of which one or the S was read as something else, or twice. False when it is
 * none, or nothing was wrong. */
bool repair_entry(char *v, bool parted)
{
    const size_t len = strlen(v);
    char kind = '\0', digits[8];
    size_t n = 0, i = 0;
    bool eight = false, odd = parted;

    if (utf8_base(utf8_lower(utf8_next(v, len, &i))) != 'c')
        odd = true;
    while (i < len) {
        const uint32_t cp = utf8_next(v, len, &i), base = utf8_base(utf8_lower(cp));
        const char d = cp == 0xA7 ? '8' : digit_of(cp);
        odd |= !(cp >= 'A' && cp <= 'Z') && !(cp >= '0' && cp <= '9');
        if (!kind && base < 128 && strchr("hnst", (int)base)) {
            kind = (char)(base - 32);
        } else if (!kind && (d == '8' || d == '5' || base == 0x20AC)) {
            kind = base == 0x20AC ? '\0' : 'S';
            eight = odd = true;
        } else if (eight && n == 0 && base == 's') { /* "C§S86487" */
            continue;
        } else if (d && n < sizeof digits) {
            odd |= cp > 127 || !isdigit((int)cp);
            digits[n++] = d;
        } else {
            return false;
        }
    }
    if (n == 6 && kind == 'S' && digits[0] == '8' && !eight)
        memmove(digits, digits + 1, --n);
    for (size_t k = 0; n == 6 && k + 1 < n; k++)
        if (digits[k] == '1' && digits[k + 1] == '1')
            memmove(digits + k, digits + k + 1, --n - k);
    if (!kind || n != 5 || len < 7 || (!odd && len == 7))
        return false;
    v[0] = 'C';
    v[1] = kind;
    memcpy(v + 2, digits, n);
    v[7] = '\0';
    return true;
}

/* "ĐẠ215896": no serial has marks on its letters. */
static bool repair_serial(char *v)
{
    const size_t len = strlen(v);
    size_t n = 0;

    for (size_t i = 0; i < len;) {
        const size_t from = i;
        const uint32_t cp = utf8_next(v, len, &i), base = utf8_base(utf8_lower(cp));
        if (cp == '\'' || cp == ':')
            continue;
        if (cp == 0x110) {
            memmove(v + n, v + from, i - from);
            n += i - from;
        } else if (base < 128) {
            v[n++] = (char)toupper((int)base);
        } else {
            return false;
        }
    }
    v[n] = '\0';
    return true;
}

/* "I88/TLGH-BS": digits before the slash, letters behind it. "0172004" is the book 01/2004. */
static bool repair_extract_number(char *v)
{
    char *slash = strchr(v, '/');

    if (*v == '/' && strchr(v + 1, '/')) { /* "/85/2008", "/ 76/2025" */
        if (v[1] == ' ')
            memmove(v + 1, v + 2, strlen(v + 1));
        *v = '1';
        return true;
    }
    if (!slash && strlen(v) == 7 && isdigit((unsigned char)v[0]) && isdigit((unsigned char)v[1]))
        v[2] = '/';
    if (!slash || !isalpha((unsigned char)slash[1]))
        return false;
    for (; v < slash; v++)
        *v = fold_digit(*v);
    return true;
}

/* Of a comma, read as quotes: "829„9". */
static bool is_low_quote(uint32_t cp)
{
    return cp == 0x201E || cp == 0x201A;
}

bool repair_loose(char *v, enum ident_kind kind)
{
    static const char *const kept[IDENT_KINDS] = { [IDENT_PARCEL] = ".,",
                                                   [IDENT_CIVIL_REG_NO] = "/",
                                                   [IDENT_TTHC_CODE] = ".",
                                                   [IDENT_PHONE] = "+",
                                                   [IDENT_DOSSIER_CODE] = "GH.-" };
    const char *keep = kept[kind] ? kept[kind] : "";
    size_t n = 0, digits = 0, all = 0;
    bool slashes = true;

    if (kind == IDENT_BHYT)
        return repair_group(v);
    if (kind == IDENT_GCN_SERIAL)
        return repair_serial(v);
    if (kind == IDENT_DOSSIER_CODE)
        straighten_code(v);
    if (kind == IDENT_ID12 && *v && v[strlen(v) - 1] == 'H') /* with room for one more */
        memcpy(v + strlen(v) - 1, "11", 3);
    if (kind == IDENT_CIVIL_REG_NO && repair_extract_number(v))
        return true;
    if (kind == IDENT_TTHC_CODE && *v && v[1]) {
        v[0] = *v == '7' ? '1' : *v; /* no procedure begins so: a one in slant print */
        v[1] = '.';
    }
    for (size_t i = 0, len = strlen(v); i < len;) {
        const char first = v[i];
        const uint32_t cp = utf8_next(v, len, &i);
        const char d = digit_of(cp);
        slashes &= first == '/'; /* in front they are slant ones */
        if (kind == IDENT_PARCEL &&
            (is_low_quote(cp) || (strchr("/;:.,", first) &&
                                  !(slashes && first == '/')))) { /* "672/7", "862,/7": a comma */
            if (n > 0 && v[n - 1] != ',' && v[n - 1] != '.')
                v[n++] = strchr(".,", first) ? first : ',';
            continue;
        }
        if (cp < 128 && strchr(keep, (int)cp)) {
            v[n++] = first;
            continue;
        }
        all += d != '\0';
        digits += isdigit((unsigned char)first) != 0;
        if (d)
            v[n++] = d;
    }
    v[n] = '\0';
    /* a short number may be of ones alone, which are read as letters most */
    return all < 6 || digits * 10 >= all * 7;
}

bool repair_doubled(const struct ident_tables *t, char *v, enum ident_kind kind, struct arena *a)
{
    const size_t len = strlen(v);
    char *only = NULL;

    for (size_t i = 1; i < len; i++) {
        const char *why;
        if (v[i] != v[i - 1] || (i > 1 && v[i] == v[i - 2]))
            continue;
        char *one = arena_strdup(a, v);
        if (!one)
            return false;
        memmove(one + i, one + i + 1, len - i);
        if (ident_check(t, kind, one, a, &why) != LEVEL_VALID)
            continue;
        if (only)
            return false;
        only = one;
    }
    if (only)
        memcpy(v, only, len);
    return only;
}
