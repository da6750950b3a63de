#include "pipeline/sheets.h"

#include <string.h>

#include "base/utf8.h"

static const char MARK[] = "SOHOA-SEPARATOR";
enum { WORDS_MAX = 60, TITLE_MAX = 32 };

/* Small letters of a line without marks and blanks; false when it holds more than a title. */
static bool letters_of(const struct page_read *p, const struct text_line *l, char out[TITLE_MAX])
{
    size_t n = 0;

    for (uint32_t w = l->first; w < l->first + l->count; w++) {
        const char *t = p->words[w].text;
        const size_t len = strlen(t);
        for (size_t i = 0; i < len;) {
            const uint32_t cp = utf8_lower(utf8_base(utf8_next(t, len, &i)));
            if (cp >= 128 || !utf8_is_letter(cp))
                continue;
            if (n + 1 == TITLE_MAX)
                return false;
            out[n++] = (char)cp;
        }
    }
    out[n] = '\0';
    return true;
}

static bool is_titled(const struct page_read *p)
{
    static const char *const titles[] = { "tophancach",     "tophancachhoso", "trangphancach",
                                          "separatorsheet", "dossiersheet",   "sohoaseparator" };
    char line[TITLE_MAX];

    for (uint32_t i = 0; i < p->n_lines; i++) {
        if (!letters_of(p, &p->lines[i], line))
            continue;
        for (size_t k = 0; k < sizeof titles / sizeof *titles; k++)
            if (strcmp(line, titles[k]) == 0)
                return true;
    }
    return false;
}

bool sheets_is_one(const struct page_read *p)
{
    for (uint32_t i = 0; i < p->n_codes; i++)
        if (strncmp(p->codes[i].text, MARK, sizeof MARK - 1) == 0)
            return true;
    return p->n_codes == 0 && p->n_words <= WORDS_MAX && is_titled(p);
}
