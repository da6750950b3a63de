#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "paper/fields.h"

static int32_t day_number(const struct date *d)
{
    return (d->y * 12 + d->m) * 31 + d->d;
}

/* The paper prints an earlier day and no later one: what it tells of was before it was written, and
 * what is to come (an end, an appointment) is later. */
static bool is_latest(const struct field_list *f, const struct date *day)
{
    bool earlier = false;

    for (uint32_t k = 0; k < f->d->n; k++) {
        const struct view *v = &f->d->views[k];
        for (uint32_t i = 0; i < v->n_segs; i++) {
            const struct seg *s = &v->segs[i];
            struct date d;
            for (size_t at = 0; at < s->len && date_any(s->fold, s->len, at, &d); at = d.to) {
                if (d.valid && d.whole && day_number(&d) > day_number(day))
                    return false;
                earlier |= d.valid && d.whole && day_number(&d) < day_number(day);
            }
        }
    }
    return earlier;
}

/* A date where papers of this kind seldom have theirs: accepted when it is the paper's last. */
static const float UNUSUAL = 0.9F;

void add_date(struct field_list *f, const char *name, const struct date *read, const struct seg *s,
              uint32_t view, float fit)
{
    char iso[16];
    float conf;
    struct date day = *read;
    const struct date *d = &day;
    const struct box box = seg_box(&f->d->views[view], s, d->from, d->to, &conf);

    date_strokes(&f->d->views[view], s, &day);
    if (d->guessed_day && conf < DATE_GUESS_SURE) {
        day.d = 0;
        day.whole = false;
    }

    if (!d->guessed)
        conf = seg_digits(&f->d->views[view], s, d->from, d->to);
    if (fit == UNUSUAL && d->whole && !d->guessed && is_latest(f, d))
        fit = 1;
    if (!date_sure(&f->d->views[view], s, d))
        fit = fminf(fit, 0.9F);
    if (!d->valid) {
        reason_add(f, "date_invalid");
        return;
    }
    date_iso(d, iso);
    if (iso[0] == '\0')
        return;
    if (!d->whole)
        reason_add(f, "date_partial");
    else if (d->guessed)
        reason_add(f, "date_doubtful");
    field_add(f, name, iso, conf, d->whole && !d->guessed ? fit : fit * 0.8F, view, box);
}

/* The bodies that print their own name where offices have the motto. */
static bool party_named(const struct seg *s)
{
    static const char *const names[] = { "dangcongsanvietnam", "doantncshochiminh",
                                         "doanthanhniencongsanhochiminh", "doanthanhniencongsan",
                                         "doitntphochiminh" };
    enum { MORE = 6 };
    char squashed[PATTERN_MAX * 2];

    if (s->len >= sizeof squashed)
        return false;
    const size_t n = squash(s->fold, s->len, squashed, NULL);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct pattern p;
        pattern_init(&p, names[i], strlen(names[i]));
        const struct hit h = pattern_search(&p, squashed, n);
        if (n < p.len + MORE && hit_similarity(&p, &h) >= 0.87F)
            return true;
    }
    return false;
}

int32_t head_party(const struct view *v)
{
    for (uint32_t i = 0; i < v->n_segs && v->segs[i].row < 6; i++) {
        const struct seg *s = &v->segs[i];
        if (s->caps > 0.8F && seg_cx(s) > (v->left + v->right) / 2 && party_named(s))
            return (int32_t)s->row;
    }
    return -1;
}

static void add_place(struct field_list *f, const struct seg *s, const struct date *d,
                      uint32_t view, float fit)
{
    uint32_t end = d->from;
    float conf;

    while (end > 0 &&
           (s->fold[end - 1] == ' ' || s->fold[end - 1] == ',' || s->fold[end - 1] == '.'))
        end--;
    if (end < 2 || end > 60 || memchr(s->fold, ':', end) ||
        find_phrase(s->fold, end, "ngay", 0) != SIZE_MAX)
        return;
    char *raw = seg_slice(f->a, s, 0, end);
    char *value = raw ? value_trim(f->a, raw, strlen(raw)) : NULL;
    if (!value) {
        f->failed = true;
        return;
    }
    uint32_t letters = 0;
    for (uint32_t i = 0; i < end; i++)
        letters += s->fold[i] >= 'a' && s->fold[i] <= 'z';
    if (letters < 2)
        return;
    const bool comma = memchr(s->fold + end, ',', d->from - end) != NULL;
    const struct box box = seg_box(&f->d->views[view], s, 0, end, &conf);
    /* "Tại Ủy ban nhân dân xã ..." begins a sentence */
    const bool name = comma && letters * 10 >= end * 7 && !starts_with(s->fold, "tai ");
    field_add(f, "place", value, conf, name ? fit : fit * 0.7F, view, box);
}

