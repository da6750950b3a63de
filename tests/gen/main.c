/* sohoa-gen: a backlog of invented papers, aged like scans, with the truth beside it. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/gen/dossier.h"

static const char usage[] =
    "Usage: sohoa-gen --seed N --dossiers N --out DIR [options]\n"
    "Writes DIR/input (what a ward hands over), DIR/truth.jsonl (one object a dossier), "
    "DIR/truth/ID.txt\n"
    "(text of each page). The same options give the same bytes.\n\n"
    "  --seed N           which backlog (default 1)\n"
    "  --dossiers N       how many dossiers (default 10)\n"
    "  --pages N          stop after N pages\n"
    "  --condition C      clean office turned phone fax poor, or all in turn (default all)\n"
    "  --types A,B,...    only these kinds of papers, three a dossier; \"list\" prints them\n"
    "  --faults PCT       a line of the scanner's through so many of the pages (default 0)\n"
    "  --letters          only dense official letters\n"
    "  --dpi D            150 200 300, or mixed (default mixed; faxes are always 200)\n"
    "  --format F         folder zip tar.zst tar.gz 7z pdf tiff, or mixed (default mixed)\n"
    "  --holdout          other fonts and wordings, kept apart for scoring\n"
    "  --fonts F          tune or held-out (nothing is tuned on these), whatever the wordings\n"
    "  --extra N          papers of a dossier that belong to no procedure, all types in turn\n"
    "                     (default 2)\n"
    "  --jobs N           processes; not with --pages (default 1)\n"
    "  --hand             values of forms in a script hand\n"
    "  --broken           some damaged files too (DIR/broken.jsonl lists them)\n"
    "  --plain            no blank sides, separators or system leftovers\n"
    "  --no-words         no word boxes in the truth\n"
    "  --texts            only truth.jsonl, with words as on level scans\n"
    "Papers and people are invented. Run it with: sohoa run --store S DIR/input/*\n";

enum {
    OPT_SEED = 1000,
    OPT_DOSSIERS,
    OPT_OUT,
    OPT_PAGES,
    OPT_CONDITION,
    OPT_TYPES,
    OPT_FAULTS,
    OPT_LETTERS,
    OPT_DPI,
    OPT_FORMAT,
    OPT_HOLDOUT,
    OPT_FONTS,
    OPT_JOBS,
    OPT_EXTRA,
    OPT_BROKEN,
    OPT_HAND,
    OPT_PLAIN,
    OPT_NO_WORDS,
    OPT_TEXTS,
    OPT_HELP
};

static const struct option longs[] = {
    { "seed", required_argument, NULL, OPT_SEED },
    { "dossiers", required_argument, NULL, OPT_DOSSIERS },
    { "out", required_argument, NULL, OPT_OUT },
    { "pages", required_argument, NULL, OPT_PAGES },
    { "condition", required_argument, NULL, OPT_CONDITION },
    { "types", required_argument, NULL, OPT_TYPES },
    { "faults", required_argument, NULL, OPT_FAULTS },
    { "letters", no_argument, NULL, OPT_LETTERS },
    { "dpi", required_argument, NULL, OPT_DPI },
    { "format", required_argument, NULL, OPT_FORMAT },
    { "holdout", no_argument, NULL, OPT_HOLDOUT },
    { "fonts", required_argument, NULL, OPT_FONTS },
    { "jobs", required_argument, NULL, OPT_JOBS },
    { "extra", required_argument, NULL, OPT_EXTRA },
    { "broken", no_argument, NULL, OPT_BROKEN },
    { "hand", no_argument, NULL, OPT_HAND },
    { "plain", no_argument, NULL, OPT_PLAIN },
    { "no-words", no_argument, NULL, OPT_NO_WORDS },
    { "texts", no_argument, NULL, OPT_TEXTS },
    { "help", no_argument, NULL, OPT_HELP },
    { NULL, 0, NULL, 0 },
};

static long number(const char *text, const char *what, long lo, long hi)
{
    char *end = NULL;
    errno = 0;
    const long v = strtol(text, &end, 10);

    if (errno || end == text || *end || v < lo || v > hi)
        gen_die("--%s wants a whole number from %ld to %ld", what, lo, hi);
    return v;
}

static bool one_of(const char *text, const char *const *list)
{
    for (; *list; list++)
        if (!strcmp(*list, text))
            return true;
    return false;
}

static void read_options(int argc, char **argv, struct gen_opts *o)
{
    static const char *const formats[] = { "folder", "zip",  "tar.zst", "tar.gz", "7z",
                                           "pdf",    "tiff", "mixed",   NULL };
    static const char *const dpis[] = { "150", "200", "300", "mixed", NULL };
    int c;

    while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
        switch (c) {
        case OPT_SEED:
            o->seed = (uint64_t)number(optarg, "seed", 0, 1000000000);
            break;
        case OPT_DOSSIERS:
            o->dossiers = (int)number(optarg, "dossiers", 1, 100000);
            break;
        case OPT_PAGES:
            o->pages = (int)number(optarg, "pages", 1, 10000000);
            break;
        case OPT_OUT:
            o->out = optarg;
            break;
        case OPT_CONDITION:
            o->condition = condition_of(optarg);
            if (o->condition < 0 && strcmp(optarg, "all"))
                gen_die("--condition: one of clean office turned phone fax poor all");
            break;
        case OPT_TYPES:
            o->types = g_strsplit(optarg, ",", -1);
            break;
        case OPT_FAULTS:
            o->faults = (int)number(optarg, "faults", 0, 100);
            break;
        case OPT_LETTERS:
            o->letters = true;
            break;
        case OPT_DPI:
            o->dpi = optarg;
            break;
        case OPT_FORMAT:
            o->format = optarg;
            break;
        case OPT_HOLDOUT:
            o->holdout = true;
            break;
        case OPT_FONTS:
            if (strcmp(optarg, "held-out") && strcmp(optarg, "tune"))
                gen_die("--fonts: tune or held-out");
            o->fonts = strcmp(optarg, "tune") ? FONTS_HELD_OUT : FONTS_TUNE;
            break;
        case OPT_JOBS:
            o->jobs = (int)number(optarg, "jobs", 1, 256);
            break;
        case OPT_EXTRA:
            o->extra = (int)number(optarg, "extra", 0, 100);
            break;
        case OPT_BROKEN:
            o->broken = true;
            break;
        case OPT_HAND:
            o->hand = true;
            break;
        case OPT_PLAIN:
            o->plain = true;
            break;
        case OPT_NO_WORDS:
            o->no_words = true;
            break;
        case OPT_TEXTS:
            o->texts = true;
            break;
        case OPT_HELP:
            fputs(usage, stdout);
            exit(0);
        default:
            fputs("See sohoa-gen --help\n", stderr);
            exit(1);
        }
    }
    if (!one_of(o->format, formats))
        gen_die("--format: one of folder zip tar.zst tar.gz 7z pdf tiff mixed");
    if (!one_of(o->dpi, dpis))
        gen_die("--dpi: one of 150 200 300 mixed");
    if (o->fonts < 0)
        o->fonts = o->holdout ? FONTS_HOLDOUT : FONTS_TUNE;
    if (o->jobs > 1 && o->pages)
        gen_die("--jobs: not with --pages, where each dossier depends on the ones before");
    if (optind < argc)
        gen_die("what is \"%s\"? See sohoa-gen --help", argv[optind]);
}

static void check_types(const struct gen_opts *o, const struct lexicon *l)
{
    for (char **t = o->types; t && *t; t++) {
        bool known = false;
        for (guint i = 0; i < l->slugs->len; i++)
            known |= !strcmp(l->slugs->pdata[i], *t);
        if (!strcmp(*t, "list")) {
            for (guint i = 0; i < l->slugs->len; i++)
                puts(l->slugs->pdata[i]);
            exit(0);
        }
        if (!known)
            gen_die("--types: no type \"%s\"; --types list prints them", *t);
    }
}

static void write_file(const char *dir, const char *name, const GByteArray *b)
{
    char *path = g_build_filename(dir, name, NULL), *folder = g_path_get_dirname(path);

    if (g_mkdir_with_parents(folder, 0755) ||
        !g_file_set_contents_full(path, (const char *)b->data, (gssize)b->len,
                                  G_FILE_SET_CONTENTS_NONE, 0644, NULL))
        gen_die("cannot write %s", path);
    g_free(folder);
    g_free(path);
}

static void add_bytes(GArray *files, const char *path, const void *p, guint n)
{
    struct gen_file f = { g_strdup(path), g_byte_array_new() };

    g_byte_array_append(f.bytes, p, n);
    g_array_append_val(files, f);
}

static void leftovers(GArray *files)
{
    static const char junk[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 thumbs";

    add_bytes(files, "Thumbs.db", junk, sizeof junk - 1);
    add_bytes(files, "__MACOSX/._scan001.jpg", junk, sizeof junk - 1);
    add_bytes(files, "desktop.ini", "[.ShellClassInfo]\r\n", 19);
}

/* What a ward really hands over beside its scans; one line each in broken.jsonl. */
static void damage(GArray *files, const char *archive, GString *log)
{
    static const struct {
        const char *path, *why;
    } rows[] = {
        { "hong/cut.jpg", "a JPEG cut in the middle" },
        { "hong/empty.jpg", "no bytes at all" },
        { "hong/ghichu.jpg", "text under the name of an image" },
        { "hong/cut.pdf", "a PDF without its end" },
    };
    const GByteArray *jpeg = NULL;

    for (guint i = 0; i < files->len && !jpeg; i++) {
        const struct gen_file *f = &g_array_index(files, struct gen_file, i);
        if (f->bytes->len > 1000 && f->bytes->data[0] == 0xff)
            jpeg = f->bytes;
    }
    add_bytes(files, rows[0].path, jpeg ? jpeg->data : (const guint8 *)"\xff\xd8\xff\xe0",
              jpeg ? 400 : 4);
    add_bytes(files, rows[1].path, "", 0);
    add_bytes(files, rows[2].path, "Khong phai anh\n", 15);
    add_bytes(files, rows[3].path, "%PDF-1.4\n1 0 obj\n<</Type/Catalog", 32);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_string_append(log, "{\"archive\":");
        json_text(log, archive);
        g_string_append(log, ",\"entry\":");
        json_text(log, rows[i].path);
        g_string_append(log, ",\"why\":");
        json_text(log, rows[i].why);
        g_string_append(log, "}\n");
    }
}

