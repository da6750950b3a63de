#include "image/sketch.h"
#include "image/rows.h"

#include <stdlib.h>
#include <string.h>

void sketch_release(struct sketch *s)
{
    free(s->runs);
    free(s->parts);
    *s = (struct sketch){ 0 };
}

static int32_t root_of(struct run *runs, int32_t i)
{
    while (runs[i].part != i) {
        runs[i].part = runs[runs[i].part].part;
        i = runs[i].part;
    }
    return i;
}

/* The smaller index wins, so that labels do not depend on the order of unions. */
static void join(struct run *runs, int32_t a, int32_t b)
{
    a = root_of(runs, a), b = root_of(runs, b);
    if (a < b)
        runs[b].part = a;
    else
        runs[a].part = b;
}

/* Where the next byte that is (or is not) zero lies; most of a row is paper. */
static int32_t skip(const uint8_t *mark, int32_t x, int32_t w, bool ink)
{
    for (; x + 8 <= w; x += 8) {
        uint64_t v;
        memcpy(&v, mark + x, sizeof v);
        if (v != (ink ? UINT64_MAX : 0))
            break;
    }
    while (x < w && (mark[x] != 0) == ink)
        x++;
    return x;
}

/* mark: 255 where there is ink. */
static int32_t row_runs(const uint8_t *mark, int32_t w, int32_t y, struct run *out)
{
    int32_t n = 0;

    for (int32_t x = skip(mark, 0, w, false); x < w;) {
        const int32_t end = skip(mark, x, w, true);
        out[n++] = (struct run){ y, x, end, 0 };
        x = skip(mark, end, w, false);
    }
    return n;
}

static void join_rows(struct run *runs, int32_t above, int32_t here, int32_t end)
{
    int32_t i = above;

    for (int32_t j = here; j < end; j++) {
        while (i < here && runs[i].x1 < runs[j].x0)
            i++;
        for (int32_t k = i; k < here && runs[k].x0 <= runs[j].x1; k++)
            join(runs, k, j);
    }
}

static bool find_runs(const struct grey *g, uint8_t below, struct sketch *s, struct err *e)
{
    size_t cap = (size_t)g->w * 4 + 1024;
    int32_t above = 0, here = 0;
    const struct row_ops *ops = row_ops();
    uint8_t *mark = malloc((size_t)g->w);

    s->runs = malloc(cap * sizeof *s->runs);
    if (!s->runs || !mark)
        goto no_memory;
    for (int32_t y = 0; y < g->h; y++) {
        if ((size_t)s->n_runs + (size_t)g->w / 2 + 1 > cap) {
            struct run *more =
                cap < (size_t)INT32_MAX / 4 ? realloc(s->runs, 2 * cap * sizeof *more) : NULL;
            if (!more)
                goto no_memory;
            s->runs = more;
            cap *= 2;
        }
        ops->mark_below(grey_row(g, y), g->w, below, mark);
        s->n_runs += row_runs(mark, g->w, y, s->runs + here);
        for (int32_t i = here; i < s->n_runs; i++)
            s->runs[i].part = i;
        join_rows(s->runs, above, here, s->n_runs);
        above = here, here = s->n_runs;
    }
    free(mark);
    return true;
no_memory:
    free(mark);
    return err_set(e, ERR_NOMEM, "no memory for a page's components");
}

/* Roots become part numbers; a root precedes its members, so one pass does. */
static bool find_parts(struct sketch *s, struct err *e)
{
    int32_t n = 0;

    for (int32_t i = 0; i < s->n_runs; i++)
        n += s->runs[i].part == i;
    s->parts = calloc((size_t)n + 1, sizeof *s->parts);
    if (!s->parts)
        return err_set(e, ERR_NOMEM, "no memory for a page's components");
    for (int32_t i = 0; i < s->n_runs; i++) {
        struct run *r = &s->runs[i];
        r->part = r->part == i ? s->n_parts++ : s->runs[r->part].part;
        struct part *p = &s->parts[r->part];
        if (p->area == 0)
            p->box = (struct box){ r->x0, r->y, r->x1, r->y + 1 };
        p->box.x0 = r->x0 < p->box.x0 ? r->x0 : p->box.x0;
        p->box.x1 = r->x1 > p->box.x1 ? r->x1 : p->box.x1;
        p->box.y1 = r->y + 1; /* runs come from top to bottom */
        p->area += r->x1 - r->x0;
    }
    return true;
}

/* Letters, or words whose letters touch: 0.7 to 9 mm in one direction, up to 38 mm in the other. */
static bool text_sized(const struct part *p, int32_t dpi)
{
    const int32_t w = p->box.x1 - p->box.x0, h = p->box.y1 - p->box.y0;
    const int32_t low = w < h ? w : h, high = w < h ? h : w;
    const int32_t least = dpi * 7 / 254 < 2 ? 2 : dpi * 7 / 254;

    return high >= least && low * 100 <= dpi * 36 && high * 2 <= dpi * 3 && p->area >= least &&
           (high < 12 * low || high * 4 < dpi) && high * 20 > dpi / 2;
}

