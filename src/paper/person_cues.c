#include <string.h>

#include "paper/person_scan.h"

bool cue_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

bool cue_word_at(const struct seg *s, uint32_t i)
{
    return cue_letter(s->fold[i]) && (i == 0 || !cue_letter(s->fold[i - 1]));
}

uint32_t cue_word_len(const struct seg *s, uint32_t i)
{
    uint32_t n = 0;

    while (i + n < s->len && cue_letter(s->fold[i + n]))
        n++;
    return n;
}

const struct cue_row *cue_last(const struct cue_list *c, const struct seg *s, uint32_t from,
                               uint32_t to)
{
    const struct cue_row *best = NULL;
    uint32_t best_end = 0, tail = to;

    while (tail > from && !cue_letter(s->fold[tail - 1]))
        tail--;
    if (tail >= from + 3 && memcmp(s->fold + tail - 3, " la", 3) == 0)
        tail -= 3;
    const char *open = from < to ? memchr(s->fold + from, '(', to - from) : NULL;
    const uint32_t bracket = open ? (uint32_t)(open - s->fold) : to;
    for (uint32_t i = from; i < to; i++) {
        if (!cue_word_at(s, i))
            continue;
        for (uint32_t k = 0; k < c->n; k++) {
            const struct cue_row *r = &c->list[k];
            if (r->fold[0] != s->fold[i])
                continue;
            const uint32_t end = phrase_at(s->fold, s->len, i, r->fold);
            if (end == 0 || end > to)
                continue;
            if (r->at_end && end != tail && !(end <= bracket && bracket < to && bracket - end <= 1))
                continue;
            if (end > best_end) {
                best = r;
                best_end = end;
            }
            break; /* the longest one that begins here */
        }
    }
    return best;
}

bool cue_any(const struct cue_list *c, const struct seg *s, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        for (uint32_t k = 0; cue_word_at(s, i) && k < c->n; k++) {
            const uint32_t end = phrase_at(s->fold, s->len, i, c->list[k].fold);
            if (end && end <= to)
                return true;
        }
    return false;
}

bool cue_plain(const struct seg *s, uint32_t from, uint32_t to)
{
    static const char *const words[] = { "ho",   "ten",  "va",  "chu",  "dem",  "full",
                                         "name", "toi",  "la",  "viet", "in",   "hoa",
                                         "bang", "ghi",  "day", "du",   "dung", "cua",
                                         "khai", "sinh", "ong", "ba",   "nguoi" };

    for (uint32_t i = from; i < to; i++) {
        const uint32_t n = cue_word_at(s, i) ? cue_word_len(s, i) : 0;
        size_t k = 0;
        while (n > 2 && k < sizeof words / sizeof *words &&
               (strlen(words[k]) != n || memcmp(s->fold + i, words[k], n) != 0))
            k++;
        if (k == sizeof words / sizeof *words)
            return false;
    }
    return true;
}

uint32_t cue_past_birth(const struct seg *s, uint32_t at)
{
    const char *comma =
        starts_with(s->fold + at, "sinh ") ? memchr(s->fold + at, ',', s->len - at) : NULL;
    uint32_t to = comma ? (uint32_t)(comma - s->fold) : at;

    if (to == at || to > at + 36)
        return at;
    while (to < s->len && !cue_letter(s->fold[to]))
        to++;
    return to;
}

bool cue_day_behind(const struct seg *s, uint32_t to)
{
    const uint32_t at = to + (uint32_t)strspn(s->fold + to, " ,.-(;");
    struct date d;

    return at > to && at < s->len && s->fold[at] >= '0' && s->fold[at] <= '9' &&
           date_short(s->fold, s->len, at, &d) && d.from == at && d.valid && d.whole;
}

bool cue_costs(const struct seg *s, uint32_t at)
{
    const size_t n = text_offset(s->text, at);

    return at >= 4 && starts_with(s->fold + at, "phi ") && starts_with(s->fold + at - 4, "chi ") &&
           n >= 4 && (s->text[n - 2] | 32) == 'i' && (s->text[n - 3] | 32) == 'h' &&
           (s->text[n - 4] | 32) == 'c';
}

bool cue_names_unread(const struct seg *s, bool label)
{
    const char *colon = label ? memchr(s->fold, ':', s->len) : s->fold;
    uint32_t words = 0;

    for (uint32_t i = colon ? (uint32_t)(colon - s->fold) : s->len; i < s->len; i++) {
        if (s->fold[i] >= '0' && s->fold[i] <= '9')
            return false;
        if (!cue_word_at(s, i))
            continue;
        if (!seg_capital(s, i))
            return false;
        words++;
    }
    return words >= 2 && words <= NAME_WORDS_MAX;
}
