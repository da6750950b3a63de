#include <string.h>

#include "base/utf8.h"
#include "paper/fields.h"
#include "paper/fields_symbol.h"

/* A letter of a symbol has no spelling that betrays a wrong one, and two readers take a G for a C
 * alike: "BG-UBND" of a report. What vouches for it is known apart from the reading: the kinds that
 * papers of the type bear and the bodies and units there are (configs/types.tsv, words.tsv), or the
 * first letters of the words that the head itself prints. */

enum { INITIALS_MAX = 240, LEAST = 3, LONG = 5 };

struct initials {
    char left[INITIALS_MAX], rest[INITIALS_MAX], name[INITIALS_MAX];
};

static bool is_joint(char c)
{
    return c && strchr("/-.&,", c) != NULL;
}

/* The letter at s without tone and vowel mark; a D for Đ, which is another letter; 0: none. */
static char letter_at(const struct fold_map *m, const char *s, size_t n)
{
    char fold[8];
    uint32_t letters = 0, none = 0;

    if (n >= sizeof fold || fold_text(m, s, n, fold, &letters, &none) != 1 || letters == 0)
        return 0;
    return starts_with(s, "Đ") || starts_with(s, "đ") ? 'D' : fold[0];
}

/* Words that abbreviations leave out. */
static bool is_left_out(const char *word)
{
    static const char *const words[] = { "và", "VÀ", "Và", "của", "CỦA", "Của", "về", "VỀ", "Về" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const size_t n = strlen(words[i]);
        if (starts_with(word, words[i]) && (word[n] == ' ' || word[n] == '\0'))
            return true;
    }
    return false;
}

/* Appends the first letters of the words of text. */
static void add_initials(const struct fold_map *m, const char *text, char out[INITIALS_MAX])
{
    size_t k = strlen(out);
    bool inside = false;

    for (size_t i = 0; text[i] && k + 1 < INITIALS_MAX;) {
        const size_t n = text_offset(text + i, 1);
        const char c = letter_at(m, text + i, n);
        if (c && !inside && !is_left_out(text + i))
            out[k++] = c;
        inside = c != 0;
        i += n;
    }
    out[k] = '\0';
}

/* Of the head: what stands on its left, where bodies are named, and the rest with the title. */
static void head_initials(const struct field_list *f, struct initials *h)
{
    enum { ROWS = 12, BEHIND = 2 };
    static const float LEFT = 0.42F;
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];
    const uint32_t to = (uint32_t)(l->n_hits ? l->hits[0].last_row + BEHIND : ROWS);

    *h = (struct initials){ { 0 }, { 0 }, { 0 } };
    for (uint32_t i = 0; i < v->n_segs && v->segs[i].row <= to; i++) {
        const struct seg *s = &v->segs[i];
        const bool left = seg_cx(s) < v->left + LEFT * (v->right - v->left);
        if (s->letters > 0 && s->caps > 0)
            add_initials(&f->t->fold, s->text, left ? h->left : h->rest);
    }
    add_initials(&f->t->fold, f->t->types[f->type].pub.name_vi, h->name);
}

static bool holds(const struct fold_map *m, const char *initials, const char *part, size_t n)
{
    char want[NUMBER_MAX];
    size_t k = 0;

    for (size_t i = 0; i < n && k + 1 < sizeof want;) {
        const size_t len = text_offset(part + i, 1);
        const char c = letter_at(m, part + i, len);
        if (!c)
            return false;
        want[k++] = c;
        i += len;
    }
    want[k] = '\0';
    return k >= LEAST && strstr(initials, want) != NULL;
}

static bool word_of(const char *list, const char *part, size_t n)
{
    for (const char *w = list; *w; w += strspn(w, " ")) {
        const size_t k = strcspn(w, " ");
        if (k == n && memcmp(w, part, n) == 0)
            return true;
        w += k;
    }
    return false;
}

/* A kind that the tables have for papers of this type, or, `others`, for another. */
static bool kind_of(const struct field_list *f, const char *part, size_t n, bool others)
{
    for (uint32_t i = 0; i < f->t->n_abbrs; i++)
        if ((f->t->abbrs[i].type != f->type) == others && strlen(f->t->abbrs[i].text) == n &&
            memcmp(f->t->abbrs[i].text, part, n) == 0)
            return true;
    for (uint32_t i = 0; i < f->t->n_kinds; i++)
        if ((f->t->kinds[i].type != f->type) == others && word_of(f->t->kinds[i].list, part, n))
            return true;
    return false;
}

