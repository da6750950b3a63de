#include <string.h>

#include "paper/fields.h"
#include "paper/persons.h"

enum { WORDS_MAX = 6 };

/* A family name at least but for its marks (names.h): "Hộ gia đình" is nobody. In a sentence with
 * all of them: "Trưởng Công An" is no Trương. */
static const float FAMILY_NEAR = 0.85F, FAMILY_KNOWN = 0.95F;

/* Forms of address before a name, the longest first. */
static uint32_t skip_title(const struct seg *s, uint32_t at, uint32_t to)
{
    static const char *const titles[] = {
        "ho gia dinh", "hai vo chong", "hai ong ba", "gia dinh", "vo chong", "cong dan",
        "chau trai",   "chau gai",     "chau be",    "em be",    "be trai",  "be gai",
        "ong (ba)",    "ong(ba)",      "ong / ba",   "ong/ba",   "ong, ba",  "ba (ong)",
        "ba/ong",      "chau",         "ong",        "ba",       "anh",      "chi",
        "tre",         "ho",           "em",         "be",       "cu",       "co"
    };

    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        const uint32_t n = (uint32_t)strlen(titles[i]);
        if (at + n < to && starts_with(s->fold + at, titles[i]) &&
            (s->fold[at + n] == ' ' || s->fold[at + n] == ':'))
            return at + n + (uint32_t)strspn(s->fold + at + n, " :");
    }
    return at;
}

static bool capitals(const struct seg *s, uint32_t at, uint32_t n)
{
    for (uint32_t i = at; i < at + n; i++)
        if (s->fold[i] != ' ' && !seg_capital(s, i))
            return false;
    return true;
}

static uint32_t letters_at(const struct seg *s, uint32_t at, uint32_t to)
{
    uint32_t n = 0;

    while (at + n < to && s->fold[at + n] >= 'a' && s->fold[at + n] <= 'z')
        n++;
    return n;
}

static int family_at(const struct field_list *f, const struct seg *s, uint32_t at, uint32_t to)
{
    const char *word = s->text + text_offset(s->text, at);

    return family_name(&f->t->fold, word, text_offset(word, letters_at(s, at, to)));
}

/* n letters of the text from letter `at`; false: longer than any syllable. */
static bool word_at(const char *text, uint32_t at, uint32_t n, char out[SYLLABLE_MAX])
{
    const char *from = text + text_offset(text, at);
    const size_t len = text_offset(from, n);

    if (len >= SYLLABLE_MAX)
        return false;
    memcpy(out, from, len);
    out[len] = '\0';
    return true;
}

/* "Hộ", "Cháu", "Bé", "Cụ", "Cô" as they are written: no family name has these marks. */
static bool title_written(const struct seg *s, uint32_t at, uint32_t n)
{
    static const char *const titles[] = { "hộ", "cháu", "bé", "cụ", "cô" };
    char text[SYLLABLE_MAX];

    if (!word_at(s->text, at, n, text))
        return false;
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (name_same(text, titles[i]))
            return true;
    return false;
}

/* A form of address with a capital that reads like a family name: Hồ, Châu, Bế, Cù. As that is
 * written it is one unless the name behind it is in another case ("Châu PHAN THỊ LAN"); with other
 * marks, none of a form of address, unless a family name or another form of address follows. */
static bool is_family(const struct field_list *f, const struct seg *s, uint32_t at, uint32_t to)
{
    static const char *const middle[] = { "van ", "thi " };
    const uint32_t n = letters_at(s, at, to);
    const int family = family_at(f, s, at, to);
    const uint32_t next = at + n + (uint32_t)strspn(s->fold + at + n, " :"),
                   len = next < to ? letters_at(s, next, to) : 0;

    if (family == 0)
        return starts_with(s->fold + at, "co ") && !title_written(s, at, n); /* "Cồ Huy ..." */
    if (starts_with(s->fold + at, "ong") || (family == 1 && title_written(s, at, n)))
        return false;
    const uint32_t behind = skip_title(s, next, to);
    const bool titled = behind != next && family_at(f, s, behind, to) == 2, /* no "HO BA TRUNG" */
        ho = starts_with(s->fold + at, "ho");
    if (len == 0 || (titled && family == 1))
        return !titled;
    for (size_t i = 0; i < sizeof middle / sizeof *middle; i++)
        if (starts_with(s->fold + next, middle[i]))
            return true;
    const bool other = len > 1 && capitals(s, next, len) && !capitals(s, at, n);
    return family_at(f, s, next, to) == 0 || !(other || (family == 1 && !ho));
}

/* A family name that reads like a form of address, as Hồ does, stays: "Hộ ông Hồ Văn Mẫu". */
uint32_t who_start(const struct field_list *f, const struct seg *s, uint32_t from, uint32_t to)
{
    uint32_t at = from + (uint32_t)strspn(s->fold + from, " :.-");

    for (uint32_t i = 0; i < 3; i++) {
        const uint32_t next = skip_title(s, at, to);
        if (next == at || (i > 0 && seg_capital(s, at) && !starts_with(s->fold + at, "ong")) ||
            (seg_capital(s, at) && is_family(f, s, at, to)))
            break;
        at = next;
    }
    return at;
}

