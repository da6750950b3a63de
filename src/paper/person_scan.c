#include "paper/person_scan.h"

#include <math.h>
#include <string.h>

enum { COLUMNS_MAX = 6 };

/* How surely the paper introduces a person: by a label, by "ông", in passing, by a signature. */
static const float LABELLED = 1, TITLED = 0.92F, IN_PASSING = 0.7F, SIGNED = 0.8F;
/* Marks of a family name at least where nothing but its place speaks for a name. */
static const float FAMILY_KNOWN = 0.95F;

struct scan {
    struct field_list *f;
    const struct person_table *t;
    const struct view *v;
    uint32_t k;
    uint32_t left, right; /* roles of the headings the columns stand under */
    struct {
        uint32_t role, row;
        float cx;
    } column[COLUMNS_MAX];
    uint32_t n_columns;
    uint32_t owner; /* role of whom a file is; n_roles: the table has none */
    struct persons *out;
};

/* ---- names ---- */

static bool capitals(const struct seg *s, uint32_t at, uint32_t n)
{
    for (uint32_t i = at; i < at + n; i++)
        if (!seg_capital(s, i))
            return false;
    return n > 1;
}

/* A label that begins right behind a name: "LÊ VĂN NAM Giới tính: Nam", but not "Lê Văn Nam, sinh
 * năm 1980". */
static bool label_begins(const struct person_table *t, const struct seg *s, uint32_t at)
{
    for (uint32_t k = 0; k < t->after.n; k++) {
        const struct cue_row *r = &t->after.list[k];
        if (r->fold[0] != s->fold[at])
            continue;
        const uint32_t end = phrase_at(s->fold, s->len, at, r->fold);
        if (end == 0 || (!strchr(r->fold, ',') && memchr(s->fold + at, ',', end - at)))
            continue;
        const uint32_t next = end + (uint32_t)strspn(s->fold + end, " ");
        if (next < s->len &&
            (s->fold[next] == ':' || (s->fold[next] >= '0' && s->fold[next] <= '9')))
            return true;
    }
    return false;
}

/* Words from `at` that can be one name; 0 when they are too few, too many or go on. */
static uint32_t run_end(const struct scan *x, const struct seg *s, uint32_t at)
{
    const uint32_t first = cue_word_len(s, at);
    const bool caps = capitals(s, at, first);
    uint32_t end = 0, words = 0;

    while (at < s->len && seg_capital(s, at)) {
        const uint32_t n = cue_word_len(s, at);
        if (n == 0 || (words > 0 && caps && n > 1 && !capitals(s, at, n)) ||
            (words >= 2 && label_begins(x->t, s, at)))
            break;
        if (at + n < s->len && s->fold[at + n] >= '0' && s->fold[at + n] <= '9')
            break;
        if (++words > NAME_WORDS_MAX)
            return 0;
        if (words > 2 && at + n < s->len && s->fold[at + n] == ':' &&
            !who_given(x->f->t, s->text, at, n))
            break; /* "Trần Văn Mẫu Việc: ..." */
        end = at + n;
        at = end + 1;
        if (end >= s->len || s->fold[end] != ' ')
            break;
    }
    return words >= 2 ? end : 0;
}

/* ---- what stands before a name ---- */

static bool bare_number(const struct seg *s)
{
    return s->len <= 4 && s->letters == 0;
}

/* "1 LÊ VĂN NAM": a line of a list, its number read with it. */
static bool numbered_line(const struct seg *s)
{
    const uint32_t n = (uint32_t)strspn(s->fold, "0123456789");

    return n > 0 && n < 4 && s->fold[n] == ' ';
}

static bool first_line(const struct seg *s)
{
    const uint32_t at = (uint32_t)strspn(s->fold, " 0");

    return s->fold[at] == '1' && !(s->fold[at + 1] >= '0' && s->fold[at + 1] <= '9');
}

static bool names_person(const struct scan *x, const struct seg *s)
{
    return s->fold[0] != '(' && !numbered_line(s) && s->letters >= 2 && s->letters < 70 &&
           name_fit(&x->f->t->fold, s->text) < FAMILY_SEEN &&
           (cue_any(&x->t->nouns, s, 0, s->len) || cue_last(&x->t->cues, s, 0, s->len));
}

