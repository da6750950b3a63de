#include "image/streak.h"
#include "image/rows.h"
#include "image/streak_mend.h"

#include <stdlib.h>
#include <string.h>

enum {
    BANDS = 16,
    BAND = 16,     /* rows of a band */
    COUNTED = 255, /* rows in which dark pixels are counted */
    VALLEYS_MAX = 8,
    LEAN_MOST = 20,    /* 1 px in so many: 3 degrees */
    PLACES_MAX = 12,   /* looked at closely, of each kind and direction */
    SIZE_LEAST = 1000, /* px: A4 at 120 dpi, A5 at 175; on less, gaps between letters are as wide */
    DARK = 128,
    TONE = 20,      /* how much darker than its sides a dark fault is */
    TONE_LEAST = 4, /* how much brighter a white one */
    WHITE_MOST = 2, /* more white columns are those between the letters of a typewriter, of dates */
    CUT_LEAST = 16, /* rows with ink at both sides of a white one */
};

struct profile {
    uint16_t *sum[BANDS]; /* of BAND px along, for every column */
    uint8_t *light;       /* how many of COUNTED rows are light there; NULL: not counted */
};

/* Two bands in each margin, where no print is; the others evenly between. */
static int32_t band_at(const struct axis *a, int32_t i)
{
    static const int32_t permille[BANDS] = { 10,  28,  90,  160, 230, 300, 370, 440,
                                             510, 580, 650, 720, 790, 860, 962, 980 };
    return (int32_t)((int64_t)a->along * permille[i] / 1000);
}

static void sum_across(const struct axis *a, int32_t from, uint16_t *sum)
{
    for (int32_t c = 0; c < a->across; c++) {
        const uint8_t *p = at_of(a, c, from);
        uint32_t n = 0;
        for (int32_t i = 0; i < BAND; i++)
            n += p[i];
        sum[c] = (uint16_t)n;
    }
}

static bool profile_make(const struct axis *a, struct profile *out)
{
    const struct row_ops *ops = row_ops();
    const size_t n = (size_t)a->across;
    uint16_t *sums = malloc(BANDS * n * sizeof *sums);
    uint8_t *light = a->turned ? NULL : calloc(2, n);

    *out = (struct profile){ .light = light };
    if (!sums || (!light && !a->turned)) {
        free(sums);
        free(light);
        return false;
    }
    for (int32_t i = 0; i < BANDS; i++) {
        const int32_t from = band_at(a, i);
        out->sum[i] = sums + (size_t)i * n;
        if (a->turned)
            sum_across(a, from, out->sum[i]);
        else
            ops->sum_rows(at_of(a, 0, from), (size_t)a->down, BAND, a->across, out->sum[i]);
    }
    if (light) {
        const int32_t every = a->along / COUNTED;
        memset(light + n, DARK, n);
        ops->count_reaching(at_of(a, 0, every / 2), (size_t)(every * a->down), COUNTED, a->across,
                            light + n, light);
    }
    return true;
}

static void profile_release(struct profile *p)
{
    free(p->sum[0]);
    free(p->light);
}

/* Columns that may be the middle of a fault, the likeliest kept. */
struct places {
    struct {
        int32_t at, weight, tilt, offset;
    } of[PLACES_MAX];
    int32_t n, all; /* kept; met */
};

static void places_add(struct places *p, int32_t at, int32_t weight, const struct axis *a)
{
    int32_t to = p->n;

    p->all++;
    if (p->n < PLACES_MAX) {
        p->n++;
    } else {
        to = 0;
        for (int32_t i = 1; i < p->n; i++)
            if (p->of[i].weight < p->of[to].weight)
                to = i;
        if (p->of[to].weight >= weight)
            return;
    }
    p->of[to].at = at;
    p->of[to].weight = weight;
    p->of[to].tilt = a->tilt;
    p->of[to].offset = a->offset;
}

