/* One decoded page to the frame that is read.
 *
 *   scan --reduce--> small --turn, sheet--> small, upright --paper--> sketch: axis, lean, x-height
 *   scan --scale, turn, warp or shear--> raw --paper--> grey --marks--> grey
 *
 * Decisions are made on a copy of about 100 dpi; the full page is touched once a step. */
#include "image/prepare.h"
#include "base/without.h"
#include "image/clean.h"
#include "image/pixels.h"
#include "image/seal.h"
#include "image/sketch.h"

#include <math.h>
#include <string.h>

#define SKETCH_DPI  100
#define SKETCH_INK  185  /* below this, after division by the paper, a pixel is ink */
#define LEAN_LEAST  0.08 /* degrees: 3 px over an A4 page at 300 dpi */
#define LEAN_CONF   0.45
#define SKETCH_MOST 4e6   /* px */
#define DARK_PAGE   0.05F /* more ink than this is a picture or a failed scan, not a blank back */
#define FRAME_MOST  6.4e7 /* px: A1 at 300 dpi is read at half its resolution */
#define LINES_CONF  0.7   /* only lines of text sum up as sharply */
#define SHEAR_MOST  6.0   /* degrees: two shears distort by under 1 % */
#define LOW_DPI     170
#define HIGH_DPI    450
#define FRAME_DPI   300
/* Body text of 13 to 14 pt has an x-height of about 2.1 mm (NĐ 30/2020 asks for these sizes). */
#define X_HEIGHT_MM  2.1
#define X_HEIGHT_LOW 11.0 /* px: smaller letters lose their Vietnamese marks */
/* A card has letters of many sizes down to 5 pt: their median says little. */
#define CARD_PX   1700
#define CARD_TEXT 20  /* parts; a drawing is not enlarged */
#define SEAL_FAR  1e6 /* px: no page has such a side */

struct page_plan {
    int32_t dpi; /* believed of the scan */
    bool sheet;
    double sheet_map[9]; /* rectified sheet (scan px, upright) -> turned scan */
    double sheet_w, sheet_h;
    bool sideways;
    double lean;
    float conf, x_height; /* x_height in scan px */
    int32_t text_parts;
    struct seals seals; /* scan px */
};

static int32_t paper_dpi(int32_t w, int32_t h)
{
    const double high = w > h ? w : h;
    return (int32_t)lround(high / 11.69); /* A4 */
}

/* A file's word on its resolution: nothing when it is a program's default (72, 96) that would make
 * the page larger than A3, or a size no paper has. */
static int32_t trusted_dpi(int32_t dpi, int32_t w, int32_t h)
{
    const double inches = dpi > 0 ? (double)(w > h ? w : h) / dpi : 0;

    if (dpi < 50 || dpi > 1300 || inches < 2.8 || inches > 48)
        return 0;
    return ((dpi >= 71 && dpi <= 73) || (dpi >= 95 && dpi <= 97)) && inches > 17 ? 0 : dpi;
}

static bool a4_like(int32_t w, int32_t h)
{
    const double high = w > h ? w : h, low = w > h ? h : w;
    return high / low > 1.3 && high / low < 1.55;
}

/* Cleans and sketches a small upright page; white outlives the sketch. */
static bool sketch_page(const struct grey *small, int32_t dpi, struct grey *white, struct sketch *s,
                        struct err *e)
{
    struct tones t;

    return clean_paper(small, dpi, white, &t, e) && sketch_make(white, dpi, SKETCH_INK, s, e);
}

/* Words outside the sheet would be lost: then it is no sheet. */
static bool all_inside(const struct sketch *s, const double from_sheet[9], double w, double h)
{
    double to_sheet[9];
    int32_t out = 0;

    if (!map_invert(from_sheet, to_sheet))
        return false;
    for (int32_t i = 0; i < s->n_parts; i++) {
        const struct box *b = &s->parts[i].box;
        double x, y;
        if (!s->parts[i].text)
            continue;
        map_apply(to_sheet, (b->x0 + b->x1) / 2.0, (b->y0 + b->y1) / 2.0, &x, &y);
        out += x < 0 || y < 0 || x >= w || y >= h;
    }
    return out * 50 <= s->n_text;
}

/* The rectangle the sheet becomes: mean lengths of its opposite sides. */
static void sheet_size(const double q[8], double *w, double *h)
{
    *w = (hypot(q[2] - q[0], q[3] - q[1]) + hypot(q[4] - q[6], q[5] - q[7])) / 2;
    *h = (hypot(q[6] - q[0], q[7] - q[1]) + hypot(q[4] - q[2], q[5] - q[3])) / 2;
}

