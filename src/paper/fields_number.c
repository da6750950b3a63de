#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "paper/fields.h"
#include "paper/fields_symbol.h"

/* Two readings by different models of different pixels that agree outweigh a doubt of the first. */
static const float READ_TWICE = 0.95F;

/* Number and symbol, blanks beside / and - gone. */
static bool number_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
           c == '-' || c == '&' || c == '.' || c == ',' || (unsigned char)c >= 0x80;
}

static bool joint(char c)
{
    return c == '/' || c == '-';
}

/* A slash and a symbol in capitals stand somewhere behind. */
static bool symbol_behind(const struct fold_map *m, const char *text)
{
    const char *slash = strchr(text, '/');
    char fold[8];
    uint32_t letters = 0, upper = 0;

    if (!slash)
        return false;
    slash += 1 + strspn(slash + 1, " ");
    const size_t n = text_offset(slash, 2);
    return fold_text(m, slash, n, fold, &letters, &upper) == 2 && upper == 2;
}

/* Specks beside the slash: "255,/¿XN-UBND". */
static bool drop_specks(const struct fold_map *m, char token[NUMBER_MAX])
{
    char fold[NUMBER_MAX], out[NUMBER_MAX];
    uint32_t none = 0;
    const size_t k = fold_text(m, token, strlen(token), fold, &none, &none);
    size_t n = 0;

    for (size_t i = 0; i < k; i++) {
        const size_t at = text_offset(token, i), len = text_offset(token, i + 1) - at;
        const bool before = (fold[i] == ',' || fold[i] == '.') && i + 1 < k && joint(fold[i + 1]);
        const bool part = (fold[i] >= 'a' && fold[i] <= 'z') ||
                          (fold[i] >= '0' && fold[i] <= '9') || strchr("/-&.,", fold[i]);
        if (!part || before)
            continue;
        memcpy(out + n, token + at, len);
        n += len;
    }
    out[n] = '\0';
    if (n == strlen(token))
        return false;
    memcpy(token, out, n + 1);
    return true;
}

static bool capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool digits_only(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] < '0' || s[i] > '9')
            return false;
    return true;
}

/* Behind a dash with room on both sides: a word of the text ("361/TLKS-BS - trích ngày",
 * "445/TNHS-TTPVHCC - Mã hồ sơ"), not a part of a symbol, which is in capitals. */
static bool text_behind(const char *s)
{
    const size_t len = strlen(s);
    size_t i = 2;

    if (!joint(s[0]) || s[1] != ' ' || len < 4)
        return false;
    const uint32_t first = utf8_next(s, len, &i), second = i < len ? utf8_next(s, len, &i) : 0;
    const bool small = utf8_is_letter(second) && !utf8_is_upper(second);
    return utf8_is_letter(first) && (!utf8_is_upper(first) || small);
}

/* "22 1/QĐ-UB": digits that stand apart, before the slash and its symbol. */
static bool digits_go_on(const char *out, size_t n, const char *s)
{
    const size_t digits = strspn(s, "0123456789");

    return n > 0 && n + digits <= 5 && digits > 0 && s[digits] == '/' && capital(s[digits + 1]) &&
           digits_only(out, n);
}

/* "!03/GXN-VHXH": a stroke among the digits before the slash. */
static bool stroke(const char *out, size_t n, const char *s)
{
    const size_t digits = strspn(s + 1, "0123456789");

    return (*s == '!' || *s == '|') && digits_only(out, n) && n + digits > 0 && n + digits < 5 &&
           s[1 + digits] == '/' && capital(s[2 + digits]);
}

void number_token(const char *s, char out[NUMBER_MAX], bool *mended)
{
    size_t n = 0;

    for (size_t i = 0; s[i] && n + 4 < NUMBER_MAX; i++) {
        if (starts_with(s + i, "–") || starts_with(s + i, "—")) {
            out[n++] = '-';
            i += 2;
            continue;
        }
        if (starts_with(s + i, "\xE2\x81\x84")) { /* a fraction's slash */
            out[n++] = '/';
            i += 2;
            continue;
        }
        if (s[i] == ' ') {
            const size_t next = i + strspn(s + i, " ");
            if (digits_go_on(out, n, s + next)) {
                *mended = true;
                i = next - 1;
                continue;
            }
            const bool join =
                !text_behind(s + next) &&
                ((n > 0 && joint(out[n - 1])) || joint(s[next]) || starts_with(s + next, "–"));
            if (n > 0 && !join)
                break;
            i = next - 1;
            continue;
        }
        const bool dash = s[i] == ':' && n > 0 && memchr(out, '/', n) && capital(out[n - 1]) &&
                          capital(s[i + 1]); /* "200/XL:UBND" */
        if (s[i] == ':' && n > 0 && out[n - 1] == '-' && memchr(out, '/', n) && capital(s[i + 1])) {
            *mended = true; /* "26703/TNHS-:TTPVHCC" */
            continue;
        }
        if (stroke(out, n, s + i)) {
            out[n++] = '1';
            *mended = true;
            continue;
        }
        if (!number_char(s[i]) && !dash)
            break;
        out[n++] = dash ? '-' : s[i];
        *mended |= dash;
    }
    while (n > 0 && (out[n - 1] == '.' || out[n - 1] == ',' || joint(out[n - 1])))
        n--;
    out[n] = '\0';
}

