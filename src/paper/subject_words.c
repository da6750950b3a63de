#include "paper/subject_words.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "paper/names.h"

bool begins_small(const char *s)
{
    size_t one = 0;
    const uint32_t cp = *s ? utf8_next(s, strlen(s), &one) : 0;

    return utf8_is_letter(cp) && !utf8_is_upper(cp);
}

/* "vận -", "cập-" at the end of a line that goes on in small letters: a speck, no dash. */
static void drop_end_dash(struct text_run *r, const struct seg *next)
{
    size_t n = r->n;

    if (!begins_small(next->text) || n < 3 || r->text[n - 1] != '-')
        return;
    n--;
    while (n > 0 && r->text[n - 1] == ' ')
        n--;
    r->n = n;
}

void run_add(struct text_run *r, const struct seg *s, uint32_t skip)
{
    const char *t = s->text + text_offset(s->text, skip);
    const size_t len = strlen(t);

    if (r->n + len + 2 > sizeof r->text)
        return;
    drop_end_dash(r, s);
    if (r->n > 0)
        r->text[r->n++] = ' ';
    memcpy(r->text + r->n, t, len + 1);
    r->n += len;
    r->box = r->lines == 0 ? s->box : box_union(r->box, s->box);
    r->conf = r->lines == 0 ? s->conf : fminf(r->conf, s->conf);
    r->lines++;
}

/* "- chuẩn bị ..." goes on with a line: a speck, no dash. */
uint32_t speck_before(const struct seg *s)
{
    return starts_with(s->fold, "- ") && s->len > 2 && !seg_capital(s, 2) ? 2 : 0;
}

/* "CHI1 111] Về việc ...", "Vềviệc": the foot of a title that was cut, a lost blank. */
static char *from_about(struct field_list *f, char *value, float *fit)
{
    enum { REACH = 24 };
    char *at = value ? strstr(value, "Về việc ") : NULL,
         *glued = value ? strstr(value, "Vềviệc ") : NULL;
    bool digits = false;

    at = glued && (!at || glued < at) ? glued : at;
    for (const char *c = value; at && c < at; c++)
        digits |= *c >= '0' && *c <= '9';
    if (!at || at - value > REACH || (at > value && !digits))
        return value;
    if (at > value || at == glued)
        *fit = fminf(*fit, 0.9F);
    if (at != glued)
        return at;
    const size_t n = strlen(at), word = strlen("Về");
    char *out = arena_alloc(f->a, n + 2, 1);
    if (!out)
        return NULL;
    memcpy(out, at, word);
    out[word] = ' ';
    memcpy(out + word + 1, at + word, n - word + 1);
    return out;
}

/* Of "Về việc" the first letter is lost oftenest. */
static char *whole_about(struct field_list *f, char *value, float *fit)
{
    static const char *const torn[] = { "ề việc ", "ề ", "/v " };

    for (size_t i = 0; value && i < sizeof torn / sizeof *torn; i++)
        if (starts_with(value, torn[i])) {
            const size_t n = strlen(value);
            char *out = arena_alloc(f->a, n + 2, 1);
            if (!out)
                return NULL;
            out[0] = 'V';
            memcpy(out + 1, value, n + 1);
            *fit = fminf(*fit, 0.9F);
            return out;
        }
    return value;
}

/* A word of one consonant is what is left of a longer one: "c uyển", "đối với h". */
static bool torn_word(const struct fold_map *m, const char *value)
{
    for (const char *at = value; *at;) {
        char fold[8];
        uint32_t letters = 0, upper = 0;
        const size_t n = strcspn(at, " ");
        if (n > 0 && n <= 2 && fold_text(m, at, n, fold, &letters, &upper) == 1 && letters == 1 &&
            upper == 0 && !strchr("aeiouy", fold[0]))
            return true;
        at += n + strspn(at + n, " ");
    }
    return false;
}

/* Words of dots and strokes alone are specks between the words. */
static void drop_specks(struct text_run *r)
{
    size_t n = 0;

    for (size_t i = 0; i < r->n;) {
        const size_t len = strcspn(r->text + i, " ");
        const bool speck = len > 0 && strspn(r->text + i, ".,'`_~|\"") >= len;
        if (len > 0 && !speck) {
            if (n > 0)
                r->text[n++] = ' ';
            memmove(r->text + n, r->text + i, len);
            n += len;
        }
        i += len + (r->text[i + len] == ' ');
    }
    r->text[n] = '\0';
    r->n = n;
}

