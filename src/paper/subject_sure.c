#include <string.h>

#include "base/utf8.h"
#include "paper/fields.h"
#include "paper/names.h"

/* All lines of a page as one text; NULL: no memory. */
static char *lines_text(struct arena *a, const struct view *v, bool fold)
{
    size_t n = 0, at = 0;

    for (uint32_t i = 0; i < v->n_segs; i++)
        n += (fold ? v->segs[i].len : strlen(v->segs[i].text)) + 1;
    char *out = arena_alloc(a, n + 1, 1);
    for (uint32_t i = 0; out && i < v->n_segs; i++) {
        const char *s = fold ? v->segs[i].fold : v->segs[i].text;
        const size_t len = strlen(s);
        memcpy(out + at, s, len);
        at += len;
        out[at++] = ' ';
    }
    return out;
}

/* A word that the first reader doubted more is not sure though the second has it; nor are all of
 * them where the sum is not: of 402 subjects that two networks had, of wordings nobody had tuned
 * on, three were wrong, two of them under this, as 4 % of the right ones were. */
static const float TWICE_LEAST = 0.5F, TWICE_SURE = 0.92F;

/* How often the words stand on the page, marks and all; lines do not matter. */
static uint32_t times_said(struct field_list *f, const struct view *v, const char *words)
{
    uint32_t none = 0, times = 0;
    const size_t len = strlen(words);
    char *text = lines_text(f->a, v, false), *fold = lines_text(f->a, v, true),
         *want = arena_alloc(f->a, len + 1, 1), *own = arena_alloc(f->a, len * 2 + 8, 1);

    if (!text || !fold || !want || !own) {
        f->failed = true;
        return 0;
    }
    const size_t n = fold_text(&f->t->fold, words, len, want, &none, &none), all = strlen(fold);
    want[n] = '\0';
    for (size_t at = find_phrase(fold, all, want, 0); at != SIZE_MAX && times < 2;
         at = find_phrase(fold, all, want, at + 1)) {
        const size_t from = text_offset(text, at), to = text_offset(text, at + n);
        if (to - from >= len * 2 + 8)
            continue;
        memcpy(own, text + from, to - from);
        own[to - from] = '\0';
        times += name_same(own, words);
    }
    return times;
}

/* Two networks that learned the same language take the same word for another one: a dot over an i
 * is a hook to both, and "chi trợ cấp" (to pay) was "chỉ trợ cấp" twice. There is one "tỉnh". */
static bool both_mistake(const char *word)
{
    static const char *const doubtful[] = { "ỉ", "Ỉ" };
    static const char *const pay[] = { "chi", "Chi", "CHI" };
    static const char *const province[] = { "tỉnh", "Tỉnh", "TỈNH" };

    for (size_t i = 0; i < sizeof pay / sizeof *pay; i++) {
        const size_t n = strlen(pay[i]);
        if (starts_with(word, province[i]))
            return false;
        if (starts_with(word, pay[i]) && strspn(word + n, ".,;:\"')") == strlen(word + n))
            return true;
    }
    return strstr(word, doubtful[0]) || strstr(word, doubtful[1]);
}

static bool is_lower(const char *s)
{
    return *s >= 'a' && *s <= 'z';
}

/* A small letter, or part of one with marks. */
static bool is_in_word(char c)
{
    return is_lower(&c) || (c & 0x80);
}

/* Both readers see these alike and wrongly: "sổ" (a book) as "số" unless a word follows that only
 * numbers have; the family name of a person that the subject is about; a stain as a sign. */
static bool may_mislead(const char *s)
{
    static const char *const behind[] = { "liệu", "hóa", "hoá", "lượng", "hiệu", "nhà", "tiền" };
    static const char *const persons[] = { " ông ", " bà ", " Ông ", " Bà " };

    /* "V/y": the second letter of what says that it is a subject was misread, so may others be */
    if ((s[0] == 'V' || s[0] == 'v') && s[1] == '/' && s[2] != 'v' && s[2] != 'V')
        return true;

    for (size_t i = 0; i < sizeof persons / sizeof *persons; i++) {
        const char *at = strstr(s, persons[i]);
        if (at && !is_lower(at + strlen(persons[i])))
            return true;
    }
    for (const char *at = s; *at; at++)
        if (*at == '\'' || (*at == '-' && at > s && is_in_word(at[-1]) && is_in_word(at[1])) ||
            (starts_with(at, ". ") && is_lower(at + 2)))
            return true;
    static const char changing[] = "đổi ";
    for (const char *at = strstr(s, "số "); at; at = strstr(at + 1, "số ")) {
        const char *next = at + strlen("số ");
        bool number = *next >= '0' && *next <= '9';
        for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
            number |= starts_with(next, behind[i]);
        number |= at - s >= (ptrdiff_t)strlen(changing) &&
                  starts_with(at - strlen(changing), changing); /* "chuyển đổi số" */
        if (!number)
            return true;
    }
    return false;
}

