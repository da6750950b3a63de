/* The figures of an evaluation as Markdown tables and as JSON lines. */
#include <stdlib.h>
#include <string.h>

#include "tests/tools/bound.h"
#include "tests/tools/tally.h"

static double share(long a, long b)
{
    return b ? 100.0 * (double)a / (double)b : 100.0;
}

static double boundary_f1(const struct tally *t)
{
    const double p = share(t->bounds_found, t->bounds_listed),
                 r = share(t->bounds_found, t->bounds);
    return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

/* Words of the bins from `least` on. */
static void sure_words(const struct trust *t, double least, long *words, long *right)
{
    *words = *right = 0;
    for (int b = 0; b < BINS; b++)
        if (tally_edges[b] >= least - 1e-9) {
            *words += t->words[b];
            *right += t->right[b];
        }
}

/* ---- reading ---- */

static void reading_row(const struct tally *t, bool other)
{
    long words, right;

    if (t->text_pages == 0)
        return;
    sure_words(&t->trust, 0.99, &words, &right);
    printf("| %s | %ld | %llu | %.2f | %.2f | %.2f | %.2f | %.4f | %.2f | %.1f |", t->name,
           t->text_pages, (unsigned long long)t->free.chars, 100 * score_cer(&t->free),
           100 * score_cer_tone(&t->free), 100 * score_cer_bare(&t->free),
           100 * score_cer(&t->ordered), score_f1(&t->free), share(right, words),
           share(right, t->trust.right_words));
    if (other && t->other_pages)
        printf(" %.2f | %.4f |", 100 * score_cer(&t->other), score_f1(&t->other));
    else if (other)
        fputs(" - | - |", stdout);
    putchar('\n');
}

static void print_reading(const struct evaluation *v)
{
    const bool other = v->all.other_pages > 0;

    printf("| %s | pages | characters | CER %% | tone placement folded %% | marks removed %% | "
           "blocks in order too %% | word F1 | right of words >= .99 %% | right words that are so "
           "sure %% |%s\n|---|---|---|---|---|---|---|---|---|---|%s\n",
           v->each ? "page" : "condition", other ? " plain tesseract CER % | its word F1 |" : "",
           other ? "---|---|" : "");
    for (size_t i = 0; i < v->n; i++)
        reading_row(&v->by[i], other);
    if (v->n != 1)
        reading_row(&v->all, other);
}

static void print_trust(const struct evaluation *v)
{
    if (v->all.trust.right_words == 0)
        return;
    fputs("\n| confidence | words | mean % | right % |", stdout);
    for (size_t i = 0; !v->each && i < v->n; i++)
        printf(" %s right %% (words) |", v->by[i].name);
    fputs("\n|---|---|---|---|", stdout);
    for (size_t i = 0; !v->each && i < v->n; i++)
        fputs("---|", stdout);
    putchar('\n');
    for (int b = BINS; b-- > 0;) {
        const struct trust *a = &v->all.trust;
        if (a->words[b] == 0)
            continue;
        printf("| %g to %g | %ld | %.2f | %.2f |", tally_edges[b],
               b == BINS - 1 ? 1.0 : tally_edges[b + 1], a->words[b],
               100 * a->sum[b] / (double)a->words[b], share(a->right[b], a->words[b]));
        for (size_t i = 0; !v->each && i < v->n; i++) {
            const struct trust *t = &v->by[i].trust;
            if (t->words[b])
                printf(" %.1f (%ld) |", share(t->right[b], t->words[b]), t->words[b]);
            else
                fputs(" - |", stdout);
        }
        putchar('\n');
    }
}

/* ---- papers ---- */

static void papers_row(const struct tally *t)
{
    printf("| %s | %ld | %ld | %.1f | %.4f | %ld | %.2f | %.2f | %.1f | %.2f | %.2f (%ld) | %.1f | "
           "%ld of %ld, <= %.2f %% | %.1f (%ld) | %.2f |\n",
           t->name, t->pages, t->missing, share(t->kinds_right, t->pages), score_f1(&t->free),
           t->docs, boundary_f1(t), share(t->typed, t->docs), share(t->sure, t->docs),
           share(t->sure_right, t->sure), share(t->ident_hits, t->idents), t->idents,
           share(t->accepted - t->accepted_wrong, t->idents), t->accepted_wrong, t->accepted,
           100 * bound_upper(t->accepted_wrong, t->accepted, 0.05), share(t->field_hits, t->fields),
           t->fields, share(t->field_sure - t->field_sure_wrong, t->field_sure));
}

static void print_papers(const struct evaluation *v)
{
    printf(
        "| condition | pages | missing | page kind %% | word F1 | papers | boundary F1 %% | type "
        "%% | no review %% | of these right %% | identifiers found %% (of) | accepted, %% of "
        "printed | accepted wrong, 95 %% bound | fields exact %% (of) | right of accepted fields "
        "%% |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < v->n; i++)
        papers_row(&v->by[i]);
    papers_row(&v->all);
    const struct row *least = NULL;
    for (size_t i = 0; i < v->types.n; i++)
        if (!least || v->types.at[i].all < least->all)
            least = &v->types.at[i];
    if (least)
        printf("\n%zu types of papers; fewest of one: %ld (%s).\n", v->types.n, least->all,
               least->name);
    if (v->all.unknown)
        printf("\nPapers of no known type: %ld of %ld said to be so.\n", v->all.unknown_right,
               v->all.unknown);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct row *)a)->name, ((const struct row *)b)->name);
}