static bool ends_colon(const struct seg *s)
{
    uint32_t n = s->len;

    while (n > 0 && (s->fold[n - 1] == ' ' || s->fold[n - 1] == '.' || s->fold[n - 1] == 1))
        n--;
    return n > 0 && s->fold[n - 1] == ':';
}

/* Provinces look like short names: "HÀ TĨNH" under an office. */
static bool two_words(const struct seg *s)
{
    const char *blank = memchr(s->fold, ' ', s->len);

    return !blank || !strchr(blank + 1, ' ');
}

/* What stands over it, in the row above: heads of columns are centred, their values often not. */
static const struct seg *above(const struct view *v, const struct seg *s)
{
    const struct seg *best = NULL;
    float far = 0.2F * (v->right - v->left);

    for (uint32_t k = s->row > 0 ? v->row_first[s->row - 1] : 0; k < v->row_first[s->row]; k++) {
        const struct seg *q = &v->segs[k];
        const bool over = q->box.x1 >= s->box.x0 && q->box.x0 <= s->box.x1;
        const float d = over ? 0 : fabsf(seg_cx(q) - seg_cx(s));
        if (d < far || (over && !best)) {
            best = q;
            far = d;
        }
    }
    return best;
}

/* The head of its column over the first line of a list. */
static bool head_of_list(const struct scan *x, const struct seg *s, struct intro *in)
{
    const struct view *v = x->v;

    for (uint32_t i = v->row_first[s->row]; i-- > 0 && v->segs[i].row + 3 >= s->row;) {
        const struct seg *q = &v->segs[i];
        if (q->box.x1 < s->box.x0 || q->box.x0 > s->box.x1 || q->letters > 40 ||
            !names_person(x, q) || strchr(q->fold, ':'))
            continue;
        *in = (struct intro){ .seg = q, .to = q->len, .colon = true, .listed = true };
        return true;
    }
    return false;
}

/* The label of a name that stands alone: the cell left of it, else right above it. */
static bool cell_label(const struct scan *x, const struct seg *s, struct intro *in)
{
    const struct view *v = x->v;
    const uint32_t i = (uint32_t)(s - v->segs);

    if (numbered_line(s))
        return first_line(s) && head_of_list(x, s, in);
    if (i > v->row_first[s->row]) {
        const struct seg *q = &v->segs[i - 1], *first = &v->segs[v->row_first[s->row]];
        if (bare_number(q)) /* a line of a list */
            return first_line(q) && head_of_list(x, s, in);
        if (!ends_colon(q) && first != q && names_person(x, first))
            q = first;
        if (ends_colon(q) || names_person(x, q)) {
            *in = (struct intro){ .seg = q, .to = q->len, .colon = true };
            return true;
        }
        if (ends_colon(first))
            return false;
    }
    const struct seg *q = above(v, s);
    if (!q || two_words(s) || seg_cy(s) - seg_cy(q) > 3.2F * v->em || !names_person(x, q) ||
        q->letters > 40 || strcspn(q->fold, ":") + 1 < q->len ||
        (q->caps > 0.7F && q->letters > 20))
        return false;
    *in = (struct intro){ .seg = q, .to = q->len, .colon = true };
    return true;
}

/* "... chứng nhận hộ:" ends left of a name that was filled in a little above or below its line. */
static bool label_level(const struct scan *x, const struct seg *s, struct intro *in)
{
    const struct view *v = x->v;
    const uint32_t first = s->row > 0 ? s->row - 1 : 0, last = s->row + 1;

    for (uint32_t i = v->row_first[first]; i < v->n_segs && v->segs[i].row <= last; i++) {
        const struct seg *q = &v->segs[i];
        if (q->row == s->row || fabsf(seg_cy(q) - seg_cy(s)) > 0.9F * v->em || !ends_colon(q) ||
            (float)q->box.x1 > (float)s->box.x0 + v->em || !names_person(x, q))
            continue;
        *in = (struct intro){ .seg = q, .to = q->len, .colon = true };
        return true;
    }
    return false;
}

/* "Họ, chữ đệm, tên người được TRẦN VĂN NAM": the label's cell and the name's, read as one line. */
static bool cells_joined(const struct scan *x, const struct mention *m, const struct intro *in)
{
    const struct seg *s = m->seg;

    if (in->colon || in->titled || in->from > 24 || m->to + 2 < s->len ||
        !cue_any(&x->t->nouns, s, in->from, in->to))
        return false;
    for (uint32_t i = (uint32_t)strspn(s->fold, " 0123456789.)-") + 1; i < s->len; i++)
        if (cue_letter(s->fold[i]) && seg_capital(s, i) != (i >= m->from))
            return false;
    return true;
}

