/* understand -- what the paper room says about real pages.
 *
 * usage: understand [-f] FILE.tsv...   each FILE is what `tesseract IMAGE NAME tsv` wrote for one
 * page (several pages in one file are taken in order); all files are one dossier. -f prints fields
 * and reasons too. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomicfile.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "paper/paper.h"

enum { PAGES = 4096, WORDS = 20000, ARENA = 1 << 30 };

struct row {
    int level, page, block, par, line, word, left, top, width, height;
    double conf;
    const char *text;
};

static bool parse(char *s, struct row *r)
{
    char *col[12];
    int n = 0;

    for (char *p = s; p && n < 12; n++) {
        col[n] = p;
        p = strchr(p, '\t');
        if (p)
            *p++ = '\0';
    }
    if (n < 12)
        return false;
    int *const ints[10] = { &r->level, &r->page, &r->block, &r->par,   &r->line,
                            &r->word,  &r->left, &r->top,   &r->width, &r->height };
    for (int i = 0; i < 10; i++)
        *ints[i] = atoi(col[i]);
    r->conf = atof(col[10]);
    r->text = col[11];
    return true;
}

static struct page_read *page_new(struct arena *a, int w, int h)
{
    struct page_read *p = ARENA_NEW(a, struct page_read, 1);
    *p = (struct page_read){ .state = PAGE_DONE,
                             .scan_w = w,
                             .scan_h = h,
                             .frame_w = w,
                             .frame_h = h,
                             .engine = "tesseract",
                             .to_scan = { 1, 0, 0, 0, 1, 0, 0, 0, 1 } };
    p->words = ARENA_NEW(a, struct word, WORDS);
    p->lines = ARENA_NEW(a, struct text_line, WORDS);
    return p;
}

static uint32_t read_tsv(struct arena *a, const char *path, struct dossier_page *pages, uint32_t n)
{
    struct buf b;
    struct err e = { 0 };
    struct page_read *p = NULL;
    double conf = 0;

    buf_init(&b, 64 << 20);
    if (!file_read(path, &b, &e)) {
        fprintf(stderr, "%s\n", e.text);
        exit(2);
    }
    for (char *s = b.ptr, *next; s && *s; s = next) {
        struct row r;
        next = strchr(s, '\n');
        if (next)
            *next++ = '\0';
        if (!parse(s, &r))
            continue;
        if (r.level == 1 && n < PAGES) {
            p = page_new(a, r.width, r.height);
            pages[n++] =
                (struct dossier_page){ .entry = path, .page = r.page, .sha256 = "", .read = p };
            conf = 0;
        } else if (p && r.level == 4 && p->n_lines < WORDS) {
            p->lines[p->n_lines++] =
                (struct text_line){ .first = p->n_words, .block = (uint32_t)r.block };
        } else if (p && r.level == 5 && p->n_lines > 0 && p->n_words < WORDS && *r.text &&
                   strcmp(r.text, " ") != 0) {
            p->words[p->n_words++] =
                (struct word){ .text = utf8_nfc(a, r.text, strlen(r.text)),
                               .box = { r.left, r.top, r.left + r.width, r.top + r.height },
                               .conf = (float)(r.conf / 100) };
            p->lines[p->n_lines - 1].count++;
            conf += r.conf / 100;
            p->text_confidence = (float)(conf / p->n_words);
        }
        if (p && p->n_words == 0)
            p->text_confidence = 1;
    }
    buf_release(&b);
    return n;
}

static void print(const struct document *doc, bool fields)
{
    printf("%d\tpages", doc->ordinal);
    for (uint32_t i = 0; i < doc->n_pages; i++)
        printf(" %u", doc->pages[i] + 1);
    printf("\tbegins %.3f\t%s %.3f\t(%s %.3f)\n", (double)doc->boundary_confidence, doc->type,
           (double)doc->type_confidence, doc->runner_up, (double)doc->runner_up_confidence);
    for (uint32_t i = 0; fields && i < doc->n_fields; i++) {
        const struct field *f = &doc->fields[i];
        printf("\t%s%s\t%.2f\tp%d [%d %d %d %d]\t%s\n", f->accepted ? "" : "?", f->name,
               (double)f->confidence, f->page, f->box.x0, f->box.y0, f->box.x1, f->box.y1,
               f->value);
    }
    for (uint32_t i = 0; fields && i < doc->n_reasons; i++)
        printf("\t! %s\n", doc->reasons[i]);
}

int main(int argc, char **argv)
{
    static struct dossier_page pages[PAGES];
    struct paper_tables *t;
    struct err e = { 0 };
    struct arena a, out;
    uint32_t n = 0;
    bool fields = false;

    if (!paper_open(&t, &e)) {
        fprintf(stderr, "%s\n", e.text);
        return 3;
    }
    arena_init(&a, ARENA);
    arena_init(&out, ARENA);
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "-f") == 0)
            fields = true;
        else
            n = read_tsv(&a, argv[i], pages, n);
    const struct dossier d = { .archive = "", .key = "", .pages = pages, .n_pages = n };
    struct dossier_result r;
    const int64_t t0 = clock_mono_ms();
    const int rounds = n < 50 ? 100 : 5;
    for (int i = 0; i < rounds; i++) {
        arena_reset(&out);
        if (!paper_understand(t, &d, &out, &r, &e)) {
            fprintf(stderr, "%s\n", e.text);
            return 4;
        }
    }
    fprintf(stderr, "%.3f ms a page\n", n ? (double)(clock_mono_ms() - t0) / rounds / n : 0.0);
    for (uint32_t i = 0; i < r.n_docs; i++)
        print(&r.docs[i], fields);
    arena_reset(&a);
    arena_reset(&out);
    paper_close(t);
    return 0;
}
