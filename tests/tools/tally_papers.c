/* Documents, identifiers and fields against what was printed. */
#include <stdlib.h>
#include <string.h>

#include "tests/tools/tally.h"

struct row *row_of(struct rows *r, const char *name)
{
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->at[i].name, name) == 0)
            return &r->at[i];
    if (r->n == ROWS_MAX) /* whatever is left over */
        return &r->at[ROWS_MAX - 1];
    snprintf(r->at[r->n].name, sizeof r->at[0].name, "%s", name);
    return &r->at[r->n++];
}

static const json_t *first_page(const json_t *dossier, long ordinal)
{
    size_t i;
    json_t *p;

    json_array_foreach(json_object_get(dossier, "pages"), i, p)
        if (fact_number(p, "document") == ordinal && fact_number(p, "number") == 1)
            return p;
    return NULL;
}

static bool has_page(const json_t *doc, const json_t *page, bool first_only)
{
    size_t i;
    json_t *p;

    json_array_foreach(json_object_get(doc, "pages"), i, p) {
        if (fact_same_page(p, page))
            return true;
        if (first_only)
            return false;
    }
    return false;
}

static bool is_true(const json_t *o, const char *key)
{
    return json_is_true(json_object_get(o, key));
}

static void accepted(struct evaluation *v, struct tally *t, const json_t *dossier, const json_t *id)
{
    const bool right = facts_hold(dossier, id);
    struct row *kind = row_of(&v->kinds, fact_text(id, "kind"));

    t->accepted++;
    kind->accepted++;
    if (right)
        return;
    t->accepted_wrong++;
    kind->wrong++;
    if (v->misses)
        fprintf(v->misses, "%s/%s %s: accepted %s %s is not in the truth (%s, %s)\n",
                fact_text(dossier, "archive"), fact_text(dossier, "dossier"), t->name,
                fact_text(id, "kind"), fact_text(id, "value"), fact_text(id, "raw"),
                fact_text(id, "label"));
}

static void identifiers(struct evaluation *v, struct tally *t, const json_t *truth,
                        const json_t *doc, const char *page)
{
    size_t i, k;
    json_t *id, *got;

    json_array_foreach(json_object_get(truth, "identifiers"), i, id) {
        bool hit = false;
        json_array_foreach(json_object_get(doc, "identifiers"), k, got)
            hit |= strcmp(fact_text(id, "kind"), fact_text(got, "kind")) == 0 &&
                   fact_same_value(fact_text(id, "value"), fact_text(got, "value"));
        struct row *kind = row_of(&v->kinds, fact_text(id, "kind"));
        kind->all++;
        kind->hits += hit;
        t->idents++;
        t->ident_hits += hit;
        if (!hit && v->misses)
            fprintf(v->misses, "%s %s: no %s %s in %s\n", page, t->name, fact_text(id, "kind"),
                    fact_text(id, "value"), fact_text(truth, "type"));
    }
}

static void count_field(struct row *r, bool hit, bool sure)
{
    r->all++;
    r->hits += hit;
    r->accepted += sure;
    r->wrong += sure && !hit;
}

static void fields(struct evaluation *v, struct tally *t, const json_t *truth, const json_t *doc,
                   const char *page)
{
    const char *name;
    json_t *value;

    json_object_foreach(json_object_get(truth, "fields"), name, value) {
        const char *want = json_string_value(value);
        const json_t *field = json_object_get(json_object_get(doc, "fields"), name);
        if (!want || !*want)
            continue;
        const bool hit = fact_same_field(want, fact_text(field, "value")),
                   sure = is_true(field, "accepted");
        t->fields++;
        t->field_hits += hit;
        t->field_sure += sure;
        t->field_sure_wrong += sure && !hit;
        count_field(row_of(&v->fields, name), hit, sure);
        count_field(row_of(&v->type_fields, fact_text(truth, "type")), hit, sure);
        if (!hit && v->misses)
            fprintf(v->misses, "%s %s: %s '%s' read as '%s' in %s%s\n", page, t->name, name, want,
                    fact_text(field, "value"), fact_text(truth, "type"), sure ? " (accepted)" : "");
    }
}

