#include "paper/layout.h"

#include <math.h>
#include <string.h>

#include "paper/fields.h"

enum { SEG_SQUASH = 256 };

/* Similarity >= 0.8 of a squashed pattern inside this seg. */
static bool seg_like(const struct seg *s, const struct pattern *p)
{
    char sq[SEG_SQUASH];

    if (s->letters + 8 < p->len * 8 / 10)
        return false;
    const size_t n = squash(s->fold, s->len < SEG_SQUASH ? s->len : SEG_SQUASH, sq, NULL);
    const struct hit h = pattern_search(p, sq, n);
    return hit_similarity(p, &h) >= 0.8F;
}

/* Any seg of the row does. */
static bool row_starts(const struct view *v, int32_t row, const char *folded)
{
    if (row < 0 || (uint32_t)row >= v->n_rows)
        return false;
    for (uint32_t i = v->row_first[row]; i < v->row_first[row + 1]; i++)
        if (starts_with(v->segs[i].fold, folded))
            return true;
    return false;
}

static void find_motto(const struct paper_tables *t, const struct view *v, struct layout *l)
{
    const float reach = v->top + 0.3F * fmaxf(v->bottom - v->top, (float)v->page->frame_h * 0.5F);

    for (uint32_t i = 0; i < v->n_segs && l->tieu_row < 0; i++) {
        const struct seg *s = &v->segs[i];
        if (l->motto_seg < 0 && s->caps > 0.5F && seg_like(s, &t->motto)) {
            l->motto_seg = (int32_t)i;
        } else if (seg_like(s, &t->tieu_ngu) && s->letters < 30) {
            if (l->motto_seg < 0)
                l->motto_seg = (int32_t)i;
            l->tieu_row = (int32_t)s->row;
        } else if (l->motto_seg >= 0 && s->row > v->segs[l->motto_seg].row + 3) {
            break;
        }
    }
    if (l->motto_seg < 0)
        return;
    const struct seg *m = &v->segs[l->motto_seg];
    if (l->tieu_row < 0)
        l->tieu_row = (int32_t)m->row;
    l->motto_top = seg_cy(m) <= reach || m->row < 6;
    for (uint32_t i = v->row_first[m->row > 0 ? m->row - 1 : 0]; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        if ((int32_t)s->row > l->tieu_row)
            break;
        if (s->letters >= 4 && (float)s->box.x1 <= (float)m->box.x0 + v->em)
            l->two_columns = true;
    }
}

/* A title between the motto and this row: what stands there is no head any more. Cards with a photo
 * have it under the motto or between that and the middle. */
static bool titled_before(const struct view *v, const struct layout *l, int32_t row)
{
    const float mid = (v->left + v->right) / 2, width = v->right - v->left,
                motto = l->motto_seg >= 0 ? seg_cx(&v->segs[l->motto_seg]) : mid,
                under = l->motto_seg >= 0 ? (float)v->segs[l->motto_seg].box.x0 : 0;

    for (int32_t r = l->tieu_row + 1; r >= 1 && r < row; r++)
        for (uint32_t i = v->row_first[r]; i < v->row_first[r + 1]; i++) {
            const struct seg *s = &v->segs[i];
            if (s->letters < 8 || s->caps < 0.7F)
                continue;
            const float cx = seg_cx(s), x0 = (float)s->box.x0, x1 = (float)s->box.x1;
            if ((fabsf(cx - mid) < 0.12F * width && x1 > mid + 2 * v->em && x0 < mid - 2 * v->em) ||
                fabsf(cx - motto) < 0.08F * width || (cx > mid && cx < motto && x1 > under))
                return true;
        }
    return false;
}