/* "74H8055934" of a business household (district code, H, seven digits). */
static bool household_code(const char *s)
{
    return strspn(s, "0123456789") == 2 && s[2] >= 'A' && s[2] <= 'Z' &&
           strspn(s + 3, "0123456789") == 7 && s[10] == '\0';
}

/* "LTB2401234-TK000123/TB-CCT" of a notice of tax: the series and number of the notice and of what
 * was declared, then the symbol. */
static bool of_series(const char *s)
{
    static const struct {
        size_t letters, digits;
    } parts[] = { { 2, 4 }, { 2, 3 } };

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t n = 0;
        while (capital(s[n]))
            n++;
        const size_t digits = strspn(s + n, "0123456789");
        if (n < parts[i].letters || n > 4 || digits < parts[i].digits || digits > 10)
            return false;
        s += n + digits;
        if (*s++ != (i == 0 ? '-' : '/'))
            return false;
    }
    return capital(s[0]) && capital(s[1]);
}

float number_form(const struct fold_map *m, const char *s)
{
    size_t i = 0, digits = 0;
    uint32_t letters = 0, upper = 0;
    char fold[NUMBER_MAX];

    while (s[i] >= '0' && s[i] <= '9')
        i++, digits++;
    if (household_code(s))
        return 1;
    if (digits == 0 || digits > 9)
        return 0.3F;
    if (s[i] == '.' && s[i + 1] >= '0' && s[i + 1] <= '9')
        for (i++; s[i] >= '0' && s[i] <= '9';)
            i++;
    if (s[i] == '\0')
        return 0.6F;
    if (s[i] >= 'a' && s[i] <= 'z')
        i++;
    if (!joint(s[i]))
        return 0.3F;
    const char *rest = s + i + 1;
    const size_t year = strspn(rest, "0123456789");
    if (year == 4 && (rest[0] == '1' || rest[0] == '2') && (rest[4] == '\0' || joint(rest[4])))
        rest += 4 + (rest[4] != '\0');
    else if (year > 0)
        return 0.3F;
    (void)fold_text(m, rest, strlen(rest), fold, &letters, &upper);
    if (*rest && (letters < 2 || upper * 2 < letters))
        return 0.5F;
    return 1;
}

/* The number seg and what stands right of it in its row, up to the other column. */
static char *number_text(struct field_list *f, const struct seg *s, struct box *box, float *conf)
{
    const struct view *v = &f->d->views[0];
    const struct layout *l = &f->d->layouts[0];
    char buf[NUMBER_MAX * 2];
    size_t n = 0;
    float sum = 0;
    uint32_t k = 0;

    for (uint32_t i = (uint32_t)(s - v->segs); i < v->row_first[s->row + 1]; i++) {
        const struct seg *q = &v->segs[i];
        if ((int32_t)i == l->date_seg ||
            (q != s && (float)q->box.x0 - (float)q[-1].box.x1 > 6 * v->em))
            break;
        const size_t len = strlen(q->text);
        if (n + len + 2 > sizeof buf)
            break;
        if (n > 0)
            buf[n++] = ' ';
        memcpy(buf + n, q->text, len);
        n += len;
        *box = k == 0 ? q->box : box_union(*box, q->box);
        const float digits = seg_digits(v, q, 0, q->len);
        sum += digits > 0 ? digits : q->conf;
        k++;
    }
    *conf = k ? sum / (float)k : 0;
    return arena_strndup(f->a, buf, n);
}

