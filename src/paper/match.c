#include "paper/match.h"

#include <string.h>

#include "base/utf8.h"

static uint8_t fold_other(uint32_t cp)
{
    switch (cp) {
    case 0xA0:
    case 0x2002:
    case 0x2003:
    case 0x2009:
        return ' ';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0xAD:
        return '-';
    case 0x2018:
    case 0x2019:
    case 0xB4:
        return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
        return '"';
    case 0x2026:
    case 0xB7:
    case 0x2022:
        return '.';
    case 0x2044:
    case 0x2215:
        return '/';
    case 0x2020: /* a dagger is a stroke */
        return '|';
    case 0xB2:
        return '2';
    default:
        return 1;
    }
}

void fold_map_init(struct fold_map *m)
{
    for (uint32_t cp = 0; cp < FOLD_TABLE; cp++) {
        const uint32_t base = utf8_lower(utf8_base(cp));
        const bool letter = cp >= 'A' && utf8_is_letter(cp);
        const uint8_t own = cp < 0x80 || !letter ? fold_other(cp) : 1;
        m->byte[cp] = cp < 0x20                              ? ' '
                      : cp == 0x7F                           ? 1
                      : cp < 0x80                            ? (uint8_t)base
                      : own != 1                             ? own
                      : letter && base >= 'a' && base <= 'z' ? (uint8_t)base
                                                             : 1;
        m->cls[cp] =
            (uint8_t)((letter ? FOLD_LETTER : 0) | (letter && utf8_is_upper(cp) ? FOLD_UPPER : 0));
    }
}

size_t fold_text(const struct fold_map *m, const char *s, size_t len, char *out, uint32_t *letters,
                 uint32_t *upper)
{
    size_t n = 0;

    for (size_t i = 0; i < len;) {
        const unsigned char c = (unsigned char)s[i];
        uint32_t cp = c;
        if (c < 0x80)
            i++;
        else
            cp = utf8_next(s, len, &i);
        if (cp < FOLD_TABLE) {
            out[n++] = (char)m->byte[cp];
            *letters += m->cls[cp] & FOLD_LETTER;
            *upper += (m->cls[cp] & FOLD_UPPER) != 0;
        } else {
            out[n++] = 1;
        }
    }
    return n;
}

static int symbol(char c)
{
    return c >= 'a' && c <= 'z' ? c - 'a' : c >= '0' && c <= '9' ? c - '0' + 26 : -1;
}

size_t squash(const char *fold, size_t n, char *out, uint32_t *map)
{
    size_t k = 0;

    for (size_t i = 0; i < n; i++) {
        if (symbol(fold[i]) < 0)
            continue;
        if (map)
            map[k] = (uint32_t)i;
        out[k++] = fold[i];
    }
    return k;
}

void pattern_init(struct pattern *p, const char *squashed, size_t len)
{
    *p = (struct pattern){ .len = (uint32_t)(len > PATTERN_MAX ? PATTERN_MAX : len) };
    for (uint32_t i = 0; i < p->len; i++) {
        const int s = symbol(squashed[i]);
        if (s >= 0)
            p->eq[s] |= (uint64_t)1 << i;
    }
}

struct hit pattern_search(const struct pattern *p, const char *text, size_t n)
{
    struct hit best = { .dist = p->len };
    uint64_t pv = ~(uint64_t)0, mv = 0;
    uint32_t score = p->len;

    if (p->len == 0)
        return best;
    const uint64_t top = (uint64_t)1 << (p->len - 1);
    for (size_t i = 0; i < n; i++) {
        const int s = symbol(text[i]);
        const uint64_t eq = s < 0 ? 0 : p->eq[s], xv = eq | mv;
        const uint64_t xh = (((eq & pv) + pv) ^ pv) | eq;
        uint64_t ph = mv | ~(xh | pv), mh = pv & xh;
        if (ph & top)
            score++;
        else if (mh & top)
            score--;
        ph <<= 1; /* the text may begin anywhere: no carry into row 0 */
        mh <<= 1;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
        if (score < best.dist) {
            best.dist = score;
            best.to = (uint32_t)i + 1;
        }
    }
    best.from = best.to > p->len ? best.to - p->len : 0;
    return best;
}

float hit_similarity(const struct pattern *p, const struct hit *h)
{
    return p->len ? 1.0F - (float)h->dist / (float)p->len : 0;
}

size_t text_offset(const char *text, size_t cp)
{
    size_t i = 0;

    for (; text[i] && cp > 0; cp--) {
        i++;
        while (((unsigned char)text[i] & 0xC0) == 0x80)
            i++;
    }
    return i;
}

static bool word_char(char c)
{
    return symbol(c) >= 0;
}

size_t find_phrase(const char *fold, size_t n, const char *needle, size_t from)
{
    const size_t len = strlen(needle);

    while (len > 0 && from + len <= n) {
        const char *at = memmem(fold + from, n - from, needle, len);
        if (!at)
            break;
        const size_t i = (size_t)(at - fold);
        const bool left = i == 0 || !word_char(needle[0]) || !word_char(fold[i - 1]);
        const bool right = i + len == n || !word_char(needle[len - 1]) || !word_char(fold[i + len]);
        if (left && right)
            return i;
        from = i + 1;
    }
    return SIZE_MAX;
}

/* Next letter or digit at or behind i; n at a colon, which would join two labels. */
static uint32_t next_char(const char *fold, uint32_t n, uint32_t i)
{
    while (i < n && !word_char(fold[i]))
        i = fold[i] == ':' ? n : i + 1;
    return i;
}

uint32_t phrase_at(const char *fold, uint32_t n, uint32_t at, const char *phrase)
{
    uint32_t i = at, miss = 0, letters = 0;

    for (const char *l = phrase; *l; l++) {
        if (!word_char(*l))
            continue;
        i = next_char(fold, n, i);
        if (i >= n)
            return 0;
        letters++;
        if (fold[i] == *l) {
            i++;
            continue;
        }
        if (letters == 1 || ++miss > 2)
            return 0;
        if (i + 1 < n && fold[i + 1] == *l) /* added */
            i += 2;
        else if (fold[i] != l[1] ||
                 !l[1]) /* wrong; else missing: the next letter takes its place */
            i++;
    }
    return miss * 8 > letters || (i < n && word_char(fold[i])) ? 0 : i;
}

bool starts_with(const char *s, const char *prefix)
{
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

size_t text_off(const char *a, size_t na, const char *b, size_t nb)
{
    size_t head = 0, tail = 0;

    while (head < na && head < nb && a[head] == b[head])
        head++;
    while (tail + head < na && tail + head < nb && a[na - 1 - tail] == b[nb - 1 - tail])
        tail++;
    return (na > nb ? na : nb) - head - tail;
}