/* The head: number and date stand in the first rows behind the motto, or at the page's top. */
static void find_head(const struct view *v, struct layout *l)
{
    const int32_t from = l->motto_seg >= 0 ? (int32_t)v->segs[l->motto_seg].row - 1 : 0;
    const int32_t to = l->motto_seg >= 0 ? l->tieu_row + 6 : 7, date_to = l->tieu_row + 3;
    const float mid = (v->left + v->right) / 2;

    l->head_end = l->motto_top ? l->tieu_row : -1;
    for (uint32_t i = 0; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        if ((int32_t)s->row < from)
            continue;
        if ((int32_t)s->row > to)
            break;
        /* birth certificates of old have it on the right */
        const bool left = (float)s->box.x0<mid + 4 * v->em, under = (int32_t)s->row> l->tieu_row;
        if (l->number_seg < 0 && seg_number(s) &&
            (left || (!l->two_columns && l->tieu_row >= 0 && (int32_t)s->row <= l->tieu_row + 3)))
            l->number_seg = (int32_t)i;
        else if (l->number_seg < 0 && l->two_columns && left && under &&
                 (int32_t)s->row <= date_to && seg_bare_number(s))
            l->number_seg = (int32_t)i;
        else if (l->date_seg < 0 && (int32_t)s->row <= date_to && seg_date(s) && l->motto_seg >= 0)
            l->date_seg = (int32_t)i;
        else if (l->number_seg >= 0 && l->subject_seg < 0 && subject_mark(s) > 0 &&
                 (float)s->box.x0 < mid)
            l->subject_seg = (int32_t)i;
        if (l->to_row < 0 && (starts_with(s->fold, "kinh gui") || starts_with(s->fold, "kinh goi")))
            l->to_row = (int32_t)s->row;
    }
    const int32_t ends[2] = { l->number_seg, l->date_seg };
    for (size_t k = 0; k < 2; k++) {
        const int32_t row = ends[k] >= 0 ? (int32_t)v->segs[ends[k]].row : -1;
        if (l->two_columns && row > l->head_end && !titled_before(v, l, row))
            l->head_end = row;
    }
    for (int32_t r = to; l->to_row < 0 && r < to + 12 && r < (int32_t)v->n_rows; r++)
        if (row_starts(v, r, "kinh gui"))
            l->to_row = r;
}

static bool title_like(const struct view *v, const struct seg *s, bool under)
{
    if (s->letters < 4)
        return false;
    /* the line centred under the capitals is part of what some titles say: THÔNG BÁO / Về việc ...
     */
    const bool alone = v->row_first[s->row + 1] - v->row_first[s->row] == 1;
    if (under && alone && !starts_with(s->fold, "kinh gui") &&
        fabsf(seg_cx(s) - (v->left + v->right) / 2) < 0.1F * (v->right - v->left))
        return true;
    /* a sentence over the full width only looks tall: the sheet is not level */
    const bool tall = s->height >= 1.35F * v->em && s->letters < 40;
    return s->caps >= 0.7F || tall;
}

/* One title candidate: the capitals of a row and of the rows under it, squashed. */
struct block {
    char sq[160], words[320]; /* words: the lines as they are read, a space between them */
    uint32_t n, n_words, n_lines;
    uint32_t end[4]; /* of each line, in sq */
    int32_t row[4];
    float cx, caps;
    bool colon[4]; /* the line ends in ':' */
};

static bool block_line(const struct view *v, int32_t row, struct block *b)
{
    const uint32_t start = b->n;
    const struct seg *prev = NULL;
    float x0 = 0;

    for (uint32_t i = v->row_first[row]; i < v->row_first[row + 1]; i++) {
        const struct seg *s = &v->segs[i];
        if (!title_like(v, s, b->n_lines == 1) ||
            (prev && (float)s->box.x0 - (float)prev->box.x1 > 5 * v->em))
            continue;
        const size_t room = sizeof b->sq - b->n;
        if (s->len > room || s->len + 2 > sizeof b->words - b->n_words)
            break;
        /* what a decision is about: "V/v" is no part of what its title says */
        const bool decision = b->n_lines && !prev && starts_with(b->words, "quyet dinh ");
        const uint32_t about = decision && starts_with(s->fold, "v/v ") ? 4 : 0;
        b->n += (uint32_t)squash(s->fold + about, s->len - about, b->sq + b->n, NULL);
        memcpy(b->words + b->n_words, s->fold + about, s->len - about);
        b->n_words += s->len - about;
        b->words[b->n_words++] = ' ';
        if (!prev)
            x0 = (float)s->box.x0;
        prev = s;
    }
    if (!prev || b->n == start)
        return false;
    const float cx = (x0 + (float)prev->box.x1) / 2;
    if (b->n_lines > 0 && fabsf(cx - b->cx) > 0.25F * (v->right - v->left)) {
        b->n = start;
        return false;
    }
    if (b->n_lines == 0) {
        b->cx = cx;
        b->caps = prev->caps;
    }
    b->colon[b->n_lines] = prev->len > 0 && prev->fold[prev->len - 1] == ':';
    b->row[b->n_lines] = row;
    b->end[b->n_lines++] = b->n;
    return true;
}

