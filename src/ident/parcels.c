/* What the words around a parcel's number, its sheet's or its area say against its being one. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ident/doubt.h"
#include "ident/papers.h"

/* The vowel of the word at `at`, as it was read: its second letter. */
static uint32_t vowel_at(const struct ident_view *v, size_t at)
{
    size_t i = v->text_of[at + 1];

    return utf8_lower(utf8_next(v->text, v->len, &i));
}

/* "tăng" and "tầng" are one word without their marks, and "tặng" is a third: the first tells a
 * difference, the second a floor, the third nothing. Which of them stands in [from, to)? */
static bool says_tang(const struct ident_view *v, size_t from, size_t to, bool floor)
{
    for (size_t at = from; at + 4 <= to; at++) {
        if (strncmp(v->fold + at, "tang", 4) != 0 ||
            (at > 0 && isalnum((unsigned char)v->fold[at - 1])) ||
            isalnum((unsigned char)v->fold[at + 4]))
            continue;
        const uint32_t vowel = vowel_at(v, at);
        if (vowel == 0x1EB7 || strncmp(v->fold + at + 4, " cho", 4) == 0) /* ặ */
            continue;
        if (floor == (vowel == 0x1EA7)) /* ầ */
            return true;
    }
    return false;
}

/* "Diện tích tăng: 25,4 m2", "Chênh lệch diện tích": how much more or less it is than before. */
static bool is_difference(const struct ident_view *v, const struct ident_candidate *c, size_t from,
                          size_t to)
{
    static const char *const words[] = { "giam",      "chenh",     "lech",  "thieu",
                                         "hut",       "doi du",    "du ra", "sai so",
                                         "lan chiem", "chong lan", "them",  "bot" };
    static const char *const label[] = { "bien dong", "thay doi", "doi ra", "doi them" };

    return SAYS_ANY(v, from, to, words) || says_tang(v, from, to, false) ||
           (c->labelled && SAYS_ANY(v, c->label_start, to, label));
}

static bool is_of_floor(const struct ident_view *v, size_t from, size_t to)
{
    static const char *const words[] = {
        "san", "nha", "nha o", "can ho", "xay dung", "cong trinh"
    };

    return (SAYS_ANY(v, from, to, words) || says_tang(v, from, to, true)) &&
           !ident_view_says(v, from, to, "dat");
}

/* Where the last of those words begins in [from, to), plus one; 0: there is none. */
static size_t last_of(const struct ident_view *v, size_t from, size_t to, const char *const *words,
                      size_t n)
{
    for (size_t at = to; at-- > from;)
        for (size_t i = 0; i < n; i++)
            if (ident_view_says(v, at, at + strlen(words[i]), words[i]))
                return at + 1;
    return 0;
}

/* "Nhà ở: cấp 4, diện tích: 80,5 m2", "Căn nhà trên thửa đất, diện tích": what was named last
 * before the label is built. The house of an address ("số nhà 12"), of an owner ("nhà ông An") or
 * the state ("Nhà nước") is none that has an area. */
static bool is_of_building(const struct ident_view *v, const struct ident_candidate *c)
{
    static const char *const built[] = {
        "nha o",     "can nha",    "ngoi nha",  "nha cap",     "can ho",    "nha bep",   "nha kho",
        "nha xuong", "cong trinh", "chuong",    "chuong trai", "ki ot",     "nha tro",   "nha xay",
        "phong tro", "thue phong", "bien hieu", "quang cao",   "quay hang", "gian hang", "phan mo"
    };
    static const char *const land[] = { "dat", "thua", "ban do", "to" };
    enum { REACH = 70 };
    const size_t to = c->label_start, from = to > REACH ? to - REACH : 0,
                 house = last_of(v, from, to, built, sizeof built / sizeof *built);

    return house && last_of(v, from, to, land, sizeof land / sizeof *land) < house;
}

