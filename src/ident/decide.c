/* What one document, and one dossier, says about its identifiers as a whole: agreement, acceptance.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ident/doubt.h"

/* Why a value waits that a second reading of it would do for; ident_agree looks for it. */
static const char lonely[] = "read twice the same, with too little confidence";
static const char disputed[] = "a second reading gave something else";
static const char unlabelled[] = "no label beside it";
static const char faint[] = "read with too little confidence";

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
    for (uint32_t i = 0; i < doc->n_fields; i++)
        if (strcmp(doc->fields[i].name, name) == 0)
            return doc->fields[i].value;
    return "";
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

/* Which years the paper prints by themselves or at the end of a date: one pass, however many
 * numbers ask. */
static void make_years(struct ident_found *f)
{
    enum { FIRST = 1800, YEARS = sizeof f->year };

    f->years_made = true;
    for (uint32_t i = 0; i < f->n_views; i++)
        for (const char *c = f->views[i].fold; *c;) {
            size_t n = 0;
            int year = 0;
            for (; isdigit((unsigned char)c[n]); n++)
                year = n < 4 ? year * 10 + (c[n] - '0') : 0;
            if (n == 4 && year >= FIRST && year < FIRST + YEARS)
                f->year[year - FIRST] = f->year[year - FIRST] ? 2 : 1;
            c += n ? n : 1;
        }
}

