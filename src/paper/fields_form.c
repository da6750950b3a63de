#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "paper/fields.h"

enum { COLUMNS_MAX = 4 };

/* State while walking a page: whose particulars the left and the right column are giving. */
struct walk {
    struct field_list *f;
    uint32_t k;
    const struct view *v;
    const char *left, *right;
    struct {
        const char *section;
        float cx;
    } column[COLUMNS_MAX]; /* headings of a table's columns: "Bên nữ", "Bên nam" */
    uint32_t n_columns, column_row;
    bool birth_unread; /* its label stood there, and what followed is no day */
};

static bool alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static uint32_t label_at(const struct seg *s, uint32_t at, const char *label)
{
    const uint32_t end = phrase_at(s->fold, s->len, at, label);
    const size_t n = strlen(label);

    /* "Tôi tên Tạ ..." is no "Tôi tên là": a last word of two letters has both */
    return end >= 3 && n > 3 && label[n - 3] == ' ' &&
                   memcmp(s->fold + end - 2, label + n - 2, 2) != 0
               ? 0
               : end;
}

static bool row_applies(const struct label_row *r, uint32_t type, const char *section)
{
    if (!(r->types[type / 64] >> type % 64 & 1))
        return false;
    if (strcmp(r->section, "*") == 0)
        return true;
    if (r->section[0] == '\0')
        return section[0] == '\0' || strcmp(section, "subject") == 0;
    return strcmp(r->section, section) == 0;
}

/* "/ Date of birth:" behind a label says it again in English, however that was read: where it ends.
 */
static uint32_t second_language(const struct seg *s, uint32_t i)
{
    uint32_t end = i + 1;

    while (end < s->len && end < i + 34 && s->fold[end] != ':' &&
           !(s->fold[end] >= '0' && s->fold[end] <= '9'))
        end++;
    return end == s->len || s->fold[end] == ':' ? end : i;
}

uint32_t value_start(const struct seg *s, uint32_t i, bool *colon)
{
    *colon = false;
    for (; i < s->len; i++) {
        const char c = s->fold[i];
        if (c == '(' && !*colon) {
            const char *close = memchr(s->fold + i, ')', s->len - i);
            if (!close)
                break;
            i = (uint32_t)(close - s->fold);
            continue;
        }
        if (c == '/' && !*colon) {
            i = second_language(s, i);
            if (i >= s->len)
                break;
            *colon = s->fold[i] == ':';
        } else if (c == ':' || c == ';')
            *colon = true;
        else if (c != ' ' && !(c == ')' && !*colon) && c != '.' && c != '_' && c != 1 && c != '/' &&
                 !(c == '-' && !*colon))
            break;
    }
    return i;
}

/* Longest label of any kind that begins here and suits type and section. */
static const struct label_row *find_label(const struct walk *w, const struct seg *s, uint32_t at,
                                          const char *section, uint32_t *end)
{
    const struct paper_tables *t = w->f->t;

    for (uint32_t i = 0; i < t->n_labels; i++) {
        const struct label_row *r = &t->labels[i];
        if (r->fold[0] != s->fold[at] || !row_applies(r, w->f->type, section))
            continue;
        *end = label_at(s, at, r->fold);
        if (*end)
            return r;
    }
    return NULL;
}

static bool word_start(const struct seg *s, uint32_t i)
{
    return alnum(s->fold[i]) && (i == 0 || !alnum(s->fold[i - 1]));
}

/* Where the value that begins at i ends: at the next label with a colon, else with the seg. */
static uint32_t value_end(const struct walk *w, const struct seg *s, uint32_t i,
                          const char *section)
{
    for (uint32_t j = i + 1; j < s->len; j++) {
        uint32_t end;
        bool colon;
        if (!word_start(s, j) || s->fold[j - 1] != ' ')
            continue;
        if (find_label(w, s, j, section, &end) && (value_start(s, end, &colon), colon))
            return j;
    }
    return s->len;
}

struct found {
    const struct seg *seg;
    uint32_t from, to;
    float fit;
};

/* "Đăng ký lần đầu ngày 06 tháng 5 năm 2023": a date right behind its label needs no colon between.
 */