/* ---- signatures ---- */

/* The title over a name that stands alone, of those this table knows: its role. */
static bool signed_as(const struct scan *x, const struct seg *s, uint32_t *role)
{
    const struct view *v = x->v;
    const float near = 0.14F * fmaxf(v->right - v->left, 1);

    for (uint32_t i = v->row_first[s->row]; i-- > 0;) {
        const struct seg *q = &v->segs[i];
        if (seg_cy(s) - seg_cy(q) > 14 * v->em)
            break;
        if (fabsf(seg_cx(q) - seg_cx(s)) > near || q->fold[0] == '(' || q->letters < 2)
            continue;
        const uint32_t at = (uint32_t)strspn(q->fold, " .-:");
        for (uint32_t k = 0; k < x->t->signs.n && q->letters < 40; k++)
            if (phrase_at(q->fold, q->len, at, x->t->signs.list[k].fold)) {
                *role = x->t->signs.list[k].role;
                return true;
            }
        if (q->caps > 0.7F && q->letters > 5 && !ends_colon(q))
            return false; /* another title */
        if (ends_colon(q) && cue_any(&x->t->nouns, q, 0, q->len))
            return false; /* a label: under the head of a table's column */
    }
    return false;
}

/* ---- the walk ---- */

static bool on_right(const struct scan *x, const struct seg *s)
{
    return (float)s->box.x0 > (x->v->left + x->v->right) / 2 - 2 * x->v->em;
}

static uint32_t column_role(const struct scan *x, const struct seg *s, uint32_t none)
{
    const float width = fmaxf(x->v->right - x->v->left, 1);
    uint32_t same_row = 0, role = none;
    float best = 0.22F * width;

    for (uint32_t i = 0; i < x->n_columns; i++)
        same_row += x->column[i].row == x->column[x->n_columns - 1].row;
    for (uint32_t i = x->n_columns - same_row; i < x->n_columns && same_row >= 2; i++)
        if (fabsf(x->column[i].cx - seg_cx(s)) < best) {
            best = fabsf(x->column[i].cx - seg_cx(s));
            role = x->column[i].role;
        }
    return role;
}

/* Words in the cell right of a label: it is no heading. */
static bool value_beside(const struct scan *x, const struct seg *s)
{
    const struct seg *q = s + 1;

    return q < x->v->segs + x->v->n_segs && q->row == s->row && cue_names_unread(q, false) &&
           !memchr(q->fold, ':', q->len);
}

/* "Kinh, Việt Nam", "16/01/1981, Nam", "Nữ" behind "Giới tính": the cue of the party of one sex is
 * the last word of something else. */
static bool ends_otherwise(const struct scan *x, const struct seg *s, const struct cue_row *c)
{
    if (strcmp(c->fold, "nam") != 0 && strcmp(c->fold, "nu") != 0)
        return false;
    const struct seg *q = s > x->v->segs && s[-1].row == s->row ? s - 1 : NULL;
    return !starts_with(s->fold + strspn(s->fold, " ivx0123456789.)-"), c->fold) ||
           (q && find_phrase(q->fold, q->len, "gioi tinh", 0) != SIZE_MAX);
}

