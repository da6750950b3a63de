/* Numbers and symbols against their glyphs (glyph.h). */
#include "ocr/confirm_glyphs.h"

#include <string.h>

#include "base/utf8.h"
#include "base/without.h"

/* Of 7,300 words of generated papers, of every condition and in faces nobody had trained on: where
 * every glyph was known at least so well and the reading was worth that much less, it was wrong. */
static const float KNOWN = -1.5F, DOUBTS = 5, CHOOSES = 7, CORRECTS = 10, REPLACES = 12;
/* What two of three readers must have for it to stand without a person. */
static const float CERTAIN = -0.5F, AGREES = 8;
/* What the ink shows without a doubt, and how many signs a number has that is short. */
static const float PLAIN = -0.15F;
/* The same of a number with a comma that the second reading has not, and how much it must add. */
static const float COMMA = -0.6F, COMMA_ADDS = 1.25F;
enum { SHORT = 3 };
/* A reading is as good as the ink's text. */
static const float NEAR = 3, OUTVOTES = 3, SLIPS = 4.5F;
/* Where the networks disagreed and every glyph was known so well, the ink's text was right in 67 of
 * the 72 words (of 23,700, of wordings nobody had trained on) in which only one of the two was. */
static const float KNOWS = -1, WEIGHS = 3;

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

static uint32_t counted(const uint32_t *s, uint32_t n)
{
    uint32_t k = 0;

    for (uint32_t i = 0; i < n; i++)
        k += is_digit(s[i]) || utf8_is_letter(s[i]);
    return k;
}

/* Is a part of the other: may the frame of the word have been too narrow for all its glyphs? */
static bool is_part(const char *part, const char *whole)
{
    uint32_t a[GLYPH_TEXT], b[GLYPH_TEXT];
    const uint32_t n = glyph_inner(part, a), m = glyph_inner(whole, b);

    for (uint32_t from = 0; from + n <= m; from++) {
        uint32_t i = 0;
        while (i < n && glyph_shape(a[i]) == glyph_shape(b[from + i]))
            i++;
        if (i == n)
            return true;
    }
    return false;
}

static bool is_mark(uint32_t cp)
{
    return cp && cp < 128 && strchr(".,:;/-()+'\"", (int)cp);
}

/* The same but for marks, of which the ink has no more: on a poor print they are lost. */
static bool lost_marks(const char *ink, const char *text)
{
    uint32_t a[GLYPH_TEXT], b[GLYPH_TEXT];
    const uint32_t n = glyph_inner(ink, a), m = glyph_inner(text, b);

    for (uint32_t i = 0, k = 0;; i++, k++) {
        while (i < n && is_mark(a[i]))
            i++;
        while (k < m && is_mark(b[k]))
            k++;
        if (i == n || k == m)
            return i == n && k == m && n <= m;
        if (glyph_shape(a[i]) != glyph_shape(b[k]))
            return false;
    }
}

/* Glyphs at both ends that are the same. */
static uint32_t same_ends(const uint32_t *a, uint32_t n, const uint32_t *b, uint32_t m,
                          uint32_t *behind)
{
    uint32_t front = 0;

    *behind = 0;
    while (front < n && front < m && glyph_shape(a[front]) == glyph_shape(b[front]))
        front++;
    while (front + *behind < n && front + *behind < m &&
           glyph_shape(a[n - 1 - *behind]) == glyph_shape(b[m - 1 - *behind]))
        ++*behind;
    return front;
}

/* Can what the ink has at `at` stand there? `more`: the reading has nothing in its place. No letter
 * stands between digits; a mark is put in where one was lost, not for a digit, nor beside others.
 */
static bool fits(const uint32_t *s, uint32_t n, uint32_t at, bool more)
{
    const uint32_t before = at > 0 ? s[at - 1] : 0, behind = at + 1 < n ? s[at + 1] : 0;

    if (is_digit(s[at]))
        return true;
    if (utf8_is_letter(s[at]))
        return !is_digit(before) && !is_digit(behind);
    return more && (is_digit(before) || utf8_is_letter(before)) &&
           (is_digit(behind) || utf8_is_letter(behind));
}

