#include <string.h>

#include "base/utf8.h"
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

static bool capital(const struct seg *s, uint32_t at)
{
    const char *text = s->text + text_offset(s->text, at);
    size_t one = 0;

    return *text && utf8_is_upper(utf8_next(text, strlen(text), &one));
}

/* "Hộ ông Hồ Văn Mẫu": a family name that reads like a form of address stays. */
static uint32_t name_start(const struct seg *s, uint32_t from, uint32_t to)
{
    uint32_t at = from + (uint32_t)strspn(s->fold + from, " :.-");

    for (uint32_t i = 0; i < 3; i++) {
        const uint32_t next = skip_title(s, at, to);
        if (next == at || (i > 0 && capital(s, at)))
            break;
        at = next;
    }
    return at;
}

bool who_run(struct field_list *f, const struct seg *s, uint32_t from, uint32_t to, bool colon,
             uint32_t *first, uint32_t *end)
{
    const uint32_t titled = name_start(s, from, to),
                   plain = from + (uint32_t)strspn(s->fold + from, " :.-");

    for (uint32_t k = 0; k < 2; k++) {
        uint32_t at = k == 0 ? titled : plain, words = 0;
        *first = *end = at;
        while (at < to && words < WORDS_MAX && capital(s, at)) {
            uint32_t n = 0;
            while (at + n < to && s->fold[at + n] >= 'a' && s->fold[at + n] <= 'z')
                n++;
            if (n == 0 || (at + n < to && s->fold[at + n] >= '0' && s->fold[at + n] <= '9'))
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
