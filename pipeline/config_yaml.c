#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

#include "pipeline/config.h"

static bool fail_at(struct err *e, const char *path, yaml_mark_t at, const char *what)
{
    return err_set(e, ERR_CONFIG, "%s, line %zu, column %zu: %s", path, at.line + 1, at.column + 1,
                   what);
}

/* The file is one mapping of scalars: anything deeper is a mistake worth naming. */
static bool take_pair(struct config *c, const char *path, const yaml_event_t *key,
                      const yaml_event_t *value, struct err *e)
{
    const char *name = (const char *)key->data.scalar.value;
    const struct opt *o = opt_find(config_table, name);
    char what[240];

    if (!o || !(o->use & OPT_IN_FILE)) {
        snprintf(what, sizeof what, "unknown key '%.60s'; configs/sohoa.yaml lists them", name);
        return fail_at(e, path, key->start_mark, what);
    }
    if (value->type != YAML_SCALAR_EVENT)
        return fail_at(e, path, value->start_mark, "a plain value is expected here");
    struct err inner = { 0 };
    if (!opt_set(o, c, (const char *)value->data.scalar.value, &inner))
        return fail_at(e, path, value->start_mark, inner.text);
    return true;
}

bool config_load(struct config *c, const char *path, struct err *e)
{
    yaml_parser_t parser;
    yaml_event_t event, key = { 0 };
    bool ok = true, done = false, have_key = false, inside = false;
    FILE *f = fopen(path, "re");

    if (!f)
        return err_set(e, ERR_CONFIG, "cannot read the configuration %s: %s", path,
                       strerror(errno));
    if (!yaml_parser_initialize(&parser)) {
        fclose(f);
        return err_set(e, ERR_NOMEM, "no memory");
    }
    yaml_parser_set_input_file(&parser, f);
    while (ok && !done) {
        if (!yaml_parser_parse(&parser, &event)) {
            ok =
                fail_at(e, path, parser.problem_mark, parser.problem ? parser.problem : "not YAML");
            break;
        }
        bool keep = false;
        if (event.type == YAML_STREAM_END_EVENT) {
            done = true;
        } else if (have_key) {
            ok = take_pair(c, path, &key, &event, e);
            yaml_event_delete(&key);
            have_key = false;
        } else if (event.type == YAML_MAPPING_START_EVENT && !inside) {
            inside = true;
        } else if (event.type == YAML_SCALAR_EVENT && inside) {
            key = event;
            have_key = keep = true;
        } else if (event.type == YAML_SCALAR_EVENT || event.type == YAML_SEQUENCE_START_EVENT ||
                   event.type == YAML_MAPPING_START_EVENT || event.type == YAML_ALIAS_EVENT) {
            ok = fail_at(e, path, event.start_mark, "'key: value' lines are expected");
        }
        if (!keep)
            yaml_event_delete(&event);
    }
    if (have_key)
        yaml_event_delete(&key);
    yaml_parser_delete(&parser);
    fclose(f);
    return ok;
}
