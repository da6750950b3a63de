#include "codes/codes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "codes/bars.h"
#include "codes/codes_zxing.h"
#include "codes/evidence.h"
#include "codes/grid.h"
#include "codes/match.h"
#include "codes/mend.h"
#include "codes/pixels.h"
#include "codes/regions.h"
#include "codes/whole.h"
#include "codes/zoom.h"

/* Pixels of a place that is enlarged: a code of 177 modules of 4 px. */
enum { UPSCALED_MAX = 800 * 800 };
/* A grid drawn for the decoder: px a module, and the modules of a quiet zone. */
enum { DRAWN = 3, QUIET = 4 };
/* Bars read line by line: characters at most, and how far a line is sharpened. */
enum { BARS_TEXT = 128, SHARPEST = 4 };
/* Blocks of stripes of a page that are decided as a whole, 2 to 60 ms each. */
enum { WHOLES_MAX = 8 };
/* px a module, by its length at most: a decoder's thresholds read wider bars alike on many rows,
 * narrower ones it may read wrong, and narrowest ones count for nothing unless decided so. */
static const double WIDE = 2.5, NARROW = 1.9;
/* Rounds of a code's pixels that may bring nothing more. */
enum { IDLE_MAX = 4 };
/* Rounds of a page, 20 to 80 ms each: a code that can be read wants one to ten. */
enum { ROUNDS_MAX = 64 };
/* Squares that are laid where finders were told by their likeness alone. */
enum { LIKELY_MAX = 6 };
/* px of a side of what may be a code of modules beyond the thresholds' windows. */
enum { LARGE_MIN = 320, LARGE_FOUND = 4 };

struct modules {
    struct grid grid;
    struct mend_work mend;
};
struct gather {
    struct arena *a;
    struct code *out;
    uint32_t max, *n;
    int scale; /* boxes are divided by it */
    int32_t dx, dy;
    const struct box *box; /* of what is searched, when it is known */
    bool full;
    int wholes; /* blocks of stripes decided, so far, and what was read there */
    struct box sure[WHOLES_MAX];
    int n_sure;
    int rounds;              /* of pixels, so far */
    int small_rounds;        /* and of those reduced, a sixteenth as dear */
    struct modules *modules; /* made when the first is needed */
};

static int keep(void *ctx, int kind, const char *text, size_t len, const int box[4])
{
    struct gather *g = ctx;
    char *t = len < 8192 ? utf8_nfc(g->a, text, len) : NULL;

    if (*g->n == g->max || (len < 8192 && !t)) {
        g->full = true;
        return 0;
    }
    if (!t || !*t)
        return 1;
    g->out[(*g->n)++] = (struct code){
        .kind = kind <= 2 ? (enum code_kind)kind : CODE_OTHER,
        .text = t,
        .box = g->box
                   ? *g->box
                   : (struct box){ box[0] / g->scale + g->dx, box[1] / g->scale + g->dy,
                                   box[2] / g->scale + 1 + g->dx, box[3] / g->scale + 1 + g->dy },
    };
    return 1;
}

static int search(const struct grey *g, struct box b, int kinds, bool thorough, struct gather *to)
{
    return codes_zxing_read(grey_row(g, b.y0) + b.x0, b.x1 - b.x0, b.y1 - b.y0, (int)g->stride,
                            kinds, thorough ? CODES_ZXING_HARDER : 0, keep, to);
}

static bool draw(const struct grid *m, struct grey *out, struct err *e)
{
    const int32_t side = (m->n + 2 * QUIET) * DRAWN;

    if (!grey_init(out, side, side, e))
        return false;
    for (int32_t y = 0; y < side; y++) {
        uint8_t *row = grey_row(out, y);
        const int32_t j = y / DRAWN - QUIET;
        memset(row, 255, (size_t)side);
        for (int32_t i = 0; j >= 0 && j < m->n && i < m->n; i++)
            if (m->dark[j * m->n + i])
                memset(row + (i + QUIET) * DRAWN, 0, DRAWN);
    }
    return true;
}

static bool has_code(const struct gather *to, const struct box *b)
{
    for (uint32_t i = 0; i < *to->n; i++)
        if (box_overlap(to->out[i].box, *b))
            return true;
    return false;
}

static bool is_found(const struct gather *to, const struct finder *f)
{
    return has_code(to, &(struct box){ (int32_t)(f->x - f->width), (int32_t)(f->y - f->width),
                                       (int32_t)(f->x + f->width), (int32_t)(f->y + f->width) });
}

