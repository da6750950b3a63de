/* What one document says about its identifiers as a whole: agreement, acceptance. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "ident/doubt.h"

const char ident_lonely[] = "read twice the same, with too little confidence";
const char ident_disputed[] = "a second reading gave something else";
const char ident_unlabelled[] = "no label beside it";
const char ident_faint[] = "read with too little confidence";

/* What was decoded (MRZ, QR) is believed: the same kind and role read differently is suspect. */
static void compare_with_decoded(struct ident_found *f)
{
    for (uint32_t i = 0; i < f->n; i++) {
        const struct identifier *d = &f->items[i];
        if (d->source == SOURCE_OCR || !d->accepted)
            continue;
        for (uint32_t k = 0; k < f->n; k++) {
            struct identifier *o = &f->items[k];
            if (o->source != SOURCE_OCR || o->kind != d->kind || o->level != LEVEL_VALID ||
                strcmp(o->value, d->value) == 0)
                continue;
            const bool same_person = o->kind == IDENT_ID12 && o->role == d->role;
            if (same_person || (o->kind == IDENT_DOSSIER_CODE && o->page == d->page)) {
                o->level = LEVEL_SUSPECT;
                o->why = "disagrees with the code or machine readable zone";
            }
        }
    }
}

static const char *field_of(const struct document *doc, const char *name)
{
    const struct field *f = document_field(doc, name);

    return f ? f->value : "";
}

enum agreement { AGREE_UNKNOWN, AGREE_YES, AGREE_NO };

static int birth_year(const char *id12)
{
    return 1900 + 100 * ((id12[3] - '0') / 2) + (id12[4] - '0') * 10 + id12[5] - '0';
}

/* Are numbers of several people in this one's role? Then the role says of none whose it is. */
static bool shares_role(const struct ident_found *f, const struct identifier *id)
{
    for (uint32_t i = 0; i < f->n; i++) {
        const struct identifier *o = &f->items[i];
        if (o->kind == IDENT_ID12 && o->level == LEVEL_VALID && o->role == id->role &&
            strcmp(o->value, id->value) != 0)
            return true;
    }
    return false;
}

enum { FIRST_YEAR = 1800, YEARS = sizeof((struct ident_found *)0)->year };

/* Which years the paper prints by themselves or at the end of a date: one pass, however many
 * numbers ask. */
static void make_years(struct ident_found *f)
{
    f->years_made = true;
    for (uint32_t i = 0; i < f->n_views; i++)
        for (const char *c = f->views[i].fold; *c;) {
            size_t n = 0;
            int year = 0;
            for (; isdigit((unsigned char)c[n]); n++)
                year = n < 4 ? year * 10 + (c[n] - '0') : 0;
            if (n == 4 && year >= FIRST_YEAR && year < FIRST_YEAR + YEARS)
                f->year[year - FIRST_YEAR] = f->year[year - FIRST_YEAR] ? 2 : 1;
            c += n ? n : 1;
        }
}

/* How often; more than twice is twice. */
static int prints_year(struct ident_found *f, int year)
{
    if (!f->years_made)
        make_years(f);
    return year >= FIRST_YEAR && year < FIRST_YEAR + YEARS ? f->year[year - FIRST_YEAR] : 0;
}

/* Does it print any, none of which is this? */
static bool prints_others(struct ident_found *f, int year)
{
    bool any = false;

    if (!f->years_made)
        make_years(f);
    for (int i = 0; i < YEARS; i++)
        any |= f->year[i] && FIRST_YEAR + i != year;
    return any;
}

/* Another number in this one's role holds that birth year, and is not the same one read wrongly:
 * the person whose birth is printed has it, and this one is somebody else's whom the paper names
 * too (the owner of a house, who declares in another's stead). */
static bool has_its_own(const struct ident_found *f, const struct identifier *id, int year)
{
    enum { NEAR = 2 };

    for (uint32_t i = 0; i < f->n; i++) {
        const struct identifier *o = &f->items[i];
        if (o->kind == IDENT_ID12 && o->level == LEVEL_VALID && o->role == id->role &&
            o->read_twice && birth_year(o->value) == year &&
            ident_distance(o->value, strlen(o->value), id->value, strlen(id->value)) > NEAR)
            return true;
    }
    return false;
}

/* Birth year inside the number against the year the paper prints for the same person. Which person
 * that is, the rules of roles may get wrong: a number whose year is printed elsewhere on the paper
 * is taken for another person's. */