static void type(struct evaluation *v, struct tally *t, const json_t *truth, const json_t *doc,
                 bool begins, const char *page)
{
    const char *want = fact_text(truth, "type"),
               *got = fact_text(json_object_get(doc, "type"), "slug");
    const bool right = begins && strcmp(want, got) == 0, unknown = strcmp(want, "khong_ro") == 0;
    struct row *r = row_of(&v->types, want);

    r->all++;
    r->hits += right;
    t->typed += right;
    t->unknown += unknown;
    t->unknown_right += unknown && right;
    if (right)
        return;
    char pair[2 * NAME_MAX_];
    snprintf(pair, sizeof pair, "%.40s\t%.40s", want, begins ? got : "(does not begin there)");
    row_of(&v->confused, pair)->all++;
    if (v->misses && !begins)
        fprintf(v->misses, "%s %s: document %ld (%s) does not begin there\n", page, t->name,
                fact_number(truth, "ordinal"), want);
    else if (v->misses)
        fprintf(v->misses, "%s %s: %s listed as %s\n", page, t->name, want, got);
}

/* Machine readable zones: read when a value of them is listed with that source. Where the QR code
 * of the same card was read the list says so instead, and nothing can be told of the zone. */
static void zones(struct evaluation *v, const json_t *dossier, const json_t *truth,
                  const json_t *doc)
{
    char name[NAME_MAX_];
    size_t i, k;
    json_t *p, *id;

    json_array_foreach(json_object_get(dossier, "pages"), i, p) {
        bool hit = false;
        if (fact_number(p, "document") != fact_number(truth, "ordinal") ||
            !strstr(fact_text(p, "text"), "<<<"))
            continue;
        bool code = false;
        json_array_foreach(json_object_get(doc, "identifiers"), k, id) {
            hit |= strcmp(fact_text(id, "source"), "mrz") == 0;
            code |= strcmp(fact_text(id, "source"), "qr") == 0;
        }
        if (code && !hit)
            continue;
        snprintf(name, sizeof name, "machine readable zones, %ld dpi", fact_number(p, "dpi"));
        struct row *r = row_of(&v->codes, name);
        r->all++;
        r->hits += hit;
        if (!hit && v->misses)
            fprintf(v->misses, "%s: the machine readable zone was not read\n", fact_text(p, "id"));
    }
}

static void one_paper(struct evaluation *v, struct tally *t, const json_t *dossier,
                      const json_t *truth, const json_t *docs)
{
    const json_t *start = first_page(dossier, fact_number(truth, "ordinal")), *doc = NULL;
    const char *page = fact_text(start, "id");
    size_t i;
    json_t *d;

    json_array_foreach(docs, i, d)
        if (start && has_page(d, start, false))
            doc = d;
    const bool begins = doc && has_page(doc, start, true);
    const bool sure = doc && !is_true(json_object_get(doc, "review"), "needed");
    const long typed = t->typed;
    t->docs++;
    t->bounds++;
    t->bounds_found += begins;
    type(v, t, truth, doc, begins, page);
    t->sure += sure;
    t->sure_right += sure && t->typed > typed;
    identifiers(v, t, truth, doc, page);
    fields(v, t, truth, doc, page);
    zones(v, dossier, truth, doc);
}

void tally_papers(struct evaluation *v, struct tally *t, const json_t *dossier, const json_t *docs)
{
    size_t i, k;
    json_t *d, *id;

    t->bounds_listed += (long)json_array_size(docs);
    json_array_foreach(json_object_get(dossier, "documents"), i, d)
        one_paper(v, t, dossier, d, docs);
    json_array_foreach(docs, i, d)
        json_array_foreach(json_object_get(d, "identifiers"), k, id)
            if (is_true(id, "accepted"))
                accepted(v, t, dossier, id);
}