/* The glyph of the ink at `i`: of look-alikes its text has the digit, beside letters one is meant.
 */
static uint32_t of_ink(const uint32_t *b, uint32_t m, uint32_t i)
{
    const bool letters =
                   (i > 0 && utf8_is_letter(b[i - 1])) || (i + 1 < m && utf8_is_letter(b[i + 1])),
               digits = (i > 0 && is_digit(b[i - 1])) || (i + 1 < m && is_digit(b[i + 1]));

    if (letters && !digits)
        return b[i] == '0' ? 'O' : b[i] == '1' ? 'I' : b[i];
    return b[i];
}

/* The reading with the one glyph in place that the ink has otherwise, more or less. False: more
 * than one. */
static bool mended(const char *reading, const char *ink, char out[GLYPH_BYTES])
{
    uint32_t a[GLYPH_TEXT], b[GLYPH_TEXT], behind;
    const uint32_t n = glyph_inner(reading, a), m = glyph_inner(ink, b);
    size_t at = 0;

    if (n < 2 || m < 2)
        return false;
    const uint32_t front = same_ends(a, n, b, m, &behind);
    if (n - front - behind > 1 || m - front - behind > 1)
        return false;
    if (front < m - behind && !fits(b, m, front, n - front - behind == 0))
        return false;
    for (uint32_t i = 0; i < front; i++)
        at += utf8_put(a[i], out + at);
    for (uint32_t i = front; i < m - behind; i++) {
        at += utf8_put(of_ink(b, m, i), out + at);
    }
    for (uint32_t i = n - behind; i < n; i++)
        at += utf8_put(a[i], out + at);
    out[at] = '\0';
    return true;
}

/* The text with digits for look-alikes among digits ("I78/GKSK"). */
static void put_digits(const char *text, char out[GLYPH_BYTES])
{
    const size_t n = strlen(text);

    for (size_t i = 0; i <= n; i++) {
        const bool begins = i == 0 || !(is_digit((uint8_t)text[i - 1]) || (text[i - 1] & 0x80) ||
                                        utf8_is_letter((uint8_t)text[i - 1]));
        const bool behind = i + 1 < n && is_digit((uint8_t)text[i + 1]),
                   ends = i + 1 >= n || strchr("/-.,", text[i + 1]),
                   before = i > 0 && is_digit((uint8_t)text[i - 1]);
        const bool among = (behind && (begins || before)) || (before && ends);
        out[i] = (char)(among && text[i] == 'I' ? '1' : among && text[i] == 'O' ? '0' : text[i]);
    }
}

/* A reading, its digits put. False: too long for any number. */
static bool taken(const char *reading, char out[GLYPH_BYTES])
{
    if (strlen(reading) >= GLYPH_BYTES)
        return false;
    put_digits(reading, out);
    return true;
}

/* As many of a letter or mark that ink hardly tells from others. */
static bool same_number_of(uint32_t cp, const uint32_t *a, uint32_t n, const uint32_t *b,
                           uint32_t m)
{
    uint32_t k = 0, l = 0;

    for (uint32_t i = 0; i < n; i++)
        k += a[i] == cp;
    for (uint32_t i = 0; i < m; i++)
        l += b[i] == cp;
    return k == l;
}

/* Two readers of three: one network and the ink. The other network must not have seen more (the
 * frame may be too narrow for ink and line alike) nor other look-alikes, and the ink must rule out
 * what it saw. */
