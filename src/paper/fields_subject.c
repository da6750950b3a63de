#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "paper/names.h"
#include "paper/subject_words.h"

enum { SUBJECT_LINES = 8 };

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

/* "tế" of "tổng điều tra kinh / tế", "số 5" of "tờ bản đồ / số 5": a short end alone under the
 * middle of what it ends. */
static bool last_word(const struct view *v, const struct seg *s, const struct seg *prev)
{
    const bool word = s->letters == s->len && s->letters == 2;
    const bool number = small_letter(s) && s->letters <= 2 && s->len <= 6 &&
                        strspn(s->fold, "abcdefghijklmnopqrstuvwxyz0123456789 )") == s->len;

    return prev && (word || number) && fabsf(seg_cx(s) - seg_cx(prev)) < v->em;
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

/* "... của ông", "... đối với hộ bà": whose name stands in the next line; "quý ba" and "nuôi ong"
 * end so without those marks, or those words before them. */
static bool wants_name(const struct seg *prev)
{
    static const char *const ends[] = { "ông", "bà", "ông bà", "ông, bà", "ông (bà)", "đồng chí" };
    static const char *const before[] = { "của ", "cho ", "hộ ", "với ", "đơn " };
    const size_t len = strlen(prev->text);

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        for (size_t k = 0; k < sizeof before / sizeof *before; k++) {
            char end[40];
            const size_t n = (size_t)snprintf(end, sizeof end, " %s%s", before[k], ends[i]);
            if (len > n && memcmp(prev->text + len - n, end, n) == 0)
                return true;
        }
    return false;
}

/* The name that the line before wants: two words and more, a capital each, nothing else. */
static bool is_wanted_name(const struct field_list *f, const struct seg *prev, const struct seg *s)
{
    return wants_name(prev) && name_fit(&f->t->fold, s->text) >= 0.8F &&
           !starts_with(s->fold, "kinh gui");
}

/* How far under a line its next one stands, in heights; small letters go on with a line under it
 * however wide the lines are set, and so does a year alone. */
static float line_step(const struct seg *s)
{
    const bool year = s->len == 4 && strspn(s->fold, "0123456789") == 4; /* "... năm / 2025" */

    return small_letter(s) || year ? 2.4F : 1.9F;
}

/* "TRƯỞNG BAN CHỈ HUY điện:", "Số đến: 699": a label, or whom the text speaks to. */
static bool speaks_to(const struct seg *s)
{
    return !small_letter(s) && strchr(s->fold, ':') != NULL;
}

/* "HỎA TỐC", "Khẩn" (Decree 30/2020/NĐ-CP, Article 8), "Mật": a stamp of its own, beside or under a
 * subject. */
static bool is_degree(const struct seg *s)
{
    static const char *const degrees[] = { "khan",     "thuong khan", "hoa toc", "hoa toc hen gio",
                                           "toi khan", "mat",         "toi mat", "tuyet mat" };
    char word[16];
    size_t n = 0;

    for (size_t i = 0; i < s->len && n + 1 < sizeof word; i++)
        if ((s->fold[i] >= 'a' && s->fold[i] <= 'z') || (s->fold[i] == ' ' && n > 0))
            word[n++] = s->fold[i];
    while (n > 0 && word[n - 1] == ' ')
        n--;
    word[n] = '\0';
    for (size_t i = 0; i < sizeof degrees / sizeof *degrees; i++)
        if (strcmp(word, degrees[i]) == 0)
            return !small_letter(s);
    return false;
}

/* "Năm 2012" alone under a title: the year it is for. */
static bool is_year(const struct seg *s)
{
    return s->len == 8 && starts_with(s->fold, "nam ") && strspn(s->fold + 4, "0123456789") == 4;
}

/* The stamp of what came in. */
static bool came_in(const struct seg *s)
{
    return s->caps > 0.7F && (s->letters > 5 || strcmp(s->fold, "den") == 0);
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
            (subject_stops(w, s) && !last_word(v, s, prev) && !is_wanted_name(f, prev, s)))
            break;
        if ((float)s->box.x0 > limit || seg_cx(s) > limit)
            continue;
        if (came_in(s) || speaks_to(s) || is_degree(s) ||
            ((names_body(w, s) || small_letter(s)) && (float)s->box.x1 > limit + 2 * v->em))
            break;
        other |=
            !is_wanted_name(f, prev, s) && may_be_other(s, prev, run_width(v, &r, COLUMN_SHARE));
        run_add(&r, s, speck_before(s));
        prev = s;
    }
    const bool ends =
        !wants_name(prev) && ends_under(w, v, prev, (float)r.box.x0, fminf((float)r.box.x1, limit));
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

