/* Values that go on in the next line of their cell. */
#include "ident/broken.h"

#include <ctype.h>
#include <string.h>

#include "ident/ident.h"
#include "ident/repair.h"

enum {
    WORDS = 4,       /* of one piece: a number in groups */
    LONGEST = 40,    /* characters of a joined value */
    LEAST = 3,       /* digits of a first piece: "Thôn 0" begins no number */
    NEIGHBOURS = 10, /* lines above and below that show how wide a column is */
    TRIES = 3000,    /* looks under a line on one page; a full register needs some hundred */
};

/* A run of words of one line without a wide gap: a line of one cell. */
struct run {
    uint32_t first, last, line;
    struct box box;
};

struct search {
    const struct ident_tables *tables;
    const struct ident_view *view;
    struct arena *arena;
    const struct run *runs;
    size_t n_runs;
    struct ident_broken best;
    uint32_t tries;
};

/* What is tried so far: pieces, and the characters they make. */
struct chain {
    char text[LONGEST + 1];
    size_t len, joints[IDENT_PIECES];
    struct ident_piece pieces[IDENT_PIECES];
    size_t runs[IDENT_PIECES];
    size_t n;
};

static int32_t height(struct box b)
{
    return b.y1 - b.y0;
}

static bool is_part(char c)
{
    return isdigit((unsigned char)c) || (c && strchr(".-+()_:,~", c));
}

static size_t end_of_word(const struct ident_view *v, uint32_t w)
{
    size_t at = v->word_start[w];
    while (at < v->len && v->text[at] != ' ' && v->text[at] != '\n')
        at++;
    return at;
}

/* Specks behind the last digit are read as signs; a full stop or hyphen may be the value's. */
static size_t end_of_part(const struct ident_view *v, uint32_t w)
{
    size_t end = end_of_word(v, w);
    while (end > v->word_start[w] && ispunct((unsigned char)v->text[end - 1]) &&
           !strchr(".-", v->text[end - 1]))
        end--;
    return end;
}

/* A line between two cells, read with what stands behind it ("[H51.58-210704-"). */
static bool begins_with_rule(const char *word)
{
    return (*word == '|' || *word == '[') && word[1];
}

/* A word without the piece of a rule that was read in front of it ("___46"). */
static struct box box_of(const struct word *w)
{
    const size_t rule = strspn(w->text, "_"), all = strlen(w->text);
    struct box b = w->box;

    if (rule > 1 && rule < all)
        b.x0 += (b.x1 - b.x0) * (int32_t)rule / (int32_t)all;
    return b;
}

static size_t split_runs(const struct page_read *p, struct run *runs)
{
    size_t n = 0;
    for (uint32_t l = 0; l < p->n_lines; l++)
        for (uint32_t i = 0; i < p->lines[l].count; i++) {
            const uint32_t w = p->lines[l].first + i;
            const struct box b = box_of(&p->words[w]);
            struct run *r = i && n ? &runs[n - 1] : NULL;
            if (r && !begins_with_rule(p->words[w].text) &&
                b.x0 - r->box.x1 <= height(r->box) + height(r->box) / 2) {
                r->last = w;
                r->box = box_union(r->box, b);
            } else {
                runs[n++] = (struct run){ w, w, l, b };
            }
        }
    return n;
}

/* Of the smaller: a box that holds ink of the line above is too high. */
static int32_t line_height(const struct run *a, const struct run *b)
{
    const int32_t ha = height(a->box), hb = height(b->box) * 3 / 2;
    return ha < hb ? ha : hb;
}

/* One column's lines begin or have their middle at one place. */
static bool aligned(const struct run *a, const struct run *b)
{
    const int32_t h = line_height(a, b), left = b->box.x0 - a->box.x0,
                  mid = (b->box.x0 + b->box.x1 - a->box.x0 - a->box.x1) / 2;
    return (left >= -h && left <= h) || (mid >= -h / 2 && mid <= h / 2);
}

