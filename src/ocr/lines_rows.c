#include "ocr/lines_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ocr/lines_chain.h"
#include "ocr/lines_cut.h"

enum {
    ROWS_MAX = 6000,
    MERGE_PASSES = 8,
    ATTACH_PASSES = 3,
    BOXES_MIN = 5,
    BOXES_MAX = 40,
    PITCH_MOST = 128,
    PITCHES_LEAST = 60
};
/* Of the distances from letter to letter those that are the same: 0.68 to 0.78 of typewritten
 * pages, up to 0.34 of printed ones. */
static const float PITCH_SHARE = 0.55f;
/* Row heights between words of a line. Even lines of a typewriter have two spaces and more. */
static const float GAP = 1.5f, TYPED_GAP = 2.4f;

static int compare_floats(const void *a, const void *b)
{
    const float x = *(const float *)a, y = *(const float *)b;

    return x < y ? -1 : x > y;
}

static float median(float *v, uint32_t n)
{
    qsort(v, n, sizeof *v, compare_floats);
    return n ? v[n / 2] : 0;
}

static float imid(int32_t a, int32_t b)
{
    return 0.5f * (float)(a + b);
}

/* Median bottom of some letters of a chain; `tmp` has room for n. */
static float bottom_of(const struct chains *c, uint32_t from, uint32_t n, float *tmp)
{
    for (uint32_t i = 0; i < n; i++)
        tmp[i] = (float)c->letter[c->order[from + i]]->y1;
    return median(tmp, n);
}

struct slope_vote {
    double slope, weight;
};

static int compare_votes(const void *a, const void *b)
{
    const struct slope_vote *x = a, *y = b;

    return x->slope < y->slope ? -1 : x->slope > y->slope;
}

static double weighted_median(struct slope_vote *v, uint32_t n)
{
    double total = 0, s = 0;

    qsort(v, n, sizeof *v, compare_votes);
    for (uint32_t i = 0; i < n; i++)
        total += v[i].weight;
    for (uint32_t i = 0; i < n; i++)
        if ((s += v[i].weight) * 2 >= total)
            return v[i].slope;
    return 0;
}

/* Halves of long chains: where their baselines lie tells how far the page leans. */
static double find_slope(const struct chains *c, float *tmp)
{
    struct slope_vote *v = malloc((c->n + 1) * sizeof *v);
    uint32_t votes = 0;
    double slope = 0;

    for (uint32_t i = 0; v && i < c->n; i++) {
        const uint32_t from = c->start[i], n = c->start[i + 1] - from, half = n / 2;
        if (n < 10)
            continue;
        const struct comp *a = c->letter[c->order[from + half / 2]];
        const struct comp *b = c->letter[c->order[from + half + half / 2]];
        const double run = b->x0 - a->x0;
        const double rise =
            (double)bottom_of(c, from + half, n - half, tmp) - bottom_of(c, from, half, tmp);
        if (run > 0)
            v[votes++] = (struct slope_vote){ rise / run, run };
    }
    if (v && votes)
        slope = weighted_median(v, votes);
    free(v);
    return fabs(slope) > 0.06 ? 0 : slope;
}

static void shear(struct comps *c, double slope, int32_t w)
{
    for (uint32_t i = 0; i < c->n; i++) {
        struct comp *p = &c->at[i];
        const int32_t d = (int32_t)lround(slope * ((double)imid(p->x0, p->x1) - w / 2.0));
        p->y0 -= d;
        p->y1 -= d;
    }
}

static void shear_segments(struct segments *s, double slope, int32_t w)
{
    for (uint32_t i = 0; i < s->n; i++) {
        struct box *b = &s->at[i].box;
        const int32_t d = (int32_t)lround(slope * ((double)imid(b->x0, b->x1) - w / 2.0));
        b->y0 -= d;
        b->y1 -= d;
    }
}

/* A ruled line that leaned is a level one now: its box loses what the leaning added. */
static void flatten(struct comps *c, double slope)
{
    for (uint32_t i = 0; i < c->n; i++) {
        struct comp *p = &c->at[i];
        const int32_t d = (int32_t)(fabs(slope) * (p->x1 - p->x0) / 2);
        if (p->y1 - p->y0 > 2 * d) {
            p->y0 += d;
            p->y1 -= d;
        }
    }
}

static void add_box(struct row *r, const struct comp *c)
{
    r->ink = box_union(r->ink, (struct box){ c->x0, c->y0, c->x1, c->y1 });
}