/* What mends as it is; else what pixels say, again as long as that brings a block more. */
static bool read_modules(const struct grey *g, const struct square *s, struct modules *m,
                         int *rounds)
{
    if (!grid_lay(g, s, &m->grid) || !mend_begin(&m->grid, &m->mend))
        return false;
    (void)mend_blocks(&m->grid, &m->mend);
    for (int idle = 0; m->mend.left > 0;) {
        if (++*rounds > ROUNDS_MAX || !pixels_decide(g, &m->grid))
            return false;
        idle = mend_blocks(&m->grid, &m->mend) ? 0 : idle + 1;
        if (idle == IDLE_MAX)
            return false;
        grid_settle(g, &m->grid);
    }
    return true;
}

/* The squares of finders where nothing was read, module by module. */
static bool search_squares(const struct grey *g, const struct square *squares, uint32_t n,
                           struct gather *to, struct err *e)
{
    for (uint32_t i = 0; i < n && !to->full; i++) {
        struct grey drawn;
        if (is_found(to, &squares[i].corner))
            continue;
        if (!to->modules && !(to->modules = malloc(sizeof *to->modules)))
            return err_set(e, ERR_NOMEM, "no memory for a code's modules");
        if (!read_modules(g, &squares[i], to->modules, &to->rounds))
            continue;
        if (!draw(&to->modules->grid, &drawn, e))
            return false;
        to->box = &to->modules->grid.box;
        const int rc = codes_zxing_read(drawn.px, drawn.w, drawn.h, (int)drawn.stride,
                                        CODES_ZXING_QR, CODES_ZXING_PURE, keep, to);
        to->box = NULL;
        grey_release(&drawn);
        if (rc < 0)
            return err_set(e, ERR_LIBRARY, "zxing: cannot search %d modules", to->modules->grid.n);
    }
    return true;
}

/* Modules of a card's QR are 1.7 to 2.1 px at 200 dpi, where the decoder needs 3 to 4. */
static bool upscaled(const struct grey *g, struct box b, int kinds, struct gather *to,
                     struct err *e)
{
    struct grey big;

    if (!zoom_twice(g, b, &big, e))
        return false;
    to->scale = 2;
    const int rc = search(&big, (struct box){ 0, 0, big.w, big.h }, kinds, true, to);
    to->scale = 1;
    grey_release(&big);
    return rc >= 0 ||
           err_set(e, ERR_LIBRARY, "zxing: cannot search %d x %d pixels", b.x1 - b.x0, b.y1 - b.y0);
}

static bool search_place(const struct grey *g, const struct place *p, bool thorough,
                         struct gather *to, struct err *e)
{
    to->dx = p->box.x0;
    to->dy = p->box.y0;
    return search(g, p->box, p->kinds, thorough, to) >= 0 ||
           err_set(e, ERR_LIBRARY, "zxing: cannot search %d x %d pixels", p->box.x1 - p->box.x0,
                   p->box.y1 - p->box.y0);
}

/* ---- bars ---- */
/* The readings of one line of bars. A code's check is one of 103: a reading counts when another
 * line, of other heights, gives the same and none gives anything else. */
struct readings {
    char text[BARS_TEXT];
    unsigned lines; /* bit by line */
    bool differ;
    int line;
};

static int compare(void *ctx, int kind, const char *text, size_t len, const int box[4])
{
    struct readings *r = ctx;

    (void)kind;
    (void)box;
    if (len == 0 || len >= sizeof r->text)
        return 1;
    if (r->lines == 0) {
        memcpy(r->text, text, len);
        r->text[len] = '\0';
    }
    r->differ |= strlen(r->text) != len || memcmp(r->text, text, len) != 0;
    r->lines |= 1u << r->line;
    return 1;
}

static bool read_lines(const struct grey lines[3], struct readings *r, struct err *e)
{
    struct grey sharp;
    int rc = 0;

    if (!grey_init(&sharp, lines[0].w, lines[0].h, e))
        return false;
    for (r->line = 0; r->line < 3 && rc >= 0; r->line++)
        for (int halves = 0; halves <= SHARPEST && rc >= 0; halves += 2) {
            bars_sharpen(&lines[r->line], halves, &sharp);
            rc = codes_zxing_read(sharp.px, sharp.w, sharp.h, (int)sharp.stride, CODES_ZXING_BARS,
                                  CODES_ZXING_HARDER, compare, r);
        }
    grey_release(&sharp);
    return rc >= 0 || err_set(e, ERR_LIBRARY, "zxing: cannot search a line of bars");
}

/* Modules as wide as they can be: a character is one symbol at most, beside start, check and stop.
 */
