/* cli/cli.h -- one command is one row and one function.
 * A command gets the parsed configuration and what was no option; it returns an exit code of the
 * contract. cli_fail prints an error for people (translated head, English detail), logs it and maps
 * its kind to the exit code. */
#ifndef CLI_CLI_H
#define CLI_CLI_H
#include "pipeline/config.h"
#include "pipeline/policy.h"

struct command {
    const char *name;
    unsigned bit;
    const char *args, *summary, *teach; /* teach: examples and what to do next */
    int (*run)(const struct config *cfg, int n, char **rest);
};
extern const struct command cli_commands[];

int cli_fail(const struct err *e);
int cli_usage(const char *fmt, ...) PRINTF_LIKE(1, 2);
/* Needs --store; false after saying so. */
bool cli_need_store(const struct config *cfg, int *code);
/* Who works: --operator, else the login name. */
const char *cli_operator(const struct config *cfg);

int cmd_run(const struct config *cfg, int n, char **rest);
int cmd_list(const struct config *cfg, int n, char **rest);
int cmd_status(const struct config *cfg, int n, char **rest);
int cmd_pack(const struct config *cfg, int n, char **rest);
int cmd_verify(const struct config *cfg, int n, char **rest);
int cmd_find(const struct config *cfg, int n, char **rest);
int cmd_search(const struct config *cfg, int n, char **rest);
int cmd_show(const struct config *cfg, int n, char **rest);
int cmd_separators(const struct config *cfg, int n, char **rest);
#endif
