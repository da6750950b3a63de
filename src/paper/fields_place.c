#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "paper/fields.h"
#include "paper/names.h"
#include "paper/places.h"

/* From this day on only units of today issue papers (Resolution 202/2025/QH15). */
static const char TWO_TIERS[] = "2025-07-01";

/* How an old unit becomes today's, in the field map_method. */
static const char *map_method(const struct place *old, const struct place *now)
{
    if (old->n_next == 0)
        return "unknown";
    if (old->n_next > 1)
        return "split";
    if (old->next[0].part)
        return "part";
    return strcmp(old->name, now->name) == 0 && strcmp(old->kind, now->kind) == 0 ? "same_name"
                                                                                  : "merged";
}

static bool capitals(const char *s)
{
    const size_t len = strlen(s);
    uint32_t upper = 0, letters = 0;

    for (size_t i = 0; i < len;) {
        const uint32_t cp = utf8_next(s, len, &i);
        letters += utf8_is_letter(cp);
        upper += utf8_is_letter(cp) && utf8_is_upper(cp);
    }
    return letters > 0 && upper * 10 >= letters * 7;
}

static size_t put_name(char *out, size_t cap, const char *name, bool upper)
{
    const size_t len = strlen(name);
    size_t n = 0;

    for (size_t i = 0; i < len && n + 4 < cap;) {
        const uint32_t cp = utf8_next(name, len, &i);
        n += utf8_put(upper ? utf8_upper(cp) : cp, out + n);
    }
    out[n] = '\0';
    return n;
}

/* The table and papers write some names of the highlands differently, "Đăk" and "Đắk": what is
 * printed stands. Compared word by word. */
static bool differs_in_dak(const struct fold_map *m, const char *a, const char *b)
{
    while (*a && *b) {
        char x[64], y[64], fold[64];
        uint32_t none = 0;
        const size_t n = strcspn(a, " "), k = strcspn(b, " ");
        if (n >= sizeof x || k >= sizeof y)
            return false;
        memcpy(x, a, n);
        memcpy(y, b, k);
        x[n] = y[k] = '\0';
        fold[fold_text(m, x, n, fold, &none, &none)] = '\0';
        if (!name_same(x, y) && strcmp(fold, "dak") != 0)
            return false;
        a += n + strspn(a + n, " ");
        b += k + strspn(b + k, " ");
    }
    return !*a && !*b;
}

char *place_marks(struct field_list *f, char *value, const char *around, float *fit)
{
    struct place_reading r, now;

    if (!f->t->places || !value || !places_read(f->t->places, value, around, "", &r))
        return value;
    if (r.n > 0 && r.spelled)
        return value;
    /* a unit of before may be a mark off one of today */
    if (places_read(f->t->places, value, around, TWO_TIERS, &now) && now.n > 0 && now.spelled)
        return value;
    *fit = *fit < 0.9F ? *fit : 0.9F; /* a unit nobody knows, or not written so */
    if (r.n == 0 || !r.one_spelling)
        return value;
    char *own = arena_strndup(f->a, value + text_offset(value, r.from),
                              text_offset(value, r.to) - text_offset(value, r.from));
    if (own && differs_in_dak(&f->t->fold, own, r.unit.name))
        return value;
    const size_t from = text_offset(value, r.from), to = text_offset(value, r.to),
                 rest = strlen(value + to), cap = from + 4 * PLACE_NAME + rest + 8;
    char *out = arena_alloc(f->a, cap, 1);
    if (!out) {
        f->failed = true;
        return value;
    }
    memcpy(out, value, from);
    const size_t n =
        from + put_name(out + from, cap - from - rest - 1, r.unit.name, capitals(value));
    memcpy(out + n, value + to, rest + 1);
    return out;
}

/* A field that says something about another: of its page, box and confidence. */
static void add_beside(struct field_list *f, const struct field *of, const char *suffix,
                       const char *value, bool sure)
{
    char name[64];

    if (f->n == FIELDS_MAX || !value || !*value)
        return;
    snprintf(name, sizeof name, "%s%s", suffix[0] == '_' ? of->name : "", suffix);
    if (field_get(f, name))
        return;
    struct field *out = &f->list[f->n];
    *out = *of;
    out->name = arena_strdup(f->a, name);
    out->value = arena_strdup(f->a, value);
    out->accepted = of->accepted && sure;
    if (!out->name || !out->value)
        f->failed = true;
    else
        f->n++;
}

/* "Xã Hải Lăng, Tỉnh Quảng Trị" */
static void full_name(const struct places *p, const struct place *u, char *out, size_t cap)
{
    struct place up;
    const bool commune = u->level == PLACE_COMMUNE && u->era == PLACE_NOW;

    if (commune && places_code(p, PLACE_PROVINCE, PLACE_NOW, u->parent, &up))
        snprintf(out, cap, "%s %s, %s %s", u->kind, u->name, up.kind, up.name);
    else
        snprintf(out, cap, "%s %s", u->kind, u->name);
}

/* Units of today that an old one went to; codes joined by commas. */
static bool successors(const struct places *p, const struct place *old, char *codes, size_t cap,
                       struct place *first)
{
    size_t n = 0;
    bool any = false;
    const enum place_level level = old->level == PLACE_PROVINCE ? PLACE_PROVINCE : PLACE_COMMUNE;