static void chain_to_row(const struct chains *c, uint32_t i, struct row *r, uint32_t index,
                         float *tmp)
{
    const uint32_t from = c->start[i], n = c->start[i + 1] - from, few = n < 8 ? n : 8;
    const struct comp *first = c->letter[c->order[from]];
    uint32_t small = 0;

    *r = (struct row){ .letters = n, .ink = { first->x0, first->y0, first->x1, first->y1 } };
    r->base = bottom_of(c, from, n, tmp);
    r->base_l = n < 12 ? r->base : bottom_of(c, from, few, tmp);
    r->base_r = n < 12 ? r->base : bottom_of(c, from + n - few, few, tmp);
    for (uint32_t j = 0; j < n; j++) {
        struct comp *p = c->letter[c->order[from + j]];
        tmp[j] = (float)(p->y1 - p->y0);
        small += p->scale > 0;
        r->area += (float)p->area;
        p->row = (int32_t)index;
        add_box(r, p);
    }
    r->height = median(tmp, n);
    r->small = n >= 4 && small * 2 > n;
}

static int compare_rows(const void *a, const void *b)
{
    const struct row *x = a, *y = b;

    if (x->base < y->base || x->base > y->base)
        return x->base < y->base ? -1 : 1;
    return x->ink.x0 < y->ink.x0 ? -1 : x->ink.x0 > y->ink.x0;
}

/* By base line; letters follow their rows, and `to` becomes the identity. */
static void rows_sort(struct ink *k, struct rows *r, uint32_t *to, uint32_t *place)
{
    for (uint32_t i = 0; i < r->n; i++)
        r->at[i].index = i;
    qsort(r->at, r->n, sizeof *r->at, compare_rows);
    for (uint32_t i = 0; i < r->n; i++) {
        place[r->at[i].index] = i;
        to[i] = i;
    }
    for (uint32_t i = 0; i < k->comps.n; i++)
        if (k->comps.at[i].row >= 0)
            k->comps.at[i].row = (int32_t)place[k->comps.at[i].row];
}

/* How well b continues a to the right: a gap in px, at most `far` row heights, or -1. */
static float continues(const struct ink *k, const struct row *a, const struct row *b, float far)
{
    const float big = a->height > b->height ? a->height : b->height;
    const float small = a->height + b->height - big;
    const float gap = (float)(b->ink.x0 - a->ink.x1);
    /* A short piece with a descender has its bottom low; a long one is sure of its baseline. */
    const float slack = a->letters < 4 || b->letters < 4 ? 0.5f : 0.35f;

    if (a->boxed || b->boxed || gap < -0.6f * small || gap > far * big || small * 2.3f < big ||
        fabsf(a->base_r - b->base_l) > slack * big)
        return -1;
    if (rule_between(k, a->ink.x1, b->ink.x0, (int32_t)(a->base - 0.5f * small)))
        return -1;
    return gap > 0 ? gap : 0;
}

static void join(struct row *a, struct row *b)
{
    const float na = (float)a->letters, nb = (float)b->letters;

    a->base = (a->base * na + b->base * nb) / (na + nb);
    a->height = na >= nb ? a->height : b->height;
    a->base_r = b->letters < 4 && a->letters > 8 ? a->base_r : b->base_r;
    if (a->letters < 4 && b->letters > 8)
        a->base_l = b->base_l;
    a->ink = box_union(a->ink, b->ink);
    a->letters += b->letters;
    a->area += b->area;
    b->dead = true;
}

/* rows->at sorted by base; `to` says where the letters of a dead row went. */
static bool merge_pass(const struct ink *k, struct rows *r, float far, uint32_t *to)
{
    bool any = false;

    for (uint32_t i = 0; i < r->n; i++) {
        struct row *a = &r->at[i];
        float best = -1;
        uint32_t at = 0;
        for (int dir = -1; !a->dead && dir <= 1; dir += 2)
            for (uint32_t j = i + (uint32_t)dir; j < r->n; j += (uint32_t)dir) {
                const struct row *b = &r->at[j];
                if (fabsf(b->base - a->base) > 2.5f * a->height)
                    break;
                const float gap = b->dead ? -1 : continues(k, a, b, far);
                if (gap >= 0 && (best < 0 || gap < best)) {
                    best = gap;
                    at = j;
                }
            }
        if (best >= 0) {
            join(a, &r->at[at]);
            to[at] = i;
            any = true;
        }
    }
    return any;
}