static void clear_files(GArray *files)
{
    for (guint i = 0; i < files->len; i++) {
        struct gen_file *f = &g_array_index(files, struct gen_file, i);
        g_free(f->path);
        g_byte_array_free(f->bytes, TRUE);
    }
    g_array_set_size(files, 0);
}

/* What one hand-over looks like: an archive, a folder, or an archive with another inside. */
struct batch {
    enum pack_kind kind;
    bool nested;
    char *archive, *inner;
};

static struct batch plan_batch(const struct gen_opts *o, int b)
{
    static const struct {
        const char *name;
        enum pack_kind kind;
    } named[] = {
        { "zip", PACK_ZIP },
        { "tar.zst", PACK_TAR_ZST },
        { "tar.gz", PACK_TAR_GZ },
        { "7z", PACK_7Z },
    };
    struct batch p = { .kind = PACK_FOLDER };

    for (size_t i = 0; i < G_N_ELEMENTS(named); i++)
        if (!strcmp(o->format, named[i].name))
            p.kind = named[i].kind;
    if (!strcmp(o->format, "mixed")) {
        static const enum pack_kind turn[] = { PACK_TAR_ZST, PACK_ZIP,     PACK_FOLDER,
                                               PACK_TAR_GZ,  PACK_TAR_ZST, PACK_7Z };
        p.kind = turn[(b - 1) % 6];
        p.nested = (b - 1) % 6 == 4;
    }
    p.archive = g_strdup_printf("dot-%02d%s", b, pack_suffix(p.kind));
    p.inner = p.nested ? g_strdup_printf("%s!/bo-sung/kem-theo.zip", p.archive) : NULL;
    return p;
}

