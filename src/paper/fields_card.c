#include <string.h>

#include "doc/card.h"
#include "paper/agree.h"
#include "paper/fields.h"

/* A decoded code or a zone whose check digits agree leaves no doubt of its own. */
static const float DECODED = 0.9995F;

/* What the code says is believed over what was read. */
static void add_code(struct field_list *f, uint32_t k, const struct code *c)
{
    static const char *const names[CARD_PARTS] = { "",    "",          "full_name",  "birth_date",
                                                   "sex", "residence", "issued_date" };
    struct card_code card;

    if (!card_code_parse(c->text, &card) || !card.complete || !card.agrees)
        return;
    for (int i = CARD_NAME; i < CARD_PARTS; i++) {
        if (card.len[i] == 0 || card.len[i] > 300)
            continue;
        const char *value = i == CARD_BIRTH    ? arena_strdup(f->a, card.birth)
                            : i == CARD_ISSUED ? arena_strdup(f->a, card.issued)
                                               : arena_strndup(f->a, card.part[i], card.len[i]);
        if (!value) {
            f->failed = true;
            return;
        }
        if (i == CARD_NAME && f->pool)
            name_decoded(f->pool, f->t, value);
        field_add(f, names[i], value, DECODED, 1, k, c->box);
    }
}

/* "8502289M4502281VNM": birth, sex and expiry of a card's zone, each day with its check digit. */
static void add_zone(struct field_list *f, uint32_t k, const char *line, struct box box)
{
    struct card_zone z;

    if (!card_zone_parse(line, &z))
        return;
    field_add(f, "birth_date", z.birth, DECODED, 1, k, box);
    field_add(f, "sex", z.female ? "Nữ" : "Nam", DECODED, 1, k, box);
    if (*z.expiry)
        field_add(f, "expiry_date", z.expiry, DECODED, 1, k, box);
}

static void add_read_zone(struct field_list *f, uint32_t k, const struct seg *s)
{
    char line[64];
    size_t n = 0;

    for (uint32_t i = 0; i < s->len && n + 1 < sizeof line; i++)
        if (s->fold[i] != ' ' && (n > 0 || (s->fold[i] >= '0' && s->fold[i] <= '9')))
            line[n++] = s->fold[i];
    line[n] = '\0';
    add_zone(f, k, line, s->box);
}

/* The second line of what the zone's cells gave. */
static bool add_cell_zone(struct field_list *f, uint32_t k, const struct code *c)
{
    const char *second = strchr(c->text, '\n');

    if (second)
        add_zone(f, k, second + 1, c->box);
    return second != NULL;
}

void fields_card(struct field_list *f)
{
    for (uint32_t k = 0; k < f->d->n && k < 4; k++) {
        const struct layout *l = &f->d->layouts[k];
        const struct page_read *p = f->d->views[k].page;
        bool cells = false;
        for (uint32_t i = 0; i < p->n_codes && (l->card_front || l->card_back); i++)
            if (p->codes[i].kind == CODE_QR)
                add_code(f, k, &p->codes[i]);
            else if (p->codes[i].kind == CODE_ZONE && l->card_back)
                cells |= add_cell_zone(f, k, &p->codes[i]);
        for (uint32_t i = 0; i < f->d->views[k].n_segs && l->card_back && !cells; i++)
            add_read_zone(f, k, &f->d->views[k].segs[i]);
    }
}
