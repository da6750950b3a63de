#include "paper/places_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomicfile.h"

enum {
    FILE_CEILING = 4 << 20,
    LINES_MAX = 60000,
    COMMUNES = 100000,
    DISTRICTS = 1000,
    PROVINCES = 100
};

static const struct kind_row {
    const char *kind, *name;
    enum place_level level;
} kind_rows[] = {
    { "T", "Tỉnh", PLACE_PROVINCE },     { "C", "Thành phố", PLACE_PROVINCE },
    { "H", "Huyện", PLACE_DISTRICT },    { "Q", "Quận", PLACE_DISTRICT },
    { "TX", "Thị xã", PLACE_DISTRICT },  { "TP", "Thành phố", PLACE_DISTRICT },
    { "P", "Phường", PLACE_COMMUNE },    { "X", "Xã", PLACE_COMMUNE },
    { "TT", "Thị trấn", PLACE_COMMUNE }, { "DK", "Đặc khu", PLACE_COMMUNE },
};

struct places {
    struct buf text;
    const struct fold_map *m;
    uint32_t *at; /* where each line begins */
    uint32_t n;
    /* line + 1 by code, of before and of now; 0: no such code */
    uint16_t commune[2][COMMUNES], district[DISTRICTS], province[2][PROVINCES];
};

/* The columns of a line, in place; the last may be empty. */
struct row {
    const char *kind, *code, *parent, *name, *next;
    size_t n_kind, n_code, n_parent, n_name, n_next;
};

static bool row_cut(const char *s, struct row *r)
{
    const char **const at[5] = { &r->kind, &r->code, &r->parent, &r->name, &r->next };
    size_t *const len[5] = { &r->n_kind, &r->n_code, &r->n_parent, &r->n_name, &r->n_next };
    int k = 0;

    for (; k < 5; k++) {
        *at[k] = s;
        *len[k] = strcspn(s, "\t\n");
        s += *len[k];
        if (*s != '\t')
            break;
        s++;
    }
    if (k == 3) {
        r->next = s;
        r->n_next = 0;
    }
    return k >= 3 && r->n_kind >= 2 && r->n_kind <= 3 && r->n_code >= 2 && r->n_code < PLACE_CODE &&
           r->n_parent < PLACE_CODE && r->n_name > 0 && r->n_name < PLACE_NAME;
}

static const struct kind_row *kind_of(const struct row *r)
{
    for (size_t i = 0; i < sizeof kind_rows / sizeof *kind_rows; i++)
        if (strlen(kind_rows[i].kind) == r->n_kind - 1 &&
            memcmp(kind_rows[i].kind, r->kind + 1, r->n_kind - 1) == 0)
            return &kind_rows[i];
    return NULL;
}

static bool code_number(const char *s, size_t n, uint32_t *out)
{
    *out = 0;
    for (size_t i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9')
            return false;
        *out = *out * 10 + (uint32_t)(s[i] - '0');
    }
    return n > 0 && n < PLACE_CODE;
}

static const uint16_t *slot(const struct places *p, enum place_level level, bool now, uint32_t code)
{
    switch (level) {
    case PLACE_COMMUNE:
        return code < COMMUNES ? &p->commune[now][code] : NULL;
    case PLACE_DISTRICT:
        return code < DISTRICTS && !now ? &p->district[code] : NULL;
    case PLACE_PROVINCE:
        return code < PROVINCES ? &p->province[now][code] : NULL;
    default:
        return NULL;
    }
}

static bool line_add(struct places *p, const char *line)
{
    struct row r;
    uint32_t code;

    if (!row_cut(line, &r) || (*r.kind != '-' && *r.kind != '+') ||
        !code_number(r.code, r.n_code, &code) || p->n == LINES_MAX)
        return false;
    const struct kind_row *k = kind_of(&r);
    uint16_t *s = k ? (uint16_t *)slot(p, k->level, *r.kind == '+', code) : NULL;
    if (!s)
        return false;
    p->at[p->n++] = (uint32_t)(line - p->text.ptr);
    if (*s == 0) /* a further spelling of the same unit has no own code */
        *s = (uint16_t)p->n;
    return true;
}