/* The block says so: the line that follows is of the same cell. */
static bool next_of_cell(const struct page_read *p, const struct run *a, const struct run *b)
{
    const struct text_line *line = &p->lines[a->line];

    return b->line == a->line + 1 && line->block == line[1].block && b->first == line[1].first &&
           a->last == line->first + line->count - 1;
}

/* The run under this one, less than a line away, two in a cell that is known; n_runs: none. */
static size_t below(const struct search *s, size_t at)
{
    const struct run *r = &s->runs[at];
    size_t best = s->n_runs;

    for (size_t i = 0; i < s->n_runs; i++) {
        const struct run *o = &s->runs[i];
        const int32_t h = line_height(r, o);
        const int32_t reach = next_of_cell(s->view->read, r, o) ? 2 * h : h;
        if (i == at || o->box.y0 < r->box.y1 - h / 2 || o->box.y0 > r->box.y1 + reach ||
            !aligned(r, o))
            continue;
        if (best == s->n_runs || o->box.y0 < s->runs[best].box.y0)
            best = i;
    }
    return best;
}

/* The first group of the piece does not fit behind the run in its column. */
static bool had_no_room(const struct search *s, const struct run *r, struct ident_piece next)
{
    const int32_t h = height(r->box);
    const size_t chars = end_of_word(s->view, r->last) - s->view->word_start[r->first];
    const int32_t one = chars ? (r->box.x1 - r->box.x0) / (int32_t)chars : h;
    int32_t right = r->box.x1, group = 0;

    for (size_t i = 0; i < s->n_runs; i++) {
        const struct box b = s->runs[i].box;
        if (aligned(r, &s->runs[i]) && b.y0 > r->box.y0 - NEIGHBOURS * h &&
            b.y0 < r->box.y0 + NEIGHBOURS * h && b.x1 > right)
            right = b.x1;
    }
    for (size_t i = next.start; i < next.end && isalnum((unsigned char)s->view->text[i]); i++)
        group++;
    return right - r->box.x1 < one * (group + 1) + one / 2;
}

static size_t digits_of(const char *text, size_t n)
{
    size_t digits = 0;
    for (size_t i = 0; i < n; i++)
        digits += isdigit((unsigned char)text[i]) != 0;
    return digits;
}

static const enum ident_kind kinds[] = { IDENT_DOSSIER_CODE, IDENT_PHONE, IDENT_ID12,
                                         IDENT_TTHC_CODE, IDENT_MST };

static bool whole(const struct search *s, enum ident_kind kind, const char *text)
{
    const char *why;
    return ident_check(s->tables, kind, text, s->arena, &why) == LEVEL_VALID;
}

static bool is_whole(const struct search *s, const char *text)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (whole(s, kinds[i], text))
            return true;
    return false;
}

/* "5S" is 55, "T7" 77, "6Il" 61: letters for digits behind a code's first hyphen, a one read as
 * two. */
static bool fold_number(char *code)
{
    static const char from[] = "SsBZT", to[] = "55827";
    char *c = strchr(code, '-');
    bool changed = false;

    for (; c && *c; c++) {
        const char *at = strchr(from, *c);
        if (at)
            *c = to[at - from];
        else if (strchr("Il", c[0]) && c[1] && strchr("Il", c[1]) && c[0] != c[1])
            memmove(c, c + 1, strlen(c));
        else
            continue;
        changed = true;
    }
    return changed;
}