/* "34,2 m2 trong tổng số 904,7 m2", "Diện tích đề nghị chuyển: 34,2 m2" where the paper has another
 * area: of a part. */
static bool is_part(const struct ident_view *v, const struct ident_candidate *c, size_t from,
                    size_t to)
{
    static const char *const asked[] = { "de nghi chuyen", "xin chuyen", "de nghi tach",
                                         "xin tach" };
    static const char *const whole[] = { "trong tong", "tren tong" };
    static const char label[] = "dien tich";
    enum { NEAR = 24 };
    const size_t end = v->fold_of[c->end],
                 near = end + NEAR < v->fold_len ? end + NEAR : v->fold_len;
    int areas = 0;

    if (SAYS_ANY(v, end, near, whole))
        return true;
    for (const char *at = v->fold; areas < 2 && (at = strstr(at, label)) != NULL; at++)
        areas++;
    return areas > 1 && SAYS_ANY(v, from, to, asked);
}

/* Of several parcels: "thửa thứ hai". */
static bool is_ordinal_of(const struct ident_view *v, size_t at)
{
    return at > 4 && strncmp(v->fold + at - 4, "thu ", 4) == 0;
}

/* A word of [from, to) that the label of a whole parcel's area does not have: "Diện tích thu hồi",
 * "phần diện tích", "diện tích đất ở", "sử dụng chung". A single letter numbers an item. */
static bool has_other_words(const struct ident_tables *t, const struct ident_view *v, size_t from,
                            size_t to)
{
    static const char *const ordinals[] = { "nhat", "hai", "ba", "bon", "nam" };

    for (size_t i = from, n; i < to; i += n ? n : 1) {
        const char *word = v->fold + i;
        for (n = 0; i + n < to && isalnum((unsigned char)word[n]);)
            n++;
        if (n == 0 || strspn(word, "0123456789") >= n)
            continue;
        bool known = n == 1 ? *word == 'm' || (*word != 'o' && strchr(".):/-", word[1]) != NULL)
                            : ident_word_in(t, SET_AREA, word, n);
        if (n == 5 && strncmp(word, "chung", 5) == 0) /* "giấy chứng nhận" */
            known = strncmp(word + 5, " nhan", 5) == 0;
        for (size_t k = 0; k < sizeof ordinals / sizeof *ordinals && is_ordinal_of(v, i); k++)
            known |= strlen(ordinals[k]) == n && strncmp(word, ordinals[k], n) == 0;
        if (!known)
            return true;
    }
    return false;
}

/* "diện tích sử dụng: 54,6 m2" is a dwelling's; "sử dụng đất", "quyền sử dụng" are not. */
static bool is_used(const struct ident_view *v, size_t from, size_t to)
{
    static const char use[] = "su dung", right[] = "quyen ";
    const size_t n = strlen(use), k = strlen(right);

    for (size_t i = from; i + n <= to; i++)
        if (strncmp(v->fold + i, use, n) == 0 && strncmp(v->fold + i + n, " dat", 4) != 0 &&
            !(i >= k && strncmp(v->fold + i - k, right, k) == 0))
            return true;
    return false;
}

/* "tại", not "tái định cư" (á). */
static bool is_tai(const struct ident_view *v, size_t at)
{
    return strncmp(v->fold + at, "tai ", 4) != 0 || vowel_at(v, at) != 0xE1;
}

/* The sentence goes on behind the value and its unit with words that may say of what part it is
 * ("808,7 m2 đất ở", in the next line too). */
