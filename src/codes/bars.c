#include "codes/bars.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINES = 24,
    STEPS_MAX = 8192,
    ROWS = 12,  /* of the line repeated: the decoder wants some */
    TILTS = 6,  /* each way, of TILT */
    BESIDE = 3, /* steps */
};
static const double TILT = 0.004; /* a quarter of a degree */
/* Share of the gradients that point one way, with text around. */
static const double COHERENT = 0.35;

struct across {
    const struct grey *g;
    double x, y, ux, uy; /* middle of the bars, and the way across them */
    double high;         /* px along the bars that are looked at */
    int32_t steps;
};

static bool find_way(const struct grey *g, struct box b, struct across *a)
{
    double xx = 0, yy = 0, xy = 0;

    for (int32_t y = b.y0 + 1; y < b.y1 - 1; y++) {
        const uint8_t *above = grey_row(g, y - 1), *row = grey_row(g, y),
                      *below = grey_row(g, y + 1);
        int64_t rx = 0, ry = 0, rxy = 0;
        for (int32_t x = b.x0 + 1; x < b.x1 - 1; x++) {
            const int32_t dx = row[x + 1] - row[x - 1], dy = below[x] - above[x];
            rx += dx * dx;
            ry += dy * dy;
            rxy += dx * dy;
        }
        xx += (double)rx;
        yy += (double)ry;
        xy += (double)rxy;
    }
    const double off = xx - yy, both = 2 * xy, size = sqrt(off * off + both * both);
    if (size < COHERENT * (xx + yy) || size < 1)
        return false;
    /* half of the angle of (off, both) */
    const double c = sqrt((1 + off / size) / 2), s = sqrt((1 - off / size) / 2);
    a->ux = c;
    a->uy = both < 0 ? -s : s;
    return true;
}

/* The grey of step k on line `l` when the bars lean by `tilt`; to 64ths of a px. */
static uint8_t look_line(const struct across *a, int32_t k, int l, double tilt)
{
    const double v = a->high * ((l + 0.5) / LINES - 0.5), u = (k - a->steps / 2) * 0.5 + tilt * v;
    const double x = a->x + u * a->ux - v * a->uy, y = a->y + u * a->uy + v * a->ux;
    const double grey = grey_between(a->g, floor(x * 64) / 64, floor(y * 64) / 64);

    return grey < 0 ? 255 : (uint8_t)(grey + 0.5);
}

/* How much the mean line changes from step to step: most when bars are looked at along. */
static int64_t crispness(const struct across *a, double tilt)
{
    int64_t sum = 0;
    int32_t before = 0;

    for (int32_t k = 0; k < a->steps; k += 2) {
        int32_t now = 0;
        for (int l = 0; l < LINES; l += 3)
            now += look_line(a, k, l, tilt);
        sum += k ? (int64_t)(now - before) * (now - before) : 0;
        before = now;
    }
    return sum;
}

static uint8_t median(const uint8_t *of, int n)
{
    uint8_t v[LINES];

    for (int i = 0; i < n; i++) { /* a few, mostly alike */
        int k = i;
        for (; k > 0 && v[k - 1] > of[i]; k--)
            v[k] = v[k - 1];
        v[k] = of[i];
    }
    return v[n / 2];
}

static void draw(const struct across *a, double tilt, const struct grey out[3])
{
    enum { HALF = LINES / 2 };

    for (int32_t k = 0; k < a->steps; k++) {
        uint8_t v[LINES];
        for (int l = 0; l < LINES; l++)
            v[l] = look_line(a, k, l, tilt);
        grey_row(&out[0], 0)[k] = median(v, LINES);
        grey_row(&out[1], 0)[k] = median(v, HALF);
        grey_row(&out[2], 0)[k] = median(v + HALF, HALF);
    }
    for (int i = 0; i < 3; i++)
        for (int32_t y = 1; y < ROWS; y++)
            memcpy(grey_row(&out[i], y), grey_row(&out[i], 0), (size_t)a->steps);
}

bool bars_flatten(const struct grey *g, struct box b, int32_t margin, struct grey out[3],
                  bool *found, struct err *e)
{
    struct across a = { .g = g, .x = (b.x0 + b.x1) / 2.0, .y = (b.y0 + b.y1) / 2.0 };
    const double w = b.x1 - b.x0, h = b.y1 - b.y0;
    int64_t best = -1;
    double tilt = 0;

    memset(out, 0, 3 * sizeof *out);
    *found = find_way(g, b, &a);
    if (!*found)
        return true;
    const double ax = fabs(a.ux), ay = fabs(a.uy), along = ax > ay ? w / ax : h / ay,
                 high = (ax > ay ? h : w) - 2 * margin - fabs(ax > ay ? a.uy : a.ux) * along / 2;
    a.high = 0.7 * (high < margin / 4 ? margin / 4 : high);
    a.steps = 2 * along < STEPS_MAX ? (int32_t)(2 * along) : STEPS_MAX;
    for (int k = -TILTS; k <= TILTS; k++) {
        const int64_t now = crispness(&a, k * TILT);
        if (now > best) {
            best = now;
            tilt = k * TILT;
        }
    }
    for (int i = 0; i < 3; i++)
        if (!grey_init(&out[i], a.steps, ROWS, e))
            return false;
    draw(&a, tilt, out);
    return true;
}

void bars_sharpen(const struct grey *from, int halves, const struct grey *to)
{
    const uint8_t *p = grey_row(from, 0);
    uint8_t *out = grey_row(to, 0);

    memcpy(out, p, (size_t)from->w);
    for (int32_t x = BESIDE; x < from->w - BESIDE; x++) {
        const int32_t v = p[x] + halves * (2 * p[x] - p[x - BESIDE] - p[x + BESIDE]) / 4;
        out[x] = (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
    }
    for (int32_t y = 1; y < to->h; y++)
        memcpy(grey_row(to, y), out, (size_t)from->w);
}
