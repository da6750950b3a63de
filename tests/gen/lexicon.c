#include "tests/gen/lexicon.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomicfile.h"
#include "tests/gen/paper.h"

void gen_die(const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    char *s = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    fprintf(stderr, "sohoa-gen: %s\n", s);
    exit(1);
}

static char **data_lines(const char *name)
{
    char rel[128], path[4096], *text = NULL;
    struct err e = { 0 };

    snprintf(rel, sizeof rel, "tests/gen/data/%s", name);
    if (!file_data_path(rel, path, sizeof path, &e))
        gen_die("%s", e.text);
    if (!g_file_get_contents(path, &text, NULL, NULL))
        gen_die("cannot read %s", rel);
    char **lines = g_strsplit(text, "\n", -1);
    g_free(text);
    return lines;
}

static void load_names(struct lexicon *l)
{
    char **lines = data_lines("names.txt");

    for (char **p = lines; *p; p++) {
        char *sp = strchr(*p, ' ');
        if (**p == '#' || !sp)
            continue;
        g_hash_table_insert(l->names, g_strndup(*p, (gsize)(sp - *p)), g_strsplit(sp + 1, "|", -1));
    }
    g_strfreev(lines);
}

static void load_places(struct lexicon *l)
{
    char **lines = data_lines("places.tsv");

    for (char **p = lines; *p; p++) {
        if (**p == '#' || !**p)
            continue;
        char **f = g_strsplit(*p, "\t", -1);
        if (g_strv_length(f) != 8)
            gen_die("places.tsv: not eight columns: %s", *p);
        struct place *x = g_new(struct place, 1);
        *x = (struct place){ f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7] };
        g_ptr_array_add(l->places, x);
        g_free(f);
    }
    g_strfreev(lines);
}

static void load_phrases(struct lexicon *l, const char *name)
{
    char **lines = data_lines(name);
    GPtrArray *list = NULL;

    for (char **p = lines; *p; p++) {
        if (**p == '#' || !**p)
            continue;
        if (**p == '=') {
            list = g_ptr_array_new();
            g_hash_table_insert(l->phrases, g_strdup(*p + 1), list);
        } else if (!list) {
            gen_die("%s: a phrase before the first =LIST", name);
        } else {
            g_ptr_array_add(list, g_strdup(*p));
        }
    }
    g_strfreev(lines);
}

static struct template *template_begin(struct lexicon *l, const char *title)
{
    struct template *t = g_new0(struct template, 1);
    const size_t n = strlen(title);

    t->audience = title[n - 1] == '!'   ? PAPER_HOLDOUT
                  : title[n - 1] == '+' ? PAPER_TUNE
                                        : PAPER_BOTH;
    t->slug = g_strndup(title, n - (t->audience != PAPER_BOTH));
    t->head = g_ptr_array_new();
    t->body = g_ptr_array_new();
    for (guint i = 0; i < l->papers->len; i++)
        t->form += !strcmp(((struct template *)l->papers->pdata[i])->slug, t->slug);
    g_ptr_array_add(l->papers, t);
    for (guint i = 0; i < l->slugs->len; i++)
        if (!strcmp(l->slugs->pdata[i], t->slug))
            return t;
    g_ptr_array_add(l->slugs, t->slug);
    return t;
}

static void load_papers(struct lexicon *l, const char *name)
{
    char **lines = data_lines(name);
    struct template *t = NULL;
    GPtrArray *into = NULL;

    for (char **p = lines; *p; p++) {
        if (**p == '#' || !**p)
            continue;
        if (**p == '=') {
            t = template_begin(l, g_strchomp(*p + 1));
            into = t->head;
        } else if (!t) {
            gen_die("%s: text before the first =SLUG", name);
        } else if (!strcmp(*p, "---")) {
            into = t->body;
        } else {
            g_ptr_array_add(into, g_strdup(*p));
        }
    }
    g_strfreev(lines);
}

struct lexicon *lexicon_load(void)
{
    static const char *const papers[] = {
        "papers-civil.txt",         "papers-cards.txt",        "papers-land.txt",
        "papers-desk.txt",          "papers-admin.txt",        "papers-other.txt",
        "papers-more.txt",          "papers-more-civil.txt",   "papers-more-land.txt",
        "papers-more-other.txt",    "papers-more-desk.txt",    "papers-more-admin.txt",
        "papers-more-cards.txt",    "papers-more-forms.txt",   "papers-more-kinds.txt",
        "papers-more-desks.txt",    "papers-more-people.txt",  "papers-more-wards.txt",
        "papers-more-towns.txt",    "papers-more-south.txt",   "papers-more-villages.txt",
        "papers-more-midlands.txt", "papers-more-deltas.txt",  "papers-more-coasts.txt",
        "papers-more-offices.txt",  "papers-more-unknown.txt", "papers-long.txt",
        "papers-held.txt" /* last: training parts the others by their numbers */
    };
    struct lexicon *l = g_new0(struct lexicon, 1);

    l->names = g_hash_table_new(g_str_hash, g_str_equal);
    l->phrases = g_hash_table_new(g_str_hash, g_str_equal);
    l->places = g_ptr_array_new();
    l->papers = g_ptr_array_new();
    l->slugs = g_ptr_array_new();
    l->bundles = g_ptr_array_new();
    load_names(l);
    load_places(l);
    load_phrases(l, "phrases.txt");
    load_phrases(l, "phrases-held.txt");
    for (size_t i = 0; i < G_N_ELEMENTS(papers); i++)
        load_papers(l, papers[i]);
    char **lines = data_lines("bundles.txt");
    for (char **p = lines; *p; p++)
        if (**p && **p != '#')
            g_ptr_array_add(l->bundles, g_strsplit(*p, " ", -1));
    g_strfreev(lines);
    return l;
}

const struct template *lexicon_paper(const struct lexicon *l, const char *slug, int holdout,
                                     struct rng *r)
{
    GPtrArray *fit = g_ptr_array_new();
    bool own = false;

    for (guint i = 0; i < l->papers->len; i++) {
        struct template *t = l->papers->pdata[i];
        own |= holdout && t->audience == PAPER_HOLDOUT && !strcmp(t->slug, slug);
    }
    for (guint i = 0; i < l->papers->len; i++) {
        struct template *t = l->papers->pdata[i];
        const bool ok = holdout ? (own ? t->audience == PAPER_HOLDOUT : t->audience == PAPER_BOTH)
                                : t->audience != PAPER_HOLDOUT;
        const char *often = head_value(t, "weight");
        if (ok && !strcmp(t->slug, slug))
            for (long k = often ? strtol(often, NULL, 10) : 1; k > 0; k--)
                g_ptr_array_add(fit, t);
    }
    if (fit->len == 0)
        gen_die("no template for type %s; see tests/gen/data", slug);
    const struct template *t = fit->pdata[rng_int(r, 0, (int)fit->len - 1)];
    g_ptr_array_free(fit, TRUE);
    return t;
}

const char *lexicon_phrase(const struct lexicon *l, const char *list, int holdout, struct rng *r)
{
    char *own = g_strconcat(list, "!", NULL);
    GPtrArray *a = holdout ? g_hash_table_lookup(l->phrases, own) : NULL;

    g_free(own);
    if (!a)
        a = g_hash_table_lookup(l->phrases, list);
    if (!a || a->len == 0)
        gen_die("phrases.txt: no list %s", list);
    return a->pdata[rng_int(r, 0, (int)a->len - 1)];
}
