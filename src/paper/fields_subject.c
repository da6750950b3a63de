#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "paper/fields.h"
#include "paper/names.h"

enum { SUBJECT_LINES = 8 };

static bool begins_small(const char *s)
{
    size_t one = 0;
    const uint32_t cp = *s ? utf8_next(s, strlen(s), &one) : 0;

    return utf8_is_letter(cp) && !utf8_is_upper(cp);
}

static bool small_letter(const struct seg *s)
{
    return begins_small(s->text);
}

/* Bodies and offices in ordinary print are words of a subject ("... của / Hội đồng nhân dân xã");
 * in capitals they begin what follows. */
static bool names_body(const struct word_lists *w, const struct seg *s)
{
    return s->caps < 0.7F && words_start(&w->set[WORDS_SUBJECT_BODY], s->fold);
}

/* "tế" of "tổng điều tra kinh / tế": a short word alone under the middle of what it ends. */
static bool last_word(const struct view *v, const struct seg *s, const struct seg *prev)
{
    return prev && s->letters == s->len && s->letters == 2 &&
           fabsf(seg_cx(s) - seg_cx(prev)) < v->em;
}

static bool subject_begins(const struct word_lists *w, const struct seg *s)
{
    return s->caps < 0.7F && words_start(&w->set[WORDS_SUBJECT_FIRST], s->fold);
}

/* "Điều 1.", "Điều II:" of the text; "Điều động viên chức" is a subject. */
static bool is_article(const struct seg *s)
{
    static const char word[] = "dieu ";

    if (!starts_with(s->fold, word))
        return false;
    const char *number = s->fold + strlen(word);
    const size_t n = strspn(number, "0123456789ivxl");
    return n > 0 && !(number[n] >= 'a' && number[n] <= 'z');
}

static bool subject_stops(const struct word_lists *w, const struct seg *s)
{
    /* "can cu" may be "Căn cứ" whose first letter looks alike */
    const bool goes_on = names_body(w, s) || (small_letter(s) && s->fold[0] != 'c');

    if (!goes_on && (is_article(s) || words_start(&w->set[WORDS_SUBJECT_STOP], s->fold)))
        return true;
    return s->letters < 3 && strspn(s->fold, "0123456789 .") < s->len;
}

/* Sits in the middle: both margins alike, or bold over the full width. */
static bool centred(const struct view *v, const struct seg *s)
{
    const float l = (float)s->box.x0 - v->left, r = v->right - (float)s->box.x1;
    return fabsf(l - r) < 3.0F * v->em && (s->bold || l > 1.5F * v->em || fabsf(l - r) < v->em);
}

/* Its middle is the title's, whatever the margins are. */
static bool under(const struct view *v, const struct seg *s, const struct seg *title)
{
    return fabsf(seg_cx(s) - seg_cx(title)) < v->em && (float)s->box.x0 - v->left > 2 * v->em &&
           v->right - (float)s->box.x1 > -v->em;
}

/* How far under a line its next one stands, in heights; small letters go on with a line under it
 * however wide the lines are set. */
static float line_step(const struct seg *s)
{
    return small_letter(s) ? 2.4F : 1.9F;
}

/* "TRƯỞNG BAN CHỈ HUY điện:", "Số đến: 699": a label, or whom the text speaks to. */
static bool speaks_to(const struct seg *s)
{
    return !small_letter(s) && strchr(s->fold, ':') != NULL;
}

/* The stamp of what came in. */
static bool came_in(const struct seg *s)
{
    return s->caps > 0.7F && (s->letters > 5 || strcmp(s->fold, "den") == 0);
}

struct text_run {
    char text[1200];
    size_t n;
    struct box box;
    float conf;
    uint32_t lines;
};

/* "vận -", "cập-" at the end of a line that goes on in small letters: a speck, no dash. */
static void drop_end_dash(struct text_run *r, const struct seg *next)
{
    size_t n = r->n;

    if (!small_letter(next) || n < 3 || r->text[n - 1] != '-')
        return;
    n--;
    while (n > 0 && r->text[n - 1] == ' ')
        n--;
    r->n = n;
}