/* "II. BÊN ĐƯỢC ỦY QUYỀN", "Đề nghị cơ quan ... cho người dưới đây:": whose names follow. */
static void heading(struct scan *x, const struct seg *s)
{
    if (s > x->v->segs && s[-1].row == s->row && ends_colon(&s[-1]) && value_beside(x, s - 1)) {
        const struct cue_row *label = cue_last(&x->t->cues, &s[-1], 0, s[-1].len);
        if (label)
            x->out->unread |= (uint64_t)1 << label->role;
    }

    const uint32_t list = (uint32_t)strspn(s->fold, " ivx0123456789.)-");
    const bool numbered = list >= 2 && list < s->len && strchr(".)", s->fold[list - 2]) != NULL;
    const bool high = s->caps > 0.6F || s->bold;
    const struct cue_row *c = s->letters <= 110 ? cue_last(&x->t->cues, s, 0, s->len) : NULL;
    const bool right = on_right(x, s);

    if (c && ends_otherwise(x, s, c))
        c = NULL;

    if (s->letters < 2 || s->fold[0] == '(' || (starts_with(s->fold, "quan he") && !high))
        return;
    if (c && cue_names_unread(s, true)) {
        x->out->unread |= (uint64_t)1 << c->role;
        return;
    }
    if (c && ends_colon(s) && value_beside(x, s))
        return;
    /* who has an office and whom a letter goes to are named beside that: "CHỦ TỊCH ỦY BAN NHÂN DÂN
     * ..." over a text is no label */
    if (c && (strcmp(x->t->roles[c->role], "official") == 0 ||
              strcmp(x->t->roles[c->role], "addressee") == 0))
        x->left = x->right = ROLE_SELF;
    else if (c && (high || numbered || ends_colon(s) || s->letters <= c->letters + 6)) {
        x->right = c->role;
        if (!right)
            x->left = c->role;
        if (s->letters < 40) {
            if (x->n_columns == COLUMNS_MAX) {
                memmove(x->column, x->column + 1, (COLUMNS_MAX - 1) * sizeof *x->column);
                x->n_columns--;
            }
            x->column[x->n_columns].role = c->role;
            x->column[x->n_columns].row = s->row;
            x->column[x->n_columns++].cx = seg_cx(s);
        }
    } else if (s->caps > 0.7F && (numbered || starts_with(s->fold, "dieu "))) {
        x->left = x->right = ROLE_SELF;
    }
}

/* What stands at `at` behind a name says whose it is, or at least that it is somebody's. */
static bool says_of(const struct scan *x, const struct seg *s, uint32_t at, uint32_t *role)
{
    for (uint32_t k = 0; at < s->len && k < x->t->after.n; k++) {
        const struct cue_row *r = &x->t->after.list[k];
        if (r->fold[0] != s->fold[at] || !phrase_at(s->fold, s->len, at, r->fold))
            continue;
        if (strcmp(x->t->roles[r->role], "person") != 0)
            *role = r->role;
        return true;
    }
    return false;
}

/* What follows a name: its role, or at least that it is somebody's. */
static bool follows(const struct scan *x, const struct seg *s, uint32_t to, uint32_t *role)
{
    uint32_t at = to;

    while (at < s->len && !cue_letter(s->fold[at]) && s->fold[at] != ':')
        at++;
    if (cue_day_behind(s, to))
        return true;
    if (at >= s->len || at >= to + 6 || !says_of(x, s, at, role))
        return false;
    const uint32_t next = cue_past_birth(s, at);
    if (next != at && *role == UINT32_MAX)
        (void)says_of(x, s, next, role);
    return true;
}

/* "tỉnh" ends the line above: "Cao Bằng là ..." is nobody. */
static bool names_place(const struct scan *x, const struct seg *s)
{
    const struct seg *q = s->row > 0 ? &x->v->segs[x->v->row_first[s->row] - 1] : NULL;

    return q && s == &x->v->segs[x->v->row_first[s->row]] && cue_last(&x->t->none, q, 0, q->len);
}

enum { SENTENCE_MAX = 320, SENTENCE_ROWS = 4 };

/* What the sentence goes on with behind the name, up to its end or to the next person. */
static uint32_t sentence(const struct scan *x, const struct mention *m, char *out)
{
    const struct seg *s = m->seg, *end = x->v->segs + x->v->n_segs;
    uint32_t n = 0;

    for (uint32_t i = m->to; s < end && s->row < m->seg->row + SENTENCE_ROWS; s++, i = 0) {
        for (; i < s->len && n + 2 < SENTENCE_MAX; i++) {
            const char c = s->fold[i];
            if (c == ';' || c == ':' || (c == '.' && i + 1 >= s->len) ||
                (c == '.' && s->fold[i + 1] == ' ' && i + 2 < s->len && seg_capital(s, i + 2)))
                return n;
            if (n > 0 && seg_capital(s, i) && cue_word_at(s, i) && i > 0 && s->fold[i - 1] == ' ' &&
                intro_title(s, i - 1) != i - 1 && !seg_capital(s, intro_title(s, i - 1)))
                return n;
            out[n++] = c;
        }
        if (n + 2 < SENTENCE_MAX)
            out[n++] = ' ';
    }
    return n;
}

/* full_name may be that role's: "về thủ tục nhận cha, mẹ, con" on a slip of the desk says nothing.
 */