static double module_at_most(const struct code *c, struct box stripes)
{
    const struct box b = box_union(c->box, stripes);
    const int32_t w = b.x1 - b.x0, h = b.y1 - b.y0;
    const size_t pairs = (strlen(c->text) + 1) / 2; /* digits, two a symbol */

    return (w > h ? w : h) / (double)(11 * (pairs + 2) + 13);
}

/* Bars too grainy or stamped over for any line of pixels by itself. */
static bool search_bars(const struct grey *g, const struct place *p, struct gather *to,
                        struct err *e)
{
    struct readings r = { .lines = 0 };
    struct grey lines[3];
    const struct box b = p->box;
    bool found;

    if (!(p->kinds & CODES_ZXING_BARS) || has_code(to, &p->box))
        return true;
    bool ok = bars_flatten(g, b, STRIPE_MARGIN_PX, lines, &found, e) &&
              (!found || read_lines(lines, &r, e));
    for (int i = 0; i < 3; i++)
        grey_release(&lines[i]);
    if (!ok || r.differ || (r.lines & (r.lines - 1)) == 0)
        return ok;
    const struct code read = { .text = r.text, .box = b };
    if (module_at_most(&read, b) < NARROW)
        return true;
    to->box = &b;
    (void)keep(to, CODE_CODE128, r.text, strlen(r.text), (int[4]){ 0 });
    to->box = NULL;
    return true;
}

/* The code that was read where stripes are. */
static struct code *read_at(const struct gather *to, const struct box *b)
{
    for (uint32_t i = 0; i < *to->n; i++)
        if (to->out[i].kind == CODE_CODE128 && box_overlap(to->out[i].box, *b))
            return &to->out[i];
    return NULL;
}

static struct box box_of(const struct profile *p, const struct whole *w, const struct grey *g)
{
    const double half = p->high / 2, ends[2] = { (double)w->from, (double)w->to };
    double x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;

    for (int i = 0; i < 4; i++) {
        const double u = ends[i % 2], v = i < 2 ? -half : half, x = p->x + u * p->ux - v * p->uy,
                     y = p->y + u * p->uy + v * p->ux;
        x0 = fmin(x0, x);
        y0 = fmin(y0, y);
        x1 = fmax(x1, x);
        y1 = fmax(y1, y);
    }
    return box_clip((struct box){ (int32_t)x0, (int32_t)y0, (int32_t)x1 + 1, (int32_t)y1 + 1 },
                    g->w, g->h);
}

/* A block of stripes decided as a whole: what nobody read, and what was read of narrow bars. */
static bool search_whole(const struct grey *g, struct box stripes, struct gather *to, struct err *e)
{
    struct code *known = read_at(to, &stripes);
    struct profile p;
    struct whole w = { .found = false };
    bool found;

    for (int i = 0; i < to->n_sure; i++)
        if (box_overlap(to->sure[i], stripes))
            return true;
    if ((known && module_at_most(known, stripes) >= WIDE) || to->wholes++ >= WHOLES_MAX)
        return true;
    const bool ok = bars_profile(g, stripes, &p, &found, e) && (!found || whole_read(&p, &w, e));
    profile_release(&p);
    if (!ok)
        return false;
    if (known && (w.found || module_at_most(known, stripes) < NARROW))
        *known = to->out[--*to->n];
    if (!w.found)
        return true;
    const struct box b = box_of(&p, &w, g);
    to->sure[to->n_sure++] = b;
    to->box = &b;
    (void)keep(to, CODE_CODE128, w.text, strlen(w.text), (int[4]){ 0 });
    to->box = NULL;
    return true;
}

static bool search_enlarged(const struct grey *g, const struct place *p, struct gather *to,
                            struct err *e)
{
    const int64_t area = (int64_t)(p->box.x1 - p->box.x0) * (p->box.y1 - p->box.y0);

    if (!p->fine || area > UPSCALED_MAX || has_code(to, &p->box))
        return true;
    to->dx = p->box.x0;
    to->dy = p->box.y0;
    return upscaled(g, p->box, p->kinds, to, e);
}

/* From the cheapest: half of the codes need no more than the first. */
static bool search_region(const struct grey *g, const struct region *r, bool thorough,
                          struct gather *to, struct err *e)
{
    struct evidence ev;