static bool two_of_three(const struct glyph_lattice *l, const struct glyph_text *ink,
                         const char *chosen, const char *other)
{
    static const uint32_t unsure[] = { 'O', 'Q', 'I', ',', '.' };
    uint32_t a[GLYPH_TEXT], b[GLYPH_TEXT];
    const uint32_t n = glyph_inner(chosen, a), m = glyph_inner(other, b);
    float worth;

    /* a sign that hides a digit may be one */
    if (ink->least < CERTAIN || n < 2 || m < 2 || counted(a, n) < counted(b, m) ||
        (word_hides_digit(other) && n < m))
        return false;
    for (size_t i = 0; i < sizeof unsure / sizeof *unsure; i++)
        if (!same_number_of(unsure[i], a, n, b, m))
            return false;
    return !word_hides_digit(chosen) && glyph_text_worth(l, other, &worth) &&
           ink->worth - worth > AGREES;
}

static bool no_letters(const char *text)
{
    uint32_t s[GLYPH_TEXT];
    const uint32_t n = glyph_inner(text, s);

    for (uint32_t i = 0; i < n; i++)
        if (utf8_is_letter(s[i]))
            return false;
    return n > 0;
}

/* What can stand there at all: no letters where neither reading has one, nor slashes, which
 * slanted ones are alike, where nobody saw one. */
static enum glyph_kind kind_of(const char *text, const struct two_read *two)
{
    if (!no_letters(text) || !no_letters(two->first) || !no_letters(two->second))
        return GLYPH_ANY;
    return strpbrk(text, "/-") || strpbrk(two->first, "/-") || strpbrk(two->second, "/-")
               ? GLYPH_MARKS
               : GLYPH_DIGITS;
}

/* Digits go on behind a number, or before it, as near as its own stand. */
static bool has_more(const struct glyph_text *ink, const char *text)
{
    uint32_t a[GLYPH_TEXT], b[GLYPH_TEXT];
    const uint32_t n = glyph_inner(ink->text, a), m = glyph_inner(text, b);

    if (ink->least < CERTAIN || m < 3 || n <= m || n > m + 2 || !is_part(text, ink->text))
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (!is_digit(a[i]))
            return false;
    return true;
}

/* Is one glyph plainly another, and the rest well enough known with it? */
static bool slipped(const struct glyph_lattice *l, const char *text)
{
    uint32_t s[GLYPH_TEXT];
    const uint32_t n = glyph_inner(text, s);
    const float more = glyph_text_slip(l, text);
    float worth;

    return more > SLIPS && glyph_text_worth(l, text, &worth) && worth + more > -(float)n;
}

/* A reading that is worth nearly what the ink's text is, and much more than what stands. */
static bool nearest(const struct glyph_lattice *l, const struct two_read *two,
                    const struct glyph_text *ink, float worth, char out[GLYPH_BYTES])
{
    float first = -1e6F, second = -1e6F;
    const bool has_first = glyph_text_worth(l, two->first, &first),
               has_second = glyph_text_worth(l, two->second, &second);
    const bool takes_first = has_first && (!has_second || first >= second);
    const float most = takes_first ? first : second;
    const char *text = takes_first ? two->first : two->second;

    if (!(has_first || has_second) || ink->worth - most > NEAR || most - worth < CHOOSES ||
        (lost_marks(text, ink->text) && !lost_marks(ink->text, text)) || word_hides_digit(text))
        return false;
    return taken(text, out);
}

/* Only sixes are fives: in slanted faces that nobody trained on their bow is open. */
static bool opened_sixes(const char *ink, const char *text)
{
    uint32_t a[GLYPH_TEXT], b[GLYPH_TEXT];
    const uint32_t n = glyph_inner(ink, a), m = glyph_inner(text, b);

    for (uint32_t i = 0; i < n && n == m; i++)
        if (glyph_shape(a[i]) != glyph_shape(b[i]) && !(a[i] == '5' && b[i] == '6'))
            return false;
    return n == m;
}

/* The ink's text in place of a reading: any number where there are no letters, else glyph by glyph,
 * those that have the reading's shape as they were read. */