static bool day_follows(const struct label_row *r, const struct seg *s, uint32_t from, uint32_t to)
{
    struct date d;

    return strcmp(r->field, "issued_date") == 0 && date_any(s->fold, to, from, &d) &&
           d.from <= from + 2;
}

static void birth_unread(struct walk *w, const struct label_row *r)
{
    w->birth_unread |= strcmp(r->field, "birth_date") == 0 && !field_get(w->f, r->field);
}

static void add_when(struct walk *w, const struct label_row *r, const struct found *x, bool year_ok)
{
    struct date d;
    char iso[16];
    float conf;
    const char *fold = x->seg->fold;

    if ((x->from < x->to && fold[x->from] >= '0' && fold[x->from] <= '9' &&
         date_unnamed(fold, x->seg->len, x->from, &d)) ||
        (x->from < x->to && date_damaged(fold, x->to, x->from, &d)) ||
        date_any(fold, x->to, x->from, &d)) {
        if (!d.valid) {
            reason_add(w->f, "date_invalid");
            birth_unread(w, r);
            return;
        }
    } else {
        /* a year alone */
        uint32_t i = x->from;
        while (i < x->to && !(fold[i] >= '0' && fold[i] <= '9'))
            i++;
        uint32_t n = 0;
        int32_t y = 0;
        while (i + n < x->to && fold[i + n] >= '0' && fold[i + n] <= '9' && n < 5)
            y = y * 10 + (fold[i + n++] - '0');
        if (n != 4 || y < 1880 || y > 2099 || i > x->from + 12) {
            birth_unread(w, r);
            return;
        }
        d = (struct date){ .y = y, .from = i, .to = i + n, .valid = true, .whole = year_ok };
    }
    date_iso(&d, iso);
    const struct box box = seg_box(w->v, x->seg, d.from, d.to, &conf);
    if (!d.guessed)
        conf = seg_digits(w->v, x->seg, d.from, d.to);
    const bool later = w->birth_unread && strcmp(r->field, "birth_date") == 0;
    const float sure = date_sure(w->v, x->seg, &d) && !later ? 1 : 0.85F;
    field_add(w->f, r->field, iso, conf, x->fit * (d.whole && !d.guessed ? sure : 0.8F), w->k, box);
}

/* " - " between what one line or cell says: "NAME - Nữ - sinh ngày ...", "NAME / Thủ tục: ...". */
static bool parted(const char *fold)
{
    return fold[0] == ' ' && (fold[1] == '-' || fold[1] == '/' || fold[1] == '|') && fold[2] == ' ';
}

/* Cuts a value to the characters its kind allows and says how well it fits; 0 rejects. */
static float suit(const struct walk *w, const struct label_row *r, const char *fold,
                  const char *text, uint32_t *len)
{
    uint32_t n = 0;
    float fit;

    switch (r->kind) {
    case FIELD_NAME:
        while (n < *len && fold[n] != ',' && fold[n] != ';' && fold[n] != '(' && fold[n] != ':' &&
               !(fold[n] >= '0' && fold[n] <= '9') && !(n > 0 && parted(fold + n)))
            n++;
        if (n < *len && fold[n] == ':') { /* "Trần Văn Mẫu Việc: ..." */
            uint32_t word = n;
            while (word > 0 && fold[word - 1] != ' ')
                word--;
            if (!who_given(w->f->t, text, word, n - word))
                n = word;
        }
        *len = n;
        break;
    case FIELD_SEX:
        *len = fold[0] == 'n' && (starts_with(fold, "nam") || starts_with(fold, "nu"))
                   ? (fold[1] == 'a' ? 3 : 2)
                   : 0;
        return *len && !alnum(fold[*len]) ? 1 : 0;
    case FIELD_WORD:
        while (n < *len && ((fold[n] >= 'a' && fold[n] <= 'z') || fold[n] == ' ' || fold[n] == '-'))
            n++;
        *len = n;
        return n >= 2 && n <= 24 ? 1 : n > 24 ? 0.3F : 0;
    case FIELD_NUMBER:
        while (n < *len && (alnum(fold[n]) || fold[n] == '/' || fold[n] == '-' || fold[n] == '.'))
            n++;
        *len = n;
        return n > 0 && fold[0] >= '0' && fold[0] <= '9' ? 1 : 0;
    case FIELD_AREA:
        while (n < *len && ((fold[n] >= '0' && fold[n] <= '9') || fold[n] == ',' ||
                            fold[n] == '.' || fold[n] == ' '))
            n++;
        if (n == 0 || fold[n] != 'm' || !(fold[0] >= '0' && fold[0] <= '9'))
            return 0;
        *len = n + (fold[n + 1] == '2' ? 2 : 1);
        return fold[n + 1] == '2' ? 1 : 0.9F;
    default:
        while (n < *len && !alnum(fold[n]))
            n++;
        return *len - n >= 2 ? 0.95F : 0;
    }
    char *name = arena_strndup(w->f->a, text, text_offset(text, *len));
    char *trim = name ? value_trim(w->f->a, name, strlen(name)) : NULL;
    fit = trim ? name_fit(&w->f->t->fold, trim) : 0;
    return fit;
}

