/* Machine readable zones: ICAO 9303, TD1 of the chip card (three lines of 30) and TD3 of the
 * passport (two of 44). Recognisers read '<' as K, C, L or « and digits as letters: each position
 * is forced into its class before the check digits, which then decide. */
#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/card.h"
#include "ident/found.h"

enum { TD3 = 44 }; /* characters of a passport's line */

static char as_digit(char c)
{
    static const char map_from[] = {
        'O', 'Q', 'D', 'I', 'L', '|', '!', 'Z', 'S', 'B', 'G', 'T', 'A'
    };
    static const char map_to[] = {
        '0', '0', '0', '1', '1', '1', '1', '2', '5', '8', '6', '7', '4'
    };
    for (size_t i = 0; i < sizeof map_from; i++)
        if (c == map_from[i])
            return map_to[i];
    return c;
}

static char as_filler(char c)
{
    return c == 'K' || c == 'C' || c == 'L' || c == 'X' || c == 'S' || c == 'E' ? '<' : c;
}

static void force_digits(char *s, size_t from, size_t n)
{
    for (size_t i = from; i < from + n; i++)
        s[i] = as_digit(s[i]);
}

static void force_filler(char *s, size_t from, size_t n)
{
    for (size_t i = from; i < from + n; i++)
        s[i] = as_filler(s[i]);
}

static bool digits(const char *s, size_t from, size_t n)
{
    for (size_t i = from; i < from + n; i++)
        if (!isdigit((unsigned char)s[i]))
            return false;
    return true;
}

static bool check_at(const char *s, size_t from, size_t n, size_t at)
{
    return s[at] == '0' + card_check_digit(s + from, n);
}

/* The first line: number without its province, check, whole number, check. It is read from its end:
 * the whole number is what is taken; the short one, which recognisers like to give a digit more,
 * and both check digits must be its own. `unlike` counts the edits between the two; checks[]
 * gets the line's part of the composite check. */
static bool parse_number(const char *line, struct mrz_td1 *out, uint32_t *unlike, char *checks)
{
    enum { SHORT_AT = 5, TAIL = 1 + 12 + 2 + 1 }; /* check, number, fillers, check */
    char a[40];
    const size_t n = strlen(line);

    if (n < 30 || n > 33 || strncmp(line, "IDVNM", SHORT_AT) != 0)
        return false;
    memcpy(a, line, n + 1);
    const size_t at = n - TAIL;
    force_digits(a, SHORT_AT, n - SHORT_AT - 3);
    force_filler(a, n - 3, 2);
    force_digits(a, n - 1, 1);
    if (!digits(a, at, 13) || a[n - 3] != '<' || a[n - 2] != '<' || !digits(a, n - 1, 1))
        return false;
    memcpy(out->id12, a + at + 1, 12);
    *unlike = ident_distance(a + SHORT_AT, at - SHORT_AT, out->id12 + 3, 9);
    memcpy(checks, out->id12 + 3, 9);
    memcpy(checks + 9, a + at, TAIL);
    out->number_sure = check_at(checks, 0, 9, 9) && check_at(checks, 10, 14, 24);
    return true;
}

/* Weights of place i of the number in the checks of the short and of the whole one. */
static int weights_at(size_t i, int *whole)
{
    static const int weights[] = { 7, 3, 1 };

    *whole = weights[i % 3];
    return i < 3 ? 0 : weights[(i - 3) % 3];
}

/* A recogniser that takes one digit for another does so in both numbers: are there places with `is`
 * at which `was` may be printed, all checks as they are? */
static bool could_be(const char *id12, char was, char is)
{
    size_t at[12], n = 0;

    for (size_t i = 0; i < 12; i++)
        if (id12[i] == is)
            at[n++] = i;
    for (unsigned set = 1; set < 1u << n; set++) {
        int a = 0, b = 0;
        for (size_t k = 0; k < n; k++) {
            int whole;
            const int part = weights_at(at[k], &whole);
            if (set >> k & 1) {
                a += part * (was - is);
                b += whole * (was - is);
            }
        }
        if (a % 10 == 0 && b % 10 == 0)
            return true;
    }
    return false;
}

bool mrz_is_unmistakable(const char *id12)
{
    /* printed, read: in OCR-B the recogniser takes 3 for 5 and 0 for 8; the others by their shape
     */
    static const char *const mistakes[] = { "35", "65", "08", "68", "98", "38" };

    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++)
        if (could_be(id12, mistakes[i][0], mistakes[i][1]))
            return false;
    return true;
}

