/* Numbers of one to three signs that stand by themselves, as in the cells of a table of land. */
#include <string.h>

#include "base/utf8.h"
#include "ocr/confirm_internal.h"
#include "ocr/words_ink.h"

/* "thửa", and what it is read as: pages that have it number parcels and sheets. */
static bool says_parcel(const char *text)
{
    static const char *const words[] = { "thửa", "Thửa", "THỬA", "thừa", "Thừa", "Thứa" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(text, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

bool confirm_short_number(const char *text, char digits[CELL_DIGITS + 1])
{
    const size_t len = strlen(text);
    size_t n = 0;

    for (size_t at = 0; at < len; n++) {
        const size_t from = at;
        (void)utf8_next(text, len, &at);
        const char digit = sign_digit(text + from, at - from);
        if (!digit || n == CELL_DIGITS)
            return false;
        digits[n] = digit;
    }
    digits[n] = '\0';
    return n > 0;
}

void confirm_cells(const struct page_read *p, bool *cell)
{
    char digits[CELL_DIGITS + 1];
    bool land = false;

    memset(cell, 0, p->n_words * sizeof *cell);
    for (uint32_t i = 0; i < p->n_words && !land; i++)
        land = says_parcel(p->words[i].text);
    for (uint32_t l = 0; land && l < p->n_lines; l++)
        if (p->lines[l].count == 1)
            cell[p->lines[l].first] =
                confirm_short_number(p->words[p->lines[l].first].text, digits);
}