static bool is_like(const uint16_t *s, int32_t c, bool dark)
{
    const int32_t l = s[c - STREAK_FAR + 1], r = s[c + STREAK_FAR - 1], lo = l < r ? l : r,
                  hi = l < r ? r : l;

    return dark ? lo - s[c] >= TONE * BAND : s[c] - hi >= TONE_LEAST * BAND;
}

/* Is column c darker (or brighter) than both its sides in the margins, and nearly wherever print
 * does not hide it? */
static bool bands_agree(const struct axis *a, const struct profile *p, int32_t c, bool dark)
{
    int32_t n = 0, margins = 0;

    for (int32_t i = 0; i < BANDS; i++) {
        const bool like = is_like(p->sum[i], c + shift_of(a, band_at(a, i)), dark);
        n += like;
        margins += like && (i < 2 || i >= BANDS - 2);
    }
    return n >= BANDS * 11 / 16 && margins >= 3;
}

static void find_by_tone(const struct axis *a, const struct profile *p, bool dark,
                         struct places *out)
{
    for (int32_t c = STREAK_FAR, from = -1; c <= a->across - STREAK_FAR; c++) {
        const bool yes = c < a->across - STREAK_FAR && bands_agree(a, p, c, dark);
        if (yes && from < 0)
            from = c;
        if (yes || from < 0)
            continue;
        places_add(out, (from + c - 1) / 2, c - from, a);
        from = -1;
    }
}

/* Middles of the dark places of a band in 1/256 px; more than a few are no line's. */
static int32_t valleys(const uint16_t *s, int32_t across, int32_t at[VALLEYS_MAX])
{
    int32_t n = 0;
    int64_t sum = 0, moment = 0;

    for (int32_t c = STREAK_FAR; c <= across - STREAK_FAR; c++) {
        if (c < across - STREAK_FAR && is_like(s, c, true)) {
            const int32_t l = s[c - STREAK_FAR + 1], r = s[c + STREAK_FAR - 1],
                          depth = (l < r ? l : r) - s[c];
            sum += depth;
            moment += (int64_t)depth * c;
        } else if (sum) {
            if (n == VALLEYS_MAX)
                return 0;
            at[n++] = (int32_t)((moment * 256 + 128 * sum) / sum); /* pixel c is at c + 1/2 */
            sum = moment = 0;
        }
    }
    return n;
}

/* Column `at` of t becomes the line through (x, y), x in 1/256 px. */
static int32_t line_through(struct axis *t, int64_t x, int32_t y)
{
    const int64_t start = x * 256 - (int64_t)y * t->tilt;
    const int32_t at = (int32_t)(start / 65536) - (start < 0);

    t->offset = (int32_t)(start - (int64_t)at * 65536);
    return at;
}

/* The same line by least squares over the bands in the margins. */
static int32_t fit_line(struct axis *t, const struct profile *p, int32_t at)
{
    int64_t n = 0, sx = 0, sy = 0, sxy = 0, syy = 0;

    for (int32_t i = 0; i < BANDS; i = i == 1 ? BANDS - 2 : i + 1) {
        const int32_t y = band_at(t, i) + BAND / 2, near = at + shift_of(t, y);
        int64_t sum = 0, moment = 0;
        for (int32_t c = near - 3; c <= near + 3; c++)
            if (c >= STREAK_FAR && c < t->across - STREAK_FAR && is_like(p->sum[i], c, true)) {
                const int32_t l = p->sum[i][c - STREAK_FAR + 1], r = p->sum[i][c + STREAK_FAR - 1];
                sum += (l < r ? l : r) - p->sum[i][c];
                moment += (int64_t)((l < r ? l : r) - p->sum[i][c]) * c;
            }
        if (!sum)
            continue;
        const int64_t x = (moment * 256 + 128 * sum) / sum;
        n++, sx += x, sy += y, sxy += x * y, syy += (int64_t)y * y;
    }
    const int64_t under = n * syy - sy * sy;
    if (n < 3 || under <= 0)
        return at;
    t->tilt = (int32_t)((n * sxy - sx * sy) * 256 / under);
    return line_through(t, sx / n, (int32_t)(sy / n));
}

