/* Numbers that have the form of ours and are another paper's. */
#include <ctype.h>
#include <string.h>

#include "ident/labels.h"

/* Where the last word of that set in fold[from..to) ends; 0: there is none. */
static size_t says(const struct ident_tables *t, const struct ident_view *v, size_t from, size_t to,
                   enum ident_set set)
{
    size_t last = 0;

    for (size_t i = 0; i < t->n_words; i++) {
        const char *word = t->words[i].text;
        const size_t len = strlen(word);
        if (t->words[i].set != set)
            continue;
        for (size_t at = from; at + len <= to; at++)
            if (memcmp(v->fold + at, word, len) == 0 &&
                (at == 0 || !isalpha((unsigned char)v->fold[at - 1])) &&
                !isalpha((unsigned char)v->fold[at + len]))
                last = at + len > last ? at + len : last;
    }
    return last;
}

/* Where what is said of a value begins: its line, and the line above when nothing but "số" without
 * a colon stands in front of it. */
static size_t clause_of(const struct ident_view *v, size_t at)
{
    enum { REACH = 80 };
    bool colon = false;
    size_t from = at, lines = 0;

    for (; from > 0 && at - from < REACH && v->fold[from - 1] != ';'; from--) {
        colon |= v->fold[from - 1] == ':';
        if (v->fold[from - 1] == '\n' && (colon || lines++ > 0 || at - from > 4))
            break;
    }
    return from;
}

/* "Bản án số 45/2019", "Luật Hộ tịch số 60/2014", "số 12/1998 đường Lê Lợi": numbers of other
 * papers, and of houses, have the form of a civil register's. */
bool ident_is_cited(const struct ident_tables *t, const struct ident_view *v, size_t at)
{
    const size_t last = says(t, v, clause_of(v, at), at, SET_CITED);
    return last &&
           !says(t, v, last, at, SET_CIVIL); /* "Quyết định cải chính Giấy khai sinh số 12" */
}

/* Does `word` end at `till`, a line's end in it like a blank? */
static bool ends_at(const struct ident_view *v, size_t till, const char *word)
{
    const size_t n = strlen(word);

    if (n > till || (till > n && isalpha((unsigned char)v->fold[till - n - 1])))
        return false;
    for (size_t i = 0; i < n; i++) {
        const char c = v->fold[till - n + i];
        if (c != word[i] && !(c == '\n' && word[i] == ' '))
            return false;
    }
    return true;
}

bool ident_label_call(const struct ident_tables *t, const struct ident_view *v, size_t at,
                      uint32_t *start, uint32_t *end)
{
    enum { GAP = 3 };
    size_t till = at, longest = 0;

    while (till > 0 && at - till < GAP && strchr(" :\n", v->fold[till - 1]))
        till--;
    *end = (uint32_t)till;
    if (ends_at(v, till, " so") || ends_at(v, till, "\nso"))
        till -= 3;
    for (size_t i = 0; i < t->n_words; i++)
        if (t->words[i].set == SET_CALL && strlen(t->words[i].text) > longest &&
            ends_at(v, till, t->words[i].text))
            longest = strlen(t->words[i].text);
    *start = (uint32_t)(till - longest);
    return longest;
}

/* Other registers than that of land have numbers too: diplomas, letters, the office's own. Where
 * the paper is not about land, its label must say that the register is. */
bool ident_is_land_register(const struct ident_tables *t, const struct ident_view *v,
                            bool land_paper, size_t label, size_t at)
{
    return !says(t, v, label, at, SET_REGISTER) &&
           (land_paper || says(t, v, clause_of(v, at), at, SET_LAND));
}

bool ident_is_book_of_desk(const struct ident_view *v, size_t label)
{
    enum { LOOKED_AT = 24 };
    const char *fold = v->fold;
    size_t at = label;

    if (fold[at] != 'q')
        return false;
    while (at > 0 && !isalpha((unsigned char)fold[at - 1]))
        at--;
    if (at > 2 && strncmp(fold + at - 2, "so", 2) == 0 && !isalpha((unsigned char)fold[at - 3]))
        for (at -= 2; at > 0 && !isalpha((unsigned char)fold[at - 1]);)
            at--;
    for (size_t i = at > LOOKED_AT ? at - LOOKED_AT : 0; i < at; i++) {
        const bool chung = strncmp(fold + i, "chung th", 8) == 0,
                   cong = strncmp(fold + i, "cong chung", 10) == 0;
        size_t end = i + (chung ? 8 : 10);
        if (!(chung || cong) || (i > 0 && isalpha((unsigned char)fold[i - 1])))
            continue;
        while (end < at && isalpha((unsigned char)fold[end]))
            end++;
        if (end == at)
            return true;
    }
    return false;
}

/* "nhà cấp 4 xây trên 135,5 m2 đất": behind the value and its unit. */
static bool is_of_land(const struct ident_view *v, size_t at)
{
    const char *word = v->fold + at + strspn(v->fold + at, " ");

    if (*word == 'm' || *word == 'n')
        word += strcspn(word, " \n");
    word += strspn(word, " ");
    return strncmp(word, "dat", 3) == 0 && !isalpha((unsigned char)word[3]);
}

bool ident_is_of_building(const struct ident_view *v, size_t at, size_t behind)
{
    static const char *const words[] = { "xay dung", "san", "nha", "cong trinh", "tang", "ham" };
    enum { REACH = 40 };
    size_t from = at, end = at;

    while (end > 0 && v->fold[end - 1] == ' ')
        end--;
    if (end > 3 && strncmp(v->fold + end - 3, "dat", 3) == 0 &&
        !isalpha((unsigned char)v->fold[end - 4])) /* "một căn nhà cất trên đất 161,3 m2" */
        return false;
    if (is_of_land(v, behind))
        return false;
    while (from > 0 && at - from < REACH && !strchr("\n;.", v->fold[from - 1]))
        from--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const size_t n = strlen(words[i]);
        for (size_t k = from; k + n < at; k++)
            if (strncmp(v->fold + k, words[i], n) == 0 && !isalpha((unsigned char)v->fold[k + n]) &&
                (k == 0 || !isalpha((unsigned char)v->fold[k - 1])))
                return true;
    }
    return false;
}
