/* What the words around a value say against its being of the kind that its form or its label has.
 */
#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "ident/doubt.h"
#include "ident/papers.h"

static const char other_words[] = "the words before it name another number";

static bool is_letter(char c)
{
    return isalpha((unsigned char)c) != 0;
}

/* Where what is said of a value begins, in fold: before its label, or before itself, back to a
 * wide gap, the line's beginning or one of `stops`. */
static size_t clause_of(const struct ident_view *v, size_t at, const char *stops, size_t reach)
{
    uint32_t first, last;
    size_t from = at;

    ident_view_words(v, v->text_of[at], v->text_of[at] + 1, &first, &last);
    const struct word *w = v->read->words;
    for (uint32_t i = first; i > 0; i--) {
        const size_t start = v->fold_of[v->word_start[i]],
                     before = v->fold_of[v->word_start[i - 1]];
        if (v->fold[start ? start - 1 : 0] == '\n' || at - before > reach ||
            w[i].box.x0 - w[i - 1].box.x1 > (w[i].box.y1 - w[i].box.y0) * 3 / 2)
            return start < from ? start : from;
        size_t end = start;
        while (end > before && strchr(" \n", v->fold[end - 1]))
            end--;
        if (end > before && strchr(stops, v->fold[end - 1]))
            return start < from ? start : from;
        from = before;
    }
    return from;
}

/* Where the head of a column ends that `at` stands in, in fold. */
static size_t head_end(const struct ident_view *v, size_t at)
{
    uint32_t first, last;

    ident_view_words(v, v->text_of[at], v->text_of[at] + 1, &first, &last);
    const struct word *w = v->read->words;
    for (; first + 1 < v->read->n_words && v->text[v->word_start[first + 1] - 1] == ' '; first++)
        if (w[first + 1].box.x0 - w[first].box.x1 > (w[first].box.y1 - w[first].box.y0) * 3 / 2)
            break;
    const size_t start = v->fold_of[v->word_start[first]];
    return start + strcspn(v->fold + start, " \n");
}

/* Kinds that stand in rows of other values: a colon or a digit ends what is said of one. */
static bool is_in_row(enum ident_kind kind)
{
    return kind <= IDENT_BHYT || kind == IDENT_PHONE;
}

static bool names_other(const struct ident_tables *t, const struct ident_view *v, size_t from,
                        size_t to, enum ident_kind kind)
{
    for (size_t i = 0; i < t->n_against; i++)
        if (t->against[i].kind == kind && ident_view_says(v, from, to, t->against[i].text))
            return true;
    return false;
}

/* "Số" of a register of civil status: nothing stands before it, or what it is the number of. */
static bool is_of_no_register(const struct ident_view *v, const struct ident_candidate *c)
{
    static const char *const kinds[] = { "khai sinh", "ket hon",  "khai tu",   "chung tu",
                                         "trich luc", "dang ky",  "ho tich",   "vao so",
                                         "giam ho",   "nhan cha", "nhan con",  "nhan me",
                                         "cai chinh", "con nuoi", "hon nhan",  "quyen",
                                         "ban sao",   "kem theo", "bao tu so", "chung sinh so" };
    static const char *const houses[] = { "duong", "pho", "hem", "to dan pho", "khu pho" };
    const size_t from = clause_of(v, c->label_start, ";,.:()|-", 60), end = v->fold_of[c->end],
                 line = end + strcspn(v->fold + end, "\n");
    size_t letters = 0;
    bool office = false;

    if (SAYS_ANY(v, end, end + 12 < line ? end + 12 : line, houses))
        return true;
    for (size_t i = from; i < c->label_start; i++)
        letters += is_letter(v->fold[i]);
    office = ident_view_says(v, from, c->label_start, "ubnd") ||
             ident_view_says(v, from, c->label_start, "uy ban");
    return letters > 1 && !office && !SAYS_ANY(v, from, v->fold_of[c->start], kinds);
}

/* "Số hồ sơ: 12/2010": an "ơ" is none of "số". */
static bool is_so_of_ho_so(const struct ident_view *v, const struct ident_candidate *c)
{
    size_t i = v->text_of[c->label_start];
    const uint32_t s = utf8_lower(utf8_next(v->text, v->len, &i)),
                   vowel = utf8_lower(utf8_next(v->text, v->len, &i));

    return s == 's' && (vowel == 0x1A1 || (vowel >= 0x1EDA && vowel <= 0x1EE3));
}

