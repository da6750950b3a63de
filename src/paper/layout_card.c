#include <string.h>

#include "doc/card.h"
#include "paper/layout.h"

/* Words on a sheet with both sides of a card, on one with one. */
enum { CARD_WORDS = 200, SIDE_WORDS = 140 };

bool page_has(const struct view *v, const char *folded)
{
    return find_phrase(v->fold, v->fold_len, folded, 0) != SIZE_MAX;
}

/* Machine-readable lines: 30 or 44 characters of capitals, digits and '<'. */
static bool mrz_line(const struct seg *s)
{
    uint32_t fill = 0;

    for (uint32_t i = 0; i < s->len; i++)
        fill += s->fold[i] == '<';
    if (s->len >= 20 && fill >= 1 && memmem(s->fold, 8, "dvnm", 4))
        return true;
    return (starts_with(s->fold, "idvnm") && s->len >= 20) || starts_with(s->fold, "p<vnm") ||
           (fill >= 5 && s->len >= 24);
}

/* How many of the phrases that cards print small are there, letters lost or wrong allowed. */
static uint32_t card_words(const struct view *v)
{
    static const char *const words[] = { "dateofbirth",      "dateofexpiry",
                                         "placeoforigin",    "placeofresidence",
                                         "placeofbirth",     "personalidentification",
                                         "nationality",      "fullname",
                                         "cogiatriden",      "gioitinhsex",
                                         "socialistrepublic" };
    char sq[2048];
    const size_t n = squash(v->fold, v->fold_len < sizeof sq ? v->fold_len : sizeof sq, sq, NULL);
    uint32_t found = 0;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct pattern p;
        pattern_init(&p, words[i], strlen(words[i]));
        const struct hit h = pattern_search(&p, sq, n);
        found += hit_similarity(&p, &h) >= 0.78F;
    }
    return found;
}

/* The card's own name in a line of capitals. */
static bool card_title(const struct view *v)
{
    static const char *const names[] = { "can cuoc", "identity card", "chung minh nhan dan" };

    for (uint32_t i = 0; i < v->n_segs; i++)
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            const struct seg *s = &v->segs[i];
            const bool one = s->caps > 0.6F || starts_with(s->fold, "citizen identity");
            if (s->letters < 34 && one && find_phrase(s->fold, s->len, names[k], 0) != SIZE_MAX)
                return true;
        }
    return false;
}

/* The number that the card's code or zone says, decoded and checked. */
static bool coded_number(const struct page_read *p, char out[13])
{
    enum { DIGITS = 12, TD1 = 30, NUMBER = 15 };

    for (uint32_t i = 0; i < p->n_codes; i++) {
        const struct code *c = &p->codes[i];
        struct card_code parsed;
        const char *number = NULL;
        if (c->kind == CODE_ZONE && strcspn(c->text, "\n") == TD1)
            number = c->text + NUMBER;
        else if (c->kind == CODE_QR && card_code_parse(c->text, &parsed))
            number = parsed.part[CARD_ID12];
        if (number && strspn(number, "0123456789") >= DIGITS) {
            memcpy(out, number, DIGITS);
            out[DIGITS] = '\0';
            return true;
        }
    }
    return false;
}

void layout_card(const struct view *v, struct layout *l)
{
    static const char *const back[] = {
        "dac diem nhan dang",      "personal identification", "ministry of public security",
        "dau vet rieng",           "ngon tro trai",           "ngon tro phai",
        "cuc truong cuc canh sat", "left index finger"
    };
    if (l->n_words > CARD_WORDS)
        return;
    /* forms name the card too, in their text and under the agency that made them */
    if (!l->two_columns && !page_has(v, "kinh gui") && !page_has(v, "to khai"))
        l->card_front = (l->motto_seg >= 0 || page_has(v, "socialist republic")) &&
                        (card_title(v) || card_words(v) >= 3);
    if (l->n_words > SIDE_WORDS && !l->card_front)
        return;
    const bool number_label = page_has(v, "personal identification number");
    for (size_t i = 0; i < sizeof back / sizeof *back; i++)
        l->card_back |= page_has(v, back[i]) && !(i == 1 && number_label);
    for (uint32_t i = 0; i < v->n_segs; i++)
        l->mrz |= mrz_line(&v->segs[i]);
    l->card_back |= l->mrz && memmem(v->fold, v->fold_len, "dvnm", 4) != NULL;
    l->id_coded = (l->card_front || l->card_back) && coded_number(v->page, l->id12);
    if (l->id_coded)
        return;
    for (uint32_t i = 0; i + 12 <= v->fold_len && (l->card_front || l->card_back); i++) {
        uint32_t n = 0;
        while (n < 13 && i + n < v->fold_len && v->fold[i + n] >= '0' && v->fold[i + n] <= '9')
            n++;
        if (n == 12) {
            memcpy(l->id12, v->fold + i, 12);
            break;
        }
        if (n > 0)
            i += n - 1;
    }
}
