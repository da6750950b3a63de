#include "paper/fields_symbol.h"

#include <string.h>

#include "base/utf8.h"

static bool is_initials(const struct field_list *f, const char *symbol, size_t n);
static bool known_symbol(const struct field_list *f, const char *part, size_t n);

static bool joint(char c)
{
    return c == '/' || c == '-';
}

/* One letter wrong, missing or added between two short symbols, compared without marks. */
static bool one_off(const struct fold_map *m, const char *a, size_t na, const char *b)
{
    char x[NUMBER_MAX], y[NUMBER_MAX];
    uint32_t none = 0;
    const size_t nb = strlen(b);

    if (na >= NUMBER_MAX || nb >= NUMBER_MAX)
        return false;
    const size_t k = fold_text(m, a, na, x, &none, &none), l = fold_text(m, b, nb, y, &none, &none);
    return (k >= 2 || l >= 2) && text_off(x, k, y, l) <= 1;
}

/* What a sure reading of it differs in: marks ("QÐ"), a digit that stands for a letter ("0Đ"), and
 * the small letter that is lost oftenest ("TT" of a tờ trình). */
static bool surely(const struct fold_map *m, const char *a, size_t na, const char *b)
{
    char x[NUMBER_MAX], y[NUMBER_MAX];
    uint32_t none = 0;
    const size_t nb = strlen(b);

    if (na >= NUMBER_MAX || nb >= NUMBER_MAX)
        return false;
    const size_t k = fold_text(m, a, na, x, &none, &none), n = fold_text(m, b, nb, y, &none, &none);
    if (n == k + 1 && n == nb && b[nb - 1] >= 'a' && b[nb - 1] <= 'z')
        return memcmp(x, y, k) == 0;
    for (size_t i = 0; i < k && k == n; i++)
        if (x[i] != y[i] && !(x[i] >= '0' && x[i] <= '9'))
            return false;
    return k == n;
}

/* The symbol of a paper whose type is known by its title has that type's abbreviation (Decree
 * 30/2020, Annex III): "QÐ" and other misreadings give way to it. What was read for sure stands,
 * whatever the decree says: offices write "GT" for "GGT", and "TT" where two readings have it. */
bool symbol_type(const struct field_list *f, char token[NUMBER_MAX], bool sure, bool agreed)
{
    char *symbol = strchr(token, '/');
    const char *best = NULL;

    if (!symbol)
        return false;
    symbol++;
    if (strspn(symbol, "0123456789") == 4 && symbol[4] == '/')
        symbol += 5;
    const size_t n = strcspn(symbol, "-/."), rest = strlen(symbol + n);
    for (size_t i = 0; i < n; i++) /* "Tr": none but the decree's "TTr" has small letters */
        sure &= !(symbol[i] >= 'a' && symbol[i] <= 'z');
    for (uint32_t i = 0; i < f->t->n_abbrs; i++) {
        const struct abbr_row *r = &f->t->abbrs[i];
        if (strlen(r->text) == n && memcmp(r->text, symbol, n) == 0)
            return false; /* some type's own */
        if (r->type == f->type && (sure ? surely(&f->t->fold, symbol, n, r->text)
                                        : one_off(&f->t->fold, symbol, n, r->text)))
            best = r->text;
    }
    const size_t len = best ? strlen(best) : 0;
    if (!best || (size_t)(symbol - token) + len + rest + 1 > NUMBER_MAX)
        return false;
    if (agreed && utf8_count(best, len) != utf8_count(symbol, n))
        return true;
    memmove(symbol + len, symbol + n, rest + 1);
    memcpy(symbol, best, len);
    return true;
}

/* The word that holds the symbol was read for sure. */
bool symbol_sure(const struct view *v, const struct seg *s)
{
    static const float SURE = 0.75F;
    const struct seg *end = &v->segs[v->row_first[s->row + 1]];

    for (const struct seg *q = s; q < end; q++)
        for (uint32_t i = 0; i < q->count; i++) {
            const struct word *w = &v->page->words[q->words[i]];
            const char *slash = strchr(w->text, '/');
            if (slash && slash[1])
                return w->conf >= SURE;
        }
    return false;
}