bool symbol_has_kinds(const struct field_list *f)
{
    for (uint32_t i = 0; i < f->t->n_abbrs; i++)
        if (f->t->abbrs[i].type == f->type)
            return true;
    for (uint32_t i = 0; i < f->t->n_kinds; i++)
        if (f->t->kinds[i].type == f->type)
            return true;
    return false;
}

static bool has_abbr(const struct field_list *f)
{
    for (uint32_t i = 0; i < f->t->n_abbrs; i++)
        if (f->t->abbrs[i].type == f->type)
            return true;
    return false;
}

static bool in_list(const struct field_list *f, enum word_list list, const char *part, size_t n)
{
    const struct word_set *w = &f->t->words.set[list];

    for (uint32_t i = 0; i < w->n; i++)
        if (strlen(w->list[i].text) == n && memcmp(w->list[i].text, part, n) == 0)
            return true;
    return false;
}

/* "PV06", "QH15", "CCTKV3": a body's number behind its letters. */
static size_t without_number(const char *part, size_t n)
{
    size_t k = n;

    while (k > 0 && n - k < 2 && part[k - 1] >= '0' && part[k - 1] <= '9')
        k--;
    return k >= 2 ? k : n;
}

static bool is_body(const struct field_list *f, const char *part, size_t n)
{
    const size_t k = without_number(part, n);

    return in_list(f, WORDS_BODY_SYMBOL, part, k) || in_list(f, WORDS_PART_SYMBOL, part, k);
}

/* Where the symbol begins: behind the slash and the year; NULL: the number has none. */
static const char *symbol_of(const char *token)
{
    const char *s = token + strspn(token, "0123456789");

    if (!is_joint(*s))
        return NULL;
    s++;
    if (strspn(s, "0123456789") == 4 && is_joint(s[4]))
        s += 5;
    return s[strspn(s, "0123456789")] ? s : NULL;
}

bool symbol_is_there(const char *token)
{
    return symbol_of(token) != NULL;
}

static enum vouch part_vouched(const struct field_list *f, const struct initials *h,
                               const char *part, size_t n, bool first, bool *kind)
{
    const bool own = kind_of(f, part, n, false);

    *kind |= own;
    if (own)
        return VOUCH_LISTED;
    if (is_body(f, part, n))
        return VOUCH_LISTED;
    if (in_list(f, WORDS_KIND_SYMBOL, part, n) && !symbol_has_kinds(f) &&
        !kind_of(f, part, n, true)) {
        *kind = true;
        return VOUCH_LISTED;
    }
    if (kind_of(f, part, n, true))
        return VOUCH_NONE;
    if (first && (holds(&f->t->fold, h->rest, part, n) || holds(&f->t->fold, h->name, part, n))) {
        *kind = true;
        return VOUCH_DERIVED;
    }
    return holds(&f->t->fold, h->left, part, n) ? VOUCH_DERIVED : VOUCH_NONE;
}

enum vouch symbol_vouched(const struct field_list *f, const char *token, bool *kind)
{
    const char *s = symbol_of(token);
    enum vouch all = VOUCH_LISTED;
    bool first = true;
    struct initials h;

    *kind = false;
    if (!s)
        return VOUCH_NONE;
    head_initials(f, &h);
    for (;; s++) {
        size_t n = 0;
        while (s[n] && !is_joint(s[n]))
            n++;
        const enum vouch v = n > 0 ? part_vouched(f, &h, s, n, first, kind) : VOUCH_NONE;
        if (v < all)
            all = v;
        first &= is_body(f, s, n) && !*kind; /* "UBND-XNTTHN" */
        s += n;
        if (!*s)
            break;
    }
    return has_abbr(f) && !*kind ? VOUCH_NONE : all;
}

/* ---- what it may have been ---- */

/* With each letter that stands there twice in a row once. */
static size_t once(const char *s, size_t n)
{
    size_t k = 0;

    for (size_t i = 0; i < n; i++)
        k += i == 0 || s[i] != s[i - 1];
    return k;
}

static bool same_once(const char *a, size_t na, const char *b, size_t nb)
{
    size_t i = 0, k = 0;

    if (once(a, na) != once(b, nb))
        return false;
    while (i < na && k < nb && a[i] == b[k]) {
        const char c = a[i];
        while (i < na && a[i] == c)
            i++;
        while (k < nb && b[k] == c)
            k++;
    }
    return i == na && k == nb;
}

enum { FAR, OFF_BY_ONE, LOOKS_ALIKE, DOUBLED };

