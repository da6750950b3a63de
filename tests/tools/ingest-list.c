/* ingest-list INPUT... -- every page ingest finds, one line each: for looking, and for the corpora.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "doc/document.h"
#include "ingest/ingest.h"

struct tally {
    uint64_t pages, failed, skipped, entries;
};

static bool on_entry(void *ctx, uint64_t seq, const char *archive, const char *entry)
{
    (void)seq, (void)archive, (void)entry;
    ((struct tally *)ctx)->entries++;
    return true;
}

static bool on_page(void *ctx, const struct ingest_page *p, struct err *e)
{
    uint8_t sum[SHA256_BYTES];
    char hex[SHA256_HEX];

    (void)e;
    ((struct tally *)ctx)->pages++;
    sha256_mem(p->bytes, p->len, sum);
    hash_hex(sum, hex);
    printf("page\t%s\t%s\t%s\t%d\t%s\tdpi %d\tturn %d\t%s%s%s%s\t%zu\t%.16s", p->archive,
           p->dossier, p->entry, p->page, image_format_name(p->format), p->dpi, p->exif_turn,
           p->lossless_copy ? "copy " : "", p->signed_pdf ? "signed " : "",
           p->source ? "source " : "", p->text && p->text->state == PAGE_BLANK ? "blank" : "",
           p->len, hex);
    if (p->text)
        printf("\t%u words %u lines", p->text->n_words, p->text->n_lines);
    putchar('\n');
    const char *const dump = getenv("INGEST_TEXT");
    if (p->text && dump) {
        struct arena a;
        arena_init(&a, 64 << 20);
        const char *const s = page_text(p->text, &a);
        printf("%s\n", s ? s : "(no text)");
        arena_reset(&a);
    }
    const char *const dir = getenv("INGEST_OUT");
    if (dir && !p->text) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%.16s.%s", dir, hex, image_format_name(p->format));
        FILE *const f = fopen(path, "wb");
        if (f) {
            fwrite(p->bytes, 1, p->len, f);
            fclose(f);
        }
    }
    return true;
}

static bool on_failed(void *ctx, const char *archive, const char *dossier, const char *entry,
                      int32_t page, const struct err *why)
{
    ((struct tally *)ctx)->failed++;
    printf("FAIL\t%s\t%s\t%s\t%d\t%s\t%s\n", archive, dossier, entry, page, err_slug(why->kind),
           why->text);
    return true;
}

static bool on_end(void *ctx, const char *archive)
{
    (void)ctx;
    printf("end\t%s\n", archive);
    return true;
}

static bool on_skipped(void *ctx, const char *archive, const char *entry)
{
    ((struct tally *)ctx)->skipped++;
    printf("skip\t%s\t%s\n", archive, entry);
    return true;
}

int main(int argc, char **argv)
{
    struct tally t = { 0 };
    struct ingest_opts o = { .password = getenv("INGEST_PASSWORD"), .spool_dir = getenv("TMPDIR") };
    const struct ingest_sink sink = { &t, on_entry, on_page, on_failed, on_end, on_skipped };
    int bad = 0;

    if (!o.spool_dir)
        o.spool_dir = P_tmpdir;
    if (getenv("INGEST_SKIP"))
        o.skip_entries = strtoull(getenv("INGEST_SKIP"), NULL, 10);
    ingest_default_limits(&o.limits);
    for (int i = 1; i < argc; i++) {
        const char *const slash = strrchr(argv[i], '/');
        const int64_t start = clock_mono_ms();
        struct err e = { 0 };
        if (!ingest_run(argv[i], slash && slash[1] ? slash + 1 : argv[i], &o, &sink, &e)) {
            printf("BAD\t%s\t%s\t%s\n", argv[i], err_slug(e.kind), e.text);
            bad = 1;
        }
        printf("#\t%s\t%lld ms\n", argv[i], (long long)(clock_mono_ms() - start));
        fflush(stdout);
    }
    printf("# %llu entries, %llu pages, %llu failed, %llu skipped\n", (unsigned long long)t.entries,
           (unsigned long long)t.pages, (unsigned long long)t.failed,
           (unsigned long long)t.skipped);
    return bad;
}