static bool find_cited(const struct seg *s)
{
    return seg_cites_law(s) || find_phrase(s->fold, s->len, "can cu", 0) != SIZE_MAX ||
           find_phrase(s->fold, s->len, "so", 0) != SIZE_MAX;
}

/* Words of WORDS_TODAY begin it; behind those that end in a blank stands the hour ("Hồi 8 giờ"):
 * "Hội Nông dân" is none. */
static bool time_begins(const struct word_set *w, const struct seg *s)
{
    for (uint32_t i = 0; i < w->n; i++) {
        const struct word_row *r = &w->list[i];
        const bool hour = r->fold[r->len - 1] == ' ';
        if (starts_with(s->fold, r->fold) &&
            (!hour || (s->fold[r->len] >= '0' && s->fold[r->len] <= '9') ||
             starts_with(s->fold + r->len, "ngay")))
            return true;
    }
    return false;
}

/* Where in a sentence the day is said that it was written on: behind "hôm nay", or behind the words
 * of WORDS_TODAY at its beginning. *fit: a time may be that of what is announced, and "hôm nay"
 * inside a sentence another day's. */
static bool today_at(const struct word_lists *w, const struct seg *s, size_t *from, float *fit)
{
    const size_t today = find_phrase(s->fold, s->len, "hom nay", 0);
    const bool starts = time_begins(&w->set[WORDS_TODAY], s);

    *from = today != SIZE_MAX ? today : 0;
    *fit = today == 0 || (today != SIZE_MAX && starts_with(s->fold, "tai ")) ||
                   (today == SIZE_MAX && starts && !starts_with(s->fold, "thoi gian"))
               ? 1
               : UNUSUAL;
    return today != SIZE_MAX || starts;
}

/* Records and contracts whose first sentence may begin with the day alone. */
bool type_is_record(const struct field_list *f)
{
    static const char *const kinds[] = { "bien_ban", "hop_dong", "van_ban" };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (starts_with(f->t->types[f->type].pub.slug, kinds[i]))
            return true;
    return false;
}

/* "ngày 12/5/2024, tại ...": a sentence, not a date alone. */
static bool day_begins(const struct seg *s, struct date *d)
{
    return starts_with(s->fold, "ngay") && date_any(s->fold, s->len, 0, d) && d->from <= 6 &&
           d->to + 12 < s->len && find_phrase(s->fold, s->len, "tai", d->to) == d->to + 2;
}

/* The first line under s in its column behind `after` (NULL: of all). */
static const struct seg *next_under(const struct view *v, const struct seg *s,
                                    const struct seg *after, uint32_t rows)
{
    const uint32_t from = after ? (uint32_t)(after - v->segs) + 1 : v->row_first[s->row + 1];

    for (uint32_t i = from; i < v->n_segs && v->segs[i].row <= s->row + rows; i++) {
        const struct seg *q = &v->segs[i];
        /* one word under the indented first line of a paragraph stands left of it */
        if (q->box.x0 < s->box.x1 && (float)q->box.x1 > (float)s->box.x0 - 3 * v->em &&
            seg_cy(q) - seg_cy(s) < 2.4F * fmaxf(v->em, s->height))
            return q;
    }
    return NULL;
}

/* The line under s in its column. */
const struct seg *line_under(const struct view *v, const struct seg *s)
{
    return next_under(v, s, NULL, 2);
}

bool wrapped_date(struct field_list *f, const struct view *v, const struct seg *s, size_t from,
                  struct seg *both, struct date *d)
{
    enum { ROWS = 3 }; /* the lines of another column stand between */

    for (const struct seg *next = next_under(v, s, NULL, ROWS); next;
         next = next_under(v, s, next, ROWS)) {
        if (next->len > 400 || s->len > 400)
            continue;
        char *fold = arena_alloc(f->a, s->len + next->len + 2, 1);
        if (!fold) {
            f->failed = true;
            return false;
        }
        memcpy(fold, s->fold, s->len);
        fold[s->len] = ' ';
        memcpy(fold + s->len + 1, next->fold, next->len);
        *both = *s;
        both->fold = fold;
        both->len = s->len + 1 + next->len;
        if (date_any(fold, both->len, from, d) && d->whole && d->from < s->len && d->to > s->len)
            return true;
    }
    return false;
}

