#include "ocr/words_first.h"

#include <string.h>

/* In x-heights: the dash of a list. */
#define DASH_WIDE 0.25F
#define DASH_THIN 0.32F
#define DASH_HIGH 0.85F
#define DASH_LOW  0.1F
#define DASH_ROOM 0.15F
/* Of a numeral's tallest stroke: its I is narrower than WIDE, letters are wider; the full stop. */
#define STROKE_WIDE 0.66F
#define STROKE_HIGH 0.8F
#define STOP_HIGH   0.4F
static const float LABEL_SURE = 0.97F, DRAWN_CONF = 0.95F;
enum { NUMERAL_MOST = 6, NUMERAL_RUNS = 8, UPRIGHT_LEAST = 14 };

/* Room for a space before character `at`. */
static bool part(const struct line_at *a, int32_t at, struct arena *arena)
{
    struct lstm_line_out *r = a->r;
    struct lstm_char *to = ARENA_NEW(arena, struct lstm_char, (size_t)r->n + 1);

    if (!to)
        return false;
    memcpy(to, r->chars, (size_t)at * sizeof *to);
    memcpy(to + at + 1, r->chars + at, (size_t)(r->n - at) * sizeof *to);
    to[at] = to[at + 1];
    to[at].text = " ";
    to[at].space = true;
    to[at].x1 = to[at].x0 + 1;
    r->chars = to;
    r->n++;
    return true;
}

/* The `n` characters from `at` are one. */
static void join(struct lstm_line_out *r, int32_t at, int32_t n, const char *text)
{
    struct lstm_char *c = r->chars + at;

    for (; n > 1; n--) {
        c->conf = c[n - 1].conf < c->conf ? c[n - 1].conf : c->conf;
        c->x1 = c[n - 1].x1 > c->x1 ? c[n - 1].x1 : c->x1;
        char_drop(r, at + n - 1);
    }
    c->text = text;
}

/* The end of the first word. */
static int32_t word_end(const struct lstm_line_out *r, int32_t from)
{
    int32_t to = from;

    while (to < r->n && !r->chars[to].space)
        to++;
    return to;
}

/* ---- a list's dash ---- */

static bool dash_alone(const struct line_at *a)
{
    const float xh = a->p->x_height;
    const int32_t x = a->r->chars[0].x0, end = a->r->chars[1].x1;
    struct box dash, next;

    return ink_run(a, x, end, a->p->clip.y0, a->p->clip.y1, &dash) &&
           (float)(dash.x1 - dash.x0) >= DASH_WIDE * xh &&
           (float)(dash.y1 - dash.y0) <= DASH_THIN * xh && dash.y0 >= ink_row(a, DASH_HIGH) &&
           dash.y1 <= ink_row(a, DASH_LOW) &&
           ink_run(a, dash.x1, dash.x1 + (int32_t)(3 * xh), a->p->clip.y0, a->p->clip.y1, &next) &&
           (float)(next.x0 - dash.x1) >= DASH_ROOM * xh;
}

static bool list_dash(const struct line_at *a, struct arena *arena)
{
    static const char *const dashes[] = { "-", "~", "=", "\xE2\x80\x93", "\xE2\x80\x94", NULL };
    struct lstm_line_out *r = a->r;
    struct lstm_char *c = r->chars;

    if (r->n > 2 && char_one_of(&c[0], dashes) && char_one_of(&c[1], dashes) &&
        (c[2].space || char_letter(&c[2]))) {
        c[1].x0 = c[0].x0;
        char_drop(r, 0);
        c[0].text = "-";
    }
    if (r->n < 3 || !char_one_of(&c[0], dashes) || !char_letter(&c[1]) || !char_letter(&c[2]) ||
        !dash_alone(a))
        return true;
    c[0].text = "-";
    return part(a, 1, arena);
}

/* ---- the number of a heading ---- */

/* A word of capitals begins at `at`. */
static bool capitals_at(const struct lstm_line_out *r, int32_t at)
{
    return at + 1 < r->n && char_upper(&r->chars[at]) && char_upper(&r->chars[at + 1]);
}

/* Where the numeral ends that was read, behind its full stop if there is one: strokes and V alone,
 * some of them no digits, before a word in capitals, which may hang on it. 0: there is none. */
