#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/log.h"
#include "base/version.h"
#include "cli/cli.h"
#include "pipeline/child.h"

const struct command cli_commands[] = {
    { "run", CMD_RUN, "--store DIR INPUT...", "read archives, folders and files into a store",
      "Everything an input holds is found by content: tar, zip, 7z, rar, PDF, TIFF, JPEG, PNG, "
      "HEIC ...\n"
      "Stopped at any moment, the same command goes on where it was and repeats nothing.\n"
      "\n"
      "  sohoa run --store chiendich1 /mnt/usb/hoso-2025.zip\n"
      "  sohoa status --store chiendich1\n"
      "  sohoa pack --store chiendich1 --out goi/",
      cmd_run },
    { "list", CMD_LIST, "--store DIR", "one JSON object a document (--pages: a page)",
      "  sohoa list --store chiendich1 | jq -r '[.dossier,.type.slug]|@tsv'", cmd_list },
    { "status", CMD_STATUS, "--store DIR", "where every page is",
      "  sohoa status --store chiendich1 --json", cmd_status },
    { "pack", CMD_PACK, "--store DIR --out DIR", "write packages for what is new or changed",
      "  sohoa pack --store chiendich1 --out goi/\n  sohoa verify goi/*.zip", cmd_pack },
    { "verify", CMD_VERIFY, "PACKAGE...", "check packages with nothing but the packages",
      "  sohoa verify goi/*.zip", cmd_verify },
    { "find", CMD_FIND, "--store DIR --reason TEXT VALUE", "every paper held for an identifier",
      "Each look-up is logged with its reason.\n\n"
      "  sohoa find --store chiendich1 --reason 'hồ sơ H55.14-260105-0001' 019085000000",
      cmd_find },
    { "search", CMD_SEARCH, "--store DIR TEXT", "full text, with or without marks",
      "  sohoa search --store chiendich1 'duong so 5'", cmd_search },
    { "show", CMD_SHOW, "--store DIR [--out FILE.html] ID...|--all",
      "one document and why, or an HTML page of scans",
      "  sohoa show --store chiendich1 --all --out xem.html", cmd_show },
    { "separators", CMD_SEPARATORS, "--out FILE.pdf", "sheets that part the documents of a stack",
      "Printed, laid between the papers and scanned with them, they say where each document "
      "begins.\n"
      "\n"
      "  sohoa separators --count 20 --out phancach.pdf\n"
      "  sohoa separators --kind dossier --count 5 --out hoso.pdf",
      cmd_separators },
    { 0 },
};

