#include <string.h>

#include "paper/fields.h"

static const char *skip_title(const char *s)
{
    static const char *const titles[] = { "Ông/Bà ", "Ông (Bà) ", "Ông (bà) ", "ông/bà ", "Ông ",
                                          "Bà ",     "ông ",      "bà ",       "Anh ",    "Chị " };

    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (starts_with(s, titles[i]))
            return s + strlen(titles[i]) + strspn(s + strlen(titles[i]), ": ");
    return s;
}

/* "Kính gửi: Ủy ban nhân dân ..." of a citizen's paper: the office that receives it; of
 * a slip: the person it is about. */
static void add_addressee(struct field_list *f)
{
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];
    float conf;

    const char cls = f->d->n ? f->t->types[f->type].pub.cls : '-';
    if (l->to_row < 0 || (cls != 'C' && cls != 'P'))
        return;
    for (uint32_t i = v->row_first[l->to_row]; i < v->row_first[l->to_row + 1]; i++) {
        const struct seg *s = &v->segs[i];
        bool colon;
        if (!starts_with(s->fold, "kinh gui"))
            continue;
        const uint32_t from = value_start(s, 8, &colon);
        if (s->len < from + 4)
            continue;
        char *raw = seg_slice(f->a, s, from, s->len);
        char *value = raw ? value_trim(f->a, raw, strlen(raw)) : NULL;
        const struct box box = seg_box(v, s, from, s->len, &conf);
        if (cls == 'C') {
            field_add(f, "receiving_org", value, conf, 0.95F, 0, box);
            continue;
        }
        char *person = value ? arena_strdup(f->a, skip_title(value)) : NULL;
        if (!person) {
            f->failed = true;
            return;
        }
        person[strcspn(person, ",;")] = '\0'; /* "bà ..., hồ sơ ... về ..." */
        field_add(f, "owner", name_fit(&f->t->fold, person) > 0 ? person : NULL, conf,
                  name_fit(&f->t->fold, person), 0, box);
    }
}

/* "Nơi gửi: Công an xã ..." between the title of a citizen's paper and its first item: an office
 * behind whatever label. Shown, never accepted. */
static void office_below_title(struct field_list *f)
{
    enum { ROWS = 5 };
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];
    const uint32_t title = l->n_hits > 0 ? (uint32_t)l->hits[0].last_row : 0;
    float conf;

    if (f->d->n == 0 || l->n_hits == 0 || f->t->types[f->type].pub.cls != 'C')
        return;
    for (uint32_t row = title + 1; row <= title + ROWS && row < v->n_rows; row++) {
        const struct seg *s = &v->segs[v->row_first[row]];
        const char *colon = strchr(s->fold, ':');
        if (s->fold[0] >= '0' && s->fold[0] <= '9')
            return;
        if (!colon || s->letters < 8)
            continue;
        uint32_t from = (uint32_t)(colon + 1 - s->fold);
        from += (uint32_t)strspn(s->fold + from, " -");
        if (!words_start(&f->t->words.set[WORDS_BODY], s->fold + from))
            continue;
        char *raw = seg_slice(f->a, s, from, s->len);
        char *value = raw ? value_trim(f->a, raw, strlen(raw)) : NULL;
        const struct box box = seg_box(v, s, from, s->len, &conf);
        field_add(f, "receiving_org", value, conf, 0.9F, 0, box);
        return;
    }
}

void fields_receiver(struct field_list *f)
{
    add_addressee(f);
    office_below_title(f);
}