/* "I7", "L7": a stroke before digits is a 1, where nothing but digits is behind it. */
static void strokes_to_ones(char *value, float *fit)
{
    for (char *word = value; *word; word += strcspn(word, " "), word += strspn(word, " ")) {
        const size_t n = strcspn(word, " "), digits = strspn(word + 1, "0123456789");
        if (strchr("IlL|", *word) && digits > 0 && digits < 4 &&
            (digits + 1 == n || (digits + 2 == n && strchr(",.;)", word[n - 1])))) {
            *word = '1';
            *fit = fminf(*fit, 0.9F);
        }
    }
}

/* `row` in the value from its letter `at` on, whose letters are the row's: the row's marks, the
 * value's case. NULL: nothing differs but where the tone is put. */
static char *with_marks(struct field_list *f, const char *value, size_t at,
                        const struct word_row *row)
{
    const size_t len = strlen(value), from = text_offset(value, at),
                 to = text_offset(value, at + row->len);
    char *out = arena_alloc(f->a, len + 4 * strlen(row->text) + 1, 1);
    size_t w = from;

    if (!out) {
        f->failed = true;
        return NULL;
    }
    memcpy(out, value, from);
    for (size_t own = from, its = 0; own < to && row->text[its];) {
        const bool upper = utf8_is_upper(utf8_next(value, to, &own));
        const uint32_t cp = utf8_next(row->text, strlen(row->text), &its);
        w += utf8_put(upper ? utf8_upper(cp) : utf8_lower(cp), out + w);
    }
    memcpy(out + w, value + to, len - to + 1);
    return name_same(out, value) ? NULL : out;
}

/* A letter behind the first of these is a capital: a name. */
static bool holds_name(const char *value, size_t at, size_t letters)
{
    const size_t from = text_offset(value, at), to = text_offset(value, at + letters);
    bool first = true, word = true;

    for (size_t i = from; i < to; first = false) {
        const uint32_t cp = utf8_next(value, to, &i);
        if (word && !first && utf8_is_upper(cp))
            return true;
        word = cp == ' ';
    }
    return false;
}

/* "chỉ trả", "cử trí": words that are no others with other marks. All capitals are left, and what
 * is written without marks. */
static char *known_pairs(struct field_list *f, char *value, float *fit)
{
    const struct word_set *pairs = &f->t->words.set[WORDS_SUBJECT_PAIR];
    const size_t len = value ? strlen(value) : 0;
    char *fold = arena_alloc(f->a, len + 1, 1);
    uint32_t letters = 0, upper = 0;

    if (!value || !fold)
        return value;
    const size_t n = fold_text(&f->t->fold, value, len, fold, &letters, &upper);
    fold[n] = '\0';
    if (n == len) /* each letter one byte */
        return value;
    for (uint32_t i = 0; i < pairs->n; i++) {
        const struct word_row *row = &pairs->list[i];
        for (size_t at = find_phrase(fold, n, row->fold, 0); at != SIZE_MAX;
             at = find_phrase(fold, n, row->fold, at + 1)) {
            char *mended = holds_name(value, at, row->len) ? NULL : with_marks(f, value, at, row);
            if (!mended)
                continue;
            value = mended;
            *fit = fminf(*fit, 0.9F);
        }
    }
    return value;
}

/* "Sở kết công tác ...": what its words are known to begin with, marks as in the table. */
static char *known_first(struct field_list *f, char *value, float *fit)
{
    const struct word_set *first = &f->t->words.set[WORDS_SUBJECT_FIRST];

    if (!value || begins_small(value))
        return value;
    const size_t len = strlen(value);
    char *fold = arena_alloc(f->a, len + 1, 1);
    uint32_t none = 0;
    if (!fold)
        return value;
    fold[fold_text(&f->t->fold, value, len, fold, &none, &none)] = '\0';
    for (uint32_t i = 0; i < first->n; i++) {
        const struct word_row *row = &first->list[i];
        if (!starts_with(fold, row->fold) || (fold[row->len] && fold[row->len] != ' '))
            continue;
        char *mended = with_marks(f, value, 0, row);
        if (!mended)
            continue;
        *fit = fminf(*fit, 0.9F);
        return mended;
    }
    return value;
}