/* A serial is a certificate's only where the words before it say so, or alone on one. */
static bool is_unnamed_serial(const struct ident_view *v, bool is_certificate,
                              const struct ident_candidate *c)
{
    static const char *const names[] = {
        "giay chung nhan",  "gcn",     "gcnqsdd",   "qsdd", "so do",
        "so hong",          "so phat", "phat hanh", "seri", "so bia",
        "quyen su dung dat"
    };
    enum { SENTENCE = 120 };
    const size_t at = v->fold_of[c->start];

    if (c->labelled || (is_certificate && ident_view_apart(v, c->start, c->end)))
        return false;
    return !SAYS_ANY(v, at > SENTENCE ? at - SENTENCE : 0, at, names);
}

/* "Giấy chứng nhận sức khỏe": the words that a certificate of land goes on with, or its number. */
static bool is_other_certificate(const struct ident_view *v, const struct ident_candidate *c)
{
    static const char *const words[] = { "quyen", "so",   "qsd", "qsdd", "da",  "duoc", "nay",
                                         "co",    "mang", "cua", "dat",  "nha", "gcn",  "la",
                                         "seri",  "phat", "do",  "cu",   "moi", "ngay" };
    const size_t at = v->fold_of[c->start];
    size_t next = c->label_start + strlen("giay chung nhan");

    if (!c->labelled || c->in_table || c->label_end > at ||
        strncmp(v->fold + c->label_start, "giay chung nhan", next - c->label_start) != 0)
        return false;
    next += strspn(v->fold + next, " \n");
    return next < at && is_letter(v->fold[next]) &&
           !SAYS_ANY(v, next, next + strcspn(v->fold + next, " \n.,:;"), words);
}

/* Digits alone entered in a book: the certificate's only where the words say so. */
static bool is_unnamed_entry(const struct ident_view *v, const struct ident_candidate *c)
{
    static const char *const names[] = { "cap", "gcn", "giay chung nhan", "qsdd", "gcnqsdd" };

    return strspn(c->value, "0123456789") == strlen(c->value) &&
           !SAYS_ANY(v, c->label_start, v->fold_of[c->start], names);
}

/* "vào sổ cấp GCN ngày 12 tháng 5", "số vào sổ năm 2015": of a date. */
static bool is_of_date(const struct ident_view *v, const struct ident_candidate *c)
{
    static const char *const words[] = { "thang", "trang" };
    const size_t end = v->fold_of[c->end], to = end + 8 < v->fold_len ? end + 8 : v->fold_len;
    const size_t n = strlen(c->value);

    if (strspn(c->value, "0123456789") < n)
        return false;
    return SAYS_ANY(v, end, to, words) ||
           (n == 4 && (strncmp(c->value, "199", 3) == 0 || strncmp(c->value, "20", 2) == 0));
}

/* "hệ số 1.001193": the code of a procedure stands beside its name, or behind words that say what
 * it is. */
static bool is_unnamed_procedure(const struct ident_tables *t, const struct ident_view *v,
                                 const struct ident_candidate *c)
{
    static const char *const names[] = { "ma", "thu tuc", "tthc", "dich vu", "linh vuc" };
    enum { SENTENCE = 120 };
    const size_t at = v->fold_of[c->start], from = at > SENTENCE ? at - SENTENCE : 0,
                 to = at + SENTENCE / 2 < v->fold_len ? at + SENTENCE / 2 : v->fold_len;

    static const char *const amounts[] = { "dong", "nghin", "trieu", "ty", "vnd" };
    const size_t end = v->fold_of[c->end];

    if (SAYS_ANY(v, end, end + 8 < v->fold_len ? end + 8 : v->fold_len, amounts) ||
        v->fold[end + strspn(v->fold + end, " ")] == '%')
        return true;
    if (strlen(c->value) > 8 ||
        (c->start > 0 && v->text[c->start - 1] == '(' && v->text[c->end] == ')'))
        return false; /* "1.000894.01", "Cấp bản sao (2.000635)" */
    for (size_t i = 0; i < t->n_procedures; i++)
        if (ident_view_says(v, from, to, t->procedures[i].name))
            return false;
    return !c->labelled && !SAYS_ANY(v, from, at, names);
}

