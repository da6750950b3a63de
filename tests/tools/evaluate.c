/* evaluate -- what was read against what was printed.
 *
 *   evaluate TRUTH.jsonl LIST.jsonl PAGES.jsonl [--misses FILE]
 *
 * TRUTH is what sohoa-gen writes beside a backlog; LIST and PAGES are `sohoa list` and `sohoa list
 * --pages` of the store that read it. Prints a Markdown table by condition, and with --misses what
 * went wrong, a line each. Exit 1 when a page is not accounted for or an accepted identifier is
 * wrong. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tests/tools/scoring.h"

enum { MAX_CONDITIONS = 16 };
static const char *const field_names[] = { "doc_number", "issued_date", "issuer",    "subject",
                                           "signer",     "full_name",   "birth_date" };
enum { N_FIELDS = sizeof field_names / sizeof *field_names };

struct tally {
    char name[24];
    long pages, missing, kinds_right, lost_to_blank;
    long bounds, bounds_found, bounds_listed;
    long docs, typed, sure, sure_right;
    long idents, ident_hits, accepted, accepted_wrong;
    long fields[N_FIELDS], field_hits[N_FIELDS], field_sure, field_sure_wrong;
    double words_f1;
    long text_pages;
};

static struct tally table[MAX_CONDITIONS];
static size_t n_table;
static FILE *misses;

static struct tally *row(const char *condition)
{
    for (size_t i = 0; i < n_table; i++)
        if (strcmp(table[i].name, condition) == 0)
            return &table[i];
    if (n_table == MAX_CONDITIONS)
        exit(2);
    snprintf(table[n_table].name, sizeof table[0].name, "%s", condition);
    return &table[n_table++];
}

static const char *str(json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? s : "";
}

static long num(json_t *o, const char *key)
{
    return (long)json_integer_value(json_object_get(o, key));
}

/* One object a line, keyed by archive, then dossier: { "archive\tdossier": [objects] } */
static json_t *load(const char *path, int grouped)
{
    FILE *f = fopen(path, "r");
    json_t *out = grouped ? json_object() : json_array();
    char *line = NULL, key[4096];
    size_t cap = 0;

    if (!f) {
        perror(path);
        exit(2);
    }
    while (getline(&line, &cap, f) > 0) {
        json_t *o = json_loads(line, 0, NULL);
        if (!o) {
            fprintf(stderr, "%s: a line is no JSON\n", path);
            exit(2);
        }
        if (!grouped) {
            json_array_append_new(out, o);
            continue;
        }
        snprintf(key, sizeof key, "%s\t%s", str(o, "archive"), str(o, "dossier"));
        json_t *list = json_object_get(out, key);
        if (!list) {
            list = json_array();
            json_object_set_new(out, key, list);
        }
        json_array_append_new(list, o);
    }
    free(line);
    fclose(f);
    return out;
}

static void plain(const char *s, char *out, size_t cap)
{
    size_t n = 0;
    for (; *s && n + 1 < cap; s++)
        if (*s != ' ' && *s != '\t')
            out[n++] = *s;
    out[n] = '\0';
}

static int same_value(const char *a, const char *b)
{
    char x[1024], y[1024];
    plain(a, x, sizeof x);
    plain(b, y, sizeof y);
    return strcmp(x, y) == 0;
}

/* Fields are compared without case and white space: a card prints names in capitals. */
static int same_field(const char *a, const char *b)
{
    const size_t la = strlen(a), lb = strlen(b);
    size_t i = 0, k = 0;

    for (;;) {
        uint32_t x = ' ', y = ' ';
        while (i < la && x == ' ')
            x = utf8_lower(utf8_next(a, la, &i));
        while (k < lb && y == ' ')
            y = utf8_lower(utf8_next(b, lb, &k));
        if (x != y)
            return 0;
        if (x == ' ')
            return i == la && k == lb;
    }
}

static json_t *page_of(json_t *pages, json_t *truth_page)
{
    size_t i;
    json_t *p;
    json_array_foreach(pages, i, p)
        if (strcmp(str(p, "entry"), str(truth_page, "entry")) == 0 &&
            num(p, "page") == num(truth_page, "page"))
            return p;
    return NULL;
}

static int has_page(json_t *doc, json_t *truth_page, int first_only)
{
    size_t i;
    json_t *p;
    json_array_foreach(json_object_get(doc, "pages"), i, p) {
        if (strcmp(str(p, "entry"), str(truth_page, "entry")) == 0 &&
            num(p, "page") == num(truth_page, "page"))
            return 1;
        if (first_only)
            return 0;
    }
    return 0;
}

