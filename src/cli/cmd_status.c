#include <jansson.h>
#include <stdio.h>

#include "base/lang.h"
#include "cli/cli.h"
#include "index/store.h"

static void print_json(const struct store_counts *c)
{
    json_t *o = json_pack(
        "{s:{s:I,s:I,s:I,s:I,s:I,s:I},s:I,s:I,s:f}", "pages", "in", (json_int_t)c->in, "done",
        (json_int_t)c->done, "blank", (json_int_t)c->blank, "separator", (json_int_t)c->separator,
        "quarantined", (json_int_t)c->quarantined, "waiting", (json_int_t)c->waiting, "documents",
        (json_int_t)c->documents, "review", (json_int_t)c->review, "pages_per_s", c->pages_per_s);
    json_dumpf(o, stdout, JSON_COMPACT | JSON_REAL_PRECISION(6));
    putchar('\n');
    json_decref(o);
}

static void print_people(const struct store_counts *c)
{
    const struct {
        const char *what;
        uint64_t n;
    } rows[] = { { "pages in", c->in },
                 { "read", c->done },
                 { "blank", c->blank },
                 { "separators", c->separator },
                 { "quarantined", c->quarantined },
                 { "waiting", c->waiting },
                 { "documents", c->documents },
                 { "for review", c->review } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        printf("%10llu  %s\n", (unsigned long long)rows[i].n, lang_tr(rows[i].what));
    printf("%10.1f  %s\n", c->pages_per_s, T("pages/s"));
}

int cmd_status(const struct config *cfg, int n, char **rest)
{
    struct store *s = NULL;
    struct store_counts c;
    struct err e = { 0 };
    int code = EXIT_DONE;

    (void)n;
    (void)rest;
    if (!cli_need_store(cfg, &code))
        return code;
    if (!store_open(&s, cfg->store, STORE_SIDE, false, &e) || !store_counts(s, &c, &e))
        code = cli_fail(&e);
    else if (cfg->json)
        print_json(&c);
    else
        print_people(&c);
    store_close(s);
    return code;
}