/* The colours of the small page, turned like it; borrowed where they are used as they are. */
struct colours {
    struct grey own[2];
    const struct grey *at[2];
};

static void colours_release(struct colours *c)
{
    grey_release(&c->own[0]);
    grey_release(&c->own[1]);
}

static bool small_colours(const struct planes *p, int32_t k, int32_t turn, struct colours *c,
                          struct err *e)
{
    const struct grey *from[2] = { &p->cb, &p->cr };
    double unused[9];

    *c = (struct colours){ .at = { from[0], from[1] } };
    for (int i = 0; i < 2 && p->cb.px; i++) {
        struct grey small = { 0 };
        if (k > 1) {
            if (!grey_reduce(c->at[i], k, &c->own[i], unused, e))
                return false;
            c->at[i] = &c->own[i];
        }
        if (turn) {
            if (!grey_turn(c->at[i], turn, &small, unused, e))
                return false;
            grey_take(&c->own[i], &small);
            c->at[i] = &c->own[i];
        }
    }
    return true;
}

static bool look_for_sheet(const struct planes *p, const struct grey *small, int32_t k,
                           int32_t turn, struct sheet *out, struct err *e)
{
    struct colours c;
    const int32_t sub = p->sub_x > p->sub_y ? p->sub_x : p->sub_y;
    const bool ok = small_colours(p, sub > 0 && k / sub > 1 ? k / sub : 1, turn, &c, e) &&
                    sheet_find(small, c.at[0], c.at[1], out, e);

    colours_release(&c);
    return ok;
}

static bool find_sheet(const struct planes *p, const struct grey *small, int32_t k, int32_t turn,
                       struct page_plan *plan, struct grey *flat, double map[9], struct err *e)
{
    struct sketch s = { 0 };
    struct grey white = { 0 };
    struct sheet sheet;
    double w, h;

    if (!look_for_sheet(p, small, k, turn, &sheet, e))
        return false;
    if (!sheet.found)
        return true;
    sheet_size(sheet.quad, &w, &h);
    if (w < 50 || h < 50 || !map_from_quad(sheet.quad, w, h, map))
        return true;
    const bool ok = sketch_page(small, plan->dpi / k, &white, &s, e);
    plan->sheet = ok && (sheet.sure || all_inside(&s, map, w, h));
    sketch_release(&s);
    grey_release(&white);
    if (!plan->sheet)
        return ok;
    const double grow[9] = { k, 0, 0, 0, k, 0, 0, 0, 1 };
    const double shrink[9] = { 1.0 / k, 0, 0, 0, 1.0 / k, 0, 0, 0, 1 };
    map_multiply(map, shrink, plan->sheet_map);
    map_multiply(grow, plan->sheet_map, plan->sheet_map);
    plan->sheet_w = w * k, plan->sheet_h = h * k;
    return grey_warp(small, map, (int32_t)lround(w), (int32_t)lround(h), 255, flat, e);
}

/* The factor, raised until the reduced plane has no more than `most` pixels: bounded memory and
 * time whatever a file says of its resolution. */
static int32_t at_most(int32_t k, int32_t w, int32_t h, double most)
{
    const double least = ceil(sqrt((double)w * h / most));
    return k < least ? (int32_t)least : k;
}

int32_t planes_reduction(int32_t dpi, int32_t w, int32_t h)
{
    const int32_t trusted = trusted_dpi(dpi, w, h), real = trusted ? trusted : paper_dpi(w, h);
    const int32_t k = (real + SKETCH_DPI / 2) / SKETCH_DPI;

    return at_most(k < 1 ? 1 : k, w, h, SKETCH_MOST);
}

/* Replaces *at by the result of a step and appends its map. */
static void advance(struct grey *at, struct grey *next, double to_scan[9], const double map[9])
{
    grey_take(at, next);
    map_multiply(to_scan, map, to_scan);
}

/* The same circles through another map, their size by how it maps a radius. One that a strong
 * perspective takes beyond any page (px that no int32_t holds, or no number at all) is left out. */
static void move_seals(const struct seals *from, const double map[9], struct seals *to)
{
    to->n = 0;
    for (int32_t i = 0; i < from->n; i++) {
        const struct seal *m = &from->at[i];
        double x, y, ex, ey;
        map_apply(map, m->x, m->y, &x, &y);
        map_apply(map, m->x + m->r, m->y, &ex, &ey);
        const double r = sqrt((ex - x) * (ex - x) + (ey - y) * (ey - y));
        if (fabs(x) < SEAL_FAR && fabs(y) < SEAL_FAR && r < SEAL_FAR)
            to->at[to->n++] = (struct seal){ x, y, r };
    }
}

