#include "ocr/words_lines.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ocr/words.h"
#include "ocr/words_dots.h"
#include "ocr/words_ink.h"

/* Constants from junk experiments on real scans: lines of noise read at 0.3..0.6, lines of text
 * above 0.75 even when poor; a lone noise token is shorter and needs more proof. */
static const float LINE_MIN = 0.65f, SHORT_LINE_MIN = 0.75f, END_TOKEN_MIN = 0.6f;
static const float ELLIPSIS_SURE = 0.9f;
/* Of 200 pages of all kinds: consonants by themselves below this, 1 right and 24 not; words with
 * odd marks, 0 and 33. */
static const float LONE_MIN = 0.9f, ODD_MIN = 0.85f;
static const float STROKES_SURE = 0.9f;
static const float PRINT_WORD = 0.8f, PRINT_SURE = 0.92f;
enum {
    PRINT_LETTERS = 8,
    STROKES_MOST = 8,
    MARKS_RUN = 5,
    ELLIPSIS = 3,
    NUMBER_DIGITS = 3,
    LEADER_DOTS = 4,
    TOKEN_BYTES = 512
};

struct token {
    int32_t from, to; /* characters of the piece */
    float mean, worst;
    uint32_t letters, marks; /* letters and digits; everything else */
};

static bool is_alnum(const char *text)
{
    size_t i = 0;
    const uint32_t cp = utf8_next(text, strlen(text), &i);

    return (cp >= '0' && cp <= '9') || utf8_is_letter(cp);
}

/* The next word at or after character `from`; false at the end. `whole`: spaces part nothing. */
static bool next_token(const struct lstm_line_out *r, int32_t from, bool whole, struct token *t)
{
    while (from < r->n && r->chars[from].space)
        from++;
    *t = (struct token){ .from = from, .to = from, .worst = 1 };
    double sum = 0;
    for (; t->to < r->n && (whole || !r->chars[t->to].space); t->to++) {
        const struct lstm_char *c = &r->chars[t->to];
        if (c->space)
            continue;
        sum += (double)c->conf;
        t->worst = c->conf < t->worst ? c->conf : t->worst;
        if (is_alnum(c->text))
            t->letters++;
        else
            t->marks++;
    }
    if (t->to > t->from)
        t->mean = (float)(sum / (t->letters + t->marks));
    return t->to > from;
}

static bool is_junk_piece(const struct lstm_line_out *r)
{
    uint32_t letters = 0, chars = 0;
    float worst = 1;
    double sum = 0;

    for (int32_t i = 0; i < r->n; i++)
        if (!r->chars[i].space) {
            letters += is_alnum(r->chars[i].text);
            sum += (double)r->chars[i].conf;
            worst = r->chars[i].conf < worst ? r->chars[i].conf : worst;
            chars++;
        }
    if (!chars || (float)(sum / chars) < LINE_MIN)
        return true;
    if (letters * 3 < chars && chars <= STROKES_MOST && worst < STROKES_SURE)
        return true; /* "-. / 2": a signature */
    return chars <= 3 && (letters == 0 || (float)(sum / chars) < SHORT_LINE_MIN);
}

struct lstm_line_out words_print_of(const struct lstm_line_out *r)
{
    struct lstm_line_out best = { 0 };
    struct token t;
    int32_t from = 0;
    uint32_t letters = 0, chars = 0, most = PRINT_LETTERS - 1;
    double sum = 0;

    for (int32_t at = 0; next_token(r, at, false, &t); at = t.to) {
        const uint32_t n = t.letters + t.marks;
        if (t.mean < PRINT_WORD) {
            letters = chars = 0;
            continue;
        }
        from = chars ? from : t.from;
        sum = chars ? sum : 0;
        letters += t.letters;
        chars += n;
        sum += (double)t.mean * n;
        if (letters > most && sum >= (double)PRINT_SURE * chars) {
            most = letters;
            best = (struct lstm_line_out){ .chars = r->chars + from, .n = t.to - from };
        }
    }
    return best;
}

/* Specks and strokes beside a line come as short unsure tokens at its ends. */
static bool is_junk_end(const struct token *t)
{
    const uint32_t n = t->letters + t->marks;

    return t->mean < END_TOKEN_MIN && (n <= 3 || t->letters < t->marks);
}

