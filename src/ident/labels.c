#include "ident/labels.h"

#include <ctype.h>
#include <string.h>

enum {
    LABEL_REACH = 70,  /* characters between a label's end and its value: a line and a bit */
    LABEL_WORDS = 30,  /* letters among them */
    ROLE_REACH = 400,  /* a block of particulars: five or six lines */
    LONGEST = 64,      /* of a phrase */
    MAX_HITS = 20000,  /* a page of 10,000 words has some 300 */
    HEAD_REACH_PC = 60 /* of the page: how far under its head a table's column goes */
};

static bool matches(const struct ident_view *v, size_t at, const struct ident_phrase *p)
{
    if (at + p->len > v->fold_len)
        return false;
    for (size_t i = 0; i < p->len; i++) {
        const char c = v->fold[at + i];
        if (c != p->text[i] && !(c == '\n' && p->text[i] == ' '))
            return false;
    }
    return !isalpha((unsigned char)p->text[p->len - 1]) ||
           !isalpha((unsigned char)v->fold[at + p->len]);
}

/* Both stand in one row of the page. */
static bool same_row(struct box a, struct box b)
{
    const int32_t top = a.y0 > b.y0 ? a.y0 : b.y0, low = a.y1 < b.y1 ? a.y1 : b.y1;

    return 2 * (low - top) > (a.y1 - a.y0 < b.y1 - b.y0 ? a.y1 - a.y0 : b.y1 - b.y0);
}

/* A line set to both margins: all words of a long label are parted much alike, however far. */
static bool is_spread(const struct word *w, uint32_t first, uint32_t last)
{
    enum { WORDS = 4, WIDEST = 5 };
    const int32_t high = w[first].box.y1 - w[first].box.y0;
    int32_t least = INT32_MAX, most = 0;

    for (uint32_t i = first; i < last; i++) {
        const int32_t gap = w[i + 1].box.x0 - w[i].box.x1;
        if (!same_row(w[i].box, w[i + 1].box))
            return false;
        least = gap < least ? gap : least;
        most = gap > most ? gap : most;
    }
    return last - first + 1 >= WORDS && 2 * least > high && most < 3 * least &&
           most < WIDEST * high;
}

/* "Số thửa" and "Số tờ" in two columns are no "thửa số", nor is the "số" that ends one head with
 * the "thửa đất" that begins the next, in a block of its own. */
static bool spans_columns(const struct ident_view *v, struct ident_hit hit)
{
    const struct word *w = v->read->words;
    uint32_t first, last;

    ident_view_words(v, v->text_of[hit.start], v->text_of[hit.end], &first, &last);
    if (is_spread(w, first, last))
        return false;
    for (uint32_t i = first; i < last; i++) {
        const int32_t gap = w[i + 1].box.x0 - w[i].box.x1, high = w[i].box.y1 - w[i].box.y0;
        if (2 * gap > 3 * high || (gap > high && v->text[v->word_start[i + 1] - 1] == '\n' &&
                                   same_row(w[i].box, w[i + 1].box)))
            return true;
    }
    return false;
}

static bool add(struct ident_labels *l, struct arena *a, uint32_t *cap, struct ident_hit hit,
                struct err *e)
{
    if (l->n == *cap) {
        const uint32_t bigger = *cap ? *cap * 2 : 64;
        struct ident_hit *more = ARENA_NEW(a, struct ident_hit, bigger);
        if (!more)
            return err_set(e, ERR_LIMIT, "a page with %u labels", l->n);
        if (l->n)
            memcpy(more, l->hits, l->n * sizeof *more);
        l->hits = more;
        *cap = bigger;
    }
    float conf;
    const struct ident_view *v = l->view;
    hit.box = hit.head = ident_view_frame(v, v->text_of[hit.start], v->text_of[hit.end], &conf);
    l->hits[l->n++] = hit;
    return true;
}

/* Nothing but a blank or a slash stands between: [a, b) of one line. */
static bool goes_on(const struct ident_view *v, uint32_t a, uint32_t b)
{
    for (; a < b; a++)
        if (!strchr(" /-,", v->fold[a]))
            return false;
    return true;
}

