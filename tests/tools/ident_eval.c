/* ident_eval -- identifiers found against the truth of a sample backlog.
 *
 * usage: ident_eval [-v] [-c] TRUTH.jsonl [LIST.jsonl]
 * TRUTH is what sohoa-gen wrote. Without LIST the rules run over the true text of each paper, with
 * its true type; with LIST (`sohoa list`) they are judged as they came out. Counts by kind:
 * truth = values printed; found; accepted; role = with the right role, of those found whose role
 * the truth names; misread = accepted but printed nowhere on the paper; extra = accepted, printed,
 * but not in the truth (cited, or of another kind). -v names each miss, misread and extra; -c
 * prints one line a found value: kind, confidence, ok/misread/extra, source, level, accepted.
 * Invented data only: -v prints values. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "ident/ident.h"

enum { MAX_DOCS = 20000, MAX_PAGES = 60000, MAX_FACTS = 400 };

struct fact {
    enum ident_kind kind;
    const char *value, *role, *part;
    bool found, accepted, role_ok;
};
struct paper {
    const char *name, *type;
    char *text; /* pages joined */
    struct fact facts[MAX_FACTS];
    int n_facts;
    struct page_read *pages[64];
    int n_pages;
    json_t *fields;
};
struct key {
    char *text;
    struct paper *paper;
};

static struct paper *papers[MAX_DOCS];
static struct key keys[MAX_PAGES];
static int n_papers, n_keys;
static struct {
    long truth, found, accepted, roles, role, misread, extra;
} sums[IDENT_KINDS];
static bool verbose, dump;
static struct arena arena;

static void die(const char *what)
{
    fprintf(stderr, "ident_eval: %s\n", what);
    exit(2);
}

static const char *text_of(const json_t *o, const char *name)
{
    const char *s = json_string_value(json_object_get(o, name));
    return s ? s : "";
}

static enum ident_kind kind_of(const char *name)
{
    for (int k = 0; k < IDENT_KINDS; k++)
        if (strcmp(ident_kind_name((enum ident_kind)k), name) == 0)
            return (enum ident_kind)k;
    return IDENT_KINDS;
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct key *)a)->text, ((const struct key *)b)->text);
}

static char *key_text(const char *archive, const char *entry, int page)
{
    char b[2048];
    snprintf(b, sizeof b, "%s|%s|%d", archive, entry, page);
    return arena_strdup(&arena, b);
}

/* The page as if read without a fault: its true words, with their boxes where the truth has them.
 */
static struct page_read *true_page(const json_t *p)
{
    const char *text = text_of(p, "text");
    const json_t *words = json_object_get(p, "words");
    const size_t cap = strlen(text) + 1;
    struct page_read *r = ARENA_NEW(&arena, struct page_read, 1);
    size_t k = 0;

