#include "ident/view.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"

/* Words of fewer digits are not read a second time (ocr/confirm.h). Beside a word that was, they
 * need this confidence; a value of nothing else has had one reading, and "1" may be what is left of
 * "133". */
enum { READ_TWICE = 3 };
static const float SHORT_SURE = 0.97f;

static uint32_t plain(uint32_t cp)
{
    if (cp < 128)
        return cp;
    if (cp >= 0xFF01 && cp <= 0xFF5E)
        return cp - 0xFEE0;
    if (cp == 0x2044 || cp == 0x2215)
        return '/';
    return (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212 ? '-' : cp;
}

enum { SECTION = 0xA7, O_ACUTE = 0xF3 }; /* "§", "ó" */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_sign(const char *at)
{
    return strncmp(at, "\xC2\xA7", 2) == 0 || strncmp(at, "\xC3\xB3", 2) == 0;
}

/* The byte before or behind place i; of a run of such signs what stands on its other side. */
static char neighbour(const char *word, size_t len, size_t i, bool behind)
{
    if (behind) {
        while (is_sign(word + i))
            i += 2;
        return i < len ? word[i] : '\0';
    }
    while (i > 1 && is_sign(word + i - 2))
        i -= 2;
    return i ? word[i - 1] : '\0';
}

/* What the character at *i of a word is in the text; how many bytes of it. */
static size_t emit(const char *word, size_t len, bool eights, size_t *i, char *out)
{
    const size_t at = *i;
    const char before = neighbour(word, len, at, false);
    const uint32_t cp = plain(utf8_next(word, len, i));
    const char after = neighbour(word, len, *i, true);

    if (cp == O_ACUTE && is_digit(before)) {
        *out = '6';
        return 1;
    }
    const bool alone = !before && (!after || strchr(",.;:/", after));
    const bool decimal = before == ',' && at > 1 && is_digit(word[at - 2]); /* "509,§m2" */

    if (cp != SECTION || (!is_digit(before) && !is_digit(after) && !alone && !decimal))
        return utf8_put(cp, out);
    if (!eights && (before == '8' || after == '8'))
        return 0;
    if (before == '8' && word[at - 1] != before) /* "8§§" is 88 at most */
        return 0;
    *out = '8';
    return 1;
}

/* Where the word's byte `at` (of its plain form) lies in the word itself. */
static size_t word_offset(const struct ident_view *v, const char *word, size_t at)
{
    const size_t len = strlen(word);
    size_t i = 0, out = 0;
    char enc[4];

    while (i < len && out < at)
        out += emit(word, len, v->eights, &i, enc);
    return i;
}

static size_t add_word(struct ident_view *v, char *to, const char *word)
{
    const size_t len = strlen(word);
    size_t out = 0;

    for (size_t i = 0; i < len;) {
        const size_t n = emit(word, len, v->eights, &i, to + out);
        v->has_eights |= n == 0;
        out += n;
    }
    return out;
}

static bool fold_text(struct arena *a, struct ident_view *v, struct err *e)
{
    v->fold = arena_alloc(a, v->len + 1, 1);
    v->fold_of = ARENA_NEW(a, uint32_t, v->len + 1);
    v->text_of = ARENA_NEW(a, uint32_t, v->len + 1);
    if (!v->fold || !v->fold_of || !v->text_of)
        return err_set(e, ERR_LIMIT, "a page of %zu bytes of text", v->len);
    for (size_t i = 0; i < v->len;) {
        const size_t from = i;
        uint32_t cp = utf8_next(v->text, v->len, &i);
        cp = utf8_base(utf8_lower(cp));
        for (size_t k = from; k < i; k++)
            v->fold_of[k] = (uint32_t)v->fold_len;
        v->text_of[v->fold_len] = (uint32_t)from;
        v->fold[v->fold_len++] = cp > 0 && cp < 128 ? (char)cp : '?';
    }
    v->fold_of[v->len] = (uint32_t)v->fold_len;
    v->text_of[v->fold_len] = (uint32_t)v->len;
    return true;
}

bool ident_view_make(const struct page_read *p, bool eights, struct arena *a, struct ident_view *v,
                     struct err *e)
{
    size_t cap = 1;

    *v = (struct ident_view){ .read = p, .eights = eights };
    for (uint32_t i = 0; i < p->n_words; i++) /* a bad byte becomes three */
        cap += strlen(p->words[i].text) * 3 + 1;
    v->text = arena_alloc(a, cap, 1);
    v->word_start = ARENA_NEW(a, uint32_t, p->n_words + 1);
    if (!v->text || !v->word_start || cap > UINT32_MAX)
        return err_set(e, ERR_LIMIT, "a page of %zu bytes of text", cap);
    for (uint32_t l = 0; l < p->n_lines; l++) {
        for (uint32_t w = p->lines[l].first; w < p->lines[l].first + p->lines[l].count; w++) {
            if (v->len > 0)
                v->text[v->len++] = w == p->lines[l].first ? '\n' : ' ';
            v->word_start[w] = (uint32_t)v->len;
            v->len += add_word(v, v->text + v->len, p->words[w].text);
        }
    }
    return fold_text(a, v, e);
}

void ident_view_words(const struct ident_view *v, size_t start, size_t end, uint32_t *first,
                      uint32_t *last)
{
    uint32_t lo = 0, hi = v->read->n_words;

    while (lo + 1 < hi) { /* the last word that starts at or before `start` */
        const uint32_t mid = lo + (hi - lo) / 2;
        if (v->word_start[mid] <= start)
            lo = mid;
        else
            hi = mid;
    }
    *first = lo;
    *last = lo;
    while (*last + 1 < v->read->n_words && v->word_start[*last + 1] < end)
        ++*last;
}

struct box ident_view_frame(const struct ident_view *v, size_t start, size_t end, float *conf)
{
    struct box frame = { 0 };
    uint32_t first, last;

    *conf = 0;
    if (v->read->n_words == 0)
        return frame;
    ident_view_words(v, start, end, &first, &last);
    frame = v->read->words[first].box;
    *conf = v->read->words[first].conf;
    for (uint32_t w = first + 1; w <= last; w++) {
        frame = box_union(frame, v->read->words[w].box);
        if (v->read->words[w].conf < *conf)
            *conf = v->read->words[w].conf;
    }
    return frame;
}

struct box ident_view_box(const struct ident_view *v, size_t start, size_t end, float *conf)
{
    return page_box_to_scan(v->read, ident_view_frame(v, start, end, conf));
}

char *ident_view_raw(const struct ident_view *v, size_t start, size_t end, struct arena *a)
{
    uint32_t first, last;
    size_t len = 0;

    if (v->read->n_words == 0 || end <= start)
        return arena_strdup(a, "");
    ident_view_words(v, start, end, &first, &last);
    for (uint32_t w = first; w <= last; w++)
        len += strlen(v->read->words[w].text) + 1;
    char *out = arena_alloc(a, len + 1, 1), *to = out;
    for (uint32_t w = first; out && w <= last; w++) {
        const char *word = v->read->words[w].text;
        const size_t from = w == first ? word_offset(v, word, start - v->word_start[w]) : 0,
                     till = w == last ? word_offset(v, word, end - v->word_start[w]) : strlen(word);
        if (w > first)
            *to++ = ' ';
        memcpy(to, word + from, till - from);
        to += till - from;
    }
    return out;
}

static size_t count_digits(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += *text >= '0' && *text <= '9';
    return n;
}

bool ident_view_sure(const struct word *w)
{
    return (w->flags & WORD_AGREED) ||
           (count_digits(w->text) < READ_TWICE && w->conf >= SHORT_SURE);
}

bool ident_view_agreed(const struct ident_view *v, size_t start, size_t end)
{
    uint32_t first, last;
    bool any = false;

    if (v->read->n_words == 0)
        return false;
    ident_view_words(v, start, end, &first, &last);
    for (uint32_t w = first; w <= last; w++) {
        const struct word *word = &v->read->words[w];
        const size_t digits = count_digits(word->text);
        if (digits == 0)
            continue;
        if (word->flags & WORD_AGREED)
            any = true;
        else if (digits >= READ_TWICE || word->conf < SHORT_SURE)
            return false;
    }
    return any;
}

bool ident_view_register_goes_on(const struct ident_view *v, size_t end)
{
    const char *fold = v->fold + v->fold_of[end];

    fold += strspn(fold, " /");
    return strncmp(fold, "qs", 2) == 0;
}

bool ident_view_in_date(const struct ident_view *v, size_t at)
{
    static const char *const words[] = { "ngay", "thang", "nam" };

    while (at > 0 && strchr(" .:_", v->fold[at - 1]))
        at--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const size_t n = strlen(words[i]);
        if (at >= n && strncmp(v->fold + at - n, words[i], n) == 0)
            return true;
    }
    return false;
}