static bool is_marks_run(const struct token *t)
{
    return t->letters == 0 && t->marks >= MARKS_RUN;
}

/* A word is none of these; an ellipsis the network is sure of may be one. */
static bool is_speck(const struct lstm_line_out *r, const struct token *t)
{
    static const char specks[] = "._`'\\^";

    for (int32_t i = t->from; i < t->to; i++)
        if (!r->chars[i].space && (r->chars[i].text[1] || !strchr(specks, r->chars[i].text[0])))
            return strcmp(r->chars[i].text, "\xCB\x86") == 0 && t->marks == 1;
    return t->marks != ELLIPSIS || t->worst < ELLIPSIS_SURE ||
           strcmp(r->chars[t->from].text, ".") != 0;
}

static float confidence(const struct token *t)
{
    return 0.5f * (t->mean + t->worst);
}

/* A stroke of a signature or a piece of a seal, read as a consonant by itself or with marks that
 * are in no word. A number is never one. */
static bool is_scrawl(const struct lstm_line_out *r, const struct token *t)
{
    static const char *const odd[] = { "\\",
                                       "^",
                                       "*",
                                       "#",
                                       "$",
                                       "{",
                                       "}",
                                       "<",
                                       ">",
                                       "|",
                                       "`",
                                       "[",
                                       "]",
                                       "~",
                                       "\xC2\xAE",
                                       "\xC2\xAC",
                                       "\xE2\x80\xA1",
                                       NULL };
    const uint32_t letter = t->letters == 1 && !t->marks ? char_letter(&r->chars[t->from]) : 0,
                   only = utf8_base(utf8_lower(letter)); /* small, without its mark */
    uint32_t digits = 0, odds = 0;

    if (only)
        return confidence(t) < LONE_MIN && (only > 'z' || !strchr("aeiouy", (int)only));
    for (int32_t i = t->from; i < t->to; i++) {
        const char *text = r->chars[i].text;
        digits += text[0] >= '0' && text[0] <= '9';
        odds += char_one_of(&r->chars[i], odd);
    }
    return odds && digits < NUMBER_DIGITS && confidence(t) < ODD_MIN;
}

/* The dots of a line to write on that stand close to what was written are not of the word. */
static void trim_leader(const struct lstm_line_out *r, struct token *t)
{
    int32_t from = t->from, to = t->to;

    while (to > from && strcmp(r->chars[to - 1].text, ".") == 0)
        to--;
    while (from < to && strcmp(r->chars[from].text, ".") == 0)
        from++;
    if (to > from && t->to - to >= LEADER_DOTS)
        t->to = to;
    if (to > from && from - t->from >= LEADER_DOTS)
        t->from = from;
}

static bool has_ink_column(const struct grey *g, int32_t x, int32_t y0, int32_t y1,
                           int32_t threshold)
{
    for (int32_t y = y0; y < y1; y++)
        if (grey_row(g, y)[x] < threshold)
            return true;
    return false;
}

static bool has_ink_row(const struct grey *g, int32_t y, int32_t x0, int32_t x1, int32_t threshold)
{
    const uint8_t *row = grey_row(g, y);

    for (int32_t x = x0; x < x1; x++)
        if (row[x] < threshold)
            return true;
    return false;
}

/* Shrinks b to the ink in it; unchanged when there is none. */
static struct box tighten(const struct grey *g, struct box b, int32_t threshold)
{
    struct box t = b;

    while (t.y0 < t.y1 && !has_ink_row(g, t.y0, t.x0, t.x1, threshold))
        t.y0++;
    if (t.y0 == t.y1)
        return b;
    while (!has_ink_row(g, t.y1 - 1, t.x0, t.x1, threshold))
        t.y1--;
    while (!has_ink_column(g, t.x0, t.y0, t.y1, threshold))
        t.x0++;
    while (!has_ink_column(g, t.x1 - 1, t.y0, t.y1, threshold))
        t.x1--;
    return t;
}

static int32_t clamp(int32_t v, int32_t lo, int32_t hi)
{
    return v < lo ? lo : v > hi ? hi : v;
}

