#include "pipeline/reuse.h"

#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/atomicfile.h"
#include "base/clock.h"
#include "doc/calendar.h"

enum rule_kind { RULE_PERMANENT, RULE_MONTHS, RULE_FIELD };
struct rule {
    char slug[48];
    enum rule_kind kind;
    int months;
    char field[32];
};
enum { MAX_RULES = 256 };
struct reuse_rules {
    struct rule rows[MAX_RULES];
    size_t n;
};

/* 0: no number of months. */
static int months_of(const char *s)
{
    char *end;
    const long n = strtol(s, &end, 10);
    return end != s && !*end && n > 0 && n <= 1200 ? (int)n : 0;
}

static bool parse_rule(struct reuse_rules *r, char *line, int line_no, const char *path,
                       struct err *e)
{
    char *tab = strchr(line, '\t');
    struct rule *row = &r->rows[r->n];

    if (!tab || r->n == MAX_RULES)
        return err_set(e, ERR_CONFIG, "%s, line %d: slug, tab, rule are expected", path, line_no);
    *tab = '\0';
    snprintf(row->slug, sizeof row->slug, "%s", line);
    if (strcmp(tab + 1, "permanent") == 0)
        row->kind = RULE_PERMANENT;
    else if (strncmp(tab + 1, "months:", 7) == 0 && (row->months = months_of(tab + 8)) > 0)
        row->kind = RULE_MONTHS;
    else if (strncmp(tab + 1, "field:", 6) == 0 && tab[7])
        row->kind = RULE_FIELD;
    else
        return err_set(e, ERR_CONFIG, "%s, line %d: unknown rule '%.40s'", path, line_no, tab + 1);
    if (row->kind == RULE_FIELD)
        snprintf(row->field, sizeof row->field, "%s", tab + 7);
    r->n++;
    return true;
}

bool reuse_open(struct reuse_rules **out, struct err *e)
{
    struct reuse_rules *r = calloc(1, sizeof *r);
    char path[4096];
    struct buf b;
    int line_no = 0;

    *out = r;
    if (!r)
        return err_set(e, ERR_NOMEM, "no memory");
    buf_init(&b, 1 << 20);
    bool ok =
        file_data_path("configs/validity.tsv", path, sizeof path, e) && file_read(path, &b, e);
    char *rest = ok ? b.ptr : NULL, *l;
    while (ok && (l = strsep(&rest, "\n"))) {
        line_no++;
        if (*l && *l != '#')
            ok = parse_rule(r, l, line_no, path, e);
    }
    buf_release(&b);
    return ok;
}

void reuse_close(struct reuse_rules *r)
{
    free(r);
}

static const char *field_value(json_t *record, const char *name)
{
    const char *v = json_string_value(
        json_object_get(json_object_get(json_object_get(record, "fields"), name), "value"));
    return v ? v : "";
}

static bool whole_date(const char *s, int *y, int *m, int *d)
{
    return strlen(s) == 10 && sscanf(s, "%4d-%2d-%2d", y, m, d) == 3 && *m >= 1 && *m <= 12;
}

/* The last valid day as YYYY-MM-DD, "" when it cannot be known, "permanent". */
static void valid_until(const struct rule *rule, json_t *record, char out[32])
{
    int y, m, d;

    out[0] = '\0';
    if (!rule)
        return;
    if (rule->kind == RULE_PERMANENT) {
        snprintf(out, 32, "permanent");
    } else if (rule->kind == RULE_FIELD) {
        if (whole_date(field_value(record, rule->field), &y, &m, &d))
            snprintf(out, 32, "%04d-%02d-%02d", y, m, d);
    } else if (whole_date(field_value(record, "issued_date"), &y, &m, &d)) {
        m += rule->months;
        y += (m - 1) / 12;
        m = (m - 1) % 12 + 1;
        const int last = calendar_days(y, m);
        snprintf(out, 32, "%04d-%02d-%02d", y, m, d > last ? last : d);
    }
}

static bool same_value(const char *a, const char *b)
{
    for (;; a++, b++) {
        while (*a && !isalnum((unsigned char)*a))
            a++;
        while (*b && !isalnum((unsigned char)*b))
            b++;
        if (!*a || !*b)
            return *a == *b;
        if (toupper((unsigned char)*a) != toupper((unsigned char)*b))
            return false;
    }
}

static json_t *judge(const struct reuse_rules *r, json_t *record, const char *value)
{
    const char *slug = json_string_value(json_object_get(json_object_get(record, "type"), "slug"));
    const struct rule *rule = NULL;
    json_t *reasons = json_array(), *id;
    size_t i;
    bool accepted = false, owners = false;
    char until[32], today[32];

    for (size_t k = 0; slug && k < r->n; k++)
        if (strcmp(r->rows[k].slug, slug) == 0)
            rule = &r->rows[k];
    json_array_foreach(json_object_get(record, "identifiers"), i, id) {
        const char *v = json_string_value(json_object_get(id, "value"));
        const char *role = json_string_value(json_object_get(id, "role"));
        if (!v || !same_value(v, value))
            continue;
        /* one reading must be both: accepted here and the owner's there proves nothing */
        const bool sure = json_is_true(json_object_get(id, "accepted"));
        accepted |= sure;
        owners |= sure && role &&
                  (strcmp(role, "subject") == 0 || strcmp(role, "spouse") == 0 ||
                   strcmp(role, "applicant") == 0);
    }
    json_array_foreach(json_object_get(json_object_get(record, "review"), "reasons"), i, id)
        if (json_string_value(id) && strcmp(json_string_value(id), "type_low") == 0)
            json_array_append_new(reasons, json_string("type_not_sure"));
    clock_iso(clock_now(), today);
    today[10] = '\0';
    valid_until(rule, record, until);
    if (!accepted)
        json_array_append_new(reasons, json_string("identifier_not_accepted"));
    if (!owners)
        json_array_append_new(reasons, json_string("not_the_owner"));
    if (!rule)
        json_array_append_new(reasons, json_string("no_validity_rule"));
    else if (!until[0])
        json_array_append_new(reasons, json_string("validity_unknown"));
    else if (strcmp(until, "permanent") != 0 && strcmp(until, today) < 0)
        json_array_append_new(reasons, json_string("expired"));
    return json_pack("{s:b,s:s,s:o}", "usable", json_array_size(reasons) == 0, "valid_until", until,
                     "reasons", reasons);
}

bool reuse_add(const struct reuse_rules *r, const char *record, const char *value, struct buf *out,
               struct err *e)
{
    json_t *o = json_loads(record, 0, NULL), *reuse = o ? judge(r, o, value) : NULL;

    if (!reuse) {
        json_decref(o);
        return err_set(e, ERR_INVALID, "a document record in the store is damaged");
    }
    /* the record's own bytes stay as they are; the new member goes before the closing brace */
    char *text = json_dumps(reuse, JSON_COMPACT);
    const size_t len = strlen(record);
    buf_add(out, record, len - 1);
    buf_printf(out, ",\"reuse\":%s}", text ? text : "null");
    free(text);
    json_decref(reuse);
    json_decref(o);
    return buf_ok(out, "a document record", e);
}