/* Lines that lean, because the scanner leveled the page: from a dark place in one margin to one in
 * the other. */
static void find_leaning(const struct axis *a, const struct profile *p, struct places *out)
{
    int32_t top[VALLEYS_MAX], low[VALLEYS_MAX];

    for (int32_t i = 0; i < 2; i++) {
        const int32_t y0 = band_at(a, i) + BAND / 2, y1 = band_at(a, BANDS - 1 - i) + BAND / 2;
        const int32_t n_top = valleys(p->sum[i], a->across, top),
                      n_low = valleys(p->sum[BANDS - 1 - i], a->across, low);
        for (int32_t j = 0; j < n_top * n_low; j++) {
            const int32_t c = top[j / n_low], d = low[j % n_low] - c;
            struct axis t = *a;
            if (abs(d) < 2 * 256 || abs(d) / 256 > (y1 - y0) / LEAN_MOST)
                continue;
            t.tilt = (int32_t)((int64_t)d * 256 / (y1 - y0));
            int32_t at = line_through(&t, c, y0);
            if (!is_on_page(&t, at - STREAK_FAR, at + STREAK_FAR + 1) ||
                !bands_agree(&t, p, at, true))
                continue;
            at = fit_line(&t, p, at);
            if (is_on_page(&t, at - STREAK_FAR, at + STREAK_FAR + 1))
                places_add(out, at, 1, &t);
        }
    }
}

static int32_t most_dark(const struct profile *p, int32_t from, int32_t to)
{
    int32_t n = 0;

    for (int32_t c = from; c < to; c++)
        n = COUNTED - p->light[c] > n ? COUNTED - p->light[c] : n;
    return n;
}

/* Columns without ink between columns with much. */
static void find_by_cuts(const struct axis *a, const struct profile *p, struct places *out)
{
    for (int32_t c = STREAK_FAR, from = -1; c <= a->across - STREAK_FAR; c++) {
        const bool yes = c < a->across - STREAK_FAR && p->light[c] == COUNTED;
        if (yes && from < 0)
            from = c;
        if (yes || from < 0)
            continue;
        const int32_t l = most_dark(p, from - 3, from), r = most_dark(p, c, c + 3),
                      least = l < r ? l : r;
        if (c - from <= 6 && least >= 4)
            places_add(out, (from + c - 1) / 2, least, a);
        from = -1;
    }
}

/* Rows count where both sides are paper; tones are those of the margins, which hold no ink. */
struct closer {
    int64_t sum[STREAK_WINDOW];
    int32_t dark[STREAK_WINDOW], rows, hits, margin;
    int32_t seg_rows[BANDS], seg_hits[BANDS];
};

static void look_closer(const struct axis *a, int32_t c, struct closer *k)
{
    *k = (struct closer){ 0 };
    for (int32_t r = 0; r < a->along; r++) {
        const uint8_t *p = at_of(a, c - STREAK_FAR, r);
        const int32_t l = p[0], h = p[2 * STREAK_FAR * a->step], lo = l < h ? l : h;
        const int32_t seg = (int32_t)((int64_t)r * BANDS / a->along);
        const bool paper = lo > 110 && abs(l - h) < 40;
        const bool margin = paper && (seg == 0 || seg == BANDS - 1);
        for (int32_t i = 0; i < STREAK_WINDOW; i++) {
            const int32_t v = p[i * a->step];
            k->dark[i] += v < DARK;
            k->sum[i] += margin ? v : 0;
        }
        const bool hit = paper && p[STREAK_FAR * a->step] < lo - TONE * 3 / 4;
        k->rows += paper;
        k->margin += margin;
        k->hits += hit;
        k->seg_rows[seg] += paper;
        k->seg_hits[seg] += hit;
    }
}

/* Darker than the paper from end to end; on bilevel scans it fails for a few rows here and there.
 */
