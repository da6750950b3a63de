/* Readings against the words that were printed. */
#include <stdlib.h>
#include <string.h>

#include "base/atomicfile.h"
#include "tests/tools/tally.h"

enum { TEXT_MAX = 64 << 20 };
const double tally_edges[BINS + 1] = { 0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 1.01 };

static void need(bool ok)
{
    if (!ok) {
        fputs("evaluate: out of memory\n", stderr);
        exit(2);
    }
}

struct tally *tally_of(struct evaluation *v, const char *condition)
{
    for (size_t i = 0; i < v->n; i++)
        if (strcmp(v->by[i].name, condition) == 0)
            return &v->by[i];
    if (v->n == CONDITIONS_MAX) {
        fputs("evaluate: too many conditions\n", stderr);
        exit(2);
    }
    snprintf(v->by[v->n].name, sizeof v->by[0].name, "%s", condition);
    return &v->by[v->n++];
}

static const json_t *page_of(const json_t *pages, const json_t *truth)
{
    size_t i;
    json_t *p;

    json_array_foreach(pages, i, p)
        if (fact_same_page(p, truth))
            return p;
    return NULL;
}

static size_t tokens(const char *s)
{
    size_t n = 0;

    for (; *s; n++) {
        s += strspn(s, " \t\n\r\f\v");
        if (!*s)
            break;
        s += strcspn(s, " \t\n\r\f\v");
    }
    return n;
}

static size_t bin_of(double conf)
{
    size_t b = 0;

    while (b + 1 < BINS && conf >= tally_edges[b + 1])
        b++;
    return b;
}

/* flags: of each token of the reading, in order. */
static void trust_add(struct trust *t, const json_t *words, const struct score_right *right,
                      FILE *wrong, const char *id)
{
    size_t i, at = 0;
    json_t *w;

    json_array_foreach(words, i, w) {
        const size_t n = tokens(json_string_value(json_array_get(w, 0)));
        const double conf = json_number_value(json_array_get(w, 1));
        const size_t b = bin_of(conf);
        bool ok = n > 0 && at + n <= right->n;
        for (size_t k = 0; k < n && at + k < right->n; k++)
            ok = ok && right->flags[at + k];
        at += n;
        if (n == 0)
            continue;
        t->words[b]++;
        t->right[b] += ok;
        t->right_words += ok;
        t->sum[b] += conf;
        if (!ok && wrong)
            fprintf(wrong, "%s\t%.4f\t%s\n", id, conf, json_string_value(json_array_get(w, 0)));
    }
}

/* A line that is a number and nothing else, as page numbers are: "2", "- 2 -", "Trang 2/5" is not.
 */
static bool page_number(const char *line, size_t len)
{
    size_t digits = 0;

    for (size_t i = 0; i < len; i++) {
        if (line[i] >= '0' && line[i] <= '9')
            digits++;
        else if (!strchr(" -\r", line[i]))
            return false;
    }
    return digits > 0 && digits < 4;
}

/* Takes the line at s out of text, and its tokens, of which skip come before it, out of words. */
static void drop_line(char *text, char *s, size_t len, json_t *words)
{
    const char end = s[len], first = *s;
    size_t skip, n;

    s[len] = '\0';
    n = tokens(s);
    *s = '\0';
    skip = tokens(text);
    *s = first;
    s[len] = end;
    memmove(s, s + len, strlen(s + len) + 1);
    while (n-- > 0 && json_array_size(words) > skip)
        json_array_remove(words, skip);
}

/* In a fifth of its letters at most it differs from the line that was printed. */
static bool line_like(const char *printed, size_t n, const char *read, size_t m)
{
    struct score s = { 0 };

    need(score_add(&s, printed, n, read, m));
    return s.chars > 0 && s.edits * 5 <= s.chars;
}

/* Digital stamps and the like, which a truth names as "aside", are printed but not scored: of each
 * of their lines the first line of the reading that is like it. */
static void set_unscored_aside(char *text, json_t *words, const char *aside)
{
    for (; *aside; aside += strcspn(aside, "\n"), aside += *aside == '\n') {
        const size_t m = strcspn(aside, "\n");
        for (char *s = text; *s; s += strcspn(s, "\n"), s += *s == '\n') {
            const size_t n = strcspn(s, "\n");
            if (!line_like(aside, m, s, n))
                continue;
            drop_line(text, s, n, words);
            break;
        }
    }
}

/* The printed page number is in no typed text: set aside when it stands alone in the first or the
 * last line of the reading. Words with it, when there are any. */
static void set_page_number_aside(char *text, json_t *words)
{
    char *s = text + strspn(text, "\n "), *end;

    memmove(text, s, strlen(s) + 1);
    for (end = text + strlen(text); end > text && strchr("\n ", end[-1]);)
        *--end = '\0';
    size_t n = strcspn(text, "\n");
    if (page_number(text, n))
        drop_line(text, text, n, words);
    char *last = strrchr(text, '\n');
    if (last && page_number(last + 1, strlen(last + 1)))
        drop_line(text, last + 1, strlen(last + 1), words);
}

/* Text and words of a page, or, where the truth is of a whole file (page 0), of all its pages. */
static void reading(const struct evaluation *v, const json_t *pages, const json_t *truth,
                    struct buf *text, json_t *words)
{
    const bool whole = fact_number(truth, "page") == 0;
    size_t i;
    json_t *p;

