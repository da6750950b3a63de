#include <math.h>
#include <string.h>

#include "paper/agree.h"
#include "paper/fields.h"
#include "paper/separate.h"

enum { SCRATCH_MAX = 512 << 20, PAGES_MAX = 200000 };

static const float TEXT_SURE = 0.70F;

static bool facts_make(const struct paper_tables *t, const struct dossier *d, struct arena *scratch,
                       struct layout *facts, struct err *e)
{
    struct view v;

    for (uint32_t i = 0; i < d->n_pages; i++) {
        facts[i] = (struct layout){ .motto_seg = -1 };
        if (d->pages[i].read->state != PAGE_DONE)
            continue;
        if (!view_make(&t->fold, d->pages[i].read, scratch, &v, e))
            return err_at(e, "page %u of the dossier", i + 1);
        layout_find(t, &v, &facts[i]);
        arena_reset(scratch); /* facts hold no pointers */
    }
    return true;
}

/* Groups the done pages; fills pages, ordinal and boundary_confidence. */
static bool group(const struct dossier *d, const struct boundary *b, struct arena *a,
                  struct dossier_result *out, struct err *e)
{
    uint32_t n = 0, done = 0;

    for (uint32_t i = 0; i < d->n_pages; i++) {
        n += b[i].starts;
        done += d->pages[i].read->state == PAGE_DONE;
    }
    *out = (struct dossier_result){ .docs = ARENA_NEW(a, struct document, n) };
    uint32_t *pages = ARENA_NEW(a, uint32_t, done);
    if (!out->docs || !pages)
        return err_set(e, ERR_NOMEM, "paper: no memory for %u documents", n);
    for (uint32_t i = 0; i < d->n_pages; i++) {
        if (d->pages[i].read->state != PAGE_DONE)
            continue;
        if (b[i].starts) {
            struct document *doc = &out->docs[out->n_docs++];
            doc->ordinal = (int32_t)out->n_docs;
            doc->pages = pages;
            doc->boundary_confidence = b[i].p;
        }
        out->docs[out->n_docs - 1].n_pages++;
        *pages++ = i;
    }
    return true;
}

static bool doc_view_make(const struct paper_tables *t, const struct dossier *d,
                          const struct document *doc, const struct layout *facts,
                          struct arena *scratch, struct doc_view *v, struct err *e)
{
    const uint32_t head = DOC_VIEWS - 3;

    *v = (struct doc_view){ .n_pages = doc->n_pages };
    for (uint32_t i = 0; i < doc->n_pages; i++) {
        if (i >= head && i + 3 < doc->n_pages)
            continue;
        const uint32_t page = doc->pages[i];
        if (!view_make(&t->fold, d->pages[page].read, scratch, &v->views[v->n], e))
            return false;
        v->layouts[v->n] = facts[page];
        v->page[v->n++] = i;
    }
    return true;
}

/* Doubts about where it begins and ends, and about its numbering. */
static void boundary_reasons(struct field_list *f, const struct document *doc,
                             const struct boundary *b, const struct layout *facts, uint32_t next)
{
    const float sure = separate_sure(f->t), goes_on = separate_goes_on(f->t);
    bool doubt = doc->boundary_confidence < sure || (next != UINT32_MAX && b[next].p < sure);
    int32_t last = 0;

    for (uint32_t i = 0; i < doc->n_pages; i++) {
        const struct layout *l = &facts[doc->pages[i]];
        doubt |= i > 0 && b[doc->pages[i]].p > goes_on;
        if (last > 0 && l->page_no > 0 && l->page_no != last + 1)
            reason_add(f, "page_gap");
        if (l->page_no > 0)
            last = l->page_no;
        else if (last > 0)
            last++;
    }
    if (doubt)
        reason_add(f, "boundary_low");
    if (facts[doc->pages[0]].page_no >= 2 || facts[doc->pages[0]].begins_lower)
        reason_add(f, "first_page_missing");
}

static void text_reasons(struct field_list *f, const struct dossier *d, const struct document *doc)
{
    for (uint32_t i = 0; i < doc->n_pages; i++)
        if (!(d->pages[doc->pages[i]].read->text_confidence >= TEXT_SURE))
            reason_add(f, "text_low");
}

static bool has_reason(const struct field_list *f, const char *slug)
{
    for (uint32_t i = 0; i < f->n_reasons; i++)
        if (strcmp(f->reasons[i], slug) == 0)
            return true;
    return false;
}

static void reason_drop(struct field_list *f, const char *slug)
{
    uint32_t k = 0;

    for (uint32_t i = 0; i < f->n_reasons; i++)
        if (strcmp(f->reasons[i], slug) != 0)
            f->reasons[k++] = f->reasons[i];
    f->n_reasons = k;
}

/* Number and date are what others find the paper by; what is not sure of them, handwriting above
 * all, is looked at. */
