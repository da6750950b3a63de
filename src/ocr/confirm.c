#include "ocr/confirm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ocr/confirm_boxes.h"
#include "ocr/confirm_cut.h"
#include "ocr/confirm_internal.h"
#include "ocr/confirm_vote.h"
#include "ocr/lstm.h"
#include "ocr/models.h"

enum {
    MIN_DIGITS = 3,
    MAX_WORDS = 400, /* of one page; a register page holds about 200 numbers */
    MAX_BOXED = 16,  /* rows of boxes of one page */
};

/* A digit that the second reader was less sure of is looked at again. */
static const float DIGIT_SURE = 0.9F;

/* The confidence of what more than two readings voted for, at least. */
static const float VOTED = 0.95F;

/* That of a number whose signs were put right, at most: nobody accepts it without the ink. */
static const float CELL_CONF = 0.6F;

static bool open_first(struct confirm *c, const char *path, struct err *e)
{
    if (models_take(path, &c->first_model, e) && lstm_open(&c->first, c->first_model, e))
        return true;
    models_drop(c->first_model);
    c->first_model = NULL;
    c->first = NULL;
    return e->kind == ERR_UNSUPPORTED;
}

bool confirm_open(struct confirm **out, const char *model_path, const char *first_path,
                  const char *glyphs_path, struct err *e)
{
    struct confirm *c = calloc(1, sizeof *c);

    *out = NULL;
    if (!c)
        return err_set(e, ERR_NOMEM, "no memory");
    if (!models_take(model_path, &c->model, e) || !lstm_open(&c->lstm, c->model, e) ||
        !open_first(c, first_path, e) || !glyph_model_open(&c->glyphs, glyphs_path, e)) {
        confirm_close(c);
        return false;
    }
    *out = c;
    return true;
}

void confirm_close(struct confirm *c)
{
    if (!c)
        return;
    lstm_close(c->lstm);
    lstm_close(c->first);
    glyph_model_close(c->glyphs);
    models_drop(c->model);
    models_drop(c->first_model);
    free(c);
}

/* The second reading as a word: its text without spaces, and its confidence as words have it (the
 * mean of the characters' average and their minimum). */
float confirm_join(const struct lstm_line_out *l, char out[TEXT_BYTES])
{
    float sum = 0, least = 1;
    int32_t chars = 0;
    size_t n = 0;

    for (int32_t i = 0; i < l->n; i++) {
        const size_t len = strlen(l->chars[i].text);
        if (l->chars[i].space || n + len + 1 > TEXT_BYTES)
            continue;
        memcpy(out + n, l->chars[i].text, len);
        n += len;
        sum += l->chars[i].conf;
        least = l->chars[i].conf < least ? l->chars[i].conf : least;
        chars++;
    }
    out[n] = '\0';
    return chars ? (sum / (float)chars + least) / 2 : 0;
}

static int digits_of(const char *s)
{
    int n = 0;
    for (; *s; s++)
        n += *s >= '0' && *s <= '9';
    return n;
}

/* Eth is drawn like the letter of Vietnam. */
static uint32_t as_letter(uint32_t cp)
{
    return cp == 0xD0 ? 0x110 : cp;
}

static bool same_letters(const char *a, const char *b)
{
    const size_t la = strlen(a), lb = strlen(b);
    size_t i = 0, k = 0;

    for (;;) {
        uint32_t x = 0, y = 0;
        while (i < la && !confirm_counts(x = utf8_next(a, la, &i)))
            x = 0;
        while (k < lb && !confirm_counts(y = utf8_next(b, lb, &k)))
            y = 0;
        if (as_letter(x) != as_letter(y))
            return false;
        if (x == 0)
            return true;
    }
}