static enum lang pick_language(const struct config *cfg)
{
    static const char *const vars[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

    if (cfg->lang)
        return cfg->lang == 1 ? LANG_VI : LANG_EN;
    for (size_t i = 0; i < sizeof vars / sizeof *vars; i++) {
        const char *v = getenv(vars[i]);
        if (v && *v)
            return strncmp(v, "en", 2) == 0 ? LANG_EN : LANG_VI;
    }
    return LANG_VI;
}

int cli_fail(const struct err *e)
{
    static const char *const heads[] = {
        [ERR_NONE] = "error",
        [ERR_INPUT] = "unreadable input",
        [ERR_LIMIT] = "over a limit",
        [ERR_UNSUPPORTED] = "not supported",
        [ERR_ENCRYPTED] = "encrypted; --password-file must name a file with the right password",
        [ERR_IO] = "cannot read or write",
        [ERR_FULL] = "no space left; free some and run the same command again",
        [ERR_LOCKED] = "in use by another run",
        [ERR_NOMEM] = "out of memory",
        [ERR_LIBRARY] = "a library failed",
        [ERR_CONFIG] = "bad configuration",
        [ERR_USAGE] = "bad arguments",
        [ERR_MISSING] = "something is not installed; scripts/install-deps installs it",
        [ERR_CHILD] = "a reading process failed",
        [ERR_INVALID] = "invalid",
        [ERR_CANCELLED] = "stopped; the same command goes on where it was",
    };
    log_say(LOG_ERROR, "sohoa: %s: %s", lang_tr(heads[e->kind]), e->text);
    log_event(LOG_ERROR, "failed", "kind", err_slug(e->kind), "text", e->text, NULL);
    return policy_exit(e->kind);
}

int cli_usage(const char *fmt, ...)
{
    struct err e = { .kind = ERR_USAGE };
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(e.text, sizeof e.text, fmt, ap);
    va_end(ap);
    return cli_fail(&e);
}

bool cli_need_store(const struct config *cfg, int *code)
{
    if (cfg->store && *cfg->store)
        return true;
    *code = cli_usage("%s", T("name the store with --store DIR"));
    return false;
}

const char *cli_operator(const struct config *cfg)
{
    if (cfg->operator_name && *cfg->operator_name)
        return cfg->operator_name;
    const char *login = getenv("USER");
    return login && *login ? login : "-";
}

static void help_all(FILE *to)
{
    fprintf(to, "sohoa %s - %s\n\n%s\n\n", SOHOA_VERSION,
            T("clears paper backlogs: scans in, indexed packages out"),
            T("usage: sohoa COMMAND [OPTIONS] ..."));
    for (const struct command *c = cli_commands; c->name; c++)
        fprintf(to, "  %-10s %s\n", c->name, T(c->summary));
    fprintf(to, "\n%s\n",
            T("sohoa COMMAND --help explains one command. A campaign is three of them:"));
    fputs("\n  sohoa run  --store DIR INPUT...\n  sohoa pack --store DIR --out DIR\n  sohoa verify "
          "DIR/*.zip\n",
          to);
}

static void help_one(const struct command *c)
{
    struct buf b;
    buf_init(&b, 1 << 20);
    opt_help(config_table, c->bit, &b);
    printf("sohoa %s %s\n\n%s\n\n%s\n\n%s\n%s", c->name, c->args, T(c->summary), T(c->teach),
           T("Options:"), b.ptr ? b.ptr : "");
    buf_release(&b);
}

static const struct command *command_named(const char *name)
{
    for (const struct command *c = cli_commands; c->name; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}

/* The file first, then the command line again, which wins. */
static bool configure(const struct command *c, struct config *cfg, int argc, char **argv,
                      char **rest, int *n_rest, struct err *e)
{
    if (!config_init(cfg, e) || !opt_parse(config_table, c->bit, cfg, argc, argv, rest, n_rest, e))
        return false;
    return !cfg->config || (config_load(cfg, cfg->config, e) &&
                            opt_parse(config_table, c->bit, cfg, argc, argv, rest, n_rest, e));
}

static int run_command(const struct command *c, int argc, char **argv)
{
    struct config cfg;
    struct err e = { 0 };
    char **rest = calloc((size_t)argc + 1, sizeof *rest);
    int n_rest = 0, code;

    if (!rest)
        return EXIT_TRY_AGAIN;
    const bool ok = configure(c, &cfg, argc, argv, rest, &n_rest, &e);
    lang_set(pick_language(&cfg));
    log_verbosity(cfg.quiet ? LOG_ERROR : cfg.verbose ? LOG_DEBUG : LOG_INFO);
    if (!ok || !log_open(cfg.log, &e)) {
        code = cli_fail(&e);
    } else if (cfg.help) {
        help_one(c);
        code = 0;
    } else if (cfg.version) {
        printf("sohoa %s\n", SOHOA_VERSION);
        code = 0;
    } else {
        if (c->bit & (CMD_LIST | CMD_STATUS | CMD_FIND | CMD_SEARCH))
            signal(SIGPIPE, SIG_DFL); /* `sohoa list | head` is no failure */
        code = c->run(&cfg, n_rest, rest);
    }
    log_close();
    config_release(&cfg);
    free(rest);
    if (fflush(stdout) != 0 && code == 0) {
        err_set(&e, ERR_IO, "standard output");
        code = cli_fail(&e);
    }
    return code;
}

/* Help and version, asked for with or without options that every command has; else a mistake. */
static int no_command(int argc, char **argv)
{
    struct config cfg;
    struct err e = { 0 };
    char **rest = calloc((size_t)argc + 1, sizeof *rest);
    int n = 0, code = EXIT_USAGE;

    if (!rest)
        return EXIT_TRY_AGAIN;
    const bool ok = config_init(&cfg, &e) &&
                    opt_parse(config_table, CMD_VERIFY, &cfg, argc, argv, rest, &n, &e);
    const bool help = n > 0 ? strcmp(rest[0], "help") == 0 : cfg.help;
    const struct command *c = n > 1 ? command_named(rest[1]) : NULL;
    lang_set(pick_language(&cfg));
    if (ok && (help || (n == 0 && cfg.version))) {
        if (c)
            help_one(c);
        else if (help)
            help_all(stdout);
        else
            printf("sohoa %s\n", SOHOA_VERSION);
        code = EXIT_DONE;
    } else {
        if (!ok)
            (void)cli_fail(&e);
        else if (n > 0 && command_named(rest[0]))
            log_say(LOG_ERROR, "%s", T("sohoa: options come behind the command"));
        else if (n > 0)
            log_say(LOG_ERROR, T("sohoa: unknown command '%s'"), rest[0]);
        help_all(stderr);
    }
    config_release(&cfg);
    free(rest);
    return code;
}

int main(int argc, char **argv)
{
    umask(077); /* scans of identity papers are nobody else's business */
    signal(SIGPIPE, SIG_IGN);
    setenv("OMP_WAIT_POLICY", "passive", 0); /* the children's: a team that waits spins for ms */
    if (argc > 1 && child_is_role(argv[1]))
        return child_main(argc, argv);
    const struct command *c = argc > 1 ? command_named(argv[1]) : NULL;
    return c ? run_command(c, argc - 1, argv + 1) : no_command(argc, argv);
}