/* What was read so if its first word makes a family name then: shown, never accepted. */
static void add_misread(struct walk *w, const struct label_row *r, const struct found *x)
{
    char text[NAME_BYTES], mended[NAME_BYTES];
    float conf;
    char *raw = seg_slice(w->f->a, x->seg, x->from, x->to);
    char *value = raw ? value_trim(w->f->a, raw, strlen(raw)) : NULL;

    if (!value || x->fit < 0.95F || !who_unslanted(value, text))
        return;
    const size_t n = strcspn(value, " ");
    /* a speck before a whole name: "7Trần Hương Trang" */
    if (!(value[0] >= 'A' && value[0] <= 'Z' && value[0] != 'J') &&
        family_name(&w->f->t->fold, value + 1, n - 1) == 2)
        memmove(text, value + 1, strlen(value));
    const char *name = family_name(&w->f->t->fold, text, strcspn(text, " ")) == 2 ? text
                       : name_mend(&w->f->t->fold, text, mended)                  ? mended
                                                                                  : NULL;
    if (!name || name_fit(&w->f->t->fold, name) < 0.95F || !name_known(&w->f->t->names, name))
        return;
    const struct box box = seg_box(w->v, x->seg, x->from, x->to, &conf);
    field_add(w->f, r->field, name, conf, 0.8F, w->k, box);
}

/* Which person a wording means is less sure than who stands there: one print alone, however sure,
 * stays under what is accepted (agree.h asks for a second paper). */
static const float WHO_SURE = 0.96F, WHO_JOINED = 0.85F;

static void add_who(struct walk *w, const struct label_row *r, const struct found *x)
{
    uint32_t from, to;
    float conf;

    if (!who_run(w->f, x->seg, x->from, x->to, x->fit >= 0.9F, &from, &to)) {
        add_misread(w, r, x);
        return;
    }
    bool joined;
    char *name = who_whole(w->f, w->v, x->seg, from, to, &joined);
    const struct box box = seg_box(w->v, x->seg, from, to, &conf);
    const float fit = name ? name_fit(&w->f->t->fold, name) : 0;
    field_add(w->f, r->field, name, conf, fit * x->fit * (joined ? WHO_JOINED : WHO_SURE), w->k,
              box);
}

/* "sinh năm 1980", "căn cước số ..." (configs/persons.tsv) or "và bà" begins there. */
static bool particulars(const struct walk *w, const struct seg *s, uint32_t at)
{
    const struct person_table *t = &w->f->t->persons;

    if (at >= s->len || !word_start(s, at) || seg_capital(s, at))
        return false;
    if (starts_with(s->fold + at, "va ong ") || starts_with(s->fold + at, "va ba "))
        return true;
    for (uint32_t k = 0; k < t->after.n; k++)
        if (t->after.list[k].fold[0] == s->fold[at] &&
            strcmp(t->roles[t->after.list[k].role], "person") == 0 &&
            phrase_at(s->fold, s->len, at, t->after.list[k].fold))
            return true;
    return false;
}

/* "TRẦN THỊ LAN căn cước số ...": a whole name that ends there without a stroke; 0: it does not. */
static uint32_t name_before_particulars(const struct walk *w, const struct seg *s, uint32_t from,
                                        uint32_t to)
{
    uint32_t first, end;

    return who_run(w->f, s, from, to, false, &first, &end) && end < to && s->fold[end] == ' ' &&
                   particulars(w, s, end + 1)
               ? end
               : 0;
}

