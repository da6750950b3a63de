#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "paper/issuer_body.h"
#include "paper/names.h"
#include "paper/office.h"

/* Behind a name that is whole comes its unit, running text or the end, no further capital. */
static bool whole_there(const struct fold_map *m, const char *rest)
{
    uint32_t letters = 0, upper = 0;
    char fold[8];

    rest += strspn(rest, " ,\"”)");
    if (!*rest || strchr(".;:/(", *rest))
        return true;
    (void)fold_text(m, rest, text_offset(rest, 1), fold, &letters, &upper);
    return letters == 1 && upper == 0;
}

/* How often the paper prints these words again outside the rows of the head's left column: with
 * their marks, and a D or Đ for the other. */
struct mentions {
    uint32_t same, other;
};

/* "Dak Lua" is "Đak Lua" but for the stroke, which noise gives and takes. */
static bool stroke_differs(const char *a, const char *b)
{
    const size_t na = strlen(a), nb = strlen(b);

    for (size_t i = 0, k = 0; i < na && k < nb;) {
        const uint32_t x = utf8_lower(utf8_next(a, na, &i)), y = utf8_lower(utf8_next(b, nb, &k));
        if ((x == 'd' && y == 0x111) || (x == 0x111 && y == 'd'))
            return true;
    }
    return false;
}

static struct mentions mentions_of(const struct field_list *f, const char *words, struct box head)
{
    struct mentions out = { 0 };
    char fold[400], again[400];
    uint32_t none = 0;
    const size_t len = strlen(words),
                 n = len < sizeof fold - 1 ? fold_text(&f->t->fold, words, len, fold, &none, &none)
                                           : 0;

    fold[n] = '\0';
    for (uint32_t k = 0; n >= 2 && k < f->d->n; k++) {
        const struct view *v = &f->d->views[k];
        for (uint32_t i = 0; i < v->n_segs; i++) {
            const struct seg *s = &v->segs[i];
            if (k == 0 && s->box.y0 <= head.y1 && s->box.x0 <= head.x1)
                continue;
            for (size_t at = find_phrase(s->fold, s->len, fold, 0); at != SIZE_MAX;
                 at = find_phrase(s->fold, s->len, fold, at + 1)) {
                const size_t from = text_offset(s->text, at), to = text_offset(s->text, at + n);
                if (to - from >= sizeof again)
                    continue;
                memcpy(again, s->text + from, to - from);
                again[to - from] = '\0';
                out.same += name_same(again, words) && whole_there(&f->t->fold, s->text + to);
                out.other += stroke_differs(again, words);
            }
        }
    }
    return out;
}

/* No other unit, of then or now, is written with the same letters or with one more ("An Trạch",
 * "An Trạch A", "Tam Xuân I"): the table alone says that the name was read rightly. */
static bool only_spelling(const struct places *p, const char *unit)
{
    enum { SAME = 64 };
    struct place *all = calloc(SAME, sizeof *all);
    char more[PLACE_NAME * 4];
    bool only = all && strlen(unit) + 3 < sizeof more;

    const uint32_t n = only ? places_find(p, unit, PLACE_ANY, PLACE_BOTH, all, SAME) : 0;
    only = n > 0 && n <= SAME;
    for (uint32_t i = 0; i < n && only; i++)
        only = name_same(all[i].name, unit);
    for (const char *c = "ABC123I"; *c && only; c++) {
        snprintf(more, sizeof more, "%s %c", unit, *c);
        only = places_find(p, more, PLACE_ANY, PLACE_BOTH, all, SAME) == 0;
    }
    free(all);
    return only;
}

/* Something else than its letters says that a body is read rightly and to its end: the table knows
 * its unit by one spelling, or the unit is printed on the paper once more; without a unit, the
 * whole name is, or it is a standing name. */
