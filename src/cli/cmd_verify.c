#include <stdio.h>

#include "base/lang.h"
#include "base/log.h"
#include "cli/cli.h"
#include "pack/pack.h"
#include "pdf/pdf.h"

static void finding(void *ctx, const char *text)
{
    log_say(LOG_ERROR, "%s: %s", (const char *)ctx, text);
}

static bool count_pages(void *ctx, const void *bytes, size_t len, uint32_t *pages, struct err *e)
{
    (void)ctx;
    return pdf_page_count(bytes, len, pages, e);
}

int cmd_verify(const struct config *cfg, int n, char **rest)
{
    int code = EXIT_DONE;

    (void)cfg;
    if (n == 0)
        return cli_usage("%s", T("name at least one package"));
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
