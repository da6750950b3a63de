/* Candidates of the patterns to identifiers: label, role, level. */
#include <ctype.h>
#include <string.h>

#include "ident/columns.h"
#include "ident/doubt.h"
#include "ident/found.h"
#include "ident/labels.h"
#include "ident/papers.h"
#include "ident/repair.h"
#include "ident/value.h"

enum { HEAD_LINES = 14 }; /* lines of a first page in which its own number stands */

bool ident_add(struct ident_found *f, const struct identifier *id, struct err *e)
{
    if (f->n == IDENT_MAX_FOUND)
        return true;
    if (f->n == f->cap) {
        const uint32_t cap = f->cap ? f->cap * 2 : 32;
        struct identifier *more = ARENA_NEW(f->arena, struct identifier, cap);
        if (!more)
            return err_set(e, ERR_LIMIT, "a document with %u identifiers", f->n);
        if (f->n)
            memcpy(more, f->items, f->n * sizeof *more);
        f->items = more;
        f->cap = cap;
    }
    f->items[f->n++] = *id;
    return true;
}

struct finder {
    struct ident_found found;
    const struct ident_view *view;
    struct ident_labels labels;
    const struct document *doc;
    int32_t page;
    size_t head_end; /* in fold */
    bool again;      /* the page is read with every "§" as an 8: what that changes is added */
    struct err *e;
    /* matches of this page, so that a value inside a longer one is dropped */
    struct span {
        size_t start, end;
        enum ident_kind kind;
        bool labelled, across, in_table;
        size_t label_start, label_end; /* in fold */
    } spans[IDENT_MAX_PAGE];
    size_t n_spans;
    struct ident_columns columns;
};

static bool starts_with(const char *s, const char *head)
{
    return strncmp(s, head, strlen(head)) == 0;
}

/* The "số" of "thửa đất số", of "tờ bản đồ số". */
static bool is_label_of_parcel(const struct finder *f, const struct ident_candidate *c, size_t at)
{
    const struct ident_hit *h = ident_label_before(&f->labels, IDENT_PARCEL, at);

    return h && c->labelled && h->end == c->label_end && h->start < c->label_start;
}

/* The title of a civil status paper in the head of this page: whatever its copy was taken for. */
static bool has_civil_title(const struct finder *f)
{
    static const char *const titles[] = { "\ngiay khai sinh", "\ntrich luc",
                                          "\ngiay chung nhan ket hon", "\ngiay chung tu",
                                          "\ngiay xac nhan" };
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        const char *at = strstr(f->view->fold, titles[i]);
        if (at && at < f->view->fold + f->head_end && !ident_title_is_of_land(at))
            return true;
    }
    return false;
}

/* "Số 156 Quyển số: 12/2018": of a register, whatever title stands above it. */
static bool has_book(const struct finder *f, const struct ident_candidate *c)
{
    const char *after = f->view->fold + f->view->fold_of[c->end];

    after += strspn(after, " .'_|-");
    return starts_with(after + strspn(after, ",\n "), "quyen so");
}

/* A number and a year with nothing behind them head a copy: only registers number so, papers of
 * offices go on with what they are and who issued them (NĐ 30/2020/NĐ-CP). */
static bool heads_copy(const struct finder *f, const struct ident_candidate *c, size_t fold_at)
{
    const char *fold = f->view->fold;
    const size_t end = f->view->fold_of[c->end];

    const char *after = fold + end + strspn(fold + end, " .'_|-");
    return starts_with(f->doc->type, "ban_sao") && fold_at < f->head_end &&
           ((memchr(fold + fold_at, '/', end - fold_at) && (!*after || *after == '\n')) ||
            has_book(f, c));
}

/* The paper names a parcel shortly before: an area behind it is the parcel's. */
static bool follows_parcel(const struct finder *f, size_t start)
{
    enum { SENTENCE = 160 };

    for (size_t i = 0; i < f->n_spans; i++)
        if (f->spans[i].kind == IDENT_PARCEL && f->spans[i].end <= start &&
            start - f->spans[i].end < SENTENCE)
            return true;
    return false;
}

