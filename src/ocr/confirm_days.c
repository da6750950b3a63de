#include "ocr/confirm_days.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

enum { SLOT_WORDS = 3, SLOT_BYTES = 8, YEAR_BYTES = 12, EDGE = 4 };
enum { YEAR_LEAST = 1930, YEAR_MOST = 2040, NUMBERS = YEAR_MOST - YEAR_LEAST + 2 };

/* Heights of the line: the room a lost number had, and more than which is a line to write on. */
static const float GAP_LEAST = 0.9F, GAP_MOST = 5;
/* Of 210 slots of generated pages in all conditions every number above these was right. */
static const float SHARE_LEAST = 0.45F, WORTH_LEAST = 0.05F, SHARE_SURE = 0.97F, WORTH_SURE = 0.5F;
static const float SHOWN = 0.6F; /* never accepted */
static const float SHARE_VOTE = 0.9F, WORTH_VOTE = 0.05F;

static bool one_of(const char *word, const char *const *list)
{
    const size_t n = strcspn(word, ".,:;");

    for (; *list; list++)
        if (strlen(*list) == n && memcmp(word, *list, n) == 0)
            return true;
    return false;
}

static bool is_day(const char *w)
{
    static const char *const list[] = { "ngày", "Ngày", "NGÀY", "ngảy", "ngáy", "ngay", NULL };
    return one_of(w, list);
}

static bool is_month(const char *w)
{
    static const char *const list[] = { "tháng", "THÁNG", "thảng", "thắng", "thang", NULL };
    return one_of(w, list);
}

static bool is_year(const char *w)
{
    static const char *const list[] = { "năm", "NĂM", "nằm", "nấm", "nám", "nam", NULL };
    return one_of(w, list);
}

/* The words [first, end) between x of `before` and x of what follows. */
static struct day_slot slot_make(struct box before, struct box behind, uint32_t first, uint32_t end)
{
    const int32_t y0 = before.y0 < behind.y0 ? before.y0 : behind.y0,
                  y1 = before.y1 > behind.y1 ? before.y1 : behind.y1, h = y1 - y0;

    return (struct day_slot){ .first = first,
                              .n = end - first,
                              .from = before.x1,
                              .to = behind.x0,
                              .box = { before.x0 - h / 3, y0 - h / 5 - 2, behind.x1 + h / 3,
                                       y1 + h / 5 + 2 } };
}

/* Little enough to be a number, or room for one that was lost. */
static bool slot_fits(const struct page_read *p, const struct day_slot *s, float least)
{
    const float h = (float)(s->box.y1 - s->box.y0) * 0.7F, gap = (float)(s->to - s->from);
    size_t bytes = 0;

    for (uint32_t i = 0; i < s->n; i++)
        bytes += strlen(p->words[s->first + i].text);
    return gap > 2 && gap <= GAP_MOST * h && bytes <= (s->most > 31 ? YEAR_BYTES : SLOT_BYTES) &&
           (s->n > 0 || gap >= least * h);
}

static bool has_digit(const char *s)
{
    return strpbrk(s, "0123456789") != NULL;
}

/* What stands behind "năm": numbers and what was read for them, up to the next word. */
static bool year_slot(const struct page_read *p, uint32_t year, uint32_t end, struct day_slot *out)
{
    const struct box a = p->words[year].box;
    const int32_t h = a.y1 - a.y0;
    uint32_t k = year + 1;
    struct box behind = { a.x1, a.y0, a.x1, a.y1 };

    while (k < end && k <= year + SLOT_WORDS && has_digit(p->words[k].text))
        behind = p->words[k++].box;
    if (k < end && p->words[k].box.x0 > behind.x1)
        behind.x0 = behind.x1 = p->words[k].box.x0;
    else
        behind.x0 = behind.x1 = k > year + 1 ? behind.x1 + h / 2 : a.x1 + 7 * h / 2;
    *out = slot_make(a, behind, year + 1, k);
    out->least = YEAR_LEAST;
    out->most = YEAR_MOST;
    return slot_fits(p, out, 1.8F);
}