static bool body_borne_out(const struct field_list *f, const char *value, struct box head)
{
    const struct word_set *standing = &f->t->words.set[WORDS_OFFICE_NAME];
    struct place_reading r;

    if (f->t->places && places_read(f->t->places, value, NULL, "", &r) && r.level != PLACE_ANY) {
        const size_t from = text_offset(value, r.from), to = text_offset(value, r.to);
        const char *unit = arena_strndup(f->a, value + from, to - from);
        const struct mentions m = unit ? mentions_of(f, unit, head) : (struct mentions){ 0 };
        return unit && value[to] == '\0' && m.other == 0 &&
               (m.same > 0 || only_spelling(f->t->places, unit));
    }
    for (uint32_t i = 0; i < standing->n; i++)
        if (strcmp(value, standing->list[i].text) == 0)
            return true;
    return mentions_of(f, value, head).same > 0;
}

/* A word of a standing name was not read: "HỘI ĐỒNG NHÂN XÃ ...". */
static bool lacks_word(const struct paper_tables *t, const char *value)
{
    char fold[400];
    uint32_t none = 0;
    const size_t len = strlen(value), n = len < sizeof fold - 1
                                              ? fold_text(&t->fold, value, len, fold, &none, &none)
                                              : 0;

    fold[n] = '\0';
    return office_lacks_word(&t->words.set[WORDS_OFFICE_NAME], fold);
}

/* "UBND.PHƯỜNG ...": a speck where the blank was; "TP.HUẾ" is printed so. */
static bool split_at_dots(char *value)
{
    bool any = false;

    for (char *dot = strchr(value, '.'); dot; dot = strchr(dot + 1, '.')) {
        char *word = dot;
        while (word > value && word[-1] != ' ' && word[-1] != '.')
            word--;
        if (dot - word < 4 || !dot[1])
            continue;
        any = true;
        if (dot[1] == ' ') /* "NGHIỆP. XÃ" */
            memmove(dot, dot + 1, strlen(dot));
        else
            *dot = ' ';
    }
    return any;
}

/* Past the words of configs/words.tsv that say who issues in a body's stead. */
static const char *behind_head(const struct paper_tables *t, const char *value)
{
    char fold[400];
    uint32_t none = 0;
    const size_t len = strlen(value);

    if (len >= sizeof fold)
        return value;
    fold[fold_text(&t->fold, value, len, fold, &none, &none)] = '\0';
    const size_t head = body_head(&t->words.set[WORDS_BODY_HEAD], fold);
    return fold[head] == ' ' ? value + text_offset(value, head + 1) : value;
}

/* The standing name in it as it is written (office.h), behind its chairman too. */
static char *mend_name(struct field_list *f, const char *value, float *fit)
{
    const struct word_set *names = &f->t->words.set[WORDS_OFFICE_NAME];

    /* some names begin with the head: THƯỜNG TRỰC HĐND */
    value = office_mend(names, &f->t->fold, f->a, value, fit);
    if (!value)
        return NULL;
    const char *name = behind_head(f->t, value);
    const size_t head = (size_t)(name - value);
    char *mended = office_mend(names, &f->t->fold, f->a, name, fit);

    if (!mended || head == 0)
        return mended;
    char *out = arena_alloc(f->a, head + strlen(mended) + 1, 1);
    if (!out)
        return NULL;
    memcpy(out, value, head);
    memcpy(out + head, mended, strlen(mended) + 1);
    return out;
}

/* "UBND-PHƯỜNG ...": a speck where the blank was; the kind of a unit is no second part of a name.
 */
static bool split_at_dash(const struct paper_tables *t, char *value)
{
    bool any = false;

    for (char *dash = strchr(value, '-'); dash; dash = strchr(dash + 1, '-')) {
        char fold[400];
        uint32_t none = 0;
        const size_t len = strlen(dash + 1);
        if (dash == value || dash[-1] == ' ' || dash[1] == ' ' || len >= sizeof fold)
            continue;
        fold[fold_text(&t->fold, dash + 1, len, fold, &none, &none)] = '\0';
        if (words_start(&t->words.set[WORDS_BODY_ON], fold)) {
            *dash = ' ';
            any = true;
        }
    }
    return any;
}

