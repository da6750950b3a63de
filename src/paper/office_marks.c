/* Words of bodies' names whose marks were read otherwise than any such name has them. */
#include <string.h>

#include "base/utf8.h"
#include "paper/names.h"
#include "paper/office.h"
#include "paper/places.h"
#include "paper/types.h"

/* Whether a list has the word, marks and all; *other: with other marks alone. */
static bool list_has(const struct fold_map *m, const struct word_set *list, const char *own,
                     const char *fold, bool *other)
{
    const size_t k = strlen(fold);
    uint32_t none = 0;

    for (uint32_t i = 0; i < list->n; i++) {
        const char *w = list->list[i].text;
        for (size_t len; *w; w += len) {
            char its[64], name[64];
            w += strspn(w, " ,-_");
            len = strcspn(w, " ,-_");
            if (len == 0 || len >= sizeof its)
                continue;
            memcpy(name, w, len);
            name[len] = '\0';
            if (fold_text(m, w, len, its, &none, &none) != k || memcmp(its, fold, k) != 0)
                continue;
            if (name_same(name, own))
                return true;
            *other = true;
        }
    }
    return false;
}

/* "ĐIỆN LỤC": a word that names of bodies have with other marks alone. */
static bool marks_doubted(const struct paper_tables *t, const char *word, size_t n)
{
    static const enum word_list lists[] = { WORDS_OFFICE_NAME, WORDS_BODY,      WORDS_BODY_ON,
                                            WORDS_BODY_HEAD,   WORDS_BODY_PART, WORDS_BODY_MORE };
    static const char *const units[] = { "xã",  "phường", "thị", "trấn", "huyện", "quận", "thành",
                                         "phố", "tỉnh",   "đặc", "khu",  "đảng",  "bộ",   "an" };
    char fold[64], own[64];
    uint32_t none = 0;
    bool other = false, known = n == 0 || n >= sizeof own;

    if (known)
        return false;
    memcpy(own, word, n);
    own[n] = '\0';
    fold[fold_text(&t->fold, own, n, fold, &none, &none)] = '\0';
    for (size_t i = 0; i < sizeof units / sizeof *units && !known; i++)
        known = name_same(units[i], own);
    for (size_t i = 0; i < sizeof lists / sizeof *lists && !known; i++)
        known = list_has(&t->fold, &t->words.set[lists[i]], own, fold, &other);
    return other && !known;
}

bool office_marks_doubted(const struct paper_tables *t, const char *value)
{
    struct place_reading r;
    size_t end = strlen(value);

    if (t->places && places_read(t->places, value, NULL, "", &r) && r.level != PLACE_ANY)
        end = text_offset(value, r.from);
    for (size_t at = 0, n; at < end; at += n) {
        at += strspn(value + at, " ,-.");
        n = strcspn(value + at, " ,-.");
        if (at + n <= end && marks_doubted(t, value + at, n))
            return true;
        if (n == 0)
            break;
    }
    return false;
}