static enum agreement birth_agrees(struct ident_found *f, const struct document *doc,
                                   const struct identifier *id)
{
    const char *date = "";

    if (id->role == ROLE_FATHER)
        date = field_of(doc, "father_birth");
    else if (id->role == ROLE_MOTHER)
        date = field_of(doc, "mother_birth");
    else if (id->role == ROLE_SUBJECT)
        date = field_of(doc, "birth_date");
    if (strlen(date) < 4)
        return AGREE_UNKNOWN;
    if (birth_year(id->value) == strtol(date, NULL, 10))
        return AGREE_YES;
    return prints_year(f, birth_year(id->value)) || has_its_own(f, id, (int)strtol(date, NULL, 10))
               ? AGREE_UNKNOWN
               : AGREE_NO;
}

/* The number holds the sex; a father's, a mother's and a printed one must agree with it. */
static bool sex_disagrees(const struct ident_found *f, const struct document *doc,
                          const struct identifier *id)
{
    const bool male = (id->value[3] - '0') % 2 == 0;
    const char *sex = id->role == ROLE_SUBJECT ? field_of(doc, "sex") : "";

    if (shares_role(f, id))
        return false;
    if (id->role == ROLE_FATHER || strcmp(sex, "Nam") == 0)
        return !male;
    return (id->role == ROLE_MOTHER || strcmp(sex, "Nữ") == 0) && male;
}

static enum agreement cross_check(struct ident_found *f, const struct document *doc,
                                  struct identifier *id)
{
    const char *issued = field_of(doc, "issued_date");

    if (id->kind != IDENT_ID12 || id->level != LEVEL_VALID)
        return AGREE_UNKNOWN;
    const enum agreement birth = birth_agrees(f, doc, id);
    if (birth == AGREE_NO) {
        id->level = LEVEL_SUSPECT;
        id->why = "disagrees with the birth year printed beside it";
    } else if (sex_disagrees(f, doc, id)) {
        id->level = LEVEL_SUSPECT;
        id->why = "disagrees with the sex of the person it is printed for";
    } else if (strlen(issued) >= 4 && birth_year(id->value) > strtol(issued, NULL, 10)) {
        id->level = LEVEL_SUSPECT;
        id->why = "its birth year is after the date of the paper";
    }
    return birth;
}

/* The year of a number, and how often its own print counts for one; 0: it has none. */
static int year_of(const struct identifier *id, int *own)
{
    const char *slash = strchr(id->value, '/'), *dash = strchr(id->value, '-');

    *own = 0;
    if (id->kind == IDENT_ID12)
        return birth_year(id->value);
    if (id->kind == IDENT_CIVIL_REG_NO && slash && isdigit((unsigned char)slash[1])) {
        *own = 1;
        return (int)strtol(slash + 1, NULL, 10);
    }
    if (id->kind != IDENT_DOSSIER_CODE || !dash)
        return 0;
    return strcspn(dash + 1, "-") == 8 ? (int)(strtol(dash + 1, NULL, 10) / 10000)
                                       : 2000 + (int)(strtol(dash + 1, NULL, 10) / 10000);
}

/* No register holds a number of a year after the paper's own. It is of the year of its entry, whose
 * day the paper prints too: both readings of faint print may agree on 1983 for 1989. Of other
 * numbers a year after those of the papers that the rules were judged by (a 1 or 2 read as 3) is
 * believed where the paper prints it elsewhere. */
static void check_year(struct ident_found *f, const struct document *doc, struct identifier *id)
{
    enum { LAST_KNOWN = 2026 };
    const char *issued = field_of(doc, "issued_date");
    const bool civil = id->kind == IDENT_CIVIL_REG_NO;
    int own;
    const int year = id->level == LEVEL_VALID ? year_of(id, &own) : 0;
    const char *why = NULL;

    if (year == 0)
        return;
    if (civil && strlen(issued) >= 4 && year > strtol(issued, NULL, 10))
        why = "its year is after the date of the paper";
    else if (((civil && prints_others(f, year) && year != strtol(issued, NULL, 10)) ||
              year > LAST_KNOWN) &&
             prints_year(f, year) <= own)
        why = "of a year that the paper does not print elsewhere";
    if (why) {
        id->level = LEVEL_SUSPECT;
        id->why = why;
    }
}

static uint32_t mentions(const struct ident_found *f, const struct identifier *id)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->n && n < 2; i++)
        n += f->items[i].kind == id->kind && f->items[i].level == LEVEL_VALID &&
             strcmp(f->items[i].value, id->value) == 0;
    return n;
}

/* Forms that nothing else printed on an office's papers has; the others need their label. Codes of
 * procedures are given out from 000001 on and stand under 020000 (national portal, 3,927 of them):
 * "2.469318" is a coordinate or an amount. */