static void score_pages(json_t *dossier, json_t *pages, struct tally *t)
{
    size_t i;
    json_t *p;

    json_array_foreach(json_object_get(dossier, "pages"), i, p) {
        json_t *got = page_of(pages, p);
        const char *kind = str(p, "kind"), *state = got ? str(got, "state") : "";
        t->pages++;
        if (!got) {
            t->missing++;
            if (misses)
                fprintf(misses, "%s missing page\n", str(p, "id"));
            continue;
        }
        const char *want = strcmp(kind, "page") == 0 ? "done" : kind;
        const int right = strcmp(state, want) == 0;
        t->kinds_right += right;
        t->lost_to_blank += strcmp(kind, "page") == 0 && strcmp(state, "blank") == 0;
        if (!right && misses)
            fprintf(misses, "%s %s: is a %s, listed as %s\n", str(p, "id"), t->name, kind, state);
        if (strcmp(kind, "page") == 0) {
            struct score s = { 0 };
            if (!score_add(&s, str(p, "text"), strlen(str(p, "text")), str(got, "text"),
                           strlen(str(got, "text"))))
                exit(2);
            t->words_f1 += score_f1(&s);
            t->text_pages++;
        }
    }
}

static json_t *first_page(json_t *dossier, long ordinal)
{
    size_t i;
    json_t *p;
    json_array_foreach(json_object_get(dossier, "pages"), i, p)
        if (num(p, "document") == ordinal && num(p, "number") == 1)
            return p;
    return NULL;
}

static int truth_has(json_t *dossier, json_t *id)
{
    size_t i, k;
    json_t *d, *t;
    json_array_foreach(json_object_get(dossier, "documents"), i, d)
        json_array_foreach(json_object_get(d, "identifiers"), k, t)
            if (strcmp(str(t, "kind"), str(id, "kind")) == 0 &&
                same_value(str(t, "value"), str(id, "value")))
                return 1;
    return 0;
}

static void score_accepted(json_t *dossier, json_t *docs, struct tally *t)
{
    size_t i, k;
    json_t *d, *id;

    json_array_foreach(docs, i, d)
        json_array_foreach(json_object_get(d, "identifiers"), k, id) {
            if (!json_is_true(json_object_get(id, "accepted")))
                continue;
            t->accepted++;
            if (truth_has(dossier, id))
                continue;
            t->accepted_wrong++;
            if (misses)
                fprintf(misses, "%s/%s %s: accepted %s %s is not in the truth (%s, %s)\n",
                        str(dossier, "archive"), str(dossier, "dossier"), t->name, str(id, "kind"),
                        str(id, "value"), str(id, "raw"), str(id, "label"));
        }
}

static void score_document(json_t *dossier, json_t *truth, json_t *docs, struct tally *t)
{
    json_t *start = first_page(dossier, num(truth, "ordinal")), *doc = NULL, *d, *id, *got;
    size_t i, k;

    json_array_foreach(docs, i, d)
        if (start && has_page(d, start, 0))
            doc = d;
    const int begins = doc && has_page(doc, start, 1);
    const char *slug = str(json_object_get(doc, "type"), "slug");
    const int typed = begins && strcmp(slug, str(truth, "type")) == 0;
    const int sure =
        doc && !json_is_true(json_object_get(json_object_get(doc, "review"), "needed"));
    t->docs++;
    t->bounds++;
    t->bounds_found += begins;
    t->typed += typed;
    t->sure += sure;
    t->sure_right += sure && typed;
    if (misses && !begins)
        fprintf(misses, "%s %s: document %ld (%s) does not begin there\n", str(start, "id"),
                t->name, num(truth, "ordinal"), str(truth, "type"));
    else if (misses && !typed)
        fprintf(misses, "%s %s: %s listed as %s\n", str(start, "id"), t->name, str(truth, "type"),
                slug);
    json_array_foreach(json_object_get(truth, "identifiers"), i, id) {
        int hit = 0;
        json_array_foreach(json_object_get(doc, "identifiers"), k, got)
            hit |= strcmp(str(id, "kind"), str(got, "kind")) == 0 &&
                   same_value(str(id, "value"), str(got, "value"));
        t->idents++;
        t->ident_hits += hit;
        if (!hit && misses)
            fprintf(misses, "%s %s: no %s %s in %s\n", str(start, "id"), t->name, str(id, "kind"),
                    str(id, "value"), str(truth, "type"));
    }
    for (size_t f = 0; f < N_FIELDS; f++) {
        const char *want = str(json_object_get(truth, "fields"), field_names[f]);
        json_t *field = json_object_get(json_object_get(doc, "fields"), field_names[f]);
        if (!*want)
            continue;
        const int hit = same_field(want, str(field, "value"));
        t->fields[f]++;
        t->field_hits[f] += hit;
        if (json_is_true(json_object_get(field, "accepted"))) {
            t->field_sure++;
            t->field_sure_wrong += !hit;
        }
        if (!hit && misses)
            fprintf(misses, "%s %s: %s '%s' read as '%s' in %s%s\n", str(start, "id"), t->name,
                    field_names[f], want, str(field, "value"), str(truth, "type"),
                    json_is_true(json_object_get(field, "accepted")) ? " (accepted)" : "");
    }
}

