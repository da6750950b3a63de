#include "tests/train/glyph_page.h"

#include <string.h>

#include "tests/gen/encode.h"
#include "tests/gen/paper.h"

enum { WORD_GLYPHS = 24 };

static const char *const letters[] = { "A", "B", "C", "D", "E", "G", "H", "I", "K",
                                       "L", "M", "N", "O", "P", "Q", "R", "S", "T",
                                       "U", "V", "X", "Y", "F", "Đ", "Đ", "Ư" };
static const char *const marks[] = { "/", "-", ".", ",", ":", ";", "(", ")", "+" };
static const char *const plain[] = { "ngày", "tháng", "năm",   "số",  "của", "người",
                                     "thửa", "lô",    "hộ",    "đất", "bản", "giấy",
                                     "m²",   "lill",  "oO0",   "tờ",  "Họ",  "tên",
                                     "Số",   "Ngày",  "quyển", "và",  "Ủy",  "Nguyễn" };

const char *glyph_condition(int condition)
{
    return condition_name((enum condition)condition);
}

/* ---- what is printed ---- */

static void add_digits(struct rng *r, GString *s, int least, int most)
{
    for (int n = rng_int(r, least, most); n > 0; n--)
        g_string_append_c(s, (char)('0' + rng_int(r, 0, 9)));
}

static void add_letters(struct rng *r, GString *s, int least, int most)
{
    for (int n = rng_int(r, least, most); n > 0; n--)
        g_string_append(s, letters[rng_int(r, 0, (int)G_N_ELEMENTS(letters) - 1)]);
}

static void add_symbol(struct rng *r, GString *s)
{
    for (int n = rng_int(r, 1, 3); n > 0; n--) {
        add_letters(r, s, 1, 5);
        if (n > 1)
            g_string_append_c(s, rng_pct(r, 75) ? '-' : rng_pct(r, 50) ? '/' : '.');
    }
}

static void add_groups(struct rng *r, GString *s)
{
    const char mark = rng_pct(r, 60) ? '.' : rng_pct(r, 50) ? '-' : ',';

    add_digits(r, s, 1, 3);
    for (int n = rng_int(r, 1, 3); n > 0; n--) {
        g_string_append_c(s, mark);
        add_digits(r, s, 1, 4);
    }
}

/* A glyph between others of all kinds, so that every one is met often enough. */
static void add_mixed(struct rng *r, GString *s)
{
    for (int n = rng_int(r, 2, 6); n > 0; n--) {
        if (rng_pct(r, 40))
            add_digits(r, s, 1, 2);
        else if (rng_pct(r, 60))
            add_letters(r, s, 1, 2);
        else
            g_string_append(s, marks[rng_int(r, 0, (int)G_N_ELEMENTS(marks) - 1)]);
    }
}

static void make_text(struct rng *r, GString *s)
{
    const int kind = rng_int(r, 1, 100);

    g_string_truncate(s, 0);
    if (kind <= 28) {
        add_digits(r, s, 1, 12);
    } else if (kind <= 55) {
        add_digits(r, s, 1, 5);
        g_string_append_c(s, '/');
        if (rng_pct(r, 25)) {
            add_digits(r, s, 4, 4);
            g_string_append_c(s, '/');
        }
        add_symbol(r, s);
    } else if (kind <= 63) {
        g_string_append_printf(s, "%02d/%02d/%d", rng_int(r, 1, 31), rng_int(r, 1, 12),
                               rng_int(r, 1930, 2030));
    } else if (kind <= 72) {
        add_groups(r, s);
    } else if (kind <= 80) {
        add_letters(r, s, 1, 8);
    } else if (kind <= 88) {
        add_mixed(r, s);
    } else {
        g_string_append(s, plain[rng_int(r, 0, (int)G_N_ELEMENTS(plain) - 1)]);
        return;
    }
    if (rng_pct(r, 12))
        g_string_append(s, marks[rng_int(r, 2, 5)]);
}

/* ---- how ---- */

/* Beside the faces that readers are tuned on others of all kinds, so that a glyph is known in a
 * face nobody has seen; none of those that are kept apart for scoring. The commonest more often. */
