#include "ocr/words_spell.h"

#include "ocr/words_ink.h"

/* Marks at the edges of a word go below these; a colon, which ends labels, is believed sooner. */
static const float EDGE_SURE = 0.68F, COLON_SURE = 0.55F, DASH_MARK_SURE = 0.95F;
enum { LEADER_RUN = 6, PHONE_DIGITS = 10 };

/* ---- marks ---- */

/* Dots in a row inside a word are a line to write on between two: one space. */
static void leaders(struct lstm_line_out *r, int32_t from, int32_t *to)
{
    for (int32_t i = from, n; i < *to; i++) {
        for (n = 0; i + n < *to && char_is(&r->chars[i + n], "."); n++)
            ;
        if (n < LEADER_RUN || i == from || i + n == *to)
            continue;
        r->chars[i].text = " ";
        r->chars[i].space = true;
        r->chars[i].x1 = r->chars[i + n - 1].x1;
        while (--n > 0)
            char_drop(r, i + 1);
        *to = i; /* what follows is the next word */
    }
}

/* Marks no word begins or ends with: specks, the ends of strokes. */
static void specks(struct lstm_line_out *r, int32_t from, int32_t *to)
{
    static const char *const before[] = { ".", ",", ":", ";", "/",        "~",        "^",
                                          "_", "|", "*", "+", "\xCB\x86", "\xC2\xAC", NULL };
    /* a capital C read twice, once as something else */
    static const char *const c_like[] = { "\xE2\x82\xAC", "\xC2\xA9", "\xC5\x92", NULL };
    static const char *const after[] = { "~", "^", "_", "|", "\\", "\xCB\x86", "\xC2\xAC", NULL };

    while (*to - from > 2 && char_one_of(&r->chars[from], c_like) &&
           char_is(&r->chars[from + 1], "C")) {
        r->chars[from + 1].x0 = r->chars[from].x0;
        char_drop(r, from);
        --*to;
    }
    while (*to - from > 2 && char_one_of(&r->chars[from], before) &&
           char_letter(&r->chars[from + 1]) && char_letter(&r->chars[from + 2])) {
        char_drop(r, from);
        --*to;
    }
    while (*to - from > 2 && char_one_of(&r->chars[*to - 1], after) &&
           (char_letter(&r->chars[*to - 2]) || char_digit(&r->chars[*to - 2])))
        char_drop(r, --*to);
}

/* Marks the network hardly believes in: specks at the edges of a word, and behind a list's dash. */
static void doubtful_marks(struct lstm_line_out *r, int32_t from, int32_t *to)
{
    static const char *const edge[] = { ":", ".", "'", "\"", ";", "-", "_", "`", "\xC2\xA1", NULL };
    static const char *const behind[] = { "'", "_", ".", "`", "\"", NULL };
    struct lstm_char *c = r->chars;

    if (*to - from > 2 && char_is(&c[from], "-") && char_one_of(&c[from + 1], behind) &&
        c[from + 1].conf < DASH_MARK_SURE && char_letter(&c[from + 2])) {
        c[from + 1].text = " ";
        c[from + 1].space = true;
        *to = from + 1;
        return;
    }
    while (*to - from > 2 && char_one_of(&c[*to - 1], edge) &&
           c[*to - 1].conf < (char_is(&c[*to - 1], ":") ? COLON_SURE : EDGE_SURE) &&
           !char_is(&c[*to - 2], "/") &&
           (!char_is(&c[*to - 1], ".") || char_is(&c[*to - 2], ","))) /* tail_dots looks at ink */
        char_drop(r, --*to);
    while (*to - from > 2 && char_one_of(&c[from], edge) && c[from].conf < EDGE_SURE &&
           char_letter(&c[from + 1])) {
        char_drop(r, from);
        --*to;
    }
}

static void slashes(struct lstm_line_out *r, int32_t from, int32_t *to)
{
    static const char *const slash[] = { "/", "\xE2\x81\x84", NULL };

    for (int32_t i = from; i < *to; i++) {
        if (!char_one_of(&r->chars[i], slash))
            continue;
        const bool odd = !char_is(&r->chars[i], "/");
        if (i + 1 < *to && char_one_of(&r->chars[i + 1], slash) &&
            (odd || !char_is(&r->chars[i + 1], "/"))) {
            r->chars[i].x1 = r->chars[i + 1].x1;
            char_drop(r, i + 1);
            --*to;
        }
        r->chars[i].text = "/";
    }
}

void spell_marks(struct lstm_line_out *r, int32_t from, int32_t *to)
{
    leaders(r, from, to);
    specks(r, from, to);
    doubtful_marks(r, from, to);
    slashes(r, from, to);
}

/* ---- terms ---- */

