#include "tests/train/stack.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/train/must.h"
#include "tests/train/noise.h"

enum {
    CUT_PCT = 7,
    FADED_PCT = 25,
    FADED_LEAST = 120,
    DROP_PCT = 2,
    FILED_PCT = 12,
    WORDS_MAX = 6000
};

struct stack_lines {
    json_t **list;
    size_t n;
};

struct stack_lines *stack_lines_load(const char *path)
{
    struct stack_lines *l = must_calloc(1, sizeof *l);
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t cap = 0, room = 0;

    if (!f)
        die("cannot read the texts");
    while (getline(&line, &cap, f) > 0) {
        if (l->n == room) {
            room = room ? 2 * room : 256;
            l->list = realloc(l->list, room * sizeof(json_t *));
        }
        json_t *o = l->list ? json_loads(line, 0, NULL) : NULL;
        if (!o)
            die("a line of the texts is no JSON");
        l->list[l->n++] = o;
    }
    free(line);
    fclose(f);
    return l;
}

size_t stack_lines_count(const struct stack_lines *l)
{
    return l->n;
}

void stack_lines_free(struct stack_lines *l)
{
    for (size_t i = 0; i < l->n; i++)
        json_decref(l->list[i]);
    free(l->list);
    free(l);
}

static const char *str(json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? s : "";
}

static int32_t num(json_t *o, const char *key)
{
    return (int32_t)json_integer_value(json_object_get(o, key));
}

/* What a damaged page still shows: its head may be torn off, or all below it faded. Cards and other
 * pages of few words would show nothing then. */
struct kept {
    int32_t from, to;
};

static struct kept kept_pick(int32_t height, size_t words, struct rng *r)
{
    struct kept k = { .from = INT32_MIN, .to = INT32_MAX };
    const int what = rng_int(r, 0, 99);

    if (what < CUT_PCT)
        k.from = (int32_t)(height * rng_real(r, 0.12, 0.35));
    else if (what < CUT_PCT + FADED_PCT && words >= FADED_LEAST)
        k.to = (int32_t)(height * rng_real(r, 0.2, 0.5));
    return k;
}

/* Words of the lines of `text`, one a space; boxes from `words`, in the same order. */
static void fill_words(json_t *page, const struct noise *n, struct kept kept, struct rng *r,
                       struct arena *a, struct page_read *p)
{
    const char *text = str(page, "text");
    json_t *words = json_object_get(page, "words");
    const size_t count = json_array_size(words);
    double conf = 0;
    bool new_line = true;

    for (size_t i = 0; i < count && p->n_words < WORDS_MAX; i++) {
        json_t *w = json_array_get(words, i);
        const char *s = json_string_value(json_array_get(w, 0));
        int32_t b[4];
        for (size_t k = 0; k < 4; k++)
            b[k] = (int32_t)json_integer_value(json_array_get(w, k + 1));
        if (new_line)
            p->lines[p->n_lines++] = (struct text_line){ .first = p->n_words, .block = 1 };
        if (b[1] >= kept.from && b[1] < kept.to)
            noise_word(n, r, a, p, s, (struct box){ b[0], b[1], b[2], b[3] });
        text += strlen(s);
        new_line = *text == '\n';
        text += *text != '\0';
    }
    for (uint32_t i = 0; i < p->n_words; i++)
        conf += (double)p->words[i].conf;
    p->text_confidence = p->n_words ? (float)(conf / p->n_words) : 1;
}

static struct page_read *page_make(json_t *page, const struct noise *n, bool harm, bool sized,
                                   struct rng *r, struct arena *a)
{
    const char *kind = str(page, "kind");
    const size_t words = json_array_size(json_object_get(page, "words"));
    struct page_read *p = ARENA_NEW(a, struct page_read, 1);

    if (!p)
        die("no memory");
    p->state = !strcmp(kind, "blank")       ? PAGE_BLANK
               : !strcmp(kind, "separator") ? PAGE_SEPARATOR
                                            : PAGE_DONE;
    p->scan_w = p->frame_w = (int32_t)(num(page, "width") * n->scale);
    p->scan_h = p->frame_h = (int32_t)(num(page, "height") * n->scale);
    p->dpi = sized ? (int32_t)(300 * n->scale) : 0;
    p->to_scan[0] = p->to_scan[4] = p->to_scan[8] = 1;
    p->engine = "";
    p->words = ARENA_NEW(a, struct word, words + 1);
    p->lines = ARENA_NEW(a, struct text_line, words + 1);
    if (!p->words || !p->lines)
        die("no memory");
    struct kept kept = { .from = INT32_MIN, .to = INT32_MAX };
    if (harm)
        kept = kept_pick(num(page, "height"), words, r);
    if (p->state == PAGE_DONE)
        fill_words(page, n, kept, r, a, p);
    return p;
}

/* A dossier whose papers are a file each. */
static const char *file_of(json_t *page, struct arena *a)
{
    char name[32];

    snprintf(name, sizeof name, "%d.pdf", num(page, "document"));
    const char *s = arena_strdup(a, name);
    return s ? s : "";
}

void stack_make(const struct stack_lines *l, size_t i, bool harm, const struct noise *as_read,
                struct rng *r, struct arena *a, struct stack *s)
{
    json_t *dossier = l->list[i], *pages = json_object_get(dossier, "pages"),
           *docs = json_object_get(dossier, "documents"), *o;
    const struct noise n = as_read ? *as_read : noise_pick(r);
    const bool sized = rng_pct(r, 85), filed = rng_pct(r, FILED_PCT);
    size_t k;

    *s = (struct stack){ .harmed = harm };
    json_array_foreach(docs, k, o) {
        if (s->n_docs == STACK_DOCS)
            die("too many documents in a dossier");
        struct stack_doc *d = &s->docs[s->n_docs++];
        snprintf(d->slug, sizeof d->slug, "%s", str(o, "type"));
        d->form = num(o, "form");
    }
    uint32_t count = 0;
    json_array_foreach(pages, k, o) {
        if (harm && rng_pct(r, DROP_PCT))
            continue;
        if (count == STACK_PAGES)
            die("too many pages in a dossier");
        s->doc_of[count] = num(o, "document") - 1;
        s->pages[count++] = (struct dossier_page){ .entry = filed ? file_of(o, a) : str(o, "entry"),
                                                   .page = num(o, filed ? "number" : "page"),
                                                   .sha256 = "",
                                                   .format = IMAGE_JPEG,
                                                   .source_sha256 = "",
                                                   .read = page_make(o, &n, harm, sized, r, a) };
    }
    s->dossier = (struct dossier){ .archive = str(dossier, "archive"),
                                   .key = str(dossier, "dossier"),
                                   .pages = s->pages,
                                   .n_pages = count };
}