static bool speaks_for_itself(const struct identifier *id)
{
    const enum ident_kind kind = id->kind;

    if (kind == IDENT_TTHC_CODE)
        return strlen(id->value) >= 8 && id->value[2] == '0' && id->value[3] <= '1';
    return kind == IDENT_BHYT || kind == IDENT_DOSSIER_CODE || kind == IDENT_RESULT_CODE ||
           kind == IDENT_HKD_CODE || kind == IDENT_GCN_SERIAL;
}

/* Nothing else of ten digits is printed in groups as telephone numbers are ("0912.345.678"). */
static bool is_grouped(const struct identifier *id)
{
    for (const char *c = id->raw; *c; c++)
        if (strchr(" .-", *c) && c > id->raw && isdigit((unsigned char)c[-1]) && c[1])
            return true;
    return false;
}

/* Do words of that set of the table stand in [from, to)? */
static bool says_one_of(const struct ident_tables *t, const struct ident_view *v, size_t from,
                        size_t to, enum ident_set set)
{
    for (size_t i = 0; i < t->n_words; i++)
        if (t->words[i].set == set && ident_view_says(v, from, to, t->words[i].text))
            return true;
    return false;
}

/* "Vướng gì xin gọi Trần Thị Thu, số 0973738899", "báo trước theo số 02323527697": right behind
 * "số" in a sentence that says to call, and that speaks of no other number. */
static bool is_called(const struct ident_found *f, const struct identifier *id)
{
    enum { BEFORE = 90, PLACES = 16 };

    if (id->kind != IDENT_PHONE || id->page < 1 || (uint32_t)id->page > f->n_views)
        return false;
    const struct ident_view *v = &f->views[id->page - 1];
    const size_t n = strlen(id->raw);
    const char *c = n ? strstr(v->text, id->raw) : NULL;
    for (uint32_t k = 0; c && k < PLACES; k++, c = strstr(c + n, id->raw)) {
        size_t end = v->fold_of[c - v->text];
        while (end > 0 && strchr(" \n:.", v->fold[end - 1]))
            end--;
        if (end < 3 || strncmp(v->fold + end - 2, "so", 2) != 0 || !strchr(" \n", v->fold[end - 3]))
            continue;
        size_t from = end > BEFORE ? end - BEFORE : 0;
        for (size_t i = from; i + 1 < end; i++) /* the sentence */
            if (v->fold[i] == '.' && strchr(" \n", v->fold[i + 1]))
                from = i + 1;
        if (says_one_of(f->tables, v, from, end, SET_CALLING) &&
            !says_one_of(f->tables, v, from, end, SET_NUMBERED))
            return true;
    }
    return false;
}

/* The letter of a business's code, which no check covers. E and F of blurred print are taken for
 * one another by both readers (3 of 74 on generated faxes and poor copies); those of the table were
 * right in all of 235. */
static bool has_distinct_letter(const struct ident_tables *t, const struct identifier *id)
{
    return id->kind != IDENT_HKD_CODE ||
           (strlen(id->value) > 2 && ident_word_in(t, SET_HKD, id->value + 2, 1));
}

/* What extracts of the civil registers call their kinds: birth, marriage, death, guardianship,
 * recognition of a parent or child, corrections, divorce. Another symbol may be one of these read
 * wrongly. */
static bool has_known_symbol(const struct ident_tables *t, const struct identifier *id)
{
    const char *tl = id->kind == IDENT_CIVIL_REG_NO ? strstr(id->value, "TL") : NULL;
    const size_t n = tl ? strcspn(tl + 2, "-") : 0;

    return !tl || ((!tl[2 + n] || strcmp(tl + 2 + n, "-BS") == 0) &&
                   ident_word_in(t, SET_SYMBOL, tl + 2, n));
}

/* Its letters, which are read once, leave no doubt. */
static bool is_distinct(const struct ident_tables *t, const struct identifier *id)
{
    return has_distinct_letter(t, id) && has_known_symbol(t, id);
}

/* Does the name of the procedure stand beside its code? On lists that print a code over and over
 * the first places say it. */
static bool is_named(const struct ident_found *f, const struct identifier *id,
                     const struct ident_procedure *p)
{
    enum { BEFORE = 100, BEHIND = 60, PLACES = 16 };

    if (id->page < 1 || (uint32_t)id->page > f->n_views)
        return false;
    const struct ident_view *v = &f->views[id->page - 1];
    const size_t n = strlen(id->raw);
    const char *c = n ? strstr(v->text, id->raw) : NULL;
    for (uint32_t k = 0; c && k < PLACES; k++, c = strstr(c + n, id->raw)) {
        const size_t at = v->fold_of[c - v->text], end = at + BEHIND;
        if (ident_view_says(v, at > BEFORE ? at - BEFORE : 0, end < v->fold_len ? end : v->fold_len,
                            p->name))
            return true;
    }
    return false;
}