static void make_heads(struct ident_labels *l)
{
    enum { BETWEEN = 3, LOOK = 24 };

    for (uint32_t i = 0; i < l->n; i++) {
        struct ident_hit *h = &l->hits[i];
        uint32_t end = h->end;
        if (h->phrase->is_role)
            continue;
        for (uint32_t k = i + 1; k < l->n && k < i + LOOK; k++) {
            struct ident_hit *o = &l->hits[k];
            if (o->start > end + BETWEEN)
                break;
            if (o->phrase->is_role || o->end <= h->end ||
                (o->start > end && !goes_on(l->view, end, o->start)) ||
                o->box.x0 > h->head.x1 + (h->box.y1 - h->box.y0)) /* another column */
                continue;
            h->part |=
                o->start == h->start || (o->start == h->end + 1 && l->view->fold[h->end] == ' ');
            end = o->end > end ? o->end : end;
            h->head = box_union(h->head, o->box);
            o->head = box_union(h->head, o->head);
        }
    }
}

/* Words that may stand in the head of a column: no value, nothing that a sentence is parted by. */
static bool is_head_word(const char *text)
{
    for (const char *c = text; *c; c++)
        if (strchr(",;:", *c) || (isdigit((unsigned char)*c) && (c == text || c[-1] != 'm')))
            return false;
    return true;
}

/* The head of a column of parcels: with what goes on behind it ("Diện tích" in "Diện tích đất
 * (m2)") it stands apart in its row, and is short. A title or a sentence that names a parcel is
 * none. What of it stands in the line below belongs to it too. */
static void make_column(const struct ident_view *v, struct ident_hit *h)
{
    enum { WORDS = 7 };
    const struct page_read *p = v->read;
    const int32_t high = h->box.y1 - h->box.y0;
    uint32_t first, last;

    ident_view_words(v, v->text_of[h->start], v->text_of[h->end], &first, &last);
    const struct word *w = p->words;
    if (first == last && !is_head_word(w[first].text)) /* "hợp thành một thửa:" */
        return;
    for (uint32_t i = first; i > 0 && v->text[v->word_start[i] - 1] == ' '; i--) {
        if (w[i].box.x0 - w[i - 1].box.x1 >= high)
            break;
        if (first - i + 1 > 2 || !is_head_word(w[i - 1].text)) /* "STT Thửa đất số" */
            return;
        h->head = box_union(h->head, w[i - 1].box);
    }
    uint32_t end = last;
    for (; end + 1 < p->n_words && v->text[v->word_start[end + 1] - 1] == ' '; end++) {
        if (w[end + 1].box.x0 - w[end].box.x1 >= high)
            break;
        if (end - first > WORDS || !is_head_word(w[end + 1].text))
            return;
        h->head = box_union(h->head, w[end + 1].box);
    }
    h->column = true;
}

/* One alone is the title of a paper ("ĐƠN ĐỀ NGHỊ HỢP THỬA ĐẤT"), no head of a table. */
static void make_columns(struct ident_labels *l)
{
    for (uint32_t i = 0; i < l->n; i++)
        if (l->hits[i].phrase->kind == IDENT_PARCEL && !l->hits[i].phrase->is_role &&
            !l->hits[i].part)
            make_column(l->view, &l->hits[i]);
    for (uint32_t i = 0; i < l->n; i++)
        l->hits[i].lone = l->hits[i].column && !ident_label_beside(l, &l->hits[i]);
    for (uint32_t i = 0; i < l->n; i++)
        l->hits[i].column &= !l->hits[i].lone;
}

bool ident_labels_make(const struct ident_tables *t, const struct ident_view *v, const char *type,
                       struct arena *a, struct ident_labels *out, struct err *e)
{
    uint32_t cap = 0;

