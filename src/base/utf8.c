#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

uint32_t utf8_next(const char *s, size_t len, size_t *i)
{
    utf8proc_int32_t cp;
    const utf8proc_ssize_t n =
        utf8proc_iterate((const utf8proc_uint8_t *)s + *i, (utf8proc_ssize_t)(len - *i), &cp);
    if (n <= 0) {
        *i += 1;
        return 0xFFFD;
    }
    *i += (size_t)n;
    return (uint32_t)cp;
}

size_t utf8_put(uint32_t cp, char out[4])
{
    const utf8proc_ssize_t n = utf8proc_encode_char((utf8proc_int32_t)cp, (utf8proc_uint8_t *)out);
    return n > 0 ? (size_t)n : 0;
}

size_t utf8_count(const char *s, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; n++)
        (void)utf8_next(s, len, &i);
    return n;
}

uint32_t utf8_lower(uint32_t cp)
{
    return cp < 128 ? (cp >= 'A' && cp <= 'Z' ? cp + 32 : cp)
                    : (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

uint32_t utf8_upper(uint32_t cp)
{
    return cp < 128 ? (cp >= 'a' && cp <= 'z' ? cp - 32 : cp)
                    : (uint32_t)utf8proc_toupper((utf8proc_int32_t)cp);
}

uint32_t utf8_base(uint32_t cp)
{
    utf8proc_int32_t parts[8];
    int boundary = 0;

    if (cp < 128)
        return cp;
    if (cp == 0x110 || cp == 0xD0)
        return 'D';
    if (cp == 0x111 || cp == 0xF0)
        return 'd';
    const utf8proc_ssize_t n = utf8proc_decompose_char(
        (utf8proc_int32_t)cp, parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary);
    return n > 0 && n <= 8 ? (uint32_t)parts[0] : cp;
}

bool utf8_is_letter(uint32_t cp)
{
    const utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool utf8_is_upper(uint32_t cp)
{
    return utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_LU;
}

char *utf8_nfc(struct arena *a, const char *s, size_t len)
{
    char *clean = malloc(len * 3 + 1), *out = NULL;
    utf8proc_uint8_t *nfc = NULL;
    size_t used = 0;

    if (!clean)
        return NULL;
    for (size_t i = 0; i < len;) {
        uint32_t cp = utf8_next(s, len, &i);
        if (cp == 0x200B || cp == 0xFEFF || (cp < 32 && cp != '\n' && cp != '\t') ||
            (cp >= 0x7F && cp < 0xA0))
            continue;
        if (cp == 0xA0)
            cp = ' ';
        if (cp == 0xD0)
            cp = 0x110;
        if (cp == 0xF0)
            cp = 0x111;
        used += utf8_put(cp, clean + used);
    }
    const utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)clean, (utf8proc_ssize_t)used,
                                            &nfc, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    if (n >= 0)
        out = arena_strndup(a, (const char *)nfc, (size_t)n);
    free(nfc);
    free(clean);
    return out;
}

char *utf8_fold(struct arena *a, const char *s, size_t len)
{
    utf8proc_uint8_t *nfd = NULL;
    const utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)len,
                                            &nfd, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE);
    char *out = n < 0 ? NULL : arena_alloc(a, (size_t)n + 1, 1);
    size_t used = 0;
    bool space = true;

    for (size_t i = 0; out && i < (size_t)n;) {
        uint32_t cp = utf8_next((const char *)nfd, (size_t)n, &i);
        if (cp >= 0x300 && cp <= 0x36F)
            continue;
        if (cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' || cp == 0xA0) {
            if (!space)
                out[used++] = ' ';
            space = true;
            continue;
        }
        cp = cp == 0x110 || cp == 0x111 || cp == 0xD0 || cp == 0xF0 ? 'd' : utf8_lower(cp);
        char enc[4];
        const size_t k = utf8_put(cp, enc);
        if (used + k > (size_t)n)
            break;
        memcpy(out + used, enc, k);
        used += k;
        space = false;
    }
    if (out) {
        if (used > 0 && out[used - 1] == ' ')
            used--;
        out[used] = '\0';
    }
    free(nfd);
    return out;
}