static const char *const faces_trained[] = {
    "Tinos",
    "Tinos",
    "Tinos",
    "Tinos",
    "Tinos",
    "Tinos",
    "Noto Serif",
    "Noto Serif",
    "Arimo",
    "Arimo",
    "Noto Sans",
    "Cousine",
    "Cousine",
    "Noto Serif Display",
    "TeX Gyre Pagella",
    "TeX Gyre Schola",
    "TeX Gyre Schola",
    "TeX Gyre Bonum",
    "TeX Gyre Cursor",
    "TeX Gyre Cursor",
    "DejaVu Sans",
    "DejaVu Sans Mono",
    "STIX",
    "STIX",
    "Old Standard TT",
    "Gentium",
    "Caladea",
    "Carlito",
    "Lato",
    "Roboto",
    "Open Sans",
    "Courier Prime",
    "Courier Prime",
    "Hack",
    "Inconsolata",
};

void glyph_faces_check(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(faces_trained); i++)
        font_need(faces_trained[i], "what scripts/packages.txt has for training");
}

static const char *face_of(struct rng *r, enum font_group g)
{
    const int pick = rng_int(r, 1, 100);

    if (g == FONTS_TUNE)
        return faces_trained[rng_int(r, 0, (int)G_N_ELEMENTS(faces_trained) - 1)];
    return pick <= 12 ? font_typewriter(g) : pick <= 25 ? font_sans(g) : font_pick(g, r);
}