static bool of_type(const struct scan *x, uint32_t role)
{
    const struct main_row *r = persons_main(x->f->t, x->f->type);

    for (uint32_t i = 0; r && i < r->n; i++)
        if (r->roles[i] == role)
            return true;
    return false;
}

/* "X, sinh năm 1980, trú tại ..., là người giám hộ của Y": whom the sentence says that it is. */
static bool said_later(const struct scan *x, const struct mention *m, uint32_t *role)
{
    char text[SENTENCE_MAX];
    const uint32_t n = sentence(x, m, text);

    for (uint32_t i = 1; i < n; i++) {
        if ((text[i] != 'l' && text[i] != 'n') || cue_letter(text[i - 1]))
            continue;
        for (uint32_t k = 0; k < x->t->after.n; k++) {
            const struct cue_row *r = &x->t->after.list[k];
            if ((starts_with(r->fold, "la ") || starts_with(r->fold, "lam ") ||
                 (of_type(x, r->role) && starts_with(r->fold, "nhan "))) &&
                phrase_at(text, n, i, r->fold)) {
                *role = r->role;
                return true;
            }
        }
    }
    return false;
}

/* "Người đại diện theo pháp luật: NAME, Giám đốc": the office is that of the firm the paper is of.
 */
static bool heads_firm(const struct scan *x, const struct cue_row *c, uint32_t role)
{
    return strcmp(x->t->roles[c->role], "owner") == 0 && strcmp(x->t->roles[role], "official") == 0;
}

/* "NAME - Nữ - sinh ngày ...", "NAME (CCCD ...)" of a cell: the name ends there. */
static bool ends_part(const struct seg *s, uint32_t to)
{
    const uint32_t at = to + (uint32_t)strspn(s->fold + to, " ");

    return at < s->len &&
           (s->fold[at] == ',' || s->fold[at] == ';' ||
            (at > to && (s->fold[at] == '(' ||
                         ((s->fold[at] == '-' || s->fold[at] == '/') && s->fold[at + 1] == ' '))));
}

enum { LABEL_MAX = 128 };

/* "Họ, chữ đệm, tên người yêu / cầu" in the cell beside a name: the label with its second line. */
static bool label_whole(const struct scan *x, const struct seg *s, const struct intro *in,
                        char text[LABEL_MAX], struct seg *out)
{
    const struct view *v = x->v;
    const struct seg *l = in->seg;

    if (l == s || ends_colon(l) || l->box.x1 > s->box.x0 || in->to != l->len)
        return false;
    for (uint32_t i = v->row_first[l->row + 1]; i < v->n_segs && v->segs[i].row <= l->row + 2;
         i++) {
        const struct seg *q = &v->segs[i];
        const float step = seg_cy(q) - seg_cy(l);
        if (step > 2 * fmaxf(v->em, l->height))
            break;
        if (fabsf((float)(q->box.x0 - l->box.x0)) > 0.7F * v->em || q->box.x1 > s->box.x0 ||
            !q->lower_first || l->len + q->len + 2 > LABEL_MAX)
            continue;
        memcpy(text, l->fold, l->len);
        text[l->len] = ' ';
        memcpy(text + l->len + 1, q->fold, q->len + 1);
        *out = *l;
        out->fold = text;
        out->len = l->len + 1 + q->len;
        return true;
    }
    return false;
}

