/* tradeoff -- which confidence an identifier needs to be reused unseen.
 *
 *   tradeoff TRUTH.jsonl LIST.jsonl [--rate R] [--accept FILE] [--svg FILE] [--title TEXT]
 *            [--json FILE]
 *
 * LIST is `sohoa list` of a store understood with least confidences of 0 (scripts/eval --tradeoff
 * makes one): what it calls accepted has passed every other check, and this says what a threshold
 * on confidence would let through. Only values read by OCR: codes and MRZ have check digits of
 * their own. --rate: the false-accept rate asked for (0.001). --accept: thresholds in use, whose
 * first column (one print, labelled) is shown; values that something else confirms need less, so
 * that the real review share is lower. --svg: the chart. --json: the same, a line each, appended.
 * Prints Markdown. The recommended threshold is the lowest that the kind's own readings prove; with
 * too few of them the lowest that all kinds together prove ("all kinds"), if the kind has no fault
 * over it; else the one in use stays ("too few"). A rate is proven when its upper 95 % bound is
 * under it: 1 in 1,000 takes 2,995 readings without a fault. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "tests/tools/bound.h"
#include "tests/tools/curve.h"
#include "tests/tools/facts.h"

enum { KINDS_MAX = 40, SHOWN = 8 };
static const double grid[] = { 0.5,  0.6,  0.7,  0.75, 0.8,   0.85,  0.9,   0.93,
                               0.95, 0.97, 0.98, 0.99, 0.995, 0.999, 0.9995 };
enum { GRID = sizeof grid / sizeof *grid };

struct args {
    double rate;
    const char *accept, *svg, *title, *json;
};
struct kind {
    struct curve curve;
    double in_use; /* < 0: no row */
};

static struct kind kinds[KINDS_MAX];
static size_t n_kinds;
static struct curve passed = { .name = "all that is asked" },
                    structure = { .name = "structure alone" };

static void need(bool ok)
{
    if (!ok) {
        fputs("tradeoff: out of memory, or too many kinds\n", stderr);
        exit(2);
    }
}

static struct kind *kind_of(const char *name)
{
    for (size_t i = 0; i < n_kinds; i++)
        if (strcmp(kinds[i].curve.name, name) == 0)
            return &kinds[i];
    need(n_kinds < KINDS_MAX);
    struct kind *k = &kinds[n_kinds++];
    *k = (struct kind){ .in_use = -1 };
    snprintf(k->curve.name, sizeof k->curve.name, "%s", name);
    return k;
}

/* kind, labelled, agreed; a first threshold of 1 is never reached, the second is what counts. */
static void load_accept(const char *path)
{
    FILE *f = fopen(path, "r");
    char *line = NULL, name[40];
    size_t cap = 0;
    double labelled, agreed;

    if (!f) {
        perror(path);
        exit(2);
    }
    while (getline(&line, &cap, f) > 0)
        if (*line != '#' && sscanf(line, "%39s %lf %lf", name, &labelled, &agreed) == 3)
            kind_of(name)->in_use = labelled < 1 ? labelled : agreed;
    free(line);
    fclose(f);
}

static void count_printed(const json_t *dossier)
{
    size_t i, k;
    json_t *d, *id;

    json_array_foreach(json_object_get(dossier, "documents"), i, d)
        json_array_foreach(json_object_get(d, "identifiers"), k, id) {
            kind_of(fact_text(id, "kind"))->curve.printed++;
            passed.printed++;
            structure.printed++;
        }
}

/* What a code said is known without reading: it is not among the values a threshold decides on. */
static void count_read(const json_t *dossier, const json_t *id)
{
    struct kind *k = kind_of(fact_text(id, "kind"));
    const double conf = json_number_value(json_object_get(id, "confidence"));
    const bool right = facts_hold(dossier, id);

    if (strcmp(fact_text(id, "source"), "ocr") != 0) {
        k->curve.printed -= right;
        passed.printed -= right;
        structure.printed -= right;
        return;
    }
    if (strcmp(fact_text(id, "level"), "valid") != 0)
        return;
    need(curve_add(&structure, conf, right));
    if (json_is_true(json_object_get(id, "accepted")))
        need(curve_add(&k->curve, conf, right) && curve_add(&passed, conf, right));
}