static PangoLayout *layout_of(cairo_t *cr, struct rng *r, enum font_group g, const char *text)
{
    PangoLayout *l = pango_cairo_create_layout(cr);
    PangoFontDescription *f = pango_font_description_from_string(face_of(r, g));
    cairo_font_options_t *fo = cairo_font_options_create();
    PangoAttrList *attrs = pango_attr_list_new();
    const double size = rng_pct(r, 70) ? rng_real(r, 12, 14.5) : rng_real(r, 9, 17);

    cairo_font_options_set_hint_style(fo, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(fo, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(pango_layout_get_context(l), fo);
    pango_cairo_context_set_resolution(pango_layout_get_context(l), 72);
    pango_context_set_round_glyph_positions(pango_layout_get_context(l), FALSE);
    cairo_font_options_destroy(fo);
    pango_layout_context_changed(l);
    pango_font_description_set_absolute_size(f, size * PANGO_SCALE);
    if (rng_pct(r, 28))
        pango_font_description_set_weight(f, PANGO_WEIGHT_BOLD);
    if (rng_pct(r, 33))
        pango_font_description_set_style(f, PANGO_STYLE_ITALIC);
    pango_layout_set_font_description(l, f);
    pango_font_description_free(f);
    if (rng_pct(r, 35)) /* set tight or wide */
        pango_attr_list_insert(attrs, pango_attr_letter_spacing_new(
                                          (int)(rng_real(r, -0.05, 0.09) * size * PANGO_SCALE)));
    pango_layout_set_attributes(l, attrs);
    pango_attr_list_unref(attrs);
    pango_layout_set_text(l, text, -1);
    return l;
}

struct drawing {
    cairo_t *cr;
    GArray *glyphs, *words;
};

/* The glyphs of a layout that stands with its left end and base at the origin; px of the page. */
static void note_glyphs(struct drawing *d, PangoLayout *l, double base)
{
    PangoLayoutIter *it = pango_layout_get_iter(l);
    const char *text = pango_layout_get_text(l);
    struct drawn_word w = { d->glyphs->len, 0 };

    do {
        PangoRectangle ink;
        struct drawn_glyph g = { .cp = g_utf8_get_char(text + pango_layout_iter_get_index(it)) };
        pango_layout_iter_get_cluster_extents(it, &ink, NULL);
        if (ink.width <= 0 || ink.height <= 0)
            continue;
        for (int i = 0; i < 4; i++) {
            g.x[i] = (ink.x + (i == 1 || i == 2 ? ink.width : 0)) / (double)PANGO_SCALE;
            g.y[i] = (ink.y + (i >= 2 ? ink.height : 0)) / (double)PANGO_SCALE - base;
            cairo_user_to_device(d->cr, &g.x[i], &g.y[i]);
        }
        g_array_append_val(d->glyphs, g);
        w.n++;
    } while (pango_layout_iter_next_cluster(it));
    pango_layout_iter_free(it);
    if (w.n && w.n <= WORD_GLYPHS)
        g_array_append_val(d->words, w);
    else
        g_array_set_size(d->glyphs, w.first);
}

/* Draws a word; returns its width, pt. */
static double draw_word(struct drawing *d, struct rng *r, enum font_group g, double x, double y,
                        double right, const char *text)
{
    PangoLayout *l = layout_of(d->cr, r, g, text);
    const double wide = rng_pct(r, 40) ? rng_real(r, 0.86, 1.14) : 1, grey = rng_real(r, 0, 0.25),
                 thick = rng_pct(r, 30) ? rng_real(r, 0, 0.5) : 0,
                 base = pango_layout_get_baseline(l) / (double)PANGO_SCALE;
    PangoRectangle logical;

    pango_layout_get_extents(l, NULL, &logical);
    const double width = logical.width / (double)PANGO_SCALE * wide;
    if (x + width < right) {
        cairo_save(d->cr);
        cairo_translate(d->cr, x, y);
        cairo_scale(d->cr, wide, 1);
        note_glyphs(d, l, base);
        cairo_set_source_rgb(d->cr, grey, grey, grey);
        cairo_move_to(d->cr, 0, -base);
        pango_cairo_layout_path(d->cr, l);
        if (thick > 0) {
            cairo_set_line_width(d->cr, thick);
            cairo_stroke_preserve(d->cr);
        }
        cairo_fill(d->cr);
        cairo_restore(d->cr);
    }
    g_object_unref(l);
    return width;
}

static void fill_page(struct drawing *d, struct rng *r, enum font_group g, const struct gen_page *p)
{
    GString *s = g_string_new(NULL);

    cairo_set_source_rgb(d->cr, 1, 1, 1);
    cairo_paint(d->cr);
    for (double y = 60; y < p->h_pt - 50; y += rng_real(r, 17, 23))
        for (double x = 50 + rng_real(r, 0, 20); x < p->w_pt - 60;) {
            make_text(r, s);
            x += draw_word(d, r, g, x, y, p->w_pt - 40, s->str) + rng_real(r, 4, 14);
        }
    g_string_free(s, TRUE);
}

void glyph_page_make(struct rng *r, int faces, int condition, int dpi, struct drawn_page *out)
{
    struct gen_page *p = page_make(dpi, 210, 297, GEN_PAGE);
    struct drawing d = { cairo_create(p->image),
                         g_array_new(FALSE, FALSE, sizeof(struct drawn_glyph)),
                         g_array_new(FALSE, FALSE, sizeof(struct drawn_word)) };

    cairo_scale(d.cr, dpi / 72.0, dpi / 72.0);
    fill_page(&d, r, faces ? FONTS_HOLDOUT : FONTS_TUNE, p);
    cairo_destroy(d.cr);
    cairo_surface_flush(p->image);
    struct aged a = age_page(p, (enum condition)condition, false, r, NULL);
    for (guint i = 0; i < d.glyphs->len; i++) {
        struct drawn_glyph *g = &g_array_index(d.glyphs, struct drawn_glyph, i);
        for (int k = 0; k < 4; k++)
            age_point(a.to_scan, g->x[k], g->y[k], &g->x[k], &g->y[k]);
    }
    GByteArray *jpeg = encode_jpeg(&a.image, a.image.bilevel ? 95 : a.jpeg_quality);
    *out = (struct drawn_page){ .dpi = dpi, .n_glyphs = d.glyphs->len, .n_words = d.words->len };
    out->len = jpeg->len;
    out->jpeg = g_byte_array_free(jpeg, FALSE);
    out->glyphs = (struct drawn_glyph *)(void *)g_array_free(d.glyphs, FALSE);
    out->words = (struct drawn_word *)(void *)g_array_free(d.words, FALSE);
    g_free(a.image.px);
    page_release(p);
}

void glyph_page_release(struct drawn_page *p)
{
    g_free(p->jpeg);
    g_free(p->glyphs);
    g_free(p->words);
}