/* Of a date in two lines nobody knows that the second was read twice: shown, never accepted. */
static const float WRAPPED = 0.89F;

/* Shown, never accepted: when a paper holds or what it announces happens need not be the day it was
 * made. */
static const float EFFECTIVE = 0.85F;

/* "Chúng tôi ký tên dưới đây, tại Ủy ban nhân dân xã ..., ngày 24 tháng 6 năm 2022": the first
 * sentence of a contract or a record names the place and, right behind it, the day. */
static bool read_made(struct field_list *f, const struct view *v, const struct seg *s)
{
    static const char *const others[] = { "sinh", "cap", "chet", "tu ngay", "so", "can cu" };
    enum { REACH = 90 };
    struct date d;
    struct seg both;
    const size_t place = find_phrase(s->fold, s->len, "tai", 0);

    if (place == SIZE_MAX || place > REACH)
        return false;
    const bool here = date_long(s->fold, s->len, place, &d) && d.whole;
    if (!here && !wrapped_date(f, v, s, place, &both, &d))
        return false;
    if (d.from > place + REACH || memchr(s->fold + place, ':', d.from - place))
        return false;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (find_phrase(s->fold, d.from, others[i], 0) != SIZE_MAX)
            return false;
    add_date(f, "issued_date", &d, here ? s : &both, 0, here ? UNUSUAL : WRAPPED);
    return true;
}

/* "Hôm nay, ngày 06 tháng 8 năm 2026, tại ...": the day a contract or a record was made. Without
 * "hôm nay" other papers name the hour of what they are about ("Thời gian: 9 giờ ngày ..." of a
 * meeting): that day is taken where `hours` says so, and shown, never accepted. */
static bool read_today(struct field_list *f, bool hours)
{
    enum { REACH = 40, ROWS = 30 };
    struct date d;
    struct seg both;
    size_t from;
    float fit;

    for (uint32_t k = 0; k < f->d->n && k < 2; k++) {
        const struct view *v = &f->d->views[k];
        for (uint32_t i = 0; i < v->n_segs && v->segs[i].row < ROWS; i++) {
            const struct seg *s = &v->segs[i];
            if (type_is_record(f) && day_begins(s, &d)) {
                add_date(f, "issued_date", &d, s, k, UNUSUAL);
                return true;
            }
            if (type_is_record(f) && k == 0 && read_made(f, v, s))
                return true;
            if (!today_at(&f->t->words, s, &from, &fit))
                continue;
            if (!type_is_record(f) && find_phrase(s->fold, s->len, "hom nay", 0) == SIZE_MAX) {
                if (!hours)
                    continue;
                fit = EFFECTIVE;
            }
            const bool here = date_any(s->fold, s->len, from, &d) && d.whole;
            if (!here && !wrapped_date(f, v, s, from, &both, &d) &&
                !date_any(s->fold, s->len, from, &d))
                continue;
            const bool words_too = d.from > 0 && s->fold[d.from - 1] == '('; /* behind the words */
            if (d.from > from + (words_too ? 3 * REACH : REACH))
                continue;
            /* of a date in two lines the first holds no whole value */
            add_date(f, "issued_date", &d, s, k, here ? fit : WRAPPED);
            return true;
        }
    }
    return false;
}

/* "Tam Xuân 1, ngày ...": the names of some communes end in a number. */
static bool place_numbered(const struct seg *s, uint32_t end)
{
    while (end > 0 && strchr(" .,", s->fold[end - 1]))
        end--;
    uint32_t from = end;
    while (from > 0 && s->fold[from - 1] >= '0' && s->fold[from - 1] <= '9')
        from--;
    if (from == end || end - from > 2 || from < 3 || s->fold[from - 1] != ' ' || s->lower_first)
        return false;
    for (uint32_t i = 0; i + 1 < from; i++)
        if (s->fold[i] != ' ' && !(s->fold[i] >= 'a' && s->fold[i] <= 'z'))
            return false;
    return true;
}