static bool is_single(const struct row *a)
{
    return !a->dead && a->letters <= 2 && (float)(a->ink.x1 - a->ink.x0) < 1.6f * a->height;
}

/* Is b the digit in the box right of a's? Both on one baseline, a side of a box between them. */
static bool is_next_box(const struct ink *k, const struct row *a, const struct row *b)
{
    const float h = a->height > b->height ? a->height : b->height;
    const float gap = (float)(b->ink.x0 - a->ink.x1);

    return is_single(b) && fabsf(a->base - b->base) < 0.4f * h && gap > -0.3f * h &&
           gap < 2.2f * h &&
           rule_between(k, a->ink.x0 + (int32_t)(0.2f * h), b->ink.x1 - (int32_t)(0.2f * h),
                        (int32_t)(a->base - 0.5f * h));
}

static uint32_t next_box(const struct ink *k, const struct rows *r, uint32_t i)
{
    const struct row *a = &r->at[i];
    uint32_t best = UINT32_MAX;

    for (int dir = -1; dir <= 1; dir += 2)
        for (uint32_t j = i + (uint32_t)dir; j < r->n; j += (uint32_t)dir) {
            const struct row *b = &r->at[j];
            if (fabsf(b->base - a->base) > a->height)
                break;
            if (b->ink.x0 > a->ink.x0 + (int32_t)(0.3f * a->height) && is_next_box(k, a, b) &&
                (best == UINT32_MAX || b->ink.x0 < r->at[best].ink.x0))
                best = j;
        }
    return best;
}

/* A number written into a row of little boxes is one row; the boxes are evenly wide. */
static void join_boxed(const struct ink *k, struct rows *r, uint32_t *to, uint32_t *next)
{
    for (uint32_t i = 0; i < r->n; i++)
        r->at[i].index = false; /* is it the next of another? */
    for (uint32_t i = 0; k->vrules.n && i < r->n; i++) {
        next[i] = is_single(&r->at[i]) ? next_box(k, r, i) : UINT32_MAX;
        if (next[i] != UINT32_MAX)
            r->at[next[i]].index = true;
    }
    for (uint32_t i = 0; k->vrules.n && i < r->n; i++) {
        uint32_t chain[BOXES_MAX], n = 0;
        int32_t least = INT32_MAX, most = 0;
        if (r->at[i].index)
            continue;
        for (uint32_t j = i; j != UINT32_MAX && n < BOXES_MAX; j = next[j]) {
            if (n) {
                const struct box *a = &r->at[chain[n - 1]].ink, *b = &r->at[j].ink;
                const int32_t pitch = (b->x0 + b->x1 - a->x0 - a->x1) / 2;
                least = pitch < least ? pitch : least;
                most = pitch > most ? pitch : most;
            }
            chain[n++] = j;
        }
        if (n < BOXES_MIN || most > 2 * least)
            continue;
        for (uint32_t j = 1; j < n; j++) {
            join(&r->at[i], &r->at[chain[j]]);
            to[chain[j]] = i;
        }
        r->at[i].boxed = true;
    }
}

/* Does `s` -- marks, a bracket, a letter of odd height -- belong to the bigger row r? */
static bool lies_in(const struct row *s, const struct row *r)
{
    const float y = imid(s->ink.y0, s->ink.y1), h = r->height;

    if (s->small && !r->small)
        return false;
    if (s->ink.x0 < r->ink.x0 - (int32_t)(0.5f * h) || s->ink.x1 > r->ink.x1 + (int32_t)(0.5f * h))
        return false;
    if (y < r->base - 1.8f * h || y > r->base + 0.55f * h)
        return false;
    if (s->height < 0.6f * h && s->letters <= r->letters)
        return true;
    /* Stacked marks close above their letter. */
    if (s->letters <= 2 && r->letters >= 3 && s->height < h &&
        (float)s->ink.y1 < r->base - 0.85f * h && (float)s->ink.y1 > r->base - 1.6f * h)
        return true;
    return s->letters <= 2 && r->letters >= 4 && y > r->base - 1.1f * h && s->height < 3 * h;
}