/* Tone-placement pairs oa, oe, uy at the end of a syllable: old style carries the tone on the
 * second vowel (hoà), new style on the first (hòa). Everything is brought to the new style; "qu"
 * keeps its own, as its u is part of the consonant. Source: QĐ 240/QĐ (1984) and Decree 30/2020,
 * which print both. */
static uint32_t tone_of(uint32_t cp, uint32_t *plain)
{
    static const struct {
        uint32_t plain, marked[5];
    } rows[] = {
        { 'a', { 0xE0, 0xE1, 0x1EA3, 0xE3, 0x1EA1 } },
        { 'e', { 0xE8, 0xE9, 0x1EBB, 0x1EBD, 0x1EB9 } },
        { 'o', { 0xF2, 0xF3, 0x1ECF, 0xF5, 0x1ECD } },
        { 'u', { 0xF9, 0xFA, 0x1EE7, 0x169, 0x1EE5 } },
        { 'y', { 0x1EF3, 0xFD, 0x1EF7, 0x1EF9, 0x1EF5 } },
    };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++)
        for (uint32_t t = 0; t < 5; t++)
            if (rows[r].marked[t] == cp) {
                *plain = rows[r].plain;
                return t + 1;
            }
    *plain = cp;
    return 0;
}

static uint32_t with_tone(uint32_t plain, uint32_t tone)
{
    static const uint32_t o[] = { 0xF2, 0xF3, 0x1ECF, 0xF5, 0x1ECD },
                          u[] = { 0xF9, 0xFA, 0x1EE7, 0x169, 0x1EE5 };
    return tone == 0 ? plain : plain == 'o' ? o[tone - 1] : u[tone - 1];
}

char *utf8_tone_fold(struct arena *a, const char *s, size_t len)
{
    char *out = arena_alloc(a, len * 2 + 8, 1);
    size_t used = 0;
    uint32_t before = 0;

    if (!out)
        return NULL;
    for (size_t i = 0; i < len;) {
        size_t j = i;
        const uint32_t first = utf8_next(s, len, &j);
        const uint32_t low = utf8_lower(first);
        size_t k = j;
        const uint32_t second = k < len ? utf8_next(s, len, &k) : 0;
        size_t after = k;
        const uint32_t third = after < len ? utf8_next(s, len, &after) : 0;
        uint32_t plain = 0;
        const uint32_t tone = second ? tone_of(utf8_lower(second), &plain) : 0;
        const bool pair = (low == 'o' && (plain == 'a' || plain == 'e')) ||
                          (low == 'u' && plain == 'y' && before != 'q');
        if (pair && tone && !utf8_is_letter(third)) {
            const uint32_t moved = with_tone(low, tone);
            used += utf8_put(utf8_is_upper(first) ? utf8_upper(moved) : moved, out + used);
            used += utf8_put(utf8_is_upper(second) ? utf8_upper(plain) : plain, out + used);
            before = plain;
            i = k;
            continue;
        }
        used += utf8_put(first, out + used);
        before = low;
        i = j;
    }
    out[used] = '\0';
    return out;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

int utf8_natural_cmp(const char *a, const char *b)
{
    const char *pa = a, *pb = b;

    while (*pa && *pb) {
        if (is_digit(*pa) && is_digit(*pb)) {
            while (*pa == '0')
                pa++;
            while (*pb == '0')
                pb++;
            size_t na = 0, nb = 0;
            while (is_digit(pa[na]))
                na++;
            while (is_digit(pb[nb]))
                nb++;
            if (na != nb)
                return na < nb ? -1 : 1;
            const int c = memcmp(pa, pb, na);
            if (c)
                return c < 0 ? -1 : 1;
            pa += na;
            pb += nb;
            continue;
        }
        if (*pa != *pb)
            return (unsigned char)*pa < (unsigned char)*pb ? -1 : 1;
        pa++;
        pb++;
    }
    if (*pa || *pb)
        return *pa ? 1 : -1;
    const int c = strcmp(a, b);
    return c < 0 ? -1 : c > 0;
}