static void load(const char *truth_path, const char *list_path)
{
    json_t *truth = facts_load(truth_path, false), *list = facts_load(list_path, true), *d, *doc,
           *id;
    size_t i, k, n;
    char key[FACTS_KEY];

    json_array_foreach(truth, i, d) {
        count_printed(d);
        facts_key(d, key);
        json_array_foreach(json_object_get(list, key), k, doc)
            json_array_foreach(json_object_get(doc, "identifiers"), n, id)
                count_read(d, id);
    }
    json_decref(truth);
    json_decref(list);
    for (i = 0; i < n_kinds; i++)
        curve_sort(&kinds[i].curve);
    curve_sort(&passed);
    curve_sort(&structure);
}

static int by_readings(const void *a, const void *b)
{
    const struct kind *x = a, *y = b;
    if (x->curve.n != y->curve.n)
        return x->curve.n < y->curve.n ? 1 : -1;
    return strcmp(x->curve.name, y->curve.name);
}

static void cells(const struct curve *c, double threshold)
{
    const struct at_threshold t = curve_at(c, threshold);
    printf(" %.1f | %ld of %ld | %.2f |", 100 * t.review, t.wrong, t.accepted, 100 * t.bound);
}

/* A kind's own readings prove a threshold, or, being too few, those of all kinds do where the kind
 * has no fault over it; else the one in use stays. */
static double recommend(const struct kind *k, double rate, const char **why)
{
    bool own, pooled;
    const double mine = curve_choose(&k->curve, rate, &own),
                 ours = curve_choose(&passed, rate, &pooled);

    *why = own ? "" : pooled ? " (all kinds)" : " (too few)";
    if (own)
        return mine;
    if (pooled && curve_at(&k->curve, ours).wrong == 0)
        return ours;
    if (k->in_use < 0 || curve_at(&k->curve, k->in_use).wrong > 0) {
        *why = " (no fault seen)";
        return mine;
    }
    *why = " (too few)";
    return k->in_use;
}

static void print_kinds(double rate)
{
    printf(
        "| identifier | printed | passed the other checks | in use | review %% | wrong | at most "
        "(95 %%) %% | for %g in 1,000 | review %% | wrong | at most %% |\n"
        "|---|---|---|---|---|---|---|---|---|---|---|\n",
        1000 * rate);
    for (size_t i = 0; i < n_kinds; i++) {
        const struct kind *k = &kinds[i];
        const char *why;
        const double chosen = recommend(k, rate, &why);
        if (k->curve.printed <= 0 && k->curve.n == 0)
            continue;
        printf("| %s | %ld | %zu |", k->curve.name, k->curve.printed, k->curve.n);
        if (k->in_use >= 0) {
            printf(" %.2f |", k->in_use);
            cells(&k->curve, k->in_use);
        } else {
            fputs(" never | - | - | - |", stdout);
        }
        if (chosen > 1) {
            fputs(" never | - | - | - |\n", stdout);
            continue;
        }
        printf(" %.2f%s |", chosen, why);
        cells(&k->curve, chosen);
        putchar('\n');
    }
}

static void print_grid(void)
{
    fputs("\n| threshold for all | review % | wrong | at most % | review %, structure alone | "
          "wrong | at most % |\n|---|---|---|---|---|---|---|\n",
          stdout);
    for (size_t i = 0; i < GRID; i++) {
        printf("| %g |", grid[i]);
        cells(&passed, grid[i]);
        cells(&structure, grid[i]);
        putchar('\n');
    }
}