/* First letters of words bear no tone: "QĐ-ỤB" is "QĐ-UB". */
bool symbol_plain(const struct fold_map *m, char token[NUMBER_MAX])
{
    static const char *const plain[] = { "Â", "Ă", "Ê", "Ô", "Ơ", "Ư", "Đ" };
    char *symbol = strchr(token, '/');
    bool any = false;

    for (char *c = symbol; c && *c;) {
        const size_t n = text_offset(c, 1);
        char fold[8];
        uint32_t letters = 0, upper = 0;
        bool toned = n > 1 && n < sizeof fold && fold_text(m, c, n, fold, &letters, &upper) == 1 &&
                     letters && upper && strchr("aeiouy", fold[0]);
        for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
            toned &= !starts_with(c, plain[i]);
        if (!toned) {
            c += n;
            continue;
        }
        *c = (char)(fold[0] - 'a' + 'A');
        memmove(c + 1, c + n, strlen(c + n) + 1);
        c++;
        any = true;
    }
    return any;
}

static bool known_kind(const struct field_list *f, const char *part, size_t n)
{
    const struct word_set *kinds = &f->t->words.set[WORDS_KIND_SYMBOL];

    for (uint32_t i = 0; i < kinds->n; i++)
        if (strlen(kinds->list[i].text) == n && memcmp(kinds->list[i].text, part, n) == 0)
            return true;
    for (uint32_t i = 0; i < f->t->n_abbrs; i++)
        if (strlen(f->t->abbrs[i].text) == n && memcmp(f->t->abbrs[i].text, part, n) == 0)
            return true;
    return false;
}

bool symbol_begins(const struct field_list *f, const char *symbol)
{
    const size_t n = strcspn(symbol, "-/.");

    return n > 0 && known_kind(f, symbol, n);
}

bool symbol_like(const struct field_list *f, const char *symbol)
{
    const size_t n = strcspn(symbol, "-/.");

    for (uint32_t i = 0; i < f->t->n_abbrs && n > 0; i++)
        if (surely(&f->t->fold, symbol, n, f->t->abbrs[i].text))
            return true;
    return symbol_begins(f, symbol) || (n > 0 && known_symbol(f, symbol, n));
}

bool letters_alike(char a, char b)
{
    static const char *const sets[] = { "cg",    "gq", "oqd0", "b8e", "s5",
                                        "i1lt7", "kr", "nmh",  "uv",  "z2" };

    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        if (strchr(sets[i], a) && strchr(sets[i], b))
            return true;
    return false;
}

/* Is part the kind but for one letter that looks alike, or for a stroke of the slash before it? */
static bool kind_near(const struct fold_map *m, const char *part, size_t n, const char *kind)
{
    char x[NUMBER_MAX], y[NUMBER_MAX];
    uint32_t none = 0;
    const size_t nk = strlen(kind);

    if (n >= NUMBER_MAX || nk >= NUMBER_MAX)
        return false;
    const size_t k = fold_text(m, part, n, x, &none, &none),
                 l = fold_text(m, kind, nk, y, &none, &none);
    if (k == l + 1 && strchr("17", x[0]) && memcmp(x + 1, y, l) == 0)
        return true;
    size_t off = 0, at = 0;
    if (k == l && k >= 4 && memcmp(x, y, k) == 0) /* "UBNĐ" */
        return true;
    for (size_t i = 0; i < k && k == l; i++)
        if (x[i] != y[i]) {
            off++;
            at = i;
        }
    return k == l && k >= 3 && off == 1 && letters_alike(x[at], y[at]);
}

/* The first part without the stops and joints that stand in it where the table knows the whole:
 * "TL.CC-BS". */
static bool kind_whole(const struct field_list *f, char *symbol)
{
    for (size_t n = symbol_begins(f, symbol) ? 0 : strlen(symbol); n > 2; n--) {
        char whole[NUMBER_MAX];
        size_t k = 0;
        if (symbol[n] && !joint(symbol[n]) && symbol[n] != '.')
            continue;
        for (size_t i = 0; i < n && k + 1 < sizeof whole; i++)
            if (symbol[i] != '/' && symbol[i] != '.')
                whole[k++] = symbol[i];
        if (k == n || k < 4 || !known_kind(f, whole, k))
            continue;
        memmove(symbol + k, symbol + n, strlen(symbol + n) + 1);
        memcpy(symbol, whole, k);
        return true;
    }
    return false;
}

