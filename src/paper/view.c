#include "paper/view.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "paper/view_turn.h"

/* A flag of the view's own words: a ruled line stands left of the word. */
#define WORD_BEHIND_RULE 0x80000000U

/* No line of a sheet has more words; a bound on what is done a seg. */
enum { SEG_WORDS = 200 };

/* A gap this many line heights wide separates columns; justified text stays under one. */
static const float GAP_EM = 1.6F, PEN_EM = 7.0F, NUMBER_EM = 0.9F;

float seg_cx(const struct seg *s)
{
    return ((float)s->box.x0 + (float)s->box.x1) / 2;
}

float seg_cy(const struct seg *s)
{
    return ((float)s->box.y0 + (float)s->box.y1) / 2;
}

static int cmp_float(const void *a, const void *b)
{
    const float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static float quantile(float *v, size_t n, double q)
{
    if (n == 0)
        return 0;
    qsort(v, n, sizeof *v, cmp_float);
    return v[(size_t)(q * (double)(n - 1))];
}

static float word_height(const struct word *w)
{
    return (float)w->box.y1 - (float)w->box.y0;
}

/* Heads are told apart by what they say where the gap between the columns is too narrow to see; the
 * state's name in small letters is one of a sentence. */
static bool starts_head(const struct fold_map *m, const struct page_read *p, const uint32_t *w,
                        uint32_t left)
{
    static const char *const heads[] = { "cong hoa xa", "doc lap -", "doc lap tu" };
    char buf[40];
    size_t n = 0;
    uint32_t letters = 0, upper = 0;

    for (uint32_t i = 0; i < 3 && i < left; i++) {
        const char *text = p->words[w[i]].text;
        const size_t len = strlen(text);
        if (len > 9)
            return false;
        if (i > 0)
            buf[n++] = ' ';
        n += fold_text(m, text, len, buf + n, &letters, &upper);
    }
    buf[n] = '\0';
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (starts_with(buf, heads[i]))
            return i > 0 || upper * 2 > letters;
    return false;
}

enum { SWALLOWED = 4 }; /* letters of CỘNG */

static bool word_is(const struct fold_map *m, const struct word *w, const char *folded)
{
    char buf[24];
    uint32_t dummy = 0;
    const size_t len = strlen(w->text);
    const size_t n = len < sizeof buf ? fold_text(m, w->text, len, buf, &dummy, &dummy) : 0;

    return n == strlen(folded) && memcmp(buf, folded, n) == 0;
}

/* "UBND THÀNH PHỐ HỒ CHÍ MINHOỘNG HÒA XÃ HỘI ...": the first word of the motto, read as the end of
 * the last one of the left column. */
static bool swallows_head(const struct fold_map *m, const struct page_read *p, const uint32_t *w,
                          uint32_t i, uint32_t count)
{
    static const char *const rest[] = { "hoa", "xa", "hoi" };

    if (i + 3 >= count ||
        utf8_count(p->words[w[i]].text, strlen(p->words[w[i]].text)) < SWALLOWED + 2)
        return false;
    for (uint32_t k = 0; k < 3; k++)
        if (!word_is(m, &p->words[w[i + 1 + k]], rest[k]))
            return false;
    return true;
}

static bool seg_fill(const struct fold_map *m, const struct page_read *p, struct arena *a,
                     struct seg *s)
{
    size_t bytes = 0;
    uint32_t letters = 0, upper = 0, bold = 0, n_heights = 0;
    float heights[32], conf = 0, low = 1;

    for (uint32_t i = 0; i < s->count; i++)
        bytes += strlen(p->words[s->words[i]].text) + 1;
    char *text = arena_alloc(a, bytes + 1, 1), *fold = arena_alloc(a, bytes + 1, 1);
    if (!text || !fold)
        return false;
    size_t at = 0, n = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        const struct word *w = &p->words[s->words[i]];
        const size_t len = strlen(w->text);
        if (i > 0) {
            text[at++] = ' ';
            fold[n++] = ' ';
        }
        memcpy(text + at, w->text, len);
        at += len;
        n += fold_text(m, w->text, len, fold + n, &letters, &upper);
        s->box = i == 0 ? w->box : box_union(s->box, w->box);
        conf += w->conf;
        low = fminf(low, w->conf);
        bold += (w->flags & WORD_BOLD) != 0;
        if (n_heights < 32)
            heights[n_heights++] = word_height(w);
    }
    s->text = text;
    s->fold = fold;
    s->len = (uint32_t)n;
    s->letters = letters;
    s->caps = letters ? (float)upper / (float)letters : 0;
    s->conf = s->count ? 0.5F * (conf / (float)s->count + low) : 0;
    s->bold = bold * 2 > s->count;
    uint32_t first_letter = 0, first_upper = 0;
    char first[8];
    const size_t head = text_offset(text, 1);
    (void)fold_text(m, text, head < sizeof first ? head : 0, first, &first_letter, &first_upper);
    s->lower_first = first_letter && !first_upper;
    s->height = quantile(heights, n_heights, 0.5);
    return true;
}

