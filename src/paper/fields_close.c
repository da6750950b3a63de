#include <math.h>
#include <string.h>

#include "paper/agree.h"

enum { TITLE_LINES = 4, RECIPIENT_LINES = 24 };

/* Shown, never accepted. */
static const float DOUBT_FIT = 0.8F;

/* Lines of a title, in heights of its letters. */
static const float TITLE_STEP = 4.5F;

enum rank { RANK_NONE, RANK_CITIZEN, RANK_OFFICE, RANK_AUTHORITY };

static bool same_column(const struct view *v, const struct seg *a, const struct seg *b)
{
    return fabsf(seg_cx(a) - seg_cx(b)) < 0.14F * fmaxf(v->right - v->left, 1);
}

static bool signs_below(const struct view *v, const struct seg *s)
{
    if (s->row + 1 >= v->n_rows)
        return false;
    for (uint32_t i = v->row_first[s->row + 1]; i < v->row_first[s->row + 2]; i++)
        if (starts_with(v->segs[i].fold, "(ky") && same_column(v, &v->segs[i], s))
            return true;
    return false;
}

/* "Người nộp | Cán bộ tiếp nhận": two sign side by side. */
static bool signs_beside(const struct word_lists *w, const struct view *v, const struct seg *s)
{
    for (uint32_t i = v->row_first[s->row]; i < v->row_first[s->row + 1]; i++)
        if (&v->segs[i] != s && v->segs[i].letters < 40 &&
            words_start(&w->set[WORDS_CITIZEN], v->segs[i].fold))
            return true;
    return false;
}

/* What a seal leaves of an office's title: its end. */
static bool title_end(const struct word_lists *w, const struct seg *s)
{
    uint32_t n = s->len;

    while (n > 0 && !(s->fold[n - 1] >= 'a' && s->fold[n - 1] <= 'z'))
        n--;
    return words_end(&w->set[WORDS_OFFICE_END], s->fold, n);
}

/* "TRẠM TRƯỞNG", "ĐỘI TRƯỞNG": heads by the end of their title; a chief accountant is none. */
static bool heads_something(const struct seg *s)
{
    uint32_t n = s->len;

    while (n > 0 && !(s->fold[n - 1] >= 'a' && s->fold[n - 1] <= 'z'))
        n--;
    return n > 7 && s->letters <= 30 && memcmp(s->fold + n - 7, " truong", 7) == 0 &&
           find_phrase(s->fold, n, "ke toan", 0) == SIZE_MAX;
}

/* NGƯỜI THỰC HIỆN CHỨNG / THỰC: a title that the column was too narrow for. */
static bool office_wraps(const struct word_set *offices, const struct view *v, const struct seg *s)
{
    for (uint32_t k = 0; k < offices->n && s->row + 1 < v->n_rows; k++) {
        const struct word_row *w = &offices->list[k];
        if (w->len <= s->len || w->fold[s->len] != ' ' || !starts_with(w->fold, s->fold))
            continue;
        for (uint32_t i = v->row_first[s->row + 1]; i < v->row_first[s->row + 2]; i++)
            if (starts_with(v->segs[i].fold, w->fold + s->len + 1) &&
                same_column(v, &v->segs[i], s))
                return true;
    }
    return false;
}

static enum rank title_rank(const struct word_lists *w, const struct view *v, const struct seg *s)
{
    const char *fold = s->fold + strspn(s->fold, " .,:;'-_~*"); /* what a stroke left */

    if (s->letters < 5 || s->letters > 60)
        return RANK_NONE;
    if (s->caps > 0.7F && words_start(&w->set[WORDS_AUTHORITY], fold))
        return RANK_AUTHORITY;
    if (s->caps > 0.7F && (words_start(&w->set[WORDS_OFFICE], fold) || heads_something(s) ||
                           office_wraps(&w->set[WORDS_OFFICE], v, s)))
        return RANK_OFFICE;
    /* heads of offices in small letters, known by the "(Ký tên, đóng dấu)" under them or by who
     * signs beside them */
    if (words_start(&w->set[WORDS_OFFICE], s->fold) && s->letters < 40 &&
        (signs_below(v, s) || signs_beside(w, v, s)))
        return RANK_OFFICE;
    if (words_start(&w->set[WORDS_CITIZEN], s->fold))
        return RANK_CITIZEN;
    return RANK_NONE;
}