static bool index_lines(struct places *p, const char *name, struct err *e)
{
    uint32_t no = 0;

    p->at = calloc(LINES_MAX, sizeof *p->at);
    if (!p->at)
        return err_set(e, ERR_NOMEM, "%s: no memory", name);
    for (const char *s = p->text.ptr; s && *s; no++) {
        const char *end = strchr(s, '\n');
        if (*s != '#' && *s != '\n' && !line_add(p, s))
            return err_set(e, ERR_CONFIG,
                           "%s line %u: not a unit: KIND CODE PARENT NAME SUCCESSORS", name,
                           no + 1);
        s = end ? end + 1 : NULL;
    }
    return true;
}

static struct places *places_new(const struct fold_map *m, struct err *e)
{
    struct places *p = calloc(1, sizeof *p);

    if (!p) {
        err_set(e, ERR_NOMEM, "no memory");
        return NULL;
    }
    p->m = m;
    buf_init(&p->text, FILE_CEILING);
    return p;
}

bool places_load(struct places **out, const struct fold_map *m, const char *name, const char *text,
                 size_t len, struct err *e)
{
    struct places *p = *out = places_new(m, e);

    if (!p)
        return false;
    buf_add(&p->text, text, len);
    return buf_ok(&p->text, name, e) && index_lines(p, name, e);
}

bool places_open(struct places **out, const struct fold_map *m, struct err *e)
{
    struct places *p = *out = places_new(m, e);
    char path[4096];

    return p && file_data_path("configs/places.tsv", path, sizeof path, e) &&
           file_read(path, &p->text, e) && index_lines(p, path, e);
}

void places_close(struct places *p)
{
    if (!p)
        return;
    buf_release(&p->text);
    free(p->at);
    free(p);
}

const struct fold_map *places_fold(const struct places *p)
{
    return p->m;
}

static void next_read(const struct row *r, struct place *out)
{
    for (size_t i = 0; i < r->n_next && out->n_next < PLACE_NEXT;) {
        const size_t n = strspn(r->next + i, "0123456789");
        if (n == 0 || n >= PLACE_CODE || i + n > r->n_next)
            break;
        memcpy(out->next[out->n_next].code, r->next + i, n);
        i += n;
        out->next[out->n_next].part = i < r->n_next && r->next[i] == '~';
        i += out->next[out->n_next++].part;
        i += i < r->n_next && r->next[i] == ',';
    }
}

void places_line(const struct places *p, uint32_t line, struct place *out)
{
    struct row r;

    *out = (struct place){ 0 };
    if (line >= p->n || !row_cut(p->text.ptr + p->at[line], &r))
        return;
    const struct kind_row *k = kind_of(&r);
    out->level = k->level;
    out->kind = k->name;
    out->era = *r.kind == '+' ? PLACE_NOW : PLACE_BEFORE;
    memcpy(out->name, r.name, r.n_name);
    memcpy(out->code, r.code, r.n_code);
    if (*r.parent != '-')
        memcpy(out->parent, r.parent, r.n_parent);
    next_read(&r, out);
}

bool places_code(const struct places *p, enum place_level level, enum place_era era,
                 const char *code, struct place *out)
{
    uint32_t n;
    const uint16_t *s =
        code_number(code, strlen(code), &n) ? slot(p, level, era == PLACE_NOW, n) : NULL;

    if (!s || *s == 0)
        return false;
    places_line(p, *s - 1U, out);
    return true;
}

/* Folded name of a line against fold[0..n): as strcmp. */
static int compare(const struct places *p, uint32_t line, const char *fold, size_t n)
{
    char own[PLACE_NAME];
    struct row r;
    uint32_t none = 0;

    (void)row_cut(p->text.ptr + p->at[line], &r);
    const size_t k = fold_text(p->m, r.name, r.n_name, own, &none, &none);
    const int c = memcmp(own, fold, k < n ? k : n);
    return c ? c : (k > n) - (k < n);
}