    json_array_foreach(pages, i, p) {
        if (whole ? strcmp(fact_text(p, "entry"), fact_text(truth, "entry")) != 0
                  : !fact_same_page(p, truth))
            continue;
        char *s = strdup(fact_text(p, "text"));
        json_t *w = json_array();
        need(s && w);
        json_array_extend(w, json_object_get(p, "words"));
        set_unscored_aside(s, w, fact_text(truth, "aside"));
        if (v->set_page_numbers_aside)
            set_page_number_aside(s, w);
        buf_puts(text, s);
        buf_putc(text, '\n');
        need(!text->failed);
        json_array_extend(words, w);
        json_decref(w);
        free(s);
    }
}

static void read_other(const struct evaluation *v, struct tally *t, const json_t *truth)
{
    const char *want = fact_text(truth, "text");
    char path[4096];
    struct buf b;
    struct err e = { 0 };

    snprintf(path, sizeof path, "%s/%s.txt", v->other, fact_text(truth, "id"));
    buf_init(&b, TEXT_MAX);
    if (file_read(path, &b, &e)) {
        char *s = strndup(b.ptr ? b.ptr : "", b.len);
        need(s);
        set_unscored_aside(s, NULL, fact_text(truth, "aside"));
        if (v->set_page_numbers_aside)
            set_page_number_aside(s, NULL);
        need(score_add_free(&t->other, want, strlen(want), s, strlen(s), NULL));
        t->other_pages++;
        free(s);
    }
    buf_release(&b);
}

static void score_text(struct evaluation *v, struct tally *t, const json_t *pages,
                       const json_t *truth)
{
    const char *want = fact_text(truth, "text");
    struct score_right right = { 0 };
    json_t *words = json_array();
    struct buf text;

    buf_init(&text, TEXT_MAX);
    reading(v, pages, truth, &text, words);
    const char *got = text.ptr ? text.ptr : "";
    need(score_add(&t->ordered, want, strlen(want), got, text.len) &&
         score_add_free(&t->free, want, strlen(want), got, text.len, &right));
    trust_add(&t->trust, words, &right, v->words, fact_text(truth, "id"));
    t->text_pages++;
    if (v->other)
        read_other(v, t, truth);
    free(right.flags);
    json_decref(words);
    buf_release(&text);
}

/* Codes of a page by its resolution; separators have one too, but are judged by their state. */
static void score_codes(struct evaluation *v, const json_t *got, const json_t *truth)
{
    char name[NAME_MAX_];
    size_t i, k;
    json_t *want, *code;

    snprintf(name, sizeof name, "QR codes and barcodes, %ld dpi", fact_number(truth, "dpi"));
    json_array_foreach(json_object_get(truth, "codes"), i, want) {
        struct row *r = row_of(&v->codes, name);
        bool hit = false;
        json_array_foreach(json_object_get(got, "codes"), k, code)
            hit |= json_equal(want, code);
        r->all++;
        r->hits += hit;
        if (!hit && v->misses)
            fprintf(v->misses, "%s: a code was not read\n", fact_text(truth, "id"));
    }
}

static void one_page(struct evaluation *v, struct tally *t, const json_t *pages,
                     const json_t *truth)
{
    const char *kind = fact_text(truth, "kind");
    const bool printed = strcmp(kind, "page") == 0, whole = fact_number(truth, "page") == 0;
    const json_t *got = whole ? json_array_get(pages, 0) : page_of(pages, truth);
    const char *state = fact_text(got, "state"), *want = printed ? "done" : kind;
    const bool right = whole || strcmp(state, want) == 0;

    t->pages++;
    t->kinds_right += got && right;
    if (!got) {
        t->missing++;
        if (v->misses)
            fprintf(v->misses, "%s missing page\n", fact_text(truth, "id"));
        return;
    }
    if (!right && v->misses)
        fprintf(v->misses, "%s %s: is a %s, listed as %s\n", fact_text(truth, "id"), t->name, kind,
                state);
    if (printed) {
        score_codes(v, got, truth);
        score_text(v, t, pages, truth);
    }
}

void tally_pages(struct evaluation *v, struct tally *t, const json_t *dossier, const json_t *pages)
{
    size_t i;
    json_t *p;

    json_array_foreach(json_object_get(dossier, "pages"), i, p)
        one_page(v, v->each ? tally_of(v, fact_text(p, "id")) : t, pages, p);
}

static void add_longs(long *to, const long *from, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] += from[i];
}

void tally_sum(struct evaluation *v)
{
    struct tally *a = &v->all;

    *a = (struct tally){ .name = "all" };
    for (size_t i = 0; i < v->n; i++) {
        const struct tally *t = &v->by[i];
        score_merge(&a->ordered, &t->ordered);
        score_merge(&a->free, &t->free);
        score_merge(&a->other, &t->other);
        for (int b = 0; b < BINS; b++) {
            a->trust.words[b] += t->trust.words[b];
            a->trust.right[b] += t->trust.right[b];
            a->trust.sum[b] += t->trust.sum[b];
        }
        a->trust.right_words += t->trust.right_words;
        add_longs(&a->pages, &t->pages, (size_t)(&t->field_sure_wrong - &t->pages) + 1);
    }
}