static void body_field(struct field_list *f, const char *name, struct body_name *b, float fit,
                       const char *around)
{
    char *value = b->lines ? value_trim(f->a, b->text, b->n) : NULL;
    const char *quote = value ? strchr(value, '"') : NULL;

    if (quote && !strchr(quote + 1, '"') && b->text[b->n - 1] == '"') /* it ended the name */
        value = arena_strndup(f->a, strstr(b->text, value), strlen(value) + 1);

    if (value && (split_at_dots(value) || split_at_dash(f->t, value)))
        fit = fminf(fit, 0.9F);
    value = value ? mend_name(f, value, &fit) : NULL;
    value = value ? office_marks_mend(f->t, f->a, value, &fit) : NULL;
    value = place_marks(f, value, around, &fit);
    if (b->loose ||
        (value && (body_cut(f->t, value) || lacks_word(f->t, behind_head(f->t, value)))))
        fit = fminf(fit, 0.9F);
    if (value && fit >= 0.95F &&
        (!body_borne_out(f, value, b->box) || office_marks_doubted(f->t, value)))
        fit = 0.9F;
    if (value && strlen(value) >= 4)
        field_add(f, name, value, b->conf / (float)b->lines, fit, 0, b->box);
}

static bool names_none(const struct word_set *w, const struct seg *s)
{
    for (uint32_t i = 0; i < w->n; i++)
        if (starts_with(body_without_specks(s->text), w->list[i].text))
            return true;
    return false;
}

static bool in_middle(const struct view *v, const struct seg *s)
{
    return fabsf(seg_cx(s) - (v->left + v->right) / 2) < 0.06F * (v->right - v->left);
}

/* "AN" of HUYỆN TUY / AN. */
static bool short_word(const struct view *v, const struct seg *s)
{
    return s->letters == 2 && s->len == 2 && s->caps > 0.9F && s->conf > 0.9F && s->row > 0 &&
           fabsf(seg_cx(s) - seg_cx(&v->segs[v->row_first[s->row - 1]])) < v->em;
}

/* HỘI NÔNG DÂN / Tuân Tức: the place in small letters, in the middle right under its body. */
static bool names_place(const struct view *v, const struct seg *s, const struct seg *last)
{
    enum { LETTERS = 24 };

    if (s->caps > 0.6F || s->letters < 3 || s->letters > LETTERS || s->row != last->row + 1 ||
        fabsf(seg_cx(s) - seg_cx(last)) > v->em || strpbrk(s->fold, "0123456789:,;()/-"))
        return false;
    for (uint32_t i = 0; i < s->len; i++)
        if (s->fold[i] != ' ' && (i == 0 || s->fold[i - 1] == ' ') && !seg_capital(s, i))
            return false;
    return true;
}

/* "Mã hồ sơ: ..."; a colon behind a blank at the end is a speck. */
static bool has_label(const struct seg *s)
{
    const char *colon = strchr(s->fold, ':');

    return colon && !(colon > s->fold && colon[-1] == ' ' && colon[1] == '\0');
}

/* The seg beside which the left column is the issuer's; NULL without two columns. */
static const struct seg *right_head(const struct field_list *f)
{
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];

    if (l->motto_seg >= 0)
        return l->two_columns ? &v->segs[l->motto_seg] : NULL;
    const int32_t party = head_party(v);
    return party >= 0 ? &v->segs[v->row_first[party + 1] - 1] : NULL;
}

/* "huyện Cái Bè / Xã Hậu Mỹ Bắc A": forms of the seventies and eighties name the unit alone. */
static bool names_commune(const struct seg *s)
{
    static const char *const units[] = { "xa ", "phuong ", "thi tran " };
    const char *fold = body_letter(s->fold);

    if (s->letters > 30 || strchr(fold, ':') || strchr(fold, ','))
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (starts_with(fold, units[i]))
            return seg_capital(s, (uint32_t)(fold - s->fold + (ptrdiff_t)strlen(units[i])));
    return false;
}

/* "UBND xã Hải Lăng / Huyện Hải Lăng / Tỉnh Quảng Trị": forms of old name the body in small
 * letters, and under it the wider units. Shown, never accepted. */
