#include <string.h>

#include "paper/fields.h"

/* Numbers of papers that print them in their middle, not in a head: registers of household
 * businesses (Decree 01/2021, art. 83), vehicles and driving licences. */

enum {
    TOKEN_MAX = 16,
    TOKEN_BYTES = TOKEN_MAX * 4,
    LABEL_REACH = 60,
    VEHICLE_MIN = 6,
    LICENCE = 12
};

/* One print of a letter that no check covers is shown, never accepted; nor is what no label
 * names. */
static const float UNCHECKED = 0.9F, UNNAMED = 0.7F;

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool word_char(char c)
{
    return digit(c) || (c >= 'a' && c <= 'z');
}

/* Province, district letter, 8, six digits; Đ is a d with its marks gone. */
static bool household(const char *fold, uint32_t n)
{
    if (n != 10 || !(fold[2] >= 'a' && fold[2] <= 'z') || fold[3] != '8')
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (i != 2 && !digit(fold[i]))
            return false;
    return true;
}

static bool digits_only(const char *fold, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (!digit(fold[i]))
            return false;
    return true;
}

static bool fits(const char *slug, const char *fold, uint32_t n)
{
    if (strcmp(slug, "gcn_ho_kinh_doanh") == 0)
        return household(fold, n);
    if (strcmp(slug, "giay_phep_lai_xe") == 0)
        return n == LICENCE && digits_only(fold, n);
    return n >= VEHICLE_MIN && n <= VEHICLE_MIN + 2 && digits_only(fold, n);
}