    *out = (struct ident_labels){ .view = v };
    for (size_t at = 0; at < v->fold_len && out->n < MAX_HITS; at++) {
        const unsigned char c = (unsigned char)v->fold[at];
        if (!isalpha(c) || (at > 0 && isalpha((unsigned char)v->fold[at - 1])))
            continue;
        for (size_t i = t->first[c]; i < t->n_phrases && t->phrases[i].text[0] == (char)c; i++) {
            const struct ident_phrase *p = &t->phrases[i];
            const struct ident_hit hit = { .start = (uint32_t)at,
                                           .end = (uint32_t)(at + p->len),
                                           .phrase = p };
            if (strncmp(type, p->type, strlen(p->type)) == 0 && matches(v, at, p) &&
                !spans_columns(v, hit) && !add(out, a, &cap, hit, e))
                return false;
        }
    }
    make_heads(out);
    make_columns(out);
    return true;
}

/* First hit that starts at or after `at`. */
static uint32_t lower(const struct ident_labels *l, size_t at)
{
    uint32_t lo = 0, hi = l->n;
    while (lo < hi) {
        const uint32_t mid = lo + (hi - lo) / 2;
        if (l->hits[mid].start < at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Nearer to what follows: ends later, or ends there and is longer. */
static bool nearer(const struct ident_hit *a, const struct ident_hit *b)
{
    return !b || a->end > b->end || (a->end == b->end && a->start < b->start);
}

/* "(3)", "(9 số)": what a label says of itself; its last byte, 0 for none. */
static size_t note_at(const struct ident_view *v, size_t i, size_t to)
{
    enum { LONGEST_NOTE = 10 };
    size_t digits = 0;

    if (v->fold[i] != '(')
        return 0;
    for (size_t k = i + 1; k < to && k < i + LONGEST_NOTE; k++) {
        if (v->fold[k] == ')')
            return digits < 3 ? k : 0;
        digits += isdigit((unsigned char)v->fold[k]) != 0;
    }
    return 0;
}

/* Between a label and its value stand punctuation, leaders, "so", or the line's end; nothing that
 * is itself a value. */
static bool reaches(const struct ident_view *v, size_t end, size_t at)
{
    size_t letters = 0, lines = 0;

    for (size_t i = end; i < at; i++) {
        const size_t note = note_at(v, i, at);
        if (note) {
            i = note;
            continue;
        }
        if (isdigit((unsigned char)v->fold[i]))
            return false;
        letters += (size_t)(isalpha((unsigned char)v->fold[i]) != 0);
        lines += v->fold[i] == '\n';
    }
    return letters <= LABEL_WORDS && lines <= 1;
}

const struct ident_hit *ident_label_before(const struct ident_labels *l, enum ident_kind kind,
                                           size_t at)
{
    const struct ident_hit *best = NULL;

    for (uint32_t i = lower(l, at); i-- > 0;) {
        const struct ident_hit *h = &l->hits[i];
        if (h->start + LONGEST + LABEL_REACH < at)
            break;
        if (!h->phrase->is_role && h->phrase->kind == kind && h->end <= at &&
            h->end + LABEL_REACH >= at && nearer(h, best))
            best = h;
    }
    return best && reaches(l->view, best->end, at) ? best : NULL;
}

bool ident_label_claims(const struct ident_labels *l, enum ident_kind kind, size_t at,
                        const struct ident_hit *own,
                        bool (*can_be)(void *ctx, enum ident_kind kind), void *ctx)
{
    for (uint32_t i = lower(l, at); i-- > 0;) {
        const struct ident_hit *h = &l->hits[i];
        if (h->start + LONGEST + LABEL_REACH < at)
            break;
        if (h->phrase->is_role || h->phrase->kind == kind || h->end > at ||
            h->end + LABEL_REACH < at || !nearer(h, own) ||
            (own && h->start == own->start && h->end == own->end))
            continue;
        if (reaches(l->view, h->end, at) && can_be(ctx, h->phrase->kind))
            return true;
    }
    return false;
}

bool ident_label_account(const struct ident_labels *l, size_t at)
{
    const struct ident_hit *best = NULL;

    for (uint32_t i = lower(l, at); i-- > 0;) {
        const struct ident_hit *h = &l->hits[i];
        if (h->start + LONGEST + LABEL_REACH < at)
            break;
        if (!h->phrase->is_role && h->end <= at && nearer(h, best))
            best = h;
    }
    return best && best->phrase->kind == IDENT_KINDS && strstr(best->phrase->text, "tai khoan") &&
           reaches(l->view, best->end, at);
}

/* A head of a column has no value of its own behind it; "(m2)" is none. */
static bool is_head(const struct ident_view *v, size_t end)
{
    for (size_t i = end; i < v->fold_len && v->fold[i] != '\n'; i++)
        if (isdigit((unsigned char)v->fold[i]) && (i == 0 || v->fold[i - 1] != 'm'))
            return false;
    return true;
}

/* "Thửa đất số:" with a number beside it in its row, which may be another block: the label of a
 * field, no head of a column. */
static bool has_own_value(const struct ident_labels *l, const struct ident_hit *h)
{
    const struct ident_view *v = l->view;
    const struct page_read *p = v->read;

    if (h->phrase->kind != IDENT_PARCEL || v->fold[h->end + strspn(v->fold + h->end, " ")] != ':')
        return false;
    for (uint32_t i = 0; i < p->n_words; i++)
        if (p->words[i].box.x0 >= h->box.x1 && isdigit((unsigned char)p->words[i].text[0]) &&
            same_row(p->words[i].box, h->box))
            return true;
    return false;
}

static bool is_over(struct box head, struct box value, bool touching)
{
    const int32_t middle = value.x0 + (value.x1 - value.x0) / 2,
                  head_middle = head.x0 + (head.x1 - head.x0) / 2;

    if (touching)
        return value.x0 < head.x1 && head.x0 < value.x1;
    return (middle >= head.x0 && middle < head.x1) ||
           (head_middle >= value.x0 && head_middle < value.x1);
}

static const struct ident_hit *head_over(const struct ident_labels *l, enum ident_kind kind,
                                         struct box value, bool touching)
{
    const struct ident_hit *best = NULL;
    const int32_t high = value.y1 - value.y0,
                  reach = (int32_t)((int64_t)l->view->read->frame_h * HEAD_REACH_PC / 100);

    for (uint32_t i = 0; i < l->n; i++) {
        const struct ident_hit *h = &l->hits[i];
        if (h->phrase->is_role || h->part || !is_over(h->head, value, touching) ||
            (h->phrase->kind == IDENT_PARCEL && !h->column) || h->box.y1 > value.y0 + high / 2 ||
            value.y0 - h->box.y1 > reach || !is_head(l->view, h->end) || has_own_value(l, h))
            continue;
        if (!best || h->box.y1 > best->box.y1 ||
            (h->box.y1 == best->box.y1 && h->phrase->kind == kind && best->phrase->kind != kind))
            best = h;
    }
    return best;
}

/* Values at the left of their column touch its centred head with their end only. */
const struct ident_hit *ident_label_above(const struct ident_labels *l, enum ident_kind kind,
                                          struct box value)
{
    const struct ident_hit *best = head_over(l, kind, value, false),
                           *touched = head_over(l, kind, value, true);

    /* a heading over the table may stand right above the value, too */
    if (!best || (best->phrase->kind != kind && touched->box.y1 > best->box.y1))
        best = touched;
    return best && best->phrase->kind == kind ? best : NULL;
}

/* Nothing but `value` stands in its row up to the end of `head`, nothing beside `head` over it; and
 * the row has another number. */
static bool has_cell_alone(const struct ident_labels *l, const struct ident_hit *head,
                           struct box value)
{
    const struct page_read *p = l->view->read;
    bool others = false;

    for (uint32_t i = 0; i < p->n_words; i++) {
        const struct word *w = &p->words[i];
        if (same_row(w->box, value)) {
            if (w->box.x0 >= value.x1 && w->box.x0 < head->head.x1)
                return false;
            others |= (w->box.x0 >= value.x1 || w->box.x1 <= value.x0) &&
                      w->text[strcspn(w->text, "0123456789")];
        }
        if (same_row(w->box, head->box) && w->box.x1 > value.x0 && w->box.x0 < head->head.x0)
            return false;
    }
    return others;
}

const struct ident_hit *ident_label_aside(const struct ident_labels *l, enum ident_kind kind,
                                          struct box value)
{
    enum { ROWS = 12, WIDE = 8 }; /* times its height; a part of the page's width */
    const struct ident_hit *best = NULL;
    const int32_t high = value.y1 - value.y0, wide = (int32_t)l->view->read->frame_w / WIDE;

    for (uint32_t i = 0; i < l->n; i++) {
        const struct ident_hit *h = &l->hits[i];
        if (h->phrase->is_role || h->part || h->phrase->kind != kind || h->head.x0 < value.x1 ||
            h->head.x0 - value.x1 > wide || h->box.y1 > value.y0 + high / 2 ||
            value.y0 - h->box.y1 > ROWS * high || !is_head(l->view, h->end) || has_own_value(l, h))
            continue;
        if (!best || h->box.y1 > best->box.y1 + high ||
            (h->box.y1 + high > best->box.y1 && h->head.x0 < best->head.x0))
            best = h;
    }
    return best && has_cell_alone(l, best, value) ? best : NULL;
}

bool ident_label_apart(const struct ident_labels *l, const struct ident_hit *head)
{
    const struct ident_view *v = l->view;
    uint32_t first, last;

    if (head->start == 0 || v->fold[head->start - 1] == '\n')
        return true;
    ident_view_words(v, v->text_of[head->start], v->text_of[head->end], &first, &last);
    const struct word *w = &v->read->words[first];
    return first > 0 && w->box.x0 - w[-1].box.x1 >= w->box.y1 - w->box.y0;
}

/* "Thửa", "Tờ": heads that are words of any sentence too. */
static bool is_word(const struct ident_phrase *p)
{
    return !strchr(p->text, ' ');
}

bool ident_label_beside(const struct ident_labels *l, const struct ident_hit *head)
{
    const int32_t high = head->box.y1 - head->box.y0;

    for (uint32_t i = 0; i < l->n; i++) {
        const struct ident_hit *h = &l->hits[i];
        /* "TÁCH THỬA ĐẤT, HỢP THỬA ĐẤT" is a title, no two heads */
        if (!h->phrase->is_role && h->phrase->kind == head->phrase->kind &&
            (h->phrase->kind != IDENT_PARCEL ||
             (h->column && (!is_word(h->phrase) || same_row(h->box, head->box)) &&
              (!is_word(head->phrase) || same_row(h->box, head->box)))) &&
            strcmp(h->phrase->text, head->phrase->text) != 0 &&
            (h->box.x0 >= head->box.x1 || h->box.x1 <= head->box.x0) &&
            h->box.y0 < head->box.y1 + 2 * high && head->box.y0 < h->box.y1 + 2 * high)
            return true;
    }
    return false;
}

/* Do words stand in that row from x0 to x1? "số" in front of a number does not count. */
static bool is_between(const struct ident_view *v, struct box row, int32_t x0, int32_t x1)
{
    const struct page_read *p = v->read;

    for (uint32_t i = 0; i < p->n_words; i++) {
        const struct box b = p->words[i].box;
        const int32_t top = b.y0 > row.y0 ? b.y0 : row.y0, low = b.y1 < row.y1 ? b.y1 : row.y1,
                      middle = b.x0 + (b.x1 - b.x0) / 2;
        const char *fold = v->fold + v->fold_of[v->word_start[i]];
        if (2 * (low - top) > row.y1 - row.y0 && middle > x0 && middle < x1 &&
            !(strncmp(fold, "so", 2) == 0 && !isalnum((unsigned char)fold[2])))
            return true;
    }
    return false;
}

/* Where a label ends whose line goes on in words of its own: "Số CMND / ID card N°:". */
static int32_t end_of_label(const struct ident_view *v, const struct ident_hit *h)
{
    enum { WORDS = 4 };
    const struct word *w = v->read->words;
    uint32_t first, last;

    ident_view_words(v, v->text_of[h->start], v->text_of[h->end], &first, &last);
    const uint32_t own = last;
    for (; last + 1 < v->read->n_words && v->text[v->word_start[last + 1] - 1] == ' '; last++)
        if (last - own == WORDS || strchr(w[last].text, ':') ||
            w[last + 1].box.x0 - w[last].box.x1 > 2 * (h->box.y1 - h->box.y0) ||
            isdigit((unsigned char)w[last + 1].text[strcspn(w[last + 1].text, "0123456789")]))
            break;
    return w[last].box.x1;
}

const struct ident_hit *ident_label_across(const struct ident_labels *l, enum ident_kind kind,
                                           struct box value, bool more)
{
    enum { REACH = 15 }; /* times its height */
    const int32_t high = value.y1 - value.y0;

    for (uint32_t i = 0; i < l->n; i++) {
        const struct ident_hit *h = &l->hits[i];
        const int32_t below = value.y0 - h->box.y0;
        if (h->phrase->is_role || h->phrase->kind != kind || h->part)
            continue;
        if (4 * (below > 0 ? below : -below) < 3 * high) { /* a row may be bent */
            const int32_t end =
                more && h->box.x1 <= value.x0 ? end_of_label(l->view, h) : h->box.x1;
            if (end <= value.x0 + high / 2 && value.x0 - end < REACH * high &&
                !is_between(l->view, value, end, value.x0))
                return h;
        } else if (below > high / 2 && below < 3 * high && h->box.x0 > value.x1 &&
                   !is_between(l->view, h->box, h->box.x1, INT32_MAX) &&
                   !is_between(l->view, value, 0, value.x0)) {
            return h;
        }
    }
    return NULL;
}

enum part_of_land { PART_PARCEL, PART_SHEET, PART_AREA };

static enum part_of_land part_named(const struct ident_phrase *p)
{
    return *p->text == 'd' ? PART_AREA : strstr(p->text, "thua") ? PART_PARCEL : PART_SHEET;
}

bool ident_label_of_area(const struct ident_hit *h)
{
    return part_named(h->phrase) == PART_AREA;
}

static bool in_row(struct box cell, struct box other)
{
    const int32_t top = cell.y0 > other.y0 ? cell.y0 : other.y0,
                  low = cell.y1 < other.y1 ? cell.y1 : other.y1;

    return 2 * (low - top) > cell.y1 - cell.y0 && (other.x1 <= cell.x0 || other.x0 >= cell.x1);
}

static bool has_digit(const char *text)
{
    return text[strcspn(text, "0123456789")];
}

bool ident_label_row(const struct ident_labels *l, const struct ident_hit *head, struct box cell)
{
    const struct page_read *p = l->view->read;
    const enum part_of_land own = part_named(head->phrase);
    const int32_t high = head->box.y1 - head->box.y0;

    for (uint32_t i = 0; i < l->n; i++) {
        const struct ident_hit *h = &l->hits[i];
        if (h->phrase->is_role || h->part || h->phrase->kind != IDENT_PARCEL ||
            h->box.y0 >= head->box.y1 + 2 * high || head->box.y0 >= h->box.y1 + 2 * high)
            continue;
        const enum part_of_land other = part_named(h->phrase);
        if (other == own || (other == PART_AREA))
            continue;
        for (uint32_t k = 0; k < p->n_words; k++)
            if (in_row(cell, p->words[k].box) && is_over(h->head, p->words[k].box, true) &&
                has_digit(p->words[k].text))
                return true;
    }
    return false;
}

bool ident_role_before(const struct ident_labels *l, size_t at, enum ident_role *role)
{
    const struct ident_hit *best = NULL;

    for (uint32_t i = lower(l, at); i-- > 0;) {
        const struct ident_hit *h = &l->hits[i];
        if (h->start + ROLE_REACH < at)
            break;
        if (h->phrase->is_role && h->end <= at && nearer(h, best))
            best = h;
    }
    if (best)
        *role = best->phrase->role;
    return best;
}