/* Blanks left for a pen in "ngày     tháng     năm" do not end a line. */
static bool in_date(const struct fold_map *m, const struct word *left, const struct word *right)
{
    const bool day = word_is(m, left, "ngay"), month = word_is(m, left, "thang");
    return ((day || month) && (right->text[0] >= '0' && right->text[0] <= '9')) ||
           (day && word_is(m, right, "thang")) || (month && word_is(m, right, "nam")) ||
           (left->text[0] >= '0' && left->text[0] <= '9' &&
            (word_is(m, right, "thang") || word_is(m, right, "nam")));
}

static bool upper_first(const struct fold_map *m, const struct word *w)
{
    uint32_t letters = 0, upper = 0;
    char buf[8];
    const size_t n = text_offset(w->text, 1);

    (void)fold_text(m, w->text, n < sizeof buf ? n : 0, buf, &letters, &upper);
    return upper > 0;
}

static bool wide_gap(const struct fold_map *m, const struct word *left, const struct word *right,
                     float em)
{
    if (right->flags & WORD_BEHIND_RULE)
        return true;
    const float gap = (float)right->box.x0 - (float)left->box.x1;
    const float h = fmaxf(fminf(word_height(left), word_height(right)), em);
    /* a long number under the agency comes close to the place on its right */
    if (gap > NUMBER_EM * h && left->text[0] >= '0' && left->text[0] <= '9' &&
        strchr(left->text, '/') && upper_first(m, right))
        return true;
    return gap > GAP_EM * h && !(gap < PEN_EM * h && in_date(m, left, right));
}

/* Without the letters of the motto at its end; what is left is not sure. */
static bool give_back(const struct page_read *p, struct arena *a, struct seg *s)
{
    const struct word *w = &p->words[s->words[s->count - 1]];
    const int32_t own = (int32_t)utf8_count(w->text, strlen(w->text));

    if (s->len <= SWALLOWED || utf8_count(s->text, strlen(s->text)) != s->len)
        return true;
    s->len -= SWALLOWED;
    s->text = arena_strndup(a, s->text, text_offset(s->text, s->len));
    s->fold = arena_strndup(a, s->fold, s->len);
    s->letters -= s->letters < SWALLOWED ? s->letters : SWALLOWED;
    s->box.x1 -= (w->box.x1 - w->box.x0) * SWALLOWED / own;
    s->conf *= 0.8F;
    s->gave_back = true;
    return s->text && s->fold;
}

