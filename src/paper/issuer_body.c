/* The name of a body as its lines are put together. */
#include "paper/issuer_body.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "paper/names.h"
#include "paper/office.h"

/* A line that begins otherwise than bodies do continues the one above. */
bool body_starts(const struct word_set *bodies, const char *fold)
{
    for (uint32_t i = 0; i < bodies->n; i++) {
        const char *w = bodies->list[i].fold, *f = fold;
        /* a lost blank between two words is no other word: "uyban", "congan" */
        while (*w && (*f == *w || (*w == ' ' && w[1]))) {
            f += *f == *w;
            w++;
        }
        if (!*w)
            return true;
    }
    return false;
}

/* "KHU VỰC TỈNH ...": which of a province's was not read. */
static bool region_unread(const struct word_set *more, const char *fold, size_t n)
{
    static const char region[] = "khu vuc";
    const size_t at = find_phrase(fold, n, region, 0);
    const char *rest = at != SIZE_MAX ? fold + at + strlen(region) : "";

    for (uint32_t i = 0; i < more->n; i++)
        if (starts_with(rest, more->list[i].fold) &&
            !(rest[more->list[i].len] >= 'a' && rest[more->list[i].len] <= 'z'))
            return true;
    return false;
}

/* Without its place, or its last word, a body's name was not read to its end. */
bool body_cut(const struct paper_tables *t, const char *value)
{
    char fold[400];
    uint32_t none = 0;
    const size_t len = strlen(value),
                 n = len < 400 ? fold_text(&t->fold, value, len, fold, &none, &none) : 0;

    fold[n] = '\0';
    return words_end(&t->words.set[WORDS_BODY_CUT], fold, n) ||
           region_unread(&t->words.set[WORDS_BODY_MORE], fold, n);
}

const char *body_letter(const char *fold)
{
    while (*fold && !(*fold >= 'a' && *fold <= 'z'))
        fold++;
    return fold;
}

/* Where in a folded name the words end that say who issues in a body's stead; 0: it has none. */
size_t body_head(const struct word_set *heads, const char *fold)
{
    size_t longest = 0;

    for (uint32_t i = 0; i < heads->n; i++) {
        const struct word_row *r = &heads->list[i];
        if (starts_with(fold, r->fold) && (fold[r->len] == ' ' || !fold[r->len]) &&
            r->len > longest)
            longest = r->len;
    }
    return longest;
}

bool body_ends_with(const struct body_name *b, const char *end)
{
    const size_t n = strlen(end);

    return b->n >= n && strcmp(b->text + b->n - n, end) == 0;
}

/* Of what the last line ends with there must be more. */
bool body_unfinished(const struct word_set *ends, const struct body_name *b)
{
    for (uint32_t i = 0; i < ends->n; i++)
        if (body_ends_with(b, ends->list[i].text))
            return true;
    return false;
}

/* CHỦ TỊCH / ỦY BAN NHÂN DÂN ...: the body follows in the next line. */
bool body_head_alone(const struct paper_tables *t, const struct body_name *b)
{
    char fold[sizeof b->text];
    uint32_t none = 0;

    fold[fold_text(&t->fold, b->text, b->n, fold, &none, &none)] = '\0';
    const size_t head = body_head(&t->words.set[WORDS_BODY_HEAD], body_letter(fold));
    return head > 0 && !body_letter(body_letter(fold) + head)[0];
}

/* THÀNH PHỐ / QUY NHƠN: the last line ends with the kind of a unit that this one names. */
bool body_wants_unit(const struct paper_tables *t, const struct body_name *b, const struct seg *s)
{
    char both[PLACE_NAME * 5];
    struct place none;

    for (uint32_t i = 0; t->places && i < t->words.set[WORDS_BODY_MORE].n; i++) {
        const char *kind = t->words.set[WORDS_BODY_MORE].list[i].text;
        if (body_ends_with(b, kind) && strlen(s->text) < PLACE_NAME * 4) {
            snprintf(both, sizeof both, "%s %s", kind + 1, s->text);
            return places_find(t->places, both, PLACE_ANY, PLACE_BOTH, &none, 1) > 0;
        }
    }
    return false;
}

/* HUYỆN TUY / AN: of a unit's name the table knows that it ends in the line behind `joint`. */
bool body_unit_joined(const struct paper_tables *t, const struct body_name *b, size_t joint)
{
    struct place_reading r;

    return t->places && places_read(t->places, b->text, NULL, "", &r) && r.n > 0 && !r.near &&
           text_offset(b->text, r.to) == b->n && text_offset(b->text, r.from) < joint;
}

const char *body_without_specks(const char *text)
{
    return text + strspn(text, " -_.:'\"`");
}

bool body_begins(const struct word_lists *w, const char *fold)
{
    return body_starts(&w->set[WORDS_BODY], fold) || body_head(&w->set[WORDS_BODY_HEAD], fold) > 0;
}

void body_add(const struct paper_tables *t, struct body_name *b, const struct seg *s)
{
    const struct word_lists *w = &t->words;
    const size_t joint = b->n;
    const char *text = body_without_specks(s->text);
    size_t len = strlen(text);
    const bool dash = text > s->text && s->text[0] == '-' && s->text[1] == ' ';
    bool behind = false;
    while (len > 2 && strchr("-_~:", text[len - 1]) && text[len - 2] == ' ') { /* or a speck */
        behind = text[len - 1] == '-';
        len -= 2;
    }
    const bool unfinished =
        body_unfinished(&w->set[WORDS_BODY_MORE], b) || (b->lines > 0 && body_head_alone(t, b));

    if (b->n + len + 4 > sizeof b->text)
        return;
    /* "TRUNG TÂM NỘI TIẾT / - THẬN NHÂN TẠO", "PHÒNG TÀI CHÍNH - / KẾ HOẠCH" */
    if (b->n > 0 && (dash || b->dash) && body_unit_rank(body_letter(s->fold)) == 0) {
        b->text[b->n++] = ' ';
        b->text[b->n++] = '-';
        b->loose |= !dash;
    }
    b->dash = behind;
    if (b->n > 0)
        b->text[b->n++] = ' ';
    memcpy(b->text + b->n, text, len);
    b->n += len;
    b->text[b->n] = '\0';
    b->box = b->lines == 0 ? s->box : box_union(b->box, s->box);
    b->conf += s->conf;
    if (b->lines == 0)
        b->known = body_begins(w, s->fold);
    else if (!unfinished && !words_start(&w->set[WORDS_BODY_ON], body_letter(s->fold)) &&
             !body_unit_joined(t, b, joint))
        b->loose = true;
    if (b->lines++ == 0 && words_start(&w->set[WORDS_BODY_PART], body_letter(s->fold)))
        b->loose = true;
}

int body_unit_rank(const char *fold)
{
    static const struct {
        const char *kind;
        int rank;
    } kinds[] = { { "tinh ", 4 },   { "thanh pho ", 3 }, { "huyen ", 2 },  { "quan ", 2 },
                  { "thi xa ", 2 }, { "xa ", 1 },        { "phuong ", 1 }, { "thi tran ", 1 } };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (starts_with(fold, kinds[i].kind))
            return kinds[i].rank;
    return 0;
}
