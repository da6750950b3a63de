/* What stands before a name: labels, forms of address, the line above. */
#include <string.h>

#include "paper/person_scan.h"

enum { REGION_MAX = 90 };

uint32_t intro_title(const struct seg *s, uint32_t p)
{
    static const char *const titles[] = { "ho gia dinh", "gia dinh", "hai vo chong", "vo chong",
                                          "hai ong ba",  "ong",      "ba",           "anh",
                                          "chi",         "cu",       "em",           "chau" };

    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        const uint32_t n = (uint32_t)strlen(titles[i]);
        if (p >= n && memcmp(s->fold + p - n, titles[i], n) == 0 &&
            (p == n || !cue_letter(s->fold[p - n - 1])))
            return p - n;
    }
    return p;
}

/* Past blanks, brackets, strokes, colons and leaders, backwards. */
static uint32_t skip_back(const struct seg *s, uint32_t p, bool *colon)
{
    while (p > 0) {
        const char c = s->fold[p - 1];
        if (c == ':' || c == ';') {
            if (c == ';' && p < s->len && s->fold[p] == ' ')
                break;
            *colon = true;
        } else if (!(c == '.' && p > 1 && (s->fold[p - 2] == '.' || s->fold[p - 2] == ':')) &&
                   c != ' ' && c != '/' && c != '(' && c != ')' && c != '_' && c != 1) {
            break;
        }
        p--;
    }
    return p;
}

static uint32_t region_start(const struct seg *s, uint32_t p, bool colon)
{
    uint32_t q = p;

    while (q > 0 && p - q < REGION_MAX) {
        const char c = s->fold[q - 1];
        if (c == ';' || c == ':' || (c == ',' && !colon) ||
            (c == '.' && q < s->len && s->fold[q] == ' '))
            break;
        q--;
    }
    while (q < p && !cue_letter(s->fold[q]))
        q++;
    return q;
}

/* "a) ", "II. ", "12 ": but "Tên", "Mẹ" and "Con" are labels. */
static bool list_number(const struct seg *s, uint32_t to)
{
    uint32_t letters = 0, roman = 0;

    for (uint32_t i = 0; i < to; i++) {
        letters += cue_letter(s->fold[i]) && !(s->fold[i] >= '0' && s->fold[i] <= '9');
        roman += s->fold[i] == 'i' || s->fold[i] == 'v' || s->fold[i] == 'x' || s->fold[i] == 'l';
    }
    return to < 4 && (letters < 2 || letters == roman);
}

struct intro intro_of(const struct seg *s, uint32_t at)
{
    struct intro in = { .seg = s };
    uint32_t p = skip_back(s, at, &in.colon);

    for (uint32_t q = intro_title(s, p); q != p; q = intro_title(s, p)) {
        in.titled = true;
        p = skip_back(s, q, &in.colon);
    }
    in.from = region_start(s, p, in.colon);
    in.to = p;
    if (in.from >= in.to) { /* a number of a list at most */
        in.start = in.from < 6;
        in.from = in.to;
    } else if (list_number(s, p)) {
        in.start = true;
        in.from = in.to;
    }
    return in;
}

bool intro_of_file(const struct view *v, const struct seg *s, const struct intro *in)
{
    uint32_t to = in->to;

    if (in->colon || to < 3)
        return false;
    while (to > in->from && s->fold[to - 1] == ' ')
        to--;
    if (to < 3 || memcmp(s->fold + to - 3, "cua", 3) != 0 ||
        (to > 3 && cue_letter(s->fold[to - 4])))
        return false;
    if (find_phrase(s->fold, to, "ho so", 0) != SIZE_MAX)
        return true;
    for (uint32_t i = 0; i + 1 < to; i++)
        if (s->fold[i] == '.' && s->fold[i + 1] == ' ')
            return false;
    const struct seg *q = s->row > 0 ? &v->segs[v->row_first[s->row] - 1] : NULL;
    const size_t at = q ? find_phrase(q->fold, q->len, "ho so", 0) : SIZE_MAX;
    return at != SIZE_MAX && !strstr(q->fold + at, ". ");
}

bool intro_carried_over(const struct view *v, const struct person_table *t, const struct seg *s,
                        struct intro *in)
{
    const struct seg *q =
        s->row > 0 ? &v->segs[v->row_first[s->row] - 1] : NULL; /* the row's last */
    uint32_t n = q ? q->len : 0;

    while (n > 0 && q->fold[n - 1] == ' ')
        n--;
    if (n < 4 || s != &v->segs[v->row_first[s->row]] || !cue_letter(q->fold[n - 1]) ||
        (intro_title(q, n) == n && memcmp(q->fold + n - 3, " la", 3) != 0 &&
         memcmp(q->fold + n - 4, " cua", 4) != 0))
        return false;
    *in = intro_of(q, n);
    return in->titled || intro_of_file(v, q, in) || cue_last(&t->cues, q, in->from, in->to);
}

bool intro_over(const struct view *v, const struct intro *in, char *text, size_t size,
                struct seg *out)
{
    const struct seg *s = in->seg, *q = s->row > 0 ? &v->segs[v->row_first[s->row] - 1] : NULL;