/* From the level page back to the one that was given. */
static struct box lean(struct box b, double slope, const struct grey *g)
{
    const int32_t d = (int32_t)lround(slope * (0.5 * (b.x0 + b.x1) - g->w / 2.0));

    b.y0 = clamp(b.y0 + d, 0, g->h - 1);
    b.y1 = clamp(b.y1 + d, b.y0 + 1, g->h);
    return b;
}

static struct box token_box(const struct lines *l, const struct line_piece *p,
                            const struct lstm_line_out *r, const struct token *t,
                            const struct grey *g)
{
    struct box b = p->clip;

    /* Characters are cut half-way, so a space lies between this word and the next. */
    b.x0 = clamp(r->chars[t->from].x0, p->clip.x0, p->clip.x1 - 1);
    b.x1 = clamp(r->chars[t->to - 1].x1, b.x0 + 1, p->clip.x1);
    b = (struct box){ clamp(b.x0, 0, g->w - 1), clamp(b.y0, 0, g->h - 1), clamp(b.x1, 1, g->w),
                      clamp(b.y1, 1, g->h) };
    return lean(tighten(g, b, p->threshold), l->slope, g);
}

/* Pieces overlap where letters do: the end of a word ("ề" of "Về") again at the head of the next
 * piece. */
static bool read_twice(const struct words *w, uint32_t i)
{
    if (i == w->lines[w->n_lines - 1].first)
        return false;
    const struct word *last = &w->words[i - 1], *now = &w->words[i];
    const size_t n = strlen(last->text), m = strlen(now->text);

    return m < n && strcmp(last->text + n - m, now->text) == 0 && now->box.x0 >= last->box.x0 &&
           now->box.x1 <= last->box.x1;
}

static void add_token(struct words *w, const struct lines *l, const struct line_piece *p,
                      const struct lstm_line_out *r, const struct token *t, const struct grey *g)
{
    char text[TOKEN_BYTES];
    const uint32_t had = w->n_words;
    bool changed = false;
    size_t len = 0;

    for (int32_t i = t->from; i < t->to; i++) {
        const size_t n = strlen(r->chars[i].text);
        if (r->chars[i].space)
            continue;
        if (len + n >= sizeof text)
            break;
        memcpy(text + len, r->chars[i].text, n);
        len += n;
        changed |= r->chars[i].changed;
    }
    words_add(w, text, len, token_box(l, p, r, t, g), confidence(t));
    if (w->n_words > had && read_twice(w, had)) {
        w->n_words = had;
        w->lines[w->n_lines - 1].count--;
        return;
    }
    if (w->n_words == had)
        return;
    if (changed)
        w->words[had].flags |= WORD_FOLDED;
    if (dots_missing(p, g, r, t->from, t->to))
        w->words[had].flags |= WORD_DOTLESS;
}

/* `all`: nothing of it is junk. */
static void add_piece(struct words *w, const struct lines *l, const struct line_piece *p,
                      const struct lstm_line_out *r, const struct grey *g, bool all,
                      struct words_stats *stats)
{
    struct token t;
    int32_t first = 0, last = all ? r->n : 0;

    for (int32_t at = 0; next_token(r, at, p->boxed, &t); at = t.to)
        if (!is_junk_end(&t))
            last = t.to;
    while (!all && next_token(r, first, p->boxed, &t) && t.from < last && is_junk_end(&t))
        first = t.to;
    for (int32_t at = 0; next_token(r, at, p->boxed, &t); at = t.to) {
        const uint32_t n = (uint32_t)(t.to - t.from);
        if (!all && (t.from < first || t.to > last || is_marks_run(&t) || is_speck(r, &t) ||
                     is_scrawl(r, &t))) {
            stats->dropped += n;
            continue;
        }
        stats->kept += n;
        struct token word = t;
        trim_leader(r, &word);
        add_token(w, l, p, r, &word, g);
    }
}

static bool is_like_digit(const struct lstm_char *c)
{
    return sign_digit(c->text, strlen(c->text)) != '\0';
}