bool mrz_parse_td1(const char *l1, const char *l2, struct mrz_td1 *out)
{
    char b[31], composite[64];
    uint32_t unlike;

    *out = (struct mrz_td1){ 0 };
    if (!parse_number(l1, out, &unlike, composite))
        return false;
    if (strlen(l2) == 30) {
        memcpy(b, l2, 31);
        force_digits(b, 0, 7);
        force_digits(b, 8, 7);
        force_filler(b, 18, 11);
        force_digits(b, 29, 1);
        memcpy(composite + 25, b, 7);
        memcpy(composite + 32, b + 8, 7);
        memcpy(composite + 39, b + 18, 11);
        memcpy(out->birth, b, 6);
        memcpy(out->expiry, b + 8, 6);
        out->sex = b[7];
        const bool male = (out->id12[3] - '0') % 2 == 0;
        out->all_checks =
            out->number_sure && digits(b, 0, 7) && digits(b, 8, 7) && check_at(b, 0, 6, 6) &&
            check_at(b, 8, 6, 14) && b[29] == '0' + card_check_digit(composite, 50) &&
            memcmp(out->id12 + 4, out->birth, 2) == 0 && out->sex == (male ? 'M' : 'F');
    }
    /* one of the two numbers read wrongly: only the other line can make up for it */
    out->number_sure = out->number_sure && unlike == 0;
    out->all_checks = out->all_checks && unlike <= 2;
    return true;
}

/* A line as an MRZ writes it: upper case, fillers, no spaces; true when it can be one. */
static bool clean_line(const struct ident_view *v, uint32_t line, char *out, size_t cap)
{
    const struct text_line *l = &v->read->lines[line];
    size_t n = 0, odd = 0;

    for (uint32_t w = l->first; w < l->first + l->count; w++) {
        const char *t = v->read->words[w].text;
        const size_t len = strlen(t);
        for (size_t i = 0; i < len;) {
            uint32_t cp = utf8_base(utf8_next(t, len, &i));
            if (cp == 0xAB || cp == 0x2039 || cp == '(' || cp == '{' || cp == '[')
                cp = '<';
            if (cp == 0xD8 || cp == 0xF8) /* the zero of OCR-B and its kin, read with its stroke */
                cp = '0';
            if (n + 2 >= cap)
                return false;
            if (cp < 128 && (isalnum((int)cp) || (cp == '<' && n > 0)))
                out[n++] = (char)toupper((int)cp);
            else
                odd++;
        }
    }
    out[n] = '\0';
    return n >= 26 && odd <= 3;
}

/* "IDVNM" begins the zone; what its I and D are mistaken for ("TDVNM", "T1DVNM") is put right. */
static bool begins_td1(char *s)
{
    static const char *const heads = "IT1LJFYDO0Q";
    char *vnm = strstr(s, "VNM");
    const size_t head = vnm ? (size_t)(vnm - s) : 0;

    if (head < 1 || head > 3 || strspn(s, heads) < head || !strchr("DO0Q", vnm[-1]))
        return false;
    memmove(s + 2, vnm, strlen(vnm) + 1); /* room for one more: clean_line keeps it */
    memcpy(s, "ID", 2);
    return true;
}

/* Of the two fillers before the last digit one may be lost. */
static void fit_tail(char *s, size_t cap)
{
    const size_t n = strlen(s);

    if (n > 4 && n + 1 < cap && isdigit((unsigned char)as_digit(s[n - 1])) && s[n - 2] == '<' &&
        isdigit((unsigned char)s[n - 3])) {
        s[n] = s[n - 1];
        s[n - 1] = '<';
        s[n + 1] = '\0';
    }
}

/* Recognisers drop or double fillers; only their runs may be stretched to the length. */
static bool fit_length(char *s, size_t want)
{
    const size_t n = strlen(s);
    if (n == want)
        return true;
    char *run = strstr(s, "<<");
    if (!run || n + 4 < want || n > want + 4)
        return false;
    size_t len = strspn(run, "<");
    if (n < want) {
        memmove(run + (want - n), run, strlen(run) + 1);
        memset(run, '<', want - n);
        return true;
    }
    if (len <= n - want)
        return false;
    memmove(run, run + (n - want), strlen(run + (n - want)) + 1);
    return true;
}

static struct identifier of_line(const struct ident_view *v, uint32_t line, enum ident_kind kind,
                                 const char *value, int32_t page)
{
    float conf = 0;
    const struct text_line *l = &v->read->lines[line];
    struct identifier id = { .kind = kind,
                             .value = value,
                             .raw = value,
                             .source = SOURCE_MRZ,
                             .page = page,
                             .role = ROLE_SUBJECT,
                             .label = "MRZ",
                             .why = "" };

    id.box = ident_view_box(v, v->word_start[l->first], v->word_start[l->first + l->count - 1] + 1,
                            &conf);
    return id;
}