/* Nothing but a place and a comma, or "ngày", before the date; nothing behind it. */
static bool date_alone(const struct seg *s, const struct date *d)
{
    uint32_t end = d->from, from = 0;
    bool comma = false;

    if (d->to + 4 < s->len || s->letters > 60 || end > 45 || memchr(s->fold, ':', end))
        return false;
    while (end > 0 && strchr(" .,", s->fold[end - 1]))
        comma |= s->fold[--end] == ',';
    if (end >= 4 && memcmp(s->fold + end - 4, "ngay", 4) == 0) {
        end -= 4;
        comma |= end == 0;
        while (end > 0 && strchr(" .,", s->fold[end - 1]))
            comma |= s->fold[--end] == ',';
    }
    for (from = 0; from < end && !place_numbered(s, end); from++)
        if (s->fold[from] >= '0' && s->fold[from] <= '9')
            return false;
    return end == 0 ? comma : comma && !s->lower_first;
}

/* "Hải Lăng, 05/3/2023" beside the number or under the motto; a party's head has no motto. */
static bool read_head_short(struct field_list *f)
{
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];
    const int32_t party = head_party(v), top = l->motto_seg >= 0 ? l->tieu_row : party;
    const int32_t number = l->number_seg >= 0 ? (int32_t)v->segs[l->number_seg].row : -1;
    struct date d;

    if (top < 0 || (!l->two_columns && party < 0))
        return false;
    for (uint32_t i = v->row_first[top]; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        if ((int32_t)s->row > (number > top ? number : top) + 2)
            break;
        if ((float)s->box.x1 < (v->left + v->right) / 2 || find_cited(s) ||
            !date_any(s->fold, s->len, 0, &d) || !date_alone(s, &d))
            continue;
        add_place(f, s, &d, 0, 1);
        add_date(f, "issued_date", &d, s, 0, 1);
        return true;
    }
    return false;
}

/* Under it, in its column unless `anywhere`, somebody signs. */
static bool signed_below(const struct word_lists *w, const struct view *v, const struct seg *s,
                         bool anywhere)
{
    for (uint32_t i = v->row_first[s->row + 1]; i < v->n_segs; i++) {
        const struct seg *q = &v->segs[i];
        if (seg_cy(q) - seg_cy(s) > 5 * v->em)
            break;
        if ((anywhere || fabsf(seg_cx(q) - seg_cx(s)) < 0.16F * (v->right - v->left)) &&
            (words_start(&w->set[WORDS_AUTHORITY], q->fold) ||
             words_start(&w->set[WORDS_OFFICE], q->fold) ||
             words_start(&w->set[WORDS_CITIZEN], q->fold) || starts_with(q->fold, "nguoi ")))
            return true;
    }
    return false;
}

/* "Đã chết vào lúc: 8 giờ 00 phút, ngày ...": the day of what the paper is about. */
static bool says_when(const struct seg *s, uint32_t before)
{
    for (uint32_t i = 0; i < before && !place_numbered(s, before); i++)
        if (s->fold[i] >= '0' && s->fold[i] <= '9')
            return true;
    return find_phrase(s->fold, before, "luc", 0) != SIZE_MAX ||
           find_phrase(s->fold, before, "gio", 0) != SIZE_MAX ||
           find_phrase(s->fold, before, "sinh", 0) == 0 ||
           find_phrase(s->fold, before, "den", 0) != SIZE_MAX;
}

/* The lowest date of the last page that stands alone and has one: above the right signature, or
 * above any where `anywhere`. */
static bool read_low(struct field_list *f, bool anywhere)
{
    struct date d;
    struct seg both;

    for (uint32_t k = f->d->n; k-- > 0;) {
        const struct view *w = &f->d->views[k];
        if (f->d->layouts[k].certified)
            continue;
        for (uint32_t i = w->n_segs; i-- > 0;) {
            const struct seg *s = &w->segs[i];
            const bool low = seg_cy(s) > w->top + 0.4F * (w->bottom - w->top) && !find_cited(s);
            if (!low || s->letters > 60)
                continue;
            const bool right = seg_cx(s) >= (w->left + w->right) / 2 - 6 * w->em;
            if (!(right || anywhere))
                continue;
            if (memmem(s->fold, s->len, "ngay", 4) && wrapped_date(f, w, s, 0, &both, &d) &&
                date_alone(&both, &d)) {
                add_date(f, "issued_date", &d, s, k, WRAPPED);
                return true;
            }
            const bool spelled = date_long(s->fold, s->len, 0, &d) && d.to + 4 >= s->len;
            if (!(spelled && right && d.from <= 45 && !says_when(s, d.from)) &&
                !(date_any(s->fold, s->len, 0, &d) && date_alone(s, &d) &&
                  signed_below(&f->t->words, w, s, anywhere)))
                continue;
            add_place(f, s, &d, k, 1);
            add_date(f, "issued_date", &d, s, k, right ? 1 : UNUSUAL);
            return true;
        }
    }
    return false;
}

