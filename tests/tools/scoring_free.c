/* The distance of two texts whose blocks may stand in another order; scoring.h says how. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tests/tools/scoring_text.h"

enum { NONE = -1 };

/* One text: its words, the id of each, and the word of the other text it lies over. */
struct side {
    struct symbols text, *words;
    size_t n;
    int *id, *mate;
};

/* Words t.. t+len of the truth are words r.. r+len of the reading. */
struct tile {
    int t, r, len;
};

/* Words [from, to) that lie over nothing. */
struct gap {
    int from, to, partner;
};

struct gaps {
    struct gap *at;
    int n;
};

struct sorted {
    const struct symbols *word;
    int *id;
};

static int by_word(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    return text_compare(x->word, y->word);
}

static bool name_words(struct side *t, struct side *r)
{
    const size_t n = t->n + r->n;
    struct sorted *s = calloc(n + 1, sizeof *s);
    int id = 0;

    for (size_t i = 0; s && i < n; i++)
        s[i] = i < t->n ? (struct sorted){ &t->words[i], &t->id[i] }
                        : (struct sorted){ &r->words[i - t->n], &r->id[i - t->n] };
    if (s)
        qsort(s, n, sizeof *s, by_word);
    for (size_t i = 0; s && i < n; i++) {
        id += i > 0 && text_compare(s[i - 1].word, s[i].word) != 0;
        *s[i].id = id;
    }
    free(s);
    return s != NULL;
}

static bool side_open(struct side *s, const char *text, size_t len)
{
    if (!text_normalise(text, len, &s->text))
        return false;
    s->words = text_words(&s->text, &s->n);
    s->id = calloc(s->n + 1, sizeof *s->id);
    s->mate = calloc(s->n + 1, sizeof *s->mate);
    for (size_t i = 0; s->mate && i < s->n; i++)
        s->mate[i] = NONE;
    return s->words && s->id && s->mate;
}

static void side_close(struct side *s)
{
    free(s->text.at);
    free(s->words);
    free(s->id);
    free(s->mate);
}

/* ---- runs of words that both have, longest first ---- */

struct heap {
    struct tile *at;
    size_t n, cap;
    double slope; /* reading words a truth word */
};

static double astray(const struct heap *h, const struct tile *t)
{
    const double d = t->t * h->slope - t->r;
    return d < 0 ? -d : d;
}

static bool before(const struct heap *h, const struct tile *a, const struct tile *b)
{
    if (a->len != b->len)
        return a->len > b->len;
    const double x = astray(h, a), y = astray(h, b);
    if (x < y || y < x)
        return x < y;
    return a->t != b->t ? a->t < b->t : a->r < b->r;
}

static bool heap_push(struct heap *h, struct tile t)
{
    if (h->n == h->cap) {
        const size_t cap = h->cap ? 2 * h->cap : 1024;
        struct tile *at = realloc(h->at, cap * sizeof *at);
        if (!at)
            return false;
        h->at = at;
        h->cap = cap;
    }
    size_t i = h->n++;
    for (; i > 0 && before(h, &t, &h->at[(i - 1) / 2]); i = (i - 1) / 2)
        h->at[i] = h->at[(i - 1) / 2];
    h->at[i] = t;
    return true;
}

static struct tile heap_pop(struct heap *h)
{
    const struct tile top = h->at[0], last = h->at[--h->n];
    size_t i = 0;

    for (size_t k = 1; k < h->n; k = 2 * i + 1) {
        if (k + 1 < h->n && before(h, &h->at[k + 1], &h->at[k]))
            k++;
        if (!before(h, &h->at[k], &last))
            break;
        h->at[i] = h->at[k];
        i = k;
    }
    h->at[i] = last;
    return top;
}

/* Every pair of equal words that does not continue an earlier pair begins a run. */
static bool find_runs(const struct side *t, const struct side *r, struct heap *h)
{
    const size_t ids = t->n + r->n + 1;
    int *first = malloc(ids * sizeof *first), *next = malloc((r->n + 1) * sizeof *next);
    bool ok = first && next;

    for (size_t i = 0; ok && i < ids; i++)
        first[i] = NONE;
    for (size_t j = r->n; ok && j-- > 0;) {
        next[j] = first[r->id[j]];
        first[r->id[j]] = (int)j;
    }
    for (size_t i = 0; ok && i < t->n; i++)
        for (int j = first[t->id[i]]; ok && j != NONE; j = next[j]) {
            if (i > 0 && j > 0 && t->id[i - 1] == r->id[j - 1])
                continue;
            size_t len = 1;
            while (i + len < t->n && (size_t)j + len < r->n &&
                   t->id[i + len] == r->id[(size_t)j + len])
                len++;
            if (len > 1)
                ok = heap_push(h, (struct tile){ (int)i, j, (int)len });
        }
    free(first);
    free(next);
    return ok;
}

