/* Seals, signatures, portraits and backgrounds. */
#include <math.h>
#include <string.h>

#include "tests/gen/paper.h"

enum { BODY = 7 }; /* faces a group draws from; those named twice come twice as often */
static const struct faces {
    const char *body[BODY], *sans, *typewriter;
    const char *packages;
} faces[] = {
    [FONTS_TUNE] = { { "Tinos", "Tinos", "Tinos", "Liberation Serif", "Noto Serif", "Arimo",
                       "Noto Sans" },
                     "Arimo",
                     "Cousine",
                     "fonts-croscore fonts-liberation2 fonts-noto-core" },
    [FONTS_HOLDOUT] = { { "TeX Gyre Termes", "TeX Gyre Termes", "FreeSerif", "FreeSerif",
                          "DejaVu Serif", "TeX Gyre Heros", NULL },
                        "TeX Gyre Heros",
                        "FreeMono",
                        "fonts-dejavu-core fonts-texgyre fonts-freefont-ttf" },
    [FONTS_HELD_OUT] = { { "Linux Libertine O", "Linux Libertine O", "Linux Libertine O",
                           "Charis SIL", "Charis SIL", "Linux Biolinum O", NULL },
                         "Linux Biolinum O",
                         "CMU Typewriter Text",
                         "fonts-linuxlibertine fonts-sil-charis fonts-cmu" },
};
/* Signatures, seals and script hands of every group. */
static const char *const extra_fonts[] = { "Arimo", "Cousine", "TeX Gyre Chorus",
                                           "TeX Gyre Pagella" };

const char *font_pick(enum font_group g, struct rng *r)
{
    int n = 0;

    while (n < BODY && faces[g].body[n])
        n++;
    return faces[g].body[rng_int(r, 0, n - 1)];
}

const char *font_sans(enum font_group g)
{
    return faces[g].sans;
}

const char *font_typewriter(enum font_group g)
{
    return faces[g].typewriter;
}

void font_need(const char *name, const char *packages)
{
    PangoFontMap *map = pango_cairo_font_map_get_default();
    PangoFontFamily **fam = NULL;
    int n = 0;
    bool there = false;

    pango_font_map_list_families(map, &fam, &n);
    for (int i = 0; i < n; i++)
        there |= !strcmp(pango_font_family_get_name(fam[i]), name);
    g_free(fam);
    if (!there)
        gen_die("font %s is missing; install %s", name, packages);
}

void fonts_check(enum font_group g)
{
    const struct faces *f = &faces[g];

    for (int i = 0; i < BODY && f->body[i]; i++)
        font_need(f->body[i], f->packages);
    font_need(f->sans, f->packages);
    font_need(f->typewriter, f->packages);
    for (size_t i = 0; i < G_N_ELEMENTS(extra_fonts); i++)
        font_need(extra_fonts[i], "fonts-croscore fonts-texgyre");
}