/* Engines, frames, plates and people have numbers of other labels. */
static bool of_others(const struct seg *s, uint32_t to)
{
    static const char *const others[] = { "may",       "khung",      "loai",       "bien",
                                          "dinh danh", "thue",       "can ",       "cho ",
                                          "cmnd",      "cccd",       "dien thoai", "can cuoc",
                                          "hop dong",  "so theo doi" };

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (find_phrase(s->fold, to, others[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* "Số/No." in whatever way it was read ("SóNG.", "SAo."), alone before a licence's twelve digits;
 * "Giấy phép lái xe số:", "No:". */
static bool licence_label(const struct seg *s, uint32_t at)
{
    static const char *const names[] = {
        "lai xe", "gplx", "giay phep", "licence", "license", "no"
    };
    enum { SHORT = 8 };
    const size_t letters = strspn(s->fold, "abcdefghijklmnopqrstuvwxyz58");

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (find_phrase(s->fold, at, names[i], 0) != SIZE_MAX)
            return true;
    return at <= SHORT && letters >= 2 && strchr("s58", s->fold[0]) &&
           letters + strspn(s->fold + letters, " .:/,-\1") >= at;
}

/* "SđINo:": the label and its English twin, alone before the number. */
static bool twin_label(const struct seg *s, uint32_t at)
{
    enum { SHORT = 8 };
    const size_t letters = strspn(s->fold, "abcdefghijklmnopqrstuvwxyz/.\1");

    return letters >= 4 && letters <= SHORT && strchr("s58", s->fold[0]) &&
           memmem(s->fold, letters, "no", 2) &&
           letters + strspn(s->fold + letters, " .:/,-\1") >= at;
}

/* The text before the number is its label and nothing else: "Số (Number):", "Mã số đăng ký hộ kinh
 * doanh:", "Số giấy phép lái xe / No:". */
static bool labelled(const struct seg *s, uint32_t at)
{
    size_t so = 0; /* "SốINo:" as well: the slash between them was a letter */

    while (so + 1 < at && !(s->fold[so] == 's' && s->fold[so + 1] == 'o' &&
                            (so == 0 || !word_char(s->fold[so - 1]))))
        so++;
    return at <= LABEL_REACH && so + 1 < at && so <= 12 && !of_others(s, at);
}

struct own {
    const struct seg *seg;
    uint32_t from, to;
    char value[TOKEN_BYTES + 1];
    bool mended, known; /* known: by its label */
};

/* An 8 that was not made out, or the shadow of one that was: "35E8§099514". */
static bool no_digit(const struct seg *s, uint32_t at)
{
    return s->fold[at] == 1 && starts_with(s->text + text_offset(s->text, at), "\xC2\xA7");
}

/* The run of n letters from `at`, folded and as printed, with 8 for each such sign, or, `shadow`,
 * without those beside an 8. */
static uint32_t run_text(const struct seg *s, uint32_t at, uint32_t n, bool shadow, char *fold,
                         char *value)
{
    uint32_t k = 0;
    size_t v = 0;

    for (uint32_t i = at; i < at + n; i++) {
        const bool sign = no_digit(s, i), beside = (i > at && s->fold[i - 1] == '8') ||
                                                   (i + 1 < at + n && s->fold[i + 1] == '8');
        if (sign && shadow && beside)
            continue;
        const size_t from = text_offset(s->text, i), len = text_offset(s->text, i + 1) - from;
        fold[k++] = sign ? '8' : s->fold[i];
        if (sign)
            value[v++] = '8';
        else
            memcpy(value + v, s->text + from, len);
        v += sign ? 0 : len;
    }
    fold[k] = value[v] = '\0';
    return k;
}

/* By a label in the cell before it, or by its form alone. */
static bool likely(const char *slug, const struct view *v, const struct seg *s, uint32_t from,
                   uint32_t to)
{
    const bool whole =
        strspn(s->fold, " .:,-_'\1") >= from && !s->fold[to + strspn(s->fold + to, " .:,;-_'\1")];
    const struct seg *before = s > &v->segs[v->row_first[s->row]] ? s - 1 : NULL;

    if (of_others(s, from) || (before && of_others(before, before->len)))
        return false;
    if (strcmp(slug, "gcn_ho_kinh_doanh") == 0) /* no other number is written so */
        return true;
    if (strcmp(slug, "dang_ky_xe") == 0)
        return twin_label(s, from);
    return strcmp(slug, "giay_phep_lai_xe") == 0 && (whole || (from > 0 && licence_label(s, from)));
}

static bool own_in(const struct view *v, const struct seg *s, const char *slug, struct own *out)
{
    bool known;

    for (uint32_t i = 0; i < s->len; i++) {
        char fold[TOKEN_MAX + 1];
        uint32_t n = 0, signs = 0;
        while (i + n < s->len && (word_char(s->fold[i + n]) || no_digit(s, i + n)))
            signs += no_digit(s, i + n++);
        for (uint32_t k = 0; k <= (signs > 0) && n > 0 && n <= TOKEN_MAX; k++) {
            const uint32_t len = run_text(s, i, n, k == 1, fold, out->value);
            if (!fits(slug, fold, len))
                continue;
            known = labelled(s, i);
            if (!known && !likely(slug, v, s, i, i + n))
                continue;
            out->seg = s;
            out->from = i;
            out->to = i + n;
            out->mended = signs > 0;
            out->known = known;
            return true;
        }
        i += n;
    }
    return false;
}

void number_in_text(struct field_list *f)
{
    static const char *const slugs[] = { "gcn_ho_kinh_doanh", "giay_phep_lai_xe", "dang_ky_xe" };
    const char *slug = f->t->types[f->type].pub.slug;
    const struct view *v = &f->d->views[0];
    struct own own = { 0 }, other = { 0 };
    bool doubtful = false;
    size_t k = 0;
    float conf;

    while (k < sizeof slugs / sizeof *slugs && strcmp(slug, slugs[k]) != 0)
        k++;
    if (k == sizeof slugs / sizeof *slugs || field_get(f, "doc_number"))
        return;
    for (uint32_t i = 0; i < v->n_segs; i++) {
        if (!own_in(v, &v->segs[i], slug, &other))
            continue;
        if (own.seg && own.known != other.known) { /* one that its label names stands */
            doubtful &= own.known;                 /* among those without one */
            own = own.known ? own : other;
            continue;
        }
        if (own.seg && strcmp(own.value, other.value) != 0) {
            doubtful = true; /* two that differ: nobody knows which is its own */
            if (own.known)
                break;
            continue;
        }
        if (!own.seg)
            own = other;
    }
    if (doubtful)
        reason_add(f, "number_doubtful");
    if (!own.seg || doubtful)
        return;
    const struct box box = seg_box(v, own.seg, own.from, own.to, &conf);
    conf = seg_digits(v, own.seg, own.from, own.to);
    const bool sure = k > 0 && own.known && !own.mended && number_read_twice(v, own.seg, 1) &&
                      !number_is_small(v, box);
    field_add(f, "doc_number", own.value, conf, sure ? 1 : own.known ? UNCHECKED : UNNAMED, 0, box);
}
