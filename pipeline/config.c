#include "pipeline/config.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"

#define AT(member) offsetof(struct config, member)
enum {
    STORED =
        CMD_RUN | CMD_LIST | CMD_STATUS | CMD_PACK | CMD_FIND | CMD_SEARCH | CMD_SHOW | CMD_RETRY
};
#define READS (CMD_RUN | CMD_RETRY | CMD_INSPECT)

/* Limits: the defaults hold the largest input seen in ward archives with a wide margin (an A3 page
 * at 600 dpi in colour is 70 megapixels and 210 MB uncompressed) and stop what no scanner makes. */
const struct opt config_table[] = {
    { "store", 's', OPT_TEXT, AT(store), NULL, 0, 0, "DIR", 0, STORED,
      "folder that holds one campaign" },
    { "out", 'o', OPT_TEXT, AT(out), NULL, 0, 0, "PATH", 0, CMD_PACK | CMD_SHOW | CMD_SEPARATORS,
      "where results are written" },
    { "config", 0, OPT_TEXT, AT(config), NULL, 0, 0, "FILE", 0, CMD_ALL,
      "YAML file with any of the keys of configs/sohoa.yaml" },
    { "jobs", 'j', OPT_INT, AT(jobs), "0", 0, 1024, "N", OPT_IN_FILE, READS | CMD_PACK,
      "pages read at the same time; 0 is one a core" },
    { "engine", 0, OPT_CHOICE, AT(engine), "fast", 0, 0, "fast|tesseract",
      OPT_IN_FILE | OPT_READING, READS, "text recogniser" },
    { "model", 0, OPT_TEXT, AT(model), "", 0, 0, "FILE", OPT_IN_FILE, READS,
      "a .traineddata file instead of the packaged vie" },
    { "dossier", 0, OPT_CHOICE, AT(dossier), "file", 0, 0, "file|folder", OPT_IN_FILE, READS,
      "whether a PDF or TIFF file is a dossier, or the folder it lies in" },
    { "password-file", 0, OPT_TEXT, AT(password_file), NULL, 0, 0, "FILE", OPT_IN_FILE, READS,
      "first line is the password of encrypted archives and PDFs" },
    { "deskew", 0, OPT_FLAG, AT(deskew), "true", 0, 0, NULL, OPT_IN_FILE | OPT_READING | OPT_NEGATE,
      READS, "do not level the copy that is read" },
    { "normalise", 0, OPT_FLAG, AT(normalise), "true", 0, 0, NULL,
      OPT_IN_FILE | OPT_READING | OPT_NEGATE, READS,
      "do not even out the light of the copy that is read" },
    { "drop-colour", 0, OPT_FLAG, AT(drop_colour), "true", 0, 0, NULL,
      OPT_IN_FILE | OPT_READING | OPT_NEGATE, READS,
      "do not drop seals and blue ink from the copy that is read" },
    { "find-page", 0, OPT_FLAG, AT(find_page), "true", 0, 0, NULL,
      OPT_IN_FILE | OPT_READING | OPT_NEGATE, READS,
      "do not look for the sheet on a photographed desk" },
    { "lm", 0, OPT_FLAG, AT(lm), "true", 0, 0, NULL, OPT_IN_FILE | OPT_READING | OPT_NEGATE, READS,
      "do not let the language decide between letters that look alike" },
    { "max-skew", 0, OPT_REAL, AT(max_skew), "15", 0, 45, "DEG", OPT_IN_FILE | OPT_READING, READS,
      "largest skew that is corrected, degrees" },
    { "page-seconds", 0, OPT_INT, AT(page_seconds), "120", 1, 86400, "S", OPT_IN_FILE | OPT_LIMIT,
      READS, "a page that takes longer is tried once more the cheap way, then quarantined" },
    { "entry-seconds", 0, OPT_INT, AT(entry_seconds), "300", 1, 86400, "S", OPT_IN_FILE | OPT_LIMIT,
      READS, "an archive member that gives nothing for so long is quarantined" },
    { "child-seconds", 0, OPT_INT, AT(child_seconds), "60", 1, 86400, "S", OPT_IN_FILE | OPT_LIMIT,
      READS, "deadline of one pdftocairo or pdftotext call" },
    { "memory-mb", 0, OPT_INT, AT(memory_mb), "4096", 256, 1048576, "MB", OPT_IN_FILE | OPT_LIMIT,
      READS, "address space of the reading processes, plus 1024 for each job" },
    { "max-entries", 0, OPT_INT, AT(max_entries), "1000000", 1, 1e12, "N", OPT_IN_FILE | OPT_LIMIT,
      READS, "members of one archive" },
    { "max-pages", 0, OPT_INT, AT(max_pages), "10000", 1, 1e9, "N", OPT_IN_FILE | OPT_LIMIT, READS,
      "pages of one file" },
    { "max-page-mb", 0, OPT_INT, AT(max_page_mb), "128", 1, 4096, "MB", OPT_IN_FILE | OPT_LIMIT,
      READS, "encoded size of one page" },
    { "max-mpixels", 0, OPT_INT, AT(max_mpixels), "200", 1, 2000, "MP", OPT_IN_FILE | OPT_LIMIT,
      READS, "pixels of one page, millions" },
    { "max-entry-mb", 0, OPT_INT, AT(max_entry_mb), "4096", 1, 1048576, "MB",
      OPT_IN_FILE | OPT_LIMIT, READS, "unpacked size of one archive member" },
    { "max-ratio", 0, OPT_INT, AT(max_ratio), "200", 2, 1e6, "N", OPT_IN_FILE | OPT_LIMIT, READS,
      "unpacked size over packed size of an archive" },
    { "max-depth", 0, OPT_INT, AT(max_depth), "4", 0, 32, "N", OPT_IN_FILE | OPT_LIMIT, READS,
      "archives inside archives" },
    { "spool-mem-mb", 0, OPT_INT, AT(spool_mem_mb), "64", 0, 1048576, "MB", OPT_IN_FILE | OPT_LIMIT,
      READS, "a member that needs seeking is held in memory up to this size" },
    { "spool-mb", 0, OPT_INT, AT(spool_mb), "4096", 1, 1048576, "MB", OPT_IN_FILE | OPT_LIMIT,
      READS, "and in an unlinked temporary file up to this size" },
    { "spool", 0, OPT_TEXT, AT(spool), "", 0, 0, "DIR", OPT_IN_FILE, READS,
      "folder of that temporary file; the store when empty" },
    { "package-mb", 0, OPT_INT, AT(package_mb), "2048", 1, 1048576, "MB", OPT_IN_FILE, CMD_PACK,
      "largest package" },
    { "package-docs", 0, OPT_INT, AT(package_docs), "2000", 1, 1e6, "N", OPT_IN_FILE, CMD_PACK,
      "documents in one package" },
    { "format", 0, OPT_CHOICE, AT(format), "zip", 0, 0, "zip|tar.zst", OPT_IN_FILE, CMD_PACK,
      "container of packages" },
    { "all", 'a', OPT_FLAG, AT(all), NULL, 0, 0, NULL, 0, CMD_PACK | CMD_SHOW | CMD_RETRY,
      "everything; pack: not only what is new or changed" },
    { "pages", 0, OPT_FLAG, AT(pages), NULL, 0, 0, NULL, 0, CMD_LIST, "one line a page" },
    { "json", 0, OPT_FLAG, AT(json), NULL, 0, 0, NULL, 0, CMD_STATUS | CMD_SEARCH | CMD_INSPECT,
      "JSON on standard output" },
    { "limit", 'n', OPT_INT, AT(limit), "20", 1, 1e6, "N", 0, CMD_SEARCH, "most results" },
    { "count", 'n', OPT_INT, AT(count), "10", 1, 10000, "N", 0, CMD_SEPARATORS, "how many sheets" },
    { "kind", 0, OPT_CHOICE, AT(kind), "document", 0, 0, "document|dossier", 0, CMD_SEPARATORS,
      "what begins behind a sheet" },
    { "reason", 0, OPT_TEXT, AT(reason), NULL, 0, 0, "TEXT", 0, CMD_FIND,
      "why this person's papers are looked up; kept in the access log" },
    { "unit", 0, OPT_TEXT, AT(unit), "", 0, 0, "CODE", OPT_IN_FILE, STORED, "code of the office" },
    { "operator", 0, OPT_TEXT, AT(operator_name), "", 0, 0, "NAME", OPT_IN_FILE, STORED,
      "who works; the login name when empty" },
    { "lang", 0, OPT_CHOICE, AT(lang), "auto", 0, 0, "auto|vi|en", OPT_IN_FILE, CMD_ALL,
      "language of messages; auto is Vietnamese unless the locale is English" },
    { "log", 0, OPT_TEXT, AT(log), NULL, 0, 0, "FILE", OPT_IN_FILE, CMD_ALL,
      "what happened as JSON Lines, appended" },
    { "quiet", 'q', OPT_FLAG, AT(quiet), NULL, 0, 0, NULL, 0, CMD_ALL, "only errors" },
    { "verbose", 'v', OPT_FLAG, AT(verbose), NULL, 0, 0, NULL, 0, CMD_ALL, "say more" },
    { "progress-bar", 0, OPT_FLAG, AT(progress), "true", 0, 0, NULL, OPT_IN_FILE | OPT_NEGATE,
      CMD_RUN | CMD_PACK | CMD_RETRY, "no progress bar" },
    { "print-config", 0, OPT_FLAG, AT(print_config), NULL, 0, 0, NULL, 0, CMD_RUN,
      "print the documented configuration and stop" },
    { "help", 'h', OPT_FLAG, AT(help), NULL, 0, 0, NULL, 0, CMD_ALL, "this text" },
    { "version", 0, OPT_FLAG, AT(version), NULL, 0, 0, NULL, 0, CMD_ALL, "version" },
    { 0 },
};