/* Where in a title's row the subject begins: TỜ TRÌNH V/v ..., BÁO CÁO KẾT QUẢ ...; 0: nowhere. */
static uint32_t subject_in_row(const struct seg *s)
{
    enum { LEAST = 10 };
    static const char *const abouts[] = { "v/v", "ve viec" };
    static const char *const titles[] = { "bao cao ",   "ke hoach ",     "to trinh ",  "thong bao ",
                                          "chi thi ",   "nghi quyet ",   "cong dien ", "huong dan ",
                                          "phuong an ", "chuong trinh ", "de an " };

    for (size_t i = 0; i < sizeof abouts / sizeof *abouts; i++) {
        const size_t at = find_phrase(s->fold, s->len, abouts[i], 1);
        if (at != SIZE_MAX)
            return (uint32_t)at;
    }
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        const size_t n = strlen(titles[i]);
        if (starts_with(s->fold, titles[i]) && s->len > n + LEAST &&
            !starts_with(s->fold + n, "cua ") && !starts_with(s->fold + n, "so "))
            return (uint32_t)n;
    }
    return 0;
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
        if (centred(v, s) && s->caps > 0.2F && subject_in_row(s) > 0) {
            *first = *last = row;
            return true;
        }
    }
    return false;
}

/* "QUYẾT ĐỊNH CỦA UBND XÃ": whose paper it is. */
static bool names_whose(const struct seg *s)
{
    return starts_with(s->fold, "cua ") || find_phrase(s->fold, s->len, "cua", 0) != SIZE_MAX;
}

/* HUYỆN CỦ CHI, KHÓA III, KỲ HỌP THỨ NĂM. */
static bool goes_on_with_body(const struct seg *s)
{
    static const char *const words[] = { "xa ",     "phuong ",   "thi tran ", "huyen ",   "quan ",
                                         "thi xa ", "thanh pho", "tinh ",     "dac khu ", "khoa ",
                                         "ky hop ", "nhiem ky ", "(khoa ",    "lan thu " };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (starts_with(s->fold, words[i]))
            return true;
    return false;
}

/* QUYẾT ĐỊNH CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TRUNG / AN / V/v ...: capitals between a title and
 * the line that says "Về" or "V/v" go on with the title. So do the end of a body's name that it
 * says and the session, whatever follows. The last row of these; `row`: there are none. */
static int32_t title_goes_on(const struct view *v, int32_t row)
{
    enum { MORE = 3, NAME_LETTERS = 20 };
    const struct seg *prev = &v->segs[v->row_first[row]], *title = prev;
    bool whose = names_whose(title);
    int32_t last = row;

    for (int32_t r = row + 1; r <= row + MORE + 1 && r < (int32_t)v->n_rows; r++) {
        const struct seg *s = &v->segs[v->row_first[r]];
        if (v->row_first[r + 1] - v->row_first[r] != 1 ||
            seg_cy(s) - seg_cy(prev) > 2.6F * fmaxf(v->em, s->height) ||
            !(centred(v, s) || under(v, s, title)))
            break;
        if (says_about(s) || subject_mark(s) > 0 ||
            (r > row + 1 && s->caps < 0.3F && starts_with(s->fold, "ve ")))
            return r - 1;
        const bool capitals = s->caps >= 0.7F && !strpbrk(s->fold, ":;");
        /* "AN" over what begins in small letters */
        if (!capitals && whose && r == row + 2 && prev->letters < NAME_LETTERS && s->caps < 0.5F)
            last = r - 1;
        if (!capitals)
            break;
        whose |= names_whose(s);
        if (whose && last == r - 1 && goes_on_with_body(s))
            last = r;
        prev = s;
    }
    return last;
}

/* A subject that begins in the title's own row, with the rows that go on with it. Shown, never
 * accepted. */
static void read_row_subject(struct field_list *f, int32_t first, bool office)
{
    const struct word_lists *w = &f->t->words;
    const struct view *v = &f->d->views[0];
    const struct seg *title = &v->segs[v->row_first[first]];
    const uint32_t from = office ? subject_in_row(title) : 0;
    struct text_run r = { 0 };
    const struct seg *prev = title;

    if (from == 0)
        return;
    run_add(&r, title, from);
    for (int32_t row = first + 1; row < (int32_t)v->n_rows && r.lines < SUBJECT_LINES; row++) {
        const struct seg *s = &v->segs[v->row_first[row]];
        if (seg_cy(s) - seg_cy(prev) > line_step(s) * fmaxf(v->em, s->height) ||
            !(centred(v, s) || under(v, s, title)) || subject_stops(w, s) || speaks_to(s) ||
            s->letters < 2 || (s->caps > 0.7F && words_start(&w->set[WORDS_BODY], s->fold)))
            break;
        run_add(&r, s, 0);
        prev = s;
    }
    run_field(f, &r, 0.9F, false);
}

/* KẾ HOẠCH PHÁT ĐỘNG PHONG TRÀO / THI ĐUA NĂM 2002. */
static bool capitals_go_on(const struct view *v, int32_t row)
{
    const struct seg *title = &v->segs[v->row_first[row]];

    if (subject_in_row(title) == 0 || row + 1 >= (int32_t)v->n_rows)
        return false;
    const struct seg *s = &v->segs[v->row_first[row + 1]];
    return s->caps > 0.7F && !says_about(s) && title_goes_on(v, row) == row &&
           seg_cy(s) - seg_cy(title) < line_step(s) * fmaxf(v->em, s->height);
}

