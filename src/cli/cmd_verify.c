#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/log.h"
#include "cli/cli.h"
#include "pack/pack.h"
#include "pdf/pdf.h"
#include "pipeline/guard.h"

static void finding(void *ctx, const char *text)
{
    log_say(LOG_ERROR, "%s: %s", (const char *)ctx, text);
}

struct pdf_bytes {
    const void *ptr;
    size_t len;
};

static bool count_in_copy(void *ctx, struct buf *out, struct err *e)
{
    const struct pdf_bytes *b = ctx;
    uint32_t pages;

    if (!pdf_page_count(b->ptr, b->len, &pages, e))
        return false;
    buf_add(out, &pages, sizeof pages);
    return true;
}

/* A package may come from anybody: a PDF that crashes its reader is a finding, not our end. */
static bool count_pages(void *ctx, const void *bytes, size_t len, uint32_t *pages, struct err *e)
{
    const struct guard_limits limits = { 60, 4096 };
    struct pdf_bytes b = { bytes, len };
    struct buf out;

    (void)ctx;
    buf_init(&out, 64);
    bool ok = guard_run(count_in_copy, &b, &limits, "reading a PDF", &out, e);
    if (ok && out.len == sizeof *pages)
        memcpy(pages, out.ptr, sizeof *pages);
    else if (ok)
        ok = err_set(e, ERR_CHILD, "reading a PDF gave no result");
    buf_release(&out);
    return ok;
}

int cmd_verify(const struct config *cfg, int n, char **rest)
{
    int code = EXIT_DONE;

    (void)cfg;
    if (n == 0)
        return cli_usage("%s", T("name at least one package"));
    pdf_load();
    for (int i = 0; i < n; i++) {
        struct pack_check c = { .ctx = rest[i], .report = finding, .pdf_pages = count_pages };
        struct err e = { 0 };
        if (pack_verify(rest[i], &c, &e)) {
            log_say(LOG_INFO, T("%s: sound; %llu documents, %llu pages, %.1f MB"), rest[i],
                    (unsigned long long)c.docs, (unsigned long long)c.pages, (double)c.bytes / 1e6);
            continue;
        }
        const int bad = cli_fail(&e);
        if (code == EXIT_DONE || bad == EXIT_INVALID)
            code = bad;
    }
    return code;
}