/* "Nữ", not "NỮ". */
static bool says_sex(const struct seg *s, uint32_t at, uint32_t n)
{
    return ((n == 2 && starts_with(s->fold + at, "nu")) ||
            (n == 3 && starts_with(s->fold + at, "nam"))) &&
           !capitals(s, at, n);
}

bool who_run(struct field_list *f, const struct seg *s, uint32_t from, uint32_t to, bool colon,
             uint32_t *first, uint32_t *end)
{
    const uint32_t titled = who_start(f, s, from, to),
                   plain = from + (uint32_t)strspn(s->fold + from, " :.-");

    for (uint32_t k = 0; k < 2; k++) {
        uint32_t at = k == 0 ? titled : plain, words = 0;
        *first = *end = at;
        while (at < to && words < WORDS_MAX && seg_capital(s, at)) {
            uint32_t n = 0;
            while (at + n < to && s->fold[at + n] >= 'a' && s->fold[at + n] <= 'z')
                n++;
            if (n == 0 || (at + n < to && s->fold[at + n] >= '0' && s->fold[at + n] <= '9'))
                break;
            /* "TẠ THỊ HẰNG Sinh", "Tạ Thị Hằng CCCD" */
            if (words >= 2 && n >= 3 && capitals(s, at, n) != capitals(s, *first, *end - *first))
                break;
            if (words >= 2 && says_sex(s, at, n) && capitals(s, *first, *end - *first))
                break;
            words++;
            *end = at + n;
            at += n;
            if (at >= to || s->fold[at] != ' ')
                break;
            at += (uint32_t)strspn(s->fold + at, " ");
        }
        char *name = words >= 2 ? seg_slice(f->a, s, *first, *end) : NULL;
        if (name && name_fit(&f->t->fold, name) >= (colon ? FAMILY_NEAR : FAMILY_KNOWN))
            return true;
        if (titled == plain)
            break;
    }
    return false;
}

bool who_given(const struct paper_tables *t, const char *text, uint32_t at, uint32_t n)
{
    char word[SYLLABLE_MAX];

    return word_at(text, at, n, word) && given_name(&t->names, word);
}

/* 0: neither; 1: "Sinh"; 2: "CCCD". */
static uint32_t word_case(const struct seg *s, uint32_t at, uint32_t n)
{
    uint32_t upper = 0;

    for (uint32_t i = at; i < at + n; i++)
        upper += seg_capital(s, i);
    return n >= 3 && upper == n ? 2 : n >= 3 && upper == 1 && seg_capital(s, at) ? 1 : 0;
}

uint32_t who_one_case(const struct seg *s, uint32_t from, uint32_t len)
{
    uint32_t own = 0, words = 0;

    for (uint32_t i = from; i < from + len; words++) {
        uint32_t n = 0;
        while (i + n < from + len && s->fold[i + n] != ' ')
            n++;
        const uint32_t is = word_case(s, i, n);
        if (words >= 2 && own && is && is != own)
            return i - from - 1;
        own = own ? own : is;
        i += n + 1;
    }
    return len;
}

/* Three capitals and more: "CCCD". */
static bool abbreviation(const struct seg *s, uint32_t at)
{
    uint32_t n = 0;

    while (at + n < s->len && s->fold[at + n] >= 'a' && s->fold[at + n] <= 'z' &&
           seg_capital(s, at + n))
        n++;
    return n >= 3 && !(at + n < s->len && s->fold[at + n] >= 'a' && s->fold[at + n] <= 'z');
}

/* "Cơ quan giải quyết: ...", "Xóm 5, ...": what goes on at `at` makes a label or a place of it. */
static bool begins_line(const struct seg *s, uint32_t at)
{
    const uint32_t digits = (uint32_t)strspn(s->fold + at, "0123456789"),
                   words = (uint32_t)strspn(s->fold + at, "abcdefghijklmnopqrstuvwxyz ");

    if (digits > 0)
        return digits < 4 && s->fold[at + digits] == ',';
    return !seg_capital(s, at) && words > 0 && s->fold[at + words] == ':' &&
           !starts_with(s->fold + at, "sinh") && !starts_with(s->fold + at, "so ");
}

/* Words with capitals at the beginning of a line, none of them a label: where they end. Behind a
 * name in capitals ("THÂN THỊ") they are in capitals too: "HỒNG GIANG Nữ, sinh ngày" ends before
 * the sex. */