/* Cuts one line at its wide gaps. */
static bool cut_line(const struct fold_map *m, const struct page_read *p, const struct text_line *l,
                     float em, struct arena *a, struct seg *segs, uint32_t *n)
{
    uint32_t *words = ARENA_NEW(a, uint32_t, l->count), count = 0;

    if (!words)
        return false;
    for (uint32_t i = 0; i < l->count; i++)
        if (p->words[l->first + i].text[0])
            words[count++] = l->first + i;
    for (uint32_t i = 0; i < count;) {
        struct seg s = { .words = words + i, .count = 1 };
        bool swallowed = false;
        for (i++; i < count && s.count < SEG_WORDS; i++, s.count++) {
            swallowed = swallows_head(m, p, words, i - 1, count);
            if (swallowed || wide_gap(m, &p->words[words[i - 1]], &p->words[words[i]], em) ||
                starts_head(m, p, words + i, count - i))
                break;
        }
        if (!seg_fill(m, p, a, &s))
            return false;
        if (swallowed && !give_back(p, a, &s))
            return false;
        if (s.len > 0)
            segs[(*n)++] = s;
    }
    return true;
}

static int cmp_y(const void *a, const void *b)
{
    const struct seg *s = a, *t = b;
    const float x = seg_cy(s), y = seg_cy(t);
    return x != y ? (x > y) - (x < y) : (s->words[0] > t->words[0]) - (s->words[0] < t->words[0]);
}

static int cmp_row_x(const void *a, const void *b)
{
    const struct seg *s = a, *t = b;
    if (s->row != t->row)
        return (s->row > t->row) - (s->row < t->row);
    if (s->box.x0 != t->box.x0)
        return (s->box.x0 > t->box.x0) - (s->box.x0 < t->box.x0);
    return (s->words[0] > t->words[0]) - (s->words[0] < t->words[0]);
}

static void number_rows(struct view *v)
{
    float y = 0, h = 0;

    qsort(v->segs, v->n_segs, sizeof *v->segs, cmp_y);
    for (uint32_t i = 0; i < v->n_segs; i++) {
        struct seg *s = &v->segs[i];
        const float sh = (float)s->box.y1 - (float)s->box.y0;
        if (i == 0 ||
            seg_cy(s) - y > 0.5F * fminf(fmaxf(h, v->em * 0.8F), fmaxf(sh, v->em * 0.8F))) {
            v->n_rows++;
            y = seg_cy(s);
            h = sh;
        }
        s->row = v->n_rows - 1;
    }
    qsort(v->segs, v->n_segs, sizeof *v->segs, cmp_row_x);
}

/* One seg out of two where a recogniser cut a line that has no gap there. */
static bool join_pair(const struct fold_map *m, struct arena *a, const struct page_read *p,
                      struct seg *s, const struct seg *q)
{
    uint32_t *words = ARENA_NEW(a, uint32_t, (size_t)s->count + q->count);

    if (!words)
        return false;
    memcpy(words, s->words, s->count * sizeof *words);
    memcpy(words + s->count, q->words, q->count * sizeof *words);
    s->words = words;
    s->count += q->count;
    return seg_fill(m, p, a, s);
}

static bool join_rows(const struct fold_map *m, struct view *v, struct arena *a)
{
    const struct page_read *p = v->page;
    uint32_t n = 0, joins = 0;

    for (uint32_t i = 0; i < v->n_segs; i++) {
        const struct seg *q = &v->segs[i];
        struct seg *s = n ? &v->segs[n - 1] : NULL;
        const bool beside =
            s && s->row == q->row && (float)q->box.x0 > (float)s->box.x1 - 0.4F * v->em;
        /* the limit keeps hostile pages of a thousand one-word lines linear */
        if (beside && joins < 2000 && s->count < 60 &&
            !wide_gap(m, &p->words[s->words[s->count - 1]], &p->words[q->words[0]], v->em) &&
            !starts_head(m, p, q->words, q->count) && !s->gave_back) {
            joins++;
            if (!join_pair(m, a, p, s, q))
                return false;
            continue;
        }
        v->segs[n++] = *q;
    }
    v->n_segs = n;
    return true;
}

static bool find_rows(const struct fold_map *m, struct view *v, struct arena *a)
{
    number_rows(v);
    if (!join_rows(m, v, a))
        return false;
    v->row_first = ARENA_NEW(a, uint32_t, (size_t)v->n_rows + 1);
    if (!v->row_first)
        return false;
    for (uint32_t i = v->n_segs; i-- > 0;)
        v->row_first[v->segs[i].row] = i;
    v->row_first[v->n_rows] = v->n_segs;
    return true;
}