static void run_add(struct text_run *r, const struct seg *s, size_t skip)
{
    const char *t = s->text + text_offset(s->text, skip);
    const size_t len = strlen(t);

    if (r->n + len + 2 > sizeof r->text)
        return;
    drop_end_dash(r, s);
    if (r->n > 0)
        r->text[r->n++] = ' ';
    memcpy(r->text + r->n, t, len + 1);
    r->n += len;
    r->box = r->lines == 0 ? s->box : box_union(r->box, s->box);
    r->conf = r->lines == 0 ? s->conf : fminf(r->conf, s->conf);
    r->lines++;
}

/* "- chuẩn bị ..." goes on with a line: a speck, no dash. */
static uint32_t speck_before(const struct seg *s)
{
    return starts_with(s->fold, "- ") && s->len > 2 && !seg_capital(s, 2) ? 2 : 0;
}

/* "CHI1 111] Về việc ...", "Vềviệc": the foot of a title that was cut, a lost blank. */
static char *from_about(struct field_list *f, char *value, float *fit)
{
    enum { REACH = 24 };
    char *at = value ? strstr(value, "Về việc ") : NULL,
         *glued = value ? strstr(value, "Vềviệc ") : NULL;
    bool digits = false;

    at = glued && (!at || glued < at) ? glued : at;
    for (const char *c = value; at && c < at; c++)
        digits |= *c >= '0' && *c <= '9';
    if (!at || at - value > REACH || (at > value && !digits))
        return value;
    if (at > value || at == glued)
        *fit = fminf(*fit, 0.9F);
    if (at != glued)
        return at;
    const size_t n = strlen(at), word = strlen("Về");
    char *out = arena_alloc(f->a, n + 2, 1);
    if (!out)
        return NULL;
    memcpy(out, at, word);
    out[word] = ' ';
    memcpy(out + word + 1, at + word, n - word + 1);
    return out;
}

/* Of "Về việc" the first letter is lost oftenest. */
static char *whole_about(struct field_list *f, char *value, float *fit)
{
    static const char *const torn[] = { "ề việc ", "ề ", "/v " };

    for (size_t i = 0; value && i < sizeof torn / sizeof *torn; i++)
        if (starts_with(value, torn[i])) {
            const size_t n = strlen(value);
            char *out = arena_alloc(f->a, n + 2, 1);
            if (!out)
                return NULL;
            out[0] = 'V';
            memcpy(out + 1, value, n + 1);
            *fit = fminf(*fit, 0.9F);
            return out;
        }
    return value;
}

/* A word of one consonant is what is left of a longer one: "c uyển", "đối với h". */
static bool torn_word(const struct fold_map *m, const char *value)
{
    for (const char *at = value; *at;) {
        char fold[8];
        uint32_t letters = 0, upper = 0;
        const size_t n = strcspn(at, " ");
        if (n > 0 && n <= 2 && fold_text(m, at, n, fold, &letters, &upper) == 1 && letters == 1 &&
            upper == 0 && !strchr("aeiouy", fold[0]))
            return true;
        at += n + strspn(at + n, " ");
    }
    return false;
}

/* Words of dots and strokes alone are specks between the words. */
static void drop_specks(struct text_run *r)
{
    size_t n = 0;

    for (size_t i = 0; i < r->n;) {
        const size_t len = strcspn(r->text + i, " ");
        const bool speck = len > 0 && strspn(r->text + i, ".,'`_~|\"") >= len;
        if (len > 0 && !speck) {
            if (n > 0)
                r->text[n++] = ' ';
            memmove(r->text + n, r->text + i, len);
            n += len;
        }
        i += len + (r->text[i + len] == ' ');
    }
    r->text[n] = '\0';
    r->n = n;
}

