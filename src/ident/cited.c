/* Numbers that have the form of ours and are another paper's. */
#include <ctype.h>
#include <string.h>

#include "ident/labels.h"

/* Where the last of these words in fold[from..to) ends; 0: there is none. */
static size_t says(const struct ident_view *v, size_t from, size_t to, const char *const *words,
                   size_t n)
{
    size_t last = 0;

    for (size_t i = 0; i < n; i++) {
        const size_t len = strlen(words[i]);
        for (size_t at = from; at + len <= to; at++)
            if (memcmp(v->fold + at, words[i], len) == 0 &&
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
bool ident_is_cited(const struct ident_view *v, size_t at)
{
    static const char *const words[] = { "ban an",     "quyet dinh", "luat",      "nghi dinh",
                                         "thong tu",   "hop dong",   "cong van",  "chung sinh",
                                         "bao tu",     "nha so",     "cu tru",    "thuong tru",
                                         "dia chi",    "cho o",      "tam tru",   "ly hon",
                                         "nghi quyet", "to trinh",   "thong bao", "bien ban" };
    /* "Quyết định cải chính Giấy khai sinh số 12/2021" */
    static const char *const civil[] = { "khai sinh", "ket hon", "khai tu", "chung tu",
                                         "trich luc" };
    const size_t last = says(v, clause_of(v, at), at, words, sizeof words / sizeof *words);
    return last && !says(v, last, at, civil, sizeof civil / sizeof *civil);
}

/* Other registers than that of land have numbers too: diplomas, letters, the office's own. Where
 * the paper is not about land, its label must say that the register is. */
bool ident_is_land_register(const struct ident_view *v, bool land_paper, size_t label, size_t at)
{
    static const char *const land[] = { "gcn", "giay chung nhan", "gcnqsdd", "qsdd" };
    static const char *const others[] = { "van bang", "cap bang", "chung chi",  "ho tich",
                                          "luu tru",  "cong van", "chung thuc", "khai sinh",
                                          "ket hon",  "khai tu" };

    return !says(v, label, at, others, sizeof others / sizeof *others) &&
           (land_paper || says(v, clause_of(v, at), at, land, sizeof land / sizeof *land));
}
