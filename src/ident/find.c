/* Candidates of the patterns to identifiers: label, role, level, cross-checks, acceptance. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "ident/found.h"

/* Acceptance of what was only read, not decoded. A word at or over LABELLED behind its label, or
 * over AGREED when the same value was read twice or agrees with the birth date, may be reused
 * unseen. */
static const float LABELLED = 0.93f, AGREED = 0.85f;
enum {
    LABEL_REACH = 70, /* characters between a label's end and its value: a line and a bit */
    ROLE_REACH = 400, /* a block of particulars: five or six lines */
};

bool ident_add(struct ident_found *f, const struct identifier *id, struct err *e)
{
    if (!f->items) {
        f->items = ARENA_NEW(f->arena, struct identifier, IDENT_MAX_FOUND);
        if (!f->items)
            return err_set(e, ERR_NOMEM, "no memory");
    }
    if (f->n < IDENT_MAX_FOUND)
        f->items[f->n++] = *id;
    return true;
}

struct finder {
    struct ident_found found;
    const struct ident_view *view;
    const struct document *doc;
    int32_t page;
    struct err *e;
    /* matches of this page, so that a value inside a longer one is dropped */
    struct span {
        size_t start, end;
        enum ident_kind kind;
    } spans[IDENT_MAX_FOUND];
    size_t n_spans;
};

static bool starts_with(const char *s, const char *head)
{
    return strncmp(s, head, strlen(head)) == 0;
}