static bool family_next(const struct paper_tables *t, const char *text)
{
    return family_name(&t->fold, text, strcspn(text, " ")) == 2;
}

/* "CKII.", "ThS.BS.", "LS.": letters and points, more than one of them a capital or a point at the
 * end, and a family name behind it. Returns its bytes with blanks, 0 for none. */
static size_t rank_short(const struct paper_tables *t, const char *text)
{
    const size_t n = strcspn(text, " ");
    size_t point = 0, capitals = 0;

    for (size_t i = 0; i < n; i++) {
        if (text[i] == '.' || text[i] == ':')
            point = i + 1;
        capitals += (text[i] >= 'A' && text[i] <= 'Z') || strncmp(text + i, "Đ", strlen("Đ")) == 0;
    }
    if (point > 0 && point < n && point <= 12 && family_next(t, text + point))
        return point; /* "BS.Trần" */
    const size_t next = n + strspn(text + n, " ");
    return n <= 12 && text[next] && (point == n || capitals > 1) && family_next(t, text + next) &&
                   family_name(&t->fold, text, n) == 0
               ? next
               : 0;
}

/* "Thường tá" for "Thượng tá": of an army's ranks, whatever their marks were read as. */
static size_t rank_folded(const struct fold_map *m, const struct word_row *rank, const char *text)
{
    static const char *const military[] = { "ta", "uy", "tuong" };
    char own[64];
    uint32_t none = 0;
    bool known = false;
    const size_t len = strcspn(rank->fold, " "), second = len + (rank->fold[len] == ' '),
                 all = second + strcspn(rank->fold + second, " "), word = strcspn(text, " "),
                 n = word + (text[word] == ' ') + strcspn(text + word + (text[word] == ' '), " ");

    for (size_t i = 0; i < sizeof military / sizeof *military; i++)
        known |= all - second == strlen(military[i]) &&
                 strncmp(rank->fold + second, military[i], all - second) == 0;
    /* "Kỳ Sự Văn Hưng" is no engineer */
    if (!known || n >= sizeof own || text[word] != ' ' || text[word + 1] < 'a')
        return 0;
    own[fold_text(m, text, n, own, &none, &none)] = '\0';
    return strncmp(own, rank->fold, all) == 0 && !own[all] ? n : 0;
}

static size_t rank_known(const struct paper_tables *t, const char *text)
{
    const struct word_set *ranks = &t->words.set[WORDS_RANK];

    for (uint32_t i = 0; i < ranks->n; i++) {
        const size_t n = starts_with(text, ranks->list[i].text)
                             ? strlen(ranks->list[i].text)
                             : rank_folded(&t->fold, &ranks->list[i], text);
        if (n > 0)
            return n + strspn(text + n, " ");
    }
    return 0;
}

/* Military and academic ranks and forms of address printed before the name are no part of it:
 * "Đại úy Trần Văn Nam", "ThS.BS. Trần Văn Nam", "BS CKI Trần Văn Nam". */
static const char *skip_rank(const struct paper_tables *t, const char *text)
{
    for (int i = 0; i < 4; i++) {
        size_t n = rank_known(t, text);
        if (n == 0)
            n = rank_short(t, text);
        if (n == 0)
            break;
        text += n;
    }
    return text;
}

struct signing {
    uint32_t view, first; /* seg of the topmost title line */
    uint32_t lines[TITLE_LINES], n;
    enum rank rank;
    bool doubt; /* it may be another paper's */
};

/* What stands under the words of a certified copy is signed by who certified it. */
static bool certified_below(const struct layout *l, const struct seg *s)
{
    return l->certified && l->certified_row >= 0 && (int32_t)s->row > l->certified_row;
}

/* Is it part of what is looked at? Of a certified copy's pages only what stands under the words of
 * certification is who certified it; without them the rest is. */
enum part { PART_PAPER, PART_CERTIFIED, PART_ALL };

static bool in_part(const struct layout *l, const struct seg *s, enum part part)
{
    return part == PART_ALL || certified_below(l, s) == (part == PART_CERTIFIED);
}

/* An open book in one scan: wider than high, both halves hold text, and no line crosses the middle.
 */