/* The groups of a telephone number, "0972. 369.430", with room behind their dots. */
static void telephone(struct lstm_line_out *r, int32_t from, int32_t *to)
{
    int32_t at = from, groups = 0, digits = 0, n;

    if (!char_is(&r->chars[from], "0"))
        return;
    for (;;) {
        for (n = 0; at < r->n && char_digit(&r->chars[at]); at++)
            n++;
        digits += n;
        groups++;
        if (n < 3 || n > 4 || groups == 3)
            break;
        if (at >= r->n || !char_is(&r->chars[at], "."))
            return;
        at += at + 1 < r->n && r->chars[at + 1].space ? 2 : 1;
    }
    if (n < 3 || n > 4 || digits != PHONE_DIGITS || (at < r->n && !r->chars[at].space))
        return;
    for (int32_t i = at - 1; i > from; i--)
        if (r->chars[i].space) {
            char_drop(r, i);
            at--;
        }
    *to = at;
}

/* "la Hrung": places of the Central Highlands begin with Ia, and no sentence has la before a name
 * but "đô la Mỹ". */
static void highland(struct lstm_line_out *r, int32_t from, int32_t to)
{
    static const char *const dollar_end[] = { "\xC3\xB4", "\xC3\x94", "o", NULL };

    if (from > 1 && char_one_of(&r->chars[from - 2], dollar_end))
        return;
    if (to - from == 2 && char_is(&r->chars[from], "l") && char_is(&r->chars[from + 1], "a") &&
        to + 1 < r->n && char_upper(&r->chars[to + 1]))
        r->chars[from].text = "I";
}

/* "CT0I": the forms of residence are CT01 to CT16 (Circular 56/2021/TT-BCA). */
static void form_number(struct lstm_line_out *r, int32_t from, int32_t to)
{
    static const char *const zero[] = { "0", "O", NULL }, *const one[] = { "I", "l", "|", NULL };
    struct lstm_char *c = r->chars + from;

    if (to - from == 4 && char_is(c, "C") && char_is(c + 1, "T") && char_one_of(c + 2, zero) &&
        char_one_of(c + 3, one)) {
        c[2].text = "0";
        c[3].text = "1";
    }
}

/* The first line of an identity card's machine-readable zone begins so; its I has serifs. */
static void machine_zone(struct lstm_line_out *r, int32_t from, int32_t to)
{
    static const char *const begins[] = { "I", "D", "V", "N", "M" };
    enum { ZONE_LEAST = 25 };

    if (to - from < ZONE_LEAST || !(char_is(&r->chars[from], "T") || char_is(&r->chars[from], "1")))
        return;
    for (int32_t i = 1; i < 5; i++)
        if (!char_is(&r->chars[from + i], begins[i]))
            return;
    r->chars[from].text = begins[0];
}

/* "S%ố:", "S$ố": the ring of slanted letters' marks, which stands in no word. */
static void signs_in_words(struct lstm_line_out *r, int32_t from, int32_t *to)
{
    static const char *const signs[] = { "%", "$", NULL };

    for (int32_t i = from + 1; i + 1 < *to; i++)
        if (char_one_of(&r->chars[i], signs) && char_upper(&r->chars[i - 1]) &&
            char_letter(&r->chars[i + 1]) && !char_upper(&r->chars[i + 1])) {
            char_drop(r, i);
            --*to;
        }
}

void spell_terms(struct lstm_line_out *r, int32_t from, int32_t *to)
{
    telephone(r, from, to);
    highland(r, from, *to);
    form_number(r, from, *to);
    machine_zone(r, from, *to);
    signs_in_words(r, from, to);
}

/* "./." ends the text of a document, close to its last word (Decree 30/2020). */
void spell_end(struct lstm_line_out *r)
{
    int32_t from = r->n, n = 0;

    while (from > 0 && !r->chars[from - 1].space)
        from--;
    for (int32_t i = from; i < r->n; i++) {
        if (!char_is(&r->chars[i], "/") && !char_is(&r->chars[i], "."))
            return;
        n += char_is(&r->chars[i], "/");
    }
    if (n != 1 || from < 3 || r->n - from > 3)
        return;
    const struct lstm_char *last = &r->chars[from - 2];
    const bool stop = char_is(last, ".");
    if (!(stop ? char_letter(last - 1) : char_letter(last)) ||
        (!stop && !char_is(&r->chars[from], ".")) || (stop && !char_is(&r->chars[from], "/")))
        return;
    char_drop(r, from - 1);
    for (int32_t i = from - 1; i < r->n; i++)
        if (char_is(&r->chars[i], "/")) {
            r->chars[i].text = "/.";
            r->chars[i].x1 = r->chars[r->n - 1].x1;
            r->n = i + 1;
        }
}