/* "529,5" whose comma the second reading did not see: digits behind it, 0 when it is otherwise. */
static int32_t behind_comma(const char *a, const char *b)
{
    const char *comma = strchr(a, ',');
    const size_t n = comma ? strspn(comma + 1, "0123456789") : 0;

    if (!comma || comma == a || n < 1 || n > 2 || strspn(a, "0123456789.,") < strlen(a) - 1 ||
        strchr(comma + 1, ',') || strchr(b, ',') || !same_letters(a, b))
        return 0;
    return (int32_t)n;
}

/* Where the letters and digits of s end: what follows are marks. */
static size_t inner_end(const char *s)
{
    const size_t len = strlen(s);
    size_t end = 0;

    for (size_t i = 0; i < len;)
        if (confirm_counts(utf8_next(s, len, &i)))
            end = i;
    return end;
}

void confirm_edges(const char *line, const char *text, char *out, size_t size)
{
    const size_t n = inner_end(text), from = inner_end(line);

    const size_t tail = strspn(line + from, ".,;:)");
    if (n == 0 || line[from + tail] || tail >= EDGE_BYTES)
        snprintf(out, size, "%s", text);
    else
        snprintf(out, size, "%.*s%s", (int)n, text, line + from);
}

/* "1I", "§", "T1" for 11, 8, 77: the second reading has a digit, and what else it has can be one.
 */
static bool reads_short(const char *first, const char *second, const struct confirm_cut *c,
                        char digits[CELL_DIGITS + 1])
{
    char own[CELL_DIGITS + 1];

    return digits_of(first) < (int)strlen(first) &&
           (digits_of(second) > 0 || strstr(second, "§")) && confirm_short_number(first, own) &&
           confirm_short_number(second, digits) && strlen(own) == strlen(digits) &&
           (c->cell || !strpbrk(first, "BSOoTZz"));
}

/* Two readings that differ: the surer one stands, and nobody has agreed to it. What the first made
 * of zeros with dots in them is worth nothing; between boxes it may have read a side as a digit. */
static bool settle(struct word *w, const char *text, float conf, const struct grey *plane,
                   const struct confirm_cut *c, struct arena *a)
{
    const int32_t behind = behind_comma(w->text, text);

    if (confirm_same(w->text, text) || (behind && confirm_cut_has_comma(plane, w->box, behind))) {
        w->flags |= WORD_AGREED;
        return true;
    }
    char digits[CELL_DIGITS + 1];
    if (reads_short(w->text, text, c, digits)) {
        text = digits;
        conf = conf < CELL_CONF ? conf : CELL_CONF;
    } else {
        /* a mark more or less (a decimal comma) is the line's to know: by itself a word shows it
         * badly */
        if (digits_of(text) < MIN_DIGITS || same_letters(w->text, text))
            return true;
        if (c->dots == 0 &&
            (conf <= w->conf || (!c->boxes && digits_of(text) < digits_of(w->text))))
            return true;
    }
    char whole[TEXT_BYTES + EDGE_BYTES];
    confirm_edges(w->text, text, whole, sizeof whole);
    w->text = utf8_nfc(a, whole, strlen(whole));
    w->conf = conf;
    w->flags |= WORD_FOLDED;
    return w->text != NULL;
}

/* Letters and number stand or fall together; what differs is for people. */
static void settle_serial(struct word *number, const char *text)
{
    char both[TEXT_BYTES];

    snprintf(both, sizeof both, "%s%s", number[-1].text, number->text);
    if (confirm_same(both, text))
        number->flags |= WORD_AGREED;
}

/* "số" and what it is printed and read as. */
static bool says_number(const char *text)
{
    static const char *const words[] = { "số", "Số", "SỐ", "sổ", "sô", "so" };
    const size_t n = strcspn(text, ":.;");

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == n && strncmp(text, words[i], n) == 0)
            return true;
    return false;
}

/* Numbers of three digits and more; shorter ones behind "số", or with the symbol of a register
 * ("13/TLKS-BS"). */
