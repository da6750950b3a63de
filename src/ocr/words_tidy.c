#include "ocr/words_tidy.h"

#include <string.h>

#include "ocr/words_first.h"
#include "ocr/words_ink.h"
#include "ocr/words_spell.h"
#include "ocr/words_symbol.h"

/* In x-heights. A full stop is 0.2 to 0.3 high in the fonts offices use, a quote 0.4 to 0.6; the
 * dots of a line to write on are hair-fine. */
#define BLOB_MOST   0.62F
#define DOT_LOW     0.2F  /* below the baseline */
#define HANGS       0.3F  /* below the baseline: nothing of a stop or comma begins there */
#define DOT_HIGH    0.36F /* above it */
#define DOT_CLEAR   0.8F  /* nothing between DOT_HIGH and this */
#define RAISED      0.35F /* above the baseline: the lower edge of a raised 2 */
#define FINE_DOT    0.1F
#define DOT_WIDE    0.36F
#define SLASH_ROOM  0.3F
#define ONE_CAPITAL 1.05F /* of its height: columns with ink; two have 1.2 and more */
#define RAISED_WIDE 0.75F
/* A mark the network is that sure of stays whatever the pixels say: of 60 dropped by their pixels
 * alone those above were real. */
static const float STOP_SURE = 0.97F, COMMA_SURE = 0.91F;
static const float STOP_DOUBT = 0.5F;
static const float TWICE_SURE = 0.97F;
static const float ELLIPSIS_SURE = 0.9F;
enum { LEADER_DOTS = 3 };

/* The right end of character `at`, cut through what stands behind. */
static int32_t right_end(const struct line_at *a, int32_t at)
{
    const struct lstm_char *c = &a->r->chars[at];
    int32_t x = c->x1;

    while (x > c->x0 && x < a->g->w && ink_in(a, x, a->p->clip.y0, a->p->clip.y1))
        x--;
    return x;
}

/* How many runs of inked columns there are from x to `to`; *rise: of the last, above the baseline.
 */
static int32_t count_runs(const struct line_at *a, int32_t x, int32_t to, int32_t *rise)
{
    int32_t n = 0;
    struct box b;

    for (*rise = 0; x < to && ink_run(a, x, to, a->p->clip.y0, a->p->clip.y1, &b); x = b.x1) {
        *rise = a->p->baseline - b.y0;
        n++;
    }
    return n;
}

/* The tip of a letter of the line above or below. */
static bool is_beside(const struct line_at *a, const struct box *b)
{
    return b->y1 <= ink_row(a, 1) || b->y0 >= ink_row(a, -HANGS);
}

/* Has the last character (a full stop, a comma) ink that is not the letter's? *dot is its ink where
 * it stands free. */
static bool tail_has_ink(const struct line_at *a, int32_t from, int32_t at, struct box *dot)
{
    static const char *const overhang[] = { "V", "W", "Y", "T", "P", "F", "f", "r", "7", NULL };
    const struct lstm_char *c = a->r->chars;
    const float xh = a->p->x_height;
    const int32_t left = c[from].x0, right = right_end(a, at);
    struct box b;

    *dot = (struct box){ 0 };
    bool any = ink_run(a, right, left, a->p->clip.y0, a->p->clip.y1, &b);
    while (any && is_beside(a, &b))
        any = ink_run(a, b.x0 - 1, left, a->p->clip.y0, a->p->clip.y1, &b);
    if (!any)
        return true; /* nothing there at all: the threshold is not the network's */
    /* a typewriter's comma is as long as letters are high, but hangs */
    const bool low = b.y0 >= ink_row(a, BLOB_MOST) && (float)(b.y1 - b.y0) <= xh;
    if ((float)(b.x1 - b.x0) <= BLOB_MOST * xh && ((float)(b.y1 - b.y0) <= BLOB_MOST * xh || low)) {
        *dot = b;
        return true;
    }
    if (char_digit(&c[at - 1])) {
        int32_t tall;
        for (int32_t i = from; i < at; i++)
            if (!char_digit(&c[i]))
                return true;
        return count_runs(a, left, right, &tall) != at - from; /* a run each for the digits */
    }
    if (char_one_of(&c[at - 1], overhang) || !char_letter(&c[at - 1]))
        return true;
    if (!ink_run(a, right, left, ink_row(a, DOT_HIGH), ink_row(a, -DOT_LOW), &b))
        return false;
    if ((float)(b.x1 - b.x0) > BLOB_MOST * xh)
        return false;
    for (int32_t x = b.x0; x < b.x1; x++)
        if (ink_in(a, x, ink_row(a, DOT_CLEAR), ink_row(a, DOT_HIGH)))
            return false;
    return true;
}

