#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/log.h"
#include "cli/cli.h"
#include "index/store.h"

struct hits {
    const struct config *cfg;
    uint64_t n;
};

static bool print_hit(void *ctx, const char *document_id, const char *dossier, const char *archive,
                      const char *type, const char *snippet, double rank, struct err *e)
{
    struct hits *h = ctx;

    h->n++;
    if (!h->cfg->json) {
        printf("%s  %s/%s  %s\n    %s\n", document_id, archive, dossier, type, snippet);
        return true;
    }
    json_t *o =
        json_pack("{s:s,s:s,s:s,s:s,s:s,s:f}", "document_id", document_id, "archive", archive,
                  "dossier", dossier, "type", type, "snippet", snippet, "rank", rank);
    const bool ok = o && json_dumpf(o, stdout, JSON_COMPACT | JSON_REAL_PRECISION(6)) == 0 &&
                    putchar('\n') == '\n';
    json_decref(o);
    return ok || err_set(e, ERR_IO, "standard output");
}

int cmd_search(const struct config *cfg, int n, char **rest)
{
    struct store *s = NULL;
    struct err e = { 0 };
    struct buf text;
    int code = EXIT_DONE;
    struct hits h = { .cfg = cfg };

    if (!cli_need_store(cfg, &code))
        return code;
    if (n == 0)
        return cli_usage("%s", T("say what to search for"));
    buf_init(&text, 64 * 1024);
    for (int i = 0; i < n; i++) {
        if (i)
            buf_putc(&text, ' ');
        buf_puts(&text, rest[i]);
    }
    const struct store_access who = { cli_operator(cfg), cfg->unit, "search", "search" };
    if (!buf_ok(&text, "the search text", &e) ||
        !store_open(&s, cfg->store, STORE_SIDE, false, &e) ||
        !store_search(s, text.ptr, (uint32_t)cfg->limit, print_hit, &h, &e) ||
        !store_log_access(s, &who, text.ptr, h.n, &e))
        code = cli_fail(&e);
    else if (h.n == 0)
        log_say(LOG_INFO, "%s", T("nothing found"));
    store_close(s);
    buf_release(&text);
    return code;
}