/* One to `most` signs that digits are or are taken for, and nothing else. */
static bool is_short_number(const struct lstm_line_out *r, int32_t most)
{
    int32_t signs = 0;

    for (int32_t k = 0; k < r->n; k++) {
        if (!r->chars[k].space && !is_like_digit(&r->chars[k]))
            return false;
        signs += !r->chars[k].space;
    }
    return signs > 0 && signs <= most;
}

/* Digits enough for a number, and nothing behind the last of them but a hyphen or a dot. */
static bool ends_in_number(const struct lstm_line_out *r)
{
    enum { LEAST = 6 };
    int32_t digits = 0, last = r->n;

    while (last > 0 && (r->chars[last - 1].space || char_is(&r->chars[last - 1], "-") ||
                        char_is(&r->chars[last - 1], ".")))
        last--;
    for (int32_t i = last; i > 0 && !r->chars[i - 1].space; i--)
        digits += char_digit(&r->chars[i - 1]);
    return digits >= LEAST && is_like_digit(&r->chars[last - 1]);
}

/* A narrow cell broke a long number, and its last digits stand in a line of their own under its
 * beginning: text, however unsure the network is of a digit by itself. */
static bool ends_number_above(const struct lines *l, const struct lstm_line_out *read, uint32_t i)
{
    enum { MOST = 4 };
    const struct line_piece *own = &l->pieces[i];
    const int32_t mid = own->ink.x0 + own->ink.x1;

    if (!is_short_number(&read[i], MOST))
        return false;
    for (uint32_t j = 0; j < l->n; j++) {
        const struct line_piece *p = &l->pieces[j];
        const float h = p->x_height, down = (float)(own->baseline - p->baseline);
        const int32_t left = own->ink.x0 - p->ink.x0, off = mid - p->ink.x0 - p->ink.x1;
        const float most = h > own->x_height ? h : own->x_height, least = h + own->x_height - most;
        if (j == i || down < h || down > 2.6F * h || most > 1.4F * least)
            continue;
        if ((abs(left) <= (int32_t)h || abs(off) <= (int32_t)h) && ends_in_number(&read[j]))
            return true;
    }
    return false;
}

/* Signs of a number that has a cell or the end of a line to itself, at most. */
enum { CELL_SIGNS = 3 };

/* "1.250,5", "415": nothing but digits and what parts them. */
static bool is_plain_number(const struct lstm_line_out *r)
{
    enum { MOST = 8 };

    for (int32_t k = 0; k < r->n; k++)
        if (!char_digit(&r->chars[k]) && !char_is(&r->chars[k], ",") && !char_is(&r->chars[k], "."))
            return false;
    return r->n > 0 && r->n <= MOST && char_digit(&r->chars[0]);
}

/* "91." alone in the line under one that ends in "số". */
static bool is_carried_over(const struct lines *l, const struct lstm_line_out *read, uint32_t i)
{
    struct lstm_line_out own = read[i];
    int32_t last = i > 0 ? read[i - 1].n : 0;

    while (own.n > 1 &&
           (char_is(&own.chars[own.n - 1], ".") || char_is(&own.chars[own.n - 1], ",")))
        own.n--;
    if (last < 3 || l->pieces[i].block != l->pieces[i - 1].block ||
        !is_short_number(&own, CELL_SIGNS))
        return false;
    const struct lstm_char *c = &read[i - 1].chars[last - 1];
    return char_is(c - 1, "s") && (char_is(c, "\xE1\xBB\x91") || char_is(c, "\xC3\xB4"));
}

static bool is_as_high(const struct line_piece *a, const struct line_piece *b)
{
    const float h = (float)(a->ink.y1 - a->ink.y0), g = (float)(b->ink.y1 - b->ink.y0);

    return h > 0.8F * g && g > 0.8F * h;
}

/* "11" or "8" by itself in a cell, which the network is as unsure of as of a stroke: in a row with
 * other print and in a column with other numbers it is one. */