static bool is_wanted(const struct page_read *p, uint32_t i)
{
    const int n = digits_of(p->words[i].text);

    if (n >= MIN_DIGITS)
        return true;
    return n > 0 &&
           ((i > 0 && says_number(p->words[i - 1].text)) || says_number(p->words[i].text) ||
            (strchr(p->words[i].text, '/') && strstr(p->words[i].text, "TL")));
}

/* "CD" before "909661": the letters of a serial that stand by themselves hold no digits, and a
 * serial lost its D on a fax. They are read again with their number. */
static bool has_letters_before(const struct page_read *p, uint32_t i)
{
    const struct word *w = &p->words[i], *before = i > 0 ? w - 1 : NULL;
    const size_t n = strspn(w->text, "0123456789"), len = before ? strlen(before->text) : 0;
    size_t letters = 0;

    if (len == 0 || (n != 6 && n != 8) || strspn(w->text + n, ".,;:)") != strlen(w->text + n))
        return false;
    for (size_t k = 0; k < len; letters++) {
        const uint32_t cp = utf8_next(before->text, len, &k);
        if (!(cp >= 'A' && cp <= 'Z') && cp != 0x110)
            return false;
    }
    const int32_t gap = w->box.x0 - before->box.x1, h = w->box.y1 - w->box.y0;
    return letters <= 2 && gap >= 0 && gap < 2 * h && before->box.y0 < w->box.y1 &&
           before->box.y1 > w->box.y0;
}

/* How much paper above and below a cut: how high the network sees its digits. */
enum height { USUAL, SMALLER, LARGER, HEIGHTS };

/* A third of its height beside the word; beside a short one more, up to its neighbours, so that
 * digits the first reading lost are seen. */
static bool cut_word(const struct page_read *p, uint32_t i, enum height height,
                     const struct grey *plane, struct confirm_cut *c, struct err *e)
{
    struct box b = p->words[i].box;
    if (has_letters_before(p, i))
        b = box_union(b, p->words[i - 1].box);
    const int32_t h = b.y1 - b.y0, side = h / 3 + 2;
    const int32_t above[HEIGHTS] = { h / 5 + 2, h * 9 / 20 + 2, h / 10 + 1 };
    struct confirm_room room = { side, side, above[height] };

    if (digits_of(p->words[i].text) < MIN_DIGITS) {
        const int32_t wide = h > side ? h : side;
        room.left = room.right = wide;
        for (uint32_t k = i ? i - 1 : 0; k < p->n_words && k <= i + 1; k++) {
            const struct box o = p->words[k].box;
            if (k == i || o.y0 >= b.y1 || o.y1 <= b.y0)
                continue;
            if (o.x1 <= b.x0 && b.x0 - o.x1 < room.left)
                room.left = b.x0 - o.x1;
            if (o.x0 >= b.x1 && o.x0 - b.x1 < room.right)
                room.right = o.x0 - b.x1;
        }
    }
    return confirm_cut_make(plane, b, room, c, e);
}

static bool has_doubt(const struct lstm_line_out *l)
{
    for (int32_t i = 0; i < l->n; i++)
        if (digits_of(l->chars[i].text) && l->chars[i].conf < DIGIT_SURE)
            return true;
    return false;
}

static struct lstm_line_in line_of(const struct confirm_cut *c, const struct grey *plane)
{
    const struct grey *clean = &c->clean;

    return clean->px ? (struct lstm_line_in){ clean, { 0, 0, clean->w, clean->h } }
                     : (struct lstm_line_in){ plane, c->box };
}

/* The number at `i` read by the second reader at another height. */
static bool read_at(struct confirm *c, const struct grey *plane, const struct page_read *page,
                    uint32_t i, enum height height, char text[TEXT_BYTES], struct arena *a,
                    struct err *e)
{
    struct confirm_cut cut;
    struct lstm_line_out out;