static void write_batch(const struct gen_opts *o, const struct batch *p, GArray *files,
                        GArray *inner)
{
    char *dir = g_build_filename(o->out, "input", NULL);

    if (inner->len > 0) {
        GByteArray *zip =
            encode_archive(PACK_ZIP, (const struct gen_file *)(void *)inner->data, inner->len);
        add_bytes(files, "bo-sung/kem-theo.zip", zip->data, zip->len);
        g_byte_array_free(zip, TRUE);
    }
    if (p->kind == PACK_FOLDER) {
        char *sub = g_build_filename(dir, p->archive, NULL);
        for (guint i = 0; i < files->len; i++)
            write_file(sub, g_array_index(files, struct gen_file, i).path,
                       g_array_index(files, struct gen_file, i).bytes);
        g_free(sub);
    } else {
        GByteArray *b =
            encode_archive(p->kind, (const struct gen_file *)(void *)files->data, files->len);
        write_file(dir, p->archive, b);
        g_byte_array_free(b, TRUE);
    }
    g_free(dir);
}

enum { PER_BATCH = 4 };

static void write_text(const char *dir, const char *name, const GString *text)
{
    char *path = g_build_filename(dir, name, NULL);

    if (!g_file_set_contents_full(path, text->str, (gssize)text->len, G_FILE_SET_CONTENTS_NONE,
                                  0644, NULL))
        gen_die("cannot write %s", path);
    g_free(path);
}

