/* evaluate -- what was read against what was printed.
 *
 *   evaluate TRUTH.jsonl PAGES.jsonl [--list LIST.jsonl] [--other DIR] [--each]
 *            [--page-numbers-aside] [--misses FILE] [--json FILE] [--set NAME] [--words FILE]
 *
 * TRUTH is what sohoa-gen writes beside a backlog (scripts/eval makes the same of a folder of
 * scans with text: a page 0 is all pages of its entry); PAGES what pagewords prints of the store
 * that read it (`sohoa list --pages` will do, without reliability); LIST what `sohoa list` prints:
 * with it documents, identifiers and fields are judged too. --other: another program's texts of
 * the same pages, DIR/ID.txt. --each: a row a page. Prints Markdown tables; --json appends the same
 * figures, a line each, with the name of --set; --misses names what went wrong, a line each,
 * --words every word read that was not printed: page, confidence, word.
 *
 * CER counts blocks in any order (scoring.h); one column has it in reading order too. A word's
 * confidence is right when the word is; words are those of the reading. Word F1 and CER are of all
 * pages of a row together. An identifier or field is judged in its own document, an accepted
 * identifier in its dossier (a value cited on another paper of it is no harm).
 * Exit 1 when a page is not accounted for or an accepted identifier is wrong. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "tests/tools/tally.h"

struct args {
    const char *list, *json, *set;
};

static void usage(void)
{
    fputs("usage: evaluate TRUTH.jsonl PAGES.jsonl [--list LIST.jsonl] [--other DIR] [--each] "
          "[--page-numbers-aside] [--misses FILE] [--json FILE] [--set NAME] "
          "[--words FILE]\n",
          stderr);
    exit(2);
}

static FILE *open_for(const char *path, const char *mode)
{
    FILE *f = fopen(path, mode);

    if (!f) {
        perror(path);
        exit(2);
    }
    return f;
}

static void parse(int argc, char **argv, struct evaluation *v, struct args *a)
{
    static const struct option longs[] = {
        { "list", 1, NULL, 'l' },   { "other", 1, NULL, 'o' },
        { "each", 0, NULL, 'e' },   { "page-numbers-aside", 0, NULL, 'n' },
        { "misses", 1, NULL, 'm' }, { "json", 1, NULL, 'j' },
        { "set", 1, NULL, 's' },    { "words", 1, NULL, 'w' },
        { NULL, 0, NULL, 0 }
    };
    int c;

    while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
        if (c == 'l')
            a->list = optarg;
        else if (c == 'o')
            v->other = optarg;
        else if (c == 'e')
            v->each = true;
        else if (c == 'n')
            v->set_page_numbers_aside = true;
        else if (c == 'm')
            v->misses = open_for(optarg, "w");
        else if (c == 'w')
            v->words = open_for(optarg, "w");
        else if (c == 'j')
            a->json = optarg;
        else if (c == 's')
            a->set = optarg;
        else
            usage();
    }
    if (argc - optind != 2)
        usage();
}

int main(int argc, char **argv)
{
    static struct evaluation v;
    struct args a = { .set = "" };
    size_t i;
    json_t *dossier;

    parse(argc, argv, &v, &a);
    v.papers = a.list != NULL;
    json_t *truth = facts_load(argv[optind], false), *pages = facts_load(argv[optind + 1], true),
           *list = a.list ? facts_load(a.list, true) : NULL;
    json_array_foreach(truth, i, dossier) {
        char key[FACTS_KEY];
        struct tally *t = v.each ? NULL : tally_of(&v, fact_text(dossier, "condition"));
        facts_key(dossier, key);
        tally_pages(&v, t, dossier, json_object_get(pages, key));
        if (list && t)
            tally_papers(&v, t, dossier, json_object_get(list, key));
    }
    tally_sum(&v);
    tally_print(&v);
    if (a.json) {
        FILE *f = open_for(a.json, "a");
        tally_json(&v, a.set, f);
        fclose(f);
    }
    if (v.misses)
        fclose(v.misses);
    if (v.words)
        fclose(v.words);
    json_decref(truth);
    json_decref(pages);
    json_decref(list);
    return v.all.missing || v.all.accepted_wrong ? 1 : 0;
}