    if (!cut_word(page, i, height, plane, &cut, e))
        return false;
    const struct lstm_line_in in = line_of(&cut, plane);
    const bool ok = lstm_read_lines(c->lstm, &in, 1, a, &out, e);
    confirm_cut_release(&cut);
    if (ok)
        (void)confirm_join(&out, text);
    return ok;
}

/* What two readers took a poor print for may be wrong all the same (7997 on a fax that says 1997,
 * the second reader three quarters sure): where the second had a doubt of a digit, it must see the
 * same ones larger and smaller too. */
static bool ask_again(struct confirm *c, const struct grey *plane, struct page_read *page,
                      uint32_t i, struct arena *a, struct err *e)
{
    struct word *w = &page->words[i];
    char text[TEXT_BYTES];

    for (enum height h = SMALLER; h < HEIGHTS && (w->flags & WORD_AGREED); h++) {
        if (!read_at(c, plane, page, i, h, text, a, e))
            return false;
        if (!confirm_same_digits(w->text, text))
            w->flags &= ~(uint32_t)WORD_AGREED;
    }
    return true;
}

/* What the vote left of a word. It knows no points: one in the symbol that a reader or the ink has
 * ("95/QĐ.UB") stands, and where only one has it nobody agreed. */
static bool take_vote(struct word *w, const struct two_read *two, const char *text, struct arena *a,
                      struct err *e)
{
    char whole[TEXT_BYTES + EDGE_BYTES];
    const bool first = vote_pointed(two->first, text), second = vote_pointed(two->second, text);

    if (first || second)
        text = first ? two->first : two->second;
    confirm_edges(w->text, text, whole, sizeof whole);
    /* where letters differ ("0Đ.UB") the second saw the point all the same */
    if (!(first || second) || (first && vote_points(two->second)))
        w->flags |= WORD_AGREED;
    if (strcmp(whole, w->text) != 0) { /* else it is as sure as its reader was */
        w->text = utf8_nfc(a, whole, strlen(whole));
        w->flags |= WORD_FOLDED;
        w->conf = w->conf > VOTED ? w->conf : VOTED;
    }
    return w->text || err_set(e, ERR_NOMEM, "no memory");
}

/* Numbers with symbols and dates that two readers saw otherwise (confirm_vote.h). */
static bool vote_cuts(struct confirm *c, const struct grey *plane, struct page_read *page,
                      const uint32_t *which, const struct confirm_cut *cuts,
                      const struct two_read *two, size_t n, struct arena *a, struct err *e)
{
    struct lstm_line_in *in = ARENA_NEW(a, struct lstm_line_in, n);
    struct lstm_line_out *out = ARENA_NEW(a, struct lstm_line_out, n);
    size_t *ask = ARENA_NEW(a, size_t, n), k = 0;
    char text[TEXT_BYTES], voted[VOTE_BYTES];

    if (!in || !out || !ask)
        return err_set(e, ERR_NOMEM, "no memory");
    for (size_t i = 0; i < n; i++) {
        struct word *w = &page->words[which[i]];
        if ((w->flags & WORD_AGREED) || !two[i].second || word_hides_digit(two[i].first) ||
            confirm_same(two[i].first, two[i].second) ||
            !(vote_wanted(two[i].first) || vote_wanted(two[i].second)))
            continue;
        if (!two[i].doubt && vote_number(two[i].first, two[i].second, NULL, voted)) {
            if (!take_vote(w, &two[i], voted, a, e))
                return false;
        } else if (c->first) {
            in[k] = line_of(&cuts[i], plane);
            ask[k++] = i;
        }
    }
    if (k == 0)
        return true;
    if (!lstm_read_lines(c->first, in, k, a, out, e))
        return false;
    for (size_t j = 0; j < k; j++) {
        const size_t i = ask[j];
        (void)confirm_join(&out[j], text);
        const bool ok = vote_number(two[i].first, two[i].second, text, voted) &&
                        (!two[i].doubt || vote_alike(text, voted));
        /* on a poor print all may be wrong alike (2860 that says 2869): of another height? */
        if (ok && (!take_vote(&page->words[which[i]], &two[i], voted, a, e) ||
                   !ask_again(c, plane, page, which[i], a, e)))
            return false;
    }
    return true;
}

