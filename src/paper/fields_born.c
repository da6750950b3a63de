#include <stdlib.h>
#include <string.h>

#include "paper/person_scan.h"

enum { ROWS_MAX = 8, NEAR = 26, CELLS = 5 };

/* The print of a year that is not labelled as usual is shown; a whole day right behind "sinh" is as
 * good as one behind its label. */
static const float FIT_DAY = 0.97F, FIT_CELL = 0.85F;

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Nothing but words of a day or of its label: "sinh được đăng ký lúc: ngày" is no birth's. */
static bool words_of_day(const struct seg *s, uint32_t from, uint32_t to)
{
    static const char *const words[] = { "ngay", "thang", "nam",  "nao",  "luc", "vao",
                                         "hoi",  "duong", "lich", "date", "of",  "birth" };

    for (uint32_t i = from; i < to; i++) {
        const uint32_t n = cue_word_at(s, i) ? cue_word_len(s, i) : 0;
        size_t k = 0;
        while (n && k < sizeof words / sizeof *words &&
               (strlen(words[k]) != n || memcmp(s->fold + i, words[k], n) != 0))
            k++;
        if (k == sizeof words / sizeof *words)
            return false;
    }
    return true;
}

/* A whole day that begins within `near` letters of `from`, no words but those of a day before it.
 */
static bool day_near(const struct seg *s, uint32_t from, struct date *d)
{
    uint32_t i = from;

    while (i < s->len && i < from + NEAR && !digit(s->fold[i]))
        i++;
    if (i == s->len || !digit(s->fold[i]) || !words_of_day(s, from, i))
        return false;
    if (date_unnamed(s->fold, s->len, i, d))
        return d->valid;
    if (!date_any(s->fold, s->len, from, d))
        return false;
    return d->valid && d->whole && d->from <= i && d->to > i;
}

/* A label's day may be another person's: where this person's is another, that is shown, for review.
 */
static bool differs(struct field_list *f, const char *iso)
{
    for (uint32_t i = 0; i < f->n; i++)
        if (strcmp(f->list[i].name, "birth_date") == 0 && strcmp(f->list[i].value, iso) != 0) {
            memmove(&f->list[i], &f->list[i + 1], (f->n - i - 1) * sizeof *f->list);
            f->n--;
            return true;
        }
    return false;
}

static bool add_day(struct field_list *f, const struct mention *m, const struct seg *s,
                    const struct date *d, float fit)
{
    const struct view *v = &f->d->views[m->view];
    char iso[16];

    date_iso(d, iso);
    const bool doubt = differs(f, iso);
    const struct box box = seg_box(v, s, d->from, d->to, &(float){ 0 });
    field_add(f, "birth_date", iso, seg_digits(v, s, d->from, d->to),
              d->guessed || doubt ? FIT_CELL : fit, m->view, box);
    return true;
}

/* "Ngày 01/02/1990" and nothing else in its cell. */
static bool day_alone(const struct seg *s, struct date *d)
{
    return s->letters <= 24 && day_near(s, 0, d) && d->to + 2 >= s->len;
}

/* "sinh" or a part of the day ends the line at `from`, the rest begins the next. */
static bool day_over(const struct view *v, const struct seg *s, uint32_t from, struct date *d)
{
    char both[240];
    const struct seg *q = s->row + 1 < v->n_rows ? &v->segs[v->row_first[s->row + 1]] : NULL;

    if (!q || s->len - from > NEAR)
        return false;
    const uint32_t n = s->len - from, rest = q->len < 2 * NEAR ? q->len : 2 * NEAR;
    memcpy(both, s->fold + from, n);
    both[n] = ' ';
    memcpy(both + n + 1, q->fold, rest);
    both[n + 1 + rest] = '\0';
    const struct seg joined = { .fold = both, .len = n + 1 + rest };
    return day_near(&joined, 0, d) && d->whole && d->to > n;
}

