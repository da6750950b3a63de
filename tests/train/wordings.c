/* wordings [--noise LEVEL] [--seed N] [--misses] [--no-labels | --each | --blind] TRUTH.jsonl
 *
 * How much of the person fields hangs on labels that are known: understands what `sohoa-gen
 * --texts` wrote and counts full_name, birth_date, copy_kind, issued_date and doc_number, by type
 * and all. --no-labels: as
 * if no label of a person were known; --each: without each known label in turn (a label is a phrase
 * in all its lines), those whose absence loses a name. --blind: without any label and, in turn, the
 * words of each role of configs/persons.tsv: what papers come to whose wording nobody foresaw.
 * Nothing is read from images; LEVEL is the share of letters that come out wrong (0). --misses
 * lists what is not found. */
#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "paper/paper.h"
#include "paper/types.h"
#include "tests/tools/facts.h"
#include "tests/train/must.h"
#include "tests/train/stack.h"

enum { FIELDS = 5, ROWS = 256 };
static const char *const fields[FIELDS] = { "full_name", "birth_date", "copy_kind", "issued_date",
                                            "doc_number" };

struct tally {
    char type[48];
    int printed[FIELDS], right[FIELDS], accepted[FIELDS], wrong[FIELDS];
};
struct report {
    struct tally rows[ROWS], all;
    int n;
    bool misses;
};

static struct tally *row_of(struct report *r, const char *type)
{
    int i = 0;

    while (i < r->n && strcmp(r->rows[i].type, type) != 0)
        i++;
    if (i == ROWS)
        die("too many types");
    if (i == r->n)
        snprintf(r->rows[r->n++].type, sizeof r->rows->type, "%s", type);
    return &r->rows[i];
}

static const struct field *field_of(const struct document *d, const char *name)
{
    for (uint32_t i = 0; i < d->n_fields; i++)
        if (strcmp(d->fields[i].name, name) == 0)
            return &d->fields[i];
    return NULL;
}

static void judge(struct report *r, const json_t *truth, const struct document *d, const char *key)
{
    const json_t *said = json_object_get(truth, "fields");
    struct tally *row = row_of(r, fact_text(truth, "type"));

    for (int k = 0; k < FIELDS; k++) {
        const char *want = fact_text(said, fields[k]);
        const struct field *f = field_of(d, fields[k]);
        if (!*want)
            continue;
        const bool right = f && fact_same_field(f->value, want), sure = f && f->accepted;
        row->printed[k]++, r->all.printed[k]++;
        row->right[k] += right, r->all.right[k] += right;
        row->accepted[k] += sure, r->all.accepted[k] += sure;
        row->wrong[k] += sure && !right, r->all.wrong[k] += sure && !right;
        if (!right && r->misses)
            printf("%s %s %s: '%s' is '%s'%s\n", key, fact_text(truth, "type"), fields[k], want,
                   f ? f->value : "", sure ? " (accepted)" : "");
    }
}

/* The document that holds the most pages of the true one. */
static const struct document *document_of(const struct dossier_result *r, const struct stack *k,
                                          int doc)
{
    const struct document *best = NULL;
    uint32_t most = 0;

    for (uint32_t i = 0; i < r->n_docs; i++) {
        uint32_t n = 0;
        for (uint32_t p = 0; p < r->docs[i].n_pages; p++)
            n += k->doc_of[r->docs[i].pages[p]] == doc;
        if (n > most) {
            most = n;
            best = &r->docs[i];
        }
    }
    return best;
}

static void run(const struct paper_tables *t, const struct stack_lines *lines, const json_t *truth,
                double level, uint64_t seed, struct report *r)
{
    static const struct document nothing;
    struct stack *k = must_calloc(1, sizeof *k);
    const struct noise n = { .level = level, .scale = 1 };
    struct rng base = rng_make(seed);
    struct arena a, out;
    struct err e = { 0 };

    arena_init(&a, (size_t)1 << 30);
    arena_init(&out, (size_t)1 << 30);
    for (size_t i = 0; i < stack_lines_count(lines); i++) {
        struct rng own = rng_fork(&base, i);
        struct dossier_result got;
        stack_make(lines, i, false, &n, &own, &a, k);
        if (!paper_understand(t, &k->dossier, &out, &got, &e))
            die(e.text);
        const json_t *d = json_array_get(truth, i), *docs = json_object_get(d, "documents");
        for (int doc = 0; doc < k->n_docs; doc++) {
            const struct document *x = document_of(&got, k, doc);
            judge(r, json_array_get(docs, (size_t)doc), x ? x : &nothing, k->dossier.key);
        }
        arena_reset(&a);
        arena_reset(&out);
    }
    free(k);
}

static void print_row(const struct tally *t, const char *name)
{
    int printed = 0;

    for (int k = 0; k < FIELDS; k++)
        printed += t->printed[k];
    if (printed == 0)
        return;
    printf("%-32s", name);
    for (int k = 0; k < FIELDS; k++)
        if (t->printed[k])
            printf("  %s %d of %d, %d accepted, %d wrong", fields[k], t->right[k], t->printed[k],
                   t->accepted[k], t->wrong[k]);
    printf("\n");
}

