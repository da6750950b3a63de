#include "ident/tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomicfile.h"

static bool kind_named(const char *name, enum ident_kind *out)
{
    for (int k = 0; k < IDENT_KINDS; k++)
        if (strcmp(ident_kind_name((enum ident_kind)k), name) == 0) {
            *out = (enum ident_kind)k;
            return true;
        }
    return false;
}

static bool set_named(const char *name, enum ident_set *out)
{
    static const char *const names[SETS] = { "cited",    "civil", "land",  "register", "other",
                                             "symbol",   "hkd",   "bhyt",  "call",     "calling",
                                             "numbered", "area",  "behind" };

    for (int s = 0; s < SETS; s++)
        if (strcmp(names[s], name) == 0) {
            *out = (enum ident_set)s;
            return true;
        }
    return false;
}

bool ident_word_in(const struct ident_tables *t, enum ident_set set, const char *word, size_t n)
{
    for (size_t i = 0; i < t->n_words; i++)
        if (t->words[i].set == set && strlen(t->words[i].text) == n &&
            strncmp(t->words[i].text, word, n) == 0)
            return true;
    return false;
}

static bool role_named(const char *name, enum ident_role *out)
{
    *out = ROLE_NONE;
    if (strcmp(name, "nobody") == 0)
        return true;
    for (int r = 1; r < ROLES; r++)
        if (strcmp(ident_role_name((enum ident_role)r), name) == 0) {
            *out = (enum ident_role)r;
            return true;
        }
    return false;
}

typedef bool row_fn(struct ident_tables *t, char **cols, int n);

static bool province_row(struct ident_tables *t, char **cols, int n)
{
    char *end;
    const long code = n >= 2 ? strtol(cols[0], &end, 10) : -1;
    if (code < 1 || code > 999 || *end)
        return false;
    t->province[code] = true;
    return true;
}

static bool default_row(struct ident_tables *t, char **cols)
{
    struct ident_default *d = &t->defaults[t->n_defaults];

    if (t->n_defaults == IDENT_MAX_DEFAULTS || strlen(cols[2]) >= sizeof d->type ||
        !role_named(cols[1], &d->role))
        return false;
    snprintf(d->type, sizeof d->type, "%s", cols[2]);
    t->n_defaults++;
    return true;
}

static bool always_row(struct ident_tables *t, char **cols)
{
    struct ident_always *a = &t->always[t->n_always];

    if (t->n_always == IDENT_MAX_ALWAYS || strlen(cols[2]) >= sizeof a->type ||
        !kind_named(cols[1], &a->kind))
        return false;
    snprintf(a->type, sizeof a->type, "%s", cols[2]);
    t->n_always++;
    return true;
}

static bool against_row(struct ident_tables *t, char **cols)
{
    struct ident_against *a = &t->against[t->n_against];

    if (t->n_against == IDENT_MAX_AGAINST || !kind_named(cols[1], &a->kind) ||
        strlen(cols[2]) >= sizeof a->text)
        return false;
    snprintf(a->text, sizeof a->text, "%s", cols[2]);
    t->n_against++;
    return true;
}

static bool procedure_row(struct ident_tables *t, char **cols)
{
    struct ident_procedure *p = &t->procedures[t->n_procedures];

    if (t->n_procedures == IDENT_MAX_PROCEDURES || strlen(cols[1]) >= sizeof p->code ||
        strlen(cols[2]) >= sizeof p->name)
        return false;
    snprintf(p->code, sizeof p->code, "%s", cols[1]);
    snprintf(p->name, sizeof p->name, "%s", cols[2]);
    t->n_procedures++;
    return true;
}

static bool word_row(struct ident_tables *t, char **cols)
{
    struct ident_word *w = &t->words[t->n_words];

    if (t->n_words == IDENT_MAX_WORDS || !set_named(cols[1], &w->set) ||
        strlen(cols[2]) >= sizeof w->text)
        return false;
    snprintf(w->text, sizeof w->text, "%s", cols[2]);
    t->n_words++;
    return true;
}