static bool measure(struct view *v, struct arena *a)
{
    float *t = ARENA_NEW(a, float, (size_t)v->n_segs + 1);
    size_t n = 0;

    if (!t)
        return false;
    for (uint32_t i = 0; i < v->n_segs; i++)
        t[i] = (float)v->segs[i].box.x0;
    v->left = quantile(t, v->n_segs, 0.1);
    for (uint32_t i = 0; i < v->n_segs; i++)
        t[i] = (float)v->segs[i].box.x1;
    v->right = quantile(t, v->n_segs, 0.95);
    v->top = v->n_segs ? (float)v->segs[0].box.y0 : 0;
    v->bottom = v->n_segs ? (float)v->segs[v->n_segs - 1].box.y1 : 0;
    for (uint32_t r = 1; r < v->n_rows; r++)
        t[n++] = seg_cy(&v->segs[v->row_first[r]]) - seg_cy(&v->segs[v->row_first[r - 1]]);
    v->pitch = fmaxf(quantile(t, n, 0.5), v->em);
    return true;
}

static bool join_fold(struct view *v, struct arena *a)
{
    size_t len = 1, at = 0;

    for (uint32_t i = 0; i < v->n_segs; i++)
        len += v->segs[i].len + 1;
    char *fold = arena_alloc(a, len, 1);
    if (!fold)
        return false;
    for (uint32_t i = 0; i < v->n_segs; i++) {
        if (i > 0)
            fold[at++] = v->segs[i].row != v->segs[i - 1].row ? '\n' : ' ';
        memcpy(fold + at, v->segs[i].fold, v->segs[i].len);
        at += v->segs[i].len;
    }
    v->fold = fold;
    v->fold_len = (uint32_t)at;
    return true;
}

/* What ruled lines, form leaders and seal edges leave beside words. */
static bool speck(const char *s, size_t n)
{
    static const char *const marks[] = { "‘", "’", "“", "”", "¡", "¬", "‹", "›", "»", "«",
                                         "•", "·", "—", "…", "°", "¦", "†", "®", "©" };

    if (n == 1)
        return strchr("|'`\"~_^=\\*", *s) != NULL;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strlen(marks[i]) == n && memcmp(s, marks[i], n) == 0)
            return true;
    return false;
}

static size_t last_cp(const char *s, size_t len)
{
    size_t n = len ? 1 : 0;

    while (n < len && ((unsigned char)s[len - n] & 0xC0) == 0x80)
        n++;
    return n;
}

/* A quotation that another word of the line closes is meant. */
static bool quoted(const struct page_read *p, const struct text_line *l, uint32_t at)
{
    static const char *const close[] = { "\"", "”", "“", "’", "»" };

    for (uint32_t i = at; i < l->first + l->count && i < at + SEG_WORDS; i++)
        for (size_t k = 0; k < sizeof close / sizeof *close; k++) {
            const char *text = p->words[i].text;
            const char *hit = strstr(text, close[k]);
            if (hit && hit != text)
                return true;
        }
    return false;
}

/* "†7", "2†": no speck but a 1. */
static bool dagger_digit(const char *s, size_t n, char beside)
{
    static const char dagger[] = "†";

    return n == strlen(dagger) && memcmp(s, dagger, n) == 0 && beside >= '0' && beside <= '9';
}

/* The word between its specks; "" for a word of specks only. */
static const char *speck_off(const struct page_read *p, const struct text_line *l, uint32_t at,
                             struct arena *a)
{
    const char *s = p->words[at].text;
    size_t len = strlen(s), cut = 0;