/* A quotation that is opened in it and not closed: its end was trimmed or lost. */
static bool quote_open(const char *s)
{
    bool open = false;

    for (; *s; s++)
        if (starts_with(s, "\""))
            open = !open;
        else if (starts_with(s, "“"))
            open = true;
        else if (starts_with(s, "”"))
            open = false;
    return open;
}

/* Where in it a quotation begins whose only mark, a straight one, closes it: `thi đua Cựu chiến
 * binh gương mẫu" năm 2024`. At the word with a capital that follows a small one, the nearest
 * before the mark; SIZE_MAX: the mark does not close, or nothing says where. */
static size_t quote_lost(const char *s)
{
    const char *mark = strchr(s, '"');
    size_t at = SIZE_MAX;
    bool small = false;

    if (!mark || strchr(mark + 1, '"') || mark == s || mark[-1] == ' ' || strstr(s, "“") ||
        (mark[1] && !strchr(" ,.;:)", mark[1])))
        return SIZE_MAX;
    for (size_t i = 0, n = (size_t)(mark - s); i < n; i += (s[i] == ' ')) {
        const size_t word = i;
        const bool upper = utf8_is_upper(utf8_next(s, n, &i));
        if (upper && small)
            at = word;
        small = !upper;
        i = word + strcspn(s + word, " ");
    }
    return at;
}

/* With a mark more at `at`. */
static bool add_quote(struct field_list *f, struct field *s, size_t at)
{
    const size_t n = strlen(s->value);
    char *whole = arena_alloc(f->a, n + 2, 1);

    if (!whole)
        return false;
    memcpy(whole, s->value, at);
    whole[at] = '"';
    memcpy(whole + at + 1, s->value + at, n - at + 1);
    s->value = whole;
    return true;
}

/* Every word of it was read twice, letter for letter, by two networks (ocr/confirm.h): those whose
 * middle lies in its box make up the value. */
static bool read_twice(const struct field_list *f, const struct field *s)
{
    const struct view *v = &f->d->views[0];
    const char *at = s->value;

    for (uint32_t i = 0; i < v->n_segs; i++)
        for (uint32_t k = 0; k < v->segs[i].count; k++) {
            const struct word *w = &v->page->words[v->segs[i].words[k]];
            const struct box b = page_box_to_scan(v->page, w->box);
            const int32_t x = (b.x0 + b.x1) / 2, y = (b.y0 + b.y1) / 2;
            if (x < s->box.x0 || x >= s->box.x1 || y < s->box.y0 || y >= s->box.y1)
                continue;
            at += *at == ' ';
            if (*at == '\0')
                break;
            const size_t n = strlen(w->text), left = strlen(at), same = n <= left ? n : left;
            /* before it "V/v", behind it a stop are no part of the value */
            if (strncmp(at, w->text, same) != 0) {
                if (at != s->value)
                    return false;
                continue;
            }
            if (!(w->flags & WORD_TWICE) || w->conf < TWICE_LEAST || both_mistake(w->text))
                return false;
            at += same;
        }
    return *at == '\0';
}

void subject_earned(struct field_list *f)
{
    for (uint32_t i = 0; i < f->n; i++) {
        struct field *s = &f->list[i];
        if (strcmp(s->name, "subject") != 0)
            continue;
        if (quote_open(s->value)) {
            const size_t lost = quote_lost(s->value);
            s->accepted = false;
            if (strchr(s->value, '"') &&
                !add_quote(f, s, lost < SIZE_MAX ? lost : strlen(s->value))) {
                f->failed = true;
                return;
            }
            continue;
        }
        if (may_mislead(s->value)) {
            s->accepted = false;
            continue;
        }
        if (s->page == 1 && f->subject_ends && s->confidence >= TWICE_SURE && read_twice(f, s)) {
            s->accepted = true;
            continue;
        }
        if (!s->accepted)
            continue;
        const char *words = s->value;
        static const char *const abouts[] = { "Về việc ", "V/v ", "Về ", "việc " };
        for (size_t k = 0; k < sizeof abouts / sizeof *abouts; k++)
            if (starts_with(words, abouts[k])) {
                words += strlen(abouts[k]);
                break;
            }
        uint32_t times = 0;
        for (uint32_t k = 0; k < f->d->n && k < 3 && times < 2; k++)
            times += times_said(f, &f->d->views[k], words);
        s->accepted = times >= 2;
    }
}