static bool written(const char *reading, const char *ink, enum glyph_kind kind,
                    char out[GLYPH_BYTES])
{
    uint32_t a[GLYPH_TEXT], b[GLYPH_TEXT];
    const uint32_t n = glyph_inner(reading, a), m = glyph_inner(ink, b);
    size_t at = 0;

    if (m < 2 || (kind == GLYPH_ANY && n != m))
        return false;
    for (uint32_t i = 0; i < m; i++) {
        const bool same = n == m && glyph_shape(a[i]) == glyph_shape(b[i]);
        if (!same && kind == GLYPH_ANY && !fits(b, m, i, false))
            return false;
        at += utf8_put(same ? a[i] : of_ink(b, m, i), out + at);
    }
    out[at] = '\0';
    return true;
}

/* "251,8" and 2518 or 25178: the second reading has the digits, and nothing, or a digit, where the
 * first and the ink have a comma before one or two decimals. */
static bool lost_comma(const char *text, const char *second, bool *digit)
{
    enum { DECIMALS = 2 };
    uint32_t a[GLYPH_TEXT], b[GLYPH_TEXT], k = 0, commas = 0, behind = 0;
    const uint32_t n = glyph_inner(text, a), m = glyph_inner(second, b);

    *digit = m == n;
    for (uint32_t i = 0; i < n; i++) {
        behind += commas;
        if (a[i] == ',') {
            commas++;
            if (*digit && !is_digit(b[k]))
                return false;
            k += *digit;
        } else if (k == m || !is_digit(a[i]) || a[i] != b[k++]) {
            return false;
        }
    }
    return commas == 1 && behind >= 1 && behind <= DECIMALS && k == m;
}

/* Signs that are no digits, and what digits it has in the order of the number's: no other number.
 */
static bool is_no_number(const uint32_t *b, uint32_t m, const uint32_t *a, uint32_t n)
{
    uint32_t others = 0, k = 0, digits = 0;

    for (uint32_t i = 0; i < m; i++) {
        others += !is_digit(b[i]) && !is_mark(b[i]);
        if (!is_digit(b[i]))
            continue;
        digits++;
        while (k < n && a[k] != b[i])
            k++;
        if (k++ == n)
            return false;
    }
    return digits < counted(a, n) && (others > 0 || digits == 0);
}

/* A short number by itself is hardly read by a network of lines ("Sàbấn" of 212): a second reading
 * that is no number says nothing, and one of which it was unsure that has the same digits, or but
 * for the comma of an area, is borne out. The first reading, which had the line, and the ink are
 * two readers. Years and longer numbers of which the second was unsure stay for people. */
static bool borne_out(const struct glyph_lattice *l, const struct glyph_text *ink, const char *text,
                      const struct two_read *two, bool first, bool second)
{
    uint32_t a[GLYPH_TEXT], b[GLYPH_TEXT];
    const uint32_t n = glyph_inner(text, a), m = glyph_inner(two->second, b);
    bool digit;
    float worth;

    if (!first || n < 2 || !no_letters(text) || word_hides_digit(text))
        return false;
    if (lost_comma(text, two->second, &digit))
        return ink->least > (digit ? CERTAIN : COMMA) && glyph_text_worth(l, two->second, &worth) &&
               ink->worth - worth > (digit ? AGREES : COMMA_ADDS);
    if (ink->least < PLAIN || n > SHORT)
        return false;
    return second ? confirm_same_digits(two->first, two->second) : is_no_number(b, m, a, n);
}

/* What stands has the ink's shapes: a Q whose tail is clear, or a comma, was read as O, or a stop.
 */
