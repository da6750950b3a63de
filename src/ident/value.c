/* From what was read of a value to what was printed. */
#include "ident/value.h"

#include <ctype.h>
#include <string.h>

#include "ident/repair.h"

char *ident_join(struct arena *a, const char *value, const char *before, size_t want)
{
    const size_t len = strlen(before) + strlen(value), cap = len > want ? len : want;
    char *out = arena_alloc(a, cap + 1, 1);

    if (!out)
        return NULL;
    memset(out, '0', cap);
    memcpy(out, before, strlen(before));
    memcpy(out + strlen(before), value, strlen(value));
    return out;
}

/* "52I" is no parcel of that letter: those are small. */
static bool has_letter_for_one(const struct ident_candidate *c, const char *value)
{
    return c->kind == IDENT_PARCEL && *value && strchr("IlO|", value[strlen(value) - 1]);
}

bool ident_swap_point(const struct ident_candidate *c, char *value)
{
    char *dot = strrchr(value, '.');
    const size_t decimals = dot ? strlen(dot + 1) : 0;

    if (c->kind == IDENT_TTHC_CODE && value[0] && value[1] == ',') {
        value[1] = '.';
        return true;
    }
    if (!(c->flags & PATTERN_AREA) || decimals < 1 || decimals > 2)
        return false;
    *dot = ',';
    return true;
}

char *ident_with_room(struct arena *a, const char *value)
{
    const size_t n = strlen(value);
    char *out = arena_alloc(a, n + 1 + IDENT_SYMBOL_ROOM, 1);

    if (out)
        memcpy(out, value, n + 1);
    return out;
}

/* "05/201" where the paper prints one year of those three digits: that. */
static bool complete_year(const struct ident_view *v, char *value)
{
    char *slash = strchr(value, '/'), *end = slash ? slash + 4 : value, digit = '\0';

    for (const char *c = v->fold; slash && *c;) {
        const size_t n = strspn(c, "0123456789");
        if (n == 4 && strncmp(c, slash + 1, 3) == 0) {
            if (digit && digit != c[3])
                return false;
            digit = c[3];
        }
        c += n ? n : 1;
    }
    if (!digit)
        return false;
    memmove(end + 1, end, strlen(end) + 1);
    *end = digit;
    return true;
}

static bool repair_folded(const struct ident_tables *t, char *value, enum ident_kind kind)
{
    switch (kind) {
    case IDENT_DOSSIER_CODE:
        return repair_dossier_code(value);
    case IDENT_TTHC_CODE:
        return repair_tthc(value);
    case IDENT_RESULT_CODE:
        return repair_result_code(value);
    case IDENT_HKD_CODE:
        return repair_hkd_code(value);
    case IDENT_CIVIL_REG_NO:
        return repair_symbol(t, value) || repair_extract(value);
    case IDENT_CERT_NO:
        return true; /* before it was normalised */
    default:
        return repair_digits(value, kind == IDENT_BHYT ? 2 : 0);
    }
}

bool ident_make_value(const struct ident_tables *t, const struct ident_view *v,
                      struct ident_candidate *c, struct arena *a, char **raw, bool *nothing,
                      struct err *e)
{
    char *text = arena_strndup(a, v->text + c->start, c->end - c->start), *value;

    *raw = ident_view_raw(v, c->start, c->end, a);
    if (text && c->kind == IDENT_CERT_NO && (c->flags & PATTERN_FOLDED))
        repair_cert(text);
    if (text && c->kind == IDENT_DOSSIER_CODE && (c->flags & PATTERN_LOOSE))
        repair_blank(text);
    if (text && (c->flags & PATTERN_CELL) && (c->flags & PATTERN_AREA))
        text[strcspn(text, " ")] = ','; /* "265 2": its comma was not read */
    value = text ? ident_normalise(c->kind, text, a) : NULL;
    if (value && (c->flags & (PATTERN_FOLDED | PATTERN_LOOSE | PATTERN_CUT_YEAR)))
        value = ident_with_room(a, value);
    if (!value || !*raw)
        return err_set(e, ERR_NOMEM, "no memory");
    *nothing = false;
    if (c->flags & PATTERN_BOXED)
        *nothing = !repair_boxed(value);
    if (has_letter_for_one(c, value))
        c->flags |= PATTERN_LOOSE;
    if ((c->flags & PATTERN_LOOSE) && (c->flags & PATTERN_REGISTER))
        *nothing = !repair_entry(value, strchr(text, ' '));
    else if (c->flags & PATTERN_LOOSE)
        *nothing = !repair_loose(value, c->kind);
    else if (c->flags & PATTERN_FOLDED)
        *nothing = !repair_folded(t, value, c->kind);
    if ((c->flags & PATTERN_REGISTER) && repair_register(value))
        c->flags |= PATTERN_FOLDED;
    if (c->flags & PATTERN_CUT_YEAR)
        *nothing = !complete_year(v, value);
    if (c->flags & PATTERN_WRECK)
        *nothing = !repair_wreck(value, c->kind);
    if (c->flags & PATTERN_FIRST_ZERO)
        repair_first_zero(value, c->kind);
    if (c->flags & PATTERN_DOUBLED)
        *nothing = !repair_doubled(t, value, c->kind, a);
    if (ident_swap_point(c, value))
        c->flags |= PATTERN_FOLDED;
    if (c->flags & PATTERN_REPAIRED) /* a procedure code lost zeros at its end, numbers in front */
        value = c->kind == IDENT_TTHC_CODE ? ident_join(a, value, "", 8)
                : c->kind == IDENT_GCN_SERIAL
                    ? ident_join(a, value, "AA", 0) /* the first series of ten */
                    : ident_join(a, value, "0", 0);
    c->value = value;
    return value || err_set(e, ERR_NOMEM, "no memory");
}