static uint32_t rest_end(const struct paper_tables *t, const struct seg *s, uint32_t most,
                         bool upper)
{
    uint32_t at = 0, end = 0;

    for (uint32_t words = 0; words < most && at < s->len && seg_capital(s, at); words++) {
        uint32_t n = 0;
        while (at + n < s->len && s->fold[at + n] >= 'a' && s->fold[at + n] <= 'z')
            n++;
        if (n > 1 && upper && words > 0 && !capitals(s, at, n) && capitals(s, 0, end))
            return end;
        if (n > 1 && upper && words == 0 && !capitals(s, at, n))
            return 0; /* "Sinh ngày" */
        if (n == 0 || !who_given(t, s->text, at, n))
            break;
        end = at + n;
        if (end >= s->len || s->fold[end] != ' ')
            return end;
        at = end + 1;
    }
    if (at > end && at < s->len && begins_line(s, at))
        return 0;
    /* another word with a capital: a line of its own; but for "CCCD ..." */
    return at < s->len && seg_capital(s, at) && !(abbreviation(s, at) && !abbreviation(s, 0)) ? 0
                                                                                              : end;
}

/* "LỰC" under "KIỀU XUÂN TRUNG" in a cell of a table: its one or two words. 0: nothing goes on. */
static uint32_t below(const struct field_list *f, const struct view *v, const struct seg *s,
                      uint32_t first, const struct seg **out)
{
    if (memchr(s->fold, ':', first) || s->row + 1 >= v->n_rows)
        return 0; /* a label stands before it: a line, not a cell */
    for (uint32_t i = v->row_first[s->row + 1]; i < v->row_first[s->row + 2]; i++) {
        const struct seg *q = &v->segs[i];
        const float down = seg_cy(q) - seg_cy(s);
        if (q->box.x0 < s->box.x0 - (int32_t)v->em || q->box.x0 > s->box.x1 || q->letters > 12 ||
            down > 2.2F * v->em || (q->caps > 0.7F) != (s->caps > 0.7F) ||
            rest_end(f->t, q, 2, false) != q->len)
            continue;
        *out = q;
        return q->len;
    }
    return 0;
}

/* "... của: Ông" ends a line, "TRẦN VĂN LÂM" begins the next: Ông is a family name too. */
static char *without_address(const struct field_list *f, char *name)
{
    static const char ong[] = "Ông ";
    char *rest = starts_with(name, ong) ? name + strlen(ong) : name;

    return family_name(&f->t->fold, rest, strcspn(rest, " ")) == 2 ? rest : name;
}

char *who_whole(struct field_list *f, const struct view *v, const struct seg *s, uint32_t first,
                uint32_t end, bool *joined)
{
    char *name = seg_slice(f->a, s, first, end), *rest = NULL, *out = NULL;
    uint32_t words = 1;

    *joined = false;
    for (uint32_t i = first; i < end; i++)
        words += s->fold[i] == ' ';
    if (!name || end < s->len || words > 3 || s->row + 1 >= v->n_rows)
        return name;
    const struct seg *next = &v->segs[v->row_first[s->row + 1]];
    uint32_t n = 0;
    if ((float)s->box.x1 >= v->right - 4 * v->em && (float)next->box.x0 < v->left + 4 * v->em)
        n = rest_end(f->t, next, WORDS_MAX - 1 - words, capitals(s, first, end - first));
    if (n == 0)
        n = below(f, v, s, first, &next);
    rest = n ? seg_slice(f->a, next, 0, n) : NULL;
    if (!rest)
        return name;
    out = arena_alloc(f->a, strlen(name) + strlen(rest) + 2, 1);
    if (!out) {
        f->failed = true;
        return name;
    }
    memcpy(out, name, strlen(name));
    out[strlen(name)] = ' ';
    memcpy(out + strlen(name) + 1, rest, strlen(rest) + 1);
    *joined = true;
    return without_address(f, out);
}

bool who_unslanted(const char *value, char out[NAME_BYTES])
{
    static const char slant_signs[] = "7J1#0";
    static const char *const letters[] = { "T", "Ị", "I", "H", "O" };
    bool changed = false;
    size_t n = 0;

    for (size_t i = 0; value[i]; i++) {
        const char *at = strchr(slant_signs, value[i]);
        const bool begins = i == 0 || value[i - 1] == ' ';
        const char *as = at && !(begins && value[i] == 'J') ? letters[at - slant_signs] : NULL;
        const size_t k = as ? strlen(as) : 1;
        if (n + k >= NAME_BYTES)
            return false;
        memcpy(out + n, as ? as : value + i, k);
        n += k;
        changed |= as != NULL;
    }
    out[n] = '\0';
    return changed;
}

bool who_in_office(const struct field_list *f, const struct view *v, const struct seg *s)
{
    static const char post[] = "chuc vu";
    const struct seg *under = persons_main(f->t, f->type) ? NULL : line_under(v, s);

    return under && (starts_with(under->fold + strspn(under->fold, " -+.0123456789"), post) ||
                     find_phrase(s->fold, s->len, post, 0) != SIZE_MAX);
}
