/* What the documents of one dossier say about each other's identifiers. */
#include <stdlib.h>
#include <string.h>

#include "ident/found.h"

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

/* Kinds of which a dossier holds few, far from each other: what was read wrongly is told by its
 * likeness to one of them. */
static bool is_mended(enum ident_kind kind)
{
    return kind == IDENT_ID12 || kind == IDENT_PHONE || kind == IDENT_DOSSIER_CODE ||
           kind == IDENT_ID9 || kind == IDENT_BHYT || kind == IDENT_BHXH || kind == IDENT_MST ||
           kind == IDENT_GCN_SERIAL || kind == IDENT_HKD_CODE || kind == IDENT_PASSPORT;
}

/* How many letters of it may be wrong: of a wreck, and of what was put right, two; of a number of
 * the right form that a person must see in any case, one; none of any other. */
static uint32_t may_be_off(const struct identifier *w)
{
    if (w->accepted || w->source != SOURCE_OCR || !is_mended(w->kind))
        return 0;
    if (w->level == LEVEL_INVALID)
        return NEAR;
    if (w->kind == IDENT_DOSSIER_CODE) /* the entries of a register are one digit apart */
        return 0;
    if (w->level == LEVEL_SUSPECT)
        return strcmp(w->why, like_another) == 0 ? 0 : w->kind == IDENT_GCN_SERIAL ? 1 : NEAR;
    return w->why == ident_faint || w->why == ident_disputed ? 1 : 0;
}

/* Only the decimal comma is missing, or stands as another sign: "8087" of 808,7. */
static bool has_its_digits(const char *value, const char *area)
{
    if (!strchr(area, ','))
        return false;
    for (;; value++, area++) {
        while (*value == '.' || *value == ',')
            value++;
        while (*area == '.' || *area == ',')
            area++;
        if (*value != *area || !*value)
            return *value == *area;
    }
}

/* The one area of the dossier that an area without decimals was printed as. */
static const struct identifier *area_of(const struct document *docs, uint32_t n_docs,
                                        const struct identifier *w, uint32_t *budget)
{
    const struct identifier *best = NULL;

    if (w->accepted || w->kind != IDENT_PARCEL || w->level != LEVEL_SUSPECT ||
        w->source != SOURCE_OCR || strchr(w->value, ','))
        return NULL;
    for (uint32_t d = 0; d < n_docs; d++)
        for (uint32_t i = 0; i < docs[d].n_idents; i++) {
            const struct identifier *o = &docs[d].idents[i];
            if (*budget == 0)
                return NULL;
            --*budget;
            if (o->kind != IDENT_PARCEL || o->level != LEVEL_VALID ||
                !has_its_digits(w->value, o->value))
                continue;
            if (best && strcmp(best->value, o->value) != 0)
                return NULL;
            best = o;
        }
    return best;
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
            const struct identifier *known = off ? number_of_wreck(docs, n_docs, w, off, &budget)
                                                 : area_of(docs, n_docs, w, &budget);
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
        if (!id->accepted &&
            (strcmp(id->why, ident_lonely) == 0 || strcmp(id->why, ident_disputed) == 0 ||
             (known && strcmp(id->why, ident_unlabelled) == 0))) {
            id->accepted = true;
            id->why = "";
        }
    }
}

static const char twin[] = "another paper has it but for a digit or two";

/* Kinds whose numbers do not follow on one another in a dossier as parcels, certificates and the
 * codes of a register do: two that nearly agree are one number, once read wrongly. */
static bool has_no_twins(enum ident_kind kind)
{
    return kind == IDENT_ID12 || kind == IDENT_ID9 || kind == IDENT_PASSPORT || kind == IDENT_MST ||
           kind == IDENT_BHXH || kind == IDENT_BHYT || kind == IDENT_HKD_CODE ||
           kind == IDENT_PHONE;
}

/* Twelve digits leave room for a second wrong one: boxes close every 6 to an 8. Codes of dossiers
 * follow on one another, but hardly two of a dossier have the number and the day in common and not
 * the agency. */