static void small_issuer(struct field_list *f, const struct seg *m, int32_t stop)
{
    const struct view *v = &f->d->views[0];
    const struct word_lists *words = &f->t->words;
    struct body_name b = { 0 };
    const struct seg *commune = NULL;

    for (uint32_t i = v->row_first[m->row > 0 ? m->row - 1 : 0];
         i < v->n_segs && (int32_t)v->segs[i].row < stop; i++) {
        const struct seg *s = &v->segs[i];
        const char *fold = body_letter(s->fold);
        if (s->letters < 3 || (float)s->box.x1 > (float)m->box.x0 + 1.5F * v->em)
            continue;
        if (b.lines > 0)
            break;
        if (body_starts(&words->set[WORDS_BODY], fold) && !starts_with(fold, "so"))
            body_add(f->t, &b, s);
        else if (names_commune(s))
            commune = s;
    }
    if (b.lines == 0 && commune)
        body_add(f->t, &b, commune);
    b.loose = true;
    if (b.lines > 0)
        body_field(f, "issuer", &b, 0.9F, NULL);
}

/* Both lines name one unit of the table, or are too long to say. */
static bool with_unit(const struct paper_tables *t, const struct body_name *b, const struct seg *s)
{
    struct body_name both = *b;
    const size_t n = strlen(s->text);

    if (b->n + n + 2 > sizeof both.text)
        return true;
    both.text[both.n++] = ' ';
    memcpy(both.text + both.n, s->text, n + 1);
    both.n += n;
    return body_unit_joined(t, &both, b->n);
}

/* Behind the name of a unit the table knows comes another body, whatever it is called: "UBND XÃ X /
 * LƯU TRỮ CƠ QUAN". */
static bool behind_unit(const struct paper_tables *t, const struct body_name *b,
                        const struct seg *s)
{
    enum { LEAST = 6 };
    struct place_reading r;

    return t->places && s->letters >= LEAST && places_read(t->places, b->text, NULL, "", &r) &&
           r.n > 0 && !r.near && text_offset(b->text, r.to) == b->n && !with_unit(t, b, s);
}

/* Its first words are those of a body, marks and all: "SỔ HỘ KHẨU" is no "Sở". */
static bool body_marked(struct field_list *f, const struct seg *s)
{
    const struct word_set *w = &f->t->words.set[WORDS_BODY];
    const char *fold = body_letter(s->fold);
    const size_t at = (size_t)(fold - s->fold);

    for (uint32_t i = 0; i < w->n; i++) {
        const uint32_t n = w->list[i].len - (w->list[i].fold[w->list[i].len - 1] == ' ');
        const char *own =
            starts_with(fold, w->list[i].fold) ? seg_slice(f->a, s, at, at + n) : NULL;
        const char *word =
            own ? arena_strndup(f->a, w->list[i].text, text_offset(w->list[i].text, n)) : NULL;
        if (word && name_same(own, word))
            return true;
    }
    return false;
}

/* "UBND XÃ X / THÔN 13": the hamlet under its commune's head issues the paper. Its text; NULL: the
 * line goes on with what stands above it. */
static char *hamlet_under(struct field_list *f, const struct body_name *b, const struct seg *s)
{
    const bool under = s->caps >= 0.6F && commune_named(&f->t->fold, b->text) &&
                       !body_wants_unit(f->t, b, s) && !with_unit(f->t, b, s);

    return under ? hamlet_line(f->t, f->a, s) : NULL;
}

/* Of the text or, where few lines are as wide as it, of the sheet. */
static bool middle_of_sheet(const struct view *v, const struct seg *s)
{
    return in_middle(v, s) ||
           fabsf(seg_cx(s) - (float)v->page->frame_w / 2) < 0.06F * (v->right - v->left);
}

/* The rows that a body in the middle may stand in: the first ones; under a motto also the next, but
 * none from the title on. */
static uint32_t middle_rows(const struct layout *l)
{
    enum { ROWS = 5, UNDER = 3 };
    const int32_t rows = l->motto_seg >= 0 ? l->tieu_row + 1 + UNDER : ROWS;

    return (uint32_t)(l->n_hits > 0 && l->hits[0].row < rows ? l->hits[0].row : rows);
}

/* Papers without a motto, or with one over the whole width, have the body in the middle of their
 * first rows, its superior above it and its address below. Shown, never accepted. */