static bool is_cell(const struct lines *l, const struct lstm_line_out *read, uint32_t i)
{
    enum { FAR = 12, PRINT = 3 };
    const struct line_piece *own = &l->pieces[i];
    const int32_t mid = (own->ink.x0 + own->ink.x1) / 2;
    bool row = false, column = false, digit = false;

    for (int32_t k = 0; k < read[i].n; k++)
        digit |= char_digit(&read[i].chars[k]);
    if (own->boxed || !is_short_number(&read[i], CELL_SIGNS))
        return false;
    for (uint32_t j = 0; j < l->n && !(row && column); j++) {
        const struct line_piece *p = &l->pieces[j];
        const float h = (float)(own->ink.y1 - own->ink.y0),
                    down = (float)abs(p->baseline - own->baseline);
        if (j == i || !is_as_high(own, p))
            continue;
        row |= down < 0.35F * h && read[j].n >= PRINT && !is_junk_piece(&read[j]);
        const bool under = abs(p->ink.x0 - own->ink.x0) < (int32_t)(0.7F * h) ||
                           abs((p->ink.x0 + p->ink.x1) / 2 - mid) < (int32_t)(0.7F * h);
        column |= under && down > h && down < FAR * h &&
                  (is_plain_number(&read[j]) || (digit && is_short_number(&read[j], CELL_SIGNS)));
    }
    return row && column;
}

/* The "m" before a raised 2, and what that and the foot of the 2 are read as ("m“", "mỸ"). */
static bool is_of_square(const struct lstm_line_out *r, int32_t k)
{
    static const char *const over[] = {
        "?", "*", "'", "\"", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE1\xBB\xB8", "\xE1\xBB\xB9", NULL
    };
    const struct lstm_char *c = &r->chars[k];

    return char_is(c, "m") || (k > 0 && char_is(c - 1, "m") && char_one_of(c, over));
}

/* A raised 2 (or what was read as a 3) that was taken for a row of its own, and stands in the row
 * below already, or behind its "m". */
static bool is_raised_two(const struct lines *l, const struct lstm_line_out *read, uint32_t i)
{
    const struct box *own = &l->pieces[i].ink;
    const int32_t mid = (own->x0 + own->x1) / 2;

    if (read[i].n != 1 ||
        !(strcmp(read[i].chars[0].text, "2") == 0 || strcmp(read[i].chars[0].text, "3") == 0))
        return false;
    for (uint32_t j = 0; j < l->n; j++) {
        const struct line_piece *p = &l->pieces[j];
        const bool small = (float)(own->y1 - own->y0) < 1.2F * p->x_height;
        if (j == i || p->ink.y0 > own->y1 || p->baseline < own->y1 ||
            (float)(p->baseline - own->y1) > 2 * p->x_height || p->ink.x0 > mid ||
            p->clip.x1 < own->x0)
            continue;
        for (int32_t k = 0; k < read[j].n; k++) {
            const struct lstm_char *c = &read[j].chars[k];
            if ((char_is(c, "\xC2\xB2") || (small && is_of_square(&read[j], k))) && c->x0 <= mid &&
                (float)mid <= (float)c->x1 + p->x_height)
                return true;
        }
    }
    return false;
}

bool words_of_lines(const struct lines *l, const struct lstm_line_out *read,
                    const struct grey *level, struct arena *a, struct page_read *out,
                    struct words_stats *stats, struct err *e)
{
    struct words w;
    uint32_t line = UINT32_MAX;

    *stats = (struct words_stats){ 0 };
    words_init(&w, a);
    for (uint32_t i = 0; i < l->n; i++) {
        const struct line_piece *p = &l->pieces[i];
        const bool unsure = is_junk_piece(&read[i]),
                   cell = unsure && (is_cell(l, read, i) || is_carried_over(l, read, i)),
                   tail = cell || ends_number_above(l, read, i);
        const struct lstm_line_out text = !tail && unsure ? words_print_of(&read[i]) : read[i];
        const bool junk = text.n == 0 || (!tail && is_raised_two(l, read, i));
        stats->dropped += (uint32_t)(junk ? read[i].n : read[i].n - text.n);
        if (junk)
            continue;
        if (p->line != line) {
            const struct box b = { p->ink.x0, p->baseline, p->ink.x1, p->baseline + 1 };
            words_line(&w, p->block, lean(b, l->slope, level).y0, p->x_height);
        }
        line = p->line;
        add_piece(&w, l, p, &text, level, tail, stats);
    }
    const bool ok = words_finish(&w, out, e);
    words_release(&w);
    return ok;
}