/* How far under the title a subject begins; the end of a title that was not read may be between. */
static float first_step(const struct seg *s)
{
    return says_about(s) || starts_with(s->fold, "ve ") ? 4.6F : 3.2F;
}

/* GIẤY XÁC NHẬN / Người phụ thuộc không có thu nhập: what the office confirms, in one line or two
 * under a title that does not say it; this is the first. */
static bool says_what(const struct word_lists *w, const struct view *v, const struct seg *title,
                      const struct seg *s)
{
    enum { LEAST = 12 };

    return strcmp(title->fold, "giay xac nhan") == 0 && s->caps < 0.5F && s->letters >= LEAST &&
           !speaks_to(s) && !words_start(&w->set[WORDS_SUBJECT_BODY], s->fold) &&
           (float)s->box.x0 - v->left > v->em && v->right - (float)s->box.x1 > v->em;
}

/* "(Lần thứ hai)", "Lần 1" alone between a title and what it is about. */
static bool is_round(const struct seg *s)
{
    enum { LONGEST = 16 };
    static const char *const rounds[] = { "1",   "2",   "3",   "i",   "ii",
                                          "iii", "thu", "hai", "dau", "cuoi" };
    const char *fold = s->fold + strspn(s->fold, "( ");

    if (s->len > LONGEST || !starts_with(fold, "lan "))
        return false;
    for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
        const char *behind = fold + 4 + strlen(rounds[i]);
        if (starts_with(fold + 4, rounds[i]) && !(*behind >= 'a' && *behind <= 'z'))
            return true;
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
    if (!taken && office && capitals_go_on(v, prev_row)) {
        read_row_subject(f, prev_row, office);
        return;
    }
    if (!taken)
        prev_row = title_goes_on(v, prev_row);

    for (int32_t row = prev_row + 1; row < (int32_t)v->n_rows && r.lines < SUBJECT_LINES; row++) {
        const struct seg *s = &v->segs[v->row_first[row]];
        const struct seg *prev = &v->segs[v->row_first[prev_row]];
        const float dy = seg_cy(s) - seg_cy(prev);
        if ((v->row_first[row + 1] - v->row_first[row] != 1 && s->letters < 3) ||
            (s->letters == 0 && s->len == 1)) /* a speck */
            continue;
        /* both margins are free: no sentence of the text */
        const bool first =
            r.lines == 0 &&
            ((subject_begins(w, s) && centred(v, s) && v->right - (float)s->box.x1 > -v->em) ||
             says_what(w, v, title, s));
        if (r.lines == 0 && (says_whose(w, s) || is_round(s))) {
            prev_row = row;
            continue;
        }
        if ((subject_stops(w, s) && !first &&
             !(r.lines > 0 && (last_word(v, s, prev) || is_wanted_name(f, prev, s)))) ||
            (r.lines > 0 && (speaks_to(s) || is_degree(s))) ||
            dy > (r.lines ? line_step(s) : first_step(s)) * fmaxf(v->em, s->height) ||
            !(centred(v, s) || under(v, s, title)))
            break;
        /* capitals under words in small letters: who commands by telegram, to whom it goes */
        if (r.lines > 0 && s->caps > 0.8F && s->letters > 12 && prev->caps < 0.5F)
            break;
        /* an indented first line ends the middle block */
        if (r.lines > 0 && !s->bold && (float)s->box.x0 - v->left > 2 * v->em &&
            v->right - (float)s->box.x1 < v->em)
            break;
        other |= r.lines > 0 && !is_wanted_name(f, prev, s) &&
                 may_be_other(s, prev, run_width(v, &r, MIDDLE_SHARE));
        run_add(&r, s, r.lines > 0 ? speck_before(s) : 0);
        prev_row = row;
    }
    if (!r.lines) {
        read_row_subject(f, prev_row, office);
        return;
    }
    const struct seg *begin = &v->segs[v->row_first[prev_row + 1 - (int32_t)r.lines]];
    const bool about = says_about(begin) || starts_with(r.text, "Về") ||
                       starts_with(r.text, "V/v") || starts_with(r.text, "ề ");
    if (!about && !office && !taken && !(r.lines < 3 && says_what(w, v, title, begin)) &&
        !(r.lines == 1 && is_year(begin)))
        return;
    const struct seg *last = &v->segs[v->row_first[prev_row]];
    const bool ends = !wants_name(last) && ends_under(w, v, last, v->left, v->right);
    /* where it does not say "Về", its end is a guess */
    run_field(f, &r, about && ends && !other ? 1 : END_GUESSED, ends && !other);
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
    /* hamlets and citizens who apply have no head of their own: the motto stands over theirs */
    if (l->two_columns || head_party(v) >= 0 || l->motto_top)
        read_title_subject(f, office);
    const struct seg *unmarked = field_get(f, "subject") ? NULL : unmarked_subject(f);
    if (unmarked)
        read_letter_subject(f, unmarked, 0.9F);
}