/* "223UBND-TTPVHCC": between the number and its symbol stands a slash, whatever was read. */
static bool put_slash(const struct field_list *f, char token[NUMBER_MAX])
{
    const size_t digits = strspn(token, "0123456789"), len = strlen(token);
    uint32_t letters = 0, upper = 0;
    char fold[NUMBER_MAX];

    if (digits == 0 || digits > 5 || len + 2 > NUMBER_MAX || memchr(token, '/', len) ||
        strpbrk(token + digits, "0123456789"))
        return false;
    (void)fold_text(&f->t->fold, token + digits, len - digits, fold, &letters, &upper);
    bool symbol = letters >= 2 && upper == letters;
    for (uint32_t i = 0; i < f->t->n_abbrs && !symbol; i++) /* "TTr" */
        symbol = starts_with(token + digits, f->t->abbrs[i].text);
    if (joint(token[digits]) || !symbol)
        return false;
    if (token[digits] != '.') /* "680.TB-UBND" */
        memmove(token + digits + 1, token + digits, len - digits + 1);
    token[digits] = '/';
    return true;
}

/* The digit that a letter before the slash looks like, 0 for none. Of a bare number those alone
 * that are no sign of a series. */
static char digit_like(const char *c, size_t len, bool symbol)
{
    static const char letters[] = "IlJ|OoSBZDQT", digits[] = "111100582007";
    static const char *const sixes[] = { "ó", "ò", "ő", "ö" };
    enum { BARE = 6 };

    for (size_t i = 0; len > 1 && i < sizeof sixes / sizeof *sixes; i++)
        if (starts_with(c, sixes[i]))
            return '6';
    const char *at =
        len == 1 ? memchr(letters, *c, symbol ? sizeof letters - 1 : (size_t)BARE) : NULL;
    return at ? digits[at - letters] : (char)(*c >= '0' && *c <= '9' ? *c : 0);
}

/* "I16/KH-UBND", "4ó/GXN-VHXH": letters before the slash that look like digits, beside a real digit
 * or, as strokes, by themselves: "II/CT-UBND". */
static bool like_digits(char token[NUMBER_MAX], bool digits_alone)
{
    const size_t n = strcspn(token, "/-");
    const bool symbol = token[n] == '/' && capital(token[n + 1]);
    char out[8];
    size_t k = 0;
    bool real = symbol && n <= 3 && strspn(token, "Il|") == n;

    if (n < (symbol ? 1 : 2) || n > sizeof out || strspn(token, "0123456789") == n)
        return false;
    for (size_t i = 0, len; i < n; i += len) {
        len = text_offset(token + i, 1);
        out[k] = digit_like(token + i, len, digits_alone || token[n] != '\0');
        if (!out[k++])
            return false;
        real |= token[i] >= '0' && token[i] <= '9';
    }
    if (!real || k > (digits_alone ? sizeof out : 5))
        return false;
    memcpy(token, out, k);
    memmove(token + k, token + n, strlen(token + n) + 1);
    return true;
}

/* "15§/KH-UBND": no sign but an 8 that was not made out; behind an 8 the same one, read twice. */
static bool put_eights(char token[NUMBER_MAX])
{
    static const char sign[] = "\xC2\xA7";
    bool any = false;

    for (char *at; (at = strstr(token, sign)) && at < token + strcspn(token, "/-"); any = true) {
        const bool twice = at > token && at[-1] == '8';
        if (!twice)
            *at++ = '8';
        memmove(at, at + 1 + twice, strlen(at + twice));
    }
    return any;
}

/* "17172025/XNKT" of 171/2025/XNKT, "211817TNHS-TTPVHCC" of 21181/TNHS: a slash read as the digit
 * it is like, where the number would be longer than any. */
static bool slash_as_digit(const struct field_list *f, char token[NUMBER_MAX])
{
    enum { LONG = 6, YEAR = 4 };
    const size_t n = strspn(token, "0123456789");
    char *at = token + n - 1;

    if (n < LONG || !token[n])
        return false;
    if (token[n] == '/' && capital(token[n + 1])) {
        const char *year = token + n - YEAR;
        at -= YEAR;
        if (!starts_with(year, "20") && !starts_with(year, "19"))
            return false;
    } else if (!symbol_begins(f, token + n)) {
        return false;
    }
    if (*at != '7' && *at != '1')
        return false;
    *at = '/';
    return true;
}

bool number_is_small(const struct view *v, struct box frame)
{
    enum { LEAST_PX = 16 };
    const struct box b = page_box_to_scan(v->page, frame);
    const int32_t w = b.x1 - b.x0, h = b.y1 - b.y0;

    return (w < h ? w : h) < LEAST_PX;
}