    if (!q || s != &v->segs[v->row_first[s->row]] || in->from > 0 || in->to != 2 ||
        memcmp(s->fold, "la", 2) != 0 || q->len < 3 || !cue_letter(q->fold[q->len - 1]) ||
        (float)q->box.x1 < v->right - 6 * v->em)
        return false;
    const uint32_t from = region_start(q, q->len, false), n = q->len - from;
    if (n + sizeof " la" > size)
        return false;
    memcpy(text, q->fold + from, n);
    memcpy(text + n, " la", sizeof " la");
    *out = *q;
    out->fold = text;
    out->len = n + 3;
    return true;
}

bool intro_ends_with(const struct seg *s, uint32_t to, const char *phrase)
{
    const uint32_t n = (uint32_t)strlen(phrase);

    while (to > 0 && !cue_letter(s->fold[to - 1]))
        to--;
    return to >= n && phrase_at(s->fold, s->len, to - n, phrase) == to;
}

bool intro_label_above(const struct view *v, const struct person_table *t, const struct seg *s,
                       struct intro *in)
{
    const struct seg *q = s->row > 0 ? &v->segs[v->row_first[s->row] - 1] : NULL;

    if (!q || s != &v->segs[v->row_first[s->row]] || q->len < 4 ||
        (float)q->box.x1 < v->right - 4 * v->em || !cue_letter(q->fold[q->len - 1]))
        return false;
    const uint32_t from = region_start(q, q->len, false);
    const struct cue_row *c = cue_last(&t->cues, q, from, q->len);
    if (!c || c->letters + 1 >= q->len || !intro_ends_with(q, q->len, c->fold))
        return false;
    in->seg = q;
    in->from = from;
    in->to = q->len;
    return true;
}

/* "Cho: NAME", "Của: NAME", as diplomas, decisions and extracts have it. */
bool intro_given_to(const struct intro *in)
{
    uint32_t to = in->to;

    while (to > in->from && !cue_letter(in->seg->fold[to - 1]))
        to--;
    return in->colon && to == in->from + 3 &&
           (starts_with(in->seg->fold + in->from, "cho") ||
            (in->from < 3 && starts_with(in->seg->fold + in->from, "cua")));
}

/* "An Bình, ngày 09 tháng 12": where a paper was made. */
bool intro_made_at(const struct seg *s, uint32_t from, uint32_t to)
{
    const uint32_t at = to + (uint32_t)strspn(s->fold + to, " ,.");

    return from < 3 && at > to && at + 5 < s->len && starts_with(s->fold + at, "ngay ") &&
           s->fold[at + 5] >= '0' && s->fold[at + 5] <= '9';
}

uint32_t intro_of_pair(const struct person_table *t, const struct main_row *r,
                       const struct intro *in, const struct cue_row *c)
{
    const bool husband = strcmp(c->fold, "chong la") == 0;

    if (!r || (!husband && strcmp(c->fold, "vo la") != 0) || in->from > 4 ||
        !phrase_at(in->seg->fold, in->seg->len, in->from, c->fold))
        return c->role;
    for (uint32_t i = 0; i < r->n; i++)
        if (r->even[i] && strcmp(t->roles[r->roles[i]], husband ? "husband" : "wife") == 0)
            return r->roles[i];
    return c->role;
}

bool intro_declares(const struct person_table *t, const struct main_row *r, const struct intro *in)
{
    const struct seg *s = in->seg;

    if (!r || (strcmp(t->roles[r->roles[0]], "deceased") != 0 &&
               (r->n < 2 || strcmp(t->roles[r->roles[1]], "child") != 0)))
        return false;
    for (uint32_t i = in->from; i + 3 < in->to; i++)
        if (cue_word_at(s, i) && starts_with(s->fold + i, "khai") && cue_word_len(s, i) == 4 &&
            !starts_with(s->fold + i + 4, " sinh"))
            return true;
    return false;
}

bool intro_of_another(const struct intro *in, const struct cue_row *c)
{
    const struct seg *s = in->seg;
    uint32_t to = in->to;
    const size_t n = strlen(c->fold);

    if (!intro_ends_with(s, to, "cua") || (n > 3 && strcmp(c->fold + n - 3, "cua") == 0))
        return false;
    while (!cue_letter(s->fold[to - 1]))
        to--;
    return intro_ends_with(s, to - 3, c->fold);
}

bool intro_of_mine(const struct intro *in, const struct cue_row *c)
{
    static const char *const kin[] = { "con",  "vo",   "chong", "cha",  "me",   "bo",
                                       "anh",  "chi",  "em",    "chau", "dau",  "re",
                                       "quen", "ban",  "nha",   "ho",   "hang", "trai",
                                       "gai",  "ruot", "nuoi",  "de",   "cua",  "co",
                                       "di",   "chu",  "bac",   "cau",  "noi",  "ngoai" };
    const struct seg *s = in->seg;

    if (!starts_with(c->fold, "toi"))
        return false;
    for (uint32_t i = in->from; i < in->to; i++) {
        if (!starts_with(s->fold + i, "toi") || !cue_word_at(s, i) || cue_word_len(s, i) != 3)
            continue;
        for (size_t k = 0; i > in->from + 2 && k < sizeof kin / sizeof *kin; k++)
            if (intro_ends_with(s, i, kin[k]) && cue_word_at(s, i - 1 - (uint32_t)strlen(kin[k])))
                return true;
    }
    return false;
}