static bool is_civil(const char *type)
{
    static const char *const heads[] = {
        "giay_khai_sinh", "trich_luc_k", "trich_luc_c", "trich_luc_n", "giay_chung_nhan_ket_hon",
        "xac_nhan_tinh",  "giam_ho",     "nuoi_con",    "giay_bao_tu", "giay_chung_sinh",
        "to_khai_ho_tich"
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (starts_with(type, heads[i]))
            return true;
    return false;
}

static bool is_land(const char *type)
{
    static const char *const heads[] = { "gcn_qsdd",       "don_dang_ky_",     "don_tach",
                                         "don_chuyen",     "trich_luc_ban_do", "hop_dong_chuyen",
                                         "van_ban_thua_ke" };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (starts_with(type, heads[i]))
            return true;
    return false;
}

static bool word_edge(const char *fold, size_t at)
{
    return at == 0 || !isalnum((unsigned char)fold[at - 1]);
}

/* The phrase of the wanted sort that ends nearest before fold offset `at`, at most `reach` before
 * it. */
static const struct ident_phrase *nearest(const struct finder *f, size_t at, size_t reach,
                                          bool role, enum ident_kind kind, size_t *start,
                                          size_t *end)
{
    const struct ident_view *v = f->view;
    const struct ident_tables *t = f->found.tables;
    const struct ident_phrase *best = NULL;
    const size_t from = at > reach ? at - reach : 0;

    *end = *start = 0;
    for (size_t i = 0; i < t->n_phrases; i++) {
        const struct ident_phrase *p = &t->phrases[i];
        if (p->is_role != role || (!role && p->kind != kind) || p->len > at)
            continue;
        for (size_t k = at - p->len + 1; k-- > from;) {
            if (memcmp(v->fold + k, p->text, p->len) != 0 || !word_edge(v->fold, k))
                continue;
            if (k + p->len > *end || (k + p->len == *end && k < *start)) {
                best = p;
                *start = k;
                *end = k + p->len;
            }
            break;
        }
    }
    return best;
}

/* Between a label and its value stand punctuation, leaders, "so", or the line's end; nothing that
 * is itself a value. */
static bool label_reaches(const struct ident_view *v, size_t end, size_t at)
{
    size_t letters = 0, lines = 0;

    for (size_t i = end; i < at; i++) {
        if (isdigit((unsigned char)v->fold[i]))
            return false;
        letters += (size_t)(isalpha((unsigned char)v->fold[i]) != 0);
        lines += v->fold[i] == '\n';
    }
    return letters <= 30 && lines <= 1;
}

/* Another kind's label nearer to the value claims it: "Điện thoại: 09..." is no tax code. */
static bool claimed_by_other(const struct finder *f, size_t at, enum ident_kind kind,
                             size_t own_end)
{
    for (int k = 0; k < IDENT_KINDS; k++) {
        size_t start, end;
        if (k == (int)kind || !nearest(f, at, LABEL_REACH, false, (enum ident_kind)k, &start, &end))
            continue;
        if (end > own_end && label_reaches(f->view, end, at))
            return true;
    }
    return false;
}

static char *printed_label(const struct finder *f, size_t fold_start, size_t fold_end)
{
    const struct ident_view *v = f->view;
    size_t a = 0;

    while (a < v->len && v->fold_of[a] < fold_start)
        a++;
    size_t b = a;
    while (b < v->len && v->fold_of[b] < fold_end)
        b++;
    return arena_strndup(f->found.arena, v->text + a, b - a);
}

static char fold_digit(char c)
{
    static const char from[] = "OoQDIl|!iZzSsBGbqgTA", to[] = "00001111122558669974";
    const char *at = strchr(from, c);
    return c && at ? to[at - from] : c;
}

/* Letters that stand where digits belong, put right; false when fewer than 7 in 10 were digits. */
static bool repair(char *v, size_t from)
{
    size_t digits = 0, all = 0;
    for (char *c = v + from; *c; c++, all++) {
        digits += (size_t)(isdigit((unsigned char)*c) != 0);
        *c = fold_digit(*c);
    }
    return all > 0 && digits * 10 >= all * 7 && digits < all;
}

static bool overlaps_longer(const struct finder *f, size_t start, size_t end)
{
    for (size_t i = 0; i < f->n_spans; i++)
        if (f->spans[i].start < end && start < f->spans[i].end &&
            f->spans[i].end - f->spans[i].start >= end - start)
            return true;
    return false;
}

static void remember(struct finder *f, size_t start, size_t end, enum ident_kind kind)
{
    if (f->n_spans < IDENT_MAX_FOUND)
        f->spans[f->n_spans++] = (struct span){ start, end, kind };
}

/* Whose number it is: the nearest phrase before it that names a person, else by the kind of paper.
 */
static enum ident_role role_of(const struct finder *f, enum ident_kind kind, size_t at)
{
    size_t start, end;

    if (kind != IDENT_ID12 && kind != IDENT_ID9 && kind != IDENT_PASSPORT && kind != IDENT_MST &&
        kind != IDENT_BHXH && kind != IDENT_BHYT && kind != IDENT_PHONE)
        return ROLE_NONE;
    const struct ident_phrase *p = nearest(f, at, ROLE_REACH, true, kind, &start, &end);
    if (p)
        return p->role;
    return starts_with(f->doc->type, "the_") || starts_with(f->doc->type, "cmnd") ||
                   starts_with(f->doc->type, "ho_chieu")
               ? ROLE_SUBJECT
               : ROLE_NONE;
}

struct candidate {
    enum ident_kind kind;
    unsigned flags;
    size_t start, end; /* of the value in the text */
    bool labelled;
    size_t label_start, label_end; /* in fold */
};

static bool wanted(const struct finder *f, const struct candidate *c)
{
    if ((c->flags & PATTERN_CIVIL) && !is_civil(f->doc->type))
        return false;
    if ((c->flags & PATTERN_LAND) && !c->labelled && !is_land(f->doc->type))
        return false;
    return !(c->flags & PATTERN_LABEL) || c->labelled;
}

static bool accept_one(struct finder *f, const struct candidate *c, struct err *e)
{
    struct arena *a = f->found.arena;
    struct identifier id = {
        .kind = c->kind, .page = f->page, .source = SOURCE_OCR, .label = "", .why = ""
    };
    const char *why = "";
    char *value;

    id.raw = arena_strndup(a, f->view->text + c->start, c->end - c->start);
    value = id.raw ? ident_normalise(c->kind, id.raw, a) : NULL;
    if (!value)
        return err_set(e, ERR_NOMEM, "no memory");
    if ((c->flags & PATTERN_FOLDED) && !repair(value, c->kind == IDENT_BHYT ? 3 : 0))
        return true;
    if (c->flags & PATTERN_REPAIRED) {
        value = arena_alloc(a, strlen(id.raw) + 2, 1);
        if (!value)
            return err_set(e, ERR_NOMEM, "no memory");
        value[0] = '0';
        strcpy(value + 1, id.raw);
    }
    id.value = value;
    const bool register_entry = c->kind == IDENT_GCN_SERIAL && (c->flags & PATTERN_IN_LABEL);
    id.level = register_entry ? LEVEL_VALID : ident_check(f->found.tables, c->kind, value, a, &why);
    if (id.level == LEVEL_INVALID && (c->flags & (PATTERN_FOLDED | PATTERN_REPAIRED)))
        return true; /* a repair that leads nowhere proposes nothing */
    if (id.level == LEVEL_VALID && (c->flags & (PATTERN_FOLDED | PATTERN_REPAIRED))) {
        id.level = LEVEL_SUSPECT;
        why = c->flags & PATTERN_FOLDED ? "letters were read where digits belong"
                                        : "a leading zero is missing";
    }
    id.why = why;
    id.box = ident_view_box(f->view, c->start, c->end, &id.confidence);
    id.role = role_of(f, c->kind, f->view->fold_of[c->start]);
    if (c->labelled)
        id.label = printed_label(f, c->label_start, c->label_end);
    if (!id.label)
        return err_set(e, ERR_NOMEM, "no memory");
    remember(f, c->start, c->end, c->kind);
    return ident_add(&f->found, &id, e);
}

static bool on_match(void *ctx, enum ident_kind kind, unsigned flags, size_t start, size_t end,
                     size_t vs, size_t ve)
{
    struct finder *f = ctx;
    struct candidate c = { .kind = kind, .flags = flags, .start = vs, .end = ve };
    const size_t at = f->view->fold_of[vs];

    if (overlaps_longer(f, vs, ve))
        return true;
    if (flags & PATTERN_IN_LABEL) {
        c.labelled = true;
        c.label_start = f->view->fold_of[start];
        c.label_end = at;
        while (c.label_end > c.label_start &&
               !isalpha((unsigned char)f->view->fold[c.label_end - 1]))
            c.label_end--;
    } else if (nearest(f, at, LABEL_REACH, false, kind, &c.label_start, &c.label_end)) {
        c.labelled =
            label_reaches(f->view, c.label_end, at) && !claimed_by_other(f, at, kind, c.label_end);
    }
    (void)end;
    if (!wanted(f, &c))
        return true;
    /* an unlabelled phone-like number behind another kind's label is that kind's */
    if (!c.labelled && kind == IDENT_PHONE && claimed_by_other(f, at, kind, 0))
        return true;
    return accept_one(f, &c, f->e);
}

/* ---- over the whole document ---- */

/* What was decoded (MRZ, QR) is believed: the same kind and role read differently is suspect. */
static void compare_with_decoded(struct ident_found *f)
{
    for (uint32_t i = 0; i < f->n; i++) {
        struct identifier *d = &f->items[i];
        if (d->source == SOURCE_OCR || !d->accepted)
            continue;
        for (uint32_t k = 0; k < f->n; k++) {
            struct identifier *o = &f->items[k];
            if (o->source != SOURCE_OCR || o->kind != d->kind || o->level == LEVEL_INVALID)
                continue;
            if (strcmp(o->value, d->value) == 0) {
                o->confidence = d->confidence;
            } else if (o->role == d->role && o->kind == IDENT_ID12) {
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

/* Birth year inside the number against the year the paper prints for the same person. */
enum agreement { AGREE_UNKNOWN, AGREE_YES, AGREE_NO };
static enum agreement birth_agrees(const struct document *doc, const struct identifier *id)
{
    const char *field = id->role == ROLE_FATHER   ? "father_birth_date"
                        : id->role == ROLE_MOTHER ? "mother_birth_date"
                                                  : "birth_date";
    const char *date = field_of(doc, field);

    if (id->kind != IDENT_ID12 || id->level != LEVEL_VALID || strlen(date) < 4 ||
        id->role == ROLE_SPOUSE || id->role == ROLE_APPLICANT || id->role == ROLE_OFFICIAL)
        return AGREE_UNKNOWN;
    const int century = 1900 + 100 * ((id->value[3] - '0') / 2),
              year = century + (id->value[4] - '0') * 10 + id->value[5] - '0';
    return year == atoi(date) ? AGREE_YES : AGREE_NO;
}

static uint32_t mentions(const struct ident_found *f, const struct identifier *id)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->n; i++)
        n += f->items[i].kind == id->kind && f->items[i].level == LEVEL_VALID &&
             strcmp(f->items[i].value, id->value) == 0;
    return n;
}

static void decide(struct ident_found *f, const struct document *doc)
{
    for (uint32_t i = 0; i < f->n; i++) {
        struct identifier *id = &f->items[i];
        if (id->source != SOURCE_OCR)
            continue;
        const enum agreement birth = birth_agrees(doc, id);
        if (birth == AGREE_NO && id->role == ROLE_SUBJECT) {
            id->level = LEVEL_SUSPECT;
            id->why = "disagrees with the birth year printed beside it";
        }
        if (id->level != LEVEL_VALID)
            continue;
        const bool twice = mentions(f, id) > 1 || birth == AGREE_YES;
        const bool labelled = *id->label != '\0';
        id->accepted = (labelled && id->confidence >= LABELLED) ||
                       ((labelled || twice) && twice && id->confidence >= AGREED) ||
                       (!labelled && id->kind != IDENT_ID12 && id->confidence >= LABELLED);
        if (!id->accepted)
            id->why = labelled ? "read with too little confidence" : "no label beside it";
    }
}

/* One entry a value: the decoded before the read, the confident before the doubtful; order of first
 * sight. */
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
        if ((id->accepted && !same->accepted) ||
            (id->accepted == same->accepted && id->level > same->level))
            *same = *id;
        same->role = role;
    }
    f->n = n;
}

bool ident_find(const struct ident_tables *t, const struct dossier *d, const struct document *doc,
                struct arena *a, struct identifier **out, uint32_t *n, struct err *e)
{
    struct finder *f = ARENA_NEW(a, struct finder, 1);
    struct ident_view *views = ARENA_NEW(a, struct ident_view, doc->n_pages);

    if (!f || !views)
        return err_set(e, ERR_NOMEM, "no memory");
    f->found = (struct ident_found){ .tables = t, .arena = a };
    f->doc = doc;
    f->e = e;
    for (uint32_t i = 0; i < doc->n_pages; i++) { /* decoded first: it leads the list */
        const struct page_read *p = d->pages[doc->pages[i]].read;
        if (!ident_view_make(p, a, &views[i], e) ||
            !ident_from_codes(&f->found, p, (int32_t)i + 1, e) ||
            !ident_from_mrz(&f->found, &views[i], (int32_t)i + 1, e))
            return false;
    }
    for (uint32_t i = 0; i < doc->n_pages; i++) {
        f->view = &views[i];
        f->page = (int32_t)i + 1;
        f->n_spans = 0;
        if (!ident_patterns_run(t->patterns, views[i].text, views[i].len, on_match, f, e))
            return false;
    }
    compare_with_decoded(&f->found);
    decide(&f->found, doc);
    merge(&f->found);
    *out = f->found.items;
    *n = f->found.n;
    return true;
}

/* The same number read in several papers of one dossier by itself is one more reading of it. */
void ident_agree(struct document *docs, uint32_t n_docs)
{
    for (uint32_t i = 0; i < n_docs; i++)
        for (uint32_t k = 0; k < docs[i].n_idents; k++) {
            struct identifier *id = &docs[i].idents[k];
            if (id->level != LEVEL_VALID || id->accepted || !*id->label || id->confidence < AGREED)
                continue;
            for (uint32_t j = 0; j < n_docs && !id->accepted; j++)
                for (uint32_t m = 0; m < docs[j].n_idents; m++) {
                    const struct identifier *o = &docs[j].idents[m];
                    if (j != i && o->kind == id->kind && o->level == LEVEL_VALID &&
                        strcmp(o->value, id->value) == 0) {
                        id->accepted = true;
                        id->why = "";
                        break;
                    }
                }
        }
}