static bool read_cuts(struct confirm *c, const struct grey *plane, struct page_read *page,
                      const uint32_t *which, struct confirm_cut *cuts, size_t n, struct arena *a,
                      struct err *e)
{
    struct lstm_line_in *in = ARENA_NEW(a, struct lstm_line_in, n);
    struct lstm_line_out *out = ARENA_NEW(a, struct lstm_line_out, n);
    struct two_read *two = ARENA_NEW(a, struct two_read, n);

    if (!in || !out || !two)
        return err_set(e, ERR_NOMEM, "no memory");
    for (size_t i = 0; i < n; i++)
        in[i] = line_of(&cuts[i], plane);
    if (!lstm_read_lines(c->lstm, in, n, a, out, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        char text[TEXT_BYTES];
        const float conf = confirm_join(&out[i], text);
        two[i] = (struct two_read){ page->words[which[i]].text, arena_strdup(a, text),
                                    has_doubt(&out[i]), has_letters_before(page, which[i]) };
        if (two[i].serial)
            settle_serial(&page->words[which[i]], text);
        else if (!settle(&page->words[which[i]], text, conf, plane, &cuts[i], a))
            return err_set(e, ERR_NOMEM, "no memory");
        if (has_doubt(&out[i]) && !ask_again(c, plane, page, which[i], a, e))
            return false;
    }
    return vote_cuts(c, plane, page, which, cuts, two, n, a, e) &&
           confirm_glyphs(c, plane, page, which, cuts, two, n, a, e);
}

/* ---- boxes ---- */

/* A number in boxes, and the word it is put behind. */
struct boxed {
    struct box_row row;
    uint32_t line, after;
    char text[TEXT_BYTES];
    float conf;
    bool agreed;
};

static int compare_high(const void *a, const void *b)
{
    const int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

    return (x > y) - (x < y);
}

static int32_t middle_of(int32_t *v, uint32_t n)
{
    qsort(v, n, sizeof *v, compare_high);
    return n ? v[n / 2] : 0;
}

/* How high a digit is on most lines of the page, px: words of noisy pages are higher than their
 * digits, x-heights of capitals alone are theirs. */
static int32_t usual_high(const struct page_read *p, struct arena *a)
{
    int32_t *high = ARENA_NEW(a, int32_t, p->n_words + p->n_lines + 1);
    uint32_t n = 0, lines = 0;

    for (uint32_t i = 0; high && i < p->n_words; i++)
        if (digits_of(p->words[i].text) >= MIN_DIGITS)
            high[n++] = p->words[i].box.y1 - p->words[i].box.y0;
    const int32_t digit = n >= 3 ? middle_of(high, n) : INT32_MAX;
    for (uint32_t i = 0; high && i < p->n_lines; i++)
        high[lines++] = (int32_t)(p->lines[i].x_height * 1.5F);
    const int32_t line = middle_of(high, lines);
    return digit < line ? digit : line;
}

/* Is there paper behind this word: where a row of boxes can begin? */
static bool ends_here(const struct page_read *p, const struct text_line *l, uint32_t i,
                      int32_t high)
{
    const char *text = p->words[i].text;
    const size_t n = strlen(text);

    return i + 1 == l->first + l->count || (n && strchr(":.;", text[n - 1])) ||
           p->words[i + 1].box.x0 - p->words[i].box.x1 > high;
}

static bool lies_in(const struct word *w, const struct box_row *r)
{
    const int32_t x = (w->box.x0 + w->box.x1) / 2, y = (w->box.y0 + w->box.y1) / 2,
                  aside = r->high / 3;

    return x >= r->box.x0 && x < r->box.x1 && y >= r->box.y0 - aside && y < r->box.y1 + aside;
}

/* The digits that the first reading made out in the boxes. */
static void first_reading(const struct page_read *p, const struct box_row *r, char out[TEXT_BYTES])
{
    size_t n = 0;

    for (uint32_t i = 0; i < p->n_words; i++)
        for (const char *s = p->words[i].text; lies_in(&p->words[i], r) && *s; s++)
            if (n + 1 < TEXT_BYTES)
                out[n++] = *s;
    out[n] = '\0';
}

/* `n` digits, once the marks are gone that paper beside and between them was read as; the dash is
 * put where its box is. */
static bool is_number_of(char text[TEXT_BYTES], uint32_t n, uint32_t dash)
{
    size_t at = 0;

    for (const char *s = text; *s; s++)
        if (*s >= '0' && *s <= '9')
            text[at++] = *s;
        else if (!strchr(".,:;'-_", *s))
            return false;
    text[at] = '\0';
    if (at != n || !dash)
        return at == n;
    memmove(text + dash + 1, text + dash, at - dash + 1); /* BOXES_MOST and one: there is room */
    text[dash] = '-';
    return true;
}

/* Reads the boxes at three heights: the surest reading that has a digit for each stands; all that
 * do must be what the page's reading had, for two to have agreed. */
static bool read_boxes(struct confirm *c, const struct grey *plane, const struct page_read *page,
                       struct boxed *b, struct arena *a, struct err *e)
{
    const int32_t h = b->row.high, above[HEIGHTS] = { h / 5 + 2, h * 9 / 20 + 2, h / 10 + 1 };
    char first[TEXT_BYTES];
    bool sure = false;