static enum glyph_says clear_alikes(const struct glyph_text *ink, const char *text,
                                    const struct two_read *two, char out[GLYPH_BYTES])
{
    uint32_t a[GLYPH_TEXT], b[GLYPH_TEXT], from = 0;
    const uint32_t n = glyph_inner(ink->text, a), m = glyph_inner(text, b);
    bool any = false;
    size_t at = 0;

    while (from < ink->n && is_mark(ink->cp[from]))
        from++;
    for (uint32_t i = 0; i < n && n == m; i++) {
        const uint32_t cp = ink->cp[from + i];
        const bool other = (cp == 'Q' && b[i] == 'O') || (cp == ',' && b[i] == '.');
        any |= other;
        at += utf8_put(other ? cp : b[i], out + at);
    }
    out[any ? at : 0] = '\0';
    if (!any)
        return GLYPHS_NOTHING;
    const bool first = confirm_same(out, two->first), second = confirm_same(out, two->second);
    return first != second && ink->least > CERTAIN ? GLYPHS_CHOOSE_AGREED : GLYPHS_CHOOSE;
}

enum glyph_says glyphs_say(const struct glyph_lattice *l, const char *text, bool agreed,
                           const struct two_read *two, char out[GLYPH_BYTES])
{
    struct glyph_text ink;
    float worth;

    if (!two->second)
        return GLYPHS_NOTHING;
    glyph_best(l, kind_of(text, two), &ink);
    if (ink.least < KNOWN)
        return agreed && slipped(l, text) ? GLYPHS_DOUBT : GLYPHS_NOTHING;
    const bool first = glyph_same(ink.text, two->first), second = glyph_same(ink.text, two->second);
    const char *other = first ? two->second : two->first;
    if (glyph_same(ink.text, text)) {
        const enum glyph_says clear = clear_alikes(&ink, text, two, out);
        if (clear != GLYPHS_NOTHING)
            return clear;
        /* a reading that has the same but for look-alikes is none that the ink bears out */
        const bool alone = first != second && confirm_same(text, first ? two->first : two->second);
        return !agreed && ((alone && two_of_three(l, &ink, text, other)) ||
                           borne_out(l, &ink, text, two, first, second))
                   ? GLYPHS_AGREE
                   : GLYPHS_NOTHING;
    }
    if (ink.n == 0 || !glyph_text_worth(l, text, &worth))
        return GLYPHS_NOTHING;
    if (agreed && has_more(&ink, text))
        return GLYPHS_DOUBT;
    const float margin = ink.worth - worth;
    /* what two networks of three took for another sign, the first and the ink for this */
    if (agreed && first && !second && ink.least > CERTAIN && margin > OUTVOTES &&
        margin < CHOOSES && taken(two->first, out))
        return GLYPHS_CHOOSE;
    const bool sixes = opened_sixes(ink.text, text), lost = lost_marks(ink.text, text);
    if (!agreed && !sixes && !lost && margin > WEIGHS && ink.least > KNOWS &&
        (first || second
             ? margin < CHOOSES && taken(first ? two->first : two->second, out)
             : !is_part(ink.text, text) && written(text, ink.text, kind_of(text, two), out)))
        return GLYPHS_CHOOSE;
    if (margin < (sixes ? REPLACES : DOUBTS) || lost || (agreed && is_part(ink.text, text)))
        return GLYPHS_NOTHING;
    if (first || second) {
        const char *chosen = first ? two->first : two->second;
        if (margin < CHOOSES || !taken(chosen, out))
            return GLYPHS_DOUBT;
        return first != second && two_of_three(l, &ink, chosen, other) ? GLYPHS_CHOOSE_AGREED
                                                                       : GLYPHS_CHOOSE;
    }
    if (nearest(l, two, &ink, worth, out))
        return GLYPHS_CHOOSE;
    if (margin < (agreed ? REPLACES : CORRECTS) || (agreed && ink.least < CERTAIN))
        return GLYPHS_DOUBT;
    if (is_part(ink.text, text) || is_part(ink.text, two->first) || is_part(ink.text, two->second))
        return GLYPHS_DOUBT;
    return mended(text, ink.text, out) || mended(two->first, ink.text, out) ||
                   mended(two->second, ink.text, out)
               ? GLYPHS_CHOOSE
               : GLYPHS_DOUBT;
}