/* The kind that the first part is but for a letter: "TLNGMC", "7TNHS". A short one that two readers
 * saw stands: "XNGT" may be one. "TLKTBS" of a copy lost its
 * dash. */
bool symbol_kind(const struct field_list *f, char token[NUMBER_MAX], bool sure)
{
    enum { LONG_KIND = 5 };
    static const enum word_list lists[] = { WORDS_KIND_SYMBOL, WORDS_BODY_SYMBOL };
    char *symbol = strchr(token, '/');
    const char *best = NULL;
    uint32_t near = 0;

    if (!symbol)
        return false;
    symbol++;
    if (strspn(symbol, "0123456789") == 4 && symbol[4] == '/')
        symbol += 5;
    if (kind_whole(f, symbol))
        return true;
    const size_t n = strcspn(symbol, "-/."), rest = strlen(symbol + n);
    if (n == 0 || known_symbol(f, symbol, n) || is_initials(f, symbol, n))
        return false;
    if (n > 4 && !symbol[n] && strcmp(symbol + n - 2, "BS") == 0 && known_kind(f, symbol, n - 2) &&
        strlen(token) + 2 < NUMBER_MAX) {
        memmove(symbol + n - 1, symbol + n - 2, 3);
        symbol[n - 2] = '-';
        return true;
    }
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        const struct word_set *w = &f->t->words.set[lists[k]];
        for (uint32_t i = 0; i < w->n; i++)
            if (kind_near(&f->t->fold, symbol, n, w->list[i].text) &&
                (!sure || n >= LONG_KIND || strchr("17", symbol[0]))) {
                best = w->list[i].text;
                near++;
            }
    }
    if (near != 1 || (size_t)(symbol - token) + strlen(best) + rest + 1 > NUMBER_MAX)
        return false;
    memmove(symbol + strlen(best), symbol + n, rest + 1);
    memcpy(symbol, best, strlen(best));
    return true;
}

/* "GC§": an S that was not made out. */
bool symbol_s(char token[NUMBER_MAX])
{
    static const char sign[] = "\xC2\xA7";
    char *symbol = strchr(token, '/');
    bool any = false;

    for (char *at; symbol && (at = strstr(symbol, sign)); any = true) {
        const bool twice = at[-1] == 'S' || at[2] == 'S';
        if (!twice)
            *at++ = 'S';
        memmove(at, at + 1 + twice, strlen(at + twice));
    }
    return any;
}

static size_t last_part(const char *token)
{
    size_t last = 0;

    for (size_t i = 0; token[i]; i++)
        last = joint(token[i]) ? i + 1 : last;
    return last;
}

/* The one body that the last part is but for a letter; *off how many are so near. */
static const char *body_near(const struct field_list *f, const char *last, uint32_t *off)
{
    const struct word_set *bodies = &f->t->words.set[WORDS_BODY_SYMBOL];
    const char *best = NULL;

    *off = 0;
    for (uint32_t i = 0; i < bodies->n; i++) {
        const char *body = bodies->list[i].text;
        if (strcmp(last, body) == 0) {
            *off = 0;
            return NULL;
        }
        if (utf8_count(last, strlen(last)) == utf8_count(body, strlen(body)) &&
            one_off(&f->t->fold, last, strlen(last), body)) {
            best = body;
            ++*off;
        }
    }
    return best;
}

/* The letter in which the two differ may be taken for the other. */
static bool looks_alike(const struct fold_map *m, const char *a, const char *b)
{
    char x[NUMBER_MAX], y[NUMBER_MAX];
    uint32_t none = 0;

    if (strlen(a) >= NUMBER_MAX || strlen(b) >= NUMBER_MAX)
        return false;
    const size_t k = fold_text(m, a, strlen(a), x, &none, &none),
                 l = fold_text(m, b, strlen(b), y, &none, &none);
    for (size_t i = 0; i < k && k == l; i++)
        if (x[i] != y[i] && !letters_alike(x[i], y[i]))
            return false;
    return k == l;
}