static bool look_for_seals(const struct sketch *s, const double to_scan[9], struct page_plan *plan,
                           struct err *e)
{
    struct seals found;

    if (!seals_find(s, &found, e))
        return false;
    move_seals(&found, to_scan, &plan->seals);
    return true;
}

static bool plan_page(const struct image_opts *o, struct planes *p, int32_t dpi, int32_t turn,
                      struct page_plan *plan, struct err *e)
{
    const int32_t file_dpi = trusted_dpi(dpi, p->y.w, p->y.h),
                  k = planes_reduction(dpi, p->y.w, p->y.h);
    struct grey small = { 0 }, upright = { 0 }, flat = { 0 }, white = { 0 };
    struct sketch s = { 0 };
    double to_scan[9], map[9];
    bool ok = false;

    map_identity(to_scan);
    *plan = (struct page_plan){ .dpi = file_dpi ? file_dpi : paper_dpi(p->y.w, p->y.h) };
    if (p->small.px && p->small_k == k)
        grey_take(&small, &p->small);
    else if (!grey_reduce(&p->y, k, &small, map, e))
        goto done;
    to_scan[0] = to_scan[4] = k;
    if (turn && !grey_turn(&small, turn, &upright, map, e))
        goto done;
    if (turn)
        advance(&small, &upright, to_scan, map);
    if (o->find_page && !p->bilevel && !find_sheet(p, &small, k, turn, plan, &flat, map, e))
        goto done;
    if (plan->sheet) {
        advance(&small, &flat, to_scan, map);
        if (!file_dpi)
            plan->dpi = paper_dpi((int32_t)plan->sheet_w, (int32_t)plan->sheet_h);
    }
    if (!sketch_page(&small, plan->dpi / k, &white, &s, e))
        goto done;
    if (o->drop_colour && !without("seals") && !look_for_seals(&s, to_scan, plan, e))
        goto done;
    struct lean lean;
    if (!sketch_lean(&s, o->max_skew_deg, &lean, e))
        goto done;
    plan->conf = lean.conf;
    plan->sideways = o->deskew && lean.sideways && lean.conf >= LEAN_CONF;
    if (o->deskew && lean.conf >= LEAN_CONF && fabsf(lean.deg) >= LEAN_LEAST)
        plan->lean = lean.deg;
    plan->x_height = sketch_x_height(&s, lean.sideways) * (float)k;
    plan->text_parts = s.n_text;
    if (!file_dpi && !plan->sheet && !a4_like(p->y.w, p->y.h) && plan->x_height > 0)
        plan->dpi = (int32_t)lround(plan->x_height * 25.4 / X_HEIGHT_MM);
    ok = true;
done:
    grey_release(&small);
    grey_release(&upright);
    grey_release(&flat);
    grey_release(&white);
    sketch_release(&s);
    return ok;
}

/* How many times larger (or, negative, smaller) the frame is to be. The letters' height decides
 * where it is known: a photograph's dpi says little. */
static int32_t choose_scale(const struct page_plan *plan, const struct planes *p)
{
    int32_t k = 1;

    const int32_t shrink = plan->dpi >= HIGH_DPI ? (plan->dpi + FRAME_DPI / 2) / FRAME_DPI : 1;
    const int32_t fits = at_most(shrink, p->y.w, p->y.h, FRAME_MOST);
    if (fits > 1)
        return -fits;
    if (plan->x_height > 0 && plan->text_parts >= 60)
        k = plan->x_height < X_HEIGHT_LOW ? (int32_t)ceil(X_HEIGHT_LOW / plan->x_height) : 1;
    else if (plan->dpi < LOW_DPI && plan->dpi > 0)
        k = (FRAME_DPI + plan->dpi / 2) / plan->dpi;
    const double high = plan->sheet ? fmax(plan->sheet_w, plan->sheet_h) : fmax(p->y.w, p->y.h);
    if (k == 1 && high < CARD_PX && plan->text_parts >= CARD_TEXT &&
        plan->x_height < 2 * X_HEIGHT_LOW)
        k = 2;
    k = k > 4 ? 4 : k < 1 ? 1 : k;
    /* a small scan only: an enlarged drawing would cost more memory than any other page */
    while (k > 1 && (double)p->y.w * p->y.h * k * k > 4e7)
        k--;
    return k;
}

static uint8_t ground(const struct grey *g)
{
    uint32_t hist[256];

    grey_histogram(g, 16, hist);
    return (uint8_t)histogram_part(hist, 256, 7, 10);
}