bool number_read_twice(const struct view *v, const struct seg *s, uint32_t least)
{
    bool any = false;

    for (uint32_t i = 0; i < s->count; i++) {
        const struct word *w = &v->page->words[s->words[i]];
        uint32_t digits = 0;
        for (const char *c = w->text; *c; c++)
            digits += *c >= '0' && *c <= '9';
        any |= digits >= least;
        if (digits >= least && !(w->flags & WORD_AGREED))
            return false;
    }
    return any;
}

/* The words of the number that begins at this seg: all that hold digits were read twice the same,
 * or are a PDF's own text, and none was torn off. */
bool number_agreed(const struct field_list *f, const struct seg *s, uint32_t from,
                   const char *token)
{
    const struct view *v = &f->d->views[0];
    const size_t want = utf8_count(token, strlen(token));
    const struct word *last = NULL;
    size_t seen = 0, at = 0;

    for (const struct seg *q = s; q < &v->segs[v->row_first[s->row + 1]] && seen < want; q++)
        for (uint32_t i = 0; i < q->count && seen < want; i++) {
            const struct word *w = &v->page->words[q->words[i]];
            const size_t end = at + utf8_count(w->text, strlen(w->text));
            const bool before = q == s && end <= from;
            at = end + 1;
            if (before)
                continue;
            const char *digit = strpbrk(w->text, "0123456789");
            if (digit && !(w->flags & WORD_AGREED) && w->conf < 1)
                return false;
            const char *start = seen ? w->text : digit;
            last = start ? w : last;
            seen += start ? utf8_count(start, strlen(start)) : 0;
        }
    const uint32_t k = last ? (uint32_t)(last - v->page->words) : 0;
    return last && !page_digit_touches(v->page, k, k, last->box);
}

/* Where the head has none on its left: old civil registers and receipts print it on the right. */
static int32_t right_number(const struct field_list *f)
{
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];
    const int32_t from = l->motto_seg >= 0 ? l->tieu_row + 1 : 0, to = from + (from ? 2 : 5);

    for (uint32_t i = 0; i < v->n_segs && (int32_t)v->segs[i].row <= to; i++)
        if ((int32_t)v->segs[i].row >= from && seg_number(&v->segs[i]) &&
            v->segs[i].box.x0 > (v->left + v->right) / 2)
            return (int32_t)i;
    return -1;
}

/* Behind the English twin of a label, NULL where none begins: "Số/No: 88087", "Số/ Number: 91526",
 * "Số / Ref. No.: 12/GBT". */
static const char *behind_twin(const char *s)
{
    enum { LONGEST = 20 };
    const size_t n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz .:)");
    size_t end = n;

    while (end > 0 && strchr(" .:)", s[end - 1]))
        end--;
    const bool no = (end == 2 || (end > 2 && strchr(" .", s[end - 3]))) &&
                    strncasecmp(s + end - 2, "no", 2) == 0,
               number = end >= 4 && end <= 6 && strspn(s, "NnOoUuMmBbEeRr") == end,
               last = end > 6 && strncasecmp(s + end - 6, "number", 6) == 0;
    return n <= LONGEST && s[n] >= '0' && s[n] <= '9' && (no || number || last) ? s + n : NULL;
}

/* Behind "Số", its colon and leaders. */
static const char *behind_label(const char *text, const char *fold)
{
    const size_t specks = strspn(fold, ":.,;'- %*#_~^\1");
    const char *label = fold + specks;
    const bool bare = *label >= '0' && *label <= '9';
    const char *at = text + text_offset(text, specks + (bare                            ? 0
                                                        : starts_with(label, "so hieu") ? 7
                                                                                        : 2));

    const char *english = at + strspn(at, " /("),
               *behind = english > at ? behind_twin(english) : NULL;
    at = behind ? behind : at;
    for (at += strspn(at, " :;._"); starts_with(at, "…"); at += strspn(at, " :;._"))
        at += strlen("…");
    return at;
}

/* "207/QĐ UB": capitals behind a blank, which may be a joint that was not read. */
static bool goes_on_apart(const char *at, const char *token)
{
    const size_t n = strlen(token);
    const char *slash = strchr(token, '/');

    if (!slash || !slash[1] || strpbrk(slash + 1, "-./") || strncmp(at, token, n) != 0 ||
        at[n] != ' ')
        return false;
    const char *next = at + n + strspn(at + n, " ");
    size_t k = 0;
    while (capital(next[k]) || starts_with(next + k, "Đ") ||
           (k > 0 && starts_with(next + k - 1, "Đ")))
        k++;
    return k >= 2 && k <= 7 && (next[k] == '\0' || next[k] == ' ');
}