/* "mảnh đất rộng 104,6 m2 (thửa 861": the parcel is named shortly behind. */
static bool precedes_parcel(const struct finder *f, const struct ident_candidate *c)
{
    enum { SENTENCE = 260 }; /* with whose it is and where he lives */
    const struct ident_view *v = f->view;
    const size_t end = v->fold_of[c->end],
                 to = end + SENTENCE < v->fold_len ? end + SENTENCE : v->fold_len;

    return ident_view_says(v, end, to, "thua");
}

static char *printed_label(const struct finder *f, size_t fold_start, size_t fold_end)
{
    const struct ident_view *v = f->view;
    const size_t a = v->text_of[fold_start], b = v->text_of[fold_end];
    char *label = arena_strndup(f->found.arena, v->text + a, b - a);

    for (char *c = label; c && *c; c++)
        if (*c == '\n')
            *c = ' ';
    return label;
}

static bool overlaps_longer(const struct finder *f, size_t start, size_t end, bool wreck)
{
    for (size_t i = 0; i < f->n_spans; i++)
        if (f->spans[i].start < end && start < f->spans[i].end &&
            (wreck || f->spans[i].end - f->spans[i].start >= end - start))
            return true;
    return false;
}

/* Whose number it is: the nearest phrase before it that names a person, else by the kind of paper.
 * A row of a table is about somebody else each time. */
static enum ident_role role_of(const struct finder *f, const struct ident_candidate *c)
{
    enum ident_role role;

    if (c->kind != IDENT_ID12 && c->kind != IDENT_ID9 && c->kind != IDENT_PASSPORT &&
        c->kind != IDENT_PHONE)
        return ROLE_NONE;
    if (c->in_table || (c->kind == IDENT_PHONE && (!c->labelled || c->called)))
        return ROLE_NONE;
    if (ident_role_before(&f->labels, f->view->fold_of[c->start], &role))
        return role;
    const struct ident_tables *t = f->found.tables;
    for (size_t i = 0; i < t->n_defaults; i++)
        if (starts_with(f->doc->type, t->defaults[i].type))
            return t->defaults[i].role;
    return ROLE_NONE;
}

static bool always_holds(const struct finder *f, enum ident_kind kind)
{
    const struct ident_tables *t = f->found.tables;

    for (size_t i = 0; i < t->n_always; i++)
        if (t->always[i].kind == kind && starts_with(f->doc->type, t->always[i].type))
            return true;
    return false;
}

/* Digits alone in the line under "vào sổ" are the next cell's, unless a colon says otherwise. */
static bool is_under_head(const struct finder *f, const struct ident_candidate *c, size_t at)
{
    const char *fold = f->view->fold;
    size_t from = at;

    if (!isdigit((unsigned char)fold[at]) || strchr(c->value, '/'))
        return false;
    while (from > c->label_start && strchr(" .;\n", fold[from - 1]))
        from--;
    return from > c->label_start && fold[from - 1] != ':' &&
           memchr(fold + c->label_start, '\n', at - c->label_start);
}

/* "CS 12345": only the registers of land have such entries. */
static bool is_land_entry(const char *v)
{
    return v[0] == 'C' && v[1] && strchr("HNST", v[1]) && strspn(v + 2, "0123456789") == 5 && !v[7];
}

/* "HI1.17-250108-0050", "01-250108-0050": a day and a number of the day behind hyphens end the code
 * of a dossier, whose letter or point was read as something else. */
static bool ends_as_dossier(const struct finder *f, const struct ident_candidate *c)
{
    const char *v = f->view->text + c->start;
    size_t n = c->end - c->start, digits[2];

    if (c->kind == IDENT_DOSSIER_CODE || (c->flags & (PATTERN_IN_LABEL | PATTERN_BROKEN)))
        return false;
    for (size_t i = 0; i < 2; i++) {
        for (digits[i] = 0; n > 0 && isdigit((unsigned char)v[n - 1]); n--)
            digits[i]++;
        if (n < 2 || v[--n] != '-')
            return false;
    }
    return digits[0] >= 4 && digits[0] <= 7 && (digits[1] == 6 || digits[1] == 8);
}