    if (!evidence_find(g, r, &ev, e))
        return false;
    for (uint32_t i = 0; i < ev.n_places && !to->full; i++)
        if (!search_place(g, &ev.places[i], thorough, to, e))
            return false;
    if (!thorough)
        return true;
    for (uint32_t i = 0; i < ev.n_stripes && !to->full; i++)
        if (!search_whole(g, ev.stripes[i], to, e))
            return false;
    if (!search_squares(g, ev.squares, ev.n_squares, to, e) ||
        !search_squares(g, ev.guesses, ev.n_guesses, to, e))
        return false;
    for (uint32_t i = 0; i < ev.n_places && !to->full; i++)
        if (!search_enlarged(g, &ev.places[i], to, e) || !search_bars(g, &ev.places[i], to, e))
            return false;
    return true;
}

/* Codes of modules too small or blurred for rows to show their finders. */
static bool search_cores(const struct grey *g, const struct cores *cores, struct gather *to,
                         struct err *e)
{
    for (uint32_t i = 0; i < cores->n && !to->full; i++) {
        struct square squares[LIKELY_MAX];
        uint32_t n;
        if (has_code(to, &cores->box[i]))
            continue;
        if (!match_squares(g, cores->box[i], squares, LIKELY_MAX, &n, e) ||
            !search_squares(g, squares, n, to, e))
            return false;
    }
    return true;
}

/* Codes that fill a hand's breadth, as separator sheets have them: at a quarter of their size,
 * where grain is gone and less contrast tells more. */
static bool search_large(const struct grey *g, const struct region *r, struct gather *to,
                         struct err *e)
{
    struct code found[LARGE_FOUND];
    uint32_t n = 0;
    struct gather small = { .a = to->a,
                            .out = found,
                            .max = LARGE_FOUND,
                            .n = &n,
                            .scale = 1,
                            .wholes = to->wholes,
                            .rounds = to->small_rounds,
                            .modules = to->modules };
    struct grey quarter;

    if (!r->solid || r->box.x1 - r->box.x0 < LARGE_MIN || r->box.y1 - r->box.y0 < LARGE_MIN ||
        has_code(to, &r->box))
        return true;
    if (!zoom_quarter(g, r->box, &quarter, e))
        return false;
    const struct region all = { { 0, 0, quarter.w, quarter.h }, false, r->contrast / 3 };
    const bool ok = search_region(&quarter, &all, true, &small, e);
    grey_release(&quarter);
    to->small_rounds = small.rounds;
    to->wholes = small.wholes;
    to->modules = small.modules;
    to->full |= small.full && n < LARGE_FOUND; /* no memory for a text */
    for (uint32_t i = 0; ok && i < n && *to->n < to->max; i++) {
        const struct box b = found[i].box;
        found[i].box = (struct box){ r->box.x0 + 4 * b.x0, r->box.y0 + 4 * b.y0,
                                     r->box.x0 + 4 * b.x1, r->box.y0 + 4 * b.y1 };
        to->out[(*to->n)++] = found[i];
    }
    return ok;
}

/* From the top, then from the left: whatever the order of the search. */
static int by_place(const void *a, const void *b)
{
    const struct box *x = &((const struct code *)a)->box, *y = &((const struct code *)b)->box;
    const int rows = (x->y0 > y->y0) - (x->y0 < y->y0), cols = (x->x0 > y->x0) - (x->x0 < y->x0);
    const int kinds = (int)((const struct code *)a)->kind - (int)((const struct code *)b)->kind;

    return rows ? rows : cols ? cols : kinds;
}

bool codes_find(const struct grey *g, const struct grey *clean, bool thorough, struct arena *a,
                struct code *out, uint32_t max, uint32_t *n, struct err *e)
{
    struct gather to = { .a = a, .out = out, .max = max, .n = n, .scale = 1 };
    struct region regions[REGIONS_MAX];
    struct cores cores;
    uint32_t found;

    if (!regions_find(g, regions, &found, &cores, e))
        return false;
    bool ok = true;
    for (uint32_t i = 0; ok && i < found && !to.full; i++)
        ok = search_region(g, &regions[i], thorough, &to, e);
    ok = ok && (!thorough || search_cores(g, &cores, &to, e));
    for (uint32_t i = 0; ok && thorough && i < found && !to.full; i++)
        ok = search_large(g, &regions[i], &to, e);
    for (uint32_t i = 0; ok && thorough && clean && i < found && !to.full; i++)
        if (regions[i].solid && !has_code(&to, &regions[i].box))
            ok = search_region(clean, &regions[i], true, &to, e);
    free(to.modules);
    if (!ok)
        return false;
    qsort(out, *n, sizeof *out, by_place);
    return !to.full || *n == max || err_set(e, ERR_NOMEM, "no memory for a code's text");
}
