#include <stdio.h>
#include <string.h>

#include "base/atomicfile.h"
#include "base/lang.h"
#include "base/log.h"
#include "cli/cli.h"
#include "codes/codes_qr.h"
#include "pdf/pdf_sheet.h"

/* What the reader of pages takes for a separator begins so (pipeline/page.c); what follows is for
 * people and later programs. */
static const char *const payloads[] = { "SOHOA-SEPARATOR", "SOHOA-SEPARATOR DOSSIER" };

static bool write_out(const char *path, const struct buf *b, struct err *e)
{
    if (strcmp(path, "-") == 0)
        return fwrite(b->ptr, 1, b->len, stdout) == b->len || err_set(e, ERR_IO, "standard output");
    return file_write_atomic(path, b->ptr, b->len, e);
}

static bool make_sheets(const struct config *cfg, struct buf *out, struct err *e)
{
    const bool dossier = cfg->kind == 1;
    const struct sheet_line document_lines[] = {
        { T("SEPARATOR SHEET"), 34 },
        { T("A new document begins behind this sheet"), 20 },
        { "", 14 },
        { T("Put one in front of every document of a stack."), 14 },
        { T("Any side up, any way round. Print it at 100 %, use it again."), 14 },
    };
    const struct sheet_line dossier_lines[] = {
        { T("DOSSIER SHEET"), 34 },
        { T("A new dossier begins behind this sheet"), 20 },
        { "", 14 },
        { T("Put one in front of every dossier, and scan each dossier to a file of its own."), 14 },
        { T("Any side up, any way round. Print it at 100 %, use it again."), 14 },
    };
    struct arena a;
    uint8_t *modules;
    int32_t width;

    arena_init(&a, 1 << 20);
    bool ok = codes_qr(payloads[dossier], &a, &modules, &width, e);
    if (ok) {
        const struct sheet s = { .modules = modules,
                                 .width = width,
                                 .lines = dossier ? dossier_lines : document_lines,
                                 .n_lines = sizeof document_lines / sizeof *document_lines,
                                 .framed = dossier };
        ok = pdf_sheets(&s, (uint32_t)cfg->count, out, e);
    }
    arena_reset(&a);
    return ok;
}

int cmd_separators(const struct config *cfg, int n, char **rest)
{
    struct err e = { 0 };
    struct buf b;

    (void)rest;
    if (n > 0)
        return cli_usage("%s", T("separators takes no further arguments"));
    if (!cfg->out || !*cfg->out)
        return cli_usage("%s", T("name the PDF with --out FILE; - is standard output"));
    buf_init(&b, (size_t)64 << 20);
    const bool ok = make_sheets(cfg, &b, &e) && write_out(cfg->out, &b, &e);
    buf_release(&b);
    if (!ok)
        return cli_fail(&e);
    if (strcmp(cfg->out, "-") != 0)
        log_say(LOG_INFO, T("%s: %lld sheets, A4; print them at 100 %%"), cfg->out,
                (long long)cfg->count);
    return EXIT_DONE;
}