static bool scale_and_turn(struct planes *p, const struct page_plan *plan, int32_t turn, int32_t k,
                           struct grey *at, double to_scan[9], struct err *e)
{
    const int32_t quarter = plan->sheet ? turn : (turn + 90 * plan->sideways) % 360;
    struct grey next = { 0 };
    double map[9];

    grey_take(at, &p->y);
    if (k != 1) {
        if (!(k < 0 ? grey_reduce(at, -k, &next, map, e) : grey_enlarge(at, k, &next, map, e)))
            return false;
        advance(at, &next, to_scan, map);
    }
    if (quarter) {
        if (!grey_turn(at, quarter, &next, map, e))
            return false;
        advance(at, &next, to_scan, map);
    }
    return true;
}

/* Sheet, turn to the text's axis and lean in one resampling. */
static bool flatten(const struct page_plan *plan, double scale, uint8_t fill, struct grey *at,
                    double to_scan[9], struct err *e)
{
    const double a = plan->lean * M_PI / 180, c = cos(a), s = sin(a);
    const double w0 = (plan->sideways ? plan->sheet_h : plan->sheet_w) * scale;
    const double h0 = (plan->sideways ? plan->sheet_w : plan->sheet_h) * scale;
    const double w = w0 * c + h0 * fabs(s), h = h0 * c + w0 * fabs(s);
    const double quarter[9] = { 0, 1, 0, -1, 0, plan->sheet_h * scale, 0, 0, 1 };
    const double grow[9] = { scale, 0, 0, 0, scale, 0, 0, 0, 1 };
    const double shrink[9] = { 1 / scale, 0, 0, 0, 1 / scale, 0, 0, 0, 1 };
    /* frame -> rectified sheet: rotation by -lean about the centres */
    double map[9] = { c, s, w0 / 2 - (c * w + s * h) / 2, -s, c, h0 / 2 - (-s * w + c * h) / 2, 0,
                      0, 1 };
    struct grey next = { 0 };

    if (plan->sideways)
        map_multiply(quarter, map, map);
    if (plan->sheet) {
        map_multiply(shrink, map, map);
        map_multiply(plan->sheet_map, map, map);
        map_multiply(grow, map, map);
    }
    if (!grey_warp(at, map, (int32_t)lround(w), (int32_t)lround(h), fill, &next, e))
        return false;
    advance(at, &next, to_scan, map);
    return true;
}

/* The paper of the frame, measured while the frame is made. */
struct measure {
    struct paper paper;
    int32_t dpi;
    bool begun;
};

static void measure_row(void *ctx, const struct grey *g, int32_t y)
{
    struct measure *m = ctx;
    struct err none = { 0 };

    if (y == 0) /* without memory now, finish tries again and says so */
        m->begun = paper_begin(g->w, g->h, m->dpi, &m->paper, &none);
    if (m->begun)
        paper_row(&m->paper, g, y);
}

static bool level(const struct page_plan *plan, double scale, struct measure *m, struct grey *at,
                  double to_scan[9], struct err *e)
{
    const struct row_watch watch = { measure_row, m };
    struct grey next = { 0 };
    double map[9];

    if (!plan->sheet && plan->lean == 0)
        return true;
    const uint8_t fill = ground(at);
    if (plan->sheet)
        return flatten(plan, scale, fill, at, to_scan, e);
    if (fabs(plan->lean) > SHEAR_MOST) {
        struct page_plan plain = *plan;
        plain.sheet_w = at->w / scale, plain.sheet_h = at->h / scale;
        plain.sideways = false; /* already turned */
        return flatten(&plain, scale, fill, at, to_scan, e);
    }
    if (!grey_shear(at, plan->lean, fill, m ? &watch : NULL, &next, map, e))
        return false;
    advance(at, &next, to_scan, map);
    return true;
}

/* turned and skew_deg out of the map itself, at the middle of the frame: what they say is what it
 * does. */
static void describe(struct prepared *out, int32_t turned)
{
    double x0, y0, x1, y1;
    const double cx = out->grey.w / 2.0, cy = out->grey.h / 2.0;

    map_apply(out->to_scan, cx - 1, cy, &x0, &y0);
    map_apply(out->to_scan, cx + 1, cy, &x1, &y1);
    double skew = -atan2(y1 - y0, x1 - x0) * 180 / M_PI - turned;
    skew -= 360 * floor((skew + 180) / 360);
    out->turned = turned;
    out->skew_deg = fabs(skew) < 1e-6 ? 0 : (float)skew;
}