/* "I7", "L7": a stroke before digits is a 1, where nothing but digits is behind it. */
static void strokes_to_ones(char *value, float *fit)
{
    for (char *word = value; *word; word += strcspn(word, " "), word += strspn(word, " ")) {
        const size_t n = strcspn(word, " "), digits = strspn(word + 1, "0123456789");
        if (strchr("IlL|", *word) && digits > 0 && digits < 4 &&
            (digits + 1 == n || (digits + 2 == n && strchr(",.;)", word[n - 1])))) {
            *word = '1';
            *fit = fminf(*fit, 0.9F);
        }
    }
}

/* "Sở kết công tác ...": what its words are known to begin with, marks as in the table. */
static char *known_first(struct field_list *f, char *value, float *fit)
{
    const struct word_set *first = &f->t->words.set[WORDS_SUBJECT_FIRST];
    char fold[64];
    uint32_t none = 0;

    if (!value || begins_small(value))
        return value;
    for (uint32_t i = 0; i < first->n; i++) {
        const struct word_row *r = &first->list[i];
        const size_t n = utf8_count(value, strlen(value)) < r->len ? 0 : text_offset(value, r->len);
        if (n == 0 || n >= sizeof fold ||
            fold_text(&f->t->fold, value, n, fold, &none, &none) != r->len ||
            memcmp(fold, r->fold, r->len) != 0 || starts_with(value, r->text) ||
            (value[n] && value[n] != ' '))
            continue;
        const size_t len = strlen(r->text), rest = strlen(value + n);
        char *out = arena_alloc(f->a, len + rest + 1, 1);
        if (!out)
            return NULL;
        memcpy(out, r->text, len);
        memcpy(out + len, value + n, rest + 1);
        *fit = fminf(*fit, 0.9F);
        return out;
    }
    return value;
}

/* `ends`: its end is certain. */
static void run_field(struct field_list *f, struct text_run *r, float fit, bool ends)
{
    drop_specks(r);
    char *value = r->lines ? value_trim(f->a, r->text, r->n) : NULL;

    value = known_first(f, whole_about(f, from_about(f, value, &fit), &fit), &fit);
    if (value)
        strokes_to_ones(value, &fit);
    if (value && torn_word(&f->t->fold, value))
        fit = fminf(fit, 0.9F);

    if (value && strlen(value) >= 6) {
        f->subject_ends = ends;
        field_add(f, "subject", value, r->conf, fit, 0, r->box);
    }
}

/* Where its end is a guess: shown, never accepted. */
static const float END_GUESSED = 0.94F;

static const float COLUMN_SHARE = 0.25F, MIDDLE_SHARE = 0.45F;

/* A line with a capital first, under one that had room for its first word, may be no part of what
 * stands above it. */
static bool may_be_other(const struct seg *s, const struct seg *prev, float width)
{
    const size_t first = utf8_count(s->text, strcspn(s->text, " "));
    const float glyph = (float)(s->box.x1 - s->box.x0) / fmaxf((float)s->len, 1);
    const float room = width - (float)(prev->box.x1 - prev->box.x0);

    return !small_letter(s) && room > glyph * (float)(first + 1);
}

/* What stands under the last line says that it was the last: a known beginning, a gap, nothing. */
static bool ends_under(const struct word_lists *w, const struct view *v, const struct seg *last,
                       float left, float right)
{
    for (uint32_t i = v->row_first[last->row + 1]; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        const float dy = seg_cy(s) - seg_cy(last);
        if ((float)s->box.x0 > right || (float)s->box.x1 < left)
            continue;
        if (dy > 2.4F * fmaxf(v->em, last->height) || subject_stops(w, s) || speaks_to(s))
            return true;
        /* no line in the middle: the text begins */
        if (centred(v, last) && s->letters >= 2 && !small_letter(s) && !under(v, s, last) &&
            (!centred(v, s) || v->right - (float)s->box.x1 < v->em))
            return true;
        if (s->letters >= 2)
            return s->caps > 0.7F && s->letters > 5;
    }
    return true;
}