/* "QUYẾT ĐỊNH / CỦA ỦY BAN NHÂN DÂN XÃ ... / V/v ...": whose it is stands between its word and what
 * it is about, as was usual before Circular 01/2011/TT-BNV. */
static bool names_body(const struct view *v, int32_t row)
{
    static const char *const bodies[] = { "cua uy ban",   "cua ubnd",     "cua chu tich",
                                          "cua hoi dong", "cua giam doc", "cua truong" };
    const struct seg *s = &v->segs[v->row_first[row]];

    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (starts_with(s->fold, bodies[i]))
            return title_like(v, s, true);
    return false;
}

static void block_make(const struct view *v, int32_t row, struct block *b)
{
    *b = (struct block){ 0 };
    if (!block_line(v, row, b))
        return;
    for (int32_t r = row + 1; b->n_lines < 4 && r < (int32_t)v->n_rows; r++) {
        const struct seg *above = &v->segs[v->row_first[r - 1]], *s = &v->segs[v->row_first[r]];
        const float step = fmaxf(v->em, (above->height + s->height) / 2); /* large on a cover */
        if (seg_cy(s) - seg_cy(above) > 2.6F * step ||
            (!(b->n_lines == 1 && names_body(v, r)) && !block_line(v, r, b)))
            break;
    }
}

struct title_word {
    const char *at;
    size_t n;
};