/* "Diện tích đất tính thuế": a notice of tax names the parcel wherever it likes. */
static bool is_taxed_area(const struct finder *f, const struct ident_candidate *c)
{
    return (c->flags & PATTERN_AREA) && c->labelled &&
           starts_with(f->doc->type, "thong_bao_thue") &&
           (ident_view_says(f->view, c->label_start, c->label_end, "dat") ||
            ident_view_says(f->view, c->label_start, c->label_end, "thue"));
}

static bool wanted(const struct finder *f, const struct ident_candidate *c, size_t fold_at)
{
    if (ends_as_dossier(f, c))
        return false;
    if ((c->flags & PATTERN_ALONE) && !c->labelled && !always_holds(f, c->kind))
        return false;
    if ((c->flags & PATTERN_CIVIL) && !ident_paper_holds_civil(f->doc) && !has_civil_title(f) &&
        !heads_copy(f, c, fold_at))
        return false;
    if ((c->flags & PATTERN_CIVIL) &&
        (is_label_of_parcel(f, c, fold_at) ||
         (!has_book(f, c) && ident_is_cited(f->found.tables, f->view, fold_at))))
        return false;
    if ((c->kind == IDENT_CIVIL_REG_NO && c->labelled &&
         ident_is_book_of_desk(f->view, c->label_start)) ||
        ((c->flags & PATTERN_REGISTER) && is_under_head(f, c, fold_at)))
        return false;
    if ((c->flags & PATTERN_REGISTER) &&
        !ident_is_land_register(f->found.tables, f->view,
                                ident_paper_is_land(f->doc->type) || is_land_entry(c->value),
                                c->label_start, fold_at))
        return false;
    if ((c->flags & PATTERN_SHOWN) && (c->flags & PATTERN_AREA) &&
        ident_is_of_building(f->view, fold_at, f->view->fold_of[c->end]))
        return false;
    if ((c->flags & PATTERN_BARE) && (f->page != 1 || fold_at >= f->head_end))
        return false;
    if ((c->flags & PATTERN_LAND) && (!c->labelled || (c->flags & PATTERN_IN_LABEL)) &&
        !ident_paper_is_land(f->doc->type) && !is_taxed_area(f, c) &&
        !((c->flags & PATTERN_AREA) &&
          (follows_parcel(f, c->start) || ((c->flags & PATTERN_SHOWN) && precedes_parcel(f, c)))))
        return false;
    return !(c->flags & PATTERN_LABEL) || c->labelled;
}

/* "361/TLUTĐCC-BS" has the form of an extract's number and none of their symbols: the one that is
 * near is proposed beside it. */
static bool propose_symbol(struct finder *f, struct identifier id)
{
    char *value = strstr(id.value, "/TL") ? ident_with_room(f->found.arena, id.value) : NULL;

    if (id.kind != IDENT_CIVIL_REG_NO || !value || !repair_symbol(f->found.tables, value))
        return true;
    id.value = value;
    id.level = LEVEL_SUSPECT;
    id.why = "its symbol was read as none that extracts have";
    return ident_add(&f->found, &id, f->e);
}

/* Whole square metres, whose comma may not have been read: the value with it is proposed too. */
static bool propose_comma(struct finder *f, struct identifier id, const struct ident_candidate *c)
{
    const size_t n = strlen(id.value);
    char *value;

    if (!(c->flags & PATTERN_AREA) || id.level != LEVEL_SUSPECT || n < 3 || n > 5 ||
        strspn(id.value, "0123456789") < n)
        return true;
    value = arena_alloc(f->found.arena, n + 2, 1);
    if (!value)
        return err_set(f->e, ERR_NOMEM, "no memory");
    memcpy(value, id.value, n - 1);
    value[n - 1] = ',';
    memcpy(value + n, id.value + n - 1, 2);
    id.value = value;
    id.why = "its comma may not have been read";
    return ident_add(&f->found, &id, f->e);
}

