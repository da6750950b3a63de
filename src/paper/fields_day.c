#include <string.h>

#include "paper/fields.h"

/* The day a paper was made where no known place or wording says it: of all whole dates in its
 * sentences those that are plainly another matter's (births, deaths, cards, what is cited, ends and
 * appointments) are left out, and of the others the one that is most like it is taken; of several
 * the last, for what a paper tells of was before it was written. Shown, never accepted. */
static const float REST = 0.7F;

enum { ABOVE = 90, UNDER = 400, TEXT = 2 * UNDER + ABOVE, CLAUSE = 90 };

/* A line with the end of what is said before it and with the line under it, folded. */
struct around {
    char fold[TEXT + 4];
    uint32_t n, from, to; /* the line itself */
};

static void put(struct around *a, const char *s, uint32_t n)
{
    memcpy(a->fold + a->n, s, n);
    a->n += n;
    a->fold[a->n++] = ' ';
}

const struct seg *line_before(const struct view *v, const struct seg *s)
{
    const uint32_t at = (uint32_t)(s - v->segs);

    if (at > v->row_first[s->row])
        return s - 1;
    for (uint32_t i = s->row > 0 ? v->row_first[s->row - 1] : at; i < at; i++)
        if (v->segs[i].box.x0 < s->box.x1 && v->segs[i].box.x1 > s->box.x0 &&
            seg_cy(s) - seg_cy(&v->segs[i]) < 2.4F * v->em)
            return &v->segs[i];
    return NULL;
}

static void around_make(const struct view *v, const struct seg *s, struct around *a)
{
    const struct seg *before = line_before(v, s), *under = line_under(v, s);

    a->n = 0;
    if (before && before->len > 0) {
        const uint32_t n = before->len < ABOVE ? before->len : ABOVE;
        put(a, before->fold + before->len - n, n);
    }
    a->from = a->n;
    put(a, s->fold, s->len < UNDER ? s->len : UNDER);
    a->to = a->n;
    if (under && under->len < UNDER)
        put(a, under->fold, under->len);
}

static bool any_of(const char *fold, size_t n, const char *const *words)
{
    for (; *words; words++)
        if (find_phrase(fold, n, *words, 0) != SIZE_MAX)
            return true;
    return false;
}

/* Words between the label of a day and the day. */
static size_t label_end(const char *fold, size_t n)
{
    static const char *const between[] = { "ngay", "vao", "het", "luc", "hoi" };
    size_t was = 0;

    while (n != was) {
        was = n;
        while (n > 0 && strchr(" :.,(/-_\1", fold[n - 1]))
            n--;
        for (size_t i = 0; i < sizeof between / sizeof *between; i++) {
            const size_t k = strlen(between[i]);
            if (n >= k && memcmp(fold + n - k, between[i], k) == 0 &&
                (n == k || !(fold[n - k - 1] >= 'a' && fold[n - k - 1] <= 'z')))
                n -= k;
        }
    }
    return n;
}

static bool ends_in(const char *fold, size_t n, const char *const *words)
{
    for (; *words; words++) {
        const size_t k = strlen(*words);
        if (n >= k && memcmp(fold + n - k, *words, k) == 0 &&
            (n == k || !(fold[n - k - 1] >= 'a' && fold[n - k - 1] <= 'z')))
            return true;
    }
    return false;
}

/* Where the clause begins that the day at `at` stands in: behind another day, a semicolon or a full
 * stop. */
static size_t clause_start(const char *fold, size_t last, size_t at)
{
    size_t from = at;

    while (from > last && at - from < CLAUSE && fold[from - 1] != ';' &&
           !(fold[from - 1] == ' ' && from > last + 1 && fold[from - 2] == '.'))
        from--;
    return from;
}

/* "Quyết định số 12/QĐ-UBND ngày": the day of a paper that is cited; its own begins a line. */
static bool is_cited(const char *fold, size_t n, bool begins)
{
    const size_t so = find_phrase(fold, n, "so", 0);

    return so != SIZE_MAX && !(begins && so == 0) && memchr(fold + so, '/', n - so) &&
           !memchr(fold + so, ',', n - so);
}

/* Behind the last of these words; 0: none is there. */
static size_t last_of(const char *fold, size_t n, const char *const *words)
{
    size_t last = 0;

    for (; *words; words++)
        for (size_t at = find_phrase(fold, n, *words, 0); at != SIZE_MAX;
             at = find_phrase(fold, n, *words, at + 1))
            last = at + strlen(*words) > last ? at + strlen(*words) : last;
    return last;
}

/* What is before a day in its clause. */
struct clause {
    const char *fold;
    size_t n;
    bool begins;  /* with the line */
    bool spelled; /* "ngày 3 tháng 2 năm 2020" */
    bool record;  /* of a record or a contract */
};

static const char *const its_own[] = {
    "dang ky",  "vao so",   "ghi so",    "lap",     "viet",     "ky",      "ki",       "trich",
    "sao",      "bat dau",  "hop",       "hom nay", "cap tai",  "lam tai", "xac nhan", "chung thuc",
    "ban hanh", "thay doi", "cong nhan", "lam",     "khai mac", "ghi vao", NULL
};

/* Of a birth, a death, a card or a law, and no later word of the paper's own stands there. */
static bool is_others(const struct clause *c)
{
    static const char *const others[] = { "sinh",    "chet",      "tu tran",    "tu vong",
                                          "qua doi", "mat ngay",  "mat luc",    "mat hoi",
                                          "cccd",    "cmnd",      "can cuoc",   "ho chieu",
                                          "luat",    "dinh danh", "chung minh", "theo",
                                          "kham",    NULL };

    return last_of(c->fold, c->n, others) > last_of(c->fold, c->n, its_own);
}