    first_reading(page, &b->row, first);
    b->text[0] = '\0';
    b->agreed = true;
    for (enum height k = USUAL; k < HEIGHTS; k++) {
        struct grey cut;
        struct lstm_line_out out;
        char text[TEXT_BYTES];
        uint32_t n, dash;
        if (!boxes_cut(plane, &b->row, above[k], &cut, &n, &dash, e))
            return false;
        if (!cut.px)
            return true;
        const struct lstm_line_in in = { &cut, { 0, 0, cut.w, cut.h } };
        const bool ok = lstm_read_lines(c->lstm, &in, 1, a, &out, e);
        grey_release(&cut);
        if (!ok)
            return false;
        const float conf = confirm_join(&out, text);
        const bool whole = is_number_of(text, n, dash);
        if (k == USUAL)
            sure = !has_doubt(&out);
        b->agreed &= (whole && strcmp(first, text) == 0) || (k != USUAL && sure && !whole);
        if (!whole || (b->text[0] && conf <= b->conf))
            continue;
        memcpy(b->text, text, strlen(text) + 1);
        b->conf = conf;
    }
    return true;
}

static bool is_known_row(const struct boxed *b, uint32_t n, const struct box_row *r)
{
    for (uint32_t i = 0; i < n; i++)
        if (box_overlap(b[i].row.box, r->box))
            return true;
    return false;
}

static uint32_t find_boxes(const struct grey *plane, const struct page_read *p, int32_t high,
                           struct boxed *out)
{
    uint32_t n = 0;

    for (uint32_t k = 0; k < p->n_lines; k++) {
        const struct text_line *l = &p->lines[k];
        for (uint32_t i = l->first; i < l->first + l->count && n < MAX_BOXED; i++) {
            struct box_row r;
            if (!ends_here(p, l, i, high) || !boxes_right_of(plane, p->words[i].box, high, &r) ||
                is_known_row(out, n, &r) || lies_in(&p->words[i], &r))
                continue;
            out[n++] = (struct boxed){ .row = r, .line = k, .after = i };
        }
    }
    return n;
}

/* The boxes' numbers take the place of all words that were read in them. */
static bool put_boxes(struct page_read *p, const struct boxed *b, uint32_t n, struct arena *a,
                      struct err *e)
{
    struct word *words = ARENA_NEW(a, struct word, p->n_words + n);
    uint32_t at = 0, lines = 0;