bool sketch_make(const struct grey *g, int32_t dpi, uint8_t below, struct sketch *out,
                 struct err *e)
{
    *out = (struct sketch){ .w = g->w, .h = g->h, .dpi = dpi, .grey = g };
    if (!find_runs(g, below, out, e)) {
        sketch_release(out);
        return false;
    }
    /* path compression leaves chains of any length: flatten in order */
    for (int32_t i = 0; i < out->n_runs; i++)
        out->runs[i].part = root_of(out->runs, i);
    if (!find_parts(out, e)) {
        sketch_release(out);
        return false;
    }
    for (int32_t i = 0; i < out->n_parts; i++) {
        out->parts[i].text = text_sized(&out->parts[i], dpi);
        out->n_text += out->parts[i].text;
    }
    return true;
}

float sketch_x_height(const struct sketch *s, bool sideways)
{
    int32_t hist[512] = { 0 }, n = 0;

    for (int32_t i = 0; i < s->n_parts; i++) {
        const struct box *b = &s->parts[i].box;
        const int32_t h = sideways ? b->x1 - b->x0 : b->y1 - b->y0;
        const int32_t w = sideways ? b->y1 - b->y0 : b->x1 - b->x0;
        /* dots, marks and dashes are not letters */
        if (!s->parts[i].text || h < 3 || h >= 512 || w * 3 < h || s->parts[i].area * 8 < w * h)
            continue;
        hist[h]++, n++;
    }
    if (n < 20)
        return 0;
    int32_t seen = 0, h = 0;
    while ((seen += hist[h]) * 2 < n)
        h++;
    /* Half the bodies carry an ascender or a Vietnamese mark: the median is about 1.25 x-heights.
     */
    return (float)h / 1.25F;
}

static int by_place(const void *pa, const void *pb)
{
    const struct part *a = pa, *b = pb;

    if (a->box.x0 != b->box.x0)
        return a->box.x0 < b->box.x0 ? -1 : 1;
    if (a->box.y0 != b->box.y0)
        return a->box.y0 < b->box.y0 ? -1 : 1;
    return a->box.y1 < b->box.y1 ? -1 : a->box.y1 > b->box.y1;
}

/* b continues a's word: like height, same line, within 1.5 heights. */
static bool follows(const struct part *a, const struct part *b)
{
    const int32_t ha = a->box.y1 - a->box.y0, hb = b->box.y1 - b->box.y0;
    const int32_t high = ha > hb ? ha : hb, low = ha > hb ? hb : ha;
    const int32_t top = a->box.y0 > b->box.y0 ? a->box.y0 : b->box.y0;
    const int32_t foot = a->box.y1 < b->box.y1 ? a->box.y1 : b->box.y1;
    const int32_t gap = b->box.x0 - a->box.x1;

    return high * 10 <= low * 25 && (foot - top) * 10 >= low * 6 && gap * 2 <= high * 3 &&
           gap * 2 > -high;
}

/* 1.3 mm to 9 mm tall, not solid (specks, holes), not mostly empty (scratches, folds). */
static bool letter_like(const struct part *p, int32_t dpi)
{
    const int32_t w = p->box.x1 - p->box.x0, h = p->box.y1 - p->box.y0;

    return p->text && h * 20 >= dpi && h * 100 <= dpi * 36 && w * 6 >= h && w <= 8 * h &&
           p->area * 8 >= w * h && (p->area * 20 <= w * h * 17 || w * 2 < h);
}

/* The most letters in a row of n, from left to right; length holds as many numbers. */
static int32_t longest(struct part *list, int32_t n, int32_t dpi, int32_t least, int32_t *length)
{
    int32_t most = 0;

    qsort(list, (size_t)n, sizeof *list, by_place);
    for (int32_t i = 0; i < n && most < least; i++) {
        const struct box *b = &list[i].box;
        const int32_t width = b->x1 - b->x0, h = b->y1 - b->y0;
        /* letters that touch count as what they are wide */
        length[i] = width > 3 * h ? 3 : width > 2 * h ? 2 : 1;
        const int32_t own = length[i];
        for (int32_t j = i - 1; j >= 0 && b->x0 - list[j].box.x0 < 3 * dpi; j--) {
            if (follows(&list[j], &list[i]) && length[j] + own > length[i])
                length[i] = length[j] + own;
        }
        most = length[i] > most ? length[i] : most;
    }
    return most;
}

bool sketch_has_words(const struct sketch *s, int32_t least, bool *words, struct err *e)
{
    struct part *list = malloc(((size_t)s->n_text + 1) * sizeof *list);
    int32_t *length = malloc(((size_t)s->n_text + 1) * sizeof *length);

    *words = false;
    if (!list || !length) {
        free(list);
        free(length);
        return err_set(e, ERR_NOMEM, "no memory to look for words");
    }
    for (int down = 0; down < 2 && !*words; down++) {
        int32_t n = 0;
        for (int32_t i = 0; i < s->n_parts; i++) {
            const struct box *b = &s->parts[i].box;
            list[n] = s->parts[i];
            if (down)
                list[n].box = (struct box){ b->y0, b->x0, b->y1, b->x1 };
            n += s->parts[i].text && letter_like(&list[n], s->dpi);
        }
        *words = longest(list, n, s->dpi, least, length) >= least;
    }
    free(list);
    free(length);
    return true;
}