/* "TTPVHCG" is one of them; of short ones ("CAK") nobody knows which, and "TTLT" is no "TTYT". */
bool symbol_body(const struct field_list *f, char token[NUMBER_MAX])
{
    enum { SHORT = 4, LONG = 6 };
    const size_t at = last_part(token);
    char *last = token + at;
    uint32_t off;
    const char *best = at > 0 ? body_near(f, last, &off) : NULL;

    if (!best || off != 1 || strlen(best) < SHORT || at + strlen(best) >= NUMBER_MAX ||
        (strlen(best) < LONG && !looks_alike(&f->t->fold, last, best)))
        return false;
    memcpy(last, best, strlen(best) + 1);
    return true;
}

bool symbol_near_body(const struct field_list *f, const char *token)
{
    const size_t at = last_part(token);
    uint32_t off;

    return at > 0 && body_near(f, token + at, &off) != NULL;
}

enum kind_fit { KIND_NOT, KIND_PART, KIND_WHOLE };

/* The abbreviation of this paper's type, or the first letters of the words of its name, all or the
 * first of them: "GBT" of Giấy báo tử, "TL" of Trích lục bản đồ. */
static enum kind_fit own_kind(const struct field_list *f, const char *kind)
{
    const char *word = f->t->types[f->type].pub.name_vi, *c = kind;

    for (uint32_t i = 0; i < f->t->n_abbrs; i++)
        if (f->t->abbrs[i].type == f->type && strcmp(f->t->abbrs[i].text, kind) == 0)
            return KIND_WHOLE;
    while (*c && *word) {
        size_t i = 0, k = 0;
        if (utf8_lower(utf8_next(c, strlen(c), &i)) !=
            utf8_lower(utf8_next(word, strlen(word), &k)))
            return KIND_NOT;
        c += i;
        word += strcspn(word, " ");
        word += strspn(word, " ");
    }
    return *c || c == kind ? KIND_NOT : *word ? KIND_PART : KIND_WHOLE;
}

/* "22/GBTTYT", "14/CT.CTUBND": between kind and body stands a dash, where what stands before a
 * known body is this type's own. A point that two readers saw stays, and stays doubtful: offices of
 * old wrote "NQ.HĐND", and of a faint dash both may see no more. */
bool symbol_dash(const struct field_list *f, char token[NUMBER_MAX], bool agreed)
{
    const struct word_set *bodies = &f->t->words.set[WORDS_BODY_SYMBOL];
    char *symbol = strchr(token, '/'), *at = NULL;
    const size_t len = strlen(token);
    char kind[NUMBER_MAX];
    enum kind_fit best = KIND_NOT;

    if (!symbol || strchr(symbol, '-') || strchr(symbol + 1, '/') || len + 2 > NUMBER_MAX)
        return false;
    symbol++;
    for (uint32_t i = 0; i < bodies->n; i++) {
        const char *body = bodies->list[i].text;
        const size_t n = strlen(body);
        char *start = token + len - n;
        if (n < 3 || n > len || start < symbol + 2 || strcmp(start, body) != 0)
            continue;
        memcpy(kind, symbol, (size_t)(start - symbol));
        kind[start - symbol - (start[-1] == '.')] = '\0';
        const enum kind_fit fit = own_kind(f, kind);
        if (fit > best || (fit == best && fit != KIND_NOT && start < at)) {
            best = fit;
            at = start;
        }
    }
    if (!at)
        return false;
    if (at[-1] == '.') {
        if (!agreed)
            at[-1] = '-';
        return true;
    }
    memmove(at + 1, at, strlen(at) + 1);
    *at = '-';
    return true;
}

/* Copies of extracts bear TL and their kind: "427/TLGH-BS"; "FLGH" was read wrongly. */
bool symbol_odd_copy(const char *token)
{
    const char *slash = strchr(token, '/');
    const size_t n = strlen(token);

    return slash && n > 3 && strcmp(token + n - 3, "-BS") == 0 && slash[1] >= 'A' &&
           !starts_with(slash + 1, "TL");
}