static bool add_over(struct field_list *f, const struct mention *m, const struct seg *s,
                     const struct date *d)
{
    char iso[16];

    date_iso(d, iso);
    (void)differs(f, iso);
    field_add(f, "birth_date", iso, s->conf, FIT_CELL, m->view, s->box);
    return true;
}

/* "sinh ngày 01/02/1990", or the label in a cell and its value in one of the next. */
static bool born_in(struct field_list *f, const struct mention *m, const struct seg *s,
                    uint32_t from, uint32_t to)
{
    const struct view *v = &f->d->views[m->view];
    struct date d;

    for (size_t at = find_phrase(s->fold, to, "sinh", from); at != SIZE_MAX;
         at = find_phrase(s->fold, to, "sinh", at + 1)) {
        const uint32_t end = (uint32_t)at + 4;
        if (starts_with(s->fold + end, " con") ||
            (at > 4 && starts_with(s->fold + at - 4, "noi ")) ||
            (at > 5 && starts_with(s->fold + at - 5, "khai ")))
            continue;
        if (day_near(s, end, &d) && d.from < to)
            return add_day(f, m, s, &d, FIT_DAY);
        if (to == s->len && day_over(v, s, end, &d))
            return add_over(f, m, s, &d);
        const uint32_t first = (uint32_t)(s - v->segs) + 1;
        for (uint32_t k = first; k < v->n_segs && k < first + CELLS; k++) {
            const struct seg *q = &v->segs[k];
            if (q->row > s->row + 1 || q->box.x0 < s->box.x0)
                break;
            const bool named = starts_with(q->fold, "ngay ") && day_alone(q, &d);
            if (named || (q->len > 0 && digit(q->fold[0]) && day_near(q, 0, &d) && d.from == 0))
                return add_day(f, m, q, &d, FIT_CELL);
        }
    }
    return false;
}

/* Behind this mention of the person, up to the next person. */
static bool born_behind(struct field_list *f, const struct persons *x, const struct mention *m)
{
    const struct view *v = &f->d->views[m->view];
    const struct seg *last = v->segs + v->n_segs;
    uint32_t end = UINT32_MAX;

    for (uint32_t i = 0; i < x->n; i++) {
        const struct mention *o = &x->list[i];
        if (o->view != m->view || o->seg < m->seg || (o->seg == m->seg && o->from <= m->from) ||
            name_same(o->name, m->name))
            continue;
        last = o->seg + 1;
        end = o->from;
        break;
    }
    for (const struct seg *s = m->seg; s < last && s->row <= m->seg->row + ROWS_MAX; s++)
        if (born_in(f, m, s, s == m->seg ? m->to : 0,
                    s + 1 == last && end != UINT32_MAX ? end : s->len))
            return true;
    return false;
}

void fields_born(struct field_list *f, const struct persons *x, const struct mention *m)
{
    for (uint32_t i = 0; i < x->n; i++)
        if (!x->list[i].sign && name_same(x->list[i].name, m->name) &&
            born_behind(f, x, &x->list[i]))
            return;
}

/* husband_birth of whom husband_name names: for review. */
static void born_in_column(struct field_list *f, const struct field *own)
{
    static const char *const roles[][2] = { { "husband_name", "husband_birth" },
                                            { "wife_name", "wife_birth" },
                                            { "father_name", "father_birth" },
                                            { "mother_name", "mother_birth" } };

    for (size_t i = 0; i < sizeof roles / sizeof *roles && f->n < FIELDS_MAX; i++) {
        const struct field *name = field_get(f, roles[i][0]), *born = field_get(f, roles[i][1]);
        if (!name || !born || strlen(born->value) < 10 || !name_same(name->value, own->value))
            continue;
        f->list[f->n] = *born;
        f->fit[f->n] = f->fit[born - f->list];
        f->list[f->n].name = "birth_date";
        f->list[f->n++].accepted = false;
        return;
    }
}

