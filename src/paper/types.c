#include "paper/types.h"

#include <stdlib.h>
#include <string.h>

#include "base/atomicfile.h"
#include "base/utf8.h"
#include "paper/lines.h"
#include "paper/signs.h"

enum { FILE_MAX = 4 << 20, ARENA_MAX = 64 << 20 };

static char *fold_dup(struct paper_tables *t, const char *s)
{
    uint32_t letters = 0, upper = 0;
    char *nfc = utf8_nfc(&t->arena, s, strlen(s));
    char *out = nfc ? arena_alloc(&t->arena, strlen(nfc) + 1, 1) : NULL;

    if (out)
        (void)fold_text(&t->fold, nfc, strlen(nfc), out, &letters, &upper);
    return out;
}

static bool phrase_set_init(struct paper_tables *t, char *col, struct phrase_set *s)
{
    if (!col || strcmp(col, "-") == 0)
        return true;
    s->list = ARENA_NEW(&t->arena, const char *, strlen(col) + 1);
    for (char *save = NULL, *p = strtok_r(col, ";", &save); p && s->list;
         p = strtok_r(NULL, ";", &save)) {
        s->list[s->n] = fold_dup(t, p);
        if (!s->list[s->n++])
            return false;
    }
    return s->list != NULL;
}

bool phrase_any(const struct phrase_set *s, const char *fold, size_t n)
{
    for (uint32_t i = 0; i < s->n; i++)
        if (find_phrase(fold, n, s->list[i], 0) != SIZE_MAX)
            return true;
    return false;
}

uint32_t type_index(const struct paper_tables *t, const char *slug)
{
    uint32_t i = 0;

    while (i < t->n_types && strcmp(t->types[i].pub.slug, slug) != 0)
        i++;
    return i;
}

const struct paper_type *paper_type_find(const struct paper_tables *t, const char *slug)
{
    const uint32_t i = type_index(t, slug);
    return i < t->n_types ? &t->types[i].pub : NULL;
}

static bool pages_parse(const char *s, struct type_row *r)
{
    char *end;

    r->pages_min = r->pages_max = (int32_t)strtol(s, &end, 10);
    if (*end == '-')
        r->pages_max = (int32_t)strtol(end + 1, &end, 10);
    else if (*end == '+')
        r->pages_max = 9999, end++;
    return end != s && *end == '\0' && r->pages_min >= 1 && r->pages_max >= r->pages_min;
}

static bool add_type(struct paper_tables *t, const struct line *l, struct err *e)
{
    if (l->n != 5)
        return line_fail(l, e, "a type line has 5 columns: type SLUG CLASS PAGES NAME");
    if (t->n_types == TYPES_MAX)
        return line_fail(l, e, "more than 256 types");
    if (type_index(t, l->col[1]) < t->n_types)
        return line_fail(l, e, "this type is there already");
    if (!strchr("RCPA-", l->col[2][0]) || l->col[2][0] == '\0')
        return line_fail(l, e, "CLASS must begin with R, C, P, A or -");
    struct type_row *r = &t->types[t->n_types];
    if (!pages_parse(l->col[3], r))
        return line_fail(l, e, "PAGES must look like 1, 1-4 or 2+");
    r->pub.slug = arena_strdup(&t->arena, l->col[1]);
    r->pub.name_vi = arena_strdup(&t->arena, l->col[4]);
    r->pub.cls = l->col[2][0];
    if (!r->pub.slug || !r->pub.name_vi)
        return err_set(e, ERR_NOMEM, "%s: no memory", l->name);
    t->n_types++;
    return true;
}

static bool add_title(struct paper_tables *t, const struct line *l, uint32_t type, struct err *e)
{
    struct title_row *r = &t->titles[t->n_titles];
    char *fold = fold_dup(t, l->col[2]);

    if (!fold)
        return err_set(e, ERR_NOMEM, "%s: no memory", l->name);
    const size_t len = strlen(l->col[2]);
    r->open = len >= 3 && strcmp(l->col[2] + len - 3, "…") == 0;
    char *sq = arena_alloc(&t->arena, strlen(fold) + 1, 1);
    if (!sq || !phrase_set_init(t, l->n > 3 ? l->col[3] : NULL, &r->need) ||
        !phrase_set_init(t, l->n > 4 ? l->col[4] : NULL, &r->not ))
        return err_set(e, ERR_NOMEM, "%s: no memory", l->name);
    r->len = (uint32_t)squash(fold, strlen(fold), sq, NULL);
    if (r->len < 5)
        return line_fail(l, e, "a title needs at least 5 letters");
    r->type = type;
    r->fold = fold;
    pattern_init(&r->pattern, sq, r->len);
    t->n_titles++;
    return true;
}