static bool is_dark_streak(const struct axis *a, const struct closer *k, int32_t c,
                           struct streak *f)
{
    int32_t seen = 0, contrast[STREAK_WINDOW], most, l = STREAK_FAR, h = STREAK_FAR;

    if (k->rows * 3 < a->along || k->margin * 40 < a->along || k->hits * 10 < k->rows * 6)
        return false;
    for (int32_t i = 0; i < BANDS; i++) {
        if (k->seg_rows[i] * BANDS * 8 < a->along)
            continue;
        if (k->seg_hits[i] * 10 < k->seg_rows[i] * 4)
            return false;
        seen++;
    }
    if (seen < BANDS * 5 / 8)
        return false;
    for (int32_t i = 0; i < STREAK_WINDOW; i++) {
        const int64_t paper =
            (k->sum[0] * (STREAK_WINDOW - 1 - i) + k->sum[STREAK_WINDOW - 1] * i) /
            (STREAK_WINDOW - 1);
        contrast[i] = (int32_t)((paper - k->sum[i]) / k->margin);
        f->tone[i] = (int32_t)(k->sum[i] / k->margin);
    }
    most = contrast[STREAK_FAR] / 10 > 6 ? contrast[STREAK_FAR] / 10 : 6;
    while (l > 1 && contrast[l - 1] >= most)
        l--;
    while (h < STREAK_WINDOW - 2 && contrast[h + 1] >= most)
        h++;
    if (h - l >= STREAK_FAR)
        return false;
    f->x0 = c - STREAK_FAR + l;
    f->x1 = c - STREAK_FAR + h + 1;
    memmove(f->tone, f->tone + l, (size_t)(h + 1 - l) * sizeof *f->tone);
    return true;
}

static int32_t most_of(const int32_t *v, int32_t from, int32_t to)
{
    int32_t n = 0;

    for (int32_t i = from; i < to; i++)
        n = v[i] > n ? v[i] : n;
    return n;
}

/* Of the ink at column c, the part in 1000 that goes on at the next one, where `next` leads.
 * Letters and digits are round where they end: 0.6 and less; a fault cuts off most: 0.65 to 0.96.
 */
static int32_t cut_off(const struct axis *a, int32_t c, int32_t next)
{
    int32_t inside = 0, both = 0;

    for (int32_t r = 0; r < a->along; r++)
        if (*at_of(a, c, r) < DARK) {
            inside++;
            both += *at_of(a, c + next, r) < DARK;
        }
    return inside ? (int32_t)((int64_t)both * 1000 / inside) : 0;
}

static bool ends_sharply(const struct axis *a, const struct streak *f)
{
    const int32_t left = cut_off(a, f->x0 - 2, 1), right = cut_off(a, f->x1 + 1, -1);

    return left >= 600 && right >= 600 && left + right >= 1400;
}

/* Rows with ink close to both sides; *parts: in how many parts of the page there are some. */
static int32_t count_cuts(const struct axis *a, const struct streak *f, int32_t *parts)
{
    int32_t cut = 0, in_part = 0, part = 0;

    *parts = 0;
    for (int32_t r = 0; r < a->along; r++) {
        const bool both = (*at_of(a, f->x0 - 1, r) < DARK || *at_of(a, f->x0 - 2, r) < DARK) &&
                          (*at_of(a, f->x1, r) < DARK || *at_of(a, f->x1 + 1, r) < DARK);
        const int32_t now = (int32_t)((int64_t)r * BANDS / a->along);
        in_part = now == part ? in_part : 0;
        part = now;
        cut += both;
        *parts += both && ++in_part == 4;
    }
    return cut;
}

/* Letters stop at one side and go on at the other, and none is between. */
static bool is_white_streak(const struct axis *a, const struct closer *k, int32_t c,
                            struct streak *f)
{
    int32_t l = STREAK_FAR, h = STREAK_FAR, parts;
    const int32_t left = most_of(k->dark, 0, STREAK_FAR),
                  right = most_of(k->dark, STREAK_FAR + 1, STREAK_WINDOW),
                  side = left < right ? left : right;