static int32_t numeral_end(const struct lstm_line_out *r, bool *has_v, bool *has_stop)
{
    static const char *const strokes[] = { "I", "1", "l", "|", "H", "L", "T", "i", "!", "]", NULL };
    int32_t to = 0, letters = 0;

    *has_v = false;
    while (to < r->n && to < NUMERAL_MOST &&
           (char_one_of(&r->chars[to], strokes) || char_is(&r->chars[to], "V"))) {
        *has_v |= char_is(&r->chars[to], "V");
        letters += !char_digit(&r->chars[to]);
        to++;
    }
    *has_stop = to < r->n && (char_is(&r->chars[to], ".") || char_is(&r->chars[to], ","));
    if (!to || (!letters && !(to == 1 && *has_stop)))
        return 0;
    if (*has_stop)
        return capitals_at(r, to + 1) ||
                       (to + 1 < r->n && r->chars[to + 1].space && capitals_at(r, to + 2))
                   ? to + 1
                   : 0;
    return to < r->n && r->chars[to].space && capitals_at(r, to + 1) ? to : 0;
}

static const char *known_numeral(const char *text)
{
    static const char *const numerals[] = { "I.",  "II.",  "III.",  "IV.", "V.",
                                            "VI.", "VII.", "VIII.", NULL };

    for (const char *const *known = numerals; *known; known++)
        if (strcmp(*known, text) == 0)
            return *known;
    return NULL;
}

/* What was read, figures for strokes. */
static const char *numeral_read(const struct lstm_line_out *r, int32_t end)
{
    static const char *const strokes[] = { "I", "1", "l", "|", NULL };
    char text[NUMERAL_MOST + 2] = "";

    for (int32_t i = 0; i < end; i++)
        text[i] = char_one_of(&r->chars[i], strokes) ? 'I'
                  : char_is(&r->chars[i], "V")       ? 'V'
                  : i == end - 1                     ? '.'
                                                     : '?';
    return known_numeral(text);
}

/* Ink of a row between x0 and x1: half-open; false when there is none. */
static bool row_ink(const struct line_at *a, int32_t y, int32_t x0, int32_t x1, int32_t *from,
                    int32_t *to)
{
    *from = x1;
    *to = x0;
    for (int32_t x = x0; x < x1; x++)
        if (ink_in(a, x, y, y + 1)) {
            *from = x < *from ? x : *from;
            *to = x + 1;
        }
    return *from < x1;
}

/* An I is the same on both sides of its stem; a 1 has its flag on the left. */
static bool is_upright(const struct line_at *a, const struct box *b)
{
    const int32_t h = b->y1 - b->y0;
    int32_t from, to, left = b->x1, right = b->x0;

    if (!row_ink(a, (b->y0 + b->y1) / 2, b->x0, b->x1, &from, &to))
        return false;
    for (int32_t y = b->y0; y < b->y0 + h * 2 / 5; y++) {
        int32_t l, r;
        if (!row_ink(a, y, b->x0, b->x1, &l, &r))
            continue;
        left = l < left ? l : left;
        right = r > right ? r : right;
    }
    const int32_t lean = (from - left) - (right - to), most = 1 + h / 20;
    return h >= UPRIGHT_LEAST && lean <= most && lean >= -most;
}

/* What the ink says: I for a stroke; V for anything wider, where one was read. NULL: neither, or
 * less than was read, for letters that touch. */
static const char *numeral_drawn(const struct line_at *a, int32_t end, bool has_v, bool has_stop)
{
    struct box runs[NUMERAL_RUNS];
    char text[NUMERAL_RUNS + 2] = "";
    int32_t n = 0, letters = 0, tall = 0;
    const int32_t to = a->r->chars[end - 1].x1;
    const bool alone = end == 2 && has_stop && char_digit(&a->r->chars[0]);

    for (int32_t x = a->r->chars[0].x0;
         n < NUMERAL_RUNS && ink_run(a, x, to, a->p->clip.y0, a->p->clip.y1, &runs[n]);
         x = runs[n++].x1)
        tall = runs[n].y1 - runs[n].y0 > tall ? runs[n].y1 - runs[n].y0 : tall;
    if (n == NUMERAL_RUNS)
        return NULL;
    for (int32_t i = 0; i < n; i++) {
        const float high = (float)(runs[i].y1 - runs[i].y0) / (float)tall,
                    wide = (float)(runs[i].x1 - runs[i].x0) / (float)tall;
        if (i == n - 1 && high <= STOP_HIGH)
            has_stop = true;
        else if (high < STROKE_HIGH || (wide > STROKE_WIDE && !has_v))
            return NULL;
        else
            text[letters++] = wide > STROKE_WIDE ? 'V' : 'I';
    }
    if (!has_stop || (text[0] == 'V') != char_is(&a->r->chars[0], "V"))
        return NULL;
    if (alone && !(letters == 1 && is_upright(a, &runs[0])))
        return NULL;
    text[letters] = '.';
    return known_numeral(text);
}

