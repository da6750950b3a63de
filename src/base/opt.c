#include "base/opt.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"

static bool same_name(const char *a, const char *b)
{
    for (; *a && *b; a++, b++)
        if (*a != *b && !((*a == '-' || *a == '_') && (*b == '-' || *b == '_')))
            return false;
    return *a == *b;
}

const struct opt *opt_find(const struct opt *table, const char *name)
{
    for (const struct opt *o = table; o->name; o++)
        if (same_name(o->name, name))
            return o;
    return NULL;
}

static int choice_index(const char *choices, const char *value)
{
    const size_t len = strlen(value);
    int i = 0;

    for (const char *c = choices; c; i++) {
        const char *bar = strchr(c, '|');
        const size_t n = bar ? (size_t)(bar - c) : strlen(c);
        if (n == len && memcmp(c, value, n) == 0)
            return i;
        c = bar ? bar + 1 : NULL;
    }
    return -1;
}

static bool set_number(const struct opt *o, void *at, const char *value, struct err *e)
{
    char *end;
    errno = 0;
    const double real = o->type == OPT_REAL ? strtod(value, &end) : 0;
    const long long whole = o->type == OPT_INT ? strtoll(value, &end, 10) : 0;
    const double v = o->type == OPT_REAL ? real : (double)whole;

    if (errno || end == value || *end || !(v >= o->min && v <= o->max))
        return err_set(e, ERR_USAGE, "%s takes a number from %.12g to %.12g, not '%s'", o->name,
                       o->min, o->max, value);
    if (o->type == OPT_REAL)
        *(double *)at = real;
    else
        *(int64_t *)at = whole;
    return true;
}

bool opt_set(const struct opt *o, void *into, const char *value, struct err *e)
{
    void *at = (char *)into + o->offset;

    switch (o->type) {
    case OPT_FLAG:
        if (strcmp(value, "true") != 0 && strcmp(value, "false") != 0)
            return err_set(e, ERR_USAGE, "%s takes true or false, not '%s'", o->name, value);
        *(bool *)at = value[0] == 't';
        return true;
    case OPT_INT:
    case OPT_REAL:
        return set_number(o, at, value, e);
    case OPT_TEXT: {
        char *copy = strdup(value);
        if (!copy)
            return err_set(e, ERR_NOMEM, "no memory");
        free(*(char **)at);
        *(char **)at = copy;
        return true;
    }
    case OPT_CHOICE: {
        const int i = choice_index(o->arg, value);
        if (i < 0)
            return err_set(e, ERR_USAGE, "%s takes one of %s, not '%s'", o->name, o->arg, value);
        *(int *)at = i;
        return true;
    }
    }
    return false;
}

bool opt_defaults(const struct opt *table, void *into, struct err *e)
{
    for (const struct opt *o = table; o->name; o++)
        if (o->def && !opt_set(o, into, o->def, e))
            return false;
    return true;
}

void opt_print(const struct opt *table, const void *from, unsigned use, struct buf *out)
{
    for (const struct opt *o = table; o->name; o++) {
        const void *at = (const char *)from + o->offset;
        if (!(o->use & use))
            continue;
        buf_printf(out, "%s: ", o->name);
        if (o->type == OPT_FLAG)
            buf_puts(out, *(const bool *)at ? "true" : "false");
        else if (o->type == OPT_INT)
            buf_printf(out, "%lld", (long long)*(const int64_t *)at);
        else if (o->type == OPT_REAL)
            buf_printf(out, "%.9g", *(const double *)at);
        else if (o->type == OPT_TEXT)
            buf_puts(out, *(char *const *)at ? *(char *const *)at : "");
        else {
            const char *c = o->arg;
            for (int i = *(const int *)at; i > 0 && c; i--)
                c = strchr(c, '|') ? strchr(c, '|') + 1 : NULL;
            buf_add(out, c ? c : "", c ? strcspn(c, "|") : 0);
        }
        buf_putc(out, '\n');
    }
}

bool opt_read_lines(const struct opt *table, void *into, const char *text, struct err *e)
{
    while (*text) {
        const size_t len = strcspn(text, "\n");
        char line[4096];
        if (len < sizeof line) {
            memcpy(line, text, len);
            line[len] = '\0';
            char *colon = strchr(line, ':');
            if (colon) {
                *colon = '\0';
                const struct opt *o = opt_find(table, line);
                if (o && colon[1] == ' ' && colon[2] && !opt_set(o, into, colon + 2, e))
                    return false;
            }
        }
        text += len + (text[len] == '\n');
    }
    return true;
}

