#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/lang.h"
#include "base/log.h"
#include "cli/cli.h"
#include "index/store.h"
#include "pipeline/showing.h"

static bool print_pretty(void *ctx, const struct store_doc *d, struct err *e)
{
    json_t *o = json_loads(d->json, 0, NULL);
    const bool ok = o && json_dumpf(o, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(6)) == 0 &&
                    putchar('\n') == '\n';

    ++*(size_t *)ctx;
    json_decref(o);
    return ok || err_set(e, ERR_IO, "standard output");
}

static bool count(void *ctx, const struct store_doc *d, struct err *e)
{
    (void)d;
    (void)e;
    ++*(size_t *)ctx;
    return true;
}

int cmd_show(const struct config *cfg, int n, char **rest)
{
    struct store *s = NULL;
    struct err e = { 0 };
    size_t shown = 0;
    int code = EXIT_DONE;

    if (!cli_need_store(cfg, &code))
        return code;
    if (n == 0 && !cfg->all)
        return cli_usage("%s", T("name documents by their id, or --all"));
    const bool html = cfg->out && *cfg->out;
    const struct store_access who = { cli_operator(cfg), cfg->unit, "show", "show" };
    bool ok = store_open(&s, cfg->store, STORE_SIDE, false, &e) &&
              store_log_access(s, &who, n ? rest[0] : "", (uint64_t)n, &e);
    if (!html)
        signal(SIGPIPE, SIG_DFL); /* `sohoa show | head` is no failure */
    if (ok && cfg->all && !html)
        ok = store_docs(s, print_pretty, &shown, &e);
    for (int i = 0; ok && i < n && !cfg->all; i++) {
        const size_t before = shown;
        ok = store_doc_one(s, rest[i], html ? count : print_pretty, &shown, &e);
        if (ok && shown == before) {
            log_say(LOG_ERROR, T("no document %s"), rest[i]);
            code = EXIT_USAGE;
        }
    }
    if (ok && html && (cfg->all || shown > 0)) {
        ok = showing_html(cfg, s, cfg->out, rest, cfg->all ? 0 : (size_t)n, &e);
        if (ok)
            log_say(LOG_INFO, T("written: %s"), cfg->out);
    }
    if (!ok)
        code = cli_fail(&e);
    store_close(s);
    return code;
}