static bool numeral(const struct line_at *a, struct arena *arena)
{
    struct lstm_line_out *r = a->r;
    bool has_v, has_stop;
    const int32_t end = numeral_end(r, &has_v, &has_stop);
    const char *text = end ? numeral_drawn(a, end, has_v, has_stop) : NULL;

    const bool drawn = text != NULL;
    text = text || !end || !has_v ? text : numeral_read(r, end);
    if (!text)
        return true;
    join(r, 0, end, text);
    if (drawn && r->chars[0].conf < DRAWN_CONF) /* the ink bears it out */
        r->chars[0].conf = DRAWN_CONF;
    return r->n < 2 || r->chars[1].space || part(a, 1, arena);
}

/* ---- "V/v" ---- */

/* "VW việc", "(V% việc": what "V/v" is read as where the letters touch. */
static void subject(struct lstm_line_out *r)
{
    static const char *const pieces[] = { "V", "v", "W", "w", "/", "%", "4", "\\", NULL };
    const int32_t from = r->n > 0 && char_is(&r->chars[0], "("), to = word_end(r, from);
    struct lstm_char *c = r->chars + from;

    if (to - from < 1 || to - from > 4 || to + 1 >= r->n || !char_letter(&r->chars[to + 1]) ||
        char_upper(&r->chars[to + 1]) || !(char_is(c, "V") || char_is(c, "W")))
        return;
    for (int32_t i = 1; i < to - from; i++)
        if (!char_one_of(&c[i], pieces))
            return;
    if (to - from == 1 && char_is(c, "V"))
        return;
    join(r, from, to - from, "V/v");
}

/* ---- labels ---- */

/* "I.", "II.", "III." before a heading. */
static void roman(struct lstm_line_out *r, int32_t from, int32_t to)
{
    static const char *const strokes[] = { "I", "1", "l", "|", NULL };
    int32_t ones = 0, n = to - from - 1;

    if (n < 2 || n > 3 || !char_is(&r->chars[to - 1], ".") || to + 1 >= r->n ||
        !char_upper(&r->chars[to + 1]))
        return;
    for (int32_t i = from; i < to - 1; i++) {
        if (!char_one_of(&r->chars[i], strokes))
            return;
        ones += char_is(&r->chars[i], "1");
    }
    for (int32_t i = from; ones < n && i < to - 1; i++)
        r->chars[i].text = "I";
}

static void label(struct lstm_line_out *r, int32_t from, int32_t to)
{
    static const char *const c_like[] = { "\xE2\x82\xAC", "\xC2\xA9", NULL };
    static const char *const g_like[] = { "\xC3\x98", "\xC3\xB8", NULL };
    struct lstm_char *c = r->chars + from;

    if (to - from == 1 && char_is(c, "~"))
        c->text = "-";
    const int32_t last = to - from - 1;
    if (last >= 1 && last <= 2 && char_digit(c) && char_digit(c + last - 1) &&
        char_is(c + last, ",") && c[last].conf < LABEL_SURE && to + 1 < r->n &&
        char_upper(&r->chars[to + 1]))
        c[last].text = ".";
    if (to - from != 2 || !char_is(c + 1, ")"))
        return;
    if (char_one_of(c, c_like))
        c->text = "c";
    else if (char_one_of(c, g_like))
        c->text = "g";
}

/* "4..Cán bộ": the number of a paragraph close to its first word. */
static bool paragraph(const struct line_at *a, struct arena *arena)
{
    struct lstm_line_out *r = a->r;
    struct lstm_char *c = r->chars;
    int32_t n = 0;

    while (n < r->n && n < 2 && char_digit(&c[n]))
        n++;
    if (!n || n + 2 >= r->n || !char_is(&c[n], "."))
        return true;
    if (n + 3 < r->n && char_is(&c[n + 1], ".") && char_upper(&c[n + 2]) &&
        char_letter(&c[n + 3])) {
        c[n].x1 = c[n + 1].x1;
        char_drop(r, n + 1);
    }
    return !char_upper(&c[n + 1]) || !char_letter(&c[n + 2]) || part(a, n + 1, arena);
}

bool words_first(const struct line_at *a, struct arena *arena)
{
    struct lstm_line_out *r = a->r;

    if (r->n == 0 || r->chars[0].space)
        return true;
    if (!list_dash(a, arena) || !numeral(a, arena) || !paragraph(a, arena))
        return false;
    subject(r);
    const int32_t to = word_end(r, 0);
    roman(r, 0, to);
    label(r, 0, to);
    return true;
}
