/* Payloads of QR codes and barcodes: the card's seven fields, dossier codes on slips, health cards.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "doc/card.h"
#include "ident/found.h"
#include "ident/papers.h"

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

/* The number must agree with sex and year. Without id9 a field is missing: such a variant is
 * described, but nobody vouches for it. */
static bool card(struct ident_found *f, const struct page_read *p, const struct code *c,
                 int32_t page, const struct card_code *card, struct err *e)
{
    static const char odds[] = "disagrees with birth date or sex in the same code";
    char number[16];

    memcpy(number, card->part[CARD_ID12], card->len[CARD_ID12]);
    number[card->len[CARD_ID12]] = '\0';
    if (!add(f, p, c, page, IDENT_ID12, number, ROLE_SUBJECT, card->agrees && card->complete,
             card->agrees ? "a field of the card's code is missing" : odds, e))
        return false;
    if (card->len[CARD_ID9] != 9)
        return true;
    memcpy(number, card->part[CARD_ID9], 9);
    number[9] = '\0';
    return add(f, p, c, page, IDENT_ID9, number, ROLE_SUBJECT, card->agrees, odds, e);
}

/* Does a line of the page hold these digits one after the other, whatever blanks between? */
static bool prints_digits(const struct ident_view *v, const char *digits)
{
    const size_t n = strlen(digits);

    for (const char *t = v->fold; *t; t++) {
        size_t same = 0;
        if (t > v->fold && isdigit((unsigned char)t[-1]))
            continue;
        for (const char *c = t; *c && same < n && (*c == ' ' || *c == digits[same]); c++)
            same += *c == digits[same];
        if (same == n)
            return true;
    }
    return false;
}

/* Does a date of the page end with the year that the number holds? */
static bool prints_birth(const struct ident_view *v, const char *id12)
{
    char year[8];

    snprintf(year, sizeof year, "/%d%c%c", 19 + (id12[3] - '0') / 2, id12[4], id12[5]);
    const char *at = strstr(v->fold, year);
    return at && !isdigit((unsigned char)at[5]);
}

/* The barcode on the back of the first chipless cards: the number alone. It is believed where the
 * card says it, or the year of birth in it, once more. */
static bool bars_of_card(struct ident_found *f, const struct ident_view *v, const struct code *c,
                         int32_t page, struct err *e)
{
    if (strlen(c->text) != 12 || strspn(c->text, "0123456789") != 12)
        return true;
    const bool twice = prints_digits(v, c->text) || prints_birth(v, c->text);
    const char *why;
    if (ident_check(f->tables, IDENT_ID12, c->text, f->arena, &why) != LEVEL_VALID)
        return true;
    return add(f, v->read, c, page, IDENT_ID12, c->text, ROLE_SUBJECT, twice,
               "nothing on the card says the same as its barcode", e);
}

bool ident_from_codes(struct ident_found *f, const struct ident_view *v, const char *type,
                      int32_t page, struct err *e)
{
    const struct page_read *p = v->read;
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
        struct card_code parsed;
        if (card_code_parse(c->text, &parsed)) {
            if (!card(f, p, c, page, &parsed, e))
                return false;
            continue;
        }
        if (ident_paper_is_card(type) && c->kind == CODE_CODE128 && !bars_of_card(f, v, c, page, e))
            return false;
        const char *first = arena_strndup(f->arena, c->text, strcspn(c->text, "|"));
        if (!first)
            return err_set(e, ERR_NOMEM, "no memory");
        for (size_t k = 0; k < sizeof bare / sizeof *bare; k++) {
            const char *why;
            if (ident_check(f->tables, bare[k], first, f->arena, &why) == LEVEL_VALID &&
                !add(f, p, c, page, bare[k], first, ROLE_NONE, true, "", e))
                return false;
        }
    }
    return true;
}