bool glyphs_rule_out(const struct glyph_lattice *l, const char *text)
{
    struct glyph_text ink;
    float worth;

    glyph_best(l, GLYPH_DIGITS, &ink);
    return ink.n > 0 && ink.least > KNOWN && !glyph_same(ink.text, text) &&
           glyph_text_worth(l, text, &worth) && ink.worth - worth > DOUBTS;
}

/* ---- a page's words ---- */

static bool ink_of(const struct grey *plane, const struct word *w, const struct confirm_cut *cut,
                   struct glyph_ink *k, struct err *e)
{
    const struct box b = w->box;
    const int32_t aside = cut->high / 8;

    if (cut->boxes) /* what stands in boxes moved together */
        return glyph_ink_find(
            &cut->clean,
            (struct box){ aside, b.y0 - cut->box.y0, cut->clean.w - aside, b.y1 - cut->box.y0 }, k,
            e);
    if (!cut->clean.px)
        return glyph_ink_find(plane, b, k, e);
    const int32_t x = cut->box.x0, y = cut->box.y0;
    return glyph_ink_find(&cut->clean, (struct box){ b.x0 - x, b.y0 - y, b.x1 - x, b.y1 - y }, k,
                          e);
}

static bool take(struct word *w, const char *text, struct arena *a)
{
    char whole[TEXT_BYTES + EDGE_BYTES];

    confirm_edges(w->text, text, whole, sizeof whole);
    w->text = utf8_nfc(a, whole, strlen(whole));
    w->flags |= WORD_FOLDED;
    return w->text != NULL;
}

/* Under what anybody accepts without a second reading; what more than one voted for has the other.
 */
static const float DOUBTED = 0.6F, VOTED = 0.95F;

static bool follow(struct word *w, enum glyph_says says, const char *text, struct arena *a,
                   struct err *e)
{
    if (says == GLYPHS_NOTHING)
        return true;
    if ((says == GLYPHS_CHOOSE || says == GLYPHS_CHOOSE_AGREED) && !take(w, text, a))
        return err_set(e, ERR_NOMEM, "no memory");
    if (says == GLYPHS_AGREE || says == GLYPHS_CHOOSE_AGREED) {
        w->flags |= WORD_AGREED;
        w->conf = w->conf > VOTED ? w->conf : VOTED;
    } else {
        w->flags &= ~(uint32_t)WORD_AGREED;
        w->conf = w->conf < DOUBTED ? w->conf : DOUBTED;
    }
    return true;
}

/* The ink has the number alone, the second reading its letters too. */
static enum glyph_says of_serial(enum glyph_says says)
{
    return says == GLYPHS_NOTHING || says == GLYPHS_AGREE ? GLYPHS_NOTHING : GLYPHS_DOUBT;
}

bool confirm_glyphs(struct confirm *c, const struct grey *plane, struct page_read *page,
                    const uint32_t *which, const struct confirm_cut *cuts,
                    const struct two_read *two, size_t n, struct arena *a, struct err *e)
{
    struct glyph_lattice l;

    if (without("glyphs"))
        return true;
    if (!glyph_lattice_init(&l, c->glyphs, a, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct word *w = &page->words[which[i]];
        char text[GLYPH_BYTES];
        struct glyph_ink k;
        if (!ink_of(plane, w, &cuts[i], &k, e))
            return false;
        glyph_lattice_fill(&l, &k);
        glyph_ink_release(&k);
        const enum glyph_says says =
            glyphs_say(&l, w->text, (w->flags & WORD_AGREED) != 0, &two[i], text);
        if (!follow(w, two[i].serial ? of_serial(says) : says, text, a, e))
            return false;
    }
    return true;
}

bool confirm_ruled_out(struct glyph_lattice *l, const struct grey *plane, struct box b,
                       const char *text, bool *out, struct err *e)
{
    struct glyph_ink k;

    if (!glyph_ink_find(plane, b, &k, e))
        return false;
    glyph_lattice_fill(l, &k);
    glyph_ink_release(&k);
    *out = glyphs_rule_out(l, text);
    return true;
}