static bool set_named(const struct opt *o, void *into, const char *value, struct err *e)
{
    struct err why = { 0 };

    return opt_set(o, into, value, &why) || err_set(e, why.kind, "--%s", why.text);
}

/* argv stays as it is: it is parsed a second time, over what the configuration file said. */
static bool long_option(const struct opt *table, unsigned command, void *into, char **argv, int *i,
                        int argc, struct err *e)
{
    const char *arg = argv[*i] + 2, *eq = strchr(arg, '=');
    char name[64];

    snprintf(name, sizeof name, "%.*s", (int)strcspn(arg, "="), arg);
    const struct opt *o = strcspn(arg, "=") < sizeof name ? opt_find(table, name) : NULL;
    if (o && (o->commands & command) && o->type == OPT_FLAG && !eq && !(o->use & OPT_NEGATE))
        return opt_set(o, into, "true", e);
    if (!o && strncmp(name, "no-", 3) == 0 && !eq) {
        o = opt_find(table, name + 3);
        if (o && (o->commands & command) && (o->use & OPT_NEGATE))
            return opt_set(o, into, "false", e);
        o = NULL;
    }
    if (!o || !(o->commands & command))
        return err_set(e, ERR_USAGE, "unknown option --%s; --help lists them", name);
    if (o->type == OPT_FLAG && !eq)
        return opt_set(o, into, "true", e);
    if (!eq && *i + 1 >= argc)
        return err_set(e, ERR_USAGE, "--%s needs %s", name, o->arg);
    return set_named(o, into, eq ? eq + 1 : argv[++*i], e);
}

static bool short_options(const struct opt *table, unsigned command, void *into, char **argv,
                          int *i, int argc, struct err *e)
{
    for (char *c = argv[*i] + 1; *c; c++) {
        const struct opt *o = table;
        while (o->name && !(o->letter == *c && (o->commands & command)))
            o++;
        if (!o->name)
            return err_set(e, ERR_USAGE, "unknown option -%c; --help lists them", *c);
        if (o->type == OPT_FLAG) {
            if (!opt_set(o, into, "true", e))
                return false;
            continue;
        }
        if (!c[1] && *i + 1 >= argc)
            return err_set(e, ERR_USAGE, "-%c needs %s", *c, o->arg);
        return set_named(o, into, c[1] ? c + 1 : argv[++*i], e);
    }
    return true;
}

bool opt_parse(const struct opt *table, unsigned command, void *into, int argc, char **argv,
               char **rest, int *n_rest, struct err *e)
{
    *n_rest = 0;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--") == 0) {
            while (++i < argc)
                rest[(*n_rest)++] = argv[i];
            return true;
        }
        if (argv[i][0] != '-' || !argv[i][1]) {
            rest[(*n_rest)++] = argv[i];
        } else if (argv[i][1] == '-') {
            if (!long_option(table, command, into, argv, &i, argc, e))
                return false;
        } else if (!short_options(table, command, into, argv, &i, argc, e)) {
            return false;
        }
    }
    return true;
}

void opt_help(const struct opt *table, unsigned command, struct buf *out)
{
    for (const struct opt *o = table; o->name; o++) {
        char left[64];
        if (!(o->commands & command))
            continue;
        const char *dash = o->type == OPT_FLAG && (o->use & OPT_NEGATE) ? "no-" : "";
        if (o->letter)
            snprintf(left, sizeof left, "-%c, --%s%s%s%s", o->letter, dash, o->name,
                     o->type == OPT_FLAG ? "" : " ", o->type == OPT_FLAG ? "" : o->arg);
        else
            snprintf(left, sizeof left, "    --%s%s%s%s", dash, o->name,
                     o->type == OPT_FLAG ? "" : " ", o->type == OPT_FLAG ? "" : o->arg);
        buf_printf(out, "  %-34s %s", left, T(o->help));
        if (o->def && o->type != OPT_FLAG && *o->def)
            buf_printf(out, " (%s)", o->def);
        buf_putc(out, '\n');
    }
}