static int by_count(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    return x->all != y->all ? (x->all < y->all ? 1 : -1) : by_name(a, b);
}

static struct rows sorted(const struct rows *r, int (*order)(const void *, const void *))
{
    struct rows out = *r;
    qsort(out.at, out.n, sizeof *out.at, order);
    return out;
}

static void print_kinds(const struct evaluation *v)
{
    const struct rows r = sorted(&v->kinds, by_name);
    struct row all = { .name = "all" };

    fputs(
        "\n| identifier | printed | found % | accepted | of printed % | accepted wrong | wrong at "
        "most (95 %) % |\n|---|---|---|---|---|---|---|\n",
        stdout);
    for (size_t i = 0; i <= r.n; i++) {
        const struct row *x = i < r.n ? &r.at[i] : &all;
        printf("| %s | %ld | %.2f | %ld | %.1f | %ld | %.3f |\n", x->name, x->all,
               share(x->hits, x->all), x->accepted, share(x->accepted - x->wrong, x->all), x->wrong,
               100 * bound_upper(x->wrong, x->accepted, 0.05));
        all.all += x->all;
        all.hits += x->hits;
        all.accepted += x->accepted;
        all.wrong += x->wrong;
    }
}

static void print_fields(const struct rows *fields, const char *what)
{
    const struct rows r = sorted(fields, by_name);

    printf(
        "\n| %s | printed | exact %% | accepted | right of accepted %% |\n|---|---|---|---|---|\n",
        what);
    for (size_t i = 0; i < r.n; i++)
        printf("| %s | %ld | %.2f | %ld | %.2f |\n", r.at[i].name, r.at[i].all,
               share(r.at[i].hits, r.at[i].all), r.at[i].accepted,
               share(r.at[i].accepted - r.at[i].wrong, r.at[i].accepted));
}

static void print_confused(const struct evaluation *v)
{
    const struct rows r = sorted(&v->confused, by_count);

    if (r.n == 0)
        return;
    fputs("\n| type | listed as | times | papers of the type |\n|---|---|---|---|\n", stdout);
    for (size_t i = 0; i < r.n; i++) {
        char want[2 * NAME_MAX_];
        const char *tab = strchr(r.at[i].name, '\t');
        long papers = 0;
        snprintf(want, sizeof want, "%.*s", (int)(tab ? tab - r.at[i].name : 0), r.at[i].name);
        for (size_t k = 0; k < v->types.n; k++)
            if (strcmp(v->types.at[k].name, want) == 0)
                papers = v->types.at[k].all;
        printf("| %s | %s | %ld | %ld |\n", want, tab ? tab + 1 : "", r.at[i].all, papers);
    }
}

static void print_codes(const struct evaluation *v)
{
    const struct rows r = sorted(&v->codes, by_name);

    if (r.n == 0)
        return;
    fputs("\n| decoded | printed | read % |\n|---|---|---|\n", stdout);
    for (size_t i = 0; i < r.n; i++)
        printf("| %s | %ld | %.2f |\n", r.at[i].name, r.at[i].all,
               share(r.at[i].hits, r.at[i].all));
}

