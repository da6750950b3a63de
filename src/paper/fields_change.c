#include <string.h>

#include "paper/fields.h"

/* "Đăng ký lần đầu ngày 04/11/2021 - Đăng ký thay đổi ngày 05 tháng 10 năm 2023": a register's
 * certificate is made anew with each change. Which of the two is filed as its day differs between
 * offices: of a household's, and where the changes are counted as the forms do ("lần thứ 2"), the
 * first is shown, by which the register has it, of a company's else the last; neither is accepted.
 */
static const float CHANGED = 0.85F;

/* "lần thứ 2", not the blank of a form that was never changed. */
static bool change_counted(const struct seg *s, size_t changed)
{
    static const char *const words[] = { "nhat", "hai", "ba", "tu", "nam", "sau", "bay", "cuoi" };
    const size_t at = find_phrase(s->fold, s->len, "lan ", changed);

    if (at == SIZE_MAX)
        return false;
    const char *n = s->fold + at + 4;
    n += starts_with(n, "thu") ? 3 : 0;
    n += strspn(n, " :.");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (starts_with(n, words[i]))
            return true;
    return *n >= '1' && *n <= '9';
}

/* The day of the change in its line, across its end or at the beginning of the next. */
static const struct seg *change_day(struct field_list *f, const struct seg *s, size_t changed,
                                    struct seg *both, struct date *d)
{
    enum { REACH = 40, NEXT = 8 };
    const struct view *v = &f->d->views[0];

    if (date_any(s->fold, s->len, changed, d) && d->whole)
        return d->from <= changed + REACH ? s : NULL;
    if (wrapped_date(f, v, s, changed, both, d))
        return d->from <= changed + REACH ? both : NULL;
    const struct seg *next = s->len <= changed + REACH ? line_under(v, s) : NULL;
    const bool there = next && date_any(next->fold, next->len, 0, d) && d->whole && d->from <= NEXT;
    return there ? next : NULL;
}

static bool read_first_day(struct field_list *f)
{
    const struct view *v = &f->d->views[0];
    struct date d;
    struct seg both;

    for (uint32_t i = 0; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        const size_t at = find_phrase(s->fold, s->len, "lan dau", 0),
                     changed = find_phrase(s->fold, s->len, "thay doi", 0);
        if (at == SIZE_MAX)
            continue;
        const bool here = date_any(s->fold, s->len, at, &d) && d.whole;
        if (!(here && d.from < changed) && !wrapped_date(f, v, s, at, &both, &d))
            continue;
        add_date(f, "issued_date", &d, here ? s : &both, 0, CHANGED);
        return true;
    }
    return false;
}

static bool find_change(struct field_list *f)
{
    const char *slug = f->t->types[f->type].pub.slug;
    const struct view *v = &f->d->views[0];
    bool counted = false;
    struct date d;
    struct seg both;

    if (strcmp(slug, "gcn_doanh_nghiep") != 0 && strcmp(slug, "gcn_ho_kinh_doanh") != 0)
        return false;
    for (uint32_t i = v->n_segs; i-- > 0;) {
        const struct seg *s = &v->segs[i];
        const size_t changed = find_phrase(s->fold, s->len, "thay doi", 0);
        if (changed == SIZE_MAX || (find_phrase(s->fold, changed, "dang ky", 0) == SIZE_MAX &&
                                    !change_counted(s, changed)))
            continue;
        const struct seg *at = change_day(f, s, changed, &both, &d);
        if (at) {
            const bool history =
                change_counted(s, changed) || strcmp(slug, "gcn_ho_kinh_doanh") == 0;
            if (!history || !read_first_day(f))
                add_date(f, "issued_date", &d, at, 0, CHANGED);
            return true;
        }
        counted |= change_counted(s, changed);
    }
    return counted && read_first_day(f);
}

bool changed_day(struct field_list *f)
{
    f->day_settled = find_change(f);
    return f->day_settled;
}