    if (!r)
        die("no memory");
    *r = (struct page_read){ .state = PAGE_DONE, .to_scan = { 1, 0, 0, 0, 1, 0, 0, 0, 1 } };
    r->scan_w = r->frame_w = (int32_t)json_integer_value(json_object_get(p, "width"));
    r->scan_h = r->frame_h = (int32_t)json_integer_value(json_object_get(p, "height"));
    r->words = ARENA_NEW(&arena, struct word, cap);
    r->lines = ARENA_NEW(&arena, struct text_line, cap);
    char *copy = arena_strdup(&arena, text), *save = NULL;
    for (char *line = strtok_r(copy, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
        struct text_line *l = &r->lines[r->n_lines++];
        char *rest = NULL;
        *l = (struct text_line){ .first = r->n_words, .block = r->n_lines };
        for (char *w = strtok_r(line, " ", &rest); w; w = strtok_r(NULL, " ", &rest)) {
            struct word *to = &r->words[r->n_words++];
            const json_t *t = json_array_get(words, k);
            const int y = (int)r->n_lines * 40, x = (int)(w - line) * 20;
            *to = (struct word){ .text = w, .conf = 0.99f, .flags = WORD_AGREED };
            to->box = (struct box){ x, y, x + (int)strlen(w) * 20, y + 30 };
            if (t && strcmp(w, json_string_value(json_array_get(t, 0))) == 0) {
                int32_t c[4];
                for (size_t i = 0; i < 4; i++)
                    c[i] = (int32_t)json_integer_value(json_array_get(t, i + 1));
                to->box = (struct box){ c[0], c[1], c[2], c[3] };
                k++;
            }
            l->box = l->count++ ? box_union(l->box, to->box) : to->box;
        }
    }
    return r;
}

static void load_facts(struct paper *p, const json_t *doc)
{
    size_t i;
    json_t *o;

    json_array_foreach(json_object_get(doc, "identifiers"), i, o) {
        struct fact f = { .kind = kind_of(text_of(o, "kind")),
                          .value = text_of(o, "value"),
                          .role = text_of(o, "role"),
                          .part = text_of(o, "part") };
        bool known = f.kind == IDENT_KINDS || p->n_facts == MAX_FACTS;
        f.value = known ? "" : ident_normalise(f.kind, f.value, &arena);
        for (int k = 0; k < p->n_facts && !known; k++)
            known = p->facts[k].kind == f.kind && strcmp(p->facts[k].value, f.value) == 0;
        if (!known)
            p->facts[p->n_facts++] = f;
    }
}

static void load_dossier(const json_t *d)
{
    size_t i, k;
    json_t *doc, *page;

    json_array_foreach(json_object_get(d, "documents"), i, doc) {
        struct paper *p = ARENA_NEW(&arena, struct paper, 1);
        struct buf all;
        if (!p || n_papers == MAX_DOCS)
            die("too many papers");
        p->type = text_of(doc, "type");
        p->name = text_of(d, "dossier");
        p->fields = json_object_get(doc, "fields");
        buf_init(&all, 16 << 20);
        json_array_foreach(json_object_get(d, "pages"), k, page) {
            if (json_integer_value(json_object_get(page, "document")) != (json_int_t)i + 1)
                continue;
            buf_puts(&all, text_of(page, "text"));
            buf_puts(&all, "\n");
            if (p->n_pages < 64)
                p->pages[p->n_pages++] = true_page(page);
            if (n_keys < MAX_PAGES)
                keys[n_keys++] =
                    (struct key){ key_text(text_of(d, "archive"), text_of(page, "entry"),
                                           (int)json_integer_value(json_object_get(page, "page"))),
                                  p };
        }
        p->text = arena_strndup(&arena, all.ptr ? all.ptr : "", all.len);
        buf_release(&all);
        load_facts(p, doc);
        papers[n_papers++] = p;
    }
}

static void each_line(const char *path, void (*fn)(const json_t *))
{
    FILE *in = fopen(path, "r");
    char *line = NULL;
    size_t cap = 0;

    if (!in)
        die("cannot open a file");
    while (getline(&line, &cap, in) > 0) {
        json_error_t why;
        json_t *o = json_loads(line, 0, &why); /* kept: its strings are used to the end */
        if (!o)
            die("not JSON lines");
        fn(o);
    }
    free(line);
    fclose(in);
}

static bool printed(const struct paper *p, enum ident_kind kind, const char *value)
{
    struct arena a;
    arena_init(&a, 64 << 20);
    const char *text = ident_normalise(kind, p->text, &a);
    const bool is = text && strstr(text, value);
    arena_reset(&a);
    return is;
}

static void judge(struct paper *p, const struct identifier *id, const char *role)
{
    struct fact *f = NULL;

    for (int i = 0; i < p->n_facts && !f; i++)
        if (p->facts[i].kind == id->kind && strcmp(p->facts[i].value, id->value) == 0)
            f = &p->facts[i];
    if (f) {
        f->found = true;
        f->accepted |= id->accepted;
        f->role_ok |= strcmp(f->role, role) == 0;
        if (verbose && *f->role && strcmp(f->role, role) != 0)
            printf("role\t%s\t%s\t%s\t%s, not %s\n", p->name, p->type, id->value, role, f->role);
    }
    const bool is = f || id->source == SOURCE_QR || id->source == SOURCE_BARCODE ||
                    printed(p, id->kind, id->value);
    const char *what = f ? "ok" : is ? "extra" : "misread";
    if (!f && id->accepted) {
        *(is ? &sums[id->kind].extra : &sums[id->kind].misread) += 1;
        if (verbose)
            printf("%s\t%s\t%s\t%s\t%s\t%s\n", what, p->name, p->type, ident_kind_name(id->kind),
                   id->value, id->label);
    }
    if (dump)
        printf("conf\t%s\t%.4f\t%s\t%s\t%s\t%d\t%s\t%s\t%s\t%s\n", ident_kind_name(id->kind),
               (double)id->confidence, what, ident_source_name(id->source),
               ident_level_name(id->level), id->accepted, *id->label ? "label" : "-", p->name,
               id->value, id->why ? id->why : "");
}

static void run_rules(const struct ident_tables *t)
{
    int64_t spent = 0;
    long pages = 0;

    for (int i = 0; i < n_papers; i++) {
        struct paper *p = papers[i];
        struct dossier_page dp[64];
        uint32_t order[64], n;
        struct arena a;
        struct identifier *ids;
        struct err e = { 0 };
        struct field fields[64];
        struct document doc = { .pages = order, .type = p->type, .fields = fields };
        const char *name;
        json_t *v;

        for (int k = 0; k < p->n_pages; k++) {
            dp[k] = (struct dossier_page){ .entry = "", .read = p->pages[k] };
            order[doc.n_pages++] = (uint32_t)k;
        }
        json_object_foreach(p->fields, name, v)
            if (doc.n_fields < 64)
                fields[doc.n_fields++] =
                    (struct field){ .name = name, .value = json_string_value(v) };
        const struct dossier d = {
            .archive = "", .key = "", .pages = dp, .n_pages = (uint32_t)p->n_pages
        };
        for (int round = 0; round < 20; round++) {
            arena_init(&a, 256 << 20);
            const int64_t t0 = clock_mono_ms();
            if (!ident_find(t, &d, &doc, &a, &ids, &n, &e))
                die(e.text);
            spent += clock_mono_ms() - t0;
            if (round < 19)
                arena_reset(&a);
        }
        pages += p->n_pages;
        for (uint32_t k = 0; k < n; k++)
            judge(p, &ids[k], ident_role_name(ids[k].role));
        arena_reset(&a);
    }
    fprintf(stderr, "%.3f ms a page\n", pages ? (double)spent / 20 / (double)pages : 0.0);
}

static void judge_listed(const json_t *o)
{
    size_t i;
    json_t *it;

    json_array_foreach(json_object_get(o, "identifiers"), i, it) {
        const size_t page = (size_t)json_integer_value(json_object_get(it, "page"));
        const json_t *at = json_array_get(json_object_get(o, "pages"), page ? page - 1 : 0);
        struct key k = { key_text(text_of(o, "archive"), text_of(at, "entry"),
                                  (int)json_integer_value(json_object_get(at, "page"))),
                         NULL };
        const struct key *hit = bsearch(&k, keys, (size_t)n_keys, sizeof *keys, by_key);
        struct identifier id = { .kind = kind_of(text_of(it, "kind")),
                                 .value = text_of(it, "value"),
                                 .accepted = json_is_true(json_object_get(it, "accepted")),
                                 .label = text_of(it, "label") };
        id.confidence = (float)json_number_value(json_object_get(it, "confidence"));
        for (int s = 0; s < SOURCES; s++)
            if (strcmp(ident_source_name((enum ident_source)s), text_of(it, "source")) == 0)
                id.source = (enum ident_source)s;
        for (int l = 0; l < LEVELS; l++)
            if (strcmp(ident_level_name((enum ident_level)l), text_of(it, "level")) == 0)
                id.level = (enum ident_level)l;
        if (hit && id.kind < IDENT_KINDS)
            judge(hit->paper, &id, text_of(it, "role"));
        else if (verbose)
            printf("no page\t%s\n", k.text);
    }
}

static void report(void)
{
    long t = 0, f = 0, a = 0, r = 0, m = 0, x = 0, n_roles = 0;

    for (int i = 0; i < n_papers; i++)
        for (int k = 0; k < papers[i]->n_facts; k++) {
            const struct fact *c = &papers[i]->facts[k];
            sums[c->kind].truth++;
            sums[c->kind].found += c->found;
            sums[c->kind].accepted += c->accepted;
            sums[c->kind].roles += c->found && *c->role;
            sums[c->kind].role += c->role_ok && *c->role;
            if (verbose && !c->found)
                printf("missed\t%s\t%s\t%s\t%s\t%s\n", papers[i]->name, papers[i]->type,
                       ident_kind_name(c->kind), c->value, c->part);
        }
    printf("%-14s %6s %7s %8s %7s %7s %6s\n", "kind", "truth", "found", "accepted", "role",
           "misread", "extra");
    for (int k = 0; k < IDENT_KINDS; k++) {
        const double n = sums[k].truth ? (double)sums[k].truth : 1;
        printf("%-14s %6ld %7.4f %8.4f %7.4f %7ld %6ld\n", ident_kind_name((enum ident_kind)k),
               sums[k].truth, (double)sums[k].found / n, (double)sums[k].accepted / n,
               sums[k].roles ? (double)sums[k].role / (double)sums[k].roles : 1.0, sums[k].misread,
               sums[k].extra);
        t += sums[k].truth, f += sums[k].found, a += sums[k].accepted, r += sums[k].role;
        n_roles += sums[k].roles;
        m += sums[k].misread, x += sums[k].extra;
    }
    printf("%-14s %6ld %7.4f %8.4f %7.4f %7ld %6ld\n", "all", t, t ? (double)f / (double)t : 0.0,
           t ? (double)a / (double)t : 0.0, n_roles ? (double)r / (double)n_roles : 0.0, m, x);
}

int main(int argc, char **argv)
{
    struct ident_tables *t;
    struct err e = { 0 };
    int at = 1;

    for (; at < argc && argv[at][0] == '-'; at++) {
        verbose |= strcmp(argv[at], "-v") == 0;
        dump |= strcmp(argv[at], "-c") == 0;
    }
    if (argc - at < 1 || argc - at > 2)
        die("usage: ident_eval [-v] [-c] TRUTH.jsonl [LIST.jsonl]");
    if (!ident_open(&t, &e))
        die(e.text);
    arena_init(&arena, (size_t)4 << 30);
    each_line(argv[at], load_dossier);
    qsort(keys, (size_t)n_keys, sizeof *keys, by_key);
    if (argc - at == 2)
        each_line(argv[at + 1], judge_listed);
    else
        run_rules(t);
    report();
    ident_close(t);
    arena_reset(&arena);
    return 0;
}