static bool add_one(struct finder *f, const struct ident_candidate *c, const char *raw)
{
    struct arena *a = f->found.arena;
    const char *why = "";
    struct identifier id = {
        .kind = c->kind, .value = c->value, .raw = raw, .page = f->page, .source = SOURCE_OCR
    };

    id.level = c->flags & PATTERN_REGISTER
                   ? LEVEL_VALID
                   : ident_check(f->found.tables, c->kind, c->value, a, &why);
    if (c->flags & PATTERN_WRECK) {
        id.level = LEVEL_INVALID;
        why = "digits are missing, too many or were not read";
    }
    if (id.level == LEVEL_INVALID && (c->flags & IDENT_REPAIRED))
        return true; /* a repair that leads nowhere proposes nothing */
    const char *doubt = id.level == LEVEL_VALID ? ident_doubt(f->view, c) : NULL;
    if (!doubt && id.level == LEVEL_VALID)
        doubt = ident_against(f->found.tables, f->view, f->doc->type, c);
    if (doubt) {
        id.level = LEVEL_SUSPECT;
        why = doubt;
    }
    id.why = why;
    id.box = ident_view_box(f->view, c->start, c->end, &id.confidence);
    id.read_twice = ident_view_agreed(f->view, c->start, c->end);
    if (c->broken) {
        id.box =
            page_box_to_scan(f->view->read, ident_broken_frame(f->view, c->broken, &id.confidence));
        id.read_twice = ident_broken_agreed(f->view, c->broken);
    }
    id.role = role_of(f, c);
    id.label = c->head       ? c->head
               : c->labelled ? printed_label(f, c->label_start, c->label_end)
                             : "";
    if (!id.label)
        return err_set(f->e, ERR_NOMEM, "no memory");
    if (c->in_table && c->labelled && !c->head)
        ident_column_keep(&f->columns, f->view, c->kind, c->start, c->end, id.label);
    for (size_t i = 0; i == 0 || (c->broken && i < c->broken->n_pieces); i++) {
        const size_t start = c->broken ? c->broken->pieces[i].start : c->start,
                     end = c->broken ? c->broken->pieces[i].end : c->end;
        if (f->n_spans < IDENT_MAX_PAGE)
            f->spans[f->n_spans++] =
                (struct span){ start,     end,         c->kind,        c->labelled && !c->head,
                               c->across, c->in_table, c->label_start, c->label_end };
    }
    return ident_add(&f->found, &id, f->e) && propose_symbol(f, id) && propose_comma(f, id, c);
}

struct claim {
    const struct finder *f;
    const char *value;
    enum ident_kind kind;
};

/* A label claims what it could stand for. Behind the label of another number a run of digits that
 * looks like a telephone is a number read wrongly. */
static bool can_be(void *ctx, enum ident_kind kind)
{
    const struct claim *c = ctx;
    const char *why;

    if (kind == IDENT_KINDS || (c->kind == IDENT_PHONE && kind <= IDENT_BHYT))
        return true;
    return ident_check(c->f->found.tables, kind, c->value, c->f->found.arena, &why) !=
           LEVEL_INVALID;
}

static void label_in_pattern(const struct finder *f, struct ident_candidate *c,
                             const struct ident_match *m)
{
    const struct ident_view *v = f->view;

    c->labelled = true;
    c->label_start = c->flags & PATTERN_ON_FOLD ? m->start : v->fold_of[m->start];
    c->label_end = v->fold_of[c->start];
    if (c->label_start > 0 && isdigit((unsigned char)v->fold[c->label_start - 1])) {
        const struct span *last = &f->spans[f->n_spans ? f->n_spans - 1 : 0];
        if (f->n_spans && last->kind == c->kind) { /* one label for several */
            c->label_start = last->label_start;
            c->label_end = last->label_end;
            return;
        }
    }
    while (c->label_end > c->label_start && !isalpha((unsigned char)v->fold[c->label_end - 1]))
        c->label_end--;
}

