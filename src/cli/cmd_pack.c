#include <string.h>

#include "base/lang.h"
#include "base/log.h"
#include "cli/cli.h"
#include "pipeline/packing.h"

/* "goi/" is "goi" */
static int name_length(const char *folder)
{
    size_t n = strlen(folder);

    while (n > 1 && folder[n - 1] == '/')
        n--;
    return (int)n;
}

int cmd_pack(const struct config *cfg, int n, char **rest)
{
    struct pack_totals t;
    struct err e = { 0 };
    uint64_t left_out;
    int code = EXIT_DONE;

    (void)rest;
    if (!cli_need_store(cfg, &code))
        return code;
    if (n > 0 || !cfg->out || !*cfg->out)
        return cli_usage("%s", T("say where packages go with --out DIR"));
    if (!packing_run(cfg, cli_operator(cfg), &t, &left_out, &e))
        return cli_fail(&e);
    if (left_out)
        log_say(LOG_WARN,
                T("%llu documents were left out, see above; the next pack tries them again"),
                (unsigned long long)left_out);
    else if (t.packages == 0)
        log_say(LOG_INFO, "%s",
                T("nothing new or changed since the last pack; --all packs everything"));
    if (t.packages)
        log_say(LOG_INFO,
                T("%u packages, %u documents, %u pages, %.1f MB; check them: sohoa verify %.*s/*"),
                t.packages, t.docs, t.pages, (double)t.bytes / 1e6, name_length(cfg->out),
                cfg->out);
    return left_out ? EXIT_QUARANTINE : EXIT_DONE;
}