/* "tại các khu phố,": a line follows that was not read. */
static bool wants_more(const struct text_run *r)
{
    static const char *const words[] = { "và",  "của", "về",    "các",   "những", "cho",
                                         "tại", "với", "từ",    "đến",   "do",    "bằng",
                                         "năm", "quý", "trong", "tháng", "ngày",  "theo" };
    size_t n = r->n, k;

    while (n > 0 && r->text[n - 1] == ' ')
        n--;
    if (n > 0 && strchr(",;-(", r->text[n - 1]))
        return true;
    k = n;
    while (k > 0 && r->text[k - 1] != ' ')
        k--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == n - k && memcmp(r->text + k, words[i], n - k) == 0)
            return true;
    return false;
}

/* "(V/v xin kinh phí ...)": round the whole, or what is left of them. */
static void without_brackets(struct text_run *r)
{
    if (r->n > 0 && r->text[r->n - 1] == ')' && !strchr(r->text + 1, '(')) {
        r->text[--r->n] = '\0';
        if (r->text[0] == '(')
            memmove(r->text, r->text + 1, r->n--);
    }
}

/* The bytes of a quotation mark, 0: it is none; `kind`: straight, opening, closing, single. */
static size_t quote_at(const char *s, int *kind)
{
    static const char *const marks[] = { "\"", "“", "”", "'", "‘", "’", "„" };

    for (int i = 0; i < (int)(sizeof marks / sizeof *marks); i++)
        if (starts_with(s, marks[i])) {
            *kind = i;
            return strlen(marks[i]);
        }
    return 0;
}

/* “V/v ...”: round the whole. */
static char *without_quotes(char *value)
{
    int kind = 0;
    const size_t n = quote_at(value, &kind), len = strlen(value);

    if (n == 0 || !(starts_with(value + n, "V/v") || starts_with(value + n, "Về ")))
        return value;
    for (size_t i = len; i-- > n && len - i <= 3;)
        if (quote_at(value + i, &kind) == len - i) {
            value[i] = '\0';
            return value + n;
        }
    return value;
}

/* A quotation opened by one form of the mark is closed by the same, and two marks side by side are
 * one: `"Ngày ...”`, `"'Ngày`. */
static void quotes_alike(char *value, float *fit)
{
    static const char *const straight = "\"";
    bool open_straight = false, open = false;
    char *out = value;
    int kind = 0, next = 0;

    for (const char *at = value; *at;) {
        size_t n = quote_at(at, &kind);
        if (n == 0 || kind == 3 || kind == 5) { /* an apostrophe before a double mark is its half */
            const bool half = n > 0 && quote_at(at + n, &next) > 0;
            if (half) {
                at += n;
                *fit = fminf(*fit, 0.9F);
            } else {
                *out++ = *at++;
            }
            continue;
        }
        const size_t more = quote_at(at + n, &next);
        const char *as = kind == 0 || (open && open_straight) ? straight : NULL;
        if (as && kind != 0)
            *fit = fminf(*fit, 0.9F);
        if (!open)
            open_straight = kind == 0;
        open = !open;
        if (as) {
            *out++ = *as;
        } else {
            memmove(out, at, n);
            out += n;
        }
        if (more > 0)
            *fit = fminf(*fit, 0.9F);
        at += n + more;
    }
    *out = '\0';
}

/* "V/v" says that the subject follows, on a decision as on a letter; its last letter is taken for
 * others ("V/y", "V/x"). */
static char *without_about(char *value, float *fit)
{
    if ((*value != 'V' && *value != 'v') || value[1] != '/' || !value[2] || value[3] != ' ')
        return value;
    if (value[2] != 'v')
        *fit = fminf(*fit, 0.9F);
    return value + 4;
}

void run_field(struct field_list *f, struct text_run *r, float fit, bool ends)
{
    drop_specks(r);
    if (wants_more(r)) {
        fit = fminf(fit, 0.9F);
        ends = false;
    }
    without_brackets(r);
    char *value = r->lines ? value_trim(f->a, r->text, r->n) : NULL;

    value = known_first(f, whole_about(f, from_about(f, value, &fit), &fit), &fit);
    value = known_pairs(f, value, &fit);
    if (value) {
        strokes_to_ones(value, &fit);
        quotes_alike(value, &fit);
        value = without_about(without_quotes(value), &fit);
    }
    if (value && torn_word(&f->t->fold, value))
        fit = fminf(fit, 0.9F);

    if (value && strlen(value) >= 6) {
        f->subject_ends = ends;
        field_add(f, "subject", value, r->conf, fit, 0, r->box);
    }
}