static void doubt_reasons(struct field_list *f)
{
    const struct field *number = field_get(f, "doc_number"), *date = field_get(f, "issued_date");

    if (number) { /* another place had it */
        reason_drop(f, "number_missing");
        reason_drop(f, "number_unread");
    }
    if (number && !number->accepted)
        reason_add(f, "number_doubtful");
    if (date && !date->accepted)
        reason_add(f, "date_doubtful");
}

static bool finish(struct field_list *f, struct document *doc, struct arena *a, struct err *e)
{
    doc->n_fields = f->n;
    doc->n_reasons = f->n_reasons;
    doc->fields = ARENA_NEW(a, struct field, f->n);
    doc->reasons = ARENA_NEW(a, const char *, f->n_reasons);
    if (f->failed || !doc->fields || !doc->reasons)
        return err_set(e, ERR_NOMEM, "paper: no memory for the fields of a document");
    memcpy(doc->fields, f->list, f->n * sizeof *f->list);
    memcpy(doc->reasons, f->reasons, f->n_reasons * sizeof *f->reasons);
    return true;
}

static bool understand_document(const struct paper_tables *t, const struct dossier *d,
                                const struct layout *facts, const struct boundary *b, uint32_t next,
                                struct name_pool *pool, struct arena *scratch, struct arena *a,
                                struct document *doc, struct err *e)
{
    static const struct field_list empty;
    struct doc_view *v = ARENA_NEW(scratch, struct doc_view, 1);
    struct field_list *f = ARENA_NEW(scratch, struct field_list, 1);

    if (!v || !f)
        return err_set(e, ERR_NOMEM, "paper: no memory for a document");
    if (!doc_view_make(t, d, doc, facts, scratch, v, e))
        return false;
    const struct verdict c = classify_document(t, v);
    doc->type = t->types[c.type].pub.slug;
    doc->type_confidence = c.p;
    doc->runner_up = t->types[c.second].pub.slug;
    doc->runner_up_confidence = c.p_second;
    *f = empty;
    f->t = t;
    f->d = v;
    f->a = a;
    f->pool = pool;
    f->certified = c.type == t->certified;
    f->type = c.wrapped < t->n_types ? c.wrapped : c.type;
    if (c.wrapped < t->n_types)
        field_add(f, "wrapped_type", t->types[c.wrapped].pub.slug, c.p_wrapped, 1, 0,
                  (struct box){ 0 });
    if (c.type == t->unknown)
        reason_add(f, "type_unknown");
    else if (c.p < classify_sure(t) || c.words_doubt ||
             (c.wrapped < t->n_types && c.p_wrapped < classify_sure(t)))
        reason_add(f, "type_low");
    boundary_reasons(f, doc, b, facts, next);
    text_reasons(f, d, doc);
    fields_card(f);
    fields_head(f);
    fields_form(f);
    fields_person(f);
    fields_born_words(f);
    fields_close(f);
    fields_rank(f, scratch);
    born_earned(f);
    fields_place(f);
    for (uint32_t k = 0; k < v->n; k++)
        names_collect(pool, t, &v->views[k]);
    doubt_reasons(f);
    if (c.type == t->unknown || has_reason(f, "boundary_low") || has_reason(f, "type_low"))
        for (uint32_t i = 0; i < f->n; i++)
            f->list[i].accepted = false; /* right, perhaps, but of which paper? */
    return finish(f, doc, a, e);
}

bool paper_understand(const struct paper_tables *t, const struct dossier *d, struct arena *a,
                      struct dossier_result *out, struct err *e)
{
    struct arena scratch, keep;
    bool ok = true;

    *out = (struct dossier_result){ 0 };
    if (d->n_pages > PAGES_MAX)
        return err_set(e, ERR_LIMIT, "paper: a dossier of %u pages, limit %d", d->n_pages,
                       PAGES_MAX);
    arena_init(&scratch, SCRATCH_MAX);
    arena_init(&keep, SCRATCH_MAX);
    struct layout *facts = ARENA_NEW(&keep, struct layout, d->n_pages);
    struct boundary *b = ARENA_NEW(&keep, struct boundary, d->n_pages);
    struct name_pool *pool = ARENA_NEW(&keep, struct name_pool, 1);
    if (!facts || !b || !pool)
        ok = err_set(e, ERR_NOMEM, "paper: no memory for %u pages", d->n_pages);
    ok = ok && facts_make(t, d, &scratch, facts, e);
    if (ok)
        separate_pages(t, d, facts, b);
    ok = ok && group(d, b, a, out, e);
    for (uint32_t i = 0; ok && i < out->n_docs; i++) {
        const uint32_t next = i + 1 < out->n_docs ? out->docs[i + 1].pages[0] : UINT32_MAX;
        pool->doc = i;
        ok = understand_document(t, d, facts, b, next, pool, &scratch, a, &out->docs[i], e);
        arena_reset(&scratch);
    }
    ok = ok && names_agree(pool, t, out->docs, out->n_docs, a, e);
    arena_reset(&scratch);
    arena_reset(&keep);
    return ok;
}
