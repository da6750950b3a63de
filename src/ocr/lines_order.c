#include "ocr/lines_order.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ocr/lines_chain.h"

enum { TOPOLOGY_MAX = 700 }; /* lines; beyond it the page is noise and goes from top to bottom */

#define NONE UINT32_MAX

struct line {
    struct box ink;
    float base, height;
    uint32_t first; /* row; more follow through next[] */
    bool tabular;   /* one of three or more on its baseline, with no rules between them */
};

struct work {
    const struct ink *ink;
    const struct rows *rows;
    uint32_t *right;  /* of a row: the next one on its baseline */
    uint32_t *next;   /* of a row: the next one of its line */
    uint32_t *sorted; /* lines in reading order */
    struct line *lines;
    uint32_t n;
    int32_t width; /* of all lines together */
};

static int32_t max32(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t min32(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static float taller(const struct row *a, const struct row *b)
{
    return a->height > b->height ? a->height : b->height;
}

/* Rows are sorted by base, so those on one baseline are neighbours. Middles rise from a row to its
 * right: strokes that overlap are not each other's. */
static void find_right(struct work *w)
{
    const struct rows *r = w->rows;

    for (uint32_t i = 0; i < r->n; i++) {
        const struct row *a = &r->at[i];
        w->right[i] = NONE;
        for (int dir = -1; dir <= 1; dir += 2)
            for (uint32_t j = i + (uint32_t)dir; j < r->n; j += (uint32_t)dir) {
                const struct row *b = &r->at[j];
                if (fabsf(b->base - a->base) > 3 * a->height)
                    break;
                if (fabsf(b->base_l - a->base_r) > 0.55f * taller(a, b) ||
                    b->ink.x0 < a->ink.x1 - (int32_t)(0.6f * a->height) ||
                    b->ink.x0 + b->ink.x1 <= a->ink.x0 + a->ink.x1)
                    continue;
                if (w->right[i] == NONE || b->ink.x0 < r->at[w->right[i]].ink.x0)
                    w->right[i] = j;
            }
    }
}

/* The white between row i and its right neighbour goes on above or below: a gutter. */
static bool is_gutter(const struct work *w, uint32_t i)
{
    const struct row *a = &w->rows->at[i], *b = &w->rows->at[w->right[i]];

    for (int dir = -1; dir <= 1; dir += 2)
        for (uint32_t j = i + (uint32_t)dir; j < w->rows->n; j += (uint32_t)dir) {
            const struct row *c = &w->rows->at[j];
            const float away = fabsf(c->base - a->base);
            if (away > 5 * a->height)
                break;
            if (away < 0.8f * a->height || w->right[j] == NONE)
                continue;
            const struct row *d = &w->rows->at[w->right[j]];
            const int32_t lo = max32(a->ink.x1, c->ink.x1), hi = min32(b->ink.x0, d->ink.x0);
            const int32_t least = min32(b->ink.x0 - a->ink.x1, d->ink.x0 - c->ink.x1);
            if ((float)(hi - lo) > 0.8f * a->height && (hi - lo) * 5 >= least * 3)
                return true;
        }
    return false;
}

static bool same_line(const struct work *w, uint32_t i)
{
    const struct row *a = &w->rows->at[i], *b = &w->rows->at[w->right[i]];
    const float h = taller(a, b), gap = (float)(b->ink.x0 - a->ink.x1);

    if (b->boxed && gap < 6 * h) /* what the boxes are for stands before them */
        return true;
    for (uint32_t j = 0; j < w->ink->vrules.n; j++) {
        const struct comp *v = &w->ink->vrules.at[j];
        const int32_t x = (v->x0 + v->x1) / 2;
        if (x >= a->ink.x1 - 1 && x <= b->ink.x0 && (float)v->y0 < a->base &&
            (float)v->y1 > a->base - a->height)
            return false;
    }
    if (gap < 1.5f * h)
        return true;
    /* A list's label stands apart from what it labels. */
    if ((float)(a->ink.x1 - a->ink.x0) < 3.5f * h && a->letters <= 4 && gap < 6 * h)
        return true;
    return gap < 2.6f * h && !is_gutter(w, i);
}

static void make_lines(struct work *w)
{
    const uint32_t n = w->rows->n;

    for (uint32_t i = 0; i < n; i++) {
        w->next[i] = NONE;
        w->sorted[i] = NONE; /* here: who comes before row i in its line */
    }
    for (uint32_t i = 0; i < n; i++)
        if (w->right[i] != NONE && w->sorted[w->right[i]] == NONE && same_line(w, i)) {
            w->next[i] = w->right[i];
            w->sorted[w->right[i]] = i;
        }
    struct box all = n ? w->rows->at[0].ink : (struct box){ 0, 0, 0, 0 };
    for (uint32_t i = 0; i < n; i++)
        all = box_union(all, w->rows->at[i].ink);
    w->width = all.x1 - all.x0;
    for (uint32_t i = 0; i < n; i++) {
        if (w->sorted[i] != NONE)
            continue;
        const struct row *a = &w->rows->at[i];
        struct line *l = &w->lines[w->n++];
        *l = (struct line){ .ink = a->ink, .base = a->base, .height = a->height, .first = i };
        for (uint32_t j = w->next[i]; j != NONE; j = w->next[j]) {
            l->ink = box_union(l->ink, w->rows->at[j].ink);
            l->height = taller(&w->rows->at[j], &(struct row){ .height = l->height });
        }
    }
}

/* Columns overlap when more than a letter of each, or half of a narrow one, is above the other. */
static bool shares_column(const struct line *a, const struct line *b)
{
    const float letter = 0.7f * (a->height < b->height ? a->height : b->height);
    const float half = 0.5f * (float)min32(a->ink.x1 - a->ink.x0, b->ink.x1 - b->ink.x0);

    return (float)(min32(a->ink.x1, b->ink.x1) - max32(a->ink.x0, b->ink.x0)) >
           (half < letter ? half : letter);
}

static bool on_one_baseline(const struct line *a, const struct line *b)
{
    return fabsf(a->base - b->base) < 0.5f * (a->height < b->height ? a->height : b->height);
}

static void find_tabular(struct work *w)
{
    for (uint32_t i = 0; i < w->n; i++) {
        struct line *a = &w->lines[i];
        struct box row = a->ink;
        uint32_t n = 1;
        for (uint32_t j = 0; j < w->n; j++)
            if (i != j && on_one_baseline(a, &w->lines[j])) {
                row = box_union(row, w->lines[j].ink);
                n++;
            }
        a->tabular =
            n >= 3 && !rule_between(w->ink, row.x0, row.x1, (int32_t)(a->base - 0.5f * a->height));
    }
}

static bool parts(const struct box *w, float y, const struct line *a, const struct line *b)
{
    const float lo = a->base < b->base ? a->base : b->base, hi = a->base + b->base - lo;

    return y > lo && y < hi && w->x0 < a->ink.x1 && w->x1 > a->ink.x0 && w->x0 < b->ink.x1 &&
           w->x1 > b->ink.x0;
}

/* Columns do not hold it: what stands beside it in the margin is above it or below. */
static bool is_wide(const struct work *w, const struct line *l)
{
    return (l->ink.x1 - l->ink.x0) * 5 > w->width * 3;
}

/* Something between the heights of a and b that reaches over both. */
static bool are_parted(const struct work *w, const struct line *a, const struct line *b)
{
    const float lo = a->base < b->base ? a->base : b->base, hi = a->base + b->base - lo;

    for (uint32_t i = 0; i < w->n; i++) {
        const struct line *l = &w->lines[i];
        const float clear = 0.6f * l->height;
        if (parts(&l->ink, l->base, a, b) ||
            (is_wide(w, l) && l->base > lo + clear && l->base < hi - clear))
            return true;
    }
    for (uint32_t i = 0; i < w->ink->hrules.n; i++) {
        const struct comp *r = &w->ink->hrules.at[i];
        const struct box box = { r->x0, r->y0, r->x1, r->y1 };
        if (parts(&box, 0.5f * (float)(r->y0 + r->y1), a, b))
            return true;
    }
    return false;
}

static bool comes_before(const struct work *w, const struct line *a, const struct line *b)
{
    if (on_one_baseline(a, b)) /* nothing fits between them */
        return a->ink.x0 < b->ink.x0;
    if (shares_column(a, b) || is_wide(w, a) || is_wide(w, b) || (a->tabular && b->tabular))
        return a->base < b->base;
    return a->ink.x0 < b->ink.x0 && !are_parted(w, a, b);
}

/* Always the topmost of those that nothing unread comes before; a circle is cut at its topmost. */
static bool sort_topologically(struct work *w)
{
    uint8_t *before = calloc((size_t)w->n * w->n + 1, 1), *done = calloc(w->n + 1, 1);
    uint32_t *waits = calloc(w->n + 1, sizeof *waits);
    const bool ok = before && done && waits;

    for (uint32_t i = 0; ok && i < w->n; i++)
        for (uint32_t j = 0; j < w->n; j++)
            if (i != j && comes_before(w, &w->lines[i], &w->lines[j])) {
                before[(size_t)i * w->n + j] = 1;
                waits[j]++;
            }
    for (uint32_t k = 0; ok && k < w->n; k++) {
        uint32_t best = NONE;
        for (uint32_t i = 0; i < w->n; i++)
            if (!done[i] && (best == NONE || (waits[i] == 0 && waits[best] > 0)))
                best = i;
        done[best] = 1;
        w->sorted[k] = best;
        for (uint32_t j = 0; j < w->n; j++)
            if (before[(size_t)best * w->n + j] && waits[j])
                waits[j]--;
    }
    free(before);
    free(done);
    free(waits);
    return ok;
}

static bool begins_block(const struct work *w, const struct line *a, const struct line *b)
{
    const float h = a->height > b->height ? a->height : b->height;

    if (!shares_column(a, b) || b->base < a->base || b->base - a->base > 5.5f * h)
        return true;
    for (uint32_t i = 0; i < w->ink->hrules.n; i++) {
        const struct comp *r = &w->ink->hrules.at[i];
        if ((float)r->y0 > a->base && (float)r->y1 < b->base && r->x0 <= b->ink.x0 &&
            r->x1 >= b->ink.x1)
            return true;
    }
    return false;
}

static void number(struct work *w, struct row_place *place)
{
    uint32_t n = 0, block = 0;

    for (uint32_t i = 0; i < w->n; i++) {
        const struct line *l = &w->lines[w->sorted[i]];
        if (i && begins_block(w, &w->lines[w->sorted[i - 1]], l))
            block++;
        for (uint32_t j = l->first; j != NONE; j = w->next[j])
            place[n++] = (struct row_place){ .line = i, .block = block, .row = j };
    }
}

bool order_find(const struct ink *k, const struct rows *rows, struct row_place *place)
{
    struct work w = { .ink = k, .rows = rows };
    bool ok;

    w.right = malloc((rows->n + 1) * sizeof *w.right);
    w.next = malloc((rows->n + 1) * sizeof *w.next);
    w.sorted = malloc((rows->n + 1) * sizeof *w.sorted);
    w.lines = malloc((rows->n + 1) * sizeof *w.lines);
    ok = w.right && w.next && w.sorted && w.lines;
    if (ok) {
        find_right(&w);
        make_lines(&w);
        for (uint32_t i = 0; i < w.n; i++)
            w.sorted[i] = i;
        if (w.n <= TOPOLOGY_MAX) {
            find_tabular(&w);
            ok = sort_topologically(&w);
        }
    }
    if (ok)
        number(&w, place);
    free(w.right);
    free(w.next);
    free(w.sorted);
    free(w.lines);
    return ok;
}