/* Printed words are dark: three letters in a row tell them from specks. Faint letters (pencil, a
 * blurred photograph) must be more, since the reverse side shines through in the same tones. */
static bool blank_page(const struct grey *g, int32_t dpi, float ink, bool *blank, struct err *e)
{
    static const struct {
        uint8_t below;
        int32_t letters;
    } look[] = { { 140, 3 }, { 185, 7 } };
    struct grey half = { 0 };
    double unused[9];
    bool words = false;
    const int32_t k = at_most(dpi >= 250 ? 2 : 1, g->w, g->h, SKETCH_MOST);
    bool ok = grey_reduce(g, k, &half, unused, e);

    for (int i = 0; i < 2 && ok && !words; i++) {
        struct sketch s = { 0 };
        ok = sketch_make(&half, dpi / k, look[i].below, &s, e) &&
             sketch_has_words(&s, look[i].letters, &words, e);
        sketch_release(&s);
    }
    *blank = !words && ink < DARK_PAGE;
    grey_release(&half);
    return ok;
}

/* The frame out of the raw one; ink: its pixels under half tone. */
static bool clean(const struct image_opts *o, bool bilevel, struct measure *m,
                  const struct grey *raw, struct grey *frame, uint64_t *ink, struct err *e)
{
    struct tones tones;

    if (o->normalise && !bilevel) {
        const bool ok = m->begun ? paper_clean(&m->paper, raw, frame, &tones, e)
                                 : clean_paper(raw, m->dpi, frame, &tones, e);
        *ink = ok ? tones.ink : 0;
        return ok;
    }
    if (!grey_turn(raw, 0, frame, (double[9]){ 0 }, e) ||
        (o->normalise && !without("bilevel") && !clean_bilevel(frame, e)))
        return false;
    *ink = clean_ink(frame);
    return true;
}

static bool fade_seals(const struct seals *in_scan, int32_t dpi, struct prepared *out,
                       uint64_t *ink, struct err *e)
{
    struct seals here;
    double from_scan[9];
    uint64_t gone;

    if (!map_invert(out->to_scan, from_scan))
        return true;
    move_seals(in_scan, from_scan, &here);
    if (!seals_fade(&here, dpi, &out->grey, &gone, e))
        return false;
    *ink -= gone;
    return true;
}

static bool finish(const struct image_opts *o, const struct planes *p, const struct page_plan *plan,
                   struct measure *m, struct grey *at, struct prepared *out, struct err *e)
{
    struct marks marks = { 0 };
    uint64_t ink = 0;

    if (!clean(o, p->bilevel, m, at, &out->grey, &ink, e))
        return false;
    grey_take(&out->raw, at);
    if (!marks_find(p, plan->dpi, &marks, e))
        return false;
    out->colour = marks.colour;
    if (o->drop_colour)
        ink -= marks_drop(&marks, p, out->to_scan, &out->raw, &out->grey);
    if (plan->seals.n && !fade_seals(&plan->seals, m->dpi, out, &ink, e))
        return false;
    if (o->normalise && !without("edges"))
        ink -= clean_edges(&out->grey, m->dpi);
    out->ink = (float)((double)ink / ((double)out->grey.w * out->grey.h));
    /* Hundreds of letters, or some in level lines, need no second look. */
    if (plan->text_parts > 400 || (plan->text_parts >= 15 && plan->conf >= LINES_CONF))
        return true;
    return blank_page(&out->grey, m->dpi, out->ink, &out->blank, e);
}

bool prepare_page(const struct image_opts *o, struct planes *p, int32_t dpi, int32_t turn,
                  struct prepared *out, struct err *e)
{
    struct page_plan plan;
    struct grey at = { 0 };

    map_identity(out->to_scan);
    out->scan_w = p->y.w, out->scan_h = p->y.h;
    out->bilevel = p->bilevel;
    if (!plan_page(o, p, dpi, turn, &plan, e))
        return false;
    const int32_t k = choose_scale(&plan, p);
    const double scale = k < 0 ? 1.0 / -k : k;
    struct measure m = { .dpi = (int32_t)lround(plan.dpi * scale) };
    bool ok = scale_and_turn(p, &plan, turn, k, &at, out->to_scan, e) &&
              level(&plan, scale, o->normalise && !p->bilevel ? &m : NULL, &at, out->to_scan, e) &&
              finish(o, p, &plan, &m, &at, out, e);
    paper_release(&m.paper);
    grey_release(&at);
    if (!ok)
        return false;
    out->dpi = plan.dpi;
    out->skew_conf = plan.conf > 1 ? 1 : plan.conf;
    describe(out, (turn + 90 * plan.sideways) % 360);
    return true;
}