bool config_init(struct config *c, struct err *e)
{
    *c = (struct config){ 0 };
    return opt_defaults(config_table, c, e);
}

void config_release(struct config *c)
{
    for (const struct opt *o = config_table; o->name; o++)
        if (o->type == OPT_TEXT)
            free(*(char **)((char *)c + o->offset));
    *c = (struct config){ 0 };
}

uint32_t config_jobs(const struct config *c, uint32_t most)
{
    const int64_t n = c->jobs > 0 ? c->jobs : sysconf(_SC_NPROCESSORS_ONLN);

    return n < 1 ? 1 : n < most ? (uint32_t)n : most;
}

void config_text(const struct config *c, unsigned use, struct buf *out)
{
    opt_print(config_table, c, use, out);
}

void config_print_documented(struct buf *out)
{
    buf_puts(out,
             "# Configuration of sohoa: every key with its default. Name the file with --config.\n"
             "# A command line option of the same name wins over the file.\n");
    for (const struct opt *o = config_table; o->name; o++) {
        if (!(o->use & OPT_IN_FILE))
            continue;
        const bool off = o->use & OPT_NEGATE;
        buf_printf(out, "\n# %s%s", off ? "false: " : "", o->help);
        if (o->type == OPT_CHOICE)
            buf_printf(out, " (%s)", o->arg);
        else if (o->type == OPT_INT || o->type == OPT_REAL)
            buf_printf(out, " (%.12g to %.12g)", o->min, o->max);
        buf_putc(out, '\n');
        for (const char *n = o->name; *n; n++)
            buf_putc(out, *n == '-' ? '_' : *n);
        buf_printf(out, ": %s\n",
                   o->def && *o->def     ? o->def
                   : o->type == OPT_FLAG ? "false"
                                         : "\"\"");
    }
}