/* Room for a line of the run: its widest, and no less than this share of the text's width. */
static float run_width(const struct view *v, const struct text_run *r, float share)
{
    return fmaxf((float)(r->box.x1 - r->box.x0), share * (v->right - v->left));
}

/* "V/v ..." of a letter: the left column under the number. */
static void read_letter_subject(struct field_list *f, const struct seg *first, float fit)
{
    const struct word_lists *w = &f->t->words;
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];
    struct text_run r = { 0 };
    const struct seg *prev = first;
    const float limit =
        l->motto_seg >= 0
            ? fmaxf((float)v->segs[l->motto_seg].box.x0, (v->left + v->right) / 2) + 3 * v->em
            : v->right;
    bool other = false;

    run_add(&r, first, subject_mark(first));
    for (uint32_t i = v->row_first[first->row + 1]; i < v->n_segs && r.lines < SUBJECT_LINES; i++) {
        const struct seg *s = &v->segs[i];
        if (seg_cy(s) - seg_cy(prev) > line_step(s) * fmaxf(v->em, prev->height) ||
            (subject_stops(w, s) && !last_word(v, s, prev)))
            break;
        if ((float)s->box.x0 > limit || seg_cx(s) > limit)
            continue;
        if (came_in(s) || speaks_to(s) ||
            ((names_body(w, s) || small_letter(s)) && (float)s->box.x1 > limit + 2 * v->em))
            break;
        other |= may_be_other(s, prev, run_width(v, &r, COLUMN_SHARE));
        run_add(&r, s, speck_before(s));
        prev = s;
    }
    const bool ends = ends_under(w, v, prev, (float)r.box.x0, fminf((float)r.box.x1, limit));
    run_field(f, &r, other || !ends ? fminf(fit, END_GUESSED) : fit, ends && !other);
}

/* The line under the number of a letter whose "V/v" was lost. */
static const struct seg *unmarked_subject(const struct field_list *f)
{
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];

    if (f->type != f->t->cong_van || l->number_seg < 0 || l->motto_seg < 0)
        return NULL;
    const struct seg *number = &v->segs[l->number_seg], *motto = &v->segs[l->motto_seg];
    for (uint32_t i = v->row_first[number->row + 1]; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        if (seg_cy(s) - seg_cy(number) > 2.4F * fmaxf(v->em, number->height))
            break;
        if ((float)s->box.x1 > (float)motto->box.x0 + 3 * v->em || s->letters < 8 || s->caps > 0.5F)
            continue;
        return words_start(&f->t->words.set[WORDS_SUBJECT_STOP], s->fold) ? NULL : s;
    }
    return NULL;
}

static bool says_about(const struct seg *s)
{
    static const char *const abouts[] = { "ve viec ", "v/v", "vv ", "ve viec:" };

    for (size_t i = 0; i < sizeof abouts / sizeof *abouts; i++)
        if (starts_with(s->fold, abouts[i]))
            return true;
    return false;
}

/* CHỈ THỊ / CỦA BAN THƯỜNG VỤ ĐẢNG ỦY / về ...: whose paper it is belongs to the title. */
static bool says_whose(const struct word_lists *w, const struct seg *s)
{
    static const char of[] = "cua ";

    return s->caps > 0.7F && starts_with(s->fold, of) &&
           (words_start(&w->set[WORDS_BODY], s->fold + strlen(of)) ||
            words_start(&w->set[WORDS_BODY_HEAD], s->fold + strlen(of)));
}

static bool office_type(const struct paper_tables *t, uint32_t type)
{
    return t->types[type].pub.cls == 'A' || strcmp(t->types[type].pub.slug, "quyet_dinh") == 0;
}

/* This line alone is the title of administrative papers: capitals under it are no part of it (QUYẾT
 * ĐỊNH / CÔNG NHẬN VIỆC NUÔI CON NUÔI), whatever else they make of the paper. */