/* Under a label, not behind it, a wide gap parts a value from what another column's head names. */
static bool is_parted(const struct finder *f, const struct span *s, size_t start)
{
    const struct ident_view *v = f->view;
    float conf;
    const struct box a = ident_view_frame(v, s->end - 1, s->end, &conf),
                     b = ident_view_frame(v, start, start + 1, &conf);
    const size_t at = v->fold_of[s->start];

    return s->label_end < at && memchr(v->fold + s->label_end, '\n', at - s->label_end) &&
           !memchr(v->text + s->end, '\n', start - s->end) && b.x0 - a.x1 > 2 * (a.y1 - a.y0);
}

/* Values side by side behind one label: nothing but blanks stands between this and the last. */
static bool label_of_neighbour(const struct finder *f, struct ident_candidate *c)
{
    for (size_t i = f->n_spans; i-- > 0;) {
        const struct span *s = &f->spans[i];
        if (s->kind != c->kind || !s->labelled || s->in_table || s->end > c->start ||
            c->start - s->end > 9) /* beside a cell stands another column's */
            continue;
        const size_t gap = c->start - s->end;
        const char *const between = c->kind == IDENT_ID12 ? " \n|;," : " \n|";
        if ((gap > 4 || strspn(f->view->text + s->end, between) < gap) &&
            !(c->kind == IDENT_PHONE && ident_joins_telephones(f->view, s->end, c->start)))
            continue;
        if (!s->across && is_parted(f, s, c->start))
            continue;
        c->label_start = s->label_start;
        c->label_end = s->label_end;
        c->across = s->across;
        return true;
    }
    return false;
}

/* A telephone number as it is, which cannot be a tax code. */
static bool is_plain_phone(const struct finder *f, const struct ident_candidate *c)
{
    const char *why;

    return c->kind == IDENT_PHONE &&
           !(c->flags & (PATTERN_FIRST_ZERO | PATTERN_REPAIRED | PATTERN_FOLDED)) &&
           ident_check(f->found.tables, IDENT_MST, c->value, f->found.arena, &why) == LEVEL_INVALID;
}

/* A cell under the head of areas. */
static void take_for_area(struct finder *f, struct ident_candidate *c)
{
    char *value = arena_strdup(f->found.arena, c->value);

    c->flags |= PATTERN_AREA;
    if (value && ident_swap_point(c, value)) {
        c->value = value;
        c->flags |= PATTERN_FOLDED;
    }
}

/* Where the cell begins: a rule of its table may have been read in front of the value ("-160"). */
static size_t cell_begin(const struct ident_view *v, size_t start)
{
    while (start > 0 && strchr("-'.,:;_", v->text[start - 1]))
        start--;
    return start;
}