/* Dots in a row behind the word, none of them the word's: a line to write on. */
static bool leader_follows(const struct line_at *a, int32_t x)
{
    const float xh = a->p->x_height;
    const int32_t end = x + (int32_t)(4 * xh) < a->g->w ? x + (int32_t)(4 * xh) : a->g->w;
    struct box b;
    int32_t n = 0;

    while (x < end && ink_run(a, x, end, ink_row(a, 1), ink_row(a, -DOT_LOW), &b)) {
        if ((float)(b.x1 - b.x0) > DOT_WIDE * xh || b.y0 < ink_row(a, DOT_WIDE))
            break;
        x = b.x1;
        n++;
    }
    return n >= LEADER_DOTS;
}

/* A quote in front stands free of the letter and ends above its middle. */
static bool head_has_ink(const struct line_at *a, int32_t from, int32_t to)
{
    const struct lstm_char *c = a->r->chars;
    const float xh = a->p->x_height;
    struct box b;

    if (!ink_run(a, c[from].x0 - (int32_t)(0.2F * xh), c[to - 1].x1, a->p->clip.y0, a->p->clip.y1,
                 &b))
        return true;
    return (float)(b.x1 - b.x0) <= BLOB_MOST * xh && b.y1 < ink_row(a, 0.5F);
}

/* ---- one word: characters from .. *to - 1 ---- */

