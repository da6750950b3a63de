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

/* The second line of a passport's zone, whose cells were decoded. */
static bool passport_zone(const struct code *c)
{
    enum { TD3 = 44, COUNTRY = 10 };

    return c->kind == CODE_ZONE && strlen(c->text) == TD3 &&
           strncmp(c->text + COUNTRY, "VNM", strlen("VNM")) == 0;
}

/* "B1234567<5VNM8502289M2802288...": birth and sex stand in it as in a card's, the country before
 * them. */
static void add_passport(struct field_list *f, uint32_t k)
{
    enum { BIRTH = 13, DAYS = 15 };
    const struct page_read *p = f->d->views[k].page;
    struct card_zone z;

    for (uint32_t i = 0; i < p->n_codes; i++) {
        char line[DAYS + 4];
        if (!passport_zone(&p->codes[i]))
            continue;
        memcpy(line, p->codes[i].text + BIRTH, DAYS);
        memcpy(line + DAYS, "VNM", sizeof "VNM");
        if (!card_zone_parse(line, &z))
            continue;
        field_add(f, "birth_date", z.birth, DECODED, 1, k, p->codes[i].box);
        field_add(f, "sex", z.female ? "Nữ" : "Nam", DECODED, 1, k, p->codes[i].box);
    }
}

static bool is_passport(const struct field_list *f)
{
    return strcmp(f->t->types[f->type].pub.slug, "ho_chieu") == 0;
}

void fields_card(struct field_list *f)
{
    for (uint32_t k = 0; k < f->d->n && k < 4; k++) {
        const struct layout *l = &f->d->layouts[k];
        const struct page_read *p = f->d->views[k].page;
        bool cells = false;
        if (is_passport(f))
            add_passport(f, k);
        for (uint32_t i = 0; i < p->n_codes && (l->card_front || l->card_back); i++)
            if (p->codes[i].kind == CODE_QR)
                add_code(f, k, &p->codes[i]);
            else if (p->codes[i].kind == CODE_ZONE && l->card_back)
                cells |= add_cell_zone(f, k, &p->codes[i]);
        for (uint32_t i = 0; i < f->d->views[k].n_segs && l->card_back && !cells; i++)
            add_read_zone(f, k, &f->d->views[k].segs[i]);
    }
}

/* Years and sex digit of a person's number (Decree 137/2015): 0, 1 for 19yy, 2, 3 for 20yy. */
static bool born_like(const char *id12, int32_t year)
{
    return (id12[3] - '0') / 2 == (year - 1900) / 100 &&
           (id12[4] - '0') * 10 + id12[5] - '0' == year % 100;
}

/* "HỘ CHIẾU / PASSPORT" looks like a name of the family Hồ. */
static bool find_passport(const struct seg *s)
{
    return find_phrase(s->fold, s->len, "passport", 0) != SIZE_MAX ||
           starts_with(s->fold, "ho chieu");
}

/* Small print of a card or a passport is lost first: its name is the line of capitals that is a
 * name, its birth date the one whose year is in the number. */
static void card_rest(struct field_list *f, uint32_t k)
{
    const struct view *v = &f->d->views[k];
    const struct layout *l = &f->d->layouts[k];
    float conf;

    for (uint32_t i = 0; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        struct date d;
        char iso[16];
        const char *blank = strchr(s->fold, ' '); /* two words are more often a province's */
        if ((int32_t)s->row > l->tieu_row && s->caps > 0.95F && s->letters >= 6 && blank &&
            strchr(blank + 1, ' ') && name_fit(&f->t->fold, s->text) > 0.85F && !find_passport(s))
            field_add(f, "full_name", s->text, s->conf, 0.9F, k, s->box);
        for (size_t at = 0; l->id12[0] && date_short(s->fold, s->len, at, &d); at = d.to) {
            if (!d.valid || !d.whole || !born_like(l->id12, d.y))
                continue;
            const struct box box = seg_box(v, s, d.from, d.to, &conf);
            date_iso(&d, iso);
            field_add(f, "birth_date", iso, conf, 0.94F, k, box);
        }
    }
}

void fields_card_rest(struct field_list *f)
{
    for (uint32_t k = 0; k < f->d->n && k < 2; k++)
        if (f->d->layouts[k].card_front || is_passport(f))
            card_rest(f, k);
}