static void add_value(struct walk *w, const struct label_row *r, const struct found *x)
{
    float conf;

    if (r->kind == FIELD_DATE || r->kind == FIELD_YEAR) {
        add_when(w, r, x, r->kind == FIELD_YEAR);
        return;
    }
    if (r->kind == FIELD_WHO) {
        add_who(w, r, x);
        return;
    }
    uint32_t next;
    if (r->kind == FIELD_WORD && find_label(w, x->seg, x->from, "", &next))
        return; /* "Dân tộc; quốc tịch": the second of two labels of one cell */
    const uint32_t from = r->kind == FIELD_NAME ? who_start(w->f, x->seg, x->from, x->to) : x->from;
    uint32_t len = x->to - from;
    const char *text = x->seg->text + text_offset(x->seg->text, from);
    const uint32_t end =
        r->kind == FIELD_NAME ? name_before_particulars(w, x->seg, from, x->to) : 0;
    if (end > from)
        len = end - from;
    if (r->kind == FIELD_NAME)
        len = who_one_case(x->seg, from, len);
    float fit = suit(w, r, x->seg->fold + from, text, &len);
    /* the rest of the name stands in the next line */
    const bool alone = r->kind == FIELD_NAME && from + len == x->seg->len &&
                       family_name(&w->f->t->fold, text, strlen(text)) == 2;
    if (r->kind == FIELD_NAME && fit <= 0 && !alone)
        add_misread(w, r, x);
    /* "NGƯỜI NỘP ĐÃ NHẬN PHIẾU": behind no colon, a name begins with a family's */
    if (r->kind == FIELD_NAME && x->fit < 0.9F && fit < 0.85F && !alone)
        return;
    if ((fit <= 0 && !alone) || len == 0)
        return;
    char *raw = seg_slice(w->f->a, x->seg, from, from + len);
    char *value = raw ? value_trim(w->f->a, raw, strlen(raw)) : NULL;
    if (!value) {
        w->f->failed = true;
        return;
    }
    bool joined = false;
    if (r->kind == FIELD_NAME && from + len == x->seg->len && (fit >= 0.95F || alone)) {
        char *whole = who_whole(w->f, w->v, x->seg, from, from + len, &joined);
        value = joined ? whole : value;
        if (alone && !joined)
            return;
        fit = alone ? name_fit(&w->f->t->fold, value) : fit;
    }
    const struct box box = seg_box(w->v, x->seg, from, from + len, &conf);
    field_add(w->f, r->field, value, conf,
              fit * x->fit *
                  (joined       ? WHO_JOINED
                   : end > from ? WHO_SURE
                                : 1),
              w->k, box);
}

static bool is_label(const struct walk *w, const struct seg *s, const char *section)
{
    uint32_t end;
    bool colon;
    return s->len > 0 && word_start(s, 0) && find_label(w, s, 0, section, &end) &&
           (value_start(s, end, &colon), colon || end == s->len);
}

/* Two cells that were read as one reach under the heads of both: where the second begins, at the
 * widest blank, of names before a family name; and *column, of the first. */
static uint32_t second_cell(const struct walk *w, const struct seg *q, bool names, uint32_t *column)
{
    uint32_t c = 0, at = 0, next = q->len;
    int32_t widest = 0;

    while (c < w->n_columns && w->column[c].cx < (float)q->box.x0)
        c++;
    if (c + 1 >= w->n_columns || w->column[c + 1].cx > (float)q->box.x1)
        return q->len;
    for (uint32_t i = 0; i + 1 < q->count; i++) {
        const struct word *a = &w->v->page->words[q->words[i]],
                          *b = &w->v->page->words[q->words[i + 1]];
        at += (uint32_t)utf8_count(a->text, strlen(a->text)) + 1;
        if (b->box.x0 - a->box.x1 > widest &&
            (!names || family_name(&w->f->t->fold, b->text, strlen(b->text)) == 2)) {
            widest = b->box.x0 - a->box.x1;
            next = at;
        }
    }
    *column = next < q->len ? c : *column;
    return next;
}