uint32_t day_slots(const struct page_read *p, struct day_slot *out, uint32_t max)
{
    uint32_t n = 0;

    for (uint32_t l = 0; l < p->n_lines; l++) {
        const uint32_t first = p->lines[l].first, end = first + p->lines[l].count;
        for (uint32_t i = first; i < end && n + 1 < max; i++) {
            const bool day = is_day(p->words[i].text);
            if (!day && !is_month(p->words[i].text))
                continue;
            uint32_t k = i + 1;
            while (k < end && k <= i + 1 + SLOT_WORDS && !is_day(p->words[k].text) &&
                   !(day ? is_month(p->words[k].text) : is_year(p->words[k].text)))
                k++;
            if (k == end || k > i + 1 + SLOT_WORDS || is_day(p->words[k].text) ||
                p->words[i].box.y0 >= p->words[k].box.y1 ||
                p->words[k].box.y0 >= p->words[i].box.y1)
                continue;
            out[n] = slot_make(p->words[i].box, p->words[k].box, i + 1, k);
            out[n].least = 1;
            out[n].most = day ? 31 : 12;
            out[n].line = l;
            const bool fits = slot_fits(p, &out[n], GAP_LEAST);
            n += fits;
            if (fits && !day && year_slot(p, k, end, &out[n]))
                out[n++].line = l;
        }
    }
    return n;
}

enum { MONTH_DAYS = 31 };

/* A number of one, two or four digits, else 0. */
static int32_t number_of(const char *t)
{
    const size_t n = strspn(t, "0123456789");
    int32_t v = 0;

    if (n < 1 || n == 3 || n > 4 || strspn(t + n, ".,:;)") != strlen(t + n))
        return 0;
    for (size_t i = 0; i < n; i++)
        v = v * 10 + (t[i] - '0');
    return v;
}

/* ---- the softmax among numbers ---- */

struct columns {
    int digit[10];
    int idle[8], n_idle; /* null, space and dots: nothing is written there */
};

static void columns_make(const struct lstm_model *m, struct columns *c)
{
    static const char *const idle[] = { " ", ".", ",", "-", "_", "…" };
    const int n = lstm_model_codes(m);

    *c = (struct columns){ .n_idle = 1, .idle = { lstm_model_null(m) } };
    for (int d = 0; d < 10; d++)
        c->digit[d] = -1;
    for (int i = 0; i < n; i++) {
        const char *t = lstm_model_text(m, i);
        if (t[0] >= '0' && t[0] <= '9' && t[1] == '\0')
            c->digit[t[0] - '0'] = i;
        for (size_t k = 0; k < sizeof idle / sizeof *idle; k++)
            if (strcmp(t, idle[k]) == 0 && c->n_idle < 8 && i != c->idle[0])
                c->idle[c->n_idle++] = i;
    }
}

/* A product of many probabilities, m * 2^e, m in [0.5, 1) or 0. Not its logarithm: log and exp of
 * the C library differ in their last bit from one processor to the next. */
struct odds {
    double m;
    int e;
};
static const struct odds CERTAIN = { 0.5, 1 }, NEVER = { 0, 0 };

static void times(struct odds *o, double p)
{
    int e;

    o->m = frexp(o->m * p, &e);
    o->e = o->m > 0 ? o->e + e : 0;
}

static bool likelier(const struct odds *a, const struct odds *b)
{
    if (a->m <= 0 || b->m <= 0)
        return a->m > b->m;
    return a->e != b->e ? a->e > b->e : a->m > b->m;
}

/* a by b, which is not 0. */
static double ratio(const struct odds *a, const struct odds *b)
{
    return ldexp(a->m / b->m, a->e - b->e);
}

/* The n-th root, n 1, 2 or 4. */
static double root(double x, size_t n)
{
    for (; n > 1; n /= 2)
        x = sqrt(x);
    return x;
}

static bool is_digit_code(const struct columns *c, int32_t i)
{
    for (int d = 0; d < 10; d++)
        if (c->digit[d] == i)
            return true;
    return false;
}

/* The likeliest of all that is no digit. */
static float no_digit(const struct lstm_softmax *v, const struct columns *c, const float *p)
{
    float most = 0;

    for (int32_t i = 0; i < v->codes; i++)
        if (p[i] > most && !is_digit_code(c, i))
            most = p[i];
    return most;
}

/* How likely the steps say these digits: every way to spread them. */
static struct odds likelihood(const struct lstm_softmax *v, const struct columns *c, int32_t from,
                              int32_t to, const char *s)
{
    enum { STATES = 9 };
    const int len = (int)strlen(s), states = 2 * len + 1;
    double at[STATES] = { 1 }, next[STATES];
    struct odds all = CERTAIN;

    for (int32_t t = from; t < to; t++) {
        const float *p = v->p + (size_t)t * v->stride;
        double idle = 0, most = 0;
        for (int i = 0; i < c->n_idle; i++)
            idle += (double)p[c->idle[i]];
        if (t < from + EDGE || t >= to - EDGE) /* the ends of the words beside it */
            idle = fmax(idle, (double)no_digit(v, c, p));
        for (int k = 0; k < states; k++) {
            const double digit = k % 2 ? (double)p[c->digit[s[k / 2] - '0']] : 0;
            double in = at[k];
            if (t == from)
                in = k < 2 ? 1 : 0;
            else if (k > 0)
                in += at[k - 1] + (k > 2 && k % 2 && s[k / 2] != s[k / 2 - 1] ? at[k - 2] : 0);
            next[k] = in * (k % 2 ? digit : idle);
            most = fmax(most, next[k]);
        }
        if (most <= 0)
            return NEVER;
        for (int k = 0; k < states; k++)
            at[k] = next[k] / most;
        times(&all, most);
    }
    times(&all, at[states - 1] + (states > 1 ? at[states - 2] : 0));
    return all;
}