static bool is_spread(const struct view *v)
{
    enum { SEGS = 5 };
    const int32_t middle = v->page->frame_w / 2;
    const float wide = 1.25F;
    uint32_t left = 0, right = 0;

    if ((float)v->page->frame_w < wide * (float)v->page->frame_h)
        return false;
    for (uint32_t i = 0; i < v->n_segs; i++) {
        const struct box b = v->segs[i].box;
        if ((float)b.x0 < (float)middle - v->em && (float)b.x1 > (float)middle + v->em)
            return false;
        left += b.x1 < middle;
        right += b.x0 > middle;
    }
    return left >= SEGS && right >= SEGS;
}

/* Where who signs for an office does. A page that holds nothing but the signature is no wider than
 * it: there the sheet says where the right half is. */
static bool right_half(const struct view *v, const struct seg *s)
{
    const float width = v->right - v->left, frame = (float)v->page->frame_w;

    return seg_cx(s) >= v->left + 0.58F * width ||
           (width < 0.4F * frame && seg_cx(s) > 0.5F * frame) ||
           (seg_cx(s) >= v->left + 0.58F * (frame / 2 - v->left) && is_spread(v));
}

/* A page behind the first has no head that titles of office could stand in. */
static bool in_head(const struct layout *l, uint32_t k, const struct seg *s)
{
    return (k == 0 || l->head_end >= 0) && (int32_t)s->row <= l->head_end + 2;
}

/* TRƯỞNG PHÒNG KINH TẾ, / HẠ TẦNG VÀ ĐÔ THỊ: the line above wants more, or this one says what no
 * name does. */
static bool title_goes_on(const struct seg *above, const struct seg *s)
{
    const char end = above->len > 0 ? above->fold[above->len - 1] : ' ';

    return end == ',' || end == '-' || find_phrase(s->fold, s->len, "va", 0) != SIZE_MAX ||
           strpbrk(s->fold, ",-/&") != NULL;
}

/* ỦY BAN NHÂN DÂN HUYỆN TRI / TÔN: a short word alone in the middle under its line. */
static bool ends_title(const struct view *v, const struct seg *above, const struct seg *s)
{
    return s->letters >= 2 && s->letters == s->len && s->caps > 0.9F &&
           fabsf(seg_cx(s) - seg_cx(above)) < v->em;
}

/* The best signature block of a page: authority over office over citizen, then the lower one. */
static bool find_signing(const struct field_list *f, uint32_t k, enum part part,
                         struct signing *out)
{
    const struct view *v = &f->d->views[k];
    const struct layout *l = &f->d->layouts[k];
    struct signing best = { 0 };

    for (uint32_t i = 0; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        const enum rank rank = title_rank(&f->t->words, v, s);
        if (rank == RANK_NONE || rank < best.rank || in_head(l, k, s))
            continue;
        if (!in_part(l, s, part))
            continue;
        /* centred capitals are the authority above the text of a decision */
        if (rank >= RANK_OFFICE && !right_half(v, s) && part != PART_CERTIFIED)
            continue;
        /* a further line of the block that is being built */
        if (best.rank == rank && best.n > 0 &&
            seg_cy(s) - seg_cy(&v->segs[best.first]) < 6 * v->em &&
            same_column(v, s, &v->segs[best.first]))
            continue;
        best = (struct signing){ .view = k, .first = i, .rank = rank };
        best.lines[best.n++] = i;
        const struct seg *prev = s;
        for (uint32_t j = i + 1; j < v->n_segs && best.n < TITLE_LINES; j++) {
            const struct seg *q = &v->segs[j];
            const float dy = seg_cy(q) - seg_cy(prev);
            if (dy > TITLE_STEP * v->em)
                break;
            /* wide apart only "TM. ỦY BAN NHÂN DÂN" and "PHÓ CHỦ TỊCH" */
            if (dy > 2.4F * v->em && (best.n > 1 || rank != RANK_AUTHORITY ||
                                      title_rank(&f->t->words, v, q) != RANK_OFFICE))
                continue;
            if (q->row == prev->row || !same_column(v, q, prev) || q->caps < 0.7F ||
                (q->letters < 4 && !ends_title(v, prev, q)))
                continue;
            if (!title_goes_on(prev, q) && name_fit(&f->t->fold, q->text) > 0.85F &&
                title_rank(&f->t->words, v, q) == RANK_NONE &&
                seg_cy(q) - seg_cy(prev) > 1.8F * v->em)
                break;
            best.lines[best.n++] = j;
            prev = q;
        }
    }
    *out = best;
    return best.n > 0;
}