/* Takes what of a run is still free on both sides, or puts its free pieces back. */
static bool lay(struct heap *h, struct side *t, struct side *r, struct tile x)
{
    int from = 0, pieces = 0;
    bool whole = true, ok = true;

    for (int k = 0; k < x.len; k++)
        whole &= t->mate[x.t + k] == NONE && r->mate[x.r + k] == NONE;
    for (int k = 0; whole && k < x.len; k++) {
        t->mate[x.t + k] = x.r + k;
        r->mate[x.r + k] = x.t + k;
    }
    for (int k = 0; !whole && ok && k <= x.len; k++) {
        if (k < x.len && t->mate[x.t + k] == NONE && r->mate[x.r + k] == NONE)
            continue;
        if (k - from > 1 && ++pieces)
            ok = heap_push(h, (struct tile){ x.t + from, x.r + from, k - from });
        from = k + 1;
    }
    return ok;
}

static bool lay_runs(struct side *t, struct side *r)
{
    struct heap h = { .slope = t->n ? (double)r->n / (double)t->n : 1 };
    bool ok = find_runs(t, r, &h);

    while (ok && h.n > 0)
        ok = lay(&h, t, r, heap_pop(&h));
    free(h.at);
    return ok;
}

/* ---- what lies between the runs ---- */

static bool find_gaps(const struct side *s, struct gaps *g)
{
    g->at = calloc(s->n + 1, sizeof *g->at);
    for (size_t i = 0; g->at && i < s->n; i++) {
        if (s->mate[i] != NONE)
            continue;
        if (i == 0 || s->mate[i - 1] != NONE)
            g->at[g->n++] = (struct gap){ (int)i, (int)i, NONE };
        g->at[g->n - 1].to = (int)i + 1;
    }
    return g->at != NULL;
}

static int gap_with(const struct gaps *g, int from, int to)
{
    for (int lo = 0, hi = g->n - 1; lo <= hi;) {
        const int mid = (lo + hi) / 2;
        const struct gap *x = &g->at[mid];
        if (from >= 0 ? x->from == from : x->to == to)
            return mid;
        if (from >= 0 ? x->from < from : x->to < to)
            lo = mid + 1;
        else
            hi = mid - 1;
    }
    return NONE;
}

static size_t gap_chars(const struct side *s, const struct gap *g)
{
    const struct symbols *a = &s->words[g->from], *b = &s->words[g->to - 1];
    return (size_t)(b->at + b->n - a->at);
}

static struct symbols gap_text(const struct side *s, const struct gap *g)
{
    return (struct symbols){ s->words[g->from].at, gap_chars(s, g) };
}

/* 0 = the same, 1 = nothing in common. */
static double unlike(const struct side *t, const struct gap *a, const struct side *r,
                     const struct gap *b)
{
    const struct symbols x = gap_text(t, a), y = gap_text(r, b);
    const size_t d = score_distance(x.at, x.n, y.at, y.n), most = x.n > y.n ? x.n : y.n;
    return most ? (double)d / (double)most : 0;
}

static void join(struct gaps *g, int i, struct gaps *k, int j)
{
    g->at[i].partner = j;
    k->at[j].partner = i;
}

/* Gaps after the same word, or before the same word. both: only where both are so. */
static void join_neighbours(const struct side *t, struct gaps *g, const struct side *r,
                            struct gaps *k, bool both)
{
    for (int i = 0; i < g->n; i++) {
        const struct gap *a = &g->at[i];
        if (a->partner != NONE)
            continue;
        const int after = a->from == 0 ? 0 : t->mate[a->from - 1] + 1;
        const int until = (size_t)a->to == t->n ? (int)r->n : t->mate[a->to];
        const int j = gap_with(k, after, 0), l = gap_with(k, -1, until);
        if (j != NONE && j == l && k->at[j].partner == NONE)
            join(g, i, k, j);
        else if (!both && j != NONE && k->at[j].partner == NONE && unlike(t, a, r, &k->at[j]) < 0.7)
            join(g, i, k, j);
        else if (!both && l != NONE && k->at[l].partner == NONE && unlike(t, a, r, &k->at[l]) < 0.7)
            join(g, i, k, l);
    }
}