static const char *const singles[] = { "'", "`", "\xE2\x80\x98", "\xE2\x80\x99", NULL };
static const char *const doubles[] = { "\"", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E", NULL };

static bool closed(const struct lstm_line_out *r, int32_t from)
{
    for (int32_t i = from + 1; i < r->n; i++)
        if (char_one_of(&r->chars[i], singles) && (i + 1 == r->n || !char_letter(&r->chars[i + 1])))
            return true;
    return false;
}

static void head_quote(const struct line_at *a, int32_t from, int32_t *to)
{
    struct lstm_char *c = a->r->chars;

    if (*to - from < 2 || !(char_letter(&c[from + 1]) || char_digit(&c[from + 1])))
        return;
    const bool single = char_one_of(&c[from], singles);
    if (!single && !char_one_of(&c[from], doubles))
        return;
    if (single ? closed(a->r, from) && head_has_ink(a, from, *to) : head_has_ink(a, from, *to))
        return;
    c[from + 1].x0 = c[from].x0;
    char_drop(a->r, from);
    --*to;
}

/* Columns with ink and the tallest run among them, without what a neighbour reaches in at the end.
 */
static int32_t inked(const struct line_at *a, int32_t x, int32_t to, int32_t *tall)
{
    int32_t n = 0;
    struct box b;

    for (*tall = 0; x < to && ink_run(a, x, to, a->p->clip.y0, a->p->clip.y1, &b); x = b.x1) {
        if (n && b.x1 == to)
            break;
        *tall = b.y1 - b.y0 > *tall ? b.y1 - b.y0 : *tall;
        n += b.x1 - b.x0;
    }
    return n;
}

/* One capital that came twice, most often as the D of Vietnam and as that of Iceland, which are
 * drawn alike: the ink has no room for two. One hyphen that came twice: nothing is spelt with two
 * inside a word, ink or not. */
static void read_twice(const struct line_at *a, int32_t from, int32_t *to)
{
    static const char *const dj[] = { "\xC4\x90", "\xC3\x90", NULL };
    struct lstm_char *c = a->r->chars;
    int32_t tall;

    for (int32_t i = from; i + 1 < *to; i++) {
        const bool both_dj = char_one_of(&c[i], dj) && char_one_of(&c[i + 1], dj),
                   same = char_is(&c[i], "T") && char_is(&c[i + 1], "T"),
                   hyphens = i > from && i + 2 < *to && char_is(&c[i], "-") &&
                             char_is(&c[i + 1], "-") && char_upper(&c[i + 2]);
        if (!both_dj && !same && !hyphens)
            continue;
        const int32_t wide_px = inked(a, c[i].x0, c[i + 1].x1, &tall);
        const float worse = c[i].conf < c[i + 1].conf ? c[i].conf : c[i + 1].conf;
        if (worse >= TWICE_SURE)
            continue;
        if (!hyphens && (tall == 0 || (float)wide_px > ONE_CAPITAL * (float)tall))
            continue;
        c[i].x1 = c[i + 1].x1;
        c[i].conf = c[i].conf > c[i + 1].conf ? c[i].conf : c[i + 1].conf;
        if (both_dj)
            c[i].text = dj[0];
        char_drop(a->r, i + 1);
        --*to;
    }
}

/* A thin 1 at the end of a number is read as a full stop, by one network like by another. Where the
 * word has as many pieces of ink as characters and the last rises higher than a stop or a comma, it
 * is none, and the number is doubtful. */
static void tall_stops(const struct line_at *a, int32_t from, int32_t to)
{
    struct lstm_char *c = a->r->chars;
    const int32_t last = to - 1;
    int32_t rise;

    if (to - from < 2 || !char_digit(&c[last - 1]) ||
        !(char_is(&c[last], ".") || char_is(&c[last], ",")))
        return;
    const int32_t runs = count_runs(a, c[from].x0, right_end(a, last), &rise);
    if (runs < to - from || (float)rise <= BLOB_MOST * a->p->x_height)
        return;
    for (int32_t i = last - 1; i <= last; i++)
        c[i].conf = c[i].conf < STOP_DOUBT ? c[i].conf : STOP_DOUBT;
}

/* Dots behind a word: those of a line to write on go, an ellipsis stays. */
static void tail_dots(const struct line_at *a, int32_t from, int32_t *to)
{
    const struct lstm_char *c = a->r->chars;
    int32_t n = 0;
    float least = 1;
    struct box dot;

    while (*to - n > from && char_is(&c[*to - 1 - n], ".")) {
        least = c[*to - 1 - n].conf < least ? c[*to - 1 - n].conf : least;
        n++;
    }
    const bool comma = n == 0 && *to - from > 1 && char_is(&c[*to - 1], ",");
    if ((n == 0 && !comma) || *to - n == from)
        return;
    if (n && leader_follows(a, c[*to - 1].x1)) {
        ;
    } else if (n == 1 || comma) {
        const bool has = tail_has_ink(a, from, *to - 1, &dot);
        const bool fine = dot.x1 && (float)(dot.y1 - dot.y0) <= FINE_DOT * a->p->x_height;
        if ((has || c[*to - 1].conf >= (comma ? COMMA_SURE : STOP_SURE)) && !fine)
            return;
        n = 1;
    } else if (n == 3 && least >= ELLIPSIS_SURE) {
        return;
    }
    for (; n > 0; n--)
        char_drop(a->r, --*to);
}

/* Is the ink at x, or next to it, a raised mark? */
static bool raised(const struct line_at *a, int32_t x)
{
    const float xh = a->p->x_height;
    const int32_t end = x + (int32_t)(0.5F * xh) + 1;
    struct box b;

    return ink_run(a, x, end < a->g->w ? end : a->g->w, a->p->clip.y0, a->p->clip.y1, &b) &&
           b.y1 < ink_row(a, RAISED) && (float)(b.y1 - b.y0) > 0.3F * xh &&
           (float)(b.x1 - b.x0) < RAISED_WIDE * xh;
}

/* Is there a raised mark right behind the letter that ends about x? */
static bool raised_behind(const struct line_at *a, int32_t x)
{
    const float xh = a->p->x_height;
    const int32_t reach = (int32_t)(2 * xh);
    struct box unit, b;

    return ink_run(a, x, x + reach < a->g->w ? x + reach : a->g->w, a->p->clip.y0, a->p->clip.y1,
                   &unit) &&
           (float)(unit.x1 - x) < 1.2F * xh && unit.x1 < a->g->w &&
           ink_run(a, unit.x1,
                   unit.x1 + (int32_t)(0.4F * xh) + 1 < a->g->w ? unit.x1 + (int32_t)(0.4F * xh) + 1
                                                                : a->g->w,
                   a->p->clip.y0, a->p->clip.y1, &b) &&
           raised(a, b.x0);
}

/* Behind character `at`, in the right half of its place: of the ink of both the network saw one. */
static bool add_raised_two(struct lstm_line_out *r, int32_t at, struct arena *arena)
{
    const struct lstm_char *c = r->chars;
    struct lstm_char *more = ARENA_NEW(arena, struct lstm_char, (size_t)r->n + 1);

    if (!more)
        return false;
    memcpy(more, c, (size_t)(at + 1) * sizeof *c);
    memcpy(more + at + 2, c + at + 1, (size_t)(r->n - at - 1) * sizeof *c);
    more[at + 1] = c[at];
    more[at + 1].x0 = (c[at].x0 + c[at].x1) / 2;
    more[at + 1].text = "\xC2\xB2";
    r->chars = more;
    r->n++;
    return true;
}

/* "140 m2", "(m2)" with a raised 2 that did not come, or not as one. */
static bool square(const struct line_at *a, int32_t from, int32_t to, struct arena *arena)
{
    static const char *const units[] = { "m", "km", "cm", "dm", "(m", NULL };
    static const char *const ends[] = { ",", ";", ")", ":", ".", NULL };
    struct lstm_line_out *r = a->r;
    struct lstm_char *c = r->chars;
    char head[8] = "";
    size_t len = 0;

    for (int32_t i = from; i < to; i++) {
        const size_t more = strlen(c[i].text);
        if (len + more >= sizeof head)
            return true;
        memcpy(head + len, c[i].text, more + 1);
        len += more;
        const struct lstm_char unit = { .text = head };
        if (!char_one_of(&unit, units))
            continue;
        const bool last = i + 1 == to, end = last || char_one_of(&c[i + 1], ends);
        if (!last && (char_letter(&c[i + 1]) || char_is(&c[i + 1], "/")))
            continue;
        if (!end) {
            if (raised(a, (c[i + 1].x0 + c[i + 1].x1) / 2))
                c[i + 1].text = char_is(&c[i + 1], "3") ? "\xC2\xB3" : "\xC2\xB2";
            return true;
        }
        const bool counted = head[0] == '(' ? !last && char_is(&c[i + 1], ")")
                                            : from > 1 && char_digit(&c[from - 2]);
        if (!counted || !raised_behind(a, (c[i].x0 + c[i].x1) / 2))
            return true;
        return add_raised_two(r, i, arena);
    }
    return true;
}

/* The zero of typewriters has a stroke or a dot in it, and comes as a letter of the north, by
 * itself or beside the zero it is. Columns of ink tell how many digits there are. */
static void zeros(const struct line_at *a, int32_t from, int32_t *to)
{
    static const char *const zero[] = { "\xC3\x98", "\xC3\xB8", NULL };
    struct lstm_char *c = a->r->chars;
    int32_t odd = -1, rise;

    for (int32_t i = from; i < *to; i++) {
        if (char_one_of(&c[i], zero))
            odd = i;
        else if (!char_digit(&c[i]) && !char_is(&c[i], "/") && !char_is(&c[i], "."))
            return;
    }
    if (odd < 0 || *to - from < 2)
        return;
    const int32_t runs = count_runs(a, c[from].x0, c[*to - 1].x1, &rise);
    const bool twice =
        (odd > from && char_is(&c[odd - 1], "0")) || (odd + 1 < *to && char_is(&c[odd + 1], "0"));
    if (twice && runs == *to - from - 1) {
        char_drop(a->r, odd);
        --*to;
    }
    for (int32_t i = from; i < *to; i++)
        if (char_one_of(&c[i], zero))
            c[i].text = "0";
}

/* Blank columns from x towards `to`; 0 when there is no ink on the way. */
static int32_t white_from(const struct line_at *a, int32_t x, int32_t to)
{
    struct box b;

    if (!ink_run(a, x, to, a->p->clip.y0, a->p->clip.y1, &b))
        return 0;
    return to > x ? b.x0 - x : x + 1 - b.x1;
}

/* "Số / No.": a slash that stands as far from words as words do has spaces around it. */
static bool loose_slash(const struct line_at *a, int32_t i)
{
    const struct lstm_char *c = a->r->chars;
    const int32_t mid = (c[i].x0 + c[i].x1) / 2, reach = (int32_t)(2 * a->p->x_height);
    const float least = SLASH_ROOM * a->p->x_height;
    struct box b;

    if (!ink_run(a, mid, mid + reach, a->p->clip.y0, a->p->clip.y1, &b) ||
        (float)(b.x1 - b.x0) > BLOB_MOST * 2 * a->p->x_height)
        return false;
    while (b.x0 > 0 && ink_in(a, b.x0 - 1, a->p->clip.y0, a->p->clip.y1))
        b.x0--;
    return (float)white_from(a, b.x0 - 1, b.x0 - 1 - reach) >= least &&
           (float)white_from(a, b.x1, b.x1 + reach) >= least;
}

/* Room for two spaces around each slash is made once a line needs it. */
static bool part_slashes(const struct line_at *a, struct arena *arena)
{
    struct lstm_line_out *r = a->r;
    struct lstm_char *to = NULL;
    int32_t n = 0;

    for (int32_t i = 0; i < r->n; i++) {
        const struct lstm_char c = r->chars[i];
        const bool before = i > 0 && !r->chars[i - 1].space,
                   after = i + 1 < r->n && !r->chars[i + 1].space;
        const bool loose = char_is(&c, "/") && (before || after) &&
                           !(i > 0 && char_digit(&r->chars[i - 1])) &&
                           !(i > 0 && char_is(&r->chars[i - 1], ".")) &&
                           !(i + 1 < r->n && char_is(&r->chars[i + 1], ".")) && loose_slash(a, i);
        if (loose && !to) {
            to = ARENA_NEW(arena, struct lstm_char, (size_t)r->n * 3);
            if (!to)
                return false;
            memcpy(to, r->chars, (size_t)i * sizeof *to);
            n = i;
        }
        struct lstm_char space = c;
        space.text = " ";
        space.space = true;
        if (loose && before)
            to[n++] = space;
        if (to)
            to[n++] = c;
        if (loose && after)
            to[n++] = space;
    }
    if (to)
        r->chars = to;
    r->n = to ? n : r->n;
    return true;
}

bool words_tidy(const struct line_piece *p, const struct grey *level, struct lstm_line_out *r,
                struct arena *arena)
{
    const struct line_at a = { p, level, r };

    if (!words_first(&a, arena))
        return false;
    for (int32_t from = 0, to; from < r->n; from = to + 1) {
        for (to = from; to < r->n && !r->chars[to].space; to++)
            ;
        if (to == from)
            continue;
        spell_marks(r, from, &to);
        read_twice(&a, from, &to);
        head_quote(&a, from, &to);
        tall_stops(&a, from, to);
        tail_dots(&a, from, &to);
        spell_terms(r, from, &to);
        const int32_t had = r->n;
        if (!square(&a, from, to, arena))
            return false;
        to += r->n - had;
        zeros(&a, from, &to);
        if (!symbol_points(&a, from, &to, arena))
            return false;
    }
    if (!part_slashes(&a, arena))
        return false;
    spell_end(r);
    return true;
}
