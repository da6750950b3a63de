#include <stdlib.h>
#include <string.h>

#include "tests/train/must.h"
#include "tests/train/papers.h"
#include "tests/train/walk.h"

static void *copy(const void *p, size_t bytes)
{
    return memcpy(must_calloc(bytes, 1), p, bytes);
}

static void *room_for(void *list, size_t n, size_t *room, size_t size)
{
    if (n < *room)
        return list;
    *room = *room ? 2 * *room : 1024;
    list = realloc(list, *room * size);
    if (!list)
        die("no memory");
    return list;
}

static int cmp_pair(const void *a, const void *b)
{
    const uint32_t x = ((const uint32_t *)a)[0], y = ((const uint32_t *)b)[0];
    return (x > y) - (x < y);
}

static void add_doc(const struct paper_tables *t, const struct doc_view *v,
                    const struct stack_doc *doc, int dossier, struct samples *s)
{
    static struct gram_set g;
    static uint32_t pairs[GRAM_KINDS * GRAM_MAX][2];
    static float rules[TYPES_MAX];
    struct doc_sample d = { .type = type_index(t, doc->slug),
                            .form = doc->form,
                            .dossier = dossier };

    if (d.type == t->n_types)
        die("a type of the texts is not in configs/types.tsv");
    grams_of(t, v, TRAIN_BITS, &g);
    for (uint32_t k = 0; k < GRAM_KINDS; k++) {
        for (uint32_t i = 0; i < g.n[k]; i++) {
            pairs[d.n][0] = g.ids[k][i];
            pairs[d.n++][1] = k;
        }
    }
    qsort(pairs, d.n, sizeof *pairs, cmp_pair);
    uint32_t ids[GRAM_KINDS * GRAM_MAX];
    float values[GRAM_KINDS * GRAM_MAX];
    uint8_t kinds[GRAM_KINDS * GRAM_MAX];
    for (uint32_t i = 0; i < d.n; i++) {
        ids[i] = pairs[i][0];
        kinds[i] = (uint8_t)pairs[i][1];
        values[i] = gram_value((enum gram_kind)pairs[i][1], g.n[pairs[i][1]]);
    }
    d.ids = copy(ids, d.n * sizeof *ids);
    d.kinds = copy(kinds, d.n);
    d.values = copy(values, d.n * sizeof *values);
    classify_rules(t, v, rules);
    d.rules = copy(rules, t->n_types * sizeof *rules);
    if (doc->form + 1 > s->forms[d.type])
        s->forms[d.type] = doc->form + 1;
    s->docs = room_for(s->docs, s->n_docs, &s->doc_room, sizeof *s->docs);
    s->docs[s->n_docs++] = d;
}

static void add_bound(const struct paper_tables *t, const struct layout *l,
                      const struct sign_context *c, bool begins, int half, double weight,
                      struct samples *s)
{
    s->bounds = room_for(s->bounds, s->n_bounds, &s->bound_room, sizeof *s->bounds);
    struct bound_sample *b = &s->bounds[s->n_bounds++];

    signs_of(t, l, c, b->x);
    b->begins = begins;
    b->half = half;
    b->weight = weight;
}

/* Papers of no known type and harmed stacks are many here, so that they are learned from. How sure
 * a boundary is, is measured as if there were as few as in an office: one paper in fifty of no
 * known type, one stack in ten torn or faded. */
static const double UNKNOWN_WEIGHT = 0.2, HARM_WEIGHT = 0.3;

static double weight_of(const struct stack *k, uint32_t prev, uint32_t i)
{
    static const char unknown[] = "khong_ro";
    const bool any = strcmp(k->docs[k->doc_of[i]].slug, unknown) == 0 ||
                     strcmp(k->docs[k->doc_of[prev]].slug, unknown) == 0;

    return (any ? UNKNOWN_WEIGHT : 1) * (k->harmed ? HARM_WEIGHT : 1);
}

/* Boundaries with the documents so far as they really are. */
static void gather_bounds(const struct paper_tables *t, const struct stack *k,
                          const struct layout *facts, int half, struct samples *s)
{
    uint32_t first = UINT32_MAX, prev = UINT32_MAX, so_far = 0;
    bool blank = false, separator = false;

    for (uint32_t i = 0; i < k->dossier.n_pages; i++) {
        const enum page_state state = k->pages[i].read->state;
        blank |= state == PAGE_BLANK;
        separator |= state == PAGE_SEPARATOR;
        if (state != PAGE_DONE)
            continue;
        const bool begins = prev == UINT32_MAX || k->doc_of[i] != k->doc_of[prev];
        const struct sign_context c = {
            .first = &facts[first == UINT32_MAX ? i : first],
            .prev = &facts[prev == UINT32_MAX ? i : prev],
            .so_far = so_far,
            .blank = blank,
            .other_file = prev != UINT32_MAX && sign_other_file(&k->pages[prev], &k->pages[i])
        };
        if (prev != UINT32_MAX && !separator)
            add_bound(t, &facts[i], &c, begins, half, weight_of(k, prev, i), s);
        if (begins) {
            first = i;
            so_far = 0;
        }
        so_far++;
        prev = i;
        blank = separator = false;
    }
}

static void gather_docs(const struct paper_tables *t, const struct stack *k,
                        const struct view *views, const struct layout *facts, int dossier,
                        struct samples *s)
{
    static struct doc_view v;

    for (int doc = 0; doc < k->n_docs; doc++)
        if (walk_document(k, views, facts, doc, &v))
            add_doc(t, &v, &k->docs[doc], dossier, s);
}

static void gather(void *ctx, const struct paper_tables *t, const struct stack *k,
                   const struct view *views, const struct layout *facts, size_t i)
{
    struct samples *s = ctx;

    gather_bounds(t, k, facts, (int)(i & 1), s);
    gather_docs(t, k, views, facts, (int)i, s);
}

void papers_gather(const struct paper_tables *t, const char *path, int rounds, uint64_t seed,
                   struct samples *s)
{
    walk_stacks(t, path, rounds, seed, gather, s);
}

void papers_release(struct samples *s)
{
    for (size_t i = 0; i < s->n_docs; i++) {
        free(s->docs[i].ids);
        free(s->docs[i].kinds);
        free(s->docs[i].values);
        free(s->docs[i].rules);
    }
    free(s->docs);
    free(s->bounds);
}