/* The code with what was lost or read wrongly: the hyphen where two pieces meet, its signs. */
static bool mend_code(const struct search *s, const struct chain *c, char out[LONGEST + 2],
                      bool *repaired)
{
    const size_t len = strlen(c->text);

    if (!isalpha((unsigned char)c->text[0]) && c->text[0] != '0')
        return false;
    for (size_t i = 1; i < c->n; i++) {
        const size_t at = c->joints[i];
        memcpy(out, c->text, at);
        out[at] = '-';
        memcpy(out + at + 1, c->text + at, len - at + 1);
        if (whole(s, IDENT_DOSSIER_CODE, out))
            return true;
        memcpy(out, c->text, at); /* a speck at the line's end, or before the next */
        if (ispunct((unsigned char)c->text[at - 1])) {
            memcpy(out + at - 1, c->text + at, len - at + 1);
            if (whole(s, IDENT_DOSSIER_CODE, out))
                return true;
        }
        memcpy(out, c->text, at);
        if (ispunct((unsigned char)c->text[at])) {
            memcpy(out + at, c->text + at + 1, len - at);
            *repaired = c->text[at - 1] != c->text[at];
            if (whole(s, IDENT_DOSSIER_CODE, out))
                return true;
        }
    }
    memcpy(out, c->text, len + 1);
    *repaired = fold_number(out);
    *repaired |= repair_dossier_code(out);
    if (*repaired && whole(s, IDENT_DOSSIER_CODE, out))
        return true;
    char *date = strchr(out, '-'); /* signs behind it are hyphens, whatever was read */
    for (; date && *date; date++)
        if (ispunct((unsigned char)*date)) {
            *repaired |= *date != '-';
            *date = '-';
        }
    return *repaired && whole(s, IDENT_DOSSIER_CODE, out);
}

/* Keeps the longest value that is whole. */
static void weigh(struct search *s, struct chain *c)
{
    char other[LONGEST + 2];
    const char *text = c->text;
    struct ident_broken b = { .kind = IDENT_KINDS, .n_pieces = c->n, .full = true };

    for (size_t n = c->len; n > c->joints[c->n - 1] + 1 && ispunct((unsigned char)text[n - 1]);)
        c->text[--n] = '\0';
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && b.kind == IDENT_KINDS; i++)
        if (whole(s, kinds[i], text))
            b.kind = kinds[i];
    if (b.kind == IDENT_KINDS && mend_code(s, c, other, &b.repaired)) {
        text = other;
        b.kind = IDENT_DOSSIER_CODE;
    }
    if (b.kind == IDENT_KINDS || (s->best.value && strlen(s->best.value) >= strlen(text)))
        return;
    for (size_t i = 0; i + 1 < c->n; i++)
        b.full &= had_no_room(s, &s->runs[c->runs[i]], c->pieces[i + 1]);
    memcpy(b.pieces, c->pieces, sizeof b.pieces);
    b.value = ident_normalise(b.kind, text, s->arena);
    if (b.value)
        s->best = b;
}

/* Adds the characters of [start, end) without blanks; false when they are no part of a number, or
 * too many, or a value by themselves. */
static bool push(const struct search *s, struct chain *c, size_t run, size_t start, size_t end)
{
    const size_t from = c->len;

    if (c->n == IDENT_PIECES)
        return false;
    for (size_t i = start; i < end; i++) {
        if (s->view->text[i] == ' ')
            continue;
        if (c->len == LONGEST)
            return false;
        c->text[c->len++] = s->view->text[i];
    }
    c->text[c->len] = '\0';
    if (c->len == from || is_whole(s, c->text + from))
        return false;
    c->joints[c->n] = from;
    c->runs[c->n] = run;
    c->pieces[c->n++] = (struct ident_piece){ start, end };
    return true;
}

/* Where the word begins behind what a rule of its table was read as ("|", "___46"; one "_" may be
 * the value's hyphen). */
static size_t after_rule(const struct ident_view *v, uint32_t w)
{
    size_t at = v->word_start[w];

    at += strspn(v->text + at, "|[]");
    if (v->text[at] == '_' && v->text[at + 1] == '_')
        at += strspn(v->text + at, "_");
    return at < end_of_word(v, w) ? at : v->word_start[w];
}