static bool add_other(struct paper_tables *t, const struct line *l, uint32_t type, struct err *e)
{
    if (strcmp(l->col[0], "body") == 0) {
        char *end;
        if (l->n != 4)
            return line_fail(l, e, "a body line has 4 columns: body SLUG WEIGHT PHRASE");
        const float w = strtof(l->col[2], &end);
        if (end == l->col[2] || *end || !(w > 0 && w <= 5))
            return line_fail(l, e, "WEIGHT must be a number over 0 and at most 5");
        struct body_row *b = &t->bodies[t->n_bodies++];
        *b = (struct body_row){ .type = type, .weight = w, .fold = fold_dup(t, l->col[3]) };
        char *sq = b->fold ? arena_alloc(&t->arena, strlen(b->fold) + 1, 1) : NULL;
        if (!sq)
            return err_set(e, ERR_NOMEM, "%s: no memory", l->name);
        pattern_init(&b->pattern, sq, squash(b->fold, strlen(b->fold), sq, NULL));
        return true;
    }
    if (l->n != 3)
        return line_fail(l, e, "this line has 3 columns");
    if (strcmp(l->col[0], "form") == 0) {
        t->forms[t->n_forms] = (struct form_row){ type, fold_dup(t, l->col[2]) };
        return t->forms[t->n_forms++].fold || err_set(e, ERR_NOMEM, "%s: no memory", l->name);
    }
    if (strcmp(l->col[0], "number") == 0) {
        struct type_row *r = &t->types[type];
        if (strcmp(l->col[2], "register") == 0)
            r->pub.of_register = true;
        else if (strcmp(l->col[2], "some") == 0)
            r->number = NUMBER_SOME;
        else if (strcmp(l->col[2], "none") == 0)
            r->number = NUMBER_NONE;
        else
            return line_fail(l, e, "a number line says some, none or register");
        return true;
    }
    if (strcmp(l->col[0], "abbr") == 0) {
        t->abbrs[t->n_abbrs] =
            (struct abbr_row){ type, utf8_nfc(&t->arena, l->col[2], strlen(l->col[2])) };
        return t->abbrs[t->n_abbrs++].text || err_set(e, ERR_NOMEM, "%s: no memory", l->name);
    }
    if (strcmp(l->col[0], "kind") == 0) {
        t->kinds[t->n_kinds] =
            (struct kind_row){ type, utf8_nfc(&t->arena, l->col[2], strlen(l->col[2])) };
        return t->kinds[t->n_kinds++].list || err_set(e, ERR_NOMEM, "%s: no memory", l->name);
    }
    return line_fail(l, e,
                     "the first column must be type, title, form, body, number, abbr or kind");
}

static bool add_type_line(void *ctx, const struct line *l, struct err *e)
{
    struct paper_tables *t = ctx;

    if (strcmp(l->col[0], "type") == 0)
        return add_type(t, l, e);
    if (l->n < 3)
        return line_fail(l, e, "too few columns (they are separated by tabs)");
    const uint32_t type = type_index(t, l->col[1]);
    if (type == t->n_types)
        return line_fail(l, e, "this type has no type line above");
    return strcmp(l->col[0], "title") == 0 ? add_title(t, l, type, e) : add_other(t, l, type, e);
}

bool types_parse(const struct paper_tables *t, const struct line *l, char *col,
                 uint64_t types[TYPE_WORDS], struct err *e)
{
    if (strcmp(col, "*") == 0) {
        memset(types, 0xFF, TYPE_WORDS * sizeof *types);
        return true;
    }
    for (char *save = NULL, *p = strtok_r(col, ",", &save); p; p = strtok_r(NULL, ",", &save)) {
        const uint32_t type = type_index(t, p);
        if (type == t->n_types)
            return line_fail(l, e, "a type in TYPES is not in types.tsv");
        types[type / 64] |= (uint64_t)1 << type % 64;
    }
    return true;
}