static int likeness(const struct fold_map *m, const char *part, size_t n, const char *kind,
                    size_t nk)
{
    char x[NUMBER_MAX], y[NUMBER_MAX];
    uint32_t none = 0;

    if (n >= NUMBER_MAX || nk >= NUMBER_MAX)
        return FAR;
    const size_t k = fold_text(m, part, n, x, &none, &none),
                 l = fold_text(m, kind, nk, y, &none, &none);
    if (k >= LEAST && l >= LEAST && same_once(x, k, y, l))
        return DOUBLED;
    bool alike = k == l;
    for (size_t i = 0; i < k && alike; i++)
        alike = x[i] == y[i] || letters_alike(x[i], y[i]);
    if (alike && k >= 2)
        return LOOKS_ALIKE;
    /* short ones are a letter apart by chance: "XNGT" may be one that nobody listed */
    return l >= (k == l ? LONG : LEAST + 1) && text_off(x, k, y, l) == 1 ? OFF_BY_ONE : FAR;
}

/* The one of the blank-parted list that is likeliest; keeps the best so far. */
static void likeliest(const struct fold_map *m, const char *list, const char *part, size_t n,
                      const char **best, size_t *len, int *how, bool *several)
{
    for (const char *w = list; *w; w += strspn(w, " ")) {
        const size_t k = strcspn(w, " ");
        const int like = likeness(m, part, n, w, k);
        if (like > *how) {
            *best = w;
            *len = k;
            *several = false;
        } else if (like == *how && like > FAR) {
            *several |= *len != k || memcmp(*best, w, k) != 0;
        }
        *how = like > *how ? like : *how;
        w += k;
    }
}

/* "XNCTCA": a kind and a body that are known, and the dash between them was lost. */
static bool glued(const struct field_list *f, char *s, size_t n, size_t room)
{
    enum { KIND = 3, BODY = 2 };

    if (s[n] || room < n + 2)
        return false;
    for (size_t k = KIND; k + BODY <= n; k++) {
        if (utf8_count(s, k) < KIND || !kind_of(f, s, k, false) || !is_body(f, s + k, n - k))
            continue;
        memmove(s + k + 1, s + k, n - k + 1);
        s[k] = '-';
        return true;
    }
    return false;
}

/* The first letters of words of the type's name in their order, of some or all: "TLCMC" of a trích
 * lục nhận cha, mẹ, con: what an office may print, whatever others do. */
static bool of_the_name(const struct field_list *f, const struct initials *h, const char *part,
                        size_t n)
{
    size_t at = 0;

    for (size_t i = 0; i < n;) {
        const size_t len = text_offset(part + i, 1);
        const char c = letter_at(&f->t->fold, part + i, len);
        while (c && h->name[at] && h->name[at] != c)
            at++;
        if (!c || !h->name[at])
            return false;
        at++;
        i += len;
    }
    return true;
}

bool symbol_own(const struct field_list *f, char token[NUMBER_MAX], bool agreed)
{
    const char *begin = symbol_of(token), *best = NULL;
    char *s = begin ? token + (begin - token) : NULL;
    size_t len = 0, n = s ? strcspn(s, "/-.&,") : 0;
    int how = FAR;
    bool several = false;
    struct initials h;

    if (s && s[n] && is_body(f, s, n)) { /* "UBND-XNTTHN" */
        s += n + 1;
        n = strcspn(s, "/-.&,");
    }
    if (!s || n == 0 || is_body(f, s, n) || kind_of(f, s, n, false) || kind_of(f, s, n, true) ||
        in_list(f, WORDS_KIND_SYMBOL, s, n))
        return false;
    head_initials(f, &h);
    if (holds(&f->t->fold, h.rest, s, n) || holds(&f->t->fold, h.left, s, n))
        return false;
    if (glued(f, s, n, NUMBER_MAX - (size_t)(s - token)))
        return true;
    for (uint32_t i = 0; i < f->t->n_abbrs; i++)
        if (f->t->abbrs[i].type == f->type)
            likeliest(&f->t->fold, f->t->abbrs[i].text, s, n, &best, &len, &how, &several);
    for (uint32_t i = 0; i < f->t->n_kinds; i++)
        if (f->t->kinds[i].type == f->type)
            likeliest(&f->t->fold, f->t->kinds[i].list, s, n, &best, &len, &how, &several);
    const size_t rest = strlen(s + n);
    if (how == FAR || several || (size_t)(s - token) + len + rest + 1 > NUMBER_MAX)
        return false;
    if (agreed && how == OFF_BY_ONE && of_the_name(f, &h, s, n))
        return true;
    memmove(s + len, s + n, rest + 1);
    memcpy(s, best, len);
    return true;
}

bool symbol_of_others(const struct field_list *f, const char *token)
{
    const char *s = symbol_of(token);
    const size_t n = s ? strcspn(s, "/-.&,") : 0;

    return n > 0 && kind_of(f, s, n, true) && !kind_of(f, s, n, false) && !is_body(f, s, n);
}