static void middle_issuer(struct field_list *f)
{
    const struct view *v = &f->d->views[0];
    const struct layout *l = &f->d->layouts[0];
    const int32_t motto = l->motto_seg >= 0 ? (int32_t)v->segs[l->motto_seg].row : INT32_MAX;
    struct body_name bodies[3] = { 0 };
    uint32_t n = 0;

    for (uint32_t i = 0; i < v->n_segs && v->segs[i].row < middle_rows(l); i++) {
        const struct seg *s = &v->segs[i];
        const int32_t row = (int32_t)s->row;
        if (s->letters < 3 || (row >= motto && row <= l->tieu_row) ||
            names_none(&f->t->words.set[WORDS_BODY_NOT], s))
            continue;
        const bool on = n > 0 && words_start(&f->t->words.set[WORDS_BODY_ON], body_letter(s->fold));
        const bool body = s->caps >= 0.7F && middle_of_sheet(v, s) && (on || body_marked(f, s));
        if (!body && n == 0)
            continue;
        if (!body || (!on && n == 3))
            break;
        n += !on;
        body_add(f->t, &bodies[n - 1], s);
    }
    if (n == 0)
        return;
    if (n >= 2)
        body_field(f, "superior", &bodies[n - 2], 0.9F, NULL);
    body_field(f, "issuer", &bodies[n - 1], 0.9F, NULL);
}

/* Motto over the whole width, and under it at the left, in small letters, who keeps the register:
 * "Ủy ban nhân dân xã Hải Lăng / Huyện Hải Lăng". Shown, never accepted. */
static void low_issuer(struct field_list *f)
{
    const struct view *v = &f->d->views[0];
    const struct layout *l = &f->d->layouts[0];

    for (uint32_t i = v->row_first[l->tieu_row]; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        struct body_name b = { 0 };
        if (s->row >= middle_rows(l))
            return;
        if ((int32_t)s->row <= l->tieu_row || s->letters < 8 || has_label(s) ||
            (float)s->box.x0 > (v->left + v->right) / 2 || !seg_capital(s, 0) || !body_marked(f, s))
            continue;
        body_add(f->t, &b, s);
        b.loose = true;
        body_field(f, "issuer", &b, 0.9F, NULL);
        return;
    }
}

/* "SỐ 3", "SỐ3" alone: which of several units of one name, in the line under it. */
static bool counts_unit(const struct view *v, const struct seg *s, const struct seg *above)
{
    const char *fold = body_letter(s->fold);

    if (s->caps < 0.4F || s->letters != 2 || !starts_with(fold, "so"))
        return false;
    fold += 2 + (fold[2] == ' ');
    const size_t n = strspn(fold, "0123456789");
    return n > 0 && n < 3 && fold[n] == '\0' && fabsf(seg_cx(s) - seg_cx(above)) < v->em &&
           seg_cy(s) - seg_cy(above) < 2.2F * fmaxf(v->em, above->height);
}

/* As it is printed, whatever its first letter and the blank were read as. */
static bool add_count(struct field_list *f, const struct view *v, struct body_name *b,
                      const struct seg *s)
{
    static const char word[] = "SỐ ";
    const char *digits = s->text + strcspn(s->text, "0123456789");
    const bool loose = b->loose || !number_read_twice(v, s, 1);
    struct seg count = *s;

    char *text = arena_alloc(f->a, sizeof word + strlen(digits), 1);
    if (!text)
        return false;
    memcpy(text, word, sizeof word - 1);
    memcpy(text + sizeof word - 1, digits, strlen(digits) + 1);
    count.text = text;
    body_add(f->t, b, &count);
    b->loose = loose;
    return true;
}