static bool whole_title(const struct field_list *f, const struct seg *s)
{
    char squashed[PATTERN_MAX * 2];
    const size_t n = s->len < sizeof squashed ? squash(s->fold, s->len, squashed, NULL) : 0;

    for (uint32_t i = 0; i < f->t->n_titles && n > 0; i++) {
        const struct title_row *t = &f->t->titles[i];
        if (!office_type(f->t, t->type) || n > t->len + 1 || t->len > n + 1)
            continue;
        const struct hit h = pattern_search(&t->pattern, squashed, n);
        if (hit_similarity(&t->pattern, &h) >= 0.85F)
            return true;
    }
    return false;
}

/* Rows of the paper's own title; false when it was not read whole or stands elsewhere. Then the row
 * above a centred "Về việc ..." of the head is taken for it. */
static bool title_rows(const struct field_list *f, int32_t *first, int32_t *last, bool *office)
{
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];
    const int32_t from = l->head_end + 1;

    for (int32_t row = from; row < from + 4 && row < (int32_t)v->n_rows; row++) {
        const struct seg *s = &v->segs[v->row_first[row]];
        if (s->caps > 0.7F && whole_title(f, s) && centred(v, s)) {
            *first = *last = row;
            *office = true;
            return true;
        }
    }
    if (l->n_hits > 0 && l->hits[0].type == f->type) {
        *first = l->hits[0].row;
        *last = l->hits[0].last_row;
        return true;
    }
    if (f->type == f->t->cong_van) /* a letter has no title */
        return false;
    for (int32_t row = from; row < from + 7 && row < (int32_t)v->n_rows; row++) {
        const struct seg *s = &v->segs[v->row_first[row]];
        if (row > 0 && says_about(s) && centred(v, s)) {
            *first = *last = row - 1;
            return true;
        }
    }
    return false;
}

/* What stands centred under an administrative title. */
static void read_title_subject(struct field_list *f, bool office)
{
    const struct word_lists *w = &f->t->words;
    const struct view *v = &f->d->views[0];
    struct text_run r = { 0 };
    int32_t prev_row, last_row;
    bool other = false;

    if (!title_rows(f, &prev_row, &last_row, &office))
        return;
    const struct seg *title = &v->segs[v->row_first[prev_row]];
    /* the title may have taken lines of the subject with it */
    while (prev_row < last_row && v->segs[v->row_first[prev_row + 1]].caps >= 0.7F)
        prev_row++;
    const bool taken = prev_row < last_row; /* THÔNG BÁO / Dừng giải quyết hồ sơ */

    for (int32_t row = prev_row + 1; row < (int32_t)v->n_rows && r.lines < SUBJECT_LINES; row++) {
        const struct seg *s = &v->segs[v->row_first[row]];
        const struct seg *prev = &v->segs[v->row_first[prev_row]];
        const float dy = seg_cy(s) - seg_cy(prev);
        if ((v->row_first[row + 1] - v->row_first[row] != 1 && s->letters < 3) ||
            (s->letters == 0 && s->len == 1)) /* a speck */
            continue;
        /* both margins are free: no sentence of the text */
        const bool first = r.lines == 0 && subject_begins(w, s) && centred(v, s) &&
                           v->right - (float)s->box.x1 > -v->em;
        if (r.lines == 0 && says_whose(w, s)) {
            prev_row = row;
            continue;
        }
        if ((subject_stops(w, s) && !first && !(r.lines > 0 && last_word(v, s, prev))) ||
            (r.lines > 0 && speaks_to(s)) ||
            dy > (r.lines ? line_step(s) : 3.2F) * fmaxf(v->em, s->height) ||
            !(centred(v, s) || under(v, s, title)))
            break;
        /* capitals under words in small letters: who commands by telegram, to whom it goes */
        if (r.lines > 0 && s->caps > 0.8F && s->letters > 12 && prev->caps < 0.5F)
            break;
        /* an indented first line ends the middle block */
        if (r.lines > 0 && !s->bold && (float)s->box.x0 - v->left > 2 * v->em &&
            v->right - (float)s->box.x1 < v->em)
            break;
        other |= r.lines > 0 && may_be_other(s, prev, run_width(v, &r, MIDDLE_SHARE));
        run_add(&r, s, r.lines > 0 ? speck_before(s) : 0);
        prev_row = row;
    }
    if (!r.lines)
        return;
    const bool about = says_about(&v->segs[v->row_first[prev_row + 1 - (int32_t)r.lines]]) ||
                       starts_with(r.text, "Về") || starts_with(r.text, "V/v") ||
                       starts_with(r.text, "ề ");
    if (!about && !office && !taken)
        return;
    const bool ends = ends_under(w, v, &v->segs[v->row_first[prev_row]], v->left, v->right);
    /* where it does not say "Về", its end is a guess */
    run_field(f, &r, about && ends && !other ? 1 : END_GUESSED, ends && !other);
}