/* No title was read whole: the lowest end of one in the right half. */
static bool find_torn_signing(const struct field_list *f, uint32_t k, enum part part,
                              struct signing *out)
{
    const struct view *v = &f->d->views[k];
    const struct layout *l = &f->d->layouts[k];

    *out = (struct signing){ .view = k, .rank = RANK_OFFICE };
    for (uint32_t i = v->n_segs; i-- > 0 && out->n == 0;) {
        const struct seg *s = &v->segs[i];
        if (s->caps < 0.7F || s->letters < 4 || s->letters > 40 || !title_end(&f->t->words, s) ||
            in_head(l, k, s) || !right_half(v, s) || !in_part(l, s, part))
            continue;
        out->first = i;
        out->lines[out->n++] = i;
    }
    return out->n > 0;
}

static void add_signer_title(struct field_list *f, const struct signing *g)
{
    const struct view *v = &f->d->views[g->view];
    char text[400];
    size_t n = 0;
    struct box box = { 0 };
    float conf = 0;

    for (uint32_t i = 0; i < g->n; i++) {
        const struct seg *s = &v->segs[g->lines[i]];
        const size_t len = strlen(s->text);
        if (n + len + 2 > sizeof text)
            break;
        if (n > 0)
            text[n++] = ' ';
        memcpy(text + n, s->text, len + 1);
        n += len;
        box = i == 0 ? s->box : box_union(box, s->box);
        conf += s->conf;
    }
    char *value = value_trim(f->a, text, n);
    field_add(f, "signer_title", value, conf / (float)g->n, 1, g->view, box);
    if (g->rank == RANK_AUTHORITY) {
        const struct seg *s = &v->segs[g->lines[0]];
        const size_t dot = strcspn(s->text, ". "), end = dot + (s->text[dot] == '.');
        char *mark = arena_strndup(f->a, s->text, end);
        float c;
        const struct box b = seg_box(v, s, 0, end, &c);
        field_add(f, "signer_authority", mark, c, 1, g->view, b);
    }
}

/* One more line of a title, and no Trương of all capitals. */
static bool only_title(const struct paper_tables *t, const struct seg *s)
{
    return s->caps > 0.7F && !(starts_with(s->fold, "truong ") && family_next(t, s->text)) &&
           (words_start(&t->words.set[WORDS_OFFICE], s->fold) ||
            words_start(&t->words.set[WORDS_AUTHORITY], s->fold) || heads_something(s));
}

static void add_signer(struct field_list *f, const struct signing *g)
{
    const struct view *v = &f->d->views[g->view];
    const struct seg *last = &v->segs[g->lines[g->n - 1]], *found = NULL;
    char *best = NULL;
    float best_fit = 0;

    for (uint32_t i = v->row_first[last->row + 1]; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        if (seg_cy(s) - seg_cy(last) > 14 * v->em ||
            (certified_below(&f->d->layouts[g->view], s) &&
             !certified_below(&f->d->layouts[g->view], last)))
            break;
        if (!same_column(v, s, last) || s->fold[0] == '(' || only_title(f->t, s))
            continue;
        char *value = value_trim(f->a, s->text, strlen(s->text));
        if (!value) {
            f->failed = true;
            return;
        }
        if (f->pool && g->rank >= RANK_OFFICE && s->letters <= 40)
            tail_add(f->pool, f->t, skip_rank(f->t, value), (int32_t)f->d->page[g->view] + 1,
                     page_box_to_scan(v->page, s->box), s->conf);
        float fit = name_fit(&f->t->fold, skip_rank(f->t, value));
        /* the name stands in the middle under its title; one that does not has lost a word to the
         * seal or the signature */
        if (fabsf(seg_cx(s) - seg_cx(last)) > 1.2F * v->em)
            fit *= 0.85F;
        /* capitals close under a title go on with it where a name in small letters follows */
        const bool title = found && found->caps > 0.7F && s->caps < 0.7F && fit >= 0.9F &&
                           seg_cy(found) - seg_cy(last) < 3 * v->em;
        /* strokes of a signature seldom look like a name, never more than the name does */
        if (!title && (fit <= best_fit || (found && seg_cy(s) - seg_cy(found) > 5 * v->em)))
            continue;
        best = value;
        best_fit = fit;
        found = s;
    }
    if (found) /* whoever signs for himself is the applicant, not the signer */
        field_add(f, g->rank >= RANK_OFFICE ? "signer" : "applicant_name", skip_rank(f->t, best),
                  found->conf, g->doubt ? fminf(best_fit, DOUBT_FIT) : best_fit, g->view,
                  found->box);
}