/* "GKSK-4I": parts of a symbol end in digits ("QH15", "PC06"), none has a letter behind one. */
static bool letter_behind_digit(const char *symbol)
{
    for (const char *c = symbol; *c; c++)
        if (*c >= '0' && *c <= '9' && c[1] >= 'A' && c[1] <= 'Z')
            return true;
    return false;
}

/* First letters of words of the type's name in their order ("XNTTHN" of a giấy xác nhận tình trạng
 * hôn nhân): no kind and body that lost the dash between them. */
static bool is_initials(const struct field_list *f, const char *symbol, size_t n)
{
    char want[NUMBER_MAX], name[NUMBER_MAX * 2], first[NUMBER_MAX * 2];
    uint32_t none = 0;
    size_t k = 0;
    const char *vi = f->t->types[f->type].pub.name_vi;
    const size_t len = strlen(vi);

    if (n >= sizeof want || len >= sizeof name)
        return false;
    const size_t w = fold_text(&f->t->fold, symbol, n, want, &none, &none),
                 m = fold_text(&f->t->fold, vi, len, name, &none, &none);
    for (size_t i = 0; i < m; i++)
        if (name[i] != ' ' && (i == 0 || name[i - 1] == ' '))
            first[k++] = name[i];
    return w > 0 && k >= w && memmem(first, k, want, w) != NULL;
}

static bool known_symbol(const struct field_list *f, const char *part, size_t n)
{
    const struct word_set *bodies = &f->t->words.set[WORDS_BODY_SYMBOL];

    for (uint32_t i = 0; i < f->t->n_abbrs; i++)
        if (strlen(f->t->abbrs[i].text) == n && memcmp(f->t->abbrs[i].text, part, n) == 0)
            return true;
    for (uint32_t i = 0; i < bodies->n; i++)
        if (strlen(bodies->list[i].text) == n && memcmp(bodies->list[i].text, part, n) == 0)
            return true;
    return known_kind(f, part, n);
}

/* Two letters and more, a body's at the end: "XNUB", "CVUBND". */
static bool ends_with_body(const struct field_list *f, const char *symbol)
{
    static const char committee[] = "UB";
    const struct word_set *bodies = &f->t->words.set[WORDS_BODY_SYMBOL];
    const size_t n = strlen(symbol);

    if (n >= 2 + strlen(committee) && strcmp(symbol + n - strlen(committee), committee) == 0)
        return true;
    for (uint32_t i = 0; i < bodies->n; i++) {
        const size_t k = strlen(bodies->list[i].text);
        if (n >= 2 + k && strcmp(symbol + n - k, bodies->list[i].text) == 0)
            return true;
    }
    return false;
}

/* "QĐUB" may be a "QĐ.UB" whose point both readers lost: in one part, the abbreviation of a kind
 * and two letters more. */
static bool lost_point(const struct field_list *f, const char *symbol)
{
    const size_t n = strlen(symbol);

    if (strpbrk(symbol, "-/.") || known_symbol(f, symbol, n) || is_initials(f, symbol, n))
        return false;
    if (ends_with_body(f, symbol))
        return true;
    for (uint32_t i = 0; i < f->t->n_abbrs; i++)
        if (starts_with(symbol, f->t->abbrs[i].text) &&
            utf8_count(symbol, n) >=
                utf8_count(f->t->abbrs[i].text, strlen(f->t->abbrs[i].text)) + 2)
            return true;
    return false;
}

/* "PLL/TP" of a phiếu lý lịch tư pháp: the first letters of one name, with a joint read among them.
 */
static bool joint_among(const struct field_list *f, const char *symbol)
{
    char whole[NUMBER_MAX];
    size_t n = 0;

    if (!strpbrk(symbol, "-/."))
        return false;
    for (const char *c = symbol; *c && n + 1 < sizeof whole; c++)
        if (!strchr("-/.", *c))
            whole[n++] = *c;
    whole[n] = '\0';
    return utf8_count(whole, n) >= 3 && is_initials(f, whole, n);
}