/* Its words; how many, at most `max`. */
static size_t words_of_title(const char *s, const char *end, struct title_word *out, size_t max)
{
    size_t k = 0;

    while (k < max) {
        while (s < end && !((*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9')))
            s++;
        out[k].at = s;
        while (s < end && ((*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9')))
            s++;
        out[k].n = (size_t)(s - out[k].at);
        if (out[k].n == 0)
            break;
        k++;
    }
    return k;
}

/* This part of a word may be misread, one letter of a short one. */
enum { WORD_PART = 2, JOINED_PART = 4 };

static bool same_word(const char *a, size_t na, const char *b, size_t nb, size_t part)
{
    const size_t longer = na > nb ? na : nb;

    return text_off(a, na, b, nb) <= (longer / part > 1 ? longer / part : 1);
}

/* a is b and the word behind it: a space was lost or read into a word. */
static bool same_joined(const struct title_word *a, const struct title_word *b)
{
    char both[64];

    if (b[0].n + b[1].n > sizeof both)
        return false;
    memcpy(both, b[0].at, b[0].n);
    memcpy(both + b[0].n, b[1].at, b[1].n);
    return same_word(a->at, a->n, both, b[0].n + b[1].n, JOINED_PART);
}

/* "GIẤY BÁO TRÚNG TUYỂN" is not "GIẤY BÁO TỬ", however few letters are off: the first words are the
 * same, and then comes another word. */
static bool other_title(const struct title_row *row, const struct block *b)
{
    enum { WORDS = 24 };
    struct title_word want[WORDS + 1], have[WORDS + 1];
    const size_t n = words_of_title(row->fold, row->fold + strlen(row->fold), want, WORDS),
                 m = words_of_title(b->words, b->words + b->n_words, have, WORDS);

    size_t at = 0; /* where the title may begin: "GIẤY CHỨNG NHẬN ..." */

    while (at < 3 && at < m &&
           !same_word(want[0].at, want[0].n, have[at].at, have[at].n, WORD_PART))
        at++;
    for (size_t i = 0; i < n && at + i < m; i++) {
        const struct title_word *w = &want[i], *h = &have[at + i];
        /* of short titles too much is alike: "BÊN BÁN" is no "BIÊN BẢN" */
        if (same_word(w->at, w->n, h->at, h->n, WORD_PART) &&
            (row->pattern.len >= 8 || w->n == h->n))
            continue;
        return (i >= 2 || (row->pattern.len < 8 && m > 1)) &&
               !(at + i + 1 < m && same_joined(w, h)) && !(i + 1 < n && same_joined(h, w));
    }
    return false;
}

static float clamp01(float x)
{
    return x < 0 ? 0 : x > 1 ? 1 : x;
}

/* How good a title this hit is: likeness, completeness, capitals, place. */
static float hit_quality(const struct view *v, const struct layout *l, const struct block *b,
                         const struct title_row *row, const struct hit *h, uint32_t *line)
{
    float q = clamp01((hit_similarity(&row->pattern, h) - 0.70F) / 0.20F);
    uint32_t last = 0;

    while (last + 1 < b->n_lines && b->end[last] < h->to)
        last++;
    *line = last;
    if (h->from > 2 + h->dist)
        q *= 0.35F;
    else if (other_title(row, b))
        q *= 0.2F;
    const uint32_t rest = b->end[last] > h->to ? b->end[last] - h->to : 0;
    const float cover = (float)(h->to - h->from) / (float)(h->to - h->from + rest);
    /* a short title that goes on is another, cut: "CĂN CƯỚC CÔ..." */
    const float least = row->pattern.len < 8 ? 0.95F : 0.7F;
    if (!row->open && row->len <= PATTERN_MAX && cover < least)
        q *= row->pattern.len < 8 ? 0.3F : 0.5F + 0.5F * cover;
    if (row->open && rest == 0 && b->colon[last])
        q *= 0.15F; /* "QUYẾT ĐỊNH:" inside a decision */
    if (b->caps < 0.7F)
        q *= 0.85F;
    const float off = fabsf(b->cx - (v->left + v->right) / 2) / fmaxf(v->right - v->left, 1);
    if (off > 0.25F)
        q *= 0.8F;
    const float y =
        (seg_cy(&v->segs[v->row_first[b->row[0]]]) - v->top) / fmaxf((float)v->page->frame_h, 1);
    if (b->row[0] - l->head_end > 8 && y > 0.35F)
        q *= y > 0.5F ? 0.4F : 0.7F;
    return q;
}

static void keep_hit(struct layout *l, struct title_hit h)
{
    uint32_t i = 0;

    for (; i < l->n_hits; i++)
        if (l->hits[i].type == h.type) {
            if (l->hits[i].quality >= h.quality)
                return;
            memmove(&l->hits[i], &l->hits[i + 1], (l->n_hits - i - 1) * sizeof h);
            l->n_hits--;
            break;
        }
    for (i = 0; i < l->n_hits && l->hits[i].quality >= h.quality; i++)
        ;
    if (i == TITLE_HITS)
        return;
    if (l->n_hits == TITLE_HITS)
        l->n_hits--;
    memmove(&l->hits[i + 1], &l->hits[i], (l->n_hits - i) * sizeof h);
    l->hits[i] = h;
    l->n_hits++;
}

/* Longest phrase wins: a hit overlapped by a heavier one (letters less three an error) is nearly
 * mute. */
static void match_block(const struct paper_tables *t, const struct view *v, const struct block *b,
                        struct layout *l)
{
    struct {
        const struct title_row *row;
        struct hit h;
        int32_t weight;
    } found[32];
    uint32_t n = 0;

    for (uint32_t i = 0; i < t->n_titles && n < 32; i++) {
        const struct title_row *r = &t->titles[i];
        if (b->n + r->pattern.len / 5 < r->pattern.len)
            continue;
        const struct hit h = pattern_search(&r->pattern, b->sq, b->n);
        if (hit_similarity(&r->pattern, &h) < 0.8F || h.from > b->end[0])
            continue;
        if ((r->need.n && !phrase_any(&r->need, v->fold, v->fold_len)) ||
            phrase_any(&r->not, v->fold, v->fold_len))
            continue;
        found[n].row = r;
        found[n].h = h;
        found[n++].weight =
            (int32_t)(r->len < 96 ? r->len : 96) - 3 * (int32_t)h.dist - (h.from > 2 ? 8 : 0);
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t line;
        float q = hit_quality(v, l, b, found[i].row, &found[i].h, &line);
        for (uint32_t k = 0; k < n; k++) {
            const bool overlap = found[k].h.from < found[i].h.to && found[i].h.from < found[k].h.to;
            if (overlap && found[k].row->type != found[i].row->type &&
                found[k].weight > found[i].weight) {
                q *= 0.12F;
                break;
            }
        }
        if (q > 0.02F)
            keep_hit(l, (struct title_hit){ found[i].row->type, q, b->row[0], b->row[line] });
    }
}

static void find_titles(const struct paper_tables *t, const struct view *v, struct layout *l)
{
    const int32_t from = l->head_end + 1;
    int32_t looked = 0;

    for (int32_t r = from; r < (int32_t)v->n_rows && looked < 24 && r < from + 40; r++) {
        struct block b;
        const float y =
            (seg_cy(&v->segs[v->row_first[r]]) - v->top) / fmaxf((float)v->page->frame_h, 1);
        if (r - from > 8 && y > 0.6F)
            break;
        block_make(v, r, &b);
        if (b.n < 5)
            continue;
        looked++;
        const float off = fabsf(b.cx - (v->left + v->right) / 2) / fmaxf(v->right - v->left, 1);
        if (r - from < 4 && b.n >= 8 && b.caps >= 0.7F && off < 0.15F)
            l->caps_title = true;
        match_block(t, v, &b, l);
    }
}

/* At the left end of a running header, as on even pages: not a cell of a table, whose neighbour is
 * near. */
static bool before_header(const struct view *v, uint32_t i)
{
    const struct seg *s = &v->segs[i];

    return s->row == 0 && i == 0 && v->n_segs > 1 && v->segs[1].row == 0 &&
           v->segs[1].letters >= 6 && (float)(v->segs[1].box.x0 - s->box.x1) > 4 * v->em;
}

/* A number alone, or "Trang 2/4", in the first or last two rows. */
static void find_page_number(const struct view *v, struct layout *l)
{
    const float mid = (v->left + v->right) / 2;

    for (uint32_t i = 0; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        const char *f = s->fold;
        if ((s->row >= 2 && s->row + 2 < v->n_rows) || s->len > 16)
            continue;
        const bool word = starts_with(f, "trang ");
        uint32_t k = word ? 6 : 0, digits = 0;
        int32_t no = 0, of = 0;
        while (f[k] == '-' || f[k] == ' ' || f[k] == '.')
            k++;
        for (; f[k] >= '0' && f[k] <= '9' && digits < 4; k++, digits++)
            no = no * 10 + (f[k] - '0');
        if (word && f[k] == '/')
            for (k++; f[k] >= '0' && f[k] <= '9' && of < 1000; k++)
                of = of * 10 + (f[k] - '0');
        while (f[k] == '-' || f[k] == ' ' || f[k] == '.')
            k++;
        if (digits == 0 || digits > 3 || f[k] != '\0' || no == 0)
            continue;
        if (!word && fabsf(seg_cx(s) - mid) > 0.12F * (v->right - v->left) &&
            (float)s->box.x1 < v->right - 3 * v->em && !before_header(v, i))
            continue;
        l->page_no = no;
        l->page_of = of;
        return;
    }
}

static bool signature_title(const struct seg *s)
{
    static const char *const starts[] = { "tm.",
                                          "kt.",
                                          "tl.",
                                          "tuq.",
                                          "t/m",
                                          "k/t",
                                          "tm ",
                                          "kt ",
                                          "nguoi khai",
                                          "nguoi lam don",
                                          "nguoi yeu cau",
                                          "cong chuc tu phap",
                                          "nguoi viet don",
                                          "nguoi de nghi",
                                          "(ky, ghi ro",
                                          "(ky, dong dau",
                                          "(ky ten",
                                          "(ky va ghi",
                                          "nguoi ky",
                                          "nguoi tiep nhan",
                                          "nguoi nop",
                                          "nguoi uy quyen",
                                          "chu tich",
                                          "pho chu tich",
                                          "giam doc",
                                          "dai dien",
                                          "truong cong an",
                                          "nguoi thuc hien chung thuc",
                                          "thu truong" };
    if (s->letters < 4 || s->letters > 60)
        return false;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (starts_with(s->fold, starts[i]) &&
            (s->caps > 0.6F || s->fold[0] == '(' || starts_with(s->fold, "nguoi")))
            return true;
    return false;
}

/* "... chứng thực bản sao này có / nội dung đúng với bản chính ...": the words of a certifier fill
 * more than one line, under LỜI CHỨNG or with the number of a copy. */
static bool attests_in_text(const struct view *v, const struct seg *s)
{
    enum { OVER = 5 };
    bool copy = false, heading = page_has(v, "sct/bs");

    if (find_phrase(s->fold, s->len, "voi ban chinh", 0) == SIZE_MAX)
        return false;
    for (uint32_t i = v->row_first[s->row > OVER ? s->row - OVER : 0];
         i < v->n_segs && v->segs[i].row <= s->row; i++) {
        const struct seg *q = &v->segs[i];
        copy |= q->row + 2 > s->row && find_phrase(q->fold, q->len, "ban sao", 0) != SIZE_MAX;
        copy |= q->row + 1 == s->row && q->len > 4 && starts_with(s->fold, "sao ") &&
                strcmp(q->fold + q->len - 4, " ban") == 0;
        heading |= q->caps > 0.7F && starts_with(q->fold, "loi chung");
    }
    return copy && heading;
}

/* "CHỨNG THỰC SAO Y BẢN CHÍNH", "CHỨNG THỰC BẢN SAO" over the number of a copy. */
static bool attests_in_heading(const struct view *v, const struct seg *s)
{
    return s->caps > 0.7F && s->letters < 40 &&
           (starts_with(s->fold, "chung thuc sao y") ||
            starts_with(s->fold, "chung thuc ban sao") ||
            starts_with(s->fold, "chung nhan sao y")) &&
           page_has(v, "sct/bs");
}

/* The stamp or sheet of a certified copy: the phrase in a line of its own, and its number. Papers
 * about certification name the phrase in running text and have no such number. */
static bool attests(const struct paper_tables *t, const struct view *v, const struct seg *s)
{
    static const char *const numbers[] = { "so chung thuc", "sct", "quyen so", "quyen s6" };

    /* "Bản sao này đúng với bản chính; gồm 2 trang. Số chứng thực: ...": in words of its own, which
     * may begin in the line above */
    const struct seg *above = s->row > 0 ? &v->segs[v->row_first[s->row] - 1] : NULL;
    if (find_phrase(s->fold, s->len, "dung voi ban chinh", 0) != SIZE_MAX &&
        (find_phrase(s->fold, s->len, "ban sao", 0) != SIZE_MAX ||
         (above && find_phrase(above->fold, above->len, "ban sao", 0) != SIZE_MAX)) &&
        page_has(v, "sct/bs"))
        return true;
    if (attests_in_text(v, s) || attests_in_heading(v, s))
        return true;
    if (s->letters < 22 || s->letters > 48 || !seg_like(s, &t->certified_copy))
        return false;
    if (s->caps > 0.7F)
        return true;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (page_has(v, numbers[i]))
            return true;
    return false;
}

/* "LỜI CHỨNG" may stand over the words: its row, else theirs. */
static int32_t certified_from(const struct view *v, const struct seg *s)
{
    for (uint32_t i = v->row_first[s->row > 5 ? s->row - 5 : 0]; &v->segs[i] < s; i++)
        if (starts_with(v->segs[i].fold, "loi chung") && v->segs[i].letters < 60)
            return (int32_t)v->segs[i].row;
    return (int32_t)s->row;
}

static void find_closing(const struct paper_tables *t, const struct view *v, struct layout *l)
{
    for (uint32_t i = 0; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        l->recipients |= starts_with(s->fold, "noi nhan") && s->letters < 14;
        const bool signs = signature_title(s);
        l->signature |= (int32_t)s->row > l->head_end + 3 && signs;
        l->signs_first |= l->head_end < 0 && s->row < 4 && signs;
        l->end_mark |= s->len >= 3 && strcmp(s->fold + s->len - 3, "./.") == 0;
        if (!l->certified && attests(t, v, s)) {
            l->certified = true;
            l->certified_row = certified_from(v, s);
        }
    }
}

static void find_words(const struct paper_tables *t, const struct view *v, struct layout *l)
{
    for (uint32_t i = 0; i < t->n_bodies; i++)
        if (find_phrase(v->fold, v->fold_len, t->bodies[i].fold, 0) != SIZE_MAX)
            l->speaks[t->bodies[i].type / 64] |= (uint64_t)1 << (t->bodies[i].type % 64);
}

void layout_find(const struct paper_tables *t, const struct view *v, struct layout *l)
{
    const struct page_read *p = v->page;

    *l = (struct layout){ .motto_seg = -1,
                          .tieu_row = -1,
                          .number_seg = -1,
                          .date_seg = -1,
                          .subject_seg = -1,
                          .to_row = -1,
                          .head_end = -1,
                          .certified_row = -1,
                          .n_words = p->n_words };
    const bool quarter = p->turned == 90 || p->turned == 270;
    const float w = (float)(quarter ? p->scan_h : p->scan_w),
                h = (float)(quarter ? p->scan_w : p->scan_h);
    l->aspect = h > 0 ? w / h : 0;
    l->width_in = p->dpi > 0 ? w / (float)p->dpi : 0;
    l->height_in = p->dpi > 0 ? h / (float)p->dpi : 0;
    if (v->n_segs == 0)
        return;
    find_motto(t, v, l);
    find_head(v, l);
    find_titles(t, v, l);
    find_page_number(v, l);
    find_closing(t, v, l);
    find_words(t, v, l);
    layout_card(v, l);
    layout_flow(v, l);
    layout_on(v, l);
}