static bool nearly_agree(const struct identifier *a, const struct identifier *b)
{
    if (a->kind == IDENT_DOSSIER_CODE) {
        const char *x = strchr(a->value, '-'), *y = strchr(b->value, '-');
        return x && y && strcmp(x, y) == 0 &&
               ident_distance(a->value, strlen(a->value), b->value, strlen(b->value)) == 1;
    }
    const size_t off = ident_distance(a->value, strlen(a->value), b->value, strlen(b->value));
    return off == 1 || (off == 2 && a->kind == IDENT_ID12);
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

/* The document of mentions [from, to) has that value, too. */
static bool has_both(const struct mention *m, size_t from, size_t to, uint32_t doc)
{
    for (size_t i = from; i < to; i++)
        if (m[i].doc == doc)
            return true;
    return false;
}

/* Parcels, certificates and codes that follow on one another are told from a wrong digit by how
 * many papers have them: one that a single paper has, and two or more others but for a digit, which
 * that paper lacks, is for people. */
static void part_strays(struct mention *m, const size_t *at, size_t k)
{
    enum { LONG = 3 }; /* shorter ones are a digit apart by chance */

    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++) {
            const struct identifier *one = m[at[i]].id, *many = m[at[j]].id;
            if (i != j && at[i + 1] - at[i] == 1 && at[j + 1] - at[j] > 1 && one->accepted &&
                strlen(one->value) >= LONG && strlen(many->value) >= LONG &&
                !has_both(m, at[j], at[j + 1], m[at[i]].doc) &&
                ident_distance(one->value, strlen(one->value), many->value, strlen(many->value)) ==
                    1)
                hold_back(m, at[i], at[i + 1]);
        }
}

/* Of two such numbers the one that fewer papers have is for people; both, where none has more. One
 * that was not sure enough to be accepted still speaks against a citizen's number that only one
 * paper has. Books of many people's numbers are not looked through. */
static void part_twins(struct mention *m, size_t n)
{
    enum { MOST = 64 };
    size_t at[MOST + 1], weight[MOST];

    for (size_t from = 0, to; from < n; from = to) {
        size_t k = 0;
        for (to = from; to < n && m[to].id->kind == m[from].id->kind; to++)
            if ((to == from || strcmp(m[to].id->value, m[to - 1].id->value) != 0) && k++ < MOST)
                at[k - 1] = to;
        if (k > MOST || k < 2)
            continue;
        at[k] = to;
        if (!has_no_twins(m[from].id->kind)) {
            part_strays(m, at, k);
            if (m[from].id->kind != IDENT_DOSSIER_CODE)
                continue;
        }
        for (size_t i = 0; i < k; i++)
            weight[i] = weight_of(m, at[i], at[i + 1]);
        for (size_t i = 0; i < k; i++)
            for (size_t j = 0; j < i; j++) {
                const size_t unsure = m[from].id->kind == IDENT_ID12;
                if (!nearly_agree(m[at[i]].id, m[at[j]].id))
                    continue;
                if (weight[i] && weight[i] <= (weight[j] ? weight[j] : unsure))
                    hold_back(m, at[i], at[i + 1]);
                if (weight[j] && weight[j] <= (weight[i] ? weight[i] : unsure))
                    hold_back(m, at[j], at[j + 1]);
            }
    }
}

/* Nine digits that one paper has and with which the twelve of a citizen on any paper begin or end:
 * those, broken. */
static void part_pieces(const struct mention *m, size_t n)
{
    static const char why[] = "a part of the citizen's number on this or another paper";
    uint32_t budget = COMPARED;

    for (size_t i = 0; i < n; i++) {
        struct identifier *id = m[i].id;
        if (id->kind != IDENT_ID9 || id->source != SOURCE_OCR || strlen(id->value) != 9)
            continue;
        for (size_t k = 0; k < n && budget > 0; k++, budget--) {
            const struct identifier *o = m[k].id;
            if (o->kind != IDENT_ID12 || strlen(o->value) != 12 ||
                (strncmp(o->value, id->value, 9) != 0 && strcmp(o->value + 3, id->value) != 0))
                continue;
            id->accepted = false;
            id->level = LEVEL_SUSPECT;
            id->why = why;
            break;
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
    part_pieces(m, k);
    free(m);
    mend_wrecks(docs, n_docs);
}