static void find_label(struct finder *f, struct ident_candidate *c, const struct ident_match *m,
                       bool *claimed)
{
    const struct ident_view *v = f->view;
    const size_t at = v->fold_of[c->start];
    const struct ident_hit *own = NULL;
    struct claim claim = { f, c->value, c->kind };
    const bool cell = c->flags & PATTERN_CELL;
    float conf;

    *claimed = false;
    if (c->flags & PATTERN_IN_LABEL) {
        label_in_pattern(f, c, m);
        return;
    }
    if (!cell) {
        own = ident_label_before(&f->labels, c->kind, at);
        *claimed = ident_label_claims(&f->labels, c->kind, at, own, can_be, &claim);
    }
    if (!own && !*claimed) {
        const struct box box = ident_view_frame(v, c->start, c->end, &conf);
        own = ident_label_above(&f->labels, c->kind, box);
        if (cell && !own && (own = ident_label_aside(&f->labels, c->kind, box)))
            c->aside = true;
        if (cell && own &&
            (ident_view_in_date(v, at) ||
             !ident_view_apart(v, cell_begin(v, c->start), ident_view_cell_end(v, c->end)) ||
             !ident_label_apart(&f->labels, own) || !ident_label_beside(&f->labels, own)))
            own = NULL;
        c->in_table = own;
        c->lone = cell && own && !ident_label_row(&f->labels, own, box);
        if (cell && own && ident_label_of_area(own))
            take_for_area(f, c);
        else if (cell && own && (strpbrk(c->value, ".,") || (c->flags & PATTERN_AREA)))
            own = NULL; /* no parcel has decimals */
    }
    c->labelled = own && !*claimed;
    if (c->labelled) {
        c->label_start = own->start;
        c->label_end = own->end;
    } else if (!*claimed && !cell && !(c->flags & PATTERN_WRECK)) {
        uint32_t start = 0, end = 0;
        c->labelled = label_of_neighbour(f, c);
        if (!c->labelled &&
            (ident_label_like(f->found.tables, v, f->doc->type, c->kind, at, &start, &end) ||
             (c->unnamed = is_plain_phone(f, c) &&
                           ident_label_unknown(f->found.tables, v, at, &start, &end)))) {
            c->labelled = true;
            c->label_start = start;
            c->label_end = end;
        }
        if ((!c->labelled || c->unnamed) && is_plain_phone(f, c) &&
            ident_label_call(f->found.tables, v, at, &start, &end)) {
            c->unnamed = false;
            c->labelled = c->called = true;
            c->label_start = start;
            c->label_end = end;
        }
        if (!c->labelled && c->kind == IDENT_ID9 &&
            (own = ident_label_across(&f->labels, c->kind,
                                      ident_view_frame(v, c->start, c->end, &conf),
                                      !always_holds(f, c->kind)))) {
            c->labelled = c->across = true;
            c->label_start = own->start;
            c->label_end = own->end;
        }
        if (!c->labelled && (c->kind == IDENT_PHONE || c->kind == IDENT_ID12) &&
            (c->head = ident_column_head(&f->columns, f->view, c->kind, c->start, c->end)))
            c->labelled = c->in_table = true;
    }
}

/* Eleven digits of a telephone under some words are no person's number that lost its zero. */
static bool is_landline_below(const struct finder *f, const struct ident_candidate *c)
{
    const char *why;

    return c->kind == IDENT_ID12 && (c->flags & PATTERN_REPAIRED) && c->in_table &&
           ident_check(f->found.tables, IDENT_PHONE, c->value + 1, f->found.arena, &why) ==
               LEVEL_VALID;
}

/* Of the second look at a page only what has a sign in it counts. */
static bool tells_again(const struct finder *f, const struct ident_candidate *c)
{
    return !(c->flags & PATTERN_WRECK) && ident_view_mended(f->view, c->start, c->end);
}

static bool on_match(void *ctx, const struct ident_match *m)
{
    struct finder *f = ctx;
    const bool fold = m->flags & PATTERN_ON_FOLD;
    struct ident_candidate c = {
        .kind = m->kind, .flags = m->flags, .start = m->value_start, .end = m->value_end
    };
    bool nothing = false, claimed;
    char *raw;

    if (fold) {
        c.start = f->view->text_of[c.start];
        c.end = f->view->text_of[c.end];
    }
    if (f->n_spans == IDENT_MAX_PAGE ||
        overlaps_longer(f, c.start, c.end, m->flags & PATTERN_WRECK) ||
        (f->again && !tells_again(f, &c)))
        return true;
    if (!ident_make_value(f->found.tables, f->view, &c, f->found.arena, &raw, &nothing, f->e))
        return false;
    if (nothing)
        return true;
    find_label(f, &c, m, &claimed);
    c.account = claimed && is_plain_phone(f, &c) &&
                ident_label_account(&f->labels, f->view->fold_of[c.start]);
    if (!wanted(f, &c, f->view->fold_of[c.start]) || is_landline_below(f, &c) ||
        (claimed && !c.account && (c.kind == IDENT_PHONE || c.kind == IDENT_ID12)))
        return true;
    return add_one(f, &c, raw);
}