void tally_print(const struct evaluation *v)
{
    if (v->papers) {
        print_papers(v);
        puts("");
    }
    print_reading(v);
    print_trust(v);
    if (!v->papers)
        return;
    print_kinds(v);
    print_codes(v);
    print_fields(&v->fields, "field");
    print_fields(&v->type_fields, "fields of");
    print_confused(v);
}

/* ---- JSON ---- */

static void put(FILE *to, json_t *o)
{
    json_dumpf(o, to, JSON_COMPACT | JSON_REAL_PRECISION(6));
    fputc('\n', to);
    json_decref(o);
}

static json_t *score_json(const struct score *s)
{
    return json_pack("{sI sI sf sf sf sf}", "chars", (json_int_t)s->chars, "edits",
                     (json_int_t)s->edits, "cer", score_cer(s), "cer_tone", score_cer_tone(s),
                     "cer_bare", score_cer_bare(s), "f1", score_f1(s));
}

static json_t *trust_json(const struct trust *t)
{
    json_t *bins = json_array();

    for (int b = 0; b < BINS; b++)
        json_array_append_new(bins, json_pack("{sf sI sI sf}", "from", tally_edges[b], "words",
                                              (json_int_t)t->words[b], "right",
                                              (json_int_t)t->right[b], "mean",
                                              t->words[b] ? t->sum[b] / (double)t->words[b] : 0.0));
    return bins;
}

static void condition_json(const struct evaluation *v, const struct tally *t, const char *set,
                           FILE *to)
{
    json_t *o = json_pack("{ss ss ss sI sI so so so}", "record", "reading", "set", set, "condition",
                          t->name, "pages", (json_int_t)t->pages, "missing", (json_int_t)t->missing,
                          "free", score_json(&t->free), "ordered", score_json(&t->ordered),
                          "reliability", trust_json(&t->trust));

    if (t->other_pages)
        json_object_set_new(o, "tesseract", score_json(&t->other));
    put(to, o);
    if (!v->papers)
        return;
    put(to, json_pack("{ss ss ss sI sf sI sI sI sI sI sI sI sI sf sI sI sI sI}", "record", "papers",
                      "set", set, "condition", t->name, "papers", (json_int_t)t->docs,
                      "boundary_f1", boundary_f1(t) / 100, "typed", (json_int_t)t->typed, "unknown",
                      (json_int_t)t->unknown, "unknown_right", (json_int_t)t->unknown_right,
                      "no_review", (json_int_t)t->sure, "no_review_right",
                      (json_int_t)t->sure_right, "identifiers", (json_int_t)t->idents, "found",
                      (json_int_t)t->ident_hits, "accepted", (json_int_t)t->accepted,
                      "wrong_at_most", bound_upper(t->accepted_wrong, t->accepted, 0.05),
                      "accepted_wrong", (json_int_t)t->accepted_wrong, "fields",
                      (json_int_t)t->fields, "fields_exact", (json_int_t)t->field_hits,
                      "fields_accepted_wrong", (json_int_t)t->field_sure_wrong));
}

static void rows_json(const struct rows *rows, const char *record, const char *set, FILE *to)
{
    for (size_t i = 0; i < rows->n; i++) {
        const struct row *r = &rows->at[i];
        put(to,
            json_pack("{ss ss ss sI sI sI sI sf}", "record", record, "set", set, "name", r->name,
                      "all", (json_int_t)r->all, "right", (json_int_t)r->hits, "accepted",
                      (json_int_t)r->accepted, "accepted_wrong", (json_int_t)r->wrong,
                      "wrong_at_most", bound_upper(r->wrong, r->accepted, 0.05)));
    }
}

void tally_json(const struct evaluation *v, const char *set, FILE *to)
{
    for (size_t i = 0; i < v->n; i++)
        condition_json(v, &v->by[i], set, to);
    condition_json(v, &v->all, set, to);
    if (!v->papers)
        return;
    rows_json(&v->kinds, "identifier", set, to);
    rows_json(&v->codes, "code", set, to);
    rows_json(&v->fields, "field", set, to);
    rows_json(&v->types, "type", set, to);
    rows_json(&v->type_fields, "fields_of_type", set, to);
    rows_json(&v->confused, "confusion", set, to);
}