    if (side < 2 * CUT_LEAST || k->dark[STREAK_FAR] * 50 > side)
        return false;
    while (l > 1 && k->dark[l - 1] * 20 <= side)
        l--;
    while (h < STREAK_WINDOW - 2 && k->dark[h + 1] * 20 <= side)
        h++;
    if (h - l + 1 > 6)
        return false;
    f->x0 = c - STREAK_FAR + l;
    f->x1 = c - STREAK_FAR + h + 1;
    for (int32_t i = 0; i < STREAK_WINDOW; i++)
        f->tone[i] = 255;
    const int32_t cut = count_cuts(a, f, &parts);
    return cut >= CUT_LEAST && (parts >= 3 || a->turned) && cut * 5 >= side &&
           (a->turned || ends_sharply(a, f));
}

/* Two places of one fault: the one that hits it more often stays. */
static bool is_new(const struct axis *a, struct streak *f, int32_t n)
{
    struct axis t = *a;

    t.tilt = f[n].tilt;
    const int32_t own = f[n].x0 + shift_of(&t, a->along / 2), wide = f[n].x1 - f[n].x0;
    for (int32_t i = 0; i < n; i++) {
        t.tilt = f[i].tilt;
        const int32_t other = f[i].x0 + shift_of(&t, a->along / 2);
        if (own >= other + f[i].x1 - f[i].x0 || own + wide <= other)
            continue;
        if (f[n].hits > f[i].hits)
            f[i] = f[n];
        return false;
    }
    return true;
}

static int32_t repair_places(struct planes *p, const struct axis *a, const struct places *at,
                             bool dark)
{
    struct streak f[PLACES_MAX];
    struct axis t = *a;
    struct closer k;
    int32_t n = 0;

    for (int32_t i = 0; i < at->n; i++) {
        const int32_t c = at->of[i].at;
        f[n].tilt = t.tilt = at->of[i].tilt;
        f[n].offset = t.offset = at->of[i].offset;
        look_closer(&t, c, &k);
        f[n].hits = k.hits;
        if ((dark ? is_dark_streak(&t, &k, c, &f[n]) : is_white_streak(&t, &k, c, &f[n])) &&
            is_on_page(&t, f[n].x0 - 2, f[n].x1 + 2) && is_new(a, f, n))
            n++;
    }
    if (!dark && n > WHITE_MOST)
        return 0;
    for (int32_t i = 0; i < n; i++) {
        t.tilt = f[i].tilt;
        t.offset = f[i].offset;
        streak_mend(p, &t, &f[i]);
    }
    return n;
}

static bool repair_axis(struct planes *p, const struct axis *a, int32_t *n)
{
    struct profile profile;
    struct places dark = { .n = 0 }, white = { .n = 0 };

    if (!profile_make(a, &profile))
        return false;
    find_by_tone(a, &profile, true, &dark);
    find_leaning(a, &profile, &dark);
    if (profile.light)
        find_by_cuts(a, &profile, &white);
    else
        find_by_tone(a, &profile, false, &white);
    profile_release(&profile);
    if (white.all > PLACES_MAX)
        white.n = 0;
    *n += repair_places(p, a, &dark, true);
    *n += repair_places(p, a, &white, false); /* a pale dark one may look like both */
    return true;
}

bool streak_repair(struct planes *p, int32_t *n, struct err *e)
{
    const struct grey *g = &p->y;
    const ptrdiff_t stride = (ptrdiff_t)g->stride;
    const struct axis down = { g->px, g->w, g->h, 1, stride, false, 0, 0 },
                      across = { g->px, g->h, g->w, stride, 1, true, 0, 0 };

    *n = 0;
    if (g->w < SIZE_LEAST || g->h < SIZE_LEAST)
        return true;
    if (!repair_axis(p, &down, n) || !repair_axis(p, &across, n))
        return err_set(e, ERR_NOMEM, "no memory to look for a scanner's faults");
    if (*n)
        grey_release(&p->small);
    return true;
}