/* Who signs for himself, by the table of persons or as "NGƯỜI ...". */
static bool signs_himself(const struct paper_tables *t, const struct seg *s)
{
    const uint32_t at = (uint32_t)strspn(s->fold, " .-:0123456789");

    if (words_start(&t->words.set[WORDS_CITIZEN], s->fold) || starts_with(s->fold + at, "nguoi "))
        return true;
    for (uint32_t k = 0; k < t->persons.signs.n; k++)
        if (phrase_at(s->fold, s->len, at, t->persons.signs.list[k].fold))
            return true;
    return false;
}

/* The name in the column under a title, with nothing but strokes and remarks between. */
static bool name_below(const struct field_list *f, const struct view *v, const struct seg *title)
{
    for (uint32_t i = v->row_first[title->row + 1]; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        if (seg_cy(s) - seg_cy(title) > 14 * v->em)
            break;
        if (!same_column(v, s, title) || s->fold[0] == '(')
            continue;
        char *value = value_trim(f->a, s->text, strlen(s->text));
        if (value && s->caps < 0.75F && name_fit(&f->t->fold, skip_rank(f->t, value)) >= 0.95F)
            return true;
    }
    return false;
}

/* Whatever post the table does not know ("Y SĨ", "QUẢN ĐỐC") closes the last page in the right half
 * over a name: shown, never accepted. */
static bool find_unknown_post(const struct field_list *f, struct signing *out)
{
    const uint32_t k = f->d->n - 1;
    const struct view *v = &f->d->views[k];
    const struct layout *l = &f->d->layouts[k];

    *out = (struct signing){ .view = k, .rank = RANK_OFFICE, .doubt = true };
    for (uint32_t i = v->n_segs; i-- > 0;) {
        const struct seg *s = &v->segs[i];
        if (seg_cy(s) < v->top + 0.5F * (v->bottom - v->top))
            break;
        if (s->caps < 0.7F || s->letters < 4 || s->letters > 40 || in_head(l, k, s) ||
            !right_half(v, s) || !in_part(l, s, PART_PAPER) || s->fold[s->len - 1] == ':' ||
            signs_himself(f->t, s) || name_fit(&f->t->fold, s->text) >= 0.95F ||
            !name_below(f, v, s))
            continue;
        out->first = i;
        out->lines[out->n++] = i;
        return true;
    }
    return false;
}

/* A name alone in the lower right of a page, its title lost under the seal: shown, never accepted.
 */
static void add_lone_signer(struct field_list *f, uint32_t k, enum part part)
{
    const struct view *v = &f->d->views[k];

    for (uint32_t i = v->n_segs; i-- > 0;) {
        const struct seg *s = &v->segs[i];
        if (seg_cy(s) < v->top + 0.5F * (v->bottom - v->top))
            break;
        if (seg_cx(s) < v->left + 0.6F * (v->right - v->left) || s->caps > 0.6F ||
            s->letters > 30 || !in_part(&f->d->layouts[k], s, part))
            continue;
        const char *name = skip_rank(f->t, value_trim(f->a, s->text, strlen(s->text)));
        if (f->pool)
            tail_add(f->pool, f->t, name, (int32_t)f->d->page[k] + 1,
                     page_box_to_scan(v->page, s->box), s->conf);
        if (name_fit(&f->t->fold, name) > 0.85F) {
            field_add(f, "signer", name, s->conf, 0.7F, k, s->box);
            return;
        }
    }
}