static void add_cell(struct walk *w, const struct label_row *r, const struct seg *label,
                     const struct found *x, const char *section, bool *any)
{
    const uint32_t from = (uint32_t)strspn(label->fold, " 0123456789.");
    uint32_t end;
    const struct label_row *own = find_label(w, label, from, section, &end);

    if (own && own->kind == r->kind) {
        add_value(w, own, x);
        *any = true;
    }
}

/* A row of a table whose columns are persons: each cell goes to its column's section. */
static bool table_row(struct walk *w, const struct label_row *r, const struct seg *s)
{
    const uint32_t first = (uint32_t)(s - w->v->segs) + 1, end = w->v->row_first[s->row + 1];
    bool any = false;

    if (w->n_columns < 2 || first >= end)
        return false;
    for (uint32_t i = first; i < end; i++) {
        const struct seg *q = &w->v->segs[i];
        uint32_t best = 0;
        for (uint32_t c = 1; c < w->n_columns; c++)
            if (fabsf(w->column[c].cx - seg_cx(q)) < fabsf(w->column[best].cx - seg_cx(q)))
                best = c;
        if (end - first == w->n_columns) /* a value under each head */
            best = i - first;
        else if (fabsf(w->column[best].cx - seg_cx(q)) > 0.25F * (w->v->right - w->v->left))
            continue;
        const uint32_t next =
            end - first < w->n_columns ? second_cell(w, q, r->kind == FIELD_NAME, &best) : q->len;
        add_cell(w, r, s, &(struct found){ q, 0, next, 0.97F }, w->column[best].section, &any);
        if (next < q->len)
            add_cell(w, r, s, &(struct found){ q, next, q->len, 0.94F },
                     w->column[best + 1].section, &any);
    }
    return any;
}

/* Typed into a printed form a little above its line: between the label and what follows it there.
 */
static bool value_above(struct walk *w, const struct label_row *r, const struct seg *s,
                        const char *section)
{
    const struct view *v = w->v;
    const uint32_t i = (uint32_t)(s - v->segs), had = w->f->n;
    const int32_t end = i + 1 < v->row_first[s->row + 1] ? v->segs[i + 1].box.x0
                                                         : (int32_t)v->right + (int32_t)v->em;

    for (uint32_t k = s->row > 0 ? v->row_first[s->row - 1] : 0; k < v->row_first[s->row]; k++) {
        const struct seg *q = &v->segs[k];
        if (q->box.x0 < s->box.x1 || q->box.x1 > end || seg_cy(s) - seg_cy(q) > 0.9F * v->em)
            continue;
        if (!is_label(w, q, section) &&
            !(k > v->row_first[q->row] && is_label(w, &v->segs[k - 1], section)))
            add_value(w, r, &(struct found){ q, 0, value_end(w, q, 0, section), 0.94F });
        break;
    }
    return w->f->n > had;
}

/* An empty label's value: right of it in the row, else right under it. */
static void value_elsewhere(struct walk *w, const struct label_row *r, const struct seg *s,
                            struct box label, bool last, const char *section)
{
    const uint32_t i = (uint32_t)(s - w->v->segs);

    if (last && table_row(w, r, s))
        return;
    if (last && i + 1 < w->v->row_first[s->row + 1] && !is_label(w, &w->v->segs[i + 1], section)) {
        const struct seg *q = &w->v->segs[i + 1];
        const uint32_t had = w->f->n;
        add_value(w, r, &(struct found){ q, 0, value_end(w, q, 0, section), 0.97F });
        if (w->f->n == had && q->len > 0 && q->fold[q->len - 1] == ':') /* a label of its own */
            (void)value_above(w, r, s, section);
        return;
    }
    if (last && value_above(w, r, s, section))
        return;
    if (s->row + 1 >= w->v->n_rows)
        return;
    /* filled in by hand, a little below its line */
    for (uint32_t k = w->v->row_first[s->row + 1]; last && k < w->v->row_first[s->row + 2]; k++) {
        const struct seg *q = &w->v->segs[k];
        const uint32_t had = w->f->n;
        if (q->box.x0 < s->box.x1 || seg_cy(q) - seg_cy(s) > 1.1F * w->v->em)
            continue;
        if (!is_label(w, q, section))
            add_value(w, r, &(struct found){ q, 0, value_end(w, q, 0, section), 0.94F });
        if (w->f->n > had)
            return;
        break; /* the next one only: rows may be long */
    }
    for (uint32_t k = w->v->row_first[s->row + 1]; k < w->v->row_first[s->row + 2]; k++) {
        const struct seg *q = &w->v->segs[k];
        if (q->box.x1 < label.x0 || q->box.x0 > label.x1 || seg_cy(q) - seg_cy(s) > 3.2F * w->v->em)
            continue;
        if (!is_label(w, q, section))
            add_value(w, r,
                      &(struct found){ q, 0, value_end(w, q, 0, section),
                                       r->kind == FIELD_TEXT ? 0.85F : 0.95F });
        return;
    }
}