/* One hand-over of four dossiers; returns its pages. pages_left: -1 = no limit. */
static int make_batch(const struct gen_opts *o, const struct lexicon *lex, int b, int pages_left,
                      GString *truth)
{
    GArray *files = g_array_new(FALSE, TRUE, sizeof(struct gen_file)),
           *inner = g_array_new(FALSE, TRUE, sizeof(struct gen_file));
    struct batch p = plan_batch(o, b);
    const int first = (b - 1) * PER_BATCH + 1, end = MIN(first + PER_BATCH, o->dossiers + 1);
    int pages = 0;

    for (int d = first; d < end && pages != pages_left; d++) {
        const bool deep = p.nested && d >= first + 2;
        struct dossier_job job = { .o = o,
                                   .lex = lex,
                                   .index = d,
                                   .archive = deep ? p.inner : p.archive,
                                   .prefix = "",
                                   .files = deep ? inner : files,
                                   .truth = truth,
                                   .pages_left = pages_left < 0 ? -1 : pages_left - pages };
        dossier_make(&job);
        pages += job.pages_made;
    }
    if (!o->plain && !o->texts && p.kind != PACK_TAR_GZ)
        leftovers(files);
    if (o->broken && b == 1) {
        GString *broken = g_string_new(NULL);
        damage(files, p.archive, broken);
        write_text(o->out, "broken.jsonl", broken);
        g_string_free(broken, TRUE);
    }
    if (!o->texts)
        write_batch(o, &p, files, inner);
    clear_files(files);
    clear_files(inner);
    g_array_free(files, TRUE);
    g_array_free(inner, TRUE);
    g_free(p.archive);
    g_free(p.inner);
    return pages;
}

static int make_in_turn(const struct gen_opts *o, const struct lexicon *lex, int batches,
                        GString *truth)
{
    int pages = 0;

    for (int b = 1; b <= batches && (!o->pages || pages < o->pages); b++)
        pages += make_batch(o, lex, b, o->pages ? o->pages - pages : -1, truth);
    return pages;
}

/* Batches do not depend on each other: every jobs-th goes to one process, which leaves its truth in
 * a file a batch and its pages in a pipe. */
static int make_at_once(const struct gen_opts *o, const struct lexicon *lex, int batches,
                        GString *truth)
{
    int fd[2], pages = 0, n;

    if (pipe(fd))
        gen_die("no pipe");
    for (int k = 0; k < o->jobs; k++) {
        const pid_t pid = fork();
        if (pid < 0)
            gen_die("no process");
        if (pid > 0)
            continue;
        for (int b = k + 1; b <= batches; b += o->jobs) {
            GString *own = g_string_new(NULL);
            char *name = g_strdup_printf(".truth-%d", b);
            n = make_batch(o, lex, b, -1, own);
            write_text(o->out, name, own);
            if (write(fd[1], &n, sizeof n) != sizeof n)
                gen_die("a pipe is gone");
            g_free(name);
            g_string_free(own, TRUE);
        }
        _exit(0);
    }
    close(fd[1]);
    while (read(fd[0], &n, sizeof n) == sizeof n)
        pages += n;
    close(fd[0]);
    for (int k = 0, status; k < o->jobs; k++)
        if (wait(&status) < 0 || status != 0)
            gen_die("a process failed");
    for (int b = 1; b <= batches; b++) {
        char *name = g_strdup_printf("%s/.truth-%d", o->out, b), *text = NULL;
        if (!g_file_get_contents(name, &text, NULL, NULL) || unlink(name))
            gen_die("cannot read %s", name);
        g_string_append(truth, text);
        g_free(text);
        g_free(name);
    }
    return pages;
}

static int make_backlog(const struct gen_opts *o, const struct lexicon *lex)
{
    GString *truth = g_string_new(NULL);
    const int batches = (o->dossiers + PER_BATCH - 1) / PER_BATCH;
    const int pages =
        o->jobs > 1 ? make_at_once(o, lex, batches, truth) : make_in_turn(o, lex, batches, truth);

    write_text(o->out, "truth.jsonl", truth);
    g_string_free(truth, TRUE);
    return pages;
}

int main(int argc, char **argv)
{
    struct gen_opts o = { .seed = 1,
                          .dossiers = 10,
                          .jobs = 1,
                          .extra = 2,
                          .format = "mixed",
                          .dpi = "mixed",
                          .condition = -1,
                          .fonts = -1 };

    read_options(argc, argv, &o);
    setenv("TZ", "UTC0", 1); /* zip entries carry local time */
    struct lexicon *lex = lexicon_load();
    check_types(&o, lex);
    if (!o.out)
        gen_die("where to? --out DIR");
    fonts_check((enum font_group)o.fonts);
    char *dir = g_build_filename(o.out, "truth", NULL);
    if (g_mkdir_with_parents(dir, 0755))
        gen_die("cannot make %s", dir);
    g_free(dir);
    const int pages = make_backlog(&o, lex);
    fprintf(stderr, "sohoa-gen: %d pages in %s/input, truth in %s/truth.jsonl\n", pages, o.out,
            o.out);
    return 0;
}