/* Letters no Vietnamese symbol has ("XÑ-UBND"), or a kind and a body that lost the dash between
 * them ("GBTTYT"): kinds have up to five letters (NĐ 30/2020/NĐ-CP, appendix III). */
bool symbol_odd(const struct field_list *f, const char *token, bool listed)
{
    const char *symbol = token + strcspn(token, "/");
    size_t letters = 0;

    for (size_t i = 0, len = strlen(symbol); i < len;) {
        const uint32_t cp = utf8_next(symbol, len, &i);
        letters += utf8_is_letter(cp);
        if (cp >= 0xC0 && cp < 0x100 && cp != 0xC2 && cp != 0xCA && cp != 0xD4)
            return true;
    }
    return (letters > 5 && !listed && !strchr(symbol, '-') && !strchr(symbol + 1, '/') &&
            !is_initials(f, symbol + 1, strlen(symbol + 1))) ||
           letter_behind_digit(symbol) ||
           (*symbol && !listed && (lost_point(f, symbol + 1) || joint_among(f, symbol + 1)));
}

/* The part with the letter at `at`, which stands there twice, once. */
static bool known_once(const struct field_list *f, const char *part, size_t n, size_t at,
                       size_t letter)
{
    char once[NUMBER_MAX];

    memcpy(once, part, at);
    memcpy(once + at, part + at + letter, n - at - letter);
    return known_symbol(f, once, n - letter);
}

/* "QĐĐ": recognisers say a letter twice; it goes where what is left is known to be a symbol.
 * Elsewhere both were printed ("TLBĐĐC"). */
static void symbol_once(const struct field_list *f, char *token)
{
    for (char *part = strchr(token, '/'), *end; part; part = *end ? end : NULL) {
        part++;
        end = part + strcspn(part, "/-");
        for (size_t i = 0; part + i < end;) {
            const size_t n = text_offset(part + i, 1);
            const char *next = part + i + n;
            if (n > 1 && next + n <= end && memcmp(part + i, next, n) == 0 &&
                !known_symbol(f, part, (size_t)(end - part)) &&
                known_once(f, part, (size_t)(end - part), i, n)) {
                memmove(part + i, next, strlen(next) + 1);
                end -= n;
            } else {
                i += n;
            }
        }
    }
}

/* "ĐĐ" of land ("đất đai") at the end of a part: no part is a single Đ, and "ĐKĐ" (đăng ký đất
 * đai) lacks its last. */
bool symbol_double(const struct field_list *f, char token[NUMBER_MAX])
{
    static const char letter[] = "Đ";
    const size_t one = strlen(letter);
    size_t n;
    bool any = false;

    symbol_once(f, token);
    n = strlen(token);
    for (char *part = strchr(token, '/'), *end; part; part = *end ? end : NULL) {
        part++;
        end = part + strcspn(part, "/-");
        const size_t len = (size_t)(end - part);
        const bool alone = len == one && memcmp(part, letter, one) == 0;
        const bool land = len >= 5 && memcmp(end - 5, "ĐKĐ", 5) == 0;
        if ((!alone && !land) || n + one + 1 > NUMBER_MAX)
            continue;
        memmove(end + one, end, n + 1 - (size_t)(end - token));
        memcpy(end, letter, one);
        n += one;
        end += one;
        any = true;
    }
    return any;
}

/* Symbols are first letters of words, and none of the language begins with F, J, W or Z, hardly
 * one of an office's papers with I or O: "KSOT" was "KSQT", "ILKT" "TLKT". In a part that no table
 * knows nobody vouches for them. */
bool symbol_doubted(const struct field_list *f, const char *token)
{
    for (const char *part = strchr(token, '/'), *end; part; part = *end ? end : NULL) {
        part++;
        end = part + strcspn(part, "/-");
        const size_t n = (size_t)(end - part);
        if (!known_symbol(f, part, n) && strcspn(part, "FJWZIO") < n &&
            strspn(part, "0123456789") < n)
            return true;
    }
    return false;
}