static bool phrase_row(struct ident_tables *t, char **cols, int n)
{
    struct ident_phrase *p = &t->phrases[t->n_phrases];

    if (n < 3 || n > 4 || (n == 4 && strlen(cols[3]) >= sizeof p->type))
        return false;
    if (strcmp(cols[0], "default") == 0)
        return default_row(t, cols);
    if (strcmp(cols[0], "against") == 0)
        return against_row(t, cols);
    if (strcmp(cols[0], "tthc") == 0)
        return procedure_row(t, cols);
    if (strcmp(cols[0], "word") == 0)
        return word_row(t, cols);
    if (strcmp(cols[0], "always") == 0)
        return always_row(t, cols);
    p->is_role = strcmp(cols[0], "role") == 0;
    p->kind = IDENT_KINDS;
    if (t->n_phrases == IDENT_MAX_PHRASES || strlen(cols[2]) >= sizeof p->text ||
        (!p->is_role && strcmp(cols[0], "label") != 0))
        return false;
    if (p->is_role ? !role_named(cols[1], &p->role)
                   : strcmp(cols[1], "none") != 0 && !kind_named(cols[1], &p->kind))
        return false;
    p->len = (size_t)snprintf(p->text, sizeof p->text, "%s", cols[2]);
    snprintf(p->type, sizeof p->type, "%s", n == 4 ? cols[3] : "");
    t->n_phrases++;
    return true;
}

/* Kind, threshold when labelled, threshold when agreed. */
static bool accept_row(struct ident_tables *t, char **cols, int n)
{
    enum ident_kind kind;
    int at[2];

    if (n != 3 || !kind_named(cols[0], &kind))
        return false;
    for (int i = 0; i < 2; i++) { /* ten-thousandths by hand: strtof follows the locale */
        const char *c = cols[i + 1];
        int v = *c >= '0' && *c <= '1' ? (*c - '0') * 10000 : -1, unit = 1000;
        if (v < 0 || (c[1] && c[1] != '.'))
            return false;
        for (c += c[1] ? 2 : 1; *c; c++, unit /= 10) {
            if (*c < '0' || *c > '9' || unit == 0)
                return false;
            v += (*c - '0') * unit;
        }
        at[i] = v;
    }
    t->accept[kind] = (struct ident_accept){ (float)at[0] / 10000, (float)at[1] / 10000 };
    return true;
}

static int by_text(const void *a, const void *b)
{
    const struct ident_phrase *x = a, *y = b;
    const int c = strcmp(x->text, y->text);
    if (c)
        return c;
    if (x->is_role != y->is_role)
        return x->is_role ? 1 : -1;
    return x->is_role ? (int)x->role - (int)y->role : (int)x->kind - (int)y->kind;
}

static void sort_phrases(struct ident_tables *t)
{
    qsort(t->phrases, t->n_phrases, sizeof *t->phrases, by_text);
    for (size_t c = 0, i = 0; c < 256; c++) {
        while (i < t->n_phrases && (unsigned char)t->phrases[i].text[0] < c)
            i++;
        t->first[c] = i;
    }
}

static bool load(struct ident_tables *t, const char *name, row_fn *row, struct err *e)
{
    char path[4096], *save = NULL;
    struct buf b;

    buf_init(&b, 4 << 20);
    bool ok = file_data_path(name, path, sizeof path, e) && file_read(path, &b, e);
    int line_no = 0;
    for (char *line = ok && b.ptr ? b.ptr : NULL; ok && line && *line; line = save) {
        save = strchr(line, '\n');
        if (save)
            *save++ = '\0';
        line_no++;
        if (!*line || *line == '#')
            continue;
        char *cols[4], *rest = NULL;
        int n = 0;
        for (char *c = strtok_r(line, "\t", &rest); c && n < 4; c = strtok_r(NULL, "\t", &rest))
            cols[n++] = c;
        if (!row(t, cols, n))
            ok = err_set(e, ERR_CONFIG, "%s, line %d: not a row of this table", path, line_no);
    }
    buf_release(&b);
    return ok;
}

bool ident_open(struct ident_tables **out, struct err *e)
{
    struct ident_tables *t = calloc(1, sizeof *t);

    *out = t;
    if (!t)
        return err_set(e, ERR_NOMEM, "no memory");
    for (int k = 0; k < IDENT_KINDS; k++) /* a kind that no row names is never accepted */
        t->accept[k] = (struct ident_accept){ 2, 2 };
    if (!load(t, "configs/provinces.tsv", province_row, e) ||
        !load(t, "configs/ident.tsv", phrase_row, e) ||
        !load(t, "configs/accept.tsv", accept_row, e))
        return false;
    sort_phrases(t);
    return ident_patterns_open(&t->patterns, e);
}

void ident_close(struct ident_tables *t)
{
    if (t)
        ident_patterns_close(t->patterns);
    free(t);
}