/* What stands at the beginning of the run under the last piece, and so on. */
static void go_on(struct search *s, const struct chain *c)
{
    const struct ident_view *v = s->view;
    const size_t at = s->tries++ < TRIES ? below(s, c->runs[c->n - 1]) : s->n_runs;
    const struct run *r = at < s->n_runs ? &s->runs[at] : NULL;

    for (uint32_t k = 0; r && k < WORDS && r->first + k <= r->last; k++) {
        const size_t start = after_rule(v, r->first), till = end_of_word(v, r->first + k);
        size_t end = k ? v->word_start[r->first + k] : start;
        while (end < till && (is_part(v->text[end]) || strchr("OoIlSsBZT", v->text[end])))
            end++;
        const bool last = r->first + k == r->last;
        const bool all = end == till || (last && end >= end_of_part(v, r->last));
        if (all && last)
            end = end_of_part(v, r->last);
        if (!all && (isalnum((unsigned char)v->text[end]) || v->text[end] == '/'))
            return;
        struct chain next = *c;
        if (digits_of(v->text + start, end - start) == 0 || !push(s, &next, at, start, end))
            return;
        const bool more = all && !last && isdigit((unsigned char)v->text[till + 1]);
        struct chain end_here = next;
        if (!more)
            weigh(s, &end_here);
        if (all && last && next.n < IDENT_PIECES)
            go_on(s, &next);
        if (!all)
            return;
    }
}

/* Where the part of a number at the end of the word begins; its end when there is none. */
static size_t tail_of_word(const struct ident_view *v, uint32_t w, size_t end)
{
    const size_t first = v->word_start[w];
    size_t at = end;

    while (at > first &&
           (is_part(v->text[at - 1]) ||
            (at > first + 1 && strchr("OIl", v->text[at - 1]) &&
             (isdigit((unsigned char)v->text[at - 2]) || strchr(".GH", v->text[at - 2])))))
        at--;
    if (at > first && at < end &&
        (isdigit((unsigned char)v->text[at]) || strchr("OIl", v->text[at])) &&
        strchr("GH", v->text[at - 1]) &&
        (at - 1 == first || !isalnum((unsigned char)v->text[at - 2])))
        at--;
    while (at < end && strchr(".-_):,~", v->text[at]))
        at++;
    return at;
}

static void from_run(struct search *s, size_t at)
{
    const struct ident_view *v = s->view;
    const struct run *r = &s->runs[at];
    const size_t end = end_of_part(v, r->last);

    for (uint32_t w = r->last + 1, k = 0; w-- > r->first && k < WORDS; k++) {
        const size_t till = w == r->last ? end : end_of_word(v, w),
                     start = tail_of_word(v, w, till);
        struct chain c = { .n = 0 };
        if (start == till)
            break;
        const bool begins = isalpha((unsigned char)v->text[start]) ||
                            digits_of(v->text + start, end - start) >= LEAST;
        if (begins && push(s, &c, at, start, end))
            go_on(s, &c);
        if (start != v->word_start[w])
            break;
    }
}

bool ident_broken_run(const struct ident_tables *t, const struct ident_view *v, struct arena *a,
                      ident_broken_fn *fn, void *ctx, struct err *e)
{
    struct run *runs = ARENA_NEW(a, struct run, v->read->n_words + 1);

    if (!runs)
        return err_set(e, ERR_NOMEM, "no memory");
    struct search s = { .tables = t, .view = v, .arena = a, .runs = runs };
    s.n_runs = split_runs(v->read, runs);
    for (size_t i = 0; i < s.n_runs; i++) {
        s.best.value = NULL;
        from_run(&s, i);
        if (s.best.value && !fn(ctx, &s.best))
            return false;
    }
    return true;
}

struct box ident_broken_frame(const struct ident_view *v, const struct ident_broken *b, float *conf)
{
    struct box box = ident_view_frame(v, b->pieces[0].start, b->pieces[0].end, conf);
    for (size_t i = 1; i < b->n_pieces; i++) {
        float c;
        box = box_union(box, ident_view_frame(v, b->pieces[i].start, b->pieces[i].end, &c));
        *conf = c < *conf ? c : *conf;
    }
    return box;
}

bool ident_broken_agreed(const struct ident_view *v, const struct ident_broken *b)
{
    bool any = false;

    for (size_t i = 0; i < b->n_pieces; i++) {
        uint32_t first, last;
        ident_view_words(v, b->pieces[i].start, b->pieces[i].end, &first, &last);
        for (uint32_t w = first; w <= last; w++) {
            const struct word *word = &v->read->words[w];
            if (digits_of(word->text, strlen(word->text)) == 0)
                continue;
            if (!ident_view_sure(word))
                return false;
            any |= (word->flags & WORD_AGREED) != 0;
        }
    }
    return any;
}