bool ident_view_hides_digit(const struct ident_view *v, size_t start, size_t end)
{
    uint32_t first, last;

    if (v->read->n_words == 0)
        return false;
    ident_view_words(v, start, end, &first, &last);
    for (uint32_t w = first; w <= last; w++)
        if (word_hides_digit(v->read->words[w].text))
            return true;
    return false;
}

bool ident_view_mended(const struct ident_view *v, size_t start, size_t end)
{
    uint32_t first, last;

    if (v->read->n_words == 0)
        return false;
    ident_view_words(v, start, end, &first, &last);
    for (uint32_t w = first; w <= last; w++) {
        const char *text = v->read->words[w].text;
        if (strstr(text, "\u00a7"))
            return true;
        for (const char *o = strstr(text, "\u00f3"); o; o = strstr(o + 1, "\u00f3"))
            if (is_digit(neighbour(text, strlen(text), (size_t)(o - text), false)))
                return true;
    }
    return false;
}

bool ident_view_apart(const struct ident_view *v, size_t start, size_t end)
{
    uint32_t first, last;

    ident_view_words(v, start, end, &first, &last);
    const struct word *w = v->read->words;
    const int32_t gap = w[first].box.y1 - w[first].box.y0;
    const char *after = v->text + end + strspn(v->text + end, ".");
    const bool begins = start == 0 || v->text[start - 1] == '\n', ends = !*after || *after == '\n';
    return (begins || (first > 0 && w[first].box.x0 - w[first - 1].box.x1 >= gap)) &&
           (ends || (last + 1 < v->read->n_words && w[last + 1].box.x0 - w[last].box.x1 >= gap));
}

size_t ident_view_cell_end(const struct ident_view *v, size_t end)
{
    const char *fold = v->fold + v->fold_of[end];
    size_t n = strspn(fold, "-'.,:;_");

    if (fold[n] != ' ' && fold[n] != 'm')
        return v->text_of[v->fold_of[end] + n];
    n += fold[n] == ' ';
    if (fold[n] != 'm' || isalpha((unsigned char)fold[n + 1]))
        return end;
    return v->text_of[v->fold_of[end] + n + strcspn(fold + n, " \n")];
}

bool ident_view_says(const struct ident_view *v, size_t from, size_t to, const char *words)
{
    const size_t n = strlen(words);

    for (size_t at = from; at + n <= to; at++) {
        size_t i = 0;
        if ((at > 0 && isalnum((unsigned char)v->fold[at - 1])) ||
            isalnum((unsigned char)v->fold[at + n]))
            continue;
        while (i < n &&
               (v->fold[at + i] == words[i] || (v->fold[at + i] == '\n' && words[i] == ' ')))
            i++;
        if (i == n)
            return true;
    }
    return false;
}

bool ident_view_says_any(const struct ident_view *v, size_t from, size_t to,
                         const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ident_view_says(v, from, to, words[i]))
            return true;
    return false;
}