/* Says how the name at m->from..to is introduced; 0: it is not. */
static float introduce(const struct scan *x, struct mention *m, float fit)
{
    const struct seg *s = m->seg;
    struct intro in = intro_of(s, m->from);
    uint32_t role = UINT32_MAX;
    const bool person = follows(x, s, m->to, &role), alone = m->to + 2 >= s->len;
    float sure = 0;

    if (intro_made_at(s, m->from, m->to))
        return 0;
    m->born = person;
    bool file = intro_of_file(x->v, s, &in);
    m->role = on_right(x, s) ? x->right : x->left;
    if (in.start && !in.titled && !in.colon && !file && !intro_carried_over(x->v, x->t, s, &in)) {
        if (alone && signed_as(x, s, &m->role)) {
            m->sign = true;
            return SIGNED;
        }
        if ((alone || ends_part(s, m->to) || numbered_line(s)) &&
            (cell_label(x, s, &in) || label_level(x, s, &in))) {
            m->role = column_role(x, s, m->role);
            sure = in.listed ? IN_PASSING : LABELLED;
        } else if (!person || names_place(x, s)) {
            return 0;
        } else {
            sure = TITLED;
        }
    }
    file = file || (in.seg != s && intro_of_file(x->v, in.seg, &in));
    if (in.start && in.titled && !in.colon)
        (void)intro_label_above(x->v, x->t, s, &in);
    const bool text = in.from < in.to;
    in.colon |= text && in.seg == s && cells_joined(x, m, &in);
    if (text && !in.colon && !in.titled && !file && in.seg == s &&
        (s->caps > 0.8F || (fit < FAMILY_KNOWN && !person)))
        return 0; /* words of a heading; "của Trưởng Công An" is no Trương */
    const struct main_row *r = persons_main(x->f->t, x->f->type);
    char label[LABEL_MAX];
    struct seg whole;
    if (text && ((in.colon && label_whole(x, s, &in, label, &whole)) ||
                 (in.seg == s && intro_over(x->v, &in, label, sizeof label, &whole)))) {
        in.seg = &whole;
        in.to = whole.len;
    }
    const struct cue_row *c = text ? cue_last(&x->t->cues, in.seg, in.from, in.to) : NULL,
                         *no = text ? cue_last(&x->t->none, in.seg, in.from, in.to) : NULL;
    const bool given = text && intro_given_to(&in); /* "Cho:" is no "Chợ" */
    if (no && !in.titled && !file && !given && !(c && c->letters > no->letters))
        return 0;
    m->told = c || role != UINT32_MAX || !text || cue_plain(in.seg, in.from, in.to);
    if (c)
        m->role = intro_of_another(&in, c) || intro_of_mine(&in, c)
                      ? ROLE_OTHER
                      : intro_of_pair(x->t, r, &in, c);
    if (text && m->role == ROLE_SELF && intro_declares(x->t, r, &in))
        m->role = ROLE_OTHER;
    if (role == UINT32_MAX && in.titled && !in.colon && (!c || m->role != ROLE_OTHER) &&
        said_later(x, m, &role))
        m->told = true;
    if (role != UINT32_MAX && !(c && in.colon && heads_firm(x, c, role)))
        m->role = role;
    if (file && !(c && intro_ends_with(in.seg, in.to, c->fold)) && role == UINT32_MAX &&
        x->owner < x->t->n_roles) {
        m->role = x->owner;
        m->told = true;
        sure = TITLED;
    }
    if (sure == 0) {
        if (in.colon &&
            (in.titled || c || given || (text && cue_any(&x->t->nouns, in.seg, in.from, in.to))))
            sure = LABELLED;
        else if (c && !in.titled && c->role == ROLE_SELF)
            sure = LABELLED; /* "tôi là NAME" */
        else if (in.titled || c)
            sure = in.start || c || person ? TITLED : IN_PASSING;
        else if (person && fit >= FAMILY_KNOWN)
            sure = IN_PASSING;
        else
            return 0;
    }
    return sure;
}

/* "TRƯỞNG CÔNG AN" over a signature is no Trương; "PHÓ THỦ TƯỚNG", a title to its end, is no Phó.
 */
static bool titles_office(const struct scan *x, const struct seg *s, uint32_t at, uint32_t least)
{
    for (uint32_t k = 0; k < x->t->cues.n; k++) {
        const struct cue_row *r = &x->t->cues.list[k];
        if (r->fold[0] == s->fold[at] && strcmp(x->t->roles[r->role], "official") == 0 &&
            phrase_at(s->fold, s->len, at, r->fold) >= least)
            return true;
    }
    return false;
}

/* "Ông Nguyễn Văn A": the form of address is a family name too. */
static bool titles_another(const struct scan *x, const struct seg *s, uint32_t at, uint32_t n)
{
    const uint32_t next = at + n + 1;

    if (intro_title(s, at + n) != at || next >= s->len || s->fold[at + n] != ' ' ||
        !seg_capital(s, next))
        return false;
    const size_t from = text_offset(s->text, next);
    const uint32_t k = cue_word_len(s, next);
    return family_name(&x->f->t->fold, s->text + from, text_offset(s->text + from, k)) == 2 &&
           run_end(x, s, next) > 0;
}