static void join_alike(const struct side *t, struct gaps *g, const struct side *r, struct gaps *k)
{
    for (int i = 0; i < g->n; i++) {
        double best = 0.6;
        int with = NONE;
        for (int j = 0; g->at[i].partner == NONE && j < k->n; j++) {
            const size_t x = gap_chars(t, &g->at[i]), y = gap_chars(r, &k->at[j]);
            if (k->at[j].partner != NONE || x > 2 * y + 2 || y > 2 * x + 2)
                continue;
            const double d = unlike(t, &g->at[i], r, &k->at[j]);
            if (d < best) {
                best = d;
                with = j;
            }
        }
        if (with != NONE)
            join(g, i, k, with);
    }
}

static bool bare(const struct symbols *in, struct symbols *out)
{
    *out = (struct symbols){ calloc(in->n + 1, sizeof *out->at), in->n };
    for (size_t i = 0; out->at && i < in->n; i++)
        out->at[i] = utf8_base(in->at[i]);
    return out->at != NULL;
}

static bool add_pair(struct score *s, const struct symbols *a, const struct symbols *b)
{
    struct symbols x = { 0 }, y = { 0 }, u = { 0 }, v = { 0 };
    const bool ok = text_fold_tones(a, &x) && text_fold_tones(b, &y) && bare(a, &u) && bare(b, &v);

    if (ok) {
        s->edits += score_distance(a->at, a->n, b->at, b->n);
        s->tone_edits += score_distance(x.at, x.n, y.at, y.n);
        s->bare_edits += score_distance(u.at, u.n, v.at, v.n);
    }
    free(x.at);
    free(y.at);
    free(u.at);
    free(v.at);
    return ok;
}

/* The space beside it goes with a piece that has no partner. */
static void add_alone(struct score *s, const struct side *side, const struct gaps *g)
{
    for (int i = 0; i < g->n; i++) {
        const size_t n =
            gap_chars(side, &g->at[i]) + (side->n > (size_t)(g->at[i].to - g->at[i].from));
        if (g->at[i].partner != NONE)
            continue;
        s->edits += n;
        s->tone_edits += n;
        s->bare_edits += n;
    }
}

static bool add_gaps(struct score *s, const struct side *t, const struct side *r)
{
    struct gaps g = { 0 }, k = { 0 };
    bool ok = find_gaps(t, &g) && find_gaps(r, &k);

    if (ok) {
        join_neighbours(t, &g, r, &k, true);
        join_neighbours(t, &g, r, &k, false);
        join_alike(t, &g, r, &k);
        add_alone(s, t, &g);
        add_alone(s, r, &k);
    }
    for (int i = 0; ok && i < g.n; i++) {
        if (g.at[i].partner == NONE)
            continue;
        const struct symbols a = gap_text(t, &g.at[i]), b = gap_text(r, &k.at[g.at[i].partner]);
        ok = add_pair(s, &a, &b);
    }
    free(g.at);
    free(k.at);
    return ok;
}

/* ---- words ---- */

static bool count_words(struct score *s, const struct side *t, const struct side *r, bool *right)
{
    int *left = calloc(t->n + r->n + 1, sizeof *left);

    for (size_t i = 0; left && i < t->n; i++)
        left[t->id[i]] += t->mate[i] == NONE;
    for (size_t i = 0; left && i < r->n; i++) {
        right[i] = r->mate[i] != NONE || left[r->id[i]] > 0;
        left[r->id[i]] -= r->mate[i] == NONE && right[i];
        s->words_common += right[i];
    }
    s->words_truth += t->n;
    s->words_read += r->n;
    free(left);
    return left != NULL;
}

bool score_add_free(struct score *s, const char *truth, size_t truth_len, const char *read,
                    size_t read_len, struct score_right *right)
{
    struct side t = { 0 }, r = { 0 };
    struct symbols folded = { 0 };
    bool ok = side_open(&t, truth, truth_len) && side_open(&r, read, read_len) &&
              text_fold_tones(&t.text, &folded) && name_words(&t, &r) && lay_runs(&t, &r);
    bool *flags = ok ? calloc(r.n + 1, sizeof *flags) : NULL;

    ok = flags && add_gaps(s, &t, &r) && count_words(s, &t, &r, flags);
    s->chars += t.text.n;
    s->tone_chars += folded.n;
    s->bare_chars += t.text.n;
    if (ok && right)
        *right = (struct score_right){ flags, r.n };
    else
        free(flags);
    free(folded.at);
    side_close(&t);
    side_close(&r);
    return ok;
}