static void absorb(struct rows *r, uint32_t *to)
{
    for (uint32_t i = 0; i < r->n; i++) {
        struct row *s = &r->at[i];
        for (int dir = -1; !s->dead && dir <= 1; dir += 2)
            for (uint32_t j = i + (uint32_t)dir; j < r->n; j += (uint32_t)dir) {
                struct row *a = &r->at[j];
                if (fabsf(a->base - s->base) > 260)
                    break;
                if (a->dead || !lies_in(s, a))
                    continue;
                a->ink = box_union(a->ink, s->ink);
                s->dead = true;
                to[i] = j;
                break;
            }
    }
}

static void drop_dead(struct ink *k, struct rows *r, uint32_t *to, uint32_t *place)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < r->n; i++) {
        uint32_t t = i, hops = 0;
        while (to[t] != t && hops++ < r->n)
            t = to[t];
        to[i] = t;
    }
    for (uint32_t i = 0; i < r->n; i++) {
        place[i] = n;
        if (!r->at[i].dead)
            r->at[n++] = r->at[i];
    }
    r->n = n;
    for (uint32_t i = 0; i < k->comps.n; i++) {
        struct comp *c = &k->comps.at[i];
        if (c->row >= 0)
            c->row = (int32_t)place[to[c->row]];
    }
}

/* How far a mark is from row r in row heights; negative: not its. */
static float attach_cost(const struct ink *k, const struct row *r, const struct comp *c)
{
    const float h = r->height, y = imid(c->y0, c->y1);
    const float dx = c->x0 > r->ink.x1   ? (float)(c->x0 - r->ink.x1)
                     : c->x1 < r->ink.x0 ? (float)(r->ink.x0 - c->x1)
                                         : 0;
    const float up = (r->base - h - y) / h, down = (y - r->base) / h;
    const float dy = up > 0 ? up : down > 0 ? 1.6f * down : 0;
    const float near = c->kind == COMP_DASH || dy == 0 ? 1.5f : 0.7f;
    /* The dash of a list is a typewriter's space away. */
    const float reach = c->kind == COMP_DASH && dy == 0 ? 2.2f : near;
    const int32_t from = c->x0 < r->ink.x0 ? c->x1 : r->ink.x1,
                  to = c->x0 < r->ink.x0 ? r->ink.x0 : c->x0;

    if (up > 1.15f || down > 0.6f || dx > reach * h || (float)(c->y1 - c->y0) > 3.2f * h)
        return -1;
    if (dx > near * h && rule_between(k, from, to, (int32_t)y))
        return -1;
    return dy + dx / h;
}

static void attach(struct ink *k, struct rows *r)
{
    for (uint32_t i = 0; i < k->comps.n; i++) {
        struct comp *c = &k->comps.at[i];
        float best = -1;
        uint32_t at = 0, lo = 0, hi = r->n;
        if (c->row >= 0 || c->kind == COMP_LEADER || c->kind == COMP_OTHER)
            continue;
        const float reach = 2.2f * 5 * k->x_height, y = imid(c->y0, c->y1);
        while (lo < hi) {
            const uint32_t mid = (lo + hi) / 2;
            if (r->at[mid].base < y - reach)
                lo = mid + 1;
            else
                hi = mid;
        }
        for (uint32_t j = lo; j < r->n && r->at[j].base <= y + reach; j++) {
            const float cost = attach_cost(k, &r->at[j], c);
            if (cost >= 0 && (best < 0 || cost < best)) {
                best = cost;
                at = j;
            }
        }
        if (best >= 0) {
            c->row = (int32_t)at;
            add_box(&r->at[at], c);
        }
    }
}

/* Letters one under the other, closer than lines can be: text that runs up a margin. */
static void drop_upright_text(struct rows *r)
{
    for (uint32_t i = 0; i < r->n; i++) {
        uint32_t chain[64], n = 0, at = i;
        for (bool more = true; more && n < 64;) {
            chain[n++] = at;
            more = false;
            const struct row *a = &r->at[at];
            for (uint32_t j = at + 1; j < r->n && !more; j++) {
                const struct row *b = &r->at[j];
                if (b->base > a->base + 4 * a->height)
                    break;
                if (b->letters <= 2 && b->ink.x0 < a->ink.x1 && b->ink.x1 > a->ink.x0 &&
                    (float)(b->ink.y0 - a->ink.y1) < 0.45f * a->height) {
                    at = j;
                    more = true;
                }
            }
        }
        for (uint32_t j = 0; n >= 7 && r->at[i].letters <= 2 && j < n; j++)
            r->at[chain[j]].dead = true;
    }
}