/* "Sao từ Sổ đăng ký khai sinh, ngày 03 tháng 11 năm 2013": the day of a copy. */
static bool read_copied(struct field_list *f)
{
    struct date d;

    for (uint32_t k = 0; k < f->d->n; k++) {
        const struct view *v = &f->d->views[k];
        for (uint32_t i = 0; i < v->n_segs; i++) {
            const struct seg *s = &v->segs[i];
            if (!starts_with(s->fold, "sao tu so") || !date_any(s->fold, s->len, 0, &d))
                continue;
            add_date(f, "issued_date", &d, s, k, 1);
            return true;
        }
    }
    return false;
}

/* A whole date of the line that is no day of birth or of another paper. */
static bool date_whole(const struct seg *s, struct date *d)
{
    for (uint32_t from = 0; date_any(s->fold, s->len, from, d); from = d->to)
        if (d->valid && d->whole && find_phrase(s->fold, d->from, "sinh", 0) == SIZE_MAX &&
            find_phrase(s->fold, d->from, "cap ngay", 0) == SIZE_MAX)
            return true;
    return false;
}

/* The day a copy was certified: the first under the words of certification, or on a sheet behind
 * them. What is copied has days of its own, and none of them is the copy's. False: the paper is no
 * certified copy. */
static bool read_certified(struct field_list *f)
{
    uint32_t k = 0;
    struct date d;

    while (k < f->d->n && !f->d->layouts[k].certified)
        k++;
    if (k == f->d->n)
        return false;
    for (int32_t row = f->d->layouts[k].certified_row; k < f->d->n; k++, row = 0)
        for (uint32_t i = f->d->views[k].row_first[row]; i < f->d->views[k].n_segs; i++) {
            const struct seg *s = &f->d->views[k].segs[i];
            if (!date_whole(s, &d))
                continue;
            if (date_alone(s, &d))
                add_place(f, s, &d, k, 1);
            add_date(f, "issued_date", &d, s, k, 1);
            return true;
        }
    return true;
}

/* "Ngày 05/03/2024" alone in the middle under the title. */
static bool read_under_title(struct field_list *f)
{
    enum { ROWS = 3 };
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];
    struct date d;

    if (l->n_hits == 0)
        return false;
    for (uint32_t i = 0; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        const int32_t row = (int32_t)s->row - l->hits[0].last_row;
        if (row <= 0 || row > ROWS || !starts_with(s->fold, "ngay") ||
            fabsf(seg_cx(s) - seg_cx(&v->segs[v->row_first[l->hits[0].last_row]])) > 2 * v->em ||
            !date_any(s->fold, s->len, 0, &d) || !date_alone(s, &d))
            continue;
        add_date(f, "issued_date", &d, s, 0, UNUSUAL);
        return true;
    }
    return false;
}

/* "Đăng ký lần đầu, ngày ..." so high that it was taken for the head's. */
static bool head_registers(const struct field_list *f)
{
    const int32_t at = f->d->layouts[0].date_seg;
    const struct view *v = &f->d->views[0];

    return at >= 0 && page_has(v, "lan dau") &&
           (find_phrase(v->segs[at].fold, v->segs[at].len, "lan dau", 0) != SIZE_MAX ||
            find_phrase(v->segs[at].fold, v->segs[at].len, "thay doi", 0) != SIZE_MAX);
}

/* The date of the head, else that of the first sentence, else the one above the signature of the
 * last pages. */
