#include "ocr/lines_chain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LETTERS_MAX = 120000, /* a dense A4 page has 4000 */
    LOOK_MAX = 300,       /* neighbours looked at for one letter */
    LEADER_MIN = 8,       /* dots in a row that are no punctuation */
};

#define NONE UINT32_MAX

bool rule_between(const struct ink *k, int32_t x0, int32_t x1, int32_t y)
{
    for (uint32_t i = 0; i < k->vrules.n; i++) {
        const struct comp *r = &k->vrules.at[i];
        const int32_t x = (r->x0 + r->x1) / 2;
        if (x >= x0 - 1 && x <= x1 && y >= r->y0 && y < r->y1)
            return true;
    }
    return false;
}

static void classify(struct ink *k)
{
    for (uint32_t i = 0; i < k->comps.n; i++) {
        struct comp *c = &k->comps.at[i];
        const float xh = c->scale > 0 ? c->scale : k->x_height;
        const float w = (float)(c->x1 - c->x0), h = (float)(c->y1 - c->y0);
        c->row = -1;
        if (h > 5.5f * xh || w > 16 * xh || (h > 3 * xh && w > 4 * h))
            c->kind = COMP_OTHER;
        else if (w > 3.2f * xh && h < 0.45f * xh)
            c->kind = COMP_OTHER; /* a rule */
        else if (w > 1.6f * k->x_height && h > 1.6f * k->x_height && (float)c->area > 0.7f * w * h)
            c->kind = COMP_OTHER; /* a punch hole, a patch */
        else if (h < 0.5f * xh && w > 1.8f * h)
            c->kind = COMP_DASH;
        else
            c->kind = h < 0.55f * xh ? COMP_SMALL : COMP_LETTER;
    }
}

static int by_x(const void *a, const void *b)
{
    const struct comp *p = *(struct comp *const *)a, *q = *(struct comp *const *)b;

    if (p->x0 != q->x0)
        return p->x0 < q->x0 ? -1 : 1;
    return p->y0 < q->y0 ? -1 : p->y0 > q->y0;
}

static int by_y_then_x(const void *a, const void *b)
{
    const struct comp *p = *(struct comp *const *)a, *q = *(struct comp *const *)b;

    if (p->y1 != q->y1)
        return p->y1 < q->y1 ? -1 : 1;
    return p->x0 < q->x0 ? -1 : p->x0 > q->x0;
}

/* Dots on one level, evenly close: a dotted line to write on. `dots` is sorted by bottom, then x;
 * the dots of a leader may differ by a px in y, so each looks at a few levels. */
static void mark_leaders(struct comp **dots, uint32_t n, float xh)
{
    for (uint32_t i = 0; i < n; i++) {
        struct comp *run[4096];
        uint32_t len = 0;
        struct comp *at = dots[i];
        if (at->kind == COMP_LEADER)
            continue;
        while (at && len < 4096) {
            run[len++] = at;
            struct comp *next = NULL;
            for (uint32_t j = i, looked = 0; j < n && looked < 600; j++, looked++) {
                struct comp *d = dots[j];
                if (d->y1 > at->y1 + 1 + (int32_t)(0.1f * xh))
                    break;
                if (d->x0 >= at->x1 && (float)(d->x0 - at->x1) < 0.9f * xh &&
                    (!next || d->x0 < next->x0))
                    next = d;
            }
            at = next;
        }
        for (uint32_t j = 0; len >= LEADER_MIN && j < len; j++)
            run[j]->kind = COMP_LEADER;
    }
}

static bool find_leaders(struct ink *k)
{
    struct comp **dots = malloc((k->comps.n + 1) * sizeof *dots);
    uint32_t n = 0;

    if (!dots)
        return false;
    for (uint32_t i = 0; i < k->comps.n; i++) {
        struct comp *c = &k->comps.at[i];
        if (c->kind == COMP_SMALL && (float)(c->x1 - c->x0) < 0.45f * k->x_height)
            dots[n++] = c;
    }
    /* More dots than leaders can have: speckle, where every dot has a neighbour. */
    if (n < 6000) {
        qsort(dots, n, sizeof(struct comp *), by_y_then_x);
        mark_leaders(dots, n, k->x_height);
    }
    free(dots);
    return true;
}

/* Letters by rows of the grid: those of cell c are item[first[c]] .. item[first[c + 1] - 1], by x.
 */
struct grid {
    uint32_t *first, *item;
    int32_t cells, size;
};

static int32_t cell_of(const struct grid *g, int32_t y)
{
    const int32_t c = y / g->size;

    return c < 0 ? 0 : c >= g->cells ? g->cells - 1 : c;
}

static bool grid_make(const struct ink *k, const struct chains *c, struct grid *g)
{
    g->size = (int32_t)k->x_height < 4 ? 4 : (int32_t)k->x_height;
    g->cells = k->h / g->size + 1;
    g->first = calloc((size_t)g->cells + 2, sizeof *g->first);
    g->item = malloc((c->n_letters + 1) * sizeof *g->item);
    if (!g->first || !g->item)
        return false;
    for (uint32_t i = 0; i < c->n_letters; i++)
        g->first[cell_of(g, (c->letter[i]->y0 + c->letter[i]->y1) / 2) + 2]++;
    for (int32_t i = 2; i < g->cells + 2; i++)
        g->first[i] += g->first[i - 1];
    for (uint32_t i = 0; i < c->n_letters; i++)
        g->item[g->first[cell_of(g, (c->letter[i]->y0 + c->letter[i]->y1) / 2) + 1]++] = i;
    return true;
}