    if (!words)
        return err_set(e, ERR_NOMEM, "no memory");
    for (uint32_t k = 0; k < p->n_lines; k++) {
        struct text_line l = p->lines[k];
        const uint32_t first = l.first, end = first + l.count;
        l.first = at;
        for (uint32_t i = first; i < end; i++) {
            bool gone = false;
            for (uint32_t j = 0; j < n; j++)
                gone |= b[j].text[0] && lies_in(&p->words[i], &b[j].row);
            if (!gone)
                words[at++] = p->words[i];
            for (uint32_t j = 0; j < n; j++) {
                if (!b[j].text[0] || b[j].after != i)
                    continue;
                struct word *w = &words[at++];
                *w = (struct word){ .text = arena_strdup(a, b[j].text),
                                    .box = b[j].row.box,
                                    .conf = b[j].conf,
                                    .flags = b[j].agreed ? WORD_AGREED : WORD_FOLDED };
                if (!w->text)
                    return err_set(e, ERR_NOMEM, "no memory");
                l.box = box_union(l.box, w->box);
            }
        }
        l.count = at - l.first;
        if (l.count)
            p->lines[lines++] = l;
    }
    p->words = words;
    p->n_words = at;
    p->n_lines = lines;
    return true;
}

/* Numbers in boxes, up to MAX_BOXED a page: they are not looked at again. */
static bool confirm_boxes(struct confirm *c, const struct grey *plane, struct page_read *page,
                          struct boxed *b, uint32_t *n, struct arena *a, struct err *e)
{
    const int32_t high = usual_high(page, a);

    *n = high ? find_boxes(plane, page, high, b) : 0;
    for (uint32_t i = 0; i < *n; i++)
        if (!read_boxes(c, plane, page, &b[i], a, e))
            return false;
    return *n == 0 || put_boxes(page, b, *n, a, e);
}

static bool is_boxed(const struct word *w, const struct boxed *b, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (b[i].text[0] && lies_in(w, &b[i].row))
            return true;
    return false;
}

bool confirm_numbers(struct confirm *c, const struct grey *plane, struct page_read *page,
                     struct arena *a, struct err *e)
{
    struct boxed boxed[MAX_BOXED];
    uint32_t which[MAX_WORDS], n_boxed;
    size_t n = 0, made = 0;

    if (!confirm_boxes(c, plane, page, boxed, &n_boxed, a, e))
        return false;
    bool *cell = ARENA_NEW(a, bool, page->n_words + 1);
    if (!cell)
        return err_set(e, ERR_NOMEM, "no memory");
    confirm_cells(page, cell);
    for (uint32_t i = 0; i < page->n_words && n < MAX_WORDS; i++)
        if (is_wanted(page, i) && !is_boxed(&page->words[i], boxed, n_boxed))
            which[n++] = i;
    for (uint32_t i = 0; i < page->n_words && n < MAX_WORDS; i++) /* with what room is left */
        if (cell[i] && !is_wanted(page, i) && !is_boxed(&page->words[i], boxed, n_boxed))
            which[n++] = i;
    if (!confirm_text(c, plane, page, a, e))
        return false;
    if (n == 0)
        return confirm_days(c, plane, page, a, e);
    struct confirm_cut *cuts = ARENA_NEW(a, struct confirm_cut, n);
    bool ok = cuts || err_set(e, ERR_NOMEM, "no memory");
    for (; ok && made < n; made += ok)
        if ((ok = cut_word(page, which[made], USUAL, plane, &cuts[made], e)))
            cuts[made].cell = cell[which[made]];
    ok = ok && read_cuts(c, plane, page, which, cuts, n, a, e);
    for (size_t i = 0; i < made; i++)
        confirm_cut_release(&cuts[i]);
    return ok && confirm_days(c, plane, page, a, e);
}
