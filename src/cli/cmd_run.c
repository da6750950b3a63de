#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/log.h"
#include "cli/cli.h"
#include "pipeline/run.h"

/* What happened and what to do next, in the operator's words. */
static void summary(const struct config *cfg, const struct run_result *r)
{
    const struct store_counts *c = &r->counts;

    log_say(LOG_INFO,
            T("%llu pages in the store: %llu read, %llu blank, %llu separators, %llu quarantined, "
              "%llu waiting"),
            (unsigned long long)c->in, (unsigned long long)c->done, (unsigned long long)c->blank,
            (unsigned long long)c->separator, (unsigned long long)c->quarantined,
            (unsigned long long)c->waiting);
    log_say(LOG_INFO,
            T("%llu documents, %llu of them for review; %.1f s, %llu pages came in, %llu were "
              "known already"),
            (unsigned long long)c->documents, (unsigned long long)c->review, r->seconds,
            (unsigned long long)r->came_in, (unsigned long long)r->reused);
    if (r->again)
        log_say(LOG_INFO, T("%llu pages of the store were read again"),
                (unsigned long long)r->again);
    if (c->skipped)
        log_say(LOG_INFO, T("%llu system leftovers (Thumbs.db and the like) were skipped"),
                (unsigned long long)c->skipped);
    if (r->inputs_failed)
        log_say(LOG_WARN, T("%llu inputs could not be read, or not to their end; see above"),
                (unsigned long long)r->inputs_failed);
    if (c->quarantined)
        log_say(LOG_INFO,
                T("Quarantined pages and why: sohoa list --pages --store %s | grep quarantined"),
                cfg->store);
    log_say(LOG_INFO, T("Next: sohoa pack --store %s --out DIR"), cfg->store);
}

/* The same for the log: a run nobody watched ends with this line or with "failed". */
static void log_summary(const struct run_result *r)
{
    const struct store_counts *c = &r->counts;
    const uint64_t n[] = { r->came_in,     r->reused,  r->again,        c->in,
                           c->quarantined, c->waiting, r->inputs_failed };
    char text[sizeof n / sizeof *n][24], seconds[24];

    for (size_t i = 0; i < sizeof n / sizeof *n; i++)
        snprintf(text[i], sizeof text[i], "%llu", (unsigned long long)n[i]);
    snprintf(seconds, sizeof seconds, "%.1f", r->seconds);
    log_event(LOG_INFO, "run_ended", "came_in", text[0], "known", text[1], "read_again", text[2],
              "in_store", text[3], "quarantined", text[4], "waiting", text[5], "inputs_failed",
              text[6], "seconds", seconds, NULL);
}

int cmd_run(const struct config *cfg, int n, char **rest)
{
    struct run_input *inputs;
    struct run_result r;
    struct err e = { 0 };
    size_t kept = 0;
    int code;

    if (cfg->print_config) {
        struct buf b;
        buf_init(&b, 1 << 20);
        config_print_documented(&b);
        fputs(b.ptr ? b.ptr : "", stdout);
        buf_release(&b);
        return EXIT_DONE;
    }
    if (!cli_need_store(cfg, &code))
        return code;
    if (n == 0)
        return cli_usage("%s", T("name at least one archive, folder or file"));
    if (cfg->password_file && *cfg->password_file && access(cfg->password_file, R_OK) != 0)
        return cli_usage(T("the password file %s cannot be read"), cfg->password_file);
    inputs = calloc((size_t)n, sizeof *inputs);
    bool ok = inputs || err_set(&e, ERR_NOMEM, "no memory");
    ok = ok && run_name_inputs(rest, (size_t)n, inputs, &kept, &e);
    ok = ok && run_inputs(cfg, inputs, kept, &r, &e);
    for (size_t i = 0; i < kept; i++)
        free((char *)(uintptr_t)inputs[i].name);
    free(inputs);
    if (!ok)
        return cli_fail(&e);
    summary(cfg, &r);
    log_summary(&r);
    return r.counts.quarantined || r.inputs_failed ? EXIT_QUARANTINE : EXIT_DONE;
}
