/* Payloads of QR codes and barcodes: the card's seven fields, dossier codes on slips, health cards.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "ident/found.h"

enum { CARD_FIELDS = 7, MAX_FIELDS = 12 };

static int split(char *s, char **out)
{
    int n = 0;
    for (char *c = s; c && n < MAX_FIELDS; n++) {
        out[n] = c;
        c = strchr(c, '|');
        if (c)
            *c++ = '\0';
    }
    return n;
}

static bool date8(const char *s)
{
    if (strlen(s) != 8)
        return false;
    for (int i = 0; i < 8; i++)
        if (!isdigit((unsigned char)s[i]))
            return false;
    const int d = (s[0] - '0') * 10 + s[1] - '0', m = (s[2] - '0') * 10 + s[3] - '0';
    return ident_calendar((int)strtol(s + 4, NULL, 10), m, d);
}

static bool add(struct ident_found *f, const struct page_read *p, const struct code *c,
                int32_t page, enum ident_kind kind, const char *value, enum ident_role role,
                bool sure, const char *why_not, struct err *e)
{
    const char *why = "";
    const enum ident_level level = ident_check(f->tables, kind, value, f->arena, &why);
    struct identifier id = { .kind = kind,
                             .value = arena_strdup(f->arena, value),
                             .level = level,
                             .page = page,
                             .role = role,
                             .label = "",
                             .why = "" };

    id.raw = id.value;
    id.source = c->kind == CODE_QR || c->kind == CODE_DATAMATRIX ? SOURCE_QR : SOURCE_BARCODE;
    id.box = page_box_to_scan(p, c->box);
    if (level == LEVEL_VALID && !sure)
        id.level = LEVEL_SUSPECT;
    id.accepted = id.level == LEVEL_VALID;
    id.confidence = id.accepted ? 0.9999f : 0.5f;
    if (!id.accepted)
        id.why = *why ? why : why_not;
    return (id.value || err_set(e, ERR_NOMEM, "no memory")) && ident_add(f, &id, e);
}

/* id12 | id9 | name | ddMMyyyy | Nam/Nữ | residence | ddMMyyyy. The number must agree with sex and
 * year. Without id9 a field is missing: such a variant is described, but nobody vouches for it. */
static bool card(struct ident_found *f, const struct page_read *p, const struct code *c,
                 int32_t page, char **field, int n, bool *is, struct err *e)
{
    const bool is_short = n == CARD_FIELDS - 1;
    if (is_short) {
        memmove(field + 2, field + 1, sizeof *field * (CARD_FIELDS - 2));
        field[1] = field[0] + strlen(field[0]);
        n++;
    }
    const bool male = n > 4 && strcmp(field[4], "Nam") == 0,
               female = n > 4 && strcmp(field[4], "Nữ") == 0;

    *is = n >= CARD_FIELDS && strlen(field[0]) == 12 && date8(field[3]) && (male || female) &&
          date8(field[6]);
    if (!*is)
        return true;
    const int century = field[0][3] - '0', year = 1900 + century / 2 * 100;
    const bool agrees = year / 100 == strtol(field[3] + 4, NULL, 10) / 100 &&
                        strncmp(field[0] + 4, field[3] + 6, 2) == 0 && (century % 2 == 0) == male;
    if (!add(f, p, c, page, IDENT_ID12, field[0], ROLE_SUBJECT, agrees && !is_short,
             agrees ? "a field of the card's code is missing"
                    : "disagrees with birth date or sex in the same code",
             e))
        return false;
    return strlen(field[1]) != 9 || add(f, p, c, page, IDENT_ID9, field[1], ROLE_SUBJECT, agrees,
                                        "disagrees with birth date or sex in the same code", e);
}

bool ident_from_codes(struct ident_found *f, const struct page_read *p, int32_t page, struct err *e)
{
    /* bare values: what a barcode of an office can be without a label */
    static const enum ident_kind bare[] = { IDENT_DOSSIER_CODE, IDENT_RESULT_CODE, IDENT_BHYT,
                                            IDENT_TTHC_CODE };

    for (uint32_t i = 0; i < p->n_codes; i++) {
        const struct code *c = &p->codes[i];
        if (c->kind == CODE_ZONE) {
            if (!ident_from_zone(f, p, c, page, e))
                return false;
            continue;
        }
        char *copy = arena_strdup(f->arena, c->text), *field[MAX_FIELDS];
        bool is_card = false;
        if (!copy)
            return err_set(e, ERR_NOMEM, "no memory");
        const int n = split(copy, field);
        if (!card(f, p, c, page, field, n, &is_card, e))
            return false;
        for (size_t k = 0; !is_card && k < sizeof bare / sizeof *bare; k++) {
            const char *why;
            if (ident_check(f->tables, bare[k], field[0], f->arena, &why) == LEVEL_VALID &&
                !add(f, p, c, page, bare[k], field[0], ROLE_NONE, true, "", e))
                return false;
        }
    }
    return true;
}
