#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pack/verify_seen.h"

static void check_pages(struct verify *v, const struct seen *s, uint32_t want)
{
    if (s->pages == PAGES_DAMAGED)
        verify_find(v, "%s: cannot be read", s->path);
    else if (s->pages != PAGES_UNKNOWN && s->pages != (int64_t)want)
        verify_find(v, "%s: has %lld pages, its record says %u", s->path, (long long)s->pages,
                    (unsigned)want);
}

/* HS-0001.001.pdf has HS-0001.001.alto.xml.zst and HS-0001.001.txt beside it. */
static void check_sidecars(struct verify *v, const struct line_doc *d)
{
    char path[VERIFY_PATH + 20];
    const size_t n = strlen(d->file);

    if (n < 4 || n >= VERIFY_PATH)
        return;
    memcpy(path, d->file, n - 4);
    snprintf(path + n - 4, sizeof path - (n - 4), ".txt");
    if (!verify_lookup(v, path))
        verify_find(v, "%s: is missing", path);
    snprintf(path + n - 4, sizeof path - (n - 4), ".alto.xml.zst");
    const struct seen *alto = verify_lookup(v, path);
    if (!alto)
        verify_find(v, "%s: is missing", path);
    else
        check_pages(v, alto, d->pages);
}

static void check_record(struct verify *v, const struct line_doc *d)
{
    struct seen *s = verify_lookup(v, d->file);
    char hex[SHA256_HEX];

    if (!s || strncmp(d->file, "data/", 5) != 0) {
        verify_find(v, "metadata/documents.jsonl: %s: is missing", d->file);
        return;
    }
    hash_hex(s->sha256, hex);
    if (strcmp(hex, d->file_sha256) != 0)
        verify_find(v, "%s: does not have the file_sha256 of its record", d->file);
    if (s->named)
        verify_find(v, "%s: is named by two records", d->file);
    s->named = true;
    if (!d->is_signed || (s->pages >= 0 && s->pages < (int64_t)d->pages))
        check_pages(v, s, d->pages);
    check_sidecars(v, d);
}

static int by_dossier(const void *a, const void *b)
{
    const struct line_doc *x = a, *y = b;
    const int c = strcmp(x->archive, y->archive);
    return c ? c : strcmp(x->dossier, y->dossier);
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct line_doc *)a)->id, ((const struct line_doc *)b)->id);
}

static void check_rows(struct verify *v, const char *name, const struct csv_count *c, uint64_t want)
{
    const uint64_t rows = c->rows + c->begun; /* with the header */

    if (rows != want + 1)
        verify_find(v, "%s: has %lld rows, the records make %llu", name, (long long)rows - 1,
                    (unsigned long long)want);
}

static void check_counts(struct verify *v)
{
    uint64_t dossiers = 0;

    if (v->n_docs > 0)
        qsort(v->docs, v->n_docs, sizeof *v->docs, by_id);
    for (size_t i = 1; i < v->n_docs; i++)
        if (by_id(&v->docs[i], &v->docs[i - 1]) == 0)
            verify_find(v, "metadata/documents.jsonl: a document is there twice");
    if (v->n_docs > 0)
        qsort(v->docs, v->n_docs, sizeof *v->docs, by_dossier);
    for (size_t i = 0; i < v->n_docs; i++)
        dossiers += i == 0 || by_dossier(&v->docs[i], &v->docs[i - 1]) != 0;
    check_rows(v, "metadata/giayto.csv", &v->papers, v->n_docs);
    check_rows(v, "metadata/hoso.csv", &v->dossiers, dossiers);
}

static bool is_paper(const char *path)
{
    const size_t n = strlen(path);
    return strncmp(path, "data/", 5) == 0 && !strstr(path, "/original/") && n > 4 &&
           strcmp(path + n - 4, ".pdf") == 0;
}

void verify_tables(struct verify *v)
{
    static const char *const needed[] = { "metadata/documents.jsonl", "metadata/giayto.csv",
                                          "metadata/hoso.csv",        "metadata/rejects.csv",
                                          "metadata/index.xlsx",      "metadata/index.sqlite",
                                          "metadata/premis.jsonl",    "metadata/config.json" };
    char what[160];

    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!verify_lookup(v, needed[i]))
            verify_find(v, "%s: is missing", needed[i]);
    v->c->docs = v->n_docs;
    v->c->pages = 0;
    for (size_t i = 0; i < v->n_docs; i++) {
        v->c->pages += v->docs[i].pages;
        check_record(v, &v->docs[i]);
    }
    for (size_t i = 0; i < v->n; i++)
        if (is_paper(v->files[i].path) && !v->files[i].named)
            verify_find(v, "%s: no record names it", v->files[i].path);
    check_counts(v);
    if (v->index_fd >= 0 && !sqlite_check(v->index_fd, v->index_size, v->n_docs, what, sizeof what))
        verify_find(v, "metadata/index.sqlite: %s", what);
}