static bool add_checked(struct ident_found *f, struct identifier id, bool sure, struct err *e)
{
    const char *why = "";

    if (!id.value)
        return err_set(e, ERR_NOMEM, "no memory");
    const enum ident_level level = ident_check(f->tables, id.kind, id.value, f->arena, &why);
    if (level == LEVEL_INVALID)
        return true; /* nothing that a person could use */
    id.level = level == LEVEL_VALID && sure ? LEVEL_VALID : LEVEL_SUSPECT;
    id.accepted = id.level == LEVEL_VALID;
    id.confidence = id.accepted ? 0.9995f : 0.5f;
    if (!id.accepted)
        id.why = *why ? why : "the machine readable zone may have been misread";
    return ident_add(f, &id, e);
}

/* What the zone's cells gave (CODE_ZONE) for the same place; NULL for nothing. */
static const struct identifier *of_cells(const struct ident_found *f, const struct identifier *id)
{
    for (uint32_t i = 0; i < f->n; i++)
        if (f->items[i].source == SOURCE_MRZ && f->items[i].kind == id->kind &&
            f->items[i].page == id->page && box_overlap(f->items[i].box, id->box))
            return &f->items[i];
    return NULL;
}

/* The number as the recogniser read it: beside that of the cells nothing new, without it believed
 * where its letters could not have been taken for others. */
static bool add_td1(struct ident_found *f, struct identifier id, const struct mrz_td1 *m,
                    struct err *e)
{
    const struct identifier *cells = of_cells(f, &id);

    if (cells && id.value && strcmp(cells->value, id.value) == 0)
        return true;
    return add_checked(
        f, id, !cells && (m->all_checks || m->number_sure) && mrz_is_unmistakable(m->id12), e);
}

struct mrz_td3 {
    char number[10], id12[13]; /* "" for no twelve digits */
    bool all_checks;
};

/* TD3, second line: number 1-9, check 10, VNM, birth 14-19, check 20, sex, expiry 22-27, check 28,
 * personal number 29-42, check 43, composite 44. */
static bool parse_td3(char *s, struct mrz_td3 *out)
{
    char composite[64];

    *out = (struct mrz_td3){ 0 };
    if (strlen(s) != TD3)
        return false;
    force_digits(s, 1, 7);
    force_digits(s, 9, 1);
    force_digits(s, 13, 7);
    force_digits(s, 21, 7);
    force_digits(s, 42, 2);
    if (strncmp(s + 10, "VNM", 3) != 0 || !isupper((unsigned char)s[0]))
        return false;
    memcpy(out->number, s, 9);
    for (size_t i = 8; i > 0 && out->number[i] == '<'; i--)
        out->number[i] = '\0';
    memcpy(composite, s, 10);
    memcpy(composite + 10, s + 13, 7);
    memcpy(composite + 17, s + 21, 22);
    out->all_checks = check_at(s, 0, 9, 9) && check_at(s, 13, 6, 19) && check_at(s, 21, 6, 27) &&
                      s[43] == '0' + card_check_digit(composite, 39);
    if (digits(s, 28, 12) && strncmp(s + 40, "<<", 2) == 0) {
        memcpy(out->id12, s + 28, 12);
        out->all_checks = out->all_checks && check_at(s, 28, 14, 42);
    }
    return true;
}

/* What recognisers make of a passport's second line beside its fillers: the letter at its end is
 * lost or taken for a digit ('?' then), the sex is read twice ("EF"). */
static void mend_td3(char *s, size_t cap)
{
    char *const vnm = strstr(s, "VNM");
    const size_t head = vnm ? (size_t)(vnm - s) : 0, n = strlen(s);

    if (head < 9 || head > 10 || n < head + 13 || n + 2 > cap)
        return;
    char *const sex = vnm + 10;
    if (isupper((unsigned char)sex[0]) && isupper((unsigned char)sex[1]) &&
        as_digit(sex[1]) == sex[1])
        memmove(sex, sex + 1, strlen(sex));
    if (!isdigit((unsigned char)s[0]))
        return;
    if (head == 9)
        memmove(s + 1, s, strlen(s) + 1);
    s[0] = '?';
}

/* Does a line of the page but `except` hold the value, letters and digits one after the other? */
static bool stands_elsewhere(const struct ident_view *v, uint32_t except, const char *value)
{
    for (uint32_t k = 0; k < v->read->n_lines; k++) {
        const struct text_line *l = &v->read->lines[k];
        char s[256];
        size_t n = 0;
        for (uint32_t w = l->first; w < l->first + l->count && k != except; w++)
            for (const char *t = v->read->words[w].text; *t && n + 1 < sizeof s; t++)
                if (isalnum((unsigned char)*t))
                    s[n++] = (char)toupper((unsigned char)*t);
        s[n] = '\0';
        if (strstr(s, value))
            return true;
    }
    return false;
}

/* A passport's number has one check digit of ten, and that over all: what the recogniser or the
 * cells made of the zone is believed where the page says the same once more. */