/* What it costs to read b after a; negative: never. */
static float link_cost(const struct ink *k, const struct comp *a, const struct comp *b)
{
    const float ha = (float)(a->y1 - a->y0), hb = (float)(b->y1 - b->y0);
    const float small = ha < hb ? ha : hb, big = ha + hb - small;
    const float page = a->scale > 0 && b->scale > 0 ? a->scale : k->x_height;
    const float room = big > page ? big : page;
    const int32_t top = a->y0 > b->y0 ? a->y0 : b->y0, bottom = a->y1 < b->y1 ? a->y1 : b->y1;
    const float gap = (float)(b->x0 - a->x1);

    if (gap > 1.5f * room || gap < -0.7f * small || big > 2.3f * small ||
        (float)(bottom - top) < 0.45f * small)
        return -1;
    if (k->vrules.n && gap > 0 && rule_between(k, a->x1, b->x0, (top + bottom) / 2))
        return -1;
    return (gap > 0 ? gap : 0) + 0.8f * fabsf((float)(a->y1 - b->y1)) +
           0.4f * fabsf((float)(a->y0 - b->y0));
}

static uint32_t next_of(const struct ink *k, const struct chains *c, const struct grid *g,
                        uint32_t i, float *cost)
{
    const struct comp *a = c->letter[i];
    const int32_t h = a->y1 - a->y0, y = (a->y0 + a->y1) / 2;
    const int32_t last = cell_of(g, y + h);
    uint32_t best = NONE, looked = 0;

    *cost = -1;
    for (int32_t cell = cell_of(g, y - h); cell <= last; cell++) {
        uint32_t lo = g->first[cell], hi = g->first[cell + 1];
        const uint32_t end = hi;
        while (lo < hi) { /* items are by x0, as letters are: compare numbers */
            const uint32_t mid = (lo + hi) / 2;
            if (g->item[mid] <= i)
                lo = mid + 1;
            else
                hi = mid;
        }
        for (; lo < end && looked < LOOK_MAX; lo++, looked++) {
            const struct comp *b = c->letter[g->item[lo]];
            if (b->x0 > a->x1 + 5 * h + (int32_t)(2 * k->x_height))
                break;
            const float v = link_cost(k, a, b);
            if (v >= 0 && (*cost < 0 || v < *cost)) {
                *cost = v;
                best = g->item[lo];
            }
        }
    }
    return best;
}

/* Links that both sides want become chains; fills order and start. */
static bool make_chains(struct chains *c, const uint32_t *next, const float *cost)
{
    uint32_t *prev = malloc((c->n_letters + 1) * sizeof *prev), used = 0;
    c->order = malloc((c->n_letters + 1) * sizeof *c->order);
    c->start = malloc((c->n_letters + 2) * sizeof *c->start);

    if (!prev || !c->order || !c->start) {
        free(prev);
        return false;
    }
    for (uint32_t i = 0; i < c->n_letters; i++)
        prev[i] = NONE;
    for (uint32_t i = 0; i < c->n_letters; i++)
        if (next[i] != NONE && (prev[next[i]] == NONE || cost[i] < cost[prev[next[i]]]))
            prev[next[i]] = i;
    for (uint32_t i = 0; i < c->n_letters; i++) {
        if (prev[i] != NONE)
            continue;
        c->start[c->n++] = used;
        for (uint32_t at = i; at != NONE;) {
            c->order[used++] = at;
            at = next[at] != NONE && prev[next[at]] == at ? next[at] : NONE;
        }
    }
    c->start[c->n] = used;
    free(prev);
    return true;
}

static bool collect_letters(struct ink *k, struct chains *c)
{
    c->letter = malloc((k->comps.n + 1) * sizeof *c->letter);
    if (!c->letter)
        return false;
    for (uint32_t i = 0; i < k->comps.n; i++)
        if (k->comps.at[i].kind == COMP_LETTER)
            c->letter[c->n_letters++] = &k->comps.at[i];
    if (c->n_letters > LETTERS_MAX) {
        c->n_letters = LETTERS_MAX;
        k->crowded = true;
    }
    qsort(c->letter, c->n_letters, sizeof *c->letter, by_x);
    return true;
}

bool chains_find(struct ink *k, struct chains *out)
{
    struct grid g = { 0 };
    uint32_t *next = NULL;
    float *cost = NULL;
    bool ok;

    *out = (struct chains){ 0 };
    classify(k);
    ok = find_leaders(k) && collect_letters(k, out) && grid_make(k, out, &g);
    if (ok) {
        next = malloc((out->n_letters + 1) * sizeof *next);
        cost = malloc((out->n_letters + 1) * sizeof *cost);
        ok = next && cost;
    }
    for (uint32_t i = 0; ok && i < out->n_letters; i++)
        next[i] = next_of(k, out, &g, i, &cost[i]);
    ok = ok && make_chains(out, next, cost);
    free(g.first);
    free(g.item);
    free(next);
    free(cost);
    return ok;
}

void chains_release(struct chains *c)
{
    free(c->letter);
    free(c->order);
    free(c->start);
    *c = (struct chains){ 0 };
}