/* How much it is like the day the paper was made on; 0: it is another matter's. */
static float likeness(const struct clause *c)
{
    static const char *const
        never[] = { "het han",    "hieu luc", "thoi han",   "gia tri",     "can cu",    "nghi dinh",
                    "thong tu",   "cong van", "van ban so", "nghi quyet",  "hen",       "khoi cong",
                    "hoan thanh", "han",      "nhap ngu",   "tra ket qua", "mang thai", "trao",
                    "xay ra",     "tai nan",  "nop",        "trinh dien",  NULL },
        *const beside[] = { "den",  "truoc", "sau", "de",   "cap", "don",
                            "sang", "chieu", "toi", "tinh", "qua", NULL },
        *const starts[] = { "tu", NULL }, *const time[] = { "thoi gian", "gio", NULL };
    const size_t end = label_end(c->fold, c->n), own = last_of(c->fold, c->n, its_own);
    float x = c->spelled ? 3 : 1;

    if (any_of(c->fold, c->n, never) || ends_in(c->fold, end, beside) ||
        is_cited(c->fold, c->n, c->begins) || (!c->record && any_of(c->fold, c->n, time)) ||
        is_others(c))
        return 0;
    if (own)
        x += 0.7F;
    if (ends_in(c->fold, end, starts))
        x -= 1;
    return x;
}

struct day {
    struct date d;
    const struct seg *seg;
    uint32_t view;
    bool whole; /* in its line */
    float x;
};

static bool later(const struct date *a, const struct date *b)
{
    return (a->y * 12 + a->m) * 31 + a->d > (b->y * 12 + b->m) * 31 + b->d;
}

static void look_at(const struct field_list *f, uint32_t k, const struct seg *s, bool record,
                    struct day *best)
{
    static const float LEAST = 1.5F, SAME = 0.8F;
    struct around a;
    struct date d;
    size_t last = 0;

    around_make(&f->d->views[k], s, &a);
    for (size_t at = 0; at < a.n && date_any(a.fold, a.n, at, &d); at = last = d.to) {
        if (d.from >= a.to)
            break;
        if (!d.valid || !d.whole || d.from < a.from)
            continue;
        const bool spelled = !(a.fold[d.from] >= '0' && a.fold[d.from] <= '9');
        /* what is above a line goes on in it where it begins with a small letter or the day */
        const bool goes_on = s->lower_first || d.from < a.from + 2;
        const size_t first = goes_on || last > a.from ? last : a.from,
                     from = clause_start(a.fold, first, d.from);
        const struct clause c = { a.fold + from, d.from - from, from == a.from, spelled, record };
        const bool low = k + 1 == f->d->n && seg_cy(s) > 0.5F * (float)f->d->views[k].page->frame_h;
        const float x = likeness(&c);
        if (x < LEAST || starts_with(a.fold + d.to, " den "))
            continue;
        const float sum = x + (low ? 0.5F : 0);
        if (best->seg && (sum < best->x - SAME || (sum < best->x + SAME && !later(&d, &best->d))))
            continue;
        *best = (struct day){ .d = d, .seg = s, .view = k, .whole = d.to <= a.to, .x = sum };
        best->d.from -= a.from;
        best->d.to -= a.from;
    }
}

bool day_of_others(const struct view *v, const struct seg *s, uint32_t from)
{
    struct around a;
    struct date d;
    size_t last = 0;

    around_make(v, s, &a);
    for (size_t at = 0; at < a.n && date_any(a.fold, a.n, at, &d); at = last = d.to) {
        if (d.from < a.from || d.from - a.from < from)
            continue;
        const bool goes_on = s->lower_first || d.from < a.from + 2;
        const size_t first = clause_start(a.fold, goes_on || last > a.from ? last : a.from, d.from);
        return is_others(&(struct clause){ .fold = a.fold + first, .n = d.from - first });
    }
    return false;
}

void day_of_rest(struct field_list *f)
{
    const struct layout *l = &f->d->layouts[0];
    const bool record = type_is_record(f);
    struct day best = { 0 };
    char iso[16];
    float conf;

    /* papers of offices have it in their head and nowhere else */
    if (f->certified || l->date_seg >= 0 ||
        (f->t->types[f->type].pub.cls == 'A' && l->two_columns && l->number_seg >= 0 && !record))
        return;
    for (uint32_t k = 0; k < f->d->n; k++)
        for (uint32_t i = 0; i < f->d->views[k].n_segs && !f->d->layouts[k].certified; i++)
            if (memchr(f->d->views[k].segs[i].fold, '/', f->d->views[k].segs[i].len) ||
                find_phrase(f->d->views[k].segs[i].fold, f->d->views[k].segs[i].len, "ngay", 0) !=
                    SIZE_MAX)
                look_at(f, k, &f->d->views[k].segs[i], record, &best);
    if (!best.seg)
        return;
    const uint32_t to = best.whole ? best.d.to : best.seg->len;
    const struct box box = seg_box(&f->d->views[best.view], best.seg, best.d.from, to, &conf);
    date_iso(&best.d, iso);
    field_add(f, "issued_date", iso, conf, best.d.guessed ? 0.8F * REST : REST, best.view, box);
}