void fields_born_named(struct field_list *f, const struct persons *x)
{
    const struct field *own = field_get(f, "full_name");
    const uint32_t before = f->n;

    if (!own || field_get(f, "birth_date"))
        return;
    born_in_column(f, own);
    own = field_get(f, "full_name");
    const char *name = own->value;
    for (uint32_t i = 0; i < x->n && f->n == before; i++)
        if (name_same(x->list[i].name, name))
            fields_born(f, x, &x->list[i]);
    for (uint32_t i = before; i < f->n; i++)
        f->list[i].accepted = false;
}

/* A label of a day of birth in this row or one of the two above. */
static bool birth_label(const struct view *v, uint32_t row)
{
    static const char *const labels[] = { "nam sinh",  "ngay sinh",
                                          "sinh ngay", "sinh luc",
                                          "sinh vao",  "chao doi",
                                          "ra doi",    "nguoi duoc khai sinh" };

    for (uint32_t i = v->row_first[row > 2 ? row - 2 : 0]; i < v->row_first[row + 1]; i++)
        for (size_t k = 0; k < sizeof labels / sizeof *labels; k++)
            if (find_phrase(v->segs[i].fold, v->segs[i].len, labels[k], 0) != SIZE_MAX)
                return true;
    return false;
}

/* The words may go on in the next line, which may begin left of them. *whole: they do, or end
 * before their line does; else their last may be lost ("hai nghìn không trăm" of 2022). */
static bool words_at(const struct view *v, const struct seg *s, struct date *d, bool *whole)
{
    char both[240];

    *whole = true;
    for (uint32_t i = v->row_first[s->row + 1];
         s->row + 1 < v->n_rows && i < v->row_first[s->row + 2]; i++) {
        const struct seg *q = &v->segs[i];
        if (s->len + q->len + 2 > sizeof both)
            continue;
        memcpy(both, s->fold, s->len);
        both[s->len] = ' ';
        memcpy(both + s->len + 1, q->fold, q->len + 1);
        if (date_words(both, s->len + q->len + 1, d) && d->to > s->len && d->from < s->len)
            return true;
    }
    if (!date_words(s->fold, s->len, d))
        return false;
    *whole = d->to < s->len;
    return true;
}

static void drop_born(struct field_list *f, const struct field *x)
{
    const uint32_t i = (uint32_t)(x - f->list);

    memmove(&f->list[i], &f->list[i + 1], (f->n - i - 1) * sizeof *f->list);
    f->n--;
}

void fields_born_words(struct field_list *f)
{
    struct date d;
    bool whole;
    char iso[16];

    for (uint32_t k = 0; k < f->d->n; k++) {
        const struct view *v = &f->d->views[k];
        for (uint32_t i = 0; i < v->n_segs; i++) {
            const struct seg *s = &v->segs[i];
            if (find_phrase(s->fold, s->len, "ngay", 0) == SIZE_MAX || !birth_label(v, s->row) ||
                !words_at(v, s, &d, &whole))
                continue;
            date_iso(&d, iso);
            const struct field *own = field_get(f, "birth_date");
            if (own && strlen(own->value) == 4 && !own->accepted) { /* a parent's year */
                drop_born(f, own);
                own = NULL;
            }
            if (!own)
                field_add(f, "birth_date", iso, s->conf, FIT_CELL, k, s->box);
            else if (whole && strcmp(own->value, iso) != 0)
                f->list[own - f->list].accepted = false;
            return;
        }
    }
}

/* Who is adopted is a child (under 16, by kin under 18: article 8 of law 52/2010/QH12): an earlier
 * day is a parent's. */
void born_earned(struct field_list *f)
{
    enum { OF_AGE = 18 };
    const struct field *issued = field_get(f, "issued_date"), *own = field_get(f, "birth_date");

    if (issued && own && strcmp(f->t->types[f->type].pub.slug, "nuoi_con_nuoi") == 0 &&
        strtol(issued->value, NULL, 10) - strtol(own->value, NULL, 10) > OF_AGE)
        f->list[own - f->list].accepted = false;
}