/* father_name opens section "father". */
static void open_section(struct walk *w, const char *field, bool right)
{
    for (uint32_t i = 0; i < w->f->t->n_sections; i++) {
        const char *s = w->f->t->sections[i].section;
        const size_t n = strlen(s);
        if (strncmp(field, s, n) == 0 && field[n] == '_' && strcmp(field + n, "_name") == 0) {
            w->right = s;
            if (!right)
                w->left = s;
            return;
        }
    }
}

/* Nothing but "CHA" in its cell; NULL: the cell is no such head. */
static const struct section_row *bare_head(const struct walk *w, const struct seg *s)
{
    uint32_t n = s->len;

    while (n > 0 && (s->fold[n - 1] == ' ' || s->fold[n - 1] == '.' || s->fold[n - 1] == ':'))
        n--;
    for (uint32_t i = 0; i < w->f->t->n_sections; i++) {
        const struct section_row *r = &w->f->t->sections[i];
        if (strlen(r->fold) == n && memcmp(r->fold, s->fold, n) == 0)
            return r;
    }
    return NULL;
}

/* "CHA | MẸ" over the columns of a table: another head of this kind stands beside it. */
static bool heads_columns(const struct walk *w, const struct seg *s, const struct section_row *own)
{
    const uint32_t end = w->v->row_first[s->row + 1];

    if (bare_head(w, s) != own)
        return false;
    for (uint32_t i = w->v->row_first[s->row]; i < end; i++) {
        const struct section_row *r = &w->v->segs[i] != s ? bare_head(w, &w->v->segs[i]) : NULL;
        if (r && strcmp(r->section, own->section) != 0)
            return true;
    }
    return false;
}

/* "mẹ", "chồng", "người vợ" stand in sentences too. */
static bool stands_in_sentences(const struct section_row *r)
{
    enum { SHORT = 4 };
    const char *word = starts_with(r->fold, "nguoi ") ? r->fold + strlen("nguoi ") : r->fold;

    return strlen(r->fold) < SHORT || !strchr(word, ' ') || strstr(r->fold, " cua con");
}

static bool heading(struct walk *w, const struct seg *s, bool right)
{
    for (uint32_t i = 0; i < w->f->t->n_sections; i++) {
        const struct section_row *r = &w->f->t->sections[i];
        const size_t at = find_phrase(s->fold, s->len, r->fold, 0);
        if (at != SIZE_MAX && stands_in_sentences(r) && !heads_columns(w, s, r))
            continue;
        if (at == SIZE_MAX || (at > 8 && strcmp(r->section, "subject") != 0) ||
            (at > 8 && memchr(s->fold, ':', at)) || /* "Thủ tục: cấp bản sao trích lục ..." */
            (at > 0 && at <= 8 && s->caps < 0.5F))
            continue;
        const uint32_t behind = (uint32_t)(at + strlen(r->fold));
        uint32_t name, end;
        if (behind < s->len && s->fold[behind] == ':' &&
            who_run(w->f, s, behind, s->len, true, &name, &end)) /* "Bên nam: ...": a label */
            return false;
        w->right = r->section;
        if (!right)
            w->left = r->section;
        if (w->n_columns > 0 && w->column_row != s->row)
            w->n_columns = 0;
        w->column_row = s->row;
        if (s->letters < 30 && w->n_columns < COLUMNS_MAX) {
            w->column[w->n_columns].section = r->section;
            w->column[w->n_columns++].cx = seg_cx(s);
        }
        return true;
    }
    return false;
}