static void merge(struct ink *k, struct rows *r, float far, uint32_t *to, uint32_t *place)
{
    for (int pass = 0; pass <= MERGE_PASSES; pass++) {
        rows_sort(k, r, to, place);
        if (pass == MERGE_PASSES || !merge_pass(k, r, far, to))
            break;
        drop_dead(k, r, to, place);
    }
}

/* Do the letters stand a pitch apart, whatever their widths? */
static bool is_typed(const struct ink *k, const struct chains *c)
{
    uint32_t apart[PITCH_MOST + 1] = { 0 }, all = 0, like = 0, below = 0;
    int32_t pitch = 0;

    for (uint32_t i = 0; i < c->n; i++)
        for (uint32_t j = c->start[i] + 1; j < c->start[i + 1]; j++) {
            const struct comp *a = c->letter[c->order[j - 1]], *b = c->letter[c->order[j]];
            const int32_t d = (b->x0 + b->x1 - a->x0 - a->x1) / 2;
            if (d < 1 || d > PITCH_MOST || (float)d > 2 * k->x_height)
                continue;
            apart[d]++;
            all++;
        }
    while (pitch < PITCH_MOST && (below += apart[pitch]) * 2 < all)
        pitch++;
    const int32_t slack = pitch / 12 + 1;
    for (int32_t d = pitch - slack < 0 ? 0 : pitch - slack; d <= pitch + slack; d++)
        like += d <= PITCH_MOST ? apart[d] : 0;
    return all >= PITCHES_LEAST && (float)like >= PITCH_SHARE * (float)all;
}

static bool build(struct ink *k, struct chains *c, struct rows *out)
{
    const uint32_t n = c->n < ROWS_MAX ? c->n : ROWS_MAX;
    uint32_t *to = malloc((n + 1) * sizeof *to), *place = malloc((n + 1) * sizeof *place);
    float *tmp = malloc((c->n_letters + 1) * sizeof *tmp);

    out->at = calloc(n + 1, sizeof *out->at);
    if (!to || !place || !tmp || !out->at) {
        free(to);
        free(place);
        free(tmp);
        return false;
    }
    out->slope = find_slope(c, tmp);
    if (fabs(out->slope) * k->w < 0.3 * (double)k->x_height)
        out->slope = 0;
    if (out->slope < 0 || out->slope > 0) {
        shear(&k->comps, out->slope, k->w);
        shear(&k->hrules, out->slope, k->w);
        flatten(&k->hrules, out->slope);
        shear(&k->vrules, out->slope, k->w);
        shear_segments(&k->segments, out->slope, k->w);
    }
    k->crowded |= n < c->n;
    for (out->n = 0; out->n < n; out->n++)
        chain_to_row(c, out->n, &out->at[out->n], out->n, tmp);
    merge(k, out, GAP, to, place);
    join_boxed(k, out, to, place);
    drop_dead(k, out, to, place);
    for (uint32_t i = 0; i < out->n; i++)
        to[i] = i;
    absorb(out, to);
    drop_dead(k, out, to, place);
    for (int pass = 0; pass < ATTACH_PASSES; pass++)
        attach(k, out);
    /* With their marks rows reach further: "1." and what it numbers, words after a comma. */
    merge(k, out, is_typed(k, c) ? TYPED_GAP : GAP, to, place);
    drop_upright_text(out);
    free(to);
    free(place);
    free(tmp);
    return true;
}

static bool chain_and_build(struct ink *k, struct rows *out)
{
    struct chains c;
    const bool ok = chains_find(k, &c) && build(k, &c, out);

    chains_release(&c);
    return ok;
}

bool rows_find(struct ink *k, struct rows *out, struct err *e)
{
    uint32_t cuts = 0;
    bool ok;

    *out = (struct rows){ 0 };
    if (!(k->x_height > 0) || !k->comps.n)
        return true;
    ok = chain_and_build(k, out) && rows_cut_tall(k, out, &cuts);
    if (ok && cuts) {
        const double slope = out->slope; /* the components are level now */
        rows_release(out);
        ok = chain_and_build(k, out);
        out->slope += slope;
    }
    if (!ok) {
        rows_release(out);
        return err_set(e, ERR_NOMEM, "no memory to find the lines of a page");
    }
    return true;
}

void rows_release(struct rows *r)
{
    free(r->at);
    *r = (struct rows){ 0 };
}