    codes[0] = '\0';
    for (uint32_t i = 0; i < old->n_next && n + PLACE_CODE + 2 < cap; i++) {
        n += (size_t)snprintf(codes + n, cap - n, "%s%s", i ? "," : "", old->next[i].code);
        any |= i == 0 && places_code(p, level, PLACE_NOW, old->next[i].code, first);
    }
    return any;
}

/* The body that took over: "Ủy ban nhân dân Xã Hải Lăng, Tỉnh Quảng Trị". */
static void add_successor(struct field_list *f, const struct field *issuer, const struct place *now,
                          bool sure)
{
    static const char *const bodies[][2] = { { "ủy ban nhân dân", "Ủy ban nhân dân" },
                                             { "uỷ ban nhân dân", "Ủy ban nhân dân" },
                                             { "ubnd", "Ủy ban nhân dân" },
                                             { "hội đồng nhân dân", "Hội đồng nhân dân" },
                                             { "hđnd", "Hội đồng nhân dân" } };
    char unit[4 * PLACE_NAME], org[5 * PLACE_NAME], lower[128];
    const size_t len = strlen(issuer->value);
    size_t n = 0;

    for (size_t i = 0; i < len && n + 4 < sizeof lower;)
        n += utf8_put(utf8_lower(utf8_next(issuer->value, len, &i)), lower + n);
    lower[n] = '\0';
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (starts_with(lower, bodies[i][0])) {
            full_name(f->t->places, now, unit, sizeof unit);
            snprintf(org, sizeof org, "%s %s", bodies[i][1], unit);
            add_beside(f, issuer, "successor_org", org, sure);
            return;
        }
}

static bool names_hamlet(const struct field_list *f, const char *value)
{
    const struct word_set *kinds = &f->t->words.set[WORDS_HAMLET];

    for (uint32_t i = 0; i < kinds->n; i++)
        if (starts_with(value, kinds->list[i].text) && value[strlen(kinds->list[i].text)] == ' ')
            return true;
    return false;
}

/* The issuer's unit by its codes of then and now. */
static void add_issuer_codes(struct field_list *f, const char *date)
{
    const struct field *issuer = field_get(f, "issuer"), *superior = field_get(f, "superior");
    struct place_reading r;
    struct place now = { 0 };
    char codes[PLACE_NEXT * (PLACE_CODE + 1) + 1];

    if (issuer && superior && names_hamlet(f, issuer->value)) /* the commune has a code */
        issuer = superior;
    if (!issuer ||
        !places_read(f->t->places, issuer->value, superior ? superior->value : NULL, date, &r) ||
        r.n != 1)
        return;
    if (r.unit.era == PLACE_NOW) {
        add_beside(f, issuer, "place_new_code", r.unit.code, r.spelled);
        return;
    }
    add_beside(f, issuer, "place_old_code", r.unit.code, r.spelled);
    if (r.unit.level == PLACE_DISTRICT) {
        add_beside(f, issuer, "map_method", "abolished", r.spelled);
        return;
    }
    const bool one = successors(f->t->places, &r.unit, codes, sizeof codes, &now) &&
                     r.unit.n_next == 1 && !r.unit.next[0].part;
    add_beside(f, issuer, "map_method", map_method(&r.unit, &now), r.spelled);
    add_beside(f, issuer, "place_new_code", codes, one && r.spelled);
    if (one)
        add_successor(f, issuer, &now, r.spelled);
}

/* Where somebody lives or was born: the unit of today that its address lies in, where it has
 * changed. */
static void add_address_now(struct field_list *f, const char *name, const char *date)
{
    const struct field *at = field_get(f, name);
    struct place_reading r;
    struct place now = { 0 };
    char codes[PLACE_NEXT * (PLACE_CODE + 1) + 1], unit[4 * PLACE_NAME];

    if (!at || !places_read(f->t->places, at->value, NULL, date, &r) || r.n != 1)
        return;
    if (r.unit.era == PLACE_NOW || r.unit.level == PLACE_DISTRICT) {
        add_beside(f, at, r.unit.era == PLACE_NOW ? "_new_code" : "_old_code", r.unit.code,
                   r.spelled);
        return;
    }
    add_beside(f, at, "_old_code", r.unit.code, r.spelled);
    if (!successors(f->t->places, &r.unit, codes, sizeof codes, &now))
        return;
    const bool one = r.unit.n_next == 1 && !r.unit.next[0].part;
    add_beside(f, at, "_new_code", codes, one && r.spelled);
    if (!one)
        return;
    full_name(f->t->places, &now, unit, sizeof unit);
    add_beside(f, at, "_now", unit, r.spelled);
}

void fields_place(struct field_list *f)
{
    static const char *const addresses[] = { "residence", "birth_place", "home_town",
                                             "registration_place" };
    const struct field *date = field_get(f, "issued_date");

    if (!f->t->places)
        return;
    add_issuer_codes(f, date ? date->value : "");
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
        add_address_now(f, addresses[i], date ? date->value : "");
}