/* What the line above began, a family name at its end, goes on here: no name of its own. */
static bool goes_on(const struct scan *x, const struct seg *s, uint32_t at, const char *name)
{
    const struct mention *m = x->out->n ? &x->out->list[x->out->n - 1] : NULL;
    const size_t n = strlen(name), all = m ? strlen(m->name) : 0;

    return m && m->joined && at == 0 && m->view == x->k && m->seg->row + 1 == s->row && all > n &&
           m->name[all - n - 1] == ' ' && strcmp(m->name + all - n, name) == 0;
}

/* "bà Nguyễn" at the end of a line, "Thị Lan" in the next. */
static bool family_alone(const struct scan *x, const struct seg *s, uint32_t at, uint32_t n)
{
    const size_t from = text_offset(s->text, at);

    return at + n == s->len && at > 0 && (float)s->box.x1 > x->v->right - 4 * x->v->em &&
           family_name(&x->f->t->fold, s->text + from, text_offset(s->text + from, n)) == 2;
}

/* "VIỆC NHẬN CHA, MẸ, CON" is what the paper is, not who is named under it. */
static bool in_title(const struct scan *x, const struct seg *s)
{
    const struct layout *l = &x->f->d->layouts[x->k];

    return x->k == 0 && l->n_hits > 0 && (int32_t)s->row >= l->hits[0].row &&
           (int32_t)s->row <= l->hits[0].last_row;
}

static void look_at(struct scan *x, const struct seg *s)
{
    bool any = false;

    for (uint32_t i = 0; i < s->len; i++) {
        if (!cue_word_at(s, i) || !seg_capital(s, i) || cue_costs(s, i))
            continue;
        const uint32_t n = cue_word_len(s, i);
        const size_t at = text_offset(s->text, i);
        if (family_name(&x->f->t->fold, s->text + at, text_offset(s->text + at, n)) == 0 ||
            titles_another(x, s, i, n))
            continue;
        const bool alone = family_alone(x, s, i, n);
        const uint32_t run = run_end(x, s, i), end = run || !alone ? run : i + n;
        struct mention m = { .seg = s, .from = i, .to = end, .view = x->k };
        m.name = end ? who_whole(x->f, x->v, s, i, end, &m.joined) : NULL;
        const char *name = m.name && (run || m.joined) ? m.name : NULL;
        if (name && goes_on(x, s, i, name))
            continue;
        const float fit = name ? name_fit(&x->f->t->fold, name) : 0;
        if (fit < FAMILY_SEEN || (fit < FAMILY_KNOWN && !name_known(&x->f->t->names, name)))
            continue;
        if (titles_office(x, s, i, fit < FAMILY_KNOWN ? 1 : end))
            continue;
        m.sure = introduce(x, &m, fit);
        any |= m.sure > 0 && !m.sign;
        if (m.sure > 0 && x->out->n < MENTIONS_MAX) {
            x->out->list[x->out->n++] = m;
            i = end - 1;
        }
    }
    if (!any && !in_title(x, s))
        heading(x, s);
}

/* Below the words that certify a copy it names who brought it and who certifies, not whose it is.
 */
static bool certifies(const struct scan *x, const struct seg *s)
{
    return strcmp(x->f->t->types[x->f->type].pub.slug, "ban_sao_chung_thuc") == 0 &&
           (starts_with(s->fold, "chung thuc ban sao") || starts_with(s->fold, "loi chung") ||
            starts_with(s->fold, "so chung thuc"));
}

void persons_scan(struct field_list *f, struct persons *out)
{
    struct scan x = { .f = f, .t = &f->t->persons, .out = out };

    while (x.owner < x.t->n_roles && strcmp(x.t->roles[x.owner], "owner") != 0)
        x.owner++;

    out->n = 0;
    out->unread = 0;
    for (x.k = 0; x.k < f->d->n && x.k < VIEWS_MAX; x.k++) {
        const struct layout *l = &f->d->layouts[x.k];
        x.v = &f->d->views[x.k];
        x.left = x.right = ROLE_SELF;
        x.n_columns = 0;
        for (uint32_t i = 0; i < x.v->n_segs; i++) {
            const struct seg *s = &x.v->segs[i];
            if (x.k == 0 && (int32_t)s->row <= l->head_end)
                continue;
            if ((l->certified && (int32_t)s->row >= l->certified_row) || certifies(&x, s))
                break;
            look_at(&x, s);
        }
    }
}