/* "tôi là NAME, sinh ngày", "1. Ông NAME, sinh năm": a whole name behind it, up to a comma. */
static bool says_who(const struct walk *w, const struct label_row *r, const struct seg *s,
                     uint32_t from)
{
    static const char *const words[] = { "toi la", "toi ten la", "ten toi la", "ong",
                                         "ba",     "ong/ba",     "ong (ba)" };
    bool who = false;
    uint32_t first, end;

    if (r->kind == FIELD_WHO)
        return who_run(w->f, s, from, s->len, false, &first, &end);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        who |= strcmp(r->fold, words[i]) == 0;
    if (r->kind != FIELD_NAME || from >= s->len)
        return false;
    if (name_before_particulars(w, s, from, s->len) > 0)
        return true;
    if (!who)
        return false;
    const char *comma = memchr(s->fold + from, ',', s->len - from);
    const uint32_t to = comma ? (uint32_t)(comma - s->fold) : s->len;
    char *raw = seg_slice(w->f->a, s, from, to);
    return raw && name_fit(&w->f->t->fold, raw) >= 0.8F;
}

static void walk_seg(struct walk *w, const struct seg *s)
{
    const bool right = (float)s->box.x0 > (w->v->left + w->v->right) / 2 - 2 * w->v->em;

    if (heading(w, s, right))
        return;
    for (uint32_t i = 0; i < s->len; i++) {
        uint32_t end;
        bool colon;
        if (!word_start(s, i))
            continue;
        const char *section = right ? w->right : w->left;
        const struct label_row *r = find_label(w, s, i, section, &end);
        if (!r)
            continue;
        const uint32_t from = value_start(s, end, &colon);
        /* "1. Họ tên" and "a) ..." may stand before; in running text only a colon makes a label,
         * except where somebody says who he is */
        if (!colon && i > 4 && !says_who(w, r, s, from))
            continue;
        if (!colon && from < s->len &&
            ((r->len < 6 && !says_who(w, r, s, from)) ||
             (s->fold[end] != ' ' && s->fold[end] != ',') || r->kind == FIELD_TEXT))
            continue;
        if (r->kind == FIELD_WHO && !colon && from >= s->len)
            continue; /* a heading of a signature, or of what follows */
        /* "Xét đề nghị của ..." in a sentence: what follows is not about who asked */
        if (r->kind != FIELD_WHO || strcmp(r->field, "applicant_name") != 0)
            open_section(w, r->field, right);
        const bool known = field_get(w->f, r->field) || who_in_office(w->f, w->v, s);
        section = right ? w->right : w->left;
        uint32_t next_end;
        bool next_colon = false;
        if (from < s->len && word_start(s, from) && find_label(w, s, from, section, &next_end))
            (void)value_start(s, next_end, &next_colon);
        uint32_t name, name_end;
        if (r->kind == FIELD_WHO && from < s->len &&
            who_run(w->f, s, from, s->len, colon, &name, &name_end))
            next_colon = false; /* "Theo đề nghị của ông/bà: ..." */
        const uint32_t to = from < s->len && !next_colon ? value_end(w, s, from, section) : from;
        const bool day = !known && from < to && i <= 4 && day_follows(r, s, from, to);
        /* the first mention holds */
        if (!known && from < to)
            add_value(w, r, &(struct found){ s, from, to, colon || day ? 1 : 0.85F });
        else if (!known)
            value_elsewhere(w, r, s, seg_box(w->v, s, i, end, NULL), from >= s->len, section);
        if (to > i + 1)
            i = to - 1;
    }
}

void fields_form(struct field_list *f)
{
    for (uint32_t k = 0; k < f->d->n && k < 6; k++) {
        struct walk w = { .f = f, .k = k, .v = &f->d->views[k], .left = "", .right = "" };
        const struct layout *l = &f->d->layouts[k];
        for (uint32_t i = 0; i < w.v->n_segs; i++) {
            if (k == 0 && (int32_t)w.v->segs[i].row <= l->head_end && (int32_t)i != l->number_seg)
                continue;
            if (l->certified && (int32_t)w.v->segs[i].row >= l->certified_row)
                break;
            walk_seg(&w, &w.v->segs[i]);
        }
    }
    fields_card_rest(f);
    fields_receiver(f);
    fields_general(f);
}