static void ring_text(cairo_t *cr, double radius, double size, const char *text)
{
    const glong n = g_utf8_strlen(text, -1);
    glong i = 0;

    cairo_select_font_face(cr, "Arimo", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
    cairo_set_font_size(cr, size);
    for (const char *p = text; *p; p = g_utf8_next_char(p), i++) {
        char c[8] = { 0 };
        cairo_text_extents_t ext;
        memcpy(c, p, (size_t)(g_utf8_next_char(p) - p));
        cairo_save(cr);
        cairo_rotate(cr, -2.4 + 2 * G_PI * (double)i / (double)n);
        cairo_text_extents(cr, c, &ext);
        cairo_move_to(cr, -ext.x_advance / 2, -radius);
        cairo_show_text(cr, c);
        cairo_restore(cr);
    }
}

void draw_emblem(cairo_t *cr, double cx, double cy, double radius)
{
    cairo_save(cr);
    cairo_translate(cr, cx, cy);
    for (int i = 0; i < 10; i++) {
        const double a = -G_PI / 2 + i * G_PI / 5, q = i % 2 ? radius * 0.4 : radius;
        cairo_line_to(cr, q * cos(a), q * sin(a));
    }
    cairo_close_path(cr);
    cairo_fill(cr);
    cairo_restore(cr);
}

void draw_seal(cairo_t *cr, struct rng *r, double cx, double cy, double radius, const char *ring,
               const char *middle)
{
    cairo_save(cr);
    cairo_translate(cr, cx, cy);
    cairo_rotate(cr, rng_real(r, -0.5, 0.5));
    cairo_push_group(cr);
    cairo_set_source_rgb(cr, rng_real(r, 0.72, 0.9), rng_real(r, 0.02, 0.16),
                         rng_real(r, 0.08, 0.2));
    cairo_set_line_width(cr, 1.8);
    cairo_arc(cr, 0, 0, radius, 0, 2 * G_PI);
    cairo_stroke(cr);
    cairo_set_line_width(cr, 0.8);
    cairo_arc(cr, 0, 0, radius - 3, 0, 2 * G_PI);
    cairo_stroke(cr);
    cairo_arc(cr, 0, 0, radius * 0.58, 0, 2 * G_PI);
    cairo_stroke(cr);
    ring_text(cr, radius * 0.72, radius * 0.155, ring);
    if (*middle)
        draw_emblem(cr, 0, 0, radius * 0.36);
    cairo_pop_group_to_source(cr);
    /* Ink lets the text under it through and is worn in places. */
    cairo_set_operator(cr, CAIRO_OPERATOR_MULTIPLY);
    cairo_paint_with_alpha(cr, rng_real(r, 0.55, 0.9));
    cairo_restore(cr);
}

void draw_signature(cairo_t *cr, struct rng *r, double x, double y, double w, double h, bool blue)
{
    double px = x, py = y + h * 0.6;
    const int loops = rng_int(r, 3, 7);

    cairo_save(cr);
    if (blue)
        cairo_set_source_rgba(cr, rng_real(r, 0.05, 0.2), rng_real(r, 0.08, 0.25),
                              rng_real(r, 0.5, 0.75), 0.9);
    else
        cairo_set_source_rgb(cr, 0.12, 0.12, 0.14);
    cairo_set_line_width(cr, rng_real(r, 0.9, 1.7));
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_move_to(cr, px, py);
    for (int i = 0; i < loops; i++) {
        const double nx = x + w * (i + 1) / loops, ny = y + h * rng_real(r, 0.2, 0.8);
        cairo_curve_to(cr, px + w * rng_real(r, 0, 0.35), y - h * rng_real(r, 0, 0.3),
                       nx - w * rng_real(r, 0, 0.4), y + h * rng_real(r, 0.9, 1.3), nx, ny);
        px = nx;
        py = ny;
    }
    cairo_rel_curve_to(cr, w * 0.1, -h * 0.2, -w * 0.6, h * 0.1, -w * 0.9, h * 0.25);
    cairo_stroke(cr);
    cairo_restore(cr);
}

void draw_portrait(cairo_t *cr, struct rng *r, double x, double y, double w, double h)
{
    const double tone = rng_real(r, 0.55, 0.8);

    cairo_save(cr);
    cairo_rectangle(cr, x, y, w, h);
    cairo_clip(cr);
    cairo_set_source_rgb(cr, 0.75, 0.82, 0.9);
    cairo_paint(cr);
    cairo_set_source_rgb(cr, 0.2, 0.22, 0.3);
    cairo_arc(cr, x + w / 2, y + h * 1.15, w * 0.55, 0, 2 * G_PI);
    cairo_fill(cr);
    cairo_set_source_rgb(cr, 0.1, 0.08, 0.08);
    cairo_arc(cr, x + w / 2, y + h * 0.4, w * 0.27, 0, 2 * G_PI);
    cairo_fill(cr);
    cairo_set_source_rgb(cr, tone + 0.15, tone, tone - 0.1);
    cairo_save(cr);
    cairo_translate(cr, x + w / 2, y + h * 0.48);
    cairo_scale(cr, 1, 1.3);
    cairo_arc(cr, 0, 0, w * 0.22, 0, 2 * G_PI);
    cairo_restore(cr);
    cairo_fill(cr);
    cairo_restore(cr);
}

void draw_guilloche(cairo_t *cr, struct rng *r, double x, double y, double w, double h, double red,
                    double green, double blue)
{
    cairo_save(cr);
    cairo_set_source_rgb(cr, red, green, blue);
    cairo_rectangle(cr, x, y, w, h);
    cairo_fill_preserve(cr);
    cairo_set_source_rgb(cr, red * 0.6, green * 0.6, blue * 0.6);
    cairo_set_line_width(cr, 0.5);
    cairo_stroke_preserve(cr);
    cairo_clip(cr);
    cairo_set_source_rgba(cr, red * 0.8, green * 0.8, blue * 0.8, 0.5);
    cairo_set_line_width(cr, 0.3);
    const double phase = rng_real(r, 0, 6), step = h / 22;
    for (int k = 0; k < 24; k++) {
        for (int i = 0; i <= 48; i++)
            cairo_line_to(cr, x + w * i / 48, y + step * k + 5 * sin(phase + i * 0.33 + k * 0.4));
        cairo_stroke(cr);
    }
    cairo_restore(cr);
}

void draw_map(cairo_t *cr, struct rng *r, double x, double y, double w, double h)
{
    const double cx = x + w / 2, cy = y + h / 2;

    cairo_save(cr);
    cairo_set_source_rgb(cr, 0, 0, 0);
    cairo_set_line_width(cr, 0.8);
    const int n = rng_int(r, 4, 7);
    cairo_new_path(cr); /* the words printed last left a point */
    for (int i = 0; i < n; i++) {
        const double a = 2 * G_PI * i / n + rng_real(r, -0.2, 0.2), q = rng_real(r, 0.28, 0.46);
        cairo_line_to(cr, cx + w * q * cos(a), cy + h * q * sin(a));
    }
    cairo_close_path(cr);
    cairo_stroke(cr);
    cairo_set_line_width(cr, 0.4);
    for (int i = 0; i < 5; i++) {
        cairo_move_to(cr, x + w * rng_real(r, 0, 1), y);
        cairo_line_to(cr, x + w * rng_real(r, 0, 1), y + h * rng_real(r, 0.1, 0.25));
        cairo_stroke(cr);
    }
    cairo_rectangle(cr, x, y, w, h);
    cairo_stroke(cr);
    cairo_restore(cr);
}
