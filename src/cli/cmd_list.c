#include <jansson.h>
#include <stdio.h>

#include "base/lang.h"
#include "cli/cli.h"
#include "index/store.h"

static bool print_doc(void *ctx, const struct store_doc *d, struct err *e)
{
    (void)ctx;
    return printf("%s\n", d->json) > 0 || err_set(e, ERR_IO, "standard output");
}

static bool print_page(void *ctx, const struct store_page *p, const char *document_id,
                       const struct page_read *read, struct err *e)
{
    struct arena a;

    (void)ctx;
    arena_init(&a, (size_t)64 << 20);
    const char *text = read ? page_text(read, &a) : "";
    json_t *o = json_pack("{s:s,s:s,s:s,s:i,s:s,s:s,s:s,s:s}", "archive", p->archive, "dossier",
                          p->dossier, "entry", p->entry, "page", (int)p->page, "state",
                          page_state_name(p->state), "reason", p->reason, "document_id",
                          document_id ? document_id : "", "text", text ? text : "");
    const bool ok = o && json_dumpf(o, stdout, JSON_COMPACT | JSON_ENSURE_ASCII * 0) == 0 &&
                    putchar('\n') == '\n';
    json_decref(o);
    arena_reset(&a);
    return ok || err_set(e, ERR_IO, "standard output");
}

int cmd_list(const struct config *cfg, int n, char **rest)
{
    struct store *s = NULL;
    struct err e = { 0 };
    int code = EXIT_DONE;

    (void)rest;
    if (!cli_need_store(cfg, &code))
        return code;
    if (n > 0)
        return cli_usage("%s", T("list takes no further arguments"));
    const struct store_access who = { cli_operator(cfg), cfg->unit, "list", "list" };
    bool ok =
        store_open(&s, cfg->store, STORE_SIDE, false, &e) && store_log_access(s, &who, "", 0, &e);
    ok = ok && (cfg->pages ? store_pages(s, true, print_page, NULL, &e)
                           : store_docs(s, print_doc, NULL, &e));
    if (!ok)
        code = cli_fail(&e);
    store_close(s);
    return code;
}