/* What was read of the pieces, a blank between. */
static char *raw_of_pieces(struct finder *f, const struct ident_broken *b)
{
    struct arena *a = f->found.arena;
    char *raw = ident_view_raw(f->view, b->pieces[0].start, b->pieces[0].end, a);

    for (size_t i = 1; raw && i < b->n_pieces; i++) {
        const char *more = ident_view_raw(f->view, b->pieces[i].start, b->pieces[i].end, a);
        const char *gap = more ? ident_join(a, more, " ", 0) : NULL;
        raw = gap ? ident_join(a, gap, raw, 0) : NULL;
    }
    return raw;
}

/* A value that a narrow cell broke. Digits alone need their label. */
static bool on_broken(void *ctx, const struct ident_broken *b)
{
    struct finder *f = ctx;
    const struct ident_match none = { .kind = b->kind };
    struct ident_candidate c = { .kind = b->kind,
                                 .flags = PATTERN_BROKEN,
                                 .start = b->pieces[0].start,
                                 .end = b->pieces[0].end,
                                 .value = b->value,
                                 .broken = b };
    bool claimed;

    for (size_t i = 0; i < b->n_pieces; i++)
        if (f->n_spans == IDENT_MAX_PAGE ||
            overlaps_longer(f, b->pieces[i].start, b->pieces[i].end, true))
            return true;
    if (b->repaired)
        c.flags |= PATTERN_FOLDED;
    find_label(f, &c, &none, &claimed);
    if (!c.labelled && c.kind != IDENT_DOSSIER_CODE &&
        (claimed || c.kind != IDENT_PHONE || !b->full))
        return true;
    const char *raw = raw_of_pieces(f, b);
    return raw ? add_one(f, &c, raw) : err_set(f->e, ERR_NOMEM, "no memory");
}

static size_t end_of_head(const struct ident_view *v)
{
    size_t at = 0;
    for (int line = 0; at < v->fold_len && line < HEAD_LINES; at++)
        line += v->fold[at] == '\n';
    return at;
}

static bool find_on_page(struct finder *f, const struct ident_view *v, int32_t page)
{
    const struct ident_tables *t = f->found.tables;

    f->view = v;
    f->page = page;
    f->n_spans = 0;
    f->head_end = end_of_head(v);
    return ident_labels_make(t, v, f->doc->type, f->found.arena, &f->labels, f->e) &&
           (f->again || ident_broken_run(t, v, f->found.arena, on_broken, f, f->e)) &&
           ident_patterns_run(t->patterns, v->text, v->len, v->fold, v->fold_len, on_match, f,
                              f->e);
}

bool ident_find(const struct ident_tables *t, const struct dossier *d, const struct document *doc,
                struct arena *a, struct identifier **out, uint32_t *n, struct err *e)
{
    struct finder *f = ARENA_NEW(a, struct finder, 1);
    struct ident_view *views = ARENA_NEW(a, struct ident_view, doc->n_pages + 1);

    if (!f || !views)
        return err_set(e, ERR_NOMEM, "no memory");
    f->found = (struct ident_found){ .tables = t, .arena = a };
    f->doc = doc;
    f->e = e;
    for (uint32_t i = 0; i < doc->n_pages; i++) { /* decoded first: it leads the list */
        const struct page_read *p = d->pages[doc->pages[i]].read;
        if (!ident_view_make(p, false, a, &views[i], e) ||
            !ident_from_codes(&f->found, &views[i], doc->type, (int32_t)i + 1, e) ||
            !ident_from_mrz(&f->found, &views[i], (int32_t)i + 1, e))
            return false;
    }
    for (uint32_t i = 0; i < doc->n_pages; i++) {
        struct ident_view eights;
        f->again = false;
        if (!find_on_page(f, &views[i], (int32_t)i + 1))
            return false;
        f->again = views[i].has_eights;
        if (f->again && (!ident_view_make(views[i].read, true, a, &eights, e) ||
                         !find_on_page(f, &eights, (int32_t)i + 1)))
            return false;
    }
    ident_trust_joined(&f->found);
    if (!ident_same_agency(&f->found, e))
        return false;
    f->found.views = views;
    f->found.n_views = doc->n_pages;
    ident_decide(&f->found, doc);
    *out = f->found.items;
    *n = f->found.n;
    return true;
}