/* "2827 QD-BGDĐT": the number was stamped over the slash between it and its symbol. */
static bool stamped_slash(const struct field_list *f, const char *at, char token[NUMBER_MAX])
{
    const size_t n = strlen(token);
    char both[NUMBER_MAX];
    bool none = false;

    if (n == 0 || n > 5 || strspn(token, "0123456789") != n || strncmp(at, token, n) != 0 ||
        at[n] != ' ')
        return false;
    number_token(at + n + strspn(at + n, " "), both, &none);
    if (!strchr(both, '-') || n + strlen(both) + 2 > NUMBER_MAX || !symbol_like(f, both))
        return false;
    token[n] = '/';
    memcpy(token + n + 1, both, strlen(both) + 1);
    return true;
}

/* Digits, then a sign that is no letter: what a hand wrote goes on. */
static bool sign_behind(const char *token)
{
    const size_t len = strlen(token), digits = strspn(token, "0123456789");
    size_t i = digits;

    if (digits == 0 || (unsigned char)token[digits] < 0x80 ||
        starts_with(token + digits, "\xC2\xA7"))
        return false;
    return !utf8_is_letter(utf8_next(token, len, &i));
}

/* Why nobody can tell the number that begins at `at`; NULL: it can be told. */
static const char *why_unread(const struct field_list *f, const char *at, const char *token)
{
    const size_t n = strlen(token);

    if (!strchr(token, '/') && sign_behind(token)) /* "4† QĐ-UBND" */
        return "number_unread";
    if (!strchr(token, '/') && symbol_behind(&f->t->fold, at)) /* "Số: 4‡##. /TB-UBND": a hand's */
        return "number_unread";
    /* "4# TB-UBND": what a hand wrote goes on in signs */
    if (n > 0 && strspn(token, "0123456789") == n && strncmp(at, token, n) == 0 && at[n] &&
        strchr("#*@$%^~", at[n]))
        return "number_unread";
    return n == 0 || joint(token[0]) ? "number_missing" : NULL;
}

/* "Số: 172   Quyển số: 01/2007": the number in a book of the civil register, which is bare. */
static bool of_book(const struct view *v, const struct seg *s)
{
    for (uint32_t i = (uint32_t)(s - v->segs); i < v->row_first[s->row + 1]; i++)
        if (find_phrase(v->segs[i].fold, v->segs[i].len, "quyen so", 0) != SIZE_MAX)
            return true;
    return false;
}

bool number_vouched(const struct field_list *f, const struct seg *s, uint32_t from,
                    const char *token, bool *kind)
{
    const enum vouch vouch = symbol_vouched(f, token, kind);

    return vouch != VOUCH_NONE && number_agreed(f, s, from, token) && !symbol_odd_copy(token) &&
           !symbol_odd(f, token, vouch == VOUCH_LISTED) &&
           (vouch == VOUCH_LISTED || (!symbol_near_body(f, token) && !symbol_doubted(f, token)));
}

/* How well the number that begins at `from` of this seg has the form of one; under 0.95 it is
 * shown, never accepted. A symbol that is known apart from its reading outweighs a doubt of digits
 * that two networks read the same. */
static float suits(struct field_list *f, const struct seg *s, uint32_t from, const char *token,
                   struct box box, bool mended, float *conf)
{
    static const float LEAST = 0.6F;
    const bool bare = token[strspn(token, "0123456789")] == '\0', symbol = symbol_is_there(token);
    bool kind;
    float form = number_form(&f->t->fold, token);

    /* receipts and forms of citizens bear bare numbers; those of a year are short */
    if (bare && strlen(token) >= 5 && f->t->types[f->type].pub.cls == 'C')
        form = 1;
    if (bare && strlen(token) >= 2 && of_book(&f->d->views[0], s))
        form = 1;
    if (form < 1)
        reason_add(f, "number_doubtful");
    if (mended ||
        !(symbol ? number_vouched(f, s, from, token, &kind) : number_agreed(f, s, from, token)) ||
        (bare && number_is_small(&f->d->views[0], box)))
        form = fminf(form, 0.9F);
    else if (symbol && form >= 1 && *conf >= LEAST)
        *conf = fmaxf(*conf, READ_TWICE);
    return form;
}