/* The likeliest path, whatever it says. */
static struct odds best_path(const struct lstm_softmax *v, int32_t from, int32_t to)
{
    struct odds all = CERTAIN;

    for (int32_t t = from; t < to; t++) {
        const float *p = v->p + (size_t)t * v->stride;
        float most = 0;
        for (int32_t i = 0; i < v->codes; i++)
            most = fmaxf(most, p[i]);
        times(&all, (double)most);
    }
    return all;
}

/* All ways to print the numbers of a slot, the empty one first. */
static uint32_t numbers(const struct day_slot *s, char out[NUMBERS][8])
{
    uint32_t n = 1;

    out[0][0] = '\0';
    for (int32_t k = s->least; k <= s->most; k++) {
        if (k < 10)
            snprintf(out[n++], sizeof out[0], "%d", (int)(k % 10));
        snprintf(out[n++], sizeof out[0], "%02d", (int)(k % 10000));
    }
    return n;
}

void day_decode(const struct lstm_softmax *v, const struct lstm_model *m,
                const struct day_slot *slot, struct day_guess *out)
{
    int32_t from = (int32_t)floorf(((float)slot->from - v->x0) / v->step_px) - EDGE / 2,
            to = (int32_t)ceilf(((float)slot->to - v->x0) / v->step_px) + EDGE / 2;
    double all = 0, own = 0;
    struct odds l[NUMBERS];
    char s[NUMBERS][8];
    uint32_t best = 0;
    struct columns c;

    *out = (struct day_guess){ "", 0, 0 };
    from = from > 0 ? from : 0;
    to = to < v->steps ? to : v->steps;
    columns_make(m, &c);
    for (int d = 0; d < 10; d++)
        if (c.digit[d] < 0)
            return;
    const uint32_t n = numbers(slot, s);
    for (uint32_t i = 0; i < n; i++) {
        l[i] = likelihood(v, &c, from, to, s[i]);
        best = likelier(&l[i], &l[best]) ? i : best;
    }
    const struct odds path = best_path(v, from, to);
    if (best == 0 || path.m <= 0)
        return;
    for (uint32_t i = 0; i < n; i++) {
        const double share = ratio(&l[i], &l[best]);
        all += share;
        if (i > 0 && number_of(s[i]) == number_of(s[best])) /* "5" and "05" */
            own += share;
    }
    memcpy(out->text, s[best], sizeof out->text);
    out->share = (float)(own / all);
    out->worth = (float)root(ratio(&l[best], &path), strlen(out->text));
}

/* The digits a letter or sign is read for. */
static bool looks_like(uint32_t cp, char digit)
{
    static const struct {
        char digit;
        const char *signs;
    } rows[] = { { '0', "oODĐQØ" }, { '1', "IlL!|][ijTtÌÍÏìíïf" },
                 { '2', "ZzÐ" },    { '4', "A" },
                 { '5', "SsŠšŚ" },  { '6', "bG" },
                 { '7', "?T" },     { '8', "§&BSÄŠ" },
                 { '9', "gq" } };

    if (cp == (uint32_t)digit)
        return true;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const size_t len = strlen(rows[i].signs);
        for (size_t k = 0; rows[i].digit == digit && k < len;)
            if (utf8_next(rows[i].signs, len, &k) == cp)
                return true;
    }
    return false;
}

bool day_alike(const char *word, const char *digits)
{
    const size_t len = strlen(word);

    for (size_t i = 0; i < len;) {
        const uint32_t cp = utf8_next(word, len, &i);
        if (cp < 128 && cp && strchr(".,:; ", (int)cp))
            continue;
        if (!*digits || !looks_like(cp, *digits++))
            return false;
    }
    return !*digits;
}

/* The words of a slot as one. */
static void slot_text(const struct page_read *p, const struct day_slot *s, char out[64])
{
    size_t n = 0;

    for (uint32_t i = 0; i < s->n; i++) {
        const size_t len = strlen(p->words[s->first + i].text);
        if (n + len >= 64)
            break;
        memcpy(out + n, p->words[s->first + i].text, len);
        n += len;
    }
    out[n] = '\0';
}