static bool goes_on_otherwise(const struct ident_tables *t, const struct ident_view *v, size_t end)
{
    static const char *const parts[] = { "dat", "trong do", "gom", "bao gom", "trong tong" };
    const char *at = v->fold + end + strspn(v->fold + end, " .?_");

    if (strncmp(at, "met", 3) == 0)
        at += 3 + strspn(at + 3, " ");
    at += strcspn(at, " .,;:()\n-"); /* "m2", "vuông", however it was read */
    const char *marks = at;
    at += strspn(at, " ");
    if (at[0] == '2' && strchr(" .,;:()\n-", at[1]))
        marks = ++at, at += strspn(at, " ");
    if (isalpha((unsigned char)*at)) {
        for (size_t i = 0; i < t->n_words; i++) {
            const size_t n = strlen(t->words[i].text);
            if (t->words[i].set == SET_BEHIND && strncmp(at, t->words[i].text, n) == 0 &&
                !isalnum((unsigned char)at[n]) && is_tai(v, (size_t)(at - v->fold)))
                return false;
        }
        return true;
    }
    at = marks + strspn(marks, " \n(:-,;.");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const size_t n = strlen(parts[i]);
        if (strncmp(at, parts[i], n) == 0 && !isalnum((unsigned char)at[n]))
            return true;
    }
    return false;
}

/* A paper that is not about land, and that names no parcel at all. */
static bool names_no_land(const struct ident_view *v, const char *type)
{
    static const char *const land[] = { "thua", "dat", "to ban do" };

    return !ident_paper_is_land(type) && !SAYS_ANY(v, 0, v->fold_len, land);
}

const char *ident_area_against(const struct ident_tables *t, const struct ident_view *v,
                               const char *type, const struct ident_candidate *c, size_t from,
                               size_t to)
{
    if (!(c->flags & PATTERN_AREA))
        return NULL;
    if (is_difference(v, c, from, to))
        return "says how much an area has changed";
    if (is_of_floor(v, from, to) || (c->labelled && !c->in_table && is_of_building(v, c)))
        return "an area of a house";
    if (is_part(v, c, from, to))
        return "an area of a part";
    if (c->in_table && strncmp(type, "bao_cao", 7) == 0)
        return "may sum several up";
    if (names_no_land(v, type))
        return "the paper names no land";
    return has_other_words(t, v, from, to) || is_used(v, from, to) ||
                   (!c->in_table && goes_on_otherwise(t, v, v->fold_of[c->end]))
               ? "words about it may say of what else it is"
               : NULL;
}

/* A report counts parcels and sheets in the words that name one. */
static bool is_number_of_report(const struct ident_view *v, const char *type,
                                const struct ident_candidate *c)
{
    static const char *const sheets[] = { "to ban do", "to bd", "so to", "tbd", "to so" };
    enum { NEAR = 60 };
    const size_t end = v->fold_of[c->end], to = end + NEAR < v->fold_len ? end + NEAR : v->fold_len;

    if ((c->flags & PATTERN_AREA) || ident_paper_is_land(type) || !c->labelled)
        return false;
    if (c->in_table)
        return strncmp(type, "bao_cao", 7) == 0;
    return strncmp(v->fold + c->label_start, "so thua", 7) == 0 &&
           !SAYS_ANY(v, c->label_start > NEAR ? c->label_start - NEAR : 0, to, sheets);
}

/* As few as there may be of anything, and as items of a list have. */
static bool is_small(const struct ident_candidate *c)
{
    return strlen(c->value) <= 2 && strspn(c->value, "0123456789") == strlen(c->value);
}

/* "gồm thửa số 1, thửa số 2": in no sheet, so it may be an ordinal; "Số thửa: 02", how
 * many. */
static bool is_ordinal(const struct ident_view *v, const struct ident_candidate *c)
{
    static const char *const sheets[] = { "to", "ban do", "tbd", "manh" };
    enum { NEAR = 60 };
    const size_t end = v->fold_of[c->end], to = end + NEAR < v->fold_len ? end + NEAR : v->fold_len;

    return c->labelled && !c->in_table && is_small(c) &&
           (strncmp(v->fold + c->label_start, "so thua", 7) == 0 ||
            (!c->value[1] && strncmp(v->fold + c->label_start, "thua", 4) == 0)) &&
           !SAYS_ANY(v, c->label_start > NEAR ? c->label_start - NEAR : 0, to, sheets);
}