static bool person(const struct label_row *l)
{
    return l->kind == FIELD_NAME || l->kind == FIELD_WHO || strcmp(l->field, "birth_date") == 0;
}

/* Takes out the labels of persons that say `phrase`, all of them for NULL; how many stay. */
static uint32_t keep_labels(struct label_row *to, const struct label_row *from, uint32_t n,
                            const char *phrase)
{
    uint32_t k = 0;

    for (uint32_t i = 0; i < n; i++)
        if (!person(&from[i]) || (phrase && strcmp(from[i].fold, phrase) != 0))
            to[k++] = from[i];
    return k;
}

static void each(struct paper_tables *t, const struct stack_lines *lines, const json_t *truth,
                 double level, uint64_t seed)
{
    const uint32_t n = t->n_labels;
    struct label_row *all = must_calloc(n, sizeof *all);
    struct report *r = must_calloc(2, sizeof *r);
    const char *last = "";

    memcpy(all, t->labels, n * sizeof *all);
    run(t, lines, truth, level, seed, &r[0]);
    print_row(&r[0].all, "all labels");
    for (uint32_t i = 0; i < n; i++) {
        if (!person(&all[i]) || strcmp(all[i].fold, last) == 0)
            continue;
        last = all[i].fold;
        t->n_labels = keep_labels(t->labels, all, n, last);
        memset(&r[1], 0, sizeof r[1]);
        run(t, lines, truth, level, seed, &r[1]);
        if (r[1].all.right[0] < r[0].all.right[0] || r[1].all.wrong[0] > r[0].all.wrong[0])
            print_row(&r[1].all, last);
    }
    free(all);
    free(r);
}

static uint32_t keep_cues(struct cue_row *to, const struct cue_row *from, uint32_t n, uint32_t role)
{
    uint32_t k = 0;

    for (uint32_t i = 0; i < n; i++)
        if (from[i].role != role)
            to[k++] = from[i];
    return k;
}

static void blind(struct paper_tables *t, const struct stack_lines *lines, const json_t *truth,
                  double level, uint64_t seed, struct report *r)
{
    struct cue_list *const lists[] = { &t->persons.cues, &t->persons.after, &t->persons.signs };
    enum { LISTS = sizeof lists / sizeof *lists };
    struct cue_row *all[LISTS];
    uint32_t n[LISTS];

    for (int i = 0; i < LISTS; i++) {
        n[i] = lists[i]->n;
        all[i] = must_calloc(n[i] + 1, sizeof *all[i]);
        memcpy(all[i], lists[i]->list, n[i] * sizeof *all[i]);
    }
    for (uint32_t role = 0; role < t->persons.n_roles; role++) {
        const bool misses = r->misses;
        for (int i = 0; i < LISTS; i++)
            lists[i]->n = keep_cues(lists[i]->list, all[i], n[i], role);
        memset(r, 0, sizeof *r);
        r->misses = misses;
        run(t, lines, truth, level, seed, r);
        print_row(&r->all, t->persons.roles[role]);
    }
    for (int i = 0; i < LISTS; i++) {
        lists[i]->n = n[i];
        memcpy(lists[i]->list, all[i], n[i] * sizeof *all[i]);
        free(all[i]);
    }
}

int main(int argc, char **argv)
{
    static const struct option longs[] = { { "noise", required_argument, NULL, 'n' },
                                           { "seed", required_argument, NULL, 's' },
                                           { "misses", no_argument, NULL, 'm' },
                                           { "no-labels", no_argument, NULL, 'l' },
                                           { "each", no_argument, NULL, 'e' },
                                           { "blind", no_argument, NULL, 'b' },
                                           { NULL, 0, NULL, 0 } };
    struct report *r = must_calloc(1, sizeof *r);
    struct paper_tables *t;
    struct err e = { 0 };
    bool bare = false, turns = false, unseen = false;
    double level = 0;
    uint64_t seed = 1;

    for (int c; (c = getopt_long(argc, argv, "", longs, NULL)) != -1;) {
        if (c == 'n')
            level = strtod(optarg, NULL);
        else if (c == 's')
            seed = strtoul(optarg, NULL, 10);
        else if (c == '?')
            die("see the head of tests/train/wordings.c");
        r->misses |= c == 'm';
        bare |= c == 'l' || c == 'b';
        unseen |= c == 'b';
        turns |= c == 'e';
    }
    if (argc - optind != 1)
        die("see the head of tests/train/wordings.c");
    if (!paper_open(&t, &e))
        die(e.text);
    struct stack_lines *lines = stack_lines_load(argv[optind]);
    json_t *truth = facts_load(argv[optind], false);
    if (turns) {
        each(t, lines, truth, level, seed);
    } else {
        if (bare)
            t->n_labels = keep_labels(t->labels, t->labels, t->n_labels, NULL);
        if (unseen)
            blind(t, lines, truth, level, seed, r);
        else
            run(t, lines, truth, level, seed, r);
        for (int i = 0; i < r->n && !unseen; i++)
            print_row(&r->rows[i], r->rows[i].type);
        if (!unseen)
            print_row(&r->all, "all");
    }
    json_decref(truth);
    stack_lines_free(lines);
    paper_close(t);
    free(r);
    return 0;
}
