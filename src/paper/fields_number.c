#include <math.h>
#include <string.h>

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

/* First token of s with the blanks around / and - taken out. Dashes of print become '-'; *mended
 * where a sign was taken for one. */
static void number_token(const char *s, char out[NUMBER_MAX], bool *mended)
{
    size_t n = 0;

    for (size_t i = 0; s[i] && n + 4 < NUMBER_MAX; i++) {
        if (starts_with(s + i, "–") || starts_with(s + i, "—")) {
            out[n++] = '-';
            i += 2;
            continue;
        }
        if (s[i] == ' ') {
            const size_t next = i + strspn(s + i, " ");
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

/* 1: 226/UBND-HCC, 45/2020/NĐ-CP, 02-KH/BCĐTW, 12/2021, 07/2022-BS; 0.6: a bare number; 0.3: else.
 */
static float number_form(const struct fold_map *m, const char *s)
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
    memmove(token + digits + 1, token + digits, len - digits + 1);
    token[digits] = '/';
    return true;
}

/* "I16/KH-UBND": letters before the slash that look like digits, beside a real digit; of a bare
 * number ("I78") those that are no sign of a series. */
static bool like_digits(char token[NUMBER_MAX])
{
    static const char letters[] = "IlJ|OoSBZ", digits[] = "111100582";
    enum { BARE = 6 };
    const size_t n = strcspn(token, "/-");
    char out[8];
    bool real = false;

    if (n < 2 || n > 5 || strspn(token, "0123456789") == n)
        return false;
    for (size_t i = 0; i < n; i++) {
        const char *at = memchr(letters, token[i], token[n] ? sizeof letters - 1 : BARE);
        const bool digit = token[i] >= '0' && token[i] <= '9';
        if (!digit && !at)
            return false;
        real |= digit;
        out[i] = digit ? token[i] : digits[at - letters];
    }
    if (real)
        memcpy(token, out, n);
    return real;
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
static bool number_agreed(const struct field_list *f, const struct seg *s, const char *token)
{
    const struct view *v = &f->d->views[0];
    const size_t want = utf8_count(token, strlen(token));
    const struct word *last = NULL;
    size_t seen = 0;

    for (const struct seg *q = s; q < &v->segs[v->row_first[s->row + 1]] && seen < want; q++)
        for (uint32_t i = 0; i < q->count && seen < want; i++) {
            const struct word *w = &v->page->words[q->words[i]];
            const char *digit = strpbrk(w->text, "0123456789");
            if (digit && !(w->flags & WORD_AGREED) && w->conf < 1)
                return false;
            const char *from = seen ? w->text : digit;
            last = from ? w : last;
            seen += from ? utf8_count(from, strlen(from)) : 0;
        }
    const uint32_t at = last ? (uint32_t)(last - v->page->words) : 0;
    return last && !page_digit_touches(v->page, at, at, last->box);
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

enum { SERIES_WORDS = 16 };

/* "Ký hiệu: 22AA/22E Số: 24801" of receipts: where the number behind the series begins; 0: there is
 * none. */
static size_t behind_series(const struct seg *s)
{
    const size_t series = find_phrase(s->fold, s->len, "hieu", 0),
                 glued = find_phrase(s->fold, s->len, "kyhieu", 0),
                 so = find_phrase(s->fold, s->len, "so", 0);

    if ((series == SIZE_MAX && glued == SIZE_MAX) || so == SIZE_MAX ||
        so < (series == SIZE_MAX ? glued : series))
        return 0;
    const size_t words = strspn(s->fold + so + 2, "abcdefghiklmnopqrstuvxy "), /* "Số biên lai: " */
        n = so + 2 + words + strspn(s->fold + so + 2 + words, " :.");
    const bool label = words <= 1 || (words <= SERIES_WORDS && s->fold[so + 2 + words] == ':');
    return label && n > so + 2 && s->fold[n] >= '0' && s->fold[n] <= '9' ? n : 0;
}

/* "Số phiếu: 123/2024": in the head or under the title, the number right behind it; *at is where it
 * begins in the fold. */
static int32_t labelled_number(const struct field_list *f, size_t *at)
{
    enum { ROWS = 10 };
    const struct word_set *labels = &f->t->words.set[WORDS_NUMBER_LABEL];
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];
    const uint32_t to = (uint32_t)(l->tieu_row > 0 ? l->tieu_row : 0) + ROWS;

    for (uint32_t i = 0; i < v->n_segs && v->segs[i].row < to; i++) {
        if ((*at = behind_series(&v->segs[i])) > 0)
            return (int32_t)i;
        for (uint32_t k = 0; k < labels->n; k++) {
            const char *s = v->segs[i].fold;
            size_t n = labels->list[k].len;
            if (!starts_with(s, labels->list[k].fold) ||
                (v->segs[i].lower_first && s[n] != ':')) /* a sentence that goes on */
                continue;
            n += strspn(s + n, " :./no()");
            if (s[n] >= '0' && s[n] <= '9') {
                *at = n;
                return (int32_t)i;
            }
        }
    }
    return -1;
}

static void add_labelled(struct field_list *f)
{
    const struct view *v = &f->d->views[0];
    char token[NUMBER_MAX];
    size_t at = 0;
    float conf;
    const int32_t i = labelled_number(f, &at);

    if (i < 0)
        return;
    const struct seg *s = &v->segs[i];
    bool mended = false;
    number_token(s->text + text_offset(s->text, at), token, &mended);
    if (number_form(&f->t->fold, token) < 0.6F || strspn(token, "0123456789") >= 10)
        return;
    const struct box box = seg_box(v, s, at, at + utf8_count(token, strlen(token)), &conf);
    field_add(f, "doc_number", token, conf, 0.9F, 0, box);
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

    const char *english = at + strspn(at, " /("); /* "Số/No: 88087", "Số/ Number: 91526" */
    const size_t letters = strspn(english, "NnOoUuMmBbEeRr"),
                 gap = strspn(english + letters, " .:)");
    if (english > at && letters >= 2 && letters <= 6 && english[letters + gap] >= '0' &&
        english[letters + gap] <= '9')
        at = english + letters + gap;
    for (at += strspn(at, " :;._"); starts_with(at, "…"); at += strspn(at, " :;._"))
        at += strlen("…");
    return at;
}

/* Why nobody can tell the number that begins at `at`; NULL: it can be told. */
static const char *why_unread(const struct field_list *f, const char *at, const char *token)
{
    const size_t n = strlen(token);

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

/* How well the number that begins at this seg has the form of one; under 0.95 it is shown, never
 * accepted. */
static float suits(struct field_list *f, const struct seg *s, char *token, struct box box,
                   bool mended)
{
    const bool bare = token[strspn(token, "0123456789")] == '\0';
    float form = number_form(&f->t->fold, token);

    /* receipts and forms of citizens bear bare numbers; those of a year are short */
    if (bare && strlen(token) >= 5 && f->t->types[f->type].pub.cls == 'C')
        form = 1;
    if (bare && strlen(token) >= 2 && of_book(&f->d->views[0], s))
        form = 1;
    if (form < 1)
        reason_add(f, "number_doubtful");
    if (mended || !number_agreed(f, s, token) || (bare && number_is_small(&f->d->views[0], box)) ||
        symbol_near_body(f, token) || symbol_odd_copy(token) || symbol_odd(f, token) ||
        symbol_doubted(f, token))
        form = fminf(form, 0.9F);
    return form;
}

static void read_number(struct field_list *f)
{
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];
    struct box box = { 0 };
    float conf = 0;
    char token[NUMBER_MAX];

    if (l->card_front) /* "Số / No." of a card is a person's number */
        return;
    const int32_t at_seg = l->number_seg >= 0 ? l->number_seg : right_number(f);
    if (at_seg < 0) {
        if (l->two_columns && l->motto_top && f->t->types[f->type].number == NUMBER_ALWAYS)
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
    const char *why = why_unread(f, at, token);
    if (why) {
        reason_add(f, why);
        return;
    }
    mended = symbol_double(f, token) || mended;
    mended = put_eights(token) || mended;
    mended = like_digits(token) || mended;
    if (token[0] < '0' || token[0] > '9') {
        reason_add(f, "number_unread");
        return;
    }
    if (strspn(token, "0123456789") >= 10 && !l->two_columns) /* a person's, in its own line */
        return;
    if (!token[strspn(token, "0123456789")] && f->t->types[f->type].number == NUMBER_NONE)
        return; /* a box's, a sheet's */
    mended = drop_specks(&f->t->fold, token) || mended;
    mended = put_slash(f, token) || mended;
    const bool agreed = !mended && number_agreed(f, s, token);
    mended = symbol_plain(&f->t->fold, token) || mended;
    mended = symbol_type(f, token, agreed || symbol_sure(v, s)) || mended;
    mended = symbol_body(f, token) || mended;
    mended = symbol_dash(f, token) || mended;
    const float form = suits(f, s, token, box, mended);
    if (number_read_twice(v, s, 3))
        conf = fmaxf(conf, READ_TWICE);
    field_add(f, "doc_number", token, conf, form, 0, box);
}

/* Numbers of these are no paper's own. */
static bool another_number(const char *label, size_t n)
{
    static const char *const others[] = {
        "cccd",     "cmnd", "can cuoc",      "chung minh", "dinh danh", "ddcn",   "dien thoai",
        "dt",       "may",  "tai khoan",     "thua",       "to",        "nha",    "quyen",
        "ho so",    "seri", "phat hanh",     "khung",      "loai",      "bien",   "can",
        "thue",     "fax",  "trang",         "tien",       "tuoi",      "nguoi",  "khau",
        "mau",      "luat", "nghi dinh",     "thong tu",   "bhxh",      "bhyt",   "bao hiem",
        "ho chieu", "ban",  "lan",           "ngay",       "cho",       "toa do", "hop dong",
        "can cu",   "theo", "quyet dinh so", "cong van",   "ngo",       "duong",  "lo"
    };

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const size_t k = strlen(others[i]), at = find_phrase(label, n, others[i], 0);
        if (at != SIZE_MAX && (at + k == n || !(label[at + k] >= 'a' && label[at + k] <= 'z')))
            return true;
    }
    return false;
}

/* Where the number begins behind a label that holds the word "số" and speaks of no other number;
 * 0: there is none. */
static size_t behind_so(const struct seg *s)
{
    enum { REACH = 45 };
    size_t n = 0, word = SIZE_MAX;

    while (n < s->len && n < REACH && !(s->fold[n] >= '0' && s->fold[n] <= '9'))
        n++;
    for (size_t at = find_phrase(s->fold, n, "so", 0); at != SIZE_MAX;
         at = find_phrase(s->fold, n, "so", at + 1))
        if (at + 2 == n || !(s->fold[at + 2] >= 'a' && s->fold[at + 2] <= 'z'))
            word = at;
    const char *colon = n < s->len ? memchr(s->fold, ':', n) : NULL;
    const bool right_behind =
        word != SIZE_MAX && strspn(s->fold + word + 2, " :./") >= n - word - 2;
    if (n == s->len || n == REACH || n < 2 || word == SIZE_MAX || (!right_behind && !colon) ||
        (colon && strspn(colon, " :.") < (size_t)(s->fold + n - colon)) ||
        another_number(s->fold, n))
        return 0;
    return n;
}

/* "13918-855" of a household's book (Circular 36/2014/TT-BCA). */
static bool book_number(const struct field_list *f, const char *token)
{
    const size_t n = strspn(token, "0123456789");
    const char *slug = f->t->types[f->type].pub.slug;

    return starts_with(slug, "so_") && n >= 4 && token[n] == '-' && token[n + 1] &&
           token[n + 1 + strspn(token + n + 1, "0123456789")] == '\0';
}

/* "Nghị quyết số 11-NQ/TW", also where the line breaks before "số": another paper's. */
static bool cites(const struct seg *s, size_t at)
{
    static const char *const papers[] = { "can cu",    "theo",     "nghi quyet", "quyet dinh",
                                          "nghi dinh", "thong tu", "luat",       "cong van",
                                          "chi thi",   "ke hoach", "to trinh",   "thong bao" };

    if (s->lower_first)
        return true;
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
        if (find_phrase(s->fold, at, papers[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* Shown, never accepted: whatever label with "số" stands in the head or beside the title, and
 * anywhere a number with a symbol behind "Số" at the beginning of a line. */
static void number_of_rest(struct field_list *f)
{
    enum { ROWS = 10 };
    static const float REST = 0.7F;
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];
    const int32_t title = l->n_hits ? (int32_t)l->hits[0].last_row + 4 : 0,
                  head = l->tieu_row > 0 ? l->tieu_row + 3 : ROWS, to = title > head ? title : head;
    char token[NUMBER_MAX];
    float conf;

    /* those of these have a form of their own, which number_in_text knows */
    if (strcmp(f->t->types[f->type].pub.slug, "gcn_ho_kinh_doanh") == 0 ||
        strcmp(f->t->types[f->type].pub.slug, "giay_phep_lai_xe") == 0)
        return;
    if (f->t->types[f->type].number == NUMBER_NONE &&
        !starts_with(f->t->types[f->type].pub.slug, "so_"))
        return;
    for (uint32_t i = 0; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        const size_t at = behind_so(s);
        bool mended = false;
        if (at == 0 || cites(s, at))
            continue;
        number_token(s->text + text_offset(s->text, at), token, &mended);
        const bool symbol = strchr(token, '/') && number_form(&f->t->fold, token) >= 1 &&
                            starts_with(s->fold, "so");
        const bool whole = number_form(&f->t->fold, token) >= 0.6F || book_number(f, token);
        if (!whole || strspn(token, "0123456789") >= 10 || !((int32_t)s->row <= to || symbol))
            continue;
        const struct box box = seg_box(v, s, at, at + utf8_count(token, strlen(token)), &conf);
        field_add(f, "doc_number", token, conf, REST, 0, box);
        return;
    }
}

void fields_number(struct field_list *f)
{
    read_number(f);
    number_in_text(f);
    const struct layout *l = &f->d->layouts[0];
    if (!field_get(f, "doc_number") && l->number_seg < 0 && !l->card_front && !l->card_back)
        add_labelled(f);
    if (!field_get(f, "doc_number") && l->number_seg < 0 && !l->card_front && !l->card_back &&
        !f->certified)
        number_of_rest(f);
}