bool number_mend(const struct field_list *f, const struct seg *s, uint32_t from,
                 char token[NUMBER_MAX])
{
    bool mended = symbol_double(f, token);

    mended = put_eights(token) || mended;
    /* no series is printed before the number of a vehicle's paper */
    mended = like_digits(token, strcmp(f->t->types[f->type].pub.slug, "dang_ky_xe") == 0) || mended;
    mended = symbol_s(token) || mended;
    mended = slash_as_digit(f, token) || mended;
    mended = drop_specks(&f->t->fold, token) || mended;
    mended = put_slash(f, token) || mended;
    const bool agreed = !mended && number_agreed(f, s, from, token);
    mended = symbol_kind(f, token, agreed) || mended;
    mended = symbol_plain(&f->t->fold, token) || mended;
    mended = symbol_type(f, token, agreed || symbol_sure(&f->d->views[0], s), agreed) || mended;
    mended = symbol_body(f, token) || mended;
    mended = symbol_dash(f, token, agreed) || mended;
    return symbol_own(f, token, agreed) || mended;
}

static void read_number(struct field_list *f)
{
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];
    struct box box = { 0 };
    float conf = 0;
    char token[NUMBER_MAX];

    const int32_t at_seg = l->number_seg >= 0 ? l->number_seg : right_number(f);
    if (at_seg < 0) {
        if (l->two_columns && l->motto_top && !l->card_front &&
            f->t->types[f->type].number == NUMBER_ALWAYS)
            reason_add(f, "number_unread");
        return;
    }
    const struct seg *s = &v->segs[at_seg];
    if (s->lower_first && s->fold[2] == ' ' && s->fold[3] >= '0' && s->fold[3] <= '9')
        return; /* "Nghị quyết / số 11-NQ/TW": cited, where the line breaks */
    const char *text = number_text(f, s, &box, &conf);
    if (!text) {
        f->failed = true;
        return;
    }
    const char *at = behind_label(text, s->fold);
    bool mended = false;
    number_token(at, token, &mended);
    mended = goes_on_apart(at, token) || mended;
    mended = stamped_slash(f, at, token) || mended;
    if (l->card_front && !symbol_is_there(token)) /* "Số / No." of a card is a person's number */
        return;                                   /* forms in two languages look like one */
    const char *why = why_unread(f, at, token);
    if (why) {
        reason_add(f, why);
        return;
    }
    if (of_series(token)) { /* its parts are nowhere else to be checked by */
        field_add(f, "doc_number", token, conf, 0.9F, 0, box);
        return;
    }
    const uint32_t from = (uint32_t)utf8_count(text, (size_t)(at - text));
    mended = number_mend(f, s, from, token) || mended;
    if (token[0] < '0' || token[0] > '9') {
        reason_add(f, "number_unread");
        return;
    }
    if (strspn(token, "0123456789") >= 10 && !l->two_columns) /* a person's, in its own line */
        return;
    if (!token[strspn(token, "0123456789")] && f->t->types[f->type].number == NUMBER_NONE)
        return;                                        /* a box's, a sheet's */
    if (!l->two_columns && symbol_of_others(f, token)) /* in its own line, cited */
        return;
    if (number_read_twice(v, s, 3))
        conf = fmaxf(conf, READ_TWICE);
    const float form = suits(f, s, from, token, box, mended, &conf);
    field_add(f, "doc_number", token, conf, form, 0, box);
}

/* Behind the cover of a booklet, which says no more than what it is, its first page has the number.
 */
static void number_behind_cover(struct field_list *f)
{
    const struct doc_view *whole = f->d;

    if (field_get(f, "doc_number") || whole->n < 2 ||
        !layout_is_cover(f->t, &whole->layouts[0], &whole->layouts[1]))
        return;
    struct doc_view *inside = ARENA_NEW(f->a, struct doc_view, 1);
    if (!inside) {
        f->failed = true;
        return;
    }
    *inside = *whole;
    inside->n = whole->n - 1;
    for (uint32_t i = 0; i < inside->n; i++) {
        inside->views[i] = whole->views[i + 1];
        inside->layouts[i] = whole->layouts[i + 1];
        inside->page[i] = whole->page[i + 1];
    }
    f->d = inside;
    read_number(f);
    f->d = whole;
}

void fields_number(struct field_list *f)
{
    read_number(f);
    number_behind_cover(f);
    number_in_text(f);
    number_elsewhere(f);
}
