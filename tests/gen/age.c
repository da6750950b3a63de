#include "tests/gen/age.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tests/gen/agepx.h"

/* A preset: bounds of what is drawn for one page. Tesseract's word F1 aimed at: clean .98, office
 * .965, turned .975, phone .90, fax .85, poor .73 at most. */
struct preset {
    const char *name;
    double skew_lo, skew_hi, blur_lo, blur_hi, noise_lo, noise_hi, light_lo, light_hi, ink_lo,
        ink_hi, bleed_lo, bleed_hi;
    int q_lo, q_hi;
    int pct_border, pct_fold, pct_holes, pct_fault, pct_specks, pct_wear;
};

static const struct preset
    presets[CONDITIONS] = {
        [COND_CLEAN] = { "clean", 0,    0.3, 0.6, 1.0, 3, 8, 0, 8, 0, 40,
                         0,       0.03, 74,  90,  0,   0, 0, 0, 0, 0 },
        [COND_OFFICE] = { "office", 0.3,  1.6, 0.75, 1.3, 6,  14, 6, 60, 20, 90,
                          0,        0.16, 55,  78,   25,  15, 25, 8, 30, 30 },
        [COND_TURNED] = { "turned", 0.1,  0.8, 0.6, 1.05, 4, 9,  2, 16, 4, 45,
                          0,        0.06, 68,  84,  10,   5, 10, 0, 10, 0 },
        [COND_PHONE] = { "phone", 0,    0,  0.8, 1.3, 5, 10, 20, 85, 15, 65,
                         0,       0.05, 66, 82,  0,   0, 0,  0,  0,  0 },
        [COND_FAX] = { "fax", 0.2,  1.2, 0.8, 1.1, 14, 26, 6,  26,  0, 30,
                       0,     0.05, 80,  80,  10,  0,  10, 10, 100, 40 },
        [COND_POOR] = { "poor", 0.8,  3.0, 0.9, 1.3, 8,  15, 95, 150, 30, 75,
                        0.06,   0.24, 42,  64,  45,  45, 35, 12, 60,  35 },
    };

const char *condition_name(enum condition c)
{
    return presets[c].name;
}

int condition_of(const char *name)
{
    for (int i = 0; i < CONDITIONS; i++)
        if (!strcmp(presets[i].name, name))
            return i;
    return -1;
}

void age_point(const double m[9], double x, double y, double *ox, double *oy)
{
    const double w = m[6] * x + m[7] * y + m[8];

    *ox = (m[0] * x + m[1] * y + m[2]) / w;
    *oy = (m[3] * x + m[4] * y + m[5]) / w;
}

/* Paper scatters what shines through it: a box of three by three. */
static void ghost_spread(struct ghost *g)
{
    uint8_t *out = g_malloc((gsize)g->w * (gsize)g->h);

    memset(out, 255, (size_t)g->w * (size_t)g->h);
    for (int y = 1; y < g->h - 1; y++)
        for (int x = 1; x < g->w - 1; x++) {
            const uint8_t *p = g->px + (size_t)y * (size_t)g->w + (size_t)x, *a = p - g->w,
                          *b = p + g->w;
            out[(size_t)y * (size_t)g->w + (size_t)x] =
                (uint8_t)((a[-1] + a[0] + a[1] + p[-1] + p[0] + p[1] + b[-1] + b[0] + b[1]) / 9);
        }
    g_free(g->px);
    g->px = out;
}

struct ghost *ghost_of(const struct gen_page *p)
{
    const int sw = cairo_image_surface_get_width(p->image),
              sh = cairo_image_surface_get_height(p->image);
    const int stride = cairo_image_surface_get_stride(p->image);
    const uint8_t *px = cairo_image_surface_get_data(p->image);
    struct ghost *g = g_new0(struct ghost, 1);

    g->w = sw / 4;
    g->h = sh / 4;
    g->px = g_malloc((gsize)g->w * (gsize)g->h);
    for (int y = 0; y < g->h; y++)
        for (int x = 0; x < g->w; x++) {
            int sum = 0;
            for (int k = 0; k < 16; k++)
                sum += px[(4 * y + k / 4) * stride + 4 * (4 * x + k % 4) + 1];
            g->px[(size_t)y * (size_t)g->w + (size_t)(g->w - 1 - x)] = (uint8_t)(sum / 16);
        }
    ghost_spread(g);
    ghost_spread(g);
    return g;
}

void ghost_release(struct ghost *g)
{
    if (g)
        g_free(g->px);
    g_free(g);
}

/* Square (0,0)-(w,h) to a quadrilateral; Heckbert's closed form. */
static void square_to_quad(double w, double h, const double q[8], double m[9])
{
    const double dx1 = q[2] - q[4], dx2 = q[6] - q[4], sx = q[0] - q[2] + q[4] - q[6];
    const double dy1 = q[3] - q[5], dy2 = q[7] - q[5], sy = q[1] - q[3] + q[5] - q[7];
    const double den = dx1 * dy2 - dx2 * dy1;
    const double g = (sx * dy2 - dx2 * sy) / den, k = (dx1 * sy - sx * dy1) / den;

    m[0] = (q[2] - q[0] + g * q[2]) / w;
    m[1] = (q[6] - q[0] + k * q[6]) / h;
    m[2] = q[0];
    m[3] = (q[3] - q[1] + g * q[3]) / w;
    m[4] = (q[7] - q[1] + k * q[7]) / h;
    m[5] = q[1];
    m[6] = g / w;
    m[7] = k / h;
    m[8] = 1;
}

/* The page lies in the canvas, a little askew, or is seen by a telephone held at an angle. */
static void place_page(struct aged *a, const struct gen_page *p, enum condition c, double skew,
                       struct rng *r)
{
    const double w = cairo_image_surface_get_width(p->image),
                 h = cairo_image_surface_get_height(p->image);

