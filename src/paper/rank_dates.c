#include <string.h>

#include "paper/rank_features.h"

/* Kinds of features that dates alone have. */
enum {
    F_FORM = 100,
    F_AGE,
    F_COUNT,
    F_GAP,
    F_AGAIN,
    F_NTH,
    F_LAST_WORD,
    F_ALONE_AGE,
    F_ZONE_AGE,
    F_CLASS_AGE,
    F_SLUG_AGE
};

static int32_t days(const struct date *d)
{
    return (d->y * 12 + d->m) * 31 + d->d;
}

static bool digits_in(const struct seg *s)
{
    for (uint32_t i = 0; i < s->len; i++)
        if (s->fold[i] >= '0' && s->fold[i] <= '9')
            return true;
    return false;
}

/* Behind "ngày", where that is not of the date itself. */
static uint32_t behind_day(const char *fold, uint32_t from)
{
    uint32_t at = from;

    while (at > 0 && strchr(" :.,", fold[at - 1]))
        at--;
    return at >= 4 && memcmp(fold + at - 4, "ngay", 4) == 0 ? at - 4 : from;
}

struct spot {
    uint32_t zone, last, alone;
};

static void add(const struct rank_paper *p, uint32_t bits, uint32_t k, const struct seg *s,
                const struct rank_text *text, const struct date *d, struct ranking *out,
                struct spot *spots)
{
    if (out->n == RANK_MAX)
        return;
    struct rank_candidate *c = &out->list[out->n];
    struct rank_pen pen = { &c->x, bits };
    const bool spelled = text->fold[d->from] == 'n';
    const uint32_t from = spelled ? d->from : behind_day(text->fold, d->from);
    char iso[16];

    if (d->valid)
        date_iso(d, iso);
    else
        iso[0] = '\0'; /* what stands in the place of the paper's own is no other day */
    c->seg = s;
    c->view = k;
    c->from = d->from;
    c->to = d->to;
    c->day = *d;
    c->x.n = 0;
    c->p = 0;
    memcpy(c->value, iso, sizeof iso);
    struct spot *spot = &spots[out->n++];
    rank_place(&pen, p, k, s, from, d->to, &spot->zone);
    rank_put(&pen, F_FORM, spelled + 2U * (from < d->from), d->whole + 2U * d->guessed);
    rank_words_around(&pen, text, from, d->to, &spot->last);
}

static void gather(const struct rank_paper *p, uint32_t bits, struct ranking *out,
                   struct spot *spots)
{
    static const struct rank_text none;
    struct rank_text text = none;

    for (uint32_t k = 0; k < p->d->n; k++) {
        const struct view *v = &p->d->views[k];
        for (uint32_t i = 0; i < v->n_segs; i++) {
            const struct seg *s = &v->segs[i];
            struct date d;
            const bool day = find_phrase(s->fold, s->len, "ngay", 0) != SIZE_MAX;
            if (!digits_in(s) && !day)
                continue;
            rank_text_make(v, s, &text);
            for (size_t at = 0; at < text.line && date_any(text.fold, text.n, at, &d); at = d.to) {
                if (d.from >= text.line)
                    break;
                add(p, bits, k, s, &text, &d, out, spots);
            }
        }
    }
}

/* Earliest, between, latest, only one, not whole. */
static uint32_t age_of(const struct ranking *r, uint32_t i)
{
    bool earlier = false, later = false;

    if (!r->list[i].day.whole)
        return 4;
    for (uint32_t k = 0; k < r->n; k++)
        if (r->list[k].day.whole) {
            earlier |= days(&r->list[k].day) < days(&r->list[i].day);
            later |= days(&r->list[k].day) > days(&r->list[i].day);
        }
    return earlier ? (later ? 1 : 2) : later ? 0 : 3;
}

static uint32_t gap_of(const struct ranking *r, uint32_t i)
{
    int32_t most = 0;

    for (uint32_t k = 0; k < r->n; k++)
        if (r->list[k].day.whole && days(&r->list[k].day) > most)
            most = days(&r->list[k].day);
    const int32_t gap = most - days(&r->list[i].day);
    return gap <= 0 ? 0 : gap <= 31 ? 1 : gap <= 400 ? 2 : gap <= 2000 ? 3 : 4;
}

void rank_dates(const struct rank_paper *p, uint32_t bits, struct ranking *out)
{
    struct spot spots[RANK_MAX];
    const struct paper_type *type = &p->t->types[p->type].pub;
    const uint32_t slug = p->certified ? 7 : rank_hash(type->slug, strlen(type->slug)),
                   cls = p->certified ? 1 : (uint32_t)(uint8_t)type->cls;

    out->n = 0;
    out->none.n = 0;
    out->p_none = 1;
    gather(p, bits, out, spots);
    struct rank_pen none = { &out->none, bits };
    rank_none(&none, p, out->n);
    for (uint32_t i = 0; i < out->n; i++) {
        struct rank_pen pen = { &out->list[i].x, bits };
        const uint32_t age = age_of(out, i), count = out->n < 4 ? out->n : out->n < 7 ? 4 : 7;
        uint32_t again = 0;
        for (uint32_t k = 0; k < out->n; k++)
            again += k != i && strcmp(out->list[k].value, out->list[i].value) == 0;
        rank_put(&pen, F_AGE, age, 0);
        rank_put(&pen, F_COUNT, count, age);
        rank_put(&pen, F_GAP, gap_of(out, i), 0);
        rank_put(&pen, F_AGAIN, again < 2 ? again : 2, age);
        rank_put(&pen, F_NTH, i == 0, i + 1 == out->n);
        rank_put(&pen, F_LAST_WORD, spots[i].last, age);
        rank_put(&pen, F_ZONE_AGE, spots[i].zone, age);
        rank_put(&pen, F_CLASS_AGE, cls, age);
        rank_put(&pen, F_SLUG_AGE, slug, age);
    }
}