static bool add_label_line(void *ctx, const struct line *l, struct err *e)
{
    struct paper_tables *t = ctx;
    static const char *const kinds[FIELD_KINDS] = { "name",   "date", "year", "sex", "word",
                                                    "number", "area", "text", "who" };

    if (strcmp(l->col[0], "section") == 0) {
        if (l->n != 3)
            return line_fail(l, e, "a section line has 3 columns: section NAME PHRASE");
        struct section_row *s = &t->sections[t->n_sections++];
        s->section = arena_strdup(&t->arena, l->col[1]);
        s->fold = fold_dup(t, l->col[2]);
        return (s->section && s->fold) || err_set(e, ERR_NOMEM, "%s: no memory", l->name);
    }
    if (strcmp(l->col[0], "copy") == 0) {
        if (l->n != 4)
            return line_fail(l, e, "a copy line has 4 columns: copy FIELD TYPES FROM");
        struct copy_row *c = &t->copies[t->n_copies++];
        c->to = arena_strdup(&t->arena, l->col[1]);
        c->from = arena_strdup(&t->arena, l->col[3]);
        if (!c->to || !c->from)
            return err_set(e, ERR_NOMEM, "%s: no memory", l->name);
        return types_parse(t, l, l->col[2], c->types, e);
    }
    if (strcmp(l->col[0], "label") != 0 || l->n != 6)
        return line_fail(l, e, "a label line has 6 columns: label FIELD KIND SECTION TYPES PHRASE");
    struct label_row *r = &t->labels[t->n_labels];
    uint32_t k = 0;
    while (k < FIELD_KINDS && strcmp(kinds[k], l->col[2]) != 0)
        k++;
    if (k == FIELD_KINDS)
        return line_fail(l, e,
                         "KIND must be name, who, date, year, sex, word, number, area or text");
    r->kind = (enum field_kind)k;
    r->field = arena_strdup(&t->arena, l->col[1]);
    r->section = arena_strdup(&t->arena, strcmp(l->col[3], "-") == 0 ? "" : l->col[3]);
    r->fold = fold_dup(t, l->col[5]);
    if (!r->field || !r->section || !r->fold)
        return err_set(e, ERR_NOMEM, "%s: no memory", l->name);
    r->len = (uint32_t)strlen(r->fold);
    if (r->len < 2)
        return line_fail(l, e, "a label needs at least 2 letters");
    t->n_labels++;
    return types_parse(t, l, l->col[4], r->types, e);
}

static void pattern_of(struct pattern *p, const char *squashed)
{
    pattern_init(p, squashed, strlen(squashed));
}

bool types_load(struct paper_tables *t, const char *name, const char *text, size_t len,
                struct err *e)
{
    const size_t n = lines_count(text, len);

    arena_init(&t->arena, ARENA_MAX);
    fold_map_init(&t->fold);
    t->titles = ARENA_NEW(&t->arena, struct title_row, n);
    t->bodies = ARENA_NEW(&t->arena, struct body_row, n);
    t->forms = ARENA_NEW(&t->arena, struct form_row, n);
    t->abbrs = ARENA_NEW(&t->arena, struct abbr_row, n);
    t->kinds = ARENA_NEW(&t->arena, struct kind_row, n);
    if (!t->titles || !t->bodies || !t->forms || !t->abbrs || !t->kinds)
        return err_set(e, ERR_NOMEM, "%s: no memory", name);
    if (!lines_each(&t->arena, name, text, len, add_type_line, t, e))
        return false;
    t->unknown = type_index(t, "khong_ro");
    t->cong_van = type_index(t, "cong_van");
    t->certified = type_index(t, "ban_sao_chung_thuc");
    if (t->unknown == t->n_types || t->cong_van == t->n_types || t->certified == t->n_types)
        return err_set(e, ERR_CONFIG, "%s: khong_ro, cong_van and ban_sao_chung_thuc must be there",
                       name);
    pattern_of(&t->motto, "conghoaxahoichunghiavietnam");
    pattern_of(&t->tieu_ngu, "doclaptudohanhphuc");
    pattern_of(&t->certified_copy, "chungthucbansaodungvoibanchinh");
    return true;
}

static int n_types_of(const struct label_row *r)
{
    int n = 0;

    for (size_t i = 0; i < TYPE_WORDS; i++)
        n += __builtin_popcountll(r->types[i]);
    return n;
}