static bool add_td3(struct ident_found *f, const struct ident_view *v, uint32_t line,
                    struct identifier id, const struct mrz_td3 *m, struct err *e)
{
    const char *const values[] = { m->number, m->id12 };

    for (int i = 0; i < 2; i++) {
        if (!*values[i])
            continue;
        id.kind = i ? IDENT_ID12 : IDENT_PASSPORT;
        id.raw = id.value = arena_strdup(f->arena, values[i]);
        const struct identifier *cells = line < v->read->n_lines ? of_cells(f, &id) : NULL;
        const bool same = cells && id.value && strcmp(cells->value, id.value) == 0;
        if (same && cells->accepted)
            continue;
        if (!add_checked(
                f, id, m->all_checks && (same || (!cells && stands_elsewhere(v, line, values[i]))),
                e))
            return false;
    }
    return true;
}

/* The second line of a passport; where its letter was not read it is the one under which the check
 * digits hold and the page says the same number. */
static bool read_td3(const struct ident_view *v, uint32_t line, char *s, struct mrz_td3 *out)
{
    if (s[0] != '?')
        return parse_td3(s, out);
    bool found = false;
    for (char letter = 'A'; letter <= 'Z'; letter++) {
        struct mrz_td3 m;
        s[0] = letter;
        if (!parse_td3(s, &m) || !m.all_checks || !stands_elsewhere(v, line, m.number))
            continue;
        if (found)
            return false;
        *out = m;
        found = true;
    }
    return found;
}

/* What the cells of passports' zones gave. */
static bool add_td3_cells(struct ident_found *f, const struct ident_view *v, int32_t page,
                          struct err *e)
{
    for (uint32_t i = 0; i < v->read->n_codes; i++) {
        const struct code *c = &v->read->codes[i];
        struct identifier id = {
            .source = SOURCE_MRZ, .page = page, .role = ROLE_SUBJECT, .label = "MRZ", .why = ""
        };
        char s[TD3 + 1];
        struct mrz_td3 m;
        if (c->kind != CODE_ZONE || strlen(c->text) != TD3)
            continue;
        memcpy(s, c->text, sizeof s);
        id.box = page_box_to_scan(v->read, c->box);
        if (parse_td3(s, &m) && !add_td3(f, v, v->read->n_lines, id, &m, e))
            return false;
    }
    return true;
}

bool ident_from_zone(struct ident_found *f, const struct page_read *p, const struct code *c,
                     int32_t page, struct err *e)
{
    char first[32] = "", second[32] = "";
    struct mrz_td1 m;
    const size_t n = strcspn(c->text, "\n"), rest = c->text[n] ? strlen(c->text + n + 1) : 0;

    if (n >= sizeof first || rest >= sizeof second)
        return true;
    memcpy(first, c->text, n);
    memcpy(second, c->text + n + (rest > 0), rest);
    if (!mrz_parse_td1(first, second, &m))
        return true;
    struct identifier id = { .kind = IDENT_ID12,
                             .value = arena_strdup(f->arena, m.id12),
                             .source = SOURCE_MRZ,
                             .page = page,
                             .role = ROLE_SUBJECT,
                             .label = "MRZ",
                             .why = "" };
    id.raw = id.value;
    id.box = page_box_to_scan(p, c->box);
    return add_checked(f, id, m.all_checks || m.number_sure, e);
}

bool ident_from_mrz(struct ident_found *f, const struct ident_view *v, int32_t page, struct err *e)
{
    char line[2][64];
    struct mrz_td1 m;
    struct mrz_td3 passport;

    if (!add_td3_cells(f, v, page, e))
        return false;
    for (uint32_t l = 0; l < v->read->n_lines; l++) {
        if (v->read->lines[l].count == 0 || !clean_line(v, l, line[0], sizeof line[0]))
            continue;
        mend_td3(line[0], sizeof line[0]);
        if (strlen(line[0]) >= 40 && l > 0 && fit_length(line[0], TD3) &&
            isdigit((unsigned char)as_digit(line[0][9])) && read_td3(v, l, line[0], &passport) &&
            !add_td3(f, v, l, of_line(v, l, IDENT_PASSPORT, "", page), &passport, e))
            return false;
        if (!begins_td1(line[0]))
            continue;
        fit_tail(line[0], sizeof line[0]);
        if (l + 1 == v->read->n_lines || !clean_line(v, l + 1, line[1], sizeof line[1]) ||
            !fit_length(line[1], 30))
            line[1][0] = '\0';
        if (mrz_parse_td1(line[0], line[1], &m) &&
            !add_td1(f, of_line(v, l, IDENT_ID12, arena_strdup(f->arena, m.id12), page), &m, e))
            return false;
    }
    return true;
}