static void print_sum(double rate)
{
    long n = 0, wrong = 0, right = 0;

    for (size_t i = 0; i < n_kinds; i++) {
        if (kinds[i].in_use < 0)
            continue;
        const struct at_threshold t = curve_at(&kinds[i].curve, kinds[i].in_use);
        n += t.accepted;
        wrong += t.wrong;
        right += t.accepted - t.wrong;
    }
    printf("\nThresholds in use together: %ld of %ld accepted are wrong, at most %.3f %% (95 %%); "
           "%.1f %% of the printed values are left for people. %g in 1,000 is proven by %ld "
           "accepted without a fault.\n",
           wrong, n, 100 * bound_upper(wrong, n, 0.05),
           passed.printed ? 100 * (1 - (double)right / (double)passed.printed) : 0, 1000 * rate,
           bound_least(rate, 0.05));
}

static void put_json(FILE *f, const struct curve *c)
{
    for (size_t i = 0; i < GRID; i++) {
        const struct at_threshold t = curve_at(c, grid[i]);
        json_t *o = json_pack("{ss ss sI sf sI sI sf sf}", "record", "tradeoff", "kind", c->name,
                              "printed", (json_int_t)c->printed, "threshold", t.threshold,
                              "accepted", (json_int_t)t.accepted, "wrong", (json_int_t)t.wrong,
                              "review", t.review, "wrong_at_most", t.bound);
        json_dumpf(o, f, JSON_COMPACT | JSON_REAL_PRECISION(6));
        fputc('\n', f);
        json_decref(o);
    }
}

static void write_json(const char *path)
{
    FILE *f = fopen(path, "a");

    if (!f) {
        perror(path);
        exit(2);
    }
    put_json(f, &passed);
    put_json(f, &structure);
    for (size_t i = 0; i < n_kinds; i++)
        put_json(f, &kinds[i].curve);
    fclose(f);
}

static void draw(const struct args *a)
{
    const struct curve *curves[2 + SHOWN] = { &passed, &structure };
    char under[400];
    size_t n = 2;

    snprintf(under, sizeof under, "%s%sUpwards: wrong among the accepted, upper 95 %% bound.",
             a->title, *a->title ? ". " : "");
    for (size_t i = 0; i < n_kinds && n < 2 + SHOWN; i++)
        if (kinds[i].curve.n >= 20)
            curves[n++] = &kinds[i].curve;
    if (!curve_chart(a->svg,
                     "What a threshold on confidence leaves for people, and what it lets through",
                     under, a->rate, curves, n)) {
        perror(a->svg);
        exit(2);
    }
}

static void parse(int argc, char **argv, struct args *a)
{
    static const struct option longs[] = { { "rate", 1, NULL, 'r' }, { "accept", 1, NULL, 'a' },
                                           { "svg", 1, NULL, 's' },  { "title", 1, NULL, 't' },
                                           { "json", 1, NULL, 'j' }, { NULL, 0, NULL, 0 } };
    int c;

    while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
        if (c == 'r')
            a->rate = strtod(optarg, NULL);
        else if (c == 'a')
            a->accept = optarg;
        else if (c == 's')
            a->svg = optarg;
        else if (c == 't')
            a->title = optarg;
        else if (c == 'j')
            a->json = optarg;
        else
            a->rate = 0; /* no such option */
    }
    if (argc - optind != 2 || !(a->rate > 0 && a->rate < 1)) {
        fputs("see the head of tradeoff.c\n", stderr);
        exit(2);
    }
}

int main(int argc, char **argv)
{
    struct args a = { .rate = 0.001, .title = "" };

    parse(argc, argv, &a);
    load(argv[optind], argv[optind + 1]);
    if (a.accept)
        load_accept(a.accept);
    qsort(kinds, n_kinds, sizeof *kinds, by_readings);
    print_kinds(a.rate);
    print_grid();
    print_sum(a.rate);
    if (a.svg)
        draw(&a);
    if (a.json)
        write_json(a.json);
    for (size_t i = 0; i < n_kinds; i++)
        free(kinds[i].curve.at);
    free(passed.at);
    free(structure.at);
    return 0;
}