/* All lines of a page as one text; NULL: no memory. */
static char *lines_text(struct arena *a, const struct view *v, bool fold)
{
    size_t n = 0, at = 0;

    for (uint32_t i = 0; i < v->n_segs; i++)
        n += (fold ? v->segs[i].len : strlen(v->segs[i].text)) + 1;
    char *out = arena_alloc(a, n + 1, 1);
    for (uint32_t i = 0; out && i < v->n_segs; i++) {
        const char *s = fold ? v->segs[i].fold : v->segs[i].text;
        const size_t len = strlen(s);
        memcpy(out + at, s, len);
        at += len;
        out[at++] = ' ';
    }
    return out;
}

/* A word that the first reader doubted more is not sure though the second has it. */
static const float TWICE_LEAST = 0.5F;

/* How often the words stand on the page, marks and all; lines do not matter. */
static uint32_t times_said(struct field_list *f, const struct view *v, const char *words)
{
    uint32_t none = 0, times = 0;
    const size_t len = strlen(words);
    char *text = lines_text(f->a, v, false), *fold = lines_text(f->a, v, true),
         *want = arena_alloc(f->a, len + 1, 1), *own = arena_alloc(f->a, len * 2 + 8, 1);

    if (!text || !fold || !want || !own) {
        f->failed = true;
        return 0;
    }
    const size_t n = fold_text(&f->t->fold, words, len, want, &none, &none), all = strlen(fold);
    want[n] = '\0';
    for (size_t at = find_phrase(fold, all, want, 0); at != SIZE_MAX && times < 2;
         at = find_phrase(fold, all, want, at + 1)) {
        const size_t from = text_offset(text, at), to = text_offset(text, at + n);
        if (to - from >= len * 2 + 8)
            continue;
        memcpy(own, text + from, to - from);
        own[to - from] = '\0';
        times += name_same(own, words);
    }
    return times;
}

/* Two networks that learned the same language take the same word for another one: a dot over an i
 * is a hook to both, and "chi trợ cấp" (to pay) was "chỉ trợ cấp" twice. There is one "tỉnh". */
static bool both_mistake(const char *word)
{
    static const char *const doubtful[] = { "ỉ", "Ỉ" };
    static const char *const pay[] = { "chi", "Chi", "CHI" };
    static const char *const province[] = { "tỉnh", "Tỉnh", "TỈNH" };

    for (size_t i = 0; i < sizeof pay / sizeof *pay; i++) {
        const size_t n = strlen(pay[i]);
        if (starts_with(word, province[i]))
            return false;
        if (starts_with(word, pay[i]) && strspn(word + n, ".,;:\"')") == strlen(word + n))
            return true;
    }
    return strstr(word, doubtful[0]) || strstr(word, doubtful[1]);
}