/* The left column of the head, from the motto's row down to the number: superior, then issuer. */
void fields_issuer(struct field_list *f)
{
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];
    const struct word_lists *words = &f->t->words;
    const struct seg *m = right_head(f);
    struct body_name bodies[4] = { 0 };
    uint32_t n = 0;
    bool skipped = false; /* a line of the block was left out */
    const struct seg *last = NULL;
    int wide = 0; /* of the unit that the last body is and no more, 0: it is none */

    if (!m) {
        if (!l->card_front && !l->card_back)
            middle_issuer(f);
        if (l->motto_seg >= 0 && !field_get(f, "issuer"))
            low_issuer(f);
        return;
    }
    const int32_t stop = l->number_seg >= 0 ? (int32_t)v->segs[l->number_seg].row
                         : l->date_seg >= 0
                             ? (int32_t)v->segs[l->date_seg].row
                             : (l->tieu_row >= 0 ? l->tieu_row : (int32_t)m->row) + 4;
    for (uint32_t i = v->row_first[m->row > 0 ? m->row - 1 : 0]; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        if ((int32_t)s->row >= stop &&
            !(last && s->row == last->row + 1 && counts_unit(v, s, last)))
            break;
        if (s->row + 1 == m->row && seg_cy(m) - seg_cy(s) > 2.2F * v->em)
            continue;
        if (n > 0 && counts_unit(v, s, last)) {
            f->failed |= !add_count(f, v, &bodies[n - 1], s);
            continue;
        }
        char *hamlet = n > 0 ? hamlet_under(f, &bodies[n - 1], s) : NULL;
        if ((s->letters < 3 && !(n > 0 && (hamlet || short_word(v, s)))) ||
            names_none(&words->set[WORDS_BODY_NOT], s)) {
            /* what is left of a line that went on with the name */
            skipped |= n > 0 && s->letters > 0 && s->row == last->row + 1 &&
                       fabsf(seg_cx(s) - seg_cx(last)) < v->em;
            continue;
        }
        /* BAN CHỈ HUY / PHÒNG THỦ DÂN SỰ is one body */
        const bool goes_on = words_start(&words->set[WORDS_BODY_ON], body_letter(s->fold)),
                   starts = body_begins(words, body_letter(s->fold)) && !goes_on;
        /* the title, or what stands under it: no body's name has a label */
        const bool labelled = has_label(s) && seg_cx(s) < (float)m->box.x0;
        const bool middle = in_middle(v, s) && !(s->caps < 0.6F && s->box.x0 > m->box.x0);
        if (n > 0 && (middle || (labelled && !goes_on && !starts)))
            break;
        if (n > 0 && names_place(v, s, last)) { /* shown, never accepted */
            body_add(f->t, &bodies[n - 1], s);
            bodies[n - 1].loose = true;
            last = s;
            continue;
        }
        if (s->caps < 0.6F || (float)s->box.x1 > (float)m->box.x0 + 1.5F * v->em) {
            skipped |= n > 0 && seg_cx(s) < (float)m->box.x0;
            continue;
        }
        const bool general = n > 0 && starts_with(body_letter(s->fold), "khoa") &&
                             body_ends_with(&bodies[n - 1], " ĐA"); /* BỆNH VIỆN ĐA / KHOA */
        const bool more =
            n > 0 &&
            (body_unfinished(&words->set[WORDS_BODY_JOINS], &bodies[n - 1]) ||
             body_head_alone(f->t, &bodies[n - 1]) || body_wants_unit(f->t, &bodies[n - 1], s));
        const int unit = body_unit_rank(body_letter(s->fold));
        /* TỈNH NGHỆ AN / HUYỆN QUỲ HỢP / XÃ NGHĨA XUÂN: each line names a unit alone */
        const bool narrower = n > 0 && unit > 0 && wide > unit;
        const bool other = hamlet || starts || narrower ||
                           (n > 0 && !goes_on && behind_unit(f->t, &bodies[n - 1], s));
        if (n == 0 || (n < 4 && other && !general && (!more || narrower)))
            n++;
        wide = bodies[n - 1].lines == 0 ? unit : 0;
        struct seg named = *s;
        if (hamlet)
            named.text = hamlet;
        body_add(f->t, &bodies[n - 1], &named);
        bodies[n - 1].loose |= hamlet != NULL; /* one digit says which */
        last = s;
    }
    if (n == 0) {
        small_issuer(f, m, stop);
        if (!field_get(f, "issuer"))
            reason_add(f, "issuer_missing");
        return;
    }
    bodies[n - 1].loose |= skipped;
    if (n >= 2)
        body_field(f, "superior", &bodies[n - 2], bodies[n - 2].known ? 1 : 0.9F, NULL);
    const struct field *superior = field_get(f, "superior");
    body_field(f, "issuer", &bodies[n - 1], bodies[n - 1].known ? 1 : 0.9F,
               superior ? superior->value : NULL);
}
