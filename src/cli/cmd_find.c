#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/log.h"
#include "cli/cli.h"
#include "index/store.h"
#include "pipeline/reuse.h"

struct found {
    struct reuse_rules *rules;
    const char *value;
    uint64_t n;
};

static bool print_found(void *ctx, const struct store_doc *d, struct err *e)
{
    struct found *f = ctx;
    struct buf out;

    f->n++;
    buf_init(&out, (size_t)256 << 20);
    const bool ok = reuse_add(f->rules, d->json, f->value, &out, e) &&
                    (printf("%s\n", out.ptr) > 0 || err_set(e, ERR_IO, "standard output"));
    buf_release(&out);
    return ok;
}

int cmd_find(const struct config *cfg, int n, char **rest)
{
    struct store *s = NULL;
    struct err e = { 0 };
    int code = EXIT_DONE;

    if (!cli_need_store(cfg, &code))
        return code;
    if (!cfg->reason || !cfg->reason[strspn(cfg->reason, " \t")])
        return cli_usage("%s", T("say why with --reason TEXT; it is kept in the access log"));
    if (n != 1)
        return cli_usage("%s", T("find takes one identifier"));
    struct found f = { .value = rest[0] };
    const struct store_access who = { cli_operator(cfg), cfg->unit, cfg->reason, "find" };
    if (!reuse_open(&f.rules, &e) || !store_open(&s, cfg->store, STORE_SIDE, false, &e) ||
        !store_find(s, rest[0], &who, print_found, &f, &e))
        code = cli_fail(&e);
    else if (f.n == 0)
        log_say(LOG_INFO, "%s", T("no paper is held for it"));
    store_close(s);
    reuse_close(f.rules);
    return code;
}