static void read_date(struct field_list *f)
{
    const struct layout *l = &f->d->layouts[0];
    struct date d;

    if (read_certified(f) || (head_registers(f) && changed_day(f)))
        return;
    if (l->date_seg >= 0) {
        const struct seg *s = &f->d->views[0].segs[l->date_seg];
        struct seg both;
        const bool here = date_long(s->fold, s->len, 0, &d);
        if (!(here && d.y) && wrapped_date(f, &f->d->views[0], s, 0, &both, &d)) {
            add_place(f, s, &d, 0, 1);
            add_date(f, "issued_date", &d, &both, 0, WRAPPED);
        } else if (here) {
            add_place(f, s, &d, 0, 1);
            add_date(f, "issued_date", &d, s, 0, 1);
        } else if (!read_head_short(f) && !read_today(f, true)) {
            reason_add(f, "date_missing");
        }
        return;
    }
    if (!changed_day(f) && !read_head_short(f) && !read_copied(f) && !read_today(f, false) &&
        !read_under_title(f) && !read_low(f, false))
        (void)read_today(f, true);
}

/* Nothing but an hour stands between: "10 giờ 15 phút,", "10:15:33". */
static bool hour_only(const char *fold, uint32_t from, uint32_t to)
{
    static const char *const words[] = { "gio", "phut", "giay", "h", "ngay", "vao" };
    bool digits = false;

    for (uint32_t i = from; i < to;) {
        uint32_t n = 1;
        if (fold[i] >= 'a' && fold[i] <= 'z') {
            size_t k = 0;
            while (i + n < to && fold[i + n] >= 'a' && fold[i + n] <= 'z')
                n++;
            while (k < sizeof words / sizeof *words &&
                   !(strlen(words[k]) == n && memcmp(words[k], fold + i, n) == 0))
                k++;
            if (k == sizeof words / sizeof *words)
                return false;
        } else if (!strchr(" :.,;-()", fold[i]) && !(fold[i] >= '0' && fold[i] <= '9')) {
            return false;
        }
        digits |= fold[i] >= '0' && fold[i] <= '9';
        i += n;
    }
    return digits;
}

/* "Ngày tiếp nhận: 05/03/2024": at the beginning of a line, the date right behind it or behind an
 * hour. */
static void read_labelled(struct field_list *f)
{
    const struct word_set *labels = &f->t->words.set[WORDS_DATE_LABEL];
    struct date d;

    for (uint32_t k = 0; k < f->d->n; k++) {
        const struct view *v = &f->d->views[k];
        for (uint32_t i = 0; i < v->n_segs; i++) {
            const struct seg *s = &v->segs[i];
            uint32_t len = 0;
            for (uint32_t w = 0; w < labels->n; w++)
                if (starts_with(s->fold, labels->list[w].fold) && labels->list[w].len > len)
                    len = labels->list[w].len;
            /* the label may have the "ngày" of the date */
            const uint32_t from =
                len >= 4 && memcmp(s->fold + len - 4, "ngay", 4) == 0 ? len - 4 : len;
            if (len == 0 || !date_any(s->fold, s->len, from, &d) ||
                (d.from > len + 7 && !hour_only(s->fold, len, d.from)))
                continue;
            add_date(f, "issued_date", &d, s, k, UNUSUAL);
            return;
        }
    }
}

/* "Việc nuôi con nuôi có hiệu lực kể từ ngày 02 tháng 3 năm 2023" where no other day is said. */
static void read_effective(struct field_list *f)
{
    struct date d;
    struct seg both;

    for (uint32_t k = 0; k < f->d->n; k++)
        for (uint32_t i = 0; i < f->d->views[k].n_segs; i++) {
            const struct seg *s = &f->d->views[k].segs[i];
            const size_t at = find_phrase(s->fold, s->len, "hieu luc", 0);
            const size_t from = at == SIZE_MAX ? at : find_phrase(s->fold, s->len, "tu ngay", at);
            if (from == SIZE_MAX)
                continue;
            const bool here = date_any(s->fold, s->len, from, &d) && d.whole;
            if (!here && !wrapped_date(f, &f->d->views[k], s, from, &both, &d))
                continue;
            add_date(f, "issued_date", &d, here ? s : &both, k, EFFECTIVE);
            return;
        }
}

void date_left(struct field_list *f)
{
    if (field_get(f, "issued_date") || read_certified(f))
        return;
    if (f->d->layouts[0].date_seg < 0 && !read_low(f, true))
        read_labelled(f);
    if (!field_get(f, "issued_date"))
        read_effective(f);
    if (!field_get(f, "issued_date"))
        day_of_rest(f);
}

void fields_head(struct field_list *f)
{
    if (f->d->n == 0 || f->d->views[0].n_segs == 0)
        return;
    fields_number(f);
    fields_issuer(f);
    fields_subject(f);
    read_date(f);
}
