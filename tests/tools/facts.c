#include "tests/tools/facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

const char *fact_text(const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? s : "";
}

long fact_number(const json_t *o, const char *key)
{
    return (long)json_integer_value(json_object_get(o, key));
}

void facts_key(const json_t *o, char key[FACTS_KEY])
{
    snprintf(key, FACTS_KEY, "%s\t%s", fact_text(o, "archive"), fact_text(o, "dossier"));
}

static void add(json_t *out, json_t *o, bool grouped)
{
    char key[FACTS_KEY];

    if (!grouped) {
        json_array_append_new(out, o);
        return;
    }
    facts_key(o, key);
    json_t *list = json_object_get(out, key);
    if (!list) {
        list = json_array();
        json_object_set_new(out, key, list);
    }
    json_array_append_new(list, o);
}

json_t *facts_load(const char *path, bool grouped)
{
    FILE *f = fopen(path, "r");
    json_t *out = grouped ? json_object() : json_array();
    char *line = NULL;
    size_t cap = 0;

    if (!f) {
        perror(path);
        exit(2);
    }
    while (getline(&line, &cap, f) > 0) {
        json_t *o = json_loads(line, 0, NULL);
        if (!o) {
            fprintf(stderr, "%s: a line is no JSON\n", path);
            exit(2);
        }
        add(out, o, grouped);
    }
    free(line);
    fclose(f);
    return out;
}

bool fact_same_value(const char *a, const char *b)
{
    for (;; a++, b++) {
        while (*a == ' ' || *a == '\t')
            a++;
        while (*b == ' ' || *b == '\t')
            b++;
        if (*a != *b)
            return false;
        if (!*a)
            return true;
    }
}

/* Typographic apostrophes are apostrophes, as in the comparison of texts (scoring.h). */
static uint32_t plain_of(uint32_t cp)
{
    return cp == 0x2018 || cp == 0x2019 ? '\'' : utf8_lower(cp);
}

bool fact_same_field(const char *a, const char *b)
{
    const size_t la = strlen(a), lb = strlen(b);
    size_t i = 0, k = 0;

    for (;;) {
        uint32_t x = ' ', y = ' ';
        while (i < la && x == ' ')
            x = plain_of(utf8_next(a, la, &i));
        while (k < lb && y == ' ')
            y = plain_of(utf8_next(b, lb, &k));
        if (x != y)
            return false;
        if (x == ' ')
            return i == la && k == lb;
    }
}

bool facts_hold(const json_t *dossier, const json_t *id)
{
    size_t i, k;
    json_t *d, *t;

    json_array_foreach(json_object_get(dossier, "documents"), i, d)
        json_array_foreach(json_object_get(d, "identifiers"), k, t)
            if (strcmp(fact_text(t, "kind"), fact_text(id, "kind")) == 0 &&
                fact_same_value(fact_text(t, "value"), fact_text(id, "value")))
                return true;
    return false;
}

bool fact_same_page(const json_t *a, const json_t *b)
{
    return strcmp(fact_text(a, "entry"), fact_text(b, "entry")) == 0 &&
           fact_number(a, "page") == fact_number(b, "page");
}