    while (len > 0) {
        const size_t n = text_offset(s, 1);
        const bool quote = *s == '"' || starts_with(s, "“") || starts_with(s, "«");
        if (!speck(s, n) || (quote && quoted(p, l, at)) || dagger_digit(s, n, s[n]))
            break;
        s += n;
        len -= n;
    }
    for (;;) {
        const size_t n = last_cp(s, len - cut);
        const char *tail = s + len - cut - n;
        if (n == 0 || !speck(tail, n) || (tail > s && dagger_digit(tail, n, tail[-1])) ||
            *tail == '"' || starts_with(tail, "”") || starts_with(tail, "“") ||
            starts_with(tail, "…"))
            break;
        cut += n;
    }
    if (*s == '-' && s[1] >= '0' && s[1] <= '9' && strchr(s, '/')) { /* -17/1/1972 */
        s++;
        len--;
    }
    return cut ? arena_strndup(a, s, len - cut) : s;
}

/* Recognisers sometimes say a letter twice: "QĐĐ", "Về ề". No Vietnamese word does. */
static bool echo(const struct fold_map *m, const char *before, const char *s)
{
    const size_t n = strlen(s), len = strlen(before), k = last_cp(before, len);
    char x[8], y[8];
    uint32_t letters = 0, upper = 0, none = 0;

    if (n < 2 || n > 4 || k > 4 || text_offset(s, 1) != n ||
        fold_text(m, s, n, x, &letters, &upper) != 1 || upper || !letters)
        return false;
    (void)fold_text(m, before + len - k, k, y, &none, &none);
    return x[0] == y[0] && (x[0] == 'e' || x[0] == 'a' || x[0] == 'u' || x[0] == 'i');
}

static char *twice_off(char *s)
{
    size_t out = 0, last = 0;

    for (size_t i = 0; s[i];) {
        const size_t n = text_offset(s + i, 1);
        const bool again = n > 1 && last == n && memcmp(s + out - n, s + i, n) == 0;
        if (!again) {
            memmove(s + out, s + i, n);
            out += n;
        }
        last = n;
        i += n;
    }
    s[out] = '\0';
    return s;
}

/* A number's or an abbreviation's letters stand as they were read: "140/TLBĐĐC", "QLĐĐ". */
static bool is_abbreviation(const struct fold_map *m, const char *s)
{
    char fold[64];
    uint32_t none = 0;
    const size_t n = strlen(s);

    if (strpbrk(s, "/0123456789") || n >= sizeof fold)
        return true;
    fold[fold_text(m, s, n, fold, &none, &none)] = '\0';
    return !strpbrk(fold, "aeiouy");
}

static bool has_twice(const char *s)
{
    for (size_t i = 0, n, last = 0; s[i]; i += n, last = n) {
        n = text_offset(s + i, 1);
        if (n > 1 && n == last && (s[i] & 0xE0) != 0xE0 && memcmp(s + i - n, s + i, n) == 0)
            return true;
        if (n == 3 && last == 3 && (unsigned char)s[i] == 0xE1 && memcmp(s + i - 3, s + i, 3) == 0)
            return true;
    }
    return false;
}

/* A copy of the page whose words are without specks; words of nothing else become empty. */
static struct page_read *specks_off(const struct fold_map *m, const struct page_read *read,
                                    uint32_t n_words, struct arena *a)
{
    struct page_read *p = ARENA_NEW(a, struct page_read, 1);
    struct word *words = ARENA_NEW(a, struct word, (size_t)n_words + 1);

    if (!p || !words)
        return NULL;
    *p = *read;
    p->words = words;
    memcpy(words, read->words, n_words * sizeof *words);
    for (uint32_t k = 0; k < p->n_lines; k++) {
        const struct text_line *l = &p->lines[k];
        bool rule = false;
        uint32_t before = UINT32_MAX;
        if (l->first >= n_words || l->count > n_words - l->first)
            continue;
        for (uint32_t i = l->first; i < l->first + l->count; i++) {
            struct word *w = &words[i];
            const char *raw = read->words[i].text;
            w->flags &= ~(uint32_t)WORD_BEHIND_RULE;
            if (i == l->first && (strcmp(raw, "~") == 0 || strcmp(raw, "—") == 0) && l->count > 1)
                w->text = "-"; /* the dash of a list */
            else
                w->text = speck_off(read, l, i, a);
            if (w->text && has_twice(w->text) && !is_abbreviation(m, w->text)) {
                char *own = arena_strdup(a, w->text);
                w->text = own ? twice_off(own) : NULL;
            }
            if (!w->text)
                return NULL;
            if (before != UINT32_MAX && echo(m, words[before].text, w->text)) {
                words[before].box = box_union(words[before].box, w->box);
                w->text = "";
            }
            rule |= raw[0] == '|';
            if (!w->text[0])
                continue;
            if (rule)
                w->flags |= WORD_BEHIND_RULE;
            rule = raw[strlen(raw) - 1] == '|';
            before = i;
        }
    }
    return p;
}

