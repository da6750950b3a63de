#include <string.h>

#include "paper/fields.h"

/* "Nơi gửi: Công an xã ..." between the title of a citizen's paper and its first item: an office
 * behind whatever label. Shown, never accepted. */
void fields_receiver(struct field_list *f)
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