/* The number of the item before the label ("1. Thửa đất số"); -1: it has none. */
static long item_before(const struct ident_view *v, const struct ident_candidate *c)
{
    size_t at = c->label_start;

    while (at > 0 && strchr(" -", v->fold[at - 1]))
        at--;
    if (at == 0 || !strchr(".)/", v->fold[at - 1]))
        return -1;
    size_t from = --at;
    while (from > 0 && isdigit((unsigned char)v->fold[from - 1]))
        from--;
    return from < at && at - from < 3 ? strtol(v->fold + from, NULL, 10) : -1;
}

/* "1. Thửa đất số: 2. Tờ bản đồ số:", "Thửa đất số: 1) Tờ bản đồ số: 2)", "2 Tờ bản đồ số" at a
 * line's beginning: the next item of a form that was not filled in. */
static bool is_next_item(const struct ident_view *v, const struct ident_candidate *c)
{
    const size_t at = v->fold_of[c->start], end = v->fold_of[c->end];
    const char *after = v->fold + end;
    bool open = false;

    if (!c->labelled || c->in_table || !is_small(c) || c->label_end > at)
        return false;
    for (size_t i = at > 40 ? at - 40 : 0; i < at; i++)
        open = v->fold[i] == '(' ? true : v->fold[i] == ')' ? false : open;
    if (*after == '/' && !isalnum((unsigned char)after[1]))
        return true;
    if (*after == ')' && !open)
        return true;
    if (at > 0 && v->fold[at - 1] == '\n' && *after == ' ' && isalpha((unsigned char)after[1]))
        return true;
    return *after == '.' && item_before(v, c) + 1 == strtol(c->value, NULL, 10);
}

/* "Số tờ" beside "Số trang", in the list of what a file holds: leaves, no sheets of a map. */
static bool counts_leaves(const struct ident_view *v, const struct ident_candidate *c)
{
    static const char *const lists[] = { "so trang", "trang so", "muc luc" };

    return c->in_table && c->labelled &&
           (strncmp(v->fold + c->label_start, "so to", 5) == 0 ||
            strncmp(v->fold + c->label_start, "to", 2) == 0) &&
           !ident_view_says(v, c->label_start, c->label_end, "ban") &&
           SAYS_ANY(v, 0, v->fold_len, lists);
}

/* "Tổng số tờ: 3, số thửa: 4", "Tờ bản đồ: 03 bản": how many. */
static bool is_one_of_many(const struct ident_view *v, const struct ident_candidate *c)
{
    static const char *const sums[] = { "tong so", "tong cong", "so luong" };
    static const char *const things[] = { "ban", "bo", "to", "cai" };
    enum { BEFORE = 40 };
    const size_t end = v->fold_of[c->end];
    const char *after = v->fold + end + strspn(v->fold + end, " ");

    if (!c->labelled || c->in_table || !is_small(c))
        return false;
    if (SAYS_ANY(v, c->label_start > BEFORE ? c->label_start - BEFORE : 0, c->label_end, sums))
        return true;
    if (after == v->fold + end || strncmp(after, "ban do", 6) == 0)
        return false;
    for (size_t i = 0; i < sizeof things / sizeof *things; i++) {
        const size_t n = strlen(things[i]);
        if (strncmp(after, things[i], n) == 0 && strchr("\n.,;)", after[n]))
            return true;
    }
    return strncmp(after, "ban chinh", 9) == 0 || strncmp(after, "ban sao", 7) == 0;
}

const char *ident_parcel_against(const struct ident_view *v, const char *type,
                                 const struct ident_candidate *c)
{
    if (is_ordinal(v, c))
        return "may say which of several, with no sheet beside it";
    if (is_next_item(v, c))
        return "may number the next item";
    return is_number_of_report(v, type, c) || counts_leaves(v, c) || is_one_of_many(v, c)
               ? "may say how many there are"
               : NULL;
}