bool view_make(const struct fold_map *m, const struct page_read *read, struct arena *a,
               struct view *v, struct err *e)
{
    const uint32_t n_words = read->n_words < VIEW_WORDS ? read->n_words : VIEW_WORDS;
    float *heights = ARENA_NEW(a, float, (size_t)n_words + 1);
    struct page_read *p = specks_off(m, read, n_words, a);
    size_t n = 0;

    *v = (struct view){ .page = p };
    v->segs = ARENA_NEW(a, struct seg, (size_t)n_words + 1);
    if (!heights || !v->segs || !p || !view_turn(p, n_words, a))
        return err_set(e, ERR_NOMEM, "paper: no memory for the words of a page");
    for (uint32_t i = 0; i < n_words; i++)
        if (strlen(p->words[i].text) >= 2)
            heights[n++] = word_height(&p->words[i]);
    v->em = fmaxf(quantile(heights, n, 0.5), 1);
    for (uint32_t l = 0; l < p->n_lines; l++) {
        const struct text_line *line = &p->lines[l];
        if (line->first >= n_words || line->count > n_words - line->first ||
            v->n_segs + line->count > n_words)
            continue;
        if (!cut_line(m, p, line, v->em, a, v->segs, &v->n_segs))
            return err_set(e, ERR_NOMEM, "paper: no memory for the lines of a page");
    }
    if (!find_rows(m, v, a) || !measure(v, a) || !join_fold(v, a))
        return err_set(e, ERR_NOMEM, "paper: no memory for the rows of a page");
    return true;
}

char *seg_slice(struct arena *a, const struct seg *s, size_t from, size_t to)
{
    const size_t x = text_offset(s->text, from), y = text_offset(s->text, to > from ? to : from);
    return arena_strndup(a, s->text + x, y - x);
}

bool seg_capital(const struct seg *s, size_t at)
{
    const char *text = s->text + text_offset(s->text, at);
    size_t one = 0;

    return *text && utf8_is_upper(utf8_next(text, strlen(text), &one));
}

static bool has_digit(const char *text)
{
    return text[strcspn(text, "0123456789")] != '\0';
}

/* As seg.conf, of the words that fold[from..to) touches; of those with digits only where asked. */
static struct box words_of(const struct view *v, const struct seg *s, size_t from, size_t to,
                           bool digits, float *conf)
{
    struct box b = { 0 };
    float sum = 0, n = 0, low = 1;
    size_t at = 0;

    for (uint32_t i = 0; i < s->count && at < to; i++) {
        const struct word *w = &v->page->words[s->words[i]];
        size_t cps = 0;
        for (const char *t = w->text; *t; t++)
            cps += ((unsigned char)*t & 0xC0) != 0x80;
        if (at + cps > from && at < to && (!digits || has_digit(w->text))) {
            b = n == 0 ? w->box : box_union(b, w->box);
            sum += w->conf;
            low = fminf(low, w->conf);
            n++;
        }
        at += cps + 1;
    }
    if (conf)
        *conf = n > 0 ? 0.5F * (sum / n + low) : 0;
    return b;
}

struct box seg_box(const struct view *v, const struct seg *s, size_t from, size_t to, float *conf)
{
    return words_of(v, s, from, to, false, conf);
}

float seg_digits(const struct view *v, const struct seg *s, size_t from, size_t to)
{
    float conf;

    (void)words_of(v, s, from, to, true, &conf);
    return conf;
}