/* The number with the mark that stood behind it: "2024;". A stop behind a day is a speck. */
static const char *with_mark(struct arena *a, const char *digits, const char *had, bool year)
{
    const size_t n = strlen(digits), len = strlen(had);
    const char last = len > 1 ? had[len - 1] : '\0';
    char *out = arena_strdup(a, "0000. ");

    if (!out || n + 2 > sizeof "0000. ")
        return out ? arena_strdup(a, digits) : NULL;
    memcpy(out, digits, n);
    out[n] = last && strchr(year ? ",;:)." : ",;:)", last) ? last : '\0';
    out[n + 1] = '\0';
    return out;
}

const char *day_settle(struct page_read *p, const struct day_slot *s, const struct day_guess *g,
                       struct arena *a, float *conf)
{
    struct word *w = s->n ? &p->words[s->first] : NULL;
    const int32_t had = s->n == 1 ? number_of(w->text) : 0;
    const bool sure = g->share >= SHARE_SURE && g->worth >= WORTH_SURE;
    char text[64];

    *conf = 0;
    if (g->text[0] == '\0' || g->share < SHARE_LEAST || g->worth < WORTH_LEAST)
        return NULL;
    slot_text(p, s, text);
    const bool alike = s->n > 0 && day_alike(text, g->text),
               known = had >= s->least && had <= s->most;
    if (known && had == number_of(g->text)) {
        w->flags |= WORD_AGREED;
        return NULL;
    }
    if (known && (!sure || w->conf >= g->share)) { /* as it was, but nobody bears it out */
        if (sure) {
            w->conf = fminf(w->conf, SHOWN);
            w->flags &= ~(uint32_t)WORD_AGREED;
        }
        return NULL;
    }
    if (!sure && !alike && s->n > 0)
        return NULL;
    *conf = alike && sure && !known ? g->share : fminf(g->share, SHOWN);
    return with_mark(a, g->text, text, s->most > MONTH_DAYS);
}

bool day_doubted(const struct page_read *p, const struct day_slot *s, const char *text, float conf,
                 int32_t *number)
{
    const struct word *w = s->n == 1 ? &p->words[s->first] : NULL;

    *number = number_of(text ? text : w ? w->text : "");
    if (*number < s->least || *number > s->most)
        return false;
    return text ? conf < DAY_SURE : !(w->flags & WORD_AGREED) || w->conf < DAY_SURE;
}

bool day_voted(const struct day_guess *g, size_t n, int32_t number)
{
    const bool two_digits = number >= 10;
    size_t sure = 0;

    for (size_t i = 0; i < n; i++) {
        const bool own = g[i].share >= SHARE_VOTE && g[i].worth >= WORTH_VOTE;
        if (number_of(g[i].text) != number || g[i].share < SHARE_LEAST || (!own && !two_digits))
            return false;
        sure += own;
    }
    return sure >= 2 || (n > 0 && sure == n);
}

/* Where a lost number stood. */
static struct box room_of(const struct day_slot *s)
{
    const int32_t side = (s->to - s->from) / 6, above = (s->box.y1 - s->box.y0) / 7;

    return (struct box){ s->from + side, s->box.y0 + above, s->to - side, s->box.y1 - above };
}

bool day_fill(struct page_read *p, const struct day_slot *s, const char *const *text,
              const float *conf, uint32_t n, struct arena *a, struct err *e)
{
    uint32_t more = 0, at = 0, k = 0;

    for (uint32_t i = 0; i < n; i++)
        more += text[i] && s[i].n == 0;
    struct word *words = ARENA_NEW(a, struct word, p->n_words + more);
    if (!words)
        return err_set(e, ERR_NOMEM, "no memory");
    for (uint32_t l = 0; l < p->n_lines; l++) {
        const uint32_t first = p->lines[l].first, end = first + p->lines[l].count;
        p->lines[l].first = at;
        for (uint32_t i = first; i < end;) {
            while (k < n && (!text[k] || s[k].first < i))
                k++;
            if (k == n || s[k].first != i || s[k].line != l) {
                words[at++] = p->words[i++];
                continue;
            }
            struct word w = { .text = text[k],
                              .box = room_of(&s[k]),
                              .conf = conf[k],
                              .flags = WORD_FOLDED | (conf[k] > SHOWN ? WORD_AGREED : 0) };
            for (uint32_t j = 0; j < s[k].n; j++)
                w.box = j ? box_union(w.box, p->words[i + j].box) : p->words[i + j].box;
            words[at++] = w;
            i += s[k].n;
            k++;
            if (s[k - 1].n == 0 && i < end)
                words[at++] = p->words[i++];
        }
        p->lines[l].count = at - p->lines[l].first;
    }
    p->words = words;
    p->n_words = at;
    return true;
}
