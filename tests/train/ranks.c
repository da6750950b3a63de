#include "tests/train/ranks.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "tests/tools/facts.h"
#include "tests/train/must.h"
#include "tests/train/walk.h"

static void *copy(const void *p, size_t bytes)
{
    return memcpy(must_calloc(bytes + 1, 1), p, bytes);
}

static void put(struct rank_samples *s, const struct rank_sample *x)
{
    if (s->n == s->room) {
        s->room = s->room ? 2 * s->room : 1024;
        s->list = realloc(s->list, s->room * sizeof *s->list);
        if (!s->list)
            die("no memory");
    }
    s->list[s->n++] = *x;
}

static uint32_t append(uint32_t *ids, uint32_t n, const struct rank_features *x)
{
    memcpy(ids + n, x->ids, x->n * sizeof *ids);
    return n + x->n;
}

static void add(const struct ranking *r, const char *want, uint32_t type, int form,
                struct rank_samples *s)
{
    static uint32_t ids[(RANK_MAX + 1) * RANK_FEATURES];
    uint32_t ends[RANK_MAX + 1], same[RANK_MAX + 1], at = 0;
    bool right[RANK_MAX + 1], any = !*want;
    struct rank_sample x = { .n = r->n + 1, .type = type, .form = form };

    for (uint32_t i = 0; i < r->n; i++) {
        ends[i] = at = append(ids, at, &r->list[i].x);
        right[i] = *want && r->list[i].value[0] && fact_same_field(r->list[i].value, want);
        any |= right[i];
        for (same[i] = 0; strcmp(r->list[same[i]].value, r->list[i].value) != 0; same[i]++)
            ;
    }
    ends[r->n] = at = append(ids, at, &r->none);
    right[r->n] = !*want;
    same[r->n] = r->n;
    x.lost = !any;
    x.ids = copy(ids, at * sizeof *ids);
    x.ends = copy(ends, x.n * sizeof *ends);
    x.same = copy(same, x.n * sizeof *same);
    x.right = copy(right, x.n * sizeof *right);
    put(s, &x);
}

static void gather_doc(const struct paper_tables *t, const struct doc_view *v,
                       const struct stack_doc *doc, const json_t *truth, struct rank_samples *s)
{
    static struct ranking r;
    const json_t *said = json_object_get(truth, "fields");
    const uint32_t own = type_index(t, doc->slug),
                   wrapped = type_index(t, fact_text(said, "wrapped_type"));
    const struct rank_paper p = { t, v, wrapped < t->n_types ? wrapped : own, own == t->certified };

    if (own == t->n_types)
        die("a type of the texts is not in configs/types.tsv");
    snprintf(s->slugs[own], sizeof s->slugs[own], "%s", doc->slug);
    if (doc->form + 1 > s->forms[own])
        s->forms[own] = doc->form + 1;
    rank_dates(&p, RANK_BITS, &r);
    add(&r, fact_text(said, "issued_date"), own, doc->form, s);
}

static void gather_docs(const struct paper_tables *t, const struct stack *k,
                        const struct view *views, const struct layout *facts, const json_t *docs,
                        struct rank_samples *s)
{
    static struct doc_view v;

    for (int doc = 0; doc < k->n_docs; doc++)
        if (walk_document(k, views, facts, doc, &v))
            gather_doc(t, &v, &k->docs[doc], json_array_get(docs, (size_t)doc), s);
}

struct gathering {
    json_t *truth;
    struct rank_samples *samples;
};

static void gather(void *ctx, const struct paper_tables *t, const struct stack *k,
                   const struct view *views, const struct layout *facts, size_t i)
{
    const struct gathering *g = ctx;

    gather_docs(t, k, views, facts, json_object_get(json_array_get(g->truth, i), "documents"),
                g->samples);
}

void ranks_gather(const struct paper_tables *t, const char *path, int rounds, uint64_t seed,
                  struct rank_samples *s)
{
    struct gathering g = { facts_load(path, false), s };

    walk_stacks(t, path, rounds, seed, gather, &g);
    json_decref(g.truth);
}

void ranks_release(struct rank_samples *s)
{
    for (size_t i = 0; i < s->n; i++) {
        free(s->list[i].ids);
        free(s->list[i].ends);
        free(s->list[i].same);
        free(s->list[i].right);
    }
    free(s->list);
}