static uint32_t signs_apart(const char *a, const char *b)
{
    uint32_t n = 0;

    if (strlen(a) != strlen(b))
        return UINT32_MAX;
    for (size_t i = 0; a[i]; i++)
        n += a[i] != b[i];
    return n;
}

/* The procedure whose name stands beside the code, which has it, or one digit of it read wrongly;
 * NULL for none and for several. */
static const struct ident_procedure *procedure_of(const struct ident_found *f,
                                                  const struct identifier *id)
{
    const struct ident_tables *t = f->tables;
    const struct ident_procedure *near = NULL;
    uint32_t n = 0;

    for (size_t i = 0; id->kind == IDENT_TTHC_CODE && i < t->n_procedures; i++) {
        const struct ident_procedure *p = &t->procedures[i];
        const uint32_t apart = signs_apart(p->code, id->value);
        if (apart == 0)
            return is_named(f, id, p) ? p : NULL;
        if (apart == 1 && is_named(f, id, p)) {
            near = p;
            n++;
        }
    }
    return n == 1 ? near : NULL;
}

/* "412" of 112: no year, no sign, no length tells of a digit read wrongly, so only a sure reading
 * is believed. */
static float least_of(const struct identifier *id, float least)
{
    const float plain = 0.97F;

    return id->kind == IDENT_CIVIL_REG_NO && !strchr(id->value, '/') && least < plain ? plain
                                                                                      : least;
}

/* A number is accepted unseen when two independent readings of it agree (the second reader's, or
 * another print of the same number in the same role of the paper) and confidence is over the kind's
 * threshold; what the paper says otherwise (birth year, sex) may speak for it but does not replace
 * a reading. */
static void accept(struct ident_found *f, const struct document *doc, struct identifier *id)
{
    const struct ident_accept *at = &f->tables->accept[id->kind];
    const enum agreement birth = cross_check(f, doc, id);

    check_year(f, doc, id);
    if (id->level != LEVEL_VALID)
        return;
    const struct ident_procedure *procedure = procedure_of(f, id);
    if (procedure && strcmp(procedure->code, id->value) != 0) {
        if (!id->read_twice) /* else it may be a procedure that these tables do not know */
            id->value = procedure->code;
        id->level = LEVEL_SUSPECT;
        id->why = "the procedure named beside it has another code";
        return;
    }
    const bool again = mentions(f, id) > 1 || procedure, backed = birth == AGREE_YES || again;
    const bool known = *id->label || speaks_for_itself(id) ||
                       (id->kind == IDENT_PHONE && (is_grouped(id) || is_called(f, id))) ||
                       (id->kind == IDENT_ID12 && backed);
    id->accepted =
        known && (id->read_twice || again) && (backed || is_distinct(f->tables, id)) &&
        id->confidence >= (id->read_twice && backed ? at->agreed : least_of(id, at->labelled));
    if (id->accepted)
        id->why = "";
    else if (!known)
        id->why = ident_unlabelled;
    else if (!id->read_twice && !again)
        id->why = id->confidence >= at->agreed ? ident_disputed : ident_faint;
    else
        id->why = id->confidence >= at->agreed ? ident_lonely : ident_faint;
}

static bool better(const struct identifier *a, const struct identifier *b)
{
    if (a->accepted != b->accepted)
        return a->accepted;
    return a->level > b->level;
}

/* One entry a value: the accepted before the doubtful; in order of first sight. */
static void merge(struct ident_found *f)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->n; i++) {
        struct identifier *id = &f->items[i], *same = NULL;
        for (uint32_t k = 0; k < n && !same; k++)
            if (f->items[k].kind == id->kind && strcmp(f->items[k].value, id->value) == 0)
                same = &f->items[k];
        if (!same) {
            f->items[n++] = *id;
            continue;
        }
        const enum ident_role role = same->role ? same->role : id->role;
        if (better(id, same))
            *same = *id;
        same->role = role;
    }
    f->n = n;
}

void ident_decide(struct ident_found *f, const struct document *doc)
{
    compare_with_decoded(f);
    for (uint32_t i = 0; i < f->n; i++)
        if (f->items[i].source == SOURCE_OCR)
            accept(f, doc, &f->items[i]);
    merge(f);
}
