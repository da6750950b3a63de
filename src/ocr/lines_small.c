#include "ocr/lines_small.h"

#include <stdlib.h>

/* A row of marks over letters is broken and has letters right below it; print is neither. */
enum { CHAIN_MIN = 5, CANDIDATES_MAX = 20000, LOOK_MAX = 400, LETTERS_LOOK_MAX = 4000 };

#define NONE UINT32_MAX

struct small {
    struct comp **at; /* by x0 */
    uint32_t *next, n;
    bool *has_prev;
};

static int by_x(const void *a, const void *b)
{
    const struct comp *p = *(struct comp *const *)a, *q = *(struct comp *const *)b;

    if (p->x0 != q->x0)
        return p->x0 < q->x0 ? -1 : 1;
    return p->y0 < q->y0 ? -1 : p->y0 > q->y0;
}

static int compare_heights(const void *a, const void *b)
{
    const int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

    return x < y ? -1 : x > y;
}

static bool is_candidate(const struct ink *k, const struct comp *c)
{
    const int32_t w = c->x1 - c->x0, h = c->y1 - c->y0;

    return h >= 5 && (float)h >= 0.28f * k->x_height && (float)h < 0.7f * k->x_height &&
           w <= 10 * h && w * 5 >= h && c->area * 6 >= w * h;
}

static bool follows(const struct comp *a, const struct comp *b)
{
    const int32_t ha = a->y1 - a->y0, hb = b->y1 - b->y0, big = ha > hb ? ha : hb;
    const int32_t gap = b->x0 - a->x1;

    return big <= 2 * (ha + hb - big) && gap * 3 >= -big && gap * 10 <= 13 * big &&
           abs(a->y1 - b->y1) * 100 <= 35 * big;
}

static void link_neighbours(struct small *s)
{
    for (uint32_t i = 0; i < s->n; i++) {
        const struct comp *a = s->at[i];
        s->next[i] = NONE;
        for (uint32_t j = i + 1, looked = 0; j < s->n && looked < LOOK_MAX; j++, looked++) {
            if (s->at[j]->x0 - a->x1 > 2 * (a->y1 - a->y0) + 4)
                break;
            if (!s->has_prev[j] && follows(a, s->at[j])) {
                s->next[i] = j;
                s->has_prev[j] = true;
                break;
            }
        }
    }
}

/* Is there a letter right below the component, as there is below a mark? `letter` is by x0. */
static bool is_over_letter(const struct ink *k, struct comp *const *letter, uint32_t n,
                           const struct comp *c)
{
    const int32_t mid = (c->x0 + c->x1) / 2, reach = (int32_t)(0.15f * k->x_height) + 1;
    uint32_t lo = 0, hi = n;

    while (lo < hi) {
        const uint32_t m = (lo + hi) / 2;
        if (letter[m]->x0 <= mid)
            lo = m + 1;
        else
            hi = m;
    }
    for (uint32_t looked = 0; lo-- > 0 && looked < LETTERS_LOOK_MAX; looked++) {
        const struct comp *l = letter[lo];
        if ((float)(mid - l->x0) > 4 * k->x_height)
            break;
        if (l->x1 > mid && l->y0 <= c->y1 + reach && l->y0 >= c->y0 &&
            l->y1 >= c->y1 + (c->y1 - c->y0))
            return true;
    }
    return false;
}

static void take_chain(struct ink *k, const struct small *s, uint32_t first, struct comp **letter,
                       uint32_t letters)
{
    uint32_t n = 0, over = 0;
    int32_t heights[256];

    for (uint32_t i = first; i != NONE && n < 256; i = s->next[i], n++) {
        heights[n] = s->at[i]->y1 - s->at[i]->y0;
        over += is_over_letter(k, letter, letters, s->at[i]);
    }
    if (n < CHAIN_MIN || over * 2 >= n)
        return;
    qsort(heights, n, sizeof *heights, compare_heights);
    for (uint32_t i = first; i != NONE; i = s->next[i])
        s->at[i]->scale = (float)heights[n / 2];
}

bool small_print_find(struct ink *k)
{
    const size_t room = (size_t)k->comps.n + 1;
    struct small s = { 0 };
    struct comp **letter = malloc(room * sizeof *letter);
    uint32_t letters = 0;

    s.at = malloc(room * sizeof *s.at);
    s.next = malloc(room * sizeof *s.next);
    s.has_prev = calloc(room, sizeof *s.has_prev);
    const bool ok = letter && s.at && s.next && s.has_prev;
    for (uint32_t i = 0; ok && i < k->comps.n; i++) {
        struct comp *c = &k->comps.at[i];
        if (is_candidate(k, c))
            s.at[s.n++] = c;
        else if ((float)(c->y1 - c->y0) >= 0.5f * k->x_height)
            letter[letters++] = c;
    }
    if (ok && s.n <= CANDIDATES_MAX) {
        qsort(s.at, s.n, sizeof(struct comp *), by_x);
        qsort(letter, letters, sizeof(struct comp *), by_x);
        link_neighbours(&s);
        for (uint32_t i = 0; i < s.n; i++)
            if (!s.has_prev[i])
                take_chain(k, &s, i, letter, letters);
    }
    free(letter);
    free(s.at);
    free(s.next);
    free(s.has_prev);
    return ok;
}