static void add_recipients(struct field_list *f, uint32_t k, uint32_t at)
{
    const struct view *v = &f->d->views[k];
    const struct seg *head = &v->segs[at], *prev = head;
    char text[2000];
    size_t n = 0;
    struct box box = { 0 };
    float conf = 0;
    uint32_t lines = 0;

    for (uint32_t i = v->row_first[head->row + 1]; i < v->n_segs && lines < RECIPIENT_LINES; i++) {
        const struct seg *s = &v->segs[i];
        if (seg_cy(s) - seg_cy(prev) > 2.6F * v->em)
            break;
        if (seg_cx(s) > (v->left + v->right) / 2 ||
            (float)s->box.x0 > (float)head->box.x0 + 5 * v->em)
            continue;
        const char *t = s->text + strspn(s->text, "-+ ");
        const size_t len = strlen(t);
        if (n + len + 3 > sizeof text)
            break;
        if (n > 0)
            text[n++] = ' ';
        memcpy(text + n, t, len + 1);
        n += len;
        box = lines == 0 ? s->box : box_union(box, s->box);
        conf += s->conf;
        lines++;
        prev = s;
    }
    if (lines)
        field_add(f, "recipients", value_trim(f->a, text, n), conf / (float)lines, 0.98F, k, box);
}

/* The page with the words of certification ("CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH"); d->n: they
 * were not found. */
static uint32_t certified_view(const struct field_list *f)
{
    uint32_t k = 0;

    while (k < f->d->n && !f->d->layouts[k].certified)
        k++;
    return k;
}

static void add_signing(struct field_list *f, const struct signing *g)
{
    if (g->rank >= RANK_OFFICE)
        add_signer_title(f, g);
    add_signer(f, g);
}

/* Two sign a certified copy: who signed what is copied, and under its words who certified it. The
 * copy is the latter's paper (Decree 23/2015/NĐ-CP, art. 20); the former is never taken for him. */
static void certified_by(struct field_list *f, uint32_t at)
{
    struct signing g;

    for (uint32_t k = at; k < f->d->n && !field_get(f, "signer"); k++) {
        const enum part part = k == at ? PART_CERTIFIED : PART_ALL;
        if (find_signing(f, k, part, &g) && g.rank >= RANK_OFFICE)
            add_signing(f, &g);
        else if (find_torn_signing(f, k, part, &g))
            add_signer(f, &g);
        if (!field_get(f, "signer"))
            add_lone_signer(f, k, part);
    }
}

static void signed_by(struct field_list *f)
{
    struct signing g, best = { 0 };

    for (uint32_t k = f->d->n; k-- > 0;)
        if (find_signing(f, k, PART_PAPER, &g) && g.rank > best.rank)
            best = g;
    /* of a copy whose words of certification were not found, the lower is perhaps who certified it
     */
    best.doubt = f->certified;
    if (best.n > 0)
        add_signing(f, &best);
    if (best.rank < RANK_OFFICE && find_unknown_post(f, &g))
        add_signing(f, &g);
    if (!field_get(f, "signer") && best.rank < RANK_OFFICE) {
        for (uint32_t k = f->d->n; k-- > 0 && !field_get(f, "signer");)
            if (find_torn_signing(f, k, PART_PAPER, &g))
                add_signer(f, &g);
    }
    if (!field_get(f, "signer") && best.rank != RANK_CITIZEN)
        add_lone_signer(f, f->d->n - 1, PART_PAPER);
}

void fields_close(struct field_list *f)
{
    if (f->d->n == 0)
        return;
    const uint32_t certified = certified_view(f);
    date_left(f);
    subject_earned(f);
    for (uint32_t k = f->d->n; k-- > 0;) {
        const struct view *v = &f->d->views[k];
        for (uint32_t i = 0; i < v->n_segs; i++)
            if (starts_with(v->segs[i].fold, "noi nhan") && v->segs[i].letters < 14) {
                add_recipients(f, k, i);
                break;
            }
    }
    if (certified < f->d->n)
        certified_by(f, certified);
    else
        signed_by(f);
    if (certified == f->d->n)
        signer_himself(f);
    /* what bears no number of its own, a cover or a list of what a file holds, nobody signs */
    const struct type_row *type = &f->t->types[f->type];
    if (!field_get(f, "signer") && !field_get(f, "signer_title") && type->number != NUMBER_NONE &&
        (type->pub.cls == 'A' || strcmp(type->pub.slug, "quyet_dinh") == 0))
        reason_add(f, "signer_missing");
    fields_copy(f);
}