/* Longest first; of equals those of fewer types, then a total order that no sort can disturb. */
static int cmp_label(const void *a, const void *b)
{
    const struct label_row *x = a, *y = b;
    if (x->len != y->len)
        return (x->len < y->len) - (x->len > y->len);
    const int c = strcmp(x->fold, y->fold), s = strcmp(x->section, y->section);
    const int few = n_types_of(x) - n_types_of(y);
    return c ? c : few ? few : s ? s : strcmp(x->field, y->field);
}

bool labels_load(struct paper_tables *t, const char *name, const char *text, size_t len,
                 struct err *e)
{
    const size_t n = lines_count(text, len);

    t->labels = ARENA_NEW(&t->arena, struct label_row, n);
    t->sections = ARENA_NEW(&t->arena, struct section_row, n);
    t->copies = ARENA_NEW(&t->arena, struct copy_row, n);
    if (!t->labels || !t->sections || !t->copies)
        return err_set(e, ERR_NOMEM, "%s: no memory", name);
    if (!lines_each(&t->arena, name, text, len, add_label_line, t, e))
        return false;
    qsort(t->labels, t->n_labels, sizeof *t->labels, cmp_label);
    return true;
}

static bool given_load(struct paper_tables *t, const char *name, const char *text, size_t len,
                       struct err *e)
{
    return names_load(&t->names, name, text, len, e);
}

static bool lists_load(struct paper_tables *t, const char *name, const char *text, size_t len,
                       struct err *e)
{
    return words_load(&t->words, &t->fold, &t->arena, name, text, len, e);
}

static bool load_file(struct paper_tables *t, const char *name,
                      bool (*load)(struct paper_tables *, const char *, const char *, size_t,
                                   struct err *),
                      struct err *e)
{
    char path[4096];
    struct buf b;

    buf_init(&b, FILE_MAX);
    bool ok = file_data_path(name, path, sizeof path, e) && file_read(path, &b, e);
    ok = ok && load(t, name, b.ptr ? b.ptr : "", b.len, e);
    buf_release(&b);
    return ok;
}

void types_use_model(struct paper_tables *t, struct paper_model *m)
{
    t->model = m;
    for (uint32_t i = 0; i < t->n_types; i++)
        t->class_of[i] = NO_CLASS;
    for (uint32_t c = 0; c < m->n_classes; c++) {
        const uint32_t i = type_index(t, m->classes[c].slug);
        if (i < t->n_types)
            t->class_of[i] = c;
    }
}

static bool load_model(struct paper_tables *t, struct err *e)
{
    struct paper_model *m;
    char path[4096];

    if (!file_data_path("models/paper.bin", path, sizeof path, e) || !model_open(&m, path, e))
        return false;
    if (m->n_signs != SIGNS) {
        model_close(m);
        return err_set(e, ERR_INPUT, "%s is of another version; make train makes it anew", path);
    }
    types_use_model(t, m);
    return true;
}

static bool load_ranks(struct paper_tables *t, struct err *e)
{
    char path[4096];

    return file_data_path("models/rank.bin", path, sizeof path, e) &&
           rank_model_open(&t->ranks, path, e);
}

bool types_open(struct paper_tables **out, struct err *e)
{
    struct paper_tables *t = calloc(1, sizeof *t);

    *out = NULL;
    if (!t)
        return err_set(e, ERR_NOMEM, "paper: no memory for the tables");
    if (!load_file(t, "configs/types.tsv", types_load, e) ||
        !load_file(t, "configs/fields.tsv", labels_load, e) ||
        !load_file(t, "configs/names.tsv", given_load, e) ||
        !load_file(t, "configs/words.tsv", lists_load, e) ||
        !load_file(t, "configs/persons.tsv", persons_load, e) ||
        !places_open(&t->places, &t->fold, e)) {
        paper_close(t);
        return false;
    }
    *out = t;
    return true;
}

bool paper_open(struct paper_tables **out, struct err *e)
{
    struct paper_tables *t;

    *out = NULL;
    if (!types_open(&t, e))
        return false;
    if (!load_model(t, e) || !load_ranks(t, e)) {
        paper_close(t);
        return false;
    }
    *out = t;
    return true;
}

void paper_close(struct paper_tables *t)
{
    if (!t)
        return;
    places_close(t->places);
    model_close(t->model);
    rank_model_close(t->ranks);
    arena_reset(&t->arena);
    free(t);
}