/* A quotation that is opened in it and not closed: its end was trimmed or lost. */
static bool quote_open(const char *s)
{
    bool open = false;

    for (; *s; s++)
        if (starts_with(s, "\""))
            open = !open;
        else if (starts_with(s, "“"))
            open = true;
        else if (starts_with(s, "”"))
            open = false;
    return open;
}

/* Every word of it was read twice, letter for letter, by two networks (ocr/confirm.h): those whose
 * middle lies in its box make up the value. */
static bool read_twice(const struct field_list *f, const struct field *s)
{
    const struct view *v = &f->d->views[0];
    const char *at = s->value;

    for (uint32_t i = 0; i < v->n_segs; i++)
        for (uint32_t k = 0; k < v->segs[i].count; k++) {
            const struct word *w = &v->page->words[v->segs[i].words[k]];
            const struct box b = page_box_to_scan(v->page, w->box);
            const int32_t x = (b.x0 + b.x1) / 2, y = (b.y0 + b.y1) / 2;
            if (x < s->box.x0 || x >= s->box.x1 || y < s->box.y0 || y >= s->box.y1)
                continue;
            at += *at == ' ';
            if (*at == '\0')
                break;
            const size_t n = strlen(w->text), left = strlen(at), same = n <= left ? n : left;
            /* before it "V/v", behind it a stop are no part of the value */
            if (strncmp(at, w->text, same) != 0) {
                if (at != s->value)
                    return false;
                continue;
            }
            if (!(w->flags & WORD_TWICE) || w->conf < TWICE_LEAST || both_mistake(w->text))
                return false;
            at += same;
        }
    return *at == '\0';
}

void subject_earned(struct field_list *f)
{
    for (uint32_t i = 0; i < f->n; i++) {
        struct field *s = &f->list[i];
        if (strcmp(s->name, "subject") != 0)
            continue;
        if (quote_open(s->value)) {
            const size_t n = strlen(s->value);
            char *closed = arena_alloc(f->a, n + 2, 1);
            if (!closed) {
                f->failed = true;
                return;
            }
            memcpy(closed, s->value, n);
            memcpy(closed + n, "\"", 2);
            s->value = strchr(s->value, '"') ? closed : s->value;
            s->accepted = false;
            continue;
        }
        if (s->page == 1 && f->subject_ends && s->confidence >= FIELD_ACCEPT && read_twice(f, s)) {
            s->accepted = true;
            continue;
        }
        if (!s->accepted)
            continue;
        const char *words = s->value;
        static const char *const abouts[] = { "Về việc ", "V/v ", "Về ", "việc " };
        for (size_t k = 0; k < sizeof abouts / sizeof *abouts; k++)
            if (starts_with(words, abouts[k])) {
                words += strlen(abouts[k]);
                break;
            }
        uint32_t times = 0;
        for (uint32_t k = 0; k < f->d->n && k < 3 && times < 2; k++)
            times += times_said(f, &f->d->views[k], words);
        s->accepted = times >= 2;
    }
}

void fields_subject(struct field_list *f)
{
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];
    const bool office = office_type(f->t, f->type);

    /* under a title the same words are centred */
    const bool titled = l->subject_seg >= 0 && l->n_hits > 0 && l->hits[0].type == f->type &&
                        (int32_t)v->segs[l->subject_seg].row > l->hits[0].row;
    /* offices' slips have it too: PHIẾU XIN LỖI of a number and "V/v xin lỗi ..." */
    const bool slip = f->t->types[f->type].pub.cls == 'P' && l->two_columns;
    if ((office || slip) && l->subject_seg >= 0 && !titled)
        read_letter_subject(f, &v->segs[l->subject_seg], 1);
    if (l->two_columns || head_party(v) >= 0)
        read_title_subject(f, office);
    const struct seg *unmarked = field_get(f, "subject") ? NULL : unmarked_subject(f);
    if (unmarked)
        read_letter_subject(f, unmarked, 0.9F);
}
