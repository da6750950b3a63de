#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "paper/agree.h"
#include "paper/fields.h"

/* A decoded code or a zone whose check digits agree leaves no doubt of its own. */
static const float DECODED = 0.9995F;

enum { PARTS = 7 };

/* "28021985" to ISO; false when that is no day. */
static bool compact_date(const char *s, size_t n, char iso[16])
{
    char printed[16];
    struct date d;

    if (n != 8 || strspn(s, "0123456789") < 8)
        return false;
    snprintf(printed, sizeof printed, "%.2s/%.2s/%.4s", s, s + 2, s + 4);
    if (!date_short(printed, 10, 0, &d) || !d.valid || !d.whole)
        return false;
    date_iso(&d, iso);
    return true;
}

/* id12|id9|name|birth|sex|residence|issued (QD 1421/2021 of the Ministry of Public Security): what
 * the code says is believed over what was read. */
static void add_code(struct field_list *f, uint32_t k, const struct code *c)
{
    static const char *const names[PARTS] = { "",    "",          "full_name",  "birth_date",
                                              "sex", "residence", "issued_date" };
    const char *part[PARTS];
    size_t len[PARTS], n = 0;
    char iso[16];

    for (const char *at = c->text; n < PARTS; n++) {
        part[n] = at;
        len[n] = strcspn(at, "|");
        at += len[n];
        if (*at != '|') {
            n++;
            break;
        }
        at++;
    }
    if (n < PARTS || len[0] != 12 || strspn(part[0], "0123456789") < 12)
        return;
    for (size_t i = 2; i < PARTS; i++) {
        const bool date = i == 3 || i == 6;
        if (len[i] == 0 || len[i] > 300 || (date && !compact_date(part[i], len[i], iso)))
            continue;
        const char *value = date ? iso : arena_strndup(f->a, part[i], len[i]);
        if (!value) {
            f->failed = true;
            return;
        }
        if (i == 2 && f->pool)
            name_decoded(f->pool, f->t, value);
        field_add(f, names[i], value, DECODED, 1, k, c->box);
    }
}

static int check_digit(const char *s, size_t n) /* ICAO 9303: weights 7 3 1 */
{
    static const int weights[] = { 7, 3, 1 };
    int sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += (s[i] - '0') * weights[i % 3];
    return sum % 10 + '0';
}

static int two(const char *s)
{
    return (s[0] - '0') * 10 + s[1] - '0';
}

/* The century of a card's birth year: a card is given from birth on, expires after it, and never
 * for those of sixty and more, whose zone says 99. */
static int century(int birth, int expiry)
{
    return birth > expiry || expiry == 99 ? 1900 : birth < 15 ? 2000 : 1900;
}

static void add_day(struct field_list *f, const char *name, const char *yymmdd, int cent,
                    uint32_t k, struct box box)
{
    char printed[16], iso[16];
    struct date d;

    snprintf(printed, sizeof printed, "%.2s/%.2s/%d", yymmdd + 4, yymmdd + 2, cent + two(yymmdd));
    if (!date_short(printed, strlen(printed), 0, &d) || !d.valid || !d.whole)
        return;
    date_iso(&d, iso);
    field_add(f, name, iso, DECODED, 1, k, box);
}

/* "8502289M4502281VNM" in small letters: birth, sex and expiry of a card's zone, each day with its
 * check digit. */
static void add_zone(struct field_list *f, uint32_t k, const char *line, struct box box)
{
    enum { SEX = 7, EXPIRY = 8, END = 18 };

    if (strlen(line) < END || strspn(line, "0123456789") != SEX || !strchr("mf", line[SEX]) ||
        strspn(line + EXPIRY, "0123456789") != 7 || memcmp(line + EXPIRY + 7, "vnm", 3) != 0 ||
        check_digit(line, 6) != line[6] || check_digit(line + EXPIRY, 6) != line[EXPIRY + 6])
        return;
    add_day(f, "birth_date", line, century(two(line), two(line + EXPIRY)), k, box);
    field_add(f, "sex", line[SEX] == 'm' ? "Nam" : "Nữ", DECODED, 1, k, box);
    if (memcmp(line + EXPIRY, "991231", 6) != 0)
        add_day(f, "expiry_date", line + EXPIRY, 2000, k, box);
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
    char line[64];
    const char *second = strchr(c->text, '\n');
    const size_t len = second ? strlen(second + 1) : 0;

    if (len == 0 || len >= sizeof line)
        return false;
    for (size_t i = 0; i <= len; i++)
        line[i] = second[1 + i] >= 'A' && second[1 + i] <= 'Z' ? (char)(second[1 + i] + 32)
                                                               : second[1 + i];
    add_zone(f, k, line, c->box);
    return true;
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