/* How often; more than twice is twice. */
static int prints_year(struct ident_found *f, int year)
{
    enum { FIRST = 1800, YEARS = sizeof f->year };

    if (!f->years_made)
        make_years(f);
    return year >= FIRST && year < FIRST + YEARS ? f->year[year - FIRST] : 0;
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
    return prints_year(f, birth_year(id->value)) ? AGREE_UNKNOWN : AGREE_NO;
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

/* No register holds a number of a year after the paper's own; a year that these tables know no
 * papers of is believed where the paper prints it elsewhere too. */
static void check_year(struct ident_found *f, const struct document *doc, struct identifier *id)
{
    enum { LAST_KNOWN = 2026 };
    int own;
    const int year = id->level == LEVEL_VALID ? year_of(id, &own) : 0;

    if (year > LAST_KNOWN && prints_year(f, year) <= own) {
        id->level = LEVEL_SUSPECT;
        id->why = "of a year that the paper does not print elsewhere";
    }
    const char *issued = field_of(doc, "issued_date"), *slash = strchr(id->value, '/');

    if (id->kind != IDENT_CIVIL_REG_NO || id->level != LEVEL_VALID || !slash ||
        strlen(issued) < 4 || strtol(slash + 1, NULL, 10) <= strtol(issued, NULL, 10))
        return;
    id->level = LEVEL_SUSPECT;
    id->why = "its year is after the date of the paper";
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

/* Is [word, word + n) one of that set of the table? */
static bool is_word(const struct ident_tables *t, const char *set, const char *word, size_t n)
{
    for (size_t i = 0; i < t->n_words; i++)
        if (strcmp(t->words[i].set, set) == 0 && strlen(t->words[i].text) == n &&
            strncmp(t->words[i].text, word, n) == 0)
            return true;
    return false;
}

/* The letter of a business's code, which no check covers. E and F of blurred print are taken for
 * one another by both readers (3 of 74 on generated faxes and poor copies); those of the table were
 * right in all of 235. */
static bool has_distinct_letter(const struct ident_tables *t, const struct identifier *id)
{
    return id->kind != IDENT_HKD_CODE ||
           (strlen(id->value) > 2 && is_word(t, "hkd", id->value + 2, 1));
}

/* What extracts of the civil registers call their kinds: birth, marriage, death, guardianship,
 * recognition of a parent or child, corrections, divorce. Another symbol may be one of these read
 * wrongly. */
static bool has_known_symbol(const struct ident_tables *t, const struct identifier *id)
{
    const char *tl = id->kind == IDENT_CIVIL_REG_NO ? strstr(id->value, "TL") : NULL;
    const size_t n = tl ? strcspn(tl + 2, "-") : 0;

    return !tl ||
           ((!tl[2 + n] || strcmp(tl + 2 + n, "-BS") == 0) && is_word(t, "symbol", tl + 2, n));
}

/* Its letters, which are read once, leave no doubt. */
static bool is_distinct(const struct ident_tables *t, const struct identifier *id)
{
    return has_distinct_letter(t, id) && has_known_symbol(t, id);
}

/* Do these words stand in fold[from..to), over a line's end too? */
static bool stand_in(const struct ident_view *v, size_t from, size_t to, const char *words)
{
    const size_t n = strlen(words);

    for (size_t at = from; at + n <= to; at++) {
        size_t i = 0;
        while (i < n &&
               (v->fold[at + i] == words[i] || (v->fold[at + i] == '\n' && words[i] == ' ')))
            i++;
        if (i == n)
            return true;
    }
    return false;
}

/* Does the name of the procedure stand beside its code? */
static bool is_named(const struct ident_found *f, const struct identifier *id,
                     const struct ident_procedure *p)
{
    enum { BEFORE = 100, BEHIND = 60 };

    if (id->page < 1 || (uint32_t)id->page > f->n_views)
        return false;
    const struct ident_view *v = &f->views[id->page - 1];
    const size_t n = strlen(id->raw);
    for (const char *c = strstr(v->text, id->raw); n && c; c = strstr(c + n, id->raw)) {
        const size_t at = v->fold_of[c - v->text], end = at + BEHIND;
        if (stand_in(v, at > BEFORE ? at - BEFORE : 0, end < v->fold_len ? end : v->fold_len,
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
                       (id->kind == IDENT_PHONE && is_grouped(id)) ||
                       (id->kind == IDENT_ID12 && backed);
    id->accepted = known && (id->read_twice || again) && (backed || is_distinct(f->tables, id)) &&
                   id->confidence >= (id->read_twice && backed ? at->agreed : at->labelled);
    if (id->accepted)
        id->why = "";
    else if (!known)
        id->why = unlabelled;
    else if (!id->read_twice && !again)
        id->why = id->confidence >= at->agreed ? disputed : faint;
    else
        id->why = id->confidence >= at->agreed ? lonely : faint;
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

/* ---- over a dossier ---- */

static const char like_another[] = "read wrongly; another paper of the dossier holds this number";

/* Letters that a wreck may be off; numbers that a dossier's wrecks are compared with (a register of
 * a hundred pages asks for a tenth of that; what comes after stays as it was read). */
enum { NEAR = 2, COMPARED = 20000000 };

uint32_t ident_distance(const char *a, size_t na, const char *b, size_t nb)
{
    uint8_t row[IDENT_NUMBER_LONGEST + 1];

    if (na > IDENT_NUMBER_LONGEST || nb > IDENT_NUMBER_LONGEST)
        return IDENT_NUMBER_LONGEST;
    for (size_t j = 0; j <= nb; j++)
        row[j] = (uint8_t)j;
    for (size_t i = 1; i <= na; i++) {
        uint8_t last = row[0];
        row[0] = (uint8_t)i;
        for (size_t j = 1; j <= nb; j++) {
            const uint8_t put = (uint8_t)(last + (a[i - 1] != b[j - 1]));
            const uint8_t one = (uint8_t)(1 + (row[j] < row[j - 1] ? row[j] : row[j - 1]));
            last = row[j];
            row[j] = put < one ? put : one;
        }
    }
    return row[nb];
}

static bool holds(const struct document *doc, const struct identifier *like)
{
    for (uint32_t i = 0; i < doc->n_idents; i++)
        if (doc->idents[i].kind == like->kind && strcmp(doc->idents[i].value, like->value) == 0)
            return true;
    return false;
}

/* How many letters of it may be wrong: of a wreck, and of what was put right, two; of a number of
 * the right form that a person must see in any case, one; none of any other. */
static uint32_t may_be_off(const struct identifier *w)
{
    if (w->accepted || w->source != SOURCE_OCR ||
        (w->kind != IDENT_ID12 && w->kind != IDENT_PHONE && w->kind != IDENT_DOSSIER_CODE))
        return 0;
    if (w->level == LEVEL_INVALID)
        return NEAR;
    if (w->kind == IDENT_DOSSIER_CODE) /* the entries of a register are one digit apart */
        return 0;
    if (w->level == LEVEL_SUSPECT)
        return strcmp(w->why, like_another) == 0 ? 0 : NEAR;
    return w->why == faint || w->why == disputed ? 1 : 0;
}

/* The one accepted number of the dossier that a wreck can have been; NULL for none or several. */
static const struct identifier *number_of_wreck(const struct document *docs, uint32_t n_docs,
                                                const struct identifier *w, uint32_t off,
                                                uint32_t *budget)
{
    const struct identifier *best = NULL;
    uint32_t least = off + 1;
    bool several = false;

    for (uint32_t d = 0; d < n_docs; d++)
        for (uint32_t i = 0; i < docs[d].n_idents; i++) {
            const struct identifier *o = &docs[d].idents[i];
            if (*budget == 0)
                return NULL;
            --*budget;
            if (o->kind != w->kind || !o->accepted)
                continue;
            const uint32_t k =
                ident_distance(w->value, strlen(w->value), o->value, strlen(o->value));
            if (k > least || k > off)
                continue;
            several = k == least && best && strcmp(best->value, o->value) != 0;
            least = k;
            best = o;
        }
    return several ? NULL : best;
}

/* What was read wrongly on one paper and is printed on another is proposed, for a person to see. */
static void mend_wrecks(struct document *docs, uint32_t n_docs)
{
    uint32_t budget = COMPARED;

    for (uint32_t d = 0; d < n_docs; d++)
        for (uint32_t i = 0; i < docs[d].n_idents; i++) {
            struct identifier *w = &docs[d].idents[i];
            const uint32_t off = may_be_off(w);
            const struct identifier *known =
                off ? number_of_wreck(docs, n_docs, w, off, &budget) : NULL;
            if (!known || holds(&docs[d], known))
                continue;
            w->value = known->value;
            w->level = LEVEL_SUSPECT;
            w->why = like_another;
        }
}

struct mention {
    struct identifier *id;
    uint32_t doc;
};

static int by_value(const void *a, const void *b)
{
    const struct mention *x = a, *y = b;
    if (x->id->kind != y->id->kind)
        return x->id->kind < y->id->kind ? -1 : 1;
    return strcmp(x->id->value, y->id->value);
}

/* The same value in [from, to): of several documents, or accepted in one. */
static void agree_group(struct mention *m, size_t from, size_t to)
{
    bool several = false, known = false;

    for (size_t i = from; i < to; i++) {
        several |= m[i].doc != m[from].doc;
        known |= m[i].id->accepted;
    }
    for (size_t i = from; several && i < to; i++) {
        struct identifier *id = m[i].id;
        if (!id->accepted && (strcmp(id->why, lonely) == 0 || strcmp(id->why, disputed) == 0 ||
                              (known && strcmp(id->why, unlabelled) == 0))) {
            id->accepted = true;
            id->why = "";
        }
    }
}

static const char twin[] = "another paper has it but for a digit";

/* Kinds whose numbers do not follow on one another in a dossier as parcels, certificates and the
 * codes of a register do: two that differ in one digit are one number, once read wrongly. */
static bool has_no_twins(enum ident_kind kind)
{
    return kind == IDENT_ID12 || kind == IDENT_ID9 || kind == IDENT_PASSPORT || kind == IDENT_MST ||
           kind == IDENT_BHXH || kind == IDENT_BHYT || kind == IDENT_HKD_CODE ||
           kind == IDENT_PHONE;
}

/* How much speaks for the value of mentions [from, to): what was decoded before all that was read,
 * then how many papers have it. 0: none of them is accepted. */
static size_t weight_of(const struct mention *m, size_t from, size_t to)
{
    bool accepted = false, decoded = false;

    for (size_t i = from; i < to; i++) {
        accepted |= m[i].id->accepted;
        decoded |= m[i].id->accepted && m[i].id->source != SOURCE_OCR;
    }
    return !accepted ? 0 : decoded ? SIZE_MAX : to - from; /* a paper has each value once */
}

static void hold_back(struct mention *m, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (m[i].id->source == SOURCE_OCR) {
            m[i].id->accepted = false;
            m[i].id->level = LEVEL_SUSPECT;
            m[i].id->why = twin;
        }
}

/* Of two such numbers the one that fewer papers have is for people; both, where none has more.
 * Books of many people's numbers are not looked through. */
static void part_twins(struct mention *m, size_t n)
{
    enum { MOST = 64 };
    size_t at[MOST + 1], weight[MOST];

    for (size_t from = 0, to; from < n; from = to) {
        size_t k = 0;
        for (to = from; to < n && m[to].id->kind == m[from].id->kind; to++)
            if ((to == from || strcmp(m[to].id->value, m[to - 1].id->value) != 0) && k++ < MOST)
                at[k - 1] = to;
        if (k > MOST || k < 2 || !has_no_twins(m[from].id->kind))
            continue;
        at[k] = to;
        for (size_t i = 0; i < k; i++)
            weight[i] = weight_of(m, at[i], at[i + 1]);
        for (size_t i = 0; i < k; i++)
            for (size_t j = 0; j < i; j++) {
                const char *a = m[at[i]].id->value, *b = m[at[j]].id->value;
                if (!weight[i] || !weight[j] || ident_distance(a, strlen(a), b, strlen(b)) != 1)
                    continue;
                if (weight[i] <= weight[j])
                    hold_back(m, at[i], at[i + 1]);
                if (weight[j] <= weight[i])
                    hold_back(m, at[j], at[j + 1]);
            }
    }
}

void ident_agree(struct document *docs, uint32_t n_docs)
{
    size_t n = 0, k = 0;

    for (uint32_t i = 0; i < n_docs; i++)
        n += docs[i].n_idents;
    struct mention *m = n ? calloc(n, sizeof *m) : NULL;
    if (!m)
        return; /* agreement only ever adds; without memory a person looks */
    for (uint32_t i = 0; i < n_docs; i++)
        for (uint32_t j = 0; j < docs[i].n_idents; j++)
            if (docs[i].idents[j].level == LEVEL_VALID)
                m[k++] = (struct mention){ &docs[i].idents[j], i };
    if (k)
        qsort(m, k, sizeof *m, by_value);
    for (size_t from = 0, to; from < k; from = to) {
        for (to = from + 1; to < k && by_value(&m[from], &m[to]) == 0;)
            to++;
        agree_group(m, from, to);
    }
    part_twins(m, k);
    free(m);
    mend_wrecks(docs, n_docs);
}