static void sum_up(struct tally *all)
{
    snprintf(all->name, sizeof all->name, "all");
    for (size_t i = 0; i < n_table; i++) {
        const long *from = &table[i].pages;
        long *to = &all->pages;
        const size_t n = (size_t)(&table[i].field_sure_wrong - &table[i].pages) + 1;
        for (size_t k = 0; k < n; k++)
            to[k] += from[k];
        all->words_f1 += table[i].words_f1;
        all->text_pages += table[i].text_pages;
    }
}

static double share(long a, long b)
{
    return b ? 100.0 * (double)a / (double)b : 100.0;
}

static void print_row(const struct tally *t)
{
    long f = 0, fh = 0;
    for (size_t i = 0; i < N_FIELDS; i++) {
        f += t->fields[i];
        fh += t->field_hits[i];
    }
    const double p = share(t->bounds_found, t->bounds_listed),
                 r = share(t->bounds_found, t->bounds);
    printf("| %s | %ld | %ld | %.1f | %.3f | %.1f | %.1f | %.1f | %.2f | %.1f (%ld) | %.1f | %ld "
           "of %ld | %.1f |\n",
           t->name, t->pages, t->missing, share(t->kinds_right, t->pages),
           t->text_pages ? t->words_f1 / (double)t->text_pages : 1,
           p + r > 0 ? 2 * p * r / (p + r) : 0, share(t->typed, t->docs), share(t->sure, t->docs),
           share(t->sure_right, t->sure), share(t->ident_hits, t->idents), t->idents,
           share(t->accepted, t->idents), t->accepted_wrong, t->accepted, share(fh, f));
}

int main(int argc, char **argv)
{
    if (argc < 4 || (argc > 4 && (argc != 6 || strcmp(argv[4], "--misses") != 0))) {
        fprintf(stderr, "usage: evaluate TRUTH.jsonl LIST.jsonl PAGES.jsonl [--misses FILE]\n");
        return 2;
    }
    json_t *truth = load(argv[1], 0), *list = load(argv[2], 1), *pages = load(argv[3], 1), *dossier,
           *doc;
    size_t i, k;
    if (argc == 6)
        misses = fopen(argv[5], "w");
    json_array_foreach(truth, i, dossier) {
        char key[4096];
        struct tally *t = row(str(dossier, "condition"));
        snprintf(key, sizeof key, "%s\t%s", str(dossier, "archive"), str(dossier, "dossier"));
        json_t *docs = json_object_get(list, key);
        score_pages(dossier, json_object_get(pages, key), t);
        t->bounds_listed += (long)json_array_size(docs);
        json_array_foreach(json_object_get(dossier, "documents"), k, doc)
            score_document(dossier, doc, docs, t);
        score_accepted(dossier, docs, t);
    }
    struct tally all = { 0 };
    sum_up(&all);
    printf("| condition | pages | missing | page kind %% | word F1 | boundary F1 %% | type %% | no "
           "review %% | of these right %% | identifiers "
           "found %% (of) | accepted, %% of printed | accepted wrong | fields exact %% "
           "|\n|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (i = 0; i < n_table; i++)
        print_row(&table[i]);
    print_row(&all);
    for (size_t f = 0; f < N_FIELDS; f++)
        printf("%s%s %.1f %% of %ld", f ? ", " : "\nFields: ", field_names[f],
               share(all.field_hits[f], all.fields[f]), all.fields[f]);
    printf("; of %ld accepted %ld wrong.\n", all.field_sure, all.field_sure_wrong);
    if (misses)
        fclose(misses);
    json_decref(truth);
    json_decref(list);
    json_decref(pages);
    return all.missing || all.accepted_wrong ? 1 : 0;
}