    if (c == COND_PHONE) {
        const double scale = 0.92, pw = w * scale, ph = h * scale, mx = pw * 0.06, my = ph * 0.05;
        a->image.w = (int)(pw + 2 * mx);
        a->image.h = (int)(ph + 2 * my);
        double q[8] = { mx, my, mx + pw, my, mx + pw, my + ph, mx, my + ph };
        for (int i = 0; i < 8; i++)
            q[i] += rng_real(r, -0.035, 0.035) * (i % 2 ? ph * 0.8 : pw);
        square_to_quad(w, h, q, a->to_scan);
        return;
    }
    const double rad = skew * 0.017453292519943295, cs = cos(rad), sn = sin(rad);
    a->image.w = (int)w;
    a->image.h = (int)h;
    const double cx = w / 2, cy = h / 2, tx = rng_real(r, -0.006, 0.006) * w,
                 ty = rng_real(r, -0.006, 0.006) * h;
    const double m[9] = { cs, -sn, cx - cs * cx + sn * cy + tx,
                          sn, cs,  cy - sn * cx - cs * cy + ty,
                          0,  0,   1 };
    memcpy(a->to_scan, m, sizeof m);
}

static void turn_map(double m[9], int scan_turn, int w, int h)
{
    double o[9];

    memcpy(o, m, sizeof o);
    for (int i = 0; i < 3; i++) {
        const double x = o[i], y = o[3 + i], z = o[6 + i];
        m[i] = scan_turn == 90 ? h * z - y : scan_turn == 180 ? w * z - x : y;
        m[3 + i] = scan_turn == 90 ? x : scan_turn == 180 ? h * z - y : w * z - x;
    }
}

static void turn_pixels(struct raster *im, int scan_turn)
{
    const int w = im->w, h = im->h, ch = im->channels;
    uint8_t *out = g_malloc((gsize)w * (gsize)h * (gsize)ch);
    const int nw = scan_turn == 180 ? w : h, nh = scan_turn == 180 ? h : w;

    for (int by = 0; by < nh; by += 64)
        for (int bx = 0; bx < nw; bx += 64)
            for (int y = by; y < MIN(by + 64, nh); y++)
                for (int x = bx; x < MIN(bx + 64, nw); x++) {
                    const int sx = scan_turn == 90 ? y : scan_turn == 180 ? w - 1 - x : w - 1 - y;
                    const int sy = scan_turn == 90 ? h - 1 - x : scan_turn == 180 ? h - 1 - y : x;
                    const uint8_t *s = im->px + ((size_t)sy * (size_t)w + (size_t)sx) * (size_t)ch;
                    uint8_t *d = out + ((size_t)y * (size_t)nw + (size_t)x) * (size_t)ch;
                    for (int k = 0; k < ch; k++)
                        d[k] = s[k];
                }
    g_free(im->px);
    im->px = out;
    im->w = nw;
    im->h = nh;
}

static int quarter_turn(enum condition c, bool may_turn, struct rng *r)
{
    if (!may_turn)
        return 0;
    if (c == COND_TURNED)
        return 90 * rng_int(r, 1, 3);
    if (c == COND_PHONE)
        return rng_pct(r, 15) ? 90 * rng_int(r, 1, 3) : 0;
    return c != COND_CLEAN && rng_pct(r, 4) ? 180 : 0;
}

struct aged age_page(const struct gen_page *p, enum condition c, bool may_turn, struct rng *r,
                     const struct ghost *back)
{
    const struct preset *t = &presets[c];
    struct aged a = { .jpeg_quality = rng_int(r, t->q_lo, t->q_hi) };
    const double skew = rng_real(r, t->skew_lo, t->skew_hi) * (rng_pct(r, 50) ? 1 : -1);
    const bool grey = c == COND_FAX || (c != COND_PHONE && rng_pct(r, c == COND_POOR ? 45 : 25));
    const double unit = p->dpi / 300.0; /* presets are written for 300 dpi */

    a.image.channels = grey ? 1 : 3;
    a.image.dpi = p->dpi;
    place_page(&a, p, c, skew, r);
    a.image.px = g_malloc((gsize)a.image.w * (gsize)a.image.h * (gsize)a.image.channels);
    struct agepx x = {
        .im = &a.image,
        .page = p,
        .r = r,
        .phone = c == COND_PHONE,
        .fax = c == COND_FAX,
        .blur = rng_real(r, t->blur_lo, t->blur_hi) * MAX(unit, 0.75),
        .noise = rng_real(r, t->noise_lo, t->noise_hi),
        .light = rng_real(r, t->light_lo, t->light_hi),
        .ink = rng_real(r, t->ink_lo, t->ink_hi),
        .bleed = rng_real(r, t->bleed_lo, t->bleed_hi),
        .back = back,
        .border = rng_pct(r, t->pct_border),
        .fold = rng_pct(r, t->pct_fold),
        .holes = rng_pct(r, t->pct_holes),
        .fault = rng_pct(r, t->pct_fault),
        .specks = rng_pct(r, t->pct_specks),
        .wear = rng_pct(r, t->pct_wear),
    };
    memcpy(x.to_scan, a.to_scan, sizeof x.to_scan);
    agepx_run(&x);
    a.image.bilevel = c == COND_FAX;
    a.skew_deg = c == COND_PHONE ? 0 : -skew;
    const int turn = quarter_turn(c, may_turn, r);
    if (turn) {
        turn_map(a.to_scan, turn, a.image.w, a.image.h);
        turn_pixels(&a.image, turn);
        a.turned = 360 - turn;
    }
    return a;
}
