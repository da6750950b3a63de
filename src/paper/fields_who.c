#include <string.h>

#include "paper/fields.h"

enum { WORDS_MAX = 6 };

/* A family name at least but for its marks (names.h): "Hộ gia đình" is nobody. In a sentence with
 * all of them: "Trưởng Công An" is no Trương. */
static const float FAMILY_NEAR = 0.85F, FAMILY_KNOWN = 0.95F;

/* Forms of address before a name, the longest first. */
static uint32_t skip_title(const struct seg *s, uint32_t at, uint32_t to)
{
    static const char *const titles[] = { "ho gia dinh", "gia dinh", "cong dan", "ong (ba)",
                                          "ong(ba)",     "ong / ba", "ong/ba",   "ong, ba",
                                          "ba (ong)",    "ba/ong",   "ong",      "ba",
                                          "anh",         "chi",      "ho" };

    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        const uint32_t n = (uint32_t)strlen(titles[i]);
        if (at + n < to && starts_with(s->fold + at, titles[i]) &&
            (s->fold[at + n] == ' ' || s->fold[at + n] == ':'))
            return at + n + (uint32_t)strspn(s->fold + at + n, " :");
    }
    return at;
}

/* A family name that reads like a form of address, as Hồ does, stays: "Hộ ông Hồ Văn Mẫu". */
uint32_t who_start(const struct field_list *f, const struct seg *s, uint32_t from, uint32_t to)
{
    uint32_t at = from + (uint32_t)strspn(s->fold + from, " :.-");

    for (uint32_t i = 0; i < 3; i++) {
        const char *word = s->text + text_offset(s->text, at);
        const uint32_t next = skip_title(s, at, to);
        if (next == at || (i > 0 && seg_capital(s, at)) ||
            (seg_capital(s, at) && !starts_with(s->fold + at, "ong") &&
             family_name(&f->t->fold, word, strcspn(word, " ")) == 2))
            break;
        at = next;
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
    const char *from = text + text_offset(text, at);
    const size_t len = text_offset(from, n);
    char word[SYLLABLE_MAX];

    if (len >= sizeof word)
        return false;
    memcpy(word, from, len);
    word[len] = '\0';
    return given_name(&t->names, word);
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

/* Words with capitals at the beginning of a line, none of them a label: where they end. */
static uint32_t rest_end(const struct paper_tables *t, const struct seg *s, uint32_t most)
{
    uint32_t at = 0, end = 0;

    for (uint32_t words = 0; words < most && at < s->len && seg_capital(s, at); words++) {
        uint32_t n = 0;
        while (at + n < s->len && s->fold[at + n] >= 'a' && s->fold[at + n] <= 'z')
            n++;
        if (n == 0 || !who_given(t, s->text, at, n))
            break;
        end = at + n;
        if (end >= s->len || s->fold[end] != ' ')
            return end;
        at = end + 1;
    }
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
            rest_end(f->t, q, 2) != q->len)
            continue;
        *out = q;
        return q->len;
    }
    return 0;
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
        n = rest_end(f->t, next, WORDS_MAX - 1 - words);
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
    return out;
}
