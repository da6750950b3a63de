/* Days and lines of text that confirm.c reads again. */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "base/without.h"
#include "ocr/confirm_days.h"
#include "ocr/confirm_internal.h"
#include "ocr/confirm_text.h"

enum { MAX_DAYS = 64, MAX_RUNS = 8 };

struct days {
    const struct lstm_model *model;
    const struct day_slot *slots;
    struct day_guess *guess;
};

static bool day_sink(void *ctx, size_t line, const struct lstm_softmax *v,
                     struct lstm_line_out *out, struct err *e)
{
    struct days *d = ctx;

    (void)out;
    (void)e;
    day_decode(v, d->model, &d->slots[line], &d->guess[line]);
    return true;
}

/* Reads the slots' cuts with that reader, `above` of a slot's height more or less paper above and
 * below. */
static bool read_days(struct lstm *l, const struct lstm_model *m, const struct grey *plane,
                      const struct day_slot *slots, uint32_t n, float above,
                      struct day_guess *guess, struct arena *a, struct err *e)
{
    struct days days = { m, slots, guess };
    struct lstm_line_in *in = ARENA_NEW(a, struct lstm_line_in, n);
    struct lstm_line_out *out = ARENA_NEW(a, struct lstm_line_out, n);

    if (!in || !out)
        return err_set(e, ERR_NOMEM, "no memory");
    for (uint32_t i = 0; i < n; i++) {
        struct box b = slots[i].box;
        const int32_t more = (int32_t)((float)(b.y1 - b.y0) * above);
        b.y0 -= more;
        b.y1 += more;
        in[i] = (struct lstm_line_in){ plane, box_clip(b, plane->w, plane->h) };
    }
    lstm_set_softmax_sink(l, day_sink, &days);
    const bool ok = lstm_read_lines(l, in, n, a, out, e);
    lstm_set_softmax_sink(l, NULL, NULL);
    return ok;
}

/* Numbers that one reading alone saw, or the first was not sure of: the second reader sees them
 * smaller and larger too, and the first by themselves, among the numbers that can stand there. They
 * stand when all say the same. */
static bool vote_days(struct confirm *c, const struct grey *plane, struct page_read *page,
                      const struct day_slot *slots, const char **text, float *conf, uint32_t n,
                      struct arena *a, struct err *e)
{
    enum { VOTES = 3 };
    struct day_slot ask[MAX_DAYS];
    struct day_guess guess[VOTES][MAX_DAYS] = { 0 };
    uint32_t which[MAX_DAYS], k = 0;
    int32_t number[MAX_DAYS];

    for (uint32_t i = 0; i < n; i++)
        if (day_doubted(page, &slots[i], text[i], conf[i], &number[k])) {
            ask[k] = slots[i];
            which[k++] = i;
        }
    if (k == 0 || !c->first)
        return true;
    if (!read_days(c->lstm, c->model, plane, ask, k, 0.12F, guess[0], a, e) ||
        !read_days(c->lstm, c->model, plane, ask, k, -0.06F, guess[1], a, e) ||
        !read_days(c->first, c->first_model, plane, ask, k, 0, guess[2], a, e))
        return false;
    for (uint32_t i = 0; i < k; i++) {
        const struct day_guess g[VOTES] = { guess[0][i], guess[1][i], guess[2][i] };
        const uint32_t j = which[i];
        if (!day_voted(g, VOTES, number[i]))
            continue;
        if (text[j]) {
            conf[j] = DAY_SURE;
        } else {
            struct word *w = &page->words[slots[j].first];
            w->flags |= WORD_AGREED;
            w->conf = w->conf > DAY_SURE ? w->conf : DAY_SURE;
        }
    }
    return true;
}

/* The number in the slot against its glyphs: where the ink is plainly another one, nobody agreed,
 * whatever the networks said ("27" of a slanted 21). */
static bool days_by_ink(struct confirm *c, const struct grey *plane, struct page_read *page,
                        const struct day_slot *slots, const char *const *text, float *conf,
                        uint32_t n, struct arena *a, struct err *e)
{
    struct glyph_lattice l;

    if (without("glyphs"))
        return true;
    if (!glyph_lattice_init(&l, c->glyphs, a, e))
        return false;
    for (uint32_t i = 0; i < n; i++) {
        struct word *w = &page->words[slots[i].first];
        bool other = false;
        if (slots[i].n != 1)
            continue;
        if (!confirm_ruled_out(&l, plane, w->box, text[i] ? text[i] : w->text, &other, e))
            return false;
        if (!other)
            continue;
        conf[i] = fminf(conf[i], DAY_RULED_OUT);
        w->conf = fminf(w->conf, DAY_RULED_OUT);
        w->flags &= ~(uint32_t)WORD_AGREED;
    }
    return true;
}

bool confirm_days(struct confirm *c, const struct grey *plane, struct page_read *page,
                  struct arena *a, struct err *e)
{
    struct day_slot slots[MAX_DAYS];
    struct day_guess guess[MAX_DAYS] = { 0 };
    const char *text[MAX_DAYS];
    float conf[MAX_DAYS];
    const uint32_t n = day_slots(page, slots, MAX_DAYS);

    if (n == 0)
        return true;
    for (uint32_t i = 0; i < n; i++) {
        slots[i].box = box_clip(slots[i].box, plane->w, plane->h);
        slots[i].to = slots[i].to < plane->w ? slots[i].to : plane->w;
    }
    if (!read_days(c->lstm, c->model, plane, slots, n, 0, guess, a, e))
        return false;
    for (uint32_t i = 0; i < n; i++)
        text[i] = day_settle(page, &slots[i], &guess[i], a, &conf[i]);
    return vote_days(c, plane, page, slots, text, conf, n, a, e) &&
           days_by_ink(c, plane, page, slots, text, conf, n, a, e) &&
           day_fill(page, slots, text, conf, n, a, e);
}

/* Lines that say what the paper is about (confirm_text.h). */
bool confirm_text(struct confirm *c, const struct grey *plane, struct page_read *page,
                  struct arena *a, struct err *e)
{
    struct text_run runs[MAX_RUNS];
    struct lstm_line_in in[MAX_RUNS];
    struct lstm_line_out out[MAX_RUNS];
    const uint32_t n = text_runs(page, plane->w, plane->h, runs, MAX_RUNS);

    if (n == 0)
        return true;
    for (uint32_t i = 0; i < n; i++) {
        struct box b = runs[i].box;
        const int32_t h = b.y1 - b.y0;
        b = (struct box){ b.x0 - h / 3, b.y0 - h / 8 - 1, b.x1 + h / 3, b.y1 + h / 8 + 1 };
        in[i] = (struct lstm_line_in){ plane, box_clip(b, plane->w, plane->h) };
    }
    if (!lstm_read_lines(c->lstm, in, n, a, out, e))
        return false;
    for (uint32_t i = 0; i < n; i++) {
        char read[TEXT_BYTES];
        (void)confirm_join(&out[i], read);
        const char *text = utf8_nfc(a, read, strlen(read));
        if (!text)
            return err_set(e, ERR_NOMEM, "no memory");
        const bool same = text_same(page, &runs[i], text);
        for (uint32_t k = 0; k < runs[i].n && same; k++)
            page->words[runs[i].first + k].flags |= WORD_TWICE;
    }
    return true;
}