/* Between "Số", "Mã số" and the value: other words than those. */
static bool is_far_from_label(const struct ident_view *v, const struct ident_candidate *c)
{
    const size_t n = c->label_end - c->label_start;
    size_t letters = 0;

    if (!c->labelled || c->in_table || n > 5)
        return false;
    for (size_t i = c->label_end; i < v->fold_of[c->start]; i++)
        letters += is_letter(v->fold[i]);
    return letters > 0;
}

/* "TK 3600205123456": of a bank, and no group of the insured. */
static bool is_of_account(const struct ident_view *v, const struct ident_candidate *c)
{
    return c->kind == IDENT_BHYT && !c->labelled && strncmp(v->text + c->start, "TK ", 3) == 0;
}

/* "0912.345.678": as telephone numbers are printed. */
static bool is_grouped(const struct ident_view *v, const struct ident_candidate *c)
{
    for (size_t i = c->start; i < c->end; i++)
        if (!isdigit((unsigned char)v->text[i]))
            return true;
    return false;
}

const char *ident_against(const struct ident_tables *t, const struct ident_view *v,
                          const char *type, const struct ident_candidate *c)
{
    const size_t at = v->fold_of[c->start];
    const bool before = c->labelled && !c->in_table && !c->across && c->label_start < at;
    const size_t label = before ? c->label_start : at;
    const bool sheet = before && c->kind == IDENT_PARCEL && v->fold[label] == 't' &&
                       v->fold[label + 1] != 'h'; /* "giáp thửa 128, tờ bản đồ 17" */
    size_t from = clause_of(v, label,
                            is_in_row(c->kind) && before ? ";,.:()"
                            : sheet                      ? ";."
                                                         : ";,.",
                            48);

    if (c->in_table && c->labelled) { /* its head */
        const size_t head = c->head ? 0 : clause_of(v, c->label_start, "", 48),
                     end = c->head ? 0 : head_end(v, c->label_end ? c->label_end - 1 : 0);
        if (names_other(t, v, head, end, c->kind))
            return other_words;
        const char *why = ident_area_against(t, v, type, c, head, end);
        if (why)
            return why;
        from = at;
    }
    if (c->called)
        from = label;
    for (size_t i = label; is_in_row(c->kind) && i > from; i--)
        if (isdigit((unsigned char)v->fold[i - 1])) /* another value's */
            from = i;
    if (names_other(t, v, from, at, c->kind))
        return other_words;
    switch (c->kind) {
    case IDENT_CIVIL_REG_NO:
        if (label > 2 && v->fold[label] == 'q' && strncmp(v->fold + label - 3, "uy ", 3) == 0)
            return other_words; /* "Giấy ủy quyền số" */
        if ((c->flags & PATTERN_IN_LABEL) && v->fold[c->label_start] != 'q' &&
            (is_of_no_register(v, c) || is_so_of_ho_so(v, c)))
            return other_words;
        break;
    case IDENT_GCN_SERIAL:
        if (c->flags & PATTERN_REGISTER
                ? is_unnamed_entry(v, c)
                : is_unnamed_serial(v, strncmp(type, "gcn_qsdd", 8) == 0, c))
            return "no word near it says that it is a certificate's";
        if (is_other_certificate(v, c) || ((c->flags & PATTERN_REGISTER) && is_of_date(v, c)))
            return other_words;
        break;
    case IDENT_TTHC_CODE:
        if (is_unnamed_procedure(t, v, c))
            return "no word near it says that it is a procedure's";
        break;
    case IDENT_PHONE:
        if (c->unnamed && !is_grouped(v, c))
            return "behind words that are no label known";
        if (strncmp(v->fold + label, "so may", 6) == 0 &&
            (strncmp(type, "dang_ky_xe", 10) == 0 ||
             ident_view_says(v, 0, v->fold_len, "so khung")))
            return "the number of an engine";
        break;
    case IDENT_PARCEL:
        return (c->flags & PATTERN_AREA) && before ? ident_area_against(t, v, type, c, from, at)
                                                   : ident_parcel_against(v, type, c);
    case IDENT_BHXH:
    case IDENT_BHYT:
    case IDENT_HKD_CODE:
        if (c->kind == IDENT_HKD_CODE && strncmp(type, "dang_ky_xe", 10) == 0)
            return "a vehicle's";
        if (c->kind == IDENT_HKD_CODE && v->text[c->end] == '/')
            return "goes on behind a sign";
        if (is_far_from_label(v, c) || is_of_account(v, c))
            return other_words;
        break;
    default:
        break;
    }
    return NULL;
}