static uint32_t first_line(const struct places *p, const char *fold, size_t n)
{
    uint32_t lo = 0, hi = p->n;

    while (lo < hi) {
        const uint32_t mid = lo + (hi - lo) / 2;
        if (compare(p, mid, fold, n) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static bool kind_fits(const char *kind, const char *row)
{
    return strcmp(row, kind) == 0 || (strcmp(kind, "TP") == 0 && strcmp(row, "C") == 0);
}

uint32_t places_lines(const struct places *p, const char *fold, size_t n, unsigned levels,
                      const char *kind, enum place_era era, uint32_t *out, uint32_t cap)
{
    uint32_t k = 0;

    if (n == 0 || n >= PLACE_NAME)
        return 0;
    for (int strict = *kind ? 1 : 0; strict >= 0 && k == 0; strict--)
        for (uint32_t i = first_line(p, fold, n); i < p->n && compare(p, i, fold, n) == 0; i++) {
            struct row r;
            (void)row_cut(p->text.ptr + p->at[i], &r);
            const struct kind_row *row = kind_of(&r);
            const enum place_era own = *r.kind == '+' ? PLACE_NOW : PLACE_BEFORE;
            if (!(own & era) || !(levels >> row->level & 1) ||
                (strict && !kind_fits(kind, row->kind)))
                continue;
            if (k < cap)
                out[k] = i;
            k++;
        }
    return k;
}

uint32_t places_near(const struct places *p, const char *fold, size_t n, unsigned levels,
                     const char *kind, enum place_era era, uint32_t within)
{
    uint32_t found = UINT32_MAX;
    char own[PLACE_NAME], first[PLACE_NAME] = "";

    if (n < 4 || n >= PLACE_NAME)
        return UINT32_MAX;
    for (uint32_t i = 0; i < p->n; i++) {
        struct row r;
        uint32_t none = 0;
        (void)row_cut(p->text.ptr + p->at[i], &r);
        if ((*r.kind == '+' ? PLACE_NOW : PLACE_BEFORE) != era || r.n_name + 1 < n)
            continue;
        const struct kind_row *row = kind_of(&r);
        if (!(levels >> row->level & 1) || !kind_fits(kind, row->kind))
            continue;
        const size_t k = fold_text(p->m, r.name, r.n_name, own, &none, &none);
        if (text_off(own, k, fold, n) != 1 ||
            (within != UINT32_MAX && !places_within(p, i, within)))
            continue;
        if (found != UINT32_MAX && (k != strlen(first) || memcmp(first, own, k) != 0))
            return UINT32_MAX;
        memcpy(first, own, k);
        first[k] = '\0';
        found = i;
    }
    return found;
}

bool places_within(const struct places *p, uint32_t inner, uint32_t outer)
{
    struct place a, b;

    places_line(p, inner, &a);
    places_line(p, outer, &b);
    if (a.era != b.era)
        return false;
    for (int up = 0; up < 3; up++) {
        if (a.level == b.level)
            return strcmp(a.code, b.code) == 0;
        if (a.level == PLACE_PROVINCE)
            return false;
        const enum place_level to =
            a.level == PLACE_COMMUNE && a.era == PLACE_BEFORE ? PLACE_DISTRICT : PLACE_PROVINCE;
        char parent[PLACE_CODE];
        memcpy(parent, a.parent, sizeof parent);
        if (!places_code(p, to, a.era, parent, &a))
            return false;
    }
    return false;
}

uint32_t places_find(const struct places *p, const char *name, enum place_level level,
                     enum place_era eras, struct place *out, uint32_t cap)
{
    char fold[2 * PLACE_NAME];
    uint32_t none = 0, lines[PLACE_SAME];
    size_t len = strlen(name), skip = 0, n;

    while (len > 0 && name[len - 1] == ' ')
        len--;
    if (len >= sizeof fold)
        return 0;
    n = fold_text(p->m, name, len, fold, &none, &none);
    const unsigned wanted = level == PLACE_ANY ? LEVEL_P | LEVEL_D | LEVEL_C : 1U << level;
    uint32_t k = places_lines(p, fold, n, wanted, "", eras, lines, PLACE_SAME);
    const struct kind_word *w = place_kind_at(fold, n, 0, &skip);
    if (k == 0 && w)
        k = places_lines(p, fold + skip, n - skip, wanted & w->levels, w->kind, eras, lines,
                         PLACE_SAME);
    k = k < PLACE_SAME ? k : PLACE_SAME;
    for (uint32_t i = 0; i < k && i < cap; i++)
        places_line(p, lines[i], &out[i]);
    return k;
}
